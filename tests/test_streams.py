"""Streams: colour, size, UTF-8, whole files and the pager, each by what the environment says."""

import contextlib
import errno
import io
import os
import signal
import stat
import sys
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ishoj_cli import streams
from ishoj_cli.errors import FileError, ReaderGoneError

posix = pytest.mark.skipif(os.name == "nt", reason="permissions, links and devices as POSIX has them")


class Broken:
    """A stream that fails in the way it is given."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    @property
    def buffer(self):
        return self

    def write(self, data):
        raise self.error

    def flush(self):
        raise self.error

    def isatty(self):
        return False

    def fileno(self):
        raise OSError(errno.EBADF, "no such file")


# Colour


@pytest.mark.parametrize(
    ("choice", "environment", "terminal", "coloured"),
    [
        ("altid", {"NO_COLOR": "1"}, False, True),
        ("aldrig", {"CLICOLOR_FORCE": "1", "TERM": "xterm"}, True, False),
        (None, {"TERM": "xterm"}, True, True),
        (None, {"TERM": "xterm"}, False, False),
        (None, {"TERM": "xterm", "NO_COLOR": "1"}, True, False),
        (None, {"TERM": "xterm", "NO_COLOR": "0"}, True, False),
        (None, {"TERM": "xterm", "NO_COLOR": ""}, True, True),
        (None, {"CLICOLOR_FORCE": "1"}, False, True),
        (None, {"CLICOLOR_FORCE": "0"}, False, False),
        (None, {"CLICOLOR_FORCE": ""}, False, False),
        (None, {"CLICOLOR_FORCE": "1", "NO_COLOR": "1"}, False, False),
        (None, {"CLICOLOR_FORCE": "1", "TERM": "dumb"}, True, True),
        (None, {"TERM": "dumb"}, True, False),
        (None, {}, True, sys.platform == "win32"),
    ],
)
def test_colour_is_the_option_then_no_color_then_force_then_the_terminal(choice, environment, terminal, coloured):
    assert streams.wants_colour(choice, environment, terminal) is coloured


def test_a_windows_console_needs_no_term(monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")
    assert streams.wants_colour(None, {}, True)


@pytest.mark.parametrize(
    ("environment", "platform", "dumb"),
    [
        ({"TERM": "dumb"}, "linux", True),
        ({}, "linux", True),
        ({"TERM": ""}, "linux", True),
        ({"TERM": "xterm"}, "linux", False),
        ({}, "win32", False),
        ({"TERM": "dumb"}, "win32", True),
    ],
)
def test_a_terminal_is_dumb_when_it_says_so_or_says_nothing(monkeypatch, environment, platform, dumb):
    monkeypatch.setattr(sys, "platform", platform)
    assert streams.is_dumb(environment) is dumb


def test_a_stream_that_is_missing_or_closed_is_no_terminal():
    closed = io.StringIO()
    closed.close()
    assert not streams.is_terminal(None)
    assert not streams.is_terminal(closed)
    assert not streams.is_terminal(io.StringIO())


# Size


@pytest.mark.parametrize(
    ("environment", "size"),
    [
        ({"COLUMNS": "100", "LINES": "40"}, (100, 40)),
        ({"COLUMNS": "3", "LINES": "2"}, (20, 2)),
        ({"COLUMNS": "99999", "LINES": "1"}, (99999, 1)),
    ],
)
def test_the_size_is_what_the_environment_says(environment, size):
    assert streams.screen_size(environment) == size


@pytest.mark.parametrize("value", ["", "0", "-5", "abc", "1000000", "٣", "8 0", "1e2"])
def test_a_size_that_is_no_number_is_as_if_not_said(monkeypatch, value):
    monkeypatch.setattr(os, "get_terminal_size", lambda _fd: os.terminal_size((70, 30)))
    assert streams.screen_size({"COLUMNS": value, "LINES": value}) == (70, 30)


def test_a_terminal_that_does_not_know_its_size_is_80_by_24(monkeypatch):
    monkeypatch.setattr(os, "get_terminal_size", lambda _fd: os.terminal_size((0, 0)))
    assert streams.screen_size({}) == (80, 24)


@pytest.mark.parametrize("error", [OSError(errno.ENOTTY, ""), ValueError("closed")])
def test_no_terminal_is_80_by_24(monkeypatch, error):
    def refuse(_fd):
        raise error

    monkeypatch.setattr(os, "get_terminal_size", refuse)
    assert streams.screen_size({"LINES": "50"}) == (80, 50)


def test_without_standard_output_the_size_is_still_known(monkeypatch):
    monkeypatch.setattr(sys, "__stdout__", None)
    assert streams.screen_size({"COLUMNS": "60"})[0] == 60


# Writing


@given(st.text(st.characters(codec=None, exclude_categories=())))
def test_anything_can_be_encoded(text):
    assert streams.encoded(text).decode() == "".join(
        f"\\u{ord(letter):04x}" if "\ud800" <= letter <= "\udfff" else letter for letter in text
    )


def test_text_and_bytes_are_written_as_utf_8(capfdbinary):
    streams.write_out("æøå\n")
    streams.write_out(b"\x00\xff")
    assert capfdbinary.readouterr() == ("æøå\n".encode() + b"\x00\xff", b"")


def test_no_standard_output_is_said(monkeypatch):
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(FileError, match="ikke noget sted"):
        streams.write_out("x")


def test_windows_says_einval_of_a_reader_that_has_gone(monkeypatch):
    gone, closed = OSError(errno.EINVAL, "Invalid argument"), ValueError("write to closed file")
    for platform, said, error in (
        ("win32", gone, ReaderGoneError),
        ("linux", gone, FileError),
        ("win32", closed, FileError),
    ):
        monkeypatch.setattr(sys, "stdout", Broken(said))
        monkeypatch.setattr(sys, "platform", platform)
        with pytest.raises(error):
            streams.write_out("x")


def test_a_reader_that_has_gone_is_told_to_the_caller(monkeypatch):
    monkeypatch.setattr(sys, "stdout", Broken(BrokenPipeError()))
    with pytest.raises(ReaderGoneError):
        streams.write_out("x")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.ENOSPC, "No space"), "der er ikke mere plads"),
        (ValueError("closed"), "navnet kan ikke bruges|lukket"),
    ],
)
def test_standard_output_that_cannot_be_written_is_said_in_danish(monkeypatch, error, said):
    monkeypatch.setattr(sys, "stdout", Broken(error))
    with pytest.raises(FileError, match=said):
        streams.write_out("x")


def test_what_an_interrupt_left_unwritten_is_not_written_at_exit(monkeypatch):
    silenced = []
    monkeypatch.setattr(sys, "stdout", Broken(KeyboardInterrupt()))
    monkeypatch.setattr(streams, "silence", silenced.append)
    with pytest.raises(KeyboardInterrupt):
        streams.write_out("x")
    assert silenced == [sys.stdout]


def test_a_silenced_stream_writes_nowhere(tmp_path):
    path = tmp_path / "file"
    with open(path, "w") as file:
        streams.silence(file)
        file.write("x")
    streams.silence(None)
    assert path.read_text() == ""


def test_a_message_is_marked_with_the_programs_name(capfdbinary):
    streams.write_message("Æv.")
    assert capfdbinary.readouterr() == (b"", "ishoj: Æv.\n".encode())


def test_a_message_steers_no_terminal_whatever_it_quotes(capfdbinary):
    streams.write_message("a\x1b]0;x\x07\x9b\u202e\nb\udc9b")
    assert capfdbinary.readouterr() == (b"", b"ishoj: a\\x1b]0;x\\x07\\x9b\\u202e\nb\\udc9b\n")


def test_a_message_that_nobody_can_get_is_no_error(monkeypatch):
    monkeypatch.setattr(sys, "stderr", None)
    streams.write_message("x")
    monkeypatch.setattr(sys, "stderr", Broken(OSError(errno.EIO, "")))
    streams.write_message("x")


def test_the_system_says_no_in_danish():
    assert streams.reason(OSError(errno.ENOENT, "No such file or directory")) == "mappen findes ikke"
    assert streams.advice(OSError(errno.ENOENT, "No such file or directory")) == "Opret mappen, eller vælg en anden."
    assert streams.advice(OSError("Something")).startswith("Prøv igen, ")
    assert streams.reason(OSError(errno.EDOM, "Numerical")) == "systemet siger EDOM"
    assert streams.reason(OSError("Something")) == "ukendt fejl"
    assert streams.reason(ValueError("embedded null byte")) == "navnet kan ikke bruges"


def test_every_reason_is_an_error_that_some_system_has():
    assert set(streams.REASONS) <= set(errno.errorcode.values()) | {"EDQUOT", "ELOOP"}


# Files


def files(folder) -> list[str]:
    return sorted(os.listdir(folder))


@given(content=st.binary(max_size=200), again=st.binary(max_size=200))
def test_a_file_is_written_whole(tmp_path_factory, content, again):
    folder = tmp_path_factory.mktemp("whole")
    target = folder / "æ.md"
    streams.write_file(str(target), content)
    assert target.read_bytes() == content
    with pytest.raises(FileError, match="findes allerede"):
        streams.write_file(str(target), again)
    assert target.read_bytes() == content
    streams.write_file(str(target), again, overwrite=True)
    assert target.read_bytes() == again
    assert files(folder) == ["æ.md"]


@pytest.mark.parametrize("overwrite", [False, True])
@pytest.mark.parametrize("failing", ["write", "fsync", "publish"])
def test_a_file_that_fails_half_way_is_not_there_at_all(tmp_path, monkeypatch, failing, overwrite):
    target = tmp_path / "a.md"
    if overwrite:
        target.write_text("before")

    def fail(*_arguments, **_named):
        raise OSError(errno.ENOSPC, "No space left on device")

    if failing == "write":
        real = open

        def opened(path, mode):
            file = real(path, mode, buffering=0)
            return contextlib.closing(Full(file))

        monkeypatch.setattr("builtins.open", opened)
    elif failing == "fsync":
        monkeypatch.setattr(os, "fsync", fail)
    else:
        for name in ("replace", "rename", "link"):
            monkeypatch.setattr(os, name, fail)
    with pytest.raises(FileError, match="ikke mere plads"):
        streams.write_file(str(target), b"after", overwrite=overwrite)
    monkeypatch.undo()
    assert files(tmp_path) == (["a.md"] if overwrite else [])
    if overwrite:
        assert target.read_text() == "before"


@posix
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_signal_that_ends_the_process_takes_the_temporary_with_it(tmp_path, monkeypatch, name):
    number = getattr(signal, name)  # Windows has no SIGHUP
    ended = []
    monkeypatch.setattr(os, "fsync", lambda _file: signal.raise_signal(number))
    monkeypatch.setattr(os, "kill", lambda *call: ended.append((call, files(tmp_path), signal.getsignal(number))))
    with pytest.raises(streams.EndedError):  # for the process did not end
        streams.write_file(str(tmp_path / "a.md"), b"x")
    assert ended == [((os.getpid(), number), [], signal.SIG_DFL)]


@posix
def test_a_signal_that_comes_again_while_it_is_tidied_changes_nothing(tmp_path, monkeypatch):
    ended = []
    monkeypatch.setattr(os, "kill", lambda *call: ended.append(call))
    tidied = []

    def tidy():
        signal.raise_signal(signal.SIGTERM)
        tidied.append(True)

    def begin():
        with streams.Unwinding(), contextlib.ExitStack() as begun, streams.Unwinding():
            begun.callback(tidy)
            signal.raise_signal(signal.SIGTERM)

    with pytest.raises(streams.EndedError):
        begin()
    assert (tidied, ended) == ([True], [(os.getpid(), signal.SIGTERM)])


@posix
def test_a_signal_that_is_ignored_stays_ignored_while_a_file_is_written(tmp_path, monkeypatch):
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        monkeypatch.setattr(os, "fsync", lambda _file: signal.raise_signal(signal.SIGHUP))
        streams.write_file(str(tmp_path / "a.md"), b"x")
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)
    assert files(tmp_path) == ["a.md"]


class Full:
    """A file on a disk that has no more room after three bytes."""

    def __init__(self, file) -> None:
        self.file = file

    def write(self, content):
        self.file.write(content[:3])
        raise OSError(errno.ENOSPC, "No space left on device")

    def close(self):
        self.file.close()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "kan ikke|er en mappe"),
        (".", "er en mappe"),
        ("nej/a.md", "mappen findes ikke"),
        ("a\0b", "navnet kan ikke bruges"),
        ("ny/", "er en mappe"),
        ("ny/.", "er en mappe"),
        ("ny/..", "er en mappe"),
    ],
)
def test_a_name_that_cannot_be_written_is_said(tmp_path, monkeypatch, name, said):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(FileError, match=said):
        streams.write_file(name, b"x")
    assert files(tmp_path) == []


def test_a_name_too_long_is_said(tmp_path):
    with pytest.raises(FileError, match="navnet er for langt"):
        streams.write_file(str(tmp_path / ("a" * 300)), b"x")


def test_a_part_of_the_path_that_is_a_file_is_said(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(FileError, match="en del af stien er ikke en mappe"):
        streams.write_file(str(tmp_path / "file" / "a.md"), b"x")


@posix
def test_an_overwritten_file_keeps_its_permissions_and_a_link_stays_a_link(tmp_path):
    target, link = tmp_path / "a.md", tmp_path / "link.md"
    target.write_text("before")
    target.chmod(0o640)
    link.symlink_to("a.md")
    streams.write_file(str(link), b"after", overwrite=True)
    assert link.is_symlink()
    assert target.read_text() == "after"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


@posix
def test_a_new_file_has_the_permissions_of_any_new_file(tmp_path):
    before = os.umask(0o027)
    try:
        streams.write_file(str(tmp_path / "a.md"), b"x")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.md").stat().st_mode) == 0o640


@posix
def test_a_dangling_link_is_followed(tmp_path):
    (tmp_path / "link.md").symlink_to("new.md")
    streams.write_file(str(tmp_path / "link.md"), b"x")
    assert (tmp_path / "new.md").read_bytes() == b"x"
    assert (tmp_path / "link.md").is_symlink()


@posix
def test_a_link_that_goes_as_it_is_followed_is_written_anew(tmp_path, monkeypatch):
    (link := tmp_path / "link.md").symlink_to("a.md")
    (tmp_path / "a.md").write_text("before")
    real = os.readlink

    def removed(path):
        link.unlink()
        return real(path)

    monkeypatch.setattr(os, "readlink", removed)
    streams.write_file(str(link), b"after", overwrite=True)
    assert (tmp_path / "a.md").read_text() == "before"
    assert link.read_text() == "after"
    assert files(tmp_path) == ["a.md", "link.md"]


@posix
def test_links_that_become_a_ring_are_not_followed_for_ever(tmp_path, monkeypatch):
    (link := tmp_path / "link.md").symlink_to("link.md")
    monkeypatch.setattr(streams, "_mode", lambda _path: 0)  # as when it came just now
    streams.write_file(str(link), b"x", overwrite=True)
    assert link.read_text() == "x"


@posix
def test_a_device_is_written_straight():
    streams.write_file("/dev/null", b"x")
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)


@posix
def test_a_reader_of_a_fifo_that_has_gone_is_told_to_the_caller(tmp_path, monkeypatch):
    os.mkfifo(tmp_path / "fifo")
    reader = os.open(tmp_path / "fifo", os.O_RDONLY | os.O_NONBLOCK)
    real = open

    def opened(path, mode):
        file = real(path, mode)
        os.close(reader)
        return file

    monkeypatch.setattr("builtins.open", opened)
    with pytest.raises(ReaderGoneError):
        streams.write_file(str(tmp_path / "fifo"), b"x")


@posix
@pytest.mark.parametrize("overwrite", [False, True])
def test_a_link_to_itself_is_said_and_left(tmp_path, overwrite):
    (tmp_path / "link.md").symlink_to("link.md")
    with pytest.raises(FileError, match="stien går i ring"):
        streams.write_file(str(tmp_path / "link.md"), b"x", overwrite=overwrite)
    assert (tmp_path / "link.md").is_symlink()


def test_a_write_protected_file_is_left(tmp_path, monkeypatch):
    target = tmp_path / "a.md"
    target.write_text("before")

    def protected(_path, _flags):
        raise PermissionError(errno.EACCES, "write-protected")

    monkeypatch.setattr(os, "open", protected)
    with pytest.raises(FileError, match="du har ikke adgang"):
        streams.write_file(str(target), b"after", overwrite=True)
    assert target.read_text() == "before"
    assert files(tmp_path) == ["a.md"]


def test_a_file_that_goes_as_it_is_to_be_overwritten_is_written_anew(tmp_path, monkeypatch):
    target, real = tmp_path / "a.md", os.open
    target.write_text("before")

    def removed(path, flags):
        target.unlink()
        return real(path, flags)

    monkeypatch.setattr(os, "open", removed)
    streams.write_file(str(target), b"after", overwrite=True)
    assert target.read_text() == "after"
    assert files(tmp_path) == ["a.md"]


@posix
def test_a_file_that_came_in_the_meantime_is_left(tmp_path, monkeypatch):
    target = tmp_path / "a.md"
    real = os.link

    def race(source, path):
        target.write_text("theirs")
        real(source, path)

    monkeypatch.setattr(os, "link", race)
    with pytest.raises(FileError, match="findes allerede"):
        streams.write_file(str(target), b"ours")
    assert target.read_text() == "theirs"
    assert files(tmp_path) == ["a.md"]


@posix
@pytest.mark.parametrize("meanwhile", [False, True])
def test_a_disk_without_hard_links_gets_the_file_all_the_same(tmp_path, monkeypatch, meanwhile):
    target = tmp_path / "a.md"

    def no_links(_source, _path):
        if meanwhile:
            target.write_text("theirs")
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    if meanwhile:
        with pytest.raises(FileError, match="findes allerede"):
            streams.write_file(str(target), b"ours")
    else:
        streams.write_file(str(target), b"ours")
    assert target.read_text() == ("theirs" if meanwhile else "ours")
    assert files(tmp_path) == ["a.md"]


def test_windows_renames_which_never_overwrites(tmp_path, monkeypatch):
    target = tmp_path / "a.md"
    temporary = tmp_path / "t"
    temporary.write_text("ours")
    monkeypatch.setattr(os, "name", "nt")
    streams._publish(str(temporary), str(target), "a.md")
    assert target.read_text() == "ours"


@pytest.mark.parametrize("name", ["con.pdf", "Aux.md", "NUL.tar.gz", "com1 .json", "LPT9.x"])
def test_windows_takes_some_names_for_devices_whatever_their_ending(tmp_path, monkeypatch, name):
    monkeypatch.setattr(os, "name", "nt")
    with pytest.raises(FileError, match=rf"«{name}» er et navn, som Windows selv bruger\.") as error:
        streams.write_file(name, b"")
    assert error.value.hint == "Vælg et andet navn."


@pytest.mark.parametrize("name", ["con", "konto.pdf", "com.pdf", ".con", "aux/a.md"])
def test_other_names_are_no_devices_by_their_ending(name):
    assert not streams._names_a_device(name)


@pytest.mark.parametrize(("winerror", "errno_"), [(5, errno.EACCES), (32, errno.EACCES)])
def test_windows_says_no_to_a_file_that_is_open_elsewhere(tmp_path, monkeypatch, winerror, errno_):
    def refuse(_temporary, _path):
        error = OSError(errno_, "Access is denied")
        error.winerror = winerror
        raise error

    (tmp_path / "ark.docx").write_bytes(b"theirs")
    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(FileError, match="et andet program har filen åben") as error:
        streams.write_file(str(tmp_path / "ark.docx"), b"ours", overwrite=True)
    assert error.value.hint.startswith("Luk den dér")
    assert (files(tmp_path), (tmp_path / "ark.docx").read_bytes()) == (["ark.docx"], b"theirs")


# Pager


def test_a_command_is_parted_as_on_its_system():
    line = '"C:\\Program Files\\Git\\less.exe" -R'
    assert streams.command_words(line, "win32") == ["C:\\Program Files\\Git\\less.exe", "-R"]
    assert streams.command_words("'min bladrer' -R \\x", "linux") == ["min bladrer", "-R", "x"]


def pager(tmp_path, body: str) -> str:
    script = tmp_path / "pager"
    script.write_text(f"#!/bin/sh\n{body}\n")
    script.chmod(0o755)
    return str(script)


@pytest.mark.parametrize(
    ("name", "found", "platform", "started"),
    [
        ("less", "/bin/less", "win32", "/bin/less"),
        ("less", "./less.EXE", "win32", None),
        ("./less", "./less.EXE", "win32", "./less.EXE"),
        ("less", "./less", "linux", "./less"),
        ("less", None, "win32", None),
    ],
)
def test_a_program_that_lies_in_the_current_folder_of_windows_is_not_started(
    monkeypatch, name, found, platform, started
):
    monkeypatch.setattr("shutil.which", lambda *_, **__: found)
    assert streams.find_program(name, {}, platform) == started


@posix
def test_the_pager_gets_the_text_and_settings_that_show_colour_and_utf_8(tmp_path):
    command = pager(tmp_path, f'cat > "{tmp_path}/got"; echo "$1 $LESS $LESSCHARSET" > "{tmp_path}/how"')
    assert streams.page("æ\n", {"PAGER": f"'{command}' --x", "PATH": os.environ["PATH"]})
    assert (tmp_path / "got").read_text() == "æ\n"
    assert (tmp_path / "how").read_text() == "--x FRX utf-8\n"


@posix
def test_settings_of_less_that_are_there_are_kept(tmp_path):
    command = pager(tmp_path, f'cat > /dev/null; echo "$LESS" > "{tmp_path}/how"')
    streams.page("x", {"PAGER": command, "LESS": "S", "PATH": os.environ["PATH"]})
    assert (tmp_path / "how").read_text() == "S\n"


@posix
def test_a_pager_left_early_is_no_error(tmp_path):
    assert streams.page("x" * 1_000_000, {"PAGER": pager(tmp_path, "exit 0"), "PATH": os.environ["PATH"]})


@posix
def test_a_pager_that_fails_is_said_and_the_text_is_still_to_be_shown(tmp_path, capfdbinary):
    command = pager(tmp_path, "exit 3")
    assert not streams.page("x", {"PAGER": f"{command} -x", "PATH": os.environ["PATH"]})
    assert capfdbinary.readouterr().err.decode() == f"ishoj: PAGER stoppede med fejl 3: {command} -x\n"


@posix
def test_an_interrupt_while_the_pager_runs_is_the_pagers_own(tmp_path):
    before = signal.getsignal(signal.SIGINT)
    command = pager(tmp_path, f'kill -INT $PPID; cat > "{tmp_path}/got"')
    assert streams.page("x" * 1_000_000, {"PAGER": command, "PATH": os.environ["PATH"]})
    assert (tmp_path / "got").stat().st_size == 1_000_000
    assert signal.getsignal(signal.SIGINT) is before


@posix
def test_a_pager_that_ends_by_an_interrupt_is_an_interrupt(tmp_path):
    with pytest.raises(KeyboardInterrupt):
        streams.page("x", {"PAGER": pager(tmp_path, "kill -INT $$"), "PATH": os.environ["PATH"]})


@posix
def test_a_pager_that_fails_of_an_interrupt_is_an_interrupt_too(tmp_path, capfdbinary):
    with pytest.raises(KeyboardInterrupt):  # as `less -K` does
        streams.page("x", {"PAGER": pager(tmp_path, "kill -INT $PPID; exit 2"), "PATH": os.environ["PATH"]})
    assert capfdbinary.readouterr() == (b"", b"")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("no-such-pager-here", "PAGER kan ikke startes: no-such-pager-here"),
        ("'half", "PAGER kan ikke læses: 'half"),
        ("   ", "PAGER kan ikke startes:"),
        ("x\x1b[2J", "PAGER kan ikke startes: x\\x1b[2J"),
    ],
)
def test_a_pager_that_cannot_be_started_is_said(capfdbinary, value, said):
    assert not streams.page("x", {"PAGER": value, "PATH": ""})
    assert said in capfdbinary.readouterr().err.decode()


def test_without_a_pager_nothing_is_said(capfdbinary):
    assert not streams.page("x", {"PATH": ""})
    assert capfdbinary.readouterr() == (b"", b"")


@posix
def test_a_pager_that_is_no_program_is_said(tmp_path, capfdbinary, monkeypatch):
    script = tmp_path / "pager"
    script.write_bytes(b"\x00\x01")
    script.chmod(0o755)
    assert not streams.page("x", {"PAGER": str(script)})
    assert "PAGER kan ikke startes: «" in capfdbinary.readouterr().err.decode()


@pytest.mark.parametrize(("console", "modes"), [(True, [7]), (False, [])])
def test_a_windows_console_is_asked_to_understand_escape_codes(monkeypatch, console, modes):
    class Kernel:
        def GetStdHandle(self, number):  # noqa: N802 - Windows' name
            assert number == -11
            return 1

        def GetConsoleMode(self, handle, mode):  # noqa: N802
            mode._obj.value = 3
            return console

        def SetConsoleMode(self, handle, mode):  # noqa: N802
            modes_set.append(mode)

    import ctypes

    modes_set = []
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=Kernel()), raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    streams.allow_escape_codes()
    assert modes_set == modes


def test_escape_codes_need_no_permission_elsewhere(monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    streams.allow_escape_codes()


# Names


def test_a_word_that_was_typed_is_read_as_utf_8_where_it_is_that(monkeypatch):
    assert streams.typed_text("æ") == "æ"
    monkeypatch.setattr(os, "fsencode", lambda _word: "æ".encode())
    assert streams.typed_text("\udcc3\udca6") == "æ"
    monkeypatch.setattr(os, "fsencode", lambda _word: b"\xe6")
    assert streams.typed_text("\udce6") == "\udce6"


def test_a_name_that_the_locale_has_no_letters_for_is_written_as_utf_8(monkeypatch):
    def refuse(name):
        raise UnicodeEncodeError("ascii", name, 0, 1, "ordinal not in range(128)")

    assert streams.file_name("æ") == "æ"
    monkeypatch.setattr(os, "fsencode", refuse)
    assert streams.file_name("æ") == os.fsdecode("æ".encode())


def test_overwriting_what_is_not_there_is_writing(tmp_path):
    streams.write_file(str(tmp_path / "a"), b"x", overwrite=True)
    assert (tmp_path / "a").read_bytes() == b"x"
