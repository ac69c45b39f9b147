"""The command `skema`: every JSON Schema by its name, as it lies in the package."""

import json

import pytest

from ishoj_cli.cli.table import SCHEMAS
from ishoj_cli.content.paths import schema


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_printed_as_it_is(call, ok, name, tmp_path):
    assert ok(call("skema", name)).out == schema(name)
    assert ok(call("SKEMA", name.upper(), "--json")).out == schema(name)
    ok(call("skema", name, "-o", str(tmp_path / "a.json")))
    assert json.loads((tmp_path / "a.json").read_text("utf-8"))["$id"] == f"urn:ishoj:skema:{name}:1"


def test_without_a_name_the_schemas_are_listed(call, ok):
    assert ok(call("skema")).text == "".join(f"{name}: {what}\n" for name, what in SCHEMAS.items())
    columns = ok(call("skema", "-f", "terminal")).text.splitlines()
    assert [line.partition(" ")[0] for line in columns] == list(SCHEMAS)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["afsnitt"], "Skemaet »afsnitt« findes ikke. Mente du »afsnit«?\nVælg mellem laes, liste, "),
        (["xyz"], "Skemaet »xyz« findes ikke.\nVælg mellem laes, liste, "),
        (["laes", "liste"], "»liste« kan ikke bruges her: »ishoj skema« tager ikke flere ord."),
        (["laes", "-f", "tekst"], "Formatet »tekst« kan ikke bruges her.\nVælg json."),
        (["--json"], "Formatet »json« kan ikke bruges her.\nVælg mellem terminal og tekst."),
    ],
)
def test_what_is_no_schema_is_refused(call, words, said):
    result = call("skema", *words)
    assert (result.status, result.out) == (2, b"")
    assert result.message.startswith(f"ishoj: {said}")
