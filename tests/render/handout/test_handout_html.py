"""The web page: self-contained, in order, and accessible in a real browser in light, dark, narrow and print."""

import re
import sys
from functools import partial
from types import ModuleType

import jinja2
import pytest

from ishoj_cli.content.model import Entry, Section
from ishoj_cli.render import handout
from ishoj_cli.render.handout import html as html_format
from ishoj_cli.render.handout import labels
from ishoj_cli.render.handout.make import make_handout
from tests.render.handout import pdf_pages, samples
from tests.render.handout.reader import Outline
from tests.render.handout.samples import cycle_of, made

VIEWS = {
    "light": (1280, "light", "screen"),
    "dark": (1280, "dark", "screen"),
    "narrow": (320, "light", "screen"),
    "narrow and dark": (320, "dark", "screen"),
    "print": (794, "light", "print"),
}
TRIED = [
    (sample, view)
    for sample in (*samples.ALL, partial(samples.interpreted, "full"))
    for view in (VIEWS if sample in (samples.real, samples.ordinary) else ("narrow", "print"))
]
AXE_RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}


def html_of(handbook, *section_ids, **options):
    return made(handbook, "ark", "html", *section_ids, **options).decode()


@pytest.mark.parametrize("kind", ["ark", "drejebog"])
def test_the_templates_that_the_build_compiles_make_the_same_page(monkeypatch, kind):
    expected = made(samples.ordinary(), kind, "html")
    for name in html_format.TEMPLATES:
        compiled = ModuleType(f"compiled_{name}")
        compiled.__file__ = f"compiled_{name}.py"
        exec(html_format.as_module(name), vars(compiled))  # noqa: S102 - what the build writes into the wheel
        monkeypatch.setitem(sys.modules, f"{handout.__name__}.compiled_{name}", compiled)
    monkeypatch.setattr(jinja2.Environment, "from_string", lambda *_: pytest.fail("compiled anew"))
    assert make_handout(samples.ordinary(), kind, "html")[1] == expected
    compiled.BC_VERSION += 1
    with pytest.raises(pytest.fail.Exception, match="compiled anew"):  # by a Jinja2 that compiles in another way
        make_handout(samples.ordinary(), kind, "html")


@pytest.mark.parametrize("sample", samples.ALL)
@pytest.mark.parametrize("questions", [True, False])
@pytest.mark.parametrize("writing_lines", [True, False])
def test_the_page_is_in_order_and_requests_nothing(sample, questions, writing_lines):
    html = html_of(sample() if questions else sample().without_questions(), writing_lines=writing_lines)
    page = Outline(html)
    assert html.startswith('<!DOCTYPE html>\n<html lang="da">')
    assert len(page.ids) == len(set(page.ids))
    assert all(link[1:] in page.ids if link[0] == "#" else "//bogby.dk" in link for link in page.links)
    active = [name for name, _ in page.attributes if name.startswith("on") or name in ("src", "srcset", "style")]
    assert active == []
    assert not re.search(r"url\(|@import|<script|<link", html)
    assert ("<nav" in html) is (len(sample().sections) > 1)


def steps_of(html):
    """The angle of each step of a cycle's drawing, and the size of its knots, 1 being full size."""
    found = re.findall(
        r'<g transform="rotate\((\S+) 100 100\) translate\(100 24\) rotate\((\S+)\) scale\((\S+)\)">', html
    )
    assert all(float(turn) == -float(back) for turn, back, _scale in found)
    return [float(turn) for turn, _back, _scale in found], {float(scale) for _turn, _back, scale in found}


def test_a_cycle_is_drawn_clockwise_from_the_top_with_as_many_steps_as_can_be_read():
    four = html_of(cycle_of(4))
    assert steps_of(four) == ([0, 90, 180, 270], {1})
    assert re.findall(r'class="arrow".*?rotate\((\S+) ', four) == ["45.0", "135.0", "225.0", "315.0"]
    assert "Cirkel med 4 trin" in four
    twelve = html_of(cycle_of(12))
    (scale,) = steps_of(twelve)[1]
    assert 22 * 2 * scale + 7 < 76 * 2 * 3.1416 / 12  # knots keep clear of each other
    assert "<path" not in twelve
    assert "<svg" in html_of(cycle_of(14))
    for steps in (0, 1, 15):
        assert "<svg" not in html_of(cycle_of(steps))


@pytest.fixture(scope="module")
def opened(browser, tmp_path_factory, request):
    """The page of a sample, which requests nothing, in a browser with axe, and what the browser said."""
    from axe_playwright_python.sync_playwright import Axe

    file = tmp_path_factory.mktemp("page") / "ark.html"
    file.write_bytes(made(request.param(), "ark", "html"))
    page = browser.new_page()
    requests, messages = [], []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: messages.append(message.text))
    page.goto(file.as_uri())
    page.evaluate(Axe().axe_script)
    yield page, messages
    assert requests == [file.as_uri()]
    page.close()


@pytest.mark.parametrize("opened", [samples.real], indirect=True)
def test_lines_to_write_on_are_fields_with_labels(opened):
    page, _ = opened
    fields = page.get_by_role("textbox")
    real = samples.real()
    values = real.featured_section()
    sections = [section for section in real.sections if section != values and not real.parts_of(section)]
    assert fields.count() == len(values.entries) + len(sections)
    assert page.get_by_label("Hvad betyder respekt hos os?").count() == 1
    assert {int(field.get_attribute("rows")) for field in fields.all()} == {2, 3, 6}


@pytest.mark.parametrize(("opened", "view"), TRIED, indirect=["opened"])
def test_a_browser_finds_no_fault(opened, view):
    page, messages = opened
    width, scheme, media = VIEWS[view]
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(media=media, color_scheme=scheme)
    violations = page.evaluate("rules => axe.run(rules).then(results => results.violations)", AXE_RULES)
    assert [(found["id"], [node["html"] for node in found["nodes"]]) for found in violations] == []
    wide = """[...document.querySelectorAll('body *')].filter(element => {
      const box = element.getBoundingClientRect(), style = getComputedStyle(element);
      return box.width > 0 && (box.right > innerWidth + 1 || box.left < -1
        || (!['inline', 'none'].includes(style.display) && !element.closest('svg')
          && element.scrollWidth > element.clientWidth + 1));
    }).map(element => element.outerHTML.slice(0, 120))"""
    assert page.evaluate(wide) == []
    assert messages == []


BROKEN_WORDS = r"""() => {
  const found = [], texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    for (const word of texts.currentNode.data.matchAll(/[\p{L}\p{N}]+/gu)) {
      const range = document.createRange();
      range.setStart(texts.currentNode, word.index);
      range.setEnd(texts.currentNode, word.index + word[0].length);
      if (new Set([...range.getClientRects()].map(it => Math.round(it.top))).size > 1) found.push(word[0]);
    }
  }
  return found;
}"""


@pytest.mark.parametrize("kind", ["ark", "kort"])
@pytest.mark.parametrize(("width", "media"), [(320, "screen"), (643, "print")])
def test_no_word_is_broken_in_large_print(browser, kind, width, media):
    page = browser.new_page()
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(media=media)
    page.set_content(made(samples.interpreted("full"), kind, "html", large=True).decode())
    assert page.evaluate(BROKEN_WORDS) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.close()


@pytest.mark.parametrize("sample", samples.ALL)
def test_the_printed_page_is_a_good_a4(printed, sample):
    pdf = printed(made(sample(), "ark", "html"))
    assert set(pdf_pages.page_sizes(pdf)) == {(210, 297)}
    assert pdf_pages.letters_near_edge(pdf) == []
    pages = pdf_pages.texts_of(pdf)
    for number, said in enumerate(pages, 1):
        assert said.count(labels.imprint(sample()).replace("\u00a0", " ")) == 1
        assert f"{number} / {len(pages)}" in said
    if sample is samples.real:
        assert len(pages) <= len(sample().sections)


PARTS = [(), *((section.id,) for section in samples.real().sections), ("vaerdier/respekt",), ("rundt/opad",)]


@pytest.mark.parametrize("kind", ["ark", "arbejdsark", "kort"])
def test_all_that_is_typed_in_a_field_is_printed(kind, printed):
    typed = " ".join(f"ord{number}" for number in range(200))
    html = made(samples.real(), kind, "html").replace(b"></textarea>", f">{typed}</textarea>".encode())
    assert pdf_pages.text_of(printed(html)).count("ord199") == html.count(b"<textarea")


@pytest.mark.parametrize("kind", ["ark", "arbejdsark", "kort", "drejebog"])
def test_large_print_is_large_on_paper(kind, printed):
    pdf = printed(made(samples.interpreted("half"), kind, "html", large=True))
    assert {round(size * 3 / 4) for size, _text in pdf_pages.runs(pdf) if size * 3 / 4 < 15.9} == {12}  # the source


@pytest.mark.parametrize("name", samples.INTERPRETATIONS)
@pytest.mark.parametrize("large", [False, True])
def test_printed_pages_are_balanced(name, large, printed):
    for part in PARTS:
        pdf = printed(made(samples.interpreted(name), "ark", "html", *part, large=large))
        *pages, last = pdf_pages.fills(pdf)
        assert min(pages, default=1) >= 0.4, part
        assert last >= 0.15, part


def test_a_high_first_entry_leaves_no_page_empty_in_large_print(printed):
    (section,) = cycle_of(4).sections
    high = [entry.replace(text=("- Vi prøver det af.",) * 14) for entry in section.entries]
    sheet = samples.handbook_of(section.replace(entries=tuple(high)))
    first, *_rest = pdf_pages.fills(printed(made(sheet, "ark", "html", large=True)))
    assert first >= 0.4


@pytest.mark.parametrize("sample", samples.ALL)
def test_the_colophon_of_a_printed_page_stands_below_the_text(printed, sample):
    assert overlaps(printed(made(sample(), "ark", "html"))) == []


def overlaps(pdf):
    """Texts printed over one another; pdfium finds some pieces of a line twice."""
    return [pair for pair in pdf_pages.overlapping_texts(pdf) if pair[0] != pair[1]]


@pytest.mark.parametrize("questions", [True, False])
@pytest.mark.parametrize(
    "ids", [("perspektiver",), ("perspektiver/styr-paa-tingene", "perspektiver/blik-for-fremtiden")]
)
def test_the_colophon_stands_below_the_tallest_of_neighbours(printed, ids, questions):
    handbook = samples.real() if questions else samples.real().without_questions()
    assert overlaps(printed(made(handbook, "ark", "html", *ids, writing_lines=False))) == []


@pytest.mark.parametrize(("kind", "text"), [("list", ("Kort tekst.",)), ("cycle", ("Kort tekst.",)), ("list", ())])
def test_a_printed_section_begins_on_the_page_of_its_title(printed, kind, text):
    entries = tuple(Entry(f"m{number}", f"Måned {number}", text) for number in range(1, 13))
    second = Section("b", "Årets hjul", lead=("Det går rundt.",), kind=kind, entries=entries, questions=("Hvornår?",))
    for before in range(14, 40, 2 if not text else 5):
        first = Section("a", "Alfa", lead=(samples.text_of(110),) * before)
        pdf = printed(made(samples.handbook_of(first, second), "ark", "html"))
        (said,) = [text for text in pdf_pages.texts_of(pdf) if "Årets hjul" in text]
        assert "Det går rundt." in said
        assert text or "Måned 1 " in said


@pytest.mark.parametrize("ids", [(), ("vision",), ("vaerdier",), ("personalepolitik",)])
def test_a_bar_stands_beside_all_local_words_and_ends_with_them(browser, ids):
    page = browser.new_page()
    page.emulate_media(media="print")
    page.set_content(made(samples.interpreted("full"), "ark", "html", *ids).decode())
    differing = page.evaluate("""[...document.querySelectorAll('.local')].filter(it => {
      const bar = parseFloat(getComputedStyle(it, '::before').height);
      const words = it.lastElementChild.getBoundingClientRect();
      return Math.abs(it.getBoundingClientRect().top + bar - words.bottom) > 4;
    }).map(it => it.textContent)""")
    assert differing == []
    page.close()


def test_a_printed_page_has_two_columns_however_long_a_section_is(browser):
    handbook = samples.real()
    long = (samples.text_of(400),) * 2
    sections = tuple(section.replace(local=long) for section in handbook.sections)
    page = browser.new_page()
    page.emulate_media(media="print")
    for shown in (handbook, handbook.replace(sections=sections)):
        page.set_content(html_of(shown))
        lefts = "(name) => [...document.querySelectorAll(name)].map(it => Math.round(it.getBoundingClientRect().left))"
        assert len(set(page.evaluate(lefts, ".title"))) == 1
        (left,) = set(page.evaluate(lefts, ".body"))
        assert left > page.evaluate(lefts, ".title")[0] + 100
    page.close()


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("steps", [13, 15, 27])
def test_printed_lines_to_write_on_follow_what_they_are_about(printed, steps, large):
    html = made(cycle_of(steps), "ark", "html", large=large)
    pages = pdf_pages.texts_of(printed(html.replace(b"></textarea>", b">Skrevet.</textarea>")))
    (last,) = [said for said in pages if labels.SECTION_LINES_LABEL in said]
    assert f"Det var {steps - 1}." in last
    assert f"{labels.SECTION_LINES_LABEL} Skrevet." in last


@pytest.mark.parametrize("source", [samples.HOSTILE, '"; } </style> \\22 <b>', samples.text_of(300)])
def test_the_footer_of_a_printed_page_says_any_source_as_it_is(printed, source):
    pdf = printed(made(samples.one_entry().replace(source=source), "ark", "html"))
    said = "".join(pdf_pages.text_of(pdf).split())
    assert said.count("".join(source.split())) == 2  # in the colophon and in the footer
    assert pdf_pages.letters_near_edge(pdf) == []


def test_a_printed_table_of_names_begins_on_the_page_of_its_title_and_the_colophon_is_not_alone(printed):
    for handbook in (cycle_of(12, None), samples.forty_names()):
        pages = pdf_pages.texts_of(printed(made(handbook, "ark", "html")))
        steps = handbook.sections[0].entries
        assert f"{steps[0].title} " in pages[0]
        assert f"{steps[-1].title} " in pages[-1]
