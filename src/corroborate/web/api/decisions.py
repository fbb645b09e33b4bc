"""Deciding by program: the same decisions that people make at the desk, each with author and reason."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corroborate.errors import BadRequest
from corroborate.model import Decision
from corroborate.publishing import Showing, decision_row
from corroborate.record import Record
from corroborate.web.access import author_of, desk_of, refuse_unless_deciding
from corroborate.web.api.answering import part, told
from corroborate.web.api.asking import AsOf, Limit, Offset
from corroborate.web.api.schemas import DecisionRow, ToDecide, ToWithdraw, list_of

router = APIRouter(tags=["decisions"])

Changing = [Depends(refuse_unless_deciding)]


class PlaceGiven(BaseModel):
    """Where something happened, as a person says it."""

    model_config = ConfigDict(extra="forbid")

    name: Annotated[str, Field(min_length=1, max_length=200)]
    within: Annotated[list[Annotated[str, Field(max_length=200)]], Field(max_length=10)] = []
    country: Annotated[str | None, Field(pattern="^[A-Z]{2}$")] = None
    latitude: Annotated[float | None, Field(ge=-90, le=90)] = None
    longitude: Annotated[float | None, Field(ge=-180, le=180)] = None
    precision: Literal["exact", "near", "district", "province", "region", "country", "unresolved"] = (
        "unresolved"
    )
    wording: Annotated[str | None, Field(max_length=400)] = None


class CountGiven(BaseModel):
    """How many, as a person says it; null is unknown."""

    model_config = ConfigDict(extra="forbid", strict=True)

    low: Annotated[int | None, Field(ge=0, le=10**9)]
    high: Annotated[int | None, Field(ge=0, le=10**9)]


@router.get("/decisions", response_model=list_of(DecisionRow), summary="List decisions")
def list_decisions(
    request: Request,
    about: Annotated[
        str | None, Query(max_length=100, description="id of a report or claim that it is about")
    ] = None,
    author: Annotated[str | None, Query(max_length=80)] = None,
    in_force: Annotated[bool, Query(description="leave out those withdrawn")] = False,
    as_of: AsOf = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> Response:
    """What people decided, oldest first, with those withdrawn."""
    record = desk_of(request).record

    def make() -> Any:
        found = [
            row
            for row in record.decisions(as_of=as_of or None)
            if (about is None or about in row["subjects"])
            and author in (None, row["author"])
            and not (in_force and row["withdrawn_at"])
        ]
        return part(request, found[offset : offset + limit], len(found), (offset, limit))

    return told(request, make)


@router.post(
    "/decisions", status_code=201, response_model=DecisionRow, dependencies=Changing, summary="Decide"
)
def make_decision(request: Request, asked: ToDecide) -> Response:
    """Merge, keep apart, split, accept, reject or correct; the record follows at once.

    What a decision in force says already is answered with that decision.
    """
    record, author = desk_of(request).record, asked.author or author_of(request)
    return _answer(_made(record, asked, author))


@router.post(
    "/decisions/{name}/withdraw",
    response_model=DecisionRow,
    dependencies=Changing,
    summary="Withdraw a decision",
)
def withdraw_decision(
    request: Request, name: Annotated[str, Path(min_length=6, max_length=100)], asked: ToWithdraw
) -> Response:
    """Take a decision back; it stays on record as withdrawn."""
    record, author = desk_of(request).record, asked.author or author_of(request)
    return _answer(record.undo(name, reason=asked.reason or "withdrawn", author=author), status=200)


def _made(record: Record, asked: ToDecide, author: str) -> Decision:
    signed = {"reason": asked.reason, "author": author}
    if asked.kind == "same":
        return record.merge(*asked.subjects, **signed)
    if asked.kind == "different":
        return record.keep_apart(*asked.subjects, **signed)
    if asked.kind == "split":
        return record.split(*asked.subjects, **signed)
    if len(asked.subjects) != 1:
        raise BadRequest(f"{asked.kind}: names {len(asked.subjects)} subjects; name one report or claim")
    (name,) = asked.subjects
    if asked.kind == "accept":
        return record.accept(name, **signed)
    if asked.kind == "reject":
        return record.reject(name, **signed)
    return record.correct(name, asked.field or "", _fit(asked.field, asked.value), **signed)


def _fit(field: str | None, value: Any) -> Any:
    """A value whose parts have the types that the record needs; what they mean is checked where it is decided."""
    shapes: dict[str, type[BaseModel]] = {"where": PlaceGiven, "count": CountGiven}
    shape = shapes.get(field or "")
    try:
        return shape.model_validate(value).model_dump(exclude_unset=True) if shape else value
    except ValidationError as trouble:
        first = trouble.errors()[0]
        raise BadRequest(f"correct: {field}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from None


def _answer(decision: Decision, status: int = 201) -> Response:
    return JSONResponse(decision_row(decision, Showing()), status)
