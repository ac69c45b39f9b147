"""Parses a command line by the table of commands, without Typer. It never raises: `CommandLine` tells what is wrong."""

from ishoj_cli.cli.table import PROGRAM, READING, Option, builtin
from ishoj_cli.content.model import Record
from ishoj_cli.danish import option_key
from ishoj_cli.errors import as_typed
from ishoj_cli.type_hints import Any, Mapping, Sequence

DASHES, BLANKS = "‐‑‒–—―−", "\u00a0\u2007\u202f"  # that a word processor writes for a hyphen and a space
TYPOGRAPHIC = frozenset(DASHES + BLANKS)
REPEATED = (("folder", "--indhold"), ("interpretation", "--tolkning"))


class CommandLine(Record):
    """A command line as typed.

    `command` is its first word (None: the program alone), `words` are those after it, `options` the typed values by
    option name: a text, a list of texts, or True. `missing` is an option that lacks its value, as (flag, option).
    `understood` is False for a usage error, such as an unknown option, which the full path then reports.
    """

    command: str | None
    words: tuple[str, ...]
    options: "Mapping[str, Any]"
    missing: "tuple[str, Option] | None" = None
    understood: bool = True

    @property
    def repeat(self) -> str:
        """The options that a suggested command repeats to be about the same content: ` --indhold vores`."""
        given = [(flag, self.options[name]) for name, flag in REPEATED if self.options.get(name, "").strip()]
        return "".join(f" {option_as_typed(flag, value)}" for flag, value in given)


def option_as_typed(flag: str, value: str) -> str:
    """An option with its value as one types them: `--indhold vores`, `--indhold=-x`."""
    return f"{flag}{'=' if is_option(value) else ' '}{as_typed(value)}"


def without_equals(argv: "Sequence[str]") -> list[str]:
    """A command line in which the value of a short option doesn't begin with `=`: `-o=fil` is `-o fil`."""
    end = argv.index("--") if "--" in argv else len(argv)
    parts = ((word[:2], word[3:]) if word[:1] == "-" and word[2:3] == "=" else (word,) for word in argv[:end])
    return [part for both in parts for part in both] + list(argv[end:])


def is_option(word: str) -> bool:
    """Whether a word is an option: `-o`, `--json`; not `-` alone, which stands for standard output."""
    return word.startswith("-") and word != "-"


def parse(argv: "Sequence[str]") -> CommandLine:
    """Split a command line in words and options.

    Options come before or after the command, whose own options are known only after it. An option never takes another
    option for its value.
    """
    command: str | None = None
    words: list[str] = []
    options: dict[str, Any] = {}
    missing: tuple[str, Option] | None = None
    understood = True
    known = PROGRAM.options
    left = list(reversed(argv))
    while left:
        word = left.pop()
        if word == "--":
            understood = understood and command is not None  # before the command it is left to Typer
            words += reversed(left)
            break
        if not is_option(word):
            if command is None:
                command = word
                found = builtin(word)
                known = found.options if found else READING
            else:
                words.append(word)
            continue
        option, value = find_option(word, known)
        if option is None or (option.metavar is None and value is not None):
            understood = False
        elif option.metavar is None:
            options[option.name] = True
        else:
            if value is None:
                if not left or is_option(left[-1]):
                    missing, understood = missing or (word, option), False
                    continue
                value = left.pop()
            options[option.name] = [*options.get(option.name, ()), value] if option.many else value
    return CommandLine(command, tuple(words), options, missing, understood)


def find_option(word: str, known: "Sequence[Option]") -> "tuple[Option | None, str | None]":
    """The option that a word is, in any spelling, and the value written together with it: `--bredde=40`, `-fjson`."""
    name, equals, value = word.partition("=")
    if word.startswith("--"):
        key = option_key(name)
        found = next((o for o in known for flag in o.flags if len(flag) > 2 and option_key(flag) == key), None)
        return found, value if equals else None
    key = word[:2].lower()
    found = next((option for option in known for flag in option.flags if flag.lower() == key), None)
    return found, word[2:] or None
