"""Texts all in capitals, as teleprinters send them."""

from __future__ import annotations

from corroborate.language.casing import is_loud, quieted, spellings


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


def test_words_made_from_ordinary_ones_are_small_unless_they_follow_a_name() -> None:
    said = "THE COUNTERATTACK WAS REPULSED, DIEGO MORALES INDIGNANTLY REPORTED; TWO AGENTS AND THE 41ST BRIGADE FLED."
    assert quieted(said) == (
        "The counterattack was repulsed, Diego Morales indignantly reported; two agents and the 41st brigade fled."
    )


def test_words_that_a_bracketed_acronym_stands_for_are_capitals() -> None:
    said = "AN AIDE OF THE NATIONAL FISHERMEN'S UNION [NFU] WAS SHOT. [BEGIN RECORDING] THE GROUP SAID SO."
    assert quieted(said) == (
        "An aide of the National Fishermen's Union [NFU] was shot. [Begin recording] The group said so."
    )


def test_known_names_are_written_as_they_are_known() -> None:
    known = spellings(["Shining Path", "ELN", "IS", "United States"])
    said = "THE SHINING PATH AND THE ELN TOOK A SHINING PATH THROUGH THE UNITED STATES, AND THAT IS ALL THERE IS."
    assert quieted(said, known).startswith(
        "The Shining Path and the ELN took a Shining Path through the United States"
    )
    assert quieted(said, known).endswith("that is all there is.")


def test_a_spanish_article_that_begins_a_place_is_a_capital() -> None:
    said = "THE TROOPS LEFT EL ZONTE FOR LAS GUARAS AND THE HOUSE OF DIEGO DE LA ROSALEDA WAS BURNED."
    assert "left El Zonte for Las Guaras" in quieted(said)
    assert "Diego de la Rosaleda" in quieted(said)


def test_places_of_two_words_are_asked_for() -> None:
    said = "THE BUS FROM NEW AMBERTON TO OLD MILL STREET DID NOT ARRIVE, THE DRIVER'S COMPANY SAID ON MONDAY."
    assert "from New Amberton" in quieted(said, is_place=lambda name: name == "new amberton")
    assert "from new Amberton" in quieted(said)
