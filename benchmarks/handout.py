"""How long a handout takes as a whole process, as ratios to `python -c pass` of the same interpreter in the same run.

    python benchmarks/handout.py [--ishoj PATH] [--rounds N]

PATH is an `ishoj` with the extra `handout`, and its interpreter beside it. Each round runs bare Python and then each
command once, so that other load on the machine affects both; the table gives the median of the rounds' ratios.
WeasyPrint prints the same web page beside it, if the interpreter that runs this has it.
"""

import argparse
import importlib.util
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HANDOUTS = {
    "ark, pdf": ["-o", "ark.pdf"],
    "ark, html": ["-o", "ark.html"],
    "ark, docx": ["-o", "ark.docx"],
    "ark, markdown": ["-o", "ark.md"],
    "kort, pdf": ["--type", "kort", "-o", "kort.pdf"],
    "plakat, pdf": ["--type", "plakat", "-o", "plakat.pdf"],
}
GOALS = {"ark, html": 8, "ark, docx": 15, "plakat, pdf": 13}  # times bare Python


def seconds(command, folder):
    """Seconds that a command takes; it must succeed."""
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def main():
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--ishoj", default=shutil.which("ishoj"), help="the program to measure")
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    ishoj = Path(options.ishoj).absolute()
    python = next(
        (path for path in sorted(ishoj.parent.glob("python*")) if path.stem == "python"), Path(sys.executable)
    )
    commands = {name: [str(ishoj), "handout", *words, "--overskriv"] for name, words in HANDOUTS.items()}
    if importlib.util.find_spec("weasyprint"):
        commands["WeasyPrint, the html"] = [sys.executable, "-m", "weasyprint", "ark.html", "weasyprint.pdf"]
    with tempfile.TemporaryDirectory() as folder:
        for command in commands.values():
            seconds(command, folder)
        bare, rounds = [], {name: [] for name in commands}
        for _ in range(options.rounds):
            bare.append(seconds([str(python), "-c", "pass"], folder))
            for name, command in commands.items():
                rounds[name].append(seconds(command, folder))
    print(f"{'handout':24}{'ms':>6}{'× bare Python':>16}")
    print(f"{'python -c pass':24}{statistics.median(bare) * 1000:6.0f}{1:16.1f}")
    for name, times in rounds.items():
        ratio = statistics.median(took / base for took, base in zip(times, bare, strict=True))
        goal = f"   goal ≤ {GOALS[name]}" if name in GOALS else ""
        print(f"{name:24}{statistics.median(times) * 1000:6.0f}{ratio:16.1f}{goal}")


if __name__ == "__main__":
    main()
