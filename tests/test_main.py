"""The error boundary: every exception becomes an exit status and at most a few lines of Danish."""

import runpy
import signal
import sys

import pytest

from ishoj_cli import main as boundary
from ishoj_cli import streams
from ishoj_cli.errors import IshojError, NotFoundError, ReaderGoneError


@pytest.mark.parametrize(
    ("raised", "status", "said"),
    [
        (IshojError("Noget er galt.", hint="Ret det."), 2, "ishoj: Noget er galt.\nRet det.\n"),
        (NotFoundError("Det er her ikke."), 1, "ishoj: Det er her ikke.\n"),
        (ReaderGoneError(), 0, ""),
        (KeyboardInterrupt(), 130, ""),
        (RuntimeError("boom"), 2, f"ishoj: {boundary.BUG}\n"),
        (RecursionError(), 2, f"ishoj: {boundary.BUG}\n"),
        (MemoryError(), 2, f"ishoj: {boundary.BUG}\n"),
        (UnicodeEncodeError("ascii", "æ", 0, 1, "no"), 2, f"ishoj: {boundary.BUG}\n"),
    ],
)
def test_what_is_raised_becomes_a_status_and_danish(call, monkeypatch, raised, status, said):
    def fail(_argv):
        raise raised

    monkeypatch.setattr(boundary, "run", fail)
    result = call("vaerdier")
    assert (result.status, result.out, result.message) == (status, b"", said)


@pytest.mark.parametrize(("value", "traced"), [("1", True), ("0", False), ("", False)])
def test_the_trace_is_shown_only_when_asked_for(call, monkeypatch, value, traced):
    def fail(_argv):
        raise RuntimeError("boom")

    monkeypatch.setattr(boundary, "run", fail)
    monkeypatch.setenv("ISHOJ_DEBUG", value)
    result = call()
    assert ("Traceback" in result.message and "RuntimeError: boom" in result.message) is traced
    assert result.message.endswith(f"ishoj: {boundary.BUG}\n")


@pytest.fixture
def interruptible():
    """Ctrl-C is understood again when the test is over."""
    before = signal.getsignal(signal.SIGINT)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.parametrize(("raised", "status"), [(None, 0), (KeyboardInterrupt, 130), (NotFoundError("Nej."), 1)])
def test_a_process_that_has_answered_can_no_longer_be_interrupted(monkeypatch, interruptible, raised, status):
    def run(_argv):
        if raised:
            raise raised
        return 0

    monkeypatch.setattr(boundary, "run", run)
    assert boundary.main([]) == status
    assert signal.getsignal(signal.SIGINT) is not signal.SIG_IGN
    assert boundary.main() == status
    assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN


def test_an_interrupt_while_an_error_is_told_is_an_interrupt(call, monkeypatch):
    def interrupt(_text):
        raise KeyboardInterrupt

    monkeypatch.setattr(streams, "write_message", interrupt)
    assert call("vaerdir") == (130, b"", b"")


@pytest.mark.usefixtures("interruptible")
def test_without_words_of_its_own_main_reads_those_of_the_process(call, monkeypatch, capfdbinary):
    monkeypatch.setattr(sys, "argv", ["ishoj", "vaerdier", "respekt", "-f", "tsv"])
    assert boundary.main() == 0
    assert capfdbinary.readouterr().out.startswith(b"vaerdier/respekt\tRespekt\t")


@pytest.mark.usefixtures("interruptible")
def test_python_m_is_the_same_program(monkeypatch, capfdbinary):
    monkeypatch.setattr(sys, "argv", ["ishoj_cli", "vaerdier", "8"])
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("ishoj_cli", run_name="__main__")
    assert ended.value.code == 1
    assert "ishoj: " in capfdbinary.readouterr().err.decode()
