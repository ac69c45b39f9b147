"""Work in a child process: what it returns and raises, how it may end, and that nothing of it is left."""

import faulthandler
import os
import signal
import sys

import pytest

from ishoj_cli import apart, errors
from ishoj_cli.apart import run_apart

forking = pytest.mark.skipif(not hasattr(os, "fork"), reason="work is done in this process where there is no fork")


@pytest.fixture(autouse=True)
def alone(monkeypatch):
    """As in a process of its own, where the library with threads isn't loaded and nobody else handles Ctrl-C."""
    monkeypatch.delitem(sys.modules, apart.THREADED, raising=False)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a browser's event loop has replaced it
    yield
    signal.signal(signal.SIGINT, before)


def shown(monkeypatch, patience, on_progress=lambda _: None):
    """What is shown of progress on a terminal from here on."""
    texts = []
    monkeypatch.setattr(apart, "PATIENCE", patience)
    monkeypatch.setattr(apart, "is_terminal", lambda stream: stream is sys.stderr)
    monkeypatch.setattr(apart, "write_progress", lambda text: (texts.append(text), on_progress(text)))
    return texts


@forking
def test_what_work_returns_comes_from_another_process():
    number, data = run_apart(lambda: b"%d \0+" % os.getpid() + bytes(1_000_000), "").split(b" ", 1)
    assert int(number) != os.getpid()
    assert data == b"\0+" + bytes(1_000_000)


@pytest.mark.parametrize("reason", ["no fork", "threads"])
def test_it_is_done_here_where_a_child_could_not_do_it(monkeypatch, reason):
    if reason == "threads":
        monkeypatch.setitem(sys.modules, apart.THREADED, os)
    else:
        monkeypatch.delattr(os, "fork", raising=False)
    assert run_apart(lambda: b"%d" % os.getpid(), "") == b"%d" % os.getpid()


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
        run_apart(work, "")
    assert (type(caught.value), str(caught.value)) == (kind, said)
    assert caught.value.trace.endswith(traced)
    assert bool(caught.value.trace) == bool(traced)
    assert apart.answer(work).startswith(b"\0" + kind.__name__.encode())


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
        run_apart(lambda: (faulthandler.disable(), ending()), "")
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
        run_apart(work, "")
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "child").read_text()), 0)


@forking
def test_a_terminal_is_shown_that_it_takes_long_and_the_line_is_removed(monkeypatch):
    reader, writer = os.pipe()
    texts = shown(monkeypatch, 0, lambda _: os.write(writer, b"!"))
    assert run_apart(lambda: os.read(reader, 1), "Vent …") == b"!"
    assert texts == ["Vent …", "      "]
    os.close(reader)
    os.close(writer)


@forking
@pytest.mark.parametrize(("patience", "terminal"), [(600, True), (0, False)])
def test_nothing_is_shown_that_is_soon_done_or_without_a_terminal(monkeypatch, patience, terminal):
    texts = shown(monkeypatch, patience)
    monkeypatch.setattr(apart, "is_terminal", lambda _: terminal)
    assert run_apart(lambda: b"x", "Vent …") == b"x"
    assert texts == []


@forking
@pytest.mark.parametrize(("broken", "statuses", "written"), [(False, [1, 0], b"\0+x"), (True, [1], b"")])
def test_a_child_ends_with_its_answer_or_with_1(monkeypatch, broken, statuses, written):
    """As a child would, but in this process: `os._exit` raises, so that the one in `finally` runs too."""
    before = signal.getsignal(signal.SIGINT)
    reader, writer = os.pipe()

    def end(status):
        raise SystemExit(status)

    def dup2(*_):
        if broken:
            raise OSError

    replaced = {"_exit": end, "fork": lambda: 0, "pipe": lambda: (reader, writer), "dup2": dup2}
    with monkeypatch.context() as patch:
        for name, function in replaced.items():
            patch.setattr(os, name, function)
        with pytest.raises(SystemExit) as ended:
            run_apart(lambda: b"x", "")
    signal.signal(signal.SIGINT, before)
    first = ended.value.__context__
    assert [ended.value.code, *([first.code] if isinstance(first, SystemExit) else [])] == statuses
    if broken:
        os.close(writer)
    with open(reader, "rb") as file:
        assert file.read() == written
