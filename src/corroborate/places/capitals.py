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
_STARTERS = frozenset(
    "new north south east west central upper lower united great greater la el las los san santa port fort lake mount"
    " northern southern eastern western state republic democratic white black red blue gulf the federal saint".split()
)
"""Ordinary words that begin names of places."""
_INNER = frozenset(
    "of and the de del la las el los al states state kingdom republic city province county district islands island"
    " territory coast river sea valley bay town region north south east west new old federal democratic people".split()
)
"""Ordinary words that stand inside names of places."""
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
        self._ordinary = words.common | words.kinds.keys() | demonyms.keys() | words.leads["title"]

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
        lowers = sentence.lowers
        is_word = lowers[i] in self._ordinary
        if is_word and lowers[i] not in _STARTERS:
            return None
        for j in range(self._limit(sentence, i, closed), i, -1):
            if j == i + 1 and is_word:
                return None
            if j > i + 1 and lowers[j - 1] in _STOPS:
                continue
            places = self._at(sentence, i, j)
            if j > i + 1 and (lowers[i] == "the" or all(word in self._ordinary for word in lowers[i:j])):
                places = tuple(p for p in places if p.level in ("country", "province"))
            if places:
                return self._around(sentence, Name(i, j, text_of(sentence, i, j), places))
        return self._unknown(sentence, i)

    def _limit(self, sentence: Sentence, i: int, closed: list[bool]) -> int:
        """How far a name that begins at `i` may go: to the next mark or word that no name holds."""
        words, lowers = sentence.words, sentence.lowers
        j = i + 1
        while j < len(words) and j < i + LONGEST and not closed[j]:
            if words[j] == ".":
                if words[j - 1] not in ("ST", "STE", "MT"):
                    break
            elif not words[j][0].isalpha() or (lowers[j] in self._ordinary and lowers[j] not in _INNER):
                break
            j += 1
        return j

    def _at(self, sentence: Sentence, i: int, j: int) -> tuple[Place, ...]:
        return self._lookup(key_of(text_of(sentence, i, j)))

    def _unknown(self, sentence: Sentence, i: int) -> Name | None:
        """ "X VILLAGE", "VILLAGE OF X": a word that only its kind makes a place."""
        lowers = sentence.lowers
        if lowers[i] in self._words.given or len(lowers[i]) < 4:
            return None
        name = self._around(sentence, Name(i, i + 1, sentence.words[i], ()))
        kind = name.kind
        certain = kind is not None and (
            kind.word in ("village", "town", "district", "province") or kind.level == "province"
        )
        return name if certain and not name.tainted else None

    def _around(self, sentence: Sentence, name: Name) -> Name:
        lowers, words = sentence.lowers, self._words
        begin, end = name.begin, name.end
        name.word = lowers[begin] if end == begin + 1 else ""
        name.kind_begin, name.kind_end = begin, end
        kind = words.kind_at(lowers, end)
        if kind is not None:
            name.kind, name.kind_end = kind, end + kind.size
        elif begin > 1 and lowers[begin - 1] == "of":
            kind = words.kind_before(lowers, begin - 1)
            if kind is not None and kind.level != "facility":
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
        return word[0].isalpha() and word not in self._ordinary and not word.startswith("'") and len(word) > 2


def _weight(place: Place) -> float:
    """How likely a place is meant where only its name tells: by its level, or its people."""
    if place.level in ("country", "province", "region", "world"):
        return 1e9
    if place.level == "district" or place.is_added:
        return 1e6
    return float(place.population if place.is_main_name else place.population / 5)
