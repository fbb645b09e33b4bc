"""English with many foreign names is English, and other languages are not."""

from __future__ import annotations

import pytest

from corroborate.reading.languages import identify_language


@pytest.mark.parametrize(
    "text",
    [
        "Tehreek-e-Taliban Pakistan Noor Wali Mehsud group, Shawal, Datta Khel, Mir Ali: four soldiers killed",
        "Wazir tribesmen Ghulam Khan Spinwam Razmak Dosali: 3 dead, 5 injured",
        "Jama'at Nusrat al-Islam wal-Muslimin attacked Djibo, Arbinda, Titao and Barsalogho on Sunday",
        "Soldiers killed in ambush in Kech",
        "A police constable, Thangjam Ibomcha Meitei, was shot dead at Kakching Lamkhai in Thoubal.",
    ],
)
def test_names_do_not_make_english_foreign(text: str) -> None:
    assert identify_language(text) == "en"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", "Au moins cinq soldats ont été tués mercredi dans une embuscade dans le nord du pays."),
        ("es", "Al menos cinco soldados murieron el miércoles en una emboscada en el norte del país."),
        ("nl", "Bij een aanval op een konvooi zijn vier soldaten gedood en was er één in het ziekenhuis."),
        (
            "so",
            "Ugu yaraan shan askari ayaa lagu dilay weerar lagu qaaday kolonyo ciidan oo marayay waqooyiga.",
        ),
        ("ar", "قتل خمسة جنود على الأقل يوم الأربعاء في كمين استهدف قافلة عسكرية في شمال البلاد."),
        ("uk", "Щонайменше п’ятеро солдатів загинули в середу під час нападу на військову колону."),
    ],
)
def test_other_languages_are_named(code: str, text: str) -> None:
    assert identify_language(text) == code


@pytest.mark.parametrize("text", ["", "34", "Kech, Quetta", "سلام"])
def test_too_little_text_has_no_language(text: str) -> None:
    assert identify_language(text) is None
