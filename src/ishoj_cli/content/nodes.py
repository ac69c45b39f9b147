"""The nodes of a YAML tree: texts, lists and tables that know where they stand in the file."""

from ishoj_cli.content.findings import Problem
from ishoj_cli.content.lists import paragraphs
from ishoj_cli.type_hints import Any

NULLS = ("", "~", "null", "Null", "NULL")


class Node:
    """Something at a line and a column, both counted from 1."""

    start: "Any" = None  # the parser's mark where a list or table in brackets begins

    def __init__(self, line: int, column: int) -> None:
        self.line = line
        self.column = column


class ScalarNode(Node):
    """A scalar: its characters as written (NFC), and whether it is written under `|`, or plain: without any marks.

    `cut` is the problem of a comment that may have been meant as a part of the text.
    """

    def __init__(self, line: int, column: int, value: str, style: str | None, cut: "Problem | None" = None) -> None:
        super().__init__(line, column)
        self.value = value
        self.literal = style == "|"
        self.plain = not style
        self.cut = cut

    @property
    def is_null(self) -> bool:
        """Whether it is no text to YAML, but the absence of a value."""
        return self.plain and self.value in NULLS

    def paragraphs(self) -> "tuple[str, ...]":
        """The paragraphs: under `|` separated by blank lines, otherwise by every line end left after folding."""
        return paragraphs(self.value.replace("\n", "\n" if self.literal else "\n\n").split("\n"))


class SequenceNode(Node):
    """A sequence."""

    def __init__(self, line: int, column: int) -> None:
        super().__init__(line, column)
        self.items: list[Node] = []


class MappingNode(Node):
    """A mapping, its pairs in the order written, every key once; and whether a key of it was refused.

    While it is read, `key` is the one that waits for its value.
    """

    def __init__(self, line: int, column: int) -> None:
        super().__init__(line, column)
        self.pairs: dict[str, tuple[ScalarNode, Node]] = {}
        self.refused = False
        self.key: ScalarNode | InvalidNode | None = None
        self.braces = False  # whether it is written in braces

    @property
    def is_pair(self) -> bool:
        """Whether it is a single key with its value, which may be meant as a text with a colon."""
        return len(self.pairs) == 1 and not self.braces and not self.refused


class InvalidNode(Node):
    """A placeholder for a node that was already reported, such as an alias."""


def position_of(mark: "Any") -> tuple[int, int]:
    """The line and column of a parser's mark; the first where it has none."""
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)
