import pytest

from ishoj_cli.search.nearest import edits, nearest, suggestions


@pytest.mark.parametrize(
    ("asked", "word", "count"),
    [
        ("respekt", "respekt", 0),
        ("respket", "respekt", 1),  # swapped
        ("innvation", "innovation", 1),  # left out
        ("åbnehed", "åbenhed", 1),
        ("motivasion", "motivationen", 1),  # less an ending
        ("missin", "mission", 1),
        ("kompetancer", "kompetencer", 1),
        ("abcdef", "uvwxyz", 3),  # more than the limit of two
        ("abc", "", 3),
    ],
)
def test_edits(asked: str, word: str, count: int) -> None:
    assert edits(asked, word, 2) == count


def test_the_nearest_words_begin_alike() -> None:
    blocks = ["respekt respekten aspekt", "prospekt\nrespekter"]
    assert nearest("respket", blocks) == ["respekt", "respekten", "respekter"]
    assert nearest("xespekt", blocks) == []


@pytest.mark.parametrize("asked", ["mål", "2026", "12345", "x" * 100, "reg-el"])
def test_what_is_never_guessed(asked: str) -> None:
    assert nearest(asked, ["måle 20266 123456 " + "x" * 99]) == []


def test_in_five_letters_none_is_changed() -> None:
    assert nearest("tiger", ["tager"]) == []
    assert nearest("rgler", ["regler"]) == ["regler"]


def test_suggestions_are_alike_and_then_titles() -> None:
    blocks = ["klare kaffe kat kniv kande"]
    assert suggestions(["kanne"], blocks, ["de fire mål", "vision"]) == ["kande", "fire", "vision"]
    assert suggestions(["klarex", "kaffex", "kandex", "knivx"], blocks, []) == ["klare", "kaffe", "kande"]
    assert suggestions(["x" * 100], blocks, ["om"]) == []
