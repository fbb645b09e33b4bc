"""A form that decides: who signs it, whether what it was made on still stands, and where the reader goes next."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Lock
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import Depends, Request, Response
from fastapi.responses import RedirectResponse

from corroborate.errors import BadRequest, RecordMoved, UnknownSubject
from corroborate.model import Decision
from corroborate.model.incident import Incident
from corroborate.store import Store
from corroborate.web.access import author_of, desk_of, refuse_unless_deciding, remember_author
from corroborate.web.problems import Problem
from corroborate.web.queue import KIND_NAMES
from corroborate.web.rendering import page
from corroborate.words import bounds

_ONE_AT_A_TIME = Lock()
"""Between the look at what stands and the decision nobody else at this desk decides; other processes may."""
_TRIES = 20
"""Looks at what stands while other processes keep changing the record beneath."""

CARRIED = ("state", "seen", "next", "author")
"""What every deciding form carries besides what it decides."""


SAID = {
    "same": "one incident",
    "different": "different incidents",
    "accept": "accepted",
    "reject": "rejected",
    "correct": "corrected",
}
"""Kinds of decisions as a reader says them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a form sent: names and values in their order, the last value of a name counts unless all are asked for."""

    pairs: tuple[tuple[str, str], ...] = field(default=())

    def one(self, name: str, default: str = "") -> str:
        """The last value of a name, without blanks around it."""
        return next((value.strip() for key, value in reversed(self.pairs) if key == name), default)

    def all(self, name: str) -> tuple[str, ...]:
        """Every value of a name that is not blank, each once."""
        return tuple(dict.fromkeys(value for key, value in self.pairs if key == name and value.strip()))


async def _given(request: Request) -> Given:
    sent = await request.form()
    return Given(pairs=tuple((key, value) for key, value in sent.multi_items() if isinstance(value, str)))


Form = Annotated[Given, Depends(_given)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What a form is made on: the state of some incidents or names, when they were looked at, who decided what."""

    state: str
    seen: str
    decisions: tuple[Decision, ...]


def standing_of(incidents: Iterable[Incident], also: Iterable[Decision] = ()) -> Standing:
    """The state of incidents: which reports they hold, and what was decided about them."""
    told = list(incidents)
    made = {each.id: each for each in (*(each for one in told for each in one.decisions), *also)}
    ordered = sorted(made.values(), key=lambda each: (each.made_at, each.id))
    facts = [f"{one.id}:{','.join(sorted(report.id for report in one.reports))}" for one in told]
    facts += [f"{each.id}:{each.withdrawn_at or ''}" for each in ordered]
    state = hashlib.sha256("\n".join(sorted(facts)).encode()).hexdigest()[:16]
    return Standing(state=state, seen=_now().isoformat(), decisions=tuple(ordered))


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A decision about to be made: on what, what is done by whom, and where the reader goes unless told otherwise."""

    standing: Callable[[], Standing]
    do: Callable[[str], Decision]
    then: str


def decide(request: Request, form: Given, act: Act) -> Response:
    """Do it and go on; where no name is given, or others decided in the meantime, ask again with what they decided."""
    refuse_unless_deciding(request)
    author = form.one("author") or author_of(request)
    if not author:
        return _ask_again(request, form, act.standing(), 422)
    with _ONE_AT_A_TIME:
        decided = _done_unless_moved(desk_of(request).record.store, form, act, author)
    if isinstance(decided, Standing):
        return _ask_again(request, form, decided, 409)
    answer = RedirectResponse(_onward(request, form, act, decided), 303)
    if form.one("author"):
        remember_author(answer, author)
    return answer


def _done_unless_moved(store: Store, form: Given, act: Act, author: str) -> Decision | Standing:
    """The decision, made on what stands; else what stands now, where that is not what the form was made on."""
    for _ in range(_TRIES):
        mark = store.linking_mark()
        standing = act.standing()
        if form.one("state") and form.one("state") != standing.state:
            return standing
        try:
            with store.unless_moved(mark):
                return act.do(author)
        except (RecordMoved, BadRequest, UnknownSubject):
            # Where others moved the record beneath, what this is about is looked at again.
            if store.linking_mark() == mark:
                raise
    raise Problem(503, "Busy", "others are changing the record without pause; decide again in a moment")


def _onward(request: Request, form: Given, act: Act, decision: Decision) -> str:
    """Where the reader goes next, which page tells what was done and offers to take it back."""
    address = local(form.one("next"), act.then)
    if decision.withdrawn_at is not None:
        return address
    address, mark, part = address.partition("#")
    sign = "&" if "?" in address else "?"
    return f"{address}{sign}did={decision.id}&came={quote(request.url.path)}{mark}{part}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """The decision that this reader just made, and the page on which it was made."""

    decision: Decision
    came: str


def done_last(request: Request) -> Done | None:
    """What was decided on the page before this one, while it stands."""
    did = request.query_params.get("did")
    made = desk_of(request).record.store.decisions() if did else []
    found = next((each for each in made if each.id == did and each.withdrawn_at is None), None)
    return (
        Done(decision=found, came=local(request.query_params.get("came", ""), "/review")) if found else None
    )


def _ask_again(request: Request, form: Given, standing: Standing, status: int) -> Response:
    """The page on which one signs, or sees what others decided and decides again."""
    kept = [(name, value) for name, value in form.pairs if name not in (*CARRIED[:2], CARRIED[3])]
    return page(
        request,
        "again.html",
        status=status,
        title="Who decides?" if status == 422 else "Somebody else decided meanwhile",
        kept=kept,
        standing=standing,
        since=since(standing.decisions, form.one("seen")),
        signed=form.one("author"),
        **aids(request),
        back=local(request.headers.get("referer", "").partition(request.url.netloc)[2], "/review"),
    )


def since(decisions: Sequence[Decision], seen: str) -> list[Decision]:
    """What was decided or withdrawn after a moment, the newest first."""
    moment = _moment(seen)
    new = [each for each in decisions if max(each.made_at, each.withdrawn_at or each.made_at) >= moment]
    return sorted(new, key=lambda each: each.withdrawn_at or each.made_at, reverse=True)


def local(address: str, otherwise: str) -> str:
    """An address of this desk; any other is replaced."""
    is_own = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if is_own and not any(ord(each) < 32 for each in address) else otherwise


def ago(at: datetime) -> str:
    """How long ago something was, in words."""
    seconds = max(0, int((_now() - at).total_seconds()))
    for size, unit in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if seconds >= size:
            many = seconds // size
            return f"{many} {unit}{'s' * (many != 1)} ago"
    return "just now"


def value_said(decision: Decision) -> str:
    """A corrected value in words."""
    value = decision.value
    if decision.kind != "correct":
        return ""
    if decision.field == "when":
        days = (value["earliest"], value["latest"])
        return days[0] if days[0] == days[1] else f"{days[0]} to {days[1]}"
    if decision.field == "count":
        low, high = value["low"], value["high"]
        return "unknown" if low is None and high is None else bounds(low, high)
    if isinstance(value, dict):
        return ", ".join(dict.fromkeys([value["name"], *value.get("within", ())])) + (
            f" ({value['actor']})" if value.get("actor") else ""
        )
    return str(value).replace("_", " ")


def aids(request: Request) -> dict[str, Any]:
    """What templates of deciding pages need besides: words, what was decided last, how long ago things were."""
    return {"said": SAID, "kind_names": KIND_NAMES, "last": done_last(request), "ago": ago}


def _moment(seen: str) -> datetime:
    try:
        found = datetime.fromisoformat(seen)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _now() -> datetime:
    return datetime.now(UTC)
