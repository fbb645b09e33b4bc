"""Rows of claims as cells: as `rows.claim_row` makes them, with JSON left as text, for exports of millions."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from corroborate.model.encoding import attribution_from_json, where_from_json, where_to_json
from corroborate.model.held import ClaimCells
from corroborate.model.incident import Source
from corroborate.publishing.names import speaks_privately
from corroborate.publishing.rows import Showing

Cells = tuple[Any, ...]
"""The cells of a row in the order of its table's columns; objects are JSON text."""


def claim_cells_rows(
    claims: Iterable[Cells], sources: Mapping[str, Source], showing: Callable[[str], Showing]
) -> Iterator[Cells]:
    """Claims, each a tuple in the order of ClaimCells, as rows; `showing` tells how each document is shown.

    What may name a private person, or a place to be moved, is parsed; the rest is passed on as it is.
    """
    last, speaks, via_of = "", lru_cache(speaks_privately), lru_cache(_via)
    for cells in claims:
        (id_, report, document, field, effect, group, low, high, _, denied, speaker, role, actor, start, end, quote,
         value, attribution, incident) = cells  # fmt: skip
        if document != last:
            last, how, source = document, showing(document), sources[document]
            shown, is_moved = how.names.shown, how.moved is not None or how.decimals is not None
            is_plain = how.names.is_open
            of_document = (document, source.publisher, source.published, source.title, source.url, how.as_of)
        is_open = shown or not (field == "silence" or (attribution != "[]" and speaks(attribution)))
        if not is_plain or not is_open or (is_moved and field == "where"):
            yield _parsed_row(ClaimCells(*cells), source, how)
            continue
        wording = _wording(field, value)
        yield (id_, incident, report, field, value, effect, group, low, high, wording, denied == 1, speaker, role,
               actor, via_of(attribution), attribution, quote, start, end, *of_document)  # fmt: skip


def _parsed_row(cells: ClaimCells, source: Source, how: Showing) -> Cells:
    """The row of a claim in which something may have to be held back or moved."""
    names = how.names
    parties = attribution_from_json(json.loads(cells.attribution))
    value = json.loads(cells.value)
    if cells.field == "where" and (how.moved is not None or how.decimals is not None):
        value = where_to_json(how.placed(where_from_json(value)))
    return (
        cells.id,
        cells.incident,
        cells.report,
        cells.field,
        _text(names.in_value(value)),
        cells.effect,
        cells.group,
        cells.low,
        cells.high,
        names.in_text(_wording(cells.field, cells.value)),
        bool(cells.denied),
        names.of_party(parties[0]) if parties else None,
        cells.speaker_role,
        cells.speaker_actor,
        [names.of_party(party) for party in parties[1:]],
        _text(names.in_value(json.loads(cells.attribution))),
        names.in_text(cells.quote) or "",
        cells.start,
        cells.end,
        source.id,
        source.publisher,
        source.published,
        names.in_text(source.title),
        source.url,
        how.as_of,
    )


def _wording(field: str, value: str) -> str | None:
    """How the number of a claim was said."""
    if field not in ("casualty", "target") or '"wording":null' in value:
        return None
    wording: str | None = (json.loads(value).get("count") or {}).get("wording")
    return wording


def _via(attribution: str) -> list[str]:
    """Who passed it on: of most claims nobody."""
    if attribution.count('"role"') < 2:
        return []
    return [party["name"] for party in json.loads(attribution)[1:]]


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
