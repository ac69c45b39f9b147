"""Programs started for the user (editor, pager, viewer), always without a shell."""

import os

from ishoj_cli.errors import FileError, UsageError, quoted, reason

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

KEYBOARD_SIGNALS = ("SIGINT", "SIGQUIT")  # the terminal sends these to the program too
FORWARDED_SIGNALS = ("SIGTERM", "SIGHUP")
SPECIAL_TO_CMD = frozenset('&|<>^%!"()')  # cmd.exe, which runs .cmd files on Windows, interprets these


def command_words(line: str, platform: str) -> list[str]:
    """Split a command that the user has set as a shell would; ValueError for a quotation mark that isn't closed.

    On Windows a backslash separates folders and escapes nothing.
    """
    import shlex

    words = shlex.split(line, posix=platform != "win32")
    return [word.strip('"') for word in words] if platform == "win32" else words


def find_program(name: str, environment: "Mapping[str, str]", platform: str) -> str | None:
    """The path of a program in PATH; on Windows never one that is only found in the current folder."""
    import shutil

    found = shutil.which(name, path=environment.get("PATH"))
    planted = platform == "win32" and found and not os.path.dirname(name) and not os.path.isabs(found)
    return None if planted else found


def run(command: "Sequence[str]", *, stdin: bytes | None = None, environment: "Mapping[str, str] | None" = None) -> int:
    """Run a program until it ends, and return its return code (negative for a signal).

    The signals of the keyboard are the program's own to handle; SIGTERM and SIGHUP are forwarded to it, and take effect
    here when it has ended. Raises KeyboardInterrupt when Ctrl-C ended it, and OSError or ValueError when it can't be
    started.
    """
    import signal
    import subprocess

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
    before = {number: signal.getsignal(number) for number in numbers}
    handled = [number for number in numbers if before[number] is not signal.SIG_IGN]
    try:
        for number in handled:
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
        for number in handled:
            signal.signal(number, before[number])
    for number in received:
        if signal.Signals(number).name in FORWARDED_SIGNALS:
            signal.raise_signal(number)
    status = process.returncode
    if status == -signal.SIGINT or (status and signal.SIGINT in received):  # `less -K` ends with 2
        raise KeyboardInterrupt
    return status


def how_it_ended(status: int) -> str:
    """A return code that is no success, as a Danish predicate: `stoppede med fejl 3`."""
    import signal

    if status > 0:
        return f"stoppede med fejl {status}"
    return f"blev afbrudt ({next((each.name for each in signal.Signals if each == -status), -status)})"


def editor_command(environment: "Mapping[str, str]", platform: str) -> list[str]:
    """The user's editor and its options: VISUAL, else EDITOR, else Notepad on Windows; UsageError if there is none."""
    name = next((name for name in ("VISUAL", "EDITOR") if environment.get(name, "").strip()), None)
    if name is None:
        if platform == "win32":
            return ["notepad.exe"]
        raise UsageError(
            "Der er ikke valgt et program til at redigere med.",
            hint="Sæt variablen EDITOR, for eksempel: export EDITOR=nano",
        )
    try:
        return command_words(environment[name], platform)
    except ValueError as error:
        raise UsageError(
            f"Variablen {name} kan ikke læses: {quoted(environment[name])}.", hint="Et anførselstegn er ikke lukket."
        ) from error


def can_be_edited(file: str) -> bool:
    """Whether a path is a regular file or free for one: no folder and no device."""
    return os.path.isfile(file) or not os.path.exists(file)


def run_editor(file: str, environment: "Mapping[str, str]", platform: str) -> None:
    """Open a file in the user's editor and wait until it closes.

    The editor gets an absolute path, so that no file name is read as an option (`+!command` for vim). Raises UsageError
    when no editor is set, FileError when it can't be started or fails, and KeyboardInterrupt when Ctrl-C ended it.
    """
    command = editor_command(environment, platform)
    path = os.path.abspath(file)
    # By its path, because on Windows `code` is `code.cmd`; elsewhere the system says why it can't be started.
    program = find_program(command[0], environment, platform)
    if (program or "").lower().endswith((".cmd", ".bat")) and not SPECIAL_TO_CMD.isdisjoint(path):
        raise FileError(
            f"Windows kan ikke give navnet {quoted(path, 200)} videre til {quoted(command[0])}.",
            hint="Omdøb filen, eller vælg et andet program i EDITOR.",
        )
    try:
        if program is None and platform == "win32":
            raise FileNotFoundError
        status = run([program or command[0], *command[1:], path])
    except (OSError, ValueError) as error:
        missing = "det findes ikke" if isinstance(error, FileNotFoundError) else None
        raise FileError(
            f"Kan ikke starte {quoted(command[0])}: {missing or reason(error)}.",
            hint="Ret variablen VISUAL eller EDITOR.",
        ) from error
    if status:
        raise FileError(
            f"Programmet {quoted(command[0])} sluttede med fejl {status}.",
            hint=f"Teksten er, som programmet efterlod den: {quoted(file, 200)}",
        )


def open_file(name: str, environment: "Mapping[str, str]", platform: str) -> None:
    """Open a file that was just written in the program that the system has for it; raises FileError."""
    import subprocess

    from ishoj_cli.streams import file_name

    kept = f"Gemt: {quoted(name, 200)}"
    path = os.path.abspath(file_name(name))
    try:
        if platform == "win32":
            os.startfile(path)  # type: ignore[attr-defined,unused-ignore] # noqa: S606 - a name that we wrote ourselves
            return
        program = find_program("open" if platform == "darwin" else "xdg-open", environment, platform)
        if program is None:
            raise FileError("Der er intet program til at åbne den med.", hint=kept)
        subprocess.Popen([program, path], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
    except OSError as error:
        raise FileError(f"Kan ikke åbne {quoted(name, 200)}: {reason(error)}.", hint=kept) from error
