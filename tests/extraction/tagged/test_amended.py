"""Two readers: what the tagger sees amends what the grammar found, and nothing else changes."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pytest

from corroborate.extraction import default_tools, extract, read_closely
from corroborate.extraction.tagged import amended, extract_tagged
from corroborate.extraction.tagged.seen import Seen
from corroborate.extraction.tagged.tellings import Telling
from corroborate.extraction.tagged.told import Told
from corroborate.language.tagger import Mention, labels
from corroborate.model import Coding
from corroborate.reading import read_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """A phrase that the tagger is made to see; those with one `incident` belong together, with one `name` are one."""

    phrase: str
    role: str
    incident: int = 1
    name: int = 0
    score: float = 0.9
    said: tuple[tuple[str, str], ...] = ()


def deed(phrase: str, incident: int = 1, event: str = "attack", score: float = 0.9) -> Sight:
    """A word of a deed."""
    said = (("event", event), ("state", "carried_out"))
    return Sight(phrase=phrase, role="trigger", incident=incident, score=score, said=said)


def coded(monkeypatch: pytest.MonkeyPatch, text: str, *sights: Sight) -> tuple[Coding, Coding]:
    """The grammar's coding, and that of a tagger that sees these things and nothing else."""
    monkeypatch.setattr(amended, "look", lambda said, roles, parts: _seen(said, sights))
    document = read_text(text, published="2025-06-05")
    return extract(document), extract_tagged(document)


def _seen(text: str, sights: tuple[Sight, ...]) -> Seen:
    mentions = []
    for each in sights:
        start = text.index(each.phrase)
        end = start + len(each.phrase)
        mentions.append(Mention(start=start, end=end, role=each.role, score=each.score, first=0, last=0))
    one = [[0.95 if a.incident == b.incident else 0.05 for b in sights] for a in sights]
    same = [[0.95 if a.name and a.name == b.name else 0.05 for b in sights] for a in sights]
    return Seen(
        mentions=mentions,
        scores=np.array([each.score for each in sights], dtype=np.float32),
        types=np.zeros((len(sights), len(labels().types)), dtype=np.float32),
        said={name: _said(name, kinds, sights) for name, kinds in labels().attributes.items()},
        same=np.array(same, dtype=np.float32),
        together=np.array(one, dtype=np.float32),
        whole=np.zeros(len(labels().types), dtype=np.float32),
    )


def _said(name: str, kinds: tuple[str, ...], sights: tuple[Sight, ...]) -> np.ndarray:
    table = np.zeros((len(sights), len(kinds)), dtype=np.float32)
    for row, each in enumerate(sights):
        for told, value in each.said:
            if told == name:
                table[row, kinds.index(value)] = 1.0
    return table


FIGURE = (("harm", "killed"), ("harmed", "civilians"))


def test_an_incident_that_only_the_tagger_sees_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Gunmen shot a trader in Jos on Monday. In Kano, nothing but rubble was left of a bank on Tuesday."
    rubble = deed("rubble", incident=2, event="looting_property_destruction")
    before, after = coded(monkeypatch, text, deed("shot"), rubble)
    assert len(before.reports) == 1
    assert after.reports[0] == before.reports[0]
    told = after.reports[1]
    assert (told.type, told.where.name) == ("looting_property_destruction", "Kano")
    assert told.when.earliest is not None
    assert told.when.earliest.isoformat() == "2025-06-03"


def test_words_that_the_tagger_takes_for_no_deed_make_no_incident(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Gunmen shot a trader in Jos on Monday."
    before, after = coded(monkeypatch, text, deed("shot", score=0.15))
    assert len(before.reports) == 1
    assert after.reports == ()


def test_tellings_that_it_holds_apart_stay_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    text = (
        "Two policemen were shot dead in Plateau state on Monday.\n\n"
        "Four traders were killed at a market in Jos, police said."
    )
    sights = deed("shot dead"), deed("killed", incident=2)
    _, one = coded(monkeypatch, text, sights[0], deed("killed"))
    _, two = coded(monkeypatch, text, *sights)
    assert len(one.reports) == 1
    assert len(two.reports) == 2


def test_a_doer_whom_the_grammar_leaves_open_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    text = (
        "Two villagers were killed near Jos on Monday. The raid bore the marks of Boko Haram, residents said."
    )
    doer = Sight(phrase="Boko Haram", role="perpetrator", said=(("responsibility", "accused"),))
    before, after = coded(monkeypatch, text, deed("killed"), deed("raid"), doer)
    assert before.reports[0].perpetrators == ()
    (party,) = after.reports[0].perpetrators
    assert (party.span.quote, party.kind, party.responsibility) == ("Boko Haram", "organization", "accused")


def test_a_doer_of_another_incident_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    text = (
        "Two villagers were killed near Jos on Monday. The raid bore the marks of Boko Haram, residents said."
    )
    doer = Sight(phrase="Boko Haram", role="perpetrator", incident=2, said=(("responsibility", "accused"),))
    _, after = coded(monkeypatch, text, deed("killed"), doer)
    assert after.reports[0].perpetrators == ()


def test_whom_the_grammar_names_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Gunmen of Boko Haram killed two villagers near Jos on Monday, police said."
    doer = Sight(phrase="police", role="perpetrator", said=(("responsibility", "fact"),))
    before, after = coded(monkeypatch, text, deed("killed"), doer)
    assert after == before


def test_a_group_that_the_grammar_leaves_open_is_filled_in(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Twelve people were killed near Jos on Monday, police said."
    figure = Sight(phrase="Twelve people", role="figure", said=FIGURE)
    before, after = coded(monkeypatch, text, deed("killed"), figure)
    assert [claim.group for claim in before.reports[0].casualties] == ["unknown"]
    assert [claim.group for claim in after.reports[0].casualties] == ["civilians"]


@pytest.mark.parametrize(
    ("phrase", "harm", "counted"),
    [("Nine farmers", "killed", [9]), ("61-year-old", "killed", []), ("Nine farmers", "injured", [])],
)
def test_a_figure_counts_whom_the_nearest_word_harmed_and_no_age(
    phrase: str, harm: str, counted: list[int]
) -> None:
    text = "Nine farmers were killed in Kano." if "farmers" in phrase else "A 61-year-old was killed in Kano."
    figure = Sight(phrase=phrase, role="figure", said=(("harm", harm), ("harmed", "civilians")))
    told = Told(read_closely(read_text(text), default_tools()), _seen(text, (figure,)))
    claims = told.casualties(Telling(triggers=[], members={"figure": [0]}))
    assert [claim.count.low for claim in claims] == counted


def test_without_words_of_violence_the_tagger_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    def asked(text: str, roles: tuple[str, ...], parts: object) -> Seen:
        raise AssertionError("the tagger was asked")

    monkeypatch.setattr(amended, "look", asked)
    assert extract_tagged(read_text("The council met in Jos on Monday to pass the budget.")).reports == ()


def test_another_language_stays_uncoded() -> None:
    document = replace(read_text("Des hommes armés ont tué deux personnes à Jos."), language="fr")
    assert extract_tagged(document) == Coding(document=document)
