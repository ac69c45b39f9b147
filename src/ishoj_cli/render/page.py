"""The request to a renderer (`Page`, `Layout`) and the phrases that all formats share."""

from ishoj_cli.content.model import Entry, Handbook, Record, Section
from ishoj_cli.type_hints import Iterator, Sequence

QUESTION = "Til dialog"
ORIGIN = "Kilde:"
MONTHS = (
    *("januar", "februar", "marts", "april", "maj", "juni"),
    *("juli", "august", "september", "oktober", "november", "december"),
)


class Page(Record):
    """What was asked for: some sections of a handbook, or one `entry` of one section; `whole` when it is everything.

    `date` (ISO) is the day that the entry was chosen for, if it was.
    """

    handbook: Handbook
    sections: tuple[Section, ...]
    entry: Entry | None = None
    whole: bool = False
    date: str | None = None


class Layout(Record):
    """How it is shown: `width` in columns and `colour` matter to the terminal alone, `explain` to hits alone.

    `repeat` is the options that a command in the text must repeat to be about the same content (` --indhold vores`).
    """

    width: int = 80
    colour: bool = False
    explain: bool = False
    repeat: str = ""


def danish_date(date: str) -> str:
    """An ISO date as Danish writes it: 2026-11-23 is `23. november 2026`; anything else as it is."""
    parts = date.split("-")
    if len(parts) != 3 or not all(part.isdecimal() for part in parts) or not 1 <= int(parts[1]) <= len(MONTHS):
        return date
    year, month, day = parts
    return f"{int(day)}. {MONTHS[int(month) - 1]} {year}"


def ended(text: str) -> str:
    """Text with a full stop at the end, unless it already ends in sentence punctuation."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


class Linked(str):
    """Text that contains URLs (in order), which formats with hyperlinks render as links."""

    urls: "tuple[str, ...]" = ()

    def pieces(self) -> "Iterator[tuple[str, str]]":
        """Pairs of a piece of plain text and the URL that follows it (empty for the last)."""
        rest: str = self
        for url in self.urls:
            before, _, rest = rest.partition(url)
            yield before, url
        yield rest, ""


def ascii_url(url: str) -> str:
    """An address as a URI, with letters that are not ASCII escaped (RFC 3987, 3.1)."""
    return "".join(
        letter if letter.isascii() else "".join(f"%{byte:02X}" for byte in letter.encode()) for letter in url
    )


def is_right_to_left(text: str) -> bool:
    """Whether the first strong character of a text is right-to-left (UAX 9, P2 and P3)."""
    if max(text, default="") < "\u0590":
        return False
    from unicodedata import bidirectional

    return next((each for each in map(bidirectional, text) if each in ("L", "R", "AL")), "L") != "L"


def linked(*texts: str) -> Linked:
    """Texts as one, with a blank between and the addresses of all."""
    found = Linked(" ".join(filter(None, texts)))
    found.urls = tuple(url for text in texts if isinstance(text, Linked) for url in text.urls)
    return found


def with_url(text: str, url: str | None) -> str:
    """Text as a sentence that ends with a URL in parentheses, so that the full stop is not taken as part of the URL."""
    if not url:
        return ended(text)
    found = Linked(f"{text.removesuffix('.')} ({url}).")
    found.urls = (url,)
    return found


def origin_line(source: str, url: str | None = None) -> str:
    """Where a text comes from, as a sentence: `Kilde: ….`, `Kilde: … (https://…).`"""
    return with_url(f"{ORIGIN} {source}", url)


def height_without_footer(text: str) -> int:
    """The number of lines of a page on a screen, without its last paragraph if that is the source."""
    body, _, last = text.rpartition("\n\n")
    return body.count("\n") + 1 if ORIGIN in last else text.count("\n")


def more_line(section: Section) -> str:
    """Where the official wording of a section is: `Læs mere i ….`, `Læs mere på nettet (https://…).`, or nothing."""
    where = f"i {section.read_more}" if section.read_more else "på nettet" if section.url else ""
    return with_url(f"Læs mere {where}", section.url) if where else ""


def questions_line(handbook: Handbook) -> str:
    """A sentence that names the author of the questions for dialogue; shown once per page with questions."""
    theirs = handbook.questions_by in (None, handbook.organisation)
    tool = "" if theirs else f"{handbook.questions_by}, ikke fra "
    return f"Spørgsmålene til dialog er forslag fra {tool}{ended(handbook.organisation)}"


def has_questions(sections: "Sequence[Section]") -> bool:
    """Whether any of the sections, or an entry of one, has a question."""
    return any(section.questions or any(entry.questions for entry in section.entries) for section in sections)


def local_label(handbook: Handbook) -> str:
    """What stands before the workplace's own interpretation."""
    return f"Hos os ({handbook.workplace})" if handbook.workplace else "Hos os"


def turn_line(section: Section) -> str:
    """The sentence after a cycle rendered as a list: the last step leads back to the first."""
    return f"Efter {len(section.entries)} kommer 1 igen: {section.entries[0].title}."


def one_line(text: str) -> str:
    """Text with its line breaks, tabs and runs of blanks as single spaces."""
    return " ".join(text.split())
