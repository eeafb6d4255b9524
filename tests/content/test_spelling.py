"""The Dutch of the handbook is spelled as the dictionary of OpenTaal has it, or as our own list of words."""

import os
import re
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

from ..conftest import ROOT
from .texts import Text, texts_of_page, texts_of_yaml, words_of

LIST = Path(__file__).with_name("words.txt")
HUNSPELL = ["hunspell", "-w", "-i", "utf-8", "-p", os.devnull, "-d"]
"""Gives back the wrong ones of many words, one a line; no dictionary of one's own has a say."""
NO_HUNSPELL = """\
Spelling is checked with hunspell and its Dutch dictionary nl_NL. {what}
On Debian or Ubuntu run: sudo apt-get install hunspell hunspell-nl
Elsewhere install hunspell from your system's packages, and put nl_NL.aff and nl_NL.dic of
https://github.com/OpenTaal/opentaal-hunspell where `hunspell -D` looks for them."""
MISSPELLED = """\
{count} words are in neither the dictionary nor tests/content/words.txt. Mend what is wrong;
a professional term, a name or a compound that is right goes to the list, where it belongs in the order.
{places}"""


def test_every_word_is_in_the_dictionary_or_in_our_list():
    found = places_of_words()
    known = set(LIST.read_text(encoding="utf-8").splitlines())
    misspelled = unknown_to_hunspell({word.strip("-") for word in found})
    strange = [word for word in found if word.strip("-") in misspelled and known.isdisjoint(forms_of(word))]

    if strange:
        places = sorted({f"{place_of(word, text)}: {word}" for word in strange for text in found[word]})
        pytest.fail(MISSPELLED.format(count=len(strange), places="\n".join(places)), pytrace=False)


def test_the_list_holds_a_word_a_line_sorted_and_none_twice():
    words = LIST.read_text(encoding="utf-8").splitlines()

    assert words == sorted(set(words), key=lambda word: (word.lower(), word))
    assert [word for word in words if words_of(word) != [word]] == []


def test_code_ids_and_targets_of_links_are_not_looked_up():
    page = """
## Een kop {#qkop}

Met [een link][qlink], [een tweede](qpad.md), [een woord](begrip:qwoord), `qcode` en www.qsite.nl of qsite.org.

!!! qsoort "Een titel"
    's Avonds zegt zij: 'zo’n dag'. Zorg- en (on)mogelijk, 50+'er, 2012.

::: qblok

```qtaal
qregel
```
"""

    assert " ".join(words_of(page)) == (
        "Een kop Met een link een tweede een woord en of "
        "Een titel 's Avonds zegt zij zo'n dag Zorg- en onmogelijk 50+'er"
    )


def test_of_yaml_texts_are_looked_up_and_ids_and_comments_are_not(tmp_path):
    file = tmp_path / "vorm.yml"
    file.write_text("# qnoot\nid: qid\nsee: [qzie]\nsections:\n  - {id: q, title: Een titel, share: qwie}\n")

    assert [(text.first, text.words) for text in texts_of_yaml(file)] == [(5, ["Een", "titel"])]


def test_the_dictionary_knows_words_and_compounds_and_not_mistakes():
    right = {"fiets", "Fiets", "zorgverlener", "foto's", "coördinator", "Wmo", "'s"}
    wrong = {"fietz", "fotoos", "coordinator", "wmo"}

    assert unknown_to_hunspell(right | wrong) == wrong


def test_a_word_at_the_start_of_a_sentence_and_half_a_compound_are_found_in_the_list_by_the_word_itself():
    assert list(forms_of("Vraagpatronen")) == ["Vraagpatronen", "vraagpatronen"]
    assert list(forms_of("Vraagpatronen-")) == ["Vraagpatronen-", "vraagpatronen-", "Vraagpatronen", "vraagpatronen"]


def test_without_hunspell_the_message_says_how_to_get_it(monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(pytest.fail.Exception) as failed:
        unknown_to_hunspell({"fiets"})

    assert str(failed.value) == (
        "Spelling is checked with hunspell and its Dutch dictionary nl_NL. There is no hunspell here.\n"
        "On Debian or Ubuntu run: sudo apt-get install hunspell hunspell-nl\n"
        "Elsewhere install hunspell from your system's packages, and put nl_NL.aff and nl_NL.dic of\n"
        "https://github.com/OpenTaal/opentaal-hunspell where `hunspell -D` looks for them."
    )


def test_without_the_dictionary_the_message_says_how_to_get_it():
    with pytest.raises(pytest.fail.Exception, match=r"nl_NL\. Can't open affix or dictionary files"):
        unknown_to_hunspell({"fiets"}, dictionary="not-there")


def unknown_to_hunspell(words: set[str], dictionary: str = "nl_NL") -> set[str]:
    """Return the words that the dictionary does not know."""
    try:
        run = subprocess.run(  # noqa: S603
            [*HUNSPELL, dictionary],
            input="\n".join(sorted(words)) + "\n",
            capture_output=True,
            encoding="utf-8",
            check=False,
            env={**os.environ, "LC_ALL": "C"},
        )
    except FileNotFoundError:
        pytest.fail(NO_HUNSPELL.format(what="There is no hunspell here."), pytrace=False)
    if run.returncode or run.stderr:
        pytest.fail(NO_HUNSPELL.format(what=run.stderr.strip()), pytrace=False)
    return set(run.stdout.splitlines())


def forms_of(word: str) -> Iterator[str]:
    """Yield how a word may stand in our list: as it is, or as within a sentence; without a hyphen at either end too."""
    for form in dict.fromkeys([word, word.strip("-")]):
        yield form
        if form[:1].isupper():
            yield form[0].lower() + form[1:]


def place_of(word: str, text: Text) -> str:
    """Return the file and the line where a word stands first in a text."""
    lines = text.file.read_text(encoding="utf-8").replace("’", "'").splitlines()
    whole = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")
    here = (number for number in range(text.first, min(text.last, len(lines)) + 1) if whole.search(lines[number - 1]))
    return f"{text.file.relative_to(ROOT).as_posix()}:{next(here, text.first)}"


def places_of_words() -> dict[str, list[Text]]:
    """Return the texts in which each word of the handbook stands."""
    found: dict[str, list[Text]] = defaultdict(list)
    texts = [texts_of_page(path) for path in sorted((ROOT / "docs").rglob("*.md"))]
    texts += [texts_of_yaml(path) for path in sorted((ROOT / "checklists").rglob("*.yml"))]
    for text in chain.from_iterable(texts):
        for word in text.words:
            found[word].append(text)
    return found
