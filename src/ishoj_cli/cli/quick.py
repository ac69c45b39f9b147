"""The short way: a bare read or search, or a handout, answered before Typer, PyYAML and (in a pipe) Rich are imported.

It knows which function such a line calls, and no more; all else is left to the long way, which answers the same.
"""

import os
import sys

from ishoj_cli.cli import commands
from ishoj_cli.cli.output import Output
from ishoj_cli.content.lookup import find_section
from ishoj_cli.content.places import default_file
from ishoj_cli.danish import name_key

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from ishoj_cli.content.model import Handbook

STEERING = ("ISHOJ_INDHOLD", "ISHOJ_TOLKNING", "_ISHOJ_COMPLETE")  # variables that make it another question
BARE = {"alt": commands.show_whole, "liste": commands.show_list, "dagens": commands.show_daily}
# What the options of a handout say of it: the field that the next word fills, or what is settled by the option alone.
VALUES = {"-o": "file", "--output": "file", "-f": "format", "--format": "format", "--type": "kind"}
FLAGS = {
    "--overskriv": ("overwrite", True),
    "--uden-spoergsmaal": ("questions", False),
    "--uden-skrivelinjer": ("writing_lines", False),
}


def answer(argv: "Sequence[str]") -> int | None:
    """The exit status of a line that the short way has answered, or None for a line that it leaves alone."""
    if any(map(os.environ.get, STEERING)):
        return None
    is_handout = bool(argv) and argv[0] == "handout"
    words, asked = without_options(argv) if is_handout else (list(argv), {})
    if any(word.startswith("-") for word in words):
        return None
    handbook = compiled_content()
    if handbook is None or os.path.lexists(default_file(os.environ, sys.platform)):
        return None
    if not words:
        return commands.show_overview(handbook, Output())
    name, *words = words
    if find_section(handbook, name):
        return commands.show_section(handbook, name, words, Output())
    if name_key(name) == "soeg" and words:
        return commands.search_handbook(handbook, words, Output())
    if name_key(name) == "handout":
        from ishoj_cli.cli import printout

        return printout.write_handout(handbook, words, printout.Printout(**asked))
    show = None if words else BARE.get(name_key(name))
    return show(handbook, Output()) if show else None


def without_options(argv: "Sequence[str]") -> "tuple[list[str], dict[str, Any]]":
    """The words of a line for a handout, and what its options ask for: the last of each holds, as it does for Typer.

    Only what is spelt as the help spells it is taken: any other option, or one without its value, stays a word.
    """
    words: list[str] = []
    asked: dict[str, Any] = {}
    left = iter(argv)
    for word in left:
        if word in FLAGS:
            field, asked[field] = FLAGS[word]
        elif word in VALUES:
            asked[VALUES[word]] = value = next(left, word)
            words += [value] if value.startswith("-") else []
        else:
            words.append(word)
    return words, asked


def compiled_content() -> "Handbook | None":
    """The bundled content as the build compiled it into the wheel; a checkout has none and reads its YAML."""
    try:
        from ishoj_cli import compiled  # type: ignore[attr-defined,unused-ignore]
    except ImportError:
        return None
    handbook: Handbook = compiled.HANDBOOK
    return handbook
