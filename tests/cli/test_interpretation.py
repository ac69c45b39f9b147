"""The command `tolkning`, and the interpretation under what is read."""

import json
import os
import sys

import pytest
from jsonschema import Draft202012Validator

from ishoj_cli.cli.contents import Contents
from ishoj_cli.cli.parser import parse
from ishoj_cli.content.paths import chosen_file, data_folder
from ishoj_cli.main import main

LOCAL = """\
workplace: Biblioteket
date: 2026-11-01
texts:
  vision: Hos os er mangfoldighed hverdag.
  vaerdier/respekt: |
    Vi hilser på alle.

    Også om mandagen.
"""


@pytest.fixture
def local(tmp_path, monkeypatch):
    """A local interpretation in the user's configuration folder."""
    file = tmp_path / "ishoj" / "tolkning.yaml"
    file.parent.mkdir()
    file.write_text(LOCAL, encoding="utf-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    monkeypatch.delenv("ISHOJ_TOLKNING", raising=False)
    monkeypatch.delenv("ISHOJ_INDHOLD", raising=False)
    if sys.platform == "darwin":
        monkeypatch.setenv("ISHOJ_TOLKNING", str(file))
    return file


@pytest.fixture
def run(capfdbinary):
    """Run the program here: its status, standard output and standard error as text."""

    def call(*words):
        status = main(list(words))
        out, err = capfdbinary.readouterr()
        return status, out.decode(), err.decode()

    return call


def test_an_interpretation_is_shown_under_what_it_interprets(local, run):
    status, out, err = run("vaerdier", "respekt")
    assert (status, err) == (0, "")
    assert "Hos os (Biblioteket): Vi hilser på alle. Også om mandagen." in out.splitlines()
    assert "Hos os (Biblioteket): Hos os er mangfoldighed hverdag." in run("vision")[1]


@pytest.mark.parametrize("format", ["terminal", "tekst", "markdown", "tsv", "json"])
def test_an_interpretation_is_shown_in_every_format_and_can_be_left_out(format, local, run):
    assert "Også om mandagen." in run("vaerdier", "-f", format)[1]
    assert "Også om mandagen." not in run("vaerdier", "-f", format, "--uden-tolkning")[1]


def test_json_has_the_interpretation_as_local(local, run):
    [section] = json.loads(run("vaerdier", "respekt", "--json")[1])["sections"]
    assert section["entries"][0]["local"] == ["Vi hilser på alle.", "Også om mandagen."]
    assert section["local"] == []


@pytest.mark.parametrize("interpreted", [True, False])
def test_json_says_which_file_and_what_of_all_it_interprets(interpreted, local, run, call, ok, schemas):
    if not interpreted:
        local.unlink()
    document = ok(call("tolkning", "--json")).json
    Draft202012Validator(json.loads((schemas / "tolkning.json").read_text(encoding="utf-8"))).validate(document)
    assert (document["file"], document["exists"]) == (str(local), interpreted)
    whose = ("Biblioteket", "2026-11-01") if interpreted else (None, None)
    assert (document["workplace"], document["date"]) == whose
    listed = json.loads(run("liste", "--json")[1])["items"]
    assert [{"id": item["id"], "title": item["title"]} for item in document["items"]] == listed
    covered = {item["id"] for item in document["items"] if item["interpreted"]}
    assert covered == ({"vision", "vaerdier/respekt"} if interpreted else set())


@pytest.mark.parametrize("options", [["--json"], ["-f", "tekst"], ["-o", "a.json"]])
@pytest.mark.parametrize("action", ["ny", "rediger"])
def test_what_writes_a_file_prints_in_no_format(action, options, run, local):
    status, out, err = run("tolkning", action, *options)
    assert (status, out) == (2, "")
    assert f"kan ikke bruges med »ishoj tolkning {action}«" in err


def test_an_interpretation_is_searched(local, run):
    assert run("soeg", "hilser")[1].startswith("vaerdier/respekt\t")
    assert run("soeg", "hilser", "--uden-tolkning")[0] == 1


def test_an_unknown_id_is_a_warning_and_hides_nothing(local, run):
    local.write_text(LOCAL + "  vaerdier/respket: Nej.\n", encoding="utf-8")
    status, out, err = run("vaerdier", "respekt")
    assert status == 0
    assert "Vi hilser på alle." in out
    assert (
        "tolkning.yaml:9:3: advarsel: intet afsnit eller punkt hedder »vaerdier/respket«; mente du »vaerdier/respekt«?"
        in err
    )
    assert run("tolkning")[0] == 0
    assert run("tjek")[0] == 0


@pytest.mark.parametrize(("text", "more"), [("workplace: [\n", ""), ("x: 1\ny: 2\n", "fejl mere")])
def test_a_broken_interpretation_never_stops_reading(text, more, local, run):
    local.write_text(text, encoding="utf-8")
    status, out, err = run("vaerdier")
    assert status == 0
    assert "5. Respekt" in out
    assert "tolkning.yaml:" in err
    assert more in err
    assert run("tolkning")[0] == 2
    assert run("tjek")[0] == 1


def test_the_status_of_an_interpretation(local, run):
    status, out, err = run("tolkning")
    assert (status, err) == (0, "")
    assert "Biblioteket" in out
    assert str(local) in out
    assert "Tolket (2):" in out
    assert "mission" in out


def test_without_an_interpretation_it_says_how_to_begin(tmp_path, run, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    monkeypatch.delenv("ISHOJ_TOLKNING", raising=False)
    status, out, err = run("tolkning", "VIS")
    assert (status, err) == (0, "")
    assert "ishoj tolkning ny" in out


def test_a_new_interpretation_is_never_written_over_an_old_one(tmp_path, run):
    file = tmp_path / "ny" / "tolkning.yaml"
    status, out, err = run("tolkning", "ny", "--tolkning", str(file))
    assert (status, out) == (0, "")
    assert str(file) in err
    written = file.read_bytes()
    assert b"#vaerdier/respekt: |" in written
    assert run("tolkning", "--tolkning", str(file))[0] == 0
    status, out, err = run("tolkning", "ny", "--tolkning", str(file))
    assert (status, out) == (2, "")
    assert "findes allerede" in err
    assert file.read_bytes() == written


@pytest.mark.skipif(os.name == "nt", reason="the editor here is `rm`")
def test_an_interpretation_that_the_editor_removes_is_not_said_to_be_kept(local, run, monkeypatch):
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", "rm")
    err = run("tolkning", "rediger")[2]
    assert err.endswith("filen findes ikke; ret navnet, eller opret den\nBegynd på en med: ishoj tolkning ny\n")


@pytest.mark.parametrize("action", ["vis", "rediger"])
def test_a_folder_is_no_interpretation(action, run, tmp_path, monkeypatch):
    monkeypatch.setenv("EDITOR", "findes-ikke")
    status, out, err = run("tolkning", action, "--tolkning", str(tmp_path))
    assert (status, out) == (2, "")
    assert err.endswith("\nVælg en fil med: --tolkning FIL\n")


@pytest.mark.parametrize("action", ["vis", "rediger"])
def test_a_file_that_cannot_be_reached_is_not_said_to_be_missing(action, run):
    """Its name is one that may be there; tests/faults/test_files.py tries a locked folder."""
    name = "a" * 300
    status, out, err = run("tolkning", action, "--tolkning", name)
    assert (status, out) == (2, "")
    assert err == f"ishoj: {name}:1:1: filen kan ikke læses: navnet er for langt; prøv igen, eller brug en kopi\n"


@pytest.fixture
def editor(local, tmp_path, monkeypatch):
    """Make the editor a shell script that does this to the file, with `$1` its path, and give its name."""

    def make(body, name="en editor"):
        (script := tmp_path / name).write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
        script.chmod(0o755)
        monkeypatch.delenv("EDITOR", raising=False)
        monkeypatch.setenv("VISUAL", f"'{script}'")

    return make


scripts = pytest.mark.skipif(os.name == "nt", reason="the editor here is a shell script")


@scripts
@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        ("echo '  mission: Ja.' >>\"$1\"", 0, "ishoj: Gemt uden fejl: »{}«\n"),
        ('touch -d 2001-01-01 "$1"', 0, "ishoj: Gemt uden fejl: »{}«\n"),
        ("echo '  nej: Nej.' >>\"$1\"", 0, "hedder »nej«; brug et id fra »ishoj liste«\nishoj: Gemt: »{}«\n"),
        ("echo '  # mission: Ja.' >>\"$1\"", 0, "foran »mission:« og foran teksten\nishoj: Gemt: »{}«\n"),
        ("echo '  [' >>\"$1\"", 2, "Teksten er gemt, som den er. Ret den med: ishoj tolkning rediger\n"),
        ("kill -KILL $$", 2, "ishoj: Programmet »{editor}« blev afbrudt (SIGKILL).\n{unchanged}"),
        ("echo '  mission: Ja.' >>\"$1\"; exit 3", 2, "stoppede med fejl 3.\nishoj: Gemt uden fejl: »{}«\n"),
        ("exit 0", 0, "{unchanged}"),
    ],
)
def test_what_an_editor_leaves_is_checked(body, status, said, local, editor, run, tmp_path):
    editor(body)
    unchanged = (
        f"ishoj: Ingen ændringer er gemt i »{local}«.\n"
        "Er filen stadig åben, så gem den dér, og se efter fejl med: ishoj tolkning\n"
    )
    got, out, err = run("tolkning", "rediger")
    assert (got, out) == (status, "")
    assert err.endswith(said.format(local, unchanged=unchanged, editor=tmp_path / "en editor"))
    assert ("Gemt" in err) == ("Gemt" in said)
    assert local.read_text(encoding="utf-8").startswith(LOCAL)


@scripts
def test_an_editor_that_does_not_wait_is_reported_with_what_to_do(local, editor, run, monkeypatch):
    editor("exit 0", "code")
    value = os.environ["VISUAL"]
    assert (
        f"»code« venter ikke, til filen er lukket. Det gør den, når VISUAL er: {value} --wait\n"
        in run("tolkning", "rediger")[2]
    )
    local.write_text("workplace: [\n", encoding="utf-8")
    status, _, err = run("tolkning", "rediger")
    assert (status, "Ingen ændringer" in err, "Teksten er gemt" in err) == (2, True, False)


def test_advice_is_about_the_file_and_the_content_that_were_named(tmp_path, run):
    file, faulty = tmp_path / "vores egen.yaml", tmp_path / "b.yaml"
    named = f"ishoj tolkning {{}} --tolkning '{file}'\n"
    faulty.write_text("workplace: [\n", encoding="utf-8")
    assert run("tolkning", "rediger", "--tolkning", str(file))[2].endswith(named.format("ny"))
    assert run("tolkning", "ny", "--tolkning", str(file))[2].endswith(named.format("rediger"))
    assert run("tolkning", "ny", "--tolkning", str(file))[2].endswith(named.format("rediger"))
    assert run("tolkning", "--tolkning", str(faulty))[2].endswith(f"ishoj tolkning rediger --tolkning {faulty}\n")
    err = run("vision", "--indhold", str(data_folder()), "--tolkning", str(faulty))[2]
    assert err.endswith(f"ishoj tjek --indhold {data_folder()} --tolkning {faulty}\n")


def test_a_few_warnings_are_told_beside_a_text_and_the_rest_counted(local, run):
    local.write_text(LOCAL + "".join(f"  nej{n}: Nej.\n" for n in range(5)), encoding="utf-8")
    status, _out, err = run("vision")
    assert status == 0
    assert err.count("intet afsnit eller punkt hedder") == 3
    assert err.endswith("ishoj: … og 2 til. Se dem alle med: ishoj tjek\n")
    assert run("tolkning")[2] == err


def test_of_many_faults_and_comments_the_first_are_told(local, run, monkeypatch):
    local.write_text("".join(f"nej{n}: x\n" for n in range(300)), encoding="utf-8")
    status, out, err = run("tolkning")
    assert (status, out) == (2, "")
    *first, more, hint = err.removeprefix("ishoj: ").splitlines()
    assert [line.rpartition(":1: ")[0] for line in first] == [f"{local}:1", f"{local}:1", f"{local}:1"]
    assert more == "… og mindst 198 til. Se dem alle med: ishoj tjek"
    assert hint == "Ret den med: ishoj tolkning rediger"
    commented = [f"  #{id_}:\n  # Vores egen.\n" for id_ in ("mission", "vaerdier", "lederskab", "grundlag", "rundt")]
    local.write_text(LOCAL + "".join(commented), encoding="utf-8")
    monkeypatch.setenv("EDITOR", "true")
    err = run("tolkning", "rediger")[2]
    assert err.count("er en kommentar") == 3
    assert err.endswith("ishoj: … og 2 til. Se dem alle med: ishoj tjek\n")


def test_a_list_of_faults_that_was_cut_says_so(local, run, tmp_path):
    local.write_text("workplace: B\ntexts: {}\n" + "".join(f"x{n}: y\n" for n in range(300)), encoding="utf-8")
    assert "Teksten vises uden jeres tolkning. Der er mindst 200 fejl mere. Se" in run("vision")[2]


def test_an_unknown_action_names_the_known_ones(run):
    status, out, err = run("tolkning", "slet")
    assert (status, out) == (2, "")
    assert "vis, ny og rediger" in err


@pytest.mark.skipif(os.name == "nt", reason="Windows takes no control character in a file's name")
def test_a_file_name_steers_no_terminal(local, run):
    file = local.with_name("a\x9b31m\u202e\x1b.yaml")
    local.rename(file)
    status, out, err = run("tolkning", "--tolkning", str(file))
    assert (status, err) == (0, "")
    assert out.splitlines()[1].endswith("a\\x9b31m\\u202e\\x1b.yaml")
    file.write_text("x", encoding="utf-8")
    status, out, err = run("tjek", str(file), "--json")
    assert (status, err) == (1, "")
    assert "a\\u009b31m\\u202e\\u001b.yaml" in out
    assert json.loads(out)["findings"][0]["file"] == str(file)


def test_the_day_of_an_interpretation_is_danish(local, run):
    assert run("tolkning")[1].startswith("Lokal tolkning: Biblioteket, 1. november 2026\n")
    local.write_text(LOCAL.replace("date: 2026-11-01\n", ""), encoding="utf-8")
    assert run("tolkning")[1].startswith("Lokal tolkning: Biblioteket\n")


def test_the_file_is_the_options_then_the_variables_then_the_users(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    here = {"XDG_CONFIG_HOME": str(tmp_path)}
    default = tmp_path / "ishoj" / "tolkning.yaml"
    assert Contents(parse(["alt"]), here).interpretation_file() is None
    assert chosen_file(None, here, "linux") == str(default)
    assert chosen_file("a", here, "linux") == "a"
    default.parent.mkdir()
    default.touch()
    for variable, words, file in (("", [], str(default)), ("b", [], "b"), ("b", ["--tolkning", "a"], "a")):
        contents = Contents(parse(["alt", *words]), here | {"ISHOJ_TOLKNING": variable})
        assert contents.interpretation_file() == file
