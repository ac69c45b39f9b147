"""What is shown, as blocks in order; each format for people (tekst, markdown, terminal) is a way to typeset them."""

from ishoj_cli.content.model import Entry, Handbook, Record, Section
from ishoj_cli.errors import NAME, quoted, suggested_command
from ishoj_cli.render.page import (
    QUESTION,
    Layout,
    Page,
    asks,
    danish_date,
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

# Stand around a match in an item of a search; content can't have these, for they are no characters.
OPEN, CLOSE = "\ufffe", "\uffff"


class Heading(Record):
    """A title; the whole document has one of level 1."""

    title: str
    level: int = 1


class Prose(Record):
    """Paragraphs; `quiet` ones are about the text: where it stands and where it comes from."""

    texts: tuple[str, ...]
    quiet: bool = False


class Aside(Record):
    """Labelled paragraphs that are not the organisation's: a local interpretation, or a question for dialogue."""

    label: str
    texts: tuple[str, ...]
    local: bool = False


class Item(Record):
    """An entry, a subsection or a hit; without a number where the order means nothing.

    Of what isn't shown whole `place` says where it belongs and `command` shows it; `notes` are sentences about a hit.
    """

    title: str
    number: int | None = None
    texts: tuple[str, ...] = ()
    asides: tuple[Aside, ...] = ()
    place: str | None = None
    command: str | None = None
    notes: tuple[str, ...] = ()


class Items(Record):
    """Entries, subsections or hits, at least one; `turn` is the line that says of a cycle that it begins again."""

    items: tuple[Item, ...]
    turn: str | None = None


class Rows(Record):
    """What can be typed, each with what it means; on a screen a title may be left out (`titled`) to save a line."""

    rows: tuple[tuple[str, str], ...]
    title: str | None = None
    titled: bool = True


Block = Heading | Prose | Aside | Items | Rows


def typeset_by(typeset: "Callable[[list[Block], Layout], str]", repeats: bool = True) -> "Functions":
    """The four functions of a format that is a way to typeset blocks; its commands repeat options, or don't."""

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
    """A page from its title to its source; `repeat` ends the commands in it."""
    handbook = page.handbook
    if page.entry:
        blocks: list[Block] = [Heading(page.entry.title), Prose(page.entry.text), *_asides(handbook, page.entry)]
        asked = bool(page.entry.questions)
    else:
        asked = asks(page.sections)
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
    """The whole at a glance: the sections with a line each, and examples of what people come for."""
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
    """Where an entry or a subsection belongs; nothing for a section that stands by itself."""
    if page.entry:
        ids = [entry.id for entry in section.entries]
        return [f"{section.title}, nummer {ids.index(page.entry.id) + 1} af {len(ids)}."]
    parents = [parent for parent in page.handbook.sections if parent.id == section.part_of]
    return [f"En del af {parent.title} ({suggested_command(parent.id, repeat, NAME)})." for parent in parents]
