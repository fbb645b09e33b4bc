"""Why two reports are, or may be, of one incident: in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from corroborate.linkage.clustering import Pair
from corroborate.linkage.comparisons import COMPARISONS, ELSE, NULL
from corroborate.linkage.facts import Figure, ReportFacts
from corroborate.linkage.judgements import NO_JUDGEMENTS, Judgements
from corroborate.linkage.scoring import Scored


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """All that reasons are told from."""

    facts: Mapping[str, ReportFacts]
    pairs: Mapping[Pair, Scored]
    refused: Mapping[Pair, str] = field(default_factory=dict)
    judged: Judgements = NO_JUDGEMENTS


def reasons_for(pair: Pair, told: Told) -> tuple[str, ...]:
    """The reasons of one pair, decisions first, then what agrees and what does not, comparison by comparison."""
    left, right = told.facts[pair[0]], told.facts[pair[1]]
    reasons = []
    if any(pair[0] in group and pair[1] in group for group in told.judged.together):
        reasons.append("decided to be the same")
    scored = told.pairs.get(pair)
    if scored:
        words = (_words(name, scored.level(name), left, right) for name in COMPARISONS)
        reasons.extend(word for word in words if word)
    objection = told.refused.get(pair)
    if objection:
        reasons.append(_OBJECTIONS[objection])
    return tuple(reasons) or ("nothing that either says speaks against it",)


_OBJECTIONS = {
    "document": "kept apart because one document tells of both as two incidents",
    "evidence": "kept apart because other reports of the two incidents contradict each other",
    "decision": "kept apart by a decision",
}


def _words(comparison: str, level: str, left: ReportFacts, right: ReportFacts) -> str:
    if level == NULL:
        return ""
    if comparison in ("killed", "injured", "captured"):
        return _figure_words(comparison, level, left, right)
    if comparison == "date":
        return _date_words(level, left, right)
    if comparison == "place":
        return _place_words(level, left, right)
    template = _TEMPLATES.get((comparison, level), "")
    return template.format(shared=_shared(comparison, left, right), left=_said(left), right=_said(right))


_TEMPLATES = {
    ("wording", "same_sentence"): "both tell it in the same sentence",
    ("wording", "copy_other_sentence"): "copies of one text, but of different sentences",
    ("actor", "same_actor"): "both name {shared}",
    ("actor", "part_of"): "one of those named belongs to the other: {left}, {right}",
    ("actor", ELSE): "they name different parties: {left}, {right}",
    ("type", "same_rare_type"): "both tell of the same kind of deed ({shared})",
    ("type", "same_type"): "both tell of the same kind of deed ({shared})",
    ("type", ELSE): "they tell of different kinds of deed",
    ("target", "same_name"): "both name the target {shared}",
    ("target", "same_landmark_and_tactic"): "the same seldom target and way of acting ({shared})",
    ("target", "same_landmark"): "the same seldom target ({shared})",
    ("target", "other_landmark"): "they name different targets",
    ("target", "same_site"): "the same kind of target ({shared})",
    ("target", "same_words"): "like targets ({shared})",
    ("mention", "two_names"): "both mention {shared}",
    ("mention", "one_name"): "both mention {shared}",
    ("story", "same_story"): "the documents tell one story ({shared})",
    ("story", "much_shared"): "the documents tell one story ({shared})",
    ("story", "some_shared"): "the documents share telling words ({shared})",
    ("story", "few_shared"): "the documents share telling words ({shared})",
    ("story", "two_shared"): "the documents share telling words ({shared})",
    ("lead", "both_lead_same_story"): "both documents open with it",
    ("lead", "both_lead"): "both documents open with it",
    ("tactic", "same_tactic"): "the same way of acting ({shared})",
    ("people", "same_people"): "the same kind of people hit ({shared})",
    ("people", ELSE): "different kinds of people hit",
    ("recalled", "both_landmark"): "both recall it as well known",
    ("weapon", "same_weapon"): "the same weapon ({shared})",
}


def _said(facts: ReportFacts) -> str:
    return " and ".join(facts.actor_names or facts.actors) or "nobody"


def _shared(comparison: str, left: ReportFacts, right: ReportFacts) -> str:
    """What both say, as a list of words."""
    if comparison == "type":
        return left.type.replace("_", " ")
    if comparison == "actor":
        names = dict(zip(left.actors, left.actor_names or left.actors, strict=True))
        return " and ".join(names[actor] for actor in left.actors if actor in right.actors)
    fields = _FIELDS.get(comparison, ())
    said = [{value for name in fields for value in getattr(side, name)} for side in (left, right)]
    agreed = said[0] & said[1]
    both = sorted({value.rpartition(".")[2] if comparison in _CLASSED else value for value in agreed})
    return ", ".join(value.replace("_", " ") for value in both)


_FIELDS: Mapping[str, tuple[str, ...]] = {
    "target": ("names", "landmarks", "tactics", "targets"),
    "mention": ("names", "mentions"),
    "tactic": ("tactics",),
    "story": ("story",),
    "people": ("groups",),
    "weapon": ("weapons",),
}
_CLASSED = frozenset(("target", "tactic"))


def _date_words(level: str, left: ReportFacts, right: ReportFacts) -> str:
    one, other = _days(left), _days(right)
    if level == "same_day":
        return f"same day ({one if len(one) <= len(other) else other})"
    if level in ("presumed_close", "presumed_week", "same_week", "same_month", "same_year"):
        return f"dates agree ({one}; {other})" if one != other else f"same time ({one})"
    if level in ("day_apart", "three_days_apart", "coarse_near", "presumed_apart"):
        return f"dates lie close ({one}; {other})"
    if level == "other_day_same_story":
        return f"dates differ, though the documents tell one story ({one}; {other})"
    return f"dates differ ({one}; {other})"


def _days(facts: ReportFacts) -> str:
    if facts.earliest is None or facts.latest is None:
        return "no date"
    first, last = date.fromordinal(facts.earliest), date.fromordinal(facts.latest)
    if facts.date_precision == "presumed":
        return f"undated, published {last.day} {last:%B %Y}"
    if first == last:
        return f"{first.day} {first:%B %Y}"
    return f"{first.day} {first:%B %Y} to {last.day} {last:%B %Y}"


def _place_words(level: str, left: ReportFacts, right: ReportFacts) -> str:
    one, other = left.place_name or left.country or "?", right.place_name or right.country or "?"
    if level in ("named_unplaced", "told_unplaced") and not right.fine:
        one, other = other, one
    if level == "inside" and left.fine and left.fine[0] in right.fine:
        one, other = other, one
    return _PLACES.get(level, "").format(one=one, other=other)


_PLACES = {
    "same_spot": "same place ({one})",
    "same_town": "same place ({one})",
    "same_name_other_country": "places of one name ({one}), resolved to different countries",
    "inside": "{one} lies in {other}",
    "close": "{one} and {other} are less than 10 km apart",
    "same_district": "{one} and {other} lie in one district",
    "nearby": "{one} and {other} are less than 25 km apart",
    "area_holds": "{one} and {other} go together",
    "same_area_other_place": "different places in one province ({one}, {other})",
    "named_unplaced": "the words of one name the place of the other ({other})",
    "named_elsewhere": "different places ({one}, {other}), but the words of one name the place of the other",
    "named_far": "places far apart ({one}, {other}), but the words of one name the place of the other",
    "named_other_country": "different countries ({one}, {other}), but the words of one name the place of the other",
    "country_holds": "same country",
    "told_unplaced": "the document of one names the place of the other ({other})",
    "told_by_both": "different places ({one}, {other}), but each document names the place of the other",
    "told_by_one": "different places ({one}, {other}), but one document names the place of the other",
    "told_other_country": "different countries ({one}, {other}), but each document names the place of the other",
    "other_country_same_story": "different countries ({one}, {other}), though the documents tell one story",
    "other_country": "different countries ({one}, {other})",
    "other_area": "different provinces ({one}, {other})",
    "far": "{one} and {other} are more than 120 km apart",
    "apart": "{one} and {other} are more than 40 km apart",
    "far_other_area": "{one} and {other} lie in different provinces, more than 120 km apart",
}


def _figure_words(effect: str, level: str, left: ReportFacts, right: ReportFacts) -> str:
    one, other = _number(left.figure(effect)), _number(right.figure(effect))
    if level.startswith("equal"):
        return f"both say {one} {effect}"
    agree = {
        "near_many": "are near",
        "overlap": "agree",
        "near": "are near",
        "both_large": "are both large",
        "far": "are far apart",
    }
    return f"{one} and {other} {effect} {agree.get(level, 'differ')}"


def _number(figure: Figure) -> str:
    if figure.low is None:
        return f"up to {figure.high}"
    if figure.high is None:
        return f"at least {figure.low}"
    return str(figure.low) if figure.low == figure.high else f"{figure.low} to {figure.high}"
