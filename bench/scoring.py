"""Coded documents against gold: the project's own scorer.

Gold of a document is `{"published", "incidents": […], "totals": […], "stances": […]}`. An incident has
`key`, `type` (every acceptable one), `when` [earliest, latest], `place` (finest first), `perpetrators`
[name, responsibility or "any"], `targets`, `casualties` [effect, group, low, high, role of the first speaker
or "any"], `silences` (roles), and may be `optional` (finding it is no matter) or `casualties_optional`.
A total is [measure, low, high, group, claimant or null], a stance [actor, act, toward or null].
`merges.json` holds groups of "stem:key" that are one incident (`same`) and pairs that are not (`never`).
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bench.bootstrap import f1_interval, share_interval

Json = dict[str, Any]
SECURITY = frozenset(("military", "police", "paramilitary", "security_forces"))
STATE_ROLES = frozenset(("government", "military", "police"))
LOCAL_ROLES = frozenset(("local_source", "witness"))
EMPTY_WORDS = frozenset(
    ("the", "a", "an", "of", "in", "at", "on", "and", "s", "area", "city", "town", "district", "province")
)
ENOUGH, ENOUGH_FOR_OPTIONAL = 2.5, 1.5
"""How much likeness makes a found incident the gold's: half of what can be had, something beyond its type."""
COUNTED = ("incident", "perpetrator", "casualty", "silence", "totals", "stances")
JUDGED = ("type", "date", "place", "finest place", "located", "target")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """One thing that is wrong in the document or incident `key`, gold and found in words.

    `spans` are characters of the document that were found for it, `phrases` the gold's words, to be looked for.
    """

    kind: str
    key: str
    gold: str
    found: str
    spans: tuple[tuple[int, int], ...] = ()
    phrases: tuple[str, ...] = ()


@dataclass(slots=True)
class Scores:
    """What was counted over documents: `tally` of hits, `links` from "stem:key" to the found incident's id."""

    tally: Counter[str] = field(default_factory=Counter)
    links: dict[str, str] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)

    def add(self, other: Scores) -> None:
        """Take in what was counted elsewhere."""
        self.tally.update(other.tally)
        self.links.update(other.links)
        self.mistakes.extend(other.mistakes)

    def judge(self, name: str, is_right: bool) -> None:
        """One slot that is right or wrong."""
        self.tally[f"{name} right"] += is_right
        self.tally[f"{name} all"] += 1

    def count(self, name: str, hits: int, predicted: int, gold: int) -> None:
        """A list found against a list in the gold."""
        self.tally[f"{name} tp"] += hits
        self.tally[f"{name} pred"] += predicted
        self.tally[f"{name} gold"] += gold


def words(text: str | None) -> list[str]:
    """The words of a name that count, in plain letters."""
    plain = unicodedata.normalize("NFKD", text or "").encode("ascii", "ignore").decode().lower()
    return [word for word in re.findall(r"[a-z0-9]+", plain) if word not in EMPTY_WORDS]


def is_same_name(one: str | None, other: str | None) -> bool:
    """Equal, one inside the other as whole words, or one the acronym of the other."""
    x, y = words(one), words(other)
    if not x or not y:
        return False
    if set(x) <= set(y) or set(y) <= set(x):
        return True
    return "".join(y) == "".join(word[0] for word in x) or "".join(x) == "".join(word[0] for word in y)


def is_close_name(one: str | None, other: str | None) -> bool:
    """The same name, or the same but for a transliteration (vowels, doubled letters)."""
    if is_same_name(one, other):
        return True
    bare = [re.sub(r"(.)\1", r"\1", re.sub(r"[aeiou]", "", "".join(words(text)))) for text in (one, other)]
    return len(bare[0]) >= 3 and bare[0] == bare[1]


def is_same_group(found: str, gold: str) -> bool:
    """The same group of people; security forces stand for each of their branches."""
    if gold in ("any", "unknown") or found == gold:
        return True
    return {found, gold} <= SECURITY and "security_forces" in (found, gold)


def is_same_count(count: Json, low: int | None, high: int | None) -> bool:
    """The low figure agrees, and the high one where the gold has one."""
    return count.get("low") == low and (high is None or count.get("high") == high)


def first_role(attribution: Sequence[Json]) -> str:
    """The role of the first speaker; `unattributed` where the document says it itself."""
    return str(attribution[0]["role"]) if attribution else "unattributed"


def is_same_role(attribution: Sequence[Json], gold: str) -> bool:
    """The first speaker's role agrees: the state's voices are one, and so are local ones."""
    found = first_role(attribution)
    return gold == "any" or found == gold or {found, gold} <= STATE_ROLES or {found, gold} <= LOCAL_ROLES


def has_place(where: Json, gold: Sequence[str]) -> bool:
    """The found finest place is one of the gold's, or the gold's finest is among the found ones."""
    names = [name for name in (where.get("name"), *(where.get("within") or ())) if name]
    if not gold:
        return True
    if not names:
        return False
    return any(is_close_name(names[0], each) for each in gold) or any(
        is_close_name(n, gold[0]) for n in names
    )


def has_overlap(when: Json, gold: Sequence[str | None]) -> bool:
    """The found days and the gold's share one."""
    if gold[0] is None:
        return True
    earliest, latest = when.get("earliest"), when.get("latest")
    if earliest is None or latest is None:
        return False
    return bool(earliest <= gold[1] and latest >= gold[0])


def is_date_right(when: Json, gold: Sequence[str | None]) -> bool:
    """The found days lie inside the gold's."""
    if gold[0] is None:
        return True
    earliest, latest = when.get("earliest"), when.get("latest")
    return bool(earliest and latest and earliest >= gold[0] and latest <= gold[1])


def is_casualty(found: Json, gold: Sequence[Any]) -> bool:
    """Effect, group, count and the first speaker's role agree."""
    effect, group, low, high, role = gold
    return (
        found["effect"] == effect
        and is_same_group(found["group"], group)
        and is_same_count(found["count"], low, high)
        and is_same_role(found["attribution"], role)
    )


def is_total(found: Json, gold: Sequence[Any]) -> bool:
    """Measure, low figure, group and claimant agree."""
    measure, low, _, group, claimant = gold
    parties = [party["name"] for party in found["attribution"]] + [found.get("actor")]
    return (
        found["measure"] == measure
        and found["count"].get("low") == low
        and is_same_group(found["group"], group)
        and (claimant is None or any(is_same_name(party, claimant) for party in parties if party))
    )


def is_stance(found: Json, gold: Sequence[Any]) -> bool:
    """The act agrees, a word of the actor's name, and a word of the one it is toward."""
    actor, act, toward = gold
    if found["act"] != act:
        return False
    name = found["actor"]["name"]
    if not (set(words(actor)) & set(words(name)) or is_same_name(name, actor)):
        return False
    object_ = set(words(f"{found.get('toward') or ''} {found['about']}"))
    return toward is None or bool(set(words(toward)) & object_)


def likeness(found: Json, gold: Json) -> float:
    """How much a found incident is like one of the gold."""
    names = [target["name"] for target in found["targets"]]
    by = [party["name"] for party in found["perpetrators"]]
    figures = [entry for entry in gold["casualties"] if entry[2] is not None]
    score = 1.5 * (found["type"] in gold["type"])
    score += 2.0 * (bool(gold["place"]) and has_place(found["where"], gold["place"]))
    score += 1.0 * (gold["when"][0] is not None and has_overlap(found["when"], gold["when"]))
    score += 0.5 * any(is_same_name(name, other) for name in by for other, _ in gold["perpetrators"])
    score += 1.0 * any(set(words(name)) & set(words(other)) for name in names for other in gold["targets"])
    score += 1.0 * any(is_casualty(each, entry) for each in found["casualties"] for entry in figures)
    return score


def align(found: Sequence[Json], golds: Sequence[Json]) -> list[tuple[int, int]]:
    """Found and gold incidents one to one, the most alike first."""
    pairs = sorted(
        ((likeness(f, g), i, j) for i, f in enumerate(found) for j, g in enumerate(golds)), reverse=True
    )
    used: tuple[set[int], set[int]] = (set(), set())
    aligned = []
    for score, i, j in pairs:
        enough = ENOUGH_FOR_OPTIONAL if golds[j].get("optional") else ENOUGH
        if score >= enough and i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            aligned.append((i, j))
    return aligned


def hits(found: Iterable[Any], golds: Iterable[Any], is_hit: Callable[[Any, Any], bool]) -> int:
    """How many of the gold find something of their own."""
    left, count = list(found), 0
    for gold in golds:
        at = next((n for n, each in enumerate(left) if is_hit(each, gold)), None)
        if at is not None:
            left.pop(at)
            count += 1
    return count


def score_document(found: Json, gold: Json, stem: str, scores: Scores) -> None:
    """Add what one coded document has right and wrong to `scores`."""
    golds, incidents = gold["incidents"], found["incidents"]
    pairs = align(incidents, golds)
    optional = {j for j, each in enumerate(golds) if each.get("optional")}
    needed = sum(j not in optional for _, j in pairs)
    scores.count("incident", needed, len(incidents) - (len(pairs) - needed), len(golds) - len(optional))
    for i, j in pairs:
        scores.links[f"{stem}:{golds[j]['key']}"] = incidents[i]["id"]
        _score_incident(incidents[i], golds[j], scores, f"{stem}:{golds[j]['key']}")
    matched = {j for _, j in pairs}
    for j, each in enumerate(golds):
        if j not in matched | optional:
            scores.mistakes.append(_missed(f"{stem}:{each['key']}", each))
            scores.count("casualty", 0, 0, 0 if each.get("casualties_optional") else len(each["casualties"]))
    taken = {i for i, _ in pairs}
    scores.mistakes.extend(_spurious(stem, each) for i, each in enumerate(incidents) if i not in taken)
    for name, is_hit in (("totals", is_total), ("stances", is_stance)):
        _score_list(name, is_hit, (found[name], gold[name]), scores, stem)


def _score_list(
    name: str,
    is_hit: Callable[[Any, Any], bool],
    both: tuple[list[Json], list[Any]],
    scores: Scores,
    stem: str,
) -> None:
    found, golds = both
    scores.count(name, hits(found, golds, is_hit), len(found), len(golds))
    told = "\n".join(_said(each) for each in found) or "-"
    for gold in golds:
        if not any(is_hit(one, gold) for one in found):
            scores.mistakes.append(
                Mistake(kind=f"{name}: missed", key=stem, gold=str(gold), found=told, spans=_spans(found))
            )
    for each in found:
        if not any(is_hit(each, gold) for gold in golds):
            scores.mistakes.append(
                Mistake(kind=f"{name}: too many", key=stem, gold="-", found=_said(each), spans=_spans([each]))
            )


def _said(found: Json) -> str:
    """A found total or stance in words."""
    if "measure" in found:
        by = ", ".join(party["name"] for party in found["attribution"])
        count = found["count"]
        return f"{found['measure']} {count.get('low')}-{count.get('high')} {found['group']} by {by or None}"
    return f"{found['actor']['name']} {found['act']} {found.get('toward')}: {found['about'][:60]}"


def _spans(found: Iterable[Json]) -> tuple[tuple[int, int], ...]:
    spans = (each["span"] for each in found if each.get("span"))
    return tuple((span["start"], span["end"]) for span in spans)


def _score_incident(found: Json, gold: Json, scores: Scores, key: str) -> None:
    _judge_slots(found, gold, scores, key)
    who = [(party["name"], party["responsibility"]) for party in found["perpetrators"]]
    right = hits(who, gold["perpetrators"], lambda a, b: is_same_name(a[0], b[0]) and b[1] in ("any", a[1]))
    named = {(words(party) or [party])[0] for party, _ in who}
    scores.count("perpetrator", right, len(named), len(gold["perpetrators"]))
    if right < max(len(gold["perpetrators"]), len(named)):
        scores.mistakes.append(
            Mistake(
                kind="perpetrators",
                key=key,
                gold=str(gold["perpetrators"]),
                found=str(who),
                spans=_spans(found["perpetrators"]) or _evidence(found),
                phrases=tuple(name for name, _ in gold["perpetrators"]),
            )
        )
    silences = len(gold.get("silences", ()))
    scores.count("silence", min(len(found["silences"]), silences), min(1, len(found["silences"])), silences)
    if not gold.get("casualties_optional"):
        _count_casualties(found["casualties"], gold["casualties"], scores, key)
    for phrase in gold["targets"]:
        is_found = any(set(words(target["name"])) & set(words(phrase)) for target in found["targets"])
        scores.judge("target", is_found)
        if not is_found:
            told = str([target["name"] for target in found["targets"]])
            spans = _spans(found["targets"]) or _evidence(found)
            scores.mistakes.append(
                Mistake(kind="target", key=key, gold=phrase, found=told, spans=spans, phrases=(phrase,))
            )


def _judge_slots(found: Json, gold: Json, scores: Scores, key: str) -> None:
    where, place, when = found["where"], gold["place"], found["when"]
    slots = [("type", found["type"] in gold["type"], found["type"], gold["type"])]
    if gold["when"][0] is not None:
        slots.append(("date", is_date_right(when, gold["when"]), _days(when), gold["when"]))
    if place:
        name = where.get("name")
        slots.append(("place", has_place(where, place), name, place))
        slots.append(("finest place", is_close_name(name, place[0]), name, place[0]))
        slots.append(("located", where.get("latitude") is not None, name, place))
    for slot, is_right, said, meant in slots:
        scores.judge(slot, is_right)
        if not is_right:
            phrases = tuple(place) if "place" in slot else ()
            scores.mistakes.append(
                Mistake(
                    kind=slot,
                    key=key,
                    gold=str(meant),
                    found=str(said),
                    spans=_evidence(found),
                    phrases=phrases,
                )
            )


def _count_casualties(found: Sequence[Json], golds: Sequence[Any], scores: Scores, key: str) -> None:
    told = {_figure(each) for each in found}
    scores.count("casualty", hits(found, golds, is_casualty), len(told), len(golds))
    wrong = [gold for gold in golds if not any(is_casualty(each, gold) for each in found)]
    spare = [each for each in found if not any(is_casualty(each, gold) for gold in golds)]
    if wrong or spare:
        kind = "figure wrong" if wrong and spare else "figure missed" if wrong else "figure too many"
        scores.mistakes.append(
            Mistake(
                kind=f"casualties: {kind}",
                key=key,
                gold="\n".join(map(str, wrong)) or "-",
                found="\n".join(str(list(_figure(each))) for each in spare) or "-",
                spans=_spans(spare),
            )
        )


def _figure(found: Json) -> tuple[Any, ...]:
    count = found["count"]
    role = first_role(found["attribution"])
    return (found["effect"], found["group"], count.get("low"), count.get("high"), role)


def _days(when: Json) -> str:
    return f"{when.get('earliest')} to {when.get('latest')} ({when.get('wording')})"


def _evidence(found: Json) -> tuple[tuple[int, int], ...]:
    return tuple((span["start"], span["end"]) for span in found.get("evidence", ()))


def _missed(key: str, gold: Json) -> Mistake:
    told = f"{' / '.join(gold['type'])} {gold['when']} {gold['place']} {gold['casualties']}"
    phrases = (*gold["place"][:1], *gold["targets"])
    return Mistake(kind="incident: missed", key=key, gold=told, found="-", phrases=phrases)


def _spurious(stem: str, found: Json) -> Mistake:
    told = f"{found['type']} {found['when'].get('wording')} {found['where'].get('name')}"
    return Mistake(kind="incident: too many", key=stem, gold="-", found=told, spans=_evidence(found))


def score_merges(merges: Json, links: Mapping[str, str], clusters: Iterable[Iterable[str]]) -> Json:
    """Pairs of gold incidents brought together, by the `clusters` of found incidents' ids.

    Also how many pairs that are never one were merged (`never broken`).
    """
    home = {report: n for n, cluster in enumerate(clusters) for report in cluster}
    group_of = {key: n for n, group in enumerate(merges["same"]) for key in group}
    tally: Counter[str] = Counter()
    for a, b in itertools.combinations(sorted(links), 2):
        one = a in group_of and group_of[a] == group_of.get(b)
        if a.partition(":")[0] == b.partition(":")[0] and not one and links[a] == links[b]:
            continue
        together = home.get(links[a], -1) == home.get(links[b], -2)
        tally["tp"] += together and one
        tally["fp"] += together and not one
        tally["fn"] += one and not together
    pairs = (pair for group in merges["same"] for pair in itertools.combinations(group, 2))
    missing = sum(a not in links or b not in links for a, b in pairs)
    broken = sum(
        a in links and b in links and home.get(links[a], -1) == home.get(links[b], -2)
        for a, b in merges.get("never", ())
    )
    hit, gold = tally["tp"], tally["tp"] + tally["fn"] + missing
    return {**rates(hit, hit + tally["fp"], gold), "never broken": broken}


def rates(hit: int, predicted: int, gold: int) -> Json:
    """Precision, recall and F1 in percent."""
    precision, recall = (hit / predicted if predicted else 0.0), (hit / gold if gold else 0.0)
    both = precision + recall
    f1 = 200 * precision * recall / both if both else 0.0
    return {
        "precision": round(100 * precision, 1),
        "recall": round(100 * recall, 1),
        "f1": round(f1, 1),
        "gold": gold,
        "predicted": predicted,
    }


def summary(scores: Scores, by_document: Sequence[Counter[str]] = ()) -> dict[str, Json]:
    """All measures by name: rates of what is counted, accuracy in percent of what is judged.

    With the tallies of each document there are 95 % intervals too.
    """
    tally = scores.tally
    out = {name: rates(tally[f"{name} tp"], tally[f"{name} pred"], tally[f"{name} gold"]) for name in COUNTED}
    for name in JUDGED:
        total = tally[f"{name} all"]
        out[name] = {
            "accuracy": round(100 * tally[f"{name} right"] / total, 1) if total else None,
            "of": total,
        }
    if by_document:
        for name in COUNTED:
            rows = [(each[f"{name} tp"], each[f"{name} pred"], each[f"{name} gold"]) for each in by_document]
            out[name]["interval"] = f1_interval(rows)
        for name in JUDGED:
            pairs = [(each[f"{name} right"], each[f"{name} all"]) for each in by_document]
            out[name]["interval"] = share_interval(pairs)
    return out
