"""What the typesetter refuses, as a Danish error: which letter no font has, which text is too long, by how much."""

from ishoj_cli.errors import IshojError, quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from ishoj_cli.content.model import Handbook

    Refusal = Callable[[dict[str, Any]], str]

NO_ROOM = "panicked with: no room"
SHORTER = "Forkort teksten, vælg færre afsnit, eller lav et ark, hvor teksten må fylde flere sider."
FIELDS = {
    "text": "Teksten til",
    "question": "Spørgsmålet til",
    "local": "Tolkningen af",
    "lead": "Indledningen til",
    "title": "Titlen",
}


def explained(refusal: str, handbook: "Handbook", data: "dict[str, Any]", refusal_of: "Refusal") -> IshojError:
    """The error for a refusal of the template's data; `refusal_of` tries other data, and is empty when it goes well.

    How much too long a text is can't be told but by trying: it is cut until it has room.
    """
    letter = refused_letter(refusal)
    if letter:
        return _no_letter(handbook, letter)
    if not refusal.startswith(NO_ROOM):
        return IshojError(f"Siden kunne ikke sættes: {refusal}")
    _words, *place = refusal.split(", ")

    def has_room(changed: "dict[str, Any]") -> bool:
        return not refusal_of(changed | {"tightest": True}).startswith(NO_ROOM)

    if not place:
        return _no_room_on_poster(data, has_room)
    index, side = place
    return _no_room_on_card(data, int(index), side, has_room)


def _no_room_on_card(
    data: "dict[str, Any]", index: int, side: str, has_room: "Callable[[dict[str, Any]], bool]"
) -> IshojError:
    if index < 0:
        return _source_too_long()
    card = data["cards"][index]

    def cut_fits(letters: int, *fields: str) -> bool:
        changed = card | {field: _cut(card[field], letters) for field in fields}
        return has_room(data | {"cards": [changed], "guide": []})

    fields = ("text", "title") if side == "front" else ("question", "local", "title")
    for field in sorted(fields, key=lambda name: -_length(card[name])):
        room = _most(lambda letters, field=field: cut_fits(letters, field), _length(card[field]))  # type: ignore[misc]
        if room:
            return _too_long(field, card["title"], _length(card[field]), room, "kortet")
    if not cut_fits(1, "text", "question", "local", "title"):
        return _source_too_long()
    return IshojError(f"Teksterne til {quoted(card['title'])} er tilsammen for lange til kortet.", hint=SHORTER)


def _source_too_long() -> IshojError:
    return IshojError(
        "Kildens og organisationens navne er for lange til kortene.", hint="Lav et ark, eller forkort dem i indholdet."
    )


def _no_room_on_poster(data: "dict[str, Any]", has_room: "Callable[[dict[str, Any]], bool]") -> IshojError:
    sections = [*data["statements"], *([data["middle"]] if data["middle"] else []), *data["panels"]]
    entries = [entry for section in sections for entry in section["entries"]]
    for fields in (("text", "question", "local", "lead"), ("title",)):
        found = [(_length(owner.get(field)), field, owner) for owner in (*entries, *sections, data) for field in fields]
        length, field, owner = max(found, key=lambda item: item[0])
        room = _most(lambda letters, fields=fields: has_room(_all_cut(data, fields, letters)), length)  # type: ignore[misc]
        if room:
            return _too_long(field, owner["title"], length, room, "plakaten")
    return IshojError(f"Plakaten har ikke plads til {len(entries)} punkter.", hint=SHORTER)


def _most(fits: "Callable[[int], bool]", too_many: int) -> int:
    """The most letters below `too_many` that fit, or 0 when not even one does."""
    if too_many < 2 or not fits(1):
        return 0
    low, high = 1, too_many
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    return low


def _length(text: "str | list[str] | None") -> int:
    return sum(map(len, text or ()))


def _cut(text: "str | list[str] | None", letters: int) -> "str | list[str] | None":
    if not isinstance(text, list):
        return text and text[:letters]
    left, kept = letters, []
    for paragraph in text:
        if left > 0:
            kept.append(paragraph[:left])
        left -= len(paragraph)
    return kept


def _all_cut(value: "Any", fields: "tuple[str, ...]", letters: int) -> "Any":
    """The data with every text of these fields cut to so many letters, however deep it stands."""
    if isinstance(value, list):
        return [_all_cut(item, fields, letters) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        key: _cut(item, letters) if key in fields else _all_cut(item, fields, letters) for key, item in value.items()
    }


def _too_long(field: str, title: str, length: int, room: int, place: str) -> IshojError:
    over, whole, most = (f"{number:,}".replace(",", ".") for number in (length - room, length, room))
    long = "langt" if field == "question" else "lang"
    return IshojError(
        f"{FIELDS[field]} {quoted(title)} er {over} tegn for {long} til {place}: "
        f"{whole} tegn, og der er plads til {most}.",
        hint=SHORTER,
    )


def refused_letter(message: str) -> str | None:
    """The letter that no font has, out of the compiler's message."""
    import re

    found = re.search(r'the (?:text|PDF contains the codepoint) `"(.+?)"`', message)
    if not found:
        return None
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda code: chr(int(code[1], 16)), found[1]).removeprefix("\\")


def _no_letter(handbook: "Handbook", letter: str) -> IshojError:
    """The error for a letter that no font has: which letter, and where it stands."""
    where = next((place for place, text in _texts(handbook) if letter in text), handbook.title)
    codes = " ".join(f"U+{ord(part):04X}" for part in letter)
    return IshojError(
        f"Tegnet {quoted(letter)} ({codes}) i {quoted(where)} findes ikke i skrifterne, så det kan ikke trykkes.",
        hint="Skriv det på en anden måde, eller lav handoutet som html, docx eller markdown.",
    )


def _texts(handbook: "Handbook") -> "Iterator[tuple[str, str]]":
    """Every text with the title of what it belongs to."""
    for section in handbook.sections:
        for entry in section.entries:
            for text in (entry.title, entry.text, entry.question, entry.local):
                yield entry.title, text or ""
        for text in (section.title, *section.lead, *section.closing, section.read_more, section.local):
            yield section.title, text or ""
    for text in (handbook.title, *handbook.lead, *handbook.closing, handbook.source.name, handbook.source.organisation):
        yield handbook.title, text
    yield "Hos os", handbook.workplace or ""
