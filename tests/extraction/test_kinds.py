"""What kind of event the words of a deed make it."""

from __future__ import annotations

from typing import get_args

import pytest

from coded import Case, article, cases
from corroborate.extraction import default_tools, read_closely
from corroborate.extraction.deeds import find_deeds
from corroborate.extraction.kinds import event_type, family, likeness, stage, tactics, type_of_tellings
from corroborate.model.vocabulary import EventType

TYPES: tuple[EventType, ...] = get_args(EventType)


@pytest.mark.parametrize("case", cases("kinds.yaml"), ids=lambda case: case["text"])
def test_sentence_tells_its_kind(case: Case) -> None:
    (deed,) = find_deeds(read_closely(article(case["text"]), default_tools()), 0)
    assert deed.type == case["type"]
    assert deed.stage == case.get("stage", "carried_out")
    assert list(deed.tactics) == case.get("tactics", [])


def test_a_bomb_against_a_patrol_stays_a_bomb() -> None:
    assert (
        event_type({"n.explosion", "v.kill"}, {"military"}, {"militants"}) == "remote_explosive_landmine_ied"
    )


def test_shots_exchanged_after_a_bomb_make_a_battle() -> None:
    assert event_type({"n.explosion", "n.clash"}, {"military"}, {"militants"}) == "armed_clash"


def test_who_dies_delivering_a_bomb_makes_it_a_suicide_bomb() -> None:
    assert event_type({"n.suicide", "n.explosion", "n.clash"}, {"police"}, ()) == "suicide_bomb"


def test_a_killing_is_a_battle_or_an_attack_by_its_victims() -> None:
    assert event_type({"v.kill"}, {"police"}, {"militants"}) == "armed_clash"
    assert event_type({"v.kill"}, {"civilians"}, {"militants"}) == "attack"
    assert event_type({"v.kill"}, {"unknown"}, ()) == "attack"


def test_a_place_taken_belongs_to_those_who_took_it() -> None:
    assert event_type({"v.overtake"}, (), {"militants"}) == "non_state_actor_overtakes_territory"
    assert event_type({"v.overtake"}, (), {"military"}) == "government_regains_territory"


def test_no_words_of_a_deed_make_no_kind() -> None:
    assert event_type((), (), ()) == "other"
    assert type_of_tellings([]) == "other"


def test_every_type_is_most_like_itself() -> None:
    assert all(likeness(kind, kind) == 1.0 for kind in TYPES)
    assert all(likeness(a, b) == likeness(b, a) < 1.0 for a in TYPES for b in TYPES if a != b)
    assert all(family(kind) for kind in TYPES)


def test_a_battle_and_an_arrest_are_nearer_than_an_agreement_and_a_bomb() -> None:
    assert likeness("armed_clash", "arrests") > likeness("agreement", "remote_explosive_landmine_ied") == 0.0


def test_a_suicide_bomb_told_later_as_an_explosion_stays_one() -> None:
    told = [("remote_explosive_landmine_ied", {"n.explosion"}), ("suicide_bomb", {"n.suicide"})]
    assert type_of_tellings(told) == "suicide_bomb"  # type: ignore[arg-type]


def test_a_device_says_more_than_who_was_hit() -> None:
    told = [("attack", {"v.kill"}), ("grenade", {"n.grenade"})]
    assert type_of_tellings(told) == "grenade"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "at", "how_far"),
    [
        ("they tried to kill him", 3, "attempted"),
        ("they threatened to kill him", 3, "threatened"),
        ("they killed him", 1, "carried_out"),
        ("an assassination attempt in the square", 1, "attempted"),
    ],
)
def test_stage_is_read_around_the_deed(words: str, at: int, how_far: str) -> None:
    assert stage({"v.kill"}, words.split(), at) == how_far


def test_a_tactic_named_twice_is_told_once() -> None:
    assert tactics({"v.hijack"}, "they hijacked the hijacked bus".split()) == ("hijacking",)
