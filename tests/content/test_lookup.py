"""Names as somebody typed them: every spelling of the real ones, and never a guess."""

import contextlib
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ishoj_cli.content.lookup import address_of, find_entry, named, nearest_names, section_named
from ishoj_cli.content.model import Entry, Handbook, Section
from ishoj_cli.danish import name_key, number_named
from ishoj_cli.errors import NotFoundError, UsageError


def section(handbook, id_):
    return next(section for section in handbook.sections if section.id == id_)


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        *[(name, "vaerdier") for name in ("vaerdier", "Værdier", "VÆRDIER", "vaerdi", "værdi", "Vaerdi")],
        *[(name, "personalepolitik") for name in ("politik", "CYKLUS", "Personalepolitik")],
        *[(name, "lederskab") for name in ("lederskab", "følgeskab", "foelgeskab", "Lederskab/Følgeskab")],
        *[(name, "perspektiver") for name in ("De fire perspektiver", "de-fire-perspektiver", "perspektiv")],
        ("grundlag for lederskab og følgeskab", None),
        ("Grundlag for Lederskab & Følgeskab", "grundlag"),
        ("vaerdir", None),
        ("vær", None),
        ("", None),
    ],
)
def test_a_section_is_found_by_any_spelling_of_its_names(real, name, id_):
    for spelling in (name, normalize("NFD", name)):
        found = named(real.sections, spelling)
        assert (found.id if found else None) == id_


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("vaerdir", "Intet afsnit hedder »vaerdir«. Mente du »vaerdier«?\nSe dem alle med: ishoj liste"),
        ("xyz", "Intet afsnit hedder »xyz«.\nSe dem alle med: ishoj liste"),
        (
            "ÅBENHED",
            "»ÅBENHED« er et punkt i »vaerdier« og ikke et afsnit.\nSkriv vaerdier/aabenhed, eller afsnittets",
        ),
        ("blik for fremtiden", "»blik for fremtiden« er et punkt i »perspektiver« og ikke et afsnit."),
    ],
)
def test_a_section_that_is_none_is_a_usage_error_with_the_nearest(real, name, said):
    assert section_named(real, "VÆRDI").id == "vaerdier"
    with pytest.raises(UsageError) as error:
        section_named(real, name)
    assert str(error.value).startswith(said)


@pytest.mark.parametrize(
    ("section_id", "name", "id_"),
    [
        *[
            ("vaerdier", name, "aabenhed")
            for name in ("3", "3.", " 3 ", "åbenhed", "ÅBENHED", "aabenhed", "Åbenh", "åb")
        ],
        *[("vaerdier", name, "klare-budskaber") for name in ("klare budskaber", "KLARE-budskaber", "budskab", "6")],
        ("perspektiver", "fremtiden", "blik-for-fremtiden"),
        ("perspektiver", "Styr på tingene", "styr-paa-tingene"),
        ("perspektiver", "mere for mindre", "mere-for-mindre"),
        ("personalepolitik", "ansat", "ansat"),
        ("personalepolitik", "du er ansat", "ansaettelsen"),
        ("grundlag", "2", "lederskab"),
        ("grundlag", "rundt", "rundt"),
        ("grundlag", "følgeskab", "lederskab"),
    ],
)
def test_an_entry_or_subsection_is_found_by_number_id_title_or_an_unmistakable_part(real, section_id, name, id_):
    for spelling in (name, normalize("NFD", name)):
        assert find_entry(real, section(real, section_id), spelling).id == id_


def test_every_entry_answers_to_its_id_its_title_and_its_number(real):
    for each in real.sections:
        for number, entry in enumerate(each.entries, 1):
            for name in (entry.id, entry.title, str(number), entry.title.upper()):
                assert find_entry(real, each, name) is entry


@pytest.mark.parametrize(("name", "candidates"), [("ed", "trovaerdighed, aabenhed og ansvarlighed"), ("ar", None)])
def test_an_ambiguous_part_lists_the_candidates(real, name, candidates):
    with pytest.raises(UsageError) as error:
        find_entry(real, section(real, "vaerdier"), name)
    assert f"Flere punkter i »Værdier« passer på »{name}«: " in error.value.what
    assert (candidates or "ansvarlighed og klare-budskaber") in error.value.what
    assert "for eksempel: ishoj vaerdier " in str(error.value)


@pytest.mark.parametrize("name", ["0", "99", "099", "x", "respektløs", "zzz", "1000000000000"])
def test_a_name_that_is_none_is_not_found_and_the_real_ones_are_listed(real, name):
    with pytest.raises(NotFoundError) as error:
        find_entry(real, section(real, "vaerdier"), name)
    said = f"Intet punkt i »Værdier« hedder »{name}«."
    assert error.value.what == (f"{said} Mente du »Respekt«?" if name == "respektløs" else said)
    assert error.value.hint.startswith("Du kan vælge mellem trovaerdighed, handlekraft")


def test_a_name_nearly_right_is_asked_about(real):
    with pytest.raises(NotFoundError, match="Mente du »Respekt«"):
        find_entry(real, section(real, "vaerdier"), "respkt")


def test_a_section_without_entries_says_so(real):
    with pytest.raises(NotFoundError, match="har ingen punkter, så »1« kan ikke vises") as error:
        find_entry(real, section(real, "mission"), "1")
    assert str(error.value).endswith("\nVis det hele med: ishoj mission")


def test_entries_come_before_subsections(odd):
    ring = section(odd, "ring")
    assert find_entry(odd, ring, "12").id == "led-12"
    assert find_entry(odd, ring, "led nummer 1").id == "led-1"


@given(st.text(max_size=30))
def test_only_what_a_name_says_is_found(real, name):
    for each in real.sections:
        choices = each.entries or real.parts_of(each)
        with contextlib.suppress(NotFoundError, UsageError):
            found = find_entry(real, each, name)
            key, number = name_key(name), choices.index(found) + 1
            says_number = number_named(key, len(choices)) == number
            assert says_number or any(key in name_key(words) for words in (found.id, found.title))


ORDINALS = ("første", "anden", "tredje", "fjerde", "femte", "sjette", "syvende", "ottende", "niende", "tiende")


@pytest.mark.parametrize("before", ["", "den ", "DEN "])
def test_an_entry_is_found_by_an_ordinal(real, before):
    for each in real.sections:
        choices = each.entries or real.parts_of(each)
        for number, entry in enumerate(choices):
            for name in (ORDINALS[number], normalize("NFD", ORDINALS[number]).upper()):
                assert find_entry(real, each, before + name) is entry
        if choices:
            assert find_entry(real, each, f"{before}sidste") is choices[-1]


@pytest.mark.parametrize("name", ["{}", "nr. {}", "Nr {}", "nr.{}", "nummer {}", "#{}", "punkt {}", "{}.", "{})"])
def test_an_entry_is_found_by_its_number_however_it_is_written(real, name):
    for each in real.sections:
        for number, entry in enumerate(each.entries, 1):
            assert find_entry(real, each, name.format(number)) is entry


def test_a_title_or_an_id_comes_before_an_ordinal_and_a_number_alone_before_a_title():
    entries = (Entry("sidste", "Først"), Entry("b", "Første"), Entry("c", "1"), Entry("d", "2024"), Entry("e", "E"))
    some = Section("s", "S", entries=entries)
    handbook = Handbook("H", "O", "2026-11-23", "K", sections=(some,))
    for name, id_ in (("sidste", "sidste"), ("første", "b"), ("1", "sidste"), ("2024", "d"), ("femte", "e")):
        assert find_entry(handbook, some, name).id == id_


@pytest.mark.parametrize("name", ["sjette", "nr. 0", "nr. 6", "nummer to", "den", "nr", "4 5"])
def test_a_number_that_no_entry_has_is_not_found(name):
    some = Section("s", "S", entries=tuple(Entry(f"e{number}", "E") for number in "abcde"))
    with pytest.raises(NotFoundError):
        find_entry(Handbook("H", "O", "2026-11-23", "K", sections=(some,)), some, name)


def test_every_id_is_an_address_and_other_names_of_its_parts_too(real):
    for id_ in [id_ for id_, _title in real.items()]:
        assert address_of(real, id_) == address_of(real, id_.upper()) == id_
    assert address_of(real, "Værdi/den femte") == "vaerdier/respekt"
    assert address_of(real, "Lederskab/Følgeskab") == "lederskab"
    assert address_of(real, "grundlag/2") == "lederskab"
    for name, error in (("nej/respekt", UsageError), ("vaerdier/nej", NotFoundError), ("nej", UsageError)):
        with pytest.raises(error):
            address_of(real, name)


@pytest.mark.parametrize(
    ("name", "names", "near"),
    [
        ("vaerdir", ["vision", "vaerdier", "mission"], ["vaerdier"]),
        ("væridier", ["vision", "vaerdier"], ["vaerdier"]),
        ("xyz", ["vision", "vaerdier"], []),
        ("", ["vision"], []),
        ("abcdefg", ["abcdefghijklm", "abcdefghijklmn"], ["abcdefghijklm"]),  # just 0.7, and less
        ("ision", ["vision", "mission", "a"], ["vision", "mission"]),
        ("aaa1", ["aaa2", "aaa3", "aaa4", "aaa5"], ["aaa2", "aaa3", "aaa4"]),
    ],
)
def test_the_nearest_names_are_few_and_really_near(name, names, near):
    assert nearest_names(name, names) == near


def test_another_spelling_of_a_candidate_counts():
    assert nearest_names("styrpaatingene", ["have styr på tingene"], ids=["styr-paa-tingene"]) == [
        "have styr på tingene"
    ]


def test_a_number_or_a_letter_in_a_title_is_no_name_of_its_entry():
    some = Section("s", "S", entries=(Entry("a", "De 12 mål"), Entry("b", "Plan 2030"), Entry("c", "Åben dør")))
    for name in ("12", "203", "2030", "å", "p", "0"):
        with pytest.raises(NotFoundError):
            find_entry(Handbook("H", "O", "2026-11-23", "K", sections=(some,)), some, name)


def test_a_number_goes_before_a_title_that_is_another():
    entries = (Entry("et", "3"), Entry("to", "1"), Entry("tre", "Tre"))
    section = Section(id="tal", title="Tal", kind="list", entries=entries)
    handbook = Handbook("T", "O", "2026-01-01", "S", sections=(section,))
    assert [find_entry(handbook, section, number).id for number in "123"] == ["et", "to", "tre"]
