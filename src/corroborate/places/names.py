"""Names in a sentence that may be places: known ones by the index, others by their capitals."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corroborate.language.sentences import Sentence
from corroborate.places.place import Place, Relation
from corroborate.places.spelling import key_of
from corroborate.places.vocabulary import Kind, Vocabulary

LONGEST = 6
"""Tokens of the longest name looked for."""
CITY = 100_000
"""Inhabitants (main name) from which a name is a place without other evidence."""
NOTABLE = 5_000
"""Inhabitants from which a weak lead ("from", "of") is enough."""

_PARTICLES = frozenset(
    "de del la las los le les da do dos das di du des of and the al el ul ud ez es as ar an ash y e i en sur am i-".split()
)
_STREETS = frozenset("calle avenida plaza paseo rue via jalan jalur ulitsa ulica rua praça praca".split())
"""Words for a street or square before its name."""
_SAINTS = frozenset(("st", "ste", "mt", "ft"))
_PREFIXES = frozenset(
    "new old north south east west upper lower great greater grand central northern southern eastern western".split()
)
_ACRONYM = 5
"""Letters up to which a word in capitals is an acronym: a town called Bla is not the BLA."""
_LOCAL = frozenset("police mayor council governor court commissioner deputy residents city district".split())
"""What a town has: "Quetta Police" names Quetta."""
_OPENERS = frozenset("the a an in on at of he she it they we i but and this that there his her its".split())
"""What begins a sentence after a name with a point: "in the U.S. The case"."""
_BEFORE = frozenset(("village", "town", "city", "district", "province"))
_HEADS = frozenset("lake mount mt river port fort camp wadi jebel jabal koh cape isle loch gulf bay".split())

Lookup = Callable[[str], tuple[Place, ...]]


@dataclass(slots=True)
class Name:
    """A candidate: its tokens, what the index holds under it, and what stands around it."""

    begin: int
    end: int
    text: str
    places: tuple[Place, ...]
    kind: Kind | None = None
    kind_begin: int = 0
    kind_end: int = 0
    tainted: bool = False
    person: bool = False
    word: str = ""
    accepted: bool = False
    road: bool = False
    struck: bool = False
    relation: Relation = "none"
    lead: int = 0
    article: bool = False
    at: bool = False
    assumed: bool = False
    attributive: bool = False
    shares_kind: bool = False

    @property
    def is_known(self) -> bool:
        return bool(self.places)

    @property
    def is_prominent(self) -> bool:
        """Whether the name alone says that it is a place."""
        return any(
            p.level != "place" or p.population >= (CITY if p.is_main_name else 5 * CITY) for p in self.places
        )

    @property
    def is_notable(self) -> bool:
        """Whether a weak lead is enough."""
        return any(
            p.level != "place" or p.is_added or p.population >= (NOTABLE if p.is_main_name else 10 * NOTABLE)
            for p in self.places
        )


class NameReader:
    """Reads the candidates of sentences, given the index's lookup and the words that are no names."""

    def __init__(self, lookup: Lookup, words: Vocabulary, demonyms: dict[str, tuple[str, ...]]) -> None:
        self._lookup = lookup
        self._words = words
        self._demonyms = demonyms
        self._titles = words.leads["title"]
        self._sides = words.leads["side"]

    def read(self, sentence: Sentence, blocked: Sequence[tuple[int, int]]) -> list[Name]:
        """All candidates, left to right."""
        words = sentence.words
        capitals = [_is_capital(word) for word in words]
        if True not in capitals:
            return []
        for begin, end in blocked:
            capitals[begin:end] = [False] * (end - begin)
        found: list[Name] = []
        i, size = 0, len(words)
        while i < size:
            if not capitals[i]:
                i += 1
                continue
            limit = self._run(sentence, capitals, i)
            found.extend(self._names(sentence, i, limit))
            i = limit
        free = 0
        for name in found:
            self._look_around(sentence, name, free)
            free = max(name.end, name.kind_end)
        return found

    def hints(self, sentence: Sentence) -> tuple[str, ...]:
        """Countries of the demonyms in the sentence ("Pakistani forces")."""
        found: dict[str, None] = {}
        lowers = sentence.lowers
        for i, word in enumerate(sentence.words):
            if word[0].isupper() and (codes := self._people(lowers, i)):
                found.update(dict.fromkeys(codes))
        return tuple(found)

    def _people(self, lowers: list[str], i: int) -> tuple[str, ...]:
        """The countries of the demonym that ends at token `i`: "Chadian", "South Sudanese", "Sri Lankans"."""
        for key in (lowers[i], lowers[i].removesuffix("s")):
            if i and (codes := self._demonyms.get(f"{lowers[i - 1]} {key}")):
                return codes
            if codes := self._demonyms.get(key):
                return codes
        return ()

    def _run(self, sentence: Sentence, capitals: list[bool], i: int) -> int:
        """Where the run of capitalised words that begins at `i` ends; particles inside it belong to it."""
        lowers, size = sentence.lowers, len(capitals)
        j = i + 1
        while j < size:
            if capitals[j]:
                j += 1
            elif lowers[j] in _PARTICLES or lowers[j] in "-–—":
                step = 2 if lowers[j + 1 : j + 2] and lowers[j + 1] in _PARTICLES else 1
                if j + step < size and capitals[j + step]:
                    j += step + 1
                else:
                    break
            elif lowers[j] == "." and lowers[j - 1] in _SAINTS and j + 1 < size and capitals[j + 1]:
                j += 2
            else:
                break
        return j

    def _names(self, sentence: Sentence, begin: int, end: int) -> list[Name]:
        """The candidates of one run: the longest known names, and between them what is unknown."""
        words, lowers = sentence.words, sentence.lowers
        parts: list[Name] = []
        i = begin
        while i < end:
            is_road = self._is_named_road(lowers, i, end)
            known = None if is_road and lowers[i] in self._sides else self._longest(sentence, i, end)
            if known is not None:
                parts.append(known)
                i = known.end
            elif is_road:
                parts += [Name(i, i + 1, words[i], (), road=True), Name(i + 1, i + 2, "", ())]
                i += 2
            else:
                is_name = not self._splits(lowers, i, begin)
                parts.append(Name(i, i + 1, words[i] if is_name else "", ()))
                i += 1
        return self._joined(sentence, parts)

    def _longest(self, sentence: Sentence, i: int, end: int) -> Name | None:
        words, lowers = sentence.words, sentence.lowers
        first = lowers[i]
        if not words[i][0].isalpha() or (first in _PARTICLES and words[i].islower()):
            return None
        for j in range(min(i + LONGEST, end), i, -1):
            if not words[j - 1][0].isalpha() or (j - i > 1 and words[j - 1].islower()):
                continue
            if j - i == 1:
                if (self._splits(lowers, i, i) and words[i] != "US") or lowers[i] in _PARTICLES:
                    return None
                text = words[i]
            else:
                text = _text(sentence, i, j)
            if self._abbreviated(sentence, i, j):
                full = self._words.abbreviations[words[i]]
                return Name(i, j, full, self._lookup(key_of(full)))
            places = self._lookup(key_of(text))
            if places and j == i + 1 and i > 0 and text.isupper() and len(text) <= _ACRONYM:
                places = tuple(p for p in places if p.level in ("country", "province"))
            if places:
                return Name(i, j, text, places)
        return None

    def _abbreviated(self, sentence: Sentence, i: int, j: int) -> bool:
        words = sentence.words
        return j == i + 1 and i > 1 and words[i] in self._words.abbreviations and words[i - 1] == ","

    def _is_named_road(self, lowers: list[str], i: int, end: int) -> bool:
        """ "Eastern Bypass", "Ring Road": words that name a road only together."""
        kind = self._words.kind_at(lowers, i + 1) if i + 1 < end else None
        return kind is not None and kind.word == "road" and lowers[i] not in self._words.calendar

    def _splits(self, lowers: list[str], i: int, begin: int) -> bool:
        """Whether the capitalised word at `i` is no part of a name of a place."""
        word = lowers[i]
        if word in _PREFIXES or word in _HEADS:
            return i + 1 == len(lowers)
        if word.endswith(_ADJECTIVAL):
            return True
        words = self._words
        return word in words.common or word in words.kinds or word in self._demonyms or word in self._titles

    def _joined(self, sentence: Sentence, parts: list[Name]) -> list[Name]:
        """Neighbouring unknown words joined into one candidate; a known name among them is only a part."""
        found: list[Name] = []
        group: list[Name] = []
        for part in [*parts, Name(0, 0, "", ())]:
            if (
                part.text
                and sentence.words[part.begin][0].isalpha()
                and not sentence.words[part.begin].islower()
            ):
                group.append(part)
                continue
            if group:
                found.extend(self._group(sentence, group))
                group = []
        return found

    def _group(self, sentence: Sentence, group: list[Name]) -> list[Name]:
        lowers = sentence.lowers
        while len(group) > 1 and lowers[group[0].begin] in self._sides and not group[0].is_known:
            del group[0]
        if len(group) == 1 or (all(part.is_known for part in group) and _nests(group)):
            return [p for p in group if p.is_known or p.road or lowers[p.begin] not in self._sides]
        whole = Name(group[0].begin, group[-1].end, _text(sentence, group[0].begin, group[-1].end), ())
        return [whole]

    def _look_around(self, sentence: Sentence, name: Name, free: int) -> None:
        """Words of kind beside the name, and signs that it is a person's or an organisation's."""
        words, lowers, vocabulary = sentence.words, sentence.lowers, self._words
        begin, end = name.begin, name.end
        name.word = lowers[begin] if end == begin + 1 else ""
        name.kind_begin, name.kind_end = begin, end
        after = end
        if after < len(words) and lowers[after] in (
            "hilly",
            "border",
            "forest",
            "tribal",
            "refugee",
            "mountain",
        ):
            after += (
                vocabulary.kind_at(lowers, after) is None or vocabulary.kind_at(lowers, after + 1) is not None
            )
        kind = vocabulary.kind_at(lowers, after)
        if kind is None and after > end:
            kind, after = vocabulary.kind_at(lowers, end), end
        if lowers[begin] in _STREETS and end > begin + 1:
            name.kind = vocabulary.kind_at(["street"], 0)
        elif kind is not None:
            name.kind, name.kind_end = kind, after + kind.size
        else:
            self._kind_before(sentence, name, free)
        before = begin - 1
        while before >= 0 and lowers[before] == ".":
            before -= 1
        titled = before >= 0 and lowers[before] in self._titles
        if titled and lowers[before] == "by" and (name.is_known or name.kind):
            titled = False
        if titled and not (name.kind and name.kind_begin <= before):
            name.person = True
        elif (
            end + 1 < len(words)
            and words[end] in ",("
            and words[end + 1].isdigit()
            and len(words[end + 1]) == 2
        ):
            name.person = end + 2 < len(words) and words[end + 2] in ",)"
        name.tainted = self._is_tainted(sentence, name)

    def _kind_before(self, sentence: Sentence, name: Name, free: int) -> None:
        lowers, begin = sentence.lowers, name.begin
        at = begin - 1
        if at >= 1 and lowers[at] == "of":
            kind = self._words.kind_before(lowers, at)
        else:
            kind = self._words.kind_before(lowers, begin)
            if kind is not None and (
                kind.word not in _BEFORE or (sentence.words[at][0].isupper() and begin != 1)
            ):
                kind = None
            if kind is None and at >= 0 and lowers[at] == "capital":
                kind = self._words.kind_at(["city"], 0)
            at = begin
        if kind is not None and kind.level != "facility" and at - kind.size >= free:
            name.kind, name.kind_begin = kind, at - kind.size

    def _is_tainted(self, sentence: Sentence, name: Name) -> bool:
        """Whether a capitalised common word touches the name, as in names of organisations."""
        words, lowers = sentence.words, sentence.lowers
        for i in (name.begin - 1, name.end):
            if not 0 < i < len(words) or not words[i][0].isupper() or name.kind_begin <= i < name.kind_end:
                continue
            word = lowers[i]
            if (
                i >= name.end
                and name.is_known
                and (word in _LOCAL or (word in _OPENERS and words[i - 1][-1] == "."))
            ):
                continue
            if word not in self._words.calendar and word not in self._titles and word not in self._demonyms:
                return True
        return False


_ADJECTIVAL = ("-majority", "-minority", "-wing")
"""How adjectives end that begin with a name: "Muslim-majority" is no place, and no part of one's name."""


def _is_capital(word: str) -> bool:
    first = word[0]
    if first.isupper():
        return True
    return first.isalpha() and (
        (word[2:3] in "-'’" and word[3:4].isupper()) or (word[1:2] in "'’" and word[2:3].isupper()) or
        (word[3:4] == "-" and word[4:5].isupper())
    )  # fmt: skip


def _text(sentence: Sentence, begin: int, end: int) -> str:
    """The words of a span with the gaps that the text has."""
    words, starts, ends = sentence.words, sentence.starts, sentence.ends
    parts = [words[begin]]
    for k in range(begin + 1, end):
        parts.append(words[k] if starts[k] == ends[k - 1] else " " + words[k])
    return "".join(parts)


text_of = _text


def _nests(group: list[Name]) -> bool:
    from corroborate.places.geometry import any_can_hold

    return all(any_can_hold(right.places, left.places) for left, right in itertools.pairwise(group))
