"""Writes docs/kommandoer.md from the help of every command there is: `python scripts/make_command_reference.py [FILE]`.

A test holds the page to what the program says.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from program import printed

from ishoj_cli.cli.app import make_program
from ishoj_cli.content.load import data_folder, load

FILE = Path(__file__).resolve().parents[1] / "docs" / "kommandoer.md"
HEAD = """\
# Kommandoer

Siden er lavet af programmets egen hjælp. Den samme tekst står i terminalen, når du skriver `-h` efter en kommando, for
eksempel `ishoj vaerdier -h`. Vejledningen med eksempler står i [vejledning.md](vejledning.md).
"""


def paths(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The words that name a command and each command under it, in the order of the help."""
    yield path
    for name, sub in getattr(command, "commands", {}).items():
        if not sub.hidden:
            yield from paths(sub, (*path, name))


def reference() -> str:
    """The whole page: a heading and the help for each command."""
    parts = [HEAD]
    for path in paths(make_program(load(data_folder()))):
        level = "##" if len(path) < 2 else "###"
        parts.append(f"{level} {' '.join(('ishoj', *path))}\n\n```text\n{printed(*path, '-h', columns=100)}```\n")
    return "\n".join(parts)


if __name__ == "__main__":
    (Path(sys.argv[1]) if sys.argv[1:] else FILE).write_text(reference(), encoding="utf-8", newline="\n")
