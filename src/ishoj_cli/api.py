"""The Python API: `load` a handbook, `search` it, `render` it; docs/api.md shows how. No command imports it."""

from ishoj_cli.cli.contents import compiled_content
from ishoj_cli.content.load import load as load_folder
from ishoj_cli.content.model import Handbook
from ishoj_cli.content.paths import data_folder
from ishoj_cli.render import FORMATS, Layout, Page, renderer
from ishoj_cli.search import search
from ishoj_cli.type_hints import Path

__all__ = ["FORMATS", "load", "render", "search"]


def load(folder: "str | Path | None" = None) -> "Handbook":
    """The handbook in a folder of YAML files, or the one that is shipped when no folder is given.

    Raises ContentError, which names the first finding, when the content is faulty: it is never loaded partially.
    """
    bundled = compiled_content() if folder is None else None
    return bundled or load_folder(data_folder() if folder is None else folder)


def render(
    handbook: "Handbook",
    format: str = "tekst",
    section: str | None = None,
    entry: str | None = None,
    *,
    width: int = 80,
    colour: bool = False,
) -> str:
    """A whole handbook, one section of it, or one entry of that section, in one of FORMATS.

    Sections and entries are named as in `handbook[section][entry]`. `width` (columns) and `colour` (escape codes)
    matter to the format `terminal` alone. Raises ValueError for an unknown format or an entry without its section, and
    KeyError for a section or an entry that isn't there.
    """
    if format not in FORMATS:
        raise ValueError(f"unknown format {format!r}; the formats are {', '.join(FORMATS)}")
    if section is None:
        if entry is not None:
            raise ValueError("an entry is named together with its section")
        page = Page(handbook, handbook.sections, whole=True)
    else:
        shown = handbook[section]
        page = Page(handbook, (shown,), entry=None if entry is None else shown[entry])
    return renderer(format).render_page(page, Layout(width=width, colour=colour))
