"""Totals at the desk: who quoted what, the record's own range, what explains it, files."""

from __future__ import annotations

import re

from starlette.testclient import TestClient


def ids(html: str) -> list[str]:
    return re.findall(r'href="/totals/(\w+)"', html)


def test_totals_stand_beside_what_the_record_comes_to(client: TestClient) -> None:
    client.get("/totals")
    html = client.get("/totals").text
    found = ids(html)
    assert found
    assert "Unexplained" in html
    one = client.get(f"/totals/{found[0]}")
    assert one.status_code == 200
    assert "In these words" in one.text
    assert "/documents/" in one.text


def test_files_hold_the_totals_of_the_page(client: TestClient) -> None:
    html = client.get("/totals?limit=500").text
    rows = client.get("/totals.json").json()
    assert {row["id"] for row in rows} == set(ids(html))
    assert client.get("/totals.csv").text.count("\n") >= len(rows)
    assert rows[0]["comparison"]


def test_totals_are_filtered(client: TestClient) -> None:
    rows = client.get("/totals.json").json()
    measure = rows[0]["measure"]
    some = client.get(f"/totals.json?measure={measure}").json()
    assert {row["measure"] for row in some} == {measure}
    unexplained = client.get("/totals.json?show=unexplained").json()
    assert all(row["unexplained"] for row in unexplained)
    assert client.get("/totals?show=nonesuch").status_code == 400
    assert client.get("/totals?grade=contested").status_code == 400
    assert client.get("/totals/nonesuch").status_code == 404
    assert "No totals like that" in client.get("/totals?since=1801&until=1802").text
