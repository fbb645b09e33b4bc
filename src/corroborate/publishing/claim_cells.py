"""Rows of claims from plain cells: as `rows.claim_row` makes them, with JSON left as text, for exports of millions."""

from __future__ import annotations

import json
from typing import Any

from corroborate.model.encoding import attribution_from_json, where_from_json, where_to_json
from corroborate.model.held import ClaimCells
from corroborate.model.incident import Source
from corroborate.publishing.names import speaks_privately
from corroborate.publishing.rows import Showing

Row = dict[str, Any]


def claim_cells_row(cells: ClaimCells, source: Source, how: Showing) -> Row:
    """One claim as a row. What may name a private person, or a place to be moved, is parsed; the rest is passed on."""
    names = how.names
    is_plain = names.shown or not names.private
    quote, title = cells.quote, source.title
    speaker, via, attribution = cells.speaker, _via(cells), cells.attribution
    if not is_plain:
        quote, title = names.in_text(quote) or "", names.in_text(title)
    if not names.shown and (names.private or speaks_privately(attribution)):
        parties = attribution_from_json(json.loads(attribution))
        speaker = names.of_party(parties[0]) if parties else None
        via = [names.of_party(party) for party in parties[1:]]
        attribution = _text(names.in_value(json.loads(attribution)))
    return {
        "id": cells.id,
        "incident": cells.incident,
        "report": cells.report,
        "field": cells.field,
        "value": _value(cells, how, is_plain),
        "effect": cells.effect,
        "group": cells.group,
        "low": cells.low,
        "high": cells.high,
        "wording": cells.wording if is_plain else names.in_text(cells.wording),
        "denied": cells.denied,
        "speaker": speaker,
        "speaker_role": cells.speaker_role,
        "speaker_actor": cells.speaker_actor,
        "via": via,
        "attribution": attribution,
        "quote": quote,
        "start": cells.start,
        "end": cells.end,
        "document": source.id,
        "publisher": source.publisher,
        "published": source.published,
        "title": title,
        "url": source.url,
        "as_of": how.as_of,
    }


def _via(cells: ClaimCells) -> list[str]:
    """Who passed it on: of most claims nobody."""
    if cells.attribution.count('"role"') < 2:
        return []
    return [party["name"] for party in json.loads(cells.attribution)[1:]]


def _value(cells: ClaimCells, how: Showing, is_plain: bool) -> str:
    """The value as text: words as they are, objects as JSON."""
    is_moved = cells.field == "where" and (how.moved is not None or how.decimals is not None)
    is_object = cells.value.startswith("{")
    is_silence = cells.field == "silence" and not how.names.shown
    if is_object and (is_plain and not is_moved and not is_silence):
        return cells.value
    value = json.loads(cells.value)
    if is_moved:
        value = where_to_json(how.placed(where_from_json(value)))
    held = how.names.in_value(value)
    return held if isinstance(held, str) else _text(held)


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
