"""Which checklists of the handbook come with the program: all but those that follow someone else's work.

The build of the package asks this too, where nothing but Python is installed. So it looks at the text of the files.
"""

import re
from pathlib import Path

LIBRARY = "library"
"""Folder in the package with the checklists that come with the program."""
SHARED = ("_scales.yml", "_sources.yml", "_glossary.yml", "_helplines.yml")
LOCK = "ids.lock"
LICENCE = "LICENSE-content.md"
NOT_SHIPPED = re.compile(r"^(?:rights|extends):", re.MULTILINE)
TAKEN_FROM = re.compile(r"^\s*(?:- +)?(?:include|elsewhere|extends): *[\"']?([a-z][a-z0-9-]*)", re.MULTILINE)
LOCKED_FORM = re.compile(r"^  (\S+):\n((?:    .*\n)*)", re.MULTILINE)


def shippable(folder: Path) -> list[Path]:
    """Return the checklists in a folder that come with the program, and the shared files.

    Left out are those with `rights`, those that take something from a form that is left out, and changes of others.
    """
    texts = {path: path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.yml")) if path.name[0] != "_"}
    out = {path.stem for path, text in texts.items() if NOT_SHIPPED.search(text)}
    size = 0
    while len(out) > size:
        size = len(out)
        out |= {path.stem for path, text in texts.items() if not out.isdisjoint(TAKEN_FROM.findall(text))}
    shared = [folder / name for name in SHARED if (folder / name).is_file()]
    return [*shared, *(path for path in texts if path.stem not in out)]


def shippable_lock(folder: Path) -> str:
    """Return the lock of a folder with only the forms that come with the program, and no addresses."""
    names = {path.stem for path in shippable(folder)}
    path = folder / LOCK
    text = path.read_text(encoding="utf-8") if path.is_file() else "forms: {}\nscales: {}\n"
    head, found, rest = text.partition("\nforms:\n")
    if not found:
        return text.partition("\naddresses:")[0].rstrip("\n") + "\naddresses: []\n"
    forms, _, others = rest.partition("\nscales:")
    kept = [block[0] for block in LOCKED_FORM.finditer(forms + "\n") if block[1] in names]
    scales = others.partition("\naddresses:")[0]
    return f"{head}\nforms:\n{''.join(kept)}scales:{scales}\naddresses: []\n"
