"""What the documents promise is so: commands run, JSON is what is printed, links lead somewhere."""

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
DANISH = {name: (ROOT / "docs" / name).read_text("utf-8") for name in ("vejledning.md", "indhold.md", "kommandoer.md")}
JSON = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("benchmarks/*.md")])
WITH_COMMANDS = {"README.md": README, "vejledning.md": DANISH["vejledning.md"], "indhold.md": DANISH["indhold.md"]}
COMMANDS = set(re.findall(r"^## ishoj (\S+)$", DANISH["kommandoer.md"], re.MULTILINE))
ENGLISH = {"the", "and", "of", "is", "are", "not", "with", "from", "you", "this", "that", "file", "usage", "options"}
CI = (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def blocks(page: str, language: str) -> list[str]:
    """The code blocks of a page in one language."""
    return re.findall(rf"^ *```{language}\n(.*?)^ *```$", page, re.MULTILINE | re.DOTALL)


def commands(page: str) -> list[str]:
    """The lines of a page that are typed into a shell, without what a pipe does to their output."""
    lines = [line.strip() for block in blocks(page, "sh") for line in block.splitlines()]
    return [line.split(" #")[0].split(" | ")[0].strip() for line in lines if line]


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as the usual hosts make them."""
    titles = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to run in, as a user who has set nothing up."""
    for name in ("HOME", "USERPROFILE", "XDG_CONFIG_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("page", WITH_COMMANDS)
def test_every_example_runs(page: str, home: Path, capfd: pytest.CaptureFixture[str]) -> None:
    typed = [command for command in commands(WITH_COMMANDS[page]) if command.split()[0] == "ishoj"]
    assert len(typed) >= 3
    failed = {command: capfd.readouterr().err for command in typed if main(shlex.split(command)[1:]) != ExitStatus.OK}
    assert failed == {}


@pytest.mark.parametrize("page", WITH_COMMANDS)
def test_every_command_named_exists(page: str) -> None:
    text = WITH_COMMANDS[page]
    named = set(re.findall(r"`ishoj ([a-zæøå]+)", text)) | {
        words[1].split("/")[0] for words in map(str.split, commands(text)) if words[0] == "ishoj" and words[1:]
    }
    spellings = {"værdier", "VÆRDIER"}
    assert {name for name in named if not name.startswith("-")} - spellings - COMMANDS == set()


def test_the_json_shown_is_the_json_printed(home: Path, capfd: pytest.CaptureFixture[str]) -> None:
    shown = re.search(r"`ishoj ([a-z ]+) --json`:\n\n```json\n(.*?)```", JSON, re.DOTALL)
    assert shown
    main([*shown[1].split(), "--json"])
    assert shown[2] == capfd.readouterr().out


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
def test_json_matches_its_schema(command: str, schema: str, home: Path, capfd: pytest.CaptureFixture[str]) -> None:
    main([*command.split(), "--json"])
    printed = json.loads(capfd.readouterr().out)
    promised = json.loads((ROOT / "src" / "ishoj_cli" / "schemas" / f"{schema}.json").read_text(encoding="utf-8"))
    validator = jsonschema.validators.validator_for(promised)
    validator.check_schema(promised)
    validator(promised).validate(printed)
    assert f"(../src/ishoj_cli/schemas/{schema}.json)" in JSON


@pytest.mark.parametrize("page", [README, DANISH["vejledning.md"]], ids=["README.md", "vejledning.md"])
def test_the_exit_statuses_are_those_of_the_program(page: str) -> None:
    documented = [int(status) for status in re.findall(r"^\| (\d+) \|", page, re.MULTILINE)]
    assert documented == sorted(value for name, value in vars(ExitStatus).items() if name.isupper())


def test_set_up_is_a_line_to_paste_to_use_it_and_one_to_work_on_it() -> None:
    lines = [line for line in README.splitlines() if line.startswith("python3 -m venv")]
    assert [line.split(" && ")[-1] for line in lines] == [".venv/bin/ishoj vaerdier", ".venv/bin/pytest -n auto --cov"]
    assert lines[0] in DANISH["vejledning.md"]


def test_ci_runs_the_test_command_of_the_readme() -> None:
    pattern = re.search(r"grep -E '([^']+)' README\.md", CI)
    assert pattern
    found = [line for line in README.splitlines() if re.search(pattern[1], line)]
    assert found == [block.strip() for block in blocks(README, "sh") if "pytest" in block]
    subprocess.run(["bash", "-n", ROOT / ".ci" / "run"], check=True)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)\s]+)\)", text) + re.findall(r'(?:src|srcset)="([^"]+)"', text)
    broken = []
    for target in targets:
        file, _, anchor = target.partition("#")
        place = page.parent / file if file else page
        if "://" not in target and not (place.exists() and (not anchor or anchor in anchors(place))):
            broken.append(target)
    assert broken == []


@pytest.mark.parametrize("name", DANISH)
def test_pages_for_users_are_danish(name: str) -> None:
    code = r"\]\([^)]*\)" if name == "kommandoer.md" else r"```.*?```|`[^`]*`|\]\([^)]*\)"
    prose = re.sub(code, " ", DANISH[name], flags=re.DOTALL)
    assert set(re.findall(r"\b[a-zæøå]+\b", prose.lower())) & ENGLISH == set()
    assert "«" not in re.sub("»[^«»]*«", "", prose)  # so, and never the other way round


def test_the_change_log_has_this_version(capfd: pytest.CaptureFixture[str]) -> None:
    main(["--version"])
    version = capfd.readouterr().out.split()[1]
    assert f"## [{version}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
