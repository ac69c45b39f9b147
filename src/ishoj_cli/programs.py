"""Programs started for the user (editor, pager, viewer), always without a shell."""

import os
import shlex
import shutil
import signal
import subprocess
import sys

from ishoj_cli.errors import TOO_MANY, FileError, UsageError, error_code, quoted, reason
from ishoj_cli.streams import file_name
from ishoj_cli.terminal import is_terminal
from ishoj_cli.type_hints import Mapping, Sequence

TIMEOUT = 1.0  # seconds to wait for a viewer to fail; a viewer that succeeds often keeps running
KEYBOARD_SIGNALS = ("SIGINT", "SIGQUIT")  # the terminal sends these to the program too
FORWARDED_SIGNALS = ("SIGTERM", "SIGHUP")
SPECIAL_TO_CMD = frozenset('&|<>^%!"()')  # cmd.exe, which runs .cmd files on Windows, interprets these
WINDOW_EDITORS = {"win32": ("notepad.exe",), "darwin": ("open -t",)}
TERMINAL_EDITORS = ("sensible-editor", "nano", "vim", "vi")
# Editors whose command ends while the file is still open, each with the option that makes it wait.
WAIT_OPTIONS = {
    **dict.fromkeys(("code", "code-insiders", "codium", "cursor", "zed", "subl", "mate", "gedit", "xed"), "--wait"),
    "kate": "--block",
    "gvim": "-f",
    "open": "-W",
}


def command_words(line: str, platform: str) -> list[str]:
    """Split a command that the user has set as a shell would; ValueError for a quotation mark that isn't closed.

    The path of a program is one word, also when it has blanks and no quotation marks. On Windows a backslash separates
    folders and escapes nothing.
    """
    if os.path.isfile(line):
        return [line]
    words = shlex.split(line, posix=platform != "win32")
    return [word.strip('"') for word in words] if platform == "win32" else words


def find_program(name: str, environment: "Mapping[str, str]", platform: str) -> str | None:
    """The path of a program in PATH; on Windows never one that is only found in the current folder."""
    found = shutil.which(name, path=environment.get("PATH"))
    planted = platform == "win32" and found and not os.path.dirname(name) and not os.path.isabs(found)
    return None if planted else found


def run(command: "Sequence[str]", *, stdin: bytes | None = None, environment: "Mapping[str, str] | None" = None) -> int:
    """Run a program until it ends, and return its return code (negative for a signal).

    The signals of the keyboard are the program's own to handle; SIGTERM and SIGHUP are forwarded to it, and take effect
    here when it has ended. Raises KeyboardInterrupt when Ctrl-C ended it, and OSError or ValueError when it can't be
    started.
    """
    received: list[int] = []
    process: subprocess.Popen[bytes] | None = None

    def receive(number: int, _frame: object) -> None:
        received.append(number)
        forward(number)

    def forward(number: int) -> None:
        if process and signal.Signals(number).name in FORWARDED_SIGNALS:
            process.send_signal(number)

    numbers = [getattr(signal, name) for name in (*KEYBOARD_SIGNALS, *FORWARDED_SIGNALS) if hasattr(signal, name)]
    # A handler and not SIG_IGN, which the program would inherit; what is ignored already stays so.
    before = {each: handler for each in numbers if (handler := signal.getsignal(each)) is not signal.SIG_IGN}
    try:
        for number in before:
            signal.signal(number, receive)
        process = subprocess.Popen(  # noqa: S603
            [*command],
            stdin=None if stdin is None else subprocess.PIPE,
            env=None if environment is None else {**environment},
        )
        for number in tuple(received):  # what came before there was a process
            forward(number)
        process.communicate(stdin)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    for number in received:
        if signal.Signals(number).name in FORWARDED_SIGNALS:
            signal.raise_signal(number)
    status = process.returncode
    if status == -signal.SIGINT or (status and signal.SIGINT in received):  # `less -K` ends with 2
        raise KeyboardInterrupt
    return status


def exit_description(status: int) -> str:
    """A return code that is no success, as a Danish predicate: `stoppede med fejl 3`."""
    if status > 0:
        return f"stoppede med fejl {status}"
    return f"blev afbrudt ({next((each.name for each in signal.Signals if each == -status), -status)})"


def editor_variable(environment: "Mapping[str, str]") -> str | None:
    """The variable that names the user's editor: VISUAL, else EDITOR, else None."""
    return next((name for name in ("VISUAL", "EDITOR") if environment.get(name, "").strip()), None)


def editor_command(file: str, environment: "Mapping[str, str]", platform: str) -> list[str]:
    """The user's editor command, or the first default editor that is installed.

    Terminal editors only in a terminal. Raises UsageError if there is none.
    """
    name = editor_variable(environment)
    if name is None:
        in_terminal = TERMINAL_EDITORS if is_terminal(sys.stdin) and is_terminal(sys.stdout) else ()
        for command in map(str.split, (*WINDOW_EDITORS.get(platform, ()), *in_terminal)):
            if find_program(command[0], environment, platform):
                return command
        hint = f"Åbn selv filen {quoted(file, 200)}, eller sæt variablen EDITOR til et program."
        raise UsageError("Der er ikke valgt et program til at redigere med.", hint=hint)
    try:
        return command_words(environment[name], platform)
    except ValueError as error:
        raise UsageError(
            f"Variablen {name} kan ikke læses: {quoted(environment[name])}.", hint="Et anførselstegn er ikke lukket."
        ) from error


def wait_advice(environment: "Mapping[str, str]", platform: str) -> str:
    """What to set for an editor that does not wait until the file is closed, as Danish sentences; else nothing."""
    name = editor_variable(environment)
    if name is None:
        return ""
    program, *words = command_words(environment[name], platform)
    called = os.path.splitext(os.path.basename(program.replace("\\", "/")))[0].lower()
    option = WAIT_OPTIONS.get(called, "")
    if not option or not {option, option.removeprefix("-")[:2]}.isdisjoint(words):
        return ""
    return (
        f"{quoted(called)} venter ikke, til filen er lukket. Det gør den, når {name} er: {environment[name]} {option}"
    )


def can_be_edited(file: str) -> bool:
    """Whether a path is a regular file or free for one: no folder and no device."""
    return os.path.isfile(file) or not os.path.exists(file)


def run_editor(file: str, environment: "Mapping[str, str]", platform: str) -> str:
    """Open a file in the user's editor, wait until it closes, and return what went wrong in it, in Danish, or nothing.

    The editor gets an absolute path, so that no file name is read as an option (`+!command` for vim). Raises UsageError
    when there is no editor, FileError when it can't be started, and KeyboardInterrupt when Ctrl-C ended it.
    """
    command = editor_command(file, environment, platform)
    path = os.path.abspath(file)
    # Resolve the path, because on Windows `code` is `code.cmd`.
    program = find_program(command[0], environment, platform)
    if (program or "").lower().endswith((".cmd", ".bat")) and not SPECIAL_TO_CMD.isdisjoint(path):
        raise FileError(
            f"Windows kan ikke give navnet {quoted(path, 200)} videre til {quoted(command[0])}.",
            hint="Omdøb filen, eller vælg et andet program i EDITOR.",
        )
    try:
        # The system would say that access is denied where a folder in PATH can't be entered.
        if program is None and (platform == "win32" or not os.path.dirname(command[0])):
            raise FileNotFoundError
        status = run([program or command[0], *command[1:], path])
    except (OSError, ValueError) as error:
        raise FileError(
            f"Kan ikke starte {quoted(command[0], 200)}: {_start_failure(error)}.",
            hint=f"Ret variablen {editor_variable(environment)}, eller åbn selv filen {quoted(file, 200)}.",
        ) from error
    return f"Programmet {quoted(command[0], 200)} {exit_description(status)}." if status else ""


def _start_failure(error: OSError | ValueError) -> str:
    """Why a program can't be started, in Danish."""
    if isinstance(error, FileNotFoundError):
        return "det findes ikke"
    if isinstance(error, PermissionError) or error_code(error) == "ENOEXEC":
        return "det er ikke et program, du kan køre"
    if error_code(error) == "EAGAIN":
        return TOO_MANY
    return reason(error)


def open_file(name: str, environment: "Mapping[str, str]", platform: str) -> None:
    """Open a file that was just written in the program that the system has for it; raises FileError."""
    hint = f"Åbn selv filen {quoted(name, 200)}."
    path = os.path.abspath(file_name(name))
    try:
        if platform == "win32":
            os.startfile(path)  # type: ignore[attr-defined,unused-ignore] # noqa: S606 - a name that we wrote ourselves
            return
        program = find_program("open" if platform == "darwin" else "xdg-open", environment, platform)
        screen = platform == "darwin" or environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")
        if program is None or not screen:
            raise FileError("Der er intet program til at åbne den med.", hint=hint)
        nothing = subprocess.DEVNULL
        # In a session of its own, so that neither Ctrl-C nor the end of this terminal ends it.
        started = subprocess.Popen(  # noqa: S603
            [program, path], stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True
        )
        try:
            status = started.wait(TIMEOUT)
        except subprocess.TimeoutExpired:
            status = started.returncode = 0  # else Python warns of a process that still runs
        if status:
            what = f"Kan ikke åbne {quoted(name, 200)}: {quoted(os.path.basename(program))} {exit_description(status)}."
            raise FileError(what, hint=hint)
    except OSError as error:
        raise FileError(f"Kan ikke åbne {quoted(name, 200)}: {_start_failure(error)}.", hint=hint) from error
