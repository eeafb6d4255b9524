"""HTML of forms and of what surrounds them, complete and readable before any script runs."""

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

import rcssmin
from jinja2.runtime import Macro
from markupsafe import Markup

from kijkraam import reference
from kijkraam.checklist.fields import Audience, Basis, FieldType, Keep, Kind
from kijkraam.checklist.model import Change, Item, Row, Source
from kijkraam.checklist.shared import Answer, HelpLine, Scale, Term, Work
from kijkraam.citing import Reference, bibtex, long_date, ris
from kijkraam.embedding import HEIGHT_SCRIPT, frame
from kijkraam.form import Base, Form, Pane, Question, Time, Touch
from kijkraam.forms.definition import Definition, ElsewhereData, definition, on_paper
from kijkraam.forms.templates import fill
from kijkraam.handbook import Handbook, Target
from kijkraam.inline import InlineMarkdown, without_markup
from kijkraam.locale import Phrases
from kijkraam.permalinks import permalink
from kijkraam.perspectives import experiences

if TYPE_CHECKING:
    from kijkraam.lessons.site import LessonEntry  # which renders with this module
    from kijkraam.memory import Memory  # and so does this

Href = Callable[[str], str | None]


@dataclass(frozen=True)
class PrintLink:
    """A link to a file on paper, as a page shows it."""

    href: str
    title: str
    pages: int
    size: int
    """In bytes."""

    @property
    def kilobytes(self) -> int:
        """Size as people know it, never nought."""
        return max(1, round(self.size / 1000))


Prints = Callable[[Form], list[PrintLink]]


class Told(NamedTuple):
    """What a page was told about an id."""

    href: str | None
    target: Target | None
    form: tuple[str, str] | None
    """Kind and title of the form that it names, or names a part of."""


@dataclass(frozen=True)
class ExportLink:
    """A link to a file for other programs, as a page shows it."""

    href: str
    size: int
    """In bytes."""

    @property
    def kilobytes(self) -> int:
        """Size as people know it, never nought."""
        return max(1, round(self.size / 1000))


Exports = Callable[[Form], list[ExportLink]]


@dataclass(frozen=True)
class PackageLink:
    """What teachers can put in their LMS, as a page shows it: the files of one form, lesson or theme."""

    kind: str
    """`lesson`, `form` or `theme`."""
    id: str
    title: str
    version: int | None
    """Of the form."""
    theme: str
    """Title of the theme of a form; empty for what has none."""
    practice: bool
    """Whether it is practice with a fictional person."""
    files: tuple[tuple[str, str, int], ...]
    """Of each file the name of its format, its address and its size in kilobytes."""


Packages = Callable[[], list[PackageLink]]


@dataclass(frozen=True)
class Heading:
    """A heading within rendered HTML, for a table of contents."""

    level: int
    """From 1 to 6."""
    id: str
    """Id of the element, unique on its page."""
    text: str
    """Its words, without markup."""


NAME = "\0"
"""Stands for a name in what is made once for many; no text of a checklist can hold it."""
WHILE_SERVING = "problems"
"""The component that only its maker sees."""
PAGE_COMPONENTS = {
    "about",
    "card",
    "developers",
    "figure",
    "glossary",
    "lesson",
    "organisation",
    "overview",
    "packages",
    "reference",
    "sources",
}
"""Components that stand in pages of text, and not in a form."""
ZIP_SIZE = "kijkraam-zip-size"
"""Stands for the size of the zip file, which is made of the pages and so known after them."""


@cache
def stylesheet(*, of_pages: bool = False) -> str:
    """Return the styles of the components of forms, or with `of_pages` of those that stand in pages of text only.

    The CSS has no comments and refers to no other file. Colours and such are custom properties that begin with
    `--kijkraam-`.
    """
    folder = files(__package__)
    sheets = [] if of_pages else [(folder / "base.css").read_text(encoding="utf-8")]
    for component in sorted(folder.iterdir(), key=lambda entry: entry.name):
        style = component / "style.css"
        if component.name == WHILE_SERVING:
            continue
        if component.is_dir() and style.is_file() and (component.name in PAGE_COMPONENTS) is of_pages:
            sheets.append(style.read_text(encoding="utf-8"))
    return str(rcssmin.cssmin("\n".join(sheets)))


def style_while_serving() -> str:
    """Return the styles of what only its maker sees."""
    return (files(__package__) / WHILE_SERVING / "style.css").read_text(encoding="utf-8")


def style_when_dark() -> str:
    """Return the colours of dark pages, for a site without colours of its own."""
    return str(rcssmin.cssmin((files(__package__) / "dark.css").read_text(encoding="utf-8")))


class Renderer:
    """Renders the parts of one page.

    `href` gives the address of an id as seen from that page, or None when it is unknown. With `embedded`, ids within a
    form are prefixed with the form's id, so that several forms can stand on one page. Each method returns HTML as text;
    where a template of the site fails, it raises ProblemsFound.
    """

    def __init__(self, handbook: Handbook, phrases: Phrases, href: Href, *, embedded: bool = False) -> None:
        self.handbook = handbook
        """The handbook that it renders from."""
        self.phrases = phrases
        """The program's words in the language of the page."""
        self.embedded = embedded
        """Whether ids within a form begin with the form's id."""
        self.headings: list[Heading] = []
        """The headings of all that was rendered until now, in order."""
        self.prints: Prints = lambda _: []
        """Gives the files on paper that were made of a form."""
        self.exports: Exports = lambda _: []
        """Gives the files for other programs that were made of a form."""
        self.has_permalinks = False
        """Whether each question has a link to copy: in a site, and not on paper."""
        self.logo: str | None = None
        """Address of the picture of the organisation."""
        self.all_lessons: Callable[[], list[LessonEntry]] = list
        """Gives all lessons of the handbook."""
        self.packages: Packages = list
        """Gives the packages for an LMS."""
        self.has_notes = True
        """Whether there is room for a note with each statement."""
        self.stands_alone = False
        """Whether the form is the whole of a file, which someone takes along."""
        self.keeps_offline = False
        """Whether a service worker keeps pages."""
        self.zip_href: str | None = None
        """The address of the handbook as a zip file, where the site has one."""
        self.memory: Memory | None = None
        """What was made for an earlier build, while somebody writes."""
        self.told: dict[str, Told] = {}
        """Everything that was asked about ids."""
        self._address_of = href
        self._inline = InlineMarkdown(lambda name: self.ask(name).href)
        self._rendered: dict[str, Markup] = {}
        self._plain: dict[str, str] = {}
        """Texts that were asked for: many stand in a form more than once, and some in each question."""
        self._alike: dict[tuple[str, ...], str] = {}
        """What macros made that differs from question to question by a name only."""

    # What can be asked for

    def form(self, form: Form, level: int = 1) -> str:
        """Return a whole form; `level` is that of its title."""
        if self.memory is None:
            return self._render("form", form=form, level=level)
        key = ("form", form.id, level, self._address_of(form.id))
        made, self.headings = self.memory.made(key, self, form, lambda: self._with_headings(form, level))
        return made

    def _with_headings(self, form: Form, level: int) -> tuple[str, list[Heading]]:
        return self._render("form", form=form, level=level), self.headings

    def pane(self, form: Form, pane: Pane, level: int = 2) -> str:
        """Return one pane of a form, in a form element of its own; `level` is that of its title."""
        return self._render("pane", "single", form=form, pane=pane, level=level)

    def card(self, form: Form) -> str:
        """Return a card that links to a form."""
        return self._render("card", form=form)

    def example(self, form: Form, example_id: str, level: int = 2) -> str | None:
        """Return one filled-in example of a form, or None when there is no such example."""
        for example in form.checklist.examples or []:
            if example.id == example_id:
                return self._render("example", "single", form=form, example=example, level=level)
        return None

    def overview(self, level: int = 2) -> str:
        """Return the overview of all forms."""
        groups = self.handbook.by_theme()
        forms = list(self.handbook.forms.values())
        kinds = {form.kind.value: self.phrases(f"kind.{form.kind.value}") for form in forms}
        themes = {theme.id: theme.title for theme, _ in groups if theme}
        told = [audience for form in forms for audience in form.checklist.audience]
        audiences = {member.value: self.phrases(f"audience.{member.value}") for member in Audience if member in told}
        filters = [
            ("kind", self.phrases("overview.kind"), list(kinds.items())),
            ("theme", self.phrases("overview.theme"), list(themes.items())),
            ("time", self.phrases("overview.time"), self._times(forms)),
            ("audience", self.phrases("overview.audience"), list(audiences.items())),
        ]
        return self._render("overview", groups=groups, filters=filters, level=level)

    def _times(self, forms: list[Form]) -> list[tuple[str, str]]:
        """Return the lengths of time that occur, from short to long, with their words."""
        told = {form.time for form in forms}
        return [(time.value, self.phrases(f"overview.times.{time.value}")) for time in Time if time in told]

    def glossary(self, level: int = 2) -> str:
        """Return all terms by letter."""
        groups: dict[str, list[Term]] = {}
        for term in sorted(self.handbook.terms.values(), key=lambda term: sort_key(term.term)):
            groups.setdefault(sort_key(term.term)[:1].upper(), []).append(term)
        return self._render("glossary", groups=list(groups.items()), level=level)

    def tooltips(self, names: Iterable[str], glossary_page: str | None) -> str:
        """Return the explanations of the terms that a page uses."""
        terms = [self.handbook.terms[name] for name in names if name in self.handbook.terms]
        return self._render("glossary", "tooltips", terms=terms, glossary_page=glossary_page)

    def sources(self, level: int = 2) -> str:
        """Return all works."""
        used = [question.source.work for form in self.handbook.forms.values() for question in form.questions[:1]]
        works: list[tuple[Work, int]] = [(work, used.count(work.id)) for work in self.handbook.works.values()]
        return self._render("sources", works=works, level=level)

    def traject(self, phases: list[Form], level: int = 2) -> str:
        """Return the page of one support process: its phases, and the forms about one person that belong to them."""
        names = [name for phase in phases for name in phase.checklist.together_with or []]
        beside = [self.handbook.forms[name] for name in names if name in self.handbook.forms]
        about_person = [form for form in beside if form.checklist.kept is Keep.ASK]
        forms = {form.id: form for form in phases + about_person}
        # Of a single phase, and of none where all are broken, nothing belongs to "every" phase.
        groups = [form.checklist.together_with or [] for form in phases]
        always = [name for name in dict.fromkeys(names) if len(groups) > 1 and all(name in group for group in groups)]
        return self._render("traject", phases=phases, forms=list(forms.values()), always=always, level=level)

    def downloads(self, level: int = 2) -> str:
        """Return all files of forms, by theme; `level` is that of the themes."""
        groups = [
            (theme, [form for form in forms if self.prints(form) or self.exports(form)])
            for theme, forms in self.handbook.by_theme()
        ]
        return self._render("prints", "downloads", groups=[group for group in groups if group[1]], level=level)

    def reference(self, level: int = 2) -> str:
        """Return every key of the YAML language; `level` is that of the files."""
        return self._render("reference", parts=reference.parts(self.phrases), level=level)

    def developer_reference(self, level: int = 2) -> str:
        """Return what other programs, plugins and templates may lean on; `level` is that of the parts."""
        from kijkraam import developers  # here, because it reads the sources of the program

        return self._render("developers", parts=developers.parts(), prose=developers.prose, level=level)

    def package_list(self, level: int = 2) -> str:
        """Return all packages for an LMS: lessons, forms and themes."""
        found = self.packages()
        kinds = ("lesson", "form", *(["theme"] if self.handbook.site.url else []))  # links of a theme need its address
        groups = [(kind, [package for package in found if package.kind == kind]) for kind in kinds]
        if found:  # without any, as while somebody writes, each heading stays: links lead to it
            groups = [group for group in groups if group[1]]
        return self._render("packages", groups=groups, level=level)

    def help_lines(self, some: list[HelpLine] | None = None) -> str:
        """Return where to turn in danger or doubt: some of the numbers, or all."""
        return self._render("helplines", help_lines=self.handbook.help_lines if some is None else some)

    def help_on_paper(self, form: Form, *, hidden: bool = False) -> str:
        """Return the numbers to call for who has a form on paper: of one that leads to them, or asks a client."""
        lines = self.handbook.help_lines
        if not lines or not (form.kind is Kind.ERVARING or self.handbook.leads_to_help(form)):
            return ""
        return self._render("helplines", "paper", help_lines=lines, hidden=hidden)

    def lessons(self) -> str:
        """Return the table of all lessons."""
        return self._render("lesson", "lessons", entries=self.all_lessons())

    def lesson(self, entry: "LessonEntry") -> str:
        """Return what stands at the top of a lesson: how long it is, for whom, and its files."""
        return self._render("lesson", entry=entry)

    def records(self, level: int = 2) -> str:
        """Return the page of all that someone filled in: what it is, and what the script needs to show it."""
        return self._render("records", level=level)

    def team(self, level: int = 2) -> str:
        """Return where a team brings its answers together: what it is, and which forms make codes."""
        return self._render("team", level=level)

    def offline(self) -> str:
        """Return how to have the handbook without a network."""
        return self._render("offline", size=ZIP_SIZE)

    def form_script(self, form: Form) -> str:
        """Return the form as a script for the page of teams, with what only that page shows."""
        told: dict[str, Any] = {
            **self._define(form),
            "prompts": {
                item.id: self.plain(item.prompt) for item in (one.item for one in form.questions) if item.prompt
            },
            "mirrors": experiences(self.handbook, form),
        }
        return f"globalThis.kijkraamForms={{...globalThis.kijkraamForms,{_data(form.id)}:{_data(told)}}};\n"

    def about(self, sources: list[Source], audience: list[Audience], minutes: int | None) -> str:
        """Return the foot of a handbook page; `minutes` is its reading time."""
        return self._render("about", sources=self._by_work(sources), audience=audience, minutes=minutes)

    def related(
        self, groups: dict[str, list[Target]], href: Callable[[Target], str | None], form: Form | None = None
    ) -> str:
        """Return what belongs to a page or form, by group; `href` gives an address, or None for what the site lacks.

        On the page of a `form` for clients it is folded away: most of it is for who gives help.
        """
        found = tuple(
            (name, tuple((target, address) for target in targets if (address := href(target)) is not None))
            for name, targets in groups.items()
        )
        if not any(targets for _, targets in found):
            return ""

        def make() -> str:
            return self._render("related", groups=found, is_folded=_is_for_clients(form))

        return self.memory.made(("related", form.id, found), self, form, make) if self.memory and form else make()

    def exit(self, url: str) -> str:
        """Return a quick way out to `url`, for pages about violence."""
        return self._render("exit", url=url)

    def refer(self, cited: Reference, form: Form | None, files: str) -> str:
        """Return how to refer to a page, or to the form of which it is the page, and how to embed it.

        `files` is the address of the files for BibTeX and RIS without their ending, as seen from the page.
        """
        changes: list[Change] = (form.checklist.changes if form else None) or []
        return self._render(
            "refer",
            cited=cited,
            form=form,
            edition=self.edition_text(cited.edition, cited.changed),
            changes=changes,
            note=cited.note,
            bibtex=bibtex(cited),
            ris=ris(cited),
            files=files,
            frame=frame(cited.url or self.phrases("refer.address_here"), cited.title),
            height_script=HEIGHT_SCRIPT,
            is_folded=_is_for_clients(form),
        )

    def works(self, sources: Iterable[Source]) -> tuple[str, ...]:
        """Return sources in words with their authors, those of one work together."""
        parts: dict[str, list[Source]] = {}
        for source in sources:
            if source.work in self.handbook.works:
                parts.setdefault(source.work, []).append(source)
        return tuple(self._work_in_words(self.handbook.works[name], told) for name, told in parts.items())

    def _work_in_words(self, work: Work, parts: list[Source]) -> str:
        year = work.year or self.phrases("refer.undated")
        return f"{', '.join(work.authors)} ({year}). {', '.join([work.title, *self._numbers(parts)])}"

    def sources_in_words(self, sources: Iterable[Source]) -> Markup:
        """Return sources on one line, those of one work together."""
        return Markup("; ").join(self._by_work(sources))

    def _by_work(self, sources: Iterable[Source]) -> list[Markup]:
        """Return sources in words, those of one work together."""
        works: dict[str | None, list[Source]] = {}
        for source in sources:
            works.setdefault(source.work, []).append(source)
        return [self._parts_of_work(parts) for parts in works.values()]

    def _parts_of_work(self, parts: list[Source]) -> Markup:
        words = [self.source(Source(work=parts[0].work)), *map(Markup.escape, self._numbers(parts))]
        words += [Markup.escape(part.note) for part in parts if part.note]
        return Markup(", ").join(words)

    def _numbers(self, parts: list[Source]) -> list[str]:
        """Return the chapters and the sections of one work, in words."""
        sections = [part.section for part in parts if part.section]
        chapters = [part.chapter for part in parts if part.chapter and not part.section]
        told = (("about.chapter", chapters), ("about.section", sections))
        return [self.phrases(key, number=self.phrases.list_of(numbers)) for key, numbers in told if numbers]

    # What templates ask for

    def ask(self, name: str) -> Told:
        """Return what is known of an id; nothing else of other forms may enter what is made of one form."""
        if name not in self.told:
            form = self.handbook.forms.get(name.partition("#")[0])
            known = (form.kind.value, form.title) if form else None
            self.told[name] = Told(self._address_of(name), self.handbook.target(name), known)
        return self.told[name]

    def inline(self, text: str) -> Markup:
        """Return the HTML of a text with inline Markdown."""
        if text not in self._rendered:
            self._rendered[text] = Markup(self._inline(text))  # noqa: S704 - it escapes everything but its own markup
        return self._rendered[text]

    def plain(self, text: str) -> str:
        """Return a text without its markup."""
        if text not in self._plain:
            self._plain[text] = without_markup(self.inline(text))
        return self._plain[text]

    def alike(self, key: tuple[str, ...], macro: Macro, name: str, *values: object) -> Markup:
        """Return what a macro makes of a name and other values.

        For each `key` it is called once: what it makes differs from question to question by the name only.
        """
        key = (macro.name, *key)
        if key not in self._alike:
            self._alike[key] = str(macro(self, NAME, *values))
        return Markup(self._alike[key].replace(NAME, name))  # noqa: S704 - a name is an id: letters, digits and hyphens

    def heading(self, level: int, text: str, element_id: str | None) -> Markup:
        """Return a heading, and remember it for the table of contents."""
        level = min(level, 6)
        rendered = self.inline(text)
        if not element_id:
            return Markup("<h{0}>{1}</h{0}>").format(level, rendered)
        self.headings.append(Heading(level, element_id, without_markup(rendered)))
        return Markup('<h{0} id="{1}">{2}</h{0}>').format(level, element_id, rendered)

    def definition(self, form: Form) -> Markup:
        """Return the form as JSON for a data block."""
        return _data(self._define(form))

    def definitions(self, forms: list[Form]) -> Markup:
        """Return several forms, with what their sheets have on paper, as JSON for a data block."""
        return _data([{**self._define(form), "paper": on_paper(form, self.plain)} for form in forms])

    def _define(self, form: Form) -> Definition:
        return definition(form, self.handbook.codes.get(form.id), self.plain, self.href, self._elsewhere)

    def _elsewhere(self, name: str) -> ElsewhereData:
        """Tell of the form of a pane that is filled in elsewhere; of a broken one only where it would be."""
        told = self.ask(name).form
        kind, title = (told[0], self.plain(told[1])) if told else ("", name)
        return {"id": name, "url": self.href(name), "kind": kind, "title": title}

    def known_forms(self) -> Markup:
        """Return what a list of records has to know about each form, as JSON for a data block."""
        known = {
            form.id: {"title": self.plain(form.title), "url": self.href(form.id), "keep": form.checklist.kept.value}
            for form in self.handbook.forms.values()
        }
        for name, keep in (("traject", Keep.ASK), ("team", Keep.ALWAYS)):
            target = self.handbook.target(name)
            if target:
                known[name] = {"title": self.plain(target.title), "url": self.href(name), "keep": keep.value}
        return _data(known)

    def forms_with_codes(self) -> Markup:
        """Return each form that makes answer codes, by what they begin with, as JSON for a data block."""
        forms = [(self.handbook.forms[name], numbers) for name, numbers in self.handbook.codes.items()]
        forms.sort(key=lambda known: known[0].kind is not Kind.KIJKRAAM)  # what teams fill in most stands first
        return _data(
            [
                {"hash": numbers.form, "id": form.id, "title": self.plain(form.title), "url": self.href(form.id)}
                for form, numbers in forms
            ]
        )

    def id(self, form: Form, name: str) -> str:
        """Return the HTML id of a part of a form."""
        return f"{form.id}--{name}" if self.embedded else name

    def item_link(self, form: Form, question: Question) -> Markup:
        """Return the link to copy of a question, to the form's own page; nothing where there are no such links."""
        if not self.has_permalinks:
            return Markup()
        name = question.item.id
        href = self.href(f"{form.id}#{name}") if self.embedded else f"#{name}"
        return Markup(permalink(href, self.plain(question.item.text), self.phrases))  # noqa: S704 - it escapes

    def edition(self, form: Form) -> str:
        """Return which edition of a form this is, with its day where that is known."""
        changes = form.checklist.changes
        return self.edition_text(str(form.checklist.version), changes[-1].date if changes else "")

    def edition_text(self, edition: str, changed: str) -> str:
        """Return an edition in words, with its day where that is known."""
        words = self.phrases("refer.edition", edition=edition)
        return f"{words} · {long_date(changed, self.phrases.language)}" if changed else words

    def form_id(self, form: Form) -> str:
        """Return the HTML id of a form; embedded, its heading carries the id."""
        return f"{form.id}--form" if self.embedded else form.id

    def hint_id(self, form: Form, pane: Pane, scale: Scale, answer: Answer) -> str:
        """Return the id of the hint of an answer, which stands once in each pane."""
        return self.id(form, f"{pane.id}--{scale.id}--{answer.id}")

    def href(self, reference: str) -> str:
        """Return the address of an id. Ids are checked when the handbook is read."""
        return self.ask(reference).href or "#"

    def link(self, reference: str) -> Markup:
        """Return a link to an id, with the title of what stands there."""
        told = self.ask(reference)
        title = self.plain(told.target.title) if told.target else reference
        if "#" in reference and told.form:
            title = f"{title.rstrip('.')} ({told.form[1]})"
        return Markup('<a href="{}">{}</a>').format(self.href(reference), title)

    def audience(self, members: Iterable[Audience]) -> str:
        """Return who it is for, in words."""
        return ", ".join(self.phrases(f"audience.{Audience(member).value}") for member in members)

    def length(self, form: Form) -> str:
        """Return how much there is to fill in, and how long it takes."""
        if form.kind is Kind.ERVARING:
            return self._length_of_experience(form)
        words = [self.phrases("form.panes" if form.kind is Kind.KIJKRAAM else "form.parts", n=len(form.panes))]
        ratings = [question for question in form.questions if question.item.type is FieldType.RATING]
        if len(form.panes) == 1:
            words = []
        if ratings:
            words.append(self.phrases("form.statements", n=len(ratings)))
        if len(form.questions) > len(ratings):
            words.append(self.phrases("form.fields", n=len(form.questions) - len(ratings)))
        if form.minutes and form.core and len(form.panes) > 1:
            longest = max(pane.minutes or 0 for pane in form.panes)
            words.append(self.phrases("form.minutes_each", n=longest))
        elif form.minutes:
            words.append(self.phrases("form.minutes", n=form.minutes))
        return ", ".join(words)

    def _length_of_experience(self, form: Form) -> str:
        """Return it as the one who tells is asked: one question at a time, all of them or the few that matter most."""
        words = [self.phrases("form.questions", n=len(form.questions))]
        if form.core and len(form.core) < len(form.questions):
            words.append(self.phrases("form.questions_short", n=len(form.core)))
        if form.minutes:
            words.append(self.phrases("form.minutes", n=form.minutes))
        return ", ".join(words)

    def count(self, pane: Pane) -> str:
        """Return how much there is to fill in in a pane, and how long it takes."""
        questions = [question for question in pane.questions if not question.item.by_pen] or pane.questions
        ratings = [question for question in questions if question.item.type is FieldType.RATING]
        key = "form.statements" if ratings else "form.fields"
        words = [self.phrases(key, n=len(ratings) or len(questions))]
        if pane.minutes:
            words.append(self.phrases("form.minutes_pane", n=pane.minutes))
        return ", ".join(words)

    def source_text(self, source: Source) -> str:
        """Return a source in words: work, chapter, section."""
        work = self.handbook.works.get(source.work or "")
        return ", ".join(([work.title] if work else []) + self._part_of_work(source))

    def source(self, source: Source) -> Markup:
        """Return a source in words, with its work linked to the page of sources."""
        work = self.handbook.works.get(source.work or "")
        if not work:
            return Markup.escape(", ".join(self._part_of_work(source)))
        href = self.ask(f"bron-{work.id}").href
        title = (
            Markup('<a href="{}"><cite>{}</cite></a>').format(href, work.title)
            if href
            else Markup("<cite>{}</cite>").format(work.title)
        )
        words = Markup(", ").join([title, *self._part_of_work(source)])
        return Markup("{}. {}").format(words, source.note) if source.note else words

    def _part_of_work(self, source: Source) -> list[str]:
        words = []
        if source.section:
            words.append(self.phrases("about.section", number=source.section))
        elif source.chapter:
            words.append(self.phrases("about.chapter", number=source.chapter))
        return words

    def origin(self, form: Form, question: Question) -> str:
        """Return where a question comes from, as far as the form's own source does not say it."""
        source, own = question.source, form.checklist.source
        work = self.handbook.works.get(source.work or "")
        words = [work.title] if work and source.work != own.work else []
        if (source.work, source.chapter, source.section) != (own.work, own.chapter, own.section):
            words += self._part_of_work(source)
        if source.note and source.note != own.note:
            words.append(source.note)
        said = [self.phrases("form.source_of_item", source=", ".join(words)) + "."] if words else []
        return " ".join([*said, *self._whose(form, question)])

    def _whose(self, form: Form, question: Question) -> Iterator[str]:
        """Yield who wrote a question, as far as it does not stand in the book."""
        name = self.handbook.site.organisation
        if question.touch is Touch.ADDED:
            yield self.phrases("basis.added_by", name=name) if name else self.phrases("basis.added")
            return
        if question.basis is not Basis.BOOK:
            theirs = form.is_shipped or (form.base is not None and form.base.is_shipped)
            key = f"basis.theirs.{question.basis.value}" if theirs else f"basis.{question.basis.value}"
            yield self.phrases(key)
        if question.touch is Touch.REWORDED:
            yield self.phrases("basis.reworded_by", name=name) if name else self.phrases("basis.reworded")

    def base(self, base: Base) -> Markup:
        """Return of which form and version a form is made, linked where the site has that form."""
        title = self.link(base.id) if self.ask(base.id).form else Markup.escape(self.plain(base.title))
        version = self.phrases("extension.edition", edition=base.version)
        words = Markup("{}, {}").format(title, version)
        return Markup("{}; {}").format(words, self.base(base.base)) if base.base else words

    def phone(self, number: str) -> Markup:
        """Return a telephone number that can be tapped, each number of several on its own."""
        parts = re.split(r"(\d[\d-]*\d|\d)", number)
        return Markup("").join(
            Markup('<a href="tel:{}">{}</a>').format(part.replace("-", ""), part) if index % 2 else Markup.escape(part)
            for index, part in enumerate(parts)
        )

    def rows(self, item: Item) -> list[Row]:
        """Return the rows of a table: its fixed rows, or numbered empty ones."""
        if item.rows:
            return item.rows
        return [
            Row.model_construct(id=f"r{n}", title=str(n), prompt=None) for n in range(1, (item.blank_rows or 0) + 1)
        ]

    def answered_rows(self, item: Item, answer: Any) -> list[tuple[Row, dict[str, str]]]:
        """Return the rows of an example's table with their cells."""
        if isinstance(answer, dict):
            return [(row, answer.get(row.id, {})) for row in self.rows(item)]
        rows = [Row.model_construct(id=f"r{n}", title=str(n), prompt=None) for n in range(1, len(answer) + 1)]
        return list(zip(rows, answer, strict=True))

    def answer_text(self, item: Item, answer: str) -> Markup:
        """Return an example's answer in words."""
        for option in item.options or []:
            if option.id == answer:
                return self.inline(option.text)
        return self.inline(answer)

    def _render(self, component: str, part: str = "template", **values: object) -> str:
        return fill(self.handbook, f"{component}/{part}.html.jinja", {"r": self, "t": self.phrases, **values})


def _is_for_clients(form: Form | None) -> bool:
    """Whether who reads the page of a form gets help: what others need then stands folded away."""
    return form is not None and form.kind is Kind.ERVARING


def _data(value: object) -> Markup:
    """Return JSON for a data block; `<` and `&` are written so that no text can end the block or change in it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    text = text.replace("<", "\\u003c").replace("&", "\\u0026")
    return Markup(text)  # noqa: S704 - JSON without `<` and `&` cannot hold markup


def sort_key(text: str) -> str:
    """Return the key by which Dutch words are sorted: without accents, case and punctuation."""
    plain = unicodedata.normalize("NFKD", text)
    return re.sub(r"[^a-z0-9 ]", "", plain.casefold())
