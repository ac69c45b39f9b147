"""The calls behind the commands, without Typer."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ishoj_cli.cli import commands
from ishoj_cli.cli.output import Output
from ishoj_cli.errors import NotFoundError, UsageError

PLAIN = Output(format="tekst")
BARE = Output(format="tekst", questions=False)


@pytest.fixture
def said(capfdbinary):
    def show(command, *arguments, status=0, **named) -> str:
        assert command(*arguments, **named) == status
        return capfdbinary.readouterr().out.decode()

    return show


def test_the_overview_the_whole_and_the_list(said, odd):
    assert said(commands.show_overview, odd, PLAIN).startswith("Sådan *gør* vi\n")
    assert "\nEfter 12 følger 1 igen" in said(commands.show_whole, odd, PLAIN)
    assert said(commands.show_list, odd, PLAIN).count("\n") == len(odd.items())


def test_a_section_an_entry_and_a_leg(said, odd):
    assert said(commands.show_section, odd, "LÆNGDE", (), PLAIN).startswith("Lange ord\n")
    assert said(commands.show_section, odd, "lange-ord", ("kort",), PLAIN).startswith("Kort\n")
    assert said(commands.show_section, odd, "ring", ("led", "nummer", "7"), PLAIN).startswith("Led nummer 7\n")
    assert said(commands.show_section, odd, "tomt", ("2",), PLAIN).startswith("Ring\n")


@pytest.mark.parametrize("words", [("",), (" ",), ("", " ")])
def test_an_empty_name_is_bad_usage(odd, words):
    with pytest.raises(UsageError, match="kan ikke være tomt"):
        commands.show_section(odd, "tomt", words, PLAIN)


def test_questions_are_left_out_wherever_they_stand(said, odd):
    assert "?" in said(commands.show_whole, odd, PLAIN).replace("?a=1", "")
    for show, arguments in (
        (commands.show_whole, ()),
        (commands.show_section, ("lange-ord", ())),
        (commands.show_section, ("lange-ord", ("1",))),
        (commands.show_section, ("tomt", ("tegn",))),
    ):
        page = said(show, odd, *arguments, BARE)
        assert "dialog" not in page
        assert "Hos os" in page or "tegn" in arguments[-1]
    assert said(commands.show_daily, odd, BARE, "2026-11-23").count("?") == 1  # in the source's address


def test_todays_entry_is_the_featured_sections_by_the_number_of_the_day(said, odd):
    days = [f"2026-11-{day}" for day in (23, 24, 25)]
    first, second, third = (said(commands.show_daily, odd, PLAIN, day) for day in days)
    assert first == third != second
    assert said(commands.show_daily, odd.replace(featured="ring"), PLAIN, days[0]).startswith("Led nummer ")


def test_without_a_date_it_is_today(said, odd):
    today = datetime.date.today()
    assert commands.day_number(None) - today.toordinal() in (0, 1)  # midnight may pass


def test_without_entries_there_is_nothing_for_today(odd):
    with pytest.raises(NotFoundError, match="ingen punkter"):
        commands.show_daily(odd.replace(sections=odd.sections[:1]), PLAIN, "2026-11-23")


@given(st.dates())
def test_every_date_has_its_number_and_the_next_day_the_next(date):
    assert commands.day_number(date.isoformat()) == date.toordinal()
    assert commands.day_number("2026-11-23") % 7 == 1  # a Monday


@pytest.mark.parametrize(
    "date", ["", "x", "2026-13-01", "2026-02-30", "20261123", "2026-W48-1", "26-11-23", "2026-1-01"]
)
def test_what_is_no_date(date):
    with pytest.raises(UsageError, match="er ikke en dato"):
        commands.day_number(date)


def test_a_section_is_named_in_any_spelling_and_the_nearest_is_asked_about(odd):
    assert commands.section_named(odd, "Længde").id == "lange-ord"
    with pytest.raises(UsageError, match=r"Der er intet afsnit «rign»\. Mente du «ring»") as error:
        commands.section_named(odd, "rign")
    assert error.value.hint == "Se dem alle med: ishoj liste"
    with pytest.raises(UsageError, match=r"^Der er intet afsnit «zzz»\.\n"):
        commands.section_named(odd, "zzz")


def test_a_search_says_its_guesses_beside_the_hits(odd, capfdbinary):
    assert commands.search_handbook(odd, ["kort"], PLAIN) == 0
    assert "Kort" in capfdbinary.readouterr().out.decode()
    assert commands.search_handbook(odd, ["xyzzyq"], PLAIN) == 1
    out, err = capfdbinary.readouterr()
    assert out == b""
    assert "«xyzzyq»" in err.decode()


def test_a_quiet_search_answers_by_its_status(odd, capfdbinary):
    assert commands.search_handbook(odd, ["kort"], PLAIN, quiet=True) == 0
    assert commands.search_handbook(odd, ["xyzzyq"], PLAIN, quiet=True) == 1
    assert capfdbinary.readouterr() == (b"", b"")
