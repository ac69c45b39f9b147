"""Files as people make them: each slip has its finding, its advice mends it, and an editor agrees."""

import json
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft7Validator

from ishoj_cli.content.check import check
from ishoj_cli.content.load import load
from ishoj_cli.content.paths import schema_folder
from tests.content.corpus import CASES, FINE, HEAD

SCHEMA = Draft7Validator(json.loads(Path(schema_folder(), "section.schema.json").read_text("utf-8")))


class Core(yaml.SafeLoader):
    """YAML 1.2's core schema, by which editors read: a date is a text."""

    yaml_implicit_resolvers = {  # noqa: RUF012
        first: [(tag, pattern) for tag, pattern in rows if not tag.endswith(("timestamp", "merge"))]
        for first, rows in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def accepted_by_editor(text: str) -> bool:
    """Whether an editor with our schema shows no fault in a section's file."""
    try:
        return SCHEMA.is_valid(yaml.load(text, Loader=Core))  # noqa: S506
    except yaml.YAMLError:
        return False


def said(content) -> list[str]:
    """The findings of `tjek` in mission.yaml, and their levels."""
    found = check([str(content.folder)])
    assert {Path(each.file).name for each in found} <= {"mission.yaml"}
    return [f"{each.level} {each.line}:{each.column}: {each.what}; {each.hint}" for each in found]


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_slip_has_its_finding_alone_and_its_advice_mends_it(content, case):
    content.put("mission.yaml", HEAD + case.written + "\n")
    finding, *others = said(content)
    assert finding.startswith(f"{case.level} {case.finding}")
    assert all(finding.partition(": ")[2] == other.partition(": ")[2] for other in others)
    content.put("mission.yaml", HEAD + case.mended + "\n")
    assert said(content) == []


@pytest.mark.parametrize("written", FINE.values(), ids=FINE)
def test_what_is_no_slip_has_no_finding(content, written):
    content.put("mission.yaml", HEAD + written + "\n")
    assert said(content) == []
    assert accepted_by_editor(HEAD + written)
    assert load(content.folder)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_an_editor_and_the_check_agree(case):
    assert accepted_by_editor(HEAD + case.written) == (not case.schema)
    assert accepted_by_editor(HEAD + case.mended)
