"""Handouts to print: sheet, dialogue cards and poster, and for a course slides, worksheets and a guide."""

import os
import sys

from ishoj_cli.content.paths import is_zipped, packaged
from ishoj_cli.danish import enumerated
from ishoj_cli.errors import IshojError, as_typed
from ishoj_cli.type_hints import Any

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
# The extra `handout` of pyproject.toml, by names that anybody can install.
PACKAGES = "typst~=0.15.0 fontpkg-source-sans-3 jinja2 python-docx"


def optional_module(name: str, format: str) -> "Any":
    """The module of an optional dependency; raises an `IshojError` that says how to install it."""
    from importlib import import_module

    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:  # installed, but one of its own dependencies is missing
            raise
        format_name = "Word-format" if format == "docx" else format.upper()
        zipped = ", som ikke er med i ishoj.pyz" if is_zipped() else ""
        markdown = enumerated([kind for kind, formats in HANDOUT_FORMATS.items() if "markdown" in formats])
        what = f"{format_name} kræver et tillæg{zipped}. Uden det kan {markdown} laves med -f markdown."
        raise IshojError(what, hint=f"Installer det med: {install_command()}") from None


def install_command() -> str:
    """The command that installs the extra where this program runs, by pip, pipx or uv.

    Sources: PEP 668 for a system's own Python; pipx and uv for the files by which their environments are known.
    """
    import shutil
    import sysconfig

    def has(folder: str, name: str, text: str = "") -> bool:
        try:
            with open(os.path.join(folder, name), encoding="utf-8", errors="replace") as file:
                return text in file.read()
        except OSError:
            return False

    python, isolated = as_typed(sys.executable or "python"), sys.prefix != sys.base_prefix
    if has(sys.prefix, "pipx_metadata.json"):
        return f"pipx inject {as_typed(os.path.basename(sys.prefix))} {PACKAGES}"
    if has(sys.prefix, "pyvenv.cfg", "\nuv = "):  # there is no pip in it
        return f"uv pip install --python {python} {PACKAGES}"
    if sys.platform == "win32" and not isolated and shutil.which("py"):
        # The path often contains a space, and PowerShell does not run a quoted string as a command.
        python = f"py -{sys.version_info[0]}.{sys.version_info[1]}"
    managed = not isolated and has(sysconfig.get_path("stdlib"), "EXTERNALLY-MANAGED")
    return f"{python} -m pip install {'--user --break-system-packages ' if managed else ''}{PACKAGES}"


def template(name: str) -> bytes:
    """A file of the folder `templates`."""
    return packaged("render", "handout", "templates", name)
