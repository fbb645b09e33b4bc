"""Addresses in the desk: the filters' own names, a figure's in the stead of the report's."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest

from corroborate.cards import CardFilters
from corroborate.errors import BadRequest
from corroborate.publishing.report.desk import checked_desk, command_for, incident_at, list_at

COUNTED = [("stage", "carried_out"), ("stage", "attempted"), ("stage", "foiled")]
SCOPE = (("since", "2025-05-01"), ("until", "2025-05-31"), ("place", "Pakistan"), ("place", "Iran"))


def test_a_list_is_asked_for_with_the_names_of_filters() -> None:
    asked = parse_qsl(urlsplit(list_at("http://desk", SCOPE, (("grade", "contested"),))).query)
    assert asked == [*SCOPE, ("grade", "contested"), *COUNTED]
    assert {name for name, _ in asked} <= set(CardFilters.__annotations__)


def test_a_figure_s_place_stands_in_the_stead_of_the_report_s() -> None:
    said = list_at("http://desk", SCOPE, (("place", "Sura & Mir"),))
    assert (
        said
        == f"http://desk/incidents?since=2025-05-01&until=2025-05-31&place=Sura+%26+Mir&{urlencode(COUNTED)}"
    )


def test_a_command_names_days_as_commands_do_and_quotes_what_a_shell_would_part() -> None:
    said = command_for(SCOPE[:2], (("place", "Al Bab's"),))
    assert said == "corroborate incidents --from 2025-05-01 --to 2025-05-31 --place 'Al Bab'\\''s'"


@pytest.mark.parametrize("name", ["group", "tactic", "source", "only"])
def test_what_only_the_desk_filters_by_is_no_command(name: str) -> None:
    assert command_for(SCOPE, ((name, "x"),)) == ""


def test_an_address_is_of_the_web_and_has_no_slash_at_its_end() -> None:
    assert (
        incident_at(checked_desk("https://desk.example.org/", "--desk"), "ab12")
        == "https://desk.example.org/incidents/ab12"
    )
    with pytest.raises(BadRequest, match="--desk: 'desk:8000': write the address"):
        checked_desk("desk:8000", "--desk")
