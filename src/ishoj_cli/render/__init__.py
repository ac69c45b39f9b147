"""The registry of formats: a module each, with the functions of `Renderer`, imported only when its format is asked for.

A renderer turns the model into one string and knows no stream. A new format is a module and its two lines here: a row
of REGISTRY, and its place among MODULES, where mypy reports a function that it lacks.
"""

from ishoj_cli.render.page import Layout, Page

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Protocol

    from ishoj_cli.content.model import Handbook
    from ishoj_cli.render import json, markdown, terminal, text, tsv
    from ishoj_cli.search.result import Result

    class Renderer(Protocol):
        """What the module of a format can do."""

        def render_page(self, page: Page, layout: Layout, /) -> str:
            """Sections, or one entry."""

        def render_overview(self, handbook: Handbook, layout: Layout, /) -> str:
            """An overview of the handbook; json and tsv have no overview and render the whole handbook."""

        def render_listing(self, handbook: Handbook, layout: Layout, /) -> str:
            """Every id with its title, in reading order."""

        def render_hits(self, result: Result, handbook: Handbook, layout: Layout, /) -> str:
            """What a search found, best first; empty when nothing was found (json: no hits)."""

    MODULES: tuple[Renderer, ...] = (terminal, text, markdown, tsv, json)

__all__ = ["ENDINGS", "FORMATS", "LONG_ENDINGS", "Layout", "Page", "renderer"]

# Each format with its module and the ending of its files.
REGISTRY = {
    "terminal": ("terminal", ""),
    "tekst": ("text", ".txt"),
    "markdown": ("markdown", ".md"),
    "tsv": ("tsv", ".tsv"),
    "json": ("json", ".json"),
}
FORMATS = tuple(REGISTRY)
ENDINGS = {ending: format for format, (_, ending) in REGISTRY.items() if ending}
LONG_ENDINGS = {".markdown": ".md", ".text": ".txt"}


def renderer(format: str) -> "Renderer":
    """The module of a format, one of FORMATS."""
    module: Renderer = __import__(f"ishoj_cli.render.{REGISTRY[format][0]}", fromlist=["*"])
    return module
