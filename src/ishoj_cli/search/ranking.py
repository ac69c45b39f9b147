"""What the places of the words add up to: which passages are hits, and in which order."""

from itertools import pairwise

from ishoj_cli.search.matching import INFLECTED, Place
from ishoj_cli.search.passages import BREAK, FIELDS, PASSAGES_A_BLOCK, QUESTIONS, SECTION, TOPIC, WEIGHTS
from ishoj_cli.search.query import is_stop_word, words_of
from ishoj_cli.type_hints import Collection, Iterable, Mapping, Sequence

# What further finds in a passage may add to its best. Under 1 / INFLECTED - 1, so that no number of inflected words
# is worth more than the word itself in the same field.
MORE = 0.25
# A passage whose title is the query weighs so much more: as much as MORE can add to a title that only holds the words.
WHOLE_TITLE = 1 + MORE
# What the handbook says of everything is worth less than what a section says of its own matter.
GENERAL = 0.3
# Passages worth less than this share of the best one are left out: parts of words in a text, when the word itself is
# a title.
FLOOR = 0.2
DECIMALS = 6
# The fields that are the passage's own text: neither its section's title, nor topic words and questions.
OWN = tuple(number for number in range(len(FIELDS)) if number not in (SECTION, TOPIC, QUESTIONS))
# Words that stand in the text as they do in the query count as a run from two on, when one of them tells something;
# from three on in any case. A longer run than this says no more.
LONGEST_RUN = 12


def values(places: "Iterable[Place]", general: int) -> dict[int, float]:
    """What one query word is worth in each passage (by its number): its best place, and a little for all the others.

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
    """The passages that hold a word themselves: not by a topic word, a guess or in a question."""
    return {
        line // len(FIELDS)
        for line, _, _, _, why in places
        if why != "guess" and line % len(FIELDS) not in (TOPIC, QUESTIONS)
    }


def holders(places: "Iterable[Place]") -> set[int]:
    """The passages that hold a word whole, not only in a question; when there are none, all that hold any of it."""
    places = list(places)
    whole = [place for place in places if place[3] >= INFLECTED and place[0] % len(FIELDS) != QUESTIONS]
    return {place[0] // len(FIELDS) for place in whole or places}


def runs(asked: "Sequence[str]", blocks: "Sequence[str]", passages: "Iterable[int]", general: int) -> dict[int, int]:
    """The number of query words in a row that stand so in each of some passages, where it is a run.

    Two words are a run when one of them carries a meaning, three or more in any case; in the handbook's own passage,
    number `general`, only three or more.
    """
    found: dict[int, int] = {}
    telling = [not is_stop_word(word) for word in asked]
    number, lines = -1, [""]
    for passage in sorted(passages):
        block, at = divmod(passage, PASSAGES_A_BLOCK)
        if block != number:
            number, lines = block, blocks[block].split(BREAK)
        at *= len(FIELDS)
        of_passage = lines[at : at + len(FIELDS)]
        longest = max(_longest_run(asked, telling, of_passage[field]) for field in OWN)
        if longest > 1 + (passage == general):
            found[passage] = longest
    return found


def _longest_run(asked: "Sequence[str]", telling: "Sequence[bool]", line: str) -> int:
    """The number of words in the longest run of query words in a folded line, 1 when there is none."""
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
        if length > 2 or any(telling[start : start + length]):
            longest = length
    return longest


def candidates(
    words: "Sequence[tuple[Mapping[int, float], Collection[int]]]", count: int, among: "Collection[int] | None" = None
) -> tuple[dict[int, float], set[int], int]:
    """The passages that hold most of the words with what these are worth there, the faint ones, and how many is most.

    `words` are for each query word what it is worth in which passage, and the passages that hold the whole of it. Those
    that hold most whole words are hits besides those that hold most words or parts of them. `count` is the number of
    all passages. A word weighs more the rarer it is: by the square root of 1 + passages / passages that hold it (a
    logarithm ranks no better and costs an import). `among` are the passages that may be hits.
    Faint ones are worth too little beside the best to be a hit without a run.
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
    # The floor leaves rarity out: it would make a hit depend on how many passages there are that have nothing to do
    # with it.
    best = {
        passage: plain[passage] for passage, number in held.items() if number == most or whole[passage] == most_whole
    }
    least = FLOOR * max(best.values(), default=0.0)
    faint = {passage for passage, value in best.items() if value < least}
    return {passage: scores[passage] for passage in best}, faint, most


def ranked(
    scores: "Mapping[int, float]",
    run: "Mapping[int, int]",
    own: "Collection[int]",
    named: "Collection[int]",
    telling: "Collection[int]",
) -> list[tuple[int, float]]:
    """Passages best first, each with its score: the longest run first, then own text, then what the words are worth.

    The score's whole part is for the run and for the passage's own text (`own`: those that hold a word themselves), and
    0 but in `telling`, the passages that hold the word that says most; its fraction grows with the worth. `named` are
    the passages whose name the query is. Passages of equal score stand in reading order.
    """
    order = []
    for passage, worth in scores.items():
        worth *= WHOLE_TITLE if passage in named else 1.0
        tier = (passage in telling) * (1 + run.get(passage, 0) + (passage in own))
        order.append((passage, round(tier + worth / (1 + worth), DECIMALS)))
    return sorted(order, key=lambda found: (-found[1], found[0]))
