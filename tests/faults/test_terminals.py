"""Locales, terminals, pagers and homes of every kind: the same bytes in all of them, and at each width every letter."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from ishoj_cli.cli import app, commands, quick, upkeep
from ishoj_cli.content.load import load
from ishoj_cli.content.model import Handbook
from ishoj_cli.terminal import NARROWEST

from ..conftest import Result
from .world import World

posix = pytest.mark.skipif(os.name == "nt", reason="locales, terminals and users as POSIX has them")


@pytest.fixture
def page(world: World) -> Callable[..., bytes]:
    """What a terminal of a width shall show of a line of words: what the program gives when it is told all."""

    def run(*words: str, width: int = 80, colour: bool = True) -> bytes:
        asked = ("-f", "terminal", "--farve", "altid" if colour else "aldrig", "--bredde", str(width))
        result = world.run(*words, *asked)
        assert (result.status, result.err) == (0, b"")
        assert result.out
        assert (b"\x1b[" in result.out) is colour
        return result.out

    return run


# Locales

PLAIN = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}  # without Python's own rescue of it
LOCALES: dict[str, dict[str, str | None]] = {
    "C": {"LC_ALL": "C"},
    "POSIX": {"LC_ALL": "POSIX"},
    "C, and Python reads ASCII": {**PLAIN},
    "none": {"LC_ALL": None, "LC_CTYPE": None, "LANG": None},
    "one that is not there": {"LC_ALL": "xx_XX.UTF-8"},
    "UTF-8 mode": {"PYTHONUTF8": "1"},
    "no UTF-8 mode": {"PYTHONUTF8": "0"},
    "streams in strict ascii": {"PYTHONIOENCODING": "ascii:strict"},
    "streams in cp1252": {"PYTHONIOENCODING": "cp1252"},
    "streams in utf-16": {"PYTHONIOENCODING": "utf-16"},
    "all in ascii": {**PLAIN, "PYTHONIOENCODING": "ascii"},
}
DANISH = (
    "værdier åbenhed",
    "søg åbnehed",
    "-h",
    "værdir",
    "tjek blåbær",
    "alt -o blåbær/grød.md",
)
LATIN = {"LC_ALL": "da_DK.ISO-8859-1"}


@pytest.fixture(scope="module")
def latin(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str | None]:
    """The variables of da_DK.ISO-8859-1, which is made for this, for few machines have it."""
    folder = tmp_path_factory.mktemp("locales")
    if shutil.which("localedef") is None:
        pytest.skip("localedef, which makes the locale da_DK.ISO-8859-1, is not on this machine")
    made = subprocess.run(
        ["localedef", "-i", "da_DK", "-f", "ISO-8859-1", folder / "da_DK.ISO-8859-1"], capture_output=True
    )
    if not (folder / "da_DK.ISO-8859-1").exists():
        pytest.skip(f"the locale da_DK.ISO-8859-1 can't be made on this machine: {made.stderr!r}")
    return {**LATIN, "LOCPATH": str(folder)}


@posix
@pytest.mark.parametrize("line", DANISH)
def test_every_locale_gives_the_same_bytes(world: World, latin: dict[str, str | None], line: str) -> None:
    """What is typed is UTF-8, as in a script that was written in it, and so is what comes out."""
    words = [word.encode() for word in line.split()]
    expected = world.run(*words, LC_ALL="C.UTF-8")
    assert "\\" not in expected.message
    for name, variables in {
        **LOCALES,
        "ISO-8859-1": latin,
        "ISO-8859-1 in UTF-8": {**latin, "PYTHONUTF8": "1"},
    }.items():
        assert world.run(*words, **variables) == expected, name


@posix
def test_every_locale_names_files_as_they_are_typed(world: World, latin: dict[str, str | None]) -> None:
    """By the letters: their bytes are those of the locale where it has its own."""
    expected = world.run("alt", "-f", "markdown").out
    for name, variables in {**LOCALES, "ISO-8859-1": latin}.items():
        file = os.fsdecode("blåbær.md".encode("latin-1" if variables is latin else "utf-8"))
        result = world.run("alt", "-o", "blåbær.md".encode(), leaves={f"here/{file}"}, **variables)
        assert result == (0, b"", b""), name
        assert (world.here / file).read_bytes() == expected
        (world.here / file).unlink()


@posix
def test_letters_typed_in_iso_8859_1_are_understood_where_that_is_the_locale(
    world: World, latin: dict[str, str | None]
) -> None:
    """The text comes in UTF-8 all the same; a file is named by the bytes that were typed."""
    assert world.run(*map(latin_1, ("værdier", "åbenhed")), **latin) == world.run("vaerdier", "aabenhed")
    assert world.run(*map(latin_1, ("søg", "åbenhed")), **latin) == world.run("soeg", "åbenhed")
    name = latin_1("blåbær.md")
    leaves = {f"here/{os.fsdecode(name)}"}
    assert world.run("alt", "-o", name, leaves=leaves, **latin) == (0, b"", b"")
    said = "ishoj: Filen «blåbær.md» findes allerede.\nVælg et andet navn, eller tilføj --overskriv.\n".encode()
    assert world.run("alt", "-o", name, **latin) == (2, b"", said)


def latin_1(text: str) -> bytes:
    return text.encode("latin-1")


@posix
def test_a_terminal_gets_utf_8_in_every_locale(world: World, page: Callable[..., bytes]) -> None:
    expected = page("vaerdier")
    for name, variables in LOCALES.items():
        assert world.terminal("vaerdier", rows=60, **variables) == (0, expected, b""), name


# The terminal's kind and size


@posix
@pytest.mark.parametrize(
    ("term", "coloured"),
    [
        (None, False),
        ("", False),
        ("dumb", False),
        ("no-such-terminal", True),
        ("xterm-256color", True),
        ("linux", True),
        ("\x1b[2J", True),
    ],
)
def test_every_kind_of_terminal(world: World, page: Callable[..., bytes], term: str | None, coloured: bool) -> None:
    """One that can't move its cursor, or doesn't say that it can, gets no pager either."""
    assert world.terminal("vaerdier", rows=60, TERM=term) == (0, page("vaerdier", colour=coloured), b"")
    paged = world.terminal("alt", TERM=term, PAGER=pager(world, "echo PAGED; cat"))
    assert paged == (0, (b"PAGED\n" if coloured else b"") + page("alt", colour=coloured), b"")


SIZES = [
    ("0", 80),
    ("1", NARROWEST),
    ("20", 20),
    ("133", 133),
    ("10000", 10_000),
    ("99999", 10_000),  # as wide as prose gets
    ("-5", 80),
    ("", 80),
    ("abc", 80),
    ("1e3", 80),
    (" 40", 80),
    ("٣٠", 80),
    ("1" * 5000, 80),
]


@posix
@pytest.mark.parametrize(("columns", "width"), SIZES, ids=[columns[:9] for columns, _ in SIZES])
def test_every_value_of_columns(world: World, page: Callable[..., bytes], columns: str, width: int) -> None:
    """What is no number is as if not said: then the terminal's own width holds, and in a pipe 80."""
    expected = page("vaerdier", width=width)
    assert world.terminal("vaerdier", rows=90, COLUMNS=columns) == (0, expected, b"")
    assert world.run("vaerdier", CLICOLOR_FORCE="1", COLUMNS=columns) == (0, expected, b"")


@posix
@pytest.mark.parametrize(
    ("lines", "paged"),
    [("0", True), ("1", True), ("9999", False), ("-9999", True), ("", True), ("mange", True), ("100000", True)],
)
def test_every_value_of_lines(world: World, page: Callable[..., bytes], lines: str, paged: bool) -> None:
    result = world.terminal("alt", LINES=lines, PAGER=pager(world, "echo PAGED; cat"))
    assert result == (0, (b"PAGED\n" if paged else b"") + page("alt"), b"")


@posix
@pytest.mark.parametrize(
    ("columns", "rows", "width"),
    [(0, 0, 80), (1, 1, NARROWEST), (19, 99, NARROWEST), (20, 9, 20), (65535, 65535, 10_000)],
)
def test_every_size_of_a_terminal(
    world: World, page: Callable[..., bytes], columns: int, rows: int, width: int
) -> None:
    paged = b"PAGED\n" if rows < 1000 else b""
    result = world.terminal("alt", columns=columns, rows=rows, PAGER=pager(world, "echo PAGED; cat"))
    assert result == (0, paged + page("alt", width=width), b"")


@posix
@pytest.mark.parametrize("width", [20, 33, 81, 200])
def test_a_terminal_is_filled_to_its_width(world: World, page: Callable[..., bytes], width: int) -> None:
    for words in (["alt"], ["liste"], ["soeg", "ansvar"]):
        expected = page(*words, width=width)
        assert world.terminal(*words, columns=width, rows=9999) == (0, expected, b"")


@posix
def test_no_color_is_heard_on_a_terminal_and_in_a_pipe(world: World, page: Callable[..., bytes]) -> None:
    plain, coloured = page("vaerdier", colour=False), page("vaerdier")
    text = world.run("vaerdier").out
    for variables, on_terminal, in_pipe in (
        ({"NO_COLOR": "1"}, plain, text),
        ({"NO_COLOR": "0"}, plain, text),
        ({"NO_COLOR": ""}, coloured, text),
        ({"NO_COLOR": "1", "CLICOLOR_FORCE": "1"}, plain, text),
        ({"CLICOLOR_FORCE": "1"}, coloured, coloured),
        ({"CLICOLOR_FORCE": "1", "TERM": "dumb"}, coloured, coloured),
        ({"CLICOLOR_FORCE": "0"}, coloured, text),
    ):
        assert world.terminal("vaerdier", rows=60, **variables) == (0, on_terminal, b"")
        assert world.run("vaerdier", **variables) == (0, in_pipe, b"")


# The pager


def pager(world: World, body: str, name: str = "pager") -> str:
    """A pager of our own; what it shows it shows on the screen."""
    script = world.root / name
    script.write_text(f"#!/bin/sh\n{body}\n")
    script.chmod(0o755)
    return f"'{script}'"


@posix
def test_every_value_of_pager(world: World, page: Callable[..., bytes]) -> None:
    """Whatever it is, the text is shown, by it or by us, and what is wrong with it is said in a line."""
    whole = page("alt")
    echo = pager(world, 'for word; do echo "[$word]"; done; cat', "my pager")
    deaf = pager(world, "echo x", "deaf")
    os.chmod(deaf[1:-1], 0o644)
    lost = f"{world.root}/lost"
    Path(lost).write_text("#!/no/such/interpreter\n")
    os.chmod(lost, 0o755)  # noqa: S103
    cannot, nothing = "PAGER kan ikke startes: ", b""
    for value, shown, said in (
        (echo, whole, ""),
        (f"{echo} -x 'a b' \"c\"", b"[-x]\n[a b]\n[c]\n" + whole, ""),
        (f"{echo} $HOME *", b"[$HOME]\n[*]\n" + whole, ""),
        ("head -1", whole.split(b"\n")[0] + b"\n", ""),
        ("true", nothing, ""),
        ("cat", whole, ""),
        (echo.strip("'"), whole, f"{cannot}{echo.strip(chr(39))}"),
        ("no-such-pager -x", whole, f"{cannot}no-such-pager -x"),
        (deaf, whole, f"{cannot}{deaf}"),
        (str(world.home), whole, f"{cannot}{world.home}"),
        (lost, whole, f"{cannot}«{lost}»"),
        ("cat; touch here", whole, f"{cannot}cat; touch here"),
        ("  ", whole, f"{cannot}  "),
        ("'half", whole, "PAGER kan ikke læses: 'half"),
        ("less \\", whole, "PAGER kan ikke læses: less \\"),
        ("false", whole, "PAGER stoppede med fejl 1: false"),
        ("sh -c 'exit 127'", whole, "PAGER stoppede med fejl 127: sh -c exit 127"),
        ("\x1b]0;x\x07", whole, f"{cannot}\\x1b]0;x\\x07"),
    ):
        err = f"ishoj: {said}\n".encode() if said else b""
        assert world.terminal("alt", PAGER=value) == (0, shown, err), value
    for path in ("", "/no/such/folder"):
        assert world.terminal("alt", PAGER="", PATH=path) == (0, whole, b"")
        assert world.terminal("alt", PATH=path) == (0, whole, b"")


# Homes


@posix
def test_reading_needs_no_home(world: World) -> None:
    for words in (["vaerdier"], ["soeg", "ansvar"], ["alt", "--json"], ["handout", "-f", "markdown", "-o", "-"]):
        expected = world.run(*words)
        assert (expected.status, expected.err) == (0, b"")
        for home in (None, "", "/no/such/home", "relative", "/dev/null"):
            assert world.run(*words, HOME=home, XDG_CONFIG_HOME=None) == expected, home


@posix
def test_a_user_whom_the_machine_does_not_know_reads_and_is_told_to_name_a_file(world: World) -> None:
    """Without HOME and without an entry in passwd there is no home to be found."""
    stranger = "unshare --user --map-user=54321"
    if subprocess.run([*stranger.split(), "true"], capture_output=True).returncode:
        pytest.skip("this machine lets nobody be another user (unshare --user --map-user)")
    without: dict[str, str | None] = {"HOME": None, "XDG_CONFIG_HOME": None}

    def run(words: str, leaves: set[str] | None = None) -> Result:
        return world.shell(f'{stranger} "{world.program}" {words}', leaves=leaves, **without)

    for words in ("vaerdier", "soeg ansvar", "alt --json"):
        assert run(words) == world.run(*words.split())
    said = b"ishoj: Din hjemmemappe kendes ikke.\nSig, hvor filen er, med --tolkning FIL.\n"
    assert run("tolkning ny") == (2, b"", said)
    assert run("tolkning rediger") == (2, b"", said)
    assert run("tolkning ny --tolkning min.yaml", {"here/min.yaml"}).status == 0


# Every letter, at every width

MARKED = "x\u0302\u0323"  # a letter and two marks that no single character stands for
TIED = "n\u00a0"
ODD = {
    "handbook.yaml": """
title: Sådan gør vi i Speciallægepraksisplanlægningsstabiliseringsperiodeordbogsopslagsby
organisation: O
edition: 2026-01-01
source: Prøvebyens meget lange håndbog om alting
lead: |
  Først én ting.

  Så en anden.
sections: [lange, brede, samlede]
featured: lange
""",
    "lange.yaml": f"""
id: lange
title: Lange ord
kind: list
lead: Speciallægepraksisplanlægningsstabiliseringsperiode er ét ord, og {"x" * 250} er et til.
entries:
  - id: opslag
    title: Menneskerettighedsorganisationsmedlemskabskontingentopkrævningsbilag
    text: |
      Ét. {"Gentagelsesbrøker " * 12}

      To med https://example.org/{"en-sti/" * 40}.
    question: Hvad er dit længste ord, og hvor lang er {"å" * 90}?
    keywords: [ord]
  - id: kort
    title: Å
    text: ø
closing: Slut.
read_more: dokumentet {"om" * 60}
""",
    "brede.yaml": """
id: brede
title: 日本語の文章は一つの長い単語である
kind: cycle
lead: 漢字かな交じり文は、漢字と仮名を交ぜて書く日本語の一般的な表記である。 한국어 문장도 넓다.
entries:
  - id: en
    title: 一番目の段階は非常に長い題名を持っている
    text: 吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつかぬ。 a 吾 b 輩 c
    question: 何ですか、これは長い質問です、答えはありますか?
  - id: to
    title: ＡＢＣ　ｆｕｌｄｂｒｅｄｄｅ
    text: ｆｕｌｄｂｒｅｄｄｅ og 半角ｶﾅ
""",
    "samlede.yaml": f"""
id: samlede
title: "Sat sammen: e\u0323\u0302 q\u0307\u0323"
kind: text
lead: "{MARKED * 60} नमस्ते दुनिया ประเทศไทย שלום مرحبا \u00a0hårdt\u00a0mellemrum\u00a0{TIED * 30}"
entries:
  - id: billeder
    title: "👩‍👩‍👧‍👦 🇩🇰 👍🏽"
    text: "{"👩‍👩‍👧‍👦" * 15} {"🇩🇰" * 20}"
""",
    "tolkning.yaml": f"""
workplace: Børnehuset {"Solsikke" * 12}
date: 2026-01-01
texts:
  lange: Hos os er {"ordene" * 30} korte.
  lange/opslag: 我々はここで解釈する。
""",
}
PAGES = ("", "alt", "liste", "dagens", "-h", "soeg -h")
REAL = (*PAGES, "vaerdier -h", "soeg ansvar", "vaerdier respekt")
REAL += ("vision", "mission", "vaerdier", "personalepolitik", "grundlag", "perspektiver", "lederskab", "rundt")
STRANGE = (
    *PAGES,
    "lange",
    "lange opslag",
    "brede",
    "samlede",
    "soeg gentagelsesbrøker",
    "soeg 吾輩は猫である",
)
SHOWN = {"title", "lead", "text", "question", "local", "closing", "read_more"}
GLANCES = ("",)  # it names what there is, and its JSON is the whole
ALONE = ("dagens", "vaerdier respekt", "lange opslag")  # an entry without what stands around it
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
DRAWN = re.compile(r"[│╭╰╯─▸↓–]")  # beside the text


def letters(text: str) -> str:
    """The letters of text, in order, without what lays them out."""
    return "".join(DRAWN.sub("", ESCAPE.sub("", text)).split())


def texts(data: Any, key: str = "") -> Iterator[str]:
    """Every text that JSON says is to be read."""
    if isinstance(data, dict):
        for name, value in data.items():
            yield from texts(value, name)
    elif isinstance(data, list):
        for value in data:
            yield from texts(value, key)
    elif isinstance(data, str) and key in SHOWN:
        yield data


def read_of(line: str, data: Any) -> Iterator[str]:
    """What a page shows of its JSON: the book's title stands on the whole alone, and a section's on its own page."""
    if line in ALONE:
        data = data["sections"][0]["entries"]
    elif line != "alt":
        del data["title" if "title" in data else "schema"]
    return texts(data)


def test_no_letter_is_lost_at_any_width(
    real: Handbook,
    call: Callable[..., Result],
    times: Callable[[int], int],
    tally: Callable[[int], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each width from 20 to 200, a tenth of them in a plain run: of everything that is laid out in a width."""
    for name in ("HOME", "XDG_CONFIG_HOME", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.setattr(commands, "day_number", lambda _date: 1)  # midnight may pass
    monkeypatch.setenv("CLICOLOR_FORCE", "1")  # as on a terminal, without options: the short way
    folder, local = tmp_path / "content", tmp_path / "tolkning.yaml"
    folder.mkdir()
    for name, text in ODD.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "tolkning.yaml").rename(local)
    odd = upkeep.interpreted(load(folder), str(local))
    assert odd.workplace
    for handbook, pages in ((real, REAL), (odd, STRANGE)):
        for module in (quick, app):
            monkeypatch.setattr(module, "compiled_content", lambda handbook=handbook: handbook)
        for line in pages:
            words = line.split()
            said = [] if line in GLANCES or "-h" in words else list(read_of(line, call(*words, "--json").json))
            monkeypatch.setenv("COLUMNS", "10000")
            entire = letters(call(*words).text)
            assert [text for text in said if letters(text) not in entire] == [], line
            for width in range(NARROWEST, 201, 181 // times(181)):
                monkeypatch.setenv("COLUMNS", str(width))
                shown = call(*words)
                assert (shown.status, shown.err) == (0, b"")
                assert letters(shown.text) == entire, (line, width)
                for row in ESCAPE.sub("", shown.text).splitlines():
                    assert cell_len(row) <= width or "\u200d" in row, (line, width, row)
                tally(1)


def test_no_width_changes_what_is_not_laid_out(call: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> None:
    for words in ([], ["alt"], ["liste"], ["vaerdier", "respekt"], ["soeg", "ansvar"]):
        for format in ("tekst", "markdown", "tsv", "json"):
            narrow, wide = (call(*words, "-f", format, "--bredde", width) for width in ("20", "10000"))
            monkeypatch.setenv("COLUMNS", "30")
            assert narrow == wide == call(*words, "-f", format)
            monkeypatch.delenv("COLUMNS")
