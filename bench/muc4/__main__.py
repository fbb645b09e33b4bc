"""MUC-4 by three metrics: GTT's templates, role-filler entities, and the slots of 1992.

    python -m bench.muc4 [--data DIR] [--part PART ...] [--extractor NAME] [--limit N] [--predictions FILE] [--errors [FILE]]

DIR holds raw/*/ with reports and key-* files, and processed/*.json, GTT's reduction of them; the texts may be
in capitals or in mixed case. PART is `tst`, the tuning part (raw/tst*; all of DIR where it has none), `train`
(raw/dev*), `all`, or the names of files or folders under raw/. --predictions writes FILE in GTT's JSON and
FILE.1992.txt in the form of 1992.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from bench.errors import write_errors
from bench.muc4 import gtt, keys, mapping, slots
from bench.muc4.predictions import set_and_number, write_reduced, write_slots
from bench.options import add_outputs
from bench.results import ROOT, interval, print_table, write_result
from corroborate.model import Coding, Document
from corroborate.reading import read_text

HEADLINES = {
    "confidence": "PERP: ORGANIZATION CONFIDENCE",
    "victim number": "HUM TGT: NUMBER",
    "victim effect": "HUM TGT: EFFECT OF INCIDENT",
}
TRAINING = "dev"
"""The prefix of the folder of the training part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One report: its text, what was predicted and what is in the gold, in both forms."""

    id: str
    text: str
    reduced: list[dict[str, Any]]
    templates: list[keys.Template]
    gold_reduced: list[dict[str, Any]]
    gold_templates: list[keys.Template]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Reports, keys and GTT's records by id."""

    texts: dict[str, str]
    answers: dict[str, list[keys.Template]]
    records: dict[str, Any]


def load(data: Path, parts: Sequence[str] = ("tst",)) -> Part:
    """The named parts of a folder; where there are no raw reports, the texts are those of GTT's records."""
    files = list(_files(data / "raw", parts))
    texts = keys.read_reports(path for path in files if not _is_key(path))
    answers = keys.read_keys(path for path in _folders_files(files) if _is_key(path))
    records: dict[str, Any] = {}
    for path in sorted((data / "processed").glob("*.json")):
        records.update(keys.read_reduced(path))
    if not any(path.is_file() for path in (data / "raw").glob("*/*")):
        texts = {key: record["doctext"] for key, record in records.items()}
    return Part(texts=texts, answers=answers, records={key: records[key] for key in texts if key in records})


def _is_key(path: Path) -> bool:
    return path.name.lower().startswith("key")


def _files(raw: Path, parts: Sequence[str]) -> Iterator[Path]:
    """The files of the parts: of folders whose names begin as asked for, or files of that name."""
    every = sorted(path for path in raw.glob("*/*") if path.is_file())
    wanted = [TRAINING if part == "train" else part for part in parts]
    chosen = [
        path
        for path in every
        if any(path.parent.name.startswith(part) or path.name == part for part in wanted)
    ]
    yield from every if "all" in wanted or (not chosen and list(parts) == ["tst"]) else chosen


def _folders_files(files: Sequence[Path]) -> Iterator[Path]:
    """All files beside these: the key of a report may be in any key file of its folder."""
    for folder in sorted({path.parent for path in files}):
        yield from sorted(path for path in folder.iterdir() if path.is_file())


def judge(key: str, text: str, part: Part, coding: Coding) -> Judged:
    """One report's coding beside its gold."""
    templates = mapping.templates_of(coding)
    return Judged(
        id=key,
        text=text,
        reduced=mapping.reduced_of(templates),
        templates=templates,
        gold_reduced=list(part.records.get(key, {}).get("templates", ())),
        gold_templates=list(part.answers.get(key, ())),
    )


def document_of(key: str, text: str) -> Document:
    """A report as the document that reading makes of it."""
    return replace(read_text(text), source=key, language="en")


def measure(judged: Sequence[Judged]) -> dict[str, Any]:
    """All three metrics, the headline figures with their 95 % intervals."""
    templates = [gtt.template_counts(each.reduced, each.gold_reduced) for each in judged]
    strict = [gtt.template_counts(each.reduced, each.gold_reduced, once=True) for each in judged]
    entities = [gtt.entity_counts(each.reduced, each.gold_reduced) for each in judged]
    tallies = [slots.tally(each.templates, each.gold_templates) for each in judged]
    by_slot = slots.rates(tallies)
    return {
        "documents": len(judged),
        "GTT micro-F1": _micro(templates),
        "GTT interval": interval(templates, _micro),
        "GTT micro-F1, each gold entity once": _micro(strict),
        "REE micro-F1": _micro(entities),
        "REE interval": interval(entities, _micro),
        **{name: by_slot[slot]["f1"] for name, slot in HEADLINES.items()},
        **{f"{name} interval": interval(tallies, _slot_f1(slot), 100) for name, slot in HEADLINES.items()},
        "all slots": by_slot["all templates"]["f1"],
        "templates": gtt.rates(templates),
        "entities": gtt.rates(entities),
        "slots": by_slot,
        "slots of incidents found": slots.matched_rates(tallies),
    }


def _slot_f1(slot: str) -> Callable[[Sequence[slots.Tally]], float]:
    return lambda some: slots.rates(some)[slot]["f1"]


def _micro(counts: Sequence[gtt.Counts]) -> float:
    return gtt.rates(counts)["micro"]["f1"]


def run(
    part: Part, extract: Callable[[Document], Coding], limit: int | None = None
) -> tuple[list[Judged], float]:
    """Every report of a part judged, in the order of the files, and the seconds that extraction took."""
    documents = {key: document_of(key, text) for key, text in list(part.texts.items())[:limit]}
    began = time.process_time()
    codings = {key: extract(document) for key, document in documents.items()}
    seconds = time.process_time() - began
    return [judge(key, part.texts[key], part, coding) for key, coding in codings.items()], seconds


def cases(judged: Sequence[Judged]) -> Iterator[dict[str, Any]]:
    """What is wrong, for a report of errors: kind, id, text, gold and found of each template and entity."""
    for each in judged:
        pairs = slots.aligned(each.templates, each.gold_templates)
        for i, j in pairs:
            yield from _wrong_fills(each, each.templates[i], each.gold_templates[j])
        said, meant = {i for i, _ in pairs}, {j for _, j in pairs}
        for i, template in enumerate(each.templates):
            if i not in said:
                yield _case("incident that the key has not", each, None, _said(template))
        for j, template in enumerate(each.gold_templates):
            if j not in meant and not template.optional:
                yield _case("incident missed", each, _said(template), None)


def _wrong_fills(judged: Judged, response: keys.Template, key: keys.Template) -> Iterator[dict[str, Any]]:
    for slot, name in keys.SLOTS.items():
        found, gold = response.slots.get(slot, ()), key.slots.get(slot, ())
        earned = sum(worth for _, _, worth in slots.fills(slot, response, key))
        needed = sum(not fill.optional for fill in gold)
        if slot in key.slots and (earned < needed or len(found) > max(earned, len(gold))):
            yield _case(name, judged, _values(gold), _values(found))


def _case(kind: str, judged: Judged, gold: str | None, found: str | None) -> dict[str, Any]:
    return {"kind": kind, "id": judged.id, "text": judged.text, "gold": gold or "-", "found": found or "-"}


def _values(fills: Sequence[keys.Fill]) -> str:
    return "; ".join(" / ".join(fill.values) + (f": {fill.tags[0]}" if fill.tags else "") for fill in fills)


def _said(template: keys.Template) -> str:
    return "\n".join(
        f"{keys.SLOTS[slot]}: {_values(fills)}" for slot, fills in template.slots.items() if fills
    )


def extractor(name: str) -> Callable[[Document], Coding]:
    """What codes the reports: the grammar, or the tagger by MUC-4's convention."""
    if name == "grammar":
        from corroborate.extraction import extract

        return extract
    from corroborate.extraction.tagged import extract_muc

    return extract_muc


def main() -> None:
    """Measure, print, write bench/out/muc4.json (muc4-grammar.json for the grammar alone)."""
    options = _options()
    part = load(options.data, options.part)
    if not part.texts:
        sys.exit(
            f"{options.data}: no reports of {' '.join(options.part)} under raw/; --part all takes what is there"
        )
    judged, seconds = run(part, extractor(options.extractor), options.limit)
    result: dict[str, Any] = {"extractor": options.extractor, **measure(judged)}
    result["words a second"] = round(sum(len(each.text.split()) for each in judged) / max(seconds, 1e-9))
    print_table(f"muc4 ({' '.join(options.part)}, {options.extractor})", _shown(result))
    name = "muc4" if options.extractor == "tagger" else f"muc4-{options.extractor}"
    named = name if options.limit is None else f"{name}-part"
    write_result(named, {"data": str(options.data.resolve()), "whole": options.limit is None, **result})
    if options.predictions:
        _write_predictions(options.predictions, judged)
    if options.errors is not None:
        print(write_errors(named, cases(judged), to=options.errors or None))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Score MUC-4.")
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data" / "muc4")
    parser.add_argument(
        "--part", nargs="+", default=["tst"], help="tst, train, all, or files or folders of raw/"
    )
    parser.add_argument("--extractor", default="tagger", choices=("grammar", "tagger"))
    parser.add_argument("--limit", type=int, help="read only the first N reports")
    add_outputs(parser)
    return parser.parse_args()


def _shown(result: Mapping[str, Any]) -> dict[str, Any]:
    """The result with a line for each slot."""
    flat = {name: value for name, value in result.items() if not isinstance(value, dict)}
    for group in ("templates", "entities", "slots"):
        flat |= {f"{group}: {name}": rates for name, rates in result[group].items()}
    return flat


def _write_predictions(path: Path, judged: Sequence[Judged]) -> None:
    records = {
        set_and_number(each.id): {
            "docid": each.id,
            "doctext": " ".join(each.text.split()),
            "pred_templates": each.reduced,
            "gold_templates": each.gold_reduced,
        }
        for each in judged
    }
    write_reduced(path, records)
    write_slots(path.with_name(path.name + ".1992.txt"), {each.id: each.templates for each in judged})


if __name__ == "__main__":
    main()
