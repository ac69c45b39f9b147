"""Parses YAML to a tree of nodes with positions.

Unsupported YAML (anchors, tags, duplicate keys) is reported as findings.

The tree is built from the parser's events, one by one, so that these, and excessive nesting, are rejected before they
can use up memory.
"""

import re
from bisect import bisect_right

from ishoj_cli.content import characters, quoting
from ishoj_cli.content.findings import MAX_FINDINGS, Finding, Fix, Problem
from ishoj_cli.content.nodes import InvalidNode, MappingNode, Node, ScalarNode, SequenceNode, position_of
from ishoj_cli.danish import composed
from ishoj_cli.errors import quoted
from ishoj_cli.type_hints import Any, Iterator

MAX_DEPTH = 20
MAX_NODES = 90_000
MAX_MARKS = 30  # as Unicode's own limit (UAX 15): no letter needs more, and normalising many is slow
MAX_SECOND_OPINION = 65_536  # characters that the slower parser reads to place a mistake
LOOK_AHEAD = 4_096  # more than any parser reads ahead of its events: a key and its colon are at most 1,024 apart


TOO_DEEP = (f"her er mere end {MAX_DEPTH} lag inde i hinanden", "skriv det med færre lag")
# An escaped blank, and a path whose `\n` is no line break; `\0` stands for two backslashes.
VANISHING = r"\\[ _]|(?:(?<=[\s\"]\0)|(?<![^\s\"\\\0])(?=[^\s\"\\\0]*?\b[A-Za-z]:))[^\s\"\\\0]*+\\n\w"


class _StopError(Exception):
    """Stops parsing. Its arguments, if any, are the fatal problem."""


def parse(text: str, file: str) -> "tuple[Node | None, list[Finding]]":
    """The tree of a YAML text, or None when it can't be understood as one document; and what is wrong with it.

    Findings come in no order, a few more than MAX_FINDINGS at most. With so many there is no tree: what comes after
    them is not read. `file` is the name that they carry.
    """
    text, problems = characters.cleaned(text.replace("\r\n", "\n"))
    node: Node | None = None
    if text.count("\n%") > MAX_FINDINGS:  # the parsers compare each `%TAG` with all before it
        problems.append((*characters.position(text, text.index("\n%") + 1), *quoting.DIRECTIVES))
    elif len(problems) <= MAX_FINDINGS:
        node, more = _understood(text)
        if problems and isinstance(node, ScalarNode):
            node = None
        # A single problem beside slips is most likely a consequence of them.
        problems += more if node or not problems or len(more) > 1 else []
    return node, [Finding(file, *problem) for problem in problems]


def _understood(text: str) -> "tuple[Node | None, list[Problem]]":
    """The tree by libyaml where it is installed; on its refusal, and without it, by the parser in Python.

    The two place some mistakes differently. Asking the same one last makes a finding the same everywhere. It is slow,
    so it reads no more than MAX_SECOND_OPINION characters: of what it accepts so far, libyaml has the last word.
    """
    import yaml

    builder = Builder(text)
    refused = builder.read(getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    if refused and hasattr(yaml, "CBaseLoader"):
        second = Builder(text, MAX_SECOND_OPINION)
        second.read(yaml.BaseLoader)
        builder = builder if second.stopped else second
    return builder.root, builder.problems


class Builder:
    """Puts a document together, event by event, without recursion; it stops after `limit` characters, if any."""

    def __init__(self, text: str, limit: int | None = None) -> None:
        self.colon = re.compile(" *:")
        self.comment_between = re.compile(r"(?: *,|[\[{]) *#")  # in brackets
        self.comment = re.compile(r" +#[^\n]*|(?: *\n)+( *)#[^\n]*")
        self.glued = re.compile("[|>][-+0-9]*#")
        self.text = text
        self.limit = len(text) if limit is None else limit
        self.stopped = False  # whether the limit was reached
        self.problems: list[Problem] = []
        self.root: Node | None = None
        self.brackets = 0  # how many brackets are open around what is read
        self.nodes = 0
        self.line_starts: list[int] = []
        self.read_to: Any = None  # the mark where the last event ends
        self.open: list[SequenceNode | MappingNode] = []
        self.value = 0  # where the value of the last key begins
        # The last text, or list in brackets, and where it begins and ends.
        self.last: tuple[Node | None, Any, Any] = None, None, None

    def read(self, loader: "Any") -> bool:
        """Build the tree; returns True if the text was rejected, in which case `root` is None."""
        import yaml

        reader: Any = None
        try:
            reader = loader(self.text)
            self.build(self.events(reader))
        except _StopError as stop:
            problem = stop.args
        except (yaml.YAMLError, ValueError, OverflowError) as error:  # the latter two of a code that is no character
            from ishoj_cli.content.syntax_errors import problem_of

            problem = self.too_deep_ahead() or problem_of(error, reader, self)
        else:
            return False
        if problem:  # what was found after it follows from it
            self.problems = [*(each for each in self.problems if each[:2] < problem[:2]), problem]
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
        """Find excessive nesting after the last event.

        libyaml reads ahead and since 0.2.6 rejects more than 1,000 levels itself, before their events are seen here.
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
                    return (*self.position(start + token.start_mark.index), *TOO_DEEP)
        except (yaml.YAMLError, ValueError, OverflowError):
            pass  # the mistake itself, or one that only the cut makes
        return None

    def report(self, at: Node, what: str, hint: str) -> None:
        """Add a problem; raises _StopError with too many."""
        self.problems.append((at.line, at.column, what, hint))
        if len(self.problems) > MAX_FINDINGS:
            raise _StopError

    def build(self, events: "Iterator[Any]") -> None:
        """Build the tree of the parser's events."""
        for event in events:
            name = type(event).__name__
            at = Node(*position_of(event.start_mark))
            if name == "ScalarEvent":
                refused = self.reject_properties(event, at)
                text = self.as_text(event, at)
                self.place(InvalidNode(at.line, at.column) if refused and not event.value else text, event)
                self.last = text, event.start_mark, event.end_mark
                if self.brackets and text.plain:
                    self.reject_comment_in_brackets(event.end_mark.index)
            elif name in ("SequenceStartEvent", "MappingStartEvent"):
                self.reject_properties(event, at)
                if len(self.open) >= MAX_DEPTH:
                    raise _StopError(at.line, at.column, *TOO_DEEP)
                node = (SequenceNode if name == "SequenceStartEvent" else MappingNode)(at.line, at.column)
                node.start = event.start_mark if event.flow_style else None
                if isinstance(node, MappingNode) and node.start:
                    node.braces = self.text[node.start.index] == "{"
                self.place(node, event)
                self.open.append(node)
                self.brackets += bool(self.brackets or event.flow_style)
                if node.start:
                    self.reject_comment_in_brackets(node.start.index)
            elif name in ("SequenceEndEvent", "MappingEndEvent"):
                node = self.open.pop()
                self.brackets -= bool(self.brackets)
                if node.start and not self.brackets:
                    self.last = node, node.start, event.end_mark
                    self.reject_adjacent_comment(node.start, event.end_mark)
            elif name == "AliasEvent":
                hint = f"skriv teksten ud, eller {quoting.QUOTE}, hvis den skal begynde med »*«"
                self.report(at, f"henvisningen {quoted('*' + event.anchor)} kan ikke bruges", hint)
                self.place(InvalidNode(at.line, at.column), event)
            elif name == "DocumentStartEvent":
                if self.root:
                    hint = "slet linjen, eller skriv resten i sin egen fil"
                    raise _StopError(at.line, at.column, "her begynder et dokument mere", hint)
                if event.version or event.tags:
                    self.report(at, *quoting.DIRECTIVES)
        if self.root is None or (isinstance(self.root, ScalarNode) and not self.root.value):
            raise _StopError(1, 1, "filen er tom", "skriv noget i den, eller slet den")

    def reject_properties(self, event: "Any", at: Node) -> bool:
        """Report an anchor or tag; returns True if there was one."""
        if not event.tag and not event.anchor:
            return False
        tag = event.tag and event.tag.replace("tag:yaml.org,2002:", "!!")
        anchor = event.anchor and f"&{event.anchor}"
        for name, written in (("ankeret", anchor), ("typemærket", tag)):
            if written:
                hint = f"slet det, eller {quoting.QUOTE}, hvis den skal begynde med »{written[0]}«"
                self.report(at, f"{name} {quoted(written)} kan ikke bruges", hint)
        return True

    def as_text(self, event: "Any", at: Node) -> ScalarNode:
        """The text of a scalar; what must not be in it is reported."""
        if not event.value.isascii() and max(event.value) >= characters.FIRST_MARK and _has_endless_marks(event.value):
            what = f"teksten har mere end {MAX_MARKS} accenter på ét bogstav"
            raise _StopError(at.line, at.column, what, "slet dem")
        value = composed(event.value)
        start = event.start_mark.index
        if event.style == '"':  # only here can a character be written by its number
            for character in sorted(set(re.findall(characters.STRANGE_CHARACTER, value))):
                self.report(at, *characters.described(character))
            written = self.text[start : event.end_mark.index]
            if re.search(VANISHING, re.sub(r"\\\\", "\0", written)):
                self.report(at, *quoting.BACKSLASH)
        if event.style in ("'", '"'):
            self.reject_adjacent_comment(event.start_mark, event.end_mark)
        if event.style in ("|", ">") and (glued := self.glued.match(self.text, start)):
            # As Python does; libyaml reads on.
            raise _StopError(*self.position(glued.end() - 1), *quoting.BESIDE_MARK)
        if self.brackets and not event.style and "?" in value:  # as Python does; libyaml reads on
            raise _StopError(*self.position(self.text.index("?", start)), *quoting.QUESTION_MARK)
        parent = self.open[-1] if self.open else None
        if not value and not event.style and isinstance(parent, MappingNode):
            at = parent.key or parent  # where a value is missing, the parsers disagree about where that is
        return ScalarNode(at.line, at.column, value, event.style, self.cut(event, at))

    def reject_adjacent_comment(self, start: "Any", end: "Any") -> None:
        """Refuse a `#` right after quotes or brackets, which to the parsers begins a comment."""
        if self.text.startswith("#", end.index):
            whole = self.text[start.index : self.line_end(end.index)].rstrip()
            if whole[0] in "[{":
                hint = f"sæt et mellemrum foran #, hvis det er en kommentar; ellers {quoting.how_to_quote(whole)}"
                raise _StopError(*self.ignored_comment(end.index, hint))
            raise _StopError(*position_of(start), *quoting.ended_early(whole, inner=False))

    def reject_comment_in_brackets(self, index: int) -> None:
        """Refuse a comment after a bracket, or after the comma behind a text, which may be meant as the next text."""
        if found := self.comment_between.match(self.text, index):
            hint = "sæt ' foran og efter den tekst, der begynder med #, eller flyt kommentaren op over linjen"
            raise _StopError(*self.ignored_comment(found.end() - 1, hint))

    def cut(self, event: "Any", at: Node) -> "Problem | None":
        """The problem for a comment that follows or replaces an unquoted text and may be meant as part of it.

        Such a comment stands on the text's line, or on the next one deeper than the text's key.
        """
        parent = self.open[-1] if self.open else None
        key = parent.key if isinstance(parent, MappingNode) else None
        if event.style in ("'", '"') or (isinstance(parent, MappingNode) and not key):
            return None
        column = (key or parent or Node(0, 0)).column
        start, end = event.start_mark.index, event.end_mark.index
        if key and event.value and not event.style and (hash := self.text.find("#", self.value, start)) >= 0:
            return self.ignored_comment(hash, "slet #, eller flyt kommentaren op over nøglen")
        if event.style:
            end = max(self.text.rfind("\n", 0, end), self.text.find("\n", start), 0)
        elif not event.value and key:
            end = self.value
        column -= not event.value  # as where a key of the template is no comment any more, but its text still is
        found = self.comment.match(self.text, end)
        if not found or (found[1] is not None and (self.brackets or len(found[1]) < column)):
            return None
        hash = found.end() - len(found[0].lstrip())
        if not event.value and found[1] is not None:
            return self.ignored_comment(hash, "slet # foran teksten") if found[0].count("\n") == 1 else None
        if event.style:
            return self.ignored_comment(hash, quoting.COMMENT_AS_TEXT)
        whole = self.text[start if event.value else hash : found.end()].strip()
        fix = None
        if event.value and "\n" not in whole and not self.brackets:
            fix = Fix(at.column, at.column + len(whole), quoting.in_quotes(whole), doubtful=True)
        above = "nøglen" if "\n" in whole else "linjen"
        return self.ignored_comment(hash, f"{quoting.how_to_quote(whole)}, eller flyt kommentaren op over {above}", fix)

    def position(self, index: int) -> tuple[int, int]:
        """The line and column of an index, by binary search in cached line starts."""
        self.line_starts = self.line_starts or [0, *(at + 1 for at, each in enumerate(self.text) if each == "\n")]
        line = bisect_right(self.line_starts, index)
        return line, index - self.line_starts[line - 1] + 1

    def line_end(self, index: int) -> int:
        """Where the line of a character ends."""
        end = self.text.find("\n", index)
        return len(self.text) if end < 0 else end

    def ignored_comment(self, hash: int, hint: str, fix: "Fix | None" = None) -> "Problem":
        """The problem of a comment that begins at a `#`."""
        comment = self.text[hash : self.line_end(hash)].rstrip()
        what = f"# begynder en kommentar, så {quoted(comment)} bliver ikke læst"
        return *self.position(hash), what, hint, "fault", fix

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
        if isinstance(parent, SequenceNode):
            parent.items.append(node)
            return
        key = parent.key
        parent.key = None if key else self.as_key(node, event)
        if isinstance(key, InvalidNode):
            parent.refused = True
        elif key and key.value in parent.pairs:
            first = parent.pairs[key.value][0]
            self.report(key, f"nøglen {quoted(key.value)} står også i linje {first.line}", "slet den ene")
        elif key:
            parent.pairs[key.value] = (key, node)

    def as_key(self, node: Node, event: "Any") -> "ScalarNode | InvalidNode":
        """The node as a key, or a hole once it is reported that it can't be one."""
        hint = "skriv »nøgle: værdi«"
        parent: Any = self.open[-1]
        if isinstance(node, InvalidNode):
            return node
        if not isinstance(node, ScalarNode):
            what = "her er en nøgle, der ikke er en tekst"
            if isinstance(node, MappingNode) and node.start and parent.braces:
                node.refused = True  # what follows from it is not reported
                node, what, hint = parent, "en tekst begynder med »{«", quoting.QUOTE
        elif event.style in ("|", ">") or not self.colon.match(self.text, event.end_mark.index):
            begins = self.text[: event.start_mark.index].rstrip()[-1:]
            if parent.refused and parent.start:
                return InvalidNode(node.line, node.column)
            what = f"nøglen {quoted(node.value)} mangler et kolon på samme linje"
            if begins in "{?" and not parent.pairs and len(self.open) > 1:
                node, what, hint = parent, f"en tekst begynder med »{begins}«", quoting.QUOTE
        elif node.value == "<<":
            what, hint = "flettenøglen »<<« kan ikke bruges", "skriv nøglerne ud"
        elif not node.value.strip():
            what = "her er en nøgle uden navn"
        else:
            self.value = self.text.index(":", event.end_mark.index) + 1
            return node
        self.report(node, what, hint)
        return InvalidNode(node.line, node.column)


def _has_endless_marks(text: str) -> bool:
    """Whether more than MAX_MARKS combining characters follow each other."""
    from unicodedata import combining

    runs = re.findall(f"[^\\w\\s\\x00-\\x7f]{{{MAX_MARKS + 1},}}", text)
    marks = ["".join("x" if combining(letter) else " " for letter in run) for run in runs]
    return any("x" * (MAX_MARKS + 1) in each for each in marks)
