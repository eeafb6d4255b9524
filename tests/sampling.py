"""Of what is slow `make test` takes a sample; `make proof` takes all of it."""

from collections.abc import Collection, Iterable
from typing import Any

import pytest


def is_short(config: pytest.Config) -> bool:
    """Whether this is a run of `make test`, which takes the sample."""
    return "not proof" in config.getoption("markexpr")


def rarely(values: Iterable[Any], *, but: Collection[Any]) -> list[Any]:
    """Return parameters of which `make test` takes only those in `but`; `make proof` takes them all."""
    return [pytest.param(*_all(value), marks=() if value in but else pytest.mark.proof) for value in values]


def _all(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)
