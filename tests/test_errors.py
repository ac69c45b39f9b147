"""The exception family: Danish lines that can't steer a terminal, and the status that each error ends in."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ishoj_cli import errors
from ishoj_cli.errors import ContentError, ExitStatus, FileError, IshojError, NotFoundError, UsageError

# Lone surrogates too: they are what Python makes of a file name that is not UTF-8.
ANYTHING = st.text(st.characters(codec=None, exclude_categories=())) | st.text(
    st.sampled_from("\x00\x07\x1b[31m\x7f\x85\x9b\u202e\u2066\u200b\ud800\ufeff\nab«»")
)


def steers(letter: str) -> bool:
    """Whether a letter can move the cursor, turn the direction of writing, or can't be written at all."""
    return unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp") or unicodedata.bidirectional(letter) in {
        *("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
    }


@given(ANYTHING)
def test_what_is_visible_steers_no_terminal(text):
    assert not any(map(steers, errors.visible(text)))


@given(ANYTHING, st.integers(2, 100))
def test_what_is_quoted_steers_no_terminal_and_stays_short(text, limit):
    quoted = errors.quoted(text, limit)
    assert not any(map(steers, quoted))
    assert len(quoted) <= limit + 2
    quoted.encode()


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("værdi 7", "værdi 7"),
        ("\x1b[2J", "\\x1b[2J"),
        ("a\nb\tc", "a\\nb\\tc"),
        ("\u202egol", "\\u202egol"),
        ("\udce6", "\\udce6"),
        ("\udcc3\udca6ø\udcff", "æø\\udcff"),
        ("\ud800\udcc3\udca6", "\\ud800\\udcc3\\udca6"),
        ("\udcc2\udc9b2J", "\\x9b2J"),
        ("日本 👩‍👧", "日本 👩‍👧"),
        ("a\u2061b\U000e0041\ufff9", "a\\u2061b\\U000e0041\\ufff9"),
        ("7\u00a0km\u2009\ue000\u200c", "7\u00a0km\u2009\ue000\u200c"),
    ],
)
def test_plain_words_are_left_and_the_rest_is_spelt_out(text, seen):
    assert errors.visible(text) == seen


def test_a_long_word_is_cut_with_an_ellipsis():
    assert errors.quoted("a" * 61) == f"«{'a' * 59}…»"
    assert errors.quoted("a" * 60) == f"«{'a' * 60}»"


def test_an_error_says_where_what_and_what_next():
    assert (
        str(IshojError("noget er galt", where="a\n.yaml:1:2", hint="Ret det."))
        == "a\\n.yaml:1:2: noget er galt\nRet det."
    )
    assert str(IshojError("Noget er galt.")) == "Noget er galt."


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        (IshojError, ExitStatus.ERROR),
        (UsageError, ExitStatus.ERROR),
        (FileError, ExitStatus.ERROR),
        (NotFoundError, ExitStatus.NOT_FOUND),
    ],
)
def test_each_error_has_its_status(kind, status):
    assert kind("x").status == status
    assert issubclass(kind, IshojError)


def test_the_statuses_are_those_of_the_design():
    assert (ExitStatus.OK, ExitStatus.NOT_FOUND, ExitStatus.ERROR, ExitStatus.INTERRUPTED) == (0, 1, 2, 130)


def test_faulty_content_names_the_first_fault_and_counts_the_rest():
    one, three = ContentError(["a.yaml:1:2: x"]), ContentError(["a.yaml:1:2: x", "y", "z"])
    assert str(one) == "a.yaml:1:2: x\nIndholdet kan ikke læses, før det er rettet."
    assert str(three).endswith("rettet. Der er 2 fejl mere. Se dem alle med: ishoj tjek")
    assert three.status == ExitStatus.ERROR
    assert three.faults == ("a.yaml:1:2: x", "y", "z")


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([], ""),
        (["a"], "Mente du «a»?"),
        (["a", "b"], "Mente du «a» eller «b»?"),
        (["a", "b", "c"], "Mente du «a», «b» eller «c»?"),
    ],
)
def test_suggestions_are_asked_not_acted_on(names, said):
    assert errors.did_you_mean(names) == said


@pytest.mark.parametrize(
    ("value", "elsewhere", "windows"),
    [
        ("vores/tolkning.yaml", "vores/tolkning.yaml", "vores/tolkning.yaml"),
        ("blåbær", "blåbær", "blåbær"),
        ("en mappe", "'en mappe'", '"en mappe"'),
        ("C:\\vores", "'C:\\vores'", "C:\\vores"),
        ("C:\\en mappe\\", "'C:\\en mappe\\'", '"C:\\en mappe"'),
        ("a&b", "'a&b'", '"a&b"'),
        ("$(x)", "'$(x)'", '"$(x)"'),
        ("\x1b", "'\\x1b'", "\\x1b"),
    ],
)
def test_a_value_in_advice_is_as_it_is_typed(monkeypatch, value, elsewhere, windows):
    for platform, typed in (("linux", elsewhere), ("darwin", elsewhere), ("win32", windows)):
        monkeypatch.setattr(sys, "platform", platform)
        assert errors.as_typed(value) == typed
