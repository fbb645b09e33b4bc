"""Deciding at the desk: the work list, same or different, field by field, splitting, joining, undoing, conflicts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import corroborate
from corroborate import Record
from corroborate.web import Desk, make_app


@pytest.fixture
def record(desk_record: Path) -> Record:
    return corroborate.open(desk_record, author="Ana")


@pytest.fixture
def desk(record: Record) -> TestClient:
    return TestClient(make_app(Desk(record=record)), follow_redirects=False, base_url="http://localhost")


def hidden(html: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', html)
    assert found, f"{name} is not carried"
    return found[1]


def two(record: Record) -> tuple[str, str]:
    one, other = record.cards(limit=2).cards
    return one.id, other.id


def a_figure(record: Record) -> tuple[str, str, int]:
    """An incident, a claim of a killed figure in it, and the figure."""
    for held in record.store.claims(fields=["casualty"]):
        value = held.claim.value
        if value["effect"] == "killed" and value["count"]["low"]:
            card = record.store.cards_of([held.incident])[0]
            if card.sources == 1 and card.killed_low == value["count"]["low"]:
                return held.incident, held.claim.id, value["count"]["low"]
    raise AssertionError("no such figure")


def test_the_work_list_shows_what_waits_with_its_counts(desk: TestClient) -> None:
    answer = desk.get("/review")
    assert answer.status_code == 200
    assert "Begin" in answer.text
    kinds = re.findall(r'href="/review\?kind=(\w+)"', answer.text)
    assert kinds
    for kind in kinds:
        assert desk.get(f"/review?kind={kind}").status_code == 200
    assert desk.get("/review?kind=nonesuch").status_code == 400
    first = desk.get("/review/next")
    assert first.status_code == 303
    assert desk.get(first.headers["location"]).status_code == 200


def test_two_incidents_are_joined_and_undone(desk: TestClient, record: Record) -> None:
    left, right = two(record)
    html = desk.get(f"/review/pairs/{left}/{right}").text
    assert 'data-key="s"' in html
    assert 'data-key="d"' in html
    sent = {
        "verdict": "same",
        "reason": "one bomb",
        "state": hidden(html, "state"),
        "seen": hidden(html, "seen"),
    }
    answer = desk.post(f"/review/pairs/{left}/{right}", data=sent)
    assert answer.status_code == 303
    assert record.store.incident(left).id == record.store.incident(right).id
    (decision,) = record.store.decisions()
    assert (decision.author, decision.reason) == ("Ana", "one bomb")
    after = desk.get(answer.headers["location"]).text
    assert "These are one incident now" in after
    assert "just now" in after
    undone = desk.post(f"/decisions/{decision.id}/undo", data={"next": "/review", "reason": "no"})
    assert undone.headers["location"] == "/review"
    assert record.store.incident(left).id != record.store.incident(right).id
    assert "withdrawn by Ana" in desk.get("/decisions").text


def test_two_incidents_are_kept_apart(desk: TestClient, record: Record) -> None:
    left, right = two(record)
    answer = desk.post(f"/review/pairs/{left}/{right}", data={"verdict": "different"})
    assert answer.status_code == 303
    (decision,) = record.store.decisions()
    assert decision.kind == "different"
    assert decision.reason
    assert "Decided to be different incidents" in desk.get(f"/review/pairs/{left}/{right}").text


def test_who_decides_on_what_others_changed_is_shown_what_they_decided(
    desk: TestClient, record: Record
) -> None:
    left, right = two(record)
    html = desk.get(f"/review/pairs/{left}/{right}").text
    sent = {"verdict": "same", "reason": "one", "state": hidden(html, "state"), "seen": hidden(html, "seen")}
    record.keep_apart(left, right, reason="a year apart", author="Ben")
    answer = desk.post(f"/review/pairs/{left}/{right}", data=sent)
    assert answer.status_code == 409
    assert "Ben" in answer.text
    assert "a year apart" in answer.text
    assert "just now" in answer.text
    assert len(record.store.decisions()) == 1
    again = {**sent, "state": hidden(answer.text, "state"), "seen": hidden(answer.text, "seen")}
    refused = desk.post(f"/review/pairs/{left}/{right}", data=again)
    assert refused.status_code == 400
    assert "keeps them apart" in refused.text


def test_correcting_a_count_changes_the_tally_and_undoing_restores_it(
    desk: TestClient, record: Record
) -> None:
    incident, claim, read = a_figure(record)
    before = record.cards().total, sum(card.killed_low or 0 for card in record.cards(limit=500).cards)
    html = desk.get(f"/review/incidents/{incident}").text
    assert "In these words" in html
    assert f"#claim-{claim}" in html
    sent = {"verdict": "correct", "field": "count", "subject": claim, "low": str(read + 7), "high": str(read + 9),
            "reason": "the text says more", "state": hidden(html, "state")}  # fmt: skip
    assert desk.post(f"/review/incidents/{incident}", data=sent).status_code == 303
    (card,) = record.store.cards_of([incident])
    assert (card.killed_low, card.killed_high) == (read + 7, read + 9)
    assert sum(each.killed_low or 0 for each in record.cards(limit=500).cards) == before[1] + 7
    assert f'<del dir="auto">{read}' in desk.get(f"/review/incidents/{incident}").text
    (decision,) = record.store.decisions()
    desk.post(f"/decisions/{decision.id}/undo", data={"reason": "no"})
    assert record.store.cards_of([incident])[0].killed_low == read


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"field": "type", "value": "grenade"}, "type"),
        ({"field": "when", "earliest": "2024-05-14", "latest": ""}, "earliest"),
        ({"field": "where", "place_name": "Mina", "lat": "10.5", "lon": "20", "country": "el"}, "place"),
    ],
)
def test_type_day_and_place_are_corrected(
    desk: TestClient, record: Record, sent: dict[str, str], field: str
) -> None:
    (card,) = record.cards(limit=1).cards
    report = record.store.incident(card.id).reports[0].id
    for each in record.store.incident(card.id).reports[1:]:
        record.reject(each.id, reason="alone")
    answer = desk.post(f"/review/incidents/{card.id}", data={"verdict": "correct", "subject": report, **sent})
    assert answer.status_code == 303, answer.text
    (now,) = record.store.cards_of([record.store.incident(card.id).id])
    assert getattr(now, field) == {"type": "grenade", "earliest": "2024-05-14", "place": "Mina"}[field]


def test_what_makes_no_sense_is_said_in_a_page_and_decides_nothing(desk: TestClient, record: Record) -> None:
    incident, claim, _ = a_figure(record)
    other = next(card.id for card in record.cards().cards if card.id != incident)
    path = f"/review/incidents/{incident}"
    wrong = [
        {"verdict": "correct", "field": "count", "subject": claim, "low": "x"},
        {"verdict": "correct", "field": "count", "subject": claim, "low": "9", "high": "3"},
        {"verdict": "correct", "field": "nonesuch", "subject": claim},
        {"verdict": "maybe", "subject": claim},
        {"verdict": "accept", "subject": other},
    ]
    assert [desk.post(path, data=each).status_code for each in wrong] == [400] * 5
    assert not record.store.decisions()


def test_an_incident_accepted_as_it_stands_leaves_the_list(desk: TestClient, record: Record) -> None:
    contested = re.findall(
        r"/review/incidents/(\w+)\?queue=contested", desk.get("/review?kind=contested").text
    )
    assert contested
    answer = desk.post(f"/review/incidents/{contested[0]}", data={"verdict": "accept"})
    assert answer.status_code == 303
    left = re.findall(r"/review/incidents/(\w+)\?queue=contested", desk.get("/review?kind=contested").text)
    assert set(contested) - set(left) == {contested[0]}


def test_splitting_says_what_changes_before_it_is_done(desk: TestClient, record: Record) -> None:
    card = next(card for card in record.cards(limit=500).cards if card.documents > 1)
    reports = [report.id for report in record.store.incident(card.id).reports]
    path = f"/review/incidents/{card.id}/split"
    html = desk.get(f"{path}?report={reports[-1]}").text
    assert "Nothing is done yet" in html
    assert not record.store.decisions()
    assert desk.get(path).status_code == 400
    sent = {"report": reports[-1], "state": hidden(html, "state"), "reason": hidden(html, "reason")}
    assert desk.post(path, data=sent).status_code == 303
    assert record.store.incident(reports[-1]).id != record.store.incident(reports[0]).id


def test_joining_by_id_says_what_changes_before_it_is_done(desk: TestClient, record: Record) -> None:
    left, right = two(record)
    path = f"/review/incidents/{left}/join"
    html = desk.get(f"{path}?other={right[:10]}").text
    assert "Join the two" in html
    assert "Then" in html
    assert desk.get(f"{path}?other={left}").status_code == 400
    answer = desk.post(path, data={"other": right, "state": hidden(html, "state")})
    assert answer.status_code == 303
    assert record.store.incident(left).id == record.store.incident(right).id


def test_who_gave_no_name_is_asked_for_one_and_remembered(record: Record) -> None:
    record.author = ""
    desk = TestClient(make_app(Desk(record=record)), follow_redirects=False, base_url="http://localhost")
    left, right = two(record)
    path = f"/review/pairs/{left}/{right}"
    assert 'name="author"' in desk.get(path).text
    asked = desk.post(path, data={"verdict": "different", "reason": "no"})
    assert asked.status_code == 422
    assert 'name="verdict" value="different"' in asked.text
    assert not record.store.decisions()
    signed = desk.post(path, data={"verdict": "different", "reason": "no", "author": "Cleo"})
    assert signed.status_code == 303
    assert record.store.decisions()[0].author == "Cleo"
    assert 'name="author"' not in desk.get("/review/incidents/" + left).text


def test_a_read_only_desk_refuses(record: Record) -> None:
    desk = TestClient(
        make_app(Desk(record=record, is_readonly=True)), follow_redirects=False, base_url="http://localhost"
    )
    left, right = two(record)
    assert desk.post(f"/review/pairs/{left}/{right}", data={"verdict": "same"}).status_code == 403
    assert desk.post(f"/review/incidents/{left}", data={"verdict": "accept"}).status_code == 403
    assert 'name="verdict"' not in desk.get(f"/review/pairs/{left}/{right}").text
    assert not record.store.decisions()


def test_another_sites_form_is_refused(desk: TestClient, record: Record) -> None:
    left, right = two(record)
    sent = {"verdict": "same"}
    headers = {"origin": "https://elsewhere.example", "sec-fetch-site": "cross-site"}
    assert desk.post(f"/review/pairs/{left}/{right}", data=sent, headers=headers).status_code == 403


def test_the_reader_goes_on_only_to_pages_of_this_desk(desk: TestClient, record: Record) -> None:
    left, right = two(record)
    sent = {"verdict": "different", "next": "//elsewhere.example/"}
    answer = desk.post(f"/review/pairs/{left}/{right}", data=sent)
    assert answer.headers["location"].startswith(f"/review/pairs/{left}")


def test_decisions_are_filtered_and_given_as_files(desk: TestClient, record: Record) -> None:
    left, right = two(record)
    made = record.keep_apart(left, right, reason="apart", author="Ben")
    record.accept(record.store.incident(left).reports[0].id, reason="checked")
    assert "Ben" in desk.get("/decisions").text
    assert [row["id"] for row in desk.get("/decisions.json?author=Ben").json()] == [made.id]
    assert made.id in desk.get("/decisions.csv?kind=different").text
    assert "None like that" in desk.get("/decisions?state=withdrawn").text
    assert desk.get("/decisions?kind=nonesuch").status_code == 400
    twice = f"/decisions/{made.id}/undo"
    assert desk.post(twice, data={"state": "in force"}).status_code == 303
    assert desk.post(twice, data={"state": "in force"}).status_code == 409
    assert desk.post("/decisions/nonesuch/undo", data={}).status_code == 404


def test_hostile_words_are_only_words(desk: TestClient, record: Record) -> None:
    left, right = two(record)
    evil = "<script>alert(1)</script>"
    desk.post(f"/review/pairs/{left}/{right}", data={"verdict": "different", "reason": evil})
    for path in ("/decisions", f"/review/pairs/{left}/{right}", f"/review/incidents/{left}"):
        assert evil not in desk.get(path).text
