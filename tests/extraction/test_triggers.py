"""Verbs and nouns of violence told apart."""

from __future__ import annotations

import pytest

from coded import article
from corroborate.extraction import default_tools, read_closely


def kinds(text: str) -> list[str]:
    return [match.kind for match in read_closely(article(text), default_tools()).triggers[0]]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Militants attack the post at night.", "v.attack"),
        ("The militants' attack lasted an hour.", "n.attack"),
        ("They attack at night.", "v.attack"),
        ("The attack killed three.", "n.attack"),
        ("Gunmen who ambush lorries use this road.", "v.ambush"),
        ("An ambush near the river was reported.", "n.ambush"),
        ("Police clash with students.", "v.clash"),
        ("A clash with students followed.", "n.clash"),
        ("The arrest was made at dawn.", "n.arrest"),
        ("They did not attack the convoy.", "v.attack"),
    ],
)
def test_a_bare_form_is_a_verb_after_those_who_act_and_else_a_noun(text: str, kind: str) -> None:
    assert kind in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "The fire burned for days.",
        "The target was met this year.",
        "The coal mine closed in spring.",
    ],
)
def test_everyday_nouns_tell_of_no_attack(text: str) -> None:
    assert not {"v.attack", "n.attack", "v.shell", "n.shelling", "n.explosion"} & set(kinds(text))


def test_a_sentence_without_such_words_has_none() -> None:
    assert kinds("The ferry leaves the harbour at noon.") == []
