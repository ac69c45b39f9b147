"""tekst: a paragraph or an entry is one line, with nothing to look nice."""

import re

from ishoj_cli.render import Layout, Page, text
from ishoj_cli.search import search

LOCAL = "Hos os (Børnehuset *Solsikken*)"
ODD_SOURCE = "Kilde: Prøvebyens side <https://example.org/?a=1&b=2>. Læs mere i dokumentet"


def test_a_section_is_read_line_by_line(odd):
    long = odd.sections[1]
    section = long.replace(questions=("Hvor langt?", "Og hvorfor?"))
    assert text.render_page(Page(odd, (section,)), Layout()) == (
        f"Lange ord\n\n{long.lead[0]}\n\n1. {long.entries[0].title}: Ét. To med {'x' * 120}. Tre.\n"
        f"{LOCAL}: Vi siger »plan«. Og mener det.\nTil dialog: Hvad er dit længste ord?\n"
        f"2. Kort\nTil dialog: Hvad er kort?\n\nSlut på de lange ord.\n\n{LOCAL}: Hos os er ordene korte.\n\n"
        f"Til dialog: Hvor langt?\n\n{ODD_SOURCE} »Ord«.\nSpørgsmålene til dialog er forslag fra Prøveby.\n"
    )


def test_the_overview_and_the_listing_are_a_line_each(odd):
    overview = text.render_overview(odd, Layout()).split("\n\n")
    assert overview[:2] == ["Sådan *gør* vi", "Først én ting.\nSå en [anden] ting."]
    assert overview[2].splitlines() == [f"{section.id}: {section.title}" for section in odd.sections]
    assert overview[3].startswith("Prøv:\nishoj lange-ord kort: læs om »Kort«\nishoj soeg kort: find ")
    assert overview[4] == "Kilde: Prøvebyens side <https://example.org/?a=1&b=2>. Udgave 3. februar 2026.\n"
    assert text.render_listing(odd, Layout()).splitlines() == [f"{id_}: {title}" for id_, title in odd.items()]


def test_nothing_pads_wraps_or_colours(odd, real):
    for handbook in (odd, real):
        outputs = [text.render_overview(handbook, Layout(20)), text.render_listing(handbook, Layout(20))]
        outputs += [text.render_page(Page(handbook, (section,)), Layout(20)) for section in handbook.sections]
        outputs += [text.render_page(Page(handbook, handbook.sections, whole=True), Layout(20))]
        for output in outputs:
            assert output.endswith("\n")
            assert not re.search(r"\x1b| \n|\n\n\n|^\s| {2}", output)


def test_colour_is_escape_codes_around_the_same_text(odd, real):
    for handbook in (odd, real):
        page, result = Page(handbook, handbook.sections, whole=True), search(handbook, "ord vaerdi")
        for coloured, plain in (
            [text.render_page(page, Layout(colour=colour)) for colour in (True, False)],
            [text.render_hits(result, handbook, Layout(colour=colour)) for colour in (True, False)],
        ):
            assert coloured != plain
            assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == plain
