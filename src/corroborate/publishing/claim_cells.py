"""Rows of claims from plain cells: as `rows.claim_row` makes them, with JSON left as text, for exports of millions."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from corroborate.model.encoding import attribution_from_json, where_from_json, where_to_json
from corroborate.publishing.files import READY, Ready
from corroborate.publishing.names import ALL_SHOWN, Names
from corroborate.publishing.rows import Showing
from corroborate.publishing.spelling import Cells, Spelled, spelling

Around = tuple[Mapping[str, str], Mapping[str, tuple[str | None, ...]]]
"""The incident of each report; publisher, day of publication, title and address of each document."""
_PARTS = (
    ("value",),
    ("effect", "group", "low", "high", "wording"),
    ("speaker", "speaker_role", "speaker_actor", "via", "attribution"),
    ("quote",),
    ("document", "publisher", "published", "title", "url", "as_of"),
)
"""Columns that are written together."""
_AT_ONCE = 2_000


def claim_rows(
    claims: Iterable[Cells], around: Around, showing: Callable[[str], Showing], form: str
) -> Iterator[Any]:
    """Claims, each a tuple in the order of ClaimCells, as rows of a form: some thousand lines of text, or cells.

    `showing` tells how each document is shown. Parts of a row that stand in many are made once.
    """
    made = _rows(claims, around, showing, form)
    if form not in READY:
        yield from made
        return
    while lines := list(islice(made, _AT_ONCE)):
        yield Ready("".join(lines), len(lines))


def _rows(
    claims: Iterable[Cells], around: Around, showing: Callable[[str], Showing], form: str
) -> Iterator[Any]:
    joined, (incidents, sources) = _JOINED.get(form, _as_cells), around
    of_value, of_count, of_voices, of_quote, of_document = (spelling("claims", part, form) for part in _PARTS)
    values, quotes = (Spelled(lambda cell, of=of: of((cell,))) for of in (of_value, of_quote))  # type: ignore[misc]
    counts, uncounted = Spelled(lambda value: of_count(_count_cells(value))), of_count((None,) * 5)
    voices_of = {
        names: Spelled(lambda attribution, names=names: of_voices(_voices(attribution, names)))  # type: ignore[misc]
        for names in (ALL_SHOWN, Names())
    }
    last = ""
    for id_, report, document, field, denied, start, end, quote, value, attribution in claims:
        incident = incidents.get(report)
        if incident is None:
            continue
        if document != last:
            last, how = document, showing(document)
            names, is_moved = how.names, how.moved is not None or how.decimals is not None
            voices, told_of = (
                voices_of.get(names),
                of_document(_document_cells(document, sources[document], how)),
            )
        if is_moved and field == "where":
            value = _moved(value, how)
        if voices is None or (field == "silence" and not names.shown):
            value, quote = _held_back(value, names), names.in_text(quote) or ""
        count = counts[value] if field == "casualty" or field == "target" else uncounted
        said = of_voices(_voices(attribution, names)) if voices is None else voices[attribution]
        told = (id_, incident, report, field, values[value], count, denied, said, quotes[quote])
        yield joined((*told, start, end, told_of))


def _in_csv(parts: Cells) -> str:
    id_, incident, report, field, value, count, denied, said, quote, start, end, told_of = parts
    truth = "true" if denied else "false"
    return f"{id_},{incident},{report},{field},{value},{count},{truth},{said},{quote},{start},{end},{told_of}\r\n"


def _in_json(parts: Cells) -> str:
    id_, incident, report, field, value, count, denied, said, quote, start, end, told_of = parts
    return (
        f'{{"id": "{id_}", "incident": "{incident}", "report": "{report}", "field": "{field}", {value}, {count}, '
        f'"denied": {"true" if denied else "false"}, {said}, {quote}, "start": {start}, "end": {end}, {told_of}}}\n'
    )


def _as_cells(parts: Cells) -> Cells:
    *ids, value, count, denied, said, quote, start, end, told_of = parts
    return (*ids, *value, *count, denied == 1, *said, *quote, start, end, *told_of)


def _in_sheet(parts: Cells) -> str:
    *ids, value, count, denied, said, quote, start, end, told_of = parts
    cells = "".join(f'<c t="inlineStr"><is><t>{each}</t></is></c>' for each in ids)
    truth = f'<c t="b"><v>{denied}</v></c>'
    return f"<row>{cells}{value}{count}{truth}{said}{quote}<c><v>{start}</v></c><c><v>{end}</v></c>{told_of}</row>"


_JOINED: Mapping[str, Callable[[Cells], Any]] = {"csv": _in_csv, "jsonl": _in_json, "xlsx": _in_sheet}


def _document_cells(document: str, source: tuple[str | None, ...], how: Showing) -> Cells:
    publisher, published, title, url = source
    return document, publisher, published, how.names.in_text(title), url, how.as_of


def _count_cells(value: str) -> Cells:
    """What of a figure or a target has columns of its own: effect, group, low, high, wording."""
    told = json.loads(value)
    count = told.get("count") or {}
    return told.get("effect"), told.get("group"), count.get("low"), count.get("high"), count.get("wording")


def _voices(attribution: str, names: Names) -> Cells:
    """The first speaker with role and actor, those who passed it on, and all of them as JSON."""
    parties = attribution_from_json(json.loads(attribution))
    via = [names.of_party(party) for party in parties[1:]]
    said = attribution if names.shown and names.is_open else _text(names.in_value(json.loads(attribution)))
    if not parties:
        return None, None, None, via, said
    return names.of_party(parties[0]), parties[0].role, parties[0].actor, via, said


def _moved(value: str, how: Showing) -> str:
    return _text(where_to_json(how.placed(where_from_json(json.loads(value)))))


def _held_back(value: str, names: Names) -> str:
    return _text(names.in_value(json.loads(value)))


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
