"""Finds a query word in all its spellings and irregular forms, quoted phrases, and topic words."""

from itertools import pairwise

from ishoj_cli.danish import DIGRAPHS, letters_for_digraphs
from ishoj_cli.search.folding import to_ascii_letters
from ishoj_cli.search.matching import ENDS, INFLECTED, SAME, Place, QueryWord, find, is_common, word_at
from ishoj_cli.search.passages import BREAK, FIELDS, LINES_A_BLOCK, PARAGRAPH, TOPIC, Passages
from ishoj_cli.search.query import QUOTE, ROW, Part, is_content_word, is_stop_word, words_of
from ishoj_cli.search.result import Why
from ishoj_cli.search.stemming import irregular_forms, stems, word_list
from ishoj_cli.type_hints import Sequence

# The places of each part of a query.
Found = dict[Part, list[Place]]

# Words of a topic phrase that stand for each other: sige sin mening, sige min mening.
PRONOUNS = [set(line.split()) for line in word_list("pronouns of a person").splitlines()]
# Longer words than this are not words: they are not compared letter by letter, and the work stays bounded.
LONGEST_WORD = 64
# Words typed without Danish letters: a shorter one matches only as a whole (`mal` finds `mål`, `mad` does not find
# `måde`), a longer one only by stems of at least so many letters (`maler` does not find `mål`).
LETTERS_TO_BE_BARE, SHORTEST_BARE_STEM = 5, 4
# Numbers are found as digits and as words; `en` is left out because it is also an article.
NUMBERS = ("to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve", "tolv")
NUMERALS = {word: str(number) for number, word in enumerate(NUMBERS, 2)}
NUMERALS |= {digits: word for word, digits in NUMERALS.items()}
CONJUNCTIONS = ("og", "eller")
# So many words may stand between two of a topic phrase: siger jeg op, sige mit job op.
WORDS_BETWEEN = 2


def match_word(word: str, blocks: "Sequence[str]", topics: int | None = None) -> "list[Place]":
    """The places where a folded query word is found in folded blocks, by the first variant that finds the word itself.

    The variants are: as typed, in its irregular forms, and a number in words or digits; ae, oe, aa as letters; letters
    as ae, oe, aa; with or without hyphens; and for a word in plain ASCII, without Danish letters (o for ø). When only
    parts of words are found, what all the variants find counts; when an inflection is found, further variants add only
    the word itself. In the block of the number `topics` parts of words are not looked for.
    """
    places = find(word, blocks, topics)
    with_letters = letters_for_digraphs(word)
    respelled = [variant for variant in (with_letters, word.translate(DIGRAPHS)) if variant != word]
    if is_stop_word(word):
        for variant in respelled:
            places += find(variant, blocks, topics)
        return [(*place[:4], "word") for place in places if place[3] == SAME]
    found = max([place[3] for place in places], default=0.0)
    for form in irregular_forms(word) or irregular_forms(with_letters):
        asked = QueryWord(form, len(form) - 1)
        asked.same = [stem for stem in asked.same if form.startswith(stem)]  # bedre is no form of beder
        places += _relabelled(find(asked, blocks, topics), "ending", INFLECTED, INFLECTED)
    if word in NUMERALS:
        places += _relabelled(find(NUMERALS[word], blocks, topics), "spelling", INFLECTED, INFLECTED)
    for variant in respelled:
        if found < SAME:
            least = SAME if found >= INFLECTED else 0.0 if variant == with_letters else INFLECTED
            new = _relabelled(find(variant, blocks, topics), "spelling", least)
            found = max([found, *(place[3] for place in new)])
            places += new
    if found < INFLECTED:
        places += _hyphenated(with_letters, blocks)
    if found < SAME and word.isascii():
        bare_blocks = [to_ascii_letters(block) for block in blocks]
        for variant in dict.fromkeys((word, to_ascii_letters(with_letters))):
            taken = {place[:3] for place in places}
            whole = found >= INFLECTED or len(variant) < LETTERS_TO_BE_BARE or is_common(word)
            new = _relabelled(
                find(QueryWord(variant, SHORTEST_BARE_STEM), bare_blocks, topics), "spelling", SAME if whole else 0.0
            )
            places += [place for place in new if place[:3] not in taken]
    return places


def _relabelled(places: "Sequence[Place]", why: "Why", least: float, worth: float = 0.0) -> "list[Place]":
    """The places that are worth at least `least`, with another reason, and with the worth `worth` if it is given."""
    return [(*place[:3], worth or place[3], why) for place in places if place[3] >= least]


def _hyphenated(word: str, blocks: "Sequence[str]") -> "list[Place]":
    """The places of words with a hyphen that are the query word without it: it-afdeling, leder- og medarbejdermøde."""
    places: list[Place] = []
    for number, block in enumerate(blocks):
        at = block.find("-")
        while at >= 0:
            start, end = word_at(block, at, at)[0], at + 1
            if start < at and word.startswith(head := block[start:at]):
                while block[end : end + 1].isalnum() or block[end : end + 1] == "-":
                    end += 1
                asked, other, least = QueryWord(word), block[start:end].replace("-", ""), INFLECTED
                if end == at + 1:  # the hyphen stands for what the word shares with the next but one
                    after = words_of(block[end : end + LONGEST_WORD].partition(BREAK)[0])
                    other = after[1] if len(after) > 1 and after[0] in CONJUNCTIONS else ""
                    asked, end, least = QueryWord(word[len(head) :]), at, ENDS
                if asked.match(other)[0] >= least:
                    begins = block.rfind(BREAK, 0, start) + 1
                    line = number * LINES_A_BLOCK + block.count(BREAK, 0, start)
                    places.append((line, start - begins, end - begins, INFLECTED, "spelling"))
            at = block.find("-", max(end, at + 1))
    return places


def match_phrase(words: "Sequence[str]", blocks: "Sequence[str]") -> "list[Place]":
    """The places where folded words stand in a row with no other word between, by the first variant that finds them."""
    spellings = [{word, letters_for_digraphs(word), word.translate(DIGRAPHS)} for word in words]
    places = _in_a_row([{word} for word in words], "word", blocks) or _in_a_row(spellings, "spelling", blocks)
    if not places and all(word.isascii() for word in words):
        spellings = [{word, to_ascii_letters(letters_for_digraphs(word))} for word in words]
        places = _in_a_row(spellings, "spelling", [to_ascii_letters(block) for block in blocks])
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


def join_words(found: "Found", blocks: "Sequence[str]") -> None:
    """Put two words in a row together that are one word in the text or a topic word (the last block): leder skab."""
    for first, second in pairwise(list(found)):
        words = (*first[0], *second[0])
        word = letters_for_digraphs("".join(words))
        if first in found and not first[1] and not second[1] and any(word in block for block in blocks):
            whole = [place for place in match_word(word, blocks, len(blocks) - 1) if place[3] >= INFLECTED]
            if whole and not any(map(is_stop_word, words)):
                found[words, ROW] = whole
                del found[first], found[second]


def with_topics(found: "Found", asked: "Sequence[str]", passages: "Passages") -> "Found":
    """What is found, with the places in topic words made those of whole topic words, or left out.

    `found` has the places in the text and, as those of one more block, in the topic words. `asked` are all words of
    the query. A phrase of which none is a content word becomes a part itself (sige op), and then the
    other parts are left out.
    """
    first = len(passages.blocks) * LINES_A_BLOCK
    result = {part: [place for place in places if place[0] < first] for part, places in found.items()}
    topical: list[tuple[Part | None, Place]] = [
        (part, (place[0] - first, *place[1:]))
        for part, places in found.items()
        for place in places
        if place[0] >= first
    ]
    for word in asked:
        if ((word,), "") not in found and word in passages.topics:
            topical += [(None, place) for place in find(word, [passages.topics]) if place[3] >= INFLECTED]
    lines = passages.topics.split(BREAK) if topical else []
    matched: dict[tuple[Part, Place], None] = {}
    rows: dict[str, list[tuple[Part, float]]] = {}
    words: list[QueryWord] = []
    for part, (passage, start, end, worth, why) in topical:
        text = lines[passage] + PARAGRAPH
        begins, ends = text.rfind(PARAGRAPH, 0, start) + 1, text.find(PARAGRAPH, end)
        topic = text[begins:ends]
        if part and (begins, ends) == (start, end):
            answers = [(part, worth)] if why != "ending" or _is_lemma(topic, "".join(part[0])) else []
        elif topic in rows:
            answers = rows[topic]
        else:
            words = words or [QueryWord(word) for word in asked]
            answers = rows[topic] = _rows(words_of(topic), words, list(found))
        for answering, worth in answers:
            matched[answering, (passage * len(FIELDS) + TOPIC, begins, ends, worth, "topic")] = None
    for part, place in matched:
        result.setdefault(part, []).append(place)
    if result.keys() - found.keys():
        return {part: places for part, places in result.items() if part[1] or is_content_word(part[0][0])}
    return result


def _is_lemma(topic: str, word: str) -> bool:
    """Whether a topic word is the stem, infinitive or participle of a query word: `ro` is no stem of `ros`."""
    forms = (word, letters_for_digraphs(word), *irregular_forms(word))
    roots = {stem for form in forms for stem in stems(form)}
    return not roots.isdisjoint((topic, topic.removesuffix("e"), topic.removesuffix("et")))


def _rows(topic: "Sequence[str]", asked: "Sequence[QueryWord]", parts: "Sequence[Part]") -> "list[tuple[Part, float]]":
    """The parts of a query that match the words of a topic phrase in their order, and what the match is worth."""
    rows: list[tuple[Part, float]] = []
    for start in range(len(asked)) if len(topic) > 1 else ():
        row: tuple[str, ...] = ()
        worth, at = SAME, start
        for word in topic:
            nearby = asked[at : at + 1 + WORDS_BETWEEN * (at > start)]
            worths = [_worth(other, word) for other in nearby]
            worth = min(worth, max(worths, default=0.0))
            if worth < INFLECTED:
                break
            at += worths.index(max(worths)) + 1
            row += (asked[at - 1].query,)
        else:
            inside = [
                part
                for part in parts
                if part[0] == row
                or (part[1] != QUOTE and set(part[0]) <= set(row) and any(map(is_content_word, part[0])))
            ]
            rows += [(part, worth) for part in inside or [(row, ROW)]]
    return rows


def _worth(asked: QueryWord, word: str) -> float:
    """What a word of a topic phrase is worth as an answer to a word asked for; `sin` stands for `min` too."""
    if any(asked.query in group and word in group for group in PRONOUNS):
        return INFLECTED
    return INFLECTED if word in irregular_forms(asked.query) else asked.match(word)[0]
