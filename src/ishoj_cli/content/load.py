"""From a folder of YAML files to the handbook, or to every fault in the way; the same for reading and for checking."""

import os

from ishoj_cli.content.model import Handbook, Section, Source
from ishoj_cli.content.places import HANDBOOK_FILE, LOCAL_FILE
from ishoj_cli.content.rules import (
    Fault,
    Reader,
    ReadHandbook,
    ReadSection,
    did_you_mean_one,
    in_order,
    is_cut,
    read_handbook,
    read_section,
    suggestion,
)
from ishoj_cli.content.yaml_tree import MAX_COMPLAINTS, Node, Table, parse
from ishoj_cli.danish import name_key
from ishoj_cli.errors import ContentError, quoted, reason, visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 1_048_576
NOT_THERE = (FileNotFoundError, NotADirectoryError)  # the latter of a file: it would stand in what is no folder


def load(folder: "str | Path") -> Handbook:
    """The handbook that a folder of YAML files holds.

    Raises ContentError with every fault when there is any: faulty content is never half read.
    """
    handbook, faults = read(folder)
    if handbook is None:
        raise content_error(faults)
    return handbook


def content_error(faults: "tuple[Fault, ...]", again: str = "") -> ContentError:
    """The error that names the first of some faults and counts the rest; `again` is as in `cli.upkeep`."""
    return ContentError(faults, cut=is_cut(faults), again=again)


def read(folder: "str | Path") -> "tuple[Handbook | None, tuple[Fault, ...]]":
    """The handbook and no fault, or None and every fault in the order of file, line and column."""
    names, faults = yaml_names(folder)
    listed = all(fault.file != str(folder) for fault in faults)
    unread = [os.path.basename(fault.file) for fault in faults]
    handbook: ReadHandbook | None = None
    handbook_reader = Reader(os.path.join(folder, HANDBOOK_FILE))
    sections: list[ReadSection] = []
    complete = not faults
    for name in names:
        path = os.path.join(folder, name)
        reader = handbook_reader if name == HANDBOOK_FILE else Reader(path)
        root = read_tree(reader)
        if name == HANDBOOK_FILE:
            handbook = read_handbook(reader, root) if root else None
        else:
            section = section_of(reader, root) if root else None
            complete = complete and section is not None
            if section:
                sections.append(section)
            faults += reader.faults
    if listed and not any(map(is_handbook, [*names, *unread])):
        faults.append(
            Fault(str(folder), 0, 0, f"mappen har ingen {HANDBOOK_FILE}", "skriv den, eller vælg en anden mappe")
        )
    faults += clashes(sections)
    if complete:
        faults += part_faults(sections)
        if handbook:
            faults += order_faults(handbook_reader, handbook, sections)
    faults += handbook_reader.faults
    if faults or handbook is None:
        return None, in_order(faults)
    return put_together(handbook, [read.section for read in sections]), ()


def section_of(reader: Reader, root: Node) -> ReadSection | None:
    """The section of a file of a content's folder, or None; an interpretation that lies there is a single fault."""
    if isinstance(root, Table) and "workplace" in root.pairs and "id" not in root.pairs:
        reader.fault(root, "filen er en lokal tolkning", f"kald den {LOCAL_FILE}, eller flyt den til en anden mappe")
        return None
    return read_section(reader, root)


def put_together(read: ReadHandbook, sections: "list[Section]") -> Handbook:
    """The handbook of what was read without a fault, its sections in the order that its own file gives."""
    by_id = {section.id: section for section in sections}
    return Handbook(
        source=Source(name=read.source, organisation=read.organisation, edition=read.edition),
        sections=tuple(by_id[name] for name, _node in read.order),
        featured=read.featured[0] if read.featured else None,
        **read.fields,
    )


def yaml_names(folder: "str | Path") -> "tuple[list[str], list[Fault]]":
    """The names of a folder's files of content in order, and what is wrong with the folder itself.

    Hidden files and a local interpretation are no content and left alone.
    """
    try:
        names = sorted(name for name in os.listdir(folder) if not name.startswith("."))
    except (OSError, ValueError) as error:
        what, hint = trouble(error, "mappen")
        return [], [Fault(str(folder), 0, 0, what, hint)]
    faults = []
    read = []
    for name in names:
        if is_handbook(name) and name != HANDBOOK_FILE:
            what = f"filen læses ikke, for bogens egen fil hedder {HANDBOOK_FILE}"
            hint = "slet den, eller flyt den" if HANDBOOK_FILE in names else f"omdøb den til {HANDBOOK_FILE}"
        elif name.endswith(".yaml"):
            read += [name] if name != LOCAL_FILE else []
            continue
        elif name.lower().endswith((".yml", ".yaml")):
            what, hint = "filen læses ikke, for navnet ender ikke på .yaml", "omdøb den"
        else:
            continue
        faults.append(Fault(os.path.join(folder, name), 1, 1, what, hint))
    return read, faults


def is_handbook(name: str) -> bool:
    """Whether a file is meant to be the handbook's own, in whatever letters."""
    return name.lower() in (HANDBOOK_FILE, "handbook.yml")


def read_tree(reader: Reader) -> Node | None:
    """The tree of the reader's file, or None when it can't be understood; faults go to the reader."""
    text = read_text(reader)
    if text is None:
        return None
    root, complaints = parse(text)
    reader.faults += [Fault(reader.file, each.line, each.column, each.what, each.hint) for each in complaints]
    return root


def read_text(reader: Reader) -> str | None:
    """The text of the reader's file, without a byte order mark, or None and a fault.

    Only an ordinary file of at most MAX_BYTES is opened: a pipe or a device would keep a reader waiting.
    """
    top, nowhere = Node(1, 1), Node(0, 0)
    try:
        data = read_bytes(reader.file)
    except _UnfitError as unfit:
        reader.fault(nowhere if os.path.isdir(reader.file) else top, unfit.what, unfit.hint)
        return None
    except (OSError, ValueError) as error:
        reader.fault(nowhere if isinstance(error, NOT_THERE) else top, *trouble(error, "filen"))
        return None
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or data[:4].count(0) in (2, 3):
        reader.fault(top, "filen er gemt som UTF-16 eller UTF-32", "gem den som UTF-8")
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig")
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        reader.fault(Node(line, column), f"byten 0x{data[error.start]:02X} er ikke UTF-8", "gem filen som UTF-8")
        return None


class _UnfitError(Exception):
    """A file that is not to be read, why, and what to do about it."""

    def __init__(self, what: str, hint: str) -> None:
        super().__init__(what)
        self.what = what
        self.hint = hint


def read_bytes(path: str) -> bytes:
    """The bytes of an ordinary file; raises OSError, ValueError or _UnfitError."""
    from stat import S_ISDIR, S_ISREG

    def refuse_unless_ordinary(found: os.stat_result) -> None:
        if S_ISDIR(found.st_mode):
            raise _UnfitError("det er en mappe, ikke en fil", "flyt eller omdøb den")
        if not S_ISREG(found.st_mode):
            raise _UnfitError("det er ikke en almindelig fil", "flyt eller omdøb den")
        if found.st_size > MAX_BYTES:
            raise _UnfitError("filen er større end 1 MiB", "del den i flere filer")

    refuse_unless_ordinary(os.stat(path))
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOCTTY", 0)
    with open(path, "rb", opener=lambda name, _flags: os.open(name, flags)) as file:
        refuse_unless_ordinary(os.fstat(file.fileno()))
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise _UnfitError("filen er større end 1 MiB", "del den i flere filer")
    return data


def trouble(error: OSError | ValueError, what: str) -> tuple[str, str]:
    """What is wrong when the system refuses `filen` or `mappen`, and what to do; never in the system's own words."""
    import errno

    if isinstance(error, NOT_THERE) and (what == "filen" or isinstance(error, FileNotFoundError)):
        return f"{what} findes ikke", "ret navnet, eller opret den"
    if isinstance(error, PermissionError):
        return f"du har ikke lov til at læse {what}", "bed ejeren om adgang"
    if isinstance(error, NotADirectoryError):
        return "det er en fil, ikke en mappe", "angiv en mappe"
    if isinstance(error, OSError) and error.errno == errno.ELOOP:
        return "det er et link, der peger på sig selv", "ret linket, eller slet det"
    return f"{what} kan ikke læses: {reason(error)}", "prøv igen, eller brug en kopi"


def clashes(sections: "list[ReadSection]") -> list[Fault]:
    """Ids, aliases and titles that are equal, once folded, to those of a section before; an id goes before the rest."""
    taken: dict[str, tuple[ReadSection, str, Node]] = {}
    for read in reversed(sections):
        name, node = read.names[0]
        taken[name_key(name)] = (read, name, node)
    faults: list[Fault] = []
    for read in sections:
        most = len(faults) + MAX_COMPLAINTS
        for name, node in read.names:
            if len(faults) > most:
                break
            owner, spelling, first = taken.setdefault(name_key(name), (read, name, node))
            own_title = owner is read and read.section.title in (name, spelling)
            if first is not node and not own_title:
                same = "" if spelling == name else f", for det læses ens med {quoted(spelling)}"
                faults.append(
                    Fault(
                        read.file,
                        node.line,
                        node.column,
                        f"navnet {quoted(name)} er taget i {visible(os.path.basename(owner.file))}:{first.line}{same}",
                        "vælg et andet navn",
                    )
                )
    return faults


def part_faults(sections: "list[ReadSection]") -> list[Fault]:
    """A `part_of` that no section answers to, or that leads back to itself."""
    by_id = {read.section.id: read for read in reversed(sections)}
    faults = []
    for read in sections:
        if read.part_of is None:
            continue
        whole = f"{read.section.part_of}"
        if whole not in by_id:
            what = f"«part_of» er {quoted(whole)}, som intet afsnit hedder"
            hint = suggestion(whole, [name for name in by_id if name != read.section.id], "skriv et afsnits id")
        elif circle := circle_from(read.section.id, by_id):
            what = f"«part_of» går i ring: {' → '.join(circle)}"
            hint = "slet «part_of» i ét af afsnittene"
        else:
            continue
        faults.append(Fault(read.file, read.part_of.line, read.part_of.column, what, hint))
    return faults


def circle_from(start: str, by_id: "dict[str, ReadSection]") -> list[str]:
    """The ids from a section by way of its wholes back to itself, or none when they lead elsewhere."""
    path = {start: None}
    here = start
    while here in by_id and (whole := by_id[here].section.part_of):
        if whole == start:
            return [*path, start]
        if whole in path:
            break
        path[whole] = None
        here = whole
    return []


def order_faults(reader: Reader, handbook: ReadHandbook, sections: "list[ReadSection]") -> list[Fault]:
    """Ids in the handbook's file that no section answers to or that stand twice, and sections it doesn't name.

    What follows from another fault, an order that can't be read or an id that is misspelt, is not told twice.
    """
    by_id = {read.section.id: read for read in sections}
    seen: dict[str, Node] = {}
    meant: set[str] = set()
    named = {name for name, _node in handbook.order}
    missing = [name for name in by_id if name not in named and named]
    for name, node in handbook.order:
        if reader.full:
            break
        if name not in by_id:
            hint = suggestion(name, missing or by_id, "skriv afsnittets fil, eller slet linjen")
            reader.fault(node, f"ingen fil giver afsnittet {quoted(name)}", hint)
            meant.add(hint)
        elif seen.setdefault(name, node) is not node:
            reader.fault(node, f"afsnittet {quoted(name)} står også i linje {seen[name].line}", "nævn det kun én gang")
    if handbook.featured:
        name, node = handbook.featured
        if name not in by_id:
            reader.fault(
                node,
                f"«featured» er {quoted(name)}, som intet afsnit hedder",
                suggestion(name, by_id, "skriv et afsnits id"),
            )
        elif not by_id[name].section.entries:
            reader.fault(node, f"«featured» er {quoted(name)}, som ingen punkter har", "vælg et afsnit med «entries»")
    return [
        Fault(
            by_id[name].file,
            by_id[name].names[0][1].line,
            by_id[name].names[0][1].column,
            f"afsnittet {quoted(name)} står ikke i {HANDBOOK_FILE}",
            "skriv det under «sections», hvor det skal læses",
        )
        for name in missing
        if did_you_mean_one(name) not in meant
    ]
