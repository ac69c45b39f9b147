"""The sheets as PDF, set by Typst from the templates beside this file: content is data to them, never markup."""

from ishoj_cli.errors import IshojError, quoted
from ishoj_cli.render.handout import words
from ishoj_cli.render.handout.library import needed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any, Literal

    from ishoj_cli.content.model import Entry, Handbook, Section

    PdfKind = Literal["ark", "kort", "plakat"]

NO_ROOM = "panicked with: no room"
STANDARDS = ("a-2a", "ua-1")
CARDS_A_SHEET = 8
SHORTER = "Forkort teksten, vælg færre afsnit, eller lav et ark, hvor teksten må fylde flere sider."
FIELDS = {
    "text": "Teksten til",
    "question": "Spørgsmålet til",
    "local": "Tolkningen af",
    "title": "Titlen",
    "lead": "Indledningen til",
    "closing": "Slutningen af",
}


def render_pdf(
    handbook: "Handbook",
    kind: "PdfKind",
    sections: "Sequence[Section]",
    *,
    questions: bool = True,
    writing_lines: bool = True,
) -> bytes:
    """The sections as one PDF that is both PDF/A-2a and PDF/UA-1: the same bytes for the same content, always.

    `kind` is `ark` (A4, as many pages as it takes), `kort` (a card for each entry, eight to an A4) or `plakat` (one A3).
    `questions` are the tool's own; `writing_lines` are room for an answer, where the workplace hasn't given one.

    Raises `IshojError` when a library is missing, when no font has a letter, and when a text has no room on its card or poster.
    """
    return _set(_data(handbook, kind, sections, questions=questions, writing_lines=writing_lines), kind, handbook)


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
    pages = _compile(kind, data, handbook.source.edition, format="png", ppi=dots_per_inch)
    return pages if isinstance(pages, list) else [pages]


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
        "colophon": words.colophon(handbook, questions=questions),
        "question_label": words.QUESTION_LABEL,
        "lines_label": words.LINES_LABEL,
        "local_label": words.local_label(handbook),
        "read_more_label": words.READ_MORE,
        "whole": whole,
        "lead": words.lines(handbook.lead) if whole else [],
    }
    told = [_section(section, sections, questions=questions, writing_lines=writing_lines) for section in sections]
    if kind == "ark":
        return shared | {"sections": told}
    if kind == "plakat":
        own = words.colophon(handbook, questions=questions)
        return shared | {"lead": words.lines(handbook.lead[:1]), "own": own} | _poster(handbook, told)
    cards = [entry | {"section": section["title"]} for section in told for entry in section["entries"]]
    guided = len(cards) % CARDS_A_SHEET > 0
    return shared | {
        "title": words.GUIDE_TITLE if guided else f"Dialogkort: {handbook.title}",
        "cards": cards,
        "guide": words.guide(questions=questions) if guided else [],
        "lines": writing_lines,
        "backed": writing_lines or any(card["question"] or card["local"] for card in cards),
    }


def _section(
    section: "Section", shown: "Sequence[Section]", *, questions: bool, writing_lines: bool
) -> "dict[str, Any]":
    shape = words.shape(section, shown, questions=questions, writing_lines=writing_lines)
    return vars(shape) | {
        "id": section.id,
        "title": section.title,
        "kind": section.kind,
        "level": 2 if section.part_of in {other.id for other in shown} else 1,
        "lead": words.lines(section.lead),
        "closing": words.lines(section.closing),
        "entries": [_entry(entry, number, questions=questions) for number, entry in enumerate(section.entries, 1)],
        "local": words.paragraphs(section.local),
        "read_more": section.read_more,
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
    """Which section is the poster's middle, what stands above it and what below.

    The middle is the featured section, or the first with entries. Sections without entries are statements above it,
    and so is one whose entries come before the middle; sections after it are panels below.
    """
    with_entries = [section for section in sections if section["entries"]]
    middle = next((section for section in with_entries if section["id"] == handbook.featured), None)
    middle = middle or next(iter(with_entries), None)
    at = sections.index(middle) if middle else len(sections)
    return {
        "statements": [section for index, section in enumerate(sections) if index < at or not section["entries"]],
        "middle": middle,
        "panels": [section for section in sections[at + 1 :] if section["entries"]],
    }


def _set(data: "dict[str, Any]", kind: "PdfKind", handbook: "Handbook") -> bytes:
    """The data as a PDF; what the compiler refuses becomes a Danish error that says what to change."""
    typst = needed("typst", "pdf")
    try:
        pdf = _compile(kind, data, handbook.source.edition)
    except typst.TypstError as refused:
        letter = words.refused_letter(refused.message)
        if letter:
            raise words.no_letter(handbook, letter) from None
        if NO_ROOM in refused.message:
            raise _no_room(kind, data, handbook.source.edition, refused.message) from None
        raise IshojError(f"Siden kunne ikke sættes: {refused.message}") from refused
    assert isinstance(pdf, bytes)
    return pdf


def _compile(kind: str, data: "dict[str, Any]", edition: str, **options: "Any") -> "bytes | list[bytes]":
    import json
    from calendar import timegm
    from pathlib import Path
    from tempfile import TemporaryDirectory

    typst = needed("typst", "pdf")
    fonts = Path(needed("fontpkg_source_sans_3", "pdf").__file__).with_name("files")
    templates = Path(__file__).with_name("templates")
    files = {"main.typ": (templates / f"{kind}.typ").read_bytes(), "lib.typ": (templates / "lib.typ").read_bytes()}
    year, month, day = map(int, edition.split("-"))
    options = options or {"format": "pdf", "pdf_standards": list(STANDARDS)}
    with TemporaryDirectory() as empty:
        result, warnings = typst.compile_with_warnings(
            files | {"content.json": json.dumps(data, ensure_ascii=False).encode()},
            root=empty,
            font_paths=[str(fonts)],
            ignore_system_fonts=True,
            timestamp=timegm((year, month, day, 12, 0, 0)),
            **options,
        )
    if warnings:
        raise IshojError(f"Siden kunne ikke sættes: {warnings[0].message}")
    return result  # type: ignore[no-any-return]


def _no_room(kind: "PdfKind", data: "dict[str, Any]", edition: str, message: str) -> IshojError:
    """The error that names the text without room and by how many letters it is too long: found by cutting until it has."""
    if kind == "plakat":
        return _no_room_on_poster(data, edition)
    import re

    place = re.search(rf"{NO_ROOM}, (-?\d+), (front|back)", message)
    assert place
    index, side = int(place[1]), place[2]
    if index < 0:
        return _source_too_long()
    card = data["cards"][index]
    fields = ("text", "title") if side == "front" else ("question", "local", "title")
    for field in sorted(fields, key=lambda name: -_length(card[name])):

        def fits(letters: int, field: str = field) -> bool:
            return _has_room(kind, data | {"cards": [card | {field: _cut(card[field], letters)}], "guide": []}, edition)

        room = _most(fits, _length(card[field]))
        if room is not None:
            return _too_long(FIELDS[field], card["title"], _length(card[field]), room, "kortet")
    bare = card | {field: _cut(card[field], 1) for field in ("text", "title", "question", "local")}
    if not _has_room(kind, data | {"cards": [bare], "guide": []}, edition):
        return _source_too_long()
    return IshojError(f"Teksterne til {quoted(card['title'])} er tilsammen for lange til kortet.", hint=SHORTER)


def _source_too_long() -> IshojError:
    return IshojError(
        "Kildens og organisationens navne er for lange til kortene.", hint="Lav et ark, eller forkort dem i indholdet."
    )


def _no_room_on_poster(data: "dict[str, Any]", edition: str) -> IshojError:
    entries = [entry for section in (data["middle"], *data["panels"]) if section for entry in section["entries"]]
    owners = [*entries, *data["statements"], *([data["middle"]] if data["middle"] else []), *data["panels"], data]
    for fields in (("text", "question", "local", "lead", "closing"), ("title",)):
        found = [(_length(owner.get(field)), field, owner) for owner in owners for field in fields]
        length, field, owner = max(found, key=lambda item: item[0])

        def fits(letters: int, fields: "tuple[str, ...]" = fields) -> bool:
            return _has_room("plakat", _all_cut(data, fields, letters), edition)

        room = _most(fits, length)
        if room is not None:
            return _too_long(FIELDS[field], owner["title"], length, room, "plakaten")
    return IshojError(f"Plakaten har ikke plads til {len(entries)} punkter.", hint=SHORTER)


def _has_room(kind: "PdfKind", data: "dict[str, Any]", edition: str) -> bool:
    try:
        _compile(kind, data, edition)
    except needed("typst", "pdf").TypstError as refused:
        return NO_ROOM not in refused.message
    return True


def _most(fits: "Callable[[int], bool]", too_many: int) -> int | None:
    """The most letters below `too_many` that fit, or None when not even one does."""
    if too_many < 2 or not fits(1):
        return None
    low, high = 1, too_many
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    return low


def _length(text: "str | list[str] | None") -> int:
    return sum(map(len, text or ()))


def _cut(text: "str | list[str] | None", letters: int) -> "str | list[str] | None":
    if not isinstance(text, list):
        return text and text[:letters]
    left, kept = letters, []
    for paragraph in text:
        if left > 0:
            kept.append(paragraph[:left])
        left -= len(paragraph)
    return kept


def _all_cut(value: "Any", fields: "tuple[str, ...]", letters: int) -> "Any":
    """The data with every text of these fields cut to so many letters, however deep it stands."""
    if isinstance(value, list):
        return [_all_cut(item, fields, letters) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        key: _cut(item, letters) if key in fields else _all_cut(item, fields, letters) for key, item in value.items()
    }


def _too_long(field: str, title: str, length: int, room: int, place: str) -> IshojError:
    over, whole, most = (f"{number:,}".replace(",", ".") for number in (length - room, length, room))
    long = "langt" if field.startswith("Spørgsmålet") else "lang"
    return IshojError(
        f"{field} {quoted(title)} er {over} tegn for {long} til {place}: {whole} tegn, og der er plads til {most}.",
        hint=SHORTER,
    )
