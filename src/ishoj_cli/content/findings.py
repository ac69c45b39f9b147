"""Findings: what is wrong with content, and where, as data and as lines of Danish."""

from ishoj_cli.content.model import Record
from ishoj_cli.errors import decoded_name, visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any, Literal

    Level = Literal["fault", "warning"]

MAX_FINDINGS = 200  # of one file; more are counted as one
CUT = "der er flere fejl end dem ovenfor"


class Finding(Record):
    """What is wrong, at which line and column (from 1) of which file, and what to do about it; in Danish.

    Line and column are 0 where there is no file to have lines: for a folder, and for what does not exist. A fault keeps
    the content from being shown; a warning does not.
    """

    file: str
    line: int
    column: int
    what: str
    hint: str
    level: "Level" = "fault"

    def __str__(self) -> str:
        """The finding as one line: `fil:linje:kolonne: hvad der er galt; hvad man gør`."""
        place = f":{self.line}:{self.column}" if self.line else ""
        return visible(f"{self.file}{place}: {self.what}; {self.hint}")

    def placed(self) -> "Finding":
        """The same with a line and a column, 1 where it has none: tools expect both."""
        return self.replace(line=self.line or 1, column=self.column or 1)


def in_order(findings: "Iterable[Finding]") -> tuple[Finding, ...]:
    """Findings by file, line and column, each once.

    Of each file the first MAX_FINDINGS are listed, then one that says there are more.
    """
    from itertools import groupby

    listed: list[Finding] = []
    ordered = sorted(set(findings), key=lambda each: (each.file, each.line, each.column, each.what, each.hint))
    for _file, group in groupby(ordered, key=lambda each: each.file):
        of_file = list(group)
        cut = [each.replace(what=CUT, hint="ret dem, og kør »ishoj tjek« igen") for each in of_file[MAX_FINDINGS:][:1]]
        listed += of_file[:MAX_FINDINGS] + cut
    return tuple(listed)


def more_faults(findings: "Sequence[Finding]") -> str:
    """` Der er 2 fejl mere.` after the first, or nothing."""
    more = len(findings) - 1
    least = "mindst " if any(finding.what == CUT for finding in findings) else ""
    return f" Der er {least}{more} fejl mere." if more else ""


def findings_as_data(findings: "Iterable[Finding]") -> "dict[str, Any]":
    """Findings for editors and CI, as described by schemas/tjek.json."""
    keys = ("level", "file", "line", "column", "what", "hint")
    listed = [finding.placed().replace(file=decoded_name(finding.file)) for finding in findings]
    return {"schema": 1, "findings": [{key: getattr(finding, key) for key in keys} for finding in listed]}
