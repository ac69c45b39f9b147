"""Writes docs/kommandoer.md from the help of every command there is: `python scripts/make_command_reference.py [FILE]`.

A test holds the page to what the program says.
"""

import sys
from pathlib import Path

from program import printed

FILE = Path(__file__).resolve().parents[1] / "docs" / "kommandoer.md"
COLUMNS = 100
COMMANDS = ("Afsnit", "Andre kommandoer")  # the headings in the help of `ishoj` that commands stand under
HEAD = """\
# Kommandoer

Siden er lavet af programmets egen hjælp. Den samme tekst står i terminalen, når du skriver `-h` efter en kommando, for
eksempel `ishoj vaerdier -h`. I [vejledningen](vejledning.md) står, hvordan du bruger dem.
"""


def reference() -> str:
    """The whole page: a heading and the help for `ishoj` and for each command that its help names."""
    whole = printed("-h", columns=COLUMNS)
    blocks = [block.splitlines() for block in whole.split("\n\n")]
    names = [line.split()[0] for heading, *lines in blocks if heading in COMMANDS for line in lines]
    pages = [("ishoj", whole), *((f"ishoj {name}", printed(name, "-h", columns=COLUMNS)) for name in names)]
    return "\n".join([HEAD, *(f"## {command}\n\n```text\n{page}```\n" for command, page in pages)])


if __name__ == "__main__":
    (Path(sys.argv[1]) if sys.argv[1:] else FILE).write_text(reference(), encoding="utf-8", newline="\n")
