"""The files of completion in bad surroundings: they are written whole or are as they were, and they are taken back.

tests/test_startup_file.py holds what the line in a startup file promises, with any bytes.
"""

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from ..world import World, changes, snapshot
from .test_files import FULL, NO_ACCESS, READ_ONLY, TOO_LARGE, mounting, powerless  # noqa: F401

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the startup files, limits and mounts of POSIX")

# Latin-1, CR, no last line end, and a block of the disk to the last byte
START = b"# bl\xe5b\xe6r\r\n".ljust(4095, b"#") + b"x"
PLACES = {
    "bash": ("home/.local/share/bash-completion/completions/ishoj", "home/.bashrc"),
    "zsh": ("home/.local/share/zsh/site-functions/_ishoj", "home/.zshrc"),
    "fish": ("home/config/fish/completions/ishoj.fish", None),
}


class Row(NamedTuple):
    """What is unusual: lines of bash that come first, what is done to the places of the files, the disk, a signal."""

    first: str = ""
    script: Callable[[Path], object] | None = None
    start: Callable[[Path], object] | None = None
    home: Callable[[Path], object] | None = None
    disk: str = ""  # how the home's is mounted
    stops: tuple[str, int] | None = None  # a signal that comes when this file is written, by its number
    at_once: int = 1
    says: str = ""  # why it is refused


def linked(path: Path) -> None:
    (path.parent / "dotfiles").write_bytes(START)
    path.unlink()
    path.symlink_to("dotfiles")


def planted(content: bytes | None) -> Callable[[Path], None]:
    """What makes a path a link to a file of somebody else's, or to none."""

    def plant(path: Path) -> None:
        path.unlink(missing_ok=True)
        (victim := path.parents[path.parts[::-1].index("home")] / "victim").unlink(missing_ok=True)
        if content is not None:
            victim.write_bytes(content)
        path.symlink_to(victim)

    return plant


def other(make: Callable[[Path], object]) -> Callable[[Path], object]:
    """What puts something else than a file at a path."""
    return lambda path: (path.unlink(missing_ok=True), make(path))


NOT_OURS, NO_FILE = "er ikke skrevet af ishoj", "er ikke en almindelig fil"
ROWS = {
    "nothing": Row(),
    "umask 000": Row(first="umask 000"),
    "umask 077": Row(first="umask 077"),
    "no startup file": Row(start=Path.unlink),
    "an empty startup file": Row(start=lambda path: path.write_bytes(b"")),
    "a linked startup file": Row(start=linked),
    "three at once": Row(at_once=3),
    "a full disk": Row(disk="-o size=8k", says=FULL),
    "room for the script": Row(disk="-o size=12k", says=FULL),
    "a read-only disk": Row(disk="-o size=1m", first='mount -o remount,ro "$HOME"', says=READ_ONLY),
    "a limit on size": Row(first="ulimit -f 4", says=TOO_LARGE),
    "a read-only home": Row(home=lambda path: path.chmod(0o555), says=NO_ACCESS),
    "a read-only startup file": Row(start=lambda path: path.chmod(0o444), says=NO_ACCESS),
    "a startup file that is a FIFO": Row(start=other(os.mkfifo), says=NO_FILE),
    "a startup file that is a folder": Row(start=other(Path.mkdir), says=NO_FILE),
    "a startup file that is a link to nothing": Row(start=planted(None), says="er et link til noget, der ikke findes"),
    "a script that is a link": Row(script=planted(b"deres"), says=NOT_OURS),
    "a script that is a link to nothing": Row(script=planted(None), says=NOT_OURS),
    "a script that is a FIFO": Row(script=os.mkfifo, says=NOT_OURS),
    "a script of somebody else's": Row(script=lambda path: path.write_bytes(b"deres"), says=NOT_OURS),
    "Ctrl-C at the script": Row(stops=("SIGINT", 1)),
    "Ctrl-C at the startup file": Row(stops=("SIGINT", 2)),
    "SIGTERM at the script": Row(stops=("SIGTERM", 1)),
    "SIGTERM at the startup file": Row(stops=("SIGTERM", 2)),
}
STOPPED = {"SIGINT": 130, "SIGTERM": 128 + 15}  # the status then
ABOUT_START = ("startup", "room", "limit")  # in the names of rows that mean nothing to fish


def stopping(world: World, name: str, number: int) -> str:
    """A line of bash by which a signal comes to the program when it has written so many files to the disk."""
    (world.root / "stop").mkdir()
    code = "import os, signal\nreal, left = os.fsync, []\ndef fsync(file):\n    real(file)\n    left.append(file)\n"
    code += f"    if len(left) == {number}:\n        signal.raise_signal(signal.{name})\nos.fsync = fsync\n"
    (world.root / "stop" / "sitecustomize.py").write_text(code)
    return f"export PYTHONPATH='{world.root}/stop' PYTHONDONTWRITEBYTECODE=1; "


@pytest.mark.parametrize(
    ("row", "shell"),
    [
        pytest.param(row, shell, id=f"{name}, {shell}")
        for name, row in ROWS.items()
        for shell in PLACES
        if shell != "fish" or not any(word in name for word in ABOUT_START)
    ],
)
def test_completion_is_set_up_whole_or_not_at_all_and_taken_back(
    world: World,
    powerless: tuple[str, ...],  # noqa: F811
    request: pytest.FixtureRequest,
    row: Row,
    shell: str,
) -> None:
    script, start = (world.root / place if place else None for place in PLACES[shell])
    for name in (".bashrc", ".zshrc"):
        (world.home / name).write_bytes(START)
    if row.script and script:
        script.parent.mkdir(parents=True)
        row.script(script)
    if row.start and start:
        row.start(start)
    first = f"{row.first}; " if row.first else ""
    first += stopping(world, *row.stops) if row.stops else ""
    # Without a PATH no shell is asked whether it finds the script, which depends on the machine.
    install, uninstall = (f"PATH= ishoj --{action}-completion {shell}" for action in ("install", "uninstall"))
    if row.disk:
        mount = f'cp -a "$HOME" copy; mount -t tmpfs {row.disk} none "$HOME"; cp -a copy/. "$HOME"; {first}'
        compared = 'diff -r copy "$HOME"; rm -r copy'
        result = world.shell(f"{mount}{install}; echo $?; {compared}", under=request.getfixturevalue("mounting"))
        assert (result.status, result.out) == (0, b"2\n")
        assert row.says in result.message
        return
    if row.home:
        row.home(world.home)
    before = snapshot(world.root)
    if row.says or row.stops:
        result = world.shell(f"{first}{install}", under=powerless)
        world.home.chmod(0o755)
        assert (result.status, result.out) == (STOPPED[row.stops[0]] if row.stops else 2, b"")
        assert row.says in result.message
        return
    made = [path for path in (script, *script.parents) if not path.exists()]
    changed = {str(path.relative_to(world.root)) for path in [*made, *([start.resolve()] if start else [])]}
    line = " & ".join([install] * row.at_once)
    done = world.shell(f"{first}{line}; wait", leaves=changed, under=powerless)
    assert (done.status, done.err) == (0, b"")
    assert done.text.count("er slået til for") == row.at_once
    assert script.read_bytes() == world.run("--show-completion", shell).out
    assert not any(path.stat().st_mode & (stat.S_IWGRP | stat.S_IWOTH) for path in made)
    assert start is None or start.read_bytes().count(str(script.parent).encode()) == 1
    world.shell(f"{first}{uninstall}", leaves=changed, under=powerless)
    assert changes(before, snapshot(world.root)) == set()
