"""The reports and answer keys of 1991 and 1992 as they were given out, and GTT's reduction of them.

A template's slots 0 to 24 are numbered as in the keys. `/` separates alternatives of one fill, `?` marks what
may be left out, `:` in most slots stands before the filler it speaks of (its cross-reference).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

DATE, LOCATION, TYPE, STAGE = 2, 3, 4, 5
INSTRUMENT, INSTRUMENT_TYPE, CATEGORY, INDIVIDUAL, ORGANIZATION, CONFIDENCE = 6, 7, 8, 9, 10, 11
TARGET, TARGET_TYPE, TARGET_NUMBER, TARGET_NATION, TARGET_EFFECT, TARGET_TOTAL = 12, 13, 14, 15, 16, 17
NAME, DESCRIPTION, PERSON_TYPE, PERSON_NUMBER, PERSON_NATION, PERSON_EFFECT, PERSON_TOTAL = (
    18, 19, 20, 21, 22, 23, 24,
)  # fmt: skip
SLOTS = {
    DATE: "INCIDENT: DATE",
    LOCATION: "INCIDENT: LOCATION",
    TYPE: "INCIDENT: TYPE",
    STAGE: "INCIDENT: STAGE OF EXECUTION",
    INSTRUMENT: "INCIDENT: INSTRUMENT ID",
    INSTRUMENT_TYPE: "INCIDENT: INSTRUMENT TYPE",
    CATEGORY: "PERP: INCIDENT CATEGORY",
    INDIVIDUAL: "PERP: INDIVIDUAL ID",
    ORGANIZATION: "PERP: ORGANIZATION ID",
    CONFIDENCE: "PERP: ORGANIZATION CONFIDENCE",
    TARGET: "PHYS TGT: ID",
    TARGET_TYPE: "PHYS TGT: TYPE",
    TARGET_NUMBER: "PHYS TGT: NUMBER",
    TARGET_NATION: "PHYS TGT: FOREIGN NATION",
    TARGET_EFFECT: "PHYS TGT: EFFECT OF INCIDENT",
    TARGET_TOTAL: "PHYS TGT: TOTAL NUMBER",
    NAME: "HUM TGT: NAME",
    DESCRIPTION: "HUM TGT: DESCRIPTION",
    PERSON_TYPE: "HUM TGT: TYPE",
    PERSON_NUMBER: "HUM TGT: NUMBER",
    PERSON_NATION: "HUM TGT: FOREIGN NATION",
    PERSON_EFFECT: "HUM TGT: EFFECT OF INCIDENT",
    PERSON_TOTAL: "HUM TGT: TOTAL NUMBER",
}
_LINE = re.compile(
    r"^\s{0,2}(\d+)\.\s+(?:MESSAGE|INCIDENT|PERP|PHYS TGT|HUM TGT): .*?(?:\s{2,}|(?<=NUMBER)\s)(.*)$"
)
_REPORT = re.compile(r"^((?:DEV|TST\d)-MUC\d-\d{4})\b.*$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fill:
    """One fill of a slot: its alternatives, those of the filler it speaks of, and whether it may be left out."""

    values: tuple[str, ...]
    tags: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """One incident: the fills of each slot by its number. A slot that does not apply is not there."""

    slots: dict[int, tuple[Fill, ...]] = field(default_factory=dict)
    optional: bool = False

    def values(self, slot: int) -> list[str]:
        """The first alternative of each fill of a slot."""
        return [fill.values[0] for fill in self.slots.get(slot, ())]


def read_reports(paths: Iterable[Path]) -> dict[str, str]:
    """The text of each report by its id, its dateline included."""
    found: dict[str, str] = {}
    for path in paths:
        text = path.read_text(encoding="latin-1")
        heads = list(_REPORT.finditer(text))
        for head, after in zip(heads, [*heads[1:], None], strict=True):
            found[head[1]] = text[head.end() : after.start() if after else None].strip("\n")
    return found


def read_keys(paths: Iterable[Path]) -> dict[str, list[Template]]:
    """The templates of each report by its id; a report without incidents has none."""
    found: dict[str, list[Template]] = {}
    for path in paths:
        for lines in _templates(path.read_text(encoding="latin-1")):
            message = found.setdefault(lines[0][0].split()[0], [])
            if lines.get(TYPE, ["*"])[0].strip() != "*":
                message.append(_template(lines))
    return found


def _templates(text: str) -> Iterable[dict[int, list[str]]]:
    lines: dict[int, list[str]] = {}
    number = -1
    for line in text.splitlines():
        match = _LINE.match(line)
        if match:
            number = int(match[1])
            if number == 0 and lines:
                yield lines
                lines = {}
            lines[number] = [match[2].strip()]
        elif line.strip() and not line.startswith(";") and number > 0:
            lines[number].append(line.strip())
    if lines:
        yield lines


def _template(lines: dict[int, list[str]]) -> Template:
    slots = {
        slot: tuple(fill for line in lines[slot] if (fill := read_fill(slot, line)) is not None)
        for slot in SLOTS
        if slot in lines and lines[slot] != ["*"]
    }
    return Template(slots=slots, optional="OPTIONAL" in lines[1][0].upper())


def read_fill(slot: int, line: str) -> Fill | None:
    """One line of a slot as a fill; None where it says that there is none."""
    said = line.strip()
    optional = said.startswith("?")
    said = said.lstrip("? ")
    if said in ("", "-", "*"):
        return None
    if slot == LOCATION:
        return Fill(values=tuple(each.strip(" ?") for each in said.split(" / ")), optional=optional)
    before, colon, after = _halves(said)
    values = tuple(dict.fromkeys(_strings(before)))
    if not values or values == ("-",):
        return None
    return Fill(values=values, tags=tuple(_strings(after)) if colon else (), optional=optional)


def _halves(said: str) -> tuple[str, str, str]:
    """What stands before and after the first colon outside quotes."""
    inside = False
    for at, letter in enumerate(said):
        if letter == '"' and said[at - 1 : at] != "\\":
            inside = not inside
        if letter == ":" and not inside:
            return said[:at], ":", said[at + 1 :]
    return said, "", ""


def _strings(said: str) -> Iterable[str]:
    """The alternatives in a half of a fill, without quotes."""
    quoted = re.findall(r'"((?:\\.|[^"\\])*)"', said)
    if quoted:
        return [each.replace('\\"', '"') for each in quoted]
    return [each.strip(" ?()") for each in said.split(" / ") if each.strip(" ?()")]


def read_reduced(path: Path) -> dict[str, dict[str, Any]]:
    """GTT's reduction of a part: its records (`doctext`, `templates`) by id."""
    with path.open(encoding="utf-8") as lines:
        return {record["docid"]: record for line in lines if (record := json.loads(line))}
