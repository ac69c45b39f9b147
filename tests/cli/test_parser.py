"""The parser: words and options by the table, in every spelling, and no option as another's value."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ishoj_cli.cli.parser import is_option, parse, without_equals
from ishoj_cli.cli.table import BUILTINS, PROGRAM


@pytest.mark.parametrize(
    ("line", "command", "words", "options"),
    [
        ("", None, [], {}),
        ("vaerdier respekt", "vaerdier", ["respekt"], {}),
        ("--json vaerdier -f tsv respekt", "vaerdier", ["respekt"], {"json": True, "format": "tsv"}),
        ("alt -ox.md --BREDDE=40 -F tsv", "alt", [], {"file": "x.md", "width": "40", "format": "tsv"}),
        ("alt -o a -o b", "alt", [], {"file": "b"}),
        ("alt -o -", "alt", [], {"file": "-"}),
        ("alt --output=-x.txt --farve=", "alt", [], {"file": "-x.txt", "colour": ""}),
        ("soeg a --sektion b --sektion=c", "soeg", ["a"], {"sections": ["b", "c"]}),
        ("soeg a -- --json -o", "soeg", ["a", "--json", "-o"], {}),
        ("soeg --antal=-5 -- -1", "soeg", ["-1"], {"limit": "-5"}),
        ("søg a --uden_emneord --HJÆLP -v", "søg", ["a"], {"keywords": True, "help": True, "version": True}),
        ("handout -f pdf --uden-spørgsmål", "handout", [], {"format": "pdf", "questions": True}),
        ("--indhold=a b --tolkning c", "b", [], {"folder": "a", "interpretation": "c"}),
    ],
)
def test_a_line_is_words_and_options(line, command, words, options):
    parsed = parse(line.split())
    assert (parsed.command, list(parsed.words), parsed.options) == (command, words, options)
    assert parsed.understood


@pytest.mark.parametrize("follows", ["--json", "-f", "-o", "--", "--ukendt", "-h", None])
@pytest.mark.parametrize(
    "option", [o for c in (PROGRAM, *BUILTINS) for o in c.options if o.metavar], ids=lambda o: o.name
)
def test_an_option_never_takes_another_for_its_value(option, follows):
    command = next(c for c in (PROGRAM, *BUILTINS) if option in c.options)
    for flag in option.flags:
        parsed = parse([*filter(None, [command.name]), flag, *filter(None, [follows])])
        assert parsed.missing == (flag, option)
        assert not parsed.understood
        assert option.name not in parsed.options


@pytest.mark.parametrize(
    "line",
    [
        "alt --ukendt",
        "alt --json=ja",
        "alt -x",
        "alt -Vh",
        "--dato 2026-11-23 dagens",
        "-- alt",
        "alt --antal 3",
        "vaerdier -1",
    ],
)
def test_what_has_to_be_explained_is_not_understood(line):
    assert not parse(line.split()).understood


def test_the_options_about_content_are_repeated_in_advice():
    assert parse(["alt", "--indhold=-x"]).repeat == " --indhold=-x"
    parsed = parse(["alt", "--tolkning", "vores egen.yaml", "--indhold=b", "--json"])
    assert parsed.repeat == " --indhold b --tolkning 'vores egen.yaml'"
    assert parse(["alt"]).repeat == ""


def test_a_short_option_may_have_an_equals_sign():
    assert without_equals(["alt", "-o=k.txt", "-f=", "--json=x", "-", "--", "-o=x"]) == [
        *("alt", "-o", "k.txt", "-f", "", "--json=x", "-", "--", "-o=x")
    ]


@given(st.lists(st.text(max_size=8).filter(lambda word: not is_option(word))))
def test_without_options_every_word_is_kept(argv):
    parsed = parse(argv)
    assert [*([] if parsed.command is None else [parsed.command]), *parsed.words] == argv
    assert parsed.understood


@given(st.lists(st.one_of(st.sampled_from(["alt", "--json", "-o", "--", "--bredde", "-f"]), st.text(max_size=8))))
def test_no_line_is_too_strange_to_parse(argv):
    parse(argv)
