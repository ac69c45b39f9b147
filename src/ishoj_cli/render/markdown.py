"""markdown: CommonMark to paste into a document or a wiki; what content says is text, never markup.

Suggested commands omit --indhold and --tolkning, because the reader of the document may not have those files.
"""

from ishoj_cli.content.lists import List, grouped
from ishoj_cli.render.blocks import CLOSE, OPEN, Aside, Block, Heading, Item, Items, Prose, typeset_by
from ishoj_cli.render.page import Layout, Linked, one_line
from ishoj_cli.type_hints import Iterable

SPECIAL = {ord(letter): f"\\{letter}" for letter in "\\`*_{}[]<>#|~&$"}
OPENERS = ("+", "-", "=")  # what makes a list or a heading at the start of a line


def escaped(text: str) -> str:
    """Text as one line of CommonMark that renders as it was written."""
    line = one_line(text).translate(SPECIAL)
    if line.startswith(OPENERS):
        return f"\\{line}"
    digits = len(line) - len(line.lstrip("0123456789"))
    return f"{line[:digits]}\\{line[digits:]}" if digits and line[digits : digits + 1] in (".", ")") else line


class _List(str):
    """A rendered list, marked as such so that `joined` can keep adjacent lists apart."""


def paragraphs(texts: "Iterable[str]") -> list[str]:
    """The paragraphs and the lists of a text."""
    return [
        _List("\n".join(f"{mark} {escaped(item)}" for mark, item in block.marked()))
        if isinstance(block, List)
        else sentence(block)
        for block in grouped(tuple(texts))
    ]


def sentence(text: str) -> str:
    """Escaped text with its URLs as links."""
    said = escaped(text)
    for url in text.urls if isinstance(text, Linked) else ():
        said = said.replace(f"({url.translate(SPECIAL)})", f"(<{url}>)")
    return said


def labelled(label: str, texts: "Iterable[str]") -> list[str]:
    """The blocks of a text with a label before the first paragraph, or above a list."""
    first, *rest = paragraphs(texts)
    return [label, first, *rest] if isinstance(first, _List) else [f"{label} {first}", *rest]


def joined(blocks: "Iterable[str]") -> str:
    """Blocks with a blank line between, and a comment between two lists that are not one."""
    said = before = ""
    for block in filter(None, blocks):
        if any(isinstance(each, _List) for each in (before, block)) and _mark(before) == _mark(block):
            said += "\n\n<!-- -->"
        said += f"\n\n{block}" if said else block
        before = block
    return said


def _mark(block: str) -> str:
    """The list marker that a block starts with, or its first word; all ordered markers count as the same."""
    return block.lstrip("0123456789").partition(" ")[0]


def _typeset(blocks: "list[Block]", layout: Layout) -> str:  # noqa: ARG001 - for the terminal
    said = joined(paragraph for block in blocks for paragraph in _paragraphs(block))
    return said.replace(OPEN, "**").replace(CLOSE, "**") + "\n" if blocks else ""


def _paragraphs(block: "Block") -> list[str]:
    if isinstance(block, Heading):
        return [f"{'#' * block.level} {escaped(block.title)}"]
    if isinstance(block, Prose):
        return paragraphs(block.texts)
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
    label = f"{title if OPEN in title else f'**{title}**'}{where}"
    own = labelled(f"{label}:", item.texts) if item.texts else [label]
    inside = mark + joined([*own, *map(_aside, item.asides), *map(escaped, item.notes)])
    return inside.replace("\n", "\n" + " " * len(mark)).replace(" " * len(mark) + "\n", "\n")


def _aside(aside: Aside) -> str:
    """A labelled aside: a question in emphasis, an interpretation in bold, or quoted if it has several paragraphs."""
    mark = "**" if aside.local else "*"
    said = joined(labelled(f"{mark}{escaped(aside.label)}:{mark}", aside.texts))
    return "\n".join(f"> {line}".rstrip() for line in said.split("\n")) if "\n" in said else said


render_page, render_overview, render_listing, render_hits = typeset_by(_typeset, repeats=False)
