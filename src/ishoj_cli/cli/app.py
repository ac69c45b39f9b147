"""Typer and nothing but wiring: the content makes the commands, and each calls one function of `commands`."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any, cast

import typer
from typer._completion_classes import completion_init

from ishoj_cli import __version__
from ishoj_cli.cli import commands
from ishoj_cli.cli.options import printing
from ishoj_cli.cli.output import Output
from ishoj_cli.cli.usage import PANELS, DanishCommand, DanishGroup, option_key
from ishoj_cli.content.load import data_folder, load
from ishoj_cli.content.model import Handbook, Section
from ishoj_cli.errors import ContentError, ExitStatus, UsageError
from ishoj_cli.render.page import danish_date
from ishoj_cli.streams import write_out

SECTIONS, OTHERS = PANELS
COMPLETE = "_ISHOJ_COMPLETE"


def run(argv: Sequence[str]) -> int:
    """Run the program as typed and give its exit status; raises our errors alone."""
    fault: ContentError | None = None
    handbook: Handbook | None = None
    try:
        handbook = load(content_folder(argv))
    except ContentError as error:
        fault = error
    program = make_program(handbook, fault)
    if COMPLETE in os.environ:
        completion_init()
    status = program.main(args=list(argv), prog_name="ishoj", complete_var=COMPLETE, standalone_mode=False)
    return int(status or ExitStatus.OK)


def content_folder(argv: Sequence[str]) -> Path:
    """The folder that `--indhold` names, else ISHOJ_INDHOLD, else the bundled content.

    It is looked for before Typer reads the line, because the content decides which commands there are.
    """
    words = list(argv[: argv.index("--")] if "--" in argv else argv)
    for at, word in enumerate(words):
        name, given, value = word.partition("=")
        if name.startswith("--") and option_key(name) == "indhold" and (given or words[at + 1 :]):
            return Path(value if given else words[at + 1])
    return Path(os.environ["ISHOJ_INDHOLD"]) if os.environ.get("ISHOJ_INDHOLD") else data_folder()


def make_program(handbook: Handbook | None, fault: ContentError | None = None) -> DanishGroup:
    """The program for a handbook; with faulty content, a program whose reading commands say what the fault is."""
    app = typer.Typer(
        cls=DanishGroup,
        add_completion=False,
        rich_markup_mode=None,
        invoke_without_command=True,
        context_settings={"token_normalize_func": option_key, "help_option_names": []},
    )

    def content() -> Handbook:
        if handbook is None:
            raise fault or ContentError(["intet indhold"])
        return handbook

    _add_program(app, content, handbook)
    for section in handbook.sections if handbook else ():
        _add_section(app, content, section)
    _add_builtins(app, content)
    group = cast(DanishGroup, typer.main.get_group(app))
    group.content_fault = fault
    return group


Content = Callable[[], Handbook]


def _add_program(app: typer.Typer, content: Content, handbook: Handbook | None) -> None:
    title = handbook.title if handbook else "Sådan arbejder vi"
    examples = [("ishoj", "se det hele på et blik"), ("ishoj alt", "læs det hele")]
    section = handbook.featured_section() if handbook else None
    if section:
        entry = min(section.entries, key=lambda entry: len(entry.id))
        examples += [
            (f"ishoj {section.id}", f"læs om {section.title.lower()}"),
            (f"ishoj {section.id} {entry.id}", "læs kun det ene"),
            (f"ishoj {section.id} --json", "til scripts"),
        ]

    @app.callback(help=title, epilog=_examples(examples))
    @printing
    def program(
        ctx: typer.Context,
        output: Output,
        version: Annotated[  # noqa: ARG001 - its callback acts
            bool, typer.Option("--version", "-V", callback=_show_version, is_eager=True, help="Vis versionen.")
        ] = False,
        install: Annotated[  # noqa: ARG001 - its callback acts
            bool,
            typer.Option("--installer-fuldfoerelse", callback=_install, help="Slå fuldførelse med Tab til i din skal."),
        ] = False,
    ) -> int:
        return ExitStatus.OK if ctx.invoked_subcommand else commands.show_overview(content(), output)


def _add_section(app: typer.Typer, content: Content, section: Section) -> None:
    def complete(incomplete: str) -> list[tuple[str, str]]:
        return [(choice.id, choice.title) for choice in choices if choice.id.startswith(option_key(incomplete))]

    choices: Sequence[Any] = section.entries or content().parts_of(section)
    argument = typer.Argument(metavar="[PUNKT]" if choices else "", autocompletion=complete)

    @printing
    def read(output: Output, words: Annotated[list[str] | None, argument] = None) -> int:
        return commands.show_section(content(), section, words or (), output)

    read.spellings = (section.title, *section.aliases)  # type: ignore[attr-defined]
    read.choices = [(choice.id, choice.title) for choice in choices]  # type: ignore[attr-defined]
    examples = [(f"ishoj {section.id}", "læs det hele")]
    if section.entries:
        last = section.entries[-1]
        examples += [
            (f"ishoj {section.id} {len(section.entries)}", f"kun nummer {len(section.entries)}"),
            (f"ishoj {section.id} {last.id}", f"kun {last.title}"),
        ]
    examples += [(f"ishoj {section.id} --json", "til scripts")]
    app.command(
        name=section.id, cls=DanishCommand, help=section.title, epilog=_examples(examples), rich_help_panel=SECTIONS
    )(read)


def _add_builtins(app: typer.Typer, content: Content) -> None:
    def add(name: str, title: str, *examples: tuple[str, str]) -> Callable[[Callable[..., int]], Callable[..., int]]:
        return app.command(name=name, cls=DanishCommand, help=title, epilog=_examples(examples), rich_help_panel=OTHERS)

    @add(
        "alt",
        "Læs det hele i rækkefølge",
        ("ishoj alt", "læs det hele"),
        ("ishoj alt -o alt.md", "gem det som Markdown"),
    )
    @printing
    def whole(output: Output) -> int:
        return commands.show_whole(content(), output)

    @add(
        "liste", "Se navnet på alt, der kan vises", ("ishoj liste", "alle navne"), ("ishoj liste --json", "til scripts")
    )
    @printing
    def list_(output: Output) -> int:
        return commands.show_list(content(), output)

    @add(
        "dagens",
        "Få ét punkt at tænke over i dag",
        ("ishoj dagens", "dagens punkt, det samme for alle"),
        ("ishoj dagens --dato 2026-11-23", "punktet en bestemt dag"),
    )
    @printing
    def daily(
        output: Output,
        date: Annotated[str | None, typer.Option("--dato", metavar="DATO", help="En anden dag end i dag.")] = None,
    ) -> int:
        return commands.show_daily(content(), date, output)


def _examples(rows: Sequence[tuple[str, str]]) -> str:
    return "\n".join("\t".join(row) for row in rows)


def _show_version(ctx: typer.Context, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        edition = danish_date(load(data_folder()).source.edition)
        write_out(f"ishoj {__version__}\nIndhold: udgaven fra {edition}\n")
        raise typer.Exit


def _install(ctx: typer.Context, asked: bool) -> None:
    if not asked or ctx.resilient_parsing:
        return
    import shellingham  # type: ignore[import-untyped]
    from typer._completion_shared import install
    from typer.exceptions import Exit

    try:
        shell, _path = shellingham.detect_shell()
        shell, path = install(shell=shell, prog_name="ishoj", complete_var=COMPLETE)
    except (shellingham.ShellDetectionFailure, Exit):
        raise UsageError(
            "Fuldførelse kan ikke slås til i denne skal.", hint="Den virker i bash, zsh, fish og PowerShell."
        ) from None
    write_out(f"Fuldførelse med Tab er slået til for {shell} i {path}.\nÅbn en ny terminal, så virker den.\n")
    raise typer.Exit
