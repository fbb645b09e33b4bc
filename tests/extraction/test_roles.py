"""Who did it, and what was hit."""

from __future__ import annotations

import pytest

from coded import Case, article, cases
from corroborate.extraction import default_tools, read_closely
from corroborate.extraction.deeds import Deed, find_deeds


def deed_of(text: str) -> Deed:
    (deed,) = find_deeds(read_closely(article(text), default_tools()), 0)
    return deed


@pytest.mark.parametrize("case", cases("roles.yaml"), ids=lambda case: case["text"])
def test_sentence_tells_who_did_it_to_what(case: Case) -> None:
    deed = deed_of(case["text"])
    if "agents" in case:
        assert [agent.name for agent in deed.agents] == case["agents"]
    if "hits" in case:
        assert [f"{hit.name}: {hit.group}" for hit in deed.hits] == case["hits"]
    assert any(agent.hedged for agent in deed.agents) == case.get("hedged", False)


def test_its_fighters_are_the_speakers_own() -> None:
    (agent,) = deed_of("The group said its fighters had stormed a base near Baidoa on Monday.").agents
    assert agent.own


def test_a_registered_group_is_known_by_its_id() -> None:
    (agent,) = deed_of("Al-Shabaab raided a base near Baidoa on Monday.").agents
    assert (agent.kind, agent.actor) == ("organization", "al-shabaab")


def test_agents_are_never_among_the_harmed() -> None:
    deed = deed_of("Four Taliban fighters were killed by a mine in Ghazni on Monday.")
    assert deed.agents == []


def test_what_was_burnt_is_destroyed() -> None:
    deed = deed_of("Militants torched two buses near Kalat on Monday.")
    assert [hit.effect for hit in deed.hits if "buses" in hit.name] == ["destroyed"]
