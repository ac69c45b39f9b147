"""The status of an interpretation is lines to look at or to be read aloud."""

from ishoj_cli.content.model import Handbook
from ishoj_cli.render.status import status_lines

HANDBOOK = Handbook("Håndbog", "Prøve Kommune", "2026-11-23", "Siden", workplace="Biblioteket")
STATUS = (("vaerdier/respekt", "Værdier: Respekt", True), ("mission", "Mission", True))


def test_the_status_says_what_is_interpreted_and_what_is_not():
    assert status_lines(HANDBOOK, "a\x1b.yaml", STATUS, aligned=True, date="23. november 2026") == [
        "Lokal tolkning: Biblioteket, 23. november 2026",
        "Fil: a\\x1b.yaml",
        "",
        "Tolket (2):",
        "  vaerdier/respekt  Værdier: Respekt",
        "  mission           Mission",
        "",
        "Ikke tolket endnu (0)",
    ]


def test_the_status_can_be_read_aloud():
    lines = status_lines(HANDBOOK, "a.yaml", STATUS, aligned=False, date=None)
    assert lines[0] == "Lokal tolkning: Biblioteket"
    assert lines[3:6] == ["Tolket (2):", "vaerdier/respekt: Værdier: Respekt", "mission: Mission"]
