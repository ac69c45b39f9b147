"""The sheet as a Word document to edit: real styles and headings, so that its look is changed in one place."""

from ishoj_cli.render.handout import words
from ishoj_cli.render.handout.library import needed
from ishoj_cli.render.handout.shape import is_leg, shape_of
from ishoj_cli.render.page import local_label, more_line, turn_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from ishoj_cli.content.model import Entry, Handbook, Section

INK, FJORD, CLAY, SLATE, RULED = "1B2B2E", "0F4C50", "A5431F", "4C5B5E", "8B9794"
SERIF, SANS = "Georgia", "Calibri"
SENDER, ENTRY_TEXT, SMALL, COLOPHON = "Afsender", "Punkttekst", "Kilde", "Kolofon"
QUESTION_LABEL, QUESTION, LOCAL_LABEL, LOCAL, WRITING = (
    "Dialogmærkat",
    "Dialogspørgsmål",
    "Hos os-mærkat",
    "Hos os",
    "Skrivelinje",
)
OUR_STYLES = (SENDER, ENTRY_TEXT, SMALL, COLOPHON, QUESTION_LABEL, QUESTION, LOCAL_LABEL, LOCAL, WRITING)
"""The styles that are ours, by the names that Word shows."""
INDENT_CM = 1.0
NOT_OURS = ("thumbnail", "extended-properties", "customXml", "stylesWithEffects")
"""The parts of python-docx's template that are left out, by the last word of their relation."""


def render_docx(
    handbook: "Handbook", sections: "Sequence[Section]", *, questions: bool = True, writing_lines: bool = True
) -> bytes:
    """The sections as a Word document in Danish; the same content gives the same files, packed by the zlib at hand.

    Raises `IshojError` when python-docx is missing.
    """
    from io import BytesIO

    document = needed("docx", "docx").Document()
    _clear_template(document)
    _set_properties(document, handbook, sections)
    _set_page(document, handbook)
    _set_styles(document)
    document.add_paragraph(handbook.source.organisation, SENDER)
    document.add_paragraph(handbook.title, "Title")
    if tuple(sections) == handbook.sections:
        for paragraph in words.lines(handbook.lead):
            document.add_paragraph(paragraph, "Subtitle")
    for section in sections:
        _add_section(document, handbook, section, sections, questions=questions, writing_lines=writing_lines)
    for paragraph in words.colophon(handbook, asked=words.asks(sections, questions=questions)):
        document.add_paragraph(paragraph, COLOPHON)
    written = BytesIO()
    document.save(written)
    return _settled(written.getvalue())


def _add_section(
    document: "Any",
    handbook: "Handbook",
    section: "Section",
    shown: "Sequence[Section]",
    *,
    questions: bool,
    writing_lines: bool,
) -> None:
    shape = shape_of(section, shown, questions=questions, writing_lines=writing_lines)
    level = 2 if is_leg(section, shown) else 1
    document.add_paragraph(section.title, f"Heading {level}")
    for paragraph in words.lines(section.lead):
        document.add_paragraph(paragraph)
    numbered = shape.named or section.kind == "cycle"
    numbering = _new_numbering(document) if numbered and section.entries else 0
    for entry in section.entries:
        title = document.add_paragraph(entry.title, "List Number" if numbered else f"Heading {level + 1}")
        if numbered:
            title._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = numbering
        _add_entry(document, handbook, entry, ENTRY_TEXT if numbered else "Normal", questions=questions)
        if shape.entry_lines and not entry.local:
            _add_lines(document)
        _keep_together(title)
    if shape.turns:
        document.add_paragraph(turn_line(section))
    for paragraph in words.lines(section.closing):
        document.add_paragraph(paragraph)
    _add_local(document, handbook, section.local)
    if shape.lines:
        _add_lines(document)
    if section.read_more:
        document.add_paragraph(more_line(section), SMALL)


def _add_entry(document: "Any", handbook: "Handbook", entry: "Entry", style: str, *, questions: bool) -> None:
    for paragraph in words.paragraphs(entry.text):
        document.add_paragraph(paragraph, style)
    if questions and entry.question:
        document.add_paragraph(words.QUESTION_LABEL, QUESTION_LABEL)
        document.add_paragraph(entry.question, QUESTION)
    _add_local(document, handbook, entry.local)


def _add_local(document: "Any", handbook: "Handbook", text: str | None) -> None:
    paragraphs = words.paragraphs(text)
    if paragraphs:
        document.add_paragraph(local_label(handbook), LOCAL_LABEL)
    for paragraph in paragraphs:
        document.add_paragraph(paragraph, LOCAL)


def _add_lines(document: "Any") -> None:
    label = document.add_paragraph(words.LINES_LABEL, LOCAL_LABEL)
    label._p.getprevious().get_or_add_pPr().keepNext_val = True  # what they are about is on their page
    for _ in range(2):
        document.add_paragraph("", WRITING)


def _keep_together(first: "Any") -> None:
    """Keep a paragraph on the page of those after it, to the last so far; what comes next decides, so no style can."""
    for paragraph in [first._p, *first._p.itersiblings(_w("p"))][:-1]:
        paragraph.get_or_add_pPr().keepNext_val = True


def _clear_template(document: "Any") -> None:
    """Take out what python-docx's template holds that is not ours, and the settings that are not for Danish.

    Its picture of a page, its count of pages and words, a list of sources and a second set of styles go. Word is to
    check the spelling, and to open the document as one of its own, not as one of 2010.
    """
    for owner in (document.part.package, document.part):
        for name, relation in list(owner.rels.items()):
            if relation.reltype.rpartition("/")[2] in NOT_OURS:
                del owner.rels[name]
    settings = document.settings.element
    for name in ("proofState", "savePreviewPicture"):
        settings.remove(settings.find(_w(name)))
    settings.find(f".//{_w('compatSetting')}[@{_w('name')}='compatibilityMode']").set(_w("val"), "15")
    language = settings.find(_w("themeFontLang"))
    language.set(_w("val"), "da-DK")
    del language.attrib[_w("eastAsia")]
    settings.find(_w("decimalSymbol")).set(_w("val"), ",")
    settings.find(_w("listSeparator")).set(_w("val"), ";")


def _set_properties(document: "Any", handbook: "Handbook", sections: "Sequence[Section]") -> None:
    from datetime import datetime

    made = datetime.fromisoformat(f"{handbook.source.edition}T12:00:00")
    properties = document.core_properties
    properties.title = handbook.title[:255]
    properties.author = properties.last_modified_by = handbook.source.organisation[:255]
    properties.subject = words.description("ark", sections)[:255]
    properties.keywords = ", ".join(section.title for section in sections)[:255]
    properties.comments = words.imprint(handbook)[:255]
    properties.language = "da-DK"
    properties.created = properties.modified = made
    properties.revision = 1


def _set_page(document: "Any", handbook: "Handbook") -> None:
    """A4, with the source and the number of the page at the foot."""
    from docx.oxml import OxmlElement
    from docx.shared import Mm

    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(25)
    page.top_margin, page.bottom_margin = Mm(22), Mm(22)
    foot = page.footer.paragraphs[0]
    foot.add_run(f"{words.imprint(handbook)} · Side ")
    number = OxmlElement("w:fldSimple")
    number.set(_w("instr"), "PAGE")
    foot._p.append(number)


def _set_styles(document: "Any") -> None:
    from docx.enum.style import WD_STYLE_TYPE

    styles = document.styles
    language = styles.element.find(f".//{_w('lang')}")
    language.set(_w("val"), "da-DK")
    for name in OUR_STYLES:
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        style.quick_style = True
    _style(styles["Normal"], SANS, 11, INK, after=6, lines=1.15)
    _style(styles["Title"], SERIF, 30, FJORD, bold=True, after=6, lines=1.0)
    _style(styles["Subtitle"], SANS, 13, SLATE, after=10)
    _style(styles["Heading 1"], SERIF, 19, FJORD, bold=True, before=24, after=6, lines=1.0)
    _style(styles["Heading 2"], SERIF, 15, FJORD, bold=True, before=16, after=4, lines=1.0)
    _style(styles["Heading 3"], SERIF, 12.5, FJORD, bold=True, before=10, after=2, lines=1.0)
    _style(styles["List Number"], SERIF, 12.5, FJORD, bold=True, before=10, after=2, indent=INDENT_CM)
    _style(styles[ENTRY_TEXT], SANS, 11, INK, after=4, indent=INDENT_CM)
    _style(styles[SENDER], SANS, 11, CLAY, bold=True, after=4)
    _style(styles[QUESTION_LABEL], SANS, 9.5, CLAY, bold=True, before=4, indent=INDENT_CM)
    _style(styles[LOCAL_LABEL], SANS, 9.5, FJORD, bold=True, before=4, indent=INDENT_CM)
    _style(styles[QUESTION], SANS, 11, INK, italic=True, after=4, indent=INDENT_CM)
    _style(styles[LOCAL], SANS, 11, INK, after=4, indent=INDENT_CM)
    _style(styles[WRITING], SANS, 11, INK, after=0, lines=1.6, indent=INDENT_CM)
    _style(styles[SMALL], SANS, 9, SLATE, before=4, after=2)
    _style(styles["Footer"], SANS, 8.5, SLATE)
    _style(styles[COLOPHON], SANS, 9, SLATE, before=16, after=2, lines=1.4)
    _close_up(styles[COLOPHON])
    for name in (QUESTION_LABEL, LOCAL_LABEL, "List Number"):
        styles[name].paragraph_format.keep_with_next = True
    _rule(styles[WRITING], "bottom", "between")
    _rule(styles[COLOPHON], "top")
    title = styles["Title"].element.pPr
    title.remove(title.find(_w("pBdr")))


def _style(
    style: "Any",
    font: str,
    points: float,
    colour: str,
    *,
    bold: bool = False,
    italic: bool = False,
    before: float = 0,
    after: float = 0,
    lines: float = 1.15,
    indent: float = 0,
) -> None:
    """Give a style its type, colour (hex), spacing (points, lines) and indent (cm); the template's theme fonts go."""
    from docx.shared import Cm, Pt, RGBColor

    style.font.name, style.font.size, style.font.bold, style.font.italic = font, Pt(points), bold, italic
    style.font.color.rgb = RGBColor.from_string(colour)
    fonts = style.element.rPr.rFonts
    for name in list(fonts.attrib):
        if name.endswith("Theme"):
            del fonts.attrib[name]
    spacing = style.element.rPr.find(_w("spacing"))
    if spacing is not None:
        style.element.rPr.remove(spacing)
    shape = style.paragraph_format
    shape.space_before, shape.space_after, shape.line_spacing = Pt(before), Pt(after), lines
    if indent:
        shape.left_indent = Cm(indent)
        shape.first_line_indent = Cm(-indent) if style.name == "List Number" else Cm(0)


def _rule(style: "Any", *sides: str) -> None:
    """Give a style a thin rule: `between` keeps the rules of neighbours apart, which Word would else join into one."""
    from docx.oxml import OxmlElement

    borders = OxmlElement("w:pBdr")
    for side in sides:
        border = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "1"), ("color", RULED)):
            border.set(_w(name), value)
        borders.append(border)
    style.element.get_or_add_pPr().insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind")


def _close_up(style: "Any") -> None:
    """Leave out a style's space between paragraphs of its own."""
    from docx.oxml import OxmlElement

    style.element.get_or_add_pPr().insert_element_before(OxmlElement("w:contextualSpacing"), "w:jc", "w:outlineLvl")


def _new_numbering(document: "Any") -> int:
    """The id of a list that counts from 1, in the manner of the style List Number."""
    numbering = document.part.numbering_part.element
    style = document.styles["List Number"].element.pPr.numPr.numId.val
    counted = numbering.num_having_numId(style).abstractNumId.val
    number = numbering.add_num(counted)
    number.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(number.numId)


def _w(name: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(f"w:{name}"))


def _settled(document: bytes) -> bytes:
    """The same package with its files undated, so that the same content is the same bytes on the same machine.

    They stay compressed, which another zlib may do otherwise: stored, the styles alone would make it 850 KB.
    """
    from io import BytesIO
    from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

    settled = BytesIO()
    with ZipFile(BytesIO(document)) as package, ZipFile(settled, "w") as target:
        for name in package.namelist():
            file = ZipInfo(name)
            file.create_system = 3  # on Windows too, where it would be 0
            target.writestr(file, package.read(name), ZIP_DEFLATED)
    return settled.getvalue()
