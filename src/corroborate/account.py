"""What the sources of one incident say, laid side by side: the content of `corroborate show`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from corroborate import words

if TYPE_CHECKING:
    from corroborate.analysis import View, Voice
    from corroborate.model import Casualty, Perpetrator, Report, Span
    from corroborate.model.incident import Incident
    from corroborate.publishing import Names
    from corroborate.record import Shown

_MOST_QUOTES = 12
_LONGEST = 280
DENIED = "denied"


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """One effect on one group of people, and what each source says of it, in the order of the sources."""

    label: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A sentence of a document: `parts` are what stands before the words meant, those words, and the rest."""

    speaker: str
    parts: tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedDocument:
    """A document with the sentences that tell of the incident."""

    head: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One incident for a reader; `speakers` are its sources in the order in which they were first heard."""

    names: Names
    speakers: tuple[str, ...]
    rows: tuple[FigureRow, ...]
    chosen: tuple[str, ...]
    perpetrators: tuple[str, ...]
    agreed: tuple[str, ...]
    contested: tuple[str, ...]
    silences: tuple[str, ...]
    documents: tuple[QuotedDocument, ...]

    def hide(self, text: str) -> str:
        """A text without private names, unless they are to be shown."""
        return self.names.in_text(text) or ""


def account_of(shown: Shown, include_names: bool, texts: Mapping[str, str]) -> Account:
    """The account of an incident; `texts` are the texts of its documents by id."""
    from corroborate.publishing import names_to_show

    incident = shown.view.incident
    names = names_to_show(incident.reports, include_names)
    figures = list(_figures(incident))
    heard = list({voice.key: voice for voice, _, _ in figures}.values())
    keys = list(dict.fromkeys((hurt.effect, hurt.group) for _, hurt, _ in figures))

    def hidden(told: Iterable[str]) -> tuple[str, ...]:
        return tuple(names.in_text(each) or "" for each in told)

    return Account(
        names=names,
        speakers=hidden(voice.name for voice in heard),
        rows=tuple(_row(key, figures, heard) for key in _in_order(keys)),
        chosen=hidden(_chosen(shown)),
        perpetrators=hidden(_perpetrators(incident)),
        agreed=hidden(_agreed(shown, figures)),
        contested=hidden(contested_lines(shown.view)),
        silences=hidden(_silences(incident)),
        documents=tuple(_documents(incident, texts, names)),
    )


def shown_to_json(shown: Shown, include_names: bool, as_of: str | None) -> dict[str, Any]:
    """The incident as the exports have it, with its claims, links and decisions."""
    from dataclasses import asdict

    from corroborate.publishing import Showing, claim_row, decision_row, incident_row, names_to_show

    incident = shown.view.incident
    how = Showing(names=names_to_show(incident.reports, include_names), as_of=as_of)
    return {
        "incident": incident_row(shown.view, how),
        "claims": [claim_row(held, how) for held in shown.claims],
        "links": [asdict(link) for link in incident.links if link.status == "linked"],
        "near": [asdict(link) for link in shown.proposals],
        "decisions": [decision_row(decision, how) for decision in incident.decisions],
    }


def _figures(incident: Incident) -> Iterator[tuple[Voice, Casualty, Report]]:
    """Every figure with who gives it, in the order of publication and of the text."""
    from corroborate.analysis import voice_of

    for report in incident.reports:
        for hurt in sorted(report.casualties, key=lambda each: each.span.start):
            yield voice_of(hurt.attribution, report, incident), hurt, report


def _in_order(keys: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    from typing import get_args

    from corroborate.model.vocabulary import CasualtyEffect, Group

    effects, groups = get_args(CasualtyEffect), get_args(Group)
    return sorted(keys, key=lambda key: (effects.index(key[0]), groups.index(key[1])))


def _row(
    key: tuple[str, str], figures: Iterable[tuple[Voice, Casualty, Report]], heard: Iterable[Voice]
) -> FigureRow:
    told: dict[str, list[str]] = {}
    for voice, hurt, _ in figures:
        if (hurt.effect, hurt.group) == key:
            told.setdefault(voice.key, []).append(DENIED if hurt.denied else words.figure(hurt.count))
    cells = tuple("\n".join(dict.fromkeys(told.get(voice.key, ()))) for voice in heard)
    return FigureRow(label=f"{words.group(key[1])} {key[0]}", cells=cells)


def _chosen(shown: Shown) -> Iterator[str]:
    """The best figures, with the rule that chose them."""
    for figure in (shown.view.killed, shown.view.injured):
        if figure.best is not None:
            yield f"{figure.effect}: {figure.best} — {figure.reason}"


def _perpetrators(incident: Incident) -> Iterator[str]:
    """Each party once for each way in which a source says so."""
    from corroborate.analysis import voice_of

    said: dict[tuple[str, str], list[str]] = {}
    for report in incident.reports:
        for who in report.perpetrators:
            voice = voice_of(who.attribution, report, incident)
            said.setdefault((who.name, who.responsibility), []).append(voice.name)
    verbs = {
        "fact": "stated",
        "suspected": "suspected",
        "accused": "accused",
        "claimed": "claimed",
        "denied": "denied",
    }
    for (name, responsibility), heard in said.items():
        yield f"{name}: {verbs[responsibility]} by {words.listed(list(dict.fromkeys(heard)))}"


def _agreed(shown: Shown, figures: Iterable[tuple[Voice, Casualty, Report]]) -> Iterator[str]:
    """What at least two sources, or at least two documents, say alike."""
    seen, incident = shown.view, shown.view.incident
    days = {(report.when.earliest, report.when.latest) for report in incident.reports if report.when.earliest}
    if len(incident.sources) > 1 and len(days) == 1:
        yield f"the day: {words.days(seen.when)}"
    places = {report.where.name for report in incident.reports if report.where.name}
    if len(incident.sources) > 1 and len(places) == 1:
        yield f"the place: {words.place(seen.where)}"
    disputed = {contest.field for contest in seen.contests}
    told: dict[tuple[str, str], dict[str, str]] = {}
    for voice, hurt, _ in figures:
        if not hurt.denied and (hurt.count.low, hurt.count.high) != (None, None):
            said = words.bounds(hurt.count.low, hurt.count.high)
            told.setdefault((hurt.effect, hurt.group), {}).setdefault(voice.key, said)
    for effect, group in _in_order(told):
        said_by = told[effect, group]
        if len(said_by) > 1 and f"{group} {effect}" not in disputed:
            figure = " and ".join(dict.fromkeys(said_by.values()))
            yield f"{words.group(group)} {effect}: {figure}, from {len(said_by)} sources"


def contested_lines(seen: View) -> Iterator[str]:
    """What sources differ on, a line each: who stands on which side."""
    for contest in seen.contests:
        sides: dict[str, list[str]] = {}
        for said in contest.statements:
            sides.setdefault(said.value.replace(": ", " "), []).append(said.name)
        told = "; ".join(
            f"{value} — {words.listed(list(dict.fromkeys(who)))}" for value, who in sides.items()
        )
        yield f"{words.said_plainly(contest.field)}: {told}"


def _silences(incident: Incident) -> Iterator[str]:
    for report in incident.reports:
        source = incident.source_of(report)
        for silence in report.silences:
            quote = " ".join(silence.span.quote.split())
            yield f"{silence.party.name}: “{quote}” ({source.publisher or 'an unnamed outlet'}, {_day(source.published)})"


def _documents(incident: Incident, texts: Mapping[str, str], names: Names) -> Iterator[QuotedDocument]:
    for report in incident.reports:
        source = incident.source_of(report)
        publisher = source.publisher or "an unnamed outlet"
        copy = f" (a copy of {source.copy_of[:8]})" if source.copy_of else ""
        title = names.in_text(source.title) or source.source
        recalled = ", recalled as background" if report.background else ""
        yield QuotedDocument(
            head=f"{title} — {publisher}, {_day(source.published)}{copy} · report {report.id[:8]}{recalled}",
            quotes=tuple(_quotes(report, incident, texts.get(report.document, ""), names)),
        )


def _quotes(report: Report, incident: Incident, text: str, names: Names) -> Iterator[Quote]:
    """The sentences in which a report's figures and perpetrators stand, each once, in the order of the text."""
    from corroborate.analysis import voice_of

    told: tuple[Casualty | Perpetrator, ...] = (*report.casualties, *report.perpetrators)
    said = sorted(told, key=lambda each: each.span.start)
    seen: set[tuple[str, str]] = set()
    for each in said:
        parts = sentence_around(text, each.span)
        name = voice_of(each.attribution, report, incident).name
        where = (name, "".join(parts))
        if where in seen or len(seen) >= _MOST_QUOTES:
            continue
        seen.add(where)
        yield Quote(
            speaker=names.in_text(name) or "",
            parts=(
                names.in_text(parts[0]) or "",
                names.in_text(parts[1]) or "",
                names.in_text(parts[2]) or "",
            ),
        )
    if not said:
        evidence = report.evidence[0]
        yield Quote(
            speaker=voice_of((), report, incident).name,
            parts=("", _shortened(names.in_text(" ".join(evidence.quote.split())) or ""), ""),
        )


def sentence_around(text: str, span: Span) -> tuple[str, str, str]:
    """The sentence that holds a span, in three parts; the span alone where the text is not at hand."""
    from corroborate.language.sentences import split_sentences

    if text[span.start : span.end] != span.quote:
        return "", span.quote, ""
    begin = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    paragraph = text[begin : end if end >= 0 else len(text)]
    for sentence in split_sentences(paragraph):
        if not len(sentence):
            continue
        first, last = begin + sentence.starts[0], begin + sentence.ends[-1]
        if first <= span.start < last:
            last = max(last, span.end)
            before, after = text[first : span.start], text[span.end : last]
            return _tail(before), " ".join(span.quote.split()), _shortened(after)
    return "", " ".join(span.quote.split()), ""


def _tail(text: str) -> str:
    plain = text.replace("\n", " ")
    return plain if len(plain) <= _LONGEST else "…" + plain[-_LONGEST:]


def _shortened(text: str) -> str:
    plain = text.replace("\n", " ")
    return plain if len(plain) <= _LONGEST else plain[:_LONGEST] + "…"


def _day(published: str | None) -> str:
    return published[:10] if published else "undated"
