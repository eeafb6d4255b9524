"""Every word that the program itself shows, in `nl.yml` (complete) and `en.yml` (complete)."""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml
from babel import Locale, UnknownLocaleError
from babel.lists import format_list
from babel.numbers import format_decimal

LANGUAGES = ("nl", "en")
"""The languages of the program's own words, that of the first handbook first."""


class MissingPhraseError(KeyError):
    """A phrase that the program asks for stands in no catalogue: a mistake of the program."""


class Phrases:
    """The phrases of one language, with those that the site words differently on top.

    `language` is `nl` or `en`, also with a region (`nl-BE`); any other language gives English. `own` has other words by
    key. Call it with a key such as `form.note` and the words to fill in. A phrase with plural forms is a mapping by the
    plural categories of the language (`one`, `other`), and is chosen by the word `n`.
    """

    def __init__(self, language: str = "nl", own: Mapping[str, str] | None = None) -> None:
        self.language: str = language if language in LANGUAGES else re.split("[-_]", language, maxsplit=1)[0]
        """The language of the phrases: `nl` or `en`."""
        if self.language not in LANGUAGES:
            self.language = "en"
        self._phrases = {**_catalogue(self.language), **(own or {})}
        self._whole: dict[str, str] = {}
        """Phrases without blanks that were asked for: the most of them by far, and a form asks for some hundreds."""
        try:
            self._plural = Locale.parse(self.language).plural_form
        except UnknownLocaleError as error:  # pragma: no cover - both languages are known to Babel
            raise MissingPhraseError(self.language) from error

    def __call__(self, key: str, /, **words: Any) -> str:
        """Return the phrase with its blanks filled in. Raises MissingPhraseError for an unknown key."""
        if not words:
            if key not in self._whole:
                self._whole[key] = self._filled(key, {})
            return self._whole[key]
        if "n" in words and f"{key}.other" in self._phrases:
            key = f"{key}.{self._plural(words['n'])}"
        return self._filled(key, {name: self._shown(word) for name, word in words.items()})

    def _filled(self, key: str, words: Mapping[str, Any]) -> str:
        try:
            return self._phrases[key].format(**words)
        except KeyError as error:
            raise MissingPhraseError(f"{key} ({error})") from error

    def _shown(self, word: Any) -> Any:
        """Return a word as it is filled in: a number with the separators of the language."""
        return _number(word, self.language) if type(word) is int else word

    def list_of(self, members: Sequence[str]) -> str:
        """Return members as an enumeration of the language: `a, b en c`."""
        return format_list(members, locale=self.language)

    def starting_with(self, prefix: str) -> dict[str, str]:
        """Return the phrases whose key starts with `prefix`, by key."""
        return {key: phrase for key, phrase in self._phrases.items() if key.startswith(prefix)}

    def text(self, key: str) -> str:
        """Return a phrase with its blanks open. Raises KeyError for an unknown key."""
        return self._phrases[key]

    def keys(self) -> set[str]:
        """Return the keys of all phrases."""
        return set(self._phrases)


@lru_cache(maxsize=1024)  # numbers of questions, minutes and pages: a few, over and over
def _number(number: int, language: str) -> str:
    return format_decimal(number, locale=language)


@cache
def _catalogue(language: str) -> dict[str, str]:
    text = (files(__package__) / f"{language}.yml").read_text(encoding="utf-8")
    told = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 - it builds text, lists and mappings only
    return dict(_flat(told))


def _flat(tree: Mapping[str, object], prefix: str = "") -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for key, value in tree.items():
        if isinstance(value, Mapping):
            rows += _flat(value, f"{prefix}{key}.")
        else:
            rows.append((prefix + key, str(value)))
    return rows
