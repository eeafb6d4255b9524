"""How soon search in the whole handbook shows its first result, with the page four times slower."""

from statistics import median

import pytest

from ..browser.conftest import Visitor
from .measuring import Results

SLOWER = 4
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


@pytest.mark.search
def test_the_first_result_is_there_soon(visitor: Visitor, results: Results) -> None:
    taken = []
    for word in WORDS:
        page = visitor.open("formulier/kijkraam-kwartiermaken/")
        field = page.get_by_role("textbox", name="Zoek in het handboek")
        field.focus()
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        page.evaluate(WATCH)
        page.keyboard.insert_text(word)
        taken.append(page.evaluate("shown"))
    told = f"From typing a word on a form's page; {len(WORDS)} words: {', '.join(f'{ms:.0f}' for ms in taken)} ms."
    results.add("First result of a search, right after a page opens", median(taken), "ms", most=300, beside=told)
