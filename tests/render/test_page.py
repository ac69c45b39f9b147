"""What every format shares: dates, sources, labels, the notes that end a page, the overview's lines, the registry."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ishoj_cli
from ishoj_cli.content.model import Handbook, Section
from ishoj_cli.render import FORMATS, Layout, Page, page, renderer
from ishoj_cli.render.blocks import Prose, Rows, overview_blocks, page_blocks

TOOL = "Spørgsmålene til dialog er forslag fra værktøjet ishoj, ikke fra Prøveby."


def notes(asked: Page, repeat: str = "") -> tuple[str, ...]:
    """The sentences that end a page."""
    last = page_blocks(asked, repeat)[-1]
    assert isinstance(last, Prose)
    assert last.quiet
    return last.texts


@pytest.mark.parametrize("edition", ["2026-13-01", "2026-00-01", "2026", "2026-11", "", "maj-11-23", "--"])
def test_an_edition_that_is_no_date_stays_what_it_is(edition):
    assert page.danish_date(edition) == edition


@given(st.dates())
def test_a_date_is_written_as_in_danish(date):
    day, month, year = page.danish_date(date.isoformat()).split(" ")
    assert (int(day[:-1]), page.MONTHS.index(month) + 1, int(year)) == (date.day, date.month, date.year)
    assert page.danish_date("2026-01-09") == "9. januar 2026"


@pytest.mark.parametrize(
    ("text", "said"), [("En bog", "En bog."), ("Bog, 3. udg.", "Bog, 3. udg."), ("Hvad nu?", "Hvad nu?")]
)
def test_a_sentence_has_one_full_stop(text, said):
    assert page.origin_line(text) == f"Kilde: {said}"
    assert page.more_line(Section("a", "A", read_more=text)) == f"Læs mere i {said}"
    assert page.more_line(Section("a", "A")) == ""


def test_the_label_of_an_interpretation_names_the_workplace_if_it_has_a_name(odd):
    labels = [page.local_label(odd.replace(workplace=name)) for name in ("Solsikken", None)]
    assert labels == ["Hos os (Solsikken)", "Hos os"]


def test_a_page_ends_in_its_source_and_where_to_read_more(odd):
    bare = odd.without_questions()
    long = bare.sections[1]
    source = "Kilde: Prøvebyens side <https://example.org/?a=1&b=2>."
    assert notes(Page(bare, (long,))) == (f"{source} Læs mere i dokumentet »Ord«.",)
    assert notes(Page(bare, (long.replace(read_more=None),))) == (source,)
    assert notes(Page(bare, bare.sections, whole=True)) == (source,)


def test_whose_the_questions_are_is_said_once_where_there_are_any(odd):
    book = odd.replace(questions_by="værktøjet ishoj")
    long, bare = book.sections[1], book.without_questions().sections[1]
    for asked in (
        Page(book, book.sections, whole=True),
        Page(book, (long,), long.entries[0]),
        Page(book, (bare.replace(questions=("Hvad?",)),)),
        Page(book, (bare.replace(entries=long.entries),)),
    ):
        assert notes(asked)[-1] == TOOL
        for format in ("terminal", "tekst", "markdown"):
            shown = " ".join(renderer(format).render_page(asked, Layout()).split())
            assert shown.count(TOOL) == 1
            assert "Til dialog: " in shown.replace("*", "")
    assert TOOL not in notes(Page(book, (long,), bare.entries[0]))
    assert page.questions_line(odd) == "Spørgsmålene til dialog er forslag fra Prøveby."
    assert page.questions_line(odd.replace(questions_by="Prøveby")) == page.questions_line(odd)


def test_a_subsection_and_an_entry_say_where_they_belong(odd):
    place = "En del af Tomt (ishoj tomt --indhold x)."
    assert notes(Page(odd, odd.sections[3:4]), " --indhold x")[0] == place
    of_the_day = odd.sections[1].entries[1].replace(questions=("En anden?",))
    assert notes(Page(odd, odd.sections[1:2], of_the_day))[0] == "Lange ord, nummer 2 af 2."


def test_the_overview_has_a_line_a_section_and_leads_on(odd):
    first, *others = odd.sections
    book = odd.replace(sections=(first.replace(summary="Om intet"), *others))
    sections, examples = (block.rows for block in overview_blocks(book, " --x") if isinstance(block, Rows))
    assert sections[:2] == (("tomt", "Om intet"), ("lange-ord", "Lange ord"))
    commands = ("lange-ord kort", "soeg kort", "handout", "dagens", "-h")
    assert [command for command, _ in examples] == [f"ishoj {command} --x" for command in commands]


def test_an_overview_without_entries_leads_to_all_there_is():
    bare = Handbook("T", "O", "2026-01-01", "S", sections=(Section("a", "A"),))
    assert overview_blocks(bare)[3].rows[0] == ("ishoj alt", "læs det hele")


@pytest.mark.parametrize("format", FORMATS)
def test_a_format_imports_no_other_and_nothing_heavy(format):
    """In a process of its own, without what Python's site imports: a section, read on a terminal or in a pipe."""
    code = (
        "import sys; from ishoj_cli.content.model import Handbook, Section; from ishoj_cli.render import *;"
        "section = Section('a', 'Åse', lead=('Er »det« – nu … ' * 9,), questions=('Hvad?',));"
        "page = Page(Handbook('T', 'O', '2026-01-01', 'S', sections=(section,)), (section,));"
        f"print(renderer({format!r}).render_page(page, Layout()), file=sys.stderr); print(*sys.modules)"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(ishoj_cli.__file__).parents[1]), "PYTHONIOENCODING": "utf-8"}
    run = subprocess.run([sys.executable, "-S", "-c", code], env=environment, capture_output=True, check=True)
    modules = set(run.stdout.decode().split())
    names = {"terminal": "terminal", "tekst": "text", "markdown": "markdown", "tsv": "tsv", "json": "json"}
    assert names.keys() == set(FORMATS)
    of_formats = {f"ishoj_cli.render.{name}" for name in names.values()}
    assert of_formats & modules == {f"ishoj_cli.render.{names[format]}"}
    # JSON is written by the standard library, which imports `re`.
    assert not {"rich", "typing", "dataclasses", "inspect", *(() if format == "json" else ("re", "json"))} & modules
