"""The reports and answer keys of 1991 and 1992 as they were given out, and GTT's reduction of them.

A template's slots 0 to 24 are numbered as in the keys. `/` separates alternatives of one fill, `?` marks what
may be left out, `-` that there is no fill, `*` that the slot does not apply; `:` in most slots stands before
the filler that the fill speaks of (its cross-reference), in the location between a place and a place in it.
Ids, slots and fills are read in capitals or in mixed case.
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
STRINGS = frozenset((INSTRUMENT, INDIVIDUAL, ORGANIZATION, TARGET, NAME, DESCRIPTION))
"""Slots whose fills are words of the text; `string fills only` of the score reports of 1992."""
NUMBERS = frozenset((TARGET_NUMBER, TARGET_TOTAL, PERSON_NUMBER, PERSON_TOTAL))
SETS = frozenset(SLOTS) - STRINGS - NUMBERS - {DATE, LOCATION}
"""Slots whose fills come from a closed list."""
_LINE = re.compile(
    r"^\s{0,2}(\d+)\.\s+(?:MESSAGE|INCIDENT|PERP|PHYS TGT|HUM TGT): .*?(?:\s{2,}|(?<=NUMBER)\s)(.*)$",
    re.IGNORECASE,
)
_REPORT = re.compile(r"^[ \t]*((?:DEV|TST\d+)-MUC\d-\d{4})\b.*$", re.MULTILINE | re.IGNORECASE)
_KINDS = re.compile(r"(?<=[^\s/(])\s*\([^()]*\)")
"""What stands in brackets after a place: (CITY), (CITY / DEPARTMENT)."""


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
        text = _text(path)
        heads = list(_REPORT.finditer(text))
        for head, after in zip(heads, [*heads[1:], None], strict=True):
            found[head[1].upper()] = text[head.end() : after.start() if after else None].strip("\n")
    return found


def read_keys(paths: Iterable[Path]) -> dict[str, list[Template]]:
    """The templates of each report by its id; a report without incidents has none."""
    found: dict[str, list[Template]] = {}
    for path in paths:
        for lines in _templates(_text(path)):
            message = found.setdefault(lines[0][0].split()[0].upper(), [])
            if lines.get(TYPE, ["*"])[0].strip() != "*":
                message.append(_template(lines))
    return found


def _text(path: Path) -> str:
    """A file's text: UTF-8, else Latin-1 as in 1992."""
    stored = path.read_bytes()
    try:
        return stored.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return stored.decode("latin-1").replace("\r\n", "\n")


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
        return Fill(values=tuple(dict.fromkeys(_places(said))), optional=optional)
    before, colon, after = (said, "", "") if slot == DATE else _halves(said)
    values = [_usual(slot, value) for value in _strings(before)]
    blank = "-" in values  # an alternative is that there is no fill
    values = list(dict.fromkeys(value for value in values if value != "-"))
    if not values:
        return None
    tags = tuple(tag for tag in _strings(after) if tag != "-") if colon else ()
    return Fill(values=tuple(values), tags=tags, optional=optional or blank)


def _places(said: str) -> Iterable[str]:
    """The alternatives of a location, without the kinds of its places: "PERU: LIMA", "CHILE: TALCA - RENCA"."""
    for each in re.split(r"\s*/\s*", _KINDS.sub("", said)):
        bare = " ".join(each.upper().strip(" ?()").split())
        if bare and bare != "-":
            yield bare


def _usual(slot: int, value: str) -> str:
    """A fill in the one form in which it is compared: "5 - 7" is "5-7", "- 2 NOV 89" is "- 02 NOV 89"."""
    if slot == DATE:
        days = [f"{int(day):02d} {month} {year}" for day, month, year in _DAY.findall(value.upper())]
        return ("- " if value.strip().startswith("-") else "") + " - ".join(days) if days else value
    if slot in NUMBERS:
        return re.sub(r"\s+", "", value.upper())
    return " ".join(value.upper().split()) if slot in SETS else value


_DAY = re.compile(r"\b(\d{1,2}) ([A-Z]{3})[A-Z]* (?:19|20)?(\d\d)\b")


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
    return [each.strip(' ?()"') for each in said.split("/") if each.strip(' ?()"')]


def read_reduced(path: Path) -> dict[str, dict[str, Any]]:
    """GTT's reduction of a part: its records (`doctext`, `templates`) by id."""
    with path.open(encoding="utf-8") as lines:
        return {record["docid"]: record for line in lines if (record := json.loads(line))}
