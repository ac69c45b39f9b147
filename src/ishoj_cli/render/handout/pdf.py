"""The sheets as PDF, set by Typst from the templates beside this file: content is data to them, never markup."""

from functools import cache

from ishoj_cli.errors import IshojError
from ishoj_cli.render.handout import words
from ishoj_cli.render.handout.library import needed
from ishoj_cli.render.handout.refusals import explained
from ishoj_cli.render.handout.shape import is_leg, shape_of
from ishoj_cli.render.page import local_label, more_line, turn_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import Any, Literal

    from ishoj_cli.content.model import Entry, Handbook, Section

    PdfKind = Literal["ark", "kort", "plakat"]

STANDARDS = ("a-2a", "ua-1")
CARDS_A_SHEET = 8


def render_pdf(
    handbook: "Handbook",
    kind: "PdfKind",
    sections: "Sequence[Section]",
    *,
    questions: bool = True,
    writing_lines: bool = True,
) -> bytes:
    """The sections as one PDF that is both PDF/A-2a and PDF/UA-1: the same bytes for the same content, always.

    `kind` is `ark` (A4, as many pages as it takes), `kort` (a card for each entry, eight to an A4) or `plakat`
    (one A3). `questions` are the tool's own; `writing_lines` are room for an answer where the workplace has none yet.

    Raises `IshojError` when a library is missing, when no font has a letter, and when a text has no room on its card
    or poster.
    """
    data = _data(handbook, kind, sections, questions=questions, writing_lines=writing_lines)
    edition = handbook.source.edition
    pdf, refusal = _tried(kind, data, edition)
    if refusal:
        raise explained(refusal, handbook, data, lambda changed: _tried(kind, changed, edition)[1])
    return clearly_ended(pdf)


def render_pictures(
    handbook: "Handbook",
    kind: "PdfKind",
    sections: "Sequence[Section]",
    *,
    questions: bool = True,
    writing_lines: bool = True,
    dots_per_inch: float = 72,
) -> list[bytes]:
    """The same pages as PNG, one a page."""
    data = _data(handbook, kind, sections, questions=questions, writing_lines=writing_lines)
    pages = _compiled(kind, data, handbook.source.edition, format="png", ppi=dots_per_inch)
    return pages if isinstance(pages, list) else [pages]


def clearly_ended(pdf: bytes) -> bytes:
    """The same PDF where no stream's last byte can be taken for a part of the end of line that follows it.

    In about one PDF of fifteen, the compressed data of a stream happens to end in a carriage return. Typst ends it with
    a line feed, so a reader that looks back from `endstream` takes both for one end of line, and finds the stream a
    byte short. There both are written behind it (ISO 32000-1, 7.3.8.1), and the table of objects follows.
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
    handbook: "Handbook", kind: "PdfKind", sections: "Sequence[Section]", *, questions: bool, writing_lines: bool
) -> "dict[str, Any]":
    """What the template of this kind reads."""
    whole = tuple(sections) == handbook.sections
    shared = {
        "title": handbook.title,
        "organisation": handbook.source.organisation,
        "description": words.description(kind, sections),
        "keywords": [section.title for section in sections],
        "source": words.source_line(handbook),
        "edition": words.edition_line(handbook),
        "imprint": words.imprint(handbook),
        "question_label": words.QUESTION_LABEL,
        "lines_label": words.LINES_LABEL,
        "local_label": local_label(handbook),
        "read_more": list(dict.fromkeys(filter(None, map(more_line, sections)))),
        "whole": whole,
        "tightest": False,
        "lead": words.lines(handbook.lead) if whole else [],
    }
    told = [_section(section, sections, questions=questions, writing_lines=writing_lines) for section in sections]
    if kind == "ark":
        asked = words.asks(sections, questions=questions)
        return shared | {"colophon": words.colophon(handbook, asked=asked), "sections": told}
    if kind == "plakat":
        lead = sections[0].lead if len(sections) == 1 else handbook.lead
        return shared | {"lead": words.lines(lead[:1])} | _poster(handbook, told)
    cards = [
        entry | {"section": section["title"], "read_more": section["read_more_line"]}
        for section in told
        for entry in section["entries"]
    ]
    asked = any(card["question"] for card in cards)
    guided = len(cards) % CARDS_A_SHEET > 0
    return shared | {
        "title": words.GUIDE_TITLE if guided else f"Dialogkort: {handbook.title}",
        "colophon": words.colophon(handbook, asked=asked),
        "cards": cards,
        "guide": words.guide(asked=asked) if guided else [],
        "lines": writing_lines,
        "backed": writing_lines or asked or any(card["local"] for card in cards),
    }


def _section(
    section: "Section", shown: "Sequence[Section]", *, questions: bool, writing_lines: bool
) -> "dict[str, Any]":
    shape = shape_of(section, shown, questions=questions, writing_lines=writing_lines)
    return vars(shape) | {
        "id": section.id,
        "title": section.title,
        "kind": section.kind,
        "level": 2 if is_leg(section, shown) else 1,
        "lead": words.lines(section.lead),
        "closing": words.lines(section.closing),
        "entries": [_entry(entry, number, questions=questions) for number, entry in enumerate(section.entries, 1)],
        "local": words.paragraphs(section.local),
        "read_more_line": more_line(section),
        "turn_line": turn_line(section) if shape.turns and not shape.ring else "",
        "cycle_alt": words.cycle_alternative([entry.title for entry in section.entries]),
    }


def _entry(entry: "Entry", number: int, *, questions: bool) -> "dict[str, Any]":
    return {
        "id": entry.id,
        "number": number,
        "title": entry.title,
        "text": words.paragraphs(entry.text),
        "question": entry.question if questions else None,
        "local": words.paragraphs(entry.local),
    }


def _poster(handbook: "Handbook", sections: "list[dict[str, Any]]") -> "dict[str, Any]":
    """Which section is the poster's middle, what stands above it and what below, and its last words.

    The middle is the featured section, or the first of those shown with entries. Sections without entries are
    statements above it, and so is one whose entries come before the middle; sections after it are panels below.
    Only the middle asks.
    """
    with_entries = [section for section in sections if section["entries"]]
    middle = next((section for section in with_entries if section["id"] == handbook.featured), None)
    middle = middle or next(iter(with_entries), None)
    at = sections.index(middle) if middle else len(sections)
    asked = any(entry["question"] for entry in (middle["entries"] if middle else []))
    return {
        "colophon": words.colophon(handbook, asked=asked),
        "statements": [section for index, section in enumerate(sections) if index < at or not section["entries"]],
        "middle": middle and middle | {"asked": asked},
        "panels": [section for section in sections[at + 1 :] if section["entries"]],
    }


def _tried(kind: str, data: "dict[str, Any]", edition: str) -> tuple[bytes, str]:
    """The PDF and nothing, or nothing and what the compiler refuses."""
    try:
        return _compiled(kind, data, edition, format="pdf", pdf_standards=list(STANDARDS)), ""
    except needed("typst", "pdf").TypstError as refused:
        return b"", refused.message


@cache
def _fonts(folder: "Path") -> "Any":
    """The sans serif of this folder and Typst's own serif; finding them takes a third of the time of a page."""
    import typst

    return typst.Fonts(include_system_fonts=False, font_paths=[str(folder)])


def _compiled(kind: str, data: "dict[str, Any]", edition: str, **options: "Any") -> "Any":
    """The bytes of a file (of each page, for pictures of several) from the template of a kind and its data."""
    import json
    from datetime import UTC, datetime
    from pathlib import Path

    typst = needed("typst", "pdf")
    fonts = _fonts(Path(needed("fontpkg_source_sans_3", "pdf").__file__).with_name("files"))
    templates = Path(__file__).with_name("templates")
    files = {"main.typ": (templates / f"{kind}.typ").read_bytes(), "lib.typ": (templates / "lib.typ").read_bytes()}
    made = datetime.fromisoformat(f"{edition}T12:00:00").replace(tzinfo=UTC)
    result, warnings = typst.compile_with_warnings(
        files | {"content.json": json.dumps(data, ensure_ascii=False).encode()},
        root=str(templates / "nothing"),  # all that a template may read; a temporary folder can't be made everywhere
        font_paths=fonts,
        ignore_system_fonts=True,
        timestamp=int(made.timestamp()),
        **options,
    )
    if warnings:
        raise IshojError(f"Siden kunne ikke sættes: {warnings[0].message}")
    return result
