"""Properties that hold for any bytes, and the search for bytes that break them.

`python -m tests.faults.fuzz content --seconds 600` lets atheris look, from the real files and the seeds in corpus/.
It ends with status 0 when nothing was found; otherwise the bytes are left in a file that it names, to be mended and
then kept in corpus/, which every run of the tests tries.
"""

import argparse
import io
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from ishoj_cli.content.model import Handbook

from ..conftest import ENVIRONMENT, Result
from ..slowness import slowness
from .world import BUG

SECONDS = 2  # of processor time that any input may take, on a machine at rest
MEGABYTES = 200  # that a process which does nothing but try inputs may ever hold
CORPUS = Path(__file__).with_name("corpus")
SEEN_FORMATS = ("terminal", "tekst", "markdown", "tsv", "json")
COLOURS = re.compile("\x1b\\[[0-9;]*m")
HIDDEN = set("\xad\u061c\u180e\u200b\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff")
TURNERS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
MISSION = b"id: mission\ntitle: Mission\nlead: Vi er her for borgeren.\n"
VALUES = b"id: vaerdier\ntitle: Vaerdier\nentries:\n  - id: respekt\n    title: Respekt\n"
HANDBOOK = b"title: H\norganisation: O\nedition: 2026-11-23\nsource: S\nsections: [vaerdier, mission]\n"


slow = cache(slowness)  # measured once, for thousands of inputs


class TooSlowError(BaseException):
    """An input has taken more processor time than it may; nothing in the program catches this."""


def _too_slow(_signal: int, _frame: object) -> None:
    raise TooSlowError


@contextmanager
def limited(seconds: float = SECONDS) -> Iterator[None]:
    """Stop what takes more processor time, where the system can measure that."""
    if not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGPROF, _too_slow)
    signal.setitimer(signal.ITIMER_PROF, seconds * slow())
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def megabytes() -> float:
    """The most memory that this process has held; 0 where the system doesn't say."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return sum(int(line.split()[1]) * 1024 / 1_000_000 for line in lines if line.startswith("VmHWM"))


def steering(text: str) -> set[str]:
    """The characters of a text that can steer a terminal or hide in it; line ends and tabs, which we write, aside."""
    return {
        letter
        for letter in set(text) - {"\n", "\t"}
        if unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp")
        or unicodedata.bidirectional(letter) in TURNERS
        or letter in HIDDEN
    }


def harmless(text: str) -> str:
    """The text, which has nothing but colours to steer a terminal with."""
    assert not steering(COLOURS.sub("", text)), text
    return text


@cache
def shipped() -> Handbook:
    """The handbook that comes with the program."""
    from ishoj_cli.content.load import load
    from ishoj_cli.content.places import data_folder

    return load(data_folder())


def render_everything(handbook: Handbook, *, pdf: bool = False) -> None:
    """A handbook in every format, and as every handout; these alone may refuse it, with an error of ours.

    That is the work of some sixty commands, and may take the time of ten.
    """
    with limited(10 * SECONDS):
        _render_everything(handbook, pdf=pdf)


def _render_everything(handbook: Handbook, *, pdf: bool) -> None:
    from ishoj_cli.errors import IshojError
    from ishoj_cli.render import Page, render_list, render_overview, render_page
    from ishoj_cli.render.handout.make import FORMATS, make_handout
    from ishoj_cli.render.hits import messages, render_hits
    from ishoj_cli.search import search

    first = handbook.sections[0]
    pages = [Page(handbook, handbook.sections, whole=True), *(Page(handbook, (each,)) for each in handbook.sections)]
    pages += [Page(handbook, (first,), entry=entry) for entry in first.entries[:2]]
    results = [search(handbook, word) for word in ("vi", first.title, first.id)]
    for format in SEEN_FORMATS:
        for page in pages:
            harmless(render_page(page, format, 20, colour=True))
        harmless(render_overview(handbook, format, 40) + render_list(handbook, format, 40))
        for result in results:
            harmless(render_hits(result, format, 40, colour=True, explain=True) + "\n".join(messages(result)))
    for kind, formats in FORMATS.items():
        for format in formats:
            if pdf or format != "pdf":
                try:
                    make_handout(handbook, kind, format)
                except IshojError as error:
                    harmless(str(error))


def try_content(data: bytes, folder: Path, *, pdf: bool = False) -> bool:
    """A content of which one file is these bytes: what passes `tjek` reads and renders, what fails it never half loads.

    Gives whether it passed.
    """
    from ishoj_cli.content.check import check
    from ishoj_cli.content.load import load
    from ishoj_cli.errors import ContentError

    name = "handbook.yaml" if b"edition" in data else "values.yaml"
    for each, content in (("handbook.yaml", HANDBOOK), ("values.yaml", VALUES), ("mission.yaml", MISSION)):
        (folder / each).write_bytes(data if each == name else content)
    with limited():
        faults = check([str(folder)])
        for line in map(str, faults):
            assert harmless(line).startswith(f"{folder}{os.sep}"), line
            assert "\n" not in line
        handbook, told = None, ()
        try:
            handbook = load(folder)
        except ContentError as error:
            told = error.faults
        assert (told, handbook is None) == (faults, bool(faults))
    if handbook is None:
        return False
    render_everything(handbook, pdf=pdf)
    return True


def try_local(data: bytes, folder: Path, *, pdf: bool = False) -> bool:
    """The shipped handbook with an interpretation of these bytes, as `try_content`; gives whether it was read."""
    from ishoj_cli.content.check import check
    from ishoj_cli.content.local import apply, read_local, status, status_text

    own = folder / "local"  # not in a folder of content, where it would be checked with that
    own.mkdir(exist_ok=True)
    file = own / "tolkning.yaml"
    file.write_bytes(data)
    with limited():
        faults = check([str(file)])
        local, reasons = read_local(str(file))
        assert (local is None) == bool(reasons)
        assert faults == reasons
        harmless("\n".join(map(str, faults)))
        if local is None:
            return False
        applied, warnings = apply(shipped(), local)
        assert check([str(file)], shipped()) == warnings
        harmless("\n".join([*map(str, warnings), status_text(status(shipped(), local), aligned=True)]))
    render_everything(applied, pdf=pdf)
    return True


def try_query(data: bytes, _folder: Path) -> bool:
    """A search for these bytes in the shipped handbook, in every format; gives whether anything was found."""
    from ishoj_cli.errors import UsageError
    from ishoj_cli.render.hits import messages, render_hits
    from ishoj_cli.search import search
    from ishoj_cli.streams import encoded

    with limited():
        try:
            result = search(shipped(), data.decode("utf-8", "surrogateescape"))
        except UsageError as error:
            harmless(str(error))
            return False
        harmless("\n".join(messages(result)))
        for format in SEEN_FORMATS:
            harmless(encoded(render_hits(result, format, 40, colour=True, explain=True)).decode())
    for hit in result.hits:
        for match in hit.matches:
            assert getattr(hit, match.field)[match.start : match.end]
    return bool(result.hits)


def try_arguments(data: bytes, folder: Path) -> bool:
    """The program run with these words, parted by NUL bytes, standing in an empty folder; gives whether all was well.

    A slash is taken out of a word, so that nothing is ever written outside the folder.
    """
    words = [os.fsdecode(word.replace(b"/", b"")) for word in data.split(b"\0")]
    empty = folder / "here"
    empty.mkdir()
    try:
        with limited():
            result = run_here(words, empty)
    finally:
        remove(empty)
    assert result.status in (0, 1, 2), words
    assert BUG not in harmless(result.message), words
    assert not result.err or result.message.startswith("ishoj: "), words
    if not result.out.startswith((b"%PDF", b"PK")):
        harmless(result.text)
    return result.status == 0


def run_here(words: Sequence[str], folder: Path) -> Result:
    """Run the program in this process, standing in a folder, with streams of its own."""
    from ishoj_cli.main import main

    streams, here = (sys.stdout, sys.stderr), Path.cwd()
    written = io.BytesIO(), io.BytesIO()
    sys.stdout, sys.stderr = (io.TextIOWrapper(stream, "utf-8") for stream in written)
    os.chdir(folder)
    try:
        status = main(words)
        sys.stdout.flush()
        sys.stderr.flush()
        return Result(status, *(stream.getvalue() for stream in written))
    finally:
        sys.stdout, sys.stderr = streams
        os.chdir(here)


def remove(folder: Path) -> None:
    """Take a folder away with all that is in it."""
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    folder.rmdir()


TARGETS: dict[str, Callable[..., bool]] = {
    "content": try_content,
    "local": try_local,
    "queries": try_query,
    "arguments": try_arguments,
}


def seeds(target: str) -> Iterator[bytes]:
    """What a target begins from: the seeds kept for it, and the real files that are like it."""
    from ishoj_cli.content.local import template
    from ishoj_cli.content.places import data_folder

    for path in sorted((CORPUS / target).iterdir()):
        yield path.read_bytes()
    if target == "content":
        for path in sorted(data_folder().glob("*.yaml")):
            yield path.read_bytes()
        for path in sorted((Path(sys.modules["ishoj_cli"].__file__ or "").parent / "example").glob("*.yaml")):
            yield path.read_bytes()
    if target == "local":
        whole = template(shipped(), "2026-11-23")
        yield whole.encode()
        yield re.sub(r"^  #(?=\S|  )", "  ", whole, flags=re.MULTILINE).encode()


def quiet_world(folder: Path) -> None:
    """An environment in which the program can reach nothing of its user's: no home but this folder, no editor."""
    for name in (*ENVIRONMENT, "EDITOR", "VISUAL"):
        os.environ.pop(name, None)
    for name in ("HOME", "USERPROFILE", "XDG_CONFIG_HOME", "APPDATA", "LOCALAPPDATA"):
        os.environ[name] = str(folder / "home")
    os.environ["PATH"] = ""


def main(argv: Sequence[str] | None = None) -> int:
    """Fuzz a target for some seconds in a process of its own, for atheris ends the one it is in; give its status."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.fuzz", description="Fuzz the program with atheris.")
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--seconds", type=int, default=60, help="how long to look (60)")
    parser.add_argument("--seed", type=int, default=0, help="look the same way as another with this number (at random)")
    parser.add_argument("--inside", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args(argv)
    if asked.inside:
        fuzz(asked.target, asked.seconds, asked.seed, asked.inside)
    work = Path(tempfile.mkdtemp(prefix="ishoj-fuzz-"))
    again = [sys.executable, "-m", "tests.faults.fuzz", asked.target]
    again += [f"--seconds={asked.seconds}", f"--seed={asked.seed}", f"--inside={work}"]
    status = subprocess.run(again, check=False).returncode
    if status == 0:
        shutil.rmtree(work)
    return status


def fuzz(target: str, seconds: int, seed: int, work: Path) -> None:
    """Let atheris look, with everything below a folder; ends the process, with 0 when nothing was found."""
    import atheris

    with atheris.instrument_imports(include=["ishoj_cli"]):
        import ishoj_cli.main  # noqa: F401
        from ishoj_cli.cli import app, commands, printout, quick, upkeep  # noqa: F401
        from ishoj_cli.content import check, load, local  # noqa: F401
        from ishoj_cli.render import handout, hits, json, markdown, terminal, text, tsv  # noqa: F401
        from ishoj_cli.render.handout import docx, html, make  # noqa: F401
        from ishoj_cli.search import fuzzy, matching, passages, query, variants  # noqa: F401

    begun, found, tried = work / "begun", work / "found", work / "tried"
    for folder in (begun, found, tried):
        folder.mkdir()
    for number, data in enumerate(seeds(target)):
        (begun / f"{number}").write_bytes(data)
    quiet_world(work)

    def once(data: bytes) -> None:
        TARGETS[target](data, tried)
        assert megabytes() < MEGABYTES, f"{megabytes():.0f} MB"

    options = [
        f"-max_total_time={seconds}",
        f"-seed={seed}",
        "-timeout=60",
        "-rss_limit_mb=0",
        "-max_len=16384",
        "-len_control=0",
    ]
    options += ["-print_final_stats=1", f"-artifact_prefix={work}/", *map(str, (found, begun))]
    atheris.Setup(["fuzz", *options], once)
    atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main())
