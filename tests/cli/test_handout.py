"""The call behind `handout`: formats, names, files and bad cases; the pages are tested with their renderers."""

import os
import re
import sys

import pytest

from ishoj_cli import programs
from ishoj_cli.cli import handout
from ishoj_cli.main import main


@pytest.fixture
def run(capfdbinary, tmp_path, monkeypatch):
    """Run `ishoj handout` in an empty folder: its status, standard output and standard error as text."""
    monkeypatch.chdir(tmp_path)

    def call(*words, command="handout"):
        status = main([command, *words])
        out, err = capfdbinary.readouterr()
        return status, out, err.decode()

    return call


@pytest.fixture
def made(monkeypatch):
    """What was asked of the renderers, in place of the pages that take time."""
    calls = []

    def make(handbook, kind, format, sections, *, writing_lines, **_course):
        asks = any(entry.questions for section in handbook.sections for entry in section.entries)
        calls.append((kind, format, list(sections), asks, writing_lines))
        return f"{kind}{handout.FILE_ENDINGS[format]}", b"%content"

    monkeypatch.setattr(handout, "make_handout", make)
    monkeypatch.setattr(handout, "run_in_child", lambda work, _progress: work())
    return calls


def test_a_sheet_of_the_whole_gets_a_plain_name_that_is_said(run, made, tmp_path):
    assert run() == (0, b"", "ishoj: Gemt: »ark.pdf«\n")
    assert made == [("ark", "pdf", [], True, True)]
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
    assert made == [("ark", "pdf", ["vaerdier", "perspektiver"], False, False)]


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        (["vaerdier/respekt"], ["vaerdier/respekt"]),
        (["VÆRDIER/Respekt", "vision"], ["vaerdier/respekt", "vision"]),
        (["vaerdier", "respekt", "3"], ["vaerdier/respekt", "vaerdier/aabenhed"]),
        (["mission", "vaerdier", "respekt"], ["mission", "vaerdier/respekt"]),
        (["grundlag/rundt", "Lederskab/Følgeskab"], ["rundt", "lederskab"]),
    ],
)
def test_entries_are_named_as_when_they_are_read(words, ids, run, made, tmp_path):
    assert run(*words)[0] == 0
    assert made[0][2] == ids
    assert os.listdir(tmp_path) == [f"ark-{'-'.join(ids).replace('/', '-')}.pdf"]


def test_an_entry_that_is_not_there_is_not_found(run, made):
    assert run("vaerdier/mod")[0] == 1


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["vaerdir"], "Mente du »vaerdier«?"),
        (
            ["Respekt"],
            "»Respekt« er et punkt i »vaerdier« og ikke et afsnit.\nSkriv vaerdier/respekt, eller afsnittets navn",
        ),
        (["vaerdier", "vison"], "Intet afsnit hedder »vison«. Mente du »vision«?"),
        (["-o", ""], "--output mangler en værdi.\nSkriv for eksempel: -o ark.pdf"),
        (["-o", " ", "--type", "kort"], "--output mangler en værdi."),
        (["--type", "bog"], "Vælg mellem ark, kort, plakat, lysbilleder, arbejdsark, drejebog og kursus."),
        (["-f", "odt"], "Vælg mellem pdf, html, docx og markdown."),
        (["-o", "x.odt", "--type", "plakat"], "plakat findes kun som PDF."),
        (["-o", "a.odt"], "er ikke et format, der kan laves"),
        (["-f", "docx", "-o", "x.pdf"], "Endelsen i »x.pdf« passer ikke til formatet docx.\nLad navnet ende på .docx"),
        (["-f", "pdf", "-o", "x.HTM"], "passer ikke til formatet pdf."),
        (["-f", "markdown", "-o", "x.docx", "--overskriv"], "passer ikke til formatet markdown."),
        (["--type", "plakat", "-f", "html"], "findes kun som PDF"),
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
    assert "ishoj: Plakaten viser ikke personalepolitik, grundlag, perspektiver, lederskab og rundt.\n" in said
    assert "Vælg selv, for eksempel: ishoj handout --type plakat personalepolitik\n" in said
    assert said.endswith("højst to sætninger. Resten er udeladt.\nFå det hele på et ark: ishoj handout\n")
    said = run("--type", "plakat", "rundt", *target)[2]
    assert "viser ikke" not in said
    assert target or said.endswith("Få det hele på et ark: ishoj handout rundt\n")
    assert "udeladt" not in run("--type", "kort", *target)[2]


@pytest.mark.parametrize("kind", ["ark", "kursus"])
@pytest.mark.parametrize(
    ("text", "what"), [("vision:", "»vision« er tom"), ("visoin: Vi er.", "intet afsnit eller punkt hedder »visoin«")]
)
def test_a_faulty_interpretation_is_not_printed(kind, text, what, run, made, tmp_path):
    (tmp_path / "fejl.yaml").write_text(f"workplace: Os\ntexts:\n  {text}\n", encoding="utf-8")
    status, out, err = run("--type", kind, "--tolkning", "fejl.yaml")
    assert (status, out) == (2, b"")
    assert err.startswith(f"ishoj: fejl.yaml:3:3: {what}")
    assert err.endswith("eller udelad den med --uden-tolkning. Se efter igen med: ishoj tjek --tolkning fejl.yaml\n")
    assert os.listdir(tmp_path) == ["fejl.yaml"]
    assert run("--tolkning", "fejl.yaml", "--uden-tolkning")[0] == 0


def test_all_of_a_kind_is_what_can_be_made_of_the_whole(run, made):
    every = ["vision", "mission", "vaerdier", "personalepolitik", "grundlag"]
    with_cards = [id_ for id_ in every if id_ != "mission"]
    for kind, sections in (("ark", []), ("plakat", []), ("kort", with_cards), ("arbejdsark", every)):
        assert run("alt", "--type", kind)[0] == 0
        assert made.pop()[2] == sections
        assert os.path.isfile(f"{kind}.pdf")


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
    monkeypatch.setattr(handout, "is_terminal", lambda _: True)
    status, out, err = run("-o", "-")
    assert (status, out) == (2, b"")
    assert "kan ikke vises i en terminal" in err


def test_the_file_is_opened_when_asked(run, made, monkeypatch, tmp_path):
    opened = []
    monkeypatch.setattr(programs, "open_file", lambda name, *_: opened.append(name))
    assert run("--aabn")[0] == 0
    assert run("-o", "-", "--aabn") == (0, b"%content", "")
    assert opened == ["ark.pdf"]


def test_without_the_extra_two_lines_say_how_to_get_it(run, monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)
    status, out, err = run()
    assert (status, out) == (2, b"")
    assert err.count("\n") == 2
    assert re.search(r"-m pip install .*typst", err)  # between them the options of the system's own Python


def test_markdown_works_without_the_extra(run, monkeypatch):
    for name in ("typst", "jinja2", "docx"):
        monkeypatch.setitem(sys.modules, name, None)
    status, out, err = run("vaerdier", "-o", "-", "-f", "markdown")
    assert (status, err) == (0, "")
    assert "Troværdighed" in out.decode()
