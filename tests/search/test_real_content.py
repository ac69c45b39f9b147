"""The search over the real content: the gold set, queries made by rule from every word of it, and words it lacks."""

import json
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from math import log2
from pathlib import Path
from statistics import mean

import pytest
from wordfreq import top_n_list

from ishoj_cli.content.model import Entry, Handbook, Section
from ishoj_cli.danish import DIGRAPHS
from ishoj_cli.search import search
from ishoj_cli.search.folding import fold, to_ascii_letters
from ishoj_cli.search.passages import QUESTIONS, SECTION, TOPIC, Passages, fields
from ishoj_cli.search.query import words_of as split

GOLD = [
    json.loads(line) for line in Path(__file__).with_name("gold.jsonl").read_text(encoding="utf-8").splitlines() if line
]
LETTERS = "abcdefghijklmnopqrstuvwxyzæøå"
EDITS_A_WORD = 5
# The least share of the queries of a kind that find a passage of the highest grade among the first five.
FOUND = defaultdict(
    lambda: 1.0,
    synonym=0.85,
    question=0.93,
    compound=0.75,
    irregular=0.90,
    misspelling=0.93,
    soft=0.8,
    exact=0.92,
    phrase=0.8,
)


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
    ndcg: list[float] = []
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
    assert mean(ndcg) >= 0.90
    sizes = Counter(row["kind"] for row in GOLD)
    assert len(missed.pop("negative", [])) <= 0.03 * sizes["negative"]
    assert {kind: queries for kind, queries in missed.items() if len(queries) > (1 - FOUND[kind]) * sizes[kind]} == {}


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("hvordan siger jeg op", "personalepolitik/farvel"),
        ("hvor lang tid er opsigelsen", "personalepolitik/farvel"),
        ("en kollega går på pension", "personalepolitik/farvel"),
        ("introduktion af nye medarbejdere", "personalepolitik/ansat"),
        ("god kommunikation", "vaerdier/klare-budskaber"),
        ("tillid til ledelsen", "vaerdier/trovaerdighed"),
        ("ros til kolleger", "vision/anerkendende"),
        ("fratrædelsessamtale", "personalepolitik/farvel"),
        ("sidste dag på jobbet", "personalepolitik/farvel"),
        ("politikere", "perspektiver/styr-paa-tingene"),
        ("respekt for borgeren", "vaerdier/respekt"),
        ("hvad er følgeskab", "lederskab"),
        ("foelgeskab", "lederskab"),
        ("politiske beslutninger", "perspektiver/styr-paa-tingene"),
        ("værdi nr. 3", "vaerdier"),
        ("hvor kan vi spare", "perspektiver/mere-for-mindre"),
        ("lede min leder", "rundt/opad"),
        ("indflydelse på beslutninger", "vision/inddragende"),
    ],
)
def test_the_word_that_says_most_leads(real: Handbook, query: str, first: str) -> None:
    assert ids(real, query)[0] == first


@pytest.mark.parametrize(
    "query",
    ["MED-udvalg", "åbningstider", "hvem skal jeg ringe til", "udføre", "ven", "ro", "præst", "god løn", "lønpolitik"],
)
def test_what_only_looks_alike_is_not_found(real: Handbook, query: str) -> None:
    result = search(real, query)
    assert (result.hits, result.suggestions) == ((), ())


@pytest.mark.parametrize(
    ("query", "word"),
    [("mangfolighed", "mangfoldighed"), ("respekfuld", "Respekt"), ("handlekrafig", "Handlekraft")],
)
def test_a_misspelt_derivation_is_a_guess(real: Handbook, query: str, word: str) -> None:
    assert word.lower() in [guessed.lower() for guess in search(real, query).guesses for guessed in guess.words]


@pytest.mark.parametrize(
    ("query", "missing"),
    [("MUS", "MUS"), ("er Łukasz her", "Łukasz"), ("--json", "--json"), ("MED-udvalg?", "MED-udvalg")],
)
def test_what_is_missing_is_shown_as_typed(real: Handbook, query: str, missing: str) -> None:
    assert search(real, query).missing == (missing,)


@pytest.mark.parametrize("query", ["fagforening", "kærlighed", "lederløn", "integration", "efterløn"])
def test_what_shares_only_letters_is_not_suggested(real: Handbook, query: str) -> None:
    assert search(real, query).suggestions == ()


def own_paragraphs(book: Handbook) -> Iterator[tuple[str, list[str]]]:
    """The folded words of each paragraph that is a passage's own text, with the passage's id."""
    for section, entry in Passages(book).sources:
        for field, paragraphs in enumerate(fields(section, entry)):
            if field not in (TOPIC, SECTION, QUESTIONS):
                for text in paragraphs:
                    yield f"{section.id}/{entry.id}" if entry else section.id, split(fold(text))


def owners(book: Handbook, length: int) -> dict[str, set[str]]:
    """Every run of so many words in the text, and the passages that hold it."""
    found = defaultdict(set)
    for id_, words in own_paragraphs(book):
        for at in range(len(words) - length + 1):
            found[" ".join(words[at : at + length])].add(id_)
    return found


@pytest.mark.parametrize("typed", [lambda word: word.translate(DIGRAPHS), to_ascii_letters])
def test_every_word_is_found_without_danish_letters(real: Handbook, typed: Callable[[str], str]) -> None:
    words = owners(real, 1)
    missed = [word for word in words if words[word].isdisjoint(ids(real, typed(word))[:5])]
    assert missed == []


def test_a_run_of_three_words_finds_its_own_passage_first(real: Handbook) -> None:
    runs = owners(real, 3)
    missed = [run for run in runs if not runs[run].intersection(ids(real, run)[:1])]
    assert len(missed) <= 0.05 * len(runs), missed


def test_topic_words_do_not_move_the_text_from_the_top(real: Handbook) -> None:
    words, plain = owners(real, 1), real.without_keywords()
    moved = [word for word in words if ids(real, word)[:1] != ids(plain, word)[:1]]
    assert len(moved) <= 0.03 * len(words), moved


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
    words = owners(real, 1)
    chance = random.Random(1972)  # noqa: S311 - no secret
    tries = [(word, one_edit(word, chance)) for word in words if len(word) >= 6 for _ in range(EDITS_A_WORD)]
    missed = [(word, edit) for word, edit in tries if words[word].isdisjoint(ids(real, edit)[:5])]
    assert len(missed) <= 0.03 * len(tries), missed


def test_a_passage_is_found_by_its_title(real: Handbook) -> None:
    for section in real.sections:
        assert ids(real, section.title)[0] == section.id
        for entry in section.entries:
            assert ids(real, entry.title)[0] == f"{section.id}/{entry.id}"


def absent(book: Handbook, words: list[str]) -> list[str]:
    """Those of some words that are no word of a handbook's text."""
    text = set(split("\n".join(Passages(book).blocks)))
    return [word for word in words if fold(word) not in text]


def test_frequent_words_that_the_text_lacks_are_not_found_by_accident(real: Handbook) -> None:
    words = absent(real, top_n_list("da", 5000))
    found = {word: search(real, word) for word in words}
    guessed = [word for word, result in found.items() if result.guesses]
    # The words whose hits a reader judged to be of the same matter, a line each; every other hit is an accident.
    related = Path(__file__).with_name("related.txt").read_text(encoding="utf-8").split()
    accidents = {word for word, result in found.items() if result.hits}.difference(related)
    assert len(guessed) <= 0.01 * len(words), guessed
    assert len(accidents) <= 0.03 * len(words), accidents
    assert accidents.isdisjoint({"mens", "rask", "sker", "indvandrere", "folketinget", "præsident", "sport", "ringe"})


@pytest.mark.parametrize("size", [1_000, 10_000])
def test_guesses_do_not_grow_with_the_vocabulary(size: int) -> None:
    chance = random.Random(size)  # noqa: S311 - no secret
    words = [word for word in top_n_list("da", 30_000) if word.isalpha()]
    chance.shuffle(words)
    known, unknown = words[::2], words[1::2]
    entries = tuple(Entry(f"e{n}", chance.choice(known), (" ".join(chance.choices(known, k=20)),)) for n in range(size))
    book = Handbook("H", "O", "2026-01-01", "K", sections=(Section("s", "S", entries=entries),))
    tried = chance.sample(absent(book, unknown), 100)
    guessed = [word for word in tried if search(book, word).guesses]
    assert len(guessed) <= 3, guessed
