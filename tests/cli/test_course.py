"""`handout --type kursus`: a folder whole or not at all, its progress, and what is refused."""

import os
import re
import shlex
import sys
from html import unescape

import pytest

from ishoj_cli.cli import course
from ishoj_cli.errors import IshojError
from ishoj_cli.main import main
from tests.cli.test_handout import run  # noqa: F401 - a fixture

PDFS = ["drejebog", "lysbilleder", "kort", "arbejdsark", "ark", "plakat"]


@pytest.fixture
def parts(monkeypatch):
    """What was asked of the renderers, in place of the pages that take time."""
    calls = []

    def make(handbook, kind, format, sections, **options):
        calls.append((kind, format, list(sections), options))
        if kind == "plakat" and "fails" in sections:
            raise IshojError("Der er ikke plads.", hint="Vælg færre.")
        return f"{kind}.{format}", kind.encode()

    monkeypatch.setattr(course, "make_handout", make)
    monkeypatch.setattr(course, "run_in_child", lambda work: iter(work()))  # in this process, where `calls` is
    return calls


def test_a_course_is_a_folder_of_real_files(run, tmp_path):  # noqa: F811
    assert run("--type", "kursus", "--minutter", "45", "--deltagere", "8") == (
        0,
        b"",
        f"ishoj: Gemt: »kursus«\nBegynd med »{os.path.join('kursus', 'kursus.html')}«.\n",
    )
    assert sorted(os.listdir("kursus")) == sorted(["kursus.html", *(f"{name}.pdf" for name in PDFS)])
    assert os.listdir(tmp_path) == ["kursus"]
    page = (tmp_path / "kursus" / "kursus.html").read_text(encoding="utf-8")
    assert "Kursus · 45 minutter · 8 deltagere" in page
    assert all(f'<a href="{name}.pdf">' in page for name in PDFS)
    assert all((tmp_path / "kursus" / f"{name}.pdf").read_bytes().startswith(b"%PDF") for name in PDFS)


def test_each_part_is_about_the_sections_named(run, parts):  # noqa: F811
    assert run("--type", "kursus", "rundt", "--uden-skrivelinjer", "-o", "mappe/")[0] == 0
    assert sorted(os.listdir("mappe")) == sorted(["kursus.html", *(f"{name}.pdf" for name in PDFS)])
    assert {(tuple(sections), options["writing_lines"]) for _, _, sections, options in parts} == {(("rundt",), False)}
    parts.clear()
    assert run("--type", "kursus", "mission", "-o", "uden")[0] == 0
    assert "kort" not in [kind for kind, *_ in parts]
    parts.clear()
    assert run("--type", "kursus", "mission", "vision/innovativt", "-o", "begge")[0] == 0
    asked = {kind: sections for kind, _, sections, _ in parts}
    assert asked["kort"] == ["vision/innovativt"]  # of which there are cards
    assert asked["ark"] == ["mission", "vision/innovativt"]


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["rundt", "vaerdier/respekt", "--stor-skrift", "--minutter", "90"],
        ["--uden-spoergsmaal", "--uden-skrivelinjer", "--uden-tolkning", "--deltagere", "20"],
        ["--tolkning", "vores egen.yaml", "--indhold", "æ/b"],
    ],
)
def test_the_command_in_the_guide_makes_the_same_guide_again(run, words):  # noqa: F811
    assert run("--ny", "æ/b", command="tjek")[0] == 0
    assert run("ny", "--tolkning", "vores egen.yaml", "--indhold", "æ/b", command="tolkning")[0] == 0
    guide = run("--type", "drejebog", "-f", "html", "-o", "-", *words)[1]
    command = unescape(re.sub("<.*?>", "", re.search("<code>(.*)</code>", guide.decode())[1]))
    program, handout, *options = shlex.split(command.replace("kursus", "drejebog"))
    assert (program, handout) == ("ishoj", "handout")
    assert run("-f", "html", "-o", "-", *options)[1] == guide


def test_a_part_that_fails_is_named_and_nothing_is_written(run, parts, monkeypatch, tmp_path):  # noqa: F811
    make = course.make_handout
    monkeypatch.setattr(course, "make_handout", lambda *words, **options: make(*words[:3], ["fails"], **options))
    assert run("--type", "kursus") == (2, b"", "ishoj: plakat.pdf: Der er ikke plads.\nVælg færre.\n")
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["-o", "-"], "Et kursus er en mappe med flere filer.\nSkriv for eksempel: -o kursus"),
        (["-f", "pdf"], "Et kursus er en mappe med flere filer."),
        (["-o", "kursus.pdf"], "Et kursus er en mappe med flere filer."),
        (["--deltagere", "41"], "Skriv et helt tal fra 4 til 40."),
        (["--deltagere", "tre"], "Skriv et helt tal fra 4 til 40."),
        (["--minutter", "50"], "»50« kan ikke bruges med --minutter.\nVælg mellem 45, 60 og 90."),
        (
            ["--type", "ark", "--deltagere", "4"],
            "--minutter og --deltagere kan ikke bruges med typen ark.\nVælg --type",
        ),
        (["--type", "arbejdsark", "--uden-skrivelinjer"], "til at skrive på.\nUdelad --uden-skrivelinjer."),
        (["--type", "arbejdsark", "-f", "markdown"], "»arbejdsark« findes kun som PDF, HTML og DOCX."),
    ],
)
def test_what_means_nothing_is_refused(words, says, run, tmp_path):  # noqa: F811
    status, out, err = run("--type", "kursus", *words)
    assert (status, out) == (2, b"")
    assert says in err
    assert os.listdir(tmp_path) == []


def test_a_folder_that_is_there_is_left_unless_it_is_a_course_to_overwrite(run, parts, tmp_path):  # noqa: F811
    assert run("--type", "kursus")[0] == 0
    assert "findes allerede.\nTilføj --overskriv" in run("--type", "kursus")[2]
    assert run("--type", "kursus", "--overskriv")[0] == 0
    (tmp_path / "kursus" / "noter.txt").write_text("mine", encoding="utf-8")
    assert "der ligger andet i den: »noter.txt«" in run("--type", "kursus", "--overskriv")[2]
    assert (tmp_path / "kursus" / "noter.txt").read_text(encoding="utf-8") == "mine"
    (tmp_path / "fil").write_text("mit", encoding="utf-8")
    assert "er ikke en mappe" in run("--type", "kursus", "--overskriv", "-o", "fil")[2]
    assert "mappen findes ikke" in run("--type", "kursus", "-o", "mangler/kursus")[2]
    assert sorted(os.listdir(tmp_path)) == ["fil", "kursus"]
    os.unlink(tmp_path / "kursus" / "noter.txt")
    os.chdir("kursus")
    for here in (".", os.path.join("..", "kursus")):
        assert run("--type", "kursus", "--overskriv", "-o", here)[0] == 0
    assert os.path.samefile(".", tmp_path / "kursus")
    os.chdir(tmp_path)


def test_the_page_of_the_course_is_opened(run, parts, monkeypatch):  # noqa: F811
    from ishoj_cli import programs

    opened = []
    monkeypatch.setattr(programs, "open_file", lambda name, *_: opened.append(name))
    assert run("--type", "kursus", "--aabn")[0] == 0
    assert opened == [os.path.join("kursus", "kursus.html")]


def test_progress_is_shown_on_a_terminal_alone(parts, monkeypatch, tmp_path, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["handout", "--type", "kursus"]) == 0
    assert "Laver siderne" not in capsys.readouterr().err
    monkeypatch.setattr(course, "is_terminal", lambda stream: stream is sys.stderr)
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert main(["handout", "--type", "kursus", "--overskriv"]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert "Laver siderne" in err
    assert "100%" in err
