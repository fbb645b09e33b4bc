"""The list of incidents: filters are permalinks, and all forms of a view hold the same rows."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from html.parser import HTMLParser
from typing import cast

import pytest
from starlette.datastructures import QueryParams
from starlette.testclient import TestClient

from corroborate.model.card import CardCell, CardCount, CardPoints
from corroborate.publishing import names_of
from corroborate.web.asked import Asked, asked
from corroborate.web.incidentmap import incident_map
from corroborate.web.listing import Listing
from corroborate.web.pages.incidents import points_shown

VIEWS = (
    "",
    "?grade=single-source&order=-killed",
    "?type=attack&type=armed_clash&order=day",
    "?only=news&only=contested",
    "?group=civilians&since=2000",
)


class _Rows(HTMLParser):
    """The ids of a page's rows, and what breaks the policy for content."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.breaches: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "tr" and given.get("data-id"):
            self.ids.append(str(given["data-id"]))
        if "style" in given or tag == "style" or any(name.startswith("on") for name in given):
            self.breaches.append(tag)
        if tag == "script" and "src" not in given and given.get("type") != "application/json":
            self.breaches.append(tag)


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_and_its_files_hold_the_same_rows_in_the_same_order(client: TestClient, view: str) -> None:
    files = {form: client.get(f"/incidents.{form}{view}") for form in ("json", "csv", "geojson")}
    rows = [row["id"] for row in files["json"].json()]
    table = list(csv.DictReader(io.StringIO(files["csv"].text)))
    shown = _Rows(client.get(f"/incidents{view}").text).ids
    assert shown == rows[: len(shown)]
    assert len(shown) == min(len(rows), 50)
    assert [row["id"] for row in table] == rows
    assert [each["id"] for each in files["geojson"].json()["features"]] == rows


def test_csv_has_the_columns_of_the_exports(client: TestClient) -> None:
    head = client.get("/incidents.csv?limit=1").text.splitlines()[0]
    assert tuple(head.split(",")) == tuple(names_of("incidents"))


def test_what_a_form_leaves_empty_is_not_in_the_permalink(client: TestClient) -> None:
    answer = client.get("/incidents?since=&place=&type=attack&order=", follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/incidents?type=attack"


def test_a_page_links_its_files_with_the_same_filters(client: TestClient) -> None:
    html = client.get("/incidents?grade=contested").text
    assert 'href="/incidents.csv?grade=contested"' in html
    assert 'data-points="/incidents.points.json?grade=contested"' in html


def test_the_number_of_a_facet_is_what_its_link_gives(client: TestClient) -> None:
    html = client.get("/incidents?type=attack").text
    facets = html[html.index('data-part="facets"') :]
    found = re.findall(r'<a href="(/incidents\?[^"]+)">.*?</a> <span class="n">(\d+)</span>', facets)
    grades = [(link, int(count)) for link, count in found if "grade=" in link]
    assert grades
    for link, count in grades:
        assert f"<b>{count} incident" in client.get(link.replace("&amp;", "&")).text


def test_a_filter_in_force_can_be_taken_away(client: TestClient) -> None:
    html = client.get("/incidents?type=attack&grade=denied&grade=contested").text
    assert 'href="/incidents?type=attack&amp;grade=contested"' in html


def test_points_are_columns_of_one_length_in_which_no_incident_is_missing(client: TestClient) -> None:
    found = client.get("/incidents.points.json").json()
    rows = {row["id"]: row for row in client.get("/incidents.json").json()}
    columns = ("ids", "lat", "lon", "precision", "day", "killed", "grade", "type", "place")
    assert {len(found[name]) for name in columns} == {len(rows)}
    assert None in found["lat"]
    named = {
        id_: found["places"][at]
        for id_, at in zip(found["ids"], found["place"], strict=True)
        if at is not None
    }
    assert named == {id_: row["place"] for id_, row in rows.items() if row["place"]}
    assert len(set(found["places"])) == len(found["places"]) < len(named)


def test_cells_come_with_months_and_what_no_map_shows() -> None:
    found = points_shown(cast(Listing, Celled()), asked(QueryParams("")))
    assert found["cells"] == [{"lat": 1.0, "lon": 2.0, "n": 7, "killed_low": 3, "killed_high": 4}]
    assert (found["unplaced"], found["total"]) == (2, 9)
    assert [each["month"] for each in found["months"]] == ["2025-03"]


class Celled:
    """A listing of more incidents than are shown one by one."""

    def points(self, asked: Asked) -> CardPoints:
        return CardPoints([], [CardCell(1.0, 2.0, 7, 3, 4)], 0.5, 7, 2)

    def counts(self, asked: Asked, by: Sequence[str]) -> dict[str, list[CardCount]]:
        return {"month": [CardCount("2025-03", 8, 3, 4), CardCount("", 1, 0, 0)]}


def test_paging_goes_through_all_rows_once(client: TestClient) -> None:
    rows = [row["id"] for row in client.get("/incidents.json").json()]
    pages = [_Rows(client.get(f"/incidents?limit=7&offset={at}").text).ids for at in range(0, len(rows), 7)]
    assert [each for page in pages for each in page] == rows


def test_as_the_record_stood_before_it_began_there_is_nothing_and_it_says_so(client: TestClient) -> None:
    html = client.get("/incidents?as_of=2001-01-01").text
    assert "No incident fits" in html
    assert "as it stood on 2001-01-01" in html


def test_as_of_now_is_what_is_now(client: TestClient) -> None:
    now, then = (client.get(f"/incidents.json{view}").json() for view in ("", "?as_of=2999-01-01"))
    assert {row["id"] for row in now} == {row["id"] for row in then}
    places = [client.get(f"/incidents.points.json{view}").json() for view in ("", "?as_of=2999-01-01")]
    assert sorted(places[0]["places"]) == sorted(places[1]["places"])


def test_own_filters_hold_for_the_past_too(client: TestClient) -> None:
    view = "group=civilians&only=news&order=-killed&bounds=-180,-90,180,90"
    now = client.get(f"/incidents.json?{view}").json()
    then = client.get(f"/incidents.json?{view}&as_of=2999-01-01").json()
    assert [row["id"] for row in now]
    assert {row["id"] for row in now} == {row["id"] for row in then}


@pytest.mark.parametrize(("view", "said"), [
    ("?type=nothing", "there is no such type"),
    ("?colour=red", "there is no such filter"),
    ("?since=yesterday", "is no day"),
    ("?order=up", "there is no such order"),
    ("?rule=nothing", "there is no such rule"),
])  # fmt: skip
def test_what_makes_no_sense_is_said_in_every_form(client: TestClient, view: str, said: str) -> None:
    for ending in (".json", ".csv", ".geojson"):
        answer = client.get(f"/incidents{ending}{view}")
        assert answer.status_code == 400
        assert said in answer.json()["detail"]


def test_hostile_filters_are_only_text(client: TestClient) -> None:
    html = client.get('/incidents?place="><script>alert(1)</script>&text=<b>&source=x" onload="y').text
    assert "<script>alert" not in html
    assert not _Rows(html).breaches


@pytest.mark.parametrize("view", VIEWS)
def test_no_page_breaks_the_policy_for_content(client: TestClient, view: str) -> None:
    assert not _Rows(client.get(f"/incidents{view}").text).breaches


def test_names_of_private_people_are_held_back_from_files_unless_asked_for(client: TestClient) -> None:
    held = client.get("/incidents.json").text
    shown = client.get("/incidents.json?names=yes").text
    assert "name held back" not in shown
    assert len(held) != len(shown) or held == shown


def test_the_map_without_script_counts_every_incident_that_is_placed_finely(client: TestClient) -> None:
    drawing = client.get("/incidents.map.svg")
    points = client.get("/incidents.points.json").json()
    fine = [
        precision
        for precision, latitude in zip(points["precision"], points["lat"], strict=True)
        if latitude is not None and precision in ("exact", "near", "district", "province")
    ]
    numbers = [int(number) for number in re.findall(r'class="number"[^>]*>(\d+)<', drawing.text)]
    assert drawing.headers["content-type"].startswith("image/svg+xml")
    assert drawing.text.count('class="mark"') - len(numbers) + sum(numbers) == len(fine)


def test_a_map_of_nothing_is_the_world(client: TestClient) -> None:
    drawing = client.get("/incidents.map.svg?place=nowhere").text
    assert "<path" in drawing
    assert 'class="mark"' not in drawing


def test_a_map_of_cells_counts_what_they_hold() -> None:
    assert ">7</text>" in incident_map(CardPoints([], [CardCell(1.0, 2.0, 7, 3, 4)], 0.5, 7, 2))


def test_the_page_brings_the_map_along_for_those_without_script(client: TestClient) -> None:
    assert 'src="/incidents.map.svg?grade=contested"' in client.get("/incidents?grade=contested").text
