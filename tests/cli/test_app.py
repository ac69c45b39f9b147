"""The program that the content makes: its commands, its content, its completion."""

import sys
from pathlib import Path
from types import ModuleType

import pytest

import ishoj_cli
from ishoj_cli.cli import app
from ishoj_cli.cli.app import Contents
from ishoj_cli.cli.quick import compiled_content
from ishoj_cli.content.paths import data_folder
from ishoj_cli.errors import ContentError, FileError, UsageError, as_typed

EXAMPLE = Path(app.__file__).parent.parent / "example"


@pytest.mark.parametrize(
    ("argv", "environment", "folder"),
    [
        ([], {}, data_folder()),
        (["--indhold", "a"], {}, Path("a")),
        (["alt", "--indhold=a"], {"ISHOJ_INDHOLD": "b"}, Path("a")),
        (["alt", "--INDHOLD", "a"], {}, Path("a")),
        (["alt"], {"ISHOJ_INDHOLD": "b"}, Path("b")),
        (["alt"], {"ISHOJ_INDHOLD": ""}, data_folder()),
        (["soeg", "--", "--indhold", "a"], {}, data_folder()),
        (["alt", "--indhold"], {}, data_folder()),
        (["--indhold", "--", "alt"], {}, Path("--")),
    ],
)
def test_the_folder_of_the_content(argv, environment, folder):
    assert Contents(argv, {"HOME": "/nowhere", **environment}).folder == folder


@pytest.mark.parametrize("argv", [["--indhold="], ["--indhold", " "], ["alt", "--tolkning", ""]])
def test_an_empty_name_is_bad_usage(argv):
    with pytest.raises(UsageError, match="mangler en værdi"):
        Contents(argv, {"HOME": "/nowhere"})


def test_faulty_content_is_a_fault_only_for_those_who_read_it():
    contents = Contents(["--indhold", "nowhere"], {"HOME": "/nowhere"})
    assert contents.sections() == ()
    with pytest.raises(ContentError, match="mappen findes ikke"):
        contents.bare()
    contents.fault = None
    with pytest.raises(ContentError):
        contents.shown()


def test_other_content_makes_other_commands(call, ok, home):
    other = ["--indhold", str(EXAMPLE)]
    page = ok(call(*other, "-h")).text
    assert page.startswith("Sådan arbejder vi i Eksempel Kommune\n")
    assert "vaerdier respekt læs kun det ene" in " ".join(page.split())
    assert "mission" not in page
    assert ok(call(*other, "hvorfor")).text.startswith("Formål\n")
    assert call("mission", *other).status == 2
    assert "Eksempel" in ok(call(*other)).text


def test_content_without_entries_has_examples_all_the_same(call, ok, home, tmp_path):
    folder = tmp_path / "content"
    folder.mkdir()
    (folder / "formaal.yaml").write_bytes((EXAMPLE / "formaal.yaml").read_bytes())
    handbook = "title: T\norganisation: O\nedition: 2026-01-01\nsource: S\nsections: [formaal]\n"
    (folder / "handbook.yaml").write_text(handbook, encoding="utf-8")
    for words in ([], ["formaal"], ["soeg"], ["handout"]):
        assert "Eksempler" in ok(call(*words, "-h", "--indhold", str(folder))).text
    assert call("dagens", "--indhold", str(folder)).status == 1


def test_with_faulty_content_help_and_check_still_work(call, ok, home):
    result = call("-h", "--indhold", "nowhere")
    assert result.status == 0
    assert result.text.startswith("Opslag om, hvordan vi arbejder\n")
    assert result.message.startswith("ishoj: nowhere: mappen findes ikke;")
    for words in (["vaerdier"], [], ["alt"], ["soeg", "x"], ["noget"]):
        result = call("--indhold", "nowhere", *words)
        assert (result.status, result.out) == (2, b"")
        assert "mappen findes ikke" in result.message
    assert call("tjek", "--indhold", "nowhere").status == 2


def test_the_local_interpretation_is_shown_where_it_is_given(call, ok, home):
    file = home / "tolkning.yaml"
    assert call("tolkning", "ny", "--tolkning", str(file)).status == 0
    text = file.read_text(encoding="utf-8")
    assert "vaerdier" in text
    assert ok(call("vaerdier", "--tolkning", str(file), "--uden-tolkning")) == ok(call("vaerdier"))


def test_an_interpretation_that_cannot_be_read_never_stops_the_text(call, home):
    result = call("vaerdier", "--tolkning", "nowhere.yaml")
    assert result.status == 0
    assert "Teksten vises uden jeres tolkning." in result.message
    assert "Respekt" in result.text


def test_an_example_is_written_for_one_who_begins(call, home, tmp_path, ok):
    folder = tmp_path / "nyt"
    assert call("tjek", "--ny", str(folder)).status == 0
    assert call("tjek", "--ny", "").status == 2
    assert ok(call("tjek", str(folder))).status == 0
    assert ok(call("formaal", "--indhold", str(folder)))


def test_compiled_content_is_read_where_the_build_left_it(monkeypatch, real):
    module = ModuleType("ishoj_cli.compiled")
    module.HANDBOOK = real
    monkeypatch.setitem(sys.modules, "ishoj_cli.compiled", module)
    monkeypatch.setattr(ishoj_cli, "compiled", module, raising=False)
    assert compiled_content() is real


@pytest.mark.parametrize(
    "option", [["--tolkning", "FIL"], ["--tolkning=FIL"], ["--json"], ["--uden-tolkning"], ["-f", "tsv"]]
)
@pytest.mark.parametrize("command", [["vaerdier"], ["alt"], ["soeg", "respekt"]])
def test_an_option_before_the_command_is_the_commands(option, command, call, tmp_path):
    file = tmp_path / "tolkning.yaml"
    file.write_text("workplace: Her\ntexts:\n  mission: Ja.\n", encoding="utf-8")
    words = [word.replace("FIL", str(file)) for word in option]
    before, after = call(*words, *command), call(*command, *words)
    assert before == after
    assert before.status == 0


def test_who_asks_for_help_gets_it_after_a_mistake_too(call):
    assert call("vaerdier", "--ukendt", "-h") == call("vaerdier", "-h")
    assert call("vaerdier", "--bredde", "x", "--farve", "x", "-h") == call("vaerdier", "-h")
    assert call("vaerdier", "--ukendt", "--", "-h").status == 2


def test_every_command_tells_the_version(call):
    assert call("vaerdier", "-V") == call("-V")


def test_an_entry_typed_as_a_command_is_suggested_in_its_place(call):
    assert "Mente du «ishoj vaerdier respekt»?" in call("Respekt").message


def test_a_name_for_print_is_for_the_handout(call, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = call("vaerdier", "-o", "v.pdf")
    assert result.status == 2
    assert "ishoj handout -o v.pdf" in result.message
    assert list(tmp_path.iterdir()) == []


def test_no_hit_leaves_no_file_but_json_says_so(call, tmp_path):
    assert call("soeg", "xyzzyq", "-o", str(tmp_path / "a.txt")).status == 1
    assert list(tmp_path.iterdir()) == []
    assert call("soeg", "xyzzyq", "--json", "-o", str(tmp_path / "a.json")).status == 1
    assert '"hits": []' in (tmp_path / "a.json").read_text(encoding="utf-8")


def test_completion_is_written_as_all_else_is(call, monkeypatch):
    monkeypatch.setenv("_ISHOJ_COMPLETE", "complete_zsh")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", "ishoj va")
    assert call() == (0, '_arguments \'*: :(("vaerdier":"Værdier"))\'\n'.encode(), b"")
    monkeypatch.setattr("sys.stdout", None)
    with pytest.raises(FileError):
        app.run([])


@pytest.fixture
def own(tmp_path, monkeypatch, call):
    """A folder of somebody's own content, whose name has to be quoted in a shell."""
    monkeypatch.chdir(tmp_path)
    assert call("tjek", "--ny", "vores eget").status == 0
    return as_typed("vores eget")


@pytest.mark.parametrize(
    ("line", "advised"),
    [
        ("-f terminal", "vaerdier respekt"),
        ("-f tekst", "vaerdier respekt"),
        ("-h", "vaerdier respekt"),
        ("vaerdier -h", "vaerdier klar-tale"),
        ("soeg -h", "soeg respekt --forklar"),
        ("soeg tale -f terminal", "vaerdier klar-tale"),
        ("soeg tale -f tekst", "vaerdier klar-tale"),
        ("soeg intet", "liste"),
        ("soeg", "soeg respekt"),
        ("soeg x --sektion nej", "liste"),
        ("handout nej", "liste"),
        ("formaal x", "formaal"),
        ("nej", "-h"),
        ("alt --nej", "alt -h"),
        ("respekt", "vaerdier respekt"),
        ("alt -o alt.pdf", "handout -o alt.pdf"),
    ],
)
def test_what_is_advised_is_about_the_content_that_was_asked_for(own, call, monkeypatch, line, advised):
    asked = call("--indhold", "vores eget", *line.split())
    assert f"ishoj --indhold {own} {advised}" in asked.text + asked.message
    monkeypatch.setenv("ISHOJ_INDHOLD", "vores eget")
    asked = call(*line.split())
    assert f"ishoj {advised}" in asked.text + asked.message
    assert "--indhold 'v" not in asked.text + asked.message


@pytest.mark.parametrize(
    "line", ["-f markdown", "vaerdier -f markdown", "alt --json", "liste -f tsv", "soeg tale -f tsv"]
)
def test_what_scripts_and_documents_are_given_says_nothing_of_the_folder(own, call, line):
    assert "vores eget" not in call("--indhold", "vores eget", *line.split()).text


def test_a_leg_says_what_it_is_part_of_for_the_content_asked_for(own, call, tmp_path):
    (tmp_path / "vores eget" / "formaal.yaml").write_text(
        "id: formaal\ntitle: Formål\npart_of: vaerdier\n", encoding="utf-8"
    )
    for format in ("terminal", "tekst"):
        part = call("formaal", "--indhold", "vores eget", "-f", format).text
        assert f"(ishoj --indhold {own} vaerdier)" in " ".join(part.split())
    assert "(ishoj vaerdier)" in call("formaal", "--indhold", "vores eget", "-f", "markdown").text
    for format in ("terminal", "tekst"):
        assert f"ishoj --indhold {own} formaal" in call("vaerdier", "--indhold", "vores eget", "-f", format).text
