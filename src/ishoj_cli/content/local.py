"""The local interpretation: what a workplace writes under the municipality's words, found, read, applied and begun."""

import os
from contextlib import contextmanager, suppress
from stat import S_ISDIR

from ishoj_cli.content.load import read_tree
from ishoj_cli.content.model import Handbook, Record
from ishoj_cli.content.places import schema_folder
from ishoj_cli.content.rules import Fault, Reader, in_order, kind_of, read_date, suggestion
from ishoj_cli.content.yaml_tree import MAX_COMPLAINTS, Items, Node, Table, Text, strange_characters
from ishoj_cli.danish import name_key
from ishoj_cli.errors import FileError, UsageError, advice, quoted, reason, visible
from ishoj_cli.files import Unwinding, write_file
from ishoj_cli.programs import command_words, find_program

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

LOCAL_KEYS = ("workplace", "date", "texts")


class LocalText(Record):
    """What a workplace writes about the section or entry it names, and where (from 1) the name stands in its file.

    The paragraphs of `text` are parted by a blank line.
    """

    name: str
    text: str
    line: int
    column: int


class Local(Record):
    """A workplace's interpretation as its file has it; `date` is an ISO date."""

    file: str
    workplace: str
    date: str | None
    texts: tuple[LocalText, ...]


class Status(Record):
    """Whose interpretation it is, from which file, and what it covers.

    `done` and `undone` are ids (an entry's is `section/entry`) with titles, in reading order.
    """

    file: str
    workplace: str
    date: str | None
    done: tuple[tuple[str, str], ...]
    undone: tuple[tuple[str, str], ...]


def read_local(file: str) -> "tuple[Local | None, tuple[Fault, ...]]":
    """The interpretation and no fault, or None and every fault of its file."""
    reader = Reader(file)
    root = read_tree(reader)
    local = local_of(reader, root) if root else None
    return (None if reader.faults else local), in_order(reader.faults)


def local_of(reader: Reader, root: Node) -> Local:
    """The interpretation of a file's tree; faults go to the reader."""
    pairs = reader.table(root, LOCAL_KEYS, ("workplace", "texts"), "filen")
    fields: dict[str, Any] = {"workplace": None, "date": None, "texts": ()}
    for name, (key, node) in pairs.items():
        if name == "workplace":
            fields[name] = reader.line(key, node)
        elif name == "date":
            fields[name] = read_date(reader, key, node)
        elif isinstance(node, Table):
            read = [(each, "\n\n".join(reader.paragraphs(each, below))) for each, below in node.pairs.values()]
            fields[name] = tuple(LocalText(each.value, text, each.line, each.column) for each, text in read if text)
        elif isinstance(node, Items) or (isinstance(node, Text) and node.value.strip()):
            reader.fault(key, f"«texts» er {kind_of(node)}", "skriv linjer som «  vision: Hos os betyder …»")
    return Local(file=reader.file, **fields)


def apply(handbook: Handbook, local: Local) -> "tuple[Handbook, tuple[Fault, ...]]":
    """The handbook with the interpretation in its place, and a warning for each text that has no place."""
    texts, warnings = placed(handbook, local)
    sections = tuple(
        section.replace(
            local=texts.get(section.id),
            entries=tuple(entry.replace(local=texts.get(f"{section.id}/{entry.id}")) for entry in section.entries),
        )
        for section in handbook.sections
    )
    return handbook.replace(sections=sections, workplace=local.workplace), warnings


def placed(handbook: Handbook, local: Local) -> "tuple[dict[str, str], tuple[Fault, ...]]":
    """The texts by the id they belong to, and the warnings; ids, titles and aliases count in any spelling."""
    ids = ids_by_name(handbook)
    texts: dict[str, str] = {}
    lines: dict[str, int] = {}
    warnings = []

    def warn(each: LocalText, what: str, hint: str) -> None:
        warnings.append(Fault(local.file, each.line, each.column, what, hint))

    for each in local.texts:
        found = resolved(each.name, ids)
        if found is None and len(warnings) > MAX_COMPLAINTS:
            continue
        if found is None:
            hint = suggestion(each.name, dict.fromkeys(ids.values()), f"se id'erne med: {handbook.command} liste")
            warn(each, f"intet afsnit eller punkt hedder {quoted(each.name)}", hint)
        elif found in texts:
            warn(each, f"{quoted(each.name)} er allerede tolket i linje {lines[found]}", "slet den ene tekst")
        else:
            texts[found] = each.text
            lines[found] = each.line
    return texts, in_order(warnings)


def ids_by_name(handbook: Handbook) -> dict[str, str]:
    """Every folded name of a section, and of an entry as `section/entry`, with the id it means."""
    ids: dict[str, str] = {}
    for section in handbook.sections:
        names = [name_key(name) for name in (section.id, section.title, *section.aliases)]
        for name in names:
            ids.setdefault(name, section.id)
        for entry in section.entries:
            for name in names:
                for spelling in (entry.id, entry.title):
                    ids.setdefault(f"{name}/{name_key(spelling)}", f"{section.id}/{entry.id}")
    return ids


def resolved(name: str, ids: "Mapping[str, str]") -> str | None:
    """The id that a name means: a section's, or an entry's after a slash; a slash may also be part of a title."""
    parts = name.split("/")
    keys = [name_key(name)]
    keys += [f"{name_key('/'.join(parts[:at]))}/{name_key('/'.join(parts[at:]))}" for at in range(1, len(parts))][:9]
    return next((ids[key] for key in keys if key in ids), None)


def status(handbook: Handbook, local: Local) -> Status:
    """What an interpretation covers of a handbook and what it doesn't."""
    texts, _warnings = placed(handbook, local)
    items = titled_ids(handbook)
    return Status(
        file=local.file,
        workplace=local.workplace,
        date=local.date,
        done=tuple(item for item in items if item[0] in texts),
        undone=tuple(item for item in items if item[0] not in texts),
    )


def titled_ids(handbook: Handbook) -> tuple[tuple[str, str], ...]:
    """Every id with its title in reading order; an entry's is `section/entry` with `Section: Entry`."""
    items: list[tuple[str, str]] = []
    for section in handbook.sections:
        items.append((section.id, section.title))
        items += [(f"{section.id}/{entry.id}", f"{section.title}: {entry.title}") for entry in section.entries]
    return tuple(items)


def status_text(status: Status, *, aligned: bool) -> str:
    """The status in plain Danish lines, `aligned` for the eye or to be read aloud; no line end after the last."""
    date = f", {status.date}" if status.date else ""
    lines = [f"Lokal tolkning: {status.workplace}{date}", f"Fil: {visible(status.file)}", ""]
    for heading, items in (("Tolket", status.done), ("Ikke tolket endnu", status.undone)):
        width = max((len(name) for name, _title in items), default=0)
        lines.append(f"{heading} ({len(items)}){':' if items else ''}")
        lines += [f"  {name.ljust(width)}  {title}" if aligned else f"{name}: {title}" for name, title in items]
        lines.append("")
    return "\n".join(lines[:-1])


GENERAL_QUESTION = "Hvad betyder det hos os?"
SCHEMA = "schemas/local.schema.json"  # beside the content that `tjek --ny` writes
TEMPLATE_HEAD = """\
# yaml-language-server: $schema={schema}
#
# Vores egen tolkning af {title}
#
# Sådan gør I:
# 1. Skriv arbejdspladsens navn efter «workplace» og datoen for jeres tolkning efter «date».
# 2. Slet tegnet # foran de linjer, I vil bruge, og skriv jeres egen tekst, hvor der står «{placeholder}».
#    Resten kan blive stående: En linje, der begynder med #, bliver ikke læst.
# 3. Se efter med: ishoj tolkning
#
# En blank linje i en tekst begynder et nyt afsnit. Spørgsmålene er forslag fra værktøjet.

workplace: {workplace}
date: {date}
texts:
"""
PLACEHOLDER = "Skriv jeres tolkning her."
WORKPLACE = "Vores arbejdsplads"


def template(handbook: Handbook, date: str, workplace: str = WORKPLACE, schema: str = SCHEMA) -> str:
    """An interpretation to fill in: every id with its question, commented, in reading order; `date` is an ISO date.

    `schema` is the URI, or the path from the file, of what an editor explains it by.

    The template reads without a fault as it is, and with any of its commented texts taken into use.
    """
    lines = [
        TEMPLATE_HEAD.format(
            schema=schema,
            title=handbook.title,
            placeholder=PLACEHOLDER.rstrip("."),
            workplace=written_workplace(workplace),
            date=date,
        )
    ]
    for section in handbook.sections:
        questions: list[tuple[str, str, str | None]] = [(section.id, section.title, None)]
        questions += [
            (f"{section.id}/{entry.id}", f"{section.title}: {entry.title}", entry.question) for entry in section.entries
        ]
        for name, title, question in questions:
            lines.append(f"  # {title}\n  # {question or GENERAL_QUESTION}\n  #{name}: |\n  #  {PLACEHOLDER}\n")
    return "\n".join(lines)


def written_workplace(text: str) -> str:
    """A name as a YAML scalar on one line, without refused characters: bare where safe, else in single quotes."""
    line = " ".join(strange_characters().sub("", " ".join(text.split())).split()) or WORKPLACE
    bare = line[:1].isalpha() and ": " not in line and " #" not in line and line[-1:] != ":"
    return line if bare else "'" + line.replace("'", "''") + "'"


def write_template(file: str, handbook: Handbook, date: str, workplace: str = WORKPLACE, again: str = "") -> None:
    """Write the template, and the folder it belongs in; raises FileError, also when the file exists already.

    `again` is what follows the commands that errors advise, so that they are about the same file: ` --tolkning FIL`.
    """
    if os.path.lexists(file):
        raise FileError(
            f"Filen {quoted(file, 200)} findes allerede.", hint=f"Åbn den med: ishoj tolkning rediger{again}"
        )
    with Unwinding(), made_folder(os.path.dirname(file)):
        write_file(file, template(handbook, date, workplace, schema_for(file)).encode())


def schema_for(file: str) -> str:
    """How an interpretation names its schema: the one beside it if there is any, else the one that ships with us."""
    from pathlib import Path

    beside = os.path.isfile(os.path.join(os.path.dirname(file), SCHEMA))
    return SCHEMA if beside else Path(schema_folder(), os.path.basename(SCHEMA)).absolute().as_uri()


@contextmanager
def made_folder(folder: str) -> "Iterator[None]":
    """A folder to write in, with those it stands in, each made unless it is there; raises FileError.

    Those that were made are taken away again when it fails, or what is done in it does.
    """
    made: list[str] = []
    try:
        _make(folder, made)
        yield
    except BaseException:
        for each in reversed(made):
            with suppress(OSError):
                os.rmdir(each)
        raise


def _make(folder: str, made: list[str]) -> None:
    """Make a folder and those it stands in, outermost first, and list each as it is made; raises FileError."""
    try:
        missing = []
        above = folder
        while above and above not in missing and not _is_folder(above):  # a drive that isn't there is its own folder
            missing.append(above)
            above = os.path.dirname(above)
        for each in reversed(missing):
            try:
                os.mkdir(each)
                made.append(each)
            except FileExistsError:  # made in the meantime, or no folder
                if not os.path.isdir(each):
                    raise
    except (OSError, ValueError) as error:
        taken = ("der er allerede en fil med det navn", "Vælg et andet navn.")
        why, hint = taken if isinstance(error, FileExistsError) else (reason(error), advice(error))
        raise FileError(f"Kan ikke oprette mappen {quoted(folder, 200)}: {why}.", hint=hint) from error


def _is_folder(path: str) -> bool:
    """Whether a path is a folder; raises OSError for one that none can have."""
    try:
        return S_ISDIR(os.stat(path).st_mode)
    except FileNotFoundError:
        return False


SPECIAL_TO_CMD = frozenset('&|<>^%!"()')  # Windows starts a .cmd by cmd.exe, which reads these as its own
CHOOSE_HINT = "Vælg en fil med: --tolkning FIL"


def can_be_edited(file: str) -> bool:
    """Whether what has this name, if anything has, is an ordinary file, and no folder or device."""
    return os.path.isfile(file) or not os.path.exists(file)


def begin_hint(again: str) -> str:
    """What to do where there is no interpretation yet."""
    return f"Begynd på en med: ishoj tolkning ny{again}"


def editor(environment: "Mapping[str, str]", platform: str) -> list[str]:
    """The user's editor with its options: VISUAL, else EDITOR, else Notepad on Windows; UsageError when there is none.

    The words are parted as a shell would, but no shell is started.
    """
    name = next((name for name in ("VISUAL", "EDITOR") if environment.get(name, "").strip()), None)
    if name is None:
        if platform == "win32":
            return ["notepad.exe"]
        raise UsageError(
            "Der er ikke valgt et program til at redigere med.",
            hint="Sæt variablen EDITOR, for eksempel: export EDITOR=nano",
        )
    try:
        return command_words(environment[name], platform)
    except ValueError as error:
        raise UsageError(
            f"Variablen {name} kan ikke læses: {quoted(environment[name])}.", hint="Et anførselstegn er ikke lukket."
        ) from error


def edit(
    file: str, environment: "Mapping[str, str]", platform: str, again: str = ""
) -> "tuple[Local | None, tuple[Fault, ...]]":
    """Open the file in the user's editor, wait until it closes, and read what it left, which is kept, right or wrong.

    Raises UsageError when there is no editor, and FileError when there is no file or the editor can't be started
    or fails.
    """
    import subprocess

    if not os.path.lexists(file):
        raise FileError(f"Der er ingen lokal tolkning i {quoted(file, 200)}.", hint=begin_hint(again))
    if not can_be_edited(file):
        raise FileError(f"{quoted(file, 200)} er ikke en almindelig fil.", hint=CHOOSE_HINT)
    command = editor(environment, platform)
    try:
        # By its whole name, for on Windows `code` is `code.cmd`; elsewhere the system says why it can't be started.
        program = find_program(command[0], environment, platform)
        if program is None and platform == "win32":
            raise FileNotFoundError
        if (program or "").lower().endswith((".cmd", ".bat")) and not SPECIAL_TO_CMD.isdisjoint(file):
            raise FileError(
                f"Navnet {quoted(file, 200)} kan Windows ikke give videre til {quoted(command[0])}.",
                hint="Omdøb filen, eller vælg et andet program i EDITOR.",
            )
        ended = subprocess.run([program or command[0], *command[1:], file], check=False).returncode  # noqa: S603
    except (OSError, ValueError) as error:
        raise FileError(
            f"Kan ikke starte {quoted(command[0])}: {editor_reason(error)}.", hint="Ret variablen VISUAL eller EDITOR."
        ) from error
    if ended:
        raise FileError(
            f"Programmet {quoted(command[0])} sluttede med fejl {ended}.",
            hint=f"Teksten er, som programmet efterlod den: {quoted(file, 200)}",
        )
    return read_local(file)


def editor_reason(error: OSError | ValueError) -> str:
    """Why a program can't be started, in Danish."""
    return "det findes ikke" if isinstance(error, FileNotFoundError) else reason(error)
