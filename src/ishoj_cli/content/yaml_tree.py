"""YAML as a tree of texts, lists and tables that know their line and column; what the subset refuses is a finding.

The tree is built from the parser's events, one by one, so that anchors, tags, duplicate keys and depth are seen before
memory grows.
"""

from ishoj_cli.content.findings import MAX_FINDINGS, Finding
from ishoj_cli.danish import composed
from ishoj_cli.errors import quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    Problem = tuple[int, int, str, str]  # line, column, what is wrong, what to do about it

MAX_DEPTH = 20
MAX_NODES = 90_000
MAX_MARKS = 30  # as Unicode's own limit (UAX 15): no letter needs more, and normalising many is slow
MAX_SECOND_OPINION = 65_536  # characters that the slower parser reads to place a mistake
LOOK_AHEAD = 4_096  # more than any parser reads ahead of its events: a key and its colon are at most 1,024 apart


class Node:
    """Something at a line and a column, both counted from 1."""

    def __init__(self, line: int, column: int) -> None:
        self.line = line
        self.column = column


class Text(Node):
    """A scalar: its characters as written (NFC), and whether it is written under `|`."""

    def __init__(self, line: int, column: int, value: str, literal: bool) -> None:
        super().__init__(line, column)
        self.value = value
        self.literal = literal

    def paragraphs(self) -> "tuple[str, ...]":
        """The paragraphs: under `|` separated by blank lines, otherwise by every line end left after folding."""
        lines = [line.strip(" ") if line.strip() else "" for line in self.value.split("\n")]
        blocks = "\n".join(lines).split("\n\n") if self.literal else lines
        return tuple(block.strip("\n").replace("\n", " ") for block in blocks if block.strip("\n"))


class Items(Node):
    """A sequence."""

    def __init__(self, line: int, column: int) -> None:
        super().__init__(line, column)
        self.items: list[Node] = []


class Table(Node):
    """A mapping, its pairs in the order written, every key once; and whether a key of it was refused.

    While it is read, `key` is the one that waits for its value.
    """

    def __init__(self, line: int, column: int) -> None:
        super().__init__(line, column)
        self.pairs: dict[str, tuple[Text, Node]] = {}
        self.refused = False
        self.key: Text | Hole | None = None


class Hole(Node):
    """Something that has been reported already, such as an alias."""


class _StopError(Exception):
    """Nothing more is read. The arguments are the problem after which nothing can be understood, if that is why."""


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
FIRST_MARK = "\u0300"  # of the marks that are composed with a letter; only controls are refused before it
STRANGE_CHARACTER = f"[{''.join(letters for letters, _what, _hint in STRANGE)}]"


def described(character: str) -> "tuple[str, str]":
    """What a strange character is, and what to do about it."""
    import re

    what, hint = next((what, hint) for letters, what, hint in STRANGE if re.match(f"[{letters}]", character))
    return f"her står {what.format(code=f'U+{ord(character):04X}')}", hint


def parse(text: str, file: str) -> "tuple[Node | None, list[Finding]]":
    """The tree of a YAML text, or None when it can't be understood as one document; and what is wrong with it.

    Findings come in no order, a few more than MAX_FINDINGS at most. With so many there is no tree: what comes after
    them is not read. `file` is the name that they carry.
    """
    text, problems = _without_strange_characters(text.replace("\r\n", "\n"))
    node: Node | None = None
    if text.count("\n%") > MAX_FINDINGS:  # the parsers compare each `%TAG` with all before it
        problems.append((*position(text, text.index("\n%") + 1), *DIRECTIVES))
    elif len(problems) <= MAX_FINDINGS:
        node, more = _understood(text)
        if problems and isinstance(node, Text):
            node = None
        # A single problem beside strange characters is most likely a consequence of them.
        problems += more if node or not problems or len(more) > 1 else []
    return node, [Finding(file, *problem) for problem in problems]


def position(text: str, index: int) -> tuple[int, int]:
    """The line and column of a character."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def position_of(mark: "Any") -> tuple[int, int]:
    """The line and column of a parser's mark; the first where it has none."""
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _without_strange_characters(text: str) -> "tuple[str, list[Problem]]":
    """The text without the characters that are refused, and a problem for the first of them on each line.

    A lone carriage return ended lines on old systems: it does so here, and is reported once.
    """
    problems: list[Problem] = []
    if "\r" in text:
        hint = "gem filen med linjeskift som i Windows (CRLF) eller Unix (LF)"
        problems.append((*position(text, text.index("\r")), "her står et gammeldags linjeskift (CR)", hint))
        text = text.replace("\r", "\n")
    if max(text, default="") < FIRST_MARK and text.replace("\n", "").isprintable():
        return text, problems  # the usual text, for which no pattern has to be compiled
    import re
    from itertools import islice

    found = islice(re.finditer(f"{STRANGE_CHARACTER}.*", text), MAX_FINDINGS + 1 - len(problems))
    problems += [(*position(text, match.start()), *described(match[0][0])) for match in found]
    return re.sub(STRANGE_CHARACTER, lambda match: " " if match[0] == "\t" else "", text), problems


def _understood(text: str) -> "tuple[Node | None, list[Problem]]":
    """The tree by libyaml where it is installed; on its refusal, and without it, by the parser in Python.

    The two place some mistakes differently. Asking the same one last makes a finding the same everywhere. It is slow,
    so it reads no more than MAX_SECOND_OPINION characters: of what it accepts so far, libyaml has the last word.
    """
    import yaml

    builder = _Builder(text)
    refused = builder.read(getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    if refused and hasattr(yaml, "CBaseLoader"):
        second = _Builder(text, MAX_SECOND_OPINION)
        second.read(yaml.BaseLoader)
        builder = builder if second.stopped else second
    return builder.root, builder.problems


class _Builder:
    """Puts a document together, event by event, without recursion; it stops after `limit` characters, if any."""

    def __init__(self, text: str, limit: int | None = None) -> None:
        import re

        self.colon = re.compile(" *:")
        self.glued = re.compile("[|>][-+0-9]*#")
        self.text = text
        self.limit = len(text) if limit is None else limit
        self.stopped = False  # whether the limit was reached
        self.problems: list[Problem] = []
        self.root: Node | None = None
        self.brackets = 0  # how many brackets are open around what is read
        self.nodes = 0
        self.read_to: Any = None  # the mark where the last event ends
        self.open: list[Items | Table] = []

    def read(self, loader: "Any") -> bool:
        """Build the tree with a parser; whether it was refused. Then, or with too many problems, there is no tree."""
        import yaml

        reader: Any = None
        try:
            reader = loader(self.text)
            self.build(self.events(reader))
        except _StopError as stop:
            problem = stop.args
        except yaml.MarkedYAMLError as error:
            at_start, *words = in_danish(f"{error.problem}")
            mark: Any = (error.context_mark if at_start else None) or error.problem_mark or error.context_mark
            problem = self.too_deep_ahead() or (*position_of(mark), *words)
        except (yaml.YAMLError, ValueError, OverflowError) as error:  # the latter two of a code that is no character
            mark = reader.get_mark() if hasattr(reader, "get_mark") else None
            _at_start, *words = in_danish(f"{error}" if isinstance(error, yaml.YAMLError) else "escape")
            problem = (*position_of(mark), *words)
        else:
            return False
        self.problems += [problem] if problem else []
        self.root = None
        return bool(problem)

    def events(self, reader: "Any") -> "Iterator[Any]":
        """The parser's events, as far as the limit."""
        try:
            while reader.check_event():
                event = reader.get_event()
                if event.start_mark.index > self.limit:
                    self.stopped = True
                    raise _StopError
                self.read_to = event.end_mark
                yield event
        finally:
            reader.dispose()

    def too_deep_ahead(self) -> "Problem | None":
        """Where brackets nest too deep between the last event and a refusal, if they do.

        libyaml reads ahead of its events, and since 0.2.6 refuses more than 1,000 levels before the first is seen here.
        """
        import yaml

        start = self.read_to.index if self.read_to else 0
        depth = len(self.open)
        try:
            for token in yaml.scan(self.text[start : start + LOOK_AHEAD], Loader=yaml.BaseLoader):
                name = type(token).__name__
                depth += name in ("FlowSequenceStartToken", "FlowMappingStartToken")
                depth -= name in ("FlowSequenceEndToken", "FlowMappingEndToken")
                if depth > MAX_DEPTH:
                    return (*position(self.text, start + token.start_mark.index), *TOO_DEEP)
        except (yaml.YAMLError, ValueError, OverflowError):
            pass  # the mistake itself, or one that only the cut makes
        return None

    def report(self, at: Node, what: str, hint: str) -> None:
        self.problems.append((at.line, at.column, what, hint))
        if len(self.problems) > MAX_FINDINGS:
            raise _StopError

    def build(self, events: "Iterator[Any]") -> None:
        for event in events:
            name = type(event).__name__
            at = Node(*position_of(event.start_mark))
            if name == "ScalarEvent":
                self.refuse_properties(event, at)
                self.place(self.as_text(event, at), event)
            elif name in ("SequenceStartEvent", "MappingStartEvent"):
                self.refuse_properties(event, at)
                if len(self.open) >= MAX_DEPTH:
                    raise _StopError(at.line, at.column, *TOO_DEEP)
                node = (Items if name == "SequenceStartEvent" else Table)(at.line, at.column)
                self.place(node, event)
                self.open.append(node)
                self.brackets += bool(self.brackets or event.flow_style)
            elif name in ("SequenceEndEvent", "MappingEndEvent"):
                self.open.pop()
                self.brackets -= bool(self.brackets)
            elif name == "AliasEvent":
                hint = "skriv teksten ud, eller sæt den i anførselstegn, hvis den skal begynde med »*«"
                self.report(at, f"henvisningen {quoted('*' + event.anchor)} kan ikke bruges", hint)
                self.place(Hole(at.line, at.column), event)
            elif name == "DocumentStartEvent":
                if self.root:
                    hint = "slet linjen, eller skriv resten i sin egen fil"
                    raise _StopError(at.line, at.column, "her begynder et dokument mere", hint)
                if event.version or event.tags:
                    self.report(at, *DIRECTIVES)
        if self.root is None or (isinstance(self.root, Text) and not self.root.value):
            raise _StopError(1, 1, "filen er tom", "skriv noget i den, eller slet den")

    def refuse_properties(self, event: "Any", at: Node) -> None:
        tag = event.tag and event.tag.replace("tag:yaml.org,2002:", "!!")
        anchor = event.anchor and f"&{event.anchor}"
        for name, written in (("ankeret", anchor), ("typemærket", tag)):
            if written:
                hint = f"slet det, eller sæt teksten i anførselstegn, hvis den skal begynde med »{written[0]}«"
                self.report(at, f"{name} {quoted(written)} kan ikke bruges", hint)

    def as_text(self, event: "Any", at: Node) -> Text:
        if max(event.value, default="") >= FIRST_MARK and _has_endless_marks(event.value):
            what = f"teksten har mere end {MAX_MARKS} accenter på ét bogstav"
            raise _StopError(at.line, at.column, what, "slet dem")
        value = composed(event.value)
        start = event.start_mark.index
        if event.style == '"':  # only here can a character be written by its number
            import re

            for character in sorted(set(re.findall(STRANGE_CHARACTER, value))):
                self.report(at, *described(character))
        if event.style in ("|", ">") and (glued := self.glued.match(self.text, start)):
            raise _StopError(*position(self.text, glued.end() - 1), *MISTAKE)  # as Python does; libyaml reads on
        if self.brackets and not event.style and "?" in value:  # as Python does; libyaml reads on
            raise _StopError(*position(self.text, self.text.index("?", start)), *QUESTION_MARK)
        parent = self.open[-1] if self.open else None
        if not value and not event.style and isinstance(parent, Table):
            at = parent.key or parent  # where a value is missing, the parsers disagree about where that is
        return Text(at.line, at.column, value, event.style == "|")

    def place(self, node: Node, event: "Any") -> None:
        """Put a node where it belongs: at the root, in a list, as a key or as a key's value."""
        self.nodes += 1
        if self.nodes > MAX_NODES:
            what = f"her er mere end {MAX_NODES:,} nøgler, lister og tekster".replace(",", ".", 1)
            raise _StopError(node.line, node.column, what, "del filen i flere")
        if not self.open:
            self.root = node
            return
        parent = self.open[-1]
        if isinstance(parent, Items):
            parent.items.append(node)
            return
        key = parent.key
        parent.key = None if key else self.as_key(node, event)
        if isinstance(key, Hole):
            parent.refused = True
        elif key and key.value in parent.pairs:
            first = parent.pairs[key.value][0]
            self.report(key, f"nøglen {quoted(key.value)} står også i linje {first.line}", "slet den ene")
        elif key:
            parent.pairs[key.value] = (key, node)

    def as_key(self, node: Node, event: "Any") -> "Text | Hole":
        """The node as a key, or a hole once it is reported that it can't be one."""
        hint = "skriv »nøgle: værdi«"
        if isinstance(node, Hole):
            return node
        if not isinstance(node, Text):
            what = "her er en nøgle, der ikke er en tekst"
        elif event.style in ("|", ">") or not self.colon.match(self.text, event.end_mark.index):
            what = f"nøglen {quoted(node.value)} mangler et kolon på samme linje"
        elif node.value == "<<":
            what, hint = "flettenøglen »<<« kan ikke bruges", "skriv nøglerne ud"
        elif not node.value.strip():
            what = "her er en nøgle uden navn"
        else:
            return node
        self.report(node, what, hint)
        return Hole(node.line, node.column)


def _has_endless_marks(text: str) -> bool:
    """Whether more than MAX_MARKS combining characters follow each other."""
    import re
    from unicodedata import combining

    runs = re.findall(f"[^\\w\\s\\x00-\\x7f]{{{MAX_MARKS + 1},}}", text)
    marks = ["".join("x" if combining(letter) else " " for letter in run) for run in runs]
    return any("x" * (MAX_MARKS + 1) in each for each in marks)


def in_danish(problem: str) -> "tuple[bool, str, str]":
    """Whether a parser's refusal is reported where what it is about begins, what is wrong, and what to do.

    The parsers' own words are English and differ, and they may notice a mistake many lines below.
    """
    return next((row[1:] for row in MISTAKES if any(sign in problem for sign in row[0])), (False, *MISTAKE))


MISTAKE = ("filen er ikke gyldig YAML her", "se efter indrykning, kolon og anførselstegn")
TOO_DEEP = (f"her er mere end {MAX_DEPTH} lag inde i hinanden", "skriv det med færre lag")
DIRECTIVES = ("linjer, der begynder med »%«, kan ikke bruges", "slet dem")
QUESTION_MARK = ("her står et spørgsmålstegn i en tekst mellem klammer", "sæt teksten i anførselstegn")
# Parts of the parsers' problems (libyaml's and Python's), and what they most often mean; the first that fits counts.
MISTAKES = (
    (("but got '?'",), False, *QUESTION_MARK),
    (
        ("mapping values are not allowed",),
        False,
        "her står kolon og mellemrum inde i en tekst",
        "sæt teksten i anførselstegn, eller skriv den under »|«",
    ),
    (
        ("could not find expected ':'",),
        True,
        "linjen er hverken »nøgle: værdi« eller en del af teksten ovenfor",
        "sæt kolon og mellemrum efter nøglen, eller ryk linjen ind",
    ),
    (
        ("expected <block end>", "<document start>", "expected key", "expected '-' indicator"),
        False,
        "linjen passer ikke med linjerne omkring den",
        "ryk den lige så langt ind som dem, eller skriv hele teksten under »|«",
    ),
    (
        ("end of stream", "document separator", "document indicator"),
        True,
        "der mangler et afsluttende anførselstegn",
        "sæt det, hvor teksten slutter",
    ),
    (
        ("cannot start any token", "alphabetic or numeric"),
        True,
        "en tekst begynder med et tegn, den ikke må begynde med",
        "sæt teksten i anførselstegn",
    ),
    (
        ("escape", "decimal"),  # the latter of `hexdecimal`, as libyaml spells it
        False,
        "her står en ukendt kode efter »\\« i anførselstegn",
        "skriv »\\\\« for en omvendt skråstreg, eller brug enkelte anførselstegn",
    ),
    (("expected ',' or",), True, "der mangler en afsluttende klamme", "sæt den, eller sæt teksten i anførselstegn"),
)
