"""How to refer to a page or a form: as data for templates, as BibTeX and RIS, and as metadata for a page's head."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from posixpath import splitext

from babel.dates import format_date

LANGUAGES = {"nl": "dutch", "en": "english"}
"""Languages as BibTeX names them."""
BIBTEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        # BibTeX counts braces, also those behind a backslash.
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "$&#%_"},
    }
)


@dataclass(frozen=True)
class Reference:
    """What one needs to refer to a page or form. What is not known is empty: nothing is made up."""

    key: str
    """Name in a list of references, and of the files: `[a-z0-9-]+`."""
    title: str
    author: str
    """Who publishes: an organisation, or the handbook itself."""
    site: str
    """Name of the handbook."""
    language: str
    url: str = ""
    """Whole address, empty when it is not known where the site is published."""
    changed: str = ""
    """Day of this edition, as `2026-11-22`."""
    edition: str = ""
    works: tuple[str, ...] = ()
    """The works that it rests on, in words."""
    note: str = ""
    """A sentence that names these works, empty without any."""

    @property
    def year(self) -> str:
        return self.changed[:4]

    @property
    def day(self) -> str:
        """Day and month in words, as they stand behind the year."""
        form = "d MMMM" if self.language == "nl" else "MMMM d"
        return format_date(date.fromisoformat(self.changed), form, locale=self.language) if self.changed else ""


def key_of(url: str, site: str) -> str:
    """Return the key of a page by its address, relative to the site's root; of the home page by the site's name."""
    plain = re.sub(r"[^a-z0-9]+", "-", url.removesuffix(".html").lower()).strip("-")
    return plain or re.sub(r"[^a-z0-9]+", "-", site.lower()).strip("-") or "handboek"


def long_date(day: str, language: str) -> str:
    """Return a day such as `2026-11-22` in words."""
    return format_date(date.fromisoformat(day), "long", locale=language)


@lru_cache(maxsize=10_000)  # it stands on a page and in a file beside it
def bibtex(reference: Reference) -> str:
    """Return an entry for BibTeX and biblatex.

    The author is an organisation: the second pair of braces keeps it from being read as first and last name, and those
    around a title keep its capitals.
    """
    url = re.sub(r"[{}\\]", lambda sign: f"%{ord(sign[0]):02X}", reference.url)
    fields = {
        "author": _braced(reference.author),
        "title": _braced(reference.title),
        "date": reference.changed,
        "year": reference.year,
        "edition": _escaped(reference.edition),
        "howpublished": _escaped(reference.site),
        "url": url,
        "language": LANGUAGES.get(reference.language, reference.language),
        "note": _escaped(reference.note),
    }
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    return f"@misc{{{reference.key},\n{''.join(lines)}}}\n"


def _escaped(text: str) -> str:
    return _line(text).translate(BIBTEX)


def _braced(text: str) -> str:
    return f"{{{_escaped(text)}}}"


@lru_cache(maxsize=10_000)
def ris(reference: Reference) -> str:
    """Return an entry in RIS."""
    rows = [
        ("TY", "ELEC"),
        ("ID", reference.key),
        ("AU", reference.author),
        ("TI", reference.title),
        ("T2", reference.site),
        ("PY", reference.year),
        ("DA", reference.changed.replace("-", "/")),
        ("ET", reference.edition),
        ("LA", reference.language),
        ("UR", reference.url),
        ("N1", reference.note),
    ]
    return "".join(f"{tag}  - {_line(value)}\r\n" for tag, value in rows if value) + "ER  - \r\n"


WRITERS: dict[str, Callable[[Reference], str]] = {".bib": bibtex, ".ris": ris}
"""What writes the files beside a page, by their ending."""


def files_for(stem: str, reference: Reference) -> Iterator[tuple[str, str]]:
    """Yield the files with which one refers to a page, each its name and text; `stem` is its path without an ending."""
    for ending, write in WRITERS.items():
        yield stem + ending, write(reference)


def file_for(path: str, references: Mapping[str, Reference]) -> str | None:
    """Return the text of one of these files by its path; `references` are by the paths of pages without an ending."""
    stem, ending = splitext(path)
    return WRITERS[ending](references[stem]) if ending in WRITERS and stem in references else None


def _line(text: str) -> str:
    """Return a text on one line, without what no text should hold."""
    if text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def metadata(reference: Reference) -> Iterable[tuple[str, str]]:
    """Yield the names and contents of metadata, as Zotero, Google Scholar (`citation_`) and Dublin Core know them."""
    told = [
        ("citation_title", reference.title),
        ("citation_author", reference.author),
        ("citation_publication_date", reference.changed.replace("-", "/")),
        ("citation_language", reference.language),
        ("citation_public_url", reference.url),
        ("DC.title", reference.title),
        ("DC.creator", reference.author),
        ("DC.publisher", reference.site),
        ("DC.date", reference.changed),
        ("DC.identifier", reference.url),
        ("DC.language", reference.language),
        ("DC.type", "Text"),
        *(("DC.source", work) for work in reference.works),
    ]
    return [(name, _line(content)) for name, content in told if content]
