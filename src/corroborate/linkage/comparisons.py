"""What is compared, and the levels of agreement, as conditions in SQL over two rows `l` and `r`.

Within a comparison the first level that holds counts. `null` levels are neutral: what one of the two
reports does not say is evidence for nothing. The weights of the levels stand in weights.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from corroborate.linkage.blocks import COMMON_TYPES

NULL = "null"
ELSE = "else"

_SIDE = re.compile(r"\b([lr])\.(\w+)")  # l.early is early_l to Splink
_GAP = "greatest(0, l.early - r.late, r.early - l.late)"
_COARSER = "greatest(l.date_class, r.date_class)"
_KM = (
    "111.2 * sqrt(power(l.latitude - r.latitude, 2)"
    " + power((l.longitude - r.longitude) * cos(radians((l.latitude + r.latitude) / 2)), 2))"
)
_NAMED = "coalesce(list_contains(l.said, r.finest) OR list_contains(r.said, l.finest), false)"
_TOLD_BY_ONE = "coalesce(list_contains(l.told, r.finest) OR list_contains(r.told, l.finest), false)"
_TOLD_BY_BOTH = "coalesce(list_contains(l.told, r.finest) AND list_contains(r.told, l.finest), false)"
SHARED = "len(list_intersect(l.story, r.story))"
_LIKENESS = f"{SHARED} / (sqrt(len(l.story) * len(r.story)) + 2)"  # so that few words never are very alike
SAME_STORY = f"({SHARED} >= 4 AND {_LIKENESS} >= 0.3)"
_OTHER_PEOPLE = (  # those whom one calls fighters and the other civilians may be the same
    "(l.people <> 0 AND r.people <> 0 AND (l.people & r.people) = 0"
    " AND ((l.people & 15) = 0 OR (r.people & 15) = 0) AND ((l.people & 48) = 0 OR (r.people & 48) = 0))"
)
_COARSER_PLACE = "greatest(l.place_class, r.place_class)"

_COMMON_TYPES = ", ".join(f"'{kind}'" for kind in sorted(COMMON_TYPES))

COMPARISONS: Mapping[str, Mapping[str, str]] = {
    "wording": {
        NULL: "l.wording IS NULL OR r.wording IS NULL",
        "same_sentence": "l.wording = r.wording",
        "copy_other_sentence": "l.copy_group = r.copy_group",
        ELSE: "ELSE",
    },
    "date": {
        NULL: "l.early IS NULL OR r.early IS NULL",
        "same_day": f"{_COARSER} = 0 AND {_GAP} = 0",
        "day_apart": f"{_COARSER} = 0 AND {_GAP} = 1",
        "three_days_apart": f"{_COARSER} = 0 AND {_GAP} <= 3",
        "presumed_close": f"(l.is_presumed OR r.is_presumed) AND {_GAP} = 0 AND abs(l.late - r.late) <= 3",
        "presumed_week": f"(l.is_presumed OR r.is_presumed) AND {_COARSER} = 1 AND {_GAP} = 0",
        "same_week": f"{_COARSER} = 1 AND {_GAP} = 0",
        "same_month": f"{_COARSER} = 2 AND {_GAP} = 0",
        "same_year": f"{_COARSER} = 3 AND {_GAP} = 0",
        "presumed_apart": f"(l.is_presumed OR r.is_presumed) AND {_GAP} > 0 AND {_GAP} <= 30",
        "coarse_near": f"{_COARSER} >= 1 AND {_GAP} <= 4",
        "other_day_same_story": f"coalesce({SAME_STORY}, false)",
        "ten_days_apart": f"{_GAP} <= 10",
        ELSE: "ELSE",
    },
    "place": {
        "named_unplaced": f"(l.finest IS NULL OR r.finest IS NULL) AND {_NAMED}",
        "told_unplaced": f"(l.finest IS NULL OR r.finest IS NULL) AND {_TOLD_BY_ONE}"
        " AND coalesce(l.country = r.country, true)",
        NULL: "l.place_class IS NULL OR r.place_class IS NULL",
        "same_name_other_country": "l.country <> r.country AND l.finest = r.finest",
        "named_other_country": f"l.country <> r.country AND {_NAMED}",
        "told_other_country": f"l.country <> r.country AND {_TOLD_BY_BOTH}",
        "other_country_same_story": f"l.country <> r.country AND coalesce({SAME_STORY}, false)",
        "other_country": "l.country <> r.country",
        "same_spot": "l.finest = r.finest AND len(l.fine) > 1 AND len(r.fine) > 1",
        "same_town": "l.finest = r.finest",
        "inside": "list_contains(l.fine, r.finest) OR list_contains(r.fine, l.finest)",
        "close": f"{_COARSER_PLACE} <= 1 AND {_KM} < 10",
        "told_by_both": _TOLD_BY_BOTH,
        "named_far": f"{_NAMED} AND (l.area <> r.area OR {_KM} > 120)",
        "named_elsewhere": _NAMED,
        "area_holds": "list_contains(l.chain, r.chain[1]) OR list_contains(r.chain, l.chain[1])",
        "told_by_one": _TOLD_BY_ONE,
        "far_other_area": f"l.area <> r.area AND {_COARSER_PLACE} <= 2 AND {_KM} > 120",
        "far": f"{_COARSER_PLACE} <= 2 AND {_KM} > 120",
        "same_district": f"list_has_any(l.fine, r.fine) AND NOT ({_COARSER_PLACE} <= 1 AND {_KM} > 40)",
        "nearby": f"{_COARSER_PLACE} <= 2 AND {_KM} < 25",
        "apart": f"{_COARSER_PLACE} <= 1 AND {_KM} > 40",
        "same_area_other_place": "list_has_any(l.chain, r.chain)",
        "other_area": "l.area <> r.area",
        "unresolved": "l.place_class = 6 OR r.place_class = 6",
        "country_holds": "l.country = r.country AND (l.place_class = 5 OR r.place_class = 5)",
        ELSE: "ELSE",
    },
    "actor": {
        NULL: "l.actors IS NULL OR r.actors IS NULL",
        "same_actor": "list_has_any(l.actors, r.actors)",
        "part_of": "list_has_any(l.actors, r.line) OR list_has_any(l.line, r.actors)",
        ELSE: "ELSE",
    },
    "type": {
        NULL: "l.type IS NULL OR r.type IS NULL",
        "same_rare_type": f"l.type = r.type AND l.type NOT IN ({_COMMON_TYPES})",
        "same_type": "l.type = r.type",
        "same_family": "l.family = r.family",
        "neighbouring": "l.family IN ('battle', 'blast', 'assault') AND r.family IN ('battle', 'blast', 'assault')",
        ELSE: "ELSE",
    },
    "target": {
        NULL: "l.targets IS NULL OR r.targets IS NULL",
        "same_name": "list_has_any(l.names, r.names)",
        "same_landmark_and_tactic": "list_has_any(l.landmarks, r.landmarks) AND list_has_any(l.tactics, r.tactics)",
        "same_landmark": "list_has_any(l.landmarks, r.landmarks)",
        "other_landmark": "l.landmarks IS NOT NULL AND r.landmarks IS NOT NULL",
        "same_site": "list_has_any(l.sites, r.sites)",
        "same_words": "list_has_any(l.targets, r.targets)",
        ELSE: "ELSE",
    },
    "mention": {
        NULL: "l.all_names IS NULL OR r.all_names IS NULL",
        "two_names": "len(list_intersect(l.all_names, r.all_names)) > 1",
        "one_name": "list_has_any(l.all_names, r.all_names)",
        ELSE: "ELSE",
    },
    "story": {
        NULL: f"l.story IS NULL OR r.story IS NULL OR (least(len(l.story), len(r.story)) < 4 AND {SHARED} < 2)",
        "same_story": f"{SHARED} >= 6 AND {_LIKENESS} >= 0.3",
        "much_shared": f"{SHARED} >= 4 AND {_LIKENESS} >= 0.3",
        "some_shared": f"{SHARED} >= 3 AND {_LIKENESS} >= 0.2",
        "few_shared": f"{SHARED} >= 2 AND {_LIKENESS} >= 0.2",
        "two_shared": f"{SHARED} >= 2",
        "one_shared": f"{SHARED} = 1",
        ELSE: "ELSE",
    },
    "lead": {
        NULL: "l.story IS NULL OR r.story IS NULL",
        "both_lead_same_story": f"l.lead AND r.lead AND {SHARED} >= 2",
        "both_lead": "l.lead AND r.lead",
        "neither_leads": "NOT l.lead AND NOT r.lead",
        ELSE: "ELSE",
    },
    "tactic": {
        NULL: "l.tactics IS NULL OR r.tactics IS NULL",
        "same_tactic": "list_has_any(l.tactics, r.tactics)",
        ELSE: "ELSE",
    },
    "recalled": {
        NULL: "l.background IS NULL OR r.background IS NULL",
        "both_landmark": "l.background AND r.background AND list_has_any(l.landmarks, r.landmarks)"
        " AND list_has_any(l.tactics, r.tactics)",
        "one_landmark": "(l.background OR r.background) AND list_has_any(l.landmarks, r.landmarks)"
        " AND list_has_any(l.tactics, r.tactics)",
        ELSE: "ELSE",
    },
    "people": {
        NULL: "l.people = 0 OR r.people = 0",
        "same_people": "(l.people & r.people) <> 0",
        "alike_people": "(l.people & 15) <> 0 AND (r.people & 15) <> 0",
        ELSE: "ELSE",
    },
    "killed": {},
    "injured": {},
    "captured": {},
    "weapon": {
        NULL: "l.weapons IS NULL OR r.weapons IS NULL",
        "same_weapon": "list_has_any(l.weapons, r.weapons)",
        ELSE: "ELSE",
    },
}
"""Per comparison, each level's condition, most telling first. Figures share theirs: see `levels_of`."""

_FIGURE = {
    NULL: f"l.{{f}}_low IS NULL OR r.{{f}}_low IS NULL OR {_OTHER_PEOPLE}",
    "equal_many": "l.{f}_low = r.{f}_low AND l.{f}_high = r.{f}_high AND l.{f}_low = l.{f}_high AND l.{f}_low >= 8",
    "equal_some": "l.{f}_low = r.{f}_low AND l.{f}_high = r.{f}_high AND l.{f}_low = l.{f}_high AND l.{f}_low >= 3",
    "equal_few": "l.{f}_low = r.{f}_low AND l.{f}_high = r.{f}_high AND l.{f}_low = l.{f}_high AND l.{f}_low >= 1",
    "near_many": "least(l.{f}_low, r.{f}_low) >= 8 AND abs(l.{f}_low - r.{f}_low) <= 0.25 * least(l.{f}_low, r.{f}_low)",
    "overlap": "l.{f}_low <= r.{f}_high AND r.{f}_low <= l.{f}_high",
    "both_large": "least(l.{f}_high, r.{f}_high) >= 30",
    "near": "{gap} <= greatest(1, 0.25 * least(l.{f}_high, r.{f}_high))",
    "far": "{gap} > greatest(5, 1.5 * least(l.{f}_high, r.{f}_high))",
    ELSE: "ELSE",
}


def levels_of(comparison: str) -> dict[str, str]:
    """The levels of one comparison with their conditions."""
    if COMPARISONS[comparison]:
        return dict(COMPARISONS[comparison])
    gap = f"greatest(0, l.{comparison}_low - r.{comparison}_high, r.{comparison}_low - l.{comparison}_high)"
    return {level: sql.replace("{gap}", gap).replace("{f}", comparison) for level, sql in _FIGURE.items()}


def splink_comparison(comparison: str, weights: Mapping[str, tuple[float, float]]) -> dict[str, Any]:
    """One comparison in Splink's terms; `weights` are (m, u) by level."""
    levels: list[dict[str, Any]] = []
    for level, condition in levels_of(comparison).items():
        told: dict[str, Any] = {"sql_condition": _SIDE.sub(r"\2_\1", condition), "label_for_charts": level}
        if level == NULL:
            told["is_null_level"] = True
        else:
            told["m_probability"], told["u_probability"] = weights[level]
        levels.append(told)
    return {"output_column_name": comparison, "comparison_levels": levels}
