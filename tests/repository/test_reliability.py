"""docs/reliability.md names every test of the fault matrix, and how many times each fault was tried."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")


def test_every_fault_that_is_tried_is_told_and_none_besides() -> None:
    files = sorted((ROOT / "tests" / "faults").glob("test_*.py"))
    tests = [name for file in files for name in re.findall(r"^def (test_\w+)", file.read_text("utf-8"), re.MULTILINE)]
    assert sorted(re.findall(r"`(test_\w+)`", PAGE)) == sorted(tests)


def test_every_row_says_how_many_times_it_was_tried() -> None:
    rows = re.findall(r"^\|.*`test_.*\|$", PAGE, re.MULTILINE)
    assert len(rows) > 40
    assert [row for row in rows if not re.search(r"\| [1-9][0-9,]* \|$", row)] == []
