"""What benchmarks share with the tests in a browser."""

from ..browser.conftest import book, visitor

__all__ = ["book", "visitor"]
