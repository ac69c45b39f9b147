"""tsv: for spreadsheets and cut(1). `id<TAB>title<TAB>text`, one entry a line, no header."""

from ishoj_cli.content.model import Entry, Handbook, Section
from ishoj_cli.render.page import Page, local_label, one_line


def render_page(page: Page) -> str:
    """The entries of a page, one a line; a section without entries is a line of its own.

    A workplace's interpretation ends the text that it belongs to; that of a section with entries is a line after them.
    """
    if page.entry:
        return _entry(page.handbook, page.sections[0], page.entry)
    return "".join(_section(page.handbook, section) for section in page.sections)


def render_list(handbook: Handbook) -> str:
    """Every id with its title, one a line; entries as `section/entry`."""
    return "".join(f"{id_}\t{one_line(title)}\n" for id_, title in handbook.items())


def _section(handbook: Handbook, section: Section) -> str:
    if not section.entries:
        return _row(section.id, section.title, *section.lead, *section.closing, *_local(handbook, section))
    rows = [_entry(handbook, section, entry) for entry in section.entries]
    rows += [_row(section.id, section.title, *local) for local in [_local(handbook, section)] if local]
    return "".join(rows)


def _entry(handbook: Handbook, section: Section, entry: Entry) -> str:
    return _row(f"{section.id}/{entry.id}", entry.title, entry.text or "", *_local(handbook, entry))


def _local(handbook: Handbook, item: Section | Entry) -> list[str]:
    return [f"{local_label(handbook)}: {item.local}"] if item.local else []


def _row(id_: str, title: str, *texts: str) -> str:
    return f"{id_}\t{one_line(title)}\t{one_line(' '.join(texts))}\n"
