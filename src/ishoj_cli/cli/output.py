"""How a result is shown: which format, how wide, in colour or not, to the terminal, a pager, a pipe or a file."""

import os
import sys

from ishoj_cli.content.model import Record
from ishoj_cli.danish import enumerated
from ishoj_cli.errors import UsageError, quoted
from ishoj_cli.files import write_file
from ishoj_cli.pager import page
from ishoj_cli.render.page import FORMATS
from ishoj_cli.streams import encoded, write_out
from ishoj_cli.terminal import allow_escape_codes, forces_colour, is_dumb, is_terminal, screen_size, wants_colour

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from ishoj_cli.render.page import Format

ENDINGS: "dict[str, Format]" = {".json": "json", ".md": "markdown", ".tsv": "tsv", ".txt": "tekst"}


class Output(Record):
    """What the user asked of the output; None is "as suits where it goes"."""

    format: "Format | None" = None
    file: str | None = None
    overwrite: bool = False
    colour: str | None = None
    width: int | None = None
    questions: bool = True
    pager: bool = True

    def show(self, render: "Callable[[Format, int, bool], str]", piped: "Format" = "tekst") -> None:
        """Render in the format, width and colour that suit, and write it where it was asked for.

        `piped` is the format that suits a pipe or a file.
        Raises FileError when it can't be written, ReaderGoneError when the reader has gone.
        """
        to_file = self.file if self.file != "-" else None
        terminal = not to_file and is_terminal(sys.stdout)
        colour = self.colour == "altid" if to_file else wants_colour(self.colour, os.environ, terminal)
        columns, rows = screen_size(os.environ)
        format = self.format or self._suitable(terminal, to_file, piped)
        text = render(format, self.width or columns, colour)
        if to_file:
            write_file(to_file, encoded(text), overwrite=self.overwrite)
            return
        if terminal:
            allow_escape_codes()
            tall = format == "terminal" and text.count("\n") >= rows
            if tall and self.pager and not is_dumb(os.environ) and page(text, os.environ):
                return
        write_out(text)

    def _suitable(self, terminal: bool, to_file: str | None, piped: "Format") -> "Format":
        if to_file:
            return ENDINGS.get(os.path.splitext(to_file)[1].lower(), piped)
        forced = self.colour == "altid" or (self.colour is None and forces_colour(os.environ))
        format = "terminal" if terminal or forced else piped
        # What is set for the eye becomes lines to be read aloud; what a script takes apart stays as it is.
        return "tekst" if format == "terminal" and os.environ.get("ACCESSIBLE") else format


def chosen_format(name: str | None, json: bool) -> "Format | None":
    """The format that `--format` and `--json` ask for, in any case; raises UsageError when they can't be followed."""
    known: dict[str, Format] = {format: format for format in FORMATS}
    format = known.get(name.strip().lower()) if name is not None else None
    if name is not None and format is None:
        raise UsageError(f"Formatet {quoted(name)} findes ikke.", hint=f"Vælg mellem {enumerated(FORMATS)}.")
    if json and format not in (None, "json"):
        raise UsageError(f"--json og --format {format} kan ikke bruges sammen.", hint="Vælg det ene.")
    return "json" if json else format
