"""How a query word may be read, until the word itself is found: as typed, with other letters, or misspelt."""

import re

from ishoj_cli.danish import bare, digraphs_for_letters, letters_for_digraphs
from ishoj_cli.search.nearest import LONGEST_WORD, nearest
from ishoj_cli.search.passages import BREAK, FIELDS, LINES_A_BLOCK, TITLE
from ishoj_cli.search.places import INFLECTED, SAME, find
from ishoj_cli.search.query import STOP_WORDS
from ishoj_cli.search.result import GUESS, SPELLING, WORD

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ishoj_cli.search.places import Place
    from ishoj_cli.search.result import Why

# What a place is worth that answers a guess.
GUESSED = 0.5
# The last part of a compound that may be asked for instead of the whole is at least five letters, after a first part
# of three. In eight letters it says enough by itself.
SHORTEST_HEAD, SHORTEST_TAIL, TELLING_TAIL = 3, 5, 8
# A shorter word without Danish letters is only ever the word itself: mal is mål, but mad is not a form of måde. In a
# longer one no shorter stem counts: a maler is no mål.
LETTERS_TO_BE_BARE, SHORTEST_BARE_STEM = 5, 4


def read(word: str, blocks: "Sequence[str]") -> "list[Place]":
    """The places where a folded query word is found in folded blocks, by the first reading that finds the word itself.

    The readings are: as typed; ae, oe, aa as letters; letters as ae, oe, aa; and for a word in plain ASCII, without
    Danish letters (o for ø). When only parts of words are found, what all the readings found counts; when an
    inflection is found, further readings add only the word itself.
    """
    places: list[Place] = []
    found = 0.0
    for reading in dict.fromkeys((word, letters_for_digraphs(word), digraphs_for_letters(word))):
        if found < SAME:
            places += (new := _read_as(reading, blocks, None if reading == word else SPELLING, found))
            found = max(found, *(place[3] for place in new), 0.0)
    if found < SAME and word.isascii():
        bare_blocks = [bare(block) for block in blocks]
        for reading in dict.fromkeys((word, bare(letters_for_digraphs(word)))):
            taken = {place[:3] for place in places}
            least = SAME if len(reading) < LETTERS_TO_BE_BARE else found
            new = _read_as(reading, bare_blocks, SPELLING, least, SHORTEST_BARE_STEM)
            places += [place for place in new if place[:3] not in taken]
    return places


def _read_as(
    reading: str, blocks: "Sequence[str]", why: "Why | None", found: float, shortest: int = 0
) -> "list[Place]":
    """The places of one reading; only the word itself once another reading has found an inflection."""
    least = SAME if found >= INFLECTED else 0.0
    return [
        (line, start, end, worth, why or reason)
        for line, start, end, worth, reason in find(reading, blocks, LINES_A_BLOCK, shortest)
        if worth >= least
    ]


def guess(word: str, blocks: "Sequence[str]") -> "tuple[list[Place], tuple[str, ...]]":
    """The places of the words nearest to a word that is not found, and those words; else of the last part of it.

    `respket` is taken for `respekt`; `medarbejderansvar` for `ansvar`, which is the longest last part that is a word.
    But a short last part is often a general word, and then the compound is of another matter: a `legeplads` is no
    `plads` that is given to creativity. So the text must tell of the first part too, or have the last in a title.
    """
    lettered = letters_for_digraphs(word)
    if lettered in STOP_WORDS or len(word) > LONGEST_WORD:
        return [], ()
    # As typed first: in a misspelling, ae need not be æ (opgvaer).
    words = nearest(word, blocks) or nearest(lettered, blocks)
    word = lettered
    if words:
        return [place for other in words for place in _guessed(other, blocks)], tuple(words)
    for at in range(SHORTEST_HEAD, len(word) - SHORTEST_TAIL + 1):
        first, last = word[:at], word[at:]
        places = _guessed(last, blocks)
        if places and (len(last) >= TELLING_TAIL or _is_titled(last, blocks) or _guessed(first, blocks)):
            return places, (last,)
    return [], ()


def _is_titled(word: str, blocks: "Sequence[str]") -> bool:
    """Whether a title has the word, or one that begins with it (not only with its stem)."""
    return any(
        line % len(FIELDS) == TITLE and (worth >= INFLECTED or (start, end) == (0, len(word)))
        for line, start, end, worth, _ in find(word, blocks, LINES_A_BLOCK)
    )


def _guessed(word: str, blocks: "Sequence[str]") -> "list[Place]":
    """The places where a guessed word or an inflection of it stands."""
    return [
        (line, start, end, GUESSED, GUESS)
        for line, start, end, worth, _ in find(word, blocks, LINES_A_BLOCK)
        if worth >= INFLECTED
    ]


def read_phrase(words: "Sequence[str]", blocks: "Sequence[str]") -> "list[Place]":
    """The places where folded words stand in a row with no other word between, by the first reading that finds them."""
    places = _in_a_row([{word} for word in words], WORD, blocks)
    if not places:
        lettered = [{word, letters_for_digraphs(word), digraphs_for_letters(word)} for word in words]
        places = _in_a_row(lettered, SPELLING, blocks)
    if not places and all(word.isascii() for word in words):
        plain = [{word, bare(letters_for_digraphs(word))} for word in words]
        places = _in_a_row(plain, SPELLING, [bare(block) for block in blocks])
    return places


def _in_a_row(row: "Sequence[set[str]]", why: "Why", blocks: "Sequence[str]") -> "list[Place]":
    """The places of words in a row, each in any of its readings, with no letter, digit or end of a line between."""
    words = ("|".join(re.escape(word) for word in sorted(readings)) for readings in row)
    found = re.compile(r"(?<![^\W_])(?:" + rf")(?:[^\w{BREAK}]|_)+(?:".join(words) + r")(?![^\W_])").finditer
    places: list[Place] = []
    for number, block in enumerate(blocks):
        for match in found(block):
            start = block.rfind(BREAK, 0, match.start()) + 1
            line = number * LINES_A_BLOCK + block.count(BREAK, 0, start)
            places.append((line, match.start() - start, match.end() - start, SAME, why))
    return places
