"""Files: written whole or not at all, appended to once, and the folders that they are written in."""

import os
import stat

from ishoj_cli.errors import FileError, ReaderGoneError, advice, quoted, reason
from ishoj_cli.streams import file_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import TracebackType

MAX_LINKS = 40  # the system refuses longer chains of links
PERMISSIONS = 0o777  # what an overwritten file keeps of its mode: never setuid, setgid or the sticky bit
DEVICES = {"CON", "PRN", "AUX", "NUL", *(f"{port}{number}" for port in ("COM", "LPT") for number in range(10))}
UTF_16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}  # by byte order mark


def write_file(target: str, content: bytes, *, overwrite: bool = False) -> None:
    """Write a file whole or not at all: a temporary beside it, then a rename; a device or a FIFO is written directly.

    An existing file is left unchanged unless `overwrite`, and even then if it is write-protected; it keeps its
    permission bits, and a link stays a link. Raises FileError, or ReaderGoneError when the reader of a FIFO has closed
    it, and leaves no temporary behind.
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
        _replace(_link_target(name), target, content, mode, overwrite)
    except BrokenPipeError:
        raise ReaderGoneError from None
    except (OSError, ValueError) as error:
        raise FileError(f"Kan ikke skrive {quoted(target)}: {reason(error)}.", hint=advice(error)) from error


def append_once(path: str, block: str) -> bool:
    """Append a block of lines to a text file, unless the file has it already; True when it was appended.

    For a shell's startup file: what is there is kept byte for byte, whatever its encoding and line ends, and a write
    that fails leaves it as it was. The block is written as UTF-8, or as UTF-16 where a byte order mark says so. A file
    that is missing is made, with its folder. Raises FileError.
    """
    try:
        mode = _mode(file_name(path))
        if mode and not stat.S_ISREG(mode):
            raise FileError(f"{quoted(path, 200)} er ikke en almindelig fil.", hint="Vælg en anden fil.")
        before = b""
        if mode:
            with open(file_name(path), "rb") as file:
                before = file.read()
    except (OSError, ValueError) as error:
        hint = "Ret filen eller dens rettigheder, og prøv igen."
        raise FileError(f"Kan ikke læse {quoted(path, 200)}: {reason(error)}.", hint=hint) from error
    encoding = UTF_16.get(before[:2], "utf-8")
    lines = before.decode(encoding, "replace").replace("\r\n", "\n")
    block = block.strip("\n") + "\n"
    if f"\n{block}" in f"\n{lines}\n":
        return False
    gap = "" if not lines else "\n" if lines.endswith("\n") else "\n\n"
    with RaiseOnTermination(), made_folder(os.path.dirname(file_name(path))):
        write_file(path, before + (gap + block).encode(encoding), overwrite=bool(mode))
    return True


def _names_a_device(path: str) -> bool:
    """Whether Windows takes a name with an ending for a device: `con.pdf` may be the console, `con` always is."""
    stem, dot, _ = os.path.basename(path).partition(".")
    return bool(dot) and stem.rstrip().upper() in DEVICES


def _exists(target: str) -> FileError:
    return FileError(f"Filen {quoted(target)} findes allerede.", hint="Vælg et andet navn, eller tilføj --overskriv.")


def _mode(path: str) -> int:
    """The type and permissions of the file with this name, 0 when there is none; raises OSError for an invalid name."""
    try:
        return os.stat(path).st_mode
    except FileNotFoundError:
        return 0


def _may_be_written(path: str) -> bool:
    """True for a file that may be written, False for one that has been removed; raises OSError for any other.

    It is opened, because os.access gives the same answer for a file that is protected and for one that is missing.
    """
    try:
        # O_NONBLOCK: a FIFO that has taken the file's place does not make us wait.
        os.close(os.open(path, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0)))
    except FileNotFoundError:
        return False
    return True


def _link_target(path: str) -> str:
    """The path that a link leads to, and any other path as it is.

    Not os.path.realpath, which before Python 3.13 fails when the link is removed while it is read.
    """
    for _ in range(MAX_LINKS):
        try:
            path = os.path.join(os.path.dirname(path), os.readlink(path))
        except (OSError, ValueError):
            break
    return path


def _replace(path: str, target: str, content: bytes, mode: int, overwrite: bool) -> None:
    temporary = os.path.join(os.path.dirname(path), f".ishoj-{os.urandom(8).hex()}.tmp")
    with RaiseOnTermination():
        try:
            try:
                with open(temporary, "xb") as file:
                    file.write(content)
                    file.flush()
                    os.fsync(file.fileno())
                if overwrite:
                    if mode:
                        os.chmod(temporary, mode & PERMISSIONS)
                    os.replace(temporary, path)
                else:
                    _publish(temporary, path, target)
            finally:
                _remove(temporary)
        finally:
            _remove(temporary)  # again, for an interrupt while the first was at work


def _remove(path: str) -> None:
    if os.path.lexists(path):
        os.unlink(path)


def _publish(temporary: str, path: str, target: str) -> None:
    """Give a finished file its name, never over a file that another process has created meanwhile."""
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


class TerminatedError(BaseException):
    """Raised on SIGTERM or SIGHUP so that cleanup code runs."""


class RaiseOnTermination:
    """A context manager that turns SIGTERM and SIGHUP into TerminatedError, so that temporaries are removed.

    On leaving it the process ends by the signal. A signal that is ignored or handled already is left alone, so one
    inside another does nothing.
    """

    def __enter__(self) -> None:
        """Install the handlers."""
        # Not `signal`, which imports enum: that takes longer than writing the file.
        import _signal  # type: ignore[import-not-found,unused-ignore]

        self.received = 0
        numbers = [getattr(_signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(_signal, name)]
        self.handled = [number for number in numbers if _signal.getsignal(number) == _signal.SIG_DFL]
        for number in self.handled:
            _signal.signal(number, self._receive)

    def _receive(self, number: int, _frame: object) -> None:
        if not self.received:  # a second signal must not interrupt the cleanup
            self.received = number
            raise TerminatedError

    def __exit__(self, *_raised: object) -> None:
        """Remove the handlers, and end by the signal that was received."""
        import _signal

        for number in self.handled:
            _signal.signal(number, _signal.SIG_DFL)
        if self.received:
            os.kill(os.getpid(), self.received)


class made_folder:  # noqa: N801 - it is called like a function
    """A context manager that makes a folder to write in, and those above it, where they are missing.

    The folders that it made are removed when the block fails. Raises FileError when the folder can't be made.
    """

    # A class, because contextlib takes longer to import than a file takes to write.
    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.made: list[str] = []

    def __enter__(self) -> None:
        """Make the folders, outermost first."""
        try:
            self._make()
        except BaseException as error:
            self._remove()
            if not isinstance(error, (OSError, ValueError)):
                raise
            taken = ("der er allerede en fil med det navn", "Vælg et andet navn.")
            why, hint = taken if isinstance(error, FileExistsError) else (reason(error), advice(error))
            raise FileError(f"Kan ikke oprette mappen {quoted(self.folder, 200)}: {why}.", hint=hint) from error

    def __exit__(
        self, kind: type[BaseException] | None, _error: BaseException | None, _trace: "TracebackType | None"
    ) -> None:
        """Remove what was made when the block has failed."""
        if kind:
            self._remove()

    def _make(self) -> None:
        missing: list[str] = []
        above = self.folder
        # A drive that isn't there is its own parent.
        while above and above not in missing and not stat.S_ISDIR(_mode(above)):
            missing.append(above)
            above = os.path.dirname(above)
        for each in reversed(missing):
            try:
                os.mkdir(each)
                self.made.append(each)
            except FileExistsError:  # made meanwhile by another process, or not a folder
                if not os.path.isdir(each):
                    raise

    def _remove(self) -> None:
        from contextlib import suppress

        for each in reversed(self.made):
            with suppress(OSError):  # another process has put something in it
                os.rmdir(each)
