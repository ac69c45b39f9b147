"""Which entry is shown on a day: one a working day, chosen from the date alone."""

import datetime

from ishoj_cli.content.model import Entry, Section
from ishoj_cli.errors import UsageError, quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

WORKING_DAYS = 5  # Monday to Friday, holidays included


def working_day(text: str | None) -> "date":
    """The day that a text names (today for None), or the Monday after it when it is a Saturday or a Sunday.

    Understands `2026-11-23`, `23/11-2026` and `23.11.2026`; raises UsageError for what is no date.
    """
    day = datetime.date.today() if text is None else read_date(text)
    return day + datetime.timedelta(days=7 - day.weekday() if day.weekday() >= WORKING_DAYS else 0)


def read_date(text: str) -> "date":
    """The date that a text says, as ISO or as Danes write it; raises UsageError."""
    numbers = "".join(letter if letter.isascii() and letter.isdigit() else " " for letter in text).split()
    signs = "".join(letter for letter in text.strip() if not letter.isdigit())
    try:
        if [len(number) for number in numbers] == [4, 2, 2] and signs == "--":
            year, month, day = numbers
        elif len(numbers) == 3 and len(numbers[2]) == 4 and signs.replace(" ", "") in ("/-", "..", "//", "--"):
            day, month, year = numbers
        else:
            raise ValueError
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        what = f"{quoted(text)} er ikke en dato."
        raise UsageError(what, hint="Skriv den som 2026-11-23, 23.11.2026 eller 23/11-2026.") from None


def entry_of(section: Section, day: "date") -> Entry:
    """The entry of a working day, with the question of the round: every entry comes once before any comes again.

    Any run of as many working days as there are entries shows them all. Where their number divides by five, each round
    would bind an entry to a weekday, so each round starts one entry further on. Each round asks the next question.
    """
    count = len(section.entries)
    weeks, weekday = divmod(day.toordinal() - 1, 7)  # day 1 is Monday 1 January of year 1
    number = weeks * WORKING_DAYS + weekday
    round_, at = divmod(number, count)
    entry = section.entries[(at + (round_ if count % WORKING_DAYS == 0 else 0)) % count]
    if not entry.questions:
        return entry
    return entry.replace(questions=(entry.questions[round_ % len(entry.questions)],))
