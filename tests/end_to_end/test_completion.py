"""Completion with Tab in real shells, each taught by `ishoj --install-completion` and driven as somebody types."""

import os
import select
import shutil
import subprocess
import time
from functools import cache

import pytest

from .process import PROGRAM, environment

if os.name == "nt":
    pytest.skip("the shells of POSIX, in a pseudo-terminal", allow_module_level=True)

import pty

PROMPT = b"ready> "
PATIENCE = 60.0  # seconds, for a machine that is busy with something else
# The child of forkpty becomes a shell at once, so no lock of another thread is ever waited for.
pytestmark = pytest.mark.filterwarnings("ignore:.*forkpty:DeprecationWarning")
START = {"bash": ["bash", "--norc", "-i"], "zsh": ["zsh", "-d", "-i"]}  # zsh reads the user's file, where it is taught
HOSTILE = "$(touch ran) \\$(touch ran) `touch ran` \\`touch ran\\` \"; touch ran; ' [/] : \\"

# Runs what a shell asks for, and says what would be run once the line is done.
STAND_IN = """\
#!/bin/sh
[ -z "$_ISHOJ_COMPLETE" ] || exec "{program}" "$@"
printf 'RUN<%s>\\n' "$*"
"""


def needed(shell: str) -> str:
    """The shell's path; a machine without it leaves the test out, and says so."""
    path = shutil.which(shell)
    if path is None:
        pytest.skip(f"{shell} is not installed")
    return path


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A user's home, with a stand-in for the program first on the PATH."""
    home = tmp_path_factory.mktemp("home")
    (home / "bin").mkdir()
    (home / "bin" / "ishoj").write_text(STAND_IN.format(program=PROGRAM), encoding="utf-8")
    (home / "bin" / "ishoj").chmod(0o755)
    return home


def variables(home, **more):
    path = f"{home / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return environment(home, PATH=path, TERM="xterm", LC_ALL="C.UTF-8", ZDOTDIR=str(home), **more)


@cache
def teach(shell, home):
    line = f'"{PROGRAM}" --install-completion; true'
    done = subprocess.run([needed(shell), "-c", line], cwd=home, env=variables(home), capture_output=True, check=True)
    assert f"Fuldførelse med Tab er slået til for {shell}" in done.stdout.decode()
    for name in (".bashrc", ".zshrc"):
        with open(home / name, "a", encoding="utf-8") as settings:
            settings.write(f"\nPS1={PROMPT.decode()!r}\n")


def typed(shell, home, line, until, **more):
    """What a terminal shows when a line is typed in a shell, Tab pressed, and Enter when it has helped."""
    command = START[shell] if shell != "bash" else [*START[shell][:1], "--rcfile", str(home / ".bashrc"), "-i"]
    pid, terminal = pty.fork()
    if pid == 0:  # pragma: no cover - the child becomes the shell
        os.chdir(home)
        os.execvpe(needed(shell), command, variables(home, **more))  # noqa: S606 - the shell is what is tested
    shown, end = b"", time.monotonic() + PATIENCE

    def wait_for(sign, least):
        nonlocal shown
        seen, give_up = len(shown), min(end, time.monotonic() + least)
        while sign not in shown[seen:] and time.monotonic() < give_up:
            if select.select([terminal], [], [], 0.1)[0]:
                shown += os.read(terminal, 4096)
        return sign in shown[seen:]

    try:
        wait_for(PROMPT, PATIENCE)
        while line.encode() not in shown and time.monotonic() < end:
            os.write(terminal, b"\x15" + line.encode())
            wait_for(line.encode(), 1.0)  # what is typed before a shell is ready, it may forget
        os.write(terminal, b"\t")
        wait_for(until[-4:-1], PATIENCE)
        os.write(terminal, b"\r")
        wait_for(until, PATIENCE)
    finally:
        os.kill(pid, 9)
        os.waitpid(pid, 0)
        os.close(terminal)
    return shown


LINES = [
    ("ishoj va", b"RUN<vaerdier>"),
    ("ishoj vaerdier aab", b"RUN<vaerdier aabenhed>"),
    ("ishoj vær", "RUN<værdier>".encode()),
    ("ishoj handout --type pl", b"RUN<handout --type plakat>"),
    ("ishoj alt --format j", b"RUN<alt --format json>"),
    ("ishoj tolkning re", b"RUN<tolkning rediger>"),
    ("ishoj soeg x --sektion=va", b"RUN<soeg x --sektion=vaerdier>"),
]


@pytest.mark.parametrize("shell", ["bash", "zsh"])
@pytest.mark.parametrize(("line", "run"), LINES)
def test_tab_completes_what_is_typed(home, shell, line, run):
    needed(shell)
    teach(shell, home)
    assert run in typed(shell, home, line, run)


@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_tab_follows_the_content_that_the_line_or_the_environment_names(home, shell, call):
    needed(shell)
    teach(shell, home)
    ours = f"vores-{shell}"
    assert call("tjek", "--ny", str(home / ours)).status == 0
    wanted = f"RUN<--indhold {ours} formaal>".encode()
    assert wanted in typed(shell, home, f"ishoj --indhold {ours} form", wanted)
    (home / ours).rename(home / f"{ours} her")
    ours += " her"
    wanted = f"RUN<--indhold={ours} formaal>".encode()
    assert wanted in typed(shell, home, f'ishoj --indhold="{ours}" form', wanted)
    wanted = f"RUN<--indhold={ours} soeg x --sektion=formaal>".encode()
    assert wanted in typed(shell, home, f'ishoj --indhold="{ours}" soeg x --sektion=form', wanted)
    wanted = b"RUN<formaal>"
    assert wanted in typed(shell, home, "ishoj form", wanted, ISHOJ_INDHOLD=str(home / ours))


@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_content_from_others_runs_nothing_when_tab_is_pressed(home, shell):
    needed(shell)
    teach(shell, home)
    (home / "ond").mkdir(exist_ok=True)
    head = "title: T\norganisation: O\nedition: 2026-01-01\nsource: S\nsections: [formaal]\n"
    (home / "ond" / "handbook.yaml").write_text(head, encoding="utf-8")
    quoted = HOSTILE.replace("'", "''")
    body = f"id: formaal\ntitle: '{quoted}'\nkind: list\nentries: [{{id: foerst, title: 'A {quoted}'}}]\n"
    (home / "ond" / "formaal.yaml").write_text(body, encoding="utf-8")
    for line, wanted in (
        ("ishoj fo", b"RUN<formaal>"),
        ("ishoj formaal f", b"RUN<formaal foerst>"),
    ):
        assert wanted in typed(shell, home, line, wanted, ISHOJ_INDHOLD=str(home / "ond"))
    assert not list(home.rglob("ran"))


def test_fish_offers_the_names_with_what_they_mean(home, call):
    fish = needed("fish")
    teach("fish", home)

    def offered(line):
        more = {"XDG_CONFIG_HOME": str(home / ".config"), "XDG_DATA_HOME": str(home / "data")}
        ask = ["-c", f"complete -C {line!r}"]
        done = subprocess.run([fish, *ask], cwd=home, env=variables(home, **more), capture_output=True, check=True)
        return dict(row.split("\t") if "\t" in row else (row, "") for row in done.stdout.decode().splitlines())

    assert offered("ishoj va") == {"vaerdier": "Værdier"}
    assert offered("ishoj vaerdier aab") == {"aabenhed": "Åbenhed"}
    assert offered("ishoj vær") == {"værdier": "Værdier"}
    assert list(offered("ishoj handout --type k")) == ["kort"]
    assert list(offered("ishoj alt --farve=alt")) == ["--farve=altid"]
    assert call("tjek", "--ny", str(home / "til fish")).status == 0
    assert list(offered('ishoj --indhold="til fish" form')) == ["formaal"]
    assert list(offered('ishoj --indhold="til fish" soeg x --sektion=form')) == ["--sektion=formaal"]


def test_powershell_is_given_names_and_meanings(home):
    # PowerShell itself is in no package index of Debian's; this is what its script asks, and splits by three colons.
    def offered(line, word):
        more = {"_ISHOJ_COMPLETE": "complete_powershell", "_TYPER_COMPLETE_ARGS": line}
        more["_TYPER_COMPLETE_WORD_TO_COMPLETE"] = word
        done = subprocess.run([PROGRAM], env=variables(home, **more), capture_output=True, check=True)
        return [row.split(":::") for row in done.stdout.decode().splitlines()]

    assert offered("ishoj va", "va") == [["vaerdier", "Værdier"]]
    assert offered("ishoj vaerdier aab", "aab") == [["aabenhed", "Åbenhed"]]
    assert offered("ishoj soeg x --sektion=va", "--sektion=va") == [["--sektion=vaerdier", "Værdier"]]
    assert [name for name, _ in offered("ishoj handout --type ", "")] == ["ark", "kort", "plakat"]
