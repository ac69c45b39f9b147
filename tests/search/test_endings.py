import pytest

from ishoj_cli.search.endings import DERIVED, stems


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("regler", "regel"),
        ("åbne", "åben"),
        ("politikken", "politik"),
        ("regel", "regl"),
        ("borgernes", "borger"),
        ("kollega", "kolleg"),
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


def test_derived_endings_leave_the_root() -> None:
    assert "led" in stems("ledelse", DERIVED)
    assert "ansvar" in stems("ansvarlighed", DERIVED)


def test_a_long_word_costs_no_more_than_its_end() -> None:
    assert len(stems("e" * 10_000)) < 10
