import pytest

from ishoj_cli.search.query import MOST_PARTS, parts


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
    assert len(parts(" ".join(f"ord{n}" for n in range(1000)))) == MOST_PARTS
