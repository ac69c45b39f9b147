"""Runs a command line: by the fast path where it can, else by Typer's program; both call the same functions."""

import os

from ishoj_cli.cli.contents import Contents
from ishoj_cli.cli.parser import TYPOGRAPHIC, CommandLine, parse, without_equals
from ishoj_cli.cli.table import COMPLETION, HIDDEN_COMMANDS, PROGRAM, Command, builtin, command_of_section, read_values
from ishoj_cli.danish import name_key
from ishoj_cli.errors import ExitStatus, IshojError
from ishoj_cli.type_hints import Any, Mapping, Sequence

COMPLETING = "_ISHOJ_COMPLETE"  # set by the shells' completion scripts to the shell's name


def run(argv: "Sequence[str]") -> int:
    """Do what a command line asks for and give the exit status; raises IshojError, ready to be shown."""
    if os.environ.get(COMPLETING):
        from ishoj_cli.cli import completion

        return completion.answer(argv, os.environ)
    argv = without_equals(argv)
    line = parse(argv)
    try:
        contents = Contents(line, os.environ)
        if not all(map(str.isascii, argv)) and not TYPOGRAPHIC.isdisjoint("".join(argv)):
            from ishoj_cli.cli import suggestions

            suggestions.check_typography(argv, line, contents)
        status = fast_path(line, contents)
        if status is None:
            status = full_path(argv, line, contents)
    except IshojError as error:
        error.repeat = line.repeat
        raise
    return status


def fast_path(line: "CommandLine", contents: Contents) -> int | None:
    """Run a command line without Typer; returns None for usage errors and for commands that need the full path."""
    if not line.understood or line.options.get("help") or completion_action(line):
        return None
    command, entry = find_command(line.command, contents)
    if command is None or not command.fast or not command.takes(line.words):
        return None
    return execute(command, contents, (*entry, *line.words), line.options)


def full_path(argv: "Sequence[str]", line: "CommandLine", contents: Contents) -> int:
    """Answer a line that has to be explained, or whose command is run by Typer's program."""
    from ishoj_cli.cli import usage

    command, _ = find_command(line.command, contents)
    if line.options.get("help"):
        if command is None:
            raise usage.unknown_command([line.command or "", *line.words], contents)
        usage.show_help(command, contents, line.options)
        return ExitStatus.OK
    if line.missing:
        raise usage.missing_value(*line.missing, command or PROGRAM)
    action = completion_action(line)
    if action and line.understood:
        from ishoj_cli.cli import shells

        named = " ".join([*filter(None, [line.command]), *line.words])
        return shells.set_up(action, named, read_values(PROGRAM, line.options))
    from ishoj_cli.cli.program import run_program

    return run_program(argv, contents)


def completion_action(line: "CommandLine") -> str | None:
    """What a line asks for of completion with Tab: `install`, `uninstall`, `show` or nothing."""
    return next((option.name for option in COMPLETION if line.options.get(option.name)), None)


def execute(command: "Command", contents: Contents, words: "Sequence[str]", typed: "Mapping[str, Any]") -> int:
    """Run a command with its words and typed options; raises IshojError."""
    options = read_values(command, typed)
    words = (command.name, *words) if command.section else words
    name, _, function = (HIDDEN_COMMANDS["version"] if options["version"] else command).run.partition(".")
    module = __import__(f"ishoj_cli.cli.{name}", fromlist=[function])  # importlib takes longer than a short answer
    status: int = getattr(module, function)(contents, words, options)
    return status


def find_command(word: str | None, contents: Contents) -> "tuple[Command | None, tuple[str, ...]]":
    """The command for a word in any spelling (built-in or a section), and the entry if the word is `section/entry`.

    None stands for the program without a command.

    `vaerdier/respekt` means `vaerdier respekt`. None is the program alone.
    """
    if word is None:
        return PROGRAM, ()
    command = builtin(word) or command_of_section(word, contents.handbook) or HIDDEN_COMMANDS.get(name_key(word))
    if command or "/" not in word:
        return command, ()
    section, _, entry = word.partition("/")
    return command_of_section(section, contents.handbook), (entry,)
