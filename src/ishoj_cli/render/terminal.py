"""terminal: typography for a screen. Hanging numbers, one accent, a quiet last line; it means the same bare."""

from ishoj_cli.content.model import Entry, Handbook, Section
from ishoj_cli.render.page import (
    QUESTION_NOTE,
    Page,
    danish_date,
    first_sentence,
    local_label,
    numbered,
    place_line,
    source_line,
)
from ishoj_cli.streams import PROSE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from rich.text import Text

# Both colours have 4.5:1 on black and on white: #00875f has 4.63 and 4.53, #767676 has 4.62 and 4.54.
ACCENT = "color(29)"
TITLE = "bold color(29)"
QUIET = "color(243)"
STRONG = "bold"
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
    edition = f"Kilde: {handbook.source.name}. Udgave {danish_date(handbook.source.edition)}."
    canvas.paragraph(" ".join([*handbook.closing, edition]), QUIET)
    return canvas.text()


def render_list(handbook: Handbook, width: int, colour: bool) -> str:
    """Every id with its title, in two columns."""
    canvas = Canvas(width, colour)
    canvas.columns(handbook.items())
    return canvas.text()


class Canvas:
    """Lines of a screen: blocks with a blank line between, wrapped to a width and hung on an indent."""

    def __init__(self, width: int, colour: bool) -> None:
        from rich.console import Console

        self.width = width
        self.lines: list[Text] = []
        self.console = Console(
            width=max(width, 1),
            color_system="256" if colour else None,
            force_terminal=colour,
            legacy_windows=False,
            _environ={},
        )

    def gap(self) -> None:
        """A blank line, but none at the top and never two."""
        if self.lines and self.lines[-1].plain:
            self.lines.append(self.styled(""))

    def styled(self, text: str, style: str = "") -> "Text":
        """Text that content can't style."""
        from rich.text import Text

        return Text(text, style, tab_size=4)

    def hang(self, text: "str | Text", first: "Text", rest: "Text", style: str = "") -> None:
        """Text wrapped beside an indent: `first` before its first line, `rest` before the others."""
        from rich.text import Text

        body = text if isinstance(text, Text) else self.styled(text, style)
        room = max(min(self.width, PROSE) - rest.cell_len, 1)
        for number, line in enumerate(body.wrap(self.console, room)):
            line.rstrip()
            self.lines.append(Text.assemble(rest if number else first, line))

    def paragraph(self, text: "str | Text", style: str = "") -> None:
        """A block of its own at the left edge."""
        self.gap()
        self.hang(text, self.styled(""), self.styled(""), style)

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
        for name, meaning in rows:
            indent = self.styled(" " * (first if beside else GUTTER))
            if beside:
                self.hang(meaning, self.styled(name.ljust(first), ACCENT), indent)
            else:
                self.hang(name, self.styled(""), self.styled(""), ACCENT)
                self.hang(meaning, indent, indent)

    def text(self) -> str:
        """All lines as one string."""
        with self.console.capture() as captured:
            for line in self.lines:
                self.console.print(line, soft_wrap=True, highlight=False, markup=False, emoji=False)
        text: str = captured.get()
        return text


def _section(canvas: Canvas, page: Page, section: Section) -> None:
    canvas.paragraph(section.title, TITLE)
    canvas.paragraphs(section.lead)
    if section.kind == "cycle" and section.entries:
        _cycle(canvas, page, section)
    else:
        _entries(canvas, page, section)
    _legs(canvas, page, section)
    canvas.paragraphs(section.closing)
    if section.local:
        canvas.paragraph(_local(canvas, page.handbook, section.local))
    if page.whole:
        more = [f"Læs mere i {section.read_more}."] if section.read_more else []
        canvas.paragraphs((" ".join([*place_line(page.handbook, section), *more]),), QUIET)


def _entries(canvas: Canvas, page: Page, section: Section) -> None:
    airy = any(entry.text or entry.local for entry in section.entries)
    digits = len(str(len(section.entries)))
    for number, entry in enumerate(section.entries, 1):
        if airy or number == 1:
            canvas.gap()
        mark = str(number).rjust(digits) if numbered(section) else "–".rjust(digits)
        indent = canvas.styled(" " * (digits + GUTTER))
        canvas.hang(entry.title, canvas.styled(mark + " " * GUTTER, ACCENT), indent, STRONG)
        _body(canvas, page, entry, indent)


def _body(canvas: Canvas, page: Page, entry: Entry, indent: "Text") -> None:
    """What stands under the title of an entry."""
    for number, paragraph in enumerate((entry.text or "").split("\n\n")):
        if number:
            canvas.lines.append(indent)
        if paragraph:
            canvas.hang(paragraph, indent, indent)
    if entry.local:
        canvas.hang(_local(canvas, page.handbook, entry.local), indent, indent)
    if entry.question:
        canvas.hang(f"Til dialog: {entry.question}", indent, indent, QUIET)


def _local(canvas: Canvas, handbook: Handbook, text: str) -> "Text":
    from rich.text import Text

    return Text.assemble(canvas.styled(f"{local_label(handbook)}: ", STRONG), canvas.styled(text))


def _legs(canvas: Canvas, page: Page, section: Section) -> None:
    """The sections that this one stands on, each with the command that shows it."""
    for number, part in enumerate(page.handbook.parts_of(section), 1):
        canvas.gap()
        indent = canvas.styled(" " * (1 + GUTTER))
        canvas.hang(part.title, canvas.styled(f"{number}" + " " * GUTTER, ACCENT), indent, STRONG)
        canvas.hang(first_sentence(part), indent, indent)
        canvas.hang(f"ishoj {part.id}", indent, indent, ACCENT)


def _cycle(canvas: Canvas, page: Page, section: Section) -> None:
    """The phases below each other, and a line that leads from the last one back to the first."""
    digits = len(str(len(section.entries)))
    space = " " * digits
    canvas.gap()
    rail = canvas.styled(f"│  {space}{' ' * GUTTER}", ACCENT)
    for number, entry in enumerate(section.entries, 1):
        if number > 1:
            canvas.lines.append(canvas.styled(f"│  {'↓'.rjust(digits)}", ACCENT))
        corner = "╭─▸" if number == 1 else "│  "
        mark = canvas.styled(f"{corner}{str(number).rjust(digits)}{' ' * GUTTER}", ACCENT)
        canvas.hang(entry.title, mark, rail, STRONG)
        _body(canvas, page, entry, rail)
    canvas.lines.append(canvas.styled(f"│  {'↓'.rjust(digits)}", ACCENT))
    turn = canvas.styled(f"╰──{'╯'.rjust(digits, '─')}{' ' * GUTTER}", ACCENT)
    canvas.hang("og forfra med 1", turn, canvas.styled(" " * turn.cell_len))


def _entry_alone(canvas: Canvas, page: Page, entry: Entry) -> None:
    canvas.paragraph(entry.title, TITLE)
    for paragraph in (entry.text or "").split("\n\n"):
        if paragraph:
            canvas.paragraph(paragraph)
    if entry.local:
        canvas.paragraph(_local(canvas, page.handbook, entry.local))
    if entry.question:
        canvas.paragraph(f"Til dialog: {entry.question}")
