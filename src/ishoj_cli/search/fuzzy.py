"""The words of a text that look most like one that is not there: misspellings, and words to suggest."""

from ishoj_cli.search.stemming import ENDINGS
from ishoj_cli.search.query import is_stop_word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Longer words than this are not words: they are not compared letter by letter, and the work stays bounded.
LONGEST_WORD = 64
LONGEST_ENDING = max(map(len, ENDINGS))
# One edit in a word of five letters, two in one of eight: shorter words have too many neighbours. In a word of five
# letters a letter may be missing or swapped, not changed: tiger is no misspelt tager.
LETTERS_FOR_ONE_EDIT, LETTERS_FOR_TWO_EDITS = 5, 8
# What two words share at least to be of the same matter.
SHORTEST_PART = 4


def edits(asked: str, word: str, limit: int) -> int:
    """Fewest edits that turn a word into another less an ending; `limit` + 1 when that is more than `limit`.

    An edit puts in, leaves out or changes a letter, or swaps two neighbours (Damerau 1964, as optimal string
    alignment).
    """
    before_last: list[int] = []
    last = list(range(len(word) + 1))
    for i, letter in enumerate(asked):
        row = [i + 1]
        for j, other in enumerate(word):
            best = min(last[j + 1] + 1, row[j] + 1, last[j] + (letter != other))
            if i and j and letter == word[j - 1] and asked[i - 1] == other:
                best = min(best, before_last[j - 1] + 1)
            row.append(best)
        if min(row) > limit:
            return limit + 1
        before_last, last = last, row
    return min(limit + 1, *(count for j, count in enumerate(last) if word[j:] in ENDINGS))


def nearest(asked: str, blocks: "Sequence[str]") -> list[str]:
    """The words in folded blocks that differ least from a misspelt folded word, in alphabetical order.

    They begin with the same letter, which is the one least often mistyped. Numbers are not misspelt.
    """
    import re

    limit = (len(asked) >= LETTERS_FOR_ONE_EDIT) + (len(asked) >= LETTERS_FOR_TWO_EDITS)
    if not limit or len(asked) > LONGEST_WORD or not asked.isalpha():
        return []
    letters = set(asked)
    strangers = limit if len(asked) > LETTERS_FOR_ONE_EDIT else 0
    first = re.escape(asked[0])
    shortest, longest = len(asked) - limit - 1, len(asked) + limit + LONGEST_ENDING - 1
    alike = re.compile(rf"{first}(?<![^\W_]{first})[^\W_]{{{shortest},{longest}}}(?![^\W_])")
    found = {word for block in blocks for word in alike.findall(block)}
    near: dict[int, list[str]] = {}
    for word in found:
        if len(letters.difference(word)) <= strangers:
            near.setdefault(edits(asked, word, limit), []).append(word)
    least = min(near, default=limit + 1)
    return sorted(near[least]) if least <= limit else []


def suggestions(asked: "Sequence[str]", words: "Iterable[str]") -> list[str]:
    """The folded words that share most with one of those asked for, best first: a part of a compound, or the root.

    They begin or end alike, in at least four letters and half of the word asked for.
    """
    alike: dict[str, int] = {}
    for word in asked:
        if not is_stop_word(word):
            for other in words:
                least = max(SHORTEST_PART, (len(word) + 1) // 2)
                shared = max(_shared(word, other), _shared(word[::-1], other[::-1]))
                if shared >= least:
                    alike[other] = max(shared, alike.get(other, 0))
    return sorted(alike, key=lambda word: (-alike[word], word))


def _shared(word: str, other: str) -> int:
    """How many letters two words begin with alike."""
    return next(
        (at for at, (one, two) in enumerate(zip(word, other, strict=False)) if one != two), min(len(word), len(other))
    )
