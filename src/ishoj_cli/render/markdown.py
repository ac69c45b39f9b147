"""markdown: CommonMark to paste into a document or a wiki; what content says is text, never markup."""

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

SPECIAL = {ord(letter): f"\\{letter}" for letter in "\\`*_{}[]<>#|~&$"}
OPENERS = ("+", "-", "=")  # what makes a list or a heading at the start of a line


def escaped(text: str | None) -> str:
    """Text as one line of CommonMark that renders as it was written."""
    line = one_line(text).translate(SPECIAL)
    if line.startswith(OPENERS):
        return f"\\{line}"
    digits = len(line) - len(line.lstrip("0123456789"))
    return f"{line[:digits]}\\{line[digits:]}" if digits and line[digits : digits + 1] in (".", ")") else line


def render_page(page: Page) -> str:
    """A page with one heading of level 1, ending in its source."""
    if page.entry:
        blocks = [_heading(1, page.entry.title), *_paragraphs(page.entry.text), *_asides(page, page.entry, "")]
        blocks += map(escaped, place_line(page.handbook, page.sections[0], page.entry))
    else:
        blocks = [block for section in page.sections for block in _section(page, section)]
    if page.whole:
        lead, closing = map(escaped, page.handbook.lead), map(escaped, page.handbook.closing)
        blocks = [_heading(1, page.handbook.title), *lead, *blocks, "---", *closing]
    return _joined([*blocks, escaped(source_line(page))])


def render_overview(handbook: Handbook, examples: tuple[tuple[str, str], ...]) -> str:
    """The whole at a glance: the sections with a line each, and examples to go on with, as (command, what it does)."""
    sections = [
        f"- **{escaped(s.title)}** (`ishoj {s.id}`): {escaped(first_sentence(s))}".removesuffix(": ")
        for s in handbook.sections
    ]
    tries = [f"- `{command}`: {escaped(does)}" for command, does in examples]
    return _joined(
        [
            _heading(1, handbook.title),
            *map(escaped, handbook.lead),
            "\n".join(sections),
            _heading(2, "Prøv"),
            "\n".join(tries),
            *map(escaped, handbook.closing),
            escaped(imprint_line(handbook)),
        ]
    )


def render_list(handbook: Handbook) -> str:
    """Every id with its title as a list."""
    return "".join(f"- `{id_}` {escaped(title)}\n" for id_, title in handbook.items())


def _joined(blocks: list[str]) -> str:
    return "\n\n".join(block for block in blocks if block) + "\n"


def _heading(level: int, title: str) -> str:
    return f"{'#' * level} {escaped(title)}"


def _paragraphs(text: str | None) -> list[str]:
    return [escaped(paragraph) for paragraph in (text or "").split("\n\n") if paragraph]


def _section(page: Page, section: Section) -> list[str]:
    items = [_entry(page, section, number, entry) for number, entry in enumerate(section.entries, 1)]
    again = escaped(turn_line(section)) if section.kind == "cycle" and section.entries else ""
    legs = [
        f"{n}. **{escaped(part.title)}** (`ishoj {part.id}`): {escaped(first_sentence(part))}".removesuffix(": ")
        for n, part in enumerate(page.handbook.parts_of(section), 1)
    ]
    more = [escaped(more_line(section))] if page.whole and section.read_more else []
    return [
        _heading(2 if page.whole else 1, section.title),
        *map(escaped, section.lead),
        "\n\n".join(items),
        again,
        "\n".join(legs),
        *map(escaped, section.closing),
        *_local(page, section.local, ""),
        *map(escaped, place_line(page.handbook, section)),
        *more,
    ]


def _entry(page: Page, section: Section, number: int, entry: Entry) -> str:
    mark = f"{number}. " if numbered(section) else "- "
    indent = " " * len(mark)
    head, *rest = _paragraphs(entry.text) or [""]
    first = f"{mark}**{escaped(entry.title)}**" + (f": {head}" if head else "")
    return "\n\n".join([first, *(f"{indent}{block}" for block in rest), *_asides(page, entry, indent)])


def _asides(page: Page, entry: Entry, indent: str) -> list[str]:
    question = [f"{indent}*{QUESTION}:* {escaped(entry.question)}"] if entry.question else []
    return [*_local(page, entry.local, indent), *question]


def _local(page: Page, text: str | None, indent: str) -> list[str]:
    return [indent + block.replace("\n", f"\n{indent}") for block in local_blocks(page.handbook, text)]


def local_blocks(handbook: Handbook, text: str | None) -> list[str]:
    """A workplace's interpretation as Markdown: several paragraphs are a quotation, so that all are seen to be its."""
    if not text:
        return []
    said = f"**{escaped(local_label(handbook))}:** " + "\n\n".join(_paragraphs(text))
    return ["\n".join(f"> {line}".rstrip() for line in said.split("\n")) if "\n" in said else said]
