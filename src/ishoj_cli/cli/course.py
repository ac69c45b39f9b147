"""Writes a course: all its handouts in one folder, with an index page."""

import os
import sys

from ishoj_cli.child_process import run_in_child
from ishoj_cli.content.model import Handbook
from ishoj_cli.errors import IshojError, UsageError
from ishoj_cli.files import write_folder
from ishoj_cli.render.handout import FILE_ENDINGS, HANDOUT_FORMATS
from ishoj_cli.render.handout.make import chosen_sections, format_of, ids_with_cards, make_handout
from ishoj_cli.terminal import is_terminal
from ishoj_cli.type_hints import Any, Iterable, Iterator, Mapping, Sequence

INDEX = "kursus.html"
WORKERS = 2  # threads; Typst releases the GIL while it typesets, which takes most of the time


def write_course(
    handbook: "Handbook", section_ids: "Sequence[str]", options: "Mapping[str, Any]", shown: "Mapping[str, Any]"
) -> str:
    """Make all files of a course, write them to a folder atomically, and return the path of the index page.

    `shown` holds the arguments `omitted` and `repeat` of `make_handout`. Raises `IshojError` that names the part that
    can't be made.
    """
    import importlib.machinery  # noqa: F401  # two threads that import it at the same time break it (Python 3.11)
    from concurrent.futures import ThreadPoolExecutor

    from ishoj_cli.render.handout.kit import kit_kinds

    folder: str = options["file"] or "kursus"
    if folder == "-" or options["format"] or format_of(folder):
        raise UsageError("Et kursus er en mappe med flere filer.", hint="Skriv for eksempel: -o kursus")
    optional = ("minutes", "participants", "writing_lines", "large")
    choices = {name: options[name] for name in optional if options[name] is not None}

    kinds = kit_kinds(chosen_sections(handbook, "kursus", section_ids))
    ids = dict.fromkeys(HANDOUT_FORMATS, section_ids)
    ids["kort"] = ids_with_cards(handbook, section_ids)
    formats = {"kursus": "html", **dict.fromkeys(kinds, "pdf")}
    names = [f"{kind}{FILE_ENDINGS[format]}" for kind, format in formats.items()]

    def made(kind: str, name: str) -> bytes:
        try:
            return make_handout(handbook, kind, formats[kind], ids[kind], **shown, **choices)[1]
        except IshojError as error:
            error.what = f"{name}: {error.what}"
            raise

    def all_made() -> "Iterator[bytes]":
        with ThreadPoolExecutor(WORKERS) as pool:
            yield from pool.map(made, formats, names)

    parts: Iterable[bytes] = run_in_child(all_made)
    if is_terminal(sys.stderr):
        from rich.console import Console
        from rich.progress import track

        console = Console(file=sys.stderr)
        parts = track(parts, "Laver siderne", total=len(names), console=console, transient=True)
    files = dict(zip(names, parts, strict=True))
    write_folder(folder, files, overwrite=options["overwrite"])
    return os.path.join(folder, INDEX)
