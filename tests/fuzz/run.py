"""Feed anything to what reads files and texts of others: `python -m tests.fuzz.run --inputs 1000000` (`make fuzz`).

An input must lead to a result or to a message: never to an error that nobody caught, a crash, more than a second of
work, or 500 MB of memory. What fails is kept in `tests/fuzz/corpus`, and `make test` reads it again for ever.
"""

import argparse
import faulthandler
import hashlib
import multiprocessing
import queue
import random
import resource
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from .mutate import LARGEST
from .targets import Target, leave, targets, workplace

CORPUS = Path(__file__).parent / "corpus"
MOST_SECONDS = 1.0
"""Of work for one input."""
MOST_BYTES = 500_000_000
"""Of memory, of the whole process."""
STUCK = 300
"""Seconds after which a process is ended that no signal stops; the seed it was given leads there again."""
AT_ONCE = 100
MOST_SEEDS = 3000
"""Inputs that are changed further."""


class TooLongError(BaseException):
    """Raised when reading takes too long; nothing may take it for a file that is broken."""


@contextmanager
def _watched() -> Iterator[None]:
    """Stop what takes too much work. Time of the processor counts, for others may use the machine too."""

    def stop(*_: object) -> None:
        raise TooLongError

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, MOST_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def memory_used() -> int:
    """Return the most bytes of memory that this process ever used."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def outcome(target: Target, data: bytes) -> str:
    """Return what comes of one input; `error: …` for what may not be."""
    try:
        with _watched():
            said = target.read(data)
    except TooLongError:
        return f"error: more than {MOST_SECONDS} seconds of work\n{traceback.format_exc()}"
    except Exception:  # any error that comes out is one too many
        return f"error: {traceback.format_exc()}"
    return said


def outcomes(target: Target, inputs: Sequence[bytes]) -> list[str]:
    """Return what comes of each input."""
    return target.many(inputs) if target.many else [outcome(target, data) for data in inputs]


def fuzz(target: Target, count: int, seed: int) -> tuple[int, list[tuple[bytes, str]]]:
    """Read so many inputs; return how many sorts of outcome there were, and what failed.

    A seed gives the same inputs every time.
    """
    chance = random.Random(f"{target.name} {seed}")  # noqa: S311 - the same inputs every time
    pool = list(target.seeds)
    seen: set[str] = set()
    failed: dict[str, tuple[bytes, str]] = {}
    for start in range(0, count, AT_ONCE):
        faulthandler.dump_traceback_later(STUCK, exit=True)
        inputs = [chance.choice(target.mutators)(chance, pool) for _ in range(min(AT_ONCE, count - start))]
        for data, said in zip(inputs, outcomes(target, inputs), strict=True):
            if said.startswith("error: "):
                failed.setdefault(said[-300:], (data, said))
            elif said not in seen and len(seen) < MOST_SEEDS:
                seen.add(said)
                pool.append(data)
        if memory_used() > MOST_BYTES:
            failed["memory"] = (inputs[-1], f"error: {memory_used() // 1_000_000} MB of memory")
            break
    faulthandler.cancel_dump_traceback_later()
    return len(seen), list(failed.values())


def keep(target: Target, data: bytes) -> Path:
    """Keep an input that failed, and return its place."""
    CORPUS.mkdir(exist_ok=True)
    path = CORPUS / f"{target.name}-{hashlib.sha256(data).hexdigest()[:8]}"
    path.write_bytes(data[:LARGEST])
    return path


def _work(
    seed: int,
    names: Sequence[str],
    *,
    inputs: int,
    dry: bool,
    tell: "multiprocessing.Queue[tuple[str, int, float, int, str]]",
) -> None:
    folder = workplace()
    faulthandler.enable()
    try:
        all_targets = targets(folder)
        chosen = [target for target in all_targets if not names or target.name in names]
        whole = sum(target.share for target in chosen)
        for target in chosen:
            begin = time.monotonic()
            count = inputs * target.share // whole
            sorts, failed = fuzz(target, count, seed)
            said = "\n".join(f"{data if dry else keep(target, data)!s}: {why}" for data, why in failed)
            tell.put((target.name, count, time.monotonic() - begin, sorts, said))
            target.close()
    finally:
        leave(folder)


def main() -> None:
    """Share the inputs among processes, and tell what came of them."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--inputs", type=int, default=1_000_000)
    options.add_argument("--processes", type=int, default=2)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--only", nargs="*", default=[], help="names of targets")
    options.add_argument("--dry", action="store_true", help="print what fails, and keep nothing")
    told = options.parse_args()
    begin = time.monotonic()
    tell: multiprocessing.Queue[tuple[str, int, float, int, str]] = multiprocessing.Queue()
    processes = []
    for n in range(told.processes):
        own = {"inputs": told.inputs // told.processes, "dry": told.dry, "tell": tell}
        processes.append(multiprocessing.Process(target=_work, args=(told.seed * 1000 + n, told.only), kwargs=own))
    for process in processes:
        process.start()
    total: Counter[str] = Counter()
    has_failed = False
    while any(process.is_alive() for process in processes) or not tell.empty():
        try:
            name, count, seconds, sorts, said = tell.get(timeout=1)
        except queue.Empty:
            continue
        total[name] += count
        has_failed |= bool(said)
        print(f"{name}: {count} inputs, {seconds:.0f} s, {sorts} sorts of outcome\n{said}".rstrip(), flush=True)
    crashed = [process.exitcode for process in processes if process.exitcode]
    print(f"{total.total()} inputs in {time.monotonic() - begin:.0f} s; crashed: {crashed}")
    sys.exit(bool(has_failed or crashed))


if __name__ == "__main__":
    main()
