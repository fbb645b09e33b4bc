"""The question: what to do, the codebook, the form of the answer, an example, and the text."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from corroborate.errors import RunFailed
from corroborate.llm.form import form
from corroborate.llm.pieces import Piece
from corroborate.model import Document

_LEAD = 600
"""The characters of a document's beginning that go before its later pieces, so that they can be understood."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is sent: the same `rules` for every text, and the `text` with its head. `document` is an id, and stays here."""

    document: str
    rules: str
    text: str


def question(document: Document, piece: Piece) -> Question:
    """The question about one piece of a document."""
    return Question(
        document.id, rules(), _head(document, piece) + _marked(document.text[piece.start : piece.end])
    )


@cache
def rules() -> str:
    """What every question begins with."""
    shown = example()
    return "\n\n".join(
        (
            (files("corroborate.llm") / "instructions.md").read_text(encoding="utf-8").strip(),
            codebook().strip(),
            "# The form of the answer (JSON schema)\n\n" + _compact(form()),
            "# An example\n\n" + _marked(shown["text"]) + "\n\n" + _compact(shown["answer"]),
        )
    )


@cache
def version() -> str:
    """A mark of the rules: another codebook or another form gives another, and old answers no longer count."""
    return hashlib.sha256(rules().encode()).hexdigest()[:12]


@cache
def example() -> dict[str, Any]:
    """The example's `text` and `answer`."""
    held: dict[str, Any] = yaml.safe_load(
        (files("corroborate.llm") / "example.yaml").read_text(encoding="utf-8")
    )
    return held


@cache
def codebook() -> str:
    """The codebook (docs/codebook.md), as the package carries it or from a source checkout."""
    here = Path(__file__)
    for place in (here.with_name("codebook.md"), here.parents[3] / "docs" / "codebook.md"):
        if place.is_file():
            return place.read_text(encoding="utf-8")
    raise RunFailed(f"{here.with_name('codebook.md')}: the codebook is missing; install corroborate again")


def _head(document: Document, piece: Piece) -> str:
    facts = {"Title": document.title, "Publisher": document.publisher, "Published": document.published}
    lines = [f"{name}: {' '.join(value.split())}" for name, value in facts.items() if value]
    if piece.start > 0:
        lead = document.text[: min(_LEAD, piece.start)]
        lines.append(
            f"This is a later part of a long text. The text begins so:\n{_marked(lead)}\nThe part to code:"
        )
    return "".join(f"{line}\n" for line in lines)


def _marked(text: str) -> str:
    """A text between marks, its broken characters replaced."""
    return f"BEGIN\n{text.encode('utf-8', 'replace').decode()}\nEND"


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
