"""What is printed, in which format, under which name."""

import re
import sys
from io import BytesIO

import docx
import pytest

from ishoj_cli.content.model import Entry, Section
from ishoj_cli.errors import IshojError, UsageError
from ishoj_cli.render.handout import make
from ishoj_cli.render.handout.refusals import refused_letter
from ishoj_cli.render.handout.words import paragraphs
from tests.render.handout import pdf_structure, samples


@pytest.mark.parametrize(
    ("kind", "format", "sections", "name"),
    [
        ("ark", "pdf", (), "ark.pdf"),
        ("ark", "markdown", ("vaerdier", "perspektiver"), "ark-vaerdier-perspektiver.md"),
        ("kort", "pdf", ("vaerdier",), "kort-vaerdier.pdf"),
        ("ark", "html", ("a", "b", "c", "d"), "ark-a-b-c-mm.html"),
        ("ark", "docx", (), "ark.docx"),
    ],
)
def test_a_file_has_a_plain_name(kind, format, sections, name):
    assert make.file_name(kind, format, sections) == name


def test_a_handout_comes_with_its_name():
    name, markdown = make.make_handout(samples.real(), "ark", "markdown", ("mission",))
    assert name == "ark-mission.md"
    assert markdown.decode().startswith("# Sådan arbejder vi i Ishøj Kommune\n\n## Mission\n")


@pytest.mark.parametrize(
    ("name", "format"),
    [
        *(("a.pdf", "pdf"), ("A.PDF", "pdf"), ("a.md", "markdown"), ("a.markdown", "markdown"), ("a.htm", "html")),
        *(("a.html", "html"), ("a.docx", "docx"), ("a.txt", None), ("pdf", None)),
    ],
)
def test_the_ending_of_a_file_decides_the_format(name, format):
    assert make.format_of(name) == format


def test_a_section_brings_its_legs():
    chosen = make.chosen_sections(samples.real(), "ark", ("grundlag", "mission"))
    assert [section.id for section in chosen] == ["mission", "grundlag", "perspektiver", "lederskab", "rundt"]


def test_cards_are_of_the_featured_section_or_of_those_named():
    handbook = samples.real()
    assert [section.id for section in make.chosen_sections(handbook, "kort", ())] == ["vaerdier"]
    assert [section.id for section in make.chosen_sections(handbook, "kort", ("grundlag",))] == [
        "perspektiver",
        "rundt",
    ]
    assert [section.id for section in make.chosen_sections(handbook.replace(featured=None), "kort", ())] == ["vision"]


def test_a_poster_has_what_it_has_room_for():
    handbook = samples.real()
    assert [section.id for section in make.chosen_sections(handbook, "plakat", ())] == [
        "vision",
        "mission",
        "vaerdier",
        "perspektiver",
    ]
    assert [section.id for section in make.chosen_sections(handbook, "plakat", ("rundt",))] == ["rundt"]
    assert len(make.chosen_sections(samples.text_only(), "plakat", ())) == 2


def test_what_a_poster_has_no_room_for_is_told():
    handbook = samples.real()
    out = [section.id for section in make.left_out(handbook, "plakat")]
    assert out == ["personalepolitik", "grundlag", "lederskab", "rundt"]
    assert make.left_out(handbook, "plakat", ("rundt",)) == ()
    assert make.left_out(handbook, "ark") == make.left_out(handbook, "kort") == ()
    assert make.left_out(samples.one_entry(), "plakat") == ()


@pytest.mark.parametrize("kind", ["kort", "plakat"])
@pytest.mark.parametrize("format", ["html", "docx", "markdown"])
def test_cards_and_posters_are_pdf_alone(kind, format):
    with pytest.raises(UsageError, match="findes kun som pdf"):
        make.make_handout(samples.real(), kind, format)


def test_a_section_without_entries_makes_no_cards():
    with pytest.raises(IshojError, match="«Mission» har ingen punkter at lave kort af") as caught:
        make.make_handout(samples.real(), "kort", sections=("vaerdier", "mission"))
    assert "vaerdier" in caught.value.hint
    with pytest.raises(IshojError, match="Indholdet har ingen punkter"):
        make.make_handout(samples.text_only(), "kort")


@pytest.mark.parametrize("kind", ["ark", "kort", "plakat"])
def test_no_content_makes_no_handout(kind):
    with pytest.raises(IshojError, match="Der er ingen afsnit at skrive ud"):
        make.make_handout(samples.handbook_of(), kind)


def test_markdown_needs_no_library(monkeypatch):
    for module in ("typst", "fontpkg_source_sans_3", "jinja2", "docx"):
        monkeypatch.setitem(sys.modules, module, None)
    assert make.make_handout(samples.real(), "ark", "markdown")[1]


def test_paragraphs_are_parted_by_blank_lines():
    assert paragraphs("a\nb\n\n \n c  d \n\n") == ["a b", "c d"]
    assert paragraphs(None) == []


def test_a_refused_letter_is_read_from_the_compilers_message():
    assert refused_letter('PDF/UA-1 error: the text `"\\u{ad}"` could not be displayed') == "\u00ad"
    assert refused_letter("something else") is None


def test_a_poster_without_a_text_for_each_entry_has_no_panel():
    entries = (Entry(id="a", title="A", text="Noget."), Entry(id="b", title="B"))
    handbook = samples.handbook_of(
        Section(id="et", title="Et", kind="list", entries=entries),
        Section(id="to", title="To", kind="list", entries=entries),
    )
    assert [section.id for section in make.chosen_sections(handbook, "plakat", ())] == ["et"]


LEGS = {
    "a leg before its whole": (("ben-a", "helhed", "ben-b"), [1, 1, 2]),
    "a leg apart from its whole": (("helhed", "andet", "ben-a"), [1, 1, 1]),
    "legs behind their whole": (("andet", "helhed", "ben-a", "ben-b"), [1, 1, 2, 2]),
    "a leg without its whole": (("ben-a", "ben-b"), [1, 1]),
}


@pytest.mark.parametrize(("order", "levels"), LEGS.values(), ids=list(LEGS))
def test_a_leg_is_a_part_of_the_whole_it_stands_behind_and_of_nothing_else(order, levels):
    sections = tuple(
        Section(id=name, title=name, lead=("Kort.",), part_of="helhed" if name.startswith("ben") else None)
        for name in order
    )
    handbook = samples.handbook_of(*sections)
    markdown = make.make_handout(handbook, "ark", "markdown")[1].decode()
    marks = [line.split(" ")[0] for line in markdown.splitlines() if line.startswith("#")]
    assert marks == ["#", *("#" * (level + 1) for level in levels)]
    page = make.make_handout(handbook, "ark", "html")[1].decode()
    assert re.findall(r"<h([2-6])[ >]", page) == [str(level + 1) for level in levels]
    document = docx.Document(BytesIO(make.make_handout(handbook, "ark", "docx")[1]))
    styles = [paragraph.style.name for paragraph in document.paragraphs if paragraph.style.name.startswith("Heading")]
    assert styles == [f"Heading {level}" for level in levels]
    pdf = make.make_handout(handbook, "ark")[1]
    assert pdf_structure.faults(pdf) == []


def test_advice_is_about_the_content_that_was_asked_for():
    handbook = samples.text_only().replace(command="ishoj --indhold her")
    with pytest.raises(IshojError) as caught:
        make.make_handout(handbook, "kort")
    assert caught.value.hint == "Lav et ark i stedet: ishoj --indhold her handout"
    with pytest.raises(IshojError) as caught:
        make.make_handout(handbook, "kort", "pdf", (handbook.sections[0].id,))
    assert caught.value.hint == "Lav et ark i stedet: ishoj --indhold her handout"
