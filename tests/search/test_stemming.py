import pytest

from ishoj_cli.search.stemming import DERIVED, irregular_forms, stems


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("regler", "regel"),
        ("åbne", "åben"),
        ("politikken", "politik"),
        ("regel", "regl"),
        ("borgernes", "borger"),
        ("kollega", "kolleg"),
        ("kollegaer", "kolleg"),
        ("centrum", "centr"),
        ("mål", "mål"),
        ("i", "i"),
    ],
)
def test_an_ending_is_taken_off(word: str, stem: str) -> None:
    assert stem in stems(word)


def test_a_stem_has_three_letters() -> None:
    assert all(len(stem) >= 3 for stem in stems("sene"))
    assert stems("tema") == {"tema"}


@pytest.mark.parametrize(
    ("word", "root"),
    [
        ("ledelse", "led"),
        ("ansvarlighed", "ansvar"),
        ("motiverer", "motiv"),
        ("respekteret", "respekt"),
        ("rekrutteringen", "rekrut"),
        ("innovationer", "innov"),
    ],
)
def test_derived_endings_leave_the_root(word: str, root: str) -> None:
    assert root in stems(word, DERIVED)


def test_a_long_word_costs_no_more_than_its_end() -> None:
    assert len(stems("e" * 10_000)) < 10


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("fulgte", ["følge", "fulgt"]),
        ("følger", ["følge", "fulgte", "fulgt"]),
        ("følge", ["fulgte", "fulgt"]),
        ("børn", ["barn"]),
        ("få", ["fik", "fået", "færre", "færrest"]),  # both words that are written so
        ("bedst", ["god", "godt", "bedre", "bedste"]),
        ("ulgte", []),
        ("", []),
    ],
)
def test_irregular_forms(word: str, forms: list[str]) -> None:
    assert irregular_forms(word) == forms
