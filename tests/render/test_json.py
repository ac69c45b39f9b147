"""json: stable keys, held to the schemas, the same under any width or colour."""

import json

import pytest
from jsonschema import Draft202012Validator

from ishoj_cli.content.model import Handbook, Section, Source
from ishoj_cli.render import render_list, render_overview, render_page
from ishoj_cli.render.page import Page


@pytest.fixture(scope="module")
def valid(schemas):
    def check(name: str, output: str):
        schema = json.loads((schemas / f"{name}.json").read_text(encoding="utf-8"))
        Draft202012Validator.check_schema(schema)
        document = json.loads(output)
        Draft202012Validator(schema).validate(document)
        return document

    return check


def objects(schema):
    """Every part of a schema that describes an object."""
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            yield schema
        for value in schema.values():
            yield from objects(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from objects(value)


@pytest.mark.parametrize("name", ["laes", "liste"])
def test_a_schema_leaves_no_key_open(schemas, name):
    schema = json.loads((schemas / f"{name}.json").read_text(encoding="utf-8"))
    assert schema["$schema"].endswith("2020-12/schema")
    found = list(objects(schema))
    assert found
    for each in found:
        assert each["additionalProperties"] is False
        assert set(each["required"]) == set(each["properties"])


def test_every_page_keeps_to_the_schema(odd, real, valid):
    for handbook in (odd, real):
        pages = [Page(handbook, (section,)) for section in handbook.sections]
        pages += [Page(handbook, (s,), entry=entry) for s in handbook.sections for entry in s.entries]
        pages += [Page(handbook, handbook.sections, whole=True)]
        for page in pages:
            valid("laes", render_page(page, "json"))
        valid("laes", render_overview(handbook, "json"))
        valid("liste", render_list(handbook, "json"))


def test_the_least_content_keeps_to_the_schema(valid):
    least = Handbook("T", Source("S", "O", "2026-01-01"), sections=(Section("a", "A"),))
    assert valid("laes", render_overview(least, "json"))["sections"][0]["read_more"] is None
    assert valid("liste", render_list(least, "json")) == {"schema": 1, "items": [{"id": "a", "title": "A"}]}


def test_the_document_says_what_the_model_says(odd):
    document = json.loads(render_page(Page(odd, odd.sections[1:2]), "json"))
    assert list(document) == ["schema", "title", "edition", "source", "sections"]
    assert (document["schema"], document["edition"], document["source"]) == (1, "2026-02-03", odd.source.name)
    (section,) = document["sections"]
    assert list(section) == ["id", "title", "kind", "part_of", "lead", "entries", "closing", "read_more", "local"]
    assert section["entries"][0] == {
        "id": "opslag",
        "title": "Speciallægepraksisplanlægningsstabiliseringsperiode",
        "text": f"Ét.\n\nTo med {'x' * 120}.\n\nTre.",
        "question": "Hvad er dit længste ord?",
        "local": "Vi siger »plan«.\n\nOg mener det.",
    }
    assert section["entries"][1]["text"] is None
    assert section["local"] == "Hos os er ordene korte."


def test_one_entry_is_its_section_with_that_entry_alone(real):
    values = real.sections[2]
    document = json.loads(render_page(Page(real, (values,), entry=values.entries[4]), "json"))
    assert [[entry["id"] for entry in section["entries"]] for section in document["sections"]] == [["respekt"]]
    assert document["sections"][0]["lead"] == list(values.lead)


def test_letters_are_not_escaped_and_a_line_ends_it(real):
    output = render_page(Page(real, real.sections[2:3]), "json")
    assert "Værdier" in output
    assert "\\u" not in output
    assert output.endswith("}\n")


def test_width_and_colour_change_nothing(real):
    page = Page(real, real.sections, whole=True)
    assert render_page(page, "json", 20, True) == render_page(page, "json", 200, False)
