"""markdown: what content says is text; a CommonMark parser reads back the words that were written."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from ishoj_cli.content.model import Entry, Handbook, Section, Source
from ishoj_cli.render import markdown, render_list, render_overview, render_page
from ishoj_cli.render.page import Page, one_line

PARSER = MarkdownIt("commonmark")
GITHUB = MarkdownIt("gfm-like", {"linkify": False})
# What content may hold: anything but control characters and lone surrogates.
TEXT = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=60)
MARKS = st.text(st.sampled_from("\\`*_{}[]<>()#|~&!+-=.:;1234 \n\tæøAb\u00a0\u2028\"'/@"), max_size=40)


def words(source: str, parser: MarkdownIt = PARSER) -> str:
    """The text of a document with the markup that a parser found taken away."""
    return " ".join(
        "".join(" " if part.type in ("softbreak", "hardbreak") else part.content for part in token.children)
        for token in parser.parse(source)
        if token.type == "inline"
    )


def kinds(source: str, parser: MarkdownIt = PARSER) -> list[str]:
    """What a parser found in a document, without text."""
    return [
        part.type
        for token in parser.parse(source)
        for part in (token, *(token.children or ()))
        if part.type not in ("inline", "text", "text_special")
    ]


@given(TEXT | MARKS)
@example("1. a")
@example("+ a")
@example("---")
@example("===")
@example("&amp;")
@example("![a](b)")
@example("<b>")
@example("    a")
@example("~~~")
@example("123456789) a")
@example("https://example.org/a_b_c")
@example("a\\")
@example("\u00a0a")
def test_text_renders_as_it_was_written(text):
    source = markdown.escaped(text)
    for parser in (PARSER, GITHUB):
        assert words(source, parser) == one_line(text).replace("\x00", "\ufffd")
        assert kinds(source, parser) == (["paragraph_open", "paragraph_close"] if one_line(text) else [])


@given(TEXT | MARKS)
def test_a_heading_is_a_heading_whatever_it_says(text):
    if one_line(text):
        source = f"## {markdown.escaped(text)}"
        assert words(source) == one_line(text)
        assert kinds(source) == ["heading_open", "heading_close"]


@given(
    title=TEXT | MARKS, text=TEXT | MARKS, question=MARKS, local=MARKS, kind=st.sampled_from(["text", "list", "cycle"])
)
@example(title="a b", text="b", question="c", local="d", kind="list")
def test_a_page_has_the_structure_of_the_model_whatever_it_says(title, text, question, local, kind):
    title, text = one_line(title) or "T", one_line(text) or None
    entries = (Entry("a", title, text, (), one_line(question) or None, one_line(local) or None), Entry("b", title))
    section = Section("s", title, kind, lead=(one_line(local) or "L",), entries=entries, read_more=title)
    handbook = Handbook(title, Source(title, "O", "2026-01-01"), sections=(section,), workplace=title)
    source = render_page(Page(handbook, (section,)), "markdown")
    found = kinds(source)
    assert found.count("heading_open") == 1
    assert found.count("list_item_open") == 2
    assert found.count("strong_open") == 2 + bool(entries[0].local)
    assert found.count("em_open") == bool(entries[0].question)
    assert not {"link_open", "image", "code_inline", "html_inline", "html_block", "code_block", "fence", "hr"} & set(
        found
    )
    assert words(source).count(title) >= 3


def test_the_overview_keeps_its_words_whatever_the_titles(odd):
    source = render_overview(odd, "markdown")
    assert odd.title in words(source)
    assert "[bold]mærker[/bold]" in words(source)
    assert kinds(source).count("strong_open") == len(odd.sections)


def test_the_overview_escapes_the_title_in_its_examples(odd):
    source = render_overview(odd.replace(featured="tegn"), "markdown")
    assert "læs om *tegn* & [bold]mærker[/bold]" in words(source)
    assert not {"em_open", "html_inline"} & set(kinds(source))


def test_the_list_is_a_list(odd):
    found = kinds(render_list(odd, "markdown"))
    assert found.count("list_item_open") == found.count("code_inline") == len(odd.items())


def test_the_whole_has_one_heading_of_level_one_and_skips_none(odd, real):
    for handbook in (odd, real):
        tokens = PARSER.parse(render_page(Page(handbook, handbook.sections, whole=True), "markdown"))
        assert [t.tag for t in tokens if t.type == "heading_open"] == ["h1"] + ["h2"] * len(handbook.sections)


def test_a_section_of_the_real_content_looks_so(real):
    section = real.sections[5]
    assert render_page(Page(real, (section,)), "markdown").splitlines()[:8] == [
        "# De fire perspektiver",
        "",
        "Når vi løser opgaver for borgere, skal vi fremover tænke i fire baner på én gang.",
        "",
        "1. **skabe mere og bedre for mindre**: Vi skal bruge vores ressourcer bedre og blive ved med at forbedre "
        "vores arbejdsgange.",
        "",
        "   *Til dialog (værktøjets forslag):* Hvilken arbejdsgang tog i sidste uge mere tid, end den var værd?",
        "",
    ]


@pytest.mark.parametrize("number", range(6))
def test_the_entries_of_a_section_are_items_and_their_paragraphs_stay_inside(odd, number):
    section = odd.sections[number]
    source = render_page(Page(odd, (section,)), "markdown")
    legs = len(odd.parts_of(section))
    assert kinds(source).count("list_item_open") == len(section.entries) + legs
    assert all(level.startswith("#") for level in re.findall(r"^#.*", source, re.MULTILINE))
    if section.kind == "cycle" and section.entries:
        assert "Efter 12 følger 1 igen: Led nummer 1." in source.splitlines()


def test_one_entry_is_a_document_of_its_own(odd):
    section = odd.sections[1]
    source = render_page(Page(odd, (section,), entry=section.entries[0]), "markdown")
    assert source.startswith("# Speciallægepraksisplanlægningsstabiliseringsperiode\n\nÉt.\n\nTo med x")
    assert (
        "\n\nTre.\n\n> **Hos os (Børnehuset \\*Solsikken\\*):** Vi siger »plan«.\n>\n> Og mener det.\n\n*Til dialog"
        in source
    )
    assert source.endswith("Læs mere i dokumentet »Ord«.\n")
