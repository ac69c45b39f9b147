"""The entry of the day: chosen from the date alone, all before any again, the same for everybody for ever."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ishoj_cli.cli.daily import entry_of, read_date, working_day
from ishoj_cli.content.model import Entry, Section
from ishoj_cli.errors import UsageError


def section(count, questions=3):
    return Section(
        "a", "A", entries=tuple(Entry(f"e{n}", f"E{n}", questions=tuple("abcdefg"[:questions])) for n in range(count))
    )


def working_days(start, count):
    days = (start + timedelta(n) for n in range(2 * count + 7))
    return [day for day in days if day.weekday() < 5][:count]


# Promised to everybody: an update must not change anybody's value of the day.
PINNED = {  # by the number of entries, of which divisors of five differ, each with seven questions
    7: {"2026-11-23": "e2c", "2026-11-24": "e3c", "2026-11-27": "e6c", "2026-12-25": "e5f", "2027-01-01": "e3g"},
    5: {"2026-11-23": "e1g", "2026-11-27": "e0g", "2026-11-30": "e2a", "2027-01-01": "e0e"},
    10: {"2026-11-23": "e3d", "2026-12-04": "e2d", "2026-12-07": "e4e", "2027-01-01": "e4f"},
}


@pytest.mark.parametrize("count", PINNED)
def test_the_entry_of_a_date_never_changes(count):
    chosen = section(count, questions=7)
    shown = {day: entry_of(chosen, date.fromisoformat(day)) for day in PINNED[count]}
    assert {day: entry.id + entry.questions[0] for day, entry in shown.items()} == PINNED[count]


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)), st.integers(1, 16))
def test_a_round_shows_every_entry_once_and_the_next_asks_on(start, count):
    chosen = section(count)
    days = working_days(working_day(start.isoformat()), 4 * count)
    entries = [entry_of(chosen, day) for day in days]
    if count % 5:
        assert len({entry.id for entry in entries[:count]}) == count
    asked = {entry.id: [] for entry in entries}
    for entry in entries:
        asked[entry.id].append(entry.questions[0])
    assert all(len(set(questions[:3])) == min(3, len(questions)) for questions in asked.values())


@pytest.mark.parametrize("count", [5, 7, 10])
def test_no_entry_is_bound_to_a_weekday(count):
    days = working_days(date(2026, 11, 23), 5 * count * 5)
    weekdays = {}
    for day in days:
        weekdays.setdefault(entry_of(section(count), day).id, set()).add(day.weekday())
    assert all(len(seen) == 5 for seen in weekdays.values())


def test_a_weekend_has_the_entry_of_its_monday():
    assert working_day("2026-11-28") == working_day("2026-11-29") == working_day("2026-11-30") == date(2026, 11, 30)
    assert working_day("2026-11-27") == date(2026, 11, 27)
    assert working_day(None).weekday() < 5


def test_an_entry_without_questions_is_shown_without():
    assert entry_of(section(1, questions=0), date(2026, 11, 23)).questions == ()


@pytest.mark.parametrize(
    "text",
    [
        *("2026-11-03", " 2026-11-03 ", "3-11-2026"),
        *("3/11-2026", "3/11/2026", "3/11-26", "3/11 2026", "3 / 11 - 2026", "d. 3/11-2026"),
        *("03.11.2026", "3. 11. 2026", "3.11.26", "3.11 2026"),
        *("3. november 2026", "3 NOV 2026", "3. nov. 2026", "tirsdag den 3. november 2026", "tirsdag d. 3. nov. 2026"),
    ],
)
def test_a_date_as_danes_write_it(text):
    assert read_date(text) == date(2026, 11, 3)


@pytest.mark.parametrize(
    "text",
    [
        *("", "i aften", "november", "3. juli 2026 kl. 9", "3. xyz 2026", "2026-13-01", "2026-2-30", "31.2.2026"),
        *("26-11-03", "3-11", "20261103", "²/1-2026", "٣.11.2026", "2026/11/03", "3.11.026", "0/1", "1.1.0000"),
    ],
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(UsageError, match="er ikke en dato") as error:
        read_date(text)
    assert "2026-11-23" in error.value.hint


@pytest.mark.parametrize(
    ("text", "days"),
    [("i dag", 0), ("IDAG", 0), ("i morgen", 1), ("imorgen", 1), ("i går", -1), ("i overmorgen", 2)],
)
def test_a_day_may_be_named_from_today(text, days):
    assert read_date(text) in {date.today() + timedelta(days), date.today() + timedelta(days - 1)}  # near midnight


def test_a_date_without_a_year_is_of_this_one():
    assert {read_date(text) for text in ("3/11", "3.11.", "3. november", "den 3. nov.")} == {
        date(date.today().year, 11, 3)
    }


def test_the_calendar_ends_on_a_working_day():
    assert working_day("9999-12-31") == date(9999, 12, 31)
