"""The phrases that every format shares: dates, sources, places, first sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ishoj_cli.content.model import Entry, Section
from ishoj_cli.render import page
from ishoj_cli.render.page import Page


@pytest.mark.parametrize(
    ("edition", "said"),
    [
        ("2026-11-23", "23. november 2026"),
        ("2026-01-01", "1. januar 2026"),
        ("2026-12-09", "9. december 2026"),
        ("2026-13-01", "2026-13-01"),
        ("2026-00-01", "2026-00-01"),
        ("2026", "2026"),
        ("2026-11", "2026-11"),
        ("", ""),
        ("maj-11-23", "maj-11-23"),
        ("--", "--"),
    ],
)
def test_a_date_is_written_as_in_danish(edition, said):
    assert page.danish_date(edition) == said


@given(st.text(max_size=12))
def test_an_edition_that_is_no_date_stays_what_it_is(edition):
    said = page.danish_date(edition)
    assert said == edition or any(month in said for month in page.MONTHS)


@given(st.dates())
def test_every_date_can_be_said(date):
    day, month, year = page.danish_date(date.isoformat()).split(" ")
    assert (int(day[:-1]), page.MONTHS.index(month) + 1, int(year)) == (date.day, date.month, date.year)


def test_the_source_is_named_and_where_to_read_more(real):
    values = real.sections[2]
    assert page.source_line(Page(real, (values,))) == (
        "Kilde: Ishøj Kommunes side »Sådan arbejder vi i Ishøj Kommune«. "
        "Læs mere i mappen »Ishøj Kommune - vision, mission og værdier«."
    )


def test_the_source_of_more_sections_is_the_page_alone(real, odd):
    assert "Læs mere" not in page.source_line(Page(real, real.sections, whole=True))
    assert "Læs mere" not in page.source_line(Page(odd, (odd.sections[4],)))
    assert page.source_line(Page(real, real.sections[:2])).count("Læs mere") == 1


def test_a_leg_and_an_entry_say_where_they_stand(real):
    by_id = {section.id: section for section in real.sections}
    assert page.place_line(real, by_id["rundt"]) == ["En del af Grundlag for Lederskab & Følgeskab (ishoj grundlag)."]
    assert page.place_line(real, by_id["vaerdier"]) == []
    assert page.place_line(real, by_id["vaerdier"], by_id["vaerdier"].entries[4]) == ["Værdier, nummer 5 af 7."]


def test_the_local_interpretation_is_labelled_with_the_workplace(real, odd):
    assert page.local_label(odd) == "Hos os (Børnehuset *Solsikken*)"
    assert page.local_label(real) == "Hos os"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Én ting. To ting.", "Én ting."),
        ("Hvad? Jo.", "Hvad?"),
        ("Bl.a. dette og f.eks. hint. Så det.", "Bl.a. dette og f.eks. hint."),
        ("Kl. 12 begynder det. Æbler.", "Kl. 12 begynder det."),
        ("Ingen ende", "Ingen ende"),
        ("", ""),
    ],
)
def test_the_first_sentence_ends_where_the_next_one_begins(text, sentence):
    assert page.first_sentence(Section("a", "A", lead=(text,))) == sentence


def test_a_section_without_paragraphs_has_no_first_sentence():
    assert page.first_sentence(Section("a", "A", entries=(Entry("b", "B"),))) == ""


def test_only_the_entries_of_a_text_have_no_number():
    assert [page.numbered(Section("a", "A", kind)) for kind in ("text", "list", "cycle")] == [False, True, True]


@given(st.text())
def test_one_line_is_one_line_of_the_same_words(text):
    line = page.one_line(text)
    assert line.split() == text.split()
    assert len(line.splitlines()) <= 1


def test_no_text_is_an_empty_line():
    assert page.one_line(None) == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("En bog", "En bog."),
        ("Bog, 3. udg.", "Bog, 3. udg."),
        ("Hvad nu?", "Hvad nu?"),
        ("Bogen s. 3 ff.", "Bogen s. 3 ff."),
    ],
)
def test_a_sentence_has_one_full_stop(text, said):
    assert page.ended(text) == said
    assert page.more_line(Section(id="a", title="A", read_more=text)) == f"Læs mere i {said}"
