"""Every entry of the lexicons is shown by its example."""

from __future__ import annotations

from importlib.resources import files

import pytest

from corroborate.extraction.triggers import find_triggers
from corroborate.language.lexicon import Entry, compile_lexicon, read_entries
from corroborate.language.sentences import split_sentences

FILES = ("people", "triggers", "things", "markers")
ENTRIES = {name: read_entries(files("corroborate.extraction") / "lexicon" / f"{name}.yaml") for name in FILES}


@pytest.mark.parametrize(
    ("name", "entry"),
    [(name, entry) for name, entries in ENTRIES.items() for entry in entries],
    ids=lambda value: value if isinstance(value, str) else f"{value.kind}: {value.example}",
)
def test_example_shows_its_class(name: str, entry: Entry) -> None:
    lexicon, people = compile_lexicon(ENTRIES[name]), compile_lexicon(ENTRIES["people"])
    kinds = set()
    for sentence in split_sentences(entry.example):
        matches = lexicon.matches(sentence)
        if name == "triggers":
            matches = find_triggers(sentence, matches, people.matches(sentence))
        kinds |= {match.kind for match in matches}
    assert entry.kind in kinds


@pytest.mark.parametrize("name", FILES)
def test_no_form_is_hidden_by_an_earlier_class(name: str) -> None:
    owners: dict[tuple[str, str], set[str]] = {}
    for entry in ENTRIES[name]:
        part = entry.kind.partition(".")[0]  # a word may be a verb of one class and a noun of another
        for form in entry.forms:
            owners.setdefault((part, form.lower()), set()).add(entry.kind)
    assert not {form: kinds for form, kinds in owners.items() if len(kinds) > 1}
