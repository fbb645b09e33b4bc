"""Which sources see which incidents: what each adds, and how they overlap."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations, pairwise
from typing import Any

import numpy as np

from corroborate.analysis.dimensions import Claimants, Cutting
from corroborate.analysis.incidents import Counted, Incidents, as_columns
from corroborate.analysis.segments import Several, begins
from corroborate.analysis.sheet import Sheet
from corroborate.errors import BadRequest
from corroborate.model.column import Column
from corroborate.model.columned import columned
from corroborate.model.flat import FlatRecord, FlatReport

Seen = Mapping[str, frozenset[int]]
"""For each source the incidents it tells of, by their places in a list."""

MOST_PAIRED = 12
"""The largest sources of which every pair is compared."""


def seen_by(
    record: FlatRecord, incidents: Sequence[Counted], of: str = "publisher", cutting: Cutting | None = None,
    *, compiled: bool = True,
) -> Seen:  # fmt: skip
    """The incidents that each publisher tells of, or each first speaker (`of` speaker); the largest first.

    A copy is its original's publisher's. Datasets that others compiled from what sources told are left out where
    `compiled` is false. Raises BadRequest for anything else than publisher and speaker.
    """
    columns = as_columns(incidents)
    if of == "speaker":
        names = Claimants(incidents, (cutting or Cutting()).names)
        voices = columns.several("voices")
        told = Several(voices.owners, voices.held.used().known_as(lambda voice: names.name(voice.key)))
    elif of == "publisher":
        told = _published(record, columns, compiled)
    else:
        raise BadRequest(f"sources by {of!r}: choose publisher or speaker")
    order = np.argsort(told.held.codes, kind="stable")
    ends = begins(told.held.codes[order], len(told.held.values)).tolist()
    every = told.owners[order].tolist()
    parts = (frozenset(every[begin:end]) for begin, end in pairwise(ends))
    found = [(name, part) for name, part in zip(told.held.values, parts, strict=True) if part]
    return dict(sorted(found, key=lambda pair: (-len(pair[1]), pair[0])))


def _published(record: FlatRecord, incidents: Incidents, compiled: bool) -> Several:
    """The publishers of each incident's reports."""
    reports = incidents.several("reports")
    documents = columned(FlatReport, record.reports).column("document").at(reports.held.told(lambda at: at))
    kept = documents.told(lambda id_: compiled or not _is_compiled(record, id_), bool)
    said = documents.at(kept).known_as(lambda id_: _publisher(record, id_))
    return Several(reports.owners[kept], said)


def _is_compiled(record: FlatRecord, document: str) -> bool:
    source = record.sources.get(document)
    return source is not None and source.is_compiled


def _publisher(record: FlatRecord, document: str) -> str:
    source = record.sources.get(document)
    if source is None:
        return "an unnamed outlet"
    original = record.sources.get(source.copy_of) if source.copy_of else None
    return (original or source).publisher or "an unnamed outlet"


def sources(seen: Seen) -> Sheet:
    """What each source adds: its incidents, those that it alone tells, and what it brings beyond those before it.

    `added` goes by the order in which each next source brings the most that is new (the greedy order).
    """
    alone = Counter(next(iter(names)) for names in _tellers(seen).values() if len(names) == 1)
    every = len(_tellers(seen))
    rows, held, left = [], 0, {name: set(incidents) for name, incidents in seen.items()}
    for name, added in _greedy(left):
        held += added
        rows.append(
            {
                "source": name,
                "incidents": len(seen[name]),
                "share": round(len(seen[name]) / every, 4),
                "alone": alone[name],
                "added": added,
                "reached": round(held / every, 4),
            }
        )
    return Sheet(kind="sources", columns=SOURCES, rows=tuple(rows), notes=_SOURCE_NOTES)


def _tellers(seen: Seen) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for name, incidents in seen.items():
        for each in incidents:
            found[each].append(name)
    return found


def _greedy(left: dict[str, set[int]]) -> list[tuple[str, int]]:
    """Sources in the order in which each next one adds most; what one can add only shrinks (lazy greedy)."""
    import heapq

    order, taken = [], set[int]()
    heap = [(-len(incidents), name) for name, incidents in left.items()]
    heapq.heapify(heap)
    while heap:
        _, name = heapq.heappop(heap)
        added = len(left[name] - taken)
        if heap and -added > heap[0][0]:
            heapq.heappush(heap, (-added, name))
            continue
        taken |= left[name]
        order.append((name, added))
    return order


def overlap(seen: Seen) -> Sheet:
    """For every pair of the largest sources: the incidents that both tell, and what chance would make of it.

    `expected` is how many both would tell if they told independently of each other, given how many of all
    incidents each tells; a `lift` above 1 is a pair that goes together or copies.
    """
    every = len(set().union(*seen.values())) if seen else 0
    names = list(seen)[:MOST_PAIRED]
    rows: list[dict[str, Any]] = []
    for one, other in combinations(names, 2):
        both = len(seen[one] & seen[other])
        expected = len(seen[one]) * len(seen[other]) / every
        rows.append(
            {
                "one": one,
                "other": other,
                "both": both,
                "only_one": len(seen[one]) - both,
                "only_other": len(seen[other]) - both,
                "expected": round(expected, 2),
                "lift": round(both / expected, 3) if expected else None,
            }
        )
    rows.sort(key=lambda row: (-row["both"], row["one"], row["other"]))
    return Sheet(kind="overlap", columns=OVERLAP, rows=tuple(rows), notes=_OVERLAP_NOTES)


SOURCES = (
    Column("source", "text", "the publisher, or the first speaker"),
    Column("incidents", "integer", "incidents that it tells of", "incidents"),
    Column("share", "number", "their share of all incidents", "share"),
    Column("alone", "integer", "incidents that it alone tells of", "incidents"),
    Column("added", "integer", "incidents that none of the sources above it tells of", "incidents"),
    Column("reached", "number", "share of all incidents that it and those above it tell of", "share"),
)
OVERLAP = (
    Column("one", "text", "the one source"),
    Column("other", "text", "the other"),
    Column("both", "integer", "incidents that both tell of", "incidents"),
    Column("only_one", "integer", "incidents of the one, not of the other", "incidents"),
    Column("only_other", "integer", "incidents of the other, not of the one", "incidents"),
    Column("expected", "number", "incidents that both would tell if they told independently", "incidents"),
    Column("lift", "number", "both over expected", "ratio"),
)
_SOURCE_NOTES = (
    "Only what was added to the record counts: a source of which few documents were read seems to see little.",
)
_OVERLAP_NOTES = (
    "Expected is out of the incidents that any source told; as those that none told are not among them, "
    "independent sources seem to avoid each other a little.",
)
