"""The options that commands share: what they accept, and how a command gets them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ishoj_cli.cli.options import COLOURS, WIDEST, output_options, plain, printing, whole_number
from ishoj_cli.cli.output import Output
from ishoj_cli.errors import UsageError
from ishoj_cli.terminal import NARROWEST


def test_nothing_asked_is_as_suits():
    assert output_options() == Output()


def test_what_is_asked_is_what_is_got():
    asked = output_options("TSV", False, "a.txt", True, "ALTID", "44", True, True)
    assert asked == Output(
        format="tsv", file="a.txt", overwrite=True, colour="altid", width=44, questions=False, pager=False
    )
    assert output_options(json=True).format == "json"


@pytest.mark.parametrize("choice", COLOURS)
def test_colours_in_any_case(choice):
    assert output_options(colour=choice.upper()).colour == (None if choice == "auto" else choice)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"colour": "blå"}, "kan ikke bruges med --farve"),
        ({"colour": ""}, "kan ikke bruges med --farve"),
        ({"width": "19"}, "kan ikke bruges med --bredde"),
        ({"output": ""}, "--output mangler"),
        ({"output": " "}, "--output mangler"),
        ({"format": "x"}, "findes ikke"),
    ],
)
def test_what_cannot_be_used_is_said(asked, said):
    with pytest.raises(UsageError, match=said) as error:
        output_options(**asked)
    assert error.value.hint


@given(st.integers(NARROWEST, WIDEST))
def test_every_width_in_bounds_is_a_number(width):
    assert whole_number(f" {width} ", "--bredde", NARROWEST, WIDEST) == width


@pytest.mark.parametrize("value", ["", "x", "1.5", "-1", "0", "11", "٣", "²", "1e1", "1_0", "9" * 5000])
def test_what_is_no_number_in_bounds_is_said(value):
    with pytest.raises(UsageError, match="kan ikke bruges med --antal") as error:
        whole_number(value, "--antal", 1, 10)
    assert error.value.hint == "Skriv et helt tal fra 1 til 10."


def test_no_value_is_no_number():
    assert whole_number(None, "--antal", 1, 10) is None


def test_a_printing_command_gets_its_options_as_one():
    @printing
    def command(output: Output, word: str = "x") -> int:
        assert output == Output(format="json", width=50)
        assert word == "y"
        return 3

    names = command.__signature__.parameters
    assert "output" in names
    assert {"word", "width", "json", "content", "help"} <= set(names)
    asked = dict.fromkeys(names) | {"word": "y", "json": True, "width": "50", "overwrite": False}
    assert command(**asked) == 3


def test_a_plain_command_never_hears_of_what_all_share():
    @plain
    def command(word: str = "x") -> int:
        return len(word)

    assert command(**dict.fromkeys(command.__signature__.parameters) | {"word": "abc"}) == 3
