"""The claims of one incident as a table: what is claimed down, by whom across."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from corroborate import words
from corroborate.account import sentence_around
from corroborate.analysis import Figure, Voice, voice_of
from corroborate.model import Attribution, Casualty, Perpetrator, Report, Span
from corroborate.model.incident import Incident, Source
from corroborate.record import Shown

RESPONSIBILITY = "responsibility"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One claim in a cell: what it says, in which words, and where they stand.

    `wording` is that of a figure, `said` how surely somebody is named. `parts` are what stands in the sentence before the words meant, those words, and the rest. `chain` are those who
    passed it on, the first speaker left out. `corrected` is what was read before a person corrected it.
    """

    figure: str
    wording: str
    said: str
    claim: str | None
    source: Source
    parts: tuple[str, str, str]
    chain: tuple[str, ...]
    is_denied: bool = False
    corrected: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A field and the people it is about; `cells` stand in the order of the claimants.

    `figure` is what the rule makes of them, None where the row tells of no figures.
    """

    label: str
    cells: tuple[tuple[Told, ...], ...]
    figure: Figure | None
    is_contested: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimTable:
    """Claimants in the order in which they first spoke, and what each says."""

    claimants: tuple[Voice, ...]
    rows: tuple[Row, ...]
    most: int


_Said = tuple[Voice, Report, Casualty | Perpetrator]


def claim_table(shown: Shown, texts: Mapping[str, str]) -> ClaimTable:
    """The table of an incident; `texts` are those of its documents by id."""
    incident = shown.view.incident
    said = list(_said(incident))
    claimants = list({voice.key: voice for voice, _, _ in said}.values())
    disputed = {contest.field for contest in shown.view.contests}
    held = _claims_by_words(shown)
    lines: dict[tuple[str, str], list[_Said]] = {}
    for each in said:
        lines.setdefault(_line_of(each[2]), []).append(each)
    figures = {(each.effect, each.group): each for each in shown.view.figures}

    def row(key: tuple[str, str]) -> Row:
        told: dict[str, list[Told]] = {}
        for voice, report, each in lines[key]:
            told.setdefault(voice.key, []).append(_told(each, report, incident, (held, texts)))
        field = RESPONSIBILITY if key[0] == RESPONSIBILITY else f"{key[1]} {key[0]}"
        return Row(
            label="Who did it" if key[0] == RESPONSIBILITY else f"{words.sentence_case(words.group(key[1]))} {key[0]}",
            cells=tuple(_each_once(told.get(voice.key, ())) for voice in claimants),
            figure=figures.get(key),
            is_contested=field in disputed,
        )  # fmt: skip

    highs = [each.high if each.high is not None else each.low for each in shown.view.figures]
    return ClaimTable(
        claimants=tuple(claimants),
        rows=tuple(row(key) for key in _in_order(lines)),
        most=max((each for each in highs if each is not None), default=0),
    )


def _said(incident: Incident) -> Iterator[_Said]:
    """Every figure and every word on who did it, in the order of publication and of the text."""
    for report in incident.reports:
        told: tuple[Casualty | Perpetrator, ...] = (*report.casualties, *report.perpetrators)
        for each in sorted(told, key=lambda each: each.span.start):
            yield voice_of(each.attribution, report, incident), report, each


def _line_of(each: Casualty | Perpetrator) -> tuple[str, str]:
    return (each.effect, each.group) if isinstance(each, Casualty) else (RESPONSIBILITY, "")


def _in_order(lines: Mapping[tuple[str, str], Any]) -> list[tuple[str, str]]:
    from typing import get_args

    from corroborate.model.vocabulary import CasualtyEffect, Group

    effects, groups = (*get_args(CasualtyEffect), RESPONSIBILITY), (*get_args(Group), "")
    return sorted(lines, key=lambda key: (effects.index(key[0]), groups.index(key[1])))


_Key = tuple[str, str, Span, str, Attribution]


def _claims_by_words(shown: Shown) -> dict[_Key, tuple[str, Any]]:
    """The ids and values of the claims, by report, field, words, what they are about, and speakers."""
    found = {}
    for held in shown.claims:
        claim, value = held.claim, held.claim.value
        if claim.field == "casualty":
            about = f"{value['effect']} {value['group']}"
        elif claim.field == "perpetrator":
            about = value["name"]
        else:
            continue
        found[claim.report, claim.field, claim.span, about, claim.attribution] = (claim.id, value)
    return found


def _told(
    each: Casualty | Perpetrator, report: Report, incident: Incident,
    beside: tuple[Mapping[_Key, tuple[str, Any]], Mapping[str, str]],
) -> Told:  # fmt: skip
    held, texts = beside
    is_figure = isinstance(each, Casualty)
    field = "casualty" if is_figure else "perpetrator"
    about = f"{each.effect} {each.group}" if isinstance(each, Casualty) else each.name
    claim, value = held.get((report.id, field, each.span, about, each.attribution), (None, None))
    figure, wording, surely = _figure(each)
    return Told(
        figure=figure,
        wording=wording,
        said=surely,
        claim=claim,
        source=incident.source_of(report),
        parts=sentence_around(texts.get(report.document, ""), each.span),
        chain=tuple(party.name for party in each.attribution[1:]),
        is_denied=each.denied if isinstance(each, Casualty) else each.responsibility == "denied",
        corrected=_before(each, value),
    )


def _figure(each: Casualty | Perpetrator) -> tuple[str, str, str]:
    """What a claim says, its wording where that says more, and how surely it names somebody."""
    if isinstance(each, Perpetrator):
        return (
            each.name,
            "",
            {"fact": "as a fact", "denied": ""}.get(each.responsibility, each.responsibility),
        )
    number = words.bounds(each.count.low, each.count.high)
    wording = each.count.wording or ""
    return number, "" if wording.replace(",", "") == number.replace(",", "") else wording, ""


def _before(each: Casualty | Perpetrator, value: Any) -> str:
    """The figure that was read, where a person put another in its place."""
    if not isinstance(each, Casualty) or value is None:
        return ""
    count = value["count"]
    is_same = (count["low"], count["high"]) == (each.count.low, each.count.high)
    return "" if is_same else words.bounds(count["low"], count["high"])


def _each_once(told: Sequence[Told]) -> tuple[Told, ...]:
    """Without what one document says twice in the same words."""
    return tuple(
        {
            (each.figure, each.wording, each.said, each.source.id, each.is_denied): each for each in told
        }.values()
    )
