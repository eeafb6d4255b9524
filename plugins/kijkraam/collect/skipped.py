"""Why a file, or one form in it, is left out."""

from typing import Any


class SkippedError(Exception):
    """A file or form that is left out; `key` names the phrase that tells why, `words` fill in its blanks."""

    def __init__(self, key: str, **words: Any) -> None:
        super().__init__(key)
        self.key = key
        self.words = words
