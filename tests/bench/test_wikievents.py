"""Codings in the corpus's terms: kinds by sentence, fillers with all their mentions, figures."""

from __future__ import annotations

from typing import Any

import pytest
from bench.fillers import is_filler

from bench import wikievents
from corroborate.model import Casualty, Coding, Count, Document, Perpetrator, Report, Target, Where, span_of

TEXT = "Rebels fired on a bus in Tamsa. Three farmers died. They were buried on Sunday."
TOKENS = TEXT.replace(".", " .").split()
SENTENCES = ((0, 31), (32, 51), (52, 79))


def record() -> dict[str, Any]:
    def mention(key: str, start: int, end: int, n: int) -> dict[str, Any]:
        return {"id": key, "start": start, "end": end, "sent_idx": n, "text": " ".join(TOKENS[start:end])}

    def event(event_type: str, n: int, *arguments: tuple[str, str, str]) -> dict[str, Any]:
        return {
            "event_type": event_type,
            "trigger": {"sent_idx": n},
            "arguments": [{"entity_id": key, "role": role, "text": text} for key, role, text in arguments],
        }

    return {
        "id": "w1",
        "doc_id": "w1",
        "text": TEXT,
        "tokens": TOKENS,
        "sentences": [
            [[["Rebels", 0, 6], [".", 30, 31]], TEXT[:31]],
            [[["Three", 32, 37], [".", 50, 51]], TEXT[32:51]],
            [[["They", 52, 56], [".", 78, 79]], TEXT[52:]],
        ],
        "entity_mentions": [mention("A", 0, 1, 0), mention("V", 9, 10, 1), mention("W", 12, 13, 2)],
        "event_mentions": [
            event("Conflict.Attack.Unspecified", 0, ("A", "Attacker", "Rebels")),
            event("Life.Die.Unspecified", 1, ("V", "Victim", "farmers")),
            event("Contact.Contact.Meet", 2, ("W", "Participant", "They")),
        ],
        "clusters": [["V", "W"]],
    }


def coding(document: Document) -> Coding:
    text = document.text
    farmers = span_of(text, 32, 45)
    three = Count(low=3, high=3, wording="Three farmers")
    report = Report(
        id="r",
        document=document.id,
        type="attack",
        evidence=(span_of(text, 0, 31), span_of(text, 32, 51)),
        where=Where(name="Tamsa", wording="Tamsa"),
        perpetrators=(
            Perpetrator(name="rebels", kind="group", responsibility="fact", span=span_of(text, 0, 6)),
        ),
        targets=(
            Target(
                name="Three farmers",
                kind="people",
                group="civilians",
                effect="killed",
                count=three,
                span=farmers,
            ),
        ),
        casualties=(Casualty(effect="killed", group="civilians", count=three, span=farmers),),
    )
    return Coding(document=document, reports=(report,))


def test_a_kind_is_found_in_the_sentences_that_tell_of_it() -> None:
    judged = wikievents.judge(record(), coding)
    assert judged.gold.events == {("attack", 0), ("death", 1)}
    assert judged.found.events == {("attack", 0), ("attack", 1), ("death", 1)}


def test_an_event_that_nothing_here_corresponds_to_is_left_out() -> None:
    assert wikievents.kind_of("Contact.Contact.Meet") is None
    assert wikievents.kind_of("Life.Die.Unspecified") == "death"


def test_a_gold_filler_has_the_mentions_of_its_cluster_and_the_figure_before_it() -> None:
    gold = wikievents.judge(record(), coding).gold
    assert gold.fillers["victim"] == (("farmers", "farmers", "They"),)
    assert gold.figures == {("death", 3)}


def test_a_thing_named_twice_is_one_filler() -> None:
    found = wikievents.judge(record(), coding).found
    assert [filler[0] for filler in found.fillers["victim"]] == ["Three farmers"]


def test_measures_are_rates_over_all_documents() -> None:
    result = wikievents.measure([wikievents.judge(record(), coding)])
    assert (result["attack"]["precision"], result["attack"]["recall"]) == (50.0, 100.0)
    assert (result["death"]["f1"], result["victim"]["f1"], result["attacker"]["f1"]) == (100.0, 100.0, 100.0)
    assert (result["place"]["gold"], result["place"]["predicted"]) == (0, 1)


def test_nobody_hurt_is_no_death() -> None:
    document = Document(id="d", source="d", text=TEXT)
    none = Casualty(effect="killed", group="unknown", count=Count(low=0, high=0), span=span_of(TEXT, 32, 45))
    report = Report(id="r", document="d", type="agreement", evidence=(none.span,), casualties=(none,))
    assert wikievents.found_of(Coding(document=document, reports=(report,)), SENTENCES).events == frozenset()


@pytest.mark.parametrize(
    ("found", "gold", "same"),
    [
        (("at least three young men",), ("men",), True),
        (("the army's 3rd brigade",), ("the army",), False),
        (("Front for Renewal", "FFR"), ("FFR", "rebels"), True),
        (("a bus",), ("a bus driver",), False),
    ],
)
def test_a_filler_is_right_by_its_head_or_its_name(
    found: tuple[str, ...], gold: tuple[str, ...], same: bool
) -> None:
    assert is_filler(found, gold) is same


def test_mistakes_and_predictions_name_the_sentence() -> None:
    judged = wikievents.judge(record(), coding)
    assert [case.text for case in wikievents.cases([judged]) if case.kind == "attack: too many"] == [
        TEXT[32:51]
    ]
    told = wikievents.prediction(judged)["event_mentions"]
    assert told[0]["trigger"] == {"sent_idx": 0, "text": TEXT[:31]}
    assert {"role": "place", "text": "Tamsa"} in told[0]["arguments"]
