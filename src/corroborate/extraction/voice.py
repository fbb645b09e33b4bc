"""The verb of a harm: active, passive or a noun, and where its phrase begins and ends."""

from __future__ import annotations

from corroborate.extraction.people import People
from corroborate.language.lexicon import Match
from corroborate.language.sentences import Sentence

BE = frozenset("was were is are been being be got get gets".split())
HAVE = frozenset("has have had having".split())
SKIPPED = frozenset(
    "also reportedly allegedly later not n't then subsequently already critically seriously badly severely "
    "slightly either both all still apparently immediately instantly fatally brutally themselves confirmed "
    'first believed feared reported to said have even thus “ ” " ‘ deliberately mistakenly accidentally too'.split()
)
LINKS = frozenset(
    ", and or including with along as well plus & both together while besides among them".split()
)
REFLEXIVES = frozenset({"himself", "herself", "themselves"})
BOUNDARIES = frozenset("; : after when while before because since although though but until".split())
PREPOSITIONS = frozenset(
    "of from with by in at to for on against near between belonging among around behind under over inside outside "
    "into onto through alongside".split()
)
ENDS_PHRASE = (
    BOUNDARIES | PREPOSITIONS | BE | HAVE | frozenset(". ( ) who which that said than".split())
) - {"on"}
_REPORTING = frozenset(
    "said says say told reported announced confirmed claimed added stated alleged wrote".split()
)
_BASE_FORMS = frozenset("kill kills injure injures wound wounds murder murders behead beheads execute executes abduct abducts kidnap kidnaps capture captures".split())  # fmt: skip
_PASTS = frozenset("took slew blew tore drove threw broke stole overran drew".split())
"""Pasts that are no participles: "took away" is never what befell its subject."""
_INTRANSITIVE_ENDS = ("injuries", "wounds", "lives", "life", "battle", "martyrdom")


def is_intransitive(lowers: list[str], match: Match) -> bool:
    return match.kind == "v.die" or (
        match.kind == "v.injure"
        and match.end - match.begin > 1
        and lowers[match.end - 1] in _INTRANSITIVE_ENDS
    )


def voice_of(sentence: Sentence, match: Match, people: list[People], triggers: list[Match]) -> str:
    """Whether the verb is active, passive (also reduced: "five killed in blast"), or a noun ("the killing of")."""
    lowers, at = sentence.lowers, match.begin
    word = lowers[at]
    after = lowers[match.end] if match.end < len(lowers) else "."
    if word.endswith("ing"):
        return "nominal" if after == "of" else "active"
    if word in _PASTS:
        return "active"
    start = verb_group_start(lowers, at, triggers)
    before = lowers[start - 1] if start else ""
    auxiliaries = set(lowers[start:at])
    if not auxiliaries & (BE | HAVE) and (after.isdigit() or after == "and"):
        joined = next((t for t in triggers if t.begin == match.end + 1), None)
        if after.isdigit() or (joined is not None and objects_follow(sentence, joined, people)):
            return "active"  # "killed 15 cattle", "abducted and shot two traders"
    if auxiliaries & BE:
        return "passive"
    if auxiliaries & HAVE or before == "to" or (start == at and word in _BASE_FORMS):
        return "active"
    if after in ("at", "to") and {"number", "toll", "count"} & set(lowers[max(0, at - 8) : at]):
        return "nominal"  # "put the number of soldiers killed at 24"
    follows = [p for p in people if p.begin >= match.end and is_adjacent(lowers[match.end : p.begin])]
    follows = [
        p
        for p in follows[:1]
        if not p.part and not is_own_subject(sentence, p, triggers) and not is_aside(lowers, match.end, p)
    ]
    if follows:
        return "passive" if after == "," and _is_headline_passive(lowers, match, people) else "active"
    if match.end < len(lowers) and sentence.words[match.end][:1].isupper() and after not in PREPOSITIONS:
        return "active"
    if not follows and after in (
        "a",
        "an",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
    ):
        return "active"
    precedes = [p for p in people if p.end == at or (p.end == at - 1 and lowers[at - 1] in SKIPPED)]
    if precedes and not follows:
        return "passive"
    return (
        "passive"
        if after in ("in", "by", "at", "on", "when", "as", "after", "during", ".", ",")
        else "active"
    )


def _is_headline_passive(lowers: list[str], match: Match, people: list[People]) -> bool:
    """Whether a comma parts those who suffered from the next clause: "Policeman killed, gunmen hole up"."""
    return any(p.end == match.begin for p in people) and any(
        p.begin == match.end + 1 and not p.bare for p in people
    )


def objects_follow(sentence: Sentence, match: Match, people: list[People]) -> bool:
    """Whether people stand right after a verb, as its objects do."""
    word = sentence.lowers[match.begin]
    return not word.endswith("ing") and any(match.end <= p.begin <= match.end + 1 for p in people)


def verb_group_start(lowers: list[str], at: int, triggers: list[Match]) -> int:
    """Where the verb's auxiliaries begin: "were also reportedly killed"; "were shot and killed"."""
    start = at
    while start > 0 and at - start < 7:
        word = lowers[start - 1]
        if word in BE or word in HAVE or word in SKIPPED:
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


def is_own_subject(sentence: Sentence, people: People, triggers: list[Match]) -> bool:
    """Whether people right of a verb are the subject of the next verb: "… killed and five others injured"."""
    lowers, after = sentence.lowers, people.end
    if after < len(lowers) and lowers[after] in _REPORTING:
        return True
    while after < len(lowers) and (lowers[after] in SKIPPED or lowers[after] in BE or lowers[after] in HAVE):
        after += 1
    if after > people.end and after < len(lowers) and lowers[after - 1] in BE | HAVE:
        return True
    for match in triggers:
        if match.begin == after and match.kind in (
            "v.injure",
            "v.kill",
            "v.abduct",
            "v.missing",
            "v.die",
            "v.capture",
        ):
            return not lowers[after].endswith("ing") and lowers[after] not in _BASE_FORMS
    return False


def is_aside(lowers: list[str], end: int, people: People) -> bool:
    """Whether "two of them" after a comma tells of those before the verb: "42 wounded, eight of them badly"."""
    return lowers[people.head] in ("them", "whom") and lowers[end : end + 1] == [","]


def is_adjacent(between: list[str]) -> bool:
    """Whether nothing stands between a verb and its object that would end the phrase."""
    if "as" in between:
        return False  # "killed as bandits attack"
    if between and between[-1] in ("and", "or", "while") and not REFLEXIVES.intersection(between):
        return False  # "20 wounded and five missing"
    return len(between) <= 8 and not any(word in ENDS_PHRASE for word in between)
