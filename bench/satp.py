"""Deaths, injuries, perpetrators and actions in short reports, against codes of the South Asia Terrorism Portal.

    python -m bench.satp [--data DIR] [--limit N] [--errors]

DIR holds reports.jsonl: `text`, `date`, `deaths` and `injuries` (`total` and five groups, or null),
`perpetrator` (Maoist, Security, Unknown) and `actions`. Reports whose deaths (injuries) are null are left
out of the figures for deaths (injuries). How codes are mapped stands in GROUPS and ACTIONS.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.results import ROOT, interval, mean, print_table, write_result
from bench.scoring import rates
from corroborate.actors import load_registry
from corroborate.extraction import extract
from corroborate.model import Casualty, Coding, Count, Document, Report, content_id

GROUPS = {
    "military": "security_forces",
    "police": "security_forces",
    "paramilitary": "security_forces",
    "security_forces": "security_forces",
    "militants": "maoists",
    "civilians": "civilians",
    "officials": "government_officials",
    "unknown": "civilians",
}
"""Our groups in the corpus's terms; "five people", of no group we name, are civilians to it."""
VIGILANTES = frozenset(("salwa-judum", "ranvir-sena"))
"""Armed groups that the corpus counts apart from Maoists and their splinters."""
ACTIONS = {
    "armed_clash": "armed_assault",
    "attack": "armed_assault",
    "shelling_artillery_missile_attack": "armed_assault",
    "air_drone_strike": "armed_assault",
    "arrests": "arrest",
    "remote_explosive_landmine_ied": "bombing",
    "grenade": "bombing",
    "suicide_bomb": "bombing",
    "looting_property_destruction": "infrastructure",
    "disrupted_weapons_use": "seizure",
    "abduction_forced_disappearance": "abduction",
}
TACTICS = {
    "surrender": "surrender",
    "weapons seizure": "seizure",
    "arson": "infrastructure",
    "blockade": "infrastructure",
}
SIDES = {"arrests": "Security", "disrupted_weapons_use": "Security", "change_to_group_activity": "Maoist"}
"""Deeds whose doer is in the word: the state arrests and seizes, rebels surrender."""
SECURITY_WORDS = frozenset(
    (
        "police",
        "policemen",
        "crpf",
        "bsf",
        "security",
        "forces",
        "force",
        "troops",
        "personnel",
        "cobra",
        "commandos",
        "jawans",
        "army",
    )
)
FIGURES = ("security_forces", "maoists", "civilians", "government_officials", "other_armed_groups")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One report of the corpus and what was found in it: totals and figures by group, who, what."""

    text: str
    gold: dict[str, Any]
    deaths: dict[str, int]
    injuries: dict[str, int]
    perpetrator: str
    actions: frozenset[str]


def records(data: Path, limit: int | None = None) -> Iterator[dict[str, Any]]:
    """The reports of the corpus, up to `limit`."""
    with (data / "reports.jsonl").open(encoding="utf-8") as lines:
        for n, line in enumerate(lines):
            if limit is not None and n >= limit:
                return
            yield json.loads(line)


def judge(record: dict[str, Any]) -> Judged:
    """One report extracted, its date given as the day of publication."""
    text = record["text"]
    document = Document(
        id=content_id(text.encode()), source=record["id"], text=text, published=record["date"], language="en"
    )
    coding = extract(document)
    reports = [report for report in coding.reports if not report.background]
    return Judged(
        text=text,
        gold=record,
        deaths=figures(reports, "killed"),
        injuries=figures(reports, "injured"),
        perpetrator=perpetrator(reports),
        actions=actions(coding),
    )


def figures(reports: Sequence[Report], effect: str) -> dict[str, int]:
    """The figures of one effect by the corpus's groups, summed over the reports, and their total."""
    summed: Counter[str] = Counter()
    for report in reports:
        summed.update(
            _by_group([c for c in report.casualties if c.effect == effect and not c.denied], report)
        )
    return {"total": sum(summed.values()), **{name: summed[name] for name in FIGURES}}


def _by_group(casualties: Sequence[Casualty], report: Report) -> Counter[str]:
    """One report's figures: the first claim a group; a figure of no group counts beyond those it holds."""
    first: dict[str, int] = {}
    for casualty in casualties:
        first.setdefault(casualty.group, _figure(casualty.count))
    branches = sum(first.get(name, 0) for name in ("military", "police", "paramilitary"))
    if "security_forces" in first and branches:
        first["security_forces"] = max(0, first["security_forces"] - branches)
    named = sum(figure for group, figure in first.items() if group != "unknown")
    if "unknown" in first:
        first["unknown"] = max(0, first["unknown"] - named)
    counted: Counter[str] = Counter()
    for group, figure in first.items():
        name = "other_armed_groups" if group == "militants" and _is_vigilante(report) else GROUPS[group]
        counted[name] += figure
    return counted


def _figure(count: Count) -> int:
    return count.low if count.low is not None else count.high or 0


def _is_vigilante(report: Report) -> bool:
    registry = load_registry()
    names = [target.name for target in report.targets if target.group == "militants"]
    return any(actor.id in VIGILANTES for actor in map(registry.resolve, names) if actor)


def perpetrator(reports: Sequence[Report]) -> str:
    """Maoist or Security, whichever side acts in the first report that tells; Unknown where none or both do."""
    for report in reports:
        if report.type in SIDES:
            return SIDES[report.type]
        sides = {_side(who.name, who.actor) for who in report.perpetrators} - {"Unknown"}
        if sides:
            return sides.pop() if len(sides) == 1 else "Unknown"
    return "Unknown"


def _side(name: str, actor_id: str | None) -> str:
    actor = load_registry().get(actor_id) if actor_id else load_registry().resolve(name)
    if actor is not None:
        return {"armed_group": "Maoist", "military": "Security", "police": "Security"}.get(
            actor.role, "Unknown"
        )
    said = set(name.lower().replace("-", " ").split())
    return "Security" if said & SECURITY_WORDS else "Maoist" if said else "Unknown"


def actions(coding: Coding) -> frozenset[str]:
    """The kinds of action in the corpus's terms."""
    found = set()
    for report in coding.reports:
        if report.type in ACTIONS:
            found.add(ACTIONS[report.type])
        if report.type == "change_to_group_activity":
            found.add("surrender")
        found |= {TACTICS[tactic] for tactic in report.tactics if tactic in TACTICS}
    return frozenset(found)


def measure(data: Path, limit: int | None = None) -> tuple[dict[str, Any], list[str]]:
    """All measures over the corpus, and the mistakes in words."""
    began = time.process_time()
    judged = [judge(record) for record in records(data, limit)]
    seconds = time.process_time() - began
    words = sum(len(each.text.split()) for each in judged)
    result: dict[str, Any] = {"reports": len(judged), "words per second": round(words / seconds)}
    for effect in ("deaths", "injuries"):
        result |= _figures_measured([each for each in judged if each.gold[effect] is not None], effect)
    result["perpetrator"] = _perpetrators(judged)
    for action in sorted({action for each in judged for action in each.gold["actions"]}):
        result[f"action {action}"] = _action(judged, action)
    return result, [mistake for each in judged for mistake in mistakes(each)]


def _figures_measured(judged: Sequence[Judged], effect: str) -> dict[str, Any]:
    pairs = [(getattr(each, effect), each.gold[effect]) for each in judged]
    out: dict[str, Any] = {}
    for name in ("total", *FIGURES):
        errors = [abs(found[name] - gold[name]) for found, gold in pairs]
        exact = [100.0 * (error == 0) for error in errors]
        out[f"{effect} {name}"] = {
            "exact": round(mean(exact), 2),
            "mae": round(mean(errors), 3),
            "of": len(errors),
            "gold above 0": sum(gold[name] > 0 for _, gold in pairs),
            "exact above 0": round(
                mean([e for e, (_, gold) in zip(exact, pairs, strict=True) if gold[name]]), 2
            ),
        }
        if name == "total":
            low, high = interval(exact, mean)
            out[f"{effect} {name}"]["interval"] = [round(low, 1), round(high, 1)]
    return out


def _perpetrators(judged: Sequence[Judged]) -> dict[str, Any]:
    coded = [each for each in judged if each.gold["perpetrator"]]
    right = [100.0 * (each.perpetrator == each.gold["perpetrator"]) for each in coded]
    return {"accuracy": round(mean(right), 2), "of": len(coded)}


def _action(judged: Sequence[Judged], action: str) -> dict[str, Any]:
    found = [action in each.actions for each in judged]
    gold = [action in each.gold["actions"] for each in judged]
    return rates(sum(map(all, zip(found, gold, strict=True))), sum(found), sum(gold))


def mistakes(judged: Judged) -> Iterator[str]:
    """What is wrong in one report, with its text."""
    for effect in ("deaths", "injuries"):
        gold, found = judged.gold[effect], getattr(judged, effect)
        if gold is not None and found["total"] != gold["total"]:
            yield f"{effect} {_nonzero(found)} not {_nonzero(gold)}: {judged.text}"
        elif gold is not None and any(found[name] != gold[name] for name in FIGURES):
            yield f"{effect} by group {_nonzero(found)} not {_nonzero(gold)}: {judged.text}"
    if judged.gold["perpetrator"] not in (None, judged.perpetrator):
        yield f"perpetrator {judged.perpetrator} not {judged.gold['perpetrator']}: {judged.text}"
    wanted = set(judged.gold["actions"])
    if wanted - judged.actions:
        yield f"actions {sorted(judged.actions)} not {sorted(wanted)}: {judged.text}"


def _nonzero(by_group: dict[str, int]) -> dict[str, int]:
    return {name: figure for name, figure in by_group.items() if figure or name == "total"}


def main() -> None:
    """Measure, print, write bench/out/satp.json."""
    parser = argparse.ArgumentParser(description="Score short coded reports from India.")
    parser.add_argument("--data", type=Path, default=ROOT / "../shared/data/satp")
    parser.add_argument("--limit", type=int, help="read only the first N reports")
    parser.add_argument("--errors", action="store_true", help="list every mistake")
    options = parser.parse_args()
    if not (options.data / "reports.jsonl").exists():
        sys.exit(f"{options.data}: no reports.jsonl there; give the folder that holds it with --data")
    result, wrong = measure(options.data, options.limit)
    print_table("satp", result)
    write_result("satp", result)
    for mistake in wrong if options.errors else ():
        print(mistake)


if __name__ == "__main__":
    main()
