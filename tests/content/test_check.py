"""Checking folders and files, and the example that passes."""

import os

import pytest

from ishoj_cli.content import check as check_module
from ishoj_cli.content.check import check, write_example
from ishoj_cli.content.findings import Finding, findings_as_data, in_order, more_faults
from ishoj_cli.content.load import load
from ishoj_cli.content.lookup import suggestion
from ishoj_cli.errors import FileError


def said(*paths: object, handbook=None) -> list[str]:
    return [f"{os.path.basename(f.file)}:{f.line}: {f.what}" for f in check([str(path) for path in paths], handbook)]


def faulty(paths: list[str]) -> list[str]:
    contents = {}
    check(paths, None, contents)
    return check_module.faulty_folders(paths, contents)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"PK\x03\x04\x14", "et Word-dokument eller en zip-fil"),
        (b"\xd0\xcf\x11\xe0\xa1", "et gammelt Word-dokument"),
        (b"{\\rtf1", "et tekstdokument i RTF"),
        (b"%PDF-1.7", "en PDF"),
        (b"<!DOCTYPE html>", "en webside"),
        (b"<html lang=da>", "en webside"),
    ],
)
def test_a_document_under_the_name_of_a_text_is_named(content, data, kind):
    content.put("mission.yaml", data)
    assert content.faults() == [f"mission.yaml:1:1: filen er {kind}, ikke ren tekst; gem teksten som ren tekst i UTF-8"]


def test_a_fault_steers_no_terminal():
    fault = Finding("\x1b]0;x\x07.yaml", 1, 1, "taget i \x9b.yaml", "ret \u202e")
    assert str(fault) == "\\x1b]0;x\\x07.yaml:1:1: taget i \\x9b.yaml; ret \\u202e"


def test_clean_content_has_no_faults(content):
    assert said(content.folder) == []
    assert said(*content.folder.iterdir()) == []


def test_a_folder_is_checked_with_its_interpretation(content):
    content.put("tolkning.yaml", "workplace: Biblioteket\ntexts:\n  visionen: x\n  mission: y\n")
    assert said(content.folder) == ["tolkning.yaml:3: intet afsnit eller punkt hedder »visionen«"]


def test_an_interpretation_is_checked_with_the_content_beside_it(content, monkeypatch, real):
    file = content.put("tolkning.yaml", "workplace: B\ntexts:\n  vaerdier: x\n  lederskab: x\n")
    wanted = ["tolkning.yaml:4: intet afsnit eller punkt hedder »lederskab«"]
    assert said(file, handbook=real) == said(content.folder, handbook=real) == wanted
    monkeypatch.chdir(content.folder)
    assert said("tolkning.yaml", handbook=real) == wanted
    assert said(file.rename(content.folder.parent / "tolkning.yaml"), handbook=real) == []


def test_a_folder_that_was_read_before_is_not_read_again(content):
    fault = Finding("a.yaml", 1, 1, "galt", "ret det")
    assert check([str(content.folder)], None, {str(content.folder): (None, (fault,))}) == (fault,)
    assert check([str(content.folder)], None, {"elsewhere": (None, (fault,))}) == ()


def test_a_file_is_checked_as_a_part_of_its_content(content, monkeypatch):
    content.put("mission.yaml", "id: mission\ntitle: Respekt\npart_of: vaerdir\n")
    content.put("values.yaml", "id: vaerdier\ntitle: Værdier\naliases: [mission]\n")
    assert said(content.folder / "mission.yaml") == [
        "mission.yaml:3: »part_of« er »vaerdir«, men intet afsnit hedder det"
    ]
    assert said(content.folder / "values.yaml") == ["values.yaml:3: navnet »mission« bruges allerede i mission.yaml:1"]
    assert said(content.folder / "handbook.yaml") == []
    assert faulty([str(content.folder / "handbook.yaml")]) == [str(content.folder)]
    assert len(said(*content.folder.iterdir())) == len(said(content.folder)) == 2
    monkeypatch.chdir(content.folder)
    [fault] = check(["values.yaml"])
    assert fault.file == "values.yaml"
    assert faulty(["values.yaml", "handbook.yaml"]) == ["."]


def test_a_file_whose_name_keeps_it_from_being_read_fails_alone_as_in_its_folder(content):
    text = (content.folder / "mission.yaml").read_text(encoding="utf-8")
    for name in ("mere.yml", "mere.YAML"):
        file = content.put(name, text)
        assert said(file) == said(content.folder) == [f"{name}:1: filen læses ikke, for navnet ender ikke på .yaml"]
        assert faulty([str(file)]) == [str(content.folder)]
        file.unlink()
    handbook = (content.folder / "handbook.yaml").rename(content.folder / "Handbook.yaml")
    assert said(handbook) == ["Handbook.yaml:1: filen læses ikke, for bogens egen fil hedder handbook.yaml"]
    assert said(content.folder / "mission.yaml") == []


def test_a_file_that_is_no_part_of_a_content_is_checked_by_itself(tmp_path, monkeypatch):
    alone = tmp_path / "mission.yaml"
    alone.write_text("id: mission\ntitle: Mission\npart_of: ukendt\naliases: [mission]\n", encoding="utf-8")
    assert said(alone) == ["mission.yaml:4: navnet »mission« bruges allerede i mission.yaml:1"]
    assert faulty([str(alone)]) == []
    alone.write_text("title: Mission\n", encoding="utf-8")
    assert said(alone) == ["mission.yaml:1: filen mangler nøglen »id«"]
    handbook = tmp_path / "handbook.yaml"
    handbook.write_text("titel: x\n", encoding="utf-8")
    monkeypatch.setattr(check_module, "yaml_names", lambda _folder: ([], []))  # a folder that can't be listed
    assert said(handbook)[0] == "handbook.yaml:1: filen mangler nøglen »edition«"


def test_an_interpretation_is_known_by_its_keys(content):
    path = content.put("vores.txt", "workplace: Biblioteket\ntexts:\n  visionen: x\n")
    handbook = load(content.folder)
    assert said(path) == []
    assert said(path, handbook=handbook) == ["vores.txt:3: intet afsnit eller punkt hedder »visionen«"]
    content.put("vores.txt", "texts:\n  visionen:\n")
    assert said(path, handbook=handbook) == [
        "vores.txt:1: filen mangler nøglen »workplace«",
        "vores.txt:2: »visionen« er tom",
    ]


def test_what_is_not_there_is_a_fault(tmp_path):
    assert said(tmp_path / "ingen") == ["ingen:0: filen findes ikke"]


def test_findings_as_data():
    assert findings_as_data([Finding("a", 1, 2, "b", "c")]) == {
        "schema": 1,
        "findings": [{"level": "fault", "file": "a", "line": 1, "column": 2, "what": "b", "hint": "c"}],
    }
    [placeless] = findings_as_data([Finding("a", 0, 0, "b", "c")])["findings"]
    assert (placeless["line"], placeless["column"]) == (1, 1)


def test_faults_come_in_order_and_once():
    faults = [
        Finding("b", 1, 1, "x", "y"),
        Finding("a", 10, 1, "x", "y"),
        Finding("a", 9, 1, "x", "y"),
        Finding("a", 9, 1, "x", "y"),
    ]
    assert [(fault.file, fault.line) for fault in in_order(faults)] == [("a", 9), ("a", 10), ("b", 1)]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("vaerdir", "mente du »vaerdier«?"),
        ("VÆRDIER", "mente du »vaerdier«?"),
        ("vsn", "mente du »vision«?"),
        ("xyz", "slet den"),
    ],
)
def test_a_name_that_is_unknown_gets_the_nearest_or_other_advice(name, said):
    assert suggestion(name, iter(["vision", "vaerdier"]), "slet den") == said


def test_the_example_passes_and_is_never_written_over_anything(tmp_path):
    folder = tmp_path / "ny" / "indhold"
    written = write_example(str(folder))
    assert all(os.path.isfile(path) for path in written)
    assert said(folder) == []
    assert len(load(folder).sections) == 2
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with pytest.raises(FileError, match="findes allerede"):
        write_example(str(folder))
    assert before == {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_nothing_is_written_when_one_file_is_there(tmp_path):
    (tmp_path / "vaerdier.yaml").touch()
    with pytest.raises(FileError, match=r"vaerdier\.yaml« findes allerede"):
        write_example(str(tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["vaerdier.yaml"]


def test_a_folder_in_place_of_an_interpretation_is_no_content(tmp_path):
    (tmp_path / "tolkning.yaml").mkdir()
    assert said(tmp_path / "tolkning.yaml") == ["tolkning.yaml:0: det er en mappe, ikke en fil"]


def test_of_each_file_only_so_many_faults_are_listed():
    faults = in_order(Finding(file, line, 1, "x", "y") for file in "ab" for line in range(1, 999))
    assert [(fault.file, fault.line, fault.what) for fault in faults if fault.line > 199] == [
        ("a", 200, "x"),
        ("a", 201, "der er flere fejl end dem ovenfor"),
        ("b", 200, "x"),
        ("b", 201, "der er flere fejl end dem ovenfor"),
    ]
    assert more_faults(faults) == " Der er mindst 401 fejl mere."
