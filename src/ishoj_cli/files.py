"""Files: written whole or not at all, appended to once, and the folders that they are written in."""

import errno
import os
import stat
import sys

from ishoj_cli.errors import FileError, advice, error_code, quoted, reason
from ishoj_cli.streams import file_name, write_message, write_raw

TYPE_CHECKING = False
if TYPE_CHECKING:
    import io
    from collections.abc import Mapping
    from types import TracebackType

MAX_LINKS = 40  # the system refuses longer chains of links
PERMISSIONS = 0o777  # what an overwritten file keeps of its mode: never setuid, setgid or the sticky bit
PRIVATE = 0o600  # the mode of a temporary
ACL = "system.posix_acl_access"  # the extended attribute that holds a file's access list on Linux
ATTEMPTS, PAUSE = 20, 0.1  # how often, and how many seconds apart, a file that another program has open is tried
STREAMS = {"/dev/stdout": 1, "/dev/stderr": 2}
NO_SYNC = ("EINVAL", "ENOSYS", "ENOTSUP", "EOPNOTSUPP")  # what a file system answers that can't sync
FOLDER = getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_PATH", 0)  # O_PATH: a folder need not be readable
# Neither a FIFO nor a link that has taken a file's place is waited for or followed.
EXISTING = os.O_WRONLY | sum(getattr(os, name, 0) for name in ("O_NONBLOCK", "O_NOFOLLOW", "O_NOCTTY", "O_BINARY"))
DEVICES = {"CON", "PRN", "AUX", "NUL", *(f"{port}{number}" for port in ("COM", "LPT") for number in range(10))}
UTF_16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}  # by byte order mark


def write_file(target: str, content: bytes, *, overwrite: bool = False) -> None:
    """Write a file whole or not at all: a temporary beside it, then a rename.

    What is there is left unchanged unless `overwrite`, and even then if it is write-protected. An overwritten file
    keeps its owner, group, permission bits and access list, or is left; a link that is the user's own or root's stays
    a link. A character device and a path such as /dev/stdout are written directly; any other kind of file is refused.
    A reader that
    has closed the pipe is no error. Raises FileError, and leaves no temporary behind.
    """
    try:
        name = file_name(target)
        if sys.platform == "win32" and _names_a_device(name):
            raise FileError(f"{quoted(target)} er et navn, som Windows selv bruger.", hint="Vælg et andet navn.")
        if os.path.basename(name) in ("", ".", ".."):
            raise _folder(target)
        descriptor = _descriptor(name)
        if descriptor is not None:
            with open(descriptor, "wb", buffering=0, closefd=False) as stream:
                write_raw(stream, content)
            return
        with RaiseOnTermination(), _Place(name) as place:
            _write(place, target, content, overwrite)
    except BrokenPipeError:
        pass
    except (OSError, ValueError) as error:
        raise FileError(f"Kan ikke skrive {quoted(target)}: {reason(error)}.", hint=advice(error)) from error


def write_folder(target: str, files: "Mapping[str, bytes]", *, overwrite: bool = False) -> None:
    """Write a folder of files whole or not at all: a temporary folder beside it, then a rename.

    A folder that is there is left unless `overwrite`, and even then if it holds anything but such files. Raises
    FileError, and leaves no temporary behind.
    """
    import shutil
    from tempfile import mkdtemp

    try:
        place = os.path.abspath(file_name(target))
        with RaiseOnTermination():
            if os.path.lexists(place):
                _check_folder(place, target, files, overwrite)
            beside = mkdtemp(prefix=".ishoj-", dir=os.path.dirname(place))
            made, old = os.path.join(beside, "ny"), os.path.join(beside, "gammel")
            try:
                os.mkdir(made)
                for name, content in files.items():
                    with open(os.path.join(made, name), "xb") as file:
                        file.write(content)
                if os.path.lexists(place):
                    os.rename(place, old)
                os.rename(made, place)
            finally:
                if os.path.lexists(old) and not os.path.lexists(place):
                    os.rename(old, place)
                shutil.rmtree(beside, ignore_errors=True)
    except (OSError, ValueError) as error:
        raise FileError(f"Kan ikke skrive {quoted(target, 200)}: {reason(error)}.", hint=advice(error)) from error


def _check_folder(place: str, target: str, files: "Mapping[str, bytes]", overwrite: bool) -> None:
    """Raise FileError where a folder may not be replaced by one of these files."""
    if os.path.islink(place) or not os.path.isdir(place):
        raise FileError(f"{quoted(target, 200)} findes allerede og er ikke en mappe.", hint="Vælg et andet navn.")
    if f"{os.path.realpath('.')}{os.sep}".startswith(f"{os.path.realpath(place)}{os.sep}"):
        raise FileError(f"Mappen {quoted(target, 200)} er i brug: Du står i den.", hint="Vælg et andet navn.")
    others = sorted(set(os.listdir(place)) - set(files))
    if others:
        what = f"Mappen {quoted(target, 200)} findes allerede, og der ligger andet i den: {quoted(others[0])}."
        raise FileError(what, hint="Vælg et andet navn.")
    if not overwrite:
        raise FileError(
            f"Mappen {quoted(target, 200)} findes allerede.", hint="Tilføj --overskriv, eller vælg et andet navn."
        )


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
        write_file(path, before + (gap + block).encode(encoding), overwrite=os.path.lexists(file_name(path)))
    return True


def _names_a_device(path: str) -> bool:
    """Whether Windows takes a name with an ending for a device: `con.pdf` may be the console, `con` always is."""
    stem, dot, _ = os.path.basename(path).partition(".")
    return bool(dot) and stem.rstrip().upper() in DEVICES


def _descriptor(path: str) -> int | None:
    """The descriptor of this process that a path names: /dev/stdout, or /dev/fd/63 as a shell writes `>(…)`."""
    folder, number = os.path.split(path)
    named = folder in ("/dev/fd", "/proc/self/fd") and number.isascii() and number.isdecimal()
    return int(number) if named else STREAMS.get(path)


def _folder(target: str) -> FileError:
    return FileError(f"{quoted(target)} er en mappe.", hint="Skriv navnet på en fil.")


def _exists(target: str) -> FileError:
    return FileError(f"Filen {quoted(target)} findes allerede.", hint="Vælg et andet navn, eller tilføj --overskriv.")


def _mode(path: str) -> int:
    """The type and permissions of the file with this name, 0 when there is none; raises OSError for an invalid name."""
    try:
        return os.stat(path).st_mode
    except FileNotFoundError:
        return 0


class _Place:
    """A name in a folder that is held open, so that no other folder takes its place meanwhile.

    Windows has no such thing: there the name is a path.
    """

    def __init__(self, path: str) -> None:
        self.folder: int | None = None
        self.name = ""
        self.go(path)

    def go(self, path: str) -> None:
        """Move to where a path leads from here."""
        folder, name = os.path.split(path)
        if sys.platform == "win32":
            self.name = os.path.join(os.path.dirname(self.name), path)
        else:
            opened = os.open(folder or ".", FOLDER, dir_fd=self.folder)
            self.__exit__()
            self.folder, self.name = opened, name or "."

    def __enter__(self) -> "_Place":
        """The place itself."""
        return self

    def __exit__(self, *_raised: object) -> None:
        """Close the folder."""
        if self.folder is not None:
            os.close(self.folder)

    def look(self) -> os.stat_result | None:
        """What lies here, a link itself; None for nothing."""
        try:
            return os.stat(self.name, dir_fd=self.folder, follow_symlinks=False)
        except FileNotFoundError:
            return None


def _write(place: _Place, target: str, content: bytes, overwrite: bool) -> None:
    """Write by the kind of what lies at the place."""
    found = _followed(place, target, overwrite)
    if found is None:
        return _replace(place, target, content, overwrite)
    _check_kind(found, target)
    if stat.S_ISREG(found.st_mode) and not overwrite:
        raise _exists(target)
    try:
        descriptor = _open_existing(place)
    except FileNotFoundError:  # it was removed just now
        return _replace(place, target, content, overwrite)
    with open(descriptor, "wb", buffering=0) as file:
        found = os.fstat(descriptor)
        _check_kind(found, target)
        if stat.S_ISCHR(found.st_mode):
            return write_raw(file, content)
        access_list = _access_list(descriptor)
    return _replace(place, target, content, overwrite, found, access_list)


def _followed(place: _Place, target: str, overwrite: bool) -> os.stat_result | None:
    """What lies at the place, which moves along links that may be overwritten; None for nothing."""
    for links in range(MAX_LINKS):
        found = place.look()
        if found is None and links:
            break
        if found is None or not stat.S_ISLNK(found.st_mode):
            return found
        if not overwrite:
            raise _exists(target)
        if sys.platform != "win32" and found.st_uid not in (0, os.geteuid()):
            hint = "Vælg et andet navn, eller skriv navnet på den fil, som linket peger på."
            raise FileError(f"{quoted(target)} er et link, som en anden bruger har lavet.", hint=hint)
        try:
            place.go(os.readlink(place.name, dir_fd=place.folder))
        except FileNotFoundError:
            break
    else:
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    raise FileError(f"{quoted(target)} er et link til noget, der ikke findes.", hint="Slet linket, og prøv igen.")


def _check_kind(found: os.stat_result, target: str) -> None:
    """Raise FileError for what is neither a regular file nor a character device."""
    if stat.S_ISDIR(found.st_mode):
        raise _folder(target)
    if not stat.S_ISREG(found.st_mode) and not stat.S_ISCHR(found.st_mode):
        raise FileError(f"{quoted(target)} er ikke en almindelig fil.", hint="Vælg et andet navn.")


def _open_existing(place: _Place) -> int:
    """A descriptor of the file at the place, which shows that it may be written; raises OSError.

    A program that has a lease on the file, as Samba does, is asked by this to give it up, and gets a moment for it.
    """
    import time

    for _ in range(ATTEMPTS):
        try:
            return os.open(place.name, EXISTING, dir_fd=place.folder)
        except BlockingIOError:
            time.sleep(PAUSE)
    raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))


def _replace(
    place: _Place,
    target: str,
    content: bytes,
    overwrite: bool,
    old: os.stat_result | None = None,
    access_list: bytes = b"",
) -> None:
    """Write a temporary and give it the name, with what is kept of the `old` file that it replaces."""
    temporary = os.path.join(os.path.dirname(place.name), f".ishoj-{os.urandom(8).hex()}.tmp")
    try:
        try:
            with _created(temporary, place, target, old) as file:
                mode = (old or os.fstat(file.fileno())).st_mode & PERMISSIONS
                _set_mode(file.fileno(), PRIVATE, required=False)
                write_raw(file, content)
                _sync(file.fileno())
                if old:
                    _keep(file.fileno(), old, access_list, target)
                _set_mode(file.fileno(), mode)
            if overwrite:
                os.replace(temporary, place.name, src_dir_fd=place.folder, dst_dir_fd=place.folder)
            else:
                _publish(temporary, place, target)
        finally:
            _remove(temporary, place)
    finally:
        _remove(temporary, place)  # again, for an interrupt while the first was at work
    if old and old.st_nlink > 1:
        write_message(f"{quoted(target)} har flere navne (hårde links). De andre har stadig det gamle indhold.")


def _created(temporary: str, place: _Place, target: str, old: os.stat_result | None) -> "io.FileIO":
    """A new file, open for writing: the system gives it the mode of any new file, unless it replaces an `old` one."""

    def create(path: str, flags: int) -> int:
        return os.open(path, flags, PRIVATE if old else 0o666, dir_fd=place.folder)

    try:
        return open(temporary, "xb", buffering=0, opener=create)
    except (PermissionError, FileNotFoundError) as error:  # the second in /proc
        if old is None:
            raise
        what = f"Kan ikke skrive {quoted(target)}: der kan ikke oprettes filer i mappen."
        raise FileError(what, hint="Vælg et andet sted at skrive.") from error


def _set_mode(descriptor: int, mode: int, *, required: bool = True) -> None:
    """Give an open file these permissions where it has others; Windows has none, nor have some file systems."""
    if sys.platform != "win32" and stat.S_IMODE(os.fstat(descriptor).st_mode) != mode:
        try:
            os.fchmod(descriptor, mode)
        except OSError:
            if required:
                raise


def _sync(descriptor: int) -> None:
    """Have an open file written to the disk, where the file system can."""
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error_code(error) not in NO_SYNC:
            raise


def _access_list(descriptor: int) -> bytes:
    """The access list (ACL) of an open file; empty where it has none."""
    if sys.platform == "linux":
        try:
            return os.getxattr(descriptor, ACL)
        except OSError:
            pass
    return b""


def _keep(descriptor: int, old: os.stat_result, access_list: bytes, target: str) -> None:
    """Give an open file the owner, group and access list of the one that it replaces; raises FileError."""
    if sys.platform == "win32":
        return
    try:
        new = os.fstat(descriptor)
        if (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid):
            os.fchown(descriptor, old.st_uid, old.st_gid)
        if sys.platform == "linux" and access_list != _access_list(descriptor):
            if access_list:
                os.setxattr(descriptor, ACL, access_list)
            else:
                os.removexattr(descriptor, ACL)
    except OSError as error:
        what = f"{quoted(target)} kan ikke overskrives, uden at filens ejer eller andres adgang til den ændres."
        raise FileError(what, hint="Vælg et andet navn, eller bed ejeren om at gøre det.") from error


def _remove(path: str, place: _Place) -> None:
    try:  # noqa: SIM105 - contextlib takes longer to import than a file takes to write
        os.unlink(path, dir_fd=place.folder)
    except FileNotFoundError:
        pass


def _publish(temporary: str, place: _Place, target: str) -> None:
    """Give a finished file its name, never over a file that another process has created meanwhile."""
    within = {"src_dir_fd": place.folder, "dst_dir_fd": place.folder}
    try:
        if sys.platform == "win32":
            os.rename(temporary, place.name)
            return
        try:
            os.link(temporary, place.name, **within, follow_symlinks=False)
        except FileExistsError:
            raise
        except OSError:  # a file system without hard links: take the name first
            os.close(os.open(place.name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE, dir_fd=place.folder))
            try:
                os.replace(temporary, place.name, **within)
            except BaseException:
                _remove(place.name, place)
                raise
    except FileExistsError:
        raise _exists(target) from None


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
