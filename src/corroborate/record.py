"""A record at hand: what a researcher, the command line and the server do with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Unpack

from corroborate import analyses
from corroborate.analysis import Ledger, View, against_record, as_decided, best, view
from corroborate.answers import Health, QuotedTotal, Shown
from corroborate.cards import Carded
from corroborate.deciding import Deciding
from corroborate.errors import UnknownSubject
from corroborate.exports import Exported, ExportOptions, coarsening, export, kinds_of, lines_of, withheld
from corroborate.filters import Filters, grades_of, selection_of, several
from corroborate.model import Document
from corroborate.model.held import HeldTotal
from corroborate.model.naming import is_name
from corroborate.model.selection import Selection, cut_of
from corroborate.publishing import checked_kind, hit_row
from corroborate.review import conflicts
from corroborate.store import Store
from corroborate.table import RULED, Table
from corroborate.tabling import Asked, rows

__all__ = ["Health", "QuotedTotal", "Record", "Shown"]

if TYPE_CHECKING:
    from corroborate.analysis.series import Measured, Series
    from corroborate.analysis.sheet import Sheet
    from corroborate.pipeline import AddOptions, AddSummary, ImportSummary, Progress
    from corroborate.reports import Reported, ReportOptions


_LONG = 1_000
"""Days from which on a period is read whole."""


class Record(Deciding, Carded):
    """An open record. Close it, or use it in a `with` statement.

    Listings take the filters of `corroborate.filters.Filters` by name. `rule` names the rule for best figures
    (lowest, range, official, claimant, independent). Names of private people are held back from tables and
    exports unless `include_names` is true. `author` is whose name decisions carry.
    """

    def __init__(self, store: Store, author: str = "", rule: str = "lowest") -> None:
        self._store = store
        self.author = author
        self.rule = rule

    @property
    def path(self) -> str:
        """Where the record is kept."""
        return self._store.path

    @property
    def store(self) -> Store:
        """What keeps the record."""
        return self._store

    def __enter__(self) -> Record:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._store.close()

    def add(
        self,
        *sources: str | Path,
        options: AddOptions | None = None,
        progress: Callable[[Progress], None] = lambda progress: None,
        **reading: Any,
    ) -> AddSummary:
        """Read, code, keep and link the documents of files, folders, patterns and addresses.

        `reading` overrides reading options by name: published="2024-05-14", publisher="The Daily". Adding
        again changes nothing; what fails is listed in the summary and the rest goes on.
        """
        from corroborate.pipeline import AddOptions, add

        asked = options or AddOptions()
        if reading:
            asked = replace(asked, reading=replace(asked.reading, **reading))
        return add(self._store, sources, asked, progress)

    def import_dataset(
        self, *paths: str | Path, published: str | None = None, publisher: str | None = None
    ) -> ImportSummary:
        """Keep what ACLED, UCDP GED or exports of a record tell, each claim attributed to its dataset.

        A table becomes a document of kind "dataset"; a folder written by `export(…, "all")` comes back as the
        record it was. A broken table is left out whole and listed in the summary; again changes nothing.
        """
        from corroborate.datasets import DatasetOptions
        from corroborate.pipeline import import_datasets

        options = DatasetOptions(published=published, publisher=publisher)
        return import_datasets(self._store, paths, options)

    # --- tables -----------------------------------------------------------------------------------------

    def incidents(
        self, *, rule: str | None = None, include_names: bool = False, decimals: int | None = None,
        **filters: Unpack[Filters],
    ) -> Table:  # fmt: skip
        """The incidents, by day, a row each; `decimals` coarsens coordinates (1 is about 10 km)."""
        return self.table("incidents", rule=rule, include_names=include_names, decimals=decimals, **filters)

    def claims(
        self, *, field: str | Sequence[str] = (), include_names: bool = False, **filters: Unpack[Filters]
    ) -> Table:
        """The claims of the reports that match, a row each; `field` keeps some kinds (casualty, target, …)."""
        asked = Asked(filters=filters, fields=several(field), include_names=include_names)
        return Table("claims", rows(self, "claims", asked))

    def totals(self, *, include_names: bool = False, **filters: Unpack[Filters]) -> Table:
        """The quoted totals, each once with all who quote it, held against what the record comes to."""
        return self.table("totals", include_names=include_names, **filters)

    def stances(self, *, include_names: bool = False, **filters: Unpack[Filters]) -> Table:
        """The stances, a row each; `since` and `until` are days of publication."""
        return self.table("stances", include_names=include_names, **filters)

    def documents(self, *, include_names: bool = False, **filters: Unpack[Filters]) -> Table:
        """The documents, in the order in which they were added; `since` and `until` are days of publication."""
        return self.table("documents", include_names=include_names, **filters)

    def decisions(self, **filters: Unpack[Filters]) -> Table:
        """The decisions, oldest first, with those withdrawn."""
        return self.table("decisions", **filters)

    def search(self, words: str, **filters: Unpack[Filters]) -> Table:
        """Documents that hold all the words, best first ("phrases" whole, `begin*`), at most 50 or `limit`."""
        return Table("hits", [hit_row(hit) for hit in self._store.search(words, selection_of(filters))])

    # --- views ------------------------------------------------------------------------------------------

    def views(self, *, rule: str | None = None, **filters: Unpack[Filters]) -> list[View]:
        """The incidents with their grade, figures, disagreements and sources, by day."""
        chosen, grades, selection = _checked(rule or self.rule), grades_of(filters), selection_of(filters)
        seen = self._views(replace(selection, limit=None, offset=0), chosen)
        fit = [each for each in seen if not grades or each.grade.name in grades]
        return fit[cut_of(selection)]

    def show(
        self, name: str, *, rule: str | None = None, as_of: date | datetime | str | None = None
    ) -> Shown:
        """One incident whole, by the id of any of its reports or the beginning of one. Raises UnknownSubject."""
        chosen, selection = _checked(rule or self.rule), selection_of({"as_of": as_of})
        incident = as_decided(self._store.incident(name, selection))
        if not incident.reports:
            raise UnknownSubject(
                f"{name}: all reports of this incident were rejected; see `corroborate decisions`"
            )
        told = {report.id: at for at, report in enumerate(incident.reports)}
        claims = self._store.claims(replace(selection, reports=tuple(told)))
        waiting = [link for link in incident.links if link.status == "review"]
        return Shown(
            view=view(incident, chosen),
            claims=tuple(sorted(claims, key=lambda held: (told[held.claim.report], held.claim.span.start))),
            proposals=tuple(sorted(waiting, key=lambda link: -link.score)),
        )

    def document(self, name: str) -> Document:
        """One document with its text and bytes, by its id or the beginning of it. Raises UnknownSubject."""
        return self._store.document(name)

    def ledger(self) -> Ledger:
        """All incidents as totals are held against them: half a minute of many, so keep it while the record stays."""
        return self._ledger(Selection())

    @analyses.collection_paused()
    def quoted_totals(self, *, ledger: Ledger | None = None, **filters: Unpack[Filters]) -> list[QuotedTotal]:
        """The totals that match, quotations of one claim together, each held against the record.

        `ledger` is one at hand; it is not looked at where the record is asked for as of another time.
        """
        from corroborate.actors import load_registry
        from corroborate.linkage import link_totals

        selection = selection_of(filters)
        held = self._store.totals(replace(selection, limit=None, offset=0))
        groups = link_totals([each.total for each in held])
        if ledger is None or selection.as_of is not None:
            ledger = self._ledger(_around(held, selection)) if held else Ledger()
        registry = load_registry() if held else None
        found = []
        for group in groups[cut_of(selection)]:
            quoted = tuple(held[member] for member in group.members)
            comparison = against_record(quoted[0].total, ledger, registry.is_within if registry else None)
            found.append(QuotedTotal(quoted=quoted, comparison=comparison))
        return found

    # --- analyses ---------------------------------------------------------------------------------------

    @analyses.collection_paused()
    def tally(self, by: str | Sequence[str] = (), *, rule: str | None = None, coarse: str = "apart",
              shared: str = "each", **filters: Unpack[Filters]) -> Table:  # fmt: skip
        """Incidents and people killed, injured, captured in each cell of `by`, such as ["month", "actor"].

        `by`: day, week, month, quarter, year; country, province, district, place; type, stage, actor, dyad, tactic,
        group, claimant. `coarse`: incidents dated or placed more coarsely than a cell are listed "apart" or
        "apportion"ed. `shared`: an incident of several actors counts in the cell of "each", or is "divided". See
        `corroborate.analysis.tally`.
        """
        from corroborate.analysis.tally import tally

        chosen, named = _checked(rule or self.rule), analyses.parts(by)
        laid = analyses.lay(self, filters, fields=analyses.needed(named, "casualty"))
        cutting = analyses.cutting_of(laid, coarse=coarse, shared=shared)
        return analyses.table_of(tally(laid.incidents, named, chosen, cutting), filters)

    @analyses.collection_paused()
    def trend(self, measure: str = "incidents", *, unit: str = "month", by: str | None = None,
              rule: str | None = None, coarse: str = "apart", **filters: Unpack[Filters]) -> Table:  # fmt: skip
        """A measure each `unit`, with its change on the one before and a year before, and since when it was not higher.

        `measure`: incidents, killed, injured, captured, militants_killed, … `since` cuts the rows that are given,
        not the past that they are compared with. See `corroborate.analysis.trend`.
        """
        from corroborate.analysis.series import Measured
        from corroborate.analysis.trend import trend

        what = Measured(unit=unit, measure=measure, by=by, rule=_checked(rule or self.rule))
        laid, series = self._followed(what, coarse, filters)
        return analyses.table_of(analyses.shown_from(trend(series, what), laid, unit), filters)

    @analyses.collection_paused()
    def surges(self, measure: str = "incidents", *, unit: str = "week", by: str | None = None,
               chance: float = 0.001, rule: str | None = None, **filters: Unpack[Filters]) -> Table:  # fmt: skip
        """Periods in which a measure rose beyond what its past explains; `chance` is the rate of false alarms.

        See `corroborate.analysis.surges`.
        """
        from corroborate.analysis.series import Measured
        from corroborate.analysis.surges import alarm_of, surges

        what = Measured(unit=unit, measure=measure, by=by, rule=_checked(rule or self.rule))
        laid, series = self._followed(what, "apart", filters)
        found = surges(series, what, alarm_of(unit, chance))
        return analyses.table_of(analyses.shown_from(found, laid, unit), filters)

    @analyses.collection_paused()
    def operations(self, *, rate: float = 0.05, **filters: Unpack[Filters]) -> Table:
        """Days on which one actor struck at several places at once, with the incidents; see `analysis.operations`.

        `rate` is the share of days listed that may be chance.
        """
        from corroborate.analysis.operations import Coordinated, operations

        laid = analyses.lay(self, filters, fields=("casualty", "perpetrator", "where"))
        found = operations(laid.incidents, analyses.cutting_of(laid), Coordinated(rate=rate))
        return analyses.table_of(found, filters)

    @analyses.collection_paused()
    def agreement(self, part: str = "figures", *, between: str = "side", by: str | None = None,
                  **filters: Unpack[Filters]) -> Table:  # fmt: skip
        """How what parties say of the same incidents compares; see `corroborate.analysis.agreement`.

        `part`: figures (between sides or claimants: `between`), responsibility (claimed, laid, denied), silence (of
        officials, parted `by` anything a tally is), delay (from incident to report).
        """
        from corroborate.analysis import agreement

        needs = {"figures": ("casualty",), "responsibility": ("perpetrator",), "silence": ("silence",)}.get(
            part, ()
        )
        laid = analyses.lay(self, filters, fields=analyses.needed((by,) if by else (), *needs))
        cutting = analyses.cutting_of(laid)
        parts: dict[str, Callable[[], Sheet]] = {
            "figures": lambda: agreement.figures_compared(laid.incidents, between, cutting),
            "responsibility": lambda: agreement.responsibility(laid.flat, laid.incidents, cutting),
            "silence": lambda: agreement.silence(laid.flat, laid.incidents, by, cutting),
            "delay": lambda: agreement.delays(laid.flat, laid.incidents),
        }
        return analyses.table_of(analyses.chosen_part(part, parts), filters)

    @analyses.collection_paused()
    def coverage(self, part: str = "sources", *, of: str = "publisher", lists: int = 4,
                 **filters: Unpack[Filters]) -> Table:  # fmt: skip
        """What each source adds, how sources overlap, and what none of them told; see `corroborate.analysis.coverage`.

        `part`: sources, overlap or unseen (an estimate from `lists` lists). `of`: publisher, or speaker (the first).
        """
        from corroborate.analysis import coverage
        from corroborate.analysis.unseen import unseen

        laid = analyses.lay(self, filters, fields=("casualty", "perpetrator") if of == "speaker" else ())
        cutting = analyses.cutting_of(laid)
        # What others compiled repeats the sources: it is no list of its own.
        seen = coverage.seen_by(laid.flat, laid.incidents, of, cutting, compiled=part != "unseen")
        parts: dict[str, Callable[[], Sheet]] = {
            "sources": lambda: coverage.sources(seen),
            "overlap": lambda: coverage.overlap(seen),
            "unseen": lambda: unseen(seen, lists),
        }
        return analyses.table_of(analyses.chosen_part(part, parts), filters)

    def contradictions(self, **filters: Unpack[Filters]) -> Table:
        """Quoted totals of the same things by different claimants that cannot both be right."""
        from corroborate.analysis.rivals import rival_totals

        selection = replace(selection_of(filters), limit=None, offset=0)
        return analyses.table_of(rival_totals(self._store.totals(selection)), filters)

    # --- out --------------------------------------------------------------------------------------------

    def table(self, kind: str, *, include_names: bool = False, rule: str | None = None,
              decimals: int | None = None, coarsen: bool = False, **filters: Unpack[Filters]) -> Table:  # fmt: skip
        """The table of one kind: incidents, reports, claims, totals, stances, decisions, documents, or a shape.

        Shapes are those of other projects: acled, acled-monadic, ged, plover, ftm. `coarsen` moves places to their
        district. The table's `notes` say what was withheld.
        """
        checked_kind(kind)
        chosen = _checked(rule or self.rule)
        asked = Asked(
            filters=filters, rule=chosen, include_names=include_names, decimals=decimals, coarsening=coarsening(coarsen)
        )  # fmt: skip
        made = list(rows(self, kind, asked))
        return Table(kind, made, chosen if kind in RULED else None, notes=withheld(asked))

    def export(self, path: str | Path, kind: str | Sequence[str] = "incidents", *, form: str | None = None,
               options: ExportOptions | None = None, rule: str | None = None, include_names: bool = False,
               decimals: int | None = None, coarsen: bool = False, **filters: Unpack[Filters]) -> Exported:  # fmt: skip
        """Write tables to a file or a folder, each file whole or not at all.

        `kind` is one table, several, or "all". The form (csv, jsonl, geojson, xlsx, parquet, gpkg) goes by the
        name; a folder gets a file a table. Beside it lies a data package that describes every column and says
        which rule, licence and day it goes by and what was withheld. See `corroborate.exports`.
        """
        asked = Asked(
            filters=filters, rule=_checked(rule or self.rule), include_names=include_names, decimals=decimals,
            coarsening=coarsening(coarsen),
        )  # fmt: skip
        return export(self, Path(path), kinds_of(kind), asked, options or ExportOptions(form=form))

    def report(self, *files: str | Path, rule: str | None = None, options: ReportOptions | None = None,
               **filters: Unpack[Filters]) -> Reported:  # fmt: skip
        """Write a report of the days from `since` to `until` to files that end in .html or .pdf.

        Findings, tables, charts, a map, the incidents with their sources, quoted totals, method and limits; every
        figure leads to its incidents. Raises BadRequest where the libraries for it (`corroborate[reports]`) are
        missing. See `corroborate.reports`.
        """
        from corroborate.reports import ReportOptions, report

        wanted = [Path(file) for file in files]
        return report(self, wanted, filters, _checked(rule or self.rule), options or ReportOptions())

    def lines(self, table: Table, form: str, *, hxl: bool = False) -> Iterable[str]:
        """A table as the text of an export, piece by piece. Raises BadRequest for a form that is no text."""
        return lines_of(table, form, hxl=hxl)

    def check(self) -> Health:
        """What is in the record, and what is wrong with it."""
        decisions = self._store.decisions()
        reports = {report.id for incident in self._store.incidents() for report in incident.reports}
        claims = {held.claim.id for held in self._store.claims()} if decisions else set()
        held = reports | claims
        loose = [
            each for each in decisions if not all(name in held or is_name(name) for name in each.subjects)
        ]
        return Health(
            sizes=self._store.sizes(),
            damage=tuple(self._store.troubles()),
            conflicts=tuple(conflicts(decisions)),
            loose=tuple(loose),
            waiting=len(self._store.waiting_reports()),
        )

    # --- how --------------------------------------------------------------------------------------------

    def _views(self, selection: Selection, rule: str) -> list[View]:
        decided = (as_decided(incident) for incident in self._store.incidents(selection))
        return [view(incident, rule) for incident in decided if incident.reports]

    def _ledger(self, selection: Selection) -> Ledger:
        """The incidents that match, to hold totals against."""
        from corroborate.analysis.counted import count_incidents

        first, last = selection.since, selection.until
        # Of many years nearly all is needed, and reading all is quicker than choosing.
        is_long = first is None or last is None or (last - first).days > _LONG
        asked = replace(selection, since=None, until=None) if is_long else selection
        with analyses.collection_paused():
            flat = self._store.flat(asked, fields=("casualty", "perpetrator", "where"))
            return Ledger.of(count_incidents(flat), flat)

    def _followed(self, what: Measured, coarse: str, filters: Filters) -> tuple[analyses.Laid, list[Series]]:
        """The series asked for, from the first day told as news to the last that a document can tell of."""
        from corroborate.analysis.series import series_of

        fields = analyses.needed((what.by,) if what.by else (), "casualty")
        laid = analyses.lay(self, filters, fields=fields, history=True)
        told = {"since": analyses.since_told(laid), "until": analyses.until_told(laid)}
        cutting = analyses.cutting_of(laid, coarse=coarse, **told)
        return laid, series_of(laid.incidents, what, cutting)


def _checked(rule: str) -> str:
    """A rule that exists. Raises BadRequest."""
    return best([], rule).rule


def _around(held: Sequence[HeldTotal], selection: Selection) -> Selection:
    """The incidents that any of the totals may speak of, as the record stood when it was asked."""
    periods = [each.total.period for each in held]
    starts = [period.earliest for period in periods]
    ends = [period.latest for period in periods]
    return Selection(
        since=None if None in starts else min(day for day in starts if day),
        until=None if None in ends else max(day for day in ends if day),
        as_of=selection.as_of,
    )
