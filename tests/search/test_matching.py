import pytest

from ishoj_cli.search.matching import BEGINS, ENDS, INFLECTED, SAME, SHORT, QueryWord, find
from ishoj_cli.search.passages import BREAK, LINES_A_BLOCK


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
        ("faglig", "tværfaglige", ENDS, "faglig"),
        ("fag", "tværfagligt", SHORT, "fag"),  # too short for a part, but it may be the beginning of a word
        ("tro", "troværdighed", SHORT, "tro"),
        ("grund", "grundlag", BEGINS, "grund"),  # a compound of two words
        ("innov", "innovation", BEGINS, "innov"),  # the beginning of one that is being typed
        ("pers", "personalepolitik", SHORT, "pers"),
        ("respekterer", "respekt", BEGINS, "respekt"),
        ("rekrutterede", "rekruttering", BEGINS, "rekrutter"),
        ("kollegaer", "kolleger", INFLECTED, "kolleger"),
        ("økonomisk", "økonomien", BEGINS, "økonom"),
        ("led", "ledelse", BEGINS, "led"),
        ("handler", "handlekraft", BEGINS, "handl"),
        ("handel", "handling", BEGINS, "handl"),
    ],
)
def test_a_word_answers(query: str, word: str, worth: float, piece: str) -> None:
    found, start, end, _ = QueryWord(query).match(word)
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
        ("sparer", "sparring"),
        ("a", "at"),
        ("vis", "vi"),
        ("b", "ben"),
        ("farver", "farvel"),  # an ordinary word is not the beginning of another
        ("politi", "politik"),
        ("politi", "politiske"),
        ("region", "regne"),  # the root is too short
        ("sker", "mennesker"),  # what is left is no word
        ("rest", "sværest"),
        ("ring", "rekruttering"),
        ("ring", "sparring"),  # spar with its r doubled
        ("lighed", "ansvarlighed"),
        ("inger", "løsninger"),
        ("tr", "tre"),  # no word without a vowel is inflected
        ("sport", "spor"),  # a word of its own
        ("heller", "helt"),
        ("mangfolighed", "mangfoldighed"),  # what is left is no ending: a misspelling
        ("respekfuld", "respekt"),
        ("cykel", "cyklus"),  # cykl is cykel before an ending only
        ("cykler", "cyklus"),
        ("ha", "har"),  # the text's stop words are found only when asked for themselves
    ],
)
def test_a_word_does_not_answer(query: str, word: str) -> None:
    assert QueryWord(query).match(word)[0] == 0


def test_short_stems_are_left_out_when_asked() -> None:
    assert QueryWord("maler", 4).match("mal")[0] == 0
    assert QueryWord("mal", 4).match("mal")[0] == SAME


def test_the_last_part_of_a_word_says_what_it_is() -> None:
    assert SHORT < BEGINS < ENDS < INFLECTED < SAME


def test_a_misspelt_doubling_still_answers() -> None:
    assert QueryWord("politiken").match("politikken")[0] == INFLECTED


def test_a_short_part_is_found_in_a_title_alone() -> None:
    assert [place[0] for place in find("tro", [BREAK.join(["troværdighed", "", "", "", "troværdigt, tro"])])] == [0, 4]


def test_places_are_lines_and_columns() -> None:
    blocks = [f"en politik{BREAK}politikken, politik", f"x{BREAK}personalepolitik lagt"]
    assert find("politik", blocks) == [
        (0, 3, 10, SAME, "word"),
        (1, 0, 10, INFLECTED, "ending"),
        (1, 12, 19, SAME, "word"),
        (LINES_A_BLOCK + 1, 9, 16, ENDS, "part"),
    ]
