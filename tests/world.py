"""A world to run the installed program in: a home, a current folder and a temporary folder, checked for litter."""

import os
import select
import signal
import stat
import struct
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from .conftest import ENVIRONMENT, Result

TIMEOUT = 120  # seconds until a hang is called one
# No terminal but one that a test makes, and a group that can be ended as a whole.
GROUP: dict[str, bool] = {} if os.name == "nt" else {"start_new_session": True}
BUG = "Der er en fejl i programmet"

Running = subprocess.Popen[bytes]
FileState = tuple[int, bytes]  # its mode, with its type, and what it holds


def snapshot(folder: Path) -> dict[str, FileState]:
    """Every path below a folder, with its type, mode and content (a link's target, a directory's nothing)."""
    found = {}
    for path in sorted(folder.rglob("*")):
        state = path.lstat()
        content = b""
        if stat.S_ISLNK(state.st_mode):
            content = os.fsencode(os.readlink(path))
        elif stat.S_ISREG(state.st_mode) and os.access(path, os.R_OK):
            content = path.read_bytes()
        found[str(path.relative_to(folder))] = (state.st_mode, content)
    return found


def changes(before: dict[str, FileState], after: dict[str, FileState]) -> set[str]:
    """The paths that were made, changed or removed between two snapshots."""
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}


def wait_for(happened: Callable[[], bool], process: Running | None = None) -> None:
    """Wait until something has happened; fails when the process that is to make it happen ends first."""
    for _ in range(200 * TIMEOUT):  # looks, one in at least five milliseconds
        if happened():
            return
        assert process is None or process.poll() is None, process.communicate()
        time.sleep(0.005)
    raise AssertionError("it has not happened")


def ended(process: Running, stdin: bytes | None = None) -> Result:
    """The Result of a process when it has ended; one that hangs is killed with all it started, which holds its pipes.

    It is the first of a process group.
    """
    try:
        out, err = process.communicate(stdin, timeout=TIMEOUT)
    except subprocess.TimeoutExpired:
        if os.name == "nt":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
        raise
    return Result(process.returncode, out or b"", err)


def run_on_terminal(
    command: Sequence[str | bytes | Path],
    *,
    cwd: Path,
    env: Mapping[str, str],
    columns: int = 80,
    rows: int = 24,
    typed: Sequence[tuple[bytes, bytes]] = (),
    apart: bool = False,
) -> Result:
    """The Result of a command on a pseudo-terminal of its own, of this size, `out` being what it shows.

    `typed` is what the user does, as (wait until this is shown, then type this). Standard error is the terminal too,
    unless it is to be kept `apart`.
    """
    import fcntl
    import pty
    import termios

    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    mode = termios.tcgetattr(slave)
    mode[3] &= ~termios.ECHO
    termios.tcsetattr(slave, termios.TCSANOW, mode)
    with tempfile.TemporaryFile() as err:
        process = subprocess.Popen(
            command,
            cwd=cwd,
            stdin=slave,
            stdout=slave,
            stderr=err if apart else slave,
            env=env,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        os.close(slave)
        try:
            out = _watch(master, list(typed))
            status = process.wait(timeout=TIMEOUT)
        finally:
            process.kill()
            os.close(master)
        err.seek(0)
        return Result(status, out.replace(b"\r\n", b"\n"), err.read())


def _watch(master: int, typed: list[tuple[bytes, bytes]]) -> bytes:
    """All that a terminal shows until nobody has it open; types what is to be typed when its cue is shown."""
    shown, seen = b"", 0
    while select.select([master], [], [], TIMEOUT)[0]:
        try:
            block = os.read(master, 65536)
        except OSError:  # Linux raises it when the last program has closed the terminal
            block = b""
        if not block:
            assert not typed, f"never shown: {typed[0][0]!r}"
            return shown
        shown += block
        while typed and (at := shown.find(typed[0][0], seen)) >= 0:
            seen = at + len(typed[0][0])
            os.write(master, typed.pop(0)[1])
    raise AssertionError(f"nothing more is shown, and it has not ended: {shown[-500:]!r}")


class World:
    """One user's machine: `home`, `here` (the current folder) and `tmp` below `root`, and the program."""

    def __init__(self, root: Path, program: Path) -> None:
        self.root, self.program = root, program
        self.home, self.here, self.tmp = (root / name for name in ("home", "here", "tmp"))
        for folder in (self.home, self.here, self.tmp):
            folder.mkdir()

    @property
    def python(self) -> Path:
        """The Python that the program is installed for."""
        return self.program.with_name("python.exe" if os.name == "nt" else "python")

    def environment(self, **variables: str | None) -> dict[str, str]:
        """The environment of a user who has set these variables alone; None removes one."""
        kept = {name: value for name, value in os.environ.items() if name not in ENVIRONMENT}
        kept = {name: value for name, value in kept.items() if not name.startswith(("PYTHON", "PYTEST"))}
        kept |= {"HOME": str(self.home), "USERPROFILE": str(self.home), "APPDATA": str(self.home / "config")}
        kept |= {"XDG_CONFIG_HOME": str(self.home / "config"), "TMPDIR": str(self.tmp), "TEMP": str(self.tmp)}
        return {name: value for name, value in {**kept, **variables}.items() if value is not None}

    def run(
        self,
        *argv: str | bytes,
        stdin: bytes = b"",
        leaves: set[str] | None = None,
        under: Sequence[str] = (),
        **variables: str | None,
    ) -> Result:
        """Run the program with these words in `here` and give its Result.

        `under` is the program, with its words, that starts ours. `leaves` names the files, relative to the world's
        root, that it makes, changes or removes: all of them and no others, or the test fails. A run that ends in a
        bug's message or a trace fails too.
        """
        return self._done([*under, self.program, *argv], stdin, leaves, variables)

    def shell(
        self, line: str, *, leaves: set[str] | None = None, under: Sequence[str] = (), **variables: str | None
    ) -> Result:
        """Run a line of bash in which `ishoj` is the program, by a whole path, with the same checks as `run`."""
        command = [*under, "bash", "-c", f'ishoj() {{ "{self.program}" "$@"; }}; {line}']
        return self._done(command, None, leaves, variables)

    def script(
        self,
        code: str,
        *words: str,
        options: Sequence[str] = (),
        leaves: set[str] | None = None,
        **variables: str | None,
    ) -> Result:
        """Run lines of Python in which `main` is the program's, with the same checks as `run`."""
        code = f"import sys\n{code}"
        return self._done([self.python, *options, "-c", code, *words], b"", leaves, variables)

    def _done(
        self,
        command: Sequence[str | bytes | Path],
        stdin: bytes | None,
        leaves: set[str] | None,
        variables: dict[str, str | None],
    ) -> Result:
        """What a command gives that has these bytes to read, or nothing, once it has been checked."""
        before = snapshot(self.root)
        process = subprocess.Popen(
            command,
            cwd=self.here,
            stdin=subprocess.DEVNULL if stdin is None else subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=self.environment(**variables),
            **GROUP,
        )
        result = ended(process, stdin)
        self.check(result, before, leaves)
        return result

    def check(self, result: Result, before: dict[str, FileState], leaves: set[str] | None = None) -> None:
        """Fail on a bug's message, a trace, or another change of files than was named."""
        for sign in (BUG.encode(), b"Traceback", b"Exception ignored", b"Error: "):
            assert sign not in result.err, result.message
        assert changes(before, snapshot(self.root)) == (leaves or set())

    def start(self, *argv: str | bytes, stdout: int = subprocess.PIPE, **variables: str | None) -> Running:
        """Start the program and leave it running, with nothing on standard input; `finish` waits for it."""
        return subprocess.Popen(
            [self.program, *argv],
            cwd=self.here,
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=subprocess.PIPE,
            env=self.environment(**variables),
            **GROUP,
        )

    def finish(self, process: Running, before: dict[str, FileState], leaves: set[str] | None = None) -> Result:
        """Wait for what was started, and give its Result with the same checks as `run`."""
        result = ended(process)
        self.check(result, before, leaves)
        return result

    def terminal(
        self,
        *argv: str | bytes,
        columns: int = 80,
        rows: int = 24,
        typed: Sequence[tuple[bytes, bytes]] = (),
        apart: bool = True,
        leaves: set[str] | None = None,
        **variables: str | None,
    ) -> Result:
        """Run the program as `run_on_terminal` does, with the same checks as `run`."""
        before = snapshot(self.root)
        environment = self.environment(**{"TERM": "xterm-256color", **variables})
        result = run_on_terminal(
            [self.program, *argv], cwd=self.here, env=environment, columns=columns, rows=rows, typed=typed, apart=apart
        )
        said = result if apart else Result(result.status, b"", result.out)
        self.check(said, before, leaves)
        return result
