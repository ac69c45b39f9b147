"""Shell completion: computes the candidates for the word at the cursor, without Typer.

A shell calls `ishoj` with the whole words before the cursor as arguments and two variables: COMPLETING, the shell's
name, and WORD, what is typed of the word at the cursor. The answer has a line for each candidate: the value and, for
shells that show it, a tab and what it means.
"""

import os

from ishoj_cli.cli.contents import Contents
from ishoj_cli.cli.parser import find_option, is_option, parse
from ishoj_cli.cli.run import COMPLETING, completion_action, find_command
from ishoj_cli.cli.table import COMMANDS, ENTRIES, HELP_TOPICS, PROGRAM, SECTIONS, Command, command_of_section, commands
from ishoj_cli.content.model import Handbook
from ishoj_cli.danish import name_key, option_key
from ishoj_cli.errors import UsageError, quoted, visible
from ishoj_cli.streams import typed_text, write_out
from ishoj_cli.type_hints import Iterable, Mapping, Sequence

WORD = "_ISHOJ_WORD"
SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")
QUOTES = frozenset("'\"\\")


def answer(argv: "Sequence[str]", environment: "Mapping[str, str]") -> int:
    """Print the completion candidates in the shell's format.

    Raises UsageError if the completion variables are invalid.
    """
    shell, word = environment[COMPLETING], environment.get(WORD)
    if shell not in SHELLS or word is None:
        what = f"{COMPLETING} bruges til terminalens fuldførelse og kan ikke være {quoted(shell)} her."
        raise UsageError(what, hint=f"Slet {COMPLETING}.")
    found = candidates([_as_passed(each) for each in argv], typed_text(word))
    described = shell != "bash"
    write_out("".join(f"{value}\t{meaning}\n" if described and meaning else f"{value}\n" for value, meaning in found))
    return 0


def _as_passed(word: str) -> str:
    """A word as the shell would pass it: without quotation marks, and with `~` for the user's home."""
    if not QUOTES.isdisjoint(word):
        import shlex

        try:
            word = "".join(shlex.split(word))
        except ValueError:  # a quotation mark that isn't closed
            word = word.strip("'\"")
    return os.path.expanduser(word)


def candidates(words: "Sequence[str]", word: str) -> "list[tuple[str, str]]":
    """The candidates for the incomplete `word` after the complete `words`, as (value, description).

    bash separates `--option=value` into three words; `--option value` means the same.
    """
    words, word = [each for each in words if each != "="], word if word != "=" else ""
    line = parse(words)
    contents = Contents(line, os.environ)
    command, _ = find_command(line.command, contents)
    if command is None:
        return []
    if line.missing and line.missing[0] == words[-1]:
        return _begun(word, _named(line.missing[1].choices, command, contents.handbook))
    flag, equals, begun = word.partition("=")
    if equals and is_option(flag):
        option, _ = find_option(flag, command.options)
        values = _named(option.choices, command, contents.handbook) if option else ()
        return [(f"{flag}={value}", meaning) for value, meaning in _begun(begun, values)]
    if word.startswith("-"):
        return [(flag, o.help) for o in command.options for flag in o.flags if len(flag) > 2 and flag.startswith(word)]
    head, slash, name = word.partition("/")
    section = command_of_section(head, contents.handbook) if slash else None
    if section and (command is PROGRAM or command.choices == SECTIONS):
        entries = _named(ENTRIES, section, contents.handbook)
        return [(f"{head}/{value}", meaning) for value, meaning in _begun(name, entries)]
    if line.words and command.choices != SECTIONS:  # these commands take a single argument
        return []
    if command is not PROGRAM and command.choices != COMMANDS:
        return _begun(word, _named(command.choices, command, contents.handbook))
    if completion_action(line):
        return _begun(word, [(shell, "") for shell in SHELLS])
    topics = {} if command is PROGRAM else HELP_TOPICS
    return _begun(word, ({each.name: each.title for each in commands(contents.handbook)} | topics).items())


def _named(choices: "Sequence[str]", command: "Command", handbook: "Handbook | None") -> "list[tuple[str, str]]":
    """The names to choose between, each with what it means: fixed ones, the sections, or the entries of a section."""
    section, items = command.section, handbook.sections if handbook else ()
    if choices == ENTRIES and section and handbook:
        choosable = section.entries or handbook.parts_of(section)
        return [(item.id, item.title) for item in choosable]
    return [(item.id, item.title) for item in items] if choices == SECTIONS else [(name, "") for name in choices]


def _begun(typed: str, names: "Iterable[tuple[str, str]]") -> "list[tuple[str, str]]":
    """The names that a word begins, completed in the spelling of the word: `vær` becomes `værdier`.

    A shell takes only what begins with the word as it stands. A meaning is one line, without control characters.
    """
    key = option_key(typed)
    found = []
    for name, meaning in names:
        value = typed + name[len(key) :]
        if name.startswith(key) and not typed.startswith("-") and name_key(value) == name_key(name):
            found.append((value, " ".join(visible(meaning).split())))
    return found
