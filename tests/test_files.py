"""Files: written whole or not at all, and the folders that they are written in."""

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
from ishoj_cli.errors import FileError
from ishoj_cli.files import CreatedFolder, RaiseOnTermination, TerminatedError, write_file, write_files

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


@pytest.mark.parametrize("overwrite", [False, True])
@pytest.mark.parametrize("failing", ["write", "fsync", "commit"])
def test_a_file_that_fails_half_way_is_as_before(here, monkeypatch, failing, overwrite):
    before = {"a.md": b"before"} if overwrite else {}
    for name, content in before.items():
        (here / name).write_bytes(content)
    if failing == "write":
        # A disk that has room for three bytes more.
        monkeypatch.setattr(files, "write_raw", lambda file, content: (file.write(content[:3]), refuse()))
    for name in {"fsync": ["fsync"], "commit": ["replace", "rename", "link"]}.get(failing, []):
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
        ("ring", "findes allerede|stien går i ring"),
        ("fifo", "er ikke en almindelig fil"),
        ("socket", "er ikke en almindelig fil"),
        ("til-fifo", "findes allerede|er ikke en almindelig fil"),
        ("mappe", "er en mappe"),
        ("til-mappe", "findes allerede|er en mappe"),
        ("til-intet", "findes allerede|er et link til noget, der ikke findes"),
        ("til-ukendt-mappe", "findes allerede|er et link til noget, der ikke findes"),
    ],
)
@posix
def test_a_name_that_cannot_be_written_is_an_error(here, name, said):
    (here / "fil").write_bytes(b"before")
    (here / "mappe").mkdir()
    os.mkfifo("fifo")
    os.mknod("socket", stat.S_IFSOCK | 0o600)
    links = {"ring": "ring", "til-fifo": "fifo", "til-mappe": "mappe/", "til-intet": "ny", "til-ukendt-mappe": "nej/ny"}
    for link, target in links.items():
        (here / link).symlink_to(target)
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
@pytest.mark.parametrize("umask", [0, 0o027, 0o077, 0o777])
@pytest.mark.parametrize("old", [None, 0o640])
def test_a_temporary_is_private_and_gets_its_mode_last(here, monkeypatch, umask, old):
    """A new file that of any new file, another the one it had."""
    if old:
        (here / "a.md").touch()
        (here / "a.md").chmod(old)
    modes = []
    for name in ("write_raw", "sync_file"):
        real = getattr(files, name)
        note = lambda *words, real=real: (modes.append([os.stat(each).st_mode for each in temporaries()]), real(*words))  # noqa: E731
        monkeypatch.setattr(files, name, note)
    made, open_ = [], os.open
    monkeypatch.setattr(os, "open", lambda *at, **dir_fd: (made.append(opened := open_(*at, **dir_fd)), opened)[1])
    first, set_mode = [], files._set_mode
    monkeypatch.setattr(
        files, "_set_mode", lambda *to, **how: (first.append(os.fstat(made[-1]).st_mode), set_mode(*to, **how))
    )
    before = os.umask(umask)
    try:
        write_file("a.md", b"x", overwrite=bool(old))
    finally:
        os.umask(before)
    assert modes == [[stat.S_IFREG | 0o600]] * 2
    assert not old or first[0] & 0o077 == 0
    assert stat.S_IMODE((here / "a.md").stat().st_mode) == (old or 0o666 & ~umask)


def temporaries() -> list[str]:
    return [name for name in os.listdir() if name.startswith(".ishoj-")]


@posix
@pytest.mark.parametrize(("link", "leads_to"), [("til-fil", "fil"), ("til-til-fil", "fil"), ("m/l", "fil")])
def test_a_link_of_ones_own_stays_a_link(here, link, leads_to):
    (here / "fil").write_text("before")
    (here / "m").mkdir()
    for name, target in (("til-fil", "fil"), ("til-til-fil", str(here / "til-fil")), ("m/l", "../fil")):
        (here / name).symlink_to(target)
    with pytest.raises(FileError, match="findes allerede"):
        write_file(link, b"after")
    before = os.listdir("/dev/fd")
    write_file(link, b"after", overwrite=True)
    assert os.listdir("/dev/fd") == before
    assert (here / link).is_symlink()
    assert (here / leads_to).read_bytes() == b"after"
    assert not (here / leads_to).is_symlink()


@posix
def test_a_link_that_another_user_made_is_not_followed(here, monkeypatch):
    (here / "fil").write_text("before")
    (here / "link").symlink_to("fil")
    monkeypatch.setattr(os, "geteuid", lambda: 4711)
    os.lchown("link", 4712, -1) if os.getuid() == 0 else None
    with pytest.raises(FileError, match="et link, som en anden bruger har lavet"):
        write_file("link", b"after", overwrite=True)
    assert tree(here) == {"fil": b"before", "link": b"before"}
    if os.getuid() == 0:
        os.lchown("link", 0, -1)
        write_file("link", b"after", overwrite=True)  # root's own link is
        assert tree(here) == {"fil": b"after", "link": b"after"}


@posix
@pytest.mark.parametrize(("owner", "entered"), [(4713, False), (None, True)], ids=["a third user's", "its maker's"])
def test_a_folder_that_another_user_has_linked_is_not_written_in_unless_it_is_theirs(here, monkeypatch, owner, entered):
    (here / "m").mkdir()
    (here / "link").symlink_to("m")
    maker, real = 4712 if os.getuid() == 0 else os.getuid(), os.fstat
    os.lchown("link", maker, -1) if os.getuid() == 0 else None

    def owned(descriptor):
        found = real(descriptor)
        is_folder = stat.S_ISDIR(found.st_mode)
        return os.stat_result((*found[:4], owner or maker, *found[5:])) if is_folder else found

    monkeypatch.setattr(os, "geteuid", lambda: 4711)
    monkeypatch.setattr(os, "fstat", owned)
    with contextlib.nullcontext() if entered else pytest.raises(FileError, match="»link« er et link, som en anden"):
        write_file("link/a.md", b"x")
    assert os.listdir("m") == (["a.md"] if entered else [])


@posix
def test_a_link_that_takes_the_place_of_a_folder_just_before_it_is_entered_is_refused(here, monkeypatch):
    (here / "m").mkdir()
    (here / "andres").mkdir()
    real = os.open

    def planted(path, *words, **at):
        if path == "m":
            os.rmdir("m")
            os.symlink("andres", "m")
        return real(path, *words, **at)

    monkeypatch.setattr(os, "open", planted)
    with pytest.raises(FileError, match=r"Kan ikke skrive »m/a\.md«"):
        write_file("m/a.md", b"x")
    assert os.listdir("andres") == []


@posix
def test_a_link_that_is_removed_while_it_is_followed_is_an_error(here, monkeypatch):
    (link := here / "link.md").symlink_to("a.md")
    real = os.readlink
    monkeypatch.setattr(os, "readlink", lambda path, **at: (link.unlink(), real(path, **at)))
    with pytest.raises(FileError, match="er et link til noget, der ikke findes"):
        write_file("link.md", b"after", overwrite=True)
    assert tree(here) == {}


@posix
def test_a_folder_that_a_link_takes_the_place_of_is_still_the_one_written_in(here, monkeypatch):
    (here / "m").mkdir()
    (here / "andres").mkdir()

    def planted(_file):
        os.rename("m", "flyttet")
        os.symlink("andres", "m")

    monkeypatch.setattr(os, "fsync", planted)
    write_file("m/a.md", b"x")
    assert tree(here) == {"flyttet/a.md": b"x", "m": b"", "andres": b""}


@posix
@pytest.mark.parametrize("plant", [os.mkfifo, lambda path: os.symlink("victim", path)], ids=["FIFO", "link"])
def test_what_takes_the_place_of_a_file_just_before_it_is_opened_is_refused(here, monkeypatch, plant):
    (here / "a.md").write_text("before")
    (here / "victim").write_text("before")
    plant("planted")
    reader = os.open("planted", os.O_RDONLY | os.O_NONBLOCK)
    real = os.open

    def planted(path, flags, *words, **at):
        if path == "a.md":
            assert flags & os.O_NONBLOCK  # else a FIFO without a reader would be waited for
            os.replace("planted", "a.md")
        return real(path, flags, *words, **at)

    monkeypatch.setattr(os, "open", planted)
    with pytest.raises(FileError, match=r"er ikke en almindelig fil|Kan ikke skrive »a\.md«"):
        write_file("a.md", b"after", overwrite=True)
    os.close(reader)
    assert sorted(os.listdir()) == ["a.md", "victim"]
    assert (here / "victim").read_text() == "before"


@posix
def test_a_device_and_a_path_of_a_stream_are_written_directly(here):
    write_file("/dev/null", b"x")
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)
    with pytest.raises(FileError, match="ikke mere plads"):
        write_file("/dev/full", b"x")
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    own = ("/dev/fd", "//dev/./fd/", "/proc/self/fd", "/proc/thread-self/fd", f"/proc/{os.getpid()}/fd")
    for path in (f"{folder}/{writer}" for folder in own):
        write_file(path, b"xyz")
        assert os.read(reader, 9) == b"xyz"
    os.close(reader)
    write_file(f"/dev/fd/{writer}", b"x")  # no error
    os.close(writer)
    with pytest.raises(FileError, match="der er ikke noget sted at skrive hen"):
        write_file(f"/dev/fd/{writer}", b"x")
    assert os.listdir() == []


def test_a_write_protected_file_is_left(here, monkeypatch):
    (here / "a.md").write_text("before")
    real = os.open

    def protected(path, *words, **at):
        if os.path.basename(path) == "a.md":
            raise PermissionError(errno.EACCES, "write-protected")
        return real(path, *words, **at)

    monkeypatch.setattr(os, "open", protected)
    with pytest.raises(FileError, match="du har ikke adgang"):
        write_file("a.md", b"after", overwrite=True)
    assert tree(here) == {"a.md": b"before"}


def test_a_file_that_is_removed_before_it_is_overwritten_is_written_anew(here, monkeypatch):
    (here / "a.md").write_text("before")
    real = os.open

    def removed(path, *words, **at):
        if os.path.basename(path) == "a.md":
            os.unlink("a.md")
        return real(path, *words, **at)

    monkeypatch.setattr(os, "open", removed)
    write_file("a.md", b"after", overwrite=True)
    assert tree(here) == {"a.md": b"after"}


# What is kept of a file that is overwritten

GROUPS_LIST = bytes.fromhex(
    "0200000001000600ffffffff02000600" + "61120000" + "04000400ffffffff10000600ffffffff20000000ffffffff"
)
OTHER_LIST = GROUPS_LIST.replace(bytes.fromhex("61120000"), bytes.fromhex("62120000"))


@posix
@pytest.mark.parametrize("owner", [4711, None])
def test_owner_and_group_are_kept_or_the_file_is_left(here, monkeypatch, owner):
    (here / "a.md").write_text("before")
    (here / "a.md").chmod(0o664)
    kept, real = [], os.fstat

    def others(descriptor):
        """The file that is overwritten is another's, as it can be in a shared folder."""
        found = real(descriptor)
        return found if temporaries() else os.stat_result((*found[:4], owner or found.st_uid, 4712, *found[6:]))

    monkeypatch.setattr(os, "fstat", others)
    monkeypatch.setattr(os, "fchown", lambda _file, *owner: kept.append(owner))
    write_file("a.md", b"after", overwrite=True)
    assert kept == [(owner or os.geteuid(), 4712)]
    monkeypatch.setattr(os, "fchown", refuse)
    with pytest.raises(FileError, match="uden at filens ejer eller andres adgang til den ændres"):
        write_file("a.md", b"again", overwrite=True)
    assert tree(here) == {"a.md": b"after"}


@pytest.mark.skipif(sys.platform != "linux", reason="extended attributes as Linux has them")
def test_an_access_list_is_kept_and_none_is_inherited(here):
    (here / "a.md").write_text("before")
    try:
        os.setxattr("a.md", files.ACL, GROUPS_LIST)
    except OSError:
        pytest.skip("this file system has no access lists")
    (here / "plain.md").write_text("before")
    os.setxattr(".", "system.posix_acl_default", OTHER_LIST)
    (here / "any").touch()
    for name in ("a.md", "plain.md"):
        write_file(name, b"after", overwrite=True)
    write_file("new.md", b"x")
    assert os.getxattr("a.md", files.ACL) == GROUPS_LIST
    assert files.ACL not in os.listxattr("plain.md")
    assert os.getxattr("new.md", files.ACL) == os.getxattr("any", files.ACL)
    assert [stat.S_IMODE(os.stat(name).st_mode) for name in ("a.md", "new.md")] == [
        0o660,
        os.stat("any").st_mode & 0o777,
    ]


@posix
def test_the_other_names_of_a_file_are_reported(here, capfd):
    (here / "a.md").write_text("before")
    os.link("a.md", "b.md")
    write_file("a.md", b"after", overwrite=True)
    assert tree(here) == {"a.md": b"after", "b.md": b"before"}
    assert capfd.readouterr().err == (
        "ishoj: »a.md« har flere navne (hårde links). De andre har stadig det gamle indhold.\n"
    )
    write_file("a.md", b"again", overwrite=True)
    assert capfd.readouterr().err == ""


# File systems and files with limits


@posix
@pytest.mark.parametrize("code", [errno.EINVAL, errno.ENOTSUP, errno.ENOSYS])
def test_a_file_system_without_sync_and_permissions_is_written(here, monkeypatch, code):
    def cannot(*_words):
        raise OSError(code, os.strerror(code))

    for name in ("fsync", "fchmod"):
        monkeypatch.setattr(os, name, cannot)
    before = os.umask(0o022)
    try:
        write_file("a.md", b"x")
        monkeypatch.setattr(files, "PRIVATE", 0o644)
        write_file("a.md", b"y", overwrite=True)
    finally:
        os.umask(before)
    assert tree(here) == {"a.md": b"y"}


@posix
def test_permissions_that_cannot_be_kept_are_an_error(here, monkeypatch):
    (here / "a.md").write_text("before")
    (here / "a.md").chmod(0o640)
    monkeypatch.setattr(os, "fchmod", refuse)
    with pytest.raises(FileError, match=r"Kan ikke skrive »a\.md«"):
        write_file("a.md", b"after", overwrite=True)
    assert tree(here) == {"a.md": b"before"}


@pytest.mark.parametrize("error", [PermissionError, FileNotFoundError])
@pytest.mark.parametrize("overwrite", [False, True])
def test_a_file_in_a_folder_where_none_can_be_made_is_left(here, monkeypatch, error, overwrite):
    """A folder without write access, and /proc, which answers that there is no such file."""
    if overwrite:
        (here / "a.md").write_text("before")
    real = os.open

    def cannot(path, *words, **at):
        if ".ishoj-" in path:
            raise error
        return real(path, *words, **at)

    monkeypatch.setattr(os, "open", cannot)
    with pytest.raises(FileError, match="der kan ikke oprettes filer i mappen" if overwrite else "Kan ikke skrive"):
        write_file("a.md", b"after", overwrite=overwrite)
    assert tree(here) == ({"a.md": b"before"} if overwrite else {})


@posix
@pytest.mark.parametrize("tries", [3, 1000])
def test_a_file_with_a_lease_is_tried_again(here, monkeypatch, tries):
    (here / "a.md").write_text("before")
    answers = [BlockingIOError(errno.EAGAIN, "lease")] * tries
    real = os.open

    def leased(path, *words, **at):
        if path == "a.md" and answers:
            raise answers.pop()
        return real(path, *words, **at)

    monkeypatch.setattr(os, "open", leased)
    monkeypatch.setattr(files, "PAUSE", 0)
    if tries > files.ATTEMPTS:
        with pytest.raises(FileError, match="et andet program har filen åben"):
            write_file("a.md", b"after", overwrite=True)
        assert len(answers) == tries - files.ATTEMPTS
    else:
        write_file("a.md", b"after", overwrite=True)
    assert tree(here) == {"a.md": b"before" if answers else b"after"}


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

    def no_links(*_paths, **_at):
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "fsync", changes)
    if not links:
        monkeypatch.setattr(os, "link", no_links)
    replaceable = {"nothing", *(["file", "link", "dangling link", "ring"] if overwrite else [])}
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
    monkeypatch.setattr(sys, "platform", "win32")
    with pytest.raises(FileError, match=rf"»{name}« er et navn, som Windows selv bruger\."):
        write_file(name, b"")


@pytest.mark.parametrize("name", ["con", "konto.pdf", "com.pdf", ".con", "aux/a.md"])
def test_other_names_are_not_reserved(name):
    assert not files._names_a_device(name)


def test_windows_publishes_by_a_rename_which_never_overwrites(here, monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")
    for name in ("link", "fchmod", "fchown", "geteuid", "getxattr", "readlink"):
        monkeypatch.delattr(os, name, raising=False)
    (here / "m").mkdir()
    write_file("m/a.md", b"ours")
    write_file("m/a.md", b"again", overwrite=True)
    assert tree(here) == {"m/a.md": b"again"}

    def taken(*_paths):
        raise FileExistsError

    monkeypatch.setattr(os, "rename", taken)
    with pytest.raises(FileError, match="findes allerede"):
        write_file("m/b.md", b"ours")


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
        with RaiseOnTermination(), RaiseOnTermination():
            try:
                signal.raise_signal(signal.SIGTERM)
            finally:
                signal.raise_signal(signal.SIGTERM)
                cleaned.append(True)

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


# Folders


def test_a_folder_is_made_with_those_above_it_and_removed_again_when_the_block_fails(here):
    (here / "there").mkdir()
    with CreatedFolder(""), CreatedFolder("a/b"), CreatedFolder("there"):
        assert sorted(os.listdir()) == ["a", "there"]
    with pytest.raises(KeyError), CreatedFolder("a/b/c/d"):
        raise KeyError
    with pytest.raises(KeyError), CreatedFolder("there"):
        raise KeyError

    def write_and_fail():
        (here / "x" / "theirs").touch()
        raise KeyError

    with pytest.raises(KeyError), CreatedFolder("x/y"):
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
    with pytest.raises(FileError) as error, CreatedFolder(folder):
        pytest.fail("the folder can't be made")
    assert str(error.value).endswith(said)
    assert sorted(os.listdir()) == ["fil", "ring", "ud"]


def test_a_folder_that_another_process_makes_meanwhile_is_used_and_left(here, monkeypatch):
    real = os.mkdir
    monkeypatch.setattr(os, "mkdir", lambda path: (real(path), real(path)))
    with pytest.raises(KeyError), CreatedFolder("a/b"):
        raise KeyError
    assert tree(here) == {"a/b": b""}


def test_a_drive_that_is_not_there_is_an_error(monkeypatch):
    """On Windows the parent of `Q:\\` is `Q:\\`."""
    monkeypatch.setattr(os.path, "dirname", lambda path: path)
    monkeypatch.setattr(os, "mkdir", refuse)
    with pytest.raises(FileError, match="Kan ikke oprette mappen »Q:"), CreatedFolder("Q:\\"):
        pytest.fail("the folder can't be made")


def test_an_interrupt_while_folders_are_made_leaves_none(here, monkeypatch):
    real = os.mkdir

    def interrupted(path):
        if path == "a/b":
            raise KeyboardInterrupt
        real(path)

    monkeypatch.setattr(os, "mkdir", interrupted)
    with pytest.raises(KeyboardInterrupt), CreatedFolder("a/b"):
        pytest.fail("interrupted")
    assert os.listdir() == []


def test_a_file_is_complete_before_it_is_synced_to_the_disk(tmp_path, monkeypatch):
    sizes = []
    sync = os.fsync
    monkeypatch.setattr(os, "fsync", lambda file: (sizes.append(os.fstat(file).st_size), sync(file)))
    write_file(str(tmp_path / "a"), b"x" * 100)
    assert sizes == [100]


# Several files


def interrupt_at(monkeypatch, number):
    """Have Ctrl-C come when so many files have got their names."""
    real, names = files._PendingFile.commit, []

    def publish(draft, overwrite):
        names.append(draft.target)
        if len(names) == number + 1:
            raise KeyboardInterrupt
        real(draft, overwrite)

    monkeypatch.setattr(files._PendingFile, "commit", publish)


NEW = {os.path.join("m", "n", name): name.encode() for name in "abc"}


@pytest.mark.parametrize("number", range(3))
def test_of_new_files_all_are_written_or_none(here, monkeypatch, number):
    interrupt_at(monkeypatch, number)
    with pytest.raises(KeyboardInterrupt):
        write_files(NEW, folder=os.path.join("m", "n"))
    assert tree(here) == {}
    monkeypatch.undo()
    os.chdir(here)
    write_files(NEW, folder=os.path.join("m", "n"))
    assert tree(here) == NEW


@pytest.mark.parametrize("number", range(3))
def test_of_files_that_are_overwritten_all_are_written_or_none(here, monkeypatch, number):
    write_files(NEW, folder=os.path.join("m", "n"))
    after = dict.fromkeys(NEW, b"after")
    interrupt_at(monkeypatch, number)
    with pytest.raises(KeyboardInterrupt):
        write_files(after, overwrite=True)
    assert tree(here) == (after if number else NEW)


def test_of_files_one_of_which_cannot_be_written_none_is(here):
    (here / "b").mkdir()
    with pytest.raises(FileError, match="»b« er en mappe"):
        write_files({"a": b"", "b": b"", "c": b""})
    assert os.listdir() == ["b"]


@posix
def test_a_folder_of_files_is_written_in_the_one_that_is_there(tmp_path):
    """It keeps its mode, and each file what a file keeps."""
    target = tmp_path / "kursus"
    files.write_folder(str(target), {"a.txt": b"1"})
    target.chmod(0o2750)
    (target / "a.txt").chmod(0o640)
    files.write_folder(f"{target}{os.sep}", {"a.txt": b"2", "b.txt": b"3"}, overwrite=True)
    assert tree(target) == {"a.txt": b"2", "b.txt": b"3"}
    assert [stat.S_IMODE(path.stat().st_mode) for path in (target, target / "a.txt")] == [0o2750, 0o640]
    (tmp_path / "link").symlink_to(target)
    with pytest.raises(FileError, match="er et link"):
        files.write_folder(str(tmp_path / "link"), {"a.txt": b"3", "b.txt": b"3"}, overwrite=True)
    with pytest.raises(FileError, match="mappen findes ikke"):
        files.write_folder(str(tmp_path / "ukendt" / "kursus"), {"a.txt": b"1"})
