"""The exception family and the exit statuses: what is wrong, where, and what to do next."""

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
    return f"«{shown if len(shown) <= limit else shown[: limit - 1] + '…'}»"


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
    """What every error of ours is: `what` is wrong, `where` (a file, a line), and `hint`, what to do next."""

    status = ExitStatus.ERROR

    def __init__(self, what: str, *, where: str | None = None, hint: str | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        """The error as one or two lines in Danish."""
        place = f"{visible(self.where)}: " if self.where else ""
        return f"{place}{self.what}" + (f"\n{self.hint}" if self.hint else "")


class UsageError(IshojError):
    """The command was typed in a way that can't be followed."""


class NotFoundError(IshojError):
    """What was asked for isn't there."""

    status = ExitStatus.NOT_FOUND


class FileError(IshojError):
    """A file or folder can't be read or written."""


class ReaderGoneError(IshojError):
    """Whoever read our standard output has gone (`| head -1`), which is nobody's fault: there is no more to do.

    It is no BrokenPipeError, for Typer ends the process with 1 when it sees one.
    """

    status = ExitStatus.OK

    def __init__(self) -> None:
        super().__init__("Læseren er gået.")


class ContentError(IshojError):
    """The content is faulty: the first fault is named, and how many more there are.

    `faults` are of the class `ishoj_cli.content.check.Fault`, at least one.
    """

    def __init__(self, faults: "Sequence[object]", *, cut: bool = False, again: str = "") -> None:
        more = more_faults(faults, cut=cut)
        rest = f"{more} Se dem alle med: ishoj tjek{again}" if more else ""
        super().__init__(str(faults[0]), hint=f"Indholdet kan ikke læses, før det er rettet.{rest}")
        self.faults = tuple(faults)


def more_faults(faults: "Sequence[object]", *, cut: bool = False) -> str:
    """` Der er 2 fejl mere.` after the first, or nothing; `cut` when the list of them was."""
    more = len(faults) - 1
    return f" Der er {'mindst ' if cut else ''}{more} fejl mere." if more else ""


def did_you_mean(names: "Sequence[str]") -> str:
    """`Mente du «a» eller «b»?`, or nothing when no name is near."""
    return f"Mente du {enumerated([quoted(name, 200) for name in names], 'eller')}?" if names else ""
