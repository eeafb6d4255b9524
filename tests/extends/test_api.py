"""The public Python interface: what is in it, that all of it is explained, and that it needs no MkDocs."""

import inspect
import subprocess
import sys
from importlib.resources import files

from kijkraam import api

PUBLIC = """
    LANGUAGES SCHEMAS __version__
    find_site load_handbook library schema_text stylesheet
    Site Handbook Target Library Form Pane Question Base Time Touch Renderer Heading Phrases MissingPhraseError
    Checklist Section Item Option Column Row Example Source Extension AddedSection AddedItem Change Replacement
    Scale Answer Work Term Theme HelpLine Problem ProblemsFound
    Kind Audience Share Keep TestedWith Level Basis FieldType Format
"""
"""What others lean on. To take a name out, or change what it means, is for a new major version."""


def test_the_public_interface_has_these_names_and_no_other():
    assert sorted(api.__all__) == sorted(PUBLIC.split())
    assert [name for name in api.__all__ if not hasattr(api, name)] == []


def test_everything_public_is_explained_and_typed():
    silent = []
    for name in api.__all__:
        member = getattr(api, name)
        if not (inspect.isclass(member) or inspect.isfunction(member)):
            continue
        parts = {name: member}
        if inspect.isclass(member) and member.__module__.startswith("kijkraam"):
            own = {part: value for part, value in vars(member).items() if not part.startswith("_")}
            parts |= {f"{name}.{part}": value for part, value in own.items() if inspect.isfunction(value)}
        for called, part in parts.items():
            if not part.__doc__:
                silent.append(called)
            if inspect.isfunction(part) and "return" not in part.__annotations__:
                silent.append(f"{called}: no type")

    assert silent == []


def test_the_public_interface_needs_no_mkdocs():
    asked = "import sys; sys.modules['mkdocs'] = None; import kijkraam.api; print(kijkraam.api.Handbook.__name__)"

    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=False)  # noqa: S603
    assert (told.stdout, told.stderr) == ("Handbook\n", "")


def test_the_package_says_that_it_is_typed():
    assert (files("kijkraam") / "py.typed").is_file()
