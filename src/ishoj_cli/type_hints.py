"""Names for annotations: a type checker knows what they stand for, and a running program imports none of it.

What they stand for takes longer to import than a section takes to read. Each is `list` while the program runs, so that
it takes brackets in an alias of types.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path
    from typing import Any, BinaryIO, Literal, NoReturn, Self, TextIO, TypeVar, dataclass_transform
else:
    Any = BinaryIO = Callable = Collection = Iterable = Iterator = Literal = Mapping = list
    NoReturn = Path = Self = Sequence = TextIO = list

    def TypeVar(*_names, **_options):  # noqa: N802
        """A variable of types, of which a running program has none."""
        return list

    def dataclass_transform(**_options):
        """The decorator that tells a type checker what `Record` does; at run time it does nothing."""
        return lambda cls: cls
