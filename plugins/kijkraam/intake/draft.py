"""What is read of a list, and the checklist that it becomes: ids, panes that fit a team, an Eerste blik."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

from kijkraam.checklist.fields import Audience, FieldType, Kind, Share, suggest_id
from kijkraam.checklist.model import FORM_ID, OF_EVERY_OBJECT, OF_FORM_ELEMENTS
from kijkraam.checklist.rules import AFTERWORD_ID, MOST_IN_PANE, MOST_IN_SHORT, MOST_TITLE
from kijkraam.checklist.shared import Scale, Work
from kijkraam.handbook import Handbook
from kijkraam.inline import InlineMarkdown, without_markup
from kijkraam.intake.columns import plain
from kijkraam.intake.report import CannotImportError, Report
from kijkraam.locale import Phrases

LOOKS_AT_OWN_WORK = {Kind.KIJKRAAM, Kind.KIJKVRAGEN}
LONGEST_ID = 32
"""Characters of an id that is made of a text."""
LONG_TEXT = 160
"""Characters from which a sentence is hard to take in at once."""
MOST_ITEMS = 300
FEW_TIMES = 3
"""How often the same answers stand with a question before they are worth a scale of their own."""
OPEN_QUESTION = re.compile(r"(?i)(wat|hoe|waar\w*|wie|wanneer|welke?|waarom|what|how|where|who|when|which|why)\b.*\?$")
FIRST_PERSON = re.compile(r"(?i)(ik|mijn|i|my)\b(?!')")
SCALES: Mapping[Kind, tuple[str, ...]] = {
    Kind.KIJKRAAM: ("praktijk", "practice"),
    Kind.KIJKVRAGEN: ("praktijk", "practice"),
    Kind.FASE: ("stap", "step"),
    Kind.ERVARING: ("ervaring", "experience"),
    Kind.SCORELIJST: ("praktijk", "practice"),
}
"""Scales by their ids in a handbook that begins with ours; a worksheet asks for words of one's own."""
OF_ONESELF = ("vakmanschap", "craft")
OWN_WORKS = ("eigen-werk", "own-work")
"""Ids of the source that says: we made this ourselves."""
READERS: Mapping[Kind, Audience] = {
    Kind.KIJKRAAM: Audience.TEAM,
    Kind.KIJKVRAGEN: Audience.TEAM,
    Kind.ERVARING: Audience.CLIENT,
}
MARKUP = re.compile(r"[\\`*_\[\]()]")


@dataclass
class DraftItem:
    """A question as it was read."""

    text: str
    row: int
    type: FieldType | None = None
    """None where the list does not say: a statement, or an open question."""
    prompt: str = ""
    id: str = ""
    """As the list has it; empty to make one of the text."""
    scale: str = ""
    options: list[tuple[str, str]] = field(default_factory=list)
    """Answers of its own: id (or nothing) and text of each."""
    source: dict[str, str] = field(default_factory=dict)
    core: bool = False


@dataclass
class DraftSection:
    """A part of a list."""

    title: str
    items: list[DraftItem] = field(default_factory=list)
    intro: str = ""
    id: str = ""


@dataclass
class Draft:
    """All that was read of a list."""

    title: str = ""
    id: str = ""
    intro: list[str] = field(default_factory=list)
    sections: list[DraftSection] = field(default_factory=list)

    @property
    def items(self) -> list[DraftItem]:
        """All questions, in order."""
        return [item for section in self.sections for item in section.items]

    def section(self, title: str) -> DraftSection:
        """Return the section with a title, at the end when it is new."""
        for section in self.sections:
            if plain(section.title) == plain(title):
                return section
        self.sections.append(DraftSection(title))
        return self.sections[-1]


def scale_for(kind: Kind, scales: Mapping[str, Scale], *, of_oneself: bool = False) -> str | None:
    """Return the scale of a site that fits statements of a kind, or None for a worksheet."""
    if kind is Kind.WERKBLAD:
        return None
    wanted = OF_ONESELF if of_oneself else SCALES[kind]
    fitting = [name for name, scale in scales.items() if of_oneself or not scale.first_person]
    return next((name for name in wanted if name in scales), next(iter(fitting), None))


def work_for(works: Mapping[str, Work]) -> Work:
    """Return the source that stands with what was made here: own work, or else the first. There is always one."""
    return next((works[name] for name in OWN_WORKS if name in works), next(iter(works.values())))


def id_from(text: str, *, most: int = LONGEST_ID) -> str:
    """Return an id made of the first words of a text; the same text gives the same id."""
    bare = "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))
    made = ""
    for word in suggest_id(bare).split("-"):
        longer = f"{made}-{word}" if made else word
        if made and len(longer) > most:
            break
        made = longer[:most]
    return made


class Ids:
    """Gives ids within one form, none twice."""

    def __init__(self, form_id: str) -> None:
        self._taken = {form_id, FORM_ID, AFTERWORD_ID, OF_EVERY_OBJECT, *OF_FORM_ELEMENTS}

    def new(self, text: str) -> str:
        """Return an id made of a text that no other part of the form has."""
        made = id_from(text)
        name, number = made, 1
        while name in self._taken:
            number += 1
            name = f"{made}-{number}"
        self._taken.add(name)
        return name


@dataclass
class Maker:
    """Makes a checklist of a draft, in the surroundings of a site."""

    handbook: Handbook
    kind: Kind
    phrases: Phrases
    report: Report

    def __post_init__(self) -> None:
        self._inline = InlineMarkdown(lambda _: None)

    def checklist(self, draft: Draft, form_id: str, title: str) -> dict[str, Any]:
        """Return the content of the YAML file. Raises CannotImportError when there is nothing to make it of."""
        draft.sections = [section for section in draft.sections if section.items]
        if not draft.sections:
            raise CannotImportError("import.no_questions")
        if len(draft.items) > MOST_ITEMS:
            raise CannotImportError("import.too_many", n=len(draft.items), most=MOST_ITEMS)
        for item in draft.items:
            self._decide(item)
        self._advise(draft)
        if self._looks_at_own_work:
            draft.sections = [part for section in draft.sections for part in self._parts(section)]
            self._choose_core(draft)
        work = work_for(self.handbook.works)
        if work.id not in OWN_WORKS:
            self.report.tell("import.first_work", work=work.id)
        ids = Ids(form_id)
        names = [ids.new(section.id or section.title) for section in draft.sections]
        content = {
            "id": form_id,
            "version": 1,
            "kind": self.kind.value,
            "title": self._shown(title),
            "summary": self._shown(self.phrases("import.summary", title=title)),
            "intro": [self._shown(text) for text in draft.intro],
            "audience": [READERS.get(self.kind, Audience.PROFESSIONAL).value],
            "source": {"work": work.id},
            "basis": "own",
            "sections": [
                self._section(section, name, ids) for section, name in zip(draft.sections, names, strict=True)
            ],
        }
        return {key: _without_empty(one) for key, one in content.items() if not _is_empty(one)}

    @property
    def _looks_at_own_work(self) -> bool:
        return self.kind in LOOKS_AT_OWN_WORK

    def _decide(self, item: DraftItem) -> None:
        """Give an item its type, where the list does not say what it is."""
        if item.type is not None:
            return
        if item.options:
            item.type = FieldType.CHOICE
        elif item.scale:
            item.type = FieldType.RATING
        elif OPEN_QUESTION.match(item.text):
            item.type = FieldType.LONG_TEXT
            self.report.tell("import.open_question", item.row)
        elif scale_for(self.kind, self.handbook.scales) is None:
            item.type = FieldType.LONG_TEXT
        else:
            item.type = FieldType.RATING

    def _advise(self, draft: Draft) -> None:
        for item in draft.items:
            if len(item.text) > LONG_TEXT:
                self.report.tell("import.long_text", item.row, most=LONG_TEXT)
        answers = [" / ".join(text for _, text in item.options) for item in draft.items if item.type == "choice"]
        for told in dict.fromkeys(answers):
            if answers.count(told) >= FEW_TIMES:
                self.report.tell("import.make_scale", answers=told, times=answers.count(told))
        for section in draft.sections:
            if len(section.items) > MOST_IN_PANE and not self._looks_at_own_work:
                self.report.tell("import.many_items", title=section.title, items=len(section.items), most=MOST_IN_PANE)

    def _parts(self, section: DraftSection) -> Iterator[DraftSection]:
        """Yield a section in parts that a team can look through at one sitting."""
        n = len(section.items)
        if n <= MOST_IN_PANE:
            yield section
            return
        parts = -(-n // MOST_IN_PANE)
        self.report.tell("import.divided", title=section.title, items=n, most=MOST_IN_PANE, parts=parts)
        start = 0
        room = MOST_TITLE - len(f" ({parts})")
        name = _cut(section.title, room)
        if name != section.title:
            section.intro = self._with_title(section, room)
        for number in range(parts):
            size = n // parts + (number < n % parts)
            title = f"{name} ({number + 1})"
            items = section.items[start : start + size]
            yield DraftSection(
                title, items, section.intro if number == 0 else "", f"{section.id or section.title} {number + 1}"
            )
            start += size

    def _choose_core(self, draft: Draft) -> None:
        """See that a long list has an Eerste blik, and none a longer one than a quarter of an hour."""
        chosen = [item for item in draft.items if item.core]
        for item in chosen[MOST_IN_SHORT:]:
            item.core = False
            self.report.tell("import.core_too_long", item.row, most=MOST_IN_SHORT)
        if chosen or len(draft.items) <= MOST_IN_SHORT:
            return
        by_turns = [
            item for turn in zip_longest(*(section.items for section in draft.sections)) for item in turn if item
        ]
        for item in by_turns[:MOST_IN_SHORT]:
            item.core = True
        self.report.tell("import.core_chosen", items=len(draft.items), most=MOST_IN_SHORT)

    def _section(self, section: DraftSection, name: str, ids: Ids) -> dict[str, Any]:
        of_oneself = self._looks_at_own_work and self._is_of_oneself(section)
        if of_oneself:
            self.report.tell("import.of_oneself", title=section.title)
        title = _cut(section.title, MOST_TITLE)
        intro = section.intro if title == section.title else self._with_title(section, MOST_TITLE)
        scale = scale_for(self.kind, self.handbook.scales, of_oneself=of_oneself)
        rated = [item for item in section.items if item.type is FieldType.RATING]
        own = {item.scale for item in rated}
        if len(own) == 1 and "" not in own:  # all questions name the same scale
            scale = own.pop()
        return {
            "id": name,
            "title": self._shown(title),
            "intro": self._shown(intro),
            "scale": scale if rated else None,
            "share": Share.SELF.value if of_oneself else None,
            "items": [self._item(item, scale, ids) for item in section.items],
        }

    def _with_title(self, section: DraftSection, most: int) -> str:
        """Return the introduction of a section whose title is too long, with the whole title before it."""
        self.report.tell("import.title_cut", title=section.title, most=most)
        whole = section.title if section.title.endswith((".", "?")) else f"{section.title}."
        return f"{whole} {section.intro}".strip()

    def _is_of_oneself(self, section: DraftSection) -> bool:
        rated = [item for item in section.items if item.type is FieldType.RATING]
        first_person = sum(bool(FIRST_PERSON.match(item.text)) for item in rated)
        named = [self.handbook.scales[item.scale].first_person for item in rated if item.scale]
        return any(named) or first_person * 2 > len(rated) > 0

    def _item(self, item: DraftItem, scale: str | None, ids: Ids) -> dict[str, Any]:
        own = Ids("")
        return {
            "id": ids.new(item.id or item.text),
            "type": item.type.value if item.type and item.type is not FieldType.RATING else None,
            "text": self._shown(item.text),
            "prompt": self._shown(item.prompt),
            "scale": item.scale if item.type is FieldType.RATING and item.scale != scale else None,
            "options": [{"id": own.new(name or text), "text": self._shown(text)} for name, text in item.options],
            "core": item.core or None,
            "source": {key: self._shown(value) for key, value in item.source.items()},
        }

    def _shown(self, text: str) -> str:
        """Return the Markdown that shows a text as it is written."""
        shown, found = self._inline.render(text)
        is_plain = without_markup(shown) == text and "](" not in text
        if is_plain and not any((found.references, found.unknown, found.terms, found.unsafe, found.relative)):
            return text
        return MARKUP.sub(r"\\\g<0>", text)


def _cut(title: str, most: int) -> str:
    """Return a title of at most so many characters, cut between words where that is possible."""
    if len(title) <= most:
        return title
    cut = title[: most - 1]
    return f"{cut[: cut.rfind(' ')] if ' ' in cut[most // 2 :] else cut}…"


def _without_empty(value: Any) -> Any:
    """Return a value without keys that say nothing."""
    if isinstance(value, dict):
        return {key: _without_empty(one) for key, one in value.items() if not _is_empty(one)}
    return [_without_empty(one) for one in value] if isinstance(value, list) else value


def _is_empty(value: Any) -> bool:
    return value in (None, "", [], {})


def scale_of(answers: Iterable[str], scales: Mapping[str, Scale]) -> str | None:
    """Return the scale of a site whose answers are these, in whatever order."""
    given = {plain(answer) for answer in answers}
    return next((name for name, scale in scales.items() if {plain(one.text) for one in scale.answers} == given), None)
