"""Documents and reports rebuilt from the claims that quote them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from corroborate.model import NOWHERE, UNDATED, Report, Weapon
from corroborate.model.encoding import report_from_json, span_from_json


def text_of_quotes(quotes: Iterable[tuple[int, str]]) -> str:
    """A text in which every quotation stands at its place, and what was not quoted is blank."""
    held = list(quotes)
    text = [" "] * max((start + len(quote) for start, quote in held), default=0)
    for start, quote in held:
        text[start : start + len(quote)] = quote
    return "".join(text)


def report_of_claims(id_: str, document: str, claims: Sequence[Mapping[str, Any]]) -> Report:
    """The report that some claims are all of: each with field, value, attribution, span and denied."""
    held: dict[str, list[Mapping[str, Any]]] = {}
    for claim in claims:
        held.setdefault(claim["field"], []).append(claim)
    first = held.get("type", list(claims))[0]
    value = {
        "id": id_,
        "type": first["value"] if "type" in held else "other",
        "stage": held["stage"][0]["value"] if "stage" in held else "carried_out",
        "tactics": [each["value"] for each in held.get("tactic", ())],
        "when": held["when"][0]["value"] if "when" in held else _UNDATED,
        "where": held["where"][0]["value"] if "where" in held else _NOWHERE,
        "perpetrators": [_whole(each) for each in held.get("perpetrator", ())],
        "targets": [_whole(each) for each in held.get("target", ())],
        "weapons": [],
        "casualties": [{**_whole(each), "denied": each["denied"]} for each in held.get("casualty", ())],
        "silences": [{"party": each["value"], "span": each["span"]} for each in held.get("silence", ())],
        "evidence": _each_once(
            each["span"] for each in (first, *held.get("when", ()), *held.get("where", ()))
        ),
    }
    weapons = tuple(
        Weapon(name=each["value"]["name"], kind=each["value"]["kind"], span=span_from_json(each["span"]))
        for each in held.get("weapon", ())
    )
    report = replace(report_from_json(value, document), weapons=weapons)
    report = report if "when" in held else replace(report, when=UNDATED)
    return report if "where" in held else replace(report, where=NOWHERE)


_UNDATED = {"earliest": None, "latest": None, "precision": "unresolved", "wording": None}
_NOWHERE: dict[str, Any] = {"name": None, "within": [], "country": None, "latitude": None, "longitude": None,
            "precision": "unresolved", "wording": None}  # fmt: skip


def _each_once(spans: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The spans of type, day and place, in which the words for day and place are found again."""
    return list({(span["start"], span["end"]): span for span in spans}.values())


def _whole(claim: Mapping[str, Any]) -> dict[str, Any]:
    return {**claim["value"], "attribution": claim["attribution"], "span": claim["span"]}
