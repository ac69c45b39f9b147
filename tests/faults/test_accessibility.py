"""Read aloud it makes sense, and its colours can be seen on black and on white."""

import os
import re
from collections.abc import Callable

import pytest

from ishoj_cli.content.model import Handbook
from ishoj_cli.render.page import one_line

from ..conftest import Result
from ..world import World

posix = pytest.mark.skipif(os.name == "nt", reason="a terminal as POSIX has them (pty) is missing on this machine")
Call = Callable[..., Result]

READS = ["vaerdier", "vaerdier 5", "grundlag", "dagens --dato 2026-11-23"]
PRINTING = ["", "alt", *READS, "personalepolitik", "liste", "soeg ansvar --forklar"]
HELP = ["-h", "soeg -h", "handout -h"]
PUNCTUATION = " \n.,:;!?()»«’–-&/"


def aloud(result: Result, punctuation: str = PUNCTUATION) -> str:
    """What a result says: lines of letters, digits and punctuation, one blank at a time."""
    assert (result.status, result.err) == (0, b"")
    assert {letter for letter in result.text if not letter.isalnum()} <= set(punctuation)
    assert [line for line in result.text.split("\n") if line != line.strip() or "  " in line] == []
    return result.text


def in_order(handbook: Handbook) -> list[str]:
    """Every text of a handbook as a line, in reading order; of several questions the first."""
    texts = [handbook.title, *handbook.lead]
    for section in handbook.sections:
        texts += [section.title, *section.lead]
        for entry in section.entries:
            texts += [entry.title, *entry.text, *entry.questions[:1]]
        texts += [*section.closing, *section.questions[:1]]
    return [one_line(text) for text in (*texts, *handbook.closing)]


def test_every_text_is_read_aloud_in_the_order_of_the_content(call: Call, real: Handbook) -> None:
    text, at = call("alt", "-f", "tekst").text, 0
    for each in in_order(real):
        at = text.find(each, at) + len(each)
        assert at >= len(each), each


def test_a_cycle_is_told_in_words(call: Call, real: Handbook) -> None:
    cycle = next(section for section in real.sections if section.kind == "cycle")
    lines = aloud(call(cycle.id, "-f", "tekst", "--uden-spoergsmaal")).splitlines()
    first = next(line for line in lines if line.startswith("1. "))
    at = lines.index(first)
    numbered = [f"{number}. {entry.title}" for number, entry in enumerate(cycle.entries, 1)]
    assert [line.split(":")[0] for line in lines[at : at + len(numbered)]] == numbered
    count = len(numbered)
    assert lines[at + count] == f"Efter {count} kommer 1 igen: {cycle.entries[0].title}."


@pytest.mark.parametrize("words", PRINTING)
def test_a_screen_reader_gets_lines_of_letters_digits_and_punctuation(
    call: Call, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    text = aloud(call(*words.split(), "-f", "tekst"))
    # With ACCESSIBLE=1 also where colour is asked for and the terminal is narrow.
    for name, value in (("ACCESSIBLE", "1"), ("CLICOLOR_FORCE", "1"), ("COLUMNS", "20")):
        monkeypatch.setenv(name, value)
    assert call(*words.split(), "-f", "tekst").text == text


@posix
def test_a_terminal_is_accessible_without_a_pager(world: World) -> None:
    settings = {"ACCESSIBLE": "1", "PAGER": "false", "CLICOLOR_FORCE": "1"}
    (world.here / "os.yaml").write_text("workplace: Hos os\ntexts:\n  vision: Vi øver os.\n", encoding="utf-8")
    for words in ("alt", "tjek", "tolkning --tolkning os.yaml", "-V", "-h"):
        shown = world.terminal(*words.split(), columns=20, rows=5, **settings)
        assert shown == world.run(*words.split(), ACCESSIBLE="1")
        assert "  " not in shown.text
    refused = world.terminal("vaerdir", **settings)
    assert (refused.status, refused.out) == (2, b"")
    assert refused.err == world.run("vaerdir").err


@pytest.mark.parametrize("words", HELP)
def test_help_can_be_read_aloud(call: Call, monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    columns = call(*words.split()).text
    monkeypatch.setenv("ACCESSIBLE", "1")
    lines = aloud(call(*words.split()), PUNCTUATION + "[_…]")
    assert lines.replace(":", "").split() == columns.replace(":", "").split()


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
    """The contrast of two colours, from 1 to 21 (WCAG 2.1, contrast ratio)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_contrast_is_the_one_that_wcag_defines() -> None:
    assert contrast(BLACK, WHITE) == pytest.approx(21)
    assert contrast(xterm(243), WHITE) == pytest.approx(4.54, abs=0.005)  # #767676, the lightest grey that passes
    assert contrast(xterm(244), WHITE) < 4.5
    colours = [BLACK, (0, 135, 95), (255, 135, 0), WHITE, (238, 238, 238)]
    assert [xterm(number) for number in (16, 29, 208, 231, 255)] == colours


STYLE = re.compile(r"\x1b\[([0-9;]*)m")


@pytest.mark.parametrize("words", [*PRINTING, *HELP])
def test_colours_can_be_seen_on_black_and_on_white_and_mean_nothing(
    call: Call, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    line = [*words.split(), *([] if words in HELP else ["-f", "terminal"])]
    plain = call(*line).text
    monkeypatch.setenv("CLICOLOR_FORCE", "1")
    coloured = call(*line).text
    assert STYLE.sub("", coloured) == plain
    codes = ";".join(STYLE.findall(coloured))
    rest = re.sub(r"\b38;5;(\d+)", "", codes)
    assert set(rest.split(";")) <= {"", "0", "1", "4"}  # bold and underlined; no blinking and no colour of the theme
    numbers = [int(number) for number in re.findall(r"\b38;5;(\d+)", codes)]
    assert numbers
    for number in numbers:
        assert number >= 16  # the first sixteen are whatever the user's theme makes them
        assert min(contrast(xterm(number), BLACK), contrast(xterm(number), WHITE)) >= 4.5
