"""The terminal: whether there is one, its size, and whether it shows colour."""

import os
import sys

from ishoj_cli.type_hints import Mapping, TextIO

NARROWEST = 20  # columns; a page is never laid out narrower
PROSE = 88  # columns of prose at most: longer lines are hard to read
CONTROLLING = "/dev/tty"  # the terminal that a process was started from
# Styles by their numbers in escape codes (ECMA-48, SGR). Both colours have 4.5:1 on black and on white: number 29,
# #00875f, has 4.63 and 4.53; number 243, #767676, has 4.62 and 4.54.
ACCENT = "38;5;29"
TITLE = "1;38;5;29"
QUIET = "38;5;243"
STRONG = "1"
MATCH = f"4;{TITLE}"  # underlined too


def styled(text: str, style: str) -> str:
    """Text in a style, by escape codes."""
    return f"\x1b[{style}m{text}\x1b[0m" if text else text


def is_terminal(stream: "TextIO | None") -> bool:
    """Whether a standard stream is open and connected to a terminal."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False


def wants_colour(choice: str | None, environment: "Mapping[str, str]", terminal: bool) -> bool:
    """Whether to use colour: by the option (`altid`, `aldrig`, `auto`), else the environment, else the terminal.

    NO_COLOR beats CLICOLOR_FORCE and FORCE_COLOR, and these CLICOLOR=0. Sources: no-color.org, force-color.org (any
    value that isn't empty) and bixense.com/clicolors (any value but 0).
    """
    if choice in ("altid", "aldrig"):
        return choice == "altid"
    if environment.get("NO_COLOR"):
        return False
    shows = terminal and environment.get("CLICOLOR") != "0" and not is_dumb(environment)
    return forces_colour(environment) or shows


def is_dumb(environment: "Mapping[str, str]") -> bool:
    """Whether the terminal has no colour and no cursor movement: TERM is `dumb`, or missing on a Unix system."""
    return (environment.get("TERM") or ("windows" if sys.platform == "win32" else "dumb")) == "dumb"


def forces_colour(environment: "Mapping[str, str]") -> bool:
    """Whether the environment asks for colour even without a terminal; ACCESSIBLE, for screen readers, overrides it."""
    asked = any(environment.get(name, "0") not in ("", "0") for name in ("CLICOLOR_FORCE", "FORCE_COLOR"))
    return asked and not environment.get("NO_COLOR") and not environment.get("ACCESSIBLE")


def screen_size(environment: "Mapping[str, str]") -> tuple[int, int]:
    """Columns and lines of the terminal: by COLUMNS and LINES, else as the terminal says, else 80 by 24.

    If standard output is no terminal, it is the size of the one that the program was started from.
    """
    columns, lines = (_size(environment.get(name)) for name in ("COLUMNS", "LINES"))
    if not columns or not lines:
        real = _real_size()
        columns, lines = columns or real[0] or 80, lines or real[1] or 24
    return max(columns, NARROWEST), lines


def _real_size() -> tuple[int, int]:
    """Columns and lines of the terminal; 0 and 0 if there is none."""
    for number in (1, 2, 0):  # standard output, standard error, standard input
        if found := _size_of(number):
            return found
    try:
        number = os.open(CONTROLLING, os.O_RDONLY)
    except OSError:
        return 0, 0
    try:
        return _size_of(number) or (0, 0)
    finally:
        os.close(number)


def _size_of(number: int) -> tuple[int, int] | None:
    try:
        return os.get_terminal_size(number)
    except OSError:
        return None


def _size(value: str | None) -> int:
    """A positive whole number of at most five digits, else 0."""
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 6 else 0


def allow_escape_codes() -> None:
    """Enable escape codes in an older Windows console; does nothing elsewhere."""
    if sys.platform == "win32":
        import ctypes

        console = ctypes.windll.kernel32
        handle, mode = console.GetStdHandle(-11), ctypes.c_ulong()
        if console.GetConsoleMode(handle, ctypes.byref(mode)):
            console.SetConsoleMode(handle, mode.value | 0x0004)
