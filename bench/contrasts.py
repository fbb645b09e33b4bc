"""Short texts that differ in one point and mean something else: how many are read right, by kind and by set.

    python -m bench.contrasts [--data DIR] [--part open|validation|all] and the options of all benchmarks

DIR holds contrasts.yaml, whose head says what an entry is. A text is right where the number of incidents, the
casualties and the totals are those expected, nothing missed and nothing too many, and so are the perpetrators,
stages, days and places where the entry names them; a set (the texts of one `pair`) is right where all of its texts are.
What counts as the same figure, name or role is as in bench/scoring.py. The page of --errors shows the entries
that are kept for checking only where they alone were asked for.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import yaml

from bench.bootstrap import share_interval
from bench.errors import Case
from bench.extractor import extractor
from bench.options import Options, capitals, finish, read_options
from bench.results import ROOT
from bench.scoring import Json, first_role, hits, is_casualty, is_close_name, is_same_name, is_total, rates
from corroborate.model import Coding, Document
from corroborate.model.encoding import coding_to_json

PARTS = ("incidents", "casualties", "totals", "perpetrators", "stages", "days", "places")
"""What an entry may expect; the last four are judged only where it does."""
Same = Callable[[Any, Any], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """An entry, the coding of its text, and by part what was [right, found, expected]."""

    entry: Json
    coding: Coding
    parts: dict[str, tuple[int, int, int]]
    found: dict[str, list[Any]] = field(default_factory=dict)

    @property
    def wrong(self) -> list[str]:
        """The parts in which something was missed or is too many."""
        return [part for part, (right, found, gold) in self.parts.items() if not right == found == gold]


def entries(data: Path, part: str) -> Iterator[Json]:
    """The entries of contrasts.yaml in `part` of them: `open`, `validation` or `all`; open unless they say."""
    for entry in yaml.safe_load((data / "contrasts.yaml").read_text(encoding="utf-8")):
        if part in ("all", entry.get("set", "open")):
            yield entry


def document_of(entry: Json, n: int) -> Document:
    """An entry's text as an article without a headline."""
    text, name = entry["text"], f"contrast-{n}"
    return Document(id=name, source=name, text=text, published=entry["published"], language="en")


def judge(entry: Json, coding: Coding) -> Judged:
    """What a coding has of what its entry expects."""
    found, gold = said(coding), entry["expect"]
    parts = {
        "incidents": (
            min(len(found["incidents"]), gold["incidents"]),
            len(found["incidents"]),
            gold["incidents"],
        )
    }
    rules: dict[str, Same] = {
        "casualties": is_casualty,
        "totals": is_total,
        "perpetrators": _is_party,
        "stages": lambda stage, accepted: stage in accepted,
        "days": _are_days,
        "places": lambda name, place: is_close_name(name, place[0]),
    }
    for part, is_same in rules.items():
        if part in gold:
            right = hits(found[part], gold[part], is_same)
            parts[part] = (right, len(found[part]), len(gold[part]))
    return Judged(entry=entry, coding=coding, parts=parts, found=found)


def said(coding: Coding) -> dict[str, list[Any]]:
    """A coding by the parts of an entry; a figure or a party told twice is there once."""
    told = coding_to_json(coding)
    reports = told["incidents"]
    figures = {figure_of(each): each for report in reports for each in report["casualties"]}
    parties = {(p["name"], p["responsibility"]) for report in reports for p in report["perpetrators"]}
    return {
        "incidents": [report["type"] for report in reports],
        "casualties": list(figures.values()),
        "totals": told["totals"],
        "perpetrators": sorted(parties),
        "stages": [report["stage"] for report in reports],
        "days": [(report["when"].get("earliest"), report["when"].get("latest")) for report in reports],
        "places": [report["where"].get("name") for report in reports],
    }


def figure_of(casualty: Json) -> tuple[Any, ...]:
    """A casualty entry in the form of the gold."""
    count, role = casualty["count"], first_role(casualty["attribution"])
    return (casualty["effect"], casualty["group"], count.get("low"), count.get("high"), role)


def _is_party(found: Sequence[str], gold: Sequence[str]) -> bool:
    return is_same_name(found[0], gold[0]) and gold[1] in ("any", found[1])


def _are_days(found: Sequence[str | None], gold: Sequence[str | None]) -> bool:
    """The found days lie inside those expected; none are found where none can be known."""
    if gold[0] is None or gold[1] is None or found[0] is None or found[1] is None:
        return list(found) == list(gold)
    return gold[0] <= found[0] and found[1] <= gold[1]


def measure(judged: Sequence[Judged]) -> Json:
    """Texts and sets right in percent, each part, and the texts and sets of each kind."""
    result: Json = {
        "texts": share([not each.wrong for each in judged]),
        "sets": share([all(not each.wrong for each in each_set) for each_set in sets(judged)]),
    }
    for part in PARTS:
        told = [each.parts[part] for each in judged if part in each.parts]
        sums = [sum(column) for column in zip(*told, strict=True)] or [0, 0, 0]
        exact = sum(right == found == gold for right, found, gold in told)
        result[part] = {**rates(*sums), "texts right": _percent(exact, len(told)), "of": len(told)}
    kinds: dict[str, list[Judged]] = defaultdict(list)
    for each in judged:
        kinds[each.entry["kind"]].append(each)
    return result | {f"kind {kind}": by_kind(kinds[kind]) for kind in sorted(kinds)}


def by_kind(judged: Sequence[Judged]) -> Json:
    """How many texts of one kind are right, and how many whole sets."""
    whole = [all(not each.wrong for each in each_set) for each_set in sets(judged)]
    told = share(whole)
    return {
        **share([not each.wrong for each in judged]),
        "sets": told["accuracy"],
        "of sets": told["of"],
        "sets' interval": told["interval"],
    }


def sets(judged: Iterable[Judged]) -> list[list[Judged]]:
    """The texts of each set; those that name none stand in none."""
    found: dict[str, list[Judged]] = defaultdict(list)
    for each in judged:
        if "pair" in each.entry:
            found[each.entry["pair"]].append(each)
    return list(found.values())


def share(right: Sequence[bool]) -> Json:
    """How many of them in percent, with the 95 % interval."""
    rows = [(float(each), 1.0) for each in right]
    return {"accuracy": _percent(sum(right), len(right)), "of": len(right), "interval": share_interval(rows)}


def _percent(some: int, whole: int) -> float | None:
    return round(100 * some / whole, 1) if whole else None


def cases(judged: Iterable[Judged]) -> Iterator[Case]:
    """Each text that is wrong, by its kind, with what is wrong of it."""
    for each in judged:
        if each.wrong:
            yield Case(
                kind=each.entry["kind"],
                id=each.entry["point"],
                text=each.entry["text"],
                gold="\n".join(f"{part}: {each.entry['expect'][part]}" for part in each.wrong),
                found="\n".join(f"{part}: {_in_words(part, each.found[part])}" for part in each.wrong),
            )


def _in_words(part: str, found: Sequence[Any]) -> list[Any]:
    if part == "casualties":
        return [figure_of(each) for each in found]
    if part == "totals":
        return [
            (each["measure"], each["count"].get("low"), each["count"].get("high"), each["group"])
            for each in found
        ]
    return list(found)


def loud(entry: Json) -> Json:
    """An entry with its text in capitals."""
    return {**entry, "text": capitals(entry["text"])}


def read(options: Options, part: str) -> list[Judged]:
    """Every entry of `part`, coded and judged."""
    chosen: Iterable[Json] = islice(entries(options.data, part), options.limit)
    if options.capitals:
        chosen = map(loud, chosen)
    code = extractor(options.extractor).code
    return [judge(entry, code(document_of(entry, n))) for n, entry in enumerate(chosen)]


def _more(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--part", choices=("all", "open", "validation"), default="all")


def main() -> None:
    """Measure, print, write bench/out/contrasts.json (contrasts-PART.json for a part of the entries)."""
    options = read_options(
        "Score short texts that differ in one point.", ROOT / "examples", ("contrasts.yaml",), _more
    )
    part = options.more.part
    judged = read(options, part)
    name = "contrasts" if part == "all" else f"contrasts-{part}"
    predicted = (coding_to_json(each.coding) for each in judged)
    shown = judged if part == "validation" else [each for each in judged if each.entry.get("set") is None]
    finish(name, options, measure(judged), predicted, cases(shown))


if __name__ == "__main__":
    main()
