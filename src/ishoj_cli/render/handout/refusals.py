"""What the typesetter refuses, as a Danish error: which letters no font has, which text is too long, by how much."""

from ishoj_cli.danish import enumerated
from ishoj_cli.errors import IshojError, quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Any

    from ishoj_cli.content.model import Handbook

    Refusal = Callable[[dict[str, Any]], str]

NO_ROOM = "panicked with: no room"
LETTERS = 5  # how many letters that no font has are named at once; each takes another try to find
SHORTER = "Forkort teksten, vælg færre afsnit, eller lav et ark, hvor teksten må fylde flere sider."
ELSEWHERE = "Lav et ark eller kort i stedet, som kan fylde flere sider."
FEWER = "Vælg færre afsnit, eller lav et ark, som kan fylde flere sider."
SIDES = {"front": ("text", "section"), "back": ("question", "local")}
OTHER_SIDE: "dict[str, dict[str, list[str] | None]]" = {"front": {"question": None, "local": []}, "back": {"text": []}}
FEW = 3  # texts too long, of which the longest is named; are there more, it is the whole that is too much
TEXTS = ("text", "question", "local", "lead")
FIELDS = {
    "text": "Teksten til",
    "question": "Spørgsmålet til",
    "local": "Tolkningen af",
    "lead": "Indledningen til",
    "title": "Titlen",
    "section": "Titlen",
}


def explained(refusal: str, handbook: "Handbook", data: "dict[str, Any]", refusal_of: "Refusal") -> IshojError:
    """The error for a refusal of the template's data; `refusal_of` tries other data, and is empty when it goes well.

    How much too long a text is, and which other letters no font has, can't be told but by trying.
    """
    if refused_letter(refusal):
        return _no_letters(refusal, handbook, data, refusal_of)
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
    """The error for a card: the one text of its full side that is too long, or else those that are so together."""
    if index < 0:
        return _source_too_long("kortene")
    card = data["cards"][index]
    fields = (*SIDES[side], "title")

    def cut_fits(letters: int, *fields: str) -> bool:
        changed = card | {field: _cut(card[field], letters) for field in fields}
        if fields != ("title",):  # the title stands on both sides, and only then does the other side count
            changed |= OTHER_SIDE[side]
        return has_room(data | {"cards": [changed], "guide": []})

    for field in sorted(fields, key=lambda name: -_length(card[name])):
        room = _most(lambda letters, field=field: cut_fits(letters, field), _length(card[field]))  # type: ignore[misc]
        if room:
            title = card["section" if field == "section" else "title"]
            return _too_long(field, title, _length(card[field]), room, "kortet")
    lengths = [_length(card[field]) for field in fields]
    most = _most(lambda letters: cut_fits(letters, *fields), max(lengths))
    if not most:
        return _source_too_long("kortene")
    return _too_long_together(f"Teksterne til {quoted(card['title'])}", lengths, most, "kortet")


def _source_too_long(place: str) -> IshojError:
    return IshojError(
        f"Det, der skal stå om kilden, er for langt til {place}.",
        hint="Lav et ark, eller forkort afslutningen og navnene på kilden og organisationen i indholdet.",
    )


def _no_room_on_poster(data: "dict[str, Any]", has_room: "Callable[[dict[str, Any]], bool]") -> IshojError:
    """The error for a poster: the one text that is too long, or else what there is too much of, and by how much."""
    sections = [*data["statements"], *([data["middle"]] if data["middle"] else []), *data["panels"]]
    owners = [*(entry for section in sections for entry in section["entries"]), *sections, data]

    def too_long(*fields: str, few: int = FEW) -> IshojError | None:
        found = [(_length(owner.get(field)), field, owner) for owner in owners for field in fields]
        lengths = [length for length, _field, _owner in found]
        room = _most(lambda letters: has_room(_all_cut(data, fields, letters)), max(lengths))
        if not room:
            return None
        length, field, owner = max(found, key=lambda item: item[0])
        if sum(length > room for length in lengths) <= few:
            return _too_long(field, owner["title"], length, room, "plakaten")
        what = f"Teksterne (den længste i {quoted(owner['title'])})"
        return _fewer_sections(data, sections, has_room) or _too_long_together(what, lengths, room, "plakaten")

    return (
        too_long(*TEXTS)
        or too_long("title")
        or _fewer_entries(data, sections, has_room)
        or _fewer_sections(data, sections, has_room)
        or too_long(*TEXTS, "title", few=1)
        or _source_too_long("plakaten")
    )


def _fewer_entries(
    data: "dict[str, Any]", sections: "list[dict[str, Any]]", has_room: "Callable[[dict[str, Any]], bool]"
) -> IshojError | None:
    """The error for a section with more entries than a poster holds; None when fewer don't help."""
    crowded = max(sections, key=lambda section: len(section["entries"]))
    count = len(crowded["entries"])

    def most(tried: "dict[str, Any]") -> int:
        return _most(lambda few: has_room(_of_entries(tried, crowded["id"], few)), count)

    room = most(data)
    at_most = room or most(_all_cut(data, TEXTS, 1))  # their texts are too long too
    told = room or f"højst {at_most}"
    what = f"{quoted(crowded['title'])} har {count} punkter, og plakaten har plads til {told}."
    return IshojError(what, hint=ELSEWHERE) if at_most else None


def _fewer_sections(
    data: "dict[str, Any]", sections: "list[dict[str, Any]]", has_room: "Callable[[dict[str, Any]], bool]"
) -> IshojError | None:
    """The error for more sections than a poster holds; None when fewer don't help."""
    room = _most(lambda few: has_room(_of_sections(data, few)), len(sections))
    what = f"Plakaten har plads til {room} af de {len(sections)} afsnit."
    return IshojError(what, hint=FEWER) if room else None


def _of_entries(data: "dict[str, Any]", section: str, count: int) -> "dict[str, Any]":
    """The data of a poster with only the first entries of the section with this id."""

    def cut(shown: "dict[str, Any]") -> "dict[str, Any]":
        return shown | {"entries": shown["entries"][:count]} if shown["id"] == section else shown

    several = {place: list(map(cut, data[place])) for place in ("statements", "panels")}
    return data | several | {"middle": data["middle"] and cut(data["middle"])}


def _of_sections(data: "dict[str, Any]", count: int) -> "dict[str, Any]":
    """The data of a poster with only its first sections, from above."""
    above = len(data["statements"])
    below = count - above - 1
    return data | {
        "statements": data["statements"][:count],
        "middle": data["middle"] if count > above else None,
        "panels": data["panels"][: max(0, below)],
    }


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
    long = "langt" if field == "question" else "lang"
    return _over(f"{FIELDS[field]} {quoted(title)} er", long, length, room, place)


def _too_long_together(what: str, lengths: "Sequence[int]", most: int, place: str) -> IshojError:
    """The error for several texts, of which none may have more letters than `most` for all to have room."""
    return _over(f"{what} er tilsammen", "lange", sum(lengths), sum(min(length, most) for length in lengths), place)


def _over(what: str, long: str, length: int, room: int, place: str) -> IshojError:
    over, whole, most = (f"{number:,}".replace(",", ".") for number in (length - room, length, room))
    return IshojError(
        f"{what} {over} tegn for {long} til {place}: {whole} tegn, og der er plads til {most}.", hint=SHORTER
    )


def refused_letter(message: str) -> str | None:
    """The letter that no font has, out of the compiler's message."""
    import re

    found = re.search(r'the (?:text|PDF contains the codepoint) `"(.+?)"`', message)
    if not found:
        return None
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda code: chr(int(code[1], 16)), found[1]).removeprefix("\\")


def _no_letters(refusal: str, handbook: "Handbook", data: "dict[str, Any]", refusal_of: "Refusal") -> IshojError:
    """The error for letters that no font has: which they are, and where each stands first.

    The compiler stops at the first, so each is found by trying without those before it.
    """
    found: list[str] = []
    rest: Any = data
    letter = refused_letter(refusal)
    while letter and letter not in found and len(found) < LETTERS:
        found.append(letter)
        rest = _without(rest, letter)
        letter = refused_letter(refusal_of(rest))
    placed = []
    for letter_found in found:
        codes = " ".join(f"U+{ord(part):04X}" for part in letter_found)
        placed.append(f"{quoted(letter_found)} ({codes}) i {quoted(_place(handbook, data, letter_found))}")
    if len(found) == 1:
        what = f"Tegnet {placed[0]} findes ikke i skrifterne, så det kan ikke trykkes."
    else:
        more = " Der er flere." if letter and letter not in found else ""
        what = f"Tegnene {enumerated(placed)} findes ikke i skrifterne, så de kan ikke trykkes.{more}"
    return IshojError(what, hint="Skriv på en anden måde, eller lav et ark som html, docx eller markdown.")


def _without(value: "Any", letter: str) -> "Any":
    """The data with a letter taken out of all its texts, and a plain one in its place."""
    if isinstance(value, str):
        return value.replace(letter, "x")
    if isinstance(value, list):
        return [_without(item, letter) for item in value]
    return {key: _without(item, letter) for key, item in value.items()} if isinstance(value, dict) else value


def _place(handbook: "Handbook", data: "dict[str, Any]", letter: str) -> str:
    """The title of the innermost thing on the sheet with a letter in it; the handbook's where it is the sheet's own."""
    return next((place for place, text in _texts(data, handbook.title) if letter in text), handbook.title)


def _texts(value: "Any", place: str) -> "Iterator[tuple[str, str]]":
    """Every text of what is printed, with the title of what it belongs to; parts come before what tells of them."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item, place)
    elif isinstance(value, dict):
        place = value["title"] if "id" in value else place
        section = str(value.get("section", place))  # a card says which section it is of
        places = {"local_label": "Hos os", "section": section, "read_more": section}
        for key, item in sorted(value.items(), key=lambda pair: not _has_parts(pair[1])):
            yield from _texts(item, places.get(key, place))


def _has_parts(value: "Any") -> bool:
    """Whether a value of the data is a part with texts of its own, or several, rather than a text."""
    return isinstance(value, dict) or (isinstance(value, list) and any(map(_has_parts, value)))
