"""Completion with Tab: what may come next on a line, from the content in use, and how a shell is taught to ask."""

import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import redirect_stdout, suppress
from io import StringIO
from pathlib import Path

from typer._click.shell_completion import CompletionItem, ShellComplete, add_completion_class, split_arg_string
from typer._completion_classes import BashComplete, FishComplete, PowerShellComplete, ZshComplete
from typer._completion_shared import get_completion_script
from typer.completion import shell_complete
from typer.core import TyperGroup

from ishoj_cli.danish import name_key, option_key
from ishoj_cli.errors import FileError, UsageError, quoted, reason, visible
from ishoj_cli.programs import find_program
from ishoj_cli.streams import typed_text, write_out

VARIABLE = "_ISHOJ_COMPLETE"
SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")
KINDS = {f"{verb}_{shell}" for verb in ("complete", "source") for shell in SHELLS}
# zsh evaluates what a candidate means, and Rich reads markup in it: only letters and plain punctuation get there.
UNSAFE = re.compile(r"[^\w,.;:/?–»«-]+")
# It evaluates what is typed before a value too, when we give that back.
VALUE_OF = re.compile(r"--[\w-]+=")

# zsh loads the script at the first Tab, and Typer's would do nothing more then.
FIRST_TAB = '\n\nif [[ $zsh_eval_context[-1] == loadautofunc ]]; then\n  _ishoj_completion "$@"\nfi\n'


def begin(environment: Mapping[str, str]) -> None:
    """Make ready to answer a shell; raises UsageError when the variables that it asks with can't be understood."""
    asked = environment[VARIABLE]
    if asked not in KINDS:
        raise UsageError(f"{VARIABLE} kan ikke være {quoted(asked)}.", hint=f"Slet {VARIABLE}.")
    place = environment.get("COMP_CWORD", "")
    if asked == "complete_bash" and not ("COMP_WORDS" in environment and place.isascii() and place.isdigit()):
        raise UsageError(
            f"{VARIABLE} er for skallen, som også sætter COMP_WORDS og COMP_CWORD.", hint=f"Slet {VARIABLE}."
        )
    shell = asked.partition("_")[2]
    base = {"bash": BashComplete, "zsh": ZshComplete, "fish": FishComplete}.get(shell, PowerShellComplete)
    add_completion_class(type(shell, (Answer, base), {}), shell)


class Answer(ShellComplete):
    """What Typer tells a shell, but of the words as we read them, and with values written `--option=value` too."""

    def get_completion_args(self) -> tuple[list[str], str]:
        """The whole words before the one that is asked about, and that one."""
        return words_typed(os.environ)

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem]:
        """What may come next, each spelt as the whole word that the shell puts in."""
        found = super().get_completions(args, incomplete)
        if option := VALUE_OF.match(incomplete):
            for item in found:
                item.value = option[0] + item.value
        return found


def answer(program: TyperGroup, environment: Mapping[str, str]) -> int:
    """Tell the shell what it asked, and give the exit status; raises our errors alone."""
    with redirect_stdout(StringIO()) as told:  # Typer writes as the locale says, and knows no error
        try:
            status = int(shell_complete(program, {}, "ishoj", VARIABLE, environment[VARIABLE]))
        except SystemExit as ended:  # for fish the status can be the whole answer
            return int(ended.code or 0)
    write_out(told.getvalue())
    return status


def words_typed(environment: Mapping[str, str]) -> tuple[list[str], str]:
    """The whole words before the one that a shell asks about, without the program's name, and that one.

    `~` is the user's home. bash parts `--option=value` in three; `--option value` means the same.
    """
    if environment[VARIABLE] == "complete_bash":
        words, place = split_arg_string(environment["COMP_WORDS"]), int(environment["COMP_CWORD"])
        before, word = [word for word in words[1:place] if word != "="], "".join(words[place : place + 1])
    else:
        line = environment.get("_TYPER_COMPLETE_ARGS", "")
        words = split_arg_string(line)[1:]
        # PowerShell alone says what is begun; for the others it is what no space ends.
        begun = environment.get("_TYPER_COMPLETE_WORD_TO_COMPLETE", line[-1:].strip())
        place = len(words) - bool(begun)
        before, word = words[:place], "".join(words[place:])
    return [os.path.expanduser(word) for word in before], word


def begun(typed: str, names: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Those of the names, each with what it means, that a word begins, spelt on as the word is spelt.

    `vær` becomes `værdier`, for a shell only takes what begins with the word as it stands.
    """
    key = option_key(typed_text(typed))
    found = []
    for name, meaning in names:
        spelt = typed + name[len(key) :]
        if name.startswith(key) and typed[:1] != "-" and name_key(spelt) == name_key(name):
            found.append((spelt, UNSAFE.sub(" ", meaning).strip()))
    return found


def choosing(*names: str) -> Callable[[str], list[tuple[str, str]]]:
    """What completes a value that is one of a few fixed names."""

    def complete(incomplete: str) -> list[tuple[str, str]]:
        return begun(incomplete, ((name, "") for name in names))

    return complete


def naming(things: Sequence[object]) -> Callable[[str], list[tuple[str, str]]]:
    """What completes the id of a section or an entry."""

    def complete(incomplete: str) -> list[tuple[str, str]]:
        return begun(incomplete, ((thing.id, thing.title) for thing in things))  # type: ignore[attr-defined]

    return complete


def teach_powershell(shell: str) -> Path:
    """Add the script to the user's PowerShell profile, unless it is there, and give that file.

    Raises OSError, ValueError or FileError.

    Typer's own way would also allow the user to run any script at all (`Set-ExecutionPolicy Unrestricted`).
    """
    import subprocess

    ask = "[Console]::OutputEncoding = [Text.Encoding]::UTF8; $PROFILE"
    program = find_program(shell, os.environ, sys.platform)
    told = ""
    if program:
        asked = subprocess.run([program, "-NoProfile", "-Command", ask], capture_output=True, check=False)  # noqa: S603
        told = "" if asked.returncode else asked.stdout.decode("utf-8-sig").strip()
    if not told:
        raise FileError(
            "Fuldførelse kunne ikke slås til, for PowerShell siger ikke, hvor dens profil ligger.",
            hint="Prøv igen i en ny PowerShell.",
        )
    profile = Path(told)
    profile.parent.mkdir(parents=True, exist_ok=True)
    script = get_completion_script(prog_name="ishoj", complete_var=VARIABLE, shell=shell)  # nosec B604
    before = profile.read_text(encoding="utf-8", errors="replace") if profile.exists() else ""
    if script not in before:
        with profile.open("a", encoding="utf-8") as file:
            file.write(f"\n{script}\n")
    return profile


def install(named: str = "") -> None:
    """What `--install-completion` does: teach a shell to ask, the one named or else the one we were started from."""
    import shellingham  # type: ignore[import-untyped]
    from typer._completion_shared import install as teach

    shell = named.lower()
    if not named:
        with suppress(shellingham.ShellDetectionFailure):
            shell = shellingham.detect_shell()[0]
    if shell not in SHELLS:  # Typer would say so in English
        where = quoted(named) if named else "denne skal"
        hint = "Den virker i bash, zsh, fish og PowerShell."
        raise UsageError(f"Fuldførelse kan ikke slås til i {where}.", hint=hint)
    try:
        if shell in ("powershell", "pwsh"):
            path = teach_powershell(shell)
        else:  # `shell` is the name of the user's shell; none is started.
            _, path = teach(shell=shell, prog_name="ishoj", complete_var=VARIABLE)  # nosec B604
        if shell == "zsh":
            with open(path, "a", encoding="utf-8") as script:
                script.write(FIRST_TAB)
    except RuntimeError as error:
        raise FileError(
            "Fuldførelse kunne ikke slås til, for din hjemmemappe kendes ikke.", hint="Sæt variablen HOME."
        ) from error
    except (OSError, ValueError) as error:
        file = getattr(error, "filename", None)
        raise FileError(
            f"Fuldførelse kunne ikke slås til: {reason(error)}.",
            where=str(file) if file else None,
            hint="Ret filen eller dens rettigheder, og prøv igen.",
        ) from error
    where = visible(str(path))
    done = f"Fuldførelse med Tab er slået til for {shell} i {where}.\nÅbn en ny terminal, så virker den.\n"
    if shell == "powershell":  # Windows' own starts with scripts forbidden, the user's profile among them
        done += "Siger den, at scripts er slået fra, så skriv: Set-ExecutionPolicy -Scope CurrentUser RemoteSigned\n"
    write_out(done)
