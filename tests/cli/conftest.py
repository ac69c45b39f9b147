"""A home for the tests of the command line."""

import pytest


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A user's home with nothing in it."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path
