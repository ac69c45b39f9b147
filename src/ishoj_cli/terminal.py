"""The terminal: whether there is one, how wide it is, and whether it shows colour."""

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TextIO

NARROWEST = 20  # columns that a page can be read in
PROSE = 88  # columns of text at most: longer lines are hard to follow


def is_terminal(stream: "TextIO | None") -> bool:
    """Whether a standard stream is open and ends in a terminal."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False


def wants_colour(choice: str | None, environment: "Mapping[str, str]", terminal: bool) -> bool:
    """Whether to colour: the option (`altid`, `aldrig`, `auto`) beats NO_COLOR beats CLICOLOR_FORCE beats the terminal.

    Sources: no-color.org (any non-empty value) and bixense.com/clicolors (any value but 0).
    """
    if choice in ("altid", "aldrig"):
        return choice == "altid"
    if environment.get("NO_COLOR"):
        return False
    return forces_colour(environment) or (terminal and not is_dumb(environment))


def is_dumb(environment: "Mapping[str, str]") -> bool:
    """Whether the terminal says that it has no colour and no cursor to move, or says nothing where all others do."""
    return (environment.get("TERM") or ("windows" if sys.platform == "win32" else "dumb")) == "dumb"


def forces_colour(environment: "Mapping[str, str]") -> bool:
    """Whether the environment asks for colour even where there is no terminal."""
    return not environment.get("NO_COLOR") and environment.get("CLICOLOR_FORCE", "0") not in ("", "0")


def screen_size(environment: "Mapping[str, str]") -> tuple[int, int]:
    """Columns and lines of the terminal: by COLUMNS and LINES, else by itself, else 80 by 24."""
    columns, lines = (_size(environment.get(name)) for name in ("COLUMNS", "LINES"))
    if not columns or not lines:
        try:
            real = os.get_terminal_size(sys.__stdout__.fileno() if sys.__stdout__ else 1)
        except (OSError, ValueError):
            real = os.terminal_size((80, 24))
        columns, lines = columns or real.columns or 80, lines or real.lines or 24
    return max(columns, NARROWEST), lines


def _size(value: str | None) -> int:
    """A positive whole number of at most five digits, else 0."""
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 6 else 0


def allow_escape_codes() -> None:
    """Make an older Windows console understand escape codes; elsewhere there is nothing to do."""
    if sys.platform == "win32":
        import ctypes

        console = ctypes.windll.kernel32
        handle, mode = console.GetStdHandle(-11), ctypes.c_ulong()
        if console.GetConsoleMode(handle, ctypes.byref(mode)):
            console.SetConsoleMode(handle, mode.value | 0x0004)
