"""The sheet as CommonMark, for those who have nothing but the program: it needs no library."""

from ishoj_cli.render.handout import words
from ishoj_cli.render.handout.shape import is_leg, shape_of
from ishoj_cli.render.markdown import escaped, local_blocks
from ishoj_cli.render.page import more_line, turn_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ishoj_cli.content.model import Entry, Handbook, Section

LINE = "…" * 30
"""A line to write on: leaders, since CommonMark has no rule that stands inside a list."""


def render_markdown_sheet(
    handbook: "Handbook", sections: "Sequence[Section]", *, questions: bool = True, writing_lines: bool = True
) -> str:
    """The sections as one CommonMark document with one heading of level 1, ending in its source."""
    lead = words.lines(handbook.lead) if tuple(sections) == handbook.sections else []
    blocks = [f"# {escaped(handbook.title)}", *map(escaped, lead)]
    for section in sections:
        blocks += _section(handbook, section, sections, questions=questions, writing_lines=writing_lines)
    blocks += ["---", *map(escaped, words.colophon(handbook, asked=words.asks(sections, questions=questions)))]
    return "\n\n".join(blocks) + "\n"


def _section(
    handbook: "Handbook", section: "Section", shown: "Sequence[Section]", *, questions: bool, writing_lines: bool
) -> list[str]:
    shape = shape_of(section, shown, questions=questions, writing_lines=writing_lines)
    level = "###" if is_leg(section, shown) else "##"
    blocks = [f"{level} {escaped(section.title)}", *map(escaped, words.lines(section.lead))]
    for number, entry in enumerate(section.entries, 1):
        blocks += _entry(handbook, entry, f"{number}. ", questions=questions, writing_lines=shape.entry_lines)
    if shape.turns:
        blocks.append(escaped(turn_line(section)))
    blocks += map(escaped, words.lines(section.closing))
    blocks += local_blocks(handbook, section.local)
    if shape.lines:
        blocks += _answer()
    return [*blocks, escaped(more_line(section))] if section.read_more else blocks


def _entry(handbook: "Handbook", entry: "Entry", mark: str, *, questions: bool, writing_lines: bool) -> list[str]:
    """A numbered item; what belongs to it is indented under its title."""
    blocks = [f"**{escaped(entry.title)}**", *map(escaped, words.paragraphs(entry.text))]
    if questions and entry.question:
        blocks.append(f"*{words.QUESTION_LABEL}:* {escaped(entry.question)}")
    blocks += local_blocks(handbook, entry.local)
    if writing_lines and not entry.local:
        blocks += _answer()
    indent = " " * len(mark)
    return [mark + blocks[0], *(indent + block.replace("\n", f"\n{indent}") for block in blocks[1:])]


def _answer() -> list[str]:
    return [f"*{words.LINES_LABEL}*", f"{LINE}\\\n{LINE}"]
