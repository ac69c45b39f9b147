"""A small handbook of its own for the tests of content, as files that a test may change."""

import os
from pathlib import Path

import pytest

from ishoj_cli.content.findings import has_faults
from ishoj_cli.content.load import read

HANDBOOK = """\
title: Håndbog
organisation: Prøve Kommune
edition: 2026-11-23
source: Siden
sections: [vaerdier, mission]
"""
VALUES = """\
id: vaerdier
title: Værdier
kind: list
aliases: [vaerdi]
entries:
  - id: respekt
    title: Respekt
    questions: [Hvornår lyttede du]
  - id: sund-fornuft
    title: Sund fornuft
    text: |
      Første afsnit
      på to linjer.

      Andet afsnit.
    keywords: [tænke]
"""
MISSION = """\
id: mission
title: Mission
summary: Hvorfor vi er her
keywords: [formål, hvorfor er vi her]
questions:
  - Hvem ville savne os?
lead: Vi er her for borgeren.
read_more: mappen
"""


class Content:
    """A folder of content: the small handbook, with the files a test puts in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        for name, text in (("handbook.yaml", HANDBOOK), ("values.yaml", VALUES), ("mission.yaml", MISSION)):
            self.put(name, text)

    def put(self, name: str, text: str | bytes) -> Path:
        path = self.folder / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def findings(self) -> list[str]:
        """Every finding as a line, without the folder."""
        handbook, findings = read(self.folder)
        assert (handbook is None) == has_faults(findings)
        return [str(finding).replace(f"{self.folder}{os.sep}", "") for finding in findings]

    def faults(self) -> list[str]:
        """Every fault as a line, without the folder."""
        return [line for line in self.findings() if ": advarsel: " not in line]


@pytest.fixture
def content(tmp_path: Path) -> Content:
    return Content(tmp_path / "indhold")
