"""Runs the installed program as a process of its own, far from the checkout: bytes out, bytes of messages, status."""

import os
import subprocess
import sys
from pathlib import Path

from ..conftest import ENVIRONMENT, Result
from ..terminal import TIMEOUT

PROGRAM = Path(sys.executable).parent / ("ishoj.exe" if os.name == "nt" else "ishoj")


def environment(home: Path, **variables: str) -> dict[str, str]:
    """The environment of a user who has set nothing but these variables."""
    kept = {name: value for name, value in os.environ.items() if name not in ENVIRONMENT}
    kept |= {"HOME": str(home), "USERPROFILE": str(home), "XDG_CONFIG_HOME": str(home / "config")}
    return {**kept, "APPDATA": str(home / "config"), **variables}


def run(folder: Path, *argv: str | bytes, stdin: bytes = b"", **variables: str) -> Result:
    """Run `ishoj` with these words in a folder, and give its Result."""
    done = subprocess.run(
        [PROGRAM, *argv],
        cwd=folder,
        input=stdin,
        capture_output=True,
        env=environment(folder, **variables),
        timeout=TIMEOUT,
    )
    return Result(done.returncode, done.stdout, done.stderr)


def shell(folder: Path, line: str, **variables: str) -> Result:
    """Run a line of shell in which `ishoj` is the program, with the status of every part of a pipe in PIPESTATUS."""
    done = subprocess.run(
        ["bash", "-c", f'ishoj() {{ "{PROGRAM}" "$@"; }}; {line}'],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=environment(folder, **variables),
        timeout=TIMEOUT,
    )
    return Result(done.returncode, done.stdout, done.stderr)
