"""Spelling correction by edit distance: the words nearest to one that occurs nowhere, and words to suggest."""

from ishoj_cli.danish import letters_for_digraphs
from ishoj_cli.search.matching import INFLECTED, SAME, Place, find, is_common
from ishoj_cli.search.query import is_stop_word, words_of
from ishoj_cli.search.stemming import ENDINGS, NATIVE, stems
from ishoj_cli.search.variants import LONGEST_WORD
from ishoj_cli.type_hints import Iterable, Mapping, Sequence

# The worth of a place of a guessed word.
GUESSED = 0.5
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
# The shortest stem that two related words share.
SHORTEST_SHARED = 5


def edit_distance(asked: str, word: str, limit: int) -> int:
    """The weighted edit distance from a word to another, less its ending; `limit` + 1 if it exceeds `limit`.

    An edit inserts, deletes or replaces a letter, or transposes two neighbours (optimal string alignment, Damerau
    1964).
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


def nearest_words(asked: str, blocks: "Sequence[str]") -> list[str]:
    """The words in folded blocks that differ least from a misspelt folded word, in alphabetical order.

    Only words with the same first letter are compared, since it is the least often mistyped. Numbers and frequent
    Danish words are never corrected.
    """
    most = (len(asked) >= LETTERS_FOR_ONE_EDIT) + (len(asked) >= LETTERS_FOR_TWO_EDITS)
    if not most or len(asked) > LONGEST_WORD or not asked.isalpha() or is_common(asked):
        return []
    limit = OTHER + FREQUENT * (most - 1)
    letters = set(asked)
    strangers = most if len(asked) > LETTERS_FOR_ONE_EDIT else 0
    lengths = range(len(asked) - most, len(asked) + most + LONGEST_ENDING + 1)
    tokens = {token for block in blocks for token in block.split() if asked[0] in token}
    words = {word for token in tokens for word in ([token] if token.isalnum() else words_of(token))}
    found = [word for word in words if word[0] == asked[0] and len(word) in lengths]
    near: dict[int, list[str]] = {}
    for word in found:
        if len(letters.difference(word)) <= strangers:
            near.setdefault(edit_distance(asked, word, limit), []).append(word)
    least = min(near, default=limit + 1)
    return sorted(near[least]) if least <= limit else []


def guess(word: str, blocks: "Sequence[str]") -> "tuple[list[Place], dict[str, Place]]":
    """Correct a word that is not found: the places of the nearest words, and one place of each of them.

    `respket` is taken for `respekt`.
    """
    if is_stop_word(word) or is_common(word):
        return [], {}
    places: dict[Place, None] = {}
    words: dict[str, Place] = {}
    near = nearest_words(word, blocks)
    with_letters = letters_for_digraphs(word)
    if not near and with_letters != word:  # only then, since in a misspelling ae need not be æ (opgvaer)
        near = nearest_words(with_letters, blocks)
    if not near:  # a derived word is corrected by its root: respekfuld, respekt
        roots = [root for root in stems(word, NATIVE) if LETTERS_FOR_ONE_EDIT < len(root) < len(word)]
        near = next(filter(None, [nearest_words(root, blocks) for root in sorted(roots, key=len, reverse=True)]), [])
    for other in near:
        found = find(other, blocks)
        words[other] = next(place for place in found if place[3] == SAME)
        places.update(((*place[:3], GUESSED, "guess"), None) for place in found if place[3] >= INFLECTED)
    return list(places), words


def suggestions(asked: "Iterable[str]", names: "Mapping[str, str]") -> list[str]:
    """The names of which a query word is a compound, an inflection or a misspelling, the longest first.

    Only names of one word: `names` are as they are written, by their folded form.
    """
    alike: set[str] = set()
    for word in map(letters_for_digraphs, asked):
        if SHORTEST_SHARED <= len(word) <= LONGEST_WORD and not (is_stop_word(word) or is_common(word)):
            near = [name for name in names if name[:1] == word[0] and name.isalnum()]
            alike.update(nearest_words(word, near))
            for name in near:
                roots = [stem for stem in stems(name) if len(stem) >= SHORTEST_SHARED]
                if name.startswith(word) or word.startswith((*roots,)):
                    alike.add(name)
    return [names[name] for name in sorted(alike, key=lambda name: (-len(name), name))]
