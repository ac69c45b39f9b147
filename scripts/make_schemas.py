"""Writes the JSON Schemas of content files and of reading JSON, in src/ishoj_cli/schemas.

Run `python scripts/make_schemas.py [FOLDER]`; FOLDER is a checkout, this one unless named. Keys, types and Danish
descriptions come from the table in `ishoj_cli.content.fields`. A test holds the files to what this writes.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

from ishoj_cli.content.characters import STRANGE
from ishoj_cli.content.fields import DATE, ENTRY, HANDBOOK, IDENTIFIER, INTERPRETATION, RESERVED, SECTION, URL, Field
from ishoj_cli.content.model import KINDS
from ishoj_cli.render.json import NOT_READ

ROOT = Path(__file__).resolve().parents[1]
Schema = dict[str, Any]

LINE: Schema = {"$ref": "#/definitions/line"}
TEXT: Schema = {"$ref": "#/definitions/text"}
NAME: Schema = {"$ref": "#/definitions/identifier"}
COMMAND: Schema = {"allOf": [NAME, {"not": {"$ref": "#/definitions/reserved"}}]}
TYPES: dict[str, Schema] = {  # the types of `fields`, as an editor checks them
    "line": LINE,
    "title": LINE,
    "text": TEXT,
    "texts": {"$ref": "#/definitions/texts"},
    "lines": {"type": "array", "items": LINE},
    "identifier": NAME,
    "command": COMMAND,
    "commands": {"type": "array", "items": COMMAND},
    "reference": NAME,
    "references": {"type": "array", "minItems": 1, "uniqueItems": True, "items": NAME},
    "kind": {"enum": list(KINDS), "default": KINDS[0]},
    "date": {"type": "string", "pattern": f"^{DATE}$"},
    "url": {"type": "string", "pattern": f"^{URL}$"},
    "entries": {"type": "array", "items": {"$ref": "#/definitions/entry"}},
    "interpretations": {"type": ["object", "null"], "additionalProperties": TEXT},
}
RANGES = re.findall(r"(.)(?:-(.))?", "".join(row[0] for row in STRANGE[:-1]), re.DOTALL)
REFUSED = "".join(  # the characters of Unicode's basic plane that no text may hold
    "-".join(f"\\u{ord(end):04x}" for end in ends if end) for ends in RANGES if max(ends) <= "\uffff"
)
SCALAR: Schema = {
    "type": ["string", "number", "boolean"],
    "pattern": "\\S",
    "not": {"type": "string", "pattern": f"[{REFUSED}]"},
}
DEFINITIONS: dict[str, Schema] = {
    "line": {**SCALAR, "description": "En tekst i ét afsnit."},
    "text": {
        **SCALAR,
        "description": "En tekst. Under | begynder en blank linje et nyt afsnit, og linjer med - foran er en liste.",
    },
    "texts": {
        "description": "En tekst eller en liste af tekster.",
        "anyOf": [TEXT, {"type": "array", "items": TEXT}],
    },
    "identifier": {
        "type": "string",
        "pattern": f"^{IDENTIFIER}$",
        "description": "Små bogstaver a-z, tal og enkelte bindestreger, for eksempel klare-budskaber.",
    },
    "reserved": {
        "enum": list(RESERVED),
        "description": "Navnene på de indbyggede kommandoer, som intet afsnit må bruge.",
    },
}


def mapping(fields: tuple[Field, ...]) -> Schema:
    """The schema of a mapping with the fields of a table."""
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [field.key for field in fields if field.required],
        "properties": {field.key: {**TYPES[field.type], "description": field.description} for field in fields},
    }


def file_schema(title: str, description: str, fields: tuple[Field, ...], *definitions: str, **more: Any) -> Schema:
    """The schema of a content file, for the editors that people write it in."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": title,
        "description": description,
        **mapping(fields),
        **more,
        "definitions": {name: DEFINITIONS[name] for name in definitions},
    }


def handbook_schema() -> Schema:
    """The schema of handbook.yaml."""
    return file_schema(
        "Bogen som helhed (handbook.yaml)",
        "Hvad bogen hedder, hvor teksterne kommer fra, og i hvilken rækkefølge afsnittene læses.",
        HANDBOOK,
        *("line", "text", "texts", "identifier"),
    )


def section_schema() -> Schema:
    """The schema of a section's file."""
    schema = file_schema(
        "Et afsnit",
        "En fil er et afsnit, og et afsnit er en kommando: id'et er dens navn.",
        SECTION,
        *("line", "text", "texts", "identifier", "reserved"),
        **{
            "if": {"required": ["kind"], "properties": {"kind": {"enum": list(KINDS[1:])}}},
            "then": {"required": ["entries"], "properties": {"entries": {"minItems": 1}}},
        },
    )
    schema["definitions"]["entry"] = {
        "description": "Et punkt: en værdi, et perspektiv, en fase.",
        **mapping(ENTRY),
    }
    return schema


def interpretation_schema() -> Schema:
    """The schema of a local interpretation."""
    return file_schema(
        "Lokal tolkning (tolkning.yaml)",
        "Hvad teksterne betyder på jeres arbejdsplads. Det vises under det, I har tolket, som »Hos os«.",
        INTERPRETATION,
        *("line", "text"),
    )


TEXTS: Schema = {"type": "array", "items": {"$ref": "#/$defs/text"}}
OPTIONAL: Schema = {"type": ["string", "null"], "minLength": 1}
ID: Schema = {"$ref": "#/$defs/id"}
PRINTED: dict[str, Schema] = {  # the types of `fields`, as they are printed; the rest are texts or paragraphs
    "identifier": ID,
    "command": ID,
    "kind": {"enum": list(KINDS)},
    "date": {"type": "string", "pattern": f"^{DATE}$"},
    "reference": {"oneOf": [ID, {"type": "null"}]},
    "references": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/section"}},
    "entries": {"type": "array", "items": {"$ref": "#/$defs/entry"}},
    "url": {"type": ["string", "null"], "pattern": f"^{URL}$"},
    "line": OPTIONAL,
    "title": OPTIONAL,
}
NOTES = {  # what the key alone does not say
    "handbook edition": "The date of this retelling of the source, as year-month-day.",
    "handbook source": "The name of what is retold.",
    "handbook url": "The address of the source.",
    "handbook questions_by": "Whose the questions are; null: the organisation's.",
    "handbook sections": "The sections asked for, in reading order.",
    "section id": "Also the name of the section's command.",
    "section summary": "The section in one line.",
    "section kind": "Whether the entries have an order (list), and whether the last leads back to the first (cycle).",
    "section part_of": "The id of the section that this one is a subsection of; null for one that stands by itself.",
    "section lead": "The paragraphs before the entries.",
    "section entries": "In their order; the one that was asked for alone, when one was.",
    "section closing": "The paragraphs after the entries.",
    "section read_more": "Where the official wording stands.",
    "section url": "Its address.",
    "section questions": "Suggestions for dialogue, never the source's word; empty with --uden-spoergsmaal.",
    "entry id": "Unique within its section.",
    "entry text": "Paragraphs; empty where the source says no more than the title.",
    "entry questions": "Suggestions for dialogue, never the source's word; empty with --uden-spoergsmaal.",
}


def printed(record: str, fields: tuple[Field, ...], before: Schema, after: Schema) -> Schema:
    """The schema of a record as it is printed: every key of its table that is shown, always there."""
    properties = dict(before)
    for field in fields:
        if field.key not in NOT_READ:
            schema = PRINTED.get(field.type, TEXTS)
            if field.required and schema is OPTIONAL:
                schema = {"$ref": "#/$defs/text"}
            note = NOTES.get(f"{record} {field.key}")
            properties[field.key] = {**schema, "description": note} if note else schema
    properties |= after
    required = [name for name in properties if name != "date"]
    return {"type": "object", "additionalProperties": False, "required": required, "properties": properties}


def reading_schema() -> Schema:
    """The schema of what the reading commands print with --json."""
    version = {
        "const": 1,
        "description": "The version of this shape. It changes when a key goes or changes its meaning.",
    }
    local = {**TEXTS, "description": "The workplace's own interpretation, in paragraphs."}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What every reading command prints with --json",
        "description": "ishoj, ishoj SECTION [ENTRY], ishoj alt and ishoj dagens. What is absent is null or an empty "
        "list, never missing. An item of a list in a text is a paragraph that begins with its mark: `- ` or `1. `.",
        **printed(
            "handbook",
            HANDBOOK,
            {"schema": version},
            {
                "workplace": {**OPTIONAL, "description": "Whose the local interpretation is."},
                "workplace_date": {
                    "oneOf": [PRINTED["date"], {"type": "null"}],
                    "description": "The date of the local interpretation.",
                },
                "date": {**PRINTED["date"], "description": "The day that the entry is for; ishoj dagens alone."},
            },
        ),
        "$defs": {
            "text": {"type": "string", "minLength": 1},
            "id": {"type": "string", "pattern": f"^{IDENTIFIER}$"},
            "section": printed("section", SECTION, {}, {"local": local}),
            "entry": printed("entry", ENTRY, {}, {"local": local}),
        },
    }


def schemas() -> dict[str, str]:
    """The text of each schema by its path in the repository."""
    files = {
        "haandbog": handbook_schema(),
        "afsnit": section_schema(),
        "fortolkning": interpretation_schema(),
        "laes": reading_schema(),
    }
    return {
        f"src/ishoj_cli/schemas/{name}.json": json.dumps(
            {"$schema": schema.pop("$schema"), "$id": f"urn:ishoj:skema:{name}:1", **schema},
            ensure_ascii=False,
            indent=2,
        )
        + "\n"
        for name, schema in files.items()
    }


if __name__ == "__main__":
    for path, text in schemas().items():
        (Path(sys.argv[1]) if sys.argv[1:] else ROOT).joinpath(path).write_text(text, encoding="utf-8", newline="\n")
