"""Names in sentences without lower-case words: telegrams, older archives, and headlines."""

from __future__ import annotations

from collections.abc import Sequence

from corroborate.language.sentences import Sentence
from corroborate.places.names import CITY, LONGEST, Lookup, Name, text_of
from corroborate.places.place import Place
from corroborate.places.spelling import key_of
from corroborate.places.vocabulary import Vocabulary

_LEAST = 15_000
"""Inhabitants from which a lead ("in") makes one word a place where capitals tell nothing."""
_SMALL = frozenset(
    "a an the of in on at to for and or by as is vs from with but nor over per via s into after amid near de la el al".split()
)
_STOPS = frozenset(("the", "of", "and", "de", "del", "la", "el", "las", "los", "al"))


def is_shouted(sentence: Sentence) -> bool:
    """Whether capitals tell nothing here: all but the small words of a headline begin with one."""
    long = 0
    for word in sentence.words:
        first = word[0]
        if first.isalpha():
            if first.islower() and word not in _SMALL:
                return False
            long += len(word) > 3
    return long > 3


class CapitalsReader:
    """Reads candidates by the index and by words of kind alone."""

    def __init__(self, lookup: Lookup, words: Vocabulary, demonyms: dict[str, tuple[str, ...]]) -> None:
        self._lookup = lookup
        self._words = words
        self._demonyms = demonyms

    def read(self, sentence: Sentence, blocked: Sequence[tuple[int, int]]) -> list[Name]:
        """All candidates, left to right."""
        closed = [False] * len(sentence)
        for begin, end in blocked:
            closed[begin:end] = [True] * (end - begin)
        found: list[Name] = []
        i = 0
        while i < len(sentence):
            name = (
                None if closed[i] or not sentence.words[i][0].isalpha() else self._name(sentence, i, closed)
            )
            if name is not None:
                found.append(name)
                i = name.end
            else:
                i += 1
        return found

    def stands_alone(self, name: Name) -> bool:
        """Whether the name is a place without its neighbours."""
        if name.person or not name.places:
            return not name.person and name.kind is not None and name.kind.level != "facility"
        if name.kind is not None and name.kind.level != "facility":
            return True
        largest = max(_weight(place) for place in name.places)
        least = _LEAST if name.end - name.begin == 1 else _LEAST / 10
        if name.relation in ("in", "near", "between", "dateline"):
            return largest >= least
        return not name.tainted and largest >= 3 * CITY

    def _name(self, sentence: Sentence, i: int, closed: list[bool]) -> Name | None:
        words, lowers = sentence.words, sentence.lowers
        for j in range(min(i + LONGEST, len(words)), i, -1):
            if not words[j - 1][0].isalpha() or any(closed[i:j]) or not _is_whole(words, i, j):
                continue
            if j == i + 1 and self._is_word(lowers[i]):
                break
            if j > i + 1 and (all(self._is_word(word) for word in lowers[i:j]) or lowers[j - 1] in _STOPS):
                places = tuple(p for p in self._at(sentence, i, j) if p.level in ("country", "province"))
            else:
                places = self._at(sentence, i, j)
            if places:
                return self._around(sentence, Name(i, j, text_of(sentence, i, j), places))
        return self._unknown(sentence, i)

    def _at(self, sentence: Sentence, i: int, j: int) -> tuple[Place, ...]:
        return self._lookup(key_of(text_of(sentence, i, j)))

    def _unknown(self, sentence: Sentence, i: int) -> Name | None:
        """ "X VILLAGE", "VILLAGE OF X": a word that only its kind makes a place."""
        lowers = sentence.lowers
        if self._is_word(lowers[i]) or lowers[i] in self._words.given or len(lowers[i]) < 4:
            return None
        name = self._around(sentence, Name(i, i + 1, sentence.words[i], ()))
        kind = name.kind
        certain = kind is not None and (
            kind.word in ("village", "town", "district", "province") or kind.level == "province"
        )
        return name if certain and not name.tainted else None

    def _is_word(self, word: str) -> bool:
        words = self._words
        return (
            word in words.common
            or word in words.kinds
            or word in self._demonyms
            or word in words.leads["title"]
        )

    def _around(self, sentence: Sentence, name: Name) -> Name:
        lowers, words = sentence.lowers, self._words
        begin, end = name.begin, name.end
        name.word = lowers[begin] if end == begin + 1 else ""
        name.kind_begin, name.kind_end = begin, end
        kind = words.kind_at(lowers, end)
        if kind is not None:
            name.kind, name.kind_end = kind, end + kind.size
        elif begin > 1 and lowers[begin - 1] == "of" and (kind := words.kind_before(lowers, begin - 1)):
            if kind.level == "facility":
                kind = None
            else:
                name.kind, name.kind_begin = kind, begin - 1 - kind.size
        before = lowers[begin - 1] if begin else ""
        name.person = before in words.leads["title"] or before in words.given or name.word in words.given
        name.tainted = self._is_unknown_word(sentence, begin - 1) or self._is_unknown_word(sentence, end)
        return name

    def _is_unknown_word(self, sentence: Sentence, i: int) -> bool:
        """Whether a word stands at `i` that may be part of a person's name."""
        if not 0 <= i < len(sentence):
            return False
        word = sentence.lowers[i]
        return word[0].isalpha() and not self._is_word(word) and not word.startswith("'") and len(word) > 2


def _is_whole(words: list[str], i: int, j: int) -> bool:
    return all(
        words[k][0].isalpha() or (words[k] == "." and words[k - 1] in ("ST", "STE", "MT"))
        for k in range(i, j)
    )


def _weight(place: Place) -> float:
    if place.level in ("country", "province", "region", "world"):
        return 1e9
    if place.level == "district" or place.is_added:
        return 1e6
    return float(place.population if place.is_main_name else place.population / 5)
