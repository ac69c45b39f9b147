"""The Markdown sheet: CommonMark that says every word as it was written."""

from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from ishoj_cli.render.handout.make import make_handout
from tests.render.handout import samples

GOLDEN = Path(__file__).parent / "golden"


def markdown_of(handbook, **options):
    return make_handout(handbook, "ark", "markdown", **options)[1].decode()


def rendered(markdown):
    """The headings' levels, and all text as a viewer shows it."""
    tokens = MarkdownIt("commonmark").parse(markdown)
    levels = [int(token.tag[1]) for token in tokens if token.type == "heading_open"]
    text = [child.content or " " for token in tokens for child in token.children or ()]
    return levels, "".join("".join(text).split())


@pytest.mark.parametrize("sample", samples.ALL)
def test_the_sheet_says_every_word_of_the_content(sample):
    handbook = sample()
    levels, said = rendered(markdown_of(handbook))
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in zip([0, *levels], levels, strict=False))
    for section in handbook.sections:
        texts = [section.title, *section.lead, *section.closing, section.read_more, section.local]
        for entry in section.entries:
            texts += [entry.title, entry.text, entry.question, entry.local]
        for text in texts:
            assert "".join((text or "").split()) in said


def test_entries_are_one_list_that_counts():
    tokens = MarkdownIt("commonmark").parse(markdown_of(samples.real(), sections=("vaerdier",)))
    assert [token.type for token in tokens].count("ordered_list_open") == 1
    assert [token.type for token in tokens].count("list_item_open") == 7


def test_the_sheet_reads_as_it_should():
    assert markdown_of(samples.ordinary()) == (GOLDEN / "ark.md").read_text(encoding="utf-8")


def test_questions_and_lines_can_be_left_out():
    handbook = samples.real()
    assert "*Spørgsmål til dialog (værktøjets forslag):*" in markdown_of(handbook)
    assert "*Hvad betyder det hos os?*" in markdown_of(handbook)
    bare = markdown_of(handbook, questions=False, writing_lines=False)
    assert "ialog" not in bare
    assert "Hvad betyder" not in bare
    assert "Kilde: Ishøj Kommunes side" in bare
    assert "Tilsammen" not in markdown_of(handbook, sections=("mission",))


def test_dollars_make_no_mathematics():
    markdown = markdown_of(samples.hostile())
    assert "\\$x^2\\$" in markdown
    assert "$" not in markdown.replace("\\$", "")
