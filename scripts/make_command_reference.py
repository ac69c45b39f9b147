"""Writes docs/kommandoer.md from the help of every command there is: `python scripts/make_command_reference.py [FILE]`.

A test holds the page to what the program says.
"""

import sys
from pathlib import Path

from program import printed

from ishoj_cli.cli.table import commands
from ishoj_cli.cli.usage import SEE_SHARED
from ishoj_cli.content.load import load
from ishoj_cli.content.paths import data_folder

FILE = Path(__file__).resolve().parents[1] / "docs" / "kommandoer.md"
COLUMNS = 100
HEAD = """\
# Kommandoer

Siden er lavet af programmets egen hjælp. Den samme tekst står i terminalen, når du skriver `-h` efter en kommando, for
eksempel `ishoj vaerdier -h`. I [vejledningen](vejledning.md) står, hvordan du bruger dem.
"""


def reference() -> str:
    """The whole page: a heading and the help for `ishoj`, for each command, and for the options that they share."""
    asked = [["-h"], *([command.name, "-h"] for command in commands(load(data_folder()))), SEE_SHARED.split()]
    pages = [(" ".join(["ishoj", *asked_for]).removesuffix(" -h"), asked_for) for asked_for in asked]
    blocks = [f"## {title}\n\n```text\n{printed(*words, columns=COLUMNS)}```\n" for title, words in pages]
    return "\n".join([HEAD, *blocks])


if __name__ == "__main__":
    (Path(sys.argv[1]) if sys.argv[1:] else FILE).write_text(reference(), encoding="utf-8", newline="\n")
