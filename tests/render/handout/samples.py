"""Handbooks to make handouts of: an ordinary one, and those that strain a page."""

from ishoj_cli.content.load import load
from ishoj_cli.content.model import Entry, Handbook, Section, Source
from ishoj_cli.content.paths import data_folder

SOURCE = Source(name="Bogby Kommunes hæfte »Sådan gør vi«", organisation="Bogby Kommune", edition="2026-02-03")
SENTENCE = "Vi låner ud på tværs af øer, ærlige fejl og åbne døre, og vi spørger, før vi siger nej. "


def text_of(letters: int) -> str:
    """Danish prose of exactly so many letters."""
    return (SENTENCE * (letters // len(SENTENCE) + 1))[: letters - 1] + "."


def handbook_of(*sections: Section, featured: str | None = None, workplace: str | None = None) -> Handbook:
    """A handbook of these sections."""
    return Handbook(
        title="Sådan gør vi i Bogby",
        source=SOURCE,
        lead=("Et hæfte om, hvordan vi arbejder sammen i Bogby.",),
        sections=sections,
        closing=("Den fulde ordlyd står i hæftet.",),
        featured=featured,
        workplace=workplace,
    )


def entries_of(count: int, text: str | None) -> tuple[Entry, ...]:
    """So many entries that all say the same."""
    return tuple(
        Entry(id=f"punkt-{number}", title=f"Punkt {number}", text=text, question="Hvad gjorde du i sidste uge?")
        for number in range(1, count + 1)
    )


def real() -> Handbook:
    """The content that ships with the program."""
    return load(data_folder())


def ordinary() -> Handbook:
    """Every kind of section, with descriptions, a leg and the workplace's own interpretation."""
    return handbook_of(
        Section(
            id="maal",
            title="Målet",
            lead=("Alle skal kunne finde en bog.", "Det er derfor, vi er her."),
            local="Vi kører ud med bøger.",
        ),
        Section(
            id="vaner",
            title="Gode vaner",
            kind="list",
            lead=("Vi har tre vaner.",),
            entries=(
                Entry(
                    id="lytte",
                    title="Lytte",
                    text="Vi lytter først.",
                    question="Hvem lyttede du til?",
                    local="Vi slukker telefonen.",
                ),
                Entry(id="spoerge", title="Spørge", text="Vi spørger, før vi gætter.", question="Hvad spurgte du om?"),
                Entry(id="dele", title="Dele", text="Vi deler, hvad vi ved.\n\nOgså når det er svært."),
            ),
            closing=("Vaner kommer af øvelse.",),
            read_more="hæftet »Sådan gør vi«, side 4",
        ),
        Section(
            id="navne",
            title="Navne",
            kind="list",
            entries=(
                Entry(id="mod", title="Mod", question="Hvornår var du modig?", local="Vi siger det højt."),
                Entry(id="ro", title="Ro"),
            ),
        ),
        Section(
            id="aaret",
            title="Årets gang",
            kind="cycle",
            part_of="navne",
            lead=("Året har fire tider.",),
            entries=tuple(
                Entry(id=name.lower(), title=name, text=f"{name} i Bogby.")
                for name in ("Vinter", "Foraar", "Sommer", "Host")
            ),
        ),
        featured="navne",
        workplace="Biblioteket",
    )


HOSTILE = (
    '#read("andet.txt") $x^2$ *fed* _kursiv_ @kilde <etiket> \\ \\u{41} {{ navn }} {% raw %} [a](b) `c` & "d" '
    "'e' // f /* g */ ~ -- 1. + - = http://x.dk"
)


def hostile() -> Handbook:
    """Text that would mean something to a compiler, a template or a markup language, in every place."""
    entry = Entry(id="alt", title=HOSTILE[:40], text=HOSTILE, question=HOSTILE, local=HOSTILE)
    return handbook_of(
        Section(
            id="et",
            title=HOSTILE[20:60],
            kind="list",
            lead=(HOSTILE,),
            entries=(entry, entry.replace(id="to", title="= To")),
            closing=(HOSTILE,),
            read_more=HOSTILE,
            local=HOSTILE,
        ),
        Section(
            id="kun-navne",
            title="<b>Navne</b>",
            kind="list",
            entries=(Entry(id="navn", title="#1 <b>", question=HOSTILE),),
        ),
        workplace=HOSTILE[:30],
    )


def one_entry() -> Handbook:
    """One section with one entry that is a name alone."""
    return handbook_of(Section(id="et", title="Ét", kind="list", entries=entries_of(1, None)))


def forty_names() -> Handbook:
    """Forty entries that are names alone."""
    return handbook_of(Section(id="navne", title="Navne", kind="list", entries=entries_of(40, None)), featured="navne")


def forty_texts() -> Handbook:
    """Forty entries with a text of 60 letters."""
    return handbook_of(Section(id="tekster", title="Tekster", kind="list", entries=entries_of(40, text_of(60))))


def forty_long() -> Handbook:
    """Forty entries with a text of 2,000 letters each."""
    return handbook_of(Section(id="lange", title="Lange tekster", kind="list", entries=entries_of(40, text_of(2000))))


def long_everywhere() -> Handbook:
    """Texts of 2,000 letters in every place that takes a text, and a cycle of seven long steps."""
    long = text_of(2000)
    entry = Entry(id="lang", title="Langt", text=f"{long}\n\n{long}", question=text_of(400), local=long)
    return handbook_of(
        Section(
            id="liste",
            title=text_of(120),
            kind="list",
            lead=(long, long),
            entries=(entry, entry.replace(id="to")),
            closing=(long,),
            local=long,
        ),
        Section(
            id="navne",
            title="Navne",
            kind="list",
            lead=(long,),
            entries=(Entry(id="n", title=text_of(80), question=long, local=long),),
        ),
        Section(
            id="gang", title="Gang", kind="cycle", entries=tuple(entry.replace(id=str(number)) for number in range(7))
        ),
        Section(id="tekst", title="Tekst", lead=(long,) * 4, read_more=text_of(300)),
        workplace=text_of(60),
    )


def endless_words() -> Handbook:
    """Words of 200 letters with no place to break."""
    word = "x" * 200
    entry = Entry(id="ord", title=word, text=word, question=word, local=word)
    return handbook_of(
        Section(
            id="ord",
            title=word,
            kind="list",
            lead=(word,),
            entries=(entry, entry.replace(id="to")),
            read_more=word,
            local=word,
        ),
        Section(id="navne", title="Navne", kind="list", entries=(Entry(id="n", title=word, question=word),)),
    )


def brimful() -> Handbook:
    """Sections with about as much as is still held together on one page."""
    entries = tuple(
        Entry(id=f"p{number}", title=text_of(40), text=text_of(50), question=text_of(30), local=text_of(10))
        for number in range(7)
    )
    lead = (text_of(169),) + (text_of(20),) * 6
    section = Section(id="a", title=text_of(120), kind="list", lead=lead, entries=entries, read_more=text_of(100))
    return handbook_of(
        section,
        section.replace(id="b", kind="cycle"),
        section.replace(id="c", lead=("x.",) * 40, entries=()),
        section.replace(id="d", entries=tuple(entry.replace(text=None) for entry in entries)),
        section.replace(id="e", entries=(*entries, entries[0].replace(id="p8"))),
        workplace="Biblioteket",
    )


def text_only() -> Handbook:
    """Paragraphs and no entry anywhere."""
    return handbook_of(
        Section(id="tekst", title="Tekst", lead=("Et afsnit.",)), Section(id="tom", title="Kun en titel")
    )


ALL = (
    real,
    ordinary,
    hostile,
    one_entry,
    forty_names,
    forty_texts,
    forty_long,
    long_everywhere,
    endless_words,
    brimful,
    text_only,
)
