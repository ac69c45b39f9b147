"""The options that commands share, declared once: how it is shown, which content is read, help."""

import inspect
from collections.abc import Callable
from functools import update_wrapper
from typing import Annotated, Any

import typer
from typer._click.globals import get_current_context

from ishoj_cli.cli.completion import choosing
from ishoj_cli.cli.output import Output, chosen_format
from ishoj_cli.content.model import Handbook
from ishoj_cli.danish import enumerated
from ishoj_cli.errors import ExitStatus, UsageError, as_typed, quoted
from ishoj_cli.render.page import FORMATS
from ishoj_cli.terminal import NARROWEST

COLOURS = ("auto", "altid", "aldrig")
WIDEST = 10_000
PRINTED = (".pdf", ".html", ".htm", ".docx")


def output_options(
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help=f"Vis som {enumerated(FORMATS, 'eller')}.",
            autocompletion=choosing(*FORMATS),
        ),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Det samme som --format json.")] = False,
    output: Annotated[str | None, typer.Option("--output", "-o", metavar="FIL", help="Skriv til en fil.")] = None,
    overwrite: Annotated[bool, typer.Option("--overskriv", help="Skriv over en fil, der findes.")] = False,
    colour: Annotated[
        str | None,
        typer.Option(
            "--farve",
            metavar="HVORNÅR",
            help=f"Brug farver: {enumerated(COLOURS, 'eller')}.",
            autocompletion=choosing(*COLOURS),
        ),
    ] = None,
    width: Annotated[str | None, typer.Option("--bredde", metavar="N", help="Højst N tegn på en linje.")] = None,
    no_questions: Annotated[
        bool, typer.Option("--uden-spoergsmaal", help="Udelad værktøjets forslag til dialog.")
    ] = False,
    no_pager: Annotated[bool, typer.Option("--uden-pager", help="Vis alt på én gang, også når det er langt.")] = False,
) -> Output:
    """The output that the options ask for; raises UsageError for a value that can't be used."""
    if colour is not None and colour.lower() not in COLOURS:
        raise UsageError(f"{quoted(colour)} kan ikke bruges med --farve.", hint=f"Vælg mellem {enumerated(COLOURS)}.")
    if format is None and not json and output and output.lower().endswith(PRINTED):
        raise UsageError(
            f"{quoted(output)} kan kun skrives som handout.",
            hint=f"Skriv for eksempel: {_program()} handout -o {as_typed(output)}",
        )
    if output is not None and not output.strip():
        raise UsageError("--output mangler en værdi.", hint="Skriv navnet på en fil, eller - for skærmen.")
    return Output(
        format=chosen_format(format, json),
        file=output,
        overwrite=overwrite,
        colour=colour.lower() if colour and colour.lower() != "auto" else None,
        width=whole_number(width, "--bredde", NARROWEST, WIDEST),
        questions=not no_questions,
        pager=not no_pager,
    )


def _program() -> str:
    """The program as it was called, with the content that was asked for."""
    ctx = get_current_context(silent=True)
    return ctx.find_root().command_path if ctx else Handbook.command


def content_options(
    content: Annotated[
        str | None, typer.Option("--indhold", metavar="MAPPE", help="Læs indhold fra en anden mappe (ISHOJ_INDHOLD).")
    ] = None,
    local: Annotated[
        str | None, typer.Option("--tolkning", metavar="FIL", help="Læs den lokale tolkning i en fil (ISHOJ_TOLKNING).")
    ] = None,
    no_local: Annotated[bool, typer.Option("--uden-tolkning", help="Udelad den lokale tolkning.")] = False,
    version: Annotated[bool, typer.Option("--version", "-V", help="Vis versionen.")] = False,
    help: Annotated[bool, typer.Option("-h", "--hjælp", "--help", help="Vis denne hjælp.")] = False,
) -> None:
    """What every command takes. Nobody reads it here: `app.Contents` looks for the content, which decides the commands,
    and `usage` answers for help and version."""


def whole_number(value: str | None, option: str, least: int, most: int) -> int | None:
    """The number that an option's value says, or None for none; raises UsageError outside least to most."""
    if value is None:
        return None
    digits = value.strip()
    if digits.isascii() and digits.isdigit() and len(digits) < 10 and least <= int(digits) <= most:
        return int(digits)
    raise UsageError(
        f"{quoted(value)} kan ikke bruges med {option}.", hint=f"Skriv et helt tal fra {least} til {most}."
    )


def printing(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command the options of all that print; it gets them as one `output`."""
    made = _parameters(output_options)

    def with_output(**values: Any) -> int:
        if getattr(values.get("ctx"), "invoked_subcommand", None):
            return ExitStatus.OK  # what was asked before the command is the command's to understand
        asked = {parameter.name: values.pop(parameter.name) for parameter in made}
        return command(output=output_options(**asked), **values)

    own = [parameter for parameter in _parameters(command) if parameter.name != "output"]
    return plain(_declared(with_output, command, [*own, *made]))


def plain(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command the options that all commands take; it need not know of them."""
    shared = _parameters(content_options)

    def without_shared(**values: Any) -> int:
        return command(**{name: value for name, value in values.items() if name not in {p.name for p in shared}})

    return _declared(without_shared, command, [*_parameters(command), *shared])


def _parameters(function: Callable[..., Any]) -> list[inspect.Parameter]:
    return list(inspect.signature(function, eval_str=True).parameters.values())


def _declared(
    function: Callable[..., int], named: Callable[..., int], parameters: list[inspect.Parameter]
) -> Callable[..., int]:
    """A function that takes any parameters, declared to Typer as another function with just these."""
    update_wrapper(function, named)
    function.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    function.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return function
