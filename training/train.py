"""Train the tagger: one encoder and its heads, on the corpora that may be trained on.

    python -m training.train --encoder DIR --data DIR [--out DIR] [--epochs N] [--sources muc4*0.3,examples*4]

Fixed seeds; logs to OUT/log.jsonl; a checkpoint every few minutes, from which an interrupted run goes on.
`training/README.md` says what was tried and what it gave.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import torch
from torch import Tensor
from torch.nn import functional

from training.batches import UNKNOWN, Batch, Window, batches, windows_of
from training.network import Heads, build
from training.sources import read_sources

SEED = 20241
POSITIVE = 2.0
"""How much heavier a piece inside a marked range weighs than one outside."""
SHARES = {"tags": 1.0, "said": 0.15, "kinds": 0.3, "together": 0.5, "whole": 0.3}
"""How the losses are added."""
SAVE_EVERY = 180.0
"""Seconds between checkpoints."""


def losses(read: tuple[Tensor, ...], batch: Batch, heads: Heads) -> dict[str, Tensor]:
    """The loss of each head on a batch; heads with nothing to learn from it are left out."""
    tags, starts, ends, whole = read
    weights = torch.tensor([1.0, POSITIVE, POSITIVE])
    found = {
        "tags": functional.cross_entropy(
            tags.flatten(0, 2), batch.tags.flatten(), weight=weights, ignore_index=UNKNOWN, reduction="sum"
        )
        / max(1, int((batch.tags > 0).sum()))
    }
    known = batch.whole >= 0
    if known.any():
        found["whole"] = functional.binary_cross_entropy_with_logits(whole[known], batch.whole[known])
    if not len(batch.at):
        return found
    window, first, last = batch.at.unbind(1)
    spans = heads.spans(starts[window, first], ends[window, last], batch.roles)
    said = [
        functional.cross_entropy(heads.attributes[name](spans), values, ignore_index=UNKNOWN)
        for name, values in batch.said.items()
        if (values != UNKNOWN).any()
    ]
    if said:
        found["said"] = torch.stack(said).sum()
    known = batch.kinds >= 0
    if known.any():
        found["kinds"] = functional.binary_cross_entropy_with_logits(
            heads.kinds(spans)[known], batch.kinds[known]
        )
    if len(batch.pairs):
        logits = heads.pairs(spans[batch.pairs[:, 0]], spans[batch.pairs[:, 1]], batch.distances)
        known = batch.together >= 0
        if known.any():
            found["together"] = functional.binary_cross_entropy_with_logits(
                logits[known], batch.together[known]
            )
    return found


class Run:
    """A run of training: the network, its optimiser, and where it has come to."""

    def __init__(self, encoder: str, out: Path, steps: int, rate: float) -> None:
        torch.manual_seed(SEED)
        self.reader, self.heads = build(encoder)
        self.out = out
        self.steps = steps
        self.step = 0
        slow = [p for p in self.reader.encoder.parameters() if p.requires_grad]
        fast = [p for n, p in self.reader.named_parameters() if not n.startswith("encoder.")]
        self.optimiser = torch.optim.AdamW(
            [{"params": slow, "lr": rate}, {"params": [*fast, *self.heads.parameters()], "lr": 8 * rate}],
            weight_decay=0.01,
            fused=True,
        )
        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.optimiser, self._share)
        self.mean: dict[str, Tensor] = {}
        self.saved = time.monotonic()

    def _share(self, step: int) -> float:
        warm = 0.08 * self.steps
        return min(step / warm, max(0.0, (self.steps - step) / (self.steps - warm))) if step else 1e-3

    def modules(self) -> torch.nn.ModuleDict:
        """Both parts of the network as one."""
        return torch.nn.ModuleDict({"reader": self.reader, "heads": self.heads})

    def learn(self, batch: Batch) -> dict[str, float]:
        """One step on a batch; the losses by head."""
        found = losses(self.reader(batch.ids, batch.mask), batch, self.heads)
        total = torch.stack([SHARES[name] * value for name, value in found.items()]).sum()
        total.backward()
        torch.nn.utils.clip_grad_norm_(self.modules().parameters(), 1.0)
        self.optimiser.step()
        self.schedule.step()
        self.optimiser.zero_grad()
        self.step += 1
        self._average()
        return {name: value.item() for name, value in found.items()}

    def _average(self) -> None:
        """The running mean of the weights, which is what is exported (Polyak and Juditsky 1992)."""
        keep = min(0.998, (1 + self.step) / (20 + self.step))
        with torch.no_grad():
            for name, value in self.modules().named_parameters():
                if value.requires_grad:
                    if name in self.mean:
                        self.mean[name].lerp_(value, 1 - keep)
                    else:
                        self.mean[name] = value.detach().clone()

    def averaged(self) -> None:
        """Put the running mean in the place of the weights."""
        with torch.no_grad():
            for name, value in self.modules().named_parameters():
                if name in self.mean:
                    value.copy_(self.mean[name])

    def save(self, always: bool = False) -> None:
        """Write a checkpoint, if it is time; never half of one."""
        if not always and time.monotonic() - self.saved < SAVE_EVERY:
            return
        self.saved = time.monotonic()
        state = {
            "network": self.modules().state_dict(),
            "mean": self.mean,
            "optimiser": self.optimiser.state_dict(),
            "schedule": self.schedule.state_dict(),
            "step": self.step,
            "random": torch.get_rng_state(),
        }
        part = self.out / "checkpoint.part"
        torch.save(state, part)
        part.replace(self.out / "checkpoint.pt")

    def resume(self) -> None:
        """Go on from the checkpoint in the folder, if there is one."""
        path = self.out / "checkpoint.pt"
        if not path.exists():
            return
        state = torch.load(path, weights_only=True)
        self.modules().load_state_dict(state["network"])
        self.mean = state["mean"]
        self.optimiser.load_state_dict(state["optimiser"])
        self.schedule.load_state_dict(state["schedule"])
        self.step = state["step"]
        torch.set_rng_state(state["random"])
        print(f"going on from step {self.step}", flush=True)


Shares = Mapping[str, float]
"""How often an epoch reads each corpus: 0.3 for three tenths of it, 4 for four times."""


def plan(every: Sequence[Window], shares: Shares, epochs: int, most: int) -> Iterable[tuple[int, Batch]]:
    """The batches of all epochs with their epoch; the same each time, so that a run can be taken up."""
    for epoch in range(epochs):
        chance = random.Random(SEED + epoch)
        kept = [window for window in every for _ in range(_times(window, shares, chance))]
        for batch in batches(kept, most, chance):
            yield epoch, batch


def _times(window: Window, shares: Shares, chance: random.Random) -> int:
    """How often this epoch reads a window; of MUC-4's windows without marks only some."""
    share = shares[window.source] * (0.4 if window.source == "muc4" and not window.marks else 1.0)
    return int(share + chance.random())


def shares_of(sources: str) -> dict[str, float]:
    """Corpora and their shares as written: `muc4*0.3,examples*4`; 1 where nothing is said."""
    each = (source.partition("*") for source in sources.split(","))
    return {name: float(share or 1) for name, _, share in each}


def train(options: argparse.Namespace) -> Run:
    """Train by the options; the run with its weights averaged."""
    torch.set_num_threads(options.threads)
    torch.set_flush_denormal(True)
    shares = shares_of(options.sources)
    every = [w for each in read_sources(tuple(shares), options.data) for w in windows_of(each)]
    steps = sum(1 for _ in plan(every, shares, options.epochs, options.pieces))
    options.out.mkdir(parents=True, exist_ok=True)
    print(f"{len(every)} windows, {steps} steps", flush=True)
    run = Run(options.encoder, options.out, steps, options.rate)
    if options.start:
        began_with = torch.load(options.start, weights_only=True)
        run.reader.load_state_dict(began_with["reader"])
        run.heads.load_state_dict(began_with["heads"], strict=False)  # heads added since then begin anew
    run.resume()
    run.reader.train()
    run.heads.train()
    began, mean, done = time.monotonic(), {}, run.step
    for n, (epoch, batch) in enumerate(plan(every, shares, options.epochs, options.pieces)):
        if n < done:
            continue
        for name, value in run.learn(batch).items():
            mean[name] = 0.98 * mean.get(name, value) + 0.02 * value
        if run.step % 25 == 0:
            _log(options.out, {"step": run.step, "epoch": epoch, "seconds": time.monotonic() - began, **mean})
        run.save()
    run.save(always=True)
    run.averaged()
    return run


def _log(out: Path, entry: dict[str, Any]) -> None:
    with (out / "log.jsonl").open("a", encoding="utf-8") as log:
        log.write(
            json.dumps({k: round(v, 4) if not math.isnan(v) else None for k, v in entry.items()}) + "\n"
        )


def main() -> None:
    """Train, then write OUT/reader.pt and OUT/heads.pt."""
    parser = argparse.ArgumentParser(description="Train the tagger.")
    parser.add_argument("--encoder", required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--data", type=Path, required=True, help="folder with muc4/, ud/, wnut17/, re3d/")
    parser.add_argument("--out", type=Path, default=Path("training/out"))
    parser.add_argument("--sources", default="muc4*0.3,examples*4", help="corpora, each with its share")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--pieces", type=int, default=3600, help="pieces of a batch")
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--start", type=Path, help="trained.pt of an earlier run to go on from")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    run = train(options)
    torch.save(
        {"reader": run.reader.state_dict(), "heads": run.heads.state_dict()}, options.out / "trained.pt"
    )


if __name__ == "__main__":
    main()
