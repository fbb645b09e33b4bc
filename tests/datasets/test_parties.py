from __future__ import annotations

import pytest

from corroborate.datasets.parties import actor_of, group_of


@pytest.mark.parametrize(
    ("name", "actor"),
    [
        ("BLA: Baloch Liberation Army", "bla-pk"),
        ("Military Forces of Pakistan (2022-2024)", "mil-pk"),
        ("Police Forces of India (2014-)", "police-in"),
        ("Government of Myanmar (Burma)", "gov-mm"),
        ("Government of DR Congo (Zaire)", "gov-cd"),
        ("TTP", "ttp"),
        ("Unidentified Armed Group (Mali)", None),
        ("Civilians (Mali)", None),
        ("A Band Nobody Knows", None),
    ],
)
def test_parties_are_found_by_the_names_that_acled_and_ucdp_use(name: str, actor: str | None) -> None:
    assert actor_of(name) == actor


@pytest.mark.parametrize(
    ("name", "kind", "group"),
    [
        ("Police Forces of India", "State forces", "police"),
        ("Military Forces of India", "1", "military"),
        ("X", "Rebel group", "militants"),
        ("Civilians (Mali)", "Civilians", "civilians"),
        ("NATO", "External/Other forces", "unknown"),
    ],
)
def test_kinds_of_parties_are_groups_of_people(name: str, kind: str, group: str) -> None:
    assert group_of(name, kind) == group
