"""The page of one incident."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import corroborate
from corroborate.model.incident import Link
from corroborate.store.linking import Linked
from corroborate.web import Desk, make_app
from corroborate.web.pages import incident

ARTICLE = """Harbour blast kills five

QASR, 3 May 2024 - A bomb killed at least five civilians at the market of Quetta on Thursday, police said. The Baloch
Liberation Army claimed responsibility. Hospital officials said seven people were killed.
"""


@pytest.fixture
def several(desk_record: Path) -> tuple[TestClient, str]:
    """A desk, and the id of its incident of most reports."""
    record = corroborate.open(desk_record, author="Ana")
    found = max(record.views(), key=lambda view: (len(view.incident.reports), view.incident.id))
    return TestClient(make_app(Desk(record=record)), base_url="http://localhost"), found.incident.id


def test_every_claim_leads_to_its_sentence_in_its_document(several: tuple[TestClient, str]) -> None:
    client, name = several
    html = client.get(f"/incidents/{name}").text
    links = re.findall(r'<a href="(/documents/\w+)#(claim-\w+)" data-quote', html)
    assert links
    for address, anchor in links:
        assert f'id="{anchor}"' in client.get(address).text


def test_the_quote_of_a_figure_stands_in_the_page_without_a_script(several: tuple[TestClient, str]) -> None:
    client, name = several
    html = client.get(f"/incidents/{name}").text
    described = re.findall(r'data-quote="(q-[\d-]+)" aria-describedby="\1"', html)
    assert described
    assert all(f'id="{each}"' in html for each in described)


def test_ids_of_its_reports_and_beginnings_of_them_lead_to_it(several: tuple[TestClient, str]) -> None:
    client, name = several
    reports = client.get(f"/incidents/{name}.json").json()["incident"]["reports"]
    assert len(reports) > 1
    for each in reports:
        if each != name:
            answer = client.get(f"/incidents/{each}?rule=range", follow_redirects=False)
            assert answer.headers["location"] == f"/incidents/{name}?rule=range"
    assert client.get(f"/incidents/{name[:12]}").url.path == f"/incidents/{name}"


def test_json_is_what_show_prints(several: tuple[TestClient, str]) -> None:
    client, name = several
    found = client.get(f"/incidents/{name}.json").json()
    assert set(found) == {"incident", "claims", "links", "near", "decisions"}
    assert found["incident"]["id"] == name


def test_another_rule_gives_another_reason(several: tuple[TestClient, str]) -> None:
    client, name = several
    html = client.get(f"/incidents/{name}?rule=range").text
    assert re.search(r'rule=range"[^>]* aria-current="true"', html)
    assert client.get(f"/incidents/{name}?rule=dice").status_code == 400


def test_an_unknown_incident_is_a_page_that_helps(client: TestClient) -> None:
    answer = client.get("/incidents/000000000000")
    assert answer.status_code == 404
    assert "No such incident" in answer.text
    assert client.get("/incidents/000000000000.json").json()["status"] == 404


def test_before_the_record_knew_of_it_the_page_says_so(several: tuple[TestClient, str]) -> None:
    client, name = several
    answer = client.get(f"/incidents/{name}?as_of=2001-01-01")
    assert answer.status_code == 404
    assert "Not known then" in answer.text


def test_decisions_are_shown_with_a_way_to_undo_them_and_the_moments_before(
    desk_record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(incident, "_TOGETHER", 0)
    with corroborate.open(desk_record, author="Ana") as record:
        name = record.cards(limit=1).cards[0].id
        decision = record.correct(name, "type", "grenade", reason="<b>the photo</b> shows it")
        client = TestClient(make_app(Desk(record=record)), base_url="http://localhost")
        html = client.get(f"/incidents/{name}").text
        assert f'action="/decisions/{decision.id}/undo"' in html
        assert "&lt;b&gt;the photo&lt;/b&gt; shows it" in html
        then = re.findall(r'<option value="(2[^"]+)">', html)[-1]
        before = client.get(f"/incidents/{name}", params={"as_of": then}).text
        assert "<h1" in before
        assert "Grenade" in html.split("<h1", 1)[1][:80]
        assert "Nobody has decided anything" in before or decision.id not in before


def test_a_corrected_figure_shows_what_was_read(tmp_path: Path) -> None:
    article = tmp_path / "blast.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    with corroborate.open(tmp_path / "r.db", author="Ana") as record:
        record.add(article)
        claim = next(row for row in record.claims(field="casualty") if row["effect"] == "killed")
        record.correct(claim["id"], "count", {"low": 6, "high": 6}, reason="counted again")
        html = (
            TestClient(make_app(Desk(record=record)), base_url="http://localhost")
            .get(f"/incidents/{claim['incident']}")
            .text
        )
    assert "<b><bdi>6</bdi></b>" in html
    assert re.search(r'<span class="tag">was [^<]+</span>', html)


def test_a_desk_that_may_not_decide_offers_nothing_to_decide(desk_record: Path) -> None:
    with corroborate.open(desk_record, author="Ana") as record:
        name = record.cards(limit=1).cards[0].id
        html = (
            TestClient(make_app(Desk(record=record, is_readonly=True)), base_url="http://localhost")
            .get(f"/incidents/{name}")
            .text
        )
    assert "/review/incidents/" not in html
    assert 'method="post"' not in html


def test_what_is_near_and_not_merged_leads_to_where_it_is_decided(desk_record: Path) -> None:
    with corroborate.open(desk_record, author="Ana") as record:
        reports = sorted(view.incident.id for view in record.views())[:2]
        near = Link(left=reports[0], right=reports[1], score=0.7, reasons=("same day",))
        linked = Linked(members=(), links=(), proposals=(near,), facts={}, keys={})
        assert record.store.save_linked(linked, record.store.linking_mark())
        html = (
            TestClient(make_app(Desk(record=record)), base_url="http://localhost")
            .get(f"/incidents/{reports[0]}")
            .text
        )
    assert f'href="/incidents/{reports[1]}"' in html
    assert f'href="/review/pairs/{reports[0]}/{reports[1]}"' in html
