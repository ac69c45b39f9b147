"""The kit for a course: every type of handout in one folder, with a page that says what each file is."""

import os
import sys

from ishoj_cli.errors import IshojError, UsageError
from ishoj_cli.files import write_folder
from ishoj_cli.render.handout import FILE_ENDINGS
from ishoj_cli.render.handout.make import chosen_sections, make_handout
from ishoj_cli.terminal import is_terminal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from ishoj_cli.content.model import Handbook

INDEX = "kursus.html"
WORKERS = 2  # threads: Typst sets without holding Python's lock, and most of a page's time is its own


def write_course(handbook: "Handbook", section_ids: "Sequence[str]", options: "Mapping[str, Any]") -> str:
    """Make every part of a course, write them in a folder whole or not at all, and give the folder's name.

    Raises `IshojError` that names the part that can't be made.
    """
    from concurrent.futures import ThreadPoolExecutor

    from ishoj_cli.render.handout.kit import kit_kinds

    folder: str = options["file"] or "kursus"
    if folder == "-" or options["format"]:
        raise UsageError("Et kursus er en mappe med flere filer.", hint="Skriv for eksempel: -o kursus")
    course = {name: options[name] for name in ("minutes", "participants") if options[name]}

    def made(kind: str, format: str = "pdf") -> tuple[str, bytes]:
        try:
            lines = options["writing_lines"]
            return f"{kind}{FILE_ENDINGS[format]}", make_handout(
                handbook, kind, format, section_ids, writing_lines=lines, **course
            )[1]
        except IshojError as error:
            error.what = f"{kind}{FILE_ENDINGS[format]}: {error.what}"
            raise

    files = dict([made("kursus", "html")])
    kinds = kit_kinds(chosen_sections(handbook, "kursus", section_ids))
    with Progress(len(kinds)) as progress, ThreadPoolExecutor(WORKERS) as pool:
        for name, content in pool.map(made, kinds):
            files[name] = content
            progress.advance()
    write_folder(folder, files, overwrite=options["overwrite"])
    return os.path.join(folder, INDEX)


class Progress:
    """While it is open, a terminal shows how many of the parts are made; the line is removed at the end."""

    def __init__(self, parts: int) -> None:
        self.parts = parts
        self.bar: Any = None

    def __enter__(self) -> "Progress":
        """Show the line, where standard error is a terminal."""
        if is_terminal(sys.stderr):
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
            from rich.progress import Progress as Bar

            columns = (TextColumn("Laver siderne"), BarColumn(), MofNCompleteColumn())
            self.bar = Bar(*columns, console=Console(file=sys.stderr), transient=True)
            self.bar.start()
            self.bar.add_task("", total=self.parts)
        return self

    def advance(self) -> None:
        """Count another part as made."""
        if self.bar:
            self.bar.advance(self.bar.task_ids[0])

    def __exit__(self, *_error: object) -> None:
        """Remove the line."""
        if self.bar:
            self.bar.stop()
