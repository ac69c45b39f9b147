"""Matches a query word with the words of the text: whole, inflected or as a part, and what each match is worth."""

from ishoj_cli.search.passages import BREAK, FIELDS, LINES_A_BLOCK, TITLE
from ishoj_cli.search.query import STOP_WORDS
from ishoj_cli.search.result import Why
from ishoj_cli.search.stemming import (
    CONSONANTS,
    DERIVED,
    ENDINGS,
    LINKING_LETTERS,
    NATIVE,
    SHORTEST_STEM,
    SUFFIXES,
    stems,
)
from ishoj_cli.type_hints import Iterable

# The line of the folded text, start and end in that line, worth, and why.
Place = tuple[int, int, int, float, Why]

VOWELS = tuple("aeiouyæøå")
LETTERS_TO_BE_MISSPELT = 5
# The shortest root that may be left of a derived word: `reg` would make `region` match `regel`.
SHORTEST_ROOT = 4
# A stem that has lost its e (cykel: cykl) must be followed by the vowel of an ending or a linking element: cykler,
# handlekraft, åbning, but not cyklus.
CONTRACTED = frozenset(one + other for one in CONSONANTS - {"l", "n", "r"} for other in "lnr").__contains__
AFTER_CONTRACTED = ("e", "i")
# What a word of the text is worth when it is the word asked for, has another ending, begins with its stem, or ends
# with it. The last part of a compound says what the thing is, the first only of which kind: a personalepolitik is a
# politik. In a title (2.5) that is worth more than an inflected word in a text, and less than the word itself.
SAME, INFLECTED, BEGINS, ENDS = 1.0, 0.8, 0.3, 0.36
# A part of four letters that begins or ends no compound, and any shorter one, counts only in a title: as the beginning
# of a word that is still being typed.
SHORT, SHORTEST_PART = 0.25, 4


class QueryWord:
    """A query word ready to be compared with words of the text: its stems, and what every one of them begins with.

    `shortest` is the fewest letters of a stem that is not the word itself. With `whole`, a word in another ending
    matches as a whole, else only its stem.
    """

    def __init__(self, query: str, shortest: int = 0, whole: bool = True) -> None:
        same = {stem for stem in stems(query) if len(stem) >= shortest or stem == query}
        least = max(shortest, SHORTEST_ROOT)
        wider = {stem for one in same for stem in stems(one, DERIVED) if len(stem) >= least} - same
        self.query = query
        self.whole = whole
        # Longest first, so that of two stems that are worth the same the one that says most is shown; and the same
        # every run.
        self.same = sorted(same, key=lambda stem: (-len(stem), stem))
        self.wider = sorted(wider, key=lambda stem: (-len(stem), stem))
        # Whatever is common to the first and the last in the alphabet is common to all.
        first, last = min(same | wider), max(same | wider)
        self.core = next((first[:at] for at, letter in enumerate(first) if letter != last[at]), first)

    def match(self, word: str, parts: bool = True) -> "tuple[float, int, int, Why]":
        """What a word of the text is worth (0 for no match), which letters of it match (start, end), and why.

        Without `parts` a stem must be the whole word but for its ending, which is known sooner.
        """
        if word == self.query:
            return SAME, 0, len(word), "word"
        if word in STOP_WORDS:
            return 0.0, 0, 0, "word"
        worth, matching = 0.0, ""
        weigh = self.worth_of if parts else self._whole
        for stem in self.same:
            if stem in word and (found := weigh(stem, word)) > worth:
                worth, matching = found, stem
        for stem in self.wider:
            derived = word.startswith(stem) and is_derived(word[len(stem) :])
            if derived and (found := min(BEGINS, weigh(stem, word))) > worth:
                worth, matching = found, stem
        if worth == INFLECTED:
            return worth, 0, len(word if self.whole else matching), "ending"
        start = word.rfind(matching) if worth == ENDS or not word.startswith(matching) else 0
        return worth, start, start + len(matching), "part"

    def worth_of(self, stem: str, word: str) -> float:
        """What a word of the text is worth that holds a stem: INFLECTED, ENDS, BEGINS, SHORT, or 0 when by accident.

        The beginning of a word may be what is typed of it so far; but a query that is an ordinary word is whole.
        """
        worth = self._place_of(stem, word)
        if worth not in (BEGINS, ENDS):
            return worth
        before, _, after = word.rpartition(stem) if worth == ENDS else ("", stem, word[len(stem) :])
        short = len(stem) < SHORTEST_PART
        if not before and after in (NATIVE if short else DERIVED):
            return worth
        if not short and (not is_common(self.query) or is_compound(before, after)):
            return worth
        typed = not before or (short and is_compound(before, after))
        return SHORT if typed and stem == self.query and len(stem) <= SHORTEST_PART else 0.0

    def _whole(self, stem: str, word: str) -> float:
        """INFLECTED when a word of the text is the stem in a form of it, or else 0."""
        worth = self._place_of(stem, word)
        return worth if worth == INFLECTED else 0.0

    def _place_of(self, stem: str, word: str) -> float:
        """Where a stem is in a word that contains it: INFLECTED, BEGINS, ENDS, or 0 when inside it.

        `politik` is the last part of `personalepolitik`. `skab` in `fællesskab` is a suffix, and `lån` in `blånende` a
        coincidence: both are worth 0.
        """
        query = self.query
        head, _, rest = word.rpartition(stem)
        if stem != query and CONTRACTED(stem[-2:]) and rest[:1] not in AFTER_CONTRACTED:
            return 0.0
        # In short words a double consonant makes another word (lægge, læge); in longer ones a missing one is a
        # misspelling (politiken for politikken).
        short = len(stem) < LETTERS_TO_BE_MISSPELT and query.startswith(stem)
        asked_long = short and query[len(stem) : len(stem) + 1] in VOWELS
        asked_short = short and query[len(stem) :].startswith(stem[-1])
        ended = rest in ENDINGS and not (asked_short and rest[:1] in VOWELS)
        ended = ended and not (stem == query and rest.startswith("te"))  # ven must not match vente
        if rest[:1] == stem[-1]:
            ended = ended or (rest[1:] in ENDINGS and not asked_long)
            if asked_long and rest[1:] in DERIVED:
                return 0.0  # sparer must not match sparring
        if ended and not head and len(stem) > 1:
            return 0.0 if CONSONANTS.issuperset(stem) else INFLECTED  # TR must not match tre
        if head[-1:] == stem[0] and stem[1:] in DERIVED:
            return 0.0  # ring must not match spar|ring
        if len(stem) > SHORTEST_STEM or (stem == query and len(stem) > 1):
            if word.startswith(stem):
                return BEGINS
            if len(head) >= SHORTEST_STEM <= len(stem) and stem not in SUFFIXES and (ended or rest in DERIVED):
                return ENDS
        return BEGINS if not head and rest in DERIVED and len(stem) > 1 else 0.0


def is_common(word: str) -> bool:
    """Whether a folded word is one of the most frequent of Danish; the filter is only loaded when it is needed."""
    from ishoj_cli.search import common_words

    return common_words.is_common(word)


def is_compound(before: str, after: str) -> bool:
    """Whether the letters before or after a stem form a compound or derivation with it: grund|lag, not men|ne|sker."""
    if before:
        whole = before[:-1] if before[-1] in LINKING_LETTERS else before
        roots = [stem for stem in stems(whole, DERIVED) if len(stem) >= SHORTEST_ROOT]
        return any(map(is_common, (before, whole, f"{whole}s", f"{whole}e", *roots)))
    rests = (after, after[1:]) if after[:1] in LINKING_LETTERS else (after,)
    return (
        after in DERIVED
        or after.removeprefix("i") in ENDINGS
        or any(
            len(rest) >= SHORTEST_STEM and rest not in STOP_WORDS and any(map(is_common, stems(rest))) for rest in rests
        )
    )


def is_derived(rest: str) -> bool:
    """Whether the rest of a word can follow a root that was stripped of a suffix: not in mangfo|ldighed."""
    return not rest.startswith("t") and (rest[:1] == "i" or rest in DERIVED or rest in ENDINGS or is_compound("", rest))


def word_at(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the word starts and ends that a piece of a text is in."""
    while start and text[start - 1].isalnum():
        start -= 1
    while text[end : end + 1].isalnum():
        end += 1
    return start, end


def find(asked: "str | QueryWord", blocks: "Iterable[str]", topics: int | None = None) -> "list[Place]":
    """The places in blocks of folded lines where a word matches the folded query word, in reading order.

    In the block of the number `topics` parts of words are not looked for.
    """
    if isinstance(asked, str):
        asked = QueryWord(asked)
    core, length = asked.core, len(asked.core)
    answers: dict[str, tuple[float, int, int, Why]] = {}
    places: list[Place] = []
    for number, block in enumerate(blocks):
        if number == topics:
            answers = {}
        at, line, begins, counted = block.find(core), number * LINES_A_BLOCK, 0, 0
        while at >= 0:
            start, end = word_at(block, at, at + length)
            word = block[start:end]
            answer = answers.get(word)
            if answer is None:
                answer = answers[word] = asked.match(word, number != topics)
            worth, first, last, why = answer
            if worth:
                line += block.count(BREAK, counted, start)
                begins = block.rfind(BREAK, counted, start) + 1 or begins
                counted = start
            if worth and (worth > SHORT or line % len(FIELDS) == TITLE):
                places.append((line, start - begins + first, start - begins + last, worth, why))
            at = block.find(core, end)
    return places
