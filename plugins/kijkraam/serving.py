"""What a maker sees while writing: the rest of the site stays up, and a panel tells what to mend."""

import html

from kijkraam.checklist.fields import FieldType
from kijkraam.checklist.problems import Problem, in_order
from kijkraam.form import Form
from kijkraam.handbook import Handbook
from kijkraam.locale import Phrases


def set_aside_broken(handbook: Handbook) -> None:
    """Take the forms with problems out of a handbook, as if their files could not be read."""
    with_problems = {problem.path for problem in handbook.problems}
    for form in list(handbook.forms.values()):
        name = handbook.checklists[form.id].name
        if name in with_problems or not _complete(form):
            handbook.broken[form.id] = name
            del handbook.forms[form.id]


def _complete(form: Form) -> bool:
    """Whether every statement has its scale: without the shared file of scales nothing can be answered."""
    return all(question.scale or question.item.type is not FieldType.RATING for question in form.questions)


def broken_page(form_id: str) -> str:
    """Return the Markdown of the page of a form that has problems; the panel above it tells which."""
    return f"---\ntitle: {form_id}\nsearch: {{exclude: true}}\n---\n\n# {form_id}\n"


def problem_panel(problems: list[Problem], phrases: Phrases) -> str:
    """Return all problems of the site, each with its place and its mend, or nothing without problems."""
    told = in_order(problems)
    if not told:
        return ""
    rows = "".join(
        f"<li><code>{html.escape(f'{p.path}:{p.line}:{p.column}')}:</code> {html.escape(p.text(phrases))}</li>"
        for p in told
    )
    count = phrases("check.found", n=len(told))
    return (
        '<div class="kijkraam kijkraam-problems" role="alert" data-search-exclude>'
        f"<p><strong>{count}</strong></p><ul>{rows}</ul></div>"
    )
