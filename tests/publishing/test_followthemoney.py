from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.publishing.valley import record

from corroborate.errors import BadRequest


@pytest.fixture(scope="module")
def entities() -> Iterator[list[dict[str, Any]]]:
    with record() as held:
        yield list(held.table("ftm"))


def test_an_event_leads_to_its_parties_place_and_article(entities: list[dict[str, Any]]) -> None:
    by_id = {each["id"]: each for each in entities}
    event = next(
        each for each in entities if each["schema"] == "Event" and "Turbat" in each["properties"]["name"][0]
    )
    held = event["properties"]
    assert [by_id[each]["properties"]["name"] for each in held["involved"]] == [["Baloch Liberation Army"]]
    assert by_id[held["addressEntity"][0]]["properties"]["latitude"] == ["26.0012"]
    assert by_id[held["proof"][0]]["schema"] == "Article"
    assert held["startDate"] == ["2024-05-14"]


def test_every_entity_is_given_once_and_every_reference_leads_to_one(entities: list[dict[str, Any]]) -> None:
    ids = [each["id"] for each in entities]
    assert len(ids) == len(set(ids))
    named = ("involved", "addressEntity", "proof", "document", "resolved", "entity")
    references = {
        each for entity in entities for name in named for each in entity["properties"].get(name, ())
    }
    assert references <= set(ids)
    assert {each["schema"] for each in entities} >= {
        "Event",
        "Organization",
        "Article",
        "Mention",
        "Documentation",
    }


def test_names_of_the_dead_are_not_in_it(entities: list[dict[str, Any]]) -> None:
    assert "Gul Khan" not in json.dumps(entities)


def test_nameless_parties_join_no_events(entities: list[dict[str, Any]]) -> None:
    assert "gunmen" not in [name for each in entities for name in each["properties"].get("name", ())]


def test_the_library_finds_every_entity_valid(entities: list[dict[str, Any]]) -> None:
    followthemoney = pytest.importorskip(
        "followthemoney",
        reason="followthemoney is not installed; it validates the export (pip install --group shapes)",
    )
    for entity in entities:
        proxy = followthemoney.model.get_proxy(entity)
        proxy.schema.validate(proxy.to_dict())
        assert set(proxy.to_dict()["properties"]) == set(entity["properties"])


def test_entities_are_json_lines_only(tmp_path: Path) -> None:
    with record() as held, pytest.raises(BadRequest, match="choose jsonl, not csv"):
        held.export(tmp_path / "x.csv", "ftm")
    assert list(tmp_path.iterdir()) == []
