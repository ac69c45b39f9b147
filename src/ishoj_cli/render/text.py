"""tekst: for pipes, files and screen readers. A paragraph or an entry is one line, never wrapped or padded."""

from ishoj_cli.render.blocks import Aside, Heading, Item, Items, Prose, typeset_by, unmarked
from ishoj_cli.render.page import Layout, one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ishoj_cli.render.blocks import Block


def typeset(blocks: "list[Block]", layout: Layout) -> str:  # noqa: ARG001 - for the terminal
    """Blocks of lines with a blank line between; empty ones leave none."""
    lines = filter(None, map(_lines, blocks))
    return unmarked("\n\n".join(map("\n".join, lines))) + "\n" if blocks else ""


def _lines(block: "Block") -> list[str]:
    if isinstance(block, Heading):
        return [block.title]
    if isinstance(block, Prose):
        return [one_line(text) for text in block.texts if text]
    if isinstance(block, Aside):
        return [_aside(block)]
    if isinstance(block, Items):
        return [line for item in block.items for line in _item(item)] + ([block.turn] if block.turn else [])
    title = [f"{block.title}:"] if block.title else []
    return title + [f"{name}: {one_line(meaning)}".removesuffix(": ") for name, meaning in block.rows]


def _item(item: Item) -> list[str]:
    number = f"{item.number}. " if item.number else ""
    where = f" ({', '.join(filter(None, (item.place, item.command)))})" if item.command else ""
    text = f": {_row(item.texts)}" if item.texts else ""
    return [f"{number}{item.title}{where}{text}", *map(_aside, item.asides), *item.notes]


def _aside(aside: Aside) -> str:
    return f"{aside.label}: {_row(aside.texts)}"


def _row(texts: tuple[str, ...]) -> str:
    return one_line(" ".join(texts))


render_page, render_overview, render_listing, render_hits = typeset_by(typeset)
