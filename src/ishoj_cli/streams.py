"""Standard streams and arguments: UTF-8 regardless of locale, complete writes, and no error on a closed pipe."""

import errno
import io
import os
import sys
import time

from ishoj_cli import errors
from ishoj_cli.errors import FileError, advice, error_code, reason, visible
from ishoj_cli.terminal import is_terminal, screen_size
from ishoj_cli.type_hints import BinaryIO, TextIO

ROWS, COLUMNS = 23, 80  # a standard 80×24 terminal, minus one row for the prompt


def typed_text(word: str) -> str:
    """A command-line word decoded as UTF-8 where its bytes are valid UTF-8, whatever the locale."""
    try:
        return word if word.isascii() else os.fsencode(word).decode("utf-8")
    except UnicodeError:
        return word


def file_name(text: str) -> str:
    """A file name in a form that the file system accepts: as UTF-8 where the locale can't encode it.

    `~` is the user's home also where a shell leaves it as it is, as after `=`.
    """
    text = os.path.expanduser(text) if text.startswith("~") else text
    try:
        os.fsencode(text)
    except UnicodeEncodeError:
        return os.fsdecode(text.encode("utf-8", "surrogateescape"))
    return text


def encoded(text: str) -> bytes:
    """Text as UTF-8; a lone surrogate, which has no UTF-8, becomes its escape."""
    return text.encode("utf-8", "backslashreplace")


def write_out(text: str | bytes) -> None:
    """Write text or bytes to standard output, to the last byte, as UTF-8 whatever the locale.

    A Windows console shows that correctly under any code page, because Python's own layer takes UTF-8 there (PEP 528).
    A reader that has closed the pipe (as `| head -1` does) is no error. Raises FileError when it can't be written.
    """
    data = text if isinstance(text, bytes) else encoded(text)
    if sys.stdout is None:
        raise FileError("Der er ikke noget sted at skrive resultatet. Skriv til en fil med -o FIL.")
    try:
        _write_all(sys.stdout, data)
    except OSError as error:
        redirect_to_devnull(sys.stdout)
        # Windows reports a closed pipe as EINVAL (bpo-35754).
        if isinstance(error, BrokenPipeError) or (sys.platform == "win32" and error_code(error) == "EINVAL"):
            return
        raise FileError(f"Kan ikke skrive resultatet: {reason(error)}. {advice(error)}") from error
    except KeyboardInterrupt:
        redirect_to_devnull(sys.stdout)
        raise


def write_raw(raw: "io.RawIOBase | BinaryIO", data: bytes) -> None:
    """Write all bytes to a raw stream; raises OSError.

    A raw write may take only some of the bytes, and none where a non-blocking pipe is full.
    """
    rest = memoryview(data)
    while rest:
        written = raw.write(rest)
        if written is None:
            _wait_until_writable(raw.fileno())
        elif written:
            rest = rest[written:]
        else:
            raise OSError(errno.EIO, os.strerror(errno.EIO))


def _write_all(stream: "TextIO", data: bytes) -> None:
    """Write all bytes to the raw stream below a text stream, whose buffer may hide a short write; raises OSError."""
    try:
        stream.flush()
        # With `python -u` the buffer is the raw stream itself.
        write_raw(getattr(stream.buffer, "raw", stream.buffer), data)
    except ValueError as error:  # the stream is closed
        raise OSError(errno.EBADF, os.strerror(errno.EBADF)) from error


def _wait_until_writable(descriptor: int) -> None:
    """Wait until a non-blocking pipe takes more bytes."""
    if sys.platform == "win32":  # where select takes sockets only
        time.sleep(0.01)
    else:
        import select

        select.select((), (descriptor,), ())


def redirect_to_devnull(stream: "TextIO | None") -> None:
    """Redirect a broken stream to os.devnull, so that the flush at exit does not fail."""
    try:
        if stream is not None:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    except (OSError, ValueError):
        pass


def write_message(text: str, *, whole: bool = False) -> None:
    """Write one message to standard error, as UTF-8, after the program's name; a broken standard error is no error.

    Control characters in the text are escaped. A message longer than a screen is truncated unless `whole` is True. On a
    terminal its lines are broken between words.
    """
    lines = [visible(line) for line in f"ishoj: {text}".split("\n")]
    lines = lines if whole else _on_a_screen(lines)
    if is_terminal(sys.stderr):
        width = screen_size(os.environ)[0]
        lines = [part for line in lines for part in wrapped_between_words(line, width)]
    _write_error("\n".join(lines) + "\n")


def wrapped_between_words(line: str, width: int) -> "list[str]":
    """A line as lines of at most this width, broken between words; a longer word is left whole, and so is a command.

    A command is what follows a colon and the program's name, at the end of the line; broken it could not be copied.
    """
    text, mark, command = line.partition(f": {errors.started_as} ")
    words = text.split(" ")
    if mark:
        words[-1:] = [f"{words[-1]}:", f"{errors.started_as} {command}"]
    indent = " " * (len(line) - len(line.lstrip(" ")))
    lines = [words[0]]
    for word in words[1:]:
        if len(lines[-1]) + 1 + len(word) <= width or not lines[-1].strip():
            lines[-1] += f" {word}"
        else:
            lines.append(indent + word)
    return lines


def _on_a_screen(lines: list[str]) -> list[str]:
    """Truncate lines to one screen: drop the last lines, then shorten long lines in the middle."""
    if sum(len(line) // COLUMNS + 1 for line in lines) <= ROWS:
        return lines
    kept = [*lines[: ROWS - 1], "…"] if len(lines) > ROWS else lines
    longest = ROWS // len(kept) * COLUMNS - 1
    half = longest // 2
    return [line if len(line) <= longest else f"{line[:half]}…{line[-half:]}" for line in kept]


def write_progress(text: str) -> None:
    """Write a progress line to standard error, ending in a carriage return so that the next line overwrites it."""
    _write_error(f"{text}\r")


def _write_error(text: str) -> None:
    if sys.stderr is None:
        return
    try:
        _write_all(sys.stderr, encoded(text))
    except OSError:
        redirect_to_devnull(sys.stderr)
