"""The command `tjek`: every finding of what is in use or named, and an example to begin with."""

import io
import json
import os
import re
import sys
from types import SimpleNamespace

import pytest

from ishoj_cli.cli import check, contents, output
from ishoj_cli.cli.table import CHECK_FORMATS, LIST_FORMATS
from ishoj_cli.content import paths
from ishoj_cli.content.paths import data_folder
from ishoj_cli.danish import enumerated
from ishoj_cli.errors import as_typed
from ishoj_cli.render import FORMATS


@pytest.fixture
def run(call, home):
    """Run the program here: its status, standard output and standard error as text."""

    def run(*words):
        result = call(*words)
        return result.status, result.text, result.message

    return run


def test_the_content_in_use_is_a_folder_also_to_the_check(run, tmp_path):
    assert run("tjek", "--ny", str(tmp_path / "a"))[0] == 0
    file, gone = tmp_path / "a" / "vaerdier.yaml", tmp_path / "b"
    for place, what in ((file, "det er en fil, ikke en mappe"), (gone, "mappen findes ikke")):
        for command in ("alt", "tjek"):
            assert run(command, "--indhold", str(place))[2].startswith(f"ishoj: {place}: {what}; ")


@pytest.mark.parametrize("options", [(), ("--json",)])
@pytest.mark.parametrize("path", ["", "nej.yaml", "a.yaml/nej", "\0"])
def test_a_path_that_can_not_be_opened_is_no_finding(run, tmp_path, path, options):
    (tmp_path / "a.yaml").write_text("id: a\ntitle: A\n", encoding="utf-8")
    status, out, err = run("tjek", f"{tmp_path}/a.yaml", f"{tmp_path}/{path or 'nej'}", *options)
    assert (status, out) == (2, "")
    assert err.startswith(f"ishoj: {tmp_path}/")


@pytest.mark.parametrize(
    ("data", "status", "said"),
    [
        (b"id: a\ntitle: A\n", 0, "Ingen fejl i standardinput.\n"),
        (b"id: a\ntitel: A\n", 1, "standardinput:2:1: "),
        (b"id: a\ntitle: A\0\n", 1, "standardinput:2:9: "),
        (b"title: \xe6\n", 1, "standardinput:1:8: "),
        (b"#" * 1_048_577, 1, "standardinput:1:1: filen er st"),
        (b"a: " + b"[" * 5000, 1, "standardinput:1:"),
        (b"workplace: W\ntexts:\n  vaerdier: Hos os.\n", 0, "Ingen fejl"),
        (b"workplace: W\ntexts:\n  nej: Hos os.\n", 0, "standardinput:3:3: "),
    ],
)
def test_what_stands_on_standard_input_is_checked(run, monkeypatch, data, status, said):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))
    ended, out, err = run("tjek", "-")
    assert (ended, err) == (status, "")
    assert out.startswith(said)


def test_a_closed_standard_input_cannot_be_opened(run, monkeypatch):
    monkeypatch.setattr(sys, "stdin", None)
    status, out, err = run("tjek", "-")
    assert (status, out) == (2, "")
    assert err.startswith("ishoj: Standardinput er lukket.\nSkriv navnet på en fil")


def test_an_example_is_for_one_folder(run, tmp_path):
    status, out, err = run("tjek", "--ny", str(tmp_path / "a"), "b")
    assert (status, out) == (2, "")
    assert err == "ishoj: »b« kan ikke bruges sammen med --ny.\nSkriv for eksempel: ishoj tjek --ny mappe\n"
    assert not (tmp_path / "a").exists()


def test_clean_content_is_said_to_be(run, monkeypatch):
    monkeypatch.setenv("ISHOJ_INDHOLD", str(data_folder()))
    assert run("tjek") == (0, f"Ingen fejl i {data_folder()}.\n", "")
    assert json.loads(run("tjek", "--json")[1]) == {"schema": 1, "findings": []}


def test_every_fault_is_listed(tmp_path, run):
    (tmp_path / "handbook.yaml").write_text("title: X\n", encoding="utf-8")
    (tmp_path / "a.yaml").write_text("id: Æ\ntitel: Y\n", encoding="utf-8")
    status, out, err = run("tjek", str(tmp_path))
    assert (status, err) == (1, "")
    assert len(out.splitlines()) > 4
    assert all(line.startswith(str(tmp_path)) for line in out.splitlines())
    faults = json.loads(run("tjek", str(tmp_path), "--json")[1])["findings"]
    assert [f"{f['file']}:{f['line']}:{f['column']}: {f['what']}; {f['hint']}" for f in faults] == out.splitlines()


def test_faulty_content_is_not_read_but_can_be_checked(tmp_path, run):
    (tmp_path / "handbook.yaml").write_text("title: X\n", encoding="utf-8")
    for words in (["vaerdier"], [], ["alt"], ["soeg", "x"]):
        status, out, err = run("--indhold", str(tmp_path), *words)
        assert (status, out) == (2, "")
        assert err.startswith(f"ishoj: {tmp_path}")
        assert "fejl mere" in err
    assert run("--indhold", str(tmp_path), "tjek")[0] == 1
    for words in (["-h"], ["-V"], ["tjek", "-h"]):
        status, out, err = run("--indhold", str(tmp_path), *words)
        assert (status, err[:7]) == (0, "ishoj: ")
        assert "handbook.yaml" in err
        assert out


def test_the_example_passes_and_reads(tmp_path, run):
    folder = tmp_path / "vores"
    status, out, err = run("tjek", "--ny", str(folder))
    assert (status, out) == (0, "")
    assert str(folder) in err
    assert run("tjek", str(folder))[0] == 0
    assert "respekt" in run("--indhold", str(folder), "liste")[1]
    assert run("tjek", "--ny", str(folder))[0] == 2


def test_a_file_without_faults_says_when_its_content_has_some(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run("tjek", "--ny", "mit eget")[0] == 0
    file = os.path.join("mit eget", "formaal.yaml")
    assert run("tjek", file) == (0, f"Ingen fejl i {file}.\n", "")
    with open(os.path.join("mit eget", "vaerdier.yaml"), "a", encoding="utf-8") as other:
        other.write("spalte: x\n")
    again = f"Der er fejl i andre filer i mappen. Se dem med: ishoj tjek {as_typed('mit eget')}\n"
    assert run("tjek", file) == (0, f"Ingen fejl i {file}.\n{again}", "")
    assert run("tjek", "--ny", "b")[0] == 0
    with open(os.path.join("b", "vaerdier.yaml"), "a", encoding="utf-8") as other:
        other.write("spalte: x\n")
    second = os.path.join("b", "formaal.yaml")
    both = f"{again}Der er fejl i andre filer i mappen. Se dem med: ishoj tjek b\n"
    assert run("tjek", file, second) == (0, f"Ingen fejl i {file} og {second}.\n{both}", "")


def test_a_name_of_nothing_is_no_file(run):
    assert run("tjek", "")[::2] == (
        2,
        "ishoj: Navnet på en fil eller mappe kan ikke være tomt.\nSkriv for eksempel: ishoj tjek mappe\n",
    )


def test_the_files_are_checked_and_not_what_was_compiled_of_them(run, real, tmp_path, monkeypatch):
    (tmp_path / "handbook.yaml").write_text("title: X\n", encoding="utf-8")
    monkeypatch.setattr(contents, "compiled_content", lambda: real)
    monkeypatch.setattr(paths, "data_folder", lambda: tmp_path)
    assert "mangler nøglen" in run("tjek")[1]
    assert run("tjek")[0] == 1


def read_annotation(line):
    """A workflow command as GitHub's runner reads it: its name, its properties and its message."""
    name, properties, message = re.fullmatch(r"::(\w+) (.*?)::(.*)", line).groups()
    codes = {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}

    def read(text):
        return re.sub("%..", lambda match: codes[match[0]], text)

    return (
        name,
        {key: read(value) for key, value in (each.split("=", 1) for each in properties.split(","))},
        read(message),
    )


@pytest.mark.parametrize(
    "name", ["a.yaml", "100 %.yaml", "%0A.yaml", "a:b.yaml", "a,b=::.yaml", "a\r\nb.yaml", "æ .yaml"]
)
@pytest.mark.parametrize("text", ["titel: 100 %25\ntitle: Æ\n", "id: a\ntitle: A\n%: b,c::d\n", ""])
def test_annotations_are_the_findings_as_github_reads_them(run, tmp_path, monkeypatch, name, text):
    (tmp_path / "b,c").mkdir()
    file = tmp_path / "b,c" / name
    file.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for typed in (str(file), os.path.join("b,c", name), os.path.join("..", tmp_path.name, "b,c", name)):
        status, out, err = run("tjek", "--format", "github", typed)
        findings = json.loads(run("tjek", "--json", typed)[1])["findings"]
        assert (status, err) == (1, "")
        assert [read_annotation(line) for line in out.split("\n")[:-1]] == [
            (
                {"fault": "error", "warning": "warning"}[each["level"]],
                {"file": f"b,c/{name}", "line": str(each["line"]), "col": str(each["column"]), "title": "ishoj tjek"},
                f"{each['what']}; {each['hint']}",
            )
            for each in findings
        ]


def test_warnings_alone_are_annotated_and_clean_files_are_not(run, tmp_path, monkeypatch):
    local = tmp_path / "æ.yaml"
    local.write_text("workplace: W\ntexts:\n  nej: Hos os.\n", encoding="utf-8")
    status, out, _ = run("tjek", "-f", "github", str(local))
    name, properties, _ = read_annotation(out.rstrip("\n"))
    assert (status, name, properties["file"], properties["line"]) == (0, "warning", str(local), "3")
    local.write_text("workplace: W\ntexts:\n  mission: Hos os.\n", encoding="utf-8")
    assert run("tjek", "-f", "github", str(local)) == (0, "", "")
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    local.write_text("workplace: W\ntexts:\n  nej: Hos os.\n", encoding="utf-8")
    gone.rmdir()
    assert run("tjek", "-f", "github", str(local)) == (0, out, "")


def test_of_a_zip_what_was_compiled_is_the_content(run, real, tmp_path, monkeypatch):
    folder = tmp_path / "ishoj.pyz" / "data"
    monkeypatch.setattr(contents, "compiled_content", lambda: real)
    monkeypatch.setattr(paths, "data_folder", lambda: folder)
    monkeypatch.setattr(check, "is_zipped", lambda: True)
    assert run("tjek", "--uden-tolkning") == (0, f"Ingen fejl i {folder}.\n", "")
    assert run("tjek", "nej")[0] == 2


@pytest.mark.parametrize(
    ("command", "formats"), [("tjek", CHECK_FORMATS), ("tolkning", LIST_FORMATS), ("liste", FORMATS)]
)
def test_a_command_has_its_own_formats(run, command, formats):
    for format in {*FORMATS, *CHECK_FORMATS}:
        status, out, err = run(command, "-f", format)
        if format in formats:
            assert (status, err) == (0, "")
        else:
            assert (status, out) == (2, "")
            assert err == f"ishoj: Formatet »{format}« kan ikke bruges her.\nVælg mellem {enumerated(formats)}.\n"
    assert f"Vis som {enumerated(formats, 'eller')}." in run(command, "-h")[1] + run("hjaelp", "tilvalg")[1]


def test_on_a_terminal_findings_are_broken_between_words(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, value in (("COLUMNS", "40"), ("LINES", "24"), ("TERM", "xterm")):
        monkeypatch.setenv(name, value)
    (tmp_path / "a.yaml").write_text("id: a\ntitle: A\nlead: Lokale #4\n")
    piped = run("tjek", "a.yaml")[1]
    monkeypatch.setattr(output, "is_terminal", lambda _stream: True)
    shown = run("tjek", "a.yaml")[1]
    assert shown.split() == piped.split()
    assert max(map(len, shown.splitlines())) <= 40 < len(piped)


SLIPS = "id: a\ntitle:\tA\nlead: Lokale #4\n"


def test_fixes_without_a_terminal_changes_nothing_unless_it_is_told_to(run, tmp_path):
    file = tmp_path / "a.yaml"
    file.write_text(SLIPS, encoding="utf-8")
    status, out, err = run("tjek", "--ret", str(file))
    assert (status, file.read_text("utf-8")) == (1, SLIPS)
    assert err == (
        f"ishoj: Det kan rettes:\n{file}\n  linje 2: her står en tabulator; den bliver til\n    title: A\n"
        f"ishoj: Intet er rettet. Ret det uden spørgsmål med: ishoj tjek --ret --ja {as_typed(str(file))}\n"
    )
    assert out == "".join(run("tjek", str(file))[1:])
    status, out, err = run("tjek", "--ret", "--ja", "--json", str(file))
    assert (status, file.read_text("utf-8")) == (1, SLIPS.replace("\t", " "))
    assert err.endswith(f"ishoj: Rettet: »{file}«. Som den var: »{file}.foer«\n")
    assert [each["line"] for each in json.loads(out)["findings"]] == [3]
    assert run("tjek", "--ret", str(file))[2] == "ishoj: Her er ikke noget, der kun kan rettes på én måde.\n"


@pytest.mark.parametrize("answer", [b"j\n", b"", b"\xff\n", b"nej\n"])
def test_fixes_asks_first_and_for_each_doubtful_line(run, tmp_path, monkeypatch, answer):
    file = tmp_path / "a.yaml"
    file.write_text(SLIPS, encoding="utf-8")
    monkeypatch.setattr(check, "is_terminal", lambda _stream: True)
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(answer * 2)))
    status, _out, err = run("tjek", "--ret", str(file))
    assert f"{file}:3: # begynder en kommentar, så »#4« bliver ikke læst. Skal linjen blive til dette?\n  lead: " in err
    assert err.count("Skriv j for ja, eller tryk Enter for nej.") == 2
    yes = answer == b"j\n"
    assert (status, "Rettet" in err, "Intet er rettet.\n" in err) == (0 if yes else 1, yes, not yes)
    assert file.read_text("utf-8") == ("id: a\ntitle: A\nlead: 'Lokale #4'\n" if yes else SLIPS)
    doubtful = SLIPS.replace("\t", " ")
    file.write_text(doubtful, encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"nej\n")))
    assert run("tjek", "--ret", str(file))[2].endswith("ishoj: Intet er rettet.\n")


@pytest.mark.parametrize(
    ("words", "what"), [(["--ja"], "--ja hører til --ret."), (["--ret", "-"], "Standardinput kan")]
)
def test_fixes_is_of_files_and_without_asking_only_by_its_name(run, words, what):
    status, out, err = run("tjek", *words)
    assert (status, out) == (2, "")
    assert err.startswith(f"ishoj: {what}")
