"""Validates the tree of one content file against `fields` and extracts its values; faults carry their position."""

import re
from datetime import date

from ishoj_cli.content.fields import DATE, ENTRY, IDENTIFIER, RESERVED, SECTION, URL, Field
from ishoj_cli.content.findings import MAX_FINDINGS, Finding, Fix
from ishoj_cli.content.lookup import did_you_mean_one, suggestion
from ishoj_cli.content.model import KINDS, Entry, Record
from ishoj_cli.content.nodes import InvalidNode, MappingNode, Node, ScalarNode, SequenceNode
from ishoj_cli.content.paths import packaged
from ishoj_cli.content.quoting import COLON, how_to_quote, in_quotes
from ishoj_cli.danish import enumerated, name_key, option_key
from ishoj_cli.errors import quoted
from ishoj_cli.type_hints import Any, Callable, Sequence

Placed = list[tuple[Any, Node]]  # values, each with the place that a fault in it is reported at
Rejection = tuple[str, str]  # what is wrong, and what to do about it


class Reading(Record):
    """What a file or an entry holds: values by key (what is missing or faulty is left out), and the place of each."""

    file: str
    values: "dict[str, Any]"
    places: "dict[str, Placed]"

    def get(self, key: str) -> "Any":
        """The value of a key; None when it has none."""
        return self.values.get(key)

    def fault(self, node: Node, what: str, hint: str) -> Finding:
        """A fault at a place in the file."""
        return Finding(self.file, node.line, node.column, what, hint)

    def names(self) -> "list[tuple[str, str, Node]]":
        """What a user may type for it: the id, then title and aliases as written, each with its key and its place."""
        keys = ("id", *(key for key in self.places if key in ("title", "aliases")))
        named = ((name_key(name), name, node) for key in keys for name, node in self.places.get(key, ()))
        return [each for each in named if each[0]]


class Reader:
    """Reads the tree of one file and collects what is wrong with it; what is faulty is left out of what it reads."""

    def __init__(self, file: str, data: bytes | None = None) -> None:
        self.file = file
        self.data = data  # what the file is taken to hold; None to read it
        self.written: list[str] = []  # as they stand in the file
        self.findings: list[Finding] = []
        self.syntax_faults: set[int] = set()  # the lines with faults that were found before any value was read

    @property
    def has_max_findings(self) -> bool:
        """Whether the maximum number of faults for this file is reached."""
        return len(self.findings) > MAX_FINDINGS

    def fault(self, node: Node, what: str, hint: str) -> None:
        """Note what is wrong at a node, unless more would not be listed."""
        if not self.has_max_findings:
            self.findings.append(Finding(self.file, node.line, node.column, what, hint))

    def record(self, node: Node, fields: "Sequence[Field]", what: str) -> Reading:
        """What a mapping holds by a table of fields; `what` names it in faults, in the definite form: `punktet`."""
        reading = Reading(self.file, {}, {})
        if not isinstance(node, MappingNode):
            hint = f"skriv nøgler som »{fields[0].key}: …«"
            if isinstance(node, ScalarNode) and ":" in node.value:
                hint += ", med et mellemrum efter kolon"
            self._wrong_type(node, node, what, hint)
            return reading
        self._check_keys(node, fields, what)
        by_key = {field.key: field for field in fields}
        for name, (key, value) in node.pairs.items():
            if name in by_key:
                kind = TYPES[by_key[name].type]
                placed = reading.places[name] = []
                for each, at in kind.read(self, key, value, by_key[name].required):
                    problem = kind.check(name, each) if kind.check else None
                    if kind.prose and isinstance(at, ScalarNode):
                        self.check_cut(at)
                    if problem:
                        self.fault(at, *problem)
                    else:
                        placed.append((each, at))
                if kind.several:
                    reading.values[name] = tuple(each for each, _node in placed)
                elif placed:
                    reading.values[name] = placed[0][0]
        return reading

    def _check_keys(self, table: MappingNode, fields: "Sequence[Field]", what: str) -> None:
        known = [field.key for field in fields]
        # Finding the nearest key takes time, so it is looked for only where the fault will be listed.
        most = 0 if self.has_max_findings else MAX_FINDINGS + 1
        strange = [key for key, _value in table.pairs.values() if key.value not in known][:most]
        lines = packaged("content", "danish_keys.txt").decode().splitlines() if strange else ()
        danish = dict(line.split(": ") for line in lines)  # what Danes write for a key
        meant = [danish.get(name_key(key.value), key.value) for key in strange]
        hints = [suggestion(name, known, f"vælg mellem {enumerated(known)}") for name in meant]
        for field in fields:
            # A refused key may have been meant to be this one, and so may an unknown one that is nearly the same.
            given = field.key in table.pairs or table.refused or (hints and did_you_mean_one(field.key) in hints)
            if field.required and not given:
                self.fault(table, f"{what} mangler nøglen »{field.key}«", f"tilføj »{field.key}: …«")
        for key, hint in zip(strange, hints, strict=True):
            self.fault(key, f"nøglen {quoted(key.value)} er ukendt", hint)

    def check_cut(self, text: ScalarNode) -> None:
        """Report a comment that may be a part of a text."""
        if text.cut and not self.has_max_findings:
            self.findings.append(Finding(self.file, *text.cut))

    def _wrong_type(self, place: Node, node: Node, what: str, hint: str) -> None:
        """Report a node that is not of the type wanted, unless it, or a key of it, was reported when it was read."""
        if not isinstance(node, InvalidNode) and not (isinstance(node, MappingNode) and node.refused):
            kind = {SequenceNode: "en liste", MappingNode: "en gruppe af nøgler", ScalarNode: "en tekst"}[type(node)]
            bracket = {SequenceNode: "[", MappingNode: "{"}.get(type(node)) if node.start and hint == A_TEXT else None
            hint += f", eller sæt ' foran og efter den, hvis den skal begynde med »{bracket}«" if bracket else ""
            self.fault(place, f"{what} er {kind}", hint)

    def paragraphs(self, key: ScalarNode, node: Node, required: bool, *, listed: bool = False) -> "Placed":
        """The paragraphs of a key's text, or of one text in its list; an empty text is a fault."""
        if isinstance(node, MappingNode) and node.is_pair:
            whole = self.written[node.line - 1][node.column - 1 :].strip()
            [(first, value)] = node.pairs.values()
            below = (self.written[node.line :] or [""])[0]
            goes_on = bool(below.strip()) and not below[: node.column].strip()
            # Else it may be meant as a key, or takes several lines.
            fixable = listed and isinstance(value, ScalarNode) and not node.start and not goes_on
            doubtful = " #" in whole  # which may be a note
            fix = Fix(node.column, node.column + len(whole), in_quotes(whole), doubtful) if fixable else None
            hint = how_to_quote(whole.partition("]")[0].partition(",")[0] if node.start else whole)
            column = node.column + max(whole.find(":", len(first.value)), 0)
            self.findings.append(Finding(self.file, node.line, column, COLON, hint, fix=fix))
            return []
        if not isinstance(node, ScalarNode):
            lines_below = isinstance(node, MappingNode) and not node.start and not listed
            hint = f"{A_TEXT}, eller skriv | efter kolon, hvis linjerne under er en tekst" if lines_below else A_TEXT
            self._wrong_type(node, node, quoted(key.value), hint)
            return []
        paragraphs = () if node.is_null else node.paragraphs()
        if not paragraphs and node.cut:
            self.check_cut(node)
        elif not paragraphs and self.syntax_faults.isdisjoint((key.line, key.line + 1)):
            what = f"{quoted(key.value)} har en tom tekst" if listed else f"{quoted(key.value)} er tom"
            hint = "skriv noget" if required else "skriv noget, eller slet den"
            if node.value.strip() and node.is_null:
                what += f", for {node.value} betyder »intet«"
                hint = f"skriv noget, eller sæt ' foran og efter {node.value}, hvis det er selve teksten"
            self.fault(node if listed else key, what, hint)
        return [(paragraph, node) for paragraph in paragraphs]

    def texts(self, key: ScalarNode, node: Node, required: bool) -> "Placed":
        """The paragraphs of a text or of a list of texts."""
        if not isinstance(node, SequenceNode):
            return self.paragraphs(key, node, required)
        return [each for item in node.items for each in self.paragraphs(key, item, False, listed=True)]

    def line(self, key: ScalarNode, node: Node, required: bool, *, listed: bool = False) -> "Placed":
        """A text of a single paragraph; nothing when it isn't one."""
        paragraphs = self.paragraphs(key, node, required, listed=listed)
        if len(paragraphs) > 1:
            self.fault(node, f"{quoted(key.value)} har {len(paragraphs)} afsnit", "skriv det som ét afsnit")
        return paragraphs if len(paragraphs) == 1 else []

    def items(self, key: ScalarNode, node: Node, hint: str) -> "list[Node]":
        """The items of a list; none, and a fault, when it isn't one."""
        if isinstance(node, SequenceNode):
            return node.items
        if isinstance(node, ScalarNode) and not node.value:
            self.paragraphs(key, node, False)
            return []
        hint = f"skriv en liste: {hint}"
        if isinstance(node, ScalarNode) and node.value[:1] == "-":
            mark = self.written[node.line - 1][node.column - 1 :][:1]
            if node.value[1:2] != " ":
                hint = "skriv et mellemrum efter hvert »-«"
            elif mark in ("|", ">"):
                hint = f"slet {mark} efter kolon"
        self._wrong_type(key, node, quoted(key.value), hint)
        return []

    def lines(self, key: ScalarNode, node: Node, _required: bool) -> "Placed":
        """The texts of a list, each a single paragraph."""
        items = self.items(key, node, "en linje for hver, med »- « foran")
        return [each for item in items for each in self.line(key, item, False, listed=True)]

    def references(self, key: ScalarNode, node: Node, required: bool) -> "Placed":
        """The ids of sections, at least one; whether there are such sections is for `load` to say."""
        if isinstance(node, SequenceNode) and not node.items:
            self.fault(key, f"{quoted(key.value)} er tom", "skriv afsnittenes id'er i læserækkefølge")
        return self.lines(key, node, required)

    def entries(self, key: ScalarNode, node: Node, _required: bool) -> "Placed":
        """The entries of a section; no two may have the same name, whether id or title."""
        entries: Placed = []
        taken: dict[str, tuple[int, Node, str]] = {}
        for number, item in enumerate(self.items(key, node, "hvert punkt begynder med »- id: …«")):
            reading = self.record(item, ENTRY, "punktet")
            entries.append((Entry(**({"id": "", "title": ""} | reading.values)), item))
            for known, name, place in reading.names():
                owner, first, spelling = taken.setdefault(known, (number, place, name))
                if owner != number:
                    same = "står også" if spelling == name else f"er det samme navn som {quoted(spelling)}"
                    what = f"navnet {quoted(name)} {same} i linje {first.line}"
                    self.fault(place, what, "giv det ene punkt et andet navn")
        return entries

    def interpretations(self, key: ScalarNode, node: Node, _required: bool) -> "Placed":
        """The texts of an interpretation: each name with its paragraphs, at the place of the name."""
        if isinstance(node, MappingNode):
            read = []
            for name, below in node.pairs.values():
                inner = next(iter(below.pairs.values()))[0] if isinstance(below, MappingNode) and below.pairs else None
                if inner and inner.value.islower() and not below.start:
                    hint = f"skriv »{name.value}/{inner.value}: …«, lige så langt inde som »{name.value}«"
                    self.fault(inner, f"{quoted(inner.value)} er rykket ind under {quoted(name.value)}", hint)
                else:
                    read.append((name, self.paragraphs(name, below, False)))
            for _name, below in node.pairs.values():
                if isinstance(below, ScalarNode):
                    self.check_cut(below)
            return [((name.value, tuple(text for text, _node in texts)), name) for name, texts in read if texts]
        if not isinstance(node, ScalarNode) or not node.is_null:
            self._wrong_type(key, node, quoted(key.value), "skriv linjer som »  vision: Hos os betyder …«")
        return []


A_TEXT = "skriv en tekst"
NAMED = {"id": "id'et", "aliases": "aliaset"}


def command_problem(key: str, text: str) -> "Rejection | None":
    """Why a text can't name a command: it is no identifier, or a built-in command has that name."""
    if text in RESERVED:
        return f"{NAMED[key]} {quoted(text)} er navnet på en indbygget kommando", "vælg et andet navn"
    return identifier_problem(key, text)


def identifier_problem(key: str, text: str) -> "Rejection | None":
    """Why a text is not fit to type on a command line: it isn't kebab-case ASCII that begins with a letter."""
    if re.fullmatch(IDENTIFIER, text):
        return None
    better = option_key(text)
    rule = "må kun bestå af små bogstaver a-z, tal og enkelte bindestreger og skal begynde med et bogstav"
    return (
        f"{NAMED[key]} {quoted(text)} {rule}",
        f"skriv for eksempel {quoted(better if re.fullmatch(IDENTIFIER, better) else 'klare-budskaber')}",
    )


def title_problem(_key: str, text: str) -> "Rejection | None":
    """Why a text can't be a section's title: it is typed as the name of a built-in command."""
    if name_key(text) not in RESERVED:
        return None
    return f"titlen {quoted(text)} er også navnet på en indbygget kommando", "vælg en anden titel"


def kind_problem(key: str, text: str) -> "Rejection | None":
    """Why a text is not one of KINDS."""
    if text in KINDS:
        return None
    hint = suggestion(text, KINDS, f"skriv {enumerated(KINDS, 'eller')}")
    return f"{quoted(key)} kan ikke være {quoted(text)}", hint


def date_problem(key: str, text: str) -> "Rejection | None":
    """Why a text is not a date as it is written here: `2026-11-23` (ISO 8601)."""
    try:
        if re.fullmatch(DATE, text) and date.fromisoformat(text):
            return None
    except ValueError:
        pass  # a date that no calendar has
    return f"{quoted(key)} er ikke en dato: {quoted(text)}", "skriv år-måned-dag, for eksempel 2026-11-23"


def url_problem(key: str, text: str) -> "Rejection | None":
    """Why a text is not the address of a web page."""
    if re.fullmatch(URL, text):
        return None
    what = f"{quoted(key)} er ikke en adresse på nettet: {quoted(text)}"
    return what, "skriv hele adressen uden mellemrum, for eksempel https://www.eksempel.dk/vision"


class Type(Record):
    """How values of a type are read and checked.

    `several`: the value is a tuple. `prose`: running text, for which a swallowed comment is reported.
    """

    read: "Callable[[Reader, ScalarNode, Node, bool], Placed]"
    several: bool = False
    check: "Callable[[str, str], Rejection | None] | None" = None  # of a key and its text
    prose: bool = False


TYPES = {
    "line": Type(Reader.line, prose=True),
    "title": Type(Reader.line, check=title_problem, prose=True),
    "text": Type(Reader.paragraphs, several=True, prose=True),
    "texts": Type(Reader.texts, several=True, prose=True),
    "lines": Type(Reader.lines, several=True, prose=True),
    "identifier": Type(Reader.line, check=identifier_problem),
    "command": Type(Reader.line, check=command_problem),
    "commands": Type(Reader.lines, several=True, check=command_problem),
    "reference": Type(Reader.line),
    "references": Type(Reader.references, several=True),
    "kind": Type(Reader.line, check=kind_problem),
    "date": Type(Reader.line, check=date_problem),
    "url": Type(Reader.line, check=url_problem, prose=True),
    "entries": Type(Reader.entries, several=True),
    "interpretations": Type(Reader.interpretations, several=True),
}


def read_section(reader: Reader, root: Node) -> Reading | None:
    """What a section's file holds, or None when it has no usable id; faults go to the reader."""
    reading = reader.record(root, SECTION, "filen")
    kind = reading.values.get("kind", "text")
    if isinstance(root, MappingNode) and kind != "text" and not reading.get("entries") and not reader.findings:
        what = f"afsnittet har »kind: {kind}«, men ingen »entries«"
        reader.fault(root.pairs["kind"][0], what, "skriv dem, eller slet »kind«")
    return reading if "id" in reading.values else None
