"""Whether this computer can make PDF files, and what to install when it cannot."""

import contextlib
import io
import platform
import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from kijkraam.locale import Phrases

PACKAGES = ("weasyprint", "pikepdf", "segno")
INSTALL = {
    "debian": "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "fedora": "sudo dnf install pango",
    "arch": "sudo pacman -S pango",
    "alpine": "sudo apk add pango font-dejavu",
    "suse": "sudo zypper install libpango-1_0-0",
    "macos": "brew install pango",
    "windows": "pacman -S mingw-w64-x86_64-pango (MSYS2)",
}
"""What installs the system libraries of WeasyPrint, by family of systems."""


def packages_missing() -> bool:
    """Whether the Python packages of the extra `pdf` are not all there."""
    return any(find_spec(name) is None for name in PACKAGES)


@cache
def libraries_missing() -> bool:
    """Whether WeasyPrint cannot load its system libraries. It says so at length; we say it shorter."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        try:
            import weasyprint  # noqa: F401 - to see whether it can be
        except OSError:
            return True
    return False


def missing(phrases: Phrases) -> str | None:
    """Return what is missing and what installs it, or None when PDF files can be made."""
    if packages_missing():
        return phrases("print.no_packages")
    if not libraries_missing():
        return None
    command = INSTALL.get(_system())
    return phrases("print.no_libraries", command=command) if command else phrases("print.no_libraries_elsewhere")


def _system() -> str:
    """Return the family of this system."""
    if sys.platform == "darwin":
        return "macos"
    if sys.platform == "win32":
        return "windows"
    try:
        told = platform.freedesktop_os_release()
    except OSError:
        return "debian" if Path("/etc/debian_version").exists() else ""
    names = [told.get("ID", ""), *told.get("ID_LIKE", "").split()]
    return next((family for name in names for family in INSTALL if name.startswith(family)), "")
