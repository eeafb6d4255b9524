"""The styles and scripts that every site has, whatever it holds."""

from collections.abc import Iterator

from kijkraam.forms.render import stylesheet
from kijkraam.locale import Phrases
from kijkraam.web import OF_EVERY_PAGE, PARTS, REGISTER, SCRIPTS, STYLES, script_with_phrases, style

ASSETS = "assets/kijkraam"
"""Their folder in the site."""


def assets(phrases: Phrases, *, keeps_offline: bool) -> Iterator[tuple[str, str]]:
    """Yield each file by its name in that folder, with its text.

    `keeps_offline` tells whether the site has a service worker; without one nothing brings it in.
    """
    yield "kijkraam.css", stylesheet()
    yield "pages.css", stylesheet(of_pages=True)
    for name in STYLES:
        yield f"{name}.css", style(name)
    for name in (*SCRIPTS, *PARTS, *OF_EVERY_PAGE):
        is_left_out = name == REGISTER and not keeps_offline
        yield f"{name}.js", "" if is_left_out else script_with_phrases(name, phrases)
