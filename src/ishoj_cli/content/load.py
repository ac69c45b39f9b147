"""Loads a handbook from a folder of YAML files and collects all faults; used for both reading and checking."""

import os
import sys
from stat import S_ISDIR, S_ISREG

from ishoj_cli.content.characters import position
from ishoj_cli.content.fields import HANDBOOK
from ishoj_cli.content.file_names import misnamed, yaml_names
from ishoj_cli.content.findings import Finding, has_faults, in_order, more_faults
from ishoj_cli.content.lookup import did_you_mean_one, suggestion
from ishoj_cli.content.model import Handbook, Section
from ishoj_cli.content.nodes import MappingNode, Node
from ishoj_cli.content.paths import HANDBOOK_FILE, LOCAL_FILE
from ishoj_cli.content.reader import Reader, Reading, read_section
from ishoj_cli.content.yaml_tree import parse
from ishoj_cli.danish import name_key
from ishoj_cli.errors import ContentError, FileError, quoted, read_failure, visible
from ishoj_cli.type_hints import Collection, Path

MAX_BYTES = 1_048_576
STDIN = "-"  # the name that stands for standard input
OTHER_KINDS = {  # how the files of other programs begin
    b"PK\x03\x04": "et Word-dokument eller en zip-fil",
    b"\xd0\xcf\x11\xe0": "et gammelt Word-dokument",
    b"{\\rtf": "et tekstdokument i RTF",
    b"%PDF-": "en PDF",
    b"<!DOCTYPE": "en webside",
    b"<html": "en webside",
}
SAVE = "gem {} som ren tekst under navnet {}"  # what to do with a file that has another ending
NOT_THERE = (FileNotFoundError, NotADirectoryError)  # the latter where a folder of the path is a file


def load(folder: "str | Path") -> Handbook:
    """The handbook that a folder of YAML files holds.

    Raises ContentError with every fault when there is any: a handbook is never loaded partially.
    """
    handbook, faults = read(folder)
    if handbook is None:
        raise content_error(faults)
    return handbook


def content_error(faults: "tuple[Finding, ...]") -> ContentError:
    """The error that names the first of some faults and counts the rest."""
    return ContentError(faults, more_faults(faults))


def read(folder: "str | Path") -> "tuple[Handbook | None, tuple[Finding, ...]]":
    """Read a folder: (handbook, warnings), or (None, findings) with faults first, sorted by file, line and column."""
    names, faults = yaml_names(folder)
    complete = all(fault.line and not fault.fix for fault in faults)
    handbook: Reading | None = None
    handbook_reader = Reader(os.path.join(folder, HANDBOOK_FILE))
    sections: list[Reading] = []
    for name in names:
        reader = handbook_reader if name == HANDBOOK_FILE else Reader(os.path.join(folder, name))
        root = read_tree(reader)
        if name == HANDBOOK_FILE:
            handbook = reader.record(root, HANDBOOK, "filen") if root else None
            continue
        section = section_of(reader, root) if root else None
        complete = complete and section is not None
        sections += [section] if section else []
        faults += reader.findings
    listed = all(fault.line for fault in faults)
    if listed and HANDBOOK_FILE not in names and not any(HANDBOOK_FILE in each.hint for each in faults):
        other = misnamed(folder, "handbook", "haandbog")
        hint = SAVE.format(quoted(other), HANDBOOK_FILE) if other else "skriv den, eller vælg en anden mappe"
        faults.append(Finding(str(folder), 0, 0, f"mappen har ingen {HANDBOOK_FILE}", hint))
    faults += clashes(sections)
    if complete:
        faults += part_faults(sections)
        if handbook:
            faults += order_faults(handbook_reader, handbook, sections, {fault.file for fault in faults})
    faults += handbook_reader.findings
    if handbook is None or has_faults(faults):
        return None, in_order(faults)
    by_id = {section.get("id"): Section(**section.values) for section in sections}
    order = tuple(by_id[name] for name in handbook.get("sections"))
    return Handbook(**(handbook.values | {"sections": order})), in_order(faults)


def has_foreign_key(root: Node, key: str) -> bool:
    """Whether a mapping has `key` and no `id`, that is, is not a section file."""
    return isinstance(root, MappingNode) and key in root.pairs and "id" not in root.pairs


def section_of(reader: Reader, root: Node) -> Reading | None:
    """The section of a file in a content folder, or None; an interpretation or a handbook is a single fault."""
    for key, what, name in (
        ("workplace", "filen er en lokal tolkning", LOCAL_FILE),
        ("edition", "filen er skrevet som bogens egen", HANDBOOK_FILE),
    ):
        if has_foreign_key(root, key):
            is_taken = os.path.lexists(os.path.join(os.path.dirname(reader.file), name))
            rename = "" if is_taken else f"kald den {name}, eller "
            reader.fault(root, what, f"{rename}flyt den til en anden mappe")
            return None
    return read_section(reader, root)


def read_tree(reader: Reader) -> Node | None:
    """The tree of the reader's file, or None when it can't be understood; faults go to the reader."""
    top, nowhere = Node(1, 1), Node(0, 0)  # a folder or a missing file has no line
    try:
        data = read_bytes(reader.file) if reader.data is None else reader.data
        text = data.decode("utf-8-sig")
    except FileError as unfit:
        reader.fault(nowhere if os.path.isdir(reader.file) else top, unfit.what, f"{unfit.hint}")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig")
        what = f"byten 0x{data[error.start]:02X} er ikke UTF-8"
        reader.fault(Node(*position(before, len(before))), what, "gem filen som UTF-8")
    except (OSError, ValueError) as error:
        reader.fault(nowhere if isinstance(error, NOT_THERE) else top, *read_failure(error, "filen"))
    else:
        reader.written = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        root, faults = parse(text, reader.file)
        reader.findings += faults
        reader.syntax_faults = {fault.line for fault in faults}
        return root
    return None


def _opened(path: str, _flags: int) -> int:
    """Open a file without blocking on a FIFO; retry while another program, such as Samba, has a lease on it."""
    flags = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NONBLOCK", "O_BINARY", "O_NOCTTY"))
    try:
        return os.open(path, flags)
    except BlockingIOError:
        from ishoj_cli.files import retry_while_busy

        return retry_while_busy(lambda: os.open(path, flags))


def read_bytes(path: str) -> bytes:
    """The bytes of an ordinary file of at most MAX_BYTES, or of STDIN; raises OSError, ValueError or FileError.

    Nothing else is opened: a pipe or a device could block.
    """

    def refuse_unless_ordinary(mode: int) -> None:
        if not S_ISREG(mode):
            what = "det er en mappe, ikke en fil" if S_ISDIR(mode) else "det er ikke en almindelig fil"
            raise FileError(what, hint="flyt eller omdøb den")

    if path == STDIN:
        data = sys.stdin.buffer.read(MAX_BYTES + 1)
    else:
        refuse_unless_ordinary(os.stat(path).st_mode)
        with open(path, "rb", opener=_opened) as file:
            refuse_unless_ordinary(os.fstat(file.fileno()).st_mode)
            data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise FileError("filen er større end 1 MiB", hint="del den i flere filer")
    for beginning, kind in OTHER_KINDS.items():
        if data.startswith(beginning):
            raise FileError(f"filen er {kind}, ikke ren tekst", hint="gem teksten som ren tekst i UTF-8")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or data[:4].count(0) in (2, 3):
        raise FileError("filen er gemt som UTF-16 eller UTF-32", hint="gem den som UTF-8")
    return data


def clashes(sections: "list[Reading]") -> list[Finding]:
    """Ids, aliases and titles that are equal, once folded, to those of another section.

    Ids take precedence over aliases and titles. If two files have the same id, only that is reported, as a copy if the
    file names suggest one.
    """
    owners: dict[str, tuple[Reading, str, Node]] = {}
    faults: list[Finding] = []
    distinct: list[Reading] = []
    for section in sorted(sections, key=lambda each: (_stem(each) != each.get("id"), len(_stem(each)))):
        key, name, node = section.names()[0]
        owner, _name, first = owners.setdefault(key, (section, name, node))
        if owner is section:
            distinct.append(section)
        elif _stem(owner) in _stem(section):
            what = f"filen ligner en kopi af {quoted(os.path.basename(owner.file))}, for de har samme id"
            faults.append(section.fault(Node(1, 1), what, "slet den, eller flyt den til en anden mappe"))
        else:
            faults.append(_clash(section, name, node, owners[key]))
    for section in sorted(distinct, key=lambda each: each.file):
        for key, name, node in section.names():
            owner, spelling, first = owners.setdefault(key, (section, name, node))
            own_title = owner is section and section.get("title") in (name, spelling)
            if first is not node and not own_title:
                faults.append(_clash(section, name, node, (owner, spelling, first)))
    return faults


def _stem(section: Reading) -> str:
    """The name of a section's file without its ending."""
    return os.path.splitext(os.path.basename(section.file))[0]


def _clash(section: Reading, name: str, node: Node, taken: "tuple[Reading, str, Node]") -> Finding:
    """The fault that a name is taken."""
    owner, spelling, first = taken
    same = "" if spelling == name else f", for det er det samme navn som {quoted(spelling)}"
    place = f"{visible(os.path.basename(owner.file))}:{first.line}"
    return section.fault(node, f"navnet {quoted(name)} bruges allerede i {place}{same}", "vælg et andet navn")


def part_faults(sections: "list[Reading]") -> list[Finding]:
    """A `part_of` that is the id of no section, or that leads back to itself."""
    wholes = {section.get("id"): section.get("part_of") for section in reversed(sections)}
    faults = []
    for section in sections:
        name = section.get("id")
        path, here = {name: None}, section.get("part_of")
        while here and here not in path:
            path[here] = None
            here = wholes.get(here)
        for whole, node in section.places.get("part_of", ()):
            if whole not in wholes:
                what = f"»part_of« er {quoted(whole)}, men intet afsnit hedder det"
                hint = suggestion(whole, [other for other in wholes if other != name], "skriv et afsnits id")
                faults.append(section.fault(node, what, hint))
            elif here == name:
                what = f"»part_of« går i ring: {' → '.join([*path, name])}"
                faults.append(section.fault(node, what, "slet »part_of« i ét af afsnittene"))
    return faults


def order_faults(
    reader: Reader, handbook: Reading, sections: "list[Reading]", faulty: "Collection[str]"
) -> list[Finding]:
    """Ids in the handbook's file that no section has or that are named twice, and sections it doesn't name.

    Consequences of other faults (an unreadable order, a misspelt id, entries in one of the `faulty` files) are not
    reported.
    """
    by_id = {section.get("id"): section for section in sections}
    order = handbook.places.get("sections", [])
    seen: dict[str, Node] = {}
    meant: set[str] = set()
    named = {name for name, _node in order}
    missing = [name for name in by_id if name not in named and named]
    for name, node in order:
        if reader.has_max_findings:
            break
        if name not in by_id:
            other = misnamed(os.path.dirname(reader.file) or os.curdir, name)
            write = SAVE.format(quoted(other), f"{name}.yaml") if other else "skriv afsnittets fil, eller slet linjen"
            hint = suggestion(name, missing or by_id, write)
            reader.fault(node, f"ingen fil indeholder afsnittet {quoted(name)}", hint)
            meant.add(hint)
        elif seen.setdefault(name, node) is not node:
            reader.fault(node, f"afsnittet {quoted(name)} står også i linje {seen[name].line}", "nævn det kun én gang")
    for name, node in handbook.places.get("featured", ()):
        if name not in by_id:
            what = f"»featured« er {quoted(name)}, men intet afsnit hedder det"
            reader.fault(node, what, suggestion(name, by_id, "skriv et afsnits id"))
        elif not by_id[name].get("entries") and by_id[name].file not in faulty:
            what = f"»featured« er {quoted(name)}, men det afsnit har ingen punkter"
            reader.fault(node, what, "vælg et afsnit med »entries«")
    several = [f" {name_key(name)} " for name in named if name not in by_id]  # such as `mission; vaerdier` in one line
    unnamed = [
        by_id[name]
        for name in missing
        if did_you_mean_one(name) not in meant and not any(f" {name_key(name)} " in each for each in several)
    ]
    what, hint = f"står ikke i {HANDBOOK_FILE}", "skriv det under »sections«, hvor det skal læses"
    return [
        section.fault(node, f"afsnittet {quoted(name)} {what}", hint)
        for section in unnamed
        for name, node in section.places["id"]
    ]
