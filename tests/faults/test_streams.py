"""Streams that are full, closed, slow or left early, and signals at any moment."""

import contextlib
import json
import os
import shutil
import signal
import sys
import time

import pytest

from ..world import World, changes, snapshot, wait_for

pytestmark = pytest.mark.skipif(os.name == "nt", reason="devices, redirections and signals as POSIX has them")

CANNOT = "ishoj: Kan ikke skrive resultatet: "
FULL = f"{CANNOT}der er ikke mere plads. Ryd op på disken, eller vælg et andet sted at skrive.\n".encode()
TOO_LARGE = f"{CANNOT}filen bliver for stor. Vælg et andet sted at skrive.\n".encode()
NOWHERE = b"ishoj: Der er ikke noget sted at skrive resultatet. Skriv til en fil med -o FIL.\n"
SIGNALS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
named = pytest.mark.parametrize("number", SIGNALS, ids=lambda number: number.name)
# One of each way that leads to standard output; tests/test_streams.py holds that all of them use one function.
EACH_WAY = (
    *(f"ishoj {words}" for words in ("", "soeg ansvar", "alt --json", "alt -f terminal", "-h", "-V", "tjek")),
    *("ishoj tolkning", "ishoj handout -f pdf -o -", "_ISHOJ_COMPLETE=bash _ISHOJ_WORD=va ishoj"),
)
each_way = pytest.mark.parametrize("line", EACH_WAY)
PAGE = ("-f", "terminal", "--farve", "altid", "--bredde", "80")  # what a terminal of 80 columns gets


@pytest.fixture
def large(world: World) -> str:
    """Content whose text is far more than a pipe holds: half a megabyte. Gives the options that choose it."""
    (folder := world.root / "large").mkdir()
    (folder / "handbook.yaml").write_text(
        "title: Stort\norganisation: O\nedition: 2026-01-01\nsource: S\nsections: [stort]\n", encoding="utf-8"
    )
    paragraphs = "".join(f"  Afsnit {number}: {'blåbærgrød ' * 40}\n\n" for number in range(1000))
    (folder / "stort.yaml").write_text(f"id: stort\ntitle: Stort\nlead: |\n{paragraphs}", encoding="utf-8")
    return f"--indhold {folder}"


def shown(world: World, *words: str) -> bytes:
    """What words show when nothing goes wrong."""
    result = world.run(*words)
    assert (result.status, result.err) == (0, b"")
    assert result.out
    return result.out


# Standard streams that can't be written or read


@each_way
def test_a_full_disk_and_a_closed_standard_output_are_errors(world: World, line: str) -> None:
    ends = " ".join(f"{line} {redirection}; echo $?;" for redirection in (">/dev/full", ">&-", "<&- >&-"))
    assert world.shell(ends) == (0, b"2\n2\n2\n", FULL + NOWHERE * 2)


@each_way
def test_a_reader_that_is_gone_is_no_error_and_standard_input_is_not_needed(world: World, line: str) -> None:
    typed = line.split()
    program = typed.index("ishoj")
    before = snapshot(world.root)
    reader, writer = os.pipe()
    os.close(reader)
    variables = dict(each.split("=") for each in typed[:program])
    process = world.start(*typed[program + 1 :], stdout=writer, **variables)
    os.close(writer)
    assert world.finish(process, before) == (0, b"", b"")
    assert world.shell(f"{line} <&-") == world.shell(line)


@pytest.mark.parametrize(
    ("words", "status"),
    [("tjek os.yaml", 1), ("tjek os.yaml --json", 1), ("soeg xyzzyq --json", 1), ("soeg ansvar", 0)],
)
def test_a_status_is_kept_when_the_reader_is_gone(world: World, words: str, status: int) -> None:
    (world.here / "os.yaml").write_text("vision: her mangler noget\n")
    reading = world.shell(f"ishoj {words}")
    gone = world.shell(f"""ishoj {words} | true; echo "${{PIPESTATUS[0]}}"; ishoj {words} -o >(true); echo $?""")
    assert (reading.status, reading.out != b"") == (status, True)
    assert gone == (0, f"{status}\n".encode() * 2, reading.err * 2)


@pytest.mark.parametrize("unbuffered", [None, "1"])
def test_standard_output_is_written_to_the_end_or_is_an_error(world: World, large: str, unbuffered: str | None) -> None:
    """Also with PYTHONUNBUFFERED, where Python writes only as much at a time as the system takes."""
    variables = {"PYTHONUNBUFFERED": unbuffered}
    line = f"ishoj alt {large}"
    expected = shown(world, "alt", *large.split())
    assert world.shell(f"{line} >/dev/full", **variables) == (2, b"", FULL)
    assert world.shell(f"ulimit -f 64; {line} >fil", leaves={"here/fil"}, **variables) == (2, b"", TOO_LARGE)
    assert expected.startswith((world.here / "fil").read_bytes())
    for trap in ("", "trap '' PIPE;", "trap - PIPE;"):
        result = world.shell(f"""{trap} {line} | head -1; echo "${{PIPESTATUS[0]}}" """, **variables)
        assert result == (0, expected.split(b"\n")[0] + b"\n0\n", b"")
    for blocking in (True, False):
        before = snapshot(world.root)
        reader, writer = os.pipe()
        os.set_blocking(writer, blocking)
        process = world.start("alt", *large.split(), stdout=writer, **variables)
        os.close(writer)
        time.sleep(0.1)  # a slow reader
        with open(reader, "rb", buffering=0) as pipe:
            read = b"".join(iter(lambda pipe=pipe: pipe.read(20_000), b""))
        assert world.finish(process, before) == (0, b"", b"")
        assert read == expected


@pytest.mark.parametrize("words", ["alt -f markdown", "handout -f html"])
def test_a_file_needs_no_standard_stream(world: World, words: str) -> None:
    """The file gets the descriptor of the closed stream: nothing else may be written there."""
    expected = shown(world, *words.split(), "-o", "-")
    for closed in (">&-", "<&- >&- 2>&-", ">/dev/full 2>/dev/full"):
        said = "ishoj: Gemt: »fil.html«\n".encode() if words.startswith("handout") and "2>" not in closed else b""
        line = f"ishoj {words} -o fil.html {closed}"
        assert world.shell(line, leaves={"here/fil.html"}) == (0, b"", said)
        assert (world.here / "fil.html").read_bytes() == expected
        (world.here / "fil.html").unlink()


@pytest.mark.parametrize(("words", "status"), [("alt", 0), ("soeg åbnehed", 0), ("vaerdir", 2), ("vaerdier nej", 1)])
def test_standard_error_that_cannot_be_written_changes_nothing_else(world: World, words: str, status: int) -> None:
    expected = world.shell(f"ishoj {words}")
    assert (expected.status, bool(expected.out)) == (status, status == 0)
    for redirection in ("2>&-", "2>/dev/full"):
        assert world.shell(f"ishoj {words} {redirection}") == (status, expected.out, b"")
    assert world.shell(f"ishoj {words} >&- 2>&- <&-") == (status or 2, b"", b"")


# Signals

EVERYWHERE = """
import io, json, os
from ishoj_cli import main as boundary
PARENT = os.getpid()  # a child process ignores Ctrl-C: tests/test_child_process.py
SOURCE = os.path.dirname(boundary.__file__) + os.sep
def traced(words, target):
    # The result of a run that Ctrl-C meets where it first comes to a line, and the lines that it comes to.
    lines, hit = {}, []
    def trace(frame, event, _argument):
        code = frame.f_code
        if not code.co_filename.startswith(SOURCE) or code.co_name in ("main", "<module>") or os.getpid() != PARENT:
            return None
        if event == "line":
            here = code.co_filename, frame.f_lineno
            lines[here] = True
            if here == target and not hit:
                hit.append(True)
                raise KeyboardInterrupt
        return trace
    streams = [io.TextIOWrapper(io.BytesIO(), "utf-8") for _ in range(2)]
    real, (sys.stdout, sys.stderr) = (sys.stdout, sys.stderr), streams
    sys.settrace(trace)
    try:
        status = boundary.main(words)
    finally:
        sys.settrace(None)
        sys.stdout, sys.stderr = real
    return [status, *(stream.buffer.getvalue().decode() for stream in streams)], list(lines)
def files():
    return {name: open(name).read() for name in sorted(os.listdir())}
def prepare():
    for name in os.listdir():
        os.unlink(name)
    if "--overskriv" in words:
        open("a.html", "w").write("old")
words = sys.argv[1:]
prepare()
traced(words, None)  # imports what it needs
prepare()
before = files()
whole, lines = traced(words, None)
after = files()
prepare()
results = []
for target in lines[:: len(lines) // 60 + 1]:
    result, _ = traced(words, target)
    results.append([target, result, files()])
    prepare()
prepare()
[os.unlink(name) for name in os.listdir()]
json.dump([before, whole, after, results], sys.stdout)
"""


@pytest.mark.parametrize(
    "words", ["vaerdier", "vaerdir", "alt -o a.html -f markdown --overskriv", "handout mission -o a.html"]
)
def test_an_interrupt_at_any_line_ends_it_or_changes_nothing(world: World, words: str) -> None:
    """130 and nothing half written or left behind, wherever in our code it comes; Python's own start is not ours."""
    ran = world.script(EVERYWHERE, *words.split())
    assert (ran.status, ran.err) == (0, b"")
    before, whole, after, results = json.loads(ran.out)
    assert len(results) > 30
    for line, (status, out, err), files in results:
        assert status in (130, whole[0]), line
        assert (out, err) == tuple(whole[1:]) if status != 130 else (out in ("", whole[1]) and err in ("", whole[2])), (
            line
        )
        assert files == after if status == 0 else files in (before, after), line


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
    """Variables that make the program stop where a line of Python has put `stop`, but for some of the first times.

    It leaves REACHED in the world as a sign, and goes on when GO is there.
    """
    (folder := world.root / "site").mkdir()
    stop = STOP.format(first=first, reached=str(world.root / REACHED), go=str(world.root / GO))
    (folder / "sitecustomize.py").write_text(f"{stop}{line}\n")
    return {"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}


@pytest.mark.parametrize("words", ["vaerdier", "soeg xyzzyq"])
def test_an_interrupt_while_the_process_ends_comes_too_late(world: World, words: str) -> None:
    slow_end = stopping(world, "import atexit; atexit.register(stop)")
    expected = world.run(*words.split())
    before = snapshot(world.root)
    process = world.start(*words.split(), **slow_end)
    wait_for((world.root / REACHED).exists, process)
    process.send_signal(signal.SIGINT)
    (world.root / GO).touch()
    assert world.finish(process, before, {REACHED, GO}) == expected


@pytest.mark.parametrize(
    ("words", "done"),
    [("alt -o a.md --overskriv", 0), ("tolkning ny --tolkning a/b/c.yaml", 0), ("tjek --ny a/b", 3)],
)
@named
def test_a_signal_while_a_file_is_written_leaves_nothing_behind(
    world: World, words: str, done: int, number: signal.Signals
) -> None:
    if "--overskriv" in words:
        (world.here / "a.md").write_bytes(b"old")
    slow_disk = stopping(world, "os.fsync = stop", done)
    before = snapshot(world.root)
    process = world.start(*words.split(), **slow_disk)
    wait_for((world.root / REACHED).exists, process)
    assert len(list(world.root.rglob(".ishoj-*.tmp"))) == done + 1
    assert len([path for path in changes(before, snapshot(world.root)) if "." in path]) == done + 1
    process.send_signal(number)
    ended = 130 if number is signal.SIGINT else -number
    assert world.finish(process, before, {REACHED}) == (ended, b"", b"")


@named
def test_a_signal_while_the_pipe_is_full_ends_it(world: World, number: signal.Signals) -> None:
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
    time.sleep(0.2)  # so that it most likely waits for the pipe
    process.send_signal(number)
    result = world.finish(process, before)
    os.close(writer)
    assert (result, said) == ((130 if number is signal.SIGINT else -number, b"", b""), expected.err)
    with os.fdopen(reader, "rb") as pipe:
        assert pipe.read().strip(b"x") == b""


def test_ctrl_c_ends_typesetting_while_a_terminal_is_shown_that_it_goes_on(world: World, large: str) -> None:
    """As letters also where the locale has ASCII alone."""
    plain = {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    words = ["handout", *large.split()]
    result = world.terminal(*words, typed=(("Laver siderne …\r".encode(), b"\x03"),), apart=False, **plain)
    assert result == (130, "Laver siderne …\r               \r".encode(), b"")


# The pager, in a terminal; tests/test_programs.py and tests/test_pager.py hold the rest

ANSWERING = f"""\
#!{sys.executable}
# Answers Ctrl-C until somebody types a q, and then shows what it is given in a pipe.
import os, select, signal
signal.signal(signal.SIGINT, lambda *_: os.write(1, b"SEEN\\n"))
terminal = os.open("/dev/tty", os.O_RDONLY)
os.write(1, b"READY\\n")
while not select.select([terminal], [], [], 0.05)[0] or b"q" not in os.read(terminal, 100):
    pass
while not os.isatty(0) and (block := os.read(0, 65536)):
    os.write(1, block)
"""


def pager(world: World, body: str) -> str:
    """A pager that is this script."""
    (script := world.root / "pager").write_text(body if body.startswith("#!") else f"#!/bin/sh\n{body}\n")
    script.chmod(0o755)
    return str(script)


def test_ctrl_c_in_the_pager_is_the_pagers_own_and_loses_no_text(world: World, large: str) -> None:
    """As in less, where Ctrl-C stops a search: twice, and then the reader goes on reading."""
    words = [*large.split(), "alt"]
    typed = ((b"READY", b"\x03"), (b"SEEN", b"\x03"), (b"SEEN", b"q\n"))
    result = world.terminal(*words, PAGER=pager(world, ANSWERING), typed=typed)
    assert result == (0, b"READY\nSEEN\nSEEN\n" + shown(world, *words, *PAGE), b"")


def test_ctrl_c_in_the_editor_is_the_editors_own_and_what_it_leaves_is_checked(world: World) -> None:
    (world.here / "t.yaml").write_text("workplace: W\ntexts:\n")
    words = ("tolkning", "rediger", "--tolkning", "t.yaml")
    typed = ((b"READY", b"\x03"), (b"SEEN", b"q\n"))
    saving = ANSWERING + 'os.write(os.open(__import__("sys").argv[1], os.O_WRONLY | os.O_APPEND), b"  nej: Nej.\\n")\n'
    result = world.terminal(*words, EDITOR=pager(world, saving), typed=typed, leaves={"here/t.yaml"})
    assert (result.status, result.out) == (0, b"READY\nSEEN\n")
    assert "hedder »nej«" in result.message
    assert result.message.endswith("\nishoj: Gemt: »t.yaml«\n")


@pytest.mark.skipif(shutil.which("vi") is None, reason="vi is not on this machine")
def test_without_a_choice_vi_edits_in_the_terminal_or_the_file_is_named(world: World) -> None:
    """Its name would run a command, were it given to vi as it is."""
    (programs := world.root / "programs").mkdir()
    (programs / "vi").symlink_to(shutil.which("vi") or "")
    name = "+!touch pwned"
    (world.here / name).write_text("workplace: W\ntexts:\n")
    words = ("tolkning", "rediger", "--tolkning", name)
    typed = ((b"workplace", b":%s/W/V/\r:wq\r"),)
    quiet = {"VIMINIT": "set viminfo="}  # where vi is vim, which would leave a file in the home
    result = world.terminal(*words, typed=typed, leaves={f"here/{name}"}, PATH=str(programs), **quiet)
    assert (result.status, result.message) == (0, f"ishoj: Gemt uden fejl: »{name}«\n")
    assert (world.here / name).read_text() == "workplace: V\ntexts:\n"
    unseen = world.run(*words, PATH=str(programs))
    assert (unseen.status, unseen.out) == (2, b"")
    assert unseen.message == (
        "ishoj: Der er ikke valgt et program til at redigere med.\n"
        f"Åbn selv filen »{name}«, eller sæt variablen EDITOR til et program.\n"
    )


def test_a_pager_that_ctrl_c_ends_is_an_interrupt(world: World) -> None:
    command = pager(world, "cat; echo READY; exec sleep 600")
    result = world.terminal("alt", PAGER=command, typed=((b"READY", b"\x03"),))
    assert result == (130, shown(world, "alt", *PAGE) + b"READY\n", b"")


def test_a_terminal_that_is_closed_ends_the_pager_too(world: World) -> None:
    """SIGHUP to both, as when a window is closed."""
    result = world.terminal("alt", PAGER=pager(world, "cat >/dev/null; kill -HUP $PPID; exec sleep 600"))
    assert result == (-signal.SIGHUP, b"", b"")


@pytest.mark.skipif(shutil.which("less") is None, reason="less is not on this machine")
@pytest.mark.parametrize("less", [None, "-iM", "-F", "-X", "-r", "-S -N -m -Pmoved"])
@pytest.mark.parametrize("line", ["alt", "soeg afsnit"])
def test_less_shows_colours_and_says_in_danish_how_to_go_on_and_out_whatever_its_settings(
    world: World, large: str, line: str, less: str | None
) -> None:
    words = [*large.split(), *line.split()]
    onward = b"b = tilbage, Mellemrum = videre, q = luk"
    typed = ((onward, b"G"), (b"(Slut) b = tilbage, q = luk", b"q"))
    result = world.terminal(*words, typed=typed, LESS=less, LESSHISTFILE="-")
    assert (result.status, result.err) == (0, b"")
    assert b"38;5;29m" in result.out
    assert b"ESC" not in result.out


@pytest.mark.skipif(shutil.which("less") is None, reason="less is not on this machine")
def test_less_is_left_early(world: World, large: str) -> None:
    words = [*large.split(), "alt", "--farve", "aldrig"]
    result = world.terminal(*words, typed=((b"q = luk", b"q"),), LESSHISTFILE="-")
    assert (result.status, result.err) == (0, b"")
    first = shown(world, *words, "-f", "terminal", "--bredde", "80").splitlines()[:20]
    assert [line for line in first if line not in result.out] == []
    assert len(result.out) < 10_000
