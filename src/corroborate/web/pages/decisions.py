"""Everything that people decided, oldest last, and taking it back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import get_args

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from corroborate.errors import BadRequest, UnknownSubject
from corroborate.model import Decision, DecisionKind
from corroborate.model.naming import ACTOR, PLACE, is_name
from corroborate.record import Record
from corroborate.table import Table
from corroborate.web.access import desk_of
from corroborate.web.deciding import SAID, Act, Form, Standing, aids, decide, standing_of, value_said
from corroborate.web.downloads import table_download
from corroborate.web.rendering import page

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

_PAGE = 50
_MOST_SUBJECTS = 4
KINDS: tuple[str, ...] = get_args(DecisionKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which decisions: by author, kind, and whether they are in force; None does not restrict."""

    author: str = ""
    kind: str = ""
    state: str = ""

    def fits(self, decision: Decision) -> bool:
        """Is it one of those asked for?"""
        is_withdrawn = decision.withdrawn_at is not None
        return (
            self.author in ("", decision.author, decision.withdrawn_by)
            and self.kind in ("", decision.kind)
            and (not self.state or is_withdrawn == (self.state == "withdrawn"))
        )

    @property
    def given(self) -> dict[str, str]:
        """As the address has it."""
        return {"author": self.author, "kind": self.kind, "state": self.state}


@router.get("/decisions")
def decisions(
    request: Request, author: str = "", kind: str = "", state: str = "", offset: int = 0
) -> Response:
    """The history, newest first."""
    asked = _asked(author, kind, state)
    record = desk_of(request).record
    made = record.store.decisions()
    found = [each for each in reversed(made) if asked.fits(each)]
    offset = max(0, min(offset, len(found) - 1))
    shown = found[offset : offset + _PAGE]
    return page(
        request,
        "decisions.html",
        title="Decisions",
        asked=asked,
        kinds=SAID,
        authors=sorted({name for each in made for name in (each.author, each.withdrawn_by) if name}),
        shown=[(each, _about(record, each), value_said(each)) for each in shown],
        offset=offset,
        limit=_PAGE,
        total=len(found),
        made=len(made),
        in_force=sum(each.withdrawn_at is None for each in made),
        conflicts=record.conflicts(),
        **aids(request),
    )


@router.get("/decisions.{form}")
def as_file(request: Request, form: str, author: str = "", kind: str = "", state: str = "") -> Response:
    """The same decisions as rows of the export."""
    asked, record = _asked(author, kind, state), desk_of(request).record
    kept = {each.id for each in record.store.decisions() if asked.fits(each)}
    table = Table("decisions", [row for row in record.decisions() if row["id"] in kept])
    return table_download(record, table, form)


@router.post("/decisions/{name}/undo")
def undo(request: Request, name: str, form: Form) -> Response:
    """Withdraw a decision; it stays on record as withdrawn."""
    record = desk_of(request).record
    reason = form.one("reason") or "withdrawn"
    act = Act(
        standing=lambda: _standing(record, name),
        do=lambda author: record.undo(name, reason=reason, author=author),
        then="/decisions",
    )
    return decide(request, form, act)


def _standing(record: Record, name: str) -> Standing:
    """The state of one decision: in force, or withdrawn by somebody. Raises UnknownSubject."""
    found = [each for each in record.store.decisions() if each.id == name]
    if not found:
        raise UnknownSubject(f"{name!r}: there is no such decision")
    state = "withdrawn" if found[0].withdrawn_at else "in force"
    return replace(standing_of((), found), state=state)


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a decision is about: a few words with their page; more subjects than are shown are counted."""

    subjects: tuple[tuple[str, str], ...]
    more: int


def _about(record: Record, decision: Decision) -> About:
    shown = decision.subjects[:_MOST_SUBJECTS]
    named = tuple((_said(each), _page_of(record, each, decision)) for each in shown)
    return About(subjects=named, more=len(decision.subjects) - len(shown))


def _said(subject: str) -> str:
    if subject.startswith(PLACE):
        return subject.split(":", 2)[2]
    return subject.removeprefix(ACTOR) if is_name(subject) else subject[:8]


def _page_of(record: Record, subject: str, decision: Decision) -> str:
    if subject.startswith(PLACE):
        return f"/places/{subject.removeprefix(PLACE)}"
    if subject.startswith(ACTOR):
        return f"/actors/name:{subject.removeprefix(ACTOR)}"
    report = record.store.reports_of_claims([subject]).get(subject, subject)
    return f"/incidents/{report}"


def _asked(author: str, kind: str, state: str) -> Asked:
    if kind and kind not in KINDS:
        raise BadRequest(f"kind {kind!r}: there is no such kind of decision; choose among {', '.join(KINDS)}")
    if state not in ("", "standing", "withdrawn"):
        raise BadRequest(f"state {state!r}: choose standing or withdrawn")
    return Asked(author=author, kind=kind, state=state)
