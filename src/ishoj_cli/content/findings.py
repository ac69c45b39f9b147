"""Findings: what is wrong with content, and where, as data and as lines of Danish."""

import os
from itertools import groupby

from ishoj_cli.content.model import Record
from ishoj_cli.errors import decoded_name, visible
from ishoj_cli.type_hints import Any, Iterable, Literal, Sequence

Level = Literal["fault", "warning"]
# A finding without its file: line, column, what is wrong, what to do about it, and perhaps its level and its fix.
Problem = tuple[Any, ...]

MAX_FINDINGS = 200  # of one file; more are counted as one
MOST_SHOWN = 3  # in a message; `tjek` lists them all
CUT = "der er flere fejl end dem ovenfor"


class Fix(Record):
    """The one right answer to a finding: the text that takes the place of the columns from `start` up to `end`.

    With 0 for both, `text` is the file's new name. `doubtful`: needs confirmation by the author.
    """

    start: int
    end: int
    text: str
    doubtful: bool = False


class Finding(Record):
    """What is wrong, at which line and column (from 1) of which file, and what to do about it; in Danish.

    Line and column are 0 where there is no file to have lines: for a folder, and for what does not exist. A fault keeps
    the content from being shown; a warning does not. `fix` is the change of its line that makes it right, where only
    one does.
    """

    file: str
    line: int
    column: int
    what: str
    hint: str
    level: "Level" = "fault"
    fix: Fix | None = None

    def __str__(self) -> str:
        """The finding as one line: `fil:linje:kolonne: hvad der er galt; hvad man gør`."""
        place = f":{self.line}:{self.column}" if self.line else ""
        level = "" if self.level == "fault" else "advarsel: "
        return visible(f"{self.file}{place}: {level}{self.what}; {self.hint}")

    def placed(self) -> "Finding":
        """The same with a line and a column, 1 where it has none: tools expect both."""
        return self.replace(line=self.line or 1, column=self.column or 1)


def in_order(findings: "Iterable[Finding]") -> tuple[Finding, ...]:
    """Findings by file, line and column, each once: first the faults, then the warnings.

    Of each file the first MAX_FINDINGS of a level are listed, then one that says there are more.
    """
    listed: list[Finding] = []
    ordered = sorted(
        set(findings), key=lambda each: (each.level, each.file, each.line, each.column, each.what, each.hint)
    )
    for _file, group in groupby(ordered, key=lambda each: (each.level, each.file)):
        of_file = list(group)
        cut = [each.replace(what=CUT, hint="ret dem, og kør »ishoj tjek« igen") for each in of_file[MAX_FINDINGS:][:1]]
        listed += of_file[:MAX_FINDINGS] + cut
    return tuple(listed)


def has_faults(findings: "Iterable[Finding]") -> bool:
    """Whether one of the findings keeps the content from being shown."""
    return any(finding.level == "fault" for finding in findings)


def first_lines(findings: "Sequence[Finding]", check: str = "") -> list[str]:
    """The first findings for a message, a line each, then how many more there are and the command that lists them."""
    lines = list(map(str, findings[:MOST_SHOWN]))
    more = len(findings) - MOST_SHOWN
    least = "mindst " if any(finding.what == CUT for finding in findings) else ""
    see = f" Se dem alle med: {check}" if check else ""
    return [*lines, f"… og {least}{more} til.{see}"] if more > 0 else lines


def more_faults(findings: "Sequence[Finding]") -> str:
    """` Der er 2 fejl mere.` after the first, or nothing."""
    faults = [finding for finding in findings if finding.level == "fault"]
    more = len(faults) - 1
    least = "mindst " if any(finding.what == CUT for finding in faults) else ""
    return f" Der er {least}{more} fejl mere." if more else ""


def findings_as_data(findings: "Iterable[Finding]") -> "dict[str, Any]":
    """Findings for editors and CI, as described by schemas/tjek.json."""
    keys = ("level", "file", "line", "column", "what", "hint")
    listed = [finding.placed().replace(file=decoded_name(finding.file)) for finding in findings]
    return {"schema": 1, "findings": [{key: getattr(finding, key) for key in keys} for finding in listed]}


def findings_as_annotations(findings: "Iterable[Finding]") -> str:
    """Findings as workflow commands, a line each, by which GitHub shows them beside the lines they are about.

    The escapes are those of GitHub's own toolkit (actions/toolkit, packages/core/src/command.ts).
    """
    lines = []
    for each in map(Finding.placed, findings):
        kind = "error" if each.level == "fault" else "warning"
        file = _escaped(_in_current_folder(each.file), "%\r\n:,")
        said = _escaped(f"{each.what}; {each.hint}", "%\r\n")
        place = f"file={file},line={each.line},col={each.column}"
        lines.append(visible(f"::{kind} {place},title=ishoj tjek::{said}") + "\n")
    return "".join(lines)


def _escaped(text: str, signs: str) -> str:
    """Text with some signs, of which `%` is the first, by their numbers."""
    for sign in signs:
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text


def _in_current_folder(path: str) -> str:
    """A path relative to the current folder, with `/`, where it lies under it, else as it is."""
    folder, name = os.path.split(path)
    try:
        here, whole = (os.path.join(os.path.realpath(each), "") for each in (os.curdir, folder))
    except OSError:  # the current folder has been removed
        return path
    return os.path.join(whole, name)[len(here) :].replace(os.sep, "/") if whole.startswith(here) else path
