"""Worlds with known truth: whether intervals hold what they say, and what the surge detector reports by mistake.

    python -m bench.worlds [--worlds N] [--only trend surges estimates] [--write]

Trend: monthly counts of incidents and of people killed, with Poisson scatter and three times that; how often
the interval of 95 % for a change holds the true one. Surges: ten years of weeks in which nothing happens but
chance, drift or season, and how many weeks are reported; then weeks in which the rate doubles or trebles, and
how soon. Estimates: a known number of incidents seen by four sources that are independent, see the same kinds
well, copy or avoid each other. Draws are the same each time. Prints a table, writes bench/out/worlds.json; with
--write also the numbers that stand beside estimates (src/corroborate/analysis/simulated.json) and in docs/analysis.md.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.drawn_lists import METHODS, estimates
from bench.drawn_series import alarms, trends
from bench.results import ROOT, print_table, write_result

BESIDE = ROOT / "src" / "corroborate" / "analysis" / "simulated.json"
PARTS: dict[str, Callable[[int], dict[str, Any]]] = {
    "trend": trends,
    "surges": alarms,
    "estimates": estimates,
}
WORLDS = {"trend": 1_000, "surges": 100, "estimates": 30}
"""How many worlds of each kind are drawn, by what one costs."""
PAGE, BEGIN, END = ROOT / "docs" / "analysis.md", "<!-- worlds -->", "<!-- end of worlds -->"
FALSE = "false alarms a 1,000 at 0.001"


def summary(found: dict[str, Any]) -> dict[str, float]:
    """The worst and the mean of each part: what floors are held against."""
    told: dict[str, float] = {}
    if "trend" in found:
        held = [each["coverage"] for each in found["trend"].values()]
        told |= {"trend, least coverage": min(held), "trend, mean coverage": sum(held) / len(held)}
    if "surges" in found:
        false = [
            each[FALSE] for name, each in found["surges"].items() if FALSE in each and "wander" not in name
        ]
        soon = [each["found within 8"] for each in found["surges"].values() if "found within 8" in each]
        told |= {
            "surges, most false alarms": max(false),
            "surges, mean false alarms": sum(false) / len(false),
        }
        told |= {"surges, mean found": sum(soon) / len(soon)}
    for method in METHODS if "estimates" in found else ():
        held = [each["coverage"] for name, each in found["estimates"].items() if name.endswith(f", {method}")]
        told |= {f"{method}, mean coverage": sum(held) / len(held)}
    return told


def beside(found: dict[str, Any], worlds: dict[str, int]) -> dict[str, Any]:
    """What stands beside estimates and surges and in the documentation: coverage, false alarms, delay by kind of world."""
    lists: dict[str, dict[str, float]] = defaultdict(dict)
    for name, each in found["estimates"].items():
        kind, _, method = name.rpartition(", ")
        lists[kind][method] = round(each["coverage"], 3)
    trend: dict[str, list[float]] = defaultdict(list)
    for name, each in found["trend"].items():
        rate, _, _, measure = name.split(", ", 3)
        trend[f"{measure}, {rate}"].append(each["coverage"])
    false: dict[str, list[float]] = defaultdict(list)
    for name, each in found["surges"].items():
        if FALSE in each:
            false[name.rsplit(", ", 2)[0]].append(each[FALSE])
    return {
        "worlds": worlds,
        "estimates": lists,
        "trend": {kind: _span(rates, 3) for kind, rates in trend.items()},
        "surges": {kind: _span(rates, 2) for kind, rates in false.items()},
        "found": {name: list(each.values()) for name, each in found["surges"].items() if FALSE not in each},
    }


def _span(values: list[float], digits: int) -> list[float]:
    return [round(min(values), digits), round(max(values), digits)]


def tables(told: dict[str, Any]) -> str:
    """The tables of the documentation, from what `beside` told."""
    rows = ["| interval of a change, at a stated 95 % | worlds in which it held the true one |", "|---|---|"]
    rows += [
        f"| {kind} | {100 * low:.0f} to {100 * high:.0f} % |" for kind, (low, high) in told["trend"].items()
    ]
    rows += ["", "| world without a surge | reported of 1,000, at a chance of 0.001 |", "|---|---|"]
    rows += [f"| {kind} | {low:.1f} to {high:.1f} |" for kind, (low, high) in told["surges"].items()]
    rows += ["", "| surge | found within eight weeks | half of these after |", "|---|---|---|"]
    for name, (share, weeks) in told["found"].items():
        rows.append(
            f"| {name.removeprefix('surge of ')} | {100 * share:.0f} % | {f'{weeks:g} weeks' if weeks >= 0 else 'none'} |"
        )
    rows += [
        "",
        f"| worlds in which the interval held the truth | {' | '.join(METHODS)} |",
        f"|---{'|---' * len(METHODS)}|",
    ]
    for kind, of in told["estimates"].items():
        rows.append(f"| {kind} | {' | '.join(f'{100 * of[method]:.0f} %' for method in METHODS)} |")
    return "\n".join(rows)


def write_beside(found: dict[str, Any], worlds: dict[str, int]) -> None:
    """Write the numbers that stand beside estimates, and the tables of the documentation."""
    told = beside(found, worlds)
    BESIDE.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    before, rest = PAGE.read_text(encoding="utf-8").split(BEGIN)
    PAGE.write_text(f"{before}{BEGIN}\n\n{tables(told)}\n\n{END}{rest.split(END)[1]}", encoding="utf-8")


def main() -> None:
    """Draw the worlds, print what was found, write bench/out/worlds.json."""
    parser = argparse.ArgumentParser(description="Check intervals and alarms on worlds with known truth.")
    parser.add_argument("--worlds", type=int, help="how many worlds of each kind are drawn; else as fits")
    parser.add_argument("--only", nargs="+", choices=list(PARTS), default=list(PARTS))
    parser.add_argument(
        "--write", action="store_true", help="write what stands beside estimates and in the docs"
    )
    options = parser.parse_args()
    if options.write and len(options.only) < len(PARTS):
        parser.error("--write needs all parts")
    result = {}
    worlds = {part: options.worlds or WORLDS[part] for part in options.only}
    for part in options.only:
        result[part] = PARTS[part](worlds[part])
        print_table(part, result[part])
    told = summary(result)
    print_table("in sum", told)
    write_result("worlds", {"worlds": worlds, **result, "sum": told})
    if options.write:
        write_beside(result, worlds)


if __name__ == "__main__":
    main()
