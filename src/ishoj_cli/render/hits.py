"""Search results as blocks, the explanations of hits, and the messages for standard error; shared by all formats."""

from ishoj_cli.content.model import Handbook
from ishoj_cli.danish import enumerated
from ishoj_cli.errors import NAME, did_you_mean, quoted, suggested_command
from ishoj_cli.render.blocks import CLOSE, OPEN, Aside, Block, Item, Items, Prose
from ishoj_cli.render.page import QUESTION, Layout, local_label, origin_line, questions_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ishoj_cli.search.result import Field, Hit, Reason, Result


MOST_WORDS = 8  # words not found that get a line of their own
MOST_DOCUMENTS = 5  # that a reader is sent to when nothing is found
# Where a reason says that its word stands.
PLACES: "dict[str | None, str]" = {
    "title": "i titlen",
    "section": "i afsnittets titel",
    "summary": "i resuméet",
    "text": "i teksten",
    "questions": "i et spørgsmål til dialog",
    "read_more": "i henvisningen",
    "local": "i den lokale tolkning",
}
# Danish sentences by reason. Partial matches are worded in `_because`; topic words are handled in `reasons`.
REASONS = {
    "word": "{asked} står {place}.",
    "ending": "{asked} står {place} med en anden endelse: {found}.",
    "spelling": "{asked} er skrevet {found} {place}.",
    "guess": "{asked} findes ikke, men {found} {place} ligner.",
}


def hit_blocks(result: "Result", handbook: Handbook, layout: Layout) -> "list[Block]":
    """The blocks of a search result: one item per hit, best first, then the source line. Empty without hits."""
    if not result.hits:
        return []
    questions = [questions_line(handbook)] if any(hit.questions for hit in result.hits) else []
    items = hit_items(result, handbook, layout)
    origin = origin_line(handbook.source, handbook.url)
    return [*(Items((item,)) for item in items), Prose((origin, *questions), quiet=True)]


def hit_items(result: "Result", handbook: Handbook, layout: Layout, *, whole: bool = True) -> list[Item]:
    """Hits as items with their matches marked.

    With `whole`, the interpretation and the first question are included even if they do not match.
    """
    return [
        Item(
            title=_marked(hit, "title", (hit.title,))[0],
            texts=_marked(hit, "text", hit.text),
            asides=_asides(hit, handbook, whole),
            place=hit.section_title if "/" in hit.id else None,
            command=suggested_command(hit.id.replace("/", " "), layout.repeat, NAME),
            notes=reasons(hit, layout.explain),
        )
        for hit in result.hits
    ]


def reasons(hit: "Hit", explain: bool) -> tuple[str, ...]:
    """Why a passage is a hit, in Danish: the topic words, always, and with `explain` each word found in each field."""
    words = enumerated([quoted(word) for word in hit.keywords])
    topics = [f"Fundet under emneord{'et' if len(hit.keywords) == 1 else 'ene'} {words}."] if hit.keywords else []
    words_found = [_because(reason) for reason in hit.reasons if explain and reason.why != "topic"]
    return tuple(dict.fromkeys([*topics, *words_found]))


def messages(result: "Result", handbook: Handbook, layout: Layout) -> list[str]:
    """Messages about the search, one line each in Danish: guesses, words not found, what to do next."""
    lines = [f"Ingen træf på {quoted(guess.asked)}. {did_you_mean(guess.words[:3])}" for guess in result.guesses]
    rest = " Her er træf på resten." if result.hits else ""
    lines += [f"Ingen træf på {quoted(word)}.{rest}" for word in result.missing]
    if len(lines) > MOST_WORDS:
        more = len(lines) - MOST_WORDS + 1
        lines[-more:] = [f"Der er heller ingen træf på {more} andre ord."]
    if result.hits:
        if not result.together:
            lines.append("Ordene står ikke samlet noget sted. Her er de træf, hvor flest af dem står.")
        if result.total > len(result.hits):
            shown = f"de {len(result.hits)} bedste" if len(result.hits) > 1 else "det bedste"
            lines.append(f"Viser {shown} af {result.total} træf. Vis flere med --antal.")
        return lines
    lines = lines or [f"Ingen træf på {quoted(result.query)}."]
    if result.elsewhere:
        lines.append(f"Der er {result.elsewhere} træf i andre afsnit: søg uden --sektion.")
    else:
        lines.append(f"Det siger teksten ikke noget om. {_documents(handbook)}")
        if result.suggestions and not result.guesses:
            near = enumerated([quoted(word) for word in result.suggestions], "eller")
            lines.append(f"Prøv for eksempel {near}.")
    return [*lines, f"Se alt, der findes: {suggested_command('liste', layout.repeat)}"]


def _documents(handbook: Handbook) -> str:
    """Where the official wording is, as a sentence."""
    documents = dict.fromkeys([handbook.source, *(section.read_more or "" for section in handbook.sections)])
    return f"Den officielle ordlyd står her: {enumerated([*filter(None, documents)][:MOST_DOCUMENTS])}."


def _because(reason: "Reason") -> str:
    asked, found, place = quoted(reason.asked), quoted(reason.found), PLACES[reason.field]
    if reason.why in REASONS:
        return REASONS[reason.why].format(asked=asked, found=found, place=place)
    if reason.part == reason.found:
        return f"{found} fra {asked} står {place}."
    part = f"{asked} er" if reason.part.lower() == reason.asked else f"{quoted(reason.part)} fra {asked} er"
    which = "første" if reason.found.startswith(reason.part) else "sidste"
    return f"{part} {which} del af {found} {place}."


def _asides(hit: "Hit", handbook: Handbook, whole: bool) -> tuple[Aside, ...]:
    """What stands beside a hit's text: what matched; `whole` also the interpretation and the first question."""
    local = _marked(hit, "local", hit.local)
    questions = _matching(hit, "questions", hit.questions) or hit.questions[:whole]
    return (
        *(Aside("Kort fortalt", (text,)) for text in _matching(hit, "summary", (hit.summary or "",))),
        *([Aside(local_label(handbook), local, local=True)] if local and (whole or local != hit.local) else []),
        *(Aside(QUESTION, (text,)) for text in questions),
        *(Aside("Læs mere", (text,)) for text in _matching(hit, "read_more", (hit.read_more or "",))),
    )


def _matching(hit: "Hit", field: "Field", texts: tuple[str, ...]) -> tuple[str, ...]:
    """The texts of a field that have a match, marked."""
    return tuple(text for text in _marked(hit, field, texts) if OPEN in text)


def _marked(hit: "Hit", field: "Field", texts: tuple[str, ...]) -> tuple[str, ...]:
    """The texts of a field with OPEN and CLOSE around each match."""
    pieces: list[list[str]] = [[] for _ in texts]
    ends = [0] * len(texts)
    for match in hit.matches:
        if match.field == field:
            text = texts[match.index]
            pieces[match.index] += text[ends[match.index] : match.start], OPEN, text[match.start : match.end], CLOSE
            ends[match.index] = match.end
    return tuple("".join(before) + text[end:] for text, before, end in zip(texts, pieces, ends, strict=True))
