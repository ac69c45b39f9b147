"""The installed program, run in a folder of its own that stands for the user's home."""

from functools import partial

import pytest

from .process import PROGRAM, run, shell


@pytest.fixture(scope="session", autouse=True)
def installed():
    """These tests are of the installed program, so it must be there."""
    assert PROGRAM.exists(), "install the program first: pip install -e '.[dev]'"


@pytest.fixture
def ishoj(tmp_path):
    """Run the installed program with these words and variables."""
    return partial(run, tmp_path)


@pytest.fixture
def bash(tmp_path):
    """Run a line of shell."""
    return partial(shell, tmp_path)
