"""The searchable passages of a handbook: sections, entries and the handbook itself, folded for one scan."""

from ishoj_cli.content.model import Entry, Handbook, Section
from ishoj_cli.search.folding import fold, original_offsets
from ishoj_cli.search.result import SearchedField as Field
from ishoj_cli.type_hints import Collection, Sequence

# The fields of a passage as written, in the order of FIELDS, each a tuple of paragraphs.
Fields = tuple[tuple[str, ...], ...]

# The fields of a passage, a line each, and what a match in one is worth beside the others. `section` is the title of
# an entry's section.
WEIGHTS: "dict[Field, float]" = {
    "title": 2.5,
    "section": 0.5,
    "summary": 0.9,
    "text": 1.0,
    "questions": 0.4,
    "read_more": 0.3,
    "local": 0.9,
    "topic": 0.9,
}
FIELDS: "tuple[Field, ...]" = tuple(WEIGHTS)
TITLE, SECTION, SUMMARY, TEXT, QUESTIONS, READ_MORE, LOCAL, TOPIC = range(len(FIELDS))
# Passages are folded in blocks: folding megabytes at once would need a multiple of that in memory, and one emoji would
# make Python store all of it at four bytes a character.
PASSAGES_A_BLOCK = 64
LINES_A_BLOCK = PASSAGES_A_BLOCK * len(FIELDS)
# What separates the lines of a block, and the paragraphs of a line: ASCII's own separators, so that the line breaks of
# a text may stay in it.
BREAK, PARAGRAPH = "\x1f", "\x1e"
# The id of the handbook's own passage.
WHOLE = "alt"


def fields(section: "Section", entry: "Entry | None") -> "Fields":
    """A passage's fields as written, in the order of FIELDS; what is absent is empty."""
    if entry is not None:
        return (entry.title,), (section.title,), (), entry.text, entry.questions, (), entry.local, entry.keywords
    summary = (section.summary,) if section.summary else ()
    read_more = (section.read_more,) if section.read_more else ()
    text = section.lead + section.closing
    return (section.title,), (), summary, text, section.questions, read_more, section.local, section.keywords


def folded_lines(lines: "Sequence[str]") -> str:
    """Lines folded and joined to a block, each where it can be distinguished from the others."""
    block = BREAK.join(lines)
    if block.count(BREAK) >= len(lines):
        block = BREAK.join([line.replace(BREAK, " ") for line in lines])
    return fold(block)


class Passages:
    """A handbook's passages in reading order, the handbook's own last, and their fields folded.

    Line n of the blocks is field n % 8 of passage n // 8; the lines of topic words are empty there. Line n of `topics`
    is the topic words of passage n. `general` is the number of the handbook's own passage, `organisation` the
    folded words of the organisation's name.
    """

    def __init__(self, handbook: "Handbook") -> None:
        self.sources: list[tuple[Section, Entry | None]] = []
        for section in handbook.sections:
            self.sources.append((section, None))
            self.sources += [(section, entry) for entry in section.entries]
        self.general = len(self.sources)
        self.sources.append((Section(WHOLE, handbook.title, lead=handbook.lead, closing=handbook.closing), None))
        self.organisation = fold(handbook.organisation).split()
        self.blocks: list[str] = []
        topics: list[str] = []
        join = PARAGRAPH.join
        for first in range(0, len(self.sources), PASSAGES_A_BLOCK):
            lines: list[str] = []
            for section, entry in self.sources[first : first + PASSAGES_A_BLOCK]:
                lines += map(join, fields(section, entry))
                topics.append(lines[-1])
                lines[-1] = ""
            self.blocks.append(folded_lines(lines))
        self.topics = folded_lines(topics)

    def among(self, ids: "Collection[str]") -> set[int]:
        """The numbers of the passages of these sections and entries."""
        addresses = [(section.id, f"{section.id}/{entry.id}" if entry else "") for section, entry in self.sources]
        return {number for number, names in enumerate(addresses) if names[0] in ids or names[1] in ids}

    def is_named(self, line: int) -> bool:
        """Whether a line is a title or topic words; the handbook's own title is too general to count."""
        passage, field = divmod(line, len(FIELDS))
        return field in (TITLE, TOPIC) and passage != self.general

    def original_text(self, line: int, start: int, end: int) -> str:
        """The original text at a span of a folded line."""
        text = PARAGRAPH.join(fields(*self.sources[line // len(FIELDS)])[line % len(FIELDS)])
        spans = original_offsets(text)
        return text[start:end] if spans is None else text[spans[start][0] : spans[end - 1][1]]

    def names(self) -> dict[str, str]:
        """The topic words and the titles by their folded form, as they are written."""
        owners = [entry or section for section, entry in self.sources]
        written = [keyword for owner in owners for keyword in owner.keywords] + [owner.title for owner in owners]
        return dict(zip(folded_lines(written).split(BREAK)[::-1], written[::-1], strict=True))
