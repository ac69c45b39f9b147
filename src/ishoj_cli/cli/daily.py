"""Chooses the entry of the day: one per working day, determined by the date alone."""

import datetime

from ishoj_cli.content.model import Entry, Section
from ishoj_cli.danish import composed
from ishoj_cli.errors import UsageError, quoted
from ishoj_cli.render.page import MONTHS

WORKING_DAYS = 5  # Monday to Friday, holidays included
RELATIVE = {"igår": -1, "idag": 0, "imorgen": 1, "iovermorgen": 2}
BEFORE = r"(?:man|tirs|ons|tors|fre|lør|søn)dag,? (?:(?:den|d\.) ?)?|(?:den|d\.) ?"
DATES = (  # regular expressions; in dates with hyphens, the year has four digits and may come first or last
    r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)",
    r"(?P<day>\d\d?)-(?P<month>\d\d?)-(?P<year>\d{4})",
    r"(?P<day>\d\d?)\. ?(?P<month>\d\d?)\.? ?(?P<year>\d{4}|\d\d)?",
    r"(?P<day>\d\d?) ?/ ?(?P<month>\d\d?)(?: ?[-/ ] ?(?P<year>\d{4}|\d\d))?",
    r"(?P<day>\d\d?)\.? ?(?P<month>[a-z]{3,9})\.?(?: (?P<year>\d{4}))?",
)


def working_day(text: str | None) -> datetime.date:
    """The day that a text names (today for None), or the Monday after it when it is a Saturday or a Sunday.

    Raises UsageError for what is no date.
    """
    day = datetime.date.today() if text is None else read_date(text)
    return day + datetime.timedelta(days=7 - day.weekday() if day.weekday() >= WORKING_DAYS else 0)


def read_date(text: str) -> datetime.date:
    """Parse a date in ISO or a Danish format; a date without a year is in the current year. Raises UsageError."""
    import re  # takes longer than the rest; only a date that is given needs it

    today = datetime.date.today()
    typed = " ".join(composed(text).lower().split())
    if typed.replace(" ", "") in RELATIVE:
        return today + datetime.timedelta(days=RELATIVE[typed.replace(" ", "")])
    match = next(filter(None, (re.fullmatch(f"(?:{BEFORE})?{form}", typed, re.ASCII) for form in DATES)), None)
    try:
        parts = match.groupdict() if match else {}
        month = parts["month"]
        if month.isalpha():
            month = next(number for number, name in enumerate(MONTHS, start=1) if month in (name, name[:3]))
        year = parts["year"] or str(today.year)
        return datetime.date(int(year if len(year) == 4 else f"20{year}"), int(month), int(parts["day"]))
    except (KeyError, StopIteration, ValueError):
        hint = "Skriv den som 2026-11-23, 23.11.2026, 23/11-2026 eller »23. november 2026«."
        raise UsageError(f"{quoted(text)} er ikke en dato.", hint=hint) from None


def entry_of(section: Section, day: datetime.date) -> Entry:
    """The entry of a working day, with the question of the round: every entry comes once before any comes again.

    N consecutive working days show N different entries. If N is divisible by five, each round starts one entry later,
    so that an entry is not always shown on the same weekday. Each round uses the next question of the entry.
    """
    count = len(section.entries)
    weeks, weekday = divmod(day.toordinal() - 1, 7)  # day 1 is Monday 1 January of year 1
    number = weeks * WORKING_DAYS + weekday
    round_, at = divmod(number, count)
    entry = section.entries[(at + (round_ if count % WORKING_DAYS == 0 else 0)) % count]
    if not entry.questions:
        return entry
    return entry.replace(questions=(entry.questions[round_ % len(entry.questions)],))
