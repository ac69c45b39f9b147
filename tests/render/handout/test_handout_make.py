"""What is printed, in which format, under which name; and what every format says."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import page
import pikepdf
import pytest
from docx.enum.style import WD_STYLE_TYPE
from markdown_it import MarkdownIt

import ishoj_cli.render.handout as handout_package
from ishoj_cli.content.model import Entry, Section
from ishoj_cli.errors import IshojError, UsageError
from ishoj_cli.render.handout import labels, make, optional_module
from ishoj_cli.render.page import QUESTION, danish_date, questions_line
from tests.render.handout import pdf_pages, pdf_structure, reader, samples
from tests.render.handout.samples import made

FORMATS = [(kind, format) for kind, formats in make.HANDOUT_FORMATS.items() for format in formats]
OF_TEXT = [(kind, format) for kind, format in FORMATS if kind in ("ark", "kort", "plakat")]


@pytest.mark.parametrize(
    ("kind", "format", "sections", "name"),
    [
        ("ark", "docx", (), "ark.docx"),
        ("kort", "pdf", ("vaerdier",), "kort-vaerdier.pdf"),
        ("ark", "html", ("a", "b", "c", "d"), "ark-a-b-c-mm.html"),
    ],
)
def test_a_file_has_a_plain_name(kind, format, sections, name):
    assert make.file_name(kind, format, sections) == name


def test_a_handout_comes_with_its_name():
    name, markdown = make.make_handout(samples.real(), "ark", "markdown", ("mission",))
    assert name == "ark-mission.md"
    assert markdown.decode().startswith('# Sådan arbejder vi i Ishøj Kommune\n\n<a id="mission"></a>\n\n## Mission\n')


@pytest.mark.parametrize(
    ("name", "format"),
    [
        *(("A.PDF", "pdf"), ("a.md", "markdown"), ("a.markdown", "markdown"), ("a.htm", "html"), ("a.html", "html")),
        *(("a.docx", "docx"), ("a.txt", None), ("pdf", None)),
    ],
)
def test_the_ending_of_a_file_decides_the_format(name, format):
    assert make.format_of(name) == format


def test_the_golden_interpretations_fill_nothing_half_and_everything():
    counts = {}
    for name in samples.INTERPRETATIONS:
        parts = [part for _id, _title, part in samples.interpreted(name).parts()]
        counts[name] = sum(bool(part.local) for part in parts)
    assert 0 == counts["empty"] < counts["half"] < counts["full"] == len(samples.real().items())


def chosen(handbook, kind, *section_ids):
    return [section.id for section in make.chosen_sections(handbook, kind, section_ids)]


def test_a_section_includes_its_subsections_and_cards_are_of_those_with_entries():
    handbook = samples.real()
    whole = ["mission", "grundlag", "perspektiver", "lederskab", "rundt"]
    assert chosen(handbook, "ark", "grundlag", "mission") == whole
    assert chosen(handbook, "kort") == ["vaerdier"]
    assert chosen(handbook, "kort", "grundlag") == ["perspektiver", "rundt"]
    assert chosen(handbook.replace(featured=None), "kort") == ["vision"]


@pytest.mark.parametrize(("kind", "format"), [form for form in FORMATS if form[0] != "kursus"])
def test_an_entry_can_be_printed_without_the_rest_of_its_section(kind, format):
    handbook = samples.interpreted("full")
    said = reader.said_by(made(handbook, kind, format, "vaerdier/respekt", "rundt/opad"), format)
    assert all(title in said for title in ("Respekt", "Opad"))
    others = [title for title in ("Åbenhed", "Indad", handbook["vaerdier"].lead[0], "Hver fredag") if title in said]
    assert others == []


@pytest.mark.parametrize("format", make.FILE_ENDINGS)
@pytest.mark.parametrize(
    "ids",
    [
        ("vaerdier/respekt",),
        ("vaerdier/respekt", "vaerdier/sund-fornuft"),
        ("personalepolitik/ansat",),
        ("personalepolitik/ansat", "personalepolitik/farvel"),
    ],
)
def test_entries_without_the_rest_of_their_section_have_no_numbers_and_are_no_cycle(format, ids):
    sheet = made(samples.real(), "ark", format, *ids)
    assert "kommer 1 igen" not in reader.said_by(sheet, format)
    if format == "docx":
        titles = [it for it in reader.document_of(sheet).paragraphs if it.style.name == "Heading 2"]
        assert [title._p.pPr.numPr for title in titles] == [None] * len(ids)
    elif format == "pdf":
        assert re.search(r"\b\d (Respekt|Sund|Du )|Cirkel", pdf_pages.text_of(sheet)) is None
    else:
        assert re.search(r"^1\.|class=\"[^\"]*numbered|<svg", sheet.decode(), re.MULTILINE) is None


def handbook_without_lists(handbook):
    """The handbook with another letter before each mark of a list."""

    def plain(record):
        changes = {}
        for name in ("lead", "closing", "text", "local"):
            changes |= {name: tuple(f"+ {text}" for text in getattr(record, name, ()))} if hasattr(record, name) else {}
        return record.replace(**changes)

    sections = tuple(
        plain(section).replace(entries=tuple(map(plain, section.entries))) for section in handbook.sections
    )
    return plain(handbook).replace(sections=sections)


@pytest.mark.parametrize(("kind", "format"), [form for form in FORMATS if form[0] not in ("drejebog", "kursus")])
def test_a_list_in_a_text_is_a_list_in_every_handout(kind, format):
    """A worksheet has no colophon but as HTML."""
    handbook = samples.listed()
    plain = handbook_without_lists(handbook)
    found = reader.lists_of(made(handbook, kind, format), format)
    found.subtract(reader.lists_of(made(plain, kind, format), format))
    every = {"ark": 45, "kort": 8, "plakat": 7, "lysbilleder": 28, "arbejdsark": 5 if format == "html" else 3}
    assert +found == {2: every[kind]}
    assert not -found


def test_a_poster_has_what_fits_and_the_rest_is_reported():
    handbook = samples.real()
    assert chosen(handbook, "plakat") == ["vision", "mission", "vaerdier"]
    out = [section.id for section in make.left_out(handbook)]
    assert out == [section.id for section in handbook.sections if section.id not in chosen(handbook, "plakat")]
    assert chosen(handbook, "plakat", "rundt") == ["rundt"]
    assert chosen(handbook.replace(featured="rundt"), "plakat") == ["personalepolitik", "grundlag", "rundt"]
    assert chosen(samples.text_only(), "plakat") == ["tekst"]
    assert make.left_out(handbook, ("rundt",)) == make.left_out(samples.one_entry()) == ()


@pytest.mark.parametrize(("kind", "format"), [("lysbilleder", "html"), ("plakat", "markdown")])
def test_slides_and_posters_are_pdf_only(kind, format):
    with pytest.raises(UsageError) as caught:
        make.make_handout(samples.real(), kind, format)
    assert str(caught.value).endswith(f"findes kun som PDF.\nPrøv: ishoj handout --type {kind} --format pdf")


@pytest.mark.parametrize(("kind", "format"), [form for form in FORMATS if form[1] == "pdf"])
@pytest.mark.parametrize("interpretation", samples.INTERPRETATIONS)
def test_large_print_has_no_small_text_but_the_source(kind, format, interpretation):
    handout = made(samples.interpreted(interpretation), kind, format, large=True)
    small = [text for size, text in pdf_pages.runs(handout) if size < 16]
    assert [text for text in small if "Kilde:" not in text and not text.startswith("Kursiv:")] == []
    assert page.is_pdf_compliant_bytes(handout, profile="ua1")
    assert pdf_pages.letters_near_edge(handout) == []
    if kind == "kort":
        cards = 1 + len(samples.real().featured_section().entries)
        assert len(pdf_pages.page_sizes(handout)) == 2 * -(-cards // 4)  # of A6, four on a side
    if kind in ("ark", "drejebog"):
        assert min(pdf_pages.fills(handout)[:-1]) >= 0.4
        assert pdf_pages.fills(handout)[-1] >= 0.15


@pytest.mark.parametrize("kind", ["ark", "plakat", "arbejdsark", "lysbilleder"])
@pytest.mark.parametrize("asker", ["Trivselsudvalget", None])
@pytest.mark.parametrize("large", [False, True])
def test_each_page_with_a_question_says_once_whose_it_is(kind, asker, large):
    handbook = samples.real().replace(questions_by=asker)
    ids = [section.id for section in handbook.sections] if kind == "plakat" else []
    lines = [" ".join(line.split()) for line in (labels.questions_legend(handbook), questions_line(handbook))]
    asked = [text for _id, _title, part in handbook.parts() for text in part.questions]
    for said in pdf_pages.texts_of(made(handbook, kind, "pdf", *ids, large=large)):
        said = " ".join(said.split())
        if any(question in said for question in asked):
            assert sum(map(said.count, lines)) == 1
    for text in pdf_pages.texts_of(made(handbook.without_questions(), kind, "pdf", *ids, large=large)):
        assert not any(line in " ".join(text.split()) for line in lines)


@pytest.mark.parametrize("kind", [kind for kind, format in FORMATS if format == "pdf"])
def test_each_bookmark_is_there_once_and_the_title_is_that_of_the_content(kind):
    handout = made(samples.interpreted("full"), kind)
    titles = pdf_pages.bookmarks(handout)
    assert len(titles) == len(set(titles))
    with pikepdf.open(BytesIO(handout)) as document:
        assert str(document.docinfo.Title) == samples.real().title


def test_large_print_is_made_or_refused_in_every_format():
    sizes = {
        style.font.size.pt
        for style in reader.document_of(made(samples.real(), "ark", "docx", large=True)).styles
        if style.type == WD_STYLE_TYPE.PARAGRAPH and style.font.size
    }
    assert min(sizes - {12}) >= 16
    for kind in ("ark", "drejebog"):
        assert b"font-size: 133%" in made(samples.real(), kind, "html", large=True)
        assert b"font-size: 133%" not in made(samples.real(), kind, "html")
        with pytest.raises(UsageError, match="ingen skriftstørrelse"):
            make.make_handout(samples.real(), kind, "markdown", large=True)


def test_a_card_too_full_for_large_print_is_named():
    long = samples.handbook_of(samples.list_of(Entry("mod", "Mod", (samples.text_of(1200),))))
    with pytest.raises(IshojError) as caught:
        make.make_handout(long, "kort", large=True)
    assert caught.value.what == "Teksten har ikke plads på forsiden af kortet »Mod«."
    assert caught.value.hint.startswith("Udelad --stor-skrift")
    make.make_handout(long, "kort")


def test_a_section_without_entries_makes_no_cards():
    with pytest.raises(IshojError, match="»Mission« har ingen punkter at lave kort af") as caught:
        make.make_handout(samples.real(), "kort", section_ids=("vaerdier", "mission"))
    assert caught.value.hint.startswith("Vælg et afsnit med punkter: vision, vaerdier")
    for sections in ((), ("tekst",)):
        with pytest.raises(IshojError, match="har ingen punkter at lave kort af") as caught:
            make.make_handout(samples.text_only(), "kort", section_ids=sections)
        assert str(caught.value).endswith("Lav et ark i stedet: ishoj handout")


def test_no_content_makes_no_handout():
    with pytest.raises(IshojError) as caught:
        make.make_handout(samples.handbook_of(), "kort")
    assert (
        str(caught.value) == "Der er ingen afsnit at lave et handout af.\nSe, hvad indholdet mangler, med: ishoj tjek"
    )


@pytest.mark.parametrize(
    ("module", "format", "name"),
    [
        ("typst", "pdf", "PDF"),
        ("fontpkg_source_sans_3", "pdf", "PDF"),
        ("jinja2", "html", "HTML"),
        ("docx", "docx", "Word-format"),
    ],
)
@pytest.mark.parametrize("zipped", [False, True])
def test_without_an_optional_dependency_a_line_says_what_to_install(monkeypatch, module, format, name, zipped):
    monkeypatch.setattr(handout_package, "install_command", lambda: "INSTALL")
    monkeypatch.setattr(handout_package, "is_zipped", lambda: zipped)
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(IshojError) as caught:
        make.make_handout(samples.one_entry(), "ark", format)
    why = ", som ikke er med i ishoj.pyz" if zipped else ""
    without = "Uden det kan ark, kort og drejebog laves med -f markdown."
    assert str(caught.value) == f"{name} kræver et tillæg{why}. {without}\nInstaller det med: INSTALL"


@pytest.mark.parametrize(
    ("files", "own", "command"),
    [
        ({}, False, "/opt/python -m pip install"),
        ({"pyvenv.cfg": "home = /usr/bin\n"}, False, "/opt/python -m pip install"),
        ({"pyvenv.cfg": "home = /usr/bin\nuv = 0.9\n"}, False, "uv pip install --python /opt/python"),
        ({"pyvenv.cfg": "\nuv = 0.9\n", "pipx_metadata.json": "{}"}, False, "pipx inject ishoj-2"),
        ({"EXTERNALLY-MANAGED": ""}, False, "/opt/python -m pip install"),
        ({"EXTERNALLY-MANAGED": ""}, True, "/opt/python -m pip install --user --break-system-packages"),
        ({}, True, "/opt/python -m pip install"),
    ],
)
def test_the_extra_is_installed_where_the_program_is(monkeypatch, tmp_path, files, own, command):
    """By the packages' own names: nobody owns ours on the package index."""
    prefix = tmp_path / "ishoj-2"
    prefix.mkdir()
    for name, text in files.items():
        (prefix / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(sys, "executable", "/opt/python")
    monkeypatch.setattr(sys, "prefix", str(prefix))
    monkeypatch.setattr(sys, "base_prefix", str(prefix if own else tmp_path))
    monkeypatch.setattr(sysconfig, "get_path", lambda name: str(prefix))
    packages = "typst~=0.15.0 fontpkg-source-sans-3 jinja2 python-docx"
    assert handout_package.install_command() == f"{command} {packages}"


@pytest.mark.parametrize(("py", "own", "python"), [(True, True, "py -3."), (False, True, '"C'), (True, False, '"C')])
def test_on_windows_a_path_with_a_blank_is_no_command_where_there_is_another(monkeypatch, tmp_path, py, own, python):
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(sys, "executable", r"C:\Program Files\Python312\python.exe")
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    monkeypatch.setattr(sys, "base_prefix", str(tmp_path if own else tmp_path.parent))
    monkeypatch.setattr(shutil, "which", lambda name: name if py else None)
    assert handout_package.install_command().startswith(python)


def test_an_optional_dependency_that_lacks_something_itself_is_not_said_to_be_missing(monkeypatch, tmp_path):
    (tmp_path / "jinja2.py").write_text("import not_there\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "jinja2", raising=False)
    with pytest.raises(ModuleNotFoundError, match="not_there"):
        optional_module("jinja2", "html")


def test_markdown_needs_no_optional_dependency(monkeypatch):
    for module in ("typst", "fontpkg_source_sans_3", "jinja2", "docx"):
        monkeypatch.setitem(sys.modules, module, None)
    assert make.make_handout(samples.real(), "ark", "markdown")[1]


SUBSECTIONS = {
    "before the whole": (("del-a", "helhed", "del-b"), [1, 1, 2]),
    "apart from the whole": (("helhed", "andet", "del-a"), [1, 1, 1]),
    "after the whole": (("andet", "helhed", "del-a", "under-del-a", "del-b"), [1, 1, 2, 2, 2]),
    "without the whole": (("del-a", "del-b"), [1, 1]),
}


@pytest.mark.parametrize(("order", "levels"), SUBSECTIONS.values(), ids=list(SUBSECTIONS))
def test_a_subsection_is_part_of_the_section_that_it_follows_and_of_no_other(order, levels):
    wholes = {"del-a": "helhed", "del-b": "helhed", "under-del-a": "del-a"}
    handbook = samples.handbook_of(*(Section(name, name, lead=("Kort.",), part_of=wholes.get(name)) for name in order))
    for format in ("markdown", "html", "docx"):
        assert reader.levels_of(made(handbook, "ark", format), format) == [1, *(level + 1 for level in levels)]
    assert pdf_structure.heading_levels(made(handbook)) == levels


OVER_PAGES = (samples.forty_long, samples.long_everywhere)  # a footer comes between two pages of a text
SHEETS = [
    (sample, format)
    for sample in samples.ALL
    for format in make.FILE_ENDINGS
    if format != "pdf" or sample not in OVER_PAGES
]


@pytest.mark.parametrize(("sample", "format"), SHEETS)
def test_a_sheet_says_every_word_of_the_content(sample, format):
    handbook = sample()
    said = reader.squeezed(reader.said_by(made(handbook, "ark", format), format))
    assert [text for text in samples.texts_in(handbook) if reader.squeezed(text) not in said] == []


@pytest.mark.parametrize("sample", samples.ALL)
@pytest.mark.parametrize("format", ["html", "docx", "markdown"])
def test_a_sheet_has_headings_without_gaps(sample, format):
    levels = reader.levels_of(made(sample(), "ark", format), format)
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


SILENT = samples.handbook_of(samples.list_of(Entry("ro", "Ro")), Section("d", "Tekst", lead=("Et afsnit.",)))
SHOWN = {
    "the real content": (samples.real(), ()),
    "some of its sections": (samples.real(), ("vision", "rundt")),
    "questions left out": (samples.real().without_questions(), ()),
    "questions of the organisation": (samples.ordinary().replace(questions_by=None), ("vaner",)),
    "no question": (SILENT, ()),
    "a question of a section only": (SILENT.replace(sections=(SILENT.sections[0].replace(questions=("Hvad?",)),)), ()),
}


@pytest.mark.parametrize(("kind", "format"), OF_TEXT)
@pytest.mark.parametrize(("handbook", "section_ids"), SHOWN.values(), ids=list(SHOWN))
def test_everything_says_its_source_its_edition_and_whose_its_questions_are(kind, format, handbook, section_ids):
    said = reader.said_by(made(handbook, kind, format, *section_ids), format).replace("\u00a0", " ")
    assert f"Kilde: {handbook.source}" in said
    assert f"Udgave {danish_date(handbook.edition)}" in said
    assert handbook.organisation in said
    assert handbook.closing[0] in said
    parts = [part for section in handbook.sections for part in (section, *section.entries)]
    asks = any(question in said for part in parts for question in part.questions)
    assert (QUESTION in said) is (said.count(questions_line(handbook)) == 1) is asks


@pytest.mark.parametrize("format", make.FILE_ENDINGS)
def test_the_questions_of_an_entry_share_one_label(format):
    entries = samples.entries_of(2, None, questions=3)
    said = reader.said_by(made(samples.handbook_of(samples.list_of(*entries)), "ark", format), format)
    assert said.count(QUESTION) == 2
    for question in entries[0].questions:
        assert said.count(question) == 2


@pytest.mark.parametrize(("kind", "format"), OF_TEXT)
def test_whose_words_they_are_is_said_once_with_the_date_and_the_label_is_plain(kind, format):
    said = reader.said_by(made(samples.interpreted("full"), kind, format), format).replace("\u00a0", " ")
    assert said.count("Biblioteket og Borgerservice i Ishøj Bycenter, den 23. november 2026") == 1
    assert "Hos os (" not in said
    assert "Hos os" in said


@pytest.mark.parametrize("format", make.FILE_ENDINGS)
def test_lines_to_write_on_are_where_the_workplace_has_no_interpretation(format):
    def said(handbook, **options):
        return reader.said_by(made(handbook, "ark", format, **options), format)

    ordinary = said(samples.ordinary())
    assert ordinary.count(labels.SECTION_LINES_LABEL) == 2  # of four sections one is interpreted, and one is names
    assert "Hvad betyder ro hos os?" in ordinary
    assert "Hvad betyder mod hos os?" not in ordinary
    assert "Hvad betyder" not in said(samples.ordinary(), writing_lines=False)
    real = said(samples.real())
    assert real.count("Hvad betyder klare budskaber hos os?") == 1
    shown = [section for section in samples.real().sections if section.id not in ("vaerdier", "grundlag")]
    assert real.count(labels.SECTION_LINES_LABEL) == len(shown)


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ("Troværdighed", "troværdighed"),
        ("Sund fornuft", "sund fornuft"),
        ("Styr på tingene", "»Styr på tingene«"),
        ("skabe mere", "»skabe mere«"),
        ("MED-udvalget", "»MED-udvalget«"),
        ("Ro i Ishøj", "»Ro i Ishøj«"),
        ("Hvorfor?", "»Hvorfor?«"),
        ("»Sådan«", "»Sådan«"),
    ],
)
def test_a_label_takes_a_short_title_into_its_sentence_and_quotes_any_other(title, label):
    assert labels.lines_label(title) == f"Hvad betyder {label} hos os?"


@pytest.mark.parametrize("format", make.FILE_ENDINGS)
def test_only_the_whole_has_the_lead_of_the_whole(format):
    handbook = samples.ordinary()
    assert handbook.lead[0] in reader.said_by(made(handbook, "ark", format), format)
    assert handbook.lead[0] not in reader.said_by(made(handbook, "ark", format, "vaner"), format)


@pytest.mark.parametrize(("kind", "format"), [form for form in OF_TEXT if form[0] != "kort"])
def test_a_cycle_that_is_not_drawn_says_that_it_repeats(kind, format):
    again = "Efter 15 kommer 1 igen: Trin 0:."
    assert again in reader.said_by(made(samples.cycle_of(15, None), kind, format), format)
    assert "igen" not in reader.said_by(made(samples.cycle_of(1), kind, format), format)


def test_the_markdown_sheet_reads_as_it_should():
    golden = Path(__file__).parent / "golden" / "ark.md"
    assert made(samples.ordinary(), "ark", "markdown") == golden.read_bytes()


def test_the_entries_of_a_markdown_sheet_are_one_list_that_counts():
    entries = samples.real()["vaerdier"].entries
    tokens = MarkdownIt("commonmark").parse(made(samples.real(), "ark", "markdown", "vaerdier").decode())
    kinds = [token.type for token in tokens]
    lists = (kinds.count("ordered_list_open"), kinds.count("bullet_list_open"), kinds.count("list_item_open"))
    asked = [len(entry.questions) for entry in entries if len(entry.questions) > 1]
    assert lists == (1, len(asked), len(entries) + sum(asked))


def test_dollars_make_no_mathematics_in_markdown():
    assert "$" not in made(samples.hostile(), "ark", "markdown").decode().replace("\\$", "")


BYTES = """
import hashlib, sys
sys.path.insert(0, {root!r})
from tests.render.handout import samples
from ishoj_cli.render.handout.make import HANDOUT_FORMATS, make_handout
for kind, formats in HANDOUT_FORMATS.items():
    for format in formats:
        print(kind, format, hashlib.sha256(make_handout(samples.real(), kind, format)[1]).hexdigest())
"""


def test_the_same_content_is_the_same_bytes_everywhere(tmp_path):
    script = BYTES.format(root=str(Path(__file__).parents[3]))
    runs = []
    for seed, zone, folder in (("1", "Pacific/Auckland", tmp_path), ("2", "America/Nuuk", Path(__file__).parent)):
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "LANG": "C"}
        command = [sys.executable, "-c", script]
        runs.append(subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=True).stdout)
    assert runs[0] == runs[1]
    assert len(runs[0].splitlines()) == len(FORMATS)


@pytest.mark.parametrize("text", ["שלום לכולם, godt", "مرحبا بكم, godt", "(1) שלום"])
def test_a_text_that_begins_from_the_right_says_so(text):
    entry = Entry("a", "A", text=(text, "Hej שלום", f"- {text}"), questions=(text,))
    handbook = samples.handbook_of(samples.list_of(entry))
    for kind in ("ark", "kort"):
        html = made(handbook, kind, "html").decode()
        assert html.count(' dir="rtl">') == html.count(f">{text}<") == 3
        paragraphs = reader.paragraphs_of(made(handbook, kind, "docx"))
        leftward = [each.text for each in paragraphs if each._p.xpath("w:pPr/w:bidi and w:r/w:rPr/w:rtl")]
        assert leftward == [text] * 3


def test_an_entry_alone_is_asked_about_until_it_is_interpreted():
    for name, asked in (("empty", True), ("full", False)):
        _, sheet = make.make_handout(samples.interpreted(name), "ark", "markdown", ("vision/inddragende",))
        assert (labels.SECTION_LINES_LABEL.encode() in sheet) == asked
