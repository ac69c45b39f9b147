"""Any text as arguments, content, interpretation and query: an answer or an error of ours, soon, in little memory."""

import importlib.util
import math
import os
import re
import string
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ..conftest import Result
from ..slowness import slowness
from .fuzz import (
    CORPUS,
    HANDBOOK,
    MISSION,
    SECONDS,
    TARGETS,
    VALUES,
    quiet_world,
    run_here,
    seeds,
    try_content,
    try_local,
)
from .world import World

ROOT = Path(__file__).resolve().parents[2]
SEEDS = [(path.parent.name, path) for path in sorted(CORPUS.glob("*/*"))]
TOOK = re.compile(rb"number_of_executed_units: (\d+)")

# Words of the command line that lead somewhere, so that others may follow them there.
WORDS = """
vision vaerdier værdier respekt 5 grundlag alt liste soeg dagens handout tolkning tjek vis ny rediger -- - -o -f -h -V
--format json tsv markdown tekst terminal --json --output fil.md fil.json --overskriv --farve altid --bredde 30 20
--uden-spoergsmaal --uden-pager --indhold mappe --tolkning fil --uden-tolkning --dato 2026-11-23 --sektion --antal
--forklar --findes --type kort plakat ark html docx --aabn --ny --hjælp --HJÆLP --install-completion=x --json=x
""".split()  # noqa: SIM905 - a page of words reads better as one
ANY_BYTES = st.lists(
    st.sampled_from([word.encode() for word in WORDS])
    | st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=30).map(str.encode)
    | st.binary(max_size=20),
    max_size=8,
).map(b"\0".join)

# What YAML, terminals and templates act on.
TOKENS = [
    *(
        b"- ",
        b": ",
        b"? ",
        b"\n",
        b"\n  ",
        b"|\n",
        b">-\n",
        b"&a ",
        b"*a",
        b"!!str ",
        b"<<: ",
        b"{",
        b"}",
        b"[",
        b"]",
        b"#",
    ),
    *(b"'", b'"', b"\\", b"\\x9b", b"\\e", b"\\ud800", b"---\n", b"...\n", b"%YAML 1.2\n", b"\t", b"\r\n", b"\0"),
    *(
        b"\x1b[2J",
        b"\x9b",
        b"\xc2\x9b",
        b"\xe2\x80\xae",
        b"\xef\xbb\xbf",
        b"\xff",
        b"\xf0\x9f\x91\xa9",
        b"{{",
        b"<script>",
    ),
    *(
        b"id: ",
        b"title: ",
        b"entries:\n",
        b"kind: cycle\n",
        b"texts:\n",
        b"part_of: mission\n",
        b"vaerdier",
        b"x" * 500,
    ),
]
CHANGE = st.tuples(st.integers(0, 2**16), st.integers(0, 40), st.sampled_from(TOKENS) | st.binary(max_size=8))


@st.composite
def changed(draw: st.DrawFn, wholes: list[bytes]) -> bytes:
    """A real file with some bytes taken out, put in, or doubled; or with another's end."""
    data = draw(st.sampled_from(wholes))
    for place, length, token in draw(st.lists(CHANGE, max_size=4)):
        at = place % (len(data) + 1)
        data = data[:at] + token + (data[at:] if length % 2 else data[at + length :])
    if draw(st.integers(0, 9)) == 0:
        data = data[: len(data) // 2] + draw(st.sampled_from(wholes))
    return data


# What content may hold: any letter but those that docs/indhold.md says are refused.
LETTERS = st.characters(
    exclude_categories=("Cs", "Cc", "Zl", "Zp"),
    exclude_characters="\u00ad\u061c\u180e\u200b\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff\ufff9\ufffa\ufffb\ufffe\uffff"
    + "".join(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x2070), *range(0xE0000, 0xE0080)))),
)
MARKS = st.sampled_from(list("<>&\"'`*_#[](){}|~$@=+-.:;!?%\\/ 0123456789æøåÆØÅé"))
TEXT = st.text(LETTERS | MARKS | st.sampled_from(string.ascii_letters), min_size=1, max_size=60).filter(str.strip)


def quoted(text: str) -> str:
    """Text as a YAML scalar in quotes."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


@st.composite
def sound(draw: st.DrawFn) -> bytes:
    """A section with any texts that passes `tjek`."""
    entries = [
        f"  - id: e{number}\n    title: {quoted(f'{number} n{number} ' + draw(TEXT))}\n"
        + "".join(f"    {key}: {quoted(draw(TEXT))}\n" for key in draw(st.sets(st.sampled_from(("text", "question")))))
        for number in range(draw(st.integers(1, 3)))
    ]
    kind = draw(st.sampled_from(("text", "list", "cycle")))
    extras = draw(st.sets(st.sampled_from(("lead", "closing", "read_more"))))
    head = f"id: vaerdier\ntitle: {quoted('V ' + draw(TEXT))}\nkind: {kind}\nentries:\n"
    return (head + "".join(entries) + "".join(f"{key}: {quoted(draw(TEXT))}\n" for key in extras)).encode()


@pytest.fixture
def tried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to try things in, where the program can reach nothing of its user's."""
    for name in ("PATH", "HOME", "USERPROFILE", "XDG_CONFIG_HOME", "APPDATA", "LOCALAPPDATA", "EDITOR", "VISUAL"):
        monkeypatch.setenv(name, os.environ.get(name, ""))  # what is changed below is set back
    folder = tmp_path / "tried"
    folder.mkdir()
    quiet_world(tmp_path)
    return folder


def each(examples: int) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Hypothesis, with so many examples."""
    return settings(max_examples=examples)


@pytest.mark.parametrize(("target", "path"), SEEDS, ids=[f"{target}-{path.stem}" for target, path in SEEDS])
def test_a_seed_breaks_nothing(target: str, path: Path, tried: Path, tally: Callable[[int], None]) -> None:
    tally(1)
    TARGETS[target](path.read_bytes(), tried)


def test_any_words_get_an_answer_or_an_error_of_ours(
    tried: Path, times: Callable[[int], int], tally: Callable[[int], None]
) -> None:
    @each(times(1500))
    @given(ANY_BYTES)
    def run(data: bytes) -> None:
        tally(1)
        TARGETS["arguments"](data, tried)

    run()


@pytest.mark.parametrize("target", ["content", "local"])
def test_bytes_and_changed_files_are_read_or_named_as_faulty(
    target: str, tried: Path, times: Callable[[int], int], tally: Callable[[int], None]
) -> None:
    passed = []

    @each(times(1500))
    @given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
    def nothing(data: bytes) -> None:
        tally(1)
        TARGETS[target](data, tried)

    @each(times(2500))
    @given(changed([*seeds(target), HANDBOOK, MISSION, VALUES]))
    def real(data: bytes) -> None:
        tally(1)
        passed.append(TARGETS[target](data, tried))

    nothing()
    real()
    assert {True, False} <= set(passed)


def test_what_passes_the_check_is_shown_in_every_format(
    tried: Path, times: Callable[[int], int], tally: Callable[[int], None]
) -> None:
    tries = []

    @each(times(150))
    @given(sound())
    def content(data: bytes) -> None:
        tally(1)
        tries.append(data)
        assert try_content(data, tried, pdf=len(tries) % 10 == 0)

    @each(times(150))
    @given(TEXT, TEXT)
    def local(workplace: str, text: str) -> None:
        tally(1)
        head = f"workplace: {quoted('W' + workplace)}\ntexts:\n"
        lines = [f"  {name}: {quoted(text)}\n" for name in ("vision", "vaerdier/respekt")]
        assert try_local((head + "".join(lines)).encode(), tried)

    content()
    local()


def test_any_query_is_searched_for(tried: Path, times: Callable[[int], int], tally: Callable[[int], None]) -> None:
    words = [
        "ansvar",
        "arbejdspladser",
        "værdi",
        "vaerdi",
        "lederskab",
        '"klare budskaber"',
        "tilid",
        "æøå",
        "-",
        "(*)",
    ]

    @each(times(2000))
    @given(st.lists(st.sampled_from(words) | TEXT | st.text(max_size=20), max_size=6).map(" ".join))
    def run(query: str) -> None:
        tally(1)
        TARGETS["queries"](query.encode("utf-8", "surrogatepass"), tried)

    run()


Looks = dict[str, tuple[subprocess.Popen[bytes], Path]]


@pytest.fixture(scope="module")
def looks(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Iterator[Looks]:
    """Atheris looking at every target at once, each with a folder of its own where it writes what it says."""
    long = pytestconfig.getoption("--long")
    looks: Looks = {}
    for target in TARGETS:
        folder = tmp_path_factory.mktemp(target)
        words = [target, "--seconds", "100"] if long else [target, "--seconds", "10", "--seed", "1"]
        (folder / "tmp").mkdir()
        with open(folder / "said", "wb") as said:
            looks[target] = (
                subprocess.Popen(
                    [sys.executable, "-m", "tests.faults.fuzz", *words],
                    cwd=ROOT,
                    env={**os.environ, "TMPDIR": str(folder / "tmp")},
                    stdout=said,
                    stderr=said,
                ),
                folder,
            )
    yield looks
    for process, _folder in looks.values():
        process.kill()
        process.wait()


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.skipif(
    importlib.util.find_spec("atheris") is None,
    reason="atheris is not installed: it has wheels for Linux on x86-64 alone",
)
def test_atheris_finds_nothing_that_breaks_it(target: str, looks: Looks, tally: Callable[[int], None]) -> None:
    process, folder = looks[target]
    status = process.wait(timeout=400)
    said = (folder / "said").read_bytes()
    took = TOOK.search(said)
    assert status == 0, said.decode(errors="replace")[-4000:]
    assert took
    assert int(took[1]) >= len(list(seeds(target)))  # a slow machine may come no further
    tally(int(took[1]))
    assert list((folder / "tmp").iterdir()) == []


# Whole processes, held to two seconds of processor time (on a machine at rest) and 200 MB of address space.

LIMITS = "ulimit -t {}; ulimit -v 200000"
LETTER_COUNT = 100_000


@pytest.fixture
def bounded(world: World) -> World:
    """The world in which a run that takes too long or too much is ended by the system."""
    if not sys.platform.startswith("linux"):
        pytest.skip("address space is limited by Linux alone")
    program = world.root / "bounded"
    limits = LIMITS.format(math.ceil(SECONDS * slowness()))
    program.write_text(f'#!/bin/sh\n{limits}\nexec "{world.program}" "$@"\n')
    program.chmod(0o755)
    world.program = program
    return world


def shown(word: str) -> str:
    """A long word as an error shows it."""
    return word if len(word) <= 60 else word[:59] + "…"


WORD = "x" * LETTER_COUNT
NO_COMMAND = "ishoj: Der er ingen kommando «{}».\nSe hjælpen med: ishoj -h\n"
NO_HIT = (
    "ishoj: Ingen træf på «{}».\nishoj: Prøv for eksempel «vision», «mission» eller «værdier».\n"
    "ishoj: Se alt, hvad der er: ishoj liste\n"
)
NO_ENTRY = (
    "ishoj: Der er ingen «{}» i «Værdier».\nDu kan vælge mellem trovaerdighed, handlekraft, aabenhed, ansvarlighed, "
    "respekt, klare-budskaber og sund-fornuft.\n"
)
NO_FORMAT = "ishoj: Formatet «{}» findes ikke.\nVælg mellem terminal, tekst, markdown, tsv og json.\n"
NO_NAME = "ishoj: Kan ikke skrive «{}»: navnet er for langt.\nVælg et kortere navn.\n"
NO_DATE = "ishoj: «{}» er ikke en dato.\nSkriv den som år-måned-dag, for eksempel 2026-11-23.\n"
NO_OPTION = "ishoj: «{}» kan ikke bruges med «ishoj{}».\nSe hjælpen med: ishoj{} -h\n"


@pytest.mark.parametrize(
    ("words", "status", "err"),
    [
        ([WORD], 2, NO_COMMAND.format(shown(WORD))),
        (["å" * 50_000], 2, NO_COMMAND.format(shown("å" * 50_000))),
        ([b"\xff" * LETTER_COUNT], 2, NO_COMMAND.format(shown(r"\udcff" * 11))),
        (["vaerdier", WORD], 1, NO_ENTRY.format(shown(WORD))),
        (["vaerdier", *["x"] * 1000], 1, NO_ENTRY.format(shown("x " * 1000))),
        (["x"] * 1000, 2, NO_COMMAND.format("x")),
        ([f"--{WORD}"], 2, NO_OPTION.format(shown(f"--{WORD}"), "", "")),
        (["alt", f"--{WORD}"], 2, NO_OPTION.format(shown(f"--{WORD}"), " alt", " alt")),
        (["alt", "-f", WORD], 2, NO_FORMAT.format(shown(WORD))),
        (["alt", "-o", WORD], 2, NO_NAME.format(shown(WORD))),
        (["dagens", "--dato", "9" * LETTER_COUNT], 2, NO_DATE.format(shown("9" * 99))),
        (["soeg", WORD], 1, NO_HIT.format(shown(WORD))),
        (["soeg", *["zq"] * 1000], 1, NO_HIT.format("zq")),
        (["soeg", b"\xff\xfe"], 1, NO_HIT.format(r"\udcff\udcfe")),
    ],
)  # fmt: skip
def test_long_many_and_broken_words_are_told_in_a_line(
    bounded: World, words: list[str | bytes], status: int, err: str
) -> None:
    assert bounded.run(*words) == (status, b"", err.encode())


def test_a_thousand_words_that_are_found(bounded: World) -> None:
    many = bounded.run("soeg", *["respekt", "ansvarlighed"] * 500)
    assert many == bounded.run("soeg", "respekt", "ansvarlighed")
    assert many.status == 0


def test_any_words_are_answered_as_a_process_as_they_are_here(
    world: World, tried: Path, times: Callable[[int], int]
) -> None:
    first = st.sampled_from(["vaerdier", "grundlag", "soeg", "liste", "alt", "dagens", "mission"])
    word = st.binary(min_size=1, max_size=12).map(lambda data: data.replace(b"\0", b"").replace(b"-", b"") or b"x")

    @each(times(200))
    @given(first, st.lists(word | TEXT.map(lambda text: text.encode().lstrip(b"-") or b"x"), max_size=3))
    def run(command: str, words: list[bytes]) -> None:
        here = run_here([command, *map(os.fsdecode, words)], tried)
        assert world.run(command, *words) == here
        assert here.status in (0, 1, 2)

    run()


def test_content_that_fails_the_check_is_never_half_read(bounded: World, times: Callable[[int], int]) -> None:
    folder = bounded.root / "indhold"
    folder.mkdir()

    def said(result: Result) -> bytes:
        """What a reading command says of the faults that `tjek` has listed."""
        first, *more = result.out.splitlines()
        check = f"Se dem alle med: ishoj tjek --indhold {folder}"
        rest = f" Der er {len(more)} fejl mere. {check}".encode() if more else b""
        return b"ishoj: " + first + "\nIndholdet kan ikke læses, før det er rettet.".encode() + rest + b"\n"

    @each(times(80))
    @given(changed([*seeds("content"), VALUES, HANDBOOK]))
    def run(data: bytes) -> None:
        name = "handbook.yaml" if b"edition" in data else "values.yaml"
        for file, content in (("handbook.yaml", HANDBOOK), ("values.yaml", VALUES), ("mission.yaml", MISSION)):
            (folder / file).write_bytes(data if file == name else content)
        checked = bounded.run("tjek", str(folder))
        read = bounded.run("--indhold", str(folder), "alt")
        assert checked.err == b""
        if checked.status == 0:
            assert checked.out == f"Ingen fejl i {folder}.\n".encode()
            assert (read.status, read.err) == (0, b"")
        else:
            assert read == (2, b"", said(checked))
            assert bounded.run("--indhold", str(folder), "handout") == read

    run()


# What a section holds, by its size in fifths of the most that is read of its kind, whether for its size or its nodes.
LARGE: dict[str, Callable[[int], str]] = {
    "many entries": lambda n: (
        "entries:\n" + "".join(f"- {{id: e{m}, title: T{m}, text: x}}\n" for m in range(n * 2400))
    ),
    "equal entries": lambda n: "entries:\n" + "- {id: a, title: b}\n" * (n * 3500),
    "unknown keys": lambda n: "entries:\n" + "- {idd: a}\n" * (n * 5900),
    "entries that are none": lambda n: "entries:\n" + "- []\n" * (n * 17_900),
    "aliases": lambda n: "aliases: [" + "abc, " * (n * 17_900) + "]\n",
    "paragraphs": lambda n: "lead: [" + "a, " * (n * 17_900) + "]\n",
    "a word": lambda n: f"lead: {'x' * (n * 100_000)}\n",
    "words": lambda n: f"lead: {'arbejdsplads ' * (n * 7500)}\n",
}


@pytest.mark.parametrize("case", LARGE)
def test_a_large_file_is_read_or_refused_soon_and_in_little_memory(
    bounded: World, case: str, times: Callable[[int], int]
) -> None:
    folder = bounded.root / "indhold"
    folder.mkdir()
    (folder / "handbook.yaml").write_bytes(HANDBOOK.replace(b", mission", b""))
    (folder / "values.yaml").write_text(f"id: vaerdier\ntitle: V\n{LARGE[case](times(5))}")
    checked = bounded.run("tjek", str(folder))
    read, found = (bounded.run("--indhold", str(folder), *words) for words in (["alt"], ["soeg", "arbejd", "e77"]))
    assert checked.err == b""
    assert (checked.status, read.status) in ((0, 0), (2, 2))
    assert (read.status == 2) == (read.out == b"")
    assert found.status in (0, 1) if read.status == 0 else found == read


def test_a_large_interpretation_is_read_soon_and_in_little_memory(bounded: World, times: Callable[[int], int]) -> None:
    file = bounded.root / "tolkning.yaml"
    file.write_text("workplace: W\ntexts:\n" + "".join(f"  vaerdier/respek{n}: x\n" for n in range(times(20_000))))
    plain = bounded.run("vaerdier", "--uden-tolkning")
    read = bounded.run("vaerdier", "--tolkning", str(file))
    assert (read.status, read.out) == (0, plain.out)
    assert len(read.err.splitlines()) == 4
    assert len(bounded.run("tolkning", "--tolkning", str(file)).err.splitlines()) == 201
    assert read.err.splitlines()[0] == (
        f"ishoj: {file}:3:3: intet afsnit eller punkt hedder «vaerdier/respek0»; mente du «vaerdier/respekt»?".encode()
    )
