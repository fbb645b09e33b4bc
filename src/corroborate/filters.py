"""What users ask for, in their words, as a selection of the record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import TypedDict, get_args

from corroborate.errors import BadRequest
from corroborate.model.selection import Selection
from corroborate.model.vocabulary import EventType

Day = date | str
Several = str | Sequence[str]


class Filters(TypedDict, total=False):
    """The filters that every listing takes; each is optional, several of one kind mean any of them.

    `since`, `until`: days, both included ("2024-05-14", "2024-05" or "2024"). `place`, `actor`: names or ids; an
    actor stands for all that belongs to it, a short name for all who bear it. `type`: sub-event types. `grade`: of
    incidents. `text`: words, all of which the record must quote ("phrases" whole, `begin*`). `document`: ids.
    `as_of`: the record as it stood at the end of that day, or at that time. `limit`: the most rows, after the
    first `offset`.
    """

    since: Day | None
    until: Day | None
    place: Several
    actor: Several
    type: Several
    grade: Several
    text: str | None
    document: Several
    as_of: date | datetime | str | None
    limit: int | None
    offset: int


def selection_of(filters: Filters) -> Selection:
    """The selection that filters ask for. Raises BadRequest for a day, type or limit that makes no sense."""
    unknown = sorted(set(filters) - set(Filters.__annotations__))
    if unknown:
        raise BadRequest(
            f"{unknown[0]}: there is no such filter; choose among {', '.join(Filters.__annotations__)}"
        )
    since, until = _first_day(filters.get("since")), _last_day(filters.get("until"))
    if since and until and since > until:
        raise BadRequest(f"since {since} is after until {until}")
    limit = filters.get("limit")
    if limit is not None and limit < 0:
        raise BadRequest(f"limit {limit}: is below 0")
    offset = filters.get("offset", 0)
    if offset < 0:
        raise BadRequest(f"offset {offset}: is below 0")
    return Selection(
        since=since,
        until=until,
        places=several(filters.get("place")),
        actors=_with_parts(several(filters.get("actor"))),
        types=tuple(_known_type(name) for name in several(filters.get("type"))),
        text=filters.get("text") or None,
        documents=several(filters.get("document")),
        as_of=_moment(filters.get("as_of")),
        limit=limit,
        offset=offset,
    )


def grades_of(filters: Filters) -> tuple[str, ...]:
    """The grades asked for. Raises BadRequest for one that does not exist."""
    from corroborate.analysis import GRADES

    asked = several(filters.get("grade"))
    for name in asked:
        if name not in GRADES:
            raise BadRequest(f"grade {name!r}: there is no such grade; choose among {', '.join(GRADES)}")
    return asked


def several(value: Several | None) -> tuple[str, ...]:
    """One name or several as several; blank ones are none."""
    names = [value] if isinstance(value, str) else list(value or ())
    return tuple(name.strip() for name in names if name.strip())


def _known_type(name: str) -> str:
    known: tuple[str, ...] = get_args(EventType)
    if name not in known:
        raise BadRequest(f"type {name!r}: there is no such type; choose among {', '.join(known)}")
    return name


def _with_parts(names: tuple[str, ...]) -> tuple[str, ...]:
    """Names of actors, and the ids of those actors and of all that belongs to them."""
    if not names:
        return ()
    from corroborate.actors import load_registry

    registry = load_registry()
    found = list(names)
    for actor in (actor for name in names for actor in registry.bearers(name)):
        found.append(actor.id)
        found += [other.id for other in registry if registry.is_within(other.id, actor.id)]
    return tuple(dict.fromkeys(found))


def _first_day(value: Day | None) -> date | None:
    if value is None or isinstance(value, date):
        return value
    return _parsed(value, {4: f"{value}-01-01", 7: f"{value}-01"}.get(len(value), value))


def _last_day(value: Day | None) -> date | None:
    if value is None or isinstance(value, date):
        return value
    if len(value) == 4:
        return _parsed(value, f"{value}-12-31")
    if len(value) == 7:
        from calendar import monthrange

        first = _parsed(value, f"{value}-01")
        return first.replace(day=monthrange(first.year, first.month)[1])
    return _parsed(value, value)


def _parsed(said: str, value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise BadRequest(f"{said!r} is no day; write it as 2024-05-14, 2024-05 or 2024") from None


def _moment(value: date | datetime | str | None) -> date | datetime | None:
    if not isinstance(value, str):
        return _with_zone(value) if isinstance(value, datetime) else value
    try:
        return date.fromisoformat(value)
    except ValueError:
        pass
    try:
        return _with_zone(datetime.fromisoformat(value)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise BadRequest(
            f"as of {value!r}: is no day or time; write 2024-05-14 or 2024-05-14T18:00Z"
        ) from None


def _with_zone(value: datetime) -> datetime:
    """A time without a zone is UTC, as all times of the record."""
    return value if value.tzinfo else value.replace(tzinfo=UTC)
