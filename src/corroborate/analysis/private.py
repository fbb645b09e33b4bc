"""Who of the people in a report is private: victims, witnesses and suspects without office (design rule 10)."""

from __future__ import annotations

from collections.abc import Iterable

from corroborate.analysis.personal import names_in
from corroborate.model import Attribution, Report

PRIVATE_ROLES = {"witness": "a witness", "local_source": "a local source"}


def private_names(reports: Iterable[Report]) -> frozenset[str]:
    """The names of victims, of witnesses and of accused individuals who hold no office and are in no registry."""
    found: set[str] = set()
    for report in reports:
        for target in report.targets:
            if is_private_target(target.kind, target.group):
                found.add(target.name)
        for who in report.perpetrators:
            if is_private_suspect(who.kind, who.actor):
                found.add(who.name)
        for said in (report.perpetrators, report.targets, report.casualties):
            for each in said:
                found.update(private_speakers(each.attribution))
    return frozenset(name for name in found if is_a_name(name))


def is_private_target(kind: str, group: str) -> bool:
    """Whether somebody hit is a private person: one without office."""
    return kind == "person" and group != "officials"


def is_private_suspect(kind: str, actor: str | None) -> bool:
    """Whether somebody accused is a private person: one in no registry."""
    return kind == "individual" and actor is None


def private_speakers(attribution: Attribution) -> list[str]:
    """The names of the witnesses and local sources among speakers."""
    return [party.name for party in attribution if party.role in PRIVATE_ROLES]


def public_names(reports: Iterable[Report]) -> frozenset[str]:
    """The names in reports that are nobody's to hold back: of parties, of speakers with a role, and of places."""
    found: set[str] = set()
    for report in reports:
        found.update(name for name in (report.where.name, *report.where.within) if name)
        found.update(who.name for who in report.perpetrators if not is_private_suspect(who.kind, who.actor))
        for said in (report.perpetrators, report.targets, report.casualties):
            for each in said:
                found.update(public_speakers(each.attribution))
    return frozenset(found)


def public_speakers(attribution: Attribution) -> list[str]:
    """The names of those among speakers who are no private people."""
    return [party.name for party in attribution if party.role not in PRIVATE_ROLES]


def is_a_name(wording: str) -> bool:
    """Does a wording name somebody who holds no office by it ("resident Abdul Karim", not "a Basque farmer")?"""
    return bool(names_in(wording))
