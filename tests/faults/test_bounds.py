"""Work in proportion to the content: a budget of calls a letter for each room, for the worst content that was found.

Hypothesis looks for content that costs more: `target` leads it to what costs most for its size.
"""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given, settings, target
from hypothesis import strategies as st

from ishoj_cli.content.interpretation import ids_by_name, resolved
from ishoj_cli.content.lookup import find_entry, suggestion
from ishoj_cli.content.model import Entry, Handbook, Section
from ishoj_cli.errors import IshojError
from ishoj_cli.render import FORMATS, Layout, Page, renderer
from ishoj_cli.search import search
from tests.conftest import calls_of

FIXED = 100_000  # calls, whatever the content: imports, tables, the query itself
A_SCREEN = 24 * 80
HANG = 120  # seconds; the slowest machine needs a tenth, a hang needs them all
MEGABYTE = 1_000_000
# Parts of words that begin, end or resemble one another, so that content made of them is hard to tell apart.
PARTS = st.sampled_from(
    ["a", "e", "s", "ro", "rod", "reder", "er", "else", "ledelse", "q", "å", "ae", "-", "/", " ", " ", "a/"]
)
UNITS = st.lists(PARTS, min_size=1, max_size=12).map("".join)
TIMES = st.sampled_from([20, 60, 300])


def one_of(text: str, entries: int) -> Handbook:
    """A handbook of one section whose text, shared out among entries, is the one given."""
    share = max(1, len(text) // entries)
    parts = [text[at : at + share] for at in range(0, len(text), share)]
    made = tuple(Entry(f"{part[:20]}{number}", part[:40] or "x", (part,)) for number, part in enumerate(parts))
    section = Section("s", text if entries == 1 else "S", entries=made)
    return Handbook("H", "O", "2026-01-01", "K", sections=(section,))


def worth(calls: int, letters: int) -> float:
    """Calls a letter beyond those that any content takes."""
    cost = max(calls - FIXED, 0) / letters
    target(cost)
    return cost


@settings(max_examples=60)
@example(unit="qrod", times=150, entries=1, query="qrdo")
@example(unit="ro ", times=300, entries=1, query="ro")
@example(unit="a-", times=150, entries=50, query="aa")
@example(unit="-rode-roerrederelse-åa/ro", times=60, entries=50, query="-reders-roderederer-aa/ro")
@given(unit=UNITS, times=TIMES, entries=st.sampled_from([1, 7, 50]), query=UNITS)
def test_a_search_and_what_is_shown_of_it_take_work_in_proportion(
    unit: str, times: int, entries: int, query: str
) -> None:
    book = one_of(unit * times, entries)

    def act() -> None:
        if query.strip():
            result = search(book, query)
            for format in FORMATS:
                renderer(format).render_hits(result, book, Layout(explain=True))

    assert worth(calls_of(act), len(unit) * times) < 250


@settings(max_examples=60)
@example(unit="e", times=300, entries=50, name="åa/rederledelseledelserederrederledelseledelserederåledelse")
@given(unit=UNITS, times=TIMES, entries=st.sampled_from([1, 7, 50]), name=UNITS)
def test_reading_and_a_name_that_is_none_take_work_in_proportion(
    unit: str, times: int, entries: int, name: str
) -> None:
    book = one_of(unit * times, entries)
    messages = []

    def act() -> None:
        for format in FORMATS:
            renderer(format).render_page(Page(book, book.sections, whole=True), Layout())
        resolved(name * times, ids_by_name(book))
        try:
            find_entry(book, book.sections[0], name * times)
        except IshojError as error:
            messages.append(str(error))

    assert worth(calls_of(act), len(unit) * times + len(name) * times) < 60
    assert all(len(message) <= A_SCREEN for message in messages)


def test_a_name_that_is_like_a_long_title_takes_work_in_proportion() -> None:
    title = "".join(chr(0x4E00 + number % 150) for number in range(8_000))  # no letter of which is frequent
    book = Handbook("H", "O", "2026-01-01", "K", sections=(Section("s", "S", entries=(Entry("e", title),)),))

    def act() -> None:
        with pytest.raises(IshojError):
            find_entry(book, book.sections[0], f"{title[1:]}x")

    assert calls_of(act) < FIXED


def test_a_suggestion_for_a_name_takes_the_same_work_whatever_the_number_of_names() -> None:
    few, many = ([f"punkt-{number}" for number in range(count)] for count in (500, 20_000))
    assert calls_of(lambda: suggestion("punkt-x", many, "")) < 2 * calls_of(lambda: suggestion("punkt-x", few, ""))


WORST = {
    "a match in every third letter": ("ro " * 345_000, "ro"),
    "words that all resemble the query": (
        " ".join(f"q{number:07b}".translate({48: "ab", 49: "ba"}) for number in range(60_000)),
        "qabbaabxa",
    ),
    "one word of a million letters": ("r" * MEGABYTE, "r"),
    "hyphens": ("a-" * 500_000, "aaaa"),
}


@pytest.mark.parametrize(("text", "query"), WORST.values(), ids=WORST.keys())
@pytest.mark.parametrize("format", ["terminal", "json"])
def test_the_worst_content_found_is_searched_and_shown(tmp_path: Path, text: str, query: str, format: str) -> None:
    (tmp_path / "handbook.yaml").write_text(
        "title: T\norganisation: O\nedition: 2026-01-01\nsource: S\nsections:\n  - s\n", "utf-8"
    )
    (tmp_path / "s.yaml").write_text(f"id: s\ntitle: S\nlead: {text}\n"[:1_048_000], "utf-8")
    command = [sys.executable, "-m", "ishoj_cli", "soeg", query, "--indhold", str(tmp_path), "-f", format]
    done = subprocess.run(command, capture_output=True, timeout=HANG)
    assert done.returncode in (0, 1)
    assert len(done.stdout) < 3 * MEGABYTE
    assert len(done.stderr) <= A_SCREEN


# What once took `tjek` time that grew with the square of the text: before, between and after what is repeated.
COSTLY_TO_CHECK = {
    "a question mark in a long word": ("lead: |\n  a?", "a", "/"),
    "colons in a word between quotes": ('lead: "', "a:", '"'),
    "numbers in no order": ("lead: |\n  x", "\n  1. x", ""),
    "comments in the place of items": ("lead: ", "\n  - #", ""),
}


def test_the_worst_content_found_is_checked(tmp_path: Path) -> None:
    for number, (before, repeated, after) in enumerate(COSTLY_TO_CHECK.values()):
        text = f"id: s{number}\ntitle: S\n{before}{repeated * ((MEGABYTE - 100) // len(repeated))}{after}\n"
        (tmp_path / f"s{number}.yaml").write_text(text, "utf-8")
    command = [sys.executable, "-m", "ishoj_cli", "tjek", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, timeout=HANG)
    assert done.returncode == 1
