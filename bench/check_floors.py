"""Compare what benchmarks measure with the pinned floors, and fail where one has fallen below.

    python -m bench.check_floors [--measured-only]

Runs the benchmarks whose data is here and that take seconds; of the others it takes the result that lies in
bench/out, if any, unless a part of the data was left out. Floors (bench/floors.json) are by the name of the
result (`satp`, or `satp-tagger` for another extractor) and only rise; a measure that is better when small is
pinned as {"most": …}.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.options import SHARED
from bench.results import OUT, ROOT, write_result

FLOORS = Path(__file__).resolve().parent / "floors.json"
SAMPLE = 1_500
"""Reports of the SATP corpus that the check reads: they are in the order of hashed ids, so by chance."""
SATP = SHARED / "satp"
WORLDS = 25
"""Worlds of each kind that the check draws, without those of lists, which take minutes."""
PINNED_STORIES = Path(__file__).resolve().parent / "pinned_stories.txt"
"""The stories that the floors of `examples` were pinned on: a corpus that grows must not move a floor."""


def _examples() -> dict[str, Any] | None:
    from bench.examples import articles, measure

    lines = PINNED_STORIES.read_text(encoding="utf-8").splitlines()
    stories = frozenset(line for line in lines if not line.startswith("#"))
    return measure(articles(ROOT / "examples", stories), ROOT / "examples" / "gold").result


def _satp() -> dict[str, Any] | None:
    from bench.options import Options, read_lines
    from bench.satp import judge_all, measure

    if not (SATP / "reports.jsonl").exists():
        return None
    return measure(judge_all(read_lines(SATP / "reports.jsonl", Options(data=SATP, limit=SAMPLE))))


def _worlds() -> dict[str, Any]:
    from bench.worlds import PARTS, summary

    return {"sum": summary({part: PARTS[part](WORLDS) for part in ("trend", "surges")})}


QUICK: dict[str, Callable[[], dict[str, Any] | None]] = {
    "examples": _examples,
    "satp": _satp,
    "worlds": _worlds,
}
"""The benchmarks that are run anew; each gives nothing where its data is not here."""


def result_of(name: str, measured_only: bool) -> dict[str, Any] | None:
    """A benchmark's result, measured now or read from bench/out; None where there is none."""
    if name in QUICK and not measured_only:
        result = QUICK[name]()
        if result is not None:
            write_result(f"{name}-checked", result)
        return result
    path = OUT / f"{name}.json"
    if not path.exists():
        return None
    stored: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return stored if stored.get("whole", True) else None


def fallen(name: str, result: dict[str, Any], floors: dict[str, Any]) -> Iterator[str]:
    """A line for each measure of a benchmark that is worse than its floor; `a / b` names a part."""
    for measure, floor in floors.items():
        value: Any = result
        for part in measure.split(" / "):
            value = value.get(part) if isinstance(value, dict) else None
        if value is None:
            yield f"{name}: {measure} was not measured"
        elif isinstance(floor, dict):
            if value > floor["most"]:
                yield f"{name}: {measure} is {value}, more than {floor['most']}"
        elif value < floor:
            yield f"{name}: {measure} is {value}, below {floor}"


def main() -> None:
    """Check every benchmark; exit 1 where a measure has fallen below its floor."""
    parser = argparse.ArgumentParser(description="Compare benchmarks with their pinned floors.")
    parser.add_argument("--measured-only", action="store_true", help="run nothing, read bench/out")
    options = parser.parse_args()
    worse: list[str] = []
    for name, floors in json.loads(FLOORS.read_text(encoding="utf-8")).items():
        result = result_of(name, options.measured_only)
        if result is None:
            print(f"{name}: not checked, its data or its result is not here (python -m bench.{name} --help)")
            continue
        found = list(fallen(name, result, floors))
        print(f"{name}: {len(floors) - len(found)} of {len(floors)} floors hold")
        worse.extend(found)
    for line in worse:
        print(line, file=sys.stderr)
    sys.exit(1 if worse else 0)


if __name__ == "__main__":
    main()
