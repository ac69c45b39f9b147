"""Danish to the last word: the help of every command and every kind of mistake, with no English in them."""

import os
import re

import pytest

from .process import PROGRAM

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
    r"|«[^«»]*»|»[^«»]*«"  # what the user wrote, and titles
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


MISTAKES = [
    ["vaerdir"],
    ["x" * 200],
    ["--nej"],
    ["-x"],
    ["-xh"],
    ["--json=1"],
    ["-f"],
    ["--format"],
    ["--format", ""],
    ["--format", "pdf"],
    ["--bredde"],
    ["--bredde", "bred"],
    ["--bredde", "9999999999999"],
    ["--farve", "blå"],
    ["--json", "-f", "tsv"],
    ["-o"],
    ["-o", "", "alt"],
    ["-o", ".", "alt"],
    ["-o", "nowhere/x", "alt"],
    ["--indhold"],
    ["--indhold", ""],
    ["--indhold", "nowhere", "alt"],
    ["--tolkning"],
    ["--install-completion=x"],
    ["-h=x"],
    ["--version=x"],
    [""],
    ["--", "-x"],
    *([name, *words] for name in COMMANDS for words in (["--nej"], ["-f"], ["--json=1"], ["-o"], ["-x"])),
    *([name, "noget", "andet"] for name in COMMANDS if name not in ("soeg", "tjek")),
    *([name, ""] for name in ("vaerdier", "grundlag", "mission", "soeg")),
    ["vaerdier", "ed"],
    ["vaerdier", "respkt"],
    ["vaerdier", "\x1b[2J"],
    ["dagens", "--dato"],
    ["dagens", "--dato", "i går"],
    ["soeg"],
    ["soeg", "xyzzyq"],
    ["soeg", "x", "--sektion"],
    ["soeg", "x", "--sektion", "nej"],
    ["soeg", "x", "--antal", "nul"],
    ["handout", "--type", "bog"],
    ["handout", "--type"],
    ["handout", "-f", "rtf"],
    ["handout", "nej"],
    ["tjek", "nowhere"],
    ["tjek", "--ny"],
    ["tjek", "--ny", " "],
    ["tolkning", "slet"],
    ["tolkning", "rediger", "--tolkning", "nowhere/x.yaml"],
]


@pytest.mark.parametrize("words", MISTAKES, ids=" ".join)
def test_a_mistake_is_told_in_danish(call, tmp_path, monkeypatch, words):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("EDITOR", "no-such-editor")
    result = call(*words)
    assert result.status in (1, 2), result
    said = (result.message + result.text).replace("nowhere", "")
    assert english(said) == []
    assert "Der er en fejl i programmet" not in said
    if words[0] != "tjek":
        assert result.out == b""
    assert "\x1b" not in said
    if result.err:
        first, *rest = result.message.splitlines()
        assert first.startswith("ishoj: ")
        assert len(rest) <= 2
        assert first[len("ishoj: ") :].strip()
    assert list(tmp_path.rglob("*.tmp")) == []


@pytest.mark.parametrize("words", [["soeg", "åbnehed"], ["alt", "--tolkning", "nowhere.yaml"], ["tolkning"], ["tjek"]])
def test_what_is_said_beside_a_result_is_danish(call, tmp_path, monkeypatch, words):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    result = call(*words)
    assert result.status == 0
    assert english((result.message + result.text).replace(str(tmp_path), "").replace("nowhere", "")) == []


def test_a_command_that_cannot_be_typed_is_never_a_bug(call):
    for words in (["\udce6"], ["\n"], ["«"], ["-"], ["--"], ["---"], ["-\udce6"], ["vaerdier", "\udce6"], ["--\u00e6"]):
        result = call(*words)
        assert result.status in (0, 1, 2)
        assert "Der er en fejl i programmet" not in result.message


@pytest.mark.skipif(os.name == "nt", reason="the shells of POSIX")
def test_the_completion_installer_is_danish(bash, tmp_path):
    for shell in ("bash", "zsh", "fish"):
        # The shell that is found is the one that the program is started from, or else SHELL.
        result = bash("ishoj --install-completion", SHELL=f"/bin/{shell}")
        assert english((result.text + result.message).replace(str(tmp_path), "")) == []
        assert result.status in (0, 2)
    result = bash("ishoj --install-completion", SHELL="/bin/bash")
    assert result.status == 0
    assert "Fuldførelse med Tab er slået til for bash" in result.text


@pytest.mark.skipif(os.name == "nt", reason="the shells of POSIX")
def test_completion_offers_the_names_of_the_content(bash):
    def offered(line: str) -> list[str]:
        result = bash("ishoj", _ISHOJ_COMPLETE="complete_bash", COMP_WORDS=line, COMP_CWORD=str(line.count(" ")))
        return result.text.split()

    assert offered("ishoj va") == ["vaerdier"]
    assert "respekt" in offered("ishoj vaerdier ")
    assert offered("ishoj vaerdier aab") == ["aabenhed"]


def test_a_completion_that_is_none_is_said_in_danish(call, monkeypatch):
    for value in ("x", "", "complete_tcsh", "source_\x1b"):
        monkeypatch.setenv("_ISHOJ_COMPLETE", value)
        result = call("vaerdier")
        assert "Der er en fejl" not in result.message
        assert english(result.message + result.text) == []


def test_the_program_is_where_these_tests_think():
    assert PROGRAM.name.startswith("ishoj")
