"""The Word document: its look in its styles, in Danish, and opened by another program."""

import itertools
import shutil
import subprocess
import sys
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn

from ishoj_cli.errors import IshojError
from ishoj_cli.render.handout import words
from ishoj_cli.render.handout.make import make_handout
from tests.render.handout import pdf_pages, samples

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")


def document_of(handbook, **options):
    return docx.Document(BytesIO(make_handout(handbook, "ark", "docx", **options)[1]))


def styled(document, style):
    return [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == style]


def test_headings_and_lists_are_styles():
    handbook = samples.real()
    document = document_of(handbook)
    assert styled(document, "Title") == [handbook.title]
    whole = [section.title for section in handbook.sections if not section.part_of]
    assert styled(document, "Heading 1") == whole
    assert styled(document, "Heading 2")[:4] == [entry.title for entry in handbook.sections[0].entries]
    assert "De fire perspektiver" in styled(document, "Heading 2")
    assert "have blik for fremtiden" in styled(document, "Heading 3")
    assert styled(document, "List Number")[:2] == ["Troværdighed", "Handlekraft"]


@pytest.mark.parametrize("sample", samples.ALL)
def test_the_document_says_every_word_and_formats_none_of_them_by_hand(sample):
    handbook = sample()
    document = document_of(handbook)
    said = "".join("".join(paragraph.text for paragraph in document.paragraphs).split())
    for section in handbook.sections:
        texts = [section.title, *section.lead, *section.closing, section.read_more, section.local]
        for entry in section.entries:
            texts += [entry.title, entry.text, entry.question, entry.local]
        for text in texts:
            assert "".join((text or "").split()) in said
    assert document.tables == []
    for paragraph in document.paragraphs:
        own = [child.tag for child in paragraph._p.pPr] if paragraph._p.pPr is not None else []
        assert set(own) <= {qn("w:pStyle"), qn("w:numPr"), qn("w:keepNext")}
        assert all(run._r.rPr is None for run in paragraph.runs)
    levels = [int(p.style.name[-1]) for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert all(after <= before + 1 for before, after in zip([0, *levels], levels, strict=False))


@pytest.mark.parametrize("sample", [samples.real, samples.ordinary])
def test_a_question_is_on_the_page_of_its_entry_and_lines_on_that_of_what_they_are_about(sample):
    handbook = sample()
    paragraphs = document_of(handbook).paragraphs
    entries = {entry.title: entry for section in handbook.sections for entry in section.entries}
    for entry in entries.values():
        texts = [paragraph.text for paragraph in paragraphs]
        first, last = (texts.index(text) for text in (entry.title, entry.local or entry.question or entry.title))
        assert all(paragraph.paragraph_format.keep_with_next for paragraph in paragraphs[first:last])
    for before, paragraph in itertools.pairwise(paragraphs):
        if paragraph.text == words.LINES_LABEL:
            assert before.paragraph_format.keep_with_next or before.style.paragraph_format.keep_with_next
    assert not paragraphs[-1].paragraph_format.keep_with_next


def test_nothing_is_left_of_the_template_that_is_not_ours():
    with ZipFile(BytesIO(make_handout(samples.real(), "ark", "docx")[1])) as package:
        names = package.namelist()
        said = b"".join(map(package.read, names))
        settings = package.read("word/settings.xml").decode()
    assert not [name for name in names if "thumbnail" in name or "customXml" in name or "app.xml" in name]
    assert "word/stylesWithEffects.xml" not in names
    for foreign in (b"Macintosh", b"python-docx", b"Generated", b"jpeg", b"APA"):
        assert foreign not in said
    assert "proofState" not in settings
    assert "savePreviewPicture" not in settings
    assert "en-US" not in settings
    assert 'compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"' in settings


def test_every_list_counts_from_one():
    document = document_of(samples.ordinary())
    numbers = [p._p.pPr.numPr.numId.val for p in document.paragraphs if p.style.name == "List Number"]
    assert len(numbers) == 6
    assert len(set(numbers)) == 2
    numbering = document.part.numbering_part.element
    for number in set(numbers):
        assert numbering.num_having_numId(number).lvlOverride_lst[0].startOverride.val == 1


def test_the_document_is_danish_a4_and_says_what_it_is():
    handbook = samples.real()
    document = document_of(handbook)
    languages = {element.get(qn("w:val")) for element in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"da-DK"}
    properties = document.core_properties
    assert (properties.title, properties.author, properties.language) == (handbook.title, "Ishøj Kommune", "da-DK")
    assert properties.created.isoformat().startswith("2026-11-23T12:00:00")
    assert "python-docx" not in properties.comments
    assert (round(document.sections[0].page_width.mm), round(document.sections[0].page_height.mm)) == (210, 297)
    foot = document.sections[0].footer.paragraphs[0]
    assert "Kilde: Ishøj Kommunes side" in foot.text
    assert foot._p.find(qn("w:fldSimple")).get(qn("w:instr")) == "PAGE"


def test_questions_are_labelled_and_can_be_left_out():
    handbook = samples.real()
    asked = sum(1 for section in handbook.sections for entry in section.entries if entry.question)
    document = document_of(handbook)
    assert styled(document, "Dialogmærkat") == ["Spørgsmål til dialog (værktøjets forslag)"] * asked
    assert len(styled(document, "Dialogspørgsmål")) == asked
    without = document_of(handbook, questions=False, writing_lines=False)
    assert styled(without, "Dialogspørgsmål") == []
    assert styled(without, "Skrivelinje") == []
    assert "ialog" not in "".join(paragraph.text for paragraph in without.paragraphs)


def test_some_sections_are_without_the_lead_of_the_whole():
    handbook = samples.real()
    assert styled(document_of(handbook), "Subtitle") == list(handbook.lead)
    assert styled(document_of(handbook, sections=("mission",)), "Subtitle") == []


def test_the_rule_above_the_colophon_keeps_clear_of_what_is_before_it():
    style = document_of(samples.real()).styles["Kolofon"]
    assert style.paragraph_format.space_before.pt == 16
    assert [child.tag for child in style.element.pPr][-1] == qn("w:contextualSpacing")


def test_very_long_names_are_cut_in_the_properties_alone():
    handbook = samples.one_entry().replace(title=samples.text_of(400))
    document = document_of(handbook)
    assert len(document.core_properties.title) == 255
    assert styled(document, "Title") == [handbook.title]


def test_without_the_extra_one_line_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(IshojError, match=r'pip install "ishoj\[handout\]"'):
        document_of(samples.one_entry())


@pytest.mark.skipif(
    not SOFFICE, reason="LEFT OUT: no LibreOffice found, so no document was opened (apt-get install libreoffice-writer)"
)
@pytest.mark.parametrize("sample", [samples.real, samples.ordinary, samples.hostile, samples.long_everywhere])
def test_libreoffice_opens_it(sample, tmp_path):
    handbook = sample()
    file = tmp_path / "ark.docx"
    file.write_bytes(make_handout(handbook, "ark", "docx")[1])
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [SOFFICE, "--headless", profile, "--convert-to", "pdf", "--outdir", str(tmp_path), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    said = pdf_pages.text_of(file.with_suffix(".pdf").read_bytes())
    for section in handbook.sections:
        assert section.title in said
    assert pdf_pages.letters_near_edge(file.with_suffix(".pdf").read_bytes()) == []
