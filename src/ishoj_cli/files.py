"""Atomic writes: a file, several files or a folder are written completely or not at all."""

import _signal  # type: ignore[import-not-found,unused-ignore] # `signal` imports enum, which takes longer than writing
import errno
import io
import os
import stat
import sys
import time

from ishoj_cli.errors import FileError, error_code, file_error, quoted
from ishoj_cli.streams import file_name, write_message, write_raw
from ishoj_cli.type_hints import Callable, Mapping, Sequence, TypeVar

_T = TypeVar("_T")

MAX_LINKS = 40  # the kernel's own limit for a chain of links
PERMISSIONS = 0o777  # what an overwritten file keeps of its mode: never setuid, setgid or the sticky bit
PRIVATE = 0o600  # the mode of a temporary
ACL = "system.posix_acl_access"  # the extended attribute with a file's access list on Linux
ATTEMPTS, PAUSE = 20, 0.1  # retries of a file that another program has open, and the seconds between them
STREAMS = {"/dev/stdout": 1, "/dev/stderr": 2}
BUSY = ("EAGAIN", "WINDOWS")  # the error codes for such a file
NO_SYNC = ("EINVAL", "ENOSYS", "ENOTSUP", "EOPNOTSUPP")  # the error codes of a file system that can't sync
FOLDER = getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_PATH", 0)  # O_PATH: a folder need not be readable
# In case a FIFO or a link has replaced the file since it was checked: don't wait for one, don't follow the other.
EXISTING = os.O_WRONLY | sum(getattr(os, name, 0) for name in ("O_NONBLOCK", "O_NOFOLLOW", "O_NOCTTY", "O_BINARY"))
DEVICES = {"CON", "PRN", "AUX", "NUL", *(f"{port}{number}" for port in ("COM", "LPT") for number in range(10))}


def write_file(target: str, content: bytes, *, overwrite: bool = False, like: str = "") -> None:
    """Write one file, as write_files does."""
    write_files({target: content}, overwrite=overwrite, like=like)


def write_files(files: "Mapping[str, bytes]", *, overwrite: bool = False, folder: str = "", like: str = "") -> None:
    """Write all of the files or none: each as a temporary file in the same folder, which is then renamed.

    A missing `folder`, and those above it, are created first. A new file gets the owner, group, permission bits and
    access list of the file `like`, if one is given. An existing file is only replaced with `overwrite`, and not when it
    is write-protected; it keeps its owner, group, permission bits and access list, else nothing is written. A link
    stays a link if the user or root owns it. A character device and a path such as /dev/stdout are written directly;
    any other kind of file is refused. A closed pipe is no error. Raises FileError; leaves no temporary file.
    """
    pending: list[_PendingFile] = []
    target = ""
    try:
        with RaiseOnTermination(), CreatedFolder(folder):
            try:
                try:
                    for target, content in files.items():
                        pending.append(_PendingFile(target, like))
                        pending[-1].write(content, overwrite)
                    for each in pending:
                        target = each.target
                        each.commit(overwrite)
                finally:
                    _commit_or_roll_back(pending)
            finally:
                _commit_or_roll_back(pending)  # again, in case the first call was interrupted
                for each in pending:
                    each.place.close()
    except BrokenPipeError:
        pass
    except (OSError, ValueError) as error:
        raise file_error("skrive", target, error) from error


def sync_file(descriptor: int) -> None:
    """Flush an open file to the disk, if the file system can."""
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error_code(error) not in NO_SYNC:
            raise


def rename_file(path: str, new: str) -> None:
    """Rename a file in its folder, unless the name exists; raises FileError."""
    try:
        try:
            os.link(path, new, follow_symlinks=False)
            os.unlink(path)
        except OSError:  # the name is taken, or the file system has no links
            if os.path.lexists(new):
                raise
            os.rename(path, new)
    except (OSError, ValueError) as error:
        raise file_error("omdøbe", path, error) from error


def write_folder(target: str, files: "Mapping[str, bytes]", *, overwrite: bool = False) -> None:
    """Write a folder of files, all of them or none.

    An existing folder is only written to with `overwrite`, and only if it contains no other files. Raises FileError;
    leaves no temporary file.
    """
    try:
        _check_folder(os.path.abspath(file_name(target)), target, files, overwrite)
    except (OSError, ValueError) as error:
        raise file_error("skrive", target, error) from error
    write_files({os.path.join(target, name): files[name] for name in files}, overwrite=overwrite, folder=target)


def _check_folder(place: str, target: str, files: "Mapping[str, bytes]", overwrite: bool) -> None:
    """Raise FileError if these files may not be written to the folder, and OSError if it can't be created."""
    if not os.path.lexists(place):
        os.stat(os.path.dirname(place))
        return
    if os.path.islink(place) or not os.path.isdir(place):
        kind = "er et link" if os.path.islink(place) else "er ikke en mappe"
        raise FileError(f"{quoted(target, 200)} findes allerede og {kind}.", hint="Vælg et andet navn.")
    others = sorted(set(os.listdir(place)) - set(files))
    if others:
        what = f"Mappen {quoted(target, 200)} findes allerede, og der ligger andet i den: {quoted(others[0])}."
        raise FileError(what, hint="Vælg et andet navn.")
    if not overwrite:
        raise FileError(
            f"Mappen {quoted(target, 200)} findes allerede.", hint="Tilføj --overskriv, eller vælg et andet navn."
        )


def _names_a_device(path: str) -> bool:
    """Whether Windows may treat a name with an ending as a device: `con.pdf` can be the console, as `con` always is."""
    stem, dot, _ = os.path.basename(path).partition(".")
    return bool(dot) and stem.rstrip().upper() in DEVICES


def _descriptor(path: str) -> int | None:
    """The open descriptor that a path means: /dev/stdout, or /dev/fd/63, which is a shell's `>(…)`."""
    if path.startswith("/"):  # `//dev/./stdout` too; `..` is left, as it may follow a link
        path = "/" + "/".join(part for part in path.split("/") if part not in ("", "."))
    folder, number = os.path.split(path)
    own = ("/dev/fd", "/proc/self/fd", "/proc/thread-self/fd", f"/proc/{os.getpid()}/fd")
    named = folder in own and number.isascii() and number.isdecimal()
    return int(number) if named else STREAMS.get(path)


def _folder(target: str) -> FileError:
    return FileError(f"{quoted(target)} er en mappe.", hint="Skriv navnet på en fil.")


def _exists(target: str) -> FileError:
    return FileError(f"Filen {quoted(target)} findes allerede.", hint="Vælg et andet navn, eller tilføj --overskriv.")


def _link_of_another_user(name: str) -> FileError:
    hint = "Vælg et andet navn, eller skriv navnet på det, som linket peger på."
    return FileError(f"{quoted(name)} er et link, som en anden bruger har lavet.", hint=hint)


def _mode(path: str) -> int:
    """The type and permission bits of a file; 0 if it does not exist. Raises OSError for an invalid name."""
    try:
        return os.stat(path).st_mode
    except FileNotFoundError:
        return 0


class _PinnedPath:
    """A file name in a folder that is kept open, so that the folder can't be swapped for another one.

    Windows has no operations relative to an open folder: there the name is a path.
    """

    def __init__(self) -> None:
        self.folder: int | None = None
        self.name = ""

    def move_to(self, path: str) -> None:
        """Move to a path relative to this place.

        A link to a folder is only followed if the user, root or the owner of that folder owns the link.
        """
        folder, name = os.path.split(path)
        if sys.platform == "win32":
            self.name = os.path.join(os.path.dirname(self.name), path)
        else:
            found = os.stat(folder or ".", dir_fd=self.folder, follow_symlinks=False)
            linked = stat.S_ISLNK(found.st_mode)
            opened = os.open(folder or ".", FOLDER | (0 if linked else os.O_NOFOLLOW), dir_fd=self.folder)
            if linked and found.st_uid not in (0, os.geteuid(), os.fstat(opened).st_uid):
                os.close(opened)
                raise _link_of_another_user(folder)
            self.close()
            self.folder, self.name = opened, name or "."

    def close(self) -> None:
        """Close the folder."""
        if self.folder is not None:
            os.close(self.folder)
            self.folder = None

    def stat(self) -> os.stat_result | None:
        """The status of this file, of the link itself if it is one; None if it does not exist."""
        try:
            return os.stat(self.name, dir_fd=self.folder, follow_symlinks=False)
        except FileNotFoundError:
            return None

    def remove(self, name: str) -> None:
        """Remove a file from the folder, if it exists."""
        try:  # noqa: SIM105 - importing contextlib takes longer than writing a file
            os.unlink(name, dir_fd=self.folder)
        except FileNotFoundError:
            pass


class _PendingFile:
    """A file that is written under a temporary name; it is renamed when all files of the same call are written."""

    def __init__(self, target: str, like: str) -> None:
        self.target, self.like, self.place = target, like, _PinnedPath()
        self.temporary = ""
        self.new: os.stat_result | None = None  # the temporary file
        self.old: os.stat_result | None = None  # the file that it replaces, or whose access it gets

    def write(self, content: bytes, overwrite: bool) -> None:
        """Write a stream or a device directly, and anything else to a temporary file."""
        found = self._find(overwrite)
        if isinstance(found, int):
            with open(found, "wb", buffering=0, closefd=False) as stream:
                return write_raw(stream, content)
        if found is None:
            access_list = b""
            if self.like:
                with open(self.like, "rb", buffering=0) as file:
                    self.old, access_list = os.fstat(file.fileno()), _access_list(file.fileno())
            return self._write_temporary(content, access_list)
        _check_kind(found, self.target)
        if stat.S_ISREG(found.st_mode) and not overwrite:
            raise _exists(self.target)
        try:
            # Opening the file breaks the lease that a program such as Samba may have on it.
            descriptor = retry_while_busy(lambda: os.open(self.place.name, EXISTING, dir_fd=self.place.folder))
        except FileNotFoundError:  # removed since it was checked
            return self._write_temporary(content)
        with open(descriptor, "wb", buffering=0) as file:
            self.old = os.fstat(descriptor)
            _check_kind(self.old, self.target)
            if stat.S_ISCHR(self.old.st_mode):
                return write_raw(file, content)
            access_list = _access_list(descriptor)
        return self._write_temporary(content, access_list)

    def _find(self, overwrite: bool) -> "os.stat_result | int | None":
        """Follow the links of the target: gives the descriptor of a stream, the status of a file, or None."""
        path = file_name(self.target)
        if sys.platform == "win32" and _names_a_device(path):
            raise FileError(f"{quoted(self.target)} er et navn, som Windows selv bruger.", hint="Vælg et andet navn.")
        if os.path.basename(path) in ("", ".", ".."):
            raise _folder(self.target)
        links = 0
        try:
            while links < MAX_LINKS:
                descriptor = _descriptor(path)
                if descriptor is not None:
                    return descriptor
                self.place.move_to(path)
                found = self.place.stat()
                if found is None and links:
                    raise FileNotFoundError
                if found is None or not stat.S_ISLNK(found.st_mode):
                    return found
                _check_link(found, self.target, overwrite)
                links += 1
                path = os.readlink(self.place.name, dir_fd=self.place.folder)
        except FileNotFoundError:
            if not links:
                raise
            what = f"{quoted(self.target)} er et link til noget, der ikke findes."
            raise FileError(what, hint="Slet linket, og prøv igen.") from None
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))

    def _write_temporary(self, content: bytes, access_list: bytes = b"") -> None:
        """Write the temporary file, with the access rights of the file that it replaces."""
        self.temporary = os.path.join(os.path.dirname(self.place.name), f".ishoj-{os.urandom(8).hex()}.tmp")
        with self._created() as file:
            self.new = os.fstat(file.fileno())
            _set_mode(file.fileno(), PRIVATE, required=False)
            write_raw(file, content)
            sync_file(file.fileno())
            if self.old:
                failure = f"kan ikke få samme ejer og adgang som {quoted(self.like)}"
                if not self.like:
                    failure = "kan ikke overskrives, uden at filens ejer eller andres adgang til den ændres"
                _copy_access(file.fileno(), self.old, access_list, f"{quoted(self.target)} {failure}.")
            _set_mode(file.fileno(), (self.old or self.new).st_mode & PERMISSIONS)

    def _created(self) -> io.FileIO:
        """Create the temporary file; its mode is that of any new file, unless it replaces another one."""

        def create(path: str, flags: int) -> int:
            return os.open(path, flags, PRIVATE if self.old else 0o666, dir_fd=self.place.folder)

        try:
            return open(self.temporary, "xb", buffering=0, opener=create)
        except (PermissionError, FileNotFoundError) as error:
            # Creating a file in /proc fails with ENOENT although the folder exists.
            folder = self.place.folder
            is_there = self.old or (folder is not None and os.fstat(folder).st_nlink)
            if not is_there or not (self.old or isinstance(error, FileNotFoundError)):
                raise
            what = f"Kan ikke skrive {quoted(self.target)}: der kan ikke oprettes filer i mappen."
            raise FileError(what, hint="Vælg et andet sted at skrive.") from error

    def commit(self, overwrite: bool) -> None:
        """Rename the temporary file; without `overwrite` never over a file that was created meanwhile."""
        place, within = self.place, {"src_dir_fd": self.place.folder, "dst_dir_fd": self.place.folder}
        if not self.temporary:
            return
        try:
            if overwrite:
                retry_while_busy(lambda: os.replace(self.temporary, place.name, **within))
            elif sys.platform == "win32":
                retry_while_busy(lambda: os.rename(self.temporary, place.name))
            else:
                self._link()
        except FileExistsError:
            raise _exists(self.target) from None
        if overwrite and self.old and self.old.st_nlink > 1:
            what = f"{quoted(self.target)} har flere navne (hårde links). De andre har stadig det gamle indhold."
            write_message(what)

    def _link(self) -> None:
        """Rename by a hard link, which fails if the name exists; without links reserve the name first."""
        place, within = self.place, {"src_dir_fd": self.place.folder, "dst_dir_fd": self.place.folder}
        try:
            os.link(self.temporary, place.name, **within, follow_symlinks=False)
        except FileExistsError:
            raise
        except OSError:
            os.close(os.open(place.name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE, dir_fd=place.folder))
            try:
                os.replace(self.temporary, place.name, **within)
            except BaseException:
                place.remove(place.name)
                raise

    def is_committed(self) -> bool:
        """Whether the file has been renamed to its target."""
        found = self.place.stat()
        return bool(found and self.new and os.path.samestat(found, self.new))


def _commit_or_roll_back(pending: "Sequence[_PendingFile]") -> None:
    """Rename all files or none, even after an interruption, and remove the temporary files."""
    pending = [each for each in pending if each.temporary]
    committed = [each for each in pending if each.is_committed()]
    if len(committed) < len(pending):
        replaced = any(each.old for each in committed)  # a replaced file can't be restored: rename the rest too
        for each in pending if replaced else committed:
            if not replaced:
                each.place.remove(each.place.name)
            elif each not in committed:
                each.commit(overwrite=True)
    for each in pending:
        each.place.remove(each.temporary)


def _check_kind(found: os.stat_result, target: str) -> None:
    """Raise FileError unless it is a regular file or a character device."""
    if stat.S_ISDIR(found.st_mode):
        raise _folder(target)
    if not stat.S_ISREG(found.st_mode) and not stat.S_ISCHR(found.st_mode):
        raise FileError(f"{quoted(target)} er ikke en almindelig fil.", hint="Vælg et andet navn.")


def _check_link(found: os.stat_result, target: str, overwrite: bool) -> None:
    """Raise FileError for a link without `overwrite`, or one that another user owns."""
    if not overwrite:
        raise _exists(target)
    if sys.platform != "win32" and found.st_uid not in (0, os.geteuid()):
        raise _link_of_another_user(target)


def retry_while_busy(act: "Callable[[], _T]") -> "_T":
    """Call `act` again while another program has the file open, and give its result; raises OSError."""
    for _ in range(1, ATTEMPTS):
        try:
            return act()
        except OSError as error:
            if error_code(error) not in BUSY:
                raise
            time.sleep(PAUSE)
    return act()


def _set_mode(descriptor: int, mode: int, *, required: bool = True) -> None:
    """Set the permissions of an open file, where the system and the file system have any."""
    if sys.platform != "win32" and stat.S_IMODE(os.fstat(descriptor).st_mode) != mode:
        try:
            os.fchmod(descriptor, mode)
        except OSError:
            if required:
                raise


def _access_list(descriptor: int) -> bytes:
    """The access list (ACL) of an open file; empty if it has none."""
    if sys.platform == "linux":
        try:
            return os.getxattr(descriptor, ACL)
        except OSError:
            pass
    return b""


def _copy_access(descriptor: int, old: os.stat_result, access_list: bytes, failure: str) -> None:
    """Give an open file the owner, group and access list of another; raises FileError with the text `failure`."""
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
        raise FileError(failure, hint="Vælg et andet navn, eller bed ejeren om at gøre det.") from error


class TerminatedError(BaseException):
    """Raised on SIGTERM or SIGHUP so that cleanup code runs."""


class RaiseOnTermination:
    """A context manager that turns SIGTERM and SIGHUP into TerminatedError, so that temporary files are removed.

    When the block ends, the process is ended by the signal. Signals that are ignored or have a handler are left alone,
    so a nested one does nothing.
    """

    def __enter__(self) -> None:
        """Install the handlers."""
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
        """Remove the handlers, and send the received signal to this process again."""
        for number in self.handled:
            _signal.signal(number, _signal.SIG_DFL)
        if self.received:
            os.kill(os.getpid(), self.received)


class CreatedFolder:
    """A context manager that creates a folder and its parents, where they are missing.

    The folders that it created are removed when the block fails. Raises FileError when the folder can't be created.
    """

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.made: list[str] = []

    def __enter__(self) -> None:
        """Create the folders, outermost first."""
        try:
            self._make()
        except BaseException as error:
            self._remove()
            if not isinstance(error, (OSError, ValueError)):
                raise
            raise file_error("oprette mappen", self.folder, error) from error

    def __exit__(self, kind: type[BaseException] | None, *_raised: object) -> None:
        """Remove the created folders if the block failed."""
        if kind:
            self._remove()

    def _make(self) -> None:
        missing: list[str] = []
        above = self.folder
        # A missing drive is its own parent.
        while above and above not in missing and not stat.S_ISDIR(_mode(above)):
            missing.append(above)
            above = os.path.dirname(above)
        for each in reversed(missing):
            try:
                os.mkdir(each)
                self.made.append(each)
            except FileExistsError:  # another process created it meanwhile, or it is not a folder
                if not os.path.isdir(each):
                    raise

    def _remove(self) -> None:
        from contextlib import suppress

        for each in reversed(self.made):
            with suppress(OSError):  # another process wrote to it
                os.rmdir(each)
