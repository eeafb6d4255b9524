"""Every word that the program says: the same in both languages, and nothing missing or left over."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import click
import pytest
from jinja2 import Environment, nodes

import kijkraam
from kijkraam.checklist import fields
from kijkraam.checklist.reading import CODES
from kijkraam.checklist.yaml_reader import SYNTAX
from kijkraam.cli import main
from kijkraam.form import Time
from kijkraam.intake.columns import Role
from kijkraam.lessons.model import Reader
from kijkraam.locale import LANGUAGES, MissingPhraseError, Phrases, _catalogue
from kijkraam.web import FIRST_PART, WHOLE_KEY

PACKAGE = Path(kijkraam.__file__).parent
FIGURES = PACKAGE.parent.parent / "overrides" / "figuren"
DUTCH, ENGLISH = _catalogue("nl"), _catalogue("en")
GROUPS = sorted({key.partition(".")[0] for key in DUTCH})

COMPUTED = {
    "form.kept.": [member.value for member in fields.Keep],
    "kind.": [member.value for member in fields.Kind],
    "audience.": [member.value for member in fields.Audience],
    # A question that rests on the book says nothing about it: see Renderer.origin.
    "basis.": [member.value for member in fields.Basis if member is not fields.Basis.BOOK],
    "basis.theirs.": [member.value for member in fields.Basis if member is not fields.Basis.BOOK],
    "form.tested_": [member.value for member in fields.TestedWith],
    "related.": ["forms", "stories", "methods"],
    "overview.times.": [member.value for member in Time],
    "lesson.handout.": [member.value for member in Reader],
    # A filled-in example is called after the example.
    "print.formats.": [member.value for member in fields.ON_PAPER if member is not fields.Format.EXAMPLE],
    # The reference for developers.
    "developers.parts.": ["api", "events", "templates", "formats"],
    # The columns of `kijkraam collect`: see counts.counts_table.
    "collect.head.": ["form", "pane", "id", "question", "answer", "count"],
    # The columns of a list that `kijkraam import` reads.
    "import.columns.": [member.value for member in Role],
    # What there are packages of: see export.packages.
    "packages.title.": ["lesson", "form", "theme"],
    "packages.what.": ["lesson", "form", "theme"],
    # The columns of `kijkraam list`: see listing.table.
    "list.": ["id", "kind", "items", "core", "minutes", "title", "version"],
}
"""What code and templates put behind the first part of a key; every other key stands in them as a whole."""

NAME_A_PROBLEM = {
    "Problem",
    "problem",
    "_problem",
    "MetaProblem",
    "BlockError",
    "PydanticCustomError",
    "_unknown",
    "_refuse",
}
"""Calls that name a problem by its code, somewhere among their arguments."""


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
    key = re.compile(rf"(?:{'|'.join(GROUPS)})(?:\.[a-z_]+)*(?:\.[a-z_]+|\.[a-z_]*\{{\}})")
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            yield from (text for text in texts_of(node) if key.fullmatch(text))
            if isinstance(node, ast.Call) and name_of(node) in {"phrases", "t"}:
                yield from texts_of(node.args[0])


def keys_in_templates() -> Iterator[str]:
    """Yield every key that a template asks `t` for, or the first part of one with `{}` behind it."""
    for path in sorted([*PACKAGE.rglob("*.jinja"), *FIGURES.glob("*.html")]):
        for call in Environment(autoescape=True).parse(path.read_text(encoding="utf-8")).find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name == "t":
                yield from keys_of(call.args[0])


def keys_of(node: nodes.Expr | None) -> list[str]:
    """Return the keys that an expression in a template stands for."""
    if isinstance(node, nodes.Const):
        return [node.value]
    if isinstance(node, nodes.CondExpr):
        return keys_of(node.expr1) + keys_of(node.expr2)
    if isinstance(node, nodes.Concat):
        return [f"{key}{{}}" for key in keys_of(node.nodes[0])]
    raise AssertionError(f"a key that this test cannot follow: {node}")


def keys_in_scripts() -> Iterator[str]:
    """Yield every key that browser code asks for, or the first part of one with `{}` behind it."""
    for path in sorted((PACKAGE / "web").rglob("*.js")):
        if path.parent.name != "dist":
            text = path.read_text(encoding="utf-8")
            yield from WHOLE_KEY.findall(text)
            yield from (f"{part}{{}}" for part in FIRST_PART.findall(text))


def codes_in_code() -> Iterator[str]:
    """Yield the code of every problem, with `{}` behind it where `mend_by_name` chooses the variant."""
    yield from CODES.values()
    yield from (code for _, code in SYNTAX)
    code = re.compile(r"[a-z]+(?:_[a-z]+)+(?:\{\})?")
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            found: list[str] = []
            if isinstance(node, ast.Call) and name_of(node) in NAME_A_PROBLEM:
                variant = "{}" if name_of(node) == "_unknown" else ""  # it chooses the variant itself
                found = [text + variant for argument in node.args for text in texts_of(argument)]
            elif isinstance(node, ast.Tuple) and len(node.elts) > 1 and isinstance(node.elts[1], ast.Dict):
                found = texts_of(node.elts[0])
            elif isinstance(node, ast.Assign) and [getattr(name, "id", "") for name in node.targets] == ["code"]:
                found = [text for part in ast.walk(node.value) for text in texts_of(part)]
            yield from (text for text in found if code.fullmatch(text))


def keys_of_commands(command: click.Command, key: str = "command") -> Iterator[str]:
    """Yield the keys of what a command, and all that belong to it, tell of themselves."""
    yield f"{key}.about"
    # A choice is shown by its values.
    told = [one for one in command.params if isinstance(one, click.Option) or not isinstance(one.type, click.Choice)]
    yield from (f"{key}.{one.name}" for one in told)
    for name, below in getattr(command, "commands", {}).items():
        yield from keys_of_commands(below, f"{key}.{name}")


def name_of(call: ast.Call) -> str:
    """Return the last name of what is called."""
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def written_out(key: str) -> list[str]:
    """Return the keys that one key in code or template stands for."""
    if key == "problem.unknown_choice{}":  # there is always something to choose from
        return ["problem.unknown_choice.near", "problem.unknown_choice.list"]
    if key.startswith("problem.") and key.endswith("{}"):
        return [key.replace("{}", variant) for variant in (".near", ".list", ".none")]
    if key.removesuffix("{}") in COMPUTED:
        return [key.replace("{}", name) for name in COMPUTED[key.removesuffix("{}")]]
    if key.startswith("web.") and key.endswith("{}"):  # what stands behind it is chosen while the script runs
        return [known for known in DUTCH if known.startswith(key.removesuffix("{}"))] or [key]
    if f"{key}.other" in DUTCH:
        return [f"{key}.one", f"{key}.other"]
    return [key]


def asked_for() -> set[str]:
    """Return every key that code and templates ask for."""
    keys = {*keys_in_code(), *keys_in_templates(), *keys_in_scripts()} - {"problem.{}", "{}.about", "{}.{}"}
    keys |= set(keys_of_commands(main))
    keys |= {f"problem.{code}" for code in codes_in_code()}
    return {written for key in keys for written in written_out(key)}


def blanks(phrase: str) -> set[str]:
    """Return the names of the blanks in a phrase."""
    return {name for _, name, _, _ in Formatter().parse(phrase) if name}


def test_both_languages_have_the_same_keys():
    only = {"nl.yml": sorted(DUTCH.keys() - ENGLISH.keys()), "en.yml": sorted(ENGLISH.keys() - DUTCH.keys())}

    assert only == {"nl.yml": [], "en.yml": []}, f"keys in one language only: {only}"


def test_both_languages_have_the_same_blanks_in_each_phrase():
    both = sorted(DUTCH.keys() & ENGLISH.keys())

    differing = [key for key in both if blanks(DUTCH[key]) != blanks(ENGLISH[key])]
    assert differing == [], f"blanks differ in: {', '.join(differing)}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_phrase_with_plural_forms_has_exactly_one_and_other(language):
    keys = Phrases(language).keys()
    plural = {key.removesuffix(".other") for key in keys if key.endswith(".other")}
    plural |= {key.removesuffix(".one") for key in keys if key.endswith(".one")}

    forms = {key: sorted(k for k in keys if k.startswith(f"{key}.")) for key in sorted(plural)}
    assert forms == {key: [f"{key}.one", f"{key}.other"] for key in sorted(plural)}


def test_every_phrase_that_code_or_templates_ask_for_is_in_the_catalogue():
    missing = sorted(asked_for() - DUTCH.keys())

    assert missing == [], f"asked for, but in no catalogue: {', '.join(missing)}"


def test_every_phrase_in_the_catalogue_is_asked_for_by_code_or_templates():
    unused = sorted(DUTCH.keys() - asked_for())

    assert unused == [], f"in the catalogue, but never asked for: {', '.join(unused)}"


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


@pytest.mark.parametrize(("language", "said"), [("nl", "1.234 problemen."), ("en", "1,234 problems.")])
def test_a_large_number_is_written_as_the_language_does(language, said):
    assert Phrases(language)("check.found", n=1234) == said


@pytest.mark.parametrize(("asked", "given"), [("nl", "nl"), ("nl-BE", "nl"), ("en_GB", "en"), ("fr", "en"), ("", "en")])
def test_a_language_falls_back_on_its_main_form_and_then_on_english(asked, given):
    assert Phrases(asked)("overview.all") == {"nl": "alles", "en": "all"}[given]


def test_words_of_the_site_itself_come_before_those_of_the_program():
    phrases = Phrases("nl", {"form.star": "Hierover praten"})

    assert phrases("form.star") == "Hierover praten"
    assert phrases("form.core") == "Eerste blik"


def test_an_unknown_key_is_told_by_name():
    with pytest.raises(MissingPhraseError, match=r"form\.bestaat_niet"):
        Phrases("nl")("form.bestaat_niet")


def test_a_blank_without_a_word_is_told_by_name():
    with pytest.raises(MissingPhraseError, match=r"lock\.unchanged.*path"):
        Phrases("nl")("lock.unchanged")


def test_an_english_site_speaks_english_in_forms_and_in_problems(draw):
    site = draw("""
    == mkdocs.yml
    site_name: Trial
    theme: {name: material, language: en, font: false}
    plugins: [kijkraam]
    == checklists/my-window.yml
    id: my-window
    version: 1
    kind: kijkraam
    title: My window
    summary: Look together.
    audience: [team]
    source: {work: boek}
    sections:
      - id: people
        title: People
        scale: praktijk
        minutes: 1
        items:
          - {id: p-1, text: We go and see people.}
    """).build()
    site.write("checklists/broken.yml", "id: broken\nversoin: 1\n")

    assert site.log == []
    page = site.article("formulier/my-window")
    assert "<span>I want to talk about this</span>" in page
    assert "<strong>No mark comes out of this.</strong>" in page
    assert "1 statement, about 1 minute" in page
    checked = site.kijkraam("check", "checklists/broken.yml")
    assert "checklists/broken.yml:2:1: There is no key 'versoin'. Do you mean 'version'?\n" in checked.stdout
    assert checked.stderr.endswith(" problems.\n")
