"""json: stable keys, held to the schemas, the same under any width or colour."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from ishoj_cli.content.model import Handbook, Section
from ishoj_cli.render import Layout, Page
from ishoj_cli.render.json import dumped, render_listing, render_overview, render_page

LAYOUT = Layout()


@pytest.fixture(scope="module")
def valid(schemas):
    def check(name: str, output: str):
        document = json.loads(output)
        Draft202012Validator(json.loads((schemas / f"{name}.json").read_text(encoding="utf-8"))).validate(document)
        return document

    return check


def objects(schema):
    """Every part of a schema that describes an object."""
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            yield schema
        for value in schema.values():
            yield from objects(value)


@pytest.mark.parametrize("name", ["laes", "liste", "soeg"])
def test_a_schema_leaves_no_key_open(schemas, name):
    schema = json.loads((schemas / f"{name}.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    found = list(objects(schema))
    assert found
    for each in found:
        assert each["additionalProperties"] is False
        assert set(each["properties"]) - set(each["required"]) <= {"date"}


def test_every_page_keeps_to_the_schema(odd, real, valid):
    least = Handbook("T", "O", "2026-01-01", "S", sections=(Section("a", "A"),))
    for handbook in (odd, real, least):
        for section in handbook.sections:
            valid("laes", render_page(Page(handbook, (section,)), LAYOUT))
        whole = valid("laes", render_overview(handbook, LAYOUT))
        assert whole == json.loads(render_page(Page(handbook, handbook.sections, whole=True), LAYOUT))
        listing = valid("liste", render_listing(handbook, LAYOUT))
        assert [(item["id"], item["title"]) for item in listing["items"]] == list(handbook.items())


def test_the_document_says_what_the_model_says_and_not_what_only_finding_needs(odd):
    section = odd.sections[1].replace(summary="Langt", questions=("Hvor langt?",))
    document = json.loads(render_page(Page(odd.replace(workplace_date="2026-02-04"), (section,)), LAYOUT))
    assert (document["schema"], document["workplace_date"], document["lead"]) == (1, "2026-02-04", list(odd.lead))
    shown = document["sections"][0]
    assert shown.keys().isdisjoint({"aliases", "keywords"})
    assert (shown["summary"], shown["part_of"], shown["local"]) == ("Langt", None, ["Hos os er ordene korte."])
    assert shown["entries"][0] == {
        "id": "opslag",
        "title": "Speciallægepraksisplanlægningsstabiliseringsperiode",
        "text": ["Ét.", f"To med {'x' * 120}.", "Tre."],
        "questions": ["Hvad er dit længste ord?", "Hvad kunne siges kortere?"],
        "local": ["Vi siger »plan«.", "Og mener det."],
    }


def test_one_entry_is_its_section_with_that_entry_alone_and_its_day(odd):
    long = odd.sections[1]
    document = json.loads(render_page(Page(odd, (long,), long.entries[1], date="2026-11-23"), LAYOUT))
    assert [[entry["id"] for entry in section["entries"]] for section in document["sections"]] == [["kort"]]
    assert document["sections"][0]["lead"] == list(long.lead)
    assert document["date"] == "2026-11-23"


def test_letters_are_not_escaped_and_a_line_ends_it(odd):
    output = render_page(Page(odd, odd.sections), Layout(20, True))
    assert output == render_page(Page(odd, odd.sections), LAYOUT)
    assert "日本語" in output
    assert output.startswith('{\n  "schema": 1,\n')
    assert output.endswith("}\n")


@given(st.text(st.characters()))
def test_what_could_steer_a_terminal_or_is_no_utf_8_is_escaped(text):
    output = dumped({"a": text})
    assert json.loads(output.encode()) == {"a": text}
    assert dumped({"a": "æ\ud800 \x9b31m \u202e \U000e0041 \x7f"}) == (
        '{\n  "a": "æ\\ud800 \\u009b31m \\u202e \\udb40\\udc41 \\u007f"\n}\n'
    )


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=4),
    lambda values: st.lists(values, max_size=3) | st.dictionaries(st.text(max_size=3), values, max_size=3),
)


@given(st.dictionaries(st.text(max_size=3), VALUES, max_size=3))
def test_a_document_is_written_as_the_library_writes_it(document):
    assert json.loads(dumped(document)) == document
    if json.dumps(document, ensure_ascii=False).isprintable():
        assert dumped(document) == json.dumps(document, ensure_ascii=False, indent=2) + "\n"
