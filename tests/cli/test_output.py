"""How a result is shown: the format, colour and width that suit where it goes, and the way there."""

import os
import sys

import pytest

from ishoj_cli import pager
from ishoj_cli.cli import output
from ishoj_cli.cli.output import Output
from ishoj_cli.cli.table import BUILTINS, read_values
from ishoj_cli.errors import FileError, UsageError, as_typed

ENDINGS_OF_FORMATS = (".txt", ".md", ".tsv", ".json")
ALT = next(command for command in BUILTINS if command.name == "alt")


def rendered(format, layout):
    """A rendering that says how it was asked for."""
    return f"{format} {layout.width} {layout.colour}\n"


@pytest.fixture
def terminal(monkeypatch):
    """Standard output as a terminal of 60 by 5."""
    monkeypatch.setattr(output, "is_terminal", lambda _stream: True)
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setenv("LINES", "5")
    monkeypatch.setenv("TERM", "xterm")


@pytest.fixture
def shown(capfdbinary):
    def show(asked: Output, render=rendered) -> str:
        asked.show(render)
        sys.stdout.flush()
        return capfdbinary.readouterr().out.decode()

    return show


def asked(**typed):
    return Output.from_options(read_values(ALT, typed), handout="handout x")


def test_the_output_is_what_the_options_ask_for():
    assert asked() == Output()
    assert asked(json=True).format == asked(json=True, format="json").format == "json"
    assert asked(file="a", overwrite=True, colour="altid", width="44", pager=True) == Output(
        None, "a", True, "altid", 44, False
    )


def test_two_formats_are_one_too_many():
    with pytest.raises(UsageError, match="--json og --format tsv kan ikke bruges sammen"):
        asked(json=True, format="tsv")


@pytest.mark.parametrize("name", ["a b.pdf", "x.HTML", "x.docx"])
def test_the_name_of_a_handout_is_for_the_handout(name):
    with pytest.raises(UsageError, match="kan kun skrives som handout") as error:
        asked(file=name)
    assert error.value.command == f"handout x -o {as_typed(name)}"
    with pytest.raises(UsageError) as error:
        asked(file=name, overwrite=True, questions=True)
    assert error.value.command == f"handout x -o {as_typed(name)} --overskriv --uden-spoergsmaal"
    assert asked(file=name, format="tekst").file == name


@pytest.mark.parametrize("name", ["x.csv", "a b.XLSX", "mappe.md/x.odt", "x.txt.gz", "x.2026"])
def test_an_ending_that_is_no_format_is_refused_with_those_that_are(name):
    with pytest.raises(UsageError, match="er ikke et format, der kan skrives") as error:
        asked(file=name)
    assert all(ending in error.value.hint for ending in ENDINGS_OF_FORMATS)


@pytest.mark.parametrize("name", ["x", "-", "x.", ".csv", "mappe.csv/x", os.devnull])
def test_a_name_without_an_ending_is_no_choice_of_format(name):
    assert asked(file=name).format is None


@pytest.mark.parametrize("typed", [{"format": "tsv"}, {"format": "markdown"}, {"file": "x.md"}, {"file": "x.tsv"}])
def test_a_format_that_a_command_has_not_is_refused_with_those_that_it_has(typed):
    with pytest.raises(UsageError, match=r"kan ikke bruges her\.\nVælg mellem tekst og json"):
        Output.from_options(read_values(ALT, typed), formats=("tekst", "json"))


@pytest.mark.parametrize(
    ("asked", "environment", "said"),
    [
        (Output(), {}, "tekst 80 False"),
        (Output(width=33), {"COLUMNS": "70"}, "tekst 33 False"),
        (Output(), {"COLUMNS": "70"}, "tekst 70 False"),
        (Output(format="json"), {}, "json 80 False"),
        (Output(colour="altid"), {}, "tekst 80 True"),
        (Output(colour="altid"), {"ACCESSIBLE": "1"}, "tekst 80 True"),
        (Output(), {"ACCESSIBLE": "1"}, "tekst 80 False"),
        (Output(colour="aldrig"), {"CLICOLOR_FORCE": "1"}, "tekst 80 False"),
        (Output(), {"CLICOLOR_FORCE": "1"}, "tekst 80 True"),
        (Output(), {"FORCE_COLOR": "1"}, "tekst 80 True"),
        (Output(), {"FORCE_COLOR": "0", "CLICOLOR": "1"}, "tekst 80 False"),
        (Output(), {"FORCE_COLOR": "1", "NO_COLOR": "1"}, "tekst 80 False"),
        (Output(format="terminal"), {}, "terminal 80 False"),
        (Output(file="-"), {}, "tekst 80 False"),
    ],
)
def test_in_a_pipe(shown, monkeypatch, asked, environment, said):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert shown(asked) == f"{said}\n"


@pytest.mark.parametrize(
    ("piped", "accessible", "said"),
    [("tsv", "", "tsv"), ("tsv", "1", "tsv"), ("terminal", "", "terminal"), ("terminal", "1", "tekst")],
)
def test_a_pipe_gets_what_suits_it_and_lines_for_what_is_set_for_the_eye(
    capfdbinary, monkeypatch, piped, accessible, said
):
    monkeypatch.setenv("ACCESSIBLE", accessible)
    Output().show(rendered, piped)
    assert capfdbinary.readouterr().out == f"{said} 80 False\n".encode()


@pytest.mark.parametrize(
    ("asked", "environment", "said"),
    [
        (Output(), {}, "terminal 60 True"),
        (Output(), {"TERM": "dumb"}, "terminal 60 False"),
        (Output(), {"NO_COLOR": "1"}, "terminal 60 False"),
        (Output(), {"CLICOLOR": "0"}, "terminal 60 False"),
        (Output(), {"CLICOLOR": "0", "FORCE_COLOR": "1"}, "terminal 60 True"),
        (Output(), {"ACCESSIBLE": "1"}, "tekst 60 False"),
        (Output(format="tekst"), {}, "tekst 60 False"),
        (Output(format="tekst", colour="altid"), {}, "tekst 60 True"),
        (Output(format="markdown"), {}, "markdown 60 False"),
    ],
)
def test_on_a_terminal(shown, monkeypatch, terminal, asked, environment, said):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert shown(asked) == f"{said}\n"


@pytest.mark.parametrize(("lines", "paged"), [(4, False), (5, True), (6, True)])
def test_the_pager_is_for_what_the_screen_can_t_hold_with_the_prompt(shown, monkeypatch, terminal, lines, paged):
    asked_of_pager = []
    monkeypatch.setattr(pager, "show_in_pager", lambda text, _environment: asked_of_pager.append(text) or True)
    text = "x\n" * lines
    assert shown(Output(), lambda *_: text) == ("" if paged else text)
    assert asked_of_pager == ([text] if paged else [])


@pytest.mark.parametrize(
    ("asked", "environment"),
    [
        (Output(pager=False), {}),
        (Output(), {"TERM": "dumb"}),
        (Output(format="tekst"), {}),
        (Output(format="json"), {}),
    ],
)
def test_no_pager(shown, monkeypatch, terminal, asked, environment):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(pager, "show_in_pager", lambda *_: pytest.fail("paged"))
    assert shown(asked, lambda *_: "x\n" * 9) == "x\n" * 9


def test_without_a_pager_it_is_shown_all_the_same(shown, monkeypatch, terminal):
    monkeypatch.setattr(pager, "show_in_pager", lambda *_: False)
    assert shown(Output(), lambda *_: "x\n" * 9) == "x\n" * 9


ENDINGS = [
    ("a.md", "markdown"),
    ("a.MD", "markdown"),
    ("a.json", "json"),
    ("a.tsv", "tsv"),
    ("a.txt", "tekst"),
    ("a.Markdown", "markdown"),
    ("a.text", "tekst"),
    ("a", None),
]


@pytest.mark.parametrize(("name", "format"), ENDINGS)
def test_the_ending_of_a_file_chooses_its_format(name, format):
    assert asked(file=name).format == format
    assert asked(file=name, format="tsv").format == "tsv"


def test_into_a_file_nothing_is_coloured_unless_asked(shown, monkeypatch, tmp_path):
    monkeypatch.setenv("CLICOLOR_FORCE", "1")
    path = tmp_path / "a"
    assert shown(Output(file=str(path))) == ""
    assert path.read_text() == "tekst 80 False\n"
    shown(Output(file=str(path), overwrite=True, format="terminal", colour="altid"))
    assert path.read_text() == "terminal 80 True\n"


def test_a_file_is_overwritten_only_when_told(shown, tmp_path):
    path = tmp_path / "a"
    path.write_text("mine")
    with pytest.raises(FileError):
        Output(file=str(path)).show(rendered)
    shown(Output(file=str(path), overwrite=True))
    assert path.read_text() == "tekst 80 False\n"
    assert os.listdir(tmp_path) == ["a"]
