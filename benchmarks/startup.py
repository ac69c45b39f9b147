"""What whole commands cost, as ratios to `python -c pass` of the same interpreter in the same run.

    python benchmarks/startup.py [--ishoj PATH] [--pyz PATH] [--rounds N] [--only TEXT]

The first PATH is an `ishoj` installed from the wheel, with the extra `handout`; the second is measured too, by the same
Python. Each round runs bare Python and then the command, for every command in turn, so that what else the machine does
falls on both. What counts is user and system time; the table gives the median of the rounds' ratios. Peers are measured
beside it where they are installed. POSIX only (wait4, a pseudo-terminal).
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
from fcntl import ioctl
from pathlib import Path

SHELLS = ("bash", "zsh", "fish", "powershell")
WORDS = ("ansvar", "borger", "hverdag", "opgave", "faglighed", "samarbejde", "udvikling", "løsning", "viden", "retning")
WARM_UP = 2  # rounds that fill the disk's cache and are not counted
KEPT = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT")


def cpu_seconds(command, environment, terminal=False):
    """User and system seconds of a command that reads nothing and writes to a pipe or to a terminal of 80 by 60."""
    ours, theirs = pty.openpty() if terminal else os.pipe()
    if terminal:
        ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 60, 80, 0, 0))
    streams = [(os.POSIX_SPAWN_DUP2, theirs, 1), (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)]
    streams += [(os.POSIX_SPAWN_DUP2, theirs, 0) if terminal else (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0)]
    child = os.posix_spawn(command[0], command, environment, file_actions=streams)
    os.close(theirs)
    try:
        while os.read(ours, 65536):
            pass
    except OSError:  # how a terminal says that its other end is closed
        pass
    os.close(ours)
    _, status, used = os.wait4(child, 0)
    if status:
        raise RuntimeError(f"{' '.join(command)} failed with {os.waitstatus_to_exitcode(status)}")
    return used.ru_utime + used.ru_stime


def made_content(folder, passages):
    """A folder of content with so many passages, in sections of a thousand."""
    folder.mkdir()
    starts = range(0, passages, 1000)
    for start in starts:
        entries = "".join(
            f"  - id: punkt-{n}\n    title: Punkt {n}\n    text: Om {WORDS[n % 10]} og {WORDS[n // 7 % 10]}.\n"
            for n in range(start, min(start + 999, passages - 1))  # the section itself is a passage
        )
        section = f"id: afsnit-{start}\ntitle: Afsnit {start}\nkind: list\nlead: Om alt.\nentries:\n{entries}"
        Path(folder, f"{start}.yaml").write_text(section, encoding="utf-8")
    head = "title: Prøve\norganisation: Prøve\nedition: 2026-01-01\nsource: en prøve\nsections:\n"
    order = "".join(f"  - afsnit-{start}\n" for start in starts)
    Path(folder, "handbook.yaml").write_text(head + order, encoding="utf-8")
    return str(folder)


def filled_interpretation(ishoj, file):
    """A file with a sentence about everything that `ishoj liste` names."""
    listed = subprocess.run([ishoj, "liste", "-f", "tsv"], check=True, capture_output=True, encoding="utf-8").stdout
    texts = "".join(f"  {line.split(chr(9))[0]}: Hos os taler vi om det.\n" for line in listed.splitlines())
    file.write_text(f"workplace: Biblioteket\ndate: 2026-01-01\ntexts:\n{texts}", encoding="utf-8")
    return str(file)


def pyz_rows(python, pyz):
    """What is measured of `ishoj.pyz`, as `rows` does; Python compiles its source anew at every start."""
    for name, *words in (("read, piped", "vaerdier"), ("soeg, a hit", "soeg", "ansvar"), ("--version", "-V")):
        yield f"ishoj.pyz: {name}", None, [python, pyz, *words], {}, False


def rows(ishoj, folder):
    """What is measured, as (name, goal or None, command, variables, whether on a terminal)."""

    def row(name, goal, *words, terminal=False, **variables):
        return name, goal, [ishoj, *words], variables, terminal

    def handout(name, goal, *words):
        return row(name, goal, "handout", "--overskriv", "-o", str(folder / words[0]), *words[1:])

    def own(passages, goal):
        content = made_content(folder / str(passages), passages)
        return row(f"read, own content of {passages:,} passages", goal, "afsnit-0", "punkt-5", "--indhold", content)

    yield row("read, piped", 1.4, "vaerdier")
    yield row("read, on a terminal of 80 columns", 1.5, "vaerdier", terminal=True)
    yield row("soeg, a hit", 1.6, "soeg", "ansvar")
    yield row("soeg, a guess", 2.0, "soeg", "respket")
    yield row("a printing option: -f markdown", 1.6, "vaerdier", "-f", "markdown")
    yield row("--json", 2.1, "vaerdier", "--json")
    yield row("--version", 1.5, "--version")
    for shell in SHELLS:
        yield row(f"Tab in {shell}", 2.0, "vaerdier", _ISHOJ_COMPLETE=shell, _ISHOJ_WORD="r")
    interpretation = filled_interpretation(ishoj, folder / "tolkning.yaml")
    yield row("read, with a filled interpretation", 3.5, "vaerdier", "--tolkning", interpretation)
    yield own(10, 4)
    yield handout("handout, docx", 15, "a.docx")
    yield handout("handout, html", 8, "a.html")
    yield handout("handout, poster", 13, "a.pdf", "--type", "plakat")
    parts = ("ark", "kort", "plakat", "lysbilleder", "arbejdsark", "drejebog")
    for kind in parts:
        yield handout(f"a part of a course: {kind}", None, f"{kind}.pdf", "--type", kind)
    yield handout("a course in a folder", None, "kursus", "--type", "kursus")
    yield own(1_000, 9)
    yield own(10_000, 50)
    peers = {"man": ["man"], "tldr": ["tar"], "rich": [__file__]}
    for name, words in peers.items():
        program = shutil.which(name) or shutil.which(name, path=str(Path(ishoj).parent))
        if program:
            yield " ".join([name, *words]).replace(__file__, "FILE"), None, [program, *words], {}, False


def installer(python):
    """What installed `ishoj`, and its version: the scripts of pip 23 and 24 import `re`, those of others don't."""
    code = (
        "from importlib.metadata import distribution, version, PackageNotFoundError as none\n"
        "by = (distribution('ishoj').read_text('INSTALLER') or 'nothing that says so').strip()\n"
        "try: print(by, version(by))\nexcept none: print(by)"
    )
    return subprocess.run([python, "-c", code], check=True, capture_output=True, text=True).stdout.strip()


def main():
    """Measure, and print the table as Markdown."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ishoj", default=shutil.which("ishoj"))
    parser.add_argument("--pyz", help="an ishoj.pyz to measure too")
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--only", default="", help="measure the rows whose name contains this")
    asked = parser.parse_args()
    if not asked.ishoj:
        sys.exit("no ishoj on PATH: name one with --ishoj")
    ishoj = str(Path(asked.ishoj).resolve())
    python = str(Path(ishoj).parent / "python")
    with tempfile.TemporaryDirectory() as folder:
        environment = {name: os.environ[name] for name in KEPT if name in os.environ}
        environment |= {"HOME": folder, "TERM": "xterm-256color", "LANG": "C.UTF-8", "PAGER": "cat"}
        every = [*rows(ishoj, Path(folder)), *(pyz_rows(python, asked.pyz) if asked.pyz else ())]
        measured = [row for row in every if asked.only in row[0]]
        ratios = {row[0]: [] for row in measured}
        for round_ in range(asked.rounds + WARM_UP):
            for name, _, command, variables, terminal in measured:
                bare = cpu_seconds([python, "-c", "pass"], environment)
                taken = cpu_seconds(command, environment | variables, terminal)
                if round_ >= WARM_UP:
                    ratios[name].append(taken / bare)
    version = subprocess.run([python, "-V"], check=True, capture_output=True, text=True).stdout.strip()
    machine = f"{platform.system()}, {os.cpu_count()} cores"
    print(f"{version}, installed by {installer(python)}; {machine}, {asked.rounds} rounds\n")
    print("| command | × bare Python | goal |\n| --- | ---: | ---: |")
    for name, goal, *_ in measured:
        print(f"| {name} | {statistics.median(ratios[name]):.2f} | {goal or ''} |")


if __name__ == "__main__":
    main()
