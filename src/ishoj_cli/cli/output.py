"""How a result is shown: which format, how wide, in colour or not, to the terminal, a pager, a pipe or a file."""

import os
import sys

from ishoj_cli.content.model import Record
from ishoj_cli.errors import UsageError, as_typed, quoted
from ishoj_cli.render import ENDINGS, Layout
from ishoj_cli.render.page import height_without_footer
from ishoj_cli.streams import encoded, write_out
from ishoj_cli.terminal import allow_escape_codes, forces_colour, is_dumb, is_terminal, screen_size, wants_colour

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any, Self


class Output(Record):
    """What the user asked of the output, by the options of these names; None is "as suits where it goes"."""

    format: str | None = None
    file: str | None = None
    overwrite: bool = False
    colour: str = "auto"
    width: int | None = None
    pager: bool = True

    @classmethod
    def asked(cls, options: "Mapping[str, Any]") -> "Self":
        """The output that the options of a command ask for; raises UsageError for options that contradict."""
        output = cls(**{name: options[name] for name in cls._fields})
        if options["json"] and output.format not in (None, "json"):
            raise UsageError(f"--json og --format {output.format} kan ikke bruges sammen.", hint="Vælg det ene.")
        ending = os.path.splitext(output.file or "")[1].lower()
        output = output.replace(format="json" if options["json"] else output.format or ENDINGS.get(ending))
        if output.format is None and output.file and _is_handout(output.file):
            raise UsageError(
                f"{quoted(output.file)} kan kun skrives som handout.",
                hint="Skriv for eksempel",
                command=f"handout -o {as_typed(output.file)}",
            )
        return output

    def show(self, render: "Callable[[str, Layout], str]", piped: str = "tekst") -> None:
        """Render in the format, width and colour that suit, and write it where it was asked for.

        `piped` is the format that suits a pipe or a file.
        Raises FileError when it can't be written.
        """
        to_file = self.file if self.file != "-" else None
        terminal = not to_file and is_terminal(sys.stdout)
        colour = self.colour == "altid" if to_file else wants_colour(self.colour, os.environ, terminal)
        columns, rows = screen_size(os.environ)
        format = self.format or self._suitable(terminal, to_file, piped)
        text = render(format, Layout(width=self.width or columns, colour=colour))
        if to_file:
            from ishoj_cli.files import write_file

            write_file(to_file, encoded(text), overwrite=self.overwrite)
            return
        if terminal:
            allow_escape_codes()
            tall = format == "terminal" and height_without_footer(text) >= rows
            if tall and self.pager and not is_dumb(os.environ) and _paged(text):
                return
        write_out(text)

    def _suitable(self, terminal: bool, to_file: str | None, piped: str) -> str:
        if to_file:
            return piped
        forced = self.colour == "altid" or (self.colour == "auto" and forces_colour(os.environ))
        format = "terminal" if terminal or forced else piped
        # With ACCESSIBLE a page becomes lines to be read aloud; what a script takes apart stays as it is.
        return "tekst" if format == "terminal" and os.environ.get("ACCESSIBLE") else format


def _is_handout(file: str) -> bool:
    """Whether a file name has an ending that only handouts have."""
    from ishoj_cli.render.handout.make import format_of

    return format_of(file) not in (None, "markdown")


def _paged(text: str) -> bool:
    from ishoj_cli.pager import show_in_pager

    return show_in_pager(text, os.environ)
