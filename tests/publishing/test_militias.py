from __future__ import annotations

from importlib.resources import files

import pytest
import yaml

from corroborate.actors import load_registry
from corroborate.publishing.militias import militia_of

ENTRIES = yaml.safe_load((files("corroborate.publishing") / "militias.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("entry", ENTRIES, ids=[entry["class"] for entry in ENTRIES])
def test_every_party_is_an_armed_group_of_the_registry_and_every_word_shows_itself_in_the_example(
    entry: dict[str, list[str]],
) -> None:
    for id_ in entry["forms"]:
        actor = load_registry().get(id_)
        assert actor is not None, id_
        assert actor.kind == "armed_group"
        assert militia_of(id_, actor.name) == entry["class"]
    assert (
        any(word in str(entry["example"]).lower() for word in entry["words"]) or entry["class"] == "external"
    )


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("tribal fighters", "identity"),
        ("armed herders", "identity"),
        ("the Gulf Cartel", "militia"),
        ("mercenaries", "external"),
        ("gunmen", None),
        ("Gangaram Liberation Front", None),
    ],
)
def test_a_party_no_registry_knows_is_told_by_the_words_of_its_name(name: str, kind: str | None) -> None:
    assert militia_of(None, name) == kind


def test_a_registered_rebel_group_is_no_militia_whatever_its_name_says() -> None:
    assert militia_of("bla-pk", "Baloch Liberation Army") is None
