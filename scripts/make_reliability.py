"""Counts in docs/reliability.md how many times each fault was tried: `python scripts/make_reliability.py [TALLY]`.

Without a TALLY, a file that `pytest tests/faults --long --tally TALLY` has written, it makes that long
run itself.
"""

import json
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "reliability.md"
ROW = re.compile(r"^\| (?P<told>.*) \| (?P<tests>`test_.*?`) \|.*\|$", re.MULTILINE)


def counted(page: str, tried: dict[str, int]) -> str:
    """The page with the tries of the tests that each row names in its last column; raises KeyError for one not run."""

    def row(match: re.Match[str]) -> str:
        tests = re.findall(r"`(test_\w+)`", match["tests"])
        return f"| {match['told']} | {match['tests']} | {sum(tried[test] for test in tests):,} |"

    return ROW.sub(row, page)


def long_run(tally: Path) -> None:
    """Try everything in full length, and leave the count in a file; a failure raises CalledProcessError."""
    subprocess.run(  # noqa: S603 - our own tests
        [sys.executable, "-m", "pytest", "tests/faults", "--long", "--tally", str(tally)], cwd=ROOT, check=True
    )


def main(argv: list[str]) -> None:
    """Write the counts into the page."""
    with TemporaryDirectory() as folder:
        tally = Path(argv[0] if argv else Path(folder, "tally.json"))
        if not argv:
            long_run(tally)
        tried = json.loads(tally.read_text(encoding="utf-8"))
    PAGE.write_text(counted(PAGE.read_text(encoding="utf-8"), tried), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
