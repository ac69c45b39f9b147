"""Handbooks to make handouts of, an ordinary one and those that strain a page, and the handouts, each made once."""

from functools import cache

from ishoj_cli.content.load import load
from ishoj_cli.content.model import Entry, Handbook, Section
from ishoj_cli.content.paths import data_folder
from ishoj_cli.render.handout.make import make_handout

SENTENCE = "Vi låner ud på tværs af øer, ærlige fejl og åbne døre, og vi spørger, før vi siger nej. "


def text_of(letters: int) -> str:
    """Danish prose of exactly so many letters."""
    return (SENTENCE * (letters // len(SENTENCE) + 1))[: letters - 1] + "."


def handbook_of(*sections: Section, featured: str | None = None, workplace: str | None = None) -> Handbook:
    """A handbook of these sections."""
    return Handbook(
        title="Sådan gør vi i Bogby",
        organisation="Bogby Kommune",
        edition="2026-02-03",
        source="Bogby Kommunes hæfte »Sådan gør vi«",
        questions_by="værktøjet ishoj",
        lead=("Et hæfte om, hvordan vi arbejder sammen i Bogby.",),
        sections=sections,
        closing=("Den fulde ordlyd står i hæftet.",),
        featured=featured,
        workplace=workplace,
    )


def entries_of(count: int, text: str | None, questions: int = 1) -> tuple[Entry, ...]:
    """So many entries that all say the same, with so many questions each."""
    asked = ("Hvad gjorde du i sidste uge?", "Hvad ville vi prøve, hvis det måtte mislykkes?", "Hvad venter vi på?")
    return tuple(
        Entry(f"punkt-{number}", f"Punkt {number}", (text,) if text else (), questions=asked[:questions])
        for number in range(1, count + 1)
    )


def list_of(*entries: Entry, **fields: object) -> Section:
    """A section of these entries."""
    return Section(id="a", title="A", kind="list", entries=entries).replace(**fields)


def cycle_of(steps: int, text: str | None = "Vi begynder med det, der er sket.") -> Handbook:
    """A cycle of so many steps."""
    entries = tuple(Entry(f"s{at}", f"Trin {at}:", (f"{text} Det var {at}.",) if text else ()) for at in range(steps))
    return handbook_of(Section("gang", "Årets gang", kind="cycle", lead=("Året går rundt.",), entries=entries))


@cache
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
            questions=("Hvem savner en bog?",),
            local=("Vi kører ud med bøger.",),
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
                    text=("Vi lytter først.",),
                    questions=("Hvem lyttede du til?", "Hvem hørte du ikke på?", "Hvem spørger vi i morgen?"),
                    local=("Vi slukker telefonen.",),
                ),
                Entry("spoerge", "Spørge", ("Vi spørger, før vi gætter.",), questions=("Hvad spurgte du om?",)),
                Entry(id="dele", title="Dele", text=("Vi deler, hvad vi ved.", "Også når det er svært.")),
            ),
            closing=("Vaner kommer af øvelse.",),
            read_more="hæftet »Sådan gør vi«, side 4",
        ),
        Section(
            id="navne",
            title="Navne",
            kind="list",
            entries=(
                Entry(id="mod", title="Mod", questions=("Hvornår var du modig?",), local=("Vi siger det højt.",)),
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
                Entry(id=name.lower(), title=name, text=(f"{name} i Bogby.",))
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
    entry = Entry(id="alt", title=HOSTILE[:40], text=(HOSTILE,), questions=(HOSTILE, HOSTILE), local=(HOSTILE,))
    return handbook_of(
        Section(
            id="et",
            title=HOSTILE[20:60],
            kind="list",
            lead=(HOSTILE,),
            entries=(entry, entry.replace(id="to", title="= To")),
            closing=(HOSTILE,),
            read_more=HOSTILE,
            questions=(HOSTILE,),
            local=(HOSTILE,),
        ),
        Section(
            id="kun-navne",
            title="<b>Navne</b>",
            kind="list",
            entries=(Entry(id="navn", title="#1 <b>", questions=(HOSTILE,)),),
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
    entry = Entry(id="lang", title="Langt", text=(long, long), questions=(text_of(400),), local=(long,))
    return handbook_of(
        Section(
            id="liste",
            title=text_of(120),
            kind="list",
            lead=(long, long),
            entries=(entry, entry.replace(id="to")),
            closing=(long,),
            questions=(text_of(400),),
            local=(long,),
        ),
        Section(
            id="navne",
            title="Navne",
            kind="list",
            lead=(long,),
            entries=(Entry(id="n", title=text_of(80), questions=(long,), local=(long,)),),
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
    entry = Entry(id="ord", title=word, text=(word,), questions=(word, word), local=(word,))
    return handbook_of(
        Section(
            id="ord",
            title=word,
            kind="list",
            lead=(word,),
            entries=(entry, entry.replace(id="to")),
            read_more=word,
            questions=(word,),
            local=(word,),
        ),
        Section(id="navne", title="Navne", kind="list", entries=(Entry(id="n", title=word, questions=(word,)),)),
    )


def brimful() -> Handbook:
    """Sections with exactly as much as is still kept together on one page without measuring it."""
    three = (text_of(60), text_of(50), text_of(30))
    short = tuple(Entry(f"p{number}", text_of(40), (text_of(55),)) for number in range(7))
    asking = tuple(entry.replace(text=(), questions=three[:1]) for entry in short[:6])
    full = list_of(*short, id="b", lead=(text_of(169),), questions=three, closing=three)
    return handbook_of(
        Section("a", "A", lead=("Først.",)),
        full,
        full.replace(id="c", kind="cycle"),
        full.replace(id="d", entries=(*short, short[0].replace(id="p8")), closing=three[:1]),
        list_of(*asking, id="e", closing=three[:1]),
        Section("f", "F", lead=("x.",) * 25),
        Section("g", "G", lead=("x.",), local=("x.",) * 8),
        Section("h", "H", lead=("x.",)),
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


def texts_in(handbook: Handbook) -> list[str]:
    """Every text of the sections, in no order."""
    found = []
    for section in handbook.sections:
        found += [section.title, *section.lead, *section.closing, *section.questions, *section.local]
        found += [section.read_more] if section.read_more else []
        for entry in section.entries:
            found += [entry.title, *entry.text, *entry.questions, *entry.local]
    return found


@cache
def made(handbook: Handbook, kind: str = "ark", format: str = "pdf", *section_ids: str, **options: bool) -> bytes:
    """The bytes of a handout, made once a run."""
    return make_handout(handbook, kind, format, section_ids, **options)[1]
