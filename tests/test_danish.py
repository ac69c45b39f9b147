"""Danish letters: one name for every spelling, the order of the alphabet, and lists."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ishoj_cli import danish


@pytest.mark.parametrize(
    "spelling",
    ["værdier", "vaerdier", "VÆRDIER", "Vaerdier", "VAERDIER", "värdier", " værdier ", "værdier!", "«værdier»"],
)
def test_every_spelling_of_a_name_has_one_key(spelling):
    assert danish.name_key(spelling) == danish.name_key(normalize("NFD", spelling)) == "vaerdier"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("klare-budskaber", "Klare  budskaber"),
        ("styr_paa_tingene", "Styr på tingene"),
        ("Lederskab/Følgeskab", "lederskab foelgeskab"),
        ("Grundlag for Lederskab & Følgeskab", "grundlag for lederskab foelgeskab"),
        ("én", "en"),
        ("Blåbærgrød", "BLAABAERGROED"),
    ],
)
def test_names_that_read_alike_are_the_same(one, other):
    assert danish.name_key(one) == danish.name_key(other)


@pytest.mark.parametrize(("one", "other"), [("vaerdir", "vaerdier"), ("mål", "mal"), ("ø", "o")])
def test_names_that_only_look_alike_are_not_the_same(one, other):
    assert danish.name_key(one) != danish.name_key(other)


@given(st.text())
def test_a_key_is_its_own_key(name):
    key = danish.name_key(name)
    assert danish.name_key(key) == key


@given(st.text())
def test_a_name_has_the_same_key_composed_and_decomposed(name):
    assert danish.name_key(normalize("NFD", name)) == danish.name_key(normalize("NFC", name)) == danish.name_key(name)


@given(st.text())
def test_composed_is_nfc(text):
    assert danish.composed(text) == normalize("NFC", text)


@pytest.mark.parametrize(
    ("items", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a og b"), (["a", "b", "c"], "a, b og c")]
)
def test_a_list_is_said_as_in_danish(items, said):
    assert danish.enumerated(items) == said


def test_a_list_can_be_of_choices():
    assert danish.enumerated(["a", "b", "c"], "eller") == "a, b eller c"


def test_digraphs_are_letters():
    assert danish.letters_for_digraphs("vaerdi aabenhed foelgeskab") == "værdi åbenhed følgeskab"
