"""markdown: what content says is text; a CommonMark parser reads back the words that were written."""

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from ishoj_cli.content.model import Entry, Handbook, Section
from ishoj_cli.render import Layout, Page, markdown
from ishoj_cli.render.page import one_line

PARSER = MarkdownIt("commonmark")
GITHUB = MarkdownIt("gfm-like", {"linkify": False})
# What content may hold: anything but control characters and lone surrogates.
TEXT = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=60)
# No command in a document repeats the folder that the content was read from.
LAYOUT = Layout(20, True, repeat=" --indhold x")
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
    source, said = markdown.escaped(text), one_line(text)
    for parser in (PARSER, GITHUB):
        assert words(source, parser) == said
        assert kinds(source, parser) == (["paragraph_open", "paragraph_close"] if said else [])
    assert words(f"## {source}") == said
    assert kinds(f"## {source}") == ["heading_open", "heading_close"]


@given(
    title=TEXT | MARKS, text=TEXT | MARKS, question=MARKS, local=MARKS, kind=st.sampled_from(["text", "list", "cycle"])
)
@example(title="a b", text="b", question="c", local="d", kind="list")
def test_a_page_has_the_structure_of_the_model_whatever_it_says(title, text, question, local, kind):
    title, text, question, local = (one_line(said) for said in (title or "T", text, question, local))
    title = title or "T"
    first = Entry("a", title, (text,) * bool(text), (), (question,) * bool(question), (local,) * bool(local))
    entries = (first, Entry("b", title))
    section = Section("s", title, kind=kind, lead=(local or "L",), entries=entries, read_more=title)
    handbook = Handbook(title, "O", "2026-01-01", title, sections=(section,), workplace=title)
    source = markdown.render_page(Page(handbook, (section,)), LAYOUT)
    found = kinds(source)
    assert found.count("heading_open") == 1
    assert found.count("list_item_open") == 2
    assert found.count("strong_open") == 2 + bool(local)
    assert found.count("em_open") == bool(question)
    markup = {"link_open", "image", "code_inline", "html_inline", "html_block", "code_block", "fence", "hr"}
    assert not markup & set(found)
    assert words(source).count(title) >= 3


def test_the_overview_and_the_listing_are_lists_whatever_the_titles(odd):
    source = markdown.render_overview(odd, LAYOUT)
    assert odd.title in words(source)
    assert "- `tegn`: \\*Tegn\\* \\& \\[bold\\]mærker\\[/bold\\]\n" in source
    assert "\n\n## Prøv\n\n- `ishoj lange-ord kort`: læs om »Kort«\n" in source
    assert kinds(source).count("list_item_open") == kinds(source).count("code_inline") == len(odd.sections) + 5
    found = kinds(markdown.render_listing(odd, LAYOUT))
    assert found.count("list_item_open") == found.count("code_inline") == len(odd.items())


def test_the_whole_has_one_heading_of_level_one_and_skips_none(odd, real):
    for handbook in (odd, real):
        tokens = PARSER.parse(markdown.render_page(Page(handbook, handbook.sections, whole=True), LAYOUT))
        assert [t.tag for t in tokens if t.type == "heading_open"] == ["h1"] + ["h2"] * len(handbook.sections)


def test_a_section_looks_so(odd):
    long, first = odd.sections[1], odd.sections[1].entries[0]
    local = "**Hos os (Børnehuset \\*Solsikken\\*):**"
    assert markdown.render_page(Page(odd, (long,)), LAYOUT) == (
        f"# Lange ord\n\n{long.lead[0]}\n\n1. **{first.title}**: Ét.\n\n   To med {'x' * 120}.\n\n   Tre.\n\n"
        f"   > {local} Vi siger »plan«.\n   >\n   > Og mener det.\n\n"
        "   *Til dialog:* Hvad er dit længste ord?\n\n2. **Kort**\n\n   *Til dialog:* Hvad er kort?\n\n"
        f"Slut på de lange ord.\n\n{local} Hos os er ordene korte.\n\n"
        "Kilde: Prøvebyens side \\<https://example.org/?a=1\\&b=2\\>. Læs mere i dokumentet »Ord«.\n\n"
        "Spørgsmålene til dialog er forslag fra Prøveby.\n"
    )
