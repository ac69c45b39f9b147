"""Files: written whole or not at all, appended to once, and the folders that they are written in."""

import contextlib
import errno
import os
import shutil
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ishoj_cli import files
from ishoj_cli.errors import FileError, ReaderGoneError
from ishoj_cli.files import RaiseOnTermination, TerminatedError, append_once, made_folder, write_file

posix = pytest.mark.skipif(os.name == "nt", reason="permissions, links and devices as POSIX has them")


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty current folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def tree(folder) -> dict[str, bytes]:
    """Every file below a folder with what it holds, and every folder that holds none."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else b""
        for path in folder.rglob("*")
        if path.is_file() or path.is_symlink() or not list(path.iterdir())
    }


def refuse(*_arguments, **_named):
    raise OSError(errno.ENOSPC, "No space left on device")


@given(content=st.binary(max_size=200), again=st.binary(max_size=200))
def test_a_file_is_written_whole(tmp_path_factory, content, again):
    folder = tmp_path_factory.mktemp("whole")
    target = str(folder / "æ.md")
    write_file(target, content)
    with pytest.raises(FileError, match="findes allerede"):
        write_file(target, again)
    assert tree(folder) == {"æ.md": content}
    write_file(target, again, overwrite=True)
    assert tree(folder) == {"æ.md": again}
    write_file(str(folder / "ny"), content, overwrite=True)
    assert tree(folder) == {"æ.md": again, "ny": content}


class FullDisk:
    """A file on a disk that has room for three bytes more."""

    def __init__(self, file) -> None:
        self.file = file

    def write(self, content):
        self.file.write(content[:3])
        refuse()

    def close(self):
        self.file.close()


@pytest.mark.parametrize("overwrite", [False, True])
@pytest.mark.parametrize("failing", ["write", "fsync", "publish"])
def test_a_file_that_fails_half_way_is_as_before(here, monkeypatch, failing, overwrite):
    before = {"a.md": b"before"} if overwrite else {}
    for name, content in before.items():
        (here / name).write_bytes(content)
    real = open
    if failing == "write":
        monkeypatch.setattr("builtins.open", lambda *words: contextlib.closing(FullDisk(real(*words, buffering=0))))
    for name in {"fsync": ["fsync"], "publish": ["replace", "rename", "link"]}.get(failing, []):
        monkeypatch.setattr(os, name, refuse)
    with pytest.raises(FileError, match="ikke mere plads"):
        write_file("a.md", b"after", overwrite=overwrite)
    monkeypatch.undo()
    assert tree(here) == before


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "er en mappe"),
        (".", "er en mappe"),
        ("nej/a.md", "mappen findes ikke"),
        ("a\0b", "navnet kan ikke bruges"),
        ("ny/", "er en mappe"),
        ("ny/.", "er en mappe"),
        ("ny/..", "er en mappe"),
        ("a" * 300, "navnet er for langt"),
        ("fil/a.md", "en del af stien er ikke en mappe"),
        ("ring", "stien går i ring"),
        ("socket", "der er ingen, der læser i den anden ende"),
    ],
)
@posix
def test_a_name_that_cannot_be_written_is_an_error(here, name, said):
    (here / "fil").write_bytes(b"before")
    (here / "ring").symlink_to("ring")
    os.mknod("socket", stat.S_IFSOCK | 0o600)
    before = sorted(os.listdir())
    for overwrite in (False, True):
        with pytest.raises(FileError, match=said):
            write_file(name, b"x", overwrite=overwrite)
    assert sorted(os.listdir()) == before


@posix
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o777, 0o4711, 0o2755, 0o1644, 0o7777])
def test_an_overwritten_file_keeps_its_permissions_but_never_setuid_setgid_or_sticky(here, mode):
    (here / "a.md").write_text("before")
    (here / "a.md").chmod(mode)
    write_file("a.md", b"after", overwrite=True)
    assert stat.S_IMODE((here / "a.md").stat().st_mode) == mode & 0o777


@posix
def test_a_new_file_has_the_permissions_of_any_new_file(here):
    before = os.umask(0o027)
    try:
        write_file("a.md", b"x")
    finally:
        os.umask(before)
    assert stat.S_IMODE((here / "a.md").stat().st_mode) == 0o640


@posix
@pytest.mark.parametrize(
    ("link", "leads_to"), [("til-fil", "fil"), ("til-til-fil", "fil"), ("ud", "ny"), ("m/l", "ny")]
)
def test_a_link_stays_a_link(here, link, leads_to):
    (here / "fil").write_text("before")
    (here / "m").mkdir()
    for name, target in (("til-fil", "fil"), ("til-til-fil", str(here / "til-fil")), ("ud", "ny"), ("m/l", "../ny")):
        (here / name).symlink_to(target)
    write_file(link, b"after", overwrite=True)
    assert (here / link).is_symlink()
    assert (here / leads_to).read_bytes() == b"after"
    assert not (here / leads_to).is_symlink()


@posix
def test_a_link_that_is_removed_while_it_is_followed_is_written_anew(here, monkeypatch):
    (link := here / "link.md").symlink_to("a.md")
    (here / "a.md").write_text("before")
    real = os.readlink
    monkeypatch.setattr(os, "readlink", lambda path: (link.unlink(), real(path)))
    write_file("link.md", b"after", overwrite=True)
    assert tree(here) == {"a.md": b"before", "link.md": b"after"}


@posix
def test_links_that_become_a_ring_are_followed_only_so_far(here, monkeypatch):
    (here / "link.md").symlink_to("link.md")
    monkeypatch.setattr(files, "_mode", lambda _path: 0)  # as if the ring appeared just now
    write_file("link.md", b"x", overwrite=True)
    assert (here / "link.md").read_text() == "x"


@posix
def test_a_device_and_a_fifo_are_written_directly(here, monkeypatch):
    write_file("/dev/null", b"x")
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)
    os.mkfifo("fifo")
    reader = os.open("fifo", os.O_RDONLY | os.O_NONBLOCK)
    write_file("fifo", b"x")
    assert os.read(reader, 9) == b"x"
    real = open

    def leaves(*words):
        """Open the FIFO, whose reader then closes it."""
        file = real(*words)
        os.close(reader)
        return file

    monkeypatch.setattr("builtins.open", leaves)
    with pytest.raises(ReaderGoneError):
        write_file("fifo", b"x")


def test_a_write_protected_file_is_left(here, monkeypatch):
    (here / "a.md").write_text("before")

    def protected(_path, _flags):
        raise PermissionError(errno.EACCES, "write-protected")

    monkeypatch.setattr(os, "open", protected)
    with pytest.raises(FileError, match="du har ikke adgang"):
        write_file("a.md", b"after", overwrite=True)
    assert tree(here) == {"a.md": b"before"}


def test_a_file_that_is_removed_before_it_is_overwritten_is_written_anew(here, monkeypatch):
    (here / "a.md").write_text("before")
    real = os.open
    monkeypatch.setattr(os, "open", lambda path, flags: (os.unlink(path), real(path, flags)))
    write_file("a.md", b"after", overwrite=True)
    assert tree(here) == {"a.md": b"after"}


APPEARS = {
    "file": lambda: Path("m/ny").write_text("deres"),
    "folder": lambda: os.mkdir("m/ny"),
    "link": lambda: os.symlink("andet", "m/ny"),
    "dangling link": lambda: os.symlink("ukendt", "m/ny"),
    "ring": lambda: os.symlink("ny", "m/ny"),
    "nothing": lambda: None,
}


@posix
@pytest.mark.parametrize("links", [True, False], ids=["links", "no hard links"])
@pytest.mark.parametrize("appears", [*APPEARS, "no folder"])
@pytest.mark.parametrize("overwrite", [False, True])
def test_what_changes_while_a_file_is_written_is_left_or_replaced_whole(here, monkeypatch, appears, overwrite, links):
    (here / "m").mkdir()
    (here / "m" / "andet").write_text("before")
    if overwrite:
        (here / "m" / "ny").write_text("before")

    def changes(_file):
        if overwrite:
            os.unlink("m/ny")
        shutil.rmtree("m") if appears == "no folder" else APPEARS[appears]()

    def no_links(*_paths):
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "fsync", changes)
    if not links:
        monkeypatch.setattr(os, "link", no_links)
    replaceable = {"nothing", *(["file", "link", "dangling link", "ring"] if overwrite else [])}
    if not links and not overwrite:
        replaceable |= {"dangling link", "ring"}  # without hard links there is a moment between looking and renaming
    if appears in replaceable:
        write_file("m/ny", b"vores", overwrite=overwrite)
        assert tree(here) == {"m/ny": b"vores", "m/andet": b"before"}
        assert not (here / "m" / "ny").is_symlink()
        return
    said = {"no folder": "mappen findes ikke", "folder": "er en mappe|findes"}.get(appears, "findes allerede")
    with pytest.raises(FileError, match=said):
        write_file("m/ny", b"vores", overwrite=overwrite)
    monkeypatch.undo()
    kept = {"file": b"deres", "folder": b"", "link": b"before", "dangling link": b"", "ring": b""}
    assert tree(here) == ({} if appears == "no folder" else {"m/andet": b"before", "m/ny": kept[appears]})


# Windows


@pytest.mark.parametrize("name", ["con.pdf", "Aux.md", "NUL.tar.gz", "com1 .json", "LPT9.x"])
def test_windows_reserves_names_whatever_their_ending(monkeypatch, name):
    monkeypatch.setattr(os, "name", "nt")
    with pytest.raises(FileError, match=rf"»{name}« er et navn, som Windows selv bruger\."):
        write_file(name, b"")


@pytest.mark.parametrize("name", ["con", "konto.pdf", "com.pdf", ".con", "aux/a.md"])
def test_other_names_are_not_reserved(name):
    assert not files._names_a_device(name)


def test_windows_publishes_by_a_rename_which_never_overwrites(here, monkeypatch):
    (here / "t").write_text("ours")
    monkeypatch.setattr(os, "name", "nt")
    monkeypatch.delattr(os, "link")
    files._publish("t", "a.md", "a.md")
    assert os.listdir() == ["a.md"]


def test_a_name_that_the_locale_cannot_encode_is_written_as_utf_8(monkeypatch):
    def refuses(name):
        raise UnicodeEncodeError("ascii", name, 0, 1, "ordinal not in range(128)")

    assert files.file_name("æ") == "æ"
    monkeypatch.setattr(os, "fsencode", refuses)
    assert files.file_name("æ") == os.fsdecode("æ".encode())


# Signals


@posix
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_signal_that_ends_the_process_removes_the_temporary(here, monkeypatch, name):
    number = getattr(signal, name)  # Windows has no SIGHUP
    ended = []
    monkeypatch.setattr(os, "fsync", lambda _file: signal.raise_signal(number))
    monkeypatch.setattr(os, "kill", lambda *call: ended.append((call, os.listdir(), signal.getsignal(number))))
    with pytest.raises(TerminatedError):  # the process did not end
        write_file("a.md", b"x")
    assert ended == [((os.getpid(), number), [], signal.SIG_DFL)]


@posix
def test_a_signal_that_comes_again_does_not_interrupt_the_cleanup(monkeypatch):
    ended, cleaned = [], []
    monkeypatch.setattr(os, "kill", lambda *call: ended.append(call))

    def begin():
        with RaiseOnTermination(), contextlib.ExitStack() as cleanup, RaiseOnTermination():
            cleanup.callback(cleaned.append, True)
            cleanup.callback(signal.raise_signal, signal.SIGTERM)
            signal.raise_signal(signal.SIGTERM)

    with pytest.raises(TerminatedError):
        begin()
    assert (cleaned, ended) == ([True], [(os.getpid(), signal.SIGTERM)])


@posix
def test_a_signal_that_is_ignored_stays_ignored(here, monkeypatch):
    """As under nohup."""
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        monkeypatch.setattr(os, "fsync", lambda _file: signal.raise_signal(signal.SIGHUP))
        write_file("a.md", b"x")
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)
    assert os.listdir() == ["a.md"]


def test_writing_a_file_imports_nothing_heavy(here):
    code = "import sys; from ishoj_cli.files import write_file; write_file('a', b''); print(*sys.modules)"
    source = os.path.dirname(os.path.dirname(files.__file__))
    command = [sys.executable, "-I", "-S", "-c", f"import sys; sys.path.append({source!r}); {code}"]
    imported = subprocess.run(command, capture_output=True, check=True).stdout.split()
    assert not {b"enum", b"re", b"contextlib", b"signal", b"typing"} & set(imported)


# Appending to a startup file

BLOCK = "# ishoj\nsource '/x'\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, BLOCK.encode()),
        (b"", BLOCK.encode()),
        (b"alias a=b\n", b"alias a=b\n\n" + BLOCK.encode()),
        (b"alias a=b", b"alias a=b\n\n" + BLOCK.encode()),
        (b"# bl\xe5b\xe6r\r\nset x\r\n", b"# bl\xe5b\xe6r\r\nset x\r\n\n" + BLOCK.encode()),
        (b"\x00\xff\xfe", b"\x00\xff\xfe\n\n" + BLOCK.encode()),
        (f"x{BLOCK}".encode(), f"x{BLOCK}\n{BLOCK}".encode()),
        ("\ufeffæ\r\n".encode("utf-16-le"), f"\ufeffæ\r\n\n{BLOCK}".encode("utf-16-le")),
        ("\ufeffæ".encode("utf-16-be"), f"\ufeffæ\n\n{BLOCK}".encode("utf-16-be")),
    ],
)
def test_a_block_is_appended_once_and_what_was_there_is_kept(here, before, after):
    file = here / "a" / "b" / "rc"
    if before is not None:
        file.parent.mkdir(parents=True)
        file.write_bytes(before)
    assert append_once(str(file), f"\n{BLOCK}\n")
    assert file.read_bytes() == after
    assert not append_once(str(file), BLOCK)
    assert not append_once(str(file), BLOCK.strip())
    assert file.read_bytes() == after


@pytest.mark.parametrize("there", [BLOCK, f"a\n{BLOCK}b\n", f"a\n{BLOCK}".replace("\n", "\r\n"), f"a\n{BLOCK}".strip()])
def test_a_block_that_is_there_is_not_appended(here, there):
    (here / "rc").write_bytes(there.encode())
    assert not append_once("rc", BLOCK)
    assert (here / "rc").read_bytes() == there.encode()


@posix
def test_appending_follows_links_and_keeps_permissions(here):
    (here / "dotfiles").mkdir()
    (here / "dotfiles" / "rc").write_bytes(b"x\n")
    (here / "dotfiles" / "rc").chmod(0o640)
    (here / "rc").symlink_to("dotfiles/rc")
    append_once("rc", BLOCK)
    assert os.readlink("rc") == "dotfiles/rc"
    assert tree(here) == {"rc": f"x\n\n{BLOCK}".encode(), "dotfiles/rc": f"x\n\n{BLOCK}".encode()}
    assert stat.S_IMODE((here / "dotfiles" / "rc").stat().st_mode) == 0o640


def test_appending_that_fails_leaves_the_file_and_no_folder(here, monkeypatch):
    (here / "rc").write_bytes(b"x" * 100_000)
    monkeypatch.setattr(os, "fsync", refuse)
    for file in ("rc", "a/b/rc"):
        with pytest.raises(FileError, match="ikke mere plads"):
            append_once(file, BLOCK)
    assert tree(here) == {"rc": b"x" * 100_000}


@posix
def test_only_a_regular_file_that_can_be_read_is_appended_to(here, monkeypatch):
    (here / "m").mkdir()
    os.mkfifo("fifo")
    for file in ("m", "fifo", "/dev/null"):
        with pytest.raises(FileError, match="er ikke en almindelig fil"):
            append_once(file, BLOCK)
    with pytest.raises(FileError, match="Kan ikke læse »a\\\\x00«: navnet kan ikke bruges"):
        append_once("a\0", BLOCK)


# Folders


def test_a_folder_is_made_with_those_above_it_and_removed_again_when_the_block_fails(here):
    (here / "there").mkdir()
    with made_folder(""), made_folder("a/b"), made_folder("there"):
        assert sorted(os.listdir()) == ["a", "there"]
    with pytest.raises(KeyError), made_folder("a/b/c/d"):
        raise KeyError
    with pytest.raises(KeyError), made_folder("there"):
        raise KeyError

    def write_and_fail():
        (here / "x" / "theirs").touch()
        raise KeyError

    with pytest.raises(KeyError), made_folder("x/y"):
        write_and_fail()
    assert tree(here) == {"a/b": b"", "there": b"", "x/theirs": b""}


@posix
@pytest.mark.parametrize(
    ("folder", "said"),
    [
        ("fil", "der er allerede en fil med det navn.\nVælg et andet navn."),
        ("fil/a", "en del af stien er ikke en mappe.\nRet stien."),
        ("a/b/" + "c" * 300, "navnet er for langt.\nVælg et kortere navn."),
        ("a\0", "navnet kan ikke bruges.\nVælg et andet navn."),
        ("ring", "stien går i ring.\nRet linket, eller vælg et andet navn."),
        ("ud", "der er allerede en fil med det navn.\nVælg et andet navn."),
    ],
)
def test_a_folder_that_cannot_be_made_is_an_error_and_none_is_left(here, folder, said):
    (here / "fil").touch()
    (here / "ring").symlink_to("ring")
    (here / "ud").symlink_to("ukendt")
    with pytest.raises(FileError) as error, made_folder(folder):
        pytest.fail("the folder can't be made")
    assert str(error.value).endswith(said)
    assert sorted(os.listdir()) == ["fil", "ring", "ud"]


def test_a_folder_that_another_process_makes_meanwhile_is_used_and_left(here, monkeypatch):
    real = os.mkdir
    monkeypatch.setattr(os, "mkdir", lambda path: (real(path), real(path)))
    with pytest.raises(KeyError), made_folder("a/b"):
        raise KeyError
    assert tree(here) == {"a/b": b""}


def test_a_drive_that_is_not_there_is_an_error(monkeypatch):
    """On Windows the parent of `Q:\\` is `Q:\\`."""
    monkeypatch.setattr(os.path, "dirname", lambda path: path)
    monkeypatch.setattr(os, "mkdir", refuse)
    with pytest.raises(FileError, match="Kan ikke oprette mappen »Q:"), made_folder("Q:\\"):
        pytest.fail("the folder can't be made")


def test_an_interrupt_while_folders_are_made_leaves_none(here, monkeypatch):
    real = os.mkdir

    def interrupted(path):
        if path == "a/b":
            raise KeyboardInterrupt
        real(path)

    monkeypatch.setattr(os, "mkdir", interrupted)
    with pytest.raises(KeyboardInterrupt), made_folder("a/b"):
        pytest.fail("interrupted")
    assert os.listdir() == []


def test_a_file_is_complete_before_it_is_synced_to_the_disk(tmp_path, monkeypatch):
    sizes = []
    sync = os.fsync
    monkeypatch.setattr(os, "fsync", lambda file: (sizes.append(os.fstat(file).st_size), sync(file)))
    write_file(str(tmp_path / "a"), b"x" * 100)
    assert sizes == [100]
