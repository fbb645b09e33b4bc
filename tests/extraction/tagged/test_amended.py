"""The tagger names perpetrators that the grammar does not, and changes nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corroborate.extraction import extract
from corroborate.extraction.tagged import amended, extract_tagged
from corroborate.extraction.tagged.seen import Seen, look
from corroborate.language.tagger import Mention
from corroborate.reading import read_text

TEXT = "Two villagers were killed near Jos on Monday. The raid bore the marks of Boko Haram, residents said."


def seeing(phrase: str, role: str, score: float) -> object:
    """A tagger that sees one mention and nothing else."""
    start = TEXT.index(phrase)
    mention = Mention(start=start, end=start + len(phrase), role=role, score=score, first=0, last=0)

    def looked(text: str, roles: tuple[str, ...]) -> Seen:
        return replace(look("", roles), mentions=[mention])

    return looked


def test_a_likely_organization_in_the_evidence_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    document = read_text(TEXT, published="2025-06-05")
    monkeypatch.setattr(amended, "look", seeing("Boko Haram", "perpetrator_organization", 0.9))
    (before,), (after,) = extract(document).reports, extract_tagged(document).reports
    assert before.perpetrators == ()
    (party,) = after.perpetrators
    assert (party.span.quote, party.kind, party.responsibility) == ("Boko Haram", "organization", "accused")
    assert replace(after, perpetrators=()) == before


def test_an_unlikely_one_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(amended, "look", seeing("Boko Haram", "perpetrator_organization", 0.4))
    assert extract_tagged(read_text(TEXT)).reports[0].perpetrators == ()


def test_whom_the_grammar_names_stays() -> None:
    document = read_text("Gunmen of Boko Haram killed two villagers near Jos on Monday, police said.")
    assert extract_tagged(document) == extract(document)
