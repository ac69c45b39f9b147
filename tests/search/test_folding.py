"""Folding, which is what search compares by, is held to what it promises of any text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ishoj_cli.search.folding import fold, original_offsets, to_ascii_letters


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Å", "å"),
        ("A\u030a", "å"),
        ("IDÉ", "ide"),
        ("Göteborg", "gøteborg"),
        ("”x”", '"x"'),
        ("ﬁn", "fin"),
        ("a\u00adb", "ab"),
        ("Łukasz Şahin", "lukasz sahin"),
        ("São, Señor, Đặng", "sao, senor, dang"),
        ("x\u030a, Å, Ǻ, Ǽ", "x, å, å, æ"),
    ],
)
def test_folding_keeps_danish_letters_and_drops_what_only_decorates(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text(st.characters(max_codepoint=255)))
def test_folding_by_the_table_is_folding_the_general_way(text: str) -> None:
    beyond_latin_1 = "\u0431"
    assert fold(text) == fold(text + beyond_latin_1)[:-1]


def test_only_what_decorates_a_letter_is_dropped() -> None:
    assert fold("각") == "각"  # a syllable that Unicode takes apart into letters


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.sampled_from("aå\u030ae\u0301Éﬁ\u00adÆ ø.…")))
def test_every_folded_letter_has_a_place_in_the_text_as_written(text: str) -> None:
    places = original_offsets(text)
    folded = fold(text)
    if places is None:
        assert len(folded) == len(text)
        return
    assert len(places) == len(folded)
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert places == sorted(places)


def test_readings_of_letters() -> None:
    assert to_ascii_letters("måløæ") == "maloa"
