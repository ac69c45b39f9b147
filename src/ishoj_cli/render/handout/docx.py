"""Handouts as editable Word documents; their look is in the styles of `templates/sheet.docx`."""

from functools import cache
from itertools import pairwise

from ishoj_cli.content.lists import List, grouped
from ishoj_cli.content.model import Entry, Section
from ishoj_cli.render.handout import labels, optional_module, template
from ishoj_cli.render.handout.kit import HandoutPage, pages
from ishoj_cli.render.handout.layout import ENTRY_LINES, MOST_LINES, Handout, SectionLayout
from ishoj_cli.render.page import QUESTION, Linked, ascii_url, is_right_to_left, more_line, origin_line, turn_line
from ishoj_cli.type_hints import Any, Iterable

MOST_KEPT = 6  # paragraphs; with more, LibreOffice leaves the first one on the previous page
LONGEST_PROPERTY = 255  # characters
# The styles of numbered titles, and of numbered texts at the margin and indented.
NUMBERED = ("List Number", "List Number 2", "List Number 3")
INDENTED = ("Punkttekst", "Hos os")  # the styles of indented texts
# The width of a letter and the height of a line, relative to the size of the type: those of the widest and the highest
# fonts that the text may be set in, since those of the template may be missing.
LETTER_WIDTH, LINE_HEIGHT = 0.58, 1.22


def render(handout: "Handout") -> bytes:
    """The handout as a Word document in Danish; the same content gives the same bytes with the same zlib.

    Raises `IshojError` when python-docx is missing.
    """
    from io import BytesIO

    docx = optional_module("docx", "docx")
    document = docx.Document(BytesIO(template("sheet.docx")))
    handbook = handout.handbook
    if handout.large:
        _enlarge(document)
    elif handout.kind == "drejebog":
        _condense(document.styles)
    _size_complex_scripts(document.styles)
    _set_properties(document.core_properties, handout)
    document.sections[0].footer.paragraphs[0].runs[0].text = f"{labels.imprint(handbook)} · Side "
    body = _Body(document)
    if handout.kind == "arbejdsark":
        _add_worksheets(body, handout)
    else:
        _add_document(body, handout)
    written = BytesIO()
    document.save(written)
    return _without_dates(written.getvalue())


def _add_worksheets(body: "_Body", handout: "Handout") -> None:
    """Add a page for each worksheet, all alike, with as many lines to write on as there is room for."""
    from docx.shared import Mm

    handbook, worksheets = handout.handbook, pages(handout)
    body.page.top_margin = Mm(15)
    if any(block.kind == "question" for page in worksheets for block in page.blocks):
        body.add_to_footer(labels.questions_legend(handbook))
    if handbook.url:  # the source is named once, with its address
        body.page.footer.paragraphs[0].runs[0].text = f"{labels.edition_line(handbook)} · Side "
        body.add_to_footer(origin_line(handbook.source, handbook.url))
    room = body.room()
    for number, page in enumerate(worksheets):
        first = body.add([page.kicker], "Afsender")
        first.get_or_add_pPr().pageBreakBefore_val = number > 0
        body.add(filter(None, [labels.workplace_line(handbook)]), "Kilde")
        _add_page(body, page, 2, lines=1)
        body.add_lines(first, room)


def _add_document(body: "_Body", handout: "Handout") -> None:
    handbook = handout.handbook
    body.add([handbook.organisation], "Afsender")
    body.add([_without_widow(handbook.title)], "Title")
    body.add(filter(None, [labels.workplace_line(handbook)]), "Subtitle")
    if handout.kind == "kort":
        _add_cards(body, handout)
        return
    if handout.kind == "ark":
        body.add_blocks(grouped(handout.lead), "Subtitle")
        for section, layout in handout.laid_out():
            if handout.large:  # in which a line is half as high again
                layout = layout.replace(writing_lines=layout.writing_lines * 2 // 3)
            end = _add_section(body, section, layout)
        body.keep_together(end)
        _keep_with_next(end.getprevious())
        body.split_tall_groups()
    else:
        for page in pages(handout):
            _add_page(body, page, 1 if page.title == handbook.title else 2)
    _keep_with_next(body.end.getprevious())
    _add_colophon(body, handout)


def _add_colophon(body: "_Body", handout: "Handout") -> None:
    colophon = grouped(handout.colophon)
    body.add_blocks(colophon[:1], "Kolofon")  # the style draws a rule above the first paragraph only
    first = body.end.getprevious()
    body.add_blocks(colophon[1:], "Kolofon" if all(isinstance(block, str) for block in colophon) else "Kilde")
    body.keep_together(first)


def _add_cards(body: "_Body", handout: "Handout") -> None:
    """Add a row for each card; the first, which says how to use them, has the colophon too."""
    from docx.enum.text import WD_LINE_SPACING
    from docx.shared import Pt

    deck = body.document.add_table(0, 1, "Kort")
    deck.autofit = False  # Word would make it as narrow as its texts
    for number, page in enumerate(pages(handout)):
        first = _add_page(body, page, 2, lines=ENTRY_LINES)
        if not number:
            _add_colophon(body, handout)
        _add_card(deck._tbl, first)
    # Word ends every document with a paragraph, which must not take a page of its own.
    shape = body.add([""], "Kilde").get_or_add_pPr()
    shape.spacing_before = shape.spacing_after = Pt(0)
    shape.spacing_line = Pt(1)
    shape.spacing_lineRule = WD_LINE_SPACING.EXACTLY


def _without_widow(title: str) -> str:
    """A title with a no-break space before its last word, so that the word is never alone on a line."""
    words, _, last = title.rpartition(" ")
    return f"{words}{labels.NO_BREAK_SPACE}{last}" if " " in words else title


def _enlarge(document: "Any") -> None:
    """Enlarge all styles to at least 16 points (12 for the source), and scale their indents accordingly."""
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    document.sections[0].footer_distance = Mm(9)
    for style in document.styles:
        size = getattr(style, "font", None) and style.font.size
        if size:
            style.font.size = Pt(12 if style.name in ("Footer", "Kolofon") else max(16, min(30, size.pt * 1.3)))
    for part in (document.styles, document.part.numbering_part):
        for indent in part.element.iter(qn("w:ind")):
            for name, value in indent.items():
                indent.set(name, str(int(value) * 16 // 11))


def _condense(styles: "Any") -> None:
    """Use smaller type and less space, so that the facilitator's guide fits on both sides of a sheet."""
    from docx.shared import Pt

    for style in styles:
        shape = getattr(style, "paragraph_format", None)
        if shape and shape.line_spacing:
            shape.line_spacing = 1.0
            shape.space_before, shape.space_after = shape.space_before // 2, shape.space_after // 3
            style.font.size = Pt(min(style.font.size.pt, max(9, round(style.font.size.pt * 1.9) / 2)))


def _size_complex_scripts(styles: "Any") -> None:
    """Give Arabic and Hebrew, whose size Word keeps apart, the size of other text."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for size in list(styles.element.iter(qn("w:sz"))):
        for other in size.getparent().findall(qn("w:szCs")):
            size.getparent().remove(other)
        size.addnext(OxmlElement("w:szCs", {qn("w:val"): size.get(qn("w:val"))}))


class _Body:
    """The paragraphs of a document, built as XML: python-docx's `add_paragraph` searches all styles on every call."""

    def __init__(self, document: "Any") -> None:
        self.document, self.part = document, document.part
        self.page = document.sections[0]
        self.end = document.element.body.sectPr
        self.style_ids = {style.name: style.style_id for style in document.styles}
        self.styles = {style.style_id: style for style in document.styles}
        self.measures = cache(self._measures)
        self.numbering = document.part.numbering_part.element
        numbers = {name: document.styles[name].element.pPr.numPr.numId.val for name in NUMBERED}
        self.list_formats = {
            name: self.numbering.num_having_numId(number).abstractNumId.val for name, number in numbers.items()
        }
        self.lists = len(self.numbering.num_lst)

    def add(self, texts: "Iterable[str]", style: str) -> "Any":
        """Add a paragraph for each text; gives the last one's element."""
        from docx.oxml import OxmlElement

        paragraph = None
        for text in texts:
            paragraph = OxmlElement("w:p")
            paragraph.style = self.style_ids[style]
            _set_text(paragraph, text, self.part, self.style_ids["Hyperlink"])
            self.end.addprevious(paragraph)
        return paragraph

    def add_to_footer(self, text: str) -> None:
        """Add a paragraph at the foot of all pages."""
        footer = self.page.footer
        _set_text(footer.add_paragraph(style="Footer")._p, text, footer.part, self.style_ids["Hyperlink"])

    def add_command(self, command: str) -> None:
        """Add a command with non-breaking hyphens, so that no option is split over two lines."""
        from docx.oxml import OxmlElement

        paragraph = self.add([""], "Normal")
        paragraph.pPr.append(OxmlElement("w:suppressAutoHyphens"))  # after the style, the only other property
        run = paragraph.r_lst[0]
        for at, part in enumerate(command.split("-")):
            if at:
                run.append(OxmlElement("w:noBreakHyphen"))
            run.add_t(part)

    def add_blocks(self, blocks: "Iterable[str | List]", style: str) -> None:
        """Add the paragraphs of a text in a style, and its lists in the styles of lists."""
        bullets, numbers = ("List Bullet 2", "List Number 3") if style in INDENTED else ("List Bullet", "List Number 2")
        for block in blocks:
            if isinstance(block, str):
                self.add([block], style)
            elif block.start is None:
                self.add(block.items, bullets)
            else:
                self.add_numbered(block.items, numbers, block.start)

    def add_numbered(self, texts: "Iterable[str]", style: str, start: int = 1) -> None:
        """Add a list of its own, which counts from `start`."""
        list_id = self.new_list(style, start)
        for text in texts:
            self.add([text], style).pPr.get_or_add_numPr().get_or_add_numId().val = list_id

    def add_asides(self, part: "Section | Entry", label: str, lines: int, about: str = "") -> "Any":
        """Add what stands under a text: its questions, interpretation and, on the same page, labelled lines.

        `about` follows the labels of the first two. Returns the last label, or the paragraph before them if there is
        none.
        """
        start = self.end.getprevious()
        asked = self.add([QUESTION + about] if part.questions else [], "Dialogmærkat")
        self.add(part.questions, "Dialogspørgsmål")
        said = self.add([labels.LOCAL_LABEL + about] if part.local else [], "Hos os-mærkat")
        self.add_blocks(grouped(part.local), "Hos os")
        if lines:
            _keep_with_next(self.end.getprevious())
            said = self.add([label], "Hos os-mærkat")
            self.add([""] * lines, "Skrivelinje")
            self.keep_together(said)
        return next(filter(lambda it: it is not None, (said, asked, start)))

    def keep_together(self, paragraph: "Any") -> None:
        """Keep a paragraph and all later ones on one page.

        If there are more than MOST_KEPT, keep the interpretation and the rest together separately.
        """
        paragraphs = [paragraph, *paragraph.itersiblings(paragraph.tag)]
        label = self.style_ids["Hos os-mærkat"] if len(paragraphs) > MOST_KEPT else None
        for before, after in pairwise(paragraphs):
            if after.style != label:
                _keep_with_next(before)

    def split_tall_groups(self) -> None:
        """Allow a page break inside a kept-together group that is taller than half a page.

        Otherwise it would move to the next page and leave a large gap.
        """
        most, height = self.room() // 2, 0
        for paragraph in self.document.element.body.p_lst:
            height += self.height_of(paragraph)
            if self.styles[paragraph.style].element.pPr.keepNext_val:  # a heading or a label
                continue
            if height > most and paragraph.style != self.style_ids["Skrivelinje"]:
                paragraph.pPr.keepNext_val = None
            if not paragraph.pPr.keepNext_val:
                height = 0

    def room(self) -> int:
        """The height of a page between its margins, in English Metric Units; a high footer raises the lower one."""
        page = self.page
        footer = page.footer_distance + sum(self.height_of(paragraph._p) for paragraph in page.footer.paragraphs)
        return int(page.page_height - page.top_margin - max(page.bottom_margin, footer))

    def height_of(self, paragraph: "Any") -> int:
        """About how high a paragraph is, in English Metric Units."""
        letters, line, before, after = self.measures(paragraph.style)
        own = paragraph.pPr.spacing_before
        space = (before if own is None else own) + after
        return int(space + max(1, -(-len(paragraph.text) // letters)) * line)

    def _measures(self, style_id: str) -> tuple[int, float, int, int]:
        """About how many letters a line has in a style, and how high it, and the space before and after it, are."""
        style, page = self.styles[style_id], self.page
        size, shape = style.font.size, style.paragraph_format
        width = page.page_width - page.left_margin - page.right_margin - (shape.left_indent or 0)
        letters = int(width // (size * LETTER_WIDTH))
        return letters, size * LINE_HEIGHT * shape.line_spacing, shape.space_before or 0, shape.space_after or 0

    def add_lines(self, first: "Any", room: int) -> None:
        """Fill the rest of the page with writing lines, distributed over the existing ones after `first`.

        If the page is already full, give each label four lines and let them run onto the next page.
        """
        from copy import deepcopy

        paragraphs = [first, *first.itersiblings(first.tag)]
        lines = [paragraph for paragraph in paragraphs if paragraph.style == self.style_ids["Skrivelinje"]]
        more = (room - sum(map(self.height_of, paragraphs))) // self.height_of(lines[0])
        for number, line in enumerate(lines):
            _keep_with_next(line.getprevious())
            for _ in range(min(MOST_LINES - 1, (more + number) // len(lines)) if more >= 0 else 3):
                line.addprevious(deepcopy(line))
                _keep_with_next(line.getprevious())

    def new_list(self, style: str = "List Number", start: int = 1) -> int:
        """The id of a new list in the format of a style, which counts from `start`."""
        from docx.oxml.numbering import CT_Num

        self.lists += 1
        number: Any = CT_Num.new(self.lists, self.list_formats[style])  # type: ignore[no-untyped-call]
        number.add_lvlOverride(ilvl=0).add_startOverride(start)
        self.numbering.append(number)
        return self.lists


BLOCK_STYLES = {"question": "Dialogspørgsmål", "local": "Hos os", "list": "List Bullet", "step": "List Bullet"}
LABEL_STYLES = {"question": "Dialogmærkat", "local": "Hos os-mærkat"}


def _add_page(body: _Body, page: "HandoutPage", level: int, *, lines: int = 0) -> "Any":
    """Add a page of a kit, with so many lines where there is something to write; gives its first element.

    Its title is shown unless it is the document's (`level` 1).
    """
    first = body.add([page.title], "Heading 1") if level > 1 else body.add([page.kicker], "Subtitle")
    first.pPr.spacing_before = 0  # it stands at the top of a card or under the title of a section
    for block in page.blocks:
        if block.kind == "heading":
            body.add([block.title], f"Heading {level}")
        elif block.kind == "row":
            body.add([f"{block.label}: {block.title}. {' '.join(block.texts)}"], "Normal")
        elif block.kind == "command":
            _keep_with_next(body.add(block.texts[:1], "Normal"))
            body.add_command(block.texts[1])
        elif block.kind == "numbers":
            body.add_numbered(block.texts, "List Number 2")
        elif block.kind == "lines":
            _keep_with_next(body.end.getprevious())
            body.add(block.texts, "Hos os-mærkat")
            body.add([""] * lines, "Skrivelinje")
        else:
            body.add([f"{block.label} {block.title}"] if block.kind == "step" else [], f"Heading {level + 1}")
            body.add(
                [block.label] if block.label and block.kind in LABEL_STYLES else [], LABEL_STYLES.get(block.kind, "")
            )
            body.add_blocks(block.content, BLOCK_STYLES.get(block.kind, "Normal"))
    return first


def _add_card(deck: "Any", first: "Any") -> None:
    """Move a paragraph and all after it to a row of their own, which stays on one page.

    A table row is used because LibreOffice splits paragraphs that are only marked keep-with-next; the mark is removed
    because Word would then keep several rows together.
    """
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    row, card = OxmlElement("w:tr"), OxmlElement("w:tc")
    row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    row.append(card)
    deck.append(row)
    for paragraph in [first, *first.itersiblings(qn("w:p"))]:
        paragraph.get_or_add_pPr().keepNext_val = False
        card.append(paragraph)


def _add_section(body: _Body, section: "Section", layout: "SectionLayout") -> "Any":
    """Add a section; gives the paragraph from which it is kept together with what ends the document."""
    title = body.add([section.title], f"Heading {layout.level}")
    body.add_blocks(grouped(section.lead), "Normal")
    end = _add_own(body, section, layout) if layout.names_only else None
    if section.entries:
        body.keep_together(title)
        _keep_with_next(body.end.getprevious())
    list_id = body.new_list() if layout.numbered and (layout.names_only or layout.repeats) else None
    for entry in section.entries:
        end = _add_entry(body, entry, layout, list_id)
    if layout.repeats:
        body.add([turn_line(section)], "Normal")
    if not layout.names_only:
        end = _add_own(body, section, layout)
    body.add(filter(None, [more_line(section)]), "Kilde")
    return end


def _add_own(body: _Body, section: "Section", layout: "SectionLayout") -> "Any":
    """Add what is the section's own besides its lead: names have it above them, as on the other sheets."""
    body.add_blocks(grouped(section.closing), "Normal")
    # Under the heading of the last entry it has to be said that they are the section's.
    about = f": {section.title}" if section.entries and not layout.names_only else ""
    return body.add_asides(section, labels.SECTION_LINES_LABEL, layout.writing_lines, about)


def _add_entry(body: _Body, entry: "Entry", layout: "SectionLayout", list_id: int | None) -> "Any":
    """Add an entry, kept together, under a heading that is numbered if it belongs to the list of this id.

    Gives the heading.
    """
    title = body.add([entry.title], f"Heading {layout.level + 1}")
    if list_id is not None:
        title.pPr.get_or_add_numPr().get_or_add_numId().val = list_id
    body.add_blocks(grouped(entry.text), "Normal" if list_id is None else "Punkttekst")
    body.add_asides(entry, labels.lines_label(entry.title), 0 if entry.local else layout.entry_lines)
    body.keep_together(title)
    return title


def _set_text(paragraph: "Any", text: str, part: "Any", link_style: str) -> None:
    """Set the text of a new paragraph in a part of the document; a link shows its address."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for said, url in text.pieces() if isinstance(text, Linked) else [(text, "")]:
        paragraph.add_r().text = said
        if url:
            target = part.relate_to(ascii_url(url), RELATIONSHIP_TYPE.HYPERLINK, True)
            link = OxmlElement("w:hyperlink", {qn("r:id"): target})
            run = OxmlElement("w:r")
            run.style = link_style
            run.text = url
            link.append(run)
            paragraph.append(link)
    if is_right_to_left(text):
        _set_right_to_left(paragraph)


def _set_right_to_left(paragraph: "Any") -> None:
    """Set a paragraph to right-to-left; OOXML prescribes the order of the properties."""
    from docx.oxml import OxmlElement

    after = ("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:rPr")
    paragraph.get_or_add_pPr().insert_element_before(OxmlElement("w:bidi"), *after)
    for run in paragraph.r_lst:
        run.get_or_add_rPr().append(OxmlElement("w:rtl"))


def _keep_with_next(paragraph: "Any") -> None:
    """Set keep-with-next on a paragraph. Set here, not in the style, where it depends on the content."""
    paragraph.get_or_add_pPr().keepNext_val = True


def _set_properties(properties: "Any", handout: "Handout") -> None:
    from datetime import datetime

    handbook = handout.handbook
    texts = {
        "title": handbook.title,
        "author": handbook.organisation,
        "last_modified_by": handbook.organisation,
        "subject": handout.description,
        "keywords": ", ".join(section.title for section in handout.sections),
        "comments": labels.imprint(handbook),
    }
    for name, text in texts.items():
        setattr(properties, name, text[:LONGEST_PROPERTY])
    properties.created = properties.modified = datetime.fromisoformat(f"{handbook.edition}T12:00:00")
    properties.revision = 1


def _without_dates(document: bytes) -> bytes:
    """The document with ZIP timestamps and platform fixed, so that the same content gives the same bytes everywhere."""
    from io import BytesIO
    from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

    undated = BytesIO()
    with ZipFile(BytesIO(document)) as package, ZipFile(undated, "w") as target:
        for name in package.namelist():
            file = ZipInfo(name)
            file.create_system = 3
            target.writestr(file, package.read(name), ZIP_DEFLATED)
    return undated.getvalue()
