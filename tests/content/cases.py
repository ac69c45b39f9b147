"""The texts and faults of faults.txt, as parameters of tests."""

import re
from pathlib import Path

import pytest


def cases(*files: str) -> list:
    """For each case of the files named: the file, the text it may hold, and its faults."""
    found = []
    for case in (Path(__file__).parent / "faults.txt").read_text("utf-8").split("\n## ")[1:]:
        head, _, faults = case.partition("=>\n")
        title, _, text = head.partition("\n")
        file = title.partition(":")[0]
        text = re.sub("<U\\+([0-9A-F]+)>", lambda match: chr(int(match[1], 16)), text)
        if file in files:
            found.append(pytest.param(file, text, faults.strip("\n").split("\n"), id=title))
    return found
