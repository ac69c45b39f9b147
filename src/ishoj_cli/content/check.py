"""Checking content: every fault of folders and files, for people and for programs, and an example that has none."""

import os
from contextlib import ExitStack, suppress

from ishoj_cli.content.load import clashes, is_handbook, read, read_tree, yaml_names
from ishoj_cli.content.local import local_of, placed
from ishoj_cli.content.places import HANDBOOK_FILE, LOCAL_FILE, schema_folder
from ishoj_cli.content.rules import RESERVED, Fault, Reader, in_order, is_cut, read_handbook, read_section
from ishoj_cli.content.yaml_tree import Table
from ishoj_cli.errors import FileError, decoded_name, quoted
from ishoj_cli.files import RaiseOnTermination, made_folder, write_file

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from ishoj_cli.content.model import Handbook

    Content = tuple[Handbook | None, tuple[Fault, ...]]


__all__ = ["RESERVED", "Fault", "check", "faults_as_data", "is_cut", "write_example"]


def check(
    paths: "Sequence[str]", handbook: "Handbook | None" = None, contents: "dict[str, Content] | None" = None
) -> tuple[Fault, ...]:
    """Every fault of the folders and files named, in order; a file of a content as a part of it, another by itself.

    The ids of an interpretation are looked for in `handbook`, or in the content of the folder that is checked with it.
    `contents` has what was read of folders before, in this run, and gets what is read now.
    """
    faults: list[Fault] = []
    contents = {} if contents is None else contents
    in_use = set(contents)
    for path in paths:
        whole = path in in_use or (os.path.isdir(path) and os.path.basename(path) != LOCAL_FILE)
        folder = path if whole else folder_of(path)
        if folder is None:
            faults += check_file(path, handbook)
            continue
        content, found = contents[folder] = contents.get(folder) or read(folder)
        if whole:
            local = os.path.join(path, LOCAL_FILE)
            faults += found
            faults += check_file(local, content) if os.path.lexists(local) else []
        else:
            name = os.path.basename(path)
            faults += [fault.replace(file=path) for fault in found if os.path.basename(fault.file) == name]
    return in_order(faults)


def folder_of(path: str) -> str | None:
    """The folder of the content that a file is a part of, or None when it stands by itself.

    A file whose name keeps it from being read there is a part of it too: that is its fault.
    """
    folder = os.path.dirname(path) or os.curdir
    names, faults = yaml_names(folder)
    names += [os.path.basename(fault.file) for fault in faults]
    return folder if any(map(is_handbook, names)) and os.path.basename(path) in names else None


def faulty_folders(paths: "Sequence[str]", contents: "Mapping[str, Content]") -> list[str]:
    """The folders of the contents that the files checked are parts of, and that have faults, there or elsewhere."""
    folders = dict.fromkeys(filter(None, map(folder_of, paths)))
    return [folder for folder in folders if contents.get(folder, (None, ()))[1]]


def check_file(path: str, handbook: "Handbook | None" = None) -> list[Fault]:
    """The faults of a single file: the handbook's, an interpretation (by its name or keys), or a section's."""
    reader = Reader(path)
    root = read_tree(reader)
    if root is None:
        return reader.faults
    name = os.path.basename(path)
    if name == HANDBOOK_FILE:
        read_handbook(reader, root)
    elif name == LOCAL_FILE or (isinstance(root, Table) and ("texts" in root.pairs or "workplace" in root.pairs)):
        local = local_of(reader, root)
        if handbook and not reader.faults:
            return list(placed(handbook, local)[1])
    else:
        section = read_section(reader, root)
        reader.faults += clashes([section]) if section else []
    return reader.faults


def faults_as_data(faults: "Iterable[Fault]") -> "dict[str, Any]":
    """Faults for editors and CI, as described by schemas/tjek.json."""
    keys = ("file", "line", "column", "what", "hint")
    listed = [fault.placed().replace(file=decoded_name(fault.file)) for fault in faults]
    return {"schema": 1, "faults": [{key: getattr(fault, key) for key in keys} for fault in listed]}


EXAMPLE_FOLDER = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "example")
SCHEMAS = ("handbook.schema.json", "section.schema.json", "local.schema.json")


def write_example(folder: str) -> list[str]:
    """Write a small complete content that passes the check, with the schemas that its editor reads; the paths written.

    Nothing is written when one of the files exists already, and all is taken away when one can't be written. Raises
    FileError.
    """
    sources = {name: os.path.join(EXAMPLE_FOLDER, name) for name in sorted(os.listdir(EXAMPLE_FOLDER))}
    sources |= {os.path.join("schemas", name): os.path.join(schema_folder(), name) for name in SCHEMAS}
    targets = {os.path.join(folder, name): source for name, source in sources.items()}
    for target in targets:
        if os.path.lexists(target):
            raise FileError(f"{quoted(target, 200)} findes allerede.", hint="Vælg en ny mappe. Intet er skrevet.")
    with RaiseOnTermination(), made_folder(os.path.join(folder, "schemas")), ExitStack() as unwritten:
        for target, source in reversed(targets.items()):  # the innermost folder first: then nobody else takes it away
            with open(source, "rb") as file:
                write_file(target, file.read())
            unwritten.callback(_take_away, target)
        unwritten.pop_all()
    return list(targets)


def _take_away(file: str) -> None:
    with suppress(OSError):
        os.unlink(file)
