"""The telling of a deed: one stretch of a sentence that says something was done, with all that it says of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corroborate.extraction.casualties import find_harms
from corroborate.extraction.harm import Harm
from corroborate.extraction.kinds import STRONG, VIOLENT, event_type, stage, tactics
from corroborate.extraction.passage import Passage, lexicon
from corroborate.extraction.people import People, find_people
from corroborate.extraction.roles import Agent, Hit, find_agents, find_hits
from corroborate.language.dates import DateMention
from corroborate.language.lexicon import Match
from corroborate.language.sentences import Sentence
from corroborate.model.vocabulary import EventType, Stage
from corroborate.places import PlaceMention


@dataclass(slots=True, kw_only=True)
class Deed:
    """What tokens `begin` to `end` of a sentence say of one deed.

    `anaphoric` deeds refer back ("the attack"), `separate` ones say that they are another, `plural` ones
    speak of several at once ("a wave of attacks"), `recalled` ones stand in the story of somebody's past; the
    figures of `summed` ones are a total; `there` is the place of the sentence before, where "there" takes it up; `after` ones name the deed that they followed, and `earlier` ones came
    before the deed that the document is about.
    """

    sentence: int
    begin: int
    end: int
    at: int
    kinds: frozenset[str]
    type: EventType
    stage: Stage
    tactics: tuple[str, ...]
    harms: list[Harm]
    agents: list[Agent]
    hits: list[Hit]
    dates: list[DateMention]
    said_on: list[DateMention]
    places: list[PlaceMention]
    there: list[PlaceMention]
    anaphoric: bool = False
    separate: bool = False
    plural: bool = False
    recalled: bool = False
    following: bool = False
    weak: bool = False
    headline: bool = False
    summed: bool = False
    after: bool = False
    earlier: bool = False


_FIGURE = "n.figure"
"""The class of a deed of which a sentence tells only a figure: "a doctor counted nine bodies"."""
_KIND_OF_FIGURE = {"captured": "v.capture", "missing": "v.missing"}
_FIGURES = frozenset({_FIGURE, "n.death"})
_SPLITTERS = frozenset("; while whereas".split())
_PLURAL_NOUNS = frozenset(
    "attacks operations incidents strikes raids bombings explosions blasts ambushes airstrikes killings murders abductions "
    "kidnappings assaults shootings encounters executions massacres assassinations kidnappings robberies".split()
)
_EVENTS = frozenset("clashes skirmishes battles protests demonstrations riots arrests".split())
"""Plurals that tell of one event ("in clashes on Saturday") unless they are counted."""
_FOLLOWING = frozenset("following after later afterwards then subsequently thereafter".split())
_REPORTING = frozenset(
    "said says told announced reported stated confirmed added claimed tweeted posted wrote statement issued speaking "
    "published released briefing conference".split()
)


_ARMED_PEOPLE = frozenset(
    {"people.military", "people.police", "people.paramilitary", "people.security_forces", "people.militants"}
)


def is_elsewhere(passage: Passage) -> bool:
    """Whether the document is about another field of life: more of its words are of sport, art or trade than of arms."""
    elsewhere: set[str] = set()
    armed: set[str] = set()
    for i, sentence in enumerate(passage.sentences):
        for match in lexicon("markers").matches(sentence):
            if match.kind.startswith("topic."):
                elsewhere.add(" ".join(sentence.lowers[match.begin : match.end]))
        for match in passage.people[i]:
            if match.kind in _ARMED_PEOPLE:
                armed.add(sentence.lowers[match.end - 1])
        armed.update(sentence.lowers[m.begin] for m in passage.triggers[i] if m.kind in VIOLENT)
    return len(elsewhere) >= 4 and len(elsewhere) >= len(armed)


def find_deeds(passage: Passage, i: int) -> list[Deed]:
    """The deeds that sentence `i` tells of; none where it tells of habits, fears or other people's fields."""
    triggers = [m for m in passage.triggers[i] if m.kind in STRONG]
    if not triggers and not passage.counts[i]:
        return []
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
    markers = lexicon("markers").matches(sentence)
    deeds = []
    for begin, end in _segments(passage, i, triggers):
        inside = [
            m
            for m in triggers
            if begin <= m.begin < end
            and not _is_unreal(sentence, m, markers, begin)
            and not _is_idle(sentence.lowers, m)
        ]
        if inside:
            deed = _deed(
                passage, i, (begin, end), inside, [h for h in harms if begin <= h.at < end], people, markers
            )
            if _is_told(deed, sentence, markers):
                deeds.append(deed)
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


def _is_unreal(sentence: Sentence, match: Match, markers: Sequence[Match], begin: int) -> bool:
    """Whether the deed is only feared, possible, or denied to have happened: "could attack", "if attacked"."""
    lowers = sentence.lowers
    if match.begin >= 1 and lowers[match.begin - 1] == "to" and match.kind.startswith("v."):
        window = set(lowers[max(0, match.begin - 5) : match.begin])
        if not window & {
            "managed",
            "tried",
            "attempted",
            "used",
            "threatened",
            "attempting",
            "trying",
            "continued",
            "went",
            "failed",
            "said",
            "reported",
            "believed",
        }:
            return True
    if lowers[match.end : match.end + 2] in (["like", "a"], ["like", "an"]):
        return True
    for marker in markers:
        if marker.kind == "marker.unreal" and begin <= marker.begin < match.begin <= marker.end + 5:
            return not any(word in (";", ".", "but") for word in lowers[marker.end : match.begin])
    before = lowers[max(begin, match.begin - 3) : match.begin]
    return match.kind.startswith("v.") and ("not" in before or "n't" in before or "never" in before)


def _is_idle(lowers: list[str], match: Match) -> bool:
    """Whether a word has another sense: "the demonstrated ability", "rallied to a win", "the occupied hills"."""
    if match.kind == "v.overtake" and lowers[match.begin] == "occupied":
        return bool(match.begin) and lowers[match.begin - 1] in ("the", "of", "in", "an", "their")
    if match.kind != "v.protest":
        return False
    after = lowers[match.end] if match.end < len(lowers) else "."
    return after not in (
        "in",
        "outside",
        "against",
        "at",
        "on",
        "for",
        "near",
        "over",
        "across",
        "demanding",
        "peacefully",
        ".",
        ",",
    )


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
    before = [m for m in inside if _is_reference(sentence.lowers, m)]
    inside = [m for m in inside if m not in before] or inside
    main = _main(passage, i, inside)
    kinds = frozenset(_kind(passage, i, m) for m in inside) | _helping(passage, i, begin, end)
    agents = find_agents(passage, i, main, people, harms, reach)
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
        anaphoric="marker.same" in here
        and not (before and before != inside)
        and not _comes_after(sentence.lowers, begin, main.begin),
        separate="marker.separate" in here or _comes_after(sentence.lowers, begin, main.begin),
        earlier=_comes_after(sentence.lowers, begin, main.begin),
        plural=_is_plural(passage, i, inside, reach),
        recalled=bool(harms) and all(h.recalled for h in harms),
        following=bool(_FOLLOWING.intersection(sentence.lowers[begin:end])),
        weak=not kinds & VIOLENT,
        after=bool(before) and before != inside,
        headline=passage.sentences[i].end <= passage.headline_end + 1,
    )


def _is_reference(lowers: list[str], match: Match) -> bool:
    """Whether a word only names an earlier deed, after which this one was done: "following the clash"."""
    before = lowers[max(0, match.begin - 3) : match.begin]
    return (
        bool(before)
        and bool({"the", "that", "this"} & set(before))
        and bool({"following", "after", "before", "since"} & set(before))
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
    return min(inside, key=lambda m: (_RANK.get(_kind(passage, i, m), 99), m.begin))


def _kind(passage: Passage, i: int, match: Match) -> str:
    """The class of a trigger; to capture or seize a place is to overtake it."""
    if match.kind in ("v.capture", "v.seize"):
        seized = passage.sentences[i].lowers[match.begin].startswith(("seiz", "snatch"))
        if (
            match.kind == "v.seize"
            and seized
            and passage.sentences[i].lowers[match.end : match.end + 1] != ["by"]
            and any(match.end <= p.begin <= match.end + 2 for p in passage.people[i])
        ):
            return "v.abduct"
        if any(
            m.kind == "object.vehicle"
            and match.end <= m.begin <= match.end + 4
            and _CARRIERS.intersection(sentence_words(passage, i, m))
            for m in passage.things[i]
        ):
            return "v.hijack"
        if match.kind == "v.capture" and any(
            m.kind == "object.building"
            and match.end <= m.begin <= match.end + 10
            and not _LOCAL.intersection(passage.sentences[i].lowers[match.end : m.begin])
            and not any(
                match.end <= p.begin < m.begin and p.kind != "people.member" for p in passage.people[i]
            )
            for m in passage.things[i]
        ):
            return "v.overtake"
        for place in passage.places[i]:
            if match.end <= place.begin <= match.end + 3 and not _LOCAL.intersection(
                passage.sentences[i].lowers[match.end : place.begin]
            ):
                return "v.overtake"
    lowers = passage.sentences[i].lowers
    flown = _AIR.intersection(lowers[max(0, match.begin - 8) : match.begin]) or "air force" in " ".join(
        lowers
    )
    named = _STRUCK.intersection(lowers[match.begin : match.end])
    if flown and named and match.kind in ("v.explode", "v.attack", "n.explosion"):
        return "n.airstrike"
    if match.kind in ("n.attack", "v.attack") and lowers[match.end - 1] in ("strike", "strikes"):
        return "n.strike" if match.kind == "n.attack" else match.kind
    return match.kind


_STRUCK = frozenset(
    "bombed bombing bombs struck hit hits targeted targeting attacked attacks pounded bombings".split()
)
_DOWNED = frozenset("down downed downing intercepted destroyed intercepting repelled".split())
_AIR = frozenset(
    "aircraft jet jets warplane warplanes plane planes airplanes helicopter helicopters aerial airforce".split()
)


def _names_place(passage: Passage, i: int, match: Match) -> bool:
    """Whether a place or a building follows: "the capture of the Republican Palace"."""
    begins = [p.begin for p in passage.places[i]] + [
        m.begin for m in passage.things[i] if m.kind == "object.building"
    ]
    return any(match.end <= begin <= match.end + 4 for begin in begins)


_DEVICES = frozenset({"n.grenade", "n.shelling", "n.explosion"})
_FINDS = frozenset(
    "found discovered unearthed recovered confiscated carrying possession equipped stash cache haul".split()
)
_LOCAL = frozenset("in from at near by of on during after".split())
_CARRIERS = frozenset(
    "train bus plane airliner aircraft ship vessel tanker boat ferry express dredger freighter".split()
)


def sentence_words(passage: Passage, i: int, match: Match) -> list[str]:
    """The words of a match."""
    return passage.sentences[i].lowers[match.begin : match.end]


def _helping(passage: Passage, i: int, begin: int, end: int) -> frozenset[str]:
    return frozenset(
        m.kind for m in passage.triggers[i] if begin <= m.begin < end and m.kind in ("v.carryout", "v.plan")
    )


def _is_said_on(sentence: Sentence, date: DateMention) -> bool:
    """Whether a date is that of the telling: "said on Monday", "in a statement on Tuesday"."""
    before = sentence.lowers[max(0, date.begin - 3) : date.begin]
    after = sentence.lowers[date.end : date.end + 2]
    if _REPORTING.intersection(before) and "that" not in before:
        return True
    return bool(after) and after[0] in ("statement", "report")


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
        and not (p.end in people and len(p.names) == 1 and p.relation not in ("in", "near"))
    ]
    return sorted(
        kept, key=lambda p: (_is_origin(lowers, p), p.begin < main.begin, abs(p.begin - main.begin))
    )


def _is_seat(lowers: list[str], place: PlaceMention) -> bool:
    """Whether the place is where somebody speaks or comes from: "officials in Kabul said"."""
    after = lowers[place.end : place.end + 2]
    before = lowers[max(0, place.begin - 3) : place.begin]
    if after and after[0] in _REPORTING - {"claimed", "statement", "issued"} and "," not in before:
        return True
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
        if lowers[m.end - 1] in _PLURAL_NOUNS or (lowers[m.end - 1] in _EVENTS and _is_counted(passage, i, m))
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


_ARMED_KINDS = frozenset(
    "n.airstrike v.airstrike n.shelling v.shell n.grenade n.explosion v.explode v.suicide n.suicide v.ambush n.ambush "
    "n.clash v.clash v.attack v.abduct".split()
)


def _is_counted(passage: Passage, i: int, match: Match) -> bool:
    return any(c.end <= match.begin <= c.end + 3 and c.kind != "article" for c in passage.counts[i])


def _is_told(deed: Deed, sentence: Sentence, markers: Sequence[Match]) -> bool:
    """Whether the stretch tells of a deed and not of a habit, a topic or another field of life."""
    kinds = {m.kind for m in markers if deed.begin <= m.begin < deed.end}
    counted = any(h.people.count.low is not None or h.people.count.high is not None for h in deed.harms)
    set_in = bool(deed.dates or deed.places)
    topics = sum(1 for m in markers if m.kind == "topic.other")
    if topics and (topics > 1 or not (deed.agents or counted)):
        return False
    if "topic.fiction" in kinds or (deed.plural and "marker.trend" in kinds):
        return False
    if "topic.accident" in kinds and not deed.agents and not deed.kinds & _ARMED_KINDS:
        return False
    if "marker.comment" in kinds and not deed.harms and not deed.dates:
        return False
    if "marker.habitual" in kinds and not (counted and deed.dates):
        return False
    if deed.type == "disrupted_weapons_use":
        return bool(_ARMS_FOUND.intersection(sentence.lowers))
    if deed.kinds <= {
        "n.operation",
        "v.seize",
        "v.blockade",
        "n.blockade",
        "v.withdraw",
        "v.agree",
        "n.casualties",
        "v.carryout",
        "n.threat",
    }:
        return _is_quiet_deed(deed, sentence)
    if counted or (deed.harms and (set_in or deed.agents)):
        return True
    if deed.weak:
        return set_in or bool(deed.agents)
    return set_in or bool(deed.hits and deed.agents) or deed.anaphoric


_ARMS_FOUND = frozenset(
    "weapon weapons explosives arms ammunition bomb bombs ied ieds rifles rifle pistol pistols detonators cache gun guns "
    "grenade grenades explosive mines mine landmine landmines cartridges rounds dump rockets mortars shells device devices "
    "gelatin dynamite revolver carbine".split()
)
"""What is seized or defused where weapons are found."""


def _is_quiet_deed(deed: Deed, sentence: Sentence) -> bool:
    """Whether seizing, blocking, withdrawing or agreeing is told as a deed of its own."""
    lowers = set(sentence.lowers)
    if deed.kinds & {"n.blockade", "v.blockade"}:
        return bool(lowers & {"highway", "road", "roads", "traffic", "blockade", "railway"}) and bool(
            deed.agents or deed.dates
        )
    if deed.kinds & {"v.agree"}:
        return bool(lowers & {"ceasefire", "truce", "cease-fire"})
    return bool(deed.dates and deed.places and deed.agents)
