"""Read aloud it makes sense, and what is set for the eye can be seen by every eye."""

import os
import re
from collections.abc import Callable

import pytest

from ishoj_cli.content.model import Handbook
from ishoj_cli.render.page import one_line

from .world import World

posix = pytest.mark.skipif(os.name == "nt", reason="a terminal as POSIX has them (pty) is missing on this machine")

READS = [["vaerdier"], ["vaerdier", "5"], ["grundlag"], ["dagens", "--dato", "2026-11-23"]]
PRINTING = [[], ["alt"], *READS, ["personalepolitik"], ["liste"], ["soeg", "ansvar", "--forklar"]]
HELP = [["-h"], ["soeg", "-h"], ["handout", "-h"]]
PUNCTUATION = " \n.,:;!?()»«’–-&/"


def in_order(handbook: Handbook) -> list[str]:
    """Every text of a handbook as a line, in reading order."""
    texts: list[str | None] = [handbook.title, *handbook.lead]
    for section in handbook.sections:
        texts += [section.title, *section.lead]
        for entry in section.entries:
            texts += [entry.title, entry.text, entry.question]
        texts += section.closing
    return [one_line(text) for text in (*texts, *handbook.closing) if text]


def test_every_text_is_read_aloud_in_the_order_of_the_content(world: World, real: Handbook) -> None:
    result = world.run("alt", "-f", "tekst")
    assert (result.status, result.err) == (0, b"")
    at = 0
    for text in in_order(real):
        at = result.text.find(text, at) + len(text)
        assert at >= len(text), text


def test_a_cycle_is_told_in_words(world: World) -> None:
    result = world.run("personalepolitik", "-f", "tekst", "--uden-spoergsmaal")
    assert (result.status, result.err) == (0, b"")
    assert result.text.split("\n\n")[2] == (
        "1. Du bliver ansat: Forløbet begynder med rekruttering, som politikken har ambitioner og mål for.\n"
        "2. Du er ansat: Vision, mission og de syv værdier bærer arbejdet, og vi spiller hinanden gode.\n"
        "3. Du siger farvel: Du forlader kommunen. Også her har politikken ambitioner og mål.\n"
        "Efter 3 følger 1 igen: Du bliver ansat."
    )


@posix
@pytest.mark.parametrize("words", PRINTING, ids=" ".join)
def test_a_screen_reader_gets_lines_of_letters_digits_and_punctuation(world: World, words: list[str]) -> None:
    aloud = world.run(*words, "-f", "tekst")
    assert (aloud.status, aloud.err) == (0, b"")
    assert {letter for letter in aloud.text if not letter.isalnum()} <= set(PUNCTUATION)
    assert [line for line in aloud.text.split("\n") if line != line.strip() or "  " in line] == []
    # On a terminal by ACCESSIBLE=1, however narrow, without a pager, whatever else asks for colour.
    settings = {"ACCESSIBLE": "1", "PAGER": "false", "CLICOLOR_FORCE": "1"}
    assert world.terminal(*words, columns=20, rows=5, **settings) == aloud


@posix
@pytest.mark.parametrize("words", [["tjek"], ["tolkning"], ["tolkning", "--tolkning", "os.yaml"], ["-V"]], ids=" ".join)
def test_what_has_no_format_is_lines_too(world: World, words: list[str]) -> None:
    (world.here / "os.yaml").write_text("workplace: Hos os\ntexts:\n  vision: Vi øver os.\n", encoding="utf-8")
    aloud = world.run(*words)
    assert (aloud.status, aloud.err) == (0, b"")
    assert "  " not in aloud.text
    assert world.terminal(*words, columns=20, rows=5, ACCESSIBLE="1") == aloud


@posix
@pytest.mark.parametrize("words", HELP, ids=" ".join)
def test_help_can_be_read_aloud(world: World, words: list[str]) -> None:
    columns, aloud = world.run(*words), world.run(*words, ACCESSIBLE="1")
    assert (columns.status, columns.err) == (aloud.status, aloud.err) == (0, b"")
    assert {letter for letter in aloud.text if not letter.isalnum()} <= {*PUNCTUATION, *"[_…]"}
    assert [line for line in aloud.text.split("\n") if line != line.strip() or "  " in line] == []
    assert aloud.text.replace(":", "").split() == columns.text.replace(":", "").split()
    assert world.terminal(*words, columns=20, ACCESSIBLE="1") == aloud
    assert world.terminal(*words, TERM="dumb") == columns  # where nothing can be drawn, it is words in columns


@posix
@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["vaerdir"], 2, "Der er ingen kommando «vaerdir». Mente du «vaerdier»?\nSe hjælpen med: ishoj -h"),
        (["alt", "-f", "pdf"], 2, "Formatet «pdf» findes ikke.\nVælg mellem terminal, tekst, markdown, tsv og json."),
        (
            ["soeg", "xyzzyq"],
            1,
            "Ingen træf på «xyzzyq».\nishoj: Prøv for eksempel «vision», «mission» eller «værdier».\n"
            "ishoj: Se alt, hvad der er: ishoj liste",
        ),
    ],
)
def test_a_message_is_a_line_of_words_however_it_is_read(
    world: World, words: list[str], status: int, said: str
) -> None:
    for settings in ({"ACCESSIBLE": "1"}, {"CLICOLOR_FORCE": "1"}):
        assert world.terminal(*words, **settings) == (status, b"", f"ishoj: {said}\n".encode())


STEPS = (0, 95, 135, 175, 215, 255)
BLACK, WHITE = (0, 0, 0), (255, 255, 255)
Colour = tuple[int, int, int]


def xterm(number: int) -> Colour:
    """The colour that every terminal with 256 gives a number from 16, whatever its theme (xterm's 256colres)."""
    if number < 232:
        return STEPS[(number - 16) // 36], STEPS[(number - 16) // 6 % 6], STEPS[(number - 16) % 6]
    return (8 + 10 * (number - 232),) * 3  # type: ignore[return-value]


def luminance(colour: Colour) -> float:
    """How light a colour is, from 0 to 1 (WCAG 2.1, relative luminance)."""
    shares = (part / 255 for part in colour)
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    """How far two colours are apart, from 1 to 21 (WCAG 2.1, contrast ratio)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_contrast_is_the_one_that_wcag_defines() -> None:
    assert contrast(BLACK, WHITE) == pytest.approx(21)
    assert contrast(xterm(243), WHITE) == pytest.approx(4.54, abs=0.005)  # #767676, the lightest grey that passes
    assert contrast(xterm(244), WHITE) < 4.5
    assert [xterm(number) for number in (16, 29, 208, 231, 255)] == [
        BLACK,
        (0, 135, 95),
        (255, 135, 0),
        WHITE,
        (238, 238, 238),
    ]


STYLE = re.compile(rb"\x1b\[([0-9;]*)m")


def colours(screen: bytes) -> set[int]:
    """The colours of what is shown; fails on an escape code that is neither a colour, bold, underlined nor an end."""
    assert screen.count(b"\x1b") == len(STYLE.findall(screen))
    codes = ";".join(style.decode() for style in STYLE.findall(screen))
    rest = re.sub(r"\b38;5;(\d+)", "", codes)
    assert set(rest.split(";")) <= {"", "0", "1", "4"}  # no blinking, no background, no colour of the theme's
    return {int(number) for number in re.findall(r"\b38;5;(\d+)", codes)}


@pytest.mark.parametrize("words", [*PRINTING, *HELP], ids=" ".join)
def test_colours_can_be_seen_on_black_and_on_white_and_mean_nothing(
    world: World, words: list[str], tally: Callable[[int], None]
) -> None:
    coloured = world.run(*words, CLICOLOR_FORCE="1")
    shown = colours(coloured.out)
    assert shown
    for number in shown:
        tally(2)
        assert number >= 16  # the first sixteen are whatever the user's theme makes them
        assert min(contrast(xterm(number), BLACK), contrast(xterm(number), WHITE)) >= 4.5
    terminal = [] if words in HELP else ["-f", "terminal"]
    plain = coloured._replace(out=STYLE.sub(b"", coloured.out))
    assert world.run(*words, *terminal) == plain
