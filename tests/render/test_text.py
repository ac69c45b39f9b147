"""tekst: a paragraph or an entry is one line, with nothing to look nice."""

import re

from ishoj_cli.render import render_list, render_overview, render_page, text
from ishoj_cli.render.page import Page


def test_a_section_is_read_line_by_line(real):
    assert text.render_page(Page(real.without_questions(), real.without_questions().sections[2:3])) == (
        "Værdier\n\n"
        "Vores arbejde bygger i dag på syv værdier. De løber gennem opgaverne, vi løser, og "
        "beslutningerne, vi træffer, og præger, hvordan vi opfylder vision og mission.\n\n"
        "1. Troværdighed\n2. Handlekraft\n3. Åbenhed\n4. Ansvarlighed\n5. Respekt\n6. Klare budskaber\n"
        "7. Sund fornuft\n\n"
        "Kilde: Ishøj Kommunes side »Sådan arbejder vi i Ishøj Kommune«. "
        "Læs mere i mappen »Ishøj Kommune - vision, mission og værdier«.\n"
    )


def test_an_entry_of_many_paragraphs_is_one_line(odd):
    lines = text.render_page(Page(odd, odd.sections[1:2])).splitlines()
    assert f"1. {odd.sections[1].entries[0].title}: Ét. To med {'x' * 120}. Tre." in lines
    assert "Hos os (Børnehuset *Solsikken*): Vi siger »plan«. Og mener det." in lines
    assert "Til dialog (værktøjets forslag): Hvad er dit længste ord?" in lines
    assert "2. Kort" in lines
    assert "Hos os (Børnehuset *Solsikken*): Hos os er ordene korte." in lines


def test_entries_of_a_text_have_no_number_and_a_leg_says_its_whole(odd):
    page = text.render_page(Page(odd, odd.sections[2:3]))
    assert "\n*** __init__ ***: - ikke + en = liste > citat 2) tal\n" in page
    assert "\nEn del af Tomt (ishoj tomt).\n" in page


def test_a_cycle_says_that_it_begins_again(odd):
    page = text.render_page(Page(odd, odd.sections[3:4]))
    assert "\n12. Led nummer 12: Tekst 12.\nEfter 12 følger 1 igen: Led nummer 1.\n" in page


def test_a_cycle_without_phases_goes_nowhere(odd):
    assert "igen" not in text.render_page(Page(odd, odd.sections[4:5]))


def test_the_legs_stand_with_their_command(odd):
    page = text.render_page(Page(odd, odd.sections[:1]))
    assert "1. *Tegn* & [bold]mærker[/bold] (ishoj tegn): 1. # <b>Ikke</b>" in page
    assert "\n2. Ring (ishoj ring)\n" in page


def test_one_entry_says_where_it_stands(odd):
    section = odd.sections[1]
    assert text.render_page(Page(odd, (section,), entry=section.entries[1])) == (
        "Kort\nTil dialog (værktøjets forslag): Hvad er kort?\nLange ord, nummer 2 af 2.\n\n"
        "Kilde: Prøvebyens side <https://example.org/?a=1&b=2>. Læs mere i dokumentet »Ord«.\n"
    )


def test_the_whole_has_every_title_and_every_source(odd, real):
    for handbook in (odd, real):
        page = text.render_page(Page(handbook, handbook.sections, whole=True))
        assert page.startswith(f"{handbook.title}\n\n{handbook.lead[0]}\n")
        for section in handbook.sections:
            assert f"\n\n{section.title}\n" in page
            assert not section.read_more or f"Læs mere i {section.read_more}." in page
        assert handbook.closing[0] in page
        assert page.rstrip().splitlines()[-1].startswith("Kilde: ")


def test_nothing_pads_wraps_or_colours(odd, real):
    for handbook in (odd, real):
        outputs = [render_overview(handbook, "tekst"), render_list(handbook, "tekst")]
        outputs += [render_page(Page(handbook, (section,)), "tekst") for section in handbook.sections]
        outputs += [render_page(Page(handbook, handbook.sections, whole=True), "tekst")]
        for output in outputs:
            assert output.endswith("\n")
            assert not re.search(r"\x1b| \n|\n\n\n|^\s| {2}", output)


def test_the_overview_names_every_section_and_three_ways_on(odd, real):
    for handbook in (odd, real):
        page = render_overview(handbook, "tekst")
        for section in handbook.sections:
            assert f"\n{section.id}: {section.title}." in page
        assert page.count("\nishoj ") >= 3
    assert "\nProv" not in page


def test_the_list_is_ids_and_titles(odd):
    assert render_list(odd, "tekst").splitlines()[:3] == [
        "tomt: Tomt",
        "lange-ord: Lange ord",
        "lange-ord/opslag: Speciallægepraksisplanlægningsstabiliseringsperiode",
    ]
