"""The hooks for pre-commit: their file is what pre-commit reads, and they find the faults of a repository's content."""

import re
import shlex
from pathlib import Path

import pytest
import yaml

from ishoj_cli.main import main

HOOKS = yaml.safe_load((Path(__file__).resolve().parents[2] / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
# The keys of ours, as https://pre-commit.com/#creating-new-hooks types them.
KEYS = dict.fromkeys(("id", "name", "description", "entry", "language", "files"), str) | {"args": list}
KEYS |= dict.fromkeys(("always_run", "pass_filenames"), bool)


def run(hook: dict, names: list[str]) -> int:
    """The status of a hook at a commit of these files."""
    program, *words = shlex.split(hook["entry"])
    assert program == "ishoj"  # what language: python installs
    matching = [name for name in names if re.search(hook.get("files", ""), name)]
    if not matching and not hook.get("always_run"):
        return 0
    return main([*words, *hook.get("args", []), *(matching if hook.get("pass_filenames", True) else [])])


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_hook_has_what_pre_commit_requires(hook: dict) -> None:
    assert {"id", "name", "entry", "language"} <= hook.keys()
    assert {key: type(value) for key, value in hook.items()} == {key: KEYS[key] for key in hook}
    assert hook["language"] == "python"


def test_a_commit_of_faulty_content_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["tjek", "--ny", "."]) == 0
    content, local = HOOKS
    file, interpretation = Path("vaerdier.yaml"), Path("hos os", "tolkning.yaml")
    assert [run(hook, ["README.md", str(file)]) for hook in HOOKS] == [0, 0]
    file.rename("x.txt")  # deleted: no file of the commit is about content, and handbook.yaml is faulty
    assert run(content, ["README.md"]) == 1
    interpretation.parent.mkdir()
    interpretation.write_text("workplace: W\ntexts:\n  mission: Hos os.\n", encoding="utf-8")
    assert run(local, [interpretation.as_posix()]) == 0
    interpretation.write_text("workplace: W\ntekst: Hos os.\n", encoding="utf-8")
    assert run(local, [interpretation.as_posix()]) == 1
