"""The tree is the same by libyaml and by Python, and any text ends in a tree or a finding."""

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ishoj_cli.content import yaml_tree
from ishoj_cli.content.findings import MAX_FINDINGS, Finding
from ishoj_cli.content.nodes import InvalidNode, MappingNode, Node, ScalarNode, SequenceNode
from ishoj_cli.content.syntax_errors import MISTAKES
from ishoj_cli.content.yaml_tree import MAX_SECOND_OPINION

needs_libyaml = pytest.mark.skipif(not hasattr(yaml, "CBaseLoader"), reason="libyaml is not installed")


PARSERS = [pytest.param("libyaml", marks=needs_libyaml), "python"]


def parse(text: str) -> tuple[Node | None, list[Finding]]:
    """The tree and the findings of a text in the file `f.yaml`."""
    return yaml_tree.parse(text, "f.yaml")


def said(text: str) -> list[str]:
    """The findings of a text, as `line:column: what`."""
    return [f"{each.line}:{each.column}: {each.what}" for each in parse(text)[1]]


def without_libyaml(monkeypatch) -> None:
    """As where PyYAML is installed without libyaml."""
    monkeypatch.delattr(yaml, "CBaseLoader", raising=False)


def plain(node: Node | None) -> object:
    """A tree as data to compare."""
    if node is None:
        return None
    place = (node.line, node.column)
    if isinstance(node, ScalarNode):
        return (*place, node.value, node.literal)
    if isinstance(node, SequenceNode):
        return (*place, [plain(item) for item in node.items])
    if isinstance(node, MappingNode):
        return (*place, {key: (plain(text), plain(value)) for key, (text, value) in node.pairs.items()})
    assert isinstance(node, InvalidNode)
    return place


def both(text: str) -> tuple[object, object]:
    """What the text reads as by libyaml, where it is installed, and by Python alone."""

    def read() -> object:
        node, findings = parse(text)
        return plain(node), sorted((each.line, each.column, each.what, each.hint) for each in findings)

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


@needs_libyaml
@settings(max_examples=300)
@given(st.lists(pieces, max_size=14).map("".join))
@example('a: "\\UFFFFFFFF"')
@example('a: "\\uZZZZ"')
@example("a: b\n c: d")
@example("a: *")
@example("{? }")
@example("[a: ]")
@example("a: [b, c? d]")
@example("a:\n- {b: [c\n  d?]}\n- e? f")
def test_libyaml_and_python_read_the_same(text):
    fast, slow = both(text)
    assert fast == slow


@needs_libyaml
@given(st.text(max_size=200))
def test_anything_is_a_tree_or_a_finding(text):
    node, findings = parse(text)
    assert node or findings


MISTAKEN = [
    ("a: ? b", "1:4: en tekst begynder med »?«"),
    ("a: , b", "1:4: her står et skilletegn, hvor en tekst skulle begynde"),
    ("a: b: c", "1:5: her står kolon og mellemrum inde i en tekst"),
    ("a: b\nc\n", "2:1: linjen er hverken »nøgle: værdi« eller en del af teksten ovenfor"),
    ("a:\n  - b\n c: d\n", "3:2: linjen passer ikke med linjerne omkring den"),
    ("- a\nb: c\n", "2:1: linjen passer ikke med linjerne omkring den"),
    ("a: 'b' c", "1:4: tegnet ' afslutter teksten, før den er slut"),
    ("'a' b", "1:1: tegnet ' afslutter teksten, før den er slut"),
    ("a: 'b", "1:4: der mangler et afsluttende anførselstegn"),
    ("a: 'b\n---\n", "1:4: der mangler et afsluttende anførselstegn"),
    ("a: [b", "1:4: der mangler en afsluttende klamme"),
    ("a: {b: c", "1:4: der mangler en afsluttende klamme"),
    ("a: [b, hvad?]", "1:12: her står et spørgsmålstegn i en tekst mellem klammer"),
    ("a: @b", "1:4: en tekst begynder med et tegn, den ikke må begynde med"),
    ("a: `b", "1:4: en tekst begynder med et tegn, den ikke må begynde med"),
    ("a: & b", "1:4: en tekst begynder med et tegn, den ikke må begynde med"),
    ('a: "\\q"', "1:6: her står en ukendt kode efter »\\« i anførselstegn"),
    ('a: "\\xQQ"', "1:7: her står en ukendt kode efter »\\« i anførselstegn"),
    ("%YAML 9.9\n---\na: b", "1:1: filen er ikke gyldig YAML her"),
    ("a: |#\n  b", "1:5: her står noget på samme linje som »|« eller »>«"),
    ("a: b\nc: >2#\n  d", "2:6: her står noget på samme linje som »|« eller »>«"),
    ("a: > 50 %", "1:6: her står noget på samme linje som »|« eller »>«"),
    ("a: | b\n  c", "1:6: her står noget på samme linje som »|« eller »>«"),
    ("a: - b", "1:4: en tekst begynder med »- «"),
    ("a: [b] c", "1:4: en tekst begynder med »[«"),
    ("a: {b} c", "1:4: en tekst begynder med »{«"),
    ("a: 'b\nc: 'd'", "1:4: der mangler et afsluttende anførselstegn"),
    ("a: b #c\n  d", "1:6: # begynder en kommentar, så »#c« bliver ikke læst"),
    ("a: [b #c, d]", "1:7: # begynder en kommentar, så »#c, d]« bliver ikke læst"),
    ("a: " + "[" * 20, "1:23: her er mere end 20 lag inde i hinanden"),
    ("a: " + "[" * 2000, "1:23: her er mere end 20 lag inde i hinanden"),
    ("a:\n - {b: [[],{}, '[[[[[['," + "[" * 1200, "2:41: her er mere end 20 lag inde i hinanden"),
]


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(("text", "wanted"), MISTAKEN)
def test_a_mistake_is_described_in_danish_where_it_is(monkeypatch, text, wanted, parser):
    if parser == "python":
        without_libyaml(monkeypatch)
    node, [finding] = parse(text)
    assert node is None
    assert f"{finding.line}:{finding.column}: {finding.what}" == wanted
    assert (finding.file, finding.level) == ("f.yaml", "fault")


@needs_libyaml
@pytest.mark.parametrize(("text", "wanted"), [each for each in MISTAKEN if each[0][0] not in "%'"])
def test_libyaml_alone_describes_a_mistake_that_is_too_far_down_for_python(monkeypatch, text, wanted):
    above = f"x: {'y' * MAX_SECOND_OPINION}\n" * (text[0] != "-") or f"- {'y' * MAX_SECOND_OPINION}\n"
    node, [finding] = parse(above + text)
    assert node is None
    assert finding.what == wanted.split(": ", 1)[1]
    if "lag" in wanted:
        assert f"{finding.line - 1}:{finding.column}" == wanted.rsplit(":", 1)[0]


def refusing(most: int, error: Exception) -> type:
    """A parser nobody has seen: so many events as the real one's, then a refusal of its own."""

    class Loader(yaml.BaseLoader):
        events = 0

        def get_event(self) -> object:
            self.events += 1
            if self.events > most:
                raise error
            return super().get_event()

    return Loader


MARK = yaml.Mark("f", 9, 1, 3, None, None)


@pytest.mark.parametrize(
    ("events", "error", "wanted"),
    [
        (5, yaml.MarkedYAMLError(problem="a new problem", problem_mark=MARK), "2:4: filen er ikke gyldig YAML her"),
        (5, yaml.MarkedYAMLError("while", MARK), "2:4: filen er ikke gyldig YAML her"),
        (5, yaml.MarkedYAMLError(problem="a new problem"), "1:1: filen er ikke gyldig YAML her"),
        (5, yaml.YAMLError("a new problem"), "2:3: filen er ikke gyldig YAML her"),
        (0, yaml.MarkedYAMLError(problem="a new problem", problem_mark=MARK), "2:4: filen er ikke gyldig YAML her"),
        (5, ValueError("chr() arg not in range"), "2:3: her står en ukendt kode efter »\\« i anførselstegn"),
    ],
)
def test_a_refusal_that_nobody_has_seen_is_still_a_good_message(monkeypatch, events, error, wanted):
    without_libyaml(monkeypatch)
    monkeypatch.setattr(yaml, "BaseLoader", refusing(events, error))
    assert said("a: b\nc: d\n") == [wanted]


@needs_libyaml
def test_where_libyaml_refuses_the_parser_in_python_decides(monkeypatch):
    error = yaml.MarkedYAMLError(problem="a new problem", problem_mark=MARK)
    monkeypatch.setattr(yaml, "CBaseLoader", refusing(3, error))
    node, findings = parse("a: b\nc: d\n")
    assert isinstance(node, MappingNode)
    assert list(node.pairs) == ["a", "c"]
    assert findings == []
    assert said("a: b\nc: d: e\n") == ["2:5: her står kolon og mellemrum inde i en tekst"]
    assert said("- bc\n" * 40_000) == ["2:4: filen er ikke gyldig YAML her"]  # which Python doesn't read to its end


@needs_libyaml
def test_python_reads_no_more_than_so_many_characters_of_what_libyaml_refuses(monkeypatch):
    ends = []

    class Counting(yaml.BaseLoader):
        def get_event(self) -> object:
            event = super().get_event()
            ends.append(event.start_mark.index)
            return event

    monkeypatch.setattr(yaml, "BaseLoader", Counting)
    assert said("- bc\n" * 40_000 + "- @") == ["40001:3: en tekst begynder med et tegn, den ikke må begynde med"]
    assert MAX_SECOND_OPINION < ends[-1] < MAX_SECOND_OPINION + 10
    assert all(end <= MAX_SECOND_OPINION for end in ends[:-1])


def test_every_message_is_met_by_some_text():
    assert {what for _signs, _at_start, what, _hint in MISTAKES} <= {
        wanted.split(": ", 1)[1] for _text, wanted in MISTAKEN
    }


def test_a_strange_character_is_named_once_a_line_and_not_without_end():
    _node, findings = parse("a: \x01\x02\n" + "\x03\n" * 1000)
    assert len(findings) == MAX_FINDINGS + 1  # and so nothing is read further
    assert (findings[0].line, findings[0].column) == (1, 4)


def test_findings_do_not_pile_up_without_end():
    _node, findings = parse("a: [" + "*x, " * 1000 + "]")
    assert len(findings) == MAX_FINDINGS + 1


def test_a_text_is_not_read_beyond_the_findings_that_are_listed():
    node, findings = parse("a: [" + "*x, " * 1000)
    assert node is None
    assert not any("klamme" in each.what for each in findings)


def test_a_text_of_too_many_nodes_is_refused_where_they_become_too_many(monkeypatch):
    monkeypatch.setattr(yaml_tree, "MAX_NODES", 5)
    assert parse("a: [b, c]\n")[1] == []
    node, [finding] = parse("a: [b,\n c, d]\n")
    assert node is None
    assert (finding.line, finding.column) == (2, 5)


def test_so_many_accents_are_read_and_no_more():
    accents = "\N{COMBINING DOT BELOW}" * 30
    assert parse(f"a: {'—' * 100} x{accents}y{accents}\n")[1] == []
    node, [finding] = parse(f"a: b\nc: x{accents}\N{COMBINING DOT BELOW}\n")
    assert node is None
    assert (finding.line, finding.column, finding.what) == (
        2,
        4,
        "teksten har mere end 30 accenter på ét bogstav",
    )


def test_so_many_directives_are_not_read():
    node, [finding] = parse("# x\n" + "%TAG !a! b\n" * 1000 + "---\na: b\n")
    assert node is None
    assert (finding.line, finding.column) == (2, 1)
    assert finding.what == "linjer, der begynder med »%«, kan ikke bruges"


def test_twenty_levels_are_read(monkeypatch):
    assert said("a: " + "[" * 19 + "]" * 19) == []
    without_libyaml(monkeypatch)
    assert said("a: " + "[" * 19 + "]" * 19) == []
