from ishoj_cli.search.passages import FIELDS
from ishoj_cli.search.score import ranked, values

SIX = len(FIELDS)


def test_a_field_weighs() -> None:
    title, text = values([(0, 0, 1, 1.0, "word")])[0], values([(FIELDS.index("text"), 0, 1, 1.0, "word")])[0]
    assert title > text


def test_no_number_of_lesser_finds_is_worth_a_better_one() -> None:
    text = FIELDS.index("text")
    assert values([(text, n, n + 1, 0.8, "ending") for n in range(1000)])[0] < values([(text, 0, 1, 1.0, "word")])[0]


def test_more_finds_are_worth_a_little_more() -> None:
    assert values([(0, 0, 1, 1.0, "word"), (0, 2, 3, 1.0, "word")])[0] > values([(0, 0, 1, 1.0, "word")])[0]


def test_most_words_first_and_reading_order_on_ties() -> None:
    order, most = ranked([{2: 1.0, 1: 1.0, 3: 1.0}, {1: 1.0, 2: 1.0}], 10)
    assert ([number for number, _ in order], most) == ([1, 2], 2)
    assert order[0][1] == order[1][1]


def test_a_rare_word_weighs_more() -> None:
    order, _ = ranked([{0: 1.0, 1: 1.0, 2: 1.0}, {3: 1.0}], 10)
    assert order[0][0] == 3


def test_a_whole_title_is_first() -> None:
    assert ranked([{0: 2.5, 1: 2.5}], 10, {1})[0][0][0] == 1


def test_far_behind_the_best_is_no_hit() -> None:
    assert len(ranked([{0: 2.5, 1: 0.3}], 10)[0]) == 1
    assert len(ranked([{0: 2.5, 1: 0.3}], 10, among={1})[0]) == 1


def test_nothing() -> None:
    assert ranked([{}], 10) == ([], 0)
    assert ranked([], 0) == ([], 0)
