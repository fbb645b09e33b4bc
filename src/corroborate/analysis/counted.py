"""The incidents of a record laid flat, each as a tally needs it: when, where, what, by whom, on whose word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeVar

from corroborate.analysis.views import FINEST, SUREST
from corroborate.analysis.voices import Voice, outlet_of, voice_of_speaker
from corroborate.model import Party
from corroborate.model.flat import (
    FlatCasualty,
    FlatPerpetrator,
    FlatPlace,
    FlatRecord,
    FlatReport,
    FlatSource,
    FlatSpeaker,
    FlatTactic,
    FlatTarget,
)
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


class Counted(NamedTuple):
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


class _Gathered:
    """The claims of each report, by the report's place in the flat record, and the days of publication."""

    def __init__(self, record: FlatRecord) -> None:
        self.record = record
        size = len(record.reports)
        published = {id_: source.published or "" for id_, source in record.sources.items()}
        self.published = [published.get(report.document, "") for report in record.reports]
        self.casualties = _by_report(record.casualties, size)
        self.perpetrators = _by_report(record.perpetrators, size)
        self.targets = _by_report(record.targets, size)
        self.tactics = _by_report(record.tactics, size)


_Claim = TypeVar("_Claim", FlatCasualty, FlatPerpetrator, FlatTarget, FlatTactic)


def _by_report(claims: Sequence[_Claim], size: int) -> list[Sequence[_Claim]]:
    found: list[Any] = [()] * size
    for claim in claims:
        at = claim[0]
        if found[at]:
            found[at].append(claim)
        else:
            found[at] = [claim]
    return found


def count_incidents(record: FlatRecord) -> list[Counted]:
    """Every incident of a flat record once, by its first day; those without a day at the end."""
    gathered, hearing = _Gathered(record), Hearing(record.sources)
    grouped: dict[str, list[int]] = {}
    for at, report in enumerate(record.reports):
        held = grouped.get(report.incident)
        if held is None:
            grouped[report.incident] = [at]
        else:
            held.append(at)
    found = [_counted(_by_publication(told, gathered), gathered, hearing) for told in grouped.values()]
    return sorted(found, key=lambda each: (each.earliest or each.latest or date.max.toordinal(), each.id))


Known = dict[FlatSpeaker, Voice]


class Hearing:
    """Tells whose word a flat claim is; every voice is made once."""

    def __init__(self, sources: Mapping[str, FlatSource]) -> None:
        self._sources = sources
        self._outlets: dict[str, Voice] = {}
        self._known: dict[tuple[str, str | None], Known] = {}

    def outlet(self, document: str, beside: Iterable[str] = ()) -> Voice:
        """The voice of a document's outlet; `beside` are the documents that tell of the same incident."""
        source = self._sources.get(document) or FlatSource(document)
        if source.copy_of is not None:
            original = self._sources.get(source.copy_of) if source.copy_of in beside else None
            return outlet_of(source, original)
        if source.publisher is None or source.is_compiled:
            return outlet_of(source, None)
        held = self._outlets.get(source.publisher)
        if held is None:
            held = self._outlets[source.publisher] = outlet_of(source, None)
        return held

    def known(self, outlet: Voice, country: str | None) -> Known:
        """The voices that were heard in documents of an outlet about a country."""
        return self._known.setdefault((outlet.key, country), {})

    def voice(self, speaker: FlatSpeaker, country: str | None, outlet: Voice) -> Voice:
        """The voice of a first speaker, or the outlet's own where a claim names none."""
        if speaker.name is None:
            return outlet
        party = Party(name=speaker.name, role=_role(speaker.role), actor=speaker.actor)
        return voice_of_speaker(party, country, outlet)


def _role(name: str | None) -> Role:
    return name or "unattributed"  # type: ignore[return-value]  # the store holds roles only


def _by_publication(told: list[int], gathered: _Gathered) -> list[int]:
    if len(told) == 1:
        return told
    return sorted(told, key=lambda at: (gathered.published[at] or "9999", gathered.record.reports[at].id))


def _counted(told: list[int], gathered: _Gathered, hearing: Hearing) -> Counted:
    reports = [gathered.record.reports[at] for at in told]
    news = reports if len(told) == 1 else [each for each in reports if not each.background] or reports
    earliest, latest = _narrowest(reports)
    place = _finest(reports)
    said, voices, groups = _heard(told, gathered, hearing)
    for at in told:
        for target in gathered.targets[at]:
            groups[target.group] = None
    return Counted(
        reports[0].incident,
        _commonest([each.type for each in news]),
        _commonest([each.stage for each in news]),
        earliest,
        latest,
        place.country if place else next((each.country for each in reports if each.country), None),
        place,
        news is reports and reports[0].background,
        tuple(dict.fromkeys([each.tactic for at in told for each in gathered.tactics[at]])),
        _surest([who for at in told for who in gathered.perpetrators[at]]),
        tuple(groups),
        said,
        voices,
        tuple(told),
    )


def _commonest(values: list[str]) -> str:
    first = values[0]
    return first if values.count(first) == len(values) else Counter(values).most_common(1)[0][0]


def _narrowest(reports: Sequence[FlatReport]) -> tuple[int | None, int | None]:
    """The shortest of the intervals said, the one said most often where several are as short; else an open one."""
    if len(reports) == 1:
        return _ordinal(reports[0].earliest), _ordinal(reports[0].latest)
    said = [(each.earliest, each.latest) for each in reports if each.earliest and each.latest]
    if not said:
        open_ended = next(
            ((each.earliest, each.latest) for each in reports if each.earliest or each.latest), (None, None)
        )
        return _ordinal(open_ended[0]), _ordinal(open_ended[1])
    if said.count(said[0]) == len(said):
        return _ordinal(said[0][0]), _ordinal(said[0][1])
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


def _surest(said: list[FlatPerpetrator]) -> tuple[Doer, ...]:
    found: dict[str, FlatPerpetrator] = {}
    for who in said:
        key = who.actor or who.name.casefold()
        held = found.get(key)
        if held is None or _SURE[who.responsibility] < _SURE[held.responsibility]:
            found[key] = who
    doers = [Doer(key, _shown(who), who.responsibility, who.actor is not None) for key, who in found.items()]
    if len(doers) > 1:
        doers.sort(key=lambda who: _SURE[who.responsibility])
    return tuple(doers)


_SURE = {name: rank for rank, name in enumerate(SUREST)}


def _shown(who: FlatPerpetrator) -> str:
    """A party's name; a person who is in no registry stays unnamed (design rule 10)."""
    return "an individual" if who.kind == "individual" and who.actor is None else who.name


def _heard(
    told: list[int], gathered: _Gathered, hearing: Hearing
) -> tuple[tuple[Told, ...], tuple[Voice, ...], dict[str, None]]:
    """Each source's newest figures, all sources, and whom it hit: as `figures.said_of` and `voices.voices` find them."""
    reports = gathered.record.reports
    beside = [reports[at].document for at in told]
    newest: dict[tuple[str, str, str], tuple[str, Told]] = {}
    heard: dict[str, Voice] = {}
    groups: dict[str, None] = {}
    make: Any = tuple.__new__  # a third of what a call of the class takes
    for at in told:
        report, day = reports[at], gathered.published[at][:10]
        outlet = hearing.outlet(report.document, beside)
        known, spoke = hearing.known(outlet, report.country), False
        for _, effect, group, low, high, denied, speaker in gathered.casualties[at]:
            groups[group] = None
            if denied:
                continue
            voice = known.get(speaker)
            if voice is None:
                voice = known[speaker] = hearing.voice(speaker, report.country, outlet)
            if speaker.name is not None:
                heard.setdefault(voice.key, voice)
                spoke = True
            key = (voice.key, effect, group)
            held, new = newest.get(key), make(Told, (voice, effect, group, low, high))
            if held is None or _supersedes(new, day, held):
                newest[key] = (day, new)
        for who in gathered.perpetrators[at]:
            if who.responsibility != "denied" and who.speaker.name is not None:
                voice = known.get(who.speaker)
                if voice is None:
                    voice = known[who.speaker] = hearing.voice(who.speaker, report.country, outlet)
                heard.setdefault(voice.key, voice)
                spoke = True
        if not spoke:
            heard.setdefault(outlet.key, outlet)
    return tuple([new for _, new in newest.values()]), tuple(heard.values()), groups


def _supersedes(new: Told, day: str, held: tuple[str, Told]) -> bool:
    """A later day's figure replaces an earlier one; on one day the one with a number, then the first said."""
    is_numbered = new.low is not None or new.high is not None
    if day != held[0] and is_numbered:
        return day > held[0]
    return held[1].low is None and held[1].high is None and is_numbered
