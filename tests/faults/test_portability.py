"""Other switches, systems and libraries: the same bytes, or a reason."""

import ast
import json
import os
import random
import shutil
import subprocess
from pathlib import Path

import pytest

from ..conftest import Result
from ..world import World
from .conftest import ROOT

# Runs each line of JSON in one process, and shows each status.
SEVERAL = """
import json
from ishoj_cli.main import main
for line in json.loads(sys.argv[1]):
    print(f"<{main(line)}>", file=sys.stderr, flush=True)
    sys.stdout.flush()
"""
ANSWERS = [
    ["alt"],
    ["personalepolitik", "-f", "terminal", "--farve", "altid"],
    ["soeg", "ansvar", "--json"],
    ["-h"],
    ["vaerdir"],
    ["tjek", "--indhold", "data"],
    ["alt", "--json", "--indhold", "data", "--tolkning", "os.yaml"],
    *(["handout", "mission", "-f", format, "-o", "-"] for format in ("pdf", "html", "docx")),
]


@pytest.fixture
def answers(world: World) -> Result:
    """What ANSWERS show where nothing is unusual, in a world with a copy of the content and an interpretation."""
    shutil.copytree(ROOT / "data", world.here / "data")
    (world.here / "os.yaml").write_text("workplace: Hos os\ntexts:\n  vision: Vi øver os.\n", encoding="utf-8")
    result = world.script(SEVERAL, json.dumps(ANSWERS))
    assert [result.message.count(f"<{status}>") for status in (0, 2)] == [len(ANSWERS) - 1, 1]
    return result


POSIX = (
    "crypt",
    "curses",
    "fcntl",
    "grp",
    "nis",
    "pty",
    "pwd",
    "readline",
    "resource",
    "spwd",
    "syslog",
    "termios",
    "tty",
)
WINDOWS_ONLY = ("msvcrt", "nt", "winreg", "winsound", "_winapi")
WITHOUT_POSIX = f"sys.modules.update(dict.fromkeys({(*POSIX, '_curses')}))"
WITHOUT_LIBYAML = "sys.modules['yaml._yaml'] = None\nimport yaml\nassert not yaml.__with_libyaml__"
# What chooses by the system as it is imported is imported first, while the system is still this one.
WINDOWS = """
import errno, io, os, pathlib, shutil, subprocess, tempfile, typer, yaml
import rich.cells
from ishoj_cli import files
class Windows:
    name = 'nt'
    def __getattr__(self, name):
        return getattr(os, name)
files.os = Windows()
class Kernel:
    NeedCurrentDirectoryForExePath = staticmethod(lambda name: True)
shutil._winapi = Kernel  # asked by shutil from 3.12 on
sys.platform = 'win32'
"""


@pytest.mark.parametrize(
    ("first", "options"),
    [
        ("", ["-OO", "-B", "-P"]),
        ("", ["-X", "dev", "-W", "error", "-bb", "-X", "warn_default_encoding"]),
        (WITHOUT_POSIX, []),
        (WITHOUT_LIBYAML, []),
        (WINDOWS, []),
    ],
    ids=["-OO -B -P", "-X dev -W error -bb", "without the modules of POSIX", "without libyaml", "Windows"],
)
def test_it_answers_the_same(world: World, answers: Result, first: str, options: list[str]) -> None:
    assert world.script(first + SEVERAL, json.dumps(ANSWERS), options=options) == answers


@pytest.mark.skipif(os.name == "nt", reason="a shell as POSIX has it")
def test_a_file_in_the_current_folder_with_the_name_of_a_library_is_not_that(world: World) -> None:
    (programs := world.root / "programs").mkdir()
    (viewer := programs / "xdg-open").write_text("#!/bin/sh\n")
    viewer.chmod(0o755)
    for name in ("json", "re", "select", "signal", "traceback", "typer", "typst", "yaml"):
        (world.here / f"{name}.py").write_text("raise SystemExit('this is not it')\n")
    python = f'"{world.python}" -X dev -W error -O -m ishoj_cli'
    for line in ("alt", "vaerdir", "tjek", "handout mission -o -"):
        assert world.shell(f"{python} {line}") == world.shell(f"ishoj {line}"), line
    opening = world.shell(
        f"{python} handout mission -o a.md --aabn",
        leaves={"here/a.md"},
        PATH=f"{programs}:{os.environ['PATH']}",
        DISPLAY=":0",
    )
    assert (opening.status, opening.message) == (0, "ishoj: Gemt: »a.md«\n")


def test_a_library_that_is_broken_is_not_said_to_be_missing(world: World) -> None:
    (library := world.here / "libraries" / "typst").mkdir(parents=True)
    (library / "__init__.py").write_text("import not_there\n")
    variables = {"PYTHONPATH": str(library.parent), "PYTHONDONTWRITEBYTECODE": "1"}
    result = world.run("handout", "-o", "-", **variables)
    assert (result.status, result.out) == (2, b"")
    assert result.message.startswith("ishoj: Biblioteket »not_there« mangler eller er i stykker.\nInstaller det igen")
    (library / "__init__.py").write_text("def half(:\n")
    half = world.run("handout", "-o", "-", **variables)
    said = f"ishoj: Biblioteket »{library / '__init__.py'}« mangler eller er i stykker.\nInstaller det igen"
    assert (half.status, half.out, half.message.startswith(said)) == (2, b"", True)
    main = "from ishoj_cli.main import main\nsys.exit(main(['handout', '-o', '-']))"
    traced = subprocess.run(
        [world.python, "-c", f"import sys\n{main}"],
        env=world.environment(ISHOJ_DEBUG="1", **variables),
        capture_output=True,
        check=False,
    )
    assert b"Traceback" in traced.stderr
    assert b"typst/__init__.py" in traced.stderr.replace(b"\\", b"/")


GUARDED = {("startup_file.py", "fcntl")}  # imported only where the system has it


def test_no_module_of_one_system_is_imported() -> None:
    for path in sorted((ROOT / "src").rglob("*.py")):
        nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
        names |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
        found = {name.split(".")[0] for name in names} & {*POSIX, "_curses", *WINDOWS_ONLY}
        assert {(path.name, name) for name in found} <= GUARDED


# PyYAML without libyaml

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


def test_without_libyaml_the_same_faults_are_found(world: World) -> None:
    chance = random.Random(7)  # noqa: S311 - the same files every time
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "data").glob("*.yaml"))]
    files = [*APART, *(spoilt(chance.choice(texts), chance) for _ in range(300))]
    names = [f"{number}.yaml" for number in range(len(files))]
    for name, content in zip(names, files, strict=True):
        (world.here / name).write_bytes(content.encode())
    normal = world.script(SEVERAL, json.dumps([["tjek", "--json", *names]]))
    assert normal.message == "<1>\n"
    assert len(normal.json["findings"]) > len(names) / 2
    assert world.script(WITHOUT_LIBYAML + SEVERAL, json.dumps([["tjek", "--json", *names]])) == normal


# What a user of Windows meets, with what the system answers simulated


def on_windows(world: World, *words: str, leaves: set[str] | None = None, **variables: str | None) -> Result:
    """The program as it is on Windows."""
    code = f"{WINDOWS}\nfrom ishoj_cli.main import main\nsys.exit(main())"
    return world.script(code, *words, leaves=leaves, **variables)


def test_the_interpretation_of_a_windows_user(world: World) -> None:
    place = world.home / "Local" / "ishoj" / "tolkning.yaml"
    local = {"LOCALAPPDATA": str(world.home / "Local"), "PATHEXT": ".EXE", "VISUAL": None, "EDITOR": None}
    notepad = world.home / "notepad.exe"
    notepad.write_text("#!/bin/sh\nprintf 'workplace: B\\r\\ntexts:\\r\\n  vision: Vi selv.\\r\\n' >\"$1\"\n")
    notepad.chmod(0o755)
    begin = on_windows(world, "tolkning", **local)
    assert (begin.status, begin.text.splitlines()[1]) == (0, f"Fil: {place}")
    files = [f"home/Local/ishoj/{name}" for name in ("tolkning.yaml", "tolkning.schema.json")]
    written = on_windows(world, "tolkning", "ny", leaves={"home/Local", "home/Local/ishoj", *files}, **local)
    assert (written.status, written.out) == (0, b"")
    local["PATH"] = f"{world.home}{os.pathsep}{os.environ['PATH']}"
    edited = on_windows(world, "tolkning", "rediger", leaves={files[0]}, **local)
    assert (edited.status, edited.out) == (0, b"")
    read = on_windows(world, "vision", **local)
    assert (read.status, read.err) == (0, b"")
    assert "Vi selv." in read.text


def test_windows_refuses_reserved_names_and_writes_others_whole(world: World) -> None:
    refused = on_windows(world, "handout", "-o", "aux.pdf")
    assert refused == (2, b"", "ishoj: »aux.pdf« er et navn, som Windows selv bruger.\nVælg et andet navn.\n".encode())
    assert on_windows(world, "alt", "-f", "tekst", "-o", "ø.md", leaves={"here/ø.md"}) == (0, b"", b"")
    assert (world.here / "ø.md").read_bytes() == world.run("alt").out


NOTE = "workplace: Børnehuset\r\ntexts:\r\n  vision: Vi øver os.\r\n"


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", "Ingen fejl i os.yaml."),
        ("utf-8-sig", "Ingen fejl i os.yaml."),
        ("utf-16", "os.yaml:1:1: filen er gemt som UTF-16 eller UTF-32; gem den som UTF-8"),
        ("cp1252", "os.yaml:1:13: byten 0xF8 er ikke UTF-8; gem filen som UTF-8"),
    ],
)
def test_a_file_that_notepad_saved_is_read_or_named(call, here: Path, encoding: str, said: str) -> None:
    (here / "os.yaml").write_bytes(NOTE.encode(encoding))
    assert call("tjek", "os.yaml") == (int("Ingen" not in said), f"{said}\n".encode(), b"")
