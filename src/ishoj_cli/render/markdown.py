"""markdown: CommonMark to paste into a document or a wiki; what content says is text, never markup.

Its commands repeat no options, for a document is read where the folder of the content means nothing.
"""

from ishoj_cli.render.blocks import CLOSE, OPEN, Aside, Heading, Item, Items, Prose, typeset_by
from ishoj_cli.render.page import Layout, one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ishoj_cli.render.blocks import Block

SPECIAL = {ord(letter): f"\\{letter}" for letter in "\\`*_{}[]<>#|~&$"}
OPENERS = ("+", "-", "=")  # what makes a list or a heading at the start of a line


def escaped(text: str) -> str:
    """Text as one line of CommonMark that renders as it was written."""
    line = one_line(text).translate(SPECIAL)
    if line.startswith(OPENERS):
        return f"\\{line}"
    digits = len(line) - len(line.lstrip("0123456789"))
    return f"{line[:digits]}\\{line[digits:]}" if digits and line[digits : digits + 1] in (".", ")") else line


def _typeset(blocks: "list[Block]", layout: Layout) -> str:  # noqa: ARG001 - for the terminal
    paragraphs = filter(None, (paragraph for block in blocks for paragraph in _paragraphs(block)))
    return "\n\n".join(paragraphs).replace(OPEN, "**").replace(CLOSE, "**") + "\n" if blocks else ""


def _paragraphs(block: "Block") -> list[str]:
    if isinstance(block, Heading):
        return [f"{'#' * block.level} {escaped(block.title)}"]
    if isinstance(block, Prose):
        return list(map(escaped, block.texts))
    if isinstance(block, Aside):
        return [_aside(block)]
    if isinstance(block, Items):
        return [*map(_item, block.items), escaped(block.turn or "")]
    title = [f"## {block.title}"] if block.title else []
    return [*title, "\n".join(f"- `{name}`: {escaped(meaning)}" for name, meaning in block.rows)]


def _item(item: Item) -> str:
    mark = f"{item.number}. " if item.number else "- "
    title = escaped(item.title)
    place = f"{escaped(item.place)}, " if item.place else ""
    where = f" ({place}`{item.command}`)" if item.command else ""
    head, *rest = map(escaped, item.texts or ("",))
    first = f"{mark}{title if OPEN in title else f'**{title}**'}{where}" + (f": {head}" if head else "")
    inside = "\n\n".join([first, *rest, *map(_aside, item.asides), *map(escaped, item.notes)])
    return inside.replace("\n", "\n" + " " * len(mark)).replace(" " * len(mark) + "\n", "\n")


def _aside(aside: Aside) -> str:
    """A question in emphasis, an interpretation in strong; if of several paragraphs, a quotation that shows its end."""
    mark = "**" if aside.local else "*"
    said = f"{mark}{escaped(aside.label)}:{mark} " + "\n\n".join(map(escaped, aside.texts))
    return "\n".join(f"> {line}".rstrip() for line in said.split("\n")) if "\n" in said else said


render_page, render_overview, render_listing, render_hits = typeset_by(_typeset, repeats=False)
