"""What a reader sees: one module a format, each from the model to one string that knows no stream.

A format's module is imported only when it is asked for, so that plain text pays for no terminal.
"""

from ishoj_cli.content.model import Handbook
from ishoj_cli.render.page import FORMATS, Page

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ishoj_cli.render.page import Format

__all__ = ["FORMATS", "Page", "render_list", "render_overview", "render_page"]


def render_page(page: Page, format: "Format", width: int = 80, colour: bool = False) -> str:
    """Sections or an entry in one of the formats; width (columns) and colour matter to the terminal alone."""
    if format == "markdown":
        from ishoj_cli.render import markdown

        return markdown.render_page(page.replace(handbook=_elsewhere(page.handbook)))
    if format == "tekst":
        from ishoj_cli.render import text

        return text.render_page(page)
    if format == "terminal":
        from ishoj_cli.render import terminal

        return terminal.render_page(page, width, colour)
    if format == "json":
        from ishoj_cli.render import json

        return json.render_page(page)
    from ishoj_cli.render import tsv

    return tsv.render_page(page)


def render_overview(handbook: Handbook, format: "Format", width: int = 80, colour: bool = False) -> str:
    """The whole at a glance; json and tsv, which have no glance, give the whole itself."""
    if format == "markdown":
        from ishoj_cli.render import markdown

        handbook = _elsewhere(handbook)
        return markdown.render_overview(handbook, _examples(handbook))
    examples = _examples(handbook)
    if format == "tekst":
        from ishoj_cli.render import text

        return text.render_overview(handbook, examples)
    if format == "terminal":
        from ishoj_cli.render import terminal

        return terminal.render_overview(handbook, examples, width, colour)
    return render_page(Page(handbook, handbook.sections, whole=True), format)


def render_list(handbook: Handbook, format: "Format", width: int = 80, colour: bool = False) -> str:
    """Every id with its title."""
    if format == "terminal":
        from ishoj_cli.render import terminal

        return terminal.render_list(handbook, width, colour)
    if format == "json":
        from ishoj_cli.render import json

        return json.render_list(handbook)
    if format == "markdown":
        from ishoj_cli.render import markdown

        return markdown.render_list(handbook)
    if format == "tekst":
        from ishoj_cli.render import text

        return text.render_list(handbook)
    from ishoj_cli.render import tsv

    return tsv.render_list(handbook)


def _elsewhere(handbook: Handbook) -> Handbook:
    """The handbook for a document, which is read where the folder of the content stands for nothing."""
    return handbook.replace(command=Handbook.command)


def _examples(handbook: Handbook) -> tuple[tuple[str, str], ...]:
    """Three commands to go on with, as (command, what it does), made from the content."""
    examples = [(f"{handbook.command} alt", "læs det hele")]
    example = handbook.example()
    if example:
        section, entry = example
        examples = [
            (f"{handbook.command} {section.id}", f"læs om {section.title.lower()}"),
            (f"{handbook.command} {section.id} {entry.id}", "læs kun det ene"),
            (f"{handbook.command} soeg {entry.id}", "find det, overalt hvor det står"),
        ]
    return (*examples, (f"{handbook.command} -h", "se alle kommandoer"))
