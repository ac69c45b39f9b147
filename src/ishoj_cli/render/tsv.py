"""tsv: for spreadsheets and cut(1). `id<TAB>title<TAB>text`, a row for every id, no header."""

from ishoj_cli.content.model import Entry, Handbook, Section
from ishoj_cli.render.page import Layout, Page, local_label, one_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ishoj_cli.search.result import Result


def render_page(page: Page, layout: Layout) -> str:  # noqa: ARG001 - every format has the same signature
    """A row for each section, with its own paragraphs, and for each entry; or the one entry's.

    The local interpretation is appended to the text column.
    """
    if page.entry:
        return _entry(page.handbook, page.sections[0], page.entry)
    return "".join(_section(page.handbook, section) for section in page.sections)


def render_overview(handbook: Handbook, layout: Layout) -> str:
    """The whole handbook; TSV has no shorter overview."""
    return render_page(Page(handbook, handbook.sections, whole=True), layout)


def render_listing(handbook: Handbook, layout: Layout) -> str:  # noqa: ARG001
    """Every id with its title, one a line; entries as `section/entry`."""
    return "".join(_row(id_, title) for id_, title in handbook.items())


def render_hits(result: "Result", handbook: Handbook, layout: Layout) -> str:
    """A row for each hit; with `explain` a fourth column says why it is one.

    A matching question or local interpretation is appended to the text, with its label.
    """
    from ishoj_cli.render.blocks import unmarked
    from ishoj_cli.render.hits import hit_items

    rows = []
    for hit, item in zip(result.hits, hit_items(result, handbook, layout, whole=False), strict=True):
        text = " ".join([*item.texts, *(f"{aside.label}: {' '.join(aside.texts)}" for aside in item.asides)])
        rows.append(_row(hit.id, hit.title, unmarked(text), *([" ".join(item.notes)] if layout.explain else [])))
    return "".join(rows)


def _section(handbook: Handbook, section: Section) -> str:
    own = _row(section.id, section.title, " ".join([*section.lead, *section.closing, *_local(handbook, section)]))
    return own + "".join(_entry(handbook, section, entry) for entry in section.entries)


def _entry(handbook: Handbook, section: Section, entry: Entry) -> str:
    return _row(f"{section.id}/{entry.id}", entry.title, " ".join([*entry.text, *_local(handbook, entry)]))


def _local(handbook: Handbook, part: Section | Entry) -> list[str]:
    return [f"{local_label(handbook)}:", *part.local] if part.local else []


def _row(*cells: str) -> str:
    return "\t".join(map(one_line, cells)) + "\n"
