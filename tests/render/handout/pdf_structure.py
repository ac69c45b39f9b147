"""What makes a PDF accessible in its structure, checked with pikepdf: a second opinion beside the validators."""

import re
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

STANDARD_TYPES = {
    *(
        "Document",
        "Part",
        "Art",
        "Sect",
        "Div",
        "BlockQuote",
        "Caption",
        "TOC",
        "TOCI",
        "Index",
        "NonStruct",
        "Private",
    ),
    *("P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead"),
    *("TBody", "TFoot", "Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Ruby", "Warichu"),
    *("RB", "RT", "RP", "WT", "WP", "Figure", "Formula", "Form"),
}
PAINTING = {"Tj", "TJ", "'", '"', "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "INLINE IMAGE"}


def faults(data: bytes) -> list[str]:
    """What is wrong with the structure of a PDF, a line each; an accessible one has no fault."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return [*_document_faults(pdf), *_tree_faults(pdf), *_font_faults(pdf), *_content_faults(pdf)]


def alternatives(data: bytes) -> list[str]:
    """What the figures of a PDF say to somebody who can't see them."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return [str(element.Alt) for element in _elements(pdf.Root.StructTreeRoot, set()) if "/Alt" in element]


def _document_faults(pdf: pikepdf.Pdf) -> Iterator[str]:
    root = pdf.Root
    marks = root.get("/MarkInfo", Dictionary())
    if not marks.get("/Marked") or marks.get("/Suspects", False):
        yield "not marked as tagged"
    if not re.fullmatch(r"da(-DK)?", str(root.get("/Lang", "")), re.IGNORECASE):
        yield f"language is {root.get('/Lang', None)}"
    if not root.get("/ViewerPreferences", Dictionary()).get("/DisplayDocTitle"):
        yield "the title is not shown"
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        if not str(metadata.get("dc:title") or "").strip():
            yield "no title in the metadata"
        if str(metadata.get("pdfuaid:part")) != "1":
            yield "does not say that it is PDF/UA-1"
    if any("/Annots" in page and page.get("/Tabs") != Name.S for page in pdf.pages):
        yield "annotations without an order"
    if "/AA" in root or "/JavaScript" in root.get("/Names", Dictionary()) or pdf.is_encrypted:
        yield "actions, scripts or encryption"


def _children(element: Any) -> list[Any]:
    below = element.get("/K")
    return [] if below is None else list(below) if isinstance(below, Array) else [below]


def _elements(element: Any, seen: set[tuple[int, int]]) -> Iterator[Any]:
    if not isinstance(element, Dictionary) or (element.is_indirect and element.objgen in seen):
        return
    if element.is_indirect:
        seen.add(element.objgen)
    if "/S" in element:
        yield element
    for child in _children(element):
        yield from _elements(child, seen)


def _tree_faults(pdf: pikepdf.Pdf) -> Iterator[str]:
    tree = pdf.Root.get("/StructTreeRoot")
    if tree is None:
        yield "no structure tree"
        return
    roles = {str(key)[1:]: str(value)[1:] for key, value in tree.get("/RoleMap", Dictionary()).items()}

    def type_of(element: Any) -> str:
        name = str(element.get("/S", ""))[1:]
        while name not in STANDARD_TYPES and name in roles:
            name = roles[name]
        return name

    levels = []
    for element in _elements(tree, set()):
        name = type_of(element)
        if name not in STANDARD_TYPES:
            yield f"unknown type {name}"
        if name in ("Figure", "Formula") and not str(element.get("/Alt", element.get("/ActualText", ""))).strip():
            yield f"a {name} without a text alternative"
        if re.fullmatch("H[1-6]", name):
            levels.append(int(name[1]))
            if not _children(element):
                yield f"an empty {name}"
        if name == "LI" and not any(
            isinstance(child, Dictionary) and type_of(child) == "LBody" for child in _children(element)
        ):
            yield "a list item without a body"
    if levels[:1] != [1]:
        yield f"headings begin at {levels[:1]}"
    yield from (f"heading {after} follows {before}" for before, after in pairwise(levels) if after > before + 1)


def _fonts(resources: Any, seen: set[tuple[int, int]]) -> Iterator[Any]:
    for font in (resources or {}).get("/Font", Dictionary()).values():
        if font.objgen not in seen:
            seen.add(font.objgen)
            yield font
    for form in (resources or {}).get("/XObject", Dictionary()).values():
        if form.objgen not in seen and form.get("/Subtype") == Name.Form:
            seen.add(form.objgen)
            yield from _fonts(form.get("/Resources"), seen)


def _font_faults(pdf: pikepdf.Pdf) -> Iterator[str]:
    seen: set[tuple[int, int]] = set()
    for page in pdf.pages:
        for font in _fonts(page.get("/Resources"), seen):
            name = font.get("/BaseFont")
            described = font.DescendantFonts[0] if font.get("/Subtype") == Name.Type0 else font
            files = described.get("/FontDescriptor", Dictionary())
            if font.get("/Subtype") == Name.Type3:
                yield f"a Type 3 font {name}"
            elif not any(key in files for key in ("/FontFile", "/FontFile2", "/FontFile3")):
                yield f"{name} is not embedded"
            if "/ToUnicode" not in font:
                yield f"{name} can't be read as text"


def _content_faults(pdf: pikepdf.Pdf) -> Iterator[str]:
    for number, page in enumerate(pdf.pages, 1):
        depth = 0
        for _operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(name, 0)
            if depth == 0 and name in PAINTING:
                yield f"page {number} has content that is neither tagged nor an artifact"
                break
