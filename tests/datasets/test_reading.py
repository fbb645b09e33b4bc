from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from corroborate.datasets import DatasetOptions, Given, read_dataset
from corroborate.errors import UnreadableArchive
from corroborate.model import Report

ACLED = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,"
    "actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,"
    "latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp"
)
BOMB = (
    "PAK1,2024-05-14,2024,1,Political violence,Explosions/Remote violence,Remote explosive/landmine/IED,"
    "BLA: Baloch Liberation Army,,Rebel group,Military Forces of Pakistan (2022-2024),,State forces,"
    "State forces-Rebel group,,586,South Asia,Pakistan,Balochistan,Kech,,Turbat,26.0012,63.0485,1,Post,National,"
    '"A ""roadside"" bomb, near\nthe river, killed 3.",3,,1716800000'
)
RIOT = (
    "PAK2,14 May 2024,2024,3,Demonstrations,Protests,Peaceful protest,Protesters (Pakistan),,Protesters,,,,"
    "Protesters only,,586,South Asia,Pakistan,Sindh,Karachi,,Karachi,24.86,67.01,2,Post,National,A march.,0,,1716800000"
)
GED = (
    "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,"
    "dyad_dset_id,dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,"
    "number_of_sources,source_article,source_office,source_date,source_headline,source_original,where_prec,"
    "where_coordinates,where_description,adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,"
    "region,event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,"
    "low,gwnoa,gwnob"
)
FIGHT = (
    "7,PAK-1,2011,1,Clear,1,1,1,Pakistan: Government,1,1,Government of Pakistan - TTP,1,1,Government of Pakistan,1,1,"
    'TTP,2,"""Paper,2011-01-02,Fight""",Paper,2011-01-02,Fight,police,3,Swat district,Swat,Khyber,Swat district,35.2,'
    "72.4,POINT (72.4 35.2),180000,Pakistan,770,Asia,1,2,2011-01-01 00:00:00.000,2011-01-03 00:00:00.000,3,5,1,2,11,14,9,770,"
)


def read(tmp_path: Path, *rows: str, end: str = "\n", encoding: str = "utf-8") -> Given:
    path = tmp_path / "table.csv"
    path.write_bytes((end.join(rows) + end).encode(encoding))
    return read_dataset(path)


def reports(given: Given) -> tuple[Report, ...]:
    (coding,) = given.codings
    return coding.reports


def test_a_table_of_acled_is_one_document_of_kind_dataset(tmp_path: Path) -> None:
    given = read(tmp_path, ACLED, BOMB, RIOT)
    (coding,) = given.codings
    assert (coding.document.kind, coding.document.publisher, len(coding.reports)) == ("dataset", "ACLED", 2)


def test_an_event_of_acled_becomes_claims_in_the_words_of_its_cells(tmp_path: Path) -> None:
    given = read(tmp_path, ACLED, BOMB)
    (bomb,) = reports(given)
    text = given.codings[0].document.text
    assert (bomb.type, bomb.when.earliest, bomb.where.country) == (
        "remote_explosive_landmine_ied",
        date(2024, 5, 14),
        "PK",
    )
    assert (bomb.where.name, bomb.where.within) == ("Turbat", ("Kech", "Balochistan", "Pakistan"))
    (who,), (dead,), (hit,) = bomb.perpetrators, bomb.casualties, bomb.targets
    assert (who.actor, who.span.quote) == ("bla-pk", "BLA: Baloch Liberation Army")
    assert (dead.count.low, dead.span.quote, dead.attribution) == (3, "3", ())
    assert (hit.group, hit.span.quote) == ("military", "Military Forces of Pakistan (2022-2024)")
    spans = [*bomb.evidence, who.span, dead.span, hit.span]
    assert all(text[span.start : span.end] == span.quote for span in spans)
    assert bomb.evidence[0].quote.startswith('A ""roadside"" bomb')


def test_no_fatalities_make_no_claim_and_a_month_is_a_month(tmp_path: Path) -> None:
    (march,) = reports(read(tmp_path, ACLED, RIOT))
    assert (march.casualties, march.perpetrators) == ((), ())
    assert (march.when.earliest, march.when.latest) == (date(2024, 5, 1), date(2024, 5, 31))


def test_the_monadic_form_tells_of_each_event_once(tmp_path: Path) -> None:
    assert len(reports(read(tmp_path, ACLED, BOMB, BOMB))) == 1


def test_an_event_of_ged_keeps_its_estimates_and_the_dead_of_each_side(tmp_path: Path) -> None:
    given = read(tmp_path, GED, FIGHT)
    (fight,) = reports(given)
    dead = {each.group: (each.count.low, each.count.high) for each in fight.casualties}
    assert dead == {"military": (3, 3), "militants": (5, 5), "civilians": (1, 1), "unknown": (9, 14)}
    assert [who.actor for who in fight.perpetrators] == ["gov-pk", "ttp"]
    assert (fight.when.latest, fight.when.precision, fight.where.precision) == (
        date(2011, 1, 3),
        "days",
        "district",
    )
    assert given.codings[0].document.publisher == "UCDP"


def test_a_bom_windows_line_ends_and_hxl_tags_are_no_obstacle(tmp_path: Path) -> None:
    tags = ",".join("#x" for _ in ACLED.split(","))
    given = read(tmp_path, ACLED, tags, BOMB, end="\r\n", encoding="utf-8-sig")
    (bomb,) = reports(given)
    assert bomb.casualties[0].span.quote == "3"
    assert bomb.evidence[0].quote.endswith("killed 3.")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ((ACLED, BOMB.replace("2024-05-14", "soon")), r"row 2: event_date 'soon' is no day"),
        (
            (ACLED, RIOT, BOMB.replace("Remote explosive/landmine/IED", "Sorcery")),
            r"row 3: sub_event_type 'Sorcery'",
        ),
        ((ACLED, BOMB.replace("26.0012", "260")), r"row 2: latitude '260' lies outside -90 to 90"),
        ((ACLED, BOMB + ",x"), r"row 2: has 32 cells where the header has 31"),
        ((ACLED, BOMB.replace(",3,,1716", ",three,,1716")), r"row 2: fatalities 'three' is no whole number"),
        (
            (GED, FIGHT.replace(",1,2,2011-01-01", ",1,9,2011-01-01")),
            r"row 2: date_prec '9' is none of 1 to 5",
        ),
        ((GED, FIGHT.replace("2011-01-03 00", "2010-01-03 00")), r"date_end .* lies before date_start"),
        (("a,b", "1,2"), r"is no table of ACLED, UCDP GED or an export of a record; there are 'a', 'b'"),
        (("",), r"there are no columns"),
    ],
)
def test_a_broken_table_is_refused_whole_in_one_line(
    tmp_path: Path, rows: tuple[str, ...], said: str
) -> None:
    with pytest.raises(UnreadableArchive, match=said) as caught:
        read(tmp_path, *rows)
    assert "\n" not in str(caught.value)
    assert "table.csv" in str(caught.value)


def test_what_is_no_utf8_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableArchive, match="is not UTF-8"):
        read(tmp_path, ACLED, BOMB.replace("Post", "Pòst"), encoding="latin-1")
    (tmp_path / "x.xlsx").write_bytes(b"PK\x03\x04\x00\x00")
    with pytest.raises(UnreadableArchive, match="is no table in CSV"):
        read_dataset(tmp_path / "x.xlsx")
    with pytest.raises(UnreadableArchive, match="cannot be read"):
        read_dataset(tmp_path / "missing.csv")


def test_its_makers_and_its_day_can_be_named(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text(f"{ACLED}\n{BOMB}\n")
    (coding,) = read_dataset(path, DatasetOptions(published="2024-06-01", publisher="A copy")).codings
    assert (coding.document.published, coding.document.publisher) == ("2024-06-01", "A copy")


@pytest.mark.parametrize(
    ("header", "row"),
    [(ACLED, BOMB.replace('"A ""roadside"" bomb, near\nthe river, killed 3."', "")), (GED, FIGHT)],
)
def test_no_claim_quotes_coordinates(tmp_path: Path, header: str, row: str) -> None:
    (report,) = reports(read(tmp_path, header, row))
    parts = (report.perpetrators, report.targets, report.casualties)
    quotes = [span.quote for span in report.evidence] + [each.span.quote for part in parts for each in part]
    assert not any("26.0012" in quote or "35.2" in quote for quote in quotes)


def test_a_table_of_acled_is_of_the_day_of_its_newest_change(tmp_path: Path) -> None:
    given = read(tmp_path, ACLED, BOMB, RIOT.replace("1716800000", "1717500000"))
    assert given.codings[0].document.published == "2024-06-04"
