"""Content files with every mistake fixed that can be fixed in only one way."""

import os
import re

from ishoj_cli.content.check import check_file
from ishoj_cli.content.file_names import COPY, yaml_names
from ishoj_cli.content.findings import Finding
from ishoj_cli.content.load import read_bytes
from ishoj_cli.content.model import Record
from ishoj_cli.content.paths import LOCAL_FILE
from ishoj_cli.errors import FileError
from ishoj_cli.files import rename_file, write_file
from ishoj_cli.type_hints import Callable, Iterator, Sequence

Ask = Callable[[Finding, str], bool]  # asks whether to apply a doubtful fix; the second argument is the resulting line

MOST_ROUNDS = 50  # each round applies at most one fix per line, to at most 200 lines


class FixedFile(Record):
    """A file with what becomes of it: its bytes before and after, what changes, and its new name ("" for the same).

    A change is the line's number (0 for the file as a whole), what is wrong, and the line as it becomes ("" where it
    would look the same).
    """

    file: str
    before: bytes
    after: bytes
    changes: tuple[tuple[int, str, str], ...]
    new_name: str = ""


def fixed_files(paths: "Sequence[str]", ask: "Ask") -> "Iterator[FixedFile]":
    """Fix the given files and the content files of the given folders; yields those that change."""
    seen: set[str] = set()
    for path in paths:
        folder = path if os.path.isdir(path) else os.path.dirname(path) or os.curdir
        names, findings = yaml_names(folder)
        new = {os.path.basename(each.file): each.fix.text for each in findings if each.fix}
        local = [LOCAL_FILE] if os.path.isfile(os.path.join(folder, LOCAL_FILE)) else []
        files = [os.path.join(folder, name) for name in (*names, *new, *local)] if os.path.isdir(path) else [path]
        for file in files:
            if os.path.abspath(file) in seen:
                continue
            seen.add(os.path.abspath(file))
            try:
                before = read_bytes(file)
                after, changes = _fixed(file, before, ask)
            except (OSError, ValueError, FileError):  # the check says why it can't be read
                continue
            name = new.get(os.path.basename(file), "")
            if changes or name:
                yield FixedFile(file, before, after, tuple(changes), name)


def _fixed(file: str, data: bytes, ask: "Ask") -> "tuple[bytes, list[tuple[int, str, str]]]":
    """A file's bytes once fixed, and the changes; raises UnicodeDecodeError."""
    text, changes = _normalized(data.decode())
    whats: dict[int, list[str]] = {}
    answers: dict[tuple[int, str], bool] = {}
    for _ in range(MOST_ROUNDS):
        lines = text.split("\n")
        done: set[int] = set()
        for finding in check_file(file, data=text.encode()):
            fix, number = finding.fix, finding.line
            if not fix or number in done or finding.what in whats.get(number, ()):  # or it was fixed once
                continue
            line = lines[number - 1]
            becomes = line[: fix.start - 1] + fix.text + line[fix.end - 1 :]
            if fix.doubtful:
                if (number, line) not in answers:
                    answers[number, line] = ask(finding, becomes)
                if not answers[number, line]:
                    continue
            lines[number - 1] = becomes
            whats.setdefault(number, []).append(finding.what)
            done.add(number)
        if not done:
            break
        text = "\n".join(lines)
    lines = text.split("\n")
    changes += [
        (number, " og ".join(dict.fromkeys(whats[number])), lines[number - 1].rstrip("\r")) for number in sorted(whats)
    ]
    return text.encode(), changes


def _normalized(text: str) -> "tuple[str, list[tuple[int, str, str]]]":
    """A text without what no reader sees or needs."""
    ending = "\r\n" if "\r\n" in text else "\n"
    changes = []
    for what, pattern, new in (
        ("et usynligt mærke først i filen (BOM) slettes", "\\A\ufeff", ""),
        ("gammeldags linjeskift (CR) bliver til almindelige", r"\r(?!\n)", ending),
        ("mellemrum sidst på en linje slettes", r"(?m)(?<![ \t\\])[ \t]+(?=\r?$)", ""),
    ):
        text, count = re.subn(pattern, new, text)
        if count:
            changes.append((0, what, ""))
    return text, changes


def write_fixed(fixed_file: FixedFile) -> str:
    """Write what becomes of a file, once its copy is kept, and give the copy's name ("" where only the name changes).

    Raises FileError, also when the file has changed since it was read. Where nothing is written no copy is left.
    """
    file, copy = fixed_file.file, ""
    _check_unchanged(fixed_file)
    if fixed_file.after != fixed_file.before:
        copy, number = f"{file}{COPY}", 1
        while os.path.lexists(copy):
            number += 1
            copy = f"{file}{COPY}-{number}"
        _write(copy, fixed_file.before, like=file)
        try:
            _check_unchanged(fixed_file)
            _write(file, fixed_file.after, overwrite=True)
        except BaseException:
            if _is_unchanged(fixed_file):
                os.unlink(copy)
            raise
    if fixed_file.new_name:
        rename_file(file, os.path.join(os.path.dirname(file), fixed_file.new_name))
    return copy


def _write(file: str, data: bytes, *, overwrite: bool = False, like: str = "") -> None:
    """Write a file. On failure, replace the default hint (choose another name), which does not apply here."""
    try:
        write_file(file, data, overwrite=overwrite, like=like)
    except FileError as error:
        hint = "Intet er rettet i filen. Prøv igen, når det er løst, eller ret en kopi af mappen et andet sted."
        raise FileError(error.what, hint=hint) from error


def _check_unchanged(fixed_file: FixedFile) -> None:
    if not _is_unchanged(fixed_file):
        raise FileError(f"{fixed_file.file} er ændret imens.", hint="Intet er skrevet i den. Prøv igen.")


def _is_unchanged(fixed_file: FixedFile) -> bool:
    """Whether a file is still as it was read."""
    try:
        return read_bytes(fixed_file.file) == fixed_file.before
    except (OSError, ValueError):
        return False
