"""Completion with Tab in real shells, each set up by `ishoj --install-completion` and driven as somebody types."""

import os
import select
import shutil
import subprocess

import pytest

from ..faults.conftest import put_content
from ..world import TIMEOUT

if os.name == "nt":
    pytest.skip("the shells of POSIX, in a pseudo-terminal", allow_module_level=True)

import pty

PROMPT = b"ready> "
# The child of forkpty becomes a shell at once, so no lock of another thread is ever waited for.
pytestmark = pytest.mark.filterwarnings("ignore:.*forkpty:DeprecationWarning")
HOSTILE = "$(touch ran) \\$(touch ran) `touch ran` \\`touch ran\\` \"; touch ran; ' [/] : \\"
NAME = "a & b's $HOME; %.txt"
# Answers what a shell asks for, and says what would be run once the line is done.
STAND_IN = """\
#!/bin/sh
[ -z "$_ISHOJ_COMPLETE" ] || exec "{program}" "$@"
printf 'RUN<%s>\\n' "$*"
"""
# The beginning of a start file, which is kept byte for byte: here in Latin-1, with CR and without a last line end.
START = f"PS1={PROMPT.decode()!r}  # bl\xe5b\xe6r\r\n".encode("latin-1")
LOADED = "for f in /usr/share /usr/local/share; do . $f/bash-completion/bash_completion; done 2>/dev/null"


@pytest.fixture
def shell(request, world):
    """A shell that has been set up, with a stand-in for the program first on its PATH; its name."""
    name = request.param
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed")
    (world.home / "bin").mkdir()
    (world.home / "bin" / "ishoj").write_text(STAND_IN.format(program=world.program), encoding="utf-8")
    (world.home / "bin" / "ishoj").chmod(0o755)
    for file, more in ((".bashrc", LOADED), (".zshrc", "X=1")):
        (world.home / file).write_bytes(START + more.encode())
    assert f"Fuldførelse med Tab er slået til for {name}" in asked(name, world, "install")
    return name


def asked(shell, world, action):
    """What is said when a shell is set up, or no more, from the shell itself."""
    line = f'"{world.program}" --{action}-completion; true'
    done = subprocess.run(
        [shell, "-c", line], cwd=world.home, env=variables(world), capture_output=True, check=True, timeout=TIMEOUT
    )
    return done.stdout.decode()


def variables(world, **more):
    path = f"{world.home / 'bin'}{os.pathsep}{os.environ['PATH']}"
    more = {"TERM": "xterm", "LC_ALL": "C.UTF-8", "ZDOTDIR": str(world.home), **more}
    return world.environment(PATH=path, XDG_DATA_HOME=str(world.home / "det's & $data"), **more)


def typed(shell, world, lines, **more):
    """Type each line in one shell, press Tab, and Enter when it has helped, until what is to be run is shown."""
    start = {"bash": ["bash", "--rcfile", str(world.home / ".bashrc"), "-i"], "zsh": ["zsh", "-d", "-i"]}[shell]
    pid, terminal = pty.fork()
    if pid == 0:  # pragma: no cover - the child becomes the shell
        os.chdir(world.home)
        os.execvpe(start[0], start, variables(world, **more))  # noqa: S606 - the shell is what is tested
    shown = b""

    def wait_for(sign, looks=10 * TIMEOUT):
        """Look for what is shown from here on; a look takes at most a tenth of a second."""
        nonlocal shown
        seen = len(shown)
        for _ in range(looks):
            if sign in shown[seen:]:
                break
            if select.select([terminal], [], [], 0.1)[0]:
                shown += os.read(terminal, 4096)
        return sign in shown[seen:]

    try:
        assert wait_for(PROMPT)
        for line, run in lines:
            written = len(shown)
            for _ in range(TIMEOUT):
                if line.encode() in shown[written:]:
                    break
                os.write(terminal, b"\x15" + line.encode())
                wait_for(line.encode(), 10)  # what is typed before a shell is ready, it may forget: it is typed again
            os.write(terminal, b"\t")
            wait_for(run.encode()[-3:])
            os.write(terminal, b"\r")
            assert wait_for(f"RUN<{run}>".encode()), shown
    finally:
        os.kill(pid, 9)
        os.waitpid(pid, 0)
        os.close(terminal)


@pytest.mark.parametrize("shell", ["bash", "zsh"], indirect=True)
def test_tab_completes_what_is_typed(shell, world):
    ours = put_content(world.home / f"vores & {shell}").name
    (world.home / NAME).touch()
    assert (world.home / f".{shell}rc").read_bytes().startswith(START)
    lines = [
        ("ishoj va", "vaerdier"),
        ("ishoj vaerdier aab", "vaerdier aabenhed"),
        ("ishoj vær", "værdier"),
        ("ishoj handout --type pl", "handout --type plakat"),
        ("ishoj alt --format j", "alt --format json"),
        ("ishoj tolkning re", "tolkning rediger"),
        ("ishoj soeg x --sektion=vis", "soeg x --sektion=vision"),
        ("ishoj vaerdier/aab", "vaerdier/aabenhed"),
        ("ishoj handout mission vaerdier/sun", "handout mission vaerdier/sund-fornuft"),
        ("ishoj alt --uden-sp", "alt --uden-spoergsmaal"),
        ("~/bin/ishoj alt --farve=alt", "alt --farve=altid"),
        ("ishoj alt -o a\\ \\&", f"alt -o {NAME}"),
        ("ishoj alt --output=a\\ \\&", f"alt --output={NAME}"),
        (f'ishoj --indhold="{ours}" vaerdier res', f"--indhold={ours} vaerdier respekt"),
        (f'ishoj --indhold="{ours}" soeg x --sektion=va', f"--indhold={ours} soeg x --sektion=vaerdier"),
    ]
    typed(shell, world, lines)
    typed(shell, world, [("ishoj vaerdier r", "vaerdier respekt")], ISHOJ_INDHOLD=str(world.home / ours))


@pytest.mark.parametrize("shell", ["zsh"], indirect=True)
def test_zsh_with_a_folder_of_the_users_on_its_fpath_needs_no_line(shell, world):
    asked(shell, world, "uninstall")
    assert (world.home / ".zshrc").read_bytes() == START + b"X=1"
    (world.home / "my own").mkdir()
    rc = START + b"\nfpath=(~/'my own' $fpath)\nautoload -Uz compinit && compinit\n"
    (world.home / ".zshrc").write_bytes(rc)
    assert "startfilen" not in asked(shell, world, "install")
    assert os.listdir(world.home / "my own") == ["_ishoj"]
    assert (world.home / ".zshrc").read_bytes() == rc
    typed(shell, world, [("ishoj vaerdier/aab", "vaerdier/aabenhed")])
    assert "er slået fra" in asked(shell, world, "uninstall")
    assert os.listdir(world.home / "my own") == []


@pytest.mark.parametrize("shell", ["bash", "zsh"], indirect=True)
def test_content_from_others_runs_nothing_when_tab_is_pressed(shell, world):
    quoted = HOSTILE.replace("'", "''")
    section = f"id: vaerdier\ntitle: '{quoted}'\nkind: list\nentries: [{{id: foerst, title: 'A {quoted}'}}]\n"
    put_content(world.home / "ond", vaerdier=section.encode())
    lines = [("ishoj va", "vaerdier"), ("ishoj vaerdier f", "vaerdier foerst")]
    typed(shell, world, lines, ISHOJ_INDHOLD=str(world.home / "ond"))
    assert not list(world.root.rglob("ran"))


@pytest.mark.parametrize("shell", ["fish"], indirect=True)
def test_fish_offers_the_names_with_what_they_mean(shell, world):
    put_content(world.home / "til fish")
    (world.home / NAME).touch()
    lines = {
        "ishoj va": ["vaerdier"],
        "ishoj vaerdier aab": ["aabenhed"],
        "ishoj vær": ["værdier"],
        "~/bin/ishoj vaerdier/aab": ["vaerdier/aabenhed"],
        "ishoj alt -o 'a &": [NAME],
        "ishoj alt --output=a\\ \\&": [f"--output={NAME}"],
        "ishoj handout --type ko": ["kort"],
        "ishoj alt --farve=alt": ["--farve=altid"],
        'ishoj --indhold="til fish" vaerdier res': ["respekt"],
        'ishoj --indhold="til fish" soeg x --sektion=va': ["--sektion=vaerdier"],
    }
    ask = "; echo ==; ".join(f"complete -C {line!r}" for line in lines)
    done = subprocess.run([shell, "-c", ask], cwd=world.home, env=variables(world), capture_output=True, check=True)
    offered = [block.split("\n") for block in done.stdout.decode().strip().split("\n==\n")]
    assert [[row.split("\t")[0] for row in rows] for rows in offered] == list(lines.values())
    assert offered[1][0] == "aabenhed\tÅbenhed"
