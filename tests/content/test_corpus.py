"""Files as people make them: each slip has its finding, its advice fixes it, and an editor agrees."""

import json
import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from ishoj_cli.content.check import check
from ishoj_cli.content.load import load, read
from ishoj_cli.content.model import Record
from ishoj_cli.content.paths import schema
from tests.content.corpus import CASES, FINE, HEAD

SCHEMA = Draft7Validator(json.loads(schema("afsnit")))


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
    content.put("mission.yaml", HEAD + case.fixed + "\n")
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
    assert accepted_by_editor(HEAD + case.fixed)


GOOD = """\
id: mission
title: Vores mission
kind: list
# en note
lead: |
  Vi er her
  for borgeren.

  Også i dag.
closing: Tak for i dag
  og på gensyn
keywords: [hjælp, god tone]
questions:
  - Hvem ville savne os?
  - 'Tænk: Hvad nu?'
entries:
  - id: svar
    title: Hurtigt svar
    text: >
      Vi svarer
      samme dag.
    keywords:
      - svartid
  - id: ro
    title: "Ro på"
    text: Vi lytter først
read_more: mappen »Mission«
"""
PIECES = """ #|#| # 4|: |:|'|"|–|• |* |- |[|]|{|>|&|!|%|@|`|  | |null|~|”|Ã¦|\\|,|?|x|...""".split("|")  # noqa: SIM905
PIECES += ["|", "", "\t", "\r", "\n", "\n\n", "\u00a0", "\ufffd", "\uf0b7", "\u200b"]


def words(text: str) -> set[str]:
    """The words of a text, without the marks that may belong to YAML."""
    return set(re.findall(r"[^\s\"'\[\]{},|>:#-]+", text))


def texts(value: object) -> str:
    """All texts in a record or a tuple."""
    if isinstance(value, Record):
        value = tuple(vars(value).values())
    return " ".join(map(texts, value)) if isinstance(value, tuple) else str(value)


@settings(max_examples=400)
@given(at=st.integers(0, len(GOOD)), removed=st.integers(0, 3), piece=st.sampled_from(PIECES))
def test_after_any_edit_the_text_is_shown_whole_or_there_is_a_finding(tmp_path_factory, at, removed, piece):
    edited = GOOD[:at] + piece + GOOD[at + removed :]
    first = GOOD.count("\n", 0, at) + 1
    touched = range(first - 1, first + piece.count("\n") + piece.count("\r") + GOOD[at : at + removed].count("\n") + 2)
    folder = tmp_path_factory.mktemp("any")
    (folder / "handbook.yaml").write_text(
        "{title: T, organisation: O, edition: 2026-11-23, source: S, sections: [mission]}"
    )
    (folder / "mission.yaml").write_bytes(edited.encode())
    found = check([str(folder)])
    handbook, _findings = read(folder)
    if handbook is None or any(each.line in touched for each in found):
        assert found
        return
    # A comment after a name is a note of its own.
    own = re.sub(
        r"^ *#.*|^\.\.\.$|(?<=: list) *#.*|(?<=') *#.*|(?<=på\") *#.*|(?<=[]>|:]) *#.*", "", edited, flags=re.MULTILINE
    )
    own = re.sub(r"^([ -]*id: *\w*) +#.*", r"\1", own, flags=re.MULTILINE)
    own = re.sub(r"^[ -]*[a-z_]+ *:(?=\s|$)", "", own, flags=re.MULTILINE)
    lost = words(own) - words(texts(handbook.sections[0]))
    assert not lost, edited
