"""The pager: the text is shown by it, or the caller shows it and a message says why."""

import os
import sys

import pytest

from ishoj_cli.pager import PROMPT, show_in_pager

posix = pytest.mark.skipif(os.name == "nt", reason="scripts as POSIX has them")


@pytest.fixture
def pager(tmp_path):
    """Make a pager of this shell script and give its path."""

    def make(body: str, head: bytes = b"#!/bin/sh\n") -> str:
        (path := tmp_path / "min pager").write_bytes(head + body.encode())
        path.chmod(0o755)
        return f"'{path}'"

    return make


@posix
def test_the_pager_gets_the_text_its_words_and_settings_for_colour_and_utf_8(pager, tmp_path):
    command = pager(f'cd "{tmp_path}"; cat >got; printf "<%s>" "$@" "$LESS" "$LESSCHARSET" >how')
    assert show_in_pager("æ\n", {"PAGER": f"{command} -x 'a b' $HOME * ;", "PATH": os.environ["PATH"]})
    assert (tmp_path / "got").read_text(encoding="utf-8") == "æ\n"
    assert (tmp_path / "how").read_text() == "<-x><a b><$HOME><*><;><FRX><utf-8>"
    assert show_in_pager("æ\n", {"PAGER": command, "LESS": "S", "PATH": os.environ["PATH"]})
    assert (tmp_path / "how").read_text() == "<S><utf-8>"


@posix
def test_a_pager_left_early_is_no_error(pager):
    assert show_in_pager("x" * 1_000_000, {"PAGER": pager("exit 0"), "PATH": ""})


@posix
@pytest.mark.parametrize(
    ("body", "said"), [("exit 3", "stoppede med fejl 3"), ("kill -KILL $$", "blev afbrudt (SIGKILL)")]
)
def test_a_pager_that_fails_is_a_message_and_the_text_is_still_to_be_shown(pager, capfdbinary, body, said):
    command = pager(body)
    assert not show_in_pager("x", {"PAGER": f"{command} -x", "PATH": os.environ["PATH"]})
    assert capfdbinary.readouterr().err.decode() == f"ishoj: PAGER {said}: {command[1:-1]} -x\n"


@posix
@pytest.mark.parametrize(
    ("name", "link", "special"),
    [("less", None, True), ("less", "pager", True), ("busybox", "less", False), ("most", None, False)],
)
def test_less_gets_colours_and_a_danish_prompt_before_the_users_own_options(pager, tmp_path, name, link, special):
    """By what a link leads to: BusyBox's less has no prompt to set, and refuses the option."""
    os.rename(pager(f'printf "%s\\n" "$@" >"{tmp_path}/how"')[1:-1], tmp_path / name)
    if link:
        (tmp_path / link).symlink_to(name)
    assert show_in_pager("x", {"PAGER": f"{link or name} -S", "PATH": f"{tmp_path}:{os.environ['PATH']}"})
    *ours, own = (tmp_path / "how").read_text().splitlines()
    assert own == "-S"
    assert ours == (["-R", *(f"-P{length}{PROMPT}" for length in "smM")] if special else [])


@pytest.mark.parametrize(
    ("name", "page", "data"),
    [
        ("more.com", "cp850", "æ–".encode("cp850", "replace")),
        ("more.com", None, "æ–".encode()),
        ("less.exe", "cp850", "æ–".encode()),
    ],
)
def test_more_of_windows_gets_the_code_page_of_the_console(monkeypatch, name, page, data):
    given = []
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(os, "device_encoding", lambda _: page)
    monkeypatch.setattr("ishoj_cli.pager.find_program", lambda *_: f"/system32/{name}")
    monkeypatch.setattr("ishoj_cli.pager.run", lambda *_, stdin, **__: given.append(stdin) or 0)
    assert show_in_pager("æ–", {"PAGER": "more"})
    assert given == [data]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("no-such-pager -x", "kan ikke startes: no-such-pager -x"),
        ("cat; touch here", "kan ikke startes: cat; touch here"),
        ("'half", "kan ikke læses: 'half"),
        ("less \\", "kan ikke læses: less \\"),
        ("   ", "kan ikke startes:    "),
        ("/", "kan ikke startes: /"),
        ("x\x1b[2J", "kan ikke startes: x\\x1b[2J"),
    ],
)
@posix
def test_a_pager_that_cannot_be_started_is_a_message(capfdbinary, value, said):
    assert not show_in_pager("x", {"PAGER": value, "PATH": ""})
    assert capfdbinary.readouterr() == (b"", f"ishoj: PAGER {said}\n".encode())


@posix
@pytest.mark.parametrize("head", [b"\0\1", b"#!/no/such/interpreter\n"])
def test_a_pager_that_is_no_program_is_a_message(pager, capfdbinary, head):
    command = pager("", head)
    assert not show_in_pager("x", {"PAGER": command})
    assert capfdbinary.readouterr().err.decode() == f"ishoj: PAGER kan ikke startes: »{command[1:-1]}«\n"


@pytest.mark.parametrize("environment", [{"PATH": ""}, {"PAGER": "", "PATH": "/no/such/folder"}])
def test_without_a_pager_nothing_is_said(capfdbinary, environment):
    assert not show_in_pager("x", environment)
    assert capfdbinary.readouterr() == (b"", b"")
