"""Which pages a site has, and how they find each other."""

from __future__ import annotations

import pytest

from corroborate.web.site.addresses import file_of, link_from, pages_of, safe_name

MONTH = "/incidents?since=2025-03&until=2025-03"
GRADE = "/incidents?grade=contested"
PAGES = (
    "/",
    "/incidents",
    "/incidents/ab12",
    "/documents/cd34",
    "/about",
    "/actors/the%20militia",
    MONTH,
    GRADE,
)
KNOWN = {path: str(file_of(path)) for path in PAGES}


@pytest.mark.parametrize(
    ("path", "file"),
    [
        ("/", "index.html"),
        ("/incidents", "incidents/index.html"),
        ("/incidents/ab12", "incidents/ab12.html"),
        ("/actors/the%20local%20militia", "actors/the_local_militia.html"),
        ("/incidents.points.json", "incidents/index.points.json"),
        ("/incidents?type=attack", "incidents/type/attack.html"),
        ("/incidents?place=PK", "incidents/place/PK.html"),
        ("/incidents?type=attack&type=bombing", None),
        ("/review", None),
        ("/add", None),
        ("/api/v1/incidents", None),
        ("/totals/ab12", "totals/ab12.html"),
        ("/about/ab12", None),
        ("/actors/name:a/b", "actors/name~3Aa~2Fb.html"),
    ],
)
def test_every_reading_page_has_a_file_and_no_other_has(path: str, file: str | None) -> None:
    assert file_of(path) == file


def test_a_name_cannot_leave_its_folder() -> None:
    assert "/" not in safe_name("../../etc/passwd")
    assert file_of("/actors/..%2F..%2Fetc") == "actors/~2E~2E~2F~2E~2E~2Fetc.html"


def test_two_names_never_share_a_file() -> None:
    names = ["a b", "a_b", "a~20b", "ä", "a%20b", "A b"]
    assert len({safe_name(name) for name in names}) == len(names)


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("/", "../index.html"),
        ("/documents/cd34#s3", "../documents/cd34.html#s3"),
        (MONTH, "month/2025-03.html"),
        ("/incidents?until=2025-03&since=2025-03", "month/2025-03.html"),
        ("/incidents?grade=contested", "grade/contested.html"),
        ("/incidents?grade=contested&type=attack", "index.html?grade=contested&type=attack"),
        ("/incidents?place=PK", "index.html?place=PK"),
        ("/incidents?as_of=2025-03-12", None),
        ("/incidents.csv", "all.csv"),
        ("/incidents.csv?since=2025-03&until=2025-03", "month/2025-03.csv"),
        ("/incidents.csv?grade=contested", None),
        ("/incidents/{id}", "{id}.html"),
        ("/data/incidents/index.json", "../data/incidents/index.json"),
        ("/actors/the militia", "../actors/the_militia.html"),
        ("/about?x=1", "../about/index.html"),
        ("#claims", "#claims"),
        ("https://example.org/a", "https://example.org/a"),
        ("/static/desk.css", "../static/desk.css"),
        ("/review", None),
        ("/incidents/gone", None),
    ],
)
def test_links_lead_from_file_to_file(address: str, link: str | None) -> None:
    assert link_from("incidents/ab12.html", address, KNOWN) == link


def test_the_rooms_come_first_and_then_what_they_hold() -> None:
    assert list(pages_of({"incidents": ["ab12"]}))[:3] == ["/", "/incidents", "/incidents/ab12"]


def test_the_whole_list_has_a_drawing_of_its_map_for_those_without_script() -> None:
    assert file_of("/incidents.map.svg") == "incidents/index.map.svg"
    assert "/incidents.map.svg" in pages_of({})
