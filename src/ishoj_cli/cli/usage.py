"""Help and usage errors in Danish, made from the table of commands and options."""

from ishoj_cli.cli.output import Output
from ishoj_cli.cli.table import BUILTINS, PRINTING, PROGRAM, commands, examples, read_values
from ishoj_cli.content.lookup import nearest
from ishoj_cli.danish import name_key, option_key
from ishoj_cli.errors import UsageError, did_you_mean, quoted, suggested_command
from ishoj_cli.render import terminal, text
from ishoj_cli.render.blocks import Heading, Rows
from ishoj_cli.streams import write_message

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from ishoj_cli.cli.contents import Contents
    from ishoj_cli.cli.table import Command, Option
    from ishoj_cli.content.model import Handbook
    from ishoj_cli.errors import IshojError
    from ishoj_cli.render.blocks import Block

# The options that change how help is shown.
DISPLAY = PROGRAM.replace(options=tuple(option for option in PRINTING if option.name in ("colour", "width")))


def show_help(command: "Command", contents: "Contents", typed: "Mapping[str, Any]") -> None:
    """Show the help of a command, as wide and as colourful as was asked for; a value that can't be used is ignored.

    With faulty content the built-in commands are helped, and the fault is reported on standard error.
    """
    try:
        values = read_values(DISPLAY, typed)
    except UsageError:
        values = {}
    blocks = help_blocks(command, contents.handbook, contents.repeat)
    Output(pager=False, **values).show(
        lambda format, layout: (text if format == "tekst" else terminal).typeset(blocks, layout), piped="terminal"
    )
    fault = contents.fault()
    if fault:
        write_message(str(fault))


def help_blocks(command: "Command", handbook: "Handbook | None", repeat: str) -> "list[Block]":
    """The help of a command: what it is, examples, how it is used, what it takes."""
    titled = command.section or (handbook if not command.name else None)
    use = " ".join(filter(None, ["ishoj", command.name, command.argument, "[TILVALG]"]))
    typed = [(suggested_command(words, repeat), meaning) for words, meaning in examples(command, handbook)]
    rows = [("Eksempler", typed), ("Brug", [(use, "")])]
    if not command.name:
        named = [(each.name, each.title) for each in commands(handbook)]
        sections = len(named) - len(BUILTINS)
        rows += [("Afsnit", named[:sections]), ("Andre kommandoer", named[sections:])]
    if handbook and command.section:
        choices = command.section.entries or handbook.parts_of(command.section)
        rows.append(("Punkter", [(choice.id, choice.title) for choice in choices]))
    offered = [option for option in command.options if option.name not in command.idle]
    rows.append(("Tilvalg", [(option.typed, option.help) for option in offered]))
    heading = Heading(titled.title if titled else command.title)
    return [heading, *(Rows(tuple(pairs), title) for title, pairs in rows if pairs)]


def unknown_command(word: str, contents: "Contents") -> "IshojError":
    """The error for a first word that is no command: the fault of the content, if any, else the nearest command."""
    fault, handbook = contents.fault(), contents.handbook
    if fault or not handbook:
        return fault or UsageError("Der er intet indhold.")
    key = name_key(word)
    entries = (
        suggested_command(f"{section.id} {entry.id}", contents.repeat)
        for section in handbook.sections
        for entry in section.entries
        if key in (name_key(entry.id), name_key(entry.title))
    )
    found = next(entries, None)
    aliases = [alias for section in handbook.sections for alias in section.aliases]
    names = [command.name for command in commands(handbook)]
    head, slash, entry = word.partition("/")
    near = [found] if found else [f"{name}{slash}{entry}" for name in nearest(head, names) or nearest(head, aliases)]
    what = f"Kommandoen {quoted(word)} findes ikke. {did_you_mean(near)}".strip()
    return UsageError(what, hint="Se hjælpen med", command="-h")


def unknown_option(name: str, words: "Sequence[str]", command: "Command") -> UsageError:
    """The error for an option that a command doesn't take, spelt as it was typed, with the nearest that it does."""
    typed = (word.partition("=")[0] for word in words if word.startswith("-"))
    name = next((word for word in typed if option_key(word) == option_key(name)), name)
    near = did_you_mean(nearest(name, [flag for option in command.options for flag in option.flags if len(flag) > 2]))
    return _usage_error(f"{quoted(name)} kan ikke bruges med {_program(command)}. {near}".strip(), command)


def missing_value(flag: str, option: "Option", command: "Command") -> UsageError:
    """The error for an option without its value."""
    return _usage_error(f"{flag} mangler en værdi: {flag} {option.metavar}.", command)


def unwanted_value(flag: str, command: "Command") -> UsageError:
    """The error for a value after an option that takes none."""
    return _usage_error(f"{flag} tager ingen værdi.", command)


def unwanted_word(word: str, command: "Command") -> UsageError:
    """The error for a word too many."""
    what = f"{quoted(word)} kan ikke bruges her: {_program(command)} tager ikke flere ord."
    return _usage_error(what, command)


def _usage_error(what: str, command: "Command") -> UsageError:
    return UsageError(what, hint="Se hjælpen med", command=f"{command.name} -h".strip())


def _program(command: "Command") -> str:
    return quoted(suggested_command(command.name), 200)
