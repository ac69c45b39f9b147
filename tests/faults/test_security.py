"""What steers a terminal, a browser, a word processor or a shell is text to this program, whoever wrote it."""

import ast
import html.parser
import io
import json
import os
import subprocess
from pathlib import Path

import pytest

from ..conftest import Result
from .fuzz import COLOURS, CORPUS, HANDBOOK, MISSION, VALUES, harmless
from .world import TIMEOUT, World, snapshot, wait_for

SOURCE = Path(__file__).resolve().parents[2] / "src"
posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminal, and takes no such file name")

# What is typed, as bytes, and how it is shown.
PAYLOADS = {
    "CSI": (b"\x1b[2J\x1b[31m", r"\x1b[2J\x1b[31m"),
    "title": (b"\x1b]0;x\x07", r"\x1b]0;x\x07"),
    "OSC 8": (b"\x1b]8;;x\x1b\\y", r"\x1b]8;;x\x1b" + "\\y"),
    "OSC 52": (b"\x1b]52;c;eA==\x07", r"\x1b]52;c;eA==\x07"),
    "C1 as UTF-8": (b"\xc2\x9b31m\xc2\x85", r"\x9b31m\x85"),
    "C1 as a byte": (b"\x9b31m\x9d0;x\x9c", r"\udc9b31m\udc9d0;x\udc9c"),
    "directions": ("\u202egnp\u2066x\u200f".encode(), r"\u202egnp\u2066x\u200f"),
    "unseen": ("a\u200bb\u2060c\u00add\ufeff\U000e0041".encode(), r"a\u200bb\u2060c\xadd\ufeff\U000e0041"),
    "lines": ("a\r\n\tb\u2028c\x7f\x08".encode(), r"a\r\n\tb\u2028c\x7f\x08"),
}
MIXED, MIXED_SHOWN = b"\x1b[2J\x07\xc2\x9b1m\x9b2m\xe2\x80\xae", r"\x1b[2J\x07\x9b1m\udc9b2m\u202e"
MIXED_JSON = r"\u001b[2J\u0007\u009b1m\udc9b2m\u202e"

P = MIXED_SHOWN
NO_FOLDER = "mappen findes ikke; ret navnet, eller opret den\nIndholdet kan ikke læses, før det er rettet."
VALUES_LISTED = "trovaerdighed, handlekraft, aabenhed, ansvarlighed, respekt, klare-budskaber og sund-fornuft"
SECTIONS = "Se dem alle med: ishoj liste"
NO_FILE = "filen findes ikke; ret navnet, eller opret den"
HELP = "Se hjælpen med: ishoj alt -h"
PRINT = "Skriv for eksempel: ishoj handout -o"
MAKE = "Opret mappen, eller vælg en anden."
DATE = "Skriv den som år-måned-dag, for eksempel 2026-11-23."
NUMBER = "Skriv et helt tal fra 1 til 1000000."
Q = f"'{P}'"  # as it is advised to type it
SEE_ALL = "Se dem alle med: ishoj tjek --indhold"
BEGIN = f"Begynd på en med: ishoj tolkning ny --tolkning {Q}"
EVERY = "Vælg mellem pdf, html, docx og markdown."

FAULT_AS_JSON = f"""{{
  "schema": 1,
  "faults": [
    {{
      "file": "{MIXED_JSON}",
      "line": 1,
      "column": 1,
      "what": "filen findes ikke",
      "hint": "ret navnet, eller opret den"
    }}
  ]
}}"""

# A line with the hostile bytes where {} stands, its status, what it says on standard error, and on standard output.
ECHOES: list[tuple[list[str], int, str, str]] = [
    (["{}"], 2, f"Der er ingen kommando «{P}».\nSe hjælpen med: ishoj -h", ""),
    (["vaerdier", "{}"], 1, f"Der er ingen «{P}» i «Værdier».\nDu kan vælge mellem {VALUES_LISTED}.", ""),
    (["--{}"], 2, f"«--{P}» kan ikke bruges med «ishoj».\nSe hjælpen med: ishoj -h", ""),
    (["alt", "--{}=x"], 2, f"«--{P}» kan ikke bruges med «ishoj alt».\n{HELP}", ""),
    (["alt", "{}"], 2, f"«{P}» kan ikke bruges her: «ishoj alt» tager ikke flere ord.\n{HELP}", ""),
    (["alt", "-f", "{}"], 2, f"Formatet «{P}» findes ikke.\nVælg mellem terminal, tekst, markdown, tsv og json.", ""),
    (["alt", "--farve", "{}"], 2, f"«{P}» kan ikke bruges med --farve.\nVælg mellem auto, altid og aldrig.", ""),
    (["alt", "--bredde", "{}"], 2, f"«{P}» kan ikke bruges med --bredde.\nSkriv et helt tal fra 20 til 10000.", ""),
    (["alt", "-o", "{}/x"], 2, f"Kan ikke skrive «{P}/x»: mappen findes ikke.\n{MAKE}", ""),
    (["alt", "-o", "{}.pdf"], 2, f"«{P}.pdf» kan kun skrives som handout.\n{PRINT} '{P}.pdf'", ""),
    (["dagens", "--dato", "{}"], 2, f"«{P}» er ikke en dato.\n{DATE}", ""),
    (["soeg", "a", "--antal", "{}"], 2, f"«{P}» kan ikke bruges med --antal.\n{NUMBER}", ""),
    (["soeg", "a", "--sektion", "{}"], 2, f"Der er intet afsnit «{P}».\n{SECTIONS}", ""),
    (["soeg", '"{}"'], 1, "", ""),
    (["handout", "{}"], 2, f"Der er intet afsnit «{P}».\n{SECTIONS}", ""),
    (["handout", "--type", "{}"], 2, f"«{P}» kan ikke skrives ud.\nVælg mellem ark, kort og plakat.", ""),
    (["handout", "-f", "{}"], 2, f"Formatet «{P}» findes ikke.\n{EVERY}", ""),
    (["handout", "-o", "{}.x"], 2, f"Navnet «{P}.x» ender ikke på et format.\n{EVERY}", ""),
    (["--indhold", "{}", "alt"], 2, f"{P}: {NO_FOLDER}", ""),
    (["tolkning", "{}"], 2, f"«{P}» kan ikke bruges med «ishoj tolkning».\nVælg mellem vis, ny og rediger.", ""),
    (["tolkning", "--tolkning", "{}"], 2, f"{P}: {NO_FILE}\n{BEGIN}", ""),
    (["tolkning", "rediger", "--tolkning", "{}"], 2, f"Der er ingen lokal tolkning i «{P}».\n{BEGIN}", ""),
    (["tjek", "{}"], 2, "", f"{P}:1:1: {NO_FILE}"),
    (["tjek", "{}", "--json"], 2, "", FAULT_AS_JSON),
]  # fmt: skip


def filled(words: list[str], payload: bytes) -> list[bytes]:
    return [word.encode().replace(b"{}", payload) for word in words]


def said(text: str) -> bytes:
    return f"ishoj: {text}\n".encode() if text else b""


def on_a_terminal(world: World, *words: str | bytes, **variables: str) -> Result:
    """Run the program where both its streams are a terminal of 24 lines of 80 columns."""
    return world.terminal(*words, apart=False, **{"PAGER": "cat", **variables})


# What comes in by the command line.


@posix
@pytest.mark.parametrize(("words", "status", "err", "out"), ECHOES, ids=[" ".join(row[0]) for row in ECHOES])
def test_what_is_typed_reaches_no_terminal_raw(world: World, words: list[str], status: int, err: str, out: str) -> None:
    typed = filled(words, MIXED)
    piped = world.run(*typed)
    if err or out:
        assert piped == (status, f"{out}\n".encode() if out else b"", said(err))
    assert piped.status == status
    harmless(piped.text + piped.message)
    assert on_a_terminal(world, *typed) == (status, piped.out + piped.err, b"")


@posix
@pytest.mark.parametrize("payload", PAYLOADS)
def test_every_way_to_steer_is_spelt_out(world: World, payload: str) -> None:
    typed, shown = PAYLOADS[payload]
    command = said(f"Der er ingen kommando «{shown}».\nSe hjælpen med: ishoj -h")
    assert world.run(typed) == (2, b"", command)
    assert on_a_terminal(world, typed) == (2, command, b"")
    refused = f"{shown}.yaml:1:1: filen findes ikke; ret navnet, eller opret den\n".encode()
    assert world.run("tjek", typed + b".yaml") == (2, refused, b"")
    found = world.run("soeg", typed, "--json")
    asked = harmless(found.text).splitlines()[2]
    assert json.loads(asked.strip().removeprefix('"query": ').rstrip(",")) == os.fsdecode(typed)
    assert asked.isprintable()
    assert on_a_terminal(world, "soeg", typed, "--json").out == found.err + found.out


@posix
@pytest.mark.parametrize(
    "words", [["ansvarlighe", "{}"], ["{}ansvarlighed"], ["vaerdi{}", "--forklar"], ['"sund {}"'], ["{}"]], ids=" ".join
)
@pytest.mark.parametrize("format", ["terminal", "tekst", "tsv", "markdown", "json"])
def test_a_query_reaches_no_terminal_raw(world: World, words: list[str], format: str) -> None:
    piped = world.run("soeg", *filled(words, MIXED), "-f", format)
    harmless(piped.text + piped.message)
    assert piped.status in (0, 1)
    screen = on_a_terminal(world, "soeg", *filled(words, MIXED), "-f", format)
    assert COLOURS.sub("", screen.text) == piped.message + piped.text


EDIT = ["tolkning", "rediger", "--tolkning", "t.yaml"]
NOT_LOCAL = "Teksten vises uden jeres tolkning. Se alle fejl med: ishoj tjek"
NO_ENTRIES = "«Mission» har ingen punkter, så «respekt» kan ikke vises.\nVis det hele med: ishoj mission"
VARIABLES = [
    ("EDITOR", EDIT, 2, f"Kan ikke starte «{P}»: det findes ikke.\nRet variablen VISUAL eller EDITOR."),
    ("EDITOR", EDIT, 2, f"Variablen EDITOR kan ikke læses: «'{P}».\nEt anførselstegn er ikke lukket."),
    ("ISHOJ_INDHOLD", ["alt"], 2, f"{P}: {NO_FOLDER}"),
    ("ISHOJ_TOLKNING", ["mission", "respekt"], 1, f"{P}: {NO_FILE}\n{NOT_LOCAL}\nishoj: {NO_ENTRIES}"),
    ("_ISHOJ_COMPLETE", [], 2, f"_ISHOJ_COMPLETE kan ikke være «{P}».\nSlet _ISHOJ_COMPLETE."),
]  # fmt: skip


@posix
@pytest.mark.parametrize(("name", "words", "status", "err"), VARIABLES)
def test_what_a_variable_holds_reaches_no_terminal_raw(
    world: World, name: str, words: list[str], status: int, err: str
) -> None:
    (world.here / "t.yaml").write_text("workplace: W\ntexts:\n")
    value = os.fsdecode(b"'" + MIXED if "anførselstegn" in err else MIXED)
    assert world.run(*words, **{name: value}) == (status, b"", said(err))
    assert on_a_terminal(world, *words, **{name: value}) == (status, said(err), b"")


@posix
def test_a_pager_that_is_not_there_reaches_no_terminal_raw(world: World) -> None:
    page = world.run("alt", "-f", "terminal", "--farve", "altid")
    for value, told in ((MIXED, f"PAGER kan ikke startes: {P}"), (b"'" + MIXED, f"PAGER kan ikke læses: '{P}")):
        assert on_a_terminal(world, "alt", PAGER=os.fsdecode(value)) == (0, said(told) + page.out, b"")


# What comes in by files: their names, and what they hold.


def put_content(folder: Path, **files: bytes) -> None:
    """A small content, with other bytes for some of its files."""
    folder.mkdir()
    for name, data in {"handbook": HANDBOOK, "values": VALUES, "mission": MISSION, **files}.items():
        (folder / f"{name}.yaml").write_bytes(data)


@posix
def test_names_of_files_reach_no_terminal_raw(world: World) -> None:
    folder = world.here / os.fsdecode(MIXED)
    put_content(folder)
    assert world.run("tjek", MIXED) == (0, f"Ingen fejl i {P}.\n".encode(), b"")
    (folder / os.fsdecode(b"a" + MIXED + b".yaml")).write_bytes(VALUES)
    (folder / os.fsdecode(MIXED + b".YML")).write_bytes(b"")
    faults = (
        f"{P}/{P}.YML:1:1: filen læses ikke, for navnet ender ikke på .yaml; omdøb den",
        f"{P}/values.yaml:1:5: navnet «vaerdier» er taget i a{P}.yaml:1; vælg et andet navn",
        f"{P}/values.yaml:2:8: navnet «Vaerdier» er taget i a{P}.yaml:1, for det læses ens med «vaerdier»; "
        "vælg et andet navn",
    )
    assert world.run("tjek", MIXED) == (2, "\n".join([*faults, ""]).encode(), b"")
    err = said(f"{faults[0]}\nIndholdet kan ikke læses, før det er rettet. Der er 2 fejl mere. {SEE_ALL} {Q}")
    assert world.run("--indhold", MIXED, "alt") == (2, b"", err)
    assert on_a_terminal(world, "--indhold", MIXED, "alt") == (2, err, b"")


@posix
def test_names_that_are_written_reach_no_terminal_raw(world: World) -> None:
    name = os.fsdecode(MIXED)
    made = said(f"Skrev en skabelon i «{P}.yaml». Udfyld den med: ishoj tolkning rediger --tolkning '{P}.yaml'")
    assert world.run("tolkning", "ny", "--tolkning", MIXED + b".yaml", leaves={f"here/{name}.yaml"}) == (0, b"", made)
    status = world.run("tolkning", "--tolkning", MIXED + b".yaml")
    assert (status.status, status.err) == (0, b"")
    assert harmless(status.text).splitlines()[1] == f"Fil: {P}.yaml"
    shown = on_a_terminal(world, "tolkning", "--tolkning", MIXED + b".yaml", ACCESSIBLE="1")
    assert shown.out == status.out
    aligned = on_a_terminal(world, "tolkning", "--tolkning", MIXED + b".yaml").text
    assert harmless(aligned).splitlines()[:3] == status.text.splitlines()[:3]
    edited = said(f"Gemt uden fejl i «{P}.yaml».")
    assert world.run("tolkning", "rediger", "--tolkning", MIXED + b".yaml", EDITOR="true") == (0, b"", edited)
    for format in ("md", "html"):
        written = said(f"Skrev «{P}.{format}».")
        target = MIXED + f".{format}".encode()
        assert world.run("handout", "-o", target, leaves={f"here/{name}.{format}"}) == (0, b"", written)
    files = {f"here/{name}{file}" for file in ("", "/handbook.yaml", "/formaal.yaml", "/vaerdier.yaml", "/schemas")}
    files |= {f"here/{name}/schemas/{file}.schema.json" for file in ("handbook", "section", "local")}
    example = said(f"6 filer er skrevet i «{P}». Se dem med: ishoj --indhold {Q}")
    assert world.run("tjek", "--ny", MIXED, leaves=files) == (0, b"", example)


REFUSED = {
    "CSI": "her står styretegnet U+001B; slet det",
    "title": "her står styretegnet U+001B; slet det",
    "OSC 8": "her står styretegnet U+001B; slet det",
    "OSC 52": "her står styretegnet U+001B; slet det",
    "C1 as UTF-8": "her står styretegnet U+009B; slet det",
    "C1 as a byte": "byten 0x9B er ikke UTF-8; gem filen som UTF-8",
    "directions": "her står retningsmærket U+202E, som kan skjule tekst; slet det",
}


@pytest.mark.parametrize("payload", REFUSED)
def test_content_that_steers_is_refused_and_never_shown(world: World, payload: str) -> None:
    data, _shown = PAYLOADS[payload]
    put_content(world.here / "c", mission=b"id: mission\ntitle: M\nlead: " + data + b"\n")
    file = os.path.join("c", "mission.yaml")
    fault = f"{file}:3:7: {REFUSED[payload]}"
    checked = world.run("tjek", "c")
    assert (checked.status, checked.err) == (2, b"")
    assert harmless(checked.text).splitlines()[0] == fault
    rest = len(checked.text.splitlines()) - 1
    more = f" Der er {rest} fejl mere. {SEE_ALL} c" if rest else ""
    err = said(f"{fault}\nIndholdet kan ikke læses, før det er rettet.{more}")
    for words in (["alt"], ["soeg", "x"], ["handout", "-f", "markdown", "-o", "-"], ["-f", "terminal"]):
        assert world.run("--indhold", "c", *words) == (2, b"", err)


@pytest.mark.parametrize("payload", REFUSED)
def test_an_interpretation_that_steers_is_refused_and_never_shown(world: World, payload: str) -> None:
    data, _shown = PAYLOADS[payload]
    (world.here / "t.yaml").write_bytes(b"workplace: W\ntexts:\n  mission: " + data + b"\n")
    plain = world.run("mission")
    checked = world.run("tjek", "t.yaml")
    fault = f"t.yaml:3:12: {REFUSED[payload]}"
    assert (checked.status, checked.err, harmless(checked.text).splitlines()[0]) == (2, b"", fault)
    rest = len(checked.text.splitlines()) - 1
    more = f" Der er {rest} fejl mere." if rest else ""
    check = "Se alle fejl med: ishoj tjek --tolkning t.yaml"
    err = said(f"{fault}\nTeksten vises uden jeres tolkning.{more} {check}")
    assert world.run("mission", "--tolkning", "t.yaml") == (0, plain.out, err)


@pytest.mark.parametrize(
    ("escape", "told"),
    [
        (r"\e]0;x\a", ("styretegnet U+0007", "styretegnet U+001B")),
        (r"\x9b31m", ("styretegnet U+009B",)),
        (r"\u202e\u2066", tuple(f"retningsmærket U+{code}, som kan skjule tekst" for code in ("202E", "2066"))),
        (r"\ud800", ("U+D800, som ikke er et tegn",)),
        (r"\u200b", ("det usynlige tegn U+200B",)),
    ],
)  # fmt: skip
def test_what_steers_is_refused_however_it_is_written(world: World, escape: str, told: tuple[str, ...]) -> None:
    put_content(world.here / "c", mission=f'id: mission\ntitle: M\nlead: "{escape}"\n'.encode())
    file = os.path.join("c", "mission.yaml")
    lines = [f"{file}:3:7: her står {what}; slet det\n" for what in told]
    assert world.run("tjek", "c") == (2, "".join(lines).encode(), b"")


# What content may say, but no format may act on.

MARKUP = (CORPUS / "content" / "markup.yaml").read_bytes()
SAID = [
    "<script>alert(1)</script>",
    "]]> <!-- --> & &amp; <b>x</b> </style></title>",
    "[x](javascript:alert(1)) ![y](https://example.org/y.png) `kode` *a* _b_ # c",
    '{{ 7 * 7 }} {% for a in b %} {# c #} #read("/etc/passwd") #panic() $x$ @y <z>',
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-1-1",
    "@SUM(1)",
    "%s %(x)s {0} {title} \\n [bold]x[/bold] :smile:",
    '=HYPERLINK("https://example.org")',
    "<img src=x onerror=alert(1)>",
    "'; DROP TABLE entries; --",
]


@pytest.fixture
def markup(world: World) -> World:
    """A world with a content, in the folder `c`, whose texts are markup, formulas and code."""
    put_content(world.here / "c", values=MARKUP)
    return world


def handout(world: World, *words: str) -> bytes:
    """A handout of the content in `c`, made without a word on standard error."""
    made = world.run("--indhold", "c", "handout", "-o", "-", *words)
    assert (made.status, made.err) == (0, b"")
    return made.out


def squeezed(text: str) -> str:
    return "".join(text.split())


class Page(html.parser.HTMLParser):
    """What a browser would find: the elements, with their attributes, and the text outside the style sheet."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def test_a_web_page_takes_markup_as_text(markup: World) -> None:
    page = Page(handout(markup, "-f", "html").decode())
    assert [text for text in SAID if squeezed(text) not in squeezed(page.text)] == []
    assert {tag for tag, _ in page.elements}.isdisjoint(
        {"script", "img", "iframe", "object", "embed", "link", "b", "z"}
    )
    names = {name for _, attributes in page.elements for name in attributes}
    assert not [name for name in names if name.startswith("on")]
    assert names.isdisjoint({"src", "srcset", "action", "formaction"})
    assert not [each for _, each in page.elements if not (each.get("href") or "#").startswith("#")]


@pytest.mark.parametrize("words", [["handout", "-f", "markdown", "-o", "-"], ["alt", "-f", "markdown"]], ids=" ".join)
def test_markdown_takes_markup_as_text(markup: World, words: list[str]) -> None:
    from markdown_it import MarkdownIt

    made = markup.run("--indhold", "c", *words)
    assert (made.status, made.err) == (0, b"")
    tokens = [part for token in MarkdownIt("commonmark").parse(made.text) for part in (token, *(token.children or ()))]
    text = squeezed("".join(token.content for token in tokens if token.type in ("text", "text_special")))
    assert [said for said in SAID if squeezed(said) not in text] == []
    assert {token.type for token in tokens}.isdisjoint(
        {"html_inline", "html_block", "link_open", "image", "code_inline", "fence", "code_block"}
        if words[0] == "handout"
        else {"html_inline", "html_block", "link_open", "image", "fence", "code_block"}
    )


def test_a_word_document_takes_markup_as_text(markup: World) -> None:
    import zipfile

    import docx

    made = handout(markup, "-f", "docx")
    text = squeezed("".join(paragraph.text for paragraph in docx.Document(io.BytesIO(made)).paragraphs))
    assert [said for said in SAID if squeezed(said) not in text] == []
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        body = parts.read("word/document.xml")
        external = [name for name in parts.namelist() if b'TargetMode="External"' in parts.read(name)]
    assert external == []
    assert not [mark for mark in (b"w:hyperlink", b"w:fldSimple", b"w:instrText", b"w:object") if mark in body]


@pytest.mark.parametrize("kind", ["ark", "kort", "plakat"])
def test_a_pdf_takes_markup_as_text(markup: World, kind: str) -> None:
    import pikepdf
    import pypdfium2

    made = handout(markup, "vaerdier", "--type", kind)
    pages = pypdfium2.PdfDocument(made)
    text = squeezed("".join(page.get_textpage().get_text_range() for page in pages)).replace("\u200b", "")
    shown = SAID if kind == "ark" else SAID[-3:]
    assert [said for said in shown if squeezed(said) not in text] == []
    assert "root:" not in text
    with pikepdf.open(io.BytesIO(made)) as pdf:
        whole = b"".join(bytes(item.unparse(resolved=False)) for item in pdf.objects)  # type: ignore[attr-defined]
    assert not [
        mark for mark in (b"/JavaScript", b"/Launch", b"/URI", b"/OpenAction", b"/EmbeddedFile") if mark in whole
    ]


def test_formulas_stand_in_tsv_as_they_were_written(markup: World) -> None:
    """As docs/vejledning.md and SECURITY.md say: a spreadsheet may read them as formulas."""
    row = """vaerdier/respekt\t=HYPERLINK("https://example.org")\t<img src=x onerror=alert(1)>\n"""
    assert markup.run("--indhold", "c", "vaerdier", "-f", "tsv") == (0, row.encode(), b"")
    for page, word in (("README.md", "formula"), ("SECURITY.md", "formula"), ("docs/vejledning.md", "formel")):
        assert word in (SOURCE.parent / page).read_text(encoding="utf-8")


# What is never done.

EVENTS = """
import os, sys
marker = "javascript:alert"
events = []
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
NEVER = ("subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.startfile", "pty.",
         "socket.", "ctypes.dlopen", "os.remove", "os.rename", "os.link", "os.symlink", "os.truncate", "os.chmod",
         "os.chown", "os.mkdir", "os.rmdir", "shutil.", "pickle.", "webbrowser.", "urllib.", "http.",
         "ftplib.", "smtplib.")

def note(event, arguments):
    if event.startswith(NEVER):
        events.append(event)
    elif event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITING:
        events.append(f"{event} {arguments[0]}")
    elif event == "compile" and marker in str(arguments[0]):
        events.append("compile of content")

sys.addaudithook(note)
from ishoj_cli.main import main
status = main(sys.argv[1:])
sys.stdout.flush()
print(status, sorted(set(events)), file=sys.stderr)
"""
READS = [
    [],
    ["alt"],
    ["liste", "--json"],
    ["vaerdier", "respekt", "-f", "markdown"],
    ["alt", "-f", "terminal", "--farve", "altid"],
    ["dagens", "-f", "tsv"],
    ["soeg", "javascript", "vaerdier", "--forklar"],
    ["tjek", "c"],
    ["tolkning", "vis"],
    ["-h"],
    ["handout", "-f", "html", "-o", "-"],
    ["handout", "-f", "docx", "-o", "-"],
    ["handout", "-f", "markdown", "-o", "-"],
]


def audited(world: World, *words: str) -> str:
    """What a run says of itself, by Python's audit hooks: its status, and each event that it should not have."""
    script = world.root / "audited.py"
    script.write_text(EVENTS)
    python = world.program.with_name("python")
    before = snapshot(world.root)
    ended = subprocess.run(
        [python, "-B", script, *words],
        cwd=world.here,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=world.environment(),
        timeout=TIMEOUT,
    )
    world.check(Result(ended.returncode, ended.stdout, ended.stderr), before)
    assert ended.stdout
    return ended.stderr.decode().splitlines()[-1]


@posix
@pytest.mark.parametrize("words", READS, ids=" ".join)
@pytest.mark.parametrize("bundled", [True, False], ids=["bundled", "other"])
def test_nothing_is_started_written_sent_or_evaluated(markup: World, words: list[str], bundled: bool) -> None:
    if words[:2] == ["soeg", "javascript"] and bundled:
        words = ["soeg", "ansvar"]
    assert audited(markup, *([] if bundled else ["--indhold", "c"]), *words) == "0 []"


@posix
@pytest.mark.parametrize("kind", ["ark", "kort", "plakat"])
def test_a_pdf_is_made_without_a_file_of_its_own(markup: World, kind: str) -> None:
    assert audited(markup, "--indhold", "c", "handout", "vaerdier", "--type", kind, "-o", "-") == "0 []"


@posix
def test_the_audit_sees_what_is_done(markup: World) -> None:
    """The hook is no promise unless it can be broken: writing a file is seen."""
    script = EVENTS.replace("status = main(sys.argv[1:])", "status = main(['alt', '-o', 'x.md'])")
    script = script.replace("sys.stdout.flush()", "compile(repr(marker), 'x', 'eval'); os.system('true')")
    ended = subprocess.run(
        [markup.program.with_name("python"), "-B", "-c", script],
        cwd=markup.here,
        capture_output=True,
        env=markup.environment(),
        timeout=TIMEOUT,
    )
    seen = ended.stderr.decode()
    assert seen.startswith("0 ['compile of content', 'open ")
    assert "'os.link', 'os.remove', 'os.system']" in seen


FORBIDDEN_NAMES = {"eval", "exec", "compile", "__import__", "breakpoint", "input"}
FORBIDDEN_MODULES = {
    "pickle",
    "marshal",
    "shelve",
    "dill",
    "code",
    "codeop",
    "runpy",
    "socket",
    "ssl",
    "http",
    "urllib",
}
FORBIDDEN_OF_OS = ("system", "popen", "exec", "spawn", "posix_spawn", "fork", "putenv")
STARTERS = {
    "cli/completion.py",
    "streams.py",
    "cli/printout.py",
    "content/local.py",
}  # the pager, the viewer, the editor
YAML_NAMES = {"CBaseLoader", "BaseLoader", "MarkedYAMLError", "YAMLError", "scan"}


def dangers(source: str) -> list[str]:
    """The calls and imports of a module that could run what content says."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names if alias.name.split(".")[0] in FORBIDDEN_MODULES]
        elif isinstance(node, ast.ImportFrom):
            found += [str(node.module)] if str(node.module).split(".")[0] in {*FORBIDDEN_MODULES, "yaml", "os"} else []
        elif isinstance(node, ast.Name) and node.id in FORBIDDEN_NAMES:
            found.append(node.id)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            if node.value.id == "os" and node.attr.startswith(FORBIDDEN_OF_OS):
                found.append(f"os.{node.attr}")
            if node.value.id == "yaml" and node.attr not in YAML_NAMES:
                found.append(f"yaml.{node.attr}")
            if node.value.id == "subprocess" and node.attr not in ("Popen", "run", "PIPE", "DEVNULL"):
                found.append(f"subprocess.{node.attr}")
        if isinstance(node, ast.Call):
            of_subprocess = isinstance(node.func, ast.Attribute) and getattr(node.func.value, "id", "") == "subprocess"
            if of_subprocess and not isinstance(node.args[0], ast.List):
                found.append("a command that is no list")
            if any(
                word.arg == "shell" and (of_subprocess or isinstance(word.value, ast.Constant))
                for word in node.keywords
            ):
                found.append("shell")
    return found


@pytest.mark.parametrize("module", sorted(SOURCE.rglob("*.py")), ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_code_evaluates_unpickles_or_shells_out(module: Path) -> None:
    source = module.read_text(encoding="utf-8")
    assert dangers(source) == []
    if "subprocess" in source:
        assert module.relative_to(SOURCE / "ishoj_cli").as_posix() in STARTERS


@pytest.mark.parametrize(
    "source",
    [
        *(
            "eval(x)",
            "exec(x)",
            "compile(x, '', 'eval')",
            "__import__(x)",
            "import pickle",
            "from marshal import loads",
        ),
        *("os.system(x)", "os.popen(x)", "os.execv(x, y)", "os.spawnl(x)", "from os import system", "import socket"),
        *("subprocess.run(x)", "subprocess.run([x], shell=True)", "subprocess.Popen([x], shell=y)"),
        *("subprocess.getoutput(x)", "yaml.load(x)", "yaml.safe_load(x)", "from yaml import load", "f(x, shell=True)"),
    ],
)
def test_what_is_looked_for_is_found(source: str) -> None:
    assert dangers(source)


# The pager and the editor are started without a shell.

TRICKS = ";touch a $(touch b) `touch c` | touch d & touch e > f"


@posix
def test_the_pager_is_started_without_a_shell(world: World) -> None:
    pager = world.home / "pager"
    pager.write_text('#!/bin/sh\nprintf "<%s>" "$@"\ncat >/dev/null\n')
    pager.chmod(0o755)
    words = TRICKS.split(" ")
    shown = on_a_terminal(world, "alt", PAGER=f"{pager} {TRICKS}")
    assert shown == (0, "".join(f"<{word}>" for word in words).encode(), b"")


@posix
@pytest.mark.parametrize("variable", ["EDITOR", "VISUAL"])
def test_the_editor_is_started_without_a_shell(world: World, variable: str) -> None:
    editor = world.home / "editor"
    editor.write_text('#!/bin/sh\nprintf "<%s>" "$@"\n')
    editor.chmod(0o755)
    name = "$(touch g);touch h.yaml"
    (world.here / name).write_text("workplace: W\ntexts:\n")
    edited = world.run("tolkning", "rediger", "--tolkning", name, **{variable: f"{editor} {TRICKS}"})
    words = "".join(f"<{word}>" for word in [*TRICKS.split(" "), name])
    assert edited == (0, words.encode(), said(f"Gemt uden fejl i «{name}»."))


@posix
def test_a_handout_is_opened_without_a_shell(world: World) -> None:
    """The viewer is not waited for, so it is one that ends what it was started by: the test waits for its mark."""
    viewer = world.home / "xdg-open"
    viewer.write_text('#!/bin/sh\nprintf "<%s>" "$@" >"$HOME/opened.part"\nmv "$HOME/opened.part" "$HOME/opened"\n')
    viewer.chmod(0o755)
    (world.home / "open").symlink_to(viewer)
    name = "$(touch g);touch h.md"
    made = subprocess.run(
        [world.program, "handout", "-o", name, "--aabn"],
        cwd=world.here,
        capture_output=True,
        env=world.environment(PATH=f"{world.home}:/usr/bin:/bin"),
        timeout=TIMEOUT,
    )
    assert (made.returncode, made.stdout, made.stderr) == (0, b"", said(f"Skrev «{name}»."))
    opened = world.home / "opened"
    wait_for(opened.exists)
    assert opened.read_text() == f"<{world.here / name}>"
    assert [path.name for path in world.here.iterdir()] == [name]
