"""What comes first on the work list."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from corroborate.model import Decision
from corroborate.model.card import CardReading
from corroborate.model.waiting import OpenIncident, OpenPair, Waiting
from corroborate.review import tasks

NOW = datetime(2025, 1, 1, tzinfo=UTC)


def incident(id_: str, killed: int | None = 0, **changed: Any) -> OpenIncident:
    plain = OpenIncident(id_, "2024-05-14", killed, killed, False, True, "Mina", "EL", ())
    return plain._replace(**changed)


def waiting(*incidents: OpenIncident, pairs: list[OpenPair] | None = None, **more: Any) -> Waiting:
    return Waiting(list(incidents), pairs or [], more.get("tolls", {}), more.get("accepted", frozenset()))


def decided(kind: Any, *subjects: str, field: str | None = None, value: Any = None) -> Decision:
    return Decision(
        id="d", kind=kind, subjects=subjects, author="Ada", made_at=NOW, reason="so", field=field, value=value
    )


def order(held: Waiting, *decisions: Decision) -> list[tuple[str, str]]:
    return [(task.kind, task.key) for task in tasks(held, decisions)]


def test_the_kinds_come_in_the_order_of_what_matters() -> None:
    held = waiting(
        incident("a", unknown=("Militia",)),
        incident("b", day=None),
        incident("c", is_placed=False),
        incident("d", is_contested=True),
        incident("g", unsure=(CardReading("g", 0.1, "attack"),)),
        pairs=[OpenPair("e", "f", 0.5, "e", "f")],
    )
    assert [kind for kind, _ in order(held)] == [
        "contested", "pair", "reading", "place", "date", "actor",
    ]  # fmt: skip


def test_many_dead_come_before_a_weightier_kind_of_doubt_about_none() -> None:
    held = waiting(incident("few", is_contested=True), incident("many", 40, day=None))
    assert order(held) == [("date", "many"), ("contested", "few")]


def test_a_pair_is_about_the_fewer_dead_of_its_two_incidents_and_weighs_most_where_it_is_open() -> None:
    pairs = [
        OpenPair("a", "b", 0.5, "a", "b"),
        OpenPair("c", "d", 0.99, "c", "d"),
        OpenPair("e", "f", 0.5, "e", "f"),
    ]
    held = waiting(pairs=pairs, tolls={"a": 900, "e": 5, "f": 6, "c": 5, "d": 5})
    assert order(held) == [("pair", "e/f"), ("pair", "c/d"), ("pair", "a/b")]
    assert tasks(held, ())[0].killed == 5


def test_a_name_waits_once_for_all_incidents_that_bear_it() -> None:
    nowhere = {"is_placed": False, "place": "Gomal Kalay", "country": "PK"}
    held = waiting(
        incident("a", 2, **nowhere), incident("b", 3, **nowhere), incident("c", is_placed=False, place=None)
    )
    (name, nameless) = tasks(held, ())
    assert (name.key, name.killed, name.about, name.label) == (
        "place:PK:gomal kalay",
        5,
        ("a", "b"),
        "Gomal Kalay",
    )
    assert nameless.key == "c"


def test_what_people_settled_waits_no_more() -> None:
    held = waiting(
        incident("a", is_contested=True), incident("b", unknown=("Militia", "League")),
        incident("c", unsure=(CardReading("g", 0.1, ""),)),
        pairs=[OpenPair("e", "f", 0.5, "e", "f")], accepted=frozenset("a"),
    )  # fmt: skip
    settled = (
        decided("different", "e", "f"),
        decided("accept", "actor:militia"),
        decided("correct", "actor:x", field="actor", value={"name": "League", "actor": None}),
        decided("accept", "g"),
    )
    assert order(held, *settled) == []
    assert len(order(held)) == 4


def test_a_reading_weighs_by_the_chance_that_it_is_wrong_and_by_the_dead_of_its_incident() -> None:
    held = waiting(
        incident(
            "a", 3, unsure=(CardReading("r", 0.4, "type: attack"), CardReading("s", 0.1, "place: Mina"))
        ),
        incident("b", unsure=(CardReading("t", 0.1, ""),)),
    )
    assert order(held) == [("reading", "s"), ("reading", "r"), ("reading", "t")]
    assert tasks(held, ())[0][3:] == (3, ("a",), "place: Mina", None, 0.1)


def test_a_slip_of_a_text_does_not_lead_the_list() -> None:
    held = waiting(incident("slip", 10**9, is_contested=True), incident("real", 3, is_contested=True))
    assert order(held)[0] == ("contested", "real")
