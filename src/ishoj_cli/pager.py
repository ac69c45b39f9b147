"""The pager: shows a long text in the program that the user has chosen for it."""

import os
import sys

from ishoj_cli.errors import quoted, visible
from ishoj_cli.programs import command_words, exit_description, find_program, run
from ishoj_cli.streams import encoded, write_message
from ishoj_cli.type_hints import Mapping

# In less's prompt syntax (`?e` = at the end). A prompt wider than the screen is cut at its start.
PROMPT = "?e(Slut) b = tilbage, q = luk:b = tilbage, Mellemrum = videre, q = luk."
# On the command line, where LESS cannot change them: colours, and the prompt in the short, medium and long form.
FOR_LESS = ("-R", *(f"-P{length}{PROMPT}" for length in "smM"))


def show_in_pager(text: str, environment: "Mapping[str, str]") -> bool:
    """Show text in the user's pager (PAGER, else less); False when that isn't possible, with a message if PAGER is set.

    A pager that the reader leaves early is no error. Raises KeyboardInterrupt when Ctrl-C ended it.
    """
    try:
        command = command_words(environment.get("PAGER") or "less", sys.platform)
    except ValueError:
        write_message(f"PAGER kan ikke læses: {visible(environment['PAGER'])}")
        return False
    program = find_program(command[0], environment, sys.platform) if command else None
    if program is None:
        if environment.get("PAGER"):
            write_message(f"PAGER kan ikke startes: {visible(environment['PAGER'])}")
        return False
    arguments = [*(FOR_LESS if _is_program(program, "less") else ()), *command[1:]]
    settings = {"LESS": "FRX", "LESSCHARSET": "utf-8"} | dict(environment)
    try:
        status = run([program, *arguments], stdin=_encoded_for(program, text), environment=settings)
    except OSError:
        write_message(f"PAGER kan ikke startes: {quoted(program, 200)}")
        return False
    if status:
        write_message(f"PAGER {exit_description(status)}: {visible(' '.join(command))}")
    return not status


def _is_program(program: str, name: str) -> bool:
    """Whether a program is `name`, after resolving links such as `pager`.

    BusyBox's `less` resolves to `busybox` and does not match, which is intended: it supports fewer options.
    """
    return os.path.splitext(os.path.basename(os.path.realpath(program)))[0].lower() == name


def _encoded_for(program: str, text: str) -> bytes:
    """Text as a pager reads it: UTF-8, but in the console's code page for the more.com of Windows."""
    page = os.device_encoding(1) if sys.platform == "win32" and _is_program(program, "more") else None
    return text.encode(page, "replace") if page else encoded(text)
