"""Classifies the files of a content folder by name: read, copy of another file, or to be renamed."""

import os
import re

from ishoj_cli.content.findings import Finding, Fix, Level
from ishoj_cli.content.paths import HANDBOOK_FILE, LOCAL_FILE
from ishoj_cli.danish import name_key
from ishoj_cli.errors import quoted, read_failure
from ishoj_cli.type_hints import Path

# What is added to the name of a copy by Windows, macOS, browsers, OneDrive (the machine's name), Dropbox, Nextcloud,
# Syncthing, Git and editors, in Danish and English: before the name, and between it and its ending.
BEFORE = r"#?(?:(?:kopi|copy)(?: ?\(\d+\))? (?:af|of) )?"
ADDED = (
    r" - (?:kopi|copy)(?: ?\(\d+\)| \d+)?",
    r" (?:kopi|copy)(?: \d+)?",
    r" ?\(\d+\)",
    r" ?\([^()]*(?:konflikt|conflict)[^()]*\)",
    r"[._-](?:sync-)?conflict-\d[\w-]*",
    r"[._ ](?:backup|bak|orig|old|gammel)",
    r"_(?:BACKUP|BASE|LOCAL|REMOTE)_\d+",
    r"-(?-i:[A-ZÆØÅ][A-ZÆØÅ0-9]{3,})(?:-(?-i:[A-Z0-9]+))*",
)
COPY = ".foer"  # what is added to the name of the copy that `tjek --ret` keeps
# The extension, possibly with a suffix such as `.bak`; excluded are our own backups, editor swap files and Windows
# alternate data streams.
ENDING = rf"\.ya?ml(?!{COPY}|\.(?:kate-)?sw[a-p]$)(?:[^a-z:].*)?"
HIDDEN = (".", "~$")  # how hidden files begin, and what Word keeps beside an open one
DANISH_HANDBOOK = ("haandbog yaml", "handbog yaml")  # as keys of names


def intended_name(name: str) -> str:
    """The content file name that a file has, should have, or is a copy of; empty for other files."""
    if name.endswith(".yaml") and name.removesuffix(".yaml").replace("-", "a").isalnum() and name.islower():
        return name  # the usual name, for which no pattern has to be compiled
    # An atomic group: possessive repetition of a group does not match before Python 3.11.5 (gh-106052).
    found = re.fullmatch(f"{BEFORE}(.+?)(?>(?:{'|'.join(ADDED)})*){ENDING}", name, re.IGNORECASE)
    if not found:
        return ""
    meant = f"{found[1]}.yaml"
    return next((own for own in (HANDBOOK_FILE, LOCAL_FILE) if own == meant.lower()), meant)


def yaml_names(folder: "str | Path") -> "tuple[list[str], list[Finding]]":
    """The names of a folder's content files in order, and what is wrong with the folder itself and other names in it.

    Hidden files and a local interpretation are not content and are ignored. A copy that is not read anyway, such as an
    editor leaves, is a warning. A finding has a fix if renaming the file would make it be read.
    """
    try:
        names = sorted(name for name in os.listdir(folder) if not name.startswith(HIDDEN))
    except (OSError, ValueError) as error:
        return [], [Finding(str(folder), 0, 0, *read_failure(error, "mappen"))]
    meanings = {name: intended_name(name) for name in names}
    originals = {name.lower(): name for name, meant in meanings.items() if meant == name}
    if HANDBOOK_FILE not in originals:
        meanings |= {name: HANDBOOK_FILE for name in names if name_key(meanings[name]) in DANISH_HANDBOOK}
    read: list[str] = []
    findings = []
    for name, meant in meanings.items():
        original = originals.get(meant.lower(), name)
        if original != name:
            what = f"filen ligner en kopi af {quoted(original, 200)} og læses ikke"
            level: Level = "fault" if name.lower().endswith((".yaml", ".yml", ".txt")) else "warning"
            hint = "slet den, eller flyt den til en anden mappe"
            findings.append(Finding(os.path.join(folder, name), 1, 1, what, hint, level))
        elif meant == HANDBOOK_FILE != name or (meant and not name.endswith(".yaml")):
            own = meant == HANDBOOK_FILE
            what = f"bogens egen fil hedder {meant}" if own else "navnet ender ikke på .yaml"
            alone = list(meanings.values()).count(meant) == 1  # with several candidates, the right one is unknown
            hint, fix = f"omdøb den til {meant}", Fix(0, 0, meant) if alone else None
            at = Finding(os.path.join(folder, name), 1, 1, f"filen læses ikke, for {what}", hint, fix=fix)
            findings.append(at)
        elif meant and name != LOCAL_FILE:
            read.append(name)
    return read, findings


def misnamed(folder: "str | Path", *names: str) -> str:
    """The first file that has one of these names but another ending, as `vision.docx` for `vision`; "" for none."""
    keys = [name_key(name) for name in names]
    others = [each for each in sorted(os.listdir(folder)) if name_key(os.path.splitext(each)[0]) in keys]
    return next((each for each in others if not intended_name(each) and os.path.isfile(os.path.join(folder, each))), "")
