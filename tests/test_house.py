"""The architecture: imports point down the layers, never up, and each library is imported by its own modules alone."""

import ast
import re
from pathlib import Path

import pytest

import ishoj_cli

PACKAGE = Path(ishoj_cli.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
FLOORS = {"main": 5, "__main__": 5, "cli": 4, "api": 4, "render": 3, "search": 2, "content": 2, "compiled": 2}
GROUND = 1
# Which rooms may import a library that isn't Python's own.
LIBRARIES = {
    "typer": ("cli/program",),
    "shellingham": ("cli/shells",),
    "yaml": ("content",),
    "rich": ("render", "cli/course"),
    "typst": ("render/handout",),
    "jinja2": ("render/handout",),
    "docx": ("render/handout",),
    "lxml": ("render/handout",),
}


def room(module: Path) -> str:
    return module.relative_to(PACKAGE).with_suffix("").as_posix()


def layer(name: str) -> int:
    return FLOORS.get(name.split("/")[0].split(".")[0], GROUND)


def imports(module: Path):
    """Every name that a module imports, wherever in it, but for type checkers."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    skipped = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if id(node) not in skipped and isinstance(node, ast.ImportFrom):
            yield from ([f"{node.module}.{alias.name}" for alias in node.names])
        elif id(node) not in skipped and isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


@pytest.mark.parametrize("module", MODULES, ids=room)
def test_imports_point_down(module):
    for name in imports(module):
        if name.startswith("ishoj_cli.") and not name.endswith(".__version__"):
            assert layer(name.removeprefix("ishoj_cli.")) <= layer(room(module)), name


@pytest.mark.parametrize("module", MODULES, ids=room)
def test_a_library_is_known_to_its_own_rooms(module):
    for name in imports(module):
        rooms = LIBRARIES.get(name.split(".")[0])
        assert rooms is None or room(module).startswith(rooms), name


def test_content_knows_nothing_of_search():
    for module in (PACKAGE / "content").rglob("*.py"):
        assert not [name for name in imports(module) if name.startswith("ishoj_cli.search")]


def test_no_group_is_repeated_possessively():
    """`(…)*+` does not match before Python 3.11.5, the 3.11.2 of Debian 12 among them (gh-106052); `(?>(…)*)` does."""
    assert not [room(module) for module in MODULES if re.search(r"\)[*+?]\+", module.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("module", [module for module in MODULES if room(module) != "__main__"], ids=room)
def test_nothing_is_done_when_a_module_is_imported(module):
    statements = ast.parse(module.read_text(encoding="utf-8")).body
    assert not [node.lineno for node in statements if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)]
