"""json: for scripts. Stable keys, UTF-8 unescaped, the same under any width or colour; `schemas/` describes it.

A document has the fields of the records that it shows, so that a new field needs nothing here.
"""

from ishoj_cli.content.model import Handbook, Record
from ishoj_cli.errors import is_invisible
from ishoj_cli.render.page import Layout, Page

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ishoj_cli.search.result import Result

SCHEMA = 1
# What a section and a handbook have for finding them, and not for reading.
NOT_READ = ("aliases", "keywords", "featured")
# What a hit has for showing it to people.
NOT_SHOWN = ("section_title", "reasons")


def render_page(page: Page, layout: Layout) -> str:  # noqa: ARG001 - every format has the same signature
    """The document of `schemas/laes.json`: the sections asked for, each whole or with the one entry asked for."""
    sections = [section.replace(entries=(page.entry,)) if page.entry else section for section in page.sections]
    return dumped(
        {
            "schema": SCHEMA,
            **_object(page.handbook, (*NOT_READ, "sections")),
            **({"date": page.date} if page.date else {}),
            "sections": [_object(section, NOT_READ) for section in sections],
        }
    )


def render_overview(handbook: Handbook, layout: Layout) -> str:
    """The whole: a script wants no glance."""
    return render_page(Page(handbook, handbook.sections, whole=True), layout)


def render_listing(handbook: Handbook, layout: Layout) -> str:  # noqa: ARG001
    """The document of `schemas/liste.json`: every id with its title, in reading order."""
    return dumped({"schema": SCHEMA, "items": [{"id": id_, "title": title} for id_, title in handbook.items()]})


def render_hits(result: "Result", handbook: Handbook, layout: Layout) -> str:  # noqa: ARG001
    """The document of `schemas/soeg.json`; says the least sure `why` of each hit, whether asked or not."""
    return dumped(
        {
            "schema": SCHEMA,
            "query": result.query,
            "hits": [_object(hit, NOT_SHOWN) for hit in result.hits],
            "suggestions": result.suggestions,
        }
    )


def dumped(document: dict[str, object]) -> str:
    """A document as lines of JSON: UTF-8 as it is, but escaped what could steer a terminal, or has no UTF-8."""
    import json

    def escaped(line: str) -> str:
        return "".join(json.dumps(letter)[1:-1] if is_invisible(letter) else letter for letter in line)

    lines = json.dumps(document, ensure_ascii=False, indent=2).split("\n")
    return "".join(f"{line if line.isprintable() else escaped(line)}\n" for line in lines)


def _object(record: Record, without: tuple[str, ...]) -> dict[str, object]:
    """A record as an object of its fields, and so with the records in it."""
    return {name: _value(getattr(record, name), without) for name in record._fields if name not in without}


def _value(value: object, without: tuple[str, ...]) -> object:
    if isinstance(value, Record):
        return _object(value, without)
    return [_value(each, without) for each in value] if isinstance(value, tuple) else value
