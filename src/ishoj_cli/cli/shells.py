"""Sets up a shell to complete with Tab: a script in the shell's own place, and at most a line in its start file."""

import os
import sys

from ishoj_cli.cli.completion import SHELLS
from ishoj_cli.errors import ExitStatus, FileError, UsageError, quoted, visible
from ishoj_cli.files import append_once, write_files
from ishoj_cli.programs import find_program
from ishoj_cli.streams import write_out

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

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
ZSH_START = (
    "fpath=({folder} $fpath); (( $+functions[compdef] )) || {{ autoload -Uz compinit && compinit; }}; "
    "autoload -Uz _ishoj && compdef _ishoj ishoj"
)


def install(named: str = "") -> int:
    """What `--install-completion` does, for the shell named or else the one we were started from.

    Writes the script whole or not at all; a start file only gets a line at its end, once. Raises UsageError for a shell
    that isn't known and FileError when a file can't be written.
    """
    shell = named.lower() or _detected()
    if shell not in SHELLS:
        where = quoted(named) if named else "denne terminal"
        raise UsageError(
            f"Fuldførelse kan ikke slås til i {where}.", hint="Den virker i bash, zsh, fish og PowerShell."
        )
    script, start, line = _places(shell, os.environ)
    write_files({script: SCRIPTS[shell].encode()}, overwrite=True, folder=os.path.dirname(script))
    added = start and append_once(start, line)
    changed = f" Der er tilføjet en linje i startfilen {visible(start)}." if added else ""
    done = f"Fuldførelse med Tab er slået til for {shell} i {visible(script)}.{changed}\n"
    done += "Åbn en ny terminal, så virker den.\n"
    if shell == "powershell":  # Windows' own starts with scripts forbidden, the user's profile among them
        done += "Siger den, at scripts er slået fra, så skriv: Set-ExecutionPolicy -Scope CurrentUser RemoteSigned\n"
    write_out(done)
    return ExitStatus.OK


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
        what = "Fuldførelse kunne ikke slås til, for din hjemmemappe kan ikke findes."
        raise FileError(what, hint="Sæt variablen HOME.")
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
    return script, _powershell_profile(shell), ". '" + script.replace("'", "''") + "'"


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
        raise FileError(
            "Fuldførelse kunne ikke slås til, for PowerShell oplyser ikke, hvor profilen ligger.",
            hint="Prøv igen i en ny PowerShell.",
        )
    return profile
