"""YAML as a tree of texts, lists and tables that know their line and column; what the subset refuses is a complaint.

The tree is built from the parser's events, one by one, so that anchors, tags, doubled keys and depth are seen before
anything grows.
"""

from ishoj_cli.danish import composed
from ishoj_cli.errors import quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Iterator
    from typing import Any

MAX_DEPTH = 20
MAX_COMPLAINTS = 200
MAX_NODES = 90_000
MAX_MARKS = 30  # as Unicode's own limit (UAX 15): more are no letter, and take long to put in order
MAX_SECOND_OPINION = 65_536


class Node:
    """Something at a line and a column, both counted from 1."""

    __slots__ = ("column", "line")

    def __init__(self, line: int, column: int) -> None:
        self.line = line
        self.column = column


class Text(Node):
    """A scalar: its characters as written (NFC), and whether it stands under `|`."""

    __slots__ = ("literal", "value")

    def __init__(self, line: int, column: int, value: str, literal: bool) -> None:
        super().__init__(line, column)
        self.value = value
        self.literal = literal

    def paragraphs(self) -> "tuple[str, ...]":
        """The paragraphs: under `|` parted by blank lines, otherwise by every line end that is left after folding."""
        lines = [line.strip(" ") for line in self.value.split("\n")]
        if not self.literal:
            return tuple(line for line in lines if line.strip())
        blocks: list[list[str]] = [[]]
        for line in lines:
            if line.strip():
                blocks[-1].append(line)
            else:
                blocks.append([])
        return tuple(" ".join(block) for block in blocks if block)


class Items(Node):
    """A sequence."""

    __slots__ = ("items",)

    def __init__(self, line: int, column: int) -> None:
        super().__init__(line, column)
        self.items: list[Node] = []


class Table(Node):
    """A mapping, its pairs in the order written, every key once; and whether a key of it was refused."""

    __slots__ = ("pairs", "refused")

    def __init__(self, line: int, column: int) -> None:
        super().__init__(line, column)
        self.pairs: dict[str, tuple[Text, Node]] = {}
        self.refused = False


class Hole(Node):
    """Something that has been complained about already, such as an alias."""

    __slots__ = ()


class Complaint:
    """What is wrong at a line and a column, and what to do about it; both in Danish."""

    __slots__ = ("column", "hint", "line", "what")

    def __init__(self, line: int, column: int, what: str, hint: str) -> None:
        self.line = line
        self.column = column
        self.what = what
        self.hint = hint


class _RefusedError(Exception):
    """Nothing after this complaint can be understood."""

    def __init__(self, line: int, column: int, what: str, hint: str) -> None:
        super().__init__(what)
        self.complaint = Complaint(line, column, what, hint)


class _EnoughError(Exception):
    """There are more complaints than are told; the rest of the text is not worth the time it would take."""


STRANGE = (
    ("\t", "en tabulator", "brug mellemrum i stedet"),
    ("\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069", "retningsmærket {code}, som kan skjule tekst", "slet det"),
    (
        "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2028\u2029\u2060-\u2064\u206a-\u206f\u2800\u3164\ufeff\uffa0\ufff9-\ufffb"
        "\U00013430-\U00013438\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f",
        "det usynlige tegn {code}",
        "slet det",
    ),
    ("\x00-\x08\x0b-\x1f\x7f-\x9f", "styretegnet {code}", "slet det"),
    ("\ud800-\udfff\ufffe\uffff", "{code}, som ikke er et tegn", "slet det"),
)
"""The characters that no content may hold, what they are called, and what to do about them."""
OLD_LINE_END = (
    "her står et gammeldags linjeskift (CR)",
    "gem filen med linjeskift som i Windows (CRLF) eller Unix (LF)",
)


def strange_characters() -> "re.Pattern[str]":
    """A pattern for one character that no content may hold."""
    import re

    return re.compile(f"[{''.join(letters for letters, _what, _hint in STRANGE)}]")


def described(letter: str) -> "tuple[str, str]":
    """What a strange character is, and what to do about it."""
    import re

    what, hint = next((what, hint) for letters, what, hint in STRANGE if re.match(f"[{letters}]", letter))
    return f"her står {what.format(code=f'U+{ord(letter):04X}')}", hint


def parse(text: str) -> "tuple[Node | None, list[Complaint]]":
    """The tree of a YAML text, or None when it can't be understood as one document; and what is wrong with it.

    Complaints come in no order, and not without end: a few more than MAX_COMPLAINTS at most. With so many there is no
    tree: what comes after them is not read.
    """
    text = text.replace("\r\n", "\n")
    text, strange = _without_strange_characters(text)
    if len(strange) > MAX_COMPLAINTS:
        return None, strange
    if text.count("\n%") > MAX_COMPLAINTS:  # so many `%TAG` take long to tell apart
        return None, [*strange, Complaint(text[: text.index("\n%")].count("\n") + 2, 1, *DIRECTIVES)]
    node, complaints = _understood(text)
    if strange and isinstance(node, Text):
        node = None
    if strange and node is None and len(complaints) == 1:
        complaints = []  # most likely a consequence of the characters
    return node, strange + complaints


def _without_strange_characters(text: str) -> "tuple[str, list[Complaint]]":
    """The text as it is once what is refused has been taken away, and a complaint for the first of it on each line.

    A carriage return alone ended the lines of old: it still does here, and is complained about once.
    """
    complaints: list[Complaint] = []
    before, old_end, _after = text.partition("\r")
    if old_end:
        complaints.append(Complaint(before.count("\n") + 1, len(before) - before.rfind("\n"), *OLD_LINE_END))
        text = text.replace("\r", "\n")
    strange = strange_characters()
    if not strange.search(text):
        return text, complaints
    for number, line in enumerate(text.split("\n"), 1):
        match = strange.search(line)
        if match and len(complaints) <= MAX_COMPLAINTS:
            complaints.append(Complaint(number, match.start() + 1, *described(match[0])))
    return strange.sub(lambda match: " " if match[0] == "\t" else "", text), complaints


def _understood(text: str) -> "tuple[Node | None, list[Complaint]]":
    """The tree by libyaml where it is installed; on its refusal, and without it, by the parser in Python.

    The two place some mistakes differently. Asking the same one last makes a fault the same everywhere;
    only beyond MAX_SECOND_OPINION characters would that take too long.
    """
    import yaml

    loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    complaints: list[Complaint] = []
    node, refusal = _built(text, loader, complaints)
    if refusal and loader is not yaml.BaseLoader and len(text) <= MAX_SECOND_OPINION:
        complaints = []
        node, refusal = _built(text, yaml.BaseLoader, complaints)
    return node, [*complaints, refusal] if refusal else complaints


def _built(text: str, loader: "Any", complaints: "list[Complaint]") -> "tuple[Node | None, Complaint | None]":
    """The tree, or what the text was refused for; smaller faults are added to `complaints`.

    Neither, when there are too many of the smaller ones.
    """
    import yaml

    reader: Any = None
    try:
        reader = loader(text)
        return _Builder(text, complaints).build(_events(reader)), None
    except _RefusedError as refused:
        return None, refused.complaint
    except _EnoughError:
        return None, None
    except yaml.MarkedYAMLError as error:
        begun = any(sign in f"{error.problem}" for sign in TOLD_WHERE_IT_BEGINS) and "'?'" not in f"{error.problem}"
        mark: Any = (error.context_mark if begun else None) or error.problem_mark or error.context_mark
        return None, _syntax_complaint(mark.line + 1, mark.column + 1, f"{error.problem}")
    except (yaml.YAMLError, ValueError, OverflowError):
        mark = reader.get_mark() if hasattr(reader, "get_mark") else None
        return None, _syntax_complaint(mark.line + 1 if mark else 1, mark.column + 1 if mark else 1, "escape")


def _events(reader: "Any") -> "Iterator[Any]":
    try:
        while reader.check_event():
            yield reader.get_event()
    finally:
        reader.dispose()


class _Builder:
    """Puts a document together, event by event, without recursion."""

    def __init__(self, text: str, complaints: "list[Complaint]") -> None:
        import re

        self.colon = re.compile(" *:")
        self.glued = re.compile("[|>][-+0-9]*#")
        self.strange = strange_characters()
        self.text = text
        self.complaints = complaints
        self.root: Node | None = None
        self.brackets = 0  # how many brackets stand open around what is read
        self.nodes = 0
        self.open: list[Items | Table] = []
        self.keys: list[Text | Hole | None] = []  # for each open table, the key that waits for its value

    def complain(self, mark: "Any", what: str, hint: str, node: Node | None = None) -> None:
        line, column = (node.line, node.column) if node else (mark.line + 1, mark.column + 1)
        self.complaints.append(Complaint(line, column, what, hint))
        if len(self.complaints) > MAX_COMPLAINTS:
            raise _EnoughError

    def build(self, events: "Iterator[Any]") -> Node:
        documents = 0
        for event in events:
            name = type(event).__name__
            if name == "ScalarEvent":
                self.add_text(event)
            elif name == "DocumentStartEvent":
                documents += 1
                mark = event.start_mark
                if documents > 1:
                    raise _RefusedError(
                        mark.line + 1,
                        mark.column + 1,
                        "her begynder et dokument mere",
                        "slet linjen, eller skriv resten i sin egen fil",
                    )
                if event.version or event.tags:
                    self.complain(mark, *DIRECTIVES)
            elif name == "AliasEvent":
                self.complain(
                    event.start_mark,
                    f"henvisningen {quoted('*' + event.anchor)} kan ikke bruges",
                    "skriv teksten ud, eller sæt den i anførselstegn, hvis den skal begynde med «*»",
                )
                self.place(Hole(event.start_mark.line + 1, event.start_mark.column + 1), event, None)
            elif name in ("SequenceStartEvent", "MappingStartEvent"):
                self.add_collection(event, Items if name == "SequenceStartEvent" else Table)
            elif name in ("SequenceEndEvent", "MappingEndEvent"):
                self.open.pop()
                self.keys.pop()
                self.brackets -= bool(self.brackets)
        if self.root is None or (isinstance(self.root, Text) and not self.root.value):
            raise _RefusedError(1, 1, "filen er tom", "skriv noget i den, eller slet den")
        return self.root

    def refuse_properties(self, event: "Any") -> None:
        if event.anchor is not None:
            self.complain(
                event.start_mark,
                f"ankeret {quoted('&' + event.anchor)} kan ikke bruges",
                "slet det, eller sæt teksten i anførselstegn, hvis den skal begynde med «&»",
            )
        if event.tag is not None:
            self.complain(
                event.start_mark,
                f"typemærket {quoted(event.tag.replace('tag:yaml.org,2002:', '!!'))} kan ikke bruges",
                "slet det, eller sæt teksten i anførselstegn, hvis den skal begynde med «!»",
            )

    def add_text(self, event: "Any") -> None:
        self.refuse_properties(event)
        mark = event.start_mark
        if not event.value.isascii() and _has_endless_marks(event.value):
            raise _RefusedError(
                mark.line + 1, mark.column + 1, f"teksten har mere end {MAX_MARKS} accenter på ét bogstav", "slet dem"
            )
        value = composed(event.value)
        if event.style == '"':  # only here can a character be written by its number
            for letter in sorted(set(self.strange.findall(value))):
                self.complain(mark, *described(letter))
        if event.style in ("|", ">") and (glued := self.glued.match(self.text, mark.index)):
            raise _RefusedError(mark.line + 1, mark.column + glued.end(), *MISTAKE)  # as Python does; libyaml reads on
        if self.brackets and not event.style and "?" in value:  # as Python does; libyaml reads on
            before = self.text[: self.text.index("?", mark.index)]
            raise _RefusedError(before.count("\n") + 1, len(before) - before.rfind("\n"), *QUESTION_MARK)
        node = Text(mark.line + 1, mark.column + 1, value, event.style == "|")
        if not value and not event.style and isinstance(self.open[-1] if self.open else None, Table):
            beside = self.keys[-1] or self.open[-1]  # where nothing stands, the parsers disagree about where that is
            node.line, node.column = beside.line, beside.column
        self.place(node, event, event.style or "")

    def add_collection(self, event: "Any", kind: "type[Items | Table]") -> None:
        self.refuse_properties(event)
        mark = event.start_mark
        if len(self.open) >= MAX_DEPTH:
            raise _RefusedError(
                mark.line + 1,
                mark.column + 1,
                f"her er mere end {MAX_DEPTH} lag inde i hinanden",
                "skriv det med færre lag",
            )
        node = kind(mark.line + 1, mark.column + 1)
        self.place(node, event, None)
        self.open.append(node)
        self.keys.append(None)
        self.brackets += bool(self.brackets or event.flow_style)

    def place(self, node: Node, event: "Any", style: "str | None") -> None:
        """Put a node where it belongs: at the root, in a list, as a key or as a key's value."""
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise _RefusedError(
                event.start_mark.line + 1,
                event.start_mark.column + 1,
                f"her er mere end {MAX_NODES:,} nøgler, lister og tekster".replace(",", ".", 1),
                "del filen i flere",
            )
        if not self.open:
            self.root = node
            return
        parent = self.open[-1]
        if isinstance(parent, Items):
            parent.items.append(node)
            return
        key = self.keys[-1]
        if key is None:
            self.keys[-1] = self.as_key(node, event, style)
            return
        self.keys[-1] = None
        if isinstance(key, Hole):
            parent.refused = True
            return
        if key.value in parent.pairs:
            first = parent.pairs[key.value][0]
            self.complain(
                event.start_mark, f"nøglen {quoted(key.value)} står også i linje {first.line}", "slet den ene", key
            )
        else:
            parent.pairs[key.value] = (key, node)

    def as_key(self, node: Node, event: "Any", style: "str | None") -> "Text | Hole":
        """The node as a key, or a hole after the complaint that it can't be one."""
        hint = "skriv «nøgle: værdi»"
        if isinstance(node, Text):
            if style in ("|", ">") or not self.colon.match(self.text, event.end_mark.index):
                what = f"nøglen {quoted(node.value)} er ikke fulgt af et kolon på samme linje"
            elif node.value == "<<":
                what, hint = "flettenøglen «<<» kan ikke bruges", "skriv nøglerne ud"
            elif not node.value.strip():
                what = "her er en nøgle uden navn"
            else:
                return node
            self.complain(event.start_mark, what, hint, node)
        elif not isinstance(node, Hole):
            self.complain(event.start_mark, "her er en nøgle, der ikke er en tekst", hint)
        return Hole(node.line, node.column)


def _has_endless_marks(text: str) -> bool:
    """Whether more than MAX_MARKS combining characters stand in a row."""
    import re
    from unicodedata import combining

    for run in re.finditer(f"[^\\w\\s\\x00-\\x7f]{{{MAX_MARKS + 1},}}", text):
        if "1" * (MAX_MARKS + 1) in "".join("1" if combining(letter) else "0" for letter in run[0]):
            return True
    return False


# What is noticed only where it can go on no longer, which may be lines below.
TOLD_WHERE_IT_BEGINS = (
    "could not find expected ':'",
    "end of stream",
    "document separator",
    "alphabetic or numeric",
    "expected ',' or",
)
MISTAKE = ("filen er ikke gyldig YAML her", "se efter indrykning, kolon og anførselstegn")
DIRECTIVES = ("linjer, der begynder med «%», kan ikke bruges", "slet dem")
QUESTION_MARK = ("her står et spørgsmålstegn i en tekst mellem klammer", "sæt teksten i anførselstegn")
MISTAKES = (
    ("but got '?'", *QUESTION_MARK),
    (
        "mapping values are not allowed",
        "her står kolon og mellemrum inde i en tekst",
        "sæt teksten i anførselstegn, eller skriv den under «|»",
    ),
    (
        "could not find expected ':'",
        "linjen er hverken «nøgle: værdi» eller en del af teksten ovenfor",
        "sæt kolon og mellemrum efter nøglen, eller ryk linjen ind",
    ),
    (
        "expected <block end>",
        "linjen passer ikke med linjerne omkring den",
        "ryk den lige så langt ind som dem, eller skriv hele teksten under «|»",
    ),
    (
        "expected <document start>",
        "linjen passer ikke med linjerne omkring den",
        "ryk den lige så langt ind som dem, eller skriv hele teksten under «|»",
    ),
    ("end of stream", "et anførselstegn bliver ikke lukket", "sæt det afsluttende anførselstegn"),
    ("document separator", "et anførselstegn bliver ikke lukket", "sæt det afsluttende anførselstegn"),
    ("cannot start any token", "en tekst begynder med et tegn, den ikke må begynde med", "sæt teksten i anførselstegn"),
    (
        "escape",
        "her står en ukendt kode efter «\\» i anførselstegn",
        "skriv «\\\\» for en omvendt skråstreg, eller brug enkelte anførselstegn",
    ),
    (
        "hexadecimal",
        "her står en ukendt kode efter «\\» i anførselstegn",
        "skriv «\\\\» for en omvendt skråstreg, eller brug enkelte anførselstegn",
    ),
    ("expected ',' or", "en klamme bliver ikke lukket", "luk den, eller sæt teksten i anførselstegn"),
    ("alphabetic or numeric", "en tekst begynder med et tegn, den ikke må begynde med", "sæt teksten i anførselstegn"),
)


def _syntax_complaint(line: int, column: int, problem: str) -> Complaint:
    """The parser's own words are English and differ between parsers; these are ours for what they most often mean."""
    for sign, what, hint in MISTAKES:
        if sign in problem:
            return Complaint(line, column, what, hint)
    return Complaint(line, column, *MISTAKE)
