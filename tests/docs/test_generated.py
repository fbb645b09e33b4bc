"""The pages that are made from the program are those that the program would make now."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
import yaml

from corroborate.publishing import COLUMNS

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_no_generated_page_is_stale(generate: ModuleType) -> None:
    stale = [
        path.name for path, content in generate.pages().items() if path.read_text(encoding="utf-8") != content
    ]
    assert stale == [], "run `make docs` and look at what changed"


def test_every_field_of_the_contract_is_described_and_nothing_else_is(generate: ModuleType) -> None:
    told = yaml.safe_load((DOCS / "fields.yaml").read_text(encoding="utf-8"))
    described = {(name, field) for name, fields in told.items() for field in fields}
    assert described == {(name, field) for name, field, _ in generate.schema_fields()}


def test_every_column_of_every_table_is_in_the_data_dictionary() -> None:
    text = (DOCS / "data-dictionary.md").read_text(encoding="utf-8")
    for kind, columns in COLUMNS.items():
        section = text.partition(f"### {kind}\n")[2].partition("### ")[0]
        assert [column.name for column in columns if f"| `{column.name}` |" not in section] == []


def test_what_the_encoder_prints_beyond_the_contract_is_described(generate: ModuleType) -> None:
    from corroborate.model import NOWHERE, Document
    from corroborate.model.encoding import document_to_json, where_to_json

    told = yaml.safe_load((DOCS / "fields.yaml").read_text(encoding="utf-8"))
    assert set(where_to_json(NOWHERE)) == set(told["where"])
    assert set(document_to_json(Document(id="0", source="x", text=""))) == set(told["document"])
