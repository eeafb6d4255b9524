"""What benchmarks share with each other, and with the tests in a browser."""

from collections.abc import Iterator

import pytest

from ..browser.conftest import book, visitor
from .measuring import Results

__all__ = ["book", "results", "visitor"]


@pytest.fixture(scope="session")
def results() -> Iterator[Results]:
    made = Results()
    yield made
    made.write()
