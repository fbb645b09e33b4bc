"""Places as news nests them, and capitals that are no places."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corroborate.language.sentences import split_sentences
from corroborate.places import Gazetteer, PlaceMention

Find = Callable[[str], list[PlaceMention]]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Gunmen struck in the Sur Dasht area of Zamuran, in Kech district.",
            [("Sur Dasht", "Zamuran", "Kech")],
        ),
        ("A patrol was hit in Tump's Gar Koh area.", [("Gar Koh", "Tump")]),
        ("A convoy was hit in Kalat's Manguchar area.", [("Manguchar", "Kalat")]),
        (
            "A grenade went off near Gosht Mandi on Quetta's Western Bypass.",
            [("Gosht Mandi", "Western Bypass", "Quetta")],
        ),
        (
            "They came to Dumri village under Imamganj police station in Gaya District of Bihar.",
            [("Dumri", "Imamganj", "Gaya", "Bihar")],
        ),
        ("Rebels took the eastern city of Goma in North Kivu province.", [("Goma", "North Kivu")]),
        ("Raids hit Surab town in Kalat district.", [("Surab", "Kalat")]),
        ("He was shot in Lebanon, Pa. on Friday.", [("Lebanon", "Pennsylvania")]),
        ("Shells fell in Paris, Texas.", [("Paris", "Texas")]),
        ("They hid in Mando Pal in the East Godavari District.", [("Mando Pal", "East Godavari")]),
    ],
)
def test_what_holds_a_place_follows_it(find: Find, text: str, names: list[tuple[str, ...]]) -> None:
    assert [mention.names for mention in find(text)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Attacks took place in Mastung, Kalat, Quetta, and Mand.", ["Mastung", "Kalat", "Quetta", "Mand"]),
        ("Clashes broke out in the districts of Pasni, Mastung, and Nushki.", ["Pasni", "Mastung", "Nushki"]),
        ("The bus was stopped between Mastung and Kalat.", ["Mastung", "Kalat"]),
    ],
)
def test_places_in_a_list_are_places_of_their_own(find: Find, text: str, names: list[str]) -> None:
    mentions = find(text)
    assert [mention.names[0] for mention in mentions] == names
    assert all(len(mention.names) == 1 for mention in mentions)


def test_a_list_shares_its_word_of_kind(find: Find) -> None:
    mentions = find("Clashes broke out in the districts of Kharan, Mastung, and Nushki.")
    assert [mention.kinds for mention in mentions] == [("district",)] * 3


def test_a_list_shares_its_holder(find: Find) -> None:
    mentions = find("Five died in Balochistan's Kech and Quetta districts.")
    assert [mention.names for mention in mentions] == [("Kech", "Balochistan"), ("Quetta", "Balochistan")]


@pytest.mark.parametrize(
    ("text", "relation", "wording"),
    [
        ("They struck 25 km south of Goma.", "near", "25 km south of Goma"),
        ("A mine went off near Sake.", "near", "near Sake"),
        ("Families fled from Sake.", "from", "Sake"),
        ("Rebels captured Bunagana at dawn.", "in", "Bunagana"),
        ("GOMA, DR Congo (AP) — Rebels came.", "dateline", "GOMA, DR Congo"),
        ("Two died in Goma.", "in", "Goma"),
    ],
)
def test_a_mention_tells_how_the_text_leads_to_it(find: Find, text: str, relation: str, wording: str) -> None:
    mention = find(text)[0]
    assert (mention.relation, mention.wording) == (relation, wording)


def test_a_village_is_beside_what_it_is_forty_kilometres_from(find: Find) -> None:
    mention = find("They burned the village of Sarwan, 40 km from Beni.")[0]
    assert (mention.names, mention.kinds) == (("Sarwan", "Beni"), ("village", "near"))


def test_a_road_goes_behind_the_place_on_it(find: Find) -> None:
    mention = find("Men blocked the Quetta-Karachi highway near Khadkucha.")[0]
    assert (mention.names, mention.relation) == (("Khadkucha", "Quetta-Karachi highway"), "near")


def test_a_road_may_be_named_by_its_ends(find: Find) -> None:
    mention = find("They shut the Karachi–Quetta highway.")[0]
    assert (mention.names, mention.kinds) == (("Karachi–Quetta highway",), ("road",))


@pytest.mark.parametrize(
    "text",
    [
        "Mr Kalat declined to speak.",
        "Human Rights groups condemned it.",
        "Police said the Area was quiet on the Same Date.",
        "March was calm, and Said Ahmad agreed.",
        "Tank crews were refuelled.",
        "Reading the statement, he wept.",
        "Pakistani troops fired.",
        "The group attacked a church and a checkpoint.",
        "General Hassan Khan, 54, was injured.",
        "In Parliament, Islamists spoke Arabic.",
        "Entire villages are gone.",
        "The BLA said the UN and the FDA had no figures.",
    ],
)
def test_capitals_that_are_no_places_stay_none(find: Find, text: str) -> None:
    assert find(text) == []


def test_what_others_claimed_is_left_alone(gazetteer: Gazetteer) -> None:
    sentence = split_sentences("The Kandahar Brigade attacked in Zabul.")[0]
    assert [m.names[0] for m in gazetteer.find(sentence, blocked=[(1, 3)])] == ["Zabul"]


def test_a_demonym_is_a_hint_and_no_mention(gazetteer: Gazetteer) -> None:
    sentence = split_sentences("South Sudanese and Ugandan troops met in Juba.")[0]
    assert gazetteer.hints(sentence) == ("SS", "UG")
    assert [mention.hints for mention in gazetteer.find(sentence)] == [("SS", "UG")]


def test_capitals_throughout_rely_on_the_gazetteer(find: Find) -> None:
    text = "SAN SALVADOR, 3 JAN -- GUERRILLAS ATTACKED THE TOWN OF PERQUIN IN THE MORAZAN DEPARTMENT, COLONEL LUIS MEDINA SAID."
    assert [mention.names for mention in find(text)] == [("SAN SALVADOR",), ("PERQUIN", "MORAZAN")]


def test_a_headline_relies_on_the_gazetteer(find: Find) -> None:
    mentions = find("Rebels Claim Major Assaults Across Pakistan's Restive Balochistan Province")
    assert [mention.names for mention in mentions] == [("Balochistan", "Pakistan")]


def test_spans_are_the_tokens_of_the_names(find: Find) -> None:
    sentence = split_sentences("It happened in the Gar Koh area of Tump.")[0]
    mention = find("It happened in the Gar Koh area of Tump.")[0]
    assert [" ".join(sentence.words[b:e]) for b, e in mention.spans] == ["Gar Koh", "Tump"]
    assert sentence.words[mention.begin : mention.end] == ["Gar", "Koh", "area", "of", "Tump"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("They came to Kenya from Chad.", ["Kenya", "Chad"]),
        ("Raids hit states such as Alabama, Arizona, Missouri.", ["Alabama", "Arizona", "Missouri"]),
        ("Countries such as Mexico, China, Japan sent aid.", ["Mexico", "China", "Japan"]),
    ],
)
def test_states_and_countries_hold_none_of_their_like(find: Find, text: str, names: list[str]) -> None:
    """Small towns called Alabama, China and Mexico lie in what follows."""
    assert [mention.names for mention in find(text)] == [(name,) for name in names]


def test_a_city_called_like_a_state_lies_in_what_follows(find: Find) -> None:
    mentions = find("Shots fell in Washington, District of Columbia.")
    assert [mention.names for mention in mentions] == [("Washington", "District of Columbia")]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Rebels killed nine at Zarkhel on Monday.", [("Zarkhel",)]),
        ("Men were shot at Zarkhel, outside Mardan.", [("Zarkhel", "Mardan")]),
        ("The weekly market of Orsanni was shelled.", [("Orsanni",)]),
        ("They held the bridge off Orsanni.", [("Orsanni",)]),
        ("Nine died on Martyrs Drive in Nairobi.", [("Martyrs Drive", "Nairobi")]),
        ("A mine blew up on Calle Orsanni in Madrid.", [("Calle Orsanni", "Madrid")]),
        ("Rebels attacked Orsanni, a village in Kossi province.", [("Orsanni", "Kossi")]),
        ("Sat 9 Dec, Orsanni, Beni territory.", [("Orsanni", "Beni")]),
        ("Two died near Zarkhel village, not far from the small town of Mardan.", [("Zarkhel", "Mardan")]),
    ],
)
def test_what_leads_to_a_name_that_no_gazetteer_knows_makes_it_a_place(
    find: Find, text: str, names: list[tuple[str, ...]]
) -> None:
    assert [mention.names for mention in find(text)] == names


@pytest.mark.parametrize(
    "text",
    [
        "She is a lecturer at Orsanni.",
        "They ate in the bar at Orsanni's.",
        "Fighting went on in Kurdish-held streets.",
        "Mohan Rao, a teacher in his fifties, spoke.",
    ],
)
def test_people_work_at_what_is_no_place(find: Find, text: str) -> None:
    assert find(text) == []


def test_a_name_to_which_only_at_leads_is_assumed(find: Find) -> None:
    assert [mention.assumed for mention in find("Nine died at Zarkhel, and two in Zarkhel.")] == [True, False]


def test_an_adjective_that_begins_with_a_name_is_no_place(find: Callable[[str], list[PlaceMention]]) -> None:
    named = {
        name
        for mention in find("Bombs fell in Pakistan's Muslim-majority towns and in Quetta.")
        for name in mention.names
    }
    assert "Muslim-majority" not in named
    assert "Quetta" in named
