"""Work in a child process: what it returns and raises, how it may end, and that nothing of it is left."""

import faulthandler
import os
import select
import signal
import sys
import threading
from types import SimpleNamespace

import pytest

from ishoj_cli import child_process, errors
from ishoj_cli.child_process import run_in_child
from tests.world import TIMEOUT

PART_X = b"\0+" + (1).to_bytes(8, "big") + b"x"

forking = pytest.mark.skipif(not hasattr(os, "fork"), reason="work is done in this process where there is no fork")


@pytest.fixture(autouse=True)
def alone(monkeypatch):
    """As in a process of its own, where the library with threads isn't loaded and nobody else handles Ctrl-C."""
    monkeypatch.delitem(sys.modules, child_process.THREADED, raising=False)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a browser's event loop has replaced it
    yield
    signal.signal(signal.SIGINT, before)


def only(work, progress=""):
    """The only part of work that gives one."""
    [part] = run_in_child(lambda: [work()], progress)
    return part


def shown(monkeypatch, patience, on_progress=lambda _: None):
    """What is shown of progress on a terminal from here on."""
    texts = []
    monkeypatch.setattr(child_process, "PROGRESS_DELAY", patience)
    monkeypatch.setattr(child_process, "is_terminal", lambda stream: stream is sys.stderr)
    monkeypatch.setattr(child_process, "write_progress", lambda text: (texts.append(text), on_progress(text)))
    return texts


@forking
def test_what_work_returns_comes_from_another_process():
    number, data = only(lambda: b"%d \0+" % os.getpid() + bytes(1_000_000)).split(b" ", 1)
    assert int(number) != os.getpid()
    assert data == b"\0+" + bytes(1_000_000)


@forking
def test_ctrl_c_never_meets_the_child(monkeypatch):
    fork, masks = os.fork, []
    monkeypatch.setattr(os, "fork", lambda: (masks.append(signal.pthread_sigmask(signal.SIG_BLOCK, [])), fork())[1])
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [])
    assert only(lambda: signal.getsignal(signal.SIGINT).name.encode()) == b"SIG_IGN"
    assert masks == [before | {signal.SIGINT}]
    assert signal.pthread_sigmask(signal.SIG_BLOCK, []) == before


@pytest.mark.parametrize("reason", ["no fork", "threads"])
def test_it_is_done_here_where_a_child_could_not_do_it(monkeypatch, reason):
    if reason == "threads":
        monkeypatch.setitem(sys.modules, child_process.THREADED, os)
    else:
        monkeypatch.delattr(os, "fork", raising=False)
    assert only(lambda: b"%d" % os.getpid(), "") == b"%d" % os.getpid()


@forking
@pytest.mark.parametrize(
    ("raised", "kind", "said", "traced"),
    [
        (errors.NotFoundError("Nej.", hint="Prøv", command="alt"), errors.NotFoundError, "Nej.\nPrøv: ishoj alt", ""),
        (errors.UsageError("Nej »æ\udcff«."), errors.UsageError, "Nej »æ\udcff«.", ""),
        (ValueError("boom"), errors.IshojError, errors.BUG, "ValueError: boom"),
        (MemoryError(), errors.IshojError, errors.NO_MEMORY, "MemoryError"),
        (KeyboardInterrupt(), errors.IshojError, errors.BUG, "KeyboardInterrupt"),
    ],
)
def test_what_work_raises_is_raised_as_the_error_that_explains_it(raised, kind, said, traced):
    def work():
        raise raised

    with pytest.raises(errors.IshojError) as caught:
        only(work, "")
    assert (type(caught.value), str(caught.value)) == (kind, said)
    assert caught.value.trace.endswith(traced)
    assert bool(caught.value.trace) == bool(traced)
    assert next(child_process.messages(work))[10:].startswith(kind.__name__.encode())


@forking
@pytest.mark.parametrize(
    ("ending", "raises"),
    [
        (lambda: os.kill(os.getpid(), signal.SIGKILL), MemoryError),
        (lambda: (os.write(2, b"memory allocation of 3 bytes failed\n"), os.abort()), MemoryError),
        (lambda: os._exit(1), MemoryError),
        (lambda: (os.write(2, b"oh no"), os.kill(os.getpid(), signal.SIGSEGV)), RuntimeError),
    ],
)
def test_a_child_that_ends_without_an_answer_lacked_memory_or_has_a_bug(ending, raises, capfdbinary):
    with pytest.raises(raises) as caught:
        only(lambda: (faulthandler.disable(), ending()), "")
    assert raises is MemoryError or str(caught.value) == f"-{signal.SIGSEGV:d}: oh no"
    assert capfdbinary.readouterr() == (b"", b"")


@forking
def test_ctrl_c_ends_the_child_which_does_not_take_it_itself(tmp_path):
    def work():
        (tmp_path / "child").write_text(str(os.getpid()))
        os.kill(os.getpid(), signal.SIGINT)
        os.kill(os.getppid(), signal.SIGINT)
        while True:
            signal.pause()

    with pytest.raises(KeyboardInterrupt):
        only(work, "")
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "child").read_text()), 0)


@forking
def test_a_terminal_is_shown_that_it_takes_long_and_the_line_is_removed(monkeypatch):
    reader, writer = os.pipe()
    texts = shown(monkeypatch, 0, lambda _: os.write(writer, b"!"))
    assert only(lambda: os.read(reader, 1), "Vent …") == b"!"
    assert texts == ["Vent …", "      "]
    os.close(reader)
    os.close(writer)


@forking
@pytest.mark.parametrize(("patience", "terminal"), [(600, True), (0, False)])
def test_nothing_is_shown_that_is_soon_done_or_without_a_terminal(monkeypatch, patience, terminal):
    texts = shown(monkeypatch, patience)
    monkeypatch.setattr(child_process, "is_terminal", lambda _: terminal)
    assert only(lambda: b"x", "Vent …") == b"x"
    assert texts == []


@forking
@pytest.mark.parametrize(("broken", "statuses", "written"), [(False, [1, 0], PART_X), (True, [1], b"")])
def test_a_child_ends_with_its_answer_or_with_1_and_when_its_parent_does(monkeypatch, broken, statuses, written):
    """As a child would, but in this process: `os._exit` raises, so that the one in `finally` runs too."""
    before = signal.getsignal(signal.SIGINT)
    pipes, watching = [os.pipe(), os.pipe()], []
    (reader, writer), (parent, _alive) = pipes

    def end(status):
        raise SystemExit(status)

    def dup2(*_):
        if broken:
            raise OSError

    def thread(*, target, daemon):
        watching.append(target)
        return SimpleNamespace(start=lambda: None)

    replaced = {"_exit": end, "fork": lambda: 0, "pipe": iter(pipes).__next__, "dup2": dup2}
    with monkeypatch.context() as patch:
        patch.setattr(threading, "Thread", thread)
        for name, function in replaced.items():
            patch.setattr(os, name, function)
        with pytest.raises(SystemExit) as ended:
            only(lambda: b"x")
        with pytest.raises(SystemExit) as ended_by_parent:
            watching[0]()  # the other end of its pipe is closed already
    signal.signal(signal.SIGINT, before)
    first = ended.value.__context__
    assert [ended.value.code, *([first.code] if isinstance(first, SystemExit) else [])] == statuses
    assert ended_by_parent.value.code == 1
    for descriptor in (parent, *([writer] if broken else [])):
        os.close(descriptor)
    with open(reader, "rb") as file:
        assert file.read() == written


@forking
def test_a_child_whose_parent_is_killed_ends():
    """The child holds the pipe open for as long as it lives."""
    reader, writer = os.pipe()
    if not (parent := os.fork()):
        try:
            only(lambda: os.kill(os.getppid(), signal.SIGKILL) or signal.pause())
        finally:
            os._exit(0)
    os.close(writer)
    assert os.waitstatus_to_exitcode(os.waitpid(parent, 0)[1]) == -signal.SIGKILL
    assert select.select([reader], (), (), TIMEOUT)[0]
    assert os.read(reader, 1) == b""
    os.close(reader)


@forking
def test_no_descriptor_is_left_open():
    before = len(os.listdir("/dev/fd"))
    assert only(lambda: b"x") == b"x"
    assert len(os.listdir("/dev/fd")) == before


@forking
def test_parts_come_as_they_are_made_and_an_error_after_them():
    def work():
        yield b""
        yield b"\0-"
        raise errors.NotFoundError("Nej.")

    parts = run_in_child(work)
    assert [next(parts), next(parts)] == [b"", b"\0-"]
    with pytest.raises(errors.NotFoundError, match="Nej"):
        next(parts)


@forking
def test_a_part_that_is_broken_off_is_no_part():
    def work():
        os.write(2, child_process.MARK + child_process.PART + (99).to_bytes(8, "big") + b"memory allocation failed")
        os.abort()

    with pytest.raises(MemoryError):
        only(lambda: (faulthandler.disable(), work()))
