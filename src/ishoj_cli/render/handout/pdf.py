"""Handouts as PDF, set by Typst from the templates beside this file: content is data to them, never markup."""

import os
import sys
from importlib.machinery import PathFinder

from ishoj_cli.content.lists import List, grouped
from ishoj_cli.content.model import Entry, Section
from ishoj_cli.errors import IshojError
from ishoj_cli.render.handout import labels, optional_module, template
from ishoj_cli.render.handout.diagnostics import check_size, diagnosis, is_hyphenated, long_words, text_length
from ishoj_cli.render.handout.kit import PAGES, HandoutPage, pages
from ishoj_cli.render.handout.layout import Handout, SectionLayout
from ishoj_cli.render.handout.poster import Sheet, Word, sheets
from ishoj_cli.render.page import QUESTION, Linked, ascii_url, has_questions, more_line, origin_line, turn_line
from ishoj_cli.type_hints import Any, Sequence

SANS = "fontpkg_source_sans_3"
ESCAPES = {code: f"\\u{code:04x}" for code in (*range(32), ord('"'), ord("\\"))}
STANDARDS = ["a-2a", "ua-1"]
TEXTS = ("lead", "text", "closing", "local")  # which may hold lists
# The fields of sections and entries that no template shows.
NOT_PRINTED = ("summary", "part_of", "aliases", "keywords")


def render(handout: Handout) -> bytes:
    """The handout as one PDF that is both PDF/A-2a and PDF/UA-1; the same content gives the same bytes.

    Raises `IshojError` when an optional dependency is missing, no font has a character, a text doesn't fit on its card
    or poster, or there is more content than one PDF holds.
    """
    data = _data(handout)
    check_size(sum(len(section.entries) for section in handout.sections), text_length(data))
    pdf, refusal = _compiled_pdf(handout, data)
    if refusal:
        raise diagnosis(refusal, handout.handbook.title, data, lambda changed: _compiled_pdf(handout, changed)[1])
    return repair_stream_ends(pdf)


def render_pictures(handout: Handout, *, dots_per_inch: float) -> list[bytes]:
    """The same pages as PNG files, one a page."""
    pages = _compiled(handout, _data(handout), format="png", ppi=dots_per_inch)
    return pages if isinstance(pages, list) else [pages]


def repair_stream_ends(pdf: bytes) -> bytes:
    """Fix PDF streams whose data ends in a carriage return.

    Typst writes a line feed before `endstream`, so readers take CR LF as one line ending and find the stream one byte
    short (about one PDF in fifteen). Write CR LF instead (ISO 32000-1, 7.3.8.1) and adjust the cross-reference table.

    In about one PDF of fifteen, the compressed data of a stream ends in a carriage return. Typst writes a line feed
    after it, so a reader that looks back from `endstream` takes both for one end of line, and finds the stream a byte
    short. There we write a carriage return and a line feed (ISO 32000-1, 7.3.8.1), and adjust the table of objects.
    """
    if b"\r\nendstream\n" not in pdf:
        return pdf
    import re

    moved = [match.start() + 1 for match in re.finditer(rb"\r\nendstream\n", pdf)]
    body, mark, table = pdf.rpartition(b"\nxref\n")
    entries, start, end = table.rpartition(b"startxref\n")

    def shifted(offset: re.Match[bytes]) -> bytes:
        number = int(offset[0])
        return b"%0*d" % (len(offset[0]), number + sum(place < number for place in moved))

    entries = re.sub(rb"\d{10}(?= 00000 n)", shifted, entries)
    return (
        body.replace(b"\r\nendstream\n", b"\r\r\nendstream\n") + mark + entries + start + re.sub(rb"\d+", shifted, end)
    )


def _data(handout: Handout) -> "dict[str, Any]":
    """What the template of this kind reads."""
    data = _texts(handout)
    words = long_words(data)
    return data | {"breakable": bool(words), "hyphenated": any(map(is_hyphenated, words))}


def _texts(handout: Handout) -> "dict[str, Any]":
    handbook, sections = handout.handbook, handout.sections
    shown = [_section(section, layout) for section, layout in handout.laid_out()]
    shared = {
        "title": handbook.title,
        "organisation": handbook.organisation,
        "description": handout.description,
        "keywords": [title for _, title in handout.subjects],
        "source": f"Kilde: {handbook.source}",
        "origin": _plain([origin_line(handbook.source, handbook.url)] if handbook.url else []),
        "edition": labels.edition_line(handbook),
        "imprint": labels.imprint(handbook),
        "questions_label": QUESTION,
        "questions_legend": labels.questions_legend(handbook) if has_questions(sections) else "",
        "section_lines_label": labels.SECTION_LINES_LABEL,
        "local_label": labels.LOCAL_LABEL,
        "workplace": labels.workplace_line(handbook),
        "large": handout.large,
        "read_more": _plain(list(dict.fromkeys(filter(None, map(more_line, sections))))),
        "whole": sections == handbook.sections,
        "lead": _content(handout.lead),
        "colophon": _content(handout.colophon),
    }
    if handout.kind in PAGES:
        return shared | {
            "pages": [_page(page) for page in pages(handout)],
            "writing_lines": handout.writing_lines,
            "blank": labels.BLANK_CARD,
        }
    return shared | (_poster(handout) if handout.kind == "plakat" else {"sections": shown})


def _page(page: HandoutPage) -> "dict[str, Any]":
    # `id` marks what has a title, for diagnostics; the ids themselves are no text of the page.
    return vars(page) | {
        "id": "",
        "ids": (),
        "blocks": [vars(block) | {"texts": _plain(block.content)} for block in page.blocks],
    }


def _section(section: "Section", layout: "SectionLayout") -> "dict[str, Any]":
    return _printed(section) | {
        **vars(layout),
        "entries": [_entry(entry, number, layout) for number, entry in enumerate(section.entries, 1)],
        "read_more": _plain([more_line(section)])[0],
        "turn_line": turn_line(section) if layout.repeats and not layout.ring else "",
        "cycle_alt": labels.cycle_alternative([entry.title for entry in section.entries]),
    }


def _entry(entry: "Entry", number: int, layout: "SectionLayout") -> "dict[str, Any]":
    added = {"number": number, "tall": layout.may_break(entry), "lines_label": labels.lines_label(entry.title)}
    return _printed(entry) | added


def _printed(part: "Section | Entry | Sheet | Word") -> "dict[str, Any]":
    printed = {name: value for name, value in vars(part).items() if name not in NOT_PRINTED}
    return printed | {name: _content(printed[name]) for name in TEXTS if name in printed}


def _content(texts: "Sequence[str]") -> "list[str | dict[str, Any]]":
    """The paragraphs of a text, and its lists as the templates read them."""
    return _plain(grouped(texts))


def _plain(blocks: "Sequence[str | List]") -> "list[str | dict[str, Any]]":
    """Paragraphs and lists as JSON has them; a paragraph with links in pieces."""
    return [
        {"pieces": [(before, url, ascii_url(url)) for before, url in block.pieces()]}
        if isinstance(block, Linked)
        else block
        if isinstance(block, str)
        else vars(block)
        for block in blocks
    ]


def _poster(handout: Handout) -> "dict[str, Any]":
    shown = sheets(handout, labels.LOCAL_LABEL)
    asked = any(sheet.questions for sheet in shown)
    return {
        "sheets": [
            _printed(sheet) | {name: [_printed(word) for word in getattr(sheet, name)] for name in ("words", "panels")}
            for sheet in shown
        ],
        "colophon": _content(labels.colophon(handout.handbook, has_questions=asked)),
    }


def as_json(value: "Any") -> str:
    """Serialize template data to JSON; importing `json` would take longer than the rest of our code."""
    if isinstance(value, str):
        return f'"{value.translate(ESCAPES)}"'
    if isinstance(value, dict):
        return "{" + ",".join(f"{as_json(name)}:{as_json(each)}" for name, each in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ",".join(map(as_json, value)) + "]"
    return {"None": "null", "True": "true", "False": "false"}.get(str(value), str(value))


def _compiled_pdf(handout: Handout, data: "dict[str, Any]") -> tuple[bytes, str]:
    """The PDF and an empty text, or no bytes and the compiler's error message."""
    try:
        return _compiled(handout, data, format="pdf", pdf_standards=STANDARDS), ""
    except optional_module("typst", "pdf").TypstError as error:
        return b"", error.message


def _font_folder() -> str:
    """The folder with the sans-serif font, from the package fontpkg-source-sans-3.

    The package is located without importing it, because importing it loads pathlib.
    """
    found = PathFinder.find_spec(SANS)
    package = found.origin if found and SANS not in sys.modules else optional_module(SANS, "pdf").__file__
    return os.path.join(os.path.dirname(package or ""), "files")


def _compiled(handout: Handout, data: "dict[str, Any]", **options: "Any") -> "Any":
    """What Typst makes of the template of this kind and its data: the bytes of a file, or of each picture."""
    from datetime import UTC, datetime

    typst = optional_module("typst", "pdf")
    fonts = _font_folder()
    made = datetime.fromisoformat(f"{handout.handbook.edition}T12:00:00").replace(tzinfo=UTC)
    result, warnings = typst.compile_with_warnings(
        {
            "main.typ": template(f"{handout.kind}.typ"),
            "lib.typ": template("lib.typ"),
            "content.json": as_json(data).encode(),
        },
        root=fonts,  # all else that a template may read
        font_paths=typst.Fonts(include_system_fonts=False, font_paths=[fonts]),  # and Typst's own serif
        ignore_system_fonts=True,
        timestamp=int(made.timestamp()),
        **options,
    )
    if warnings:
        raise IshojError(f"Siden kunne ikke laves: {warnings[0].message}")
    return result
