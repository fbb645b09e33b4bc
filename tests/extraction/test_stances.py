"""What parties do in words toward each other."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml

from corroborate.extraction import default_tools, read_closely
from corroborate.extraction.stances import find_stances
from corroborate.language.lexicon import Entry, read_entries
from corroborate.language.sentences import split_sentences
from corroborate.model import Document, Report, Span, Stance, span_of

CASES = yaml.safe_load((Path(__file__).parent / "stances.yaml").read_text(encoding="utf-8"))
ENTRIES = read_entries(files("corroborate.extraction") / "lexicon" / "stances.yaml")


def stances_in(text: str, *reports: Report, publisher: str | None = None) -> tuple[Stance, ...]:
    document = Document(id="x", source="x", text=text, language="en", publisher=publisher)
    return find_stances(read_closely(document, default_tools()), reports)


def report_of(text: str, quote: str) -> Report:
    start = text.index(quote)
    evidence: tuple[Span, ...] = (span_of(text, start, start + len(quote)),)
    return Report(id="raid", document="x", type="attack", evidence=evidence)


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_each_stance_has_its_actor_and_its_target(case: dict[str, Any]) -> None:
    assert [[one.actor.name, one.act, one.toward] for one in stances_in(case["text"])] == case["stances"]


@pytest.mark.parametrize(
    "entry", [one for one in ENTRIES if one.kind.startswith("stance.")], ids=lambda one: one.kind
)
def test_every_verb_takes_its_stance_in_its_example(entry: Entry) -> None:
    act = entry.kind.split(".")[1]
    acts = {"vows": {"threatens", "promises"}, "calls": {"condemns", "denies", "assesses"}}.get(act, {act})
    assert acts & {one.act for one in stances_in(entry.example)}


@pytest.mark.parametrize(
    "entry", [one for one in ENTRIES if one.kind.startswith("word.")], ids=lambda one: one.kind
)
def test_every_kind_of_word_stands_in_its_example(entry: Entry) -> None:
    said = " ".join(split_sentences(entry.example)[0].lowers)
    assert any(form in said for form in entry.forms)


def test_a_claim_for_an_incident_of_the_document_is_no_stance() -> None:
    text = "Gunmen raided the mill on Monday. The BLF claimed responsibility for the attack."
    assert stances_in(text, report_of(text, "Gunmen raided the mill on Monday.")) == ()


def test_a_claim_for_something_else_is_a_stance() -> None:
    (stance,) = stances_in("The BLF claimed responsibility for the derailment.")
    assert (stance.act, stance.incident) == ("claims_responsibility", None)


def test_what_is_said_of_the_attack_is_tied_to_its_report() -> None:
    text = "Gunmen raided the mill on Monday.\nFrance condemned the attack."
    (stance,) = stances_in(text, report_of(text, "Gunmen raided the mill on Monday."))
    assert stance.incident == "raid"


def test_one_who_judges_twice_has_taken_one_stance() -> None:
    assert len(stances_in("Analysts said the army is weak. Analysts warned that it could fall.")) == 1


def test_who_passes_a_stance_on_is_kept() -> None:
    (stance, *_) = stances_in("The BLF accused the army of arson, Reuters reported.")
    assert [party.name for party in stance.attribution] == ["Reuters"]


def test_we_of_a_statement_are_its_publisher() -> None:
    (stance,) = stances_in(
        "We call on all sides to free the teachers.", publisher="Valley Mothers Association"
    )
    assert stance.actor.name == "Valley Mothers Association"
