from __future__ import annotations

import inspect

from corroborate.cli.options import Asked, Here, unfolded
from corroborate.filters import Filters


def _command(name: str, here: Here, asked: Asked) -> None:
    """Greets."""
    print(name, here.as_json, asked.filters)


def test_option_groups_are_spread_into_options_and_gathered_again(capsys: object) -> None:
    door = unfolded(_command)
    names = list(inspect.signature(door).parameters)
    assert names[:3] == ["name", "record", "as_json"]
    assert set(Filters.__annotations__) <= set(names)


def test_filters_that_were_not_given_are_not_passed_on() -> None:
    assert Asked(since="2025", place=["Gao"]).filters == {"since": "2025", "place": ["Gao"]}


def test_every_filter_of_the_record_has_its_option() -> None:
    assert set(Asked.__annotations__) == set(Filters.__annotations__)
