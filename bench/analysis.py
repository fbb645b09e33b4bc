"""How fast and in what memory analyses, exports and a report run on large made records, and how they grow.

    python -m bench.analysis [--sizes 100000 1000000] [--only tally-month …] [--keep DIR]

Each analysis runs in a process of its own, from opening the record's file to the finished table: reading the
claims, bringing them together by incident, computing; each export and the report of a year (HTML) to the finished
file. Told are processor seconds (of all processes; on a machine that others use they say more), wall seconds and
the peak of memory (of the largest process). Records are made by bench/made_record.py; with `--keep`
they stay in a folder for the next time. Writes bench/out/analysis.json.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.results import ROOT, print_table, write_result
from bench.speed import peak_megabytes

ANALYSES: dict[str, tuple[str, dict[str, Any]]] = {
    "tally-month": ("tally", {"by": "month"}),
    "tally-month-actor": ("tally", {"by": "month,actor", "coarse": "apportion", "rule": "range"}),
    "tally-province-group": ("tally", {"by": "province,group"}),
    "tally-claimant": ("tally", {"by": "claimant,year"}),
    "tally-dyad": ("tally", {"by": "dyad"}),
    "tally-of-a-year": ("tally", {"by": "month,province", "since": "2019", "until": "2019"}),
    "trend": ("trend", {"measure": "killed"}),
    "surges-by-province": ("surges", {"by": "province"}),
    "operations": ("operations", {}),
    "agreement": ("agreement", {"between": "claimant"}),
    "responsibility": ("agreement", {"part": "responsibility"}),
    "silence": ("agreement", {"part": "silence", "by": "province"}),
    "delay": ("agreement", {"part": "delay"}),
    "coverage": ("coverage", {}),
    "overlap": ("coverage", {"part": "overlap", "of": "speaker"}),
    "unseen": ("coverage", {"part": "unseen"}),
    "totals": ("totals", {}),
    "contradictions": ("contradictions", {}),
}
EXPORTS = {
    f"{kind}.{form}": kind
    for kind, forms in {
        "incidents": ("csv", "jsonl", "geojson", "parquet", "gpkg", "xlsx"),
        "claims": ("csv", "jsonl", "parquet"),
        "acled": ("csv",),
        "ged": ("csv",),
        "totals": ("csv",),
    }.items()
    for form in forms
}
"""Exports by the file they write. No sheet of a workbook holds a million claims, and claims have no place."""

REPORT = "report-of-a-year"
EVERYTHING = (*ANALYSES, *EXPORTS, REPORT)


def measured(name: str, path: str) -> dict[str, Any]:
    """One analysis, export or report of the record at `path`, once."""
    import corroborate

    wall, processor = time.perf_counter(), _processor_seconds()
    with corroborate.open(path, readonly=True) as record, tempfile.TemporaryDirectory() as folder:
        rows = made_of(record, name, Path(folder))
    return {
        "seconds": round(_processor_seconds() - processor, 2),
        "wall": round(time.perf_counter() - wall, 2),
        "peak MB": max(peak_megabytes(), peak_megabytes(resource.RUSAGE_CHILDREN)),
        "rows": rows,
    }


def made_of(record: Any, name: str, folder: Path) -> int:
    """Make what is called `name`; gives back its rows (of a report: its incidents)."""
    if name in EXPORTS:
        return int(record.export(folder / name, EXPORTS[name]).rows)
    if name == REPORT:
        done = record.report(folder / "report.html", since="2019-01-01", until="2019-12-31")
        return int(done.incidents)
    method, how = ANALYSES[name]
    return len(getattr(record, method)(**how))


def _processor_seconds() -> float:
    told = os.times()
    return told.user + told.system + told.children_user + told.children_system


def in_own_process(name: str, path: Path) -> dict[str, Any]:
    """`measured` in a fresh process of Python."""
    command = [sys.executable, "-m", "bench.analysis", "--one", name, str(path)]
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, env=environment)
    if done.returncode:
        sys.exit(f"{name} failed: {done.stderr.strip().splitlines()[-1:]}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def growth(found: dict[int, dict[str, Any]]) -> float:
    """The exponent of the growth of processor time from the smallest size to the largest."""
    small, large = min(found), max(found)
    ratio = max(found[large]["seconds"], 0.01) / max(found[small]["seconds"], 0.01)
    return round(math.log(ratio) / math.log(large / small), 3)


def measure(sizes: list[int], names: Sequence[str], folder: Path) -> dict[str, Any]:
    """Everything named at every size."""
    paths = {size: made(size, folder) for size in sizes}
    result: dict[str, Any] = {}
    for name in names:
        found = {size: in_own_process(name, path) for size, path in paths.items()}
        result[name] = {f"{size:,} claims": told for size, told in found.items()}
        if len(found) > 1:
            result[name]["growth exponent"] = growth(found)
        print_table(name, result[name])
    return result


def made(size: int, folder: Path) -> Path:
    """The made record of a size in the folder, its cards filed as by `add`; made where it is not there."""
    import corroborate
    from bench.made_record import make

    path = folder / f"made{size}.db"
    if not path.exists():
        half = path.with_suffix(".part")
        make(half, size)
        with corroborate.open(half) as record:
            record.file_cards()
        half.rename(path)
    return path


def main() -> None:
    """Measure, print, write bench/out/analysis.json."""
    parser = argparse.ArgumentParser(
        description="Measure analyses, exports and a report on large made records."
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--only", nargs="+", choices=EVERYTHING, default=EVERYTHING, metavar="NAME")
    parser.add_argument("--keep", type=Path, help="a folder in which made records stay")
    parser.add_argument("--one", nargs=2, metavar=("NAME", "PATH"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(measured(*options.one)))
        return
    with tempfile.TemporaryDirectory() as folder:
        kept = options.keep or Path(folder)
        kept.mkdir(parents=True, exist_ok=True)
        write_result("analysis", measure(options.sizes, options.only, kept))


if __name__ == "__main__":
    main()
