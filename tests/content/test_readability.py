"""No page reads harder than the hardest one did after the twenty worst were written anew."""

import html5lib
import pytest

from .readability import Prose, length, measured, prose_of, sentences, syllables, table

EASE = 75
"""The least that Flesch-Douma may be. Plain Dutch begins at 60."""
EASE_OF = {"zelf-maken/voor-ontwikkelaars/": 65}
"""What is written for programmers may use their words."""
WORDS_PER_SENTENCE = 11
LONG_WORDS = 11
"""The largest share of long words, in per cent."""
LONGEST = 30
"""The most words in one sentence."""
TOO_HARD = """\
{address} is hard to read: {faults}.
Make two sentences of one, let a verb say what a noun says, use the everyday word. Its longest sentences:
{longest}"""
PAGE = """
    <article>
      <h1>De kwaliteitscriteria</h1>
      <p>Je gaat bij <a href="#x">iemand</a> langs. Bel nu. Wat zie
         je <button>daar</button>?</p>
      <ul><li>Je wilt beginnen → <a href="#y">Zo begin je goed</a></li></ul>
      <table><tr><td>In een tabel staat dit.</td></tr></table>
      <p data-search-exclude>Wat elk formulier zegt.</p>
      <div class="kijkraam-card"><p>Wat elders beter staat.</p></div>
      <kijkraam-form><p>Een formulier vraagt iets.</p></kijkraam-form>
    </article>
"""


@pytest.mark.xdist_group("pages")
def test_every_page_reads_easily(documents):
    articles = {address: page.find(".//article") for address, page in documents.items()}
    pages = measured({address: article for address, article in articles.items() if article is not None})
    too_hard = [message(address, prose) for address, prose in pages.items() if faults_of(address, prose)]

    assert len(pages) > 180
    assert not too_hard, "\n\n".join(too_hard)


def test_headings_tables_lists_of_the_program_and_sentences_of_two_words_are_not_measured():
    article = html5lib.parse(PAGE, namespaceHTMLElements=False).find(".//article")

    own = ["Je gaat bij iemand langs.", "Wat zie je daar?", "Je wilt beginnen", "Zo begin je goed"]
    assert prose_of(article, with_forms=False).sentences == own
    assert prose_of(article, with_forms=True).sentences == [*own, "Een formulier vraagt iets."]


def test_a_sentence_ends_at_its_mark_and_not_at_an_initial_or_a_colon():
    assert sentences(
        "Jan P. Bos zegt: 'Ga mee.' Doe je dat? Ja. 's Avonds (om 8.30 uur) komt hij.\n  Bijv. morgen."
    ) == [
        "Jan P. Bos zegt: 'Ga mee.'",
        "Doe je dat?",
        "Ja.",
        "'s Avonds (om 8.30 uur) komt hij.",
        "Bijv. morgen.",
    ]


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("mens", "e"),
        ("meedoen", "ee-oe"),
        ("moeilijk", "oei-ij"),
        ("geïnteresseerd", "e-ï-e-e-ee"),
        ("cliënten", "i-ë-e"),
        ("sociaal", "o-i-aa"),
        ("eeuwen", "eeu-e"),
        ("Wmo", "o"),
        ("VWS", "V"),
    ],
)
def test_a_word_has_a_syllable_for_each_group_of_vowels(word, parts):
    assert syllables(word) == len(parts.split("-"))


def test_the_measures_of_a_page_and_its_row_in_the_table():
    prose = Prose(["Je gaat bij iemand langs.", "Je vraagt om een ondersteuningsplan."])

    assert prose.words_per_sentence == 5
    assert prose.long_words == 10
    assert prose.longest[0] == "Je gaat bij iemand langs."
    assert table({"plan/": prose}).splitlines() == [
        "Flesch-Douma  words/sentence  letters/word  long words  longest  sentences  page",
        "        86.7             5.0          5.10      10.0 %        5          2  plan/",
    ]


def test_a_message_says_what_is_hard_and_shows_the_longest_sentences():
    prose = Prose(["Vrijwilligersorganisaties ondersteunen wijkbewoners.", "Dat is goed."])

    assert message("plan/", prose) == (
        "plan/ is hard to read: Flesch-Douma is -52.6 (at least 75), 50.0 % of the words is long (at most 11 %).\n"
        "Make two sentences of one, let a verb say what a noun says, use the everyday word. Its longest sentences:\n"
        "- Vrijwilligersorganisaties ondersteunen wijkbewoners.\n"
        "- Dat is goed."
    )
    assert faults_of("plan/", Prose(["Dit leest iedereen."])) == []
    assert faults_of("plan/", Prose(["en dan " * 16])) == [
        "a sentence has 32.0 words on average (at most 11)",
        "the longest sentence has 32 words (at most 30)",
    ]


def faults_of(address: str, prose: Prose) -> list[str]:
    """Return what of a page reads harder than it may."""
    ease = EASE_OF.get(address, EASE)
    long = length(prose.longest[0])
    found = {
        f"Flesch-Douma is {prose.flesch_douma:.1f} (at least {ease})": prose.flesch_douma < ease,
        f"a sentence has {prose.words_per_sentence:.1f} words on average (at most {WORDS_PER_SENTENCE})": (
            prose.words_per_sentence > WORDS_PER_SENTENCE
        ),
        f"{prose.long_words:.1f} % of the words is long (at most {LONG_WORDS} %)": prose.long_words > LONG_WORDS,
        f"the longest sentence has {long} words (at most {LONGEST})": long > LONGEST,
    }
    return [fault for fault, is_so in found.items() if is_so]


def message(address: str, prose: Prose) -> str:
    """Return what to tell a writer about a page that is too hard."""
    longest = "\n".join(f"- {sentence}" for sentence in prose.longest[:3])
    return TOO_HARD.format(
        address=address or "The home page", faults=", ".join(faults_of(address, prose)), longest=longest
    )
