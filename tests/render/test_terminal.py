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

from ishoj_cli.content.model import Entry, Handbook, Section, Source
from ishoj_cli.render import render_list, render_overview, render_page, terminal
from ishoj_cli.render.page import Page
from ishoj_cli.terminal import NARROWEST, PROSE

GOLDEN = Path(__file__).parent.parent / "golden"
WIDTHS = (30, 80, 200)
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
# What a cycle and a list draw beside the text.
DRAWN = re.compile(r"[│╭╰╯─▸↓–]")
SECTIONS = ("vision", "mission", "vaerdier", "personalepolitik", "grundlag", "perspektiver", "lederskab", "rundt")
WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp")), min_size=1, max_size=50)
TEXTS = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)


def letters(text: str) -> str:
    """The letters of text, in order, without what lays them out."""
    return "".join(DRAWN.sub("", ESCAPE.sub("", text)).split())


def shown(handbook: Handbook, name: str, width: int, colour: bool = False) -> str:
    """A page of the handbook by its name: a section's id, `section/entry`, or a whole command."""
    if name == "ishoj":
        return render_overview(handbook, "terminal", width, colour)
    if name == "liste":
        return render_list(handbook, "terminal", width, colour)
    if name == "alt":
        return render_page(Page(handbook, handbook.sections, whole=True), "terminal", width, colour)
    id_, _, entry_id = name.partition("/")
    section = next(section for section in handbook.sections if section.id == id_)
    entry = next((entry for entry in section.entries if entry.id == entry_id), None)
    return render_page(Page(handbook, (section,), entry=entry), "terminal", width, colour)


def names(handbook: Handbook) -> list[str]:
    return ["ishoj", "alt", "liste", *(id_ for id_, _ in handbook.items())]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["ishoj", "alt", "vaerdier/respekt", *SECTIONS])
def test_the_look_is_the_golden_one(real, name, width):
    compare(f"{name.replace('/', '-')}-{width}", shown(real, name, width))


@pytest.mark.parametrize("name", ["personalepolitik", "ishoj"])
def test_the_colours_are_the_golden_ones(real, name):
    compare(f"{name}-80-farve", shown(real, name, 80, True).replace("\x1b", "␛"))


@pytest.mark.parametrize(
    "name", ["ring", "lange-ord", "tegn", "tomt", "uden-kilde", "liste-uden-tekst", "lange-ord/opslag"]
)
def test_odd_content_looks_like_the_golden_file(odd, name):
    compare(f"odd-{name.replace('/', '-')}-40", shown(odd, name, 40))


def compare(name: str, page: str) -> None:
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("ISHOJ_GOLDEN") == "1":
        path.write_bytes(page.encode())
    assert page == path.read_bytes().decode()


def test_every_golden_file_is_compared():
    expected = {f"{n}-{w}" for n in ("ishoj", "alt", "vaerdier-respekt", *SECTIONS) for w in WIDTHS}
    expected |= {"personalepolitik-80-farve", "ishoj-80-farve"}
    odd = ("ring", "lange-ord", "tegn", "tomt", "uden-kilde", "liste-uden-tekst", "lange-ord-opslag")
    assert {path.stem for path in GOLDEN.glob("*.txt")} == expected | {f"odd-{name}-40" for name in odd}


@pytest.mark.parametrize("width", [NARROWEST, 25, 30, 40, 60, 79, 80, 100, 200])
def test_no_line_is_too_wide_and_no_letter_is_lost(real, odd, width):
    for handbook in (real, odd):
        for name in names(handbook):
            page = shown(handbook, name, width)
            assert letters(page) == letters(shown(handbook, name, 10_000 if name == "liste" else 88))
            for line in page.splitlines():
                assert cell_len(line) <= width
                assert line == line.rstrip()
            assert "\n\n\n" not in page
            assert page[0] not in " \n"
            assert page.endswith("\n")


@given(st.data(), st.integers(NARROWEST, 200))
def test_any_text_at_any_width_is_shown_whole(data, width):
    title, text, question, local = (data.draw(TEXTS) for _ in range(4))
    kind = data.draw(st.sampled_from(["text", "list", "cycle"]))
    entries = tuple(Entry(f"e{n}", title, text, (), question, local) for n in range(data.draw(st.integers(1, 11))))
    section = Section("s", title, kind, lead=(text,), entries=entries, closing=(local,), local=question)
    handbook = Handbook("T", Source("S", "O", "2026-01-01"), sections=(section,))
    page = shown(handbook, "s", width)
    for said, times in ((title, len(entries) + 1), (text, len(entries) + 1), (question, len(entries) + 1)):
        assert letters(page).count(letters(said)) >= times
    assert ESCAPE.sub("", shown(handbook, "s", width, True)).split() == page.split()


@given(TEXTS | st.text(), st.integers(1, 60))
@example("", 5)
@example("   ", 5)
@example("日本語", 1)
@example("👩‍👩‍👧‍👦" * 5, 4)
@example("e\u0301" * 20, 3)
def test_lines_are_cut_at_spaces_and_hold_every_letter(text, width):
    lines = [text[start:end] for start, end in terminal.wrapped(text, width)]
    assert "".join(lines).replace(" ", "").replace("\n", "").replace("\t", "") == re.sub(r"[ \t\n]", "", text)
    for line in lines:
        assert line == line.strip(" \t\n")
        assert cell_len(line) <= width or len(line) == 1 or not line.isprintable() or "\u200d" in line


def test_a_line_breaks_where_the_text_does():
    text = "ab cd\n\nef"
    assert [text[start:end] for start, end in terminal.wrapped(text, 20)] == ["ab cd", "", "ef"]


def test_a_word_is_cut_only_when_it_is_wider_than_a_line():
    assert [("ab cde fghijklm"[a:b]) for a, b in terminal.wrapped("ab cde fghijklm", 6)] == ["ab cde", "fghijk", "lm"]


def test_colour_says_nothing_that_is_not_said_without(real, odd):
    for handbook in (real, odd):
        for name in names(handbook):
            coloured = shown(handbook, name, 60, True)
            assert "\x1b[" in coloured
            assert "\n".join(map(str.rstrip, ESCAPE.sub("", coloured).split("\n"))) == shown(handbook, name, 60)


def test_what_content_says_is_never_a_style(odd):
    for name in names(odd):
        assert "\x1b" not in shown(odd, name, 80)
    assert "[bold]mærker[/bold]" in shown(odd, "tegn", 80)
    assert ":smile:" in shown(odd, "tegn", 80)


def test_every_colour_ends_on_its_line(real):
    for line in shown(real, "alt", 80, True).splitlines():
        assert line.count("\x1b[0m") == len(ESCAPE.findall(line)) / 2


def test_prose_is_never_wider_than_can_be_read(real):
    assert max(map(len, shown(real, "alt", 200).splitlines())) <= PROSE
    assert shown(real, "alt", 10_000) == shown(real, "alt", PROSE)


def test_a_cycle_comes_round_again_at_every_width(real, odd):
    for handbook, name, last in ((real, "personalepolitik", 3), (odd, "ring", 12)):
        for width in (NARROWEST, 30, 80):
            page = shown(handbook, name, width)
            assert "╭─▸" in page
            assert page.count("↓") == last
            assert "╯  og forfra med" in page
            numbers = re.findall(r"^(?:╭─▸|│  ) *(\d+)  ", page, re.MULTILINE)
            assert numbers == [str(n) for n in range(1, last + 1)]


def test_the_rails_of_a_cycle_stand_under_each_other(odd):
    drawing = [line for line in shown(odd, "ring", 40).splitlines() if line and line[0] in "╭│╰"]
    columns = {line.index(mark) for line in drawing for mark in "↓╯" if mark in line}
    assert len(columns) == 1
    assert [line[0] for line in drawing] == ["╭", *"│" * (len(drawing) - 2), "╰"]


def test_the_foundation_shows_its_legs_with_their_commands(real):
    page = shown(real, "grundlag", 80)
    for number, id_ in enumerate(("perspektiver", "lederskab", "rundt"), 1):
        assert re.search(rf"^{number}  .*\n(   .*\n)+?   ishoj {id_}$", page, re.MULTILINE)


def test_questions_are_labelled_as_the_tools_own_and_can_be_left_out(real):
    note = "»Til dialog« er værktøjets eget forslag."
    for name in ("vaerdier", "vaerdier/respekt", "alt", "personalepolitik"):
        assert note in " ".join(shown(real, name, 80).split())
        assert "dialog" not in shown(real.without_questions(), name, 80)
    assert note not in shown(real, "mission", 80)


def test_the_source_is_the_last_line(real):
    for name in ("vaerdier", "vaerdier/respekt", "mission", "rundt"):
        assert "Kilde: Ishøj" in shown(real, name, 200).rstrip().split("\n\n")[-1]


def test_the_list_and_the_overview_stand_in_columns_that_fold_on_a_narrow_screen(real):
    assert "vaerdier/sund-fornuft" in shown(real, "liste", 80)
    assert re.search(r"^vaerdier/respekt {2,}Respekt$", shown(real, "liste", 80), re.MULTILINE)
    assert re.search(r"^vaerdier/respekt\n  Respekt$", shown(real, "liste", 30), re.MULTILINE)


def test_the_overview_fits_a_small_screen(real):
    assert shown(real, "ishoj", 80).count("\n") < 24
