"""Typer and nothing but wiring: the content makes the commands, and each calls one function of a floor below."""

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any, cast

import typer

from ishoj_cli.cli import commands, completion, printout, upkeep
from ishoj_cli.cli.completion import choosing, naming
from ishoj_cli.cli.options import plain, printing, whole_number
from ishoj_cli.cli.output import Output
from ishoj_cli.cli.quick import compiled_content
from ishoj_cli.cli.usage import PANELS, DanishCommand, DanishGroup
from ishoj_cli.content.load import content_error, read
from ishoj_cli.content.lookup import find_section
from ishoj_cli.content.model import Handbook, Section
from ishoj_cli.content.places import data_folder
from ishoj_cli.content.places import find as find_local
from ishoj_cli.danish import name_key, option_key
from ishoj_cli.errors import ContentError, ExitStatus, UsageError, as_typed, quoted
from ishoj_cli.files import file_name
from ishoj_cli.render.handout.make import ENDINGS
from ishoj_cli.render.handout.make import FORMATS as KINDS

SECTIONS, OTHERS = PANELS


def run(argv: Sequence[str]) -> int:
    """Run the program as typed and give its exit status; raises our errors alone."""
    completing = bool(os.environ.get(completion.VARIABLE))
    if completing:
        completion.begin(os.environ)
    contents = Contents(argv, os.environ)
    program = make_program(contents)
    if completing:
        return completion.answer(program, os.environ)
    # Typer would make the variable's name of the program's, which a folder is part of here.
    status = program.main(list(argv), contents.command, complete_var=completion.VARIABLE, standalone_mode=False)
    return int(status or ExitStatus.OK)


class Contents:
    """The content that a line asks for, looked up before Typer reads it, because the content decides the commands."""

    def __init__(self, argv: Sequence[str], environment: Any) -> None:
        completing = bool(environment.get(completion.VARIABLE))
        line = completion.words_typed(environment)[0] if completing else argv
        words = list(line[: line.index("--") + 1] if "--" in line else line)  # Typer may take it for a value
        folder_option = _value_of(words, "indhold")
        folder = folder_option or environment.get("ISHOJ_INDHOLD")
        self.folder = Path(folder) if folder else data_folder()
        compiled = None if folder else compiled_content()
        self.local_option = _value_of(words, "tolkning")
        asked = (("indhold", folder_option), ("tolkning", self.local_option))
        self.again = "".join(f" --{name} {as_typed(value)}" for name, value in asked if value)
        self.command = Handbook.command + (f" --indhold {as_typed(folder_option)}" if folder_option else "")
        self.local_file = find_local(self.local_option, environment, sys.platform)
        self.interpreted = not any(word.startswith("--") and option_key(word) == "uden-tolkning" for word in words)
        self.read = {} if compiled else {str(self.folder): read(self.folder)}
        handbook, faults = (compiled, ()) if compiled else self.read[str(self.folder)]
        self.handbook = handbook.replace(command=self.command) if handbook else None
        self.fault = content_error(faults, self.again) if faults else None
        # A line that begins with a command needs no other: each takes Typer a millisecond to make.
        named = bool(line) and not line[0].startswith("-")
        self.first_word = option_key(line[0]) if named else ""
        self.names_alone = completing and not line  # what is completed is a command's name

    def bare(self) -> Handbook:
        """The content as the folder holds it; raises ContentError when it is faulty."""
        if self.handbook is None:
            raise self.fault or ContentError(["intet indhold"])
        return self.handbook

    def sections(self) -> tuple[Section, ...]:
        """The sections, of which each is a command; none when the content is faulty."""
        return self.handbook.sections if self.handbook else ()

    def section_named_first(self) -> Section | None:
        """The section that the line begins with, if it does."""
        return find_section(self.handbook, self.first_word) if self.handbook and self.first_word else None

    def shown(self) -> Handbook:
        """The content as it is read: with the local interpretation, unless it was asked to be left out."""
        return upkeep.interpreted(self.bare(), self.local_file if self.interpreted else None, self.again)


def _value_of(words: Sequence[str], option: str) -> str | None:
    """What follows an option in any spelling, `--indhold MAPPE` or `--indhold=MAPPE`; None when it isn't there."""
    for at, word in enumerate(words):
        name, given, value = word.partition("=")
        if name.startswith("--") and option_key(name) == option and (given or words[at + 1 :]):
            chosen = file_name(value if given else words[at + 1])
            if not chosen.strip():
                raise UsageError(f"--{option} mangler en værdi.", hint=f"Skriv for eksempel: --{option} navn")
            return chosen
    return None


def make_program(contents: Contents) -> DanishGroup:
    """The program for some content; with faulty content, one whose reading commands say what the fault is."""
    app = typer.Typer(
        cls=DanishGroup,
        add_completion=False,
        rich_markup_mode=None,
        invoke_without_command=True,
        context_settings={"token_normalize_func": option_key, "help_option_names": []},
    )
    _add_program(app, contents)
    builtin = BUILTINS.get(contents.first_word)
    only = None if builtin else contents.section_named_first()
    some = bool(builtin or only or contents.names_alone)
    for section in (only,) if only else () if some else contents.sections():
        _add_section(app, contents, section)
    for add in (builtin,) if builtin else () if some else dict.fromkeys(BUILTINS.values()):
        add(app, contents)
    group = cast(DanishGroup, typer.main.get_group(app))
    for name, command in group.commands.items():
        for param in command.params:
            cast(Any, param).hidden = param.name in IDLE.get(name, ())
    group.names = [*((section.id, section.title) for section in contents.sections()), *TITLES.items()]
    group.content_fault = contents.fault
    group.edition = contents.handbook.source.edition if contents.handbook else None
    group.entries = {
        name_key(name): f"{contents.command} {section.id} {entry.id}"
        for section in contents.sections()
        for entry in section.entries
        for name in (entry.id, entry.title)
    }
    return group


def _add_program(app: typer.Typer, contents: Contents) -> None:
    handbook = contents.handbook
    title = handbook.title if handbook else "Opslag om, hvordan vi arbejder"
    examples = [("", "se det hele på et blik"), ("alt", "læs det hele")]
    example = handbook.example() if handbook else None
    if example:
        section, entry = example
        examples += [
            (section.id, f"læs om {section.title.lower()}"),
            (f"{section.id} {entry.id}", "læs kun det ene"),
            (f"soeg {entry.id}", "find det, overalt hvor det står"),
            (f"{section.id} --json", "til scripts"),
        ]

    @app.callback(help=title, epilog=_examples(examples))
    @printing
    def program(
        ctx: typer.Context,  # noqa: ARG001 - tells `printing` whether a command follows
        output: Output,
        install: Annotated[  # noqa: ARG001 - answered by `usage`
            bool,
            typer.Option(
                "--install-completion", help="Slå fuldførelse med Tab til i din skal, eller i den, du nævner."
            ),
        ] = False,
    ) -> int:
        return commands.show_overview(contents.shown(), output)


def _add_section(app: typer.Typer, contents: Contents, section: Section) -> None:
    choices: Sequence[Any] = section.entries or contents.bare().parts_of(section)

    argument = typer.Argument(metavar="[PUNKT]" if choices else "", autocompletion=naming(choices))

    @printing
    def read(output: Output, words: Annotated[list[str] | None, argument] = None) -> int:
        return commands.show_section(contents.shown(), section.id, words or (), output)

    read.spellings = (section.title, *section.aliases)  # type: ignore[attr-defined]
    read.choices = [(choice.id, choice.title) for choice in choices]  # type: ignore[attr-defined]
    examples = [(section.id, "læs det hele")]
    if choices:
        last = choices[-1]
        examples += [
            (f"{section.id} {len(choices)}", f"kun nummer {len(choices)}"),
            (f"{section.id} {last.id}", f"kun »{last.title}«"),
        ]
    examples += [(f"{section.id} --json", "til scripts")]
    app.command(
        name=section.id, cls=DanishCommand, help=section.title, epilog=_examples(examples), rich_help_panel=SECTIONS
    )(read)


def _adder(app: typer.Typer) -> Callable[..., Callable[[Callable[..., int]], Callable[..., int]]]:
    def add(name: str, *examples: tuple[str, str]) -> Callable[[Callable[..., int]], Callable[..., int]]:
        title = TITLES[name]
        return app.command(name=name, cls=DanishCommand, help=title, epilog=_examples(examples), rich_help_panel=OTHERS)

    return add


def _add_reading(app: typer.Typer, contents: Contents) -> None:
    add = _adder(app)

    @add(
        "alt",
        ("alt", "læs det hele"),
        ("alt -o alt.md", "gem det som Markdown"),
    )
    @printing
    def whole(output: Output) -> int:
        return commands.show_whole(contents.shown(), output)

    @add("liste", ("liste", "alle navne"), ("liste --json", "til scripts"))
    @printing
    def list_(output: Output) -> int:
        return commands.show_list(contents.shown(), output)

    @add(
        "dagens",
        ("dagens", "dagens punkt, det samme for alle"),
        ("dagens --dato 2026-11-23", "punktet en bestemt dag"),
    )
    @printing
    def daily(
        output: Output,
        date: Annotated[str | None, typer.Option("--dato", metavar="DATO", help="En anden dag end i dag.")] = None,
    ) -> int:
        return commands.show_daily(contents.shown(), output, date)


def _add_search(app: typer.Typer, contents: Contents) -> None:
    example = contents.handbook.example() if contents.handbook else None
    word = example[1].id if example else "ord"

    @_adder(app)(
        "soeg",
        (f"soeg {word}", "find et ord, også bøjet og i sammensætninger"),
        ("soeg »to ord«", "find ordene lige efter hinanden"),
        (f"soeg {word} --forklar", "se, hvorfor hvert sted er fundet"),
        (f"soeg {word} --json", "til scripts"),
    )
    @printing
    def find(
        output: Output,
        words: Annotated[list[str] | None, typer.Argument(metavar="ORD")] = None,
        sections: Annotated[
            list[str] | None,
            typer.Option(
                "--sektion",
                metavar="AFSNIT",
                help="Søg kun i et afsnit; kan gentages.",
                autocompletion=naming(contents.sections()),
            ),
        ] = None,
        limit: Annotated[str | None, typer.Option("--antal", metavar="N", help="Vis højst N steder.")] = None,
        explain: Annotated[bool, typer.Option("--forklar", help="Vis, hvorfor hvert sted er fundet.")] = False,
        quiet: Annotated[bool, typer.Option("--findes", help="Vis intet; svar kun med slutkoden.")] = False,
    ) -> int:
        most = whole_number(limit, "--antal", 1, 1_000_000)
        handbook = contents.shown()
        return commands.search_handbook(
            handbook, words or (), output, sections=sections or (), limit=most, explain=explain, quiet=quiet
        )


def _add_printout(app: typer.Typer, contents: Contents) -> None:
    examples = [
        ("handout", "det hele på A4 som PDF"),
        ("handout --type kort", "dialogkort til at klippe ud"),
    ]
    example = contents.handbook.example() if contents.handbook else None
    if example:
        name = example[0].id
        examples += [(f"handout {name} -o {name}.docx", "ét afsnit, som kan rettes i Word")]
    examples += [("handout --type plakat --aabn", "en A3, som åbnes, når den er færdig")]

    @_adder(app)("handout", *examples)
    @plain
    def handout(
        names: Annotated[
            list[str] | None, typer.Argument(metavar="[AFSNIT]…", autocompletion=naming(contents.sections()))
        ] = None,
        kind: Annotated[
            str,
            typer.Option(
                "--type", metavar="TYPE", help="ark (A4), kort eller plakat (A3).", autocompletion=choosing(*KINDS)
            ),
        ] = "ark",
        format: Annotated[
            str | None,
            typer.Option(
                "--format",
                "-f",
                metavar="FORMAT",
                help="pdf, html, docx eller markdown.",
                autocompletion=choosing(*ENDINGS),
            ),
        ] = None,
        output: Annotated[
            str | None, typer.Option("--output", "-o", metavar="FIL", help="Skriv til denne fil.")
        ] = None,
        overwrite: Annotated[bool, typer.Option("--overskriv", help="Skriv over en fil, der findes.")] = False,
        no_questions: Annotated[
            bool, typer.Option("--uden-spoergsmaal", help="Udelad værktøjets forslag til dialog.")
        ] = False,
        lines: Annotated[
            bool,
            typer.Option("--skrivelinjer/--uden-skrivelinjer", help="Linjer til at skrive jeres tolkning på."),
        ] = True,
        open_it: Annotated[bool, typer.Option("--aabn", help="Åbn filen, når den er skrevet.")] = False,
    ) -> int:
        asked = printout.Printout(kind, format, output, overwrite, not no_questions, lines, open_it)
        return printout.write_handout(contents.shown(), names or (), asked, contents.again)


def _add_upkeep(app: typer.Typer, contents: Contents) -> None:
    add = _adder(app)

    @add(
        "tolkning",
        ("tolkning", "se, hvad I har tolket"),
        ("tolkning ny", "få en skabelon at udfylde"),
        ("tolkning rediger", "skriv i den"),
    )
    @plain
    def interpret(
        action: Annotated[
            str, typer.Argument(metavar="[vis|ny|rediger]", autocompletion=choosing("vis", "ny", "rediger"))
        ] = "vis",
    ) -> int:
        return upkeep.act_on_local(action, contents.bare, contents.local_option, Output(), contents.again)

    @add(
        "tjek",
        ("tjek", "det indhold, der er i brug"),
        ("tjek mappe", "en mappe eller en fil"),
        ("tjek --ny mappe", "skriv et lille eksempel at begynde med"),
        ("tjek --json", "til redigeringsprogrammer og scripts"),
    )
    @printing
    def check(
        output: Output,
        paths: Annotated[list[str] | None, typer.Argument(metavar="[MAPPE|FIL]")] = None,
        new: Annotated[str | None, typer.Option("--ny", metavar="MAPPE", help="Skriv et eksempel i en mappe.")] = None,
    ) -> int:
        if new is not None:
            if not new.strip():
                raise UsageError("--ny mangler en værdi.", hint="Skriv navnet på en mappe, for eksempel: --ny indhold")
            if paths:
                hint = f"Skriv for eksempel: {contents.command} tjek --ny mappe"
                raise UsageError(f"{quoted(paths[0])} kan ikke bruges sammen med --ny.", hint=hint)
            return upkeep.write_example(file_name(new))
        if not all(path.strip() for path in paths or ()):
            raise UsageError(
                "Navnet på en fil eller mappe kan ikke være tomt.",
                hint=f"Skriv for eksempel: {contents.command} tjek mappe",
            )
        in_use = [
            str(contents.folder),
            *([contents.local_file] if contents.local_file and contents.interpreted else []),
        ]
        return upkeep.check_content(list(map(file_name, paths or in_use)), contents.handbook, output, contents.read)


# The built-in commands in the order of the help: what each is for, and which function makes it.
TITLES = {
    "alt": "Læs det hele i rækkefølge",
    "liste": "Se navnet på alt, der kan vises",
    "dagens": "Få ét punkt at tænke over i dag",
    "soeg": "Søg i alle afsnit",
    "handout": "Lav noget at printe: ark, dialogkort eller plakat",
    "tolkning": "Skriv, hvad det betyder hos jer",
    "tjek": "Find fejl i indhold og tolkning",
}
# The options that a command takes as all do, but that change nothing of what it does: its help doesn't offer them.
IDLE = {"liste": ("no_questions",), "tolkning": ("no_local",), "tjek": ("colour", "width", "no_questions")}
BUILTINS: dict[str, Callable[[typer.Typer, Contents], None]] = {
    **dict.fromkeys(("alt", "liste", "dagens"), _add_reading),
    "soeg": _add_search,
    "handout": _add_printout,
    **dict.fromkeys(("tolkning", "tjek"), _add_upkeep),
}


def _examples(rows: Sequence[tuple[str, str]]) -> str:
    return "\n".join("\t".join(row) for row in rows)
