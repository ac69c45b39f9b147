"""A small handbook of its own for the tests of content, as files that a test may change."""

from pathlib import Path

import pytest

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

    def faults(self) -> list[str]:
        """Every fault as a line, without the folder."""
        handbook, faults = read(self.folder)
        assert (handbook is None) == bool(faults)
        return [str(fault).replace(f"{self.folder}/", "").replace(f"{self.folder}\\", "") for fault in faults]


@pytest.fixture
def content(tmp_path: Path) -> Content:
    return Content(tmp_path / "indhold")
