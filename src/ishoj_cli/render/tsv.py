"""tsv: for spreadsheets and cut(1). `id<TAB>title<TAB>text`, one entry a line, no header."""

from ishoj_cli.content.model import Section
from ishoj_cli.render.page import Page, one_line


def render_page(page: Page) -> str:
    """The entries of a page, one a line; a section without entries is a line of its own."""
    if page.entry:
        return _row(f"{page.sections[0].id}/{page.entry.id}", page.entry.title, page.entry.text)
    return "".join(map(_section, page.sections))


def _section(section: Section) -> str:
    if not section.entries:
        return _row(section.id, section.title, " ".join((*section.lead, *section.closing)))
    return "".join(_row(f"{section.id}/{entry.id}", entry.title, entry.text) for entry in section.entries)


def _row(id_: str, title: str, text: str | None) -> str:
    return f"{id_}\t{one_line(title)}\t{one_line(text)}\n"
