"""The shipped registry keeps to its rules, and a broken file is named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from corroborate.actors.loading import read_actors, registry_files
from corroborate.actors.nations import nations
from corroborate.actors.parties import check_names, load_registry
from corroborate.errors import DataFileBroken

ACTORS = read_actors(registry_files())


def test_the_registry_knows_at_least_260_parties_in_at_least_40_countries() -> None:
    assert len(ACTORS) >= 260
    assert len({actor.country for actor in ACTORS.values() if actor.country}) >= 40


def test_more_than_200_of_them_are_armed_groups() -> None:
    assert sum(actor.kind == "armed_group" for actor in ACTORS.values()) > 200


def test_no_name_has_two_owners_unless_both_mark_it_as_ambiguous() -> None:
    check_names(list(ACTORS.values()))
    assert load_registry().get("bla-pk") is not None


def test_every_country_of_an_actor_stands_in_the_table_of_countries() -> None:
    codes = {code for actor in ACTORS.values() for code in (actor.country, *actor.also) if code}
    assert codes <= set(nations())
    assert len(nations()) >= 195


def test_every_parent_exists_or_is_a_states_own_party() -> None:
    registry = load_registry()
    assert all(registry.get(actor.parent) for actor in ACTORS.values() if actor.parent)


@pytest.fixture
def broken(tmp_path: Path) -> Callable[[str], str]:
    def message(text: str) -> str:
        (tmp_path / "mine.yaml").write_text(text, encoding="utf-8")
        with pytest.raises(DataFileBroken) as caught:
            load_registry(tmp_path / "mine.yaml")
        return str(caught.value)

    load_registry.cache_clear()
    return message


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("TD: {armed_group: {fronta: {name: Front A}}}", "mine.yaml, fronta"),
        ("TD: {rebels: {fronta: Front A}}", "no such kind"),
        ("Chad: {armed_group: {fronta: Front A}}", "ISO 3166-1"),
        ("TD: {armed_group: {fronta: {names: Front A, parent: nobody}}}", "'nobody'"),
        ("TD: {armed_group: {fronta: {names: Front A, colour: red}}}", "unknown field 'colour'"),
        ("TD: {armed_group: {fronta: {names: Front A, role: hero}}}", "no such role 'hero'"),
        (
            "TD: {armed_group: {a1: {names: A One, parent: a2}, a2: {names: A Two, parent: a1}}}",
            "own ancestor",
        ),
        ("TD: {armed_group: {a1: One Front | OF, a2: Other Front | OF}}", "a1 and a2"),
        ("TD: [armed_group]", "needs a mapping"),
        ("TD: {armed_group: {a1: One Front", "not YAML"),
    ],
)
def test_a_broken_file_says_which_entry_and_why(broken: Callable[[str], str], text: str, said: str) -> None:
    assert said in broken(text)


def test_one_id_in_two_files_is_refused(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text("TD: {armed_group: {fronta: Front A}}", encoding="utf-8")
    with pytest.raises(DataFileBroken, match=r"b.yaml, fronta: the id is taken by an entry in a.yaml"):
        read_actors(registry_files(tmp_path))


def test_a_missing_registry_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataFileBroken, match="no such actor registry"):
        registry_files(tmp_path / "nowhere")
