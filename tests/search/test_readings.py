import pytest

from ishoj_cli.search.passages import BREAK, LINES_A_BLOCK
from ishoj_cli.search.places import SAME
from ishoj_cli.search.readings import guess, read, read_phrase

TEXT = ["værdier og kollegaer, mål og mode, løsningerne i aabenraa"]


def found(word: str) -> list[tuple[str, str]]:
    return [(TEXT[0][start:end], why) for _, start, end, _, why in read(word, TEXT)]


def test_as_typed_first() -> None:
    assert found("værdier") == [("værdier", "word")]
    assert found("kollegaer") == [("kollegaer", "word")]


def test_digraphs_are_letters_and_letters_digraphs() -> None:
    assert found("vaerdier") == [("værdier", "spelling")]
    assert found("åbenrå") == [("aabenraa", "spelling")]


def test_bare_letters() -> None:
    assert found("mal") == [("mål", "spelling")]
    assert found("losning") == [("løsningerne", "spelling")]
    assert found("vardier") == [("værdier", "spelling")]


def test_a_short_bare_word_is_only_itself() -> None:
    assert read("mad", ["måde"]) == []


def test_a_bare_word_is_no_inflection_of_a_short_stem() -> None:
    assert read("maler", ["mål"]) == []


def test_an_inflection_does_not_hide_the_word_itself_in_another_reading() -> None:
    block = ["mod møde møder"]
    assert [(block[0][start:end]) for _, start, end, _, _ in read("mode", block)] == ["mod", "møde"]


def test_a_guess_is_the_nearest_word() -> None:
    assert guess("vædrier", TEXT)[1] == ("værdier",)
    assert guess("opgvaer", ["opgaver"])[1] == ("opgaver",)


def test_a_guess_is_the_longest_last_part() -> None:
    places, words = guess("arbejdsløsninger", ["løsninger"])
    assert (words, [place[4] for place in places]) == (("løsninger",), ["guess"])
    assert guess("hovedpolitikken", [BREAK.join(["x", "", "", "personalepolitik, politik"])])[1] == ("politikken",)


@pytest.mark.parametrize(
    ("word", "block", "words"),
    [
        ("legeplads", "\n\n\ngive plads", ()),  # a short last part, of another matter
        ("arbejdsplads", "\n\n\narbejdet får plads", ("plads",)),  # the first part is told of too
        ("legeplads", "plads\n", ("plads",)),  # it is a title
        ("budgetansvar", "ansvarlighed\n\n\nansvar", ("ansvar",)),  # or begins one
        ("boghandel", "handlekraft\n\n\nhandler", ()),  # but not by its stem alone
        ("kaffemål", "mål\n\n\nkaffe", ()),  # too short
        ("byplads", "plads\n\n\nby", ()),
    ],
)
def test_which_last_parts_are_guessed(word: str, block: str, words: tuple[str, ...]) -> None:
    assert guess(word, [block.replace("\n", BREAK)])[1] == words


def test_no_guess() -> None:
    for word in ("hvad", "x" * 100, "kaffekop", "abe"):
        assert guess(word, TEXT) == ([], ())


def test_a_phrase_is_words_in_a_row() -> None:
    blocks = [f"x{BREAK}sund  \nfornuft{BREAK}fornuft", "de gør det pænt"]
    assert read_phrase(("sund", "fornuft"), blocks) == [(1, 0, 14, SAME, "word")]
    assert read_phrase(("fornuft", "fornuft"), blocks) == []
    assert read_phrase(("goer", "det"), blocks) == [(LINES_A_BLOCK, 3, 10, SAME, "spelling")]
    assert read_phrase(("det", "pant"), blocks) == [(LINES_A_BLOCK, 7, 15, SAME, "spelling")]
