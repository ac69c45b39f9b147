"""The sheet as CommonMark: the one format that needs no optional dependency."""

from ishoj_cli.render.handout import labels
from ishoj_cli.render.handout.kit import PAGES, pages
from ishoj_cli.render.markdown import escaped
from ishoj_cli.render.page import QUESTION, local_label, more_line, turn_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ishoj_cli.content.model import Entry, Handbook, Section
    from ishoj_cli.render.handout.kit import Page
    from ishoj_cli.render.handout.layout import Handout, SectionLayout

LINE = "…" * 30
"""A line to write on: leaders, since CommonMark has no rule that can stand in a list."""


def render(handout: "Handout") -> bytes:
    """The sheet as one CommonMark document with one heading of level 1, ending in its source."""
    blocks = [f"# {escaped(handout.handbook.title)}", *map(escaped, handout.lead)]
    if handout.kind in PAGES:
        blocks = [block for page in pages(handout) for block in _page(page, labels.workplace_line(handout.handbook))]
    for section, layout in handout.laid_out() if handout.kind not in PAGES else ():
        blocks += _section(handout.handbook, section, layout)
    blocks += ["---", *map(escaped, handout.colophon)]
    return ("\n\n".join(filter(None, blocks)) + "\n").encode()


def _page(page: "Page", workplace: str) -> list[str]:
    blocks = [f"# {escaped(page.title)}", f"*{escaped(page.kicker)}*", f"**{escaped(workplace)}**" if workplace else ""]
    for block in page.blocks:
        texts = list(map(escaped, block.texts))
        title = escaped(block.title)
        if block.kind == "heading":
            blocks.append(f"## {title}")
        elif block.kind == "row":
            blocks.append(f"- {escaped(block.label)}: **{title}**. {' '.join(texts)}")
        elif block.kind == "numbers":
            blocks.append("\n".join(f"{number}. {text}" for number, text in enumerate(texts, 1)))
        elif block.kind == "text":
            blocks += texts
        else:
            blocks += [f"### {escaped(block.label)} {title}"] if block.kind == "step" else []
            blocks.append("\n".join(f"- {text}" for text in texts))
    return blocks


def _section(handbook: "Handbook", section: "Section", layout: "SectionLayout") -> list[str]:
    blocks = [f"{'#' * (layout.level + 1)} {escaped(section.title)}", *map(escaped, section.lead)]
    for number, entry in enumerate(section.entries, 1):
        blocks += _entry(handbook, entry, f"{number}. ", layout)
    turn = [turn_line(section)] if layout.repeats else []
    lines = labels.SECTION_LINES_LABEL if layout.writing_lines else ""
    return [
        *blocks,
        *map(escaped, (*turn, *section.closing)),
        *_asides(handbook, section, lines),
        escaped(more_line(section)),
    ]


def _entry(handbook: "Handbook", entry: "Entry", mark: str, layout: "SectionLayout") -> list[str]:
    """A numbered item; what belongs to it is indented under its title."""
    lines = labels.lines_label(entry.title) if layout.entry_lines and not entry.local else ""
    blocks = [f"**{escaped(entry.title)}**", *map(escaped, entry.text), *_asides(handbook, entry, lines)]
    indent = " " * len(mark)
    return [mark + blocks[0], *(indent + block.replace("\n", f"\n{indent}") for block in blocks[1:])]


def _asides(handbook: "Handbook", part: "Section | Entry", lines: str) -> list[str]:
    """What stands under a text: its questions, several as a list, its interpretation, and `lines` to write on."""
    asked, local = map(escaped, part.questions), list(map(escaped, part.local))
    label = f"*{QUESTION}:*"
    blocks = [f"{label} {next(asked)}"] if len(part.questions) == 1 else []
    blocks += [label, "\n".join(f"- {question}" for question in asked)] if len(part.questions) > 1 else []
    blocks += [f"**{escaped(local_label(handbook))}:** {local[0]}", *local[1:]] if local else []
    return [*blocks, f"*{escaped(lines)}*", f"{LINE}\\\n{LINE}"] if lines else blocks
