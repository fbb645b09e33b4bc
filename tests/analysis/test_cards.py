"""A card says what the view of an incident says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from codings import blast, document
from corroborate.analysis import RULES, view
from corroborate.analysis.cards import card_of, filed
from corroborate.model import NOWHERE, UNDATED, Report
from corroborate.model.incident import Incident, Source

SOURCE = Source(id=document().id, title="Blast near Mina", publisher="The Daily", published="2024-05-15")


def incident(*reports: Report) -> Incident:
    return Incident(id=reports[0].id, reports=reports, sources=(SOURCE,))


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("effect", ["killed", "injured"])
def test_figures_are_those_of_the_view_by_every_rule(rule: str, effect: str) -> None:
    told = incident(blast(document()))
    seen, held = getattr(view(told, rule), effect), getattr(card_of(told), effect).get(rule)
    if effect == "injured":
        assert (held, seen.best) == (None, None)
    else:
        assert tuple(held) == (seen.low, seen.best, seen.high, seen.group, seen.reason)


def test_what_is_open_is_flagged() -> None:
    report = blast(document())
    unknown = replace(report.perpetrators[0], actor=None)
    card = card_of(incident(replace(report, when=UNDATED, where=NOWHERE, perpetrators=(unknown,))))
    assert (card.undated, card.unplaced, card.unknown_actor) == (True, True, True)
    known = card_of(incident(report))
    assert (known.undated, known.unplaced, known.unknown_actor) == (False, False, False)


def test_a_report_is_found_by_all_that_names_its_place_and_parties() -> None:
    (told,) = filed(incident(blast(document()))).reports
    assert (told.starts, told.ends) == ("2024-05-14", "2024-05-14")
    found: dict[str, list[str]] = {}
    for kind, name in told.terms:
        found.setdefault(kind, []).append(name)
    assert found == {
        "place": ["Mina", "Lower District", "Eastland", "EL"],
        "actor": ["northern_front", "Northern Front"],
        "type": ["remote_explosive_landmine_ied"],
        "tactic": ["roadside bomb"],
        "group": ["military", "civilians"],
        "source": ["The Daily"],
    }
