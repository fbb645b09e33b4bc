"""Which deeds of a document are one incident: each telling joins the thread it fits best, or begins one."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from corroborate.extraction.deed import Deed
from corroborate.extraction.joining import NEVER, days_apart, fit, places_fit
from corroborate.extraction.passage import Passage
from corroborate.extraction.thread import Thread
from corroborate.language.dates import DateMention
from corroborate.model import When, Where

JOIN = 0.0
"""A telling joins a thread from these log-odds on: when it is likelier than not that both are one incident."""

UNSET = -1.5
"""A telling that names neither day nor place goes on about what was told before, down to these log-odds."""

_MEMORY = 120
"""Incidents before it that a telling is compared with: no text goes back further, and digests run to thousands."""

_COARSE = frozenset({"province", "region", "country", "unresolved"})


def weave(passage: Passage, deeds: list[Deed]) -> list[Thread]:
    """The threads of a document, in the order in which they begin."""
    threads: list[Thread] = []
    for deed in deeds:
        if (
            not deed.recalled
            and not (deed.summed and not deed.plural)
            and not (deed.plural and deed.anaphoric and not threads)
        ):
            _place(passage, deed, threads)
    umbrellas = [thread for thread in threads if thread.umbrella]
    details = [thread for thread in threads if not thread.umbrella]
    _lend_dates(passage, details, umbrellas)
    kept = [thread for thread in threads if not thread.umbrella or _is_wave(thread, details)]
    _look_around(passage, kept)
    return kept


def _look_around(passage: Passage, threads: list[Thread]) -> None:
    """An incident told without its day or place takes them from the next sentence that tells of no other."""
    told = {deed.sentence for thread in threads for deed in thread.deeds}
    for thread in threads:
        first = thread.deeds[0].sentence
        around = [
            i for i in (first + 1, first - 1, first + 2) if 0 <= i < len(passage.sentences) and i not in told
        ]
        if thread.when is None:
            days = [
                d.when
                for i in around
                for d in passage.dates[i]
                if d.kind == "point" and d.when.precision == "day"
            ]
            thread.when, thread.lent = (days[0], True) if days else (None, thread.lent)
        if all(where.precision in ("country", "region", "unresolved") for where in thread.wheres):
            found = [
                (place, passage.tools.gazetteer.resolve(place, passage.context))
                for i in (*around, first)
                for place in passage.places[i]
            ]
            thread.nearby = [place for place, where in found if where.precision not in _COARSE][:1]


def _place(passage: Passage, deed: Deed, threads: list[Thread]) -> None:
    """Puts a telling into the thread it fits best, into a new one, or nowhere."""
    when, where = when_of(passage, deed), where_of(passage, deed)
    if is_comparison(passage.sentences[deed.sentence].lowers):
        when, deed.anaphoric = None, True
    recent = range(max(0, len(threads) - _MEMORY), len(threads))
    scored = [(fit(passage, deed, when, where, threads[n], threads), n) for n in recent]
    best = max(scored, default=(NEVER, -1))
    is_unset = deed.lent or (when is None and where is None)
    if best[0] >= (UNSET if is_unset and not deed.plural else JOIN):
        threads[best[1]].join(deed, when, where)
    elif best[0] > NEVER and (
        _is_figure(deed) or (len(threads) == 1 and all(map(_is_figure, threads[0].deeds)))
    ):
        threads[best[1]].join(deed, when, where)  # a figure is the figure of something told
    elif _may_begin(deed, when, where, threads):
        thread = Thread(umbrella=deed.plural)
        thread.join(deed, when, where)
        threads.append(thread)
    elif _goes_with_last(passage, deed, threads):
        threads[-1].join(deed, when, where)


def _is_figure(deed: Deed) -> bool:
    """Whether a telling only gives a figure, and no deed of its own: "The toll has risen to nine"."""
    return deed.kinds <= _FIGURES and not deed.plural and not deed.separate


_FIGURES = frozenset({"n.figure", "n.death", "n.casualties", "n.injury", "adj.dead", "n.operation"})


def is_comparison(lowers: list[str]) -> bool:
    """Whether a sentence only measures what was told: "It was the deadliest attack since the war ended in May"."""
    if lowers[0] not in ("it", "this", "that") or not {"was", "is"}.intersection(lowers[1:3]):
        return False
    return lowers[2:3] == ["the"] and bool(_MOST.intersection(lowers[3:6]))


def _goes_with_last(passage: Passage, deed: Deed, threads: list[Thread]) -> bool:
    """Whether figures that fit nothing and name no day or place of their own belong to what was told shortly before."""
    if not threads or deed.plural or deed.summed or deed.separate:
        return False
    sentences, last = passage.sentences, threads[-1].last
    counted = any(h.people.count.low is not None for h in deed.harms)
    paragraphs = sentences[deed.sentence].paragraph - sentences[last].paragraph
    return counted and deed.sentence - last <= _NEXT and paragraphs == 0


_NEXT = 2
"""Sentences after a telling in which figures still belong to it."""


def _may_begin(deed: Deed, when: When | None, where: Where | None, threads: list[Thread]) -> bool:
    """Whether a telling that fits no thread is an incident of its own."""
    if deed.plural:
        return not deed.anaphoric and (when is not None or where is not None or bool(deed.said_on))
    if threads and deed.anaphoric and when is None and not deed.harms:
        return False
    if when is not None or where is not None:
        return True
    if threads and (deed.weak or deed.anaphoric):
        return False
    return not threads or deed.separate


def when_of(passage: Passage, deed: Deed) -> When | None:
    """The date that a telling gives: the nearest to its main word, those of its own clause first."""
    lowers = passage.sentences[deed.sentence].lowers
    points = [
        d
        for d in deed.dates
        if d.kind != "duration"
        and not (d.when.wording or "").lower().startswith("since")
        and not _is_since(lowers, d.begin, deed.at)
        and "by" not in lowers[max(0, d.begin - 1) : d.begin + 1]  # "27 had been killed by Wednesday morning"
    ]
    if not points:
        return None

    def rank(date: DateMention) -> tuple[bool, bool, bool, bool, int]:
        begin, end = sorted((date.begin, deed.at))
        apart = bool(_CLAUSES.intersection(lowers[begin + 1 : end]))
        return date.when.earliest is None, apart, date.kind == "period", date.kind == "relative", end - begin

    return min(points, key=rank).when


def _is_since(lowers: list[str], date: int, at: int) -> bool:
    """Whether a deed is only measured from a date: "the deadliest since rebels took the town in March"."""
    before = lowers[max(0, date - 12) : date]
    if "since" not in before:
        return False
    since = date - before[::-1].index("since") - 1
    return at < since and bool(_MOST.intersection(lowers[max(0, since - 12) : since]))


_MOST = frozenset("worst deadliest biggest heaviest largest bloodiest most first fiercest gravest".split())
_CLAUSES = frozenset("who which that when after as where while ; but because although".split())


def where_of(passage: Passage, deed: Deed) -> Where | None:
    """The place that a telling gives."""
    places = deed.places[:4] or deed.there
    if not places:
        return None
    found = [passage.tools.gazetteer.resolve(place, passage.context) for place in places]
    fine = [where for where in found if where.precision not in ("country", "region")]
    return (fine or found)[0]


def _lend_dates(passage: Passage, threads: list[Thread], umbrellas: list[Thread]) -> None:
    """Undated incidents take the date of the one they followed, or of the summary that announced them."""
    for before, thread in pairwise(threads):
        if thread.when is None and before.when is not None and thread.deeds[0].after:
            thread.when, thread.lent = before.when, True
    for umbrella in umbrellas:
        for thread in threads:
            after = thread.deeds[0].sentence >= umbrella.deeds[0].sentence
            announced = _all_places(passage, umbrella)
            if (
                thread.when is None
                and after
                and any(places_fit(where, announced) > 0 for where in thread.wheres)
            ):
                thread.when, thread.lent = umbrella.when, umbrella.when is not None
    for before, thread in pairwise(threads):
        first = thread.deeds[0]
        if thread.when is None and before.when is not None and first.following and not first.earlier:
            thread.when, thread.lent = before.when, True
        elif thread.when is None and first.earlier:
            thread.when = _days_before(passage, first, before.when)


def _days_before(passage: Passage, deed: Deed, when: When | None) -> When | None:
    """The day of a deed after which another came: "it came two days after the raid", "… a week after"."""
    if when is None or when.earliest is None or when.latest is None:
        return None
    lowers = passage.sentences[deed.sentence].lowers[deed.begin : deed.at]
    if "after" not in lowers:
        return None
    at = lowers.index("after")
    unit = lowers[at - 1].removesuffix("s") if at else ""
    number = _NUMBERS.get(lowers[at - 2]) if at > 1 else None
    if unit == "hour":
        return when
    if unit not in ("day", "week") or number is None:
        return None
    days, slack = (number, 2 * (lowers[at - 2] == "few")) if unit == "day" else (7 * number, 1)
    return When(
        earliest=when.earliest - timedelta(days=days + slack),
        latest=when.latest - timedelta(days=days - slack),
        precision="day" if not slack and when.earliest == when.latest else "days",
        wording=" ".join(lowers[at - 2 : at + 1]),
    )


_NUMBERS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10, "few": 4}


def _all_places(passage: Passage, thread: Thread) -> list[Where]:
    return [
        passage.tools.gazetteer.resolve(place, passage.context)
        for deed in thread.deeds
        for place in deed.places
    ]


def _is_of_one_day(thread: Thread) -> bool:
    """Whether several deeds are told with the dead of one day: "air strikes killed nine people on Thursday"."""
    counted = any(harm.people.count.low is not None for deed in thread.deeds for harm in deed.harms)
    return counted and thread.when is not None and thread.when.precision == "day"


def _is_wave(thread: Thread, details: list[Thread]) -> bool:
    """Whether a telling of several deeds stays one incident: the document does not tell them apart."""
    if all(deed.weak for deed in thread.deeds) or not thread.wheres:
        return False
    if not details:
        return _is_of_one_day(thread) or any(deed.agents for deed in thread.deeds)  # nothing else is told
    if all(deed.summed for deed in thread.deeds):
        return False
    if thread.when is None and not any(deed.said_on for deed in thread.deeds):
        return False
    inside = [t for t in details if any(places_fit(where, thread.wheres) > 0 for where in t.wheres)
              and not days_apart(t.when, thread.when)]  # fmt: skip
    return not inside
