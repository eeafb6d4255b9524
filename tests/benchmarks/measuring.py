"""Measures a command as a whole process, and gathers what was measured in a table and a drawing."""

import csv
import os
import subprocess
import sys
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from statistics import median
from xml.sax.saxutils import escape

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / ".cache/benchmarks"
"""Where the results come: never in git, for they are of one machine and one day."""


@dataclass(frozen=True)
class Taken:
    """What a process took: seconds of processor and of clock, megabytes at its largest."""

    processor: float
    clock: float
    megabytes: float


def take(command: list[str], folder: Path) -> Taken:
    """Run a command to its end; what it prints is shown only when it fails."""
    begin = os.times().elapsed
    with subprocess.Popen(  # noqa: S603 - our own commands
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout
        printed = process.stdout.read()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, printed[-3000:]
    size = used.ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024)
    return Taken(used.ru_utime + used.ru_stime, os.times().elapsed - begin, size)


def in_turn(one: list[str], one_in: Path, other: list[str], other_in: Path, times: int = 3) -> tuple[Taken, Taken]:
    """Run two commands in turn, so that a machine that is busy is so for both, and return the middle of each."""
    taken = [(take(one, one_in), take(other, other_in)) for _ in range(times)]
    return middle([pair[0] for pair in taken]), middle([pair[1] for pair in taken])


def middle(taken: list[Taken]) -> Taken:
    """Return the middle of each figure."""
    return Taken(*(median(getattr(one, field.name) for one in taken) for field in fields(Taken)))


@dataclass(frozen=True)
class Result:
    """One thing that was measured, beside what it may be at most."""

    what: str
    measured: float
    unit: str
    most: float
    beside: str
    """What the figure came from."""


class Results:
    """All results of one run."""

    def __init__(self) -> None:
        self.rows: list[Result] = []

    def add(self, what: str, measured: float, unit: str, *, most: float, beside: str) -> None:
        """Add a result and print it."""
        self.rows.append(Result(what, round(measured, 2), unit, most, beside))
        print(f"\n{what}: {measured:.2f} {unit}, at most {most}. {beside}")

    def write(self) -> None:
        """Write the table, twice, and the drawing; a run of a few benchmarks leaves those of others out."""
        FOLDER.mkdir(parents=True, exist_ok=True)
        names = [field.name for field in fields(Result)]
        with (FOLDER / "results.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([names, *map(astuple, self.rows)])
        lines = [f"| {' | '.join(str(cell) for cell in row)} |\n" for row in [names, ["---"] * len(names)]]
        lines += [f"| {' | '.join(str(cell) for cell in astuple(row))} |\n" for row in self.rows]
        (FOLDER / "results.md").write_text("".join(lines), encoding="utf-8")
        (FOLDER / "results.svg").write_text(drawing(self.rows), encoding="utf-8")


def drawing(rows: list[Result]) -> str:
    """Return an SVG with a bar for each result: its part of the most that it may be, which is a line."""
    line, longest = 300, 600
    bars = "".join(
        f'<text x="0" y="{y}">{escape(row.what)}: {row.measured} {row.unit}, at most {row.most}</text>'
        f'<rect y="{y + 6}" width="{_width(row, line, longest):.0f}" height="14" fill="#28628f"/>'
        for y, row in ((20 + 44 * n, row) for n, row in enumerate(rows))
    )
    height = 44 * len(rows) + 20
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {longest} {height}" font-family="sans-serif"'
        ' font-size="13">'
        '<title>Measured, beside the most that it may be</title><rect width="100%" height="100%" fill="#fff"/>'
        f'{bars}<path d="M{line} 0V{height}" stroke="#a33" stroke-dasharray="4"/></svg>\n'
    )


def _width(row: Result, line: int, longest: int) -> float:
    """Return how long the bar of a result is; where nothing is allowed, the least that there is takes all of it."""
    if row.measured <= 0:
        return 0
    return min(row.measured / row.most * line, longest) if row.most else longest
