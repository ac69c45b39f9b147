"""The standard streams: always UTF-8, written whole, and quiet when the reader is gone."""

import os
import sys

from ishoj_cli.errors import FileError, ReaderGoneError, advice, error_code, reason, visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import BinaryIO, TextIO


def typed_text(word: str) -> str:
    """A word of the command line as text: its bytes are read as UTF-8 where they are that, whatever the locale says."""
    try:
        return word if word.isascii() else os.fsencode(word).decode("utf-8")
    except UnicodeError:
        return word


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
    windows = sys.platform == "win32" and isinstance(error, OSError) and error_code(error) == "EINVAL"
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
