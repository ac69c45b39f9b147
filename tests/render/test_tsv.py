"""tsv: id, title and text, an entry a line."""

from ishoj_cli.render import render_list, render_overview, render_page
from ishoj_cli.render.page import Page

LOCAL = "Hos os (Børnehuset *Solsikken*)"


def rows(output: str) -> list[list[str]]:
    assert output.endswith("\n")
    return [line.split("\t") for line in output.removesuffix("\n").split("\n")]


def test_every_line_has_three_fields_whatever_the_content(odd, real):
    for handbook in (odd, real):
        for section in handbook.sections:
            assert {len(row) for row in rows(render_page(Page(handbook, (section,)), "tsv"))} == {3}


def test_entries_are_told_by_section_and_id(odd):
    table = rows(render_page(Page(odd, odd.sections[1:2]), "tsv"))
    assert table == [
        [
            "lange-ord/opslag",
            odd.sections[1].entries[0].title,
            f"Ét. To med {'x' * 120}. Tre. {LOCAL}: Vi siger »plan«. Og mener det.",
        ],
        ["lange-ord/kort", "Kort", ""],
        ["lange-ord", "Lange ord", f"{LOCAL}: Hos os er ordene korte."],
    ]


def test_a_section_without_entries_is_a_line_of_its_own(odd):
    assert rows(render_page(Page(odd, odd.sections[:1]), "tsv")) == [
        ["tomt", "Tomt", "Her er ingen punkter. Kun to sætninger."]
    ]
    assert rows(render_page(Page(odd, odd.sections[4:5]), "tsv")) == [
        ["uden-kilde", "Uden kilde", f"{LOCAL}: Vi har ingen kilde."]
    ]


def test_one_entry_is_one_line(real):
    values = real.sections[2]
    assert render_page(Page(real, (values,), entry=values.entries[4]), "tsv") == "vaerdier/respekt\tRespekt\t\n"


def test_the_overview_is_the_whole(real):
    assert render_overview(real, "tsv") == render_page(Page(real, real.sections, whole=True), "tsv")


def test_the_list_is_two_fields(real):
    assert rows(render_list(real, "tsv"))[:2] == [["vision", "Vision"], ["vision/inddragende", "Inddragende"]]
