"""Any text as arguments, content, interpretation and query: an answer or an error of ours, in little memory.

What once broke the program is kept in corpus/ and tried each time.
"""

import json
import os
import re
import shutil
import string
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ishoj_cli.content.interpretation import template
from ishoj_cli.content.model import Handbook
from ishoj_cli.content.paths import data_folder

from ..conftest import Result
from ..world import BUG, World
from .conftest import CONTENT, FORMATS, harmless, put_content

CORPUS = Path(__file__).with_name("corpus")
Call = Callable[..., Result]

# Words of the command line that lead somewhere, so that others may follow them there.
WORDS = """
vision vaerdier værdier respekt 5 grundlag alt liste soeg dagens handout tolkning tjek vis ny rediger -- - -o -f -h -V
--format json tsv markdown tekst terminal --json --output fil.md fil.json --overskriv --farve altid --bredde 30 20
--uden-spoergsmaal --uden-pager --indhold mappe --tolkning fil --uden-tolkning --dato 2026-11-23 --sektion --antal
--forklar --findes --type kort plakat ark html docx --aabn --ny --hjælp --HJÆLP --install-completion=x --json=x
""".split()  # noqa: SIM905 - a page of words reads better as one
# What YAML, terminals and templates act on.
TOKENS = (
    *("- ", ": ", "? ", "\n", "\n  ", "|\n", ">-\n", "&a ", "*a", "!!str ", "<<: ", "{", "}", "[", "]", "#", "'", '"'),
    *(
        "\\",
        "\\x9b",
        "\\e",
        "\\ud800",
        "---\n",
        "...\n",
        "%YAML 1.2\n",
        "\t",
        "\r\n",
        "\0",
        "\x1b[2J",
        "\x9b",
        "\u202e",
    ),
    *("\ufeff", "👩", "{{", "<script>", "id: ", "title: ", "entries:\n", "kind: cycle\n", "texts:\n", "vaerdier"),
    *("part_of: mission\n", "x" * 500),
)
TOKEN = st.sampled_from(TOKENS).map(str.encode) | st.sampled_from([b"\x9b", b"\xff"]) | st.binary(max_size=8)


@st.composite
def changed(draw: st.DrawFn, wholes: list[bytes]) -> bytes:
    """A real file with some bytes removed, inserted or doubled; or with another's end."""
    data = draw(st.sampled_from(wholes))
    for place, length, token in draw(st.lists(st.tuples(st.integers(0, 2**16), st.integers(0, 40), TOKEN), max_size=4)):
        at = place % (len(data) + 1)
        data = data[:at] + token + (data[at:] if length % 2 else data[at + length :])
    if draw(st.integers(0, 9)) == 0:
        data = data[: len(data) // 2] + draw(st.sampled_from(wholes))
    return data


# What content may hold: any character but those that docs/indhold.md says are refused.
LETTERS = st.characters(
    exclude_categories=("Cs", "Cc", "Co", "Zl", "Zp"),
    exclude_characters="\u00ad\u061c\u180e\u200b\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff\ufff9\ufffa\ufffb\ufffc\ufffd\ufffe"
    + "\uffff" + "".join(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x2070), *range(0xE0000, 0xE0080)))),
)  # fmt: skip
MARKS = st.sampled_from(list("<>&\"'`*_#[](){}|~$@=+-.:;!?%\\/ 0123456789æøåÆØÅé"))
TEXT = st.text(LETTERS | MARKS | st.sampled_from(string.ascii_letters), min_size=1, max_size=60).filter(str.strip)


def scalar(text: str) -> str:
    """Text as a YAML scalar in quotation marks."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


@st.composite
def sound(draw: st.DrawFn) -> bytes:
    """A section with any texts that passes `tjek`."""
    keys = {"text": scalar(draw(TEXT)), "questions": f"[{scalar(draw(TEXT))}]"}
    entries = [
        f"  - id: e{number}\n    title: {scalar(f'{number} n{number} ' + draw(TEXT))}\n"
        + "".join(f"    {key}: {keys[key]}\n" for key in draw(st.sets(st.sampled_from(sorted(keys)))))
        for number in range(draw(st.integers(1, 3)))
    ]
    kind = draw(st.sampled_from(("text", "list", "cycle")))
    extras = draw(st.sets(st.sampled_from(("lead", "closing", "read_more"))))
    head = f"id: vaerdier\ntitle: {scalar('V ' + draw(TEXT))}\nkind: {kind}\nentries:\n"
    return (head + "".join(entries) + "".join(f"{key}: {scalar(draw(TEXT))}\n" for key in extras)).encode()


# What holds for any bytes


def show_everything(call: Call, *words: str) -> None:
    """All that can be shown in every format, and every kind of handout; these may be refused with an error of ours."""
    for format in FORMATS:
        for command in (["alt"], ["soeg", "vi", "--forklar"], []):
            shown = call(*command, "-f", format, "--bredde", "20", "--farve", "altid", *words)
            assert shown.status in (0, 1)
            harmless(shown.text + shown.message)
    for options in (["-f", "markdown"], ["-f", "html"], ["-f", "docx"], ["--type", "kort", "-f", "html"]):
        made = call("handout", "-o", "-", *options, *words)
        assert (made.status, bool(made.out)) in ((0, True), (2, False)), made.message
        assert BUG not in harmless(made.message)


def try_content(call: Call, here: Path, data: bytes, *, everything: bool = True) -> bool:
    """Content of which one file is these bytes: what `tjek` passes is shown, what it fails is never half read.

    Gives whether it passed.
    """
    folder = put_content(here / "indhold", **{"handbook" if b"edition" in data else "vaerdier": data})
    checked, read = call("tjek", str(folder)), call("--indhold", str(folder), "alt")
    assert (checked.status, checked.err) in ((0, b""), (1, b""))
    harmless(checked.text)
    if checked.status:
        first = checked.text.splitlines()[0]
        assert all(line.startswith(f"{folder}{os.sep}") for line in checked.text.splitlines())
        assert (read.status, read.out) == (2, b"")
        assert read.message.startswith(f"ishoj: {first}\n") or f"{folder}: " in read.message or ":1:1: " in first
        assert BUG not in harmless(read.message)
    else:
        assert (read.status, read.err) == (0, b"")
        if everything:
            show_everything(call, "--indhold", str(folder))
    return not checked.status


def try_interpretation(call: Call, here: Path, data: bytes, *, everything: bool = True) -> bool:
    """The shipped handbook with an interpretation of these bytes, as `try_content`; gives whether it was read."""
    (file := here / "t.yaml").write_bytes(data)
    checked, asked = call("tjek", str(file)), call("tolkning", "--tolkning", str(file))
    read = call("alt", "-f", "tsv", "--tolkning", str(file))
    for result in (checked, asked, read):
        assert BUG not in harmless(result.text + result.message)
    assert (read.status, checked.err) == (0, b"")
    if asked.status:
        assert (asked.status, asked.out, checked.status) == (2, b"", 1)
        assert read.out == call("alt", "-f", "tsv").out
    elif everything:
        show_everything(call, "--tolkning", str(file))
    return not asked.status


def try_query(call: Call, _here: Path, data: bytes, *, everything: bool = True) -> bool:
    """A search for these bytes, in every format; gives whether anything was found."""
    words = ("soeg", "--", data.replace(b"\0", b"").decode("utf-8", "surrogateescape"))
    for format in FORMATS if everything else ("terminal",):
        found = call(*words[:1], "-f", format, "--bredde", "40", "--farve", "altid", "--forklar", *words[1:])
        assert found.status in (0, 1, 2)
        assert BUG not in harmless(found.text + found.message)
    found = call("soeg", "--json", *words[1:])
    for hit in found.json["hits"] if found.out else ():
        for match in hit["matches"]:
            texts = hit[match["field"]]
            text = texts if isinstance(texts, str) else texts[match["index"]]
            assert text[match["start"] : match["end"]], match
    return found.status == 0


def try_arguments(call: Call, here: Path, data: bytes, *, everything: bool = True) -> bool:
    """A run with these words, separated by NUL bytes; gives whether all was well.

    A slash is removed from a word, so that nothing is ever written outside the current folder.
    """
    words = [os.fsdecode(word.replace(b"/", b"")) for word in data.split(b"\0")]
    result = call(*words)
    for path in here.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert result.status in (0, 1, 2), words
    assert BUG not in harmless(result.message), words
    assert not result.err or result.message.startswith("ishoj: "), words
    if not result.out.startswith((b"%PDF", b"PK")):
        harmless(result.text)
    return result.status == 0


TRY = {"arguments": try_arguments, "content": try_content, "local": try_interpretation, "queries": try_query}
KEPT = [(path.parent.name, path) for path in sorted(CORPUS.glob("*/*"))]


@pytest.mark.parametrize(("target", "path"), KEPT, ids=[f"{target}-{path.stem}" for target, path in KEPT])
def test_what_once_broke_it_does_not(call: Call, here: Path, target: str, path: Path) -> None:
    TRY[target](call, here, path.read_bytes())


WORD = (
    st.sampled_from([word.encode() for word in WORDS])
    | st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=30).map(str.encode)
    | st.binary(max_size=20)
)


@settings(max_examples=150)
@given(words=st.lists(WORD, max_size=8))
def test_any_words_get_an_answer_or_an_error_of_ours(call: Call, here: Path, words: list[bytes]) -> None:
    try_arguments(call, here, b"\0".join(words))


def real_files(target: str, real: Handbook) -> Iterator[bytes]:
    """The real files that are like a target."""
    if target == "content":
        for folder in (data_folder(), Path(sys.modules["ishoj_cli"].__file__ or "").parent / "example"):
            yield from (path.read_bytes() for path in sorted(Path(folder).glob("*.yaml")))
        yield from CONTENT.values()
    else:
        whole = template(real, "2026-11-23")
        yield whole.encode()
        yield re.sub(r"^  #(?=\S|  )", "  ", whole, flags=re.MULTILINE).encode()


@pytest.mark.parametrize("target", ["content", "local"])
def test_bytes_and_changed_files_are_read_or_named_as_faulty(
    call: Call, here: Path, real: Handbook, target: str
) -> None:
    passed = set()

    @settings(max_examples=40)
    @given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
    def nothing_like_it(data: bytes) -> None:
        TRY[target](call, here, data)

    @settings(max_examples=80)
    @given(changed([*real_files(target, real), *(path.read_bytes() for kind, path in KEPT if kind == target)]))
    def like_it(data: bytes) -> None:
        passed.add(TRY[target](call, here, data, everything=False))

    nothing_like_it()
    like_it()
    assert passed == {True, False}


@settings(max_examples=15)
@given(data=sound())
def test_what_passes_the_check_is_shown_in_every_format(call: Call, here: Path, data: bytes) -> None:
    assert try_content(call, here, data)


@settings(max_examples=10)
@given(workplace=TEXT, text=TEXT)
def test_an_interpretation_of_any_words_is_shown(call: Call, here: Path, workplace: str, text: str) -> None:
    lines = [f"  {name}: {scalar(text)}\n" for name in ("vision", "vaerdier/respekt")]
    assert try_interpretation(call, here, f"workplace: {scalar('W' + workplace)}\ntexts:\n{''.join(lines)}".encode())


KNOWN = ["ansvar", "arbejdspladser", "værdi", "vaerdi", "lederskab", '"klare budskaber"', "tilid", "æøå", "-", "(*)"]


@settings(max_examples=100)
@given(query=st.lists(st.sampled_from(KNOWN) | TEXT | st.text(max_size=20), max_size=6).map(" ".join))
def test_any_query_is_searched_for(call: Call, here: Path, query: str) -> None:
    try_query(call, here, query.encode("utf-8", "surrogatepass"), everything=False)


LONG = "x" * 100_000


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ([LONG], 2),
        (["å" * 50_000], 2),
        (["\udcff" * 100_000], 2),
        (["x"] * 1000, 2),
        ([f"--{LONG}"], 2),
        (["vaerdier", LONG], 1),
        (["vaerdier", *["x"] * 1000], 1),
        (["alt", f"--{LONG}=x"], 2),
        (["alt", "-f", LONG], 2),
        (["alt", "-o", LONG], 2),
        (["dagens", "--dato", "9" * 100_000], 2),
        (["soeg", LONG], 1),
        (["soeg", *["zq"] * 1000], 1),
    ],
)
def test_long_and_many_words_get_a_short_message(call: Call, here: Path, words: list[str], status: int) -> None:
    result = call(*words)
    assert (result.status, result.out) == (status, b"")
    assert BUG not in harmless(result.message)
    assert all(len(line) < 500 for line in result.message.splitlines())


def test_a_thousand_words_that_are_found_are_searched_for_once(call: Call) -> None:
    found = call("soeg", *["respekt", "ansvarlighed"] * 500)
    assert found.status == 0
    assert json.dumps(found.text) == json.dumps(call("soeg", "respekt", "ansvarlighed").text)


# Files as large as may be, in a process whose memory is limited

LARGE = {
    "many entries": "entries:\n" + "".join(f"- {{id: e{m}, title: T{m}, text: x}}\n" for m in range(4800)),
    "unknown keys": "entries:\n" + "- {idd: a}\n" * 11_800,
    "entries that are none": "entries:\n" + "- []\n" * 35_800,
    "paragraphs": "lead: [" + "a, " * 35_800 + "]\n",
    "words": f"lead: {'arbejdsplads ' * 60_000}\n",
}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux limits address space")
@pytest.mark.parametrize("case", LARGE)
def test_a_large_file_is_read_or_refused_in_little_memory(world: World, case: str) -> None:
    put_content(world.here / "indhold", vaerdier=f"id: vaerdier\ntitle: V\n{LARGE[case]}".encode())
    limited = "ulimit -v 200000; ulimit -t 120;"
    checked = world.shell(f"{limited} ishoj tjek indhold")
    read = world.shell(f"{limited} ishoj --indhold indhold alt")
    assert ((checked.status, checked.err), read.status) in (((0, b""), 0), ((1, b""), 2))
    assert (read.status == 2) == (read.out == b"")
    if not checked.status:
        assert world.shell(f"{limited} ishoj --indhold indhold soeg arbejd e77").status in (0, 1)


def test_an_interpretation_of_many_unknown_names_gets_few_messages(call: Call, here: Path) -> None:
    lines = "".join(f"  vaerdier/respek{number}: x\n" for number in range(2000))
    (here / "t.yaml").write_text(f"workplace: W\ntexts:\n{lines}", encoding="utf-8")
    read = call("vaerdier", "--tolkning", "t.yaml")
    assert (read.status, read.out) == (0, call("vaerdier", "--uden-tolkning").out)
    assert len(read.message.splitlines()) < 6
    assert len(call("tolkning", "--tolkning", "t.yaml").message.splitlines()) < 24
