"""Parties are found by name, and names of different parties never merge."""

from __future__ import annotations

import pytest

from corroborate.actors import ActorMention, Registry, load_registry
from corroborate.language.sentences import split_sentences
from steps import steps


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry()


def said(registry: Registry, text: str) -> list[ActorMention]:
    """The mentions of a text, read as a whole document."""
    sentences = split_sentences(text)
    local = registry.document_aliases(sentences)
    return [mention for sentence in sentences for mention in registry.find(sentence, local)]


def actors(registry: Registry, text: str) -> list[str | None]:
    return [mention.actor for mention in said(registry, text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Baloch Liberation Army", "Balochistan Liberation Front"),
        ("Baloch Liberation Army", "Baloch Republican Army"),
        ("Baloch Republican Army", "Baloch Republican Guards"),
        ("Baloch Liberation Army", "BLA-Azad"),
        ("United Baloch Army", "Baloch Nationalist Army"),
        ("Islamic State", "Islamic State West Africa Province"),
        ("Islamic State Khorasan Province", "Islamic State Sahel Province"),
        ("Islamic State", "Palestinian Islamic Jihad"),
        ("Boko Haram", "ISWAP"),
        ("Eritrean Liberation Front", "Eritrean People's Liberation Front"),
        ("Kurdistan Workers' Party", "Kurdistan Democratic Party"),
        ("Kurdistan Democratic Party", "Kurdistan Democratic Party of Iran"),
        ("FARC", "ELN"),
        ("FARC", "FARC dissidents"),
        ("Real IRA", "Irish Republican Army"),
        ("Continuity IRA", "Real IRA"),
        ("Irish National Liberation Army", "Irish Republican Army"),
        ("Popular Front for the Liberation of Palestine", "Democratic Front for the Liberation of Palestine"),
        ("Popular Front for the Liberation of Palestine", "PFLP-GC"),
        ("Karen National Union", "Karenni National Progressive Party"),
        ("Arakan Army", "Arakan Rohingya Salvation Army"),
        ("Kachin Independence Army", "Karen National Liberation Army"),
        ("Communist Party of India (Maoist)", "Communist Party of India (Marxist)"),
        ("Communist Party of India (Maoist)", "Communist Party of Nepal (Maoist)"),
        ("Afghan Taliban", "Pakistani Taliban"),
        ("Lashkar-e-Taiba", "Lashkar-e-Jhangvi"),
        ("Lashkar-e-Islam", "Jaish al-Islam"),
        ("Jaish-e-Mohammed", "Jaish al-Adl"),
        ("Jemaah Islamiyah", "Gama'a al-Islamiyya"),
        ("Jemaah Islamiyah", "Jamaat-e-Islami Pakistan"),
        ("Hezbollah", "Kataib Hezbollah"),
        ("Hezbollah", "Turkish Hezbollah"),
        ("al-Qaeda in the Islamic Maghreb", "al-Qaeda in the Arabian Peninsula"),
        ("Moro National Liberation Front", "Moro Islamic Liberation Front"),
        ("Sudan People's Liberation Army", "Sudan Liberation Army"),
        ("SPLM-IO", "SPLM-N"),
        ("Rapid Support Forces", "Reporters Without Borders"),
        ("Syrian Democratic Forces", "Syrian National Army"),
        ("Somali National Army", "Syrian National Army"),
        ("Oromo Liberation Army", "Oromo Liberation Front"),
        ("Ambazonia Defence Forces", "Allied Democratic Forces"),
        ("Democratic Forces for the Liberation of Rwanda", "Allied Democratic Forces"),
        ("United Liberation Front of Asom", "ULFA-I"),
        ("Revolutionary United Front", "Revolutionary Armed Forces of Colombia"),
        ("United Self-Defense Forces of Colombia", "Gaitanist Self-Defense Forces of Colombia"),
    ],
)
def test_names_alike_are_two_parties(registry: Registry, one: str, other: str) -> None:
    first, second = registry.resolve(one), registry.resolve(other)
    assert first is not None
    assert second is not None
    assert first.id != second.id


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Al-Shabaab fighters in Somalia fled.", "al-shabaab"),
        ("Somalia said al Shabab had fled.", "al-shabaab"),
        ("In Somalia Al Shabaab struck.", "al-shabaab"),
        ("Ahlu Sunna and al-Shabaab are active in Cabo Delgado, Mozambique.", "ism"),
        ("Cadres of the CPI-Maoist fled.", "cpi-maoist"),
        ("Cadres of the CPI (Maoist) fled.", "cpi-maoist"),
        ("Cadres of the CPI(Maoist) fled.", "cpi-maoist"),
        ("Cadres of the CPI–Maoist fled.", "cpi-maoist"),
        ("Indian police blamed Maoists.", "cpi-maoist"),
        ("Five naxals surrendered.", "cpi-maoist"),
        ("Tehrik-i-Taliban Pakistan said so.", "ttp"),
        ("Tehreek e Taliban Pakistan said so.", "ttp"),
        ("The Da’esh cell was found.", "islamic-state"),
        ("The IS said so.", "islamic-state"),
        ("Ta’ang National Liberation Army troops came.", "tnla"),
        ("Kurdistan Workers’ Party members came.", "pkk"),
        ("Kurdistan Workers Party members came.", "pkk"),
        ("Peoples Liberation Front of India cadres came.", "plfi"),
        ("Séléka men came.", "seleka"),
        ("The Tupac Amaru Revolutionary Movement struck.", "mrta"),
        ("The Túpac Amaru Revolutionary Movement struck.", "mrta"),
        ("Jaysh al-Adl attacked.", "jaish-al-adl"),
        ("Jaish-ul-Adl attacked.", "jaish-al-adl"),
        ("The Hizballah man left.", "hezbollah"),
        ("M23 took the hill.", "m23"),
        ("MS-13 took the street.", "ms-13"),
        ("C-60 commandos left.", "c60"),
        ("Houthis fired.", "houthis"),
        ("The Qassam Brigades fired.", "qassam"),
        ("They saw al-Qaeda's men.", "al-qaeda"),
        ("India's Border Security Force came.", "bsf"),
    ],
)
def test_variants_of_a_name_are_one_party(registry: Registry, text: str, actor: str) -> None:
    assert actor in actors(registry, text)


@pytest.mark.parametrize(
    ("phrase", "actor"),
    [
        ("Ukrainian military", "mil-ua"),
        ("Malian army", "mil-ml"),
        ("Kenyan police", "police-ke"),
        ("government of Chad", "gov-td"),
        ("Nigerian authorities", "gov-ng"),
        ("Russia's defence ministry", "gov-ru"),
        ("Russian Defense Ministry", "gov-ru"),
        ("Interior Ministry of Somalia", "gov-so"),
        ("Pakistani authorities", "gov-pk"),
        ("Pakistani forces", "mil-pk"),
        ("Pakistani troops", "mil-pk"),
        ("Pakistani security forces", "forces-pk"),
        ("Pakistan Army", "mil-pk"),
        ("Israeli army", "mil-il"),
        ("Israeli ground forces", "mil-il"),
        ("Syrian government troops", "mil-sy"),
        ("Congolese army", "mil-cd"),
        ("Burkinabè soldiers", "mil-bf"),
        ("U.S. military", "mil-us"),
        ("US forces", "mil-us"),
        ("armed forces of Ukraine", "mil-ua"),
        ("Ministry of Defence of the Republic of Chad", "gov-td"),
        ("North Korean troops", "mil-kp"),
        ("South Sudanese government", "gov-ss"),
        ("Côte d'Ivoire's army", "mil-ci"),
    ],
)
def test_a_state_and_its_forces_are_known_for_every_country(
    registry: Registry, phrase: str, actor: str
) -> None:
    found = [m for m in said(registry, f"They blamed the {phrase} for it.") if m.actor == actor]
    assert [mention.name for mention in found] == [phrase]


def test_a_country_named_bare_can_be_asked_for_as_its_government(registry: Registry) -> None:
    (sentence,) = split_sentences("Moscow, Russia and the Central African Republic met in May.")
    assert registry.find(sentence) == []
    found = [(mention.name, mention.actor) for mention in registry.nations(sentence)]
    assert found == [("Moscow", "gov-ru"), ("Russia", "gov-ru"), ("Central African Republic", "gov-cf")]


def test_a_strike_belongs_to_the_forces_of_the_nation_named(registry: Registry) -> None:
    (mention,) = said(registry, "An Israeli airstrike hit the house.")
    assert (mention.actor, mention.begin, mention.end) == ("mil-il", 1, 2)


def test_a_common_noun_is_a_mention_without_an_actor(registry: Registry) -> None:
    (mention,) = said(registry, "The army said it had left.")
    assert (mention.name, mention.actor, mention.kind, mention.role) == ("army", None, "military", "military")


@pytest.mark.parametrize(
    "text",
    [
        "The group is here and said so.",
        "He is far from home, and who knows what it may mend.",
        "Gunmen of no side opened the party.".replace("Gunmen", "Men"),
        "A police station and an army base burned.",
        "Russia lies north of Georgia.",
        "He waited at dawn for the guardian and the punch.",
        "The Iran-backed plan and the Gaza-based firm failed.",
        "The anti-Taliban song was sung in a Taliban-held town.",
        "IT IS FAR FROM US, HE SAID, AND WHO KNOWS.",
        "IS THIS US?",
    ],
)
def test_words_that_are_no_party_are_left_alone(registry: Registry, text: str) -> None:
    assert said(registry, text) == []


def test_a_name_does_not_reach_over_an_article_into_the_words_before(registry: Registry) -> None:
    (mention,) = said(registry, "Losses In Eastland the Valley Liberation Front counted nine dead.")
    assert mention.name == "Valley Liberation Front"


def test_jihadists_are_an_armed_group_nobody_knows_which(registry: Registry) -> None:
    (mention,) = said(registry, "The jihadists fled.")
    assert (mention.actor, mention.role) == (None, "armed_group")


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("The RSF shelled El Fasher, the Sudanese Armed Forces said.", "rsf-sd"),
        ("Reporters Without Borders mourned him. RSF asked for an inquiry.", "rsf-press"),
        ("Pakistan said the BLA had attacked a train.", "bla-pk"),
        ("Nigeria said the BLA had attacked in Biafra.", "blf-ng"),
        ("The SDF and the Asayish held the camp in Syria.", "sdf-sy"),
        ("The SNA retook the town, Somali officials said.", "mil-so"),
        ("The SNA, backed by Turkish forces, shelled Syrian villages.", "sna-sy"),
        ("The ADF killed ten in Beni, in the Democratic Republic of Congo.", "adf-cd"),
        ("The NDF sent letters from Utrecht to Philippine papers.", "ndfp"),
        ("In Jharkhand, India, the TPC burned two trucks.", "tpc-in"),
    ],
)
def test_an_ambiguous_name_is_told_by_what_else_the_document_names(
    registry: Registry, text: str, actor: str
) -> None:
    assert actor in actors(registry, text)


def test_without_context_an_ambiguous_name_stays_open_but_keeps_its_role(registry: Registry) -> None:
    (mention,) = registry.find(split_sentences("The BLA came.")[0])
    assert (mention.name, mention.actor, mention.role) == ("BLA", None, "armed_group")


def test_a_word_before_a_name_can_make_it_another_party(registry: Registry) -> None:
    (mention,) = said(registry, "They belong to the New Baloch Liberation Army.")
    assert (mention.name, mention.actor) == ("New Baloch Liberation Army", None)


def test_a_spokesperson_speaks_for_the_group(registry: Registry) -> None:
    (mention,) = said(registry, "Jeeyand Baloch said so.")
    assert (mention.actor, mention.kind, mention.role) == ("bla-pk", "spokesperson", "armed_group")


def test_units_belong_to_their_group_and_groups_to_themselves(registry: Registry) -> None:
    assert registry.is_within("bla-majeed", "bla-pk")
    assert registry.is_within("qassam", "hamas")
    assert registry.is_within("ispr", "gov-pk")
    assert not registry.is_within("bla-pk", "bla-majeed")
    assert registry.related("bla-pk", "bla-pk") == "same"
    assert registry.related("bla-pk", "bla-majeed") == "part of"
    assert registry.related("bla-pk", "blf") == "unrelated"
    assert registry.related("mil-td", "gov-td") == "part of"


def test_a_unit_and_its_group_are_two_mentions(registry: Registry) -> None:
    assert actors(registry, "The Baloch Liberation Army's Majeed Brigade struck.") == ["bla-pk", "bla-majeed"]


def test_a_party_is_resolved_by_any_of_its_names_alone(registry: Registry) -> None:
    for name, key in [("TTP", "ttp"), ("Chad", "gov-td"), ("Kenyan police", "police-ke"), ("ISPR", "ispr")]:
        actor = registry.resolve(name)
        assert actor is not None
        assert actor.id == key
    assert registry.resolve("BLA") is None
    assert registry.resolve("Nobody at All") is None


def test_a_short_name_has_several_bearers(registry: Registry) -> None:
    assert {actor.id for actor in registry.bearers("bla")} >= {"bla-pk", "blf-ng"}
    assert [actor.id for actor in registry.bearers("ttp")] == ["ttp"]
    assert [actor.id for actor in registry.bearers("Balochistan Liberation Army")] == ["bla-pk"]
    assert registry.bearers("Nobody at All") == []


def test_finding_takes_few_steps_a_word(registry: Registry) -> None:
    text = "Local people in the valley said that two men on a motorcycle had stopped near the old bridge at noon. "
    text += (
        "The police came an hour later and the Baloch Liberation Army said nothing of it to anyone there. "
    )
    sentences = split_sentences(text * 20)
    registry.find(sentences[0])
    taken = steps(lambda: [registry.find(sentence) for sentence in sentences])
    assert taken < 12 * sum(map(len, sentences))
