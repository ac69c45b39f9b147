"""The schemas that an editor reads agree with the loader."""

import json
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft7Validator
from jsonschema.validators import validator_for

from ishoj_cli.cli.table import SCHEMAS
from ishoj_cli.content import check
from ishoj_cli.content.fields import ENTRY, HANDBOOK, SECTION
from ishoj_cli.content.findings import findings_as_data
from ishoj_cli.content.interpretation import template, write_template
from ishoj_cli.content.load import load
from ishoj_cli.content.model import Entry, Handbook, Section
from ishoj_cli.content.paths import data_folder
from ishoj_cli.content.paths import schema as packaged

FOLDER = Path(__file__).parents[2] / "src" / "ishoj_cli" / "schemas"
EXAMPLE = Path(check.__file__).parents[1] / "example"
PAGES = sorted([*data_folder().glob("*.yaml"), *EXAMPLE.glob("*.yaml")])


def schema(name: str) -> dict:
    return json.loads(packaged(name))


def validator(name: str) -> Draft7Validator:
    return Draft7Validator(schema(name))


def test_every_schema_is_a_schema_with_a_name_of_its_own():
    assert {file.stem for file in FOLDER.iterdir()} == set(SCHEMAS)
    for name in SCHEMAS:
        validator_for(schema(name)).check_schema(schema(name))
        assert schema(name)["$id"] == f"urn:ishoj:skema:{name}:1"


@pytest.mark.parametrize("page", PAGES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_our_own_files_are_valid_and_name_their_schema(page):
    name = "haandbog" if page.name == "handbook.yaml" else "afsnit"
    text = page.read_text("utf-8")
    validator(name).validate(yaml.load(text, Loader=yaml.BaseLoader))  # noqa: S506
    named = text.splitlines()[0].removeprefix("# yaml-language-server: $schema=")
    leads_to = page.parent.joinpath(named)
    assert named == f"schemas/{name}.json" if page.parent == EXAMPLE else leads_to.samefile(FOLDER / f"{name}.json")


def test_the_template_is_valid():
    text = template(load(data_folder()), "2026-11-23")
    assert text.startswith("# yaml-language-server: $schema=tolkning.schema.json\n")
    validator("fortolkning").validate(yaml.safe_load(text.replace("date: 2026-11-23", "date: '2026-11-23'")))
    validator("fortolkning").validate({"workplace": "B", "texts": {"vision": "x"}})


def test_a_template_has_its_schema_beside_it_or_with_the_content(tmp_path, real):
    def led_to() -> str:
        write_template(str(tmp_path / "vores.yaml"), real, "2026-11-23")
        first = (tmp_path / "vores.yaml").read_text("utf-8").splitlines()[0]
        (tmp_path / "vores.yaml").unlink()
        return first.removeprefix("# yaml-language-server: $schema=")

    assert (tmp_path / led_to()).read_bytes() == packaged("fortolkning")
    assert [file.name for file in tmp_path.iterdir()] == ["tolkning.schema.json"]
    (tmp_path / "tolkning.schema.json").write_text("vores")
    assert led_to() == "tolkning.schema.json"
    assert (tmp_path / "tolkning.schema.json").read_text() == "vores"
    check.write_example(str(tmp_path))
    assert led_to() == "schemas/fortolkning.json"
    assert (tmp_path / "schemas" / "fortolkning.json").read_bytes() == packaged("fortolkning")


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
    assert not validator("afsnit").is_valid(section)
    content.put("mission.yaml", json.dumps(section).replace("null", ""))
    assert content.faults()


@pytest.mark.parametrize("file", ["handbook.yaml", "mission.yaml"])
@pytest.mark.parametrize(
    ("url", "good"),
    [
        ("https://www.ishoj.dk/vision", True),
        ("http://ishøj.dk", True),
        ("HTTPS://WWW.ISHOJ.DK", True),
        ("Http://ishøj.dk/A", True),
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
    schema_ = validator("haandbog" if file == "handbook.yaml" else "afsnit")
    assert schema_.is_valid(yaml.safe_load(f"{old.replace('2026-11-23', repr('2026-11-23'))}url: '{url}'\n")) == good


def test_descriptions_are_danish_everywhere():
    for name in ("haandbog", "afsnit", "fortolkning"):
        for key, part in schema(name)["properties"].items():
            assert part["description"].endswith("."), key


def test_the_report_is_as_its_schema_says(content):
    report_schema = schema("tjek")
    Draft7Validator.check_schema(report_schema)
    content.put("mission.yaml", "id: mission\ntitel: x\n")
    for faults in ((), check.check([str(content.folder)])):
        Draft7Validator(report_schema).validate(findings_as_data(faults))
