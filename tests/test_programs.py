"""Programs started for the user: without a shell, by an absolute path, and with the keyboard's signals their own."""

import errno
import os
import signal
import subprocess
import sys
import time

import pytest

from ishoj_cli import programs
from ishoj_cli.errors import FileError, UsageError
from ishoj_cli.programs import open_file, run, run_editor

posix = pytest.mark.skipif(os.name == "nt", reason="scripts and signals as POSIX has them")
# Quotation marks aside, what a shell would act on.
TRICKS = ["-x", ";touch", "$(touch", "b)", "`touch`", "|", "&", ">", "$HOME", "*"]


@pytest.fixture
def script(tmp_path):
    """Make a script of the shell and give its path."""

    def make(body: str, name: str = "program") -> str:
        path = tmp_path / name
        path.write_text(f"#!/bin/sh\n{body}\n")
        path.chmod(0o755)
        return str(path)

    return make


def test_a_command_is_split_as_on_its_system(tmp_path):
    (tmp_path / "min editor").touch()
    assert programs.command_words(f"{tmp_path}/min editor", "linux") == [f"{tmp_path}/min editor"]
    line = '"C:\\Program Files\\Git\\less.exe" -R'
    assert programs.command_words(line, "win32") == ["C:\\Program Files\\Git\\less.exe", "-R"]
    assert programs.command_words("'min bladrer' -R \\x", "linux") == ["min bladrer", "-R", "x"]


@pytest.mark.parametrize(
    ("name", "found", "platform", "started"),
    [
        ("less", "/bin/less", "win32", "/bin/less"),
        ("less", "./less.EXE", "win32", None),
        ("./less", "./less.EXE", "win32", "./less.EXE"),
        ("less", "./less", "linux", "./less"),
        ("less", None, "win32", None),
    ],
)
def test_a_program_in_the_current_folder_of_windows_is_not_started(monkeypatch, name, found, platform, started):
    monkeypatch.setattr("shutil.which", lambda *_, **__: found)
    assert programs.find_program(name, {}, platform) == started


# Running, and signals


def test_a_program_gets_its_words_input_and_environment_and_its_status_is_given():
    code = "import os, sys; sys.exit([sys.stdin.read(), os.environ['X'], sys.argv[1]] != ['æ', 'y', 'z'])"
    environment = {**os.environ, "X": "y", "PYTHONUTF8": "1"}
    assert run([sys.executable, "-c", code, "z"], stdin="æ".encode(), environment=environment) == 0
    assert run([sys.executable, "-c", code, "w"], stdin="æ".encode(), environment=environment) == 1


@posix
def test_input_that_is_not_read_is_no_error(script):
    assert run([script("exit 0")], stdin=b"x" * 1_000_000) == 0


@posix
@pytest.mark.parametrize("name", ["INT", "QUIT"])
def test_a_signal_of_the_keyboard_is_the_programs_own(script, name, tmp_path):
    """The terminal sends it to both; this process goes on waiting."""
    number = getattr(signal, f"SIG{name}")
    before = signal.getsignal(number)
    assert run([script(f'kill -{name} $PPID; cat >"{tmp_path}/got"')], stdin=b"x" * 1_000_000) == 0
    assert (tmp_path / "got").stat().st_size == 1_000_000
    assert signal.getsignal(number) is before


@posix
@pytest.mark.parametrize("body", ["kill -INT $$", "kill -INT $PPID; exit 2"])
def test_a_program_that_ctrl_c_ends_is_an_interrupt(script, body):
    with pytest.raises(KeyboardInterrupt):
        run([script(body)])
    with pytest.raises(KeyboardInterrupt):
        run_editor("x", {"EDITOR": script(body)}, "linux")


@posix
@pytest.mark.parametrize("name", ["TERM", "HUP"])
def test_a_signal_to_end_is_forwarded_and_takes_effect_when_the_program_has_ended(script, name, tmp_path):
    came = []
    before = signal.signal(getattr(signal, f"SIG{name}"), lambda *_: came.append((tmp_path / "saved").exists()))
    body = f"trap 'touch \"{tmp_path}/saved\"; exit 1' {name}; kill -{name} $PPID; while :; do sleep 0.01; done"
    try:
        assert run([script(body)]) == 1
    finally:
        signal.signal(getattr(signal, f"SIG{name}"), before)
    assert came == [True]


@posix
def test_a_signal_that_comes_before_the_program_is_started_is_forwarded_too(script, monkeypatch):
    real, came = subprocess.Popen, []

    def slow(*words, **named):
        signal.raise_signal(signal.SIGTERM)
        return real(*words, **named)

    monkeypatch.setattr(subprocess, "Popen", slow)
    before = signal.signal(signal.SIGTERM, lambda *_: came.append(True))
    try:
        assert run([script("while :; do sleep 0.01; done")]) == -signal.SIGTERM
    finally:
        signal.signal(signal.SIGTERM, before)
    assert came == [True]


@posix
def test_a_signal_that_is_ignored_is_ignored_by_the_program_too(script):
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        assert run([script("kill -HUP $$; kill -HUP $PPID; exit 3")]) == 3
    finally:
        signal.signal(signal.SIGHUP, before)


@posix
def test_how_a_program_ended_is_danish():
    said = [programs.exit_description(status) for status in (3, -9, -99)]
    assert said == ["stoppede med fejl 3", "blev afbrudt (SIGKILL)", "blev afbrudt (99)"]


# The editor


def test_the_editor_is_visual_then_editor():
    assert programs.editor_command("f", {"VISUAL": "a -b", "EDITOR": "c"}, "linux") == ["a", "-b"]
    assert programs.editor_command("f", {"VISUAL": "  ", "EDITOR": "'c d'"}, "linux") == ["c d"]
    with pytest.raises(UsageError, match="EDITOR kan ikke læses: »'x«") as error:
        programs.editor_command("f", {"EDITOR": "'x"}, "linux")
    assert error.value.hint == "Et anførselstegn er ikke lukket."


@pytest.mark.parametrize(
    ("there", "platform", "terminal", "chosen"),
    [
        ({"vi", "nano"}, "linux", True, ["nano"]),
        ({"vi", "nano", "sensible-editor"}, "linux", True, ["sensible-editor"]),
        ({"vi", "vim"}, "linux", True, ["vim"]),
        ({"vi"}, "linux", True, ["vi"]),
        ({"open", "vi"}, "darwin", False, ["open", "-t"]),
        ({"vi"}, "darwin", True, ["vi"]),
        ({"notepad.exe"}, "win32", False, ["notepad.exe"]),
        ({"vi"}, "linux", False, None),
        (set(), "linux", True, None),
    ],
)
def test_without_a_choice_the_editor_is_one_that_is_there(monkeypatch, there, platform, terminal, chosen):
    monkeypatch.setattr(programs, "find_program", lambda name, *_: name if name in there else None)
    monkeypatch.setattr(programs, "is_terminal", lambda _: terminal)
    if chosen:
        assert programs.editor_command("f", {"EDITOR": " "}, platform) == chosen
    else:
        with pytest.raises(UsageError, match="ikke valgt et program") as error:
            programs.editor_command("f", {}, platform)
        assert error.value.hint == "Åbn selv filen »f«, eller sæt variablen EDITOR til et program."


@pytest.mark.parametrize(
    ("environment", "platform", "advice"),
    [
        (
            {"EDITOR": "code"},
            "linux",
            "»code« venter ikke, til filen er lukket. Det gør den, når EDITOR er: code --wait",
        ),
        ({"VISUAL": "/usr/bin/gvim -p"}, "linux", "VISUAL er: /usr/bin/gvim -p -f"),
        ({"EDITOR": '"C:\\VS Code\\Code.exe" -n'}, "win32", 'EDITOR er: "C:\\VS Code\\Code.exe" -n --wait'),
        ({"EDITOR": "open -t"}, "darwin", "EDITOR er: open -t -W"),
        ({"EDITOR": "code -w"}, "linux", ""),
        ({"EDITOR": "subl -n --wait"}, "linux", ""),
        ({"EDITOR": "kate -b"}, "linux", ""),
        ({"EDITOR": "gvim -f"}, "linux", ""),
        ({"EDITOR": "vim"}, "linux", ""),
        ({}, "darwin", ""),
    ],
)
def test_an_editor_that_does_not_wait_gets_the_option_that_makes_it(environment, platform, advice):
    said = programs.wait_advice(environment, platform)
    assert said.endswith(advice)
    assert bool(said) == bool(advice)


@posix
@pytest.mark.parametrize("file", ["+!id>pwned", "-c", "$(touch g);touch h.yaml", "m/../a b"])
def test_the_editor_gets_an_absolute_path_and_no_shell(script, tmp_path, monkeypatch, file):
    """So that no name is an option or a command of the editor's: `vim '+!id>pwned'` would run `id`."""
    monkeypatch.chdir(tmp_path)
    editor = script(f'printf "%s\\n" "$@" >"{tmp_path}/got"')
    run_editor(file, {"EDITOR": f"{editor} {' '.join(TRICKS)}"}, "linux")
    assert (tmp_path / "got").read_text().splitlines() == [*TRICKS, os.path.abspath(file)]
    assert sorted(os.listdir()) == ["got", "program"]


@posix
def test_an_editor_that_fails_or_cannot_be_started_is_an_error(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x").write_bytes(b"\0\1")
    (tmp_path / "x").chmod(0o755)
    (tmp_path / "y").touch()
    repair = "Ret variablen EDITOR, eller åbn selv filen »a.yaml«."
    path = f"{tmp_path}:{os.environ['PATH']}"
    monkeypatch.setenv("PATH", path)
    assert run_editor("a.yaml", {"EDITOR": "true", "PATH": path}, "linux") == ""
    for body, said in (("exit 1", "stoppede med fejl 1"), ("kill -SEGV $$", "blev afbrudt (SIGSEGV)")):
        assert run_editor("a.yaml", {"EDITOR": f"sh -c '{body}'", "PATH": path}, "linux") == f"Programmet »sh« {said}."
    for editor, platform, said in (
        ("no-such", "linux", f"Kan ikke starte »no-such«: det findes ikke.\n{repair}"),
        ("no-such", "win32", f"Kan ikke starte »no-such«: det findes ikke.\n{repair}"),
        ("y", "linux", f"Kan ikke starte »y«: det findes ikke.\n{repair}"),
        ("./x", "linux", f"Kan ikke starte »./x«: det er ikke et program, du kan køre.\n{repair}"),
        ("./y", "linux", f"Kan ikke starte »./y«: det er ikke et program, du kan køre.\n{repair}"),
        ("./a\0", "linux", f"Kan ikke starte »./a\\x00«: navnet kan ikke bruges.\n{repair}"),
    ):
        with pytest.raises(FileError) as error:
            run_editor("a.yaml", {"EDITOR": editor, "PATH": path}, platform)
        assert str(error.value) == said


def test_a_machine_with_no_room_for_another_program_is_said_to_have_none(monkeypatch):
    def full(*_words, **_named):
        raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")

    monkeypatch.setattr(subprocess, "Popen", full)
    with pytest.raises(FileError, match="Kan ikke starte »true«: der kører for mange programmer"):
        run_editor("a.yaml", {"EDITOR": "true"}, "linux")


@pytest.mark.parametrize(
    ("found", "file", "runs"),
    [
        ("C:\\code.cmd", "a.yaml", True),
        ("C:\\code.CMD", "a&b.yaml", False),
        ("C:\\x.bat", "%x%.yaml", False),
        ("C:\\code.exe", "a&b.yaml", True),
        (None, "a.yaml", False),  # never by its bare name, which may lie in the current folder
    ],
)
def test_windows_starts_only_what_was_found_and_gives_cmd_exe_no_name_that_it_would_interpret(
    monkeypatch, found, file, runs
):
    started = []
    monkeypatch.setattr(programs, "find_program", lambda *_: found)
    monkeypatch.setattr(programs, "run", lambda command: started.append(command) or 0)
    monkeypatch.setattr(os.path, "abspath", lambda path: f"C:\\{path}")
    if runs:
        run_editor(file, {"EDITOR": "code --wait"}, "win32")
        assert started == [[found, "--wait", f"C:\\{file}"]]
    else:
        with pytest.raises(FileError, match=r"navnet .* videre til »code«|»code«: det findes ikke"):
            run_editor(file, {"EDITOR": "code --wait"}, "win32")
        assert started == []


@posix
def test_only_a_regular_file_or_a_new_one_can_be_edited(tmp_path):
    (tmp_path / "a").touch()
    edited = [programs.can_be_edited(str(path)) for path in (tmp_path / "a", tmp_path / "ny", tmp_path, "/dev/null")]
    assert edited == [True, True, False, False]


# The viewer


@posix
@pytest.mark.parametrize(("platform", "viewer"), [("linux", "xdg-open"), ("darwin", "open")])
def test_a_file_is_opened_by_its_absolute_path_without_a_shell(script, tmp_path, monkeypatch, platform, viewer):
    monkeypatch.chdir(tmp_path)
    script(f'printf "%s\\n" "$@" >"{tmp_path}/got.part"; mv "{tmp_path}/got.part" "{tmp_path}/got"', viewer)
    open_file("$(touch g);touch h.md", {"PATH": str(tmp_path), "WAYLAND_DISPLAY": "wayland-0"}, platform)
    while not (tmp_path / "got").exists():  # it is not waited for
        time.sleep(0.01)
    assert (tmp_path / "got").read_text() == f"{tmp_path}/$(touch g);touch h.md\n"
    assert sorted(os.listdir()) == ["got", viewer]


@posix
@pytest.mark.parametrize(
    ("ending", "said"),
    [("exit 3", "stoppede med fejl 3"), ("kill -KILL $$", "blev afbrudt (SIGKILL)"), ("exec sleep 600", "")],
)
def test_a_viewer_that_fails_is_an_error_and_one_that_runs_on_is_left(script, tmp_path, monkeypatch, ending, said):
    monkeypatch.setattr(programs, "TIMEOUT", 60.0 if said else 0.01)
    script(f'echo $$ >"{tmp_path}/pid.part"; mv "{tmp_path}/pid.part" "{tmp_path}/pid"; {ending}', "xdg-open")
    environment = {"PATH": f"{tmp_path}:{os.environ['PATH']}", "DISPLAY": ":0"}
    if said:
        with pytest.raises(FileError) as error:
            open_file("a.pdf", environment, "linux")
        assert str(error.value) == f"Kan ikke åbne »a.pdf«: »xdg-open« {said}.\nÅbn selv filen »a.pdf«."
    else:
        open_file("a.pdf", environment, "linux")
        while not (tmp_path / "pid").exists():
            time.sleep(0.01)
        viewer = int((tmp_path / "pid").read_text())
        assert os.getsid(viewer) == viewer  # Ctrl-C in this terminal is not for it
        os.kill(viewer, signal.SIGKILL)


def test_a_file_that_cannot_be_opened_is_an_error_that_says_where_it_is(monkeypatch):
    for found, environment in ((None, {"DISPLAY": ":0"}), ("/bin/xdg-open", {})):
        monkeypatch.setattr(programs, "find_program", lambda *_, found=found: found)
        with pytest.raises(FileError) as error:
            open_file("a.pdf", environment, "linux")
        assert str(error.value) == "Der er intet program til at åbne den med.\nÅbn selv filen »a.pdf«."

    def refuse(_path):
        raise OSError("no program for it")

    monkeypatch.setattr(os, "startfile", refuse, raising=False)
    with pytest.raises(FileError, match=r"Kan ikke åbne .*: ukendt fejl"):
        open_file("a.pdf", {}, "win32")
    opened = []
    monkeypatch.setattr(os, "startfile", opened.append)
    open_file("a.pdf", {}, "win32")
    assert opened == [os.path.abspath("a.pdf")]
