"""The one error boundary: from the words typed to an exit status, and from every exception to one line of Danish."""

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

INTERRUPTED = 130
BUG = (
    "Der er en fejl i programmet. Sæt ISHOJ_DEBUG=1, kør kommandoen igen, og send det, der så står, "
    "til den, der har installeret ishoj."
)


def main(argv: "Sequence[str] | None" = None) -> int:
    """Run `ishoj` with the words after the program's name (sys.argv[1:] if None) and give its exit status.

    Nothing is raised: an error becomes a message on standard error; with ISHOJ_DEBUG=1 an unforeseen one its trace too.
    """
    try:
        status = _status(sys.argv[1:] if argv is None else argv)
        if argv is None:
            _ignore_interrupts()
    except KeyboardInterrupt:
        if argv is None:
            _ignore_interrupts()
        return INTERRUPTED
    return status


def _ignore_interrupts() -> None:
    """The answer is given and the process is about to end: Python would answer Ctrl-C with a trace while it does."""
    # What `signal` is made of: that one imports enum, which takes longer than the whole answer.
    from _signal import SIG_IGN, SIGINT, signal  # type: ignore[import-not-found,unused-ignore]

    signal(SIGINT, SIG_IGN)


def _status(argv: "Sequence[str]") -> int:
    """The exit status of a line, once its error, if any, has been told; raises KeyboardInterrupt alone."""
    from ishoj_cli.errors import IshojError, ReaderGoneError
    from ishoj_cli.streams import typed_text, write_message

    try:
        return run(list(map(typed_text, argv)))
    except ReaderGoneError as gone:
        return gone.status
    except IshojError as error:
        write_message(str(error))
        return error.status
    except Exception:  # the boundary: whatever it is, the user gets a line, not a trace
        if os.environ.get("ISHOJ_DEBUG") == "1":
            import traceback

            write_message(traceback.format_exc().rstrip())
        write_message(BUG)
        return IshojError.status


def run(argv: "Sequence[str]") -> int:
    """Do what was typed; raises what `main` answers for."""
    from ishoj_cli.cli import quick

    status = quick.answer(argv)
    if status is None:
        from ishoj_cli.cli import app

        status = app.run(argv)
    return status
