"""The incidents of a record laid flat, each as a tally needs it: when, where, what, by whom, on whose word."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from corroborate.analysis.views import FINEST, SUREST
from corroborate.analysis.voices import Voice, outlet_of, voice_of_speaker
from corroborate.model import Party
from corroborate.model.flat import (
    FlatCasualty,
    FlatPerpetrator,
    FlatPlace,
    FlatRecord,
    FlatReport,
    FlatSpeaker,
)
from corroborate.model.incident import Source
from corroborate.model.vocabulary import Role


class Told(NamedTuple):
    """One source's newest figure for one effect and group; None is unknown, never 0."""

    voice: Voice
    effect: str
    group: str
    low: int | None
    high: int | None


class Doer(NamedTuple):
    """A party said to have done it: `id` is the registry's, or its folded name; `responsibility` the surest said."""

    id: str
    name: str
    responsibility: str
    is_registered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One incident: what its reports come to, by the rules of `analysis.views`, as small values.

    `earliest` and `latest` are proleptic ordinals of days. `doers` have the surest first, those that all deny
    among them; `sides` are groups of people it hit; `voices` all who are heard, by key; `reports` are places in
    the flat record, in the order of publication.
    """

    id: str
    type: str
    stage: str
    earliest: int | None
    latest: int | None
    country: str | None
    place: FlatPlace | None
    background: bool
    tactics: tuple[str, ...] = ()
    doers: tuple[Doer, ...] = ()
    sides: tuple[str, ...] = ()
    told: tuple[Told, ...] = ()
    voices: tuple[Voice, ...] = ()
    reports: tuple[int, ...] = ()

    @property
    def accused(self) -> tuple[Doer, ...]:
        """The doers whose part is not only denied."""
        return tuple(each for each in self.doers if each.responsibility != "denied")


@dataclass(slots=True)
class _Gathered:
    """The claims of each report, by the report's place in the flat record."""

    casualties: dict[int, list[FlatCasualty]] = field(default_factory=lambda: defaultdict(list))
    perpetrators: dict[int, list[FlatPerpetrator]] = field(default_factory=lambda: defaultdict(list))
    groups: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    tactics: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))


def count_incidents(record: FlatRecord) -> list[Counted]:
    """Every incident of a flat record once, by its first day; those without a day at the end."""
    gathered = _gather(record)
    hearing = Hearing(record.sources)
    grouped: dict[str, list[int]] = defaultdict(list)
    for at, report in enumerate(record.reports):
        grouped[report.incident].append(at)
    found = [_counted(record, _by_publication(record, told), gathered, hearing) for told in grouped.values()]
    return sorted(found, key=lambda each: (each.earliest or each.latest or date.max.toordinal(), each.id))


class Hearing:
    """Tells whose word a flat claim is; every voice is made once."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self._sources = sources
        self._outlets: dict[tuple[str, bool], Voice] = {}
        self._voices: dict[tuple[FlatSpeaker, str | None, str], Voice] = {}

    def outlet(self, document: str, beside: Iterable[str] = ()) -> Voice:
        """The voice of a document's outlet; `beside` are the documents that tell of the same incident."""
        source = self._sources.get(document) or Source(id=document)
        is_there = source.copy_of is not None and source.copy_of in beside
        key = (document, is_there)
        held = self._outlets.get(key)
        if held is None:
            original = self._sources.get(source.copy_of or "") if is_there else None
            held = self._outlets[key] = outlet_of(source, original)
        return held

    def voice(self, speaker: FlatSpeaker, country: str | None, outlet: Voice) -> Voice:
        """The voice of a first speaker, or the outlet's own where a claim names none."""
        if speaker.name is None:
            return outlet
        key = (speaker, country, outlet.key)
        held = self._voices.get(key)
        if held is None:
            party = Party(name=speaker.name, role=_role(speaker.role), actor=speaker.actor)
            held = self._voices[key] = voice_of_speaker(party, country, outlet)
        return held


def _role(name: str | None) -> Role:
    return name or "unattributed"  # type: ignore[return-value]  # the store holds roles only


def _gather(record: FlatRecord) -> _Gathered:
    found = _Gathered()
    for hurt in record.casualties:
        found.casualties[hurt.report].append(hurt)
    for who in record.perpetrators:
        found.perpetrators[who.report].append(who)
    for target in record.targets:
        found.groups[target.report].append(target.group)
    for each in record.tactics:
        found.tactics[each.report].append(each.tactic)
    return found


def _by_publication(record: FlatRecord, told: list[int]) -> list[int]:
    if len(told) == 1:
        return told
    published = {at: _published(record, at) or "9999" for at in told}
    return sorted(told, key=lambda at: (published[at], record.reports[at].id))


def _published(record: FlatRecord, at: int) -> str | None:
    source = record.sources.get(record.reports[at].document)
    return source.published if source else None


def _counted(record: FlatRecord, told: Sequence[int], gathered: _Gathered, hearing: Hearing) -> Counted:
    reports = [record.reports[at] for at in told]
    news = [each for each in reports if not each.background] or reports
    earliest, latest = _narrowest(reports)
    place = _finest(reports)
    said, voices = _heard(record, told, gathered, hearing)
    groups = [hurt.group for at in told for hurt in gathered.casualties.get(at, ())]
    groups += [group for at in told for group in gathered.groups.get(at, ())]
    return Counted(
        id=reports[0].incident,
        type=_commonest([each.type for each in news]),
        stage=_commonest([each.stage for each in news]),
        earliest=earliest,
        latest=latest,
        country=place.country if place else next((each.country for each in reports if each.country), None),
        place=place,
        background=all(each.background for each in reports),
        tactics=tuple(dict.fromkeys(each for at in told for each in gathered.tactics.get(at, ()))),
        doers=_surest([who for at in told for who in gathered.perpetrators.get(at, ())]),
        sides=tuple(dict.fromkeys(groups)),
        told=said,
        voices=voices,
        reports=tuple(told),
    )


def _commonest(values: list[str]) -> str:
    return values[0] if len(values) == 1 else Counter(values).most_common(1)[0][0]


def _narrowest(reports: Sequence[FlatReport]) -> tuple[int | None, int | None]:
    """The shortest of the intervals said, the one said most often where several are as short; else an open one."""
    said = [(each.earliest, each.latest) for each in reports if each.earliest and each.latest]
    if not said:
        open_ended = next(
            ((each.earliest, each.latest) for each in reports if each.earliest or each.latest), (None, None)
        )
        return _ordinal(open_ended[0]), _ordinal(open_ended[1])
    often = Counter(said)
    days = [(_ordinal(first) or 0, _ordinal(last) or 0) for first, last in said]
    best = min(range(len(said)), key=lambda n: (days[n][1] - days[n][0], -often[said[n]]))
    return days[best]


_DAYS: dict[str, int] = {}


def _ordinal(day: str | None) -> int | None:
    if day is None:
        return None
    held = _DAYS.get(day)
    if held is None:
        if len(_DAYS) > 100_000:
            _DAYS.clear()
        held = _DAYS[day] = date.fromisoformat(day).toordinal()
    return held


def _finest(reports: Sequence[FlatReport]) -> FlatPlace | None:
    named = [each.place for each in reports if each.place is not None and each.place.chain]
    if len(named) < 2:
        return named[0] if named else None
    return min(named, key=lambda place: (FINEST.index(place.precision), 1 - len(place.chain)))


def _surest(said: Sequence[FlatPerpetrator]) -> tuple[Doer, ...]:
    found: dict[str, FlatPerpetrator] = {}
    for who in said:
        key = who.actor or who.name.casefold()
        held = found.get(key)
        if held is None or SUREST.index(who.responsibility) < SUREST.index(held.responsibility):
            found[key] = who
    ranked = sorted(found.items(), key=lambda pair: SUREST.index(pair[1].responsibility))
    return tuple(Doer(key, _shown(who), who.responsibility, who.actor is not None) for key, who in ranked)


def _shown(who: FlatPerpetrator) -> str:
    """A party's name; a person who is in no registry stays unnamed (design rule 10)."""
    return "an individual" if who.kind == "individual" and who.actor is None else who.name


def _heard(
    record: FlatRecord, told: Sequence[int], gathered: _Gathered, hearing: Hearing
) -> tuple[tuple[Told, ...], tuple[Voice, ...]]:
    """Each source's newest figures, and all sources, as `figures.said_of` and `voices.voices` find them."""
    beside = {record.reports[at].document for at in told}
    newest: dict[tuple[str, str, str], tuple[str, Told]] = {}
    heard: dict[str, Voice] = {}
    for at in told:
        report = record.reports[at]
        outlet, day = hearing.outlet(report.document, beside), (_published(record, at) or "")[:10]
        spoke = False
        for hurt in gathered.casualties.get(at, ()):
            if hurt.denied:
                continue
            voice = hearing.voice(hurt.speaker, report.country, outlet)
            if hurt.speaker.name is not None:
                heard.setdefault(voice.key, voice)
                spoke = True
            _keep(newest, Told(voice, hurt.effect, hurt.group, hurt.low, hurt.high), day)
        for who in gathered.perpetrators.get(at, ()):
            if who.responsibility != "denied" and who.speaker.name is not None:
                voice = hearing.voice(who.speaker, report.country, outlet)
                heard.setdefault(voice.key, voice)
                spoke = True
        if not spoke:
            heard.setdefault(outlet.key, outlet)
    return tuple(each for _, each in newest.values()), tuple(heard.values())


def _keep(newest: dict[tuple[str, str, str], tuple[str, Told]], told: Told, day: str) -> None:
    """A later day's figure replaces an earlier one; on one day the one with a number, then the first said."""
    key = (told.voice.key, told.effect, told.group)
    held = newest.get(key)
    if held is None or _supersedes(told, day, held):
        newest[key] = (day, told)


def _supersedes(new: Told, day: str, held: tuple[str, Told]) -> bool:
    is_numbered = new.low is not None or new.high is not None
    if day != held[0] and is_numbered:
        return day > held[0]
    return held[1].low is None and held[1].high is None and is_numbered
