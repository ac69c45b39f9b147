"""The table of commands and options: names, metavar, help, and how a value is read. It does not depend on Typer.

The fast path parses by it; Typer's program, help, usage errors, completion and docs/kommandoer.md are made from it.
"""

from ishoj_cli.content.lookup import named
from ishoj_cli.content.model import Handbook, Record, Section
from ishoj_cli.content.paths import packaged
from ishoj_cli.danish import enumerated, name_key
from ishoj_cli.errors import UsageError, quoted
from ishoj_cli.render import FORMATS
from ishoj_cli.render.handout import FILE_ENDINGS, HANDOUT_FORMATS, MINUTES, PARTICIPANTS
from ishoj_cli.terminal import NARROWEST
from ishoj_cli.type_hints import Any, Callable, Mapping, Sequence

COLOURS = ("auto", "altid", "aldrig")
WIDEST = 10_000
LIST_FORMATS = ("terminal", "tekst", "json")  # of a list of findings and of what is interpreted
CHECK_FORMATS = (*LIST_FORMATS, "github")
ACTIONS = ("vis", "ny", "rediger")
SCHEMAS = {
    "laes": "det, som ishoj, et afsnit, alt og dagens viser med --json",
    "liste": "det, som liste viser med --json",
    "soeg": "det, som soeg viser med --json",
    "tjek": "det, som tjek viser med --json",
    "tolkning": "det, som tolkning viser med --json",
    "haandbog": "filen handbook.yaml",
    "afsnit": "en fil med et afsnit",
    "fortolkning": "filen tolkning.yaml",
}
# What Tab offers: the content's sections, the entries of the command, or every command.
SECTIONS, ENTRIES, COMMANDS = "sections", "entries", "commands"


class Option(Record):
    """An option: how it is typed, what it means, and how its value is read.

    `typed` is what the help shows: its flags and, for one that takes a value, the metavar: `-o, --output FIL`. An
    option without a metavar is a flag: `value` if given, `not value` otherwise. `read` makes the value of the text and
    the flag, and raises UsageError. `many` options can be repeated. `choices` is what Tab offers for the value.
    """

    name: str
    typed: str
    help: str
    read: "Callable[[str, str], Any] | None" = None
    default: object = None
    value: object = True
    many: bool = False
    choices: "tuple[str, ...] | str" = ()

    @property
    def flags(self) -> list[str]:
        """The flags, the long one last: `-o`, `--output`."""
        return [word.strip(",") for word in self.typed.split() if word.startswith("-")]

    @property
    def metavar(self) -> str | None:
        """What stands for the value in help: `FIL`; None for an option that takes no value."""
        last = self.typed.rpartition(" ")[2]
        return None if last.startswith("-") else last


class Command(Record):
    """A command: its name, what the help says of it, the words and options it takes, and the function behind it.

    `argument` is the metavar of its words ("" where it takes none) and `most_words` how many there may be (None: any
    number). `run` is `module.function` in this package; the function takes (contents, words, options) and gives an exit
    status.
    """

    name: str
    title: str
    run: str
    options: tuple[Option, ...]
    argument: str = ""
    most_words: int | None = 0
    choices: "tuple[str, ...] | str" = ()
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
        raise UsageError(what, hint=f"Vælg {'mellem ' if len(choices) > 1 else ''}{enumerated(choices)}.")

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


def not_blank(hint: str) -> "Callable[[str, str], str]":
    """A reader of a text that can't be blank; `hint` says what to type."""

    def read(text: str, option: str) -> str:
        if text.strip():
            return text
        raise UsageError(f"{option} mangler en værdi.", hint=hint)

    return read


NO_FORMAT = "Formatet {value} kan ikke bruges her."
FILE = "Skriv navnet på en fil, eller - for skærmen."
WHEN = f"Brug farver: {enumerated(COLOURS, 'eller')}."


def one_format(formats: "tuple[str, ...]", help: str = "Vis som {}.") -> Option:
    """The option that says in which format a result is shown or written."""
    said = help.format(enumerated(formats, "eller"))
    return Option("format", "-f, --format FORMAT", said, one_of(formats, NO_FORMAT), choices=formats)


HANDOUT_KINDS, FILE_FORMATS = tuple(HANDOUT_FORMATS), tuple(FILE_ENDINGS)
OVERWRITE = Option("overwrite", "--overskriv", "Overskriv filen, hvis den findes.")
QUESTIONS = Option("questions", "--uden-spoergsmaal", "Udelad spørgsmålene til dialog.", value=False)
PRINTING = (
    one_format(FORMATS),
    Option("json", "--json", "Det samme som --format json."),
    Option("file", "-o, --output FIL", "Skriv til en fil.", not_blank(FILE)),
    OVERWRITE,
    Option("colour", "--farve HVORNÅR", WHEN, one_of(COLOURS), "auto", choices=COLOURS),
    Option("width", "--bredde N", "Højst N tegn på en linje.", whole_number(NARROWEST, WIDEST)),
    QUESTIONS,
    Option("pager", "--uden-pager", "Vis alt på én gang, også når det er langt.", value=False),
)
FOLDER = not_blank("Skriv for eksempel: --indhold navn")
LOCAL = not_blank("Skriv for eksempel: --tolkning navn")
CONTENT = (
    Option("folder", "--indhold MAPPE", "Læs indhold fra en anden mappe (ISHOJ_INDHOLD).", FOLDER),
    Option("interpretation", "--tolkning FIL", "Læs den lokale tolkning i en fil (ISHOJ_TOLKNING).", LOCAL),
    Option("interpreted", "--uden-tolkning", "Udelad den lokale tolkning.", value=False),
    Option("version", "-V, --version", "Vis versionen."),
    Option("help", "-h, --hjælp, --help", "Vis denne hjælp."),
)
READING = (*PRINTING, *CONTENT)
IN_ANY_FORMAT = READING[1:]
COMPLETION = (
    Option("install", "--install-completion", "Slå fuldførelse med Tab til i din terminal eller i den, du nævner."),
    Option("uninstall", "--uninstall-completion", "Slå den fra igen."),
    Option("show", "--show-completion", "Vis det script, der gør det."),
)
IN_SECTION, SECTION_NAME = "Søg kun i et afsnit; kan gentages.", "Skriv navnet på et afsnit."
SEARCHING = (
    Option("sections", "--sektion AFSNIT", IN_SECTION, not_blank(SECTION_NAME), (), many=True, choices=SECTIONS),
    Option("limit", "--antal N", "Vis højst N træf.", whole_number(1, 1_000_000)),
    Option("keywords", "--uden-emneord", "Søg kun i teksten, ikke i emneordene.", value=False),
    Option("explain", "--forklar", "Vis, hvorfor hvert træf er med."),
    Option("quiet", "--findes", "Vis ingenting, og svar kun med slutkoden."),
)
KIND = one_of(HANDOUT_KINDS, "Typen {value} findes ikke.")
PARTICIPANT_COUNT = whole_number(PARTICIPANTS[0], PARTICIPANTS[-1])
LENGTHS = tuple(map(str, MINUTES))


def course_minutes(text: str, option: str) -> int:
    """Parse the length of a course."""
    return int(one_of(LENGTHS)(text, option))


HANDOUT = (
    Option("kind", "--type TYPE", f"{enumerated(HANDOUT_KINDS, 'eller')}.", KIND, "ark", choices=HANDOUT_KINDS),
    one_format(FILE_FORMATS, "{}."),
    Option("file", "-o, --output FIL", "Skriv til denne fil.", not_blank("Skriv for eksempel: -o ark.pdf")),
    OVERWRITE,
    QUESTIONS,
    Option("writing_lines", "--uden-skrivelinjer", "Udelad linjerne til jeres egne ord.", value=False),
    Option("large", "--stor-skrift", "Skriv teksterne med mindst 16 punkt, til svagtseende."),
    Option(
        "minutes",
        "--minutter N",
        f"Drejebog til {enumerated(LENGTHS, 'eller')} minutter.",
        course_minutes,
        choices=LENGTHS,
    ),
    Option("participants", "--deltagere N", "Drejebog til 4-40 deltagere.", PARTICIPANT_COUNT),
    Option("open", "--aabn", "Åbn det, når det er skrevet."),
)
NEW = Option("new", "--ny MAPPE", "Skriv et eksempel i en mappe.", not_blank("Skriv for eksempel: --ny indhold"))
FIX = Option("fix", "--ret", "Ret det, der kun kan rettes på én måde; spørger først.")
YES = Option("yes", "--ja", "Ret uden at spørge; hører til --ret.")
CHECKING = (NEW, FIX, YES, one_format(CHECK_FORMATS), *IN_ANY_FORMAT)
DATE = Option("date", "--dato DATO", "En anden dag end i dag.")
TO_PRINT = "Lav noget at printe: ark, kort, plakat eller et helt kursus"
TO_WRITE = "Skriv, hvad teksterne betyder hos jer"
TO_CHECK = "Find fejl i indhold og tolkning"
TO_DESCRIBE = "Få formen på filer og JSON som JSON Schema"

HELP = Command("hjaelp", "Få hjælp til en kommando", "usage.help_command", READING, "[KOMMANDO]", None, COMMANDS)
VERSION = Command("version", "Vis versionen", "read.show_version", READING)
SHARED = "tilvalg"  # what to ask `hjaelp` for the options of all commands
ABOUT_SHARED = "de tilvalg, som er fælles for kommandoerne"
HELP_TOPICS = {SHARED: ABOUT_SHARED, VERSION.name: VERSION.title}  # beside the commands that help lists
HIDDEN_COMMANDS = {"help": HELP, "version": VERSION}  # where no section has that name
PROGRAM = Command("", "Slå op, hvordan vi arbejder", "read.show_overview", (*COMPLETION, *READING), "[KOMMANDO]")
BUILTINS = (
    Command("alt", "Læs det hele i rækkefølge", "read.show_whole", READING),
    Command("liste", "Se navnene på alt, der kan vises", "read.show_listing", READING),
    Command("dagens", "Få ét punkt at tænke over i dag", "read.show_daily", (DATE, *READING)),
    Command("soeg", "Søg i alle afsnit", "search.show_hits", (*SEARCHING, *READING), "ORD", None),
    Command("handout", TO_PRINT, "handout.write_handout", (*HANDOUT, *CONTENT), "[AFSNIT]…", None, SECTIONS),
    Command(
        "tolkning",
        TO_WRITE,
        "interpretation.run_action",
        (one_format(LIST_FORMATS), *IN_ANY_FORMAT),
        f"[{'|'.join(ACTIONS)}]",
        1,
        ACTIONS,
        fast=False,
    ),
    Command("tjek", TO_CHECK, "check.check_content", CHECKING, "[MAPPE|FIL]", None, fast=False),
    Command("skema", TO_DESCRIBE, "schema.show_schema", READING, "[NAVN]", 1, tuple(SCHEMAS)),
    HELP,
)


def section_command(handbook: Handbook, section: Section) -> Command:
    """The command that shows a section: the content decides which there are."""
    argument = "[PUNKT]" if section.entries or handbook.parts_of(section) else ""
    title = section.summary or section.title
    return Command(section.id, title, "read.show_section", READING, argument, None, ENTRIES, section=section)


def examples(command: Command, handbook: Handbook | None) -> list[tuple[str, str]]:
    """Lines to type for a command, without the program's name, each with what it does."""
    section = command.section
    if section and handbook:
        choices = section.entries or handbook.parts_of(section)
        rows = [("", "læs det hele"), ("--json", "til scripts")]
        for last in choices[-1:]:
            rows[1:1] = [(f"{len(choices)}", f"kun nummer {len(choices)}"), (last.id, f"kun »{last.title}«")]
        return [(f"{section.id} {words}".rstrip(), meaning) for words, meaning in rows]
    import json

    # {section} and {entry} are ids of the content in use; a row with one of them is left out where there is none.
    example = handbook.example() if handbook else None
    names = {"shared": SHARED, "about_shared": ABOUT_SHARED}
    names |= {"section": example[0].id, "entry": example[1].id} if example else {}
    rows = json.loads(packaged("cli", "examples.json"))[command.name]
    rows = [row for row in rows if example or not any(name in "".join(row) for name in ("{section}", "{entry}"))]
    return [(words.format(**names), meaning.format(**names)) for words, meaning in rows]


def builtin(word: str) -> Command | None:
    """The built-in command that a word names, in any spelling."""
    key = name_key(word)
    return next((command for command in BUILTINS if command.name == key), None)


def command_of_section(word: str, handbook: Handbook | None) -> Command | None:
    """The command of the section that a word names, in any spelling."""
    section = named(handbook.sections, word) if handbook else None
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
        if option.metavar is None:
            values[option.name] = option.value if text else not option.value
        elif text in (None, []):
            values[option.name] = option.default
        else:
            read = option.read or (lambda text, _flag: text)
            flag = option.flags[-1]
            values[option.name] = [read(each, flag) for each in text] if option.many else read(text, flag)
    return values
