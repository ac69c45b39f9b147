import pytest

from ishoj_cli.search.common_words import is_common
from ishoj_cli.search.query import HYPHEN, MOST_WORDS, QUOTE, as_asked, folded, is_stop_word, parts


@pytest.mark.parametrize(
    "query", ['"sund fornuft"', "“sund fornuft”", "„sund fornuft”", "»sund fornuft«", "«sund fornuft»"]
)
def test_quotation_marks_make_a_phrase(query: str) -> None:
    assert parts(folded(query)) == [(("sund", "fornuft"), QUOTE)]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("hvad er en vision", ["vision"]),
        ("hvad er det", ["hvad", "er", "det"]),
        ("naar vision", ["vision"]),
        ("stod vision", ["vision"]),  # a form of a stop word
        ("a vision 7", ["vision"]),
        ("vision 2027", ["vision", "2027"]),
        ("en god vision", ["vision"]),
        ("en god tid", ["god", "tid"]),
        ("Respekt respekt", ["respekt"]),
        ('sund "fornuft', ["sund", "fornuft"]),
        ("klare/budskaber_nu -", ["klare", "budskaber"]),
        ('"!?" (', []),
    ],
)
def test_words_that_tell(query: str, words: list[str]) -> None:
    assert [word for (word,), _ in parts(folded(query))] == words


def test_a_hyphen_keeps_words_together() -> None:
    (part,) = parts("it-afdelingen,")
    assert part == (("it", "afdelingen"), HYPHEN)
    assert as_asked(part) == "it-afdelingen"
    assert as_asked((("sund", "fornuft"), QUOTE)) == "sund fornuft"


@pytest.mark.parametrize(("query", "word"), [("Ã¥benhed", "åbenhed"), ("SÃO", "sao"), ("Ã", "a")])
def test_letters_read_in_the_wrong_encoding_are_decoded(query: str, word: str) -> None:
    assert folded(query) == word


def test_common_words_and_stop_words() -> None:
    assert all(map(is_common, ["regering", "præsident", "hest", "åbent"]))
    assert not any(map(is_common, ["respket", "xyzzy", "innvation", "\ud800"]))
    assert all(map(is_stop_word, ["vaere", "stod"]))
    assert not is_stop_word("vision")


def test_a_page_is_cut_short() -> None:
    words = [f"ord{n}" for n in range(1000)]
    assert [word for (word,), _ in parts(" ".join(words))] == words[:MOST_WORDS]


def test_a_long_phrase_is_cut_short() -> None:
    words = [f"ord{n}" for n in range(1000)]
    assert parts(f'først{words[0]} "{" ".join(words)}" "et to"') == [
        (("førstord0",), ""),
        (tuple(words[: MOST_WORDS - 1]), QUOTE),
    ]
