"""The search over the real content: the gold set, and queries made by rule from every word of it."""

import json
import random
from collections import defaultdict
from math import log2
from pathlib import Path
from statistics import mean

import pytest

from ishoj_cli.content.model import Handbook
from ishoj_cli.danish import bare, digraphs_for_letters, fold
from ishoj_cli.search import search
from ishoj_cli.search.passages import Passages, own_text
from ishoj_cli.search.query import WORDS

HERE = Path(__file__).parent
GOLD = [json.loads(line) for line in (HERE / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
LETTERS = "abcdefghijklmnopqrstuvwxyzæøå"
EDITS_A_WORD = 5


def ids(book: Handbook, query: str) -> list[str]:
    return [hit.id for hit in search(book, query).hits]


def grades(found: list[str], expect: dict[str, int]) -> list[int]:
    """The grade each hit earns: an expectation is earned once, and a hit on an entry counts for its section too."""
    left, earned = dict(expect), []
    for id_ in found:
        met = max((e for e in left if id_ == e or id_.startswith(f"{e}/")), key=lambda e: left[e], default=None)
        earned.append(left.pop(met) if met else 0)
    return earned


def gain(values: list[int]) -> float:
    return sum((2**value - 1) / log2(rank + 2) for rank, value in enumerate(values))


def test_gold(real: Handbook) -> None:
    ndcg, mrr, recall = [], [], []
    missed = defaultdict(list)
    for row in GOLD:
        found, expect = ids(real, row["query"]), row["expect"]
        if not expect:
            if found:
                missed["negative"].append(row["query"])
            continue
        earned = grades(found, expect)
        if max(expect.values()) not in earned[:5]:
            missed[row["kind"]].append(row["query"])
        ndcg.append(gain(earned[:5]) / gain(sorted(expect.values(), reverse=True)[:5]))
        mrr.append(next((1 / (rank + 1) for rank, grade in enumerate(earned) if grade >= 2), 0.0))
        recall.append(sum(grade > 0 for grade in earned[:5]) / min(5, len(expect)))
    assert mean(ndcg) >= 0.95
    assert mean(mrr) >= 0.97
    assert mean(recall) >= 0.95
    assert not any(missed[kind] for kind in ("typo", "folding", "compound"))
    assert len(missed["negative"]) <= 1


def words_of(book: Handbook) -> dict[str, set[str]]:
    """Every folded word of the titles and texts, and the passages that hold it."""
    words = defaultdict(set)
    for section in book.sections:
        passages = [(section.id, section.title, own_text(section))]
        passages += [(f"{section.id}/{entry.id}", entry.title, entry.text) for entry in section.entries]
        for id_, title, text in passages:
            for word in WORDS.findall(fold(f"{title} {text or ''}")):
                words[word].add(id_)
    return words


@pytest.mark.parametrize("typed", [digraphs_for_letters, bare])
def test_every_word_is_found_without_danish_letters(real: Handbook, typed) -> None:
    words = words_of(real)
    missed = [word for word in words if words[word].isdisjoint(ids(real, typed(word))[:5])]
    assert missed == []


def one_edit(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word))
    letter = chance.choice(LETTERS)
    left_out, put_in, changed = (
        word[:at] + word[at + 1 :],
        word[:at] + letter + word[at:],
        word[:at] + letter + word[at + 1 :],
    )
    swapped = word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]
    return chance.choice([left_out, put_in, changed, swapped])


def test_misspelt_words_are_found(real: Handbook) -> None:
    words = words_of(real)
    chance = random.Random(1972)  # noqa: S311 - no secret
    tries = [(word, one_edit(word, chance)) for word in words if len(word) >= 6 for _ in range(EDITS_A_WORD)]
    missed = [(word, edit) for word, edit in tries if words[word].isdisjoint(ids(real, edit)[:5])]
    assert len(missed) <= 0.03 * len(tries), missed


def absent_words(book: Handbook) -> list[str]:
    """The Danish words of absent.txt that are still no part of any word of the content."""
    lines = (HERE / "absent.txt").read_text(encoding="utf-8").splitlines()
    listed = [word for line in lines if not line.startswith("#") for word in line.split()]
    assert len(set(listed)) == len(listed)
    text = "\n".join(Passages(book).blocks)
    return [word for word in listed if fold(word) not in text]


def test_words_that_do_not_occur_are_not_found(real: Handbook) -> None:
    absent = absent_words(real)
    found = [word for word in absent if ids(real, word)]
    assert len(absent) >= 1200
    assert len(found) <= 0.02 * len(absent), found


def test_a_passage_is_found_by_its_title(real: Handbook) -> None:
    for section in real.sections:
        assert ids(real, section.title)[0] == section.id
        for entry in section.entries:
            assert ids(real, entry.title)[0] == f"{section.id}/{entry.id}"
