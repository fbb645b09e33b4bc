"""Unknown organisations that speak of their fighters are armed groups."""

from __future__ import annotations

from corroborate.extraction import default_tools, extract
from corroborate.extraction.armed import armed_names
from corroborate.language.speech import Utterance
from corroborate.model import Document, Party

TEXT = (
    "The Desert Dawn Movement said its fighters ambushed an army convoy near Ansongo and killed 15 soldiers."
)


def test_an_unknown_movement_with_fighters_claims_as_an_armed_group() -> None:
    report = extract(Document(id="x", source="x", text=TEXT, language="en"), default_tools()).reports[0]
    assert [(p.name, p.role) for p in report.casualties[0].attribution] == [
        ("Desert Dawn Movement", "armed_group")
    ]
    assert [(p.name, p.responsibility) for p in report.perpetrators] == [("Desert Dawn Movement", "claimed")]


def test_an_unknown_movement_without_fighters_is_no_armed_group() -> None:
    text = "The Desert Dawn Movement said 15 soldiers were killed near Ansongo."
    report = extract(Document(id="x", source="x", text=text, language="en"), default_tools()).reports[0]
    assert report.casualties[0].attribution[0].role != "armed_group"


def test_a_person_with_a_title_is_no_armed_group() -> None:
    text = "Capt Ruiz said our fighters held the bridge. Dune Lions said our fighters held the bridge."
    said = Utterance(start=0, end=len(text), cue=(11, 15), source=(0, 10), verb="say")
    names = armed_names(
        text, [(said, Party(name=name, role="unattributed")) for name in ("Capt Ruiz", "Dune Lions")]
    )
    assert names == {"Dune Lions"}
