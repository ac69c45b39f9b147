"""docs/reliability.md names every test of the fault matrix, and no other."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_every_test_of_a_fault_is_listed_and_no_other() -> None:
    page = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
    files = (ROOT / "tests" / "faults").glob("test_*.py")
    tests = [name for file in files for name in re.findall(r"^def (test_\w+)", file.read_text("utf-8"), re.MULTILINE)]
    assert sorted(re.findall(r"`(test_\w+)`", page)) == sorted(tests)
