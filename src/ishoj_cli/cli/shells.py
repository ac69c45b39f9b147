"""Installs and removes shell completion.

A script in the shell's completion folder and, where needed, a line in its startup file.
"""

import os
import shlex
import signal
import subprocess
import sys
from tempfile import TemporaryFile

from ishoj_cli.cli.completion import SHELLS
from ishoj_cli.cli.output import Output
from ishoj_cli.cli.run import COMPLETING
from ishoj_cli.content.paths import packaged
from ishoj_cli.errors import ExitStatus, FileError, UsageError, file_error, quoted, visible
from ishoj_cli.files import RaiseOnTermination, write_files
from ishoj_cli.programs import find_program
from ishoj_cli.startup_file import append_once, check_ordinary, remove_line
from ishoj_cli.streams import write_out
from ishoj_cli.type_hints import Any, Mapping

# The ending of each shell's script in `completions/`.
SCRIPTS = {"bash": "bash", "zsh": "zsh", "fish": "fish", "powershell": "ps1", "pwsh": "ps1"}
PROFILE = ("-NoProfile", "-Command", "[Console]::OutputEncoding = [Text.Encoding]::UTF8; $PROFILE")
# Commands run in a shell after the user's startup files. They print LOADED if completions are already loaded (by
# bash-completion, or zsh's compinit), and FPATH lines for zsh's function folders.
QUESTIONS = {
    "bash": ("-i", "-c", "[[ $(complete -p -D 2>/dev/null) == *_comp*load* ]] && echo LOADED"),
    "zsh": ("-i", "-c", "print -rl -- FPATH$^fpath; [[ ${_comps[ishoj]-} == _ishoj ]] && print LOADED"),
    "powershell": PROFILE,
    "pwsh": PROFILE,
}
TIMEOUT = 20  # seconds that a shell may take to start
QUOTE = "'"  # doubled within quotation marks in PowerShell
ZSH_START = (
    "fpath=({folder} $fpath); (( $+functions[compdef] )) || {{ autoload -Uz compinit && compinit; }}; "
    "autoload -Uz _ishoj && compdef _ishoj ishoj"
)


def completion_script(shell: str) -> str:
    """The completion script of a shell in SHELLS."""
    return packaged("completions", f"ishoj.{SCRIPTS[shell]}").decode()


def set_up(action: str, named: str, options: "Mapping[str, Any]") -> int:
    """What `--install-completion`, `--uninstall-completion` and `--show-completion` do, by the name of the action.

    It is done for the shell named, or else the one we were started from. `options` say where to show the script.
    Raises UsageError for a shell that isn't known, and FileError when a file can't be read or written.
    """
    shell = named.lower() or _detected()
    if not shell:
        what = "Programmet kan ikke se, hvilken terminal du bruger."
        raise UsageError(what, hint="Skriv dens navn, for eksempel", command=f"--{action}-completion bash")
    if shell not in SHELLS:
        what = f"Fuldførelse med Tab findes ikke til {quoted(named or shell)}."
        raise UsageError(what, hint="Den virker i bash, zsh, fish og PowerShell.")
    if action != "show":
        script, start, line = _places(shell, os.environ)
        act = _install if action == "install" else _uninstall
        write_out(act(shell, script, start, line))
    else:
        Output.from_options(options, formats=("tekst",)).show(lambda _format, _layout: completion_script(shell))
    return ExitStatus.OK


def _install(shell: str, script: str, start: str, line: str) -> str:
    """Write the script whole or not at all, and a line in the startup file where it needs one; say it in Danish."""
    there = _is_ours(script)
    if not there and os.path.lexists(script):
        raise FileError(f"{quoted(script, 200)} er ikke skrevet af ishoj.", hint="Flyt den, og prøv igen.")
    # Files that a shell loads must not be writable by others: zsh (compinit) otherwise asks the user at every start.
    os.umask(os.umask(0o022) | 0o022)
    with RaiseOnTermination():
        try:
            write_files({script: completion_script(shell).encode()}, overwrite=True, folder=os.path.dirname(script))
            added = start and "LOADED" not in _answer(shell, start) and append_once(start, line)
        except BaseException:
            if not there and os.path.exists(script):
                _remove(script)
            raise
    changed = f" Der er tilføjet en linje i startfilen {visible(start)}." if added else ""
    done = f"Fuldførelse med Tab er slået til for {shell} i {visible(script)}.{changed}\n"
    done += "Åbn en ny terminal, så virker den.\n"
    if shell == "powershell":  # Windows' own starts with scripts forbidden, the user's profile among them
        done += "Siger den, at scripts er slået fra, så skriv: Set-ExecutionPolicy -Scope CurrentUser RemoteSigned\n"
    return done


def _uninstall(shell: str, script: str, start: str, line: str) -> str:
    """Take back what `_install` did; say it in Danish."""
    changed = ""
    if start and remove_line(start, line):
        changed = f" Linjen i startfilen {visible(start)} er fjernet."
        if not os.path.lexists(start):
            _remove_empty(os.path.dirname(start))
    if _is_ours(script):
        _remove(script)
        changed = f" {visible(script)} er slettet.{changed}"
    if not changed:
        return f"Fuldførelse med Tab er ikke slået til for {shell}. Der er ikke ændret noget.\n"
    return f"Fuldførelse med Tab er slået fra for {shell}.{changed}\n"


def _is_ours(script: str) -> bool:
    """Whether a file is a completion script that we have written, in this version or another."""
    if not os.access(script, os.R_OK) or not os.path.isfile(script):
        return False
    with open(script, "rb") as file:
        return COMPLETING.encode() in file.read()


def _remove(script: str) -> None:
    """Remove a script, and the folders of ours that hold nothing else; raises FileError."""
    try:
        os.unlink(script)
    except OSError as error:
        raise file_error("slette", script, error) from error
    if script.startswith(_folders(os.environ)[1:]):  # not a folder that the user has chosen for zsh
        _remove_empty(os.path.dirname(script))


def _remove_empty(folder: str) -> None:
    """Remove a folder and those above it as far as they are empty, but never the user's home."""
    home = os.path.expanduser("~")
    while folder != home:
        try:
            os.rmdir(folder)
        except OSError:
            return
        folder = os.path.dirname(folder)


def _detected() -> str:
    """The name of the shell that we were started from, or nothing."""
    import shellingham  # type: ignore[import-untyped]

    try:
        return str(shellingham.detect_shell()[0])
    except shellingham.ShellDetectionFailure:
        return ""


def _places(shell: str, environment: "Mapping[str, str]") -> tuple[str, str, str]:
    """The file of a shell's script, and the start file that must load it with the line for it ("" where none must).

    Sources: the XDG Base Directory Specification, and the manuals of bash-completion, zsh (ZDOTDIR) and fish.
    """
    home, data, config = _folders(environment)
    if shell == "fish":
        return os.path.join(config, "fish", "completions", "ishoj.fish"), "", ""
    if shell == "bash":
        script = os.path.join(data, "bash-completion", "completions", "ishoj")
        return script, os.path.join(home, ".bashrc"), f". {shlex.quote(script)}"
    if shell == "zsh":
        folder = os.path.join(data, "zsh", "site-functions")
        start = os.path.join(environment.get("ZDOTDIR") or home, ".zshrc")
        answer = _answer(shell, start)
        fpath = [each.removeprefix("FPATH") for each in answer if each.startswith(f"FPATH{home}{os.sep}")]
        fpath = [each for each in fpath if os.access(each, os.W_OK)]
        if fpath and folder not in fpath:
            ours = [each for each in fpath if _is_ours(os.path.join(each, "_ishoj"))]
            folder = (ours or fpath)[-1]  # frameworks put those of their plugins first
        return os.path.join(folder, "_ishoj"), start, ZSH_START.format(folder=shlex.quote(folder))
    script = os.path.join(data, "ishoj", "completion.ps1")
    if script.startswith(home + os.sep):  # Windows PowerShell reads a file with a letter such as ø by the code page
        where = f"(Join-Path $HOME '{script.removeprefix(home).replace(QUOTE, QUOTE + QUOTE)}')"
    else:
        where = f"'{script.replace(QUOTE, QUOTE + QUOTE)}'"
    profile = next((line for line in _answer(shell, "") if line), "")
    if not profile:
        raise FileError("PowerShell oplyser ikke, hvor din profil ligger.", hint="Prøv igen i en ny PowerShell.")
    return script, profile, f". {where}"


def _folders(environment: "Mapping[str, str]") -> tuple[str, str, str]:
    """The user's home, and the folders of data and of configuration; raises FileError without a home."""
    home = os.path.expanduser("~")
    if not os.path.isabs(home):
        raise FileError("Din hjemmemappe kan ikke findes.", hint="Sæt variablen HOME.")
    data, config = environment.get("XDG_DATA_HOME", ""), environment.get("XDG_CONFIG_HOME", "")
    data = data if os.path.isabs(data) else os.path.join(home, ".local", "share")
    return home, data, config if os.path.isabs(config) else os.path.join(home, ".config")


def _answer(shell: str, start: str) -> list[str]:
    """What a shell answers to its question, as lines; it has no terminal, so that nothing is asked of the user.

    Raises FileError when its startup file, `start`, is no regular file.
    """
    if os.path.exists(start):
        check_ordinary(start)

    program = find_program(shell, os.environ, sys.platform)
    if not program:
        return []
    dump = os.path.join(os.environ.get("ZDOTDIR") or os.path.expanduser("~"), ".zcompdump")
    there = os.path.lexists(dump)
    said, nothing = b"", subprocess.DEVNULL
    try:
        # A file, because background processes of the shell could keep a pipe open.
        with TemporaryFile() as output:
            with subprocess.Popen(  # noqa: S603
                [program, *QUESTIONS[shell]], stdin=nothing, stdout=output, stderr=nothing, start_new_session=True
            ) as process:
                try:
                    process.wait(TIMEOUT)
                finally:
                    if process.poll() is None:
                        _end_session(process)
            output.seek(0)
            said = output.read()
    except (OSError, subprocess.TimeoutExpired):
        pass  # fall back to the line in the startup file, which always works
    if not there and os.path.lexists(dump):  # which zsh makes at each start
        os.unlink(dump)
    return os.fsdecode(said.removeprefix(b"\xef\xbb\xbf")).splitlines()


def _end_session(process: subprocess.Popen[bytes]) -> None:
    """End a process with all that it has started."""
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)
