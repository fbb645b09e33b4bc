"""The corpus's entities and relations beside mentions and codings."""

from __future__ import annotations

from typing import Any

from bench.re3d_gold import gold_of, named, relation_kind

from bench import re3d
from corroborate.language.sentences import split_sentences
from corroborate.model import Coding, Count, Document, Perpetrator, Report, Target, Where, span_of

TEXT = "The Northern Front (NF) shelled two barracks near Mosul on 3 May 2016. We condemn it."


def part(text: str) -> dict[str, Any]:
    at = TEXT.index(text)
    return {"start": at, "end": at + len(text), "text": text}


def record() -> dict[str, Any]:
    entities = {
        "The Northern Front": "Organisation",
        "NF": "Organisation",
        "two": "Quantity",
        "barracks": "Location",
        "Mosul": "Location",
        "3 May 2016": "Temporal",
        "We": "Organisation",
    }
    relations = [
        ("IsSynonymOf", "NF", "The Northern Front", 1.0),
        ("FightingAgainst", "NF", "barracks", 0.9),
        ("FightingAgainst", "We", "NF", 0.9),
        ("HasAttrOf", "barracks", "two", 0.8),
        ("CoLocated", "barracks", "Mosul", 0.7),
        ("CoLocated", "NF", "Mosul", 0.0),
    ]
    return {
        "id": "r1",
        "text": TEXT,
        "entities": [{**part(text), "type": kind, "confidence": 1} for text, kind in entities.items()],
        "relations": [
            {"type": kind, "source": part(one), "target": part(other), "confidence": sure}
            for kind, one, other, sure in relations
        ],
    }


def coding(document: Document) -> Coding:
    text = document.text
    at = text.index("two barracks")
    barracks = Target(
        name="two barracks", kind="object", group="unknown", effect="unknown", count=Count(low=2, high=2),
        span=span_of(text, at, at + 12),
    )  # fmt: skip
    who = Perpetrator(
        name="Northern Front", kind="organization", responsibility="fact", span=span_of(text, 4, 18)
    )
    report = Report(
        id="r",
        document=document.id,
        type="shelling_artillery_missile_attack",
        evidence=(span_of(text, 0, 70),),
        where=Where(name="Mosul", wording="near Mosul"),
        perpetrators=(who,),
        targets=(barracks,),
    )
    return Coding(document=document, reports=(report,))


def test_relations_that_the_crowd_rejected_and_those_of_pronouns_are_left_out() -> None:
    gold = gold_of(record(), [each.start for each in split_sentences(TEXT)])
    assert len(gold.pairs["against"]) == 1
    assert [one for one, _ in gold.pairs["located"]] == [("barracks",)]


def test_synonyms_are_wordings_of_one_thing() -> None:
    assert named(record()["relations"])["nf"] == ("NF", "The Northern Front")


def test_only_relations_with_a_counterpart_are_compared() -> None:
    assert relation_kind("CoLocated", "Organisation") is None
    assert relation_kind("HasAttrOf", "Nationality") is None
    assert relation_kind("FightingAgainst", "Person") == "against"


def test_pairs_are_right_where_both_things_are() -> None:
    judged = re3d.judge(record(), coding)
    result = re3d.measure([judged])
    assert (result["against"]["f1"], result["counted"]["f1"]) == (100.0, 100.0)
    assert (result["located"]["recall"], result["located"]["precision"]) == (100.0, 50.0)
    assert result["actions"]["recall"] == 50.0


def test_what_reading_finds_is_compared_by_heads_and_by_overlap() -> None:
    result = re3d.measure([re3d.judge(record(), coding)])
    assert (result["places"]["f1"], result["dates"]["f1"]) == (100.0, 100.0)


def test_a_thing_with_an_article_is_not_counted() -> None:
    gold = gold_of(
        {**record(), "relations": [r | {"target": part("NF")} for r in record()["relations"]]}, [0]
    )
    assert gold.pairs["counted"] == ()


def test_predictions_have_the_corpus_s_keys() -> None:
    told = re3d.prediction(re3d.judge(record(), coding))
    found = {
        "type": "FightingAgainst",
        "source": {"text": "Northern Front"},
        "target": {"text": "two barracks"},
    }
    assert found in told["relations"]
    assert any(each["type"] == "Location" and each["text"] == "Mosul" for each in told["entities"])
