"""Completion with Tab: what a line's beginning is completed to, and how a shell is taught to ask."""

import os

import pytest
import shellingham

from ishoj_cli.cli.completion import begun, words_typed


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("", ["vaerdier", "vision"]),
        ("v", ["vaerdier", "vision"]),
        ("vaer", ["vaerdier"]),
        ("vær", ["værdier"]),
        ("væ", ["værdier"]),
        ("va\u0308r", ["va\u0308rdier"]),
        ("VÆR", ["VÆRdier"]),
        ("vaerdier", ["vaerdier"]),
        ("vaerdier-", ["vaerdier-"]),
        ("-v", []),
        ("vaerdierne", []),
        ("æ", []),
    ],
)
def test_a_word_is_spelt_on_as_it_is_begun(typed, completed):
    names = [("vaerdier", "Værdier"), ("vision", "Vision")]
    assert [name for name, _meaning in begun(typed, names)] == completed


def test_what_a_name_means_is_letters_and_plain_punctuation():
    title = "a [red]b[/] `c` $(d) \\e: f/g \"h\" 'i' »j«; k? 1–2"
    assert begun("x", [("x", title)]) == [("x", "a red b / c d e: f/g h i »j«; k? 1–2")]


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("ishoj va", {"vaerdier"}),
        ("ishoj vaerdier aab", {"aabenhed"}),
        ("ishoj grundlag r", {"rundt"}),
        ("ishoj soeg x --sektion vi", {"vision"}),
        ("ishoj handout mi", {"mission"}),
        ("ishoj nej x", set()),
        ("ishoj vær", {"værdier"}),
        ("ishoj alt -f t", {"terminal", "tekst", "tsv"}),
        ("ishoj alt --farve al", {"altid", "aldrig"}),
        ("ishoj handout -f d", {"docx"}),
        ("ishoj handout --type p", {"plakat"}),
        ("ishoj tolkning n", {"ny"}),
        ("ishoj --install-completion f", {"fish"}),
        ("ishoj alt --uden-p", {"--uden-pager"}),
        ("ishoj --indhold nowhere v", set()),
        ("ishoj --indhold = nowhere v", set()),
        ("ishoj soeg x --sektion = vi", {"vision"}),
        ("ishoj alt --farve =", {"altid", "aldrig", "auto"}),
        ("ishoj alt --farve=al", {"--farve=altid", "--farve=aldrig"}),  # COMP_WORDBREAKS can be without `=`
    ],
)
def test_completion_offers_what_the_content_has(call, monkeypatch, home, line, offered):
    words = line.split()
    monkeypatch.setenv("_ISHOJ_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", line)
    monkeypatch.setenv("COMP_CWORD", str(len(words) - 1))
    result = call()
    assert (result.status, result.err) == (0, b"")
    assert set(result.text.split()) == offered


def test_a_completion_that_is_none_is_bad_usage(call, monkeypatch, home):
    monkeypatch.setenv("_ISHOJ_COMPLETE", "complete_tcsh")
    result = call()
    assert (result.status, result.out) == (2, b"")
    assert "_ISHOJ_COMPLETE kan ikke være «complete_tcsh»." in result.message


def test_completion_is_installed_for_the_shell_that_is_used(call, monkeypatch, home):
    monkeypatch.setattr(shellingham, "detect_shell", lambda: ("bash", "/bin/bash"))
    result = call("--install-completion")
    assert (result.status, result.err) == (0, b"")
    assert result.text.startswith("Fuldførelse med Tab er slået til for bash i ")
    assert list(home.rglob("*.sh"))


def test_completion_is_installed_for_the_shell_that_is_named(call, home):
    result = call("--install-completion", "Zsh")
    assert (result.status, result.err) == (0, b"")
    assert result.text.startswith("Fuldførelse med Tab er slået til for zsh i ")
    for words in (["tcsh"], ["zsh", "bash"]):
        result = call("--install-completion", *words)
        assert (result.status, result.out) == (2, b"")
        assert f"Fuldførelse kan ikke slås til i «{' '.join(words)}».\nDen virker i bash" in result.message


def test_help_is_given_and_nothing_installed(call, home, ok):
    assert "\nEksempler\n" in ok(call("--install-completion", "--help")).text
    assert os.listdir(home) == []


def test_completion_for_another_shell_is_said_to_be_none(call, monkeypatch, home):
    def unknown():
        raise shellingham.ShellDetectionFailure

    for found in (unknown, lambda: ("tcsh", "/bin/tcsh")):
        monkeypatch.setattr(shellingham, "detect_shell", found)
        result = call("--install-completion")
        assert (result.status, result.out) == (2, b"")
        assert "Fuldførelse kan ikke slås til i denne skal." in result.message
    assert os.listdir(home) == []


def test_a_shell_that_does_not_say_what_is_typed_is_no_bug(call, monkeypatch, home):
    monkeypatch.setenv("_ISHOJ_COMPLETE", "complete_bash")
    for variables in ({}, {"COMP_WORDS": "ishoj v"}, {"COMP_CWORD": "x"}, {"COMP_CWORD": "²"}):
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        result = call()
        assert (result.status, result.out) == (2, b"")
        assert result.message.startswith("ishoj: _ISHOJ_COMPLETE er for skallen")


def test_zsh_completes_at_the_first_tab(call, monkeypatch, home):
    monkeypatch.setattr(shellingham, "detect_shell", lambda: ("zsh", "/bin/zsh"))
    assert call("--install-completion").status == 0
    assert "loadautofunc" in (home / ".zfunc" / "_ishoj").read_text(encoding="utf-8")


def test_a_home_that_cannot_be_written_is_told(call, monkeypatch, home):
    monkeypatch.setattr(shellingham, "detect_shell", lambda: ("bash", "/bin/bash"))
    (home / ".bashrc").mkdir()
    result = call("--install-completion")
    assert (result.status, result.out) == (2, b"")
    assert result.message == (
        f"ishoj: {home / '.bashrc'}: Fuldførelse kunne ikke slås til: det er en mappe.\n"
        "Ret filen eller dens rettigheder, og prøv igen.\n"
    )


def test_nobody_at_home_is_told(call, monkeypatch, home):
    def homeless(**_asked):
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(shellingham, "detect_shell", lambda: ("bash", "/bin/bash"))
    monkeypatch.setattr("typer._completion_shared.install", homeless)
    result = call("--install-completion")
    assert (result.status, result.out) == (2, b"")
    assert result.message.startswith("ishoj: Fuldførelse kunne ikke slås til, for din hjemmemappe kendes ikke.")


@pytest.fixture
def powershell(monkeypatch, home):
    """Be started from a PowerShell of this name, which does what a shell script says, or isn't there."""

    def found(name, body):
        shell = home / "bin" / name
        shell.parent.mkdir()
        if body is not None:
            shell.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
            shell.chmod(0o755)
        monkeypatch.setenv("PATH", os.pathsep.join([str(shell.parent), *(["/usr/bin", "/bin"] if body else [])]))
        monkeypatch.setattr(shellingham, "detect_shell", lambda: (name, str(shell)))

    return found


@pytest.mark.skipif(os.name == "nt", reason="the PowerShell here is a shell script")
def test_powershell_is_taught_in_its_profile_and_allowed_nothing_more(call, powershell, home):
    profile = home / "Dokumenter på dansk" / "profile.ps1"
    powershell("pwsh", f"echo \"$@\" >>{home}/asked\nprintf '%s\\r\\n' '{profile}'")
    result = call("--install-completion")
    assert (result.status, result.err) == (0, b"")
    assert result.text.startswith(f"Fuldførelse med Tab er slået til for pwsh i {profile}.")
    assert "Register-ArgumentCompleter" in profile.read_text(encoding="utf-8")
    assert "ExecutionPolicy" not in (home / "asked").read_text(encoding="utf-8")
    taught = profile.read_bytes()
    assert call("--install-completion") == result
    assert profile.read_bytes() == taught


def test_a_variable_that_a_shell_left_empty_asks_nothing(call, monkeypatch, home, ok):
    monkeypatch.setenv("_ISHOJ_COMPLETE", "")  # PowerShell's script sets it so when it is done
    assert ok(call("vision", "--json")).json["sections"]


@pytest.mark.skipif(os.name == "nt", reason="the PowerShell here is a shell script")
@pytest.mark.parametrize("body", ["exit 1", "exit 0", None])
def test_a_powershell_that_does_not_answer_is_told(call, powershell, body):
    powershell("powershell", body)
    result = call("--install-completion")
    assert (result.status, result.out) == (2, b"")
    assert "PowerShell siger ikke, hvor dens profil ligger." in result.message


@pytest.mark.skipif(os.name == "nt", reason="the PowerShell here is a shell script")
def test_windows_powershell_is_told_how_to_allow_a_profile(call, powershell, home):
    powershell("powershell", f"echo '{home}/profile.ps1'")
    result = call("--install-completion")
    assert (result.status, result.err) == (0, b"")
    assert result.text.splitlines()[2].endswith("skriv: Set-ExecutionPolicy -Scope CurrentUser RemoteSigned")


@pytest.mark.parametrize(("line", "status"), [("ishoj va", 0), ("ishoj nej x", 1)])
def test_fish_asks_whether_there_is_anything_by_the_status(call, monkeypatch, home, line, status):
    monkeypatch.setenv("_ISHOJ_COMPLETE", "complete_fish")
    monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "is-args")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", line)
    assert call() == (status, b"", b"")


@pytest.mark.parametrize(
    ("variables", "typed"),
    [
        ({"COMP_WORDS": "ishoj va", "COMP_CWORD": "1"}, ([], "va")),
        ({"COMP_WORDS": "ishoj\nvaerdier\naa", "COMP_CWORD": "2"}, (["vaerdier"], "aa")),
        ({"COMP_WORDS": "ishoj vaerdier ", "COMP_CWORD": "2"}, (["vaerdier"], "")),
        ({"COMP_WORDS": 'ishoj\n--indhold\n=\n"en mappe"\nva', "COMP_CWORD": "4"}, (["--indhold", "en mappe"], "va")),
        ({"_TYPER_COMPLETE_ARGS": "ishoj va"}, ([], "va")),
        ({"_TYPER_COMPLETE_ARGS": "ishoj "}, ([], "")),
        ({"_TYPER_COMPLETE_ARGS": "ishoj vaerdier "}, (["vaerdier"], "")),
        ({"_TYPER_COMPLETE_ARGS": 'ishoj vaerdier ""'}, (["vaerdier"], "")),
        ({"_TYPER_COMPLETE_ARGS": "ishoj --indhold 'en mappe' va"}, (["--indhold", "en mappe"], "va")),
        ({"_TYPER_COMPLETE_ARGS": 'ishoj --indhold="en mappe" va'}, (["--indhold=en mappe"], "va")),
        ({"_TYPER_COMPLETE_ARGS": "ishoj vaerdier", "_TYPER_COMPLETE_WORD_TO_COMPLETE": ""}, (["vaerdier"], "")),
        ({"_TYPER_COMPLETE_ARGS": "ishoj vaerdier aa", "_TYPER_COMPLETE_WORD_TO_COMPLETE": "aa"}, (["vaerdier"], "aa")),
        ({}, ([], "")),
    ],
)
def test_the_whole_words_before_the_one_that_is_asked_about(variables, typed):
    asked = "complete_bash" if "COMP_WORDS" in variables else "complete_zsh"
    assert words_typed({"_ISHOJ_COMPLETE": asked, **variables}) == typed
