"""The options that commands share, declared once: how it is shown, which content is read, help."""

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any

import typer

from ishoj_cli.cli.output import Output, chosen_format
from ishoj_cli.cli.usage import show_help
from ishoj_cli.danish import enumerated
from ishoj_cli.errors import UsageError, quoted
from ishoj_cli.render.page import FORMATS
from ishoj_cli.streams import NARROWEST

COLOURS = ("auto", "altid", "aldrig")
WIDEST = 10_000

Help = Annotated[
    bool,
    typer.Option("-h", "--hjælp", "--help", callback=show_help, is_eager=True, help="Vis denne hjælp."),
]


def output_options(
    format: Annotated[
        str | None, typer.Option("--format", "-f", metavar="FORMAT", help=f"Vis som {enumerated(FORMATS, 'eller')}.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Det samme som --format json.")] = False,
    output: Annotated[str | None, typer.Option("--output", "-o", metavar="FIL", help="Skriv til en fil.")] = None,
    overwrite: Annotated[bool, typer.Option("--overskriv", help="Skriv over en fil, der findes.")] = False,
    colour: Annotated[
        str | None, typer.Option("--farve", metavar="HVORNÅR", help=f"Brug farver: {enumerated(COLOURS, 'eller')}.")
    ] = None,
    width: Annotated[str | None, typer.Option("--bredde", metavar="N", help="Højst N tegn på en linje.")] = None,
    no_questions: Annotated[
        bool, typer.Option("--uden-spoergsmaal", help="Udelad værktøjets forslag til dialog.")
    ] = False,
    no_pager: Annotated[bool, typer.Option("--uden-pager", help="Vis alt på én gang, også når det er langt.")] = False,
) -> Output:
    """The output that the options ask for; raises UsageError for a value that can't be used."""
    if colour is not None and colour.lower() not in COLOURS:
        raise UsageError(f"{quoted(colour)} kan ikke bruges med --farve.", hint=f"Vælg mellem {', '.join(COLOURS)}.")
    return Output(
        format=chosen_format(format, json),
        file=output,
        overwrite=overwrite,
        colour=colour.lower() if colour and colour.lower() != "auto" else None,
        width=whole_number(width, "--bredde", NARROWEST, WIDEST),
        questions=not no_questions,
        pager=not no_pager,
    )


def content_options(
    content: Annotated[
        str | None, typer.Option("--indhold", metavar="MAPPE", help="Læs indhold fra en anden mappe (ISHOJ_INDHOLD).")
    ] = None,
    local: Annotated[
        str | None, typer.Option("--tolkning", metavar="FIL", help="Læs den lokale tolkning i en fil (ISHOJ_TOLKNING).")
    ] = None,
    no_local: Annotated[bool, typer.Option("--uden-tolkning", help="Udelad den lokale tolkning.")] = False,
    help: Help = False,
) -> None:
    """What every command takes; `app.Contents` looks these up itself, for the content decides the commands."""


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
    return _with_options(command, output_options, "output")


def plain(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command the options that all commands share."""
    return _with_options(command, None, None)


def _with_options(
    command: Callable[..., int], maker: Callable[..., Any] | None, result: str | None
) -> Callable[..., int]:
    own = [p for p in inspect.signature(command, eval_str=True).parameters.values() if p.name != result]
    made = list(inspect.signature(maker, eval_str=True).parameters.values()) if maker else []
    shared = list(inspect.signature(content_options, eval_str=True).parameters.values())
    names = [parameter.name for parameter in made]

    @wraps(command)
    def wired(**values: Any) -> int:
        for parameter in shared:
            values.pop(parameter.name)
        if maker and result:
            values[result] = maker(**{name: values.pop(name) for name in names})
        return command(**values)

    wired.__signature__ = inspect.Signature([*own, *made, *shared])  # type: ignore[attr-defined]
    wired.__annotations__ = {p.name: p.annotation for p in (*own, *made, *shared)}
    del wired.__wrapped__
    return wired
