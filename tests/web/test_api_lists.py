"""What programs get: rows as the exports have them, in parts, by the filters of the pages."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from corroborate.publishing.columns import names_of

LISTS = {
    "incidents": "incidents",
    "claims": "claims",
    "totals": "totals",
    "stances": "stances",
    "documents": "documents",
}


def _items(client: TestClient, path: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = client.get(path).json()["items"]
    return found


@pytest.mark.parametrize(("path", "kind"), LISTS.items())
def test_a_row_has_the_columns_of_its_table(client: TestClient, path: str, kind: str) -> None:
    items = _items(client, f"/api/v1/{path}?limit=3")
    assert items
    assert {tuple(row) for row in items} == {names_of(kind)}


@pytest.mark.parametrize("path", LISTS)
def test_following_next_gives_everything_once(client: TestClient, path: str) -> None:
    answer = client.get(f"/api/v1/{path}?limit=2").json()
    total, seen, steps = answer["total"], [row["id"] for row in answer["items"]], 0
    while answer["next"] and steps < 12:
        answer, steps = client.get(answer["next"]).json(), steps + 1
        seen += [row["id"] for row in answer["items"]]
    assert len(seen) == len(set(seen)) == min(total, 26)


def test_a_page_and_the_interface_give_the_same_rows(client: TestClient) -> None:
    asked = "grade=contested&order=-killed"
    assert (
        _items(client, f"/api/v1/incidents?{asked}&limit=500")
        == client.get(f"/incidents.json?{asked}").json()
    )


def test_an_incident_is_found_by_its_beginning_and_has_what_the_page_has(client: TestClient) -> None:
    (first, *_) = _items(client, "/api/v1/incidents?limit=1")
    name = str(first["id"])
    whole = client.get(f"/api/v1/incidents/{name[:8]}").json()
    assert whole["incident"] == first
    assert whole == client.get(f"/incidents/{name}.json").json()
    assert whole["claims"]


def test_filters_mean_what_they_mean_on_pages(client: TestClient) -> None:
    contested = _items(client, "/api/v1/incidents?only=contested")
    assert contested
    assert all(row["contested"] for row in contested)
    assert _items(client, "/api/v1/incidents?since=2090") == []
    fields = {row["field"] for row in _items(client, "/api/v1/claims?field=casualty&field=weapon&limit=200")}
    assert fields <= {"casualty", "weapon"}


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("incidents?place=x&colour=red", 400, "colour"),
        ("incidents?limit=1001", 422, "limit"),
        ("incidents?offset=-1", 422, "offset"),
        ("incidents?offset=99999999999999999999999999", 422, "offset"),
        ("incidents?since=soon", 400, "soon"),
        ("incidents?bounds=1,2,3", 400, "bounds"),
        ("incidents?order=sideways", 400, "order"),
        ("incidents?rule=mine", 422, "rule"),
        ("incidents?place=a%00b", 400, "place"),
        ("claims?grade=contested", 400, "grade"),
        ("incidents/nothing", 404, "nothing"),
        ("incidents/%27%3B%20DROP%20TABLE%20reports%3B--", 404, "DROP"),
        ("incidents/..%2f..%2fetc%2fpasswd", 404, ""),
        ("documents/abc%00def", 404, ""),
        ("actors/nobody-at-all", 404, "nobody"),
        ("jobs/none", 404, ""),
        ("changes?since=never", 400, "never"),
        ("changes?cursor=~~", 400, "cursor"),
        ("incidents?as_of=0001-01-01T00:00:00%2B23:59", 400, "as of"),
        ("nowhere", 404, ""),
    ],
)
def test_what_makes_no_sense_is_a_problem(client: TestClient, address: str, status: int, said: str) -> None:
    answer = client.get(f"/api/v1/{address}")
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    told = answer.json()
    assert told["status"] == status
    assert said in told["detail"]


def test_nothing_is_sent_twice_while_the_record_stands_still(client: TestClient) -> None:
    first = client.get("/api/v1/incidents?limit=5")
    mark = {"If-None-Match": first.headers["etag"]}
    assert client.get("/api/v1/incidents?limit=5", headers=mark).status_code == 304
    assert client.get("/api/v1/incidents?limit=6", headers=mark).status_code == 200
    name = first.json()["items"][0]["id"]
    client.post("/api/v1/decisions", json={"kind": "accept", "subjects": [name], "reason": "seen"})
    assert client.get("/api/v1/incidents?limit=5", headers=mark).status_code == 200


def test_names_of_private_people_are_held_back_unless_asked_for(client: TestClient) -> None:
    held = client.get("/api/v1/claims?limit=1000").text
    shown = client.get("/api/v1/claims?limit=1000&names=yes").text
    assert "[name held back]" in held
    assert "[name held back]" not in shown


def test_texts_of_documents_come_only_with_names(client: TestClient) -> None:
    name = _items(client, "/api/v1/documents?limit=1")[0]["id"]
    assert client.get(f"/api/v1/documents/{name}").json()["text"] is None
    whole = client.get(f"/api/v1/documents/{name}?names=yes").json()
    assert all(whole["text"][each["start"] : each["end"]] == each["quote"] for each in whole["claims"])


def test_the_record_as_it_stood_before_it_began_is_empty(client: TestClient) -> None:
    for path in LISTS:
        assert _items(client, f"/api/v1/{path}?as_of=2001-01-01") == []


def test_parties_and_places_come_with_what_the_record_tells_of_them(client: TestClient) -> None:
    (row, *_) = _items(client, "/api/v1/actors?q=tehrik+taliban")
    whole = client.get(f"/api/v1/actors/{row['id']}").json()
    assert whole["actor"] == row
    assert whole["counts"]["incidents"] >= 0
    place = client.get("/api/v1/places/Pakistan").json()
    assert place["counts"]["incidents"] == sum(each["incidents"] for each in place["counts"]["year"])
    assert _items(client, "/api/v1/places?q=Quetta")[0]["country"] == "PK"


def test_search_shows_the_words_found(client: TestClient) -> None:
    hits = _items(client, "/api/v1/search?q=police&limit=5")
    assert hits
    assert all("[" in str(hit["snippet"]) for hit in hits)
    assert _items(client, "/api/v1/search?q=%22%20OR%201%3D1%20--%20NEAR(*") == []
