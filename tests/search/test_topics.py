"""Topic words: matched whole, in any inflection, and always after the text's own words."""

import pytest

from ishoj_cli.content.model import Entry, Handbook, Section
from ishoj_cli.search import search
from tests.search.conftest import handbook

BOOK = handbook(
    Section("farvel", "Farvel", keywords=("opsigelse", "sige op", "Managing Up", "360-graders ledelse", "ærlighed")),
    Section(
        "s", "S", entries=(Entry("e", "Chef", ("Vi siger det. Ærligheden vinder.",), keywords=("nærmeste leder",)),)
    ),
)


def topics(query: str, book: Handbook = BOOK) -> list[tuple[str, tuple[str, ...]]]:
    return [(hit.id, hit.keywords) for hit in search(book, query).hits if hit.why == "topic"]


@pytest.mark.parametrize(
    ("query", "keyword"),
    [
        ("opsigelse", "opsigelse"),
        ("opsigelsen", "opsigelse"),
        ("OPSIGELSER", "opsigelse"),
        ("hvordan skal jeg sige op", "sige op"),
        ("chefen har sagt op", "sige op"),  # a phrase of words that mean nothing alone
        ("siger du op?", "sige op"),
        ("jeg siger mit job op", "sige op"),
        ("siger du ja, når jeg kommer op", None),  # too far apart
        ("op at sige", None),  # not in this order
        ("managing up", "Managing Up"),
        ('"managing up"', "Managing Up"),
        ("360-graders ledelse", "360-graders ledelse"),
        ("opsige", None),  # never by a part
        ("managing", None),
        ("opsigelsesvarsel", None),
        ("opsiglese", None),  # nor by a guess
    ],
)
def test_whole_words_and_whole_phrases(query: str, keyword: str | None) -> None:
    found = [hit for hit in search(BOOK, query).hits if hit.id == "farvel"]
    assert [hit.keywords for hit in found] == ([(keyword,)] if keyword else [])
    assert all(reason.field == "topic" and reason.found == keyword for hit in found for reason in hit.reasons)
    assert all(hit.matches == () for hit in found)


def test_a_phrase_leaves_no_word_of_it_missing() -> None:
    result = search(BOOK, "jeg vil sige op")
    assert (result.missing, result.guesses) == ((), ())
    assert topics("min nærmeste leder") == topics("de nærmeste ledere") == [("s/e", ("nærmeste leder",))]

    assert topics("en god leder") == []
    assert search(BOOK, '"managing up"').missing == ()


def test_digraphs_and_bare_letters_find_topic_words() -> None:
    assert topics("aerlighed") == topics("arlighed") == topics("ærlighed") == [("farvel", ("ærlighed",))]


def test_own_text_stands_before_topic_words() -> None:
    assert [hit.id for hit in search(BOOK, "ærlighed").hits] == ["s/e", "farvel"]


def test_without_topic_words() -> None:
    assert search(BOOK.without_keywords(), "opsigelse").hits == ()


def test_a_topic_word_counts_beside_a_word_of_the_text() -> None:
    (hit,) = search(BOOK, "chef nærmeste leder").hits
    assert (hit.id, hit.why, hit.keywords) == ("s/e", "topic", ("nærmeste leder",))


def test_no_hit_suggests_the_nearest_topic_words() -> None:
    assert search(BOOK, "opsigelsesvarsel").suggestions == ("opsigelse",)
    assert search(BOOK, "kantine").suggestions == ()
    assert search(BOOK, "opsigelse").suggestions == ()
