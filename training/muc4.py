"""MUC-4's reports and keys as examples to learn from (public release; Sundheim 1992; GTT's reduction, Du et al. 2021)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from training.example import ATTRIBUTES, MUC_ROLES, MUC_TYPES, Example, Mark

SLOTS = {
    "PerpInd": "perpetrator_individual",
    "PerpOrg": "perpetrator_organization",
    "Target": "target",
    "Victim": "victim_name",
    "Weapon": "instrument",
}
"""GTT's slots by our roles; its victims are the named ones (slot 18)."""
SAID = {
    7: ("tool", ("instrument",)),
    11: ("confidence", ("perpetrator_organization",)),
    13: ("facility", ("target",)),
    16: ("damage", ("target",)),
    20: ("person", ("victim_name", "victim_described")),
    23: ("effect", ("victim_name", "victim_described")),
}
"""Set fills by slot: the attribute, and the roles whose fillers it speaks of."""
DESCRIPTION = 19
_SLOT = re.compile(r"^(\d+)\.\s+[A-Z:\- ]+?\s{2,}(.*)$")
_QUOTED = re.compile(r'"((?:\\.|[^"\\])*)"')


def read_keys(paths: Iterable[Path]) -> dict[str, list[dict[int, list[str]]]]:
    """The templates of the raw keys by report: the lines of each slot by its number, incidents only."""
    found: dict[str, list[dict[int, list[str]]]] = {}
    for path in paths:
        template: dict[int, list[str]] = {}
        number = -1
        for line in path.read_text(encoding="latin-1").splitlines():
            match = _SLOT.match(line)
            if match:
                number = int(match[1])
                if number == 0:
                    template = {}
                    found.setdefault(match[2].split()[0], []).append(template)
                template[number] = [match[2].strip()]
            elif line.strip() and not line.startswith(";") and number > 0:
                template.setdefault(number, []).append(line.strip())
    return {key: [one for one in each if one.get(4, ["*"]) != ["*"]] for key, each in found.items()}


def _fills(lines: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """What a slot's lines say: the set fill before the colon, and the strings it speaks of."""
    for line in lines:
        before = line.lstrip("? (").split(":")[0].split("/")[0].strip()
        yield before, [text.replace('\\"', '"').lower() for text in _QUOTED.findall(line)]


def examples(data: Path, name: str) -> Iterator[Example]:
    """The examples of `processed/NAME.json` with the raw keys' descriptions and set fills."""
    keys = read_keys(sorted((data / "raw").glob("*/key-*")))
    with (data / "processed" / f"{name}.json").open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            yield _example(record, keys.get(record["docid"], []))


def _example(record: dict[str, Any], raw: list[dict[int, list[str]]]) -> Example:
    text = record["doctext"]
    entities: dict[tuple[str, tuple[str, ...]], dict[str, Any]] = {}
    kinds: set[str] = set()
    for n, template in enumerate(record["templates"]):
        kind = {k for k in MUC_TYPES if k in template["incident_type"]}
        kinds |= kind
        key = raw[n] if len(raw) == len(record["templates"]) else {}
        fillers = [(SLOTS[slot], [m[0] for m in entity]) for slot in SLOTS for entity in template[slot]]
        fillers += [
            ("victim_described", said)
            for line in key.get(DESCRIPTION, ())
            if '":' not in line.replace('" :', '":')
            and (said := [s for _, each in _fills([line]) for s in each])
        ]
        told = _told(key)
        for role, strings in fillers:
            entity = entities.setdefault(
                (role, tuple(strings)), {"incidents": set(), "kinds": set(), "said": {}}
            )
            entity["incidents"].add(n)
            entity["kinds"] |= kind
            for string in strings:
                entity["said"].update(told.get((role, string), {}))
            for attribute, slot in (("stage", 5), ("category", 8)):
                value = key.get(slot, [""])[0].lstrip("? ").split(" / ")[0]
                if value in ATTRIBUTES[attribute]:
                    entity["said"].setdefault(attribute, value)
    marks = _marks(text, entities)
    return Example(
        id=record["docid"], text=text, roles=MUC_ROLES, marks=marks, source="muc4", kinds=frozenset(kinds)
    )


def _told(key: dict[int, list[str]]) -> dict[tuple[str, str], dict[str, str]]:
    told: dict[tuple[str, str], dict[str, str]] = {}
    for slot, (attribute, roles) in SAID.items():
        for value, strings in _fills(key.get(slot, ())):
            if value in ATTRIBUTES[attribute]:
                for role in roles:
                    for string in strings:
                        told.setdefault((role, string), {})[attribute] = value
    return told


def _marks(text: str, entities: dict[tuple[str, tuple[str, ...]], dict[str, Any]]) -> tuple[Mark, ...]:
    """Every place of every filler; the repetition of a common noun far from the incident is not sure."""
    marks: list[Mark] = []
    for number, ((role, strings), entity) in enumerate(entities.items()):
        attributes = dict(entity["said"])
        if role in ("victim_name", "victim_described"):
            attributes.setdefault("effect", "-")
        if role == "target":
            attributes.setdefault("damage", "-")
        if role == "perpetrator_organization":
            attributes.setdefault("confidence", "-")
        taken: list[tuple[int, int]] = []
        for string in sorted(set(strings), key=len, reverse=True):
            for n, match in enumerate(re.finditer(rf"(?<!\w){re.escape(string)}(?!\w)", text)):
                if any(a < match.end() and match.start() < b for a, b in taken):
                    continue
                taken.append(match.span())
                marks.append(
                    Mark(
                        start=match.start(),
                        end=match.end(),
                        role=role,
                        entity=number,
                        incidents=frozenset(entity["incidents"]),
                        kinds=frozenset(entity["kinds"]),
                        attributes=tuple(attributes.items()),
                        sure=n == 0,
                    )
                )
    return tuple(_assured(marks))


def _assured(marks: list[Mark]) -> Iterator[Mark]:
    """Repetitions near another filler of their incident are sure as well."""
    from dataclasses import replace

    for mark in marks:
        near = any(
            other is not mark
            and other.entity != mark.entity
            and other.incidents & mark.incidents
            and abs(other.start - mark.start) < 160
            for other in marks
        )
        yield replace(mark, sure=True) if near else mark
