"""Values that a person gives for a field: those that fit."""

from __future__ import annotations

from typing import Any

from corroborate.errors import BadRequest


def checked(field: str, value: Any) -> Any:
    """A value that a person gave for a field, if it fits; raises BadRequest."""
    if field in ("type", "stage"):
        return _one_of(field, value)
    if field == "actor":
        return _fit_actor(value)
    if not isinstance(value, dict):
        raise BadRequest(f"correct: {field} needs an object, not {value!r}")
    if field == "count":
        return _fit_count(value)
    if field == "when":
        return _fit_days(value)
    if field == "where" and value.get("name"):
        return _fit_place(value)
    raise BadRequest(
        f"correct: {field} cannot be corrected so; choose type, stage, when, where (with a name), count or actor"
    )


def _fit_place(value: dict[str, Any]) -> dict[str, Any]:
    degrees = [value.get(key) for key in ("latitude", "longitude")]
    numbers = [each for each in degrees if isinstance(each, (int, float)) and not isinstance(each, bool)]
    if degrees == [None, None]:
        return value
    if len(numbers) != 2 or not (-90 <= numbers[0] <= 90 and -180 <= numbers[1] <= 180):
        raise BadRequest(
            f"correct: {degrees[0]!r}, {degrees[1]!r} is no point; give latitude -90 to 90 and longitude -180 to 180"
        )
    return {"precision": "exact", **value}


def _fit_actor(value: Any) -> dict[str, Any]:
    """A registered actor by its id or name, else the name of one that no registry knows."""
    from corroborate.actors import load_registry

    given = value if isinstance(value, dict) else {"name": value}
    said = " ".join(str(given.get("actor") or given.get("name") or "").split())
    if not said:
        raise BadRequest("correct: an actor needs a name, or the id of one in the registry")
    registry = load_registry()
    known = registry.get(said) or registry.resolve(said)
    if known is not None:
        return {"name": known.name, "actor": known.id}
    if given.get("actor"):
        raise BadRequest(f"correct: the registry holds no actor {said!r}; see `corroborate actors`")
    return {"name": said, "actor": None}


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
