"""Danish help and Danish errors for what Typer finds wrong."""

from types import SimpleNamespace

import pytest

from ishoj_cli.cli import usage
from ishoj_cli.cli.usage import danish_error
from ishoj_cli.danish import option_key


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("--hjælp", "hjaelp"),
        ("--HJAELP", "hjaelp"),
        ("--uden_spørgsmål", "uden-spoergsmaal"),
        ("-o", "o"),
        ("søg", "soeg"),
    ],
)
def test_an_option_is_known_in_every_spelling(typed, known):
    assert option_key(typed) == known


@pytest.fixture
def ctx():
    def option(name, metavar=None, is_flag=False):
        return SimpleNamespace(opts=[name], metavar=metavar, is_flag=is_flag)

    params = [option("--format", "FORMAT"), option("--json", is_flag=True), option("--bredde", "N")]
    return SimpleNamespace(command_path="ishoj alt", command=SimpleNamespace(params=params))


@pytest.mark.parametrize(
    ("error", "said"),
    [
        ({"option_name": "--format"}, "--format mangler en værdi: --format FORMAT."),
        ({"option_name": "--json"}, "--json tager ingen værdi."),
        ({"option_name": "--formt"}, "«--formt» kan ikke bruges med «ishoj alt». Mente du «--format»?"),
        ({"option_name": "-q"}, "«-q» kan ikke bruges med «ishoj alt»."),
        ({"option_name": "--\x1b"}, "«--\\x1b» kan ikke bruges med «ishoj alt»."),
        ({"param": SimpleNamespace(metavar="ORD")}, "«ishoj alt» mangler ORD."),
        ({}, "«ishoj alt» kan ikke bruges sådan."),
        ({"option_name": None, "param": None}, "«ishoj alt» kan ikke bruges sådan."),
    ],
)
def test_what_typer_finds_is_told_in_danish_from_its_data(ctx, error, said):
    told = danish_error(SimpleNamespace(**error), ctx)
    assert (told.what, told.hint) == (said, "Se hjælpen med: ishoj alt -h")


def test_the_help_of_a_command(call, ok):
    assert ok(call("grundlag", "-h")).text == (
        "Grundlag for Lederskab & Følgeskab\n\n"
        "Eksempler\n"
        "  ishoj grundlag         læs det hele\n"
        "  ishoj grundlag 3       kun nummer 3\n"
        "  ishoj grundlag rundt   kun »Ledelse hele vejen rundt«\n"
        "  ishoj grundlag --json  til scripts\n\n"
        "Brug\n  ishoj grundlag [PUNKT] [VALG]\n\n"
        "Punkter\n"
        "  perspektiver  De fire perspektiver\n"
        "  lederskab     Lederskab/Følgeskab\n"
        "  rundt         Ledelse hele vejen rundt\n\n"
        + call("vision", "-h").text[call("vision", "-h").text.index("Valg") :]
    )


def test_the_help_fits_a_narrow_screen(call, ok, monkeypatch):
    monkeypatch.setenv("COLUMNS", "30")
    for name in ([], ["vaerdier"], ["soeg"], ["handout"]):
        assert max(map(len, ok(call(*name, "-h")).text.splitlines())) <= 30


@pytest.mark.parametrize(
    "line", ["-h --bredde 30", "--bredde 30 -h", "soeg -h --bredde 30", "--bredde 30 soeg -h", "--bredde 30 handout -h"]
)
def test_the_help_is_as_wide_as_was_asked_for(call, ok, line):
    assert max(map(len, ok(call(*line.split())).text.splitlines())) <= 30


def test_the_help_is_as_colourful_as_was_asked_for(call, ok, monkeypatch):
    assert ok(call("vision", "-h", "--farve", "altid")).text.startswith("\x1b[1;38;5;29mVision\x1b[0m\n")
    monkeypatch.setenv("CLICOLOR_FORCE", "1")
    assert "\x1b" not in ok(call("vision", "-h", "--farve", "aldrig")).text


def test_help_offers_only_what_does_something(call, ok):
    assert "--uden-spoergsmaal" in ok(call("alt", "-h")).text
    assert "--uden-spoergsmaal" not in ok(call("liste", "-h")).text
    assert "--uden-tolkning" not in ok(call("tolkning", "-h")).text
    for option in ("--farve", "--bredde", "--uden-spoergsmaal"):
        assert option not in ok(call("tjek", "-h")).text
    ok(call("tjek", "--farve", "altid", "--bredde", "40", "--uden-spoergsmaal"))
    ok(call("liste", "--uden-spoergsmaal"))


def test_the_help_is_coloured_when_forced(call, ok, monkeypatch):
    monkeypatch.setenv("CLICOLOR_FORCE", "1")
    assert ok(call("-h")).text.startswith("\x1b[1;38;5;29mSådan arbejder vi i Ishøj Kommune\x1b[0m\n")


def test_words_left_over_are_refused_in_danish(call):
    result = call("liste", "noget")
    assert (result.status, result.message) == (
        2,
        "ishoj: «noget» kan ikke bruges her: «ishoj liste» tager ikke flere ord.\nSe hjælpen med: ishoj liste -h\n",
    )


def test_a_section_without_entries_offers_none(call, ok):
    page = ok(call("mission", "-h")).text
    assert "Punkter" not in page
    assert "\n  ishoj mission [VALG]\n" in page


def test_titles_of_help_pages_are_the_contents(real):
    assert usage.PANELS == ("Afsnit", "Andre kommandoer")


def test_help_can_be_read_aloud(call, ok, monkeypatch):
    columns = ok(call("vaerdier", "-h")).text
    monkeypatch.setenv("ACCESSIBLE", "1")
    aloud = ok(call("vaerdier", "-h")).text
    assert aloud.startswith("Værdier\n\nEksempler\nishoj vaerdier: læs det hele\n")
    assert "\nBrug\nishoj vaerdier [PUNKT] [VALG]\n\nPunkter\ntrovaerdighed: Troværdighed\n" in aloud
    assert "  " not in aloud
    assert aloud.replace(": ", " ").split() == columns.replace(": ", " ").split()
