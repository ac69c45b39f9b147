"""The table of commands and options: names, metavar, help, how a value is read. It knows nothing of Typer.

The fast path parses by it; Typer's program, help, usage errors, completion and docs/kommandoer.md are made from it.
"""

from ishoj_cli.content.lookup import find_section
from ishoj_cli.content.model import Handbook, Record, Section
from ishoj_cli.danish import enumerated, name_key
from ishoj_cli.errors import UsageError, quoted
from ishoj_cli.render import FORMATS
from ishoj_cli.render.handout.make import FILE_ENDINGS, HANDOUT_FORMATS
from ishoj_cli.terminal import NARROWEST

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

COLOURS = ("auto", "altid", "aldrig")
WIDEST = 10_000
ACTIONS = ("vis", "ny", "rediger")
SECTIONS, ENTRIES = "sections", "entries"  # what Tab offers: the content's sections, or the entries of the command


class Option(Record):
    """An option: how it is typed, what it means, and how its value is read.

    Without a `metavar` it takes no value and means `value`. `read` makes the value of the text and the option's name,
    and raises UsageError. `many` options can be repeated. `choices` is what Tab offers for the value.
    """

    name: str
    flags: tuple[str, ...]
    help: str
    metavar: str | None = None
    read: "Callable[[str, str], Any] | None" = None
    value: object = True
    default: object = None
    many: bool = False
    choices: "tuple[str, ...] | str" = ()


class Command(Record):
    """A command: its name, what the help says of it, the words and options it takes, and the function behind it.

    `argument` is the metavar of its words ("" where it takes none) and `most_words` how many there may be (None: any
    number). `run` is `module.function` in this package; the function takes (contents, words, options) and gives an exit
    status. The help does not offer the options in `idle`, which change nothing of what the command does.
    """

    name: str
    title: str
    run: str
    options: tuple[Option, ...]
    argument: str = ""
    most_words: int | None = 0
    choices: "tuple[str, ...] | str" = ()
    examples: tuple[tuple[str, str], ...] = ()
    idle: tuple[str, ...] = ()
    fast: bool = True
    section: Section | None = None

    def takes(self, words: "Sequence[str]") -> bool:
        """Whether there may be so many words after the command."""
        return self.most_words is None or len(words) <= self.most_words


def one_of(
    choices: "Sequence[str]", otherwise: str = "{value} kan ikke bruges med {option}."
) -> "Callable[[str, str], str]":
    """A reader of a value that is one of a few names, in any case."""

    def read(text: str, option: str) -> str:
        name = text.strip().lower()
        if name in choices:
            return name
        what = otherwise.format(value=quoted(text), option=option)
        raise UsageError(what, hint=f"Vælg mellem {enumerated(choices)}.")

    return read


def whole_number(least: int, most: int) -> "Callable[[str, str], int]":
    """A reader of a whole number from least to most."""

    def read(text: str, option: str) -> int:
        digits = text.strip()
        if digits.isascii() and digits.isdigit() and len(digits) < 10 and least <= int(digits) <= most:
            return int(digits)
        what = f"{quoted(text)} kan ikke bruges med {option}."
        raise UsageError(what, hint=f"Skriv et helt tal fra {least} til {most}.")

    return read


def filled(hint: str) -> "Callable[[str, str], str]":
    """A reader of a text that can't be blank; `hint` says what to type."""

    def read(text: str, option: str) -> str:
        if text.strip():
            return text
        raise UsageError(f"{option} mangler en værdi.", hint=hint)

    return read


NO_FORMAT = "Formatet {value} findes ikke."
FILE = "Skriv navnet på en fil, eller - for skærmen."
OVERWRITE = Option("overwrite", ("--overskriv",), "Skriv over en fil, der findes.", default=False)
QUESTIONS = Option("questions", ("--uden-spoergsmaal",), "Udelad forslagene til dialog.", value=False, default=True)
PRINTING = (
    Option(
        "format",
        ("-f", "--format"),
        f"Vis som {enumerated(FORMATS, 'eller')}.",
        "FORMAT",
        one_of(FORMATS, NO_FORMAT),
        choices=FORMATS,
    ),
    Option("json", ("--json",), "Det samme som --format json.", default=False),
    Option("file", ("-o", "--output"), "Skriv til en fil.", "FIL", filled(FILE)),
    OVERWRITE,
    Option(
        "colour",
        ("--farve",),
        f"Brug farver: {enumerated(COLOURS, 'eller')}.",
        "HVORNÅR",
        one_of(COLOURS),
        default="auto",
        choices=COLOURS,
    ),
    Option("width", ("--bredde",), "Højst N tegn på en linje.", "N", whole_number(NARROWEST, WIDEST)),
    QUESTIONS,
    Option("pager", ("--uden-pager",), "Vis alt på én gang, også når det er langt.", value=False, default=True),
)
CONTENT = (
    Option(
        "folder",
        ("--indhold",),
        "Læs indhold fra en anden mappe (ISHOJ_INDHOLD).",
        "MAPPE",
        filled("Skriv for eksempel: --indhold navn"),
    ),
    Option(
        "interpretation",
        ("--tolkning",),
        "Læs den lokale tolkning i en fil (ISHOJ_TOLKNING).",
        "FIL",
        filled("Skriv for eksempel: --tolkning navn"),
    ),
    Option("interpreted", ("--uden-tolkning",), "Udelad den lokale tolkning.", value=False, default=True),
    Option("version", ("-V", "--version"), "Vis versionen.", default=False),
    Option("help", ("-h", "--hjælp", "--help"), "Vis denne hjælp.", default=False),
)
READING = (*PRINTING, *CONTENT)
INSTALL = Option(
    "install",
    ("--install-completion",),
    "Slå fuldførelse med Tab til i din terminal, eller i den, du nævner.",
    default=False,
)
SEARCHING = (
    Option(
        "sections",
        ("--sektion",),
        "Søg kun i et afsnit; kan gentages.",
        "AFSNIT",
        many=True,
        default=(),
        choices=SECTIONS,
    ),
    Option("limit", ("--antal",), "Vis højst N steder.", "N", whole_number(1, 1_000_000)),
    Option("keywords", ("--uden-emneord",), "Søg ikke i emneordene.", value=False, default=True),
    Option("explain", ("--forklar",), "Vis, hvorfor hvert sted er fundet.", default=False),
    Option("quiet", ("--findes",), "Vis intet; svar kun med slutkoden.", default=False),
)
HANDOUT = (
    Option(
        "kind",
        ("--type",),
        "ark (A4), kort eller plakat (A3).",
        "TYPE",
        one_of(tuple(HANDOUT_FORMATS), "Typen {value} findes ikke."),
        default="ark",
        choices=tuple(HANDOUT_FORMATS),
    ),
    Option(
        "format",
        ("-f", "--format"),
        f"{enumerated(tuple(FILE_ENDINGS), 'eller')}.",
        "FORMAT",
        one_of(tuple(FILE_ENDINGS), NO_FORMAT),
        choices=tuple(FILE_ENDINGS),
    ),
    Option("file", ("-o", "--output"), "Skriv til denne fil.", "FIL", filled("Skriv for eksempel: -o ark.pdf")),
    OVERWRITE,
    QUESTIONS,
    Option("writing_lines", ("--uden-skrivelinjer",), "Udelad linjerne til jeres egne ord.", value=False, default=True),
    Option("open", ("--aabn",), "Åbn filen, når den er skrevet.", default=False),
)

# In the examples, {section} and {entry} are ids of the content in use; a row with one of them is left out where there
# is none.
PROGRAM = Command(
    "",
    "Opslag om, hvordan vi arbejder",
    "read.show_overview",
    (INSTALL, *READING),
    "[KOMMANDO]",
    examples=(
        ("", "se det hele på et blik"),
        ("alt", "læs det hele"),
        ("{section}", "læs om {title}"),
        ("{section} {entry}", "læs kun ét punkt"),
        ("soeg {entry}", "find det, overalt hvor det står"),
        ("{section} --json", "til scripts"),
    ),
)
BUILTINS = (
    Command(
        "alt",
        "Læs det hele i rækkefølge",
        "read.show_whole",
        READING,
        examples=(("alt", "læs det hele"), ("alt -o alt.md", "gem det som Markdown")),
    ),
    Command(
        "liste",
        "Se navnet på alt, der kan vises",
        "read.show_listing",
        READING,
        examples=(("liste", "alle navne"), ("liste --json", "til scripts")),
        idle=("questions",),
    ),
    Command(
        "dagens",
        "Få ét punkt at tænke over i dag",
        "read.show_daily",
        (Option("date", ("--dato",), "En anden dag end i dag.", "DATO"), *READING),
        examples=(
            ("dagens", "dagens punkt, det samme for alle"),
            ("dagens --dato 2026-11-23", "punktet en bestemt dag"),
        ),
    ),
    Command(
        "soeg",
        "Søg i alle afsnit",
        "search.show_hits",
        (*SEARCHING, *READING),
        "ORD",
        None,
        examples=(
            ("soeg {entry}", "find et ord, også bøjet og i sammensætninger"),
            ("soeg »to ord«", "find ordene lige efter hinanden"),
            ("soeg {entry} --forklar", "se, hvorfor hvert sted er fundet"),
            ("soeg {entry} --json", "til scripts"),
        ),
    ),
    Command(
        "handout",
        "Lav noget at printe: ark, dialogkort eller plakat",
        "handout.write_handout",
        (*HANDOUT, *CONTENT),
        "[AFSNIT]…",
        None,
        SECTIONS,
        examples=(
            ("handout", "det hele på A4 som PDF"),
            ("handout --type kort", "dialogkort til at klippe ud"),
            ("handout {section} -o {section}.docx", "ét afsnit, som kan rettes i Word"),
            ("handout --type plakat --aabn", "en A3-plakat, som åbnes, når den er færdig"),
        ),
    ),
    Command(
        "tolkning",
        "Skriv, hvad det betyder hos jer",
        "interpretation.act",
        CONTENT,
        "[vis|ny|rediger]",
        1,
        ACTIONS,
        examples=(
            ("tolkning", "se, hvad I har tolket"),
            ("tolkning ny", "få en skabelon at udfylde"),
            ("tolkning rediger", "skriv i den"),
        ),
        idle=("interpreted",),
        fast=False,
    ),
    Command(
        "tjek",
        "Find fejl i indhold og tolkning",
        "check.check_content",
        (
            Option(
                "new", ("--ny",), "Skriv et eksempel i en mappe.", "MAPPE", filled("Skriv for eksempel: --ny indhold")
            ),
            *READING,
        ),
        "[MAPPE|FIL]",
        None,
        examples=(
            ("tjek", "det indhold, der er i brug"),
            ("tjek mappe", "en mappe eller en fil"),
            ("tjek --ny mappe", "skriv et lille eksempel at begynde med"),
            ("tjek --json", "til redigeringsprogrammer og scripts"),
        ),
        idle=("colour", "width", "questions"),
        fast=False,
    ),
)


def section_command(handbook: Handbook, section: Section) -> Command:
    """The command that shows a section: the content decides which there are."""
    choices = section.entries or handbook.parts_of(section)
    examples = [(section.id, "læs det hele")]
    if choices:
        last = choices[-1]
        examples += [
            (f"{section.id} {len(choices)}", f"kun nummer {len(choices)}"),
            (f"{section.id} {last.id}", f"kun »{last.title}«"),
        ]
    return Command(
        section.id,
        section.summary or section.title,
        "read.show_section",
        READING,
        "[PUNKT]" if choices else "",
        None,
        ENTRIES,
        (*examples, (f"{section.id} --json", "til scripts")),
        section=section,
    )


def builtin(word: str) -> Command | None:
    """The built-in command that a word names, in any spelling."""
    key = name_key(word)
    return next((command for command in BUILTINS if command.name == key), None)


def command_of_section(word: str, handbook: Handbook | None) -> Command | None:
    """The command of the section that a word names, in any spelling."""
    section = find_section(handbook, word) if handbook else None
    return section_command(handbook, section) if handbook and section else None


def commands(handbook: Handbook | None) -> tuple[Command, ...]:
    """Every command: the sections in reading order, then the built-in ones."""
    sections = handbook.sections if handbook else ()
    return (*(section_command(handbook, section) for section in sections if handbook), *BUILTINS)


def read_values(command: Command, typed: "Mapping[str, Any]") -> "dict[str, Any]":
    """The value of each option of a command, by its name, from what was typed; raises UsageError.

    `typed` has an option's text, or a list of texts for one that can be repeated, or True for one without a value.
    """
    values: dict[str, Any] = {}
    for option in command.options:
        text = typed.get(option.name)
        if text in (None, False, []):
            values[option.name] = option.default
        elif option.metavar is None:
            values[option.name] = option.value
        else:
            values[option.name] = option.read(text, option.flags[-1]) if option.read else text
    return values
