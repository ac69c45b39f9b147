"""YAML as a tree of texts, lists and tables that know their line and column; what the subset refuses is a finding.

The tree is built from the parser's events, one by one, so that anchors, tags, duplicate keys and depth are seen before
memory grows.
"""

from ishoj_cli.content.findings import MAX_FINDINGS, Finding
from ishoj_cli.danish import composed
from ishoj_cli.errors import quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Iterator
    from typing import Any

MAX_DEPTH = 20
MAX_NODES = 90_000
MAX_MARKS = 30  # as Unicode's own limit (UAX 15): more are no letter, and take long to normalise
MAX_SECOND_OPINION = 65_536  # characters that the slower parser reads to place a mistake
LOOK_AHEAD = 4_096  # more than any parser reads ahead of its events: a key and its colon are at most 1,024 apart


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
        """The paragraphs: under `|` separated by blank lines, otherwise by every line end left after folding."""
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
    """Something that has been reported already, such as an alias."""

    __slots__ = ()


class _RefusedError(Exception):
    """Nothing after this finding can be understood."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding)
        self.finding = finding


class _EnoughError(Exception):
    """There are more findings than will be listed, or more text than a second parser should read."""


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


def parse(text: str, file: str) -> "tuple[Node | None, list[Finding]]":
    """The tree of a YAML text, or None when it can't be understood as one document; and what is wrong with it.

    Findings come in no order, a few more than MAX_FINDINGS at most. With so many there is no tree: what comes after
    them is not read. `file` is the name that they carry.
    """
    text = text.replace("\r\n", "\n")
    text, strange = _without_strange_characters(text, file)
    if len(strange) > MAX_FINDINGS:
        return None, strange
    if text.count("\n%") > MAX_FINDINGS:  # the parsers compare each `%TAG` with all before it
        return None, [*strange, Finding(file, text[: text.index("\n%")].count("\n") + 2, 1, *DIRECTIVES)]
    node, findings = _understood(text, file)
    if strange and isinstance(node, Text):
        node = None
    if strange and node is None and len(findings) == 1:
        findings = []  # most likely a consequence of the characters
    return node, strange + findings


def _without_strange_characters(text: str, file: str) -> "tuple[str, list[Finding]]":
    """The text without the characters that are refused, and a finding for the first of them on each line.

    A lone carriage return ended lines on old systems: it does so here, and is reported once.
    """
    findings: list[Finding] = []
    before, old_end, _after = text.partition("\r")
    if old_end:
        findings.append(Finding(file, before.count("\n") + 1, len(before) - before.rfind("\n"), *OLD_LINE_END))
        text = text.replace("\r", "\n")
    strange = strange_characters()
    if not strange.search(text):
        return text, findings
    for number, line in enumerate(text.split("\n"), 1):
        match = strange.search(line)
        if match and len(findings) <= MAX_FINDINGS:
            findings.append(Finding(file, number, match.start() + 1, *described(match[0])))
    return strange.sub(lambda match: " " if match[0] == "\t" else "", text), findings


def _understood(text: str, file: str) -> "tuple[Node | None, list[Finding]]":
    """The tree by libyaml where it is installed; on its refusal, and without it, by the parser in Python.

    The two place some mistakes differently. Asking the same one last makes a finding the same everywhere. It is slow,
    so it reads no more than MAX_SECOND_OPINION characters: what it has no objection to there, libyaml has the last word
    on.
    """
    import yaml

    loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    builder = _Builder(text, file)
    refusal = builder.refusal(loader)
    if refusal and loader is not yaml.BaseLoader:
        second = _Builder(text, file, MAX_SECOND_OPINION)
        second_refusal = second.refusal(yaml.BaseLoader)
        if not second.stopped:
            builder, refusal = second, second_refusal
    return (None if refusal else builder.root), [*builder.findings, *([refusal] if refusal else [])]


class _Builder:
    """Puts a document together, event by event, without recursion; it gives up at `limit` characters, if any."""

    def __init__(self, text: str, file: str, limit: int | None = None) -> None:
        import re

        self.colon = re.compile(" *:")
        self.glued = re.compile("[|>][-+0-9]*#")
        self.strange = strange_characters()
        self.text = text
        self.file = file
        self.limit = limit
        self.stopped = False  # whether the limit was reached
        self.findings: list[Finding] = []
        self.root: Node | None = None
        self.brackets = 0  # how many brackets are open around what is read
        self.nodes = 0
        self.read_to: Any = None  # the mark where the last event ends
        self.open: list[Items | Table] = []
        self.keys: list[Text | Hole | None] = []  # for each open table, the key that waits for its value

    def refusal(self, loader: "Any") -> Finding | None:
        """Build the tree with a parser; what the text is refused for, or None when there is a tree or enough findings.

        Smaller faults are added to `findings`. Without a refusal and with too many of those, `root` is None.
        """
        import yaml

        reader: Any = None
        try:
            reader = loader(self.text)
            self.build(self.events(reader))
        except _RefusedError as refused:
            return refused.finding
        except _EnoughError:
            self.root = None
        except yaml.MarkedYAMLError as error:
            at_start = any(sign in f"{error.problem}" for sign in PLACED_AT_START) and "'?'" not in f"{error.problem}"
            mark: Any = (error.context_mark if at_start else None) or error.problem_mark or error.context_mark
            return self.too_deep_ahead() or self.mistake(mark, f"{error.problem}")
        except (yaml.YAMLError, ValueError, OverflowError) as error:
            mark = reader.get_mark() if hasattr(reader, "get_mark") else None
            return self.mistake(mark, f"{error}" if isinstance(error, yaml.YAMLError) else "escape")
        return None

    def events(self, reader: "Any") -> "Iterator[Any]":
        """The parser's events, as far as the limit."""
        try:
            while reader.check_event():
                event = reader.get_event()
                if self.limit is not None and event.start_mark.index > self.limit:
                    self.stopped = True
                    raise _EnoughError
                self.read_to = event.end_mark
                yield event
        finally:
            reader.dispose()

    def mistake(self, mark: "Any", problem: str) -> Finding:
        """A parser's refusal in our words: its own are English and differ between parsers."""
        what, hint = next((words for signs, *words in MISTAKES if any(sign in problem for sign in signs)), MISTAKE)
        return Finding(self.file, mark.line + 1 if mark else 1, mark.column + 1 if mark else 1, what, hint)

    def too_deep_ahead(self) -> Finding | None:
        """Where brackets nest too deep between the last event and a refusal, if they do.

        libyaml reads ahead of its events, and since 0.2.6 refuses more than 1,000 levels before the first is seen here.
        """
        import yaml

        depth = len(self.open)
        start = self.read_to
        if start is None:
            return None
        try:
            for token in yaml.scan(self.text[start.index : start.index + LOOK_AHEAD], Loader=yaml.BaseLoader):
                name = type(token).__name__
                if name in ("FlowSequenceStartToken", "FlowMappingStartToken"):
                    depth += 1
                    if depth > MAX_DEPTH:
                        mark = token.start_mark
                        column = mark.column + (0 if mark.line else start.column)
                        return Finding(self.file, start.line + mark.line + 1, column + 1, *TOO_DEEP)
                depth -= name in ("FlowSequenceEndToken", "FlowMappingEndToken")
        except (yaml.YAMLError, ValueError, OverflowError):
            pass  # the mistake itself, or one that only the cut makes
        return None

    def report(self, mark: "Any", what: str, hint: str, node: Node | None = None) -> None:
        line, column = (node.line, node.column) if node else (mark.line + 1, mark.column + 1)
        self.findings.append(Finding(self.file, line, column, what, hint))
        if len(self.findings) > MAX_FINDINGS:
            raise _EnoughError

    def refused(self, mark: "Any", what: str, hint: str) -> _RefusedError:
        return _RefusedError(Finding(self.file, mark.line + 1, mark.column + 1, what, hint))

    def refused_at(self, index: int, what: str, hint: str) -> _RefusedError:
        before = self.text[:index]
        finding = Finding(self.file, before.count("\n") + 1, len(before) - before.rfind("\n"), what, hint)
        return _RefusedError(finding)

    def build(self, events: "Iterator[Any]") -> None:
        documents = 0
        for event in events:
            name = type(event).__name__
            if name == "ScalarEvent":
                self.add_text(event)
            elif name == "DocumentStartEvent":
                documents += 1
                mark = event.start_mark
                if documents > 1:
                    hint = "slet linjen, eller skriv resten i sin egen fil"
                    raise self.refused(mark, "her begynder et dokument mere", hint)
                if event.version or event.tags:
                    self.report(mark, *DIRECTIVES)
            elif name == "AliasEvent":
                self.report(
                    event.start_mark,
                    f"henvisningen {quoted('*' + event.anchor)} kan ikke bruges",
                    "skriv teksten ud, eller sæt den i anførselstegn, hvis den skal begynde med »*«",
                )
                self.place(Hole(event.start_mark.line + 1, event.start_mark.column + 1), event, None)
            elif name in ("SequenceStartEvent", "MappingStartEvent"):
                self.add_collection(event, Items if name == "SequenceStartEvent" else Table)
            elif name in ("SequenceEndEvent", "MappingEndEvent"):
                self.open.pop()
                self.keys.pop()
                self.brackets -= bool(self.brackets)
        if self.root is None or (isinstance(self.root, Text) and not self.root.value):
            raise self.refused_at(0, "filen er tom", "skriv noget i den, eller slet den")

    def refuse_properties(self, event: "Any") -> None:
        if event.anchor is not None:
            self.report(
                event.start_mark,
                f"ankeret {quoted('&' + event.anchor)} kan ikke bruges",
                "slet det, eller sæt teksten i anførselstegn, hvis den skal begynde med »&«",
            )
        if event.tag is not None:
            self.report(
                event.start_mark,
                f"typemærket {quoted(event.tag.replace('tag:yaml.org,2002:', '!!'))} kan ikke bruges",
                "slet det, eller sæt teksten i anførselstegn, hvis den skal begynde med »!«",
            )

    def add_text(self, event: "Any") -> None:
        self.refuse_properties(event)
        mark = event.start_mark
        if not event.value.isascii() and _has_endless_marks(event.value):
            raise self.refused(mark, f"teksten har mere end {MAX_MARKS} accenter på ét bogstav", "slet dem")
        value = composed(event.value)
        if event.style == '"':  # only here can a character be written by its number
            for letter in sorted(set(self.strange.findall(value))):
                self.report(mark, *described(letter))
        if event.style in ("|", ">") and (glued := self.glued.match(self.text, mark.index)):
            raise self.refused_at(glued.end() - 1, *MISTAKE)  # as Python does; libyaml reads on
        if self.brackets and not event.style and "?" in value:  # as Python does; libyaml reads on
            raise self.refused_at(self.text.index("?", mark.index), *QUESTION_MARK)
        node = Text(mark.line + 1, mark.column + 1, value, event.style == "|")
        if not value and not event.style and isinstance(self.open[-1] if self.open else None, Table):
            beside = self.keys[-1] or self.open[-1]  # where nothing stands, the parsers disagree about where that is
            node.line, node.column = beside.line, beside.column
        self.place(node, event, event.style or "")

    def add_collection(self, event: "Any", kind: "type[Items | Table]") -> None:
        self.refuse_properties(event)
        mark = event.start_mark
        if len(self.open) >= MAX_DEPTH:
            raise self.refused(mark, *TOO_DEEP)
        node = kind(mark.line + 1, mark.column + 1)
        self.place(node, event, None)
        self.open.append(node)
        self.keys.append(None)
        self.brackets += bool(self.brackets or event.flow_style)

    def place(self, node: Node, event: "Any", style: "str | None") -> None:
        """Put a node where it belongs: at the root, in a list, as a key or as a key's value."""
        self.nodes += 1
        if self.nodes > MAX_NODES:
            what = f"her er mere end {MAX_NODES:,} nøgler, lister og tekster".replace(",", ".", 1)
            raise self.refused(event.start_mark, what, "del filen i flere")
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
            what = f"nøglen {quoted(key.value)} står også i linje {first.line}"
            self.report(event.start_mark, what, "slet den ene", key)
        else:
            parent.pairs[key.value] = (key, node)

    def as_key(self, node: Node, event: "Any", style: "str | None") -> "Text | Hole":
        """The node as a key, or a hole once it is reported that it can't be one."""
        hint = "skriv »nøgle: værdi«"
        if isinstance(node, Text):
            if style in ("|", ">") or not self.colon.match(self.text, event.end_mark.index):
                what = f"nøglen {quoted(node.value)} er ikke fulgt af et kolon på samme linje"
            elif node.value == "<<":
                what, hint = "flettenøglen »<<« kan ikke bruges", "skriv nøglerne ud"
            elif not node.value.strip():
                what = "her er en nøgle uden navn"
            else:
                return node
            self.report(event.start_mark, what, hint, node)
        elif not isinstance(node, Hole):
            self.report(event.start_mark, "her er en nøgle, der ikke er en tekst", hint)
        return Hole(node.line, node.column)


def _has_endless_marks(text: str) -> bool:
    """Whether more than MAX_MARKS combining characters stand in a row."""
    import re
    from unicodedata import combining

    for run in re.finditer(f"[^\\w\\s\\x00-\\x7f]{{{MAX_MARKS + 1},}}", text):
        if "1" * (MAX_MARKS + 1) in "".join("1" if combining(letter) else "0" for letter in run[0]):
            return True
    return False


MISTAKE = ("filen er ikke gyldig YAML her", "se efter indrykning, kolon og anførselstegn")
TOO_DEEP = (f"her er mere end {MAX_DEPTH} lag inde i hinanden", "skriv det med færre lag")
DIRECTIVES = ("linjer, der begynder med »%«, kan ikke bruges", "slet dem")
QUESTION_MARK = ("her står et spørgsmålstegn i en tekst mellem klammer", "sæt teksten i anførselstegn")
# What the parsers notice only where it can go on no longer, which may be lines below.
PLACED_AT_START = (
    "could not find expected ':'",
    "end of stream",
    "document separator",
    "document indicator",
    "alphabetic or numeric",
    "expected ',' or",
)
# Parts of the parsers' problems (libyaml's and Python's), and what they most often mean; the first that fits counts.
MISTAKES = (
    (("but got '?'",), *QUESTION_MARK),
    (
        ("mapping values are not allowed",),
        "her står kolon og mellemrum inde i en tekst",
        "sæt teksten i anførselstegn, eller skriv den under »|«",
    ),
    (
        ("could not find expected ':'",),
        "linjen er hverken »nøgle: værdi« eller en del af teksten ovenfor",
        "sæt kolon og mellemrum efter nøglen, eller ryk linjen ind",
    ),
    (
        ("expected <block end>", "<document start>", "expected key", "expected '-' indicator"),
        "linjen passer ikke med linjerne omkring den",
        "ryk den lige så langt ind som dem, eller skriv hele teksten under »|«",
    ),
    (
        ("end of stream", "document separator", "document indicator"),
        "et anførselstegn bliver ikke lukket",
        "sæt det afsluttende anførselstegn",
    ),
    (
        ("cannot start any token", "alphabetic or numeric"),
        "en tekst begynder med et tegn, den ikke må begynde med",
        "sæt teksten i anførselstegn",
    ),
    (
        ("escape", "hexadecimal", "hexdecimal"),  # the latter is how libyaml spells it
        "her står en ukendt kode efter »\\« i anførselstegn",
        "skriv »\\\\« for en omvendt skråstreg, eller brug enkelte anførselstegn",
    ),
    (("expected ',' or",), "en klamme bliver ikke lukket", "luk den, eller sæt teksten i anførselstegn"),
)
