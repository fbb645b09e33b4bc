"""Values that a person gives for a field: those that fit."""

from __future__ import annotations

from typing import Any

from corroborate.errors import BadRequest


def checked(field: str, value: Any) -> Any:
    """A value that a person gave for a field, if it fits; raises BadRequest."""
    if field in ("type", "stage"):
        return _one_of(field, value)
    if not isinstance(value, dict):
        raise BadRequest(f"correct: {field} needs an object, not {value!r}")
    if field == "count":
        return _fit_count(value)
    if field == "when":
        return _fit_days(value)
    if field == "where" and value.get("name"):
        return value
    raise BadRequest(
        f"correct: {field} cannot be corrected so; choose type, stage, when, where (with a name) or count"
    )


def _one_of(field: str, value: Any) -> str:
    from typing import get_args

    from corroborate.model.vocabulary import EventType, Stage

    known: tuple[str, ...] = get_args(EventType if field == "type" else Stage)
    if value not in known:
        raise BadRequest(f"correct: there is no {field} {value!r}; choose among {', '.join(known)}")
    return str(value)


def _fit_count(value: dict[str, Any]) -> dict[str, Any]:
    low, high = value.get("low"), value.get("high")
    numbers = [number for number in (low, high) if number is not None]
    if any(not isinstance(number, int) or number < 0 for number in numbers) or sorted(numbers) != numbers:
        raise BadRequest(
            f"correct: {value!r} is no count; give low and high as whole numbers, or null for unknown"
        )
    return {"low": low, "high": high}


def _fit_days(value: dict[str, Any]) -> dict[str, Any]:
    from datetime import date

    try:
        days = [date.fromisoformat(str(value[key])) for key in ("earliest", "latest")]
    except (KeyError, ValueError):
        raise BadRequest("correct: when needs earliest and latest as days, such as 2024-05-14") from None
    if days[0] > days[1]:
        raise BadRequest(f"correct: {days[0]} is after {days[1]}")
    return {"earliest": days[0].isoformat(), "latest": days[1].isoformat()}
