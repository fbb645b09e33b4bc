"""What was predicted, in the formats in which MUC-4's results are published."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.muc4.keys import SLOTS, Fill, Template


def write_reduced(
    path: Path,
    documents: Mapping[str, str],
    predicted: Mapping[str, Sequence[Mapping[str, Any]]],
    gold: Mapping[str, Sequence[Mapping[str, Any]]],
) -> None:
    """GTT's JSON, keyed by set and number (`TST1-MUC3-0001` is "TST1-MUC3-0001"): text, predicted and gold templates."""
    records = {
        key: {
            "doctext": text,
            "pred_templates": list(predicted[key]),
            "gold_templates": list(gold.get(key, ())),
        }
        for key, text in documents.items()
    }
    path.write_text(json.dumps(records, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def write_slots(path: Path, predicted: Mapping[str, Sequence[Template]]) -> None:
    """The templates as the systems of 1992 printed them, one after another, in capitals."""
    printed = []
    for key, templates in predicted.items():
        for n, template in enumerate(templates, 1):
            printed.append(_template(key, str(n), template))
        if not templates:
            printed.append(_template(key, "*", None))
    path.write_text("\n".join(printed), encoding="utf-8")


def _template(key: str, number: str, template: Template | None) -> str:
    lines = [_line(0, "MESSAGE: ID", key), _line(1, "MESSAGE: TEMPLATE", number)]
    for slot, name in SLOTS.items():
        fills = template.slots.get(slot, ()) if template else ()
        first, *others = [_fill(slot, fill) for fill in fills] or ["-" if template else "*"]
        lines.append(_line(slot, name, first))
        lines.extend(" " * 36 + each for each in others)
    return "\n".join(lines) + "\n"


def _line(slot: int, name: str, value: str) -> str:
    return f"{slot}.".ljust(4) + name.ljust(32) + value


def _fill(slot: int, fill: Fill) -> str:
    value = fill.values[0]
    if slot in (6, 9, 10, 12, 18, 19):
        value = _quoted(value)
    return f"{value}: {_quoted(fill.tags[0])}" if fill.tags else value


def _quoted(value: str) -> str:
    return '"' + re.sub(r'(?<!\\)"', r"\"", value) + '"'
