"""What one build leaves for the next while somebody writes: files that were read, and what was made of forms.

Nothing is taken from here on trust. A file is compared with the text that was read; what was made of a form is given
again only when the form, what surrounds every form, and each answer that its making got from the rest of the handbook
are as they were.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from kijkraam.checklist.extension import Extension
from kijkraam.checklist.model import Checklist
from kijkraam.checklist.reading import ModelT, Read, checklist_model, model_from_text
from kijkraam.checklist.yaml_reader import read_text
from kijkraam.form import Form
from kijkraam.forms.render import Renderer, Told
from kijkraam.searching import words_of

T = TypeVar("T")


@dataclass
class _Made:
    form: Form
    around: tuple[object, ...]
    told: dict[str, Told]
    thing: object


@dataclass
class Memory:
    """The memory of one site, as long as it is served."""

    _read: dict[Path, tuple[str, BaseModel]] = field(default_factory=dict)
    _made: dict[Hashable, _Made] = field(default_factory=dict)
    _words: dict[bytes, str] = field(default_factory=dict)

    def read_model(self, path: Path, name: str, model: type[ModelT]) -> Read[ModelT]:
        """Read one YAML file as `model`; one with the same text as before is not parsed again. Raises ProblemsFound."""
        text = read_text(path, name)
        before = self._read.get(path)
        if not before or before[0] != text or not isinstance(before[1], model):
            before = self._read[path] = text, model_from_text(text, name, model)
        return Read(before[1], path, name)  # type: ignore[arg-type]  # it is a `model`

    def read_checklist(self, path: Path, name: str) -> Read[Checklist] | Read[Extension]:
        """Read one YAML file as a checklist, or as changes of one. Raises ProblemsFound."""
        text = read_text(path, name)
        before = self._read.get(path)
        if not before or before[0] != text or not isinstance(before[1], Checklist | Extension):
            before = self._read[path] = text, model_from_text(text, name, checklist_model(text))
        model: Any = before[1]  # one of the two
        return Read(model, path, name)

    def made(self, key: Hashable, r: Renderer, form: Form, make: Callable[[], T]) -> T:
        """Return what `make` makes of a form by asking `r`, or what it made before when that would be the same.

        `key` tells apart what is made of one form. `r` must be fresh: what it was told is what the thing hangs on.
        """
        if r.handbook.templates.names:  # a site's own templates can see all of the handbook
            return make()
        around = _around(r, form)
        before = self._made.get(key)
        if (
            before
            and before.form == form
            and before.around == around
            and all(r.ask(name) == told for name, told in before.told.items())
        ):
            return before.thing  # type: ignore[return-value]  # made by the `make` of the same key
        thing = make()
        self._made[key] = _Made(form, around, dict(r.told), thing)
        return thing

    def words_of(self, html: str) -> str:
        """Return what search reads of HTML."""
        digest = blake2b(html.encode()).digest()
        if digest not in self._words:
            self._words[digest] = words_of(html)
        return self._words[digest]


def _around(r: Renderer, form: Form) -> tuple[object, ...]:
    """Return what the making of any form can see, besides the form itself and what it asks about ids."""
    handbook = r.handbook
    return (
        handbook.site,
        handbook.works,
        handbook.codes.get(form.id),
        r.phrases.language,
        r.embedded,
        r.stands_alone,
        r.has_permalinks,
        r.has_notes,
        r.logo,
        r.prints(form),
        r.exports(form),
    )
