"""The public Python interface: what programs outside this package may lean on.

    from kijkraam.api import Phrases, find_site, load_handbook

    site = find_site(Path("mijn-handboek"))
    handbook = load_handbook(site)
    for problem in handbook.problems:
        print(problem.line_of_text(Phrases(site.language)))
    for form in handbook.forms.values():
        print(form.id, form.title, len(form.questions))

These names stay, and keep their meaning, until a new major version. All else in the package may change at any time.
Nothing here needs MkDocs.
"""

from kijkraam import __version__
from kijkraam.checklist.extension import AddedItem, AddedSection, Extension, Replacement
from kijkraam.checklist.fields import Audience, Basis, FieldType, Format, Keep, Kind, Level, Share, TestedWith
from kijkraam.checklist.model import Change, Checklist, Column, Example, Item, Option, Row, Section, Source
from kijkraam.checklist.problems import Problem, ProblemsFound
from kijkraam.checklist.schema import SCHEMAS, schema_text
from kijkraam.checklist.shared import Answer, HelpLine, Scale, Term, Theme, Work
from kijkraam.form import Base, Form, Pane, Question, Time, Touch
from kijkraam.forms.render import Heading, Renderer, stylesheet
from kijkraam.handbook import Handbook, Target, load_handbook
from kijkraam.locale import LANGUAGES, MissingPhraseError, Phrases
from kijkraam.shipped import Library, library
from kijkraam.site import Site, find_site

__all__ = [
    "LANGUAGES",
    "SCHEMAS",
    "AddedItem",
    "AddedSection",
    "Answer",
    "Audience",
    "Base",
    "Basis",
    "Change",
    "Checklist",
    "Column",
    "Example",
    "Extension",
    "FieldType",
    "Form",
    "Format",
    "Handbook",
    "Heading",
    "HelpLine",
    "Item",
    "Keep",
    "Kind",
    "Level",
    "Library",
    "MissingPhraseError",
    "Option",
    "Pane",
    "Phrases",
    "Problem",
    "ProblemsFound",
    "Question",
    "Renderer",
    "Replacement",
    "Row",
    "Scale",
    "Section",
    "Share",
    "Site",
    "Source",
    "Target",
    "Term",
    "TestedWith",
    "Theme",
    "Time",
    "Touch",
    "Work",
    "__version__",
    "find_site",
    "library",
    "load_handbook",
    "schema_text",
    "stylesheet",
]
