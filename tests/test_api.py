"""The Python API: docs/api.md shows what it gives, and it raises where nothing can be given."""

import doctest
import re
from pathlib import Path

import pytest

import ishoj_cli
from ishoj_cli.api import load, render

PAGE = Path(__file__).resolve().parents[1] / "docs" / "api.md"


def test_the_page_shows_what_the_api_gives():
    examples = "\n".join(re.findall(r"^```pycon\n(.*?)^```$", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL))
    report = []
    runner = doctest.DocTestRunner()
    results = runner.run(doctest.DocTestParser().get_doctest(examples, {}, PAGE.name, None, None), out=report.append)
    assert results.failed == 0, "".join(report)
    assert results.attempted > 15


def test_another_folder_is_loaded():
    handbook = load(Path(ishoj_cli.__file__).parent / "example")
    assert render(handbook, section="VÆRDIER", entry="Klar tale").startswith("Klar tale\n")


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"format": "csv"}, ValueError),
        ({"entry": "respekt"}, ValueError),
        ({"section": "respekt"}, KeyError),
        ({"section": "vaerdier", "entry": "vision"}, KeyError),
    ],
)
def test_what_cannot_be_rendered_is_an_error(real, arguments, error):
    with pytest.raises(error):
        render(real, **arguments)
