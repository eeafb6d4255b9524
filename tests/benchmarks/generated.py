# ruff: noqa: E501 - lists of words
"""Makes handbooks of any size, the same ones each time: themes, forms of 10 to 90 items, worksheets, pages with links.

A theme has at most fifty forms and a few pages, and a part of the menu at most ten themes: so no list that stands on
every page grows with the handbook.
"""

import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TypeVar

import yaml

from kijkraam.checklist.codes import hash_of

FORMS_OF_THEME = 50
PAGES_OF_THEME = ("index.md", "a.md", "b.md", "c.md")
THEMES_OF_PART = 10
LONGEST_PANE = 9
SHORT_VERSION = 12
"""Statements in an Eerste blik; a form has one when it has more than sixteen."""
WHO = ["We", "Onze partners", "Mensen uit de wijk", "Buren", "Familieleden", "Vrijwilligers", "Collega's", "Wij samen"]
DO = ["zoeken", "begrijpen", "bespreken", "steunen", "bereiken", "onthouden", "kennen", "merken", "delen", "volgen"]
HOW = ["vaak", "op tijd", "zonder haast", "met aandacht", "ook na een half jaar", "als het moeilijk is", "uit onszelf"]
WHAT = [
    "de plannen", "het gesprek", "de buurt", "een andere kijk", "het netwerk", "de afspraken", "de wensen", "het vertrouwen",
    "de zorgen", "het eigen tempo", "de ontmoeting", "een vaste plek", "de kleine stappen", "het verhaal", "de mensen eromheen",
]  # fmt: skip
WHERE = [
    "in de wijk", "bij iemand thuis", "op het werk", "in het buurthuis", "aan de keukentafel", "op straat", "in het overleg",
    "bij de huisarts", "op school", "in de moskee", "op de markt", "bij het loket", "in de zorg", "rond het gezin",
]  # fmt: skip
SCALES = {
    "scales": [
        {"id": name, "question": question, "answers": [{"id": a.lower().replace(" ", "-"), "text": a} for a in answers]}
        for name, question, answers in (
            (
                "praktijk",
                "Hoe gaat dit bij ons?",
                ["Zo werken wij", "Sommigen van ons", "Soms", "Nu niet", "Weet ik niet"],
            ),
            ("stap", "Waar zijn we?", ["Gedaan", "Mee bezig", "Nog niet", "Bewust niet", "Weet ik niet"]),
            ("ervaring", "Hoe is dat voor jou?", ["Ja", "Soms", "Nee", "Weet ik niet", "Sla over"]),
        )
    ]
}
CONFIG = """\
site_name: Gemaakt handboek
theme:
  name: material
  language: nl
  font: false
  features: [navigation.instant, navigation.tabs, navigation.indexes, navigation.prune, navigation.path]
plugins:
{plugins}
markdown_extensions: [attr_list, tables, pymdownx.tasklist]
nav:
"""
PLUGINS = "  - search: {lang: nl}\n  - kijkraam: {pdf: 'off', packages: 'off'}"
PLUGINS_OF_MKDOCS = "  - search: {lang: nl}"


T = TypeVar("T")


@dataclass(frozen=True)
class Made:
    """A handbook on disk: the names of its forms, in order, and of the folders that they stand in."""

    root: Path
    forms: dict[str, str]

    def file(self, form_id: str) -> Path:
        """Return the file of a form."""
        return self.root / "checklists" / self.forms[form_id] / f"{form_id}.yml"


class Writer:
    """Writes sentences by chance, always the same ones."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - nothing secret
        self._sentences = count(1)

    def statement(self) -> str:
        """Return a sentence with a number in it, so that search can tell it from all others."""
        one = self.chance.choice
        return f"{one(WHO)} {one(DO)} {one(WHAT)} {one(WHERE)} {one(HOW)}, in voorbeeld w{next(self._sentences)}."

    def question(self) -> str:
        return f"Waar merkten jullie dat het laatst, {self.chance.choice(WHERE)}?"

    def prose(self, sentences: int) -> str:
        return " ".join(self.statement() for _ in range(sentences))


def write_handbook(root: Path, forms: int, *, seed: int = 1, items: int | None = None) -> Made:
    """Write a whole handbook with so many forms, each with so many items, or as it comes."""
    writer = Writer(seed)
    names = _names(forms)
    themes = {f"thema-{n}": group for n, group in enumerate(_groups(names, FORMS_OF_THEME), 1)}
    folders = {name: theme for theme, group in themes.items() for name in group}
    _write_shared(root / "checklists", themes, writer)
    for name, folder in folders.items():
        near = writer.chance.choice(themes[folder])
        _write(root / "checklists" / folder / f"{name}.yml", _yaml(form(name, near, writer, items)))
    for theme, group in themes.items():
        for path, text in _pages_of_theme(theme, group, writer):
            _write(root / "docs" / theme / path, text)
    for path, block in (("begrippen", "glossary"), ("bronnen", "sources"), ("mijn-formulieren", "records")):
        _write(root / "docs" / f"{path}.md", f"# {path.capitalize().replace('-', ' ')}\n\n::: {block}\n")
    _write(root / "docs/formulieren.md", "# Alle formulieren\n\n::: overview\n")
    _write(root / "docs/index.md", f"# Gemaakt handboek\n\n{writer.prose(5)}\n")
    menu = {theme: [f"{theme}/{path}" for path in PAGES_OF_THEME] for theme in themes}
    for theme, group in themes.items():
        menu[theme] += [f"formulier/{name}.md" for name in group]
    last = ["formulieren.md", "begrippen.md", "bronnen.md", "mijn-formulieren.md"]
    _write(root / "mkdocs.yml", CONFIG.format(plugins=PLUGINS) + _menu(menu, last))
    return Made(root, folders)


def write_plain(root: Path, pages: int, page_of: Callable[[int, Writer], str], *, seed: int = 1) -> None:
    """Write a site of so many plain Markdown pages, each as `page_of` makes it, in a menu like that of a handbook."""
    writer = Writer(seed)
    _write(root / "docs/index.md", f"# Gewone bladzijden\n\n{writer.prose(5)}\n")
    menu = {}
    for n, group in enumerate(_groups(range(1, pages + 1), FORMS_OF_THEME), 1):
        before = {f"thema-{n}/{path}": f"# Lezen {n} {path[0]}\n\n{writer.prose(5)}\n" for path in PAGES_OF_THEME}
        pages_of_theme = {f"thema-{n}/blad-{number}.md": page_of(number, writer) for number in group}
        menu[f"thema-{n}"] = [*before, *pages_of_theme]
        for path, text in (before | pages_of_theme).items():
            _write(root / "docs" / path, text)
    _write(root / "mkdocs.yml", CONFIG.format(plugins=PLUGINS_OF_MKDOCS) + _menu(menu, []))


def sections_page(number: int, writer: Writer) -> str:
    """Return a page of twelve short sections."""
    parts = [f"## Deel {n} van {number}\n\n{writer.prose(3)}\n" for n in range(1, 13)]
    return "\n".join([f"# Blad {number}\n", *parts])


def task_list_page(number: int, writer: Writer, items: int = 40) -> str:
    """Return a page with the items of a form as a task list: all that plain Markdown has for it."""
    panes = ["\n".join(f"- [ ] {writer.statement()} {writer.question()}" for _ in group) for group in _panes(items)]
    parts = [f"## Ruit {n}\n\n{pane}\n" for n, pane in enumerate(panes, 1)]
    return "\n".join([f"# Lijst {number}\n\n{writer.statement()}\n", *parts])


def form(name: str, near: str, writer: Writer, items: int | None = None) -> dict[str, object]:
    """Return a form: a worksheet of text fields in one of four, else a list of statements."""
    chance = writer.chance
    kind = chance.choices(["kijkraam", "kijkvragen", "werkblad", "fase", "ervaring"], [3, 2, 3, 1, 1])[0]
    if items:
        kind = "kijkraam"
    total = items or chance.randint(10, 90)
    numbers = iter(range(1, total + 1))
    has_short = kind in {"kijkraam", "kijkvragen"} and total > 16
    core = set(chance.sample(range(1, total + 1), SHORT_VERSION)) if has_short else set()
    scale = {"fase": "stap", "ervaring": "ervaring"}.get(kind, "praktijk")
    sections = [
        {
            "id": f"ruit-{n}",
            "title": f"Ruit {n} {chance.choice(WHERE)}",
            "intro": writer.prose(1),
            "minutes": 10,
            **({} if kind == "werkblad" else {"scale": scale}),
            "items": [_item(next(numbers), kind, core, writer) for _ in group],
        }
        for n, group in enumerate(_panes(total), 1)
    ]
    return {
        "id": name,
        "version": 1,
        "kind": kind,
        "title": f"{name.capitalize().replace('-', ' ')} {chance.choice(WHERE)}",
        "summary": writer.prose(1),
        "audience": ["team", "professional"] if kind != "ervaring" else ["client"],
        "intro": [f"{writer.prose(2)} Dit gaat over [een begrip](begrip:begrip-{chance.randint(1, 40)})."],
        "caution": [writer.prose(1)],
        "source": {"work": "boek", "chapter": str(chance.randint(1, 9))},
        **({"together_with": [near]} if near != name else {}),
        "see": [f"lezen-{chance.randint(1, 3)}"],
        "sections": sections,
    }


def _item(number: int, kind: str, core: set[int], writer: Writer) -> dict[str, object]:
    chance = writer.chance
    text = writer.statement()
    if chance.random() < 1 / 8:
        text = f"{text.removesuffix('.')} met *aandacht*."
    item: dict[str, object] = {"id": f"i-{number}", "text": text}
    if kind == "werkblad":
        item["type"] = chance.choice(["text", "long_text", "long_text", "check", "date"])
        if item["type"] == "check":
            item["options"] = [{"id": f"keuze-{n}", "text": chance.choice(WHAT).capitalize()} for n in range(1, 5)]
    elif chance.random() < 1 / 2:
        item["prompt"] = writer.question()
    if number in core:
        item["core"] = True
    return item


def _panes(items: int) -> Iterator[Sequence[int]]:
    return _groups(range(items), LONGEST_PANE)


def _groups(members: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    return (members[at : at + size] for at in range(0, len(members), size))


def _names(forms: int) -> list[str]:
    """Return ids of forms whose answer codes begin differently: there are 180,001 such beginnings."""
    found: dict[int, str] = {}
    for number in count(1):
        if len(found) == forms:
            break
        found.setdefault(hash_of(f"formulier-{number}"), f"formulier-{number}")
    return list(found.values())


def _write_shared(folder: Path, themes: dict[str, Sequence[str]], writer: Writer) -> None:
    terms = [{"id": f"begrip-{n}", "term": f"begrip {n}", "text": writer.prose(1)} for n in range(1, 41)]
    works = [{"id": "boek", "title": "Een boek", "authors": ["Een schrijver"], "about": "Waar dit op rust."}]
    told = [
        {"id": theme, "title": theme.capitalize().replace("-", " "), "summary": writer.prose(1)} for theme in themes
    ]
    for name, content in (
        ("scales", SCALES),
        ("glossary", {"terms": terms}),
        ("sources", {"works": works}),
        ("themes", {"themes": told}),
    ):
        _write(folder / f"_{name}.yml", _yaml(content))


def _pages_of_theme(theme: str, group: Sequence[str], writer: Writer) -> Iterator[tuple[str, str]]:
    title = theme.capitalize().replace("-", " ")
    links = "\n".join(f"- [{name}][{name}]" for name in writer.chance.sample(group, min(10, len(group))))
    yield "index.md", f"# {title}\n\n{writer.prose(5)}\n\n{links}\n"
    for n, letter in enumerate("abc", 1):
        anchor = f" {{#lezen-{n}}}" if theme == "thema-1" else ""
        parts = [f"## Deel {m}\n\n{writer.prose(5)} Zie [dit][{writer.chance.choice(group)}].\n" for m in range(1, 5)]
        yield f"{letter}.md", "\n".join([f"# Lezen {letter} bij {title}{anchor}\n", *parts])


def _menu(themes: dict[str, list[str]], last: list[str]) -> str:
    """Return the menu as YAML: parts of at most ten themes, each with its pages."""
    parts: list[object] = ["index.md"]
    for n, group in enumerate(_groups(list(themes), THEMES_OF_PART), 1):
        parts.append({f"Deel {n}": [{theme.capitalize().replace("-", " "): themes[theme]} for theme in group]})
    parts += last
    return "".join(f"  - {json.dumps(part, ensure_ascii=False)}\n" for part in parts)


def _yaml(content: object) -> str:
    return yaml.dump(content, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=120)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
