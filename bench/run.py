"""Every benchmark whose data is here, each in a process of its own, and one table of what they measured.

    python -m bench.run [--only NAME ...] [--fresh]

A benchmark that was measured since the code last changed is not run again, so an interrupted run goes on where
it stopped; --fresh runs all. The table is printed and written to bench/out/table.json and table.md.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.check_floors import FLOORS
from bench.results import OUT, ROOT

SHARED = ROOT / "../shared/data"


@dataclass(frozen=True, slots=True, kw_only=True)
class Benchmark:
    """A benchmark's module and options, where its data lies, and the measures that stand in the table."""

    module: str
    data: Path
    headlines: dict[str, str]
    options: tuple[str, ...] = ()


BENCHMARKS = {
    "examples": Benchmark(
        module="examples",
        data=ROOT / "examples",
        headlines={
            "incidents, F1": "incident / f1",
            "perpetrators, F1": "perpetrator / f1",
            "casualty claims, F1": "casualty / f1",
            "totals, F1": "totals / f1",
            "stances, F1": "stances / f1",
            "merges, F1": "merges / f1",
        },
    ),
    "contrasts": Benchmark(
        module="contrasts",
        data=ROOT / "examples",
        headlines={
            "texts right, %": "texts / accuracy",
            "whole sets right, %": "sets / accuracy",
            "incidents, F1": "incidents / f1",
            "casualty claims, F1": "casualties / f1",
            "perpetrators, F1": "perpetrators / f1",
        },
    ),
    "muc4": Benchmark(
        module="muc4",
        data=SHARED / "muc4",
        headlines={
            "templates (GTT), micro-F1": "GTT micro-F1",
            "entities (REE), micro-F1": "REE micro-F1",
            "organization confidence, F1": "confidence",
            "victim number, F1": "victim number",
            "victim effect, F1": "victim effect",
        },
    ),
    "satp": Benchmark(
        module="satp",
        data=SHARED / "satp",
        headlines={
            "deaths exact, %": "deaths total / exact",
            "deaths, mean absolute error": "deaths total / mae",
            "injuries exact, %": "injuries total / exact",
            "perpetrator, %": "perpetrator / accuracy",
            "actions, F1": "actions / f1",
            "targets, F1": "targets / f1",
            "states found, %": "state found / accuracy",
            "districts found, %": "district found / accuracy",
            "villages found, %": "place found / accuracy",
        },
    ),
    "longtail": Benchmark(
        module="longtail",
        data=SHARED / "longtail",
        headlines={"B³, F1": "b3 / f1", "pairs, F1": "pairs / f1"},
    ),
    "polnear": Benchmark(
        module="polnear",
        data=SHARED / "polnear",
        headlines={"sources, F1": "source / f1", "cues, F1": "cue / f1", "contents, F1": "content / f1"},
    ),
    "geoparsing": Benchmark(
        module="geoparsing",
        data=SHARED / "geoparsing",
        headlines={"LGL, toponyms, F1": "lgl / f1", "GeoVirus, toponyms, F1": "geovirus / f1"},
    ),
    "wikievents": Benchmark(
        module="wikievents",
        data=SHARED / "wikievents",
        headlines={
            "events, F1": "events / f1",
            "arguments, F1": "arguments / f1",
            "victims, F1": "victim / f1",
            "figures, F1": "figures / f1",
        },
    ),
    "re3d": Benchmark(
        module="re3d",
        data=SHARED / "re3d",
        headlines={
            "organisations, F1": "organisations / f1",
            "places, F1": "places / f1",
            "who against whom, F1": "against / f1",
        },
    ),
    "speed": Benchmark(
        module="speed",
        data=ROOT / "examples",
        headlines={
            "words a second": "extraction / words per second",
            "peak memory, MB": "peak MB",
            "growth exponent": "growth exponent",
        },
    ),
}
BENCHMARKS["muc4-grammar"] = Benchmark(
    module="muc4",
    data=SHARED / "muc4",
    headlines=BENCHMARKS["muc4"].headlines,
    options=("--extractor", "grammar"),
)
"""Each benchmark by the name of its result."""


def run(name: str, benchmark: Benchmark) -> bool:
    """Run one benchmark; whether it measured."""
    environment = {
        **os.environ,
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{os.environ.get('PYTHONPATH', '')}",
    }
    command = [
        sys.executable,
        "-m",
        f"bench.{benchmark.module}",
        "--data",
        str(benchmark.data),
        *benchmark.options,
    ]
    print(f"{name} …", flush=True)
    return subprocess.run(command, check=False, cwd=ROOT, env=environment).returncode == 0


def is_fresh(name: str) -> bool:
    """Whether a result is younger than all code and example data."""
    path = OUT / f"{name}.json"
    if not path.exists():
        return False
    files = (each for folder in ("src", "bench", "examples") for each in (ROOT / folder).rglob("*.*"))
    newest = max(each.stat().st_mtime for each in files if OUT not in each.parents and each.suffix != ".pyc")
    return path.stat().st_mtime > newest


def value_at(result: Any, path: str) -> Any:
    """The measure at `a / b` of a result; None where it is not there."""
    for part in path.split(" / "):
        result = result.get(part) if isinstance(result, dict) else None
    return result


def table(floors: dict[str, dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """A row a measure: benchmark, measure, what was measured, and its floor."""
    for name, benchmark in BENCHMARKS.items():
        path = OUT / f"{name}.json"
        if not path.exists():
            continue
        result = json.loads(path.read_text(encoding="utf-8"))
        for measure, where in benchmark.headlines.items():
            floor = floors.get(name, {}).get(where)
            if isinstance(floor, dict):
                floor = f"at most {floor['most']}"
            yield {"benchmark": name, "measure": measure, "measured": value_at(result, where), "floor": floor}


def markdown(rows: list[dict[str, Any]]) -> str:
    """The table as Markdown."""
    lines = ["| benchmark | measure | measured | floor |", "|---|---|---|---|"]
    lines += [
        f"| {row['benchmark']} | {row['measure']} | {_said(row['measured'])} | {_said(row['floor'])} |"
        for row in rows
    ]
    return "\n".join(lines) + "\n"


def _said(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:,}" if isinstance(value, int | float) else str(value)


def main() -> None:
    """Run them in order, print and write the table; exit with the number that failed."""
    parser = argparse.ArgumentParser(description="Run every benchmark whose data is here.")
    parser.add_argument("--only", nargs="+", choices=tuple(BENCHMARKS), help="these alone")
    parser.add_argument(
        "--fresh", action="store_true", help="also those measured since the code last changed"
    )
    options = parser.parse_args()
    failed = 0
    for name, benchmark in BENCHMARKS.items():
        if options.only and name not in options.only:
            continue
        if not benchmark.data.exists():
            print(f"{name}: left out, {benchmark.data} is not here", flush=True)
        elif options.fresh or not is_fresh(name):
            failed += not run(name, benchmark)
    rows = list(table(json.loads(FLOORS.read_text(encoding="utf-8"))))
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / "table.json").write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    (OUT / "table.md").write_text(markdown(rows), encoding="utf-8")
    print(markdown(rows))
    sys.exit(failed)


if __name__ == "__main__":
    main()
