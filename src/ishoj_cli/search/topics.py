"""Topic words: a passage's keywords, matched as a whole word or a whole phrase, in any inflection."""

from ishoj_cli.search.matching import INFLECTED, Asked
from ishoj_cli.search.passages import BREAK, FIELDS, TOPIC
from ishoj_cli.search.query import QUOTE, ROW, words_of
from ishoj_cli.search.result import TOPIC as WHY_TOPIC
from ishoj_cli.search.stemming import irregular_forms
from ishoj_cli.search.variants import match_word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from ishoj_cli.search.matching import Place
    from ishoj_cli.search.passages import Passages
    from ishoj_cli.search.query import Part


def match_topics(
    asked: "Sequence[str]", telling: "Collection[Part]", passages: "Passages"
) -> "dict[Part, list[Place]]":
    """The places of topic words for each part of a query that is one, or stands in one.

    `asked` are all words of the query, `telling` the parts that carry its meaning. A phrase of which none is a part
    becomes a part itself (sige op).
    """
    found: dict[Part, list[Place]] = {}
    if not passages.topics:
        return found
    lines = passages.topics.split(BREAK)
    phrases: set[int] = set()
    for part in telling:
        if part[1] != QUOTE:
            for line, start, end, worth, _ in match_word("".join(part[0]), [passages.topics]):
                if (start, end) == (0, len(lines[line])):
                    found.setdefault(part, []).append(_place(passages, line, worth))
                elif " " in lines[line]:
                    phrases.add(line)
    phrases.update(line for line, text in enumerate(lines) if " " in text and text.rpartition(" ")[2] in asked)
    words = [Asked(word) for word in asked] if phrases else []
    for line in sorted(phrases):
        topic = words_of(lines[line])
        for start in range(len(asked) - len(topic) + 1):
            worths = [_worth(words[start + at], word) for at, word in enumerate(topic)]
            if min(worths) >= INFLECTED:
                row_words = tuple(asked[start : start + len(topic)])
                inside = [
                    part
                    for part in telling
                    if part[0] == row_words or (part[1] != QUOTE and set(part[0]) <= set(row_words))
                ]
                for part in inside or [(row_words, ROW)]:
                    found.setdefault(part, []).append(_place(passages, line, min(worths)))
    return found


def _worth(asked: "Asked", word: str) -> float:
    """What a word of a topic phrase is worth as an answer to a word asked for."""
    return INFLECTED if word in irregular_forms(asked.query) else asked.answer(word)[0]


def _place(passages: "Passages", line: int, worth: float) -> "Place":
    """The place of a topic word: its passage's line for topic words, and its index in the place of an offset."""
    passage, index = passages.topic_of[line]
    return passage * len(FIELDS) + TOPIC, index, index + 1, worth, WHY_TOPIC
