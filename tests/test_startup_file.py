"""A line in the startup file of a shell: appended once, taken back, and nobody else's bytes lost."""

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ishoj_cli import startup_file
from ishoj_cli.errors import FileError
from ishoj_cli.startup_file import append_once, remove_line

from .world import TIMEOUT

posix = pytest.mark.skipif(os.name == "nt", reason="permissions, links and FIFOs as POSIX has them")
LINE = ". '/hjem/æ/ishoj'"
BOMS = (b"", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty current folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def refuse(*_arguments):
    raise OSError(errno.ENOSPC, "No space left on device")


@given(before=st.builds(bytes.__add__, st.sampled_from(BOMS), st.binary(max_size=40)))
@example(before=b"# bl\xe5b\xe6r\r\nset x")
@example(before="\ufeffæ\r\n".encode("utf-16-le"))
def test_a_line_is_appended_once_and_taken_back_and_every_other_byte_is_kept(tmp_path_factory, before):
    file = tmp_path_factory.mktemp("any") / "rc"
    file.write_bytes(before)
    assert append_once(str(file), LINE)
    after = file.read_bytes()
    assert after.startswith(before)
    assert not append_once(str(file), LINE)
    assert file.read_bytes() == after
    assert remove_line(str(file), LINE)
    assert file.read_bytes() == before
    assert not remove_line(str(file), LINE)


@pytest.mark.parametrize(
    ("before", "after", "left"),
    [("x\n", "y\n", "x\ny\n"), ("x", "y", "x\ny"), ("", "\n", "\n"), ("x\n\n", "\ny", "x\n\n\ny")],
)
def test_what_was_written_after_the_line_is_kept(here, before, after, left):
    (here / "rc").write_text(before)
    append_once("rc", LINE)
    with (here / "rc").open("a") as file:
        file.write(after)
    assert remove_line("rc", LINE)
    assert (here / "rc").read_text() == left


def test_a_file_that_is_missing_is_made_with_its_folder_and_removed_again(here):
    assert not remove_line("a/b/rc", LINE)
    assert append_once("a/b/rc", LINE)
    assert (here / "a/b/rc").read_bytes() == f"{LINE}\n".encode()
    assert not append_once("a/b/rc", LINE)
    assert remove_line("a/b/rc", LINE)
    assert os.listdir("a/b") == []


@pytest.mark.parametrize("there", [f"{LINE}\n", f"a\n{LINE}\nb\n", f"a\r\n{LINE}\r\n", f"a\n{LINE}"])
def test_a_line_that_is_there_is_not_appended(here, there):
    (here / "rc").write_bytes(there.encode())
    assert not append_once("rc", LINE)
    assert (here / "rc").read_bytes() == there.encode()


@posix
def test_links_permissions_and_hard_links_are_kept(here):
    (here / "dotfiles").mkdir()
    (here / "dotfiles" / "rc").write_bytes(b"x\n")
    (here / "dotfiles" / "rc").chmod(0o640)
    (here / "rc").symlink_to("dotfiles/rc")
    os.link(here / "dotfiles" / "rc", "other")
    append_once("rc", LINE)
    assert os.readlink("rc") == "dotfiles/rc"
    assert (here / "other").read_bytes() == (here / "rc").read_bytes() == f"x\n\n{LINE}\n".encode()
    assert stat.S_IMODE((here / "dotfiles" / "rc").stat().st_mode) == 0o640


@pytest.mark.parametrize("failure", [refuse, KeyboardInterrupt])
def test_what_is_written_is_taken_back_when_it_fails(here, monkeypatch, failure):
    """The file system writes a part before it is full."""
    (here / "rc").write_bytes(b"x" * 100_000)

    def fail(_descriptor):
        raise failure if failure is KeyboardInterrupt else OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(startup_file, "sync_file", fail)
    with pytest.raises((FileError, KeyboardInterrupt)):
        append_once("rc", LINE)
    assert (here / "rc").read_bytes() == b"x" * 100_000


def test_what_others_append_meanwhile_is_kept_when_it_fails(here, monkeypatch):
    (here / "rc").write_bytes(b"x\n")

    def fail(_descriptor):
        (here / "rc").open("ab").write(b"theirs\n")
        refuse()

    monkeypatch.setattr(startup_file, "sync_file", fail)
    with pytest.raises(FileError, match="ikke mere plads"):
        append_once("rc", LINE)
    assert (here / "rc").read_bytes() == f"x\n\n{LINE}\ntheirs\n".encode()


def test_what_others_append_while_a_line_is_taken_back_is_kept(here, monkeypatch):
    (here / "rc").write_bytes(f"x\n\n{LINE}\n".encode())
    real = startup_file.write_files

    def late(files, **options):
        (here / "rc").open("ab").write(b"theirs\n")
        real(files, **options)

    monkeypatch.setattr(startup_file, "write_files", late)
    assert remove_line("rc", LINE)
    assert (here / "rc").read_bytes() == b"x\ntheirs\n"


def test_a_folder_that_was_made_is_removed_when_it_fails(here, monkeypatch):
    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(FileError, match="ikke mere plads"):
        append_once("a/b/rc", LINE)
    assert os.listdir() == []


@posix
def test_only_a_regular_file_that_can_be_read_is_appended_to(here):
    (here / "m").mkdir()
    os.mkfifo("fifo")
    (here / "nowhere").symlink_to("ukendt")
    for file in ("m", "fifo", "/dev/null"):
        for change in (append_once, remove_line):
            with pytest.raises(FileError, match="er ikke en almindelig fil"):
                change(file, LINE)
    with pytest.raises(FileError, match="et link til noget, der ikke findes"):
        append_once("nowhere", LINE)


@pytest.mark.parametrize("change", [append_once, remove_line])
def test_a_file_that_cannot_be_written_is_named(here, monkeypatch, change):
    (here / "rc").write_bytes(b"x\n")
    monkeypatch.setattr(startup_file, "_open_locked", refuse)
    with pytest.raises(FileError, match="Kan ikke skrive »rc«"):
        change("rc", LINE)


def test_a_file_that_appears_just_then_is_appended_to(here, monkeypatch):
    real = startup_file.write_files

    def late(files, **options):
        (here / "rc").write_bytes(b"theirs\n")
        real(files, **options)

    monkeypatch.setattr(startup_file, "write_files", late)
    assert append_once("rc", LINE)
    assert (here / "rc").read_bytes() == f"theirs\n\n{LINE}\n".encode()


@posix
def test_of_many_at_once_each_line_is_there_once_beside_what_others_append(here):
    (here / "rc").write_bytes(b"x\n")
    (here / "new").mkdir()
    source = str(Path(startup_file.__file__).parents[1])
    code = (
        f"import sys; sys.path.insert(0, {source!r}); from ishoj_cli.startup_file import append_once, remove_line\n"
        "n = sys.argv[1]\n"
        "append_once('rc', 'all'); append_once('rc', n); open('rc', 'ab').write(b'other ' + n.encode() + b'\\n')\n"
        "append_once('new/rc', 'all'); append_once('new/rc', n); remove_line('new/rc', n); append_once('new/rc', n)\n"
    )
    started = [subprocess.Popen([sys.executable, "-c", code, str(number)]) for number in range(6)]
    assert [process.wait(TIMEOUT) for process in started] == [0] * 6
    everyone = [*map(str, range(6)), "all"]
    for file, others in (("rc", ["x", *(f"other {number}" for number in range(6))]), ("new/rc", [])):
        lines = [line for line in (here / file).read_text().split("\n") if line]
        assert sorted(lines) == sorted([*everyone, *others])


@posix
def test_a_file_that_another_replaces_while_it_is_waited_for_is_read_anew(here, monkeypatch):
    import fcntl

    (here / "rc").write_bytes(b"x\n")
    (here / "other").write_bytes(f"theirs\n{LINE}\n".encode())
    real = fcntl.flock
    monkeypatch.setattr(
        fcntl, "flock", lambda *asked: ((here / "other").exists() and os.replace("other", "rc"), real(*asked))
    )
    assert not append_once("rc", LINE)
    assert (here / "rc").read_bytes() == f"theirs\n{LINE}\n".encode()


@posix
def test_a_file_that_another_removes_while_it_is_waited_for_is_made_anew(here, monkeypatch):
    import fcntl

    (here / "rc").write_bytes(f"{LINE}\n".encode())
    monkeypatch.setattr(fcntl, "flock", lambda *asked: os.unlink("rc"))
    assert append_once("rc", LINE)
    assert (here / "rc").read_bytes() == f"{LINE}\n".encode()
    assert not remove_line("rc", LINE)


@posix
def test_a_file_system_without_locks_is_written(here, monkeypatch):
    import fcntl

    monkeypatch.setattr(fcntl, "flock", refuse)
    (here / "rc").write_bytes(b"x\n")
    assert append_once("rc", LINE)


def test_a_system_without_locks_is_written(here, monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")
    (here / "rc").write_bytes(b"x\n")
    assert append_once("rc", LINE)
