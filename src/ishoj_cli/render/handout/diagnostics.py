"""The compiler's errors as Danish ones: which characters no font has, and which text doesn't fit."""

from ishoj_cli.danish import enumerated
from ishoj_cli.errors import IshojError, quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

NO_ROOM = "panicked with: no room"
MOST_CHARACTERS = 5  # how many missing characters are named at once; each takes another compilation to find


def diagnosis(
    message: str, title: str, data: "dict[str, Any]", message_for: "Callable[[dict[str, Any]], str]"
) -> IshojError:
    """The error for the compiler's message about a template's data.

    `title` is the handbook's. `message_for` compiles other data and gives the message, empty when it succeeds.
    """
    if missing_character(message):
        return _missing_characters(message, title, data, message_for)
    if not message.startswith(NO_ROOM):
        return IshojError(f"Siden kunne ikke sættes: {message}")
    _words, *place = message.split(", ")
    if not place:
        return _poster_full(data)
    index, side = int(place[0]), place[1].strip('"')
    if index < 0:
        return _source_too_long("kortene")
    side_name = "forside" if side == "front" else "bagside"
    what = f"Der er for meget tekst på kortets {side_name}: {quoted(data['cards'][index]['title'])}."
    return IshojError(what, hint="Forkort, eller lav et ark, hvor teksten må fylde flere sider.")


def too_large(characters: int, most: int) -> IshojError:
    """The error for more text than can be set as PDF with the memory of an ordinary computer."""
    over, room = (f"{number:,}".replace(",", ".") for number in (characters, most))
    what = f"Indholdet er for stort til én pdf: {over} tegn, og der er plads til {room}."
    return IshojError(what, hint="Vælg færre afsnit, eller lav et ark som html, docx eller markdown.")


def _source_too_long(place: str) -> IshojError:
    return IshojError(
        f"Det, der skal stå om kilden, er for langt til {place}.",
        hint="Lav et ark, eller forkort afslutningen og navnene på kilden og organisationen i indholdet.",
    )


def _poster_full(data: "dict[str, Any]") -> IshojError:
    """The error for a poster: which entry or section takes the most room."""
    sections = [*data["statements"], *([data["middle"]] if data["middle"] else []), *data["panels"]]
    largest = max(sections, key=text_length)
    entry = max(largest["entries"], key=text_length, default=None)
    if entry and 2 * text_length(entry) > text_length(largest):
        largest = entry
    if text_length([data["title"], data["organisation"], data["colophon"]]) > text_length(largest):
        return _source_too_long("plakaten")
    number = f"de {len(sections)} afsnit" if len(sections) > 1 else "det hele"
    return IshojError(
        f"Plakaten har ikke plads til {number}; {quoted(largest['title'])} fylder mest.",
        hint="Forkort, vælg færre afsnit, eller lav et ark, som kan fylde flere sider.",
    )


def text_length(value: "Any") -> int:
    """The characters of all texts in a template's data."""
    return sum(len(text) for _title, text in _texts(value, ""))


def missing_character(message: str) -> str | None:
    """The character that no font has, from the compiler's message."""
    import re

    found = re.search(r'the (?:text|PDF contains the codepoint) `"(.+?)"`', message)
    if not found:
        return None
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda code: chr(int(code[1], 16)), found[1]).removeprefix("\\")


def _missing_characters(
    message: str, title: str, data: "dict[str, Any]", message_for: "Callable[[dict[str, Any]], str]"
) -> IshojError:
    """The error for characters that no font has, each with the title of the first text it is in.

    The compiler stops at the first, so the others are found by compiling without those before.
    """
    found: list[str] = []
    rest: Any = data
    missing = missing_character(message)
    while missing and missing not in found and len(found) < MOST_CHARACTERS:
        found.append(missing)
        rest = _without(rest, missing)
        missing = missing_character(message_for(rest))
    named = []
    for character in found:
        codes = " ".join(f"U+{ord(part):04X}" for part in character)
        place = next((place for place, text in _texts(data, title) if character in text), title)
        named.append(f"{quoted(character)} ({codes}) i {quoted(place)}")
    if len(found) == 1:
        what = f"Tegnet {named[0]} findes ikke i skrifterne, så det kan ikke trykkes."
    else:
        more = " Der er flere." if missing and missing not in found else ""
        what = f"Tegnene {enumerated(named)} findes ikke i skrifterne, så de kan ikke trykkes.{more}"
    return IshojError(what, hint="Skriv på en anden måde, eller lav et ark som html, docx eller markdown.")


def _without(value: "Any", character: str) -> "Any":
    """The data with a character replaced by a plain letter in all its texts."""
    if isinstance(value, str):
        return value.replace(character, "x")
    if isinstance(value, list | tuple):
        return [_without(item, character) for item in value]
    return {key: _without(item, character) for key, item in value.items()} if isinstance(value, dict) else value


def _texts(value: "Any", title: str) -> "Iterator[tuple[str, str]]":
    """Every text of the data, with the title of the entry or section it belongs to; entries come before the rest."""
    if isinstance(value, str):
        yield title, value
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _texts(item, title)
    elif isinstance(value, dict):
        title = value["title"] if "id" in value else title
        titles = {"local_label": "Hos os"} | dict.fromkeys(("section", "read_more"), str(value.get("section", title)))
        for key, item in sorted(value.items(), key=lambda pair: not _has_parts(pair[1])):
            yield from _texts(item, titles.get(key, title))


def _has_parts(value: "Any") -> bool:
    """Whether a value is an entry or a section, or a list of them."""
    return isinstance(value, dict) or (isinstance(value, list) and any(map(_has_parts, value)))
