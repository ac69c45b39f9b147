"""tsv: id, title and text, a row for every id that the listing has."""

from ishoj_cli.render import Layout, Page, tsv

LOCAL = "Hos os (Børnehuset *Solsikken*)"


def rows(output: str) -> list[list[str]]:
    assert output.endswith("\n")
    return [line.split("\t") for line in output.removesuffix("\n").split("\n")]


def test_the_whole_has_a_row_of_three_cells_for_every_id(odd, real):
    for handbook in (odd, real):
        whole = rows(tsv.render_page(Page(handbook, handbook.sections, whole=True), Layout()))
        assert [row[:2] for row in whole] == rows(tsv.render_listing(handbook, Layout()))
        assert [tuple(row[:2]) for row in whole] == list(handbook.items())
        assert {len(row) for row in whole} == {3}
        assert rows(tsv.render_overview(handbook, Layout())) == whole


def test_a_row_has_the_text_and_then_what_it_means_here(odd):
    lead, closing = *odd.sections[1].lead, *odd.sections[1].closing
    table = rows(tsv.render_page(Page(odd, odd.sections[1:2]), Layout()))
    opslag = [
        "lange-ord/opslag",
        odd.sections[1].entries[0].title,
        f"Ét. To med {'x' * 120}. Tre. {LOCAL}: Vi siger »plan«. Og mener det.",
    ]
    assert table == [
        ["lange-ord", "Lange ord", f"{lead} {closing} {LOCAL}: Hos os er ordene korte."],
        opslag,
        ["lange-ord/kort", "Kort", ""],
    ]
    assert rows(tsv.render_page(Page(odd, odd.sections[1:2], odd.sections[1].entries[0]), Layout())) == [opslag]
