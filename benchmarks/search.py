"""What a search costs beside SQLite FTS5 and ripgrep: `python benchmarks/search.py` prints ratios, lower is better.

All start from the loaded handbook and end with the hits: ours folds and scans; FTS5 (trigram, in memory) builds its
index and answers; `rg -i` reads the text from a pipe. The text is the handbook's own, over and over, with every
copy's words told apart in three of four passages, so that it has the many different words of a long text.
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
SIZES = {60: 0.7, 1_000: 0.3, 10_000: 0.25}
GUESS_FACTOR = 3
BYTES_A_BYTE = 4
EVERY = 4


def grown(handbook: Handbook, size: int) -> Handbook:
    """The handbook over and over until it has this many passages; of four copies, three have words of their own."""
    sections = []
    passages = copy = 0
    while passages < size:
        for section in handbook.sections:
            if passages >= size:
                break
            marked = copy % EVERY

            def own(text: str, copy: int = copy, marked: int = marked) -> str:
                return " ".join(f"{word}q{copy}" for word in text.split()) if marked else text

            entries = tuple(
                e.replace(id=f"{e.id}-{copy}", title=own(e.title), text=e.text and own(e.text)) for e in section.entries
            )[: size - passages - 1]
            lead = tuple(map(own, section.lead))
            id_ = f"{section.id}-{copy}"
            sections.append(section.replace(id=id_, title=own(section.title), lead=lead, entries=entries))
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
    database.executemany("insert into passage values (?, ?, ?, ?, ?, ?)", rows)
    match = '"{}"'.format(query.replace('"', ""))
    database.execute("select rowid from passage where passage match ? order by rank", (match,)).fetchall()
    database.close()


def main() -> int:
    handbook = load(ROOT / "data")
    ok = True
    print("passages  fts5 ms  found  goal  guess or none  goal  rg -i  bytes a byte of text")
    for size, goal in SIZES.items():
        book = grown(handbook, size)
        rows = [fields(section, entry) for section in book.sections for entry in (None, *section.entries)]
        text = "\n".join("\t".join(row) for row in rows).encode()
        queries = [row["query"] for row in GOLD][:: 1 if size < 1_000 else 4 if size < 10_000 else 8]
        found, guessed = [], []
        for query in queries:
            result = search(book, query)
            took = min(seconds(lambda query=query, book=book: search(book, query)) for _ in range(2))
            (guessed if result.guesses or not result.hits else found).append(took)
        base = median(
            seconds(lambda query=query, rows=rows: fts5(rows, query)) for query in queries[:: 1 if size < 10_000 else 4]
        )
        rg = shutil.which("rg")
        piped = [rg or "", "-i", "-F", "--", "ansvar"]
        ripgrep = (
            seconds(lambda piped=piped, text=text: subprocess.run(piped, input=text, stdout=subprocess.DEVNULL)) / base
            if rg
            else None
        )
        tracemalloc.start()
        held = Passages(book)
        memory = tracemalloc.get_traced_memory()[0] / len(text)
        tracemalloc.stop()
        del held
        ratio, guess = median(found) / base, median(guessed) / base
        ok &= ratio <= goal and guess <= GUESS_FACTOR * goal and memory < BYTES_A_BYTE
        print(
            f"{size:8}  {base * 1000:7.1f}  {ratio:5.2f}  {goal:4}  {guess:13.2f}  {goal * GUESS_FACTOR:4.2f}"
            f"  {'    -' if ripgrep is None else f'{ripgrep:5.2f}'}  {memory:.2f}"
        )
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main())
