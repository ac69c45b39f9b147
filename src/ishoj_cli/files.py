"""Files: written whole or not at all, and the folders they are written in."""

import os
import stat

from ishoj_cli.errors import FileError, ReaderGoneError, advice, quoted, reason

LINKS = 40  # from one to the next; a ring has been refused before that
DEVICES = {"CON", "PRN", "AUX", "NUL", *(f"{port}{number}" for port in ("COM", "LPT") for number in range(10))}


def file_name(text: str) -> str:
    """A file's name as the system takes it: as UTF-8 where the locale has no letters for it."""
    try:
        os.fsencode(text)
    except UnicodeEncodeError:
        return os.fsdecode(text.encode("utf-8", "surrogateescape"))
    return text


def write_file(target: str, content: bytes, *, overwrite: bool = False) -> None:
    """Write a file whole or not at all: a temporary beside it, then a rename; a device or a FIFO is written straight.

    An existing file is left as it was unless `overwrite`, and also then if it is write-protected; it keeps its
    permissions, and a link stays a link. Raises FileError, or ReaderGoneError when the reader of a FIFO has gone, and
    leaves no temporary behind.
    """
    try:
        name = file_name(target)
        if os.name == "nt" and _names_a_device(name):
            raise FileError(f"{quoted(target)} er et navn, som Windows selv bruger.", hint="Vælg et andet navn.")
        mode = _mode(name)
        if stat.S_ISDIR(mode) or os.path.basename(name) in ("", ".", ".."):
            raise FileError(f"{quoted(target)} er en mappe.", hint="Skriv navnet på en fil.")
        if mode and not stat.S_ISREG(mode):
            with open(name, "wb") as device:
                device.write(content)
            return
        if mode and not overwrite:
            raise _exists(target)
        if mode and not _may_be_written(name):
            mode = 0
        _replace(_linked(name), target, content, mode, overwrite)
    except BrokenPipeError:
        raise ReaderGoneError from None
    except (OSError, ValueError) as error:
        raise FileError(f"Kan ikke skrive {quoted(target)}: {reason(error)}.", hint=advice(error)) from error


def _names_a_device(path: str) -> bool:
    """Whether Windows takes a name with an ending for a device: `con.pdf` may be the console, `con` always is."""
    stem, dot, _ = os.path.basename(path).partition(".")
    return bool(dot) and stem.rstrip().upper() in DEVICES


def _exists(target: str) -> FileError:
    return FileError(f"Filen {quoted(target)} findes allerede.", hint="Vælg et andet navn, eller tilføj --overskriv.")


def _mode(path: str) -> int:
    """The type and permissions of what has this name, 0 when nothing has; raises OSError for a name none can have."""
    try:
        return os.stat(path).st_mode
    except FileNotFoundError:
        return 0


def _may_be_written(path: str) -> bool:
    """True for a file that may be written, False for one that is gone by now; raises OSError for any other.

    It is opened, for os.access says the same of a file that is protected and of one that somebody has just removed.
    """
    try:
        os.close(os.open(path, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0)))  # a FIFO that came instead holds nobody up
    except FileNotFoundError:
        return False
    return True


def _linked(path: str) -> str:
    """Where a link leads, and any other path as it is.

    Not os.path.realpath, which before Python 3.13 fails when somebody removes the link as it is read.
    """
    for _ in range(LINKS):
        try:
            path = os.path.join(os.path.dirname(path), os.readlink(path))
        except (OSError, ValueError):
            break
    return path


def _replace(path: str, target: str, content: bytes, mode: int, overwrite: bool) -> None:
    folder = os.path.dirname(path)
    temporary = os.path.join(folder, f".ishoj-{os.urandom(8).hex()}.tmp")

    with Unwinding():
        try:
            with open(temporary, "xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            if overwrite:
                if mode:
                    os.chmod(temporary, stat.S_IMODE(mode))
                os.replace(temporary, path)
            else:
                _publish(temporary, path, target)
                _remove(temporary)
        except BaseException:
            _remove(temporary)
            raise


def _remove(path: str) -> None:
    if os.path.lexists(path):
        os.unlink(path)


class Unwinding:
    """While it holds, a signal that ends the process (and is not ignored) first unwinds what was begun, then ends it.

    That happens where Ctrl-C would have it happen, in `finally` and `with`. One within another does nothing.
    """

    def __enter__(self) -> None:
        """Have SIGTERM and SIGHUP raise, where they would end the process."""
        import signal

        self.ended_by = 0
        named = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
        self.held = [number for number in named if signal.getsignal(number) is signal.SIG_DFL]
        for number in self.held:
            signal.signal(number, self._unwind)

    def _unwind(self, number: int, _frame: object) -> None:
        if not self.ended_by:  # it is unwinding already
            self.ended_by = number
            raise EndedError

    def __exit__(self, *_raised: object) -> None:
        """Have the signals do what they did, and end by the one that came."""
        import signal

        for number in self.held:
            signal.signal(number, signal.SIG_DFL)
        if self.ended_by:
            os.kill(os.getpid(), self.ended_by)


class EndedError(BaseException):
    """A signal has ended the process; nobody is to answer for it."""


def _publish(temporary: str, path: str, target: str) -> None:
    """Give a finished file its name, never over one that came in the meantime."""
    try:
        if os.name == "nt":
            os.rename(temporary, path)
        else:
            os.link(temporary, path)
    except FileExistsError:
        raise _exists(target) from None
    except OSError:
        if os.path.exists(path):
            raise _exists(target) from None
        os.replace(temporary, path)
