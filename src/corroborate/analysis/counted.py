"""The incidents of a record laid flat, each as a tally needs it: when, where, what, by whom, on whose word."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np

from corroborate.analysis.incidents import Counted, Doer, Figures, Incidents, Told
from corroborate.analysis.segments import Several, best_of, commonest, keyed, once, ranks
from corroborate.analysis.views import FINEST, SUREST
from corroborate.analysis.voices import Voice, outlet_of, voice_of_speaker
from corroborate.model import Party
from corroborate.model.columned import Coded, Coding, Columned, Numbers, columned
from corroborate.model.flat import (
    FlatCasualty,
    FlatPerpetrator,
    FlatRecord,
    FlatReport,
    FlatSource,
    FlatSpeaker,
    FlatTactic,
    FlatTarget,
)

__all__ = ["Counted", "Doer", "Told", "count_incidents"]


def count_incidents(record: FlatRecord) -> Incidents:
    """Every incident of a flat record once, by its first day; those without a day at the end."""
    return _Counting(record, _in_order(record))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Order:
    """The reports of a record by incident, and those of one in the order of publication.

    `places` are the reports' places in the record, `owners` the incidents' in `ids`, ascending; `sources` are the
    documents of the record's reports, as columns.
    """

    ids: list[str]
    places: Numbers
    owners: Numbers
    sources: Columned[FlatSource]


def _in_order(record: FlatRecord) -> _Order:
    reports = columned(FlatReport, record.reports)
    incident, sources = reports.column("incident"), _sources(record, reports.column("document"))
    order = _as_published(sources, reports.column("id"), incident.codes)
    first, last = (reports.column(name).told(_ordinal)[order] for name in ("earliest", "latest"))
    best = _narrowest(incident.codes[order], first, last)
    days = np.where(first[best] > 0, first[best], np.where(last[best] > 0, last[best], date.max.toordinal()))
    by_id = np.array(sorted(range(len(incident.values)), key=incident.values.__getitem__), np.int64)
    ranked = by_id[np.argsort(days[by_id], kind="stable")]
    place = np.empty(len(ranked), np.int64)
    place[ranked] = np.arange(len(ranked))
    owners = place[incident.codes[order]]
    again = np.argsort(owners, kind="stable")
    ids = [incident.values[each] for each in ranked.tolist()]
    return _Order(ids=ids, places=order[again], owners=owners[again], sources=sources)


def _sources(record: FlatRecord, documents: Coded) -> Columned[FlatSource]:
    every = columned(FlatSource, [record.sources.get(each) or FlatSource(each) for each in documents.values])
    return Columned(FlatSource, [every.column(name).at(documents.codes) for name in FlatSource._fields])


def _as_published(sources: Columned[FlatSource], ids: Coded, incidents: Numbers) -> Numbers:
    """The places of reports by incident, day of publication and id; those without a day are the last."""
    day = ranks(sources.column("published").known_as(lambda day: day or "9999"))
    order = np.lexsort((day, incidents))
    of = keyed(incidents, day)[order]
    tied = np.concatenate([[False], of[1:] == of[:-1]]) if len(of) else np.zeros(0, bool)
    rows = order[tied | np.concatenate([tied[1:], [False]])] if tied.any() else order[:0]
    later = np.zeros(len(order), np.int64)
    later[sorted(rows.tolist(), key=ids.__getitem__)] = np.arange(len(rows))
    return np.lexsort((later, day, incidents)) if len(rows) else order


def _narrowest(owners: Numbers, first: Numbers, last: Numbers) -> Numbers:
    """Of each incident the report with the shortest interval, the one said most often where several are as short.

    Where none has both ends, it is the first with one of them.
    """
    both = (first > 0) & (last > 0)
    _, said = once(keyed(owners, first, last))
    often = np.bincount(said)[said] if len(said) else said
    lacking = 2 - both.astype(np.int64) - ((first > 0) | (last > 0))
    return best_of(owners, lacking, np.where(both, last - first, 0), np.where(both, -often, 0))


def _ordinal(day: str | None) -> int:
    return date.fromisoformat(day).toordinal() if day else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Claims:
    """The claims of one kind by report: `at` are the reports, as they are ordered, `owners` the incidents."""

    every: Columned[Any]
    rows: Numbers
    at: Numbers
    owners: Numbers

    def column(self, name: str) -> Coded:
        return self.every.column(name).at(self.rows)


_SURE = {name: rank for rank, name in enumerate(SUREST)}


class _Counting(Incidents):
    """Incidents counted from a flat record; a part that nobody asks for is not counted."""

    def __init__(self, record: FlatRecord, order: _Order) -> None:
        super().__init__(len(order.ids))
        self._record, self._order, self._owners = record, order, order.owners
        self._reports = columned(FlatReport, record.reports)
        self._at = np.empty(len(order.places), np.int64)
        self._at[order.places] = np.arange(len(order.places))
        self._voices = Coding()

    def _single(self, name: str) -> Coded:
        made: dict[str, Callable[[], Coded]] = {
            "id": lambda: Coded(np.arange(len(self)), self._order.ids),
            "type": lambda: self._commonest("type"),
            "stage": lambda: self._commonest("stage"),
            "earliest": lambda: self._day("earliest"),
            "latest": lambda: self._day("latest"),
            "country": self._country,
            "place": self._place,
            "background": lambda: Coded(self._is_background.astype(np.int64), (False, True)),
        }
        return made[name]()

    def _several(self, name: str) -> Several:
        if name == "reports":
            return Several(self._owners, Coded(self._order.places, range(len(self._reports))))
        made = {"tactics": self._tactics, "doers": self._doers, "sides": self._sides, "voices": self._heard}
        return made[name]()

    # --- what reports say -------------------------------------------------------------------------------

    def _said(self, name: str) -> Coded:
        """What the reports say, in order."""
        return self._reports.column(name).at(self._order.places)

    @cached_property
    def _is_background(self) -> Numbers:
        news = ~self._said("background").told(bool, bool)
        held: Numbers = np.bincount(self._owners[news], minlength=len(self)) == 0
        return held

    def _commonest(self, name: str) -> Coded:
        """What most reports say that tell of an incident as news, or all where none does."""
        said = self._said(name)
        is_news = ~self._said("background").told(bool, bool) | self._is_background[self._owners]
        rows = np.flatnonzero(is_news)
        return said.at(rows[commonest(self._owners[rows], said.codes[rows])])

    @cached_property
    def _dated(self) -> Numbers:
        return _narrowest(self._owners, *(self._said(name).told(_ordinal) for name in ("earliest", "latest")))

    def _day(self, name: str) -> Coded:
        said = self._said(name).at(self._dated)
        return Coded(said.codes, [_ordinal(day) or None for day in said.values])

    def _place(self) -> Coded:
        """The finest place that reports name."""
        said = self._said("place")
        fine = said.told(
            lambda place: FINEST.index(place.precision) if place and place.chain else len(FINEST)
        )
        held = said.told(lambda place: 1 - len(place.chain) if place else 0)
        best = said.at(best_of(self._owners, fine, held))
        return Coded(best.codes, [place if place and place.chain else None for place in best.values])

    def _country(self) -> Coded:
        said = self._said("country")
        named = said.at(best_of(self._owners, said.told(lambda country: not country)))
        pairs = zip(self.single("place"), named, strict=True)
        cells = [place.country if place else country or None for place, country in pairs]
        coding = Coding()
        return Coded(coding.codes(cells), list(coding))

    # --- what claims say --------------------------------------------------------------------------------

    def _claims(self, kind: type[Any], claims: Any) -> _Claims:
        every = columned(kind, claims)
        at = self._at[every.column("report").told(lambda place: place)]
        rows = np.argsort(at, kind="stable")
        return _Claims(every=every, rows=rows, at=at[rows], owners=self._owners[at[rows]])

    @cached_property
    def _casualties(self) -> _Claims:
        return self._claims(FlatCasualty, self._record.casualties)

    @cached_property
    def _perpetrators(self) -> _Claims:
        return self._claims(FlatPerpetrator, self._record.perpetrators)

    def _tactics(self) -> Several:
        claims = self._claims(FlatTactic, self._record.tactics)
        return _each_once(claims.owners, claims.column("tactic").known_as(lambda name: name))

    def _sides(self) -> Several:
        """Whom figures are of, and then who was a target."""
        claims = (self._casualties, self._claims(FlatTarget, self._record.targets))
        coding = Coding()
        groups = [coding.codes(each.column("group").values)[each.column("group").codes] for each in claims]
        owners = np.concatenate([each.owners for each in claims])
        order = np.argsort(owners, kind="stable")
        return _each_once(owners[order], Coded(np.concatenate(groups)[order], list(coding)))

    def _doers(self) -> Several:
        """Each party once, as surely as it is told anywhere, the surest first."""
        claims = self._perpetrators
        columns = [claims.column(name) for name in ("name", "actor", "responsibility", "kind")]
        first, who = once(keyed(*(each.codes for each in columns)))
        doers = Coded(
            who, [_doer(*cells) for cells in zip(*(each.at(first) for each in columns), strict=True)]
        )
        _, party = once(keyed(claims.owners, doers.known_as(lambda doer: doer.id).codes))
        sure = doers.told(lambda doer: _SURE[doer.responsibility])
        best = best_of(party, sure)
        best = best[np.lexsort((sure[best], claims.owners[best]))]
        return Several(claims.owners[best], doers.at(best))

    # --- whose word it is -------------------------------------------------------------------------------

    @cached_property
    def _outlets(self) -> Numbers:
        """The voice of each report's outlet; of a copy that of the original, where this tells of the incident too."""
        sources, documents = self._order.sources, self._said("document")
        parts = [
            sources.column(name).at(self._order.places) for name in ("publisher", "copy_of", "is_compiled")
        ]
        is_nameless = parts[0].told(lambda publisher: not publisher, bool)
        first, kind = once(keyed(*(each.codes for each in parts), documents.codes * is_nameless))
        every = [sources[place] for place in self._order.places[first].tolist()]
        found = self._voices.codes(outlet_of(each, None) for each in every)[kind]
        copies = np.flatnonzero(parts[1].told(lambda original: original is not None, bool)).tolist()
        beside = set(zip(self._owners.tolist(), documents, strict=True)) if copies else set()
        for at in copies:
            source = every[kind[at]]
            if (int(self._owners[at]), source.copy_of) in beside:
                found[at] = self._voices[outlet_of(source, self._record.sources.get(source.copy_of or ""))]
        return found

    def _spoken(self, claims: _Claims) -> Numbers:
        """The voice of each claim: of its first speaker, or its outlet's where it names none."""
        speaker, country = claims.column("speaker"), self._said("country").at(claims.at)
        outlet = self._outlets[claims.at]
        _, first, key = np.unique(
            keyed(outlet, country.codes, speaker.codes), return_index=True, return_inverse=True
        )
        known = list(self._voices)
        said = zip(speaker.at(first), country.at(first), outlet[first].tolist(), strict=True)
        return self._voices.codes(_voice(who, where, known[of]) for who, where, of in said)[key]

    @cached_property
    def _figures_spoken(self) -> Numbers:
        return self._spoken(self._casualties)

    def _keys(self) -> Numbers:
        """The source that each voice is."""
        return Coding().codes(voice.key for voice in self._voices)

    def _told(self) -> Figures:
        """Each source's newest figures, as `figures.said_of` finds them."""
        claims, voices = self._casualties, self._figures_spoken
        stated = np.flatnonzero(~claims.column("denied").told(bool, bool))
        effect, group = (claims.column(name).at(stated) for name in ("effect", "group"))
        low, high = (
            claims.column(name).told(lambda number: number, float)[stated] for name in ("low", "high")
        )
        owners, said = claims.owners[stated], Coded(voices[stated], list(self._voices))
        first, figure = once(keyed(owners, self._keys()[said.codes], effect.codes, group.codes))
        newest = _newest(first, figure, ~(np.isnan(low) & np.isnan(high)), self._published[claims.at[stated]])
        every = Figures(owners=owners, voice=said, effect=effect, group=group, low=low, high=high)
        return every.at(newest)

    @cached_property
    def _published(self) -> Numbers:
        """The day of publication of each report, as a rank; 0 where there is none."""
        days = self._order.sources.column("published").at(self._order.places)
        held = days.known_as(lambda day: (day or "")[:10])
        return ranks(held) + ("" not in held.values)

    def _heard(self) -> Several:
        """All sources, each once, as `voices.voices` finds them."""
        figures, doers = self._casualties, self._perpetrators
        stated = ~figures.column("denied").told(bool, bool) & _is_named(figures)
        laid = doers.column("responsibility").told(lambda word: word != "denied", bool) & _is_named(doers)
        at = [figures.at[stated], doers.at[laid]]
        silent = np.setdiff1d(np.arange(len(self._owners)), np.concatenate(at))
        voices = [self._figures_spoken[stated], self._spoken(doers)[laid], self._outlets[silent]]
        every = np.concatenate([*at, silent])
        order = np.argsort(every, kind="stable")
        said, owners = np.concatenate(voices)[order], self._owners[every[order]]
        first, _ = once(keyed(owners, self._keys()[said]))
        return Several(owners[first], Coded(said[first], list(self._voices)))


def _each_once(owners: Numbers, said: Coded) -> Several:
    first, _ = once(keyed(owners, said.codes))
    return Several(owners[first], said.at(first))


def _doer(name: str, actor: str | None, responsibility: str, kind: str) -> Doer:
    """A party; a person who is in no registry stays unnamed (design rule 10)."""
    shown = "an individual" if kind == "individual" and actor is None else name
    return Doer(actor or name.casefold(), shown, responsibility, actor is not None)


def _is_named(claims: _Claims) -> Numbers:
    return claims.column("speaker").told(lambda speaker: speaker.name is not None, bool)


def _voice(speaker: FlatSpeaker, country: str | None, outlet: Voice) -> Voice:
    if speaker.name is None:
        return outlet
    role: Any = speaker.role or "unattributed"  # the store holds roles only
    return voice_of_speaker(Party(name=speaker.name, role=role, actor=speaker.actor), country, outlet)


def _newest(first: Numbers, figure: Numbers, is_numbered: Numbers, day: Numbers) -> Numbers:
    """For each figure the row that stands: of the last day on which it has a number, the first; else its first row.

    What has no day of publication comes last, and does not take the place of what has one.
    """
    rows = np.flatnonzero(is_numbered & (day >= day[first][figure]))
    best = rows[best_of(figure[rows], -day[rows])]
    chosen = first.copy()
    chosen[figure[best]] = best
    return chosen
