"""What all tests share: a small handbook with odd content, the real one, and the program run in this process."""

import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, settings

from ishoj_cli import terminal
from ishoj_cli.content.load import load
from ishoj_cli.content.model import Entry, Handbook, Section
from ishoj_cli.content.paths import data_folder
from ishoj_cli.main import main

# How long an example takes to make depends on the machine.
UNCHECKED = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture)
settings.register_profile(
    "same", max_examples=40, deadline=None, database=None, derandomize=True, suppress_health_check=UNCHECKED
)

# What changes how output looks, or makes every process compile what it imports; a test that wants one sets it.
ENVIRONMENT = (
    *("NO_COLOR", "CLICOLOR_FORCE", "CLICOLOR", "FORCE_COLOR", "ACCESSIBLE", "TERM", "COLUMNS", "LINES"),
    *(
        "PAGER",
        "LESS",
        "LESSCHARSET",
        "ISHOJ_INDHOLD",
        "ISHOJ_TOLKNING",
        "ISHOJ_DEBUG",
        "_ISHOJ_COMPLETE",
        "_ISHOJ_WORD",
    ),
    "PYTHONDONTWRITEBYTECODE",
)

ODD = Handbook(
    title="Sådan *gør* vi",
    organisation="Prøveby",
    edition="2026-02-03",
    source="Prøvebyens side <https://example.org/?a=1&b=2>",
    lead=("Først én ting.", "Så en [anden] ting."),
    sections=(
        Section(
            "tomt",
            "Tomt",
            lead=("Her er ingen punkter. Kun to sætninger.",),
            read_more="dokumentet »Tomt«",
        ),
        Section(
            "lange-ord",
            "Lange ord",
            kind="list",
            aliases=("laengde",),
            lead=("Speciallægepraksisplanlægningsstabiliseringsperiodeordbogsopslag er ét ord.",),
            entries=(
                Entry(
                    "opslag",
                    "Speciallægepraksisplanlægningsstabiliseringsperiode",
                    ("Ét.", "To med " + "x" * 120 + ".", "Tre."),
                    ("ord",),
                    ("Hvad er dit længste ord?", "Hvad kunne siges kortere?"),
                    ("Vi siger »plan«.", "Og mener det."),
                ),
                Entry("kort", "Kort", questions=("Hvad er kort?",)),
            ),
            closing=("Slut på de lange ord.",),
            read_more="dokumentet »Ord«",
            local=("Hos os er ordene korte.",),
        ),
        Section(
            "tegn",
            "*Tegn* & [bold]mærker[/bold]",
            part_of="tomt",
            lead=("1. # <b>Ikke</b> `kode` _understreget_ ~~streget~~ \\ | {} :smile: &amp; ![x](y)",),
            entries=(
                Entry("stjerne", "*** __init__ ***", ("- ikke", "+ en", "= liste", "> citat", "2) tal")),
                Entry(
                    "tegnet",
                    "[red]rød[/]",
                    ("日本語の文章は一つの長い単語である。 👩‍👩‍👧‍👦 e\u0301 a\u0308",),
                    questions=("Hvorfor *det*?",),
                ),
            ),
            read_more="dokumentet »*Tegn*«",
        ),
        Section(
            "ring",
            "Ring",
            kind="cycle",
            part_of="tomt",
            entries=tuple(Entry(f"led-{n}", f"Led nummer {n}", (f"Tekst {n}.",)) for n in range(1, 13)),
        ),
        Section("uden-kilde", "Uden kilde", kind="cycle", local=("Vi har ingen kilde.",)),
        Section("liste-uden-tekst", "Navne", kind="list", entries=(Entry("a-b", "A og B"), Entry("c", "C"))),
    ),
    closing=("Genfortalt.",),
    workplace="Børnehuset *Solsikken*",
)


def pytest_configure(config: pytest.Config) -> None:
    """Try the same examples every time, so that a run fails because of a change alone; set inherited signals back."""
    settings.load_profile("same")
    # A program that a shell starts in the background ignores SIGINT, and one that nohup starts ignores SIGHUP.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, signal.SIG_DFL)


class Result(NamedTuple):
    """What a run gave: its exit status and the bytes on the two streams."""

    status: int
    out: bytes
    err: bytes

    @property
    def text(self) -> str:
        return self.out.decode("utf-8")

    @property
    def message(self) -> str:
        return self.err.decode("utf-8")

    @property
    def json(self):
        return json.loads(self.out)


@pytest.fixture(scope="session")
def odd() -> Handbook:
    """A small handbook with everything that content can be and the real one is not."""
    return ODD


@pytest.fixture(scope="session")
def real() -> Handbook:
    """The handbook that is shipped."""
    return load(data_folder())


@pytest.fixture(scope="session")
def schemas() -> Path:
    """The folder of the JSON Schemas of what is printed."""
    return Path(__file__).parent.parent / "src" / "ishoj_cli" / "schemas"


@pytest.fixture(autouse=True)
def quiet_environment(monkeypatch):
    """The environment, and the terminal that the tests run in, decide nothing unless a test says so."""
    for name in ENVIRONMENT:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(terminal, "CONTROLLING", os.devnull)


@pytest.fixture
def call(capfdbinary):
    """Run the program in this process, as `ishoj` does, and give its Result."""

    def run(*argv: str) -> Result:
        capfdbinary.readouterr()
        status = main(argv)
        sys.stdout.flush()
        return Result(status, *capfdbinary.readouterr())

    return run


@pytest.fixture(scope="session")
def ok():
    """Assert that a Result is a success that says nothing on standard error, and give it back."""

    def check(result: Result) -> Result:
        assert (result.status, result.err) == (0, b"")
        return result

    return check


def calls_of(act: Callable[[], object]) -> int:
    """How many functions are called when something is done, those written in C included: work, whatever the machine."""
    calls = 0

    def count(_frame: FrameType, event: str, _of: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        act()
    finally:
        sys.setprofile(before)
    return calls
