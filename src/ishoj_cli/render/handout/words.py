"""What the tool itself says on a sheet, in Danish, apart from what the content says."""

from ishoj_cli.content.model import Record
from ishoj_cli.errors import IshojError, quoted
from ishoj_cli.render.page import danish_date, local_label

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ishoj_cli.content.model import Handbook, Section

QUESTION_LABEL = "Spørgsmål til dialog (værktøjets forslag)"
LINES_LABEL = "Hvad betyder det hos os?"
READ_MORE = "Læs mere i"
GUIDE_TITLE = "Sådan bruger I kortene"
NO_BREAK = "\N{NO-BREAK SPACE}"
SHORT = 220
"""Entries whose texts are all at most this many letters stand side by side, with their questions gathered in the margin."""
TALL = 600
"""An entry with more letters than this may break over two pages."""
MANY = 8
LONG = 2000
"""A section with more entries or letters than this may break over two pages; others stay whole."""
STATEMENT = 170
"""A first paragraph of at most this many letters is set large."""
KINDS = {"ark": "Handout", "kort": "Dialogkort", "plakat": "Plakat"}


class Shape(Record):
    """How a section is laid out: what it has decides, never what it is called."""

    named: bool
    told: bool
    short: bool
    tall: bool
    long: bool
    side_by_side: bool
    statement: bool
    asked: bool
    margin_questions: bool
    lines: bool
    entry_lines: bool
    room: bool


def shape(section: "Section", shown: "Sequence[Section]", *, questions: bool, writing_lines: bool) -> Shape:
    """The layout of a section among those shown.

    `named`: its entries are names and no more, set as a table with room to write; `told`: they have texts. `lines` come under a section
    that has no interpretation of its own yet, unless its legs are shown and have theirs.
    """
    entries = section.entries
    named = bool(entries) and not any(entry.text for entry in entries)
    told = bool(entries) and not named
    short = all(len(entry.text or "") + len(entry.local or "") <= SHORT for entry in entries)
    asked = questions and any(entry.question for entry in entries)
    legs = any(part.part_of == section.id for part in shown)
    longest = max(
        (len(entry.text or "") + len(entry.question or "") + len(entry.local or "") for entry in entries), default=0
    )
    letters = sum(map(len, section.lead + section.closing)) + sum(len(entry.text or "") for entry in entries)
    return Shape(
        named=named,
        told=told,
        short=short,
        tall=longest > TALL,
        long=longest > TALL or len(entries) > MANY or letters > LONG,
        side_by_side=short and len(entries) % 2 == 0,
        statement=bool(section.lead) and len(section.lead[0]) <= STATEMENT,
        asked=asked,
        margin_questions=asked and told and short,
        lines=writing_lines and not named and not section.local and not legs,
        entry_lines=writing_lines and named,
        room=named and (writing_lines or any(entry.local for entry in entries)),
    )


def paragraphs(text: str | None) -> list[str]:
    """Text as its paragraphs: a blank line parts them, any other break of line is a space."""
    parted: list[list[str]] = [[]]
    for line in (text or "").splitlines():
        if line.strip():
            parted[-1].extend(line.split(" "))
        else:
            parted.append([])
    return [" ".join(filter(None, part)) for part in parted if part]


def lines(texts: "Iterable[str]") -> list[str]:
    """The paragraphs of several texts."""
    return [paragraph for text in texts for paragraph in paragraphs(text)]


def edition_line(handbook: "Handbook") -> str:
    """The edition as a Danish date: `Udgave 23. november 2026`."""
    return f"Udgave {danish_date(handbook.source.edition).replace(' ', NO_BREAK)}"


def source_line(handbook: "Handbook") -> str:
    """Where the text comes from: `Kilde: …`."""
    return f"Kilde: {handbook.source.name}"


def imprint(handbook: "Handbook") -> str:
    """Source and edition on one line, for the foot of every page."""
    return f"{source_line(handbook)} · {edition_line(handbook)}"


def colophon(handbook: "Handbook", *, questions: bool) -> list[str]:
    """The last words of a sheet: the content's own closing, the source, and what is the tool's own."""
    own = "Spørgsmålene til dialog er forslag fra værktøjet ishoj og står ikke i kilden."
    named = handbook.source.organisation in handbook.source.name
    place = f"{source_line(handbook)}.{'' if named else f' {handbook.source.organisation}.'} {edition_line(handbook)}."
    return [*lines(handbook.closing), place, *([own] if questions else [])]


def description(kind: str, sections: "Sequence[Section]") -> str:
    """What the document is, for its properties."""
    return f"{KINDS[kind]}: {', '.join(section.title for section in sections)}"


def guide(*, questions: bool) -> list[str]:
    """How to use the cards, step by step."""
    return [
        "Træk et kort, og læs det højt.",
        "Tænk hver for sig over spørgsmålet på bagsiden."
        if questions
        else "Tænk hver for sig: Hvad betyder det hos os?",
        "Fortæl hinanden ét eksempel.",
        "Skriv ned, hvad I vil gøre mere af.",
    ]


def cycle_alternative(titles: "Sequence[str]") -> str:
    """What a drawing of a cycle says to somebody who can't see it."""
    steps = ", ".join(f"{number} {title}" for number, title in enumerate(titles, 1))
    return f"Cirkel med {len(titles)} trin, der følger efter hinanden med uret: {steps}, og så forfra."


def refused_letter(message: str) -> str | None:
    """The letter that no font has, out of the compiler's message."""
    import re

    found = re.search(r'the (?:text|PDF contains the codepoint) `"(.+?)"`', message)
    if not found:
        return None
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda code: chr(int(code[1], 16)), found[1]).removeprefix("\\")


def no_letter(handbook: "Handbook", letter: str) -> IshojError:
    """The error for a letter that no font has: which letter, and where it stands."""
    where = next((place for place, text in texts(handbook) if letter in text), handbook.title)
    codes = " ".join(f"U+{ord(part):04X}" for part in letter)
    return IshojError(
        f"Tegnet {quoted(letter)} ({codes}) i {quoted(where)} findes ikke i skrifterne, så det kan ikke trykkes.",
        hint="Skriv det på en anden måde, eller lav handoutet som html, docx eller markdown.",
    )


def texts(handbook: "Handbook") -> "Iterator[tuple[str, str]]":
    """Every text with the title of what it belongs to."""
    for section in handbook.sections:
        for entry in section.entries:
            for text in (entry.title, entry.text, entry.question, entry.local):
                yield entry.title, text or ""
        for text in (section.title, *section.lead, *section.closing, section.read_more, section.local):
            yield section.title, text or ""
    for text in (handbook.title, *handbook.lead, *handbook.closing, handbook.source.name, handbook.source.organisation):
        yield handbook.title, text
    yield "Hos os", handbook.workplace or ""
