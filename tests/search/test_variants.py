import pytest

from ishoj_cli.search.fuzzy import guess
from ishoj_cli.search.matching import SAME
from ishoj_cli.search.passages import BREAK, LINES_A_BLOCK, PARAGRAPH
from ishoj_cli.search.variants import match_phrase, match_word

TEXT = ["værdier og kollegaer, mål og mode, løsningerne i aabenraa"]


def found(word: str, block: str = TEXT[0]) -> list[tuple[str, str]]:
    return [(block[start:end], why) for _, start, end, _, why in match_word(word, [block])]


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
    assert found("mad", "måde") == []


def test_a_bare_word_is_no_inflection_of_a_short_stem() -> None:
    assert found("maler", "mål") == []


def test_an_ordinary_word_is_no_bare_form_of_another() -> None:
    assert found("marked", "mærkede") == []


def test_an_inflection_does_not_hide_the_word_itself_in_another_variant() -> None:
    assert found("mode", "mod møde møder") == [("mod", "ending"), ("møde", "spelling")]


def test_irregular_forms_and_numbers() -> None:
    assert found("fulgte", "vi følger ham") == [("følger", "ending")]
    assert found("boeger", "en bog") == [("bog", "ending")]
    assert found("7", "de syv, 77") == [("syv", "spelling")]
    assert found("syv", "7 ting") == [("7", "spelling")]


def test_a_stop_word_is_only_itself() -> None:
    assert found("have", "har havets have") == [("have", "word")]
    assert found("naar", "når naar") == [("naar", "word"), ("når", "word")]


@pytest.mark.parametrize(
    ("word", "block", "piece"),
    [
        ("email", "skriv en e-mail, nu", "e-mail"),
        ("email", "de-mail", None),
        ("itafdelingen", "vores it-afdeling", "it-afdeling"),
        ("lederudvikling", "leder- og medarbejderudvikling", "leder"),
        ("lederudviklingen", "leder- eller (medarbejder)udvikling", None),  # not one word
        ("lederudvikling", f"leder-{BREAK}og medarbejderudvikling", None),
        ("lederudvikling", "leder- samt medarbejderudvikling", None),
        ("lederudvikling", "leder-og medarbejderudvikling", None),
        ("lederudvikling", "leder- og", None),
        ("itx", "it-afdeling - et-to", None),
    ],
)
def test_a_hyphen_is_no_difference(word: str, block: str, piece: str | None) -> None:
    assert [text for text, why in found(word, block) if why == "spelling"] == ([piece] if piece else [])


def test_hyphens_are_left_out_only_where_the_word_itself_is_not_found() -> None:
    assert found("email", "email, e-mail") == [("email", "word")]


def test_a_guess_is_the_nearest_word() -> None:
    assert [*guess("vædrier", TEXT)[1]] == ["værdier"]
    assert [*guess("opgvaer", ["opgaver"])[1]] == ["opgaver"]
    places, words = guess("respket", ["respekt og respekten"])
    assert {word: place[1] for word, place in words.items()} == {"respekt": 0, "respekten": 11}
    assert [place[4] for place in places] == ["guess", "guess"]


def test_no_guess() -> None:
    for word in ("hvad", "x" * 100, "kaffekop", "abe"):
        assert guess(word, TEXT) == ([], {})


def test_a_phrase_is_words_in_a_row() -> None:
    blocks = [f"x{BREAK}sund  \nfornuft{BREAK}fornuft{PARAGRAPH}sund", "de gør det pænt"]
    assert match_phrase(("sund", "fornuft"), blocks) == [(1, 0, 14, SAME, "word")]
    assert match_phrase(("fornuft", "fornuft"), blocks) == []
    assert match_phrase(("fornuft", "sund"), blocks) == []
    assert match_phrase(("goer", "det"), blocks) == [(LINES_A_BLOCK, 3, 10, SAME, "spelling")]
    assert match_phrase(("det", "pant"), blocks) == [(LINES_A_BLOCK, 7, 15, SAME, "spelling")]
