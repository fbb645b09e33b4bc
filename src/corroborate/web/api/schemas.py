"""The shapes of what programs send and get. Rows are those of the project's tables, column by column."""

from __future__ import annotations

from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, create_model

from corroborate.model.column import ColumnType
from corroborate.publishing.columns import COLUMNS

_TYPES: dict[ColumnType, Any] = {
    "text": str,
    "integer": int,
    "number": float,
    "boolean": bool,
    "date": str,
    "time": str,
    "list": list[str],
    "object": Any,
}
_Row = TypeVar("_Row")


def row_of(kind: str, name: str) -> type[BaseModel]:
    """The model of one row of a table, as the data dictionary describes it; what is unknown is null."""
    columns: dict[str, Any] = {
        each.name: (_TYPES[each.type] | None, Field(default=None, description=each.description))
        for each in COLUMNS[kind]
    }
    return create_model(name, __config__=ConfigDict(extra="forbid"), **columns)


IncidentRow = row_of("incidents", "IncidentRow")
ClaimRow = row_of("claims", "ClaimRow")
TotalRow = row_of("totals", "TotalRow")
StanceRow = row_of("stances", "StanceRow")
DocumentRow = row_of("documents", "DocumentRow")
DecisionRow = row_of("decisions", "DecisionRow")
HitRow = row_of("hits", "HitRow")


class ListOf(BaseModel, Generic[_Row]):
    """A part of a list: as many `items` as `limit` allows, after the first `offset` of `total`."""

    total: int = Field(description="how many there are on all pages")
    offset: int
    limit: int
    next: str | None = Field(description="address of the next page; null on the last")
    items: list[_Row]


def list_of(row: type[BaseModel]) -> type[BaseModel]:
    """The model of part of a list of rows."""
    made: type[BaseModel] = ListOf[row]  # type: ignore[valid-type]
    return made


class Problem(BaseModel):
    """An error, as RFC 9457 has it."""

    type: str
    title: str
    status: int
    detail: str = Field(description="what was wrong, and what to do")
    instance: str


class Link(BaseModel):
    """Two reports that tell of one incident, or may: how sure (0 to 1), the weight of evidence in bits, and why."""

    model_config = ConfigDict(extra="allow")

    left: str
    right: str
    score: float
    weight: float
    status: str
    rule: str


class IncidentWhole(BaseModel):
    """An incident with every claim about it, what holds its reports together, what may be the same, and decisions."""

    incident: IncidentRow  # type: ignore[valid-type]
    claims: list[ClaimRow]  # type: ignore[valid-type]
    links: list[Link]
    near: list[Link] = Field(description="links to other incidents that wait for a person")
    decisions: list[DecisionRow]  # type: ignore[valid-type]


class DocumentWhole(BaseModel):
    """A document with its text, to which the offsets of claims refer."""

    document: DocumentRow  # type: ignore[valid-type]
    text: str | None = Field(description="null unless names=yes, for texts name private people")
    claims: list[ClaimRow]  # type: ignore[valid-type]


class Given(BaseModel):
    """Something to add: a text, or an address of the web."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str | None, Field(max_length=5_000_000, description="an article")] = None
    url: Annotated[str | None, Field(max_length=2_000, description="a page or a feed, fetched once")] = None
    publisher: Annotated[str, Field(max_length=200)] = ""
    published: Annotated[str, Field(max_length=40, examples=["2024-05-14"])] = ""
    follow: Annotated[bool, Field(description="fetch the articles that a feed links to")] = False


class ToExtract(BaseModel):
    """A text to code."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[
        str, Field(max_length=200_000, examples=["Two soldiers were killed in Kech on Tuesday, police said."])
    ]
    published: Annotated[
        str | None, Field(max_length=40, description="the day that “Tuesday” is counted from", examples=["2024-05-14"])
    ] = None  # fmt: skip
    publisher: Annotated[str | None, Field(max_length=200)] = None


class Coding(BaseModel):
    """A coded document, exactly as `corroborate extract` prints it, and the text that its spans refer to."""

    model_config = ConfigDict(extra="allow")

    document: dict[str, Any]
    incidents: list[dict[str, Any]]
    totals: list[dict[str, Any]]
    stances: list[dict[str, Any]]
    text: str


class JobTold(BaseModel):
    """How adding stands. `state` is waiting, reading, linking, done, cancelled or failed."""

    id: str
    url: str = Field(description="where to ask again")
    state: Literal["waiting", "reading", "linking", "done", "cancelled", "failed"]
    message: str
    read: int = Field(description="how many documents were read so far")
    documents: list[str] = Field(description="their ids, in order")
    failed: list[str] = Field(description="what could not be read, a line each, once it has ended")


class ToDecide(BaseModel):
    """A decision to make.

    `same` names incidents that are one; `different` two incidents that are not, or, with `split`, the reports to
    take out of theirs; `accept` and `reject` name one report or claim; `correct` one, with `field` and `value`.
    """

    model_config = ConfigDict(extra="forbid")

    kind: Literal["same", "different", "split", "accept", "reject", "correct"]
    subjects: Annotated[
        list[Annotated[str, Field(min_length=1, max_length=400)]], Field(min_length=1, max_length=500)
    ]
    reason: Annotated[str, Field(min_length=1, max_length=2_000, description="why, in a few words")]
    author: Annotated[
        str | None, Field(max_length=80, description="who decides; else the desk's own name")
    ] = None
    field: Annotated[
        str | None,
        Field(max_length=40, description="of a correction: type, stage, when, where, count or actor"),
    ] = None
    value: Annotated[
        Any, Field(description="of a correction: the value, as the output contract has it", examples=[{"low": 5, "high": 7}])
    ] = None  # fmt: skip


class ToWithdraw(BaseModel):
    """Why a decision is withdrawn, and by whom."""

    model_config = ConfigDict(extra="forbid")

    reason: Annotated[str, Field(max_length=2_000)] = "withdrawn"
    author: Annotated[str | None, Field(max_length=80)] = None


class ActorRow(BaseModel):
    """A party of the registry."""

    id: str
    name: str
    kind: str
    role: str = Field(description="as what it speaks")
    country: str | None = Field(description="ISO 3166-1 alpha-2")
    also: list[str]
    parent: str | None = Field(description="id of the party it belongs to")
    aliases: list[str]


class Counted(BaseModel):
    """How many incidents have one value, and how many people were killed in them."""

    value: str = Field(description='"" for none')
    incidents: int
    killed_low: int
    killed_high: int


class Counts(BaseModel):
    """Incidents counted by their values."""

    incidents: int
    year: list[Counted]
    type: list[Counted]
    grade: list[Counted]


class ActorWhole(BaseModel):
    """A party and the incidents in which it, or what belongs to it, is said to have taken part."""

    actor: ActorRow
    counts: Counts


class PlaceRow(BaseModel):
    """A place of the gazetteer."""

    id: str
    name: str
    kind: str
    level: str
    country: str | None
    within: list[str]
    latitude: float | None
    longitude: float | None
    population: int = Field(description="0 where unknown")


class PlaceWhole(BaseModel):
    """A name of places: those that the gazetteer knows, and the incidents said to have happened there or within."""

    name: str
    places: list[PlaceRow]
    counts: Counts


class ChangeTold(BaseModel):
    """One thing that is new or different. `gone` is an incident that is no more; `successor` holds its report now."""

    kind: Literal["document", "decision", "incident", "gone"]
    id: str
    at: str = Field(description="when, UTC")
    successor: str | None = Field(
        description="of what is gone: the incident that took it in, null where none did"
    )
    row: Any = Field(description="the thing as its list has it; null for what is gone")


class Changes(BaseModel):
    """What became different, in order."""

    items: list[ChangeTold]
    is_complete: bool = Field(description="nothing more has happened so far")
    next: str = Field(description="where to go on from, now or later")
