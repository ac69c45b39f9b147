"""Search as a whole: which passages are hits, why, where they match, and what is reported beside them."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ishoj_cli
from ishoj_cli.content.model import Entry, Handbook, Section
from ishoj_cli.danish import name_key
from ishoj_cli.errors import UsageError
from ishoj_cli.search import Guess, Hit, Result, search
from ishoj_cli.search.folding import fold
from ishoj_cli.search.query import words_of as split
from tests.conftest import calls_of
from tests.search.conftest import handbook


def ids(result: Result) -> list[str]:
    return [hit.id for hit in result.hits]


def paragraphs(hit: Hit, field: str) -> Sequence[str]:
    """The paragraphs of a field of a hit."""
    value = getattr(hit, field)
    return [value] if isinstance(value, str) else value or ()


def marked(hit: Hit) -> list[tuple[str, int, str]]:
    """The matches of a hit: the field, the paragraph, and the text that is marked."""
    return [(m.field, m.index, paragraphs(hit, m.field)[m.index][m.start : m.end]) for m in hit.matches]


def one(*text: str, title: str = "Titel") -> Handbook:
    return handbook(Section("s", title, entries=(Entry("e", "Punkt", text),)))


def test_a_hit_is_an_entry_or_the_text_of_a_section_or_of_the_handbook(small: Handbook) -> None:
    entry, section, whole = (search(small, word).hits[0] for word in ("ansvar", "ro", "rammer"))
    assert (entry.id, entry.section, entry.section_title, entry.title, entry.text) == (
        "vaerdier/ansvarlighed",
        "vaerdier",
        "Værdier",
        "Ansvarlighed",
        ("Vi tager ansvar for målene.",),
    )
    assert (section.id, section.text) == ("personalepolitik", ("Regler for alle.", "Ro på arbejdspladsen."))
    assert (whole.id, whole.section, whole.title, whole.text) == ("alt", "alt", "Håndbog", ("Bogen sætter rammer.",))
    assert marked(section) == [("text", 1, "Ro")]
    assert marked(entry) == [("title", 0, "Ansvar"), ("text", 0, "ansvar")]


def test_a_title_alone_is_a_hit_without_text(small: Handbook) -> None:
    (hit,) = search(small, "åbenhed").hits
    assert (hit.text, hit.summary, hit.read_more, hit.local) == ((), None, None, ())
    assert (hit.why, hit.questions, hit.keywords) == ("word", ("Hvem lyttede du til?",), ())


def test_all_that_is_shown_is_searched() -> None:
    section = Section(
        "s", "Titel", "Resumé her", lead=("Indledning.", "Mere."), closing=("Slutning.",), local=("Nu.", "Lokalt."),
        questions=("Hvad?", "Hvorledes?"), read_more="dokumentet »Ordlyd«",
        entries=(Entry("e", "Punkt", ("Et.", "To."), (), ("Ja?", "Nej?"), ("Hos os.",)),),
    )  # fmt: skip
    book = handbook(section, lead=("Forord.",), closing=("Efterskrift.",))
    expected = {
        "resume": ("s", "summary", 0), "indledning": ("s", "text", 0), "slutning": ("s", "text", 2),
        "lokalt": ("s", "local", 1), "hvorledes": ("s", "questions", 1), "ordlyd": ("s", "read_more", 0),
        "nej": ("s/e", "questions", 1), "to": ("s/e", "text", 1), "hos": ("s/e", "local", 0),
        "forord": ("alt", "text", 0), "efterskrift": ("alt", "text", 1), "håndbog": ("alt", "title", 0),
    }  # fmt: skip
    for query, (id_, field, index) in expected.items():
        (hit,) = search(book, query).hits
        assert (hit.id, *marked(hit)[0][:2]) == (id_, field, index), query
        assert fold(marked(hit)[0][2]) == query
    assert search(book.without_questions(), "hvorledes").hits == ()
    assert (search(book, "resume").hits[0].summary, search(book, "ordlyd").hits[0].read_more) == (
        "Resumé her",
        "dokumentet »Ordlyd«",
    )


@pytest.mark.parametrize(
    ("query", "id", "why"),
    [
        ("respekt", "vaerdier/respekt", "word"),
        ("regel", "personalepolitik", "ending"),
        ("aabenhed", "vaerdier/aabenhed", "spelling"),
        ("abenhed", "vaerdier/aabenhed", "spelling"),
        ("respket", "vaerdier/respekt", "guess"),
        ("personale", "personalepolitik", "part"),
        ("fællesskab", "vision", "ending"),
        ("talte", "vaerdier/respekt", "ending"),
        ("arbejds-pladsen", "personalepolitik", "word"),
        ("arbejds pladsen", "personalepolitik", "word"),
        ("ansvarspolitik", "vision", "part"),
        ("politik", "personalepolitik", "part"),
        ("ANSVARLIGHED", "vaerdier/ansvarlighed", "word"),
        ("a\u030abenhed", "vaerdier/aabenhed", "word"),
        ("pligt", "vaerdier/ansvarlighed", "topic"),
    ],
)
def test_why(small: Handbook, query: str, id: str, why: str) -> None:
    hit = search(small, query).hits[0]
    assert (hit.id, hit.why) == (id, why)


def test_politik_finds_personalepolitik_and_skab_not_faellesskab(small: Handbook) -> None:
    assert ids(search(small, "politik")) == ["personalepolitik", "vision"]
    assert ids(search(small, "skab")) == []


def test_a_part_of_a_title_stands_behind_the_word_in_a_text() -> None:
    entries = (
        Entry("part", "Personalepolitik"),
        Entry("ending", "T", ("politikken",)),
        Entry("word", "T", ("politik",)),
    )
    assert ids(search(handbook(Section("s", "S", entries=entries)), "politik")) == ["s/word", "s/part", "s/ending"]


def test_better_finds_first() -> None:
    words = [("begins", "ansvarlighed"), ("ends", "medansvar"), ("ending", "ansvaret"), ("exact", "ansvar")]
    entries = tuple(Entry(id, "T", (word,)) for id, word in words)
    assert ids(search(handbook(Section("s", "S", entries=entries)), "ansvar")) == [
        "s/exact",
        "s/ending",
        "s/ends",
        "s/begins",
    ]
    titled = (*entries, Entry("title", "Ansvar", ("x",)))
    # Parts of words in a text are far behind a title.
    assert ids(search(handbook(Section("s", "S", entries=titled)), "ansvar")) == ["s/title", "s/exact", "s/ending"]


def test_each_way_of_standing_in_a_title_is_before_the_same_way_in_a_text() -> None:
    for word in ("ansvar", "ansvaret", "ansvarlighed", "medansvar"):
        entries = (Entry("text", "T", (word,)), Entry("title", word.capitalize(), ("x",)))
        assert ids(search(handbook(Section("s", "S", entries=entries)), "ansvar"))[0] == "s/title", word


def test_ties_stand_in_reading_order() -> None:
    book = handbook(Section("s", "S", entries=tuple(Entry(f"e{n}", "T", ("Ens ord.",)) for n in (3, 1, 2))))
    assert ids(search(book, "ord")) == ["s/e3", "s/e1", "s/e2"]


def test_several_words_together_first(small: Handbook) -> None:
    result = search(small, "ansvar mål")
    assert (ids(result), result.together) == (["vaerdier/ansvarlighed"], True)
    apart = search(small, "åbenhed regler")
    assert (apart.together, len(apart.hits)) == (False, 2)
    missing = search(small, "åbenhed kantine")
    assert (missing.together, missing.missing, ids(missing)) == (True, ("kantine",), ["vaerdier/aabenhed"])


@pytest.mark.parametrize(
    ("query", "found", "missing"),
    [
        ("taler ansvar for snerydning", True, ("snerydning",)),  # the greater part is found
        ("ansvar for snerydning", False, ("snerydning",)),
        ("respekt i 2027", True, ("2027",)),  # a title
        ("regler i 2027", True, ("2027",)),  # a number is not what a question is about
        ("er snerydning en pligt", True, ("snerydning",)),  # a topic word
        ("pligt til snerydning", False, ("snerydning",)),  # is about what follows it
        ("stå ved snerydning", True, ("snerydning",)),  # a topic phrase
        ("håndbog snerydning", False, ("snerydning",)),  # everything is in the handbook
        ("kan jeg taler ferie", False, ("ferie",)),
        ("kantine-mad", False, ("kantine-mad",)),
        ("for-snerydning", False, ("for-snerydning",)),
        ('"ansvar for alle" regler', False, ("ansvar for alle",)),
    ],
)
def test_what_is_missing_may_be_what_the_question_is_about(
    small: Handbook, query: str, found: bool, missing: tuple[str, ...]
) -> None:
    result = search(small, query)
    assert (bool(result.hits), result.missing) == (found, missing)


def test_the_longest_run_first() -> None:
    texts = ("ansvar for alle, for alle", "ansvar, alle for", "alle har ansvar for alle")
    book = handbook(
        Section("ansvar", "Ansvar for alt"), *(Section(f"s{n}", "T", lead=(text,)) for n, text in enumerate(texts))
    )
    assert ids(search(book, "har ansvar for alle"))[:2] == ["s2", "s0"]
    # A run keeps a passage among the hits that a title would leave out.
    whole = handbook(Section("mål", "Mål"), lead=("Mål.",))
    assert ids(search(whole, "mål")) == ["mål"]
    assert ids(search(whole.replace(lead=("Vores mål er her.",)), "vores mål er")) == ["alt", "mål"]


def test_a_number_finds_what_it_counts() -> None:
    three = tuple(Entry(f"e{n}", f"Punkt {n}") for n in "abc")
    book = handbook(Section("s", "S", lead=("Alle tre ting.",)), Section("t", "T", lead=("De tre.",), entries=three))
    assert [ids(search(book, number)) for number in ("3", "tre")] == [["t", "s"]] * 2
    assert ids(search(book, "3 ting")) == ["s"]


def test_two_letters_are_the_beginning_of_a_word_only_after_others(small: Handbook) -> None:
    assert ids(search(small, "re")) == []
    assert ids(search(small, "taler re")) == ["vaerdier/respekt"]


def test_a_phrase(small: Handbook) -> None:
    assert ids(search(small, '"ansvar for målene"')) == ["vaerdier/ansvarlighed"]
    assert search(small, '"for ansvar"').missing == ("for ansvar",)
    assert search(small, '"regler for alle ro"').hits == ()  # not across paragraphs
    assert marked(search(small, '"tager ansvar" ansvar').hits[0]) == [
        ("title", 0, "Ansvar"),
        ("text", 0, "tager ansvar"),
    ]
    assert marked(search(small, '"tager ansvar for" ansvar').hits[0])[1] == ("text", 0, "tager ansvar for")


def test_words_that_are_written_together_or_apart(small: Handbook) -> None:
    assert ids(search(handbook(Section("s", "Over for alle")), "over-for")) == ["s"]
    assert (ids(search(small, "p-politik"))[0], search(small, "p-politik").missing) == ("personalepolitik", ())
    assert marked(search(one("Det viser det på vej."), "vi ser på").hits[0]) == [("text", 0, "på")]
    entries = (Entry("a", "A", ("Tidsplanlægning.",)), Entry("b", "B", ("En tid, en plan.",)))
    assert ids(search(handbook(Section("s", "S", entries=entries)), "tids-plan"))[0] == "s/b"


def test_a_guess_is_reported_as_the_text_has_it(small: Handbook) -> None:
    result = search(small, "respket")
    assert (result.guesses, result.suggestions) == ((Guess("respket", ("Respekt",)),), ("Respekt",))
    assert search(small, "respket kantine").missing == ("kantine",)


def test_a_misspelt_word_without_meaning_gives_way() -> None:
    book = one("Hvordan går det? Det er en leder.")
    assert search(book, "hvrodan leder").guesses == ()
    assert search(book, "hvrodan").guesses == (Guess("hvrodan", ("Hvordan",)),)


def test_narrowed_to_sections(small: Handbook) -> None:
    query = "fællesskabet regler åbenhed"
    assert len(search(small, query).hits) == 3
    assert ids(search(small, query, sections=["vaerdier"])) == ["vaerdier/aabenhed"]
    both = search(small, query, sections=["vision", "vaerdier"])
    assert (ids(both), both.elsewhere) == (["vaerdier/aabenhed", "vision"], 1)
    weak = handbook(Section("a", "Ansvar"), Section("b", "B", lead=("Medansvar.",)))
    assert search(weak, "ansvar", sections=["a"]).elsewhere == 0


def test_a_limit(small: Handbook) -> None:
    result = search(small, "vi", limit=1)
    assert len(result.hits) == 1 < result.total
    assert len(search(small, "vi", limit=None).hits) == result.total


@pytest.mark.parametrize("query", ["", " ", "\t\n", "\u3000"])
def test_a_blank_query_is_a_usage_error(small: Handbook, query: str) -> None:
    with pytest.raises(UsageError, match="ishoj soeg respekt"):
        search(small, query)
    with pytest.raises(UsageError, match="ishoj soeg ord"):
        search(handbook(), query)


@pytest.mark.parametrize(
    "query",
    [
        ".*", "(", "[a-", "\\", "--", "-x", "a|b", "^$", "?!", "*" * 10_000, "x" * 10_000, "ab " * 3_333, "\0",
        "\x1b[31m", "😀", "e", "\ud800", "a\ud800b", "é" * 500, '"' * 10_000, '"' + "ord " * 2_500 + '"', "å" * 10_000,
        "\u200b",
    ],
)  # fmt: skip
def test_no_query_is_too_odd(real: Handbook, query: str) -> None:
    assert search(real, query).query == query


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("(ansvar)", "ansvar"), ("ansvar*", "ansvar"), ("-- ansvar", "ansvar"), ("^ansvar$", "ansvar"),
        ("ans.ar", "ans ar"), ("ansva[r]", "ansva r"), ("ansvar|respekt", "ansvar respekt"), ("\0ansvar\x1b", "ansvar"),
        ("😀 ansvar", "ansvar"),
    ],
)  # fmt: skip
def test_marks_part_words_and_do_nothing_else(real: Handbook, query: str, words: str) -> None:
    hits = search(real, words).hits
    assert hits
    assert search(real, query).hits == hits


def copies(book: Handbook, number: int) -> Handbook:
    return book.replace(sections=book.sections * number)


HOSTILE = {
    "one long word": "x" * 10_000,
    "one long word of digraphs": "aaeeoeaa" * 1_250,
    "many words": " ".join(f"o{n}rdet" for n in range(10_000)),
    "many long words": " ".join("ledelse" + f"{n}".translate(str.maketrans("0123456789", "abcdefghij")) * 14
                                for n in range(1_000, 2_000)),
    "many endings": " ".join("e" * n for n in range(1, 140)),
    "a word over and over": "ansvar " * 10_000,
    "a run over and over": "vi skal tage ansvar for alle " * 2_000,
    "a long phrase": '"' + " ".join(f"o{n}rdet" for n in range(10_000)) + '"',
    "a phrase that often begins": '"' + "vi skal " * 5_000 + '"',
    "many phrases": " ".join(f'"vi skal {n} gange"' for n in range(2_500)),
    "quotes in quotes": '"„»' * 3_000 + "ansvar" + '"”«' * 3_000,
    "quotes that never end": '"vi „skal »tage «ansvar ' * 2_000,
}  # fmt: skip


def work(book: Handbook, query: str) -> int:
    return calls_of(lambda: search(book, query))


@pytest.mark.parametrize("query", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_query_is_bounded_work(real: Handbook, query: str) -> None:
    assert work(copies(real, 10), query) < 5_000_000  # half of that or less; hundreds of millions, were it unbounded


@pytest.mark.parametrize(
    ("text", "asked", "expected"),
    [
        ("😀😀 ansvar", "ansvar", "ansvar"),
        ("a\u030abne a\u030abne ansvaret", "ansvar", "ansvaret"),
        ("\ufb01nt \ufb02ot ansvar", "ansvar", "ansvar"),
        ("et \ufb01nt ansvar", "fint", "\ufb01nt"),
        ("an\u00adsvar nu", "ansvar", "an\u00adsvar"),
        ("ANSVAR İ ansvar", "ansvar", "ANSVAR"),
        ("İ I\u0307 ansvar", "ansvar", "ansvar"),  # the one letter whose lower case is two
        ("fra İstanbul", "istanbul", "İstanbul"),
        ("x\u030a allé er a\u030abent", "åben", "a\u030abent"),
        ("\u1100\u1161 e\u0301n ansvar", "ansvar", "ansvar"),
        ("et a\u030aret", "året", "a\u030aret"),
        ("s\u0327x\u030ah Łukasz bor her", "sxh", "s\u0327x\u030ah"),
        ("\u1e63 hos Łukasz", "lukasz", "Łukasz"),
    ],
)
def test_matches_stand_where_the_text_is_written(text: str, asked: str, expected: str) -> None:
    assert marked(search(one(text), asked).hits[0])[0] == ("text", 0, expected)


def test_matches_side_by_side_stay_two() -> None:
    assert marked(search(one("En barnepige."), "pige barne").hits[0]) == [("text", 0, "barne"), ("text", 0, "pige")]


def test_matches_that_overlap_are_joined_to_one_within_their_paragraph_alone() -> None:
    book = handbook(Section("s", "S", lead=("Vi har sund fornuft og mod.", "Om fornuft.")))
    assert marked(search(book, '"sund fornuft" "fornuft og mod"').hits[0]) == [
        ("text", 0, "sund fornuft og mod"),
    ]
    assert marked(search(book, "fornuft").hits[0]) == [("text", 0, "fornuft"), ("text", 1, "fornuft")]


def test_hundreds_of_passages_keep_their_numbers() -> None:
    entries = tuple(Entry(f"e{n}", f"Punkt{n}", (f"Linje\nto nr{n}.", "Mere."), (f"emne{n}",)) for n in range(300))
    book = handbook(Section("a", "A"), Section("s", "S", entries=entries))
    for n in (0, 62, 63, 64, 127, 128, 299):
        (hit,) = search(book, f"nr{n}").hits
        assert (hit.id, marked(hit)) == (f"s/e{n}", [("text", 0, f"nr{n}")])
        assert ids(search(book, f"to nr{n} mere")) == ids(search(book, f"emne{n}")) == [f"s/e{n}"]


def test_a_text_may_hold_what_separates_lines_and_paragraphs() -> None:
    entries = (
        Entry("a", "Et\x1fto", ("tre\x1ffire", "x\x1ey")),
        Entry("b", "Fem", ("seks\x1eni", "ti"), ("otte\x1fen",)),
    )
    book = handbook(Section("s", "S", entries=entries))
    assert [marked(search(book, word).hits[0]) for word in ("fire", "y", "seks", "ti")] == [
        [("text", 0, "fire")],
        [("text", 1, "y")],
        [("text", 0, "seks")],
        [("text", 1, "ti")],
    ]
    assert ids(search(book, "otte en")) == ["s/b"]


WORDS = st.sampled_from(
    ("ansvar", "ansvaret", "Ansvarlighed", "mål", "maal", "mod", "møde", "regler", "regel", "i", "og", "fællesskab",
     "åben", "æble", "x", "7")
)  # fmt: skip
ANYTHING = st.text(max_size=30)
TEXTS = st.lists(WORDS | ANYTHING, max_size=6).map(" ".join)
PARAGRAPHS = st.lists(TEXTS, max_size=2).map(tuple)
ENTRIES = st.tuples(TEXTS, PARAGRAPHS, st.lists(TEXTS, max_size=2).map(tuple), PARAGRAPHS, PARAGRAPHS)
BOOKS: st.SearchStrategy[Handbook] = st.lists(
    st.tuples(TEXTS, PARAGRAPHS, st.lists(ENTRIES, max_size=3)), max_size=3
).map(
    lambda sections: handbook(
        *(
            Section(
                f"s{n}",
                title,
                lead=lead,
                entries=tuple(
                    Entry(f"e{m}", name, text, words, questions, local)
                    for m, (name, text, words, questions, local) in enumerate(entries)
                ),
            )
            for n, (title, lead, entries) in enumerate(sections)
        )
    )
)
QUERIES = (TEXTS | ANYTHING).filter(str.strip)


@given(BOOKS, QUERIES)
def test_matches_are_inside_apart_and_on_words(book: Handbook, query: str) -> None:
    result = search(book, query)
    assert result == search(book, query)
    assert [hit.score for hit in result.hits] == sorted((hit.score for hit in result.hits), reverse=True)
    for hit in result.hits:
        assert hit.reasons
        last: dict[tuple[str, int], int] = {}
        for match in hit.matches:
            place = match.field, match.index
            assert last.get(place, 0) <= match.start < match.end <= len(paragraphs(hit, match.field)[match.index])
            last[place] = match.end
        for _, _, piece in marked(hit):
            assert any(letter.isalnum() for letter in piece), piece
        for reason in hit.reasons:
            assert reason.part in reason.found
            assert (reason.why == "topic") == (reason.field == "topic") == (reason.found in hit.keywords)
            if reason.why == "word" and reason.asked.isalnum():
                assert fold(reason.part) == reason.asked


@given(BOOKS, QUERIES)
def test_an_unrelated_section_removes_no_hit(book: Handbook, query: str) -> None:
    unrelated = Section("u", "ќќќ", lead=("ќќќ ќќ",), entries=(Entry("u", "ќќќќ"),))
    more = book.replace(sections=(unrelated, *book.sections))
    if "ќ" not in query:
        assert {hit.id for hit in search(book, query).hits} <= {hit.id for hit in search(more, query).hits}


@given(BOOKS)
def test_a_title_finds_its_own_passage_first_among_equals(book: Handbook) -> None:
    for section in book.sections:
        for owner in (section, *section.entries):
            if any(letter.isalnum() for letter in owner.title):
                first = search(book, owner.title).hits[0]
                assert name_key(first.title) == name_key(owner.title) or split(fold(first.title)) == split(
                    fold(owner.title)
                )


def test_a_plain_hit_imports_no_heavy_module() -> None:
    program = """
import sys
sys.path.insert(0, sys.argv[1])
from ishoj_cli.content.model import Handbook, Section
from ishoj_cli.search import search
book = Handbook("H", "O", "2026-01-01", "K", sections=(Section("s", "Åbenhed og ansvar", keywords=("pligt",)),))
assert all(search(book, query).hits for query in ("ansvaret", "aabenhed", "pligt", "åbenhed og ansvar"))
print(*sorted({"re", "enum", "typing", "dataclasses", "inspect", "pathlib", "json"} & set(sys.modules)))
"""
    command = [sys.executable, "-S", "-c", program, str(Path(ishoj_cli.__file__).parents[1])]
    assert subprocess.run(command, capture_output=True, check=True, timeout=60).stdout.strip() == b""


def test_a_passage_with_very_many_matches_is_read_once() -> None:
    few, many = (one("blåbærgrød " * number) for number in (1_000, 10_000))
    assert len(search(many, "blåbærgrød").hits[0].matches) == 1_000  # the first of them, which say enough
    assert work(many, "blåbærgrød") < 12 * work(few, "blåbærgrød")
