"""What asking a model came to: calls, tokens, cost, and what was not believed."""

from __future__ import annotations

import json
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

FILE = "accounts.jsonl"
"""The file in the folder of answers that keeps a line for each answer that was paid for."""


@dataclass(slots=True, kw_only=True)
class Account:
    """Sums of one run; safe to keep from several threads.

    `documents` were sent in `calls`, `cached` answers were held already, `retries` questions were asked again.
    Prices are for a million tokens. `unsaid` counts, by kind, what was dropped because its words are not in the text;
    `kept` counts the claims that stood. `failed` documents had no answer;
    `shortened` questions seem to have been cut by the server.
    """

    model: str = ""
    price_in: float = 0.0
    price_out: float = 0.0
    file: Path | None = None
    documents: int = 0
    calls: int = 0
    cached: int = 0
    retries: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    kept: int = 0
    failed: int = 0
    shortened: int = 0
    unsaid: Counter[str] = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    @property
    def cost(self) -> float | None:
        """What the tokens cost; None where no price is set."""
        return self.cost_of(self.tokens_in, self.tokens_out)

    def cost_of(self, tokens_in: int, tokens_out: int) -> float | None:
        """What so many tokens cost; None where no price is set."""
        if not (self.price_in or self.price_out):
            return None
        return (tokens_in * self.price_in + tokens_out * self.price_out) / 1e6

    def answered(self, document: str, tokens_in: int, tokens_out: int) -> None:
        """Count an answer, and write its line at once, so that no end of the run can lose it."""
        line = {
            "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), "document": document, "model": self.model,
            "tokens_in": tokens_in, "tokens_out": tokens_out, "cost": self.cost_of(tokens_in, tokens_out),
        }  # fmt: skip
        with self._lock:
            self.calls += 1
            self.tokens_in += tokens_in
            self.tokens_out += tokens_out
            if self.file is not None:
                with self.file.open("a", encoding="utf-8") as out:
                    out.write(json.dumps(line, ensure_ascii=False) + "\n")

    def held(self) -> None:
        """Count an answer that was in the cache."""
        with self._lock:
            self.cached += 1

    def retried(self) -> None:
        """Count a question that is asked again."""
        with self._lock:
            self.retries += 1

    def told(self) -> str:
        """The account in one line."""
        parts = [
            f"{self.documents:,} sent to {self.model}",
            f"{self.calls:,} calls",
            f"{self.cached:,} answers from the cache",
        ]
        if self.retries:
            parts.append(f"{self.retries:,} asked again")
        parts.append(f"{self.tokens_in:,} tokens in, {self.tokens_out:,} out")
        if self.cost is not None:
            parts.append(f"cost {self.cost:.4f}")
        dropped = sum(self.unsaid.values())
        parts.append(f"{self.kept:,} claims kept, {dropped:,} dropped as not in the text")
        if self.failed:
            parts.append(f"{self.failed:,} without an answer")
        if self.shortened:
            parts.append(
                f"{self.shortened:,} questions seem to have been cut short: raise the server's context length"
            )
        return "; ".join(parts)
