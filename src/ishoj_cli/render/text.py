"""tekst: for pipes, files and screen readers. A paragraph or an entry is one line, never wrapped or padded."""

from ishoj_cli.content.model import Handbook
from ishoj_cli.render.blocks import (
    Aside,
    Heading,
    Item,
    Items,
    Prose,
    listing_blocks,
    overview_blocks,
    page_blocks,
    unmarked,
)
from ishoj_cli.render.page import Layout, Page, one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ishoj_cli.render.blocks import Block
    from ishoj_cli.search.result import Result


def render_page(page: Page, layout: Layout) -> str:
    """A page as lines of plain text, ending in its source."""
    return _typeset(page_blocks(page, layout.repeat))


def render_overview(handbook: Handbook, layout: Layout) -> str:
    """The whole at a glance, a line each."""
    return _typeset(overview_blocks(handbook, layout.repeat))


def render_listing(handbook: Handbook, layout: Layout) -> str:  # noqa: ARG001 - every format has the same signature
    """Every id with its title, one a line; entries as `section/entry`."""
    return _typeset(listing_blocks(handbook))


def render_hits(result: "Result", handbook: Handbook, layout: Layout) -> str:
    """Hits to be read aloud: what each is called, where it stands and what it says in a line; no match is marked."""
    from ishoj_cli.render.hits import hit_blocks

    return unmarked(_typeset(hit_blocks(result, handbook, layout)))


def _typeset(blocks: "list[Block]") -> str:
    """Blocks of lines with a blank line between; empty ones leave none."""
    lines = filter(None, map(_lines, blocks))
    return "\n\n".join(map("\n".join, lines)) + "\n" if blocks else ""


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
    return title + [f"{name}: {one_line(meaning)}" for name, meaning in block.rows]


def _item(item: Item) -> list[str]:
    number = f"{item.number}. " if item.number else ""
    where = f" ({' · '.join(filter(None, (item.place, item.command)))})" if item.command else ""
    text = f": {_row(item.texts)}" if item.texts else ""
    return [f"{number}{item.title}{where}{text}", *map(_aside, item.asides), *item.notes]


def _aside(aside: Aside) -> str:
    return f"{aside.label}: {_row(aside.texts)}"


def _row(texts: tuple[str, ...]) -> str:
    return one_line(" ".join(texts))
