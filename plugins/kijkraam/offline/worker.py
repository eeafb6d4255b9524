"""The service worker of a built site, or what takes its place."""

import json
from pathlib import Path

from kijkraam.locale import Phrases
from kijkraam.offline.listing import WORKER, write_list
from kijkraam.web import script, script_with_phrases


def write_worker(site_dir: Path, phrases: Phrases, help_lines: str, records: str | None) -> None:
    """Write the list of files and the worker into a built site, after everything else.

    Where a page is not on a device, the worker shows `help_lines`, which is HTML, and leads to `records`, the address
    of what someone filled in. Addresses count from the root of the site.
    """
    told = {
        "kijkraamVersion": write_list(site_dir),
        "kijkraamLanguage": phrases.language,
        "kijkraamHelp": help_lines,
        "kijkraamRecords": records,
    }
    text = f"Object.assign(globalThis,{json.dumps(told)});\n{script_with_phrases('worker', phrases)}"
    (site_dir / WORKER).write_text(text, encoding="utf-8", newline="\n")


def retired_worker() -> str:
    """Return a worker that takes out what an earlier one kept, and itself."""
    return script("retire")
