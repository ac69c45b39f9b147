"""Runs work in a forked child process: it can be interrupted, and a lack of memory does not end the program."""

import _signal  # type: ignore[import-not-found,unused-ignore] # see `files`
import os
import sys

from ishoj_cli import errors
from ishoj_cli.files import RaiseOnTermination
from ishoj_cli.streams import write_progress
from ishoj_cli.terminal import is_terminal
from ishoj_cli.type_hints import Callable, Iterable, Iterator, NoReturn

PROGRESS_DELAY = 0.5  # seconds before a progress message is shown
THREADED = "typst"  # a library with threads, which a child would lack if they ran already
KILLED = -9
MARK, PART = b"\0", b"+"  # before each part; else what follows is an error


def run_in_child(work: "Callable[[], Iterable[bytes]]", progress: str = "") -> "Iterator[bytes]":
    """Run `work` in a forked child process if possible, and yield the parts that it yields.

    The child is started immediately, not on the first iteration. When it takes long, a terminal on standard error shows
    `progress`. Raises what `work` raised as an IshojError, or MemoryError when the child ended for lack of memory.
    """
    if not hasattr(os, "fork") or THREADED in sys.modules:
        return iter(work())
    reader, writer = os.pipe()
    parent, alive = os.pipe()  # closed when this process ends, however it does
    # Ctrl-C waits until the child ignores it: else the child would leave this function too.
    before = _signal.pthread_sigmask(_signal.SIG_BLOCK, [_signal.SIGINT])
    try:
        child = os.fork()
        if not child:
            _run_child(work, writer, parent, alive)
    finally:
        _signal.pthread_sigmask(_signal.SIG_SETMASK, before)
    os.close(writer)
    os.close(parent)
    return _parts_of(child, reader, alive, progress)


def _parts_of(child: int, reader: int, alive: int, progress: str) -> "Iterator[bytes]":
    """Yield the parts that the child writes; the child is killed if the generator is closed."""
    import select

    said, error, shown = b"", None, False  # what a library wrote on standard error comes between the parts
    with RaiseOnTermination(), open(reader, "rb") as pipe:
        try:
            shown = bool(progress) and not select.select([pipe], (), (), PROGRESS_DELAY)[0] and is_terminal(sys.stderr)
            if shown:
                write_progress(progress)
            while byte := pipe.read(1):
                if byte != MARK:
                    said += byte
                    continue
                kind, size = pipe.read(1), int.from_bytes(pipe.read(8), "big")
                data = pipe.read(size)
                if len(data) < size:
                    said += data
                elif kind == PART:
                    yield data
                else:
                    error = _error(data)
        except BaseException:
            os.kill(child, -KILLED)
            raise
        finally:
            status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            os.close(alive)
            if shown:
                write_progress(" " * len(progress))
    if error:
        raise error
    if status in (1, KILLED) or b"memory" in said:  # status 1: the child could not even report the error
        raise MemoryError
    if status:
        raise RuntimeError(f"{status}: {said.decode(errors='replace')}")


def _error(data: bytes) -> errors.IshojError:
    """The error that a child process wrote."""
    name, what, hint, command, trace = data.decode("utf-8", "surrogateescape").split("\0")
    error: errors.IshojError = getattr(errors, name)(what, hint=hint or None, command=command or None)
    error.trace = trace
    return error


def _run_child(work: "Callable[[], Iterable[bytes]]", pipe: int, parent: int, alive: int) -> "NoReturn":
    """Do the work in this child process, write its parts, and end; at once when the parent has ended."""
    try:
        import threading

        os.close(alive)
        threading.Thread(target=lambda: (os.read(parent, 1), os._exit(1)), daemon=True).start()
        _signal.signal(_signal.SIGINT, _signal.SIG_IGN)  # the parent takes it, and kills this process
        os.dup2(pipe, 2)
        os.environ["RUST_BACKTRACE"] = "0"  # printing a Rust backtrace without memory can hang
        with open(pipe, "wb") as file:
            for data in messages(work):
                file.write(data)
                file.flush()
        os._exit(0)
    finally:
        os._exit(1)


def messages(work: "Callable[[], Iterable[bytes]]") -> "Iterator[bytes]":
    """Encode the parts of `work`, and then its error if it raises one, as messages to the parent."""
    try:
        for part in work():
            yield MARK + PART + len(part).to_bytes(8, "big") + part
    except (Exception, KeyboardInterrupt) as failure:
        error = errors.to_ishoj_error(failure)
        fields = (type(error).__name__, error.what, error.hint or "", error.command or "", error.trace)
        data = "\0".join(fields).encode("utf-8", "surrogateescape")
        yield MARK + b"-" + len(data).to_bytes(8, "big") + data
