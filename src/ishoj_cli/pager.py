"""The pager: shows a long text in the program that the user has chosen for it."""

import sys

from ishoj_cli.errors import quoted, visible
from ishoj_cli.programs import command_words, find_program, run
from ishoj_cli.streams import encoded, write_message

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


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
    settings = {"LESS": "FRX", "LESSCHARSET": "utf-8"} | dict(environment)
    try:
        status = run([program, *command[1:]], stdin=encoded(text), environment=settings)
    except OSError:
        write_message(f"PAGER kan ikke startes: {quoted(program, 200)}")
        return False
    if status > 0:
        write_message(f"PAGER stoppede med fejl {status}: {visible(' '.join(command))}")
        return False
    return True
