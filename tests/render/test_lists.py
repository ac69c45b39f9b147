"""A list in a text is a list in every format, wherever a text may stand."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from ishoj_cli.content.lists import List, grouped
from ishoj_cli.content.model import Entry, Handbook, Section
from ishoj_cli.render import FORMATS, Layout, Page, renderer
from ishoj_cli.search import search

LONG = "et langt punkt om det, vi lover hinanden, når vi arbejder sammen"


def listed(name: str) -> tuple[str, ...]:
    """A text with a list of each kind: three items, of which the names are unique in the handbook."""
    return (f"{name} lover:", f"- {name}et {LONG}", f"- {name}to", f"1. {name}tre", f"2. {name}fire", f"{name} slut.")


def items(name: str) -> list[str]:
    """The items of `listed`."""
    return [f"{name}et {LONG}", *(f"{name}{number}" for number in ("to", "tre", "fire"))]


NAMES = ("lead", "closing", "begyndelse", "ende", "punkt", "egen", "hus")


@pytest.fixture(params=["text", "list", "cycle"])
def book(request):
    """A handbook with lists in all of its texts."""
    entry = Entry("punkt", "Punktet", listed("punkt"), local=listed("egen"))
    only = Entry("kun", "Kun en liste", ("- ene",), local=("- alene", "- egne"))
    section = Section(
        *("afsnit", "Afsnittet"),
        kind=request.param,
        lead=listed("begyndelse"),
        entries=(entry, only),
        closing=listed("ende"),
        local=listed("hus"),
    )
    texts = {"lead": listed("lead"), "closing": listed("closing")}
    return Handbook("T", "O", "2026-11-23", "K", sections=(section, section.replace(id="b", entries=())), **texts)


def whole(book: Handbook, format: str, width: int = 80) -> str:
    """The handbook in a format."""
    return renderer(format).render_page(Page(book, book.sections, whole=True), Layout(width))


def test_tekst_has_a_line_for_each_item(book):
    lines = whole(book, "tekst").splitlines()
    for name in NAMES:
        marked = zip(("-", "-", "1.", "2."), items(name), strict=True)
        assert {*(f"{mark} {item}" for mark, item in marked), f"{name} slut."} <= set(lines)
        assert any(line.endswith(f"{name} lover:") for line in lines)
    assert {"- ene", "- alene", "- egne"} <= set(lines)


@pytest.mark.parametrize("width", [30, 80])
def test_the_terminal_hangs_items_beside_their_marks(book, width):
    lines = whole(book, "terminal", width).splitlines()
    assert max(map(len, lines)) <= width
    for name in NAMES:
        for mark, item in zip(("–", "–", "1.", "2."), items(name), strict=True):
            first = next(at for at, line in enumerate(lines) if f"{mark} {item.split()[0]}" in line)
            column = lines[first].index(item.split()[0])
            said = [lines[first][column:]]
            for line in lines[first + 1 :]:
                if line[:column].strip("│ ") or not line[column:].strip() or len(" ".join(said)) >= len(item):
                    break
                said.append(line[column:])
            assert " ".join(said) == item


def test_markdown_has_lists_that_do_not_run_together(book):
    tokens = MarkdownIt("commonmark").parse(whole(book, "markdown"))
    content = [token.content for token in tokens if token.type == "inline"]
    lists: list[list[str]] = []
    kept: list[list[str]] = []
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append([])
        elif token.type == "inline" and lists and token.level:
            lists[-1].append(token.content)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            kept.append(lists.pop())
    for name in NAMES:
        said = items(name)
        assert said[:2] in kept
        assert said[2:] in kept
        assert f"{name} slut." in content


def test_adjacent_lists_of_markdown_keep_their_numbers():
    texts = ("1. et", "2. to", "1. en", "2. tre", "- a")
    book = Handbook("T", "O", "2026-11-23", "K", lead=texts, sections=(Section("a", "A", lead=texts),))
    said = whole(book, "markdown")
    tokens = MarkdownIt("commonmark").parse(said)
    assert [token.type for token in tokens].count("ordered_list_open") == 4
    assert "- a\n\n## A" in said


@given(
    st.lists(st.sampled_from(["- a", "- 1. b", "1. c", "2. d", "- - e", "1) f", "+ g", "h", "01. i"]), min_size=1),
    st.sampled_from(["text", "list"]),
)
def test_no_list_of_markdown_runs_together_with_another_whatever_they_say(texts, kind):
    texts = tuple(texts)
    entries = (Entry("b", "B", texts, local=texts), Entry("c", "C"))
    section = Section("a", "A", kind=kind, lead=texts, entries=entries, closing=texts, local=texts)
    book = Handbook("T", "O", "2026-11-23", "K", lead=texts, sections=(section,), closing=texts)
    tokens = MarkdownIt("commonmark").parse(whole(book, "markdown"))
    lists = [block for block in grouped(texts) if isinstance(block, List)]
    found = [token for token in tokens if token.type in ("bullet_list_open", "ordered_list_open")]
    assert len(found) == 7 * len(lists) + 1
    assert [token.type for token in tokens].count("list_item_open") == 7 * sum(len(it.items) for it in lists) + 2


@pytest.mark.parametrize("format", FORMATS)
def test_every_item_is_in_every_format_and_found_in_it(book, format):
    said = " ".join(re.sub(r"[>│]", " ", whole(book, format, 1000)).split())
    for name in NAMES[2:]:
        assert all(item in said for item in items(name))
        found = renderer(format).render_hits(search(book, f"{name}tre"), book, Layout(1000))
        assert f"{name}tre" in found.replace("**", "")


def test_an_item_of_the_json_is_a_paragraph_with_its_mark(book):
    assert '"- punktto",\n            "1. punkttre",' in whole(book, "json")


def test_a_hit_is_marked_in_an_item_of_a_list(book):
    result = search(book, "punktto")
    assert "- **punktto**\n" in renderer("markdown").render_hits(result, book, Layout())
    assert "– \x1b[" in renderer("terminal").render_hits(result, book, Layout(colour=True)).replace("– \x1b[0m", "– ")
    colours = renderer("terminal").render_hits(search(book, "hus lover"), book, Layout(colour=True))
    assert "Hos os: \x1b[0m\x1b[4" in colours
