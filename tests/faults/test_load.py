"""Many at once and many after one another: all answers equal, and nothing that grows.

A long run is 64 processes at a time for a minute, 20,000 reads in one process and 20,000 processes one after another
(8 minutes where one takes 25 ms). A plain run is 6 seconds, 2,000 reads and, since a process costs far more than a
read, 200 processes. What could grow from read to read is looked for in the one process that makes them all: files that
are open and memory in use, after a tenth of the reads and after the last.
"""

import json
import os
import subprocess
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice

import pytest

from ..conftest import Result
from .world import TIMEOUT, World, snapshot

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the program is started as POSIX starts it")

AT_ONCE = 64
GROWTH = 1024  # kB of memory that a process may take more: Python's own housekeeping needs some hundreds
QUICK = [["vaerdier", "respekt"], ["soeg", "ansvar"], [], ["soeg", "åbnehed"], ["soeg", "xyzzyq"], ["vaerdier", "9"]]
LINES = [*QUICK, ["vaerdier", "--json"], ["--indhold", "indhold", "alt"], ["alt", "-o", "ny", "--overskriv"]]
MANY = """\
import json, os, sys
from ishoj_cli.main import main

def measured():
    with open("/proc/self/status") as status:
        memory = next(line.split()[1] for line in status if line.startswith("VmRSS:"))
    return len(os.listdir("/proc/self/fd")), int(memory)

count, lines = int(sys.argv[1]), json.loads(sys.argv[2])
statuses = []
for turn in range(count):
    if turn == count // 10:
        before = measured()
    statuses.append(main(lines[turn % len(lines)]))
after = measured()
with open("report", "w") as report:
    json.dump({"before": before, "after": after, "statuses": statuses}, report)
"""


@pytest.fixture
def expected(world: World) -> list[Result]:
    """What each of LINES answers when it is alone, in a world that has the folder and the file they are about."""
    subprocess.run([world.program, "tjek", "--ny", "indhold"], cwd=world.here, check=True, capture_output=True)
    subprocess.run([world.program, "alt", "-o", "ny"], cwd=world.here, check=True)
    results = [world.run(*line) for line in LINES]
    assert [result.status for result in results] == [0, 0, 0, 0, 1, 1, 0, 0, 0]
    return results


def alone(world: World, line: list[str]) -> tuple[int, bytes, bytes]:
    """Run the program without the look for litter, which others at work would disturb."""
    done = subprocess.run(
        [world.program, *line], cwd=world.here, env=world.environment(), capture_output=True, timeout=TIMEOUT * 10
    )
    return done.returncode, done.stdout, done.stderr


def test_many_at_once_get_the_answer_of_one(
    world: World, expected: list[Result], times: Callable[[int], int], tally: Callable[[int], None]
) -> None:
    before = snapshot(world.root)
    end = time.monotonic() + times(60)

    def work(first: int) -> int:
        turn = first
        while turn == first or time.monotonic() < end:
            assert alone(world, LINES[turn % len(LINES)]) == expected[turn % len(LINES)]
            turn += 1
        return turn - first

    with ThreadPoolExecutor(AT_ONCE) as pool:
        tally(sum(pool.map(work, range(AT_ONCE))))
    assert snapshot(world.root) == before


def test_each_process_of_many_one_after_another_answers_as_the_first(
    world: World, expected: list[Result], times: Callable[[int], int], tally: Callable[[int], None]
) -> None:
    before = snapshot(world.root)
    count = times(times(20_000))
    for line, answer in islice(cycle(zip(QUICK, expected, strict=False)), count):
        assert alone(world, line) == answer
    tally(count)
    assert snapshot(world.root) == before


def test_reads_one_after_another_leave_no_file_open_and_no_memory_taken(
    world: World, expected: list[Result], times: Callable[[int], int], tally: Callable[[int], None]
) -> None:
    if not os.path.exists("/proc/self/status"):
        pytest.skip("a process can't see its own memory and open files here: there is no /proc")
    before = snapshot(world.root)
    count = times(20_000)
    lines = [*QUICK * 3, *LINES]
    answers = list(islice(cycle([*expected[: len(QUICK)] * 3, *expected]), count))
    done = subprocess.run(
        [world.program.with_name("python"), "-c", MANY, str(count), json.dumps(lines)],
        cwd=world.here,
        env=world.environment(),
        capture_output=True,
        timeout=TIMEOUT * 10,
    )
    tally(count)
    assert (done.returncode, done.stderr) == (0, b"".join(answer.err for answer in answers))
    assert done.stdout == b"".join(answer.out for answer in answers)
    report = json.loads((world.here / "report").read_bytes())
    assert report["statuses"] == [answer.status for answer in answers]
    (files, memory), (files_after, memory_after) = report["before"], report["after"]
    assert files_after == files
    assert memory_after - memory < GROWTH
    (world.here / "report").unlink()
    assert snapshot(world.root) == before
