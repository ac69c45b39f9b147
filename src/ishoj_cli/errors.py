"""The exceptions and exit statuses: what is wrong, and what the user can do next."""

import errno
import sys

from ishoj_cli.danish import enumerated
from ishoj_cli.type_hints import Sequence


class ExitStatus:
    """The exit statuses of the process."""

    OK = 0
    NOT_FOUND = 1
    ERROR = 2
    INTERRUPTED = 130


INVISIBLE = ("Cc", "Cf", "Cs", "Zl", "Zp")  # Unicode's categories of controls, format, surrogates, separators
JOINERS = "\u200c\u200d"  # also of category Cf, but needed by emoji and some scripts
# A grapheme cluster: a flag, or a letter or symbol with the marks, colours and symbols joined to it.
CLUSTER = "[\U0001f1e6-\U0001f1ff]{2}|.(?:[\u0300-\u036f\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff]|\u200d[^\\s])*"


def is_invisible(letter: str) -> bool:
    """Whether a character is invisible and may control a terminal or change how the text around it is shown."""
    if letter.isprintable():
        return False
    from unicodedata import category

    return category(letter) in INVISIBLE and letter not in JOINERS


def decoded_name(name: str) -> str:
    """A file name whose undecodable bytes (PEP 383) are read as UTF-8 where they are valid UTF-8."""
    try:
        return name.encode("utf-8", "surrogateescape").decode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return name


def visible(text: str) -> str:
    """Text that can't control a terminal: control characters, direction marks and lone surrogates are escaped."""
    if text.isprintable():
        return text
    return "".join(ascii(letter)[1:-1] if is_invisible(letter) else letter for letter in decoded_name(text))


def quoted(text: str, limit: int = 60) -> str:
    """Text in Danish quotation marks, safe for a terminal and cut to `limit` characters."""
    shown = visible(text)
    return f"»{shown if len(shown) <= limit else shown[: limit - 1] + '…'}«"


def as_typed(value: str) -> str:
    """A value as it must be typed in a shell, quoted if necessary; invisible characters are escaped."""
    plain = visible(value)
    windows = sys.platform == "win32"
    if all(letter.isalnum() or letter in ("-_./\\:" if windows else "-_./") for letter in plain):
        return plain
    import shlex  # importing it takes longer than reading a section

    # On Windows a backslash before the closing quotation mark escapes it.
    return '"' + plain.rstrip("\\") + '"' if windows else shlex.quote(plain)


class IshojError(Exception):
    """The base class of all our errors: `what` is wrong, and what to do next.

    `hint` says what to do; `command` is the command that does it, without the program's name: `vaerdier respekt`. The
    command line sets `repeat`, the options that the suggested command needs to use the same content:
    ` --indhold vores`.
    """

    status = ExitStatus.ERROR
    repeat = ""
    trace = ""  # of the exception that this one explains

    def __init__(self, what: str, *, hint: str | None = None, command: str | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.hint = hint
        self.command = command

    def __str__(self) -> str:
        """The error as one or two lines in Danish."""
        advice = self.hint
        if self.command is not None:
            advice = f"{self.hint or 'Skriv'}: {suggested_command(self.command, self.repeat)}"
        return f"{self.what}\n{advice}" if advice else self.what


NAME = "ishoj"
started_as = NAME  # what is typed to start the program; `ishoj.pyz` sets it to Python and its own path


def suggested_command(words: str, repeat: str = "", name: str | None = None) -> str:
    """A command to suggest to the user: `ishoj vaerdier --indhold vores`.

    Messages use the name that the program was started by; help, and text that may be kept or passed on, uses NAME.
    """
    return f"{name or started_as} {words}".rstrip() + repeat


class UsageError(IshojError):
    """The command line is wrong."""


class NotFoundError(IshojError):
    """The section, entry or hit that was asked for does not exist."""

    status = ExitStatus.NOT_FOUND


class FileError(IshojError):
    """A file or folder can't be read or written."""


class ContentError(IshojError):
    """The content is faulty: names the first of its `findings`, and says in `more` how many others there are."""

    def __init__(self, findings: "Sequence[object]", more: str = "") -> None:
        hint = f"Indholdet kan først vises, når fejlen er rettet.{more}"
        if more:
            super().__init__(str(findings[0]), hint=f"{hint} Se dem alle med", command="tjek")
        else:
            super().__init__(str(findings[0]), hint=hint)
        self.findings = tuple(findings)


BUG = (
    "Der er en fejl i programmet. Sæt ISHOJ_DEBUG=1, kør kommandoen igen, og send det, der så står, "
    "til den, der har installeret ishoj."
)
NO_MEMORY = "Der er ikke hukommelse nok. Luk nogle programmer, eller tag mindre med, og prøv igen."
FREE_MEMORY = 128 * 1024 * 1024  # bytes; with so much free memory a failure has another cause


def to_ishoj_error(failure: BaseException) -> IshojError:
    """Convert any exception to an IshojError.

    Our own are returned unchanged; any other is translated for the user and has its trace.
    """
    if isinstance(failure, IshojError):
        return failure
    error = IshojError(BUG)
    code = error_code(failure) if isinstance(failure, OSError) else ""
    # Libraries report a lack of memory in many ways, even as a syntax error in a file.
    if isinstance(failure, MemoryError) or code == "ENOMEM" or not _has_free_memory():
        error = IshojError(NO_MEMORY)
    elif code in ("EMFILE", "ENFILE"):
        what, hint = REASONS["EMFILE"]
        error = IshojError(f"{what.capitalize()}.", hint=hint)
    elif code == "EAGAIN":  # no more processes can be started
        error = IshojError(f"{TOO_MANY.capitalize()}.", hint="Luk nogle af dem, og prøv igen.")
    elif isinstance(failure, (ImportError, SyntaxError)):  # a truncated file has invalid syntax
        name = failure.name if isinstance(failure, ImportError) else failure.filename
        what = f"Biblioteket {quoted(name or str(failure), 200)} mangler eller er i stykker."
        hint = "Installer det igen, eller se hvorfor: Sæt ISHOJ_DEBUG=1, og kør kommandoen igen."
        error = IshojError(what, hint=hint)
    try:
        import traceback

        error.trace = "".join(traceback.format_exception(failure)).rstrip()
    except Exception:  # with too little memory not even `traceback` can be imported
        error.trace = str(failure)
    return error


def _has_free_memory() -> bool:
    """Whether FREE_MEMORY bytes can be allocated; they are released at once."""
    try:
        return bool(bytearray(FREE_MEMORY))
    except MemoryError:
        return False


def did_you_mean(names: "Sequence[str]") -> str:
    """`Mente du »a« eller »b«?`, or nothing when no name is near."""
    return f"Mente du {enumerated([quoted(name, 200) for name in names], 'eller')}?" if names else ""


TOO_MANY = "der kører for mange programmer"
IN_USE = "Luk filen dér, eller vælg et andet sted at skrive."
REASONS = {  # by symbolic error code: the reason, and advice for a failed write
    "ENOENT": ("mappen findes ikke", "Opret mappen, eller vælg en anden."),
    "ENOTDIR": ("en del af stien er ikke en mappe", "Ret stien."),
    "EEXIST": ("der er allerede en fil med det navn", "Vælg et andet navn."),
    "EISDIR": ("det er en mappe", "Skriv navnet på en fil."),
    "EACCES": ("du har ikke adgang", "Vælg et andet sted at skrive, eller bed ejeren om adgang."),
    "EPERM": ("det er ikke tilladt", "Vælg et andet sted at skrive, eller bed ejeren om adgang."),
    "EROFS": ("disken kan kun læses", "Vælg et andet sted at skrive."),
    "ENOSPC": ("der er ikke mere plads", "Ryd op på disken, eller vælg et andet sted at skrive."),
    "EDQUOT": ("din kvote er brugt op", "Slet noget, du ikke bruger, eller vælg et andet sted at skrive."),
    "EFBIG": ("filen bliver for stor", "Vælg et andet sted at skrive."),
    "ENAMETOOLONG": ("navnet er for langt", "Vælg et kortere navn."),
    "ELOOP": ("stien går i ring", "Ret linket, eller vælg et andet navn."),
    "EBADF": ("der er ikke noget sted at skrive hen", "Skriv til en fil med -o FIL."),
    "EIO": ("der er fejl på disken eller forbindelsen", "Prøv igen, eller vælg et andet sted at skrive."),
    "EMFILE": ("for mange filer er åbne", "Luk nogle programmer, og prøv igen."),
    "ENXIO": ("enheden er ikke tilsluttet", "Vælg et andet sted at skrive."),
    "EINVAL": ("navnet kan ikke bruges", "Vælg et andet navn."),
    "EBUSY": ("filen er i brug og kan ikke skiftes ud", "Vælg et andet sted at skrive."),
    "ETXTBSY": ("et andet program har filen åben", IN_USE),
    "EAGAIN": ("et andet program har filen åben", IN_USE),
    "WINDOWS": ("du har ikke adgang, eller et andet program har filen åben", IN_USE),
}
SHARING_VIOLATION = (5, 32)  # Windows' codes for a file that another program has open; 5 also means no access


def reason(error: OSError | ValueError) -> str:
    """Translate an OSError to Danish: the reason, without a full stop."""
    code = error_code(error)
    return REASONS[code][0] if code in REASONS else f"systemet siger {code}" if code else "ukendt fejl"


def advice(error: OSError | ValueError) -> str:
    """What a user can do about an OSError while writing, as a Danish sentence."""
    code = error_code(error)
    return REASONS[code][1] if code in REASONS else "Prøv igen, eller vælg et andet sted at skrive."


def file_error(act: str, path: str, error: OSError | ValueError) -> FileError:
    """The error for a failed operation on a file; `act` is its Danish verb, for example `skrive`."""
    return FileError(f"Kan ikke {act} {quoted(path, 200)}: {reason(error)}.", hint=advice(error))


def read_failure(error: OSError | ValueError, what: str) -> tuple[str, str]:
    """Why `what` (`filen` or `mappen`) can't be read, and what to do: the two texts of a finding."""
    missing = (FileNotFoundError, NotADirectoryError) if what == "filen" else FileNotFoundError
    if isinstance(error, missing):
        return f"{what} findes ikke", "ret navnet, eller opret den"
    if isinstance(error, PermissionError):
        return f"du har ikke lov til at læse {what}", "bed ejeren om adgang"
    if isinstance(error, NotADirectoryError):
        return "det er en fil, ikke en mappe", "angiv en mappe"
    if error_code(error) == "ELOOP":
        return "det er et link, der peger på sig selv", "ret linket, eller slet det"
    return f"{what} kan ikke læses: {reason(error)}", "prøv igen, eller brug en kopi"


def error_code(error: OSError | ValueError) -> str:
    """The symbolic code of an OSError, such as `ENOENT`; `EINVAL` for the ValueError of a name with a NUL."""
    if getattr(error, "winerror", None) in SHARING_VIOLATION:
        return "WINDOWS"
    return errno.errorcode.get(error.errno or 0, "") if isinstance(error, OSError) else "EINVAL"
