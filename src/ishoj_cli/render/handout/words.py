"""What the tool itself says on a sheet, in Danish, apart from what the content says."""

from ishoj_cli.render.page import danish_date, ended, origin_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ishoj_cli.content.model import Handbook, Section

QUESTION_LABEL = "Spørgsmål til dialog (værktøjets forslag)"
LINES_LABEL = "Hvad betyder det hos os?"
GUIDE_TITLE = "Sådan bruger I kortene"
NO_BREAK = "\N{NO-BREAK SPACE}"
KINDS = {"ark": "Handout", "kort": "Dialogkort", "plakat": "Plakat"}


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


def asks(sections: "Sequence[Section]", *, questions: bool) -> bool:
    """Whether sections ask anything, when questions are not left out."""
    return questions and any(entry.question for section in sections for entry in section.entries)


def colophon(handbook: "Handbook", *, asked: bool) -> list[str]:
    """The last words of a sheet: the content's own closing, the source, and, when it asks, whose idea that is."""
    own = "Spørgsmålene til dialog er forslag fra værktøjet ishoj og står ikke i kilden."
    named = handbook.source.organisation in handbook.source.name
    organisation = [] if named else [ended(handbook.source.organisation)]
    place = " ".join([origin_line(handbook.source.name), *organisation, f"{edition_line(handbook)}."])
    return [*lines(handbook.closing), place, *([own] if asked else [])]


def description(kind: str, sections: "Sequence[Section]") -> str:
    """What the document is, for its properties."""
    return f"{KINDS[kind]}: {', '.join(section.title for section in sections)}"


def guide(*, asked: bool) -> list[str]:
    """How to use the cards, step by step; `asked` when there are questions on their backs."""
    return [
        "Træk et kort, og læs det højt.",
        "Tænk hver for sig over spørgsmålet på bagsiden." if asked else "Tænk hver for sig: Hvad betyder det hos os?",
        "Fortæl hinanden ét eksempel.",
        "Skriv ned, hvad I vil gøre mere af.",
    ]


def cycle_alternative(titles: "Sequence[str]") -> str:
    """What a drawing of a cycle says to somebody who can't see it."""
    steps = ", ".join(f"{number} {title}" for number, title in enumerate(titles, 1))
    return f"Cirkel med {len(titles)} trin, der følger efter hinanden med uret: {steps}, og så forfra."
