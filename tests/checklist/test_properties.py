"""What holds for any checklist, and for any bytes that call themselves one."""

import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from kijkraam.checklist import fields
from kijkraam.checklist.model import Checklist
from kijkraam.checklist.problems import ProblemsFound
from kijkraam.checklist.reading import model_from_text
from kijkraam.checklist.yaml_reader import plain_yaml, read_yaml
from kijkraam.forms.render import Renderer
from kijkraam.handbook import Handbook, load_handbook
from kijkraam.locale import Phrases
from kijkraam.site import Site

GOOD = Path(__file__).parent / "good"
DUTCH = Phrases("nl")
ROUNDS = [60, pytest.param(3000, marks=pytest.mark.proof)]


def for_all(rounds: int, check: Callable[..., None], **values: st.SearchStrategy[Any]) -> None:
    """Call `check` with so many values of each kind; the short version always takes the same ones."""
    given(**values)(
        settings(
            max_examples=rounds,
            derandomize=rounds < 1000,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        )(check)
    )()


# Texts: what a maker writes, and what a reader sees

MARKUP = {
    "*nadruk*": "nadruk",
    "**sterk**": "sterk",
    "_zacht_": "zacht",
    r"\*ster\*": "*ster*",
    "`<code>`": "<code>",
}
LINKS = {
    "[een adres](https://voorbeeld.nl/?a=1&b=2)": "een adres",
    "[dit formulier][proef]": "dit formulier",
    "[aandacht](begrip:aandacht)": "aandacht",
}
AS_WRITTEN = [
    "<script>alert(1)</script>",
    "<b onclick=x>vet</b>",
    "&lt;i&gt; & &copy;",
    "\"dubbel\" 'enkel'",
    "'s avonds",
    "👩🏽‍🚒",
    "مرحبا שלום",
    "ij̈ e\u0301",
    "w" * 200,
    "{{ 7 * 7 }} {% raw %} {0} {name} %s",
    "twee\nregels",
    "null",
    "~",
    "no",
    "12:30",
    "010",
    "2026-11-21",
    "sleutel: waarde",
    "tekst # geen commentaar",
    "#kop",
    "-streep",
    "? vraag",
    "> citaat",
    "| pijp",
    "& anker",
    "! uitroep",
    "% procent",
    "@ apenstaart",
    "[los] ]haakje[",
    "{los} }accolade{",
    "1. een",
    "C:\\kijken\\naar",
    "\xa0hard\xa0",
]
WORDS = st.text(
    st.characters(exclude_categories=["C", "Z"], exclude_characters="*_`[]\\"),
    min_size=1,
    max_size=12,
)


def texts(*fragments: str) -> st.SearchStrategy[str]:
    """Return texts of a few fragments and words."""
    return st.lists(st.sampled_from([*AS_WRITTEN, *fragments]) | WORDS, min_size=1, max_size=4).map(" ".join)


LABEL = texts(*MARKUP)
PROSE = texts(*MARKUP, *LINKS)
SHORT = st.sampled_from(["Mensen", "*nadruk* & <b>", "null", "👀 مرحبا"])


def as_seen(text: str) -> str:
    """Return a text as a reader sees it."""
    for written, seen in (MARKUP | LINKS).items():
        text = text.replace(written, seen)
    return " ".join(re.split(r"[ \t\n]+", text.strip()))


# Checklists


def numbered(prefix: str, members: st.SearchStrategy[dict[str, Any]], most: int = 3) -> st.SearchStrategy[list[Any]]:
    """Return lists of members, each with an id of its own."""
    lists = st.lists(members, min_size=1, max_size=most)
    return lists.map(lambda found: [{"id": f"{prefix}{n}", **member} for n, member in enumerate(found)])


def some(text: st.SearchStrategy[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(text, min_size=1, max_size=2)


def one_of(choices: Any) -> st.SearchStrategy[str]:
    return st.sampled_from([choice.value for choice in choices])


SOURCE = st.fixed_dictionaries({}, optional={"chapter": LABEL, "section": LABEL, "note": LABEL})
OPTIONS = numbered("o", st.fixed_dictionaries({"text": LABEL}, optional={"hint": PROSE}))
COLUMN = st.fixed_dictionaries({"title": LABEL}, optional={"prompt": PROSE, "type": st.sampled_from(["text", "date"])})
CHOICE_COLUMN = st.fixed_dictionaries(
    {
        "title": LABEL,
        "type": st.sampled_from(["choice", "check"]),
        "options": numbered("o", st.fixed_dictionaries({"text": LABEL}, optional={"hint": LABEL})),
    }
)
COLUMNS = numbered("k", COLUMN | CHOICE_COLUMN)
ROWS = numbered("r", st.fixed_dictionaries({"title": LABEL}, optional={"prompt": PROSE}))


def item(kind: str, keys: dict[str, Any], *, prompt: st.SearchStrategy[str] = PROSE) -> st.SearchStrategy[Any]:
    """Return items of one type."""
    return st.fixed_dictionaries(
        {"type": st.just(kind), "text": LABEL, **keys},
        optional={"prompt": prompt, "basis": one_of(fields.Basis), "source": SOURCE, "see": st.just(["proef"])},
    )


ITEM = st.one_of(
    item("rating", {"core": st.sampled_from(["true", "false"])}, prompt=LABEL),
    item("text", {}),
    item("text", {"by_pen": st.just("true")}),
    item("long_text", {}),
    item("date", {}),
    item("choice", {"options": OPTIONS}),
    item("check", {"options": OPTIONS}),
    item("check", {}),
    item("table", {"columns": COLUMNS, "rows": ROWS, "row_title": LABEL}),
    item("table", {"columns": COLUMNS, "blank_rows": st.integers(1, 30).map(str)}),
)
SECTION = st.fixed_dictionaries(
    {"title": SHORT, "items": st.lists(ITEM, min_size=1, max_size=3)},
    optional={"intro": PROSE, "minutes": st.integers(1, 90).map(str), "source": SOURCE},
)
CARD = st.fixed_dictionaries({"title": LABEL, "intro": PROSE, "questions": some(PROSE)}, optional={"closing": PROSE})
BAND = st.fixed_dictionaries({"low": st.integers(0, 9).map(str), "text": PROSE}, optional={"high": st.just("10")})


def answer(of: dict[str, Any]) -> Any:
    """Return an answer that fits an item."""
    cells = {column["id"]: "Een *antwoord* & <b>" for column in of.get("columns", [])}
    if of["type"] == "table":
        return {row["id"]: cells for row in of["rows"]} if "rows" in of else [cells, cells]
    chosen = [option["id"] for option in of.get("options", [])]
    if of["type"] in {"choice", "check"} and chosen:
        return chosen[0] if of["type"] == "choice" else chosen
    return "2026-11-21" if of["type"] == "date" else "Een *antwoord* & <b>"


@st.composite
def checklists(draw: st.DrawFn) -> dict[str, Any]:
    """Return valid checklists as text, lists and mappings."""
    kind = draw(one_of(fields.Kind))
    sections = draw(st.lists(SECTION, min_size=1, max_size=3))
    for index, section in enumerate(sections):
        scale = draw(st.sampled_from(["praktijk", "vakmanschap"]))
        share = "self" if scale == "vakmanschap" else draw(one_of(fields.Share))
        section |= {"id": f"no-{index}", "scale": scale, "share": share}
        for number, member in enumerate(section["items"]):
            member["id"] = f"null-{index}-{number}" if number else f"y{index}"
    whole = {
        "intro": some(PROSE),
        "guidance": some(PROSE),
        "level": one_of(fields.Level),
        "basis": one_of(fields.Basis),
        "caution": some(PROSE),
        "partial_caution": PROSE,
        "now": some(PROSE),
        "keep": st.just("session") if kind == "ervaring" else one_of(fields.Keep),
        "tested_with": one_of(fields.TestedWith),
        "rights": LABEL,
        "together_with": st.just(["proef"]),
        "see": st.just(["proef#no-0", "een-kop"]),
        "conversation_card": CARD,
        "reflection": some(LABEL),
        "retired": st.just(["null", "on"]),
        "examples": st.just(
            [
                {
                    "id": "bram",
                    "title": "Bram",
                    "answers": {member["id"]: answer(member) for section in sections for member in section["items"]},
                }
            ]
        ),
    }
    if kind == "scorelijst":
        whole["bands"] = st.lists(BAND, min_size=1, max_size=2)
    return {
        "id": "proef",
        "version": draw(st.integers(1, 99).map(str)),
        "kind": kind,
        "title": draw(LABEL),
        "summary": draw(PROSE),
        "audience": draw(st.lists(one_of(fields.Audience), min_size=1, max_size=3)),
        "source": {"work": "boek", **draw(SOURCE)},
        **draw(st.fixed_dictionaries({}, optional=whole)),
        "sections": sections,
    }


STYLES = st.fixed_dictionaries(
    {
        "default_style": st.sampled_from([None, '"', "'", "|", ">"]),
        "default_flow_style": st.sampled_from([True, False, None]),
        "indent": st.sampled_from([2, 4]),
        "width": st.sampled_from([20, 80, 10_000]),
        "allow_unicode": st.booleans(),
        "explicit_start": st.booleans(),
    }
)
"""The ways in which PyYAML can write the same."""


class WithoutAliases(yaml.SafeDumper):
    """Writes what stands in two places twice."""

    def ignore_aliases(self, _data: object) -> bool:
        return True


def written(checklist: dict[str, Any], style: dict[str, Any]) -> str:
    return yaml.dump(checklist, Dumper=WithoutAliases, sort_keys=False, **style)


def texts_in(value: object) -> Iterator[str]:
    """Yield every text in mappings and lists."""
    if isinstance(value, str):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else []:
        yield from texts_in(part)


@contextmanager
def site_with(files: dict[str, bytes]) -> Iterator[Site]:
    """Put files beside the good ones; yield the site."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        (root / "checklists").mkdir()
        (root / "docs").mkdir()
        (root / "docs/index.md").write_text("# Begin\n\n## Een kop {#een-kop}\n", encoding="utf-8")
        for path in GOOD.glob("checklists/*"):
            if path.is_file() and (path.name in {"_scales.yml", "_sources.yml"} or f"checklists/{path.name}" in files):
                shutil.copy(path, root / "checklists")
        (root / "checklists/_glossary.yml").write_text(
            "terms:\n  - {id: aandacht, term: aandacht, text: Kijken en luisteren.}\n", encoding="utf-8"
        )
        for name, data in files.items():
            (root / name).write_bytes(data)
        yield Site(root, root / "checklists", root / "docs")


@pytest.mark.parametrize("rounds", ROUNDS)
def test_any_checklist_is_read_as_it_was_written(rounds):
    def check(checklist: dict[str, Any], style: dict[str, Any]) -> None:
        text = written(checklist, style)
        assume(yaml.load(text, Loader=yaml.CBaseLoader) == checklist)  # noqa: S506 - PyYAML folds some escapes wrongly
        # A line of a text that begins with a dash is told as a list in the wrong place.
        assume(all(" - " not in one or one in text for one in texts_in(checklist)))

        assert model_from_text(text, "proef.yml", Checklist) == Checklist.model_validate(checklist)

    for_all(rounds, check, checklist=checklists(), style=STYLES)


class Page(HTMLParser):
    """What stands in rendered HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.ids: list[str] = []
        self.names: set[str] = set()
        self.links: set[str] = set()
        self.handlers: list[str] = []
        self._text: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.add(tag)
        self.ids += [found["id"] or ""] if "id" in found else []
        self.names |= {found["name"] or ""} if "name" in found else set()
        self.links |= {found["href"] or ""} if "href" in found else set()
        self.handlers += [key for key in found if key.startswith("on") or key == "style"]

    def handle_data(self, data: str) -> None:
        self._text.append(data)

    @property
    def text(self) -> str:
        return " ".join(re.split(r"[ \t\n]+", "".join(self._text)))


def names_of(item: dict[str, Any], kind: str) -> set[str]:
    """Return the names of the controls of an item, as the design says."""
    name = item["id"]
    if item.get("by_pen"):
        return set()
    if item["type"] == "rating":
        return {name} if kind == "ervaring" and "prompt" not in item else {name, f"{name}--note"}
    if item["type"] != "table":
        return {name}
    rows = [row["id"] for row in item.get("rows", [])] or [f"r{n}" for n in range(1, int(item["blank_rows"]) + 1)]
    return {f"{name}--{row}--{column['id']}" for row in rows for column in item["columns"]}


NOT_SHOWN = {"id", "version", "kind", "audience", "level", "source", "basis", "keep", "tested_with", "retired", "see"}
NOT_SHOWN |= {
    "together_with",
    "scale",
    "share",
    "minutes",
    "type",
    "core",
    "by_pen",
    "blank_rows",
    "answers",
    "low",
    "high",
}


def texts_of(value: object) -> Iterator[str]:
    """Yield every text of a checklist that its form shows."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for member in value:
            yield from texts_of(member)
    elif isinstance(value, dict):
        for key, member in value.items():
            if key not in NOT_SHOWN:
                yield from texts_of(member)


@pytest.mark.parametrize("rounds", ROUNDS)
def test_any_checklist_becomes_a_form_with_all_its_questions_and_words(rounds):
    def check(checklist: dict[str, Any]) -> None:
        text = written(checklist, {"allow_unicode": True})
        with site_with({"checklists/proef.yml": text.encode()}) as site:
            handbook = load_handbook(site)
        assert told(handbook) == []

        renderer = Renderer(handbook, DUTCH, lambda name: f"#{name}" if handbook.target(name) else None)
        page = Page(renderer.form(handbook.forms["proef"]))

        items = [item for section in checklist["sections"] for item in section["items"]]
        assert page.names >= {name for item in items for name in names_of(item, checklist["kind"])}
        assert {"proef", *(part["id"] for part in [*checklist["sections"], *items])} <= set(page.ids)
        assert sorted(page.ids) == sorted(set(page.ids))
        assert [text for text in map(as_seen, texts_of(checklist)) if text not in page.text] == []
        assert not page.tags & {"script", "b", "i", "img", "iframe", "style"}
        assert page.handlers == []

    for_all(rounds, check, checklist=checklists())


# Anything at all

TEXT_LIKE_YAML = st.text(st.sampled_from("-:[]{}&*!|>'\"%@`#,?~ \n\n\t\\ab1\xa0é"), max_size=80).map(str.encode)
FORMS = [path.read_bytes() for path in sorted(GOOD.rglob("checklists/**/*")) if path.is_file()]
PATHS = st.sampled_from(
    [
        "checklists/proef.yml",
        "checklists/_scales.yml",
        "checklists/_sources.yml",
        "checklists/_glossary.yml",
        "checklists/_themes.yml",
        "checklists/_helplines.yml",
        "checklists/ids.lock",
    ]
)


@st.composite
def mutations(draw: st.DrawFn) -> bytes:
    """Return a good file with a few lines and bytes changed."""
    data = draw(st.sampled_from(FORMS))
    for _ in range(draw(st.integers(1, 4))):
        lines = data.splitlines(keepends=True) or [b""]
        first, second = (draw(st.integers(0, len(lines) - 1)) for _ in "ab")
        change = draw(st.sampled_from(["delete", "double", "swap", "indent", "bytes", "cut"]))
        if change == "delete":
            del lines[first]
        elif change == "double":
            lines.insert(second, lines[first])
        elif change == "swap":
            lines[first], lines[second] = lines[second], lines[first]
        elif change == "indent":
            lines[first] = draw(st.sampled_from([b" ", b"  ", b"\t", b"- "])) + lines[first]
        else:
            at = draw(st.integers(0, len(lines[first])))
            added = draw(st.binary(max_size=3) | TEXT_LIKE_YAML)
            lines[first] = lines[first][:at] + added + (lines[first][at:] if change == "bytes" else b"")
        data = b"".join(lines)
    return data


def told(handbook: Handbook) -> list[str]:
    return [problem.line_of_text(DUTCH) for problem in handbook.problems]


def has_place(line: str, root: Path) -> bool:
    """Whether a line that tells a problem has the right form, and its place is inside the file."""
    found = re.fullmatch(r"(\S+):(\d+):(\d+): \S.*[.?]", line)
    if not found or not (root / found[1]).is_file():
        return False
    lines = re.split("\r\n|\r|\n", (root / found[1]).read_bytes().decode("utf-8-sig", "replace"))
    number, column = int(found[2]), int(found[3])
    return 1 <= number <= len(lines) and 1 <= column <= len(lines[number - 1]) + 1


@pytest.mark.parametrize("rounds", ROUNDS)
@pytest.mark.parametrize(
    "data", [st.binary(max_size=200), TEXT_LIKE_YAML, mutations()], ids=["bytes", "text", "changed"]
)
def test_any_bytes_give_a_form_or_problems_with_a_place(rounds, data):
    def check(path: str, data: bytes) -> None:
        with site_with({path: data}) as site:
            handbook = load_handbook(site)

            assert [line for line in told(handbook) if not has_place(line, site.root)] == []
            if not handbook.problems:
                for form in handbook.forms.values():
                    Renderer(handbook, DUTCH, lambda _: "#").form(form)

    for_all(rounds, check, path=PATHS, data=data)


@pytest.mark.parametrize("rounds", ROUNDS)
def test_the_quick_way_of_reading_reads_the_same(rounds):
    def check(text: str) -> None:
        try:
            closely = read_yaml(text, "proef.yml").plain()
        except ProblemsFound:
            closely = None

        assert plain_yaml(text) in (None, closely)

    texts = mutations().map(lambda data: data.decode("utf-8", "replace")) | TEXT_LIKE_YAML.map(bytes.decode)
    for_all(rounds, check, text=texts)
