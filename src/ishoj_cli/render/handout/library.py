"""The libraries of the extra `handout`, each loaded when something needs it."""

from ishoj_cli.errors import IshojError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def needed(module: str, format: str) -> "Any":
    """The module of that name; without it an `IshojError` of one line with the command that installs it."""
    from importlib import import_module

    try:
        return import_module(module)
    except ImportError:
        raise IshojError(
            f'Et handout som {format} kræver mere, end der er installeret: pip install "ishoj[handout]"'
        ) from None
