"""terminal: typography for a screen. Hanging numbers, one accent, a quiet last line; it means the same bare."""

from ishoj_cli.content.model import Entry, Handbook, Section
from ishoj_cli.render.page import (
    QUESTION_NOTE,
    Page,
    first_sentence,
    imprint_line,
    local_label,
    more_line,
    numbered,
    place_line,
    source_line,
)
from ishoj_cli.streams import PROSE

TYPE_CHECKING = False
if TYPE_CHECKING:
    Pieces = tuple[tuple[str, str], ...]

# Styles as a terminal is told them (ECMA-48, SGR). Both colours have 4.5:1 on black and on white: number 29, #00875f,
# has 4.63 and 4.53; number 243, #767676, has 4.62 and 4.54.
ACCENT = "38;5;29"
TITLE = "1;38;5;29"
QUIET = "38;5;243"
STRONG = "1"
UNDERLINE = "4"
GUTTER = 2  # columns between a hanging number and its text
COLUMN = 16  # columns of explanation that an overview needs beside its names


def render_page(page: Page, width: int, colour: bool) -> str:
    """A page for a screen `width` columns wide, with or without escape codes."""
    canvas = Canvas(width, colour)
    if page.whole:
        canvas.paragraph(page.handbook.title, TITLE)
        canvas.paragraphs(page.handbook.lead)
    if page.entry:
        _entry_alone(canvas, page, page.entry)
    for section in () if page.entry else page.sections:
        _section(canvas, page, section)
    if page.whole:
        canvas.paragraphs(page.handbook.closing, QUIET)
    asked = [page.entry] if page.entry else [entry for section in page.sections for entry in section.entries]
    note = [QUESTION_NOTE] if any(entry.question for entry in asked) else []
    places = [] if page.whole else place_line(page.handbook, page.sections[0], page.entry)
    canvas.paragraph(" ".join([*places, source_line(page), *note]), QUIET)
    return canvas.text()


def render_overview(handbook: Handbook, examples: tuple[tuple[str, str], ...], width: int, colour: bool) -> str:
    """The whole at a glance: the sections with a line each, and examples to go on with, as (command, what it does)."""
    canvas = Canvas(width, colour)
    canvas.paragraph(handbook.title, TITLE)
    canvas.paragraphs(handbook.lead)
    canvas.columns(tuple((section.id, section.title) for section in handbook.sections))
    canvas.columns(examples)
    edition = imprint_line(handbook)
    canvas.paragraph(" ".join([*handbook.closing, edition]), QUIET)
    return canvas.text()


def render_list(handbook: Handbook, width: int, colour: bool) -> str:
    """Every id with its title, in two columns."""
    canvas = Canvas(width, colour)
    canvas.columns(handbook.items())
    return canvas.text()


def wrapped(text: str, width: int) -> list[tuple[int, int]]:
    """Where each line of a text starts and ends when no line is wider than `width` columns.

    Lines break where the text does, at spaces, and inside a word only where it is wider than a whole line. Width is
    counted by Rich, which knows letters that take two columns and marks that take none.
    """
    lines: list[tuple[int, int]] = []
    at = 0
    for line in text.split("\n"):
        lines += _wrapped_line(text, at, at + len(line), width)
        at += len(line) + 1
    return lines


def _wrapped_line(text: str, start: int, stop: int, width: int) -> list[tuple[int, int]]:
    import re

    from rich.cells import cell_len

    lines: list[tuple[int, int]] = []
    end = start
    used = 0
    for word in re.compile(r"[^ \t]+").finditer(text, start, stop):
        first, last = word.span()
        room = width - used - cell_len(text[end:first])
        if end > start and cell_len(word[0]) <= room:
            used = width - room + cell_len(word[0])
            end = last
            continue
        if end > start:
            lines.append((start, end))
        start, used = first, 0
        for at in range(first, last):
            wide = cell_len(text[at])
            if used + wide > width and at > start:
                lines.append((start, at))
                start, used = at, 0
            used += wide
        end = last
    return [*lines, (start, end)]


class Canvas:
    """Lines of a screen: blocks with a blank line between, wrapped to a width and hung on an indent.

    A line is a row of pieces, each a text and its style, so that what content says can never style itself.
    """

    def __init__(self, width: int, colour: bool) -> None:
        self.width = width
        self.colour = colour
        self.lines: list[Pieces] = []

    def gap(self) -> None:
        """A blank line, but none at the top and never two."""
        if self.lines and self.lines[-1]:
            self.lines.append(())

    def hang(self, body: "str | Pieces", first: "Pieces" = (), rest: "Pieces" = (), style: str = "") -> None:
        """Text wrapped beside an indent: `first` before its first line, `rest`, as wide, before the others."""
        pieces = ((body, style),) if isinstance(body, str) else body
        room = max(min(self.width, PROSE) - sum(len(text) for text, _ in rest), 1)
        for number, (start, end) in enumerate(wrapped("".join(text for text, _ in pieces), room)):
            self.lines.append((*(rest if number else first), *_cut(pieces, start, end)))

    def paragraph(self, body: "str | Pieces", style: str = "") -> None:
        """A block of its own at the left edge."""
        self.gap()
        self.hang(body, style=style)

    def paragraphs(self, texts: tuple[str, ...], style: str = "") -> None:
        """A block for each text."""
        for text in texts:
            if text:
                self.paragraph(text, style)

    def columns(self, rows: tuple[tuple[str, str], ...], gap: bool = True) -> None:
        """Names and what they stand for, beside each other or, on a narrow screen, below each other."""
        if gap:
            self.gap()
        first = max((len(name) for name, _ in rows), default=0) + GUTTER
        beside = self.width - first >= COLUMN
        indent: Pieces = ((" " * (first if beside else GUTTER), ""),)
        for name, meaning in rows:
            if beside:
                self.hang(meaning, ((name.ljust(first), ACCENT),), indent)
            else:
                self.hang(name, style=ACCENT)
                self.hang(meaning, indent, indent)

    def text(self) -> str:
        """All lines as one string."""
        paint = _painted if self.colour else _plain
        return "".join(f"{paint(line)}\n" for line in self.lines)


def _cut(pieces: "Pieces", start: int, end: int) -> "Pieces":
    """What pieces say from one place of their text to another."""
    cut: list[tuple[str, str]] = []
    at = 0
    for text, style in pieces:
        part = text[max(start - at, 0) : max(end - at, 0)]
        if part:
            cut.append((part, style))
        at += len(text)
    return tuple(cut)


def _plain(line: "Pieces") -> str:
    return "".join(text for text, _ in line).rstrip()


def _painted(line: "Pieces") -> str:
    return "".join(f"\x1b[{style}m{text}\x1b[0m" if style else text for text, style in line)


def _section(canvas: Canvas, page: Page, section: Section) -> None:
    canvas.paragraph(section.title, TITLE)
    canvas.paragraphs(section.lead)
    if section.kind == "cycle" and section.entries:
        _cycle(canvas, page, section)
    else:
        _entries(canvas, page, section)
    _legs(canvas, page, section)
    canvas.paragraphs(section.closing)
    _local_paragraph(canvas, page.handbook, section.local)
    if page.whole:
        more = [more_line(section)] if section.read_more else []
        canvas.paragraphs((" ".join([*place_line(page.handbook, section), *more]),), QUIET)


def _entries(canvas: Canvas, page: Page, section: Section) -> None:
    airy = any(entry.text or entry.local for entry in section.entries)
    digits = len(str(len(section.entries)))
    for number, entry in enumerate(section.entries, 1):
        if airy or number == 1:
            canvas.gap()
        mark = str(number).rjust(digits) if numbered(section) else "–".rjust(digits)
        indent: Pieces = ((" " * (digits + GUTTER), ""),)
        canvas.hang(entry.title, ((mark + " " * GUTTER, ACCENT),), indent, STRONG)
        _body(canvas, page, entry, indent)


def _body(canvas: Canvas, page: Page, entry: Entry, indent: "Pieces") -> None:
    """What stands under the title of an entry."""
    if entry.text:
        canvas.hang(entry.text, indent, indent)
    if entry.local:
        canvas.hang(_local(page.handbook, entry.local), indent, indent)
    if entry.question:
        canvas.hang(f"Til dialog: {entry.question}", indent, indent, QUIET)


def _local(handbook: Handbook, text: str) -> "Pieces":
    return ((f"{local_label(handbook)}: ", STRONG), (text, ""))


def _local_paragraph(canvas: Canvas, handbook: Handbook, text: str | None) -> None:
    """An interpretation at the left edge; the paragraphs after its first are indented, to be seen to belong to it."""
    if text:
        canvas.gap()
        canvas.hang(_local(handbook, text), rest=(("  ", ""),) if "\n" in text else ())


def _legs(canvas: Canvas, page: Page, section: Section) -> None:
    """The sections that this one stands on, each with the command that shows it."""
    for number, part in enumerate(page.handbook.parts_of(section), 1):
        canvas.gap()
        indent: Pieces = ((" " * (1 + GUTTER), ""),)
        canvas.hang(part.title, ((f"{number}" + " " * GUTTER, ACCENT),), indent, STRONG)
        if part.lead:
            canvas.hang(first_sentence(part), indent, indent)
        canvas.hang(f"{page.handbook.command} {part.id}", indent, indent, ACCENT)


def _cycle(canvas: Canvas, page: Page, section: Section) -> None:
    """The phases below each other, and a line that leads from the last one back to the first."""
    digits = len(str(len(section.entries)))
    space = " " * digits
    canvas.gap()
    rail: Pieces = ((f"│  {space}{' ' * GUTTER}", ACCENT),)
    for number, entry in enumerate(section.entries, 1):
        if number > 1:
            canvas.lines.append(((f"│  {'↓'.rjust(digits)}", ACCENT),))
        corner = "╭─▸" if number == 1 else "│  "
        mark: Pieces = ((f"{corner}{str(number).rjust(digits)}{' ' * GUTTER}", ACCENT),)
        canvas.hang(entry.title, mark, rail, STRONG)
        _body(canvas, page, entry, rail)
    canvas.lines.append(((f"│  {'↓'.rjust(digits)}", ACCENT),))
    turn = f"╰──{'╯'.rjust(digits, '─')}{' ' * GUTTER}"
    canvas.hang("og forfra med 1", ((turn, ACCENT),), ((" " * len(turn), ""),))


def _entry_alone(canvas: Canvas, page: Page, entry: Entry) -> None:
    canvas.paragraph(entry.title, TITLE)
    canvas.paragraphs((entry.text or "",))
    _local_paragraph(canvas, page.handbook, entry.local)
    if entry.question:
        canvas.paragraph(f"Til dialog: {entry.question}")
