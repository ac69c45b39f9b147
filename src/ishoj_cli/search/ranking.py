"""What the places of the words add up to: which passages are hits, and in which order."""

from math import log

from ishoj_cli.search.passages import FIELDS, WEIGHTS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from ishoj_cli.search.places import Place

# What further finds in a passage may add to its best. Under 1 / INFLECTED - 1, so that no number of inflected words
# is worth more than the word itself in the same field.
MORE = 0.25
# A passage whose title is the query weighs so much more: as much as MORE can add to a title that only holds the words.
WHOLE_TITLE = 1 + MORE
# Passages worth less than this share of the best one are left out: parts of words in a text, when the word itself is
# a title.
FLOOR = 0.2
DECIMALS = 4


def values(places: "Sequence[Place]") -> dict[int, float]:
    """What one query word is worth in each passage (by its number): its best place, and a little for all the others."""
    weights = tuple(WEIGHTS.values())
    best: dict[int, float] = {}
    total: dict[int, float] = {}
    for line, _, _, worth, _ in places:
        passage, field = divmod(line, len(FIELDS))
        value = worth * weights[field]
        if value > best.get(passage, 0.0):
            best[passage] = value
        total[passage] = total.get(passage, 0.0) + value
    return {passage: top + MORE * top * (total[passage] - top) / total[passage] for passage, top in best.items()}


def ranked(
    words: "Sequence[Mapping[int, float]]",
    count: int,
    whole_titles: "Collection[int]" = (),
    among: "Collection[int] | None" = None,
) -> tuple[list[tuple[int, float]], int]:
    """The passages that hold most of the words, best first, each with its score; and how many words that is.

    `words` tell for each query word what it is worth in which passage; `count` is the number of all passages. A word
    weighs more the rarer it is: log(1 + passages / passages that hold it). `whole_titles` are the passages whose
    title is the query itself, `among` those that may be hits at all. Passages of equal score stand in reading order.
    """
    scores: dict[int, float] = {}
    plain: dict[int, float] = {}
    held: dict[int, int] = {}
    for word in words:
        rarity = log(1 + count / len(word)) if word else 0.0
        for passage, value in word.items():
            if among is None or passage in among:
                scores[passage] = scores.get(passage, 0.0) + rarity * value
                plain[passage] = plain.get(passage, 0.0) + value
                held[passage] = held.get(passage, 0) + 1
    most = max(held.values(), default=0)
    # The floor leaves rarity out: it would make a hit depend on how many passages there are that have nothing to do
    # with it.
    least = FLOOR * max((plain[passage] for passage, number in held.items() if number == most), default=0.0)
    order = [
        (passage, round(score * (WHOLE_TITLE if passage in whole_titles else 1.0), DECIMALS))
        for passage, score in scores.items()
        if held[passage] == most and plain[passage] >= least
    ]
    return sorted(order, key=lambda found: (-found[1], found[0])), most
