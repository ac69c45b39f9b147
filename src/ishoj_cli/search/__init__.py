"""Search that understands Danish: `search(handbook, query)` gives the hits, best first, and prints nothing.

The text is folded and scanned once for each word asked for; there is no index. The parts, in the order they are used:
`query` (words and phrases), `passages` (the text, folded), `readings` (a word as typed, with other letters, or
misspelt), `endings` and `places` (why `politik` finds `personalepolitik`, and `skab` does not find `fællesskab`),
`nearest` (misspellings), `score`.
"""

from ishoj_cli.danish import fold, letters_for_digraphs, name_key, written_places
from ishoj_cli.errors import NotFoundError, UsageError, quoted
from ishoj_cli.search.nearest import suggestions
from ishoj_cli.search.passages import FIELDS, TITLE, Passages, fields, own_text
from ishoj_cli.search.places import SAME
from ishoj_cli.search.query import STOP_WORDS, parts
from ishoj_cli.search.readings import guess, read, read_phrase
from ishoj_cli.search.result import WHYS, Guess, Hit, Match, Reason, Result
from ishoj_cli.search.score import ranked, values

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ishoj_cli.content.model import Handbook
    from ishoj_cli.search.places import Place
    from ishoj_cli.search.query import Part
    from ishoj_cli.search.result import Field, Why

__all__ = ["Guess", "Hit", "Match", "Reason", "Result", "search"]

# The fields that a match may name: those that a reader sees as written.
SHOWN = frozenset(("title", "text", "question", "local"))
MOST_SUGGESTIONS = 3


def search(
    handbook: "Handbook",
    query: str,
    *,
    sections: "Iterable[str]" = (),
    limit: int | None = None,
    questions: bool = True,
) -> Result:
    """Find the passages of a handbook that answer a query, best first.

    The query is literal text: words, and phrases in quotation marks (" „ ” » «). `sections` narrows the hits to
    sections with these ids (or aliases or titles, in any spelling), `limit` is the greatest number of hits given
    (None: all), and without `questions` the tool's own questions for dialogue are neither searched nor given.

    Raises UsageError when the query is empty or blank, NotFoundError when there is no such section. Nothing found is
    no error: the result then has no hits, but suggestions.
    """
    if not query.strip():
        example = handbook.example()
        word = example[1].id if example else "ord"
        raise UsageError(
            "Der mangler et ord at søge efter.", hint=f"Skriv for eksempel: {handbook.command} soeg {word}"
        )
    among = _passages_of(handbook, sections)
    passages = Passages(handbook, questions)
    blocks = passages.blocks
    asked, found, guesses = _answers(parts(query), blocks)
    worth = [values(places) for places in found]
    titled = _titled(passages, query, found[0]) if found else set()
    order, most = ranked(worth, len(passages), titled, among)
    everywhere = order if among is None else ranked(worth, len(passages), titled)[0]
    return Result(
        query,
        hits=_hits(passages, order[:limit], asked, found),
        total=len(order),
        elsewhere=sum(among is not None and number not in among for number, _ in everywhere),
        guesses=tuple(guesses),
        missing=tuple(" ".join(words) for (words, _), places in zip(asked, found, strict=True) if not places),
        together=most == sum(map(bool, found)),
        suggestions=_suggested(handbook, passages, asked, guesses) if guesses or not order else (),
        source=handbook.source.name,
        workplace=handbook.workplace,
        command=handbook.command,
    )


def _passages_of(handbook: "Handbook", sections: "Iterable[str]") -> set[int] | None:
    """The numbers of the passages in the sections named, or None when none is named."""
    wanted = list(sections)
    if not wanted:
        return None
    names: dict[str, tuple[int, int]] = {}
    first = 0
    for section in handbook.sections:
        after = first + 1 + len(section.entries)
        for name in (section.title, *section.aliases, section.id):
            names[name_key(name)] = first, after
        first = after
    unknown = [name for name in wanted if name_key(name) not in names]
    if unknown:
        raise NotFoundError(
            f"Der er intet afsnit {quoted(unknown[0])}.", hint=f"Se dem alle med: {handbook.command} liste"
        )
    return {number for name in wanted for number in range(*names[name_key(name)])}


def _answers(asked: "Sequence[Part]", blocks: "Sequence[str]") -> "tuple[list[Part], list[list[Place]], list[Guess]]":
    """The parts of a query that tell something, the places of each, and the guesses made for those that stand nowhere.

    A part that can only be a misspelt word without a meaning of its own (`hvodan`) is dropped when another part is
    found.
    """
    found = {part: read_phrase(part[0], blocks) if part[1] else read(part[0][0], blocks) for part in asked}
    guesses: dict[Part, Guess] = {}
    for part in asked:
        if not found[part] and not part[1]:
            places, words = guess(part[0][0], blocks)
            if words and (STOP_WORDS.isdisjoint(words) or not any(found.values())):
                guesses[part] = Guess(part[0][0], words)
                found[part] = places
            elif words:
                del found[part]
    return list(found), list(found.values()), list(guesses.values())


def _titled(passages: Passages, query: str, places: "Sequence[Place]") -> set[int]:
    """The passages whose title is the query, in any spelling, among those where the first word stands in a title."""
    name = name_key(query)
    candidates = {place[0] // len(FIELDS) for place in places if place[3] == SAME and place[0] % len(FIELDS) == TITLE}
    return {number for number in candidates if name_key(passages.title(number)) == name}


def _suggested(
    handbook: "Handbook", passages: Passages, asked: "Sequence[Part]", guesses: "Sequence[Guess]"
) -> tuple[str, ...]:
    """The words guessed, or words of the text like those asked for."""
    guessed = dict.fromkeys(word for guess in guesses for word in guess.words)
    words = [letters_for_digraphs(word) for row, _ in asked for word in row]
    titles = [fold(section.title) for section in handbook.sections]
    return tuple([*guessed] or suggestions(words, passages.blocks, titles))[:MOST_SUGGESTIONS]


def _hits(
    passages: Passages,
    chosen: "Sequence[tuple[int, float]]",
    asked: "Sequence[Part]",
    found: "Sequence[Sequence[Place]]",
) -> tuple[Hit, ...]:
    """The chosen passages as hits, each with the places of every word asked for."""
    of_passage: dict[int, list[tuple[str, list[Place]]]] = {number: [] for number, _ in chosen}
    for (words, _), places in zip(asked, found, strict=True):
        word = " ".join(words)
        for place in places:
            of_word = of_passage.get(place[0] // len(FIELDS))
            if of_word is not None:
                if not of_word or of_word[-1][0] != word:
                    of_word.append((word, []))
                of_word[-1][1].append(place)
    return tuple(_hit(passages, number, score, of_passage[number]) for number, score in chosen)


def _hit(passages: Passages, number: int, score: float, found: "Sequence[tuple[str, Sequence[Place]]]") -> Hit:
    """One passage as a hit: the places of each word become matches in the text as written, and reasons."""
    section, entry = passages.sources[number]
    texts = fields(section, entry, passages.questions)
    lines = {place[0] for _, places in found for place in places}
    written = {line: written_places(texts[line % len(FIELDS)]) for line in lines}
    matches: set[tuple[int, int, int]] = set()
    reasons: dict[tuple[str, str, str, Field, Why], None] = {}
    least_sure = 0
    for word, places in found:
        surest = max(places, key=lambda place: (place[3], -WHYS.index(place[4])))
        least_sure = max(least_sure, WHYS.index(surest[4]))
        for line, start, end, _, why in places:
            field, spans = line % len(FIELDS), written[line]
            if spans is not None:
                start, end = spans[start][0], spans[end - 1][1]
            matches.add((field, start, end))
            text = texts[field]
            reasons[word, _whole_word(text, start, end), text[start:end], FIELDS[field], why] = None
    return Hit(
        id=f"{section.id}/{entry.id}" if entry else section.id,
        section=section.id,
        section_title=section.title,
        title=texts[TITLE],
        text=entry.text if entry else own_text(section),
        question=texts[FIELDS.index("question")] or None,
        local=texts[FIELDS.index("local")] or None,
        why=WHYS[least_sure],
        score=score,
        matches=_apart(matches),
        reasons=tuple(Reason(*reason) for reason in reasons),
    )


def _whole_word(text: str, start: int, end: int) -> str:
    """The word of the written text that a match is in."""
    while start and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return text[start:end]


def _apart(places: "set[tuple[int, int, int]]") -> tuple[Match, ...]:
    """Places (field, start, end) as matches in reading order, overlapping ones joined, in the fields that are shown."""
    matches: list[Match] = []
    for number, start, end in sorted(places):
        field = FIELDS[number]
        if matches and matches[-1].field == field and start < matches[-1].end:
            matches[-1] = matches[-1].replace(end=max(end, matches[-1].end))
        elif field in SHOWN:
            matches.append(Match(field, start, end))
    return tuple(matches)
