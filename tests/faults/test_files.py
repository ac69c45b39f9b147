"""Files and folders that are read-only, full, missing, oddly named, linked, or changed while they are written."""

import fcntl
import os
import select
import shutil
import socket
import stat
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from .world import TIMEOUT, World

C_LOCALE = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
OLD, THEIRS = b"gammel\n", b"deres\n"
PLAIN = "Kommunens tekst vises uden jeres tolkning. Se alle fejl med: ishoj tjek"

# Why the system says no, and what one who writes is told to do
FULL = "der er ikke mere plads.\nRyd op på disken, eller vælg et andet sted at skrive."
TOO_LARGE = "filen bliver for stor.\nVælg et andet sted at skrive."
NO_ACCESS = "du har ikke adgang.\nVælg et andet sted at skrive, eller bed ejeren om adgang."
READ_ONLY = "disken kan kun læses.\nVælg et andet sted at skrive."
NO_FOLDER = "mappen findes ikke.\nOpret mappen, eller vælg en anden."
NOT_A_FOLDER = "en del af stien er ikke en mappe.\nRet stien."
TOO_LONG = "navnet er for langt.\nVælg et kortere navn."
RING = "stien går i ring.\nRet linket, eller vælg et andet navn."
FOLDER_NOW = "det er en mappe.\nSkriv navnet på en fil."
TAKEN = "der er allerede en fil med det navn.\nVælg et andet navn."
NO_READER = "der er ingen, der læser i den anden ende.\nStart den, der skal læse, og prøv igen."


class Writer(NamedTuple):
    """A line that writes: its words but for the target, which is last; and what it writes first below that."""

    words: tuple[str, ...]
    first: str = ""

    def line(self, target: str) -> str:
        """The words as a shell takes them; the target is a plain name."""
        return f"ishoj {' '.join(self.words)} {target}"

    def wrote(self, target: str) -> bytes:
        """What it says when it is done; `target` is as the message shows it."""
        if self.words[0] == "handout":
            return f"ishoj: Skrev «{cut(target, 200)}».\n".encode()
        if self.words[0] == "tolkning":
            return f"ishoj: Skrev en skabelon i «{cut(target, 200)}». Udfyld den med: ishoj tolkning rediger\n".encode()
        if self.words[0] == "tjek":
            seen = f"ishoj --indhold {target}"
            return f"ishoj: 6 filer er skrevet i «{cut(target, 200)}». Se dem med: {seen}\n".encode()
        return b""

    def unwritten(self, target: str, why: str) -> bytes:
        """What it says when its first file can't be written."""
        return f"ishoj: Kan ikke skrive «{cut(target + self.first, 60)}»: {why}\n".encode()

    def refused(self, target: str, why: str) -> bytes:
        """What it says when nothing at all can be made at its target."""
        return no_folder(f"{target}/schemas", why) if self.first else self.unwritten(target, why)

    def came(self, target: str) -> bytes:
        """What it says when somebody has just written its first file."""
        name = cut(target + self.first, 60)
        return f"ishoj: Filen «{name}» findes allerede.\nVælg et andet navn, eller tilføj --overskriv.\n".encode()

    def taken(self, target: str) -> bytes:
        """What it says when its target is there already."""
        if self.words[0] == "tolkning":
            name = cut(target, 200)
            return f"ishoj: Filen «{name}» findes allerede.\nÅbn den med: ishoj tolkning rediger\n".encode()
        if self.words[0] == "tjek":
            name = cut(f"{target}/formaal.yaml", 60)
            return f"ishoj: «{name}» findes allerede.\nVælg en ny mappe. Intet er skrevet.\n".encode()
        return self.came(target)


def cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"


def no_folder(folder: str, why: str) -> bytes:
    """What is said when a folder can't be made."""
    return f"ishoj: Kan ikke oprette mappen «{cut(folder, 200)}»: {why}\n".encode()


def a_folder(target: str) -> bytes:
    """What is said when the target is a folder."""
    return f"ishoj: «{target}» er en mappe.\nSkriv navnet på en fil.\n".encode()


NEW_FILES = (
    *("schemas/local.schema.json", "schemas/section.schema.json", "schemas/handbook.schema.json"),
    *("vaerdier.yaml", "handbook.yaml", "formaal.yaml"),
)  # in the order that `tjek --ny` writes them
READS = [Writer(("alt", "-f", format, "-o")) for format in ("terminal", "tekst", "markdown", "tsv", "json")]
OTHERS = [Writer(("liste", "--json", "-o")), Writer(("soeg", "ansvar", "-o")), Writer(("vaerdier", "-o"))]
SHEETS = [Writer(("handout", "-f", format, "-o")) for format in ("pdf", "html", "docx", "markdown")]
CARDS = [Writer(("handout", "--type", kind, "-f", "pdf", "-o")) for kind in ("kort", "plakat")]
NEW_LOCAL = Writer(("tolkning", "ny", "--tolkning"))
NEW_CONTENT = Writer(("tjek", "--ny"), f"/{NEW_FILES[0]}")
FILES = [*READS, *OTHERS, *SHEETS, *CARDS]  # what -o is for
WRITERS = [*FILES, NEW_LOCAL, NEW_CONTENT]
LONG = [*READS[:3], READS[4], *SHEETS, *CARDS, NEW_LOCAL]  # more than 4,096 bytes in a file
A_FEW = [READS[1], SHEETS[0], NEW_LOCAL, NEW_CONTENT]


def named(value: object) -> str | None:
    """A writer's name in the list of tests."""
    return "-".join(word.strip("-") for word in value.words) if isinstance(value, Writer) else None


pytestmark = pytest.mark.skipif(os.name == "nt", reason="permissions, links, mounts and devices as POSIX has them")
each_writer = pytest.mark.parametrize("writer", WRITERS, ids=named)
each_file_writer = pytest.mark.parametrize("writer", FILES, ids=named)
a_few_writers = pytest.mark.parametrize("writer", A_FEW, ids=named)


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


def tree(target: Path) -> dict[str, bytes]:
    """What each file below a folder holds; a file by itself has the name ``."""
    if target.is_file():
        return {"": target.read_bytes()}
    return {str(path.relative_to(target)): path.read_bytes() for path in target.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def written(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[Writer, dict[str, bytes]]:
    """What each writer writes where nothing is wrong."""
    made = {}
    for writer in WRITERS:
        world = World(tmp_path_factory.mktemp("written"), installed, "written")
        environment = world.environment()
        done = subprocess.run([installed, *writer.words, "ny"], cwd=world.here, env=environment, capture_output=True)
        assert (done.returncode, done.stdout, done.stderr) == (0, b"", writer.wrote("ny"))
        made[writer] = tree(world.here / "ny")
    assert set(made[NEW_CONTENT]) == set(NEW_FILES)
    return made


Written = dict[Writer, dict[str, bytes]]


def paths(writer: Writer, target: str = "here/ny") -> set[str]:
    """What a writer makes, relative to the world."""
    return {target, f"{target}/schemas", *(f"{target}/{name}" for name in NEW_FILES)} if writer.first else {target}


@each_file_writer
def test_a_file_holds_what_standard_output_would(world: World, written: Written, writer: Writer) -> None:
    assert world.run(*writer.words, "-") == (0, written[writer][""], b"")


# A disk that is full


@pytest.fixture
def disk(world: World) -> str:
    """A folder to mount a disk on."""
    (world.here / "disk").mkdir()
    return "disk"


@each_writer
def test_a_disk_without_room_for_a_byte_is_left_as_it_was(
    world: World, disk: str, mounting: tuple[str, ...], writer: Writer
) -> None:
    result = world.shell(
        f"mount -t tmpfs -o size=4k none disk; cd disk; echo gammel >fyld; {writer.line('ny')}; echo $?; ls -A",
        under=mounting,
    )
    assert result == (0, b"2\nfyld\n", writer.unwritten("ny", FULL))


@each_file_writer
def test_a_file_that_there_is_no_room_to_overwrite_is_left_as_it_was(
    world: World, disk: str, mounting: tuple[str, ...], writer: Writer
) -> None:
    result = world.shell(
        f"mount -t tmpfs -o size=4k none disk; cd disk; echo gammel >ny; {writer.line('ny')} --overskriv; echo $?; "
        "ls -A; cat ny",
        under=mounting,
    )
    assert result == (0, b"2\nny\n" + OLD, writer.unwritten("ny", FULL))


@pytest.mark.parametrize("writer", LONG, ids=named)
def test_a_disk_with_room_for_the_beginning_is_left_as_it_was(
    world: World, disk: str, mounting: tuple[str, ...], written: Written, writer: Writer
) -> None:
    assert len(written[writer][""]) > 4096
    result = world.shell(
        f"mount -t tmpfs -o size=4k none disk; cd disk; {writer.line('ny')}; echo $?; ls -A", under=mounting
    )
    assert result == (0, b"2\n", writer.unwritten("ny", FULL))


def test_a_disk_with_room_for_some_of_the_files_is_left_as_it_was(
    world: World, disk: str, mounting: tuple[str, ...], tally: Callable[[int], None]
) -> None:
    result = world.shell(
        "for size in 4 8 12 16 20 24; do mount -t tmpfs -o size=${size}k none disk; "
        "(cd disk; ishoj tjek --ny ny; echo $?; ls -A); umount disk; done",
        under=mounting,
    )
    tally(5)
    said = [NEW_CONTENT._replace(first=f"/{name}").unwritten("ny", FULL) for name in NEW_FILES[1:]]
    assert result == (0, b"2\n" * 5 + b"0\nny\n", b"".join([*said, NEW_CONTENT.wrote("ny")]))


@each_writer
def test_a_disk_that_takes_no_more_files_is_left_as_it_was(
    world: World, disk: str, mounting: tuple[str, ...], writer: Writer
) -> None:
    result = world.shell(
        f"mount -t tmpfs -o nr_inodes=1 none disk; cd disk; {writer.line('ny')}; echo $?; ls -A", under=mounting
    )
    assert result == (0, b"2\n", writer.refused("ny", FULL))


def test_a_disk_that_takes_some_folders_more_is_left_as_it_was(
    world: World, disk: str, mounting: tuple[str, ...], tally: Callable[[int], None]
) -> None:
    result = world.shell(
        "for count in 2 3; do mount -t tmpfs -o nr_inodes=$count none disk; (cd disk; "
        "ishoj tjek --ny ny; echo $?; ls -A; ishoj tolkning ny --tolkning a/b/ny; echo $?; ls -A); umount disk; done",
        under=mounting,
    )
    tally(3)
    said = [NEW_CONTENT.refused("ny", FULL), no_folder("a/b", FULL)]
    said += [NEW_CONTENT.unwritten("ny", FULL), NEW_LOCAL.unwritten("a/b/ny", FULL)]
    assert result == (0, b"2\n" * 4, b"".join(said))


@pytest.mark.parametrize("writer", LONG, ids=named)
def test_a_limit_on_the_size_of_a_file_leaves_nothing(world: World, writer: Writer) -> None:
    assert world.shell(f"ulimit -f 4; {writer.line('ny')}") == (2, b"", writer.unwritten("ny", TOO_LARGE))


@each_writer
def test_a_device_that_is_full_is_told(world: World, writer: Writer) -> None:
    if not os.path.exists("/dev/full"):
        pytest.skip("there is no /dev/full here")
    said = writer.taken("/dev/full") if writer is NEW_LOCAL else writer.refused("/dev/full", FULL)
    if writer is NEW_CONTENT:
        said = writer.refused("/dev/full", NOT_A_FOLDER)
    assert world.run(*writer.words, "/dev/full") == (2, b"", said)


# What is there already, or may not be written


@each_writer
def test_what_is_there_is_left(world: World, writer: Writer) -> None:
    there = world.here / ("ny/formaal.yaml" if writer.first else "ny")
    there.parent.mkdir(exist_ok=True)
    there.write_bytes(OLD)
    assert world.run(*writer.words, "ny") == (2, b"", writer.taken("ny"))


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o777, 0o2755, 0o200])
def test_a_file_that_is_overwritten_keeps_its_permissions(world: World, written: Written, mode: int) -> None:
    for writer in FILES if mode == 0o640 else (READS[1], SHEETS[0]):
        (file := world.here / "ny").write_bytes(OLD)
        file.chmod(mode)
        result = world.run(*writer.words, "ny", "--overskriv", leaves={"here/ny"})
        assert result == (0, b"", writer.wrote("ny"))
        assert stat.S_IMODE(file.stat().st_mode) == mode
        file.chmod(0o600)
        assert file.read_bytes() == written[writer][""]


@each_file_writer
def test_a_write_protected_file_is_left(world: World, powerless: tuple[str, ...], writer: Writer) -> None:
    (file := world.here / "ny").write_bytes(OLD)
    file.chmod(0o444)
    result = world.run(*writer.words, "ny", "--overskriv", under=powerless)
    assert result == (2, b"", writer.unwritten("ny", NO_ACCESS))


@pytest.mark.parametrize("mode", [0o555, 0o444, 0])
@a_few_writers
def test_a_folder_that_is_not_ours_is_left(world: World, powerless: tuple[str, ...], writer: Writer, mode: int) -> None:
    (folder := world.here / "andres").mkdir()
    folder.chmod(mode)
    result = world.run(*writer.words, "andres/ny", under=powerless)
    folder.chmod(0o755)
    assert result == (2, b"", writer.refused("andres/ny", NO_ACCESS))


@each_writer
def test_a_read_only_disk_is_told(world: World, disk: str, mounting: tuple[str, ...], writer: Writer) -> None:
    line = f"mount -t tmpfs none disk; mount -o remount,ro disk; cd disk; {writer.line('ny')}"
    assert world.shell(line, under=mounting) == (2, b"", writer.refused("ny", READ_ONLY))


@pytest.mark.parametrize("overwrite", [[], ["--overskriv"]])
def test_a_folder_is_no_file(world: World, overwrite: list[str]) -> None:
    (world.here / "mappe").mkdir()
    (world.here / "fil").write_bytes(OLD)
    for target in ("mappe", "mappe/", "mappe//", "mappe/.", ".", "..", "ny/", "ny/.", "ny/.."):
        assert world.run("alt", "-o", target, *overwrite) == (2, b"", a_folder(target))
    for target in ("fil/", "fil/.", "fil/ny"):
        assert world.run("alt", "-o", target, *overwrite) == (2, b"", READS[1].unwritten(target, NOT_A_FOLDER))
    assert world.run("alt", "-o", "ny/ny", *overwrite) == (2, b"", READS[1].unwritten("ny/ny", NO_FOLDER))


def test_a_file_in_the_way_of_folders_is_told(world: World) -> None:
    (world.here / "fil").write_bytes(OLD)
    assert world.run("tjek", "--ny", "fil") == (2, b"", no_folder("fil/schemas", NOT_A_FOLDER))
    assert world.run("tolkning", "ny", "--tolkning", "fil/ny") == (2, b"", no_folder("fil", TAKEN))
    assert world.run("tolkning", "ny", "--tolkning", "fil/a/ny") == (2, b"", no_folder("fil/a", NOT_A_FOLDER))


# Where it stands: the current folder, the temporary folder, the installation


@a_few_writers
def test_without_a_current_folder_all_can_be_read_but_not_written(
    world: World, written: Written, writer: Writer
) -> None:
    gone = "mkdir gone; cd gone; rmdir ../gone"
    assert world.shell(f"{gone}; {writer.line('ny')}") == (2, b"", writer.refused("ny", NO_FOLDER))
    target = str(world.here / "ny")
    result = world.shell(f"{gone}; {writer.line(target)}", leaves=paths(writer))
    assert result == (0, b"", writer.wrote(target))
    assert tree(world.here / "ny") == written[writer]


READING = [[], ["alt"], ["vaerdier", "respekt"], ["liste", "--json"], ["soeg", "ansvar"], ["tolkning"], ["-h"]]
READING += [[*writer.words, "-"] for writer in (*SHEETS, *CARDS)]


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_no_current_folder_and_a_read_only_one_change_nothing_read(
    world: World, powerless: tuple[str, ...], words: list[str]
) -> None:
    expected = world.run(*words)
    assert (expected.status, expected.err) == (0, b"")
    assert world.shell(f"mkdir gone; cd gone; rmdir ../gone; ishoj {' '.join(words)}") == expected
    world.here.chmod(0o555)
    result = world.run(*words, under=powerless)
    world.here.chmod(0o755)
    assert result == expected


@pytest.mark.parametrize("writer", [*SHEETS, *CARDS, READS[1], NEW_LOCAL, NEW_CONTENT], ids=named)
def test_the_temporary_folder_is_not_needed(
    world: World, powerless: tuple[str, ...], written: Written, writer: Writer
) -> None:
    (world.root / "file").touch()
    (world.root / "locked").mkdir(0o555)
    for place in ("nowhere", "file", "locked"):
        result = world.run(*writer.words, "ny", under=powerless, leaves=paths(writer), TMPDIR=str(world.root / place))
        assert result == (0, b"", writer.wrote("ny"))
        assert tree(world.here / "ny") == written[writer]
        shutil.rmtree(world.here / "ny") if writer.first else (world.here / "ny").unlink()


@pytest.mark.parametrize("writer", [*SHEETS, *CARDS, READS[1]], ids=named)
@pytest.mark.parametrize("options", ["noexec,nosuid,nodev", "ro", "noexec,size=4k,nr_inodes=1"])
def test_a_temporary_folder_that_is_good_for_nothing_changes_nothing(
    world: World, mounting: tuple[str, ...], written: Written, writer: Writer, options: str
) -> None:
    line = f'mount -t tmpfs -o {options} none "$TMPDIR"; {writer.line("-")}; ls -A "$TMPDIR" >&2'
    assert world.shell(line, under=mounting) == (0, written[writer][""], b"")


@pytest.mark.parametrize("writer", [*SHEETS, *CARDS, READS[1]], ids=named)
def test_a_machine_where_nothing_can_be_written_changes_nothing_read(
    world: World, mounting: tuple[str, ...], written: Written, writer: Writer
) -> None:
    line = (
        'for folder in /tmp /var/tmp /usr/tmp /dev/shm "$TMPDIR" "$HOME"; do if test -d "$folder"; then '
        'mount --bind "$folder" "$folder"; mount -o remount,bind,ro "$folder"; '
        'test ! -w "$folder" || echo "$folder"; fi; done; cd "$HOME"; '
    )
    assert world.shell(line + writer.line("-"), under=mounting) == (0, written[writer][""], b"")


@pytest.fixture
def installation(world: World, installed: Path) -> Path:
    """A copy of the installed program in the world, without what Python compiled; `world` runs it from now on."""
    copy = world.root / "installation"
    shutil.copytree(installed.parent.parent, copy, symlinks=True, ignore=shutil.ignore_patterns("__pycache__"))
    program = copy / "bin" / installed.name
    first, rest = program.read_text("utf-8").split("\n", 1)
    assert first.startswith(f"#!{installed.parent}")
    program.write_text(f"#!{copy / 'bin' / 'python'}\n{rest}", "utf-8")
    world.program = program
    return copy


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_a_read_only_installation_writes_nothing(
    world: World, installed: Path, installation: Path, powerless: tuple[str, ...], words: list[str]
) -> None:
    expected = subprocess.run([installed, *words], cwd=world.here, env=world.environment(), capture_output=True)
    everything = [installation, *installation.rglob("*")]
    for path in everything:
        if not path.is_symlink():
            path.chmod(path.stat().st_mode & 0o555)
    result = world.run(*words, under=powerless)
    for path in filter(Path.is_dir, everything):
        if not path.is_symlink():
            path.chmod(0o755)
    assert result == (0, expected.stdout, b"")
    assert not list(installation.rglob("__pycache__"))


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_an_installation_on_a_read_only_disk_writes_nothing(
    world: World, installed: Path, installation: Path, mounting: tuple[str, ...], words: list[str]
) -> None:
    expected = subprocess.run([installed, *words], cwd=world.here, env=world.environment(), capture_output=True)
    line = f"mount --bind '{installation}' '{installation}'; mount -o remount,bind,ro '{installation}'; "
    line += f"test ! -w '{installation}' && ishoj {' '.join(words)}"
    assert world.shell(line, under=mounting) == (0, expected.stdout, b"")
    assert not list(installation.rglob("__pycache__"))


# Links, pipes and sockets


@pytest.mark.parametrize("writer", [READS[1], SHEETS[0]], ids=named)
def test_a_link_stays_a_link(world: World, written: Written, writer: Writer) -> None:
    (world.here / "mappe").mkdir()
    (world.here / "mappe" / "fil").write_bytes(OLD)
    (world.here / "ny").symlink_to("mappe/fil")
    (world.here / "til-ny").symlink_to(world.here / "ny")
    (world.here / "ud").symlink_to("mappe/ukendt")
    (world.here / "vej").symlink_to("mappe")
    assert world.run(*writer.words, "ny") == (2, b"", writer.taken("ny"))
    for link, real in (("ny", "fil"), ("til-ny", "fil"), ("ud", "ukendt"), ("vej/fil", "fil"), ("vej/ny", "ny")):
        (world.here / "mappe" / "fil").write_bytes(OLD)
        result = world.run(*writer.words, link, "--overskriv", leaves={f"here/mappe/{real}"})
        assert result == (0, b"", writer.wrote(link))
        assert (world.here / "mappe" / real).read_bytes() == written[writer][""]
    assert world.run(*writer.words, "vej", "--overskriv") == (2, b"", a_folder("vej"))


def test_a_link_that_leads_nowhere_is_followed_and_one_in_a_ring_is_left(world: World, written: Written) -> None:
    (world.here / "ud").symlink_to("mappe/ny")
    (world.here / "ring").symlink_to("ring")
    (world.here / "frem").symlink_to("tilbage")
    (world.here / "tilbage").symlink_to("frem")
    for overwrite in ([], ["--overskriv"]):
        assert world.run("alt", "-o", "ud", *overwrite) == (2, b"", READS[1].unwritten("ud", NO_FOLDER))
        for ring in ("ring", "frem", "ring/ny"):
            assert world.run("alt", "-o", ring, *overwrite) == (2, b"", READS[1].unwritten(ring, RING))
    for link in ("ud", "ring"):
        assert world.run(*NEW_LOCAL.words, link) == (2, b"", NEW_LOCAL.taken(link))
    assert world.run(*NEW_LOCAL.words, "ring/ny") == (2, b"", no_folder("ring", RING))
    assert world.run(*NEW_CONTENT.words, "ring") == (2, b"", NEW_CONTENT.refused("ring", RING))
    assert world.run(*NEW_CONTENT.words, "ud") == (2, b"", NEW_CONTENT.refused("ud", TAKEN))
    (world.here / "mappe").mkdir()
    assert world.run("alt", "-o", "ud", leaves={"here/mappe/ny"}) == (0, b"", b"")
    assert (world.here / "mappe" / "ny").read_bytes() == written[READS[1]][""]


@each_file_writer
def test_a_reader_of_a_fifo_gets_it_all(world: World, written: Written, writer: Writer) -> None:
    os.mkfifo(world.here / "ny")
    result = world.shell(f"cat ny & {writer.line('ny')}; status=$?; wait; exit $status")
    assert result == (0, written[writer][""], writer.wrote("ny"))


@pytest.mark.parametrize("writer", [writer for writer in LONG if writer in FILES], ids=named)
def test_a_reader_of_a_fifo_that_goes_away_ends_it_quietly(world: World, writer: Writer) -> None:
    if not hasattr(fcntl, "F_SETPIPE_SZ"):
        pytest.skip("the size of a pipe can't be set here")
    os.mkfifo(world.here / "ny")
    reader = os.open(world.here / "ny", os.O_RDONLY | os.O_NONBLOCK)
    fcntl.fcntl(reader, fcntl.F_SETPIPE_SZ, 4096)

    def leave() -> None:
        select.select([reader], [], [], TIMEOUT)
        os.close(reader)

    thread = threading.Thread(target=leave)
    thread.start()
    assert world.run(*writer.words, "ny") == (0, b"", b"")
    thread.join()


def test_a_socket_and_a_device_are_no_files(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(world.here)  # the name of a socket must be short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("ny")
        for overwrite in ([], ["--overskriv"]):
            assert world.run("alt", "-o", "ny", *overwrite) == (2, b"", READS[1].unwritten("ny", NO_READER))
            assert world.run("alt", "-o", "/dev/null", *overwrite) == (0, b"", b"")


# Names


NAMES = {
    "danish": "æøå.md".encode(),
    "decomposed": "a\u030ablik.md".encode(),
    "emoji": "😀.md".encode(),
    "spaces": b"to  ord .md",
    "not-utf-8": b"\xff.md",
    "half-utf-8": b"\xc3.md",
    "danish-and-not-utf-8": b"\xc3\xa6\xff.md",
    "escape": b"\x1b[2J.md",
    "c1": "\x9b2J.md".encode(),
    "dash": b"./-o",
}


EXAMPLE_LIST = "formaal\tFormål\nvaerdier\tVærdier\nvaerdier/respekt\tRespekt\nvaerdier/klar-tale\tKlar tale\n".encode()


def shown(name: bytes) -> str:
    """A name as a message shows it: its letters, and escapes for what is none or steers a terminal."""
    text = name.decode("utf-8", "surrogateescape")
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


@pytest.mark.parametrize("locale", [{}, C_LOCALE], ids=["utf-8", "c"])
@pytest.mark.parametrize("name", NAMES.values(), ids=list(NAMES))
def test_a_file_may_have_any_name_in_any_locale(
    world: World, written: Written, name: bytes, locale: dict[str, str]
) -> None:
    for writer in (READS[2], SHEETS[3], NEW_LOCAL, NEW_CONTENT):
        target = world.here / os.fsdecode(name)
        result = world.run(*writer.words, name, leaves=paths(writer, f"here/{target.name}"), **locale)
        assert result == (0, b"", writer.wrote(shown(name)))
        assert tree(target) == written[writer]
        assert world.run(*writer.words, name, **locale) == (2, b"", writer.taken(shown(name)))
        if writer is NEW_LOCAL:
            result = world.run("tolkning", "--tolkning", name, **locale)
            assert result.out.split(b"\n")[1] == f"Fil: {shown(name)}".encode()
        if writer is not NEW_CONTENT:
            target.unlink()
    assert world.run("tjek", name, **locale) == (0, f"Ingen fejl i {shown(name)}.\n".encode(), b"")
    for words, variables in ((("--indhold", name), {}), ((), {"ISHOJ_INDHOLD": os.fsdecode(name)})):
        result = world.run(*words, "liste", **locale, **variables)
        assert result == (0, EXAMPLE_LIST, b"")


def test_names_as_long_as_may_be_are_written_and_longer_ones_told(world: World, written: Written) -> None:
    for writer in (READS[2], SHEETS[3], NEW_LOCAL, NEW_CONTENT):
        for name in ("a" * 255, "æ" * 127 + "a"):
            result = world.run(*writer.words, name.encode(), leaves=paths(writer, f"here/{name}"))
            assert result == (0, b"", writer.wrote(name))
            assert tree(world.here / name) == written[writer]
            (shutil.rmtree if writer.first else os.unlink)(world.here / name)
        for name in ("a" * 256, "æ" * 128, "a/" * 2100 + "a"):
            said = writer.refused(name, TOO_LONG)
            if writer is NEW_LOCAL and "/" in name:
                said = no_folder(os.path.dirname(name), TOO_LONG)
            assert world.run(*writer.words, name.encode()) == (2, b"", said)
