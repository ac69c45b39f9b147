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
# Fields used for lookup and search, omitted from the JSON of a page.
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
    """The whole handbook; JSON has no shorter overview."""
    return render_page(Page(handbook, handbook.sections, whole=True), layout)


def render_listing(handbook: Handbook, layout: Layout) -> str:  # noqa: ARG001
    """The document of `schemas/liste.json`: every id with its title, in reading order."""
    return dumped({"schema": SCHEMA, "items": [{"id": id_, "title": title} for id_, title in handbook.items()]})


def render_hits(result: "Result", handbook: Handbook, layout: Layout) -> str:  # noqa: ARG001
    """The document of `schemas/soeg.json`.

    Includes `why` (the least certain reason) for each hit, also without --forklar.
    """
    return dumped(
        {
            "schema": SCHEMA,
            "query": result.query,
            "hits": [_object(hit, NOT_SHOWN) for hit in result.hits],
            "suggestions": result.suggestions,
        }
    )


def dumped(document: dict[str, object]) -> str:
    """A document as indented JSON in UTF-8; only what could control a terminal, and lone surrogates, are escaped."""
    # `_json` is the C accelerator of `json`; importing `json` itself takes longer than rendering a section.
    from _json import encode_basestring_ascii

    def escaped(line: str) -> str:
        return "".join(encode_basestring_ascii(each)[1:-1] if is_invisible(each) else each for each in line)

    lines = _lines(document, "").split("\n")
    return "".join(f"{line if line.isprintable() else escaped(line)}\n" for line in lines)


def _lines(value: object, indent: str) -> str:
    """Serialize a value as `json.dumps(value, indent=2, ensure_ascii=False)` would."""
    from _json import encode_basestring

    if isinstance(value, str):
        return str(encode_basestring(value))
    if not value or not isinstance(value, (dict, list, tuple)):
        return "null" if value is None else "[]" if isinstance(value, (list, tuple)) else repr(value).lower()
    inner = f"{indent}  "
    if isinstance(value, dict):
        rows = [f"{_lines(key, inner)}: {_lines(each, inner)}" for key, each in value.items()]
    else:
        rows = [_lines(each, inner) for each in value]
    first, last = "{}" if isinstance(value, dict) else "[]"
    return f"{first}\n{inner}" + f",\n{inner}".join(rows) + f"\n{indent}{last}"


def _object(record: Record, without: tuple[str, ...]) -> dict[str, object]:
    """A record as a dict of its fields, recursively."""
    return {name: _value(getattr(record, name), without) for name in record._fields if name not in without}


def _value(value: object, without: tuple[str, ...]) -> object:
    if isinstance(value, Record):
        return _object(value, without)
    return [_value(each, without) for each in value] if isinstance(value, tuple) else value
