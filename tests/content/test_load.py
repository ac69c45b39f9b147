"""A folder of YAML becomes a handbook, or a list of every fault in it."""

import errno
import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ishoj_cli.content import load as loading
from ishoj_cli.content import lookup, paths
from ishoj_cli.content.check import check_file
from ishoj_cli.content.file_names import intended_name, yaml_names
from ishoj_cli.content.interpretation import apply, read_interpretation
from ishoj_cli.content.load import load, read
from ishoj_cli.content.model import Entry, Handbook, Section
from ishoj_cli.content.paths import data_folder
from ishoj_cli.errors import ContentError
from tests.content.cases import cases

WANTED = Handbook(
    title="Håndbog",
    organisation="Prøve Kommune",
    edition="2026-11-23",
    source="Siden",
    sections=(
        Section(
            id="vaerdier",
            title="Værdier",
            kind="list",
            aliases=("vaerdi",),
            entries=(
                Entry("respekt", "Respekt", questions=("Hvornår lyttede du",)),
                Entry("sund-fornuft", "Sund fornuft", ("Første afsnit på to linjer.", "Andet afsnit."), ("tænke",)),
            ),
        ),
        Section(
            id="mission",
            title="Mission",
            summary="Hvorfor vi er her",
            keywords=("formål", "hvorfor er vi her"),
            lead=("Vi er her for borgeren.",),
            questions=("Hvem ville savne os?",),
            read_more="mappen",
        ),
    ),
)


def test_a_folder_reads_as_a_handbook(content):
    assert load(content.folder) == WANTED


def test_the_bundled_content_has_no_faults():
    handbook, faults = read(data_folder())
    assert not faults
    assert handbook


def test_the_bundled_content_is_found_where_it_is_installed(tmp_path, monkeypatch):
    module = tmp_path / "ishoj_cli" / "content" / "paths.py"
    monkeypatch.setattr(paths, "__file__", str(module))
    assert data_folder() == tmp_path.parent / "data"
    (tmp_path / "ishoj_cli" / "data").mkdir(parents=True)
    (tmp_path / "ishoj_cli" / "data" / "handbook.yaml").touch()
    assert data_folder() == tmp_path / "ishoj_cli" / "data"


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(content):
    for path in content.folder.iterdir():
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert load(content.folder) == WANTED


def test_decomposed_letters_are_composed(content):
    content.put("mission.yaml", "id: mission\ntitle: A\u030aben\n")
    assert load(content.folder).sections[1].title == "Åben"


@pytest.mark.parametrize("written", ["no", "010", "12:30", "1.0", "2026-11-23", "0x1F", ".inf", "yes", "1_000", "="])
def test_every_scalar_is_text(content, written):
    content.put("mission.yaml", f"id: mission\ntitle: {written}\n")
    assert load(content.folder).sections[1].title == written


@pytest.mark.parametrize(
    ("written", "paragraphs"),
    [
        ("lead: Ét afsnit.", ("Ét afsnit.",)),
        ("lead: |\n  a\n  b\n\n\n  c\n", ("a b", "c")),
        ("lead: |2-\n    a\n  b\n", ("a b",)),
        ("lead: >\n  a\n  b\n\n  c\n", ("a b", "c")),
        ("lead: a\n  b\n\n  c\n", ("a b", "c")),
        ('lead: "a\\nb"', ("a", "b")),
        ("lead: 'a: #b'", ("a: #b",)),
        ("lead: [a, 'b']", ("a", "b")),
        ("lead:\n  - a\n  - |\n    b\n    c\n\n    d\n", ("a", "b c", "d")),
        ("lead: []", ()),
    ],
)
def test_a_text_is_paragraphs(content, written, paragraphs):
    content.put("mission.yaml", f"id: mission\ntitle: Mission\n{written}\n")
    assert load(content.folder).sections[1].lead == paragraphs


def test_the_handbook_has_words_of_its_own(content):
    with open(content.folder / "handbook.yaml", "a", encoding="utf-8") as file:
        file.write("questions_by: Os\nlead: Ind.\nclosing: [Ud., Slut.]\nfeatured: vaerdier\n")
    handbook = load(content.folder)
    assert (handbook.questions_by, handbook.featured) == ("Os", "vaerdier")
    assert (handbook.lead, handbook.closing) == (("Ind.",), ("Ud.", "Slut."))


def test_a_section_may_be_part_of_another(content):
    content.put("mission.yaml", "id: mission\ntitle: Mission\npart_of: vaerdier\nclosing: Slut.\n")
    handbook = load(content.folder)
    assert handbook.parts_of(handbook.sections[0]) == (handbook.sections[1],)


def test_faulty_content_is_not_half_read(content):
    content.put("mission.yaml", "id: mission\nspalte: x\n")
    with pytest.raises(ContentError) as caught:
        load(content.folder)
    assert len(caught.value.findings) == 2
    assert str(caught.value) == (
        f"{content.folder / 'mission.yaml'}:1:1: filen mangler nøglen »title«; tilføj »title: …«\n"
        "Indholdet kan først vises, når fejlen er rettet. Der er 1 fejl mere. Se dem alle med: ishoj tjek"
    )


@pytest.mark.parametrize(("name", "text", "faults"), cases("mission.yaml", "handbook.yaml"))
def test_every_fault_is_reported_at_its_place(content, name, text, faults):
    content.put(name, text)
    assert content.faults() == [fault if fault.startswith("values") else f"{name}:{fault}" for fault in faults]


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"id: mission\ntitle: Bl\xe5b\xe6r\n", "2:10: byten 0xE5 er ikke UTF-8; gem filen som UTF-8"),
        (b"\xe5", "1:1: byten 0xE5 er ikke UTF-8; gem filen som UTF-8"),
        ("id: mission\n".encode("utf-16"), "1:1: filen er gemt som UTF-16 eller UTF-32; gem den som UTF-8"),
        ("id: mission\n".encode("utf-16-le"), "1:1: filen er gemt som UTF-16 eller UTF-32; gem den som UTF-8"),
        ("id: mission\n".encode("utf-32-be"), "1:1: filen er gemt som UTF-16 eller UTF-32; gem den som UTF-8"),
    ],
)
def test_bytes_that_are_not_utf_8_are_a_fault(content, data, fault):
    content.put("mission.yaml", data)
    assert content.faults() == [f"mission.yaml:{fault}"]


def test_a_circle_is_named_in_each_of_its_sections(content):
    content.put("mission.yaml", "id: mission\ntitle: Mission\npart_of: a\n")
    content.put("a.yaml", "id: a\ntitle: A\npart_of: b\n")
    content.put("b.yaml", "id: b\ntitle: B\npart_of: a\n")
    content.put(
        "handbook.yaml", (content.folder / "handbook.yaml").read_text("utf-8").replace("mission]", "mission, a, b]")
    )
    assert content.faults() == [
        "a.yaml:3:10: »part_of« går i ring: a → b → a; slet »part_of« i ét af afsnittene",
        "b.yaml:3:10: »part_of« går i ring: b → a → b; slet »part_of« i ét af afsnittene",
    ]


def test_two_files_with_the_same_id(content):
    content.put("other.yaml", "id: mission\ntitle: Andet\n")
    assert content.faults() == ["other.yaml:1:5: navnet »mission« bruges allerede i mission.yaml:1; vælg et andet navn"]


def test_the_handbook_must_say_what_it_is(content):
    content.put("handbook.yaml", "lead: x\n")
    assert [fault.split(";")[0] for fault in content.faults() if fault.startswith("handbook")] == [
        f"handbook.yaml:1:1: filen mangler nøglen »{key}«"
        for key in ("edition", "organisation", "sections", "source", "title")
    ]


@pytest.mark.parametrize("edition", ["23-11-2026", "2026-13-01", "2026-1-1", "20261123", "2026-W01-1"])
def test_the_edition_is_a_date(content, edition):
    content.put("handbook.yaml", (content.folder / "handbook.yaml").read_text("utf-8").replace("2026-11-23", edition))
    assert content.faults() == [
        f"handbook.yaml:3:10: »edition« er ikke en dato: »{edition}«; skriv år-måned-dag, for eksempel 2026-11-23"
    ]


def test_an_unreadable_section_does_not_make_others_look_wrong(content):
    content.put("mission.yaml", "id: mission: her\n")
    content.put("values.yaml", "id: vaerdier\ntitle: V\npart_of: mission\n")
    assert content.faults() == [
        "mission.yaml:1:12: her står kolon og mellemrum inde i en tekst; sæt ' foran og efter hele teksten"
    ]


def test_a_faulty_handbook_file_is_enough(content):
    content.put("handbook.yaml", "")
    assert content.faults() == ["handbook.yaml:1:1: filen er tom; skriv noget i den, eller slet den"]


def test_a_folder_without_a_handbook(tmp_path):
    _handbook, faults = read(tmp_path)
    assert [str(fault) for fault in faults] == [
        f"{tmp_path}: mappen har ingen handbook.yaml; skriv den, eller vælg en anden mappe"
    ]


def test_a_missing_handbook_is_reported_with_the_other_faults(content):
    (content.folder / "handbook.yaml").unlink()
    content.put("mission.yaml", "id: mission\n")
    content.put("mere.yml", "")
    assert content.faults() == [
        f"{content.folder}: mappen har ingen handbook.yaml; skriv den, eller vælg en anden mappe",
        "mere.yml:1:1: filen læses ikke, for navnet ender ikke på .yaml; omdøb den til mere.yaml",
        "mission.yaml:1:1: filen mangler nøglen »title«; tilføj »title: …«",
    ]


@pytest.mark.parametrize(
    "name",
    [
        *("Handbook.yaml", "HANDBOOK.YAML", "handbook.yml", "handbook.yaml (1)"),
        *("håndbog.yaml", "ha\u030andbog.yaml", "Haandbog.yml", "håndbog - Kopi.yaml.txt"),
    ],
)
def test_a_handbook_in_other_letters_is_to_be_renamed(content, name):
    (content.folder / "handbook.yaml").rename(content.folder / name)
    said = "filen læses ikke, for bogens egen fil hedder handbook.yaml"
    assert content.faults() == [f"{name}:1:1: {said}; omdøb den til handbook.yaml"]


@pytest.mark.parametrize(
    "name", ["index.yaml", "handbok.yaml", "handbook .yaml", "min-handbook.yaml", "handbook2.yaml"]
)
def test_a_handbook_is_known_by_what_it_holds(content, name):
    file = (content.folder / "handbook.yaml").rename(content.folder / name)
    said = f"{name}:1:1: filen er skrevet som bogens egen; "
    assert content.faults() == [f"{said}kald den handbook.yaml, eller flyt den til en anden mappe"]
    assert check_file(str(file)) == []
    content.put("handbook.yaml", file.read_bytes())
    assert content.faults() == [f"{said}flyt den til en anden mappe"]


def test_of_two_files_that_may_be_the_handbook_none_is_renamed(content):
    file = content.folder / "handbook.yaml"
    content.put("haandbog.yaml", file.read_bytes())
    file.rename(content.folder / "handbook.yml")
    _names, faults = yaml_names(content.folder)
    assert [(fault.hint, fault.fix) for fault in faults] == [("omdøb den til handbook.yaml", None)] * 2


@pytest.mark.parametrize("ending", ["", ".txt", ".docx", ".json", ".yam", ".md"])
def test_a_file_with_another_ending_is_to_be_saved_under_the_name_that_is_missing(content, ending):
    (content.folder / "mission.yaml").rename(content.folder / f"Mission{ending}")
    what = "handbook.yaml:5:22: ingen fil indeholder afsnittet »mission«"
    assert content.faults() == [f"{what}; gem »Mission{ending}« som ren tekst under navnet mission.yaml"]
    (content.folder / "handbook.yaml").rename(content.folder / f"Håndbog{ending}")
    what = f"{content.folder}: mappen har ingen handbook.yaml"
    assert content.faults() == [f"{what}; gem »Håndbog{ending}« som ren tekst under navnet handbook.yaml"]
    (content.folder / f"Håndbog{ending}").unlink()
    (content.folder / "handbook").mkdir()
    assert content.faults() == [f"{what}; skriv den, eller vælg en anden mappe"]


def test_a_section_may_have_a_danish_handbooks_name(content):
    (content.folder / "mission.yaml").rename(content.folder / "haandbog.yaml")
    assert content.faults() == []


def test_a_long_name_of_a_copy_of_copies_is_read_at_once(content):
    marks = " - Kopi (1)" * 22
    assert intended_name(f"values{marks}.yamlx") == intended_name(f"values.yam{marks}.ym") == ""


def test_a_second_handbook_in_other_letters_is_in_the_way(content, monkeypatch):
    monkeypatch.setattr(os, "listdir", lambda folder: ["Handbook.yaml", "handbook.yaml", "mission.yaml", "values.yaml"])
    said = "filen ligner en kopi af »handbook.yaml« og læses ikke"
    assert content.faults() == [f"Handbook.yaml:1:1: {said}; slet den, eller flyt den til en anden mappe"]


def test_only_files_of_content_are_read(content):
    for name in (
        *(".values.yaml", "tolkning.yaml", "noter.txt", "values.yaml.foer", "values.yaml.foer-2", "~$values.yaml"),
        *("values.yaml.swp", "values.yaml.kate-swp", "values.yaml:Zone.Identifier", "mere.yamlx"),
    ):
        content.put(name, "\x00")
    endings = [
        ".2026-11-23",
        ".bak",
        ".bak2",
        ".crdownload",
        ".docx",
        ".mine",
        ".orig",
        ".part",
        ".rej",
        ".save",
        ".sb-1a2b",
        ".tmp",
        "_old",
        "~",
    ]
    copies = ["#values.yaml#", "values.yaml (1)", "values.yaml - Kopi", *(f"values.yaml{each}" for each in endings)]
    for name in copies:
        content.put(name, "\x00")
    assert load(content.folder) == WANTED
    what = "advarsel: filen ligner en kopi af »values.yaml« og læses ikke"
    assert content.findings() == [f"{name}:1:1: {what}; slet den, eller flyt den til en anden mappe" for name in copies]


def test_a_name_that_nearly_ends_in_yaml_is_said(content):
    content.put("mere.yml", "")
    content.put("MERE.YAML", "")
    assert content.faults() == [
        "MERE.YAML:1:1: filen læses ikke, for navnet ender ikke på .yaml; omdøb den til MERE.yaml",
        "mere.yml:1:1: filen læses ikke, for navnet ender ikke på .yaml; omdøb den til mere.yaml",
    ]


def test_a_folder_that_is_not_there_or_no_folder(content):
    for name, said in (
        ("ingen", "mappen findes ikke; ret navnet, eller opret den"),
        ("mission.yaml", "det er en fil, ikke en mappe; angiv en mappe"),
    ):
        assert [str(fault) for fault in read(content.folder / name)[1]] == [f"{content.folder / name}: {said}"]


def test_a_name_that_no_file_can_have(tmp_path):
    for name in ("a\x00b", "\ud800"):
        _handbook, faults = read(str(tmp_path / name))
        assert [fault.hint for fault in faults]


def test_a_file_with_a_name_that_no_file_can_have(content, monkeypatch):
    monkeypatch.setattr(os, "listdir", lambda folder: ["a\x00b.yaml", "handbook.yaml"])
    assert content.faults() == [
        "a\\x00b.yaml:1:1: filen kan ikke læses: navnet kan ikke bruges; prøv igen, eller brug en kopi"
    ]


def test_a_file_that_is_too_large(content):
    text = "id: mission\ntitle: Mission\n#"
    content.put("mission.yaml", text.ljust(1_048_576, "#"))
    assert content.faults() == []
    content.put("mission.yaml", text.ljust(1_048_577, "#"))
    assert content.faults() == ["mission.yaml:1:1: filen er større end 1 MiB; del den i flere filer"]


def test_a_full_file_of_ordinary_entries_is_read(content):
    entries = ""
    for number in range(8_400):
        entries += f"  - id: punkt-{number}\n    title: Punkt {number}\n    questions: [Hvornår lyttede du]\n"
        entries += "    text: Her står, hvad punktet betyder.\n"
    file = content.put("mission.yaml", f"id: mission\ntitle: Mission\nentries:\n{entries}")
    assert file.stat().st_size > 1_000_000
    assert content.faults() == []


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (PermissionError(errno.EACCES, "x"), "du har ikke lov til at læse filen; bed ejeren om adgang"),
        (FileNotFoundError(errno.ENOENT, "x"), "filen findes ikke; ret navnet, eller opret den"),
        (NotADirectoryError(errno.ENOTDIR, "x"), "filen findes ikke; ret navnet, eller opret den"),
        (
            OSError(errno.EIO, "x"),
            "filen kan ikke læses: der er fejl på disken eller forbindelsen; prøv igen, eller brug en kopi",
        ),
    ],
)
def test_what_the_system_refuses_is_said_in_danish(content, monkeypatch, error, said):
    def refuse(path, flags):
        raise error

    monkeypatch.setattr(os, "open", refuse)
    place = "" if said.startswith("filen findes ikke") else ":1:1"  # what isn't there has no lines
    assert content.faults()[1] == f"mission.yaml{place}: {said}"


def test_the_first_line_without_a_colon_is_the_cause(content):
    for first in ("id = mission", "Vores mission\n\nid: mission"):
        content.put("mission.yaml", f"{first}\ntitle: Mission\n")
        assert [line.partition(";")[0] for line in content.faults()] == [
            "mission.yaml:1:1: linjen er hverken »nøgle: værdi« eller en del af teksten ovenfor"
        ]


@pytest.mark.parametrize("entries", ["entires:\n  - id: a\n    title: A", "entries: a", "entries:"])
def test_entries_that_cannot_be_read_are_no_fault_of_the_one_who_features_them(content, entries):
    handbook = (content.folder / "handbook.yaml").read_text(encoding="utf-8")
    content.put("handbook.yaml", f"{handbook}featured: vaerdier\n")
    content.put("values.yaml", f"id: vaerdier\ntitle: V\n{entries}\n")
    [fault] = content.faults()
    assert fault.startswith("values.yaml:3:1: ")


def test_two_ids_on_a_line_are_one_fault(content):
    handbook = (content.folder / "handbook.yaml").read_text(encoding="utf-8")
    content.put("handbook.yaml", handbook.replace(", mission", "; mission"))
    what = "handbook.yaml:5:12: ingen fil indeholder afsnittet »vaerdier; mission«"
    assert content.faults() == [f"{what}; mente du »vaerdier«?"]


def test_a_file_that_grows_while_it_is_read(content, monkeypatch):
    monkeypatch.setattr(loading, "MAX_BYTES", 10)
    real = os.stat_result
    monkeypatch.setattr(os, "stat", lambda path: real((0o100644, *[0] * 9)))
    monkeypatch.setattr(os, "fstat", lambda number: real((0o100644, *[0] * 9)))
    assert content.faults()[1] == "mission.yaml:1:1: filen er større end 1 MiB; del den i flere filer"


def test_more_faults_than_anyone_reads_are_cut_short(content):
    content.put("mission.yaml", "id: mission\ntitle: Mission\n" + "".join(f"x{number}:\n" for number in range(1000)))
    faults = content.faults()
    assert len(faults) == 201
    assert faults == [
        *faults[:200],
        "mission.yaml:203:1: der er flere fejl end dem ovenfor; ret dem, og kør »ishoj tjek« igen",
    ]
    for many in ("lead: [" + "*x, " * 300 + "]\n" + "x:\n" * 5, "entries:\n" + "  - x\n" * 5000):
        content.put("mission.yaml", f"id: mission\ntitle: Mission\n{many}")
        assert len(content.faults()) == 201


def test_reading_the_model_loads_no_yaml():
    code = "import sys, ishoj_cli.content.load, ishoj_cli.content.check; sys.exit('yaml' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


LETTERS = st.characters(codec="utf-8", exclude_categories=["C", "Z"], exclude_characters="\ufffc\ufffd")
line = st.text(LETTERS, min_size=1).map(lambda text: f"x{text}")


@given(title=line, lead=st.lists(line), text=line, question=line)
def test_any_text_reads_as_it_was_written(tmp_path_factory, title, lead, text, question):
    import json

    from ishoj_cli.danish import composed

    folder = tmp_path_factory.mktemp("any")
    section = {
        "id": "a",
        "title": title,
        "lead": lead,
        "entries": [{"id": "b", "title": "B", "text": text, "questions": [question]}],
    }
    (folder / "handbook.yaml").write_text("{title: T, organisation: O, edition: 2026-11-23, source: S, sections: [a]}")
    (folder / "a.yaml").write_text(json.dumps(section, ensure_ascii=False), "utf-8")
    read_section = load(folder).sections[0]
    entry = read_section.entries[0]
    assert (read_section.title, read_section.lead) == (composed(title), tuple(map(composed, lead)))
    assert (entry.text, entry.questions) == ((composed(text),), (composed(question),))


def test_a_file_without_a_blank_after_its_colons_is_told_so(content):
    content.put("mission.yaml", "id:mission\ntitle:Mission\n")
    assert content.faults() == [
        "mission.yaml:1:1: filen er en tekst; skriv nøgler som »id: …«, med et mellemrum efter kolon"
    ]


def test_two_files_of_one_id_clash_unless_one_is_named_as_a_copy(content):
    content.put("a.yaml", "id: mission\ntitle: A\n")
    assert content.faults() == ["a.yaml:1:5: navnet »mission« bruges allerede i mission.yaml:1; vælg et andet navn"]
    (content.folder / "a.yaml").rename(content.folder / "mission-2.yaml")
    assert [line.partition(": ")[2] for line in content.faults()] == [
        "filen ligner en kopi af »mission.yaml«, for de har samme id; slet den, eller flyt den til en anden mappe"
    ]


def test_names_that_clash_or_stand_for_nothing_are_only_so_many(content):
    content.put("values.yaml", "id: vaerdier\ntitle: V\naliases:\n" + "  - abc\n" * 5000)
    handbook = (content.folder / "handbook.yaml").read_text(encoding="utf-8")
    content.put("handbook.yaml", handbook.replace("vaerdier", "vaerdier" + ", ukendt" * 5000))
    faults = content.faults()
    assert [sum(name in fault for fault in faults) for name in ("abc", "ukendt")] == [200, 200]
    assert len(faults) == 402


def test_an_interpretation_of_unknown_names_warns_of_only_so_many(real, tmp_path):
    file = tmp_path / "tolkning.yaml"
    names = "".join(f"  navn{number}: Ja.\n" for number in range(5000))
    file.write_text(f"workplace: Her\ntexts:\n{names}  mission: Sidst.\n", encoding="utf-8")
    read_file, _ = read_interpretation(str(file))
    handbook, warnings = apply(real, read_file)
    assert 200 <= len(warnings) <= 202
    assert handbook.sections[1].local == ("Sidst.",)


def test_the_nearest_key_is_looked_for_only_where_the_fault_is_listed(content, monkeypatch):
    asked = []
    monkeypatch.setattr(lookup, "nearest_names", lambda *names, **_least: asked.append(names) or [])
    content.put("mission.yaml", "id: mission\ntitle: Mission\nentries:\n" + "- {titel: x}\n" * 2000)
    assert len(content.faults()) == 201
    assert len(asked) < 201
