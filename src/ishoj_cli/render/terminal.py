"""Format `terminal`: wrapped text with hanging numbers, one accent colour and a dimmed source line.

Colour never carries meaning.

Rich is imported only to measure text with letters that are not one column wide each.
"""

from ishoj_cli.content.lists import List, grouped
from ishoj_cli.render.blocks import CLOSE, OPEN, Aside, Block, Heading, Items, Prose, Rows, typeset_by
from ishoj_cli.render.page import Layout
from ishoj_cli.terminal import ACCENT, MATCH, PROSE, QUIET, STRONG, TITLE, styled
from ishoj_cli.type_hints import Callable, Iterator, Sequence

Pieces = tuple[tuple[str, str], ...]  # texts, each with its style

GUTTER = 2  # columns between a hanging number and its text
COLUMN = 16  # columns; if the description column would be narrower, it moves below the name


def one_column_each(text: str) -> bool:
    """Whether every character is known to be one column wide: Latin, and U+2010–U+2027 (quotation marks and dashes)."""
    return text.isascii() or all(letter < "\u0300" or "\u2010" <= letter <= "\u2027" for letter in set(text))


def wrapped(text: str, width: int) -> list[tuple[int, int]]:
    """Where each line of a text starts and ends when no line is wider than `width` columns.

    Lines break where the text does, at spaces, and inside a word only where it is wider than a whole line.
    """
    measure: Callable[[str], int] = len
    if not one_column_each(text):
        from rich.cells import cell_len as measure  # knows letters that take two columns and marks that take none
    lines: list[tuple[int, int]] = []
    at = 0
    for line in text.split("\n"):
        start = end = at
        used = 0  # columns from start to end
        for first, last, wide in _words(line, at, width, measure):
            if end > start and used + (first - end) + wide <= width:
                used += first - end + wide
            else:
                lines += [(start, end)] if end > start else []
                start, used = first, wide
            end = last
        lines.append((start, end))
        at += len(line) + 1
    return lines


def _words(line: str, at: int, width: int, measure: "Callable[[str], int]") -> "Iterator[tuple[int, int, int]]":
    """Where each word starts and ends, counted from `at`, and its columns; one wider than `width` in several parts."""
    for word in line.split(" "):
        first, used = at, measure(word)
        if used > width:
            used = 0
            for place, letter in enumerate(word, at):
                wide = measure(letter)
                if used + wide > width and place > first:
                    yield first, place, used
                    first, used = place, 0
                used += wide
        at += len(word)
        if word:
            yield first, at, used
        at += 1


class Canvas:
    """Builds the lines of a page.

    Blocks separated by blank lines, wrapped, with hanging indents. A line is a sequence of (text, style) pairs, so
    content cannot inject escape codes.
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
        """Add wrapped text with a hanging indent.

        `first` before the first line, `rest` (of the same width) before the others.
        """
        pieces = _pieces(body, style) if isinstance(body, str) else body
        room = max(min(self.width, PROSE) - sum(len(text) for text, _ in rest), 1)
        spans = wrapped("".join(text for text, _ in pieces), room)
        self.lines += [(*(rest if number else first), *line) for number, line in enumerate(_cut(pieces, spans))]

    def flow(
        self, bodies: "Sequence[str | Pieces | List]", first: "Pieces" = (), rest: "Pieces" = (), style: str = ""
    ) -> None:
        """Paragraphs and lists that belong together beside an indent; a blank line comes before each paragraph."""
        for number, body in enumerate(bodies):
            if isinstance(body, List):
                marks = [f"{mark} " for mark, _item in body.marked("–")]
                width = max(map(len, marks))
                for mark, item in zip(marks, body.items, strict=True):
                    self.hang(item, (*rest, (mark.rjust(width), ACCENT)), (*rest, (" " * width, "")), style)
            else:
                if number:
                    self.hang("", rest)
                self.hang(body, rest if number else first, rest, style)

    def paragraph(self, body: "str | Pieces", style: str = "") -> None:
        """A block of its own at the left edge."""
        self.gap()
        self.hang(body, style=style)

    def text(self) -> str:
        """All lines as one string."""
        shown = [
            "".join(styled(text, style) if style and self.colour else text for text, style in line)
            for line in self.lines
        ]
        return "".join(f"{line.rstrip()}\n" for line in shown)


def _pieces(text: str, style: str) -> "Pieces":
    """Text in a style, and the matches marked in it in theirs."""
    before, *matches = text.replace("\t", " ").split(OPEN)
    pieces = [(before, style)]
    for match in matches:
        found, _, after = match.partition(CLOSE)
        pieces += [(found, MATCH), (after, style)]
    return tuple(pieces)


def _cut(pieces: "Pieces", spans: "Sequence[tuple[int, int]]") -> "Iterator[Pieces]":
    """Cut styled pieces at the given spans (start, end), which must be in order."""
    number = at = 0  # of the piece in which the span starts, and where that piece starts
    for start, end in spans:
        while number < len(pieces) - 1 and at + len(pieces[number][0]) <= start:
            at += len(pieces[number][0])
            number += 1
        cut: list[tuple[str, str]] = []
        first, begins = number, at
        while first < len(pieces) and begins < end:
            text, style = pieces[first]
            if part := text[max(start - begins, 0) : end - begins]:
                cut.append((part, style))
            begins += len(text)
            first += 1
        yield tuple(cut)


def typeset(blocks: "list[Block]", layout: Layout) -> str:
    """Blocks on a screen, with a blank line between."""
    canvas = Canvas(layout.width, layout.colour)
    for block in blocks:
        if isinstance(block, Heading):
            canvas.paragraph(block.title, TITLE)
        elif isinstance(block, Prose):
            _prose(canvas, block)
        elif isinstance(block, Aside):
            canvas.gap()
            # The paragraphs after the first are indented, so that they are seen to belong to it.
            canvas.flow(_aside(block), rest=(("  ", ""),) if len(block.texts) > 1 else ())
        elif isinstance(block, Items):
            _items(canvas, block)
        else:
            _rows(canvas, block)
    return canvas.text()


def _rows(canvas: Canvas, block: Rows) -> None:
    """Names and what they mean, beside each other or, on a narrow screen, below each other, and under their title."""
    canvas.gap()
    title = block.title if block.titled else None
    if title:
        canvas.hang(title, style=STRONG)
    indent = "  " if title else ""
    column = len(indent) + max((len(name) for name, _ in block.rows), default=0) + GUTTER
    beside = canvas.width - column >= COLUMN
    margin, below = ((indent, ""),), ((indent + " " * GUTTER, ""),)
    for name, meaning in block.rows:
        if beside and meaning:
            canvas.hang(meaning, (((indent + name).ljust(column), ACCENT),), ((" " * column, ""),))
        else:
            canvas.hang(name, margin, margin, ACCENT)
            canvas.flow([meaning] if meaning else [], below, below)


def _prose(canvas: Canvas, prose: Prose) -> None:
    """Paragraphs and lists; what is said about the text is one paragraph, to save lines."""
    texts = tuple(filter(None, prose.texts))
    blocks = grouped(texts)
    if prose.quiet and not any(isinstance(block, List) for block in blocks):
        blocks = [" ".join(texts)]
    if texts:
        canvas.gap()
        canvas.flow(blocks, style=QUIET if prose.quiet else "")


def _items(canvas: Canvas, block: Items) -> None:
    """Add entries with hanging numbers.

    A cycle gets a connecting line in the margin from the last entry back to the first.
    """
    airy = any(item.texts or item.command or any(aside.local for aside in item.asides) for item in block.items)
    digits = len(str(len(block.items)))
    arrow = ((f"│  {'↓'.rjust(digits)}", ACCENT),)
    for number, item in enumerate(block.items, 1):
        mark = str(item.number or "–").rjust(digits) + " " * GUTTER
        if number == 1 or (airy and not block.turn):
            canvas.gap()
        elif block.turn:
            canvas.lines.append(arrow)
        corner, rail = ("│  " if number > 1 else "╭─▸", "│  ") if block.turn else ("", "")
        indent: Pieces = ((rail + " " * len(mark), ACCENT if rail else ""),)
        canvas.hang(item.title, ((corner + mark, ACCENT),), indent, STRONG)
        if item.command:
            canvas.hang(" · ".join(filter(None, (item.place, item.command))), indent, indent, ACCENT)
        canvas.flow(grouped(item.texts), indent, indent)
        for aside in item.asides:
            canvas.flow(_aside(aside, QUIET), indent, indent)
        for note in item.notes:
            canvas.hang(note, indent, indent, QUIET)
    if block.turn:
        turn = f"╰──{'╯'.rjust(digits, '─')}{' ' * GUTTER}"
        canvas.lines.append(arrow)
        canvas.hang("og så forfra med 1", ((turn, ACCENT),), ((" " * len(turn), ""),))


def _aside(aside: Aside, style: str = "") -> "list[str | Pieces | List]":
    """Paragraphs after their label; a local interpretation is set as clearly as the text, a question in `style`."""
    label = (f"{aside.label}: ", STRONG)
    if aside.local:
        first, *rest = grouped(aside.texts)
        return [(label,), first, *rest] if isinstance(first, List) else [(label, *_pieces(first, "")), *rest]
    return [_pieces(f"{aside.label}: {' '.join(aside.texts)}", style)]


render_page, render_overview, render_listing, render_hits = typeset_by(typeset)
