"""The poster: large words, few sentences, and all of the local words, on as many sheets of A3 as they need."""

import pypdfium2
import pytest

from ishoj_cli.content.model import Entry, Section
from ishoj_cli.render.handout import poster
from ishoj_cli.render.handout.layout import Handout
from ishoj_cli.render.handout.make import chosen_sections
from ishoj_cli.render.page import QUESTION
from tests.render.handout import pdf_pages, reader, samples
from tests.render.handout.samples import entries_of, handbook_of, interpreted, list_of, made, text_of

NAMED = [(), ("vaerdier",), ("vision", "perspektiver"), ("mission",), ("personalepolitik",)]


def sheets(handbook, *ids):
    sections = chosen_sections(handbook, "plakat", ids)
    return poster.sheets(Handout(handbook, "plakat", sections, named=bool(ids)), "Hos os")


@pytest.mark.parametrize("ids", NAMED)
@pytest.mark.parametrize("name", samples.INTERPRETATIONS)
def test_all_can_be_read_from_afar(name, ids):
    handbook = interpreted(name)
    runs = list(pdf_pages.runs(made(handbook, "plakat", "pdf", *ids)))
    small = [text for size, text in runs if size < 18]
    assert all("Kilde:" in text for text in small)
    large = " ".join(text for size, text in runs if size >= 60)
    sections = chosen_sections(handbook, "plakat", ids)
    shown = [entry for section in (sections if ids else sections[-1:]) for entry in section.entries]
    assert [entry.title for entry in shown if entry.title not in large] == []


@pytest.mark.parametrize("name", samples.INTERPRETATIONS)
@pytest.mark.parametrize("ids", NAMED)
def test_local_words_are_never_left_out_and_other_sentences_are_at_most_two(name, ids):
    handbook = interpreted(name)
    said = pdf_pages.text_of(made(handbook, "plakat", "pdf", *ids))
    sections = chosen_sections(handbook, "plakat", ids)
    local = [part.local for section in sections for part in (section, *section.entries)]
    assert [text for text in samples.without_marks(*local) if " ".join(text.split()) not in said] == []
    assert said.count("Biblioteket og Borgerservice") == said.count("den 23. november 2026") == 1
    for sheet in sheets(handbook, *ids):
        texts = [*sheet.text, *sheet.questions, *(text for word in (*sheet.words, *sheet.panels) for text in word.text)]
        assert len(texts) <= 2
        assert [text for text in texts if not text.endswith((".", "?"))] == []
    assert said.count(QUESTION) <= len(sections)


@pytest.mark.parametrize("id_", ["vision", "vaerdier", "personalepolitik", "perspektiver", "lederskab", "rundt/opad"])
def test_no_question_or_explanation_is_larger_than_local_words(id_):
    handbook = interpreted("full")
    (sheet,) = sheets(handbook, id_)
    words = [*sheet.words, sheet]
    sizes = {}
    for kind in ("local", "questions", "text"):
        texts = ["".join(text.split())[:20] for word in words for text in getattr(word, kind)]
        runs = [(size, "".join(said.split())) for size, said in pdf_pages.runs(made(handbook, "plakat", "pdf", id_))]
        sizes[kind] = [size for text in texts for size, said in runs if text in said]
    assert min(sizes["local"]) >= max(sizes["questions"] + sizes["text"])


def test_what_there_is_no_room_for_gives_way_in_a_stated_order():
    def left(letters):
        local = (text_of(letters),)
        panel = Section("p", "Panel", summary="Et panel", local=("Vores.",))
        main = list_of(*entries_of(7, None), summary="En forklaring", questions=("Hvad?",), local=local)
        first, *others = sheets(handbook_of(panel, main, featured="a"))
        assert first.local == local
        assert bool(others) is not bool(first.panels)  # which have the panel's local words
        return [name for name in ("panels", "text", "questions") if getattr(first, name)]

    found = [left(letters) for letters in (70, 700, 960, 1170, 5000)]
    assert found == [["panels", "questions"], ["text", "questions"], ["questions"], [], ["text", "questions"]]


def test_an_entry_alone_speaks_for_its_section():
    entry = Entry("ro", "Ro", ("Vi tager den med ro.",), questions=("Hvad? Hvordan? Hvornår?", "Hvorfor?"))
    (sheet,) = sheets(handbook_of(list_of(entry)))
    assert (sheet.text, sheet.words[0].text, sheet.questions) == ((), entry.text, ("Hvorfor?",))
    (sheet,) = sheets(handbook_of(list_of(entry.replace(local=(text_of(5000),)))))
    assert sheet.words[0].text == entry.text
    (sheet,) = sheets(handbook_of(list_of(entry.replace(local=(text_of(2400),)))))
    assert sheet.words[0].text == ()
    (sheet,) = sheets(handbook_of(list_of(entry.replace(questions=(), text=()), lead=("Ét. To. Tre.",))))
    assert sheet.text == ()


def test_abbreviations_end_no_sentence():
    text = "Vi hjælper bl.a. ældre, dvs. dem over 80, f.eks. med bad osv. hver dag. Kom den 1. maj."
    (sheet,) = sheets(handbook_of(list_of(Entry("a", "Alfa", (text,)))))
    assert sheet.words[0].text == (text,)
    (sheet,) = sheets(handbook_of(list_of(Entry("a", "Alfa", (f"{text} Og gå hjem. »Tak.«",)))))
    assert sheet.words[0].text == ()


def test_long_local_words_of_an_entry_alone_stay_on_its_sheet():
    entry = Entry("ro", "Ro", questions=("Hvorfor?",), local=(samples.text_of(800), samples.text_of(500)))
    assert len(pdf_pages.page_sizes(made(handbook_of(list_of(entry)), "plakat"))) == 1


def test_every_sheet_begins_with_whose_it_is_and_what_it_belongs_to():
    many = made(samples.forty_names(), "plakat")
    assert len(pdf_pages.page_sizes(many)) > 1
    for said in pdf_pages.texts_of(many):
        assert said.startswith("Sådan gør vi i Bogby Navne ")


def test_a_few_names_are_larger_than_many():
    def size(count):
        return max(size for size, _ in pdf_pages.runs(made(handbook_of(list_of(*entries_of(count, None))), "plakat")))

    assert size(1) >= size(3) > size(7) > size(40) >= 60


def test_a_long_word_fits_or_is_hyphenated_at_the_smallest_size():
    for word in ("Arbejdsmiljørepræsentanters", "Arbejdsmiljørepræsentantskabsbestemmelser"):
        handout = made(handbook_of(list_of(Entry("o", word))), "plakat")
        wide = [it.letter for it in pdf_pages.letters(handout) if it.left < 24 or it.right > 297 - 24]
        assert wide == []
        assert word in reader.squeezed(pdf_pages.text_of(handout))


def test_the_words_of_a_cycle_are_numbered_and_it_is_said_that_it_repeats():
    said = pdf_pages.text_of(made(samples.cycle_of(3), "plakat"))
    assert "1 Trin 0:" in said
    assert "Efter 3 kommer 1 igen: Trin 0:." in said
    assert "12 Trin 11:" in pdf_pages.text_of(made(samples.cycle_of(12, None), "plakat"))  # clear of its number


@pytest.mark.parametrize(
    "title",
    ["Grundlag for Lederskab & Følgeskab", "Ord – til hverdag / fest", "Mange ord om samarbejde + medbestemmelsesret"],
)
@pytest.mark.parametrize("titles", [1, 4, 7])
def test_no_line_of_a_title_begins_with_a_separator_or_goes_over_the_margin(title, titles):
    entries = [Entry(f"p{at}", title) for at in range(titles)]
    poster_of = made(handbook_of(list_of(*entries)), "plakat")
    lines = pypdfium2.PdfDocument(poster_of)[0].get_textpage().get_text_range().splitlines()
    assert [line for line in lines if line.startswith(("&", "/", "–", "+"))] == []
    assert "samarbejde +" in title or [line for line in lines if line.endswith(("&", "/", "–"))] == []
    assert max(it.right for it in pdf_pages.letters(poster_of)) <= 297 - 24
