"""Who is spoken of as people: "at least four Frontier Corps soldiers", with their group and number."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from corroborate.extraction.numbered import mark_parts, numbered_people
from corroborate.extraction.passage import Passage
from corroborate.extraction.persons import ONE as ONE
from corroborate.extraction.persons import People as People
from corroborate.language.lexicon import Match
from corroborate.language.numbers import CountMention
from corroborate.language.numerals import read_numeral
from corroborate.language.sentences import Sentence
from corroborate.model import UNKNOWN, Count
from corroborate.model.vocabulary import Group

_GROUP_OF_KIND: dict[str, Group] = {
    "military": "military",
    "police": "police",
    "paramilitary": "paramilitary",
    "armed_group": "militants",
    "government": "officials",
}
_SECURITY = frozenset({"military", "police", "paramilitary", "security_forces"})
_ATTRIBUTES = frozenset(
    "wounded injured captured abducted kidnapped slain detained missing arrested killed dead".split()
)
_DEFINITE = frozenset("the its their his her our these those this that both said".split())
_ARTICLES = frozenset({"a", "an", "another", "one"})
_COLLECTIVES = frozenset(
    "police patrol party team unit column family garrison force forces troops personnel crew squad militia "
    "paramilitary taliban families corps crpf bsf itbp ssb cisf stf law-enforcement enforcement folk staff "
    "infantry greyhounds sf sfs levies rangers columns".split()
)
_PLURALS = frozenset(
    "men women children people policemen servicemen militiamen gunmen fishermen mujahideen jawans".split()
)
_STATES = frozenset({"prisoner", "hostage", "captive"})
"""What people are taken: "took twelve policemen prisoner"."""
_POSSESSIVES = frozenset({"his", "her", "their", "its", "whose"})
_OF_SECURITY = frozenset({"officer", "officers", "men", "personnel", "recruits", "members", "own"})
_PAIRS = frozenset({"couple", "pair", "duo", "twins"})
_BLOCKS = frozenset(
    "of in at on by with from to for against near between and or but nor after before when while as that who "
    "which whom whose where if than into over under during including among was were is are be been being had has "
    "have did does do said say says told will would could can may might must should not also he she it they we i "
    "you him them us there here . , ; : ! ? ( ) [ ] \" “ ” ‘ ' ’s 's - – — ... … / across through amid besides "
    "because so then left leaving using mostly mainly chiefly largely predominantly namely comprising".split()
)


def find_people(passage: Passage, i: int) -> list[People]:
    """The people spoken of in sentence `i`, left to right, none overlapping; found once a passage."""
    if i not in passage.found_people:
        passage.found_people[i] = _find_people(passage, i)
    return passage.found_people[i]


def _find_people(passage: Passage, i: int) -> list[People]:
    sentence = passage.sentences[i]
    matches = passage.people[i]
    if not matches and not passage.counts[i]:
        return []
    found: list[People] = []
    told = {
        token
        for match in passage.triggers[i]
        if match.end - match.begin > 1 and match.kind in ("v.die", "v.injure", "v.capture")
        for token in range(match.begin, match.end)
    }
    matches = [match for match in matches if match.begin not in told]  # "lost their lives"
    for first, last in _compounds(matches, sentence):
        if not _modifies_thing(passage, i, last):
            found.append(_mention(passage, i, first, last))
    taken = {token for people in found for token in range(people.begin, people.end)}
    found.extend(numbered_people(passage, i, taken))
    found.sort(key=lambda people: people.begin)
    return mark_parts(sentence, found)


def _compounds(matches: list[Match], sentence: Sentence) -> list[tuple[Match, Match]]:
    """Runs of matches that stand side by side: "militia" + "commander"."""
    runs: list[list[Match]] = []
    for match in matches:
        end = runs[-1][-1].end if runs else -1
        if (end == match.begin and sentence.lowers[match.begin] not in _STATES) or (
            end + 3 == match.begin and sentence.words[end] == "(" and sentence.words[end + 2] == ")"
        ):
            runs[-1].append(match)
        else:
            runs.append([match])
    return [(run[0], run[-1]) for run in runs]


def _modifies_thing(passage: Passage, i: int, match: Match) -> bool:
    """Whether the people only name a thing: "police van", "militant attack", "students' hostel"."""
    sentence = passage.sentences[i]
    after = match.end
    if after < len(sentence) and sentence.lowers[after] in ("station", "custody"):
        return True
    for thing in passage.things[i]:
        if thing.begin <= match.begin and match.end <= thing.end and thing.kind.startswith("object"):
            return True
        if thing.begin == after and thing.kind.startswith("object"):
            return True
    return any(trigger.begin == after and trigger.kind.startswith("n.") and trigger.kind not in ("n.death", "n.injury")
               for trigger in passage.triggers[i])  # fmt: skip


def _mention(passage: Passage, i: int, first: Match, last: Match) -> People:
    sentence = passage.sentences[i]
    lowers, words = sentence.lowers, sentence.words
    begin, count, definite, additional = _leftwards(passage, i, first.begin)
    end = last.end
    while end < len(words) and words[end][:1].isupper() and words[end][1:2].islower() and end - last.end < 4:
        end += 1
    group, actor = _group(passage, i, first, last)
    said = passage.document.text[sentence.starts[begin] : sentence.ends[last.end - 1]]
    count = _household(passage, i, begin, last.end, count)
    count = replace(_unsaid(lowers, last) if count is None else count, wording=said)
    return People(
        begin=begin,
        end=end,
        head=last.end - 1,
        group=group,
        count=count,
        definite=definite,
        bare=sentence.lowers[last.end - 1] == "others",
        additional=additional,
        proper=end > last.end,
        actor=actor,
    )


def _household(passage: Passage, i: int, begin: int, end: int, count: Count | None) -> Count | None:
    """How many a family or a couple are: "a family of six", "a seven-member family", "a couple"."""
    lowers = passage.sentences[i].lowers
    noun = lowers[end - 1]
    if count not in (None, ONE) or noun not in _PAIRS | {"family"}:
        return count
    if noun in _PAIRS:
        return Count(low=2, high=2)
    if lowers[end : end + 1] == ["of"]:
        return next((m.count for m in passage.counts[i] if m.begin == end + 1), count)
    for word in lowers[begin : end - 1]:
        number, dash, rest = word.partition("-")
        value = read_numeral([number], 0) if dash and rest in ("member", "strong", "person") else None
        if value is not None:
            return Count(low=value.low, high=value.high)
    return count


def _leftwards(passage: Passage, i: int, start: int) -> tuple[int, Count | None, bool, bool]:
    """Where the phrase begins, its number, whether it is definite, and whether it adds to others."""
    sentence = passage.sentences[i]
    lowers = sentence.lowers
    counts = {mention.end: mention for mention in passage.counts[i]}
    triggers = {token for match in passage.triggers[i] for token in range(match.begin, match.end)}
    at, definite = start, False
    while at > 0 and start - at < 7:
        mention = counts.get(at)
        if mention is not None and mention.kind != "article":
            owned = mention.begin > 0 and lowers[mention.begin - 1] in _POSSESSIVES
            return (
                mention.begin - owned,
                mention.count,
                definite,
                mention.additional or lowers[mention.begin] == "another",
            )
        word = lowers[at - 1]
        if word in _ARTICLES:
            return at - 1, ONE, False, word == "another"
        if word in ("was", "were", "are") and at > 3 and lowers[at - 2] in ("whom", "them"):
            return _part_told(lowers, at - 3, counts, definite) or (at, None, definite, False)
        if word in ("them", "whom") and at > 2 and lowers[at - 2] == "of" and at - 2 in counts:
            mention = counts[at - 2]  # 20 of them children
            return mention.begin, mention.count, definite, False
        if word in _DEFINITE:
            definite = True
            if at > 2 and lowers[at - 2] == "of" and at - 2 in counts:
                at -= 2
                continue
            return at - 1, None, True, False
        if word == "of" and (at - 1) in counts:
            at -= 1
            continue
        if word == "-" and at > 1 and lowers[at - 2].isdigit():
            at -= 2  # a 12-year-old girl
            continue
        if word == ")" and at > 3 and lowers[at - 3] == "(":
            at -= 3
            continue
        attributive = (
            word in _ATTRIBUTES and at > 1 and (lowers[at - 2] in _DEFINITE | _ARTICLES or (at - 1) in counts)
        )
        if word in _BLOCKS or ((at - 1) in triggers and not attributive):
            break
        at -= 1
    return at, None, definite, False


def _part_told(
    lowers: list[str], of: int, counts: dict[int, CountMention], definite: bool
) -> tuple[int, Count | None, bool, bool] | None:
    """ "three of whom were children": the number before "of whom"."""
    mention = counts.get(of)
    if mention is None or lowers[of] != "of":
        return None
    return mention.begin, mention.count, definite, False


def _unsaid(lowers: list[str], match: Match) -> Count:
    """The number of a phrase that names none: a singular noun is one, a plural is unknown."""
    noun = lowers[match.end - 1]
    singular = noun != "those" and not (
        noun in _COLLECTIVES or noun in _PLURALS or (noun.endswith("s") and not noun.endswith("ss"))
    )
    return ONE if singular else UNKNOWN


def _group(passage: Passage, i: int, first: Match, last: Match) -> tuple[Group, str | None]:
    """The group of a phrase: by its noun, or, for "members" and the like, by what they are members of."""
    own = last.kind.removeprefix("people.")
    named = next(
        (a for a in passage.actors[i] if a.end in (first.begin, last.end) or a.begin <= first.begin < a.end),
        None,
    )
    actor = named.actor if named else None
    if first is not last and own in ("member", "unknown", "civilians", "militants"):
        own = _of_compound(first.kind.removeprefix("people."), own)
    if named is not None and own in ("member", "unknown", "military", "security_forces"):
        kind = _GROUP_OF_KIND.get(named.kind)
        if kind is not None and (own != "military" or kind in ("police", "paramilitary", "militants")):
            own = kind
    if own in ("member", "unknown", "civilians") or last.kind == "people.member":
        of, owner = _owner(passage, i, last.end)
        if of is not None and last.kind == "people.member":
            return of, owner or actor
        if of is not None and (own != "civilians" or of not in ("civilians", "officials")):
            return (cast(Group, own) if own == "civilians" else of), owner or actor
    return cast(Group, "unknown" if own == "member" else own), actor


def _of_compound(first: str, last: str) -> str:
    if first in _SECURITY or (first == "militants" and last in ("member", "unknown")):
        return first
    return first if last == "member" else last


def _owner(passage: Passage, i: int, after: int) -> tuple[Group | None, str | None]:
    """What people are "of": members of the police, officers from the Frontier Corps."""
    sentence = passage.sentences[i]
    lowers = sentence.lowers
    if after >= len(lowers) or lowers[after] not in ("of", "from", "belonging", "with", "in"):
        return None, None
    for mention in passage.actors[i]:
        if after < mention.begin <= after + 3 and mention.kind in _GROUP_OF_KIND:
            return _GROUP_OF_KIND[mention.kind], mention.actor
    if lowers[after] in ("with", "in"):
        return None, None
    if _is_band(sentence, after + 1):
        return "militants", None
    if _names_army(["and", *lowers[after + 1 : after + 4]]) and "police" not in lowers[after + 1 : after + 4]:
        joint = "police" in lowers[after + 3 : after + 7]
        return ("security_forces" if joint else "military"), None
    for match in passage.people[i]:
        if after < match.begin <= after + 4:
            kind = match.kind.removeprefix("people.")
            if kind in _SECURITY and _names_army(lowers[match.end : match.end + 4]):
                return "security_forces", None  # "members of the police and the army"
            return (None if kind in ("member", "unknown") else cast(Group, kind)), None
    return None, None


def _names_army(words: list[str]) -> bool:
    """Whether "and the army" follows."""
    return words[:1] == ["and"] and bool({"army", "military", "navy"} & set(words[1:4]))


_BANDS = frozenset("Group Front Movement Faction Jihad Rebels Militia Resistance Cartel Gang Clan".split())


def _is_band(sentence: Sentence, at: int) -> bool:
    """Whether the name of a band stands at `at`: "the Tigre River Group"."""
    at += sentence.lowers[at : at + 1] == ["the"]
    end = at
    while end < len(sentence.words) and sentence.words[end][:1].isupper() and end - at < 7:
        end += 1
    return bool(_BANDS.intersection(sentence.words[at + 1 : end]))
