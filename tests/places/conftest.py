"""The shipped gazetteer, opened once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corroborate.language.sentences import split_sentences
from corroborate.model import Where
from corroborate.places import Gazetteer, PlaceMention, open_gazetteer


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


@pytest.fixture(scope="session")
def find(gazetteer: Gazetteer) -> Callable[[str], list[PlaceMention]]:
    """The mentions of all sentences of a text."""
    return lambda text: [
        mention for sentence in split_sentences(text) for mention in gazetteer.find(sentence)
    ]


@pytest.fixture(scope="session")
def locate(gazetteer: Gazetteer, find: Callable[[str], list[PlaceMention]]) -> Callable[[str], list[Where]]:
    """The places of a text, resolved in its own context."""

    def located(text: str) -> list[Where]:
        mentions = find(text)
        context = gazetteer.context(mentions)
        return [gazetteer.resolve(mention, context) for mention in mentions]

    return located
