"""docs/reliability.md names every test of the fault matrix, and no test that does not exist."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def names_in(*files: Path) -> set[str]:
    return {name for file in files for name in re.findall(r"^def (test_\w+)", file.read_text("utf-8"), re.MULTILINE)}


def test_every_test_of_a_fault_is_listed_and_every_listed_test_exists() -> None:
    listed = set(re.findall(r"`(test_\w+)`", (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")))
    assert names_in(*(ROOT / "tests" / "faults").glob("test_*.py")) - listed == set()
    assert listed - names_in(*(ROOT / "tests").rglob("test_*.py")) == set()
