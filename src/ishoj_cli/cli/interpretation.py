"""The command `tolkning`: which local interpretation is in use, a template to fill in, and the editor."""

import os
import sys

from ishoj_cli.cli.output import Output
from ishoj_cli.content import interpretation, paths
from ishoj_cli.errors import ExitStatus, FileError, IshojError, UsageError, quoted, suggested_command, visible
from ishoj_cli.programs import can_be_edited, run_editor
from ishoj_cli.render.page import danish_date
from ishoj_cli.streams import write_message

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from ishoj_cli.cli.contents import Contents
    from ishoj_cli.content.findings import Finding
    from ishoj_cli.content.interpretation import Interpretation, Status
    from ishoj_cli.content.model import Handbook

CHOOSE = "Vælg en fil med: --tolkning FIL"


def act(contents: "Contents", words: "Sequence[str]", _options: "Mapping[str, Any]") -> int:
    """Do what `ishoj tolkning` was asked to: `vis`, `ny` or `rediger`, in any case."""
    action = words[0] if words else "vis"
    acts = {"vis": _show, "ny": _begin, "rediger": _edit}
    if action.strip().lower() not in acts:
        what = f"{quoted(action)} kan ikke bruges med »ishoj tolkning«."
        raise UsageError(what, hint="Vælg mellem vis, ny og rediger.")
    return acts[action.strip().lower()](contents, contents.bare())


def _show(contents: "Contents", handbook: "Handbook") -> int:
    """Which interpretation is in use, what it covers and what it doesn't."""
    file = contents.interpretation_file()
    if file is None:
        place = paths.default_file(os.environ, sys.platform)
        begin = suggested_command("tolkning ny", contents.repeat)
        text = f"Der er ingen lokal tolkning endnu. Begynd på den med: {begin}\nFil: {visible(place)}\n"
        Output().show(lambda *_: text)
        return ExitStatus.OK
    read, findings = interpretation.read_interpretation(file)
    if read is None:
        raise _faulty(file, findings)
    _warn(handbook, read)
    status = interpretation.status(handbook, read)
    Output().show(lambda format, _: _status_text(status, aligned=format == "terminal"))
    return ExitStatus.OK


def _status_text(status: "Status", *, aligned: bool) -> str:
    """The status in plain Danish lines, in columns or to be read aloud."""
    date = f", {danish_date(status.date)}" if status.date else ""
    lines = [f"Lokal tolkning: {status.workplace}{date}", f"Fil: {visible(status.file)}"]
    for heading, items in (("Tolket", status.done), ("Ikke tolket endnu", status.undone)):
        width = max((len(name) for name, _title in items), default=0)
        lines += ["", f"{heading} ({len(items)}){':' if items else ''}"]
        lines += [f"  {name.ljust(width)}  {title}" if aligned else f"{name}: {title}" for name, title in items]
    return "".join(f"{line}\n" for line in lines)


def _begin(contents: "Contents", handbook: "Handbook") -> int:
    """Write a template to fill in, never over an existing file."""
    from datetime import date

    target = paths.chosen_file(contents.option, os.environ, sys.platform)
    interpretation.write_template(target, handbook, date.today().isoformat())
    edit = suggested_command("tolkning rediger", contents.repeat)
    write_message(f"Gemt: en skabelon i {quoted(target, 200)}. Udfyld den med: {edit}")
    return ExitStatus.OK


def _edit(contents: "Contents", handbook: "Handbook") -> int:
    """Open the interpretation in the user's editor, and report what is wrong with it when the editor is closed."""
    target = paths.chosen_file(contents.option, os.environ, sys.platform)
    if not os.path.lexists(target):
        what = f"Der er ingen lokal tolkning i {quoted(target, 200)}."
        raise FileError(what, hint="Begynd på en med", command="tolkning ny")
    if not can_be_edited(target):
        raise FileError(f"{quoted(target, 200)} er ikke en almindelig fil.", hint=CHOOSE)
    run_editor(target, os.environ, sys.platform)
    read, findings = interpretation.read_interpretation(target)
    if read is None:
        raise _faulty(target, findings, kept=os.path.isfile(target))
    warned = _warn(handbook, read)
    write_message(f"Gemt{'' if warned else ' uden fejl'}: {quoted(target, 200)}")
    return ExitStatus.OK


def _warn(handbook: "Handbook", read: "Interpretation") -> bool:
    """Report each text that has no place in the handbook; whether there were any."""
    warnings = interpretation.apply(handbook, read)[1]
    for warning in warnings:
        write_message(str(warning))
    return bool(warnings)


def _faulty(file: str, findings: "Sequence[Finding]", kept: bool = False) -> IshojError:
    """The error that lists what is wrong with an interpretation, and what to do about it."""
    what = "\n".join(map(str, findings))
    begin = "Teksten er gemt, som den er. " if kept else ""
    if not os.path.lexists(file):
        return FileError(what, hint="Begynd på en med", command="tolkning ny")
    if not can_be_edited(file):
        return FileError(what, hint=CHOOSE)
    return FileError(what, hint=f"{begin}Ret den med", command="tolkning rediger")
