"""The exception family: Danish lines without control characters, and the exit status of each error."""

import errno
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ishoj_cli import errors
from ishoj_cli.errors import ContentError, ExitStatus, FileError, IshojError, NotFoundError, UsageError

# Lone surrogates too: Python makes them of a file name that is not UTF-8.
ANYTHING = st.text(st.characters(codec=None, exclude_categories=())) | st.text(
    st.sampled_from("\x00\x07\x1b[31m\x7f\x85\x9b\u202e\u2066\u200b\ud800\ufeff\nab«»")
)


def controls(letter: str) -> bool:
    """Whether a character can move the cursor or turn the direction of writing, or can't be written at all."""
    return unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp") or unicodedata.bidirectional(letter) in {
        *("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
    }


@given(ANYTHING, st.integers(2, 100))
def test_what_is_shown_has_no_control_characters_and_what_is_quoted_stays_short(text, limit):
    quoted = errors.quoted(text, limit)
    assert not any(map(controls, errors.visible(text) + quoted))
    assert len(quoted) <= limit + 2
    quoted.encode()


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("værdi 7", "værdi 7"),
        ("\x1b[2J", "\\x1b[2J"),
        ("a\nb\tc\u2028d\u2029", "a\\nb\\tc\\u2028d\\u2029"),
        ("\u202egol", "\\u202egol"),
        ("\udcc3\udca6ø\udcff", "æø\\udcff"),
        ("\ud800\udcc3\udca6", "\\ud800\\udcc3\\udca6"),
        ("\udcc2\udc9b2J", "\\x9b2J"),
        ("日本 👩‍👧", "日本 👩‍👧"),
        ("a\u2061b\U000e0041\ufff9", "a\\u2061b\\U000e0041\\ufff9"),
        ("7\u00a0km\u2009\ue000\u200c", "7\u00a0km\u2009\ue000\u200c"),
    ],
)
def test_plain_words_are_left_and_invisible_characters_are_escaped(text, seen):
    assert errors.visible(text) == seen


def test_a_long_word_is_cut_with_an_ellipsis():
    assert errors.quoted("a" * 61) == f"»{'a' * 59}…«"
    assert errors.quoted("a" * 60) == f"»{'a' * 60}«"


def test_an_error_says_where_what_and_what_next():
    error = IshojError("noget er galt", hint="Ret det.")
    assert str(error) == "noget er galt\nRet det."
    assert str(IshojError("Noget er galt.")) == "Noget er galt."
    assert str(IshojError("Nej.", command="liste")) == "Nej.\nSkriv: ishoj liste"
    error = IshojError("Nej.", hint="Se alt med", command="")
    error.repeat = " --indhold vores"
    assert str(error) == "Nej.\nSe alt med: ishoj --indhold vores"


def test_each_error_has_its_status():
    statuses = {kind: kind("x").status for kind in (IshojError, UsageError, FileError, NotFoundError)}
    assert statuses == {IshojError: 2, UsageError: 2, FileError: 2, NotFoundError: 1}
    assert (ExitStatus.OK, ExitStatus.NOT_FOUND, ExitStatus.ERROR, ExitStatus.INTERRUPTED) == (0, 1, 2, 130)


def test_faulty_content_names_the_first_finding_and_counts_the_rest():
    one, three = ContentError(["a.yaml:1:2: x"]), ContentError(["a.yaml:1:2: x", "y", "z"], " Der er 2 fejl mere.")
    assert str(one) == "a.yaml:1:2: x\nIndholdet kan først vises, når fejlen er rettet."
    assert str(three).endswith("rettet. Der er 2 fejl mere. Se dem alle med: ishoj tjek")
    assert (three.status, three.findings) == (ExitStatus.ERROR, ("a.yaml:1:2: x", "y", "z"))


def test_suggestions_are_asked_about():
    asked = [errors.did_you_mean(list(names)) for names in ("", "a", "ab", "abc")]
    assert asked == ["", "Mente du »a«?", "Mente du »a« eller »b«?", "Mente du »a«, »b« eller »c«?"]


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
def test_a_value_in_advice_is_as_one_types_it(monkeypatch, value, elsewhere, windows):
    for platform, typed in (("linux", elsewhere), ("darwin", elsewhere), ("win32", windows)):
        monkeypatch.setattr(sys, "platform", platform)
        assert errors.as_typed(value) == typed


def in_use(code: int) -> OSError:
    """What Windows raises for a file that another program has open."""
    error = OSError(errno.EACCES, "Access is denied")
    error.winerror = code
    return error


@pytest.mark.parametrize(
    ("error", "reason", "advice"),
    [
        (OSError(errno.ENOENT, "No such file"), "mappen findes ikke", "Opret mappen, eller vælg en anden."),
        (OSError(errno.EDOM, "Numerical"), "systemet siger EDOM", "Prøv igen, eller vælg et andet sted at skrive."),
        (OSError("Something"), "ukendt fejl", "Prøv igen, eller vælg et andet sted at skrive."),
        (ValueError("embedded null byte"), "navnet kan ikke bruges", "Vælg et andet navn."),
        *(
            (
                in_use(code),
                "du har ikke adgang, eller et andet program har filen åben",
                "Luk filen dér, eller vælg et andet sted at skrive.",
            )
            for code in (5, 32)
        ),
    ],
)
def test_what_the_system_refuses_is_said_in_danish(error, reason, advice):
    assert (errors.reason(error), errors.advice(error)) == (reason, advice)


def test_every_code_with_words_is_one_that_some_system_has():
    assert set(errors.REASONS) <= set(errno.errorcode.values()) | {"EDQUOT", "ELOOP", "ETXTBSY", "WINDOWS"}


@pytest.mark.parametrize(
    ("code", "file", "folder"),
    [
        (errno.ENOENT, "filen findes ikke", "mappen findes ikke"),
        (errno.ENOTDIR, "filen findes ikke", "det er en fil, ikke en mappe"),
        (errno.EACCES, "du har ikke lov til at læse filen", "du har ikke lov til at læse mappen"),
        (errno.ELOOP, *["det er et link, der peger på sig selv"] * 2),
        (errno.EMFILE, *(f"{what} kan ikke læses: for mange filer er åbne" for what in ("filen", "mappen"))),
    ],
)
def test_what_cannot_be_read_is_said_in_danish(code, file, folder):
    for what, said in (("filen", file), ("mappen", folder)):
        found, hint = errors.read_failure(OSError(code, "x"), what)
        assert found == said
        assert hint


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (errno.EMFILE, "For mange filer er åbne."),
        (errno.ENFILE, "For mange filer er åbne."),
        (errno.EAGAIN, "Der kører for mange programmer."),
        (errno.ENOMEM, "Der er ikke hukommelse nok."),
        (errno.ENOTTY, "Der er en fejl i programmet."),
    ],
)
def test_what_the_machine_lacks_is_no_fault_in_the_program(code, said):
    assert str(errors.to_ishoj_error(OSError(code, ""))).startswith(said)
