import pytest

from ishoj_cli.search.query import MOST_WORDS, parts


@pytest.mark.parametrize(
    "query", ['"sund fornuft"', "“sund fornuft”", "„sund fornuft”", "»sund fornuft«", "«sund fornuft»"]
)
def test_quotation_marks_make_a_phrase(query: str) -> None:
    assert parts(query) == [(("sund", "fornuft"), True)]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("hvad er en vision", ["vision"]),
        ("hvad er det", ["hvad", "er", "det"]),
        ("naar vision", ["vision"]),
        ("Respekt respekt", ["respekt"]),
        ('sund "fornuft', ["sund", "fornuft"]),
        ("klare-budskaber_nu", ["klare", "budskaber"]),
        ('"!?" (', []),
    ],
)
def test_words_that_tell(query: str, words: list[str]) -> None:
    assert [word for (word,), _ in parts(query)] == words


def test_a_page_is_cut_short() -> None:
    words = [f"ord{n}" for n in range(1000)]
    assert [word for (word,), _ in parts(" ".join(words))] == words[:MOST_WORDS]


def test_a_long_phrase_is_cut_short() -> None:
    words = [f"ord{n}" for n in range(1000)]
    assert parts(f'først{words[0]} "{" ".join(words)}" "et to"') == [
        (("førstord0",), False),
        (tuple(words[: MOST_WORDS - 1]), True),
    ]
