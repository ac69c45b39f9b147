"""The texts and faults of faults.txt, as parameters of tests."""

from pathlib import Path

import pytest


def cases(file: str) -> list:
    """The texts in faults.txt that `file` may hold, each with its faults; faults.txt says how they are written."""
    found = []
    for case in (Path(__file__).parent / "faults.txt").read_text("utf-8").split("\n## ")[1:]:
        head, _, faults = case.partition("=>\n")
        name, _, text = head.partition("\n")
        if name.startswith(file):
            found.append(pytest.param(text, faults.strip("\n").split("\n"), id=name))
    return found
