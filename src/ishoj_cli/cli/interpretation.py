"""The command `tolkning`: which local interpretation is in use, a template to fill in, and the editor."""

import os
import sys
from datetime import date

from ishoj_cli.cli.contents import Contents
from ishoj_cli.cli.output import Output
from ishoj_cli.cli.table import ACTIONS, LIST_FORMATS
from ishoj_cli.content import interpretation, paths
from ishoj_cli.content.findings import first_lines
from ishoj_cli.content.model import Handbook
from ishoj_cli.danish import enumerated
from ishoj_cli.errors import ExitStatus, FileError, IshojError, UsageError, quoted, suggested_command, visible
from ishoj_cli.programs import can_be_edited, run_editor, wait_advice
from ishoj_cli.render import Layout
from ishoj_cli.render.json import SCHEMA, dumped
from ishoj_cli.render.page import danish_date
from ishoj_cli.streams import write_message
from ishoj_cli.type_hints import Any, Mapping, Sequence

CHOOSE = "Vælg en fil med: --tolkning FIL"


def run_action(contents: "Contents", words: "Sequence[str]", options: "Mapping[str, Any]") -> int:
    """Do what `ishoj tolkning` was asked to: `vis`, `ny` or `rediger`, in any case."""
    action = words[0] if words else ACTIONS[0]
    acts = dict(zip(ACTIONS[1:], (_create, _edit), strict=True))
    output = Output.from_options(options, formats=LIST_FORMATS)
    name = action.strip().lower()
    if name == ACTIONS[0]:
        return _show(contents, contents.uninterpreted(), output)
    if name not in acts:
        what = f"{quoted(action)} kan ikke bruges med »ishoj tolkning«."
        raise UsageError(what, hint=f"Vælg mellem {enumerated(ACTIONS)}.")
    if output.format or output.file:
        what = f"--format, --json og --output kan ikke bruges med »ishoj tolkning {name}«."
        raise UsageError(what, hint="Udelad dem.")
    return acts[name](contents, contents.uninterpreted())


def _show(contents: "Contents", handbook: "Handbook", output: Output) -> int:
    """Which interpretation is in use, what it covers and what it doesn't."""
    found = contents.interpretation_file()
    file = found or paths.default_file(os.environ, sys.platform)
    applied = _applied(contents, handbook, found)[0] if found else handbook
    begin = suggested_command("tolkning ny", contents.repeat)
    nothing = f"Der er ingen lokal tolkning endnu. Begynd på den med: {begin}\nFil: {visible(file)}\n"

    def render(format: str, _layout: "Layout") -> str:
        if format == "json":
            return dumped(_status_data(applied, file, bool(found)))
        return _status_text(applied, file, aligned=format == "terminal") if found else nothing

    output.show(render)
    return ExitStatus.OK


def _status_data(applied: "Handbook", file: str, exists: bool) -> dict[str, object]:
    """The document of `schemas/tolkning.json`: the file, whose it is, and for each id whether it is interpreted."""
    items = [{"id": id_, "title": part.title, "interpreted": bool(part.local)} for id_, _, part in applied.parts()]
    whose = {"workplace": applied.workplace, "date": applied.workplace_date}
    return {"schema": SCHEMA, "file": file, "exists": exists, **whose, "items": items}


def _status_text(applied: "Handbook", file: str, *, aligned: bool) -> str:
    """What the interpretation covers of a handbook and what it doesn't, in columns or to be read aloud."""
    date = f", {danish_date(applied.workplace_date)}" if applied.workplace_date else ""
    lines = [f"Lokal tolkning: {applied.workplace}{date}", f"Fil: {visible(file)}"]
    for heading, wanted in (("Tolket", True), ("Ikke tolket endnu", False)):
        rows = [(id_, title) for id_, title, part in applied.parts() if bool(part.local) == wanted]
        width = max((len(id_) for id_, _title in rows), default=0)
        lines += ["", f"{heading} ({len(rows)}){':' if rows else ''}"]
        lines += [f"  {id_.ljust(width)}  {title}" if aligned else f"{id_}: {title}" for id_, title in rows]
    return "".join(f"{line}\n" for line in lines)


def _create(contents: "Contents", handbook: "Handbook") -> int:
    """Write a template to fill in, never over an existing file."""
    target = paths.chosen_file(contents.interpretation, os.environ, sys.platform)
    interpretation.write_template(target, handbook, date.today().isoformat())
    edit = suggested_command("tolkning rediger", contents.repeat)
    write_message(f"Gemt: en skabelon i {quoted(target, 200)}. Udfyld den med: {edit}")
    return ExitStatus.OK


def _edit(contents: "Contents", handbook: "Handbook") -> int:
    """Open the interpretation in the user's editor, and report what is wrong with it when the editor is closed."""
    target = paths.chosen_file(contents.interpretation, os.environ, sys.platform)
    if paths.is_absent(target):
        what = f"Der er ingen lokal tolkning i {quoted(target, 200)}."
        raise FileError(what, hint="Begynd på en med", command="tolkning ny")
    if not can_be_edited(target):
        raise FileError(f"{quoted(target, 200)} er ikke en almindelig fil.", hint=CHOOSE)
    before = _state(target)
    if not os.path.lexists(target):
        _applied(contents, handbook, target)  # called for the error it raises: the file exists but is not accessible
    failure = run_editor(target, os.environ, sys.platform)
    if failure:
        write_message(failure)
    changed = _state(target) != before
    if not changed:
        check = suggested_command("tolkning", contents.repeat)
        write_message(
            f"Ingen ændringer er gemt i {quoted(target, 200)}.\n"
            f"Er filen stadig åben, så gem den dér, og se efter fejl med: {check}\n"
            f"{wait_advice(os.environ, sys.platform)}".rstrip()
        )
    _applied_handbook, warned = _applied(contents, handbook, target, changed)
    if changed:
        write_message(f"Gemt{'' if warned else ' uden fejl'}: {quoted(target, 200)}")
    return ExitStatus.ERROR if failure else ExitStatus.OK


def _state(file: str) -> "tuple[int, ...]":
    """A fingerprint of a file that changes when it is saved (inode, size, mtime); empty if it does not exist."""
    try:
        found = os.stat(file)
    except OSError:
        return ()
    return found.st_ino, found.st_size, found.st_mtime_ns


def _applied(contents: "Contents", handbook: "Handbook", file: str, kept: bool = False) -> "tuple[Handbook, bool]":
    """Apply an interpretation file and print its warnings; the handbook, and whether there were any.

    Raises FileError for a faulty file. `just_edited` adds that the text is saved.
    """
    check = suggested_command("tjek", contents.repeat)
    read, findings = interpretation.read_interpretation(file)
    if read is None:
        raise _faulty(file, "\n".join(first_lines(findings, check)), kept)
    applied, unplaced = interpretation.apply(handbook, read)
    warnings = [*unplaced, *interpretation.commented_texts(applied, file)]
    for line in first_lines(warnings, check):
        write_message(line)
    return applied, bool(warnings)


def _faulty(file: str, what: str, kept: bool) -> IshojError:
    """The error that says what is wrong with an interpretation, and what to do about it."""
    begin = "Teksten er gemt, som den er. " if kept else ""
    if paths.is_absent(file):
        return FileError(what, hint="Begynd på en med", command="tolkning ny")
    if not os.path.lexists(file):
        return FileError(what)
    if not can_be_edited(file):
        return FileError(what, hint=CHOOSE)
    return FileError(what, hint=f"{begin}Ret den med", command="tolkning rediger")
