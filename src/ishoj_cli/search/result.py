"""What a search gives: frozen records, told apart from how they were found."""

from ishoj_cli.content.model import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    Why = Literal["word", "ending", "part", "spelling", "guess"]
    Field = Literal["title", "keywords", "section", "text", "question", "local"]

# Why a word is a match, from the surest to the least sure.
WORD: "Why" = "word"
ENDING: "Why" = "ending"
PART: "Why" = "part"
SPELLING: "Why" = "spelling"
GUESS: "Why" = "guess"
WHYS: "tuple[Why, ...]" = (WORD, ENDING, PART, SPELLING, GUESS)


class Match(Record):
    """Where a hit matches: `start` and `end` are code points into the field as it is written.

    The fields are `title` and `text`, which the hit carries itself, and `question` and `local`, which belong to its
    entry.
    """

    field: "Field"
    start: int
    end: int


class Reason(Record):
    """Why a passage is a hit: the word asked for, the word found (as it is written), and the field it stands in.

    `part` is the piece of `found` that matches, the whole of it unless `why` is a part.
    """

    asked: str
    found: str
    part: str
    field: "Field"
    why: "Why"


class Hit(Record):
    """A passage that answers: an entry (id `section/entry`) or a section's own paragraphs (id `section`).

    `section` is the section's id. `text` is None where nothing is written but a title; paragraphs are parted by a
    blank line. `question` (the tool's own) and `local` are what stands beside the text, None when absent or left out.
    `why` is the least sure of the ways in which the words asked for were found. `score` is positive, higher is
    better, and compares hits of the same result only.
    """

    id: str
    section: str
    section_title: str
    title: str
    text: str | None
    question: str | None
    local: str | None
    why: "Why"
    score: float
    matches: tuple[Match, ...]
    reasons: tuple[Reason, ...]


class Guess(Record):
    """A word that stands nowhere, and the words of the text that were searched for in its place."""

    asked: str
    words: tuple[str, ...]


class Result(Record):
    """The answer to a query: hits, best first, and what a reader should be told about them.

    `total` is the number of hits before a limit, `elsewhere` the number in the sections that were left out.
    `missing` are the words asked for that found nothing at all. `together` is False when no passage holds all the
    others. `suggestions` are up to three words that do occur: those guessed, or when there is no hit, those most like
    the query. `source` is where the text comes from, `workplace` whose local interpretation was searched, if any,
    and `command` what is typed to be shown more of it.
    """

    query: str
    hits: tuple[Hit, ...] = ()
    total: int = 0
    elsewhere: int = 0
    guesses: tuple[Guess, ...] = ()
    missing: tuple[str, ...] = ()
    together: bool = True
    suggestions: tuple[str, ...] = ()
    source: str = ""
    workplace: str | None = None
    command: str = "ishoj"
