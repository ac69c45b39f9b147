"""The command `handout`: what to print, in which format, to which file, and opening it when it is done."""

import os
import sys

from ishoj_cli.child_process import run_in_child
from ishoj_cli.cli.contents import Contents
from ishoj_cli.cli.course import write_course
from ishoj_cli.content.lookup import part_ids
from ishoj_cli.content.model import Handbook
from ishoj_cli.danish import enumerated, name_key
from ishoj_cli.errors import ExitStatus, UsageError, quoted, suggested_command
from ishoj_cli.files import write_file
from ishoj_cli.render.handout import FILE_ENDINGS, HANDOUT_FORMATS, TIMED
from ishoj_cli.render.handout.make import COURSE, file_name, format_of, ids_with_cards, left_out, make_handout
from ishoj_cli.streams import write_message, write_out
from ishoj_cli.terminal import is_terminal
from ishoj_cli.type_hints import Any, Mapping, Sequence

WORKING = "Laver siderne …"
MOST_NAMES = 5  # of sections that a poster leaves out
POSTER = "Plakaten har navne, jeres egne ord og højst to sætninger. Resten er udeladt."


def write_handout(contents: "Contents", words: "Sequence[str]", options: "Mapping[str, Any]") -> int:
    """Make a handout of the named sections, or of the whole handbook, and write it atomically."""
    handbook = contents.shown(options, strict=True)
    kind, file = options["kind"], options["file"]
    course = {name: options[name] for name in ("minutes", "participants") if options[name]}
    if course and kind not in TIMED:
        what = f"--minutter og --deltagere kan ikke bruges med typen {kind}."
        raise UsageError(what, hint=f"Vælg --type {enumerated(TIMED, 'eller')}.")
    if kind == "arbejdsark" and not options["writing_lines"]:
        raise UsageError("Et arbejdsark er til at skrive på.", hint="Udelad --uden-skrivelinjer.")
    format = "html" if kind == "kursus" else _format(options["format"], file, kind)
    whole = "alt" in map(name_key, words)
    sections = _ids_for_alt(handbook, kind) if whole else part_ids(handbook, words)
    flags = {"--uden-spoergsmaal": not options["questions"], "--uden-tolkning": not options["interpreted"]}
    shown: dict[str, Any] = {
        "omitted": "".join(f" {flag}" for flag, given in flags.items() if given),
        "repeat": contents.repeat,
    }
    if kind == "kursus":
        index = write_course(handbook, sections, options, shown)
        write_message(f"Gemt: {quoted(os.path.dirname(index), 200)}\nBegynd med {quoted(index, 200)}.")
        return _open_if_requested(index, options)
    choices = course | {name: options[name] for name in ("writing_lines", "large")}
    [content] = run_in_child(lambda: [make_handout(handbook, kind, format, sections, **shown, **choices)[1]], WORKING)
    target = None if file == "-" else file or file_name(kind, format, () if whole else sections)
    if target is None:
        write_out(content)
    else:
        write_file(target, content, overwrite=options["overwrite"])
        write_message(f"Gemt: {quoted(target, 200)}")
    if kind == "plakat" and (target or not sections):
        _report_left_out(handbook, sections, contents.repeat)
    return _open_if_requested(target, options)


def _ids_for_alt(handbook: "Handbook", kind: str) -> list[str]:
    """The ids to select for the word `alt`; empty for kinds whose default is already the whole handbook."""
    every = [section.id for section in handbook.sections if not section.part_of]
    return ids_with_cards(handbook, every) if kind == "kort" else every if kind in COURSE else []


def _report_left_out(handbook: "Handbook", sections: "Sequence[str]", repeat: str) -> None:
    """Report what a poster doesn't show, and how to get it."""
    others = [section.id for section in left_out(handbook, sections)]
    if others:
        more = [f"{len(others) - MOST_NAMES} til"] if len(others) > MOST_NAMES else []
        choose = suggested_command(f"handout --type plakat {others[0]}", repeat)
        shown = enumerated([*others[:MOST_NAMES], *more])
        write_message(f"Plakaten viser ikke {shown}.\nVælg selv, for eksempel: {choose}")
    write_message(f"{POSTER}\nFå det hele på et ark: {suggested_command(' '.join(['handout', *sections]), repeat)}")


def _open_if_requested(target: str | None, options: "Mapping[str, Any]") -> int:
    """Open the file, if that was asked for, and give the exit status."""
    if options["open"] and target:
        from ishoj_cli.programs import open_file

        open_file(target, os.environ, sys.platform)
    return ExitStatus.OK


def _format(named: str | None, file: str | None, kind: str) -> str:
    """The format named, else the one that the file's ending stands for, else PDF."""
    ending = format_of(file) if file else None
    if named and ending not in (None, named):
        what = f"Endelsen i {quoted(file or '')} passer ikke til formatet {named}."
        raise UsageError(what, hint=f"Lad navnet ende på {FILE_ENDINGS[named]}, eller udelad --format.")
    if file and file != "-" and not named and not ending and os.path.splitext(file)[1]:
        formats = HANDOUT_FORMATS[kind]
        choice = (
            f"Vælg mellem {enumerated(formats)}" if len(formats) > 1 else f"{kind} findes kun som {formats[0].upper()}"
        )
        raise UsageError(f"Endelsen i {quoted(file)} er ikke et format, der kan laves.", hint=f"{choice}.")
    format = named or ending or "pdf"
    if file == "-" and format in ("pdf", "docx") and is_terminal(sys.stdout):
        raise UsageError(f"{format.upper()} kan ikke vises i en terminal.", hint="Skriv til en fil med -o FIL.")
    return format
