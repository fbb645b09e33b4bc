"""How often simulated reports stand at each level: the check on src/corroborate/linkage/weights.yaml.

    python training/linkage_weights.py [--incidents 3000] [--seed 1] [--link]

A world of countries, provinces, districts and places, of armed groups and of deeds over three years is
made up; reporters tell each deed with the losses and errors named in `HABITS`. Prints, for each level, m
and u as counted among pairs of one deed and among random pairs, beside the shipped ones.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from corroborate.linkage import link
from corroborate.linkage.columns import Row
from corroborate.linkage.comparisons import COMPARISONS, levels_of
from corroborate.linkage.facts import FAMILIES, Figure, ReportFacts
from corroborate.linkage.scoring import score_components
from corroborate.linkage.weights import shipped_weights

FIRST_DAY = date(2023, 1, 1).toordinal()
DAYS = 3 * 365
TYPES = {
    "armed_clash": 30, "attack": 25, "remote_explosive_landmine_ied": 12, "air_drone_strike": 7, "grenade": 4,
    "shelling_artillery_missile_attack": 8, "suicide_bomb": 2, "abduction_forced_disappearance": 5,
    "looting_property_destruction": 3, "non_state_actor_overtakes_territory": 2, "mob_violence": 2,
}  # fmt: skip
NEIGHBOURS = {
    "armed_clash": "attack", "attack": "armed_clash", "suicide_bomb": "attack", "grenade": "attack",
    "remote_explosive_landmine_ied": "armed_clash", "air_drone_strike": "shelling_artillery_missile_attack",
    "shelling_artillery_missile_attack": "air_drone_strike", "non_state_actor_overtakes_territory": "armed_clash",
    "looting_property_destruction": "attack", "abduction_forced_disappearance": "attack", "mob_violence": "attack",
}  # fmt: skip
SITES = ("site.convoy", "site.station", "site.home", "site.market", "site.bus", "site.school", "site.worship")
LANDMARKS = (
    "landmark.train", "landmark.aircraft", "landmark.hotel", "landmark.prison", "landmark.energy", "landmark.aid",
    "landmark.bridge", "landmark.ship", "landmark.university", "landmark.concert",
)  # fmt: skip
GROUPS = ("military", "police", "paramilitary", "civilians", "militants", "officials")
HABITS = {
    "other_day": 0.05, "undated": 0.12, "week": 0.05, "month": 0.05, "year": 0.01, "district_only": 0.25,
    "province_only": 0.10, "country_only": 0.04, "no_place": 0.04, "other_place": 0.07, "no_actor": 0.42,
    "wrong_place": 0.03, "names_it": 0.5, "names_another": 0.15, "other_actor": 0.05, "parent_actor": 0.1, "other_type": 0.25, "no_figure": 0.25, "other_figure": 0.28,
    "open_figure": 0.12, "no_name": 0.6, "no_landmark": 0.15, "other_group": 0.15, "no_weapon": 0.5,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Deed:
    """What truly happened, as a report that errs in nothing, and how many tell it."""

    facts: ReportFacts
    reporters: int


def main() -> None:
    """Count the levels and print them."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--incidents", type=int, default=3000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument(
        "--link", action="store_true", help="link the reports and print precision and recall"
    )
    given = options.parse_args()
    chance = random.Random(given.seed)
    told = reports(chance, given.incidents)
    if given.link:
        print("pairs: precision {:.3f}, recall {:.3f}".format(*linked(told)))
        return
    same = counted([Row(facts=facts, component=deed) for deed, facts in told])
    strangers = [Row(facts=facts, component=f"g{chance.randrange(len(told) // 40)}") for _, facts in told]
    other = counted(strangers)
    for comparison in COMPARISONS:
        show(comparison, same[comparison], other[comparison])


def linked(told: list[tuple[str, ReportFacts]]) -> tuple[float, float]:
    """Precision and recall of the pairs of reports that linking puts together."""
    deeds = {facts.report: deed for deed, facts in told}
    clusters = [cluster.reports for cluster in link([facts for _, facts in told], {}).clusters]
    found = Counter(deeds[pair[0]] == deeds[pair[1]] for each in clusters for pair in combinations(each, 2))
    wanted = sum(n * (n - 1) // 2 for n in Counter(deeds.values()).values())
    return found[True] / max(1, found.total()), found[True] / max(1, wanted)


def counted(rows: list[Row]) -> dict[str, Counter[str]]:
    """Per comparison, how many of the pairs in each component stand at each level."""
    levels: dict[str, Counter[str]] = defaultdict(Counter)
    for pair in score_components(rows, shipped_weights(), {}):
        for comparison, level in zip(COMPARISONS, pair.levels, strict=True):
            levels[comparison][level] += 1
    return levels


def show(comparison: str, same: Counter[str], other: Counter[str]) -> None:
    """One comparison's levels: counted m and u, shipped m and u; the share of neutral pairs."""
    known, strange = same.total() - same["null"], other.total() - other["null"]
    print(f"{comparison}  neutral {same['null'] / same.total():.2f} {other['null'] / other.total():.2f}")
    for level in levels_of(comparison):
        if level != "null":
            m, u = (same[level] + 0.5) / (known + 1), (other[level] + 0.5) / (strange + 1)
            shipped = shipped_weights().levels[comparison][level]
            print(f"  {level:26} m {m:.4f} u {u:.5f}   shipped m {shipped[0]:.4f} u {shipped[1]:.5f}")


def reports(chance: random.Random, incidents: int) -> list[tuple[str, ReportFacts]]:
    """Reports of made-up deeds, each with the name of its deed."""
    told = []
    for n in range(incidents):
        deed = make_deed(chance, n)
        for m in range(deed.reporters):
            told.append((f"deed{n}", tell(chance, deed.facts, f"{n:06}-{m:03}")))
    return told


def skewed(chance: random.Random, size: int) -> int:
    """A number below `size`, the first ones far more often: places and groups are as unequal as words."""
    return min(int(chance.paretovariate(0.9)) - 1, 10 * size) % size


def make_deed(chance: random.Random, n: int) -> Deed:
    """One deed, with place, day, actor, target and dead drawn as unequally as in the world."""
    country, area, district, place = (skewed(chance, size) for size in (6, 5, 8, 12))
    kind = chance.choices(list(TYPES), list(TYPES.values()))[0]
    day = FIRST_DAY + chance.randrange(DAYS)
    dead = 0 if chance.random() < 0.25 else min(int(chance.paretovariate(1.1)), 300)
    hurt = 0 if chance.random() < 0.3 else min(int(2 * chance.paretovariate(1.1)), 500)
    landmark = (chance.choice(LANDMARKS),) if chance.random() < 0.1 else (SITES[skewed(chance, len(SITES))],)
    town = f"c{country}a{area}d{district}"
    facts = ReportFacts(
        report="", document="", published=day + 1, copy_group=None, wording="", type=kind, family=FAMILIES[kind],
        earliest=day, latest=day, date_precision="day", fine=(f"{town}p{place}", town), area=f"c{country}a{area}",
        country=f"C{country}", latitude=country * 15 + area * 2 + district % 3 * 0.6 + place % 4 * 0.1,
        longitude=country * 10 + area * 3 + district // 3 * 0.7 + place // 4 * 0.12, place_precision="exact",
        actors=(f"x{country}-{skewed(chance, 6)}",), groups=(GROUPS[skewed(chance, 6)],), landmarks=landmark,
        targets=(landmark[0].partition(".")[2],), weapons=(chance.choice(["firearm", "explosive", "drone"]),),
        tactics=("tactic.hostages",) if landmark[0] == "landmark.train" else (),
        figures=(Figure(effect="injured", low=hurt, high=hurt), Figure(effect="killed", low=dead, high=dead)),
        names=(f"person{n} name",) if chance.random() < 0.3 else (),
    )  # fmt: skip
    return Deed(facts, min(int(chance.paretovariate(1.0 if dead < 10 else 0.7)), 25))


def tell(chance: random.Random, facts: ReportFacts, name: str) -> ReportFacts:
    """One reporter's telling: something is lost, something is wrong."""
    told = replace(facts, report=name, document=f"doc-{name}")
    for habit in (_tell_day, _tell_place, _tell_actor, _tell_kind, _tell_figures, _tell_target):
        told = habit(chance, told)
    return told


def _happens(chance: random.Random, habit: str) -> bool:
    return chance.random() < HABITS[habit]


def _tell_day(chance: random.Random, told: ReportFacts) -> ReportFacts:
    day = told.earliest or 0
    if _happens(chance, "other_day"):
        day += chance.choice((-2, -1, -1, 1, 1, 3))
    lag = min(int(chance.paretovariate(1.2)) - 1, 20)
    if _happens(chance, "undated"):
        return replace(told, earliest=day + lag - 10, latest=day + lag, date_precision="presumed")
    if _happens(chance, "week"):
        return replace(told, earliest=day - day % 7, latest=day - day % 7 + 6, date_precision="week")
    if _happens(chance, "month"):
        return replace(told, earliest=day - day % 30, latest=day - day % 30 + 29, date_precision="month")
    if _happens(chance, "year"):
        return replace(told, earliest=day - day % 365, latest=day - day % 365 + 364, date_precision="year")
    return replace(told, earliest=day, latest=day)


def _tell_place(chance: random.Random, told: ReportFacts) -> ReportFacts:
    """Where it was: perhaps lost, coarse or mistaken, while the words name the true place, or another."""
    placed = _mistake_place(chance, told)
    said = {told.fine[0]} if _happens(chance, "names_it") else set()
    if _happens(chance, "names_another"):
        said.add(f"{told.fine[-1]}p{skewed(chance, 12)}")
    return replace(placed, said=tuple(sorted(said - set(placed.fine))))


def _mistake_place(chance: random.Random, told: ReportFacts) -> ReportFacts:
    town = told.fine[-1]
    if _happens(chance, "wrong_place"):
        elsewhere = make_deed(chance, 0).facts
        return replace(
            told, fine=elsewhere.fine, area=elsewhere.area, country=elsewhere.country,
            latitude=elsewhere.latitude, longitude=elsewhere.longitude,
        )  # fmt: skip
    if _happens(chance, "no_place"):
        return replace(told, fine=(), area=None, country=None, latitude=None, longitude=None)
    if _happens(chance, "country_only"):
        return replace(told, fine=(), area=None, place_precision="country")
    if _happens(chance, "province_only"):
        return replace(told, fine=(), place_precision="province")
    if _happens(chance, "district_only"):
        return replace(told, fine=(town,), place_precision="district")
    if _happens(chance, "other_place"):
        return replace(told, fine=(f"{town}p{chance.randrange(12)}", town), place_precision="near")
    return told


def _tell_actor(chance: random.Random, told: ReportFacts) -> ReportFacts:
    if _happens(chance, "no_actor"):
        return replace(told, actors=())
    if _happens(chance, "other_actor"):
        return replace(told, actors=(f"x{(told.country or 'C0')[1:]}-{chance.randrange(6)}",))
    return told


def _tell_kind(chance: random.Random, told: ReportFacts) -> ReportFacts:
    if not _happens(chance, "other_type"):
        return told
    kind = NEIGHBOURS[told.type]
    return replace(told, type=kind, family=FAMILIES[kind])


def _tell_figures(chance: random.Random, told: ReportFacts) -> ReportFacts:
    figures = []
    for figure in told.figures:
        low = figure.low or 0
        if _happens(chance, "no_figure"):
            continue
        if _happens(chance, "other_figure"):
            low = max(
                0, round(low * chance.choice((0.5, 0.8, 0.9, 1.1, 1.25, 1.6))) + chance.choice((-1, 0, 1))
            )
        high = None if _happens(chance, "open_figure") else low
        figures.append(Figure(effect=figure.effect, low=low, high=high))
    return replace(told, figures=tuple(figures))


def _tell_target(chance: random.Random, told: ReportFacts) -> ReportFacts:
    if _happens(chance, "no_landmark"):
        told = replace(told, landmarks=(), targets=(), tactics=())
    if _happens(chance, "other_group"):
        told = replace(told, groups=(chance.choice(GROUPS),))
    if _happens(chance, "no_weapon"):
        told = replace(told, weapons=())
    return replace(told, names=()) if _happens(chance, "no_name") else told


if __name__ == "__main__":
    main()
