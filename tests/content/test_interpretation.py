"""A workplace's own interpretation: found, read, applied and started."""

import ntpath
import os
import re
from pathlib import Path
from types import SimpleNamespace

import pytest

from ishoj_cli.content import interpretation, paths
from ishoj_cli.content.interpretation import (
    PLACEHOLDER,
    apply,
    commented_texts,
    read_interpretation,
    template,
    write_template,
)
from ishoj_cli.content.load import load
from ishoj_cli.content.paths import chosen_file, data_folder, default_file
from ishoj_cli.content.reader import Reading
from ishoj_cli.errors import FileError, UsageError
from tests.content.cases import cases

GOOD = """\
workplace: Biblioteket
date: 2026-11-23
texts:
  mission: Vi er her for lånerne.
  Værdier/RESPEKT: |
    Vi hilser.

    Vi lytter.
"""


@pytest.fixture
def handbook(content):
    return load(content.folder)


def faults_of(tmp_path, text: str) -> list[str]:
    path = tmp_path / "tolkning.yaml"
    path.write_text(text, "utf-8")
    local, faults = read_interpretation(str(path))
    assert (local is None) == bool(faults)
    return [str(fault).removeprefix(f"{path}:") for fault in faults]


def read_text(tmp_path, text: str) -> Reading:
    assert faults_of(tmp_path, text) == []
    local, _faults = read_interpretation(str(tmp_path / "tolkning.yaml"))
    assert local
    return local


def test_an_interpretation_reads(tmp_path):
    interpretation = read_text(tmp_path, GOOD)
    assert (interpretation.get("workplace"), interpretation.get("date")) == ("Biblioteket", "2026-11-23")
    assert [(*each, node.line, node.column) for each, node in interpretation.places["texts"]] == [
        ("mission", ("Vi er her for lånerne.",), 4, 3),
        ("Værdier/RESPEKT", ("Vi hilser.", "Vi lytter."), 5, 3),
    ]


def test_it_is_put_under_what_it_interprets(tmp_path, handbook):
    applied, warnings = apply(handbook, read_text(tmp_path, GOOD))
    assert not warnings
    assert (applied.workplace, applied.workplace_date) == ("Biblioteket", "2026-11-23")
    assert applied.sections[1].local == ("Vi er her for lånerne.",)
    assert applied.sections[0].local == ()
    assert [entry.local for entry in applied.sections[0].entries] == [("Vi hilser.", "Vi lytter."), ()]
    assert handbook.workplace is None


@pytest.mark.parametrize(
    "name",
    [
        "vaerdier/sund-fornuft",
        "VÆRDIER/Sund fornuft",
        "vaerdi/sund-fornuft",
        "Va\u0308rdier/sund fornuft",
        "værdier / SUND-FORNUFT",
    ],
)
def test_any_spelling_of_a_name_will_do(tmp_path, handbook, name):
    applied, warnings = apply(handbook, read_text(tmp_path, f"workplace: B\ntexts:\n  {name}: x\n"))
    assert not warnings
    assert applied.sections[0].entries[1].local == ("x",)


def test_a_title_with_a_slash_is_a_name(tmp_path):
    handbook = load(data_folder())
    applied, warnings = apply(handbook, read_text(tmp_path, "workplace: B\ntexts:\n  Lederskab/Følgeskab: x\n"))
    assert not warnings
    assert [section.id for section in applied.sections if section.local] == ["lederskab"]


def test_an_unknown_name_is_a_warning_and_hides_nothing(tmp_path, handbook):
    text = "workplace: B\ntexts:\n  vaerdier/respket: x\n  mission: y\n  noget andet: z\n  MISSION: w\n"
    applied, warnings = apply(handbook, read_text(tmp_path, text))
    assert applied.sections[1].local == ("y",)
    assert [str(warning).removeprefix(f"{tmp_path / 'tolkning.yaml'}:") for warning in warnings] == [
        "3:3: advarsel: intet afsnit eller punkt hedder »vaerdier/respket«; mente du »vaerdier/respekt«?",
        "5:3: advarsel: intet afsnit eller punkt hedder »noget andet«; brug et id fra »ishoj liste«",
        "6:3: advarsel: »MISSION« er allerede tolket i linje 4; slet den ene tekst",
    ]
    assert {warning.level for warning in warnings} == {"warning"}


@pytest.mark.parametrize(("_file", "text", "faults"), cases("tolkning.yaml"))
def test_a_broken_file_is_faults(tmp_path, _file, text, faults):
    assert faults_of(tmp_path, text) == faults


def test_a_file_that_is_not_there_is_a_fault(tmp_path):
    local, faults = read_interpretation(str(tmp_path / "ingen.yaml"))
    assert local is None
    assert [fault.what for fault in faults] == ["filen findes ikke"]


def test_the_template_reads_as_it_is(tmp_path, handbook):
    local = read_text(tmp_path, template(handbook, "2026-11-23"))
    assert local.values == {"workplace": "Vores arbejdsplads", "date": "2026-11-23", "texts": ()}
    assert "# Hvornår lyttede du\n" in template(handbook, "2026-11-23")
    assert f"forslag fra {handbook.organisation}.\n" in template(handbook, "2026-11-23")
    assert "forslag fra MED-udvalget.\n" in template(handbook.replace(questions_by="MED-udvalget"), "2026-11-23")


@pytest.mark.parametrize("folder", [None, data_folder()])
def test_every_text_of_the_template_can_be_uncommented(tmp_path, handbook, folder):
    handbook = load(folder) if folder else handbook
    text = re.sub(r"^  #(?=\S|  )", "  ", template(handbook, "2026-11-23"), flags=re.MULTILINE)
    own = text.replace(PLACEHOLDER, "Hos os.")
    applied, warnings = apply(handbook, read_text(tmp_path, own))
    assert not warnings
    assert all(part.local for section in applied.sections for part in (section, *section.entries))
    left, warnings = apply(handbook, read_text(tmp_path, text))
    assert not any(part.local for section in left.sections for part in (section, *section.entries))
    assert len(warnings) == len(handbook.items())
    assert {(each.level, each.hint) for each in warnings} == {("warning", "skriv jeres egen tekst i stedet")}


def test_a_line_of_the_template_in_a_text_is_a_warning_and_the_text_counts(tmp_path, handbook):
    text = f"workplace: B\ntexts:\n  mission: |\n    {PLACEHOLDER}\n    Vi hjælper.\n  ukendt: {PLACEHOLDER}\n"
    applied, warnings = apply(handbook, read_text(tmp_path, text))
    assert applied.sections[1].local == (f"{PLACEHOLDER} Vi hjælper.",)
    assert [(each.line, each.hint) for each in warnings] == [
        (3, "slet de ord"),
        (6, "skriv jeres egen tekst i stedet"),
    ]


@pytest.mark.parametrize(
    "left", [PLACEHOLDER, PLACEHOLDER[:-1].lower(), PLACEHOLDER.upper(), f"»{PLACEHOLDER}«", f"- {PLACEHOLDER}"]
)
def test_a_placeholder_counts_as_not_interpreted_in_any_spelling(tmp_path, handbook, left):
    applied, warnings = apply(handbook, read_text(tmp_path, f"workplace: B\ntexts:\n  mission: '{left}'\n"))
    assert applied.sections[1].local == ()
    assert [each.line for each in warnings] == [3]


def test_the_template_is_never_written_over_a_file(tmp_path, handbook):
    path = tmp_path / "ny" / "tolkning.yaml"
    write_template(str(path), handbook, "2026-11-23")
    assert read_interpretation(str(path))[0]
    path.write_text("mit", "utf-8")
    with pytest.raises(FileError, match="findes allerede") as caught:
        write_template(str(path), handbook, "2026-11-23")
    assert str(caught.value).endswith("\nÅbn den med: ishoj tolkning rediger")
    assert path.read_text("utf-8") == "mit"
    with pytest.raises(FileError, match=r"er en mappe\.\nVælg en fil med: --tolkning FIL"):
        write_template(str(tmp_path), handbook, "2026-11-23")


def test_the_status_is_what_is_interpreted_and_what_is_not(tmp_path, handbook):
    applied, _warnings = apply(handbook, read_text(tmp_path, GOOD))
    assert [(id_, title, bool(part.local)) for id_, title, part in applied.parts()] == [
        ("vaerdier", "Værdier", False),
        ("vaerdier/respekt", "Værdier: Respekt", True),
        ("vaerdier/sund-fornuft", "Værdier: Sund fornuft", False),
        ("mission", "Mission", True),
    ]


@pytest.mark.skipif(os.name == "nt", reason="the paths of other systems are computed on POSIX")
def test_the_users_folder_is_where_platformdirs_puts_it(monkeypatch):
    from platformdirs.macos import MacOS
    from platformdirs.unix import Unix

    for xdg in ("", "/et/sted"):
        monkeypatch.setenv("XDG_CONFIG_HOME", xdg)
        assert default_file(os.environ, "linux") == f"{Unix('ishoj', appauthor=False).user_config_dir}/tolkning.yaml"
        assert default_file(os.environ, "darwin") == f"{MacOS('ishoj', appauthor=False).user_config_dir}/tolkning.yaml"
    assert default_file({"XDG_CONFIG_HOME": "relativ"}, "linux") == os.path.expanduser("~/.config/ishoj/tolkning.yaml")


@pytest.mark.skipif(os.name == "nt", reason="the paths of other systems are computed on POSIX")
def test_a_windows_users_folder_is_where_platformdirs_puts_it(monkeypatch):
    from platformdirs.windows import Windows, get_win_folder_from_env_vars

    monkeypatch.setattr("platformdirs.windows.get_win_folder", get_win_folder_from_env_vars)
    monkeypatch.setattr(paths, "os", SimpleNamespace(path=ntpath))
    monkeypatch.setenv("USERPROFILE", "C:\\Users\\Bo")
    monkeypatch.setenv("LOCALAPPDATA", "D:\\Lokal")
    expected = ntpath.normpath(f"{Windows('ishoj', appauthor=False).user_config_dir}/tolkning.yaml")
    assert default_file(os.environ, "win32") == expected == "D:\\Lokal\\ishoj\\tolkning.yaml"
    assert default_file({}, "win32") == "C:\\Users\\Bo\\AppData\\Local\\ishoj\\tolkning.yaml"


def test_without_a_home_that_is_known_there_is_no_file_to_write(monkeypatch):
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)
    with pytest.raises(UsageError, match=r"Din hjemmemappe kan ikke findes\."):
        chosen_file(None, {}, "linux")
    assert chosen_file("~/a", {}, "linux") == "~/a"


@pytest.mark.parametrize(
    ("before", "after", "reported"),
    [
        ("", "", None),  # the template as it is
        ("  #mission: |\n  #  Skriv jeres tolkning her.", "  # mission: |\n  # Skriv jeres tolkning her.", None),
        ("  # Mission", "  # Missionen er svær", None),
        ("  # Mission\n", "  # Mission\n  # NB: husk mødet\n", None),
        ("  #mission: |\n  #  Skriv", "  mission: Ja.\n  #mission: |\n  #  Skrev", None),
        ("  #mission: |\n  #  Skriv jeres tolkning her.", "  #mission: |\n  #  Vi er her.\n  #  Altid.", "mission"),
        ("  #mission: |\n", "  # Mission: Vi er her.\n", "mission"),
        ("  #vaerdier/respekt: |", "  # respekt: vi hilser", "vaerdier/respekt"),
    ],
)
def test_a_text_that_is_still_a_comment_is_a_warning_where_its_id_is(tmp_path, before, after, reported):
    handbook = load(data_folder())
    text = template(handbook, "2026-11-23")
    assert before in text
    (file := tmp_path / "t.yaml").write_text(text.replace(before, after, 1) if before else text, encoding="utf-8")
    reading, _ = read_interpretation(str(file))
    warnings = commented_texts(apply(handbook, reading)[0], str(file))
    lines = file.read_text(encoding="utf-8").splitlines()
    key = next((number for number, line in enumerate(lines, 1) if after and line.startswith(after.split("\n")[0])), 0)
    what = f"jeres tekst til »{reported}« er en kommentar og bliver ikke læst"
    hint = f"slet # foran »{reported}:« og foran teksten"
    assert [(each.line, each.what, each.hint, each.level) for each in warnings] == (
        [(key, what, hint, "warning")] if reported else []
    )


@pytest.mark.parametrize(("by_another", "said"), [(True, "findes allerede"), (False, "Disken er fuld")])
def test_a_template_that_another_writes_meanwhile_is_theirs(handbook, tmp_path, monkeypatch, by_another, said):
    def fail(_files, folder):
        if by_another:
            (Path(folder) / "tolkning.yaml").write_text("deres")
        raise FileError("Disken er fuld.")

    monkeypatch.setattr(interpretation, "write_files", fail)
    with pytest.raises(FileError, match=said):
        write_template(str(tmp_path / "tolkning.yaml"), handbook, "2026-11-23")
