"""The short way: it answers what the long way would, byte for byte, and imports next to nothing."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ishoj_cli
from ishoj_cli.cli import printout, quick
from ishoj_cli.content.load import load
from ishoj_cli.content.model import as_module
from ishoj_cli.content.paths import data_folder
from ishoj_cli.main import main

HANDBOOK = load(data_folder())
SECTIONS = [name for section in HANDBOOK.sections for name in (section.id, section.title, *section.aliases)]
SPELLINGS = ["VÆRDIER", "vA\u0308rdier", "lederskab/følgeskab", "de  fire perspektiver", "Grundlag-for lederskab og"]
ENTRIES = [
    [section.id, name]
    for section in HANDBOOK.sections
    for choices in (section.entries or HANDBOOK.parts_of(section),)
    for number, choice in enumerate(choices, 1)
    for name in (choice.id, choice.title, choice.title.upper(), str(number), choice.title.split()[-1])
]
MISSES = [
    ["vaerdir"],
    ["vaerdier", "repsekt"],
    ["vaerdier", "hed"],
    ["vaerdier", "8"],
    ["vaerdier", "0"],
    ["vaerdier", ""],
    ["vaerdier", "r"],
    ["mission", "noget"],
    ["grundlag", "9"],
    [""],
    ["liste", "noget"],
    ["soeg"],
    ["soeg", ""],
    ["soeg", " "],
    ["soeg", "respket"],
    ["soeg", "kaffe"],
    ["søg", "ansvar", "relationer"],
    ["soeg", '"klare budskaber"'],
    ["handout", "vaerdir"],
    ["handout", ""],
    ["handout", "vaerdier", "respekt"],
    ["handout", "-o", "", "mission"],
    ["handout", "--type", "bog"],
    ["handout", "-f", "odt"],
]
LINES = [[], ["alt"], ["LISTE"], ["dagens"], *([name] for name in SECTIONS + SPELLINGS), *ENTRIES, *MISSES]
NEVER = {
    "typer",
    "click",
    "yaml",
    "rich",
    "dataclasses",
    "inspect",
    "typing",
    "importlib.resources",
    "json",
    "subprocess",
}


@pytest.fixture
def compiled(monkeypatch):
    """The short way as an installed wheel has it: with compiled content and nothing that steers it away."""
    monkeypatch.setattr(quick, "compiled_content", lambda: HANDBOOK)
    monkeypatch.setattr(quick, "default_file", lambda *_: os.devnull + "-none")
    for name in quick.STEERING:
        monkeypatch.delenv(name, raising=False)


def both(line, capfdbinary, monkeypatch):
    """What the short way and the long way print, and their status; the short way may step aside."""
    short = main(line), capfdbinary.readouterr()
    with monkeypatch.context() as patch:
        patch.setattr(quick, "answer", lambda _: None)
        long = main(line), capfdbinary.readouterr()
    return short, long


@pytest.mark.parametrize("line", LINES, ids=" ".join)
def test_both_ways_give_the_same_bytes_and_status(line, compiled, capfdbinary, monkeypatch):
    short, long = both(line, capfdbinary, monkeypatch)
    assert short == long


WORDS = st.one_of(
    st.sampled_from(
        [*SECTIONS, *SPELLINGS, "alt", "liste", "dagens", "soeg", "tjek", "1", "hed", "-h", "--", "--json", "-f"]
    ),
    st.text(max_size=12),
)


@settings(max_examples=60)
@given(line=st.lists(WORDS, max_size=4).filter(lambda line: "tolkning" not in line and "tjek" not in line))
def test_any_line_is_answered_alike_or_left_alone(line, compiled, capfdbinary, monkeypatch):
    short, long = both(line, capfdbinary, monkeypatch)
    assert short == long


def both_in_folders(line, capfdbinary, monkeypatch, folder):
    """What each way prints, its status, and the files that it leaves in an empty folder of its own."""
    told = []
    for way in ("short", "long"):
        (folder / way).mkdir()
        with monkeypatch.context() as patch:
            patch.chdir(folder / way)
            if way == "long":
                patch.setattr(quick, "answer", lambda _: None)
            status = main(line)
        files = {file.name: file.read_bytes() for file in (folder / way).iterdir()}
        told.append((status, capfdbinary.readouterr(), files))
    return told


TAKEN = {
    "": "ark-mission.pdf",
    "-o a.pdf": "a.pdf",
    "-f html": "ark-mission.html",
    "--format Markdown --output x": "x",
    "-f pdf -f markdown -o a.md -o b.md": "b.md",
    "--type plakat": "plakat-mission.pdf",
    "-o a.html --overskriv --uden-spoergsmaal": "a.html",
    "-f html --uden-skrivelinjer": "ark-mission.html",
}


@pytest.mark.parametrize("options", TAKEN)
def test_both_ways_write_the_same_handout(options, compiled, capfdbinary, monkeypatch, tmp_path):
    short, long = both_in_folders(["handout", *options.split(), "mission"], capfdbinary, monkeypatch, tmp_path)
    assert short == long
    assert list(short[2]) == [TAKEN[options]]


@pytest.mark.parametrize("options", TAKEN)
def test_the_options_of_a_handout_are_taken_by_the_short_way(options, compiled, capfd, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert quick.answer(["handout", *options.split(), "mission"]) == 0


OPTION_WORDS = [
    *quick.VALUES,
    *quick.FLAGS,
    "a.md",
    "a.html",
    "kort",
    "markdown",
    "html",
    "mission",
    "VÆRDIER",
    "respekt",
]
OTHER_WORDS = ["-", "--", "", " ", "-oa.md", "--output=a.md", "--OUTPUT", "--skrivelinjer", "--uden-skrivelinier", "-h"]
OTHER_WORDS += ["--uden-tolkning", "--tolkning", "--indhold", "-V", "-x", "--aabn-ikke", "--out"]


@settings(max_examples=60)
@given(words=st.lists(st.sampled_from(OPTION_WORDS * 2 + OTHER_WORDS), max_size=6))
def test_any_handout_is_answered_alike_or_left_alone(words, compiled, capfdbinary, monkeypatch, tmp_path_factory):
    monkeypatch.setattr(
        printout, "make_handout", lambda *asked, **options: ("ark", repr((asked[1:], options)).encode())
    )
    short, long = both_in_folders(["handout", *words], capfdbinary, monkeypatch, tmp_path_factory.mktemp("line"))
    assert short == long


@pytest.mark.parametrize("word", ["--out", "--output=a.md", "-oa.md", "--OUTPUT", "--aabn", "--json", "-", "-h", "--"])
def test_any_other_option_of_a_handout_is_left_to_the_long_way(word, compiled):
    assert quick.answer(["handout", word, "mission"]) is None
    assert quick.answer(["handout", "-o", word]) is None
    assert quick.answer(["handout", "mission", "-o"]) is None
    assert quick.answer([word, "handout"]) is None


@pytest.mark.parametrize("variable", quick.STEERING)
def test_a_variable_that_steers_is_left_to_the_long_way(variable, compiled, monkeypatch):
    monkeypatch.setenv(variable, "x")
    assert quick.answer(["vaerdier"]) is None


def test_a_local_interpretation_is_left_to_the_long_way(compiled, monkeypatch, tmp_path):
    file = tmp_path / "tolkning.yaml"
    file.touch()
    monkeypatch.setattr(quick, "default_file", lambda *_: str(file))
    assert quick.answer(["vaerdier"]) is None


@pytest.mark.parametrize("line", [["-h"], ["vaerdier", "--json"], ["tjek"], ["tolkning"], ["noget"]])
def test_other_lines_are_left_to_the_long_way(line, compiled):
    assert quick.answer(line) is None


def test_a_checkout_has_no_compiled_content():
    assert quick.compiled_content() is None


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """A copy of the package with its content compiled, as the wheel has it."""
    folder = tmp_path_factory.mktemp("installed")
    shutil.copytree(Path(ishoj_cli.__file__).parent, folder / "ishoj_cli", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "ishoj_cli" / "compiled.py").write_text(as_module(HANDBOOK), encoding="utf-8")
    return folder


def imported(installed, line, terminal=False):
    """The modules that a call imports, beyond those of bare Python with `re`, which pip's script may import."""
    code = (
        "import re, sys; before = set(sys.modules)\n"
        "from ishoj_cli.main import main\n"
        + ("import ishoj_cli.cli.output as o; o.is_terminal = lambda s: True\n" if terminal else "")
        + f"main({line!r}); print(*set(sys.modules) - before, file=sys.stderr)"
    )
    environment = {**os.environ, "PYTHONPATH": str(installed), "HOME": str(installed), "XDG_CONFIG_HOME": ""}
    environment |= {"TERM": "dumb", "LINES": "1000"}
    run = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, env=environment, timeout=60)
    return set(run.stderr.decode().splitlines()[-1].split())


@pytest.mark.parametrize("line", [[], ["vaerdier"], ["vaerdier", "respekt"], ["alt"], ["liste"], ["soeg", "ansvar"]])
def test_a_piped_read_imports_no_library(line, installed):
    modules = imported(installed, line)
    assert "ishoj_cli.compiled" in modules
    assert not {name for name in modules if name in NEVER or name.split(".")[0] in NEVER}


def test_todays_entry_imports_no_library(installed):
    assert not imported(installed, ["dagens"]) & {"typer", "yaml", "rich"}


def test_a_handout_with_options_imports_no_typer(installed, tmp_path):
    modules = imported(installed, ["handout", "mission", "-o", str(tmp_path / "a.md")])
    assert "ishoj_cli.render.handout.markdown" in modules
    assert not modules & {"typer", "yaml", "rich"}
    assert (tmp_path / "a.md").exists()


def test_a_miss_imports_no_library(installed):
    assert not imported(installed, ["vaerdier", "repsekt"]) & {"typer", "yaml", "rich"}


@pytest.mark.parametrize("line", [[], ["vaerdier"], ["alt"]])
def test_a_read_on_a_terminal_imports_neither_typer_nor_yaml(line, installed):
    site = next(path for path in sys.path if (Path(path) / "rich").is_dir())
    modules = imported(f"{installed}{os.pathsep}{site}", line, terminal=True)
    assert "rich.cells" in modules
    assert not modules & {"typer", "yaml", "rich.console", "rich.text"}
