"""Every benchmark whose data is here, each in a process of its own, and one table of what they measured.

    python -m bench.run [--only NAME ...] [--extractor NAME ...] [--fresh]

A benchmark of extraction is run with the grammar alone and with the tagger. One that was measured since the code
last changed is not run again, so an interrupted run goes on where it stopped; --fresh runs all. One that fails is
named at the end and stops no other. The table is printed and written to bench/out/table.json and table.md.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.check_floors import FLOORS
from bench.results import OUT, ROOT

SHARED = ROOT / "../shared/data"
ALONE, BOTH = ("grammar",), ("grammar", "tagger")


@dataclass(frozen=True, slots=True, kw_only=True)
class Benchmark:
    """A benchmark's module, where its data lies, the measures that stand in the table, and who extracts.

    The result of the first extractor is called as the benchmark is, those of others NAME-EXTRACTOR.
    """

    module: str
    data: Path
    headlines: dict[str, str]
    extractors: tuple[str, ...] = BOTH


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
    "seeds": Benchmark(
        module="seeds",
        data=SHARED / "seeds",
        headlines={
            "incidents, F1": "incident / f1",
            "casualty claims, F1": "casualty / f1",
            "totals, F1": "totals / f1",
            "stances, F1": "stances / f1",
        },
    ),
    "calibration": Benchmark(
        module="calibration",
        data=ROOT / "examples",
        headlines={
            f"calibration error, {field}": f"{field} / error"
            for field in (
                "all",
                "incident",
                "type",
                "date",
                "place",
                "perpetrator",
                "casualty",
                "total",
                "stance",
            )
        }
        | {"of what is wrong, in the least sure fifth, %": "all / first fifth"},
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
        extractors=("tagger", "grammar"),
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
        headlines={
            "B³, F1": "b3 / f1",
            "B³, over date and city": "over date and city / b3 f1",
            "CoNLL": "conll",
            "pairs, F1": "pairs / f1",
            "killed exact, %": "killed / exact",
            "injured exact, %": "injured / exact",
        },
    ),
    "polnear": Benchmark(
        module="polnear",
        data=SHARED / "polnear",
        headlines={
            "sources' heads, F1": "source head / f1",
            "contents' words, F1": "content tokens / f1",
            "cues, F1": "cue / f1",
            "sources, F1": "source / f1",
            "contents, F1": "content / f1",
        },
        extractors=ALONE,
    ),
    "geoparsing": Benchmark(
        module="geoparsing",
        data=SHARED / "geoparsing",
        headlines={
            f"{corpus}, {measure}": f"{key}: {where}"
            for corpus, key in (("LGL", "lgl"), ("GeoVirus", "geovirus"))
            for measure, where in (
                ("toponyms, F1", "toponyms / f1"),
                ("within 161 km, toponym given, %", "given / within 161 km"),
                ("end to end, F1", "end to end / f1"),
            )
        },
        extractors=ALONE,
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
        extractors=(),
    ),
    "web": Benchmark(
        module="web",
        data=ROOT / "examples",
        headlines={"slowest page, ms": "slowest page, p50 ms", "memory of the server, MB": "server MB"},
        extractors=(),
    ),
}


def command_of(benchmark: Benchmark, extractor: str | None) -> list[str]:
    """The command that measures a benchmark with one extractor."""
    chosen = [] if extractor is None else ["--extractor", extractor]
    return [sys.executable, "-m", f"bench.{benchmark.module}", "--data", str(benchmark.data), *chosen]


def run(command: Sequence[str]) -> bool:
    """Run one benchmark; whether it measured."""
    path = f"{ROOT / 'src'}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"
    environment = {**os.environ, "PYTHONPATH": path}
    return subprocess.run(command, check=False, cwd=ROOT, env=environment).returncode == 0


def results_of(name: str) -> dict[str | None, str]:
    """What the results of a benchmark are called, by extractor; by None where there is nothing to choose."""
    chosen = BENCHMARKS[name].extractors or (None,)
    return {each: name if n == 0 else f"{name}-{each}" for n, each in enumerate(chosen)}


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


def interval_at(result: Any, path: str) -> Any:
    """The interval of the measure at `a / b`: beside it as `b interval` or `interval`; None where it has none."""
    *parents, last = path.split(" / ")
    held = value_at(result, " / ".join(parents)) if parents else result
    names = (f"{last} interval", f"{last.split()[0]} interval", *(["interval"] if parents else []))
    return next((held[each] for each in names if isinstance(held, dict) and each in held), None)


def table(floors: dict[str, dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """A row a measure: what the grammar and the tagger measured, each with its interval, and the floor."""
    for name, benchmark in BENCHMARKS.items():
        results = {extractor: _result(called) for extractor, called in results_of(name).items()}
        if not any(results.values()):
            continue
        for measure, where in benchmark.headlines.items():
            row: dict[str, Any] = {"benchmark": name, "measure": measure}
            for extractor, result in results.items():
                column = extractor or ALONE[0]
                row[column] = value_at(result, where)
                row[f"{column} interval"] = interval_at(result, where)
            floor = floors.get(name, {}).get(where)
            row["floor"] = f"at most {floor['most']}" if isinstance(floor, dict) else floor
            yield row


def _result(name: str) -> Any:
    path = OUT / f"{name}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def markdown(rows: list[dict[str, Any]]) -> str:
    """The table as Markdown."""
    lines = ["| benchmark | measure | grammar alone | tagger | floor |", "|---|---|---|---|---|"]
    lines += [
        f"| {row['benchmark']} | {row['measure']} | {_cell(row, 'grammar')} | {_cell(row, 'tagger')} "
        f"| {_said(row.get('floor'))} |"
        for row in rows
    ]
    return "\n".join(lines) + "\n"


def _cell(row: dict[str, Any], extractor: str) -> str:
    """A measure with its interval."""
    value, around = row.get(extractor), row.get(f"{extractor} interval")
    return (
        f"{_said(value)} [{', '.join(map(_said, around))}]" if value is not None and around else _said(value)
    )


def _said(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:,}" if isinstance(value, int | float) else str(value)


def measure_all(only: Sequence[str], extractors: Sequence[str], fresh: bool) -> list[str]:
    """Run what is asked for and not measured yet; gives back the results that failed."""
    failed = []
    for name, benchmark in BENCHMARKS.items():
        if only and name not in only:
            continue
        if not benchmark.data.exists():
            print(f"{name}: left out, {benchmark.data} is not here", flush=True)
            continue
        for extractor, called in results_of(name).items():
            if extractor and extractors and extractor not in extractors:
                continue
            if fresh or not is_fresh(called):
                print(f"{called} …", flush=True)
                if not run(command_of(benchmark, extractor)):
                    failed.append(called)
    return failed


def main() -> None:
    """Run them in order, print and write the table; exit with the number that failed."""
    parser = argparse.ArgumentParser(description="Run every benchmark whose data is here.")
    parser.add_argument("--only", nargs="+", choices=tuple(BENCHMARKS), default=(), help="these alone")
    parser.add_argument(
        "--extractor", nargs="+", choices=BOTH, default=(), help="these extractors alone; all unless told"
    )
    parser.add_argument(
        "--fresh", action="store_true", help="also those measured since the code last changed"
    )
    options = parser.parse_args()
    failed = measure_all(options.only, options.extractor, options.fresh)
    rows = list(table(json.loads(FLOORS.read_text(encoding="utf-8"))))
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / "table.json").write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    (OUT / "table.md").write_text(markdown(rows), encoding="utf-8")
    print(markdown(rows))
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    sys.exit(len(failed))


if __name__ == "__main__":
    main()
