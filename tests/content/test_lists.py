"""What is a list in a text, and that reading one loses no word."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ishoj_cli.content.lists import List, grouped, opening, paragraphs
from ishoj_cli.content.yaml_tree import parse

LINES = st.lists(st.text(st.sampled_from("-.123 a\u00a0–"), max_size=8), max_size=8)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a\nb\n\nc", ["a b", "c"]),
        ("a\n- b\n- c\nd", ["a", List(("b", "c")), "d"]),
        ("a\n  -   b\n    c\n  - d\n\ne", ["a", List(("b c", "d")), "e"]),
        ("- a\n\n- b", [List(("a", "b"))]),
        ("1. a\n   b\n2. c", [List(("a b", "c"), 1)]),
        ("1. a\n\n2. b\n3. c", [List(("a", "b", "c"), 1)]),
        ("0. a\n1. b", [List(("a", "b"), 0)]),
        ("a\n3. b\n4. c", ["a", List(("b", "c"), 3)]),
        ("- a\n1. b\n2. c\n1. d\n2. e\n- f", [List(("a",)), *[List(each, 1) for each in ("bc", "de")], List(("f",))]),
        ("den\n1. maj", ["den 1. maj"]),
        ("1. maj\n\n1. juni", ["1. maj", "1. juni"]),
        ("1. a\nb\n2. c", ["1. a b 2. c"]),
        ("01. a\n02. b", ["01. a", "02. b"]),
        ("1. a\n1. b\n   c\n4. d\n5. e", ["1. a", "1. b c", List(("d", "e"), 4)]),
        ("-a\n– b\n-\n--\n-5 grader", ["-a – b - -- -5 grader"]),
        ("1.a\n2.b\n1) a\n2) b\n1 a\n2 b", ["1.a 2.b 1) a 2) b 1 a 2 b"]),
        ("٣. a\n٤. b\n1234567890. a\n1234567891. b", ["٣. a ٤. b 1234567890. a 1234567891. b"]),
    ],
)
def test_what_is_a_list(text, found):
    assert grouped(paragraphs(text.split("\n"))) == [
        each.replace(items=tuple(each.items)) if isinstance(each, List) else each for each in found
    ]


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("|\n  a\n  - b\n    c", ("a", "- b c")),
        ('"a\\n- b\\n- c"', ("a", "- b", "- c")),
        ("'- b'", ("- b",)),
        (">\n  a\n\n  - b\n\n  - c", ("a", "- b", "- c")),
    ],
)
def test_a_list_may_be_written_in_every_kind_of_scalar(written, found):
    node, findings = parse(f"key: {written}\n", "x.yaml")
    assert findings == []
    assert node.pairs["key"][1].paragraphs() == found


@given(LINES)
@example(["1. a", "  2. b", "a"])
def test_every_word_stays_and_what_was_read_is_read_alike_again(lines):
    read = paragraphs(lines)
    assert " ".join(read).split() == " ".join(lines).split()
    again = [line for text in read for line in (text, "")]
    assert paragraphs(again) == read
    assert grouped(paragraphs(again)) == grouped(read)


@pytest.mark.parametrize(
    ("texts", "count"),
    [((), 0), (("a", "b"), 1), (("a", "- b", "- c", "d"), 3), (("- a", "b", "- c"), 1), (("- a", "1. b", "2. c"), 3)],
)
def test_the_opening_of_a_text_has_the_list_after_its_first_paragraph(texts, count):
    assert opening(texts) == texts[:count]
