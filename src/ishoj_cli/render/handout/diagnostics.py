"""Translates Typst's errors to Danish: characters missing from the fonts, and text that does not fit."""

from ishoj_cli.danish import enumerated
from ishoj_cli.errors import CLUSTER, IshojError, quoted
from ishoj_cli.type_hints import Any, Callable, Iterator

NO_ROOM = "panicked with: no room"
MOST_ENTRIES, MOST_CHARACTERS = 2_000, 1_000_000  # in one PDF: Typst needs about 1 GB of memory for either
LONG_WORD = 24  # letters; shorter words fit in every column
MOST_NAMED = 5  # missing characters reported at once; each takes one more compilation
SHEET = "lav et ark, som kan fylde flere sider"
PARTS = ("pages", "sections", "sheets", "words", "panels", "entries")  # the keys of entries and sections
OTHER_FORMATS = "eller lav et ark som HTML, Word eller Markdown."


def diagnosis(
    message: str, title: str, data: "dict[str, Any]", message_for: "Callable[[dict[str, Any]], str]"
) -> IshojError:
    """The error for Typst's message about a template's data.

    `title` is the handbook's. `message_for` compiles other data and gives the message, empty when it succeeds.
    """
    if missing_character(message):
        return _missing_characters(message, title, data, message_for)
    if not message.startswith(NO_ROOM):
        return IshojError(f"Siden kunne ikke laves: {message}")
    index, side = message.split(", ")[1:]
    page = data["pages"][int(index)]
    kinds = [block["kind"] for block in page["blocks"]]
    ways = ["udelad --stor-skrift"] if data["large"] else []
    if index == "0":
        return IshojError("Det, der skal stå om kilden, er for langt til kortene.", hint=_ways([*ways, SHEET]))
    if "front" in side:
        what, where, ways = "Teksten", "forsiden", [*ways, SHEET]
    else:
        what, where = "Spørgsmålene", "bagsiden"
        if "local" in kinds:
            what, ways = "Jeres egen tekst", [*ways, "skriv den kortere"]
            what += " og spørgsmålene" if "question" in kinds else ""
        ways += [*(["udelad spørgsmålene med --uden-spoergsmaal"] if "question" in kinds else []), SHEET]
    return IshojError(f"{what} har ikke plads på {where} af kortet {quoted(page['title'])}.", hint=_ways(ways))


def _ways(ways: list[str]) -> str:
    """The options as one Danish sentence."""
    hint = ", eller ".join(filter(None, [", ".join(ways[:-1]), ways[-1]]))
    return f"{hint[0].upper()}{hint[1:]}."


def check_size(entries: int, characters: int) -> None:
    """Raise an `IshojError` for more content than one PDF holds."""
    if entries > MOST_ENTRIES or characters > MOST_CHARACTERS:
        counts = (f"{count:,}".replace(",", ".") for count in (entries, characters, MOST_ENTRIES, MOST_CHARACTERS))
        what = "Der er for meget til én PDF: {} punkter og {} tegn. Der er plads til {} punkter og {} tegn."
        raise IshojError(what.format(*counts), hint=f"Vælg færre afsnit, {OTHER_FORMATS}")


def text_length(value: "Any") -> int:
    """The characters of all texts in a template's data."""
    return sum(len(text) for _title, text in _texts(value, ""))


def long_words(value: "Any") -> list[str]:
    """The words in a template's data that may not fit on a line."""
    return [word for _title, text in _texts(value, "") for word in text.split() if len(word) >= LONG_WORD]


def is_hyphenated(word: str) -> bool:
    """Whether a word has a run of at least LONG_WORD letters, which is hyphenated when it is broken."""
    return any(len(part) >= LONG_WORD for part in "".join(c if c.isalpha() else " " for c in word).split())


def missing_character(message: str) -> str | None:
    """The character that no font has, from Typst's message; None for another message."""
    import re

    found = re.search(r'the (?:text|PDF contains the codepoint) `"(.+?)"`', message)
    if not found:
        return None
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda code: chr(int(code[1], 16)), found[1]).removeprefix("\\")


def _missing_characters(
    message: str, title: str, data: "dict[str, Any]", message_for: "Callable[[dict[str, Any]], str]"
) -> IshojError:
    """The error for characters that no font has, each with the title of the first text it is in.

    Typst stops at the first one, so each is replaced and the document compiled again to find the next.
    """
    import json
    import re

    named: dict[str, list[str]] = {}
    places = [place for place, _text in _texts(data, title)]
    rest = json.dumps(data, ensure_ascii=False)
    missing = missing_character(message)
    for _ in range(MOST_NAMED):
        if not missing:
            break
        texts = (text for _place, text in _texts(json.loads(rest), title))
        found = ((place, text) for place, text in zip(places, texts, strict=True) if missing in text)
        place, text = next(found, (title, missing))
        whole = next(found[0] for found in re.finditer(CLUSTER, text, re.DOTALL) if missing in found[0])
        codes = " ".join(f"U+{ord(part):04X}" for part in whole)
        named.setdefault(place, []).append(f"{quoted(whole)} ({codes})")
        rest = re.sub(CLUSTER, lambda found, whole=whole: "x" if found[0] == whole else found[0], rest)  # type: ignore[misc]
        missing = missing_character(message_for(json.loads(rest)))
    said = enumerated([f"{enumerated(letters)} i {quoted(place)}" for place, letters in named.items()])
    more = " Der er flere." if missing and missing not in said else ""
    what = f"{said} findes ikke i skrifttyperne, så det kan ikke trykkes.{more}"
    return IshojError(what, hint=f"Skriv det på en anden måde, {OTHER_FORMATS}")


def _texts(value: "Any", title: str) -> "Iterator[tuple[str, str]]":
    """Every text of the data, with the title of the entry or section it belongs to; entries come before the rest."""
    if isinstance(value, str):
        yield title, value
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _texts(item, title)
    elif isinstance(value, dict):
        title = value["title"] if "id" in value else title
        titles = {"workplace": "arbejdspladsens navn", "kicker": str(value.get("kicker"))}
        for key in sorted(value, key=lambda key: key not in PARTS):
            yield from _texts(value[key], titles.get(key, title))
