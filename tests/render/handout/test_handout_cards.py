"""The dialogue cards: one size of type, an instruction card, blank cards, and backs that fit their fronts."""

from itertools import pairwise

import page
import pypdfium2
import pytest

from ishoj_cli.content.model import Entry
from ishoj_cli.render.handout import labels
from ishoj_cli.render.page import QUESTION
from tests.render.handout import pdf_pages, reader, samples
from tests.render.handout.samples import entries_of, handbook_of, interpreted, list_of, made, text_of

SOURCE = "Kilde:"


def deck(count, text=None, questions=1, **options):
    return made(handbook_of(list_of(*entries_of(count, text, questions))), "kort", **options)


@pytest.mark.parametrize("name", samples.INTERPRETATIONS)
@pytest.mark.parametrize("ids", [(), ("vision",), ("perspektiver", "rundt"), ("vaerdier/respekt",)])
@pytest.mark.parametrize("options", [{}, {"writing_lines": False}])
def test_every_deck_is_valid_and_has_one_size_of_type(name, ids, options):
    handbook = interpreted(name)
    cards = made(handbook, "kort", "pdf", *ids, **options)
    for profile in ("ua1", "2a"):
        assert page.is_pdf_compliant_bytes(cards, profile=profile)
    assert pdf_pages.letters_near_edge(cards) == []
    questions = [text for entry in handbook["vaerdier"].entries for text in entry.questions]
    sizes = {size for size, text in pdf_pages.runs(cards) if any(question[:20] in text for question in questions)}
    assert len(sizes) <= 1


@pytest.mark.parametrize("count", [1, 7, 8, 9, 40])
def test_a_deck_has_an_instruction_card_and_its_free_places_are_blank_cards(count):
    fronts, backs = pdf_pages.texts_of(deck(count))[::2], pdf_pages.texts_of(deck(count))[1::2]
    sheets = -(-(count + 1) // 8)
    assert len(fronts) == len(backs) == sheets
    assert fronts[0].count(labels.GUIDE_TITLE) == 1
    assert "".join(fronts).count(labels.BLANK_CARD[0]) == "".join(backs).count(labels.BLANK_CARD[1])
    assert "".join(fronts).count(labels.BLANK_CARD[0]) == 8 * sheets - count - 1
    assert labels.BLANK_CARD[0] not in pdf_pages.text_of(deck(count, writing_lines=False))


def test_fronts_are_quiet_and_the_source_is_on_the_instruction_card():
    featured = samples.real().featured_section()
    pages = pdf_pages.texts_of(made(samples.real(), "kort"))
    front, back = pages[:2]
    assert "".join(pages[::2]).count(featured.title) == len(featured.entries)
    assert front.count(SOURCE) == 1  # in the margin of the paper
    assert back.count(SOURCE) == 2
    alone = handbook_of(list_of(*entries_of(2, "Kort.", 0)))
    (front,) = pdf_pages.texts_of(made(alone, "kort", writing_lines=False))
    assert alone.closing[0] in front


def test_backs_are_mirrored_and_read_in_the_order_of_the_deck():
    cards = made(samples.real(), "kort")
    front, back = pdf_pages.texts_of(cards)[:2]
    order = ["Troværdighed", "Handlekraft", "Åbenhed", "Ansvarlighed"]
    for said in (front, back):
        assert [said.index(title) for title in order] == sorted(said.index(title) for title in order)
    sides = {}
    for it in pdf_pages.letters(cards):
        sides.setdefault((it.page, it.letter), it.left > 105)
    assert sides[1, "Å"] is not sides[2, "Å"]


def test_long_texts_get_four_cards_a_page_and_all_the_same_size():
    def sizes(letters):
        entries = [*entries_of(1, "Ét."), Entry("lang", "Lang", (text_of(letters - 3) + " Ét.",))]
        runs = pdf_pages.runs(made(handbook_of(list_of(*entries)), "kort"))
        return {size for size, text in runs if text.endswith("Ét.")}

    assert len(sizes(120)) == len(sizes(600)) == 1
    assert sizes(120).pop() >= 10
    assert "4" in str(len(pdf_pages.page_sizes(deck(7, text_of(600)))))
    assert len(pdf_pages.page_sizes(deck(3, text_of(600)))) == 2


def test_long_texts_in_large_print_get_two_cards_a_page():
    cards = made(handbook_of(list_of(*entries_of(3, text_of(600)))), "kort", large=True)
    assert len(pdf_pages.page_sizes(cards)) == 4
    assert pdf_pages.letters_between(cards, 148.5 - 7, 148.5 + 4) == []  # the cut, from above a text to below one
    assert min(size for size, text in pdf_pages.runs(cards) if samples.SENTENCE[:20] in text) >= 16


@pytest.mark.parametrize(
    ("questions", "guide"),
    [(0, "Hvad betyder ordene på kortet hos os?"), (1, "over spørgsmålet."), (3, "et af spørgsmålene,")],
)
def test_a_back_has_all_its_questions_and_as_many_lines_to_write_on_as_fit(questions, guide):
    cards = deck(7, None, questions)
    assert guide in pdf_pages.text_of(cards)
    said = pdf_pages.texts_of(cards)[1]
    assert said.count(QUESTION) == (7 if questions else 0)
    assert said.count("Hvad gjorde du") == (7 if questions else 0)
    rows = pdf_pages.writing_lines(cards, width=74)
    assert rows[0] == []
    assert len(rows[1]) >= 4


@pytest.mark.parametrize(
    "handbook", [samples.real(), *(handbook_of(list_of(*entries_of(7, None, count))) for count in (1, 2, 3))]
)
def test_a_label_stands_clear_of_the_last_question_and_no_question_ends_in_a_lone_word(handbook):
    cards = made(handbook, "kort")
    backs = [it for it in pdf_pages.letters(cards) if it.page == 2 and it.letter != " "]
    gaps = [one.bottom - other.top for one, other in pairwise(backs) if one.letter + other.letter == "?H"]
    assert len(gaps) >= 7
    assert min(gaps) > 2.5
    lines = pypdfium2.PdfDocument(cards)[1].get_textpage().get_text_range().splitlines()
    assert [line for line in lines if line.endswith("?") and len(line.split()) < 2] == []


def test_a_printed_web_page_of_cards_has_several_on_a_page(printed):
    cards = 1 + len(samples.real().featured_section().entries)
    assert len(pdf_pages.page_sizes(printed(made(samples.real(), "kort", "html")))) <= 1 + -(-cards // 4)


@pytest.mark.parametrize("format", ["html", "docx", "markdown"])
def test_in_other_formats_a_front_is_read_with_its_back(format):
    handbook = interpreted("half")
    said = reader.said_by(made(handbook, "kort", format), format)
    order = [labels.GUIDE_TITLE]
    entries = handbook["vaerdier"].entries
    for entry in entries:
        order += [entry.title, *entry.local[:1], *entry.questions]
    places = [said.index(text) for text in order]
    assert places == sorted(places)
    assert said.count("Hos os") == sum(bool(entry.local) for entry in entries)
    assert said.count(QUESTION) == len(entries)
    lines = made(handbook.with_parts(lambda _: {"local": ()}), "kort", format)
    assert reader.said_by(lines, format).count("Hvad betyder respekt hos os?") == 1
    assert reader.levels_of(lines, format).count(1) == 1
