"""The fault matrix is tried on the wheel: built and installed once, in an environment of its own."""

import json
import os
import subprocess
import sys
import sysconfig
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from .world import TALLY, World

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program as a user has it: from the wheel, its libraries those of the Python that runs the tests.

    ISHOJ_PROGRAM names another installed program to try instead.
    """
    if os.environ.get("ISHOJ_PROGRAM"):
        return Path(os.environ["ISHOJ_PROGRAM"])
    venv = tmp_path_factory.mktemp("installed") / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", venv], check=True)
    scripts = venv / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / ("python.exe" if os.name == "nt" else "python")
    purelib = sysconfig.get_path("purelib", vars={"base": str(venv)})
    Path(purelib, "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--no-deps", "--no-build-isolation", "--ignore-installed", str(ROOT)], check=True)
    return scripts / ("ishoj.exe" if os.name == "nt" else "ishoj")


@pytest.fixture
def world(installed: Path, tmp_path: Path, request: pytest.FixtureRequest) -> World:
    """A home, a current folder and a temporary folder of its own, and the program to run there."""
    return World(tmp_path, installed, request.node.originalname)


@pytest.fixture
def tally(request: pytest.FixtureRequest) -> Callable[[int], None]:
    """Count tries that were not runs of `world`: `tally(200)`."""

    def count(tries: int) -> None:
        TALLY[request.node.originalname] += tries

    return count


PASSED: Counter[str] = Counter()  # cases of each test that passed


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Count the cases that passed; one that was skipped has tried nothing."""
    if report.when == "call" and report.passed:
        PASSED[report.location[2].partition("[")[0]] += 1


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Write how many times each fault was tried, for docs/reliability.md: as often as its test says, or its cases."""
    target = session.config.getoption("--tally")
    if target:
        tried = {test: TALLY[test] or cases for test, cases in sorted(PASSED.items())}
        Path(target).write_text(json.dumps(tried, indent=1) + "\n", encoding="utf-8")
