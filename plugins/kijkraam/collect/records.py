"""Records out of a browser, as `web/records.schema.json` has them: read, and written for the browser to take in."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Annotated, Any, Literal, NoReturn

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from kijkraam.collect.fields import Fields, Shape
from kijkraam.collect.filled import Filled, Value
from kijkraam.collect.scope import Scope
from kijkraam.collect.skipped import SkippedError
from kijkraam.form import Form

FORMAT = 1
MOST_RECORDS = 5000
MOST_CHARACTERS = 10_000_000
NAME = re.compile(r"[a-z][a-z0-9-]{0,299}")
NOT_A_NAME = "constructor"
"""Every object of a browser has this one."""
TIME = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,9})?Z$"


def _is_time(text: str) -> str:
    datetime.fromisoformat(text)
    return text


def _is_name(text: str) -> str:
    if not NAME.fullmatch(text) or text == NOT_A_NAME:
        raise ValueError(text)
    return text


Time = Annotated[str, Field(pattern=TIME), AfterValidator(_is_time)]
Name = Annotated[str, AfterValidator(_is_name)]
Version = Annotated[int, Field(ge=0, le=2**53 - 1)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _Given(_Strict):
    changed: Time
    version: Version | None = None


class _Earlier(BaseModel):
    model_config = ConfigDict(strict=True)
    value: str
    changed: Time


class _Record(_Strict):
    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9-]{0,99}$")]
    form: Name
    version: Version
    name: str
    created: Time
    changed: Time
    answers: Annotated[dict[Name, str | list[str] | None], Field(max_length=5000)]
    earlier: Annotated[dict[Name, list[_Earlier]], Field(max_length=5000)] = {}
    given: Annotated[dict[Name, _Given], Field(max_length=5000)] = {}


class _File(_Strict):
    kijkraam: Literal[1]
    made: Time
    records: Annotated[list[Any], Field(max_length=MOST_RECORDS)]


def read_records(data: bytes, forms: Mapping[str, Form]) -> Iterator[Filled | SkippedError]:
    """Yield each record of a file, or why it is left out. Raises SkippedError for a file without records."""
    for number, told in enumerate(_open(data).records, 1):
        try:
            yield _filled(told, forms)
        except (ValidationError, UnicodeError):  # half a pair in a name is no letter, and pydantic cannot tell of it
            yield SkippedError("collect.broken_record", number=number)
        except SkippedError as skipped:
            yield skipped


def _open(data: bytes) -> _File:
    try:
        text = data.decode("utf-8-sig")
        told = json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise SkippedError("collect.not_json") from error
    if not isinstance(told, dict) or type(told.get("kijkraam")) is not int or told["kijkraam"] < FORMAT:
        raise SkippedError("collect.foreign_json")
    if told["kijkraam"] > FORMAT:
        raise SkippedError("collect.newer")
    if "locked" in told:
        raise SkippedError("collect.locked")
    if len(text) > MOST_CHARACTERS:
        raise SkippedError("collect.too_large")
    try:
        return _File.model_validate(told)
    except (ValidationError, UnicodeError) as error:
        raise SkippedError("collect.broken_json") from error


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


def _filled(told: object, forms: Mapping[str, Form]) -> Filled:
    record = _Record.model_validate(told)
    form = forms.get(record.form)
    if form is None:
        raise SkippedError("collect.unknown_form", form=record.form)
    Scope(form).check()
    now = form.checklist.version
    if record.version != now:
        raise SkippedError("collect.other_version", form=form.title, version=record.version, now=now)
    fields = Fields(form)
    answers: dict[str, Value] = {}
    given: dict[str, str] = {}
    dropped: set[str] = set()
    gone = 0
    for old, value in _in_order(record, fields):
        if not value:
            continue
        name = fields.present(old)
        when = record.given.get(old)
        is_of_now = when is None or when.version in {None, now}
        if not is_of_now or not _fits(fields, name, value):
            gone += 1
            dropped.add(name.split("--")[0])
            continue
        answers[name] = value
        if when:
            given[name] = when.changed
    asked = frozenset(question.item.id for question in form.questions) - dropped
    if answers.get(f"{form.id}--mode") == "short":
        answered = {name.split("--")[0] for name in answers}
        asked &= {question.item.id for question in form.core} | answered
    return Filled(record.id, form, answers, asked, record.created, record.changed, given, gone)


def _in_order(record: _Record, fields: Fields) -> list[tuple[str, Value | None]]:
    """Return the answers, such that of an old and the present name of an item the one that counts comes last."""

    def key(answer: tuple[str, Value | None]) -> tuple[str, str, bool]:
        name = answer[0]
        when = record.given.get(name)
        return fields.present(name), when.changed if when else "", fields.present(name) == name

    return sorted(record.answers.items(), key=key)


def _fits(fields: Fields, name: str, value: Value) -> bool:
    """Whether the form has a place for an answer. What belongs to the form as a whole is not looked into."""
    if name.startswith(f"{fields.form.id}--"):
        field = fields.find(name)
        return field is None or field.shape is Shape.TEXT or field.fits(value)
    field = fields.find(name)
    return field is not None and field.fits(value)


def records_text(groups: Iterable[tuple[Scope, list[Filled]]]) -> str:
    """Return a file for the browser: each form as far as it may enter, under a name that tells of nobody."""
    made = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    records = [_entry(scope, one) for scope, filled in groups for one in filled]
    return json.dumps({"kijkraam": FORMAT, "made": made, "records": records}, ensure_ascii=False, indent=1)


def _entry(scope: Scope, filled: Filled) -> dict[str, Any]:
    answers = scope.answers(filled)
    return {
        "id": filled.id,
        "form": filled.form.id,
        "version": filled.form.checklist.version,
        "name": f"{filled.form.title} ({filled.id[-4:]})",
        "created": filled.created,
        "changed": filled.changed,
        "answers": answers,
        "given": {name: {"changed": filled.given.get(name, filled.changed)} for name in answers},
    }
