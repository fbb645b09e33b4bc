"""The record as one object: each method is one transaction, or one look at one moment."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from threading import local
from typing import Any

from sqlalchemy import Connection, func, select

from corroborate.errors import RecordMoved, UnknownSubject
from corroborate.model import Coding, Decision, Document, Report
from corroborate.model.change import Change, Place
from corroborate.model.flat import FlatRecord
from corroborate.model.held import (
    ClaimCells,
    DocumentCount,
    DocumentPage,
    DocumentQuery,
    HeldClaim,
    HeldDocument,
    HeldStance,
    HeldTotal,
    Hit,
    QuotePage,
)
from corroborate.model.incident import Incident, Link, Source
from corroborate.model.selection import EVERYTHING, Selection, cut_of
from corroborate.store import (
    cells,
    changing,
    deciding,
    filing,
    flat,
    linking,
    moments,
    opening,
    reading,
    saving,
    search,
    shelf,
    tables,
)  # fmt: skip
from corroborate.store.carding import Carding
from corroborate.store.linking import Linked
from corroborate.store.rows import document_of
from corroborate.store.saving import Beside, Outcome
from corroborate.store.surveying import Surveying
from corroborate.store.transactions import utc_now

_SHORTEST_PREFIX = 6


def open_store(
    path: str, *, readonly: bool = False, create: bool = True, now: Callable[[], datetime] = utc_now
) -> Store:
    """Open the record at `path`, or make one; ":memory:" is one that is not kept (the store of tests).

    Raises UnreadableRecord where the file is missing, damaged, another program's, or from a newer version.
    """
    return Store(path, opening.open_engine(path, readonly=readonly, create=create), now)


class Store(Carding, Surveying):
    """An open record. Reading never waits for writing; writers of several processes take turns."""

    # --- documents and what they tell -----------------------------------------------------------------

    def save(self, coding: Coding, beside: Beside | None = None) -> Outcome:
        """Keep one document and all that it tells, or nothing of it.

        "unchanged" where this extractor's coding of it is there already; "recoded" where another
        extractor's was: what people decided stays attached, by id or by the words it is about.
        """
        kept = beside or Beside()
        with self._writing() as (connection, now):
            return saving.save_coding(connection, coding, kept, now)

    def extractors(self, ids: Iterable[str]) -> dict[str, str | None]:
        """Which of the documents are held, each with the extractor that coded it (None: not coded)."""
        held = tables.documents
        asked = select(held.c.id, held.c.extractor).where(held.c.id.in_(list(ids)))
        with self._reading() as connection:
            return {row.id: row.extractor for row in connection.execute(asked)}

    def signatures(self, after: int = 0) -> list[tuple[int, str, str | None, bytes]]:
        """(number, document, copy of, signature) of the documents added after number `after`."""
        held = tables.documents
        asked = select(held.c.seq, held.c.id, held.c.copy_of, held.c.signature)
        asked = asked.where(held.c.seq > after, held.c.signature.is_not(None)).order_by(held.c.seq)
        with self._reading() as connection:
            return [(row.seq, row.id, row.copy_of, row.signature) for row in connection.execute(asked)]

    def document(self, document: str) -> Document:
        """A document whole, by its id or the beginning of it. Raises UnknownSubject."""
        with self._reading() as connection:
            found = self._one(connection, tables.documents, document, "document")
            row = connection.execute(select(tables.documents).where(tables.documents.c.id == found))
            return document_of(row.mappings().one())

    def documents(self, selection: Selection = EVERYTHING) -> list[HeldDocument]:
        """The documents, oldest in the record first."""
        with self._reading() as connection:
            return reading.read_documents(connection, selection)

    def incidents(self, selection: Selection = EVERYTHING) -> list[Incident]:
        """The incidents of which any report matches, by day."""
        with self._reading() as connection:
            found = reading.read_incidents(connection, selection)
        return found[cut_of(selection)]

    def incident_ids(self, selection: Selection = EVERYTHING) -> list[str]:
        """The ids of the incidents of which any report matches, by day."""
        with self._reading() as connection:
            return reading.read_incident_ids(connection, selection)

    def incident(self, name: str, selection: Selection = EVERYTHING) -> Incident:
        """The incident that a name means: the id, or its beginning, of any of its reports."""
        report = self.report_named(name)
        found = self.incidents(replace(selection, reports=(report,)))
        if not found:
            raise UnknownSubject(f"{name}: the record did not hold this incident then; leave out the day")
        return found[0]

    def reports(self, selection: Selection = EVERYTHING) -> list[tuple[str, Report]]:
        """The reports of the incidents that match, behind the id of each one's incident, in the order of adding."""
        with self._reading() as connection:
            return reading.read_reports(connection, selection)

    def claims(self, selection: Selection = EVERYTHING, fields: Sequence[str] = ()) -> list[HeldClaim]:
        """The claims of the reports that match, of some fields or of all."""
        with self._reading() as connection:
            return reading.read_claims(connection, selection, fields)

    def claim_cells(
        self,
        selection: Selection = EVERYTHING,
        fields: Sequence[str] = (),
        numbers: tuple[int, int] | None = None,
    ) -> Iterator[Any]:
        """The claims that match, in the order of adding, one by one: tuples in the order of ClaimCells.

        With `numbers` only those above the first and up to the last.
        """
        with self._reading() as connection:
            yield from cells.read_claim_cells(connection, selection, fields, numbers)

    def newest_claim(self) -> int:
        """The number of the claim that was added last; 0 where there is none."""
        with self._reading() as connection:
            return cells.read_newest_claim(connection)

    def claims_around(
        self, selection: Selection = EVERYTHING
    ) -> tuple[dict[str, str], dict[str, tuple[str | None, ...]]]:
        """The incident of each report of those claims; publisher, day, title and address of each document."""
        with self._reading() as connection:
            return cells.read_claims_around(connection, selection)

    def naming_claims(self, roles: Sequence[str], numbers: tuple[int, int] | None = None) -> list[ClaimCells]:
        """The claims that may name a private person: one hit or suspected, or a speaker of one of the roles."""
        with self._reading() as connection:
            return cells.read_naming_claims(connection, roles, numbers)

    def flat(
        self, selection: Selection = EVERYTHING, *, targets: bool = False, fields: Sequence[str] | None = None
    ) -> FlatRecord:
        """The incidents that match laid flat for analysis, with their targets where asked for.

        `fields` names the claims that are needed (casualty, perpetrator, …); fewer are read faster.
        """
        with self._reading() as connection:
            return flat.read_flat(connection, selection, targets=targets, fields=fields)

    def totals(self, selection: Selection = EVERYTHING) -> list[HeldTotal]:
        """The quoted totals that match."""
        with self._reading() as connection:
            return reading.read_totals(connection, selection)

    def stances(self, selection: Selection = EVERYTHING) -> list[HeldStance]:
        """The stances that match."""
        with self._reading() as connection:
            return reading.read_stances(connection, selection)

    def count(self, kind: str, selection: Selection = EVERYTHING, fields: Sequence[str] = ()) -> int:
        """How many claims, totals, stances or documents match, whatever part of them is listed."""
        with self._reading() as connection:
            return reading.count_rows(connection, kind, selection, fields)

    def changes(self, since: Place, most: int) -> list[Change]:
        """The first `most` things that became different behind a place, in the order in which they did."""
        with self._reading() as connection:
            return changing.read_changes(connection, since, most)

    def search(self, asked: str, selection: Selection = EVERYTHING) -> list[Hit]:
        """Documents that hold all the words, best first."""
        at = reading.moment(selection) or "9999"
        with self._reading() as connection:
            first = selection.offset
            return search.hits(connection, asked, at, first + (selection.limit or 50))[first:]

    def shelf(self, query: DocumentQuery) -> DocumentPage:
        """A page of the documents that match."""
        with self._reading() as connection:
            return shelf.read_shelf(connection, query)

    def shelf_counts(self, query: DocumentQuery, by: Sequence[str]) -> dict[str, list[DocumentCount]]:
        """The documents that match counted by publisher, language or coder."""
        with self._reading() as connection:
            return shelf.read_shelf_counts(connection, query, by)

    def copies(self, document: str) -> list[HeldDocument]:
        """The documents that repeat one."""
        with self._reading() as connection:
            return shelf.read_copies(connection, document)

    def quotes(self, asked: str, first: int = 0, most: int = 50) -> QuotePage:
        """The reports whose quotes hold all the words, best first."""
        with self._reading() as connection:
            return search.quotes(connection, asked, first, most)

    def report_named(self, name: str) -> str:
        """The id of the report that an id, a former id, or the beginning of an id means now."""
        with self._reading() as connection:
            current = deciding.newest_name(connection, name)
            return self._one(connection, tables.reports, current, "incident or report")

    def moments(self, told: Collection[str], subjects: Collection[str] = ()) -> list[str]:
        """The times at which what the record says of some reports changed, or `subjects` were decided on."""
        with self._reading() as connection:
            return moments.read_moments(connection, told, subjects)

    def subject_named(self, name: str) -> str:
        """The id of the report or claim that is meant. Raises UnknownSubject."""
        with self._reading() as connection:
            current = deciding.newest_name(connection, name)
            claim = tables.claims.c
            if connection.execute(select(claim.seq).where(claim.id == current)).first():
                return current
        return self.report_named(name)

    # --- decisions ------------------------------------------------------------------------------------

    def decisions(self, selection: Selection = EVERYTHING) -> list[Decision]:
        """All decisions, oldest first, with those withdrawn marked."""
        with self._reading() as connection:
            return deciding.read_decisions(connection, reading.moment(selection))

    def decide(self, decision: Decision) -> None:
        """Append a decision."""
        with self._writing() as (connection, now):
            self._refuse_moved(connection)
            deciding.append(connection, decision, now)
            filing.note_decided(connection, decision.subjects)

    def withdraw(self, row_id: str, decision: Decision) -> None:
        """Append the withdrawal of a decision, which says who withdrew it and when."""
        with self._writing() as (connection, now):
            self._refuse_moved(connection)
            deciding.append_withdrawal(connection, row_id, decision, now)
            filing.note_decided(connection, decision.subjects)

    @contextmanager
    def unless_moved(self, mark: tuple[int, int, int]) -> Iterator[None]:
        """What this thread decides first within holds only if the record is as it was at `linking_mark`.

        Raises RecordMoved where anybody, in this process or another, decided or linked since.
        """
        self._looked_at.mark = mark
        try:
            yield
        finally:
            self._looked_at.mark = None

    def _refuse_moved(self, connection: Connection) -> None:
        mark = getattr(self._looked_at, "mark", None)
        if mark is not None and linking.linking_mark(connection) != mark:
            raise RecordMoved("the record changed while this was decided; look at it again")
        self._looked_at.mark = None

    @cached_property
    def _looked_at(self) -> local:
        return local()

    def links(self, selection: Selection = EVERYTHING) -> list[Link]:
        """The provisional links in force: what holds incidents together, and what waits for a person."""
        with self._reading() as connection:
            return reading.read_links(connection, reading.moment(selection))

    # --- linkage --------------------------------------------------------------------------------------

    def waiting_reports(self, most: int = 5_000) -> list[tuple[Report, Source]]:
        """Reports that are not linked yet, with their documents."""
        with self._reading() as connection:
            return linking.waiting_reports(connection, most)

    def openings(self, ids: Iterable[str], most: int) -> dict[str, str]:
        """The first `most` characters of the texts of documents, by their ids."""
        with self._reading() as connection:
            return linking.openings(connection, ids, most)

    def components(self, keys: Iterable[str], of_reports: Iterable[str] = ()) -> dict[str, list[str]]:
        """The facts of every component that shares a key or holds a report, whole."""
        with self._reading() as connection:
            touched = linking.components_of_keys(connection, keys)
            touched |= linking.components_of_reports(connection, of_reports)
            return linking.facts_of_components(connection, touched)

    def reports_of_claims(self, ids: Iterable[str]) -> dict[str, str]:
        """The report that each claim belongs to."""
        with self._reading() as connection:
            return reading.reports_of_claims(connection, set(ids))

    def linking_mark(self) -> tuple[int, int, int]:
        """Changes whenever membership or decisions do, whoever changes them."""
        with self._reading() as connection:
            return linking.linking_mark(connection)

    def save_linked(self, linked: Linked, mark: tuple[int, int, int]) -> bool:
        """Keep what a round of linking found, unless the record has moved on since `mark`: then False."""
        with self._writing() as (connection, now):
            if linking.linking_mark(connection) != mark:
                return False
            filing.note_reports(connection, linking.save_linked(connection, linked, now))
            return True

    def forget_all_linkage(self) -> None:
        """Make every report wait to be linked anew; decisions stay."""
        with self._writing() as (connection, now):
            linking.forget_all_linkage(connection, now)
            filing.note_all(connection)

    # --- health ---------------------------------------------------------------------------------------

    def sizes(self, *names: str) -> dict[str, int]:
        """How many rows of each kind the record holds now, by the name of the table; of some tables or of all."""
        wanted = [each for each in tables.metadata.sorted_tables if not names or each.name in names]
        with self._reading() as connection:
            return {table.name: self._size(connection, table) for table in wanted}

    def troubles(self) -> list[str]:
        """What the database itself finds wrong with the file: empty where it is sound."""
        with self._reading() as connection:
            found = connection.exec_driver_sql("PRAGMA quick_check(20)").scalars().all()
        return [str(each) for each in found if each != "ok"]

    # --- how ------------------------------------------------------------------------------------------

    @staticmethod
    def _size(connection: Connection, table: Any) -> int:
        asked = select(func.count()).select_from(table)
        if "retired_at" in table.c:
            asked = asked.where(table.c.retired_at.is_(None))
        return int(connection.execute(asked).scalar() or 0)

    @staticmethod
    def _one(connection: Connection, table: Any, name: str, noun: str) -> str:
        """The one id that a name is, or begins."""
        for now in _current_first(table):
            exact = connection.execute(select(table.c.id).where(table.c.id == name, *now).limit(1)).scalar()
            if exact:
                return str(exact)
        if len(name) < _SHORTEST_PREFIX:
            raise UnknownSubject(
                f"{name!r}: no {noun} has this id; give at least {_SHORTEST_PREFIX} characters of one"
            )
        begins = (
            select(table.c.id).where(table.c.id >= name, table.c.id < f"{name}\U0010ffff").distinct().limit(2)
        )
        for now in _current_first(table):
            found = connection.execute(begins.where(*now)).scalars().all()
            if found:
                break
        if len(found) != 1:
            why = "several ids begin so; give more of it" if found else f"the record holds no such {noun}"
            raise UnknownSubject(f"{name!r}: {why}")
        return str(found[0])


def _current_first(table: Any) -> list[list[Any]]:
    """The conditions under which rows are looked for: those in force, which an index finds, then all."""
    return [[table.c.retired_at.is_(None)], []] if "retired_at" in table.c else [[]]
