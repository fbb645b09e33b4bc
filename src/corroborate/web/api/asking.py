"""What programs may ask of lists: the filters of the pages, under the same names."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any, Literal

from fastapi import Depends, Query, Request
from starlette.datastructures import QueryParams

from corroborate.web.asked import Asked, asked

MOST = 1_000
Several = Annotated[list[str] | None, Query()]
_OWN = ("limit", "offset", "names", "rule", "field", "kind")


def _several(said: str, example: str) -> Any:
    return Query(description=f"{said}; any of several", examples=[[example]])


Since = Annotated[
    str | None, Query(description="first day: 2024-05-14, 2024-05 or 2024", examples=["2024-05"])
]
Until = Annotated[str | None, Query(description="last day, included", examples=["2024-06"])]
AsOf = Annotated[
    str | None, Query(description="the record as it stood at the end of that day, or at that time, UTC")
]
Text = Annotated[str | None, Query(description='words that the record quotes; "phrases" whole, begin*')]
Places = Annotated[list[str] | None, _several("name of a place, and all within it", "Kech")]
Actors = Annotated[list[str] | None, _several("name or id of a party, and all that belongs to it", "bla-pk")]
Types = Annotated[list[str] | None, _several("ACLED's sub-event type", "attack")]
Documents = Annotated[list[str] | None, _several("id of a document", "0" * 64)]
Limit = Annotated[int, Query(ge=1, le=MOST, description="the most rows of one answer")]
Offset = Annotated[int, Query(ge=0, le=10**9, description="how many to leave out first")]
Names = Annotated[
    Literal["yes", "no"], Query(description="yes shows names of private people; they are held back otherwise")
]
Rule = Annotated[
    Literal["lowest", "range", "official", "claimant", "independent"] | None,
    Query(description="the rule for best figures; the desk's own where none is named"),
]


def _shared(
    request: Request, since: Since = None, until: Until = None, place: Places = None, actor: Actors = None,
    type: Types = None, document: Documents = None, text: Text = None, as_of: AsOf = None, limit: Limit = 50,
    offset: Offset = 0,
) -> Asked:  # fmt: skip
    """The filters of every list, each checked as the pages check them."""
    pairs = [(name, value) for name, value in request.query_params.multi_items() if name not in _OWN]
    found = asked(QueryParams(pairs), more=())
    return replace(found, limit=limit, offset=offset, is_whole=False)


Shared = Annotated[Asked, Depends(_shared)]


def _of_incidents(
    shared: Shared,
    stage: Annotated[list[str] | None, _several("carried_out, attempted, foiled or threatened", "foiled")] = None,
    tactic: Annotated[list[str] | None, _several("a finer word for how", "ambush")] = None,
    group: Annotated[list[str] | None, _several("who was hit", "civilians")] = None,
    grade: Annotated[list[str] | None, _several("how well attested", "contested")] = None,
    source: Annotated[list[str] | None, _several("publisher of a document that tells of it", "The Daily")] = None,
    only: Annotated[
        list[str] | None,
        Query(description="contested, undated, unplaced, unknown_actor, background, news; all of several"),
    ] = None,
    bounds: Annotated[str | None, Query(description="west,south,east,north in degrees", examples=["60.5,23,78,37.1"])] = None,
    order: Annotated[
        str | None,
        Query(description="day, killed, recorded, changed or grade; backwards with - before it. The newest day is first by default."),
    ] = None,
    names: Names = "no",
    rule: Rule = None,
) -> Asked:  # fmt: skip
    """The filters of incidents."""
    return replace(shared, more={"names": names, **({"rule": rule} if rule else {})})


OfIncidents = Annotated[Asked, Depends(_of_incidents)]


def plain(shared: Asked) -> Any:
    """Filters that every table takes, with the part of it that is wanted. Raises BadRequest for those of incidents."""
    from corroborate.errors import BadRequest
    from corroborate.web.listing import OWN

    for name in (*OWN, "grade"):
        if name in shared.filters:
            raise BadRequest(f"{name}: chooses among incidents; this list does not take it")
    return {**shared.filters, "limit": shared.limit, "offset": shared.offset}
