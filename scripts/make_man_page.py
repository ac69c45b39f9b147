"""Writes the man page, in Danish, from the table of commands and the content: `python scripts/make_man_page.py FILE`.

The build puts it in the wheel. It is in man(7) and ASCII, with escapes for other letters, so that every formatter on
every system shows it alike.
"""

import re
import sys
import textwrap
from collections.abc import Iterable, Sequence
from pathlib import Path

from ishoj_cli import __version__
from ishoj_cli.cli.table import BUILTINS, COMPLETION, PROGRAM, READING, Command, Option, commands, examples
from ishoj_cli.content.load import load
from ishoj_cli.content.model import Handbook
from ishoj_cli.content.paths import data_folder

GUIDE = Path(__file__).resolve().parents[1] / "docs" / "vejledning.md"
COLUMNS = 78  # of the source: a line of at most 80 characters
DESCRIPTION = """\
*ishoj* viser »{title}« i terminalen. Her kan du læse, søge, lave noget at printe og skrive, hvad teksterne betyder hos
jer.

Hvert afsnit er en kommando. Skriv et punkts nummer, navn eller titel efter afsnittet, så får du kun det punkt. Store
og små bogstaver er det samme, og æ, ø og å kan også skrives ae, oe og aa. Uden kommando får du et overblik.

På skærmen får teksten farver og linjer, der passer til vinduet. Sendes den videre med | eller > til et program eller
en fil, er et afsnit eller et punkt én linje uden farver. Med *-f* vælger du selv formatet.

Teksterne kommer fra {source}. {questions}
"""
QUESTIONS = "Spørgsmålene til dialog er fra {owner}. Tilvalget *--uden-spoergsmaal* udelader dem."
VARIABLES = (
    ("ISHOJ_INDHOLD", "Mappen med indhold, når *--indhold* ikke er skrevet."),
    ("ISHOJ_TOLKNING", "Filen med den lokale tolkning, når *--tolkning* ikke er skrevet."),
    ("NO_COLOR", "Slår farverne fra."),
    ("ACCESSIBLE", "Er den 1, vises ren tekst, som en skærmlæser kan læse højt."),
    ("PAGER", "Programmet, der viser en tekst, som er højere end skærmen."),
    ("VISUAL, EDITOR", "Programmet, som *ishoj tolkning rediger* åbner tolkningen i."),
    ("ISHOJ_DEBUG", "Er den 1, vises, hvor i programmet en fejl opstod."),
)
FILES = (("~/.config/ishoj/tolkning.yaml", "Den lokale tolkning. *ishoj tolkning* viser, hvor den ligger hos dig."),)
STATUS = re.compile(r"^\| (\d+) \| (.+) \|$", re.MULTILINE)  # a row of the guide's table


def man_page(handbook: Handbook) -> str:
    """The whole page."""
    owner = handbook.questions_by or handbook.organisation
    asked = any(each.questions for section in handbook.sections for each in (section, *section.entries))
    questions = QUESTIONS.format(owner=owner) if asked else ""
    description = DESCRIPTION.format(title=handbook.title, source=handbook.source, questions=questions)
    sections = [(each.name, each.argument, each.title, ()) for each in commands(handbook) if each.section]
    others = [(each.name, each.argument, each.title, own_options(each)) for each in BUILTINS]
    shown = [examples(each, handbook) for each in (PROGRAM, *BUILTINS)]
    statuses = STATUS.findall(GUIDE.read_text(encoding="utf-8"))
    parts = (
        ("Navn", [roff(f"ishoj - {PROGRAM.title[0].lower()}{PROGRAM.title[1:]}")]),
        ("Brug", [f".B ishoj\n{italic(f'{PROGRAM.argument} [TILVALG]')}"]),
        ("Beskrivelse", ["\n.PP\n".join(prose(each) for each in description.split("\n\n"))]),
        ("Afsnit", described(sections)),
        ("Kommandoer", described(others)),
        ("Tilvalg", [*options(READING), *options(COMPLETION)]),
        ("Eksempler", [row(bold(f"ishoj {words}".rstrip()), meaning) for rows in shown for words, meaning in rows]),
        ("Variabler", [row(bold(name), meaning) for name, meaning in VARIABLES]),
        ("Filer", [row(italic(name), meaning) for name, meaning in FILES]),
        ("Slutkode", [row(bold(code), meaning.replace("`", "*")) for code, meaning in statuses]),
    )
    head = f'.TH ISHOJ 1 {handbook.edition} "ishoj {__version__}" "{roff(handbook.title)}"\n.ad l\n.nh\n'
    return head + "".join(f".SH {roff(title.upper())}\n" + "\n".join(blocks) + "\n" for title, blocks in parts)


def own_options(command: Command) -> list[Option]:
    """The options that a command does not share with the others."""
    return [option for option in command.options if option not in READING]


def described(rows: Iterable[tuple[str, str, str, Sequence[Option]]]) -> list[str]:
    """Commands with what they do, and below each its own options."""
    blocks = []
    for name, argument, title, own in rows:
        blocks.append(row(f"{bold(name)} {italic(argument)}".rstrip(), f"{title}."))
        blocks += [".RS", *options(own), ".RE"] if own else []
    return blocks


def options(listed: Iterable[Option]) -> list[str]:
    """Options with what they mean."""
    rows = []
    for option in listed:
        typed = ", ".join(map(bold, option.flags)) + (f" {italic(option.metavar)}" if option.metavar else "")
        rows.append(row(typed, option.help))
    return rows


def row(term: str, meaning: str) -> str:
    """A term, in roff, with what it means."""
    return f".TP\n{term}\n{prose(meaning)}"


def prose(text: str) -> str:
    """Text in roff, in short lines, with what is between asterisks in bold."""
    escaped = re.sub(r"\*(.+?)\*", r"\\fB\1\\fR", roff(" ".join(text.split())))
    return "\n".join(
        f"\\&{line}" if line.startswith((".", "'")) else line
        for line in textwrap.wrap(escaped, COLUMNS, break_long_words=False, break_on_hyphens=False)
    )


def bold(text: str) -> str:
    """Text in roff, in bold."""
    return f"\\fB{roff(text)}\\fR"


def italic(text: str) -> str:
    """Text in roff, in italics."""
    return f"\\fI{roff(text)}\\fR" if text else ""


def roff(text: str) -> str:
    """Text in which roff interprets nothing: letters other than ASCII by number, and a hyphen that can be copied."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace('"', "\\(dq")
    return "".join(letter if letter.isascii() else f"\\[u{ord(letter):04X}]" for letter in text)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(man_page(load(data_folder())), encoding="ascii", newline="\n")
