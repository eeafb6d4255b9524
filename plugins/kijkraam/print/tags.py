"""What the tag tree of a PDF lacks as WeasyPrint leaves it."""

from collections.abc import Iterator
from typing import Any

from pikepdf import Array, Dictionary, Name, Operator, Page, Pdf, parse_content_stream, unparse_content_stream


def mend_tags(pdf: Pdf) -> None:
    """Give table heads their scope, take out what says nothing (a third of a form's size), set margins apart."""
    root = pdf.Root.StructTreeRoot
    for element in list(_elements(root)):
        if element.get("/S") == Name.TH:
            attributes = element.get("/A", Dictionary(O=Name.Table))
            attributes.Scope = Name.Column if _within(element, Name.THead) else Name.Row
            element.A = attributes
    for element in [root, *_elements(root)]:
        if element.get("/S") != Name.NonStruct:
            element.K = Array(_telling_kids(element))
    _set_margins_apart(pdf)


def _set_margins_apart(pdf: Pdf) -> None:
    """Mark the text in the margins as no part of what is read: WeasyPrint gives it elements on no tree."""
    on_tree = {element.objgen for element in _elements(pdf.Root.StructTreeRoot)}
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    parents = {int(number): parent for number, parent in zip(numbers[::2], numbers[1::2], strict=True)}
    for page in pdf.pages:
        owners = parents[int(page.obj.StructParents)]
        apart = {place for place, owner in enumerate(owners) if owner.objgen not in on_tree}
        for place in apart:
            owners[place] = None
        page.Contents = pdf.make_stream(unparse_content_stream(list(_with_artifacts(page, apart))))


def _with_artifacts(page: Page, apart: set[int]) -> Iterator[Any]:
    """Yield what is drawn on a page, with content of these numbers marked as belonging to the sheet."""
    for instruction in parse_content_stream(page):
        operands = instruction.operands
        if str(instruction.operator) == "BDC" and _number(operands[1]) in apart:
            yield [Name.Artifact, Dictionary(Type=Name.Pagination)], Operator("BDC")
        else:
            yield instruction


def _number(mark: Any) -> int | None:
    """Return the number by which the tag tree knows marked content, or None when it does not know it."""
    return int(mark.MCID) if isinstance(mark, Dictionary) and "/MCID" in mark else None


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
