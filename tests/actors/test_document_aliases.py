"""A document's own short names, known parties and unknown ones."""

from __future__ import annotations

import pytest

from corroborate.actors import ActorMention, Registry, find_descriptions, load_registry
from corroborate.language.sentences import split_sentences


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry()


def said(registry: Registry, text: str) -> list[ActorMention]:
    sentences = split_sentences(text)
    local = registry.document_aliases(sentences)
    return [mention for sentence in sentences for mention in registry.find(sentence, local)]


@pytest.mark.parametrize(
    "text",
    [
        "Tehreek-e-Taliban Pakistan (TTP) attacked. The TTP said so.",
        "The Baloch Liberation Army, or BLA, attacked. The BLA said so.",
        "The National Liberation Army, known by its Spanish acronym ELN, attacked. The ELN said so.",
        "Jama'at Nusrat al-Islam wal-Muslimin (known as JNIM) attacked. The JNIM said so.",
    ],
)
def test_a_short_name_stands_for_the_known_party_it_is_defined_by(registry: Registry, text: str) -> None:
    found = said(registry, text)
    assert found[-1].actor is not None
    assert registry.get(found[-1].actor) is not None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Green Hills Liberation Front (GHLF) struck. The GHLF said so.", "Green Hills Liberation Front"),
        ("The Army of the Last Valley (ALV) struck. The ALV said so.", "Army of the Last Valley"),
        ("The GHLF (Green Hills Liberation Front) struck. The GHLF said so.", "Green Hills Liberation Front"),
        ("The River Delta Avengers Front, or RDAF, struck. The RDAF said so.", "River Delta Avengers Front"),
        ("The Peace and Bread Militia (PBM) struck. The PBM said so.", "Peace and Bread Militia"),
    ],
)
def test_an_unknown_group_becomes_a_provisional_one_under_its_long_name(
    registry: Registry, text: str, name: str
) -> None:
    last = said(registry, text)[-1]
    assert (last.name, last.actor, last.role, last.kind) == (name, None, "armed_group", "armed_group")


def test_a_known_short_name_defined_otherwise_is_the_documents(registry: Registry) -> None:
    found = said(registry, "The Tall Trees Protectors Front (TTP) struck. The TTP said so.")
    assert {mention.actor for mention in found} != {"ttp"}
    assert said(registry, "The Pine Kings Komando Militia (PKKM) struck. The PKKM left.")[-1].actor is None


def test_a_defined_short_name_overrides_the_country_context(registry: Registry) -> None:
    text = "In Pakistan, the Black Lagoon Army (BLA) struck. The BLA said so."
    assert said(registry, text)[-1].name == "Black Lagoon Army"


def test_a_source_in_brackets_is_no_short_name(registry: Registry) -> None:
    text = "A funeral for fighters of Hezbollah (AFP). The AFP said so."
    assert said(registry, text)[-1].actor == "afp"


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("They blamed the 36th front of the dissidents.", "36th front", "armed_group"),
        ("He joined the Red Valley Brigades in May.", "Red Valley Brigades", "armed_group"),
        (
            "Men of the Movement for the Liberation of Ruritania came.",
            "Movement for the Liberation of Ruritania",
            "armed_group",
        ),
        ("They fear the Black River Cartel there.", "Black River Cartel", "armed_group"),
        ("Two of the 14th Mountain Brigade died.", "14th Mountain Brigade", "military"),
        ("It angered the Upland Farmers Party there.", "Upland Farmers Party", "political_party"),
        (
            "The count came from the Lakeside Conflict Observatory.",
            "Lakeside Conflict Observatory",
            "monitor",
        ),
        (
            "A man of Katiba Serma fled with the Katiba Serma Battalion.",
            "Katiba Serma Battalion",
            "armed_group",
        ),
    ],
)
def test_the_shape_of_a_name_tells_the_kind(registry: Registry, text: str, name: str, kind: str) -> None:
    found = {mention.name: mention for mention in said(registry, text)}
    assert found[name].kind == kind
    assert found[name].actor is None


def test_two_unknown_parties_joined_by_and_stay_two(registry: Registry) -> None:
    names = [
        mention.name for mention in said(registry, "The Valley Defence Militia and Hill Front clashed there.")
    ]
    assert names == ["Valley Defence Militia", "Hill Front"]


@pytest.mark.parametrize(
    "text",
    [
        "The Salvation Army gave them soup in winter.",
        "He plays for a Premier League side in summer.",
        "The City Council met about the park again.",
        "Snow fell on the Western Front that winter.",
    ],
)
def test_names_of_other_things_are_no_party(registry: Registry, text: str) -> None:
    assert said(registry, text) == []


def test_a_headline_in_capitals_makes_no_party_of_its_words(registry: Registry) -> None:
    found = said(registry, "Militants Attack Town Party Front Office")
    assert [mention.name for mention in found] == ["Militants"]


def test_the_document_tells_which_countries_it_is_about(registry: Registry) -> None:
    local = registry.document_aliases(split_sentences("Troops left Mali. Malian officials met in Niger."))
    assert local.countries["ML"] == 2
    assert local.with_countries(["NE", "NE"]).countries["NE"] == 3


def test_definite_descriptions_are_candidates_for_a_party_named_before() -> None:
    (sentence,) = split_sentences("The group said the banned outfit and the military of Chad had met.")
    assert [(d.begin, d.end, d.kind) for d in find_descriptions(sentence)] == [
        (0, 2, "armed_group"),
        (3, 6, "armed_group"),
    ]
