"""Warnings of texts that are read as they stand, but most likely were not meant that way."""

from ishoj_cli.content.findings import Finding, Mend
from ishoj_cli.content.slips import BULLETS, WRONG_ENCODING, as_meant, how_to_quote, in_quotes, is_wrapped
from ishoj_cli.content.yaml_tree import Items, Node, Table, Text
from ishoj_cli.errors import quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

TABLE = r" *\|.*\||.*\S +\| +\S|.*\S {3,}\S"
LIST_MARK = rf" *(?:[{BULLETS}*–—] ?|\d+\) |[a-z]\) )\S"


def proofread(file: str, root: Node, lines: "Sequence[str]") -> "Iterator[Finding]":
    """The warnings of a file's texts; `lines` are the file's."""
    import re
    from itertools import pairwise

    texts = list(_texts(root))
    ends = [max(text.line, below.line - 1) for text, below in pairwise(texts)] + [len(lines)] * (len(texts) > 0)

    def warning(line: int, column: int, what: str, hint: str, mend: Mend | None = None) -> Finding:
        return Finding(file, line, column, what, hint, "warning", mend)

    for text, end in zip(texts, ends, strict=True):
        own = [(number, lines[number - 1]) for number in range(text.line, end + 1)]
        if text.plain:
            own = [(number, line) for number, line in own if line.lstrip()[:1] != "#"]
        if as_meant(text.value) != text.value:
            for number, line in own:
                for word in re.finditer("[^ ]+", line):
                    meant = as_meant(word[0])
                    if meant != word[0]:
                        what = f"{WRONG_ENCODING}: {quoted(word[0])}"
                        yield warning(number, word.start() + 1, what, f"skriv {quoted(meant)[1:-1]} i stedet")
        if text.plain and is_wrapped(text.value) and lines[text.line - 1].rstrip("\r ").endswith(text.value):
            what = f"teksten vises med anførselstegnene {text.value[0]} og {text.value[-1]}, for YAML kender dem ikke"
            mend = Mend(text.column, text.column + len(text.value), in_quotes(text.value))
            yield warning(text.line, text.column, what, how_to_quote(text.value), mend)
        for pattern, what in ((TABLE, "tabellen"), (LIST_MARK, "linjerne")):
            rows = [number for number, line in own if re.match(pattern, line)]
            if len(rows) > 1 and len(text.paragraphs()) < len(rows):
                hint = "skriv den som en liste: hver række på sin linje med - og et mellemrum foran"
                if what == "linjerne":
                    hint = "skriv - og et mellemrum foran hver linje i stedet for det tegn, der står der"
                yield warning(rows[0], 1, f"{what} løber sammen til ét afsnit", hint)
                break


def _texts(root: Node) -> "Iterator[Text]":
    """All texts below a node, in their order, keys too."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Text):
            yield node
        elif isinstance(node, Items):
            waiting += reversed(node.items)
        elif isinstance(node, Table):
            waiting += [each for key, value in reversed(node.pairs.values()) for each in (value, key)]
