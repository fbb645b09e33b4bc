"""A model's answer read as JSON, whatever stands around it."""

from __future__ import annotations

import json
import re
from typing import Any

_THOUGHT = re.compile(r"<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL)
LISTS = ("incidents", "totals", "stances")


class InvalidAnswer(ValueError):
    """The answer is not of the form that was asked for; says why."""


def read_answer(text: str | None) -> dict[str, Any]:
    """The object of the form that an answer holds. Raises InvalidAnswer."""
    if not text or not text.strip():
        raise InvalidAnswer("it is empty")
    said = _THOUGHT.sub("", text)
    begin, end = said.find("{"), said.rfind("}")
    if begin < 0 or end < begin:
        raise InvalidAnswer("it holds no JSON object")
    try:
        value = json.loads(said[begin : end + 1])
    except (ValueError, RecursionError):
        raise InvalidAnswer("it is not valid JSON") from None
    if not isinstance(value, dict) or not isinstance(value.get("incidents"), list):
        raise InvalidAnswer("it has no list of incidents")
    return {name: value[name] for name in LISTS if isinstance(value.get(name), list)}
