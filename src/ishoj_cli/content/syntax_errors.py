"""Translates YAML syntax errors to Danish and looks for their most likely cause earlier in the file."""

import re
from itertools import takewhile

from ishoj_cli.content import quoting
from ishoj_cli.content.findings import Fix, Problem
from ishoj_cli.content.nodes import MappingNode, ScalarNode, position_of
from ishoj_cli.content.yaml_tree import Builder
from ishoj_cli.type_hints import Any


def problem_of(error: Exception, loader: "Any", reading: "Builder") -> "Problem":
    """Convert a parser error to a problem.

    The likely cause if one is recognized, otherwise a translation of the message.
    """
    import yaml

    if not isinstance(error, yaml.MarkedYAMLError):  # of a code that is no character
        mark = loader.get_mark() if hasattr(loader, "get_mark") else None
        return *position_of(mark), *in_danish(f"{error}" if isinstance(error, yaml.YAMLError) else "escape")[1:]
    at_start, what, hint = in_danish(f"{error.problem}")
    mark = (error.context_mark if at_start else None) or error.problem_mark or error.context_mark
    if not mark:
        return *position_of(mark), what, hint
    refusal = SyntaxMistake(f"{error.problem}", mark, reading)
    return refusal.cause() or (*position_of(mark), what, refusal.quoting(hint))


class SyntaxMistake:
    """A parser's refusal: its words, its mark, and what had been read before it."""

    def __init__(self, words: str, mark: "Any", reading: "Builder") -> None:
        self.words, self.mark, self.reading = words, mark, reading
        self.text, self.open, self.in_brackets = reading.text, reading.open, bool(reading.brackets)
        self.last, self.last_start, self.last_end = reading.last
        # The lines before the mark, and its own; the end may be taken for a line of its own.
        self.lines = f"{self.text}\n".split("\n", mark.line + 1)[: mark.line + 1]
        self.line = self.lines[mark.line]
        # The nearest line above that is not blank, and its number; 0 where there is none.
        self.above_number = next((at for at in range(mark.line, 0, -1) if self.lines[at - 1].strip()), 0)
        self.above = self.lines[self.above_number - 1] if self.above_number else ""

    def cause(self) -> "Problem | None":
        """The first recognized cause of the error, or None."""
        return (
            self.comment_after_text()
            or self.fence()
            or self.previous_line()
            or self.text_ended_early()
            or self.special_first_character()
            or self.key_without_colon()
            or self.colon_in_text()
            or self.missing_space_or_colon()
            or self.line_without_colon()
            or self.over_indented()
            or self.comment_in_brackets()
            or self.open_bracket()
        )

    def comment_after_text(self) -> "Problem | None":
        """A comment that may be a part of the last text."""
        return self.last.cut if isinstance(self.last, ScalarNode) else None

    def fence(self) -> "Problem | None":
        """A line by which Markdown, and a chat, marks the beginning or the end of a file."""
        return (self.mark.line + 1, 1, *FENCE) if self.line.startswith("```") else None

    def previous_line(self) -> "Problem | None":
        """A line that ends a text, or the document."""
        number, line = self.above_number, self.above
        if line.startswith("..."):
            return number, 1, *DOCUMENT_END
        if line.startswith("%"):
            return number, 1, *quoting.DIRECTIVES
        if not self.open or self.mark.column < self.open[-1].column or not isinstance(self.last, ScalarNode):
            return None
        if re.match(" *#", line) and not re.match(r" *[\w-]+:( |$)", self.line):
            hash = self.beginning_of(number) + line.index("#")
            hint = "flyt kommentaren op over nøglen" if self.last.plain else quoting.COMMENT_AS_TEXT
            return self.reading.ignored_comment(hash, hint)
        return None

    def text_ended_early(self) -> "Problem | None":
        """A text that goes on after its closing mark."""
        if not self.last or self.mark.line != self.last_end.line:
            return None
        after = self.text[self.last_end.index :].partition("\n")[0]
        if not after.strip() or after.strip()[0] in (",:]}#" if self.in_brackets else ":#"):
            return None
        opening = self.text[self.last_start.index]
        whole = self.value_from(self.last_start.index)
        if opening in "'\"" and self.last_start.index + len(whole) < self.last_end.index:
            return (*position_of(self.last_start), *in_danish("end of stream")[1:])
        if opening in "[{'\"":
            inner = after[0] == opening or after[0].isalnum()
            return (*position_of(self.last_start), *quoting.ended_early(whole, inner=inner))
        return None

    def quoting(self, hint: str) -> str:
        """A hint that may be to quote the text of the line, as suits that text."""
        found = re.match(r" *(?:- +)*(?:[\w-]+: +)?(?=\S)", self.line)
        if quoting.QUOTE not in hint or not found:
            return hint
        value = self.value_from(self.mark.index - self.mark.column + found.end())
        return hint.replace(quoting.QUOTE, quoting.how_to_quote(value))

    def beginning_of(self, number: int) -> int:
        """The index at which a line down to the mark's begins."""
        return sum(len(line) + 1 for line in self.lines[: number - 1])

    def value_from(self, index: int) -> str:
        """The text from a character to the end of its line, and the lines below that are further in than that."""
        line = self.text[self.text.rfind("\n", 0, index) + 1 :]
        margin = " " * (len(line) - len(line.lstrip(" ")) + 1)
        first, *below = self.text[index:].split("\n")
        return "\n".join([first, *takewhile(lambda each: not each.strip() or each.startswith(margin), below)]).rstrip()

    def special_first_character(self) -> "Problem | None":
        """A text whose first letter means something to YAML, and whose question mark does so after that."""
        found = re.match(r" *(?:- +)*(?:[\w-]+: +)?(?=[*&!]\S)", self.line)
        if "mapping keys" not in self.words or not found:
            return None
        value = self.value_from(self.mark.index - self.mark.column + found.end())
        return self.mark.line + 1, found.end() + 1, f"en tekst begynder med »{value[0]}«", quoting.how_to_quote(value)

    def key_without_colon(self) -> "Problem | None":
        """The first key of a mapping is not a valid key, so the line is probably text that contains a colon."""
        table = self.open[-1] if self.open else None
        if "could not find expected ':'" not in self.words or not isinstance(table, MappingNode):
            return None
        first = next((key for key, _value in table.pairs.values()), table.key)
        if isinstance(first, ScalarNode) and not re.fullmatch("[a-z_]+", first.value):
            start = self.beginning_of(first.line) + first.column - 1
            return (
                first.line,
                first.column + len(first.value),
                quoting.COLON,
                quoting.how_to_quote(self.value_from(start)),
            )
        return None

    def colon_in_text(self) -> "Problem | None":
        """A text that holds a colon and a blank, without quotes around all of it."""
        found = re.match(r" *(?:(?:- +)+(?:(?:id|title|text): +)?|[^ #'\"[{-][^:]*: +)(?=[^ ])", self.line)
        if "mapping values" not in self.words or not found or found.end() > self.mark.column:
            return None
        at = found.end()
        value = self.value_from(self.mark.index - self.mark.column + at)
        fix = None
        if "\n" not in value and not value[0] == value[-1] == "'":
            fix = Fix(at + 1, at + 1 + len(value), quoting.in_quotes(value), " #" in value)  # which may be a note
        return self.mark.line + 1, self.mark.column + 1, quoting.COLON, quoting.how_to_quote(value), "fault", fix

    def missing_space_or_colon(self) -> "Problem | None":
        """A colon or a hyphen with no blank after it, or an entry's id without a colon, on the line above."""
        above = self.lines[self.mark.line - 1] if self.mark.line else ""
        glued = re.match(r" *- +[a-z_]+(:)\S| *(-)[a-z_]+:| *- +id(?!:)", above)
        if "mapping values" not in self.words or not glued:
            return None
        missing = (
            "et mellemrum efter kolon" if glued[1] else "et mellemrum efter -" if glued[2] else "et kolon efter id"
        )
        return self.mark.line, glued.end(glued.lastindex or 0), f"der mangler {missing}", "skriv det"

    def line_without_colon(self) -> "Problem | None":
        """A key without a colon, so that the parser joins it with the key on the next line."""
        key = re.match(r"( *)[a-z_]+:(?: |$)", self.line)
        if "mapping values" not in self.words or not key or not re.match(f"{key[1]}[^ ]", self.above):
            return None
        return self.above_number, len(key[1]) + 1, *in_danish("could not find expected ':'")[1:]

    def over_indented(self) -> "Problem | None":
        """A key that is indented more than the one above."""
        key = re.match(r" +[a-z_]+(?=:( |$))", self.line)
        if "mapping values" not in self.words or not key or key.end() < self.mark.column:
            return None
        hint = "ryk den lige så langt ind som linjen ovenfor, eller sæt ' foran og efter hele teksten"
        return self.mark.line + 1, 1, "linjen er rykket længere ind end linjen ovenfor", hint

    def comment_in_brackets(self) -> "Problem | None":
        """A `#` that comments out the closing bracket of a list or the colon of a key."""
        at: int = next((each.start.index for each in self.open if each.start), self.last_end.index if self.last else 0)
        for line in self.text[at : self.text.find("\n", self.mark.index)].splitlines(keepends=True):
            found = re.search(r"(?<=[\s,[{])#", line)
            if found and line[: found.start()].strip():
                return self.reading.ignored_comment(at + found.start(), "slet #, eller flyt kommentaren op over linjen")
            at += len(line)
        return None

    def open_bracket(self) -> "Problem | None":
        """A bracket that was meant to end before the key on this line."""
        outer = next((each for each in self.open if each.start), None)
        if outer and re.match(r"[\w-]+:", self.line[self.mark.column :]):
            return outer.line, outer.column, *in_danish("expected ',' or")[1:]
        return None


def in_danish(problem: str) -> "tuple[bool, str, str]":
    """Whether to report a parser's refusal at the start of its context, what is wrong, and what to do.

    The parsers' own words are English and differ, and they may notice a mistake many lines below.
    """
    return next((row[1:] for row in MISTAKES if any(sign in problem for sign in row[0])), (False, *MISTAKE))


MISTAKE = ("filen er ikke gyldig YAML her", "se efter indrykning, kolon og anførselstegn")
DOCUMENT_END = ("linjen ... betyder for YAML, at filen slutter her", "slet linjen")
FENCE = ("linjen ``` hører til Markdown og ikke til filen", "slet linjen")
# Parts of the parsers' problems (libyaml's and Python's), and what they most often mean; the first that fits counts.
MISTAKES = (
    (("but got '?'",), False, *quoting.QUESTION_MARK),
    (("mapping values are not allowed",), False, quoting.COLON, f"{quoting.QUOTE}, eller skriv den under »|«"),
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
        quoting.QUOTE,
    ),
    (
        ("escape", "decimal"),  # the latter of `hexdecimal`, as libyaml spells it
        False,
        "her står en ukendt kode efter »\\« i anførselstegn",
        quoting.BACKSLASH[1],
    ),
    (("comment or line break", "comment or a line break", "chomping"), False, *quoting.BESIDE_MARK),
    (("mapping keys",), False, "en tekst begynder med »?«", quoting.QUOTE),
    (
        ("node content",),
        False,
        "her står et skilletegn, hvor en tekst skulle begynde",
        f"slet det, eller {quoting.QUOTE}",
    ),
    (("sequence entries",), False, "en tekst begynder med »- «", quoting.QUOTE),
    (("expected ',' or",), True, "der mangler en afsluttende klamme", f"sæt den, eller {quoting.QUOTE}"),
)
