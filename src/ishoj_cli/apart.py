"""Work done in a child process: it can be interrupted, and a lack of memory ends it and not the program."""

import os
import sys

from ishoj_cli import errors
from ishoj_cli.files import RaiseOnTermination
from ishoj_cli.streams import write_progress
from ishoj_cli.terminal import is_terminal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import NoReturn

PATIENCE = 0.5  # seconds of work before a terminal is shown that it goes on
THREADED = "typst"  # a library with threads, which a child would lack if they ran already
KILLED = -9


def run_apart(work: "Callable[[], bytes]", progress: str) -> bytes:
    """What `work` returns, done in a child process where the system can fork one.

    When it takes long, a terminal on standard error shows `progress`. Raises what `work` raised as an IshojError, or
    MemoryError when the child ended for lack of memory.
    """
    if not hasattr(os, "fork") or THREADED in sys.modules:
        return work()
    import select

    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        _end_with_answer(work, writer)
    os.close(writer)
    shown = False
    with RaiseOnTermination(), open(reader, "rb") as pipe:
        try:
            shown = not select.select([pipe], (), (), PATIENCE)[0] and is_terminal(sys.stderr)
            if shown:
                write_progress(progress)
            data = pipe.read()
        except BaseException:
            os.kill(child, -KILLED)
            raise
        finally:
            status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            if shown:
                write_progress(" " * len(progress))
    said, _, answer = data.partition(b"\0")  # what a library wrote on standard error comes first
    if status == 0 and answer[:1] == b"+":
        return answer[1:]
    if status == 0:
        name, what, hint, command, trace = answer.decode("utf-8", "surrogateescape").split("\0")
        error: errors.IshojError = getattr(errors, name)(what, hint=hint or None, command=command or None)
        error.trace = trace
        raise error
    if status in (1, KILLED) or b"memory" in said:  # 1: there was too little to say so
        raise MemoryError
    raise RuntimeError(f"{status}: {said.decode(errors='replace')}")


def _end_with_answer(work: "Callable[[], bytes]", pipe: int) -> "NoReturn":
    """Do the work in this child process, write its answer, and end."""
    import _signal  # type: ignore[import-not-found,unused-ignore]

    try:
        _signal.signal(_signal.SIGINT, _signal.SIG_IGN)  # the parent takes it, and kills this process
        os.dup2(pipe, 2)
        with open(pipe, "wb") as file:
            file.write(answer(work))
        os._exit(0)
    finally:
        os._exit(1)


def answer(work: "Callable[[], bytes]") -> bytes:
    """What `work` returns, or raises as the error that explains it, as bytes for the parent process."""
    try:
        return b"\0+" + work()
    except BaseException as failure:
        error = errors.explained(failure)
        fields = (type(error).__name__, error.what, error.hint or "", error.command or "", error.trace)
        return ("\0" + "\0".join(fields)).encode("utf-8", "surrogateescape")
