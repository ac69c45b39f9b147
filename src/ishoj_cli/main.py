"""The one error boundary: runs the command line and turns every exception into a Danish message and an exit status."""

import gc
import os
import sys

from ishoj_cli.type_hints import Sequence

INTERRUPTED = 130  # ExitStatus.INTERRUPTED, which is not imported yet when Ctrl-C comes early
OBJECTS_A_COLLECTION = 50_000


def main(argv: "Sequence[str] | None" = None) -> int:
    """Run `ishoj` with these arguments (sys.argv[1:] if None) and return its exit status.

    It raises nothing: an error becomes a message on standard error. With ISHOJ_DEBUG=1 the traceback of an unexpected
    exception comes before it.
    """
    if argv is None:
        # Starting up creates thousands of objects and hardly any garbage. The default threshold of 700 would cost a
        # tenth of the time of a command that shows a section.
        gc.set_threshold(OBJECTS_A_COLLECTION)
    try:
        status = _status(sys.argv[1:] if argv is None else argv)
        if argv is None:
            _ignore_interrupts()
            gc.freeze()  # skips the collection at exit, when all memory is released anyway
    except KeyboardInterrupt:
        if argv is None:
            _ignore_interrupts()
        return INTERRUPTED
    return status


def _ignore_interrupts() -> None:
    """Ignore Ctrl-C while the interpreter shuts down, where it would print a trace."""
    # Not `signal`: it imports enum, which takes longer than the whole command.
    from _signal import SIG_IGN, SIGINT, signal  # type: ignore[import-not-found,unused-ignore]

    signal(SIGINT, SIG_IGN)


def _status(argv: "Sequence[str]") -> int:
    """The exit status, after the error, if any, has been reported; raises only KeyboardInterrupt."""
    from ishoj_cli.errors import to_ishoj_error
    from ishoj_cli.streams import typed_text, write_message

    try:
        from ishoj_cli.cli.run import run

        return run(list(map(typed_text, argv)))
    except Exception as failure:  # error boundary: every exception is shown as a message
        error = to_ishoj_error(failure)
        if error.trace and os.environ.get("ISHOJ_DEBUG") == "1":
            write_message(error.trace, whole=True)
        write_message(str(error))
        return error.status
