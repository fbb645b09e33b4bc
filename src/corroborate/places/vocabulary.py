"""The words around place names, read once from the lexicons of this room."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from corroborate.language.lexicon import Entry, read_entries


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A word of kind at some token: how many tokens it takes, its class, the word it is kept as."""

    size: int
    level: str
    word: str
    plural: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Words of kind, words that lead to a place, and words that are none."""

    kinds: dict[str, tuple[tuple[tuple[str, ...], Kind], ...]]
    leads: dict[str, frozenset[str]]
    common: frozenset[str]
    calendar: frozenset[str]
    given: frozenset[str]
    abbreviations: dict[str, str]

    def kind_at(self, lowers: list[str], i: int) -> Kind | None:
        """The word or words of kind that begin at token `i`."""
        if i >= len(lowers):
            return None
        for form, kind in self.kinds.get(lowers[i], ()):
            if kind.size == 1 or tuple(lowers[i : i + kind.size]) == form:
                return kind
        return None

    def kind_before(self, lowers: list[str], i: int) -> Kind | None:
        """The word or words of kind that end before token `i`."""
        for size in (3, 2, 1):
            if i >= size and (kind := self.kind_at(lowers, i - size)) and kind.size == size:
                return kind
        return None


@cache
def vocabulary() -> Vocabulary:
    """The shipped vocabulary."""
    leads = _by_class(_entries("leads.yaml"))
    common = _by_class(_entries("common.yaml"))
    given = common["given_name"] | common["homograph"]
    calendar = common["calendar"]
    words = frozenset().union(
        *(forms for name, forms in common.items() if name not in ("given_name", "homograph"))
    )
    return Vocabulary(
        kinds=_kinds(_entries("kinds.yaml")),
        leads=leads,
        common=words,
        calendar=calendar,
        given=given - words,
        abbreviations={form: entry.kind for entry in _entries("abbreviations.yaml") for form in entry.forms},
    )


def _entries(name: str) -> list[Entry]:
    return read_entries(files("corroborate.places") / "lexicon" / name)


def _by_class(entries: list[Entry]) -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for entry in entries:
        found[entry.kind].update(form.lower() for form in entry.forms)
    return {kind: frozenset(forms) for kind, forms in found.items()}


def _kinds(entries: list[Entry]) -> dict[str, tuple[tuple[tuple[str, ...], Kind], ...]]:
    by_first: defaultdict[str, list[tuple[tuple[str, ...], Kind]]] = defaultdict(list)
    for entry in entries:
        level, word = entry.kind.split(".")
        for form in entry.forms:
            parts = tuple(form.lower().split())
            plural = (form.endswith("s") and form[:-1] in entry.forms) or form.endswith("ies")
            by_first[parts[0]].append((parts, Kind(size=len(parts), level=level, word=word, plural=plural)))
    return {first: tuple(sorted(forms, key=lambda form: -len(form[0]))) for first, forms in by_first.items()}
