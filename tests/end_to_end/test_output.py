"""What comes out, and where: formats, colour, UTF-8, files, the terminal and the pager."""

import json
import os
import re
import sys

import pytest
from jsonschema import Draft202012Validator

from ..terminal import run_on_terminal
from .process import PROGRAM, environment

posix = pytest.mark.skipif(os.name == "nt", reason="terminals and scripts as POSIX has them")
ESCAPE = b"\x1b["
C_LOCALE = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
READING = [
    [],
    ["alt"],
    ["dagens"],
    ["vaerdier"],
    ["vaerdier", "5"],
    ["grundlag", "2"],
    ["personalepolitik"],
    ["mission"],
]


# Formats


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        *(("laes", words) for words in READING),
        ("liste", ["liste"]),
        ("soeg", ["soeg", "ansvar", "borger"]),
        ("soeg", ["soeg", "xyzzyq"]),
        ("soeg", ["soeg", "åbnehed", "--forklar"]),
        ("tjek", ["tjek"]),
    ],
)
def test_the_json_of_every_command_keeps_to_its_schema(call, schemas, schema, words):
    result = call(*words, "--json")
    description = json.loads((schemas / f"{schema}.json").read_text(encoding="utf-8"))
    Draft202012Validator(description).validate(result.json)
    assert "\\u" not in result.text
    assert call(*words, "--format", "json", "--bredde", "20", "--farve", "altid").out == result.out


@pytest.mark.parametrize("words", READING)
def test_what_is_absent_is_null_or_empty_and_questions_can_be_left_out(call, ok, words):
    for section in ok(call(*words, "--json", "--uden-spoergsmaal")).json["sections"]:
        assert {entry["question"] for entry in section["entries"]} <= {None}


def test_a_phrase_survives_grep(bash):
    result = bash("ishoj vaerdier | grep -i respekt")
    assert result.text.splitlines()[0] == "5. Respekt"
    assert b"sparringspartner" in bash("ishoj lederskab | grep 'Den daglige leder kan'").out


def test_json_works_with_another_program_under_any_locale(bash):
    result = bash(f'ishoj alt --json | "{sys.executable}" -X utf8 -m json.tool --no-ensure-ascii', **C_LOCALE)
    assert result.status == 0
    assert "Værdier" in result.text


# UTF-8


@pytest.mark.parametrize(
    "variables",
    [
        C_LOCALE,
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "cp1252:strict"},
        {"LC_ALL": "POSIX", "PYTHONUTF8": "0"},
    ],
)
def test_it_is_utf_8_whatever_the_locale_says(ishoj, call, variables):
    assert ishoj("vaerdier", **variables) == call("vaerdier")
    assert ishoj("værdir".encode(), **variables) == call("værdir")


def test_a_file_name_may_have_danish_letters_under_any_locale(ishoj, tmp_path):
    assert ishoj("vaerdier", "-o", "værdier.md".encode(), **C_LOCALE) == (0, b"", b"")
    assert os.listdir(os.fsencode(tmp_path)) == ["værdier.md".encode()]


def test_bytes_that_are_no_text_are_spelt_out(ishoj):
    result = ishoj(b"v\xe6rdier")
    assert (result.status, result.out) == (2, b"")
    assert "«v\\udce6rdier»" in result.message


# Colour


@pytest.mark.parametrize(
    ("words", "variables", "coloured"),
    [
        ([], {}, False),
        (["--farve", "altid"], {}, True),
        (["--farve", "ALTID"], {"NO_COLOR": "1"}, True),
        (["--farve", "aldrig"], {"CLICOLOR_FORCE": "1"}, False),
        (["--farve", "auto"], {"CLICOLOR_FORCE": "1"}, True),
        ([], {"CLICOLOR_FORCE": "1"}, True),
        ([], {"CLICOLOR_FORCE": "0"}, False),
        ([], {"CLICOLOR_FORCE": "1", "NO_COLOR": "1"}, False),
        ([], {"CLICOLOR_FORCE": "1", "NO_COLOR": ""}, True),
        ([], {"FORCE_COLOR": "1"}, False),
        (["-f", "terminal"], {}, False),
        (["-f", "terminal", "--farve", "altid"], {}, True),
        (["-f", "tekst", "--farve", "altid"], {}, False),
        (["--json", "--farve", "altid"], {}, False),
    ],
)
def test_colour_in_a_pipe_is_what_was_asked_for(call, ok, monkeypatch, words, variables, coloured):
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert (ESCAPE in ok(call("vaerdier", *words)).out) is coloured


def test_accessible_is_plain_text(call, ok, monkeypatch):
    plain = ok(call("vaerdier"))
    monkeypatch.setenv("ACCESSIBLE", "1")
    monkeypatch.setenv("CLICOLOR_FORCE", "1")
    assert call("vaerdier") == plain


@pytest.mark.parametrize("width", ["20", "30", "88", "10000"])
def test_the_width_is_what_was_asked_for(call, ok, monkeypatch, width):
    page = ok(call("alt", "-f", "terminal", "--bredde", width)).text
    assert max(map(len, page.splitlines())) <= int(width)
    monkeypatch.setenv("COLUMNS", width)
    assert ok(call("alt", "-f", "terminal")).text == page


# Files


def test_the_format_of_a_file_is_told_by_its_name(ishoj, tmp_path, call):
    for name, format in (
        ("a.md", "markdown"),
        ("a.json", "json"),
        ("A.TSV", "tsv"),
        ("a.txt", "tekst"),
        ("a", "tekst"),
    ):
        assert call("vaerdier", "-o", str(tmp_path / name)) == (0, b"", b"")
        assert (tmp_path / name).read_bytes() == call("vaerdier", "-f", format).out
    assert len(list(tmp_path.iterdir())) == 5


def test_a_format_that_is_asked_for_beats_the_name(tmp_path, call):
    call("vaerdier", "-o", str(tmp_path / "a.md"), "--json")
    assert json.loads((tmp_path / "a.md").read_bytes())["schema"] == 1


def test_a_file_that_is_there_is_left_unless_told_otherwise(ishoj, tmp_path):
    target = tmp_path / "a.md"
    target.write_text("mine")
    result = ishoj("vaerdier", "-o", "a.md")
    assert (result.status, result.out) == (2, b"")
    assert result.message == "ishoj: Filen «a.md» findes allerede.\nVælg et andet navn, eller tilføj --overskriv.\n"
    assert target.read_text() == "mine"
    assert ishoj("vaerdier", "-o", "a.md", "--overskriv") == (0, b"", b"")
    assert target.read_text(encoding="utf-8").startswith("# Værdier\n")
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]


def test_a_dash_is_standard_output(call, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert call("vaerdier", "-o", "-") == call("vaerdier")
    assert list(tmp_path.iterdir()) == []


@posix
def test_a_full_disk_leaves_nothing_behind(bash, tmp_path):
    result = bash("ulimit -f 0; trap '' XFSZ; ishoj alt -o alt.md")
    assert (result.status, result.out) == (2, b"")
    assert result.message == "ishoj: Kan ikke skrive «alt.md»: filen bliver for stor.\nVælg et andet sted at skrive.\n"
    assert list(tmp_path.iterdir()) == []


@posix
def test_colour_in_a_file_is_only_when_asked_for(call, tmp_path, monkeypatch):
    monkeypatch.setenv("CLICOLOR_FORCE", "1")
    call("vaerdier", "-f", "terminal", "-o", str(tmp_path / "a"))
    call("vaerdier", "-f", "terminal", "-o", str(tmp_path / "b"), "--farve", "altid")
    assert ESCAPE not in (tmp_path / "a").read_bytes()
    assert ESCAPE in (tmp_path / "b").read_bytes()


# The terminal


def on_terminal(folder, *words: str, columns: int = 80, rows: int = 24, **variables: str) -> tuple[int, str]:
    """The status of the program and all that it wrote on a terminal of this size."""
    env = environment(folder, **{"TERM": "xterm-256color", **variables})
    result = run_on_terminal([PROGRAM, *words], cwd=folder, env=env, columns=columns, rows=rows)
    return result.status, result.text


@posix
def test_a_terminal_gets_typography_in_colour_and_in_its_width(tmp_path, call):
    for columns in (80, 30):
        status, page = on_terminal(tmp_path, "vaerdier", columns=columns, rows=60)
        expected = call("vaerdier", "-f", "terminal", "--farve", "altid", "--bredde", str(columns))
        assert (status, page) == (0, expected.text)


@posix
@pytest.mark.parametrize(
    ("variables", "words", "coloured"),
    [
        ({"NO_COLOR": "1"}, [], False),
        ({"TERM": "dumb"}, [], False),
        ({"NO_COLOR": "1"}, ["--farve", "altid"], True),
        ({}, ["--farve", "aldrig"], False),
    ],
)
def test_a_terminal_without_colour_means_the_same(tmp_path, call, variables, words, coloured):
    status, page = on_terminal(tmp_path, "vaerdier", *words, rows=60, **variables)
    assert (status, ESCAPE.decode() in page) == (0, coloured)
    assert re.sub("\x1b\\[[0-9;]*m", "", page) == call("vaerdier", "-f", "terminal", "--bredde", "80").text


@posix
def test_the_pager_is_for_what_is_taller_than_the_screen(tmp_path, call):
    pager = tmp_path / "pager"
    pager.write_text("#!/bin/sh\necho PAGED\ncat\n")
    pager.chmod(0o755)
    paged = {"PAGER": str(pager)}
    whole = call("alt", "-f", "terminal", "--farve", "altid", "--bredde", "80").text
    assert on_terminal(tmp_path, "alt", **paged) == (0, f"PAGED\n{whole}")
    assert on_terminal(tmp_path, "alt", "--uden-pager", **paged) == (0, whole)
    assert on_terminal(tmp_path, "alt", rows=999, **paged) == (0, whole)
    assert "PAGED" not in on_terminal(tmp_path, "alt", TERM="dumb", **paged)[1]
    assert "PAGED" not in on_terminal(tmp_path, "alt", "--json", **paged)[1]
    lines = whole.count("\n")
    assert "PAGED" in on_terminal(tmp_path, "alt", rows=lines, **paged)[1]
    assert "PAGED" not in on_terminal(tmp_path, "alt", rows=lines + 1, **paged)[1]


@posix
def test_a_pager_that_cannot_be_started_is_said_and_the_text_is_shown(tmp_path):
    status, page = on_terminal(tmp_path, "alt", PAGER="no-such-pager")
    assert status == 0
    assert page.startswith("ishoj: PAGER kan ikke startes: no-such-pager\n")
    assert "Sund fornuft" in page


@posix
def test_help_on_a_terminal_is_styled_and_in_its_width(tmp_path):
    status, page = on_terminal(tmp_path, "vaerdier", "-h", columns=40)
    assert (status, ESCAPE.decode() in page) == (0, True)
    assert max(len(re.sub("\x1b\\[[0-9;]*m", "", line)) for line in page.splitlines()) <= 40


@posix
def test_a_file_asked_for_on_a_terminal_is_as_in_a_pipe(tmp_path, call):
    assert on_terminal(tmp_path, "vaerdier", "-o", "a.txt") == (0, "")
    assert (tmp_path / "a.txt").read_bytes() == call("vaerdier").out
