"""Names held back in texts: later words of a name too, and nothing else."""

from __future__ import annotations

import pytest

from corroborate.publishing.withholding import HELD_BACK, Withholding


def held(private: str, text: str, *public: str) -> str:
    return Withholding([private], public).held(text).replace(HELD_BACK, "…")


@pytest.mark.parametrize(
    ("private", "text", "shown"),
    [
        (
            "resident Abdul Karim",
            "Mr Karim said Abdul left; Karim's son, A. Karim.",
            "Mr … said … left; …'s son, ….",
        ),
        ("resident Abdul Karim", "KARIM SHOT; Abdul-Karim, 35", "… SHOT; …, 35"),
        ("Noor Mardan", "Noor Mardan and Mr Mardan", "… and Mr …"),
        ("María José García López", "Sra. Garcia, María García López", "Sra. …, …"),
        ("Salma al-Tamari", "Al-Tamari; Tamari; el-Tamari", "…; …; …"),
        ("Ma Thida", "Ma Thida, 50, and Thida", "Ma …, 50, and …"),
        ("James Rowe Jr.", "James Rowe Jr. died. J. Rowe. Rowe wept", "… died. …. … wept"),
        ("محمد علي", "قتل محمد علي، ومحمد نجا", "قتل …، … نجا"),
        ("Иван Петров", "Ивана Петрова, Петровым", "…, …"),
        ("O'Brien", "O’Brien and O'Brien's wife", "… and …'s wife"),
        ("Rose Akello", "the nurse Rose; Ms Rose; Akello", "the nurse …; Ms …; …"),
    ],
)
def test_words_of_a_name_hold_for_the_person(private: str, text: str, shown: str) -> None:
    assert held(private, text) == shown


@pytest.mark.parametrize(
    ("private", "text"),
    [
        ("Noor Mardan", "It was in Mardan. Mardan district fell."),
        ("Florence Achieng", "She lived in Florence."),
        ("Abdul Karim", "karim, Karimabad, the Karim Brigade, Al-Karim Foundation, Karim Road"),
        ("Abdul Karim", "Minister Karim said; Governor Dr. Karim said"),
        ("Karim Dad", "Karim Dadullah"),
        ("Rose Akello", "Prices rose. Rose they did."),
        ("May Lin", "It was in May. By May it was over."),
    ],
)
def test_places_parties_offices_and_other_words_stay(private: str, text: str) -> None:
    assert held(private, text) == text


def test_a_public_namesake_keeps_the_family_name() -> None:
    text = "Prime Minister Imran Khan spoke. Khan said so. Abdul Khan died."
    assert held("Abdul Khan", text, "Imran Khan") == "Prime Minister Imran Khan spoke. Khan said so. … died."


def test_burmese_names_that_share_a_syllable_with_a_leader_leave_the_leader() -> None:
    shown = held("U Aung Kyaw", "U Aung Kyaw died, Min Aung Hlaing said.", "Min Aung Hlaing")
    assert shown == "U … died, Min Aung Hlaing said."


def test_a_public_wording_that_tells_of_the_person_protects_nothing() -> None:
    assert held("Abdul Karim", "Karim's brother spoke.", "Karim's brother") == "…'s brother spoke."


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ahmed, 35, and his wife Sara died.", "…, 35, and his wife … died."),
        ("Ahmed and their two-year-old son Bilal", "… and their two-year-old son …"),
        ("Ahmed (35), Bilal Tal (12) and Noor, 9, died", "… (35), … (12) and …, 9, died"),
        ("Ahmed was shot. The minister and his wife Sara came.", "… was shot. The minister and his wife Sara came."),
        ("Ahmed, 35, and Pakistan's army", "…, 35, and Pakistan's army"),
    ],
)  # fmt: skip
def test_kin_and_others_of_a_list_are_held_back_and_ages_stay(text: str, shown: str) -> None:
    assert held("Ahmed", text) == shown
