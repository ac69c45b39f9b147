"""What touches the world: how wide and colourful the terminal is, the pager, UTF-8 on the streams, whole files."""

import errno
import os
import stat
import sys

from ishoj_cli.errors import FileError, ReaderGoneError, quoted, visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import BinaryIO, TextIO

NARROWEST = 20  # columns that a page can be read in
PROSE = 88  # columns of text at most: longer lines are hard to follow


def typed_text(word: str) -> str:
    """A word of the command line as text: its bytes are read as UTF-8 where they are that, whatever the locale says."""
    try:
        return word if word.isascii() else os.fsencode(word).decode("utf-8")
    except UnicodeError:
        return word


def file_name(text: str) -> str:
    """A file's name as the system takes it: as UTF-8 where the locale has no letters for it."""
    try:
        os.fsencode(text)
    except UnicodeEncodeError:
        return os.fsdecode(text.encode("utf-8", "surrogateescape"))
    return text


def is_terminal(stream: "TextIO | None") -> bool:
    """Whether a standard stream is open and ends in a terminal."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False


def wants_colour(choice: str | None, environment: "Mapping[str, str]", terminal: bool) -> bool:
    """Whether to colour: the option (`altid`, `aldrig`, `auto`) beats NO_COLOR beats CLICOLOR_FORCE beats the terminal.

    Sources: no-color.org (any non-empty value) and bixense.com/clicolors (any value but 0).
    """
    if choice in ("altid", "aldrig"):
        return choice == "altid"
    if environment.get("NO_COLOR"):
        return False
    if forces_colour(environment):
        return True
    return terminal and not is_dumb(environment)


def is_dumb(environment: "Mapping[str, str]") -> bool:
    """Whether the terminal says that it has no colour and no cursor to move, or says nothing where all others do."""
    return (environment.get("TERM") or ("windows" if sys.platform == "win32" else "dumb")) == "dumb"


def forces_colour(environment: "Mapping[str, str]") -> bool:
    """Whether the environment asks for colour even where there is no terminal."""
    return not environment.get("NO_COLOR") and environment.get("CLICOLOR_FORCE", "0") not in ("", "0")


def screen_size(environment: "Mapping[str, str]") -> tuple[int, int]:
    """Columns and lines of the terminal: by COLUMNS and LINES, else by itself, else 80 by 24."""
    columns, lines = (_size(environment.get(name)) for name in ("COLUMNS", "LINES"))
    if not columns or not lines:
        try:
            real = os.get_terminal_size(sys.__stdout__.fileno() if sys.__stdout__ else 1)
        except (OSError, ValueError):
            real = os.terminal_size((80, 24))
        columns, lines = columns or real.columns or 80, lines or real.lines or 24
    return max(columns, NARROWEST), lines


def _size(value: str | None) -> int:
    """A positive whole number of at most five digits, else 0."""
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 6 else 0


def encoded(text: str) -> bytes:
    """Text as UTF-8; a lone surrogate, which has no UTF-8, becomes its escape."""
    return text.encode("utf-8", "backslashreplace")


def write_out(text: str | bytes) -> None:
    """Write text or bytes on standard output, UTF-8 whatever the locale says, and flush it.

    A console on Windows shows that right under any code page, for Python's own layer takes UTF-8 there (PEP 528).
    Raises ReaderGoneError when the reader has gone, and FileError when it can't be written.
    """
    data = text if isinstance(text, bytes) else encoded(text)
    if sys.stdout is None:
        raise FileError("Der er ikke noget sted at skrive resultatet. Skriv til en fil med -o FIL.")
    try:
        _write_all(sys.stdout.buffer, data)
    except (OSError, ValueError) as error:
        silence(sys.stdout)
        if _reader_is_gone(error):
            raise ReaderGoneError from None
        raise FileError(f"Kan ikke skrive resultatet: {reason(error)}. {advice(error)}") from error
    except KeyboardInterrupt:
        silence(sys.stdout)
        raise


def _reader_is_gone(error: OSError | ValueError) -> bool:
    """Whether a stream can't be written because nobody reads it; Windows says EINVAL of such a pipe (bpo-35754)."""
    windows = sys.platform == "win32" and isinstance(error, OSError) and _code(error) == "EINVAL"
    return isinstance(error, BrokenPipeError) or windows


def _write_all(stream: "BinaryIO", data: bytes) -> None:
    stream.write(data)
    stream.flush()


def silence(stream: "TextIO | None") -> None:
    """Point a stream that can't be written at nothing, so that Python's own flush at exit stays quiet."""
    try:
        if stream is not None:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    except (OSError, ValueError):
        pass


def write_message(text: str) -> None:
    """Write one message on standard error, UTF-8, marked with the program's name; nowhere to write it is no error.

    Whatever it quotes, it can't steer a terminal.
    """
    if sys.stderr is None:
        return
    try:
        sys.stderr.flush()
        shown = "\n".join(map(visible, text.split("\n")))
        _write_all(sys.stderr.buffer, encoded(f"ishoj: {shown}\n"))
    except (OSError, ValueError):
        silence(sys.stderr)


REASONS = {  # the system's codes: why it said no, and what one who writes can do
    "ENOENT": ("mappen findes ikke", "Opret mappen, eller vælg en anden."),
    "ENOTDIR": ("en del af stien er ikke en mappe", "Ret stien."),
    "EISDIR": ("det er en mappe", "Skriv navnet på en fil."),
    "EACCES": ("du har ikke adgang", "Vælg et andet sted at skrive, eller bed ejeren om adgang."),
    "EPERM": ("det er ikke tilladt", "Vælg et andet sted at skrive, eller bed ejeren om adgang."),
    "EROFS": ("disken kan kun læses", "Vælg et andet sted at skrive."),
    "ENOSPC": ("der er ikke mere plads", "Ryd op på disken, eller vælg et andet sted at skrive."),
    "EDQUOT": ("din kvote er brugt op", "Slet noget, du ikke bruger, eller vælg et andet sted at skrive."),
    "EFBIG": ("filen bliver for stor", "Vælg et andet sted at skrive."),
    "ENAMETOOLONG": ("navnet er for langt", "Vælg et kortere navn."),
    "ELOOP": ("stien går i ring", "Ret linket, eller vælg et andet navn."),
    "EBADF": ("udgangen er lukket", "Skriv til en fil med -o FIL."),
    "EIO": ("der er fejl på disken eller forbindelsen", "Prøv igen, eller vælg et andet sted at skrive."),
    "EMFILE": ("for mange filer er åbne", "Luk nogle programmer, og prøv igen."),
    "ENXIO": ("der er ingen, der læser i den anden ende", "Start den, der skal læse, og prøv igen."),
    "EINVAL": ("navnet kan ikke bruges", "Vælg et andet navn."),
    "ETXTBSY": (
        "du har ikke adgang, eller et andet program har filen åben",
        "Luk den dér, eller vælg et andet sted at skrive.",
    ),
}
IN_USE = (5, 32)  # Windows says so of a file that another program has open; the first also of one that is not ours
LINKS = 40  # from one to the next; a ring has been refused before that
DEVICES = {"CON", "PRN", "AUX", "NUL", *(f"{port}{number}" for port in ("COM", "LPT") for number in range(10))}


def reason(error: OSError | ValueError) -> str:
    """Why the operating system said no, in Danish."""
    code = _code(error)
    return REASONS[code][0] if code in REASONS else f"systemet siger {code}" if code else "ukendt fejl"


def advice(error: OSError | ValueError) -> str:
    """What one who wanted to write can do when the operating system said no, as a sentence."""
    code = _code(error)
    return REASONS[code][1] if code in REASONS else "Prøv igen, eller vælg et andet sted at skrive."


def _code(error: OSError | ValueError) -> str:
    if getattr(error, "winerror", None) in IN_USE:
        return "ETXTBSY"
    return errno.errorcode.get(error.errno or 0, "") if isinstance(error, OSError) else "EINVAL"


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


def command_words(line: str, platform: str) -> list[str]:
    """A command as the user set it, parted as a shell would; ValueError for a quotation mark that isn't closed.

    On Windows a backslash parts folders and nothing else.
    """
    import shlex

    words = shlex.split(line, posix=platform != "win32")
    return [word.strip('"') for word in words] if platform == "win32" else words


def find_program(name: str, environment: "Mapping[str, str]", platform: str) -> str | None:
    """A program on the path by its whole name; on Windows never one that happens to lie in the current folder."""
    import shutil

    found = shutil.which(name, path=environment.get("PATH"))
    planted = platform == "win32" and found and not os.path.dirname(name) and not os.path.isabs(found)
    return None if planted else found


def page(text: str, environment: "Mapping[str, str]") -> bool:
    """Show text in the user's pager (PAGER, else less); False when there is none that can, which is said.

    The pager is started without a shell. A pager that the reader leaves early is no error. While it runs, Ctrl-C is
    its own to answer; raises KeyboardInterrupt when it ended by that.
    """
    import signal
    import subprocess

    try:
        command = command_words(environment.get("PAGER") or "less", sys.platform)
    except ValueError:
        write_message(f"PAGER kan ikke læses: {visible(environment['PAGER'])}")
        return False
    program = find_program(command[0], environment, sys.platform) if command else None
    if program is None:
        if environment.get("PAGER"):
            write_message(f"PAGER kan ikke startes: {visible(environment['PAGER'])}")
        return False
    settings = {"LESS": "FRX", "LESSCHARSET": "utf-8"} | dict(environment)
    interrupts: list[object] = []
    # Not SIG_IGN, which a program that is started inherits.
    before = signal.signal(signal.SIGINT, lambda *came: interrupts.append(came))
    try:
        pager = subprocess.Popen([program, *command[1:]], stdin=subprocess.PIPE, env=settings)  # noqa: S603
        pager.communicate(encoded(text))
    except OSError:
        write_message(f"PAGER kan ikke startes: {quoted(program, 200)}")
        return False
    finally:
        signal.signal(signal.SIGINT, before)
    if pager.returncode == -signal.SIGINT or (pager.returncode and interrupts):  # `less -K` ends with 2
        raise KeyboardInterrupt
    if pager.returncode > 0:
        write_message(f"PAGER stoppede med fejl {pager.returncode}: {visible(' '.join(command))}")
        return False
    return True


def allow_escape_codes() -> None:
    """Make an older Windows console understand escape codes; elsewhere there is nothing to do."""
    if sys.platform == "win32":
        import ctypes

        console = ctypes.windll.kernel32
        handle, mode = console.GetStdHandle(-11), ctypes.c_ulong()
        if console.GetConsoleMode(handle, ctypes.byref(mode)):
            console.SetConsoleMode(handle, mode.value | 0x0004)
