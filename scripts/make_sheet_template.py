"""Makes the template of the Word sheet: its styles, settings, page and footer, with no text.

    python scripts/make_sheet_template.py [FILE]

It starts from python-docx's own template, removes what is not ours, and sets the look. Run it after a change here, and
commit the file that it writes.
"""

import sys
from copy import deepcopy
from datetime import datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt, RGBColor

FILE = Path(__file__).resolve().parents[1] / "src/ishoj_cli/render/handout/templates/sheet.docx"
INK, FJORD, CLAY, SLATE, RULED = "1B2B2E", "0F4C50", "A5431F", "4C5B5E", "8B9794"
SERIF, SANS = "Georgia", "Calibri"
OUR_STYLES = (
    *("Afsender", "Punkttekst", "Kilde", "Kolofon", "Dialogmærkat", "Dialogspørgsmål", "Hos os-mærkat", "Hos os"),
    "Skrivelinje",
)
"""The styles that we add, by the names that Word shows."""
KEPT_STYLES = (
    *("Normal", "Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "List Number", "Footer"),
    *("List Number 2", "List Number 3", "List Bullet", "List Bullet 2"),
    *("Default Paragraph Font", "Normal Table", "No List"),
)
"""The styles that we keep of python-docx's template; Word knows the others by itself."""
UNHYPHENATED = (
    *("Afsender", "Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "List Number"),
    *("Dialogmærkat", "Hos os-mærkat", "Kilde", "Kolofon", "Footer"),
)
"""The styles in which no word is hyphenated: titles, labels, and those that have links."""
HYPHENATION_ZONE = 2268
"""The space, in twentieths of a point (4 cm), that a word must leave empty on a line to be hyphenated.

With Word's own 0.75 cm, short words are broken too (`an-sat`), without a page saved.
"""
REMOVED_PARTS = ("thumbnail", "extended-properties", "customXml", "stylesWithEffects")
"""The parts of python-docx's template that are removed, by the last word of their relationship type."""


def main(file: Path = FILE) -> None:
    """Write the template; the same bytes every time with the same python-docx and zlib."""
    document = docx.Document()
    _remove_parts(document)
    _set_settings(document)
    _set_styles(document)
    _set_page(document)
    written = BytesIO()
    document.save(written)
    with ZipFile(written) as package, ZipFile(file, "w") as target:
        for name in package.namelist():
            target.writestr(ZipInfo(name), package.read(name), ZIP_DEFLATED)


def _remove_parts(document):
    for owner in (document.part.package, document.part):
        for name, relation in list(owner.rels.items()):
            if relation.reltype.rpartition("/")[2] in REMOVED_PARTS:
                del owner.rels[name]


def _set_settings(document):
    """Danish, with spelling checked, and opened by Word as a document of the current format, not of 2010."""
    settings = document.settings.element
    for name in ("w:proofState", "w:savePreviewPicture"):
        settings.remove(settings.find(qn(name)))
    settings.find(f".//{qn('w:compatSetting')}[@{qn('w:name')}='compatibilityMode']").set(qn("w:val"), "15")
    language = settings.find(qn("w:themeFontLang"))
    language.set(qn("w:val"), "da-DK")
    del language.attrib[qn("w:eastAsia")]
    settings.find(qn("w:decimalSymbol")).set(qn("w:val"), ",")
    settings.find(qn("w:listSeparator")).set(qn("w:val"), ";")
    hyphenate, zone = OxmlElement("w:autoHyphenation"), OxmlElement("w:hyphenationZone")
    zone.set(qn("w:val"), str(HYPHENATION_ZONE))
    tab = settings.find(qn("w:defaultTabStop"))
    tab.addnext(hyphenate)
    hyphenate.addnext(zone)
    properties = document.core_properties
    properties.title = properties.author = properties.comments = properties.keywords = ""
    properties.language = "da-DK"
    properties.created = properties.modified = datetime(2026, 1, 1)


def _set_page(document):
    """A4, with a place for the source and the number of the page in the footer."""
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(25)
    page.top_margin, page.bottom_margin = Mm(22), Mm(22)
    footer = page.footer.paragraphs[0]
    footer.add_run(" · Side ")
    number = OxmlElement("w:fldSimple")
    number.set(qn("w:instr"), "PAGE")
    footer._p.append(number)


def _set_styles(document):
    styles = document.styles
    for style in list(styles):
        if style.name not in KEPT_STYLES:
            style.delete()
            continue
        for link in style.element.findall(qn("w:link")):
            style.element.remove(link)
    styles.element.find(f".//{qn('w:lang')}").set(qn("w:val"), "da-DK")
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
    _style(styles["List Number"], SERIF, 12.5, FJORD, bold=True, before=10, after=2, indent=1)
    _style(styles["List Number 2"], SANS, 11, INK, after=3, indent=0.6)
    _style(styles["List Bullet"], SANS, 11, INK, after=3, indent=0.6)
    _style(styles["List Number 3"], SANS, 11, INK, after=3, indent=1.6, hanging=0.6)
    _style(styles["List Bullet 2"], SANS, 11, INK, after=3, indent=1.6, hanging=0.6)
    _style(styles["Punkttekst"], SANS, 11, INK, after=4, indent=1)
    _style(styles["Afsender"], SANS, 11, CLAY, bold=True, after=4)
    _style(styles["Dialogmærkat"], SANS, 9.5, CLAY, bold=True, before=4, indent=1)
    _style(styles["Hos os-mærkat"], SANS, 9.5, FJORD, bold=True, before=4, indent=1)
    _style(styles["Dialogspørgsmål"], SANS, 11, INK, italic=True, after=4, indent=1)
    _style(styles["Hos os"], SANS, 11, INK, after=4, indent=1)
    _style(styles["Skrivelinje"], SANS, 11, INK, after=0, lines=1.6, indent=1)
    _style(styles["Kilde"], SANS, 9, SLATE, before=4, after=2)
    _style(styles["Footer"], SANS, 8.5, SLATE)
    _style(styles["Kolofon"], SANS, 9, SLATE, before=16, after=2, lines=1.4)
    close = OxmlElement("w:contextualSpacing")  # no space between its own paragraphs
    styles["Kolofon"].element.get_or_add_pPr().insert_element_before(close, "w:jc", "w:outlineLvl")
    for name in UNHYPHENATED:
        whole = OxmlElement("w:suppressAutoHyphens")
        styles[name].element.get_or_add_pPr().insert_element_before(
            whole, "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl"
        )
    link = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER, builtin=True)
    link.font.color.rgb, link.font.underline = RGBColor.from_string(FJORD), True
    for style in styles:
        if style.name.startswith("List"):
            _indent_numbering(style, document.part.numbering_part.element)
    for name in ("Dialogmærkat", "Hos os-mærkat", "List Number"):
        styles[name].paragraph_format.keep_with_next = True
    _rule(styles["Skrivelinje"], "bottom", "between")
    _rule(styles["Kolofon"], "top")
    _cut_out(styles.add_style("Kort", WD_STYLE_TYPE.TABLE))
    title = styles["Title"].element.pPr
    title.remove(title.find(qn("w:pBdr")))


def _style(
    style, font, points, colour, *, bold=False, italic=False, before=0, after=0, lines=1.15, indent=0, hanging=None
):
    """Set a style's type, colour (hex), spacing (points, lines) and indent (cm); its theme fonts are removed.

    The first line of a list hangs to the margin, or by `hanging`.
    """
    style.font.name, style.font.size, style.font.bold, style.font.italic = font, Pt(points), bold, italic
    style.font.color.rgb = RGBColor.from_string(colour)
    fonts = style.element.rPr.rFonts
    for name in list(fonts.attrib):
        if name.endswith("Theme"):
            del fonts.attrib[name]
    spacing = style.element.rPr.find(qn("w:spacing"))
    if spacing is not None:
        style.element.rPr.remove(spacing)
    shape = style.paragraph_format
    shape.space_before, shape.space_after, shape.line_spacing = Pt(before), Pt(after), lines
    if indent:
        shape.left_indent = Cm(indent)
        shape.first_line_indent = Cm(-(hanging or indent)) if style.name.startswith("List") else Cm(0)


def _indent_numbering(style, numbering):
    """Give a list style's numbering the indent of the style, which a list of its own number would not have."""
    number = numbering.num_having_numId(style.element.pPr.numPr.numId.val)
    path = f"w:abstractNum[@w:abstractNumId='{number.abstractNumId.val}']/w:lvl[@w:ilvl='0']/w:pPr"
    [shape] = numbering.xpath(path)
    for child in list(shape):
        shape.remove(child)
    shape.append(deepcopy(style.element.pPr.ind))


def _cut_out(style):
    """Give a style of tables light lines to cut along, with space within them."""
    properties = OxmlElement("w:tblPr")
    borders, margins = OxmlElement("w:tblBorders"), OxmlElement("w:tblCellMar")
    for side in ("top", "left", "bottom", "right", "insideH"):
        borders.append(_border(side, "dashed"))
    for side, width in (("top", 227), ("left", 284), ("bottom", 284), ("right", 284)):  # twentieths of a point
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(width))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties.extend((borders, margins))
    style.element.append(properties)


def _border(side, kind):
    border = OxmlElement(f"w:{side}")
    for name, value in (("val", kind), ("sz", "4"), ("space", "1"), ("color", RULED)):
        border.set(qn(f"w:{name}"), value)
    return border


def _rule(style, *sides):
    """Give a style a thin rule; `between` separates the rules of neighbours, which Word would otherwise merge."""
    borders = OxmlElement("w:pBdr")
    for side in sides:
        borders.append(_border(side, "single"))
    style.element.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind"
    )


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
