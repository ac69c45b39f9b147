"""Recognizes lists in texts.

An item is a paragraph that begins with its mark: `- `, or a number and a full stop (`1. `) if an adjacent item has the
previous or next number. So `1. maj er en fridag.` by itself is an ordinary paragraph.
"""

from ishoj_cli.content.model import Record
from ishoj_cli.type_hints import Sequence


class List(Record):
    """A list in a text: its items without their marks, and the number of the first; None if they have dashes."""

    items: tuple[str, ...]
    start: int | None = None

    def marked(self, dash: str = "-") -> list[tuple[str, str]]:
        """The items, each with its mark: a dash, or its number and a full stop."""
        start = self.start
        return [(dash if start is None else f"{start + at}.", item) for at, item in enumerate(self.items)]


def grouped(texts: "Sequence[str]") -> "list[str | List]":
    """The paragraphs and the lists that a text consists of, in order."""
    found: list[str | List] = []
    items = _item_starts(texts, in_order=True)
    for at, text in enumerate(texts):
        number = _number(text)
        mark, _blank, item = text.strip().partition(" ")
        before = found[-1] if found else None
        if at not in items or mark != ("-" if number is None else f"{number}."):  # `01.` is kept as it is
            found.append(text)
        elif isinstance(before, List) and number == (
            None if before.start is None else before.start + len(before.items)
        ):
            found[-1] = before.replace(items=(*before.items, item.strip()))
        else:
            found.append(List((item.strip(),), number))
    return found


def opening(texts: tuple[str, ...]) -> tuple[str, ...]:
    """The first paragraph of a text, with the list that follows it, if one does."""
    count = 0
    for block in grouped(texts)[:2]:
        if isinstance(block, List):
            count += len(block.items)
        elif not count:
            count = 1
    return texts[:count]


def paragraphs(lines: "Sequence[str]") -> tuple[str, ...]:
    """The paragraphs and items in the lines of a text: each is joined, and a blank line ends it.

    A line continues an item if it is indented; otherwise a paragraph begins. Lines with numbers in no order are no
    list, but paragraphs of their own.
    """
    found: list[str] = []
    items = _item_starts(lines, in_order=False) if len(lines) > 1 else set()
    open_, in_item = False, False
    for at, line in enumerate(lines):
        text = line.strip(" ")
        if not text.strip():
            open_ = False
        elif at not in items and open_ and (line[0] == " " or not in_item):
            found[-1] += f" {text}"
        else:
            found.append(text)
            open_, in_item = True, at in items
    return tuple(found)


def _item_starts(lines: "Sequence[str]", *, in_order: bool) -> set[int]:
    """The places of the lines, or paragraphs, that begin an item; with numbers `in_order` if they must be."""
    found: set[int] = set()
    run: list[int] = []  # the lines with numbers, with nothing but what continues them between
    last = 0
    for at, line in enumerate(lines):
        text = line.strip()
        number = _number(text)
        if text[:1] == "-" and text[1:2] == " ":
            found.add(at)
        if run and number is not None and (number == last + 1 or not in_order):
            run.append(at)
            found.update(run[-2:])
        elif number is not None:
            run = [at]
        elif text and (line[0] != " " or at in found):
            run = []
        last = number if number is not None else last
    return found


def _number(text: str) -> int | None:
    """The number that a text begins with, if a full stop and a blank follow it."""
    digits, _stop, rest = text.lstrip()[: MOST_DIGITS + 2].partition(".")
    return int(digits) if rest[:1] == " " and digits.isascii() and digits.isdigit() else None


MOST_DIGITS = 9  # of a number in CommonMark
