"""Suggestions for unknown commands.

Synonyms from other programs, quoted command lines, and typographic dashes and spaces.
"""

from ishoj_cli.cli.contents import Contents
from ishoj_cli.cli.parser import BLANKS, DASHES, CommandLine, find_option, is_option
from ishoj_cli.cli.run import find_command
from ishoj_cli.cli.table import BUILTINS, PROGRAM
from ishoj_cli.content.model import Handbook
from ishoj_cli.content.paths import packaged
from ishoj_cli.danish import name_key
from ishoj_cli.errors import UsageError, as_typed, quoted, suggested_command
from ishoj_cli.type_hints import Sequence

LONGEST_QUERY = 60  # characters of a line that may be a search
WITH_WORDS = ("soeg", "tjek")  # commands that take any words that come after


def words_for_commands() -> dict[str, list[str]]:
    """Synonyms by command, normalized with `name_key`."""
    lines = packaged("cli", "synonyms.txt").decode().splitlines()
    return {command: words.split() for command, _, words in (line.partition(": ") for line in lines)}


def familiar_command(typed: "Sequence[str]", contents: "Contents") -> str | None:
    """The command for which the first word is a synonym, followed by the remaining arguments that it accepts.

    None if there is none.
    """
    word, *rest = typed
    meant, phrase = None, name_key(" ".join([word, *rest[:1]])).replace(" ", "|")
    for command, words in words_for_commands().items():
        if phrase in words or (not meant and name_key(word) in words):
            meant = command
            rest = rest[1:] if phrase in words and "|" in phrase else rest
    if meant is None:
        return None
    first = meant.partition(" ")[0]
    if first and not is_option(first) and find_command(first, contents)[0] is None:
        return None
    named = all(find_command(each, contents)[0] for each in rest) if rest else False
    if first in WITH_WORDS:
        example = contents.handbook.example() if contents.handbook else None
        rest = rest or ([example[1].id if example else "ord"] if first == "soeg" else [])
    elif meant == "alt" and "".join(rest).strip():
        return as_typed(rest[0]) if named else " ".join(["soeg", *map(as_typed, rest)])
    elif first != "handout" or not named:
        rest = []
    return " ".join([meant, *map(as_typed, rest)])


def unquoted(word: str, contents: "Contents") -> str | None:
    """A command line that was quoted as a single argument, as separate arguments."""
    words = word.split()
    if len(words) < 2 or find_command(words[0], contents)[0] is None:
        return None
    return " ".join(map(as_typed, words))


def is_found(handbook: "Handbook", query: str) -> bool:
    """Whether the words typed stand in the text, all of them and as they are: a search for them is an answer."""
    from ishoj_cli.search import search

    if not query.strip() or len(query) > LONGEST_QUERY:
        return False
    result = search(handbook, query, limit=1)
    return bool(result.hits) and not result.guesses and not result.missing


def check_typography(argv: "Sequence[str]", line: "CommandLine", contents: "Contents") -> None:
    """Raise UsageError for an option that starts with a typographic dash, or two words joined by a no-break space."""
    end = argv.index("--") if "--" in argv else len(argv)
    for number, word in enumerate(argv[:end]):
        flag = word.partition("=")[0]
        what = ""
        typed = [word]
        name = word.lstrip(DASHES + "-")
        if not set(DASHES).isdisjoint(word[: len(word) - len(name)]):
            typed = [("--" if len(name.partition("=")[0]) > 1 else "-") + name]
            options = [option for command in (PROGRAM, *BUILTINS) for option in command.options]
            if find_option(typed[0].translate(SPACES).split(" ")[0], options)[0]:
                what = f"{quoted(word)} begynder med en tankestreg, og tilvalg begynder med bindestreg."
        elif not set(BLANKS).isdisjoint(flag):
            typed = word.translate(SPACES).split()
            joined = word == line.command and find_command(word, contents)[0] is None
            if any(map(is_option, typed)) or (joined and find_command(typed[0], contents)[0]):
                what = f"I {quoted(word)} er der et hårdt mellemrum i stedet for et almindeligt."
        if what:
            words = [*argv[:number], *typed, *argv[number + 1 :]]
            raise UsageError(what, hint=f"Skriv: {suggested_command(' '.join(map(as_typed, words)))}")


SPACES = str.maketrans(BLANKS, " " * len(BLANKS))
