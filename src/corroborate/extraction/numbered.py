"""Numbers that stand for people without a noun: "four were killed", "two of them", "a fourth died"."""

from __future__ import annotations

from dataclasses import replace

from corroborate.extraction.passage import Passage
from corroborate.extraction.persons import ONE, People
from corroborate.language.numbers import CountMention
from corroborate.language.sentences import Sentence
from corroborate.model import Count
from corroborate.model.vocabulary import Group

_PUNCTUATION = frozenset(". , ; : ) ! ? — – -".split())
EFFECTS = frozenset(
    "killed wounded injured dead hurt missing captured abducted kidnapped martyred died slain arrested maimed "
    "murdered executed slaughtered massacred beheaded".split()
)
_AFTER_BARE = (
    _PUNCTUATION
    | EFFECTS
    | frozenset(
        "was were are is have has had been being got in at on by when while during after and as more others other "
        "critically seriously badly severely reportedly sustained suffered lost succumbed remain remained later so "
        "from near critical feared confirmed deaths fatalities casualties injuries lives".split()
    )
)
_PRONOUNS = frozenset({"them", "whom", "those", "us"})
_PARENTS = frozenset("father mother parent parents".split())
_FAMILIES = frozenset("family families group household crew team".split())
_ORDINALS = frozenset(
    "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth".split()
)
_OF_THE_HURT = frozenset("injured wounded dead hostages captives victims missing".split())
_AMONG = frozenset("including among mostly mainly chiefly largely predominantly namely comprising".split())


def numbered_people(passage: Passage, i: int, taken: set[int]) -> list[People]:
    """The numbers of sentence `i` that stand for people by themselves, but for tokens already `taken`."""
    sentence = passage.sentences[i]
    found = _others_alone(sentence, taken) + _ordinals(passage, i, taken)
    nouns = {match.begin for match in passage.people[i]}
    for mention in passage.counts[i]:
        if mention.begin in taken or mention.end - 1 in taken or mention.kind == "article":
            continue
        people = _numbered(passage, i, mention, nouns)
        if people is not None:
            found.append(people)
    return found


_HURTS = EFFECTS | {"injuring", "wounding", "killing"}


def _others_alone(sentence: Sentence, taken: set[int]) -> list[People]:
    """ "Another was wounded"."""
    lowers = sentence.lowers
    if "another" not in lowers:
        return []
    at = lowers.index("another")
    if lowers[at + 1 : at + 2] == ["one"] and at + 1 not in taken:
        return [People(begin=at, end=at + 2, head=at, group="unknown", count=ONE, bare=True, additional=True)]
    after = lowers[at + 1] if at + 1 < len(lowers) else "."
    closes = at > 0 and lowers[at - 1] in _HURTS and after in _PUNCTUATION
    if at in taken or not (closes or after in _AFTER_BARE - _PUNCTUATION):
        return []
    return [People(begin=at, end=at + 1, head=at, group="unknown", count=ONE, bare=True, additional=True)]


def _ordinals(passage: Passage, i: int, taken: set[int]) -> list[People]:
    """ "A fourth died of his wounds", "captured a sixth"."""
    lowers = passage.sentences[i].lowers
    found: list[People] = []
    for at in range(1, len(lowers)):
        if lowers[at] not in _ORDINALS or lowers[at - 1] != "a" or at in taken or at - 1 in taken:
            continue
        after = lowers[at + 1] if at + 1 < len(lowers) else "."
        verbs = {
            m.begin for m in passage.triggers[i] if m.kind in ("v.die", "v.kill", "v.injure", "v.missing")
        }
        if at + 1 in verbs or after in _AFTER_BARE - {"in", "at", "on", "as"}:
            found.append(
                People(
                    begin=at - 1, end=at + 1, head=at, group="unknown", count=ONE, bare=True, additional=True
                )
            )
    return found


def _numbered(passage: Passage, i: int, mention: CountMention, nouns: set[int]) -> People | None:
    """The people that one number stands for, where it stands for any."""
    sentence = passage.sentences[i]
    lowers, end = sentence.lowers, mention.end
    after = lowers[end] if end < len(lowers) else "."
    before = lowers[mention.begin - 2 : mention.begin] if mention.begin > 1 else []
    if after == ")" and before[-1:] == ["("]:
        return None  # an age
    if before == ["all", "but"] or _is_age(passage, i, mention.begin, end):
        return None
    if before[-1:] == ["not"] and before[0] in (",", "(") and not _is_upheld(lowers, end):
        return None  # "eighteen, not 15 as first reported"
    if before[-1:] == ["of"] and before[0] in _PARENTS | _FAMILIES:
        return None  # "a father of four"
    capital = end < len(lowers) and sentence.words[end][:1].isupper()
    named = capital and after.endswith(("s", "ese")) and after != "s"
    pronoun = after == "of" and end + 1 < len(lowers) and lowers[end + 1] in _PRONOUNS
    if named:
        end += 1  # ten Malians
    elif pronoun:
        end += 2
    elif _is_of_the_hurt(lowers, end):
        end += 3
    elif after in _AFTER_BARE:
        end += after in ("others", "other", "more")
    elif after in _WHOSE and end + 1 < len(lowers) and lowers[end + 1] in _LOSSES:
        end += 1  # "more than 40 army casualties"
    else:
        return None
    begin, count = mention.begin, mention.count
    if (
        before[-1:]
        and before[-1] in _GONE
        and lowers[begin : begin + 2] == ["up", "to"]
        and count.high is not None
    ):
        begin, count = begin + 2, Count(low=count.high, high=count.high)  # "the toll has gone up to nine"
    wording = passage.document.text[sentence.starts[begin] : sentence.ends[end - 1]]
    return People(
        begin=begin,
        end=end,
        head=end - 1,
        group=_WHOSE.get(after, "unknown"),
        count=replace(count, wording=wording),
        bare=not named,
        part=pronoun and end in nouns,
        additional=mention.additional or after in ("others", "more"),
    )


def _is_age(passage: Passage, i: int, begin: int, end: int) -> bool:
    """Whether the number tells how old somebody is: "a man, 45, and a woman, 30, were", "a woman of 61"."""
    sentence = passage.sentences[i]
    lowers = sentence.lowers
    figure = lowers[end - 1]
    if begin < 2:
        return False
    of = next((n for n in (begin - 1, begin - 2) if lowers[n] == "of"), None)
    if of is not None and lowers[of - 1] in _PERSONS:
        return True
    if lowers[begin - 1] in _AGED:
        return True  # "most of them under eighteen"
    if not figure.isdigit() or int(figure) >= 110:
        return False
    if lowers[begin - 1] != "," or lowers[end : end + 1] != [","] or begin != end - 1:
        return False
    who = sentence.words[begin - 2]
    return who[:1].isupper() or any(m.end == begin - 1 and not who.endswith("s") for m in passage.people[i])


def _is_upheld(lowers: list[str], end: int) -> bool:
    """Whether a number that is set against another is the one that holds: "not three, but 15 bodies"."""
    return lowers[end : end + 1] == [","] and lowers[end + 1 : end + 2] == ["but"]


_WHOSE: dict[str, Group] = {
    "army": "military",
    "military": "military",
    "civilian": "civilians",
    "police": "police",
    "militant": "militants",
    "rebel": "militants",
    "insurgent": "militants",
}
_LOSSES = frozenset("casualties deaths fatalities losses injuries dead wounded".split())
_AGED = frozenset("aged yet under age".split())
_PERSONS = frozenset(
    "man woman boy girl child teenager youth student pensioner men women boys girls grandmother grandfather".split()
)
_GONE = frozenset("gone go goes went risen rose rises climbed shot".split())


def _is_of_the_hurt(lowers: list[str], at: int) -> bool:
    """Whether "of the injured" stands at `at`: "one of the injured died"."""
    return lowers[at : at + 2] == ["of", "the"] and at + 2 < len(lowers) and lowers[at + 2] in _OF_THE_HURT


def mark_parts(sentence: Sentence, found: list[People]) -> list[People]:
    """Marks those who are among the people named before them: "12, including two officers"."""
    lowers = sentence.lowers
    marked: list[People] = []
    spread = _breakdown(lowers, found) if len(found) > 2 else set()
    for people in found:
        if people.begin in spread or _is_part(lowers, people, marked):
            people = replace(people, part=True)
        if people.definite and marked and _is_own_kin(lowers, people, marked[-1]):
            people = replace(people, definite=False)
        marked.append(people)
    return _with_shared_nouns(lowers, marked)


def _with_shared_nouns(lowers: list[str], found: list[People]) -> list[People]:
    """Numbers whose noun follows the last of them: "killed eleven, four and six residents respectively"."""
    for n in range(len(found) - 2, -1, -1):
        people, after = found[n], found[n + 1]
        if not people.bare or people.group != "unknown" or after.part or not after.count.low:
            continue
        if after.begin == after.head and not (after.bare and after.group != "unknown"):
            continue
        joined = lowers[people.end : after.begin] in ([","], ["and"], ["or"])
        if joined and lowers[people.end - 1] not in _NOUNLIKE and not people.additional:
            found[n] = replace(people, group=after.group)
    return found


_NOUNLIKE = frozenset({"others", "other", "more", "them", "whom", "injured", "wounded", "dead"})


def _breakdown(lowers: list[str], found: list[People]) -> set[int]:
    """Where those begin who add up to the number before them: "ten people: six soldiers and four civilians"."""
    for n in range(1, len(found) - 1):
        first = found[n]
        sign = lowers[first.begin - 1]
        if sign not in _SPREADS or not first.count.low:
            continue
        chain, total = [first], first.count.low
        for people in found[n + 1 :]:
            if not all(w in (",", "and", "the") for w in lowers[chain[-1].end : people.begin]):
                break
            chain.append(people)
            total += people.count.low or 0
        if len(chain) == 1 or sum(p.begin < p.head for p in chain) < len(chain) - 1:
            continue
        if any(_is_whole(p, first, sign, total) for p in found[max(0, n - 3) : n]):
            return {p.begin for p in chain}
    return set()


def _is_whole(whole: People, first: People, sign: str, total: int) -> bool:
    """Whether a figure is the sum of those who stand after `sign` from `first` on."""
    reach = 14 if sign in (":", "-", "–", "—") else 8
    exact = whole.count.low == whole.count.high == total
    return exact and first.begin - whole.end <= reach


_SPREADS = frozenset({":", "-", "–", "—", "(", ","})


def _is_own_kin(lowers: list[str], people: People, before: People) -> bool:
    """Whether people are new though "his" or "their" names whose they are: "the mayor and his driver"."""
    return (
        lowers[people.begin] in ("his", "her", "their")
        and lowers[people.begin - 1] in ("and", ",", "with")
        and people.begin - before.end <= 5
    )


def _is_part(lowers: list[str], people: People, marked: list[People]) -> bool:
    before = lowers[people.begin - 1] if people.begin else ""
    two_before = lowers[people.begin - 2] if people.begin > 1 else ""
    inside = lowers[people.begin : people.head]
    if before in _AMONG or (before == "them" and two_before in ("among", "of")):
        return True
    if before in ("the", "all") and two_before in _AMONG and people.count.low is not None and not people.bare:
        return True  # "36, including the ten gunmen"
    if "them" in inside or "whom" in inside or lowers[people.end : people.end + 2] == ["among", "them"]:
        return True
    if not marked or not marked[-1].part or before not in ("and", ","):
        return False
    told = lowers[people.end : people.end + 3]
    return people.begin - marked[-1].end <= 2 and not (people.bare and EFFECTS.intersection(told))
