"""The Pythons and libraries that are promised are those that are tried."""

import ast
import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from ishoj_cli.render.handout import PACKAGES

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
RUNTIME = [*PROJECT["dependencies"], *EXTRAS["handout"]]


def bounds(requirements: list[str]) -> dict[str, Requirement]:
    """The requirements by the name of the library, without our own extras."""
    return {canonicalize_name(each.name): each for each in map(Requirement, requirements) if each.name != "ishoj"}


def pinned(name: str) -> dict[str, Version]:
    """The libraries that a constraints file pins, each to one version."""
    lines = (ROOT / "constraints" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    pins = [line.partition(";")[0].strip().split("==") for line in lines if line and not line.startswith("#")]
    return {canonicalize_name(library): Version(version) for library, version in pins}


def test_the_oldest_libraries_tried_are_the_lower_bounds() -> None:
    lower = {
        library: Version(bound.version)
        for library, requirement in bounds(RUNTIME).items()
        for bound in requirement.specifier
        if bound.operator == ">="
    }
    assert pinned("oldest") == lower
    assert lower.keys() == bounds(RUNTIME).keys()  # every library has one


def test_the_newest_libraries_tried_are_all_there_are_and_allowed() -> None:
    newest = pinned("newest")
    needed = bounds([*RUNTIME, *EXTRAS["dev"]])
    wrong = [name for name, each in needed.items() if name not in newest or newest[name] not in each.specifier]
    assert wrong == [], "run: nox -s constraints"


def test_what_the_program_says_to_install_is_the_extra() -> None:
    said = bounds(PACKAGES.split())
    extra = bounds(EXTRAS["handout"])
    assert said.keys() == extra.keys()
    newest = pinned("newest")
    for name, requirement in said.items():
        assert newest[name] in requirement.specifier
        assert ("99" in requirement.specifier) is ("99" in extra[name].specifier)


def test_each_python_that_is_promised_is_tried() -> None:
    prefix = "Programming Language :: Python :: 3."
    promised = ["3." + line.removeprefix(prefix) for line in PROJECT["classifiers"] if line.startswith(prefix)]
    assert PROJECT["requires-python"] == f">={promised[0]}"
    nox = re.search(r"^PYTHONS = (.*)$", (ROOT / "noxfile.py").read_text(encoding="utf-8"), re.MULTILINE)
    ci = re.search(r"^for version in (3.*); do$", (ROOT / ".ci" / "run").read_text(encoding="utf-8"), re.MULTILINE)
    assert nox
    assert ci
    assert ast.literal_eval(nox[1]) == ci[1].split() == promised
