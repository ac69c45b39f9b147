"""Disks that are full or read-only, files that are protected, locked, odd or missing, and others who write the same.

tests/test_files.py holds what a single file promises; here it is real disks, users and processes.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ..world import TIMEOUT, World
from .conftest import CONTENT, put_content

pytestmark = pytest.mark.skipif(os.name == "nt", reason="permissions, links, mounts and devices as POSIX has them")

OLD, THEIRS = b"gammel\n", b"deres\n"
C_LOCALE = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
# Why the system refuses, and what the user is told to do
FULL = "der er ikke mere plads.\nRyd op på disken, eller vælg et andet sted at skrive."
TOO_LARGE = "filen bliver for stor.\nVælg et andet sted at skrive."
NO_ACCESS = "du har ikke adgang.\nVælg et andet sted at skrive, eller bed ejeren om adgang."
READ_ONLY = "disken kan kun læses.\nVælg et andet sted at skrive."
NO_FOLDER = "mappen findes ikke.\nOpret mappen, eller vælg en anden."
# What writes: a page, a handout, an interpretation and a content of several files; the target comes last.
PAGE, HANDOUT = "alt -f tekst -o", "handout -f html -o"
LOCAL, EXAMPLE = "tolkning ny --tolkning", "tjek --ny"
WRITERS = (PAGE, HANDOUT, LOCAL, EXAMPLE)
NEW_FILES = {
    *("handbook.yaml", "formaal.yaml", "vaerdier.yaml"),
    *(f"schemas/{name}.json" for name in ("fortolkning", "afsnit", "haandbog")),
}  # of `tjek --ny`
READING = ("", "alt", "vaerdier respekt", "liste --json", "soeg ansvar", "-h", "tjek", "handout -f pdf -o -")


@pytest.fixture
def powerless() -> tuple[str, ...]:
    """The words that start a program without root's power to read and write everywhere."""
    if os.geteuid() != 0:
        return ()
    if not shutil.which("setpriv"):
        pytest.skip("root may write everywhere, and there is no setpriv here to take that away")
    return ("setpriv", "--bounding-set=-all", "--inh-caps=-all", "--")


@pytest.fixture(scope="module")
def mounting(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, ...]:
    """The words that start a shell which may mount filesystems; nobody else sees them, and they go when it ends."""
    words = ("unshare", "--user", "--map-root-user", "--mount", "--")
    place = tmp_path_factory.mktemp("mount")
    try:
        subprocess.run([*words, "mount", "-t", "tmpfs", "none", place], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"this machine lets no one mount a filesystem of their own: {error}")
    return words


def unwritten(why: str, writers: tuple[str, ...] = WRITERS, first: str = "ny/schemas/fortolkning.json") -> bytes:
    """What each writer says when it can't write `ny` for this reason; `first` is what can't be made of the example."""
    made = {EXAMPLE: f"Kan ikke oprette mappen »{first}«" if first == "ny/schemas" else f"Kan ikke skrive »{first}«"}
    return "".join(f"ishoj: {made.get(each, 'Kan ikke skrive »ny«')}: {why}\n" for each in writers).encode()


def each_writes(writers: tuple[str, ...] = WRITERS) -> str:
    """A line of bash in which each writer writes `ny`, each status is shown, and in the end what there is."""
    return "; ".join(f"ishoj {writer} ny; echo $?" for writer in writers) + "; ls -A"


# Disks


@pytest.mark.parametrize(
    ("mount", "writers", "left", "said"),
    [
        ("-o size=4k none disk; echo gammel >disk/fyld", WRITERS, b"fyld\n", unwritten(FULL)),
        ("-o size=4k none disk", WRITERS[:3], b"", unwritten(FULL, WRITERS[:3])),
        ("-o nr_inodes=1 none disk", WRITERS, b"", unwritten(FULL, first="ny/schemas")),
        ("-o nr_inodes=2 none disk", (EXAMPLE,), b"", unwritten(FULL, (EXAMPLE,), "ny/schemas")),
        ("none disk; mount -o remount,ro disk", WRITERS, b"", unwritten(READ_ONLY, first="ny/schemas")),
    ],
    ids=["full", "room for the beginning", "no more files", "some folders more", "read-only"],
)
def test_a_disk_that_takes_no_more_is_left_as_it_was(
    world: World, mounting: tuple[str, ...], mount: str, writers: tuple[str, ...], left: bytes, said: bytes
) -> None:
    (world.here / "disk").mkdir()
    result = world.shell(f"mount -t tmpfs {mount}; cd disk; {each_writes(writers)}", under=mounting)
    assert result == (0, b"2\n" * len(writers) + left, said)


def test_a_disk_with_room_for_some_of_the_files_is_left_as_it_was(world: World, mounting: tuple[str, ...]) -> None:
    (world.here / "disk").mkdir()
    sizes = "for size in 4 12 20; do mount -t tmpfs -o size=${size}k none disk; "
    result = world.shell(f"{sizes} (cd disk; ishoj tjek --ny ny; echo $?; ls -A); umount disk; done", under=mounting)
    assert (result.status, result.out) == (0, b"2\n" * 3)
    assert result.message.count(FULL) == 3


def test_a_file_that_there_is_no_room_to_overwrite_is_left_as_it_was(world: World, mounting: tuple[str, ...]) -> None:
    (world.here / "disk").mkdir()
    line = "mount -t tmpfs -o size=4k none disk; cd disk; echo gammel >ny; "
    result = world.shell(f"{line} ishoj {PAGE} ny --overskriv; echo $?; ls -A; cat ny", under=mounting)
    assert result == (0, b"2\nny\n" + OLD, unwritten(FULL, (PAGE,)))


def test_a_limit_on_the_size_of_a_file_leaves_nothing(world: World) -> None:
    result = world.shell(f"ulimit -f 4; {each_writes(WRITERS[:3])}")
    assert result == (0, b"2\n" * 3, unwritten(TOO_LARGE, WRITERS[:3]))
    assert world.run("alt", "-o", "/dev/full") == (2, b"", unwritten(FULL, (PAGE,)).replace(b"ny", b"/dev/full"))


# Users and folders


def test_a_file_or_folder_that_may_not_be_written_is_left(world: World, powerless: tuple[str, ...]) -> None:
    (file := world.here / "ny").write_bytes(OLD)
    file.chmod(0o444)
    result = world.run(*PAGE.split(), "ny", "--overskriv", under=powerless)
    assert result == (2, b"", unwritten(NO_ACCESS, (PAGE,)))
    file.unlink()
    if sys.platform == "linux":  # elsewhere a folder must be readable to be held open
        line = f"mkdir -m 300 lukket; ishoj {PAGE} lukket/ny; echo $?; chmod 755 lukket; ls lukket; rm -r lukket"
        assert world.shell(line, under=powerless) == (0, b"0\nny\n", b"")
    for mode in (0o555, 0):
        (folder := world.here / "andres").mkdir(exist_ok=True)
        folder.chmod(mode)
        results = [world.run(*writer.split(), "andres/ny", under=powerless) for writer in WRITERS]
        folder.chmod(0o755)
        said = unwritten(NO_ACCESS, first="ny/schemas").replace("»ny".encode(), "»andres/ny".encode())
        assert [result[:2] for result in results] == [(2, b"")] * len(WRITERS)
        assert b"".join(result.err for result in results) == said


def test_what_is_there_is_left(world: World) -> None:
    for writer in WRITERS:
        there = world.here / ("ny/formaal.yaml" if writer == EXAMPLE else "ny")
        there.parent.mkdir(exist_ok=True)
        there.write_bytes(OLD)
        result = world.run(*writer.split(), "ny")
        assert (result.status, result.out) == (2, b"")
        assert f"»{there.relative_to(world.here)}« findes allerede." in result.message
        there.unlink()


def test_without_a_current_folder_all_can_be_read_but_not_written(world: World) -> None:
    gone = "mkdir gone; cd gone; rmdir ../gone"
    expected = world.shell("; ".join(f"ishoj {words}" for words in READING))
    assert world.shell(f"{gone}; " + "; ".join(f"ishoj {words}" for words in READING)) == expected
    result = world.shell(f"{gone}; {each_writes()}")
    assert result == (0, b"2\n" * 4, unwritten(NO_FOLDER, first="ny/schemas"))
    assert world.shell(f"{gone}; ishoj {PAGE} '{world.here}/ny'", leaves={"here/ny"}) == (0, b"", b"")


def test_a_machine_where_nothing_can_be_written_changes_nothing_read(world: World, mounting: tuple[str, ...]) -> None:
    """No temporary folder is needed, nor a home."""
    lines = "; ".join(f"ishoj {words}" for words in (*READING, "handout -f docx -o - | wc -c"))
    expected = world.shell(lines)
    assert (expected.status, expected.err) == (0, b"")
    read_only = (
        'for folder in /tmp /var/tmp /usr/tmp /dev/shm "$TMPDIR" "$HOME"; do if test -d "$folder"; then '
        'mount --bind "$folder" "$folder"; mount -o remount,bind,ro "$folder"; '
        'test ! -w "$folder" || echo "$folder"; fi; done; cd "$HOME"; '
    )
    assert world.shell(read_only + lines, under=mounting) == expected


def test_a_read_only_installation_writes_nothing(world: World, installed: Path, powerless: tuple[str, ...]) -> None:
    copy = world.root / "installation"
    shutil.copytree(installed.parent.parent, copy, symlinks=True, ignore=shutil.ignore_patterns("__pycache__"))
    program = copy / "bin" / installed.name
    first, rest = program.read_text("utf-8").split("\n", 1)
    assert first.startswith(f"#!{installed.parent}")
    program.write_text(f"#!{copy / 'bin' / 'python'}\n{rest}", "utf-8")
    expected = [world.run(*words.split()) for words in READING]
    world.program = program
    everything = [path for path in (world.here, copy, *copy.rglob("*")) if not path.is_symlink()]
    for path in everything:
        path.chmod(path.stat().st_mode & 0o555)
    results = [world.run(*words.split(), under=powerless) for words in READING]
    for path in filter(Path.is_dir, everything):
        path.chmod(0o755)
    moved = [result._replace(out=result.out.replace(bytes(copy), bytes(installed.parent.parent))) for result in results]
    assert moved == expected
    assert not list(copy.rglob("__pycache__"))


# Names


@pytest.mark.parametrize("locale", [{}, C_LOCALE], ids=["utf-8", "c"])
@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("æa\u030a  😀.md".encode(), "æa\u030a  😀.md"),
        (b"\xc3\xa6\xff.md", "æ\\udcff.md"),
        (b"\x1b[2J\xc2\x9b2J\xe2\x80\xae.md", "\\x1b[2J\\x9b2J\\u202e.md"),
    ],
    ids=["letters", "not UTF-8", "control characters"],
)
def test_a_file_or_folder_may_have_any_name_in_any_locale(
    world: World, name: bytes, shown: str, locale: dict[str, str]
) -> None:
    path = world.here / os.fsdecode(name)
    leaves = {f"here/{path.name}"}
    assert world.run("alt", "-o", name, leaves=leaves, **locale) == (0, b"", b"")
    again = world.run("alt", "-o", name, **locale)
    assert (again.status, again.message.splitlines()[0]) == (2, f"ishoj: Filen »{shown}« findes allerede.")
    path.unlink()
    leaves.add("here/tolkning.schema.json")
    made = world.run("tolkning", "ny", "--tolkning", name, leaves=leaves, **locale)
    assert (made.status, made.out) == (0, b"")
    assert f"»{shown}«" in made.message
    assert world.run("vaerdier", "respekt", "--tolkning", name, **locale).err == b""
    path.unlink()
    put_content(path)
    assert world.run("tjek", name, **locale) == (0, f"Ingen fejl i {shown}.\n".encode(), b"")
    for words, variables in ((("--indhold", name), {}), ((), {"ISHOJ_INDHOLD": os.fsdecode(name)})):
        listed = world.run(*words, "liste", **locale, **variables)
        assert (listed.status, listed.err) == (0, b"")
        assert listed.out.startswith(b"vaerdier\t")
    (path / "mission.yaml").unlink()
    found = world.run("tjek", name, "--json", **locale)
    assert (found.status, found.err) == (1, b"")
    assert {finding["file"] for finding in found.json["findings"]} == {
        f"{name.decode(errors='surrogateescape')}/handbook.yaml"
    }


# Others who write the same

DONE = "meddling/done"


def meddling(world: World, *lines: str) -> dict[str, str]:
    """Variables that make the program run these lines, once, when what it writes is on the disk but has no name yet."""
    (folder := world.root / "meddling").mkdir(exist_ok=True)
    lines = ("real(file)", "os.fsync = real", f"open({str(world.root / DONE)!r}, 'w').close()", *lines)
    body = "\n    ".join(lines)
    code = f"import os, time\nreal = os.fsync\ndef fsync(file):\n    {body}\nos.fsync = fsync\n"
    (folder / "sitecustomize.py").write_text(code, "utf-8")
    return {"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}


def test_a_file_of_the_example_that_appears_while_it_is_written_is_left(world: World) -> None:
    file = "schemas/fortolkning.json"
    variables = meddling(world, f"open('ny/{file}', 'w').write('deres\\n')")
    leaves = {DONE, "here/ny", "here/ny/schemas", f"here/ny/{file}"}
    result = world.run(*EXAMPLE.split(), "ny", leaves=leaves, **variables)
    assert (result.status, result.out) == (2, b"")
    assert f"Filen »ny/{file}« findes allerede." in result.message
    assert (world.here / "ny" / file).read_bytes() == THEIRS


def at_once(world: World, lines: list[str]) -> list[tuple[int, str]]:
    """Run these lines so that all have a file ready before any gives it its name; their statuses and messages."""
    (meet := world.root / "meet").mkdir()
    here = f"open(os.path.join({str(meet)!r}, str(os.getpid())), 'w').close()"
    wait = f"while len(os.listdir({str(meet)!r})) < {len(lines)}: time.sleep(0.001)"
    environment = world.environment(**meddling(world, here, wait))
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    started = [
        subprocess.Popen([world.program, *line.split()], cwd=world.here, env=environment, **pipes) for line in lines
    ]
    try:
        said = [process.communicate(timeout=TIMEOUT) for process in started]
    finally:
        for process in started:
            process.kill()
    assert [out for out, _ in said] == [b""] * len(lines)
    return [(process.returncode, err.decode()) for process, (_, err) in zip(started, said, strict=True)]


@pytest.mark.parametrize("writers", [[f"alt -f {format} -o" for format in ("tekst", "tsv", "json")], [LOCAL] * 3])
def test_of_those_who_write_a_new_file_at_once_one_wins(world: World, writers: list[str]) -> None:
    target = "a/ny" if LOCAL in writers else "ny"
    results = at_once(world, [f"{writer} {target}" for writer in writers])
    assert sorted(status for status, _ in results) == [0, 2, 2]
    assert all(f"Filen »{target}« findes allerede." in said for status, said in results if status)
    won = writers[[status for status, _ in results].index(0)]
    files = {path.name: path.read_bytes() for path in world.here.rglob("*") if path.is_file()}
    assert files.keys() == {"ny", *(["tolkning.schema.json"] if LOCAL in writers else [])}
    if LOCAL not in writers:
        assert files["ny"] == world.run(*won.split(), "-").out


def test_of_those_who_overwrite_a_file_at_once_one_is_there_whole(world: World) -> None:
    writers = [f"alt -f {format} -o" for format in ("tekst", "tsv", "json")]
    (world.here / "ny").write_bytes(OLD)
    assert at_once(world, [f"{writer} ny --overskriv" for writer in writers]) == [(0, "")] * 3
    assert os.listdir(world.here) == ["ny"]
    assert (world.here / "ny").read_bytes() in [world.run(*writer.split(), "-").out for writer in writers]


def test_of_those_who_begin_the_same_content_at_once_one_wins(world: World) -> None:
    results = at_once(world, [f"{EXAMPLE} a/ny"] * 3)
    assert sorted(status for status, _ in results) == [0, 2, 2]
    files = [str(path.relative_to(world.here / "a" / "ny")) for path in (world.here / "a").rglob("*") if path.is_file()]
    assert set(files) == NEW_FILES


# Content and interpretation that can't be read

UNREADABLE: dict[str, tuple[Callable[[Path], object], str]] = {
    "locked": (lambda path: (path.touch(), path.chmod(0)), "du har ikke lov til at læse filen"),
    "folder": (Path.mkdir, "det er en mappe, ikke en fil"),
    "fifo": (os.mkfifo, "det er ikke en almindelig fil"),
    "device": (lambda path: path.symlink_to("/dev/zero"), "det er ikke en almindelig fil"),
    "dangling link": (lambda path: path.symlink_to("ukendt"), "filen findes ikke"),
    "ring": (lambda path: path.symlink_to(path), "det er et link, der peger på sig selv"),
    "huge": (lambda path: path.write_bytes(b"#" * 1_048_577), "filen er større end 1 MiB"),
}


UNOPENABLE = [UNREADABLE[name][1] for name in ("locked", "dangling link", "ring")]  # whatever is in it


@pytest.mark.parametrize(("make", "what"), UNREADABLE.values(), ids=list(UNREADABLE))
def test_a_file_that_cannot_be_read_is_named(
    world: World, powerless: tuple[str, ...], make: Callable[[Path], object], what: str
) -> None:
    """An interpretation stops no reading but its own; content is refused as a whole; `tjek` finds a fault in it, or
    says that a path named to it can't be opened."""
    plain = world.run("vaerdier", "respekt")
    local = world.home / "config" / "ishoj" / "tolkning.yaml"
    folder = put_content(world.here / "indhold")
    (folder / "mission.yaml").unlink()
    local.parent.mkdir(parents=True)
    make(local)
    make(folder / "mission.yaml")
    read = world.run("vaerdier", "respekt", under=powerless)
    assert (read.status, read.out) == (0, plain.out)
    asked = world.run("tolkning", under=powerless)
    refused = world.run("--indhold", "indhold", "--uden-tolkning", "alt", under=powerless)
    for result, file in ((read, local), (asked, local), (refused, "indhold/mission.yaml")):
        assert result.message.startswith(f"ishoj: {file}:")
        assert f": {what}" in result.message
    assert (asked.status, asked.out) == (refused.status, refused.out) == (2, b"")
    checked = world.run("tjek", "indhold", under=powerless)
    assert (checked.status, checked.err) == (1, b"")
    assert f":1:1: {what}; " in checked.text
    named = world.run("tjek", str(local), under=powerless)
    if what in UNOPENABLE:
        assert (named.status, named.out) == (2, b"")
        assert named.message.startswith(f"ishoj: {local}: {what}; ")
    else:
        assert (named.status, named.err) == (1, b"")
        assert f":1:1: {what}; " in named.text


def test_an_interpretation_below_a_locked_folder_is_reported_where_it_is_asked_for(
    world: World, powerless: tuple[str, ...]
) -> None:
    """`tolkning` and `tjek` ask for it, and so does a variable; beside every text it would be noise."""
    plain = world.run("vaerdier")
    file = world.home / "config" / "ishoj" / "tolkning.yaml"
    file.parent.mkdir(parents=True)
    file.touch()
    file.parent.chmod(0)
    lost = f"{file}:1:1: du har ikke lov til at læse filen; bed ejeren om adgang\n"
    unasked = world.run("vaerdier", under=powerless)
    asked = world.run("vaerdier", under=powerless, ISHOJ_TOLKNING=str(file))
    edited = [world.run("tolkning", action, under=powerless, EDITOR="false") for action in ("vis", "rediger")]
    checked = world.run("tjek", under=powerless)
    file.parent.chmod(0o755)
    assert unasked == (0, plain.out, b"")
    assert asked[:2] == (0, plain.out)
    assert asked.message.startswith(f"ishoj: {lost}")
    assert [(each.status, each.out, each.message) for each in edited] == [(2, b"", f"ishoj: {lost}")] * 2
    assert (checked.status, checked.out) == (2, b"")
    assert checked.message == f"ishoj: {lost.replace(':1:1: ', ': ')}"


@pytest.mark.parametrize(
    ("mode", "where", "what"),
    [
        (0o555, "indhold", None),
        (0o311, "indhold", "du har ikke lov til at læse mappen"),
        (0o755, "ukendt", "mappen findes ikke"),
        (0o755, "indhold/handbook.yaml", "det er en fil, ikke en mappe"),
        (0o755, "ring", "det er et link, der peger på sig selv"),
        (0o755, "a" * 256, "mappen kan ikke læses: navnet er for langt"),
    ],
)
def test_content_in_a_folder_that_cannot_be_read_is_refused(
    world: World, powerless: tuple[str, ...], mode: int, where: str, what: str | None
) -> None:
    (world.here / "ring").symlink_to("ring")
    folder = put_content(world.here / "indhold")
    for file in CONTENT:
        (folder / file).chmod(0o444)
    folder.chmod(mode)
    results = [world.run("alt", "--indhold", where, under=powerless)]
    results += [world.run("liste", under=powerless, ISHOJ_INDHOLD=where)]
    folder.chmod(0o755)
    for result in results:
        if what is None:
            assert (result.status, result.err) == (0, b"")
        else:
            assert (result.status, result.out) == (2, b"")
            assert result.message.startswith(f"ishoj: {where}: {what}; ")
