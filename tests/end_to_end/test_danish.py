"""Danish to the last word: the help of every command and every kind of mistake, with no English in them."""

import re
import shlex

import pytest

COMMANDS = ["vision", "mission", "vaerdier", "personalepolitik", "grundlag", "perspektiver", "lederskab", "rundt"]
COMMANDS += ["alt", "liste", "dagens", "soeg", "handout", "tolkning", "tjek"]
ENGLISH = (
    "a abort aborted about all already an and any are argument arguments as at be been but by can cannot choice choose "
    "command commands completion confirm could default directory do does doesn't done error errors exist exists exit "
    "expected extra failed file found from given got has have here how if installed into invalid is it its message "
    "missing more must no none not of option options or output parameter please prompt read required requires run see "
    "shell should show such that the there this to traceback try unable unexpected unknown usage use using value "
    "values version was what when which with within without write you your install"
)
# Words that are Danish too, and words that are typed or named by others, not said.
DANISH_TOO = {"at", "an", "be", "do", "has", "have", "how", "to", "as", "done", "from", "by", "all", "run", "more"}
TYPED = re.compile(
    r"(?<!\w)--?[a-zæøå-]+"  # options
    r"|ishoj( [a-z0-9-]+)*"  # commands
    r"|»[^«»]*«"  # what the user wrote, and titles
    r'|"[^"]*"|pip install \S+'
)
WORD = re.compile(rf"\b({'|'.join(sorted(set(ENGLISH.split()) - DANISH_TOO))})\b", re.IGNORECASE)


def english(text: str) -> list[str]:
    """The English words of a text, without what is typed and not said."""
    return [match[0] for match in WORD.finditer(TYPED.sub(" ", text))]


def test_the_words_looked_for_are_found():
    assert english("Usage: x [OPTIONS]. Try 'x --help' for help.") == ["Usage", "OPTIONS", "Try"]
    assert english("Error: No such option: --x") == ["Error", "No", "such", "option"]
    assert english("Missing argument 'X'. Got unexpected extra argument (y)") != []


@pytest.mark.parametrize("name", [None, *COMMANDS])
def test_the_help_is_danish(call, ok, name):
    page = ok(call(*([name] if name else []), "-h")).text
    assert english(page) == []
    assert page.splitlines()[2] == "Eksempler"


# Each line is a mistake; '' is an empty word.
MISTAKES = [
    *"""
vaerdir
--nej
-x
-xh
--json=1
-f
--format ''
--format pdf
--bredde
--bredde bred
--bredde 9999999999999
--farve blå
--json -f tsv
-o
-o '' alt
-o . alt
-o nowhere/x alt
--indhold
--indhold ''
--indhold nowhere alt
--tolkning
--install-completion=x
-h=x
--version=x
''
-- -x
vaerdier ed
vaerdier respkt
dagens --dato
dagens --dato går
soeg
soeg xyzzyq
soeg x --sektion
soeg x --sektion nej
soeg x --antal nul
handout --type bog
handout --type
handout -f rtf
handout nej
tjek nowhere
tjek --ny
tjek --ny ' '
tolkning slet
tolkning rediger --tolkning nowhere/x.yaml
""".strip().splitlines(),
    *(f"{name} {words}" for name in COMMANDS for words in ("--nej", "-f", "--json=1", "-o", "-x")),
    *(f"{name} noget andet" for name in COMMANDS if name not in ("soeg", "tjek")),
    *(f"{name} ''" for name in ("vaerdier", "grundlag", "mission", "soeg")),
]


@pytest.fixture
def home(tmp_path, monkeypatch):
    """An empty home that is the current folder too, and an editor that is not there."""
    for name, value in (("HOME", tmp_path), ("XDG_CONFIG_HOME", tmp_path / "config"), ("EDITOR", "no-such-editor")):
        monkeypatch.setenv(name, str(value))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("line", MISTAKES)
def test_a_mistake_is_reported_in_danish(call, home, line):
    result = call(*shlex.split(line))
    assert result.status in (1, 2), result
    said = result.message + result.text
    assert english(said.replace("nowhere", "")) == []
    assert "Der er en fejl i programmet" not in said
    assert line.startswith("tjek") or result.out == b""
    if result.err:
        first, *rest = result.message.splitlines()
        assert first.startswith("ishoj: ")
        assert len(rest) <= 2
        assert first.removeprefix("ishoj: ").strip()
    assert list(home.rglob("*")) == []


@pytest.mark.parametrize("words", [["soeg", "åbnehed"], ["alt", "--tolkning", "nowhere.yaml"], ["tolkning"], ["tjek"]])
def test_what_is_said_beside_a_result_is_danish(call, home, words):
    result = call(*words)
    assert result.status == 0
    assert english((result.message + result.text).replace(str(home), "").replace("nowhere", "")) == []


def test_words_that_mean_nothing_are_no_bug(call, home):
    for words in (["\udce6"], ["\n"], ["»"], ["-"], ["--"], ["---"], ["-\udce6"], ["vaerdier", "\udce6"], ["--æ"]):
        result = call(*words)
        assert result.status in (0, 1, 2)
        assert "Der er en fejl i programmet" not in result.message


@pytest.mark.parametrize("value", ["x", "complete_tcsh", "\x1b"])
def test_a_completion_that_does_not_exist_is_reported_in_danish(call, monkeypatch, value):
    monkeypatch.setenv("_ISHOJ_COMPLETE", value)
    result = call("vaerdier")
    assert (result.status, result.out, english(result.message)) == (2, b"", [])
