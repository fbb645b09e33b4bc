from __future__ import annotations

from tests.publishing.valley import bomb, document, record, seen, threat

from corroborate.publishing import Showing, names_of
from corroborate.publishing.plover import deed_row, is_deed

OF = document()


def test_an_assault_has_a_source_and_a_target() -> None:
    row = deed_row(seen(bomb(OF)), Showing())
    assert tuple(row) == names_of("plover")
    assert (row["event"], row["mode"]) == ("ASSAULT", "explosives")
    assert (row["source_sector"], row["source_country"], row["source_actor"]) == ("REB", "PAK", "bla-pk")
    assert (row["target_sector"], row["target_country"]) == ("MIL", "PAK")
    assert (row["status"], row["killed"], row["rule"]) == ("claimed", 4, "lowest")


def test_a_threatened_deed_is_a_threat() -> None:
    row = deed_row(seen(threat(OF)), Showing())
    assert (row["event"], row["mode"], row["killed"]) == ("THREATEN", "violence", None)


def test_types_that_are_no_event_have_no_row() -> None:
    assert not is_deed(seen(bomb(OF, type="change_to_group_activity")))


def test_words_stand_beside_deeds() -> None:
    rows = list(record().table("plover"))
    word = next(row for row in rows if row["status"] == "said")
    assert (word["event"], word["source_sector"], word["target_name"]) == (
        "ACCUSE",
        "GOV",
        "Baloch Liberation Army",
    )
    assert (word["source_country"], word["target_country"], word["date"]) == ("PAK", "PAK", "2024-05-15")
    assert len(rows) == 4
