"""A name explained once: all that bear it follow, in views, in analyses, on cards, and undo restores."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from codings import MINA, day, document, killed, words
from corroborate import Record
from corroborate.errors import BadRequest, UnknownSubject
from corroborate.model import Coding, Party, Perpetrator, Report, Where
from corroborate.pipeline import file_cards, link_waiting
from corroborate.store import Beside, open_store

MILITIA = Party(name="Gomal Militia", role="armed_group")
KALAY = Where(
    name="Gomal Kalay", within=("Pakistan",), country="PK", precision="country", wording="Gomal Kalay"
)


def telling(number: int, who: str, where: Where) -> Coding:
    text = f"Outlet {number}: two soldiers were killed by {who} near Mina, the militia said."
    read = document(text, publisher=f"Outlet {number}")
    report = Report(
        id=f"report-{number}",
        document=read.id,
        type="attack",
        evidence=(words(read, "two soldiers were killed"),),
        where=where,
        when=day(date(2020 + number, 5, 14)),
        perpetrators=(
            Perpetrator(name=who, kind="organization", responsibility="accused", span=words(read, who)),
        ),
        casualties=(killed(read, "two soldiers", 2, MILITIA),),
    )
    return Coding(document=read, reports=(report,))


@pytest.fixture
def record() -> Iterator[Record]:
    """Reports 1 and 2 by the same unknown militia in the same unknown village, 3 by others elsewhere."""
    with open_store(":memory:") as store:
        store.save(telling(1, "Gomal Militia", KALAY), Beside(extractor="x"))
        store.save(telling(2, "gomal militia", KALAY), Beside(extractor="x"))
        store.save(telling(3, "Others", MINA), Beside(extractor="x"))
        link_waiting(store)
        file_cards(store)
        yield Record(store, author="Ada")


def parties(record: Record) -> list[tuple[str, str | None]]:
    return [(who.name, who.actor) for seen in record.views() for who in seen.perpetrators]


UNTOUCHED = [("Gomal Militia", None), ("gomal militia", None), ("Others", None)]


def test_all_incidents_of_an_actors_name_follow_and_undoing_restores_them(record: Record) -> None:
    decision = record.correct("actor:Gomal militia", "actor", "TTP", reason="their own page says so")
    meant = (decision.value["name"], decision.value["actor"])
    assert meant[1] == "ttp"
    assert parties(record) == [meant, meant, ("Others", None)]
    assert [card.unknown_actor for card in record.cards().cards] == [False, False, True]
    assert [seen.incident.decisions for seen in record.views()] == [(decision,)] * 3  # it speaks in all
    record.undo(decision.id)
    assert parties(record) == UNTOUCHED
    assert all(card.unknown_actor for card in record.cards().cards)


def test_an_actor_may_be_named_though_no_registry_knows_it_and_be_merged_later(record: Record) -> None:
    record.correct("actor:gomal militia", "actor", "Gomal Defence League", reason="so it calls itself")
    assert parties(record)[0] == ("Gomal Defence League", None)
    record.correct("actor:Gomal Defence League", "actor", "ttp", reason="it joined them")
    assert [actor for _, actor in parties(record)] == ["ttp", "ttp", None]
    assert [card.unknown_actor for card in record.cards().cards] == [False, False, True]


def test_a_named_speaker_is_followed_too(record: Record) -> None:
    record.correct("actor:gomal militia", "actor", "ttp", reason="so")
    (voice, *_) = record.views()[0].voices
    assert voice.camp == "armed_group"
    assert record.store.flat().casualties[0].speaker.actor == "ttp"


def test_a_village_is_put_on_the_map_once_and_all_its_incidents_follow(record: Record) -> None:
    placed = {"name": "Gomal Kalay", "within": ["South Waziristan", "Pakistan"], "country": "PK",
              "latitude": 32.1, "longitude": 69.8, "precision": "exact"}  # fmt: skip
    decision = record.correct("place:pk:gomal kalay", "where", placed, reason="found on a map")
    assert decision.subjects == ("place:PK:gomal kalay",)
    assert [seen.where.latitude for seen in record.views()] == [32.1, 32.1, MINA.latitude]
    assert record.cards(only=["unplaced"]).total == 0
    assert record.cards(place="South Waziristan").total == 2
    flat = {each.id: each.place for each in record.store.flat().reports}
    assert flat["report-1"] is not None
    assert flat["report-1"].latitude == 32.1
    record.undo(decision.id)
    assert record.cards(only=["unplaced"]).total == 2


def test_one_claims_actor_can_be_corrected_alone(record: Record) -> None:
    claim = next(held.claim for held in record.store.claims(fields=["perpetrator"]))
    record.correct(claim.id, "actor", "ttp", reason="the text says so further down")
    assert [actor for _, actor in parties(record)] == ["ttp", None, None]
    assert [each.actor for each in record.store.flat().perpetrators] == ["ttp", None, None]


def test_what_makes_no_sense_is_refused(record: Record) -> None:
    with pytest.raises(UnknownSubject, match="no report names"):
        record.correct("actor:nobody", "actor", "ttp", reason="so")
    with pytest.raises(BadRequest, match="only its actor"):
        record.correct("actor:gomal militia", "where", {"name": "Mina"}, reason="so")
    with pytest.raises(BadRequest, match="no actor 'nonesuch'"):
        record.correct("actor:gomal militia", "actor", {"actor": "nonesuch"}, reason="so")
    with pytest.raises(BadRequest, match="is no point"):
        record.correct(
            "place:pk:gomal kalay", "where", {"name": "x", "latitude": 99, "longitude": 0}, reason="so"
        )


def test_the_export_names_the_decision_and_another_record_takes_it_over(
    record: Record, tmp_path: Path
) -> None:
    decision = record.correct("actor:gomal militia", "actor", "ttp", reason="so")
    (row,) = record.decisions()
    assert (row["id"], row["subjects"], row["field"]) == (decision.id, ["actor:gomal militia"], "actor")
    assert not record.check().loose
    record.export(tmp_path / "all", "all")
    with open_store(":memory:") as other:
        again = Record(other)
        again.import_dataset(tmp_path / "all")
        assert [actor for _, actor in parties(again)] == ["ttp", "ttp", None]


def test_incidents_kept_apart_are_never_proposed_again(record: Record) -> None:
    decision = record.keep_apart("report-1", "report-2", reason="a year apart")
    assert decision.kind == "different"
    with pytest.raises(BadRequest, match="keeps them apart"):
        record.merge("report-1", "report-2", reason="so")
    with pytest.raises(BadRequest, match="two different incidents"):
        record.keep_apart("report-1", "report-1", reason="so")


def test_a_corrected_village_counts_for_one_report_before_what_is_said_of_its_name(record: Record) -> None:
    mina = {"name": "Mina", "country": "EL", "latitude": 10.0, "longitude": 20.0, "precision": "exact"}
    record.correct("report-1", "where", mina, reason="the text says Mina")
    record.correct("place:pk:gomal kalay", "where", replace_point(mina, 32.0), reason="on a map")
    assert [seen.where.latitude for seen in record.views()] == [10.0, 32.0, MINA.latitude]


def replace_point(place: dict[str, object], latitude: float) -> dict[str, object]:
    return {**place, "name": "Gomal Kalay", "latitude": latitude}


def test_a_name_is_written_as_it_is_compared() -> None:
    from corroborate.model.naming import names_in, place_key, tidied

    assert tidied("place:Gomal  Kalay") == place_key("gomal kalay", None) == "place:ZZ:gomal kalay"
    assert tidied("place:zz:Gomal Kalay") == "place:ZZ:gomal kalay"
    assert tidied("actor:The Militia") == "actor:the militia"
    report = telling(1, "Gomal Militia", KALAY).reports[0]
    assert names_in(replace(report, where=MINA)) == {"actor:gomal militia"}
