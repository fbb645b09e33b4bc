from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from tests.publishing.valley import QUETTA, TURBAT, record

from corroborate.model import Where
from corroborate.publishing.coarsening import Coarsening, Division


@dataclass(frozen=True)
class District:
    level: str = "district"
    country: str | None = "PK"
    latitude: float | None = 26.4
    longitude: float | None = 62.9


class Known:
    def __init__(self, **named: District) -> None:
        self._named = named

    def named(self, name: str) -> Sequence[Division]:
        return [self._named[name]] if name in self._named else []

    def holding(self, where: Where) -> Sequence[str]:
        return [where.name] if where.name else []


def test_a_town_moves_to_its_district() -> None:
    coarsening = Coarsening(divisions=Known(Kech=District()))
    moved = coarsening(TURBAT)
    assert (moved.name, moved.latitude, moved.longitude, moved.precision) == ("Kech", 26.4, 62.9, "district")
    assert moved.within == ("Balochistan", "Pakistan")
    assert (moved.wording, coarsening.moved, coarsening.dropped) == (None, 1, 0)


def test_without_a_known_district_it_moves_to_the_province() -> None:
    province = District(level="province", latitude=28.0, longitude=65.0)
    moved = Coarsening(divisions=Known(Balochistan=province))(TURBAT)
    assert (moved.name, moved.precision) == ("Balochistan", "province")


def test_a_town_named_without_its_province_moves_to_that_of_its_name() -> None:
    town = replace(QUETTA, within=("Pakistan",))
    moved = Coarsening(divisions=Known(Quetta=District(latitude=30.2, longitude=66.9)))(town)
    assert (moved.name, moved.latitude, moved.within) == ("Quetta", 30.2, ("Pakistan",))


def test_the_shipped_gazetteer_knows_what_holds_a_town() -> None:
    town = replace(QUETTA, within=("Pakistan",))
    moved = Coarsening()(town)
    assert moved.precision in ("district", "province")
    assert moved.latitude not in (None, town.latitude)


def test_where_nothing_is_known_the_coordinates_go() -> None:
    coarsening = Coarsening(divisions=Known())
    moved = coarsening(QUETTA)
    assert (moved.name, moved.latitude, moved.precision) == ("Pakistan", None, "country")
    assert coarsening.dropped == 1


def test_a_namesake_far_away_or_abroad_is_not_taken() -> None:
    assert Coarsening(divisions=Known(Kech=District(latitude=36.0)))(TURBAT).latitude is None
    assert Coarsening(divisions=Known(Kech=District(country="IN")))(TURBAT).latitude is None


def test_a_wide_province_is_taken_where_it_is_said_to_hold_the_place_and_has_no_namesake() -> None:
    wide = District(level="province", latitude=36.0)
    assert Coarsening(divisions=Known(Balochistan=wide))(TURBAT).latitude == 36.0

    class Two(Known):
        def named(self, name: str) -> Sequence[Division]:
            return [wide, replace(wide, latitude=37.0)] if name == "Balochistan" else []

    assert Coarsening(divisions=Two())(TURBAT).latitude is None


@pytest.mark.parametrize("precision", ["district", "province", "country", "unresolved"])
def test_what_is_coarse_already_stays(precision: str) -> None:
    where = replace(TURBAT, precision=precision)  # type: ignore[arg-type]
    assert Coarsening(divisions=Known())(where) == where


def test_no_fine_coordinate_is_left_in_any_table(tmp_path: Path) -> None:
    with record() as held:
        done = held.export(tmp_path / "folder", ["incidents", "reports", "claims", "acled"], coarsen=True)
    assert any("moved to it (" in line for line in done.withheld)
    for path in done.path.glob("*.csv"):
        assert "26.0012" not in path.read_text()


def test_no_quote_names_a_place_finer_than_its_district(tmp_path: Path) -> None:
    kinds = ["incidents", "reports", "claims", "documents", "totals", "stances", "acled", "ged"]
    with record() as held:
        held.export(tmp_path / "before", kinds)
        held.export(tmp_path / "after", kinds, coarsen=True)
    before = "".join(path.read_text() for path in (tmp_path / "before").glob("*.csv"))
    after = "".join(path.read_text() for path in (tmp_path / "after").glob("*.csv"))
    assert "Turbat" in before
    assert "Turbat" not in after
    assert "[place withheld]" in after
