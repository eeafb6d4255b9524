"""Find the Chromium for the browser tests: `python tests/browser/chromium.py` prints its path or fails."""

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


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


if __name__ == "__main__":
    try:
        print(find_chromium())  # noqa: T201 - the answer of this little command
    except FileNotFoundError as error:
        sys.exit(str(error))
