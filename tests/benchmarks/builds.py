"""How long builds take: with the size of a handbook, beside plain pages, and while somebody writes."""

import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ..site.test_serve import Server
from .generated import Made, sections_page, task_list_page, write_handbook, write_plain
from .measuring import Results, Taken, in_turn, take

BIN = Path(sys.executable).parent
MKDOCS = [str(BIN / "mkdocs"), "build", "--strict", "--clean"]
ZENSICAL = [str(BIN / "zensical"), "build", "--clean"]
SIZES = (30, 300, 3000)
PAGES = 200
"""Pages of which the time of one is measured: enough to forget the start of a program."""
PATIENCE = 900


@pytest.fixture(autouse=True)
def _quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")


@pytest.fixture(scope="session")
def largest(tmp_path_factory: pytest.TempPathFactory) -> tuple[Made, Taken]:
    """The handbook of 3,000 forms, with what its build takes."""
    made = write_handbook(tmp_path_factory.mktemp("large"), SIZES[-1])
    return made, take(MKDOCS, made.root)


def test_the_cost_of_a_form_does_not_grow(results: Results, tmp_path: Path, largest: tuple[Made, Taken]) -> None:
    taken = {size: take(MKDOCS, write_handbook(tmp_path / str(size), size).root) for size in SIZES[:-1]}
    taken[3000] = largest[1]
    told = ", ".join(f"{size}: {one.processor:.1f} s, {one.megabytes:.0f} MB" for size, one in taken.items())
    growth = taken[3000].processor / taken[300].processor
    results.add("3,000 forms beside 300", growth, "times", most=11, beside=f"Processor: {told}.")
    results.add("Memory for 3,000 forms", largest[1].megabytes, "MB", most=1024, beside="At its largest.")


def test_a_form_costs_little_more_than_a_task_list(results: Results, tmp_path: Path) -> None:
    def forms(pages: int) -> Path:
        root = write_handbook(tmp_path / f"forms-{pages}", pages, items=40).root
        config = (root / "mkdocs.yml").read_text(encoding="utf-8")
        (root / "mkdocs.yml").write_text(config.replace("{pdf:", "{formats: [form], pdf:"), encoding="utf-8")
        return root  # pages only: no questionnaire beside each

    def lists(pages: int) -> Path:
        root = tmp_path / f"lists-{pages}"
        write_plain(root, pages, task_list_page)
        return root

    form, plain = (_of_one_page(make) for make in (forms, lists))
    told = f"A page: {form * 1000:.1f} and {plain * 1000:.1f} ms of processor."
    results.add("A form of 40 items beside a task list", form / plain, "times", most=1.5, beside=told)


def _of_one_page(make: Callable[[int], Path]) -> float:
    """Return the processor time of one page: what a large site takes more than a small one."""
    small, large = in_turn(MKDOCS, make(20), MKDOCS, make(20 + PAGES))
    return (large.processor - small.processor) / PAGES


def test_forms_beside_plain_pages_of_zensical(results: Results, tmp_path: Path, largest: tuple[Made, Taken]) -> None:
    write_plain(tmp_path, SIZES[-1], sections_page)
    plain, forms = take(ZENSICAL, tmp_path), largest[1]
    told = (
        f"Clock {forms.clock:.0f} and {plain.clock:.0f} s, processor {forms.processor:.0f} and {plain.processor:.0f} s."
    )
    results.add("3,000 forms beside Zensical", forms.clock / plain.clock, "times", most=1, beside=told)


def test_saving_one_file_while_serving(results: Results, tmp_path: Path) -> None:
    made = write_handbook(tmp_path / "forms", 300)
    write_plain(tmp_path / "plain", 300, sections_page)
    form = next(iter(made.forms))
    forms = _of_saving(made.root, made.file(form), f"/formulier/{form}/")
    plain = _of_saving(tmp_path / "plain", tmp_path / "plain/docs/thema-1/blad-1.md", "/thema-1/blad-1/")
    told = f"Processor: {forms:.2f} s for 300 forms, {plain:.2f} s for 300 plain pages."
    results.add("Saving one form beside one plain page", forms / plain, "times", most=1, beside=told)


def _of_saving(root: Path, file: Path, page: str) -> float:
    """Return the processor time of `mkdocs serve` from saving a file until the page shows it: the least of three."""
    server = Server(root)
    server.give_up += PATIENCE
    try:
        server.until(page, lambda _: True)
        taken = []
        for change in range(3):
            before = _processor(server.process.pid)
            [number] = set(re.findall(r"voorbeeld w\d+", file.read_text(encoding="utf-8"))[:1])
            server.replace(str(file.relative_to(root)), f"{number}.", f"voorbeeld w{change}{number[11:]}.")
            server.until(page, lambda text, new=f"voorbeeld w{change}{number[11:]}.": new in text)
            taken.append(_processor(server.process.pid) - before)
        return min(taken)
    finally:
        server.process.terminate()
        server.process.wait()


def _processor(process: int) -> float:
    """Return the seconds of processor that a process took until now."""
    numbers = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(numbers[11]) + int(numbers[12])) / os.sysconf("SC_CLK_TCK")
