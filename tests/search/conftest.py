"""A small handbook to search in."""

import pytest

from ishoj_cli.content.model import Entry, Handbook, Section


def handbook(*sections: Section, **fields: object) -> Handbook:
    return Handbook(
        title="Håndbog", organisation="Kommunen", edition="2026-01-01", source="Kilden", sections=sections
    ).replace(**fields)


@pytest.fixture
def small() -> Handbook:
    return handbook(
        Section("vision", "Vision", lead=("Vi vil styrke fællesskabet.",), closing=("Politikken er løs.",)),
        Section(
            "vaerdier",
            "Værdier",
            kind="list",
            entries=(
                Entry("aabenhed", "Åbenhed", questions=("Hvem lyttede du til?",)),
                Entry("ansvarlighed", "Ansvarlighed", ("Vi tager ansvar for målene.",), keywords=("pligt", "stå ved")),
                Entry("respekt", "Respekt", ("Vi taler pænt.",), local=("Hos os hilser alle.",)),
            ),
        ),
        Section("personalepolitik", "Personalepolitik", lead=("Regler for alle.", "Ro på arbejdspladsen.")),
        lead=("Bogen sætter rammer.",),
    )
