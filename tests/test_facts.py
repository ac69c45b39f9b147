"""The facts of the real content: names, order, the municipality's own terms, sources, a question where one belongs."""

import re

import pytest

ORDER = ["vision", "mission", "vaerdier", "personalepolitik", "grundlag", "perspektiver", "lederskab", "rundt"]
TITLES = {
    "vision": "Vision",
    "mission": "Mission",
    "vaerdier": "Værdier",
    "personalepolitik": "Personalepolitik",
    "grundlag": "Grundlag for Lederskab & Følgeskab",
    "perspektiver": "De fire perspektiver",
    "lederskab": "Lederskab/Følgeskab",
    "rundt": "Ledelse hele vejen rundt",
}
ENTRIES = {
    "vision": {
        "inddragende": "Inddragende",
        "anerkendende": "Anerkendende",
        "innovativt": "Innovativt",
        "tvaerfagligt": "Tværfagligt",
    },
    "vaerdier": {
        "trovaerdighed": "Troværdighed",
        "handlekraft": "Handlekraft",
        "aabenhed": "Åbenhed",
        "ansvarlighed": "Ansvarlighed",
        "respekt": "Respekt",
        "klare-budskaber": "Klare budskaber",
        "sund-fornuft": "Sund fornuft",
    },
    "perspektiver": {
        "mere-for-mindre": "skabe mere og bedre for mindre",
        "innovation": "skabe innovation sammen med andre",
        "styr-paa-tingene": "have styr på tingene",
        "blik-for-fremtiden": "have blik for fremtiden",
    },
}
# The ids of entries whose titles are the tool's own.
OWN_TITLES = {"personalepolitik": ["ansat", "ansaettelsen", "farvel"], "rundt": ["opad", "til-siden", "indad"]}
KINDS = {"personalepolitik": "cycle", "vision": "list", "vaerdier": "list", "perspektiver": "list", "rundt": "list"}
ALIASES = {
    "vaerdier": ("vaerdi",),
    "personalepolitik": ("politik", "cyklus"),
    "lederskab": ("foelgeskab",),
    "perspektiver": ("perspektiv",),
}
FOLDER = "mappen »Ishøj Kommune - vision, mission og værdier«"
FOUNDATION = "dokumentet »Grundlag for Lederskab & Følgeskab«"
READ_MORE = {
    **dict.fromkeys(("vision", "mission", "vaerdier"), FOLDER),
    **dict.fromkeys(("grundlag", "perspektiver", "lederskab", "rundt"), FOUNDATION),
    "personalepolitik": "dokumentet »Personalepolitik«",
}
# The municipality's own terms and where each belongs; where grammar asks for it, the ending is free (`|`).
TERMS = {
    "": [
        *("vision", "mission", "værdier", "grundlag", "lederskab", "følgeskab", "personalepolitik"),
        *("rammer", "retning", "medarbejdere", "ledere"),
    ],
    "vision": ["arbejdsplads", "mangfoldighed", "styrke", "ressourcer", "svaghederne", "tolkes", "tolkning"],
    "vision/anerkendende": ["muligheder", "begrænsninger"],
    "vision/innovativt": ["metoder", "evner", "mod"],
    "vision/tvaerfagligt": ["kompetencer"],
    "mission": ["opgaverne", "borgeren", "det kommunale fællesskab", "lokalt", "tolkning"],
    "vaerdier": ["opgaverne", "beslutningerne"],
    "grundlag": [
        *("arbejde sammen|samarbejde", "lede", "tre ben"),
        *("De fire perspektiver", "Lederskab/Følgeskab", "Ledelse hele vejen rundt"),
    ],
    "perspektiver": ["borgere", "baner"],
    "perspektiver/mere-for-mindre": ["ressourcer", "arbejdsgange"],
    "perspektiver/innovation": ["plads", "kreativitet", "kompetencer", "løsninger"],
    "perspektiver/styr-paa-tingene": ["regler", "love", "borgerne", "politiske mål", "økonomi\\w*"],
    "perspektiver/blik-for-fremtiden": ["udvikling", "langsigtet", "metoder", "løsninger"],
    "lederskab": [
        *("ud af boksen", "ledelse", "relationer", "medarbejdere", "sparringspartner"),
        *("ansvar", "organisation\\w*", "arbejdsfællesskab\\w*"),
    ],
    "rundt": ["rolle", "chefer", "kolleger"],
    "rundt/opad": ["faglighed", "klæde .* på"],
    "rundt/til-siden": ["mål", "viden", "sparring"],
    "rundt/indad": ["reflektere", "motivation"],
    "personalepolitik": [
        *("spille hinanden gode", "opgaverne", "beslutningerne", "ambitioner", "mål", "rekruttering"),
        *("cyklus", "ansættelsesforløb"),
    ],
}
ENGLISH = re.compile(r"\b(the|and|of|is|to|with|you|are|for the)\b", re.IGNORECASE)


@pytest.fixture(scope="module")
def sections(real):
    return {section.id: section for section in real.sections}


def test_the_sections_stand_in_reading_order_under_their_names(real):
    assert [section.id for section in real.sections] == ORDER
    assert {section.id: section.title for section in real.sections} == TITLES


@pytest.mark.parametrize("section", ENTRIES)
def test_the_entries_stand_in_the_municipalitys_order(sections, section):
    assert [(entry.id, entry.title) for entry in sections[section].entries] == list(ENTRIES[section].items())


@pytest.mark.parametrize("section", OWN_TITLES)
def test_entries_with_titles_of_the_tools_own_have_their_ids_in_order(sections, section):
    assert [entry.id for entry in sections[section].entries] == OWN_TITLES[section]


def test_there_are_seven_values_four_ways_four_perspectives_three_directions_and_three_phases(sections):
    counts = {section.id: len(section.entries) for section in sections.values() if section.entries}
    assert counts == {"vaerdier": 7, "vision": 4, "perspektiver": 4, "rundt": 3, "personalepolitik": 3}


def test_the_foundation_stands_on_three_legs_in_order(real, sections):
    assert [part.id for part in real.parts_of(sections["grundlag"])] == ["perspektiver", "lederskab", "rundt"]
    assert {section.part_of for section in real.sections} == {None, "grundlag"}


def test_only_the_policy_is_a_cycle(sections):
    assert {section.id: section.kind for section in sections.values()} == {id_: KINDS.get(id_, "text") for id_ in ORDER}


def test_the_aliases_are_these_and_no_others(sections):
    assert {section.id: section.aliases for section in sections.values() if section.aliases} == ALIASES


def test_every_section_names_the_document_with_the_official_wording(real, sections):
    assert {section.id: section.read_more for section in sections.values()} == READ_MORE
    assert real.source.organisation == "Ishøj Kommune"
    assert "Sådan arbejder vi i Ishøj Kommune" in real.source.name
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", real.source.edition)


def test_the_tool_says_that_it_retells(real):
    said = " ".join(real.closing)
    assert "genfortalt" in said
    assert "officielle" in said


@pytest.mark.parametrize(("place", "term"), [(place, term) for place, terms in TERMS.items() for term in terms])
def test_the_municipalitys_own_term_is_used(real, sections, place, term):
    section, _, entry = place.partition("/")
    if not section:
        texts = [real.title, *real.lead]
    elif entry:
        texts = [e.text for e in sections[section].entries if e.id == entry]
    else:
        texts = [
            *sections[section].lead,
            *(e.text or "" for e in sections[section].entries),
            *sections[section].closing,
        ]
    assert re.search(rf"\b({term})\b", " ".join(texts), re.IGNORECASE)


@pytest.mark.parametrize("section", ["vision", "vaerdier", "perspektiver", "personalepolitik"])
def test_every_entry_that_is_talked_about_has_a_question(sections, section):
    questions = [entry.question for entry in sections[section].entries]
    assert all(question and question.endswith("?") for question in questions)
    assert len(set(questions)) == len(questions)


def test_a_value_is_not_described_for_the_municipality_does_not(sections):
    assert {entry.text for entry in sections["vaerdier"].entries} == {None}


def test_other_entries_have_their_text(real):
    assert all(entry.text for section in real.sections if section.id != "vaerdier" for entry in section.entries)


def test_no_section_is_without_text(real):
    assert all(section.lead and all(section.lead) for section in real.sections)


def test_nothing_is_in_english_and_no_local_interpretation_is_shipped(real):
    for section in real.sections:
        texts = [*section.lead, *section.closing]
        texts += [t for entry in section.entries for t in (entry.title, entry.text or "", entry.question or "")]
        assert not ENGLISH.search(" ".join(texts))
        assert (section.local, {entry.local for entry in section.entries} - {None}) == (None, set())


def test_the_values_are_what_is_shown_one_a_day(real):
    assert real.featured_section().id == "vaerdier"
