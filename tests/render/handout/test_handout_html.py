"""The web page: whole in itself, in order, and accessible in a real browser in light, dark, narrow and print."""

import re
import shutil
import sys
from html.parser import HTMLParser

import pytest

from ishoj_cli.content.model import Entry, Section
from ishoj_cli.errors import IshojError
from ishoj_cli.render.handout import words
from ishoj_cli.render.handout.html import cycle_drawing
from ishoj_cli.render.handout.make import make_handout
from tests.render.handout import samples

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
WAYS = {
    "light": (1280, "light", "screen"),
    "dark": (1280, "dark", "screen"),
    "narrow": (320, "light", "screen"),
    "narrow and dark": (320, "dark", "screen"),
    "print": (794, "light", "print"),
}
STRAINED_WAYS = ("narrow", "print")
TRIED = [
    (sample, way)
    for sample in samples.ALL
    for way in (WAYS if sample in (samples.real, samples.ordinary) else STRAINED_WAYS)
]
TIMEOUT = 120_000  # milliseconds before a browser is taken to hang
AXE_RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}
BLANK = {"area", "br", "circle", "hr", "img", "input", "link", "meta", "path"}


def html_of(handbook, **options):
    return make_handout(handbook, "ark", "html", **options)[1].decode()


class Outline(HTMLParser):
    """Reads headings, text, ids and references, and holds every tag to its end."""

    def __init__(self, html):
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
        if tag not in BLANK:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.attributes += attributes

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] not in ("style", "title"):
            self.text.append(data)


@pytest.mark.parametrize("sample", samples.ALL)
@pytest.mark.parametrize("questions", [True, False])
@pytest.mark.parametrize("writing_lines", [True, False])
def test_the_page_is_in_order(sample, questions, writing_lines):
    html = html_of(sample(), questions=questions, writing_lines=writing_lines)
    page = Outline(html)
    assert html.startswith('<!DOCTYPE html>\n<html lang="da">')
    assert page.levels.count(1) == 1
    assert page.levels[0] == 1
    assert all(after <= before + 1 for before, after in zip(page.levels, page.levels[1:], strict=False))
    assert len(page.ids) == len(set(page.ids))
    assert all(link.removeprefix("#") in page.ids for link in page.links)
    assert [
        name for name, _value in page.attributes if name.startswith("on") or name in ("src", "srcset", "style")
    ] == []
    assert not re.search(r"url\(|@import|<script|<link", html)


@pytest.mark.parametrize("sample", samples.ALL)
def test_the_page_says_every_word_of_the_content(sample):
    handbook = sample()
    said = "".join("".join(Outline(html_of(handbook)).text).split())
    for section in handbook.sections:
        texts = [section.title, *section.lead, *section.closing, section.read_more, section.local]
        for entry in section.entries:
            texts += [entry.title, entry.text, entry.question, entry.local]
        for text in texts:
            assert "".join((text or "").split()) in said


def test_the_page_says_where_it_comes_from_and_what_is_the_tools_own():
    handbook = samples.real()
    html = html_of(handbook)
    assert f"<title>{handbook.title}</title>" in html
    assert f"Kilde: {handbook.source.name}" in html
    assert "Udgave 23.\u00a0november\u00a02026" in html
    assert "Spørgsmål til dialog (værktøjets forslag)" in html
    without = html_of(handbook, questions=False)
    assert "ialog" not in without
    assert all(
        entry.question not in without for section in handbook.sections for entry in section.entries if entry.question
    )
    assert "Hvad betyder det hos os?" not in html_of(handbook, writing_lines=False)


def test_some_sections_are_without_the_lead_of_the_whole_and_one_has_no_list_of_contents():
    html = html_of(samples.real(), sections=("vaerdier",))
    assert "Tilsammen" not in html
    assert "<nav" not in html


def test_a_cycle_is_drawn_clockwise_from_the_top():
    drawing = cycle_drawing(4)
    assert [(mark.x, mark.y) for mark in drawing.knots] == [(100, 24), (176, 100), (100, 176), (24, 100)]
    assert [mark.turn for mark in drawing.arrows] == [45, 135, 225, 315]
    assert drawing.scale == 1
    assert "Cirkel med 3 trin" in html_of(samples.real())


def cycle_of(steps):
    entries = tuple(Entry(id=f"s{number}", title=f"Trin {number}") for number in range(steps))
    return samples.handbook_of(Section(id="gang", title="Gang", kind="cycle", entries=entries))


def test_many_steps_are_small_and_too_many_are_not_drawn():
    twelve = cycle_drawing(12)
    assert (len(twelve.knots), len(twelve.arrows)) == (12, 0)
    first, second = twelve.knots[:2]
    apart = ((first.x - second.x) ** 2 + (first.y - second.y) ** 2) ** 0.5
    assert apart > 2 * 22 * twelve.scale + 7
    assert "Cirkel med 14 trin" in html_of(cycle_of(14))
    assert "<svg" not in html_of(cycle_of(15))


def test_a_question_beside_the_entries_says_whose_it_is():
    for section in samples.real().sections:
        for entry in section.entries:
            if entry.text and entry.question:
                assert f"<strong>{entry.title}</strong><br>{entry.question}</li>" in html_of(samples.real())


def test_one_step_alone_is_no_ring():
    assert "<svg" in html_of(cycle_of(2))
    assert "<svg" not in html_of(cycle_of(1))
    assert "<svg" not in html_of(cycle_of(0))


def test_without_the_extra_one_line_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "jinja2", None)
    with pytest.raises(IshojError, match=r'pip install "ishoj\[handout\]"'):
        html_of(samples.one_entry())


@pytest.fixture(scope="module")
def browser():
    if not CHROMIUM:
        pytest.skip("LEFT OUT: no Chromium found, so no web page was tried in a browser (apt-get install chromium)")
    playwright = pytest.importorskip("playwright.sync_api", reason="LEFT OUT: playwright is not installed")
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=CHROMIUM, args=OPTIONS, timeout=TIMEOUT)
        context = browser.new_context()
        context.set_default_timeout(TIMEOUT)
        yield context
        browser.close()


@pytest.fixture(scope="module")
def opened(browser, tmp_path_factory, request):
    """The page of a sample in a browser that can look for faults, what it asked for, and what the browser said."""
    from axe_playwright_python.sync_playwright import Axe

    file = tmp_path_factory.mktemp("page") / "ark.html"
    file.write_bytes(make_handout(request.param(), "ark", "html")[1])
    page = browser.new_page()
    requests, messages = [], []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: messages.append(message.text))
    page.goto(file.as_uri())
    page.evaluate(Axe().axe_script)
    yield page, requests, messages
    assert requests == [file.as_uri()]
    page.close()


@pytest.mark.parametrize(("opened", "way"), TRIED, indirect=["opened"])
def test_a_browser_finds_no_fault(opened, way):
    page, requests, messages = opened
    width, scheme, media = WAYS[way]
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(media=media, color_scheme=scheme)
    violations = page.evaluate("rules => axe.run(rules).then(results => results.violations)", AXE_RULES)
    assert [(found["id"], [node["html"] for node in found["nodes"]]) for found in violations] == []
    wide = """[...document.querySelectorAll('body *')].filter(element => {
      const box = element.getBoundingClientRect(), style = getComputedStyle(element);
      return style.clipPath === 'none' && box.width > 0 && (box.right > innerWidth + 1 || box.left < -1
        || (!['inline', 'none'].includes(style.display) && !element.closest('svg')
          && element.scrollWidth > element.clientWidth + 1));
    }).map(element => element.outerHTML.slice(0, 120))"""
    assert page.evaluate(wide) == []
    assert len(requests) == 1  # the page itself
    assert messages == []


@pytest.mark.parametrize("kind", ["list", "cycle"])
def test_a_printed_section_begins_on_the_page_of_its_title(browser, kind):
    from tests.render.handout import pdf_pages

    entries = tuple(Entry(id=f"m{number}", title=f"Måned {number}", text="Kort tekst.") for number in range(1, 13))
    page = browser.new_page()
    for before in range(14, 40, 3):
        first = Section(id="a", title="Alfa", lead=(samples.text_of(110),) * before)
        second = Section(id="b", title="Årets hjul", lead=("Det går rundt.",), kind=kind, entries=entries)
        page.set_content(html_of(samples.handbook_of(first, second)))
        (said,) = [text for text in pdf_pages.texts_of(page.pdf(prefer_css_page_size=True)) if "Årets hjul" in text]
        assert "Det går rundt." in said
    page.close()


@pytest.mark.parametrize("sample", samples.ALL)
def test_the_printed_page_is_a_good_a4(browser, tmp_path, sample):
    from tests.render.handout import pdf_pages

    page = browser.new_page()
    page.set_content(html_of(sample()))
    pdf = page.pdf(prefer_css_page_size=True)
    page.close()
    assert set(pdf_pages.page_sizes(pdf)) == {(210, 297)}
    assert pdf_pages.letters_near_edge(pdf) == []
    pages = pdf_pages.texts_of(pdf)
    for number, said in enumerate(pages, 1):
        assert said.count(words.imprint(sample()).replace("\u00a0", " ")) == 1
        assert f"{number} / {len(pages)}" in said
    if sample is samples.real:
        assert len(pages) <= 6


def test_a_printed_page_has_two_columns_however_long_a_section_is(browser):
    handbook = samples.real()
    long = f"{samples.text_of(400)}\n\n{samples.text_of(400)}"
    sections = [section.replace(local=long) for section in handbook.sections]
    page = browser.new_page()
    page.emulate_media(media="print")
    for shown in (handbook, handbook.replace(sections=tuple(sections))):
        page.set_content(html_of(shown))
        lefts = "(name) => [...document.querySelectorAll(name)].map(it => Math.round(it.getBoundingClientRect().left))"
        assert len(set(page.evaluate(lefts, ".title"))) == 1
        (left,) = set(page.evaluate(lefts, ".body"))
        assert left > page.evaluate(lefts, ".title")[0] + 100
    page.close()


@pytest.mark.parametrize("steps", [12, 13, 14, 15, 27])
def test_printed_lines_to_write_on_follow_what_they_are_about(browser, steps):
    from tests.render.handout import pdf_pages

    page = browser.new_page()
    handbook = cycle_of(steps)
    entries = tuple(entry.replace(text="Vi begynder.") for entry in handbook.sections[0].entries)
    page.set_content(html_of(handbook.replace(sections=(handbook.sections[0].replace(entries=entries),))))
    pages = pdf_pages.texts_of(page.pdf(prefer_css_page_size=True))
    page.close()
    (last,) = [said for said in pages if words.LINES_LABEL in said]
    assert f"Trin {steps - 1} Vi begynder." in last


@pytest.mark.parametrize("name", [samples.HOSTILE, '"; } </style> \\22 <b>', samples.text_of(300)])
def test_the_foot_of_a_printed_page_says_any_source_as_it_is(browser, name):
    from tests.render.handout import pdf_pages

    handbook = samples.one_entry()
    page = browser.new_page()
    page.set_content(html_of(handbook.replace(source=handbook.source.replace(name=name))))
    pdf = page.pdf(prefer_css_page_size=True)
    page.close()
    said = "".join(pdf_pages.text_of(pdf).split())
    assert said.count("".join(name.split())) == 2  # in the colophon and at the foot
    assert pdf_pages.letters_near_edge(pdf) == []


def test_a_printed_table_of_names_begins_on_the_page_of_its_title_and_the_colophon_is_not_alone(browser):
    from tests.render.handout import pdf_pages

    for handbook in (cycle_of(12), samples.forty_names()):
        page = browser.new_page()
        page.set_content(html_of(handbook))
        pages = pdf_pages.texts_of(page.pdf(prefer_css_page_size=True))
        page.close()
        steps = handbook.sections[0].entries
        assert f"1 {steps[0].title}" in pages[0]
        assert f"{len(steps)} {steps[-1].title}" in pages[-1]
