"""The table: it is consistent, and it reads the values of options."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ishoj_cli.cli.table import (
    BUILTINS,
    PROGRAM,
    command_of_section,
    commands,
    one_of,
    read_values,
    whole_number,
)
from ishoj_cli.content.fields import RESERVED
from ishoj_cli.danish import name_key, option_key
from ishoj_cli.errors import UsageError

ALT = next(command for command in BUILTINS if command.name == "alt")


def test_no_section_can_take_the_name_of_a_command():
    assert {command.name for command in BUILTINS} == set(RESERVED)


def test_every_option_of_a_command_has_its_own_names(real):
    for command in (PROGRAM, *commands(real)):
        flags = [option_key(flag) for option in command.options for flag in option.flags]
        names = [option.name for option in command.options]
        assert len(flags) == len(set(flags))
        assert len(names) == len(set(names))


def test_every_section_is_a_command_by_any_of_its_names(real):
    for section in real.sections:
        for name in (section.id, section.title, *section.aliases, section.title.upper()):
            assert command_of_section(name, real).name == section.id
    assert command_of_section("noget", real) is None
    assert command_of_section("vision", None) is None


def test_nothing_typed_is_every_default():
    values = read_values(ALT, {})
    assert {name: value for name, value in values.items() if value is not None} == {
        "json": False,
        "overwrite": False,
        "colour": "auto",
        "questions": True,
        "pager": True,
        "interpreted": True,
        "version": False,
        "help": False,
    }


def test_what_is_typed_is_read():
    typed = {"format": " TSV ", "json": True, "file": "a.txt", "colour": "ALTID", "width": " 44 ", "questions": True}
    read = read_values(ALT, typed)
    assert {name: read[name] for name in typed} == {
        "format": "tsv",
        "json": True,
        "file": "a.txt",
        "colour": "altid",
        "width": 44,
        "questions": False,
    }


@pytest.mark.parametrize(
    ("typed", "said", "hint"),
    [
        ({"colour": "blå"}, "»blå« kan ikke bruges med --farve.", "Vælg mellem auto, altid og aldrig."),
        ({"colour": ""}, "»« kan ikke bruges med --farve.", "Vælg mellem auto, altid og aldrig."),
        ({"width": "19"}, "»19« kan ikke bruges med --bredde.", "Skriv et helt tal fra 20 til 10000."),
        ({"file": " "}, "--output mangler en værdi.", "Skriv navnet på en fil, eller - for skærmen."),
        ({"format": "x"}, "Formatet »x« kan ikke bruges her.", "Vælg mellem terminal, tekst, markdown, tsv og json."),
        ({"folder": ""}, "--indhold mangler en værdi.", "Skriv for eksempel: --indhold navn"),
    ],
)
def test_what_cannot_be_used_is_refused(typed, said, hint):
    with pytest.raises(UsageError) as error:
        read_values(ALT, typed)
    assert (error.value.what, error.value.hint) == (said, hint)


@given(st.integers(1, 10))
def test_every_number_in_bounds_is_read(number):
    assert whole_number(1, 10)(f" {number} ", "--antal") == number


@pytest.mark.parametrize("value", ["", "x", "1.5", "-1", "0", "11", "٣", "²", "1e1", "1_0", "9" * 5000])
def test_what_is_no_number_in_bounds_is_refused(value):
    with pytest.raises(UsageError, match="kan ikke bruges med --antal") as error:
        whole_number(1, 10)(value, "--antal")
    assert error.value.hint == "Skriv et helt tal fra 1 til 10."


def test_a_choice_is_read_in_any_case():
    assert one_of(("ark", "kort"))(" Kort ", "--type") == "kort"


def test_names_in_the_table_are_written_as_they_are_known():
    assert all(name_key(command.name) == command.name for command in BUILTINS)
