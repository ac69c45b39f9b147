"""Files made to harm: each is a named fault, and all of them together take little memory and no endless time."""

import errno
import json
import os
import subprocess
import sys

import pytest

from ishoj_cli import files

MEGABYTES = 100  # the most memory that reading all of them may take
HANG = 300  # seconds; the slowest machine needs a tenth, a hang needs them all

# Reads each file of a folder; reports the faults, and the most memory held.
READER = """
import json, os, sys
from pathlib import Path
from ishoj_cli.content.check import check
from ishoj_cli.content.findings import findings_as_data
if sys.argv[2] == "python":
    import yaml
    for name in ("CBaseLoader", "CParser"):
        vars(yaml).pop(name, None)
paths = {name: os.path.join(sys.argv[1], name) for name in os.listdir(sys.argv[1])}
report = {name: findings_as_data(check([path]))["findings"] for name, path in paths.items()}
# Not ru_maxrss: it counts what the parent held when it started this process.
status = Path("/proc/self/status")
peak = [line.split()[1] for line in status.read_text().splitlines() if "VmHWM" in line] if status.exists() else [0]
print(json.dumps([report, int(peak[0]) * 1024 / 1_000_000]))
"""

HEAD = "id: mission\ntitle: Mission\n"
LAUGHS = "a: &a [lol, lol]\n" + "".join(
    f"{new}: &{new} [*{old}, *{old}, *{old}, *{old}, *{old}, *{old}, *{old}, *{old}, *{old}]\n"
    for old, new in zip("abcdefghi", "bcdefghij", strict=True)
)

TOO_MANY = "her er mere end 90.000 nøgler, lister og tekster"

# Each case: the bytes of a file, and what its first fault says.
CORPUS: dict[str, tuple[bytes, str]] = {
    "billion laughs": (LAUGHS.encode(), "filen mangler nøglen »title«"),
    "deep lists": (HEAD.encode() + b"lead: " + b"[" * 500_000, "her er mere end 20 lag inde i hinanden"),
    "deep lists at the end": (
        HEAD.encode() + b"lead:\n" + b"  - et afsnit\n" * 40_000 + b"closing: " + b"[" * 2_000,
        "her er mere end 20 lag inde i hinanden",
    ),
    "deep mappings": (b"{a: " * 200_000, "her er mere end 20 lag inde i hinanden"),
    "deep block lists": (b"- " * 200_000, "her er mere end 20 lag inde i hinanden"),
    "deep blocks": (
        "\n".join(" " * depth + "a:" for depth in range(1000)).encode(),
        "her er mere end 20 lag inde i hinanden",
    ),
    "1 MB scalar": (b"x" * 1_000_000, "filen er en tekst"),
    "1 MB of words": (b"id: " + b"ord " * 250_000, "filen mangler nøglen »title«"),
    "1 MB in quotes": (b'"' + b"\\x41" * 250_000, "der mangler et afsluttende anførselstegn"),
    "1 MB of line ends": (b"\n" * 1_000_000, "filen er tom"),
    "1 MB key": (b"x" * 1_000_000 + b": y\n", "her står kolon og mellemrum inde i en tekst"),
    "1 MB of control characters": (b"\x01\n" * 500_000, "her står styretegnet U+0001"),
    "too large": (b"id: mission\n" + b"#" * 1_048_576, "filen er større end 1 MiB"),
    "only NUL": (b"\x00" * 1000, "her står styretegnet U+0000"),
    "lone surrogate": (HEAD.encode() + b"lead: \xed\xa0\x80\n", "byten 0xED er ikke UTF-8"),
    "mark inside": (HEAD.encode() + b"lead: a\xef\xbb\xbfb\n", "her står det usynlige tegn U+FEFF"),
    "question mark": (b"? id\n: mission\n", "nøglen »id« mangler et kolon på samme linje"),
    "1 MB of question marks": (
        HEAD.encode() + b"lead: [" + b"?x," * 349_000 + b"]",
        "en tekst begynder med »?«",
    ),
    "1 MB of empty pairs": (HEAD.encode() + b"lead: [" + b"x: ," * 262_000 + b"]", TOO_MANY),
    "1 MB of empty items": (HEAD.encode() + b"lead:\n" + b"-\n" * 500_000, TOO_MANY),
    "1 MB of items": (HEAD.encode() + b"lead: [" + b"x," * 524_000 + b"]", TOO_MANY),
    "1 MB of type marks": (HEAD.encode() + b"lead: [" + b"!x y," * 174_000 + b"]", "typemærket »!x« kan ikke bruges"),
    "1 MB of directives": (
        "".join(f"%TAG !a{number}! b\n" for number in range(60_000)).encode() + b"---\na: b\n",
        "linjer, der begynder med »%«, kan ikke bruges",
    ),
    "1 MB of accents": (
        (HEAD + "lead: a" + "\N{COMBINING DOT BELOW}\N{COMBINING ACUTE ACCENT}" * 260_000).encode(),
        "teksten har mere end 30 accenter på ét bogstav",
    ),
    "accents by number": (
        HEAD.encode() + b'lead: "a' + b"\\u0323\\u0301" * 80_000 + b'"',
        "teksten har mere end 30 accenter på ét bogstav",
    ),
    "documents": (b"--- a\n" * 100_000, "her begynder et dokument mere"),
    "unknown keys": ("".join(f"nøgle{number}: x\n" for number in range(5_000)).encode(), "filen mangler nøglen »id«"),
    "a wall of brackets": (HEAD.encode() + b"lead: ]" + b"]" * 100_000, "her står et skilletegn, hvor"),
    "colons": (b":" * 500_000, "her står kolon og mellemrum inde i en tekst"),
    "dashes": (b"-" * 500_000, "filen er en tekst"),
    "exclamations": (b"!" * 500_000, "typemærket »!!!"),
}


@pytest.mark.parametrize("parser", ["libyaml", "python"])
def test_a_hostile_file_is_a_named_fault(tmp_path, parser):
    for case, (data, _said) in CORPUS.items():
        (tmp_path / case).write_bytes(data)
    ended = subprocess.run(
        [sys.executable, "-c", READER, str(tmp_path), parser],
        capture_output=True,
        timeout=HANG,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert not ended.stderr
    report, megabytes = json.loads(ended.stdout)
    texts = [text for faults in report.values() for fault in faults for text in (fault["what"], fault["hint"])]
    assert [text for text in texts if not text.isprintable()] == []
    first = {case: faults[0]["what"] for case, faults in report.items()}
    assert [case for case, (_data, said) in CORPUS.items() if not first[case].startswith(said)] == []
    assert megabytes < MEGABYTES


def test_a_folder_with_the_name_of_a_file(content):
    (content.folder / "mission.yaml").unlink()
    (content.folder / "mission.yaml").mkdir()
    assert content.faults() == ["mission.yaml: det er en mappe, ikke en fil; flyt eller omdøb den"]


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_a_link_to_itself(content):
    (content.folder / "mission.yaml").unlink()
    (content.folder / "mission.yaml").symlink_to("mission.yaml")
    assert content.faults() == ["mission.yaml:1:1: det er et link, der peger på sig selv; ret linket, eller slet det"]


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_a_link_to_nothing(content):
    (content.folder / "mission.yaml").unlink()
    (content.folder / "mission.yaml").symlink_to("ingenting")
    assert content.faults() == ["mission.yaml: filen findes ikke; ret navnet, eller opret den"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_is_not_waited_for(content):
    (content.folder / "mission.yaml").unlink()
    os.mkfifo(content.folder / "mission.yaml")
    assert content.faults() == ["mission.yaml:1:1: det er ikke en almindelig fil; flyt eller omdøb den"]


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="there is no endless device here")
def test_a_device_is_not_read(content):
    (content.folder / "mission.yaml").unlink()
    (content.folder / "mission.yaml").symlink_to("/dev/zero")
    assert content.faults() == ["mission.yaml:1:1: det er ikke en almindelig fil; flyt eller omdøb den"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_file_that_becomes_a_pipe_is_not_waited_for(content, monkeypatch):
    path = content.folder / "mission.yaml"
    real = os.open

    def swap(name: str, flags: int) -> int:
        if str(name) == str(path):
            path.unlink()
            os.mkfifo(path)
        return real(name, flags)

    monkeypatch.setattr(os, "open", swap)
    assert content.faults() == ["mission.yaml:1:1: det er ikke en almindelig fil; flyt eller omdøb den"]


@pytest.mark.parametrize("tries", [3, 1000])
def test_a_file_with_a_lease_is_waited_for_a_while(content, monkeypatch, tries):
    """As Samba has it on a file that somebody edits on a shared drive."""
    path = str(content.folder / "mission.yaml")
    answers = [BlockingIOError(errno.EAGAIN, "lease")] * tries
    real = os.open

    def leased(name: str, flags: int) -> int:
        if str(name) == path and answers:
            raise answers.pop()
        return real(name, flags)

    monkeypatch.setattr(os, "open", leased)
    monkeypatch.setattr(files, "PAUSE", 0)
    said = "mission.yaml:1:1: filen kan ikke læses: et andet program har filen åben; prøv igen, eller brug en kopi"
    assert content.faults() == ([said] if tries > files.ATTEMPTS else [])


def test_a_file_that_is_removed_while_reading(content, monkeypatch):
    real = os.listdir

    def listed(folder: object) -> list[str]:
        names = real(content.folder)
        (content.folder / "mission.yaml").unlink()
        return names

    monkeypatch.setattr(os, "listdir", listed)
    assert content.faults() == ["mission.yaml: filen findes ikke; ret navnet, eller opret den"]
