"""The registry of formats: a module each, with the same four functions, imported only when its format is asked for.

A renderer turns the model into one string and knows no stream. A new format is a module and its lines here; one that
lacks a function of `Renderer` is a type error.
"""

from ishoj_cli.render.page import Layout, Page

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Literal, Protocol

    from ishoj_cli.content.model import Handbook
    from ishoj_cli.search.result import Result

    Format = Literal["terminal", "tekst", "markdown", "tsv", "json"]

    class Renderer(Protocol):
        """What the module of a format can do."""

        def render_page(self, page: Page, layout: Layout, /) -> str:
            """Sections, or one entry."""

        def render_overview(self, handbook: Handbook, layout: Layout, /) -> str:
            """The whole at a glance; json and tsv, which have no glance, give the whole itself."""

        def render_listing(self, handbook: Handbook, layout: Layout, /) -> str:
            """Every id with its title, in reading order."""

        def render_hits(self, result: Result, handbook: Handbook, layout: Layout, /) -> str:
            """What a search found, best first; empty when nothing was found (json: no hits)."""


__all__ = ["FORMATS", "Layout", "Page", "renderer"]


def _terminal() -> "Renderer":
    from ishoj_cli.render import terminal

    return terminal


def _text() -> "Renderer":
    from ishoj_cli.render import text

    return text


def _markdown() -> "Renderer":
    from ishoj_cli.render import markdown

    return markdown


def _tsv() -> "Renderer":
    from ishoj_cli.render import tsv

    return tsv


def _json() -> "Renderer":
    from ishoj_cli.render import json

    return json


RENDERERS: "dict[Format, Callable[[], Renderer]]" = {
    "terminal": _terminal,
    "tekst": _text,
    "markdown": _markdown,
    "tsv": _tsv,
    "json": _json,
}
FORMATS: "tuple[Format, ...]" = tuple(RENDERERS)


def renderer(format: "Format") -> "Renderer":
    """The module of a format."""
    return RENDERERS[format]()
