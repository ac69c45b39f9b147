"""Handouts as CommonMark: the one format that needs no optional dependency."""

from ishoj_cli.content.model import Entry, Section
from ishoj_cli.render.handout import labels
from ishoj_cli.render.handout.kit import PAGES, HandoutPage, pages
from ishoj_cli.render.handout.layout import Handout, SectionLayout
from ishoj_cli.render.markdown import escaped, joined, labelled, paragraphs, sentence
from ishoj_cli.render.page import QUESTION, more_line, turn_line

LINE = "…" * 30
"""A line to write on: leaders, since CommonMark has no rule that can stand in a list."""


def render(handout: "Handout") -> bytes:
    """The handout as one CommonMark document with one heading of level 1, ending in its source."""
    workplace = labels.workplace_line(handout.handbook)
    head = [f"**{escaped(workplace)}**"] if workplace else []
    blocks = [f"# {escaped(handout.handbook.title)}", *head, *paragraphs(handout.lead)]
    if handout.kind in PAGES:
        shown = pages(handout)
        blocks = [f"# {escaped(handout.handbook.title)}", *head] if len(shown) > 1 else []
        for page in shown:
            blocks += _page(page, [] if blocks else head, 2 if len(shown) > 1 else 1)
    for section, layout in handout.laid_out() if handout.kind not in PAGES else ():
        blocks += _section(section, layout)
    blocks += ["---", *paragraphs(handout.colophon)]
    return f"{joined(blocks)}\n".encode()


def _page(page: "HandoutPage", head: list[str], level: int) -> list[str]:
    anchors = "".join(map(_anchor, page.ids))
    blocks = [anchors, f"{'#' * level} {escaped(page.title)}", f"*{escaped(page.kicker)}*", *head]
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
            blocks += paragraphs(block.texts)
        elif block.kind == "command":
            blocks += [texts[0], f"    {block.texts[1]}"]
        elif block.kind == "question":
            blocks += _questions(block.texts)
        elif block.kind == "local":
            blocks += labelled(f"**{block.label}:**", block.texts)
        elif block.kind == "lines":
            blocks += [f"*{escaped(block.title)}*", "\\\n".join([LINE] * block.count)]
        else:
            blocks += [f"### {escaped(block.label)} {title}"] if block.kind == "step" else []
            blocks.append("\n".join(f"- {text}" for text in texts))
    return blocks


def _anchor(id_: str) -> str:
    """What a link to a section or an entry points to, as inline HTML: CommonMark has no anchors of its own."""
    return f'<a id="{id_}"></a>'


def _section(section: "Section", layout: "SectionLayout") -> list[str]:
    blocks = [_anchor(section.id), f"{'#' * (layout.level + 1)} {escaped(section.title)}", *paragraphs(section.lead)]
    for number, entry in enumerate(section.entries, 1):
        blocks += _entry(entry, f"{section.id}/{entry.id}", f"{number}. " if layout.numbered else "- ", layout)
    turn = [turn_line(section)] if layout.repeats else []
    return [
        *blocks,
        *paragraphs((*turn, *section.closing)),
        *_asides(section, labels.SECTION_LINES_LABEL, layout.writing_lines),
        sentence(more_line(section)),
    ]


def _entry(entry: "Entry", id_: str, mark: str, layout: "SectionLayout") -> list[str]:
    """A numbered item; what belongs to it is indented under its title."""
    asides = _asides(entry, labels.lines_label(entry.title), 0 if entry.local else layout.entry_lines)
    blocks = [f"{_anchor(id_)}**{escaped(entry.title)}**", *paragraphs(entry.text), *asides]
    indent = " " * len(mark)
    return [mark + joined(blocks).replace("\n", f"\n{indent}").replace(f"\n{indent}\n", "\n\n")]


def _asides(part: "Section | Entry", label: str, lines: int) -> list[str]:
    """What stands under a text: its questions, several as a list, its interpretation, and labelled lines."""
    blocks = _questions(part.questions)
    blocks += labelled(f"**{labels.LOCAL_LABEL}:**", part.local) if part.local else []
    return [*blocks, f"*{escaped(label)}*", "\\\n".join([LINE] * lines)] if lines else blocks


def _questions(questions: tuple[str, ...]) -> list[str]:
    """Questions under their label: one beside it, several as a list."""
    if len(questions) < 2:
        return [f"*{QUESTION}:* {escaped(question)}" for question in questions]
    return [f"*{QUESTION}:*", "\n".join(f"- {escaped(question)}" for question in questions)]
