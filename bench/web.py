"""How fast the desk is on a large record: every page and call, for one reader and for twenty, and its memory.

    python -m bench.web [--incidents 100000] [--keep DIR | --record FILE] [--only NAME …] [--readers 1 20] [--paint]
    python -m bench.web --calls 200 [--record FILE]

The server is the real one, in a process of its own on this machine's loopback; the readers ask from this one. For
each address: the first time it is ever asked, then, when the server is idle, the median and the 95th percentile of some requests by one reader
and by many at once, and how long who asks first waits after somebody decided. `--paint` lets Chromium tell when each page first shows something. The record is made by
bench/desk_record.py, unless one is named; with `--keep` it stays in a folder for the next time. Writes
bench/out/web.json (web-NAME.json for a record that was named). `--calls` instead asks every call of the interface
for programs whatever its description allows and does not, so many times each, and counts errors of the desk.
"""

from __future__ import annotations

import argparse
import asyncio
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import httpx

from bench.results import ROOT, print_table, write_result

ALONE, MANY = 12, 60
"""Requests of one address by one reader, and by all of many together."""
DECISIONS = 3
"""How often somebody decides before an address is asked."""
_LONGEST = 20.0
"""Seconds after which an address has been asked often enough."""
_MOST_GATHERED = 180
"""Seconds that are waited for what the server makes in the background."""


@contextmanager
def served(record: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """A desk on a record: its address and its process."""
    port = 8_900
    command = [sys.executable, "-m", "corroborate.cli", "serve", str(record), "--port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)
    try:
        assert process.stdout is not None
        lines = (line.decode() for line in process.stdout)
        base = next(word.rstrip("/") for line in lines for word in line.split() if word.startswith("http"))
        _wait_for(base)
        yield base, process
    finally:
        process.terminate()
        process.wait(10)


def _wait_for(base: str) -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until:
        try:
            httpx.get(f"{base}/static/desk.css", timeout=2)
        except httpx.HTTPError:
            time.sleep(0.1)
        else:
            return
    sys.exit("the desk did not open")


def addresses(base: str) -> dict[str, str]:
    """Every page and call to be asked, by name, with ids that the record holds."""
    told = httpx.get(f"{base}/api/v1/incidents?only=contested&limit=3&names=yes", timeout=120).json()["items"]
    first = told[0]
    place, actor = first["within"][-2] if len(first["within"]) > 1 else first["place"], "front_3"
    if first["perpetrator_actors"]:
        actor = first["perpetrator_actors"][0]
    word = f'"{first["place"] or "army"}"'
    known = httpx.get(f"{base}/api/v1/actors?limit=1", timeout=120).json()["items"][0]["id"]
    claims = httpx.get(f"{base}/api/v1/incidents/{first['id']}", timeout=120).json()["claims"]
    document = claims[0]["document"]
    year = (first["earliest"] or "2020")[:4]
    pages = {
        "overview": "/",
        "incidents": "/incidents",
        "incidents of a place": f"/incidents?place={place}",
        "incidents of an actor": f"/incidents?actor={actor}",
        "incidents of a year": f"/incidents?since={year}&until={year}",
        "incidents, contested": "/incidents?only=contested&order=-killed",
        "incidents, words": f"/incidents?text={word}",
        "incidents, page 400": "/incidents?offset=20000",
        "points": "/incidents.points.json",
        "points of a year": f"/incidents.points.json?since={year}&until={year}",
        "incident": f"/incidents/{first['id']}",
        "documents": "/documents",
        "document": f"/documents/{document}",
        "review": "/review",
        "totals": "/totals",
        "decisions": "/decisions",
        "actors": "/actors",
        "actor": f"/actors/{actor}",
        "places": "/places",
        "place": f"/places/{place}",
        "search": f"/search?q={word}",
        "add": "/add",
        "playground": "/extract",
        "about": "/about",
        "for programs": "/api",
    }
    calls = {
        "incidents": "/incidents",
        "incidents of a place": f"/incidents?place={place}",
        "incidents, 1,000": "/incidents?limit=1000",
        "incident": f"/incidents/{first['id']}",
        "claims": "/claims",
        "claims of a place": f"/claims?place={place}&field=casualty",
        "totals": "/totals",
        "stances": "/stances",
        "documents": "/documents",
        "document": f"/documents/{document}",
        "search": f"/search?q={word}",
        "actors": "/actors",
        "actor": f"/actors/{known}",
        "places": "/places?q=Quetta",
        "place": f"/places/{place}",
        "decisions": "/decisions",
        "changes": "/changes",
    }
    feeds = {"feed, new": "/feeds/new.atom", "feed, contested": "/feeds/contested.rss"}
    return {**pages, **{f"API: {name}": f"/api/v1{path}" for name, path in calls.items()}, **feeds}


async def asked(base: str, path: str, readers: int, count: int) -> list[float]:
    """Milliseconds of each of `count` requests by some readers at once; raises where one fails."""
    taken: list[float] = []
    until = time.monotonic() + _LONGEST

    async def read(client: httpx.AsyncClient) -> None:
        while len(taken) < count and time.monotonic() < until:
            begun = time.perf_counter()
            answer = await client.get(path)
            taken.append((time.perf_counter() - begun) * 1_000)
            answer.raise_for_status()

    async with httpx.AsyncClient(
        base_url=base, timeout=180, limits=httpx.Limits(max_connections=readers)
    ) as client:
        await asyncio.gather(*(read(client) for _ in range(readers)))
    return taken


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which a share of all lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def visited(base: str, paths: dict[str, str]) -> dict[str, tuple[str, dict[str, float]]]:
    """Every address asked for the first time: where it leads, milliseconds until it is there, and its size."""
    found = {}
    for name, path in paths.items():
        begun = time.perf_counter()
        answer = httpx.get(base + path, timeout=300, follow_redirects=True)
        while answer.status_code == 503 and time.perf_counter() - begun < _MOST_GATHERED:
            time.sleep(1)  # what takes long is gathered in the background, and asked for again
            answer = httpx.get(base + path, timeout=300, follow_redirects=True)
        if answer.status_code != 200:
            print(f"{name}: {path} answers {answer.status_code}, left out", file=sys.stderr)
            continue
        told = {
            "first": round((time.perf_counter() - begun) * 1_000),
            "kB": round(len(answer.content) / 1_000),
        }
        found[name] = (answer.url.raw_path.decode(), told)
    return found


def wait_until_idle(process: subprocess.Popen[bytes]) -> None:
    """Wait until the server has done what it does in the background; it is not waited for where nothing tells."""
    path, until, before = Path(f"/proc/{process.pid}/stat"), time.monotonic() + _MOST_GATHERED, -1
    while path.exists() and time.monotonic() < until:
        spent = sum(int(each) for each in path.read_text().rsplit(")", 1)[1].split()[11:13])
        if 0 <= spent - before < 10:
            return
        before = spent
        time.sleep(1)


def measure(
    base: str, paths: dict[str, tuple[str, dict[str, float]]], readers: Sequence[int]
) -> dict[str, dict[str, float]]:
    """Median and 95th percentile in milliseconds of each address, for each number of readers."""
    for name, (path, told) in paths.items():
        for number in readers:
            taken = asyncio.run(asked(base, path, number, ALONE if number == 1 else MANY))
            told[f"p50 of {number}"] = round(median(taken))
            told[f"p95 of {number}"] = round(percentile(taken, 0.95))
        print_table(name, told)
    return {name: told for name, (_, told) in paths.items()}


def after_decisions(base: str, paths: dict[str, tuple[str, dict[str, float]]]) -> None:
    """Milliseconds that who asks first waits for each address after somebody decided: the longest of some times."""
    items = httpx.get(f"{base}/api/v1/incidents?limit=1000", timeout=300).json()["items"]
    names = (each["id"] for each in items)
    for path, told in paths.values():
        taken = []
        for _ in range(DECISIONS):
            decision = {"kind": "accept", "subjects": [next(names)], "reason": "checked", "author": "Ana"}
            httpx.post(f"{base}/api/v1/decisions", json=decision, timeout=300).raise_for_status()
            begun = time.perf_counter()
            httpx.get(base + path, timeout=300, follow_redirects=True)
            taken.append((time.perf_counter() - begun) * 1_000)
        told["after a decision"] = round(max(taken))


def painted(base: str, paths: dict[str, str]) -> dict[str, float]:
    """Milliseconds until Chromium first shows something of each page, the median of five visits."""
    from playwright.sync_api import sync_playwright

    said = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1"
    found = {}
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page()
        for name, path in paths.items():
            if name.startswith(("API", "feed", "points")):
                continue
            taken = []
            for _ in range(5):
                page.goto(base + path, wait_until="load")
                while (shown := float(page.evaluate(said))) < 0:
                    page.wait_for_timeout(20)
                taken.append(shown)
            found[name] = round(median(taken))
        browser.close()
    return found


def memory_of(process: subprocess.Popen[bytes]) -> dict[str, int]:
    """Megabytes that a process holds, and the most it held; nothing where the system does not tell."""
    path = Path(f"/proc/{process.pid}/status")
    if not path.exists():
        return {}
    told = dict(line.split(":", 1) for line in path.read_text().splitlines() if ":" in line)
    return {
        name: int(told[key].split()[0]) * 1_024 // 1_000_000
        for name, key in (("server MB", "VmRSS"), ("server MB, peak", "VmHWM"))
    }


def bombarded(record: Path, count: int) -> dict[str, int]:
    """Every call asked `count` times what schemathesis makes of its description; errors of the desk by call.

    What is given to add is not read, so that no made-up address is fetched.
    """
    import schemathesis

    import corroborate
    from corroborate.web import Desk, jobs, make_app

    jobs._MOST_WAITING, jobs.Jobs._work = 10**9, lambda self: None  # type: ignore[method-assign, assignment]
    found: dict[str, int] = {}
    with corroborate.open(record, author="Ana") as held:
        schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", make_app(Desk(record=held)))
        for each in schema.get_all_operations():
            failed = _failed(each.ok(), count)
            found[each.ok().label] = len(failed)
            print(*failed[:3], sep="\n", end="\n" if failed else "", file=sys.stderr)
    return found


def _failed(operation: Any, count: int) -> list[str]:
    """The requests of one operation that met an error of the desk."""
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import strategies as st
    from schemathesis import GenerationMode

    failed: list[str] = []

    @given(case=st.one_of(*(operation.as_strategy(mode) for mode in GenerationMode)))
    @settings(max_examples=count, deadline=None, derandomize=True, database=None, phases=[Phase.generate],
              suppress_health_check=list(HealthCheck))  # fmt: skip
    def ask(case: Any) -> None:
        try:
            status = case.call().status_code
        except Exception as trouble:  # as the server would log it, and answer 500
            status = 500
            print(f"{type(trouble).__name__}: {trouble}", file=sys.stderr)
        if status >= 500:
            failed.append(f"{status}: {case.as_curl_command()}")

    ask()
    return failed


def made(count: int, folder: Path) -> Path:
    """The made record of a size in the folder; made where it is not there."""
    from bench.desk_record import make

    path = folder / f"desk{count}.db"
    if not path.exists():
        half = path.with_suffix(".part")
        make(half, count)
        half.rename(path)
    return path


def main() -> None:
    """Measure, print, write bench/out/web.json."""
    parser = argparse.ArgumentParser(description="Measure the desk on a large made record.")
    parser.add_argument("--incidents", type=int, default=100_000)
    parser.add_argument("--keep", type=Path, help="a folder in which the made record stays")
    parser.add_argument("--record", type=Path, help="measure on this record instead; it is copied first")
    parser.add_argument("--data", type=Path, help=argparse.SUPPRESS)  # as all benchmarks; the record is made
    parser.add_argument("--only", nargs="+", help="only addresses of these names")
    parser.add_argument("--readers", type=int, nargs="+", default=[1, 20])
    parser.add_argument(
        "--paint", action="store_true", help="let Chromium say when pages first show something"
    )
    parser.add_argument("--calls", type=int, help="ask every call so often whatever it allows, instead")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        kept = options.keep or Path(folder)
        kept.mkdir(parents=True, exist_ok=True)
        if options.record:
            record = Path(shutil.copy(options.record, folder))
        else:
            record = made(1_000 if options.calls else options.incidents, kept)
        if options.calls:
            found = bombarded(record, options.calls)
            print_table("errors of the desk", found)
            sys.exit(1 if any(found.values()) else 0)
        _report(record, options)


def _report(record: Path, options: argparse.Namespace) -> None:
    with served(record) as (base, process):
        paths = addresses(base)
        chosen = {name: path for name, path in paths.items() if not options.only or name in options.only}
        known = visited(base, chosen)
        wait_until_idle(process)
        result: dict[str, Any] = {"whole": not options.only}
        after_decisions(base, known)
        result["addresses"] = measure(base, known, options.readers)
        pages = {name: told for name, told in result["addresses"].items() if not name.startswith("API")}
        for share in ("p50", "p95") if 1 in options.readers else ():
            result[f"slowest page, {share} ms"] = max(told[f"{share} of 1"] for told in pages.values())
        if options.paint:
            result["first paint, ms"] = painted(base, {name: path for name, (path, _) in known.items()})
            result["slowest first paint, ms"] = max(result["first paint, ms"].values())
        result |= memory_of(process)
    print_table("desk", {name: value for name, value in result.items() if name != "addresses"})
    if result["whole"]:
        write_result(f"web-{record.stem}" if options.record else "web", result)


if __name__ == "__main__":
    main()
