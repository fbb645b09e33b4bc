"""One incident field by field: each with its words in view, to be accepted, rejected or corrected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, get_args

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from corroborate import words
from corroborate.errors import BadRequest
from corroborate.model import Claim, Decision, Report
from corroborate.model.card import Card
from corroborate.model.encoding import claims_of
from corroborate.model.incident import Incident, Source
from corroborate.model.naming import actor_key, place_key
from corroborate.model.vocabulary import EventType, Stage
from corroborate.record import Record
from corroborate.review import in_force
from corroborate.settings import Settings
from corroborate.web.access import desk_of
from corroborate.web.deciding import Act, Form, Given, Standing, aids, decide, standing_of, value_said
from corroborate.web.placing import Candidate, candidates, place_given
from corroborate.web.queue import in_queue, step
from corroborate.web.quoting import Parts, quote, texts_of
from corroborate.web.rendering import page

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

REASONS = {
    "accept": "checked against the text",
    "reject": "the text does not say so",
    "correct": "the text says otherwise",
}
_FIELDS = {"type": "Type", "stage": "Stage", "when": "Day", "where": "Place"}
_CLAIMS = {"casualty": "count", "perpetrator": "actor"}
"""Claims that a person can correct, and what of them."""

_MOST_NEAR = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One thing that a report says: in which words, what it is taken for now, and who decided so.

    `subject` is what a decision about it names and `field` what of it can be corrected. `value` is what was read.
    """

    subject: str
    field: str
    label: str
    read: str
    quote: Parts
    claim: str | None
    speaker: str
    value: Any
    decisions: tuple[Decision, ...]
    candidates: tuple[Candidate, ...] = ()

    @property
    def corrected(self) -> str:
        """What a person put in its place."""
        made = [each for each in self.decisions if each.kind == "correct"]
        return value_said(made[-1]) if made else ""

    @property
    def is_rejected(self) -> bool:
        """Did a person say that this is wrong?"""
        return any(each.kind == "reject" for each in self.decisions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A report with its fields, and what was decided about it as a whole."""

    report: Report
    source: Source
    quote: Parts
    fields: tuple[Field, ...]
    decisions: tuple[Decision, ...]

    @property
    def is_rejected(self) -> bool:
        """Did a person say that this is no such incident?"""
        return any(each.kind == "reject" for each in self.decisions)


@router.get("/review/incidents/{name}")
def fields(request: Request, name: str) -> Response:
    """The incident, report by report."""
    desk = desk_of(request)
    found = desk.record.store.incident(name)
    return page(
        request,
        "correcting.html",
        title="Field by field",
        incident=found,
        told=_told(desk.record, found, desk.settings),
        near=near_to(desk.record, found),
        step=step(request, found.id, *(report.id for report in found.reports)),
        standing=standing_of([found]),
        here=request.url.path,
        step_query=in_queue(request),
        types=sorted(get_args(EventType), key=lambda each: words.TYPES[each]),
        stages=get_args(Stage),
        actors=actors_near(tuple(sorted({report.where.country or "" for report in found.reports}))),
        reasons=REASONS,
        **aids(request),
    )


def near_to(record: Record, found: Incident) -> list[Card]:
    """The cards of the incidents that may be the same, the likeliest first."""
    ids = {report.id for report in found.reports}
    waiting = sorted((link for link in found.links if link.status == "review"), key=lambda link: -link.score)
    others = [report for link in waiting for report in (link.left, link.right) if report not in ids]
    homes = dict.fromkeys(record.store.incident(report).id for report in others[:_MOST_NEAR])
    return record.store.cards_of(homes)


@lru_cache(maxsize=64)
def actors_near(countries: tuple[str, ...]) -> tuple[str, ...]:
    """The names of registered actors of some countries, and of those that belong to none."""
    from corroborate.actors import load_registry

    known = load_registry()
    return tuple(sorted(
        actor.name for actor in known
        if actor.country is None or actor.country in countries or set(actor.also).intersection(countries)
    ))  # fmt: skip


def _told(record: Record, found: Incident, settings: Settings) -> list[Told]:
    held = in_force(found.decisions)
    texts = texts_of(record, found)
    by_subject: dict[str, list[Decision]] = {}
    for each in held:
        for subject in each.subjects:
            by_subject.setdefault(subject, []).append(each)
    return [
        Told(
            report=report,
            source=found.source_of(report),
            quote=quote(texts, report, report.evidence[0]),
            fields=tuple(_fields(report, texts, by_subject, settings)),
            decisions=tuple(e for e in by_subject.get(report.id, ()) if e.kind in ("accept", "reject")),
        )
        for report in found.reports
    ]


def _fields(
    report: Report, texts: Mapping[str, str], made: Mapping[str, Sequence[Decision]], settings: Settings
) -> Iterator[Field]:
    claims = claims_of(report)
    for name, label in _FIELDS.items():
        said = next((claim for claim in claims if claim.field == name), None)
        names = (
            [place_key(report.where.name, report.where.country)]
            if name == "where" and report.where.name
            else []
        )
        yield Field(
            subject=report.id,
            field=name,
            label=label,
            read=_read(report, name),
            quote=quote(texts, report, said.span if said else report.evidence[0]),
            claim=said.id if said else None,
            speaker="",
            value=getattr(report, name),
            decisions=tuple(
                each for subject in (report.id, *names) for each in made.get(subject, ()) if each.field == name
            ),
            candidates=tuple(candidates(settings, report.where.name or "", report.where.country))
            if name == "where" else (),
        )  # fmt: skip
    yield from (_claim(claim, report, texts, made) for claim in claims if claim.field in _CLAIMS)


def _claim(
    claim: Claim, report: Report, texts: Mapping[str, str], made: Mapping[str, Sequence[Decision]]
) -> Field:
    value = claim.value
    is_figure = claim.field == "casualty"
    label = f"{words.group(value['group'])} {value['effect']}" if is_figure else "Who did it"
    names = () if is_figure or value["actor"] else (actor_key(value["name"]),)
    return Field(
        subject=claim.id,
        field=_CLAIMS[claim.field],
        label=words.sentence_case(label),
        read=_figure(claim) if is_figure else _party(value),
        quote=quote(texts, report, claim.span),
        claim=claim.id,
        speaker=claim.attribution[0].name if claim.attribution else "",
        value=value,
        decisions=tuple(each for subject in (claim.id, *names) for each in made.get(subject, ())),
    )


def _figure(claim: Claim) -> str:
    count = claim.value["count"]
    said = (
        "unknown"
        if count["low"] is None and count["high"] is None
        else words.bounds(count["low"], count["high"])
    )
    return f"{said}, denied" if claim.denied else said


def _party(value: Mapping[str, Any]) -> str:
    return (
        value["name"] if value["responsibility"] == "fact" else f"{value['name']} ({value['responsibility']})"
    )


def _read(report: Report, name: str) -> str:
    if name == "type":
        return words.sentence_case(words.TYPES[report.type])
    if name == "stage":
        return report.stage.replace("_", " ")
    return words.days(report.when) if name == "when" else words.place(report.where)


@router.post("/review/incidents/{name}")
def decide_field(request: Request, name: str, form: Form) -> Response:
    """Accept, reject or correct a field, a report, or accept the incident as it stands."""
    desk = desk_of(request)
    record, verdict = desk.record, form.one("verdict")
    if verdict not in REASONS:
        raise BadRequest(f"verdict {verdict!r}: choose accept, reject or correct")
    found = record.store.incident(name)
    subject = form.one("subject")
    _refuse_strangers(found, subject, verdict)
    why: dict[str, str] = {"reason": form.one("reason") or REASONS[verdict]}
    if verdict == "correct":
        value = _value(form, desk.settings)

    def do(author: str) -> Decision:
        if verdict == "correct":
            return record.correct(subject, form.one("field"), value, author=author, **why)
        if verdict == "reject":
            return record.reject(subject, author=author, **why)
        subjects = [subject] if subject else [report.id for report in found.reports]
        return record.accept(*subjects, author=author, **why)

    def standing() -> Standing:
        return standing_of([record.store.incident(name)])

    return decide(request, form, Act(standing=standing, do=do, then=f"/review/incidents/{name}"))


def _refuse_strangers(found: Incident, subject: str, verdict: str) -> None:
    """Raises BadRequest for what is no part of the incident."""
    known = {
        each for report in found.reports for each in (report.id, *(claim.id for claim in claims_of(report)))
    }
    if subject not in known and not (subject == "" and verdict == "accept"):
        raise BadRequest(f"{subject!r}: is no report or claim of incident {found.id}")


def _value(form: Given, settings: Settings) -> Any:
    """What a form puts in the place of what was read. Raises BadRequest."""
    field = form.one("field")
    if field in ("type", "stage"):
        return form.one("value")
    if field == "when":
        earliest = form.one("earliest") or form.one("latest")
        return {"earliest": earliest, "latest": form.one("latest") or earliest}
    if field == "where":
        return place_given(settings, form)
    if field == "actor":
        return form.one("actor")
    if field == "count":
        low, high = _number(form.one("low")), _number(form.one("high"))
        return {"low": low, "high": high}
    raise BadRequest(f"field {field!r}: choose type, stage, when, where, count or actor")


def _number(said: str) -> int | None:
    if not said:
        return None
    if not (said.isascii() and said.isdigit() and len(said) < 10):
        raise BadRequest(f"{said!r} is no whole number")
    return int(said)
