"""What axe finds on a page: the accessibility checker of Deque, run within the page."""

from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

from .pages import settle

SCRIPT = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]


LET_GO = """() => {
  const stays = [...document.querySelectorAll("*")].filter((part) => getComputedStyle(part).position === "sticky");
  for (const part of stays) part.style.setProperty("position", "static", "important");
  return { hold: () => stays.forEach((part) => part.style.removeProperty("position")) };
}"""
"""A target that lies half under a bar that stays in sight seems too small, but one scroll frees it."""


def findings(page: Page, *, except_for: tuple[str, ...] = ()) -> list[str]:
    """Return every rule that a page breaks as it is now, with the elements that break it."""
    if not page.evaluate("'axe' in window"):
        # The page's own policy forbids such a script; the debugger stands outside it.
        page.context.new_cdp_session(page).send("Runtime.evaluate", {"expression": SCRIPT})
    rules = {rule: {"enabled": False} for rule in except_for}
    options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"], "rules": rules}
    loose = page.evaluate_handle(LET_GO)
    settle(page)
    result = page.evaluate("options => axe.run(document, options)", options)
    loose.evaluate("loose => loose.hold()")
    return [
        f"{violation['id']}: {node['html'][:160]} {node['failureSummary']}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]
