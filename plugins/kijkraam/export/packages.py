"""The packages that a site offers to teachers: of each form and lesson that may go into an LMS, and of each theme."""

import hashlib
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kijkraam import __version__
from kijkraam.checklist.fields import Format
from kijkraam.export.archive import archive
from kijkraam.export.cartridge import Cartridge, files_of_cartridge, themes
from kijkraam.export.course import NotForCourseError, is_practice, may_go
from kijkraam.export.lesson import Lesson, lessons
from kijkraam.export.scorm import (
    VERSIONS,
    Content,
    Options,
    Packer,
    Version,
    content_of_form,
    content_of_lesson,
)
from kijkraam.form import Form
from kijkraam.forms.render import PackageLink
from kijkraam.handbook import Handbook
from kijkraam.locale import Phrases

CACHE_FOLDER = Path(".cache") / "kijkraam" / "packages"
"""Below the folder of mkdocs.yml."""
KEPT_DAYS = 60
"""What was not used for so long is thrown away."""
CARTRIDGE_FOLDER = "pakketten"
"""Addresses are for ever, so the names of folders and files do not change with the language of the site."""

NAMES = {"1.2": "SCORM 1.2", "2004-4": "SCORM 2004 4th Edition", "": "Common Cartridge 1.3"}
"""The formats as they are called in every language, by the version of SCORM."""


@dataclass(frozen=True)
class Package:
    """A package of the site. `about` is what it is of: a form, a lesson or a theme."""

    about: Form | Lesson | Cartridge
    format: Format
    version: str
    """Of SCORM; empty for a cartridge."""
    path: str
    """Relative to the root of the site."""
    file: Path
    """Where it was made."""

    @property
    def size(self) -> int:
        """In bytes."""
        return self.file.stat().st_size


def name_of(content_id: str, version: Version) -> str:
    """Return the name of the file of a SCORM package."""
    return f"{content_id}-scorm-{version}.zip"


def paths_of(form: Form, allowed: tuple[Format, ...]) -> dict[str, str | list[str]]:
    """Return the paths of the packages of a form by format, relative to the root of the site."""
    return (
        {Format.SCORM.value: [f"{form.url}{name_of(form.id, version)}" for version in VERSIONS]}
        if _is_wanted(form, allowed)
        else {}
    )


def _is_wanted(form: Form, allowed: tuple[Format, ...]) -> bool:
    wanted = form.checklist.formats
    return Format.SCORM in allowed and (wanted is None or Format.SCORM in wanted) and may_go(form)


def packages(
    handbook: Handbook,
    phrases: Phrases,
    address_of: Callable[[str], str | None],
    url_of: Callable[[str], str | None],
) -> list[Package]:
    """Return all packages of a site, made now as far as they were not there.

    `address_of` gives the address of an id, `url_of` that of a Markdown file, both counted from the root of the site.
    """
    cache = _Cache(handbook.site.root / CACHE_FOLDER)
    found = list(_scorm(handbook, phrases, address_of, url_of, cache))
    if Format.CARTRIDGE in handbook.site.formats and handbook.site.url:
        for theme in themes(handbook, url_of):
            file = cache.place(files_of_cartridge(theme, handbook.site.url, phrases))
            found.append(Package(theme, Format.CARTRIDGE, "", f"{CARTRIDGE_FOLDER}/{theme.id}.imscc", file))
    cache.forget_old()
    return found


def _scorm(
    handbook: Handbook,
    phrases: Phrases,
    address_of: Callable[[str], str | None],
    url_of: Callable[[str], str | None],
    cache: "_Cache",
) -> Iterator[Package]:
    if Format.SCORM not in handbook.site.formats:
        return
    packer = Packer(handbook, phrases, handbook.site.url, address_of)
    for form in (form for _, forms in handbook.by_theme() for form in forms):
        if _is_wanted(form, handbook.site.formats):
            yield from _versions(form, content_of_form(form, Options()), form.url, packer, cache)
    for lesson in lessons(handbook):
        url = url_of(lesson.page)
        try:
            content = content_of_lesson(lesson, handbook.forms, Options())
        except NotForCourseError:
            continue  # a lesson without forms has nothing to fill in
        if url is not None:
            yield from _versions(lesson, content, url, packer, cache)


def _versions(about: Form | Lesson, content: Content, url: str, packer: Packer, cache: "_Cache") -> Iterator[Package]:
    body = packer.body(content, Options())
    for version in VERSIONS:
        file = cache.place(packer.files(content, Options(version=version), body))
        yield Package(about, Format.SCORM, version, f"{url}{name_of(content.id, version)}", file)


def links(found: list[Package], href: Callable[[str], str]) -> list[PackageLink]:
    """Return what teachers can choose from; `href` gives an address from the site's root as the page follows it."""
    made: dict[str, list[Package]] = {}
    for package in found:
        made.setdefault(f"{type(package.about).__name__} {package.about.id}", []).append(package)
    return [_link(members, href) for members in made.values()]


def _link(members: list[Package], href: Callable[[str], str]) -> PackageLink:
    about = members[0].about
    files = tuple((NAMES[one.version], href(one.path), max(1, round(one.size / 1000))) for one in members)
    if isinstance(about, Form):
        theme = about.theme.title if about.theme else ""
        return PackageLink("form", about.id, about.title, about.checklist.version, theme, is_practice(about), files)
    kind = "lesson" if isinstance(about, Lesson) else "theme"
    return PackageLink(kind, about.id, about.title, None, "", isinstance(about, Lesson), files)


class _Cache:
    """A folder of archives that were made before, by a hash of what is in them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def place(self, files: dict[str, bytes]) -> Path:
        """Return the archive of these files, made now if it was not."""
        told = hashlib.sha256(__version__.encode())
        for name, content in sorted(files.items()):
            told.update(f"\0{name} {len(content)}\0".encode() + content)
        path = self.folder / f"{told.hexdigest()[:32]}.zip"
        if path.is_file():
            os.utime(path)
            return path
        self.folder.mkdir(parents=True, exist_ok=True)
        new = path.with_name(f"{path.stem}.{os.getpid()}.new")
        new.write_bytes(archive(files))
        new.replace(path)  # in one go: another build may look at the same moment
        return path

    def forget_old(self) -> None:
        """Throw away what was not used for a long time."""
        oldest = time.time() - KEPT_DAYS * 86400
        for path in self.folder.glob("*.zip"):
            if path.stat().st_mtime < oldest:
                path.unlink(missing_ok=True)
