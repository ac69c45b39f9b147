"""Ranking: from the places of the query words to the passages that are hits, best first."""

from itertools import pairwise

from ishoj_cli.search.matching import INFLECTED, Place
from ishoj_cli.search.passages import BREAK, FIELDS, PASSAGES_A_BLOCK, QUESTIONS, SECTION, TOPIC, WEIGHTS
from ishoj_cli.search.query import is_stop_word, words_of
from ishoj_cli.type_hints import Collection, Iterable, Mapping, Sequence

# What all further places in a passage may add to its best one. Less than 1 / INFLECTED - 1, so that no number of
# inflected words outweighs the exact word in the same field.
MORE = 0.25
# The factor of a passage whose title is the query: as much as MORE can add to a title that only contains the words.
WHOLE_TITLE = 1 + MORE
# The factor of the handbook's own passage: what it says in general counts less than a section on the subject.
GENERAL = 0.3
# Passages with less than this share of the best value are left out, such as parts of words in a text when the exact
# word is a title.
FLOOR = 0.2
DECIMALS = 6
# The fields that are the passage's own text: neither its section's title, nor topic words and questions.
OWN = tuple(number for number in range(len(FIELDS)) if number not in (SECTION, TOPIC, QUESTIONS))
# Query words that follow each other in the text are a run: from two words with a content word, from three without.
# Words beyond this number don't count.
LONGEST_RUN = 12


def values(places: "Iterable[Place]", general: int) -> dict[int, float]:
    """The value of one query word in each passage (by number): its best place, plus a little for all others.

    `general` is the number of the handbook's own passage.
    """
    weights = tuple(WEIGHTS.values())
    best: dict[int, float] = {}
    total: dict[int, float] = {}
    for line, _, _, worth, _ in places:
        passage, field = divmod(line, len(FIELDS))
        value = worth * weights[field] * (GENERAL if passage == general else 1.0)
        if value > best.get(passage, 0.0):
            best[passage] = value
        total[passage] = total.get(passage, 0.0) + value
    return {passage: top + MORE * top * (total[passage] - top) / total[passage] for passage, top in best.items()}


def own_text(places: "Iterable[Place]") -> set[int]:
    """The passages whose own text contains a word: not as a topic word, as a guess or in a question."""
    return {
        line // len(FIELDS)
        for line, _, _, _, why in places
        if why != "guess" and line % len(FIELDS) not in (TOPIC, QUESTIONS)
    }


def passages_with_whole_word(places: "Iterable[Place]") -> set[int]:
    """The passages with the whole word, not only in a question; if there are none, all with any part of it."""
    places = list(places)
    whole = [place for place in places if place[3] >= INFLECTED and place[0] % len(FIELDS) != QUESTIONS]
    return {place[0] // len(FIELDS) for place in whole or places}


def runs(asked: "Sequence[str]", blocks: "Sequence[str]", passages: "Iterable[int]", general: int) -> dict[int, int]:
    """The length of the longest run of query words in each of some passages that has one.

    Two words are a run if one of them is a content word, three or more always; in the handbook's own passage, number
    `general`, only three or more.
    """
    found: dict[int, int] = {}
    content_words = [not is_stop_word(word) for word in asked]
    number, lines = -1, [""]
    for passage in sorted(passages):
        block, at = divmod(passage, PASSAGES_A_BLOCK)
        if block != number:
            number, lines = block, blocks[block].split(BREAK)
        at *= len(FIELDS)
        of_passage = lines[at : at + len(FIELDS)]
        longest = max(_longest_run(asked, content_words, of_passage[field]) for field in OWN)
        if longest > 1 + (passage == general):
            found[passage] = longest
    return found


def _longest_run(asked: "Sequence[str]", content_words: "Sequence[bool]", line: str) -> int:
    """The length of the longest run of query words in a folded line; 1 if there is none."""
    if not any(first in line and second in line for first, second in pairwise(asked)):
        return 1
    line = f" {' '.join(words_of(line))} "
    longest = 1
    for start in range(len(asked)):
        length = longest
        while length < LONGEST_RUN and start + length < len(asked):
            if f" {' '.join(asked[start : start + length + 1])} " not in line:
                break
            length += 1
        if length > 2 or any(content_words[start : start + length]):
            longest = length
    return longest


def candidates(
    words: "Sequence[tuple[Mapping[int, float], Collection[int]]]", count: int, among: "Collection[int] | None" = None
) -> tuple[dict[int, float], set[int], int]:
    """The passages with most query words and their scores, the weak hits, and the largest number of words in one.

    `words` are, for each query word, its value in each passage and the passages with the whole word. A passage is a
    candidate if it has most words or parts of them, or most whole words. `count` is the number of all passages. A word
    is weighted by its rarity: the square root of 1 + passages / passages with the word (a logarithm ranks no better and
    costs an import). `among` are the passages that may be hits. Weak hits have too low a value beside the best one to
    be hits without a run.
    """
    scores: dict[int, float] = {}
    plain: dict[int, float] = {}
    held: dict[int, int] = {}
    whole: dict[int, int] = {}
    for word, holding in words:
        rarity = (1 + count / len(word)) ** 0.5 if word else 0.0
        for passage, value in word.items():
            if among is None or passage in among:
                scores[passage] = scores.get(passage, 0.0) + rarity * value
                plain[passage] = plain.get(passage, 0.0) + value
                held[passage] = held.get(passage, 0) + 1
                whole[passage] = whole.get(passage, 0) + (passage in holding)
    most, most_whole = max(held.values(), default=0), max(whole.values(), default=0)
    # The floor is compared without the rarity; otherwise unrelated passages could decide whether another is a hit.
    best = {
        passage: plain[passage] for passage, number in held.items() if number == most or whole[passage] == most_whole
    }
    least = FLOOR * max(best.values(), default=0.0)
    weak_hits = {passage for passage, value in best.items() if value < least}
    return {passage: scores[passage] for passage in best}, weak_hits, most


def ranked(
    scores: "Mapping[int, float]",
    run: "Mapping[int, int]",
    own: "Collection[int]",
    named: "Collection[int]",
    with_rarest: "Collection[int]",
) -> list[tuple[int, float]]:
    """Passages best first, each with its score: first by the longest run, then own text, then the value.

    The integer part of the score is for the run and for own text (`own`: passages whose own text contains a word), and
    0 outside `with_rarest`, the passages with the rarest word; the fraction grows with the value. `named` are the
    passages whose name is the query. Passages of equal score are in reading order.
    """
    order = []
    for passage, worth in scores.items():
        worth *= WHOLE_TITLE if passage in named else 1.0
        tier = (passage in with_rarest) * (1 + run.get(passage, 0) + (passage in own))
        order.append((passage, round(tier + worth / (1 + worth), DECIMALS)))
    return sorted(order, key=lambda found: (-found[1], found[0]))
