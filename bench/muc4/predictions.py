"""What was predicted, in the formats in which MUC-4's results are published."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.muc4.keys import SETS, SLOTS, STRINGS, Fill, Template


def set_and_number(key: str) -> str:
    """A report's id as GTT writes it: TST3-MUC4-0012 is "30012"; the training part (DEV) is set 0."""
    first, *_, last = key.split("-")
    return str((int(first[-1]) if first[-1].isdigit() else 0) * 10_000 + int(last))


def write_reduced(path: Path, records: Mapping[str, Mapping[str, Any]]) -> None:
    """GTT's JSON by set and number: of each record its scorer reads `pred_templates`."""
    path.write_text(json.dumps(records, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def write_slots(path: Path, predicted: Mapping[str, Sequence[Template]]) -> None:
    """The templates as the systems of 1992 printed them, one after another, in capitals."""
    printed = []
    for key, templates in predicted.items():
        printed += [_template(key, str(n), template) for n, template in enumerate(templates, 1)]
        if not templates:
            printed.append(_template(key, "*", None))
    path.write_text("\n".join(printed), encoding="utf-8")


def _template(key: str, number: str, template: Template | None) -> str:
    lines = [_line(0, "MESSAGE: ID", key), _line(1, "MESSAGE: TEMPLATE", number)]
    for slot, name in SLOTS.items():
        applies = template is not None and slot in template.slots
        fills = template.slots[slot] if template is not None and applies else ()
        first, *others = [_fill(slot, fill) for fill in fills] or ["-" if applies else "*"]
        lines.append(_line(slot, name, first))
        lines.extend(" " * 36 + each for each in others)
    return "\n".join(lines) + "\n"


def _line(slot: int, name: str, value: str) -> str:
    return f"{slot}.".ljust(4) + name.ljust(32) + value


def _fill(slot: int, fill: Fill) -> str:
    value = _quoted(fill.values[0]) if slot in STRINGS else fill.values[0]
    if slot in SETS and not fill.tags and slot in _REFERRING:
        return f'{value}: "-"'
    return f"{value}: {_quoted(fill.tags[0])}" if fill.tags else value


_REFERRING = frozenset((7, 16, 23))
"""Set fills that refer to nothing have a dummy reference (7.17, 7.24)."""


def _quoted(value: str) -> str:
    return '"' + re.sub(r'(?<!\\)"', r"\"", value) + '"'
