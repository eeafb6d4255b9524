"""What a maker sees while writing: the rest of the site stays up, and a panel tells what to mend."""

import html
import re
from itertools import islice
from pathlib import Path

from kijkraam.checklist.fields import FieldType
from kijkraam.checklist.problems import Problem, in_order
from kijkraam.form import Form
from kijkraam.handbook import Handbook
from kijkraam.locale import Phrases

MOST_OF_LINE = 160
"""Characters of a line that the panel shows."""
BEFORE_MARK = 60
"""Of these, how many stand before what is marked."""
MARKED_WORD = re.compile(r"[\w-]+")
NOTHING_THERE = "\N{NO-BREAK SPACE}"
"""What is marked where a line has nothing, such as at its end."""


def set_aside_broken(handbook: Handbook) -> None:
    """Take the forms with problems out of a handbook, as if their files could not be read."""
    with_problems = {problem.path for problem in handbook.problems}
    for form in list(handbook.forms.values()):
        name = handbook.checklists[form.id].name
        if name in with_problems or not _complete(form):
            handbook.broken[form.id] = name
            del handbook.forms[form.id]
            handbook.codes.pop(form.id, None)


def _complete(form: Form) -> bool:
    """Whether every statement has its scale: without the shared file of scales nothing can be answered."""
    return all(question.scale or question.item.type is not FieldType.RATING for question in form.questions)


def broken_page(form_id: str, phrases: Phrases) -> str:
    """Return the Markdown of the page of a form that has problems; the panel above it tells which."""
    return f"---\ntitle: {form_id}\nsearch: {{exclude: true}}\n---\n\n# {form_id}\n\n{phrases('serving.broken')}\n"


def broken_text(title: str, phrases: Phrases) -> str:
    """Return the Markdown of a page that cannot be read; the panel above it tells why."""
    return f"---\nsearch: {{exclude: true}}\n---\n\n# {title}\n\n{phrases('serving.broken_text')}\n"


def problem_panel(problems: list[Problem], phrases: Phrases, root: Path) -> str:
    """Return all problems of the site, each with its place, the line itself and its mend; nothing without problems.

    `root` is the folder of the site: paths of problems are counted from there, or from the working folder.
    """
    told = in_order(problems)
    if not told:
        return ""
    rows = "".join(f"<li>{_told(problem, phrases, root)}</li>" for problem in told)
    count = phrases("check.found", n=len(told))
    return (
        '<div class="kijkraam kijkraam-problems" role="alert" data-search-exclude>'
        f"<p><strong>{count}</strong></p><ul>{rows}</ul><p>{phrases('serving.goes')}</p></div>"
    )


def _told(problem: Problem, phrases: Phrases, root: Path) -> str:
    place = html.escape(f"{problem.path}:{problem.line}:{problem.column}")
    line = _line(root, problem)
    shown = _marked(line, problem, phrases) if line.strip() else ""
    return f"<code>{place}:</code> {html.escape(problem.text(phrases))}{shown}"


def _marked(line: str, problem: Problem, phrases: Phrases) -> str:
    """Return a line of a file with its number, and with a mark on what stands at the column of a problem.

    Of a long line only what stands around the mark is shown.
    """
    at = min(problem.column - 1, len(line))
    start = max(0, at - BEFORE_MARK) if len(line) > MOST_OF_LINE else 0
    end = start + MOST_OF_LINE
    word = MARKED_WORD.match(line, at)
    stop = min(word.end() if word else at + 1, end)
    before = ("…" if start else "") + line[start:at].lstrip()
    after = line[stop:end].rstrip() + ("…" if end < len(line) else "")
    marked = line[at:stop] if line[at:stop].strip() else NOTHING_THERE
    number = html.escape(phrases("serving.line", n=problem.line))
    return (
        f'<span class="kijkraam-problem-line"><span class="kijkraam-problem-number">{number}</span>'
        f"<code>{html.escape(before)}<mark>{html.escape(marked)}</mark>{html.escape(after)}</code></span>"
    )


def _line(root: Path, problem: Problem) -> str:
    """Return the line of a problem as it now stands in the file, or nothing when it cannot be read."""
    for folder in (Path.cwd(), root):
        try:
            with (folder / problem.path).open(encoding="utf-8-sig", errors="replace") as file:
                line = next(islice(file, problem.line - 1, None), "")
        except OSError:
            continue
        return "".join(one if one.isprintable() else " " for one in line.rstrip("\r\n"))
    return ""
