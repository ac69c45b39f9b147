"""json: for scripts. Stable keys, UTF-8 unescaped, the same under any width or colour; `schemas/` describes it."""

from ishoj_cli.content.model import Entry, Handbook, Section
from ishoj_cli.errors import is_invisible
from ishoj_cli.render.page import Page

SCHEMA = 1


def render_page(page: Page) -> str:
    """A page as the reading document: the sections asked for, each whole or with the one entry asked for."""
    sections = [section.replace(entries=(page.entry,)) if page.entry else section for section in page.sections]
    source = page.handbook.source
    return _dumped(
        {
            "title": page.handbook.title,
            "edition": source.edition,
            "source": source.name,
            "sections": list(map(_section, sections)),
        }
    )


def render_list(handbook: Handbook) -> str:
    """Every id with its title, in reading order."""
    return _dumped({"items": [{"id": id_, "title": title} for id_, title in handbook.items()]})


def _dumped(document: dict[str, object]) -> str:
    return dumped({"schema": SCHEMA, **document})


def dumped(document: dict[str, object]) -> str:
    """A document as lines of JSON: UTF-8 as it is, but what could steer a terminal, or has no UTF-8, by its number."""
    import json

    lines = json.dumps(document, ensure_ascii=False, indent=2).split("\n")
    return "".join((line if line.isprintable() else "".join(map(_spelt, line))) + "\n" for line in lines)


def _spelt(letter: str) -> str:
    import json

    return json.dumps(letter)[1:-1] if is_invisible(letter) else letter


def _section(section: Section) -> dict[str, object]:
    return {
        "id": section.id,
        "title": section.title,
        "kind": section.kind,
        "part_of": section.part_of,
        "lead": list(section.lead),
        "entries": list(map(_entry, section.entries)),
        "closing": list(section.closing),
        "read_more": section.read_more,
        "local": section.local,
    }


def _entry(entry: Entry) -> dict[str, object]:
    return {name: getattr(entry, name) for name in ("id", "title", "text", "question", "local")}
