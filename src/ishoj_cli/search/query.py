"""Parses a query into words, quoted phrases and hyphenated words."""

from ishoj_cli.danish import composed, letters_for_digraphs
from ishoj_cli.search.folding import fold
from ishoj_cli.search.stemming import irregular_forms, word_list
from ishoj_cli.type_hints import Mapping, Sequence

# The folded words of a part, and what joins them: nothing (a single word), quotation marks (a phrase), a hyphen, or
# a blank (words that are one word in the text, or a topic phrase).
Part = tuple[tuple[str, ...], str]

STOP_WORDS = frozenset(word_list("stop words").split())
# Words that are ignored next to others, but searched for alone: »god leder« is searched for as »leder«.
WEAK_WORDS = frozenset(word_list("weak words").split())
QUOTE, HYPHEN, ROW = '"', "-", " "
# Folding has made “ ” and „ the plain mark.
QUOTES = ('"', "»", "«")
# Longer numbers, such as years, are a part of the meaning and never ignored.
LONGEST_NUMBER = 2
AROUND = ' \t\n?!.,;:"»«„“”()'
# Only so many words of a query are searched for, phrases included, which bounds the work for a pasted page.
MOST_WORDS = 100
# UTF-8 that was read as Latin-1 begins every Danish letter with this one: `Ã¥benhed`.
MISREAD = "Ã"


def folded(query: str) -> str:
    """The query folded, after repairing Danish letters that were decoded with the wrong encoding."""
    if MISREAD in query:
        try:
            return fold(query.encode("cp1252").decode("utf-8"))
        except UnicodeError:
            pass  # the letter is meant: São
    return fold(query)


def words_of(text: str) -> list[str]:
    """The words of a folded text: letters and digits in a row."""
    return "".join([letter if letter.isalnum() else " " for letter in text]).split()


def is_stop_word(word: str) -> bool:
    """Whether a folded word carries no meaning of its own, in any of its forms."""
    word = letters_for_digraphs(word)
    return word in STOP_WORDS or not STOP_WORDS.isdisjoint(irregular_forms(word))


def as_typed(query: str) -> dict[str, str]:
    """The words of a query as they are typed, by their folded form; a single one with its signs (--json)."""
    words = {fold(word): word for word in words_of(composed(query))}
    return words if len(words) != 1 else dict.fromkeys(words, query.strip(AROUND))


def as_asked(part: "Part", typed: "Mapping[str, str]" = {}) -> str:  # noqa: B006 - is never written to
    """A part of a query folded, or as it is typed."""
    return (HYPHEN if part[1] == HYPHEN else " ").join([typed.get(word, word) for word in part[0]])


def parts(query: str, weak: "Sequence[str]" = ()) -> "list[Part]":
    """The different parts of a folded query in their order.

    Stop words and single letters are left out unless nothing else is left, and so are short numbers and weak words,
    with those in `weak`.
    """
    found: dict[Part, None] = {}
    pieces = [("", query)]
    if any(quote in query for quote in QUOTES):
        import re

        pieces = re.findall(r'["»«]([^"»«]+)["»«]|([^"»«]+)', query)
    for phrase, rest in pieces:
        if words := tuple(words_of(phrase)):
            found[words, QUOTE] = None
        for token in rest.split():
            words = tuple(words_of(token))
            if len(words) > 1 and len(words) == token.count(HYPHEN) + 1:
                found[words, HYPHEN] = None
            else:
                found.update(dict.fromkeys(((word,), "") for word in words))
    kept: list[Part] = []
    left = MOST_WORDS
    content_words = [part for part in found if part[1] or is_content_word(part[0][0])]
    little = {*WEAK_WORDS, *weak, *(word for (word, *_), _ in found if word.isdigit() and len(word) <= LONGEST_NUMBER)}
    strong = [part for part in content_words if part[1] or part[0][0] not in little]
    for words, joint in strong or content_words or found:
        if left:
            kept.append((words[:left], joint))
            left -= len(kept[-1][0])
    return kept


def is_content_word(word: str) -> bool:
    """Whether a folded word has a meaning of its own: it is no stop word and no single letter."""
    return (len(word) > 1 or word.isdigit()) and not is_stop_word(word)
