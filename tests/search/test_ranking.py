from ishoj_cli.search.passages import BREAK, FIELDS, QUESTIONS, SECTION, TOPIC
from ishoj_cli.search.ranking import LONGEST_RUN, candidates, own_text, passages_with_whole_word, ranked, runs, values

WIDTH = len(FIELDS)
TEXT = FIELDS.index("text")
NOBODY = 99


def test_a_field_weighs() -> None:
    title, text = values([(0, 0, 1, 1.0, "word")], NOBODY)[0], values([(TEXT, 0, 1, 1.0, "word")], NOBODY)[0]
    assert title > text > values([(TEXT, 0, 1, 1.0, "word")], 0)[0]  # what is said of everything


def test_no_number_of_lesser_finds_is_worth_a_better_one() -> None:
    many = values([(TEXT, n, n + 1, 0.8, "ending") for n in range(1000)], NOBODY)[0]
    assert many < values([(TEXT, 0, 1, 1.0, "word")], NOBODY)[0]


def test_more_finds_are_worth_a_little_more() -> None:
    one = values([(0, 0, 1, 1.0, "word")], NOBODY)[0]
    assert values([(0, 0, 1, 1.0, "word"), (0, 2, 3, 1.0, "word")], NOBODY)[0] > one


def test_own_text_is_neither_topic_words_nor_questions_nor_guesses() -> None:
    fields = {0: 0, 1: TEXT, 2: TOPIC, 3: QUESTIONS, 4: SECTION}
    places = [(passage * WIDTH + field, 0, 1, 1.0, "word") for passage, field in fields.items()]
    assert own_text(places) == {0, 1, 4}
    assert own_text([(TEXT, 0, 1, 1.0, "guess")]) == set()


def length_of_run(asked: str, text: str, general: int = NOBODY) -> int:
    block = BREAK.join(["titel", "afsnit her", "", text, "et spørgsmål", "", "", ""])
    return runs(asked.split(), [block], [0], general).get(0, 0)


def test_a_run_is_words_of_the_query_in_a_row() -> None:
    assert length_of_run("vi tager ansvar", "ja, (vi) tager ansvaret") == 2
    assert length_of_run("hvad vi tager ansvar for", "vi tager – ansvar for det") == 4
    assert length_of_run("hvad er vi her", "vi er her, er vi") == 0  # two that mean nothing
    assert length_of_run("er vi her", "er vi her") == 3
    assert length_of_run("det er vi tager", "det er; vi tager") == 4
    assert length_of_run("afsnit her", "x") == 0  # a section's title is not the entry's own
    assert length_of_run("et spørgsmål", "x") == 0
    assert length_of_run("vi tager", "vi tager", general=0) == 0
    assert length_of_run("vi tager ansvar", "vi tager ansvar", general=0) == 3
    assert length_of_run("ord " * 99, "ord " * 99) == LONGEST_RUN


def test_most_words_first_and_reading_order_on_ties() -> None:
    scores, _, most = candidates([({2: 1.0, 1: 1.0, 3: 1.0}, {1, 2, 3}), ({1: 1.0, 2: 1.0}, {1, 2})], 10)
    order = ranked(scores, {}, (), (), ())
    assert ([number for number, _ in order], most) == ([1, 2], 2)
    assert order[0][1] == order[1][1]


def test_a_rare_word_weighs_more() -> None:
    scores, _, _ = candidates([({0: 1.0, 1: 1.0, 2: 1.0}, ()), ({3: 1.0}, ())], 10)
    assert max(scores, key=scores.__getitem__) == 3


def test_a_run_is_before_own_text_and_own_text_before_worth() -> None:
    scores = {0: 1000.0, 1: 3.0, 2: 2.0, 3: 1.0, 4: 1.0}
    assert [number for number, _ in ranked(scores, {4: 2, 3: 3}, {1, 2, 4}, (), scores)] == [3, 4, 1, 2, 0]
    assert ranked({0: 2.5, 1: 2.5}, {}, (), {1}, ())[0][0] == 1


def test_what_holds_the_most_telling_word_is_before_runs_and_own_text_of_others() -> None:
    assert [number for number, _ in ranked({0: 9.0, 1: 1.0}, {0: 3}, {0}, (), {1})] == [1, 0]


def test_a_part_of_a_word_is_held_only_when_no_passage_holds_the_whole_of_it() -> None:
    part, whole, asked = (
        (TEXT, 0, 1, 0.3, "part"),
        (WIDTH + TEXT, 0, 1, 0.8, "ending"),
        (2 * WIDTH + QUESTIONS, 0, 1, 1.0, "word"),
    )
    assert passages_with_whole_word([part, whole, asked]) == {1}
    assert passages_with_whole_word([part, asked]) == {0, 2}


def test_most_whole_words_are_as_good_as_most_words_and_parts() -> None:
    assert candidates([({0: 0.3, 1: 1.0}, {1}), ({0: 1.0, 2: 0.3}, {0})], 10)[0].keys() == {0, 1}


def test_far_behind_the_best_is_faint() -> None:
    assert candidates([({0: 2.5, 1: 0.3}, {0, 1})], 10)[1] == {1}
    assert candidates([({0: 2.5, 1: 0.3}, {0, 1})], 10, among={1})[1] == set()


def test_nothing() -> None:
    assert candidates([({}, ())], 10) == candidates([], 0) == ({}, set(), 0)
    assert ranked({}, {}, (), (), ()) == []
