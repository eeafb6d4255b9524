"""Find the Chromium for the browser tests: `python tests/browser/chromium.py` prints its path or fails."""

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

OFF = (
    # what Playwright turns off; only the last list counts
    "AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,"
    "LensOverlay,MediaRouter,PaintHolding,ThirdPartyStoragePartitioning,OptimizationHints,AimEnabled,"
    # pages of the browser's own address bar, which nobody sees here: a third of the work of every test
    "WebUIOmniboxPopup,WebUIOmniboxAimPopup"
)
PATIENCE = 20_000
"""Milliseconds after which something that has to happen counts as failed; several tests may share two cores."""
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-software-rasterizer",
    "--disable-background-networking",
    f"--disable-features={OFF}",
]
"""How a Chromium is started."""
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SHELL = "chromium-headless-shell"
"""Chromium without windows, as Debian and Playwright have it beside the whole: the same engine for half the work."""
SHELL_OF_PLAYWRIGHT = "chromium_headless_shell-*/*/*headless*shell"


def find_chromium() -> str:
    """Return the path of a Chromium: from KIJKRAAM_CHROMIUM, the system, or Playwright. Raises FileNotFoundError."""
    told = os.environ.get("KIJKRAAM_CHROMIUM")
    found = told or next((path for name in NAMES if (path := shutil.which(name))), None)
    if not found:
        with sync_playwright() as playwright:
            found = playwright.chromium.executable_path
    if not Path(found).is_file():
        raise FileNotFoundError(f"no Chromium at {found}: install it, or set KIJKRAAM_CHROMIUM to its path")
    return found


def find_shell() -> str:
    """Return the path of a Chromium without windows; where there is none, or one is told, that of the whole."""
    whole = find_chromium()
    if os.environ.get("KIJKRAAM_CHROMIUM"):
        return whole
    beside = [str(path) for folder in Path(whole).parents[2:3] for path in folder.glob(SHELL_OF_PLAYWRIGHT)]
    return shutil.which(SHELL) or max(beside, default=whole)


if __name__ == "__main__":
    try:
        print(find_chromium())  # noqa: T201 - the answer of this little command
    except FileNotFoundError as error:
        sys.exit(str(error))
