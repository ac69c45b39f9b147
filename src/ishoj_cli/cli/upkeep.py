"""The calls behind `tjek` and `tolkning`: what is wrong with content, and a workplace's own interpretation of it."""

import os
import sys

from ishoj_cli.cli.output import Output
from ishoj_cli.content import check, local, places
from ishoj_cli.content.model import Handbook
from ishoj_cli.danish import enumerated
from ishoj_cli.errors import ExitStatus, FileError, IshojError, UsageError, as_typed, more_faults, quoted, visible
from ishoj_cli.render.page import danish_date
from ishoj_cli.streams import write_message

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ishoj_cli.content.check import Content, Fault
    from ishoj_cli.render.page import Format


MOST_WARNINGS = 3  # on standard error beside a text that was asked for; `tjek` lists all
# In all that follows, `again` is what the advised command needs to be about the same content and interpretation:
# the options ` --indhold MAPPE --tolkning FIL` as they were typed, or nothing.


def interpreted(handbook: Handbook, file: str | None, again: str = "") -> Handbook:
    """The handbook with the interpretation of a file in its places. What is wrong with that is said, never a stop."""
    if file is None:
        return handbook
    read, faults = local.read_local(file)
    if read is None:
        more = more_faults(faults, cut=check.is_cut(faults))
        write_message(f"{faults[0]}\nTeksten vises uden jeres tolkning.{more} Se alle fejl med: ishoj tjek{again}")
        return handbook
    applied, warnings = local.apply(handbook, read)
    for warning in warnings[:MOST_WARNINGS]:
        write_message(str(warning))
    if warnings[MOST_WARNINGS:]:
        write_message(f"… og {len(warnings) - MOST_WARNINGS} til. Se dem alle med: ishoj tjek{again}")
    return applied


def check_content(
    paths: "Sequence[str]", handbook: Handbook | None, output: Output, contents: "dict[str, Content]"
) -> int:
    """Every fault of folders and files, a line each; the faults are the result, so they go where results go."""
    faults = check.check(paths, handbook, contents)

    def render(format: "Format", _width: int, _colour: bool) -> str:
        if format == "json":
            from ishoj_cli.render.json import dumped

            return dumped(check.faults_as_data(faults))
        if faults:
            return "".join(f"{fault.placed()}\n" for fault in faults)
        others = "".join(
            f"Der er fejl i andre filer i mappen. Se dem med: ishoj tjek {as_typed(folder)}\n"
            for folder in check.faulty_folders(paths, contents)
        )
        return f"Ingen fejl i {enumerated([visible(path) for path in paths])}.\n{others}"

    output.show(render)
    return ExitStatus.ERROR if faults else ExitStatus.OK


def write_example(folder: str) -> int:
    """Write a small complete content to begin with."""
    files = check.write_example(folder)
    where = quoted(folder, 200)
    write_message(f"{len(files)} filer er skrevet i {where}. Se dem med: ishoj --indhold {as_typed(folder)}")
    return ExitStatus.OK


def show_local(handbook: Handbook, file: str | None, output: Output, again: str = "") -> int:
    """Which interpretation is in use, what it covers and what not yet."""
    if file is None:
        place = places.default_file(os.environ, sys.platform)
        begin = f"Begynd på den med: ishoj tolkning ny{again}"
        output.show(lambda *_: f"Der er ingen lokal tolkning endnu. {begin}\nFil: {visible(place)}\n")
    else:
        status = local.status(handbook, _read(handbook, file, again))
        status = status.replace(date=danish_date(status.date or ""))
        output.show(lambda format, *_: f"{local.status_text(status, aligned=format == 'terminal')}\n")
    return ExitStatus.OK


def new_local(handbook: Handbook, file: str | None, again: str = "") -> int:
    """Write a template to fill in, never over an existing file."""
    from datetime import date

    target = places.chosen_file(file, os.environ, sys.platform)
    local.write_template(target, handbook, date.today().isoformat(), again=again)
    write_message(f"Skrev en skabelon i {quoted(target, 200)}. Udfyld den med: ishoj tolkning rediger{again}")
    return ExitStatus.OK


def edit_local(handbook: Handbook, file: str | None, again: str = "") -> int:
    """Open the interpretation in the user's editor, and say what is wrong with it when it closes."""
    target = places.chosen_file(file, os.environ, sys.platform)
    read, faults = local.edit(target, os.environ, sys.platform, again)
    if read is None:
        kept = "Teksten er gemt, som den er. " if os.path.isfile(target) else ""
        raise _faulty(faults, kept + _mend_hint(target, again))
    warnings = local.apply(handbook, read)[1]
    for warning in warnings:
        write_message(str(warning))
    write_message(f"Gemt {'' if warnings else 'uden fejl '}i {quoted(target, 200)}.")
    return ExitStatus.OK


def _read(handbook: Handbook, file: str, again: str) -> local.Local:
    """The interpretation of a file; raises an error that lists what is wrong with it."""
    read, faults = local.read_local(file)
    if read is None:
        raise _faulty(faults, _mend_hint(file, again))
    for warning in local.apply(handbook, read)[1]:
        write_message(str(warning))
    return read


def _mend_hint(file: str, again: str) -> str:
    """What to do about an interpretation that can't be read."""
    if not os.path.lexists(file):
        return local.begin_hint(again)
    if not local.can_be_edited(file):
        return local.CHOOSE_HINT
    return f"Ret den med: ishoj tolkning rediger{again}"


def _faulty(faults: "Sequence[Fault]", hint: str) -> IshojError:
    return FileError("\n".join(map(str, faults)), hint=hint)


def act_on_local(
    action: str, content: "Callable[[], Handbook]", file: str | None, output: Output, again: str = ""
) -> int:
    """Do what `ishoj tolkning` was asked to: `vis`, `ny` or `rediger`, in any case."""
    name = action.strip().lower()
    if name == "vis":
        in_use = places.find(file, os.environ, sys.platform)
        return show_local(content(), in_use, output, again)
    if name == "ny":
        return new_local(content(), file, again)
    if name == "rediger":
        return edit_local(content(), file, again)
    raise UsageError(f"{quoted(action)} kan ikke bruges med «ishoj tolkning».", hint="Vælg mellem vis, ny og rediger.")
