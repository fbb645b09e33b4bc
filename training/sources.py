"""The corpora that are learned from, by name. What states no licence is not among them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from corroborate.model import Document
from training import muc4
from training.corpus import EXAMPLES, Marked, Range, articles, mark
from training.example import NAME_ROLES, OWN_ROLES, Example, Mark

CORPUS_ROLES = {"target": "object"}
"""The example corpus's words for what it marks, where the roles have another."""
WNUT_ROLES = {
    "person": "person",
    "location": "location",
    "group": "organization",
    "corporation": "organization",
}
RE3D_ROLES = {"Person": "person", "Location": "location", "Organisation": "organization"}
RE3D_CLOSED = frozenset(("BBC Online",))
"""Sources of RE3D whose licence is for measuring only."""


_UNTOLD = 10_000_000
"""From here on count the figures that nobody is said to have given."""


def read_sources(names: Sequence[str], data: Path) -> Iterator[Example]:
    """The examples of the named corpora in `data`; `examples` are the open stories of this project, `contrasts` its open short texts."""
    readers = {
        "muc4": lambda: muc4.examples(data / "muc4", "train"),
        "examples": lambda: own("open"),
        "contrasts": lambda: contrasts(EXAMPLES / "contrasts.yaml"),
        "wnut17": lambda: wnut17(data / "wnut17" / "train.jsonl"),
        "re3d": lambda: re3d(data / "re3d" / "documents.jsonl"),
    }
    for name in names:
        if name not in readers:
            raise ValueError(f"{name}: no corpus to learn from; there are {', '.join(readers)}")
        yield from readers[name]()


def own(part: str) -> Iterator[Example]:
    """The example corpus's annotated articles, and those that tell of no incident, of the `part` of its split."""
    chosen = set(json.loads((EXAMPLES / "split.json").read_text(encoding="utf-8"))[part])
    stories = {
        article["file"]: story["story"]
        for story in yaml.safe_load((EXAMPLES / "stories.yaml").read_text(encoding="utf-8"))
        for article in story["articles"]
    }
    for stem, document, gold in articles():
        story = stories.get(Path(document.source).name)
        if story not in chosen or (document.language or "en") != "en":
            continue
        if all("mentions" in incident for incident in gold["incidents"]):
            yield _own(mark(stem, document, gold))


def contrasts(path: Path) -> Iterator[Example]:
    """The short texts that differ in one point, without those kept for checking."""
    for n, entry in enumerate(yaml.safe_load(path.read_text(encoding="utf-8"))):
        if "set" not in entry:
            name = f"contrast-{n}"
            document = Document(id=name, source=name, text=entry["text"], language="en")
            yield _own(mark(name, document, {"incidents": list(_contrasted(entry))}), "contrasts")


def _contrasted(entry: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The incidents of a short text as the gold of an article has them."""
    expect, at = entry["expect"], 0
    for n, mentions in enumerate(entry.get("mentions", ())):
        told = mentions.get("told", [])
        stages = expect.get("stages", [["carried_out"]] * (n + 1))[n]
        yield {
            "type": mentions["type"],
            "stage": stages[0],
            "perpetrators": [],
            "casualties": expect["casualties"][at : at + len(told)],
            "mentions": mentions,
            "told": told,
        }
        at += len(told)


def _own(marked: Marked, source: str = "examples") -> Example:
    marks: list[Mark] = []
    for n, incident in enumerate(marked.gold["incidents"]):
        said = {"event": incident["type"][0], "state": incident.get("stage", "carried_out")}
        sure = {sure for _, sure in incident["perpetrators"]}
        for part, places in marked.mentions[n].items():
            attributes = dict(said)
            if part == "perpetrator" and len(sure) == 1:
                attributes["responsibility"] = next(iter(sure))
            marks.extend(_mark(place, CORPUS_ROLES.get(part, part), n, attributes) for place in places)
        for entry, claim in zip(marked.told[n], incident["casualties"], strict=True):
            marks.extend(_claim(entry, claim, n, said))
    return Example(
        id=marked.stem,
        text=marked.document.text,
        roles=OWN_ROLES,
        marks=tuple(_merged(marks)),
        source=source,
    )


def _claim(
    entry: Sequence[Range | None], claim: Sequence[Any], incident: int, said: dict[str, Any]
) -> Iterator[Mark]:
    """A figure, who gave it and by which word; figure and speaker have one number."""
    figure, speaker, cue = entry
    harm, harmed, *_, voice = claim
    if figure:
        entity = speaker[0] if speaker else _UNTOLD + figure[0]
        yield _mark(figure, "figure", incident, {**said, "harm": harm, "harmed": harmed}, entity)
    if speaker:
        yield _mark(speaker, "speaker", incident, {"voice": voice}, speaker[0])
    if cue:
        yield _mark(cue, "cue", incident, {})


def _mark(place: Range, role: str, incident: int, attributes: dict[str, Any], entity: int = -1) -> Mark:
    return Mark(
        start=place[0],
        end=place[1],
        role=role,
        entity=entity,
        incidents=frozenset((incident,)),
        attributes=tuple(attributes.items()),
    )


def _merged(marks: Sequence[Mark]) -> Iterator[Mark]:
    """One mark for a range that several incidents share; what they say differently of it is left out."""
    same: dict[tuple[int, int, str], list[Mark]] = {}
    for each in marks:
        same.setdefault((each.start, each.end, each.role), []).append(each)
    for (start, end, role), group in same.items():
        agreed = set(group[0].attributes).intersection(*(each.attributes for each in group))
        yield Mark(
            start=start,
            end=end,
            role=role,
            entity=group[0].entity,
            incidents=frozenset().union(*(each.incidents for each in group)),
            attributes=tuple(sorted(agreed)),
        )


def wnut17(path: Path) -> Iterator[Example]:
    """Names in posts (Derczynski and others 2017, CC BY 4.0)."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            text, marks, at = "", [], 0
            for token, tag in zip(record["tokens"], record["tags"], strict=True):
                begin, kind = len(text), tag[2:]
                text += token + " "
                if kind not in WNUT_ROLES:
                    continue
                if tag[0] == "B" or not marks:
                    at = begin
                else:
                    marks.pop()
                marks.append(_name(at, begin + len(token), WNUT_ROLES[kind]))
            yield Example(id=record["id"], text=text, roles=NAME_ROLES, marks=tuple(marks), source="wnut17")


def re3d(path: Path) -> Iterator[Example]:
    """Names in reports on Syria and Iraq (Dstl 2017), from the sources whose licence allows training."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if record["source"] in RE3D_CLOSED:
                continue
            marks = [
                _name(each["start"], each["end"], RE3D_ROLES[each["type"]])
                for each in record["entities"]
                if each["confidence"] >= 0.5 and each["type"] in RE3D_ROLES
            ]
            yield Example(
                id=record["id"], text=record["text"], roles=NAME_ROLES, marks=tuple(marks), source="re3d"
            )


def _name(start: int, end: int, role: str) -> Mark:
    return Mark(start=start, end=end, role=role, entity=-1, incidents=frozenset())
