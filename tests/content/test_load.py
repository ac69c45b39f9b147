"""A folder of YAML becomes a handbook, or a list of every fault in it."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ishoj_cli.content import load as loading
from ishoj_cli.content import lookup, paths
from ishoj_cli.content.check import check
from ishoj_cli.content.interpretation import apply, read_interpretation
from ishoj_cli.content.load import load, read
from ishoj_cli.content.model import Entry, Handbook, Section
from ishoj_cli.content.paths import data_folder
from ishoj_cli.errors import ContentError

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
        Section(id="mission", title="Mission", lead=("Vi er her for borgeren.",), read_more="mappen"),
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


@pytest.mark.parametrize(
    "written", ["no", "010", "12:30", "1.0", "~", "2026-11-23", "0x1F", ".inf", "yes", "1_000", "="]
)
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
        file.write("lead: Ind.\nclosing: [Ud., Slut.]\nfeatured: vaerdier\n")
    handbook = load(content.folder)
    assert (handbook.lead, handbook.closing, handbook.featured) == (("Ind.",), ("Ud.", "Slut."), "vaerdier")


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
        "Indholdet kan ikke læses, før det er rettet. Der er 1 fejl mere. Se dem alle med: ishoj tjek"
    )


# Each case: a file, its text, and the faults it gives.
FAULTS = {
    "an interpretation under another name": (
        "mission.yaml",
        "workplace: Biblioteket\ntexts:\n  vaerdier: Vi lytter.\n",
        ["1:1: filen er en lokal tolkning; kald den tolkning.yaml, eller flyt den til en anden mappe"],
    ),
    "a key misspelt is not missing too": (
        "mission.yaml",
        "id: mission\ntitel: Mission\n",
        ["2:1: nøglen »titel« er ukendt; mente du »title«?"],
    ),
    "what is unseen in a name makes it no other name": (
        "mission.yaml",
        "id: mis\u200bsion\ntitle: Mission\npart_of: vaer\x07dier\n",
        [
            "1:8: her står det usynlige tegn U+200B; slet det",
            "3:14: her står styretegnet U+0007; slet det",
        ],
    ),
    "not UTF-8": (
        "mission.yaml",
        b"id: mission\ntitle: Bl\xe5b\xe6r\n",
        ["2:10: byten 0xE5 er ikke UTF-8; gem filen som UTF-8"],
    ),
    "not UTF-8 at once": ("mission.yaml", b"\xe5", ["1:1: byten 0xE5 er ikke UTF-8; gem filen som UTF-8"]),
    "UTF-16": (
        "mission.yaml",
        "id: mission\n".encode("utf-16"),
        ["1:1: filen er gemt som UTF-16 eller UTF-32; gem den som UTF-8"],
    ),
    "UTF-16 without a mark": (
        "mission.yaml",
        "id: mission\n".encode("utf-16-le"),
        ["1:1: filen er gemt som UTF-16 eller UTF-32; gem den som UTF-8"],
    ),
    "a list": ("mission.yaml", "- id: mission\n", ["1:1: filen er en liste; skriv nøgler som »id: …«"]),
    "a text": ("mission.yaml", "mission\n", ["1:1: filen er en tekst; skriv nøgler som »id: …«"]),
    "empty": ("mission.yaml", "", ["1:1: filen er tom; skriv noget i den, eller slet den"]),
    "only comments": ("mission.yaml", "# intet\n", ["1:1: filen er tom; skriv noget i den, eller slet den"]),
    "unknown key": (
        "mission.yaml",
        "id: mission\ntitle: Mission\nlæs_mere: x\nclosin: y\n",
        [
            "3:1: nøglen »læs_mere« er ukendt; "
            "vælg mellem id, title, summary, kind, part_of, aliases, keywords, lead, entries, questions, closing og read_more",
            "4:1: nøglen »closin« er ukendt; mente du »closing«?",
        ],
    ),
    "missing keys": (
        "mission.yaml",
        "lead: x\n",
        ["1:1: filen mangler nøglen »id«; tilføj »id: …«", "1:1: filen mangler nøglen »title«; tilføj »title: …«"],
    ),
    "missing keys in an entry": (
        "mission.yaml",
        "id: mission\ntitle: Mission\nentries:\n  - text: x\n",
        ["4:5: punktet mangler nøglen »id«; tilføj »id: …«", "4:5: punktet mangler nøglen »title«; tilføj »title: …«"],
    ),
    "an entry that is a text": (
        "mission.yaml",
        "id: mission\ntitle: Mission\nentries:\n  - x\n",
        ["4:5: punktet er en tekst; skriv nøgler som »id: …«"],
    ),
    "wrong types": (
        "mission.yaml",
        "id: [mission]\ntitle: {a: b}\nlead:\n  - [x]\nentries: x\naliases: y\nread_more:\n  - z\n",
        [
            "1:5: »id« er en liste; skriv en tekst",
            "2:8: »title« er en gruppe af nøgler; skriv en tekst",
            "4:5: »lead« er en liste; skriv en tekst",
            "5:1: »entries« er en tekst; skriv en liste: hvert punkt begynder med »- id: …«",
            "6:1: »aliases« er en tekst; skriv en liste: en linje for hver, med »- « foran",
            "8:3: »read_more« er en liste; skriv en tekst",
        ],
    ),
    "two paragraphs in a line": (
        "mission.yaml",
        "id: mission\ntitle: |\n  a\n\n  b\n",
        ["2:8: »title« har 2 afsnit; skriv det som ét afsnit"],
    ),
    "unknown kind": (
        "mission.yaml",
        "id: mission\ntitle: Mission\nkind: liste\n",
        ["3:7: »kind« kan ikke være »liste«; mente du »list«?"],
    ),
    "kind that is no text": (
        "mission.yaml",
        "id: mission\ntitle: Mission\nkind: []\n",
        ["3:7: »kind« er en liste; skriv en tekst"],
    ),
    "a list without entries": (
        "mission.yaml",
        "id: mission\ntitle: Mission\nkind: cycle\nentries: []\n",
        ["3:1: et afsnit med »kind: cycle« har ingen »entries«; skriv dem, eller slet »kind«"],
    ),
    "duplicate key": (
        "mission.yaml",
        "id: mission\ntitle: A\ntitle: B\n",
        ["3:1: nøglen »title« står også i linje 2; slet den ene"],
    ),
    "id that isn't kebab-case": (
        "mission.yaml",
        "id: Vores Mission\ntitle: Mission\n",
        [
            "1:5: id'et »Vores Mission« må kun have små bogstaver a-z, tal og enkelte bindestreger, "
            "først et bogstav; "
            "skriv for eksempel »vores-mission«"
        ],
    ),
    "id that is a number": (
        "mission.yaml",
        'id: "1"\ntitle: Mission\n',
        [
            "1:5: id'et »1« må kun have små bogstaver a-z, tal og enkelte bindestreger, først et bogstav; "
            "skriv for eksempel »klare-budskaber«"
        ],
    ),
    "id of a command": (
        "mission.yaml",
        "id: tjek\ntitle: Mission\naliases: [alt]\n",
        [
            "1:5: id'et »tjek« er navnet på en indbygget kommando; vælg et andet navn",
            "3:11: aliaset »alt« er navnet på en indbygget kommando; vælg et andet navn",
        ],
    ),
    "title of a command": (
        "mission.yaml",
        "id: mission\ntitle: Søg\n",
        ["2:8: titlen »Søg« læses ens med navnet på en indbygget kommando; vælg en anden titel"],
    ),
    "empty texts": (
        "mission.yaml",
        "id: mission\ntitle: ''\nlead:\nclosing: ['', \u00a0]\nentries:\n  - id: x\n    title: X\n    text: |\n "
        "   keywords:\n      -\n",
        [
            "2:1: »title« er tom; skriv noget",
            "3:1: »lead« er tom; skriv noget, eller slet den",
            "4:11: »closing« har en tom tekst; skriv noget, eller slet den",
            "4:15: »closing« har en tom tekst; skriv noget, eller slet den",
            "8:5: »text« er tom; skriv noget, eller slet den",
            "10:8: »keywords« har en tom tekst; skriv noget, eller slet den",
        ],
    ),
    "anchors and aliases": (
        "mission.yaml",
        "id: mission\ntitle: &a Mission\nlead: *a\nclosing: &b [x]\nentries:\n  - *b\naliases: *a\n*a : x\n",
        [
            "2:8: ankeret »&a« kan ikke bruges; "
            "slet det, eller sæt teksten i anførselstegn, hvis den skal begynde med »&«",
            "3:7: henvisningen »*a« kan ikke bruges; "
            "skriv teksten ud, eller sæt den i anførselstegn, hvis den skal begynde med »*«",
            "4:10: ankeret »&b« kan ikke bruges; "
            "slet det, eller sæt teksten i anførselstegn, hvis den skal begynde med »&«",
            "6:5: henvisningen »*b« kan ikke bruges; "
            "skriv teksten ud, eller sæt den i anførselstegn, hvis den skal begynde med »*«",
            "7:10: henvisningen »*a« kan ikke bruges; "
            "skriv teksten ud, eller sæt den i anførselstegn, hvis den skal begynde med »*«",
            "8:1: henvisningen »*a« kan ikke bruges; "
            "skriv teksten ud, eller sæt den i anførselstegn, hvis den skal begynde med »*«",
        ],
    ),
    "an alias for the entries": (
        "mission.yaml",
        "id: mission\ntitle: Mission\nentries: *a\n",
        [
            "3:10: henvisningen »*a« kan ikke bruges; "
            "skriv teksten ud, eller sæt den i anførselstegn, hvis den skal begynde med »*«"
        ],
    ),
    "an alias for everything": (
        "mission.yaml",
        "*a\n",
        [
            "1:1: henvisningen »*a« kan ikke bruges; "
            "skriv teksten ud, eller sæt den i anførselstegn, hvis den skal begynde med »*«"
        ],
    ),
    "tags": (
        "mission.yaml",
        "id: mission\ntitle: !!str Mission\nlead: !x [y]\nclosing: ! z\nread_more: !!python/object:os.system x\n",
        [
            "2:8: typemærket »!!str« kan ikke bruges; slet det, "
            "eller sæt teksten i anførselstegn, hvis den skal begynde med »!«",
            "3:7: typemærket »!x« kan ikke bruges; "
            "slet det, eller sæt teksten i anførselstegn, hvis den skal begynde med »!«",
            "4:10: typemærket »!« kan ikke bruges; "
            "slet det, eller sæt teksten i anførselstegn, hvis den skal begynde med »!«",
            "5:12: typemærket »!!python/object:os.system« kan ikke bruges; slet det, "
            "eller sæt teksten i anførselstegn, hvis den skal begynde med »!«",
        ],
    ),
    "control characters": (
        "mission.yaml",
        'id: mission\ntitle: Mis\x1b[31msion\nlead: "a\\eb"\nclosing: a\x00\nread_more: b\x85c\r\n',
        [
            "2:11: her står styretegnet U+001B; slet det",
            "3:7: her står styretegnet U+001B; slet det",
            "4:11: her står styretegnet U+0000; slet det",
            "5:13: her står styretegnet U+0085; slet det",
        ],
    ),
    "direction marks and unseen characters": (
        "mission.yaml",
        'id: mission\ntitle: Mis\u202esion\nlead: a\u200bb\nclosing: "\\u2066"\nread_more: "\\ud800"\n',
        [
            "2:11: her står retningsmærket U+202E, som kan skjule tekst; slet det",
            "3:8: her står det usynlige tegn U+200B; slet det",
            "4:10: her står retningsmærket U+2066, som kan skjule tekst; slet det",
            "5:12: her står U+D800, som ikke er et tegn; slet det",
        ],
    ),
    "tabs": (
        "mission.yaml",
        "id: mission\ntitle: Mission\nentries:\n\t- id: x\n\t  title:\tX\n",
        ["4:1: her står en tabulator; brug mellemrum i stedet", "5:1: her står en tabulator; brug mellemrum i stedet"],
    ),
    "tabs that break everything": (
        "mission.yaml",
        "id: mission\n\ttitle: Mission\n",
        ["2:1: her står en tabulator; brug mellemrum i stedet"],
    ),
    "a lone carriage return": (
        "mission.yaml",
        "id: mission\rtitle: Mission\n",
        ["1:12: her står et gammeldags linjeskift (CR); gem filen med linjeskift som i Windows (CRLF) eller Unix (LF)"],
    ),
    "lines that end as of old": (
        "mission.yaml",
        "id: mission\ntitle: Mission\rlead: x\rclosin: y\rread_more: a\tb\r",
        [
            "2:15: her står et gammeldags linjeskift (CR); "
            "gem filen med linjeskift som i Windows (CRLF) eller Unix (LF)",
            "4:1: nøglen »closin« er ukendt; mente du »closing«?",
            "5:13: her står en tabulator; brug mellemrum i stedet",
        ],
    ),
    "letters that look like nothing": (
        "mission.yaml",
        "id: mission\ntitle: \u3164\nlead: \u115f\nclosing: ['\u1160', x, '\uffa0']\nread_more: \"\\u2800\"\n",
        [
            "2:1: »title« er tom; skriv noget",
            "2:8: her står det usynlige tegn U+3164; slet det",
            "3:1: »lead« er tom; skriv noget, eller slet den",
            "3:7: her står det usynlige tegn U+115F; slet det",
            "4:11: »closing« har en tom tekst; skriv noget, eller slet den",
            "4:12: her står det usynlige tegn U+1160; slet det",
            "4:18: »closing« har en tom tekst; skriv noget, eller slet den",
            "5:12: her står det usynlige tegn U+2800; slet det",
        ],
    ),
    "unknown part_of": (
        "mission.yaml",
        "id: mission\ntitle: Mission\npart_of: vaerdierne\n",
        ["3:10: »part_of« er »vaerdierne«, som intet afsnit hedder; mente du »vaerdier«?"],
    ),
    "part of itself": (
        "mission.yaml",
        "id: mission\ntitle: Mission\npart_of: mission\n",
        ["3:10: »part_of« går i ring: mission → mission; slet »part_of« i ét af afsnittene"],
    ),
    "nesting": (
        "mission.yaml",
        "id: mission\ntitle: Mission\nlead: " + "[" * 20 + "]" * 20 + "\n",
        ["3:26: her er mere end 20 lag inde i hinanden; skriv det med færre lag"],
    ),
    "a key without a colon": (
        "mission.yaml",
        "? id\n: mission\n? title\n: Mission\n? |\n  lead\n: x\n",
        [
            "1:3: nøglen »id« er ikke fulgt af et kolon på samme linje; skriv »nøgle: værdi«",
            "3:3: nøglen »title« er ikke fulgt af et kolon på samme linje; skriv »nøgle: værdi«",
            "5:3: nøglen »lead␤« er ikke fulgt af et kolon på samme linje; skriv »nøgle: værdi«".replace("␤", "\\n"),
        ],
    ),
    "keys that are no text": (
        "mission.yaml",
        "id: mission\ntitle: Mission\n[a]: b\n? {c: d}\n: e\n'': f\n",
        [
            "3:1: her er en nøgle, der ikke er en tekst; skriv »nøgle: værdi«",
            "4:3: her er en nøgle, der ikke er en tekst; skriv »nøgle: værdi«",
            "6:1: her er en nøgle uden navn; skriv »nøgle: værdi«",
        ],
    ),
    "merge keys": (
        "mission.yaml",
        "id: mission\ntitle: Mission\n<<: {lead: x}\n",
        ["3:1: flettenøglen »<<« kan ikke bruges; skriv nøglerne ud"],
    ),
    "directives": (
        "mission.yaml",
        "%YAML 1.1\n---\nid: mission\ntitle: Mission\n",
        ["1:1: linjer, der begynder med »%«, kan ikke bruges; slet dem"],
    ),
    "documents": (
        "mission.yaml",
        "---\nid: mission\ntitle: Mission\n---\nid: x\n",
        ["4:1: her begynder et dokument mere; slet linjen, eller skriv resten i sin egen fil"],
    ),
    "names that are equal once folded": (
        "mission.yaml",
        "id: mission\ntitle: Mission\naliases: [vaerdi, mission]\n",
        [
            "3:11: navnet »vaerdi« bruges allerede i mission.yaml:3; vælg et andet navn",
            "3:19: navnet »mission« bruges allerede i mission.yaml:1; vælg et andet navn",
        ],
    ),
    "titles that are equal once folded": (
        "mission.yaml",
        "id: mission\ntitle: VAERDI\n",
        ["4:11: navnet »vaerdi« bruges allerede i mission.yaml:2, for det læses ens med »VAERDI«; vælg et andet navn"],
    ),
    "entries that are equal once folded": (
        "mission.yaml",
        "id: mission\ntitle: Mission\nentries:\n"
        "  - {id: klare-ord, title: Klare ord}\n  - {id: andre-ord, title: KLARE-ORD}\n  - {id: klare-ord, "
        "title: '!'}\n",
        [
            "5:28: navnet »KLARE-ORD« læses ens med »klare-ord« i linje 4; giv det ene punkt et andet navn",
            "6:10: navnet »klare-ord« står også i linje 4; giv det ene punkt et andet navn",
        ],
    ),
}


@pytest.mark.parametrize("case", FAULTS)
def test_every_fault_is_named_where_it_stands(content, case):
    name, text, wanted = FAULTS[case]
    content.put(name, text)
    found = content.faults()
    if case == "names that are equal once folded":
        wanted = [wanted[1], "values.yaml:4:11: navnet »vaerdi« bruges allerede i mission.yaml:3; vælg et andet navn"]
    elif case == "titles that are equal once folded":
        wanted = [f"values.yaml:{wanted[0]}"]
    assert found == [fault if fault.startswith("values") else f"{name}:{fault}" for fault in wanted]


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


HANDBOOK_FAULTS = {
    "a section no file gives": (
        "sections: [vaerdier, misson]",
        ["handbook.yaml:5:22: ingen fil indeholder afsnittet »misson«; mente du »mission«?"],
    ),
    "a section named twice": (
        "sections:\n  - vaerdier\n  - mission\n  - vaerdier",
        ["handbook.yaml:8:5: afsnittet »vaerdier« står også i linje 6; nævn det kun én gang"],
    ),
    "no order": (
        "sections: []",
        ["handbook.yaml:5:1: »sections« er tom; skriv afsnittenes id'er i læserækkefølge"],
    ),
    "an unknown featured section": (
        "sections: [vaerdier, mission]\nfeatured: noget",
        ["handbook.yaml:6:11: »featured« er »noget«, som intet afsnit hedder; skriv et afsnits id"],
    ),
    "a featured section without entries": (
        "sections: [vaerdier, mission]\nfeatured: mission",
        ["handbook.yaml:6:11: »featured« er »mission«, som ingen punkter har; vælg et afsnit med »entries«"],
    ),
    "a featured section that is no text": (
        "sections: [vaerdier, mission]\nfeatured: []",
        ["handbook.yaml:6:11: »featured« er en liste; skriv en tekst"],
    ),
}


@pytest.mark.parametrize("case", HANDBOOK_FAULTS)
def test_the_order_and_the_files_agree(content, case):
    written, wanted = HANDBOOK_FAULTS[case]
    text = (content.folder / "handbook.yaml").read_text("utf-8")
    content.put("handbook.yaml", text.replace("sections: [vaerdier, mission]", written))
    assert content.faults() == wanted


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


def test_an_edition_that_is_no_text(content):
    content.put("handbook.yaml", (content.folder / "handbook.yaml").read_text("utf-8").replace("2026-11-23", "[]"))
    assert content.faults() == ["handbook.yaml:3:10: »edition« er en liste; skriv en tekst"]


def test_an_unreadable_section_does_not_make_others_look_wrong(content):
    content.put("mission.yaml", "id: mission: her\n")
    content.put("values.yaml", "id: vaerdier\ntitle: V\npart_of: mission\n")
    assert content.faults() == [
        "mission.yaml:1:12: her står kolon og mellemrum inde i en tekst; "
        "sæt teksten i anførselstegn, eller skriv den under »|«"
    ]


def test_a_faulty_handbook_file_is_enough(content):
    content.put("handbook.yaml", "")
    assert content.faults() == ["handbook.yaml:1:1: filen er tom; skriv noget i den, eller slet den"]


def test_a_folder_without_a_handbook(tmp_path):
    _handbook, faults = read(tmp_path)
    assert [str(fault) for fault in faults] == [
        f"{tmp_path}: mappen har ingen handbook.yaml; skriv den, eller vælg en anden mappe"
    ]


def test_a_missing_handbook_is_told_with_the_other_faults(content):
    (content.folder / "handbook.yaml").unlink()
    content.put("mission.yaml", "id: mission\n")
    content.put("mere.yml", "")
    assert content.faults() == [
        f"{content.folder}: mappen har ingen handbook.yaml; skriv den, eller vælg en anden mappe",
        "mere.yml:1:1: filen læses ikke, for navnet ender ikke på .yaml; omdøb den",
        "mission.yaml:1:1: filen mangler nøglen »title«; tilføj »title: …«",
    ]


@pytest.mark.parametrize("name", ["Handbook.yaml", "HANDBOOK.YAML", "handbook.yml"])
def test_a_handbook_in_other_letters_is_to_be_renamed(content, name):
    (content.folder / "handbook.yaml").rename(content.folder / name)
    said = "filen læses ikke, for bogens egen fil hedder handbook.yaml"
    assert content.faults() == [f"{name}:1:1: {said}; omdøb den til handbook.yaml"]


def test_a_second_handbook_in_other_letters_is_in_the_way(content, monkeypatch):
    monkeypatch.setattr(os, "listdir", lambda folder: ["Handbook.yaml", "handbook.yaml", "mission.yaml", "values.yaml"])
    said = "filen læses ikke, for bogens egen fil hedder handbook.yaml"
    assert content.faults() == [f"Handbook.yaml:1:1: {said}; slet den, eller flyt den"]


def test_only_files_of_content_are_read(content):
    for name in (".values.yaml", "tolkning.yaml", "noter.txt", "values.yaml~"):
        content.put(name, "\x00")
    assert load(content.folder) == WANTED


def test_a_name_that_nearly_ends_in_yaml_is_said(content):
    content.put("mere.yml", "")
    content.put("MERE.YAML", "")
    assert content.faults() == [
        "MERE.YAML:1:1: filen læses ikke, for navnet ender ikke på .yaml; omdøb den",
        "mere.yml:1:1: filen læses ikke, for navnet ender ikke på .yaml; omdøb den",
    ]


def test_a_folder_that_is_not_there(tmp_path):
    _handbook, faults = read(tmp_path / "ingen")
    assert [str(fault) for fault in faults] == [
        f"{tmp_path / 'ingen'}: mappen findes ikke; ret navnet, eller opret den"
    ]


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
    content.put("mission.yaml", "#" * 1_048_577)
    assert content.faults() == ["mission.yaml:1:1: filen er større end 1 MiB; del den i flere filer"]


def test_a_full_file_of_ordinary_entries_is_read(content):
    entries = ""
    for number in range(8_400):
        entries += f"  - id: punkt-{number}\n    title: Punkt {number}\n    questions: [Hvornår lyttede du]\n"
        entries += "    text: Her står, hvad punktet betyder.\n"
    file = content.put("mission.yaml", f"id: mission\ntitle: Mission\nentries:\n{entries}")
    assert file.stat().st_size > 1_000_000
    assert content.faults() == []


def test_a_folder_that_is_a_file(content):
    _handbook, faults = read(content.folder / "mission.yaml")
    assert [fault.what for fault in faults] == ["det er en fil, ikke en mappe"]


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
    assert faults == [*faults[:200], "mission.yaml:203:1: herfra er der flere fejl; ret først dem, der står ovenfor"]
    content.put("mission.yaml", "id: mission\ntitle: Mission\nlead: [" + "*x, " * 300 + "]\n" + "x:\n" * 5)
    assert len(content.faults()) == 201


def test_an_entry_may_lack_everything(content):
    content.put("mission.yaml", "id: mission\ntitle: Mission\nentries: [{id: , title: }]\n")
    assert content.faults() == [
        "mission.yaml:3:12: »id« er tom; skriv noget",
        "mission.yaml:3:18: »title« er tom; skriv noget",
    ]


def test_reading_the_model_loads_no_yaml():
    code = "import sys, ishoj_cli.content.load, ishoj_cli.content.check; sys.exit('yaml' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


line = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1).map(lambda text: f"x{text}")


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


def test_the_same_faults_in_the_same_order_every_time(content, tmp_path):
    for case, (_name, text, _wanted) in FAULTS.items():
        content.put(f"{case.replace(' ', '-')}.yaml", text)
    assert content.faults() == content.faults()
    assert len(content.faults()) > 50
    assert Path(tmp_path).exists()


@pytest.mark.parametrize("line", ["  - x\n", "k{}: x\n"])
def test_a_file_of_faults_names_only_so_many(tmp_path, line):
    file = tmp_path / "a.yaml"
    head = "id: a\ntitle: A\nentries:\n" if "{}" not in line else "id: a\ntitle: A\n"
    file.write_text(head + "".join(line.format(number) for number in range(5000)), encoding="utf-8")
    assert 200 <= len(check([str(file)])) <= 202


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


def test_a_title_that_is_the_id_of_another_section_is_the_one_to_change(content):
    content.put("mission.yaml", "id: mission\ntitle: VÆRDIER\n")
    assert content.faults() == [
        "mission.yaml:2:8: navnet »VÆRDIER« bruges allerede i values.yaml:1, for det læses ens med »vaerdier«; "
        "vælg et andet navn"
    ]


def test_the_nearest_key_is_looked_for_only_where_the_fault_is_told(content, monkeypatch):
    asked = []
    monkeypatch.setattr(lookup, "nearest", lambda *names, **_least: asked.append(names) or [])
    content.put("mission.yaml", "id: mission\ntitle: Mission\nentries:\n" + "- {titel: x}\n" * 2000)
    assert len(content.faults()) == 201
    assert len(asked) < 201
