"""The PDFs: valid by two validators, the same bytes everywhere, with nothing lost, run over or guessed."""

import os
import subprocess
import sys
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import docx
import page
import pikepdf
import pytest

from ishoj_cli.content.model import Entry, Section
from ishoj_cli.errors import IshojError
from ishoj_cli.render.handout.make import FORMATS, make_handout
from ishoj_cli.render.handout.pdf import clearly_ended, render_pdf, render_pictures
from ishoj_cli.render.page import danish_date
from tests.render.handout import pdf_pages, pdf_structure, samples

STRAINS = {
    "kort": (samples.forty_long, samples.long_everywhere, samples.endless_words, samples.text_only),
    "plakat": (samples.forty_names, samples.forty_texts, samples.forty_long, samples.long_everywhere),
    "ark": (),
}
MADE = [(sample, kind) for kind, strains in STRAINS.items() for sample in samples.ALL if sample not in strains]
SIZES = {"ark": (210, 297), "kort": (210, 297), "plakat": (297, 420)}


@pytest.mark.parametrize(("sample", "kind"), MADE, ids=lambda value: getattr(value, "__name__", value))
def test_every_kind_is_valid_and_keeps_to_the_page(sample, kind):
    _name, pdf = make_handout(sample(), kind)
    for profile in ("ua1", "2a"):
        report = page.validate_pdf_bytes(pdf, profile=profile)
        assert report.is_compliant, [failure.message for failure in report.failures]
    assert pdf_structure.faults(pdf) == []
    assert pdf_pages.letters_near_edge(pdf) == []
    assert set(pdf_pages.page_sizes(pdf)) == {SIZES[kind]}
    if kind == "ark":
        assert pdf_pages.letters_between(pdf, 14, 18) == []  # the gap between the text and the foot of the page
    if kind == "kort":
        assert pdf_pages.letters_outside_cards(pdf) == []
    if kind == "plakat":
        assert len(pdf_pages.page_sizes(pdf)) == 1


@pytest.mark.parametrize("questions", [True, False])
@pytest.mark.parametrize("writing_lines", [True, False])
@pytest.mark.parametrize("kind", ["ark", "kort", "plakat"])
@pytest.mark.parametrize("sample", [samples.real, samples.ordinary, samples.hostile])
def test_every_choice_is_valid(sample, kind, questions, writing_lines):
    _name, pdf = make_handout(sample(), kind, questions=questions, writing_lines=writing_lines)
    assert page.is_pdf_compliant_bytes(pdf, profile="ua1")
    assert pdf_structure.faults(pdf) == []


@pytest.mark.parametrize(
    "title",
    [
        "Ansvar samarbejdsudvalgsformand »os« 50% åbenhed (se) ja kommune",
        "Det i 2026 »os« §12 medarbejder samarbejdsudvalgsformand e-mail",
        "Borgerinddragelse i 2026",
    ],
)
@pytest.mark.parametrize("kind", ["ark", "kort", "plakat"])
def test_a_word_that_is_nearly_as_wide_as_the_page_takes_no_other_over_the_edge(kind, title):
    named = Entry(id="punkt", title=title, text="En tekst.", question=title)
    handbook = samples.handbook_of(Section(id="side", title=title, entries=(named,) * 2)).replace(title=title)
    assert pdf_pages.letters_near_edge(make_handout(handbook, kind)[1]) == []


def test_whose_a_question_is_stands_on_its_page():
    entries = tuple(
        Entry(
            id=f"p{number}", title=f"Punkt {number}", text=samples.text_of(90 + 170 * number % 510), question="Hvad nu?"
        )
        for number in range(40)
    )
    pdf = make_handout(samples.handbook_of(Section(id="a", title="A", kind="list", entries=entries)), "ark")[1]
    pages = pdf_pages.texts_of(pdf)
    assert len(pages) > 5
    for said in pages:
        assert said.count("(værktøjets forslag)") == said.count("Hvad nu?")


def test_a_stream_that_ends_in_a_carriage_return_is_clearly_ended():
    bodies = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[7 0 R]/Count 1>>"]
    bodies += [
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(data), data) for data in (b"abc\r", b"abc\n", b"\r", b"abc")
    ]
    bodies.append(b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<<>>>>")
    pdf, offsets = b"%PDF-1.7\n", []
    for number, body in enumerate(bodies, 1):
        offsets.append(len(pdf))
        pdf += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    pdf += b"\nxref\n0 8\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    pdf += b"trailer\n<</Size 8/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (pdf.index(b"xref"))

    ended = clearly_ended(pdf)
    assert ended.count(b"\r\r\nendstream") == 2
    assert len(ended) == len(pdf) + 2
    with pikepdf.open(BytesIO(ended)) as document:
        assert document.check_pdf_syntax() == []  # nor was the table rebuilt
        assert [document.get_object(number, 0).read_raw_bytes() for number in range(3, 7)] == [
            *(b"abc\r", b"abc\n", b"\r", b"abc")
        ]


def test_a_sheet_with_such_a_stream_is_valid(monkeypatch):
    as_typst_made_it = []
    monkeypatch.setattr(
        "ishoj_cli.render.handout.pdf.clearly_ended", lambda pdf: as_typst_made_it.append(pdf) or clearly_ended(pdf)
    )
    for number in range(2, 200):  # about every fifteenth has one
        _name, pdf = make_handout(
            samples.handbook_of(Section(id="side", title="Side", lead=(samples.text_of(number),))), "ark"
        )
        if pdf != as_typst_made_it[-1]:
            break
    assert not page.is_pdf_compliant_bytes(as_typst_made_it[-1], profile="2a")
    for profile in ("ua1", "2a"):
        assert page.is_pdf_compliant_bytes(pdf, profile=profile)
    assert pdf_structure.faults(pdf) == []


def squeezed(text):
    return "".join(text.split()).replace("\u200b", "")


WITHIN_PAGES = [sample for sample in samples.ALL if sample not in (samples.forty_long, samples.long_everywhere)]


@pytest.mark.parametrize("sample", WITHIN_PAGES)  # where a text goes on to another page, a foot comes between
def test_a_sheet_says_every_word_of_the_content(sample):
    handbook = sample()
    said = squeezed(pdf_pages.text_of(make_handout(handbook)[1]))
    for section in handbook.sections:
        texts = [section.title, *section.lead, *section.closing, section.read_more, section.local]
        for entry in section.entries:
            texts += [entry.title, entry.text, entry.question, entry.local]
        for text in texts:
            assert squeezed(text or "") in said


def test_every_sheet_says_where_it_comes_from_and_what_is_the_tools_own():
    handbook = samples.real()
    for kind in ("ark", "kort", "plakat"):
        said = pdf_pages.text_of(make_handout(handbook, kind)[1])
        assert f"Kilde: {handbook.source.name}" in said
        assert "Udgave 23. november 2026" in said
        assert "Ishøj Kommune" in said
        assert "Spørgsmål til dialog (værktøjets forslag)" in said
        assert "Spørgsmålene til dialog er forslag fra værktøjet ishoj" in said
        assert handbook.closing[0] in said


def test_without_questions_nothing_is_the_tools_own():
    handbook = samples.real()
    questions = [entry.question for section in handbook.sections for entry in section.entries if entry.question]
    for kind in ("ark", "kort", "plakat"):
        said = pdf_pages.text_of(make_handout(handbook, kind, questions=False)[1])
        assert "dialog" not in said.replace("Dialogkort", "")
        assert not [question for question in questions if question in said]


OWN = "Spørgsmålene til dialog er forslag fra værktøjet"


def said_by(made, format):
    """All that a handout says, whatever its format."""
    if format == "docx":
        document = docx.Document(BytesIO(made))
        paragraphs = [*document.paragraphs, *document.sections[0].footer.paragraphs]
        return " ".join(paragraph.text for paragraph in paragraphs)
    return pdf_pages.text_of(made) if format == "pdf" else made.decode().replace("\\", "")


WAYS = [(kind, format) for kind, formats in FORMATS.items() for format in formats]


@pytest.mark.parametrize(("kind", "format"), WAYS)
@pytest.mark.parametrize("questions", [True, False])
@pytest.mark.parametrize("writing_lines", [True, False])
def test_everything_says_its_source_edition_and_date_and_what_is_the_tools_own(kind, format, questions, writing_lines):
    silent = Section(id="c", title="Tavs", kind="list", entries=(Entry(id="ro", title="Ro"),))
    bare = samples.handbook_of(silent, Section(id="d", title="Tekst", lead=("Et afsnit.",)))
    for handbook, sections in (
        (samples.real(), ()),
        (samples.real(), ("vision", "rundt")),
        (samples.ordinary(), ("vaner",)),
        (bare, ()),
        (bare, ("c",)),
    ):
        made = make_handout(handbook, kind, format, sections, questions=questions, writing_lines=writing_lines)[1]
        said = said_by(made, format).replace("\u00a0", " ")
        assert f"Kilde: {handbook.source.name}" in said
        assert f"Udgave {danish_date(handbook.source.edition)}" in said
        assert handbook.source.organisation in said
        asks = any(entry.question in said for part in handbook.sections for entry in part.entries if entry.question)
        assert not asks or questions
        assert ("Spørgsmål til dialog (værktøjets forslag)" in said) is asks


@pytest.mark.parametrize("sample", [samples.real, samples.ordinary, samples.one_entry, samples.forty_names])
@pytest.mark.parametrize("backs", [True, False])
def test_every_card_says_its_source_and_edition_once_it_is_cut_out(sample, backs):
    handbook = sample()
    options = {} if backs else {"questions": False, "writing_lines": False}
    if sample is samples.ordinary:  # an interpretation has the back to itself
        handbook = handbook.replace(sections=tuple(section.replace(local=None) for section in handbook.sections))
    pdf = make_handout(handbook, "kort", **options)[1]
    for card in pdf_pages.texts_of_cards(pdf, backs=backs or sample is samples.ordinary):
        assert handbook.source.name in card
        assert f"Udgave {danish_date(handbook.source.edition)}" in card


@pytest.mark.parametrize(
    ("kind", "format"),
    [("ark", "pdf"), ("ark", "html"), ("ark", "markdown"), ("ark", "docx"), ("kort", "pdf"), ("plakat", "pdf")],
)
def test_a_sheet_without_questions_says_nothing_of_them(kind, format):
    def said(handbook, *sections):
        return said_by(make_handout(handbook, kind, format, sections)[1], format)

    entry = Entry(id="ro", title="Ro", text="Vi tager den med ro.")
    asking = Section(id="a", title="A", kind="list", entries=(entry.replace(question="Hvad?"),))
    silent = Section(id="b", title="B", kind="list", entries=(entry,))
    handbook = samples.handbook_of(asking, silent)
    assert OWN in said(handbook, "a")
    assert OWN not in said(handbook, "b")
    if kind == "kort":
        assert "over spørgsmålet på bagsiden" in said(handbook, "a")
        assert "over spørgsmålet på bagsiden" not in said(handbook, "b")


def test_a_poster_says_nothing_of_questions_that_it_does_not_ask():
    entry = Entry(id="ro", title="Ro", local="Vi tager den med ro.")
    handbook = samples.handbook_of(Section(id="a", title="A", kind="list", entries=(entry,)))
    said = pdf_pages.text_of(make_handout(handbook, "plakat")[1])
    assert OWN not in said
    assert "Spørgsmål til dialog" not in said


def test_a_poster_asks_what_the_workplace_has_answered_too():
    entry = Entry(id="ro", title="Ro", question="Hvad?", local="Vi tager den med ro.")
    handbook = samples.handbook_of(Section(id="a", title="A", kind="list", entries=(entry,)))
    said = pdf_pages.text_of(make_handout(handbook, "plakat")[1])
    assert said.index("Hvad?") < said.index("Hos os") < said.index("Vi tager den med ro.")


def test_of_a_few_texts_too_long_for_a_poster_the_longest_is_named():
    entries = samples.entries_of(3, "Kort.")
    entries = (
        entries[0].replace(local=samples.text_of(3000)),
        entries[1].replace(local=samples.text_of(4000)),
        entries[2],
    )
    handbook = samples.handbook_of(Section(id="a", title="A", kind="list", entries=entries))
    said = refusal_of(handbook, "plakat").what
    assert said.startswith(f"Tolkningen af «{entries[1].title}» er ")
    over, whole, room = numbers_in(said.partition("»")[2])
    assert (whole, over) == (4000, 4000 - room)


def cycle_of(steps, text="Vi begynder med det, der er sket."):
    entries = tuple(Entry(id=f"s{at}", title=f"Trin {at}:", text=f"{text} Det var {at}.") for at in range(steps))
    lead = ("Året går rundt.",)
    return samples.handbook_of(Section(id="gang", title="Årets gang", kind="cycle", lead=lead, entries=entries))


@pytest.mark.parametrize("lines", range(1, 7))
def test_a_step_of_a_cycle_keeps_its_title_and_text_on_one_page(lines):
    for page_text in pdf_pages.texts_of(make_handout(cycle_of(40, samples.text_of(65 * lines)))[1]):
        assert [at for at in range(40) if f"Trin {at}: Vi" in page_text] == [
            at for at in range(40) if f"Det var {at}." in page_text
        ]


def test_a_cycle_is_drawn_with_as_many_knots_as_can_be_read():
    for steps in (2, 14):
        pdf = make_handout(cycle_of(steps))[1]
        assert f"Cirkel med {steps} trin" in pdf_structure.alternatives(pdf)[0]
        assert len(pdf_pages.white_letters(pdf)) == len("".join(map(str, range(1, steps + 1))))
        assert "følger 1 igen" not in pdf_pages.text_of(pdf)
    for steps in (0, 1, 15):
        assert pdf_structure.alternatives(make_handout(cycle_of(steps))[1]) == []


@pytest.mark.parametrize(
    ("kind", "format"), [("ark", "pdf"), ("ark", "html"), ("ark", "markdown"), ("ark", "docx"), ("plakat", "pdf")]
)
def test_a_cycle_that_is_not_drawn_says_that_it_goes_round(kind, format):
    again = "Efter 15 følger 1 igen: Trin 0:."
    assert again in said_by(make_handout(cycle_of(15, None), kind, format)[1], format)
    assert "igen" not in said_by(make_handout(cycle_of(1), kind, format)[1], format)


def test_a_question_in_the_margin_says_whose_it_is():
    handbook = samples.real()
    said = pdf_pages.text_of(make_handout(handbook)[1])
    for section in handbook.sections:
        for entry in section.entries:
            if entry.text and entry.question:
                assert f"{entry.title} {entry.question}" in said


@pytest.mark.parametrize(("letters", "count", "margin"), [(30, 4, True), (30, 13, False), (360, 8, False)])
def test_questions_too_long_for_the_margin_stand_with_their_entries(letters, count, margin):
    entries = tuple(
        entry.replace(question=f"Hvad? {samples.text_of(letters - 6)}") for entry in samples.entries_of(count, "Kort.")
    )
    section = Section(id="a", title="A", kind="list", entries=entries)
    first = section.replace(id="b", title="B", entries=())
    pdf = make_handout(samples.handbook_of(first, section, first.replace(id="c")))[1]
    said = pdf_pages.text_of(pdf)
    assert ("Kort. Spørgsmål til dialog (værktøjets forslag) Hvad?" in said) is not margin
    assert said.count("Hvad? Vi") == count
    assert pdf_pages.letters_between(pdf, 14, 18) == []


@pytest.mark.parametrize("count", [10, 11, 12, 16, 20])
def test_lines_to_write_on_say_what_they_are_about(count):
    handbook = cycle_of(count)
    pdf = make_handout(handbook)[1]
    for said, lines in zip(pdf_pages.texts_of(pdf), pdf_pages.writing_lines(pdf, width=112), strict=True):
        assert not lines or "Årets gang" in said
    assert pdf_pages.text_of(make_handout(cycle_of(6))[1]).count("Årets gang") == 1


@pytest.mark.parametrize("handbook", [samples.real(), samples.ordinary(), cycle_of(2), cycle_of(1), cycle_of(9)])
def test_lines_to_write_on_follow_each_other_without_a_gap(handbook):
    pages = pdf_pages.writing_lines(make_handout(handbook)[1], width=112)
    assert len(pages[0]) >= 2
    for lines in pages:
        gaps = [above - below for above, below in pairwise(lines)]
        assert [gap for gap in gaps if abs(gap - 7.8) > 0.1 and gap < 25] == []  # to the next section is further


@pytest.mark.parametrize("count", range(6, 24))
def test_the_colophon_never_stands_on_a_page_alone(count):
    named = samples.handbook_of(Section(id="a", title="A", kind="list", entries=samples.entries_of(count, None)))
    for handbook, before in ((cycle_of(count), "Hvad betyder det hos os?"), (named, f"Punkt {count}")):
        last = pdf_pages.texts_of(make_handout(handbook)[1])[-1]
        assert last.index(before) < last.index("Den fulde ordlyd")


LONG_NAMES = ("Ansvarlighed og handlekraft i hverdagen", "Dialogbaseret beslutningsudvikling", "Mod", "Ro")


@pytest.mark.parametrize("text", [None, samples.text_of(60)])
@pytest.mark.parametrize("title", [samples.text_of(90), samples.text_of(200), "Ansvarlighedsbestræbelserne " * 4, "A"])
def test_no_two_texts_on_a_card_or_poster_overlap(title, text):
    entries = tuple(
        Entry(id=f"n{at}", title=name, text=text, question="Hvornår har du sidst set det ske?")
        for at, name in enumerate(LONG_NAMES)
    )
    section = Section(id="a", title=title.strip(), kind="list", entries=entries, read_more=samples.text_of(80))
    for kind in ("kort", "plakat"):
        assert pdf_pages.overlapping_texts(make_handout(samples.handbook_of(section), kind)[1]) == []


def test_a_name_on_a_poster_keeps_clear_of_what_stands_beside_it():
    entries = tuple(Entry(id=f"n{at}", title=name, question="Hvornår?") for at, name in enumerate(LONG_NAMES))
    section = Section(id="a", title=" ".join(LONG_NAMES), kind="list", entries=entries)
    pdf = make_handout(samples.handbook_of(section), "plakat")[1]
    beside = 26 + 15 + 113
    assert pdf_pages.letters_in_columns(pdf, beside - 7.5, beside - 0.5, below=230) == []


def poster_of(*titles, title="Sådan gør vi i Bogby", **section):
    entries = tuple(Entry(id=f"n{at}", title=name, question="Hvornår?") for at, name in enumerate(titles))
    handbook = samples.handbook_of(Section(id="a", **{"title": "Værdier", "kind": "list"} | section, entries=entries))
    return make_handout(handbook.replace(title=title), "plakat")[1]


def test_a_few_names_fill_a_poster_and_a_cycle_keeps_its_numbers():
    large = pdf_pages.letter_height(poster_of("Respekt"), "R")
    assert large > pdf_pages.letter_height(poster_of("Respekt", "Mod", "Ro"), "R")
    assert large > 2 * pdf_pages.letter_height(poster_of("Respekt", "Mod", "Ro", "Tro"), "R")
    assert "2 Respekt" in pdf_pages.text_of(poster_of("Mod", "Respekt", kind="cycle"))


@pytest.mark.parametrize("word", ["Arbejdsmiljørepræsentanternes", "Arbejdsmiljørepræsentantskabsbestemmelser"])
def test_a_long_word_in_large_type_is_made_smaller_and_not_broken(word):
    four = ("A", "B", "C", "D")
    for pdf in (poster_of(*four, title=f"{word} i Bogby"), poster_of(word), poster_of(*four, title=word)):
        assert [line for line in pdf_pages.lines_of(pdf) if word in line]


def test_without_writing_lines_nobody_is_asked_to_write():
    said = pdf_pages.text_of(make_handout(samples.real(), writing_lines=False)[1])
    assert "Hvad betyder det hos os?" not in said


def test_the_workplaces_own_words_take_the_place_of_the_lines():
    said = pdf_pages.text_of(make_handout(samples.ordinary())[1])
    for text in ("Vi kører ud med bøger.", "Vi slukker telefonen.", "Vi siger det højt."):
        assert f"Hos os (Biblioteket) {text}" in said


def test_cards_have_backs_in_mirrored_order():
    pdf = make_handout(samples.real(), "kort")[1]
    front, back = pdf_pages.texts_of(pdf)
    assert (
        front.index("Sådan bruger I kortene")
        < front.index("Troværdighed")
        < front.index("Handlekraft")
        < front.index("Åbenhed")
    )
    assert (
        back.index("Troværdighed")
        < back.index("Teksterne er genfortalt")
        < back.index("Åbenhed")
        < back.index("Handlekraft")
    )


@pytest.mark.parametrize(
    ("count", "pages", "guided"), [(1, 2, True), (7, 2, True), (8, 2, False), (9, 4, True), (40, 10, False)]
)
def test_a_card_says_how_to_use_them_when_there_is_room(count, pages, guided):
    handbook = samples.handbook_of(Section(id="a", title="A", kind="list", entries=samples.entries_of(count, None)))
    pdf = make_handout(handbook, "kort")[1]
    assert len(pdf_pages.page_sizes(pdf)) == pages
    assert ("Sådan bruger I kortene" in pdf_pages.text_of(pdf)) is guided


def test_cards_without_anything_to_say_have_no_backs():
    pdf = make_handout(samples.real(), "kort", questions=False, writing_lines=False)[1]
    assert len(pdf_pages.page_sizes(pdf)) == 1


def test_only_the_whole_has_the_lead_of_the_whole():
    handbook = samples.real()
    assert "Tilsammen" in pdf_pages.text_of(make_handout(handbook)[1])
    assert "Tilsammen" not in pdf_pages.text_of(make_handout(handbook, sections=("vaerdier",))[1])


@pytest.mark.parametrize("kind", ["kort", "plakat"])
@pytest.mark.parametrize("field", ["title", "text", "question", "local"])
def test_what_has_no_room_is_named_with_how_much_too_long_it_is(kind, field):
    said = {"title": "Titlen", "text": "Teksten til", "question": "Spørgsmålet til", "local": "Tolkningen af"}[field]
    too_long = samples.text_of({"kort": 1000, "plakat": 6000}[kind])
    entry = Entry(id="mod", title="Mod", question="Hvad?").replace(**{field: too_long})
    handbook = samples.handbook_of(Section(id="a", title="A", kind="list", entries=(Entry(id="ro", title="Ro"), entry)))
    with pytest.raises(IshojError) as caught:
        make_handout(handbook, kind)
    assert caught.value.what.startswith(f"{said} «{entry.title[:20]}")
    assert "tegn for lang" in caught.value.what
    room = int(caught.value.what.rstrip(".").split()[-1].replace(".", ""))
    make_handout(
        handbook.replace(
            sections=(handbook.sections[0].replace(entries=(entry.replace(**{field: samples.text_of(room - 40)}),)),)
        ),
        kind,
    )


def refusal_of(handbook, kind, *sections):
    with pytest.raises(IshojError) as caught:
        make_handout(handbook, kind, sections=sections)
    return caught.value


def numbers_in(text):
    return [int(word.replace(".", "")) for word in text.split() if word[0].isdigit()]


def test_of_a_card_full_on_both_sides_the_front_is_named_first():
    said = refusal_of(samples.long_everywhere(), "kort").what
    assert said.startswith("Teksten til «Langt» er ")
    over, whole, room = numbers_in(said)
    assert (whole, over) == (4000, 4000 - room)


def test_texts_too_long_together_are_named_together_with_how_much_too_long_they_are():
    entry = Entry(id="mod", title="Mod", question=samples.text_of(900), local=samples.text_of(2000))
    section = Section(id="a", title="A", kind="list", entries=(Entry(id="ro", title="Ro"), entry))
    said = refusal_of(samples.handbook_of(section), "kort").what
    assert said.startswith("Teksterne til «Mod» er tilsammen ")
    over, whole, room = numbers_in(said)
    assert (whole, over) == (2903, 2903 - room)
    each = (room - 3) // 2
    fits = entry.replace(question=samples.text_of(each), local=samples.text_of(each))
    make_handout(samples.handbook_of(section.replace(entries=(fits,))), "kort")


def test_a_poster_says_how_many_entries_of_which_section_it_has_room_for():
    for sample, title in ((samples.forty_names, "Navne"), (samples.forty_texts, "Tekster")):
        handbook = sample()
        said = refusal_of(handbook, "plakat").what
        assert said.startswith(f"«{title}» har 40 punkter, og plakaten har plads til ")
        room = numbers_in(said)[-1]
        section = handbook.sections[0]
        assert room > 10
        make_handout(handbook.replace(sections=(section.replace(entries=section.entries[:room]),)), "plakat")
        more = handbook.replace(sections=(section.replace(entries=section.entries[: room + 1]),))
        assert f"har {room + 1} punkter" in refusal_of(more, "plakat").what


def test_a_poster_whose_entries_are_too_many_and_too_long_says_how_many_it_has_room_for():
    entries = samples.entries_of(40, samples.text_of(9000))
    handbook = samples.handbook_of(Section(id="a", title="A", kind="list", entries=entries))
    assert "«A» har 40 punkter, og plakaten har plads til " in refusal_of(handbook, "plakat").what


def many_sections(count):
    return samples.handbook_of(
        *(
            Section(id=f"s{at}", title=f"Afsnit {at}", kind="list", entries=samples.entries_of(3, "Kort."))
            for at in range(count)
        )
    )


def test_a_poster_says_how_many_of_the_sections_named_it_has_room_for():
    handbook = many_sections(20)
    names = [section.id for section in handbook.sections]
    error = refusal_of(handbook, "plakat", *names)
    room, asked = numbers_in(error.what)
    assert asked == 20
    assert error.hint == "Vælg færre afsnit, eller lav et ark, som kan fylde flere sider."
    make_handout(handbook, "plakat", sections=names[:room])


def test_a_poster_whose_texts_and_titles_are_too_long_together_says_by_how_much():
    entry = Entry(id="a", title=samples.text_of(4000), text=samples.text_of(9000))
    handbook = samples.handbook_of(Section(id="a", title="A", kind="list", entries=(entry,)))
    said = refusal_of(handbook, "plakat").what
    assert said.startswith(f"Teksterne (den længste i «{entry.title[:59]}…») er tilsammen ")
    over, whole, room = numbers_in(said)
    assert (whole, over) == (13021, 13021 - room)


def test_a_poster_whose_texts_are_too_long_together_says_by_how_much():
    entries = tuple(entry.replace(text=samples.text_of(1800)) for entry in samples.entries_of(4, None))
    handbook = samples.handbook_of(Section(id="a", title="A", kind="list", entries=entries))
    said = refusal_of(handbook, "plakat").what
    assert said.startswith("Teksterne (den længste i «Punkt 1») er tilsammen ")
    over, whole, room = numbers_in(said.split("»")[1])
    assert over == whole - room


def test_a_poster_of_more_sections_than_it_holds_blames_no_text():
    handbook = samples.real()
    names = [section.id for section in handbook.sections]
    assert refusal_of(handbook, "plakat", *names).what == "Plakaten har plads til 6 af de 8 afsnit."
    make_handout(handbook, "plakat", sections=names[:4])


def test_the_title_of_a_section_too_long_for_its_cards_is_named():
    section = samples.one_entry().sections[0].replace(title=samples.text_of(2000))
    said = refusal_of(samples.handbook_of(section), "kort").what
    assert said.startswith(f"Titlen «{section.title[:59]}…» er ")
    room = numbers_in(said.split("»")[1])[-1]
    make_handout(samples.handbook_of(section.replace(title=samples.text_of(room - 40))), "kort")


def test_a_source_too_long_for_a_card_is_an_error():
    handbook = samples.forty_names()
    for field in ("name", "organisation"):
        source = handbook.source.replace(**{field: samples.text_of(2000)})
        with pytest.raises(IshojError, match="Det, der skal stå om kilden, er for langt til"):
            make_handout(handbook.replace(source=source), "kort")
    source = handbook.source.replace(organisation=samples.text_of(9000))
    one = samples.one_entry().replace(source=source)
    assert refusal_of(one, "plakat").what == "Det, der skal stå om kilden, er for langt til plakaten."
    closing = handbook.replace(sections=samples.one_entry().sections, featured=None, closing=(samples.text_of(2000),))
    with pytest.raises(IshojError, match="om kilden, er for langt"):
        make_handout(closing, "kort")


@pytest.mark.parametrize(("letter", "code"), [("漢", "U+6F22"), ("😀", "U+1F600"), ("\ue000", "U+E000")])
@pytest.mark.parametrize("kind", ["ark", "kort", "plakat"])
def test_a_letter_that_no_font_has_is_named_with_its_place(letter, code, kind):
    entries = (Entry(id="ro", title="Ro"), Entry(id="mod", title="Mod", question=f"Hvad er {letter}?"))
    with pytest.raises(IshojError) as caught:
        make_handout(samples.handbook_of(Section(id="a", title="A", kind="list", entries=entries)), kind)
    assert code in caught.value.what
    assert "«Mod»" in caught.value.what


def test_a_letter_outside_every_entry_is_placed_too():
    for handbook, place in (
        (samples.one_entry().replace(title="漢"), "漢"),
        (samples.ordinary().replace(workplace="漢"), "Hos os"),
        (samples.handbook_of(Section(id="a", title="Afsnit", lead=("漢",))), "Afsnit"),
        (samples.one_entry().replace(closing=("漢",)), samples.one_entry().title),
    ):
        assert f"i «{place}» findes ikke" in refusal_of(handbook, "ark").what


def test_a_letter_in_what_a_card_says_of_its_section_is_placed_there():
    section = samples.one_entry().sections[0].replace(title="Afsnit", read_more="漢")
    assert "i «Afsnit»" in refusal_of(samples.handbook_of(section), "kort").what
    assert "i «字»" in refusal_of(samples.handbook_of(section.replace(title="字", read_more=None)), "kort").what


def with_letters():
    return samples.handbook_of(
        Section(id="a", title="Afsnit", lead=("漢",)),
        Section(
            id="b",
            title="B",
            kind="list",
            entries=(
                Entry(id="ro", title="Ro", text="Ro 漢.", question="Hvad er 😀?"),
                Entry(id="mod", title="Mod", text="\ue000"),
            ),
        ),
    )


@pytest.mark.parametrize("kind", ["ark", "kort"])
def test_every_letter_that_no_font_has_is_named_where_it_is_printed(kind):
    error = refusal_of(with_letters(), kind, "b")
    for named in ("«漢» (U+6F22) i «Ro»", "«😀» (U+1F600) i «Ro»", "(U+E000) i «Mod»"):
        assert named in error.what
    assert error.what.startswith("Tegnene ")
    assert "Afsnit" not in error.what
    assert error.hint == "Skriv på en anden måde, eller lav et ark som html, docx eller markdown."


def test_a_letter_in_a_question_left_out_is_not_named():
    with pytest.raises(IshojError) as caught:
        make_handout(with_letters(), sections=("b",), questions=False)
    assert "U+1F600" not in caught.value.what
    assert "U+6F22" in caught.value.what


def test_of_many_letters_that_no_font_has_the_first_are_named():
    handbook = samples.handbook_of(Section(id="a", title="A", lead=("日 本 語 文 章 字",)))
    said = refusal_of(handbook, "ark").what
    assert said.count("U+") == 5
    assert said.endswith("så de kan ikke trykkes. Der er flere.")
    five = refusal_of(handbook.replace(sections=(Section(id="a", title="A", lead=("日 本 語 文 章",)),)), "ark").what
    assert five.count("U+") == 5
    assert "flere" not in five


def test_any_warning_of_the_compiler_is_a_fault(monkeypatch):
    import typst

    real = typst.compile_with_warnings
    warning = typst.TypstWarning()
    warning.message = "unknown font"
    monkeypatch.setattr(typst, "compile_with_warnings", lambda *a, **k: (real(*a, **k)[0], [warning]))
    with pytest.raises(IshojError, match="unknown font"):
        make_handout(samples.one_entry())


def test_any_other_refusal_of_the_compiler_is_passed_on(monkeypatch):
    import typst

    refusal = typst.TypstError()
    refusal.message = "nothing we know"

    def refuses(*_args, **_options):
        raise refusal

    monkeypatch.setattr(typst, "compile_with_warnings", refuses)
    with pytest.raises(IshojError, match="nothing we know"):
        make_handout(samples.one_entry())


@pytest.mark.parametrize("module", ["typst", "fontpkg_source_sans_3"])
def test_without_the_extra_one_line_says_what_to_install(monkeypatch, module):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(IshojError) as caught:
        make_handout(samples.one_entry())
    assert str(caught.value).endswith('pip install "ishoj[handout]"')
    assert "\n" not in str(caught.value)


BYTES = """
import hashlib, sys
sys.path.insert(0, {root!r})
from tests.render.handout import samples
from ishoj_cli.render.handout.make import FORMATS, make_handout
for sample in (samples.real, samples.ordinary):
    for kind, format in [(kind, format) for kind, formats in FORMATS.items() for format in formats]:
        print(kind, format, hashlib.sha256(make_handout(sample(), kind, format)[1]).hexdigest())
"""


def test_the_same_content_is_the_same_bytes_everywhere(tmp_path):
    script = BYTES.format(root=str(Path(__file__).parents[3]))
    runs = []
    for seed, zone, folder in (("1", "Pacific/Auckland", tmp_path), ("2", "America/Nuuk", Path(__file__).parent)):
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "LANG": "C"}
        runs.append(
            subprocess.run(
                [sys.executable, "-c", script], cwd=folder, env=environment, capture_output=True, check=True
            ).stdout
        )
    assert runs[0] == runs[1]
    assert len(runs[0].splitlines()) == 12


def test_a_file_beside_the_program_is_never_read(tmp_path, monkeypatch):
    (tmp_path / "andet.txt").write_text("HEMMELIGT")
    monkeypatch.chdir(tmp_path)
    said = pdf_pages.text_of(make_handout(samples.hostile())[1])
    assert "HEMMELIGT" not in said
    assert '#read("andet.txt")' in said


def test_pictures_are_one_a_page():
    handbook = samples.real()
    pages = render_pictures(handbook, "ark", handbook.sections, dots_per_inch=20)
    assert len(pages) == len(pdf_pages.page_sizes(render_pdf(handbook, "ark", handbook.sections)))
    assert all(png.startswith(b"\x89PNG") for png in pages)
    one = samples.one_entry()
    assert len(render_pictures(one, "plakat", one.sections, dots_per_inch=20)) == 1


def test_the_real_sheet_is_five_pages_and_the_poster_tells_four_sections():
    handbook = samples.real()
    assert len(pdf_pages.page_sizes(make_handout(handbook)[1])) == 5
    said = pdf_pages.text_of(make_handout(handbook, "plakat")[1])
    assert all(title in said for title in ("Vision", "Mission", "Værdier", "De fire perspektiver"))
