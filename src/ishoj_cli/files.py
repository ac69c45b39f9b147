"""Files: written whole or not at all, and the folders that they are written in."""

import _signal  # type: ignore[import-not-found,unused-ignore] # `signal` imports enum: that takes longer than to write
import errno
import io
import os
import stat
import sys
import time

from ishoj_cli.errors import FileError, error_code, quoted, refused
from ishoj_cli.streams import file_name, write_message, write_raw
from ishoj_cli.type_hints import Callable, Mapping, Sequence, TypeVar

_T = TypeVar("_T")

MAX_LINKS = 40  # the system refuses longer chains of links
PERMISSIONS = 0o777  # what an overwritten file keeps of its mode: never setuid, setgid or the sticky bit
PRIVATE = 0o600  # the mode of a temporary
ACL = "system.posix_acl_access"  # the extended attribute that holds a file's access list on Linux
ATTEMPTS, PAUSE = 20, 0.1  # how often, and how many seconds apart, a file that another program has open is tried
STREAMS = {"/dev/stdout": 1, "/dev/stderr": 2}
BUSY = ("EAGAIN", "WINDOWS")  # what the system answers then
NO_SYNC = ("EINVAL", "ENOSYS", "ENOTSUP", "EOPNOTSUPP")  # what a file system answers that can't sync
FOLDER = getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_PATH", 0)  # O_PATH: a folder need not be readable
# Neither a FIFO nor a link that has taken a file's place is waited for or followed.
EXISTING = os.O_WRONLY | sum(getattr(os, name, 0) for name in ("O_NONBLOCK", "O_NOFOLLOW", "O_NOCTTY", "O_BINARY"))
DEVICES = {"CON", "PRN", "AUX", "NUL", *(f"{port}{number}" for port in ("COM", "LPT") for number in range(10))}


def write_file(target: str, content: bytes, *, overwrite: bool = False, like: str = "") -> None:
    """Write one file, as write_files does."""
    write_files({target: content}, overwrite=overwrite, like=like)


def write_files(files: "Mapping[str, bytes]", *, overwrite: bool = False, folder: str = "", like: str = "") -> None:
    """Write files, all of them or none, each whole: a temporary beside it, then a rename.

    `folder` is made first, with those above it, where it is missing. A new file gets the owner, group, permission bits
    and access list of the file `like`, if one is given. What is there is left unchanged unless
    `overwrite`, and even then if it is write-protected. An overwritten file keeps its owner, group, permission bits and
    access list, or is left; a link that is the user's own or root's stays a link. A character device and a path such as
    /dev/stdout are written directly; any other kind of file is refused. A reader that has closed the pipe is no error.
    Raises FileError, and leaves no temporary behind.
    """
    drafts: list[_Draft] = []
    target = ""
    try:
        with RaiseOnTermination(), made_folder(folder):
            try:
                try:
                    for target, content in files.items():
                        drafts.append(_Draft(target, like))
                        drafts[-1].write(content, overwrite)
                    for draft in drafts:
                        target = draft.target
                        draft.publish(overwrite)
                finally:
                    _settle(drafts)
            finally:
                _settle(drafts)  # again, for an interrupt while the first was at work
                for draft in drafts:
                    draft.place.leave()
    except BrokenPipeError:
        pass
    except (OSError, ValueError) as error:
        raise refused("skrive", target, error) from error


def sync_file(descriptor: int) -> None:
    """Have an open file written to the disk, where the file system can."""
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error_code(error) not in NO_SYNC:
            raise


def rename_file(path: str, new: str) -> None:
    """Give a file another name in its folder, unless something has it; raises FileError."""
    try:
        try:
            os.link(path, new, follow_symlinks=False)
            os.unlink(path)
        except OSError:  # the name is taken, or the file system has no links
            if os.path.lexists(new):
                raise
            os.rename(path, new)
    except (OSError, ValueError) as error:
        raise refused("omdøbe", path, error) from error


def write_folder(target: str, files: "Mapping[str, bytes]", *, overwrite: bool = False) -> None:
    """Write a folder of files, all of them or none.

    A folder that is there is left unless `overwrite`, and even then if it holds anything but such files. Raises
    FileError, and leaves no temporary behind.
    """
    try:
        _check_folder(os.path.abspath(file_name(target)), target, files, overwrite)
    except (OSError, ValueError) as error:
        raise refused("skrive", target, error) from error
    write_files({os.path.join(target, name): files[name] for name in files}, overwrite=overwrite, folder=target)


def _check_folder(place: str, target: str, files: "Mapping[str, bytes]", overwrite: bool) -> None:
    """Raise FileError where these files may not be written in a folder, and OSError where none can be made."""
    if not os.path.lexists(place):
        os.stat(os.path.dirname(place))
        return
    if os.path.islink(place) or not os.path.isdir(place):
        raise FileError(f"{quoted(target, 200)} findes allerede og er ikke en mappe.", hint="Vælg et andet navn.")
    others = sorted(set(os.listdir(place)) - set(files))
    if others:
        what = f"Mappen {quoted(target, 200)} findes allerede, og der ligger andet i den: {quoted(others[0])}."
        raise FileError(what, hint="Vælg et andet navn.")
    if not overwrite:
        raise FileError(
            f"Mappen {quoted(target, 200)} findes allerede.", hint="Tilføj --overskriv, eller vælg et andet navn."
        )


def _names_a_device(path: str) -> bool:
    """Whether Windows takes a name with an ending for a device: `con.pdf` may be the console, `con` always is."""
    stem, dot, _ = os.path.basename(path).partition(".")
    return bool(dot) and stem.rstrip().upper() in DEVICES


def _descriptor(path: str) -> int | None:
    """The descriptor of this process that a path names: /dev/stdout, or /dev/fd/63 as a shell writes `>(…)`."""
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


def _anothers_link(name: str) -> FileError:
    hint = "Vælg et andet navn, eller skriv navnet på det, som linket peger på."
    return FileError(f"{quoted(name)} er et link, som en anden bruger har lavet.", hint=hint)


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

    def __init__(self) -> None:
        self.folder: int | None = None
        self.name = ""

    def go(self, path: str) -> None:
        """Move to where a path leads from here.

        A folder that is a link is entered when it is the user's own, root's, or that of who owns the folder.
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
                raise _anothers_link(folder)
            self.leave()
            self.folder, self.name = opened, name or "."

    def leave(self) -> None:
        """Close the folder."""
        if self.folder is not None:
            os.close(self.folder)
            self.folder = None

    def look(self) -> os.stat_result | None:
        """What lies here, a link itself; None for nothing."""
        try:
            return os.stat(self.name, dir_fd=self.folder, follow_symlinks=False)
        except FileNotFoundError:
            return None

    def remove(self, name: str) -> None:
        """Remove a file from the folder, unless it is gone."""
        try:  # noqa: SIM105 - contextlib takes longer to import than a file takes to write
            os.unlink(name, dir_fd=self.folder)
        except FileNotFoundError:
            pass


class _Draft:
    """A file that is written beside its name, which it gets when all that are written with it are ready."""

    def __init__(self, target: str, like: str) -> None:
        self.target, self.like, self.place = target, like, _Place()
        self.temporary = ""
        self.new: os.stat_result | None = None  # the temporary
        self.old: os.stat_result | None = None  # the file that it replaces or is like

    def write(self, content: bytes, overwrite: bool) -> None:
        """Write by the kind of what the target leads to: a stream or a device directly, else the temporary."""
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
            # Whoever has a lease on the file, as Samba does, is asked by this to give it up.
            descriptor = patiently(lambda: os.open(self.place.name, EXISTING, dir_fd=self.place.folder))
        except FileNotFoundError:  # it was removed just now
            return self._write_temporary(content)
        with open(descriptor, "wb", buffering=0) as file:
            self.old = os.fstat(descriptor)
            _check_kind(self.old, self.target)
            if stat.S_ISCHR(self.old.st_mode):
                return write_raw(file, content)
            access_list = _access_list(descriptor)
        return self._write_temporary(content, access_list)

    def _find(self, overwrite: bool) -> "os.stat_result | int | None":
        """What the target leads to, along links that may be overwritten: a stream's descriptor, a file or nothing."""
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
                self.place.go(path)
                found = self.place.look()
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
        """Write the temporary, and give it what is kept of the file that it replaces."""
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
                _keep(file.fileno(), self.old, access_list, f"{quoted(self.target)} {failure}.")
            _set_mode(file.fileno(), (self.old or self.new).st_mode & PERMISSIONS)

    def _created(self) -> io.FileIO:
        """A new file, open for writing: the system gives it the mode of any new file, unless it replaces another."""

        def create(path: str, flags: int) -> int:
            return os.open(path, flags, PRIVATE if self.old else 0o666, dir_fd=self.place.folder)

        try:
            return open(self.temporary, "xb", buffering=0, opener=create)
        except (PermissionError, FileNotFoundError) as error:
            # In /proc no file can be made either, and it says that there is no such folder.
            folder = self.place.folder
            is_there = self.old or (folder is not None and os.fstat(folder).st_nlink)
            if not is_there or not (self.old or isinstance(error, FileNotFoundError)):
                raise
            what = f"Kan ikke skrive {quoted(self.target)}: der kan ikke oprettes filer i mappen."
            raise FileError(what, hint="Vælg et andet sted at skrive.") from error

    def publish(self, overwrite: bool) -> None:
        """Give the finished file its name; unless `overwrite` never over one that another process has made."""
        place, within = self.place, {"src_dir_fd": self.place.folder, "dst_dir_fd": self.place.folder}
        if not self.temporary:
            return
        try:
            if overwrite:
                patiently(lambda: os.replace(self.temporary, place.name, **within))
            elif sys.platform == "win32":
                patiently(lambda: os.rename(self.temporary, place.name))
            else:
                self._link()
        except FileExistsError:
            raise _exists(self.target) from None
        if overwrite and self.old and self.old.st_nlink > 1:
            what = f"{quoted(self.target)} har flere navne (hårde links). De andre har stadig det gamle indhold."
            write_message(what)

    def _link(self) -> None:
        """Give the finished file its name as a second one; on a file system without links the name is taken first."""
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

    def is_published(self) -> bool:
        """Whether the finished file has its name."""
        found = self.place.look()
        return bool(found and self.new and os.path.samestat(found, self.new))


def _settle(drafts: "Sequence[_Draft]") -> None:
    """Let all the files have their names or none, whatever has come between, and remove the temporaries."""
    drafts = [draft for draft in drafts if draft.temporary]
    published = [draft for draft in drafts if draft.is_published()]
    if len(published) < len(drafts):
        replaced = any(draft.old for draft in published)  # which can't be undone
        for draft in drafts if replaced else published:
            if not replaced:
                draft.place.remove(draft.place.name)
            elif draft not in published:
                draft.publish(overwrite=True)
    for draft in drafts:
        draft.place.remove(draft.temporary)


def _check_kind(found: os.stat_result, target: str) -> None:
    """Raise FileError for what is neither a regular file nor a character device."""
    if stat.S_ISDIR(found.st_mode):
        raise _folder(target)
    if not stat.S_ISREG(found.st_mode) and not stat.S_ISCHR(found.st_mode):
        raise FileError(f"{quoted(target)} er ikke en almindelig fil.", hint="Vælg et andet navn.")


def _check_link(found: os.stat_result, target: str, overwrite: bool) -> None:
    """Raise FileError for a link that is not to be overwritten, or that another user made."""
    if not overwrite:
        raise _exists(target)
    if sys.platform != "win32" and found.st_uid not in (0, os.geteuid()):
        raise _anothers_link(target)


def patiently(act: "Callable[[], _T]") -> "_T":
    """The result of an act, which is tried again while another program has the file open; raises OSError."""
    for _ in range(1, ATTEMPTS):
        try:
            return act()
        except OSError as error:
            if error_code(error) not in BUSY:
                raise
            time.sleep(PAUSE)
    return act()


def _set_mode(descriptor: int, mode: int, *, required: bool = True) -> None:
    """Give an open file these permissions where it has others; Windows has none, nor have some file systems."""
    if sys.platform != "win32" and stat.S_IMODE(os.fstat(descriptor).st_mode) != mode:
        try:
            os.fchmod(descriptor, mode)
        except OSError:
            if required:
                raise


def _access_list(descriptor: int) -> bytes:
    """The access list (ACL) of an open file; empty where it has none."""
    if sys.platform == "linux":
        try:
            return os.getxattr(descriptor, ACL)
        except OSError:
            pass
    return b""


def _keep(descriptor: int, old: os.stat_result, access_list: bytes, failure: str) -> None:
    """Give an open file the owner, group and access list of another; raises FileError, which says `failure`."""
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
    """A context manager that turns SIGTERM and SIGHUP into TerminatedError, so that temporaries are removed.

    On leaving it the process ends by the signal. A signal that is ignored or handled already is left alone, so one
    inside another does nothing.
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
        """Remove the handlers, and end by the signal that was received."""
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
            raise refused("oprette mappen", self.folder, error) from error

    def __exit__(self, kind: type[BaseException] | None, *_raised: object) -> None:
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
