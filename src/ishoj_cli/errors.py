"""The exception family and the exit statuses: what is wrong, where, and what to do next."""

import errno
import sys

from ishoj_cli.danish import enumerated

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


class ExitStatus:
    """What the process says of itself when it ends."""

    OK = 0
    NOT_FOUND = 1
    ERROR = 2
    INTERRUPTED = 130


UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp")  # Unicode's controls, marks of format, surrogates, and what parts lines
JOINERS = "\u200c\u200d"  # marks of format too, but letters and emoji are written with them


def is_unseen(letter: str) -> bool:
    """Whether a letter has no look of its own, but may steer a terminal or hide what stands beside it."""
    if letter.isprintable():
        return False
    from unicodedata import category

    return category(letter) in UNSEEN and letter not in JOINERS


def lettered(name: str) -> str:
    """A file's name with its letters also where the locale has none for them: its bytes are UTF-8 where they can be."""
    try:
        return name.encode("utf-8", "surrogateescape").decode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return name


def visible(text: str) -> str:
    """Text that can't steer a terminal: control characters, direction marks and lone surrogates are spelt out."""
    if text.isprintable():
        return text
    text = lettered(text)
    return "".join(ascii(letter)[1:-1] if is_unseen(letter) else letter for letter in text)


def quoted(text: str, limit: int = 60) -> str:
    """Somebody's words in Danish quotation marks, safe to show and never longer than `limit` letters."""
    shown = visible(text)
    return f"»{shown if len(shown) <= limit else shown[: limit - 1] + '…'}«"


def as_typed(value: str) -> str:
    """A value as it is typed in a shell, in quotation marks where it has to be; what has no look is spelt out."""
    import shlex

    plain = visible(value)
    windows = sys.platform == "win32"
    if all(letter.isalnum() or letter in ("-_./\\:" if windows else "-_./") for letter in plain):
        return plain
    # Windows takes a backslash before the last quotation mark for part of what stands in them.
    return '"' + plain.rstrip("\\") + '"' if windows else shlex.quote(plain)


class IshojError(Exception):
    """Base of all our errors: `what` is wrong, `where` (a file, a line), and what to do next.

    `hint` says what to do; `command` is what to type for it, without the program's name: `vaerdier respekt`. The
    command line sets `repeat`, the options that the command must repeat to be about the same content:
    ` --indhold vores`.
    """

    status = ExitStatus.ERROR
    repeat = ""

    def __init__(
        self, what: str, *, where: str | None = None, hint: str | None = None, command: str | None = None
    ) -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.hint = hint
        self.command = command

    def __str__(self) -> str:
        """The error as one or two lines in Danish."""
        place = f"{visible(self.where)}: " if self.where else ""
        advice = self.hint or ""
        if self.command is not None:
            advice = f"{self.hint or 'Skriv'}: {suggested_command(self.command, self.repeat)}"
        return f"{place}{self.what}" + (f"\n{advice}" if advice else "")


def suggested_command(words: str, repeat: str = "") -> str:
    """A command for the reader to type: `ishoj vaerdier --indhold vores`."""
    return f"ishoj {words}".rstrip() + repeat


class UsageError(IshojError):
    """The command was typed in a way that can't be followed."""


class NotFoundError(IshojError):
    """What was asked for isn't there."""

    status = ExitStatus.NOT_FOUND


class FileError(IshojError):
    """A file or folder can't be read or written."""


class ReaderGoneError(IshojError):
    """The reader closed standard output (`| head -1`); there is nothing more to do.

    Not a BrokenPipeError, because Typer exits with 1 when it sees one.
    """

    status = ExitStatus.OK

    def __init__(self) -> None:
        super().__init__("Læseren er gået.")


class ContentError(IshojError):
    """The content is faulty: names the first finding and counts the rest.

    `findings` are `ishoj_cli.content.findings.Finding`, at least one; `cut` when the list ends before the findings do.
    """

    def __init__(self, findings: "Sequence[object]", *, cut: bool = False) -> None:
        more = more_faults(findings, cut=cut)
        hint = f"Indholdet kan ikke læses, før det er rettet.{more}"
        super().__init__(
            str(findings[0]), hint=f"{hint} Se dem alle med" if more else hint, command="tjek" if more else None
        )
        self.findings = tuple(findings)


def more_faults(findings: "Sequence[object]", *, cut: bool = False) -> str:
    """` Der er 2 fejl mere.` after the first, or nothing; `cut` when the list ends before the findings do."""
    more = len(findings) - 1
    return f" Der er {'mindst ' if cut else ''}{more} fejl mere." if more else ""


def did_you_mean(names: "Sequence[str]") -> str:
    """`Mente du »a« eller »b«?`, or nothing when no name is near."""
    return f"Mente du {enumerated([quoted(name, 200) for name in names], 'eller')}?" if names else ""


REASONS = {  # the system's codes: why it said no, and what one who writes can do
    "ENOENT": ("mappen findes ikke", "Opret mappen, eller vælg en anden."),
    "ENOTDIR": ("en del af stien er ikke en mappe", "Ret stien."),
    "EISDIR": ("det er en mappe", "Skriv navnet på en fil."),
    "EACCES": ("du har ikke adgang", "Vælg et andet sted at skrive, eller bed ejeren om adgang."),
    "EPERM": ("det er ikke tilladt", "Vælg et andet sted at skrive, eller bed ejeren om adgang."),
    "EROFS": ("disken kan kun læses", "Vælg et andet sted at skrive."),
    "ENOSPC": ("der er ikke mere plads", "Ryd op på disken, eller vælg et andet sted at skrive."),
    "EDQUOT": ("din kvote er brugt op", "Slet noget, du ikke bruger, eller vælg et andet sted at skrive."),
    "EFBIG": ("filen bliver for stor", "Vælg et andet sted at skrive."),
    "ENAMETOOLONG": ("navnet er for langt", "Vælg et kortere navn."),
    "ELOOP": ("stien går i ring", "Ret linket, eller vælg et andet navn."),
    "EBADF": ("udgangen er lukket", "Skriv til en fil med -o FIL."),
    "EIO": ("der er fejl på disken eller forbindelsen", "Prøv igen, eller vælg et andet sted at skrive."),
    "EMFILE": ("for mange filer er åbne", "Luk nogle programmer, og prøv igen."),
    "ENXIO": ("der er ingen, der læser i den anden ende", "Start den, der skal læse, og prøv igen."),
    "EINVAL": ("navnet kan ikke bruges", "Vælg et andet navn."),
    "ETXTBSY": (
        "du har ikke adgang, eller et andet program har filen åben",
        "Luk den dér, eller vælg et andet sted at skrive.",
    ),
}
IN_USE = (5, 32)  # Windows says so of a file that another program has open; the first also of one that is not ours


def reason(error: OSError | ValueError) -> str:
    """Why the operating system said no, in Danish."""
    code = error_code(error)
    return REASONS[code][0] if code in REASONS else f"systemet siger {code}" if code else "ukendt fejl"


def advice(error: OSError | ValueError) -> str:
    """What one who wanted to write can do when the operating system said no, as a sentence."""
    code = error_code(error)
    return REASONS[code][1] if code in REASONS else "Prøv igen, eller vælg et andet sted at skrive."


def error_code(error: OSError | ValueError) -> str:
    """The symbolic code of an operating system error, such as `ENOENT`."""
    if getattr(error, "winerror", None) in IN_USE:
        return "ETXTBSY"
    return errno.errorcode.get(error.errno or 0, "") if isinstance(error, OSError) else "EINVAL"
