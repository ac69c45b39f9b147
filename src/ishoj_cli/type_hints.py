"""Names for annotations: a type checker knows what they stand for, and a running program imports none of it.

Typing names without importing `typing` at run time, which would take longer than reading a section. At run time each
name is `list`, which can be subscripted.
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
