"""The passages of a handbook, which are what a search can find, as folded lines that are scanned in one go."""

from ishoj_cli.danish import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ishoj_cli.content.model import Entry, Handbook, Section
    from ishoj_cli.search.result import Field

# The fields of a passage, a line each, and what a match in one is worth beside the others.
WEIGHTS: "dict[Field, float]" = {
    "title": 2.5,
    "keywords": 2.0,
    "section": 0.5,
    "text": 1.0,
    "question": 0.4,
    "local": 0.9,
}
FIELDS: "tuple[Field, ...]" = tuple(WEIGHTS)
TITLE = FIELDS.index("title")
# Passages are folded in blocks: folding a text of megabytes at once would for a moment take many times its size, and
# one emoji would make every letter of it four bytes wide.
PASSAGES_A_BLOCK = 64
LINES_A_BLOCK = PASSAGES_A_BLOCK * len(FIELDS)
# What parts the lines of a block: ASCII's own unit separator, so that the line breaks of a text may stay in its line.
BREAK = "\x1f"


def own_text(section: "Section") -> str | None:
    """A section's own paragraphs, parted by a blank line, or None when it has no more than entries."""
    return "\n\n".join(section.lead + section.closing) or None


def fields(section: "Section", entry: "Entry | None", questions: bool = True) -> tuple[str, str, str, str, str, str]:
    """A passage's fields in the order of FIELDS, as written (keywords joined by `, `); what is absent is empty."""
    if entry is None:
        return section.title, "", "", own_text(section) or "", "", section.local or ""
    question = (entry.question or "") if questions else ""
    return entry.title, ", ".join(entry.keywords), section.title, entry.text or "", question, entry.local or ""


def _block(passages: "Sequence[tuple[Section, Entry | None]]", questions: bool) -> str:
    """The folded fields of some passages, a line each."""
    lines: list[str] = []
    for section, entry in passages:
        lines += fields(section, entry, questions)
    block = BREAK.join(lines)
    if block.count(BREAK) >= len(lines):
        block = BREAK.join([line.replace(BREAK, " ") for line in lines])
    return fold(block)


class Passages:
    """A handbook's passages in reading order, and their fields folded: line n is field n % 6 of passage n // 6."""

    def __init__(self, handbook: "Handbook", questions: bool = True) -> None:
        self.questions = questions
        self.sources: list[tuple[Section, Entry | None]] = []
        for section in handbook.sections:
            self.sources += [(section, None), *((section, entry) for entry in section.entries)]
        self.blocks = [
            _block(self.sources[first : first + PASSAGES_A_BLOCK], questions)
            for first in range(0, len(self.sources), PASSAGES_A_BLOCK)
        ]

    def __len__(self) -> int:
        return len(self.sources)

    def title(self, number: int) -> str:
        """The title of a passage, as written."""
        section, entry = self.sources[number]
        return (entry or section).title
