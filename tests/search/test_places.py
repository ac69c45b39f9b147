import pytest

from ishoj_cli.search.passages import BREAK
from ishoj_cli.search.places import BEGINS, ENDS, INFLECTED, SAME, Asked, find


@pytest.mark.parametrize(
    ("query", "word", "worth", "piece"),
    [
        ("politik", "politik", SAME, "politik"),
        ("politik", "politikken", INFLECTED, "politikken"),
        ("regel", "regler", INFLECTED, "regler"),
        ("politik", "personalepolitik", ENDS, "politik"),
        ("politik", "personalepolitikken", ENDS, "politik"),
        ("ansvar", "ansvarlighed", BEGINS, "ansvar"),
        ("motivere", "motivation", BEGINS, "motiv"),
        ("ledels", "ledelser", INFLECTED, "ledelser"),
        ("motiv", "motivation", BEGINS, "motiv"),
        ("fag", "tværfagligt", ENDS, "fag"),
        ("økonomisk", "økonomien", BEGINS, "økonom"),
        ("led", "ledelse", BEGINS, "led"),
        ("handler", "handlekraft", BEGINS, "handl"),
        ("handel", "handling", BEGINS, "handl"),
    ],
)
def test_a_word_answers(query: str, word: str, worth: float, piece: str) -> None:
    found, start, end, _ = Asked(query).answer(word)
    assert (found, word[start:end]) == (worth, piece)


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("skab", "fællesskab"),  # a suffix, not a word
        ("hed", "åbenhed"),
        ("lån", "blånende"),  # in the middle, by accident
        ("ed", "led"),
        ("læge", "lægger"),  # a long vowel is not a short one
        ("lægger", "læge"),
        ("a", "at"),
        ("vis", "vi"),
        ("cykel", "cyklus"),  # cykl is cykel before an ending only
        ("cykler", "cyklus"),
        ("ha", "har"),  # the text's stop words are found only when asked for themselves
    ],
)
def test_a_word_does_not_answer(query: str, word: str) -> None:
    assert Asked(query).answer(word)[0] == 0


def test_short_stems_are_left_out_when_asked() -> None:
    assert Asked("maler", 4).answer("mal")[0] == 0
    assert Asked("mal", 4).answer("mal")[0] == SAME


def test_the_last_part_of_a_word_says_what_it_is() -> None:
    assert BEGINS < ENDS < INFLECTED < SAME


def test_a_misspelt_doubling_still_answers() -> None:
    assert Asked("politiken").answer("politikken")[0] == INFLECTED


def test_places_are_lines_and_columns() -> None:
    blocks = [f"en politik{BREAK}politikken, politik", f"x{BREAK}personalepolitik lagt"]
    assert find("politik", blocks, 10) == [
        (0, 3, 10, SAME, "word"),
        (1, 0, 10, INFLECTED, "ending"),
        (1, 12, 19, SAME, "word"),
        (11, 9, 16, ENDS, "part"),
    ]
