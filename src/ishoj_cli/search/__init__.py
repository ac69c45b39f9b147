"""Search that understands Danish: `search(handbook, query)` returns the hits, best first, and prints nothing.

The text is folded and scanned once for each word asked for; there is no index. The modules, in the order of use:
`query` (words and phrases), `passages` (the text, folded by `folding`), `variants` (the spellings of a word, and topic
words), `stemming` and `matching` (why `politik` finds `personalepolitik`, and `skab` does not find `fællesskab`),
`fuzzy` and `compounds` (imported only when a word finds nothing), `ranking`.
"""

from ishoj_cli.content.model import Entry, Handbook, Section
from ishoj_cli.danish import name_key
from ishoj_cli.errors import UsageError
from ishoj_cli.search.folding import original_offsets
from ishoj_cli.search.matching import INFLECTED, SHORT, Place, word_at
from ishoj_cli.search.passages import FIELDS, PARAGRAPH, TITLE, TOPIC, Fields, Passages, fields
from ishoj_cli.search.query import (
    HYPHEN,
    MOST_WORDS,
    QUOTE,
    Part,
    as_asked,
    as_typed,
    folded,
    is_content_word,
    is_stop_word,
    parts,
    words_of,
)
from ishoj_cli.search.ranking import candidates, own_text, passages_with_whole_word, ranked, runs, values
from ishoj_cli.search.result import WHYS, Guess, Hit, Match, Reason, Result, SearchedField, Why
from ishoj_cli.search.variants import NUMERALS, Found, join_words, match_phrase, match_word, with_topics
from ishoj_cli.type_hints import Collection, Mapping, Sequence

__all__ = ["Guess", "Hit", "Match", "Reason", "Result", "search"]

MOST_SUGGESTIONS = 3
MOST_MATCHES = 1_000  # of a hit; more highlights cost time and help no reader


def search(handbook: "Handbook", query: str, *, sections: "Collection[str]" = (), limit: int | None = None) -> Result:
    """Find the passages of a handbook that answer a query, best first.

    The query is literal text: words, and phrases in quotation marks (" „ ” » «). `sections` narrows the hits to the
    sections and entries with these ids, and `limit` is the greatest number of hits returned (None: all).

    Raises UsageError when the query is empty or blank. Finding nothing is no error: the result then has no hits.
    """
    if not query.strip():
        example = handbook.example()
        raise UsageError("Der mangler et ord at søge efter.", command=f"soeg {example[1].id if example else 'ord'}")
    passages = Passages(handbook)
    among = passages.among(sections) if sections else None
    text = folded(query)
    asked = words_of(text)[:MOST_WORDS]
    typed = as_typed(query)
    found, guessed = _find_parts(text, asked, passages)
    guesses = {part: Guess(as_asked(part, typed), words) for part, words in guessed.items()}
    missing = tuple(as_asked(part, typed) for part, places in found.items() if not places)
    rows = _rows_of_topics(passages, found)
    if not _is_answered(found, passages, rows):
        found = {part: [] for part in found}
        guesses = {}
    worth = [(values(places, passages.general), passages_with_whole_word(places)) for places in found.values()]
    scores, weak_hits, most = candidates(worth, len(passages.sources), among)
    run = runs(asked, passages.blocks, scores, passages.general) if len(asked) > 1 else {}
    run |= {passage: max(rows[passage], run.get(passage, 0)) for passage in rows.keys() & scores.keys()}
    # Rank by the rarest words of the query: a passage with only common ones never comes before one with a rare one.
    several = [(part, holding) for part, (_, holding) in zip(found, worth, strict=True) if holding]
    rarest = min([len(holding) for _, holding in several], default=0)
    rare = {part: holding if len(several) > 1 else scores for part, holding in several if len(holding) == rarest}
    order = ranked(
        {passage: score for passage, score in scores.items() if passage in run or passage not in weak_hits},
        run,
        {passage for part in rare for passage in own_text(found[part])},
        _named(passages, query, asked, found),
        rows.keys() | {passage for holding in rare.values() for passage in holding},
    )
    elsewhere = 0
    if among is not None:
        everywhere, weak_hits, _ = candidates(worth, len(passages.sources))
        elsewhere = len(everywhere.keys() - weak_hits - among)
    return Result(
        query,
        hits=_hits(passages, order[:limit], found),
        total=len(order),
        elsewhere=elsewhere,
        guesses=tuple(guesses.values()),
        missing=missing,
        together=most == sum(map(bool, found.values())),
        suggestions=_suggested(passages, found, guesses) if guesses or not order else (),
    )


def _find_parts(query: str, asked: "Sequence[str]", passages: Passages) -> "tuple[Found, dict[Part, tuple[str, ...]]]":
    """The parts of a folded query with the places of each, and the words guessed.

    For each part these are tried until one finds something: the word itself, the word joined with the next one (`leder
    skab`), topic words, a guess, and the parts of a compound. A part that can only be a misspelt word without a meaning
    of its own (`hvodan`) is dropped when another part is found.
    """
    blocks, topics = [*passages.blocks, passages.topics], len(passages.blocks)
    found: Found = {}
    for part in parts(query, passages.organisation):
        words, joint = part
        if joint == QUOTE:
            found[part] = match_phrase(words, blocks)
        elif joint == HYPHEN:
            found[part] = [place for place in match_word("".join(words), blocks, topics) if place[3] >= INFLECTED]
            content_words = [word for word in words if is_content_word(word)] or words
            pieces: Found = {((word,), ""): match_word(word, blocks, topics) for word in content_words}
            if not found[part] and any(pieces.values()):
                del found[part]
                found |= pieces
        else:
            found[part] = match_word(words[0], blocks, topics)
            if len(asked) == 1 == len(words[0]) - 1:
                found[part] = [place for place in found[part] if place[3] > SHORT]
    join_words(found, blocks)
    found = with_topics(found, asked, passages)
    if any(found.values()):
        found = {part: places for part, places in found.items() if places or part[1] or not is_stop_word(part[0][0])}
    guesses: dict[Part, tuple[str, ...]] = {}
    for part in [part for part, places in found.items() if not places and part[1] != QUOTE]:
        from ishoj_cli.search.compounds import match_compound
        from ishoj_cli.search.fuzzy import guess

        word = "".join(part[0])
        places, guessed = guess(word, passages.blocks)
        if any(map(is_stop_word, guessed)) and any(found.values()):
            del found[part]
            continue
        if guessed:
            guesses[part] = tuple([passages.original_text(*place[:3]) for place in guessed.values()])
        places = places or match_compound(word, passages)
        found[part] = places
    return found, guesses


def _is_answered(found: "Found", passages: Passages, rows: "Collection[int]") -> bool:
    """Whether what is found answers a query of which some words are missing.

    It does if most words are found, or if one is in a title, a topic phrase, or a topic word that no missing word
    follows. Otherwise the query is about something else: »hvornår åbner svømmehallen« does not ask about openness
    (åbenhed), nor »støtte til briller« about support (støtte). `rows` are the passages with a topic phrase.
    """
    lacking = [part for part, places in found.items() if not places and not part[0][0].isdigit()]
    if sum(map(bool, found.values())) > len(lacking):
        return True
    followed = bool(lacking)
    for part, places in found.items():
        followed = followed and part != lacking[-1]
        for line, _, _, worth, _ in places:
            passage, field = divmod(line, len(FIELDS))
            sure = field != TOPIC or not followed or passage in rows
            if sure and worth >= INFLECTED and passages.is_named(line):
                return True
    return not lacking


def _named(passages: Passages, query: str, asked: "Sequence[str]", found: "Found") -> set[int]:
    """The passages that the query names, in any spelling; for a number, the sections with that many entries.

    The names of a passage are its title, each part of a title with a slash, and a section's id and aliases.
    """
    named: set[int] = set()
    names = {name_key(query), name_key(" ".join(map(as_asked, found)))}
    counts = {asked[0], NUMERALS.get(asked[0])} if len(asked) == 1 else set()
    for line in {place[0] for place in next(iter(found.values()), [])}:
        number, field = divmod(line, len(FIELDS))
        section, entry = passages.sources[number]
        own = [entry.title] if entry else [section.id, *section.aliases, section.title, *section.title.split("/")]
        titled = field == TITLE and not names.isdisjoint(map(name_key, own))
        if titled or (entry is None and str(len(section.entries)) in counts):
            named.add(number)
    return named


def _rows_of_topics(passages: Passages, found: "Found") -> dict[int, int]:
    """For each passage found by a topic phrase of several words, the number of words in the longest such phrase."""
    rows: dict[int, int] = {}
    for line, start, end, _, why in [place for places in found.values() for place in places]:
        if why == "topic":
            passage = line // len(FIELDS)
            words = len(words_of(PARAGRAPH.join(fields(*passages.sources[passage])[TOPIC])[start:end]))
            if words > max(1, rows.get(passage, 0)):
                rows[passage] = words
    return rows


def _suggested(passages: Passages, found: "Found", guesses: "dict[Part, Guess]") -> tuple[str, ...]:
    """The words to suggest: the guessed ones, else topic words and titles that resemble the query words."""
    suggested = list(dict.fromkeys(word for guess in guesses.values() for word in guess.words))
    if not suggested:
        from ishoj_cli.search.fuzzy import suggestions

        suggested = suggestions([word for part in found for word in part[0]], passages.names())
    return tuple(suggested[:MOST_SUGGESTIONS])


def _hits(passages: Passages, chosen: "Sequence[tuple[int, float]]", found: "Found") -> tuple[Hit, ...]:
    """The chosen passages as hits, each with the places of every query word in it."""
    of_passage: dict[int, dict[str, list[Place]]] = {number: {} for number, _ in chosen}
    for part, places in found.items():
        word = as_asked(part)
        for place in places:
            number = place[0] // len(FIELDS)
            if number in of_passage:
                of_passage[number].setdefault(word, []).append(place)
    return tuple(_hit(passages.sources[number], score, of_passage[number]) for number, score in chosen)


def _hit(source: "tuple[Section, Entry | None]", score: float, found: "Mapping[str, Sequence[Place]]") -> Hit:
    """One passage as a hit: its places in folded text become matches in the original text, and reasons."""
    section, entry = source
    texts = fields(section, entry)
    written: dict[int, tuple[str, list[tuple[int, int]] | None]] = {}
    matches: set[tuple[int, int, int]] = set()
    reasons: dict[tuple[str, str, str, SearchedField, Why], None] = {}
    keywords: dict[str, None] = {}
    least_sure = 0
    for word, places in found.items():
        _, surest = max([(place[3], -WHYS.index(place[4])) for place in places])
        least_sure = max(least_sure, -surest)
        for line, start, end, _, why in places:
            field = line % len(FIELDS)
            if field not in written:
                joined = PARAGRAPH.join(texts[field])
                written[field] = joined, original_offsets(joined)
            line_text, spans = written[field]
            if spans is not None:
                start, end = spans[start][0], spans[end - 1][1]
            first, last = (start, end) if field == TOPIC else word_at(line_text, start, end)
            reasons[word, line_text[first:last], line_text[start:end], FIELDS[field], why] = None
            if field == TOPIC:
                keywords[line_text[start:end]] = None
            matches.add((field, start, end))
    (title,), _, summary, text, questions, read_more, local, _ = texts
    return Hit(
        id=f"{section.id}/{entry.id}" if entry else section.id,
        section=section.id,
        section_title=section.title,
        title=title,
        summary=summary[0] if summary else None,
        text=text,
        questions=questions,
        read_more=read_more[0] if read_more else None,
        local=local,
        why=WHYS[least_sure],
        score=score,
        matches=_merged(matches, texts),
        reasons=tuple(Reason(*reason) for reason in reasons),
        keywords=tuple(keywords),
    )


def _merged(places: "set[tuple[int, int, int]]", texts: "Fields") -> tuple[Match, ...]:
    """Places (field, start, end) in lines as matches in paragraphs, in reading order; overlapping ones are merged.

    A hit has the first MOST_MATCHES of them.
    """
    matches: list[Match] = []
    field, index, begins = -1, 0, 0
    for number, start, end in sorted(places)[:MOST_MATCHES]:
        name = FIELDS[number]
        if name == "section" or name == "topic":
            continue  # a hit has no such field
        if number != field:
            field, index, begins = number, 0, 0
        while start >= begins + len(texts[number][index]):
            begins += len(texts[number][index]) + 1
            index += 1
        match = Match(name, index, start - begins, end - begins)
        if matches and (matches[-1].field, matches[-1].index) == (name, index) and match.start < matches[-1].end:
            matches[-1] = match.replace(start=matches[-1].start, end=max(match.end, matches[-1].end))
        else:
            matches.append(match)
    return tuple(matches)
