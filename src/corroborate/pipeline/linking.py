"""The record's reports into incidents: what linkage needs is fetched, what it finds is kept."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, product

from corroborate.errors import UnwritableRecord
from corroborate.linkage import (
    READ,
    Linkage,
    ReportFacts,
    block_keys,
    decode_facts,
    encode_facts,
    facts_of,
    link,
)
from corroborate.model import Decision, Document, Report
from corroborate.model.incident import Source
from corroborate.store import Linked, Member, Store

BATCH = 2_500
"""Reports linked in one round: a round costs half a second plus its pairs, and memory for what it touches."""

_TRIES = 20


def link_waiting(store: Store, on_linked: Callable[[int], None] = lambda linked: None) -> int:
    """Link all reports that wait for it, round by round; gives back how many. Safe to stop at any point."""
    done = 0
    while waiting := store.waiting_reports(BATCH):
        _link_new(_facts(waiting, store), store)
        done += len(waiting)
        on_linked(done)
    return done


def relink(store: Store, subjects: Collection[str]) -> None:
    """Bring the incidents of some reports up to date with the decisions, after one was made or withdrawn."""
    link_waiting(store)
    for _ in range(_TRIES):
        mark = store.linking_mark()
        decisions = paired(store.decisions())
        record = _decoded(store.components((), _with_decided(subjects, decisions)))
        if not record or _keep(store, link((), record, decisions, ancestors(_all(record))), {}, mark):
            return
    raise _never_at_rest(store)


def keep_as_judged(store: Store, incidents: Mapping[str, str]) -> int:
    """Keep reports that wait in the incidents that are given for them; each is linked anew once a new one is like it."""
    done = 0
    while waiting := [each for each in store.waiting_reports(BATCH) if each[0].id in incidents]:
        facts = {each.report: each for each in _facts(waiting, store)}
        members = [
            Member(report=report, incident=incidents[report], component=incidents[report]) for report in facts
        ]
        linked = Linked(
            members=members,
            links=(),
            proposals=(),
            facts={report: encode_facts(each) for report, each in facts.items()},
            keys={report: block_keys(each) for report, each in facts.items()},
        )
        if not store.save_linked(linked, store.linking_mark()):
            raise _never_at_rest(store)
        done += len(members)
    return done


def relink_all(store: Store, on_linked: Callable[[int], None] = lambda linked: None) -> int:
    """Link the whole record anew, as after a change of the linkage rules; decisions stay in force."""
    store.forget_all_linkage()
    return link_waiting(store, on_linked)


def paired(decisions: Iterable[Decision]) -> list[Decision]:
    """Decisions as linkage reads them: a split in two sides becomes a decision for each pair across them."""
    found: list[Decision] = []
    for decision in decisions:
        sides = decision.value.get("sides") if isinstance(decision.value, dict) else None
        if decision.kind != "different" or sides is None:
            found.append(decision)
            continue
        pairs = (pair for one, other in combinations(sides, 2) for pair in product(one, other))
        found += [replace(decision, subjects=pair, value=None) for pair in pairs if pair[0] != pair[1]]
    return found


def ancestors(facts: Iterable[ReportFacts]) -> dict[str, frozenset[str]]:
    """For each actor named in the facts, all that it belongs to, by the registry."""
    from corroborate.actors import load_registry

    registry = load_registry()
    found: dict[str, frozenset[str]] = {}
    for key in {actor for each in facts for actor in each.actors}:
        above: list[str] = []
        actor = registry.get(key)
        while actor is not None and actor.parent is not None and actor.parent not in above:
            above.append(actor.parent)
            actor = registry.get(actor.parent)
        if above:
            found[key] = frozenset(above)
    return found


def _link_new(new: Sequence[ReportFacts], store: Store) -> None:
    keys = {facts.report: block_keys(facts) for facts in new}
    mine = {facts.report for facts in new}
    for _ in range(_TRIES):
        mark = store.linking_mark()
        decisions = paired(store.decisions())
        together = _with_decided(mine, decisions) - mine
        record = _decoded(store.components({key for each in keys.values() for key in each}, together))
        fresh = _not_held(new, record)
        linkage = link(fresh, record, decisions, ancestors([*fresh, *_all(record)]))
        facts = {each.report: each for each in fresh}
        if _keep(store, linkage, {of: (each, keys[of]) for of, each in facts.items()}, mark):
            return
    raise _never_at_rest(store)


def _not_held(new: Sequence[ReportFacts], record: Mapping[str, Sequence[ReportFacts]]) -> list[ReportFacts]:
    """The reports that no other process linked in the meantime."""
    held = {each.report for each in _all(record)}
    return [each for each in new if each.report not in held]


def _keep(
    store: Store,
    linkage: Linkage,
    new: Mapping[str, tuple[ReportFacts, set[str]]],
    mark: tuple[int, int, int],
) -> bool:
    return store.save_linked(
        Linked(
            members=[
                Member(report=report, incident=cluster.id, component=cluster.component)
                for cluster in linkage.clusters
                for report in cluster.reports
            ],
            links=linkage.links,
            proposals=linkage.proposals,
            facts={report: encode_facts(facts) for report, (facts, _) in new.items()},
            keys={report: keys for report, (_, keys) in new.items()},
        ),
        mark,
    )


def _facts(waiting: Sequence[tuple[Report, Source]], store: Store) -> list[ReportFacts]:
    """The facts of reports, read with the beginnings of their documents' texts."""
    texts = store.openings({source.id for _, source in waiting}, READ)
    documents = {
        each.id: Document(id=each.id, source=each.source, text=texts[each.id], published=each.published)
        for _, each in waiting
    }
    return [facts_of(report, documents[source.id], source.copy_of or source.id) for report, source in waiting]


def _with_decided(reports: Collection[str], decisions: Iterable[Decision]) -> set[str]:
    """Some reports and those that a decision in force names together with them."""
    found = set(reports)
    for decision in decisions:
        if decision.kind in ("same", "different") and not found.isdisjoint(decision.subjects):
            found.update(decision.subjects)
    return found


def _decoded(held: Mapping[str, Sequence[str]]) -> dict[str, list[ReportFacts]]:
    return {component: [decode_facts(text) for text in texts] for component, texts in held.items()}


def _all(record: Mapping[str, Sequence[ReportFacts]]) -> list[ReportFacts]:
    return [each for told in record.values() for each in told]


def _never_at_rest(store: Store) -> UnwritableRecord:
    return UnwritableRecord(
        f"{store.path}: other processes kept changing the record while it was linked; run `corroborate add` "
        "again without sources once they have ended"
    )
