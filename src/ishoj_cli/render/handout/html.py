"""The sheet as a web page: one file with its style inside, that asks for nothing from anywhere and prints well."""

from ishoj_cli.content.model import Record
from ishoj_cli.render.handout import words
from ishoj_cli.render.handout.library import needed
from ishoj_cli.render.handout.shape import is_leg, shape_of
from ishoj_cli.render.page import local_label, more_line, turn_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ishoj_cli.content.model import Handbook, Section

CENTRE = 100
RADIUS = 76
"""The drawing of a cycle, in units of its 200 by 200 view: the circle that its marks stand on."""
ROOMY = 7
"""As many steps have room for knots of full size; with more they shrink."""
ARROWED = 8
"""As many steps have room for arrowheads between them."""


def render_html(
    handbook: "Handbook", sections: "Sequence[Section]", *, questions: bool = True, writing_lines: bool = True
) -> str:
    """The sections as one self-contained HTML document, in Danish.

    What the content says is escaped by the template engine, always. Raises `IshojError` when Jinja2 is missing.
    """
    from pathlib import Path

    jinja2 = needed("jinja2", "html")
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["paragraphs"] = words.paragraphs
    environment.filters["css_string"] = css_string
    template = Path(__file__).with_name("templates") / "sheet.html"
    rendered: str = environment.from_string(template.read_text(encoding="utf-8")).render(
        words=words,
        shape_of=shape_of,
        is_leg=is_leg,
        turn_line=turn_line,
        more_line=more_line,
        local_label=local_label(handbook),
        handbook=handbook,
        sections=sections,
        whole=tuple(sections) == handbook.sections,
        questions=questions,
        asked=words.asks(sections, questions=questions),
        writing_lines=writing_lines,
        drawing=cycle_drawing,
    )
    return f"{rendered}\n"


def css_string(text: str) -> str:
    """Text as a string of CSS, in ASCII: all but plain letters and digits are written by their number.

    Nothing in it can end the string, the style or the page, so no template engine need escape it.
    """
    plain = (letter if letter.isascii() and letter.isalnum() else f"\\{ord(letter):x} " for letter in text)
    return f'"{"".join(plain)}"'


class Mark(Record):
    """A place on the circle of a cycle, in the drawing's units, with the way round there in degrees."""

    x: float
    y: float
    turn: float


class Drawing(Record):
    """A cycle as marks on its circle: a knot for each step, and an arrowhead between each and the next.

    `scale` is the size of the knots, 1 being full size.
    """

    knots: tuple[Mark, ...]
    arrows: tuple[Mark, ...]
    scale: float


def cycle_drawing(steps: int) -> Drawing:
    """Where the knots and arrowheads of a cycle of so many steps stand, clockwise from the top."""
    return Drawing(
        tuple(_mark(360 * step / steps) for step in range(steps)),
        tuple(_mark(360 * (step + 0.5) / steps) for step in range(steps if steps <= ARROWED else 0)),
        round(min(1, ROOMY / steps), 2),
    )


def _mark(turn: float) -> Mark:
    from math import cos, radians, sin

    angle = radians(turn)
    return Mark(round(CENTRE + RADIUS * sin(angle), 2), round(CENTRE - RADIUS * cos(angle), 2), round(turn, 2))
