"""Deaths, injuries, perpetrators, targets, places and actions in short reports, against coded reports from India.

    python -m bench.satp [--data DIR] and the options of all benchmarks

DIR holds reports.jsonl, coded from the South Asia Terrorism Portal: `text`, `date`, `deaths` and `injuries`
(`total` and five groups, or null), `perpetrator` (Maoist, Security, Unknown), `actions`, `targets` and `place`.
Reports whose deaths (injuries) are null are left out of the figures for deaths (injuries). How codes are mapped
stands in GROUPS and ACTIONS here, and in satp_targets.py. --predictions writes records with the corpus's keys.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.bootstrap import f1_interval, mean_interval
from bench.errors import Case
from bench.extractor import extractor
from bench.options import SHARED, finish, read_lines, read_options
from bench.results import mean
from bench.satp_places import LEVELS, found_places, places_measured
from bench.satp_targets import targets, wanted_targets
from bench.scoring import rates
from corroborate.actors import load_registry
from corroborate.extraction import extract
from corroborate.extraction.passage import lexicon
from corroborate.language.sentences import split_sentences
from corroborate.model import Casualty, Coding, Count, Document, Report, Span, Where, content_id

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
    "arms found": "seizure",
    "arrests": "arrest",
    "arson": "infrastructure",
    "blockade": "infrastructure",
}
SIDES = {"arrests": "Security", "disrupted_weapons_use": "Security", "change_to_group_activity": "Maoist"}
"""Deeds whose doer is in the word: the state arrests and seizes, rebels surrender."""
OF_SECURITY = frozenset(("arrests", "arms found"))
"""After a fight that the text ascribes to nobody, who made arrests or found arms is the corpus's perpetrator."""
BOMBS = frozenset(("remote_explosive_landmine_ied", "suicide_bomb", "grenade"))
"""A bomb that went off and that the text ascribes to nobody is the Maoists' to the corpus; the state lays none."""
STATE = frozenset(("military", "police", "paramilitary", "security_forces"))
FORCES = frozenset(("people.military", "people.police", "people.paramilitary", "people.security_forces"))
"""The classes of our words for people who are Security to the corpus; militants are Maoist, others Unknown."""
FIGHTS = frozenset("encounter gunfight gunbattle gun-battle battle fire firefight shootout clash".split())
FIGURES = ("security_forces", "maoists", "civilians", "government_officials", "other_armed_groups")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One report of the corpus and what was found in it: figures by group, who, whom, where, what.

    `spans` are where the casualties stand.
    """

    text: str
    gold: dict[str, Any]
    deaths: dict[str, int]
    injuries: dict[str, int]
    perpetrator: str
    actions: frozenset[str]
    targets: frozenset[str]
    places: tuple[Where, ...]
    spans: tuple[tuple[int, int], ...] = ()


def judge(record: dict[str, Any], code: Callable[[Document], Coding] = extract) -> Judged:
    """One report extracted, its date given as the day of publication."""
    text = record["text"]
    document = Document(
        id=content_id(text.encode()), source=record["id"], text=text, published=record["date"], language="en"
    )
    coding = code(document)
    reports = [report for report in coding.reports if not report.background]
    return Judged(
        text=text,
        gold=record,
        deaths=figures(reports, "killed"),
        injuries=figures(reports, "injured"),
        perpetrator=perpetrator(reports or coding.reports),
        actions=actions(coding),
        targets=targets(reports, _is_vigilante),
        places=tuple(report.where for report in reports if report.where.name),
        spans=tuple((c.span.start, c.span.end) for report in reports for c in report.casualties),
    )


def judge_all(
    records: Iterable[dict[str, Any]], code: Callable[[Document], Coding] = extract
) -> list[Judged]:
    """All reports extracted, one after another."""
    return [judge(record, code) for record in records]


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
    """Maoist or Security, whichever side acts in the first report that tells; Unknown where none or both do.

    A bomb that was laid and found in time is the Maoists' bombing to the corpus, and a foiled deed to us. A fight in
    which no forces were hurt and arms were found is the forces' to the corpus, whoever fired first. Those with whom
    somebody died fighting ("killed in an encounter with the police") did it to us, and nobody did to the corpus.
    """
    for report in reports:
        if report.type == "disrupted_weapons_use" and report.stage == "foiled":
            return "Maoist"
        if report.type in SIDES:
            return SIDES[report.type]
        if report.type == "armed_clash" and "arms found" in report.tactics and not _are_forces_hurt(report):
            return "Security"
        doers = [who for who in report.perpetrators if not _was_fought(report, who.span)]
        sides = {_side(who.name, who.actor) for who in doers} - {"Unknown"}
        if len(sides) == 1:
            return sides.pop()
        if OF_SECURITY.intersection(report.tactics):
            return "Security"
        if sides:
            return "Unknown"
        if report.type in BOMBS:
            return "Maoist"
    return "Unknown"


def _was_fought(report: Report, span: Span) -> bool:
    """Whether a party is named as the other side of a fight: "an exchange of fire with the rebels"."""
    said = next((each for each in report.evidence if each.start <= span.start < each.end), None)
    before = said.quote[: span.start - said.start].lower().split()[-7:] if said is not None else []
    return "with" in before and bool(FIGHTS.intersection(word.strip(",-") for word in before))


def _are_forces_hurt(report: Report) -> bool:
    return any(c.group in STATE and c.count.low != 0 for c in report.casualties)


def _side(name: str, actor_id: str | None) -> str:
    actor = load_registry().get(actor_id) if actor_id else load_registry().resolve(name)
    if actor is not None:
        return {"armed_group": "Maoist", "military": "Security", "police": "Security"}.get(
            actor.role, "Unknown"
        )
    kinds = {m.kind for sentence in split_sentences(name) for m in lexicon("people").matches(sentence)}
    if kinds & FORCES:
        return "Security"
    return "Maoist" if "people.militants" in kinds or not kinds else "Unknown"


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


def measure(judged: Sequence[Judged]) -> dict[str, Any]:
    """All measures over the corpus, shares in percent."""
    result: dict[str, Any] = {"reports": len(judged)}
    for effect in ("deaths", "injuries"):
        result |= _figures_measured([each for each in judged if each.gold[effect] is not None], effect)
    result["perpetrator"] = _perpetrators(judged)
    result["targets"] = _sets_measured(
        [(each.targets, wanted_targets(each.gold)) for each in judged if wanted_targets(each.gold)]
    )
    result |= places_measured([(each.places, each.gold["place"]) for each in judged])
    wanted = [frozenset(each.gold["actions"]) for each in judged]
    result["actions"] = _sets_measured([(e.actions, gold) for e, gold in zip(judged, wanted, strict=True)])
    for action in sorted({action for each in wanted for action in each}):
        found = [
            ({action} & each.actions, {action} & gold) for each, gold in zip(judged, wanted, strict=True)
        ]
        result[f"action {action}"] = _sets_measured(found)
    return result


def _sets_measured(pairs: Sequence[tuple[Set[str], Set[str]]]) -> dict[str, Any]:
    rows = [(len(found & gold), len(found), len(gold)) for found, gold in pairs]
    hits, predicted, wanted = (sum(column) for column in zip(*rows, strict=True)) if rows else (0, 0, 0)
    return {**rates(hits, predicted, wanted), "interval": f1_interval(rows)}


def _figures_measured(judged: Sequence[Judged], effect: str) -> dict[str, Any]:
    pairs = [(getattr(each, effect), each.gold[effect]) for each in judged]
    out: dict[str, Any] = {}
    for name in ("total", *FIGURES):
        errors = [abs(found[name] - gold[name]) for found, gold in pairs]
        exact = [100.0 * (error == 0) for error in errors]
        above = [right for right, (_, gold) in zip(exact, pairs, strict=True) if gold[name]]
        out[f"{effect} {name}"] = {
            "exact": round(mean(exact), 2),
            "mae": round(mean(errors), 3),
            "of": len(errors),
            "gold above 0": len(above),
            "exact above 0": round(mean(above), 2),
            "exact interval": mean_interval(exact),
            "mae interval": mean_interval(errors, digits=3),
        }
    return out


def _perpetrators(judged: Sequence[Judged]) -> dict[str, Any]:
    coded = [each for each in judged if each.gold["perpetrator"]]
    right = [100.0 * (each.perpetrator == each.gold["perpetrator"]) for each in coded]
    return {"accuracy": round(mean(right), 2), "of": len(coded), "interval": mean_interval(right)}


def cases(judged: Sequence[Judged]) -> Iterator[Case]:
    """What is wrong, report by report."""
    for each in judged:
        for effect in ("deaths", "injuries"):
            gold, found = each.gold[effect], getattr(each, effect)
            if gold is not None and any(found[name] != gold[name] for name in ("total", *FIGURES)):
                wrong = "total" if found["total"] != gold["total"] else "by group"
                yield _case(f"{effect}: {wrong}", each, (_nonzero(gold), _nonzero(found)), each.spans)
        if each.gold["perpetrator"] not in (None, each.perpetrator):
            yield _case("perpetrator", each, (each.gold["perpetrator"], each.perpetrator))
        if set(each.gold["actions"]) != each.actions:
            yield _case("actions", each, (sorted(each.gold["actions"]), sorted(each.actions)))
        aims = wanted_targets(each.gold)
        if aims and aims != each.targets:
            yield _case("targets", each, (sorted(aims), sorted(each.targets)))
        lacking = [level for level in LEVELS if found_places(each.places, each.gold["place"], level) is False]
        if lacking:
            told = [(where.name, *where.within) for where in each.places]
            yield _case(f"place: {lacking[-1]}", each, (each.gold["place"], told))


def _case(kind: str, judged: Judged, both: tuple[Any, Any], spans: tuple[tuple[int, int], ...] = ()) -> Case:
    gold, found = map(str, both)
    return Case(kind=kind, id=judged.gold["id"], text=judged.text, gold=gold, found=found, found_spans=spans)


def prediction(judged: Judged) -> dict[str, Any]:
    """What was found in one report, under the keys of the corpus."""
    first = judged.places[0] if judged.places else None
    names = (first.name, *first.within) if first else ()
    return {
        "id": judged.gold["id"],
        "deaths": judged.deaths,
        "injuries": judged.injuries,
        "perpetrator": judged.perpetrator,
        "actions": sorted(judged.actions),
        "targets": sorted(judged.targets) or ["No Target"],
        "place": {
            "names": list(names),
            "latitude": first.latitude if first else None,
            "longitude": first.longitude if first else None,
        },
    }


def _nonzero(by_group: dict[str, int]) -> dict[str, int]:
    return {name: figure for name, figure in by_group.items() if figure or name == "total"}


def main() -> None:
    """Measure, print, write bench/out/satp.json."""
    options = read_options("Score short coded reports from India.", SHARED / "satp", ("reports.jsonl",))
    chosen = extractor(options.extractor)
    records = list(read_lines(options.data / "reports.jsonl", options))
    began = time.process_time()
    judged = judge_all(records, chosen.code)
    words = sum(len(each.text.split()) for each in judged)
    speed = round(words / (time.process_time() - began))
    result = {**measure(judged), "words per second": speed}
    finish("satp", options, result, map(prediction, judged), cases(judged))


if __name__ == "__main__":
    main()
