"""What the tag tree of a PDF lacks as WeasyPrint leaves it."""

from collections.abc import Iterator
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf


def mend_tags(pdf: Pdf) -> None:
    """Give table heads their scope, and take out elements that say nothing: they are a third of a form's size."""
    root = pdf.Root.StructTreeRoot
    for element in list(_elements(root)):
        if element.get("/S") == Name.TH:
            attributes = element.get("/A", Dictionary(O=Name.Table))
            attributes.Scope = Name.Column if _within(element, Name.THead) else Name.Row
            element.A = attributes
    for element in [root, *_elements(root)]:
        if element.get("/S") != Name.NonStruct:
            element.K = Array(_telling_kids(element))


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K", Array())
    return list(kids) if isinstance(kids, Array) else [kids]


def _is_element(kid: Any) -> bool:
    return isinstance(kid, Dictionary) and "/S" in kid


def _elements(parent: Any) -> Iterator[Any]:
    """Yield all elements under another, without recursion: trees are deep."""
    waiting = [parent]
    while waiting:
        for kid in _kids(waiting.pop()):
            if _is_element(kid):
                yield kid
                waiting.append(kid)


def _telling_kids(parent: Any) -> Iterator[Any]:
    """Yield the kids of an element, with those of a kid that says nothing in its place."""
    waiting = _kids(parent)[::-1]
    while waiting:
        kid = waiting.pop()
        if _is_element(kid) and str(kid.S) == "/NonStruct" and all(_is_element(member) for member in _kids(kid)):
            waiting += _kids(kid)[::-1]
            continue
        if _is_element(kid):
            kid.P = parent
        yield kid


def _within(element: Any, kind: Name) -> bool:
    while (element := element.get("/P")) is not None:
        if element.get("/S") == kind:
            return True
    return False
