"""Other Pythons and other libraries than those at hand: `nox -l` lists the sessions, `nox -s oldest` runs one.

What follows `--` goes to pytest: `nox -s tests -- tests/content`.
"""

import nox

PYTHONS = ["3.11", "3.12", "3.13"]
WITHOUT_LIBYAML = ["tests/content", "tests/end_to_end", "tests/faults/test_portability.py"]

nox.options.sessions = ["tests", "oldest", "newest", "without_libyaml"]


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """All tests on each Python."""
    session.install("-e", ".[dev]")
    session.run("pytest", *session.posargs)


@nox.session(python=PYTHONS[0])
def oldest(session: nox.Session) -> None:
    """All tests with the oldest libraries that are allowed."""
    session.install("-e", ".[dev]", "-c", "constraints/oldest.txt")
    session.run("pytest", *session.posargs)


@nox.session(python=PYTHONS[-1])
def newest(session: nox.Session) -> None:
    """All tests with the newest libraries that are allowed."""
    session.install("-e", ".[dev]", "-c", "constraints/newest.txt")
    session.run("pytest", *session.posargs)


@nox.session(python=PYTHONS[0])
def without_libyaml(session: nox.Session) -> None:
    """The tests that read YAML, with a PyYAML built from source without libyaml."""
    session.install("-e", ".[dev]")
    source = ["--no-binary", "pyyaml", "--no-cache-dir", "--force-reinstall"]  # a cached wheel may have libyaml
    session.install(*source, "pyyaml", env={"PYYAML_FORCE_LIBYAML": "0"})
    session.run("python", "-c", "import yaml; assert not yaml.__with_libyaml__")
    session.run("pytest", *(session.posargs or WITHOUT_LIBYAML))


@nox.session(python=PYTHONS[0])
def long(session: nox.Session) -> None:
    """The fault matrix in full length."""
    session.install("-e", ".[dev]")
    session.run("pytest", "tests/faults", "--long", *session.posargs)
