"""Completion with Tab: what may come next, for each shell, and how the shells are set up to ask."""

import os
import select
import signal
import sys
from types import SimpleNamespace

import pytest
import shellingham

from ishoj_cli.cli import shells
from ishoj_cli.cli.completion import SHELLS
from tests.world import TIMEOUT

posix = pytest.mark.skipif(os.name == "nt", reason="the shells here are shell scripts")


@pytest.fixture
def tab(call, monkeypatch, home):
    """What a shell is offered after whole words and a word begun: its lines."""

    def press(line, shell="bash"):
        *words, word = line.split(" ")[1:]
        monkeypatch.setenv("_ISHOJ_COMPLETE", shell)
        monkeypatch.setenv("_ISHOJ_WORD", word)
        result = call(*words)
        assert (result.status, result.err) == (0, b"")
        return result.text.splitlines()

    return press


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("ishoj va", ["vaerdier"]),
        ("ishoj vær", ["værdier"]),
        ("ishoj va\u0308r", ["va\u0308rdier"]),
        ("ishoj VÆR", ["VÆRdier"]),
        ("ishoj vaerdierne", []),
        ("ishoj æ", []),
        ("ishoj ha", ["handout"]),
        ("ishoj vaerdier aab", ["aabenhed"]),
        ("ishoj VÆRDIER 'aab", ["'aabenhed"]),
        ("ishoj grundlag r", ["rundt"]),
        ("ishoj 'vaerdier' aab", ["aabenhed"]),
        ("ishoj soeg x --sektion vi", ["vision"]),
        ("ishoj soeg x --sektion = vi", ["vision"]),
        ("ishoj handout mi", ["mission"]),
        ("ishoj værdier/r", ["værdier/respekt"]),
        ("ishoj handout mission vaerdier/s", ["vaerdier/sund-fornuft"]),
        ("ishoj vaerdier/aab", ["vaerdier/aabenhed"]),
        ("ishoj grundlag/r", ["grundlag/rundt"]),
        ("ishoj soeg vaerdier/aab", []),
        ("ishoj nej/a", []),
        ("ishoj --indhold nowhere v/a", []),
        ("ishoj nej x", []),
        ("ishoj alt -f t", ["terminal", "tekst", "tsv"]),
        ("ishoj alt --farve al", ["altid", "aldrig"]),
        ("ishoj alt --farve =", ["auto", "altid", "aldrig"]),
        ("ishoj alt --farve=al", ["--farve=altid", "--farve=aldrig"]),  # COMP_WORDBREAKS can be without `=`
        ("ishoj alt --ukendt=al", []),
        ("ishoj handout -f d", ["docx"]),
        ("ishoj handout --type p", ["plakat"]),
        ("ishoj tolkning n", ["ny"]),
        ("ishoj tolkning ny ", []),
        ("ishoj vaerdier respekt ", []),
        ("ishoj handout mission vis", ["vision"]),
        ("ishoj --install-completion f", ["fish"]),
        ("ishoj alt --uden-p", ["--uden-pager"]),
        ("ishoj alt -o ", []),
        ("ishoj --indhold nowhere v", []),
        ("ishoj 'x", []),
        ("ishoj soeg 'x --sektion vi", ["vision"]),
    ],
)
def test_what_may_come_next(tab, line, offered):
    assert tab(line) == offered


@pytest.mark.parametrize("asked", ["hjaelp", "help", "hjælp"])
def test_help_offers_every_topic_that_it_has(tab, call, ok, asked, monkeypatch):
    topics = tab(f"ishoj {asked} ")
    assert set(topics) == {*tab("ishoj "), "tilvalg", "version"}
    monkeypatch.delenv("_ISHOJ_COMPLETE")
    pages = [ok(call(asked, topic)).text for topic in topics]
    assert len(set(pages)) == len(pages)


@pytest.mark.parametrize("shell", SHELLS)
def test_each_shell_gets_what_it_shows(tab, shell):
    assert tab("ishoj alt --jso", shell) == ["--json" if shell == "bash" else "--json\tDet samme som --format json."]


def test_a_home_in_the_line_is_the_users(tab, home, monkeypatch):
    (home / "a.yaml").write_text("id: formaalet\ntitle: A\nlead: Ja.\n", encoding="utf-8")
    handbook = "title: T\norganisation: O\nedition: 2026-01-01\nsource: S\nsections: [formaalet]\n"
    (home / "handbook.yaml").write_text(handbook, encoding="utf-8")
    monkeypatch.setenv("USERPROFILE", str(home))
    assert tab("ishoj --indhold ~ form") == ["formaalet"]


@pytest.mark.parametrize("variables", [{"_ISHOJ_COMPLETE": "tcsh", "_ISHOJ_WORD": ""}, {"_ISHOJ_COMPLETE": "bash"}])
def test_a_shell_that_asks_wrongly_is_bad_usage(call, monkeypatch, home, variables):
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    result = call()
    assert (result.status, result.out) == (2, b"")
    assert "Slet _ISHOJ_COMPLETE." in result.message


def test_an_empty_variable_asks_nothing(call, monkeypatch, ok, home):
    monkeypatch.setenv("_ISHOJ_COMPLETE", "")
    assert ok(call("vision", "--json")).json["sections"]


@pytest.fixture
def setup(call, monkeypatch, home):
    """Set up the shell that we seem to be started from, of which there is none that could be asked."""
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.delenv("ZDOTDIR", raising=False)

    def install(*words, detected="bash", action="install"):
        monkeypatch.setattr(shellingham, "detect_shell", lambda: (detected, f"/bin/{detected}"))
        return call(f"--{action}-completion", *words)

    return install


DATA = ".local/share/"


@pytest.mark.parametrize(
    ("shell", "script", "start"),
    [
        ("bash", f"{DATA}bash-completion/completions/ishoj", ".bashrc"),
        ("zsh", f"{DATA}zsh/site-functions/_ishoj", ".zshrc"),
        ("fish", "config/fish/completions/ishoj.fish", None),
    ],
)
def test_a_shell_gets_a_script_and_at_most_a_line(setup, home, shell, script, start):
    before = "# æøå\r\nalias x=y".encode("latin-1")
    if start:
        (home / start).write_bytes(before)
    result = setup(detected=shell)
    assert (result.status, result.err) == (0, b"")
    assert f"slået til for {shell} i {home / script}." in result.text
    assert "_ISHOJ_COMPLETE" in (home / script).read_text(encoding="utf-8")
    if start:
        after = (home / start).read_bytes()
        assert after.startswith(before)
        assert after.count(b"ishoj") >= 1
        assert f"tilføjet en linje i startfilen {home / start}." in result.text
        again = setup(shell.upper())
        assert (again.status, "startfilen" in again.text) == (0, False)
        assert (home / start).read_bytes() == after


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize("before", [None, "# æøå\r\nalias x=y".encode("latin-1")])
def test_what_was_installed_is_taken_back_and_nothing_else(setup, home, shell, before):
    starts = [home / ".bashrc", home / ".zshrc"]
    (home / "config").mkdir()
    (home / "config" / "other").touch()
    for start in starts if before else []:
        start.write_bytes(before)
    there = sorted(home.rglob("*"))
    assert setup(shell).status == 0
    assert sorted(home.rglob("*")) != there
    result = setup(shell, action="uninstall")
    assert (result.status, result.err) == (0, b"")
    assert result.text.startswith(f"Fuldførelse med Tab er slået fra for {shell}. {home}")
    assert ("Linjen i startfilen" in result.text) == (shell != "fish")
    assert sorted(home.rglob("*")) == there
    assert [start.read_bytes() for start in starts if start.exists()] == [before] * (2 if before else 0)
    again = setup(shell, action="uninstall")
    assert (again.status, again.err) == (0, b"")
    assert again.text == f"Fuldførelse med Tab er ikke slået til for {shell}. Der er ikke ændret noget.\n"


def test_a_file_of_somebody_elses_is_left(setup, home):
    script = home / "config" / "fish" / "completions" / "ishoj.fish"
    script.parent.mkdir(parents=True)
    script.write_text("echo min\n")
    refused = setup("fish")
    assert (refused.status, refused.out) == (2, b"")
    assert "er ikke skrevet af ishoj.\nFlyt den, og prøv igen." in refused.message
    assert "ikke ændret noget" in setup("fish", action="uninstall").text
    assert script.read_text() == "echo min\n"


def test_a_script_that_cannot_be_deleted_is_reported(setup, monkeypatch):
    setup("fish")

    def refuse(_path):
        raise PermissionError

    monkeypatch.setattr(os, "unlink", refuse)
    result = setup("fish", action="uninstall")
    assert (result.status, result.out) == (2, b"")
    assert "Kan ikke slette" in result.message


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_is_shown_or_written_to_a_file(setup, home, ok, shell, monkeypatch):
    monkeypatch.chdir(home)
    shown = ok(setup(detected=shell, action="show"))
    assert shown.text == shells.completion_script(shell)
    assert ok(setup(shell, "-o", "æ.txt", action="show")).out == b""
    assert (home / "æ.txt").read_bytes() == shown.out


FOLDERS = 'for each in /usr/share/zsh "$HOME"/* "$HOME"/gone; do echo "FPATH$each"; done'


@posix
@pytest.mark.parametrize(
    ("shell", "answer", "script"),
    [
        ("bash", "echo hej; echo LOADED", f"{DATA}bash-completion/completions/ishoj"),
        ("zsh", f"{FOLDERS}; test ! -e ~/y/_ishoj || echo LOADED; touch ~/.zcompdump", "y/_ishoj"),
    ],
)
def test_a_shell_that_finds_the_script_needs_no_line(setup, home, monkeypatch, shell, answer, script):
    program(home, monkeypatch, shell, answer)
    for folder in ("x", "y"):
        (home / folder).mkdir()
    there = sorted([*home.rglob("*"), home / "z"])
    result = setup(detected=shell)
    assert (result.status, "startfilen" in result.text) == (0, False)
    assert (home / script).exists()
    (home / "z").mkdir()  # what is installed stays where it is
    assert setup(detected=shell).status == 0
    assert setup(shell, action="uninstall").status == 0
    assert sorted(home.rglob("*")) == there


@posix
@pytest.mark.parametrize("answer", ["echo LOADED; exec 9>~/held; sleep 1000", "exit 1", "no program"])
def test_a_shell_that_does_not_answer_gets_a_line_and_is_ended_with_all_it_started(setup, home, monkeypatch, answer):
    program(home, monkeypatch, "bash", answer)
    if answer == "no program":
        (home / "bin" / "bash").write_bytes(b"\0\1")
    os.mkfifo(home / "held")
    reader = os.open(home / "held", os.O_RDONLY | os.O_NONBLOCK)
    monkeypatch.setattr(shells, "TIMEOUT", 1)
    assert "startfilen" in setup().text
    if "held" in answer:
        assert select.select([reader], [], [], TIMEOUT)[0]  # none has it open any more
    assert os.read(reader, 1) == b""
    os.close(reader)


def test_on_windows_the_shell_alone_is_ended(monkeypatch):
    ended = []
    monkeypatch.setattr(sys, "platform", "win32")
    shells._end_session(SimpleNamespace(kill=lambda: ended.append(True)))
    assert ended


@posix
def test_a_shell_whose_startup_file_starts_a_program_is_not_waited_for(setup, home, monkeypatch):
    program(home, monkeypatch, "bash", "echo $$ >~/pid; echo LOADED; sleep 1000 &")
    assert "startfilen" not in setup().text
    os.killpg(int((home / "pid").read_text()), signal.SIGKILL)  # which still runs, as it does beside the user's shell


@posix
def test_a_shell_can_ask_nothing_of_the_user(setup, home, monkeypatch):
    """Neither by standard input nor by the terminal, which it has none of in a session of its own."""
    look = "import os; print(os.getsid(0) == os.getppid(), os.read(0, 9), file=open('how', 'w'))"
    program(home, monkeypatch, "bash", f'cd ~; "{sys.executable}" -c "{look}"; exit')
    reader, writer = os.pipe()
    os.write(writer, b"typed")
    before = os.dup(0)
    os.dup2(reader, 0)
    try:
        assert setup().status == 0
    finally:
        os.dup2(before, 0)
        for descriptor in (reader, writer, before):
            os.close(descriptor)
    assert (home / "how").read_text() == "True b''\n"


@posix
@pytest.mark.parametrize(("shell", "start"), [("bash", ".bashrc"), ("zsh", ".zshrc")])
def test_a_shell_that_would_wait_for_its_startup_file_is_not_started(setup, home, monkeypatch, shell, start):
    program(home, monkeypatch, shell, "touch ~/started")
    os.mkfifo(home / start)
    result = setup(shell)
    assert (result.status, result.out) == (2, b"")
    assert f"»{home / start}« er ikke en almindelig fil." in result.message
    assert sorted(os.listdir(home)) == sorted([start, "bin"])


def test_the_users_own_places_are_used(setup, home, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "det's data"))
    monkeypatch.setenv("ZDOTDIR", str(home / "z"))
    assert setup(detected="zsh").status == 0
    assert (home / "det's data" / "zsh" / "site-functions" / "_ishoj").exists()
    assert "'\"'\"'s data" in (home / "z" / ".zshrc").read_text(encoding="utf-8")


@pytest.mark.parametrize(("words", "where"), [(["xonsh"], "»xonsh«"), (["zsh", "bash"], "»zsh bash«"), ([], "»tcsh«")])
def test_another_shell_is_refused(setup, home, words, where):
    result = setup(*words, detected="tcsh")
    assert (result.status, result.out) == (2, b"")
    assert f"Fuldførelse med Tab findes ikke til {where}.\nDen virker i bash" in result.message
    assert os.listdir(home) == []


def test_no_shell_at_all_is_refused(setup, monkeypatch, call):
    def unknown():
        raise shellingham.ShellDetectionFailure

    setup()
    monkeypatch.setattr(shellingham, "detect_shell", unknown)
    for action in ("install", "uninstall", "show"):
        result = call(f"--{action}-completion")
        assert (result.status, result.out) == (2, b"")
        assert f"Skriv dens navn, for eksempel: ishoj --{action}-completion bash" in result.message


def test_a_start_file_that_cannot_be_written_is_reported(setup, home):
    (home / ".bashrc").mkdir()
    result = setup()
    assert (result.status, result.out) == (2, b"")
    assert ".bashrc" in result.message
    assert os.listdir(home) == [".bashrc"]
    (home / ".bashrc").rmdir()
    assert setup().status == 0
    (home / ".bashrc").unlink()
    (home / ".bashrc").mkdir()
    assert setup().status == 2
    assert (home / DATA / "bash-completion" / "completions" / "ishoj").exists()


def test_without_a_home_it_says_so(setup, monkeypatch):
    monkeypatch.setattr("os.path.expanduser", lambda path: path)
    result = setup()
    assert (result.status, result.out) == (2, b"")
    assert "Din hjemmemappe kan ikke findes" in result.message


@posix
@pytest.mark.parametrize(("name", "says"), [("pwsh", "Åbn en ny terminal"), ("powershell", "Set-ExecutionPolicy")])
def test_powershell_gets_a_line_in_the_profile_it_names(setup, home, monkeypatch, name, says):
    profile = home / "Dokumenter på dansk" / "profile.ps1"
    program(home, monkeypatch, name, f"printf '%s\\r\\n' '{profile}'")
    result = setup(detected=name)
    assert (result.status, result.err) == (0, b"")
    assert says in result.text
    assert profile.read_text(encoding="utf-8") == ". (Join-Path $HOME '/.local/share/ishoj/completion.ps1')\n"
    assert "Register-ArgumentCompleter" in (home / DATA / "ishoj" / "completion.ps1").read_text(encoding="utf-8")
    assert setup(name, action="uninstall").status == 0
    assert os.listdir(home) == ["bin"]
    monkeypatch.setenv("XDG_DATA_HOME", str(home.parent / "det's"))
    assert setup(name).status == 0


@posix
@pytest.mark.parametrize("body", ["exit 1", "exit 0", None])
def test_a_powershell_that_does_not_answer_is_reported(setup, home, monkeypatch, body):
    program(home, monkeypatch, "pwsh", body)
    result = setup(detected="pwsh")
    assert (result.status, result.out) == (2, b"")
    assert "PowerShell oplyser ikke, hvor din profil ligger." in result.message


def program(home, monkeypatch, name, body):
    """Put a program that is a shell script on the path, or an empty folder."""
    folder = home / "bin"
    folder.mkdir()
    if body is not None:
        (folder / name).write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
        (folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", os.pathsep.join([str(folder), *(["/usr/bin", "/bin"] if body else [])]))
