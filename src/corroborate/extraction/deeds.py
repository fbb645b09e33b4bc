"""The telling of a deed: one stretch of a sentence that says something was done, with all that it says of it."""

from __future__ import annotations

from collections.abc import Sequence

from corroborate.extraction.agents import find_agents, in_order
from corroborate.extraction.casualties import find_harms
from corroborate.extraction.deed import Deed
from corroborate.extraction.harm import Harm
from corroborate.extraction.kinds import STRONG, VIOLENT, event_type, stage, tactics
from corroborate.extraction.passage import Passage
from corroborate.extraction.people import People, find_people
from corroborate.extraction.relevance import is_told
from corroborate.extraction.roles import find_hits
from corroborate.extraction.senses import is_charge, is_idle, is_reference, is_unreal, sense_of
from corroborate.extraction.spreading import spread
from corroborate.language.dates import DateMention
from corroborate.language.lexicon import Match
from corroborate.language.sentences import Sentence
from corroborate.places import PlaceMention

_FIGURE = "n.figure"
"""The class of a deed of which a sentence tells only a figure: "a doctor counted nine bodies"."""
_KIND_OF_FIGURE = {"captured": "v.capture", "missing": "v.missing"}
_FIGURES = frozenset({_FIGURE, "n.death"})
_SPLITTERS = frozenset("; while whereas".split())
_PLURAL_NOUNS = frozenset(
    "attacks operations incidents strikes raids bombings ambushes airstrikes killings murders abductions "
    "kidnappings assaults shootings encounters executions massacres assassinations kidnappings robberies".split()
)
_EVENTS = frozenset(
    "clashes skirmishes battles protests demonstrations riots arrests explosions blasts".split()
)
"""Plurals that tell of one event ("in clashes on Saturday") unless they are counted."""
_FOLLOWING = frozenset("following after later afterwards then subsequently thereafter".split())
_REPORTING = frozenset(
    "said says told announced reported stated confirmed added claimed tweeted posted wrote statement issued speaking "
    "published released briefing conference spoke speaks acknowledged admitted warned estimated counted".split()
)
_COURT = frozenset(
    "sentenced convicted jailed acquitted ruled indicted court tribunal verdict hearing jury charged prosecutors".split()
)
_CHANNELS = frozenset(
    "television radio reporters journalists interview message telegram twitter telephone video parliament".split()
)


def find_deeds(passage: Passage, i: int) -> list[Deed]:
    """The deeds that sentence `i` tells of; none where it tells of habits, fears or other people's fields."""
    triggers = [m for m in passage.triggers[i] if m.kind in STRONG]
    if not triggers and not passage.counts[i]:
        return []
    if any(m.kind == "n.none" for m in passage.triggers[i]) and {m.kind for m in triggers} <= {
        "v.die",
        "adj.dead",
    }:
        return []  # "died of a heart attack"
    sentence = passage.sentences[i]
    people = find_people(passage, i)
    harms = find_harms(passage, i, people)
    told = {token for m in triggers for token in range(m.begin, m.end)}
    triggers += [
        Match(h.at, h.at + 1, _KIND_OF_FIGURE.get(h.effect, _FIGURE))
        for h in harms
        if h.at not in told and (h.people.count.low is not None or triggers)
    ]
    if not triggers:
        return []
    markers = [
        m for m in passage.markers[i] if not any(d.begin <= m.begin < d.end for d in passage.dates[i])
    ]  # "On 4 May" is no possibility
    charged = {m.begin for m in triggers if is_charge(sentence.lowers, m, triggers)}
    deeds = []
    for begin, end in _segments(passage, i, triggers):
        inside = [
            m
            for m in triggers
            if begin <= m.begin < end
            and not is_unreal(sentence, m, markers, begin)
            and not is_idle(sentence.lowers, m)
            and m.begin not in charged
        ]
        if inside:
            own = [h for h in harms if begin <= h.at < end and h.at not in charged]
            deed = _deed(passage, i, (begin, end), inside, own, people, markers)
            if is_told(deed, sentence, markers):
                deeds.extend(spread(passage, deed))
    return deeds


def _segments(passage: Passage, i: int, triggers: Sequence[Match]) -> list[tuple[int, int]]:
    """The sentence cut where one deed ends and another begins: both sides have a deed and a place or date."""
    sentence = passage.sentences[i]
    cuts = [0]
    for at, word in enumerate(sentence.lowers):
        if at <= cuts[-1] + 3 or not (word in _SPLITTERS or _opens_clause(sentence, at)):
            continue
        if _is_whole(passage, i, cuts[-1], at, triggers) and _is_whole(
            passage, i, at, len(sentence), triggers
        ):
            cuts.append(at)
    return list(zip(cuts, [*cuts[1:], len(sentence)], strict=True))


def _opens_clause(sentence: Sentence, at: int) -> bool:
    """Whether a comma and "and" at `at` begin a clause with its own setting: ", and on Monday"."""
    lowers = sentence.lowers
    return lowers[at] == "and" and at + 2 < len(lowers) and lowers[at - 1] == ","


def _is_whole(passage: Passage, i: int, begin: int, end: int, triggers: Sequence[Match]) -> bool:
    """Whether a stretch has a verb or noun of violence and its own place or date."""
    if not any(begin <= m.begin < end and m.kind in VIOLENT | {"v.arrest", "v.seize"} for m in triggers):
        return False
    settings = [date.begin for date in passage.dates[i]] + [place.begin for place in passage.places[i]]
    return any(begin <= setting < end for setting in settings)


def _deed(
    passage: Passage,
    i: int,
    reach: tuple[int, int],
    inside: list[Match],
    harms: list[Harm],
    people: list[People],
    markers: list[Match],
) -> Deed:
    begin, end = reach
    sentence = passage.sentences[i]
    before = [m for m in inside if is_reference(sentence.lowers, m)]
    inside = [m for m in inside if m not in before] or inside
    inside = _without_police_raids(sentence.lowers, inside, harms)
    main = _main(passage, i, inside)
    kinds = frozenset(sense_of(passage, i, m) for m in inside) | _helping(passage, i, begin, end)
    agents = find_agents(passage, i, list(in_order(inside, main)), people, harms, reach)
    hits = find_hits(passage, i, main, people, harms, reach)
    victims = {h.people.group for h in harms if not h.negated} or {h.group for h in hits}
    dates = [d for d in passage.dates[i] if begin <= d.begin < end]
    said = dates if kinds <= _FIGURES else [d for d in dates if _is_said_on(sentence, d)]
    here = {m.kind for m in markers if begin <= m.begin < end}
    return Deed(
        sentence=i,
        begin=begin,
        end=end,
        at=main.begin,
        kinds=kinds,
        type=event_type(kinds, victims, {a.group for a in agents}),
        stage=stage(kinds, sentence.lowers, main.begin),
        tactics=tactics(kinds, sentence.lowers[begin:end]),
        harms=harms,
        agents=agents,
        hits=hits,
        dates=[d for d in dates if d not in said],
        said_on=said,
        places=_places(passage, i, main, reach),
        there=passage.places[i - 1][-1:] if i and "there" in sentence.lowers[begin:end] else [],
        anaphoric=(_goes_on(sentence.lowers, markers, reach) or _is_dated_noun(passage, i, main))
        and not (before and before != inside)
        and not _comes_after(sentence.lowers, begin, main.begin),
        separate="marker.separate" in here or _comes_after(sentence.lowers, begin, main.begin),
        resumed=_resumes(sentence.lowers[begin : main.begin]),
        earlier=_comes_after(sentence.lowers, begin, main.begin),
        plural=_is_plural(passage, i, inside, reach),
        recalled=bool(harms) and all(h.recalled for h in harms),
        following=bool(_FOLLOWING.intersection(sentence.lowers[begin:end])),
        weak=not kinds & VIOLENT,
        after=bool(before) and before != inside,
        headline=passage.sentences[i].end <= passage.headline_end + 1,
    )


def _goes_on(lowers: list[str], markers: list[Match], reach: tuple[int, int]) -> bool:
    """Whether a stretch takes up what was told: "the attack", but not "two days after the siege"."""
    begin, end = reach
    return any(
        m.kind == "marker.same"
        and begin <= m.begin < end
        and (
            m.begin == 0
            or lowers[m.begin - 1] not in _AFTER
            or not {"days", "day", "hours", "weeks", "week", "months"}.intersection(
                lowers[max(0, m.begin - 3) : m.begin]
            )
        )
        for m in markers
    )


def _is_dated_noun(passage: Passage, i: int, main: Match) -> bool:
    """Whether the deed is named by its day: "Sunday's blast"."""
    lowers = passage.sentences[i].lowers
    if main.begin < 2 or not main.kind.startswith("n.") or lowers[main.begin - 1] not in ("'s", "’s"):
        return False
    return any(d.end in (main.begin, main.begin - 1) for d in passage.dates[i])


_AFTER = frozenset("after before since following until".split())


def _resumes(lowers: list[str]) -> bool:
    """Whether a telling begins with those who did what was told before: "The gunmen then fled"."""
    return any(
        lowers[at] == "the" and _KNOWN_DOERS.intersection(lowers[at + 1 : at + 4])
        for at in range(min(3, len(lowers)))
    )


_KNOWN_DOERS = frozenset(
    "attackers attacker assailants assailant gunmen gunman bomber bombers shooter shooters kidnappers abductors raiders "
    "hostage-takers hijackers robbers intruders arsonists men man militants rebels fighters killers killer driver".split()
)


def _comes_after(lowers: list[str], begin: int, at: int) -> bool:
    """Whether the deed is one that another came after: "The attack came a day after soldiers killed …"."""
    window = lowers[begin:at]
    came = next(
        (n for n, word in enumerate(window) if word in ("came", "comes", "follows", "followed")), None
    )
    return (
        came is not None
        and came < 5
        and (window[came].startswith("follow") or bool({"after", "before"} & set(window[came:])))
    )


def _without_police_raids(lowers: list[str], inside: list[Match], harms: list[Harm]) -> list[Match]:
    """The triggers without the raids in which somebody was only arrested or something seized."""
    quiet = [m for m in inside if m.kind in ("v.arrest", "v.seize", "v.surrender")]
    if harms or not quiet:
        return inside
    return [m for m in inside if not lowers[m.begin].startswith("raid")]


_RANK = {
    kind: n
    for n, kind in enumerate(
        "v.suicide n.suicide v.hijack v.ambush v.overtake v.retake v.abduct v.airstrike v.shell v.explode v.kill v.attack v.clash "
        "n.clash n.ambush n.airstrike n.shelling n.grenade n.explosion n.attack n.abduction v.injure v.die adj.dead "
        "v.arrest v.surrender v.arson v.defuse v.foil v.seize n.operation".split()
    )
}


def _main(passage: Passage, i: int, inside: list[Match]) -> Match:
    """The trigger that names the deed best."""
    return min(inside, key=lambda m: (_RANK.get(sense_of(passage, i, m), 99), m.begin))


def _helping(passage: Passage, i: int, begin: int, end: int) -> frozenset[str]:
    return frozenset(
        m.kind for m in passage.triggers[i] if begin <= m.begin < end and m.kind in ("v.carryout", "v.plan")
    )


def _is_said_on(sentence: Sentence, date: DateMention) -> bool:
    """Whether a date is that of the telling: "said on Monday", "in a statement on Tuesday"."""
    lowers = sentence.lowers
    before = lowers[max(0, date.begin - 3) : date.begin]
    after = lowers[date.end : date.end + 2]
    if _REPORTING.intersection(before) and "that" not in before:
        return True
    if _COURT.intersection(before) or (after and after[0] in _COURT):
        return True  # "a court on Friday sentenced him"
    if lowers[date.begin : date.begin + 2] == ["as", "of"] or before[-2:] in (["as", "of"], ["as", "at"]):
        return True  # "as of 31 January, partners had counted 700 bodies"
    if _CHANNELS.intersection(before) and "that" not in before:
        return _REPORTING.isdisjoint(lowers[date.end : date.end + 8]) and not _REPORTING.isdisjoint(
            lowers[max(0, date.begin - 9) : date.begin]
        )  # "said on state television on Sunday"
    if after and after[0] in ("statement", "report"):
        return True
    return date.begin <= 1 and date.when.precision == "day" and _opens_speech(lowers, date.end)


def _opens_speech(lowers: list[str], at: int) -> bool:
    """Whether somebody speaks right after the day that opens a sentence: "On Monday his ministry had spoken of …"."""
    at += lowers[at : at + 1] == [","]
    verb = next((n for n in range(at, min(len(lowers), at + 9)) if lowers[n] in _SPEAKS), None)
    return verb is not None and not {",", "was", "were", "been"} & set(lowers[at : verb + 2])


_SPEAKS = frozenset("said says told announced reported stated spoke spoken gave counted put raised".split())


def _places(passage: Passage, i: int, main: Match, reach: tuple[int, int]) -> list[PlaceMention]:
    """The places of a stretch, those that follow the main word first, without the seats of speakers."""
    begin, end = reach
    lowers = passage.sentences[i].lowers
    mentions = [p for p in passage.places[i] if begin <= p.begin < end]
    people = {m.begin for m in passage.people[i]} | {a.begin for a in passage.actors[i]}
    people |= {
        begin - 1 for begin in people if begin and lowers[begin - 1] in ("'s", "'")
    }  # "Russia's Wagner group"
    kept = [
        p
        for p in mentions
        if not _is_seat(lowers, p)
        and not _is_way(lowers, p)
        and not (p.end in people and len(p.names) == 1 and p.relation not in ("in", "near"))
    ]
    return sorted(
        kept,
        key=lambda p: (
            _is_origin(lowers, p),
            p.relation in _LOOSE,
            p.begin < main.begin,
            abs(p.begin - main.begin),
        ),
    )


_LOOSE = frozenset({"none", "of", "to"})
"""How a place stands in a sentence that does not say that something was done there."""


def _is_seat(lowers: list[str], place: PlaceMention) -> bool:
    """Whether the place is where somebody speaks or comes from: "officials in Kabul said"."""
    after = lowers[place.end : place.end + 2]
    before = lowers[max(0, place.begin - 3) : place.begin]
    if after and after[0] in _REPORTING - {"claimed", "statement", "issued"} and "," not in before:
        return True
    if after and place.begin == 0 and place.relation == "none" and after[0] in _SEATED:
        return True  # "Bishkek put its dead at nine"
    return bool(
        {
            "official",
            "officials",
            "spokesman",
            "spokesperson",
            "spokeswoman",
            "correspondent",
            "minister",
            "speaking",
            "based",
            "headquartered",
            "reporters",
            "journalists",
            "told",
        }
        & set(before)
    )


_SEATED = frozenset(
    "put puts named names counts denies denied blamed blames insists insisted accuses accused speaks calls called "
    "rejected rejects vowed claims claimed".split()
)


def _is_way(lowers: list[str], place: PlaceMention) -> bool:
    """Whether the place is where the hurt were brought or somebody was bound: "flown to Raipur", "in hospital in Bamako"."""
    before = lowers[max(0, place.begin - 7) : place.begin]
    if before[-1:] == ["to"] and _BOUND.intersection(before):
        return True
    nursed = next((n for n, word in enumerate(before) if word in _NURSED), None)
    return nursed is not None and bool({"in", "at", "to"} & set(before[max(0, nursed - 3) : nursed]))


_BOUND = frozenset(
    "flown taken evacuated transferred rushed brought airlifted way bound travelling traveling sent moved returned "
    "returning fled heading headed went".split()
)
_NURSED = frozenset("hospital hospitals clinic morgue mortuary".split())


def _is_origin(lowers: list[str], place: PlaceMention) -> bool:
    return place.begin > 0 and lowers[place.begin - 1] == "from"


def _is_plural(passage: Passage, i: int, inside: list[Match], reach: tuple[int, int]) -> bool:
    """Whether the stretch speaks of several deeds at once."""
    lowers = passage.sentences[i].lowers
    if any(m.kind == "n.disorder" for m in inside):
        return True
    plural = [
        m
        for m in inside
        if (lowers[m.end - 1] in _PLURAL_NOUNS and "such" not in lowers[max(0, m.begin - 2) : m.begin])
        or (lowers[m.end - 1] in _EVENTS and _is_counted(passage, i, m))
    ]
    if not plural:
        return False
    verbs = [
        m for m in inside if m.kind.startswith("v.") and m.kind in VIOLENT - {"v.kill", "v.injure", "v.die"}
    ]
    counted = any(
        c.end <= m.begin <= c.end + 3 and c.kind != "article" for m in plural for c in passage.counts[i]
    )
    subject = any(
        lowers[m.begin - 1] in ("the", "these", "both") and all(m.end <= v.begin for v in verbs)
        for m in plural
    )
    return counted or not verbs or subject


def _is_counted(passage: Passage, i: int, match: Match) -> bool:
    return any(c.end <= match.begin <= c.end + 3 and c.kind != "article" for c in passage.counts[i])
