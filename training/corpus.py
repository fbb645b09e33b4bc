"""The example corpus as training text: each article with the places of the phrases that its gold marks.

    python -m training.corpus --check [STORY ...]

Gold of the later stories names, in every incident, the phrases by which the text speaks of it (`mentions`), and
beside every casualty claim the phrase, its speaker and the cue (`told`). "blast#2" is the second "blast" of
the text; a bare phrase is every occurrence that no other incident claims with a number.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from corroborate.errors import ItemFailed
from corroborate.model import Document, vocabulary
from corroborate.reading import read

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
PARTS = ("trigger", "perpetrator", "victim", "target", "weapon", "place", "date")
Range = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """An article with its gold: `mentions[incident][part]` and `told[incident]` as character ranges."""

    stem: str
    document: Document
    gold: dict[str, Any]
    mentions: list[dict[str, list[Range]]] = field(default_factory=list)
    told: list[list[tuple[Range | None, ...]]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def articles(stories: Sequence[str] = ()) -> Iterator[tuple[str, Document, dict[str, Any]]]:
    """The articles of the named stories (of all, where none is named) with their gold."""
    for path in sorted((EXAMPLES / "articles").glob("*/*.*")):
        if stories and path.parent.name not in stories:
            continue
        gold_path = EXAMPLES / "gold" / f"{path.stem}.json"
        for item in read(path):
            if isinstance(item, ItemFailed):
                raise item
            yield path.stem, item, json.loads(gold_path.read_text(encoding="utf-8"))


def occurrences(text: str, phrase: str) -> list[Range]:
    """Where a phrase stands in the text as whole words, however its spaces are written."""
    pattern = r"\s+".join(re.escape(word) for word in phrase.split())
    return [match.span() for match in re.finditer(rf"(?<!\w){pattern}(?!\w)", text)]


def mark(stem: str, document: Document, gold: dict[str, Any]) -> Marked:
    """The phrases of the gold found in the text; what is not there is among the faults."""
    marked = Marked(stem=stem, document=document, gold=gold)
    text = document.text
    claimed: dict[str, dict[str, set[int]]] = {part: {} for part in PARTS}
    for incident in gold["incidents"]:
        for part in PARTS:
            for phrase in incident.get("mentions", {}).get(part, ()):
                name, _, number = phrase.rpartition("#")
                if name and number.isdigit():
                    claimed[part].setdefault(name, set()).add(int(number))
    for incident in gold["incidents"]:
        found: dict[str, list[Range]] = {part: [] for part in PARTS}
        for part in PARTS:
            for phrase in incident.get("mentions", {}).get(part, ()):
                found[part].extend(_places(marked, text, phrase, claimed[part]))
        marked.mentions.append(found)
        marked.told.append([_told(marked, text, entry) for entry in incident.get("told", ())])
    return marked


def _places(marked: Marked, text: str, phrase: str, claimed: dict[str, set[int]]) -> list[Range]:
    name, _, number = phrase.rpartition("#")
    if not (name and number.isdigit()):
        places = occurrences(text, phrase)
        taken = claimed.get(phrase, set())
        if not places:
            marked.faults.append(f"{phrase!r} is not in the text")
        return [place for n, place in enumerate(places, 1) if n not in taken]
    places = occurrences(text, name)
    if not 1 <= int(number) <= len(places):
        marked.faults.append(f"{phrase!r}: the text has {name!r} {len(places)} times")
        return []
    return [places[int(number) - 1]]


def _told(marked: Marked, text: str, entry: Sequence[str | None]) -> tuple[Range | None, ...]:
    phrase, speaker, cue = entry
    places = []
    for name in (phrase, speaker, cue):
        places.append(_places(marked, text, name, {}) if name else [])
    if not places[0]:
        return (None, None, None)
    at = places[0][0]
    return (at, *(min(each, key=lambda r: abs(r[0] - at[0]), default=None) for each in places[1:]))


def faults(marked: Marked) -> list[str]:
    """What is wrong with an article's gold, in words."""
    found = list(marked.faults)
    for incident in marked.gold["incidents"]:
        key = incident.get("key")
        found.extend(
            f"{key}: no {name}"
            for name in (
                "key",
                "type",
                "when",
                "place",
                "perpetrators",
                "targets",
                "weapons",
                "casualties",
                "mentions",
                "told",
            )
            if name not in incident
        )
        found.extend(f"{key}: type {t}" for t in incident.get("type", ()) if t not in _allowed("EventType"))
        if len(incident.get("told", ())) != len(incident.get("casualties", ())):
            found.append(f"{key}: told is not parallel to casualties")
        for effect, group, *_, role in incident.get("casualties", ()):
            if effect not in _allowed("CasualtyEffect") or group not in (*_allowed("Group"), "any"):
                found.append(f"{key}: casualty {effect} {group}")
            if role not in (*_allowed("Role"), "any"):
                found.append(f"{key}: role {role}")
        for _, sure in incident.get("perpetrators", ()):
            if sure not in (*_allowed("Responsibility"), "any"):
                found.append(f"{key}: responsibility {sure}")
        if incident.get("stage", "carried_out") not in _allowed("Stage"):
            found.append(f"{key}: stage {incident['stage']}")
    found.extend(f"total {t[0]}" for t in marked.gold["totals"] if t[0] not in _allowed("Measure"))
    found.extend(f"stance {s[1]}" for s in marked.gold["stances"] if s[1] not in _allowed("Act"))
    return found


def _allowed(name: str) -> tuple[str, ...]:
    return get_args(getattr(vocabulary, name))


def main() -> None:
    """Check the gold of the named stories; exit 1 where something is wrong."""
    parser = argparse.ArgumentParser(description="Check that marked phrases stand in their articles.")
    parser.add_argument("--check", nargs="*", default=(), metavar="STORY")
    wrong = 0
    for stem, document, gold in articles(parser.parse_args().check):
        for fault in faults(mark(stem, document, gold)):
            print(f"{stem}: {fault}")
            wrong += 1
    print(f"{wrong} faults")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
