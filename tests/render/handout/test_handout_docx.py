"""The Word document: its look in its styles, in Danish, and opened by another program."""

import itertools
from functools import partial
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx.oxml.ns import qn

from ishoj_cli.render.handout import labels
from ishoj_cli.render.page import QUESTION
from tests.render.handout import pdf_pages, samples
from tests.render.handout.reader import document_of
from tests.render.handout.samples import entries_of, handbook_of, list_of, made, text_of


def document(handbook, *section_ids, **options):
    return document_of(made(handbook, "ark", "docx", *section_ids, **options))


def styled(document, style):
    return [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == style]


@pytest.mark.parametrize("large", [False, True])
def test_arabic_and_hebrew_have_the_size_of_other_text(large):
    styles = document_of(made(samples.real(), "ark", "docx", large=large)).styles.element
    sizes = [(size.val, size.getnext().get(qn("w:val"))) for size in styles.iter(qn("w:sz"))]
    assert len(sizes) > 10
    assert all(size.pt * 2 == int(other) for size, other in sizes)


def test_a_question_of_a_worksheet_stays_with_its_lines():
    paragraphs = document_of(made(samples.real(), "arbejdsark", "docx")).paragraphs
    for before, after in itertools.pairwise(paragraphs):
        if before.style.name == "Dialogspørgsmål" and after.style.name == "Hos os-mærkat":
            assert before.paragraph_format.keep_with_next


def test_all_that_it_says_has_the_style_of_what_it_is():
    handbook = samples.real()
    sheet = document(handbook)
    vision, values = handbook.sections[0], handbook.sections[2]
    assert styled(sheet, "Title") == ["Sådan arbejder vi i Ishøj\u00a0Kommune"]
    assert styled(sheet, "Afsender") == [handbook.organisation]
    assert styled(sheet, "Subtitle") == list(handbook.lead)
    assert styled(sheet, "Heading 1") == [section.title for section in handbook.sections if not section.part_of]
    assert styled(sheet, "Heading 2")[:4] == [entry.title for entry in vision.entries]
    assert "De fire perspektiver" in styled(sheet, "Heading 2")
    assert "have blik for fremtiden" in styled(sheet, "Heading 3")
    assert set(styled(sheet, "Heading 2")) >= {entry.title for entry in values.entries}
    parts, names = [], []
    for section in handbook.sections:
        if section == values:  # whose entries are names, below what is its own
            asked = dict.fromkeys((section, *section.entries), QUESTION)
        else:  # below the heading of the last entry
            asked = dict.fromkeys(section.entries, QUESTION)
            asked[section] = f"{QUESTION}: {section.title}" if section.entries else QUESTION
        parts += [part for part in asked if part.questions]
        names += [name for part, name in asked.items() if part.questions]
    assert styled(sheet, "Dialogmærkat") == names
    assert styled(sheet, "Dialogspørgsmål") == [question for part in parts for question in part.questions]
    assert "Hvad betyder åbenhed hos os?" in styled(sheet, "Hos os-mærkat")
    assert set(styled(sheet, "Skrivelinje")) == {""}
    assert styled(sheet, "Kilde")[0].startswith("Læs mere i ")
    assert handbook.closing[0] in styled(sheet, "Kolofon")
    assert styled(document(samples.ordinary()), "Hos os")[0] == "Vi kører ud med bøger."


@pytest.mark.parametrize("sample", samples.ALL)
def test_nothing_is_formatted_by_hand(sample):
    sheet = document(sample())
    assert sheet.tables == []
    for paragraph in sheet.paragraphs:
        own = [child.tag for child in paragraph._p.pPr] if paragraph._p.pPr is not None else []
        assert set(own) <= {qn("w:pStyle"), qn("w:numPr"), qn("w:keepNext")}
        assert all(run._r.rPr is None for run in paragraph.runs)


@pytest.mark.parametrize("sample", [samples.real, samples.ordinary])
def test_a_question_is_on_the_page_of_its_entry_and_lines_on_that_of_what_they_are_about(sample):
    handbook = sample()
    paragraphs = document(handbook).paragraphs
    texts = [paragraph.text for paragraph in paragraphs]
    for entry in (entry for section in handbook.sections for entry in section.entries):
        first, last = (texts.index(text) for text in (entry.title, (entry.title, *entry.questions)[-1]))
        assert all(paragraph.paragraph_format.keep_with_next for paragraph in paragraphs[first:last])
    for before, paragraph in itertools.pairwise(paragraphs):
        if before.style.name == "Hos os-mærkat":
            assert before.style.paragraph_format.keep_with_next
        if paragraph.text == labels.SECTION_LINES_LABEL:
            assert before.paragraph_format.keep_with_next or before.style.paragraph_format.keep_with_next
    assert not paragraphs[-1].paragraph_format.keep_with_next


@pytest.mark.parametrize("name", samples.INTERPRETATIONS)
def test_the_colophon_stays_whole_and_so_does_a_heading_with_its_first_entry(name):
    handbook = samples.interpreted(name)
    paragraphs = document(handbook).paragraphs
    texts = [paragraph.text for paragraph in paragraphs]
    starts = [at for at, it in enumerate(paragraphs) if it.text == handbook.closing[0] or it.style.name == "Heading 1"]
    ends = {it.title: texts.index(it.entries[0].title) for it in handbook.sections if it.entries}
    ends[handbook.closing[0]] = len(paragraphs) - 1
    for paragraph in (it for at in starts for it in paragraphs[at : ends.get(texts[at], at)]):
        assert paragraph.paragraph_format.keep_with_next or paragraph.style.paragraph_format.keep_with_next


def test_the_command_in_the_guide_stands_on_the_page_of_what_it_is_for():
    paragraphs = document_of(made(samples.real(), "drejebog", "docx")).paragraphs
    [(before, command)] = [pair for pair in itertools.pairwise(paragraphs) if pair[1].text.startswith("ishoj handout")]
    assert before.paragraph_format.keep_with_next
    assert command._p.pPr.find(qn("w:suppressAutoHyphens")) is not None


@pytest.mark.parametrize(
    "sample", [*map(partial(partial, samples.interpreted), samples.INTERPRETATIONS), samples.listed]
)
@pytest.mark.parametrize("large", [False, True])
def test_a_card_is_on_one_page_also_in_libreoffice(sample, large, converted):
    handbook = sample()
    cards = made(handbook, "kort", "docx", large=large)
    pages = ["".join(filter(str.isalpha, page)) for page in pdf_pages.texts_of(converted(cards))]
    for row in document_of(cards).tables[0].rows:
        card = "".join(filter(str.isalpha, "".join(paragraph.text for paragraph in row.cells[0].paragraphs)))
        assert any(card in page for page in pages)
    assert card in pages[-1]  # no page has the end of the document alone


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize(
    ("ids", "asks"),
    [((), True), (("lederskab",), True), (("mission",), True), (("vision",), False), (("vaerdier/respekt",), True)],
)
def test_a_worksheet_fills_a_page(ids, asks, large, converted):
    url = "https://bogby.dk/saadan-arbejder-vi/i-hele-kommunen" * (asks and not (large and "lederskab" in ids))
    handbook = samples.interpreted("full").replace(url=url)
    handbook = handbook if asks else handbook.without_questions()
    worksheets = converted(made(handbook, "arbejdsark", "docx", *ids, large=large))
    said = pdf_pages.texts_of(worksheets)
    assert [page.count("Kursiv: spørgsmål") for page in said] == [asks] * len(said)
    assert [page.count("den 23. november 2026") for page in said] == [1] * len(said)
    assert [page.count("Det aftaler vi") for page in said] == [1] * len(said)
    assert min(pdf_pages.fills(worksheets)) >= 0.6


def test_a_worksheet_of_a_long_text_takes_two_pages_and_parts_no_label_from_its_lines(converted):
    pages = converted(made(handbook_of(list_of(*entries_of(1, text_of(900)))), "arbejdsark", "docx", large=True))
    said = pdf_pages.texts_of(pages)
    assert ["Et eksempel" in page for page in said] == [True, False]
    assert ["Det aftaler vi" in page for page in said] == [False, True]


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("name", ["empty", "full"])
@pytest.mark.parametrize("ids", [(), ("rundt",), ("vaerdier",), ("personalepolitik",)])
def test_the_pages_of_a_sheet_are_balanced(ids, name, large, converted):
    pages = converted(made(samples.interpreted(name), "ark", "docx", *ids, large=large))
    fills = pdf_pages.fills(pages)
    assert min(fills[:-1]) >= 0.4
    assert fills[-1] >= 0.15


@pytest.mark.parametrize(("large", "letters"), [(True, 500), (False, 1000)])
def test_a_page_before_a_long_group_is_two_fifths_full(large, letters, converted):
    entries = (entry.replace(local=(text_of(letters),)) for entry in entries_of(2, text_of(letters)))
    first = list_of(*entries, lead=(text_of(letters), text_of(letters)))
    pages = converted(made(handbook_of(first, first.replace(id="b")), "ark", "docx", large=large))
    assert min(pdf_pages.fills(pages)[:-1]) >= 0.4


def test_large_print_has_larger_indents_and_fewer_lines():
    handbook = samples.interpreted("empty")
    plain, large = (document(handbook, "personalepolitik", large=large) for large in (False, True))
    assert (styled(plain, "Skrivelinje"), styled(large, "Skrivelinje")) == ([""] * 8, [""] * 5)
    for name in ("Punkttekst", "List Number", "List Bullet 2"):
        indents = [sheet.styles[name].paragraph_format.left_indent for sheet in (plain, large)]
        assert indents[1] / indents[0] == pytest.approx(16 / 11, rel=0.01)
    levels = [sheet.part.numbering_part.element.xpath("//w:lvl/w:pPr/w:ind/@w:left") for sheet in (plain, large)]
    assert levels[1] == [str(int(indent) * 16 // 11) for indent in levels[0]]


def test_nothing_of_another_template_is_left():
    with ZipFile(BytesIO(made(samples.real(), "ark", "docx"))) as package:
        names = package.namelist()
        said = b"".join(map(package.read, names))
        settings = package.read("word/settings.xml").decode()
    assert not [name for name in names if "thumbnail" in name or "customXml" in name or "app.xml" in name]
    for foreign in (b"Macintosh", b"python-docx", b"Generated", b"jpeg", b"APA"):
        assert foreign not in said
    for foreign in ("proofState", "savePreviewPicture", "en-US"):
        assert foreign not in settings
    assert '<w:autoHyphenation/><w:hyphenationZone w:val="2268"/>' in settings
    assert 'compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"' in settings


def test_every_list_counts_from_one():
    sheet = document(samples.ordinary())
    numbered = [p._p.pPr.numPr for p in sheet.paragraphs if p._p.pPr.numPr is not None]
    numbers = [number.numId.val for number in numbered]
    assert len(numbers) == 6
    assert len(set(numbers)) == 2
    numbering = sheet.part.numbering_part.element
    listed = [number.numId for number in numbering.num_lst]
    assert len(listed) == len(set(listed))
    for number in set(numbers):
        assert numbering.num_having_numId(number).lvlOverride_lst[0].startOverride.val == 1


def test_the_document_is_danish_a4_and_says_what_it_is():
    handbook = samples.real()
    sheet = document(handbook)
    assert {element.get(qn("w:val")) for element in sheet.styles.element.iter(qn("w:lang"))} == {"da-DK"}
    properties = sheet.core_properties
    assert (properties.title, properties.author, properties.language) == (handbook.title, "Ishøj Kommune", "da-DK")
    assert properties.created.isoformat().startswith(f"{handbook.edition}T12:00:00")
    assert properties.comments.startswith("Kilde: Ishøj Kommunes side")
    assert (round(sheet.sections[0].page_width.mm), round(sheet.sections[0].page_height.mm)) == (210, 297)
    footer = sheet.sections[0].footer.paragraphs[0]
    assert footer.text.startswith("Kilde: Ishøj Kommunes side")
    assert footer.text.endswith(" · Side ")
    assert footer._p.find(qn("w:fldSimple")).get(qn("w:instr")) == "PAGE"


def test_very_long_names_are_cut_in_the_properties_only():
    handbook = samples.one_entry().replace(title=samples.text_of(400), organisation=samples.text_of(300))
    sheet = document(handbook)
    properties = sheet.core_properties
    assert (len(properties.title), len(properties.author)) == (255, 255)
    assert [title.replace("\u00a0", " ") for title in styled(sheet, "Title")] == [handbook.title]


@pytest.mark.parametrize("sample", [samples.real, samples.hostile, samples.long_everywhere])
def test_libreoffice_opens_it(sample, converted):
    handbook = sample()
    pdf = converted(made(handbook, "ark", "docx"))
    said = pdf_pages.text_of(pdf)
    assert [section.title for section in handbook.sections if section.title not in said] == []
    assert pdf_pages.letters_near_edge(pdf) == []
