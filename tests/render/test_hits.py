import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from ishoj_cli.content.model import Entry, Handbook, Section, Source
from ishoj_cli.render.hits import hits_as_json, hits_as_terminal, hits_as_tsv, messages, reasons, render_hits
from ishoj_cli.search import search

SCHEMA = json.loads((Path(__file__).parents[2] / "schemas" / "soeg.json").read_text(encoding="utf-8"))
BOOK = Handbook(
    "Håndbog",
    Source("Kilden", "Kommunen", "2026-01-01"),
    sections=(
        Section("mission", "Mission", lead=("Vi er her *for* borgeren.", "Det\ter\nalt."), local="Her hilser vi."),
        Section(
            "vaerdier",
            "Værdier",
            entries=(
                Entry("aabenhed", "Åbenhed", question="Hvem lyttede du til?"),
                Entry("ansvarlighed", "Ansvarlighed", "Vi tager ansvar.", keywords=("pligt",)),
            ),
        ),
    ),
)


def test_tsv_is_a_line_a_hit() -> None:
    assert hits_as_tsv(search(BOOK, "borger")) == "mission\tMission\tVi er her *for* borgeren. Det er alt.\n"
    assert hits_as_tsv(search(BOOK, "åbenhed")) == "vaerdier/aabenhed\tÅbenhed\t\n"
    explained = render_hits(search(BOOK, "borger"), "tsv", explain=True)
    assert explained.endswith("\t«borger» står i teksten med en anden endelse: «borgeren»\n")
    assert render_hits(search(BOOK, "zzz"), "tsv") == ""


def test_text_can_be_read_aloud() -> None:
    shown = render_hits(search(BOOK.replace(workplace="Bad & *Bog*"), "borger ansvar"), "tekst", explain=True)
    assert shown == (
        "Ansvarlighed\nEn del af Værdier (ishoj vaerdier ansvarlighed).\nVi tager ansvar.\n"
        "«ansvar» er første del af «Ansvarlighed» i titlen.\n«ansvar» står i teksten.\n\n"
        "Mission\nEt afsnit (ishoj mission).\nVi er her *for* borgeren.\nDet er alt.\n"
        "Hos os (Bad & *Bog*): Her hilser vi.\n"
        "«borger» står i teksten med en anden endelse: «borgeren».\n\n"
        "Kilde: Kilden.\n"
    )
    assert "Til dialog (værktøjets forslag): Hvem lyttede du til?" in render_hits(search(BOOK, "åbenhed"), "tekst")
    assert render_hits(search(BOOK, "zzz"), "tekst") == ""


def test_json_is_the_document_of_the_schema() -> None:
    document = json.loads(render_hits(search(BOOK, "borger"), "json"))
    Draft202012Validator(SCHEMA).validate(document)
    assert document["hits"][0] == {
        "id": "mission",
        "section": "mission",
        "title": "Mission",
        "text": "Vi er her *for* borgeren.\n\nDet\ter\nalt.",
        "why": "ending",
        "score": document["hits"][0]["score"],
        "matches": [{"field": "text", "start": 16, "end": 24}],
    }
    assert json.loads(hits_as_json(search(BOOK, "zzz")))["hits"] == []
    assert json.loads(hits_as_json(search(BOOK, "åbenhed")))["hits"][0]["text"] is None


@given(st.text(st.characters(), min_size=1).filter(str.strip))
def test_json_is_utf_8_and_keeps_the_query(query: str) -> None:
    document = json.loads(hits_as_json(search(BOOK, query)).encode())
    Draft202012Validator(SCHEMA).validate(document)
    assert document["query"] == query


def test_json_spells_lone_surrogates() -> None:
    assert '"\\ud800æ"' in hits_as_json(search(BOOK, "\ud800æ"))


def test_json_spells_what_could_steer_a_terminal() -> None:
    output = hits_as_json(search(BOOK, "borger \x9b31m \u202e \U000e0041 \x7f"))
    assert '"query": "borger \\u009b31m \\u202e \\udb40\\udc41 \\u007f"' in output
    assert json.loads(output)["query"] == "borger \x9b31m \u202e \U000e0041 \x7f"


def test_markdown_takes_no_letter_of_the_content_for_a_mark() -> None:
    private = Section("privat", "\ue000Privat\ue001 ord")
    shown = render_hits(search(BOOK.replace(sections=(private,)), "ord"), "markdown")
    assert shown == "- \ue000Privat\ue001 **ord** (`privat`)\n"


def test_markdown_is_text_with_marked_matches() -> None:
    shown = render_hits(search(BOOK, "borger ansvar"), "markdown", explain=True)
    assert shown == (
        "- **Ansvar**lighed (`vaerdier/ansvarlighed`): Vi tager **ansvar**.\n\n"
        "  «ansvar» er første del af «Ansvarlighed» i titlen\n\n"
        "  «ansvar» står i teksten\n\n"
        "- Mission (`mission`): Vi er her \\*for\\* **borgeren**. Det er alt.\n\n"
        "  «borger» står i teksten med en anden endelse: «borgeren»\n"
    )
    assert render_hits(search(BOOK, "lyttede"), "markdown") == (
        "- Åbenhed (`vaerdier/aabenhed`)\n\n  Til dialog (værktøjets forslag): Hvem **lyttede** du til?\n"
    )
    assert render_hits(search(BOOK, "zzz"), "markdown") == ""


def test_terminal_without_colour() -> None:
    shown = render_hits(search(BOOK, "borger hilser"), "terminal", 60)
    assert shown == (
        "Mission\n  ishoj mission\n  Vi er her *for* borgeren.\n\n  Det er alt.\n"
        "  Hos os: Her hilser vi.\n\nKilde: Kilden.\n"
    )
    assert render_hits(search(BOOK, "lyttede"), "terminal", 60) == (
        "Åbenhed\n  Værdier · ishoj vaerdier aabenhed\n  Til dialog (værktøjets forslag): Hvem lyttede du til?\n"
        "\nKilde: Kilden.\n"
    )
    assert render_hits(search(BOOK, "zzz"), "terminal") == ""


def test_the_local_interpretation_says_whose_it_is() -> None:
    result = search(BOOK.replace(workplace="Biblioteket *Nord*"), "hilser")
    assert "\n  Hos os (Biblioteket *Nord*): Her hilser vi.\n" in render_hits(result, "terminal")
    shown = render_hits(result, "markdown")
    assert "\n  Hos os (Biblioteket \\*Nord\\*): Her **hilser** vi.\n" in shown


def test_terminal_marks_matches() -> None:
    shown = render_hits(search(BOOK, "borger alt"), "terminal", 60, True, explain=True)
    assert "\x1b[4;1;38;5;29mborgeren\x1b[0m" in shown
    assert "med en anden endelse: «borgeren»" in shown


@pytest.mark.parametrize("width", [20, 30, 80, 200])
def test_terminal_keeps_every_word_at_any_width(width: int) -> None:
    shown = hits_as_terminal(search(BOOK, "borger"), width, False)
    assert max(map(len, shown.splitlines())) <= min(width, 88)
    assert "".join(shown.split()) == "".join(
        ["Missionishojmission", *BOOK.sections[0].lead[0].split(), "Deteralt.Hosos:Herhilservi.Kilde:Kilden."]
    )


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("åbenhed", "«åbenhed» står i titlen"),
        ("borger", "«borger» står i teksten med en anden endelse: «borgeren»"),
        ("ansvar", "«ansvar» er første del af «Ansvarlighed» i titlen"),
        ("lighed", "«lighed» er sidste del af «Ansvarlighed» i titlen"),
        ("ansvarlige", "«Ansvarlig» fra «ansvarlige» er første del af «Ansvarlighed» i titlen"),
        ("aabenhed", "«aabenhed» er skrevet «Åbenhed» i titlen"),
        ("åbnehed", "«åbnehed» findes ikke, men «Åbenhed» i titlen ligner"),
        ("pligt", "«pligt» står blandt emneordene"),
        ("lyttede", "«lyttede» står i værktøjets spørgsmål til dialog"),
        ("hilser", "«hilser» står i den lokale tolkning"),
    ],
)
def test_reasons(query: str, reason: str) -> None:
    assert reason in [line for hit in search(BOOK, query).hits for line in reasons(hit)]


@pytest.mark.parametrize(
    ("query", "options", "lines"),
    [
        ("åbenhed", {}, []),
        ("åbnehed", {}, ["Ingen træf på «åbnehed». Mente du «åbenhed»?"]),
        ("åbenhed kantine", {}, ["Ingen træf på «kantine». Her er træf på resten."]),
        ("åbenhed borger", {}, ["Ordene står ikke alle sammen noget sted. Her er de steder, hvor flest af dem står."]),
        (
            "åbenhed borger",
            {"limit": 1},
            [
                "Ordene står ikke alle sammen noget sted. Her er de steder, hvor flest af dem står.",
                "Viser det bedste af 2 træf. Vis flere med --antal.",
            ],
        ),
        (
            "åbenhed borger ansvar",
            {"limit": 2},
            [
                "Ordene står ikke alle sammen noget sted. Her er de steder, hvor flest af dem står.",
                "Viser de 2 bedste af 3 træf. Vis flere med --antal.",
            ],
        ),
        (
            "kantine",
            {},
            [
                "Ingen træf på «kantine».",
                "Prøv for eksempel «mission» eller «værdier».",
                "Se alt, hvad der er: ishoj liste",
            ],
        ),
        (
            "åbenhed",
            {"sections": ["mission"]},
            [
                "Ingen træf på «åbenhed».",
                "Der er 1 træf i andre afsnit: søg uden --sektion.",
                "Se alt, hvad der er: ishoj liste",
            ],
        ),
    ],
)
def test_messages(query: str, options: dict[str, object], lines: list[str]) -> None:
    assert messages(search(BOOK, query, **options)) == lines


def test_nothing_to_suggest() -> None:
    empty = BOOK.replace(sections=())
    assert messages(search(empty, "kantine")) == ["Ingen træf på «kantine».", "Se alt, hvad der er: ishoj liste"]


def test_tsv_says_what_matched_beside_the_text(real):
    line = hits_as_tsv(search(real, "dømmekraft"))
    assert line == (
        "vaerdier/sund-fornuft\tSund fornuft\tTil dialog (værktøjets forslag): "
        "Hvornår brugte du i sidste uge din egen dømmekraft?\n"
    )
    assert "Til dialog" not in hits_as_tsv(search(real, "sund fornuft"))
