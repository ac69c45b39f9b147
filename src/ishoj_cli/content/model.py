"""The document as frozen data: a handbook is sections, a section is paragraphs and entries.

Records are not dataclasses: importing `dataclasses` costs a reader more than reading does.
"""

from ishoj_cli.type_hints import Any, Callable, Iterator, Literal, Self, Sequence, TypeVar, dataclass_transform

Part = TypeVar("Part", bound="Section | Entry")
Kind = Literal["text", "list", "cycle"]
KINDS: "tuple[Kind, ...]" = ("text", "list", "cycle")


@dataclass_transform(frozen_default=True)
class Record:
    """An immutable value with the annotated fields, made by position or by name; equal when its fields are."""

    _fields: "tuple[str, ...]" = ()
    _defaults: "dict[str, Any]" = {}  # noqa: RUF012 - a subclass has its own

    def __init_subclass__(cls) -> None:
        cls._fields = tuple(cls.__annotations__)
        cls._defaults = {name: getattr(cls, name) for name in cls._fields if hasattr(cls, name)}

    def __init__(self, *values: "Any", **named: "Any") -> None:
        fields = self.__dict__  # written through __dict__, the fastest way; a start creates thousands of records
        fields.update(self._defaults)
        fields.update(zip(self._fields, values, strict=False))
        fields.update(named)
        twice = bool(values and named) and not named.keys().isdisjoint(self._fields[: len(values)])
        if twice or len(fields) != len(self._fields) or len(values) > len(self._fields):
            raise TypeError(f"{type(self).__name__} takes {self._fields}")

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen")

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other.__dict__ == self.__dict__

    def __hash__(self) -> int:
        return hash(tuple(self.__dict__[name] for name in self._fields))

    def __repr__(self) -> str:
        shown = ", ".join(f"{name}={self.__dict__[name]!r}" for name in self._fields)
        return f"{type(self).__name__}({shown})"

    def replace(self, **changes: object) -> "Self":
        """The same record with some fields changed."""
        return type(self)(**(self.__dict__ | changes))


class Entry(Record):
    """One named thing in a section: a value, a perspective, a way of working, a phase.

    Texts are tuples of paragraphs; `text` is empty for an entry that is only a title. `keywords` are topic words and
    `questions` suggestions for dialogue: never the organisation's own text. `local` is the workplace's interpretation
    of the entry.
    """

    id: str
    title: str
    text: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    local: tuple[str, ...] = ()


class Section(Record):
    """A section, shown by the command of the same name: lead, entries and closing.

    `summary` is one line for help and the front page. `part_of` is the id of the section that this one is a subsection
    of. `read_more` names the document with the official wording, and `url` is its address.
    """

    id: str
    title: str
    summary: str | None = None
    kind: "Kind" = "text"
    part_of: str | None = None
    aliases: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()
    questions: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()
    read_more: str | None = None
    url: str | None = None
    local: tuple[str, ...] = ()

    def __getitem__(self, name: str) -> Entry:
        """The entry with this id or title, in any spelling; raises KeyError when there is none."""
        return _found(self.entries, name)


class Handbook(Record):
    """The whole document, its sections in reading order.

    `edition` is an ISO date. `url` is the address of the source. `questions_by` is whose the questions are (None: the
    organisation's). `featured` is the id of the section whose entries are used one at a time, by `dagens` and on
    dialogue cards. `workplace` and `workplace_date` (an ISO date) belong to the local interpretation, if one is
    applied.
    """

    title: str
    organisation: str
    edition: str
    source: str
    url: str | None = None
    questions_by: str | None = None
    lead: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    closing: tuple[str, ...] = ()
    featured: str | None = None
    workplace: str | None = None
    workplace_date: str | None = None

    def __getitem__(self, name: str) -> Section:
        """The section with this id, title or alias, in any spelling; raises KeyError when there is none."""
        return _found(self.sections, name)

    def parts_of(self, section: Section) -> tuple[Section, ...]:
        """The subsections of a section, in reading order."""
        return tuple(part for part in self.sections if part.part_of == section.id)

    def featured_section(self) -> Section | None:
        """The section whose entries stand alone: the one that `featured` names, else the first with entries."""
        with_entries = [section for section in self.sections if section.entries]
        return next((section for section in with_entries if section.id == self.featured), (*with_entries, None)[0])

    def example(self) -> tuple[Section, Entry] | None:
        """A section and its entry that is shortest to type, to show how commands are written."""
        section = self.featured_section()
        return (section, min(section.entries, key=lambda entry: len(entry.id))) if section else None

    def parts(self) -> "Iterator[tuple[str, str, Section | Entry]]":
        """Every section and entry with its id and title, in reading order; an entry has `section/entry` and `A: B`."""
        for section in self.sections:
            yield section.id, section.title, section
            for entry in section.entries:
                yield f"{section.id}/{entry.id}", f"{section.title}: {entry.title}", entry

    def items(self) -> tuple[tuple[str, str], ...]:
        """Every id with its title, in reading order; an entry's id is `section/entry`."""
        return tuple((id_, part.title) for id_, _title, part in self.parts())

    def without_questions(self) -> "Handbook":
        """The same handbook without its suggestions for dialogue."""
        return self.with_parts(lambda _id: {"questions": ()})

    def without_keywords(self) -> "Handbook":
        """The same handbook without its topic words."""
        return self.with_parts(lambda _id: {"keywords": ()})

    def with_parts(self, changes: "Callable[[str], dict[str, object]]") -> "Handbook":
        """Return the handbook with each section and entry updated by the fields that `changes(id)` returns."""
        sections = []
        for section in self.sections:
            entries = tuple(entry.replace(**changes(f"{section.id}/{entry.id}")) for entry in section.entries)
            sections.append(section.replace(entries=entries, **changes(section.id)))
        return self.replace(sections=tuple(sections))


def _found(choices: "Sequence[Part]", name: str) -> "Part":
    """The choice that a name means; raises KeyError when there is none."""
    from ishoj_cli.content.lookup import named

    choice = named(choices, name)
    if choice is None:
        raise KeyError(name)
    return choice


def as_module(handbook: Handbook) -> str:
    """The source of a Python module whose HANDBOOK is this handbook: what the build compiles the content into."""
    return (
        '"""The content of `data/`, compiled when this package was built."""\n\n'
        "from ishoj_cli.content.model import Entry, Handbook, Section\n\n"
        f"HANDBOOK = {handbook!r}\n"
    )
