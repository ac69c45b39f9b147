"""How a result is shown: which format, how wide, in colour or not, to the terminal, a pager, a pipe or a file."""

import os
import sys

from ishoj_cli.cli.table import NO_FORMAT, one_of
from ishoj_cli.content.model import Record
from ishoj_cli.danish import enumerated
from ishoj_cli.errors import UsageError, as_typed, quoted
from ishoj_cli.render import ENDINGS, FORMATS, LONG_ENDINGS, Layout
from ishoj_cli.render.page import height_without_footer
from ishoj_cli.streams import encoded, write_out
from ishoj_cli.terminal import allow_escape_codes, is_dumb, is_terminal, screen_size, wants_colour
from ishoj_cli.type_hints import Any, Callable, Mapping, Self, Sequence


class Output(Record):
    """The output options of a command line.

    None means that the default for the destination is used.
    """

    format: str | None = None
    file: str | None = None
    overwrite: bool = False
    colour: str = "auto"
    width: int | None = None
    pager: bool = True

    @classmethod
    def from_options(
        cls, options: "Mapping[str, Any]", *, formats: "Sequence[str]" = FORMATS, handout: str | None = None
    ) -> "Self":
        """The output that the options of a command ask for.

        `formats` are those that the command has, and `handout` is the command that prints the same, if there is one.
        Raises UsageError for a format or an ending that it has not, and for options that contradict.
        """
        output = cls(**{name: options[name] for name in cls._fields})
        if options["json"] and output.format not in (None, "json"):
            raise UsageError(f"--json og --format {output.format} kan ikke bruges sammen.", hint="Vælg det ene.")
        ending = os.path.splitext(output.file or "")[1].lower()
        by_name = ENDINGS.get(LONG_ENDINGS.get(ending, ending))
        output = output.replace(format="json" if options["json"] else output.format or by_name)
        if output.format is None and output.file and ending.strip("."):
            raise _unknown_ending(output.file, options, handout)
        if output.format is not None:
            one_of(formats, NO_FORMAT)(output.format, "--format")
        return output

    def show(self, render: "Callable[[str, Layout], str]", piped: str = "tekst") -> None:
        """Choose format, width and colour for the destination, render, and write to the file, pager or standard output.

        `piped` is the format that suits a pipe or a file.
        Raises FileError when it can't be written.
        """
        to_file = self.file if self.file != "-" else None
        terminal = not to_file and is_terminal(sys.stdout)
        columns, rows = screen_size(os.environ)
        # ACCESSIBLE selects plain text for screen readers; the formats for scripts are unaffected.
        screen = "tekst" if os.environ.get("ACCESSIBLE") else "terminal"
        format = self.format or (screen if terminal or piped == "terminal" else piped)
        # Plain text has colours when they are asked for, not because a terminal could show them.
        shows_colour = terminal and format == "terminal"
        colour = self.colour == "altid" if to_file else wants_colour(self.colour, os.environ, shows_colour)
        text = render(format, Layout(width=self.width or columns, colour=colour))
        if to_file:
            from ishoj_cli.files import write_file

            write_file(to_file, encoded(text), overwrite=self.overwrite)
            return
        if terminal:
            allow_escape_codes()
            tall = format == "terminal" and height_without_footer(text) >= rows
            if tall and self.pager and not is_dumb(os.environ):
                from ishoj_cli.pager import show_in_pager

                if show_in_pager(text, os.environ):
                    return
        write_out(text)


def _unknown_ending(file: str, options: "Mapping[str, Any]", handout: str | None) -> UsageError:
    """The error for a file name whose ending is no format, with the handout to make if it is one of theirs."""
    from ishoj_cli.render.handout.make import format_of

    if handout is not None and format_of(file):
        flags = {"--overskriv": options["overwrite"], "--uden-spoergsmaal": not options["questions"]}
        more = "".join(f" {flag}" for flag, given in flags.items() if given)
        command = f"{handout} -o {as_typed(file)}{more}"
        return UsageError(f"{quoted(file)} kan kun skrives som handout.", hint="Skriv", command=command)
    what = f"Endelsen i {quoted(file)} er ikke et format, der kan skrives."
    return UsageError(what, hint=f"Lad navnet ende på {enumerated([*ENDINGS], 'eller')}.")
