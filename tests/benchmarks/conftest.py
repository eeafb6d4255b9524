"""What benchmarks share with the tests in a browser."""

from ..browser.conftest import book, browser, visitor

__all__ = ["book", "browser", "visitor"]
