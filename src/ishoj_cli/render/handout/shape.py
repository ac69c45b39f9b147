"""How a section is laid out, decided from the shape of its content and never from its name."""

from ishoj_cli.content.model import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ishoj_cli.content.model import Section

SHORT = 220
"""Entries of at most this many letters each stand side by side, if their questions have room in the margin."""
TALL = 600
"""An entry with more letters than this may break over two pages."""
MANY = 8
LINE = 60
LONG = 24
"""A section of more entries than MANY, or of more than LONG lines of LINE letters, may break over two pages. Others
stay whole: with headings, air and lines to write on, the most that they can need is less than an A4."""
LABELLED = 3
"""As many times as it has lines a section's title counts, for its size, and what stands under a label of its own."""
MARGIN = 24
MARGIN_LINE = 30
"""Questions are gathered in the margin when they and the names they belong to take at most MARGIN lines of MARGIN_LINE
letters there; what takes more stands with its entry, for the margin must end before the page does."""
STEPS = 14
"""More steps than these are not drawn: on the ring their numbers would be too small to read."""
STATEMENT = 170
"""A first paragraph of at most this many letters is set large."""


class Shape(Record):
    """How a section is laid out: what it has decides, never what it is called."""

    named: bool
    told: bool
    ring: bool
    turns: bool
    tall: bool
    long: bool
    side_by_side: bool
    statement: bool
    asked: bool
    margin_questions: bool
    lines: bool
    entry_lines: bool
    room: bool


def shape_of(section: "Section", shown: "Sequence[Section]", *, questions: bool, writing_lines: bool) -> Shape:
    """The layout of a section among those shown.

    `named`: its entries are names and no more, set as a table with room to write; `told`: they have texts;
    `turns`: they are steps that follow each other round, which one alone can't; `ring`: few enough to be drawn so.
    `margin_questions`: the questions stand together in the margin; those that don't stand with their entries.
    `lines` come under a section that has no interpretation of its own yet, unless its legs are shown and have theirs.
    """
    entries = section.entries
    named = bool(entries) and not any(entry.text for entry in entries)
    told = bool(entries) and not named
    short = all(_letters(entry.text, entry.local) <= SHORT for entry in entries)
    asked = questions and any(entry.question for entry in entries)
    legs = any(part.part_of == section.id for part in shown)
    longest = max((_letters(entry.text, entry.question, entry.local) for entry in entries), default=0)
    aside = [text for entry in entries if entry.question for text in (entry.title, entry.question)]
    margin_questions = asked and told and short and _lines(aside, MARGIN_LINE) <= MARGIN
    said = [*section.lead, *section.closing, *(section.title, section.local) * LABELLED]
    for entry in entries:
        said += [entry.title, entry.text, *(entry.local,) * LABELLED]
        said += () if margin_questions else (entry.question,) * (LABELLED if told else 1)
    lines = _lines(said, LINE)
    turns = section.kind == "cycle" and len(entries) > 1
    return Shape(
        named=named,
        told=told,
        ring=turns and len(entries) <= STEPS,
        turns=turns,
        tall=longest > TALL,
        long=longest > TALL or len(entries) > MANY or lines > LONG,
        side_by_side=short and len(entries) % 2 == 0 and margin_questions == asked,
        statement=bool(section.lead) and len(section.lead[0]) <= STATEMENT,
        asked=asked,
        margin_questions=margin_questions,
        lines=writing_lines and not named and not section.local and not legs,
        entry_lines=writing_lines and named,
        room=named and (writing_lines or any(entry.local for entry in entries)),
    )


def is_leg(section: "Section", shown: "Sequence[Section]") -> bool:
    """Whether a section stands under the whole that it is a leg of: behind it, with but other legs of it between."""
    for before in reversed(shown[: shown.index(section)]):
        if before.id == section.part_of:
            return True
        if before.part_of != section.part_of:
            return False
    return False


def _letters(*texts: str | None) -> int:
    return sum(len(text or "") for text in texts)


def _lines(texts: "Sequence[str | None]", letters: int) -> int:
    """How many lines of so many letters the texts take, each from a line of its own."""
    return sum(-(-len(text) // letters) for text in texts if text)
