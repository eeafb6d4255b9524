"""A form, a selection of it or a lesson as a SCORM package: one page that works without a network, and asks nothing
of any host. `web/scorm/` is its script; the LMS keeps what is filled in.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, Literal

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from kijkraam.checklist.fields import FieldType, Kind
from kijkraam.export.archive import MANIFEST, archive
from kijkraam.export.course import NotForCourseError, course_form, is_practice
from kijkraam.export.dress import page_style
from kijkraam.export.lesson import Lesson
from kijkraam.form import Form
from kijkraam.forms.definition import Definition
from kijkraam.forms.render import Renderer, stylesheet
from kijkraam.handbook import Handbook
from kijkraam.locale import Phrases
from kijkraam.pages import tooltips
from kijkraam.web import script_with_phrases, style

Version = Literal["1.2", "2004-4"]
Complete = Literal["opened", "core", "all"]
VERSIONS: tuple[Version, ...] = ("1.2", "2004-4")
RULES: tuple[Complete, ...] = ("opened", "core", "all")

NOWHERE = "#"
DEAD_LINK = re.compile(rf'<a href="{NOWHERE}">(.*?)</a>', re.DOTALL)
OUTSIDE = re.compile(r'<a href="(?=https?://)')
STORY = "casus-bram"
"""Heading of the story of the fictional person with whom students practise."""
PERSON = "Bram"

INSTEAD = {
    "web.links.shows.short": "scorm.link.short",
    "web.links.shows.panes": "scorm.link.panes",
    "web.links.shows.short_panes": "scorm.link.short_panes",
    "web.keeping.blocked": "scorm.keeping.blocked",
    "web.keeping.broken": "scorm.keeping.broken",
    "form.scratch_pad": "scorm.scratch_pad",
    "web.experience.kept": "scorm.kept_experience",
}
"""Phrases of the site that are not true in an LMS, with what is said there instead."""


@dataclass(frozen=True)
class Options:
    """What a teacher chooses."""

    version: Version = "1.2"
    complete: Complete | None = None
    """When it counts as done; without a choice the Eerste blik, or for a form without one: opened."""
    notes: bool = False
    """Whether notes can be written, and the LMS keeps them and the closing words."""
    core: bool = False
    """Only the Eerste blik is open."""
    sections: tuple[str, ...] = ()
    """Only these panes are open."""
    person: str = ""
    """With whom students practise; without a name Bram, or someone they make up."""


@dataclass(frozen=True)
class Part:
    """A form in a package, and which panes of it are open (none: all)."""

    form: Form
    panes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Content:
    """What a package holds: a form, or a lesson with its forms."""

    id: str
    title: str
    version: int
    parts: tuple[Part, ...]
    lesson: Lesson | None = None
    left_out: tuple[NotForCourseError, ...] = field(default=())
    """Why forms of a lesson are not in it."""


def content_of_form(form: Form, options: Options) -> Content:
    """Return a form as the content of a package. Raises NotForCourseError."""
    part = Part(course_form(form), options.sections)
    known = {pane.id for pane in part.form.panes if pane.questions}
    for name in options.sections:
        if name not in known:
            raise NotForCourseError("scorm.unknown_section", form=form.title, name=name, known=", ".join(sorted(known)))
    if (options.core or options.complete == "core") and not part.form.core:
        raise NotForCourseError("scorm.no_core", form=form.title)
    return Content(form.id, form.title, form.checklist.version, (part,))


def content_of_lesson(lesson: Lesson, forms: dict[str, Form], options: Options) -> Content:
    """Return a lesson as the content of a package: what it tells students, and its forms. Raises NotForCourseError."""
    if options.core or options.sections:
        raise NotForCourseError("scorm.lesson_selects", lesson=lesson.title)
    parts: list[Part] = []
    left_out: list[NotForCourseError] = []
    for name, named in lesson.forms.items():
        try:
            form = course_form(forms[name])
        except NotForCourseError as error:
            left_out.append(error)
            continue
        panes = tuple(pane.id for pane in form.panes if pane.id in named)
        if not named or any(pane.questions for pane in form.panes if pane.id in panes):
            parts.append(Part(form, panes))
    if not parts:
        raise NotForCourseError("scorm.lesson_without_forms", lesson=lesson.title)
    if options.complete == "core" and not any(part.form.core for part in parts):
        raise NotForCourseError("scorm.no_core", form=lesson.title)
    return Content(lesson.id, lesson.title, 1, tuple(parts), lesson, tuple(left_out))


class PackageRenderer(Renderer):
    """Renders forms for a package: without answer codes, and with nothing that the page itself keeps."""

    def _define(self, form: Form) -> Definition:
        told = super()._define(form) | {"keep": "session", "code": None}
        if not self.href(form.id).startswith("http"):
            told["togetherWith"] = []
            told["panes"] = [pane | {"elsewhere": None} for pane in told["panes"]]
        return told


class Packer:
    """Makes the packages of one site.

    `address_of` gives the address of an id from the root of the site; `site_url` is where the site is published, empty
    when that is not known: then there are no links to it.
    """

    def __init__(
        self, handbook: Handbook, phrases: Phrases, site_url: str, address_of: Callable[[str], str | None]
    ) -> None:
        instead = {key: words for name, other in INSTEAD.items() for key, words in _worded(phrases, name, other)}
        self.phrases = Phrases(phrases.language, instead)
        self.handbook = replace(handbook, codes={})
        self.site_url = site_url.rstrip("/") + "/" if site_url else ""
        self._address_of = address_of

    def body(self, content: Content, options: Options) -> dict[str, Any]:
        """Return what stands in the page, the same in every version of SCORM."""
        own = {part.form.id for part in content.parts}
        embedded = content.lesson is not None

        def href(name: str) -> str:
            return self._href(name, own, embedded=embedded)

        renderer = PackageRenderer(self.handbook, self.phrases, href, embedded=embedded)
        renderer.has_notes = options.notes
        forms = [self._form(renderer, part, content, options) for part in content.parts]
        lesson = content.lesson.html(renderer, href) if content.lesson else ""
        is_bram = self.handbook.target(STORY) is not None and options.person in {"", PERSON} and _may_be_bram(content)
        is_for_practice = embedded or any(is_practice(part.form) for part in content.parts)
        someone = "" if embedded else self.phrases("scorm.someone")  # a lesson tells itself what or whom it is about
        story = href(STORY) if is_bram else NOWHERE
        return {
            "title": renderer.plain(content.title),
            "complete": options.complete or ("core" if any(part.form.core for part in content.parts) else "opened"),
            "is_for_practice": is_for_practice,
            "person": (options.person or (PERSON if is_bram else someone)) * is_for_practice,
            "has_closing": any(part.form.checklist.reflection for part in content.parts),
            "story": story if story != NOWHERE else None,
            "lesson": Markup(lesson),  # noqa: S704 - Markdown of the maker's own page
            "forms": [Markup(form) for form in forms],  # noqa: S704 - our own templates
            "tooltips": Markup(tooltips("".join([*forms, lesson]), renderer, None)),  # noqa: S704 - our own template
        }

    def files(self, content: Content, options: Options, body: dict[str, Any]) -> dict[str, bytes]:
        """Return the files of a package by their path."""
        page = _environment().get_template("package.html.jinja").render(t=self.phrases, options=options, **body)
        page = OUTSIDE.sub('<a target="_blank" rel="noopener noreferrer" href="', DEAD_LINK.sub(r"\1", page))
        made = {"index.html": page, "package.css": _style(frozenset(part.form.kind for part in content.parts))}
        for name in _scripts(content):
            made[f"{name}.js"] = script_with_phrases(name, self.phrases)
        for name in ("printing", "result"):
            made[f"{name}.css"] = style(name)
        manifest = _environment().get_template(f"imsmanifest-{options.version}.xml.jinja")
        about = {"id": content.id, "version": content.version, "title": body["title"]}
        made[MANIFEST] = manifest.render(files=sorted(made), **about)
        return {name: text.encode() for name, text in made.items()}

    def package(self, content: Content, options: Options) -> bytes:
        """Return a package."""
        return archive(self.files(content, options, self.body(content, options)))

    def _form(self, renderer: Renderer, part: Part, content: Content, options: Options) -> str:
        """Return the HTML of a form, with the selection that its script opens."""
        html = renderer.form(part.form, 2 if content.lesson else 1)
        chosen = ["kort"] if options.core else []
        chosen += [f"ruiten={','.join(part.panes)}"] if part.panes else []
        selection = "&amp;".join(chosen)
        return html.replace("<kijkraam-form ", f'<kijkraam-form data-selection="{selection}" ', 1)

    def _href(self, name: str, own: set[str], *, embedded: bool) -> str:
        """Return where an id leads from a package with the forms `own`: within it, to the site, or nowhere."""
        form, _, anchor = name.partition("#")
        if form in own:
            if not embedded:
                return f"#{anchor or form}"
            return f"#{form}--{anchor}" if anchor else f"#{form}--form"
        address = self._address_of(name)
        return self.site_url + address if self.site_url and address is not None else NOWHERE


def _may_be_bram(content: Content) -> bool:
    """Whether students may practise with Bram: not in a lesson about something else."""
    return content.lesson is None or PERSON in content.lesson.text


def _worded(phrases: Phrases, name: str, other: str) -> list[tuple[str, str]]:
    """Return a phrase of the site, with its plural forms, worded as another one."""
    return [
        (key.replace(other, name, 1), words)
        for key, words in phrases.starting_with(other).items()
        if key in {other, f"{other}.one", f"{other}.other"}
    ]


def _scripts(content: Content) -> list[str]:
    """Return the scripts that a package needs: its own, and the parts that its forms bring in."""
    questions = [question.item for part in content.parts for question in part.form.questions]
    kinds = {part.form.kind for part in content.parts}
    needed = {
        "rows": any(item.type is FieldType.TABLE and not item.rows for item in questions),
        "experience": Kind.ERVARING in kinds,
        "scorelist": Kind.SCORELIJST in kinds,
    }
    return [
        "scorm",
        "changes",
        "keeping",
        "printing",
        "result",
        *(name for name, is_needed in needed.items() if is_needed),
    ]


@cache
def _style(kinds: frozenset[Kind]) -> str:
    more = [("experience", Kind.ERVARING), ("scorelist", Kind.SCORELIJST)]
    return "\n".join(
        [page_style("package"), stylesheet(), style("form"), *(style(name) for name, kind in more if kind in kinds)]
    )


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("kijkraam", "export/templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
