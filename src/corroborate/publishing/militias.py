"""Which armed groups are political militias, identity militias or hired from abroad, where that is known."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Literal

import yaml

Militia = Literal["militia", "identity", "external"]


def militia_of(actor: str | None, name: str) -> Militia | None:
    """What kind of militia a party is, by its id in the registry or the words of its name; None where neither tells."""
    by_id, by_words = _known()
    if actor is not None:
        return by_id.get(actor)
    found = by_words.search(name)
    return found.lastgroup if found else None  # type: ignore[return-value]  # the groups are named by kind


@cache
def _known() -> tuple[dict[str, Militia], re.Pattern[str]]:
    entries = yaml.safe_load((files("corroborate.publishing") / "militias.yaml").read_text(encoding="utf-8"))
    by_id = {id_: entry["class"] for entry in entries for id_ in entry["forms"]}
    groups = (f"(?P<{entry['class']}>{'|'.join(entry['words'])})" for entry in entries)
    return by_id, re.compile(rf"\b(?:{'|'.join(groups)})\b", re.IGNORECASE)
