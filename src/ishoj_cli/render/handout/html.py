"""The sheet as a web page: one file that contains its style sheet, requests nothing and prints well."""

from ishoj_cli.render.handout import labels, template
from ishoj_cli.render.handout.layout import laid_out
from ishoj_cli.render.handout.optional_dependencies import optional_module
from ishoj_cli.render.page import QUESTION, local_label, more_line, turn_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ishoj_cli.content.model import Handbook, Section


def render_html(handbook: "Handbook", sections: "Sequence[Section]", *, writing_lines: bool = True) -> str:
    """The sections as one self-contained HTML document, in Danish.

    The template engine escapes all content. Raises `IshojError` when Jinja2 is missing.
    """
    jinja2 = optional_module("jinja2", "html")
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True, optimized=False
    )
    rendered: str = environment.from_string(template("sheet.html").decode()).render(
        labels=labels,
        questions_label=QUESTION,
        turn_line=turn_line,
        more_line=more_line,
        local_label=local_label(handbook),
        imprint=css_string(labels.imprint(handbook)),
        handbook=handbook,
        sections=laid_out(sections, writing_lines=writing_lines),
        description=labels.description("ark", sections),
        lead=handbook.lead if tuple(sections) == handbook.sections else (),
        colophon=labels.colophon(handbook, sections),
    )
    return f"{rendered}\n"


def css_string(text: str) -> str:
    """Text as an ASCII string literal of CSS, with all but letters and digits escaped by code point.

    Nothing in it can end the string, the style element or the page, so the template does not escape it again.
    """
    escaped = (letter if letter.isascii() and letter.isalnum() else f"\\{ord(letter):x} " for letter in text)
    return f'"{"".join(escaped)}"'
