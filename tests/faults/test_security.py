"""What controls a terminal, a browser, a word processor or a shell is text to this program, whoever wrote it."""

import ast
import html.parser
import io
import json
import os
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from ..conftest import Result
from ..world import World
from .conftest import FORMATS, harmless, put_content

SOURCE = Path(__file__).resolve().parents[2] / "src"
Call = Callable[..., Result]
posix = pytest.mark.skipif(os.name == "nt", reason="Windows takes no such file names and has no scripts")

# What is typed, as bytes, and how it is shown.
PAYLOADS = {
    "CSI": (b"\x1b[2J\x1b[31m", r"\x1b[2J\x1b[31m"),
    "title": (b"\x1b]0;x\x07", r"\x1b]0;x\x07"),
    "OSC 8": (b"\x1b]8;;x\x1b\\y", r"\x1b]8;;x\x1b" + "\\y"),
    "OSC 52": (b"\x1b]52;c;eA==\x07", r"\x1b]52;c;eA==\x07"),
    "C1 as UTF-8": (b"\xc2\x9b31m\xc2\x85", r"\x9b31m\x85"),
    "C1 as a byte": (b"\x9b31m\x9d0;x\x9c", r"\udc9b31m\udc9d0;x\udc9c"),
    "directions": ("\u202egnp\u2066x\u200f".encode(), r"\u202egnp\u2066x\u200f"),
    "invisible": ("a\u200bb\u2060c\u00add\ufeff\U000e0041".encode(), r"a\u200bb\u2060c\xadd\ufeff\U000e0041"),
    "lines": ("a\r\n\tb\u2028c\x7f\x08".encode(), r"a\r\n\tb\u2028c\x7f\x08"),
}
MIXED, MIXED_SHOWN = b"\x1b[2J\x07\xc2\x9b1m\x9b2m\xe2\x80\xae", r"\x1b[2J\x07\x9b1m\udc9b2m\u202e"
NAME = os.fsdecode(MIXED)

# Lines that show what was typed, which stands for {}, and their status.
ECHOES = [
    (["{}"], 2),
    (["vaerdier", "{}"], 1),
    (["--{}"], 2),
    (["alt", "--{}=x"], 2),
    (["alt", "{}"], 2),
    (["alt", "-f", "{}"], 2),
    (["alt", "--farve", "{}"], 2),
    (["alt", "--bredde", "{}"], 2),
    (["alt", "-o", "{}/x"], 2),
    (["alt", "-o", "{}.pdf"], 2),
    (["dagens", "--dato", "{}"], 2),
    (["soeg", "a", "--antal", "{}"], 2),
    (["soeg", "a", "--sektion", "{}"], 2),
    (["handout", "{}"], 2),
    (["handout", "--type", "{}"], 2),
    (["handout", "-f", "{}"], 2),
    (["handout", "-o", "{}.x"], 2),
    (["--indhold", "{}", "alt"], 2),
    (["tolkning", "{}"], 2),
    (["tolkning", "--tolkning", "{}"], 2),
    (["tolkning", "rediger", "--tolkning", "{}"], 2),
    (["tjek", "{}"], 2),
]


# What comes in by the command line and the environment


@posix
@pytest.mark.parametrize(("words", "status"), ECHOES, ids=[" ".join(row[0]) for row in ECHOES])
def test_what_is_typed_is_shown_escaped(call: Call, here: Path, words: list[str], status: int) -> None:
    result = call(*(word.replace("{}", NAME) for word in words))
    assert result.status == status
    assert MIXED_SHOWN in harmless(result.text + result.message)


@posix
@pytest.mark.parametrize("payload", PAYLOADS)
def test_every_control_sequence_is_escaped(world: World, payload: str) -> None:
    """In a message, in a list of findings and in JSON, on a terminal as in a pipe."""
    typed, shown = PAYLOADS[payload]
    result = world.run(typed)
    assert (result.status, result.out) == (2, b"")
    assert f"»{shown}«" in harmless(result.message)
    assert world.terminal(typed, apart=False) == (2, result.err, b"")
    found = world.run("tjek", typed + b".yaml")
    assert harmless(found.message).startswith(f"ishoj: {shown}.yaml: ")
    searched = world.run("soeg", typed, "--json")
    assert json.loads(harmless(searched.text))["query"] == os.fsdecode(typed)
    assert searched.text.splitlines()[2].isprintable()


@posix
@pytest.mark.parametrize("words", ["ansvarlighe {}", "{}ansvarlighed", "vaerdi{} --forklar", '"sund {}"', "{}"])
def test_a_query_is_shown_escaped_in_every_format(call: Call, words: str) -> None:
    query = words.replace("{}", NAME).split(" ") if not words.startswith('"') else [words.replace("{}", NAME)]
    for format in FORMATS:
        found = call("soeg", *query, "-f", format, "--farve", "altid")
        assert found.status in (0, 1)
        harmless(found.text + found.message)


@posix
@pytest.mark.parametrize(
    ("name", "value", "words", "status"),
    [
        ("EDITOR", NAME, ["tolkning", "rediger", "--tolkning", "t.yaml"], 2),
        ("EDITOR", f"'{NAME}", ["tolkning", "rediger", "--tolkning", "t.yaml"], 2),
        ("ISHOJ_INDHOLD", NAME, ["alt"], 2),
        ("ISHOJ_TOLKNING", NAME, ["mission", "respekt"], 1),
        ("_ISHOJ_COMPLETE", NAME, [], 2),
    ],
)
def test_what_a_variable_holds_is_shown_escaped(
    call: Call, here: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str, words: list[str], status: int
) -> None:
    (here / "t.yaml").write_text("workplace: W\ntexts:\n")
    monkeypatch.setenv(name, value)
    result = call(*words)
    assert (result.status, result.out) == (status, b"")
    assert MIXED_SHOWN in harmless(result.message)


# What comes in by files: their names, and what they hold


@posix
def test_names_of_files_are_shown_escaped(call: Call, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "/bin/true")
    folder = put_content(here / NAME)
    (folder / f"a{NAME}.yaml").write_bytes((folder / "vaerdier.yaml").read_bytes())
    (folder / f"{NAME}.YML").write_bytes(b"")
    for status, *words in (
        (1, "tjek", NAME),
        (2, "--indhold", NAME, "alt"),
        (0, "tolkning", "ny", "--tolkning", f"{NAME}.yaml"),
        (0, "tolkning", "--tolkning", f"{NAME}.yaml"),
        (0, "tolkning", "rediger", "--tolkning", f"{NAME}.yaml"),
        (0, "handout", "-f", "markdown", "-o", f"{NAME}.md"),
        (0, "tjek", "--ny", f"{NAME}2"),
        (2, "tjek", "--ny", f"{NAME}2"),
    ):
        result = call(*words)
        assert result.status == status, result.message
        assert MIXED_SHOWN in harmless(result.text + result.message)


REFUSED = {
    "CSI": "styretegnet U+001B",
    "title": "styretegnet U+001B",
    "OSC 8": "styretegnet U+001B",
    "OSC 52": "styretegnet U+001B",
    "C1 as UTF-8": "styretegnet U+009B",
    "C1 as a byte": "byten 0x9B er ikke UTF-8",
    "directions": "retningsmærket U+202E",
}
WRITTEN = {r"\e]0;x\a": "styretegnet U+0007", r"\x9b31m": "styretegnet U+009B", r"\u202e": "retningsmærket U+202E"}
WRITTEN |= {r"\ud800": "U+D800, som ikke er et tegn", r"\u200b": "det usynlige tegn U+200B"}


@pytest.mark.parametrize(
    ("text", "what"),
    [
        *((PAYLOADS[name][0], what) for name, what in REFUSED.items()),
        *((f'"{text}"'.encode(), what) for text, what in WRITTEN.items()),
    ],
)
def test_control_characters_in_content_and_interpretations_are_refused(
    call: Call, here: Path, text: bytes, what: str
) -> None:
    """However they are written, and what holds them is never shown."""
    put_content(here / "c", mission=b"id: mission\ntitle: M\nlead: " + text + b"\n")
    (here / "t.yaml").write_bytes(b"workplace: W\ntexts:\n  mission: " + text + b"\n")
    for path, place in (("c", f"{Path('c', 'mission.yaml')}:3:7: "), ("t.yaml", "t.yaml:3:12: ")):
        checked = call("tjek", path)
        assert (checked.status, checked.err) == (1, b"")
        assert harmless(checked.text).startswith(place)
        assert what in checked.text.splitlines()[0]
    for words in (["alt"], ["soeg", "x"], ["handout", "-f", "markdown", "-o", "-"], ["-f", "terminal"]):
        read = call("--indhold", "c", *words)
        assert (read.status, read.out) == (2, b"")
        harmless(read.message)
    read = call("mission", "-f", "json", "--tolkning", "t.yaml")
    assert (read.status, read.out) == (0, call("mission", "-f", "json").out)
    harmless(read.message)


# What content may say, but no format may act on

MARKUP = Path(__file__).with_name("corpus").joinpath("content", "markup.yaml").read_bytes()
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
def markup(call: Call, here: Path, ok: Callable[[Result], Result]) -> Callable[..., bytes]:
    """What a command gives of content whose texts are markup, formulas and code, in the folder `c`."""
    put_content(here / "c", vaerdier=MARKUP)
    return lambda *words: ok(call("--indhold", "c", *words)).out


def missing(text: str, *said: str) -> list[str]:
    """What of SAID does not stand in a text, blanks aside."""
    squeezed = "".join(text.split())
    return [each for each in said or SAID if "".join(each.split()) not in squeezed]


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


def test_a_web_page_takes_markup_as_text(markup: Callable[..., bytes]) -> None:
    page = Page(markup("handout", "-f", "html", "-o", "-").decode())
    assert missing(page.text) == []
    tags, names = {tag for tag, _ in page.elements}, {name for _, each in page.elements for name in each}
    assert tags.isdisjoint({"script", "img", "iframe", "object", "embed", "link", "b", "z"})
    assert not [name for name in names if name.startswith("on")]
    assert names.isdisjoint({"src", "srcset", "action", "formaction"})
    assert not [each for _, each in page.elements if not (each.get("href") or "#").startswith("#")]


def test_markdown_takes_markup_as_text(markup: Callable[..., bytes]) -> None:
    """As a handout; tests/render/test_markdown.py holds it for what is read."""
    from markdown_it import MarkdownIt

    parsed = MarkdownIt("commonmark").parse(markup("handout", "-f", "markdown", "-o", "-").decode())
    tokens = [part for token in parsed for part in (token, *(token.children or ()))]
    anchors = re.compile(r'<a id="[a-z0-9/-]+">(</a>)?|</a>')  # of our own ids
    tokens = [token for token in tokens if "html" not in token.type or not anchors.fullmatch(token.content.strip())]
    assert missing("".join(token.content for token in tokens if token.type in ("text", "text_special"))) == []
    markers = {"html_inline", "html_block", "link_open", "image", "code_inline", "fence", "code_block"}
    assert {token.type for token in tokens}.isdisjoint(markers)


def test_a_word_document_takes_markup_as_text(markup: Callable[..., bytes]) -> None:
    import docx

    made = markup("handout", "-f", "docx", "-o", "-")
    assert missing("".join(paragraph.text for paragraph in docx.Document(io.BytesIO(made)).paragraphs)) == []
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        body = parts.read("word/document.xml")
        assert not [name for name in parts.namelist() if b'TargetMode="External"' in parts.read(name)]
    assert not [mark for mark in (b"w:hyperlink", b"w:fldSimple", b"w:instrText", b"w:object") if mark in body]


@pytest.mark.parametrize(("kind", "said"), [("ark", SAID), ("kort", SAID[-3:]), ("plakat", SAID[-3:])])
def test_a_pdf_takes_markup_as_text(markup: Callable[..., bytes], kind: str, said: list[str]) -> None:
    import pikepdf
    import pypdfium2

    made = markup("handout", "vaerdier", "--type", kind, "-o", "-")
    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(made))
    assert missing(text, *said) == []
    assert "root:" not in text
    with pikepdf.open(io.BytesIO(made)) as pdf:
        whole = b"".join(bytes(item.unparse(resolved=False)) for item in pdf.objects)  # type: ignore[attr-defined]
    acting = (b"/JavaScript", b"/Launch", b"/URI", b"/OpenAction", b"/EmbeddedFile")
    assert not [mark for mark in acting if mark in whole]


def test_formulas_stand_in_tsv_as_they_were_written(markup: Callable[..., bytes]) -> None:
    """As docs/vejledning.md and SECURITY.md say: a spreadsheet may read them as formulas."""
    row = """vaerdier/respekt\t=HYPERLINK("https://example.org")\t<img src=x onerror=alert(1)>\n"""
    assert row in markup("vaerdier", "-f", "tsv").decode()
    for page, word in (("README.md", "formula"), ("SECURITY.md", "formula"), ("docs/vejledning.md", "formel")):
        assert word in (SOURCE.parent / page).read_text(encoding="utf-8")


# What is never done

EVENTS = """
import json, os
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
        events.append("open")
    elif event == "compile" and "javascript:alert" in str(arguments[0]):
        events.append("compile of content")
sys.dont_write_bytecode = True
sys.addaudithook(note)
del os.fork  # so that what a child process would do is seen here
from ishoj_cli.main import main
for line in json.loads(sys.argv[1]):
    events.clear()
    status = main(line)
    sys.stdout.flush()
    print(status, sorted(set(events)), *line, file=sys.stderr, flush=True)
"""
READS = [
    *([], ["alt"], ["liste", "--json"], ["vaerdier", "respekt", "-f", "markdown"], ["dagens", "-f", "tsv"], ["-h"]),
    *(["alt", "-f", "terminal", "--farve", "altid"], ["soeg", "mission", "--forklar"], ["tjek", "c"]),
    *(["tolkning", "vis"], ["-V"], *(["handout", "-f", format, "-o", "-"] for format in ("html", "docx", "markdown"))),
    *(["handout", "vaerdier", "--type", kind, "-o", "-"] for kind in ("ark", "kort", "plakat")),
]


@posix
def test_nothing_is_started_written_sent_or_evaluated(world: World) -> None:
    """By Python's audit hooks, for what ships with the program and for content that would be run."""
    put_content(world.here / "c", vaerdier=MARKUP)
    lines = [line for words in READS for line in (words, ["--indhold", "c", *words])]
    audited = world.script(EVENTS, json.dumps(lines))
    assert audited.status == 0
    said = [line for line in audited.message.splitlines() if not line.startswith(("ishoj: ", "Vælg"))]
    assert said == [f"0 [] {' '.join(line)}".rstrip() for line in lines]


@posix
def test_the_audit_sees_what_is_done(world: World) -> None:
    meddling = (
        "\ncompile('\"javascript:alert\"', 'x', 'eval'); os.system('true')\nprint(sorted(set(events)), file=sys.stderr)"
    )
    audited = world.script(EVENTS + meddling, '[["alt", "-o", "x.md"]]', leaves={"here/x.md"})
    assert audited.message.splitlines()[-1] == (
        "['compile of content', 'open', 'os.chmod', 'os.link', 'os.remove', 'os.system']"
    )


NAMES = {"eval", "exec", "compile", "__import__", "breakpoint", "input"}
MODULES = {"pickle", "marshal", "shelve", "dill", "code", "codeop", "runpy", "socket", "ssl", "http", "urllib"}
OF_OS = ("system", "popen", "exec", "spawn", "posix_spawn", "fork", "putenv")
ALLOWED = {
    "yaml": {"CBaseLoader", "BaseLoader", "MarkedYAMLError", "YAMLError", "scan"},
    "subprocess": {"Popen", "run", "PIPE", "DEVNULL", "TimeoutExpired"},
}
STARTERS = {"programs.py", "cli/shells.py"}  # which start the editor, the pager, the viewer, and PowerShell
FORKS = {"child_process.py": ["os.fork"]}  # of this program alone, to set pages in


def dangers(source: str) -> list[str]:
    """The calls and imports of a module that could run what content says."""
    found = []
    source = source.replace(
        '__import__(f"ishoj_cli.', 'own_module(f"'
    )  # a module of ours, whose name no content chooses
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names if alias.name.split(".")[0] in MODULES]
        elif isinstance(node, ast.ImportFrom) and str(node.module).split(".")[0] in {*MODULES, *ALLOWED, "os"}:
            found.append(str(node.module))
        elif isinstance(node, ast.Name) and node.id in NAMES:
            found.append(node.id)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            of, name = node.value.id, node.attr
            if (of == "os" and name.startswith(OF_OS)) or name not in ALLOWED.get(of, {name}):
                found.append(f"{of}.{name}")
        elif isinstance(node, ast.Call):
            function, words = ast.unparse(node.func), [word.arg for word in node.keywords]
            if function.startswith("subprocess.") and ("shell" in words or not isinstance(node.args[0], ast.List)):
                found.append("a command that is no list of words")
    return found


def test_no_code_evaluates_unpickles_or_shells_out() -> None:
    modules = {
        path.relative_to(SOURCE / "ishoj_cli").as_posix(): path.read_text("utf-8") for path in SOURCE.rglob("*.py")
    }
    assert {name: found for name, source in modules.items() if (found := dangers(source))} == FORKS
    assert {name for name, source in modules.items() if "import subprocess" in source} == STARTERS
    for source in (
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
        *("subprocess.getoutput(x)", "yaml.load(x)", "yaml.safe_load(x)", "from yaml import load"),
    ):
        assert dangers(source), source
