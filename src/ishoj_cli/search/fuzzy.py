"""The words of a text that look most like one that is not there: misspellings, and words to suggest."""

from ishoj_cli.search.query import is_common, is_stop_word
from ishoj_cli.search.stemming import ENDINGS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Longer words than this are not words: they are not compared letter by letter, and the work stays bounded.
LONGEST_WORD = 64
LONGEST_ENDING = max(map(len, ENDINGS))
# Edits by how often they are made: letters that sound or lie alike, doubled consonants, silent letters and swapped
# neighbours cost less than others. One edit in a word of five letters, in one of eight another if one of them is
# frequent: shorter words have too many neighbours. In a word of five letters a letter may be missing or swapped, not
# changed: tiger is no misspelt tager.
FREQUENT, OTHER = 2, 3
LETTERS_FOR_ONE_EDIT, LETTERS_FOR_TWO_EDITS = 5, 8
VOWELS = ("ae", "eæ", "aæ", "ei", "øy", "øo", "oå", "oø", "ou", "uy", "aå", "æø")
CONSONANTS = ("ck", "cs", "sz", "td", "bp", "gk", "vf", "vw", "ij", "st", "nd", "nm", "gj")
CONFUSED = frozenset(pair[::way] for pair in VOWELS + CONSONANTS for way in (1, -1))
SILENT = frozenset("deghrtv")
# What two words share at least to be of the same matter.
SHORTEST_SHARED = 5


def edits(asked: str, word: str, limit: int) -> int:
    """What the cheapest edits cost that turn a word into another less an ending; `limit` + 1 when more than `limit`.

    An edit puts in, leaves out or changes a letter, or swaps two neighbours (Damerau 1964, as optimal string
    alignment).
    """
    before_last: list[int] = []
    last = [0]
    for j, other in enumerate(word):
        last.append(last[j] + (FREQUENT if other in SILENT or other == word[j - 1] else OTHER))
    for i, letter in enumerate(asked):
        extra = FREQUENT if letter in SILENT or (i and letter == asked[i - 1]) else OTHER
        row = [last[0] + extra]
        for j, other in enumerate(word):
            changed = 0 if letter == other else FREQUENT if letter + other in CONFUSED else OTHER
            lacking = FREQUENT if other in SILENT or (j and other == word[j - 1]) else OTHER
            best = min(last[j] + changed, last[j + 1] + extra, row[j] + lacking)
            if i and j and letter == word[j - 1] and asked[i - 1] == other:
                best = min(best, before_last[j - 1] + FREQUENT)
            row.append(best)
        if min(row) > limit:
            return limit + 1
        before_last, last = last, row
    return min(limit + 1, *(cost for j, cost in enumerate(last) if word[j:] in ENDINGS))


def nearest(asked: str, blocks: "Sequence[str]") -> list[str]:
    """The words in folded blocks that differ least from a misspelt folded word, in alphabetical order.

    They begin with the same letter, which is the one least often mistyped. Numbers and ordinary Danish words are not
    misspelt.
    """
    most = (len(asked) >= LETTERS_FOR_ONE_EDIT) + (len(asked) >= LETTERS_FOR_TWO_EDITS)
    if not most or len(asked) > LONGEST_WORD or not asked.isalpha() or is_common(asked):
        return []
    import re

    limit = OTHER + FREQUENT * (most - 1)
    letters = set(asked)
    strangers = most if len(asked) > LETTERS_FOR_ONE_EDIT else 0
    first = re.escape(asked[0])
    shortest, longest = len(asked) - most - 1, len(asked) + most + LONGEST_ENDING - 1
    alike = re.compile(rf"{first}(?<![^\W_]{first})[^\W_]{{{shortest},{longest}}}(?![^\W_])")
    found = {word for block in blocks for word in alike.findall(block)}
    near: dict[int, list[str]] = {}
    for word in found:
        if len(letters.difference(word)) <= strangers:
            near.setdefault(edits(asked, word, limit), []).append(word)
    least = min(near, default=limit + 1)
    return sorted(near[least]) if least <= limit else []


def suggestions(asked: "Iterable[str]", names: "Iterable[str]") -> list[str]:
    """The folded names that share most with one of the words asked for, best first: a part of a compound, or the root.

    One of their words begins like it or is the end of it, in at least five letters and half of the word asked for.
    """
    alike: dict[str, int] = {}
    for word in asked:
        if not is_stop_word(word):
            least = max(SHORTEST_SHARED, (len(word) + 1) // 2)
            for name in names:
                shared = max([_shared(word, other) for other in name.split()], default=0)
                if shared >= least:
                    alike[name] = max(shared, alike.get(name, 0))
    return sorted(alike, key=lambda name: (-alike[name], name))


def _shared(word: str, other: str) -> int:
    """How many letters two words begin with alike; all of the other when it is the last part of the first."""
    if word.endswith(other):
        return len(other)
    length = 0
    for one, two in zip(word, other, strict=False):
        if one != two:
            break
        length += 1
    return length
