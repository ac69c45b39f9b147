"""Handouts as PDF, set by Typst from the templates beside this file: content is data to them, never markup."""

import os
from functools import cache

from ishoj_cli.errors import IshojError
from ishoj_cli.render.handout import labels, template
from ishoj_cli.render.handout.diagnostics import check_size, diagnosis, text_length
from ishoj_cli.render.handout.layout import laid_out
from ishoj_cli.render.handout.optional_dependencies import optional_module
from ishoj_cli.render.page import QUESTION, local_label, more_line, turn_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from ishoj_cli.content.model import Entry, Handbook, Section
    from ishoj_cli.render.handout import HandoutKind
    from ishoj_cli.render.handout.layout import SectionLayout

STANDARDS = ("a-2a", "ua-1")
CARDS_PER_PAGE = 8


def render_pdf(
    handbook: "Handbook", kind: "HandoutKind", sections: "Sequence[Section]", *, writing_lines: bool = True
) -> bytes:
    """The sections as one PDF that is both PDF/A-2a and PDF/UA-1; the same content gives the same bytes.

    Raises `IshojError` when an optional dependency is missing, no font has a character, a text doesn't fit on its card
    or poster, or there is more content than one PDF holds.
    """
    data = _data(handbook, kind, sections, writing_lines=writing_lines)
    check_size(sum(len(section.entries) for section in sections), text_length(data))
    pdf, refusal = _compiled_pdf(kind, data, handbook.edition)
    if refusal:
        raise diagnosis(
            refusal, handbook.title, data, lambda changed: _compiled_pdf(kind, changed, handbook.edition)[1]
        )
    return repair_stream_ends(pdf)


def render_pictures(
    handbook: "Handbook", kind: "HandoutKind", sections: "Sequence[Section]", *, dots_per_inch: float = 72
) -> list[bytes]:
    """The same pages as PNG files, one a page."""
    data = _data(handbook, kind, sections, writing_lines=True)
    pages = _compiled(kind, data, handbook.edition, format="png", ppi=dots_per_inch)
    return pages if isinstance(pages, list) else [pages]


def repair_stream_ends(pdf: bytes) -> bytes:
    """The same PDF, in which the last byte of a stream can't be read as a part of the end of line that follows it.

    In about one PDF of fifteen, the compressed data of a stream ends in a carriage return. Typst writes a line feed
    after it, so a reader that looks back from `endstream` takes both for one end of line, and finds the stream a byte
    short. There we write a carriage return and a line feed (ISO 32000-1, 7.3.8.1), and adjust the table of objects.
    """
    import re

    moved = [match.start() + 1 for match in re.finditer(rb"\r\nendstream\n", pdf)]
    if not moved:
        return pdf
    body, mark, table = pdf.rpartition(b"\nxref\n")
    entries, start, end = table.rpartition(b"startxref\n")

    def shifted(offset: re.Match[bytes]) -> bytes:
        number = int(offset[0])
        return b"%0*d" % (len(offset[0]), number + sum(place < number for place in moved))

    entries = re.sub(rb"\d{10}(?= 00000 n)", shifted, entries)
    return (
        body.replace(b"\r\nendstream\n", b"\r\r\nendstream\n") + mark + entries + start + re.sub(rb"\d+", shifted, end)
    )


def _data(
    handbook: "Handbook", kind: "HandoutKind", sections: "Sequence[Section]", *, writing_lines: bool
) -> "dict[str, Any]":
    """What the template of this kind reads."""
    whole = tuple(sections) == handbook.sections
    shown = [_section(section, layout) for section, layout in laid_out(sections, writing_lines=writing_lines)]
    shared = {
        "title": handbook.title,
        "organisation": handbook.organisation,
        "description": labels.description(kind, sections),
        "keywords": [section.title for section in sections],
        "source": f"Kilde: {handbook.source}",
        "edition": labels.edition_line(handbook),
        "imprint": labels.imprint(handbook),
        "questions_label": QUESTION,
        "section_lines_label": labels.SECTION_LINES_LABEL,
        "local_label": local_label(handbook),
        "read_more": list(dict.fromkeys(filter(None, map(more_line, sections)))),
        "whole": whole,
        "lead": handbook.lead if whole else (),
        "colophon": labels.colophon(handbook, sections),
    }
    if kind == "ark":
        return shared | {"sections": shown}
    if kind == "plakat":
        return shared | _poster(handbook, sections, shown)
    return shared | _cards(handbook, sections, shown, writing_lines=writing_lines)


def _section(section: "Section", layout: "SectionLayout") -> "dict[str, Any]":
    return vars(layout) | {
        "id": section.id,
        "title": section.title,
        "kind": section.kind,
        "lead": section.lead,
        "closing": section.closing,
        "entries": [_entry(entry, number) for number, entry in enumerate(section.entries, 1)],
        "questions": section.questions,
        "local": section.local,
        "read_more_line": more_line(section),
        "turn_line": turn_line(section) if layout.repeats and not layout.ring else "",
        "cycle_alt": labels.cycle_alternative([entry.title for entry in section.entries]),
    }


def _entry(entry: "Entry", number: int) -> "dict[str, Any]":
    return {
        "id": entry.id,
        "number": number,
        "title": entry.title,
        "text": entry.text,
        "questions": entry.questions,
        "local": entry.local,
        "lines_label": labels.lines_label(entry.title),
    }


def _cards(
    handbook: "Handbook", sections: "Sequence[Section]", shown: "list[dict[str, Any]]", *, writing_lines: bool
) -> "dict[str, Any]":
    """A card for each entry and, where a page has a free place, one with instructions."""
    cards = [
        entry | {"section": section["title"], "read_more": section["read_more_line"]}
        for section in shown
        for entry in section["entries"]
    ]
    most_questions = max(len(card["questions"]) for card in cards)
    with_guide = len(cards) % CARDS_PER_PAGE > 0
    return {
        "title": labels.GUIDE_TITLE if with_guide else f"Dialogkort: {handbook.title}",
        "colophon": labels.colophon(handbook, sections, entries_only=True),
        "cards": cards,
        "guide": labels.guide(most_questions) if with_guide else [],
        "writing_lines": writing_lines,
        "has_backs": writing_lines or any(card["questions"] or card["local"] for card in cards),
    }


def _poster(handbook: "Handbook", sections: "Sequence[Section]", shown: "list[dict[str, Any]]") -> "dict[str, Any]":
    """Which section is the poster's middle, what stands above it and what below.

    The middle is the featured section, or the first of those shown with entries. Sections without entries are
    statements above it, and so are those before it; those after it are panels below. Only the middle asks.
    """
    with_entries = [section for section in shown if section["entries"]]
    middle = next((section for section in with_entries if section["id"] == handbook.featured), None)
    middle = middle or next(iter(with_entries), None)
    at = shown.index(middle) if middle else len(shown)
    lead = sections[0].lead if len(sections) == 1 else handbook.lead
    return {
        "lead": lead[:1],
        "colophon": labels.colophon(handbook, sections[at : at + 1], entries_only=True),
        "statements": [section for index, section in enumerate(shown) if index < at or not section["entries"]],
        "middle": middle,
        "panels": [section for section in shown[at + 1 :] if section["entries"]],
    }


def _compiled_pdf(kind: str, data: "dict[str, Any]", edition: str) -> tuple[bytes, str]:
    """The PDF and an empty text, or no bytes and the compiler's error message."""
    try:
        return _compiled(kind, data, edition, format="pdf", pdf_standards=list(STANDARDS)), ""
    except optional_module("typst", "pdf").TypstError as error:
        return b"", error.message


@cache
def _fonts(package: str) -> "Any":
    """The sans serif in this package and Typst's own serif, cached: finding them takes a third of a page's time."""
    import typst

    folder = os.path.join(os.path.dirname(package), "files")
    return typst.Fonts(include_system_fonts=False, font_paths=[folder])


def _compiled(kind: str, data: "dict[str, Any]", edition: str, **options: "Any") -> "Any":
    """What Typst makes of a kind's template and its data: the bytes of a file, or of each picture if it is several."""
    import json
    from datetime import UTC, datetime

    typst = optional_module("typst", "pdf")
    fonts = _fonts(optional_module("fontpkg_source_sans_3", "pdf").__file__)
    made = datetime.fromisoformat(f"{edition}T12:00:00").replace(tzinfo=UTC)
    result, warnings = typst.compile_with_warnings(
        {
            "main.typ": template(f"{kind}.typ"),
            "lib.typ": template("lib.typ"),
            "content.json": json.dumps(data, ensure_ascii=False).encode(),
        },
        root=os.path.join(os.path.dirname(__file__), "templates", "nothing"),  # empty: all that a template may read
        font_paths=fonts,
        ignore_system_fonts=True,
        timestamp=int(made.timestamp()),
        **options,
    )
    if warnings:
        raise IshojError(f"Siden kunne ikke laves: {warnings[0].message}")
    return result
