"""Danish help and Danish errors for Typer's commands: names in every spelling, examples first."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import typer
from typer._click.exceptions import ClickException
from typer._click.shell_completion import CompletionItem
from typer.core import TyperCommand, TyperGroup

from ishoj_cli import __version__
from ishoj_cli.cli.completion import SHELLS, begun, install
from ishoj_cli.cli.options import output_options
from ishoj_cli.content.lookup import nearest
from ishoj_cli.danish import name_key, option_key
from ishoj_cli.errors import IshojError, UsageError, did_you_mean, quoted
from ishoj_cli.render.page import danish_date
from ishoj_cli.render.terminal import STRONG, TITLE, Canvas
from ishoj_cli.streams import write_message, write_out

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ishoj_cli.render.terminal import Pieces

HELP_HINT = "Se hjælpen med: {path} -h"
HELP_NAMES = {"-h", "--help", "--hjælp", "--hjaelp"}
PANELS = ("Afsnit", "Andre kommandoer")


class DanishCommand(TyperCommand):
    """A command whose help is Danish and which says in Danish what it can't use."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse as Typer does, but refuse words that are left over in Danish."""
        ctx.allow_extra_args = True
        with _in_danish(ctx, args):
            rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            raise UsageError(
                f"{quoted(rest[0])} kan ikke bruges her: {quoted(ctx.command_path, 200)} tager ikke flere ord.",
                hint=HELP_HINT.format(path=ctx.command_path),
            )
        return rest


class DanishGroup(TyperGroup):
    """The program itself: finds a command by any spelling of its name and suggests the nearest real ones."""

    content_fault: IshojError | None = None
    edition: str | None = None
    names: Sequence[tuple[str, str]] = ()  # every command with what it is for, whether or not it has been made
    entries: dict[str, str] = {}  # noqa: RUF012 - each program gets its own

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse as Typer does; what is asked before the command holds for the command too."""
        with _in_danish(ctx, args):
            rest = super().parse_args(ctx, args)
        asked = {name: value for name, value in ctx.params.items() if value not in (None, False)}
        ctx.default_map = dict.fromkeys(self.commands, asked)
        return rest

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        """The commands, or the shells to be taught, and the options that a word begins; commands in any spelling."""
        names = [(shell, "") for shell in SHELLS] if ctx.params.get("install") else self.names
        commands = [CompletionItem(name, help=meaning) for name, meaning in begun(incomplete, names)]
        return commands + TyperCommand.shell_complete(self, ctx, incomplete)

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """The command that the first word names; raises UsageError when there is none."""
        for name, command in self.commands.items():
            if name_key(args[0]) in {name_key(name), *map(name_key, getattr(command.callback, "spellings", ()))}:
                return name, command, args[1:]
        if ctx.resilient_parsing:
            return None, None, args[1:]
        if self.content_fault:
            raise self.content_fault
        entry = self.entries.get(name_key(args[0]))
        suggestion = did_you_mean([entry] if entry else nearest(args[0], list(self.commands)))
        raise UsageError(
            f"Der er ingen kommando {quoted(args[0])}. {suggestion}".strip(),
            hint=HELP_HINT.format(path=ctx.command_path),
        )


def show_help(ctx: Any) -> None:
    """What `-h` does: show the help as wide and as colourful as was asked for."""
    asked = ctx.find_root().params | ctx.params
    try:
        output = output_options(colour=asked.get("colour"), width=asked.get("width"), no_pager=True)
    except UsageError:  # who asks for help gets it all the same
        output = output_options(no_pager=True)
    output.show(lambda *shape: help_page(ctx, *shape), piped="terminal")
    tell_fault(ctx)


def show_version(ctx: Any) -> None:
    """What `-V` does: say the version and the edition of the content in use."""
    edition = program_of(ctx).edition
    write_out(f"ishoj {__version__}\n" + (f"Indhold: udgaven fra {danish_date(edition)}\n" if edition else ""))
    tell_fault(ctx)


def program_of(ctx: Any) -> "DanishGroup":
    """The program that a command is part of."""
    program: DanishGroup = ctx.find_root().command
    return program


def tell_fault(ctx: Any) -> None:
    """Say on standard error why the content is not there, if it isn't."""
    if program_of(ctx).content_fault:
        write_message(str(program_of(ctx).content_fault))


class Lines(Canvas):
    """What a canvas shows, to be read aloud: a line for each text, and for each name with what it stands for."""

    def __init__(self) -> None:
        super().__init__(width=0, colour=False)

    def hang(  # the indents are for the eye
        self,
        body: "str | Pieces",
        first: "Pieces" = (),  # noqa: ARG002
        rest: "Pieces" = (),  # noqa: ARG002
        style: str = "",
    ) -> None:
        """A text as one line, without its indent."""
        self.lines.append(((body, style),) if isinstance(body, str) else body)

    def columns(self, rows: tuple[tuple[str, str], ...], gap: bool = True) -> None:  # noqa: ARG002
        """A line for each name and what it stands for."""
        for name, meaning in rows:
            self.hang(f"{name.strip()}: {meaning}")


def help_page(ctx: Any, format: str, width: int, colour: bool) -> str:
    """The help of a command: what it is, examples, how it is used, what it takes; as `tekst` without columns."""
    canvas = Lines() if format == "tekst" else Canvas(width, colour)
    command = ctx.command
    title, *paragraphs = (command.help or "").split("\n\n")
    canvas.paragraph(title, TITLE)
    canvas.paragraphs(tuple(paragraphs))
    program = ctx.find_root().command_path
    examples = [line.split("\t") for line in (command.epilog or "").splitlines()]
    _titled(canvas, "Eksempler", [(f"{program} {line}".rstrip(), meaning) for line, meaning in examples])
    words = [param.metavar for param in command.params if param.param_type_name == "argument"]
    words = ["[KOMMANDO]"] if isinstance(command, TyperGroup) else words
    canvas.paragraph("Brug", STRONG)
    canvas.hang(" ".join([ctx.command_path, *filter(None, words), "[VALG]"]), *2 * ((("  ", ""),),))
    for panel in PANELS if isinstance(command, TyperGroup) else ():
        named = [
            (n, c.get_short_help_str(limit=200)) for n, c in command.commands.items() if c.rich_help_panel == panel
        ]
        _titled(canvas, panel, named)
    _titled(canvas, "Punkter", getattr(command.callback, "choices", ()))
    options = [(_spelt(param), param.help or "") for param in command.params if _listed(param)]
    _titled(canvas, "Valg", options)
    return canvas.text()


def _titled(canvas: Canvas, title: str, rows: Iterable[Any]) -> None:
    pairs = tuple((f"  {name}", meaning) for name, meaning in rows)
    if pairs:
        canvas.paragraph(title, STRONG)
        canvas.columns(pairs, gap=False)


def _listed(param: Any) -> bool:
    """Whether a parameter is an option that does something for its command."""
    return param.param_type_name == "option" and not param.hidden


def _spelt(param: Any) -> str:
    """An option as it is typed: its names and what it takes."""
    names = sorted([*param.opts, *param.secondary_opts], key=lambda name: len(name) > len("-x"))
    value = "" if param.is_flag else f" {param.metavar}"
    return f"{', '.join(names)}{value}"


@contextmanager
def _in_danish(ctx: Any, args: list[str]) -> Iterator[None]:
    """Typer's own usage errors as ours; its English words are never shown. Who asks for help gets it all the same.

    What is answered without the command is answered here, once all that was asked is known.
    """
    words = args[: args.index("--")] if "--" in args else args[:]
    try:
        yield
    except ClickException as error:
        if HELP_NAMES.isdisjoint(words):
            raise danish_error(error, ctx, words) from error
        ctx.params["help"] = True
    if ctx.resilient_parsing:
        return
    if ctx.params.get("help"):
        show_help(ctx)
    elif ctx.params.get("version"):
        show_version(ctx)
    elif ctx.params.get("install"):
        install(" ".join([*ctx._protected_args, *ctx.args]))
    else:
        return
    raise typer.Exit


def danish_error(error: Any, ctx: Any, words: Sequence[str] = ()) -> UsageError:
    """What a usage error of Typer's says, in Danish, told from its data and the words as they were typed."""
    path = quoted(ctx.command_path, 200)
    hint = HELP_HINT.format(path=ctx.command_path)
    options = {opt: param for param in ctx.command.params for opt in getattr(param, "opts", ())}
    name = getattr(error, "option_name", None)
    if name in options:
        fault = "tager ingen værdi" if options[name].is_flag else f"mangler en værdi: {name} {options[name].metavar}"
        return UsageError(f"{name} {fault}.", hint=hint)
    if name is not None:
        typed = [word.partition("=")[0] for word in words if word.startswith("-")]
        name = next((word for word in typed if option_key(word) == option_key(name)), name)
        near = did_you_mean(nearest(name, [option for option in options if option.startswith("--")]))
        return UsageError(f"{quoted(name)} kan ikke bruges med {path}. {near}".strip(), hint=hint)
    if getattr(error, "param", None) is not None:
        return UsageError(f"{path} mangler {error.param.metavar}.", hint=hint)
    return UsageError(f"{path} kan ikke bruges sådan.", hint=hint)
