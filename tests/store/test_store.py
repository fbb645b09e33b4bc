from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from codings import ARMY, blast, coding, day, document, killed, words
from corroborate.errors import UnknownSubject
from corroborate.model import Coding, Decision, Where
from corroborate.model.incident import Link
from corroborate.model.selection import Selection
from corroborate.store import Beside, Linked, Member, Store, open_store

FIRST = Beside(extractor="1.0")
SECOND = Beside(extractor="2.0")


class Clock:
    """A clock that tests turn."""

    def __init__(self) -> None:
        self.at = datetime(2024, 6, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.at += timedelta(microseconds=1)
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(clock: Clock) -> Iterator[Store]:
    with open_store(":memory:", now=clock) as held:
        yield held


def decision(
    kind: Any,
    *subjects: str,
    number: int = 1,
    reason: str = "read both",
    field: str | None = None,
    value: Any = None,
) -> Decision:
    made = datetime(2024, 6, 1, tzinfo=UTC)
    return Decision(
        id=f"d{number}",
        kind=kind,
        subjects=subjects,
        author="Ada",
        made_at=made,
        reason=reason,
        field=field,
        value=value,
    )


def other(text: str = "Gunmen attacked a bus near Mina on Monday. Two soldiers died.") -> Coding:
    of = document(text, publisher="The Other")
    report = replace(
        blast(document()),
        id="r-other",
        document=of.id,
        type="attack",
        tactics=(),
        perpetrators=(),
        targets=(),
        weapons=(),
        silences=(),
        casualties=(killed(of, "Two soldiers died", 2, ARMY),),
        evidence=(words(of, "Gunmen attacked a bus"),),
        when=day(date(2024, 5, 13), "Monday"),
    )
    return Coding(document=of, reports=(report,))


def linked(*members: Member, links: tuple[Link, ...] = (), proposals: tuple[Link, ...] = ()) -> Linked:
    return Linked(
        members=members,
        links=links,
        proposals=proposals,
        facts={each.report: f"facts {each.report}" for each in members},
        keys={each.report: {"k1", each.report} for each in members},
    )


def test_what_was_saved_comes_back_whole(store: Store) -> None:
    coded = coding()
    assert store.save(coded, FIRST) == "added"
    assert store.document(coded.document.id) == coded.document
    (incident,) = store.incidents()
    assert incident.reports == coded.reports
    assert incident.stances == coded.stances
    assert [held.total for held in store.totals()] == list(coded.totals)
    assert [held.stance for held in store.stances()] == list(coded.stances)


def test_adding_twice_changes_nothing(store: Store) -> None:
    store.save(coding(), FIRST)
    before = store.sizes()
    assert store.save(coding(), FIRST) == "unchanged"
    assert store.save(coding()) == "unchanged"
    assert store.sizes() == before


def test_claims_are_rows_with_their_speakers(store: Store) -> None:
    store.save(coding(), FIRST)
    held = store.claims(fields=["casualty"])
    assert [(each.claim.value["count"]["low"], each.claim.attribution[0].name) for each in held] == [
        (5, "Northern Front"),
        (2, "the army"),
    ]
    assert held[0].incident == coding().reports[0].id
    assert held[0].source.publisher == "The Daily"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (Selection(since=date(2024, 5, 14)), 1),
        (Selection(until=date(2024, 5, 13)), 1),
        (Selection(since=date(2024, 5, 15)), 0),
        (Selection(places=("lower",)), 2),
        (Selection(places=("LÖWER district",)), 2),
        (Selection(places=("EL",)), 2),
        (Selection(places=("ower",)), 0),
        (Selection(actors=("northern_front",)), 1),
        (Selection(actors=("Northern Front", "someone else")), 1),
        (Selection(actors=("Northern",)), 1),
        (Selection(types=("attack",)), 1),
        (Selection(text="gunmen bus"), 1),
        (Selection(text='"Gunmen attacked"'), 1),
        (Selection(text="gunm*"), 1),
        (Selection(text="bus truck"), 0),
        (Selection(text='" ( near* ^ -'), 1),
        (Selection(text="%%%"), 0),
        (Selection(), 2),
    ],
)
def test_incidents_are_found_by(store: Store, asked: Selection, found: int) -> None:
    store.save(coding(), FIRST)
    store.save(other(), FIRST)
    assert len(store.incidents(asked)) == found
    assert len({held.incident for held in store.claims(asked)}) == found


def test_a_report_without_a_day_matches_no_day(store: Store) -> None:
    of = document("Something burned somewhere.")
    from corroborate.model import Report

    store.save(
        Coding(
            document=of,
            reports=(Report(id="r", document=of.id, type="other", evidence=(words(of, "burned"),)),),
        )
    )
    assert store.incidents(Selection(since=date(1900, 1, 1))) == []
    assert len(store.incidents()) == 1


def test_reports_linked_are_one_incident_found_by_any_of_its_ids(store: Store) -> None:
    mine, its = coding().reports[0].id, other().reports[0].id
    store.save(coding(), FIRST)
    store.save(other(), FIRST)
    assert [report.id for report, _ in store.waiting_reports()] == [mine, its]
    smallest = min(mine, its)
    link = Link(left=smallest, right=max(mine, its), score=0.9, status="linked", reasons=("same place",))
    members = [Member(report=each, incident=smallest, component=smallest) for each in (mine, its)]
    assert store.save_linked(linked(*members, links=(link,)), store.linking_mark())
    assert store.waiting_reports() == []
    (incident,) = store.incidents(Selection(types=("attack",)))
    assert incident.id == smallest
    assert incident.links == (link,)
    assert store.incident(its[:7]) == store.incident(mine) == incident
    assert store.components(["k1"]) == {smallest: [f"facts {each}" for each in sorted((mine, its))]}


def test_linking_is_refused_where_the_record_moved_on(store: Store) -> None:
    store.save(coding(), FIRST)
    mark = store.linking_mark()
    store.decide(decision("accept", coding().reports[0].id))
    assert not store.save_linked(linked(Member(report="r", incident="r", component="r")), mark)


def test_decisions_are_appended_and_withdrawn_never_edited(store: Store) -> None:
    store.save(coding(), FIRST)
    made = decision("accept", coding().reports[0].id, value={"a": 1})
    store.decide(made)
    store.decide(made)
    assert store.decisions() == [made]
    gone = replace(made, withdrawn_at=datetime(2024, 6, 2, tzinfo=UTC), withdrawn_by="Grace")
    store.withdraw("w1", gone)
    assert store.decisions() == [gone]
    assert store.sizes()["decisions"] == 2
    assert store.incidents()[0].decisions == (gone,)


def test_a_newer_coding_keeps_decisions_attached_by_the_words_they_are_about(store: Store) -> None:
    coded = coding()
    store.save(coded, FIRST)
    old = coded.reports[0]
    figure = store.claims(fields=["casualty"])[0].claim
    store.decide(decision("accept", old.id))
    store.decide(decision("reject", figure.id, number=2))
    new = replace(old, id="r-new", evidence=(words(coded.document, "Five soldiers were killed on Tuesday"),))
    far = replace(old, id="r-far", casualties=(), evidence=(words(coded.document, "two soldiers died"),))
    assert store.save(replace(coded, reports=(far, new)), SECOND) == "recoded"
    kept, rejected = store.decisions()
    assert kept.subjects == ("r-new",)
    assert store.incident(old.id).id == "r-new"
    assert store.subject_named(figure.id) == rejected.subjects[0] != figure.id
    assert rejected in store.incident("r-new").decisions


def test_a_coding_that_gives_an_old_id_again_gets_its_decisions_back(store: Store) -> None:
    coded = coding()
    store.save(coded, FIRST)
    store.decide(decision("accept", coded.reports[0].id))
    store.save(replace(coded, reports=(replace(coded.reports[0], id="r-new"),)), SECOND)
    store.save(coded, Beside(extractor="3.0"))
    assert store.decisions()[0].subjects == (coded.reports[0].id,)


def test_a_newer_coding_that_says_the_same_leaves_the_rows_alone(store: Store, clock: Clock) -> None:
    store.save(coding(), FIRST)
    clock.at += timedelta(days=10)
    store.save(coding(), SECOND)
    assert store.incidents(Selection(as_of=date(2024, 6, 2)))[0].reports == coding().reports
    assert store.sizes()["claims"] == len(store.claims())
    assert len(store.claims(Selection(as_of=date(2024, 6, 2)))) == len(store.claims())


def test_recoding_makes_the_whole_component_wait_for_linkage(store: Store) -> None:
    coded = coding()
    store.save(coded, FIRST)
    store.save(other(), FIRST)
    both = [Member(report=report.id, incident="i", component="c") for report, _ in store.waiting_reports()]
    store.save_linked(linked(*both), store.linking_mark())
    store.save(replace(coded, reports=(replace(coded.reports[0], stage="attempted"),)), SECOND)
    assert len(store.waiting_reports()) == 2
    assert store.components(["k1"]) == {}


def test_the_record_can_be_asked_as_it_stood(store: Store, clock: Clock) -> None:
    coded = coding()
    store.save(coded, FIRST)
    clock.at = datetime(2024, 6, 10, tzinfo=UTC)
    moved = replace(coded.reports[0], where=Where(name="Elsewhere"))
    store.save(replace(coded, reports=(moved,), totals=(), stances=()), SECOND)
    store.save(other(), FIRST)
    store.decide(decision("reject", coded.reports[0].id))
    before = Selection(as_of=date(2024, 6, 9))
    assert [incident.reports[0].where.name for incident in store.incidents(before)] == ["Mina"]
    assert store.incidents(before)[0].decisions == ()
    assert len(store.totals(before)) == len(store.stances(before)) == len(store.documents(before)) == 1
    assert store.decisions(before) == []
    assert store.totals() == store.stances() == []
    assert {incident.reports[0].where.name for incident in store.incidents()} == {"Mina", "Elsewhere"}
    assert store.incidents(Selection(as_of=date(2024, 5, 1))) == []
    assert store.incidents(Selection(text="truck", as_of=datetime(2024, 6, 9, tzinfo=UTC))) != []


def test_documents_are_searched_with_their_words_shown(store: Store) -> None:
    store.save(coding(), FIRST)
    store.save(Coding(document=replace(document("Взрыв у Мины"), language="ru", notes=("not read: ru",))))
    (hit,) = store.search("splinters")
    assert "[splinters]" in hit.snippet
    assert store.search("взрыв")[0].kind == "document"
    held = store.documents()[1]
    assert (held.extractor, held.notes, held.reports) == (None, ("not read: ru",), 0)


def test_signatures_are_given_from_a_point_on(store: Store) -> None:
    store.save(coding(), replace(FIRST, signature=b"abc", copy_of=None))
    store.save(other(), replace(FIRST, signature=b"abd", copy_of=coding().document.id))
    assert [row[3] for row in store.signatures()] == [b"abc", b"abd"]
    assert [row[1] for row in store.signatures(after=1)] == [other().document.id]
    assert {each.source.copy_of for each in store.documents()} == {None, coding().document.id}


@pytest.mark.parametrize("name", ["", "ab", "zzzzzzzz"])
def test_an_id_that_means_nothing_is_said_to(store: Store, name: str) -> None:
    store.save(coding(), FIRST)
    with pytest.raises(UnknownSubject, match="no"):
        store.incident(name)


def test_a_number_too_long_for_a_database_is_kept_all_the_same(store: Store) -> None:
    coded = coding()
    many = replace(coded.reports[0].casualties[0].count, low=10**30)
    report = replace(coded.reports[0], casualties=(replace(coded.reports[0].casualties[0], count=many),))
    store.save(replace(coded, reports=(report,)), FIRST)
    assert store.claims(fields=["casualty"])[0].claim.value["count"]["low"] == 10**30
