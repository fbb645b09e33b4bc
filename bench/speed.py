"""How fast and in what memory: words a second extracted, documents added and linked, growth between sizes.

    python -m bench.speed [--data DIR] [--words N] [--sizes 1000 10000] [--skip-adding]

Everything runs on one core of this machine, in processor time for extraction, in wall time for adding.
Documents are made from the example articles (bench/variations.py). Each size is added in a process of its
own, so that its peak of memory is its own.
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
from itertools import cycle
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.examples import articles
from bench.results import ROOT, print_table, write_result
from bench.variations import gold_places, vary
from corroborate.model import Document


def readable(data: Path) -> list[Document]:
    """The example articles in English."""
    return [each for each in articles(data, "all") if each.language in (None, "en")]


def extraction(documents: list[Document], words: int) -> dict[str, Any]:
    """Words a second of processor time for `extract`, its tools loaded, over at least `words` words."""
    from corroborate.extraction import extract

    began = time.process_time()
    extract(documents[0])
    loading = time.process_time() - began
    done, began = 0, time.process_time()
    for document in cycle(documents):
        extract(document)
        done += len(document.text.split())
        if done >= words:
            break
    seconds = time.process_time() - began
    return {"words": done, "words per second": round(done / seconds), "loading seconds": round(loading, 2)}


def peak_megabytes(who: int = resource.RUSAGE_SELF) -> int:
    """The most memory this process (or one of its children) has held, in MB (10^6 bytes)."""
    return resource.getrusage(who).ru_maxrss * 1024 // 1_000_000


def add_made(data: Path, count: int) -> dict[str, Any]:
    """Add and link `count` made documents to a new record; wall seconds for reading with coding, and linking."""
    from corroborate.pipeline import AddOptions, add
    from corroborate.store import open_store

    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "made.jsonl"
        with source.open("w", encoding="utf-8") as lines:
            for row in vary(readable(data), gold_places(data), count):
                lines.write(json.dumps(row, ensure_ascii=False) + "\n")
        with open_store(str(Path(folder) / "speed.db")) as store:
            began = time.perf_counter()
            added = add(store, [source], AddOptions(link=False))
            middle = time.perf_counter()
            add(store, [], AddOptions(link=True))
            end = time.perf_counter()
            incidents = len(store.incidents())
    return {
        "documents": added.added,
        "words": added.words,
        "reports": added.reports,
        "incidents": incidents,
        "failed": len(added.failed),
        "adding seconds": round(middle - began, 2),
        "linking seconds": round(end - middle, 2),
        "seconds": round(end - began, 2),
        "peak MB": peak_megabytes(),
    }


def in_own_process(data: Path, count: int) -> dict[str, Any]:
    """`add_made` in a fresh process of Python."""
    command = [sys.executable, str(Path(__file__).resolve()), "--data", str(data), "--only-add", str(count)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=_environment())
    if done.returncode:
        sys.exit(f"adding {count} documents failed: {done.stderr.strip().splitlines()[-1:]}")
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"}


def growth(measured: dict[int, dict[str, Any]], part: str = "seconds") -> float:
    """The exponent of the time's growth from the smallest size to the largest."""
    small, large = min(measured), max(measured)
    ratio = max(measured[large][part], 0.01) / max(measured[small][part], 0.01)
    return round(math.log(ratio) / math.log(large / small), 3)


def measure(data: Path, words: int, sizes: list[int]) -> dict[str, Any]:
    """Extraction, memory, adding at each of `sizes`, and the exponent of growth."""
    result: dict[str, Any] = {"extraction": extraction(readable(data), words), "peak MB": peak_megabytes()}
    measured = {size: in_own_process(data, size) for size in sizes}
    result |= {f"added {size}": each for size, each in measured.items()}
    if measured:
        result["peak MB"] = max([result["peak MB"], *(each["peak MB"] for each in measured.values())])
    if len(measured) > 1:
        result["growth exponent"] = growth(measured)
        result["growth of linking"] = growth(measured, "linking seconds")
    return result


def main() -> None:
    """Measure, print, write bench/out/speed.json."""
    parser = argparse.ArgumentParser(description="Measure speed, memory and growth.")
    parser.add_argument("--data", type=Path, default=ROOT / "examples")
    parser.add_argument("--words", type=int, default=200_000)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--skip-adding", action="store_true", help="measure extraction alone")
    parser.add_argument("--only-add", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.only_add:
        print(json.dumps(add_made(options.data, options.only_add)))
        return
    result = measure(options.data, options.words, [] if options.skip_adding else options.sizes)
    print_table("speed", result)
    write_result("speed", result)


if __name__ == "__main__":
    main()
