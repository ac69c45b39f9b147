"""What comes out: JSON by its schemas, lines for scripts, widths, and files by their names."""

import json
import sys

import pytest
from jsonschema import Draft202012Validator

C_LOCALE = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
READING = ["", "alt", "dagens", "vaerdier", "vaerdier 5", "grundlag 2", "personalepolitik", "mission"]


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        *(("laes", words) for words in READING),
        ("liste", "liste"),
        *(("soeg", f"soeg {words}") for words in ("ansvar borger", "xyzzyq", "åbnehed --forklar")),
        ("tjek", "tjek"),
    ],
)
def test_the_json_of_every_command_keeps_to_its_schema(call, schemas, schema, words):
    result = call(*words.split(), "--json")
    description = json.loads((schemas / f"{schema}.json").read_text(encoding="utf-8"))
    Draft202012Validator(description).validate(result.json)
    assert "\\u" not in result.text
    assert call(*words.split(), "--format", "json", "--bredde", "20", "--farve", "altid").out == result.out


@pytest.mark.parametrize("words", READING)
def test_questions_can_be_left_out(call, ok, words):
    for section in ok(call(*words.split(), "--json", "--uden-spoergsmaal")).json["sections"]:
        assert section["questions"] == []
        assert all(entry["questions"] == [] for entry in section["entries"])


def test_a_phrase_survives_grep_and_json_another_program_under_any_locale(bash):
    assert bash("ishoj vaerdier | grep -i respekt").text.splitlines()[0] == "5. Respekt"
    assert b"sparringspartner" in bash("ishoj lederskab | grep 'den daglige leder'").out
    read = bash(f'ishoj alt --json | "{sys.executable}" -X utf8 -m json.tool --no-ensure-ascii', **C_LOCALE)
    assert read.status == 0
    assert "Værdier" in read.text


@pytest.mark.parametrize("width", ["20", "30", "88", "10000"])
def test_the_width_is_the_one_that_was_asked_for(call, ok, monkeypatch, width):
    page = ok(call("alt", "-f", "terminal", "--bredde", width)).text
    assert max(map(len, page.splitlines())) <= int(width)
    monkeypatch.setenv("COLUMNS", width)
    assert ok(call("alt", "-f", "terminal")).text == page


def test_a_file_that_exists_is_left_unless_told_otherwise(ishoj, world):
    (target := world.here / "a.md").write_text("mine")
    result = ishoj("vaerdier", "-o", "a.md")
    assert (result.status, result.out) == (2, b"")
    assert result.message == "ishoj: Filen »a.md« findes allerede.\nVælg et andet navn, eller tilføj --overskriv.\n"
    assert ishoj("vaerdier", "-o", "a.md", "--overskriv", leaves={"here/a.md"}) == (0, b"", b"")
    assert target.read_text(encoding="utf-8").startswith("# Værdier\n")
