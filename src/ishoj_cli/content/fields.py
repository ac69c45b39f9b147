"""The schema of content files.

Keys, value types and descriptions for editors. Reading (`reader`), checking and the JSON Schemas
(`scripts/make_schemas.py`) all follow it.
"""

from ishoj_cli.content.model import Record

RESERVED = ("alt", "liste", "soeg", "dagens", "handout", "tolkning", "tjek", "skema", "hjaelp")
"""The names of the built-in commands (`cli.table.BUILTINS`, as a test checks), which no section may have."""

IDENTIFIER = "[a-z][a-z0-9]*(-[a-z0-9]+)*"
DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
# An address of a web page: no blank, and no letter that a URI must escape and that ends one in text or markup.
URL = r'[Hh][Tt][Tt][Pp][Ss]?://[^\s/?#<>"\\^`{|}]+([/?#][^\s<>"\\^`{|}]*)?'


class Field(Record):
    """A key, the type of its value (a key of `reader.TYPES`), a Danish description, and whether it must be there."""

    key: str
    type: str
    description: str
    required: bool = False


KEYWORDS = "Emneord: ord, folk søger med, selv om de ikke står i teksten. De vises ikke."
ALIASES = "Andre navne for kommandoen. Stavemåder (værdier for vaerdier) klarer programmet selv."
QUESTIONS = "Spørgsmål til dialog. De vises for sig og er ikke en del af teksten."

HANDBOOK = (
    Field("title", "line", "Bogens titel.", required=True),
    Field("organisation", "line", "Den organisation, teksterne gælder for.", required=True),
    Field("edition", "date", "Datoen for denne udgave: år-måned-dag, for eksempel 2026-11-23.", required=True),
    Field("source", "line", "Navnet på den kilde, teksterne kommer fra. Det vises sammen med dem.", required=True),
    Field(
        "url", "url", "Kildens adresse på nettet, for eksempel https://www.eksempel.dk/vision. Den vises som et link."
    ),
    Field("questions_by", "line", "Hvem spørgsmålene kommer fra. Uden denne nøgle er det organisationen selv."),
    Field("lead", "texts", "Bogens indledning: en tekst eller en liste af afsnit."),
    Field("closing", "texts", "Bogens afslutning: en tekst eller en liste af afsnit."),
    Field("sections", "references", "Afsnittenes id'er i læserækkefølge. Hvert id er en fil i mappen.", required=True),
    Field("featured", "reference", "Id'et på det afsnit, hvis punkter kan stå alene: ét om dagen og ét på hvert kort."),
)
SECTION = (
    Field("id", "command", "Afsnittets navn som kommando, for eksempel klare-budskaber.", required=True),
    Field("title", "title", "Overskriften, som den skal læses.", required=True),
    Field("summary", "line", "Én linje, der siger, hvad afsnittet handler om. Den vises i hjælpen og på forsiden."),
    Field("kind", "kind", "Hvordan punkterne vises: text (løbende tekst), list (en liste) eller cycle (en ring)."),
    Field("part_of", "reference", "Id'et på det afsnit, dette er en del af."),
    Field("aliases", "commands", ALIASES),
    Field("keywords", "lines", KEYWORDS),
    Field("lead", "texts", "Teksten før punkterne: en tekst eller en liste af afsnit."),
    Field("entries", "entries", "Punkterne i den rækkefølge, de læses. To punkter må ikke hedde det samme."),
    Field("questions", "lines", QUESTIONS),
    Field("closing", "texts", "Teksten efter punkterne: en tekst eller en liste af afsnit."),
    Field("read_more", "line", "Hvor den fulde ordlyd står, for eksempel dokumentet »Personalepolitik«."),
    Field("url", "url", "Adressen på nettet, hvor den fulde ordlyd står. Den vises som et link."),
)
ENTRY = (
    Field("id", "identifier", "Punktets navn på kommandolinjen, for eksempel klare-budskaber.", required=True),
    Field("title", "line", "Punktets overskrift, som den skal læses.", required=True),
    Field("text", "texts", "Hvad organisationen siger om punktet: en tekst eller en liste af afsnit. Må udelades."),
    Field("keywords", "lines", KEYWORDS),
    Field("questions", "lines", QUESTIONS),
)
TEXTS = (
    "Navnet på et afsnit (vision) eller et punkt (vaerdier/respekt), kolon og teksten. Se navnene med »ishoj liste«."
)
INTERPRETATION = (
    Field("workplace", "line", "Arbejdspladsens navn, for eksempel Biblioteket.", required=True),
    Field("date", "date", "Datoen for jeres tolkning: år-måned-dag, for eksempel 2026-11-23."),
    Field("texts", "interpretations", TEXTS, required=True),
)
