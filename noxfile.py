"""Other Pythons and other libraries than those at hand: `nox -l` lists the sessions, `nox -s oldest` runs one.

What follows `--` goes to pytest: `nox -s oldest -- tests/content`.
"""

import nox

PYTHONS = ["3.11", "3.12", "3.13"]
NEWEST = "constraints/newest.txt"
READS_YAML = ["tests/content", "tests/end_to_end", "tests/faults/test_portability.py"]

nox.options.sessions = ["lint", "tests"]


def run_tests(session: nox.Session, *paths: str) -> None:
    """Run the tests on all cores, those in `paths` unless others are asked for."""
    session.run("pytest", "-n", "auto", *(session.posargs or paths))


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """All tests on each Python, with the libraries of README.md's test command."""
    session.install("-c", NEWEST, "-e", ".[dev]")
    run_tests(session)


@nox.session(python=PYTHONS[0])
def oldest(session: nox.Session) -> None:
    """All tests with the oldest libraries that pyproject.toml allows."""
    session.install("-c", "constraints/oldest.txt", "-e", ".[dev]")
    run_tests(session)


@nox.session(python=PYTHONS[-1])
def latest(session: nox.Session) -> None:
    """All tests with the newest libraries of today that pyproject.toml allows; not in CI, where they could break it."""
    session.install("-e", ".[dev]")
    run_tests(session)


@nox.session(python=PYTHONS[-1])
def latest_typer(session: nox.Session) -> None:
    """All tests with the newest Typer, its upper bound lifted: what fails is what lifting it would take."""
    session.install("-c", NEWEST, "-e", ".[dev]")
    session.install("--upgrade", "typer")
    run_tests(session)


@nox.session(python=PYTHONS[0])
def without_libyaml(session: nox.Session) -> None:
    """The tests that read YAML, with a PyYAML built from source without libyaml."""
    session.install("-c", NEWEST, "-e", ".[dev]")
    source = ["--no-binary", "pyyaml", "--no-cache-dir", "--force-reinstall"]  # a cached wheel may have libyaml
    session.install(*source, "-c", NEWEST, "pyyaml", env={"PYYAML_FORCE_LIBYAML": "0"})
    session.run("python", "-c", "import yaml; assert not yaml.__with_libyaml__")
    run_tests(session, *READS_YAML)


@nox.session(python=PYTHONS[0])
def lint(session: nox.Session) -> None:
    """Ruff, and mypy for each system, which finds calls that one of them lacks."""
    session.install("-c", NEWEST, "-e", ".[dev]")
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    for system in ("linux", "darwin", "win32"):
        session.run("mypy", "--platform", system)


@nox.session(python=PYTHONS[0])
def release(session: nox.Session) -> None:
    """Build what is given away into dist/: the wheel, the source and ishoj.pyz, of the same commit the same bytes."""
    session.install("-c", NEWEST, "hatchling", "jinja2", ".")
    session.run("hatchling", "build", "--directory", "dist")
    version = session.run("hatchling", "version", silent=True).strip()
    session.run("python", "scripts/make_pyz.py", f"dist/ishoj-{version}-py3-none-any.whl", "dist/ishoj.pyz")


@nox.session(python=PYTHONS[0])
def constraints(session: nox.Session) -> None:
    """Write constraints/newest.txt: what is newest today of all that `.[dev]` needs, on every system and Python."""
    session.install("uv")
    compile_ = ["uv", "pip", "compile", "--quiet", "--upgrade", "--universal", "--python-version", PYTHONS[0]]
    session.run(*compile_, "--extra", "dev", "--no-annotate", "--custom-compile-command", "nox -s constraints",
                "pyproject.toml", "-o", NEWEST)  # fmt: skip
