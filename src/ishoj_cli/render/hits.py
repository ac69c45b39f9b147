"""Hits: the answer to a search in every format, why each is one, and what standard error says about them."""

from ishoj_cli.danish import enumerated
from ishoj_cli.errors import did_you_mean, quoted, visible
from ishoj_cli.render.page import QUESTION, local_label, one_line, origin_line
from ishoj_cli.search.result import ENDING, GUESS, SPELLING, WORD, Hit, Reason, Result

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ishoj_cli.render.page import Format
    from ishoj_cli.render.terminal import Pieces
    from ishoj_cli.search.result import Field

SCHEMA = 1
# Stand for the marks of a match while the text around it is escaped; content can't have these, for they are no letters.
OPEN, CLOSE = "\ufffe", "\uffff"
# Where a reason says that its word stands.
PLACES = {
    "title": "i titlen",
    "keywords": "blandt emneordene",
    "section": "i afsnittets titel",
    "text": "i teksten",
    "question": "i værktøjets spørgsmål til dialog",
    "local": "i den lokale tolkning",
}


def render_hits(
    result: Result, format: "Format", width: int = 80, colour: bool = False, *, explain: bool = False
) -> str:
    """A result in one of the formats: every hit, best first; nothing when there is none (json: no hits).

    `explain` says why each hit is one, in Danish; json has no place for that, and gives the least sure `why` of each
    hit whether asked or not. Width (columns) and colour matter to the terminal alone.
    """
    if format == "json":
        return hits_as_json(result)
    if format == "terminal":
        return hits_as_terminal(result, width, colour, explain=explain)
    if format == "markdown":
        return hits_as_markdown(result, explain=explain)
    if format == "tekst":
        return hits_as_text(result, explain=explain)
    return hits_as_tsv(result, explain=explain)


def hits_as_tsv(result: Result, *, explain: bool = False) -> str:
    """`id<TAB>title<TAB>text`, one hit a line; with `explain` a fourth column.

    What matched beside the text, a question or a local interpretation, ends the text and says what it is.
    """
    lines = []
    for hit in result.hits:
        asides = [f"{label}: {text}" for label, text, _ in _asides(hit, local_label(result))]
        cells = [hit.title, " ".join([hit.text or "", *asides]), *(["; ".join(reasons(hit))] if explain else [])]
        lines.append("\t".join([hit.id, *map(_plain, cells)]) + "\n")
    return "".join(lines)


def hits_as_text(result: Result, *, explain: bool = False) -> str:
    """Hits to be read aloud: what each is called, where it stands and what it says, a line each; no match is marked."""
    blocks = []
    for hit in result.hits:
        command = f"{result.command} {hit.id.replace('/', ' ')}"
        where = f"En del af {hit.section_title} ({command})." if hit.id != hit.section else f"Et afsnit ({command})."
        asides = [f"{label}: {text}" for label, text, _ in _asides(hit, local_label(result), whole=True)]
        because = [f"{reason}." for reason in reasons(hit)] if explain else []
        lines = [hit.title, where, *(hit.text or "").split("\n\n"), *asides, *because]
        blocks.append("\n".join(_plain(line) for line in lines if line))
    return "\n\n".join([*blocks, origin_line(result.source)]) + "\n" if blocks else ""


def hits_as_json(result: Result) -> str:
    """The document that `schemas/soeg.json` describes, with a line break at its end; always valid UTF-8."""
    from ishoj_cli.render.json import dumped

    document = {
        "schema": SCHEMA,
        "query": result.query,
        "hits": [
            {
                **{key: getattr(hit, key) for key in ("id", "section", "title", "text", "why", "score")},
                "matches": [{"field": match.field, "start": match.start, "end": match.end} for match in hit.matches],
            }
            for hit in result.hits
        ],
        "suggestions": list(result.suggestions),
    }
    return dumped(document)


def hits_as_markdown(result: Result, *, explain: bool = False) -> str:
    """A list of hits as CommonMark, the matches in strong emphasis; content is text, never markup."""
    from ishoj_cli.render.markdown import escaped

    def marked(text: str | None, hit: Hit, field: "Field") -> str:
        pieces = [f"{OPEN}{piece}{CLOSE}" if match else piece for piece, match in _pieces(text or "", hit, field)]
        return escaped("".join(pieces)).replace(OPEN, "**").replace(CLOSE, "**")

    blocks = []
    local = local_label(result)
    for hit in result.hits:
        title, text = marked(hit.title, hit, "title"), marked(hit.text, hit, "text")
        blocks.append(f"- {title} (`{hit.id}`)" + (f": {text}" if text else ""))
        blocks += [f"  {escaped(label)}: {marked(aside, hit, field)}" for label, aside, field in _asides(hit, local)]
        blocks += [f"  {escaped(reason)}" for reason in (reasons(hit) if explain else [])]
    return "\n\n".join(blocks) + "\n" if blocks else ""


def hits_as_terminal(result: Result, width: int, colour: bool, *, explain: bool = False) -> str:
    """Hits for a screen `width` columns wide: section, title, the whole text; matches in bold and underlined."""
    from ishoj_cli.render.terminal import GUTTER, QUIET, STRONG, TITLE, UNDERLINE, Canvas

    def marked(text: str, hit: Hit, field: "Field", style: str = "") -> "Pieces":
        mark = f"{UNDERLINE};{TITLE}"
        return tuple((piece, mark if match else style) for piece, match in _pieces(text, hit, field))

    canvas = Canvas(width, colour)
    local = local_label(result)
    indent: Pieces = ((" " * GUTTER, ""),)
    for hit in result.hits:
        canvas.paragraph(marked(hit.title, hit, "title", TITLE))
        where = [hit.section_title] if hit.id != hit.section else []
        canvas.hang(" · ".join([*where, f"{result.command} {hit.id.replace('/', ' ')}"]), indent, indent, QUIET)
        for number, paragraph in enumerate(_paragraphs(marked(hit.text or "", hit, "text"))):
            if number:
                canvas.lines.append(())
            canvas.hang(paragraph, indent, indent)
        for label, aside, field in _asides(hit, local, whole=True):
            canvas.hang(((f"{label}: ", STRONG), *marked(aside, hit, field, QUIET)), indent, indent)
        for reason in reasons(hit) if explain else ():
            canvas.hang(reason, indent, indent, QUIET)
    if result.hits:
        canvas.paragraph(origin_line(result.source), QUIET)
    return canvas.text()


def reasons(hit: Hit) -> list[str]:
    """Why a passage is a hit, in Danish, a line for each word found in each field."""
    return list(dict.fromkeys(map(_because, hit.reasons)))


def messages(result: Result) -> list[str]:
    """What a reader is told beside the hits, in Danish, a line each: guesses, words not found, what to do next."""
    lines = [f"Ingen træf på {quoted(guess.asked)}. {did_you_mean(guess.words[:3])}" for guess in result.guesses]
    rest = " Her er træf på resten." if result.hits else ""
    lines += [f"Ingen træf på {quoted(word)}.{rest}" for word in result.missing]
    if result.hits:
        if not result.together:
            lines.append("Ordene står ikke alle sammen noget sted. Her er de steder, hvor flest af dem står.")
        if result.total > len(result.hits):
            shown = f"de {len(result.hits)} bedste" if len(result.hits) > 1 else "det bedste"
            lines.append(f"Viser {shown} af {result.total} træf. Vis flere med --antal.")
        return lines
    if not lines:
        lines.append(f"Ingen træf på {quoted(result.query)}.")
    if result.elsewhere:
        lines.append(f"Der er {result.elsewhere} træf i andre afsnit: søg uden --sektion.")
    elif result.suggestions and not result.guesses:
        lines.append(f"Prøv for eksempel {enumerated([quoted(word) for word in result.suggestions], 'eller')}.")
    return [*lines, f"Se alt, hvad der er: {result.command} liste"]


def _because(reason: Reason) -> str:
    asked, found, place = quoted(reason.asked), quoted(reason.found), PLACES[reason.field]
    if reason.why == WORD:
        return f"{asked} står {place}"
    if reason.why == ENDING:
        return f"{asked} står {place} med en anden endelse: {found}"
    if reason.why == SPELLING:
        return f"{asked} er skrevet {found} {place}"
    if reason.why == GUESS:
        return f"{asked} findes ikke, men {found} {place} ligner"
    part = f"{asked} er" if reason.part.lower() == reason.asked else f"{quoted(reason.part)} fra {asked} er"
    which = "første" if reason.found.startswith(reason.part) else "sidste"
    return f"{part} {which} del af {found} {place}"


def _plain(text: str | None) -> str:
    """Text on one line that can't steer a terminal."""
    return visible(one_line(text))


def _asides(hit: Hit, local: str, whole: bool = False) -> "list[tuple[str, str, Field]]":
    """What stands beside a hit's text, as (label, text, field): what matched, or all of it (`whole`)."""
    fields = {match.field for match in hit.matches}
    asides: tuple[tuple[str, str | None, Field], ...] = (
        (local, hit.local, "local"),
        (QUESTION, hit.question, "question"),
    )
    return [(label, text, field) for label, text, field in asides if text and (whole or field in fields)]


def _pieces(text: str, hit: Hit, field: "Field") -> list[tuple[str, bool]]:
    """A field of a hit cut where its matches begin and end: each piece, and whether it is a match."""
    pieces, at = [], 0
    for match in hit.matches:
        if match.field == field:
            pieces += [(text[at : match.start], False), (text[match.start : match.end], True)]
            at = match.end
    return [*pieces, (text[at:], False)]


def _paragraphs(pieces: "Pieces") -> "list[Pieces]":
    """Pieces parted where a blank line stands in them."""
    paragraphs: list[list[tuple[str, str]]] = [[]]
    for text, style in pieces:
        first, *more = (paragraph.replace("\n", " ").replace("\t", " ") for paragraph in text.split("\n\n"))
        paragraphs[-1].append((first, style))
        paragraphs += [[(paragraph, style)] for paragraph in more]
    return [tuple(paragraph) for paragraph in paragraphs if any(text for text, _ in paragraph)]
