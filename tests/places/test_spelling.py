"""One name has one key, and spellings of one name share a skeleton."""

from __future__ import annotations

import pytest

from corroborate.places.spelling import key_of, skeleton_of


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Ḩamāh", "hamah"),
        ("Deir ez-Zor", "deir ez zor"),
        ("Sana'a", "sanaa"),
        ("Sana’a", "sanaa"),
        ("Şırnak", "sirnak"),
        ("Łódź", "lodz"),
        ("St. Petersburg", "saint petersburg"),
        ("U.S.", "u s"),
        ("ÎLE-DE-FRANCE", "ile de france"),
        ("كلات", ""),
    ],
)
def test_a_name_is_filed_under_its_plain_letters(name: str, key: str) -> None:
    assert key_of(name) == key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Surab", "Soorab"),
        ("Nushki", "Noshki"),
        ("Kalaat", "Qalat"),
        ("Patakota", "Pathakota"),
        ("Al-Hasakah", "Hasaka"),
        ("Panjgur", "Panjgoor"),
        ("Djibasso", "Jibaso"),
    ],
)
def test_spellings_of_one_name_share_a_skeleton(one: str, other: str) -> None:
    assert skeleton_of(key_of(one)) == skeleton_of(key_of(other)) != ""


def test_different_names_do_not_share_a_skeleton() -> None:
    names = ["Kandahar", "Kunduz", "Ghazni", "Kohat", "Karak", "Khuzdar", "Kharan", "Mastung", "Mardan"]
    assert len({skeleton_of(key_of(name)) for name in names}) == len(names)


def test_short_names_have_no_skeleton() -> None:
    assert skeleton_of("mand") == skeleton_of("al hit") == ""
