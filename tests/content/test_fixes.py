"""Fixing files: what can be fixed in only one way is fixed, the rest is left, and the original file is kept."""

import os
import re
import stat

import pytest

from ishoj_cli.content import fixes
from ishoj_cli.content.check import check
from ishoj_cli.content.file_names import yaml_names
from ishoj_cli.content.findings import MAX_FINDINGS
from ishoj_cli.content.fixes import fixed_files, write_fixed
from ishoj_cli.errors import FileError
from tests.content.corpus import CASES, HEAD


def fixed(content, answer: bool = True) -> list[str]:
    """Fix the folder, and give the lines that were asked about."""
    asked = []

    def ask(_finding, line: str) -> bool:
        asked.append(line)
        return answer

    for each in fixed_files([str(content.folder)], ask):
        write_fixed(each)
    return asked


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_what_is_mended_is_what_its_advice_says_and_the_rest_is_left(content, case):
    file = content.put("mission.yaml", HEAD + case.written + "\n")
    certain = [each.fix for each in check([str(content.folder)]) if each.fix and not each.fix.doubtful]
    asked = fixed(content, answer=False)
    text = file.read_text("utf-8")
    if certain:
        # Which quotes stand around a text, and how many blanks a removed character leaves, is all the same.
        assert re.sub(" +|['\"]", " ", text).split() == re.sub(" +|['\"]", " ", HEAD + case.fixed).split()
        assert check([str(content.folder)]) == ()
    else:
        assert text == HEAD + case.written + "\n"
    if asked:
        fixed(content)
        assert file.read_text("utf-8") == HEAD + case.fixed + "\n"


def test_a_doubtful_line_is_asked_about_once(content):
    content.put("mission.yaml", "id: mission\ntitle:\tM\nlead: Lokale #4\n")
    assert fixed(content, answer=False) == ["lead: 'Lokale #4'"]


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("\ufeffid: mission\ntitle: M\n", "id: mission\ntitle: M\n"),
        ("id: mission\rtitle: M\r", "id: mission\ntitle: M\n"),
        ("id: mission\r\ntitle: M\rlead: L  \r\n", "id: mission\r\ntitle: M\r\nlead: L\r\n"),
        ("id: mission \ntitle: M\t\nlead: |\n  Vi \n   \n  jer\n", "id: mission\ntitle: M\nlead: |\n  Vi\n\n  jer\n"),
        ('id: mission\ntitle: "M\\ \n  og"\n', 'id: mission\ntitle: "M\\ \n  og"\n'),
        ("id: mission\ntitle:\tM\n" + "lead:\n" + "  -\u00a0a\u00ad \u200b\tb\n" * 300, None),
    ],
)
def test_what_no_reader_sees_is_tidied(content, written, wanted):
    file = content.put("mission.yaml", written)
    fixed(content)
    assert file.read_bytes().decode() == (wanted or "id: mission\ntitle: M\nlead:\n" + "  - a  b\n" * 300)


def test_a_slip_that_its_mend_leaves_is_mended_once(content, monkeypatch):
    monkeypatch.setattr(fixes, "MOST_ROUNDS", 9)  # each might double the quotation marks
    file = content.put("mission.yaml", "id: mission\ntitle: M\n  - a: b: c\n")
    fixed(content)
    assert len(file.read_text("utf-8")) < 60


def test_a_file_gets_the_name_that_is_read_and_each_copy_a_name_that_is_not(content):
    for text in ("a\ufeff", "b\ufeff"):
        (content.folder / "mission.yaml").rename(content.folder / "mission.yml")
        content.put("mission.yml", f"id: mission\ntitle: {text}\n").chmod(0o600)
        fixed(content)
        assert (content.folder / "mission.yaml").read_text() == f"id: mission\ntitle: {text[0]}\n"
    copies = content.folder / "mission.yml.foer", content.folder / "mission.yml.foer-2"
    assert [copy.read_text("utf-8") for copy in copies] == [f"id: mission\ntitle: {text}\ufeff\n" for text in "ab"]
    names, findings = yaml_names(content.folder)
    assert (names, findings) == (["handbook.yaml", "mission.yaml", "values.yaml"], [])
    if os.name != "nt":
        assert {stat.S_IMODE(path.stat().st_mode) for path in (*copies, content.folder / "mission.yaml")} == {0o600}


def test_a_file_that_changed_meanwhile_is_left(content):
    file = content.put("mission.yaml", "id: mission\ntitle:\tM\n")
    [found] = fixed_files([str(file)], lambda *_: False)
    content.put("mission.yaml", "id: mission\ntitle:\tAnden\n")
    with pytest.raises(FileError, match="ændret imens"):
        write_fixed(found)
    file.unlink()
    with pytest.raises(FileError, match="ændret imens"):
        write_fixed(found)
    assert sorted(os.listdir(content.folder)) == ["handbook.yaml", "values.yaml"]


@pytest.mark.parametrize("links", [True, False])
def test_no_name_is_taken_from_another_file(content, monkeypatch, links):
    if not links:  # as on a memory stick
        monkeypatch.setattr(os, "link", lambda *_names, **_options: os.stat("/nowhere"))
    file = content.put("mission.yml", "id: mission\ntitle: M\n")
    (content.folder / "mission.yaml").unlink()
    [found] = fixed_files([str(content.folder)], lambda *_: False)
    content.put("mission.yaml", "andet")
    with pytest.raises(FileError, match="Kan ikke omdøbe"):
        write_fixed(found)
    assert file.exists()
    (content.folder / "mission.yaml").unlink()
    write_fixed(found)
    assert (content.folder / "mission.yaml").read_text() == "id: mission\ntitle: M\n"


def test_what_can_not_be_read_is_left_to_the_check(content):
    content.put("mission.yaml", b"title: \xe6 \n")
    (content.folder / "tolkning.yaml").mkdir()
    assert list(fixed_files([str(content.folder), str(content.folder / "nej.yaml")], lambda *_: False)) == []


def test_a_file_is_mended_once_and_as_far_as_a_bound(content, monkeypatch):
    monkeypatch.setattr(fixes, "MOST_ROUNDS", 1)
    file = content.put("mission.yaml", "id: mission\ntitle: M\nlead:\n" + "  -\u00a0a\n" * (MAX_FINDINGS + 9))
    fixed(content)
    assert file.read_text("utf-8").count("\u00a0") < 9
    assert len(list(fixed_files([str(content.folder), str(file)], lambda *_: False))) == 1


def test_a_failure_says_why_and_never_to_choose_another_name(content, monkeypatch):
    file = content.put("mission.yaml", "id: mission\ntitle:\tM\n")
    [found] = fixed_files([str(file)], lambda *_: False)

    def refuse(*given):
        raise FileError(given[-1], hint="Vælg et andet navn.")

    monkeypatch.setattr("ishoj_cli.files._copy_access", refuse)

    with pytest.raises(FileError, match=r"kan ikke få samme ejer og adgang som .*\nIntet er rettet i filen"):
        write_fixed(found)


@pytest.mark.parametrize("failure", [FileError("nej"), KeyboardInterrupt()])
def test_where_the_file_is_not_written_no_copy_is_left(content, monkeypatch, failure):
    file = content.put("mission.yaml", "id: mission\ntitle:\tM\n")
    [found] = fixed_files([str(file)], lambda *_: False)
    before = {path.name: path.read_bytes() for path in content.folder.iterdir()}
    real = fixes.write_file

    def write(target, data, **options):
        if target == str(file):
            raise failure
        real(target, data, **options)

    monkeypatch.setattr(fixes, "write_file", write)
    with pytest.raises(type(failure)):
        write_fixed(found)
    assert {path.name: path.read_bytes() for path in content.folder.iterdir()} == before


def test_a_file_that_changes_while_it_is_copied_is_left(content, monkeypatch):
    file = content.put("mission.yaml", "id: mission\ntitle:\tM\n")
    [found] = fixed_files([str(file)], lambda *_: False)
    monkeypatch.setattr(fixes, "write_file", lambda *_, **__: file.write_bytes(b"andet"))
    with pytest.raises(FileError, match="ændret imens"):
        write_fixed(found)
    assert file.read_bytes() == b"andet"
