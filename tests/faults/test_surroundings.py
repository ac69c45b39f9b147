"""Surroundings as users have them, with reading, a search, a handout and two writes, as root and as another user."""

import os
import stat
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import pytest

from ..conftest import Result
from ..world import World
from .test_files import NEW_FILES

pytestmark = pytest.mark.skipif(os.name == "nt", reason="users, limits, masks and mounts as POSIX has them")

ORDINARY = ("unshare", "--user", "--map-user=1000", "--map-group=1000", "--")  # without root's power
MOUNTING = ("unshare", "--user", "--map-root-user", "--mount", "--")
GROUP = 4242  # of a shared folder, of which nobody is a member
READS = ("vaerdier respekt", "soeg ansvar --json")
WRITES = ("handout mission -f pdf -o ark.pdf", "alt -f markdown -o alt.md", "tjek --ny ny")
# Python itself imports these before it comes to us, where it is started with `-m`.
OF_PYTHON = {
    *("collections", "contextlib", "functools", "importlib", "keyword", "operator", "reprlib", "types", "warnings"),
    *("abc", "codecs", "copyreg", "genericpath", "io", "os", "posixpath", "runpy", "site", "stat", "zipimport"),
}
LIBRARIES = {"typer", "yaml", "rich", "typst", "docx", "jinja2", "lxml", "markupsafe", "shellingham", "fontpkg"}
NAMES = {name for name in sys.stdlib_module_names | LIBRARIES if not name.startswith("__")} - {"ishoj_cli"}


def shadowing(names: set[str]) -> Callable[[World], None]:
    """What puts files with the names of modules in the current folder."""

    def put(world: World) -> None:
        for name in names:
            (world.here / f"{name}.py").write_text("raise SystemExit('this is not it')\n")

    return put


def in_a_shared_folder(world: World) -> None:
    """The current folder gives its group, of which the user is no member, to what is made in it."""
    if os.geteuid() == 0:
        os.chown(world.here, -1, GROUP)
    world.here.chmod(0o2775)


class Row(NamedTuple):
    """Surroundings: lines of bash that come first, words that start the shell, variables, options of Python."""

    first: str = ""
    under: tuple[str, ...] = ()
    variables: Mapping[str, str | None] = MappingProxyType({})
    python: str = ""
    prepare: Callable[[World], object] = lambda world: None
    mounts: bool = False
    refused: str = ""  # why nothing can be written


def variables(**each: str | None) -> Row:
    return Row(variables=each)


def mounted(lines: str, refused: str = "") -> Row:
    return Row(first=lines, mounts=True, refused=refused)


FULL, TOO_LARGE = "der er ikke mere plads", "filen bliver for stor"
ROWS = {
    "PYTHONUNBUFFERED": variables(PYTHONUNBUFFERED="1"),
    "PYTHONOPTIMIZE": variables(PYTHONOPTIMIZE="2", PYTHONDONTWRITEBYTECODE="1"),
    "PYTHONWARNINGS": variables(PYTHONWARNINGS="error", PYTHONDEVMODE="1"),
    "PYTHONSAFEPATH": variables(PYTHONSAFEPATH="1", PYTHONNOUSERSITE="1", PYTHONHASHSEED="0"),
    "-u": Row(python="-u"),
    "-O": Row(python="-O"),
    "-OO": Row(python="-OO -B"),
    "-W error": Row(python="-X dev -W error -bb"),
    "-I": Row(python="-I"),
    "shadowed modules": Row(prepare=shadowing(NAMES)),
    "shadowed modules, -m": Row(prepare=shadowing(NAMES - OF_PYTHON), python="-W error"),
    "a read-only home": Row(prepare=lambda world: world.home.chmod(0o555)),
    "a locked home": Row(prepare=lambda world: world.home.chmod(0)),
    "no home": variables(HOME="/intet", XDG_CONFIG_HOME=None, XDG_DATA_HOME=None),
    "HOME empty": variables(HOME="", XDG_CONFIG_HOME=""),
    "HOME unset": variables(HOME=None, XDG_CONFIG_HOME=None, USER=None, LOGNAME=None),
    "no variables": Row(under=("env", "-i")),
    "no PATH": Row(first="export PATH="),
    "umask 000": Row(first="umask 000"),
    "umask 022": Row(first="umask 022"),
    "umask 077": Row(first="umask 077"),
    "a set-group folder": Row(prepare=in_a_shared_folder),
    "ulimit -n": Row(first="ulimit -n 16"),
    "ulimit -v": Row(first="ulimit -v 1000000"),
    "ulimit -f": Row(first="ulimit -f 0", refused=TOO_LARGE),
    "no terminal": Row(under=("setsid", "-w")),
    "no TMPDIR": variables(TMPDIR="/intet", TEMP="/intet", TMP="/intet"),
    "no /proc": mounted("mount -t tmpfs none /proc"),
    "no /dev": mounted("mount -t tmpfs none /dev"),
    "a full disk": mounted('mount -t tmpfs -o size=4k none .; cd "$PWD"; echo >fyld', FULL),
}


LEFT = {"here/ark.pdf", "here/alt.md", "here/ny", "here/ny/schemas", *(f"here/ny/{name}" for name in NEW_FILES)}


def each_of(*lines: str) -> str:
    """A line of bash that shows what each line of ours gives, and its status."""
    return "; ".join(f'ishoj {line}; echo "<$?>"' for line in lines)


def read_files(world: World) -> dict[str, bytes]:
    return {name: (world.root / name).read_bytes() for name in LEFT if (world.root / name).is_file()}


@pytest.fixture(scope="module")
def plain(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Result, dict[str, bytes]]:
    """What the commands give where nothing is unusual, and the files that they leave."""
    world = World(tmp_path_factory.mktemp("plain"), installed)
    result = world.shell(each_of(*READS, *WRITES), leaves=LEFT)
    assert result.text.count("<0>") == len((*READS, *WRITES))
    return result, read_files(world)


@pytest.fixture(params=["whoever runs the tests", "an ordinary user"])
def user(request: pytest.FixtureRequest) -> tuple[str, ...]:
    """The words that start a program as this user, to whom the world belongs; who runs the tests may be root."""
    return () if request.param == "whoever runs the tests" else allowed(ORDINARY, "be another user")


def allowed(words: tuple[str, ...], what: str, try_it: tuple[str, ...] = ("true",)) -> tuple[str, ...]:
    """The words, or the test is left out because this machine does not let them do something."""
    try:
        subprocess.run([*words, *try_it], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"this machine lets no one {what}: {error}")
    return words


@pytest.mark.parametrize("name", ROWS)
def test_all_is_the_same_or_refused_in_any_surroundings(
    world: World, user: tuple[str, ...], plain: tuple[Result, dict[str, bytes]], name: str
) -> None:
    row, (expected, files) = ROWS[name], plain
    row.prepare(world)
    under = (*user, *row.under)
    if row.mounts:
        allowed(under := (*user, *MOUNTING), "mount a filesystem", ("mount", "-t", "tmpfs", "none", str(world.tmp)))
    first = f'ishoj() {{ "{world.python}" {row.python} -m ishoj_cli "$@"; }}; ' if row.python else ""
    first += f"{row.first}; " if row.first else ""
    result = world.shell(
        first + each_of(*READS, *WRITES), under=under, leaves=set() if row.refused else LEFT, **row.variables
    )
    if row.refused:
        assert [result.text.count(f"<{status}>") for status in (0, 2)] == [len(READS), len(WRITES)]
        assert result.message.count(row.refused) == len(WRITES)
    else:
        assert result == expected
        assert read_files(world) == files


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_a_new_file_gets_the_mode_and_the_group_of_any_new_file(world: World, user: tuple[str, ...], mask: int) -> None:
    in_a_shared_folder(world)
    world.shell(f"umask {mask:03o}; {each_of(*WRITES)}", under=user, leaves=LEFT)
    found = [(world.root / name).stat() for name in LEFT]
    files = {stat.S_IMODE(each.st_mode) for each in found if stat.S_ISREG(each.st_mode)}
    folders = {stat.S_IMODE(each.st_mode) for each in found if stat.S_ISDIR(each.st_mode)}
    assert (files, folders) == ({0o666 & ~mask}, {0o2777 & ~mask})
    assert {each.st_gid for each in found} == {world.here.stat().st_gid}
