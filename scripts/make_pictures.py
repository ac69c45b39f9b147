"""Draws the terminals of README.md with Rich's SVG export: `python scripts/make_pictures.py [FOLDER]`.

A picture shows what the program prints, and a test holds it to that. No picture asks another host for a font.
"""

import io
import sys
from pathlib import Path

from program import printed
from rich.console import Console
from rich.padding import Padding
from rich.terminal_theme import TerminalTheme
from rich.text import Text

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "pictures"
COLUMNS = 80
MARGIN = 2  # columns of air at the sides of the screen, a line above and none below
PICTURES = {"terminal": ("vaerdier",), "cycle": ("personalepolitik", "--uden-spoergsmaal")}
ANSI = [(0, 0, 0)] * 8  # the program uses none of the colours that a terminal's own palette decides
THEMES = {
    "": TerminalTheme((255, 255, 255), (36, 36, 36), ANSI),
    "-dark": TerminalTheme((0, 0, 0), (222, 222, 222), ANSI),
}
FORMAT = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
  <style>
    .{unique_id}-matrix {{
      font-family: ui-monospace, "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace;
      font-size: {char_height}px;
      line-height: {line_height}px;
    }}
    .{unique_id}-title {{ font-family: system-ui, "Liberation Sans", sans-serif; font-size: 16px; opacity: .6 }}
    .rich-terminal > rect {{ stroke: #808080; stroke-opacity: .5 }}
    .rich-terminal > g > circle {{ fill: #808080; fill-opacity: .4 }}
    {styles}
  </style>
  <defs>
    <clipPath id="{unique_id}-clip-terminal">
      <rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
    </clipPath>
    {lines}
  </defs>
  {chrome}
  <g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
    {backgrounds}
    <g class="{unique_id}-matrix">
    {matrix}
    </g>
  </g>
</svg>
"""


def picture(words: tuple[str, ...], theme: TerminalTheme) -> str:
    """A terminal in which a command has just been run, as SVG."""
    screen = printed(*words, "--format", "terminal", "--farve", "altid", columns=COLUMNS)
    shown = Text.assemble("$ ", ("ishoj " + " ".join(words), "bold"), "\n", Text.from_ansi(screen))
    width = COLUMNS + 2 * MARGIN
    console = Console(record=True, width=width, file=io.StringIO(), color_system="256", force_terminal=True)
    console.print(Padding(shown, (1, MARGIN, 0, MARGIN)))
    svg = console.export_svg(title="ishoj", theme=theme, code_format=FORMAT, unique_id="ishoj")
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


def main() -> None:
    """Write every picture, light and dark."""
    folder = Path(sys.argv[1]) if sys.argv[1:] else FOLDER
    for name, words in PICTURES.items():
        for shade, theme in THEMES.items():
            (folder / f"{name}{shade}.svg").write_text(picture(words, theme), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
