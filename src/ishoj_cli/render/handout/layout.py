"""How a section is laid out, decided by the shape of its content and never by its name."""

from ishoj_cli.content.model import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ishoj_cli.content.model import Section

SHORT_ENTRY = 220
"""Entries of at most this many characters each stand side by side, if their questions fit in the margin."""
TALL_ENTRY = 600
"""An entry of more characters than this may break over two pages."""
MANY_ENTRIES = 8
LINE = 60
LONG_SECTION = 28
"""A section of more entries than MANY_ENTRIES, or of more than LONG_SECTION lines of LINE characters, may break over
two pages. Others are kept together: with headings, spacing and lines to write on, they need less than an A4 page."""
TITLE_LINE = 3
"""The lines that a line of a section's title counts as, for its size."""
MARGIN_LINES = 24
MARGIN_LINE = 30
"""The entries' questions are collected in the margin when they and the entries' titles take at most MARGIN_LINES lines
of MARGIN_LINE characters: the margin must end before the page does."""
MOST_STEPS = 14
"""A cycle of more steps than this is not drawn: the numbers on the ring would be too small to read."""
STATEMENT = 170
"""A first paragraph of at most this many characters is set large."""


class SectionLayout(Record):
    """How a section is laid out."""

    level: int
    names_only: bool
    described: bool
    ring: bool
    repeats: bool
    tall: bool
    long: bool
    side_by_side: bool
    statement: bool
    margin_questions: bool
    writing_lines: bool
    entry_lines: bool


def laid_out(sections: "Sequence[Section]", *, writing_lines: bool) -> "list[tuple[Section, SectionLayout]]":
    """The sections to print, each with its layout.

    `level` is 2 for a subsection that follows the section it is a part of, with nothing but other parts of it between.
    `names_only`: its entries are titles without texts, set with space to write; `described`: they have texts;
    `repeats`: they are the steps of a cycle; `ring`: few enough to be drawn.
    `margin_questions`: the entries' questions are collected in the margin; otherwise they stand with their entries.
    `writing_lines` come under a section that has no local interpretation, unless its subsections are shown and have
    their own.
    """
    wholes = {section.part_of for section in sections}
    found = []
    whole = previous = None
    for section in sections:
        level = 2 if section.part_of and section.part_of in (whole, previous) else 1
        whole = whole if level == 2 else section.id
        previous = section.id
        layout = _layout(section, level, writing_lines=writing_lines, has_parts=section.id in wholes)
        found.append((section, layout))
    return found


def _layout(section: "Section", level: int, *, writing_lines: bool, has_parts: bool) -> SectionLayout:
    entries = section.entries
    names_only = bool(entries) and not any(entry.text for entry in entries)
    described = bool(entries) and not names_only
    short = all(_characters(*entry.text, *entry.local) <= SHORT_ENTRY for entry in entries)
    asked = [entry for entry in entries if entry.questions]
    longest = max((_characters(*entry.text, *entry.questions, *entry.local) for entry in entries), default=0)
    in_margin = [text for entry in asked for text in (entry.title, *entry.questions)]
    margin_questions = bool(asked) and described and short and _lines(in_margin, MARGIN_LINE) <= MARGIN_LINES
    said = [*section.lead, *section.closing, *section.questions, *section.local]
    for entry in entries:
        said += [entry.title, *entry.text, *entry.local, *(() if margin_questions else entry.questions)]
    lines = TITLE_LINE * _lines([section.title], LINE) + _lines(said, LINE)
    repeats = section.kind == "cycle" and len(entries) > 1
    return SectionLayout(
        level=level,
        names_only=names_only,
        described=described,
        ring=repeats and len(entries) <= MOST_STEPS,
        repeats=repeats,
        tall=longest > TALL_ENTRY,
        long=longest > TALL_ENTRY or len(entries) > MANY_ENTRIES or lines > LONG_SECTION,
        side_by_side=short and len(entries) % 2 == 0 and margin_questions == bool(asked),
        statement=bool(section.lead) and len(section.lead[0]) <= STATEMENT,
        margin_questions=margin_questions,
        writing_lines=writing_lines and not names_only and not section.local and not has_parts,
        entry_lines=writing_lines and names_only,
    )


def _characters(*texts: str) -> int:
    return sum(map(len, texts))


def _lines(texts: "Iterable[str]", characters: int) -> int:
    """How many lines of so many characters the texts take, each beginning on a line of its own."""
    return sum(-(-len(text) // characters) for text in texts)
