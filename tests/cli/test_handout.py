"""The call behind `handout`: formats, names, files and bad cases; the pages are tested with their renderers."""

import os
import subprocess
import sys
import threading

import pytest

from ishoj_cli.cli import printout
from ishoj_cli.errors import FileError
from ishoj_cli.main import main


@pytest.fixture
def run(capfdbinary, tmp_path, monkeypatch):
    """Run `ishoj handout` in an empty folder: its status, standard output and standard error as text."""
    monkeypatch.chdir(tmp_path)

    def call(*words):
        status = main(["handout", *words])
        out, err = capfdbinary.readouterr()
        return status, out, err.decode()

    return call


@pytest.fixture
def made(monkeypatch):
    """What was asked of the renderers, in place of the pages that take time."""
    calls = []

    def make(handbook, kind, format, sections, **options):
        calls.append((kind, format, list(sections), options))
        return f"{kind}{printout.ENDINGS[format]}", b"%content"

    monkeypatch.setattr(printout, "make_handout", make)
    return calls


def test_a_sheet_of_the_whole_gets_a_plain_name_that_is_said(run, made, tmp_path):
    assert run() == (0, b"", "ishoj: Skrev «ark.pdf».\n")
    assert made == [("ark", "pdf", [], {"questions": True, "writing_lines": True})]
    assert (tmp_path / "ark.pdf").read_bytes() == b"%content"
    assert os.listdir(tmp_path) == ["ark.pdf"]


@pytest.mark.parametrize(
    ("words", "kind", "format"),
    [
        (["-o", "a.PDF"], "ark", "pdf"),
        (["-o", "a.html"], "ark", "html"),
        (["-o", "a.docx"], "ark", "docx"),
        (["-o", "a.md"], "ark", "markdown"),
        (["-o", "a"], "ark", "pdf"),
        (["-o", ".html"], "ark", "html"),
        (["-f", "HTML", "-o", "a.txt"], "ark", "html"),
        (["--type", "Kort"], "kort", "pdf"),
        (["--type", "plakat"], "plakat", "pdf"),
    ],
)
def test_the_format_is_the_one_named_or_the_endings(words, kind, format, run, made):
    assert run(*words)[0] == 0
    assert made[0][:2] == (kind, format)


def test_sections_are_found_by_any_spelling(run, made):
    assert run("VÆRDIER", "perspektiv", "--uden-spørgsmål", "--uden-skrivelinjer")[0] == 0
    assert made == [("ark", "pdf", ["vaerdier", "perspektiver"], {"questions": False, "writing_lines": False})]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["vaerdir"], "Mente du «vaerdier»?"),
        (["vaerdier", "Respekt"], "«Respekt» er et punkt i «vaerdier» og ikke et afsnit.\nSkriv afsnittets navn"),
        (["-o", ""], "--output mangler en værdi.\nSkriv navnet på en fil, for eksempel: -o ark.pdf"),
        (["-o", " ", "--type", "kort"], "--output mangler en værdi."),
        (["--type", "bog"], "Vælg mellem ark, kort og plakat."),
        (["-f", "odt"], "Vælg mellem pdf, html, docx og markdown."),
        (["-f", "odt", "--type", "kort"], "kort findes kun som pdf."),
        (["-o", "a.odt"], "ender ikke på et format"),
        (["-f", "docx", "-o", "x.pdf"], "Endelsen i «x.pdf» passer ikke til formatet docx.\nLad navnet ende på .docx"),
        (["-f", "pdf", "-o", "x.HTM"], "passer ikke til formatet pdf."),
        (["-f", "markdown", "-o", "x.docx", "--overskriv"], "passer ikke til formatet markdown."),
        (["--type", "kort", "-f", "html"], "findes kun som pdf"),
        (["--type", "kort", "mission"], "ingen punkter"),
        (["-o", "mangler/a.md"], "mappen findes ikke"),
        (["-o", "."], "er en mappe"),
    ],
)
def test_what_can_t_be_made_is_said_and_nothing_is_written(words, says, run, tmp_path):
    status, out, err = run(*words)
    assert (status, out) == (2, b"")
    assert says in err
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("target", [[], ["-o", "-"]])
def test_a_poster_of_the_whole_says_what_it_leaves_out(target, run, made):
    said = run("--type", "plakat", *target)[2]
    assert "ishoj: Plakaten viser ikke personalepolitik, grundlag, lederskab og rundt.\n" in said
    assert said.endswith("Vælg selv, for eksempel: ishoj handout --type plakat personalepolitik\n")
    assert "viser ikke" not in run("--type", "plakat", "rundt", *target)[2]
    assert "viser ikke" not in run("--type", "kort", *target)[2]


def test_nothing_is_opened_that_was_not_written(run, made, monkeypatch):
    monkeypatch.setattr(printout, "open_file", lambda *_: pytest.fail("opened"))
    assert run("-o", "-", "--aabn") == (0, b"%content", "")


def test_an_existing_file_is_left_as_it_was(run, tmp_path, made):
    (tmp_path / "ark.pdf").write_text("før", encoding="utf-8")
    status, _, err = run()
    assert status == 2
    assert "findes allerede" in err
    assert (tmp_path / "ark.pdf").read_text(encoding="utf-8") == "før"
    assert run("--overskriv")[0] == 0
    assert (tmp_path / "ark.pdf").read_bytes() == b"%content"


def test_standard_output_takes_the_bytes(run, made, tmp_path):
    assert run("-o", "-") == (0, b"%content", "")
    assert os.listdir(tmp_path) == []


def test_a_terminal_is_not_given_a_pdf(run, made, monkeypatch):
    monkeypatch.setattr(printout, "is_terminal", lambda _: True)
    status, out, err = run("-o", "-")
    assert (status, out) == (2, b"")
    assert "kan ikke vises i en terminal" in err


@pytest.mark.parametrize("patience", [0.01, 60])
def test_a_terminal_is_told_only_when_it_takes_long(patience, run, made, monkeypatch):
    monkeypatch.setattr(printout, "is_terminal", lambda stream: stream is sys.stderr)
    monkeypatch.setattr(printout, "PATIENCE", patience)

    def take_long(*_, **__):
        for timer in filter(lambda thread: isinstance(thread, threading.Timer), threading.enumerate()):
            timer.join(0 if patience > 1 else None)
        return "ark.pdf", b"%content"

    monkeypatch.setattr(printout, "make_handout", take_long)
    status, _, err = run()
    assert status == 0
    assert err.startswith("Laver siderne …\r" + " " * 15 + "\rishoj: Skrev") == (patience < 1)
    assert err.endswith("ishoj: Skrev «ark.pdf».\n")


@pytest.mark.parametrize(("platform", "program"), [("linux", "xdg-open"), ("darwin", "open")])
def test_a_file_is_opened_without_a_shell(platform, program, monkeypatch, tmp_path):
    started = []
    monkeypatch.setattr("shutil.which", lambda name: f"/bin/{name}")
    monkeypatch.setattr(subprocess, "Popen", lambda command, **_: started.append(command))
    printout.open_file("a b.pdf", platform)
    assert started == [[f"/bin/{program}", os.path.abspath("a b.pdf")]]


def test_windows_opens_a_file_itself(monkeypatch):
    opened = []
    monkeypatch.setattr(os, "startfile", opened.append, raising=False)
    printout.open_file("a.pdf", "win32")
    assert opened == [os.path.abspath("a.pdf")]


def test_a_file_that_can_t_be_opened_is_kept_and_named(run, made, tmp_path, monkeypatch):
    monkeypatch.setattr("shutil.which", lambda _: None)
    monkeypatch.setattr(printout.sys, "platform", "linux")
    status, _, err = run("--aabn")
    assert status == 2
    assert "Filen er skrevet: «ark.pdf»" in err
    assert (tmp_path / "ark.pdf").exists()


def test_a_program_that_can_t_be_started_is_an_error(monkeypatch):
    def refuse(*_, **__):
        raise PermissionError(13, "no")

    monkeypatch.setattr("shutil.which", lambda _: "/bin/x")
    monkeypatch.setattr(subprocess, "Popen", refuse)
    with pytest.raises(FileError, match="du har ikke adgang"):
        printout.open_file("a.pdf", "linux")


def test_without_the_extra_one_line_says_how_to_get_it(run, monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)
    status, out, err = run()
    assert (status, out) == (2, b"")
    assert err.count("\n") == 1
    assert 'pip install "ishoj[handout]"' in err


def test_markdown_works_without_the_extra(run, monkeypatch):
    for name in ("typst", "jinja2", "docx"):
        monkeypatch.setitem(sys.modules, name, None)
    status, out, err = run("vaerdier", "-o", "-", "-f", "markdown")
    assert (status, err) == (0, "")
    assert "Troværdighed" in out.decode()
