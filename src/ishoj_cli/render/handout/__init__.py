"""Handouts to print: the sheet (`ark`), the dialogue cards (`kort`) and the poster (`plakat`)."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Literal

    HandoutKind = Literal["ark", "kort", "plakat"]
    HandoutFormat = Literal["pdf", "html", "docx", "markdown"]

FILE_ENDINGS: "dict[HandoutFormat, str]" = {"pdf": ".pdf", "html": ".html", "docx": ".docx", "markdown": ".md"}
HANDOUT_FORMATS: "dict[HandoutKind, tuple[HandoutFormat, ...]]" = {
    "ark": ("pdf", "html", "docx", "markdown"),
    "kort": ("pdf",),
    "plakat": ("pdf",),
}
"""The kinds of handout, each with its formats, the default first."""


def template(name: str) -> bytes:
    """A file of the folder `templates`, also when the package is imported from a zip."""
    import os

    loader: Any = __spec__.loader  # reads files and zips; `importlib.resources` takes long to import
    content: bytes = loader.get_data(os.path.join(os.path.dirname(__file__), "templates", name))
    return content
