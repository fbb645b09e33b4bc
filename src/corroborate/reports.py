"""Reports: what a period's report is made from, gathered from a record, and written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypedDict, Unpack

from corroborate import analyses
from corroborate.errors import BadRequest
from corroborate.filters import Filters, selection_of, several
from corroborate.publishing import Showing, incident_row, names_to_show
from corroborate.table import Table
from corroborate.tabling import Asked, rows

if TYPE_CHECKING:
    from corroborate.analysis import View
    from corroborate.analysis.dimensions import Cutting
    from corroborate.analysis.incidents import Counted, Incidents
    from corroborate.analysis.series import Series
    from corroborate.analysis.sums import Ledger
    from corroborate.answers import QuotedTotal
    from corroborate.model.columned import Coded, Numbers
    from corroborate.model.flat import FlatPlace
    from corroborate.publishing.coarsening import Coarsening
    from corroborate.publishing.report import Material, Scope, Search

MOST_LISTED = 1_000
"""Incidents that a report tells whole; it lists all others in a line each."""
PAST = 5
"""How many years before are read, to tell how the period compares."""
_AROUND = 93
"""Days before the period that tell an actor's pace."""
_MONTHS = 400
"""Days before the period that charts of months reach back to, at least."""
_MOST_TOTALS = 40
_MOST_AT_ONCE = 2_000
_FIELDS = ("casualty", "perpetrator", "tactic", "silence", "where")
_FOLLOWED = ("incidents", "killed", "militants_killed", "injured")


class Held(analyses.Held, Protocol):
    """What is reported on: a record."""

    @property
    def rule(self) -> str: ...
    @property
    def path(self) -> str: ...
    def quoted_totals(
        self, *, ledger: Ledger | None = None, **filters: Unpack[Filters]
    ) -> list[QuotedTotal]: ...
    def contradictions(self, **filters: Unpack[Filters]) -> Table: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportOptions:
    """How a report is made: the template's folder, which names and how fine places are shown.

    `listed` incidents are told whole, all others in a line each; `desk` is where a review desk runs.
    """

    template: Path | None = None
    include_names: bool = False
    coarsen: bool = False
    listed: int = MOST_LISTED
    desk: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """What was written: the files, how many incidents it counts and lists, and its findings as plain text."""

    files: tuple[Path, ...]
    incidents: int
    listed: int
    rule: str
    findings: tuple[str, ...]
    withheld: tuple[str, ...] = field(default=())


def report(
    record: Held, files: Sequence[Path], filters: Filters, rule: str, options: ReportOptions
) -> Reported:
    """Write a report of the days that `filters` name to files that end in .html or .pdf. Raises BadRequest."""
    from corroborate.publishing.report import (
        Template,
        checked_installed,
        form_of,
        read_template,
        write_report,
    )
    from corroborate.publishing.report.blocks import found_in, plain
    from corroborate.publishing.report.desk import checked_desk

    checked_installed([form_of(file) for file in files])
    template = read_template(options.template) if options.template else Template()
    if options.desk:
        template = replace(template, desk=checked_desk(options.desk, "desk"))
    with analyses.collection_paused():
        material = gathered(record, filters, rule, options)
        paper = write_report(material, template, files)
    return Reported(
        files=tuple(files),
        incidents=len(material.incidents),
        listed=len(material.rows),
        rule=rule,
        findings=tuple(plain(parts).strip() for parts in found_in(paper)),
        withheld=tuple(material.withheld),
    )


def gathered(record: Held, filters: Filters, rule: str, options: ReportOptions) -> Material:
    """All that a report tells, from one reading of the record's claims."""
    from corroborate.publishing.report import Material, parted

    scope = scope_of(filters, rule)
    read = _read(record, filters, scope)
    inside, apart, threatened = parted(read.touching(scope.since), scope)
    chosen = _most_telling([*inside, *apart], options.listed)
    shown = _Shown(record, rule, options, read.laid.selection.as_of)
    rows = shown.rows([each.id for each in chosen])
    quoted = _totals(record, filters, read, options, shown.moved)
    return Material(
        scope=scope,
        incidents=inside,
        apart=apart,
        threatened=threatened,
        flat=read.laid.flat,
        cutting=read.cutting(scope.since),
        rows=rows,
        sources=shown.sources,
        totals=quoted[:_MOST_TOTALS],
        more_totals=max(0, len(quoted) - _MOST_TOTALS),
        rivals=list(record.contradictions(**filters)) if inside else (),
        around=read.touching(_days_before(scope.since, _AROUND)),
        **_past(read),
        places=shown.places([*inside, *apart]),
        documents=_published(record, filters),
        left_out=len(inside) + len(apart) - len(rows),
        withheld=shown.withheld(),
        version=version("corroborate"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """What one reading of the record gave: the period, the years before it, and what its totals speak of.

    `is_whole`: all that the record holds of those days was read, not of some places or actors alone.
    """

    scope: Scope
    laid: analyses.Laid
    is_whole: bool

    def touching(self, since: date) -> Incidents:
        """The incidents of which any report may lie in the days from `since` to the last reported on."""
        import numpy as np

        from corroborate.analysis.incidents import as_columns
        from corroborate.model.columned import columned
        from corroborate.model.flat import FlatReport

        rows = columned(FlatReport, self.laid.flat.reports)
        begin, end = rows.column("earliest"), rows.column("latest")
        first, last = since.isoformat(), self.scope.until.isoformat()
        fits = _told_by(end, begin, lambda day: day >= first) & _told_by(begin, end, lambda day: day <= last)
        incidents = as_columns(self.laid.incidents)
        reports = incidents.several("reports")
        touched = fits[reports.held.told(int)]
        return incidents.chosen(np.bincount(reports.owners[touched], minlength=len(incidents)) > 0)

    def cutting(self, since: date) -> Cutting:
        """How incidents from `since` to the last day reported on are laid into cells."""
        return analyses.cutting_of(self.laid, since=since, until=self.scope.until)

    def ledger(self) -> Ledger | None:
        """What quoted totals are held against; None where not all was read that it takes."""
        from corroborate.analysis.incidents import as_columns
        from corroborate.analysis.sums import Ledger

        return Ledger.of(as_columns(self.laid.incidents), self.laid.flat) if self.is_whole else None


def _told_by(one: Coded, other: Coded, fits: Callable[[str], bool]) -> Numbers:
    """Whether the day of each row fits, or the other day where it has none; False where it has neither."""
    import numpy as np

    told = (each.told(lambda day: day is not None and fits(day), bool) for each in (other, one))
    return np.where(one.told(lambda day: day is None, bool), *told)


def _read(record: Held, filters: Filters, scope: Scope) -> _Read:
    """The claims of the period, of the years before it, and of the days that its quoted totals are of."""
    days = [_first_followed(scope), scope.until]
    is_whole = not (scope.places or scope.actors or scope.as_of)
    if is_whole:
        told = [each.total.period for each in record.store.totals(selection_of(filters))]
        kept = [when for when in told if _is_of(when.earliest, when.latest, scope)]
        days += [day for when in kept for day in (when.earliest, when.latest) if day]
    asked: Any = {**filters, "since": min(days), "until": max(days)}
    return _Read(scope=scope, laid=analyses.lay(record, asked, fields=_FIELDS), is_whole=is_whole)


def _first_followed(scope: Scope) -> date:
    return min(date(max(1, scope.since.year - PAST), 1, 1), _days_before(scope.since, _AROUND))


def scope_of(filters: Filters, rule: str) -> Scope:
    """What is reported on. Raises BadRequest where the days have no beginning or no end."""
    from corroborate.publishing.report import Scope

    selection = selection_of(filters)
    since, until = selection.since, selection.until
    if since is None or until is None:
        raise BadRequest(
            "report: which days? give a month (2025-05), a year (2025), or a first and a last day"
        )
    as_of = selection.as_of
    return Scope(
        since=since,
        until=until,
        unit=_unit(since, until),
        places=several(filters.get("place")),
        actors=several(filters.get("actor")),
        as_of=as_of.isoformat() if as_of else None,
        rule=rule,
    )


def _unit(since: date, until: date) -> str:
    from corroborate.analysis.periods import period_of

    for unit in ("month", "year"):
        period = period_of(since.toordinal(), unit)
        if (period.first, period.last) == (since.toordinal(), until.toordinal()):
            return unit
    return ""


def _most_telling(incidents: Sequence[Counted], most: int) -> list[Counted]:
    """The incidents with the most sources and the most people hurt; all where they are no more than `most`."""
    if len(incidents) <= most:
        return list(incidents)
    return sorted(incidents, key=lambda each: (-len(each.voices), -_hurt(each), each.id))[:most]


def _hurt(each: Counted) -> int:
    return max((told.high or told.low or 0 for told in each.told), default=0)


def _published(record: Held, filters: Filters) -> int:
    """How many documents the record holds that were published in the period, of whatever they tell."""
    return record.store.count("documents", replace(selection_of(filters), places=(), actors=(), types=()))


def _days_before(day: date, count: int) -> date:
    return date.fromordinal(max(1, day.toordinal() - count))


class _Past(TypedDict):
    followed: Mapping[str, Series]
    surges: Search | None


def _past(read: _Read) -> _Past:
    """What some years before tell of the period: what is followed over them, and what stands out of them."""
    from corroborate.publishing.report import surges_in

    scope = read.scope
    past = read.touching(_first_followed(scope))
    first = analyses.since_told(replace(read.laid, incidents=past))
    if first is None or first > scope.until:
        return {"followed": {}, "surges": None}
    begin = max(first, _first_followed(scope))
    return {
        "followed": _followed(read, past, begin),
        "surges": surges_in(past, scope, read.cutting(begin)),
    }


def _followed(read: _Read, past: Incidents, begin: date) -> Mapping[str, Series]:
    """What is followed: by the period's own unit for changes, by month for charts."""
    from corroborate.analysis.series import Measured, series_of

    scope = read.scope
    late = max(begin, scope.since - timedelta(days=_MONTHS)).replace(day=1)
    recent = past.chosen(past.days[0] >= late.toordinal())
    found = {}
    for name in ("incidents", "killed"):
        what = Measured(measure=name, rule=scope.rule)
        found[f"{name} by month"] = series_of(recent, what, read.cutting(late))[0]
    for name in _FOLLOWED if scope.unit else ():
        what = Measured(measure=name, unit=scope.unit, rule=scope.rule)
        found[name] = series_of(past, what, read.cutting(begin))[0]
    return found


def _totals(
    record: Held, filters: Filters, read: _Read, options: ReportOptions, moved: Coarsening | None
) -> Sequence[Mapping[str, Any]]:
    """The quoted totals of the period, those quoted most often first.

    Those over many years say little of a month; those of other things (displaced, surrendered) have no unit here.
    """
    asked = Asked(
        filters=filters, include_names=options.include_names, coarsening=moved, ledger=read.ledger()
    )
    fit = [
        row
        for row in rows(record, "totals", asked)
        if row["measure"] != "other" and _is_of(_day(row["earliest"]), _day(row["latest"]), read.scope)
    ]
    fit.sort(key=lambda row: (-len(row["documents"]), -len(row["incidents"]), row["id"]))
    return fit


def _day(said: str | None) -> date | None:
    return date.fromisoformat(said) if said else None


def _is_of(first: date | None, last: date | None, scope: Scope) -> bool:
    """Does a total's period touch the days, and is it no longer than thrice as long (or a year)?"""
    if first is None or last is None:
        return False
    is_near = (last - first).days + 1 <= max(366, 3 * scope.days)
    return is_near and first <= scope.until and last >= scope.since


class _Shown:
    """The rows of incidents as they may be shown: private names held back, places as fine as was asked for."""

    def __init__(self, record: Held, rule: str, options: ReportOptions, as_of: Any) -> None:
        self._record = record
        self._rule = rule
        self._options = options
        self._as_of = as_of
        self.moved: Coarsening | None = None
        if options.coarsen:
            from corroborate.publishing.coarsening import Coarsening

            self.moved = Coarsening()
        self._private: set[str] = set()
        self.sources: dict[str, Sequence[Mapping[str, Any]]] = {}

    def rows(self, ids: Sequence[str]) -> list[Mapping[str, Any]]:
        """The rows of incidents, and beside them in `sources` what each was told in."""
        from corroborate.analysis import as_decided, view
        from corroborate.model.selection import Selection

        found: list[Mapping[str, Any]] = []
        for begin in range(0, len(ids), _MOST_AT_ONCE):
            part = Selection(reports=tuple(ids[begin : begin + _MOST_AT_ONCE]), as_of=self._as_of)
            for incident in map(as_decided, self._record.store.incidents(part)):
                if incident.reports:
                    found.append(self._row(view(incident, self._rule)))
        return found

    def _row(self, seen: View) -> Mapping[str, Any]:
        names = names_to_show(seen.incident.reports, self._options.include_names)
        self._private |= names.private
        self.sources[seen.incident.id] = [
            {
                "title": names.in_text(each.title),
                "publisher": each.publisher,
                "published": each.published,
                "url": each.url,
            }
            for each in sorted(seen.incident.sources, key=lambda each: (each.published or "9999", each.id))
        ]
        contests = [
            {
                "field": each.field,
                "said": [(names.in_text(said.name), names.in_text(said.value)) for said in each.statements],
            }
            for each in seen.contests
        ]
        return {**incident_row(seen, Showing(names=names, moved=self.moved)), "contests": contests}

    def places(self, incidents: Sequence[Counted]) -> dict[str, FlatPlace]:
        """Where incidents are drawn, by id, as fine as was asked for."""
        return {each.id: self._placed(each.place) for each in incidents if each.place is not None}

    def _placed(self, place: FlatPlace) -> FlatPlace:
        if self.moved is None:
            return place
        from corroborate.model import Where

        name, *within = place.chain or ("",)
        where: Any = Where(
            name=name or None, within=tuple(within), country=place.country, latitude=place.latitude,
            longitude=place.longitude, precision=place.precision,  # type: ignore[arg-type]  # the store holds precisions
        )  # fmt: skip
        found = self.moved(where)
        chain = tuple(part for part in (found.name, *found.within) if part)
        return place._replace(
            chain=chain, precision=found.precision, latitude=found.latitude, longitude=found.longitude
        )

    def withheld(self) -> list[str]:
        """What is left out of the report, in words."""
        said = []
        if self._private:
            many = len(self._private)
            said.append(f"{many:,} {'name of a private person' if many == 1 else 'names of private people'}")
        if self.moved is not None:
            said.append("places finer than a district")
        return [*said, "the texts of the documents"]
