"""The Danish labels and sentences that a handout adds to the content."""

from ishoj_cli.content.model import Handbook
from ishoj_cli.render.page import danish_date, ended, linked, origin_line, questions_line
from ishoj_cli.type_hints import Sequence

SECTION_LINES_LABEL = "Hvad betyder teksten hos os?"
LOCAL_LABEL = "Hos os"
GUIDE_TITLE = "Sådan bruger I kortene"
BLANK_CARD = ("Skriv jeres eget ord", "Skriv jeres egne spørgsmål")  # front and back
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


def lines_label(title: str) -> str:
    """The label of lines to write on about an entry: `Hvad betyder troværdighed hos os?`

    A title of one or two words is a noun phrase, which a sentence takes in lower case; anything else is quoted.
    """
    words = title.split()
    plain = all(word.replace("-", "").isalpha() for word in words) and not any(map(str.isupper, title[1:]))
    if len(words) <= 2 and plain and title[:1].isupper():
        title = title[0].lower() + title[1:]
    else:
        title = f"»{title.strip('»«')}«"
    return f"Hvad betyder {title} hos os?"


def workplace_line(handbook: "Handbook") -> str:
    """Whose interpretation it is, and from when: `Biblioteket, den 23. november 2026`; empty where there is none."""
    date = danish_date(handbook.workplace_date or "").replace(" ", NO_BREAK_SPACE)
    return ", ".join(filter(None, [handbook.workplace, f"den{NO_BREAK_SPACE}{date}" if date else ""]))


def edition_line(handbook: "Handbook") -> str:
    """The edition as a Danish date: `Udgave 23. november 2026`."""
    return f"Udgave {danish_date(handbook.edition).replace(' ', NO_BREAK_SPACE)}"


def imprint(handbook: "Handbook") -> str:
    """Source and edition on one line, for the footer of every page."""
    return f"Kilde: {handbook.source} · {edition_line(handbook)}"


def colophon(handbook: "Handbook", *, has_questions: bool) -> list[str]:
    """The last paragraphs of a handout.

    The closing, the source and, with `has_questions`, the author of the questions.
    """
    organisation = [] if handbook.organisation in handbook.source else [ended(handbook.organisation)]
    source = linked(origin_line(handbook.source, handbook.url), *organisation, f"{edition_line(handbook)}.")
    return [*handbook.closing, source, *([questions_line(handbook)] if has_questions else [])]


def questions_legend(handbook: "Handbook") -> str:
    """The legend that explains the italic texts on a page: questions for dialogue, with their author."""
    return f"Kursiv: spørgsmål til dialog, foreslået af {handbook.questions_by or handbook.organisation}"


def guide(most_questions: int) -> list[str]:
    """The instructions for using the cards; `most_questions` is the largest number of questions on one of them."""
    question = (
        "Tænk hver for sig: Hvad betyder ordene på kortet hos os?",
        "Tænk hver for sig over spørgsmålet.",
        "Vælg et af spørgsmålene, og tænk hver for sig.",
    )[min(most_questions, 2)]
    return [
        "Træk et kort, og læs det højt.",
        question,
        "Fortæl hinanden ét eksempel.",
        "Skriv ned, hvad I vil gøre mere af.",
    ]


def cycle_alternative(titles: "Sequence[str]") -> str:
    """The text alternative of a drawing of a cycle."""
    steps = ", ".join(f"{number} {title}" for number, title in enumerate(titles, 1))
    return f"Cirkel med {len(titles)} trin, der følger efter hinanden med uret: {steps}, og så forfra."
