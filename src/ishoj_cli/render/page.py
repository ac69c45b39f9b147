"""What is to be shown, and the phrases that every format shares."""

from ishoj_cli.content.model import Entry, Handbook, Record, Section

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    from ishoj_cli.search.result import Result

    Format = Literal["terminal", "tekst", "markdown", "tsv", "json"]

FORMATS: "tuple[Format, ...]" = ("terminal", "tekst", "markdown", "tsv", "json")
QUESTION = "Til dialog (værktøjets forslag)"
QUESTION_NOTE = "»Til dialog« er værktøjets eget forslag."
MONTHS = (
    *("januar", "februar", "marts", "april", "maj", "juni"),
    *("juli", "august", "september", "oktober", "november", "december"),
)


class Page(Record):
    """What was asked for: some sections of a handbook, or one `entry` of one section; `whole` when it is everything."""

    handbook: Handbook
    sections: tuple[Section, ...]
    entry: Entry | None = None
    whole: bool = False


def danish_date(edition: str) -> str:
    """An ISO date as Danish writes it: 2026-11-23 is `23. november 2026`; anything else as it is."""
    parts = edition.split("-")
    if len(parts) != 3 or not all(part.isdecimal() for part in parts) or not 1 <= int(parts[1]) <= len(MONTHS):
        return edition
    year, month, day = parts
    return f"{int(day)}. {MONTHS[int(month) - 1]} {year}"


def ended(text: str) -> str:
    """Text as a sentence: with a full stop, unless it ends with one already."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def origin_line(source: str) -> str:
    """Where a text comes from, as a sentence: `Kilde: ….`"""
    return f"Kilde: {ended(source)}"


def more_line(section: Section) -> str:
    """Where the whole wording of a section stands: `Læs mere i ….`, or nothing."""
    return f"Læs mere i {ended(section.read_more)}" if section.read_more else ""


def imprint_line(handbook: Handbook) -> str:
    """Where the whole comes from, and of which day it is."""
    return f"{origin_line(handbook.source.name)} Udgave {danish_date(handbook.source.edition)}."


def source_line(page: Page) -> str:
    """Where the text comes from, and where to read more."""
    more = list(dict.fromkeys(filter(None, map(more_line, page.sections))))
    told = more if len(more) == 1 and not page.whole else []
    return " ".join([origin_line(page.handbook.source.name), *told])


def place_line(handbook: Handbook, section: Section, entry: Entry | None = None) -> list[str]:
    """Where a section or one of its entries stands: a line, or none for a section that stands by itself."""
    if entry:
        return [f"{section.title}, nummer {section.entries.index(entry) + 1} af {len(section.entries)}."]
    whole = [parent for parent in handbook.sections if parent.id == section.part_of]
    return [f"En del af {parent.title} ({handbook.command} {parent.id})." for parent in whole]


def local_label(shown: "Handbook | Result") -> str:
    """What stands before the workplace's own interpretation, in a handbook or in what was found there."""
    return f"Hos os ({shown.workplace})" if shown.workplace else "Hos os"


def turn_line(section: Section) -> str:
    """What says of the entries of a cycle, where they stand as a list, that they go round."""
    return f"Efter {len(section.entries)} følger 1 igen: {section.entries[0].title}."


def first_sentence(section: Section) -> str:
    """The first sentence of a section, as its line in an overview; a section without paragraphs has none."""
    text = section.lead[0] if section.lead else ""
    for at, letter in enumerate(text):
        if letter in ".!?" and text[at + 1 : at + 2] == " " and text[at + 2 : at + 3].isupper():
            return text[: at + 1]
    return text


def numbered(section: Section) -> bool:
    """Whether the entries of a section are in an order that its numbers show."""
    return section.kind != "text"


def one_line(text: str | None) -> str:
    """Text with its paragraphs and tabs as single spaces."""
    return " ".join((text or "").split())
