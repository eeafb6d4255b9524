"""What must hold across keys and files. Each rule looks at one notion and yields problems at their place."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from kijkraam.checklist.extending import Merged
from kijkraam.checklist.fields import FieldType, Format, Keep, Kind, Share
from kijkraam.checklist.model import RESERVED_IDS, Checklist, Column, Item, Option, Section, Source
from kijkraam.checklist.problems import Problem, mend_by_name
from kijkraam.checklist.reading import Loc, ModelT, Read
from kijkraam.checklist.shared import Answer, Glossary, Scale, Scales
from kijkraam.checklist.yaml_reader import KEY
from kijkraam.export.course import may_go
from kijkraam.export.questionnaire import in_site
from kijkraam.form import Form
from kijkraam.inline import TERM_SCHEME, InlineMarkdown
from kijkraam.print.formats import possible_formats

if TYPE_CHECKING:
    from kijkraam.handbook import Handbook

MOST_IN_PANE = 9
"""Statements in one pane: five minutes of looking, fifteen of talk."""
MOST_IN_SHORT = 16
"""Statements in an Eerste blik: about a quarter of an hour."""
MOST_TITLE = 40
"""Characters in the title of a pane, so that it fits in the window and on cards."""
LABELS = {"title", "row_title", "term", "reflection"}
"""Keys whose text becomes a heading or the label of a field, whatever holds it."""
AFTERWORD_ID = "afsluiten"
"""Id on the form's page of the questions that close the conversation."""
EXAMPLE_ID = "voorbeeld-{id}"
"""Id on the form's page of a filled-in example."""


def check(handbook: "Handbook") -> Iterator[Problem]:
    """Yield every problem of the joined handbook."""
    for scales in _shared(handbook, Scales):
        yield from _answers(scales)
    for glossary in _shared(handbook, Glossary):
        for index, term in enumerate(glossary.model.terms):
            yield from _sources(handbook, glossary, ("terms", index), term.source)
            yield from _references(handbook, glossary, ("terms", index, "see"), term.see)
    inline = InlineMarkdown(lambda name: "#" if handbook.target(name) else None)
    yield from _privacy(handbook, inline)
    for shared in handbook.shared.values():
        yield from _texts(handbook, shared, inline)
    for form_id, read in handbook.checklists.items():
        if form_id in handbook.brought:
            continue
        found = chain(_form(handbook, read), _texts(handbook, read, inline))
        yield from (problem for problem in found if not (isinstance(read, Merged) and read.of_base(problem)))


def _privacy(handbook: "Handbook", inline: InlineMarkdown) -> Iterator[Problem]:
    """Links in the maker's own sentence on privacy lead somewhere."""
    site = handbook.site
    _, found = inline.render(site.privacy)
    lines = site.config.read_text(encoding="utf-8").splitlines() if site.config and found.unknown else []
    for name in sorted(found.unknown):
        place = next(((n, line.index(name) + 1) for n, line in enumerate(lines, 1) if f"[{name}]" in line), (1, 1))
        variant, near = mend_by_name(name, handbook.names())
        path = site.shown(site.config) if site.config else ""
        yield Problem(path, *place, f"unknown_reference{variant}", {"name": name, **near})


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
    yield from _danger(handbook, read)
    yield from _score_list(handbook, read)
    yield from _bands(read)
    yield from _sources(handbook, read, (), checklist.source)
    if checklist.source.work is None:
        yield read.problem(("source",), "source_without_work")
    for key in ("see", "together_with"):
        yield from _references(handbook, read, (key,), getattr(checklist, key))
    for index, section in enumerate(checklist.sections):
        yield from _section(handbook, read, index, section)
    yield from _changes(read)
    yield from _lengths(handbook, read)
    yield from _examples(read)
    yield from _formats(handbook, read)


def _changes(read: Read[Checklist]) -> Iterator[Problem]:
    """Versions rise, days do not go back, and the last version is that of the form."""
    changes = read.model.changes or []
    for index, (before, after) in enumerate(pairwise(changes), start=1):
        if after.version <= before.version:
            words = {"version": str(after.version), "before": str(before.version)}
            yield read.problem(("changes", index, "version"), "change_not_later", **words)
        if after.date < before.date:
            yield read.problem(("changes", index, "date"), "change_before", date=after.date, before=before.date)
    if changes and changes[-1].version != read.model.version:
        words = {"version": str(read.model.version), "last": str(changes[-1].version)}
        yield read.problem(("changes", len(changes) - 1, "version"), "change_of_now_missing", **words)


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
    if not read.path.is_relative_to(handbook.folder):
        return
    folders = read.path.relative_to(handbook.folder).parts[:-1]
    if folders and handbook.themes and folders[0] not in handbook.themes:
        variant, near = mend_by_name(folders[0], handbook.themes)
        yield read.problem((), f"unknown_theme{variant}", name=folders[0], **near)


def _ids_within(handbook: "Handbook", read: Read[Checklist]) -> Iterator[Problem]:
    """Form, panes and items are all addresses on one page: no id twice, no retired id in use."""
    checklist = read.model
    seen = {checklist.id, *([AFTERWORD_ID] if checklist.reflection else [])}
    seen |= {EXAMPLE_ID.format(id=example.id) for example in checklist.examples or []}
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
        included = [pane_id] * (section.id is None) + [q.item.id for q in pane.questions] if pane else []
        for name in dict.fromkeys(included):
            if name in seen:
                yield read.problem(("sections", index, "include"), "double_included_id", id=name)
            seen.add(name)
    for index, name in enumerate(checklist.retired or []):
        if name in seen:
            yield read.problem(("retired", index), "retired_in_use", id=name)
    earlier = [(("sections", index), section.was) for index, section in enumerate(checklist.sections)]
    for place, names in [*earlier, *((place, item.was) for place, item in _items(checklist))]:
        for index, name in enumerate(names or []):
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


def _danger(handbook: "Handbook", read: Read[Checklist]) -> Iterator[Problem]:
    """After danger come the numbers to call; a cell of a table has no room for them."""
    has_none = not handbook.help_lines and "_helplines.yml" not in handbook.broken_shared
    asking: list[Loc] = [("danger",)] if read.model.danger and read.model.kind is Kind.SCORELIJST else []
    for place, option in _options(read.model):
        if option.danger and "columns" in place:
            yield read.problem((*place, "danger"), "danger_in_table")
        elif option.danger:
            asking.append((*place, "danger"))
    if has_none:
        yield from (read.problem(place, "danger_without_help_lines") for place in asking)


def _score_list(handbook: "Handbook", read: Read[Checklist]) -> Iterator[Problem]:
    """Danger and one's own estimate come before a count, and a count leaves no answer out."""
    checklist = read.model
    if checklist.kind is not Kind.SCORELIJST:
        return
    if checklist.danger:
        if any(item.counted for item in _items_of(handbook, checklist.sections[0])):
            yield read.problem(("sections", 0), "estimate_missing")
        if not any(item.counted for section in checklist.sections for item in _items_of(handbook, section)):
            yield read.problem(("danger",), "danger_before_nothing")
    for place, item in _items(checklist):
        for index, option in enumerate(item.options or []):
            if item.counted and option.points is None:
                yield read.problem((*place, "options", index), "points_missing", id=option.id)
            if option.grave and not item.counted:
                yield read.problem((*place, "options", index, "grave"), "grave_without_points")
    for place, option in _options(checklist):
        for key in ("points", "grave"):
            if "columns" in place and key in option.model_fields_set:
                yield read.problem((*place, key), "count_in_table", key=key)


def _items_of(handbook: "Handbook", section: Section) -> list[Item]:
    """Return the items that are answered in a section: its own, or those of the pane that it includes."""
    if not section.include:
        return section.items or []
    form_id, _, pane_id = section.include.partition("#")
    home = handbook.checklists.get(form_id)
    there = next((s for s in home.model.sections if s.id == pane_id), None) if home else None
    return (there.items if there else None) or []


def _options(checklist: Checklist) -> Iterator[tuple[Loc, Option]]:
    for place, item in _items(checklist):
        for index, option in enumerate(item.options or []):
            yield (*place, "options", index), option
        for at, column in enumerate(item.columns or []):
            for index, option in enumerate(column.options or []):
                yield (*place, "columns", at, "options", index), option


def _options_of(item: Item) -> list[Option]:
    return [*(item.options or []), *(option for column in item.columns or [] for option in column.options or [])]


def _bands(read: Read[Checklist]) -> Iterator[Problem]:
    heads = len(read.model.bands_columns or [])
    for index, band in enumerate(read.model.bands or []):
        texts = 2 + len(band.further or [])
        if heads != texts and (heads or band.further):
            yield read.problem(("bands", index), "band_columns", n=str(texts), heads=str(heads))
        if band.high is not None and band.high < band.low:
            yield read.problem(("bands", index, "high"), "band_upside_down", low=str(band.low), high=str(band.high))


def _sources(handbook: "Handbook", read: Read[ModelT], place: Loc, source: Source | None) -> Iterator[Problem]:
    if "_sources.yml" in handbook.broken_shared:
        return
    if source and source.work and source.work not in handbook.works:
        variant, near = mend_by_name(source.work, handbook.works)
        yield read.problem((*place, "source", "work"), f"unknown_work{variant}", name=source.work, **near)


def _references(
    handbook: "Handbook", read: Read[ModelT], place: Loc, references: list[str] | None
) -> Iterator[Problem]:
    for index, reference in enumerate(references or []):
        yield from _reference(handbook, read, (*place, index), reference)


def _reference(
    handbook: "Handbook", read: Read[ModelT], place: Loc, reference: str, *, at: str = ""
) -> Iterator[Problem]:
    if handbook.target(reference):
        return
    form_id, _, part = reference.partition("#")
    if part and form_id in handbook.forms:
        known = [name for _, name in _own_ids(handbook.checklists[form_id].model)]
        variant, near = mend_by_name(part, known)
        yield read.problem(place, f"unknown_part{variant}", at=at, name=part, form=form_id, **near)
    else:
        variant, near = mend_by_name(form_id, handbook.names())
        yield read.problem(place, f"unknown_reference{variant}", at=at, name=form_id, **near)


def _section(handbook: "Handbook", read: Read[Checklist], index: int, section: Section) -> Iterator[Problem]:
    place: Loc = ("sections", index)
    yield from _sources(handbook, read, place, section.source)
    yield from _scale(handbook, read, place, section.scale)
    if section.title and len(section.title) > MOST_TITLE:
        yield read.problem((*place, "title"), "title_too_long", n=str(len(section.title)), most=str(MOST_TITLE))
    if section.include:
        yield from _include(handbook, read, place, section)
    if section.elsewhere:
        yield from _other_form(handbook, read, (*place, "elsewhere"), section.elsewhere)
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


def _other_form(handbook: "Handbook", read: Read[Checklist], place: Loc, form_id: str) -> Iterator[Problem]:
    if form_id == read.model.id:
        yield read.problem(place, "include_itself", name=form_id)
    elif form_id not in handbook.forms and form_id not in handbook.broken:
        variant, near = mend_by_name(form_id, handbook.forms)
        yield read.problem(place, f"unknown_form{variant}", name=form_id, **near)


def _include(handbook: "Handbook", read: Read[Checklist], place: Loc, section: Section) -> Iterator[Problem]:
    form_id, _, pane_id = (section.include or "").partition("#")
    here = (*place, "include")
    yield from _other_form(handbook, read, here, form_id)
    home = handbook.checklists.get(form_id)
    if home is None or home is read:
        return
    there = next((s for s in home.model.sections if s.id == pane_id), None)
    if there is None:
        variant, near = mend_by_name(pane_id, [s.id for s in home.model.sections if s.id])
        yield read.problem(here, f"unknown_part{variant}", name=pane_id, form=form_id, **near)
        return
    if not there.items:
        yield read.problem(here, "include_without_items", name=pane_id, form=form_id)
        return
    if home.model.kind is Kind.ERVARING and read.model.kind is not Kind.ERVARING:
        yield read.problem(here, "include_experience", name=pane_id, form=form_id)
    has_points = any(option.points is not None for item in there.items for option in _options_of(item))
    if has_points and read.model.kind is not Kind.SCORELIJST:
        yield read.problem(here, "include_points", name=pane_id, form=form_id)
    known = [item.id for item in there.items]
    for at, name in enumerate(section.core or []):
        if name not in known:
            variant, near = mend_by_name(name, known)
            yield read.problem((*place, "core", at), f"unknown_part{variant}", name=name, form=form_id, **near)


def _scale(handbook: "Handbook", read: Read[Checklist], place: Loc, name: str | None) -> Iterator[Problem]:
    if name and name not in handbook.scales and "_scales.yml" not in handbook.broken_shared:
        variant, near = mend_by_name(name, handbook.scales)
        yield read.problem((*place, "scale"), f"unknown_scale{variant}", name=name, **near)


def _item(handbook: "Handbook", read: Read[Checklist], place: Loc, item: Item) -> Iterator[Problem]:
    yield from _sources(handbook, read, place, item.source)
    yield from _references(handbook, read, (*place, "see"), item.see)
    yield from _scale(handbook, read, place, item.scale)
    if item.mirrors:
        yield from _mirror(handbook, read, (*place, "mirrors"), item.mirrors)
    for key in ("options", "columns", "rows"):
        members: list[Option] | list[Column] = getattr(item, key) or []
        yield from _doubles(read, (*place, key), [member.id for member in members])
    for at, column in enumerate(item.columns or []):
        yield from _doubles(read, (*place, "columns", at, "options"), [option.id for option in column.options or []])


def _mirror(handbook: "Handbook", read: Read[Checklist], place: Loc, reference: str) -> Iterator[Problem]:
    """The counterpart of a question is a question."""
    form_id, _, part = reference.partition("#")
    form = handbook.forms.get(form_id)
    if not handbook.target(reference):
        yield from _reference(handbook, read, place, reference)
    elif form_id not in handbook.broken and not (form and part in {q.item.id for q in form.questions}):
        yield read.problem(place, "bad_mirror", value=reference)


def _doubles(read: Read[ModelT], place: Loc, names: list[str]) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, name in enumerate(names):
        if name in seen:
            yield read.problem((*place, index, "id"), "double_id", id=name)
        seen.add(name)


def _lengths(handbook: "Handbook", read: Read[Checklist]) -> Iterator[Problem]:
    """A long list is looked through in parts: panes of at most nine, an Eerste blik of at most sixteen."""
    form = handbook.forms[read.model.id]
    core = list(_core(read.model))
    if len(core) > MOST_IN_SHORT:
        yield read.problem(core[MOST_IN_SHORT], "short_too_long", n=str(len(core)), most=str(MOST_IN_SHORT))
    if not form.looks_at_own_work:
        return
    for index, section in enumerate(read.model.sections):
        n, key = _questions_in(handbook, section)
        if n > MOST_IN_PANE:
            yield read.problem(("sections", index, key), "pane_too_long", n=str(n), most=str(MOST_IN_PANE))
    if len(form.questions) > MOST_IN_SHORT and not core:
        n = len(form.questions)
        yield read.problem(("sections",), "short_missing", n=str(n), most=str(MOST_IN_SHORT))


def _core(checklist: Checklist) -> Iterator[Loc]:
    """Yield the places of what is in the Eerste blik."""
    for index, section in enumerate(checklist.sections):
        for at, item in enumerate(section.items or []):
            if item.core:
                yield ("sections", index, "items", at, "core")
        for at, _ in enumerate(section.core or []):
            yield ("sections", index, "core", at)


def _questions_in(handbook: "Handbook", section: Section) -> tuple[int, str]:
    """Return how many questions a pane has, and the key that tells so. A list of one's own work tells it itself."""
    if not section.include:
        return len(section.items or []), "items"
    form_id, _, pane_id = section.include.partition("#")
    home = handbook.forms.get(form_id)
    panes = home.panes if home and not home.looks_at_own_work else ()
    return sum(len(pane.questions) for pane in panes if pane.id == pane_id), "include"


def _possible_formats(form: Form) -> list[Format]:
    """Return what can be made of a form: on paper, as a questionnaire, as a package. A cartridge is of a theme."""
    others = {Format.XLSFORM: in_site(form), Format.SCORM: may_go(form)}
    return [*possible_formats(form), *(name for name, is_possible in others.items() if is_possible)]


def _formats(handbook: "Handbook", read: Read[Checklist]) -> Iterator[Problem]:
    """A poster or cards cannot be made of every form, and nothing on paper of a score list."""
    form = handbook.forms.get(read.model.id)
    possible = _possible_formats(form) if form else list(Format)
    wrong = [(index, name) for index, name in enumerate(read.model.formats or []) if name not in possible]
    if wrong and form and not possible_formats(form):
        yield read.problem(("formats",), "formats_on_screen_only")
        return
    known = ", ".join(member.value for member in possible)
    for index, name in wrong:
        yield read.problem(("formats", index), "format_not_possible", format=name.value, known=known)


def _examples(read: Read[Checklist]) -> Iterator[Problem]:
    items = {item.id: item for _, item in _items(read.model)}
    examples = read.model.examples or []
    yield from _doubles(read, ("examples",), [example.id for example in examples])
    for index, example in enumerate(examples):
        for name, answer in example.answers.items():
            place: Loc = ("examples", index, "answers", name)
            if name not in items:
                variant, near = mend_by_name(name, items)
                yield read.problem((*place, KEY), f"unknown_part{variant}", name=name, form=read.model.id, **near)
            else:
                yield from _example_answer(read, place, items[name], answer)


def _example_answer(read: Read[Checklist], place: Loc, item: Item, answer: object) -> Iterator[Problem]:
    """An answer of an example has the shape of its question, and names what is there to choose."""
    if item.type is FieldType.TABLE and item.rows:
        yield from _example_rows(read, place, item, answer)
    elif item.type is FieldType.TABLE:
        yield from _example_blank_rows(read, place, item, answer)
    elif item.type is FieldType.CHECK and item.options:
        chosen = answer if isinstance(answer, list) else [answer]
        if all(isinstance(name, str) for name in chosen):
            yield from _chosen(read, place, item, chosen)
        else:
            yield read.problem(place, "example_check", name=item.id)
    elif not isinstance(answer, str):
        code = "example_choice" if item.type is FieldType.CHOICE else "example_text"
        yield read.problem(place, code, name=item.id)
    elif item.type is FieldType.CHOICE:
        yield from _chosen(read, place, item, [answer])
    elif item.type is FieldType.DATE and not _is_date(answer):
        yield read.problem(place, "example_date", value=answer)


def _chosen(read: Read[Checklist], place: Loc, item: Item, names: list[Any]) -> Iterator[Problem]:
    known = {option.id for option in item.options or []}
    for index, name in enumerate(names):
        if name not in known:
            variant, near = mend_by_name(name, known)
            yield read.problem((*place, index), f"unknown_part{variant}", name=name, form=item.id, **near)


def _example_rows(read: Read[Checklist], place: Loc, item: Item, answer: object) -> Iterator[Problem]:
    if not isinstance(answer, dict) or not all(isinstance(cells, dict) for cells in answer.values()):
        yield read.problem(place, "example_rows", name=item.id)
        return
    yield from _known_keys(read, place, item, answer, {row.id for row in item.rows or []})
    for row, cells in answer.items():
        yield from _cells(read, (*place, row), item, cells)


def _example_blank_rows(read: Read[Checklist], place: Loc, item: Item, answer: object) -> Iterator[Problem]:
    if not isinstance(answer, list) or not all(isinstance(cells, dict) for cells in answer):
        yield read.problem(place, "example_blank_rows", name=item.id)
        return
    for index, cells in enumerate(answer):
        yield from _cells(read, (*place, index), item, cells)


def _cells(read: Read[Checklist], place: Loc, item: Item, cells: dict[str, str]) -> Iterator[Problem]:
    yield from _known_keys(read, place, item, cells, {column.id for column in item.columns or []})


def _known_keys(
    read: Read[Checklist], place: Loc, item: Item, names: dict[str, Any], known: set[str]
) -> Iterator[Problem]:
    for name in names:
        if name not in known:
            variant, near = mend_by_name(name, known)
            yield read.problem((*place, name, KEY), f"unknown_part{variant}", name=name, form=item.id, **near)


def _is_date(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def _texts(handbook: "Handbook", read: Read[ModelT], inline: InlineMarkdown) -> Iterator[Problem]:
    """Links in texts lead somewhere, terms exist, and labels hold neither."""
    for place, holder, text in _texts_with_links(read.model, (), read.model):
        _, found = inline.render(text)
        for name in sorted(found.unknown):
            yield from _reference(handbook, read, place, name, at=f"[{name}]")
        for name in sorted(found.terms):
            yield from _term(handbook, read, place, name)
        for link in sorted(found.unsafe):
            yield read.problem(place, "unsafe_link", at=f"]({link}", link=link[:60])
        for link in sorted(found.relative):
            yield read.problem(place, "relative_link", at=f"]({link}", link=link[:60])
        key = next(part for part in reversed(place) if isinstance(part, str))
        if (found.references or found.terms or "](" in text) and _is_label(holder, key, place):
            yield read.problem(place, "link_in_label", at="[", key=key)


def _term(handbook: "Handbook", read: Read[ModelT], place: Loc, name: str) -> Iterator[Problem]:
    if name not in handbook.terms and "_glossary.yml" not in handbook.broken_shared:
        variant, near = mend_by_name(name, handbook.terms)
        yield read.problem(place, f"unknown_term{variant}", at=f"({TERM_SCHEME}:{name}", name=name, **near)


def _is_label(holder: BaseModel, key: str, place: Loc) -> bool:
    """Whether a text becomes a heading or part of what one clicks to answer, in which a link or button has no place."""
    if key in LABELS or isinstance(holder, Scale | Answer) or (key == "hint" and "columns" in place):
        return True
    if key == "text":
        return isinstance(holder, Item | Option)
    return key == "prompt" and isinstance(holder, Item) and holder.type is FieldType.RATING


def _texts_with_links(value: object, place: Loc, holder: BaseModel) -> Iterator[tuple[Loc, BaseModel, str]]:
    """Yield every text within a model that may hold a link, with its place and the model that holds it."""
    for key, member in _members(value):
        if isinstance(member, str):
            if "[" in member:
                yield (*place, key), holder, member
        elif isinstance(member, BaseModel):
            yield from _texts_with_links(member, (*place, key), member)
        elif isinstance(member, list | dict):
            yield from _texts_with_links(member, (*place, key), holder)


def _members(value: object) -> Iterable[tuple[int | str, Any]]:
    """Return what a model, list or mapping holds, each with its key or number."""
    if isinstance(value, BaseModel):
        return ((key, getattr(value, key)) for key in value.model_fields_set)
    if isinstance(value, dict):
        return value.items()
    return enumerate(value) if isinstance(value, list) else ()
