"""How easy the Dutch of a page is to read: `make readability` prints a table of the whole handbook, hardest first.

A formula counts; it does not read. It finds pages to look at, and cannot tell a clear text from a silly one.
"""

import re
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib

LANGUAGE = "nl"
"""What is marked as another language is not measured."""
LONG = 9
"""A word with more letters than this is long: in Dutch nearly always a compound or a word of policy."""
FEWEST_WORDS = 3
"""What is shorter is no sentence: "Bel nu.", a name in a list. Left out, so that it does not hide the long ones."""
BLOCKS = {"article", "blockquote", "dd", "div", "dt", "fieldset", "legend", "li", "ol", "p", "section", "summary", "ul"}
SVG = "{http://www.w3.org/2000/svg}svg"
NOT_PROSE = {"code", "h1", "h2", "h3", "h4", "h5", "h6", "nav", "pre", "script", "style", SVG, "table", "template"}
LISTS = {
    f"kijkraam-{kind}" for kind in ("card", "downloads", "helplines", "overview", "packages", "sources", "term-also")
}
"""What the program lists: names of forms, files, chapters of books, forms of a word."""
FORM = "kijkraam-form"
FORMS = "formulier/"
BORDER = "\f"
END_OF_SENTENCE = re.compile(r"""(?:(?<=[.?!])|(?<=[.?!]['"’”)]))\s+(?=(?:'[snt]\s)?['"‘“(]*[A-ZÀ-Ý0-9])|\s*→\s*""")
TIED = "\N{WORD JOINER}"
"""Stands for a space at which no sentence ends."""
INITIAL = re.compile(r"\b(?:[A-Z]|[Bb]ijv|blz)\.\s+")
WORD = re.compile(r"[^\W\d_](?:[-'’]?[^\W_])*")
SYLLABLE = re.compile(r"aai|ooi|oei|eeu|ieu|aa|ee|oo|uu|ie|oe|eu|ui|ij|ei|ai|au|ou|[aeiouyàáâäèéêëìíîïòóôöùúûü]")
FEWEST_SENTENCES = 5
"""Of fewer, a page has no way of writing to measure: a redirect, a list of links."""


@dataclass(frozen=True)
class Prose:
    """The sentences of a page, without headings, tables, code, menus, and what every form repeats."""

    sentences: list[str]

    @cached_property
    def words(self) -> list[str]:
        return [word for sentence in self.sentences for word in WORD.findall(sentence)]

    @property
    def words_per_sentence(self) -> float:
        return len(self.words) / len(self.sentences)

    @property
    def letters_per_word(self) -> float:
        return sum(map(letters, self.words)) / len(self.words)

    @property
    def long_words(self) -> float:
        """The share of words that are long, in per cent."""
        return 100 * sum(letters(word) > LONG for word in self.words) / len(self.words)

    @property
    def flesch_douma(self) -> float:
        """Flesch's reading ease with Douma's weights for Dutch (1960): the higher, the easier; from 60 on is plain."""
        return 206.84 - 0.93 * self.words_per_sentence - 77 * sum(map(syllables, self.words)) / len(self.words)

    @property
    def longest(self) -> list[str]:
        """The sentences, longest first."""
        return sorted(self.sentences, key=lambda sentence: -length(sentence))


def prose_of(article: Element, *, with_forms: bool) -> Prose:
    """Return the prose of an article; a form within it only `with_forms`, for it has a page of its own."""
    blocks = _text(article, NOT_PROSE if with_forms else {*NOT_PROSE, FORM}).split(BORDER)
    return Prose([sentence for block in blocks for sentence in sentences(block) if length(sentence) >= FEWEST_WORDS])


def measured(articles: dict[str, Element]) -> dict[str, Prose]:
    """Return the prose of each page with enough of it, by its address, as are the articles."""
    found = {address: prose_of(article, with_forms=address.startswith(FORMS)) for address, article in articles.items()}
    return {address: prose for address, prose in found.items() if len(prose.sentences) >= FEWEST_SENTENCES}


def sentences(text: str) -> list[str]:
    """Return the sentences of a paragraph. A full stop behind an initial ends none."""
    one_line = INITIAL.sub(lambda found: found[0].rstrip() + TIED, " ".join(text.split()))
    return [part.replace(TIED, " ") for part in re.split(END_OF_SENTENCE, one_line) if part]


def length(sentence: str) -> int:
    """Return how many words a sentence has; numbers are none."""
    return len(WORD.findall(sentence))


def letters(word: str) -> int:
    """Return how many letters a word has."""
    return sum(map(str.isalpha, word))


def syllables(word: str) -> int:
    """Return how many syllables a Dutch word has: its groups of vowels, each at least one."""
    return max(1, len(SYLLABLE.findall(word.lower())))


def _text(element: Element, left_out: set[str]) -> str:
    """Return the text of an element, with the mark of a border around each block."""
    if (
        not isinstance(element.tag, str)  # a comment
        or element.tag in left_out
        or "data-search-exclude" in element.attrib
        or element.get("lang", LANGUAGE) != LANGUAGE
        or not LISTS.isdisjoint(element.get("class", "").split())
    ):
        return ""
    content = (element.text or "") + "".join(_text(child, left_out) + (child.tail or "") for child in element)
    return f"{BORDER}{content}{BORDER}" if element.tag in BLOCKS else content


def articles_of(site: Path) -> dict[str, Element]:
    """Return the article of each page of a built site that has one, by its address."""
    found = {}
    for file in sorted(site.rglob("*.html")):
        article = html5lib.parse(file.read_bytes(), namespaceHTMLElements=False).find(".//article")
        if article is not None:
            found[file.relative_to(site).as_posix().removesuffix("index.html")] = article
    return found


def table(pages: dict[str, Prose]) -> str:
    """Return a line for each page, hardest first."""
    head = "Flesch-Douma  words/sentence  letters/word  long words  longest  sentences  page"
    rows = [
        f"{prose.flesch_douma:12.1f}  {prose.words_per_sentence:14.1f}  {prose.letters_per_word:12.2f}"
        f"  {prose.long_words:8.1f} %  {length(prose.longest[0]):7}  {len(prose.sentences):9}  {address or '(home)'}"
        for address, prose in sorted(pages.items(), key=lambda page: page[1].flesch_douma)
    ]
    return "\n".join([head, *rows])


if __name__ == "__main__":
    sys.stdout.write(f"{table(measured(articles_of(Path(sys.argv[1]))))}\n")
