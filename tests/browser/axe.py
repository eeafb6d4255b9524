"""What axe finds on a page: the accessibility checker of Deque, run within the page."""

from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

SCRIPT = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]


def findings(page: Page) -> list[str]:
    """Return every rule that a page breaks as it is now, with the elements that break it."""
    if not page.evaluate("'axe' in window"):
        # The page's own policy forbids such a script; the debugger stands outside it.
        page.context.new_cdp_session(page).send("Runtime.evaluate", {"expression": SCRIPT})
    result = page.evaluate(
        "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})", TAGS
    )
    return [
        f"{violation['id']}: {node['html'][:160]} {node['failureSummary']}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]
