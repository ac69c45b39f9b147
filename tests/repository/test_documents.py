"""What the pages of the repository promise is so: commands run, JSON is what is printed, links lead somewhere."""

import json
import re
import shlex
import subprocess
from pathlib import Path

import jsonschema
import pytest

from ishoj_cli.errors import ExitStatus
from ishoj_cli.main import main

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
GUIDE = (ROOT / "docs" / "vejledning.md").read_text(encoding="utf-8")
REFERENCE = (ROOT / "docs" / "kommandoer.md").read_text(encoding="utf-8")
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
SETTINGS = ("ISHOJ_INDHOLD", "ISHOJ_TOLKNING", "ISHOJ_DEBUG", "VISUAL", "CLICOLOR_FORCE", "ACCESSIBLE", "NO_COLOR")
COMMANDS = set(re.findall(r"^## ishoj (\S+)$", REFERENCE, re.MULTILINE))
ENGLISH = "the and of is are not with for from you your this that file usage options see show all or by a an to be"
ALSO_DANISH = {"for", "by", "to", "at", "be"}


def blocks(page: str, language: str) -> list[str]:
    """The code blocks of a page in one language."""
    return re.findall(rf"^ *```{language}\n(.*?)^ *```$", page, re.MULTILINE | re.DOTALL)


def commands(page: str) -> list[str]:
    """The lines of a page that are typed into a shell, without what a pipe does to their output."""
    lines = [line.strip() for block in blocks(page, "sh") for line in block.splitlines()]
    return [line.split(" #")[0].split(" | ")[0].strip() for line in lines if line]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to run in, as a user who has set nothing up."""
    for name in SETTINGS:
        monkeypatch.delenv(name, raising=False)
    for name in ("HOME", "USERPROFILE", "XDG_CONFIG_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("page", [README, GUIDE], ids=["README.md", "vejledning.md"])
def test_every_example_runs(page: str, home: Path, capfd: pytest.CaptureFixture[str]) -> None:
    typed = [command for command in commands(page) if command.split()[0] == "ishoj"]
    assert len(typed) > 10
    failed = {command: capfd.readouterr().err for command in typed if main(shlex.split(command)[1:]) != ExitStatus.OK}
    assert failed == {}


@pytest.mark.parametrize("page", [README, GUIDE], ids=["README.md", "vejledning.md"])
def test_every_command_named_exists(page: str) -> None:
    named = set(re.findall(r"`ishoj ([a-zæøå]+)", page)) | {
        words[1] for words in map(str.split, commands(page)) if words[0] == "ishoj" and words[1:]
    }
    spellings = {"værdier", "VÆRDIER"}
    assert {name for name in named if not name.startswith("-")} - spellings - COMMANDS == set()


@pytest.mark.parametrize("command", ["vaerdier respekt"])
def test_the_json_shown_is_the_json_printed(command: str, home: Path, capfd: pytest.CaptureFixture[str]) -> None:
    shown = re.search(rf"`ishoj {command} --json`:\n\n```json\n(.*?)```", README, re.DOTALL)
    assert shown
    main([*command.split(), "--json"])
    assert shown[1] == capfd.readouterr().out


@pytest.mark.parametrize(
    ("command", "schema"),
    [
        ("", "laes"),
        ("vision", "laes"),
        ("vaerdier 5 --uden-spoergsmaal", "laes"),
        ("alt", "laes"),
        ("dagens", "laes"),
        ("liste", "liste"),
        ("soeg ansvar", "soeg"),
        ("tjek", "tjek"),
    ],
)
def test_json_keeps_to_its_schema(command: str, schema: str, home: Path, capfd: pytest.CaptureFixture[str]) -> None:
    main([*command.split(), "--json"])
    printed = json.loads(capfd.readouterr().out)
    promised = json.loads((ROOT / "schemas" / f"{schema}.json").read_text(encoding="utf-8"))
    validator = jsonschema.validators.validator_for(promised)
    validator.check_schema(promised)
    validator(promised).validate(printed)


@pytest.mark.parametrize("schema", sorted((ROOT / "schemas").glob("*.json")), ids=lambda path: path.name)
def test_every_schema_is_told_of(schema: Path) -> None:
    assert f"(schemas/{schema.name})" in README


def test_the_exit_statuses_are_those_of_the_program() -> None:
    told = [int(status) for status in re.findall(r"^\| (\d+) \|", README, re.MULTILINE)]
    assert told == sorted(value for name, value in vars(ExitStatus).items() if name.isupper())


@pytest.mark.parametrize("ending", ["ishoj vaerdier", "coverage report"])
def test_set_up_is_one_line_to_paste(ending: str) -> None:
    assert [line.endswith(ending) for line in README.splitlines() if line.startswith("python3 -m venv")].count(
        True
    ) == 1


def test_the_gate_runs_the_test_command_of_the_readme() -> None:
    gate = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    pattern = re.search(r"grep -E '([^']+)' .*README\.md", gate)
    assert pattern
    assert [line for line in README.splitlines() if re.search(pattern[1], line)] == [
        block.strip() for block in blocks(README, "sh") if "pytest" in block
    ]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)\s]+)\)", text) + re.findall(r'(?:src|srcset)="([^"]+)"', text)
    files = [target.split("#")[0] for target in targets if "://" not in target]
    assert [file for file in files if file and not (page.parent / file).exists()] == []
    anchors = {
        re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")
        for title in re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    }
    assert [target for target in targets if target.startswith("#") and target[1:] not in anchors] == []


@pytest.mark.parametrize("page", [GUIDE, REFERENCE], ids=["vejledning.md", "kommandoer.md"])
def test_pages_for_users_are_danish(page: str) -> None:
    prose = re.sub(r"```.*?```|`[^`]*`|\]\([^)]*\)" if page is GUIDE else r"\]\([^)]*\)", " ", page, flags=re.DOTALL)
    words = set(re.findall(r"\b[a-zæøå]+\b", prose.lower()))
    assert words & (set(ENGLISH.split()) - ALSO_DANISH) == set()


def test_the_change_log_tells_of_this_version(capfd: pytest.CaptureFixture[str]) -> None:
    main(["--version"])
    version = capfd.readouterr().out.split()[1]
    assert f"## [{version}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_gate_is_a_script_that_bash_can_read() -> None:
    subprocess.run(["bash", "-n", ROOT / ".ci" / "run"], check=True)
