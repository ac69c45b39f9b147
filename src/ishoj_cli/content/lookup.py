"""Resolves names as typed to sections and entries. Near misses are suggested, never used."""

from ishoj_cli.content.model import Entry, Handbook, Part, Section
from ishoj_cli.danish import enumerated, letters_for_digraphs, name_key, number_named
from ishoj_cli.errors import NotFoundError, UsageError, did_you_mean, quoted
from ishoj_cli.type_hints import Iterable, Sequence

SHORTEST_PART = 2  # letters that a part of a title must have to stand for it
MAX_CANDIDATES = 500
LIKE_A_KEY = 0.6  # keys are English, and typed by Danes: `tekst` is `texts`


def named(choices: "Iterable[Part]", name: str) -> "Part | None":
    """The section or entry with this id, title or alias in any spelling; None when there is none."""
    key = name_key(name)
    for choice in choices:
        if key in map(name_key, (choice.id, choice.title, *getattr(choice, "aliases", ()))):
            return choice
    return None


def section_named(handbook: Handbook, name: str) -> Section:
    """The section that a name means; raises UsageError, with the nearest names, when there is none."""
    section = named(handbook.sections, name)
    if section:
        return section
    whole = next((section for section in handbook.sections if named(section.entries, name)), None)
    if whole:
        what = f"{quoted(name)} er et punkt i {quoted(whole.id)} og ikke et afsnit."
        entry = named(whole.entries, name)
        raise UsageError(
            what, hint=f"Skriv {whole.id}/{entry.id if entry else name}, eller afsnittets navn: {whole.id}"
        )
    near = did_you_mean(nearest_names(name, [section.id for section in handbook.sections]))
    raise UsageError(f"Intet afsnit hedder {quoted(name)}. {near}".strip(), hint="Se dem alle med", command="liste")


def address_of(handbook: Handbook, name: str) -> str:
    """The id of the section or entry that an address means: `Værdier/5` is `vaerdier/respekt`.

    Raises UsageError when there is no such section, and as `find_entry` does.
    """
    before, slash, entry = name.partition("/")
    if not slash or named(handbook.sections, name):
        return section_named(handbook, name).id
    section = section_named(handbook, before)
    return _part_id(section, find_entry(handbook, section, entry))


def part_ids(handbook: Handbook, words: "Iterable[str]") -> list[str]:
    """The ids of the sections and entries that words name: `vaerdier`, `vaerdier/respekt` or `vaerdier respekt`.

    Raises UsageError for a word that is no section's name, and NotFoundError when its section has no such entry.
    """
    found: list[str] = []
    section = None
    for word in words:
        whole = named(handbook.sections, word)
        if whole is None and section and "/" not in word:
            try:
                part = find_entry(handbook, section, word)
            except NotFoundError:
                part = None
            if part:
                found = [id_ for id_ in found if id_ != section.id] + [_part_id(section, part)]
                continue
        found.append(address_of(handbook, word))
        section = whole or named(handbook.sections, word.partition("/")[0])
    return found


def _part_id(section: Section, part: Entry | Section) -> str:
    return f"{section.id}/{part.id}" if isinstance(part, Entry) else part.id


def find_entry(handbook: Handbook, section: Section, name: str) -> Entry | Section:
    """The entry of a section, or the subsection of a section without entries, that a name means.

    A name is an id, a title, a number (`4`, `nr. 4`, `fjerde`) or a part that is found in one title only. Raises
    NotFoundError, with the nearest names, when there is none and UsageError when a part is found in several titles.
    """
    choices: tuple[Entry | Section, ...] = section.entries or handbook.parts_of(section)
    if not choices:
        raise NotFoundError(
            f"{quoted(section.title)} har ingen punkter, så {quoted(name)} kan ikke vises.",
            hint="Vis det hele med",
            command=section.id,
        )
    key = name_key(name)
    number = number_named(key, len(choices))
    by_number = choices[number - 1] if number and number <= len(choices) else None
    found = (by_number if key.isdigit() else None) or named(choices, name) or by_number
    if found:
        return found
    part = letters_for_digraphs(key)
    parts = [choice for choice in choices if part in letters_for_digraphs(name_key(choice.title))]
    if len(part) < SHORTEST_PART or key.isdigit():
        parts = []
    if len(parts) == 1:
        return parts[0]
    if parts:
        raise UsageError(
            f"Flere punkter i {quoted(section.title)} passer på {quoted(name)}: {_listed(parts)}.",
            hint="Skriv mere af navnet, for eksempel",
            command=f"{section.id} {parts[0].id}",
        )
    near = did_you_mean(nearest_names(name, [c.title for c in choices], ids=[c.id for c in choices]))
    raise NotFoundError(
        f"Intet punkt i {quoted(section.title)} hedder {quoted(name)}. {near}".strip(),
        hint=f"Du kan vælge mellem {_listed(choices)}.",
    )


def _listed(choices: "Iterable[Entry | Section]") -> str:
    return enumerated([choice.id for choice in choices])


def nearest_names(name: str, names: "Sequence[str]", *, ids: "Sequence[str]" = (), least: float = 0.7) -> list[str]:
    """Up to three of the names, most like it first; `ids` are other spellings of the same.

    Likeness is difflib's ratio, from 0 to 1; names below `least` are not near.
    """
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, "", name_key(name)[:100])
    likeness: dict[str, float] = {}
    for at, candidate in enumerate(names):
        for spelling in (name_key(candidate), *name_key(candidate).split(), *(map(name_key, ids[at : at + 1]))):
            matcher.set_seq1(spelling)
            # The two quick ratios are upper bounds of the real one, which they save for most names.
            if matcher.real_quick_ratio() >= least and matcher.quick_ratio() >= least:
                likeness[candidate] = max(matcher.ratio(), likeness.get(candidate, 0.0))
    return sorted((n for n in likeness if likeness[n] >= least), key=lambda n: -likeness[n])[:3]


def suggestion(name: str, names: "Iterable[str]", otherwise: str) -> str:
    """The hint of a finding: `mente du »x«?`, or what else to do when none of the first MAX_CANDIDATES is near."""
    from itertools import islice

    near = nearest_names(name, list(islice(names, MAX_CANDIDATES)), least=LIKE_A_KEY)
    return did_you_mean_one(near[0]) if near else otherwise


def did_you_mean_one(name: str) -> str:
    """The hint that names what was most likely meant, so that it need not be reported as missing too."""
    return f"mente du {quoted(name)}?"
