import pytest

from ishoj_cli.content.model import Entry, Section
from ishoj_cli.search.compounds import match_compound
from ishoj_cli.search.matching import ENDS
from ishoj_cli.search.passages import FIELDS, Passages

from .conftest import handbook


def pieces(word: str, *entries: Entry) -> list[tuple[str, int]]:
    """The parts of a compound as they are found, each with the number of its entry."""
    passages = Passages(handbook(Section("s", "S", entries=entries)))
    places = match_compound(word, passages)
    assert all(place[4] == "topic" or (place[3] <= ENDS and place[4] == "part") for place in places)
    return sorted((passages.original_text(*place[:3]), place[0] // len(FIELDS)) for place in places)


@pytest.mark.parametrize(
    ("word", "texts", "found"),
    [
        ("økonomistyring", ("økonomi", "styr på det"), [("styr", 2), ("økonomi", 1)]),
        ("økonomistyring", ("økonomi", "styr på økonomi"), [("styr", 2), ("økonomi", 2)]),  # both in one passage
        ("økonomiarbejde", ("økonomien", "arbejdet"), [("arbejde", 2), ("økonomi", 1)]),
        ("ressourceudnyttelse", ("ressourcer", "udnytter"), [("ressourc", 1), ("udnytt", 2)]),  # a derived word
        ("mådeholdstal", ("måde",), []),  # nothing of the last part
        ("arbejdskraft", ("arbejde kraft",), []),  # an ordinary word
        ("mellemstyring", ("mellem styr",), []),  # the first part means nothing
        ("økonomifra", ("økonomi fra",), []),  # the last part means nothing
        ("budgetforlig", ("budget", "forlader"), []),  # the beginning of another word
        ("x" * 100, ("x",), []),
    ],
)
def test_a_compound_is_found_by_both_of_its_parts(word: str, texts: tuple[str, ...], found: list) -> None:
    assert pieces(word, *(Entry(f"e{n}", "T", (text,)) for n, text in enumerate(texts))) == found


def test_parts_of_a_compound_may_be_topic_words() -> None:
    entry = Entry("e", "T", ("rollen",), keywords=("refleksion",))
    assert pieces("rollerefleksion", entry) == [("refleksion", 1), ("roll", 1)]


@pytest.mark.parametrize(
    ("word", "entry", "found"),
    [
        ("motivationsfaktorer", Entry("e", "T", ("Din motivation.",)), ["motivation"]),
        ("fagviden", Entry("e", "T", ("Vores fag.",)), ["fag"]),
        ("tillidsarbejdet", Entry("e", "Tillid"), ["Tillid"]),  # an activity, of a title
        ("introduktionsforloeb", Entry("e", "T", keywords=("introduktion",)), ["introduktion"]),  # of a topic word
        ("rekrutteringsplan", Entry("e", "T", ("Rekruttering.",)), ["Rekruttering"]),  # of an abstract noun
        ("lokalplan", Entry("e", "T", ("Vi er lokale.",)), []),  # is something else
        ("samtale", Entry("e", "T", ("Sam taler.",)), []),
    ],
)
def test_a_compound_is_about_its_first_part_when_the_last_means_little(word: str, entry: Entry, found: list) -> None:
    assert [piece for piece, _ in pieces(word, entry)] == found
