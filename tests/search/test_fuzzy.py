import pytest

from ishoj_cli.search.fuzzy import FREQUENT, OTHER, edit_distance, nearest_words, suggestions


@pytest.mark.parametrize(
    ("asked", "word", "cost"),
    [
        ("respekt", "respekt", 0),
        ("respket", "respekt", FREQUENT),  # swapped
        ("innvation", "innovation", OTHER),  # left out
        ("rekrutering", "rekruttering", FREQUENT),  # left out of two
        ("muligghed", "mulighed", FREQUENT),  # doubled
        ("arbejsplads", "arbejdsplads", FREQUENT),  # a silent letter left out
        ("opgarver", "opgaver", FREQUENT),  # and put in
        ("kompetancer", "kompetencer", FREQUENT),  # a letter that sounds alike
        ("respelt", "respekt", OTHER),  # one that does not
        ("motivasjon", "motivationen", 2 * FREQUENT),  # less an ending
        ("abcdef", "uvwxyz", 6),  # more than the limit
        ("abc", "", 6),
    ],
)
def test_edits(asked: str, word: str, cost: int) -> None:
    assert edit_distance(asked, word, 5) == cost


def test_the_nearest_words_begin_alike() -> None:
    blocks = ["respekt respekten aspekt", "prospekt\nrespekter"]
    assert nearest_words("respket", blocks) == ["respekt", "respekten", "respekter"]
    assert nearest_words("xespekt", blocks) == []


def test_two_letters_that_sound_like_no_others_are_another_word() -> None:
    assert nearest_words("xylofonist", ["xqlofznist"]) == []
    assert nearest_words("xylofonist", ["xqlovonist"]) == ["xqlovonist"]


@pytest.mark.parametrize("asked", ["mål", "2026", "12345", "x" * 100, "reg-el", "præsident", "indvandrere"])
def test_what_is_never_guessed(asked: str) -> None:
    assert nearest_words(asked, ["måle 20266 123456 præsidxnt inddvandrere " + "x" * 99]) == []


def test_in_five_letters_none_is_changed() -> None:
    assert nearest_words("tigxr", ["tiger"]) == []
    assert nearest_words("rgler", ["regler"]) == ["regler"]


def test_two_edits_take_eight_letters() -> None:
    assert nearest_words("tilidful", ["tillidfuld"]) == ["tillidfuld"]
    assert nearest_words("tilifud", ["tillifuld"]) == []


def test_suggestions_are_of_the_word_asked_for() -> None:
    names = {name.lower(): name for name in ("Opsigelse", "Ledelse", "God ledelse", "Handling", "Ærlighed")}
    assert suggestions(["opsigelsesvarsel"], names) == ["Opsigelse"]  # a compound
    assert suggestions(["opsiglese"], names) == ["Opsigelse"]  # a misspelling
    assert suggestions(["aerlighe"], names) == ["Ærlighed"]  # being typed
    assert suggestions(["ledelsesvej", "hvordan"], names) == ["Ledelse"]
    assert suggestions(["lønforhandling", "kærlighed", "ærme", "ledel" * 99], names) == []
    assert suggestions(["hvorfor"], {"hvorforhed": "Hvorforhed"}) == []
