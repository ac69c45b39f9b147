"""The program as a user has it: from the wheel, built and installed once a run in an environment of its own."""

import os
import re
import subprocess
import sys
import sysconfig
import unicodedata
from pathlib import Path

import pytest

from ..world import World, wait_for

ROOT = Path(__file__).resolve().parents[2]
# A small content without faults.
CONTENT = {
    "handbook.yaml": b"title: H\norganisation: O\nedition: 2026-11-23\nsource: S\nsections: [vaerdier, mission]\n",
    "vaerdier.yaml": b"id: vaerdier\ntitle: Vaerdier\nentries:\n  - id: respekt\n    title: Respekt\n",
    "mission.yaml": b"id: mission\ntitle: Mission\nlead: Vi er her for borgeren.\n",
}
FORMATS = ("terminal", "tekst", "markdown", "tsv", "json")
COLOURS = re.compile("\x1b\\[[0-9;]*m")
HIDDEN = set("\xad\u061c\u180e\u200b\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff")
DIRECTIONS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


def harmless(text: str) -> str:
    """The text, which has nothing but colours, line ends and tabs to control a terminal with or to hide in it."""
    assert not [
        letter
        for letter in set(COLOURS.sub("", text)) - {"\n", "\t"}
        if unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp")
        or unicodedata.bidirectional(letter) in DIRECTIONS
        or letter in HIDDEN
    ], text
    return text


def put_content(folder: Path, **files: bytes) -> Path:
    """A folder with CONTENT, with other bytes for some of its files."""
    folder.mkdir(exist_ok=True)
    for name, data in CONTENT.items():
        (folder / name).write_bytes(files.get(name.removesuffix(".yaml"), data))
    return folder


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder for runs in this process, which reach nothing else of the user's: no program, no home."""
    for name in ("HOME", "USERPROFILE", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    for name in ("EDITOR", "VISUAL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", "")
    (folder := tmp_path / "here").mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program from the wheel, its libraries those of the Python that runs the tests.

    The first of pytest-xdist's workers builds it; the others wait. ISHOJ_PROGRAM names another program to try instead.
    """
    if os.environ.get("ISHOJ_PROGRAM"):
        return Path(os.environ["ISHOJ_PROGRAM"])
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    venv, done = shared / "installed", shared / "installed.done"
    scripts = venv / ("Scripts" if os.name == "nt" else "bin")
    program = scripts / ("ishoj.exe" if os.name == "nt" else "ishoj")
    try:
        venv.mkdir()
    except FileExistsError:
        wait_for(done.exists)
        return program
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", venv], check=True)
    purelib = sysconfig.get_path("purelib", vars={"base": str(venv)})
    libraries = [path for path in sys.path if path.endswith("site-packages")]
    Path(purelib, "libraries.pth").write_text("\n".join(libraries), encoding="utf-8")
    python = scripts / ("python.exe" if os.name == "nt" else "python")
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--no-deps", "--no-build-isolation", "--ignore-installed", str(ROOT)], check=True)
    done.touch()
    return program


@pytest.fixture
def world(installed: Path, tmp_path: Path) -> World:
    """A home, a current folder and a temporary folder of its own, and the program to run there."""
    return World(tmp_path, installed)
