"""What touches the world: how wide and colourful the terminal is, the pager, UTF-8 on the streams, whole files."""

import os
import sys

from ishoj_cli.errors import FileError, ReaderGoneError, quoted, visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
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

    Raises ReaderGoneError when the reader has gone, and FileError when it can't be written.
    """
    data = text if isinstance(text, bytes) else encoded(text)
    if sys.stdout is None:
        raise FileError("Der er ikke noget sted at skrive resultatet. Skriv til en fil med -o FIL.")
    try:
        _write_all(sys.stdout.buffer, data)
    except BrokenPipeError:
        silence(sys.stdout)
        raise ReaderGoneError from None
    except (OSError, ValueError) as error:
        silence(sys.stdout)
        raise FileError(f"Kan ikke skrive resultatet: {reason(error)}. {advice(error)}") from error
    except KeyboardInterrupt:
        silence(sys.stdout)
        raise


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
    """Write one message on standard error, UTF-8, marked with the program's name; nowhere to write it is no error."""
    if sys.stderr is None:
        return
    try:
        sys.stderr.flush()
        _write_all(sys.stderr.buffer, encoded(f"ishoj: {text}\n"))
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
}


def reason(error: OSError | ValueError) -> str:
    """Why the operating system said no, in Danish."""
    code = _code(error)
    return REASONS[code][0] if code in REASONS else f"systemet siger {code}" if code else "ukendt fejl"


def advice(error: OSError | ValueError) -> str:
    """What one who wanted to write can do when the operating system said no, as a sentence."""
    code = _code(error)
    return REASONS[code][1] if code in REASONS else "Prøv igen, eller vælg et andet sted at skrive."


def _code(error: OSError | ValueError) -> str:
    import errno

    return errno.errorcode.get(error.errno or 0, "") if isinstance(error, OSError) else "EINVAL"


def write_file(target: str, content: bytes, *, overwrite: bool = False) -> None:
    """Write a file whole or not at all: a temporary beside it, then a rename; a device or a FIFO is written straight.

    An existing file is left as it was unless `overwrite`; it keeps its permissions, and a link stays a link.
    Raises FileError, and leaves no temporary behind.
    """
    try:
        path = file_name(target)
        if os.path.exists(path) and not os.path.isfile(path) and not os.path.isdir(path):
            with open(path, "wb") as device:
                device.write(content)
            return
        path = os.path.realpath(path)
        if os.path.isdir(path):
            raise FileError(f"{quoted(target)} er en mappe.", hint="Skriv navnet på en fil.")
        if os.path.exists(path) and not overwrite:
            raise _exists(target)
        _replace(path, target, content, overwrite)
    except (OSError, ValueError) as error:
        raise FileError(f"Kan ikke skrive {quoted(target)}: {reason(error)}.", hint=advice(error)) from error


def _exists(target: str) -> FileError:
    return FileError(f"Filen {quoted(target)} findes allerede.", hint="Vælg et andet navn, eller tilføj --overskriv.")


def _replace(path: str, target: str, content: bytes, overwrite: bool) -> None:
    folder = os.path.dirname(path)
    temporary = os.path.join(folder, f".ishoj-{os.urandom(8).hex()}.tmp")

    def remove() -> None:
        if os.path.lexists(temporary):
            os.unlink(temporary)

    restore = _tidy_when_ended(remove)
    try:
        with open(temporary, "xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if overwrite:
            if os.path.exists(path):
                os.chmod(temporary, os.stat(path).st_mode & 0o7777)
            os.replace(temporary, path)
        else:
            _publish(temporary, path, target)
    finally:
        remove()
        restore()


def _tidy_when_ended(tidy: "Callable[[], None]") -> "Callable[[], None]":
    """Have the signals that end a process (not those it ignores) tidy up before they do; gives what undoes that."""
    import signal

    def end(number: int, _frame: object) -> None:
        tidy()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)

    named = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    ending = [number for number in named if signal.getsignal(number) is signal.SIG_DFL]
    for number in ending:
        signal.signal(number, end)

    def restore() -> None:
        for number in ending:
            signal.signal(number, signal.SIG_DFL)

    return restore


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


def page(text: str, environment: "Mapping[str, str]") -> bool:
    """Show text in the user's pager (PAGER, else less); False when there is none that can, which is said.

    The pager is started without a shell. A pager that the reader leaves early is no error. While it runs, Ctrl-C is
    its own to answer; raises KeyboardInterrupt when it ended by that.
    """
    import shlex
    import shutil
    import signal
    import subprocess

    try:
        command = shlex.split(environment.get("PAGER") or "less")
    except ValueError:
        write_message(f"PAGER kan ikke læses: {visible(environment['PAGER'])}")
        return False
    program = shutil.which(command[0], path=environment.get("PATH")) if command else None
    if program is None:
        if environment.get("PAGER"):
            write_message(f"PAGER kan ikke startes: {visible(environment['PAGER'])}")
        return False
    settings = {"LESS": "FRX", "LESSCHARSET": "utf-8"} | dict(environment)
    before = signal.signal(signal.SIGINT, lambda *_: None)  # no SIG_IGN, which a program that is started inherits
    try:
        pager = subprocess.Popen([program, *command[1:]], stdin=subprocess.PIPE, env=settings)  # noqa: S603
        pager.communicate(encoded(text))
    except OSError:
        write_message(f"PAGER kan ikke startes: {quoted(program, 200)}")
        return False
    finally:
        signal.signal(signal.SIGINT, before)
    if pager.returncode == -signal.SIGINT:
        raise KeyboardInterrupt
    if pager.returncode > 0:
        write_message(f"PAGER stoppede med fejl {pager.returncode}: {visible(' '.join(command))}")
        return False
    return True


def allow_escape_codes() -> None:
    """Make an older Windows console understand escape codes; elsewhere there is nothing to do."""
    if sys.platform == "win32":  # pragma: no cover - the call exists on Windows alone
        import ctypes

        console = ctypes.windll.kernel32
        handle, mode = console.GetStdHandle(-11), ctypes.c_ulong()
        if console.GetConsoleMode(handle, ctypes.byref(mode)):
            console.SetConsoleMode(handle, mode.value | 0x0004)
