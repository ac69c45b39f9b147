"""What people type that is not ours: other programs' words for our commands, and what a word processor writes."""

from ishoj_cli.cli.contents import Contents
from ishoj_cli.cli.parser import BLANKS, DASHES, Line, find_option, is_option
from ishoj_cli.cli.table import BUILTINS, PROGRAM
from ishoj_cli.content.model import Handbook
from ishoj_cli.danish import name_key
from ishoj_cli.errors import UsageError, as_typed, quoted, suggested_command
from ishoj_cli.hints import Sequence

LONGEST_QUERY = 60  # characters of a line that may be a search
# The words, as `name_key` knows them, by the command that they stand for: it is suggested, never run.
WORDS = {
    "": "hjem home start forside overblik overview quit exit q slut afslut luk close",
    "alt": "all everything hele laes read show vis view aabn open cat tekst text",
    "alt -o alt.md": "markdown md",
    "alt -f tsv": "tsv csv excel regneark",
    "alt --json": "json",
    "liste": "list ls dir index indeks indhold indholdsfortegnelse toc contents oversigt afsnit sections",
    "dagens": "idag today daily dag day dagen i|dag",
    "soeg": "find search grep query slaa|op soegning lookup",
    "handout": "print printe printer pdf udskriv udskrift udskrive ark a4 gem eksport eksporter export download save",
    "handout --type kort": "kort dialogkort cards card",
    "handout --type plakat": "plakat poster a3",
    "handout --type lysbilleder": "lysbilleder lysbillede slides powerpoint pptx praesentation presentation",
    "handout --type arbejdsark": "arbejdsark worksheet",
    "handout --type drejebog": "drejebog facilitator",
    "handout --type kursus": "kursus kurs course workshop",
    "handout -f docx": "docx word dokument document",
    "handout -f html": "html web hjemmeside webside",
    "tolkning": "lokal local interpretation fortolkning hos|os",
    "tolkning ny": "ny new opret create",
    "tolkning rediger": "rediger edit ret skriv",
    "tjek": "check validate valider lint test kontrol kontroller",
    "hjaelp": "man manual guide vejledning kommandoer kommando commands menu info usage",
    "hjaelp tilvalg": "tilvalg options option flag flags indstillinger",
    "--install-completion": "install installer completion fuldfoerelse tab",
    "version": "ver udgave",
    "vaerdier": "values value vaerdisaet",
    "lederskab": "leadership ledelse leder",
    "perspektiver": "perspectives perspective",
    "personalepolitik": "policy hr personale",
}
WITH_WORDS = ("soeg", "tjek")  # commands that take any words that come after


def brought(typed: "Sequence[str]", contents: "Contents") -> str | None:
    """The command that a first word people bring stands for, with the words after it where they are of use."""
    from ishoj_cli.cli.run import find_command

    word, *rest = typed
    meant, phrase = None, name_key(" ".join([word, *rest[:1]])).replace(" ", "|")
    for command, words in WORDS.items():
        if phrase in words.split() or (not meant and name_key(word) in words.split()):
            meant = command
            rest = rest[1:] if phrase in words.split() and "|" in phrase else rest
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
    """The line without the quotation marks that made one word of a command and what comes after it."""
    from ishoj_cli.cli.run import find_command

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


def refuse_slip(argv: "Sequence[str]", line: "Line", contents: "Contents") -> None:
    """Raise UsageError for an option with a dash for its hyphens, or a hard space between what are two words."""
    from ishoj_cli.cli.run import find_command

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
