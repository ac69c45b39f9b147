"""What the wheel brings for the system: `man ishoj`, in Danish, and the completion scripts in their standard places."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ishoj_cli.cli.table import COMPLETION, READING, commands

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"
PLACES = {
    "bash": "bash-completion/completions/ishoj",
    "zsh": "zsh/site-functions/_ishoj",
    "fish": "fish/vendor_completions.d/ishoj.fish",
}
PAGE = "man/man1/ishoj.1"
OVERSTRUCK = re.compile(".\b")


@pytest.fixture
def share(world):
    """The folder of what the wheel brings for the system."""
    return world.program.parent.parent / "share"


def mandoc(page: Path, *options: str) -> str:
    """What mandoc says of a page, or makes of it, without its bold and underlined letters."""
    if shutil.which("mandoc") is None:
        pytest.skip("mandoc is not installed")
    done = subprocess.run(["mandoc", *options, page], capture_output=True, encoding="utf-8")
    return OVERSTRUCK.sub("", done.stdout + done.stderr)


@pytest.mark.parametrize("shell", PLACES)
def test_a_completion_script_is_the_one_that_is_shown(world, share, shell):
    assert (share / PLACES[shell]).read_bytes() == world.run("--show-completion", shell).out


def test_the_man_page_has_no_fault_and_names_every_command_and_option(real, share):
    page = share / PAGE
    assert page.read_bytes().isascii()
    assert mandoc(page, "-T", "lint", "-W", "all") == ""
    shown = mandoc(page, "-T", "utf8", "-O", "width=78")
    heads = " ".join(re.findall(r"^\w+$", shown, re.MULTILINE))
    assert heads == "NAVN BRUG BESKRIVELSE AFSNIT KOMMANDOER TILVALG EKSEMPLER VARIABLER FILER SLUTKODE"
    said = " ".join(shown.split())
    assert "ishoj - slå op, hvordan vi arbejder" in said
    for command in commands(real):
        assert f"{f'{command.name} {command.argument}'.strip()} {command.title}." in said
    for option in (*READING, *COMPLETION, *(each for command in commands(None) for each in command.options)):
        assert f" {option.typed} {option.help} " in said


def test_a_man_page_of_any_content_has_no_fault(odd, tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(SCRIPTS))
    from make_man_page import man_page

    odd = odd.replace(title=".TH \"odd\" \\fB'title' 😀", source="'so \\n. . " + "a" * 200)
    (tmp_path / "odd.1").write_text(man_page(odd), encoding="ascii")
    assert mandoc(tmp_path / "odd.1", "-T", "lint", "-W", "warning") == ""
    shown = mandoc(tmp_path / "odd.1", "-T", "utf8")
    assert odd.title in shown
    assert odd.source.split()[0] in shown
    assert sys.modules.pop("make_man_page")
