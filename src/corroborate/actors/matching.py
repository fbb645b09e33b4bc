"""Names found in sentences: the longest first, in the letter case they need."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corroborate.actors.names import Keyed, cut, word_set
from corroborate.language.sentences import Sentence

ANY, CAPITAL, UPPER = 0, 1, 2
"""How a word must be written: in any way, with a capital first, all in capitals."""
_ALSO_WORDS = word_set("is us it who far aid may mar arm can pro mend era sal man sum as act gam nap pop")

_SMALL = word_set("from with over into after near than amid upon against during before between under")


@dataclass(frozen=True, slots=True)
class Form:
    """A name to be found: its keys, how each must be written, and what bears it."""

    keys: tuple[str, ...]
    shape: tuple[int, ...]
    bearers: tuple[str, ...]


class NameIndex:
    """Forms by their first key, the longest first."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """`names` are pairs of a name and what bears it."""
        shapes: dict[tuple[str, ...], tuple[int, ...]] = {}
        bearers: dict[tuple[str, ...], list[str]] = {}
        for name, bearer in names:
            for keys, shape in (*_variants(*cut(name)), *_dashed(name)):
                shapes[keys] = tuple(map(min, shapes.get(keys, shape), shape))
                owners = bearers.setdefault(keys, [])
                if bearer not in owners:
                    owners.append(bearer)
        self.first: dict[str, list[Form]] = {}
        for keys, owners in bearers.items():
            self.first.setdefault(keys[0], []).append(Form(keys, shapes[keys], tuple(owners)))
        self._longer: dict[str, dict[str, list[Form]]] = {}
        self._alone: dict[str, Form] = {}
        for first, forms in self.first.items():
            forms.sort(key=lambda form: -len(form.keys))
            for form in forms:
                if len(form.keys) > 1:
                    self._longer.setdefault(first, {}).setdefault(form.keys[1], []).append(form)
                else:
                    self._alone[first] = form

    def at(self, sentence: Sentence, said: Keyed, i: int) -> Form | None:
        """The longest form that begins at key `i` as whole words written as it needs."""
        keys = said.keys
        if keys[i] not in self.first or not said.begins(i):
            return None
        following = self._longer.get(keys[i])
        if following is not None and i + 1 < len(keys):
            for form in following.get(keys[i + 1], ()):
                end = i + len(form.keys)
                if tuple(keys[i:end]) == form.keys and _is_whole(sentence, said, i, form):
                    return form
        alone = self._alone.get(keys[i])
        return alone if alone is not None and _is_whole(sentence, said, i, alone) else None


def _is_whole(sentence: Sentence, said: Keyed, i: int, form: Form) -> bool:
    """Whether a form at key `i` ends with a word and is written as it needs."""
    end = i + len(form.keys)
    return (end == len(said.keys) or said.begins(end)) and is_written(sentence, said, i, form)


def _variants(
    words: tuple[str, ...], keys: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], tuple[int, ...]]]:
    """A name's keys and shape as registered, and as written without apostrophes or brackets."""
    shape = shape_of(words) if len(words) == len(keys) else (ANY,) * len(keys)
    yield keys, shape
    if "s" in keys[1:] or "'" in keys or "(" in keys:
        bare: list[str] = []
        needs: list[int] = []
        for key, word, need in zip(keys, words, shape, strict=False):
            if word.replace("’", "'") == "'s":
                bare[-1] += "s"
            elif key not in ("'", "(", ")"):
                bare.append(key)
                needs.append(need)
        if bare and tuple(bare) != keys:
            yield tuple(bare), tuple(needs)


def _dashed(name: str) -> Iterator[tuple[tuple[str, ...], tuple[int, ...]]]:
    """The keys and shape of a hyphenated acronym written with an en dash, "CPI–Maoist"."""
    words, keys = cut(name)
    if "-" in name and " " not in name and words[0].isupper() and len(words) == len(keys) == 2:
        yield (keys[0], "–", keys[1]), (UPPER, ANY, ANY)


def shape_of(words: tuple[str, ...]) -> tuple[int, ...]:
    """How each word of a registered name must be written: capitals as it has them, first and last."""
    last = len(words) - 1
    shape = []
    for n, word in enumerate(words):
        if len(word) > 1 and word.isupper():
            shape.append(UPPER)
        elif (n in (0, last) and word[0].isupper()) or sum(char.isupper() for char in word) > 1:
            shape.append(CAPITAL)
        else:
            shape.append(ANY)
    return tuple(shape)


def is_written(sentence: Sentence, said: Keyed, i: int, form: Form) -> bool:
    """Whether the text writes the form at key `i` with the capitals it needs."""
    for n, need in enumerate(form.shape):
        if need == ANY:
            continue
        word = _part(sentence, said, i + n)
        if need == CAPITAL and not word[:1].isupper():
            return False
        if need == UPPER and not word.isupper():
            return False
    if len(form.keys) == 1 and form.keys[0] in _ALSO_WORDS:
        return not is_shouted(sentence)
    return True


def is_titled(sentence: Sentence) -> bool:
    """Whether the sentence is a headline with capitals on its words, so that capitals tell little."""
    long = [word for word in sentence.words if len(word) > 3 and word.isalpha()]
    return len(long) > 3 and not any(word[0].islower() and word not in _SMALL for word in long)


def is_shouted(sentence: Sentence) -> bool:
    """Whether the sentence has no small letter, so that capitals tell nothing."""
    return not any(word.islower() for word in sentence.words) and sum(map(str.isupper, sentence.words)) > 1


def _part(sentence: Sentence, said: Keyed, i: int) -> str:
    """The word of key `i` as written, of a hyphenated word the part."""
    token = said.token(i)
    word = sentence.words[token]
    if said.tokens is None:
        return word
    parts = [part for part in word.replace("–", "-").split("-") if part]
    return parts[i - said.tokens.index(token)] if len(parts) > 1 else word
