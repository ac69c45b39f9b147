"""Finds and removes characters that content may not contain: invisible, replacement, mojibake and typographic ones.

This runs before YAML parsing, so that the cause is reported rather than the syntax errors that follow from it.
"""

import re
from itertools import islice

from ishoj_cli.content.findings import MAX_FINDINGS, Fix, Problem
from ishoj_cli.type_hints import Iterator

LINE_BREAK = "skriv et mellemrum eller et almindeligt linjeskift i stedet"
STRANGE = (
    ("\t", "en tabulator", "brug mellemrum i stedet", " "),
    ("\x0b\x0c\x85\u2028\u2029", "linjeskiftet {code} fra et tekstbehandlingsprogram", LINE_BREAK, None),
    ("\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069", "retningsmærket {code}, som kan skjule tekst", "slet det", ""),
    (
        "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060-\u2064\u206a-\u206f\u2800\u3164\ufeff\uffa0\ufff9-\ufffb"
        "\U00013430-\U00013438\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f",
        "det usynlige tegn {code}",
        "slet det",
        "",
    ),
    ("\ufffd", "tegnet � ({code}), hvor et bogstav er gået tabt", "skriv det, der skulle stå", None),
    ("\ufffc", "tegnet {code}, hvor et billede er faldet ud", "slet det", ""),
    (
        "\ue000-\uf8ff\U000f0000-\U0010ffff",
        "tegnet {code}, som kun én skrifttype kender (måske Words punkttegn)",
        "slet det, eller skriv et almindeligt tegn i stedet",
        None,
    ),
    ("\x00", "styretegnet {code}", "slet det, eller gem filen som UTF-8, hvis der er mange", None),
    ("\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f", "styretegnet {code}", "slet det", None),
    ("\ud800-\udfff\ufffe\uffff", "{code}, som ikke er et tegn", "slet det", None),
)
"""The characters that no content may hold, what they are called, what to do about them, and what to write instead."""
FIRST_MARK = "\u0300"  # of the marks that are composed with a letter; only controls are refused before it
STRANGE_CHARACTER = f"[{''.join(row[0] for row in STRANGE)}]"
BLANKS = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""The blanks that YAML takes for letters."""
BULLETS = "•·‣▪●○■□➢⁃◦∙"
MARKS = f"–—−‐‑*{BULLETS}"
"""What word processors put before the items of a list, where YAML has a hyphen."""


def described(character: str) -> "tuple[str, str]":
    """What a strange character is, and what to do about it."""
    return _described(character)[:2]


def _described(character: str) -> "tuple[str, str, str | None]":
    what, hint, fix = next(row[1:] for row in STRANGE if re.match(f"[{row[0]}]", character))
    return f"her står {what.format(code=f'U+{ord(character):04X}')}", hint, fix


def position(text: str, index: int) -> tuple[int, int]:
    """The line and column of a character."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def cleaned(text: str) -> "tuple[str, list[Problem]]":
    """The text with such characters removed or replaced, and a problem for the first of each kind on each line.

    A lone carriage return ended lines on old systems: it does so here, and is reported once.
    """
    problems: list[Problem] = []
    if "\r" in text:
        hint = "gem filen med linjeskift som i Windows (CRLF) eller Unix (LF)"
        problems.append((*position(text, text.index("\r")), "her står et gammeldags linjeskift (CR)", hint))
        text = text.replace("\r", "\n")
    signs = any(sign * 7 in text for sign in "<|=>")
    if signs and (found := re.search(r"^ *(?:<{7}|[|]{7}|>{7}|={7}$)(?: |$)", text, re.MULTILINE)):
        at = position(text, found.end() - len(found[0].lstrip()))
        what = "her står et mærke efter to udgaver, som Git ikke kunne flette"
        problems.append((*at, what, "vælg den ene udgave, og slet mærkerne omkring den"))
    text, strange = _without_strange_characters(text, MAX_FINDINGS + 1 - len(problems))
    text, typographic = _with_plain_blanks_and_hyphens(text, MAX_FINDINGS + 1 - len(problems) - len(strange))
    return text, problems + strange + typographic


def _without_strange_characters(text: str, most: int) -> "tuple[str, list[Problem]]":
    if max(text, default="") < FIRST_MARK and text.replace("\n", "").replace("\u00a0", "").isprintable():
        return text, []  # the usual text, for which no pattern has to be compiled
    problems: list[Problem] = []
    for match in islice(re.finditer(f"{STRANGE_CHARACTER}.*", text), most):
        line, column = position(text, match.start())
        what, hint, fix = _described(match[0][0])
        if "\x80" <= match[0][0] <= "\x9f":
            word = text[: match.start()].rpartition("\n")[2].rpartition(" ")[2] + match[0].partition(" ")[0]
            if repair_mojibake(word) != word:
                what, hint = WRONG_ENCODING, f"skriv {repair_mojibake(word)} i stedet for hele ordet"
            elif match[0][0] != "\x85" and (letter := match[0][0].encode("latin-1").decode("cp1252", "ignore")):
                hint = f"skriv {letter} i stedet"
        fixes = {letter: _described(letter)[2] for letter in set(re.findall(STRANGE_CHARACTER, match[0]))}
        rest = "".join(letter if fixes.get(letter) is None else fixes[letter] or "" for letter in match[0])
        whole = None if fix is None else Fix(column, column + len(match[0]), rest)
        problems.append((line, column, what, hint, "fault", whole))
    return re.sub(STRANGE_CHARACTER, lambda match: " " if match[0] == "\t" else "", text), problems


WRONG_ENCODING = "teksten er læst med forkert tegnsæt"
ENCODINGS = ("cp1252", "mac_roman", "cp850")  # those that UTF-8 is taken for by mistake
LEADING = "ÂÃâ¬√‚┬├Ô"  # what the first bytes of letters in UTF-8 are taken for
LIKELY = "–—…‘’“”„•€"  # what Danish text holds beyond Latin-1


def repair_mojibake(text: str) -> str:
    """Undo UTF-8 text decoded with a wrong encoding, possibly twice; other text is returned unchanged."""

    def decoded(match: "re.Match[str]") -> str:
        for encoding in ENCODINGS:
            try:
                meant = b"".join(map(_byte, match[0], encoding.split() * len(match[0]))).decode()
            except UnicodeError:
                continue
            if all("\xa0" <= letter <= "\xff" or letter in LIKELY for letter in meant):
                return meant
        return match[0]

    if not set(text) & set(LEADING):
        return text
    once = re.sub("[\x80-\U0010ffff]+", decoded, text)
    return once if once == text else repair_mojibake(once)


def _byte(letter: str, encoding: str) -> bytes:
    """Encode one character.

    C1 controls map to the byte of the same value, since decoders produce them for undefined bytes.
    """
    return letter.encode("latin-1" if "\x80" <= letter <= "\x9f" else encoding)


def _with_plain_blanks_and_hyphens(text: str, most: int) -> "tuple[str, list[Problem]]":
    """Replace typographic spaces and list markers in YAML syntax by plain ones; text values are left unchanged."""
    if max(text, default="") < BLANKS[1] and set(text).isdisjoint(f"{BLANKS[0]}{MARKS}"):
        return text, []  # the usual text, for which no pattern has to be compiled
    if not re.search(f"[{BLANKS}]|^ *[{MARKS}]", text, re.MULTILINE):
        return text, []
    lines, problems = text.split("\n"), []
    for index, written, meant in _line_prefixes(lines):
        if meant != written:
            lines[index] = meant + lines[index][len(written) :]
            fix = Fix(1, len(written) + 1, meant)
            for letters, what, hint in (BLANK, MARK):
                found = re.search(f"[{letters}]", written)
                if found and (letters == BLANKS or meant.strip()):
                    name = what.format(found[0], f"U+{ord(found[0]):04X}")
                    advice = hint if len(meant) >= len(written) else "slet det"
                    problems.append((index + 1, found.start() + 1, name, advice, "fault", fix))
    return "\n".join(lines), problems[:most]


def _line_prefixes(lines: "list[str]") -> "Iterator[tuple[int, str, str]]":
    """For each line, the prefix before its text (indentation, list marker, key).

    Each comes with the index of its line, as written and as corrected.
    """
    blank = f"[ {BLANKS}]"
    block_mark = f"[|>][-+0-9]*{blank}*(?=#|$)"
    head = re.compile(
        f"({blank}*)((?:[-{MARKS}](?:{blank}+|$)|[{BULLETS}])*)([\\w./-]+[{BLANKS}]*:(?={blank}|$){blank}*)?"
        f"({block_mark})?(.*)"
    )
    opens_block = re.compile(f"(?:^|[:-]){blank}*{block_mark}")

    def plain(written: str) -> str:
        return re.sub(f"[{BLANKS}]", " ", written)

    lists: set[int] = set()  # the columns of the lists around the line
    key = 0  # the column of the key or item before the line
    block = False  # whether it has its text under `|` or `>`, whose lines begin at the column `first`, if that is known
    first: int | None = None
    valued = True  # whether it has a text beside it, which may go on in the line
    for index, line in enumerate(lines):
        indent, marks, name, mark, text = (head.match(line) or [""] * 6).groups("")  # type: ignore[union-attr]
        column, spaces = len(indent), len(line) - len(line.lstrip(" "))
        if block and (column > key or not line.strip()):
            if first is None and line.strip():
                first = spaces if spaces > key else column
            yield index, indent, plain(indent) if spaces < (first or key + 1) else indent
            continue
        lists = {each for each in lists if each <= column}
        is_list = bool(marks) and (marks[0] == "-" or column in lists or not valued)
        if (column > key and valued) or (marks and not is_list):
            yield index, indent, " " * key if name and spaces < column else plain(indent)
            continue
        lists |= {column} if is_list else set()
        meant = plain(indent) + re.sub(f"[{MARKS}] *", "- ", plain(marks)) + plain(name + mark)
        yield index, indent + marks + name + mark, meant.rstrip() if mark and not text else meant
        if (marks or name or mark or text) and (mark or text[:1] != "#"):
            key = column + len(marks) if name else column
            block, first = bool(opens_block.search(line)), None
            valued = bool(text) and not block


BLANK = (BLANKS, "her står et hårdt mellemrum ({1})", "skriv et almindeligt mellemrum i stedet")
MARK = (MARKS, "listen begynder med »{0}« ({1})", "skriv - og et mellemrum i stedet")
