"""Handouts to print: sheet, dialogue cards and poster, and for a course slides, worksheets and a guide."""

import os
import sys

from ishoj_cli.content.paths import packaged
from ishoj_cli.errors import IshojError, as_typed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# Each format with the ending of its files; the module of the same name makes them.
FILE_ENDINGS = {"pdf": ".pdf", "html": ".html", "docx": ".docx", "markdown": ".md"}
# Each kind of handout with its formats, the default first.
HANDOUT_FORMATS = {
    "ark": tuple(FILE_ENDINGS),
    "kort": tuple(FILE_ENDINGS),
    "plakat": ("pdf",),
    "lysbilleder": ("pdf",),
    "arbejdsark": ("pdf", "html", "docx"),
    "drejebog": tuple(FILE_ENDINGS),
    "kursus": ("html",),  # the page in the folder that says what each file is
}
MINUTES, PARTICIPANTS = (45, 60, 90), range(4, 41)  # of a course
TIMED = ("drejebog", "kursus")  # the kinds that depend on them
# What is installed for a format, by names that anybody can install; pyproject.toml has the same in the extra `handout`.
PACKAGES = {"pdf": "typst~=0.15.0 fontpkg-source-sans-3", "html": "jinja2", "docx": "python-docx"}


def optional_module(name: str, format: str) -> "Any":
    """The module of an optional dependency; raises an `IshojError` that says how to install it."""
    from importlib import import_module

    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:  # it is there, but something of its own is not
            raise
        format_name = "Word-format" if format == "docx" else format.upper()
        install = f"{as_typed(sys.executable)} -m pip install {PACKAGES[format]}"
        raise IshojError(f"{format_name} kræver et tillæg. Installer det: {install}") from None


def template(name: str) -> bytes:
    """A file of the folder `templates`."""
    return packaged(os.path.join(os.path.dirname(__file__), "templates", name))
