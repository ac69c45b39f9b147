"""Runs ishoj as a reader would who has set nothing up: what the pictures and the command reference show."""

import os
import subprocess
import sys
import tempfile

KEPT = ("PATH", "PYTHONPATH", "SYSTEMROOT", "VIRTUAL_ENV")


def printed(*words: str, columns: int = 80) -> str:
    """What `ishoj` with these words prints on a screen of so many columns, without the user's settings and files."""
    with tempfile.TemporaryDirectory() as home:
        environment = {name: os.environ[name] for name in KEPT if name in os.environ}
        environment |= {"COLUMNS": str(columns), "LINES": "200", "HOME": home, "LOCALAPPDATA": home}
        command = [sys.executable, "-m", "ishoj_cli", *words]
        return subprocess.run(command, cwd=home, env=environment, check=True, stdout=subprocess.PIPE).stdout.decode()  # noqa: S603
