"""A record's tables, row by row: what listings, exports and data frames are made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Protocol, Unpack

from corroborate.filters import Filters, grades_of, selection_of
from corroborate.model import Where
from corroborate.model.card import Card, CardRow
from corroborate.model.held import HeldClaim, HeldTotal
from corroborate.model.incident import Incident
from corroborate.model.selection import EVERYTHING, Selection, cut_of
from corroborate.publishing import ALL_SHOWN, Names, Showing, names_by_document, names_to_show
from corroborate.publishing import rows as row_of
from corroborate.publishing.card_rows import card_row, names_on
from corroborate.publishing.files import READY, made_ready
from corroborate.publishing.names import finer_places
from corroborate.sharing import can_share, made_beside

if TYPE_CHECKING:
    from corroborate.analysis import Comparison, Ledger, View
    from corroborate.publishing.coarsening import Coarsening
    from corroborate.store import Store

Row = dict[str, Any]

_MOST_DOCUMENTS_NAMED = 500
_MOST_SEEN = 2_000
_SHARED, _MOST_ALONE, _OWN_SHARE = ("incidents", "acled", "acled-monadic", "ged"), 8_000, 0.42
"""Tables of incidents that two processes make, from how many on, and what the first makes, which writes all."""
_OWN_SHARE_OF_TEXT, _MOST_CLAIMS_ALONE = 0.48, 100_000
"""What the first makes where both make text, and from how many on claims are made so."""
_OF_CELLS = ("csv", "jsonl", "parquet", "xlsx", "gpkg")
"""Forms that are written from claims as cells."""
_NO_ACLED = "incidents without a day, or only threatened, have no row in ACLED's shape"
_NAMING = ("target", "perpetrator", "casualty")


class Quoted(Protocol):
    """A total with all who quote it, held against the record."""

    @property
    def quoted(self) -> Sequence[HeldTotal]: ...
    @property
    def comparison(self) -> Comparison: ...


class Held(Protocol):
    """What tables are made from: a record."""

    @property
    def store(self) -> Store: ...
    def views(self, *, rule: str | None = None, **filters: Unpack[Filters]) -> list[View]: ...
    def quoted_totals(
        self, *, ledger: Ledger | None = None, **filters: Unpack[Filters]
    ) -> Sequence[Quoted]: ...


@dataclass(slots=True, kw_only=True)
class Asked:
    """How a table is wanted: which rows, by which rule, with which names and how fine places.

    `form` is the file's that they are for: some take claims as tuples of cells. `estimates` puts numbers for "several" into ACLED's shape.
    `withheld` gathers the private names that were held back while rows were made, `left_out` counts what a shape
    has no row for. `ids` are the incidents asked for, where they are known already, `numbers` the claims: those above
    the first, up to the last. `ledger` is one at hand, to hold totals against.
    """

    filters: Filters = field(default_factory=lambda: Filters())
    rule: str | None = None
    fields: Sequence[str] = ()
    include_names: bool = False
    decimals: int | None = None
    coarsening: Coarsening | None = None
    form: str = ""
    estimates: bool = False
    ids: Sequence[str] | None = None
    numbers: tuple[int, int] | None = None
    ledger: Ledger | None = None
    withheld: set[str] = field(default_factory=set)
    left_out: Counter[str] = field(default_factory=Counter)
    as_of: str | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        at = self.selection.as_of
        self.as_of = at.isoformat() if at else None

    @property
    def selection(self) -> Selection:
        """The rows asked for."""
        return selection_of(self.filters)

    def keeps(self, is_kept: bool, otherwise: str) -> bool:
        """Whether a row is made; where none is, it is counted under what it is."""
        if not is_kept:
            self.left_out[otherwise] += 1
        return is_kept

    def showing(self, names: Names | None) -> Showing:
        """How rows with these names to hold back are shown."""
        held = names or Names()
        shown = ALL_SHOWN.and_places(held.places) if self.include_names else held
        self.withheld |= shown.private
        return Showing(
            names=shown,
            as_of=self.as_of,
            decimals=self.decimals,
            moved=self.coarsening,
        )


def rows(record: Held, kind: str, asked: Asked) -> Iterator[Row]:
    """The rows of one kind of table, one by one; a second process helps where there are many."""
    if kind in _SHARED and _can_share(record, asked):
        ids = _ids(record, asked)
        if len(ids) > _MOST_ALONE:
            own = int(len(ids) * (_OWN_SHARE_OF_TEXT if asked.form in READY else _OWN_SHARE))
            parts = (replace(asked, ids=part) for part in (ids[:own], ids[own:]))
            return _in_two(record, kind, TABLES[kind], *parts)
    return TABLES[kind](record, asked)


def _can_share(record: Held, asked: Asked) -> bool:
    return asked.coarsening is None and record.store.path != ":memory:" and can_share()


def _incidents(record: Held, asked: Asked) -> Iterator[Row]:
    if _is_carded(record, asked):
        wanted = replace(asked.selection, limit=None, offset=0)
        ids = record.store.incident_ids(wanted) if asked.ids is None else asked.ids
        with record.store.card_rows(ids) as held:
            if held is not None:
                yield from _card_rows(held, asked)
                return
    for seen, how in _views(record, asked):
        yield row_of.incident_row(seen, how)


def _is_carded(record: Held, asked: Asked) -> bool:
    """Whether the incidents asked for can be told from their cards: all as they are now.

    Coarse ones cannot: what their texts may not name, each report's place, is on no card.
    """
    return asked.selection.as_of is None and asked.coarsening is None and record.store.cards_current()


def _card_rows(held: Iterable[tuple[Card, CardRow]], asked: Asked) -> Iterator[Row]:
    grades, cut = grades_of(asked.filters), cut_of(asked.selection)
    fit = (each for each in held if not grades or each[0].grade in grades)
    for card, told in islice(fit, cut.start, cut.stop):
        yield card_row(card, told, asked.rule or "lowest", asked.showing(names_on(told, card)))


def _acled(record: Held, asked: Asked) -> Iterator[Row]:
    from corroborate.publishing.acled import acled_row, is_coded

    for seen, how in _views(record, asked):
        if asked.keeps(is_coded(seen), _NO_ACLED):
            yield acled_row(seen, how, estimates=asked.estimates)


def _acled_monadic(record: Held, asked: Asked) -> Iterator[Row]:
    from corroborate.publishing.acled import is_coded, monadic_rows

    for seen, how in _views(record, asked):
        if asked.keeps(is_coded(seen), _NO_ACLED):
            yield from monadic_rows(seen, how, estimates=asked.estimates)


def _ged(record: Held, asked: Asked) -> Iterator[Row]:
    from corroborate.publishing.ged import ged_row, is_lethal

    for seen, how in _views(record, asked):
        if asked.keeps(
            is_lethal(seen),
            "incidents without a day, or in which nobody is said to be killed, have no row in GED's shape",
        ):
            yield ged_row(seen, how)


def _plover(record: Held, asked: Asked) -> Iterator[Row]:
    from corroborate.publishing.plover import deed_row, is_deed, is_word, word_row

    for seen, how in _views(record, asked):
        if asked.keeps(
            is_deed(seen), "incidents of types that are no event of PLOVER's have no row in its shape"
        ):
            yield deed_row(seen, how)
    held = record.store.stances(asked.selection)
    names = _names(record, {each.source.id for each in held}, asked)
    for each in held:
        if asked.keeps(
            is_word(each),
            "stances that are no event of PLOVER's (appeals, judgements, claims of responsibility) have no row in its shape",
        ):
            yield word_row(each, asked.showing(names.get(each.source.id)))


def _ftm(record: Held, asked: Asked) -> Iterator[Row]:
    from corroborate.publishing.followthemoney import Graph

    graph = Graph()
    for seen, how in _views(record, asked):
        yield from graph.entities_of(seen, how)


def _views(record: Held, asked: Asked) -> Iterator[tuple[View, Showing]]:
    for seen in _seen(record, asked):
        yield seen, asked.showing(_names_in(seen.incident, asked))


def _seen(record: Held, asked: Asked) -> Iterator[View]:
    """The views asked for, some thousand at a time where there are many, so that they are never all held."""
    from corroborate.analysis import as_decided, view

    selection, grades = asked.selection, grades_of(asked.filters)
    ids = _ids(record, asked) if asked.ids is None else asked.ids
    if len(ids) <= _MOST_SEEN and asked.ids is None:
        yield from record.views(rule=asked.rule, **asked.filters)
        return
    for begin in range(0, len(ids), _MOST_SEEN):
        part = Selection(reports=tuple(ids[begin : begin + _MOST_SEEN]), as_of=selection.as_of)
        for incident in map(as_decided, record.store.incidents(part)):
            seen = view(incident, asked.rule or "lowest") if incident.reports else None
            if seen is not None and (not grades or seen.grade.name in grades):
                yield seen


def _ids(record: Held, asked: Asked) -> Sequence[str]:
    """The incidents asked for, by id; none where they are cut by their number."""
    selection = asked.selection
    return [] if selection.limit is not None or selection.offset else record.store.incident_ids(selection)


def _in_two(
    record: Held, kind: str, made: Callable[[Any, Asked], Iterator[Any]], own: Asked, later: Asked
) -> Iterator[Any]:
    """The rows made for `own`, and those for `later`, which a second process makes, as text where they are for text."""
    apart = replace(later, withheld=set(), left_out=Counter())

    def make() -> Iterator[Any]:
        yield from made_ready(made(_reopened(record), apart), kind, apart.form)
        yield apart

    with made_beside(make) as beside:
        yield from made(record, own)
        for row in beside:
            if isinstance(row, Asked):
                later.withheld |= row.withheld
                later.left_out.update(row.left_out)
            else:
                yield row


def _reopened(record: Held) -> Any:
    """A record of the same file for another process, which must not use this one's connections."""
    from corroborate.store import open_store

    return SimpleNamespace(store=open_store(record.store.path, readonly=True))


def _reports(record: Held, asked: Asked) -> Iterator[Row]:
    held = record.store.reports(asked.selection)
    names = _names(record, {report.document for _, report in held}, asked)
    for incident, report in held:
        yield row_of.report_row(report, incident, asked.showing(names.get(report.document)))


def _claims(record: Held, asked: Asked) -> Iterator[Any]:
    if asked.form in _OF_CELLS:
        yield from _claims_as_cells(record, asked)
        return
    for held, names in _claims_named(record, asked):
        showing: dict[str, Showing] = {}
        for each in held:
            how = showing.get(each.source.id)
            if how is None:
                how = showing[each.source.id] = asked.showing(names.get(each.source.id))
            yield row_of.claim_row(each, how)


def _claims_named(record: Held, asked: Asked) -> Iterator[tuple[list[HeldClaim], dict[str, Names]]]:
    """The claims with the names to hold back, some hundred documents at a time where all are asked for."""
    for part in _parts(record, asked.selection):
        held = record.store.claims(part, asked.fields)
        if _is_whole(part, asked) and not asked.include_names:
            yield held, names_by_document(held, _moved(asked))
        else:
            yield held, _names(record, {each.source.id for each in held}, asked)


def _claims_as_cells(record: Held, asked: Asked) -> Iterator[Any]:
    from corroborate.publishing.claim_cells import claim_rows

    around = record.store.claims_around(asked.selection)
    names = _names_by_cells(record, around[1], asked)

    def made(record: Held, asked: Asked) -> Iterator[Any]:
        held = record.store.claim_cells(asked.selection, asked.fields, asked.numbers)
        return claim_rows(held, around, lambda document: asked.showing(names.get(document)), asked.form)

    is_cut = asked.selection.limit is not None
    last = record.store.newest_claim() if _can_share(record, asked) else 0
    if is_cut or last < _MOST_CLAIMS_ALONE:
        return made(record, asked)
    middle = int(last * (_OWN_SHARE_OF_TEXT if asked.form in READY else _OWN_SHARE))
    parts = (replace(asked, numbers=part) for part in ((0, middle), (middle, last)))
    return _in_two(record, "claims", made, *parts)


def _names_by_cells(record: Held, documents: Collection[str], asked: Asked) -> dict[str, Names]:
    """As `_names`: of many documents from the claims alone that may name somebody."""
    from corroborate.analysis.private import PRIVATE_ROLES
    from corroborate.publishing.names import names_of_cells

    if asked.include_names or asked.coarsening is not None or len(documents) <= _MOST_DOCUMENTS_NAMED:
        return _names(record, documents, asked)
    roles, last = tuple(PRIVATE_ROLES), record.store.newest_claim()
    if last < _MOST_CLAIMS_ALONE or record.store.path == ":memory:" or not can_share():
        return names_of_cells(record.store.naming_claims(roles))
    with made_beside(lambda: iter(_reopened(record).store.naming_claims(roles, (last // 2, last)))) as beside:
        own = record.store.naming_claims(roles, (0, last // 2))
        return names_of_cells([*own, *beside])


def _parts(record: Held, selection: Selection) -> Iterator[Selection]:
    """The selection, some hundred documents at a time where it names none."""
    if selection.limit is not None or selection.offset or selection.documents:
        yield selection
        return
    known = record.store.documents(Selection(as_of=selection.as_of))
    ids = [each.source.id for each in known if each.reports]
    for begin in range(0, len(ids), _MOST_DOCUMENTS_NAMED):
        yield replace(selection, documents=tuple(ids[begin : begin + _MOST_DOCUMENTS_NAMED]))


def _is_whole(part: Selection, asked: Asked) -> bool:
    """Whether all claims of the documents are in a part, so that it tells every name in them."""
    return part == replace(EVERYTHING, documents=part.documents) and not asked.fields


def _totals(record: Held, asked: Asked) -> Iterator[Row]:
    quoted = record.quoted_totals(ledger=asked.ledger, **asked.filters)
    names = _names(record, {held.source.id for each in quoted for held in each.quoted}, asked)
    for each in quoted:
        told = Names.together(names.get(held.source.id, Names()) for held in each.quoted)
        yield row_of.total_row(each.quoted, each.comparison, asked.showing(told))


def _stances(record: Held, asked: Asked) -> Iterator[Row]:
    held = record.store.stances(asked.selection)
    names = _names(record, {each.source.id for each in held}, asked)
    for each in held:
        yield row_of.stance_row(each, asked.showing(names.get(each.source.id)))


def _documents(record: Held, asked: Asked) -> Iterator[Row]:
    held = record.store.documents(asked.selection)
    names = _names(record, {each.source.id for each in held}, asked)
    for each in held:
        yield row_of.document_row(each, asked.showing(names.get(each.source.id)))


def _decisions(record: Held, asked: Asked) -> Iterator[Row]:
    how = replace(asked.showing(None), names=ALL_SHOWN)
    for each in record.store.decisions(asked.selection):
        yield row_of.decision_row(each, how)


TABLES: dict[str, Callable[[Held, Asked], Iterator[Row]]] = {
    "incidents": _incidents,
    "reports": _reports,
    "claims": _claims,
    "totals": _totals,
    "stances": _stances,
    "decisions": _decisions,
    "documents": _documents,
    "acled": _acled,
    "acled-monadic": _acled_monadic,
    "ged": _ged,
    "plover": _plover,
    "ftm": _ftm,
}
"""Every kind of table, and what gives its rows."""


def _names_in(incident: Incident, asked: Asked) -> Names:
    names = names_to_show(incident.reports, asked.include_names)
    if asked.coarsening is None:
        return names
    told = asked.coarsening.told
    return names.and_places(finer_places((each.where, told(each.where)) for each in incident.reports))


def _moved(asked: Asked) -> Callable[[Where], Where] | None:
    return asked.coarsening.told if asked.coarsening is not None else None


def _names(record: Held, documents: Iterable[str], asked: Asked) -> dict[str, Names]:
    """For each document the names to hold back, and the places where they are moved; none where all is shown."""
    ids, moved = set(documents), _moved(asked)
    if not ids or (asked.include_names and moved is None):
        return {}
    few = len(ids) <= _MOST_DOCUMENTS_NAMED
    selection = Selection(documents=tuple(ids)) if few else EVERYTHING
    fields = (*_NAMING, "where") if moved else _NAMING
    return names_by_document(record.store.claims(selection, fields), moved)
