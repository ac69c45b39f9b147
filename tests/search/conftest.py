"""A small handbook to search in, and the real one."""

from pathlib import Path

import pytest

from ishoj_cli.content.load import load
from ishoj_cli.content.model import Entry, Handbook, Section, Source

SOURCE = Source("Kilden", "Kommunen", "2026-01-01")


def handbook(*sections: Section) -> Handbook:
    return Handbook("Håndbog", SOURCE, sections=sections)


@pytest.fixture
def small() -> Handbook:
    return handbook(
        Section("vision", "Vision", lead=("Vi vil styrke fællesskabet.",), closing=("Politikken er løs.",)),
        Section(
            "vaerdier",
            "Værdier",
            kind="list",
            entries=(
                Entry("aabenhed", "Åbenhed", question="Hvem lyttede du til?"),
                Entry("ansvarlighed", "Ansvarlighed", "Vi tager ansvar for målene.", keywords=("pligt",)),
                Entry("respekt", "Respekt", "Vi taler pænt.", local="Hos os hilser alle."),
            ),
        ),
        Section("personalepolitik", "Personalepolitik", lead=("Regler for alle.", "Ro på arbejdspladsen.")),
    )


@pytest.fixture(scope="session")
def real() -> Handbook:
    return load(Path(__file__).parents[2] / "data")
