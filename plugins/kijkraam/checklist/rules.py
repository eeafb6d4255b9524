"""What must hold across keys and files. Each rule looks at one notion and yields problems at their place."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from pydantic import BaseModel

from kijkraam.checklist.fields import FieldType, Keep, Kind, Share
from kijkraam.checklist.model import RESERVED_IDS, Checklist, Column, Item, Option, Section, Source
from kijkraam.checklist.problems import Problem, mend_by_name
from kijkraam.checklist.reading import Loc, ModelT, Read
from kijkraam.checklist.shared import Glossary, Scales
from kijkraam.inline import InlineMarkdown

if TYPE_CHECKING:
    from kijkraam.handbook import Handbook

MOST_IN_PANE = 9
"""Statements in one pane: five minutes of looking, fifteen of talk."""
MOST_IN_SHORT = 16
"""Statements in an Eerste blik: about a quarter of an hour."""
MOST_TITLE = 40
"""Characters in the title of a pane, so that it fits in the window and on cards."""
LABELS = {"text", "title", "row_title"}
"""Keys whose text becomes a label or a heading, in which a link or a button has no place."""


def check(handbook: "Handbook") -> Iterator[Problem]:
    """Yield every problem of the joined handbook."""
    for scales in _shared(handbook, Scales):
        yield from _answers(scales)
    for glossary in _shared(handbook, Glossary):
        for index, term in enumerate(glossary.model.terms):
            yield from _sources(handbook, glossary, ("terms", index), term.source)
            yield from _references(handbook, glossary, ("terms", index, "see"), term.see)
    inline = InlineMarkdown(lambda name: "#" if handbook.target(name) else None)
    for shared in handbook.shared.values():
        yield from _texts(handbook, shared, inline)
    for read in handbook.checklists.values():
        yield from _form(handbook, read)
        yield from _texts(handbook, read, inline)


def _shared(handbook: "Handbook", model: type[ModelT]) -> Iterator[Read[ModelT]]:
    for read in handbook.shared.values():
        if isinstance(read.model, model):
            yield Read(read.model, read.path, read.name)


def _answers(read: Read[Scales]) -> Iterator[Problem]:
    for index, scale in enumerate(read.model.scales):
        yield from _doubles(read, ("scales", index, "answers"), [answer.id for answer in scale.answers])
        for place, retired in enumerate(scale.retired or []):
            if retired in {answer.id for answer in scale.answers}:
                yield read.problem(("scales", index, "retired", place), "retired_in_use", id=retired)


def _form(handbook: "Handbook", read: Read[Checklist]) -> Iterator[Problem]:
    checklist = read.model
    yield from _names(handbook, read)
    yield from _ids_within(handbook, read)
    yield from _kind(read)
    yield from _score_list(handbook, read)
    yield from _bands(read)
    yield from _sources(handbook, read, (), checklist.source)
    if checklist.source.work is None:
        yield read.problem(("source",), "source_without_work")
    for key in ("see", "together_with"):
        yield from _references(handbook, read, (key,), getattr(checklist, key))
    for index, section in enumerate(checklist.sections):
        yield from _section(handbook, read, index, section)
    yield from _lengths(handbook, read)
    yield from _examples(read)


def _names(handbook: "Handbook", read: Read[Checklist]) -> Iterator[Problem]:
    """The file is called after the form, and its folder after a theme."""
    form_id = read.model.id
    if read.path.stem != form_id:
        yield read.problem(("id",), "id_is_not_file", id=form_id, file=read.path.stem)
    if form_id in RESERVED_IDS:
        yield read.problem(("id",), "reserved_id", id=form_id)
    heading = handbook.headings.get(form_id)
    if heading:
        yield read.problem(("id",), "id_is_heading", id=form_id, page=heading.page)
    try:
        folders = read.path.resolve().relative_to(handbook.site.checklists.resolve()).parts[:-1]
    except ValueError:
        return
    if folders and handbook.themes and folders[0] not in handbook.themes:
        variant, near = mend_by_name(folders[0], handbook.themes)
        yield read.problem((), f"unknown_theme{variant}", name=folders[0], **near)


def _ids_within(handbook: "Handbook", read: Read[Checklist]) -> Iterator[Problem]:
    """Form, panes and items are all addresses on one page: no id twice, no retired id in use."""
    checklist = read.model
    seen: set[str] = {checklist.id}
    for place, name in _own_ids(checklist):
        if name in seen:
            yield read.problem(place, "double_id", id=name)
        seen.add(name)
    form = handbook.forms[checklist.id]
    for index, section in enumerate(checklist.sections):
        if not section.include:
            continue
        pane_id = section.id or section.include.partition("#")[2]
        pane = next((p for p in form.panes if p.id == pane_id and p.home != checklist.id), None)
        for name in [pane_id] * (section.id is None) + [q.item.id for q in pane.questions] if pane else []:
            if name in seen:
                yield read.problem(("sections", index, "include"), "double_included_id", id=name)
            seen.add(name)
    for index, name in enumerate(checklist.retired or []):
        if name in seen:
            yield read.problem(("retired", index), "retired_in_use", id=name)
    for place, item in _items(checklist):
        for index, name in enumerate(item.was or []):
            if name in seen:
                yield read.problem((*place, "was", index), "was_in_use", id=name)


def _own_ids(checklist: Checklist) -> Iterator[tuple[Loc, str]]:
    for index, section in enumerate(checklist.sections):
        if section.id:
            yield ("sections", index, "id"), section.id
        for at, item in enumerate(section.items or []):
            yield ("sections", index, "items", at, "id"), item.id


def _items(checklist: Checklist) -> Iterator[tuple[Loc, Item]]:
    for index, section in enumerate(checklist.sections):
        for at, item in enumerate(section.items or []):
            yield ("sections", index, "items", at), item


def _kind(read: Read[Checklist]) -> Iterator[Problem]:
    """Points are for score lists only; what a client tells is never kept."""
    checklist = read.model
    if checklist.kind is Kind.ERVARING and checklist.kept is not Keep.SESSION:
        yield read.problem(("keep",), "keep_of_experience")
    if checklist.kind is not Kind.SCORELIJST:
        kind = checklist.kind.value
        for key in ("bands", "bands_columns", "bands_note", "danger"):
            if getattr(checklist, key):
                code = "points_not_here" if key == "bands" else "only_in_score_list"
                yield read.problem((key,), code, key=key, kind=kind)
        for place, option in _options(checklist):
            if option.points is not None:
                yield read.problem((*place, "points"), "points_not_here", key="points", kind=kind)
            if option.grave:
                yield read.problem((*place, "grave"), "only_in_score_list", key="grave", kind=kind)


def _score_list(handbook: "Handbook", read: Read[Checklist]) -> Iterator[Problem]:
    """Danger and one's own estimate come before a count, and a count leaves no answer out."""
    checklist = read.model
    if checklist.kind is not Kind.SCORELIJST:
        return
    if checklist.danger:
        if not handbook.help_lines:
            yield read.problem(("danger",), "danger_without_help_lines")
        if any(item.counted for item in checklist.sections[0].items or []):
            yield read.problem(("sections", 0), "estimate_missing")
    for place, item in _items(checklist):
        for index, option in enumerate(item.options or []):
            if item.counted and option.points is None:
                yield read.problem((*place, "options", index), "points_missing", id=option.id)
    for place, option in _options(checklist):
        for key in ("points", "grave"):
            if "columns" in place and key in option.model_fields_set:
                yield read.problem((*place, key), "count_in_table", key=key)


def _options(checklist: Checklist) -> Iterator[tuple[Loc, Option]]:
    for place, item in _items(checklist):
        for index, option in enumerate(item.options or []):
            yield (*place, "options", index), option
        for at, column in enumerate(item.columns or []):
            for index, option in enumerate(column.options or []):
                yield (*place, "columns", at, "options", index), option


def _bands(read: Read[Checklist]) -> Iterator[Problem]:
    heads = len(read.model.bands_columns or [])
    for index, band in enumerate(read.model.bands or []):
        texts = 2 + len(band.further or [])
        if heads != texts and (heads or band.further):
            yield read.problem(("bands", index), "band_columns", n=str(texts), heads=str(heads))
        if band.high is not None and band.high < band.low:
            yield read.problem(("bands", index, "high"), "band_upside_down", low=str(band.low), high=str(band.high))


def _sources(
    handbook: "Handbook", read: "Read[Checklist] | Read[Glossary]", place: Loc, source: Source | None
) -> Iterator[Problem]:
    if source and source.work and source.work not in handbook.works:
        variant, near = mend_by_name(source.work, handbook.works)
        yield read.problem((*place, "source", "work"), f"unknown_work{variant}", name=source.work, **near)


def _references(
    handbook: "Handbook", read: "Read[Checklist] | Read[Glossary]", place: Loc, references: list[str] | None
) -> Iterator[Problem]:
    for index, reference in enumerate(references or []):
        yield from _reference(handbook, read, (*place, index), reference)


def _reference(
    handbook: "Handbook", read: "Read[Checklist] | Read[Glossary]", place: Loc, reference: str
) -> Iterator[Problem]:
    if handbook.target(reference):
        return
    form_id, _, part = reference.partition("#")
    if part and form_id in handbook.forms:
        known = [name for _, name in _own_ids(handbook.checklists[form_id].model)]
        variant, near = mend_by_name(part, known)
        yield read.problem(place, f"unknown_part{variant}", name=part, form=form_id, **near)
    else:
        variant, near = mend_by_name(form_id, handbook.names())
        yield read.problem(place, f"unknown_reference{variant}", name=form_id, **near)


def _section(handbook: "Handbook", read: Read[Checklist], index: int, section: Section) -> Iterator[Problem]:
    place: Loc = ("sections", index)
    yield from _sources(handbook, read, place, section.source)
    yield from _scale(handbook, read, place, section.scale)
    if section.title and len(section.title) > MOST_TITLE:
        yield read.problem((*place, "title"), "title_too_long", n=str(len(section.title)), most=str(MOST_TITLE))
    if section.include:
        yield from _include(handbook, read, place, section)
    if section.elsewhere and section.elsewhere not in handbook.forms:
        yield from _reference(handbook, read, (*place, "elsewhere"), section.elsewhere)
    share = section.share or read.model.default_share
    for at, item in enumerate(section.items or []):
        here: Loc = (*place, "items", at)
        yield from _item(handbook, read, here, item)
        if item.type is not FieldType.RATING:
            continue
        name = item.scale or section.scale
        if name is None:
            yield read.problem((*here, "id"), "rating_without_scale", id=item.id)
            continue
        scale = handbook.scales.get(name)
        if scale and scale.first_person and share is Share.TEAM:
            key: Loc = (*here, "scale") if item.scale else (*place, "scale")
            yield read.problem(key, "first_person_shared", scale=name)


def _include(handbook: "Handbook", read: Read[Checklist], place: Loc, section: Section) -> Iterator[Problem]:
    form_id, _, pane_id = (section.include or "").partition("#")
    home = handbook.checklists.get(form_id)
    here = (*place, "include")
    if home is None:
        variant, near = mend_by_name(form_id, handbook.forms)
        yield read.problem(here, f"unknown_form{variant}", name=form_id, **near)
        return
    there = next((s for s in home.model.sections if s.id == pane_id), None)
    if there is None:
        variant, near = mend_by_name(pane_id, [s.id for s in home.model.sections if s.id])
        yield read.problem(here, f"unknown_part{variant}", name=pane_id, form=form_id, **near)
        return
    if not there.items:
        yield read.problem(here, "include_without_items", name=pane_id, form=form_id)
        return
    known = [item.id for item in there.items]
    for at, name in enumerate(section.core or []):
        if name not in known:
            variant, near = mend_by_name(name, known)
            yield read.problem((*place, "core", at), f"unknown_part{variant}", name=name, form=form_id, **near)


def _scale(handbook: "Handbook", read: Read[Checklist], place: Loc, name: str | None) -> Iterator[Problem]:
    if name and name not in handbook.scales:
        variant, near = mend_by_name(name, handbook.scales)
        yield read.problem((*place, "scale"), f"unknown_scale{variant}", name=name, **near)


def _item(handbook: "Handbook", read: Read[Checklist], place: Loc, item: Item) -> Iterator[Problem]:
    yield from _sources(handbook, read, place, item.source)
    yield from _references(handbook, read, (*place, "see"), item.see)
    yield from _scale(handbook, read, place, item.scale)
    if item.mirrors:
        yield from _reference(handbook, read, (*place, "mirrors"), item.mirrors)
    for key in ("options", "columns", "rows"):
        members: list[Option] | list[Column] = getattr(item, key) or []
        yield from _doubles(read, (*place, key), [member.id for member in members])
    for at, column in enumerate(item.columns or []):
        yield from _doubles(read, (*place, "columns", at, "options"), [option.id for option in column.options or []])


def _doubles(read: "Read[Checklist] | Read[Scales]", place: Loc, names: list[str]) -> Iterator[Problem]:
    for index, name in enumerate(names):
        if name in names[:index]:
            yield read.problem((*place, index, "id"), "double_id", id=name)


def _lengths(handbook: "Handbook", read: Read[Checklist]) -> Iterator[Problem]:
    """A long list is looked through in parts: panes of at most nine, an Eerste blik of at most sixteen."""
    form = handbook.forms[read.model.id]
    if len(form.core) > MOST_IN_SHORT:
        yield read.problem(("sections",), "short_too_long", n=str(len(form.core)), most=str(MOST_IN_SHORT))
    if not form.looks_at_own_work:
        return
    for index, section in enumerate(read.model.sections):
        if len(section.items or []) > MOST_IN_PANE:
            n = str(len(section.items or []))
            yield read.problem(("sections", index, "items"), "pane_too_long", n=n, most=str(MOST_IN_PANE))
    if len(form.questions) > MOST_IN_SHORT and not form.core:
        n = str(len(form.questions))
        yield read.problem(("sections",), "short_missing", n=n, most=str(MOST_IN_SHORT))


def _examples(read: Read[Checklist]) -> Iterator[Problem]:
    items = {item.id: item for _, item in _items(read.model)}
    for index, example in enumerate(read.model.examples or []):
        for name, answer in example.answers.items():
            place: Loc = ("examples", index, "answers", name)
            if name not in items:
                variant, near = mend_by_name(name, items)
                yield read.problem(place, f"unknown_part{variant}", name=name, form=read.model.id, **near)
            else:
                yield from _example_answer(read, place, items[name], answer)


def _example_answer(read: Read[Checklist], place: Loc, item: Item, answer: object) -> Iterator[Problem]:
    columns = {column.id for column in item.columns or []}
    if item.type is FieldType.TABLE and item.rows and isinstance(answer, dict):
        rows = {row.id for row in item.rows}
        for row, cells in answer.items():
            yield from _known_names(read, (*place, row), [row], rows)
            yield from _known_names(read, (*place, row), cells, columns)
    elif item.type is FieldType.TABLE and item.blank_rows and isinstance(answer, list):
        for at, cells in enumerate(answer):
            if isinstance(cells, dict):
                yield from _known_names(read, (*place, at), cells, columns)
            else:
                yield read.problem((*place, at), "example_shape", name=item.id)
    elif item.type in {FieldType.CHECK, FieldType.CHOICE, FieldType.RATING} and item.options:
        chosen = answer if isinstance(answer, list) else [answer]
        names = [name for name in chosen if isinstance(name, str)]
        yield from _known_names(read, place, names, {option.id for option in item.options})
        if len(names) < len(chosen):
            yield read.problem(place, "example_shape", name=item.id)
    elif item.type is FieldType.TABLE or not isinstance(answer, str):
        yield read.problem(place, "example_shape", name=item.id)
    elif item.type is FieldType.DATE and not _is_date(answer):
        yield read.problem(place, "example_date", value=answer)


def _known_names(
    read: Read[Checklist], place: Loc, names: "list[str] | dict[str, str]", known: set[str]
) -> Iterator[Problem]:
    for name in names:
        if name not in known:
            variant, near = mend_by_name(name, known)
            yield read.problem((*place, name), f"unknown_part{variant}", name=name, form=read.model.id, **near)


def _is_date(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def _texts(
    handbook: "Handbook", read: "Read[Checklist] | Read[BaseModel]", inline: InlineMarkdown
) -> Iterator[Problem]:
    """Links in texts lead somewhere, terms exist, and labels hold neither."""
    for place, text in _strings(read.model, ()):
        if "[" not in text and "<" not in text:
            continue
        _, found = inline.render(text)
        for name in sorted(found.unknown):
            variant, near = mend_by_name(name.partition("#")[0], handbook.names())
            yield read.problem(place, f"unknown_reference{variant}", name=name, **near)
        for name in sorted(found.terms - set(handbook.terms)):
            variant, near = mend_by_name(name, handbook.terms)
            yield read.problem(place, f"unknown_term{variant}", name=name, **near)
        for link in sorted(found.unsafe):
            yield read.problem(place, "unsafe_link", link=link[:60])
        for link in sorted(found.relative):
            yield read.problem(place, "relative_link", link=link[:60])
        if _is_label(place) and (found.references or found.terms or "](" in text):
            yield read.problem(place, "link_in_label", key=str(place[-1]))


def _is_label(place: Loc) -> bool:
    """Whether the text at this place becomes a label or heading of the form itself."""
    if place[-1] not in LABELS:
        return False
    return place[-1] != "text" or "items" in place or "options" in place


def _strings(value: object, place: Loc) -> Iterator[tuple[Loc, str]]:
    """Yield every text within a model with its place."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, BaseModel):
        for key in value.model_fields_set:
            yield from _strings(getattr(value, key), (*place, key))
    elif isinstance(value, dict):
        for key, member in value.items():
            yield from _strings(member, (*place, key))
    elif isinstance(value, list):
        for index, member in enumerate(value):
            yield from _strings(member, (*place, index))
