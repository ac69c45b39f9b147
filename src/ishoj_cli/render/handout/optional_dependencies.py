"""The libraries of the extra `handout`, each imported only when a format needs it."""

from ishoj_cli.errors import IshojError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def optional_module(name: str, format: str) -> "Any":
    """The module of that name; raises an `IshojError` with the command that installs it when it is missing."""
    from importlib import import_module

    try:
        return import_module(name)
    except ImportError:
        format_name = "Word-format" if format == "docx" else format.upper()
        raise IshojError(f'{format_name} kræver et tillæg. Installer det: pip install "ishoj[handout]"') from None
