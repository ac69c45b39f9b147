"""The one error boundary: runs the command line and turns every exception into a Danish message and an exit status."""

import gc
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

INTERRUPTED = 130
OBJECTS_A_COLLECTION = 50_000
BUG = (
    "Der er en fejl i programmet. Sæt ISHOJ_DEBUG=1, kør kommandoen igen, og send det, der så står, "
    "til den, der har installeret ishoj."
)


def main(argv: "Sequence[str] | None" = None) -> int:
    """Run `ishoj` with these arguments (sys.argv[1:] if None) and return its exit status.

    Nothing is raised: an error becomes a message on standard error, and with ISHOJ_DEBUG=1 a bug its trace as well.
    """
    if argv is None:
        # Starting up makes thousands of objects and hardly any garbage: the collector's usual 700 would search them
        # again and again, a tenth of the time of a command that shows a section.
        gc.set_threshold(OBJECTS_A_COLLECTION)
    try:
        status = _status(sys.argv[1:] if argv is None else argv)
        if argv is None:
            _ignore_interrupts()
            gc.freeze()  # so that the collection at exit, when the memory goes back anyway, has nothing to search
    except KeyboardInterrupt:
        if argv is None:
            _ignore_interrupts()
        return INTERRUPTED
    return status


def _ignore_interrupts() -> None:
    """Ignore Ctrl-C while the interpreter shuts down, where it would print a trace."""
    # Not `signal`, which imports enum: that takes longer than the whole command.
    from _signal import SIG_IGN, SIGINT, signal  # type: ignore[import-not-found,unused-ignore]

    signal(SIGINT, SIG_IGN)


def _status(argv: "Sequence[str]") -> int:
    """The exit status, after the error, if any, has been reported; raises only KeyboardInterrupt."""
    from ishoj_cli.errors import IshojError
    from ishoj_cli.streams import typed_text, write_message

    try:
        from ishoj_cli.cli.run import run

        return run(list(map(typed_text, argv)))
    except IshojError as error:
        write_message(str(error))
        return error.status
    except Exception:  # the boundary: a bug is a message, not a trace
        if os.environ.get("ISHOJ_DEBUG") == "1":
            import traceback

            write_message(traceback.format_exc().rstrip())
        write_message(BUG)
        return IshojError.status
