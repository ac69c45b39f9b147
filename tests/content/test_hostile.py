"""Files made to harm: each gives a named fault within 2 seconds and 100 MB, in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.slowness import slowness

SECONDS = 2.0  # where `slowness` is 1
MEGABYTES = 100

# Reads a folder as a program would; says the faults, the processor time (others may be busy) and the most memory held.
READER = """
import json, sys, time
from pathlib import Path
from ishoj_cli.content.check import check, findings_as_data
if sys.argv[2] == "python":
    import yaml
    for name in ("CBaseLoader", "CParser"):
        vars(yaml).pop(name, None)
start = time.process_time()
report = findings_as_data(check([sys.argv[1]]))
report["seconds"] = time.process_time() - start
# Not ru_maxrss: it counts what the parent held when it started this process.
status = Path("/proc/self/status")
peak = [line.split()[1] for line in status.read_text().splitlines() if "VmHWM" in line] if status.exists() else [0]
report["megabytes"] = int(peak[0]) * 1024 / 1_000_000
print(json.dumps(report))
"""

HEAD = "id: mission\ntitle: Mission\n"
LAUGHS = "a: &a [lol, lol]\n" + "".join(
    f"{new}: &{new} [*{old}, *{old}, *{old}, *{old}, *{old}, *{old}, *{old}, *{old}, *{old}]\n"
    for old, new in zip("abcdefghi", "bcdefghij", strict=True)
)

TOO_MANY = "her er mere end 90.000 nøgler, lister og tekster"

# Each case: the bytes of mission.yaml, and what its first fault says.
CORPUS: dict[str, tuple[bytes, str]] = {
    "billion laughs": (LAUGHS.encode(), "filen mangler nøglen »title«"),
    "deep lists": (HEAD.encode() + b"lead: " + b"[" * 500_000, "her er mere end 20 lag inde i hinanden"),
    "deep mappings": (b"{a: " * 200_000, "her er mere end 20 lag inde i hinanden"),
    "deep block lists": (b"- " * 200_000, "her er mere end 20 lag inde i hinanden"),
    "deep blocks": (
        "\n".join(" " * depth + "a:" for depth in range(1000)).encode(),
        "her er mere end 20 lag inde i hinanden",
    ),
    "1 MB scalar": (b"x" * 1_000_000, "filen er en tekst"),
    "1 MB of words": (b"id: " + b"ord " * 250_000, "filen mangler nøglen »title«"),
    "1 MB in quotes": (b'"' + b"\\x41" * 250_000, "et anførselstegn bliver ikke lukket"),
    "1 MB of line ends": (b"\n" * 1_000_000, "filen er tom"),
    "1 MB key": (b"x" * 1_000_000 + b": y\n", "her står kolon og mellemrum inde i en tekst"),
    "1 MB of control characters": (b"\x01\n" * 500_000, "her står styretegnet U+0001"),
    "too large": (b"id: mission\n" + b"#" * 1_048_576, "filen er større end 1 MiB"),
    "NUL": (HEAD.encode() + b"lead: a\x00b\n", "her står styretegnet U+0000"),
    "only NUL": (b"\x00" * 1000, "her står styretegnet U+0000"),
    "lone surrogate": (HEAD.encode() + b"lead: \xed\xa0\x80\n", "byten 0xED er ikke UTF-8"),
    "escaped surrogate": (HEAD.encode() + b'lead: "\\ud800"\n', "her står U+D800, som ikke er et tegn"),
    "mark inside": (HEAD.encode() + b"lead: a\xef\xbb\xbfb\n", "her står det usynlige tegn U+FEFF"),
    "UTF-16": (HEAD.encode("utf-16"), "filen er gemt som UTF-16 eller UTF-32"),
    "UTF-32": (HEAD.encode("utf-32-be"), "filen er gemt som UTF-16 eller UTF-32"),
    "latin-1": ((HEAD + "lead: blåbær\n").encode("latin-1"), "byten 0xE5 er ikke UTF-8"),
    "tabs": (HEAD.encode() + b"entries:\n\t- x\n", "her står en tabulator"),
    "question mark": (b"? id\n: mission\n", "nøglen »id« er ikke fulgt af et kolon på samme linje"),
    "1 MB of question marks": (
        HEAD.encode() + b"lead: [" + b"?x," * 349_000 + b"]",
        "nøglen »x« er ikke fulgt af et kolon på samme linje",
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
    "merge key": (HEAD.encode() + b"<<: {lead: x}\n", "flettenøglen »<<« kan ikke bruges"),
    "documents": (b"--- a\n" * 100_000, "her begynder et dokument mere"),
    "empty": (b"", "filen er tom"),
    "python object": (
        HEAD.encode() + b"lead: !!python/object/apply:os.system [exit]\n",
        "typemærket »!!python",
    ),
    "escape codes": (HEAD.encode() + b"lead: \x1b]0;x\x07\n", "her står styretegnet U+001B"),
    "unknown keys": ("".join(f"nøgle{number}: x\n" for number in range(5_000)).encode(), "filen mangler nøglen »id«"),
    "a wall of brackets": (HEAD.encode() + b"lead: ]" + b"]" * 100_000, "filen er ikke gyldig YAML her"),
    "colons": (b":" * 500_000, "her står kolon og mellemrum inde i en tekst"),
    "dashes": (b"-" * 500_000, "filen er en tekst"),
    "exclamations": (b"!" * 500_000, "filen er tom"),
}


def report(folder: Path, parser: str = "libyaml") -> list[str]:
    """What a reader in a process of its own says of mission.yaml; fails when it takes too long or too much."""
    slow = slowness()
    ended = subprocess.run(
        [sys.executable, "-c", READER, str(folder), parser],
        capture_output=True,
        timeout=120,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert not ended.stderr
    said = json.loads(ended.stdout)
    assert said["seconds"] < SECONDS * max(slow, slowness())
    assert said["megabytes"] < MEGABYTES
    faults = [fault for fault in said["findings"] if fault["file"].endswith("mission.yaml")]
    assert all(fault["what"].isprintable() and fault["hint"].isprintable() for fault in faults)
    return [fault["what"] for fault in faults]


@pytest.mark.parametrize("parser", ["libyaml", "python"])
@pytest.mark.parametrize("case", CORPUS)
def test_a_hostile_file_is_a_named_fault(content, case, parser):
    data, said = CORPUS[case]
    content.put("mission.yaml", data)
    faults = report(content.folder, parser)
    assert faults[0].startswith(said)


def test_a_folder_with_the_name_of_a_file(content):
    (content.folder / "mission.yaml").unlink()
    (content.folder / "mission.yaml").mkdir()
    assert report(content.folder) == ["det er en mappe, ikke en fil"]
    assert content.faults() == ["mission.yaml: det er en mappe, ikke en fil; flyt eller omdøb den"]


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_a_link_to_itself(content):
    (content.folder / "mission.yaml").unlink()
    (content.folder / "mission.yaml").symlink_to("mission.yaml")
    assert report(content.folder) == ["det er et link, der peger på sig selv"]
    assert content.faults() == ["mission.yaml:1:1: det er et link, der peger på sig selv; ret linket, eller slet det"]


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_a_link_to_nothing(content):
    (content.folder / "mission.yaml").unlink()
    (content.folder / "mission.yaml").symlink_to("ingenting")
    assert report(content.folder) == ["filen findes ikke"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_is_not_waited_for(content):
    (content.folder / "mission.yaml").unlink()
    os.mkfifo(content.folder / "mission.yaml")
    assert report(content.folder) == ["det er ikke en almindelig fil"]


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="there is no endless device here")
def test_a_device_is_not_read(content):
    (content.folder / "mission.yaml").unlink()
    (content.folder / "mission.yaml").symlink_to("/dev/zero")
    assert report(content.folder) == ["det er ikke en almindelig fil"]


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


def test_a_file_that_is_removed_while_reading(content, monkeypatch):
    real = os.listdir

    def listed(folder: object) -> list[str]:
        names = real(content.folder)
        (content.folder / "mission.yaml").unlink()
        return names

    monkeypatch.setattr(os, "listdir", listed)
    assert content.faults() == ["mission.yaml: filen findes ikke; ret navnet, eller opret den"]
