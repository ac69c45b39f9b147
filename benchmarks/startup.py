"""How long whole commands take, as ratios to `python -c pass` of the same interpreter in the same run.

    python benchmarks/startup.py [--ishoj PATH] [--pairs N] [--only TEXT]

PATH is an `ishoj` installed from the wheel, with its interpreter beside it. Each round runs bare Python and then each
command once, so that what else the machine does falls on both; the table gives the median of the rounds' ratios.
Peers are measured beside it when they are installed. POSIX only: it waits with wait4 and opens a pseudo-terminal.
"""

import argparse
import os
import platform
import pty
import shutil
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from fcntl import ioctl
from pathlib import Path

ENVIRONMENT = {**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8", "PAGER": "cat"}


# Starts a command from a process smaller than any measured, for a child is counted with what it was forked from.
LAUNCHER = """
import os, sys
quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0), (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)]
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=quiet)
print(os.wait4(child, 0)[2].ru_maxrss)
"""


def peak_memory(command):
    """Peak memory (KiB) of a command whose output goes nowhere."""
    launched = subprocess.run([sys.executable, "-S", "-E", "-c", LAUNCHER, *command], capture_output=True, text=True)
    return int(launched.stdout)


def piped(command, extra=None):
    """Seconds that a command takes whose output goes to a pipe; any exit status will do."""
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={**ENVIRONMENT, **(extra or {})})
    return time.perf_counter() - start


def on_terminal(command):
    """Seconds that a command takes on a pseudo-terminal of 80 by 60."""
    master, slave = pty.openpty()
    ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 60, 80, 0, 0))
    start = time.perf_counter()
    process = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, env=ENVIRONMENT)
    os.close(slave)
    try:
        while os.read(master, 65536):
            pass
    except OSError:  # the other end is closed
        pass
    process.wait()
    seconds = time.perf_counter() - start
    os.close(master)
    return seconds


def completing(ishoj, words):
    """Seconds that a shell waits at Tab."""
    return piped(
        [ishoj],
        {
            "_ISHOJ_COMPLETE": "complete_bash",
            "COMP_WORDS": f"ishoj {words} ",
            "COMP_CWORD": str(len(words.split()) + 1),
        },
    )


def big_content(folder, passages):
    """A folder of content with so many passages, in sections of a thousand."""
    words = [
        "ansvar",
        "borger",
        "hverdag",
        "opgave",
        "faglighed",
        "samarbejde",
        "udvikling",
        "løsning",
        "viden",
        "retning",
    ]
    folder.mkdir()
    ids = []
    for first in range(0, passages, 1000):
        id_ = f"afsnit-{first // 1000}"
        ids.append(id_)
        entries = [
            f"  - id: punkt-{n}\n    title: Punkt {n}\n    text: Om {words[n % 10]} og {words[n // 7 % 10]}.\n"
            for n in range(first, min(first + 1000, passages))
        ]
        Path(folder, f"{id_}.yaml").write_text(
            f"id: {id_}\ntitle: Afsnit {first // 1000}\nkind: list\nentries:\n{''.join(entries)}", encoding="utf-8"
        )
    order = "".join(f"  - {id_}\n" for id_ in ids)
    Path(folder, "handbook.yaml").write_text(
        f"title: Stor håndbog\norganisation: Prøve\nedition: 2026-01-01\nsource: en prøve\nsections:\n{order}",
        encoding="utf-8",
    )
    return str(folder)


def rows(ishoj, folder):
    """What is measured, as (name, goal or None, how)."""
    yield "ishoj vaerdier", 2.2, lambda: piped([ishoj, "vaerdier"])
    yield "ishoj vaerdier respekt", 2.2, lambda: piped([ishoj, "vaerdier", "respekt"])
    for words in ([], ["alt"], ["liste"], ["dagens"]):
        yield " ".join(["ishoj", *words]), 2.4, lambda words=words: piped([ishoj, *words])
    yield "ishoj soeg ansvar", 3.0, lambda: piped([ishoj, "soeg", "ansvar"])
    yield "ishoj soeg respket (a guess)", 3.0, lambda: piped([ishoj, "soeg", "respket"])
    yield "ishoj vaerdier, on a terminal", 5.5, lambda: on_terminal([ishoj, "vaerdier"])
    yield "ishoj vaerdier --json", 8, lambda: piped([ishoj, "vaerdier", "--json"])
    yield "ishoj vaerdier -f markdown", 8, lambda: piped([ishoj, "vaerdier", "-f", "markdown"])
    yield "ishoj vaerdier <Tab>", 8, lambda: completing(ishoj, "vaerdier")
    for passages, goal in ((1_000, 14), (10_000, 60)):
        content = big_content(Path(folder, str(passages)), passages)
        yield (
            f"ishoj soeg ansvar, {passages} passages of YAML",
            goal,
            lambda content=content: piped([ishoj, "soeg", "ansvar", "--indhold", content]),
        )
    peers = {
        "man": ["man", "man"],
        "bat": ["--paging=never", __file__],
        "batcat": ["--paging=never", __file__],
        "rg": ["-i", "ansvar", __file__],
        "tldr": ["tar"],
        "rich": [__file__],
    }
    for name, words in peers.items():
        program = shutil.which(name, path=os.pathsep.join([str(Path(ishoj).parent), os.environ["PATH"]]))
        if program:
            yield name, None, lambda program=program, words=words: piped([program, *words])


def main():
    """Measure and print the table as Markdown."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--ishoj", default=shutil.which("ishoj"))
    options.add_argument("--pairs", type=int, default=30)
    options.add_argument("--only", default="")
    asked = options.parse_args()
    if not asked.ishoj:
        sys.exit("no ishoj on PATH: say which with --ishoj")
    python = str(Path(asked.ishoj).parent / "python")
    version = subprocess.run(
        [python, "-c", "import platform; print(platform.python_version())"], capture_output=True, text=True
    )
    with tempfile.TemporaryDirectory() as folder:
        measured = [row for row in rows(asked.ishoj, folder) if asked.only in row[0]]
        ratios = {name: [] for name, _, _ in measured}
        for round_ in range(asked.pairs + 2):
            for name, _, how in measured:
                bare = piped([python, "-c", "pass"])
                seconds = how()
                if round_ >= 2:  # the first rounds warm the disk
                    ratios[name].append(seconds / bare)
    memory = peak_memory([asked.ishoj, "vaerdier"]) / peak_memory([python, "-c", "pass"])
    print(f"Python {version.stdout.strip()}, {platform.platform()}, {os.cpu_count()} cores, {asked.pairs} pairs\n")
    print("| command | × bare Python | goal |")
    print("| --- | --- | --- |")
    for name, goal, _ in measured:
        print(f"| {name} | {statistics.median(ratios[name]):.2f} | {goal or ''} |")
    print(f"| peak memory of ishoj vaerdier, piped | {memory:.2f} | 1.4 |")


if __name__ == "__main__":
    main()
