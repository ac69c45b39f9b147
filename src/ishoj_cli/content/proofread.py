"""Warnings about texts that are valid but probably not what the author intended."""

import re
from itertools import chain, islice, pairwise

from ishoj_cli.content.characters import BULLETS, WRONG_ENCODING, position, repair_mojibake
from ishoj_cli.content.findings import MAX_FINDINGS, Finding, Fix
from ishoj_cli.content.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ishoj_cli.content.paths import packaged
from ishoj_cli.content.quoting import how_to_quote, in_quotes, is_wrapped
from ishoj_cli.errors import CLUSTER, JOINERS, quoted
from ishoj_cli.type_hints import Collection, Iterator, Mapping, Sequence

Lines = list[tuple[int, int, str]]  # each line's number, the column that it begins at, and what it says

# The characters that the fonts of PDFs have, as a class of a regular expression, without the brackets.
PRINTABLE = packaged("content", "printable.txt").decode().replace("\n", "")
FOLDED_LIST = r" *(?:- |\d+[.)] )\S"
# What stands in a text as it is written, what to call it, and what to do about it.
WRITTEN = (
    (
        r"(?<![\w*_~/])(\*\*?|__?|~~|`)[^\s*_~`](?:[^*_~`\n]{0,200}[^\s*_~`])?\1(?![\w*_~])|^ *#{2,6} \S+"
        r"|!?\[[^\[\]\n]{1,200}\]\([^()\s]{2,500}\)"
        r"|</?(?:[abipu]|br|em|h[1-6]|li|ol|ul|div|span|strong)\b[^<>]{0,200}>",
        "opmærkningen {} vises, som den er skrevet",
        "skriv teksten uden den",
    ),
    (r"&(?:[a-zA-Z]{2,8}|#\d+);", "koden {} vises, som den er skrevet", "skriv det tegn, den står for"),
    (
        r"(?<!\S)[a-zæøå]*[a-zæøåA-ZÆØÅ]\?[a-zæøå]++(?!\S*[/=])",
        "der står et spørgsmålstegn i ordet {}",
        "skriv det bogstav, der skulle stå, eller et mellemrum efter tegnet",
    ),
    (
        r"(?<![^\W\d_])[^\W\d_]+-(?= *\r?\n *(?!og |eller |samt |til |men |såvel )[a-zæøå])",
        "ordet {} er delt over to linjer og vises med bindestreg",
        "skriv ordet samlet på den ene linje",
    ),
)
# About how many lines, of so many characters, fit on the front of a card, or on its back; a test makes such cards.
LINES_ON_A_CARD = {"text": 22, "questions": 28, "local": 24}
LINE = 57.5
TABLE = r" *\|.*\||.*\S +\| +\S|.*\S {3,}\S|.*[^\s.!?:] {2}\S.*(?<![.,!?])$|[^;]*\S;\S"
TABLE += r"| *[A-ZÆØÅ\d]\S*(?: \S+)?: [^|>\"'].{0,40}$"
NUMBER = r"\d+(?:\.\d+)+\.?|\d+\)|[a-hA-H][.)]|[ivx]+[.)]|§ ?\d+\.?"
LIST_MARK = rf" *(?:[{BULLETS}*–—+→►▶✓☐>] ?|o |-(?=\w)|--+ |[-=]+> ?|\d+\.(?=[^\W\d])|(?:{NUMBER}) )\S"

# A line that begins so may also go on in a sentence.
MAYBE_MARK = rf" *(?:(?:{NUMBER}) |[–—]\d)"
ROW_ENDS = tuple(".:;!?,")
RUN_TOGETHER = (
    (FOLDED_LIST, "listen", "skriv | efter kolon, og hele teksten på linjerne under, rykket ind"),
    (TABLE, "tabellen", "skriv den som en liste: hver række på sin linje med - og et mellemrum foran"),
    (LIST_MARK, "linjerne", "skriv - og et mellemrum først på hver linje i stedet for det, der står der"),
)


def proofread(
    file: str,
    root: Node,
    lines: "Sequence[str]",
    faulty: "Collection[int]",
    asked: "Mapping[str, Sequence[str]] | None" = None,
) -> "list[Finding]":
    """The warnings of a file's texts, but for those that a fault is in; `lines` are the file's, `faulty` such lines.

    `asked` is of an interpretation: the names of entries in it, with the questions that stand beside its text on a
    card. There are no more warnings than would be listed, and one.
    """
    warnings = chain(_warnings(file, root, lines, faulty), _too_long(file, root, asked or {}))
    return list(islice(warnings, MAX_FINDINGS + 1))


def _too_long(file: str, root: Node, asked: "Mapping[str, Sequence[str]]") -> "Iterator[Finding]":
    """The warnings of entries and interpretations that are too long for a card."""
    parts: list[tuple[Node, str, float]] = []
    pairs = _pairs(root)
    if "entries" in pairs and isinstance(pairs["entries"], SequenceNode):
        for entry in map(_pairs, pairs["entries"].items):
            title = sum(len(text.value) for text in _texts(entry["title"])[0]) // 20 if "title" in entry else 0
            gaps = len(_texts(entry["questions"])[0]) / 5 if "questions" in entry else 0
            parts += [(entry[key], key, more) for key, more in (("text", title), ("questions", gaps)) if key in entry]
    elif asked:
        questions = {key: _lines(texts) + len(texts) / 5 for key, texts in asked.items()}
        parts += [(node, "local", questions[key]) for key, node in _pairs(pairs["texts"]).items() if key in questions]
    for node, key, more in parts:
        texts = _texts(node)[0]
        own = _lines([line for text in texts for line in text.paragraphs()])
        if int(own + more) > (most := LINES_ON_A_CARD[key]):
            what, hint = "teksten", "gør den kortere, hvis I vil lave kort"
            if key == "local" and more:
                what = "teksten og punktets spørgsmål"
                hint += ", eller lav dem med --uden-spoergsmaal" if own <= most else ""
            what = f"{what} fylder omkring {int(own + more)} linjer på et dialogkort, hvor der er plads til {most}"
            yield Finding(file, texts[0].line, texts[0].column, what, hint, "warning")


def _lines(texts: "Sequence[str]") -> float:
    """About how many lines texts take on a card, each beginning on a line of its own."""
    return sum(-(-len(text) // LINE) for text in texts)


def _pairs(node: Node) -> dict[str, Node]:
    """The keys of a table with their values; of anything else, nothing."""
    return {key: value for key, (_key, value) in node.pairs.items()} if isinstance(node, MappingNode) else {}


def _warnings(file: str, root: Node, lines: "Sequence[str]", faulty: "Collection[int]") -> "Iterator[Finding]":
    texts, keys = _texts(root)
    unprintable = re.compile(f"(?=[^{PRINTABLE}\\s{JOINERS}\ufe0e\ufe0f\0-\x1f\x7f-\x9f])(?:{CLUSTER})", re.DOTALL)
    ends = [max(text.line, below.line - 1) for text, below in pairwise(texts)] + [len(lines)] * (len(texts) > 0)

    def warning(line: int, column: int, what: str, hint: str, fix: Fix | None = None) -> Finding:
        return Finding(file, line, column, what, hint, "warning", fix)

    for text, end, key in zip(texts, ends, [root, *texts], strict=False):
        if id(text) in keys or key.line in faulty:
            continue
        own = _own_lines(text, lines, end)
        if any(number in faulty for number, _column, _line in own):
            continue
        whole = "\n".join(line for _number, _column, line in own)

        def place(index: int, own: "Lines" = own, whole: str = whole) -> tuple[int, int]:
            row, column = position(whole, index)
            return own[row - 1][0], own[row - 1][1] + column - 1

        if repair_mojibake(whole) != whole:
            for word in re.finditer("[^ \n]+", whole):
                if (meant := repair_mojibake(word[0])) != word[0]:
                    what = f"{WRONG_ENCODING}: {quoted(word[0])}"
                    yield warning(*place(word.start()), what, f"skriv {quoted(meant)[1:-1]} i stedet")
        elif found := unprintable.search(whole):
            what = f"skrifttyperne har ikke {quoted(found[0])}, så det kan ikke trykkes som PDF"
            hint = "skriv det på en anden måde, eller lav handouts som HTML, Word eller Markdown"
            yield warning(*place(found.start()), what, hint)
        if text.plain and is_wrapped(text.value) and len(own) == 1:
            what = f"teksten vises med anførselstegnene {text.value[0]} og {text.value[-1]}, for YAML kender dem ikke"
            fix = Fix(text.column, text.column + len(text.value), in_quotes(text.value))
            yield warning(text.line, text.column, what, how_to_quote(text.value), fix)
        for pattern, what, hint in RUN_TOGETHER[text.literal :]:
            rows = _rows(pattern, own)
            if len(rows) > 1 and len(text.paragraphs()) < len(rows):
                yield warning(rows[0], 1, f"{what} løber sammen til ét afsnit", hint)
                break
        for pattern, what, hint in WRITTEN:
            if found := re.search(pattern, whole, re.MULTILINE):
                yield warning(*place(found.start()), what.format(quoted(found[0].strip())), hint)


def _own_lines(text: ScalarNode, lines: "Sequence[str]", end: int) -> "Lines":
    """The lines of a text with their numbers and first columns: of a text that has a line for itself, its value."""
    value = lines[text.line - 1][text.column - 1 :]
    block = value[:1] in ("|", ">")
    first = (text.line, text.column, "" if block else value)
    below = [(number, 1, lines[number - 1]) for number in range(text.line + 1, end + 1)]
    indent = next((_indent(line) for _number, _column, line in below if line.strip()), 0)
    # Under `|` and `>` a line that begins with # is text, unless it is further out than the first.
    below = [row for row in below if row[2].lstrip()[:1] != "#" or (block and _indent(row[2]) >= indent)]
    if any(line.strip() for _number, _column, line in below):
        return [first, *below]
    return [(text.line, text.column + (not text.plain), text.value)]


def _rows(pattern: str, own: "Lines") -> list[int]:
    """The numbers of the lines that are rows of a list or a table."""
    rows: list[int] = []
    is_row, ended = False, True  # of the line before: whether it is a row, and whether it ends a sentence or a part
    for number, _column, line in own:
        is_row = bool(re.match(pattern, line)) and (is_row or ended or not re.match(MAYBE_MARK, line))
        rows += [number] * is_row
        ended = not line.strip() or line.rstrip().endswith(ROW_ENDS)
    return rows


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _texts(root: Node) -> "tuple[list[ScalarNode], set[int]]":
    """All texts below a node, in their order, and the identities of those that are keys."""
    texts: list[ScalarNode] = []
    keys: set[int] = set()
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ScalarNode):
            texts.append(node)
        elif isinstance(node, SequenceNode):
            waiting += reversed(node.items)
        elif isinstance(node, MappingNode):
            keys.update(id(key) for key, _value in node.pairs.values())
            waiting += [each for key, value in reversed(node.pairs.values()) for each in (value, key)]
    return texts, keys
