"""Warnings of what can't be printed: they hold for the cards and the fonts as they are."""

import runpy
from pathlib import Path

import pytest

from ishoj_cli.content.check import check
from ishoj_cli.content.model import Entry
from ishoj_cli.content.printable import PRINTABLE
from ishoj_cli.content.proofread import ON_A_CARD
from tests.render.handout.samples import handbook_of, list_of, made

ROOT = Path(__file__).resolve().parents[2]
WORDS = "Vi hjælper hinanden med at holde hovedet koldt og hjertet varmt, også når det er svært. "


def said(content) -> list[str]:
    return [f"{each.line}:{each.column}: {each.what}" for each in check([str(content.folder)])]


def entry(text: int, questions: int) -> str:
    each = "".join(f"      - '{(WORDS * 9)[: questions // 3]}'\n" for _ in range(3))
    written = f"    text: {(WORDS * 30)[:text].strip()}\n    questions:\n{each}      - En til?\n"
    return f"id: mission\ntitle: M\nentries:\n  - id: a\n    title: A\n{written}"


def test_what_is_too_long_for_a_card_is_told(content):
    most, asked = ON_A_CARD.values()
    content.put("mission.yaml", entry(most, asked))
    assert said(content) == []
    content.put("mission.yaml", entry(most + 20, asked + 30))
    assert [line.partition(",")[0] for line in said(content)] == [
        f"6:11: teksten fylder {len((WORDS * 30)[: most + 20].strip())} tegn",
        f"8:9: teksten fylder {(asked + 30) // 3 * 3} tegn",
    ]
    content.put("mission.yaml", "id: mission\ntitle: M\nentries: []\n")
    content.put("tolkning.yaml", f"workplace: B\ntexts:\n  mission: {(WORDS * 30)[: most + 20].strip()}\n")
    assert [line.partition(" ")[0] for line in said(content)] == ["3:12:"]


def test_what_is_not_too_long_is_set_on_a_card():
    most, asked = ON_A_CARD.values()
    questions = ((WORDS * 9)[: asked // 3],) * 3
    for each in (Entry("a", "A", text=((WORDS * 30)[:most],)), Entry("a", "A", questions=questions)):
        assert made(handbook_of(list_of(each)), "kort")


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
