"""Other Pythons, libraries, systems and switches: the same bytes, or a reason."""

import ast
import os
import random
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ..conftest import Result
from .conftest import ROOT
from .world import World

SOURCE = sorted((ROOT / "src").rglob("*.py"))


# Another way to start the same program

ANSWERS = [
    ["alt"],
    ["personalepolitik", "-f", "terminal", "--farve", "altid"],
    ["soeg", "ansvar", "--json"],
    ["-h"],
    ["vaerdir"],
    *(["handout", "mission", "-f", format, "-o", "-"] for format in ("pdf", "html", "docx")),
]
answered: dict[tuple[str, ...], Result] = {}


def answer(world: World, words: list[str]) -> Result:
    """What the program says to these words when nothing is in its way; asked once."""
    if tuple(words) not in answered:
        answered[tuple(words)] = world.run(*words)
    return answered[tuple(words)]


def started(
    world: World,
    words: list[str],
    *options: str,
    first: str = "",
    leaves: set[str] | None = None,
    **variables: str | None,
) -> Result:
    """The program as its Python starts it with these options, after some lines of Python."""
    code = f"import sys\n{first}\nfrom ishoj_cli.main import main\nsys.exit(main())"
    python = world.program.parent / ("python.exe" if os.name == "nt" else "python")
    line = shlex.join([str(python), *options, "-c", code, *words])
    return world.shell(line, leaves=leaves, **variables)


@pytest.mark.parametrize(
    "options",
    [["-OO", "-B", "-P"], ["-X", "dev", "-W", "error", "-bb", "-X", "warn_default_encoding"]],
    ids=" ".join,
)
def test_the_switches_of_python_change_nothing_and_nothing_warns(world: World, options: list[str]) -> None:
    for words in ANSWERS:
        assert started(world, words, *options) == answer(world, words)


# Missing modules

POSIX_MODULES = (
    *("crypt", "curses", "fcntl", "grp", "nis", "pty", "pwd", "readline", "resource", "spwd", "syslog", "termios"),
    *("tty", "_curses"),
)
WINDOWS_MODULES = ("msvcrt", "nt", "winreg", "winsound", "_winapi")


@pytest.mark.parametrize("module", SOURCE, ids=lambda path: path.relative_to(ROOT / "src").as_posix())
def test_no_module_of_one_system_is_imported(module: Path) -> None:
    nodes = list(ast.walk(ast.parse(module.read_text(encoding="utf-8"))))
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    assert not {name.split(".")[0] for name in names} & {*POSIX_MODULES, *WINDOWS_MODULES}


def test_without_the_modules_of_posix_it_answers_the_same(world: World) -> None:
    missing = f"sys.modules.update(dict.fromkeys({POSIX_MODULES}))"
    for words in ANSWERS:
        assert started(world, words, first=missing) == answer(world, words)


# PyYAML without libyaml

WITHOUT_LIBYAML = "sys.modules['yaml._yaml'] = None\nimport yaml\nassert not yaml.__with_libyaml__"
SPOILING = (
    *(": ", ":", "#", " #", "- ", "|", ">", "'", '"', "&a ", "*a", "!x ", "{", "}", "[", "]", ", ", "? ", "?", "%"),
    *("@", "`", "\t", "  ", "\n", "\n\n", "---\n", "...\n", "\\", "<<: ", "|2\n", ">-\n", "\r", "\x85", "\u2028"),
    *("\ufeff", "é", "😀", "!!str ", "|#", "~", "%YAML 1.1\n", "\x00"),
)

# What the two parsers see differently: libyaml reads on where the one in Python stops.
APART = ("keywords: [åben, hvorfor?]\n", "lead: |# ?\n  b\n", "a: &x\nb:\n", "a: 'b\n---\n", "? a\n: b\n", "a: [?]\n")


def spoilt(text: str, chance: random.Random) -> str:
    """Some lines of a text with one to three places where something stands that shouldn't."""
    lines = text.splitlines(keepends=True)
    begin = chance.randrange(len(lines))
    text = "".join(lines[begin : begin + chance.randrange(1, 12)])
    for _ in range(chance.randrange(1, 4)):
        at = chance.randrange(len(text) + 1)
        text = text[:at] + chance.choice(SPOILING) + text[at + chance.choice([0, 0, 0, 1, 2, 5, 30]) :]
    return text


def test_without_libyaml_content_reads_the_same(world: World) -> None:
    shutil.copytree(ROOT / "data", world.here / "data")
    (world.here / "os.yaml").write_text("workplace: Hos os\ntexts:\n  vision: Vi øver os.\n", encoding="utf-8")
    for words in (["alt", "--json", "--tolkning", "os.yaml"], ["tjek"]):
        given = [*words, "--indhold", "data"]
        normal = world.run(*given)
        assert (normal.status, normal.err) == (0, b"")
        assert started(world, given, first=WITHOUT_LIBYAML) == normal


def test_without_libyaml_the_same_faults_are_found(
    world: World, times: Callable[[int], int], tally: Callable[[int], None]
) -> None:
    chance = random.Random(7)  # noqa: S311 - the same files every time
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "data").glob("*.yaml"))]
    files = [*APART, *(spoilt(chance.choice(texts), chance) for _ in range(times(3000)))]
    names = [f"{number}.yaml" for number in range(len(files))]
    for name, content in zip(names, files, strict=True):
        (world.here / name).write_bytes(content.encode())
    normal = world.run("tjek", "--json", *names)
    assert (normal.status, normal.err) == (2, b"")
    assert len(normal.json["faults"]) > len(names) / 2
    assert started(world, ["tjek", "--json", *names], first=WITHOUT_LIBYAML) == normal
    tally(len(names))


# What a user of Windows meets, with what the system says simulated

# What chooses by the system as it is imported is imported first, while the system is still this one.
WINDOWS = """
import errno, io, os, pathlib, shutil, subprocess, tempfile, typer, yaml
import rich.cells
from ishoj_cli import streams
from ishoj_cli.cli import app
class Windows:
    name = 'nt'
    def __getattr__(self, name):
        return getattr(os, name)
streams.os = Windows()
class Kernel:
    NeedCurrentDirectoryForExePath = staticmethod(lambda name: True)
shutil._winapi = Kernel  # asked by shutil from 3.12 on
sys.platform = 'win32'
"""
DENIED = """
def denied(source, target):
    error = PermissionError(errno.EACCES, 'Access is denied')
    error.winerror = 5
    raise error
os.replace = denied
"""
GONE = """
class Gone(io.BytesIO):
    buffer = property(lambda self: self)
    def write(self, data):
        raise OSError(errno.EINVAL, 'Invalid argument')
sys.stdout = Gone()
"""


def test_windows_answers_the_same(world: World) -> None:
    for words in ANSWERS:
        assert started(world, words, first=WINDOWS) == answer(world, words)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["alt", "-o", "con.md"], "«con.md» er et navn, som Windows selv bruger.\nVælg et andet navn."),
        (["handout", "-o", "aux.pdf"], "«aux.pdf» er et navn, som Windows selv bruger.\nVælg et andet navn."),
        (["alt", "-o", "a.md"], "Filen «a.md» findes allerede.\nVælg et andet navn, eller tilføj --overskriv."),
        (
            ["alt", "-o", "a.md", "--overskriv"],
            "Kan ikke skrive «a.md»: du har ikke adgang, eller et andet program har filen åben.\n"
            "Luk den dér, eller vælg et andet sted at skrive.",
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_name_that_windows_refuses_is_told_in_danish(world: World, words: list[str], said: str) -> None:
    (world.here / "a.md").write_text("mit")
    assert started(world, words, first=WINDOWS + DENIED) == (2, b"", f"ishoj: {said}\n".encode())


def test_windows_writes_a_file_whole(world: World) -> None:
    result = started(world, ["alt", "-f", "tekst", "-o", "ø.md"], first=WINDOWS, leaves={"here/ø.md"})
    assert result == (0, b"", b"")
    assert (world.here / "ø.md").read_bytes() == answer(world, ["alt"]).out


def test_a_reader_that_has_gone_is_no_error_on_windows_either(world: World) -> None:
    for words in (["alt"], ["alt", "--json"], ["-h"]):
        assert started(world, words, first=WINDOWS + GONE) == (0, b"", b"")


def test_the_interpretation_of_a_windows_user(world: World) -> None:
    place = world.home / "Local" / "ishoj" / "tolkning.yaml"
    local = {"LOCALAPPDATA": str(world.home / "Local"), "PATHEXT": ".EXE", "VISUAL": None, "EDITOR": None}
    notepad = world.home / "notepad.exe"
    notepad.write_text("#!/bin/sh\nprintf 'workplace: B\\r\\ntexts:\\r\\n  vision: Vi selv.\\r\\n' >\"$1\"\n")
    notepad.chmod(0o755)
    begin = started(world, ["tolkning"], first=WINDOWS, **local)
    begun = f"Der er ingen lokal tolkning endnu. Begynd på den med: ishoj tolkning ny\nFil: {place}\n"
    assert begin == (0, begun.encode(), b"")
    made = {"home/Local", "home/Local/ishoj", "home/Local/ishoj/tolkning.yaml"}
    written = started(world, ["tolkning", "ny"], first=WINDOWS, leaves=made, **local)
    saved = f"ishoj: Skrev en skabelon i «{place}». Udfyld den med: ishoj tolkning rediger\n"
    assert written == (0, b"", saved.encode())
    local["PATH"] = f"{world.home}{os.pathsep}{os.environ['PATH']}"
    edited = started(world, ["tolkning", "rediger"], first=WINDOWS, leaves={max(made)}, **local)
    assert edited == (0, b"", f"ishoj: Gemt uden fejl i «{place}».\n".encode())
    read = started(world, ["vision"], first=WINDOWS, **local)
    assert (read.status, read.err) == (0, b"")
    assert "\nHos os (B): Vi selv.\n" in read.text


def test_a_program_that_lies_in_the_current_folder_of_windows_is_not_started(world: World) -> None:
    (world.here / "os.yaml").write_text("workplace: B\ntexts:\n  vision: Os.\n")
    planted = world.here / "notepad.exe"
    planted.write_text("#!/bin/sh\necho plantet; touch plantet\n")
    planted.chmod(0o755)
    settings = {"VISUAL": None, "EDITOR": None, "PATHEXT": ".EXE"}
    result = started(world, ["tolkning", "rediger", "--tolkning", "os.yaml"], first=WINDOWS, **settings)
    said = "ishoj: Kan ikke starte «notepad.exe»: det findes ikke.\nRet variablen VISUAL eller EDITOR.\n"
    assert result == (2, b"", said.encode())


NOTE = "workplace: Børnehuset\ntexts:\n  vision: Vi øver os.\n"
AS_WINDOWS = NOTE.replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("content", "status", "said"),
    [
        (NOTE.encode(), 0, "Ingen fejl i os.yaml."),
        (b"\xef\xbb\xbf" + AS_WINDOWS.encode(), 0, "Ingen fejl i os.yaml."),
        (AS_WINDOWS.encode("utf-16"), 2, "os.yaml:1:1: filen er gemt som UTF-16 eller UTF-32; gem den som UTF-8"),
        (AS_WINDOWS.encode("cp1252"), 2, "os.yaml:1:13: byten 0xF8 er ikke UTF-8; gem filen som UTF-8"),
        (AS_WINDOWS.encode("cp850"), 2, "os.yaml:1:13: byten 0x9B er ikke UTF-8; gem filen som UTF-8"),
    ],
    ids=["LF", "BOM and CRLF", "UTF-16", "cp1252", "cp850"],
)
def test_a_file_that_notepad_saved_is_read_or_told(world: World, content: bytes, status: int, said: str) -> None:
    (world.here / "os.yaml").write_bytes(content)
    assert world.run("tjek", "os.yaml") == (status, f"{said}\n".encode(), b"")


@pytest.mark.parametrize("encoding", ["cp850", "cp437:strict"])
def test_the_code_page_of_a_console_changes_no_byte(world: World, encoding: str) -> None:
    settings = {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0", "LC_ALL": "C"}
    for words in (["alt"], ["-h"], ["vaerdir"]):
        assert world.run(*words, **settings) == answer(world, words)


def test_a_path_of_windows_is_said_as_it_was_typed(world: World) -> None:
    missing = world.run("tjek", "C:\\Børn\\mål.yaml")
    said = "C:\\Børn\\mål.yaml:1:1: filen findes ikke; ret navnet, eller opret den\n"
    assert missing == (2, said.encode(), b"")
    (world.here / "mappe\\mål.md").write_text("mit")
    taken = world.run("alt", "-o", "mappe\\mål.md")
    said = "ishoj: Filen «mappe\\mål.md» findes allerede.\nVælg et andet navn, eller tilføj --overskriv.\n"
    assert taken == (2, b"", said.encode())
