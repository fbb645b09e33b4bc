"""What a whole document is about."""

from __future__ import annotations

from datetime import date

from reported import on, told

from corroborate.linkage import block_keys, link
from corroborate.linkage.stories import places_told, telling_words


def test_names_that_few_documents_share_are_telling() -> None:
    assert telling_words("Ferdan Imbertos was shot beside the Zolkan mill.") == telling_words(
        "The Zolkan mill: Imbertos, named Ferdan, is dead."
    )


def test_parties_nations_provinces_cities_and_months_tell_no_two_documents_apart() -> None:
    assert telling_words("The Taliban said in March that Pakistani troops left Kabul for Balochistan.") == ()


def test_habits_of_transliteration_do_not_matter() -> None:
    assert telling_words("Villagers fled Makiivkha.") == telling_words("Villagers fled Makeevkha.")


def test_the_places_of_a_text_are_known_by_their_keys() -> None:
    assert len(places_told("Gunmen came to Gwadar from Turbat.")) == 2


def test_a_document_without_names_tells_nothing() -> None:
    assert telling_words("several people were hurt when a bomb went off") == ()


STORY = ("ferdan", "imbirtus", "kuldar", "mavrin", "zulkan", "ustrik")


def test_documents_of_one_story_meet_though_day_and_place_were_read_wrongly() -> None:
    right = told("a", story=STORY)
    wrong = told(
        "b", story=STORY, **on(date(2025, 5, 20)), fine=("lima",), area="lima", country="PE", actors=(),
    )  # fmt: skip
    published = {"published": right.published}
    assert block_keys(right) & block_keys(told("b", wrong, **published))


def test_one_story_joins_a_report_without_place_to_the_one_that_has_it() -> None:
    bare = {
        "fine": (),
        "area": None,
        "country": None,
        "latitude": None,
        "longitude": None,
        "place_precision": "unresolved",
    }
    left = told("a", story=STORY, told=("zamuran",), lead=True)
    right = told("b", story=STORY, told=("zamuran",), lead=True, **bare)
    (only,) = link([left, right], {}).clusters
    assert only.reports == ("a", "b")
    (reason,) = [word for each in link([left, right], {}).links for word in each.reasons if "story" in word]
    assert "zulkan" in reason
