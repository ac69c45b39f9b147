"""What a screen reader gets of a PDF, read with pikepdf; that it is valid is for the validators to say."""

from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary


def alternatives(data: bytes) -> list[str]:
    """The text alternatives of the figures."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return [str(element.Alt) for element in _elements(pdf.Root.StructTreeRoot) if "/Alt" in element]


def heading_levels(data: bytes) -> list[int]:
    """The levels of the headings, in reading order."""
    with pikepdf.open(BytesIO(data)) as pdf:
        names = [str(element.get("/S", ""))[1:] for element in _elements(pdf.Root.StructTreeRoot)]
    return [int(name[1]) for name in names if name in ("H1", "H2", "H3", "H4")]


def lists(data: bytes) -> Counter[int]:
    """How many lists there are of each number of items."""
    with pikepdf.open(BytesIO(data)) as pdf:
        found = [element for element in _elements(pdf.Root.StructTreeRoot) if element.get("/S") == "/L"]
        return Counter(sum(item.S == "/LI" for item in element.K) for element in found)


def language(data: bytes) -> str:
    """The language of the document."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return str(pdf.Root.Lang)


def _elements(element: Any) -> Iterator[Any]:
    if isinstance(element, Dictionary):
        yield element
        below = element.get("/K", [])
        for child in below if isinstance(below, Array) else [below]:
            if not isinstance(child, Dictionary) or child.get("/Type") != "/OBJR":
                yield from _elements(child)
