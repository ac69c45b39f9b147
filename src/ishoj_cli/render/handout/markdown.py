"""The sheet as CommonMark: the one format that needs no optional dependency."""

from ishoj_cli.render.handout import labels
from ishoj_cli.render.markdown import escaped
from ishoj_cli.render.page import QUESTION, local_label, more_line, turn_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ishoj_cli.content.model import Entry, Handbook, Section
    from ishoj_cli.render.handout.layout import Handout, SectionLayout

LINE = "…" * 30
"""A line to write on: leaders, since CommonMark has no rule that can stand in a list."""


def render(handout: "Handout") -> bytes:
    """The sheet as one CommonMark document with one heading of level 1, ending in its source."""
    blocks = [f"# {escaped(handout.handbook.title)}", *map(escaped, handout.lead)]
    for section, layout in handout.laid_out():
        blocks += _section(handout.handbook, section, layout)
    blocks += ["---", *map(escaped, handout.colophon)]
    return ("\n\n".join(filter(None, blocks)) + "\n").encode()


def _section(handbook: "Handbook", section: "Section", layout: "SectionLayout") -> list[str]:
    blocks = [f"{'#' * (layout.level + 1)} {escaped(section.title)}", *map(escaped, section.lead)]
    for number, entry in enumerate(section.entries, 1):
        blocks += _entry(handbook, entry, f"{number}. ", writing_lines=layout.entry_lines)
    if layout.repeats:
        blocks.append(escaped(turn_line(section)))
    blocks += [*map(escaped, section.closing), *_questions(section.questions), *_local(handbook, section.local)]
    if layout.writing_lines:
        blocks += _lines(labels.SECTION_LINES_LABEL)
    return [*blocks, escaped(more_line(section))]


def _entry(handbook: "Handbook", entry: "Entry", mark: str, *, writing_lines: bool) -> list[str]:
    """A numbered item; what belongs to it is indented under its title."""
    blocks = [f"**{escaped(entry.title)}**", *map(escaped, entry.text), *_questions(entry.questions)]
    blocks += _local(handbook, entry.local)
    if writing_lines and not entry.local:
        blocks += _lines(labels.lines_label(entry.title))
    indent = " " * len(mark)
    return [mark + blocks[0], *(indent + block.replace("\n", f"\n{indent}") for block in blocks[1:])]


def _questions(questions: "Sequence[str]") -> list[str]:
    """One question after its label, several as a list under it."""
    label = f"*{QUESTION}:*"
    if len(questions) == 1:
        return [f"{label} {escaped(questions[0])}"]
    return [label, "\n".join(f"- {escaped(question)}" for question in questions)] if questions else []


def _local(handbook: "Handbook", paragraphs: "Sequence[str]") -> list[str]:
    """The local interpretation, its label before the first paragraph."""
    if not paragraphs:
        return []
    return [f"**{escaped(local_label(handbook))}:** {escaped(paragraphs[0])}", *map(escaped, paragraphs[1:])]


def _lines(label: str) -> list[str]:
    return [f"*{escaped(label)}*", f"{LINE}\\\n{LINE}"]
