"""tekst: for pipes, files and screen readers. A paragraph or an entry is one line, never wrapped or padded."""

from ishoj_cli.content.model import Entry, Handbook, Section
from ishoj_cli.render.page import (
    QUESTION,
    Page,
    first_sentence,
    imprint_line,
    local_label,
    more_line,
    numbered,
    one_line,
    place_line,
    source_line,
    turn_line,
)


def render_page(page: Page) -> str:
    """A page as lines of plain text, ending in its source."""
    if page.entry:
        blocks = [_entry_alone(page, page.entry)]
    else:
        blocks = [block for section in page.sections for block in _section(page, section)]
    if page.whole:
        blocks = [[page.handbook.title], _lines(page.handbook.lead), *blocks, _lines(page.handbook.closing)]
    blocks.append([source_line(page)])
    return _joined(blocks)


def render_overview(handbook: Handbook, examples: tuple[tuple[str, str], ...]) -> str:
    """The whole at a glance: the sections with a line each, and examples to go on with, as (command, what it does)."""
    sections = [f"{section.id}: {section.title}. {first_sentence(section)}".strip() for section in handbook.sections]
    return _joined(
        [
            [handbook.title],
            _lines(handbook.lead),
            sections,
            ["Prøv:", *(f"{command}: {does}" for command, does in examples)],
            _lines(handbook.closing),
            [imprint_line(handbook)],
        ]
    )


def render_list(handbook: Handbook) -> str:
    """Every id with its title, one a line; entries as `section/entry`."""
    return "".join(f"{id_}: {one_line(title)}\n" for id_, title in handbook.items())


def _joined(blocks: list[list[str]]) -> str:
    """Blocks of lines with a blank line between; empty blocks leave none."""
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _lines(paragraphs: tuple[str, ...]) -> list[str]:
    return [one_line(paragraph) for paragraph in paragraphs]


def _local(handbook: Handbook, text: str | None) -> list[str]:
    return [f"{local_label(handbook)}: {one_line(text)}"] if text else []


def _section(page: Page, section: Section) -> list[list[str]]:
    entries = [line for n, entry in enumerate(section.entries, 1) for line in _entry(page, section, n, entry)]
    if section.kind == "cycle" and section.entries:
        entries.append(turn_line(section))
    legs = [
        f"{n}. {part.title} ({page.handbook.command} {part.id}): {first_sentence(part)}".removesuffix(": ")
        for n, part in enumerate(page.handbook.parts_of(section), 1)
    ]
    more = [more_line(section)] if page.whole and section.read_more else []
    return [
        [section.title],
        _lines(section.lead),
        entries,
        legs,
        _lines(section.closing),
        _local(page.handbook, section.local),
        [*place_line(page.handbook, section), *more],
    ]


def _entry(page: Page, section: Section, number: int, entry: Entry) -> list[str]:
    mark = f"{number}. " if numbered(section) else ""
    text = f": {one_line(entry.text)}" if entry.text else ""
    return [f"{mark}{entry.title}{text}", *_asides(page, entry)]


def _entry_alone(page: Page, entry: Entry) -> list[str]:
    text = [one_line(entry.text)] if entry.text else []
    return [entry.title, *text, *_asides(page, entry), *place_line(page.handbook, page.sections[0], entry)]


def _asides(page: Page, entry: Entry) -> list[str]:
    question = [f"{QUESTION}: {one_line(entry.question)}"] if entry.question else []
    return [*_local(page.handbook, entry.local), *question]
