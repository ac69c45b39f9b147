"""Locales, terminals, pagers and homes of every kind: the same bytes in all of them, and at each width every letter.

tests/test_terminal.py and tests/test_pager.py hold what each variable means; here it is real locales and terminals.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from ishoj_cli.terminal import NARROWEST

from ..conftest import Result
from ..world import World
from .conftest import COLOURS

posix = pytest.mark.skipif(os.name == "nt", reason="locales, terminals and users as POSIX has them")


@pytest.fixture
def page(world: World) -> Callable[..., bytes]:
    """What a terminal of a width shall show: what the program gives when options say everything."""

    def run(*words: str, width: int = 80, colour: bool = True) -> bytes:
        asked = ("-f", "terminal", "--farve", "altid" if colour else "aldrig", "--bredde", str(width))
        result = world.run(*words, *asked)
        assert (result.status, result.err) == (0, b"")
        assert (b"\x1b[" in result.out) is colour
        return result.out

    return run


# Locales

PLAIN = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}  # without Python's own repair of it
LOCALES: dict[str, dict[str, str | None]] = {
    "C": {"LC_ALL": "C"},
    "C, and Python reads ASCII": {**PLAIN},
    "none": {"LC_ALL": None, "LC_CTYPE": None, "LANG": None},
    "one that is not there": {"LC_ALL": "xx_XX.UTF-8"},
    "streams in cp1252": {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"},
    "streams in utf-16": {"PYTHONIOENCODING": "utf-16"},
    "a Windows console": {**PLAIN, "PYTHONIOENCODING": "cp850:strict"},
}


@pytest.fixture(scope="module")
def latin(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str | None]:
    """The variables of da_DK.ISO-8859-1, which is made for this, because few machines have it."""
    folder = tmp_path_factory.mktemp("locales")
    if shutil.which("localedef") is None:
        pytest.skip("localedef, which makes the locale da_DK.ISO-8859-1, is not on this machine")
    command = ["localedef", "-i", "da_DK", "-f", "ISO-8859-1", folder / "da_DK.ISO-8859-1"]
    made = subprocess.run(command, capture_output=True)
    if not (folder / "da_DK.ISO-8859-1").exists():
        pytest.skip(f"the locale da_DK.ISO-8859-1 can't be made on this machine: {made.stderr!r}")
    return {"LC_ALL": "da_DK.ISO-8859-1", "LOCPATH": str(folder)}


@posix
@pytest.mark.parametrize("line", ["værdier åbenhed", "søg åbnehed", "-h", "værdir", "alt -o blåbær/grød.md"])
def test_every_locale_gives_the_same_bytes(world: World, latin: dict[str, str | None], line: str) -> None:
    """What is typed is UTF-8, as in a script that was written in it, and so is what comes out."""
    words = [word.encode() for word in line.split()]
    expected = world.run(*words, LC_ALL="C.UTF-8")
    assert "\\" not in expected.message
    for name, variables in {**LOCALES, "ISO-8859-1": latin}.items():
        assert world.run(*words, **variables) == expected, name


@posix
@pytest.mark.parametrize("name", ["C, and Python reads ASCII", "a Windows console", "ISO-8859-1"])
def test_every_locale_names_files_as_they_are_typed(world: World, latin: dict[str, str | None], name: str) -> None:
    """By the letters: their bytes are those of the locale where it has its own."""
    file = os.fsdecode("blåbær.md".encode("latin-1" if name == "ISO-8859-1" else "utf-8"))
    variables = {**LOCALES, "ISO-8859-1": latin}[name]
    result = world.run("alt", "-o", "blåbær.md".encode(), leaves={f"here/{file}"}, **variables)
    assert result == (0, b"", b"")


@posix
def test_letters_typed_in_iso_8859_1_are_understood_where_that_is_the_locale(
    world: World, latin: dict[str, str | None]
) -> None:
    """The text comes in UTF-8 all the same; a file is named by the bytes that were typed."""
    typed = [word.encode("latin-1") for word in ("værdier", "åbenhed", "søg", "blåbær.md")]
    assert world.run(*typed[:2], **latin) == world.run("vaerdier", "aabenhed")
    assert world.run(typed[2], typed[1], **latin) == world.run("soeg", "åbenhed")
    assert world.run("alt", "-o", typed[3], leaves={f"here/{os.fsdecode(typed[3])}"}, **latin) == (0, b"", b"")
    taken = world.run("alt", "-o", typed[3], **latin)
    assert taken.message.splitlines()[0] == "ishoj: Filen »blåbær.md« findes allerede."


# Terminals


@posix
def test_a_terminal_gets_colour_and_its_width_in_every_locale(world: World, page: Callable[..., bytes]) -> None:
    assert world.terminal("vaerdier", rows=90, **PLAIN) == (0, page("vaerdier"), b"")
    for columns, rows, width in ((33, 9999, 33), (0, 0, 80), (1, 9999, NARROWEST), (65535, 65535, 10_000)):
        for words in (["alt"], ["soeg", "ansvar"]):
            assert world.terminal(*words, columns=columns, rows=rows, PAGER="cat") == (
                0,
                page(*words, width=width),
                b"",
            )
    assert world.terminal("vaerdier", rows=90, COLUMNS="133") == (0, page("vaerdier", width=133), b"")
    assert world.run("vaerdier", "-f", "terminal", CLICOLOR_FORCE="1", COLUMNS="1" * 5000) == (0, page("vaerdier"), b"")


@posix
def test_a_terminal_without_colour_shows_the_same(world: World, page: Callable[..., bytes]) -> None:
    plain, coloured = page("vaerdier", colour=False), page("vaerdier")
    assert COLOURS.sub("", coloured.decode()) == plain.decode()
    for words, variables, shown in (
        ([], {"TERM": None}, plain),
        ([], {"TERM": "dumb"}, plain),
        ([], {"TERM": "no-such-terminal"}, coloured),
        ([], {"TERM": "\x1b[2J"}, coloured),
        ([], {"NO_COLOR": "1"}, plain),
        (["--farve", "altid"], {"NO_COLOR": "1"}, coloured),
        (["--farve", "aldrig"], {}, plain),
    ):
        assert world.terminal("vaerdier", *words, rows=90, **variables) == (0, shown, b""), variables


@posix
def test_help_on_a_terminal_has_colour_and_its_width_and_a_file_is_as_in_a_pipe(world: World) -> None:
    shown = world.terminal("vaerdier", "-h", columns=40).text
    assert COLOURS.search(shown)
    assert max(map(len, COLOURS.sub("", shown).splitlines())) <= 40
    assert world.terminal("vaerdier", "-o", "a.txt", leaves={"here/a.txt"}) == (0, b"", b"")
    assert (world.here / "a.txt").read_bytes() == world.run("vaerdier").out


@posix
def test_the_pager_is_for_what_is_taller_than_the_screen(world: World, page: Callable[..., bytes]) -> None:
    (pager := world.root / "min pager").write_text('#!/bin/sh\nfor word; do echo "[$word]"; done; echo PAGED; cat\n')
    pager.chmod(0o755)
    whole = page("alt")
    height = whole.count(b"\n")
    footer = whole.rpartition(b"\n\n")[2].count(b"\n") + 1  # with the blank line above it
    for words, rows, variables, paged in (
        ([], 24, {}, True),
        ([], height - footer, {}, True),
        ([], height - footer + 1, {}, False),
        ([], 24, {"LINES": "9999"}, False),
        (["--uden-pager"], 24, {}, False),
        (["--json"], 24, {}, False),
        ([], 24, {"TERM": "dumb"}, False),
    ):
        shown = world.terminal("alt", *words, rows=rows, PAGER=f"'{pager}' -x", **variables)
        assert (shown.status, shown.err, shown.out.startswith(b"[-x]\nPAGED\n")) == (0, b"", paged)
        assert words == ["--json"] or COLOURS.sub("", shown.text).endswith(COLOURS.sub("", whole.decode()))
    shown = world.terminal("alt", PAGER="no-such-pager")
    assert shown == (0, whole, b"ishoj: PAGER kan ikke startes: no-such-pager\n")
    assert world.terminal("alt", PATH="/no/such/folder") == (0, whole, b"")


# Homes


@posix
def test_reading_needs_no_home(world: World) -> None:
    expected = world.run("vaerdier")
    for home in (None, "", "/no/such/home", "relative", "/dev/null"):
        assert world.run("vaerdier", HOME=home, XDG_CONFIG_HOME=None) == expected, home


@posix
def test_a_user_whom_the_machine_does_not_know_reads_and_is_told_to_name_a_file(world: World) -> None:
    """Without HOME and without an entry in passwd there is no home to be found."""
    stranger = "unshare --user --map-user=54321"
    if subprocess.run([*stranger.split(), "true"], capture_output=True).returncode:
        pytest.skip("this machine lets nobody be another user (unshare --user --map-user)")

    def run(words: str, leaves: set[str] | None = None) -> Result:
        return world.shell(f'{stranger} "{world.program}" {words}', leaves=leaves, HOME=None, XDG_CONFIG_HOME=None)

    assert run("vaerdier") == world.run("vaerdier")
    for words in ("tolkning ny", "tolkning rediger"):
        refused = run(words)
        assert (refused.status, refused.out) == (2, b"")
        assert refused.message.startswith("ishoj: Din hjemmemappe kan ikke findes.\n")
    assert run("tolkning ny --tolkning min.yaml", {"here/min.yaml", "here/tolkning.schema.json"}).status == 0


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
    questions: ["Hvad er dit længste ord, og hvor lang er {"å" * 90}?"]
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
    questions: ["何ですか、これは長い質問です、答えはありますか?"]
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
PAGES = ("", "alt", "liste", "dagens --dato 2026-01-01", "-h")
REAL = (
    *PAGES,
    "vaerdier -h",
    "soeg ansvar",
    "vaerdier respekt",
    "mission",
    "personalepolitik",
    "grundlag",
    "lederskab",
)
STRANGE = (*PAGES, "lange", "lange opslag", "brede", "samlede", "soeg gentagelsesbrøker", "soeg 吾輩は猫である")
SHOWN = {"title", "lead", "text", "questions", "local", "closing", "read_more"}
UNMEASURED = ("", "-h", "vaerdier -h")  # which show other things than their JSON, or have none
ALONE = ("dagens --dato 2026-01-01", "vaerdier respekt", "lange opslag")  # an entry without what stands around it
WIDTHS = (NARROWEST, 21, 30, 47, 80, 120, 200)
DRAWN = re.compile(r"[│╭╰╯─▸↓–]")  # beside the text


def letters(text: str) -> str:
    """The letters of text, in order, without what lays them out."""
    return "".join(DRAWN.sub("", COLOURS.sub("", text)).split())


def texts(data: Any, key: str = "") -> Iterator[str]:
    """Every text that JSON says is to be read; of several questions the first."""
    if isinstance(data, dict):
        for name, value in data.items():
            yield from texts(value[:1] if name == "questions" else value, name)
    elif isinstance(data, list):
        for value in data:
            yield from texts(value, key)
    elif isinstance(data, str) and key in SHOWN:
        yield data


def read_of(line: str, data: Any) -> list[str]:
    """What a page shows of its JSON: the book's title stands on the whole alone, and a section's on its own page."""
    if line in ALONE:
        data = data["sections"][0]["entries"]
    elif "hits" in data:
        data = [{"text": hit["text"], "title": hit["title"]} for hit in data["hits"]]
    elif line != "alt" and "sections" in data:
        data = data["sections"]
    return list(texts(data))


def test_no_letter_is_lost_at_any_width(
    call: Callable[..., Result], here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "indhold").mkdir()
    for name, text in ODD.items():
        (here / ("tolkning.yaml" if name == "tolkning.yaml" else f"indhold/{name}")).write_text(text, encoding="utf-8")
    for options, pages in (("", REAL), ("--indhold indhold --tolkning tolkning.yaml", STRANGE)):
        for line in pages:
            words = [*line.split(), *options.split()]
            on_a_terminal = [] if line.endswith("-h") else ["-f", "terminal"]
            monkeypatch.setenv("COLUMNS", "10000")
            entire = letters(call(*words, *on_a_terminal).text)
            said = [] if line in UNMEASURED else read_of(line, call(*words, "--json").json)
            assert said or line in UNMEASURED
            assert [text for text in said if letters(text) not in entire] == [], line
            for width in WIDTHS:
                monkeypatch.setenv("COLUMNS", str(width))
                shown = call(*words, *on_a_terminal)
                assert (shown.status, shown.err) == (0, b"")
                assert letters(shown.text) == entire, (line, width)
                for row in COLOURS.sub("", shown.text).splitlines():
                    assert cell_len(row) <= width or "\u200d" in row, (line, width, row)


def test_no_width_changes_what_is_not_laid_out(call: Callable[..., Result]) -> None:
    for words in ([], ["alt"], ["liste"], ["vaerdier", "respekt"], ["soeg", "ansvar"]):
        for format in ("tekst", "markdown", "tsv", "json"):
            narrow, wide = (call(*words, "-f", format, "--bredde", width) for width in ("20", "10000"))
            assert narrow == wide == call(*words, "-f", format)


@posix
@pytest.mark.parametrize("columns", [30, 40, 80, 200])
def test_a_message_is_broken_between_words_on_a_terminal_alone(world: World, columns: int) -> None:
    for words in (["vaerdierr"], ["soeg"], ["alt", "--nej"], ["handout", "-o", "a.xyz"], ["tjek", "nej.yaml"]):
        said = world.run(*words).message
        shown = world.terminal(*words, columns=columns, apart=False)
        assert (shown.status, shown.text.split()) == (2, said.split())
        lines = shown.text.splitlines()
        assert all(len(line) <= columns or " " not in line or line.startswith("ishoj ") for line in lines)
