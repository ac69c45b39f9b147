"""Warnings of what can't be printed: they hold for the cards and the fonts as they are."""

import runpy
from pathlib import Path

import pytest

from ishoj_cli.content.check import check
from ishoj_cli.content.model import Entry
from ishoj_cli.content.proofread import PRINTABLE
from tests.render.handout.samples import handbook_of, list_of, made

ROOT = Path(__file__).resolve().parents[2]
WORDS = "Vi hjælper hinanden med at holde hovedet koldt og hjertet varmt, også når det er svært. "


def said(content) -> list[str]:
    return [f"{each.line}:{each.column}: {each.what}" for each in check([str(content.folder)])]


def entry(text: int, questions: int, title: str = "A") -> str:
    each = "".join(f"      - '{(WORDS * 9)[:57]}'\n" for _ in range(questions))
    text_ = "".join(f"      - {WORDS[:20]}\n" for _ in range(text))
    return f"id: mission\ntitle: M\nentries:\n  - id: a\n    title: {title}\n    text: |\n{text_}    questions:\n{each}"


def test_what_is_too_long_for_a_card_is_told(content):
    content.put("mission.yaml", entry(22, 23))
    assert said(content) == []
    content.put("mission.yaml", entry(23, 24))
    assert [line.partition(" på")[0] for line in said(content)] == ["6:11: teksten fylder omkring 23 linjer"]
    content.put("mission.yaml", entry(21, 25, title=WORDS[:40].strip()))
    assert [line.partition(" på")[0] for line in said(content)] == [
        "6:11: teksten fylder omkring 23 linjer",
        "29:9: teksten fylder omkring 30 linjer",
    ]
    content.put("mission.yaml", entry(1, 1))
    long = (WORDS * 30)[:1500].strip()
    content.put("tolkning.yaml", f"workplace: B\ntexts:\n  mission: {long}\n  mission/a: {long}\n")
    assert [line.partition(" på")[0] for line in said(content)] == [
        "4:14: teksten og punktets spørgsmål fylder omkring 28 linjer"
    ]
    content.put("mission.yaml", entry(1, 10))
    content.put("tolkning.yaml", f"workplace: B\ntexts:\n  Mission/A: {long[:600]}\n")
    assert said(content) == []
    content.put("tolkning.yaml", f"workplace: B\ntexts:\n  Mission/A: {long[:740]}\n")
    [both] = said(content)
    assert both.startswith("3:14: teksten og punktets spørgsmål fylder omkring 25 linjer på et dialogkort")


@pytest.mark.parametrize(
    "fields",
    [
        {"text": ((WORDS * 30)[:1260],)},
        {"text": ("- Vi hjælper hinanden",) * 22},
        {"questions": ((WORDS * 9)[:466],) * 3},
        {"questions": ((WORDS * 9)[:100],) * 13},
        {"questions": ("Hvem hjælper hinanden her?",) * 23},
        {"local": ((WORDS * 30)[:1360],)},
        {"local": ((WORDS * 30)[:560],), "questions": ((WORDS * 9)[:100],) * 6},
    ],
)
def test_what_is_not_too_long_is_set_on_a_card(fields):
    assert made(handbook_of(list_of(Entry("a", "A", **fields))), "kort")


def test_the_table_of_letters_is_what_the_fonts_have():
    script = runpy.run_path(str(ROOT / "scripts" / "make_printable.py"))
    ends = {int(each, 16) for each in PRINTABLE.replace("-", "").split("\\u")[1:]}
    assert script["can_be_set"]("".join(map(chr, sorted(ends))))
    lacking = [code + 1 for code in ends if f"{code:04x}-" not in PRINTABLE and code + 1 not in ends]
    shaped = [chr(code) for code in lacking if script["unicodedata"].category(chr(code)) not in script["UNPRINTED"]]
    assert len(shaped) > 50
    assert [each for each in sorted(shaped)[::9] if script["can_be_set"](each)] == []


@pytest.mark.parametrize(
    "written", ["entries: x", "entries: [x]", "entries:\n  - id: a\n    title: A\n    questions: x"]
)
def test_what_has_another_shape_is_left_to_the_faults(content, written):
    content.put("mission.yaml", f"id: mission\ntitle: M\n{written}\n")
    assert not any("dialogkort" in line for line in said(content))
