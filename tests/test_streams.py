"""The standard streams: UTF-8, written to the last byte or an error, and quiet when the reader closes them."""

import ast
import contextlib
import errno
import io
import os
import select
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ishoj_cli import streams
from ishoj_cli.errors import FileError
from ishoj_cli.streams import wrapped_between_words

SOURCE = Path(streams.__file__).parent


class Raw(io.RawIOBase):
    """A raw stream that answers each write by the next of `answers`: a number of bytes, None or an error.

    When they are used up it takes one byte at a time.
    """

    def __init__(self, *answers) -> None:
        self.answers, self.taken = list(answers), b""

    def writable(self):
        return True

    def fileno(self):
        raise OSError(errno.EBADF, "no descriptor")

    def write(self, data):
        answer = self.answers.pop(0) if self.answers else 1
        if isinstance(answer, BaseException):
            raise answer
        self.taken += bytes(data[: answer or 0])
        return answer

    @property
    def buffer(self):
        return self


@given(st.text(st.characters(codec=None, exclude_categories=())))
def test_anything_can_be_encoded(text):
    assert streams.encoded(text).decode() == "".join(
        f"\\u{ord(letter):04x}" if "\ud800" <= letter <= "\udfff" else letter for letter in text
    )


def test_text_and_bytes_are_written_as_utf_8(capfdbinary):
    streams.write_out("æøå\n")
    streams.write_out(b"\x00\xff")
    assert capfdbinary.readouterr() == ("æøå\n".encode() + b"\x00\xff", b"")


@pytest.mark.parametrize("write", [streams.write_out, streams.write_message])
@pytest.mark.parametrize("buffered", [True, False])
def test_what_a_short_write_leaves_is_written_too(monkeypatch, write, buffered):
    """As with `python -u`, where standard output is the raw stream, and in a buffer above one."""
    raw = Raw(3, 5)
    stream = io.TextIOWrapper(io.BufferedWriter(raw)) if buffered else raw
    for name in ("stdout", "stderr"):
        monkeypatch.setattr(sys, name, stream)
    write("en lang linje æøå")
    assert raw.taken.decode().strip().removeprefix("ishoj: ") == "en lang linje æøå"


def test_what_is_buffered_is_written_first(monkeypatch):
    raw = Raw()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BufferedWriter(raw), "utf-8"))
    sys.stdout.write("først ")
    streams.write_out("så")
    assert raw.taken.decode() == "først så"


@pytest.mark.skipif(os.name == "nt", reason="select takes sockets alone on Windows")
def test_a_non_blocking_pipe_that_is_full_is_waited_for(monkeypatch):
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    read = []
    wait = select.select

    def read_while_waiting(*descriptors):
        if not thread.ident:
            thread.start()
        return wait(*descriptors)

    def read_all():
        with open(reader, "rb") as pipe:
            read.append(pipe.read())

    thread = threading.Thread(target=read_all)
    with open(writer, "w", encoding="ascii") as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        while True:
            try:
                os.write(writer, b"-" * 1024)
            except BlockingIOError:
                break
        monkeypatch.setattr(select, "select", read_while_waiting)
        streams.write_out("x" * 1_000_000)
        monkeypatch.undo()
    thread.join()
    assert read[0].strip(b"-") == b"x" * 1_000_000


def test_windows_waits_for_a_full_pipe_without_select(monkeypatch):
    waited = []
    raw = Raw(None, None, 2)
    raw.fileno = lambda: 1
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr("time.sleep", waited.append)
    monkeypatch.setattr(sys, "stdout", raw)
    streams.write_out("xyz")
    assert (raw.taken, len(waited)) == (b"xyz", 2)


CANNOT = "Kan ikke skrive resultatet: "


@pytest.mark.parametrize(
    ("answers", "platform", "error", "said"),
    [
        ([BrokenPipeError()], "linux", None, None),
        ([2, BrokenPipeError()], "linux", None, None),
        ([OSError(errno.EINVAL, "")], "win32", None, None),
        ([OSError(errno.EINVAL, "")], "linux", FileError, f"{CANNOT}navnet kan ikke bruges. Vælg et andet navn."),
        ([ValueError("closed file")], "win32", FileError, f"{CANNOT}der er ikke noget sted at skrive hen. Skriv til "),
        ([2, OSError(errno.ENOSPC, "")], "linux", FileError, f"{CANNOT}der er ikke mere plads. Ryd op på disken, "),
        ([2, 0], "linux", FileError, f"{CANNOT}der er fejl på disken eller forbindelsen. Prøv igen, "),
        ([None], "linux", FileError, f"{CANNOT}der er ikke noget sted at skrive hen."),
        ([KeyboardInterrupt()], "linux", KeyboardInterrupt, None),
    ],
)
def test_standard_output_is_written_to_the_end_or_is_an_error(monkeypatch, answers, platform, error, said):
    """And what is left unwritten is not written when the process ends, which would fail once more."""
    redirected = []
    monkeypatch.setattr(streams, "redirect_to_devnull", redirected.append)
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(sys, "stdout", Raw(*answers))
    with pytest.raises(error) if error else contextlib.nullcontext() as raised:
        streams.write_out("xyz")
    assert redirected == [sys.stdout]
    assert said is None or str(raised.value).startswith(said)


def test_no_standard_output_is_an_error(monkeypatch):
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(FileError, match="ikke noget sted"):
        streams.write_out("x")


def test_a_redirected_stream_writes_nowhere(tmp_path):
    path = tmp_path / "file"
    with open(path, "w") as file:
        streams.redirect_to_devnull(file)
        file.write("x")
    streams.redirect_to_devnull(None)
    streams.redirect_to_devnull(Raw())
    assert path.read_text() == ""


def test_a_message_has_the_programs_name_and_no_control_characters(capfdbinary):
    streams.write_message("Æv: a\x1b]0;x\x07\x9b\u202e\nb\udc9b")
    assert capfdbinary.readouterr() == (b"", "ishoj: Æv: a\\x1b]0;x\\x07\\x9b\\u202e\nb\\udc9b\n".encode())


def test_a_message_on_a_terminal_is_broken_between_words(monkeypatch, capfd):
    monkeypatch.setattr(streams, "is_terminal", lambda _stream: True)
    monkeypatch.setattr(streams, "screen_size", lambda _environment: (20, 24))
    streams.write_message("Vi hjælper hinanden med det.")
    assert capfd.readouterr().err == "ishoj: Vi hjælper\nhinanden med det.\n"


def test_progress_is_utf_8_whatever_the_locale_and_written_over(monkeypatch, capfdbinary):
    with io.TextIOWrapper(io.FileIO(2, "w", closefd=False), encoding="ascii") as stream:
        monkeypatch.setattr(sys, "stderr", stream)
        streams.write_progress("Vent …")
    assert capfdbinary.readouterr() == (b"", "Vent …\r".encode())


def test_a_message_that_cannot_be_written_is_no_error(monkeypatch):
    for stream in (None, Raw(OSError(errno.EIO, "")), Raw(ValueError("closed"))):
        monkeypatch.setattr(sys, "stderr", stream)
        streams.write_message("x")


def test_a_word_of_the_command_line_is_decoded_as_utf_8_where_it_is_that(monkeypatch):
    assert streams.typed_text("æ") == "æ"
    monkeypatch.setattr(os, "fsencode", lambda _word: "æ".encode())
    assert streams.typed_text("\udcc3\udca6") == "æ"
    monkeypatch.setattr(os, "fsencode", lambda _word: b"\xe6")
    assert streams.typed_text("\udce6") == "\udce6"


def writes(source: str) -> list[str]:
    """What in a module may write on standard output: prints, and `sys.stdout` but as the argument of `is_terminal`."""
    nodes = list(ast.walk(ast.parse(source)))
    calls = [node for node in nodes if isinstance(node, ast.Call)]
    asked = {id(argument) for call in calls if ast.unparse(call.func) == "is_terminal" for argument in call.args}
    return [
        ast.unparse(node)
        for node in nodes
        if (
            isinstance(node, ast.Name | ast.Attribute)
            and ast.unparse(node).split(".")[-1] in ("print", "echo", "secho")
        )
        or (isinstance(node, ast.Attribute) and ast.unparse(node) == "sys.stdout" and id(node) not in asked)
    ]


def test_nothing_is_written_on_standard_output_but_by_write_out():
    """So that what holds for it holds for every command and format."""
    modules = {path.name: path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py")}
    assert [name for name, source in modules.items() if name != "streams.py" and writes(source)] == []
    assert writes(modules["streams.py"])
    for source in ("print(1)", "f = print", "sys.stdout.write('')", "typer.echo(1)", "x = sys.stdout"):
        assert writes(source)


@pytest.mark.parametrize("letters", [0, 1, 79, 80, 1_000, 100_000])
@pytest.mark.parametrize("lines", [1, 2, 5, 11, 22, 23, 24, 3_000])
def test_a_message_is_never_longer_than_a_screen(capfd, letters, lines):
    """Of 24 lines of 80 columns; one that fits is whole, another keeps its beginning and says that it is cut."""
    text = "\n".join(["f" * letters] * lines)
    for whole in (True, False):
        streams.write_message(text, whole=whole)
        shown = capfd.readouterr().err
        rows = sum(max(1, -(-len(line) // 80)) for line in shown.splitlines())
        assert whole or rows < 24
        if shown != f"ishoj: {text}\n":
            assert not whole
            assert "…" in shown
            assert shown.startswith(f"ishoj: {text[:20]}")
    if lines * (letters // 80 + 2) < 24:
        assert shown == f"ishoj: {text}\n"


@given(
    line=st.text(alphabet="ab é: ", max_size=300),
    command=st.sampled_from(["", "Skriv: ishoj vaerdier respekt", "ishoj alt"]),
    width=st.integers(20, 90),
)
def test_a_line_is_broken_between_words_and_loses_nothing(line, command, width):
    lines = wrapped_between_words(f"{line}{command}", width)
    assert " ".join(lines).split() == f"{line}{command}".split()
    longest = max(map(len, ["ishoj vaerdier respekt", *line.split()]))
    indent = len(line) - len(line.lstrip(" "))
    assert all(len(each) <= max(width, indent + longest + 1) for each in lines)
    if command.startswith("Skriv"):
        assert lines[-1].endswith("ishoj vaerdier respekt")
