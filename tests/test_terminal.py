"""The terminal: colour and size by the option, the environment and the terminal itself."""

import ctypes
import errno
import io
import os
import sys
from types import SimpleNamespace

import pytest

from ishoj_cli import terminal


@pytest.mark.parametrize(
    ("choice", "environment", "on_terminal", "coloured"),
    [
        ("altid", {"NO_COLOR": "1"}, False, True),
        ("aldrig", {"CLICOLOR_FORCE": "1", "TERM": "xterm"}, True, False),
        (None, {"TERM": "xterm"}, True, True),
        (None, {"TERM": "xterm"}, False, False),
        (None, {"TERM": "xterm", "NO_COLOR": "0"}, True, False),
        (None, {"TERM": "xterm", "NO_COLOR": ""}, True, True),
        (None, {"CLICOLOR_FORCE": "1"}, False, True),
        (None, {"CLICOLOR_FORCE": "0"}, False, False),
        (None, {"CLICOLOR_FORCE": ""}, False, False),
        (None, {"CLICOLOR_FORCE": "1", "NO_COLOR": "1"}, False, False),
        (None, {"CLICOLOR_FORCE": "1", "TERM": "dumb"}, True, True),
        (None, {"TERM": "dumb"}, True, False),
    ],
)
def test_colour_is_the_option_then_no_color_then_force_then_the_terminal(choice, environment, on_terminal, coloured):
    assert terminal.wants_colour(choice, environment, on_terminal) is coloured


@pytest.mark.parametrize(
    ("term", "platform", "dumb"),
    [
        ("dumb", "linux", True),
        (None, "linux", True),
        ("", "linux", True),
        ("xterm", "linux", False),
        (None, "win32", False),
        ("dumb", "win32", True),
    ],
)
def test_a_terminal_is_dumb_when_term_is_dumb_or_unset(monkeypatch, term, platform, dumb):
    monkeypatch.setattr(sys, "platform", platform)
    environment = {} if term is None else {"TERM": term}
    assert terminal.is_dumb(environment) is dumb
    assert terminal.wants_colour(None, environment, True) is not dumb


def test_a_stream_that_is_missing_or_closed_is_no_terminal():
    closed = io.StringIO()
    closed.close()
    assert not any(map(terminal.is_terminal, (None, closed, io.StringIO())))


@pytest.mark.parametrize(
    ("columns", "lines", "size"),
    [
        ("100", "40", (100, 40)),
        ("3", "2", (20, 2)),
        ("99999", "1", (99999, 1)),
        *((value, value, (70, 30)) for value in ("", "0", "-5", "abc", "1000000", "٣", "8 0", "1e2")),
    ],
)
def test_the_size_is_that_of_the_environment_if_it_is_a_number_else_of_the_terminal(monkeypatch, columns, lines, size):
    monkeypatch.setattr(os, "get_terminal_size", lambda _fd: os.terminal_size((70, 30)))
    assert terminal.screen_size({"COLUMNS": columns, "LINES": lines}) == size


@pytest.mark.parametrize("standard", [0, 1, 2, None])
@pytest.mark.skipif(os.name == "nt", reason="a terminal of one's own needs POSIX")
def test_without_a_terminal_on_standard_output_it_is_the_one_that_the_program_runs_in(monkeypatch, standard):
    def size(number):
        if number != (standard if standard is not None else opened[-1:] and opened[-1]):
            raise OSError(errno.ENOTTY, "")
        return os.terminal_size((33, 9))

    opened: list[int] = []
    real = os.open
    monkeypatch.setattr(os, "open", lambda *arguments: opened.append(real(*arguments)) or opened[-1])
    monkeypatch.setattr(terminal, "CONTROLLING", os.devnull)
    monkeypatch.setattr(os, "get_terminal_size", size)
    assert terminal.screen_size({}) == (33, 9)
    assert len(opened) == (standard is None)


@pytest.mark.parametrize("controlling", [os.devnull, "/ingen/steder"])
@pytest.mark.parametrize("answer", [os.terminal_size((0, 0)), OSError(errno.ENOTTY, "")])
def test_without_a_terminal_that_knows_its_size_it_is_80_by_24(monkeypatch, answer, controlling):
    def asked(_fd):
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(os, "get_terminal_size", asked)
    monkeypatch.setattr(terminal, "CONTROLLING", controlling)
    assert terminal.screen_size({}) == (80, 24)
    assert terminal.screen_size({"LINES": "50"}) == (80, 50)
    assert terminal.screen_size({"COLUMNS": "60"}) == (60, 24)


@pytest.mark.parametrize(
    ("platform", "console", "modes"), [("win32", True, [7]), ("win32", False, []), ("linux", True, [])]
)
def test_only_a_windows_console_is_told_to_interpret_escape_codes(monkeypatch, platform, console, modes):
    def get_console_mode(_handle, mode):
        mode._obj.value = 3
        return console

    modes_set = []
    kernel = SimpleNamespace(
        GetStdHandle={-11: 1}.__getitem__,
        GetConsoleMode=get_console_mode,
        SetConsoleMode=lambda _handle, mode: modes_set.append(mode),
    )
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    monkeypatch.setattr(sys, "platform", platform)
    terminal.allow_escape_codes()
    assert modes_set == modes
