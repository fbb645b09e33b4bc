"""A person deciding: what is asked, what was decided, and what contradicts what. Nothing decided is lost."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import combinations
from typing import Any, Protocol

from corroborate.errors import BadRequest, UnknownSubject
from corroborate.model import Decision, DecisionKind
from corroborate.model.incident import Incident, Link
from corroborate.model.naming import ACTOR, is_name, tidied
from corroborate.review.checking import checked
from corroborate.review.standing import Pair, across, apart_pairs, in_force, same_pairs


class DecisionStore(Protocol):
    """What deciding needs of a record; `corroborate.store.Store` is one."""

    def decisions(self) -> list[Decision]:
        """All decisions, oldest first, those withdrawn marked."""

    def decide(self, decision: Decision) -> None:
        """Append a decision."""

    def withdraw(self, row_id: str, decision: Decision) -> None:
        """Append a withdrawal."""

    def incident(self, name: str) -> Incident:
        """The incident of a report id, or of the beginning of one."""

    def subject_named(self, name: str) -> str:
        """The report or claim of an id."""

    def bearers(self, name: str) -> list[str]:
        """The reports that bear a name, by its key."""

    def links(self) -> list[Link]:
        """The provisional links in force."""


def utc_now() -> datetime:
    """The time by this machine's clock."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who decides, and why."""

    author: str
    reason: str
    now: Callable[[], datetime] = utc_now

    def __post_init__(self) -> None:
        if not self.author.strip():
            raise BadRequest("a decision needs an author; set one with --author or CORROBORATE_AUTHOR")
        if not self.reason.strip():
            raise BadRequest("a decision needs a reason; say why in a few words with --reason")


def merge(store: DecisionStore, names: Sequence[str], signature: Signature) -> Decision:
    """Decide that some incidents are one. Raises BadRequest where a decision in force keeps them apart."""
    incidents = {found.id: found for found in (store.incident(name) for name in names)}
    if len(incidents) < 2:
        raise BadRequest("merge: these are one incident already; name at least two different ones")
    reports = sorted(report.id for found in incidents.values() for report in found.reports)
    against = [(each, apart_pairs(each)) for each in in_force(store.decisions())]
    for pair in combinations(reports, 2):
        _refuse_against(pair, [each for each, pairs in against if pair in pairs], "keeps them apart")
    return _decide(store, "same", reports, signature)


def keep_apart(store: DecisionStore, names: Sequence[str], signature: Signature) -> Decision:
    """Decide that two incidents are never the same. Raises BadRequest where they are one, or decided to be."""
    found = {each.id: each for each in (store.incident(name) for name in names)}
    if len(found) != 2:
        raise BadRequest("keep apart: name two different incidents; `corroborate split` parts one")
    one, other = (sorted(report.id for report in each.reports) for each in found.values())
    return _keep_apart(store, one, other, signature)


def split(store: DecisionStore, names: Sequence[str], signature: Signature) -> Decision:
    """Decide that some reports (by id) are of another incident than the rest of theirs; they stay together.

    It holds for good: nothing links them again until it is withdrawn. Raises BadRequest where the reports
    are not of one incident or are all of it, or where a decision in force says they are the same.
    """
    out = sorted({store.subject_named(name) for name in names})
    found = store.incident(out[0])
    told = {report.id for report in found.reports}
    if strangers := [report for report in out if report not in told]:
        raise BadRequest(
            f"split: {strangers[0]} is no report of incident {found.id}; name reports of one incident"
        )
    stay = sorted(told - set(out))
    if not stay:
        raise BadRequest(
            f"split: these are all the reports of incident {found.id}; name only those to take out"
        )
    return _keep_apart(store, out, stay, signature)


def accept(store: DecisionStore, names: str | Sequence[str], signature: Signature) -> Decision:
    """Decide that reports or claims are right as they are; or that a name is, though nobody knows more of it."""
    asked = [names] if isinstance(names, str) else names
    subjects = [tidied(name) if is_name(name) else store.subject_named(name) for name in asked]
    return _decide(store, "accept", subjects, signature)


def reject(store: DecisionStore, name: str, signature: Signature) -> Decision:
    """Decide that a report or a claim is wrong: views leave it out, the record keeps it."""
    return _decide(store, "reject", [store.subject_named(name)], signature)


def correct(store: DecisionStore, name: str, field: str, value: Any, signature: Signature) -> Decision:
    """Decide another value for a field: type, stage, when or where of a report, the count of a casualty claim,
    the actor of a perpetrator claim.

    `value` is as in the output contract: a word, `{"earliest", "latest"}`, `{"name", "within", …}`,
    `{"low", "high"}`, or for an actor its id or name. Where `name` is the key of an unregistered party or of a place
    on no map (`corroborate.model.naming`), all reports that bear it follow. Raises BadRequest for what cannot be
    corrected or does not fit.
    """
    return explain(store, [name], field, value, signature)


def explain(
    store: DecisionStore, names: Sequence[str], field: str, value: Any, signature: Signature
) -> Decision:
    """The same of several names, reports or claims at once."""
    subjects = [_subject(store, name, field) for name in names]
    return _decide(store, "correct", subjects, signature, field, checked(field, value))


def _subject(store: DecisionStore, name: str, field: str) -> str:
    if not is_name(name):
        return store.subject_named(name)
    key = tidied(name)
    if field != ("actor" if key.startswith(ACTOR) else "where"):
        raise BadRequest(
            f"correct: of {key} only {'its actor' if key.startswith(ACTOR) else 'where'} can be said"
        )
    if not store.bearers(key):
        raise UnknownSubject(
            f"{key}: no report names such an unregistered party or place without coordinates"
        )
    return key


def undo(store: DecisionStore, name: str, signature: Signature) -> Decision:
    """Withdraw a decision, by its id or the beginning of it; it stays on record as withdrawn."""
    found = [each for each in store.decisions() if each.id.startswith(name)] if name else []
    if len(found) != 1:
        why = "several decisions begin so; give more of the id" if found else "there is no such decision"
        raise UnknownSubject(f"{name!r}: {why}")
    decision = found[0]
    if decision.withdrawn_at is not None:
        raise BadRequest(f"{decision.id}: was withdrawn already, by {decision.withdrawn_by}")
    withdrawn = replace(decision, withdrawn_at=signature.now(), withdrawn_by=signature.author)
    row = _content_id("withdraw", decision.id, signature.author, str(withdrawn.withdrawn_at))
    store.withdraw(row, withdrawn)
    return withdrawn


def proposals(store: DecisionStore) -> list[Link]:
    """The pairs that wait for a person, the likeliest first; decided ones are left out."""
    held = in_force(store.decisions())
    done = {pair for each in held for pair in (*same_pairs(each), *apart_pairs(each))}
    waiting = [
        link for link in store.links() if link.status == "review" and (link.left, link.right) not in done
    ]
    return sorted(waiting, key=lambda link: (-link.score, link.left, link.right))


def _decide(
    store: DecisionStore, kind: DecisionKind, subjects: Sequence[str], signature: Signature,
    field: str | None = None, value: Any = None,
) -> Decision:  # fmt: skip
    """Append a decision, or give back the one in force that says the same."""
    said = (kind, frozenset(subjects), field, value)
    for held in in_force(store.decisions()):
        if (held.kind, frozenset(held.subjects), held.field, held.value) == said:
            return held
    made_at = signature.now()
    told = json.dumps([kind, list(subjects), field, value], sort_keys=True, ensure_ascii=False)
    decision = Decision(
        id=_content_id(told, signature.author, signature.reason, made_at.isoformat()),
        kind=kind,
        subjects=tuple(subjects),
        author=signature.author,
        made_at=made_at,
        reason=signature.reason,
        field=field,
        value=value,
    )
    store.decide(decision)
    return decision


def _keep_apart(
    store: DecisionStore, one: Sequence[str], other: Sequence[str], signature: Signature
) -> Decision:
    against = [(each, same_pairs(each)) for each in in_force(store.decisions())]
    for pair in across(one, other):
        _refuse_against(pair, [each for each, pairs in against if pair in pairs], "says they are the same")
    sides = {"sides": [list(one), list(other)]}
    return _decide(store, "different", [*one, *other], signature, value=sides)


def _refuse_against(pair: Pair, against: Sequence[Decision], says: str) -> None:
    if against:
        held = against[-1]
        raise BadRequest(
            f"{pair[0]} and {pair[1]}: decision {held.id} of {held.author} {says} (“{held.reason}”); "
            f"withdraw it first with `corroborate undo {held.id}`"
        )


def _content_id(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:24]
