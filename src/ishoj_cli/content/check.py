"""Checks content files and folders, and writes an example that passes the check."""

import os
import sys

from ishoj_cli.content import interpretation
from ishoj_cli.content.fields import HANDBOOK, INTERPRETATION
from ishoj_cli.content.file_names import intended_name, yaml_names
from ishoj_cli.content.findings import Finding, has_faults, in_order
from ishoj_cli.content.load import STDIN, clashes, has_foreign_key, read, read_bytes, read_tree
from ishoj_cli.content.model import Handbook
from ishoj_cli.content.paths import HANDBOOK_FILE, LOCAL_FILE, packaged, schema
from ishoj_cli.content.proofread import proofread
from ishoj_cli.content.reader import Reader, read_section
from ishoj_cli.errors import FileError, UsageError, quoted, read_failure
from ishoj_cli.files import write_files
from ishoj_cli.type_hints import Mapping, Sequence

Content = tuple[Handbook | None, tuple[Finding, ...]]


def check(
    paths: "Sequence[str]", handbook: "Handbook | None" = None, contents: "dict[str, Content] | None" = None
) -> tuple[Finding, ...]:
    """Every finding of the folders and files named, in order.

    A file of a content folder is checked as a part of it, another by itself. The ids of an interpretation are looked up
    in the content of its folder, if there is one, else in `handbook`. `contents` is a cache of folders already read;
    newly read folders are added.
    """
    findings: list[Finding] = []
    contents = {} if contents is None else contents
    in_use = set(contents)
    for path in paths:
        whole = path in in_use or (os.path.isdir(path) and os.path.basename(path) != LOCAL_FILE)
        folder = path if whole else folder_of(path)
        if folder is None:
            beside, name = os.path.split(path)
            own = name == LOCAL_FILE and os.path.isfile(os.path.join(beside, HANDBOOK_FILE))
            findings += check_file(path, read(beside or os.curdir)[0] if own else handbook)
            continue
        content, found = contents[folder] = contents.get(folder) or read(folder)
        if whole:
            local = os.path.join(path, LOCAL_FILE)
            findings += found
            findings += [each for name in yaml_names(path)[0] for each in _warnings(os.path.join(path, name), found)]
            findings += check_file(local, content) if os.path.lexists(local) else []
        else:
            name = os.path.basename(path)
            findings += [each.replace(file=path) for each in found if os.path.basename(each.file) == name]
            findings += _warnings(path, found)
    return in_order(findings)


def check_readable(path: str, what: str) -> None:
    """Raise FileError for a path that can't be opened.

    A file that opens but cannot be parsed is reported as a finding instead.

    `what` is `filen` or `mappen`.
    """
    try:
        if what == "mappen":
            os.listdir(path)
        elif path != STDIN:
            read_bytes(path)
        elif sys.stdin is None:
            what = "Standardinput er lukket."
            raise UsageError(what, hint="Skriv navnet på en fil, eller send filens tekst til kommandoen med < eller |.")
    except (OSError, ValueError) as error:
        raise FileError(str(Finding(path, 0, 0, *read_failure(error, what)))) from error
    except FileError:
        pass  # a finding


def _warnings(path: str, found: "Sequence[Finding]") -> "list[Finding]":
    """The warnings of a file that is checked as a part of its content, given the findings of that."""
    reader = Reader(path)
    root = read_tree(reader)
    name = os.path.basename(path)
    faulty = {each.line for each in found if os.path.basename(each.file) == name}
    return proofread(path, root, reader.written, faulty) if root else []


def folder_of(path: str) -> str | None:
    """The content folder that a file is a part of, or None when it is not a part of any.

    A file that is not read there because of its name is a part of it too: the name is its fault.
    """
    folder = os.path.dirname(path) or os.curdir
    names, findings = yaml_names(folder)
    is_content = HANDBOOK_FILE in names or HANDBOOK_FILE in [each.fix.text for each in findings if each.fix]
    names += [os.path.basename(finding.file) for finding in findings]
    return folder if is_content and os.path.basename(path) in names else None


def faulty_folders(paths: "Sequence[str]", contents: "Mapping[str, Content]") -> list[str]:
    """The content folders of the files that were checked, as far as they have faults, in those files or others."""
    folders = dict.fromkeys(filter(None, map(folder_of, paths)))
    return [folder for folder in folders if has_faults(contents.get(folder, (None, ()))[1])]


def check_file(path: str, handbook: "Handbook | None" = None, data: bytes | None = None) -> list[Finding]:
    """The findings of a single file: by its name or keys the handbook's, an interpretation, or a section's.

    With `data` the file is taken to hold that.
    """
    reader = Reader(path, data)
    root = read_tree(reader)
    if root is None:
        return reader.findings
    warnings: list[Finding] = []
    asked = None
    name = os.path.basename(path)
    if intended_name(name) == HANDBOOK_FILE or has_foreign_key(root, "edition"):
        reader.record(root, HANDBOOK, "filen")
    elif name == LOCAL_FILE or has_foreign_key(root, "texts") or has_foreign_key(root, "workplace"):
        reading = reader.record(root, INTERPRETATION, "filen")
        if handbook:
            asked = interpretation.questions_by_name(handbook, reading)
        if handbook and not reader.findings:
            applied, unplaced = interpretation.apply(handbook, reading)
            warnings = [*unplaced, *interpretation.commented_texts(applied, path)]
    else:
        section = read_section(reader, root)
        reader.findings += clashes([section]) if section else []
    return [
        *reader.findings,
        *warnings,
        *proofread(path, root, reader.written, {each.line for each in reader.findings}, asked),
    ]


EXAMPLE = ("formaal.yaml", "handbook.yaml", "vaerdier.yaml")
SCHEMAS = ("haandbog", "afsnit", "fortolkning")  # of its files, and of an interpretation


def write_example(folder: str) -> list[str]:
    """Write a small complete content that passes the check, with the schemas for an editor; the paths written.

    Nothing is written when one of the files exists already, and all are removed again when one can't be written.
    Raises FileError.
    """
    files = {os.path.join(folder, name): packaged("example", name) for name in EXAMPLE}
    files |= {os.path.join(folder, "schemas", f"{name}.json"): schema(name) for name in SCHEMAS}
    for target in files:
        if os.path.lexists(target):
            raise FileError(f"{quoted(target, 200)} findes allerede.", hint="Vælg en ny mappe. Intet er skrevet.")
    # In reverse order, so that a problem with the inner folder is detected before anything is written.
    write_files(dict(reversed(files.items())), folder=os.path.join(folder, "schemas"))
    return list(files)
