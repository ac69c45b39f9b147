"""The PDFs: valid by another's validator, with nothing lost, overlapping or over the edge."""

import json
import re
from functools import partial
from io import BytesIO
from itertools import pairwise

import page
import pikepdf
import pypdfium2
import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st

from ishoj_cli.content.model import Entry, Section
from ishoj_cli.errors import IshojError
from ishoj_cli.render.handout import labels, pdf
from ishoj_cli.render.handout.layout import Handout
from ishoj_cli.render.handout.make import chosen_sections, make_handout
from ishoj_cli.render.page import QUESTION
from tests.render.handout import pdf_pages, pdf_structure, samples
from tests.render.handout.reader import squeezed
from tests.render.handout.samples import cycle_of, entries_of, handbook_of, list_of, made, text_of

TOO_LONG = {
    "kort": (samples.forty_long, samples.long_everywhere, samples.endless_words, samples.text_only),
    "plakat": (),
    "ark": (),
}
INTERPRETED = [partial(samples.interpreted, name) for name in samples.INTERPRETATIONS]
MADE = [
    (sample, kind)
    for kind, strains in TOO_LONG.items()
    for sample in (*samples.ALL, *INTERPRETED)
    if sample not in strains
]
SIZES = {"ark": (210, 297), "kort": (210, 297), "plakat": (297, 420)}


@pytest.mark.parametrize(("sample", "kind"), MADE, ids=lambda value: getattr(value, "__name__", value))
def test_every_kind_is_valid_and_keeps_to_the_page(sample, kind):
    handout = made(sample(), kind)
    for profile in ("ua1", "2a"):
        report = page.validate_pdf_bytes(handout, profile=profile)
        assert report.is_compliant, [failure.message for failure in report.failures]
    assert pdf_structure.language(handout) == "da-DK"
    assert pdf_structure.heading_levels(handout)[0] == 1
    assert pdf_pages.letters_near_edge(handout) == []
    assert set(pdf_pages.page_sizes(handout)) == {SIZES[kind]}
    if kind == "ark":
        assert pdf_pages.letters_between(handout, 14, 18) == []  # the gap between the text and the footer
    if kind == "kort":
        assert pdf_pages.letters_outside_cards(handout) == []


@pytest.mark.parametrize("large", [False, True])
def test_a_list_longer_than_a_page_goes_on_on_the_next(large):
    handout = made(samples.many_items(), large=large)
    assert pdf_pages.letters_near_edge(handout) == []
    assert pdf_pages.text_of(handout).count("punkt 69") == 7


@pytest.mark.parametrize(("questions", "writing_lines"), [(True, False), (False, True), (False, False)])
@pytest.mark.parametrize("kind", TOO_LONG)
@pytest.mark.parametrize("sample", [samples.real, samples.hostile, samples.brimful])
def test_every_choice_is_valid_and_keeps_to_the_page(sample, kind, questions, writing_lines):
    handbook = sample() if questions else sample().without_questions()
    handout = made(handbook, kind, writing_lines=writing_lines)
    assert page.is_pdf_compliant_bytes(handout, profile="ua1")
    assert pdf_pages.letters_near_edge(handout) == []
    if kind == "ark":
        assert pdf_pages.letters_between(handout, 14, 18) == []


def test_the_real_sheet_has_fewer_pages_than_sections():
    assert len(pdf_pages.page_sizes(made(samples.real()))) < len(samples.real().sections)


@pytest.mark.parametrize("interpretation", samples.INTERPRETATIONS)
@pytest.mark.parametrize("questions", [True, False])
@pytest.mark.parametrize("writing_lines", [True, False])
@pytest.mark.parametrize("large", [True, False])
@pytest.mark.parametrize(
    "ids", [(), ("vision", "vaerdier"), ("grundlag",), ("personalepolitik/ansat",), ("rundt/opad", "rundt/til-siden")]
)
def test_the_pages_of_a_sheet_are_balanced(interpretation, questions, writing_lines, large, ids):
    handbook = samples.interpreted(interpretation)
    handbook = handbook if questions else handbook.without_questions()
    *pages, last = pdf_pages.fills(made(handbook, "ark", "pdf", *ids, writing_lines=writing_lines, large=large))
    assert min(pages, default=1) >= 0.4
    assert last >= 0.15


def test_the_head_of_a_large_sheet_has_text_below_it():
    names = list_of(*entries_of(3, None, 3), lead=(text_of(1400),))
    first, *_rest = pdf_pages.fills(made(handbook_of(names, names.replace(id="b")), "ark", large=True))
    assert first >= 0.4


def test_the_colophon_stands_on_no_text_where_a_long_one_ends_with_the_page():
    long = (entry.replace(local=(text_of(900),)) for entry in entries_of(2, text_of(900)))
    sheet = made(handbook_of(list_of(*long, local=("Kort.",))), "ark", large=True)
    assert pdf_pages.overlapping_texts(sheet) == []


@pytest.mark.parametrize(("name", "before"), [("half", ["vision"]), ("empty", ["vision", "mission"])])
def test_the_head_of_a_section_of_names_is_on_the_page_of_the_first(name, before):
    sheet = made(samples.interpreted(name), "ark", "pdf", *before, "vaerdier/trovaerdighed", "vaerdier/handlekraft")
    (said,) = [said for said in pdf_pages.texts_of(sheet) if "Værdier" in said]
    assert "Troværdighed" in said


def test_lines_to_write_on_are_shared_out():
    def lines(*ids):
        sections = chosen_sections(samples.real(), "ark", ids)
        layouts = Handout(samples.real(), "ark", sections).laid_out()
        return {section.id: layout.writing_lines or layout.entry_lines for section, layout in layouts}

    assert lines().items() >= {"vision": 6, "mission": 6, "vaerdier": 2, "grundlag": 0, "rundt": 3}.items()
    assert lines("mission") == {"mission": 8}
    assert lines("vaerdier/respekt") == {"vaerdier": 8}


@pytest.mark.parametrize(
    "title",
    [
        "Ansvar samarbejdsudvalgsformand »os« 50% åbenhed (se) ja kommune",
        "Det i 2026 »os« §12 medarbejder samarbejdsudvalgsformand e-mail",
    ],
)
@pytest.mark.parametrize("kind", TOO_LONG)
def test_a_word_that_is_nearly_as_wide_as_the_page_takes_no_other_over_the_edge(kind, title):
    named = Entry("punkt", title, ("En tekst.",), questions=(title,))
    handbook = handbook_of(list_of(named, named, title=title)).replace(title=title)
    assert pdf_pages.letters_near_edge(made(handbook, kind)) == []


def test_a_stream_that_ends_in_a_carriage_return_leaves_the_sheet_valid(monkeypatch):
    repair, typeset = pdf.repair_stream_ends, []
    monkeypatch.setattr(pdf, "repair_stream_ends", lambda written: typeset.append(written) or repair(written))
    for number in range(2, 200):  # about one stream of 250 has it, and each page is a stream
        handout = make_handout(handbook_of(Section("side", "Side", lead=(text_of(700 + number),) * 40)), "ark")[1]
        if handout != typeset[-1] and not page.is_pdf_compliant_bytes(typeset[-1], profile="2a"):
            break
    assert handout != typeset[-1]
    assert page.is_pdf_compliant_bytes(handout, profile="ua1")
    assert page.is_pdf_compliant_bytes(handout, profile="2a")
    with pikepdf.open(BytesIO(handout)) as document:
        assert document.check_pdf_syntax() == []  # nor must a reader rebuild the table of objects


def test_a_label_is_on_the_page_of_its_question():
    entries = tuple(
        entry.replace(text=(text_of(90 + 170 * at % 510),)) for at, entry in enumerate(entries_of(40, "Kort."))
    )
    pages = pdf_pages.texts_of(made(handbook_of(list_of(*entries))))
    assert len(pages) > 5
    for said in pages:
        assert said.count(QUESTION) == said.count("i sidste uge?")


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("text", [None, "Vi gør det. Slut.", text_of(250) + " Slut.", text_of(500) + " Slut."])
@pytest.mark.parametrize("fields", [{"kind": "cycle"}, {"lead": ()}, {"lead": (text_of(200),)}])
def test_a_heading_is_on_the_page_of_its_first_entry_and_no_short_entry_is_broken(large, text, fields):
    for paragraphs in range(4, 26, 3):
        before = Section("foer", "Før", lead=(text_of(180),) * paragraphs)
        handbook = handbook_of(before, list_of(*entries_of(4, text), title="Overskrift").replace(**fields))
        pages = pdf_pages.texts_of(made(handbook, "ark", large=large, writing_lines=False))
        [page] = [said for said in pages if "Overskrift" in said]
        assert page.index("Overskrift") < page.index("Punkt 1")
        for said in pages:
            assert len(re.findall(r"Punkt \d", said)) == said.count("i sidste uge?")
            assert not text or said.count("Slut.") == said.count("i sidste uge?")


def test_a_question_is_as_near_to_the_text_of_a_section_without_entries_as_to_that_of_an_entry():
    def gap(section):
        letters = list(pdf_pages.letters(made(handbook_of(section), writing_lines=False)))
        said = "".join(it.letter for it in letters)
        return letters[said.index("tekst.")].bottom - letters[said.index("dialog")].bottom

    [entry] = entries_of(1, "En tekst.")
    alone = Section("a", "A", lead=("En anden", "En tekst."), questions=entry.questions)
    assert gap(alone) == pytest.approx(gap(list_of(entry)), abs=1)


@pytest.mark.parametrize("lines", [1, 3, 6])
def test_a_step_of_a_cycle_keeps_its_title_and_text_on_one_page(lines):
    for said in pdf_pages.texts_of(made(cycle_of(40, text_of(65 * lines)))):
        titles = [at for at in range(40) if f"Trin {at}: Vi" in said]
        assert titles == [at for at in range(40) if f"Det var {at}." in said]


def test_a_cycle_is_drawn_with_as_many_steps_as_can_be_read():
    for steps in (2, 14):
        handout = made(cycle_of(steps))
        assert f"Cirkel med {steps} trin" in pdf_structure.alternatives(handout)[0]
        assert len(pdf_pages.white_letters(handout)) == len("".join(map(str, range(1, steps + 1))))
        assert "kommer 1 igen" not in pdf_pages.text_of(handout)
    for steps in (0, 1, 15):
        assert pdf_structure.alternatives(made(cycle_of(steps))) == []


@pytest.mark.parametrize("count", [10, 12, 20])
def test_lines_to_write_on_say_what_they_are_about(count):
    handout = made(cycle_of(count))
    for said, lines in zip(pdf_pages.texts_of(handout), pdf_pages.writing_lines(handout, width=112), strict=True):
        assert not lines or f"Det var {count - 1}." in said
    assert pdf_pages.text_of(made(cycle_of(6))).count("Årets gang") == 1


@pytest.mark.parametrize("handbook", [samples.real(), samples.ordinary(), cycle_of(2), cycle_of(1), cycle_of(9)])
def test_lines_to_write_on_follow_each_other_without_a_gap(handbook):
    pages = pdf_pages.writing_lines(made(handbook), width=112)
    assert len(pages[0]) >= 2
    for lines in pages:
        gaps = [above - below for above, below in pairwise(lines)]
        assert [gap for gap in gaps if abs(gap - 7.8) > 0.1 and gap < 20] == []  # to the next entry is further


@pytest.mark.parametrize("count", range(6, 24, 2))
def test_the_colophon_never_stands_on_a_page_alone(count):
    named = handbook_of(list_of(*entries_of(count, None)))
    for handbook, before in ((cycle_of(count), labels.SECTION_LINES_LABEL), (named, f"Punkt {count}")):
        last = pdf_pages.texts_of(made(handbook))[-1]
        assert last.index(before) < last.index("Den fulde ordlyd")


@pytest.mark.parametrize(("letters", "large"), [(950, True), (1050, True), (1900, False)])
def test_a_long_last_text_goes_on_to_the_page_of_the_colophon(letters, large):
    entries = (entry.replace(local=(text_of(letters),)) for entry in entries_of(3, None))
    last = pdf_pages.texts_of(made(handbook_of(list_of(*entries)), "ark", large=large))[-1]
    assert last.index("Vi låner ud") < last.index("Den fulde ordlyd")


LONG_NAMES = ("Ansvarlighed og handlekraft i hverdagen", "Dialogbaseret beslutningsudvikling", "Mod", "Ro")


@pytest.mark.parametrize("text", [(), (text_of(60),)])
@pytest.mark.parametrize("title", [text_of(90), text_of(200), "Ansvarlighedsbestræbelserne " * 4, "A"])
def test_no_two_texts_on_a_card_or_poster_overlap(title, text):
    entries = (Entry(f"n{at}", name, text, questions=("Hvornår skete det?",) * 2) for at, name in enumerate(LONG_NAMES))
    handbook = handbook_of(list_of(*entries, title=title.strip(), read_more=text_of(80)))
    for kind in ("kort", "plakat"):
        assert pdf_pages.overlapping_texts(made(handbook, kind)) == []


def test_only_an_entry_that_is_tall_may_break_over_pages():
    short, tall = Entry("kort", "Kort", ("Kort.",)), Entry("lang", "Lang", (text_of(700),))
    handbook = handbook_of(list_of(short, tall))
    [(_, layout)] = Handout(handbook, "ark", handbook.sections).laid_out()
    assert [layout.may_break(entry) for entry in (short, tall)] == [False, True]


def refused(handbook, kind, *section_ids):
    with pytest.raises(IshojError) as caught:
        make_handout(handbook, kind, section_ids=section_ids)
    return caught.value


@pytest.mark.parametrize(
    ("field", "what", "hint"),
    [
        ("title", "Teksten har ikke plads på forsiden", "Lav et ark, som"),
        ("text", "Teksten har ikke plads på forsiden", "Lav et ark, som"),
        ("questions", "Spørgsmålene har", "Udelad spørgsmålene med --uden-spoergsmaal, eller lav et ark, som"),
        (
            "local",
            "Jeres egen tekst og spørgsmålene har ikke plads på bagsiden",
            "Skriv den kortere, udelad spørgsmålene med --uden-spoergsmaal, eller lav et ark, som",
        ),
    ],
)
def test_what_has_no_room_on_a_card_is_named_with_what_helps(field, what, hint):
    long = text_of(6000)
    entry = Entry("mod", "Mod", questions=("Hvad?",)).replace(**{field: long if field == "title" else (long,)})
    handbook = handbook_of(list_of(Entry("ro", "Ro"), entry))
    title = f"»{entry.title[:59]}…«" if field == "title" else "»Mod«"
    card = refused(handbook, "kort")
    assert card.what.startswith(what)
    assert card.what.endswith(f"siden af kortet {title}.")
    assert card.hint == f"{hint} kan fylde flere sider."


def test_local_words_alone_that_have_no_room_on_a_card_are_to_be_shorter_even_in_large_print():
    handbook = handbook_of(list_of(Entry("mod", "Mod", local=(text_of(6000),))))
    with pytest.raises(IshojError) as caught:
        make_handout(handbook, "kort", large=True)
    assert caught.value.what == "Jeres egen tekst har ikke plads på bagsiden af kortet »Mod«."
    assert caught.value.hint == "Udelad --stor-skrift, skriv den kortere, eller lav et ark, som kan fylde flere sider."


@pytest.mark.parametrize("changed", [{"source": text_of(9000)}, {"organisation": text_of(9000)}])
def test_a_source_too_long_for_a_card_is_an_error(changed):
    handbook = samples.one_entry().replace(**changed)
    assert refused(handbook, "kort").what == "Det, der skal stå om kilden, er for langt til kortene."


@pytest.mark.parametrize(
    ("section", "counts"),
    [
        (list_of(*entries_of(2001, None)), ("2.001 punkter", "2.000 punkter")),
        (Section("a", "A", lead=(text_of(1_000_000),)), ("0 punkter og 1.000.", "1.000.000 tegn")),
    ],
)
def test_more_than_memory_holds_is_refused_with_what_to_do(section, counts):
    error = refused(handbook_of(section), "ark")
    assert error.what.startswith("Der er for meget til én PDF: ")
    assert all(count in error.what for count in counts)
    assert error.hint == "Vælg færre afsnit, eller lav et ark som HTML, Word eller Markdown."


@pytest.mark.parametrize("kind", ["ark", "kort"])
def test_every_character_that_no_font_has_is_named_where_it_is_printed(kind):
    entries = (
        Entry("ro", "Ro", ("Ro 漢.",), questions=("Hvad er 😀?",)),
        Entry("mod", "Mod", ("\ue000",)),
    )
    handbook = handbook_of(Section("a", "Afsnit", lead=("字",)), list_of(*entries, id="b"))
    error = refused(handbook, kind, "b")
    places = "»漢« (U+6F22)", "»😀« (U+1F600) i »Ro«", "(U+E000) i »Mod«"
    assert "findes ikke i skrifttyperne" in error.what
    assert [place for place in places if place not in error.what] == []
    assert "Afsnit" not in error.what
    assert error.hint == "Skriv det på en anden måde, eller lav et ark som HTML, Word eller Markdown."
    assert "U+1F600" not in refused(handbook.without_questions(), kind, "b").what


def test_a_character_outside_every_entry_is_placed_too():
    one = samples.one_entry()
    section = one.sections[0]
    for handbook, kind, place in (
        (one.replace(title="漢"), "ark", "漢"),
        (samples.ordinary().replace(workplace="漢"), "ark", "arbejdspladsens navn"),
        (handbook_of(Section("a", "Afsnit", lead=("漢",))), "ark", "Afsnit"),
        (one.replace(closing=("漢",)), "ark", one.title),
        (handbook_of(section.replace(title="字")), "kort", "字"),
    ):
        assert f"i »{place}«" in refused(handbook, kind).what


def test_a_title_that_has_several_such_characters_is_quoted_as_it_is():
    said = refused(handbook_of(list_of(Entry("ro", "Ro 漢 og 字"))), "ark").what
    assert said.startswith("»漢« (U+6F22) og »字« (U+5B57) i »Ro 漢 og 字« findes ikke")


def test_of_many_characters_that_no_font_has_five_are_named():
    for text, more in (("日 本 語 文 章 字", " Der er flere."), ("日 本 語 文 章", "")):
        said = refused(handbook_of(Section("a", "A", lead=(text,))), "ark").what
        assert said.count("U+") == 5
        assert said.endswith(f"så det kan ikke trykkes.{more}")


@pytest.mark.parametrize("emoji", ["👩\u200d👩\u200d👧", "🇩🇰", "👍🏽", "7\ufe0f⃣", "❤\ufe0f\u200d🔥"])
def test_an_emoji_of_several_characters_is_named_whole_where_it_stands(emoji):
    entries = Entry("ro", "Ro", ("Vi 👩 er.",)), Entry("mod", "Mod", (f"Vi {emoji} er.",))
    handbook = handbook_of(list_of(*(entries if emoji[0] == "👩" else entries[1:]), id="b"))
    codes = " ".join(f"U+{ord(each):04X}" for each in emoji)
    assert f"»{emoji}« ({codes}) i »Mod«" in refused(handbook, "ark").what


def test_any_warning_or_other_error_of_the_compiler_is_passed_on(monkeypatch):
    compiled, warning, error = typst.compile_with_warnings, typst.TypstWarning(), typst.TypstError()
    warning.message, error.message = "unknown font", "nothing we know"
    monkeypatch.setattr(typst, "compile_with_warnings", lambda *a, **k: (compiled(*a, **k)[0], [warning]))
    assert refused(samples.one_entry(), "ark").what == "Siden kunne ikke laves: unknown font"

    def fails(*_args, **_options):
        raise error

    monkeypatch.setattr(typst, "compile_with_warnings", fails)
    assert refused(samples.one_entry(), "ark").what == "Siden kunne ikke laves: nothing we know"


def test_a_file_beside_the_program_is_never_read(tmp_path, monkeypatch):
    (tmp_path / "andet.txt").write_text("HEMMELIGT")
    monkeypatch.chdir(tmp_path)
    said = pdf_pages.text_of(make_handout(samples.hostile())[1])
    assert "HEMMELIGT" not in said
    assert '#read("andet.txt")' in said


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inside: st.lists(inside) | st.dictionaries(st.text(), inside),
    )
)
def test_the_data_of_a_template_is_json(data):
    assert repr(json.loads(pdf.as_json(data))) == repr(data)


def test_pictures_are_one_a_page():
    handbook = samples.real()
    pages = pdf.render_pictures(Handout(handbook, "ark", handbook.sections), dots_per_inch=20)
    assert len(pages) == len(pdf_pages.page_sizes(made(handbook)))
    assert all(png.startswith(b"\x89PNG") for png in pages)
    assert len(pdf.render_pictures(Handout(handbook, "plakat", handbook.sections[:1]), dots_per_inch=20)) == 1


ENDLESS = (
    "speciallægepraksisplanlægningsstabiliseringsperiodeordningskoordinatorens",
    "https://www.eksempel.dk/en/lang/adresse/som/ikke/kan/huskes?emne=på-en-side&nummer=1234567890",
    "af-og-til/nu-og-da/med-mange-dele/og-skråstreger/også",
    "a" * 90,
    "9" * 90,
)


@pytest.mark.parametrize("kind", ["ark", "kort", "plakat", "lysbilleder", "arbejdsark"])
def test_the_text_is_read_as_it_was_written_whatever_lines_it_is_broken_into(kind):
    entry = Entry("mod", "Mod", text=(" ".join(ENDLESS),), questions=(f"Af-og-til: {ENDLESS[0]}?",))
    title = "Speciallægepraksisplanlægningsstabilisering"
    read = pdf_pages.text_of(made(handbook_of(list_of(entry, title=title)), kind))
    assert not set("\u200b\u00ad") & set(read)
    parted = re.sub(r"(?<=\\w)(-|\ufffe|\x02)\\s", "", read)  # a word that is hyphenated
    for word in (*ENDLESS, "Af-og-til:"):
        assert squeezed(word) in squeezed(parted) or squeezed(word) in squeezed(read), word


def test_a_word_with_room_on_a_line_is_kept_whole_and_no_hyphen_is_read_that_is_not_seen():
    word = ENDLESS[0][:60]
    entry = Entry("mod", "Mod", text=tuple(f"{'Vi siger ' * count}{word} igen." for count in range(1, 9)))
    handout = made(handbook_of(list_of(entry)), "ark")
    pages = [each.get_textpage() for each in pypdfium2.PdfDocument(handout)]
    read = "".join(each.get_text_range() for each in pages)
    assert read.count(word) == 8
    assert not set("-\u00ad\ufffe") & set(read)
    assert page.is_pdf_compliant_bytes(handout, profile="ua1")
