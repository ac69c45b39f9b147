"""Sets up a shell to complete with Tab: a script in the shell's own place, and at most a line in its start file."""

import os
import sys

from ishoj_cli.cli.completion import SHELLS
from ishoj_cli.cli.output import Output
from ishoj_cli.cli.run import COMPLETING
from ishoj_cli.errors import ExitStatus, FileError, UsageError, advice, quoted, reason, visible
from ishoj_cli.files import write_files
from ishoj_cli.programs import find_program
from ishoj_cli.startup_file import append_once, remove_line
from ishoj_cli.streams import write_out

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

BASH = """\
_ishoj_completion() {
    local candidate
    COMPREPLY=()
    while IFS= read -r candidate; do
        COMPREPLY+=("$candidate")
    done < <(_ISHOJ_COMPLETE=bash _ISHOJ_WORD="$2" "$1" "${COMP_WORDS[@]:1:COMP_CWORD-1}" 2>/dev/null)
}
complete -o default -F _ishoj_completion ishoj
"""
ZSH = """\
#compdef ishoj
_ishoj() {
    local -a candidates
    local -x _ISHOJ_COMPLETE=zsh _ISHOJ_WORD="$PREFIX"
    candidates=("${(@f)$("$words[1]" "${(@)words[2,CURRENT-1]}" 2>/dev/null)}")
    candidates=("${(@)candidates//:/\\\\:}")
    candidates=("${(@)candidates/$'\\t'/:}")
    if [[ -n "$candidates" ]]; then
        _describe ishoj candidates
    else
        _files
    fi
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _ishoj "$@"
elif (( $+functions[compdef] )); then
    compdef _ishoj ishoj
fi
"""
FISH = """\
function __ishoj_complete
    set -lx _ISHOJ_COMPLETE fish
    set -lx _ISHOJ_WORD (commandline -ct)
    set -l words (commandline -opc)
    set -l candidates ($words[1] $words[2..-1] 2>/dev/null)
    if test -n "$candidates"
        printf '%s\\n' $candidates
    else
        __fish_complete_path "$_ISHOJ_WORD"
    end
end
complete --command ishoj --no-files --arguments '(__ishoj_complete)'
"""
POWERSHELL = """\
Register-ArgumentCompleter -Native -CommandName ishoj -ScriptBlock {
    param($word, $line, $position)
    $words = @($line.CommandElements | Select-Object -Skip 1 |
        Where-Object { $_.Extent.EndOffset -lt $position } | ForEach-Object { $_.ToString() })
    $encoding = [Console]::OutputEncoding
    [Console]::OutputEncoding = [Text.Encoding]::UTF8
    $env:_ISHOJ_COMPLETE = 'powershell'
    $env:_ISHOJ_WORD = "$word"
    try {
        ishoj @words 2>$null | ForEach-Object {
            $value, $meaning = $_ -split "`t", 2
            if (-not $meaning) { $meaning = $value }
            [Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $meaning)
        }
    } finally {
        Remove-Item Env:_ISHOJ_COMPLETE, Env:_ISHOJ_WORD
        [Console]::OutputEncoding = $encoding
    }
}
"""
SCRIPTS = {"bash": BASH, "zsh": ZSH, "fish": FISH, "powershell": POWERSHELL, "pwsh": POWERSHELL}
# The package bash-completion loads the scripts of its folder by itself.
BASH_COMPLETION = (
    "/usr/share/bash-completion/bash_completion",
    "/usr/local/share/bash-completion/bash_completion",
    "/opt/homebrew/etc/profile.d/bash_completion.sh",
)
QUOTE = "'"  # doubled within quotation marks in PowerShell
ZSH_START = (
    "fpath=({folder} $fpath); (( $+functions[compdef] )) || {{ autoload -Uz compinit && compinit; }}; "
    "autoload -Uz _ishoj && compdef _ishoj ishoj"
)


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
        Output.asked(options, formats=("tekst",)).show(lambda _format, _layout: SCRIPTS[shell])
    return ExitStatus.OK


def _install(shell: str, script: str, start: str, line: str) -> str:
    """Write the script whole or not at all, and a line in the startup file where it needs one; say it in Danish."""
    there = _is_ours(script)
    if not there and os.path.lexists(script):
        raise FileError(f"{quoted(script, 200)} er ikke skrevet af ishoj.", hint="Flyt den, og prøv igen.")
    # Others may not write what a shell runs: zsh asks at each start before it loads a file or folder that they may.
    os.umask(os.umask(0o022) | 0o022)
    try:
        write_files({script: SCRIPTS[shell].encode()}, overwrite=there, folder=os.path.dirname(script))
        added = bool(start) and append_once(start, line)
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
    """Whether a file is a completion script that we have written, in this version or another; raises FileError."""
    try:
        with open(script, "rb") as file:
            return COMPLETING.encode() in file.read()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise FileError(f"Kan ikke læse {quoted(script, 200)}: {reason(error)}.", hint=advice(error)) from error


def _remove(script: str) -> None:
    """Remove a file, and the folders that hold nothing else; raises FileError."""
    try:
        os.unlink(script)
    except OSError as error:
        raise FileError(f"Kan ikke slette {quoted(script, 200)}: {reason(error)}.", hint=advice(error)) from error
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
    home = os.path.expanduser("~")
    if not os.path.isabs(home):
        raise FileError("Din hjemmemappe kan ikke findes.", hint="Sæt variablen HOME.")
    data = _absolute(environment.get("XDG_DATA_HOME"), os.path.join(home, ".local", "share"))
    if shell == "fish":
        config = _absolute(environment.get("XDG_CONFIG_HOME"), os.path.join(home, ".config"))
        return os.path.join(config, "fish", "completions", "ishoj.fish"), "", ""
    if shell == "bash":
        script = os.path.join(data, "bash-completion", "completions", "ishoj")
        loaded = any(map(os.path.exists, BASH_COMPLETION))
        return script, "" if loaded else os.path.join(home, ".bashrc"), f". {_quoted(script)}"
    if shell == "zsh":
        folder = os.path.join(data, "zsh", "site-functions")
        start = os.path.join(environment.get("ZDOTDIR") or home, ".zshrc")
        return os.path.join(folder, "_ishoj"), start, ZSH_START.format(folder=_quoted(folder))
    script = os.path.join(data, "ishoj", "completion.ps1")
    if script.startswith(home + os.sep):  # Windows PowerShell reads a file with a letter such as ø by the code page
        where = f"(Join-Path $HOME '{script.removeprefix(home).replace(QUOTE, QUOTE + QUOTE)}')"
    else:
        where = f"'{script.replace(QUOTE, QUOTE + QUOTE)}'"
    return script, _powershell_profile(shell), f". {where}"


def _absolute(folder: str | None, otherwise: str) -> str:
    return folder if folder and os.path.isabs(folder) else otherwise


def _quoted(path: str) -> str:
    import shlex

    return shlex.quote(path)


def _powershell_profile(shell: str) -> str:
    """The start file of the user's PowerShell, which it is asked for; raises FileError."""
    import subprocess

    ask = "[Console]::OutputEncoding = [Text.Encoding]::UTF8; $PROFILE"
    program = find_program(shell, os.environ, sys.platform)
    profile = ""
    if program:
        asked = subprocess.run([program, "-NoProfile", "-Command", ask], capture_output=True, check=False)  # noqa: S603
        profile = "" if asked.returncode else asked.stdout.decode("utf-8-sig").strip()
    if not profile:
        raise FileError("PowerShell oplyser ikke, hvor din profil ligger.", hint="Prøv igen i en ny PowerShell.")
    return profile
