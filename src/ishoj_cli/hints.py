"""Names for annotations: a type checker knows what they stand for, and a running program imports none of it.

What they stand for takes longer to import than a section takes to read. Each is `list` while the program runs, so that
it takes brackets in an alias of types.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable as Callable
    from collections.abc import Collection as Collection
    from collections.abc import Iterable as Iterable
    from collections.abc import Iterator as Iterator
    from collections.abc import Mapping as Mapping
    from collections.abc import Sequence as Sequence
    from pathlib import Path as Path
    from typing import Any as Any
    from typing import BinaryIO as BinaryIO
    from typing import Literal as Literal
    from typing import NoReturn as NoReturn
    from typing import Self as Self
    from typing import TextIO as TextIO
    from typing import TypeVar as TypeVar
    from typing import dataclass_transform as dataclass_transform
else:
    Any = BinaryIO = Callable = Collection = Iterable = Iterator = Literal = Mapping = list
    NoReturn = Path = Self = Sequence = TextIO = list

    def TypeVar(*_names, **_options):  # noqa: N802
        """A variable of types, of which a running program has none."""
        return list

    def dataclass_transform(**_options):
        """The decorator that tells a type checker what `Record` does; at run time it does nothing."""
        return lambda cls: cls
