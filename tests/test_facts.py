"""The shipped content: its facts, the municipality's own terms, the tool's questions, and the topic words."""

import hashlib
import re
from collections import Counter
from pathlib import Path

import pytest

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
ENTRIES = {  # None: the title is the tool's own
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
    "personalepolitik": {"ansat": None, "ansaettelsen": None, "farvel": None},
    "perspektiver": {
        "mere-for-mindre": "skabe mere og bedre for mindre",
        "innovation": "skabe innovation sammen med andre",
        "styr-paa-tingene": "have styr på tingene",
        "blik-for-fremtiden": "have blik for fremtiden",
    },
    "rundt": {"opad": None, "til-siden": None, "indad": None},
}
KINDS = {"personalepolitik": "cycle", "vision": "list", "vaerdier": "list", "perspektiver": "list", "rundt": "list"}
ALIASES = {
    "vaerdi": "vaerdier",
    "politik": "personalepolitik",
    "cyklus": "personalepolitik",
    "foelgeskab": "lederskab",
    "perspektiv": "perspektiver",
}
READ_MORE = {
    **dict.fromkeys(TITLES, "dokumentet »Grundlag for Lederskab & Følgeskab«"),
    **dict.fromkeys(("vision", "mission", "vaerdier"), "folderen »Ishøj Kommune - vision, mission og værdier«"),
    "personalepolitik": "dokumentet »Personalepolitik«",
}
# The municipality's own terms and the passage each belongs to, as patterns where grammar leaves the ending open.
TERMS = {
    "alt": "vision, mission, værdier, grundlag, lederskab, følgeskab, personalepolitik, rammer, retning, "
    "medarbejdere, ledere",
    "vision": "arbejdsplads, mangfoldighed, styrke, ressourcer, svagheder, beskriver, tolkes, lokalt, tolkning",
    "vision/inddragende": "alle",
    "vision/anerkendende": "muligheder, begrænsninger",
    "vision/innovativt": "metoder, evner, mod",
    "vision/tvaerfagligt": "kompetencer",
    "mission": "hvorfor, opgaverne, borgeren, det kommunale fællesskab, tolkning, lokalt, arbejdspladser",
    "vaerdier": "syv, opgaver, beslutninger, vision\\w*, mission\\w*",
    "grundlag": "samarbejder|arbejder sammen, leder, tre ben, De fire perspektiver, Lederskab/Følgeskab, "
    "Ledelse hele vejen rundt",
    "perspektiver": "borgere, fire baner",
    "perspektiver/mere-for-mindre": "ressourcer, arbejdsgange",
    "perspektiver/innovation": "plads, kreativitet, kompetencer, løsninger",
    "perspektiver/styr-paa-tingene": "regler, love, borgerne, politiske mål, økonomien",
    "perspektiver/blik-for-fremtiden": "udvikling, langsigtet, metoder, løsninger",
    "lederskab": "ud af boksen, ledelse, relationer, medarbejdere, sparringspartner, ansvar, "
    "organisationen, arbejdsfællesskabet",
    "rundt": "rolle, chefer, kolleger",
    "rundt/opad": "for eksempel, klæde .*? på, faglighed",
    "rundt/til-siden": "for eksempel, mål, viden, sparring",
    "rundt/indad": "rolle, reflektere, motivation",
    "personalepolitik": "vision, mission, at spille hinanden gode, syv værdier, opgaverne, beslutningerne, "
    "ambitioner, mål, rekruttering, forlader, cyklus, ansættelsesforløbets",
    "personalepolitik/ansat": "rekruttering, ambitioner, mål",
    "personalepolitik/ansaettelsen": "visionen, missionen, syv værdier, spiller hinanden gode",
    "personalepolitik/farvel": "forlader, ambitioner, mål",
}
ENGLISH = re.compile(r"\b(the|and|of|is|with|you|are|for the)\b", re.IGNORECASE)
# Hashes of every run of eight words of the municipality's page, which is not ours to copy.
SOURCE_RUNS = frozenset((Path(__file__).parent / "source_runs.txt").read_text("ascii").split())
RUN = 8
ENDINGS = ("", "e", "en", "et", "er", "ene", "erne", "ere", "ede", "ende", "est", "este", "ne", "r", "t", "te")
SHORTEST_STEM = 3


def words(text):
    return re.findall(r"\w+", text.lower())


def stems(word):
    """What may be left of a word without a Danish ending; a doubled consonant before the ending counts once."""
    for ending in (ending + s for ending in ENDINGS for s in ("", "s")):
        stem = word.removesuffix(ending)
        if word.endswith(ending) and len(stem) >= SHORTEST_STEM:
            yield stem[:-1] if stem[-1] == stem[-2] else stem


def stands_in(phrase, text):
    """Whether a phrase stands in a text, its words in any inflection."""
    asked = [set(stems(word)) | {word} for word in words(phrase)]
    there = [set(stems(word)) | {word} for word in words(text)]
    runs = (there[start : start + len(asked)] for start in range(len(there) - len(asked) + 1))
    return any(all(a & b for a, b in zip(asked, run, strict=True)) for run in runs)


@pytest.fixture(scope="module")
def sections(real):
    return {section.id: section for section in real.sections}


@pytest.fixture(scope="module")
def passages(real):
    """Every section, and every entry as `section/entry`."""
    return {
        **{section.id: section for section in real.sections},
        **{f"{section.id}/{entry.id}": entry for section in real.sections for entry in section.entries},
    }


@pytest.fixture(scope="module")
def texts(real, passages):
    """The paragraphs of each passage, and of the handbook itself (`alt`)."""
    return {"alt": (*real.lead, *real.closing)} | {
        name: passage.text if "/" in name else (*passage.lead, *passage.closing) for name, passage in passages.items()
    }


def test_sections_and_entries_stand_in_the_municipalitys_order_under_their_names(real, sections):
    assert [(section.id, section.title) for section in real.sections] == list(TITLES.items())
    found = {section.id: [entry.id for entry in section.entries] for section in sections.values() if section.entries}
    assert found == {name: list(entries) for name, entries in ENTRIES.items()}
    named = {(s, entry): title for s, entries in ENTRIES.items() for entry, title in entries.items() if title}
    titles = {(name, entry.id): entry.title for name, section in sections.items() for entry in section.entries}
    assert named.items() <= titles.items()


def test_the_foundation_stands_on_three_subsections_and_only_the_policy_is_a_cycle(real, sections):
    assert [part.id for part in real.parts_of(sections["grundlag"])] == ["perspektiver", "lederskab", "rundt"]
    assert {section.part_of for section in real.sections} == {None, "grundlag"}
    assert {section.id: section.kind for section in real.sections} == {name: KINDS.get(name, "text") for name in TITLES}


def test_every_section_has_its_aliases_its_document_and_a_summary_that_fits_help(real):
    assert {alias: section.id for section in real.sections for alias in section.aliases} == ALIASES
    assert {section.id: section.read_more for section in real.sections} == READ_MORE
    assert all(30 < len(section.summary) <= 58 for section in real.sections)


def test_the_handbook_says_where_it_comes_from_and_whose_the_questions_are(real):
    assert (real.title, real.organisation) == ("Sådan arbejder vi i Ishøj Kommune", "Ishøj Kommune")
    assert (real.edition, real.questions_by) == ("2026-11-26", "værktøjet ishoj")
    assert "»Sådan arbejder vi i Ishøj Kommune«" in real.source
    assert real.featured_section().id == "vaerdier"
    assert all(word in " ".join(real.closing) for word in ("genfortalt", "officielle"))


@pytest.mark.parametrize(("place", "term"), [(place, term) for place in TERMS for term in TERMS[place].split(", ")])
def test_the_municipalitys_own_term_is_used(texts, place, term):
    assert re.search(rf"\b({term})\b", " ".join(texts[place]), re.IGNORECASE)


def test_the_perspectives_go_on_from_the_lead_and_the_arrangement_is_said_once(sections, texts):
    assert sections["perspektiver"].lead[-1].endswith("Vi skal:")
    assert sum(text.count("værktøjets") for passage in texts.values() for text in passage) == 1


def test_only_values_have_no_text_since_the_municipality_does_not_describe_them(passages):
    assert {name for name, passage in passages.items() if "/" in name and not passage.text} == {
        f"vaerdier/{entry}" for entry in ENTRIES["vaerdier"]
    }
    assert all(passage.lead for name, passage in passages.items() if "/" not in name)


def test_all_is_in_danish_and_in_our_own_words_and_nothing_is_interpreted(texts, passages):
    summaries = [passage.summary for name, passage in passages.items() if "/" not in name]
    for text in [*summaries, *(text for said in texts.values() for text in said)]:
        assert not ENGLISH.search(text)
        said = words(text)
        runs = [" ".join(said[start : start + RUN]).encode() for start in range(len(said) - RUN + 1)]
        assert [run for run in runs if hashlib.sha1(run, usedforsecurity=False).hexdigest()[:12] in SOURCE_RUNS] == []
    assert not any(passage.local for passage in passages.values())


def test_every_passage_has_a_question_and_every_value_three_that_begin_differently(passages):
    for name, passage in passages.items():
        assert len(passage.questions) == 3 if name.startswith("vaerdier/") else passage.questions
        assert len({words(question)[0] for question in passage.questions}) == len(passage.questions)


def test_questions_are_short_open_and_unlike_each_other(passages):
    questions = [question for passage in passages.values() for question in passage.questions]
    assert len(set(questions)) == len(questions)
    for question in questions:
        assert re.fullmatch(r"Hv\w+ [^?.!]{,85}\?", question)
        assert "sidste uge" not in question
        assert not ENGLISH.search(question)
    first = Counter(words(question)[0] for question in questions)
    assert max(first.values()) <= len(questions) * 2 / 5


def test_every_passage_has_topic_words_and_none_stands_in_its_text(passages, sections, texts):
    also = {name: (section.summary, section.read_more) for name, section in sections.items()}
    for name, passage in passages.items():
        assert 10 <= len(set(passage.keywords)) == len(passage.keywords) <= 60
        own = [passage.title, *texts[name], *passage.questions, *also.get(name, ())]
        assert [keyword for keyword in passage.keywords if any(stands_in(keyword, text) for text in own)] == []


@pytest.mark.parametrize(
    ("phrase", "text", "stands"),
    [
        ("ansvar", "Alles ansvarets", True),
        ("politikker", "vores politik", True),
        ("stole på", "vi stoler på det", True),
        ("stole på", "vi stoler meget på det", False),
        ("ansvarlig", "Vi tager ansvar", False),
    ],
)
def test_topic_words_are_looked_for_in_every_inflection(phrase, text, stands):
    assert stands_in(phrase, text) is stands
