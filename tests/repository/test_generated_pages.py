"""The pictures and the command reference show what the program says today."""

import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = ROOT / "scripts"
PICTURES = ROOT / "docs" / "pictures"


def run_script(name: str, target: Path) -> None:
    subprocess.run([sys.executable, SCRIPTS / name, target], check=True)


def lines_of(picture: Path) -> list[str]:
    """What a picture of a terminal says, line by line, with the style of each run of text."""
    lines: dict[float, list[tuple[float, str, str]]] = defaultdict(list)
    drawing = ElementTree.parse(picture)  # noqa: S314 - our own picture
    for text in drawing.iter("{http://www.w3.org/2000/svg}text"):
        if text.get("x") and "matrix" not in text.get("class", "") and "title" not in text.get("class", ""):
            place = float(text.get("y", 0)), float(text.get("x", 0))
            lines[place[0]].append((place[1], text.get("class", ""), "".join(text.itertext())))
    return ["".join(f"{style}:{said}" for _, style, said in sorted(line)).strip() for _, line in sorted(lines.items())]


@pytest.fixture(scope="module")
def fresh_pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pictures")
    run_script("make_pictures.py", folder)
    return folder


@pytest.mark.parametrize("name", sorted(path.name for path in PICTURES.glob("*.svg")))
def test_a_picture_shows_what_the_program_prints(name: str, fresh_pictures: Path) -> None:
    assert lines_of(PICTURES / name) == lines_of(fresh_pictures / name), "run: python scripts/make_pictures.py"


def test_every_picture_is_drawn_by_the_script(fresh_pictures: Path) -> None:
    assert {path.name for path in PICTURES.glob("*.svg")} == {path.name for path in fresh_pictures.iterdir()}


@pytest.mark.parametrize("picture", sorted(PICTURES.glob("*.svg")), ids=lambda path: path.name)
def test_a_picture_fetches_nothing(picture: Path) -> None:
    svg = picture.read_text(encoding="utf-8")
    assert "url(http" not in svg
    assert "href" not in svg


def test_the_picture_shows_the_seven_values() -> None:
    said = "\n".join(lines_of(PICTURES / "terminal.svg")).replace("\N{NO-BREAK SPACE}", " ")
    values = ("Troværdighed", "Handlekraft", "Åbenhed", "Ansvarlighed", "Respekt", "Klare budskaber", "Sund fornuft")
    assert [value for value in values if value not in said] == []


def test_the_command_reference_is_the_help_of_every_command(tmp_path: Path) -> None:
    run_script("make_command_reference.py", tmp_path / "kommandoer.md")
    kept = (ROOT / "docs" / "kommandoer.md").read_text(encoding="utf-8")
    made = (tmp_path / "kommandoer.md").read_text(encoding="utf-8")
    assert kept == made, "run: python scripts/make_command_reference.py"
