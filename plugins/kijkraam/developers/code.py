"""The public names of the program and the events of its plugin, read from the source without running it."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import griffe

from kijkraam.developers.entry import Entry, Field, Group, Method, Part
from kijkraam.reference import catalogue

API = "kijkraam.api"
PLUGIN = "kijkraam.plugin"
CALLED = "__call__"
NOT_TOLD = {"model_config"}
"""Attributes that are only for Pydantic."""
PRIORITY = re.compile(r"event_priority\((-?\d+)\)")
HANDLERS = re.compile(r"CombinedEvent\((.*)\)", re.DOTALL)
FACTORY = re.compile(r"field\(default_factory=(\w+).*\)")
ONLY_BY_PLACE, ONLY_BY_NAME = griffe.ParameterKind.positional_only, griffe.ParameterKind.keyword_only
WIDEST = 88
"""Characters of a signature on one line."""


def public_names() -> Part:
    """Return every name of `kijkraam.api` with all that is public in it, by the module where it is made."""
    module = _load(API)
    homes: dict[str, str] = {}
    found: dict[str, list[Entry]] = {}
    for name, member in module.members.items():
        if name in (module.exports or []) and isinstance(member, griffe.Alias):
            home = _load(member.target_path.rpartition(".")[0])
            homes[home.path] = _text(home)
            found.setdefault(home.path, []).append(_public(name, home.members[name]))
    return Part("api", _text(module), tuple(Group(homes[path], tuple(entries)) for path, entries in found.items()))


def events() -> Part:
    """Return every event of MkDocs that the plugin handles, in the order in which MkDocs calls them."""
    module = _load(PLUGIN)
    (plugin,) = (member for member in module.members.values() if isinstance(member, griffe.Class))
    found = [_event(name, list(_handlers(plugin, name))) for name in plugin.members if name.startswith("on_")]
    return Part("events", _text(module), (Group("", tuple(found)),))


def typed_dicts(path: str) -> Iterator[tuple[str, str, tuple[Field, ...]]]:
    """Yield every JSON object of a module, `path`: its name, what it is, and its keys."""
    for member in _load(path).members.values():
        if isinstance(member, griffe.Class) and any(str(base) == "TypedDict" for base in member.bases):
            yield member.name, _text(member), tuple(_key(part) for part in _parts(member))


def _key(part: griffe.Attribute) -> Field:
    told = str(part.annotation)
    kind = told.removeprefix("NotRequired[").removesuffix("]") if told.startswith("NotRequired[") else told
    return Field(part.name, kind, "", _text(part), optional=kind != told)


def module_text(path: str) -> str:
    """Return the docstring of a module."""
    return _text(_load(path))


def value(path: str, name: str, anchor: str) -> Entry:
    """Return a value of a module, by its name."""
    target = _load(path).members[name]
    assert isinstance(target, griffe.Attribute)
    return Entry(anchor, name, "value", _value(target), _text(target))


def _public(name: str, target: griffe.Object | griffe.Alias) -> Entry:
    anchor = f"dev-api-{name}"
    if isinstance(target, griffe.Function):
        return Entry(anchor, name, "function", _called(name, target), _text(target))
    if isinstance(target, griffe.Attribute):
        return Entry(anchor, name, "value", _value(target), _text(target))
    assert isinstance(target, griffe.Class)
    methods = [
        Method(_called(part.name if part.name != CALLED else name.lower(), part), _text(part))
        for part in target.members.values()
        if isinstance(part, griffe.Function) and (not part.name.startswith("_") or part.name == CALLED)
    ]
    fields = tuple(_told_in_reference(target, map(_field, _parts(target))))
    return Entry(anchor, name, _sort(target), _made(name, target), _text(target), fields, tuple(methods))


def _sort(target: griffe.Class) -> str:
    if any(str(base) == "StrEnum" for base in target.bases):
        return "choice"
    return "dataclass" if _is_dataclass(target) else "class"


def _is_dataclass(target: griffe.Class) -> bool:
    return any(str(decorator.value).startswith("dataclass") for decorator in target.decorators)


def _parts(target: griffe.Class) -> list[griffe.Attribute]:
    found = (part for part in target.members.values() if isinstance(part, griffe.Attribute))
    return [part for part in found if not part.name.startswith("_") and part.name not in NOT_TOLD]


def _field(part: griffe.Attribute) -> Field:
    """Return a field; what an attribute is at first counts only where it stands in the class itself."""
    value = "" if part.value is None or "class-attribute" not in part.labels else str(part.value)
    value = FACTORY.sub(r"\1()", value)
    return Field(part.name, _annotation(part.annotation), value if len(value) <= WIDEST else "…", _text(part))


def _annotation(annotation: object) -> str:
    """Return a type as people read it: of what is told about a type beside it, only the type."""
    text = "" if annotation is None else str(annotation)
    told = re.match(r"Annotated\[(.*?), (?:Field|AfterValidator|BeforeValidator|Discriminator)\(", text)
    rest = re.search(r"\)\]( \| None)?$", text)
    return told[1] + (rest[1] or "" if rest else "") if told else text


def _told_in_reference(target: griffe.Class, fields: Iterable[Field]) -> Iterator[Field]:
    """Yield fields; what a key of the YAML language is for stands in the reference of that, unless the code tells."""
    told = catalogue("en").get(target.name, {})
    for field in fields:
        about = field.about or told.get(field.name, {}).get("about", "")
        yield Field(field.name, field.type, field.default, about)


def _event(name: str, handlers: list[tuple[int, griffe.Function]]) -> Entry:
    methods = tuple(Method(f"priority {priority}", _text(handler), is_code=False) for priority, handler in handlers)
    return Entry(f"dev-events-{name.replace('_', '-')}", name, "event", "", "", (), methods)


def _handlers(plugin: griffe.Class, name: str) -> Iterator[tuple[int, griffe.Function]]:
    """Yield what handles an event, each with its priority."""
    member = plugin.members[name]
    told = HANDLERS.match(str(member.value)) if isinstance(member, griffe.Attribute) else None
    for each in told[1].split(",") if told else [name]:
        handler = plugin.members[each.strip()]
        assert isinstance(handler, griffe.Function)
        priority = PRIORITY.search(" ".join(str(decorator.value) for decorator in handler.decorators))
        yield int(priority[1]) if priority else 0, handler


def _made(name: str, target: griffe.Class) -> str:
    """Return how an object of a class is made; of a dataclass and a model the fields tell that."""
    init = target.members.get("__init__")
    if isinstance(init, griffe.Function):
        return _called(f"class {name}", init)
    bases = ", ".join(str(base) for base in target.bases if str(base) != "Model")
    return f"class {name}({bases})" if bases else f"class {name}"


def _called(name: str, function: griffe.Function) -> str:
    """Return how a function is called, on one line if that is not too long."""
    parameters = list(_parameters(function))
    is_init = function.name == "__init__"
    returns = "" if function.returns is None or is_init else f" -> {function.returns}"
    line = f"{name}({', '.join(parameters)}){returns}"
    if len(line) <= WIDEST:
        return line
    return "\n".join([f"{name}(", *(f"    {parameter}," for parameter in parameters), f"){returns}"])


def _parameters(function: griffe.Function) -> Iterator[str]:
    told = [parameter for parameter in function.parameters if parameter.name not in {"self", "cls"}]
    for before, parameter in zip([None, *told], told, strict=False):
        kind, kind_before = parameter.kind, before.kind if before else None
        if kind_before is ONLY_BY_PLACE and kind is not ONLY_BY_PLACE:
            yield "/"
        if kind is ONLY_BY_NAME and kind_before not in {ONLY_BY_NAME, griffe.ParameterKind.var_positional}:
            yield "*"
        mark = {griffe.ParameterKind.var_positional: "*", griffe.ParameterKind.var_keyword: "**"}.get(kind, "")
        kind_of_value = f": {_annotation(parameter.annotation)}" if parameter.annotation is not None else ""
        default = f" = {parameter.default}" if parameter.default is not None and not mark else ""
        yield f"{mark}{parameter.name}{kind_of_value}{default}"


def _value(target: griffe.Attribute) -> str:
    told = _annotation(target.annotation)
    value = str(target.value)
    return f"{target.name}{': ' + told if told else ''}{' = ' + value if len(value) <= WIDEST else ''}"


def _text(target: griffe.Object | griffe.Alias) -> str:
    return target.docstring.value if target.docstring else ""


@cache
def _load(path: str) -> griffe.Module:
    """Return a module of the program as its source tells it, and not what it imports."""
    found = find_spec(path)
    file = Path(found.origin or "") if found else Path()
    return griffe.visit(path, filepath=file, code=file.read_text(encoding="utf-8"))
