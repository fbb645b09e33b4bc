"""Who is spoken of as people: "at least four Frontier Corps soldiers", with their group and number."""

from __future__ import annotations

from dataclasses import replace

from corroborate.extraction.groups import group_of
from corroborate.extraction.numbered import mark_parts, numbered_people
from corroborate.extraction.passage import Passage
from corroborate.extraction.persons import ONE as ONE
from corroborate.extraction.persons import People as People
from corroborate.language.lexicon import Match
from corroborate.language.numbers import CountMention
from corroborate.language.numerals import read_numeral
from corroborate.language.sentences import Sentence
from corroborate.model import UNKNOWN, Count

_ATTRIBUTES = frozenset(
    "wounded injured captured abducted kidnapped slain detained missing arrested killed dead".split()
)
_OF_PEOPLE = frozenset("station custody presence statement statements".split())
"""What is the police's and is no policeman."""
_DEFINITE = frozenset("the its their his her our these those this that both".split())
_ARTICLES = frozenset({"a", "an", "another", "one"})
_COLLECTIVES = frozenset(
    "police patrol party team unit column family garrison force forces troops personnel crew squad militia "
    "paramilitary taliban families corps crpf bsf itbp ssb cisf stf law-enforcement enforcement folk staff "
    "infantry greyhounds sf sfs levies rangers columns".split()
)
_PLURALS = frozenset(
    "men women children people policemen servicemen militiamen gunmen fishermen mujahideen jawans".split()
)
_QUOTES = frozenset({'"', "“", "‘", "'", "«"})
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
    "later earlier ago once twice again yesterday today tomorrow saw see sees accuse accuses accused blame blames blamed -- | * "
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
    if "guard" in sentence.lowers:
        matches = [match for match in matches if not _is_duty(sentence.lowers, match.begin)]
    if _ADJECTIVES.intersection(sentence.lowers):
        matches = [match for match in matches if not _is_adjective(passage, i, match)]
    for first, last in _compounds(matches, sentence):
        if not _modifies_thing(passage, i, last):
            found.append(_mention(passage, i, first, last))
    taken = {token for people in found for token in range(people.begin, people.end)}
    found.extend(numbered_people(passage, i, taken))
    found.extend(_companions(passage, i, found, taken))
    found.sort(key=lambda people: people.begin)
    return mark_parts(sentence, found)


def _companions(passage: Passage, i: int, found: list[People], taken: set[int]) -> list[People]:
    """Those whom no lexicon lists, named by whose they are: "an engineer and his peon"."""
    lowers = passage.sentences[i].lowers
    if not _HIS_OR_HER.intersection(lowers):
        return []
    things = {token for match in passage.things[i] for token in range(match.begin, match.end)}
    return [
        People(begin=p.end + 1, end=p.end + 3, head=p.end + 2, group="civilians", count=ONE)
        for p in found
        if lowers[p.end : p.end + 1] == ["and"]
        and lowers[p.end + 1 : p.end + 2]
        and lowers[p.end + 1] in _HIS_OR_HER
        and p.end + 2 < len(lowers)
        and lowers[p.end + 2].isalpha()
        and not {p.end + 2, p.end + 3} & (taken | things)
        and lowers[p.end + 2] not in _BLOCKS
        and (p.end + 3 >= len(lowers) or lowers[p.end + 3] in _BLOCKS)
    ]


_HIS_OR_HER = frozenset({"his", "her"})


def _is_duty(lowers: list[str], at: int) -> bool:
    """Whether "guard" is what somebody stands: "stood guard", "on guard"."""
    return lowers[at] == "guard" and at > 0 and lowers[at - 1] in _ON_DUTY


def _is_adjective(passage: Passage, i: int, match: Match) -> bool:
    """Whether a noun of people only tells of what kind the next is: "a local security source", "minor injuries"."""
    lowers = passage.sentences[i].lowers
    if lowers[match.end - 1] not in _ADJECTIVES or match.end >= len(lowers):
        return False
    after = lowers[match.end]
    verbs = any(t.begin == match.end and t.kind[0] in "va" for t in passage.triggers[i])
    return after.isalpha() and after not in _BLOCKS and not verbs and not after.endswith(("ed", "ly"))


_ADJECTIVES = frozenset({"local", "national", "minor"})
_ON_DUTY = frozenset("stood stand stands standing on off keep keeping kept mounted under".split())


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
    if after < len(sentence) and sentence.lowers[after] in _OF_PEOPLE:
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
    group, actor = group_of(passage, i, first, last)
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
            return _counted(lowers, counts, mention, definite)
        word = lowers[at - 1]
        if word in _ARTICLES:
            return _with_article(lowers, counts, at)
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
            if at > 2 and lowers[at - 3 : at - 1] == ["one", "of"]:  # "one of its engineers"
                return at - 3, ONE, False, False
            return at - 1, None, True, False
        if word == "of" and (at - 1) in counts:
            at -= 1
            continue
        if word in _QUOTES and (at - 1) in counts:
            at -= 1  # four "ordinary villagers"
            continue
        if word == "-" and at > 1 and lowers[at - 2].isdigit():
            at -= 2  # a 12-year-old girl
            continue
        if word == ")" and at > 3 and lowers[at - 3] == "(":
            at -= 3
            continue
        attributive = (
            (word in _ATTRIBUTES or word.endswith("ing"))
            and at > 1
            and (lowers[at - 2] in _DEFINITE | _ARTICLES or (at - 1) in counts)
        )
        if (
            word == "and"
            and at > 3
            and not any(match.end == at - 1 for match in passage.people[i])
            and _joins_adjectives(lowers, at, counts)
        ):
            at -= 2  # 90 "foreign and local dignitaries"
            continue
        if word in _BLOCKS or ((at - 1) in triggers and not attributive):
            break
        at -= 1
    return at, None, definite, False


def _counted(
    lowers: list[str], counts: dict[int, CountMention], mention: CountMention, definite: bool
) -> tuple[int, Count | None, bool, bool]:
    """What `_leftwards` says where it comes upon a number."""
    whole = counts.get(mention.begin - 2)
    if whole is not None and lowers[mention.begin - 2 : mention.begin] == ["of", "the"]:
        mention = whole  # "three of the five gunmen"
    elif lowers[max(0, mention.begin - 2) : mention.begin] == ["one", "of"]:
        return mention.begin - 2, ONE, False, False  # "one of 21 sailors"
    if lowers[max(0, mention.begin - 2) : mention.begin] == ["all", "but"]:
        return mention.begin, UNKNOWN, definite, False  # "all but two of them foreigners"
    owned = mention.begin > 0 and lowers[mention.begin - 1] in _POSSESSIVES
    shared = lowers[mention.end : mention.end + 1] == ["of"]  # "six of the attackers": news of them
    adds = mention.additional or lowers[mention.begin] == "another"
    return mention.begin - owned, mention.count, definite and not shared, adds


def _with_article(
    lowers: list[str], counts: dict[int, CountMention], at: int
) -> tuple[int, Count | None, bool, bool]:
    """What `_leftwards` says where it comes upon "a" or "another" before token `at`."""
    share = counts.get(at - 3) if at > 3 and lowers[at - 2] in ("them", "whom") else None
    if share is not None:  # "one of them a child"
        return share.begin, share.count, False, False
    if at > 1 and lowers[at - 2] == "one":  # "three of them doctors and one a nurse"
        return at - 2, ONE, False, False
    return at - 1, ONE, False, lowers[at - 1] == "another"


def _joins_adjectives(lowers: list[str], at: int, counts: dict[int, CountMention]) -> bool:
    """Whether the "and" before `at` joins two words between a number and its noun: "90 old and new guests"."""
    opens = at - 3 if lowers[at - 3] in _QUOTES else at - 2
    return lowers[at - 2].isalpha() and opens in counts


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
        noun in _COLLECTIVES
        or noun in _PLURALS
        or noun.endswith("men")
        or (noun.endswith("s") and not noun.endswith("ss"))
    )
    return ONE if singular else UNKNOWN
