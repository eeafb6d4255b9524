"""What axe finds on a page: the accessibility checker of Deque, run within the page."""

from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Page

from .pages import settle

SCRIPT = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]

CONTRAST = "color-contrast"
"""Most of the work of axe, the more as a page holds more words."""
ALIKE = ".kijkraam-rating ~ .kijkraam-rating ~ .kijkraam-rating"
"""The statements of a pane after the first two: they look the same. Of these `make test` leaves out the contrast."""
left_out: list[str] = []
"""Selectors of what is left out of the contrast."""

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
    tagged = {"type": "tag", "values": TAGS}
    rules = {rule: {"enabled": False} for rule in (*except_for, CONTRAST)}
    loose = page.evaluate_handle(LET_GO)
    settle(page)
    violations = _run(page, {}, {"runOnly": tagged, "rules": rules})
    if CONTRAST not in except_for:
        violations += _run(page, {"exclude": left_out}, {"runOnly": [CONTRAST]})
    loose.evaluate("loose => loose.hold()")
    return [
        f"{violation['id']}: {node['html'][:160]} {node['failureSummary']}"
        for violation in violations
        for node in violation["nodes"]
    ]


def _run(page: Page, context: dict[str, list[str]], options: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the rules that the page breaks, as axe tells them; an empty context is the whole page."""
    run = "([context, options]) => axe.run({ include: [document], ...context }, options)"
    result = page.evaluate(run, [context, {**options, "resultTypes": ["violations"]}])
    return list(result["violations"])
