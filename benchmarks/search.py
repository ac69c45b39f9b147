"""What a search costs beside SQLite FTS5 and ripgrep: `python benchmarks/search.py` prints ratios, lower is better.

All start from the loaded handbook and end with the hits: ours folds, scans and makes the hits; FTS5 (trigram, in
memory) builds its index and answers with the numbers of the rows; `rg -i` reads the text from a pipe. Every query of
the gold set is asked of ours and of FTS5 equally often, in turn, so that a busy machine slows both; what counts is the
median over the queries of the fastest run of each.

A longer text is the handbook over and over, as it is written. So whatever is found is found in every copy: ours makes
a hit of each, and the words do not grow more numerous, which is what FTS5 has the least trouble with.
"""

import json
import shutil
import sqlite3
import subprocess
import sys
import tracemalloc
from pathlib import Path
from statistics import median
from time import perf_counter

from ishoj_cli.content.load import load
from ishoj_cli.content.model import Handbook
from ishoj_cli.search import search
from ishoj_cli.search.passages import FIELDS, Passages, fields

ROOT = Path(__file__).parents[1]
GOLD = [json.loads(line) for line in (ROOT / "tests/search/gold.jsonl").read_text(encoding="utf-8").splitlines()]
# For each number of passages the goal, and how often each query is asked.
SIZES = {60: (0.7, 5), 1_000: (0.3, 3), 10_000: (0.25, 1)}
GUESS_FACTOR = 3
BYTES_A_BYTE = 4
KINDS = ("found", "guess", "nothing")


def grown(handbook: Handbook, size: int) -> Handbook:
    """The handbook over and over until it has this many passages; a copy's ids are its own."""
    sections = []
    passages = copy = 0
    while passages < size:
        for section in handbook.sections:
            if passages < size:
                entries = section.entries[: size - passages - 1]
                sections.append(section.replace(id=f"{section.id}-{copy}", entries=entries))
                passages += 1 + len(entries)
        copy += 1
    return handbook.replace(sections=tuple(sections))


def seconds(work) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def fts5(rows: list[tuple[str, ...]], query: str) -> None:
    database = sqlite3.connect(":memory:")
    database.execute(f"create virtual table passage using fts5({', '.join(FIELDS)}, tokenize='trigram')")
    database.executemany(f"insert into passage values ({', '.join('?' * len(FIELDS))})", rows)  # noqa: S608
    match = '"{}"'.format(query.replace('"', ""))
    database.execute("select rowid from passage where passage match ? order by rank", (match,)).fetchall()
    database.close()


def kind_of(book: Handbook, query: str) -> str:
    result = search(book, query)
    return "guess" if result.guesses else "found" if result.hits else "nothing"


def measured(book: Handbook, rows: list[tuple[str, ...]], runs: int) -> tuple[dict[str, float], float]:
    """The median seconds of ours for each kind of query, and of FTS5 for all of them."""
    ours: dict[str, list[float]] = {kind: [] for kind in KINDS}
    theirs = []
    for row in GOLD:
        query = row["query"]
        mine, other = [], []
        for _ in range(runs):
            mine.append(seconds(lambda: search(book, query)))  # noqa: B023 - called at once
            other.append(seconds(lambda: fts5(rows, query)))  # noqa: B023
        ours[kind_of(book, query)].append(min(mine))
        theirs.append(min(other))
    return {kind: median(times) for kind, times in ours.items()}, median(theirs)


def main() -> int:
    handbook = load(ROOT / "data")
    rg = shutil.which("rg")
    ok = True
    print("passages  fts5 ms | found  goal | guess  nothing  goal | rg -i | bytes a byte of text")
    for size, (goal, runs) in SIZES.items():
        book = grown(handbook, size)
        rows = [
            tuple(map("\n\n".join, fields(section, entry)))
            for section in book.sections
            for entry in (None, *section.entries)
        ]
        text = "\n".join("\t".join(row) for row in rows).encode()
        tracemalloc.start()
        held = Passages(book)
        memory = tracemalloc.get_traced_memory()[0] / len(text)
        tracemalloc.stop()
        del held
        ours, base = measured(book, rows, runs)
        found, guess, nothing = (ours[kind] / base for kind in KINDS)
        piped = [rg or "", "-i", "-F", "--", "ansvar"]
        ripgrep = "-"
        if rg:
            took = min(seconds(lambda: subprocess.run(piped, input=text, stdout=subprocess.DEVNULL)) for _ in range(5))  # noqa: B023
            ripgrep = f"{took / base:.2f}"
        most = GUESS_FACTOR * goal
        ok &= found <= goal and max(guess, nothing) <= most and memory < BYTES_A_BYTE
        print(
            f"{size:8}  {base * 1000:7.1f} | {found:5.2f}  {goal:4.2f} | {guess:5.2f}  {nothing:7.2f}  {most:4.2f}"
            f" | {ripgrep:>5} | {memory:.2f}",
            flush=True,
        )
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main())
