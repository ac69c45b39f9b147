"""The Markdown sheet: one golden page, lists that count, and text that is never markup."""

from pathlib import Path

from markdown_it import MarkdownIt

from tests.render.handout import samples
from tests.render.handout.samples import made

GOLDEN = Path(__file__).parent / "golden" / "ark.md"


def test_the_sheet_reads_as_it_should():
    assert made(samples.ordinary(), "ark", "markdown") == GOLDEN.read_bytes()


def test_entries_are_one_list_that_counts():
    tokens = MarkdownIt("commonmark").parse(made(samples.real(), "ark", "markdown", "vaerdier").decode())
    kinds = [token.type for token in tokens]
    assert kinds.count("ordered_list_open") == 1
    assert kinds.count("bullet_list_open") == 7  # the questions of each value
    assert kinds.count("list_item_open") == 7 + 7 * 3


def test_dollars_make_no_mathematics():
    markdown = made(samples.hostile(), "ark", "markdown").decode()
    assert "\\$x^2\\$" in markdown
    assert "$" not in markdown.replace("\\$", "")
