"""Help and usage errors in Danish, made from the table of commands and options."""

from ishoj_cli import errors
from ishoj_cli.cli import table
from ishoj_cli.cli.contents import Contents
from ishoj_cli.cli.output import Output
from ishoj_cli.cli.run import find_command
from ishoj_cli.cli.suggestions import familiar_command, is_found, unquoted
from ishoj_cli.cli.table import Command, Option
from ishoj_cli.content.lookup import nearest_names
from ishoj_cli.content.model import Handbook
from ishoj_cli.danish import name_key, option_key
from ishoj_cli.errors import NAME, ExitStatus, IshojError, UsageError, as_typed, did_you_mean, quoted, suggested_command
from ishoj_cli.render import Layout, terminal, text
from ishoj_cli.render.blocks import Block, Heading, Prose, Rows
from ishoj_cli.streams import write_message
from ishoj_cli.type_hints import Any, Callable, Mapping, Sequence

# The options that change how help is shown.
DISPLAY = table.PROGRAM.replace(options=tuple(each for each in table.PRINTING if each.name in ("colour", "width")))
SCREEN = Layout(width=80)
LINES = 24  # of that screen, which the help of a command fits on
SEE_SHARED = f"hjaelp {table.SHARED}"


def help_command(contents: "Contents", words: "Sequence[str]", options: "Mapping[str, Any]") -> int:
    """The help of the program, of the command that is named first, or of the options that all commands share."""
    output = Output.from_options(options, formats=("terminal", "tekst"))
    if words and name_key(words[0]) == table.SHARED:
        rows = tuple((option.typed, option.help) for option in (*table.READING, *table.COMPLETION))
        blocks: list[Block] = [Heading("Tilvalg, som er fælles for kommandoerne"), Rows(rows, "Tilvalg")]
        output.show(lambda format, layout: _typeset(format)(blocks, layout), piped="terminal")
        return ExitStatus.OK
    command, _ = find_command(words[0] if words else None, contents)
    if command is None:
        raise unknown_command(words, contents)
    return _show_help(command, contents, output)


def show_help(command: "Command", contents: "Contents", typed: "Mapping[str, Any]") -> int:
    """Show the help of a command with the requested width and colour; invalid values of those options are ignored."""
    try:
        values = table.read_values(DISPLAY, typed)
    except UsageError:
        values = {}
    return _show_help(command, contents, Output(pager=False, **values))


def _show_help(command: "Command", contents: "Contents", output: Output) -> int:
    """Show the help of a command. With faulty content the fault is reported on standard error."""
    output.show(lambda format, layout: _fitted(command, contents, _typeset(format), layout), piped="terminal")
    fault = contents.fault()
    if fault:
        write_message(str(fault))
    return ExitStatus.OK


def _typeset(format: str) -> "Callable[[list[Block], Layout], str]":
    return text.typeset if format == "tekst" else terminal.typeset


def _fitted(
    command: "Command", contents: "Contents", typeset: "Callable[[list[Block], Layout], str]", layout: Layout
) -> str:
    """The help of a command, shortened to one screen: fewer names are listed, then blank lines are dropped."""
    for most in range(LINES, 0, -1):
        blocks = help_blocks(command, contents.handbook, contents.repeat, most)
        page = typeset(blocks, SCREEN)
        if page.count("\n") <= LINES:
            return typeset(blocks, layout)
        if _dense(page).count("\n") <= LINES:
            break
    return _dense(typeset(blocks, layout))


def _dense(page: str) -> str:
    """A page without its blank lines, but for the one under its title."""
    title, gap, rest = page.partition("\n\n")
    return title + gap + rest.replace("\n\n", "\n")


def help_blocks(command: "Command", handbook: "Handbook | None", repeat: str, most: int) -> "list[Block]":
    """The help of a command: title, examples, usage and options; at most `most` sections or entries are listed."""
    titled = command.section or (handbook if not command.name else None)
    use = " ".join(filter(None, ["ishoj", command.name, command.argument, "[TILVALG]"]))
    typed = [(suggested_command(words, repeat, NAME), meaning) for words, meaning in table.examples(command, handbook)]
    blocks: list[Block] = [Heading(titled.title if titled else command.title), Rows(tuple(typed), "Eksempler")]
    shared = suggested_command(SEE_SHARED, name=NAME)
    if not command.name:
        named = [(each.name, each.title) for each in table.commands(handbook) if each != table.HELP]
        sections = len(named) - len(table.BUILTINS) + 1
        rows = [("Afsnit", _cut(named[:sections], most, repeat)), ("Andre kommandoer", named[sections:])]
        started = f" (skriv {errors.started_as} i stedet for {NAME})" if errors.started_as != NAME else ""
        blocks.append(Prose((f"Brug: {use}{started}. Se tilvalgene med: {shared}",)))
    else:
        rows = [("Brug", [(use, "")])]
        if handbook and command.section:
            choices = command.section.entries or handbook.parts_of(command.section)
            rows.append(("Punkter", _cut([(choice.id, choice.title) for choice in choices], most, repeat)))
        own = [(option.typed, option.help) for option in command.options if option not in table.READING]
        rows.append(("Tilvalg", [*own, (shared, f"se {table.ABOUT_SHARED}")]))
    return [*blocks, *(Rows(tuple(pairs), title) for title, pairs in rows if pairs)]


def _cut(rows: "list[tuple[str, str]]", most: int, repeat: str) -> "list[tuple[str, str]]":
    """The first of many rows, and how many others there are."""
    if len(rows) <= most:
        return rows
    return [*rows[:most], ("…", f"og {len(rows) - most} til: {suggested_command('liste', repeat, NAME)}")]


def unknown_command(words: "Sequence[str]", contents: "Contents") -> "IshojError":
    """The error for an unknown command.

    If the content is faulty, its error; otherwise a UsageError that suggests a synonym's command, the nearest name, or
    a search for the words.
    """
    fault, handbook = contents.fault(), contents.handbook
    if fault or not handbook:
        return fault or UsageError("Der er intet indhold.")
    word = words[0]
    what = f"Kommandoen {quoted(word)} findes ikke."
    key = name_key(word)
    entries = (
        suggested_command(f"{section.id} {entry.id}", contents.repeat)
        for section in handbook.sections
        for entry in section.entries
        if key in (name_key(entry.id), name_key(entry.title))
    )
    found = next(entries, None)
    aliases = [alias for section in handbook.sections for alias in section.aliases]
    names = [command.name for command in table.commands(handbook)]
    near = [found] if found else nearest_names(word, names) or nearest_names(word, aliases)
    meant = familiar_command(words, contents)
    meant = unquoted(word, contents) if meant is None else meant
    if meant is not None:
        near = [name for name in near if name == meant]
    what = f"{what} {did_you_mean(near)}".strip()
    if meant is not None:
        return UsageError(what, command=meant)
    if is_found(handbook, " ".join(words)):
        return UsageError(what, hint="Søg i teksten med", command=" ".join(["soeg", *map(as_typed, words)]))
    return UsageError(what, hint="Se hjælpen med", command="-h")


def unknown_option(name: str, words: "Sequence[str]", command: "Command") -> UsageError:
    """The error for an option that a command doesn't take, spelt as it was typed, with the nearest that it does."""
    typed = (word.partition("=")[0] for word in words if word.startswith("-"))
    name = next((word for word in typed if option_key(word) == option_key(name)), name)
    near = did_you_mean(
        nearest_names(name, [flag for option in command.options for flag in option.flags if len(flag) > 2])
    )
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
    return quoted(suggested_command(command.name, name=NAME), 200)
