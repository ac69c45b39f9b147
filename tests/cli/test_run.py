"""Both paths: the fast one answers what Typer's program would, byte for byte, and imports next to nothing."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ishoj_cli
from ishoj_cli.cli import contents, handout, run
from ishoj_cli.cli.table import BUILTINS, PROGRAM
from ishoj_cli.content.load import load
from ishoj_cli.content.model import as_module
from ishoj_cli.content.paths import data_folder
from ishoj_cli.main import main

HANDBOOK = load(data_folder())
NAMES = [name for section in HANDBOOK.sections for name in (section.id, section.title, *section.aliases)]
ENTRIES = [
    [section.id, name]
    for section in HANDBOOK.sections
    for choices in (section.entries or HANDBOOK.parts_of(section),)
    for number, choice in enumerate(choices, 1)
    for name in (choice.id, choice.title.upper(), str(number), choice.title.split()[-1])
]
TYPED = """
alt
LISTE
dagens
dagens --dato 23/11-2026
dagens --dato x
--json
-V
vaerdier -V
noget -V
vaerdier repsekt
vaerdier/respekt
VÆRDIER/fjerde --json
vaerdier/
vaerdier/nej
vardier/respekt
vaerdier/respekt -h
vaerdier/respekt --nej
vaerdier/respekt -o x.pdf
alt -o x.csv
vaerdier hed
vaerdier 8
vaerdier r
mission noget
grundlag 9
liste noget
soeg
soeg respket
soeg kaffe
søg ansvar relationer
soeg tillid --uden-emneord
soeg a --antal 0
soeg ansvar --sektion vaerdier --forklar
soeg ansvar --sektion x
soeg kaffe --findes
handout vaerdir
handout vaerdier respekt
handout --type bog
handout -f odt
handout -o a.odt
-f tsv vaerdier
vaerdier -fjson
alt --bredde=30 -f terminal
alt --farve altid
alt -f x --json
vaerdier -f tsv --json
vaerdier -o v.pdf
vaerdier --uden-spørgsmål --UDEN-PAGER
-o - vaerdier
vaerdier -- respekt
-- vaerdier
alt --bredde
alt -o --json
alt --ukendt
alt --json=1
alt -x
--indhold nowhere
--indhold nowhere alt
alt --indhold=
alt --tolkning nowhere
noget -h
"""
LINES = [
    *([name] for name in [*NAMES, "VÆRDIER", "vA\u0308rdier", "de  fire perspektiver", "vaerdir", ""]),
    *ENTRIES,
    *(line.split() for line in TYPED.splitlines()),
]
SLOW = {
    "typer",
    "click",
    "yaml",
    "rich",
    "dataclasses",
    "inspect",
    "typing",
    "json",
    "subprocess",
    "importlib.resources",
}


@pytest.fixture
def compiled(monkeypatch, home):
    """The program as an installed wheel has it: with compiled content."""
    monkeypatch.setattr(contents, "compiled_content", lambda: HANDBOOK)


def both(line, capfdbinary, monkeypatch, folder):
    """What each path prints, its status, and the files that it leaves in an empty folder of its own."""
    answers = []
    for path in ("fast", "full"):
        (folder / path).mkdir()
        with monkeypatch.context() as patch:
            patch.chdir(folder / path)
            if path == "full":
                patch.setattr(run, "fast_path", lambda *_: None)
            status = main(line)
        files = {file.name: file.read_bytes() for file in (folder / path).iterdir()}
        answers.append((status, capfdbinary.readouterr(), files))
    return answers


@pytest.mark.parametrize("line", LINES, ids=" ".join)
def test_both_paths_give_the_same(line, compiled, capfdbinary, monkeypatch, tmp_path):
    fast, full = both(line, capfdbinary, monkeypatch, tmp_path)
    assert fast == full


VALUES = [
    "a.md",
    "a.html",
    "-",
    "",
    " ",
    "tsv",
    "json",
    "40",
    "altid",
    "kort",
    "markdown",
    "respekt",
    "2026-11-23",
    "x",
]
FLAGS = sorted({flag for command in (PROGRAM, *BUILTINS) for option in command.options for flag in option.flags})
WORDS = st.one_of(
    st.sampled_from(["vaerdier", "Mission", "alt", "liste", "dagens", "soeg", "handout", "1"]),
    st.sampled_from(VALUES),
    st.sampled_from([flag for flag in FLAGS if flag not in ("--aabn", "--ny") and "completion" not in flag]),
    st.sampled_from(
        ["--", "--ukendt", "-fjson", "-oa.md", "--output=b.md", "--OUTPUT", "--bredde=x", "--json=1", "-Vh"]
    ),
    st.text(max_size=6),
)


@given(line=st.lists(WORDS, max_size=6).filter(lambda line: not {"tjek", "tolkning"} & set(line)))
def test_any_line_is_answered_alike(line, compiled, capfdbinary, monkeypatch, tmp_path_factory):
    monkeypatch.setattr(handout, "make_handout", lambda *asked, **options: ("ark", repr((asked[1:], options)).encode()))
    fast, full = both(line, capfdbinary, monkeypatch, tmp_path_factory.mktemp("line"))
    assert fast == full


def test_a_checkout_has_no_compiled_content():
    assert contents.compiled_content() is None


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """A copy of the package with its content compiled, as the wheel has it."""
    folder = tmp_path_factory.mktemp("installed")
    shutil.copytree(Path(ishoj_cli.__file__).parent, folder / "ishoj_cli", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "ishoj_cli" / "compiled.py").write_text(as_module(HANDBOOK), encoding="utf-8")
    return folder


LOCAL = "workplace: Her\ntexts:\n  mission: Ja.\n"
IMPORTS = {
    "": SLOW,
    "vaerdier": SLOW,
    "vaerdier respekt": SLOW,
    "alt -f markdown --uden-spoergsmaal": SLOW,
    "liste -o l.tsv": SLOW,
    "-V": SLOW,
    "soeg ansvar": SLOW,
    "soeg ansvra": {"typer", "yaml", "rich"},
    "vaerdier --json": {"typer", "yaml", "rich"},
    "dagens": {"typer", "yaml", "rich"},
    "handout mission -o a.md": {"typer", "yaml", "rich"},
    "vaerdier repsekt": {"typer", "yaml", "rich"},
    "vaerdier --tolkning tolkning.yaml": {"typer", "rich"},
    "vision --indhold data": {"typer", "rich"},
}


@pytest.mark.parametrize("line", IMPORTS)
def test_the_fast_path_imports_no_more_than_it_needs(line, installed, tmp_path):
    (tmp_path / "tolkning.yaml").write_text(LOCAL, encoding="utf-8")
    shutil.copytree(data_folder(), tmp_path / "data")
    modules = imported(installed, tmp_path, f"from ishoj_cli.main import main; main({line.split()!r})")
    assert not {name for name in modules if name in IMPORTS[line] or name.split(".")[0] in IMPORTS[line]}


def test_a_terminal_that_needs_no_wide_letters_imports_no_rich(installed, tmp_path):
    patched = "import ishoj_cli.cli.output as o; o.is_terminal = lambda s: True; from ishoj_cli.main import main; "
    modules = imported(installed, tmp_path, f"{patched}main(['alt'])")
    assert "ishoj_cli.render.terminal" in modules
    assert not {name for name in modules if name.split(".")[0] in ("typer", "yaml", "rich", "re")}


def test_tab_imports_no_typer(installed, tmp_path):
    environment = {"_ISHOJ_COMPLETE": "bash", "_ISHOJ_WORD": "va"}
    modules = imported(installed, tmp_path, "from ishoj_cli.main import main; main([])", **environment)
    assert "ishoj_cli.cli.completion" in modules
    assert not {name for name in modules if name in SLOW or name.split(".")[0] in SLOW}


def imported(installed, folder, code, **variables):
    """The modules that some code imports, beyond those of bare Python."""
    code = f"import sys; before = set(sys.modules); {code}; print(*set(sys.modules) - before, file=sys.stderr)"
    site = [path for path in sys.path if path.endswith("site-packages")]
    environment = {
        **os.environ,
        "HOME": str(folder),
        "XDG_CONFIG_HOME": "",
        "TERM": "dumb",
        "LINES": "1000",
        **variables,
    }
    environment["PYTHONPATH"] = os.pathsep.join([str(installed), *site])
    command = [sys.executable, "-S", "-c", code]
    ran = subprocess.run(command, capture_output=True, env=environment, cwd=folder, timeout=60)
    return set(ran.stderr.decode().splitlines()[-1].split())
