"""Mentions that name one thing are one entity, in their role."""

from __future__ import annotations

import numpy as np
import pytest

from corroborate.extraction.tagged.entities import entities, is_acronym, name_of
from corroborate.extraction.tagged.grouping import groups
from corroborate.language.tagger import Mention

TEXT = "the National Liberation Army, the ELN, the army, a bridge, the Bridge, Ayala"


def mention(phrase: str, role: str, score: float = 0.9) -> Mention:
    start = TEXT.index(phrase)
    return Mention(start=start, end=start + len(phrase), role=role, score=score, first=start, last=start)


def apart(count: int) -> np.ndarray:
    return np.zeros((count, count), dtype=np.float32)


@pytest.mark.parametrize(("phrase", "name"), [("The Bridge", "bridge"), ("a  bus", "bus"), ("the", "the")])
def test_names_are_compared_without_article_and_capitals(phrase: str, name: str) -> None:
    assert name_of(phrase) == name


def test_an_acronym_is_the_first_letters_of_a_name() -> None:
    assert is_acronym("eln", "ejercito de liberacion nacional")
    assert is_acronym("national liberation army", "nla")
    assert not is_acronym("army", "national liberation army")


def test_the_same_words_in_another_role_are_another_entity() -> None:
    found = [mention("bridge", "target"), mention("Bridge", "target", 0.7), mention("bridge", "instrument")]
    made = entities(TEXT, found, [0, 1, 2], apart(3), 0.5)
    assert sorted((each.role, len(each.members), each.score) for each in made) == [
        ("instrument", 1, 0.9),
        ("target", 2, 0.9),
    ]


def test_what_the_tagger_thinks_one_is_one() -> None:
    same = apart(2)
    same[1, 0] = same[0, 1] = 0.9
    found = [
        mention("National Liberation Army", "perpetrator_organization"),
        mention("ELN", "perpetrator_organization"),
    ]
    assert len(entities(TEXT, found, [0, 1], same, 0.5)) == 1
    assert len(entities(TEXT, found, [0, 1], same, 0.95)) == 2


def test_victims_that_belong_apart_make_two_incidents_and_the_perpetrator_is_in_both() -> None:
    found = [
        mention("bridge", "target"),
        mention("Ayala", "victim_name"),
        mention("ELN", "perpetrator_organization"),
    ]
    near = apart(3)
    near[0, 2] = near[2, 0] = near[1, 2] = near[2, 1] = 0.8
    scores = np.full(3, 0.9, dtype=np.float32)
    every = entities(TEXT, found, [0, 1, 2], apart(3), 0.5)
    two = groups(every, near, scores, apart=0.5, joined=0.5)
    assert sorted(len(group.all) for group in two) == [2, 2]
    near[0, 1] = near[1, 0] = 0.8
    assert len(groups(every, near, scores, apart=0.5, joined=0.5)) == 1


def test_nothing_makes_no_incident() -> None:
    assert groups([], apart(0), np.zeros(0, dtype=np.float32), apart=0.5, joined=0.5) == []
