"""What a handout says, whatever its format, as a reader gets it."""

import re
from collections import Counter
from html.parser import HTMLParser
from io import BytesIO
from itertools import groupby

import docx
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from markdown_it import MarkdownIt

from tests.render.handout import pdf_pages, pdf_structure

VOID = {"br", "circle", "link", "meta", "path", "wbr"}


class Outline(HTMLParser):
    """Reads headings, text, ids and references, and holds every tag to its end."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.levels, self.ids, self.links, self.attributes, self.open, self.text = [], [], [], [], [], []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        named = dict(attributes)
        self.attributes += attributes
        self.ids += [named["id"]] if "id" in named else []
        self.links += [named["href"]] if "href" in named else []
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if tag == "ol":
            assert self.open[-1:] != ["ol"]
        if tag == "li":
            assert self.open[-1] in ("ol", "ul")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.attributes += attributes

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] not in ("style", "title"):
            self.text.append(data)


def document_of(made: bytes):
    """A Word document as python-docx reads it."""
    return docx.Document(BytesIO(made))


def paragraphs_of(made: bytes):
    """The paragraphs of a Word document, also those in tables, which python-docx leaves out."""
    document = document_of(made)
    return [Paragraph(element, document._body) for element in document.element.body.iter(qn("w:p"))]


def levels_of(made: bytes, format: str) -> list[int]:
    """The levels of a sheet's headings, its title being 1."""
    if format == "html":
        return Outline(made.decode()).levels
    if format == "markdown":
        tokens = MarkdownIt("commonmark").parse(made.decode())
        return [int(token.tag[1]) for token in tokens if token.type == "heading_open"]
    styles = [paragraph.style.name for paragraph in paragraphs_of(made)]
    return [1, *(int(style[-1]) + 1 for style in styles if style.startswith("Heading"))]


def said_by(made: bytes, format: str) -> str:
    """All text of a handout, with single spaces."""
    if format == "pdf":
        return pdf_pages.text_of(made)
    if format == "docx":
        footer = document_of(made).sections[0].footer.paragraphs
        text = " ".join(paragraph.text for paragraph in [*paragraphs_of(made), *footer])
    elif format == "html":
        text = " ".join(Outline(made.decode()).text)
    else:
        tokens = MarkdownIt("commonmark").parse(made.decode())
        text = " ".join("".join(child.content for child in token.children or ()) for token in tokens)
    return " ".join(text.split())


def squeezed(text: str) -> str:
    """Text without spaces, which differ from page to page."""
    return "".join(text.split())


def lists_of(made: bytes, format: str) -> Counter[int]:
    """How many lists there are of each number of items, each marked up as one."""
    if format == "pdf":
        return pdf_structure.lists(made)
    if format == "docx":
        styles = [paragraph.style.name for paragraph in paragraphs_of(made)]
        runs = [(style, len([*run])) for style, run in groupby(styles)]
        return Counter(length for style, length in runs if style.startswith("List"))
    source = made.decode() if format == "html" else MarkdownIt("commonmark").render(made.decode())
    found, open_ = [], []
    for tag in re.findall("<(/?[uo]l|li)[ >]", source):
        if tag == "li":
            open_[-1] += 1
        elif tag[0] == "/":
            found.append(open_.pop())
        else:
            open_.append(0)
    return Counter(found)
