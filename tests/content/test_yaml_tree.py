"""The tree is the same by libyaml and by Python, and whatever is written, it ends in a tree or a complaint."""

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ishoj_cli.content import yaml_tree
from ishoj_cli.content.yaml_tree import Hole, Items, Node, Table, Text, parse

pure_only = pytest.mark.skipif(not hasattr(yaml, "CBaseLoader"), reason="libyaml is not installed")


def plain(node: Node | None) -> object:
    """A tree as data to compare."""
    if node is None:
        return None
    place = (node.line, node.column)
    if isinstance(node, Text):
        return (*place, node.value, node.literal)
    if isinstance(node, Items):
        return (*place, [plain(item) for item in node.items])
    if isinstance(node, Table):
        return (*place, {key: (plain(text), plain(value)) for key, (text, value) in node.pairs.items()})
    assert isinstance(node, Hole)
    return place


def both(text: str) -> tuple[object, object]:
    """What the text reads as by libyaml, where it is installed, and by Python alone."""

    def read() -> object:
        node, complaints = parse(text)
        return plain(node), sorted((each.line, each.column, each.what, each.hint) for each in complaints)

    fast = read()
    kept = yaml.CBaseLoader
    try:
        del yaml.CBaseLoader
        return fast, read()
    finally:
        yaml.CBaseLoader = kept


PIECES = """a|b: |- |? |: |:|\n|\n  |\n    |[|]|{|}|, |&x |*x |!t |!!str |>|'|"|\\|\\x41|\\ud800|#| #|---|...|%YAML 1.1
|<<: |?|? |æ|\t|\r|\0|@|`|%|~"""
pieces = st.sampled_from([*PIECES.split("|"), "|"])


@pure_only
@settings(max_examples=300)
@given(st.lists(pieces, max_size=14).map("".join))
@example('a: "\\UFFFFFFFF"')
@example('a: "\\uZZZZ"')
@example("a: 'b")
@example("a: [b")
@example("a: {b")
@example("%YAML 9.9\n---\na: b")
@example("a: @b")
@example("a: b\nc")
@example("a: b\n c: d")
@example("- a\nb: c")
@example("a: 'b\n---\nc'")
@example("a: *")
@example("a: 'b' c")
@example("a: |#\n  b")
@example("{? }")
@example("[a: ]")
@example("a: [b, c? d]")
@example("a:\n- {b: [c\n  d?]}\n- e? f")
def test_libyaml_and_python_read_the_same(text):
    fast, slow = both(text)
    assert fast == slow


@pure_only
@given(st.text(max_size=200))
def test_anything_is_a_tree_or_a_complaint(text):
    node, complaints = parse(text)
    assert node or complaints


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: b: c", "1:5: her står kolon og mellemrum inde i en tekst"),
        ("a: b\nc\n", "2:1: linjen er hverken «nøgle: værdi» eller en del af teksten ovenfor"),
        ("a:\n  - b\n c: d\n", "3:2: linjen passer ikke med linjerne omkring den"),
        ("a: 'b", "1:4: et anførselstegn bliver ikke lukket"),
        ("a: 'b\n---\n", "1:4: et anførselstegn bliver ikke lukket"),
        ("a: [b", "1:4: en klamme bliver ikke lukket"),
        ("a: {b: c", "1:4: en klamme bliver ikke lukket"),
        ("a: [b, hvad?]", "1:12: her står et spørgsmålstegn i en tekst mellem klammer"),
        ("a: @b", "1:4: en tekst begynder med et tegn, den ikke må begynde med"),
        ("a: `b", "1:4: en tekst begynder med et tegn, den ikke må begynde med"),
        ("a: & b", "1:4: en tekst begynder med et tegn, den ikke må begynde med"),
        ('a: "\\q"', "1:6: her står en ukendt kode efter «\\» i anførselstegn"),
        ('a: "\\xQQ"', "1:7: her står en ukendt kode efter «\\» i anførselstegn"),
        ("a: 'b' c", "1:8: linjen passer ikke med linjerne omkring den"),
        ("%YAML 9.9\n---\na: b", "1:1: filen er ikke gyldig YAML her"),
    ],
)
def test_a_mistake_is_told_in_danish(text, said):
    node, complaints = parse(text)
    assert node is None
    assert [f"{each.line}:{each.column}: {each.what}" for each in complaints] == [said]
    assert complaints[0].hint


@pure_only
def test_a_long_text_is_not_read_twice(monkeypatch):
    text = "a: @b\n"
    monkeypatch.setattr(yaml_tree, "MAX_SECOND_OPINION", 1)
    monkeypatch.setattr(yaml, "BaseLoader", None)
    node, complaints = parse(text)
    assert node is None
    assert len(complaints) == 1


@pure_only
@pytest.mark.parametrize(("text", "place"), [("a: [b, hvad?]", (1, 12)), ("a: b?\n'?': [b\n  d?]", (3, 4))])
def test_libyaml_refuses_a_question_mark_where_python_does(monkeypatch, text, place):
    assert [(each.line, each.column) for each in parse(text)[1]] == [place]
    monkeypatch.setattr(yaml_tree, "MAX_SECOND_OPINION", 1)
    assert [(each.line, each.column) for each in parse(text)[1]] == [place]


def test_a_strange_character_is_named_once_a_line_and_not_without_end():
    _node, complaints = parse("a: \x01\x02\n" + "\x03\n" * 1000)
    assert len(complaints) == yaml_tree.MAX_COMPLAINTS + 1  # and so nothing is read further
    assert (complaints[0].line, complaints[0].column) == (1, 4)


def test_complaints_do_not_pile_up_without_end():
    _node, complaints = parse("a: [" + "*x, " * 1000 + "]")
    assert len(complaints) == yaml_tree.MAX_COMPLAINTS + 1


def test_a_text_is_not_read_beyond_the_complaints_that_are_told():
    node, complaints = parse("a: [" + "*x, " * 1000)
    assert node is None
    assert not any("klamme" in each.what for each in complaints)


def test_a_text_of_too_many_nodes_is_refused_where_they_become_too_many(monkeypatch):
    monkeypatch.setattr(yaml_tree, "MAX_NODES", 5)
    assert parse("a: [b, c]\n")[1] == []
    node, [complaint] = parse("a: [b,\n c, d]\n")
    assert node is None
    assert (complaint.line, complaint.column) == (2, 5)


def test_so_many_accents_are_read_and_no_more():
    accents = "\N{COMBINING DOT BELOW}" * 30
    assert parse(f"a: {'—' * 100} x{accents}y{accents}\n")[1] == []
    node, [complaint] = parse(f"a: b\nc: x{accents}\N{COMBINING DOT BELOW}\n")
    assert node is None
    assert (complaint.line, complaint.column, complaint.what) == (
        2,
        4,
        "teksten har mere end 30 accenter på ét bogstav",
    )


def test_so_many_directives_are_not_read():
    node, [complaint] = parse("# x\n" + "%TAG !a! b\n" * 1000 + "---\na: b\n")
    assert node is None
    assert (complaint.line, complaint.column) == (2, 1)
    assert complaint.what == "linjer, der begynder med «%», kan ikke bruges"
