"""Files and folders that are read-only, full, missing, oddly named, linked, or changed while they are written."""

import fcntl
import os
import select
import shlex
import shutil
import socket
import stat
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from .world import TIMEOUT, World

C_LOCALE = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
OLD, THEIRS = b"gammel\n", b"deres\n"
PLAIN = "Teksten vises uden jeres tolkning. Se alle fejl med: ishoj tjek"

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
            made = f"ishoj: Skrev en skabelon i «{cut(target, 200)}»."
            return f"{made} Udfyld den med: ishoj tolkning rediger --tolkning {typed(target)}\n".encode()
        if self.words[0] == "tjek":
            seen = f"ishoj --indhold {typed(target)}"
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
            again = f"--tolkning {typed(target)}"
            return f"ishoj: Filen «{name}» findes allerede.\nÅbn den med: ishoj tolkning rediger {again}\n".encode()
        if self.words[0] == "tjek":
            name = cut(f"{target}/formaal.yaml", 60)
            return f"ishoj: «{name}» findes allerede.\nVælg en ny mappe. Intet er skrevet.\n".encode()
        return self.came(target)


def typed(name: str) -> str:
    """A name as it is advised to type it: in quotation marks where a shell may need them."""
    return name if all(letter.isalnum() or letter in "-_./" for letter in name) else shlex.quote(name)


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
CARDS = [Writer(("handout", "vaerdier", "--type", kind, "-f", "pdf", "-o")) for kind in ("kort", "plakat")]
NEW_LOCAL = Writer(("tolkning", "ny", "--tolkning"))
NEW_CONTENT = Writer(("tjek", "--ny"), f"/{NEW_FILES[0]}")
FILES = [*READS, *OTHERS, *SHEETS, *CARDS]  # what -o is for
WRITERS = [*FILES, NEW_LOCAL, NEW_CONTENT]
A_FEW = [READS[1], SHEETS[0], NEW_LOCAL, NEW_CONTENT]  # one of each kind


def named(value: object) -> str | None:
    """A writer's name in the list of tests."""
    return "-".join(word.strip("-") for word in value.words) if isinstance(value, Writer) else None


pytestmark = pytest.mark.skipif(os.name == "nt", reason="permissions, links, mounts and devices as POSIX has them")
each_writer = pytest.mark.parametrize("writer", WRITERS, ids=named)
a_few_writers = pytest.mark.parametrize("writer", A_FEW, ids=named)
a_few_file_writers = pytest.mark.parametrize("writer", A_FEW[:2], ids=named)


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


@pytest.mark.parametrize("writer", FILES, ids=named)
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


@a_few_file_writers
def test_a_file_that_there_is_no_room_to_overwrite_is_left_as_it_was(
    world: World, disk: str, mounting: tuple[str, ...], writer: Writer
) -> None:
    result = world.shell(
        f"mount -t tmpfs -o size=4k none disk; cd disk; echo gammel >ny; {writer.line('ny')} --overskriv; echo $?; "
        "ls -A; cat ny",
        under=mounting,
    )
    assert result == (0, b"2\nny\n" + OLD, writer.unwritten("ny", FULL))


@pytest.mark.parametrize("writer", A_FEW[:3], ids=named)
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


@a_few_writers
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


@pytest.mark.parametrize("writer", A_FEW[:3], ids=named)
def test_a_limit_on_the_size_of_a_file_leaves_nothing(world: World, writer: Writer) -> None:
    assert world.shell(f"ulimit -f 4; {writer.line('ny')}") == (2, b"", writer.unwritten("ny", TOO_LARGE))


@a_few_writers
def test_a_device_that_is_full_is_told(world: World, writer: Writer) -> None:
    if not os.path.exists("/dev/full"):
        pytest.skip("there is no /dev/full here")
    said = writer.taken("/dev/full") if writer is NEW_LOCAL else writer.refused("/dev/full", FULL)
    if writer is NEW_CONTENT:
        said = writer.refused("/dev/full", NOT_A_FOLDER)
    assert world.run(*writer.words, "/dev/full") == (2, b"", said)


# What is there already, or may not be written


@a_few_writers
def test_what_is_there_is_left(world: World, writer: Writer) -> None:
    there = world.here / ("ny/formaal.yaml" if writer.first else "ny")
    there.parent.mkdir(exist_ok=True)
    there.write_bytes(OLD)
    assert world.run(*writer.words, "ny") == (2, b"", writer.taken("ny"))


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o777, 0o2755])
def test_a_file_that_is_overwritten_keeps_its_permissions(world: World, written: Written, mode: int) -> None:
    for writer in A_FEW[:2] if mode == 0o640 else A_FEW[:1]:
        (file := world.here / "ny").write_bytes(OLD)
        file.chmod(mode)
        result = world.run(*writer.words, "ny", "--overskriv", leaves={"here/ny"})
        assert result == (0, b"", writer.wrote("ny"))
        assert stat.S_IMODE(file.stat().st_mode) == mode
        file.chmod(0o600)
        assert file.read_bytes() == written[writer][""]


@a_few_file_writers
def test_a_write_protected_file_is_left(world: World, powerless: tuple[str, ...], writer: Writer) -> None:
    (file := world.here / "ny").write_bytes(OLD)
    file.chmod(0o444)
    result = world.run(*writer.words, "ny", "--overskriv", under=powerless)
    assert result == (2, b"", writer.unwritten("ny", NO_ACCESS))


@pytest.mark.parametrize("mode", [0o555, 0])
@a_few_writers
def test_a_folder_that_is_not_ours_is_left(world: World, powerless: tuple[str, ...], writer: Writer, mode: int) -> None:
    (folder := world.here / "andres").mkdir()
    folder.chmod(mode)
    result = world.run(*writer.words, "andres/ny", under=powerless)
    folder.chmod(0o755)
    assert result == (2, b"", writer.refused("andres/ny", NO_ACCESS))


@a_few_writers
def test_a_read_only_disk_is_told(world: World, disk: str, mounting: tuple[str, ...], writer: Writer) -> None:
    line = f"mount -t tmpfs none disk; mount -o remount,ro disk; cd disk; {writer.line('ny')}"
    assert world.shell(line, under=mounting) == (2, b"", writer.refused("ny", READ_ONLY))


@pytest.mark.parametrize("overwrite", [[], ["--overskriv"]])
def test_a_folder_is_no_file(world: World, overwrite: list[str]) -> None:
    (world.here / "mappe").mkdir()
    (world.here / "fil").write_bytes(OLD)
    for target in ("mappe", "mappe/", ".", "ny/", "ny/.."):
        assert world.run("alt", "-o", target, *overwrite) == (2, b"", a_folder(target))
    for target in ("fil/", "fil/ny"):
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


READING = [
    words.split()
    for words in ("", "alt", "vaerdier respekt", "liste --json", "soeg ansvar", "dagens --dato 2026-11-23", "-h")
]
READING += [[*writer.words, "-"] for writer in SHEETS[:1]]


@pytest.fixture(scope="module")
def answers(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What each line of READING shows where nothing is wrong."""
    world = World(tmp_path_factory.mktemp("answers"), installed, "answers")
    shown = {}
    for words in READING:
        done = subprocess.run([installed, *words], cwd=world.here, env=world.environment(), capture_output=True)
        assert (done.returncode, done.stderr) == (0, b"")
        shown[" ".join(words)] = done.stdout
    return shown


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_no_current_folder_and_a_read_only_one_change_nothing_read(
    world: World, powerless: tuple[str, ...], answers: dict[str, bytes], words: list[str]
) -> None:
    expected = (0, answers[" ".join(words)], b"")
    assert world.shell(f"mkdir gone; cd gone; rmdir ../gone; ishoj {' '.join(words)}") == expected
    world.here.chmod(0o555)
    result = world.run(*words, under=powerless)
    world.here.chmod(0o755)
    assert result == expected


@pytest.mark.parametrize("writer", A_FEW[1:2], ids=named)
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


@pytest.mark.parametrize("writer", A_FEW[1:2], ids=named)
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
    world: World, answers: dict[str, bytes], installation: Path, powerless: tuple[str, ...], words: list[str]
) -> None:
    everything = [installation, *installation.rglob("*")]
    for path in everything:
        if not path.is_symlink():
            path.chmod(path.stat().st_mode & 0o555)
    result = world.run(*words, under=powerless)
    for path in filter(Path.is_dir, everything):
        if not path.is_symlink():
            path.chmod(0o755)
    assert result == (0, answers[" ".join(words)], b"")
    assert not list(installation.rglob("__pycache__"))


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_an_installation_on_a_read_only_disk_writes_nothing(
    world: World, answers: dict[str, bytes], installation: Path, mounting: tuple[str, ...], words: list[str]
) -> None:
    line = f"mount --bind '{installation}' '{installation}'; mount -o remount,bind,ro '{installation}'; "
    line += f"test ! -w '{installation}' && ishoj {' '.join(words)}"
    assert world.shell(line, under=mounting) == (0, answers[" ".join(words)], b"")
    assert not list(installation.rglob("__pycache__"))


# Links, pipes and sockets


@pytest.mark.parametrize("writer", A_FEW[:1], ids=named)
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


@a_few_file_writers
def test_a_reader_of_a_fifo_gets_it_all(world: World, written: Written, writer: Writer) -> None:
    os.mkfifo(world.here / "ny")
    result = world.shell(f"cat ny & {writer.line('ny')}; status=$?; wait; exit $status")
    assert result == (0, written[writer][""], writer.wrote("ny"))


@a_few_file_writers
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
    "letters": "æa\u030a  😀.md".encode(),
    "not-utf-8": b"\xc3\xa6\xff.md",
    "steering": b"\x1b[2J\xc2\x9b2J\xe2\x80\xae.md",
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
    for writer in (READS[2], NEW_LOCAL, NEW_CONTENT):
        target = world.here / os.fsdecode(name)
        result = world.run(*writer.words, name, leaves=paths(writer, f"here/{target.name}"), **locale)
        assert result == (0, b"", writer.wrote(shown(name)))
        assert tree(target) == written[writer]
        if writer is NEW_LOCAL:
            assert world.run(*writer.words, name, **locale) == (2, b"", writer.taken(shown(name)))
            result = world.run("tolkning", "--tolkning", name, **locale)
            assert (result.status, result.err) == (0, b"")
            assert result.out.split(b"\n")[1] == f"Fil: {shown(name)}".encode()
        if writer is not NEW_CONTENT:
            target.unlink()
    assert world.run("tjek", name, **locale) == (0, f"Ingen fejl i {shown(name)}.\n".encode(), b"")
    (target / "vaerdier.yaml").write_bytes(b"")
    result = world.run("tjek", name, "--json", **locale)
    assert (result.status, result.err) == (2, b"")
    named = (name + b"/").decode("utf-8", "surrogateescape")
    assert {fault["file"].rpartition("/")[0] + "/" for fault in result.json["faults"]} == {named}
    (target / "vaerdier.yaml").write_bytes(written[NEW_CONTENT]["vaerdier.yaml"])
    for words, variables in ((("--indhold", name), {}), ((), {"ISHOJ_INDHOLD": os.fsdecode(name)})):
        result = world.run(*words, "liste", **locale, **variables)
        assert result == (0, EXAMPLE_LIST, b"")


def test_names_as_long_as_may_be_are_written_and_longer_ones_told(world: World, written: Written) -> None:
    for writer in (READS[2], NEW_LOCAL, NEW_CONTENT):
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


# What changes while it is written


DONE = "meddling/done"


def meddling(world: World, *lines: str) -> dict[str, str]:
    """The variables that make the program do this, once, when what it writes is on the disk but has no name yet.

    It leaves DONE in the world as a sign.
    """
    (folder := world.root / "meddling").mkdir(exist_ok=True)
    lines = ("real(file)", "os.fsync = real", f"open({str(world.root / DONE)!r}, 'w').close()", *lines)
    (folder / "sitecustomize.py").write_text(
        "import os, shutil, time\nreal = os.fsync\ndef fsync(file):\n    "
        + "\n    ".join(lines)
        + "\nos.fsync = fsync\n",
        "utf-8",
    )
    return {"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}


CAME = {
    "file": "open('mappe/ny', 'w').write('deres\\n')",
    "folder": "os.mkdir('mappe/ny')",
    "link": "os.symlink('andet', 'mappe/ny')",
    "dangling-link": "os.symlink('ukendt', 'mappe/ny')",
    "ring": "os.symlink('ny', 'mappe/ny')",
}


@pytest.mark.parametrize("writer", [READS[1], NEW_LOCAL], ids=named)
@pytest.mark.parametrize("code", CAME.values(), ids=list(CAME))
def test_what_comes_while_it_is_written_is_left(world: World, writer: Writer, code: str) -> None:
    (world.here / "mappe").mkdir()
    (world.here / "mappe" / "andet").write_bytes(OLD)
    result = world.run(*writer.words, "mappe/ny", leaves={"here/mappe/ny", DONE}, **meddling(world, code))
    assert result == (2, b"", writer.came("mappe/ny"))
    if code is CAME["file"]:
        assert (world.here / "mappe" / "ny").read_bytes() == THEIRS


def test_a_file_of_the_example_that_comes_while_it_is_written_is_left(world: World) -> None:
    variables = meddling(world, f"open('ny/{NEW_FILES[0]}', 'w').write('deres\\n')")
    leaves = {DONE, "here/ny", "here/ny/schemas", f"here/ny/{NEW_FILES[0]}"}
    assert world.run(*NEW_CONTENT.words, "ny", leaves=leaves, **variables) == (2, b"", NEW_CONTENT.came("ny"))
    assert tree(world.here / "ny") == {NEW_FILES[0]: THEIRS}


@a_few_writers
def test_a_folder_that_goes_while_it_is_written_in_is_told(world: World, writer: Writer) -> None:
    (world.here / "mappe").mkdir()
    variables = meddling(world, "shutil.rmtree('mappe')")
    result = world.run(*writer.words, "mappe/ny", leaves={"here/mappe", DONE}, **variables)
    assert result == (2, b"", writer.unwritten("mappe/ny", NO_FOLDER))


CHANGED = {
    "gone": ("", True),
    "file": ("os.rename('mappe/andet', 'mappe/ny')", True),
    "link": ("os.symlink('andet', 'mappe/ny')", True),
    "dangling-link": ("os.symlink('ukendt', 'mappe/ny')", True),
    "ring": ("os.symlink('ny', 'mappe/ny')", True),
    "folder": ("os.mkdir('mappe/ny')", False),
}


@pytest.mark.parametrize("writer", A_FEW[:1], ids=named)
@pytest.mark.parametrize(("code", "written_over"), CHANGED.values(), ids=list(CHANGED))
def test_a_file_that_is_changed_while_it_is_overwritten_is_whole_or_left(
    world: World, written: Written, writer: Writer, code: str, written_over: bool
) -> None:
    (folder := world.here / "mappe").mkdir()
    for name in ("ny", "andet"):
        (folder / name).write_bytes(OLD)
    leaves = {DONE, "here/mappe/ny", *(["here/mappe/andet"] if "rename" in code else [])}
    variables = meddling(world, f"os.unlink('mappe/ny'); {code}")
    result = world.run(*writer.words, "mappe/ny", "--overskriv", leaves=leaves, **variables)
    if written_over:
        assert result == (0, b"", writer.wrote("mappe/ny"))
        assert not (folder / "ny").is_symlink()
        assert (folder / "ny").read_bytes() == written[writer][""]
    else:
        assert result == (2, b"", writer.unwritten("mappe/ny", FOLDER_NOW))
        assert not list((folder / "ny").iterdir())


def test_a_target_that_never_rests_gets_a_whole_file_or_none(
    world: World, written: Written, times: Callable[[int], int], tally: Callable[[int], None]
) -> None:
    (world.here / "andet").write_bytes(OLD)
    target, stop = world.here / "ny", threading.Event()

    def file() -> None:
        target.write_bytes(THEIRS)

    def link() -> None:
        target.symlink_to("andet")

    def flip() -> None:
        while not stop.is_set():
            for make, unmake in ((file, target.unlink), (target.mkdir, target.rmdir), (link, target.unlink)):
                try:
                    make()
                    time.sleep(0.0005)
                    unmake()
                except OSError:  # the program was there first: begin anew
                    (world.here / "ny").unlink(missing_ok=True)

    said = {READS[1].came("ny"), a_folder("ny"), READS[1].unwritten("ny", FOLDER_NOW)}
    thread = threading.Thread(target=flip)
    thread.start()
    try:
        for turn in range(times(100)):
            done = subprocess.run(
                [world.program, *READS[1].words, "ny", *(["--overskriv"] if turn % 2 else [])],
                cwd=world.here,
                env=world.environment(),
                capture_output=True,
                timeout=TIMEOUT,
            )
            assert (done.returncode, done.stdout) in {(0, b""), (2, b"")}
            assert done.stderr in ({b""} if done.returncode == 0 else said)
    finally:
        stop.set()
        thread.join()
    tally(times(100))
    assert set(os.listdir(world.here)) <= {"ny", "andet"}
    assert (world.here / "andet").read_bytes() in (OLD, THEIRS, written[READS[1]][""])


# Two who write the same


def at_once(world: World, lines: list[list[str]]) -> list[tuple[int, bytes, bytes]]:
    """Run the program with each of these lines, so that all have a file ready before any gives it its name."""
    (meet := world.root / "meet").mkdir()
    here = f"open(os.path.join({str(meet)!r}, str(os.getpid())), 'w').close()"
    wait = f"while len(os.listdir({str(meet)!r})) < {len(lines)}: time.sleep(0.001)"
    environment = world.environment(**meddling(world, here, wait))
    started = [
        subprocess.Popen(
            [world.program, *line], cwd=world.here, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        for line in lines
    ]
    try:
        ended = [(*process.communicate(timeout=TIMEOUT), process.returncode) for process in started]
    finally:
        for process in started:
            process.kill()
    assert len(os.listdir(meet)) == len(lines)
    shutil.rmtree(meet)
    shutil.rmtree(world.root / "meddling")
    return [(status, out, err) for out, err, status in ended]


@pytest.mark.parametrize("writers", [READS[:4], [SHEETS[3], SHEETS[1], READS[1], READS[3]]], ids=["reads", "sheets"])
def test_of_those_who_write_a_new_file_at_once_one_wins(
    world: World,
    written: Written,
    writers: list[Writer],
    times: Callable[[int], int],
    tally: Callable[[int], None],
) -> None:
    for _ in range(times(20)):
        results = at_once(world, [[*writer.words, "ny"] for writer in writers])
        won = [writer for writer, result in zip(writers, results, strict=True) if result[0] == 0]
        assert len(won) == 1
        for writer, result in zip(writers, results, strict=True):
            assert result == ((0, b"", writer.wrote("ny")) if writer in won else (2, b"", writer.came("ny")))
        assert tree(world.here) == {"ny": written[won[0]][""]}
        (world.here / "ny").unlink()
    tally(times(20) * len(writers))


def test_of_those_who_overwrite_a_file_at_once_one_is_there_whole(
    world: World, written: Written, times: Callable[[int], int], tally: Callable[[int], None]
) -> None:
    writers = READS[:4]
    for _ in range(times(20)):
        (world.here / "ny").write_bytes(OLD)
        results = at_once(world, [[*writer.words, "ny", "--overskriv"] for writer in writers])
        assert results == [(0, b"", b"")] * len(writers)
        assert list(tree(world.here)) == ["ny"]
        assert (world.here / "ny").read_bytes() in [written[writer][""] for writer in writers]
    tally(times(20) * len(writers))


@pytest.mark.parametrize("writer", [NEW_LOCAL, NEW_CONTENT], ids=named)
def test_of_those_who_begin_the_same_at_once_one_wins(
    world: World, written: Written, writer: Writer, times: Callable[[int], int], tally: Callable[[int], None]
) -> None:
    for _ in range(times(20)):
        results = at_once(world, [[*writer.words, "a/ny"]] * 4)
        assert sorted(results) == [(0, b"", writer.wrote("a/ny")), *[(2, b"", writer.came("a/ny"))] * 3]
        assert tree(world.here / "a" / "ny") == written[writer]
        assert os.listdir(world.here / "a") == ["ny"]
        shutil.rmtree(world.here / "a")
    tally(times(20) * 4)


# Content and interpretation that can't be read


def as_listed(fault: str) -> bytes:
    """The line that `tjek` has of a fault: always with a line and a column, which are 1 for what has none."""
    name, what = fault.split(": ", 1)
    return f"{name.removesuffix(':1:1')}:1:1: {what}\n".encode()


# What can't be read, and what is said of it after its name: where there is a file, there is a line.
UNFIT: dict[str, tuple[Callable[[Path], object], str]] = {
    "locked": (
        lambda path: (path.touch(), path.chmod(0)),
        ":1:1: du har ikke lov til at læse filen; bed ejeren om adgang",
    ),
    "folder": (Path.mkdir, ": det er en mappe, ikke en fil; flyt eller omdøb den"),
    "fifo": (os.mkfifo, ":1:1: det er ikke en almindelig fil; flyt eller omdøb den"),
    "device": (lambda path: path.symlink_to("/dev/zero"), ":1:1: det er ikke en almindelig fil; flyt eller omdøb den"),
    "dangling-link": (lambda path: path.symlink_to("ukendt"), ": filen findes ikke; ret navnet, eller opret den"),
    "ring": (
        lambda path: path.symlink_to(path),
        ":1:1: det er et link, der peger på sig selv; ret linket, eller slet det",
    ),
    "huge": (lambda path: path.write_bytes(b"#" * 1_048_577), ":1:1: filen er større end 1 MiB; del den i flere filer"),
}


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        *((kind, ["vaerdier", "respekt"]) for kind in UNFIT),
        *(("folder", words) for words in (["soeg", "ansvar"], [], [*SHEETS[3].words, "-"])),
    ],
)
def test_an_interpretation_that_cannot_be_read_is_said_and_stops_nothing(
    world: World, powerless: tuple[str, ...], kind: str, words: list[str]
) -> None:
    make, what = UNFIT[kind]
    plain = world.run(*words)
    file = world.home / "config" / "ishoj" / "tolkning.yaml"
    file.parent.mkdir(parents=True)
    make(file)
    assert world.run(*words, under=powerless) == (0, plain.out, f"ishoj: {file}{what}\n{PLAIN}\n".encode())
    assert (plain.status, plain.err) == (0, b"")


@pytest.mark.parametrize(("make", "what"), UNFIT.values(), ids=list(UNFIT))
def test_an_interpretation_that_cannot_be_read_is_a_fault_when_it_is_asked_for(
    world: World, powerless: tuple[str, ...], make: Callable[[Path], object], what: str
) -> None:
    make(world.here / "tolkning.yaml")
    plain = os.path.isfile(world.here / "tolkning.yaml") or not os.path.exists(world.here / "tolkning.yaml")
    hint = (
        "Ret den med: ishoj tolkning rediger --tolkning tolkning.yaml" if plain else "Vælg en fil med: --tolkning FIL"
    )
    said = f"ishoj: tolkning.yaml{what}\n{hint}\n".encode()
    assert world.run("tolkning", "--tolkning", "tolkning.yaml", under=powerless) == (2, b"", said)
    result = world.run("tjek", "--tolkning", "tolkning.yaml", under=powerless)
    assert result == (2, as_listed(f"tolkning.yaml{what}"), b"")


def test_an_interpretation_below_a_locked_folder_is_as_none_unless_it_is_asked_for(
    world: World, powerless: tuple[str, ...]
) -> None:
    plain = world.run("vaerdier")
    file = world.home / "config" / "ishoj" / "tolkning.yaml"
    file.parent.mkdir(parents=True)
    file.touch()
    file.parent.chmod(0)
    assert world.run("vaerdier", under=powerless) == (0, plain.out, b"") == plain
    what = "du har ikke lov til at læse filen; bed ejeren om adgang"
    result = world.run("vaerdier", under=powerless, ISHOJ_TOLKNING=str(file))
    file.parent.chmod(0o755)
    assert result == (0, plain.out, f"ishoj: {file}:1:1: {what}\n{PLAIN}\n".encode())


@pytest.fixture
def content(world: World, written: Written) -> Path:
    """The example of `tjek --ny`, in the folder `indhold` of the current one."""
    folder = world.here / "indhold"
    for name, data in written[NEW_CONTENT].items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def test_read_only_content_is_read(world: World, powerless: tuple[str, ...], content: Path) -> None:
    everything = [content, *content.rglob("*")]
    for path in everything:
        path.chmod(0o555 if path.is_dir() else 0o444)
    listed = world.run("--indhold", "indhold", "liste", under=powerless)
    checked = world.run("tjek", "indhold", under=powerless)
    for path in filter(Path.is_dir, everything):
        path.chmod(0o755)
    assert listed == (0, EXAMPLE_LIST, b"")
    assert checked == (0, b"Ingen fejl i indhold.\n", b"")


@pytest.mark.parametrize(("make", "what"), UNFIT.values(), ids=list(UNFIT))
def test_content_with_a_file_that_cannot_be_read_is_refused(
    world: World, powerless: tuple[str, ...], content: Path, make: Callable[[Path], object], what: str
) -> None:
    (content / "vaerdier.yaml").unlink()
    make(content / "vaerdier.yaml")
    fault = f"indhold/vaerdier.yaml{what}"
    said = f"ishoj: {fault}\nIndholdet kan ikke læses, før det er rettet.\n".encode()
    assert world.run("--indhold", "indhold", "alt", under=powerless) == (2, b"", said)
    assert world.run("tjek", "indhold", under=powerless) == (2, as_listed(fault), b"")


@pytest.mark.parametrize(
    ("mode", "where", "what"),
    [
        (0, "indhold", "du har ikke lov til at læse mappen; bed ejeren om adgang"),
        (0o311, "indhold", "du har ikke lov til at læse mappen; bed ejeren om adgang"),
        (0o755, "ukendt", "mappen findes ikke; ret navnet, eller opret den"),
        (0o755, "indhold/handbook.yaml", "det er en fil, ikke en mappe; angiv en mappe"),
        (0o755, "ring", "det er et link, der peger på sig selv; ret linket, eller slet det"),
        (0o755, "a" * 256, "mappen kan ikke læses: navnet er for langt; prøv igen, eller brug en kopi"),
    ],
)
def test_content_in_a_folder_that_cannot_be_read_is_refused(
    world: World, powerless: tuple[str, ...], content: Path, mode: int, where: str, what: str
) -> None:
    (world.here / "ring").symlink_to("ring")
    content.chmod(mode)
    said = f"ishoj: {where}: {what}\nIndholdet kan ikke læses, før det er rettet.\n".encode()
    results = [world.run("alt", "--indhold", where, under=powerless)]
    results += [world.run("liste", under=powerless, ISHOJ_INDHOLD=where)]
    content.chmod(0o755)
    assert results == [(2, b"", said)] * 2
