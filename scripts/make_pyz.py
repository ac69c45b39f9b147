"""Makes ishoj.pyz of a wheel: the program with the libraries that it needs, in one file for Python 3.11 and newer.

    python scripts/make_pyz.py dist/ishoj-0.1.0-py3-none-any.whl dist/ishoj.pyz

The libraries are those of the Python that runs this; `nox -s release` gives it those of constraints/newest.txt. The
same wheel and libraries give the same bytes on any machine: entries are sorted, have one time and are not compressed,
since each version of zlib compresses in its own way. What is compiled (libyaml's binding, bytecode) is left out: it is
for one system or one version of Python.
"""

import os
import sys
from importlib.metadata import distribution
from pathlib import Path, PurePosixPath
from zipfile import ZipFile, ZipInfo

# What pyproject.toml requires, and what Typer needs to be imported. The other libraries that Rich and Typer require
# (Pygments, markdown-it) are for what we don't use, and larger than all the rest.
LIBRARIES = ("annotated-doc", "pyyaml", "rich", "shellingham", "typer")
LICENCES = ("LICEN", "COPYING", "NOTICE")
# By it a Unix shell runs the file. For `/usr/bin/env python3` the launcher of Windows would search the PATH, and up to
# Python 3.12.1 find the stand-in that opens Microsoft's store (python/cpython#100107).
FIRST_LINE = b"#!/usr/bin/python3\n"
MAIN = """\
import os
import sys

if sys.version_info < (3, 11):
    sys.exit("ishoj: Der skal bruges Python 3.11 eller nyere. Denne er Python %s.%s." % sys.version_info[:2])

from ishoj_cli import errors
from ishoj_cli.main import main

python = sys.orig_argv[0]
name = os.path.basename(python)
if sys.platform == "win32":
    python = "py"
elif any(os.access(os.path.join(folder, name), os.X_OK) for folder in os.get_exec_path()):
    python = name
# What the program suggests can be typed as it stands, whatever the file is called and wherever it is.
errors.started_as = errors.as_typed(python) + " " + errors.as_typed(sys.argv[0])
sys.exit(main())
"""


def is_licence(path: PurePosixPath) -> bool:
    """Whether a file is the licence of a library, which has to go with it."""
    return path.name.startswith(LICENCES)


def contents(wheel: Path) -> dict[str, bytes]:
    """Every file of the archive, by name: of a library its source, of the wheel its data too."""
    files = {"__main__.py": MAIN.encode()}
    for library in LIBRARIES:
        for path in distribution(library).files or ():
            if (path.suffix == ".py" and path.parts[0] != "..") or is_licence(path):
                files[path.as_posix()] = path.read_binary()
    with ZipFile(wheel) as archive:
        for path in map(PurePosixPath, archive.namelist()):
            if path.parts[0] == "ishoj_cli" or is_licence(path):
                files[str(path)] = archive.read(str(path))
    return files


def write(wheel: Path, target: Path) -> None:
    """Write the archive."""
    with target.open("wb") as file:
        file.write(FIRST_LINE)
        with ZipFile(file, "w") as archive:
            for name, data in sorted(contents(wheel).items()):
                entry = ZipInfo(name)
                entry.create_system = 3  # Unix, also where it is made on Windows
                archive.writestr(entry, data)
    os.chmod(target, 0o755)  # noqa: S103


if __name__ == "__main__":
    write(*map(Path, sys.argv[1:]))
