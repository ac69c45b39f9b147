"""tekst: a paragraph or an entry is one line, with nothing to look nice."""

import re

from ishoj_cli.render import Layout, Page, text

LOCAL = "Hos os (Børnehuset *Solsikken*)"
ODD_SOURCE = "Kilde: Prøvebyens side <https://example.org/?a=1&b=2>. Læs mere i dokumentet"


def test_a_section_is_read_line_by_line(odd):
    long = odd.sections[1]
    section = long.replace(questions=("Hvor langt?", "Og hvorfor?"))
    assert text.render_page(Page(odd, (section,)), Layout()) == (
        f"Lange ord\n\n{long.lead[0]}\n\n1. {long.entries[0].title}: Ét. To med {'x' * 120}. Tre.\n"
        f"{LOCAL}: Vi siger »plan«. Og mener det.\nTil dialog: Hvad er dit længste ord?\n"
        f"2. Kort\nTil dialog: Hvad er kort?\n\nSlut på de lange ord.\n\n{LOCAL}: Hos os er ordene korte.\n\n"
        f"Til dialog: Hvor langt?\n\n{ODD_SOURCE} »Ord«.\nSpørgsmålene til dialog er stillet af Prøveby.\n"
    )


def test_an_entry_alone_says_where_it_belongs(odd):
    section = odd.sections[1]
    assert text.render_page(Page(odd, (section,), entry=section.entries[1]), Layout()) == (
        f"Kort\n\nTil dialog: Hvad er kort?\n\nLange ord, nummer 2 af 2.\n{ODD_SOURCE} »Ord«.\n"
        "Spørgsmålene til dialog er stillet af Prøveby.\n"
    )


def test_entries_of_a_text_have_no_number_and_a_subsection_says_its_whole(odd):
    page = text.render_page(Page(odd, odd.sections[2:3]), Layout(repeat=" --indhold x"))
    assert "\n*** __init__ ***: - ikke + en = liste > citat 2) tal\n" in page
    assert "\nEn del af Tomt (ishoj tomt --indhold x).\n" in page


def test_a_cycle_says_that_it_begins_again(odd):
    page = text.render_page(Page(odd, odd.sections[3:4]), Layout())
    assert "\n12. Led nummer 12: Tekst 12.\nEfter 12 følger 1 igen: Led nummer 1.\n" in page
    assert "igen" not in text.render_page(Page(odd, odd.sections[4:5]), Layout())


def test_the_subsections_have_their_command_and_summary(odd):
    tegn, ring = (part.replace(summary=said) for part, said in zip(odd.sections[2:4], ("Tegnene", None), strict=True))
    page = text.render_page(Page(odd.replace(sections=(odd.sections[0], tegn, ring)), odd.sections[:1]), Layout())
    assert "\n1. *Tegn* & [bold]mærker[/bold] (ishoj tegn): Tegnene\n2. Ring (ishoj ring)\n" in page


def test_the_whole_has_every_title_and_every_source(odd, real):
    for handbook in (odd, real):
        page = text.render_page(Page(handbook, handbook.sections, whole=True), Layout())
        assert page.startswith(f"{handbook.title}\n\n{handbook.lead[0]}\n")
        for section in handbook.sections:
            assert f"\n\n{section.title}\n" in page
            assert not section.read_more or f"Læs mere i {section.read_more}." in page
        assert f"\n\n{handbook.closing[0]}\n\nKilde: {handbook.source}" in page


def test_the_overview_and_the_listing_are_a_line_each(odd):
    assert text.render_overview(odd, Layout()) == (
        "Sådan *gør* vi\n\nFørst én ting.\nSå en [anden] ting.\n\ntomt: Tomt\nlange-ord: Lange ord\n"
        "tegn: *Tegn* & [bold]mærker[/bold]\nring: Ring\nuden-kilde: Uden kilde\nliste-uden-tekst: Navne\n\nPrøv:\n"
        "ishoj lange-ord kort: læs ét punkt\nishoj soeg kort: find et ord overalt i teksten\n"
        "ishoj handout: lav noget, der kan skrives ud\nishoj dagens: se dagens punkt\nishoj -h: se alle kommandoer\n\n"
        "Kilde: Prøvebyens side <https://example.org/?a=1&b=2>. Udgave 3. februar 2026.\n"
    )
    listing = text.render_listing(odd, Layout()).splitlines()
    assert listing == [f"{id_}: {title}" for id_, title in odd.items()]


def test_nothing_pads_wraps_or_colours(odd, real):
    for handbook in (odd, real):
        outputs = [text.render_overview(handbook, Layout(20, True)), text.render_listing(handbook, Layout(20, True))]
        outputs += [text.render_page(Page(handbook, (section,)), Layout(20, True)) for section in handbook.sections]
        outputs += [text.render_page(Page(handbook, handbook.sections, whole=True), Layout(20, True))]
        for output in outputs:
            assert output.endswith("\n")
            assert not re.search(r"\x1b| \n|\n\n\n|^\s| {2}", output)
