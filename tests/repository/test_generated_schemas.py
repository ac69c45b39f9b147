"""The JSON Schemas in the repository are what the script writes from the table of fields."""

import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WRITTEN = runpy.run_path(str(ROOT / "scripts" / "make_schemas.py"))["schemas"]()


@pytest.mark.parametrize("path", WRITTEN)
def test_a_schema_is_what_the_table_of_fields_says(path: str) -> None:
    assert (ROOT / path).read_text(encoding="utf-8") == WRITTEN[path], "run: python scripts/make_schemas.py"
