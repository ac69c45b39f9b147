"""The local interpretation: what a workplace writes about the handbook, how it is read and applied, and a template."""

import os

from ishoj_cli.content.fields import INTERPRETATION
from ishoj_cli.content.findings import MAX_FINDINGS, Finding, in_order
from ishoj_cli.content.load import read_bytes, read_tree
from ishoj_cli.content.lookup import suggestion
from ishoj_cli.content.model import Handbook
from ishoj_cli.content.paths import packaged, schema
from ishoj_cli.content.reader import Reader, Reading
from ishoj_cli.danish import name_key
from ishoj_cli.errors import FileError, quoted
from ishoj_cli.files import write_files
from ishoj_cli.type_hints import Mapping


def read_interpretation(file: str) -> "tuple[Reading | None, tuple[Finding, ...]]":
    """Read an interpretation file: (reading, ()) or (None, faults)."""
    reader = Reader(file)
    root = read_tree(reader)
    reading = reader.record(root, INTERPRETATION, "filen") if root else None
    return (None if reader.findings else reading), in_order(reader.findings)


def apply(handbook: Handbook, interpretation: Reading) -> "tuple[Handbook, tuple[Finding, ...]]":
    """Apply an interpretation to the handbook.

    Returns the handbook and a warning for each text whose name matches no section or entry.
    """
    texts, warnings = texts_by_id(handbook, interpretation)
    applied = handbook.with_parts(lambda id_: {"local": texts.get(id_, ())})
    workplace, date = interpretation.get("workplace"), interpretation.get("date")
    return applied.replace(workplace=workplace, workplace_date=date), warnings


def texts_by_id(
    handbook: Handbook, interpretation: Reading
) -> "tuple[dict[str, tuple[str, ...]], tuple[Finding, ...]]":
    """The texts by the id they belong to, and the warnings; ids, titles and aliases count in any spelling."""
    ids = ids_by_name(handbook)
    texts: dict[str, tuple[str, ...]] = {}
    lines: dict[str, int] = {}
    warnings: list[Finding] = []
    for (name, text), node in interpretation.places["texts"]:
        found = resolved(name, ids)
        placeholder, said = PLACEHOLDER.rstrip(".").lower(), " ".join(text).lower()
        left = placeholder in said
        if found is not None and found not in texts and said.strip("-.»« ") != placeholder:
            texts[found], lines[found] = text, node.line
            if not left:
                continue
        if len(warnings) <= MAX_FINDINGS:
            if left:
                counts = "" if found in texts else NOT_COUNTED
                what = f"skabelonens {quoted(PLACEHOLDER)} står stadig under {quoted(name)}{counts}"
                hint = "slet de ord" if found in texts else "skriv jeres egen tekst i stedet"
            elif found is None:
                what = f"intet afsnit eller punkt hedder {quoted(name)}"
                hint = suggestion(name, dict.fromkeys(ids.values()), "brug et id fra »ishoj liste«")
            else:
                what, hint = f"{quoted(name)} er allerede tolket i linje {lines[found]}", "slet den ene tekst"
            warnings.append(interpretation.fault(node, what, hint).replace(level="warning"))
    return texts, in_order(warnings)


def questions_by_name(handbook: Handbook, interpretation: Reading) -> "dict[str, tuple[str, ...]]":
    """The names of entries in an interpretation, as they are written, with the questions of each."""
    ids = ids_by_name(handbook)
    questions = {id_: part.questions for id_, _title, part in handbook.parts() if "/" in id_}
    names = [name for (name, _text), _node in interpretation.places.get("texts", ())]
    return {name: questions[id_] for name in names if (id_ := resolved(name, ids)) in questions}


def ids_by_name(handbook: Handbook) -> dict[str, str]:
    """Map every normalized name of a section or entry (`section/entry`) to its id."""
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
    splits = range(1, min(len(parts), MOST_SLASHES + 1))
    keys = [name_key(name), *(f"{name_key('/'.join(parts[:at]))}/{name_key('/'.join(parts[at:]))}" for at in splits)]
    return next((ids[key] for key in keys if key in ids), None)


NOT_COUNTED = " og tæller ikke som tolket"  # said of a text that is only the template's
MOST_SLASHES = 9  # slashes in a name that are tried as the section/entry separator
SCHEMA = "tolkning.schema.json"  # beside the file, unless the content there has it
CONTENT_SCHEMA = "schemas/fortolkning.json"  # beside the content that `tjek --ny` writes
PLACEHOLDER = "Skriv jeres tolkning her."


def template(handbook: Handbook, date: str, schema_path: str = SCHEMA) -> str:
    """An interpretation to fill in: every id with its first question, commented out, in reading order.

    `date` is an ISO date, `schema_path` the path from the file of the schema that an editor checks it by. The template
    reads without a fault as it is, and with any of its texts uncommented.
    """
    head = (
        packaged("content", "template.txt")
        .decode()
        .format(
            schema=schema_path,
            title=handbook.title,
            placeholder=PLACEHOLDER.rstrip("."),
            date=date,
            asker=handbook.questions_by or handbook.organisation,
        )
    )
    texts = [head]
    for name, title, part in handbook.parts():
        question = (*part.questions, f"Hvad betyder {part.title} hos os?")[0]
        texts.append(f"  # {title}\n  # {question}\n  #{name}: |\n  #  {PLACEHOLDER}\n")
    return "\n".join(texts)


def commented_texts(handbook: Handbook, file: str) -> tuple[Finding, ...]:
    """A warning for each id without a text whose text is still a comment, and so isn't read.

    The handbook has the interpretation of `file` applied. The template's own comments are no such text.
    """
    ids = ids_by_name(handbook)
    ids |= {id_.rpartition("/")[2]: id_ for id_ in ids.values() if id_.rpartition("/")[2] not in ids}
    interpreted = {id_ for id_, _title, part in handbook.parts() if part.local}
    offered = set(map(_comment, template(handbook, "").split("\n")))
    found: dict[str, Finding] = {}
    id_, key = None, 0  # what the comment of a line belongs to, and the line of its key
    for number, line in enumerate(read_bytes(file).decode("utf-8-sig").split("\n"), 1):
        comment = _comment(line)
        name, colon, _text = (comment or "").partition(":")
        if comment is None:
            id_ = None
        elif colon and resolved(name, ids):
            id_, key = resolved(name, ids), number
        if id_ and id_ not in interpreted and comment and comment not in offered:
            what = f"jeres tekst til {quoted(id_)} er en kommentar og bliver ikke læst"
            found[id_] = Finding(file, key, 1, what, f"slet # foran »{id_}:« og foran teksten", level="warning")
    return in_order(found.values())


def _comment(line: str) -> str | None:
    """What a line of comment says; None for any other line."""
    text = line.strip()
    return text.lstrip("#").strip() if text.startswith("#") else None


def write_template(file: str, handbook: Handbook, date: str) -> None:
    """Write the template, its schema beside it unless one is there, and the folder that they belong in.

    Raises FileError, also when the file exists already.
    """
    folder = os.path.dirname(file)
    named = CONTENT_SCHEMA if os.path.isfile(os.path.join(folder, CONTENT_SCHEMA)) else SCHEMA
    files = {file: template(handbook, date, named).encode()}
    beside = os.path.join(folder, named)
    if not os.path.lexists(beside):
        files[beside] = schema("fortolkning")
    try:
        write_files(files, folder=folder)
    except FileError:
        if os.path.isdir(file):
            raise FileError(f"{quoted(file, 200)} er en mappe.", hint="Vælg en fil med: --tolkning FIL") from None
        if os.path.lexists(file):
            what = f"Filen {quoted(file, 200)} findes allerede."
            raise FileError(what, hint="Åbn den med", command="tolkning rediger") from None
        raise
