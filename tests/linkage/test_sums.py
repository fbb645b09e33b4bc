"""Totals of one claim quoted twice."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from typing import Any

from corroborate.linkage import link_totals, total_key
from corroborate.model import Count, Party, Span, Total, When, Where

MAY = When(earliest=date(2025, 5, 1), latest=date(2025, 5, 31), precision="month", wording="in May")
JUNE = When(earliest=date(2025, 6, 1), latest=date(2025, 6, 30), precision="month", wording="in June")
GROUP = (Party(name="the Front", role="armed_group", actor="front"),)


def total(document: str, **changes: Any) -> Total:
    given: dict[str, Any] = {
        "document": document,
        "measure": "attacks",
        "count": Count(low=71, high=None, wording="over 71"),
        "span": Span(start=0, end=2, quote="71"),
        "period": MAY,
        "attribution": GROUP,
        **changes,
    }
    return Total(**given)


def are_one(*totals: Total) -> bool:
    return len(link_totals(totals)) == 1


def test_one_claim_quoted_by_two_documents_is_one_total_with_two_sources() -> None:
    (group,) = link_totals([total("a"), total("b", count=Count(low=71, high=71))])
    assert group.members == (0, 1)
    assert group.reasons == (
        "all quote the Front",
        "the same number of attacks (71)",
        "periods agree (in May)",
    )


def test_another_speaker_month_measure_number_or_country_is_another_claim() -> None:
    other = (Party(name="the Institute", role="monitor"),)
    kabul = Where(name="Kabul", within=("Afghanistan",), country="AF")
    quetta = Where(name="Quetta", within=("Pakistan",), country="PK")
    assert not are_one(total("a"), total("b", attribution=other))
    assert not are_one(total("a"), total("b", period=JUNE))
    assert not are_one(total("a"), total("b", measure="locations"))
    assert not are_one(total("a"), total("b", count=Count(low=72, high=None)))
    assert not are_one(total("a", where=kabul), total("b", where=quetta))


def test_a_place_that_holds_the_other_goes_with_it_and_an_unknown_one_with_any() -> None:
    quetta = Where(name="Quetta", within=("Balochistan", "Pakistan"), country="PK")
    province = Where(name="Balochistan", within=("Pakistan",), country="PK")
    assert are_one(total("a", where=quetta), total("b", where=province), total("c"))


def test_sums_in_a_documents_own_voice_are_its_own() -> None:
    assert not are_one(total("a", attribution=()), total("b", attribution=()))
    assert are_one(total("a", attribution=()), total("a", attribution=()))


def test_soldiers_are_security_forces_but_not_civilians() -> None:
    assert are_one(total("a", group="military"), total("b", group="security_forces"))
    assert not are_one(total("a", group="military"), total("b", group="civilians"))


def test_an_undated_quotation_does_not_join_two_months() -> None:
    quoted = [
        total("a"),
        total("b", period=JUNE),
        total("c", period=When(earliest=None, latest=None, precision="unresolved")),
    ]
    found = {
        frozenset(frozenset(order[n].document for n in group.members) for group in link_totals(order))
        for order in permutations(quoted)
    }
    assert len(found) == 1
    assert len(next(iter(found))) == 2


def test_totals_of_one_claim_share_their_key() -> None:
    assert total_key(total("a")) == total_key(total("b", period=JUNE))
