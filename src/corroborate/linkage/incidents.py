"""Reports into incidents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from corroborate.linkage.blocks import block_keys
from corroborate.linkage.clustering import Cluster, Merging, Pair, cluster, components_of
from corroborate.linkage.columns import Row
from corroborate.linkage.facts import ReportFacts
from corroborate.linkage.judgements import Judgements, judgements
from corroborate.linkage.reasons import Told, reasons_for
from corroborate.linkage.scoring import Scored, score_blocks, score_components
from corroborate.linkage.weights import Weights, shipped_weights
from corroborate.model import Decision
from corroborate.model.incident import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Linkage:
    """What linking found.

    `clusters` speak of every report whose component holds a new report or a decision (of all where none is
    new); what is not among them stays as it is.

    `links` hold each cluster together (its strongest chain: one link fewer than reports); `proposals` wait
    for a person: pairs in two clusters whose weight lies in the middle, or that something keeps apart.
    """

    clusters: tuple[Cluster, ...] = ()
    links: tuple[Link, ...] = ()
    proposals: tuple[Link, ...] = ()


def link(
    new: Sequence[ReportFacts],
    record: Mapping[str, Sequence[ReportFacts]],
    decisions: Sequence[Decision] = (),
    ancestors: Mapping[str, frozenset[str]] | None = None,
) -> Linkage:
    """Clusters of the `new` reports and of the touched components of the `record`.

    `record` holds whole components by their id (see the docstring of `corroborate.linkage`); `decisions`
    are those that concern any report handed over; `ancestors` maps an actor to all that it belongs to.
    """
    weights, lines = shipped_weights(), ancestors or {}
    homes = {each.report: component for component, reports in record.items() for each in reports}
    facts = {each.report: each for each in new}
    facts.update((each.report, each) for reports in record.values() for each in reports)
    judged = judgements(decisions, facts.keys())
    rows = [Row(facts=each, fresh=each.report not in homes) for each in facts.values()]
    scored = score_blocks(rows, weights, lines) if new else []
    ties = [(pair.left, pair.right) for pair in scored if pair.weight >= weights.link]
    component = components_of(facts, [*ties, *_known_ties(homes), *_decided_ties(judged)])
    touched = _touched(component, homes, judged) if new else facts.keys()
    pairs = _all_pairs(facts, {report: component[report] for report in touched}, scored, (weights, lines))
    return _linkage(facts, pairs, judged, touched)


def _touched(component: Mapping[str, str], homes: Mapping[str, str], judged: Judgements) -> Collection[str]:
    """The reports of components that hold a new report or the subject of a decision."""
    moved = {report for report in component if report not in homes}
    moved |= {report for group in (*judged.together, *judged.apart) for report in group}
    places = {component[report] for report in moved}
    return {report for report, home in component.items() if home in places}


def _known_ties(homes: Mapping[str, str]) -> list[Pair]:
    """What the record's components tell: each report goes with the first of its component."""
    firsts: dict[str, str] = {}
    return [(firsts.setdefault(component, report), report) for report, component in sorted(homes.items())]


def _decided_ties(judged: Judgements) -> list[Pair]:
    return [(min(group), report) for group in judged.together for report in group]


def _all_pairs(
    facts: Mapping[str, ReportFacts],
    component: Mapping[str, str],
    scored: Iterable[Scored],
    how: tuple[Weights, Mapping[str, frozenset[str]]],
) -> dict[Pair, Scored]:
    """The scored pairs, and within components those that blocking or the threshold left out."""
    pairs = {(pair.left, pair.right): pair for pair in scored}
    sizes: dict[str, list[str]] = defaultdict(list)
    for report, home in component.items():
        sizes[home].append(report)
    lacking = {
        home
        for home, reports in sizes.items()
        if any(_is_lacking(pair, pairs, facts) for pair in combinations(sorted(reports), 2))
    }
    rows = [Row(facts=facts[report], component=home) for home in sorted(lacking) for report in sizes[home]]
    pairs.update(((pair.left, pair.right), pair) for pair in (score_components(rows, *how) if rows else ()))
    return pairs


def _is_lacking(pair: Pair, pairs: Mapping[Pair, Scored], facts: Mapping[str, ReportFacts]) -> bool:
    return pair not in pairs and facts[pair[0]].document != facts[pair[1]].document


def _linkage(
    facts: Mapping[str, ReportFacts],
    pairs: Mapping[Pair, Scored],
    judged: Judgements,
    touched: Collection[str],
) -> Linkage:
    """The clusters of the touched reports, their links, and the proposals among all pairs."""
    weights = shipped_weights()
    strong = _strong(facts, pairs, weights)
    component = components_of(facts, [*strong, *_decided_ties(judged)])
    prior = weights.prior_weight
    evidence = ((pair, scored.weight - prior) for pair, scored in pairs.items())
    merging = Merging({report: each.document for report, each in facts.items()}, evidence, judged)
    ranked = sorted(strong, key=lambda pair: (-pairs[pair].weight, pair))
    refused = cluster(merging, ranked, judged)
    told = Told(facts=facts, pairs=pairs, refused=refused, judged=judged)
    return Linkage(
        clusters=_clusters(merging, component, touched),
        links=tuple(_links(merging, told)),
        proposals=tuple(_proposals(merging, told, weights)),
    )


def _strong(facts: Mapping[str, ReportFacts], pairs: Mapping[Pair, Scored], weights: Weights) -> list[Pair]:
    """The pairs that link: heavy enough, and found by blocking, so that no order of adding matters."""
    heavy = [pair for pair, scored in pairs.items() if scored.weight >= weights.link]
    keys = {report: block_keys(facts[report]) for report in {report for pair in heavy for report in pair}}
    return [pair for pair in heavy if not keys[pair[0]].isdisjoint(keys[pair[1]])]


def _clusters(
    merging: Merging, component: Mapping[str, str], touched: Collection[str]
) -> tuple[Cluster, ...]:
    found = (
        tuple(sorted(members)) for members in merging.members.values() if not members.isdisjoint(touched)
    )
    reports = sorted(found)
    return tuple(Cluster(id=each[0], component=component[each[0]], reports=each) for each in reports)


def _links(merging: Merging, told: Told) -> list[Link]:
    """Per cluster the strongest pairs that connect it, a decision's pairs before all."""
    decided = [
        (min(group), report) for group in told.judged.together for report in sorted(group - {min(group)})
    ]
    within = [pair for pair in told.pairs if merging.home[pair[0]] == merging.home[pair[1]]]
    within.sort(key=lambda pair: (-told.pairs[pair].weight, pair))
    chosen = _spanning([*decided, *within])
    return [_link(pair, told, "linked") for pair in sorted(chosen)]


def _spanning(pairs: Iterable[Pair]) -> list[Pair]:
    """The first of `pairs` that connect all they can: a forest."""
    tree: dict[str, set[str]] = {}
    chosen = []
    for left, right in pairs:
        one, other = tree.setdefault(left, {left}), tree.setdefault(right, {right})
        if one is not other:
            chosen.append((left, right))
            small, large = sorted((one, other), key=len)
            large |= small
            tree.update(dict.fromkeys(small, large))
    return chosen


def _proposals(merging: Merging, told: Told, weights: Weights) -> list[Link]:
    """The pairs in two clusters that weigh enough to be asked about and were not decided."""
    asked = [
        pair
        for pair, scored in told.pairs.items()
        if scored.weight >= weights.review
        and merging.home[pair[0]] != merging.home[pair[1]]
        and merging.objection(*pair) != "decision"
    ]
    return [_link(pair, told, "review") for pair in sorted(asked)]


def _link(pair: Pair, told: Told, status: str) -> Link:
    scored = told.pairs.get(pair)
    weight = scored.weight if scored else 0.0
    probability = 2**weight / (1 + 2**weight) if weight < 60 else 1.0
    return Link(
        left=pair[0],
        right=pair[1],
        score=round(probability, 6),
        weight=round(weight, 2),
        status="linked" if status == "linked" else "review",
        reasons=reasons_for(pair, told),
        rule="linkage",
    )
