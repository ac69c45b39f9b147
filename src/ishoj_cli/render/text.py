"""tekst: for pipes, files and screen readers. A paragraph or an entry is one line, never wrapped or padded.

In colour, which has to be asked for, it is the same text between escape codes.
"""

from ishoj_cli.content.lists import List, grouped
from ishoj_cli.render.blocks import CLOSE, OPEN, Aside, Block, Heading, Item, Items, Prose, typeset_by, unmarked
from ishoj_cli.render.page import Layout, one_line
from ishoj_cli.terminal import MATCH, QUIET, STRONG, TITLE, styled
from ishoj_cli.type_hints import Callable

Paint = Callable[[str, str], str]


def typeset(blocks: "list[Block]", layout: Layout) -> str:
    """Blocks of lines with a blank line between; empty ones leave none."""
    paint = styled if layout.colour else _plain
    text = "\n\n".join("\n".join(lines) for lines in (_lines(block, paint) for block in blocks) if lines)
    if layout.colour:
        text = text.replace(OPEN, f"\x1b[{MATCH}m").replace(CLOSE, "\x1b[0m")
    return f"{unmarked(text)}\n" if blocks else ""


def _plain(text: str, _style: str) -> str:
    return text


def _lines(block: "Block", paint: "Paint") -> list[str]:
    if isinstance(block, Heading):
        return [paint(block.title, TITLE)]
    if isinstance(block, Prose):
        texts = [one_line(text) for text in block.texts if text]
        return [paint(text, QUIET) for text in texts] if block.quiet else texts
    if isinstance(block, Aside):
        return _rows(block.label, block.texts)
    if isinstance(block, Items):
        return [line for item in block.items for line in _item(item, paint)] + ([block.turn] if block.turn else [])
    title = [f"{block.title}:"] if block.title else []
    return title + [f"{name}: {one_line(meaning)}".removesuffix(": ") for name, meaning in block.rows]


def _item(item: Item, paint: "Paint") -> list[str]:
    number = f"{item.number}. " if item.number else ""
    where = f" ({', '.join(filter(None, (item.place, item.command)))})" if item.command else ""
    own = _rows(f"{number}{paint(item.title, STRONG)}{where}", item.texts)
    return own + [row for aside in item.asides for row in _rows(aside.label, aside.texts)] + list(item.notes)


def _rows(label: str, texts: tuple[str, ...]) -> list[str]:
    """A label and its paragraphs joined on one line.

    List items, and paragraphs after a list, get lines of their own.
    """
    rows = [f"{label}:" if texts else label]
    below = False
    for block in grouped(texts):
        if isinstance(block, List):
            rows += [f"{mark} {one_line(item)}" for mark, item in block.marked()]
        elif below:
            rows.append(one_line(block))
        else:
            rows[-1] += f" {one_line(block)}"
        below = isinstance(block, List)
    return rows


render_page, render_overview, render_listing, render_hits = typeset_by(typeset)
