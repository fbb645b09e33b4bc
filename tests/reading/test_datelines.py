"""Datelines and date lines, and what only looks like one."""

from __future__ import annotations

from datetime import date

import pytest

from corroborate.language.lexicon import read_entries
from corroborate.reading import read_text
from corroborate.reading.datelines import day_in_url, find_date_line, find_dateline, place_of, year_of


@pytest.mark.parametrize(
    ("dateline", "agency"),
    [
        ("QUETTA, Pakistan, Sept 7 (Reuters) - ", "Reuters"),
        ("Balochistan [Pakistan], September 7 : ", None),
        ("New Delhi [India], September 7 (ANI): ", "ANI"),
        ("MOGADISHU, Somalia (AP) — ", "Associated Press"),
        ("NARATHIWAT, Thailand (Isthmus News Service) — ", "Isthmus News Service"),
        ("WASHINGTON/ISLAMABAD, Sept 7 (Reuters) - ", "Reuters"),
        ("Srinagar, Sep 7 (PTI) ", "PTI"),
        ("QUETTA: ", None),
        ("PORT-AU-PRINCE, Haiti — ", None),
        ("GAZA CITY, Gaza Strip -- ", None),
        ("Kyiv, Ukraine – ", None),
        ("BAGHDAD, Sunday, 7 September — ", None),
        ("(Reuters) - ", "Reuters"),
        ("May 4 (UPI) -- ", "UPI"),
    ],
)
def test_a_dateline_ends_where_the_first_sentence_begins(dateline: str, agency: str | None) -> None:
    found = find_dateline(dateline + "Gunmen attacked a bus on Sunday.")
    assert found is not None
    assert (found.end, found.agency) == (len(dateline), agency)


@pytest.mark.parametrize(
    "text",
    [
        "BREAKING: Five people were killed.",
        "BLA: we have taken the town.",
        "JOINT STATEMENT: The parties agree.",
        "Tehreek-e-Taliban Pakistan (TTP) - the umbrella of the Taliban - denied it.",
        "The army said: no one was hurt.",
        "Quetta is quiet again.",
        "September 7: Two soldiers were killed.",
        "Five killed: police",
        "On May 4 (UPI says) a blast was heard.",
        "Mali Niger and Burkina Faso left the bloc.",
        "",
        "QUETTA: ",
    ],
)
def test_what_only_looks_like_a_dateline_stays(text: str) -> None:
    assert find_dateline(text) is None


def test_every_agency_is_found_in_its_example() -> None:
    from importlib.resources import files

    for entry in read_entries(files("corroborate.reading").joinpath("agencies.yaml")):
        found = find_dateline(entry.example)
        named = found.agency if found else None
        assert named == entry.kind or entry.kind == "ANSA", entry.example


def _day(text: str, elsewhere: str = "", url: str | None = None) -> date | None:
    dateline = find_dateline(text)
    assert dateline is not None
    return year_of(dateline, elsewhere, url)


def test_the_year_of_a_dateline_is_as_said() -> None:
    assert _day("BEIRUT, 7 September 2025 (SANA) – A bomb exploded.") == date(2025, 9, 7)


def test_a_year_is_taken_from_the_same_day_said_in_full() -> None:
    said = "The ministry's statement of September 7, 2025 names no one."
    assert _day("QUETTA, Sept 7 (Reuters) - Two men died.", said) == date(2025, 9, 7)
    assert _day("QUETTA, Sept 7 (Reuters) - Two men died.", "", "https://ex.org/2025/09/x") == date(
        2025, 9, 7
    )


def test_without_such_evidence_the_day_stays_without_a_year() -> None:
    assert _day("QUETTA, Sept 7 (Reuters) - Two men died.") is None
    assert _day("QUETTA, Sept 7 (Reuters) - Two men died.", "The truce of 3 March 2024 is over.") is None
    assert (
        _day("QUETTA, Sept 7 (Reuters) - Two men died.", "7 September 2023 and 7 September 2024 were worse.")
        is None
    )


def test_an_impossible_day_in_a_dateline_is_none() -> None:
    assert _day("QUETTA, February 30, 2025 (Reuters) - Two men died.") is None


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Posted on 7 September 2025", "2025-09-07"),
        ("Published: 5 June 2025 14:30", "2025-06-05T14:30"),
        ("5 June 2025", "2025-06-05"),
        ("Wednesday, June 4, 2025", "2025-06-04"),
        ("By Staff Reporter | June 5, 2025", "2025-06-05"),
        ("Published Sep 7, 2025 | Updated Sep 8, 2025", "2025-09-07"),
        ("Updated Sep 8, 2025, Published Sep 7, 2025", "2025-09-07"),
        ("Press note, 24 October 2025", "2025-10-24"),
        ("Quetta, 5 June 2025", "2025-06-05"),
    ],
)
def test_a_line_that_only_states_the_day_is_a_date_line(line: str, value: str) -> None:
    found = find_date_line(line)
    assert found is not None
    assert (found.end, found.stated.value) == (len(line), value)


def test_a_date_before_the_dateline_on_the_same_line() -> None:
    found = find_date_line("date 2025-09-07 Balochistan [Pakistan], September 7 : Armed men attacked.")
    assert found is not None
    assert (found.end, found.stated.value) == (16, "2025-09-07")


@pytest.mark.parametrize(
    "line",
    [
        "On 5 June 2025 two soldiers were killed.",
        "5 June 2025: two soldiers were killed.",
        "Dated 5 June 2025, the letter threatens the village.",
        "Ambush near Tessit, 5 June 2025",
        "The truce of 5 June 2025 held",
        "Published last week",
    ],
)
def test_a_sentence_with_a_date_is_no_date_line(line: str) -> None:
    assert find_date_line(line) is None


def test_an_address_may_state_the_day() -> None:
    assert day_in_url("https://ex.org/news/2025/06/05/attack") == date(2025, 6, 5)
    assert day_in_url("https://ex.org/news/2025-06-05-attack") == date(2025, 6, 5)
    assert day_in_url("https://ex.org/2025/99/99/x") is None
    assert day_in_url(None) is None


@pytest.mark.parametrize(
    ("line", "day", "agency"),
    [
        ("SAN JOSE, 9 JAN 90 (NOTIMEX) -- [TEXT] TWO MEN DIED.", "1990-01-09", "Notimex"),
        (
            "LIMA, 30 AUG 89 (RADIO DOS) -- [REPORT] [OUR MAN IN PUNO] [TEXT] TWO MEN DIED.",
            "1989-08-30",
            "Radio Dos",
        ),
        ("MADRID (SPAIN), 2 MAR 04 (RADIO DOS) -- [TEXT] TWO MEN DIED.", "2004-03-02", "Radio Dos"),
        ("QUITO, 1 SEPT 1988 -- [TEXT] TWO MEN DIED.", "1988-09-01", None),
        ("PERTH (AUSTRALIA), JUNE 11 89 (RADIO DOS) -- [TEXT] TWO MEN DIED.", "1989-06-11", "Radio Dos"),
        ("QUITO, 2 MAY 90 [CANAL UNO) -- [SPEECH] [TEXT] TWO MEN DIED.", "1990-05-02", "Canal Uno"),
        ("Quito, 2 May 90 (Canal Uno [CU]) -- [Text] TWO MEN DIED.", "1990-05-02", "Canal Uno [Cu]"),
    ],
)
def test_dispatches_of_monitoring_services(line: str, day: str, agency: str | None) -> None:
    found = find_dateline(line)
    assert found is not None
    assert f"{found.year}-{found.month:02d}-{found.day:02d}" == day
    assert (found.agency, line[found.end :]) == (agency, "TWO MEN DIED.")


def test_a_monitored_dispatch_without_a_date_has_no_day() -> None:
    found = find_dateline("NO CITY, NO DATE (RADIO DOS) -- [TEXT] TWO MEN DIED.")
    assert found is not None
    assert (found.day, found.month, found.year) == (None, None, None)


def test_a_monitored_dispatch_without_a_year_still_names_its_day() -> None:
    found = find_dateline("QUITO, 12 NOV (EFE) -- [TEXT] TWO MEN DIED.")
    assert found is not None
    assert (found.day, found.month, found.year) == (12, 11, None)


@pytest.mark.parametrize(
    ("dateline", "place"),
    [
        ("MADRID (SPAIN), 2 MAR 04 (RADIO DOS) -- [TEXT]", "MADRID (SPAIN)"),
        ("NO CITY (PERU), NO DATE -- [SPEECH]", "NO CITY (PERU)"),
        ("QUETTA, Pakistan, Sept 7 (Reuters) - ", "QUETTA, Pakistan"),
        ("(Reuters) - ", None),
    ],
)
def test_a_dateline_begins_with_its_place(dateline: str, place: str | None) -> None:
    assert place_of(dateline) == place


def test_what_begins_as_a_dispatch_is_no_headline() -> None:
    text = "LIMA, 6 FEB 89 -- [INTERVIEW WITH THE MAYOR] [REPORTER] WHO DID IT?\n\n[MAYOR] THE REBELS DID IT."
    document = read_text(text)
    assert (document.title, document.published) == (None, "1989-02-06")
    assert document.text.startswith("WHO DID IT?")
