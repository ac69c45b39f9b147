"""The pager: shows a long text in the program that the user chose for it."""

import sys

from ishoj_cli.errors import quoted, visible
from ishoj_cli.programs import command_words, find_program
from ishoj_cli.streams import encoded, write_message

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


def page(text: str, environment: "Mapping[str, str]") -> bool:
    """Show text in the user's pager (PAGER, else less); False when there is none that can, which is said.

    The pager is started without a shell. A pager that the reader leaves early is no error. While it runs, Ctrl-C is
    its own to answer; raises KeyboardInterrupt when it ended by that.
    """
    import signal
    import subprocess

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
    interrupts: list[object] = []
    # Not SIG_IGN, which a program that is started inherits.
    before = signal.signal(signal.SIGINT, lambda *came: interrupts.append(came))
    try:
        pager = subprocess.Popen([program, *command[1:]], stdin=subprocess.PIPE, env=settings)  # noqa: S603
        pager.communicate(encoded(text))
    except OSError:
        write_message(f"PAGER kan ikke startes: {quoted(program, 200)}")
        return False
    finally:
        signal.signal(signal.SIGINT, before)
    if pager.returncode == -signal.SIGINT or (pager.returncode and interrupts):  # `less -K` ends with 2
        raise KeyboardInterrupt
    if pager.returncode > 0:
        write_message(f"PAGER stoppede med fejl {pager.returncode}: {visible(' '.join(command))}")
        return False
    return True
