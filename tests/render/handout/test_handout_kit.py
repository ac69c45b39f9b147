"""The kit for a course: slides, worksheets and the facilitator's guide."""

import re
from io import BytesIO
from itertools import pairwise

import docx
import page
import pypdfium2
import pytest

from ishoj_cli.content.model import Entry, Section
from ishoj_cli.render.handout import MINUTES, PARTICIPANTS, kit
from ishoj_cli.render.handout.layout import Handout
from ishoj_cli.render.handout.make import chosen_sections
from ishoj_cli.render.page import QUESTION, danish_date
from tests.render.handout import pdf_pages, pdf_structure, reader, samples
from tests.render.handout.samples import entries_of, handbook_of, interpreted, list_of, made
from tests.render.handout.test_handout_html import AXE_RULES, VIEWS

CONTENT = {
    **{name: lambda name=name: interpreted(name) for name in samples.INTERPRETATIONS},
    **{sample.__name__: sample for sample in (samples.ordinary, samples.hostile, samples.text_only, samples.brimful)},
}
SIZES = {"lysbilleder": (297, 167), "arbejdsark": (210, 297), "drejebog": (210, 297)}


def guide(minutes=60, participants=12, handbook=None, *ids):
    handbook = handbook or interpreted("half")
    sections = chosen_sections(handbook, "drejebog", ids)
    handout = Handout(handbook, "drejebog", sections, minutes=minutes, participants=participants)
    return kit.pages(handout)[0]


def texts(blocks, kind):
    return [block for block in blocks if block.kind == kind]


@pytest.mark.parametrize("minutes", MINUTES)
def test_the_times_follow_each_other_and_add_up_exactly(minutes):
    steps = kit.agenda(minutes)
    assert [start for start, _, _ in steps] == [0, *(end for _, end, _ in steps[:-1])]
    assert steps[-1][1] == minutes
    assert all(end > start for start, end, _ in steps)


@pytest.mark.parametrize("minutes", MINUTES)
def test_every_number_of_participants_gets_groups_copies_and_time(minutes):
    for participants in PARTICIPANTS:
        sizes = kit.group_sizes(participants)
        assert sum(sizes) == participants
        assert set(sizes) <= {3, 4, 5}
        assert max(sizes) - min(sizes) <= 1
        blocks = guide(minutes, participants).blocks
        copies = {row.title: row for row in texts(blocks, "row")}
        assert copies["Dialogkort"].label == f"{len(sizes)} sæt"
        assert copies["Ark"].label == f"{len(sizes)}"
        assert copies["Arbejdsark"].label == f"{participants}"
        assert sum(map(int, re.findall(r"(\d+) med »", copies["Arbejdsark"].texts[0]))) == participants
        tables = texts(blocks, "list")[0].texts
        assert sum(int(re.search(r"\((\d) deltagere", table)[1]) for table in tables) == participants
        times = [tuple(map(int, re.findall(r"\d+", step.label))) for step in texts(blocks, "step")]
        said = " ".join(text for step in texts(blocks, "step") for text in step.texts)
        share = re.search(r"højst (\d+|et halvt) minut(?:ter)? på hver gruppe", said)
        assert (share is None) == (len(sizes) == 1)
        if share:
            start, end = times[-2]
            assert len(sizes) * float(share[1].replace("et halvt", "0.5")) <= end - start - 2  # to write it all up
        assert "{" not in str(blocks)


def test_the_guide_says_what_fits_the_course():
    both = [guide(60, count) for count in (5, 40)]
    (one, many) = (" ".join(text for step in texts(it.blocks, "step") for text in step.texts) for it in both)
    assert "Læs jeres sætning højt." in one
    assert "Har to grupper haft det samme punkt" in many
    assert "I har en tolkning i forvejen." in many
    assert "ishoj tolkning ny" not in str(both)
    assert "ishoj tolkning ny" not in str(guide(60, 12, interpreted("empty")))  # the file is there
    assert "ishoj tolkning ny" in str(guide(60, 12, samples.real()))
    assert "1 gruppe med 5" in str(both[0])
    assert "10 grupper med 4 i hver" in str(both[1])
    assert "1 gruppe med 5 og 8 med 4" in str(guide(45, 37))
    assert "ishoj handout --type kursus --minutter 60 --deltagere 40" in str(both[1])
    other = guide(45, 4, None, "perspektiver", "rundt")
    assert "ishoj handout --type kursus perspektiver rundt --minutter 45 --deltagere 4" in str(other)
    assert "»De fire perspektiver« og »Ledelse hele vejen rundt«" in str(other)


@pytest.mark.parametrize("letters", range(10, 60, 10))
def test_the_end_of_a_guide_is_never_alone_on_a_page(letters):
    entries = (Entry(f"e{n}", samples.text_of(letters)) for n in range(12))
    guide = made(handbook_of(list_of(*entries)), "drejebog", participants=40)
    assert pdf_pages.fills(guide)[-1] >= 0.15
    last = pdf_pages.texts_of(guide)[-1]
    assert "Efter mødet" in last
    assert "Dagsordenen og rådene" in last


def test_a_guide_to_one_entry_speaks_of_one():
    said = str(guide(60, 12, None, "vaerdier/respekt"))
    assert "Vis lysbilledet om »Respekt«." in said
    assert "Læg kortet midt på bordet." in said
    assert "Alle får det samme arbejdsark." in said
    assert "Bland kortene" not in said
    assert "så byt" not in said


def test_each_section_of_a_course_gets_a_group_before_any_gets_two():
    handbook = handbook_of(
        Section("a", "A", entries=entries_of(3, None)), Section("b", "B"), Section("c", "C", part_of="b")
    )
    tables = texts(guide(60, 12, handbook, "a", "b").blocks, "list")[0].texts
    assert [table.split()[2] for table in tables] == [
        handbook["a"].entries[0].title.split()[0],
        "C",
        *tables[2].split()[2:3],
    ]


@pytest.mark.parametrize(
    ("asked", "lines", "sides"), [(True, False, "begge"), (False, True, "begge"), (False, False, "den ene")]
)
def test_cards_are_printed_on_the_sides_that_they_have(asked, lines, sides):
    handbook = handbook_of(list_of(*entries_of(3, None)))
    handbook = handbook if asked else handbook.without_questions()
    for kind in ("drejebog", "kursus"):
        handout = Handout(handbook, kind, handbook.sections, lines)
        assert f"Print på {sides} side" in str(kit.pages(handout))


def test_a_guide_to_content_without_entries_has_no_cards():
    without = str(guide(60, 12, samples.text_only()))
    assert "kort" not in without
    assert "Alle finder et sted i teksten" in without
    assert "Er der færre kort end deltagere" in str(guide(60, 12, handbook_of(list_of(*entries_of(2, None)))))


@pytest.mark.parametrize("kind", SIZES)
@pytest.mark.parametrize("name", CONTENT)
def test_every_page_is_valid_and_keeps_to_the_page(kind, name):
    handout = made(CONTENT[name](), kind)
    for profile in ("ua1", "2a"):
        report = page.validate_pdf_bytes(handout, profile=profile)
        assert report.is_compliant, [failure.message for failure in report.failures]
    assert pdf_structure.language(handout) == "da-DK"
    assert pdf_pages.letters_near_edge(handout) == []
    assert set(pdf_pages.page_sizes(handout)) == {SIZES[kind]}
    if kind == "arbejdsark" and name in samples.INTERPRETATIONS:
        assert len(pdf_pages.page_sizes(handout)) == len(samples.real().featured_section().entries)


@pytest.mark.parametrize(("letters", "lines"), [(300, [9]), (700, [6]), (900, [4, 8])])
def test_a_worksheet_has_lines_to_write_on_below_a_long_text_and_none_through_it(letters, lines):
    sheet = made(handbook_of(list_of(*entries_of(1, samples.text_of(letters)))), "arbejdsark", large=True)
    drawn = pdf_pages.writing_lines(sheet, 166)
    assert [len(heights) for heights in drawn] == lines
    printed = pdf_pages.letters(sheet)
    assert not [it for it in printed if any(it.bottom < height < it.top - 0.3 for height in drawn[it.page - 1])]


@pytest.mark.parametrize("interpretation", samples.INTERPRETATIONS)
@pytest.mark.parametrize(("minutes", "participants"), [(45, 4), (60, 12), (90, 25), (90, 40)])
def test_the_pages_of_a_guide_are_balanced(interpretation, minutes, participants):
    fills = pdf_pages.fills(made(interpreted(interpretation), "drejebog", minutes=minutes, participants=participants))
    assert min(fills[:-1]) >= 0.4
    assert fills[-1] >= 0.15
    assert len(fills) == 2


def test_a_slide_shows_the_text_the_local_words_and_the_first_question():
    handbook = interpreted("half")
    slides = pdf_pages.texts_of(made(handbook, "lysbilleder"))
    assert len(slides) == len(handbook.items()) + 2
    assert handbook.workplace in slides[0]
    vision = next(slide for slide in slides[1:] if handbook["vision"].local[0] in slide)
    order = [handbook["vision"].lead[0], "Hos os", handbook["vision"].local[0], handbook["vision"].questions[0]]
    assert [vision.index(text) for text in order] == sorted(vision.index(text) for text in order)
    assert vision.count("foreslået af værktøjet ishoj") == 1
    perspectives = next(slide for slide in slides if "Vi skal:" in slide)
    assert all(entry.title in perspectives for entry in handbook["perspektiver"].entries)
    assert "Spørgsmålene til dialog er forslag" in slides[-1]


def test_a_slide_with_more_than_fits_goes_on_on_the_next():
    handout = made(samples.long_everywhere(), "lysbilleder")
    assert len(pdf_pages.page_sizes(handout)) > len(samples.long_everywhere().items()) + 2
    assert pdf_pages.letters_near_edge(handout) == []


def test_a_worksheet_asks_for_an_example_a_dilemma_and_what_is_agreed():
    handbook = interpreted("half")
    respect = handbook["vaerdier"]["respekt"]
    sheet = next(said for said in pdf_pages.texts_of(made(handbook, "arbejdsark")) if "Respekt" in said)
    order = ["Respekt", "Et eksempel", respect.questions[0], "Et dilemma", respect.questions[1], "Det aftaler vi"]
    assert [sheet.index(text) for text in order] == sorted(sheet.index(text) for text in order)
    assert respect.local[0] not in sheet
    bare = pdf_pages.texts_of(made(handbook.without_questions(), "arbejdsark"))[0]
    assert "Skriv om en gang, det lykkedes hos os." in bare
    assert "foreslået af" not in bare


@pytest.mark.parametrize(("kind", "name"), [("arbejdsark", "half"), ("drejebog", "full"), ("arbejdsark", "hostile")])
def test_a_document_has_real_styles_and_a_place_to_write(kind, name):
    handbook = CONTENT[name]()
    paragraphs = docx.Document(BytesIO(made(handbook, kind, "docx"))).paragraphs
    styles = [paragraph.style.name for paragraph in paragraphs]
    assert styles.count("Title") == (kind != "arbejdsark")
    assert ("Skrivelinje" in styles) == (kind == "arbejdsark")
    headings = [p.text for p in paragraphs if p.style.name == ("Heading 1" if kind == "arbejdsark" else "Heading 2")]
    if kind == "drejebog":
        assert headings[0] == "0–5 min. Velkommen"
        assert {"List Number 2", "List Bullet"} <= set(styles)
    else:
        assert headings == [entry.title for entry in handbook.featured_section().entries]


@pytest.mark.parametrize("format", ["pdf", "html", "docx", "markdown"])
def test_a_guide_says_its_source_its_edition_and_whose_its_advice_is(format):
    handbook = interpreted("half")
    said = reader.said_by(made(handbook, "drejebog", format), format).replace("\u00a0", " ")
    assert f"Kilde: {handbook.source}" in said
    assert f"Udgave {danish_date(handbook.edition)}" in said
    assert said.count("forslag fra værktøjet ishoj, ikke fra Ishøj Kommune.") == 1


def test_the_guide_as_markdown_has_the_same_texts():
    said = made(interpreted("half"), "drejebog", "markdown").decode()
    blocks = guide().blocks
    assert said.startswith("# Sådan arbejder vi i Ishøj Kommune\n\n*Drejebog · 60 minutter · 12 deltagere*\n\n**Bib")
    assert [block.title for block in blocks if block.title not in said] == []
    assert said.count("\n### ") == len(texts(blocks, "step"))
    assert "**Biblioteket" not in made(samples.one_entry(), "drejebog", "markdown").decode()


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("arbejdsark", "half"),
        ("drejebog", "full"),
        ("kursus", "empty"),
        ("drejebog", "hostile"),
        ("kort", "half"),
        ("kort", "empty"),
    ],
)
def test_the_web_page_is_accessible_in_every_state(kind, name, browser):
    from axe_playwright_python.sync_playwright import Axe

    requests = []
    opened = browser.new_page()
    opened.on("request", lambda request: requests.append(request.url))
    opened.set_content(made(CONTENT[name](), kind, "html").decode())
    opened.evaluate(Axe().axe_script)
    for width, scheme, media in VIEWS.values():
        opened.set_viewport_size({"width": width, "height": 800})
        opened.emulate_media(media=media, color_scheme=scheme)
        violations = opened.evaluate("rules => axe.run(rules).then(results => results.violations)", AXE_RULES)
        assert violations == []
        assert opened.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert requests == []
    if kind == "arbejdsark":
        fields = opened.get_by_role("textbox")
        assert fields.count() == 3 * len(samples.real().featured_section().entries)
        assert opened.get_by_label("Et eksempel").count() == fields.count() / 3
        assert len({field.get_attribute("aria-label") for field in fields.all()}) == fields.count()
    opened.close()


@pytest.mark.parametrize("name", samples.INTERPRETATIONS)
@pytest.mark.parametrize("format", ["html", "docx"])
def test_the_guide_prints_on_both_sides_of_a_sheet(name, format, printed, converted):
    guide = made(interpreted(name), "drejebog", format, minutes=90, participants=40)
    assert len(pdf_pages.page_sizes((printed if format == "html" else converted)(guide))) == 2


@pytest.mark.parametrize("name", samples.INTERPRETATIONS)
@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("ids", [(), ("lederskab",), ("rundt",), ("vaerdier/respekt",)])
def test_printed_web_pages_are_full_and_a_worksheet_is_one(name, large, ids, printed):
    handbook = interpreted(name)
    for kind in ("arbejdsark", "drejebog", "kort") if ids != ("lederskab",) else ("arbejdsark", "drejebog"):
        pdf = printed(made(handbook, kind, "html", *ids, large=large))
        assert pdf_pages.fills(pdf)[-1] >= 0.15
        said = pdf_pages.texts_of(pdf)
        if kind == "arbejdsark":
            assert [page.count("Det aftaler vi") for page in said] == [1] * len(said)
            assert [page.count("foreslået af værktøjet ishoj") for page in said] == [1] * len(said)
        elif kind == "kort":
            assert QUESTION in said[-1]


@pytest.mark.parametrize("scale", [1, 0.95, 0.8, 0.7])
def test_a_web_worksheet_has_its_lines_also_when_it_is_printed_smaller(scale, printed):
    sheet = made(samples.real(), "arbejdsark", "html", "vaerdier/respekt")
    picture = pypdfium2.PdfDocument(printed(sheet, scale))[0].render(scale=3, grayscale=True)
    rows = [bytes(picture.buffer)[at : at + picture.width] for at in range(0, len(picture.buffer), picture.stride)]
    ruled = [sum(light < 225 for light in row) > picture.width / 2 for row in rows]
    assert sum(after and not before for before, after in pairwise(ruled)) >= 12


def test_a_list_that_runs_from_right_to_left_stays_on_the_web_page(browser):
    handbook = handbook_of(list_of(Entry("e", "E", ("- " + "أولا نعمل معا", "- ثانيا"))))
    page = browser.new_page()
    page.set_viewport_size({"width": 320, "height": 600})
    page.set_content(made(handbook, "arbejdsark", "html").decode())
    assert page.locator("ul[dir=rtl] > li").count() == 2
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.close()


def test_no_label_of_a_printed_web_worksheet_is_parted_from_its_lines(printed):
    for letters in range(500, 1100, 100):
        sheet = handbook_of(list_of(*entries_of(1, samples.text_of(letters))))
        for said in pdf_pages.texts_of(printed(made(sheet, "arbejdsark", "html", large=True))):
            assert ("Det aftaler vi" in said) == ("Skriv én sætning" in said)


@pytest.mark.parametrize("format", ["html", "docx", "pdf"])
def test_no_word_of_the_command_in_the_guide_is_broken_over_two_lines(format, printed, converted):
    repeat = " --uden-spoergsmaal --indhold vores-eget-indhold --tolkning vores-egen-tolkning.yaml --uden-tolkning"
    guide = made(interpreted("empty"), "drejebog", format, "lederskab", "rundt", writing_lines=False, repeat=repeat)
    pdf = {"html": printed, "docx": converted, "pdf": bytes}[format](guide)
    lines = [line for page in pypdfium2.PdfDocument(pdf) for line in page.get_textpage().get_text_range().splitlines()]
    words = [word for line in lines for word in line.replace("\u2011", "-").split()]
    assert [word for word in f"--uden-skrivelinjer {repeat}".split() if word not in words] == []
