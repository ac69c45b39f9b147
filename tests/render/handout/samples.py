"""Handbooks to make handouts of, an ordinary one and those that strain a page, and the handouts, each made once."""

from functools import cache
from pathlib import Path

from ishoj_cli.content.interpretation import apply, read_interpretation
from ishoj_cli.content.lists import grouped
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


INTERPRETATIONS = ("empty", "half", "full")


@cache
def interpreted(name: str) -> Handbook:
    """The content that ships, as a workplace has interpreted it: not at all, in half, or everything."""
    reading, findings = read_interpretation(str(Path(__file__).parent / "interpretations" / f"{name}.yaml"))
    assert reading is not None, findings
    handbook, warnings = apply(real(), reading)
    assert warnings == ()
    if name != "full":
        return handbook
    said = {id_: part.local for id_, _title, part in handbook.parts()}
    return handbook.with_parts(lambda id_: {"local": said[id_] or (SENTENCE.strip(),)})  # what is new in the content


def ordinary() -> Handbook:
    """Every kind of section, with descriptions, a subsection and the workplace's own interpretation."""
    asked = ("Hvem lyttede du til?", "Hvem hørte du ikke på?", "Hvem spørger vi i morgen?")
    return handbook_of(
        Section(
            "maal",
            "Målet",
            lead=("Alle skal kunne finde en bog.", "Det er derfor, vi er her."),
            questions=("Hvem savner en bog?",),
            local=("Vi kører ud med bøger.",),
        ),
        list_of(
            Entry("lytte", "Lytte", ("Vi lytter først.",), questions=asked, local=("Vi slukker telefonen.",)),
            Entry("spoerge", "Spørge", ("Vi spørger, før vi gætter.",), questions=("Hvad spurgte du om?",)),
            Entry("dele", "Dele", ("Vi deler, hvad vi ved.", "Også når det er svært.")),
            id="vaner",
            title="Gode vaner",
            lead=("Vi har tre vaner.",),
            closing=("Vaner kommer af øvelse.",),
            read_more="hæftet »Sådan gør vi«, side 4",
        ),
        list_of(
            Entry("mod", "Mod", questions=("Hvornår var du modig?",), local=("Vi siger det højt.",)),
            Entry("ro", "Ro"),
            id="navne",
            title="Navne",
        ),
        Section(
            "aaret",
            "Årets gang",
            kind="cycle",
            part_of="navne",
            lead=("Året har fire tider.",),
            entries=tuple(
                Entry(name.lower(), name, (f"{name} i Bogby.",)) for name in ("Vinter", "Foraar", "Sommer", "Host")
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
    said = (HOSTILE,)
    entry = Entry("alt", HOSTILE[:40], said, questions=(HOSTILE, "#let"), local=said)
    names = list_of(Entry("navn", "#1 <b>", questions=said), id="kun-navne", title="<b>Navne</b>")
    fields = {"id": "et", "title": HOSTILE[20:60], "lead": said, "closing": said, "read_more": HOSTILE}
    both = list_of(entry, entry.replace(id="to", title="= To"), **fields, questions=said, local=said)
    return handbook_of(both, names, workplace=HOSTILE[:30])


def one_entry() -> Handbook:
    """One section with one entry that is a name alone."""
    return handbook_of(list_of(*entries_of(1, None), title="Ét"))


def forty_names() -> Handbook:
    """Forty entries that are names alone."""
    return handbook_of(list_of(*entries_of(40, None), title="Navne"))


def forty_texts() -> Handbook:
    """Forty entries with a text of 60 letters."""
    return handbook_of(list_of(*entries_of(40, text_of(60))))


def forty_long() -> Handbook:
    """Forty entries with a text of 2,000 letters each."""
    return handbook_of(list_of(*entries_of(40, text_of(2000))))


def long_everywhere() -> Handbook:
    """Texts of 2,000 letters in every place that takes a text, and a cycle of seven long steps."""
    long, asked = (text_of(2000),), (text_of(400),)
    entry = Entry("lang", "Langt", long * 2, questions=asked, local=long)
    name = Entry("n", text_of(80), questions=long, local=long)
    return handbook_of(
        list_of(
            entry, entry.replace(id="to"), title=text_of(120), lead=long * 2, closing=long, questions=asked, local=long
        ),
        list_of(name, id="navne", lead=long),
        list_of(*(entry.replace(id=str(number)) for number in range(7)), id="gang", kind="cycle"),
        Section("tekst", "Tekst", lead=long * 4, read_more=text_of(300)),
        workplace=text_of(60),
    )


def endless_words() -> Handbook:
    """Words of 200 letters with no place to break."""
    word = "x" * 200
    said = (word,)
    entry = Entry("ord", word, said, questions=said * 2, local=said)
    both = {"title": word, "lead": said, "read_more": word, "questions": said, "local": said}
    name = Entry("n", word, questions=said)
    return handbook_of(list_of(entry, entry.replace(id="to"), **both), list_of(name, id="navne"))


def brimful() -> Handbook:
    """Sections with as much as is kept together on one page without measuring it, and one with more."""
    three = (text_of(60), text_of(50), text_of(30))
    short = tuple(Entry(f"p{number}", text_of(40), (text_of(55),)) for number in range(7))
    eighth = short[0].replace(id="p8")
    asking = tuple(entry.replace(text=(), questions=three[:1]) for entry in short[:6])
    full = list_of(*short, id="b", lead=(text_of(169),), questions=three, closing=three)
    return handbook_of(
        Section("a", "A", lead=("Først.",)),
        full,
        full.replace(id="c", kind="cycle"),
        full.replace(id="d", entries=(*short, eighth), closing=three[:1]),
        list_of(*asking, id="e", closing=three[:1]),
        Section("f", "F", lead=("x.",) * 25),
        Section("g", "G", lead=("x.",), local=("x.",) * 22),
        Section("h", "H", lead=("x.",) * 45),
        list_of(*(it.replace(local=three[:1], questions=three[:1]) for it in short[:6]), id="i", kind="cycle"),
        Section("j", "J", lead=("x.",)),
        workplace="Biblioteket",
    )


def listed() -> Handbook:
    """Lists in every text, each of two kinds, and addresses."""
    texts = ("Vi lover:", "- at svare inden for to dage", "- at lytte", "1. før vi taler", "2. og bagefter", "Altid.")
    entry = Entry("svar", "Svar", texts, questions=("- og hvad så?", "1. maj?"), local=texts)
    only = Entry("kun", "Kun", texts[3:5], local=texts[1:3])
    fields = {"lead": texts, "closing": texts, "local": texts, "url": "https://bogby.dk/en-lang-adresse/til-haeftet"}
    return handbook_of(
        Section("begynd", "Begynd", lead=texts[1:]),
        list_of(entry, only, **fields),
        list_of(only, entry, **fields, id="b", kind="cycle"),
        list_of(entry.replace(text=()), only.replace(text=()), **fields, id="c"),
        Section("tekst", "Tekst", **fields),
        workplace="Biblioteket",
    ).replace(lead=texts, closing=texts, url="https://bogby.dk")


def many_items() -> Handbook:
    """Lists that are longer than a page, of items so short that they have few characters."""
    items = tuple(f"- punkt {number}" for number in range(70))
    entries = Entry("et", "Et", items), Entry("to", "To", ("Kort.",), local=items)
    return handbook_of(
        list_of(*entries),
        list_of(*entries, id="b", kind="cycle"),
        list_of(*(entry.replace(text=()) for entry in entries), id="c"),
        Section("d", "D", lead=items, local=items),
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
    listed,
    text_only,
)


def without_marks(*texts: tuple[str, ...]) -> list[str]:
    """The paragraphs of texts, and the items of their lists without the marks."""
    blocks = [block for text in texts for block in grouped(text)]
    return [text for block in blocks for text in ((block,) if isinstance(block, str) else block.items)]


def texts_in(handbook: Handbook) -> list[str]:
    """Every text of the sections, in no order; items of lists without their marks."""
    found = []
    for section in handbook.sections:
        found += [section.title, *section.questions, *without_marks(section.lead, section.closing, section.local)]
        found += [section.read_more] if section.read_more else []
        for entry in section.entries:
            found += [entry.title, *entry.questions, *without_marks(entry.text, entry.local)]
    return found


@cache
def made(handbook: Handbook, kind: str = "ark", format: str = "pdf", *section_ids: str, **options: bool) -> bytes:
    """The bytes of a handout, made once a run."""
    return make_handout(handbook, kind, format, section_ids, **options)[1]
