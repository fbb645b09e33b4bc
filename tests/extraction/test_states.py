"""Whose army "the army" is."""

from __future__ import annotations

import pytest

from coded import coded


def doers_and_speakers(text: str, publisher: str | None = None) -> set[str | None]:
    """The registry's ids of all who did it or say so; None for those without one."""
    coding = coded(text, publisher=publisher)
    doers = [doer for report in coding.reports for doer in report.perpetrators]
    told = [told for report in coding.reports for told in (*doers, *report.casualties)]
    return {doer.actor for doer in doers} | {party.actor for one in told for party in one.attribution}


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Gunmen killed three soldiers near Kidal, Mali, on Monday, the army said.", "mil-ml"),
        ("A bomb killed two people in Quetta, Pakistan, police said.", "police-pk"),
        ("A flood of rockets killed nine people in Nyala, Sudan, the health ministry said.", "gov-sd"),
        ("Soldiers shot dead four marchers in Conakry, Guinea, on Monday.", "mil-gn"),
        ("The air force bombed a village near Monywa, Myanmar, killing six farmers.", "mil-mm"),
    ],
)
def test_a_common_noun_is_the_party_of_the_state_where_it_happened(text: str, actor: str) -> None:
    assert actor in doers_and_speakers(text)


@pytest.mark.parametrize(
    "text",
    [
        "Thailand and Cambodia traded fire at the border. The army said a shell killed two villagers in Surin, Thailand.",
        "Ethiopian troops crossed into Somalia and fought in Baidoa on Monday. The army said nine soldiers were killed in Baidoa.",
        "Rebel forces killed three herders near Nyala, Sudan.",
        "Gunmen killed three soldiers on Monday, the army said.",
        "A shell killed two children in Khan Younis in the Gaza Strip, the army said.",
    ],
    ids=[
        "two states at war",
        "another state's troops",
        "forces of rebels",
        "no country",
        "no army of its own",
    ],
)
def test_where_that_is_not_plain_it_stays_without_a_state(text: str) -> None:
    assert not {actor for actor in doers_and_speakers(text) if actor and actor.startswith("mil-")} - {
        "mil-et"
    }


def test_a_unit_that_is_named_is_not_the_army() -> None:
    text = "A mine hit a Frontier Corps van near Turbat, Pakistan, on Monday. The army said five men were killed."
    assert doers_and_speakers(text) == {"mil-pk"}


def test_a_military_court_is_no_doer() -> None:
    text = "A military court in Buea, Cameroon, sentenced four men over the killing of seven pupils in Kumba on Saturday."
    assert "mil-cm" not in doers_and_speakers(text)


def test_an_army_does_not_call_itself_by_its_country() -> None:
    text = "Ukrainian troops attacked near Lyman, Ukraine, on Monday. More than 60 Ukrainian servicemen were killed."
    assert "gov-ua" not in doers_and_speakers(text, publisher="Ministry of Defence")
