"""Typer's program, made from the table: the only module that knows Typer.

Handles the command lines that the fast path does not. Both use the same table and functions; a test checks that their
output is identical.
"""

import inspect
from collections.abc import Callable, Sequence
from typing import Annotated, Any, cast

import typer
from typer.core import TyperCommand, TyperGroup

from ishoj_cli.cli import usage
from ishoj_cli.cli.contents import Contents
from ishoj_cli.cli.run import execute, find_command
from ishoj_cli.cli.table import PROGRAM, Command, Option
from ishoj_cli.danish import option_key
from ishoj_cli.errors import UsageError

# The class of all Typer's usage errors, of which it exports only this subclass.
TyperUsageError = cast("type[Exception]", typer.BadParameter.__base__)
SETTINGS = {"token_normalize_func": option_key, "help_option_names": []}


def run_program(argv: Sequence[str], contents: Contents) -> int:
    """Run a command line with Typer; gives the exit status, raises IshojError."""
    app = typer.Typer(
        cls=Program, add_completion=False, rich_markup_mode=None, invoke_without_command=True, context_settings=SETTINGS
    )
    app.callback()(_callback(PROGRAM, contents))
    program = cast(Program, typer.main.get_command(app))
    program.contents, program.table = contents, PROGRAM
    return int(program.main(list(argv), "ishoj", standalone_mode=False) or 0)


class Explained:
    """A command of Typer's whose usage errors are explained in Danish, from the table."""

    table: Command

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse as Typer does; raises UsageError for what it can't use."""
        words = list(args)
        try:
            rest: list[str] = super().parse_args(ctx, args)  # type: ignore[misc]
        except TyperUsageError as error:
            raise self._explained(error, words) from error
        return rest

    def _explained(self, error: Any, words: Sequence[str]) -> UsageError:
        name = getattr(error, "option_name", "")
        flags = {option_key(flag): option for option in self.table.options for flag in option.flags}
        if option_key(name) in flags:
            return usage.unwanted_value(name, self.table)
        return usage.unknown_option(name, words, self.table)


class DanishCommand(Explained, TyperCommand):
    """A command of the program."""


class Program(Explained, TyperGroup):
    """The program itself: a command is made from the table when it is named, in any spelling."""

    contents: Contents

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str, Any, list[str]]:
        """The command that the first word names; options before it hold for it too. Raises IshojError for none."""
        found, entry = find_command(args[0], self.contents)
        if found is None:
            raise usage.unknown_command([args[0], *self.contents.words], self.contents)
        asked = {name: value for name, value in ctx.params.items() if value not in (None, False)}
        ctx.default_map = {found.name: asked}
        app = typer.Typer(add_completion=False, rich_markup_mode=None)
        app.command(name=found.name, cls=DanishCommand)(_callback(found, self.contents))
        command = typer.main.get_command(app)
        cast(DanishCommand, command).table = found
        return found.name, command, [*entry, *args[1:]]


def _callback(command: Command, contents: Contents) -> Callable[..., int]:
    """A function that runs a command, declared to Typer as one with the parameters of the table."""

    def answer(ctx: typer.Context, words: Sequence[str] | None = None, **typed: Any) -> int:
        if ctx.invoked_subcommand is not None:
            return 0  # the options before a command are the command's
        words = words or ()
        if not command.takes(words):
            raise usage.unwanted_word(words[command.most_words or 0], command)
        return execute(command, contents, words, typed)

    parameters: list[tuple[str, Any, Any]] = [("ctx", typer.Context, inspect.Parameter.empty)]
    if command.name:
        parameters.append(("words", Annotated[list[str] | None, typer.Argument()], None))
    parameters += [(option.name, *_declared(option)) for option in command.options]
    answer.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=annotation, default=default)
            for name, annotation, default in parameters
        ]
    )
    answer.__annotations__ = {name: annotation for name, annotation, _default in parameters}
    return answer


def _declared(option: Option) -> tuple[Any, Any]:
    """The annotation and the default by which Typer knows an option; its value is read by the table."""
    declared = typer.Option(*option.flags, metavar=option.metavar, help=option.help)
    if option.metavar is None:
        return Annotated[bool, declared], False
    kind: Any = list[str] if option.many else str
    return Annotated[kind | None, declared], None
