"""A world to run the installed program in: a home, a folder to stand in, a temporary folder, and a look for litter."""

import os
import stat
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from ..conftest import ENVIRONMENT, Result
from ..terminal import TIMEOUT, run_on_terminal

BUG = "Der er en fejl i programmet"
TALLY: Counter[str] = Counter()  # how many times each test has tried the program

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
    """The paths that came, went or were changed between two snapshots."""
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}


def wait_for(happened: Callable[[], bool], process: Running | None = None) -> None:
    """Wait until something has happened; fails when the process that is to make it happen ends before it does."""
    began = time.monotonic()
    while not happened():
        assert process is None or process.poll() is None, process.communicate()
        assert time.monotonic() - began < TIMEOUT
        time.sleep(0.005)


class World:
    """One user's machine: `home`, `here` (the current folder) and `tmp` below `root`, and the program."""

    def __init__(self, root: Path, program: Path, test: str) -> None:
        self.root, self.program, self.test = root, program, test
        self.home, self.here, self.tmp = (root / name for name in ("home", "here", "tmp"))
        for folder in (self.home, self.here, self.tmp):
            folder.mkdir()

    def environment(self, **variables: str | None) -> dict[str, str]:
        """The environment of a user who has set these variables alone; None takes one away."""
        kept = {name: value for name, value in os.environ.items() if name not in ENVIRONMENT}
        kept |= {"HOME": str(self.home), "USERPROFILE": str(self.home), "APPDATA": str(self.home / "config")}
        kept |= {"XDG_CONFIG_HOME": str(self.home / "config"), "TMPDIR": str(self.tmp), "TEMP": str(self.tmp)}
        kept = {
            name: value for name, value in kept.items() if not name.startswith("PYTHON")
        }  # such as PYTHONUNBUFFERED
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
        root, that it may make, change or take away: all of them and no others, or the test fails. A run that ends in a
        bug's message or a trace fails too.
        """
        return self._done([*under, self.program, *argv], stdin, leaves, variables)

    def shell(
        self, line: str, *, leaves: set[str] | None = None, under: Sequence[str] = (), **variables: str | None
    ) -> Result:
        """Run a line of bash in which `ishoj` is the program, by a whole path, with the same checks as `run`."""
        command = [*under, "bash", "-c", f'ishoj() {{ "{self.program}" "$@"; }}; {line}']
        return self._done(command, None, leaves, variables)

    def _done(
        self,
        command: Sequence[str | bytes | Path],
        stdin: bytes | None,
        leaves: set[str] | None,
        variables: dict[str, str | None],
    ) -> Result:
        """What a command gives that has these bytes to read, or nothing, once it has been checked."""
        before = snapshot(self.root)
        done = subprocess.run(
            command,
            cwd=self.here,
            capture_output=True,
            env=self.environment(**variables),
            timeout=TIMEOUT,
            **({"stdin": subprocess.DEVNULL} if stdin is None else {"input": stdin}),
        )
        result = Result(done.returncode, done.stdout, done.stderr)
        self.check(result, before, leaves)
        return result

    def check(self, result: Result, before: dict[str, FileState], leaves: set[str] | None = None) -> None:
        """Count a run, and fail on a bug's message, a trace, or another change of files than was said."""
        TALLY[self.test] += 1
        for sign in (BUG.encode(), b"Traceback", b"Exception ignored", b"Error: "):
            assert sign not in result.err, result.message
        assert changes(before, snapshot(self.root)) == (leaves or set())

    def start(self, *argv: str | bytes, stdout: int = subprocess.PIPE, **variables: str | None) -> Running:
        """Start the program and leave it running, with nothing on standard input; `finish` ends the matter."""
        return subprocess.Popen(
            [self.program, *argv],
            cwd=self.here,
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=subprocess.PIPE,
            env=self.environment(**variables),
        )

    def finish(self, process: Running, before: dict[str, FileState], leaves: set[str] | None = None) -> Result:
        """Wait for what was started, and give its Result with the same checks as `run`."""
        out, err = process.communicate(timeout=TIMEOUT)
        result = Result(process.returncode, out or b"", err)
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
        """Run the program as `run_on_terminal` does, with the same checks as `run`; standard error is no terminal."""
        before = snapshot(self.root)
        environment = self.environment(**{"TERM": "xterm-256color", **variables})
        result = run_on_terminal(
            [self.program, *argv], cwd=self.here, env=environment, columns=columns, rows=rows, typed=typed, apart=apart
        )
        said = result if apart else Result(result.status, b"", result.out)
        self.check(said, before, leaves)
        return result
