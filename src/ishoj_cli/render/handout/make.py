"""One way in to everything to print: a kind and a format in, a file name and its bytes out."""

from ishoj_cli.errors import IshojError, UsageError, quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Literal

    from ishoj_cli.content.model import Handbook, Section

    HandoutKind = Literal["ark", "kort", "plakat"]
    HandoutFormat = Literal["pdf", "html", "docx", "markdown"]

ENDINGS: "dict[HandoutFormat, str]" = {"pdf": ".pdf", "html": ".html", "docx": ".docx", "markdown": ".md"}
"""The formats, each with the ending of its files."""
FORMATS: "dict[HandoutKind, tuple[HandoutFormat, ...]]" = {
    "ark": ("pdf", "html", "docx", "markdown"),
    "kort": ("pdf",),
    "plakat": ("pdf",),
}
"""What each kind comes as; the first is the one to choose when nothing is said."""
PANEL_ENTRIES = range(2, 7)
"""How many entries suit a panel of the poster."""


def format_of(name: str) -> "HandoutFormat | None":
    """The format that a file name's ending stands for: `ark.MD` is markdown, `ark.txt` is none that we write."""
    endings = {ending: format for format, ending in ENDINGS.items()} | {".markdown": "markdown", ".htm": "html"}
    return next((format for ending, format in endings.items() if name.lower().endswith(ending)), None)


def file_name(kind: "HandoutKind", format: "HandoutFormat", sections: "Sequence[str]" = ()) -> str:
    """A plain name for the file: `ark.pdf`, `kort-vaerdier.pdf`; more than three sections are not all named."""
    return "-".join([kind, *sections[:3], *(["mm"] if len(sections) > 3 else [])]) + ENDINGS[format]


def make_handout(
    handbook: "Handbook",
    kind: "HandoutKind" = "ark",
    format: "HandoutFormat" = "pdf",
    sections: "Sequence[str]" = (),
    *,
    questions: bool = True,
    writing_lines: bool = True,
) -> tuple[str, bytes]:
    """The handout's plain file name and its bytes (text formats in UTF-8).

    `sections` are ids of the handbook's sections, which the caller has checked; a section brings its legs along. None
    named is the whole handbook (`ark`), the featured section's entries (`kort`), or what has room (`plakat`).

    Raises `UsageError` for a kind that doesn't come in the format, and `IshojError` when there is nothing to print, a
    library is missing, no font has a letter, or a text has no room.
    """
    if format not in FORMATS[kind]:
        raise UsageError(
            f"{quoted(kind)} findes kun som pdf.", hint=f"Prøv: {handbook.command} handout --type {kind} --format pdf"
        )
    if not handbook.sections:
        raise IshojError(
            "Der er ingen afsnit at skrive ud.", hint=f"Se, hvad indholdet mangler, med: {handbook.command} tjek"
        )
    chosen = chosen_sections(handbook, kind, sections)
    return file_name(kind, format, sections), _rendered(
        handbook, kind, format, chosen, questions=questions, writing_lines=writing_lines
    )


def _rendered(
    handbook: "Handbook",
    kind: "HandoutKind",
    format: "HandoutFormat",
    sections: "Sequence[Section]",
    *,
    questions: bool,
    writing_lines: bool,
) -> bytes:
    if format == "pdf":
        from ishoj_cli.render.handout.pdf import render_pdf

        return render_pdf(handbook, kind, sections, questions=questions, writing_lines=writing_lines)
    if format == "docx":
        from ishoj_cli.render.handout.docx import render_docx

        return render_docx(handbook, sections, questions=questions, writing_lines=writing_lines)
    if format == "html":
        from ishoj_cli.render.handout.html import render_html

        return render_html(handbook, sections, questions=questions, writing_lines=writing_lines).encode()
    from ishoj_cli.render.handout.markdown import render_markdown_sheet

    return render_markdown_sheet(handbook, sections, questions=questions, writing_lines=writing_lines).encode()


def chosen_sections(handbook: "Handbook", kind: "HandoutKind", ids: "Sequence[str]" = ()) -> "tuple[Section, ...]":
    """The sections to print, in reading order; raises `IshojError` when there is nothing to make cards of."""
    named = tuple(section for section in handbook.sections if section.id in ids or section.part_of in ids)
    if kind == "kort":
        return _with_entries(handbook, ids, named)
    if kind == "plakat" and not named:
        return _poster_sections(handbook)
    return named or handbook.sections


def left_out(handbook: "Handbook", kind: "HandoutKind", ids: "Sequence[str]" = ()) -> "tuple[Section, ...]":
    """The sections that a poster of the whole has no room for; none when sections are named, or on other kinds."""
    if kind != "plakat" or ids:
        return ()
    chosen = chosen_sections(handbook, kind)
    return tuple(section for section in handbook.sections if section not in chosen)


def _with_entries(handbook: "Handbook", ids: "Sequence[str]", named: "tuple[Section, ...]") -> "tuple[Section, ...]":
    """The sections to make cards of: each one named must have entries, itself or in its legs."""
    names = [section.id for section in handbook.sections if section.entries]
    sheet = f"Lav et ark i stedet: {handbook.command} handout"
    hint = f"Vælg et afsnit med punkter: {', '.join(names)}" if names else sheet
    for section in named:
        legs = handbook.parts_of(section)
        if section.id in ids and not any(part.entries for part in (section, *legs)):
            raise IshojError(f"{quoted(section.title)} har ingen punkter at lave kort af.", hint=hint)
    if named:
        return tuple(section for section in named if section.entries)
    first = handbook.featured_section()
    if first is None:
        raise IshojError("Indholdet har ingen punkter at lave kort af.", hint=sheet)
    return (first,)


def _poster_sections(handbook: "Handbook") -> "tuple[Section, ...]":
    """What a poster has room for: the main section, at most two before it, the first after it that suits a panel."""
    main = handbook.featured_section()
    if main is None:
        return handbook.sections[:2]
    at = handbook.sections.index(main)
    before = [section for section in handbook.sections[:at] if not section.part_of][-2:]
    after = [
        section
        for section in handbook.sections[at + 1 :]
        if section.kind == "list"
        and len(section.entries) in PANEL_ENTRIES
        and all(entry.text for entry in section.entries)
    ]
    return (*before, main, *after[:1])
