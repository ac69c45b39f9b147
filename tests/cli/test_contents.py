"""Which content a line is about: the options, the variables, and what was compiled into the wheel."""

import os
import sys
from types import ModuleType

import pytest

import ishoj_cli
from ishoj_cli.cli.contents import Contents, compiled_content
from ishoj_cli.cli.parser import parse
from ishoj_cli.content.paths import data_folder
from ishoj_cli.errors import ContentError


@pytest.mark.parametrize(
    ("line", "environment", "folder"),
    [
        ("", {}, None),
        ("--indhold a", {}, "a"),
        ("alt --indhold=a", {"ISHOJ_INDHOLD": "b"}, "a"),
        ("alt --INDHOLD a", {}, "a"),
        ("alt", {"ISHOJ_INDHOLD": "b"}, "b"),
        ("alt", {"ISHOJ_INDHOLD": ""}, None),
        ("alt", {"ISHOJ_INDHOLD": "  "}, None),
        ("alt", {"ISHOJ_INDHOLD": ' "C:/vores mappe" '}, "C:/vores mappe"),
        ("alt", {"ISHOJ_INDHOLD": "'b'"}, "b"),
        ("alt", {"ISHOJ_INDHOLD": "”b”"}, "b"),
        ("alt", {"ISHOJ_INDHOLD": "'"}, "'"),
        ("alt", {"ISHOJ_INDHOLD": '"~/b"'}, os.path.expanduser("~/b")),
        ("alt --indhold=~/b", {}, os.path.expanduser("~/b")),
        ("soeg -- --indhold a", {}, None),
        ("alt --indhold", {}, None),
    ],
)
def test_the_folder_of_the_content(line, environment, folder):
    contents = Contents(parse(line.split()), environment)
    assert contents.content_folder() == (folder or str(data_folder()))


def test_faulty_content_is_an_error_only_for_those_who_read_it():
    contents = Contents(parse(["--indhold", "nowhere"]), {})
    assert contents.handbook is None
    assert str(contents.fault()).startswith("nowhere: mappen findes ikke")
    with pytest.raises(ContentError, match="mappen findes ikke"):
        contents.uninterpreted()


def test_compiled_content_is_read_where_the_build_put_it(monkeypatch, real):
    module = ModuleType("ishoj_cli.compiled")
    module.HANDBOOK = real
    monkeypatch.setitem(sys.modules, "ishoj_cli.compiled", module)
    monkeypatch.setattr(ishoj_cli, "compiled", module, raising=False)
    assert compiled_content() is real
    assert Contents(parse([]), {}).uninterpreted() is real
    assert Contents(parse(["--indhold", "nowhere"]), {}).handbook is None
