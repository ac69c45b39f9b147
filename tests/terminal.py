"""Runs a program on a pseudo-terminal of its own, as one who sits before it does."""

import os
import select
import struct
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from .conftest import Result

TIMEOUT = 120  # seconds before a hang is called one


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
    """The Result of a command on a terminal of this size, `out` being what stands on the screen.

    `typed` is what the reader does, as (wait until this is shown, then type this). Standard error is the terminal too,
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
    """All that is shown on a terminal until nobody has it open; types what is to be typed when its cue is shown."""
    shown, seen = b"", 0
    while select.select([master], [], [], TIMEOUT)[0]:
        try:
            block = os.read(master, 65536)
        except OSError:  # Linux says so when the last one has left
            block = b""
        if not block:
            assert not typed, f"never shown: {typed[0][0]!r}"
            return shown
        shown += block
        while typed and (at := shown.find(typed[0][0], seen)) >= 0:
            seen = at + len(typed[0][0])
            os.write(master, typed.pop(0)[1])
    raise AssertionError(f"nothing more is shown, and it has not ended: {shown[-500:]!r}")
