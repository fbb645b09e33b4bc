"""Cards chosen by the filters of every listing, and by more."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from bench.made_record import make

from codings import TEXT, coding, document
from corroborate import Record, tabling
from corroborate.analysis import RULES
from corroborate.analysis.grades import GRADES
from corroborate.cards import query_of
from corroborate.errors import BadRequest
from corroborate.model.card import GRADE_ORDER, Card
from corroborate.pipeline import file_cards, link_waiting
from corroborate.store import open_store

EXAMPLES = Path(__file__).parents[1] / "examples" / "articles"


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """Some hundred incidents of ten years."""
    path = tmp_path_factory.mktemp("made") / "made.db"
    make(path, 3_000)
    with Record(open_store(str(path)), author="Ada") as held:
        held.file_cards()
        yield held


FILTERS: list[dict[str, Any]] = [
    {},
    {"since": "2018-03-05"},
    {"until": "2018-03-05"},
    {"since": "2017-11", "until": "2018-03"},
    {"place": "Province 3"},
    {"place": "eastland"},
    {"place": ["Town 3", "District 4.1", "AA"]},
    {"place": "Town"},
    {"place": "Tow"},
    {"place": "there"},
    {"actor": "front_1"},
    {"actor": ["Front 2", "FRONT  3"]},
    {"actor": "front"},
    {"type": "attack"},
    {"type": ["attack", "grenade"]},
    {"grade": "contested"},
    {"grade": ["confirmed", "denied"]},
    {"since": "2016", "until": "2019", "place": "Province 1", "actor": "front_0"},
    {"place": "Town 1", "actor": ["front_1", "front_2"], "type": "arrests"},
    {"place": "Nowhere at all"},
]


@pytest.mark.parametrize("filters", FILTERS, ids=str)
def test_filters_choose_the_incidents_that_every_listing_shows(
    record: Record, filters: dict[str, Any]
) -> None:
    page = record.cards(limit=10_000, **filters)
    assert sorted(each.id for each in page.cards) == sorted(
        view.incident.id for view in record.views(**filters)
    )
    assert page.total == len(page.cards)


def test_documents_choose_their_incidents(record: Record) -> None:
    view = record.views(limit=1)[0]
    ids = [source.id for source in view.incident.sources]
    assert [each.id for each in record.cards(document=ids).cards] == [view.incident.id]


def test_words_choose_what_quotes_them() -> None:
    with Record(open_store(":memory:"), author="Ada") as record:
        record.store.save(coding())
        record.store.save(coding(document(TEXT.replace("41, was", "14, was"), "The Post")))
        link_waiting(record.store)
        file_cards(record.store)
        for words in ("roadside", "bomb", '"roadside bomb"', "bomb* Karim", "nothing", '"'):
            shown = {view.incident.id for view in record.views(text=words)}
            assert {each.id for each in record.cards(text=words).cards} == shown


@pytest.mark.parametrize(
    ("filters", "holds"),
    [
        ({"stage": "carried_out"}, lambda card: card.stage == "carried_out"),
        ({"tactic": "ied"}, lambda card: "ied" in card.tactics),
        ({"group": ["police", "militants"]}, lambda card: {"police", "militants"} & set(card.groups)),
        ({"only": "contested"}, lambda card: card.contested),
        ({"only": "undated"}, lambda card: card.undated),
        ({"only": "unplaced"}, lambda card: card.unplaced),
        ({"only": "unknown_actor"}, lambda card: card.unknown_actor),
        ({"only": "news"}, lambda card: not card.background),
        ({"only": ["contested", "background"]}, lambda card: card.contested and card.background),
        ({"bounds": (60, 20, 64, 40)}, lambda card: 60 <= card.longitude <= 64 and 20 <= card.latitude <= 40),
        ({"bounds": (66, -90, 61, 90)}, lambda card: card.longitude >= 66 or card.longitude <= 61),
    ],
    ids=lambda given: str(given) if isinstance(given, dict) else "holds",
)
def test_what_else_chooses_cards_looks_at_the_whole_incident(
    record: Record, filters: dict[str, Any], holds: Any
) -> None:
    everything = record.cards(limit=10_000).cards
    expected = {card.id for card in everything if holds(card)}
    assert {card.id for card in record.cards(limit=10_000, **filters).cards} == expected


def test_publishers_choose_cards_however_they_are_written(record: Record) -> None:
    expected = {
        view.incident.id
        for view in record.views()
        if "Outlet 7" in {source.publisher for source in view.incident.sources}
    }
    assert {card.id for card in record.cards(limit=10_000, source="OUTLET 7").cards} == expected


@pytest.mark.parametrize("part", ["month", "year", "type", "grade", "country", "group", "tactic", "source"])
@pytest.mark.parametrize("filters", [{}, {"place": "Province 3"}, {"only": "contested"}], ids=str)
def test_counts_are_what_choosing_a_value_gives(record: Record, part: str, filters: dict[str, Any]) -> None:
    counts = record.card_counts(part, **filters)[part]
    everything = record.cards(limit=10_000, **filters).cards
    assert sum(each.incidents for each in counts) >= len(everything)
    for count in counts[:6] if part not in ("month", "year", "country") else []:
        if count.value:
            chosen = record.cards(limit=10_000, **filters, **{part: count.value}).cards
            assert (count.incidents, count.killed_low, count.killed_high) == summed(chosen)
    for count in counts if part in ("month", "year") else []:
        days = [card for card in everything if (card.earliest or card.latest or "").startswith(count.value)]
        assert (count.incidents, count.killed_low, count.killed_high) == summed(days)


def summed(cards: list[Card]) -> tuple[int, int, int]:
    return (
        len(cards),
        sum(card.killed_low or 0 for card in cards),
        sum(card.killed_high or 0 for card in cards),
    )


@pytest.mark.parametrize(
    "order", ["day", "-day", "killed", "-killed", "grade", "-grade", "recorded", "-changed"]
)
def test_pages_together_are_all_cards_in_order_the_unknown_last(record: Record, order: str) -> None:
    pages = [record.cards(order=order, offset=at, limit=50).cards for at in range(0, 200, 50)]
    cards = [card for page in pages for card in page]
    assert cards == record.cards(order=order, limit=200).cards
    keys = {
        "day": lambda card: card.earliest or card.latest,
        "killed": lambda card: card.killed_high,
        "grade": lambda card: GRADE_ORDER.index(card.grade),
        "recorded": lambda card: card.first_recorded,
        "changed": lambda card: card.changed,
    }
    found = [keys[order.removeprefix("-")](card) for card in cards]
    known = [each for each in found if each is not None]
    assert known == sorted(known, reverse=order.startswith("-"))
    assert found == known + [None] * (len(found) - len(known))


def test_a_map_has_points_or_where_they_are_too_many_cells(record: Record) -> None:
    points = record.card_points(place="Province 3")
    cells = record.card_points(most=0, width=2.0, place="Province 3")
    assert points.placed == len(points.points) == sum(cell.incidents for cell in cells.cells) > 0
    assert 0 < len(cells.cells) < cells.placed
    assert {point.id for point in points.points} == {
        card.id for card in record.cards(limit=10_000, place="Province 3").cards
    }
    assert all(abs(cell.latitude - 23.5) < 1 for cell in cells.cells)


def test_cards_of_named_incidents_come_in_the_order_asked(record: Record) -> None:
    ids = [card.id for card in record.cards(limit=3).cards][::-1]
    assert [card.id for card in record.cards_of([*ids, "unknown"])] == ids


@pytest.mark.parametrize(
    ("filters", "trouble"),
    [
        ({"only": "good"}, "no such only"),
        ({"order": "name"}, "no such order"),
        ({"stage": "done"}, "no such stage"),
        ({"bounds": (0, 50, 10, 40)}, "bounds"),
        ({"offset": -1}, "below 0"),
        ({"as_of": "2024-05-14"}, "how the record stands now"),
        ({"type": "war"}, "no such type"),
        ({"colour": "red"}, "no such filter"),
    ],
)
def test_what_makes_no_sense_is_refused(filters: Any, trouble: str) -> None:
    with pytest.raises(BadRequest, match=trouble):
        query_of(filters)


def test_cards_order_all_grades_there_are() -> None:
    assert sorted(GRADE_ORDER) == sorted(GRADES)


def test_what_was_looked_up_before_a_decision_follows_it(tmp_path: Path) -> None:
    make(tmp_path / "made.db", 2_000)
    with Record(open_store(str(tmp_path / "made.db")), author="Ada") as record:
        record.file_cards()
        asked: list[dict[str, Any]] = [
            {"place": "Province 1"}, {"actor": "front_1"}, {"type": "attack"}, {"since": "2018"}, {"grade": "contested"},
        ]  # fmt: skip
        for round_ in range(6):
            for filters in asked:
                found = record.cards(limit=10_000, **filters)
                fresh = Record(record.store.__class__(record.path, record.store._engine))
                assert found == fresh.cards(limit=10_000, **filters)
                assert record.card_counts("source", **filters) == fresh.card_counts("source", **filters)
            views = record.views(place="Province 1")
            if round_ % 3 == 0:
                record.merge(views[0].incident.id, views[1].incident.id, reason="one")
            elif round_ % 3 == 1:
                record.reject(views[0].incident.reports[0].id, reason="none")
            else:
                value = {"name": "Port", "within": ["Province 1"], "latitude": 1.0, "longitude": 2.0}
                record.correct(views[-1].incident.reports[0].id, "where", value, reason="a map")


@pytest.mark.parametrize(
    "how",
    [
        *({"rule": rule} for rule in RULES),
        {"include_names": True},
        {"coarsen": True},
        {"decimals": 1},
        {"grade": "single-source", "limit": 3, "offset": 1},
    ],
    ids=str,
)
@pytest.mark.parametrize("path", ["record", "example"])
def test_rows_from_cards_are_those_from_reports(
    how: dict[str, Any], path: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: Record = request.getfixturevalue(path)
    from_cards = held.table("incidents", **how)
    monkeypatch.setattr(tabling, "_is_carded", lambda *_: False)
    from_reports = held.table("incidents", **how)
    assert (list(from_cards), from_cards.notes) == (list(from_reports), from_reports.notes)
    assert len(from_cards)


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """The record that the documentation shows, with two decisions."""
    path = tmp_path_factory.mktemp("example") / "example.db"
    with Record(open_store(str(path)), author="Ada") as held:
        held.add(*sorted(EXAMPLES.iterdir())[:24])
        first, second, *_ = held.views()
        held.correct(first.incident.reports[0].id, "type", "grenade", reason="it says so")
        held.reject(second.incident.reports[0].id, reason="another event")
        yield held
