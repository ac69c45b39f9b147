"""The layout of a page as an ordered list of blocks, shared by the formats for people (tekst, markdown, terminal)."""

from ishoj_cli.content.model import Entry, Handbook, Record, Section
from ishoj_cli.errors import NAME, quoted, suggested_command
from ishoj_cli.render.page import (
    QUESTION,
    Layout,
    Page,
    danish_date,
    has_questions,
    linked,
    local_label,
    more_line,
    origin_line,
    questions_line,
    turn_line,
)
from ishoj_cli.type_hints import Callable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ishoj_cli.search.result import Result

Functions = tuple[
    Callable[[Page, Layout], str],
    Callable[[Handbook, Layout], str],
    Callable[[Handbook, Layout], str],
    "Callable[[Result, Handbook, Layout], str]",
]

# Delimiters around a match in search results: Unicode noncharacters, which content cannot contain.
OPEN, CLOSE = "\ufffe", "\uffff"


class Heading(Record):
    """A title; the whole document has one of level 1."""

    title: str
    level: int = 1


class Prose(Record):
    """Paragraphs; `quiet` ones are metadata (location and source) and are shown dimmed."""

    texts: tuple[str, ...]
    quiet: bool = False


class Aside(Record):
    """Labelled paragraphs that are not the organisation's: a local interpretation, or a question for dialogue."""

    label: str
    texts: tuple[str, ...]
    local: bool = False


class Item(Record):
    """An entry, a subsection or a hit.

    `number` is None in unordered lists. For an item that is only excerpted, `place` is the title of its section and
    `command` the command that shows it in full. `notes` are sentences about a hit.
    """

    title: str
    number: int | None = None
    texts: tuple[str, ...] = ()
    asides: tuple[Aside, ...] = ()
    place: str | None = None
    command: str | None = None
    notes: tuple[str, ...] = ()


class Items(Record):
    """Entries, subsections or hits, at least one.

    `turn` is the closing line of a cycle, which says that the last step leads back to the first.
    """

    items: tuple[Item, ...]
    turn: str | None = None


class Rows(Record):
    """Commands or names, each with a description. With `titled=False` the terminal omits the title to save a line."""

    rows: tuple[tuple[str, str], ...]
    title: str | None = None
    titled: bool = True


Block = Heading | Prose | Aside | Items | Rows


def typeset_by(typeset: "Callable[[list[Block], Layout], str]", repeats: bool = True) -> "Functions":
    """Make the four renderer functions from a function that typesets blocks.

    With `repeats=False`, suggested commands omit the options of `Layout.repeat`.
    """

    def render_page(page: Page, layout: Layout) -> str:
        return typeset(page_blocks(page, layout.repeat if repeats else ""), layout)

    def render_overview(handbook: Handbook, layout: Layout) -> str:
        return typeset(overview_blocks(handbook, layout.repeat if repeats else ""), layout)

    def render_listing(handbook: Handbook, layout: Layout) -> str:
        return typeset([Rows(handbook.items())], layout)

    def render_hits(result: "Result", handbook: Handbook, layout: Layout) -> str:
        from ishoj_cli.render.hits import hit_blocks

        return typeset(hit_blocks(result, handbook, layout if repeats else layout.replace(repeat="")), layout)

    return render_page, render_overview, render_listing, render_hits


def unmarked(text: str) -> str:
    """Text without the marks around matches."""
    return text.replace(OPEN, "").replace(CLOSE, "")


def page_blocks(page: Page, repeat: str = "") -> "list[Block]":
    """The blocks of a page, from title to source line; `repeat` is appended to every command in it."""
    handbook = page.handbook
    if page.entry:
        blocks: list[Block] = [Heading(page.entry.title), Prose(page.entry.text), *_asides(handbook, page.entry)]
        asked = bool(page.entry.questions)
    else:
        asked = has_questions(page.sections)
        blocks = [block for section in page.sections for block in _section(page, section, repeat)]
    notes = [origin_line(handbook.source, handbook.url)]
    if page.whole:
        blocks = [Heading(handbook.title), Prose(handbook.lead), *blocks, Prose(handbook.closing, quiet=True)]
    else:
        more = more_line(page.sections[0])
        notes = [*_places(page, page.sections[0], repeat), linked(notes[0], more)]
    if asked:
        notes.append(questions_line(handbook))
    return [*blocks, Prose(tuple(notes), quiet=True)]


def overview_blocks(handbook: Handbook, repeat: str = "") -> "list[Block]":
    """The overview: one line per section, and example commands for the most common tasks."""
    origin = origin_line(handbook.source, handbook.url)
    return [
        Heading(handbook.title),
        Prose(handbook.lead),
        Rows(tuple((section.id, section.summary or section.title) for section in handbook.sections)),
        Rows(tuple((suggested_command(words, repeat), does) for words, does in _examples(handbook)), "Prøv", False),
        Prose((linked(origin, f"Udgave {danish_date(handbook.edition)}."),), quiet=True),
    ]


def _examples(handbook: Handbook) -> list[tuple[str, str]]:
    """Commands to go on with, made from the content: reading, searching, printing and today's entry."""
    example = handbook.example()
    if not example:
        return [("alt", "læs det hele"), ("-h", "se alle kommandoer")]
    section, entry = example
    return [
        (f"{section.id} {entry.id}", f"læs om {quoted(entry.title)}"),
        (f"soeg {entry.id}", "find et ord overalt i teksten"),
        ("handout", "lav noget at printe"),
        ("dagens", f"se dagens punkt fra {quoted(section.title)}"),
        ("-h", "se alle kommandoer"),
    ]


def _section(page: Page, section: Section, repeat: str) -> "list[Block]":
    blocks: list[Block] = [Heading(section.title, 2 if page.whole else 1), Prose(section.lead)]
    if section.entries:
        entries = [
            Item(entry.title, number if section.kind != "text" else None, entry.text, _asides(page.handbook, entry))
            for number, entry in enumerate(section.entries, 1)
        ]
        blocks.append(Items(tuple(entries), turn_line(section) if section.kind == "cycle" else None))
    subsections = [
        Item(
            part.title,
            number,
            (part.summary,) if part.summary else (),
            command=suggested_command(part.id, repeat, NAME),
        )
        for number, part in enumerate(page.handbook.parts_of(section), 1)
    ]
    blocks += [Items(tuple(subsections))] if subsections else []
    blocks += [Prose(section.closing), *_asides(page.handbook, section)]
    if page.whole:
        blocks.append(Prose((*_places(page, section, repeat), more_line(section)), quiet=True))
    return blocks


def _asides(handbook: Handbook, part: Section | Entry) -> tuple[Aside, ...]:
    """The interpretation of a section or an entry, and the first of its questions."""
    local = Aside(local_label(handbook), part.local, local=True)
    return tuple(aside for aside in (local, Aside(QUESTION, part.questions[:1])) if aside.texts)


def _places(page: Page, section: Section, repeat: str) -> list[str]:
    """A line that says which section an entry or subsection is part of; empty for a top-level section."""
    if page.entry:
        ids = [entry.id for entry in section.entries]
        return [f"{section.title}, nummer {ids.index(page.entry.id) + 1} af {len(ids)}."]
    parents = [parent for parent in page.handbook.sections if parent.id == section.part_of]
    return [f"En del af {parent.title} ({suggested_command(parent.id, repeat, NAME)})." for parent in parents]
