"""The error boundary: every exception becomes an exit status and at most a few lines of Danish."""

import runpy
import signal
import sys
from pathlib import Path

import pytest

from ishoj_cli import errors, streams
from ishoj_cli import main as boundary
from ishoj_cli.errors import IshojError, NotFoundError

SOURCE = Path(boundary.__file__).parents[1]
BUG = f"ishoj: {errors.BUG}\n"
NO_MEMORY = f"ishoj: {errors.NO_MEMORY}\n"
BROKEN = (
    "ishoj: Biblioteket »lxml.etree« mangler eller er i stykker.\n"
    "Installer det igen, eller se hvorfor: Sæt ISHOJ_DEBUG=1, og kør kommandoen igen.\n"
)


@pytest.fixture
def interruptible():
    """Set the handler of Ctrl-C back when the test is over."""
    before = signal.getsignal(signal.SIGINT)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def raising(monkeypatch):
    """Make the command line raise an exception, or end with a status."""

    def make(raised):
        def run(_argv):
            if isinstance(raised, int):
                return raised
            raise raised

        monkeypatch.setattr("ishoj_cli.cli.run.run", run)

    return make


@pytest.mark.parametrize(
    ("raised", "status", "said"),
    [
        (IshojError("Noget er galt.", hint="Ret det."), 2, "ishoj: Noget er galt.\nRet det.\n"),
        (NotFoundError("Det er her ikke."), 1, "ishoj: Det er her ikke.\n"),
        (KeyboardInterrupt(), 130, ""),
        (RuntimeError("boom"), 2, BUG),
        (RecursionError(), 2, BUG),
        (MemoryError(), 2, NO_MEMORY),
        (ImportError("cannot import name 'y'", name="lxml.etree"), 2, BROKEN),
        (
            ModuleNotFoundError("No module named 'lxml.etree'"),
            2,
            BROKEN.replace("lxml.etree", "No module named 'lxml.etree'"),
        ),
        (UnicodeEncodeError("ascii", "æ", 0, 1, "no"), 2, BUG),
    ],
)
def test_an_exception_becomes_a_status_and_danish(call, raising, raised, status, said):
    raising(raised)
    result = call("vaerdier")
    assert (result.status, result.out, result.message) == (status, b"", said)


@pytest.mark.parametrize(("value", "traced"), [("1", True), ("0", False), ("", False)])
def test_the_trace_is_shown_only_when_asked_for(call, raising, monkeypatch, value, traced):
    raising(RuntimeError("boom"))
    monkeypatch.setenv("ISHOJ_DEBUG", value)
    result = call()
    assert ("Traceback" in result.message and "RuntimeError: boom" in result.message) is traced
    assert result.message.endswith(BUG)


def test_a_failure_where_there_is_no_memory_left_is_called_that(call, raising, monkeypatch):
    raising(ImportError("x.so: failed to map segment from shared object", name="x"))
    monkeypatch.setattr(errors, "FREE_MEMORY", 1 << 62)
    assert call().message == NO_MEMORY


@pytest.mark.parametrize("failure", [MemoryError, ImportError, SystemError])  # the last in `namedtuple`
def test_a_trace_that_there_is_no_memory_for_is_left_out(call, raising, monkeypatch, failure):
    def no_room(_failure):
        raise failure

    raising(MemoryError("here"))
    monkeypatch.setenv("ISHOJ_DEBUG", "1")
    monkeypatch.setattr("traceback.format_exception", no_room)
    assert call().message == f"ishoj: here\n{NO_MEMORY}"


@pytest.mark.usefixtures("interruptible")
@pytest.mark.parametrize(("raised", "status"), [(0, 0), (KeyboardInterrupt(), 130), (NotFoundError("Nej."), 1)])
def test_a_process_that_is_shutting_down_ignores_ctrl_c(raising, raised, status):
    raising(raised)
    assert boundary.main([]) == status
    assert signal.getsignal(signal.SIGINT) is not signal.SIG_IGN
    assert boundary.main() == status
    assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN


def test_an_interrupt_while_an_error_is_reported_is_an_interrupt(call, raising, monkeypatch):
    def interrupt(_text):
        raise KeyboardInterrupt

    raising(NotFoundError("Nej."))
    monkeypatch.setattr(streams, "write_message", interrupt)
    assert call("vaerdir") == (130, b"", b"")


@pytest.mark.usefixtures("interruptible")
def test_without_arguments_main_reads_those_of_the_process(monkeypatch, capfdbinary):
    monkeypatch.setattr(sys, "argv", ["ishoj", "vaerdier", "respekt", "-f", "tsv"])
    assert boundary.main() == 0
    assert capfdbinary.readouterr().out.startswith(b"vaerdier/respekt\tRespekt\t")


@pytest.mark.usefixtures("interruptible")
@pytest.mark.parametrize(("first", "kept"), [("/here", False), (str(SOURCE), True)])
def test_python_m_is_the_same_program_without_the_current_folder(monkeypatch, capfdbinary, first, kept):
    """Unless that is where the package is."""
    monkeypatch.setattr(sys, "argv", ["ishoj_cli", "vaerdier", "8"])
    monkeypatch.setattr(sys, "path", [first, "/next", *sys.path])
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("ishoj_cli", run_name="__main__")
    assert ended.value.code == 1
    assert "ishoj: " in capfdbinary.readouterr().err.decode()
    assert (sys.path[0] == first) is kept
