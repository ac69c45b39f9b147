"""Adds a line to a shell's startup file, and removes it again."""

import io
import os
import stat
import sys

from ishoj_cli.errors import FileError, file_error, quoted
from ishoj_cli.files import sync_file, write_files
from ishoj_cli.streams import file_name

UTF_16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}  # by byte order mark


def append_once(path: str, line: str) -> bool:
    """Append a line to a text file, unless the file has it already; True when it was appended.

    Existing content is kept byte for byte, including what other processes append at the same time, because the file is
    appended to and not replaced. A failed write is undone. The line is written as UTF-8, or as UTF-16 where a byte
    order mark says so. A file that is missing is made, with its folder. Raises FileError.
    """
    name = file_name(path)
    if not os.path.exists(name):
        content = f"{line}\n".encode("utf-8", "surrogateescape")
        try:
            write_files({path: content}, overwrite=os.path.lexists(name), folder=os.path.dirname(name))
            return True
        except FileError:
            if not os.path.exists(name):  # else another process has made it meanwhile
                raise
    try:
        with _open_locked(path) as file:
            before = file.read()
            if _find(line, before) is None:
                with open(name, "ab", buffering=0) as end:
                    _append(end, f"\n{line}\n".encode(*_codec(before)))
                return True
    except FileNotFoundError:  # another process has removed it meanwhile
        return append_once(path, line)
    except (OSError, ValueError) as error:
        raise file_error("skrive", path, error) from error
    return False


def remove_line(path: str, line: str) -> bool:
    """Take back a line that append_once appended; True when the file had it.

    A file that append_once made and that holds nothing else is removed. Raises FileError.
    """
    name = file_name(path)
    try:
        with _open_locked(path) as file:
            before = file.read()
            place = _find(line, before)
            if place is None:
                return False
            lines = before.decode(*_codec(before)).split("\n")
            head, tail = lines[:place], lines[place + 1 :]
            if tail == [""]:
                tail = []
            elif head[-1:] == [""]:
                head.pop()
            if head or tail:
                write_files({path: "\n".join(head + tail).encode(*_codec(before))}, overwrite=True)
                with open(name, "ab", buffering=0) as end:
                    _append(end, file.read())  # what others have appended to the old file meanwhile
            else:
                os.unlink(name)
    except FileNotFoundError:
        return False
    except (OSError, ValueError) as error:
        raise file_error("skrive", path, error) from error
    return True


def check_ordinary(path: str) -> None:
    """Raise FileError unless it is a regular file (reading a FIFO could block), and OSError if it does not exist."""
    if not stat.S_ISREG(os.stat(file_name(path)).st_mode):
        raise FileError(f"{quoted(path, 200)} er ikke en almindelig fil.", hint="Flyt den, og prøv igen.")


def _open_locked(path: str) -> io.FileIO:
    """A regular file, open to be read; locked against other ishoj processes until it is closed."""
    name = file_name(path)
    while True:
        check_ordinary(path)
        file = open(name, "rb", buffering=0)  # noqa: SIM115 - the caller closes it
        if sys.platform == "win32":
            return file
        import fcntl

        try:
            fcntl.flock(file, fcntl.LOCK_EX)
        except OSError:  # a file system without locks
            return file
        if os.path.samestat(os.fstat(file.fileno()), os.stat(name)):
            return file
        file.close()  # it was replaced while we waited


def _codec(content: bytes) -> tuple[str, str]:
    """The encoding of a text file and a way to handle errors with which it can be decoded and encoded unchanged."""
    encoding = UTF_16.get(content[:2]) if len(content) % 2 == 0 else None
    return (encoding, "surrogatepass") if encoding else ("utf-8", "surrogateescape")


def _find(line: str, content: bytes) -> int | None:
    """The number of a line in a text file, from 0; None when the file has no such line."""
    lines = [each.removesuffix("\r") for each in content.decode(*_codec(content)).split("\n")]
    return lines.index(line) if line in lines else None


def _append(file: io.FileIO, content: bytes) -> None:
    """Append to an open file; when it fails the file is as before, unless others have appended to it too."""
    size, written = os.fstat(file.fileno()).st_size, 0
    try:
        while written < len(content):
            written += file.write(content[written:])
        sync_file(file.fileno())
    except BaseException:
        if os.fstat(file.fileno()).st_size == size + written:
            os.ftruncate(file.fileno(), size)
        raise
