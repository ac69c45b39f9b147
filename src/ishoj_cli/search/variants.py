"""The spellings in which a query word is looked for, until the word itself is found, and what is tried when none is."""

from ishoj_cli.danish import bare, digraphs_for_letters, letters_for_digraphs
from ishoj_cli.search.fuzzy import LONGEST_WORD, nearest
from ishoj_cli.search.matching import ENDS, INFLECTED, SAME, SHORTEST_PART, Asked, find
from ishoj_cli.search.passages import BREAK, FIELDS, LINES_A_BLOCK, PARAGRAPH
from ishoj_cli.search.query import is_common, is_stop_word, words_of
from ishoj_cli.search.result import ENDING, GUESS, PART, SPELLING, WORD
from ishoj_cli.search.stemming import irregular_forms

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ishoj_cli.search.matching import Place
    from ishoj_cli.search.result import Why

# What a place is worth that answers a guess.
GUESSED = 0.5
# What joins the parts of a compound.
JOINTS = ("", "s", "e")
# A shorter word without Danish letters is only ever the word itself: mal is mål, but mad is not a form of måde. In a
# longer one no shorter stem counts: a maler is no mål.
LETTERS_TO_BE_BARE, SHORTEST_BARE_STEM = 5, 4
# A number is found as a word and a word as a number, from two on: en is a word of its own.
NUMBERS = ("to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve", "tolv")
NUMERALS = {word: str(number) for number, word in enumerate(NUMBERS, 2)}
NUMERALS |= {digits: word for word, digits in NUMERALS.items()}
CONJUNCTIONS = ("og", "eller")


def match_word(word: str, blocks: "Sequence[str]") -> "list[Place]":
    """The places where a folded query word is found in folded blocks, by the first variant that finds the word itself.

    The variants are: as typed, in its irregular forms, and a number in words or digits; ae, oe, aa as letters; letters
    as ae, oe, aa; with or without hyphens; and for a word in plain ASCII, without Danish letters (o for ø). When only
    parts of words are found, what all the variants find counts; when an inflection is found, further variants add only
    the word itself.
    """
    places = find(word, blocks, LINES_A_BLOCK)
    if is_stop_word(word):
        for variant in (letters_for_digraphs(word), digraphs_for_letters(word)):
            places += find(variant, blocks, LINES_A_BLOCK) if variant != word else []
        return [(*place[:4], WORD) for place in places if place[3] == SAME]
    found = max((place[3] for place in places), default=0.0)
    lettered = letters_for_digraphs(word)
    for form in irregular_forms(word) or irregular_forms(lettered):
        places += _inflected(form, blocks, ENDING)
    if word in NUMERALS:
        places += _inflected(NUMERALS[word], blocks, SPELLING)
    for variant in (lettered, digraphs_for_letters(word)):
        if found < SAME and variant != word:
            places += (new := _respelled(variant, blocks, found))
            found = max(found, *(place[3] for place in new), 0.0)
    if found < INFLECTED:
        places += _hyphenated(lettered, blocks)
    if found < SAME and word.isascii():
        bare_blocks = [bare(block) for block in blocks]
        for variant in dict.fromkeys((word, bare(lettered))):
            taken = {place[:3] for place in places}
            least = SAME if len(variant) < LETTERS_TO_BE_BARE or is_common(word) else found
            new = _respelled(variant, bare_blocks, least, SHORTEST_BARE_STEM)
            places += [place for place in new if place[:3] not in taken]
    return places


def _respelled(variant: str, blocks: "Sequence[str]", found: float, shortest: int = 0) -> "list[Place]":
    """The places of a word in another spelling; only the word itself once another variant has found an inflection."""
    least = SAME if found >= INFLECTED else 0.0
    return [(*place[:4], SPELLING) for place in find(variant, blocks, LINES_A_BLOCK, shortest) if place[3] >= least]


def _inflected(word: str, blocks: "Sequence[str]", why: "Why", worth: float = INFLECTED) -> "list[Place]":
    """The places where a word stands that the query implies, itself or with an ending."""
    return [(*place[:3], worth, why) for place in find(word, blocks, LINES_A_BLOCK) if place[3] >= INFLECTED]


def _hyphenated(word: str, blocks: "Sequence[str]") -> "list[Place]":
    """The places of words with a hyphen that are the query word without it: it-afdeling, leder- og medarbejdermøde."""
    places: list[Place] = []
    for number, block in enumerate(blocks):
        at = block.find("-")
        while at >= 0:
            start, end = at, at + 1
            while start and block[start - 1].isalnum():
                start -= 1
            if start < at and word.startswith(head := block[start:at]):
                while block[end : end + 1].isalnum() or block[end : end + 1] == "-":
                    end += 1
                asked, other, least = Asked(word), block[start:end].replace("-", ""), INFLECTED
                if end == at + 1:  # the hyphen stands for what the word shares with the next but one
                    after = words_of(block[end : end + LONGEST_WORD].partition(BREAK)[0])
                    other = after[1] if len(after) > 1 and after[0] in CONJUNCTIONS else ""
                    asked, end, least = Asked(word[len(head) :]), at, ENDS
                if asked.answer(other)[0] >= least:
                    begins = block.rfind(BREAK, 0, start) + 1
                    line = number * LINES_A_BLOCK + block.count(BREAK, 0, start)
                    places.append((line, start - begins, end - begins, INFLECTED, SPELLING))
            at = block.find("-", max(end, at + 1))
    return places


def guess(word: str, blocks: "Sequence[str]") -> "tuple[list[Place], dict[str, Place]]":
    """The places of the words nearest to one that is not found, and a place for each of these words.

    `respket` is taken for `respekt`.
    """
    lettered = letters_for_digraphs(word)
    if is_stop_word(word) or len(word) > LONGEST_WORD:
        return [], {}
    places: dict[Place, None] = {}
    words: dict[str, Place] = {}
    # As typed first: in a misspelling, ae need not be æ (opgvaer).
    for other in nearest(word, blocks) or nearest(lettered, blocks):
        found = find(other, blocks, LINES_A_BLOCK)
        words[other] = next(place for place in found if place[3] == SAME)
        places.update(((*place[:3], GUESSED, GUESS), None) for place in found if place[3] >= INFLECTED)
    return list(places), words


def match_parts(word: str, blocks: "Sequence[str]") -> "list[Place]":
    """The places of the parts of a compound that is not found: økonomistyring is of `økonomi` and of `styr`.

    Both parts must be told of, else the compound is of another matter: a målmand is no `mål`.
    """
    word = letters_for_digraphs(word)
    if len(word) > LONGEST_WORD or is_common(word):
        return []
    for at in range(len(word) - SHORTEST_PART, SHORTEST_PART - 1, -1):
        heads = [word[: at - len(joint)] for joint in JOINTS if word[:at].endswith(joint)]
        for head, tail in [(head, word[at:]) for head in heads if len(head) >= SHORTEST_PART]:
            found = (
                []
                if is_stop_word(head) or is_stop_word(tail)
                else [find(part, blocks, LINES_A_BLOCK) for part in (head, tail)]
            )
            if found and all(found):
                held = [{place[0] // len(FIELDS) for place in places} for places in found]
                kept = held[0] & held[1] or held[0] | held[1]
                places = [place for places in found for place in places if place[0] // len(FIELDS) in kept]
                return [(*place[:3], min(ENDS, place[3]), PART) for place in places]
    return []


def match_phrase(words: "Sequence[str]", blocks: "Sequence[str]") -> "list[Place]":
    """The places where folded words stand in a row with no other word between, by the first variant that finds them."""
    places = _in_a_row([{word} for word in words], WORD, blocks)
    if not places:
        lettered = [{word, letters_for_digraphs(word), digraphs_for_letters(word)} for word in words]
        places = _in_a_row(lettered, SPELLING, blocks)
    if not places and all(word.isascii() for word in words):
        plain = [{word, bare(letters_for_digraphs(word))} for word in words]
        places = _in_a_row(plain, SPELLING, [bare(block) for block in blocks])
    return places


def _in_a_row(row: "Sequence[set[str]]", why: "Why", blocks: "Sequence[str]") -> "list[Place]":
    """The places of words in a row, each in any variant, with no letter, digit or end of a paragraph between."""
    import re

    words = ("|".join(re.escape(word) for word in sorted(variants)) for variants in row)
    between = rf")(?:[^\w{BREAK}{PARAGRAPH}]|_)+(?:"
    found = re.compile(r"(?<![^\W_])(?:" + between.join(words) + r")(?![^\W_])").finditer
    places: list[Place] = []
    for number, block in enumerate(blocks):
        for match in found(block):
            start = block.rfind(BREAK, 0, match.start()) + 1
            line = number * LINES_A_BLOCK + block.count(BREAK, 0, start)
            places.append((line, match.start() - start, match.end() - start, SAME, why))
    return places
