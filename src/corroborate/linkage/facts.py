"""What linkage compares: a report laid flat."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date

from corroborate.linkage.stories import places_told, telling_words
from corroborate.linkage.words import (
    classes_in,
    content_words,
    is_party_or_place,
    name_key,
    names_in,
    place_key,
    places_named,
)
from corroborate.model import Casualty, Document, Report, When, Where
from corroborate.places.spelling import key_of

FAMILIES: Mapping[str, str] = {
    "armed_clash": "battle",
    "government_regains_territory": "battle",
    "non_state_actor_overtakes_territory": "battle",
    "non_violent_transfer_of_territory": "battle",
    "chemical_weapon": "blast",
    "air_drone_strike": "blast",
    "suicide_bomb": "blast",
    "shelling_artillery_missile_attack": "blast",
    "remote_explosive_landmine_ied": "blast",
    "grenade": "blast",
    "disrupted_weapons_use": "blast",
    "sexual_violence": "assault",
    "attack": "assault",
    "abduction_forced_disappearance": "assault",
    "looting_property_destruction": "assault",
    "mob_violence": "assault",
    "excessive_force_against_protesters": "crowd",
    "protest_with_intervention": "crowd",
    "peaceful_protest": "crowd",
    "violent_demonstration": "crowd",
}
"""Event types by ACLED's families, widened where reporters use either word for one deed."""

NEWS_LAG = 10
"""Days before publication in which an undated deed that is no background is presumed to have been done."""

MOST_SAID = 16
"""Places named beside its own that a report is compared by."""

LEAD = 350
"""Characters that open a document: its headline and first sentences."""

_BELOW_AREA = frozenset(("exact", "near", "district", "unresolved"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """All claims of one effect taken together: the least and the greatest number that any party gives."""

    effect: str
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFacts:
    """One report laid flat for comparison; tuples are sorted and free of repetition, except `fine`.

    Days count as `date.toordinal` does. `fine` are keys of the places below the first level of
    administration, finest first; `area` is that level's key. `actors` are registry ids, `actor_names` their
    names as said, in the same order. `landmarks` are classes of things; `tactics` of rare ways of acting.
    `names` are proper names of targets, `mentions` all others. `said` are keys of all other places that its
    words name. `story` and `told` are the telling words of the whole document and keys of the places that it
    names; `lead` tells that the document opens with this report. `date_precision` is "presumed" where only the
    day of publication bounds the day of the deed.
    """

    report: str
    document: str
    published: int | None
    copy_group: str | None
    wording: str
    type: str
    family: str
    earliest: int | None
    latest: int | None
    date_precision: str
    fine: tuple[str, ...] = ()
    area: str | None = None
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    place_precision: str = "unresolved"
    place_name: str | None = None
    actors: tuple[str, ...] = ()
    actor_names: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    landmarks: tuple[str, ...] = ()
    tactics: tuple[str, ...] = ()
    weapons: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    names: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    background: bool = False
    story: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    lead: bool = False

    def figure(self, effect: str) -> Figure:
        """What is said of one effect; unknown where nothing is."""
        return next(
            (each for each in self.figures if each.effect == effect),
            Figure(effect=effect, low=None, high=None),
        )


_FIELDS = tuple(field.name for field in fields(ReportFacts))


def facts_of(report: Report, document: Document, copy_group: str | None = None) -> ReportFacts:
    """The facts of `report`; of `document` the id, the day of publication and the text are used.

    `copy_group` is one id shared by all documents that repeat the same words.
    """
    published = document.published_on.toordinal() if document.published_on else None
    earliest, latest, precision = _interval(report.when, published, report.background)
    fine, area = _chain(report.where)
    things, actors = _things(report), _actors(report)
    names, mentions = _names(report, {*fine, area or ""})
    return ReportFacts(
        report=report.id,
        document=document.id,
        published=published,
        copy_group=copy_group,
        wording=_wording(report),
        type=report.type,
        family=FAMILIES.get(report.type, "other"),
        earliest=earliest,
        latest=latest,
        date_precision=precision,
        fine=fine,
        area=area,
        country=report.where.country,
        latitude=report.where.latitude,
        longitude=report.where.longitude,
        place_precision=report.where.precision,
        place_name=report.where.name,
        actors=tuple(actors),
        actor_names=tuple(actors.values()),
        groups=_groups(report),
        targets=_sorted(content_words(target.name for target in report.targets)),
        landmarks=_sorted(kind for kind in things if not kind.startswith("tactic.")),
        tactics=_sorted(kind for kind in things if kind.startswith("tactic.")),
        weapons=_sorted(weapon.kind for weapon in report.weapons),
        figures=_figures(report.casualties),
        names=_sorted(names),
        mentions=_sorted(mentions),
        said=_said(report, {*fine, area or ""}),
        background=report.background,
        story=telling_words(document.text),
        told=places_told(document.text),
        lead=_is_lead(report),
    )


def encode_facts(facts: ReportFacts) -> str:
    """`facts` as one line of JSON, to be stored beside the report."""
    told = {name: getattr(facts, name) for name in _FIELDS}
    told["figures"] = [asdict(figure) for figure in facts.figures]
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def decode_facts(text: str) -> ReportFacts:
    """The facts that `encode_facts` wrote."""
    raw = json.loads(text)
    figures = tuple(Figure(**figure) for figure in raw.pop("figures"))
    lists = {key: tuple(value) for key, value in raw.items() if isinstance(value, list)}
    return ReportFacts(**{**raw, **lists, "figures": figures})


def _actors(report: Report) -> dict[str, str]:
    """The registered parties said to have done it, denials apart, with their names."""
    named = [each for each in report.perpetrators if each.actor and each.responsibility != "denied"]
    return {
        each.actor: each.name
        for each in sorted(named, key=lambda each: (each.actor or "", each.name))
        if each.actor
    }


def _sorted(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({value for value in values if value}))


def _interval(when: When, published: int | None, background: bool) -> tuple[int | None, int | None, str]:
    """The first and last day of the deed: no deed is reported before it is done."""
    earliest, latest = _day(when.earliest), _day(when.latest)
    if latest is None:
        latest = published if earliest is not None else None
    if earliest is None and latest is not None:
        return None, None, "unresolved"
    if earliest is not None and latest is not None:
        if published is not None and earliest <= published < latest:
            latest = published
        return earliest, max(earliest, latest), when.precision
    if published is None or background or when.wording:
        return None, None, "unresolved"
    return published - NEWS_LAG, published, "presumed"


def _day(day: date | None) -> int | None:
    return day.toordinal() if day else None


def _chain(where: Where) -> tuple[tuple[str, ...], str | None]:
    """The places below the first level of administration, finest first, and that level.

    A place that no gazetteer knows has the precision of the known one that holds it, and lies below it.
    """
    names = [where.name, *where.within] if where.name else list(where.within)
    if len(names) > 1 and (where.country or where.precision != "unresolved"):
        names = names[:-1]
    elif where.precision == "country":
        names = []
    keys = list(dict.fromkeys(key for name in names if (key := place_key(name))))
    has_area = len(keys) > 1 if where.precision in _BELOW_AREA else where.precision != "country"
    return (tuple(keys[:-1]), keys[-1]) if keys and has_area else (tuple(keys), None)


def _things(report: Report) -> set[str]:
    """Classes of what was attacked and of how; the words of the evidence serve where no target is named."""
    said = [target.name for target in report.targets] + list(report.tactics)
    found = {kind for text in said for kind in classes_in(text)}
    if any(kind.startswith("landmark.") for kind in found):
        return found
    told = {kind for span in report.evidence[:2] for kind in classes_in(span.quote)}
    wanted = ("landmark.", "tactic.") if not report.targets or report.background else ("tactic.",)
    return found | {kind for kind in told if kind.startswith(wanted)}


def _names(report: Report, places: set[str]) -> tuple[set[str], set[str]]:
    """Proper names of targets, and all others in the evidence that are no speaker's, place's or actor's."""
    names = {key for target in report.targets for key in names_in(f"the {target.name}")}
    sources = [each.attribution for each in report.casualties]
    sources += [each.attribution for each in report.perpetrators]
    others = {name_key(party.name) for attribution in sources for party in attribution}
    others |= {name_key(each.name) for each in report.perpetrators}
    others |= {name_key(silence.party.name) for silence in report.silences}
    told = {name for span in report.evidence for name in names_in(span.quote)}
    kept = {name for name in told - names - others if not _is_place(name, places)}
    return _telling(names), _telling(kept)


def _telling(names: set[str]) -> set[str]:
    return {name for name in names if not is_party_or_place(name)}


def _said(report: Report, own: set[str]) -> tuple[str, ...]:
    """The places that the words of a report name beside its own."""
    return _sorted({name for span in report.evidence for name in places_named(span.quote)} - own)[:MOST_SAID]


def _is_place(name: str, places: set[str]) -> bool:
    """Is a name, or the end or the beginning of it, a place of the report?"""
    words = name.split()
    parts = {" ".join(words[:n]) for n in range(1, len(words) + 1)}
    parts |= {" ".join(words[n:]) for n in range(1, len(words))}
    return any(place_key(part) in places for part in parts)


def _groups(report: Report) -> tuple[str, ...]:
    hit = [each.group for each in report.casualties if not each.denied]
    hit += [target.group for target in report.targets]
    return _sorted(group for group in hit if group != "unknown")


def _is_lead(report: Report) -> bool:
    """Does its document open with it?"""
    return bool(report.evidence) and not report.background and report.evidence[0].start < LEAD


def _wording(report: Report) -> str:
    """A mark of the sentence that tells of it: equal where one text repeats another."""
    words = key_of(report.evidence[0].quote) if report.evidence else ""
    return hashlib.sha256(words.encode()).hexdigest()[:16] if len(words) > 40 else ""


def _figures(casualties: Iterable[Casualty]) -> tuple[Figure, ...]:
    """Per effect, the least and the greatest sum over groups that one claimant gives."""
    claims: dict[str, dict[str, list[Casualty]]] = defaultdict(lambda: defaultdict(list))
    for each in casualties:
        if not each.denied:
            claims[each.effect]["|".join(party.name for party in each.attribution)].append(each)
    return tuple(_figure(effect, claims[effect].values()) for effect in sorted(claims))


def _figure(effect: str, claimants: Iterable[list[Casualty]]) -> Figure:
    sums = [_sum(claimed) for claimed in claimants]
    lows = [low for low, _ in sums if low is not None]
    highs = [high for _, high in sums if high is not None]
    is_open = any(low is not None and high is None for low, high in sums)
    return Figure(
        effect=effect, low=min(lows, default=None), high=None if is_open else max(highs, default=None)
    )


def _sum(claimed: list[Casualty]) -> tuple[int | None, int | None]:
    """One claimant's sum over groups; a figure for people unsaid counts in those of the groups."""
    lows: dict[str, int] = {}
    highs: dict[str, int] = {}
    is_open = False
    for each in claimed:
        if each.count.low is not None:
            lows[each.group] = max(lows.get(each.group, 0), each.count.low)
        if each.count.high is not None:
            highs[each.group] = max(highs.get(each.group, 0), each.count.high)
        is_open = is_open or (each.count.low is not None and each.count.high is None)
    return _total(lows), None if is_open else _total(highs)


def _total(by_group: dict[str, int]) -> int | None:
    if not by_group:
        return None
    return max(by_group.get("unknown", 0), sum(n for group, n in by_group.items() if group != "unknown"))
