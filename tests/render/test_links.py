"""An address is shown in every format, and is a link where there are links."""

import json
from io import BytesIO

import pikepdf
import pytest
from markdown_it import MarkdownIt

from ishoj_cli.content.model import Handbook, Section
from ishoj_cli.render import Layout, Page, markdown, renderer
from ishoj_cli.render.handout.make import HANDOUT_FORMATS, make_handout
from ishoj_cli.render.page import linked, more_line, origin_line
from tests.render.handout import reader, samples

SOURCE = f"https://ishøj.dk/_kilde_/{'en-lang-adresse/' * 8}?a=1&b=(2)"
FIRST = "https://ishøj.dk/*første*/et-langt-navn/som-er-langt"
SECOND = "HTTP://x.dk"
# The formats that show the documents of each section; the others show the source alone.
ALL = [("ark", format) for format in HANDOUT_FORMATS["ark"]] + [("kort", "pdf"), ("plakat", "pdf")]
SOURCE_ALONE = [
    (kind, format)
    for kind in ("kort", "arbejdsark", "drejebog", "lysbilleder")
    for format in HANDOUT_FORMATS[kind]
    if (kind, format) not in ALL
]


@pytest.fixture(scope="module")
def book() -> Handbook:
    """A handbook with addresses: with a document's name, and without; two alike."""
    first, *rest = samples.ordinary().sections
    sections = [section.replace(read_more="dokumentet »Ø«.", url=FIRST) for section in rest]
    return samples.ordinary().replace(url=SOURCE, sections=(first.replace(url=SECOND), *sections))


def test_a_sentence_says_the_address_in_parentheses():
    assert origin_line("Siden.", "https://x.dk") == "Kilde: Siden (https://x.dk)."
    assert more_line(Section("a", "A", url="https://x.dk")) == "Læs mere på nettet (https://x.dk)."
    both = linked(origin_line("K", "https://x.dk"), "", more_line(Section("a", "A", read_more="B", url="https://x.dk")))
    assert both == "Kilde: K (https://x.dk). Læs mere i B (https://x.dk)."
    assert [*both.pieces()][1:] == [("). Læs mere i B (", "https://x.dk"), (").", "")]


@pytest.mark.parametrize("format", ["terminal", "tekst"])
def test_a_page_says_its_addresses(book, format):
    show = renderer(format)
    pages = [Page(book, (section,)) for section in book.sections] + [Page(book, book.sections, whole=True)]
    for page in pages:
        said = reader.squeezed(show.render_page(page, Layout(1000)))
        assert all(f"({section.url})" in said for section in page.sections)
        assert f"({SOURCE})" in said
    assert f"({SOURCE})" in reader.squeezed(show.render_overview(book, Layout(1000)))


def links(source: str) -> list[str]:
    """The addresses of the links of a Markdown document, each shown as it is."""
    inline = [part for token in MarkdownIt("commonmark").parse(source) for part in token.children or ()]
    found = [part for part in inline if part.type == "link_open"]
    shown = [inline[inline.index(part) + 1].content for part in found]
    assert [part.attrs["href"] for part in found] == [MarkdownIt().normalizeLink(url) for url in shown]
    return shown


def test_markdown_links_them(book):
    assert links(markdown.render_page(Page(book, book.sections[1:2]), Layout())) == [SOURCE, FIRST]
    assert links(markdown.render_overview(book, Layout())) == [SOURCE]


def test_json_has_them(book):
    document = json.loads(renderer("json").render_page(Page(book, book.sections, whole=True), Layout()))
    assert [document["url"], *(section["url"] for section in document["sections"])] == [SOURCE, SECOND, *[FIRST] * 3]


@pytest.mark.parametrize(("kind", "format"), [*ALL, *SOURCE_ALONE])
def test_a_handout_links_them(book, kind, format):
    ids = [section.id for section in book.sections] if kind in ("ark", "plakat") else []
    made = make_handout(book, kind, format, ids)[1]
    wanted = {SOURCE} if (kind, format) not in ALL else {SOURCE, FIRST} if kind == "kort" else {SOURCE, FIRST, SECOND}
    if format == "html":
        found = {url for url in reader.Outline(made.decode()).links if not url.startswith("#")}
    elif format == "markdown":
        found = set(links(made.decode()))
    elif format == "docx":
        parts = reader.document_of(made).part.package.iter_parts()  # the text and the foot of its pages
        relations = [relation for part in parts for relation in part.rels.values()]
        found = {relation.target_ref for relation in relations if relation.reltype.endswith("/hyperlink")}
    else:
        with pikepdf.open(BytesIO(made)) as document:
            found = {str(each.A.URI) for page in document.pages for each in page.get("/Annots", ())}
    assert found == ({url.replace("ø", "%C3%B8") for url in wanted} if format in ("pdf", "docx") else wanted)
    said = reader.squeezed(reader.said_by(made, format))
    assert all(f"({url})" in said for url in wanted)
