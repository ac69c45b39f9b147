"""The table of exit statuses, a test for each row, and what stands on which stream."""

import os

import pytest

posix = pytest.mark.skipif(os.name == "nt", reason="devices, pipes and signals as POSIX has them")
FULL = (
    "ishoj: Kan ikke skrive resultatet: der er ikke mere plads. "
    "Ryd op på disken, eller vælg et andet sted at skrive.\n".encode()
)
FAULTY = """\
title: T
organisation: O
edition: i går
source: S
sections: []
"""


@pytest.mark.parametrize(
    "words", [(), ("vaerdier",), ("vaerdier", "respekt"), ("soeg", "ansvar"), ("tjek",), ("-h",), ("-V",)]
)
def test_0_when_it_was_shown_or_found(ishoj, words):
    result = ishoj(*words)
    assert result.status == 0
    assert result.out
    assert result.err == b""


def test_0_when_it_was_written(ishoj, tmp_path):
    assert ishoj("alt", "-o", "alt.md") == (0, b"", b"")
    assert (tmp_path / "alt.md").read_text(encoding="utf-8").startswith("# Sådan arbejder vi i Ishøj Kommune\n")


@pytest.mark.parametrize("words", [("vaerdier", "venlighed"), ("vaerdier", "8"), ("mission", "1"), ("soeg", "xyzzyq")])
def test_1_when_nothing_was_found(ishoj, words):
    result = ishoj(*words)
    assert (result.status, result.out) == (1, b"")
    assert result.message.startswith("ishoj: ")
    assert words[1] in result.message


def test_1_when_nothing_was_found_is_said_by_the_status_alone(ishoj):
    assert ishoj("soeg", "xyzzyq", "--findes") == (1, b"", b"")
    assert ishoj("soeg", "ansvar", "--findes") == (0, b"", b"")


def test_1_with_json_is_an_empty_list(ishoj):
    result = ishoj("soeg", "xyzzyq", "--json")
    assert (result.status, result.json["hits"]) == (1, [])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("vaerdir",), "Mente du «vaerdier»?"),
        (("vaerdier", "--formt", "json"), "Mente du «--format»?"),
        (("vaerdier", "-f", "pdf"), "Formatet «pdf» findes ikke."),
        (("vaerdier", "ed"), "trovaerdighed, aabenhed og ansvarlighed"),
        (("vaerdier", "--bredde", "0"), "helt tal fra 20"),
        (("soeg",), ""),
    ],
)
def test_2_for_bad_usage(ishoj, words, said):
    result = ishoj(*words)
    assert (result.status, result.out) == (2, b"")
    assert said in result.message
    assert 1 <= result.message.count("\n") <= 2


def test_2_for_faulty_content_with_its_place(ishoj, tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "handbook.yaml").write_text(FAULTY, encoding="utf-8")
    for words in ((), ("alt",), ("vaerdier",), ("soeg", "x"), ("liste", "--json")):
        result = ishoj("--indhold", "content", *words)
        assert (result.status, result.out) == (2, b"")
        assert "handbook.yaml:3:10: " in result.message
        assert "Traceback" not in result.message
    assert ishoj("-h", "--indhold", "content").status == 0


def test_2_for_content_that_is_not_there(ishoj):
    for result in (ishoj("alt", "--indhold", "nowhere"), ishoj("alt", ISHOJ_INDHOLD="nowhere")):
        assert (result.status, result.out) == (2, b"")
        assert "mappen findes ikke" in result.message


@posix
def test_2_for_a_file_that_cannot_be_written(ishoj, tmp_path):
    for name in ("nowhere/a.md", ".", "/dev/full"):
        result = ishoj("alt", "-o", name)
        assert (result.status, result.out) == (2, b"")
        assert result.message.count("\n") <= 2
    assert list(tmp_path.iterdir()) == []


@posix
def test_2_when_the_disk_is_full_and_one_danish_line(bash):
    result = bash("ishoj alt > /dev/full")
    assert result == (2, b"", FULL)


@posix
@pytest.mark.parametrize("redirection", [">&-", "<&- >&-"])
def test_2_when_standard_output_is_closed(bash, redirection):
    result = bash(f"ishoj vaerdier {redirection}")
    assert result.status == 2
    assert "ikke noget sted at skrive" in result.message
    assert result.message.count("\n") <= 2


@posix
def test_no_standard_error_is_no_trouble(bash):
    assert bash("ishoj vaerdir 2>&-") == (2, b"", b"")
    assert bash("ishoj vaerdier respekt -f tsv 2>&-").status == 0


def break_program(folder, error: str):
    """A module that Python loads at its start and that makes rendering fail."""
    (folder / "site").mkdir(exist_ok=True)
    (folder / "site" / "sitecustomize.py").write_text(
        f"import ishoj_cli.main as m\ndef fail(argv):\n    raise {error}\nm.run = fail\n",
        encoding="utf-8",
    )
    return {"PYTHONPATH": str(folder / "site")}


def test_2_for_a_bug_one_line_and_how_to_report_it(ishoj, tmp_path):
    broken = break_program(tmp_path, "RuntimeError('boom')")
    result = ishoj("vaerdier", **broken)
    assert (result.status, result.out) == (2, b"")
    assert result.message.count("\n") == 1
    assert "Der er en fejl i programmet." in result.message
    assert "ISHOJ_DEBUG=1" in result.message
    traced = ishoj("vaerdier", ISHOJ_DEBUG="1", **broken)
    assert "Traceback" in traced.message
    assert "RuntimeError: boom" in traced.message
    assert traced.message.endswith(result.message)


@posix
def test_130_when_interrupted(ishoj, tmp_path):
    (tmp_path / "site").mkdir()
    interrupt = "import os, signal\nos.fsync = lambda _file: os.kill(os.getpid(), signal.SIGINT)\n"
    (tmp_path / "site" / "sitecustomize.py").write_text(interrupt, encoding="utf-8")
    assert ishoj("alt", "-o", "alt.md", PYTHONPATH=str(tmp_path / "site")) == (130, b"", b"")
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@posix
def test_a_reader_that_goes_away_ends_it_quietly_with_0(bash):
    result = bash('ishoj alt | head -1; echo "${PIPESTATUS[0]}"')
    assert result == (0, "Sådan arbejder vi i Ishøj Kommune\n0\n".encode(), b"")
    for words in ("alt", "alt --json", "-h", "-V", "soeg ansvar", "tjek"):
        assert bash(f'ishoj {words} | true; echo "${{PIPESTATUS[0]}}"') == (0, b"0\n", b"")
