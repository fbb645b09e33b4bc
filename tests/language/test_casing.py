"""Texts all in capitals, as teleprinters send them."""

from __future__ import annotations

from corroborate.language.casing import is_loud, quieted


def test_ordinary_words_become_small_and_names_keep_one_capital() -> None:
    said = "THE ARMY SAID THAT GUERRILLAS KILLED A PEASANT NEAR TENANCINGO. TWO SOLDIERS WERE WOUNDED."
    assert (
        quieted(said)
        == "The army said that guerrillas killed a peasant near Tenancingo. Two soldiers were wounded."
    )


def test_acronyms_stay_as_they_are() -> None:
    said = "MEMBERS OF THE FARABUNDO MARTI NATIONAL LIBERATION FRONT (FMLN) ATTACKED THE VILLAGE AND LEFT"
    assert "(FMLN)" in quieted(said)
    assert "Farabundo Marti" in quieted(said)


def test_the_text_keeps_its_length_so_that_places_in_it_stand() -> None:
    said = "EL PRESIDENTE Y LA SEÑORA ÁLVAREZ FUERON ATACADOS EN SAN MIGUEL, DIJO LA POLICÍA İSTANBUL"
    assert len(quieted(said)) == len(said)


def test_a_text_in_mixed_case_is_left_alone() -> None:
    said = "Gunmen of the FMLN attacked a post near San Miguel on Tuesday, the army said in a statement."
    assert not is_loud(said)
    assert quieted(said) is said


def test_a_short_headline_may_shout() -> None:
    assert quieted("BREAKING: BLAST IN QUETTA") == "BREAKING: BLAST IN QUETTA"


def test_what_was_extracted_is_quoted_in_capitals_as_it_stands() -> None:
    from corroborate.extraction import extract
    from corroborate.reading import read_text

    text = (
        "SAN MIGUEL, 9 JAN 90 (NOTIMEX) -- [TEXT] GUNMEN SHOT DEAD FOUR VILLAGERS NEAR SAN MIGUEL ON MONDAY, "
        "THE POLICE SAID. ANOTHER THREE VILLAGERS WERE WOUNDED."
    )
    coding = extract(read_text(text))
    assert coding.document.published == "1990-01-09"
    (report,) = coding.reports
    killed = next(claim for claim in report.casualties if claim.effect == "killed")
    assert (killed.count.low, killed.span.quote.isupper()) == (4, True)
