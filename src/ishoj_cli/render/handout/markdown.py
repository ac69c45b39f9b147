"""The sheet as CommonMark: the one format that needs no optional dependency."""

from ishoj_cli.render.handout import labels
from ishoj_cli.render.handout.kit import PAGES, pages
from ishoj_cli.render.markdown import escaped
from ishoj_cli.render.page import QUESTION, more_line, turn_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ishoj_cli.content.model import Entry, Section
    from ishoj_cli.render.handout.kit import Page
    from ishoj_cli.render.handout.layout import Handout, SectionLayout

LINE = "…" * 30
"""A line to write on: leaders, since CommonMark has no rule that can stand in a list."""


def render(handout: "Handout") -> bytes:
    """The sheet as one CommonMark document with one heading of level 1, ending in its source."""
    workplace = labels.workplace_line(handout.handbook)
    head = [f"**{escaped(workplace)}**"] if workplace else []
    blocks = [f"# {escaped(handout.handbook.title)}", *head, *map(escaped, handout.lead)]
    if handout.kind in PAGES:
        blocks = [block for page in pages(handout) for block in _page(page, head)]
    for section, layout in handout.laid_out() if handout.kind not in PAGES else ():
        blocks += _section(section, layout)
    blocks += ["---", *map(escaped, handout.colophon)]
    return ("\n\n".join(filter(None, blocks)) + "\n").encode()


def _page(page: "Page", head: list[str]) -> list[str]:
    blocks = [f"# {escaped(page.title)}", f"*{escaped(page.kicker)}*", *head]
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


def _section(section: "Section", layout: "SectionLayout") -> list[str]:
    blocks = [f"{'#' * (layout.level + 1)} {escaped(section.title)}", *map(escaped, section.lead)]
    for number, entry in enumerate(section.entries, 1):
        blocks += _entry(entry, f"{number}. ", layout)
    turn = [turn_line(section)] if layout.repeats else []
    return [
        *blocks,
        *map(escaped, (*turn, *section.closing)),
        *_asides(section, labels.SECTION_LINES_LABEL, layout.writing_lines),
        escaped(more_line(section)),
    ]


def _entry(entry: "Entry", mark: str, layout: "SectionLayout") -> list[str]:
    """A numbered item; what belongs to it is indented under its title."""
    asides = _asides(entry, labels.lines_label(entry.title), 0 if entry.local else layout.entry_lines)
    blocks = [f"**{escaped(entry.title)}**", *map(escaped, entry.text), *asides]
    indent = " " * len(mark)
    return [mark + blocks[0], *(indent + block.replace("\n", f"\n{indent}") for block in blocks[1:])]


def _asides(part: "Section | Entry", label: str, lines: int) -> list[str]:
    """What stands under a text: its questions, several as a list, its interpretation, and labelled lines."""
    asked, local = map(escaped, part.questions), list(map(escaped, part.local))
    name = f"*{QUESTION}:*"
    blocks = [f"{name} {next(asked)}"] if len(part.questions) == 1 else []
    blocks += [name, "\n".join(f"- {question}" for question in asked)] if len(part.questions) > 1 else []
    blocks += [f"**{labels.LOCAL_LABEL}:** {local[0]}", *local[1:]] if local else []
    return [*blocks, f"*{escaped(label)}*", "\\\n".join([LINE] * lines)] if lines else blocks
