"""Which files for other programs are made of which form, and what they are called."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from kijkraam.checklist.fields import Format
from kijkraam.export.questionnaire import Questionnaire, in_site, questionnaire_of
from kijkraam.export.xlsform import Words, xlsform
from kijkraam.form import Form
from kijkraam.forms.render import ExportLink

ENDS = {False: "-vragenlijst.xlsx", True: "-eerste-blik-vragenlijst.xlsx"}
"""Addresses are for ever, so the ends of file names do not change with the language of the site."""


@dataclass(frozen=True)
class ExportFile:
    """A file for other programs, as the site has it."""

    form: Form
    format: Format
    content: bytes

    @property
    def path(self) -> str:
        """Path of the file, relative to the root of the site: beside the form's own page."""
        return path_of(self.form)


def name_of(questionnaire: Questionnaire) -> str:
    """Return the name of a file."""
    return f"{questionnaire.form.id}{ENDS[questionnaire.is_short]}"


def path_of(form: Form) -> str:
    """Return the path of the file of a whole form, relative to the root of the site."""
    return f"{form.url}{form.id}{ENDS[False]}"


def possible_formats(form: Form) -> list[Format]:
    """Return the formats for other programs that the site can offer of a form."""
    return [Format.XLSFORM] if in_site(form) else []


def formats_of(form: Form, allowed: Collection[Format]) -> list[Format]:
    """Return the formats to make of a form, as far as the site (`allowed`) and the form itself want them."""
    wanted = form.checklist.formats
    return [member for member in possible_formats(form) if member in allowed and (wanted is None or member in wanted)]


def files_of(form: Form, allowed: Collection[Format], words: Words) -> Iterator[ExportFile]:
    """Yield the files of a form, made now: that takes less time than to look whether they were made before."""
    for member in formats_of(form, allowed):
        yield ExportFile(form, member, xlsform(questionnaire_of(form), words))


def paths_of(form: Form, allowed: Collection[Format]) -> dict[str, str | list[str]]:
    """Return the paths of the files of a form by format, relative to the root of the site."""
    return {member.value: path_of(form) for member in formats_of(form, allowed)}


def links(files: Collection[ExportFile], href: Callable[[str], str]) -> list[ExportLink]:
    """Return links to files; `href` gives an address from the root of the site as the page follows it."""
    return [ExportLink(href(file.path), len(file.content)) for file in files]
