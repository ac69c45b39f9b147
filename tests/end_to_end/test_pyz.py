"""`ishoj.pyz`: one file that answers as the installed program does, and that needs no library beside Python."""

import os
import re
import runpy
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from ishoj_cli.cli.completion import SHELLS
from ishoj_cli.cli.table import BUILTINS, SCHEMAS
from ishoj_cli.cli.usage import LINES as LINES_OF_A_SCREEN
from ishoj_cli.content import check
from ishoj_cli.render import FORMATS

from ..world import FileState, World, snapshot

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.xdist_group("pyz")  # it is made once
LINES = (
    *("", "vaerdier", "vaerdier/respekt", "soeg ansvarr --json", "soeg xyzzyq", "liste", "dagens --dato 2026-11-23"),
    *(f"{words} -f {format}" for words in ("alt", "soeg ansvar") for format in FORMATS),
    *("-V", "nej", "vaerdier --nej", "hjaelp tilvalg", *(f"hjaelp {command.name}" for command in BUILTINS)),
    *("tjek --json", "tjek -f github", "tjek nej", "tjek --ret", "tolkning", "tolkning rediger"),
    *("skema", *(f"skema {name}" for name in SCHEMAS), "--install-completion nej"),
    *(f"--show-completion {shell}" for shell in SHELLS),
    *(f"handout --type {kind} -f markdown -o -" for kind in ("ark", "kort", "drejebog")),
)
WRITES = {
    "tjek --ny ny": {"here/ny", "here/ny/schemas"},
    "tolkning ny --tolkning t.yaml": {"here/t.yaml", "here/tolkning.schema.json"},
    "alt -o alt.md": {"here/alt.md"},
    "handout -o ark.md": {"here/ark.md"},
}
BEFORE_CONTENT = ("liste", "tjek", "soeg klar", "tjek ny/vaerdier.yaml")


@pytest.fixture(scope="module")
def pyz(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file, made of a wheel and of the libraries of the Python that runs the tests."""
    folder = tmp_path_factory.mktemp("pyz")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    make(folder / "ishoj.pyz")
    return folder / "ishoj.pyz"


def make(target: Path) -> None:
    [wheel] = target.parent.glob("*.whl")
    runpy.run_path(str(ROOT / "scripts" / "make_pyz.py"))["write"](wheel, target)


@pytest.fixture
def alone(pyz: Path, tmp_path: Path) -> World:
    """A world where the file is run by a Python without any library."""
    (tmp_path / "alone").mkdir()
    world = World(tmp_path / "alone", pyz)
    starter = tmp_path / "starter"
    starter.write_text(f'#!/bin/sh\nexec "{sys.executable}" -S "{pyz}" "$@"\n', encoding="utf-8")
    starter.chmod(0o755)
    world.program = starter
    return world


@pytest.mark.skipif(os.name == "nt", reason="it is started by a shell's script")
def test_it_answers_as_the_installed_program_does(world: World, alone: World, pyz: Path) -> None:
    def answer(each: World, line: str, leaves: set[str] | None = None) -> list[str]:
        result = each.run(*line.split(), leaves=leaves)
        inside = re.compile(f"({re.escape(str(pyz))}|{re.escape(str(each.program.parent.parent))}[^ ]*?site-packages)/")
        started = re.compile(rf"\S+ {re.escape(str(pyz))} (?=[a-z-])")
        texts = (started.sub("ishoj ", text) for text in (result.text, result.message))
        return [str(result.status), *(inside.sub("PACKAGE/", text.replace(str(each.root), "ROOT")) for text in texts)]

    assert {command.name for command in BUILTINS} <= {line.partition(" ")[0] for line in (*LINES, *WRITES)}
    for line in LINES:
        assert answer(alone, line) == answer(world, line), line
    for line, leaves in WRITES.items():
        if line.startswith("tjek"):
            folder = ROOT / "src" / "ishoj_cli" / "example"
            leaves = leaves | {f"here/ny/{file.name}" for file in folder.iterdir()}
            leaves |= {f"here/ny/schemas/{name}.json" for name in check.SCHEMAS}
        assert answer(alone, line, leaves) == answer(world, line, leaves), line
    for line in BEFORE_CONTENT:
        assert answer(alone, f"--indhold ny {line}") == answer(world, f"--indhold ny {line}"), line


@pytest.mark.skipif(os.name == "nt", reason="what is suggested is run by a shell")
def test_what_it_suggests_can_be_typed_as_it_stands(alone: World, pyz: Path) -> None:
    def run(*command: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(command, cwd=alone.here, env=alone.environment(), capture_output=True, text=True)

    (alone.here / "fælles drev").mkdir()
    shutil.copy(pyz, alone.here / "fælles drev" / "ny udgave")
    for words in (["vaerdir"], ["liste", "nej"], ["\u2014json"], ["soeg ansvar"], ["soeg", "xyzzyq"]):
        advised = run(sys.executable, "fælles drev/ny udgave", *words).stderr.splitlines()[-1].rpartition(": ")[2]
        assert " 'fælles drev/ny udgave' " in advised
        assert run("sh", "-c", advised).returncode == 0, advised
    page = run(sys.executable, "fælles drev/ny udgave", "-h").stdout
    assert "'fælles drev/ny udgave' i stedet for ishoj" in " ".join(page.split())
    assert page.count("\n") <= LINES_OF_A_SCREEN


def test_with_the_libraries_installed_it_prints_the_same(world: World, pyz: Path) -> None:
    def printed(name: str, *program: Path | str) -> dict[str, FileState]:
        (folder := world.here / name).mkdir()
        for line in ("handout -o a.html", "handout -o a.docx", "handout --type kursus"):
            subprocess.run([*program, *line.split()], cwd=folder, env=world.environment(), check=True)
        return snapshot(folder)

    assert printed("zipped", sys.executable, pyz) == printed("installed", world.program)


@pytest.mark.skipif(os.name == "nt", reason="it is started by a shell's script")
@pytest.mark.parametrize("line", ["handout", "handout -o a.html", "handout -o a.docx", "handout --type kursus"])
def test_what_needs_a_library_says_so(alone: World, line: str) -> None:
    result = alone.run(*line.split())
    assert (result.status, result.out) == (2, b"")
    assert "-m pip install" in result.message


def test_it_holds_source_and_licences_and_nothing_of_the_machine_it_was_made_on(pyz: Path) -> None:
    make(again := pyz.with_name("again"))
    assert again.read_bytes() == pyz.read_bytes()
    assert pyz.read_bytes().startswith(b"#!/usr/bin/python3\n")
    with zipfile.ZipFile(pyz) as archive:
        entries = archive.infolist()
        names = archive.namelist()
        assert names == sorted(names)
        assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in names if name.endswith((".pyc", ".so", ".pyd", "/RECORD", "/direct_url.json"))]
        folders = {name.partition("/")[0] for name in names if not name.partition("/")[0].endswith(".dist-info")}
        assert folders == {"__main__.py", "_yaml", "annotated_doc", "ishoj_cli", "rich", "shellingham", "typer", "yaml"}
        libraries = {name.partition("-")[0].lower() for name in names if ".dist-info/" in name}
        assert libraries == {"annotated_doc", "ishoj", "pyyaml", "rich", "shellingham", "typer"}
        assert str(ROOT).encode() not in b"".join(archive.read(name) for name in names)


def test_an_older_python_is_told_which_one_is_needed(pyz: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (2, 7, 18))
    with pytest.raises(SystemExit, match=r"^ishoj: Der skal bruges Python 3\.11 eller nyere\. Denne er Python 2\.7\.$"):
        runpy.run_path(str(pyz), run_name="__main__")


@pytest.mark.skipif(os.name == "nt", reason="it is started by a shell's script")
def test_its_api_reads_the_content_that_is_in_it(alone: World, pyz: Path) -> None:
    code = "import sys; sys.path.insert(0, sys.argv[1]); from ishoj_cli.api import load; print(load().title)"
    read = subprocess.run([sys.executable, "-S", "-c", code, str(pyz)], cwd=alone.here, capture_output=True)
    assert (read.returncode, read.stderr) == (0, b"")
    assert read.stdout.decode().startswith("S")


@pytest.mark.skipif(os.name == "nt", reason="it is a line of bash")
def test_the_guides_line_makes_it_a_command_of_bash_with_tab(world: World, pyz: Path) -> None:
    guide = (ROOT / "docs" / "vejledning.md").read_text(encoding="utf-8")
    [line] = re.findall(r"`(ishoj\(\) \{.*?\})`", guide)
    line = line.replace("/faelles/ishoj.pyz", str(pyz)).replace("python3", sys.executable)
    tab = "_ISHOJ_COMPLETE=bash _ISHOJ_WORD=vaerd ishoj"
    result = world.shell(f"{line}; ishoj vaerdier 'klare budskaber' --json | head -c 1; {tab}")
    assert result == (0, b"{vaerdier\n", b"")
