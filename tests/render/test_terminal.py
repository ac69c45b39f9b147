"""terminal: no letter lost at any width, the same without colour, and golden files of the look.

The golden files in tests/golden are made again, to be read before they are committed, with ISHOJ_GOLDEN=1.
"""

import os
import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from ishoj_cli.content.model import Entry, Handbook, Section
from ishoj_cli.render import Layout, Page, markdown, terminal, text
from ishoj_cli.terminal import NARROWEST, PROSE

GOLDEN = Path(__file__).parent.parent / "golden"
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
# What a cycle and a list draw beside the text.
DRAWN = re.compile(r"[│╭╰╯─▸↓–]")
# Noncharacters (Cn) stand around matches, and no content has them.
WORDS = st.text(st.characters(exclude_categories=("Cc", "Cn", "Cs", "Zs", "Zl", "Zp")), min_size=1, max_size=50)
TEXTS = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)
# The pages that are compared with a golden file: a screen's of the made-up handbook, so that no wording changes them,
PAGES = ("ishoj-30", "ishoj-80-farve", "alt-30", "alt-80-farve", "alt-200")
PAGES += ("lange-ord-40", "lange-ord-opslag-40", "tegn-40")
# and all of it as lines and as a document.
DOCUMENTS = {"alt-tekst": text, "alt-markdown": markdown}


@pytest.fixture
def book(odd) -> Handbook:
    """The handbook with odd content, and with a summary, questions and a workplace's date, which it lacks."""
    first, long, *others = odd.sections
    long = long.replace(summary="Ord, der ikke kan være på en linje", questions=("Hvor langt?", "Hvorfor?"))
    rest = (section.replace(summary=f"Om {section.title}") if section.id == "ring" else section for section in others)
    return odd.replace(sections=(first, long, *rest), questions_by="værktøjet ishoj")


def letters(text: str) -> str:
    """The letters of text, in order, without what lays them out."""
    return "".join(DRAWN.sub("", ESCAPE.sub("", text)).split())


def shown(handbook: Handbook, name: str, width: int, colour: bool = False) -> str:
    """A page of the handbook by its name: a section's id, `section/entry`, or a whole command."""
    layout = Layout(width, colour)
    if name == "ishoj":
        return terminal.render_overview(handbook, layout)
    if name == "liste":
        return terminal.render_listing(handbook, layout)
    if name == "alt":
        return terminal.render_page(Page(handbook, handbook.sections, whole=True), layout)
    id_, _, entry_id = name.partition("/")
    section = next(section for section in handbook.sections if section.id == id_)
    entry = next((entry for entry in section.entries if entry.id == entry_id), None)
    return terminal.render_page(Page(handbook, (section,), entry=entry), layout)


def names(handbook: Handbook) -> list[str]:
    return ["ishoj", "alt", "liste", *(id_ for id_, _ in handbook.items())]


@pytest.mark.parametrize("golden", PAGES)
def test_the_look_is_the_golden_one(book, golden):
    name, width, colour = re.fullmatch(r"(.*?)-(\d+)(-farve)?", golden).groups()
    of_file = {name.replace("/", "-"): name for name in names(book)}
    compare(golden, shown(book, of_file[name], int(width), bool(colour)).replace("\x1b", "␛"))


@pytest.mark.parametrize(("golden", "format"), DOCUMENTS.items())
def test_the_whole_in_other_formats_is_the_golden_one(book, golden, format):
    compare(golden, format.render_page(Page(book, book.sections, whole=True), Layout(20, repeat=" --x")))


def compare(golden: str, page: str) -> None:
    path = GOLDEN / f"{golden}.txt"
    if os.environ.get("ISHOJ_GOLDEN") == "1":
        path.write_bytes(page.encode())
    assert page == path.read_bytes().decode()


def test_every_golden_file_is_compared():
    assert {path.stem for path in GOLDEN.glob("*.txt")} == {*PAGES, *DOCUMENTS}


@pytest.mark.parametrize("width", [NARROWEST, 30, 79, 80, 200])
def test_no_line_is_too_wide_and_no_letter_is_lost(real, odd, width):
    for handbook in (real, odd):
        for name in names(handbook):
            page = shown(handbook, name, width)
            assert letters(page) == letters(shown(handbook, name, 10_000))
            for line in page.splitlines():
                assert cell_len(line) <= min(width, PROSE if name != "liste" else width)
                assert line == line.rstrip()
            assert "\n\n\n" not in page
            assert page[0] not in " \n"
            assert page.endswith("\n")


@given(st.data(), st.integers(NARROWEST, 200))
def test_any_text_at_any_width_is_shown_whole(data, width):
    title, text, question, local = (data.draw(TEXTS) for _ in range(4))
    kind = data.draw(st.sampled_from(["text", "list", "cycle"]))
    number = data.draw(st.integers(1, 11))
    entries = tuple(Entry(f"e{n}", title, (text, local), (), (question,), (local, text)) for n in range(number))
    section = Section("s", title, kind=kind, lead=(text,), entries=entries, closing=(local,), questions=(question,))
    handbook = Handbook("T", "O", "2026-01-01", "S", sections=(section,))
    page = shown(handbook, "s", width)
    for said, times in ((title, 1), (text, len(entries) + 1), (question, 1), (local, len(entries) + 1)):
        assert letters(page).count(letters(said)) >= len(entries) + times
    assert ESCAPE.sub("", shown(handbook, "s", width, True)).split() == page.split()


@given(TEXTS | st.text(st.characters(exclude_characters="\t")), st.integers(1, 60))
@example("", 5)
@example("   ", 5)
@example("日本語", 1)
@example("👩‍👩‍👧‍👦" * 5, 4)
@example("e\u0301" * 20, 3)
def test_lines_are_cut_at_spaces_and_hold_every_letter(text, width):
    lines = [text[start:end] for start, end in terminal.wrapped(text, width)]
    assert "".join(lines).replace(" ", "").replace("\n", "") == re.sub(r"[ \n]", "", text)
    for line in lines:
        assert line == line.strip(" \n")
        assert cell_len(line) <= width or len(line) == 1 or not line.isprintable() or "\u200d" in line


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("ab cd\n\nef", 20, ["ab cd", "", "ef"]),
        ("ab cde fghijklm", 6, ["ab cde", "fghijk", "lm"]),
        ("ab  cd", 6, ["ab  cd"]),
        ("ab  cd", 5, ["ab", "cd"]),
    ],
)
def test_a_line_breaks_where_the_text_does_and_a_word_only_where_it_is_wider_than_a_line(text, width, lines):
    assert [text[start:end] for start, end in terminal.wrapped(text, width)] == lines


def test_rich_is_spared_only_where_it_would_say_that_each_letter_is_a_column_wide():
    for letter in filter(str.isprintable, map(chr, range(0x3000))):
        assert not terminal.one_column_each(letter) or cell_len(letter) == 1
    assert terminal.one_column_each("Én »ting« – nu …")
    assert not any(map(terminal.one_column_each, ("e\u0301", "日", "👩", "\u200d")))


def test_a_tab_in_a_text_is_a_space():
    canvas = terminal.Canvas(6, False)
    canvas.hang("ab\tcd\tef")
    assert canvas.text() == "ab cd\nef\n"


def test_colour_says_nothing_that_is_not_said_without(real, odd):
    for handbook in (real, odd):
        for name in names(handbook):
            coloured = shown(handbook, name, 60, True)
            assert "\x1b[" in coloured
            assert "\n".join(map(str.rstrip, ESCAPE.sub("", coloured).split("\n"))) == shown(handbook, name, 60)
            for line in coloured.splitlines():
                assert line == line.rstrip()
                assert line.count("\x1b[0m") == len(ESCAPE.findall(line)) / 2


@pytest.mark.parametrize("width", [NARROWEST, 30, 80])
def test_a_cycle_comes_round_again_at_every_width(odd, width):
    page = shown(odd, "ring", width)
    numbers = re.findall(r"^(?:╭─▸|│  ) *(\d+)  ", page, re.MULTILINE)
    assert numbers == [str(n) for n in range(1, 13)]
    drawing = [line for line in page.splitlines() if line and line[0] in "╭│╰"]
    assert [line[0] for line in drawing] == ["╭", *"│" * (len(drawing) - 2), "╰"]
    assert [mark for line in drawing for mark in line if mark in "↓╯"] == [*"↓" * 12, "╯"]
    assert len({line.index(mark) for line in drawing for mark in "↓╯" if mark in line}) == 1


def test_commands_repeat_what_they_must(odd):
    page = terminal.render_page(Page(odd, odd.sections[:1]), Layout(repeat=" --indhold x"))
    assert "\n\n2  Ring\n   ishoj ring --indhold x\n\n" in page


def test_the_listing_stands_in_columns_that_fold_on_a_narrow_screen(odd):
    assert re.search(r"^lange-ord/kort {2,}Kort$", shown(odd, "liste", 80), re.MULTILINE)
    assert re.search(r"^lange-ord/kort\n  Kort$", shown(odd, "liste", 30), re.MULTILINE)


def test_the_overview_fits_a_small_screen(real):
    assert shown(real, "ishoj", 80).count("\n") < 24
