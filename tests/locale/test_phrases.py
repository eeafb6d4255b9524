"""Every word that the program says: the same in both languages, and nothing missing or left over."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import kijkraam
from kijkraam.checklist.fields import Audience, Basis, Kind, TestedWith
from kijkraam.checklist.reading import CODES
from kijkraam.checklist.yaml_reader import SYNTAX
from kijkraam.locale import LANGUAGES, MissingPhraseError, Phrases

PACKAGE = Path(kijkraam.__file__).parent
FIGURES = PACKAGE.parent.parent / "overrides" / "figuren"
DUTCH = Phrases("nl")
GROUPS = sorted({key.partition(".")[0] for key in DUTCH.keys()})

COMPUTED = {
    "kind.": [member.value for member in Kind],
    "audience.": [member.value for member in Audience],
    # A question that rests on the book says nothing about it: see Renderer.origin.
    "basis.": [member.value for member in Basis if member is not Basis.BOOK],
    "form.tested_": [member.value for member in TestedWith],
    # The columns of `kijkraam list`: see listing.table.
    "list.": ["id", "kind", "items", "core", "minutes", "title"],
}
"""What code and templates put behind the first part of a key; every other key stands in them as a whole."""

CODE_AT = {"Problem": 3, "problem": 1, "BlockError": 0, "PydanticCustomError": 0, "_unknown": 0}
"""Calls that name a problem, with the place of its code among the arguments."""


def texts_of(node: ast.AST | None) -> list[str]:
    """Return the texts that an expression stands for; in an f-string each blank is `{}`."""
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) else []
    if isinstance(node, ast.JoinedStr):
        return ["".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)]
    if isinstance(node, ast.IfExp):
        return texts_of(node.body) + texts_of(node.orelse)
    return []


def keys_in_code() -> Iterator[str]:
    """Yield every text in Python code that is a key, or the first part of one with `{}` behind it."""
    key = re.compile(rf"(?:{'|'.join(GROUPS)})\.(?:[a-z_.]+|[a-z_]*\{{\}})")
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            yield from (text for text in texts_of(node) if key.fullmatch(text))
            if isinstance(node, ast.Call) and name_of(node) in {"phrases", "t"}:
                yield from texts_of(node.args[0])


def keys_in_templates() -> Iterator[str]:
    """Yield every key in `t("key")` and, with `{}` behind it, every first part in `t("part" ~ …)`."""
    templates = [*PACKAGE.rglob("*.jinja"), *FIGURES.glob("*.html")]
    for path in sorted(templates):
        for text, joined in re.findall(r'(?<![\w.])t\("([^"]+)"( ~)?', path.read_text(encoding="utf-8")):
            yield text + "{}" if joined else text


def codes_in_code() -> Iterator[str]:
    """Yield the code of every problem, with `{}` behind it where `mend_by_name` chooses the variant."""
    yield from CODES.values()
    yield from (code for _, code in SYNTAX)
    code = re.compile(r"[a-z][a-z_]+(?:\{\})?")
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            found = []
            if isinstance(node, ast.Call) and len(node.args) > CODE_AT.get(name_of(node), 99):
                found = texts_of(node.args[CODE_AT[name_of(node)]])
            elif isinstance(node, ast.Tuple) and len(node.elts) > 1 and isinstance(node.elts[1], ast.Dict):
                found = texts_of(node.elts[0])
            elif isinstance(node, ast.Assign) and [getattr(name, "id", "") for name in node.targets] == ["code"]:
                found = texts_of(node.value)
            yield from (text for text in found if code.fullmatch(text))


def name_of(call: ast.Call) -> str:
    """Return the last name of what is called."""
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def written_out(key: str) -> list[str]:
    """Return the keys that one key in code or template stands for."""
    if key.startswith("problem.unknown_choice{}"):
        return ["problem.unknown_choice.near", "problem.unknown_choice.list"]
    if key.startswith("problem.") and key.endswith("{}"):
        return [key.replace("{}", variant) for variant in (".near", ".list", ".none")]
    if key.endswith("{}"):
        return [key.replace("{}", name) for name in COMPUTED[key.removesuffix("{}")]]
    if f"{key}.other" in DUTCH.keys():
        return [f"{key}.one", f"{key}.other"]
    return [key]


def asked_for() -> set[str]:
    """Return every key that code and templates ask for."""
    keys = {*keys_in_code(), *keys_in_templates()} - {"problem.{}"}
    keys |= {f"problem.{code}" for code in codes_in_code()}
    return {written for key in keys for written in written_out(key)}


def blanks(phrase: str) -> set[str]:
    """Return the names of the blanks in a phrase."""
    return {name for _, name, _, _ in Formatter().parse(phrase) if name}


def catalogue(language: str) -> dict[str, str]:
    """Return all phrases of a language, blanks not filled in."""
    phrases = Phrases(language)
    return {key: phrases._phrases[key] for key in phrases.keys()}


def test_both_languages_have_the_same_keys():
    dutch, english = catalogue("nl").keys(), catalogue("en").keys()

    assert {"only in nl.yml": sorted(dutch - english), "only in en.yml": sorted(english - dutch)} == {
        "only in nl.yml": [],
        "only in en.yml": [],
    }


def test_both_languages_have_the_same_blanks_in_each_phrase():
    dutch, english = catalogue("nl"), catalogue("en")

    differing = sorted(key for key in dutch.keys() & english.keys() if blanks(dutch[key]) != blanks(english[key]))
    assert differing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_phrase_with_plural_forms_has_exactly_one_and_other(language):
    keys = catalogue(language).keys()
    plural = {key.removesuffix(".other") for key in keys if key.endswith(".other")}
    plural |= {key.removesuffix(".one") for key in keys if key.endswith(".one")}

    forms = {key: sorted(k for k in keys if k.startswith(f"{key}.")) for key in sorted(plural)}
    assert forms == {key: [f"{key}.one", f"{key}.other"] for key in sorted(plural)}


def test_every_phrase_that_code_or_templates_ask_for_is_in_the_catalogue():
    assert sorted(asked_for() - DUTCH.keys()) == []


def test_every_phrase_in_the_catalogue_is_asked_for_by_code_or_templates():
    assert sorted(DUTCH.keys() - asked_for()) == []


@pytest.mark.parametrize(
    ("language", "n", "said"),
    [
        ("nl", 0, "0 problemen."),
        ("nl", 1, "1 probleem."),
        ("nl", 2, "2 problemen."),
        ("nl", 21, "21 problemen."),
        ("en", 0, "0 problems."),
        ("en", 1, "1 problem."),
        ("en", 2, "2 problems."),
        ("en", 21, "21 problems."),
    ],
)
def test_a_number_chooses_the_plural_form(language, n, said):
    assert Phrases(language)("check.found", n=n) == said


@pytest.mark.parametrize(("asked", "given"), [("nl", "nl"), ("nl-BE", "nl"), ("en_GB", "en"), ("fr", "en"), ("", "en")])
def test_a_language_falls_back_on_its_main_form_and_then_on_english(asked, given):
    assert Phrases(asked)("overview.all") == {"nl": "alles", "en": "all"}[given]


def test_words_of_the_site_itself_come_before_those_of_the_program():
    phrases = Phrases("nl", {"form.star": "Hierover praten"})

    assert phrases("form.star") == "Hierover praten"
    assert phrases("form.core") == "Eerste blik"


def test_an_unknown_key_is_told_by_name():
    with pytest.raises(MissingPhraseError, match="form\\.bestaat_niet"):
        DUTCH("form.bestaat_niet")


def test_a_blank_without_a_word_is_told_by_name():
    with pytest.raises(MissingPhraseError, match="form\\.version.*version"):
        DUTCH("form.version")
