"""What a file of content must be: a tree becomes a section or the handbook's own words, and every fault is named."""

from ishoj_cli.content.lookup import nearest
from ishoj_cli.content.model import KINDS, Entry, Record, Section
from ishoj_cli.content.yaml_tree import MAX_COMPLAINTS, Hole, Items, Node, Table, Text
from ishoj_cli.danish import enumerated, name_key
from ishoj_cli.errors import quoted, visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from typing import Any

    Pairs = dict[str, tuple[Text, Node]]

RESERVED = ("alt", "liste", "soeg", "dagens", "handout", "tolkning", "tjek", "hjaelp")
"""The names of the built-in commands, which no section may take."""

SECTION_KEYS = ("id", "title", "kind", "part_of", "aliases", "lead", "entries", "closing", "read_more")
ENTRY_KEYS = ("id", "title", "text", "keywords", "question")
HANDBOOK_KEYS = ("title", "organisation", "edition", "source", "lead", "closing", "sections", "featured")
NEEDED = ("id", "title", "organisation", "edition", "source", "workplace")  # keys that can't be left out
MAX_CANDIDATES = 500
LIKE_A_KEY = 0.6  # keys are English, and written by Danes: `tekst` is `texts`


class Fault(Record):
    """What is wrong, at which line and column (from 1) of which file, and what to do about it; in Danish.

    Where there is no file to have lines, a folder or what isn't there, both are 0.
    """

    file: str
    line: int
    column: int
    what: str
    hint: str

    def __str__(self) -> str:
        """The fault as one line: `fil:linje:kolonne: hvad der er galt; hvad man gør`."""
        place = f":{self.line}:{self.column}" if self.line else ""
        return visible(f"{self.file}{place}: {self.what}; {self.hint}")

    def placed(self) -> "Fault":
        """The same with a line and a column, 1 where it has none: a list of faults has one shape, for tools to read."""
        return self.replace(line=self.line or 1, column=self.column or 1)


MORE = "herfra er der flere fejl"


def is_cut(faults: "Iterable[Fault]") -> bool:
    """Whether a list of faults ends before they do."""
    return any(fault.what == MORE for fault in faults)


def in_order(faults: "Iterable[Fault]") -> tuple[Fault, ...]:
    """Faults by file, line and column, each once.

    Of each file the first MAX_COMPLAINTS are listed, then one that says there are more.
    """
    listed: list[Fault] = []
    count: dict[str, int] = {}
    for fault in sorted(set(faults), key=lambda fault: (fault.file, fault.line, fault.column, fault.what, fault.hint)):
        count[fault.file] = count.get(fault.file, 0) + 1
        if count[fault.file] <= MAX_COMPLAINTS:
            listed.append(fault)
        elif count[fault.file] == MAX_COMPLAINTS + 1:
            listed.append(fault.replace(what=MORE, hint="ret først dem, der står ovenfor"))
    return tuple(listed)


def suggestion(name: str, names: "Iterable[str]", otherwise: str) -> str:
    """`mente du «x»?`, or what else to do when none of the first MAX_CANDIDATES names is near."""
    from itertools import islice

    near = nearest(name, list(islice(names, MAX_CANDIDATES)), least=LIKE_A_KEY)
    return did_you_mean_one(near[0]) if near else otherwise


def did_you_mean_one(name: str) -> str:
    """The hint that names what was most likely meant; what is named so is not missed elsewhere too."""
    return f"mente du {quoted(name)}?"


def kind_of(node: Node) -> str:
    """What a node is, in Danish."""
    return "en liste" if isinstance(node, Items) else "en gruppe af nøgler" if isinstance(node, Table) else "en tekst"


class Reader:
    """Reads the tree of one file and collects what is wrong with it.

    What is faulty reads as None or as empty; so a reader that has any fault holds nothing to show.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.faults: list[Fault] = []

    @property
    def full(self) -> bool:
        """Whether more faults of this file would not be listed."""
        return len(self.faults) > MAX_COMPLAINTS

    def fault(self, node: Node, what: str, hint: str) -> None:
        """Note what is wrong at a node; beyond MAX_COMPLAINTS more of a file are not listed."""
        if not self.full:
            self.faults.append(Fault(self.file, node.line, node.column, what, hint))

    def table(self, node: Node, known: "Collection[str]", required: "Sequence[str]", what: str) -> "Pairs":
        """The pairs of a mapping with known keys; `what` names it in faults, in the definite form: `punktet`."""
        if not isinstance(node, Table):
            if not isinstance(node, Hole):
                self.fault(node, f"{what} er {kind_of(node)}", f"skriv nøgler som «{required[0]}: …»")
            return {}
        # What a refused key was meant to be is not known, so nothing is said to be missing beside it.
        strange = [key for key, _value in node.pairs.values() if key.value not in known and not self.full]
        strange = strange[: MAX_COMPLAINTS + 1]  # the nearest of more would take long to find, and isn't told
        otherwise = f"vælg mellem {enumerated(list(known))}"
        hints = [suggestion(key.value, known, otherwise) for key in strange]
        for name in required:
            if name not in node.pairs and not node.refused and did_you_mean_one(name) not in hints:
                self.fault(node, f"{what} mangler nøglen «{name}»", f"tilføj «{name}: …»")
        for key, hint in zip(strange, hints, strict=True):
            self.fault(key, f"nøglen {quoted(key.value)} er ukendt", hint)
        return {name: pair for name, pair in node.pairs.items() if name in known}

    def paragraphs(self, key: Text, node: Node, *, listed: bool = False) -> tuple[str, ...]:
        """The paragraphs of a key's text, or of one text in its list; an empty text is a fault."""
        if not isinstance(node, Text):
            if not isinstance(node, Hole):
                self.fault(node, f"{quoted(key.value)} er {kind_of(node)}", "skriv en tekst")
            return ()
        paragraphs = node.paragraphs()
        if not paragraphs:
            what = f"{quoted(key.value)} har en tom tekst" if listed else f"{quoted(key.value)} er tom"
            needed = key.value in NEEDED and not listed
            self.fault(node if listed else key, what, "skriv noget" if needed else "skriv noget, eller slet den")
            return ()
        return paragraphs

    def texts(self, key: Text, node: Node) -> tuple[str, ...]:
        """The paragraphs of a text or of a list of texts."""
        if not isinstance(node, Items):
            return self.paragraphs(key, node)
        return tuple(paragraph for item in node.items for paragraph in self.paragraphs(key, item, listed=True))

    def line(self, key: Text, node: Node, *, listed: bool = False) -> str | None:
        """A text of a single paragraph; None when it isn't one."""
        paragraphs = self.paragraphs(key, node, listed=listed)
        if len(paragraphs) > 1:
            self.fault(node, f"{quoted(key.value)} har {len(paragraphs)} afsnit", "skriv det som ét afsnit")
        return paragraphs[0] if len(paragraphs) == 1 else None

    def lines(self, key: Text, node: Node) -> "list[tuple[str, Node]]":
        """The texts of a list, each with its place."""
        if not isinstance(node, Items):
            if not isinstance(node, Hole):
                self.fault(
                    key, f"{quoted(key.value)} er {kind_of(node)}", "skriv en liste: en linje for hver, med «- » foran"
                )
            return []
        read = [(self.line(key, item, listed=True), item) for item in node.items]
        return [(text, item) for text, item in read if text is not None]

    def identifier(self, what: str, text: str | None, node: Node) -> str | None:
        """A name fit to type in a command; `what` names it in faults, in the definite form: `aliaset`."""
        if text is None or is_identifier(text):
            return text
        better = name_key(text).replace(" ", "-")
        self.fault(
            node,
            f"{what} {quoted(text)} må kun have små bogstaver a-z, tal og enkelte bindestreger, først et bogstav",
            f"skriv for eksempel {quoted(better if is_identifier(better) else 'klare-budskaber')}",
        )
        return None

    def command(self, what: str, text: str | None, node: Node) -> str | None:
        """An identifier that no built-in command has for its name."""
        if text in RESERVED:
            self.fault(node, f"{what} {quoted(f'{text}')} er navnet på en indbygget kommando", "vælg et andet navn")
            return None
        return self.identifier(what, text, node)


def is_identifier(text: str) -> bool:
    """Whether a text is kebab-case ASCII that begins with a letter."""
    import re

    return re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", text) is not None


class ReadSection(Record):
    """A section as read from its file, with the places that other files' faults may point to."""

    file: str
    section: Section
    names: "tuple[tuple[str, Node], ...]"
    part_of: Node | None


def read_section(reader: Reader, root: Node) -> ReadSection | None:
    """The section of a file's tree, or None when it has no usable id; faults go to the reader."""
    pairs = reader.table(root, SECTION_KEYS, ("id", "title"), "filen")
    names: list[tuple[str, Node]] = []
    fields: dict[str, Any] = {"id": "", "title": ""}
    for name, (key, node) in pairs.items():
        if name == "id":
            identifier = reader.command("id'et", reader.line(key, node), node)
            if identifier is not None:
                fields["id"] = identifier
                names.insert(0, (identifier, node))
        elif name == "aliases":
            read = [(reader.command("aliaset", text, item), item) for text, item in reader.lines(key, node)]
            aliases = [(alias, item) for alias, item in read if alias is not None]
            fields["aliases"] = tuple(alias for alias, _item in aliases)
            names += aliases
        elif name == "kind":
            kind = reader.line(key, node)
            if kind in KINDS:
                fields["kind"] = kind
            elif kind is not None:
                reader.fault(
                    node,
                    f"«kind» kan ikke være {quoted(kind)}",
                    suggestion(kind, KINDS, "skriv text, list eller cycle"),
                )
        elif name in ("lead", "closing"):
            fields[name] = reader.texts(key, node)
        elif name == "entries":
            fields["entries"] = read_entries(reader, key, node)
        else:
            fields[name] = reader.line(key, node)
            if name == "title" and name_key(fields[name] or ""):
                names.append((fields[name], node))
                if name_key(fields[name]) in RESERVED:
                    what = f"titlen {quoted(fields[name])} læses ens med navnet på en indbygget kommando"
                    reader.fault(node, what, "vælg en anden titel")
    section = Section(**fields)
    if section.kind != "text" and not section.entries and not reader.faults:
        reader.fault(
            pairs["kind"][0],
            f"et afsnit med «kind: {section.kind}» har ingen «entries»",
            "skriv dem, eller slet «kind»",
        )
    if not section.id:
        return None
    place = pairs["part_of"][1] if section.part_of else None
    return ReadSection(file=reader.file, section=section, names=tuple(names), part_of=place)


def read_entries(reader: Reader, key: Text, node: Node) -> tuple[Entry, ...]:
    """The entries of a section; no two may answer to the same name, whether id or title."""
    if not isinstance(node, Items):
        if not isinstance(node, Hole):
            reader.fault(key, f"«entries» er {kind_of(node)}", "skriv en liste: hvert punkt begynder med «- id: …»")
        return ()
    entries = []
    taken: dict[str, tuple[int, Node, str]] = {}
    for number, item in enumerate(node.items):
        entry, places = read_entry(reader, item)
        entries.append(entry)
        for name, place in places:
            owner, first, spelling = taken.setdefault(name_key(name), (number, place, name))
            if owner != number:
                same = "står også" if spelling == name else f"læses ens med {quoted(spelling)}"
                reader.fault(
                    place, f"navnet {quoted(name)} {same} i linje {first.line}", "giv det ene punkt et andet navn"
                )
    return tuple(entries)


def read_entry(reader: Reader, root: Node) -> "tuple[Entry, list[tuple[str, Node]]]":
    """An entry, and its id and title with their places."""
    pairs = reader.table(root, ENTRY_KEYS, ("id", "title"), "punktet")
    fields: dict[str, Any] = {"id": "", "title": ""}
    places: list[tuple[str, Node]] = []
    for name, (key, node) in pairs.items():
        if name in ("id", "title"):
            text = reader.line(key, node)
            if name == "id":
                text = reader.identifier("id'et", text, node)
            if text is not None:
                fields[name] = text
                places += [(text, node)] if name_key(text) else []
        elif name == "text":
            fields[name] = "\n\n".join(reader.paragraphs(key, node)) or None
        elif name == "keywords":
            fields[name] = tuple(text for text, _item in reader.lines(key, node))
        else:
            fields[name] = reader.line(key, node)
    return Entry(**fields), places


class ReadHandbook(Record):
    """The handbook's own file as read: its fields, and the ids it names, each with its place."""

    fields: "dict[str, Any]"
    organisation: str
    edition: str
    source: str
    order: "tuple[tuple[str, Node], ...]"
    sections: Node
    featured: "tuple[str, Node] | None"


def read_handbook(reader: Reader, root: Node) -> ReadHandbook:
    """The handbook's own file; faults go to the reader."""
    pairs = reader.table(root, HANDBOOK_KEYS, ("title", "organisation", "edition", "source", "sections"), "filen")
    fields: dict[str, Any] = {"title": ""}
    words = {"organisation": "", "edition": "", "source": ""}
    order: list[tuple[str, Node]] = []
    featured = None
    for name, (key, node) in pairs.items():
        if name in ("lead", "closing"):
            fields[name] = reader.texts(key, node)
        elif name == "sections":
            order = reader.lines(key, node)
            if isinstance(node, Items) and not node.items:
                reader.fault(key, "«sections» er tom", "skriv afsnittenes id'er i læserækkefølge")
        elif name == "featured":
            text = reader.line(key, node)
            featured = (text, node) if text is not None else None
        elif name == "edition":
            words[name] = read_date(reader, key, node) or ""
        elif name in words:
            words[name] = reader.line(key, node) or ""
        else:
            fields[name] = reader.line(key, node)
    place = pairs["sections"][0] if "sections" in pairs else root
    return ReadHandbook(fields=fields, **words, order=tuple(order), sections=place, featured=featured)


def read_date(reader: Reader, key: Text, node: Node) -> str | None:
    """A date as the text it is written as: `2026-11-23` (ISO 8601)."""
    import re

    text = reader.line(key, node)
    if text is None:
        return None
    from datetime import date

    try:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            raise ValueError
        date.fromisoformat(text)
    except ValueError:
        reader.fault(
            node, f"{quoted(key.value)} er ikke en dato: {quoted(text)}", "skriv år-måned-dag, for eksempel 2026-11-23"
        )
        return None
    return text
