"""Many at once and many after one another: the same answers, and nothing that grows."""

import json
import os
import subprocess
from concurrent.futures import ThreadPoolExecutor

import pytest

from ishoj_cli.errors import NO_MEMORY

from ..conftest import Result
from ..world import TIMEOUT, World, snapshot
from .conftest import put_content

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the program is started as POSIX starts it")

AT_ONCE = 32
GROWTH = 1024  # kB of memory that a process may take more: Python's own housekeeping needs some hundreds
LINES = [
    *(["vaerdier", "respekt"], ["soeg", "ansvar"], [], ["soeg", "åbnehed"], ["soeg", "xyzzyq"], ["vaerdier", "9"]),
    *(["vaerdier", "--json"], ["--indhold", "indhold", "alt"], ["alt", "-o", "ny", "--overskriv"]),
]
MANY = """
import json, os
from ishoj_cli.main import main
def measured():
    with open("/proc/self/status") as status:
        memory = next(line.split()[1] for line in status if line.startswith("VmRSS:"))
    return len(os.listdir("/proc/self/fd")), int(memory)
lines, statuses, before = json.loads(sys.argv[1]), [], None
for turn in range(60):
    before = measured() if turn == 20 else before
    statuses.append([main(line) for line in lines])
sys.stdout.flush()
print(json.dumps([before, measured(), statuses]))
"""


@pytest.fixture
def expected(world: World) -> list[Result]:
    """What each of LINES answers when it is alone, in a world that has the folder and the file they need."""
    put_content(world.here / "indhold")
    subprocess.run([world.program, "alt", "-o", "ny"], cwd=world.here, check=True)
    results = [world.run(*line) for line in LINES]
    assert [result.status for result in results] == [0, 0, 0, 0, 1, 1, 0, 0, 0]
    return results


def test_many_at_once_get_the_answer_of_one(world: World, expected: list[Result]) -> None:
    before = snapshot(world.root)

    def run(number: int) -> None:
        line = LINES[number % len(LINES)]
        done = subprocess.run(
            [world.program, *line], cwd=world.here, env=world.environment(), capture_output=True, timeout=TIMEOUT
        )
        assert Result(done.returncode, done.stdout, done.stderr) == expected[number % len(LINES)]

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(run, range(AT_ONCE)))
    assert snapshot(world.root) == before


@pytest.mark.skipif(not os.path.exists("/proc/self/status"), reason="a process can't see its own memory without /proc")
def test_reads_one_after_another_leave_no_file_open_and_no_memory_taken(world: World, expected: list[Result]) -> None:
    ran = world.script(MANY, json.dumps(LINES))
    *shown, report = ran.out.splitlines(keepends=True)
    (files, memory), (files_after, memory_after), statuses = json.loads(report)
    assert b"".join(shown) == b"".join(answer.out for answer in expected) * len(statuses)
    assert ran.err == b"".join(answer.err for answer in expected) * len(statuses)
    assert statuses == [[answer.status for answer in expected]] * len(statuses)
    assert files_after == files
    assert memory_after - memory < GROWTH


@pytest.mark.skipif(
    not os.path.exists("/proc/self/status"), reason="Linux alone holds a process to its limit of memory"
)
def test_too_little_memory_is_one_danish_line(world: World) -> None:
    """Wherever it ends: loading a library, in Python, or in the compiler, which aborts."""
    for format, sizes in (("docx", range(26_000, 50_000, 4_000)), ("pdf", range(60_000, 120_000, 5_000))):
        shown = {}
        for size in sizes:
            result = world.shell(f"ulimit -v {size}; ishoj handout -f {format} -o -")
            shown[result.status, bool(result.out), result.message] = size
        assert (2, False, f"ishoj: {NO_MEMORY}\n") in shown
        assert shown.keys() <= {(2, False, f"ishoj: {NO_MEMORY}\n"), (0, True, "")}
    for size in range(60_000, 180_000, 20_000):
        result = world.shell(f"ulimit -v {size}; ishoj handout --type kursus || exit; rm -r kursus; exit 9")
        assert (result.status, result.message) == (2, f"ishoj: {NO_MEMORY}\n") or result.status == 9
