"""The table of exit statuses, a test for each row, and what is written on which stream."""

import os

import pytest

from ..faults.conftest import put_content

posix = pytest.mark.skipif(os.name == "nt", reason="devices, pipes and signals as POSIX has them")


@pytest.mark.parametrize("words", ["", "vaerdier", "vaerdier respekt", "soeg ansvar", "tjek", "tolkning", "-h", "-V"])
def test_0_when_it_was_shown_or_found(ishoj, words):
    result = ishoj(*words.split())
    assert (result.status, result.err) == (0, b"")
    assert result.out


def test_0_when_it_was_written(ishoj, world):
    assert ishoj("alt", "-o", "alt.md", leaves={"here/alt.md"}) == (0, b"", b"")
    assert (world.here / "alt.md").read_text(encoding="utf-8").startswith("# Sådan arbejder vi i Ishøj Kommune\n")


@pytest.mark.parametrize("words", ["vaerdier venlighed", "vaerdier 99", "mission 1", "soeg xyzzyq"])
def test_1_when_nothing_was_found(ishoj, words):
    result = ishoj(*words.split())
    assert (result.status, result.out) == (1, b"")
    assert result.message.startswith("ishoj: ")
    assert words.split()[1] in result.message


def test_1_in_search_also_by_the_status_alone_and_in_json(ishoj):
    assert ishoj("soeg", "xyzzyq", "--findes") == (1, b"", b"")
    assert ishoj("soeg", "ansvar", "--findes") == (0, b"", b"")
    result = ishoj("soeg", "xyzzyq", "--json")
    assert (result.status, result.json["hits"]) == (1, [])


def test_1_when_the_check_finds_faults_and_0_when_it_finds_warnings_alone(ishoj, world):
    put_content(world.here / "indhold", mission=b"id: mission\n")
    found = ishoj("tjek", "indhold", "--json")
    assert (found.status, found.err, found.json["findings"][0]["level"]) == (1, b"", "fault")
    (world.here / "t.yaml").write_text("workplace: W\ntexts:\n  ukendt: x\n", encoding="utf-8")
    warned = ishoj("tjek", "t.yaml", "--json")
    assert (warned.status, warned.err, warned.json["findings"][0]["level"]) == (0, b"", "warning")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("vaerdir", "Mente du »vaerdier«?"),
        ("vaerdier --formt json", "Mente du »--format«?"),
        ("vaerdier -f pdf", "»pdf« kan ikke bruges her."),
        ("vaerdier ed", "ansvarlighed"),
        ("vaerdier --bredde 0", "20"),
        ("vaerdier -o --json", ""),
        ("soeg", ""),
    ],
)
def test_2_for_bad_usage(ishoj, words, said):
    result = ishoj(*words.split())
    assert (result.status, result.out) == (2, b"")
    assert said in result.message
    assert 1 <= result.message.count("\n") <= 2


def test_2_for_faulty_or_missing_content_with_its_place(ishoj, world):
    put_content(world.here / "indhold", mission=b"id: mission\ntitle: M\nkind: x\n")
    for words in ("", "alt", "vaerdier", "soeg x", "liste --json"):
        result = ishoj("--indhold", "indhold", *words.split())
        assert (result.status, result.out) == (2, b"")
        assert result.message.startswith(f"ishoj: {os.path.join('indhold', 'mission.yaml')}:3:7: ")
    assert ishoj("-h", "--indhold", "indhold").status == 0
    for result in (ishoj("alt", "--indhold", "nowhere"), ishoj("alt", ISHOJ_INDHOLD="nowhere")):
        assert (result.status, result.out) == (2, b"")
        assert "mappen findes ikke" in result.message


@posix
@pytest.mark.parametrize("name", ["nowhere/a.md", ".", "/dev/full"])
def test_2_for_a_file_that_cannot_be_written(ishoj, name):
    result = ishoj("alt", "-o", name)
    assert (result.status, result.out) == (2, b"")
    assert result.message.count("\n") == 2


def sitecustomize(world, code):
    """Variables that make Python run some code before the program."""
    (world.root / "site").mkdir()
    (world.root / "site" / "sitecustomize.py").write_text(code, encoding="utf-8")
    return {"PYTHONPATH": str(world.root / "site"), "PYTHONDONTWRITEBYTECODE": "1"}


def test_2_for_a_bug_one_line_and_how_to_report_it(world):
    code = "import ishoj_cli.cli.run as r\ndef fail(argv):\n    raise RuntimeError('boom')\nr.run = fail\n"
    environment = world.environment(**sitecustomize(world, code))
    process = world.start("vaerdier", **environment)
    out, err = process.communicate()
    assert (process.returncode, out, err.count(b"\n")) == (2, b"", 1)
    assert "Der er en fejl i programmet. Sæt ISHOJ_DEBUG=1" in err.decode()


@posix
def test_130_when_interrupted(ishoj, world):
    interrupt = "import os, signal\nos.fsync = lambda _file: os.kill(os.getpid(), signal.SIGINT)\n"
    assert ishoj("alt", "-o", "alt.md", **sitecustomize(world, interrupt)) == (130, b"", b"")
