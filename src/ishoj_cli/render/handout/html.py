"""The sheet as a web page: one file that contains its style sheet, requests nothing and prints well."""

from ishoj_cli.content.model import Record
from ishoj_cli.render.handout import labels
from ishoj_cli.render.handout.layout import layouts
from ishoj_cli.render.handout.optional_dependencies import optional_module
from ishoj_cli.render.page import QUESTION, local_label, more_line, turn_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ishoj_cli.content.model import Handbook, Section

CENTRE = 100
RADIUS = 76
"""The circle of a cycle's drawing, in units of its 200 by 200 view box."""
FULL_SIZE_STEPS = 7
"""With more steps than this, the knots are smaller."""
ARROW_STEPS = 8
"""With more steps than this, there are no arrowheads between them."""


def render_html(handbook: "Handbook", sections: "Sequence[Section]", *, writing_lines: bool = True) -> str:
    """The sections as one self-contained HTML document, in Danish.

    The template engine escapes all content. Raises `IshojError` when Jinja2 is missing.
    """
    from pathlib import Path

    jinja2 = optional_module("jinja2", "html")
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    template = Path(__file__).with_name("templates") / "sheet.html"
    rendered: str = environment.from_string(template.read_text(encoding="utf-8")).render(
        labels=labels,
        questions_label=QUESTION,
        turn_line=turn_line,
        more_line=more_line,
        local_label=local_label(handbook),
        imprint=css_string(labels.imprint(handbook)),
        handbook=handbook,
        sections=list(zip(sections, layouts(sections, writing_lines=writing_lines), strict=True)),
        description=labels.description("ark", sections),
        lead=handbook.lead if tuple(sections) == handbook.sections else (),
        colophon=labels.colophon(handbook, asked=labels.has_questions(sections)),
        cycle_drawing=cycle_drawing,
    )
    return f"{rendered}\n"


def css_string(text: str) -> str:
    """Text as an ASCII string literal of CSS, with all but letters and digits escaped by code point.

    Nothing in it can end the string, the style element or the page, so the template does not escape it again.
    """
    escaped = (letter if letter.isascii() and letter.isalnum() else f"\\{ord(letter):x} " for letter in text)
    return f'"{"".join(escaped)}"'


class Mark(Record):
    """A point on the circle of a cycle, in the drawing's units, and its angle from the top in degrees, clockwise."""

    x: float
    y: float
    angle: float


class Drawing(Record):
    """A knot for each step of a cycle and an arrowhead between neighbours; `scale` (at most 1) is the knots' size."""

    knots: tuple[Mark, ...]
    arrows: tuple[Mark, ...]
    scale: float


def cycle_drawing(steps: int) -> Drawing:
    """The drawing of a cycle of so many steps, clockwise from the top."""
    return Drawing(
        tuple(_mark(360 * step / steps) for step in range(steps)),
        tuple(_mark(360 * (step + 0.5) / steps) for step in range(steps if steps <= ARROW_STEPS else 0)),
        round(min(1, FULL_SIZE_STEPS / steps), 2),
    )


def _mark(angle: float) -> Mark:
    from math import cos, radians, sin

    turn = radians(angle)
    return Mark(round(CENTRE + RADIUS * sin(turn), 2), round(CENTRE - RADIUS * cos(turn), 2), round(angle, 2))
