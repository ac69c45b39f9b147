"""The schemas that an editor reads agree with the loader."""

import json
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pytest
import yaml
from jsonschema import Draft7Validator

from ishoj_cli.content import check
from ishoj_cli.content.fields import ENTRY, HANDBOOK, SECTION
from ishoj_cli.content.findings import findings_as_data
from ishoj_cli.content.interpretation import template, write_template
from ishoj_cli.content.load import load
from ishoj_cli.content.model import Entry, Handbook, Section
from ishoj_cli.content.paths import data_folder, schema_folder

SCHEMAS = Path(schema_folder())
EXAMPLE = Path(check.EXAMPLE_FOLDER)
PAGES = sorted([*data_folder().glob("*.yaml"), *EXAMPLE.glob("*.yaml")])


def schema(name: str) -> dict:
    return json.loads((SCHEMAS / f"{name}.schema.json").read_text("utf-8"))


def validator(name: str) -> Draft7Validator:
    return Draft7Validator(schema(name))


@pytest.mark.parametrize("name", ["handbook", "section", "local"])
def test_a_schema_is_a_schema(name):
    Draft7Validator.check_schema(schema(name))


@pytest.mark.parametrize("page", PAGES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_our_own_files_are_valid_and_name_their_schema(page):
    name = "handbook" if page.name == "handbook.yaml" else "section"
    text = page.read_text("utf-8")
    validator(name).validate(yaml.load(text, Loader=yaml.BaseLoader))  # noqa: S506
    named = text.splitlines()[0].removeprefix("# yaml-language-server: $schema=")
    assert named == f"schemas/{name}.schema.json"
    assert page.parent == EXAMPLE or (page.parent / named).is_file()


def test_the_template_is_valid():
    text = template(load(data_folder()), "2026-11-23")
    assert text.startswith("# yaml-language-server: $schema=schemas/local.schema.json\n")
    validator("local").validate(yaml.safe_load(text.replace("date: 2026-11-23", "date: '2026-11-23'")))
    validator("local").validate({"workplace": "B", "texts": {"vision": "x"}})


def test_a_template_leads_to_a_schema_wherever_it_is(tmp_path, real):
    def led_to() -> Path:
        write_template(str(tmp_path / "vores.yaml"), real, "2026-11-23")
        named = (
            (tmp_path / "vores.yaml")
            .read_text("utf-8")
            .splitlines()[0]
            .removeprefix("# yaml-language-server: $schema=")
        )
        (tmp_path / "vores.yaml").unlink()
        return Path(url2pathname(urlsplit(named).path)) if named.startswith("file:///") else tmp_path / named

    assert led_to().samefile(SCHEMAS / "local.schema.json")
    check.write_example(str(tmp_path))
    assert led_to().samefile(tmp_path / "schemas" / "local.schema.json")


def test_the_table_of_fields_is_the_model():
    def keys(table):
        return [field.key for field in table]

    assert keys(SECTION) == [name for name in Section._fields if name != "local"]
    assert keys(ENTRY) == [name for name in Entry._fields if name != "local"]
    assert set(keys(HANDBOOK)) == set(Handbook._fields) - {"workplace", "workplace_date"}


@pytest.mark.parametrize(
    "section",
    [
        {"title": "A"},
        {"id": "A", "title": "A"},
        {"id": "alt", "title": "A"},
        {"id": "a", "title": " "},
        {"id": "a", "title": None},
        {"id": "a", "title": "A", "titel": "A"},
        {"id": "a", "title": "A", "kind": "liste"},
        {"id": "a", "title": "A", "kind": "cycle"},
        {"id": "a", "title": "A", "kind": "list", "entries": []},
        {"id": "a", "title": "A", "aliases": "b"},
        {"id": "a", "title": "A", "aliases": ["tjek"]},
        {"id": "a", "title": "A", "lead": [["b"]]},
        {"id": "a", "title": "A", "summary": ["b"]},
        {"id": "a", "title": "A", "questions": "b"},
        {"id": "a", "title": "A", "keywords": [""]},
        {"id": "a", "title": "A", "entries": [{"id": "b", "title": "B", "question": "c"}]},
        {"id": "a", "title": "A", "entries": [{"id": "b"}]},
        {"id": "a", "title": "A", "entries": [{"id": "b", "title": "B", "text": [["c"]]}]},
    ],
    ids=str,
)
def test_what_one_refuses_the_other_refuses(content, section):
    assert not validator("section").is_valid(section)
    content.put("mission.yaml", json.dumps(section).replace("null", ""))
    assert content.faults()


@pytest.mark.parametrize("file", ["handbook.yaml", "mission.yaml"])
@pytest.mark.parametrize(
    ("url", "good"),
    [
        ("https://www.ishoj.dk/vision", True),
        ("http://ishøj.dk", True),
        ("https://ishoj.dk:8080?a=1&b=(2)#c_d", True),
        ("www.ishoj.dk", False),
        ("ftp://ishoj.dk/x", False),
        ("javascript:alert(1)", False),
        ("mailto:a@ishoj.dk", False),
        ("https://", False),
        ("https:///x", False),
        ("https://ishoj.dk/a b", False),
        ('https://ishoj.dk/"><b>', False),
        ("https://ishoj.dk\\x", False),
        (" https://ishoj.dk x", False),
    ],
)
def test_an_address_is_one_of_the_web(content, file, url, good):
    old = (content.folder / file).read_text("utf-8")
    content.put(file, f"{old}url: '{url}'\n")
    line = len(old.splitlines()) + 1
    what = f"{file}:{line}:6: »url« er ikke en adresse på nettet: »{url.strip()}«; skriv hele adressen uden mellemrum"
    assert content.faults() == ([] if good else [f"{what}, for eksempel https://www.eksempel.dk/vision"])
    schema_ = validator("handbook" if file == "handbook.yaml" else "section")
    assert schema_.is_valid(yaml.safe_load(f"{old.replace('2026-11-23', repr('2026-11-23'))}url: '{url}'\n")) == good


def test_descriptions_are_danish_everywhere():
    for name in ("handbook", "section", "local"):
        for key, part in schema(name)["properties"].items():
            assert part["description"].endswith("."), key


def test_the_report_is_as_its_schema_says(content):
    report_schema = json.loads((Path(__file__).parents[2] / "schemas" / "tjek.json").read_text("utf-8"))
    Draft7Validator.check_schema(report_schema)
    content.put("mission.yaml", "id: mission\ntitel: x\n")
    for faults in ((), check.check([str(content.folder)])):
        Draft7Validator(report_schema).validate(findings_as_data(faults))
