"""Streams that are full, closed, slow or left early, and signals that come at any moment."""

import pytest

from .world import World

FULL = (
    "ishoj: Kan ikke skrive resultatet: der er ikke mere plads. "
    "Ryd op på disken, eller vælg et andet sted at skrive.\n".encode()
)
READS = [[], ["alt"], ["liste"], ["vaerdier"], ["soeg", "ansvar"], ["dagens"]]


@pytest.mark.parametrize("words", READS)
def test_a_full_disk_behind_standard_output_is_told_in_a_line(world: World, words: list[str]) -> None:
    result = world.shell(f"ishoj {' '.join(words)} >/dev/full")
    assert result == (2, b"", FULL)
