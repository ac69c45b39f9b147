"""The installed program, run as a process far from the checkout."""

import pytest

from ..faults.conftest import installed, world  # noqa: F401
from ..world import World


@pytest.fixture
def ishoj(world: World):  # noqa: F811
    """Run the installed program with these words and variables."""
    return world.run


@pytest.fixture
def bash(world: World):  # noqa: F811
    """Run a line of bash in which `ishoj` is the program."""
    return world.shell
