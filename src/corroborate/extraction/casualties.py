"""What became of whom in one sentence: who was killed, injured, captured or missing, and how many."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from corroborate.extraction.harm import Harm
from corroborate.extraction.passage import Passage
from corroborate.extraction.people import ONE, People, find_people
from corroborate.extraction.tolls import find_tolls
from corroborate.language.lexicon import Match
from corroborate.language.sentences import Sentence
from corroborate.model import Count
from corroborate.model.vocabulary import CasualtyEffect, Group

_EFFECT: dict[str, CasualtyEffect] = {
    "v.kill": "killed",
    "v.die": "killed",
    "v.lose": "killed",
    "adj.dead": "killed",
    "n.death": "killed",
    "v.claimlives": "killed",
    "v.injure": "injured",
    "n.injury": "injured",
    "v.capture": "captured",
    "v.abduct": "captured",
    "v.seize": "captured",
    "v.missing": "missing",
    "n.casualties": "casualties",
    "adj.unharmed": "casualties",
}
_BE = frozenset("was were is are been being be got get gets".split())
_HAVE = frozenset("has have had having".split())
_SKIPPED = frozenset(
    "also reportedly allegedly later not n't then subsequently already critically seriously badly severely "
    "slightly either both all still apparently immediately instantly fatally brutally themselves confirmed "
    "first believed feared reported to said have even thus “ ” \" ‘ deliberately mistakenly accidentally too".split()
)
_LINKS = frozenset(", and or including with along as well plus & both together while besides among them".split())
_BOUNDARIES = frozenset("; : after when while before because since although though but until".split())
_PREPOSITIONS = frozenset(
    "of from with by in at to for on against near between belonging among around behind under over inside outside "
    "into onto through alongside".split()
)
_ENDS_PHRASE = (_BOUNDARIES | _PREPOSITIONS | _BE | _HAVE | frozenset(". ( ) who which that said than".split())) - {"on"}
_REPORTING = frozenset("said says say told reported announced confirmed claimed added stated alleged wrote".split())
_TELLS_CASUALTIES = frozenset("no without any causing caused cause suffered suffering suffer inflicted inflicting sustained heavy leading resulted resulting left reported".split())  # fmt: skip
_RECALL = frozenset("involved convicted confessed instrumental".split())
_CHARGE = frozenset("accused wanted charged suspected responsible".split())
_MODALS = frozenset("would could should if".split())
_DONE = frozenset("managed went used enough only proceeded said believed reported known feared".split())
_INTRANSITIVE_ENDS = ("injuries", "wounds", "lives", "life", "battle", "martyrdom")


def find_harms(passage: Passage, i: int, people: list[People]) -> list[Harm]:
    """Every effect on people that sentence `i` tells of, in the order of the words that tell it."""
    sentence = passage.sentences[i]
    found: list[Harm] = []
    triggers = [match for match in passage.triggers[i] if match.kind in _EFFECT]
    arrest = any(match.kind in ("v.arrest", "v.surrender") for match in passage.triggers[i])
    for match in triggers:
        if _is_intended(sentence.lowers, match.begin) or any(p.begin <= match.begin < p.head for p in people):
            continue
        stative = not sentence.lowers[match.begin].endswith("ing")
        if stative and match.kind in ("v.injure", "v.kill", "adj.dead") and match.begin and sentence.lowers[match.begin - 1] in ("the", "its", "their"):
            continue  # "the injured were taken to hospital"
        hit = _affected(sentence, match, people, triggers, found)
        named = _summed(passage, i, hit) or _named(passage, i, match, found)
        effect = _EFFECT[match.kind]
        for whom in named:
            if whom.part and whom.count.low is None and whom.count.high is None:
                continue  # "some of them minors"
            if not any(h.effect == effect and h.people.begin == whom.begin for h in found):
                found.append(
                    Harm(
                        effect=effect,
                        people=whom,
                        at=match.begin,
                        negated=_is_negated(sentence, match),
                        recalled=_is_recalled(sentence.lowers, match.begin, arrest),
                    )
                )
    found.extend(find_tolls(passage, i, people, found))
    found = _once(_either(sentence.lowers, found))
    return _inherited(found, _spoken_of_before(passage, i, found))


def _summed(passage: Passage, i: int, hit: list[People]) -> list[People]:
    """Coordinated people of one group as one figure: "two policemen and a head constable" are three police.

    Beside "several" a counted part gives a lower bound: "an inspector and several constables" are at least two.
    """
    sentence = passage.sentences[i]
    joined: list[People] = []
    rest = sum(people.count.low or 0 for people in hit[1:])
    if len(hit) > 2 and hit[0].count.low == rest and not hit[1].part:
        hit = hit[:1]  # "eight civilians, five women and three children"
    for people in hit:
        last = next((p for p in joined if p.group == people.group and p.part == people.part and not p.bare), None)
        if last is None or people.bare or people.group == "unknown" or people.definite:
            joined.append(people)
            continue
        low, high = _added(last.count, people.count)
        wording = passage.document.text[sentence.starts[last.begin] : sentence.ends[people.end - 1]]
        whole = replace(last, end=people.end, count=Count(low=low, high=high, wording=wording))
        joined[joined.index(last)] = whole
    return joined


def _added(a: Count, b: Count) -> tuple[int | None, int | None]:
    lows = [count.low for count in (a, b) if count.low is not None]
    if not lows:
        return None, None
    low = sum(lows) + (len(lows) < 2)
    exact = all(count.low is not None and count.low == count.high for count in (a, b))
    return low, low if exact else None


def _is_intended(lowers: list[str], at: int) -> bool:
    """Whether the harm is only meant: "tried to kill", "vowed to avenge and kill"."""
    if _MODALS.intersection(lowers[max(0, at - 3) : at]) or (at and lowers[at - 1] in ("may", "might")):
        return True
    if at < 2 or lowers[at - 1] != "to":
        return False
    return not _DONE.intersection(lowers[max(0, at - 4) : at - 1])


def _either(lowers: list[str], found: list[Harm]) -> list[Harm]:
    """Figures of those "killed or wounded" are casualties: the text does not say how many of which."""
    joined: list[Harm] = []
    for harm in found:
        twin = next((h for h in joined if h.people.begin == harm.people.begin and {h.effect, harm.effect} == {"killed", "injured"}), None)
        if twin is not None and "or" in lowers[min(twin.at, harm.at) : max(twin.at, harm.at)]:
            joined[joined.index(twin)] = replace(twin, effect="casualties")
        else:
            joined.append(harm)
    return joined


def _once(found: list[Harm]) -> list[Harm]:
    """One who died of wounds is not counted as injured too, and parts of a group's own figure not beside it."""
    killed = {h.people.begin for h in found if h.effect == "killed"}
    wholes = [h for h in found if not h.people.part]
    return [
        h
        for h in found
        if not (h.effect == "injured" and h.people.begin in killed)
        and not (h.people.part and any(w.effect == h.effect and w.people.group == h.people.group for w in wholes))
        and not (h.people.part and h.people.group == "unknown")
    ]


def _is_recalled(lowers: list[str], at: int, arrest: bool) -> bool:
    """Whether the harm stands in somebody's story: "arrested a man wanted for the killing of two teachers"."""
    before = lowers[max(0, at - 14) : at]
    return bool(_RECALL.intersection(before)) or (arrest and bool(_CHARGE.intersection(before)))


def _affected(
    sentence: Sentence, match: Match, people: list[People], triggers: list[Match], found: list[Harm]
) -> list[People]:
    """The people that one word of harm is about."""
    lowers = sentence.lowers
    if match.kind == "n.death":
        return _of_noun(lowers, match, people)
    if match.kind in ("n.casualties", "n.injury"):
        return _of_casualties(sentence, match, people)
    if match.kind == "v.lose":
        return _lost(sentence, match, people)
    if match.kind == "v.seize" and not lowers[match.begin].startswith(("seiz", "snatch")):
        return []
    if match.kind == "v.seize":
        return [p for p in people if match.end <= p.begin <= match.end + 1]
    if match.kind == "v.claimlives":
        return _rightwards(sentence, match, people, triggers)
    if match.kind in ("adj.dead", "v.missing", "adj.unharmed") or _is_intransitive(lowers, match):
        return _leftwards(sentence, match.begin, people, found)
    voice = _voice(sentence, match, people, triggers)
    if voice == "active":
        return _rightwards(sentence, match, people, triggers) or _before_relative(lowers, match.begin, people)
    if voice == "nominal":
        return _of_noun(lowers, match, people)
    return _leftwards(sentence, _verb_group_start(lowers, match.begin, triggers), people, found)


def _before_relative(lowers: list[str], at: int, people: list[People]) -> list[People]:
    """The object that a relative pronoun stands for: "eleven farmers whom gunmen had abducted"."""
    for back in range(at - 1, max(-1, at - 7), -1):
        if lowers[back] in ("whom", "that"):
            return [p for p in people if p.end == back or (p.end == back - 1 and lowers[back - 1] == ",")]
    return []


def _lost(sentence: Sentence, match: Match, people: list[People]) -> list[People]:
    """Those whom a party lost: "the Frontier Corps lost seven men"."""
    lost = [p for p in people if match.end == p.begin and p.count.low is not None]
    if not lost:
        return []
    before = [p for p in people if p.end <= match.begin and p.group != "unknown"]
    own = before[-1].group if before else lost[0].group
    return [replace(lost[0], group=own if lost[0].group == "unknown" else lost[0].group)]


def _is_intransitive(lowers: list[str], match: Match) -> bool:
    return match.kind == "v.die" or (match.kind == "v.injure" and lowers[match.end - 1] in _INTRANSITIVE_ENDS)


def _voice(sentence: Sentence, match: Match, people: list[People], triggers: list[Match]) -> str:
    """Whether the verb is active, passive (also reduced: "five killed in blast"), or a noun ("the killing of")."""
    lowers, at = sentence.lowers, match.begin
    word = lowers[at]
    after = lowers[match.end] if match.end < len(lowers) else "."
    if word.endswith("ing"):
        return "nominal" if after == "of" else "active"
    start = _verb_group_start(lowers, at, triggers)
    before = lowers[start - 1] if start else ""
    auxiliaries = set(lowers[start:at])
    if auxiliaries & _BE:
        return "passive"
    if auxiliaries & _HAVE or before == "to" or (start == at and word in _BASE_FORMS):
        return "active"
    if after in ("at", "to") and {"number", "toll", "count"} & set(lowers[max(0, at - 8) : at]):
        return "nominal"  # "put the number of soldiers killed at 24"
    follows = [p for p in people if p.begin >= match.end and _is_adjacent(lowers[match.end : p.begin])]
    follows = [p for p in follows[:1] if not _is_own_subject(sentence, p, triggers)]
    if follows:
        return "active"
    if match.end < len(lowers) and sentence.words[match.end][:1].isupper() and after not in _PREPOSITIONS:
        return "active"
    if not follows and after in ("a", "an", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"):
        return "active"
    precedes = [p for p in people if p.end == at or (p.end == at - 1 and lowers[at - 1] in _SKIPPED)]
    if precedes and not follows:
        return "passive"
    return "passive" if after in ("in", "by", "at", "on", "when", "as", "after", "during", ".", ",") else "active"


_BASE_FORMS = frozenset("kill kills injure injures wound wounds murder murders behead beheads execute executes abduct abducts kidnap kidnaps capture captures".split())  # fmt: skip


def _verb_group_start(lowers: list[str], at: int, triggers: list[Match]) -> int:
    """Where the verb's auxiliaries begin: "were also reportedly killed"; "were shot and killed"."""
    start = at
    while start > 0 and at - start < 7:
        word = lowers[start - 1]
        if word in _BE or word in _HAVE or word in _SKIPPED:
            start -= 1
        elif word in ("and", "or", ",") and _trigger_ends_at(triggers, start - 1):
            start = _trigger_begin(triggers, start - 1)
        else:
            break
    return start


def _trigger_ends_at(triggers: list[Match], token: int) -> bool:
    return any(match.end == token for match in triggers)


def _trigger_begin(triggers: list[Match], token: int) -> int:
    return next(match.begin for match in triggers if match.end == token)


def _is_own_subject(sentence: Sentence, people: People, triggers: list[Match]) -> bool:
    """Whether people right of a verb are the subject of the next verb: "… killed and five others injured"."""
    lowers, after = sentence.lowers, people.end
    if after < len(lowers) and lowers[after] in _REPORTING:
        return True
    while after < len(lowers) and (lowers[after] in _SKIPPED or lowers[after] in _BE or lowers[after] in _HAVE):
        after += 1
    if after > people.end and after < len(lowers) and lowers[after - 1] in _BE | _HAVE:
        return True
    for match in triggers:
        if match.begin == after and match.kind in ("v.injure", "v.kill", "v.abduct", "v.missing", "v.die", "v.capture"):
            return not lowers[after].endswith("ing") and lowers[after] not in _BASE_FORMS
    return False


def _rightwards(sentence: Sentence, match: Match, people: list[People], triggers: list[Match]) -> list[People]:
    """The verb's objects: the people that follow it, and those coordinated with them."""
    lowers = sentence.lowers
    hit: list[People] = []
    reach = match.end
    for candidate in people:
        if candidate.begin < match.end:
            continue
        between = lowers[reach : candidate.begin]
        if (hit and len(between) > 6) or (not hit and not _is_adjacent(between)):
            break
        if hit and not all(word in _LINKS or word in ("injuring", "wounding") for word in between):
            if candidate.part and "including" in between:
                pass
            else:
                break
        if hit and any(word in ("injuring", "wounding") for word in between):
            break
        if hit and (_is_own_subject(sentence, candidate, triggers) or (between == [","] and candidate.count.low is None)):
            break
        hit.append(candidate)
        reach = candidate.end
    return hit


def _is_adjacent(between: list[str]) -> bool:
    """Whether nothing stands between a verb and its object that would end the phrase."""
    return len(between) <= 8 and not any(word in _ENDS_PHRASE for word in between)


def _leftwards(sentence: Sentence, start: int, people: list[People], found: list[Harm]) -> list[People]:
    """The subject left of a verb group that starts at `start`, and those coordinated with it."""
    lowers = sentence.lowers
    before = [p for p in people if p.end <= start]
    hit: list[People] = []
    edge, linked = start, False
    for candidate in reversed(before):
        between = lowers[candidate.end : edge]
        if not hit:
            if any(word in _BOUNDARIES for word in between) or _has_other_clause(between, sentence):
                break
            if candidate.bare and not candidate.part:
                hit.append(candidate)
                edge = candidate.begin
                continue
            if _is_doer_of_relative(lowers, candidate, before):
                continue  # the doer in a relative clause: "a trader whom rebels had accused was found dead"
            relative = start > 0 and lowers[start - 1] in ("who", "that", "which")
            if not relative and _is_attached(lowers, candidate, before):
                continue
            if any(h.people.begin == candidate.begin and h.at >= candidate.end for h in found):
                shared = [h.people for h in found if h.at >= candidate.end]
                return shared if _may_share(between) else []
        elif not hit[-1].part and not _is_link(sentence, candidate.end, edge):
            break
        elif _is_attached(lowers, candidate, before) and hit[-1].part:
            continue
        elif between == [","] and not hit[-1].part and not linked:
            break  # "According to the mayor, ten villagers were killed"
        linked = linked or bool(hit) and between != [","]
        hit.append(candidate)
        edge = candidate.begin
    return hit[::-1]


def _is_link(sentence: Sentence, begin: int, end: int) -> bool:
    """Whether only "and" and its like, names and ages stand between two coordinated phrases."""
    return all(
        sentence.lowers[at] in _LINKS
        or sentence.words[at][:1].isupper()
        or (sentence.lowers[at] == "of" and sentence.words[at + 1][:1].isupper())
        or sentence.lowers[at] in ("identified", "as", "alias", "aged", "(", ")", "-", ".", "others")
        or sentence.lowers[at].isdigit()
        for at in range(begin, end)
    )


def _is_doer_of_relative(lowers: list[str], candidate: People, before: list[People]) -> bool:
    """Whether people do something to those before them in a relative clause: "a trader whom rebels had accused"."""
    if candidate.begin == 0 or lowers[candidate.begin - 1] not in ("whom", "that"):
        return False
    return lowers[candidate.begin - 1] == "whom" or any(p.end == candidate.begin - 1 for p in before)


def _may_share(between: list[str]) -> bool:
    return "and" not in between or len(between) <= 6


def _is_attached(lowers: list[str], candidate: People, before: list[People]) -> bool:
    """Whether the people only belong to a phrase further left: "three members of the police were …"."""
    if candidate.begin == 0 or lowers[candidate.begin - 1] not in _PREPOSITIONS - {"with"}:
        return False
    reach = 1 if lowers[candidate.begin - 1] == "of" else 12
    return any(other.end <= candidate.begin and candidate.begin - other.end <= reach for other in before)


def _has_other_clause(between: list[str], sentence: Sentence) -> bool:
    """Whether too much stands between a subject and its verb for them to belong together."""
    if len(between) > 25:
        return True
    return "and" in between and len(between) > 14


def _of_noun(lowers: list[str], match: Match, people: list[People]) -> list[People]:
    """People of a noun: "the killing of two soldiers", "five deaths", "the death toll rose to nine"."""
    if match.end < len(lowers) and lowers[match.end] == "of":
        direct = [p for p in people if match.end < p.begin <= match.end + 2]
        if direct:
            return direct[:1]
    if "toll" in lowers[match.begin : match.end]:
        numbers = [p for p in people if match.end <= p.begin <= match.end + 8 and (p.bare or p.count.low is not None)]
        to = [p for p in numbers if lowers[p.begin - 1] in ("to", "at")]
        return (to or numbers)[:1]
    return [p for p in people if p.end == match.begin and (p.bare or (p.count.low is not None and p.begin < p.head))]


def _of_casualties(sentence: Sentence, match: Match, people: list[People]) -> list[People]:
    """People of "casualties": those who suffered them, else nobody named."""
    lowers, at = sentence.lowers, match.begin
    if match.kind == "n.injury":
        return [p for p in people if p.end == at]
    sufferers = [p for p in people if p.end <= at and "suffer" in " ".join(lowers[p.end : at]) and at - p.end < 16]
    on = [p for p in people if match.end < p.begin <= match.end + 3 and lowers[match.end] in ("on", "among", "to")]
    numbered = next((p for p in people if p.end == at and p.bare), None)
    near = set(lowers[max(0, at - 6) : at + 3])
    if not (on or sufferers or numbered or near & _TELLS_CASUALTIES):
        return []
    group: Group = (on or sufferers)[0].group if on or sufferers else "unknown"
    negative = bool({"no", "without", "any"} & set(lowers[max(0, at - 3) : at]))
    count = numbered.count if numbered else (Count(low=0, high=0) if negative else Count(low=None, high=None))
    wording = " ".join(sentence.words[max(0, at - 1) : match.end])
    return [People(begin=at, end=match.end, head=at, group=group, count=replace(count, wording=wording), bare=True)]


def _named(passage: Passage, i: int, match: Match, found: list[Harm]) -> list[People]:
    """A person named without a noun: "killed Basu Das", "Basu Das was shot dead", "killed him"."""
    if match.kind not in ("v.kill", "v.injure", "v.abduct", "v.die", "v.capture"):
        return []
    sentence = passage.sentences[i]
    words, lowers = sentence.words, sentence.lowers
    after = match.end
    if after < len(lowers) and lowers[after] in ("him", "her"):
        return [replace(_antecedent(passage, i, found), begin=after, end=after + 1, head=after)]
    start = _verb_group_start(lowers, match.begin, passage.triggers[i])
    blocked = _blocked(passage, i)
    passive = bool(set(lowers[start : match.begin]) & _BE) or match.kind == "v.die"
    if passive and start and (lowers[start - 1] in ("he", "she")):
        return [replace(_antecedent(passage, i, found), begin=start - 1, end=start, head=start - 1)]
    begin, end = _name_before(words, start, blocked) if passive else _name_after(words, after, blocked)
    if end <= begin and match.kind == "v.capture":
        return []
    if end <= begin:
        return _unlisted(passage, i, start if passive else after, passive)
    return [People(begin=begin, end=end, head=end - 1, group="civilians", count=ONE, proper=True)]


def _unlisted(passage: Passage, i: int, at: int, passive: bool) -> list[People]:
    """People under a noun that no lexicon lists: "killed a chowkidar", "two tappers were shot dead"."""
    sentence = passage.sentences[i]
    lowers = sentence.lowers
    if not passive and at + 1 < len(lowers) and lowers[at] in ("their", "his", "her") and lowers[at + 1].isalpha():
        return [People(begin=at, end=at + 2, head=at + 1, group="civilians", count=ONE)]
    if not passive and at + 1 < len(lowers) and lowers[at] in ("a", "an"):
        end = at + 1
        while end < len(lowers) and lowers[end].isalpha() and lowers[end] not in _ENDS_PHRASE and end - at < 5:
            end += 1
        return [People(begin=at, end=end, head=end - 1, group="civilians", count=ONE)] if end > at + 1 else []
    things = {token for match in passage.things[i] for token in range(match.begin, match.end)}
    for mention in passage.counts[i]:
        noun = mention.end
        near = mention.begin == at or (passive and noun < at and at - noun <= 3)
        if near and noun < len(lowers) and lowers[noun].isalpha() and not things & set(range(noun, min(at, noun + 3))):
            if noun in things or lowers[noun] in _ENDS_PHRASE:
                continue
            count = mention.count
            return [People(begin=mention.begin, end=noun + 1, head=noun, group="civilians", count=count)]
    return []


def _antecedent(passage: Passage, i: int, found: list[Harm]) -> People:
    """Whom "him" or "she" means: the last single person spoken of who is no attacker."""
    if found:
        return replace(found[-1].people, definite=True, count=ONE)
    for j in (i, i - 1):
        if j >= 0:
            for people in reversed(find_people(passage, j)):
                if (people.count.low, people.count.high) == (1, 1) and people.group != "militants" or people.proper:
                    return replace(people, count=ONE, definite=False)
    return People(begin=0, end=1, head=0, group="civilians", count=ONE)


def _blocked(passage: Passage, i: int) -> set[int]:
    """Tokens that are no person's name: those of actors and places."""
    ranges = [(a.begin, a.end) for a in passage.actors[i]] + [(p.begin, p.end) for p in passage.places[i]]
    return {token for begin, end in ranges for token in range(begin, end)}


def _name_before(words: list[str], start: int, blocked: set[int]) -> tuple[int, int]:
    end = start
    while end > 0 and words[end - 1] in (",", ")"):
        end -= 1
    begin = end
    while begin > 0 and words[begin - 1][:1].isupper() and begin - 1 not in blocked and end - begin < 5:
        begin -= 1
    return (begin, end) if end - begin >= 2 else (0, 0)


def _name_after(words: list[str], start: int, blocked: set[int]) -> tuple[int, int]:
    begin = start
    end = begin
    while end < len(words) and (words[end][:1].isupper() or words[end] == ".") and end not in blocked and end - begin < 6:
        end += 1
    return (begin, end) if end - begin >= 2 else (0, 0)


def _is_negated(sentence: Sentence, match: Match) -> bool:
    window = sentence.lowers[max(0, match.begin - 4) : match.begin]
    return "not" in window or "n't" in window or "never" in window


def _spoken_of_before(passage: Passage, i: int, found: list[Harm]) -> Group:
    """The group that the sentence before counted: "Seven soldiers were killed. Five died in an ambush"."""
    if i == 0 or not any(h.people.bare and h.people.group == "unknown" for h in found):
        return "unknown"
    counted = [p for p in find_people(passage, i - 1) if p.count.low is not None and not p.bare and p.begin < p.head]
    return counted[0].group if counted else "unknown"


def _inherited(found: list[Harm], group: Group) -> list[Harm]:
    """Bare numbers take the group of the people before them: "two policemen died and five were hurt"."""
    settled = []
    for harm in sorted(found, key=lambda harm: harm.people.begin):
        if harm.people.bare and harm.people.group == "unknown" and group != "unknown":
            harm = replace(harm, people=replace(harm.people, group=group))
        elif harm.people.group != "unknown" and not harm.people.part:
            group = cast(Group, harm.people.group)
        settled.append(harm)
    return settled
