"""What the tool itself says on a sheet, in Danish, apart from what the content says."""

from ishoj_cli.errors import IshojError, quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ishoj_cli.content.model import Handbook, Section

QUESTION_LABEL = "Spørgsmål til dialog (værktøjets forslag)"
LINES_LABEL = "Hvad betyder det hos os?"
READ_MORE_LABEL = "Læs mere:"
GUIDE_TITLE = "Sådan bruger I kortene"
KINDS = {"ark": "Handout", "kort": "Dialogkort", "plakat": "Plakat"}
MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november", "december",
)  # fmt: skip


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


def local_label(handbook: "Handbook") -> str:
    """What stands above the workplace's own interpretation: `Hos os (Biblioteket)`."""
    return f"Hos os ({handbook.workplace})" if handbook.workplace else "Hos os"


def edition_line(handbook: "Handbook") -> str:
    """The edition as a Danish date: `Udgave 23. november 2026`."""
    year, month, day = map(int, handbook.source.edition.split("-"))
    return f"Udgave {day}.\N{NO-BREAK SPACE}{MONTHS[month - 1]}\N{NO-BREAK SPACE}{year}"


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
        "Tænk hver for sig over spørgsmålet på bagsiden." if questions else "Tænk hver for sig: Hvad betyder det hos os?",
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

    found = re.search(r'the text `"(.+?)"` ', message)
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
