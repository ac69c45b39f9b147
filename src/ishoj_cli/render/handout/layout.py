"""What to print, and the layout of each section, which depends on its content and never on its name."""

from ishoj_cli.content.lists import grouped
from ishoj_cli.content.model import Entry, Handbook, Record, Section
from ishoj_cli.render.handout import TIMED
from ishoj_cli.render.handout.labels import colophon
from ishoj_cli.render.page import has_questions
from ishoj_cli.type_hints import Iterable

KIND_NAMES = {
    "ark": "Handout",
    "kort": "Dialogkort",
    "plakat": "Plakat",
    "lysbilleder": "Lysbilleder",
    "arbejdsark": "Arbejdsark",
    "drejebog": "Drejebog",
    "kursus": "Kursus",
}

SHORT_ENTRY, FEW_LINES = 260, 9
"""Entries of at most this many characters and lines each stand side by side."""
TALL_ENTRY, MANY_LINES = 600, 20
"""An entry of more characters or lines than this may break over two pages."""
MANY_ENTRIES = 8
LINE, HALF_LINE = 60, 26
LONG_SECTION = 28
"""A section of more entries than MANY_ENTRIES, or of more than LONG_SECTION lines of LINE characters, may break over
two pages. Others are kept together: with headings, spacing and lines to write on, they need less than an A4 page."""
TITLE_LINE = 3
"""The lines that a line of a section's title counts as, for its size."""
ENTRY_SPACE = 3
"""The lines that the title of an entry counts as, with the space around it."""
MOST_STEPS = 14
"""A cycle of more steps than this is not drawn: the numbers on the ring would be too small to read."""
MOST_LINES, FIRST_LINES, LINES, ENTRY_LINES = 8, 6, 3, 2
"""The lines to write on: under a section alone, under one before the featured one, under another, under an entry."""
STATEMENT = 170
"""A first paragraph of at most this many characters is set large."""


class SectionLayout(Record):
    """How a section is laid out.

    `level` is 2 for a subsection that follows the section it is a part of, with nothing but other parts of it between.
    `numbered`: its entries are all there, and several. `names_only`: they are titles without texts, set with space to
    write. `repeats`: they are the steps of a cycle; `ring`: few enough to be drawn. `tall` and `long`: an entry, the
    section, may break over two pages. `beginning`: about how many lines there are to the end of its first entry, or to
    its own, without lines to write on.
    `writing_lines` is how many lines to write on come under a section that has no local interpretation, unless its
    subsections are shown and have their own; `entry_lines` how many under each of its entries that has none.
    """

    level: int
    numbered: bool
    names_only: bool
    ring: bool
    repeats: bool
    tall: bool
    long: bool
    side_by_side: bool
    statement: bool
    beginning: int
    writing_lines: int
    entry_lines: int

    def may_break(self, entry: Entry) -> bool:
        """Whether an entry may break over two pages."""
        return self.tall and (not self.numbered or _is_tall(entry))


class Handout(Record):
    """What is printed: a kind of handout of sections of a handbook, with or without lines to write on.

    `large`: in large print. `minutes` and `participants` are those of the course that a guide is for. `named`: the
    sections were selected explicitly. `omitted` and `repeat`: the options by which something was left out, and those
    that a command needs to use the same content: ` --uden-tolkning`, ` --indhold vores`.
    """

    handbook: Handbook
    kind: str
    sections: tuple[Section, ...]
    writing_lines: bool = True
    minutes: int = 60
    participants: int = 12
    large: bool = False
    named: bool = False
    omitted: str = ""
    repeat: str = ""

    @property
    def lead(self) -> tuple[str, ...]:
        """The lead of the handbook, if the handout is of the whole."""
        return self.handbook.lead if self.sections == self.handbook.sections else ()

    @property
    def colophon(self) -> list[str]:
        """The last paragraphs. The question credit is included if the handout shows questions.

        All on a sheet, those of entries on cards, none in a guide.
        """
        sections = (
            [section.replace(questions=()) for section in self.sections] if self.kind == "kort" else self.sections
        )
        return colophon(self.handbook, has_questions=has_questions(sections) and self.kind not in TIMED)

    @property
    def subjects(self) -> list[tuple[str, str]]:
        """What it is about: the ids and titles of sections, and of entries that are printed alone."""
        found = []
        for section in self.sections:
            entries = [(f"{section.id}/{entry.id}", entry.title) for entry in section.entries]
            found += [(section.id, section.title)] if section in self.handbook.sections else entries
        return found

    @property
    def description(self) -> str:
        """What the document is, for its properties."""
        return f"{KIND_NAMES[self.kind]}: {', '.join(title for _, title in self.subjects)}"

    def laid_out(self) -> list[tuple[Section, SectionLayout]]:
        """The sections, each with its layout."""
        wholes = {section.part_of for section in self.sections}
        featured = self.handbook.featured_section()
        ids = [section.id for section in self.handbook.sections]
        first = ids[: ids.index(featured.id)] if featured else ids
        found = []
        whole = previous = None
        for section in self.sections:
            level = 2 if section.part_of and section.part_of in (whole, previous) else 1
            whole = whole if level == 2 else section.id
            previous = section.id
            lines = MOST_LINES if len(self.sections) == 1 else FIRST_LINES if section.id in first else LINES
            entry_lines = lines if len(section.entries) == 1 else ENTRY_LINES
            whole_section = section in self.handbook.sections
            answered = not whole_section and all(entry.local for entry in section.entries)
            lines = 0 if section.id in wholes or section.local or answered else lines
            if not self.writing_lines:
                lines = entry_lines = 0
            found.append((section, _layout(section, level, lines, entry_lines, whole_section)))
        return found


def _layout(section: Section, level: int, lines: int, entry_lines: int, whole: bool) -> SectionLayout:
    entries = section.entries
    names_only = bool(entries) and not any(entry.text for entry in entries)
    sizes = [_size(entry) for entry in entries]
    longest, most_lines = max(sizes, default=(0, 0))[0], max((lines for _, lines in sizes), default=0)
    tall = any(map(_is_tall, entries)) or (len(entries) == 1 and not whole)
    said = [*section.lead, *section.closing, *section.questions, *section.local]
    for entry in entries:
        said += [entry.title, *entry.text, *entry.local, *entry.questions]
    height = TITLE_LINE * _lines([section.title], LINE) + _lines(said, LINE)
    repeats = section.kind == "cycle" and len(entries) > 1
    side_by_side = longest <= SHORT_ENTRY and most_lines <= FEW_LINES and len(entries) % 2 == 0 and not repeats
    after = () if entries and not names_only else (section.closing, section.questions, section.local)
    first = [
        ENTRY_SPACE + _height((entry.text, entry.questions, entry.local), HALF_LINE if side_by_side else LINE)
        for entry in entries[: 1 + side_by_side]
    ]
    return SectionLayout(
        level=level,
        numbered=whole and len(entries) > 1,
        names_only=names_only,
        ring=repeats and len(entries) <= MOST_STEPS,
        repeats=repeats,
        tall=tall,
        long=tall or len(entries) > MANY_ENTRIES or height > LONG_SECTION,
        side_by_side=side_by_side,
        statement=isinstance((*grouped(section.lead), None)[0], str) and len(section.lead[0]) <= STATEMENT,
        beginning=_height((section.lead, *after), LINE) + max(first, default=0),
        writing_lines=0 if names_only else lines,
        entry_lines=entry_lines if names_only else 0,
    )


def _is_tall(entry: Entry) -> bool:
    longest, lines = _size(entry)
    return longest > TALL_ENTRY or lines > MANY_LINES


def _size(entry: Entry) -> tuple[int, int]:
    """The characters of an entry, and about how many lines they take."""
    texts = (*entry.text, *entry.questions, *entry.local)
    return sum(map(len, texts)), _lines(texts, LINE)


def _lines(texts: "Iterable[str]", characters: int) -> int:
    """How many lines of so many characters the texts take, each beginning on a line of its own."""
    return sum(-(-len(text) // characters) for text in texts)


def _height(parts: "Iterable[tuple[str, ...]]", characters: int) -> int:
    """About how many lines texts take with the labels and the space above them."""
    return sum(2 + _lines(texts, characters) for texts in parts if texts)
