"""The call behind `handout`: what to print, in which format, to which file, and opening it when it is done."""

import os
import sys
from contextlib import contextmanager

from ishoj_cli.cli.commands import section_named
from ishoj_cli.content.model import Handbook, Record
from ishoj_cli.danish import enumerated
from ishoj_cli.errors import ExitStatus, FileError, UsageError, quoted, reason
from ishoj_cli.files import file_name, write_file
from ishoj_cli.render.handout.make import ENDINGS, FORMATS, format_of, left_out, make_handout
from ishoj_cli.streams import write_message, write_out
from ishoj_cli.terminal import is_terminal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ishoj_cli.render.handout.make import HandoutFormat, HandoutKind

WORKING = "Laver siderne …"
MOST_NAMES = 5  # of sections that a poster leaves out
PATIENCE = 0.5  # seconds of work before a terminal is told that it goes on


class Printout(Record):
    """What the user asked to print; None is "as suits"."""

    kind: str = "ark"
    format: str | None = None
    file: str | None = None
    overwrite: bool = False
    questions: bool = True
    writing_lines: bool = True
    open: bool = False


def write_handout(handbook: Handbook, names: "Sequence[str]", asked: Printout, again: str = "") -> int:
    """Make a handout of the sections named, or of the whole, and write it whole or not at all.

    `again` is what an advised command needs to be about the same content, as in `upkeep`.
    """
    if asked.file is not None and not asked.file.strip():
        raise UsageError("--output mangler en værdi.", hint="Skriv navnet på en fil, for eksempel: -o ark.pdf")
    kind = _kind(asked.kind)
    format = _format(asked, kind)
    sections = [section_named(handbook, name).id for name in names]
    with _patience():
        name, content = make_handout(
            handbook, kind, format, sections, questions=asked.questions, writing_lines=asked.writing_lines
        )
    target = None if asked.file == "-" else asked.file or name
    if target is None:
        write_out(content)
    else:
        write_file(target, content, overwrite=asked.overwrite)
        write_message(f"Skrev {quoted(target, 200)}.")
    others = [section.id for section in left_out(handbook, kind, sections)]
    if others:
        choose = f"Vælg selv, for eksempel: ishoj handout --type plakat {others[0]}{again}"
        more = [f"{len(others) - MOST_NAMES} til"] if len(others) > MOST_NAMES else []
        write_message(f"Plakaten viser ikke {enumerated([*others[:MOST_NAMES], *more])}.\n{choose}")
    if asked.open and target:
        open_file(target, sys.platform)
    return ExitStatus.OK


def _kind(asked: str) -> "HandoutKind":
    for kind in FORMATS:
        if asked.strip().lower() == kind:
            return kind
    raise UsageError(f"{quoted(asked)} kan ikke skrives ud.", hint=f"Vælg mellem {enumerated(list(FORMATS))}.")


def _format(asked: Printout, kind: "HandoutKind") -> "HandoutFormat":
    """The format named, else the one that the file's ending stands for, else PDF."""
    named: HandoutFormat | None = None
    if asked.format is not None:
        named = next((format for format in ENDINGS if format == asked.format.strip().lower()), None)
        if named is None:
            raise UsageError(f"Formatet {quoted(asked.format)} findes ikke.", hint=_formats(kind))
        ending = format_of(asked.file or "")
        if ending not in (None, named):
            what = f"Endelsen i {quoted(asked.file or '')} passer ikke til formatet {named}."
            raise UsageError(what, hint=f"Lad navnet ende på {ENDINGS[named]}, eller udelad --format.")
    elif asked.file not in (None, "-"):
        named = format_of(asked.file or "")
        if named is None and os.path.splitext(asked.file or "")[1]:
            raise UsageError(f"Navnet {quoted(asked.file or '')} ender ikke på et format.", hint=_formats(kind))
    format = named or "pdf"
    if asked.file == "-" and format in ("pdf", "docx") and is_terminal(sys.stdout):
        raise UsageError(f"{format.upper()} kan ikke vises i en terminal.", hint="Skriv til en fil med -o FIL.")
    return format


def _formats(kind: "HandoutKind") -> str:
    """Which formats there are to choose between."""
    formats = FORMATS[kind]
    choice = f"Vælg mellem {enumerated(list(formats))}" if len(formats) > 1 else f"{kind} findes kun som {formats[0]}"
    return f"{choice}."


@contextmanager
def _patience() -> "Iterator[None]":
    """Tell a terminal that the work goes on, if it takes longer than PATIENCE; the line is gone when it is done."""
    from threading import Timer

    told = []

    def tell() -> None:
        told.append(WORKING)
        sys.stderr.write(WORKING + "\r")
        sys.stderr.flush()

    timer = Timer(PATIENCE, tell)
    if is_terminal(sys.stderr):
        timer.start()
    try:
        yield
    finally:
        timer.cancel()
        if timer.ident:
            timer.join()  # it may be telling just now
        for line in told:
            sys.stderr.write(" " * len(line) + "\r")
            sys.stderr.flush()


def open_file(name: str, platform: str) -> None:
    """Open a file in the program that the user reads such files with, without a shell; raises FileError."""
    import shutil
    import subprocess

    kept = f"Filen er skrevet: {quoted(name, 200)}"
    path = os.path.abspath(file_name(name))
    try:
        if platform == "win32":
            os.startfile(path)  # type: ignore[attr-defined,unused-ignore] # noqa: S606 - a name that we wrote ourselves
            return
        program = shutil.which("open" if platform == "darwin" else "xdg-open")
        if program is None:
            raise FileError("Der er intet program til at åbne den med.", hint=kept)
        subprocess.Popen([program, path], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
    except OSError as error:
        raise FileError(f"Kan ikke åbne {quoted(name, 200)}: {reason(error)}.", hint=kept) from error
