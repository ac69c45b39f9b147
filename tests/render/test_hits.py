"""Hits in every format, why each is one, and what is said on standard error."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from ishoj_cli.content.model import Entry, Handbook, Section
from ishoj_cli.render import FORMATS, Layout, renderer
from ishoj_cli.render.hits import messages, reasons
from ishoj_cli.search.result import Guess, Hit, Match, Reason, Result

BOOK = Handbook(
    "Håndbog",
    "Kommunen",
    "2026-01-01",
    "Kilden",
    sections=(
        Section("mission", "Mission", read_more="bogen »M«"),
        Section("vaerdier", "Værdier", entries=(Entry("ansvarlighed", "Ansvarlighed"),), read_more="bogen »V«"),
    ),
    workplace="Bad & *Bog*",
)
ENTRY = Hit(
    id="vaerdier/ansvarlighed",
    section="vaerdier",
    section_title="Værdier",
    title="Ansvarlighed",
    summary=None,
    text=("Vi *tager* ansvar.", "Det\ter\nalt."),
    questions=("Hvem?", "Hvad lover du?"),
    read_more=None,
    local=("Her hilser vi.", "På alle."),
    why="part",
    score=2.5,
    matches=(Match("title", 0, 0, 6), Match("text", 0, 3, 9), Match("text", 0, 11, 17), Match("questions", 1, 5, 10)),
    reasons=(Reason("ansvar", "Ansvarlighed", "Ansvar", "title", "part"), Reason("pligt", "pligt", "", None, "topic")),
    keywords=("pligt",),
)
SECTION = ENTRY.replace(
    id="mission",
    section="mission",
    section_title="Mission",
    title="Mission",
    summary="Vi er her",
    text=("Alt.",),
    read_more="bogen »M«",
    matches=(Match("summary", 0, 6, 9), Match("read_more", 0, 0, 5)),
    reasons=(Reason("bog", "bogen", "bogen", "read_more", "ending"),),
    keywords=(),
)
RESULT = Result("ansvar pligt bog", hits=(ENTRY, SECTION), total=2)
NOTE = "Spørgsmålene til dialog er forslag fra Kommunen."
PART = "»ansvar« er første del af »Ansvarlighed« i titlen."
ENDING = "»bog« står i henvisningen med en anden endelse: »bogen«."


def shown(format: str, result: Result = RESULT, layout: Layout | None = None, book: Handbook = BOOK) -> str:
    return renderer(format).render_hits(result, book, layout or Layout(60))


def test_text_is_a_line_a_hit_and_a_line_for_each_thing_beside_it():
    assert shown("tekst", layout=Layout(repeat=" --x")) == (
        "Ansvarlighed (Værdier, ishoj vaerdier ansvarlighed --x): Vi *tager* ansvar. Det er alt.\n"
        "Hos os (Bad & *Bog*): Her hilser vi. På alle.\nTil dialog: Hvad lover du?\n"
        "Fundet under emneordet »pligt«.\n\n"
        "Mission (ishoj mission --x): Alt.\nKort fortalt: Vi er her\nHos os (Bad & *Bog*): Her hilser vi. På alle.\n"
        f"Til dialog: Hvem?\nLæs mere: bogen »M«\n\nKilde: Kilden.\n{NOTE}\n"
    )


def test_terminal_shows_all_that_a_hit_has():
    assert shown("terminal", layout=Layout(60, repeat=" --x")) == (
        "–  Ansvarlighed\n   Værdier · ishoj vaerdier ansvarlighed --x\n   Vi *tager* ansvar.\n\n   Det er\n   alt.\n"
        "   Hos os (Bad & *Bog*): Her hilser vi.\n\n   På alle.\n   Til dialog: Hvad lover du?\n"
        "   Fundet under emneordet »pligt«.\n\n"
        "–  Mission\n   ishoj mission --x\n   Alt.\n   Kort fortalt: Vi er her\n"
        "   Hos os (Bad & *Bog*): Her hilser vi.\n\n   På alle.\n   Til dialog: Hvem?\n   Læs mere: bogen »M«\n\n"
        "Kilde: Kilden. Spørgsmålene til dialog er forslag fra\nKommunen.\n"
    )


def test_terminal_marks_matches():
    coloured = shown("terminal", layout=Layout(60, True))
    assert "\x1b[4;1;38;5;29mAnsvar\x1b[0m\x1b[1mlighed\x1b[0m" in coloured
    assert "Vi \x1b[4;1;38;5;29m*tager\x1b[0m* \x1b[4;1;38;5;29mansvar\x1b[0m." in coloured
    assert "Til dialog: Hvad \x1b[0m\x1b[4;1;38;5;29mlover\x1b[0m" in coloured


def test_markdown_is_text_with_marked_matches():
    assert shown("markdown", layout=Layout(explain=True, repeat=" --x")) == (
        "- **Ansvar**lighed (Værdier, `ishoj vaerdier ansvarlighed`): Vi **\\*tager**\\* **ansvar**.\n\n"
        "  Det er alt.\n\n"
        "  > **Hos os (Bad \\& \\*Bog\\*):** Her hilser vi.\n  >\n  > På alle.\n\n"
        f"  *Til dialog:* Hvad **lover** du?\n\n  Fundet under emneordet »pligt«.\n\n  {PART}\n\n"
        "- **Mission** (`ishoj mission`): Alt.\n\n  *Kort fortalt:* Vi er **her**\n\n"
        "  > **Hos os (Bad \\& \\*Bog\\*):** Her hilser vi.\n  >\n  > På alle.\n\n"
        f"  *Til dialog:* Hvem?\n\n  *Læs mere:* **bogen** »M«\n\n  {ENDING}\n\nKilde: Kilden.\n\n{NOTE}\n"
    )


def test_tsv_is_a_row_a_hit_with_what_matched():
    entry = "vaerdier/ansvarlighed\tAnsvarlighed\tVi *tager* ansvar. Det er alt. Til dialog: Hvad lover du?"
    section = "mission\tMission\tAlt. Kort fortalt: Vi er her Læs mere: bogen »M«"
    assert shown("tsv") == f"{entry}\n{section}\n"
    explained = f"{entry}\tFundet under emneordet »pligt«. {PART}\n{section}\t{ENDING}\n"
    assert shown("tsv", layout=Layout(explain=True)) == explained
    local = Result("hilser", hits=(ENTRY.replace(matches=(Match("local", 0, 4, 10),)),))
    assert shown("tsv", local).endswith("Det er alt. Hos os (Bad & *Bog*): Her hilser vi. På alle.\n")


def test_json_is_the_document_of_the_schema(schemas):
    document = json.loads(shown("json"))
    Draft202012Validator(json.loads((schemas / "soeg.json").read_text(encoding="utf-8"))).validate(document)
    hit = document["hits"][0]
    assert hit["matches"][3] == {"field": "questions", "index": 1, "start": 5, "end": 10}
    assert {key: hit[key] for key in hit if key != "matches"} == {
        key: list(value) if isinstance(value, tuple) else value
        for key, value in vars(ENTRY).items()
        if key not in ("matches", "section_title", "reasons")
    }
    empty = json.loads(shown("json", Result("zzz", suggestions=("alt",))))
    assert empty == {"schema": 1, "query": "zzz", "hits": [], "suggestions": ["alt"]}


@pytest.mark.parametrize("format", [format for format in FORMATS if format != "json"])
def test_no_hit_is_no_output(format):
    assert shown(format, Result("zzz")) == ""


def test_an_entry_of_a_title_alone_has_no_text_and_no_note():
    bare = ENTRY.replace(text=(), questions=(), local=(), matches=(), reasons=(), keywords=())
    assert shown("tekst", Result("x", hits=(bare,))) == (
        "Ansvarlighed (Værdier, ishoj vaerdier ansvarlighed)\n\nKilde: Kilden.\n"
    )
    assert shown("tsv", Result("x", hits=(bare,)), Layout(explain=True)) == "vaerdier/ansvarlighed\tAnsvarlighed\t\t\n"


@given(st.text(st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff")))
def test_markdown_takes_no_letter_of_the_content_for_a_mark(title):
    marked = ENTRY.replace(title=f"a{title}", matches=(Match("title", 0, 0, 1),))
    assert shown("markdown", Result("x", hits=(marked,))).startswith("- **a**")


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (("åbenhed", "Åbenhed", "Åbenhed", "title", "word"), "»åbenhed« står i titlen."),
        (("borger", "borgeren", "", "text", "ending"), "»borger« står i teksten med en anden endelse: »borgeren«."),
        (
            ("lighed", "Ansvarlighed", "lighed", "summary", "part"),
            "»lighed« er sidste del af »Ansvarlighed« i resuméet.",
        ),
        (
            ("ansvarlige", "Ansvarlighed", "Ansvarlig", "local", "part"),
            "»Ansvarlig« fra »ansvarlige« er første del af »Ansvarlighed« i den lokale tolkning.",
        ),
        (("ansvarlig", "ansvar", "ansvar", "text", "part"), "»ansvar« fra »ansvarlig« står i teksten."),
        (("aabenhed", "Åbenhed", "", "title", "spelling"), "»aabenhed« er skrevet »Åbenhed« i titlen."),
        (
            ("åbnehed", "Åbenhed", "", "questions", "guess"),
            "»åbnehed« findes ikke, men »Åbenhed« i et spørgsmål til dialog ligner.",
        ),
        (("{x}\x1b", "ord", "", "read_more", "word"), "»{x}\\x1b« står i henvisningen."),
    ],
)
def test_a_reason_is_a_sentence_that_is_said_once(reason, said):
    hit = ENTRY.replace(reasons=(Reason(*reason),) * 2, keywords=())
    assert reasons(hit, True) == (said,)
    assert reasons(hit, False) == ()


def test_topic_words_are_always_reported():
    several = ENTRY.replace(keywords=("pligt", "moral"))
    assert reasons(several, False) == ("Fundet under emneordene »pligt« og »moral«.",)
    assert reasons(several, True) == ("Fundet under emneordene »pligt« og »moral«.", PART)


NONE = "Det siger teksten ikke noget om. Den officielle ordlyd står her: Kilden, bogen »M« og bogen »V«."
APART = "Ordene står ikke samlet noget sted. Her er de træf, hvor flest af dem står."
LIST = "Se alt, der findes: ishoj liste --x"


@pytest.mark.parametrize(
    ("result", "lines"),
    [
        (Result("a", (ENTRY,), 1), []),
        (
            Result("åbnehed", (ENTRY,), 1, guesses=(Guess("åbnehed", ("åben", "åbenhed", "åbne", "åbner")),)),
            ["Ingen træf på »åbnehed«. Mente du »åben«, »åbenhed« eller »åbne«?"],
        ),
        (Result("a b", (ENTRY,), 1, missing=("b",)), ["Ingen træf på »b«. Her er træf på resten."]),
        (Result("a b", (ENTRY, SECTION), 2, together=False), [APART]),
        (Result("a", (ENTRY,), 2), ["Viser det bedste af 2 træf. Vis flere med --antal."]),
        (Result("a", (ENTRY, SECTION), 3), ["Viser de 2 bedste af 3 træf. Vis flere med --antal."]),
        (
            Result("a b", (ENTRY,), 1, missing=tuple("bcdefghij")),
            [f"Ingen træf på »{word}«. Her er træf på resten." for word in "bcdefgh"]
            + ["Der er heller ingen træf på 2 andre ord."],
        ),
        (Result("ferie", missing=("ferie",)), ["Ingen træf på »ferie«.", NONE, LIST]),
        (
            Result("er det", suggestions=("løn", "tid")),
            ["Ingen træf på »er det«.", NONE, "Prøv for eksempel »løn« eller »tid«.", LIST],
        ),
        (
            Result("a", guesses=(Guess("a", ("b",)),), suggestions=("b",)),
            ["Ingen træf på »a«. Mente du »b«?", NONE, LIST],
        ),
        (
            Result("a", missing=("a",), elsewhere=1),
            ["Ingen træf på »a«.", "Der er 1 træf i andre afsnit: søg uden --sektion.", LIST],
        ),
    ],
)
def test_messages(result, lines):
    assert messages(result, BOOK, Layout(repeat=" --x")) == lines


def test_a_reader_is_sent_to_a_few_documents():
    sections = tuple(Section(f"s{n}", "S", read_more=f"bog {n // 2}") for n in range(20))
    assert (
        "står her: Kilden, bog 0, bog 1, bog 2 og bog 3."
        in messages(Result("a"), BOOK.replace(sections=sections), Layout())[1]
    )
