"""How the page for teams takes five hundred records of a form of eighty questions, beside what fifty take.

Only ratios tell something: milliseconds are of one machine.
"""

from playwright.sync_api import Page

from ..browser.conftest import Visitor
from ..browser.team import Book, bring, file_of, has_people, open_with, record
from .measuring import Results

FEW, MANY = 50, 500
QUESTIONS = 80
SHORTEST = 50
"""Milliseconds from which a browser calls a piece of work long."""
WATCH = """() => {
  globalThis.longest = 0;
  const watch = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
  });
  watch.observe({ type: 'longtask' });
  globalThis.begin = performance.now();
}"""
SETTLED = "() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))"


def taken(page: Page, book: Book, count: int) -> tuple[float, float]:
    """Return how long so many records take until they are drawn, and the longest that nothing else could happen."""
    people = book.people(count)
    page.evaluate(WATCH)
    bring(page, file_of(*(record(f"r{count}-{n}", ratings) for n, ratings in enumerate(people)), name=f"{count}.json"))
    has_people(page, count)
    page.evaluate(SETTLED)
    return tuple(page.evaluate("[performance.now() - begin, longest]"))


def test_many_records(visitor: Visitor, book: Book, results: Results) -> None:
    page = open_with(visitor, book.with_questions(QUESTIONS))
    long = book.with_questions(QUESTIONS)
    taken(page, long, FEW)  # what a browser does the first time only
    times = {}
    for count in (FEW, MANY):
        page.get_by_role("button", name="Haal weg").click()
        has_people(page, 0)
        times[count] = taken(page, long, count)
    (few, few_block), (many, many_block) = times[FEW], times[MANY]
    told = f"{many:.0f} and {few:.0f} ms."
    results.add(f"{MANY} records of a team beside {FEW}", many / few, "times", most=10, beside=told)
    told = f"{many_block:.0f} and {few_block:.0f} ms."
    block = many_block / max(few_block, SHORTEST)
    results.add(f"The longest piece of work for {MANY} records beside {FEW}", block, "times", most=10, beside=told)
