"""Streams that are full, closed, slow or left early, and signals that come at any moment."""

import contextlib
import itertools
import os
import random
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ..conftest import Result
from .world import TIMEOUT, World, changes, snapshot, wait_for

pytestmark = pytest.mark.skipif(os.name == "nt", reason="devices, redirections and signals as POSIX has them")

FULL = (
    "ishoj: Kan ikke skrive resultatet: der er ikke mere plads. "
    "Ryd op på disken, eller vælg et andet sted at skrive.\n".encode()
)
NOWHERE = b"ishoj: Der er ikke noget sted at skrive resultatet. Skriv til en fil med -o FIL.\n"

SIGNALS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]

SECTIONS = ("vision", "mission", "vaerdier", "personalepolitik", "grundlag", "perspektiver", "lederskab", "rundt")
OTHERS = ("alt", "liste", "dagens", "soeg", "handout", "tolkning", "tjek")
READS = ("", *SECTIONS, "vaerdier respekt", "alt", "liste", "dagens", "soeg ansvar")
FORMATS = ("", "-f terminal", "-f tekst", "-f markdown", "-f tsv", "--json")
HANDOUTS = ("ark -f pdf", "ark -f html", "ark -f docx", "ark -f markdown", "kort -f pdf", "plakat -f pdf")
BESIDE = ("-V", "-h", *(f"{name} -h" for name in OTHERS), "vaerdier -h", "tolkning", "tjek", "tjek --json")
COMPLETIONS = ("source_bash", "source_zsh", "source_fish", "source_powershell", "complete_bash", "complete_zsh")
# All that writes on standard output, as it is typed: the options make Typer's way of them.
PRODUCT = tuple(f"ishoj {words} {format}" for format in FORMATS[1:] for words in READS)
LINES = (
    *(f"ishoj {words}" for words in READS),
    *(f"ishoj handout --type {kind} -o -" for kind in HANDOUTS),
    *(f"ishoj {words}" for words in BESIDE),
    *(f"_ISHOJ_COMPLETE={asked} COMP_WORDS='ishoj va' COMP_CWORD=1 ishoj" for asked in COMPLETIONS),
)
# One of each way that output takes: the short one, Typer's, handouts, and Typer's own completion.
EACH_WAY = (
    *(
        f"ishoj {words}"
        for words in ("", "vaerdier", "soeg ansvar", "alt -f terminal", "alt --json", "tjek", "tolkning")
    ),
    *(f"ishoj {words}" for words in ("-h", "-V", "vaerdier -h", "handout -f pdf -o -")),
    *LINES[-len(COMPLETIONS) :: 5],
)


@pytest.fixture
def large(world: World) -> Path:
    """Content whose text is far more than a pipe holds: half a megabyte."""
    folder = world.root / "large"
    folder.mkdir()
    (folder / "handbook.yaml").write_text(
        "title: Stort\norganisation: O\nedition: 2026-01-01\nsource: S\nsections: [stort]\n", encoding="utf-8"
    )
    paragraphs = "".join(f"  Afsnit {number}: {'blåbærgrød ' * 40}\n\n" for number in range(1000))
    (folder / "stort.yaml").write_text(f"id: stort\ntitle: Stort\nlead: |\n{paragraphs}", encoding="utf-8")
    return folder


@pytest.fixture
def whole(world: World) -> Callable[..., Result]:
    """What a line of words gives when nothing goes wrong: a success that says nothing on standard error."""

    def run(*words: str | bytes, **variables: str) -> Result:
        result = world.run(*words, **variables)
        assert (result.status, result.err) == (0, b"")
        assert result.out
        return result

    return run


# Standard output that can't be written


def test_every_command_is_tried(world: World) -> None:
    """What the help names is what is tried in the rows below."""
    named = re.findall(r"^  ([a-z]+)  ", world.run("-h", COLUMNS="80").text, re.MULTILINE)
    assert set(named) == {"ishoj", *SECTIONS, *OTHERS}


@pytest.mark.parametrize("line", LINES)
def test_a_full_disk_behind_standard_output_is_told_in_a_line(world: World, line: str) -> None:
    assert world.shell(f"{line} >/dev/full") == (2, b"", FULL)


def test_a_full_disk_is_told_of_every_format_of_every_command(world: World, times: Callable[[int], int]) -> None:
    for line in PRODUCT[:: len(PRODUCT) // times(len(PRODUCT))]:
        assert world.shell(f"{line} >/dev/full") == (2, b"", FULL), line


def test_a_full_disk_behind_what_is_larger_than_a_buffer_is_told_in_a_line(world: World, large: Path) -> None:
    assert world.shell(f"ishoj --indhold '{large}' alt >/dev/full") == (2, b"", FULL)


@pytest.mark.parametrize("closed", [">&-", "<&- >&-"])
@pytest.mark.parametrize("line", EACH_WAY)
def test_closed_standard_output_is_told_in_a_line(world: World, line: str, closed: str) -> None:
    assert world.shell(f"{line} {closed}") == (2, b"", NOWHERE)


@pytest.mark.parametrize("closed", [">&-", "<&- >&- 2>&-", ">/dev/full 2>/dev/full"])
@pytest.mark.parametrize("words", ["alt", "handout"])
def test_a_file_needs_no_standard_stream(world: World, whole: Callable[..., Result], words: str, closed: str) -> None:
    """The file gets the number of the stream that is closed: nothing else may be written there."""
    file = {"alt": "alt.md", "handout": "alt.pdf"}[words]
    source = {"alt": ["alt", "-f", "markdown"], "handout": ["handout", "-o", "-"]}[words]
    expected = whole(*source).out
    said = f"ishoj: Skrev «{file}».\n".encode() if words == "handout" and "2>" not in closed else b""
    assert world.shell(f"ishoj {words} -o {file} {closed}", leaves={f"here/{file}"}) == (0, b"", said)
    assert (world.here / file).read_bytes() == expected


# Standard input and standard error


@pytest.mark.parametrize("line", EACH_WAY[::2])
def test_closed_standard_input_is_never_missed(world: World, line: str) -> None:
    result = world.shell(f"{line} <&-")
    assert (result.status, result.err) == (0, b"")
    assert result.out == world.shell(line).out != b""


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("alt", 0),
        ("soeg åbnehed", 0),  # with a message beside the result
        ("vaerdir", 2),
        ("soeg xyzzyq", 1),
        ("vaerdier nej", 1),
        ("alt --nej", 2),
        ("alt -o .", 2),
        ("handout -f html -o -", 0),
    ],
)
def test_standard_error_that_cannot_be_written_changes_nothing_else(world: World, words: str, status: int) -> None:
    expected = world.shell(f"ishoj {words}")
    assert (expected.status, bool(expected.out)) == (status, status == 0)
    for redirection in ("2>&-", "2>/dev/full"):
        assert world.shell(f"ishoj {words} {redirection}") == (status, expected.out, b"")


def test_nothing_at_all_that_can_be_written_is_told_by_the_status(world: World) -> None:
    for line in EACH_WAY[:3]:
        assert world.shell(f"{line} >&- 2>&- <&-") == (2, b"", b"")
        assert world.shell(f"{line} >/dev/full 2>&1") == (2, b"", b"")


# Readers


def without_reader(world: World, *words: str | bytes, **variables: str) -> Result:
    """A run whose standard output is a pipe that nobody has open any more."""
    before = snapshot(world.root)
    reader, writer = os.pipe()
    os.close(reader)
    process = world.start(*words, stdout=writer, **variables)
    os.close(writer)
    return world.finish(process, before)


@pytest.mark.parametrize("line", EACH_WAY)
def test_a_reader_that_has_gone_ends_it_quietly_with_0(world: World, line: str) -> None:
    settings, words = line.split("ishoj ", 1) if line.startswith("ishoj ") else (line, "")
    asked = shlex.split(settings)[:-1]
    assert without_reader(world, *words.split(), **dict(each.split("=") for each in asked)) == (0, b"", b"")


@pytest.mark.parametrize(
    ("words", "traps"),
    [
        *(("alt", traps) for traps in ("", "trap '' PIPE;", "trap - PIPE;")),
        *((words, "") for words in ("alt --json", "soeg blåbærgrød", "handout -f pdf -o -")),
    ],
)
def test_a_reader_that_leaves_after_a_line_ends_it_quietly_with_0(
    world: World, whole: Callable[..., Result], large: Path, words: str, traps: str
) -> None:
    """More is written than a pipe holds; the parent may ignore SIGPIPE, as some that start programs do."""
    content = "" if words.startswith("handout") else f"--indhold '{large}'"
    result = world.shell(f"""{traps} ishoj {words} {content} | head -1; echo "${{PIPESTATUS[0]}}" """)
    typed = words.split() if not content else [*words.split(), "--indhold", str(large)]
    assert result == (0, whole(*typed).out.split(b"\n")[0] + b"\n0\n", b"")


def test_a_slow_reader_gets_it_all(world: World, whole: Callable[..., Result], large: Path) -> None:
    words = ["alt", "--indhold", str(large)]
    expected = whole(*words).out
    assert len(expected) > 300_000
    before = snapshot(world.root)
    process = world.start(*words)
    assert process.stdout
    read = b""
    while block := os.read(process.stdout.fileno(), 20_000):
        read += block
        time.sleep(0.02)
    assert world.finish(process, before) == (0, b"", b"")
    assert read == expected


# Signals


def answer_of(process: subprocess.Popen[bytes]) -> Result:
    out, err = process.communicate(timeout=TIMEOUT)
    return Result(process.returncode, out, err)


OURS = re.compile(rb'/ishoj_cli/(\w+)\.py", line \d+, in (\S+)')
BEGINNING = {(b"__init__", b"<module>"), (b"main", b"<module>"), (b"main", b"main")}


def in_pythons_start(result: Result) -> bool:
    """Whether Python itself answered an interrupt, with a trace: it had not yet come into `main`, which would."""
    return b"KeyboardInterrupt" in result.err and set(OURS.findall(result.err)) <= BEGINNING


@pytest.mark.parametrize("number", SIGNALS, ids=lambda number: number.name)
@pytest.mark.parametrize(
    ("words", "file"),
    [
        ("vaerdier", None),
        ("vaerdir", None),
        ("alt --json", None),
        ("alt -o a.md", "a.md"),
        ("alt -o a.md --overskriv", "a.md"),
        ("handout -f pdf -o a.pdf", "a.pdf"),
    ],
)
def test_a_signal_at_any_moment_ends_it_or_comes_too_late(
    world: World, times: Callable[[int], int], words: str, file: str | None, number: signal.Signals
) -> None:
    """130 for Ctrl-C, death by the others, or all that was asked for: nothing between, and no file half written.

    Tries that hit Python before it came to the program, which it tells by a trace of its own, are made again.
    """
    path = world.here / (file or "none")
    old = b"old" if "--overskriv" in words else None

    def prepare() -> None:
        path.unlink(missing_ok=True)
        if old:
            path.write_bytes(old)

    prepare()
    begun = time.perf_counter()
    expected = world.run(*words.split(), leaves={f"here/{file}"} if file else None)
    lasted = time.perf_counter() - begun
    new = path.read_bytes() if file else None
    ended = (130, -signal.SIGINT) if number is signal.SIGINT else (-number,)
    moments = random.Random(f"{words} {number}")  # noqa: S311
    tries, wanted = 0, times(40 if number is signal.SIGINT else 10)
    for made in itertools.count():
        prepare()
        before = snapshot(world.root)
        process = world.start(*words.split())
        slower = 2 ** (made // (wanted * 5))  # than when `lasted` was measured, for too many hit Python's start
        time.sleep(moments.uniform(0, 1.2) * lasted * slower)
        process.send_signal(number)
        result = answer_of(process)
        after = snapshot(world.root)
        changed = changes(before, after)
        assert changed <= ({f"here/{file}"} if file else set()), result.message
        found = path.read_bytes() if path.exists() else None
        assert found in (old, new)
        if number is signal.SIGINT and in_pythons_start(result):
            assert result.out in (b"", expected.out)
            continue
        if result.status == expected.status:
            assert result == expected
            assert found == new
        else:
            assert result.status in ended, result.message
            assert result.out in (b"", expected.out)
            assert result.err in (b"", expected.err)
        world.check(result, after)
        tries += 1
        if tries == wanted:
            return


@pytest.mark.parametrize("words", ["vaerdier", "alt --json", "soeg xyzzyq", "handout -f markdown -o -"])
def test_an_interrupt_while_the_process_ends_comes_too_late(world: World, words: str) -> None:
    """All is written; what Python does as it ends takes as long as it takes to be interrupted."""
    slow_end = stopping(world, "import atexit; atexit.register(stop)")
    expected = world.run(*words.split())
    before = snapshot(world.root)
    process = world.start(*words.split(), **slow_end)
    wait_for((world.root / REACHED).exists, process)
    process.send_signal(signal.SIGINT)
    (world.root / GO).touch()
    assert world.finish(process, before, {REACHED, GO}) == expected


def startup(world: World, code: str) -> dict[str, str]:
    """Variables by which Python runs some code before it comes to the program."""
    folder = world.root / "site"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(f"{code}\n")
    return {"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}


REACHED, GO = "reached", "go"
STOP = """
import os, time
first = [None] * {first}
def stop(*_):
    if first:
        return first.pop()
    open({reached!r}, "w").close()
    while not os.path.exists({go!r}):
        time.sleep(0.001)
"""


def stopping(world: World, line: str, first: int = 0) -> dict[str, str]:
    """Variables by which the program stops where a line of Python has put `stop`, but for some of the first times.

    It leaves REACHED in the world as a sign, and goes on when GO is there.
    """
    stop = STOP.format(first=first, reached=str(world.root / REACHED), go=str(world.root / GO))
    return startup(world, stop + line)


@pytest.mark.parametrize(
    ("words", "done"),
    [
        ("alt -o a.md", 0),
        ("alt -o a.md --overskriv", 0),
        ("handout -f html -o a.html", 0),
        ("tolkning ny", 0),
        ("tolkning ny --tolkning a/b/c.yaml", 0),
        ("tjek --ny a/b", 0),
        ("tjek --ny a/b", 3),
    ],
)
@pytest.mark.parametrize("number", SIGNALS, ids=lambda number: number.name)
def test_a_signal_while_a_file_is_written_leaves_nothing_behind(
    world: World, words: str, done: int, number: signal.Signals
) -> None:
    if "--overskriv" in words:
        (world.here / "a.md").write_bytes(b"old")
    slow_disk = stopping(world, "os.fsync = stop", done)
    before = snapshot(world.root)
    process = world.start(*words.split(), **slow_disk)
    wait_for((world.root / REACHED).exists, process)
    assert len(list(world.root.rglob(".ishoj-*.tmp"))) == 1
    assert len([path for path in changes(before, snapshot(world.root)) if "." in path]) == done + 1
    process.send_signal(number)
    ended = 130 if number is signal.SIGINT else -number
    assert world.finish(process, before, {REACHED}) == (ended, b"", b"")


def test_a_hangup_that_is_ignored_stays_ignored(world: World, whole: Callable[..., Result]) -> None:
    """As under nohup."""
    slow_disk = stopping(world, "os.fsync = stop")
    expected = whole("alt", "-f", "markdown").out
    before = snapshot(world.root)
    process = subprocess.Popen(
        ["bash", "-c", 'trap "" HUP; exec "$0" alt -o a.md', world.program],
        cwd=world.here,
        env=world.environment(**slow_disk),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    wait_for((world.root / REACHED).exists, process)
    process.send_signal(signal.SIGHUP)
    (world.root / GO).touch()
    assert world.finish(process, before, {"here/a.md", REACHED, GO}) == (0, b"", b"")
    assert (world.here / "a.md").read_bytes() == expected


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda number: number.name)
def test_a_signal_while_the_reader_does_not_read_ends_it(
    world: World, whole: Callable[..., Result], large: Path, number: signal.Signals
) -> None:
    import fcntl
    import struct
    import termios

    words = ["alt", "--indhold", str(large)]
    expected = whole(*words).out
    before = snapshot(world.root)
    process = world.start(*words)
    assert process.stdout
    waiting = lambda: struct.unpack("i", fcntl.ioctl(process.stdout, termios.FIONREAD, b"\0" * 4))[0]  # noqa: E731
    wait_for(lambda: waiting() > 0, process)
    time.sleep(0.2)  # it fills the pipe, and stands still
    process.send_signal(number)
    process.wait(timeout=TIMEOUT)
    result = world.finish(process, before)
    assert (result.status, result.err) == (130 if number is signal.SIGINT else -number, b"")
    assert expected.startswith(result.out)
    assert len(result.out) < len(expected)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda number: number.name)
def test_a_signal_while_the_pipe_is_full_already_ends_it(world: World, number: signal.Signals) -> None:
    """What could not be written is not waited for when the process ends either."""
    expected = world.run("soeg", "åbnehed")
    before = snapshot(world.root)
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    with contextlib.suppress(BlockingIOError):
        while True:
            os.write(writer, b"x" * 1024)
    os.set_blocking(writer, True)
    process = world.start("soeg", "åbnehed", stdout=writer)
    assert process.stderr
    said = os.read(process.stderr.fileno(), 1000)  # the message that comes before the result
    time.sleep(0.3)
    process.send_signal(number)
    result = world.finish(process, before)
    os.close(writer)
    assert (result, said) == ((130 if number is signal.SIGINT else -number, b"", b""), expected.err)
    with os.fdopen(reader, "rb") as pipe:
        assert pipe.read().strip(b"x") == b""


# The pager


def pager(world: World, body: str) -> str:
    """A pager of our own; what it shows it shows on the screen."""
    script = world.root / "pager"
    script.write_text(f"#!/bin/sh\n{body}\n")
    script.chmod(0o755)
    return str(script)


ANSWERING = """\
#!{python}
# Shows what it is given before or after it answers Ctrl-C, until somebody types a q.
import os, select, signal, sys
first = sys.argv[1:] == ["first"]
def show():
    while block := os.read(0, 65536):
        os.write(1, block)
if first:
    show()
signal.signal(signal.SIGINT, lambda *_: os.write(1, b"SEEN\\n"))
terminal = os.open("/dev/tty", os.O_RDONLY)
os.write(1, b"READY\\n")
while not select.select([terminal], [], [], 0.05)[0] or b"q" not in os.read(terminal, 100):
    pass
if not first:
    show()
os.write(1, b"DONE\\n")
"""


def answering_pager(world: World) -> str:
    """A pager that answers Ctrl-C; a shell's `read` would now and then sleep through it."""
    script = world.root / "pager"
    script.write_text(ANSWERING.format(python=sys.executable))
    script.chmod(0o755)
    return str(script)


def test_an_interrupt_in_the_pager_is_the_pagers_own(world: World, whole: Callable[..., Result]) -> None:
    """As in less, where Ctrl-C ends a search: twice, and then the reader goes on reading."""
    page = whole("alt", "-f", "terminal", "--farve", "altid", "--bredde", "80").out
    command = f"{answering_pager(world)} first"
    typed = ((b"READY", b"\x03"), (b"SEEN", b"\x03"), (b"SEEN", b"q\n"))
    result = world.terminal("alt", PAGER=command, typed=typed)
    assert result == (0, page + b"READY\nSEEN\nSEEN\nDONE\n", b"")


def test_an_interrupt_in_the_pager_loses_no_text(world: World, whole: Callable[..., Result], large: Path) -> None:
    """The pager has read a part of it when Ctrl-C comes, and the rest when the reader goes on."""
    words = ["--indhold", str(large), "alt"]
    page = whole(*words, "-f", "terminal", "--farve", "altid", "--bredde", "80").out
    command = answering_pager(world)
    result = world.terminal(*words, PAGER=command, typed=((b"READY", b"\x03"), (b"SEEN", b"q\n")))
    assert result == (0, b"READY\nSEEN\n" + page + b"DONE\n", b"")


def test_a_pager_that_ends_by_the_interrupt_is_an_interrupt(world: World, whole: Callable[..., Result]) -> None:
    page = whole("alt", "-f", "terminal", "--farve", "altid", "--bredde", "80").out
    command = pager(world, "cat; echo READY; exec sleep 600")
    result = world.terminal("alt", PAGER=command, typed=((b"READY", b"\x03"),))
    assert result == (130, page + b"READY\n", b"")


def test_a_terminal_that_is_closed_takes_the_pager_with_it(world: World) -> None:
    """SIGHUP to both, as when a window is closed."""
    command = pager(world, "cat >/dev/null; kill -HUP $PPID; echo GONE; exit 0")
    result = world.terminal("alt", PAGER=command)
    assert (result.status, result.err) == (-signal.SIGHUP, b"")


@pytest.mark.skipif(shutil.which("less") is None, reason="less is not on this machine")
def test_less_is_left_early(world: World, whole: Callable[..., Result], large: Path) -> None:
    words = ["--indhold", str(large), "alt", "--farve", "aldrig"]
    result = world.terminal(*words, typed=((b":", b"q"),), LESSHISTFILE="-")
    assert (result.status, result.err) == (0, b"")
    first = whole(*words, "-f", "terminal", "--bredde", "80").out.splitlines()[:20]
    assert [line for line in first if line not in result.out] == []
    assert len(result.out) < 10_000
