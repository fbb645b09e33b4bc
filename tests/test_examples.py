"""The example corpus is whole: every article has gold, and the gold refers only to what exists."""

from __future__ import annotations

import calendar
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from corroborate.model import vocabulary

EXAMPLES = Path(__file__).parents[1] / "examples"
ARTICLES = {path.stem: path for path in (EXAMPLES / "articles").glob("*/*.*")}
GOLD = {p.stem: json.loads(p.read_text()) for p in (EXAMPLES / "gold").glob("*.json") if p.stem != "merges"}
MERGES = json.loads((EXAMPLES / "gold" / "merges.json").read_text())
STORIES = yaml.safe_load((EXAMPLES / "stories.yaml").read_text())
SPLIT = json.loads((EXAMPLES / "split.json").read_text())
CONTRASTS = yaml.safe_load((EXAMPLES / "contrasts.yaml").read_text())
KINDS = {
    "attribution",
    "background",
    "captives",
    "counts",
    "dates",
    "direction",
    "effects",
    "figurative",
    "groups",
    "negation",
    "numbers",
    "places",
    "responsibility",
    "speakers",
    "spelling",
    "splitting",
    "stage",
    "totals",
}
EXPECTED = {"incidents", "casualties", "totals", "perpetrators", "stages", "days", "places"}


def incidents() -> Iterator[tuple[str, dict[str, Any]]]:
    for stem, gold in sorted(GOLD.items()):
        for incident in gold["incidents"]:
            yield f"{stem}:{incident['key']}", incident


def allowed(kind: Any) -> set[str]:
    return set(get_args(kind))


def test_every_article_has_gold_and_every_gold_an_article() -> None:
    assert ARTICLES.keys() == GOLD.keys()


def test_a_stem_occurs_once() -> None:
    assert len(ARTICLES) == len(list((EXAMPLES / "articles").glob("*/*.*")))


def test_the_corpus_is_as_large_as_promised() -> None:
    assert len(ARTICLES) >= 66
    assert len(STORIES) >= 24
    assert len({story["country"] for story in STORIES} - {"various"}) >= 14
    assert sum(path.suffix == ".html" for path in ARTICLES.values()) >= 10
    assert sum(not gold["incidents"] for gold in GOLD.values()) >= 8


def test_stories_list_every_article_in_its_folder() -> None:
    listed = {f"{s['story']}/{article['file']}" for s in STORIES for article in s["articles"]}
    assert listed == {f"{path.parent.name}/{path.name}" for path in ARTICLES.values()}


def test_the_split_covers_the_stories_once() -> None:
    assert sorted(SPLIT["open"] + SPLIT["validation"]) == sorted(story["story"] for story in STORIES)
    assert len(SPLIT["validation"]) >= 6


def test_articles_in_other_languages_have_empty_gold() -> None:
    other = [Path(a["file"]).stem for s in STORIES for a in s["articles"] if a.get("language", "en") != "en"]
    assert len(other) >= 2
    assert all(not any(GOLD[stem][part] for part in ("incidents", "totals", "stances")) for stem in other)


@pytest.mark.parametrize("stem", sorted(GOLD))
def test_gold_speaks_the_vocabulary(stem: str) -> None:
    gold = GOLD[stem]
    for incident in gold["incidents"]:
        assert set(incident["type"]) <= allowed(vocabulary.EventType)
        assert incident.get("stage", "carried_out") in allowed(vocabulary.Stage)
        assert set(incident.get("silences", [])) <= allowed(vocabulary.Role)
        assert {sure for _, sure in incident["perpetrators"]} <= allowed(vocabulary.Responsibility) | {"any"}
        assert all(casualty_speaks_the_vocabulary(c) for c in incident["casualties"])
    assert {measure for measure, *_ in gold["totals"]} <= allowed(vocabulary.Measure)
    assert {total[3] for total in gold["totals"]} <= allowed(vocabulary.Group) | {"any"}
    assert {act for _, act, _ in gold["stances"]} <= allowed(vocabulary.Act)


def casualty_speaks_the_vocabulary(casualty: list[Any]) -> bool:
    effect, group, low, high, role = casualty
    ordered = low is None or high is None or low <= high
    known = effect in allowed(vocabulary.CasualtyEffect) and group in allowed(vocabulary.Group) | {"any"}
    return known and ordered and role in allowed(vocabulary.Role) | {"any"}


def test_incident_keys_are_unique_within_a_document() -> None:
    keys = [key for key, _ in incidents()]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(("key", "incident"), list(incidents()))
def test_incident_dates_are_days_in_order_and_not_after_publication(
    key: str, incident: dict[str, Any]
) -> None:
    earliest, latest = incident["when"]
    published = GOLD[key.split(":")[0]]["published"]
    assert (earliest is None) == (latest is None)
    if earliest is not None:
        assert date.fromisoformat(earliest) <= date.fromisoformat(latest) <= date.fromisoformat(published)


@pytest.mark.parametrize("stem", sorted(GOLD))
def test_the_publication_date_stands_in_the_article(stem: str) -> None:
    published = GOLD[stem]["published"]
    if published is None:
        return
    day = date.fromisoformat(published)
    month = calendar.month_name[day.month]
    forms = (
        published,
        f"{day.day} {month} {day.year}",
        f"{month} {day.day}, {day.year}",
        f"{month[:3]}. {day.day}, {day.year}",
        f"{month[:3]} {day.day} {day.year}",
        f"{day.day} juillet {day.year}",
        f"{day:%d/%m/%Y}",
    )
    text = ARTICLES[stem].read_text()
    dispatch = rf"\b{day.day} {month[:3]}[A-Z]* ({day:%y}|{day.year})\b"  # of a monitoring service: 9 JAN 90
    assert any(form in text for form in forms) or re.search(dispatch, text, re.IGNORECASE)


@pytest.mark.parametrize(("key", "incident"), list(incidents()))
def test_digits_above_twenty_stand_in_the_text(key: str, incident: dict[str, Any]) -> None:
    text = ARTICLES[key.split(":")[0]].read_text().replace(",", "")
    figures = {n for c in incident["casualties"] for n in c[2:4] if n is not None and n > 100}
    missing = {n for n in figures if not re.search(rf"(?<!\d){n}(?!\d)", text)}
    assert missing <= {n for n in figures if n % 10 == 0}  # round figures may be written in words


@pytest.mark.parametrize("stem", sorted(GOLD))
def test_the_parties_of_the_gold_stand_in_the_text(stem: str) -> None:
    gold, text = GOLD[stem], words(ARTICLES[stem].read_text())
    names = [name for incident in gold["incidents"] for name, _ in incident["perpetrators"]]
    names += [total[4] for total in gold["totals"] if total[4] is not None]
    names += [stance[0] for stance in gold["stances"]]
    assert [name for name in names if not words(name) or not words(name) <= text] == []


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


def test_merges_refer_to_incidents_of_the_gold() -> None:
    known = {key for key, _ in incidents()}
    assert {key for group in MERGES["same"] + MERGES["never"] for key in group} <= known


def test_an_incident_is_in_one_group_and_never_apart_from_it() -> None:
    grouped = [key for group in MERGES["same"] for key in group]
    home = {key: n for n, group in enumerate(MERGES["same"]) for key in group}
    assert len(grouped) == len(set(grouped))
    assert all(home.get(a, "a") != home.get(b, "b") for a, b in MERGES["never"])


def test_contrasts_are_many_and_spread_over_the_kinds() -> None:
    kinds = Counter(entry["kind"] for entry in CONTRASTS)
    assert len(CONTRASTS) >= 490
    assert kinds.keys() == KINDS
    assert min(kinds.values()) >= 15


@pytest.mark.parametrize("entry", CONTRASTS, ids=lambda entry: entry["point"])
def test_a_contrast_speaks_the_vocabulary(entry: dict[str, Any]) -> None:
    expect = entry["expect"]
    assert entry.keys() <= {"point", "kind", "pair", "set", "text", "published", "expect", "mentions"}
    assert entry.get("set", "validation") == "validation"
    assert {"incidents", "casualties", "totals"} <= expect.keys() <= EXPECTED
    assert all(casualty_speaks_the_vocabulary(c) for c in expect["casualties"])
    assert {total[0] for total in expect["totals"]} <= allowed(vocabulary.Measure)
    assert {sure for _, sure in expect.get("perpetrators", [])} <= allowed(vocabulary.Responsibility) | {
        "any"
    }
    assert {stage for stages in expect.get("stages", []) for stage in stages} <= allowed(vocabulary.Stage)
    for part in ("stages", "days", "places"):
        assert part not in expect or len(expect[part]) == expect["incidents"]


@pytest.mark.parametrize("entry", CONTRASTS, ids=lambda entry: entry["point"])
def test_the_days_of_a_contrast_are_in_order_and_not_after_publication(entry: dict[str, Any]) -> None:
    published = date.fromisoformat(entry["published"])
    for earliest, latest in entry["expect"].get("days", []):
        assert (earliest is None) == (latest is None)
        if earliest is not None:
            assert date.fromisoformat(earliest) <= date.fromisoformat(latest) <= published


def test_no_text_of_the_contrasts_stands_twice_and_a_set_is_not_divided() -> None:
    texts = [entry["text"] for entry in CONTRASTS]
    sets = defaultdict(list)
    for entry in CONTRASTS:
        sets[entry.get("pair")].append((entry["kind"], entry.get("set")))
    alone = sets.pop(None)
    assert len(texts) == len(set(texts))
    assert all(len(members) >= 2 and len(set(members)) == 1 for members in sets.values())
    assert all(kept is None for _, kept in alone)


@pytest.mark.parametrize("entry", CONTRASTS, ids=lambda entry: entry["point"])
def test_the_phrases_marked_in_a_contrast_stand_in_its_text(entry: dict[str, Any]) -> None:
    marked = entry.get("mentions", [])
    assert len(marked) == entry["expect"]["incidents"]
    assert sum(len(incident.get("told", [])) for incident in marked) == len(entry["expect"]["casualties"])
    assert [phrase for phrase in phrases_of(marked) if phrase not in entry["text"]] == []
    assert {kind for incident in marked for kind in incident["type"]} <= allowed(vocabulary.EventType)


def phrases_of(marked: list[dict[str, Any]]) -> Iterator[str]:
    for incident in marked:
        told = [phrase for entry in incident.get("told", []) for phrase in entry if phrase is not None]
        parts = ("trigger", "perpetrator", "victim", "target", "weapon", "place", "date")
        for phrase in [*told, *(each for part in parts for each in incident.get(part, []))]:
            yield phrase.partition("#")[0]
