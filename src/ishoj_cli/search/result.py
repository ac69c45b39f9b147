"""What a search returns: frozen records, independent of how the hits were found."""

from ishoj_cli.content.model import Record
from ishoj_cli.type_hints import Literal

Why = Literal["word", "ending", "part", "spelling", "topic", "guess"]
Field = Literal["title", "summary", "text", "questions", "read_more", "local"]
SearchedField = Field | Literal["section", "topic"]

# Why a word matches, from the surest to the least sure.
WHYS: "tuple[Why, ...]" = ("word", "ending", "part", "spelling", "topic", "guess")


class Match(Record):
    """Where a hit matches: `start` and `end` are code points into a field of the hit as it is written.

    `index` is the number of the paragraph (`text`, `local`) or of the question (`questions`), 0 in the other fields.
    """

    field: "Field"
    index: int
    start: int
    end: int


class Reason(Record):
    """Why a passage is a hit: the word asked for, the word found (as it is written), and the field it stands in.

    `part` is the piece of `found` that matches: the whole of it unless `why` is "part". `field` may also be "section"
    (the title of an entry's section) or "topic" (a topic word), which the hit does not carry.
    """

    asked: str
    found: str
    part: str
    field: "SearchedField"
    why: "Why"


class Hit(Record):
    """A passage that answers: an entry (id `section/entry`), a section's own text (`section`), the handbook's (`alt`).

    `section` and `section_title` are those of its section, and the passage's own for a section and the handbook.
    `text` is the paragraphs of an entry, or the lead and then the closing of a section or the handbook. `summary` and
    `read_more` are those of a section, None elsewhere. `why` is the least sure of the ways in which the words asked
    for were found. `score` is positive, higher is better, and comparable within one result only. `keywords` are the
    topic words the hit was found under, as they are written.
    """

    id: str
    section: str
    section_title: str
    title: str
    summary: str | None
    text: tuple[str, ...]
    questions: tuple[str, ...]
    read_more: str | None
    local: tuple[str, ...]
    why: "Why"
    score: float
    matches: tuple[Match, ...]
    reasons: tuple[Reason, ...]
    keywords: tuple[str, ...] = ()


class Guess(Record):
    """A query word that occurs nowhere, as typed, and the words of the text that were searched for instead."""

    asked: str
    words: tuple[str, ...]


class Result(Record):
    """The answer to a query: hits, best first, and what a reader should know about them.

    `total` is the number of hits before a limit, `elsewhere` the number in the sections that were left out.
    `missing` are the words asked for, as they are typed, that found nothing at all. `together` is False when no passage
    holds all the others. `suggestions` are up to three words that do find something: those guessed, or when there is no
    hit, the topic words and titles of one word that the query has a compound, a form or a misspelling of.
    """

    query: str
    hits: tuple[Hit, ...] = ()
    total: int = 0
    elsewhere: int = 0
    guesses: tuple[Guess, ...] = ()
    missing: tuple[str, ...] = ()
    together: bool = True
    suggestions: tuple[str, ...] = ()
