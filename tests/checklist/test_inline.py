"""Texts of checklists: emphasis, links by id and terms are rendered; everything else is shown as written."""

import html

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kijkraam.inline import Found, InlineMarkdown, without_markup

KNOWN = {"mijn-raam": "../mijn-raam/", "mijn-raam#m-1": "../mijn-raam/#m-1"}


@pytest.fixture
def inline() -> InlineMarkdown:
    return InlineMarkdown(KNOWN.get)


@pytest.mark.parametrize(
    ("text", "rendered"),
    [
        ("Gewoon", "Gewoon"),
        ("*nadruk*", "<em>nadruk</em>"),
        ("_nadruk_", "<em>nadruk</em>"),
        ("**sterk**", "<strong>sterk</strong>"),
        ("***beide***", "<strong><em>beide</em></strong>"),
        ("`code`", "<code>code</code>"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("een_naam_met_streepjes", "een_naam_met_streepjes"),
        (r"\*ster\*", "*ster*"),
        ("  twee\nregels  ", "twee regels"),
        ("*twee\nregels*", "<em>twee regels</em>"),
        ("hard\xa0gescheiden *woord*", "hard\xa0gescheiden <em>woord</em>"),
    ],
)
def test_emphasis_is_rendered(inline, text, rendered):
    assert inline(text) == rendered


@pytest.mark.parametrize(
    ("text", "rendered"),
    [
        ("[het raam][mijn-raam]", '<a href="../mijn-raam/">het raam</a>'),
        ("[een vraag][mijn-raam#m-1]", '<a href="../mijn-raam/#m-1">een vraag</a>'),
        ("[mijn-raam][]", '<a href="../mijn-raam/">mijn-raam</a>'),
        ("[*het* raam][mijn-raam].", '<a href="../mijn-raam/"><em>het</em> raam</a>.'),
        ("**[het raam][mijn-raam]**", '<strong><a href="../mijn-raam/">het raam</a></strong>'),
        ("[A & B][mijn-raam]", '<a href="../mijn-raam/">A &amp; B</a>'),
        ("[zien](https://voorbeeld.nl/?a=1&b=2)", '<a href="https://voorbeeld.nl/?a=1&amp;b=2">zien</a>'),
        ("[bellen](tel:112)", '<a href="tel:112">bellen</a>'),
        ("[schrijven](mailto:a@voorbeeld.nl)", '<a href="mailto:a@voorbeeld.nl">schrijven</a>'),
        ("[hier](#verder)", '<a href="#verder">hier</a>'),
    ],
)
def test_links_are_rendered(inline, text, rendered):
    assert inline(text) == rendered


def test_a_term_becomes_a_button_that_opens_its_explanation(inline):
    rendered, found = inline.render("Dat heet [presentie](begrip:presentie).")

    assert rendered == (
        'Dat heet <button class="kijkraam-term" popovertarget="begrip--presentie" type="button">presentie</button>.'
    )
    assert found == Found(terms={"presentie"})


@pytest.mark.parametrize(
    "text",
    [
        "<b>vet</b>",
        "<script>alert(1)</script>",
        "<!-- opmerking -->",
        "<https://voorbeeld.nl>",
        "<a@voorbeeld.nl>",
        "<a href='javascript:x'>klik</a>",
        "&copy; &lt;b&gt; & &#106;",
        "# geen kop",
        "- geen lijst",
        "1. geen lijst",
        "> geen citaat",
        "---",
        "| geen | tabel |",
        "::: mijn-raam",
        "[los]",
        "[los]: https://voorbeeld.nl",
        "![beeld](beeld.png)",
        "![beeld][mijn-raam]",
        "\x02klzzwxh:0000\x03",
    ],
)
@pytest.mark.parametrize("around", ["", " *en*"], ids=["alone", "beside markup"])
def test_everything_else_is_shown_as_written(inline, text, around):
    rendered, found = inline.render(text + around)

    shown = text if not around else text.replace("\x02", "").replace("\x03", "")
    assert rendered == html.escape(shown, quote=False) + around.replace(" *en*", " <em>en</em>")
    assert found == Found()


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "java\x01script:alert(1)",
        "&#106;avascript:alert(1)",
        "&#x6A;avascript&colon;alert(1)",
        "java&Tab;script:alert(1)",
        "java&NewLine;script:alert(1)",
        "javascript&#58;alert(1)",
        "<javascript:alert(1)>",
        " javascript:alert(1)",
        "java`s`cript:alert(1)",
        "java\\_script:alert(1)",
        "vbscript:alert(1)",
        "data:text/html,hallo",
        "DATA:text/html,hallo",
        "blob:https://voorbeeld.nl/1",
        "file:///etc/hosts",
    ],
)
def test_an_unsafe_link_leads_nowhere_and_is_told(inline, address):
    rendered, found = inline.render(f"Klik [hier]({address}).")

    assert rendered == 'Klik <a href="#">hier</a>.'
    assert len(found.unsafe) == 1
    assert found == Found(unsafe=found.unsafe)


@pytest.mark.parametrize("address", ["../pagina.md", "pagina/", "//voorbeeld.nl", "/begin", ""])
def test_a_link_that_depends_on_the_page_is_told(inline, address):
    _, found = inline.render(f"Klik [hier]({address}).")

    assert found == Found(relative={address})


def test_an_unknown_id_is_told_and_shown_as_written(inline):
    rendered, found = inline.render("Zie [het raam][mijn-ram] en [hier][mijn-raam].")

    assert rendered == 'Zie [het raam][mijn-ram] en <a href="../mijn-raam/">hier</a>.'
    assert found == Found(references={"mijn-raam"}, unknown={"mijn-ram"}, relative={"../mijn-raam/"})


def test_what_one_text_refers_to_does_not_linger_in_the_next(inline):
    inline.render("[a][mijn-ram] [b](javascript:x) [c](begrip:d)")

    assert inline.render("*Niets*") == ("<em>Niets</em>", Found())


def test_the_bare_words_are_without_markup(inline):
    assert without_markup(inline("*A* & [<b>][mijn-raam]")) == "A & <b>"


@settings(max_examples=150, derandomize=True, deadline=None, database=None)
@given(st.text(st.sampled_from("ab <>&\"'#:;.!-*_[]é👀"), max_size=30))
def test_no_text_makes_an_element_of_its_own_or_loses_a_letter(text):
    rendered = InlineMarkdown(lambda _: None)(text)

    rest = rendered
    for tag in ("em", "strong"):
        rest = rest.replace(f"<{tag}>", "").replace(f"</{tag}>", "")
    assert "<" not in rest
    kept = "".join(sign for sign in without_markup(rendered) if sign not in "*_ ")
    assert kept == "".join(sign for sign in text if sign not in "*_ ")
