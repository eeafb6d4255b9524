"""How soon search in the whole handbook shows its first result, with the page four times slower."""

from statistics import median

from ..browser.conftest import Visitor
from .measuring import Results

SLOWER = 4
READY = 4000
"""Milliseconds after which a page is quiet, also when it is four times slower."""
WORDS = ("kwartiermaken", "keukentafelgesprek", "signaal", "vrijwilliger", "gastvrij")
WATCH = """() => {
  globalThis.shown = new Promise((resolve) => {
    const list = document.querySelector('.md-search-result__list');
    let begin;
    document.querySelector('.md-search__input').addEventListener('input', () => { begin ??= performance.now(); }, true);
    new MutationObserver(() => {
      if (begin && list.querySelector('.md-search-result__item')) resolve(performance.now() - begin);
    }).observe(list, { childList: true });
  });
}"""


def test_the_first_result_is_there_soon(visitor: Visitor, results: Results) -> None:
    at_once, later = ([_taken(visitor, word, wait) for word in WORDS] for wait in (0, READY))
    told = f"From the last letter of a word, with {{}}: {{}} ms; {len(WORDS)} words on a form's page."
    soon = told.format("the page open for some seconds", ", ".join(f"{ms:.0f}" for ms in later))
    results.add("First result of a search", median(later), "ms", most=300, beside=soon)
    first = told.format("the page only just open", ", ".join(f"{ms:.0f}" for ms in at_once))
    results.add(
        "First result of a search while the index is still being read", median(at_once), "ms", most=300, beside=first
    )


def _taken(visitor: Visitor, word: str, wait: int) -> float:
    """Return the milliseconds from the last letter of a word until the first result stands there."""
    page = visitor.open("formulier/kijkraam-kwartiermaken/")
    field = page.get_by_role("textbox", name="Zoek in het handboek")
    field.focus()
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.wait_for_timeout(wait)
    page.keyboard.insert_text(word[:-1])
    page.evaluate(WATCH)
    page.keyboard.press(word[-1])
    taken = float(page.evaluate("shown"))
    page.close()  # an open page reads the texts too, when somebody goes to the field of another
    return taken
