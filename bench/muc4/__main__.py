"""MUC-4 by three metrics: GTT's templates, role-filler entities, and the slots of 1992.

    python -m bench.muc4 [--data DIR] [--part tst|dev] [--extractor NAME] [--limit N] [--predictions FILE]

DIR holds raw/*/ with reports and key-* files, and processed/*.json, GTT's reduction of them; the texts may be
in capitals or in mixed case. `tst`, the tuning part, is what raw/tst* hold; `dev` the training part; `all`
whatever DIR has. --predictions writes FILE in GTT's JSON and FILE.1992.txt in the form of 1992.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from bench.muc4 import gtt, keys, mapping, slots
from bench.muc4.predictions import write_reduced, write_slots
from bench.results import ROOT, interval, print_table, write_result
from corroborate.model import Coding, Document
from corroborate.reading import read_text

HEADLINES = {
    "confidence": "PERP: ORGANIZATION CONFIDENCE",
    "victim number": "HUM TGT: NUMBER",
    "victim effect": "HUM TGT: EFFECT OF INCIDENT",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One report: its text, what was predicted and what is in the gold, in both forms."""

    id: str
    text: str
    reduced: list[dict[str, Any]]
    templates: list[keys.Template]
    gold_reduced: list[dict[str, Any]]
    gold_templates: list[keys.Template]


def load(data: Path, part: str) -> tuple[dict[str, str], dict[str, list[keys.Template]], dict[str, Any]]:
    """The reports, the keys and GTT's records of a part, by id."""
    folders = [
        folder
        for folder in sorted((data / "raw").iterdir())
        if folder.is_dir() and (part == "all" or folder.name.startswith(part))
    ]
    files = [path for folder in folders for path in sorted(folder.iterdir())]
    reports = keys.read_reports(path for path in files if not path.name.startswith("key"))
    answers = keys.read_keys(path for path in files if path.name.startswith("key"))
    reduced: dict[str, Any] = {}
    for path in sorted((data / "processed").glob("*.json")):
        reduced.update(keys.read_reduced(path))
    return reports, answers, {key: reduced[key] for key in reports if key in reduced}


def judge(
    key: str, text: str, answers: Sequence[keys.Template], record: Mapping[str, Any], extract: Any
) -> Judged:
    """One report extracted as it was given out, its dateline included."""
    coding = extract(document_of(key, text))
    return Judged(
        id=key,
        text=text,
        reduced=mapping.reduced(coding),
        templates=mapping.templates(coding),
        gold_reduced=list(record.get("templates", ())),
        gold_templates=list(answers),
    )


def document_of(key: str, text: str) -> Document:
    """A report as the document that reading makes of it."""
    from dataclasses import replace

    return replace(read_text(text), source=key, language="en")


def measure(judged: Sequence[Judged]) -> dict[str, Any]:
    """All three metrics, the headline figures with their 95 % intervals."""
    templates = [gtt.template_counts(each.reduced, each.gold_reduced) for each in judged]
    entities = [gtt.entity_counts(each.reduced, each.gold_reduced) for each in judged]
    tallies = [slots.tally(each.templates, each.gold_templates) for each in judged]
    by_slot = slots.rates(tallies)
    return {
        "documents": len(judged),
        "GTT micro-F1": gtt.rates(templates)["micro"]["f1"],
        "GTT interval": interval(templates, lambda some: gtt.rates(some)["micro"]["f1"]),
        "REE micro-F1": gtt.rates(entities)["micro"]["f1"],
        "REE interval": interval(entities, lambda some: gtt.rates(some)["micro"]["f1"]),
        **{name: by_slot[slot]["f1"] for name, slot in HEADLINES.items()},
        "templates": gtt.rates(templates),
        "entities": gtt.rates(entities),
        "slots": by_slot,
    }


def run(
    data: Path, part: str, extract: Callable[[Document], Coding], limit: int | None = None
) -> list[Judged]:
    """Every report of a part judged, in the order of the files."""
    reports, answers, records = load(data, part)
    if not reports:
        raise SystemExit(
            f"{data}: no reports of the part {part!r} under raw/; --part all takes what is there"
        )
    return [
        judge(key, text, answers.get(key, ()), records.get(key, {}), extract)
        for key, text in list(reports.items())[:limit]
    ]


def main() -> None:
    """Measure, print, write bench/out/muc4.json."""
    parser = argparse.ArgumentParser(description="Score MUC-4.")
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data" / "muc4")
    parser.add_argument("--part", default="tst")
    parser.add_argument("--extractor", default="tagger", choices=("grammar", "tagger"))
    parser.add_argument("--limit", type=int)
    parser.add_argument("--predictions", type=Path)
    options = parser.parse_args()
    began = time.process_time()
    judged = run(options.data, options.part, extractor(options.extractor), options.limit)
    spent = time.process_time() - began
    result = {"extractor": options.extractor, **measure(judged)}
    result["words a second"] = round(sum(len(each.text.split()) for each in judged) / spent)
    print_table(f"muc4 ({options.part}, {options.extractor})", result)
    write_result("muc4" if options.extractor == "tagger" else f"muc4-{options.extractor}", result)
    if options.predictions:
        texts = {each.id: each.text for each in judged}
        write_reduced(
            options.predictions,
            texts,
            {each.id: each.reduced for each in judged},
            {each.id: each.gold_reduced for each in judged},
        )
        write_slots(
            options.predictions.with_name(options.predictions.name + ".1992.txt"),
            {each.id: each.templates for each in judged},
        )


def extractor(name: str) -> Callable[[Document], Coding]:
    """What codes the reports: the grammar, or the tagger by MUC-4's convention."""
    if name == "grammar":
        from corroborate.extraction import extract

        return extract
    from corroborate.extraction.tagged import extract_muc

    return extract_muc


if __name__ == "__main__":
    main()
