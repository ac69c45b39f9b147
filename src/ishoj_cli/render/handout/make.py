"""Makes a handout of a given kind and format; returns its default file name and its bytes."""

from ishoj_cli.content.model import Handbook, Section
from ishoj_cli.danish import enumerated
from ishoj_cli.errors import IshojError, UsageError, quoted
from ishoj_cli.render.handout import FILE_ENDINGS, HANDOUT_FORMATS
from ishoj_cli.render.handout.labels import LOCAL_LABEL
from ishoj_cli.render.handout.layout import Handout
from ishoj_cli.render.handout.poster import sheets
from ishoj_cli.type_hints import Sequence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Protocol

    from ishoj_cli.render.handout import docx, html, markdown, pdf

    class Renderer(Protocol):
        """What the module of a format can do."""

        def render(self, handout: Handout, /) -> bytes:
            """The handout as a file."""

    MODULES: tuple[Renderer, ...] = (pdf, html, docx, markdown)

LARGE_FORMATS = "Vælg PDF, HTML eller Word-format (docx)."
COURSE = ("arbejdsark", "drejebog", "kursus")  # the kinds that are about one section unless others are named


def format_of(name: str) -> str | None:
    """The format that a file name's ending stands for: `ark.MD` is markdown; None for an unsupported extension."""
    endings = {ending: format for format, ending in FILE_ENDINGS.items()} | {".markdown": "markdown", ".htm": "html"}
    return next((format for ending, format in endings.items() if name.lower().endswith(ending)), None)


def file_name(kind: str, format: str, section_ids: "Sequence[str]" = ()) -> str:
    """The default file name: `ark.pdf`, `kort-vaerdier.pdf`; it names at most three sections."""
    names = [id_.replace("/", "-") for id_ in section_ids[:3]]
    return "-".join([kind, *names, *(["mm"] if len(section_ids) > 3 else [])]) + FILE_ENDINGS[format]


def make_handout(
    handbook: "Handbook",
    kind: str = "ark",
    format: str = "pdf",
    section_ids: "Sequence[str]" = (),
    *,
    writing_lines: bool = True,
    large: bool = False,
    minutes: int = 60,
    participants: int = 12,
    omitted: str = "",
    repeat: str = "",
) -> tuple[str, bytes]:
    """The handout's default file name and its bytes (text formats in UTF-8).

    `section_ids` are ids of sections of the handbook, or of entries (`section/entry`) that are printed without the rest
    of their section; a section includes its subsections. The default is the whole handbook (`ark`, `lysbilleder`) or
    the featured section (`kort`, the others of a course, `plakat` with two before it). `writing_lines` leaves lines to
    write on where the workplace has no interpretation yet. `large` sets all text to at least 16 points, except the
    source line. `minutes` and `participants` are those of the course (`drejebog`), whose commands repeat the options
    `omitted` and `repeat`, as in `Handout`.

    Raises `UsageError` for a kind that doesn't come in the format or in large print, and `IshojError` when there is
    nothing to print, an optional dependency is missing, no font has a character, or a text doesn't fit.
    """
    if format not in HANDOUT_FORMATS[kind]:
        formats = enumerated([name.upper() for name in HANDOUT_FORMATS[kind]])
        what = f"{quoted(kind)} findes kun som {formats}."
        raise UsageError(what, hint="Prøv", command=f"handout --type {kind} --format pdf")
    if large and format == "markdown":
        raise UsageError("Markdown har ingen skriftstørrelse, så --stor-skrift kan ikke bruges.", hint=LARGE_FORMATS)
    if not handbook.sections:
        raise IshojError(
            "Der er ingen afsnit at lave et handout af.", hint="Se, hvad indholdet mangler, med", command="tjek"
        )
    chosen = chosen_sections(handbook, kind, section_ids)
    handout = Handout(
        handbook, kind, chosen, writing_lines, minutes, participants, large, bool(section_ids), omitted, repeat
    )
    module: Renderer = __import__(f"ishoj_cli.render.handout.{format}", fromlist=["*"])
    return file_name(kind, format, section_ids), module.render(handout)


def chosen_sections(handbook: "Handbook", kind: str, section_ids: "Sequence[str]" = ()) -> "tuple[Section, ...]":
    """The sections to print, in reading order; raises `IshojError` when cards have no entries to show."""
    named = tuple(filter(None, (_chosen(section, section_ids) for section in handbook.sections)))
    if kind == "kort":
        return _card_sections(handbook, section_ids, named)
    if kind == "plakat" and not named:
        return _poster_sections(handbook)
    featured = handbook.featured_section()
    if kind in COURSE and not named and featured:
        return (featured,)
    return named or handbook.sections


def ids_with_cards(handbook: "Handbook", section_ids: "Sequence[str]") -> list[str]:
    """Those of some ids of sections and entries of which cards can be made."""
    chosen = ((id_, _chosen(section, [id_])) for id_ in section_ids for section in handbook.sections)
    return list(dict.fromkeys(id_ for id_, section in chosen if section and section.entries))


def _chosen(section: "Section", ids: "Sequence[str]") -> "Section | None":
    """The section itself if it is selected, a copy with only the selected entries, or None."""
    if section.id in ids or section.part_of in ids:
        return section
    entries = tuple(entry for entry in section.entries if f"{section.id}/{entry.id}" in ids)
    bare = section.replace(kind="list", entries=entries, summary=None, lead=(), questions=(), closing=(), local=())
    return bare if entries else None


def left_out(handbook: "Handbook", section_ids: "Sequence[str]" = ()) -> "tuple[Section, ...]":
    """The sections that the default poster omits; empty if sections were selected explicitly."""
    if section_ids:
        return ()
    shown = sheets(Handout(handbook, "plakat", chosen_sections(handbook, "plakat")), LOCAL_LABEL)
    ids = {id_ for sheet in shown for id_ in (sheet.id, *(word.id for word in (*sheet.words, *sheet.panels)))}
    return tuple(section for section in handbook.sections if section.id not in ids)


def _card_sections(
    handbook: "Handbook", section_ids: "Sequence[str]", named: "tuple[Section, ...]"
) -> "tuple[Section, ...]":
    """The sections to make cards of: each one named must have entries, itself or in its subsections."""
    featured = handbook.featured_section()
    bare = [
        section
        for section in named
        if section.id in section_ids and not any(part.entries for part in (section, *handbook.parts_of(section)))
    ]
    if featured and not bare:
        return tuple(section for section in named if section.entries) or (featured,)
    what = f"{quoted(bare[0].title) if bare else 'Indholdet'} har ingen punkter at lave kort af."
    ids = [section.id for section in handbook.sections if section.entries]
    if not ids:
        raise IshojError(what, hint="Lav et ark i stedet", command="handout")
    raise IshojError(what, hint=f"Vælg et afsnit med punkter: {', '.join(ids)}")


def _poster_sections(handbook: "Handbook") -> "tuple[Section, ...]":
    """What a poster of the whole is about: the featured section, last, and at most two before it."""
    main = handbook.featured_section()
    if main is None:
        return handbook.sections[:1]
    at = handbook.sections.index(main)
    before = [section for section in handbook.sections[:at] if not section.part_of][-2:]
    return (*before, main)
