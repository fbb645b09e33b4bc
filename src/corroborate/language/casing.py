"""Texts all in capitals, as teleprinters and some agencies send them, given the usual small and capital letters.

Ordinary words become small, all others are names with one capital; acronyms stay. A word that is not in the
list of ordinary words but made from one by an ending or a prefix ("counterattacked") is small too, unless it
ends like a surname and follows a name ("Diego Morales"), or a place is called so. Words of known names, and those that an acronym in brackets beside them
stands for ("National Liberation Front [FMLN]"), are capitals again. Only letter case changes, never a letter
or its place, so that offsets into the one text hold for the other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Literal, TypeAlias

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LOUD = 0.7
"""The share of capitals among letters from which a text is taken to be all in capitals."""
_GLANCE = 600
"""Characters of the beginning, of which mostly small letters decide for themselves."""
_FEWEST = 40
"""Letters below which a text is left as it is: a headline may shout."""
_PARTICLES = frozenset(
    ("a", "al", "bin", "da", "de", "del", "do", "dos", "du", "e", "el", "la", "las", "los", "van", "von", "y")
)
_ARTICLES = frozenset(("el", "la", "las", "los"))
"""Of these, those that begin a place's name and then have a capital: El Salvador, Las Minas."""
_VOWELS = frozenset("AEIOUY")
WORDS_TOO = frozenset(
    "aid aim arm as can cobra far fact gap he is it mar may no nap or pop pro punch sal so sum to us we who".split()
)
"""Acronyms that are words more often."""
_SKIPPED = frozenset(("of", "the", "and", "for", "in", "de", "la", "del", "y"))
"""Words of a name that its acronym may pass over."""
_ENDINGS = tuple("s es ed d ing ly er ers est ness less able ist ists ism".split())
_LONG_ENDINGS = re.compile(
    r"..(?:i[sz](?:ed?|ing|ations?)|ations?|ments?|ness|fully|ously|ively|antly|ently|ically|able|ibly|ably|ities|"
    r"ological|ists?|isms?)$"
)
_PREFIXES = ("anti", "counter", "dis", "inter", "mis", "narco", "non", "over", "pre", "pro", "re", "self", "sub", "super", "un", "under")  # fmt: skip
_DETERMINED = re.compile(
    r"\b(?:THE|AN?|SOME|SEVERAL|MANY|OTHER|THESE|THOSE|TWO|THREE|FOUR|FIVE|SIX|SEVEN|EIGHT|NINE|TEN|\d+) ([^\W\d_]+)"
)

Case: TypeAlias = Literal["small", "capital", "upper", "made", "as it is"]
"""How a word is to be written; `made` (from an ordinary word) is small unless it is a name after all."""
Spellings: TypeAlias = Mapping[str, Sequence[tuple[tuple[str, ...], tuple[Case, ...]]]]
"""Known names by their first word in small plain letters: all their words so, and how each is written."""


@cache
def ordinary() -> frozenset[str]:
    """Words that are usually written small (made by training/ordinary_words.py)."""
    text = (files("corroborate.language") / "ordinary.txt").read_text(encoding="utf-8")
    return frozenset(text.split())


def is_loud(text: str) -> bool:
    """Whether nearly all of a text is in capitals."""
    if len(text) > _GLANCE and sum(map(str.islower, text[:_GLANCE])) > _GLANCE // 2:
        return False
    capitals = sum(map(str.isupper, text))
    letters = capitals + sum(map(str.islower, text))
    return letters >= _FEWEST and capitals >= _LOUD * letters


def spellings(names: Iterable[str]) -> Spellings:
    """Names of several words, and acronyms, ready to be looked up by `quieted`; a name may be written as it likes."""
    found: dict[str, list[tuple[tuple[str, ...], tuple[Case, ...]]]] = {}
    for name in names:
        written = _WORD.findall(name)
        if len(written) > 1 or (len(name) > 1 and name.isupper() and name.lower() not in WORDS_TOO):
            keys = tuple(_key(word) for word in written)
            found.setdefault(keys[0], []).append((keys, tuple(_case_of(word) for word in written)))
    for entries in found.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return found


def _key(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(c))


def _case_of(word: str) -> Case:
    return "upper" if len(word) > 1 and word.isupper() else "capital" if word[0].isupper() else "small"


def quieted(
    text: str, known: Spellings | None = None, is_place: Callable[[str], bool] = lambda _: False
) -> str:
    """A text in capitals in usual writing, of the same length; any other text as it is.

    `known` are names, `is_place` says whether a place is called so ("new york").
    """
    return _usual(text, known or {}, is_place) if is_loud(text) else text


def _usual(text: str, known: Spellings, is_place: Callable[[str], bool]) -> str:
    found = list(_WORD.finditer(text))
    bracketed = _acronyms(text)
    determined = set(_DETERMINED.findall(text))
    cases = [
        _case(match.group(), bracketed, text[match.start() - 1 : match.start()].isdigit()) for match in found
    ]
    for n, match in enumerate(found):
        if cases[n] == "made":
            is_name = is_place(match.group().lower()) or _is_surname(text, found, cases, n, determined)
            cases[n] = "capital" if is_name else "small"
    _spell(text, found, cases, known)
    for n in range(1, len(found)):
        _define(text, found, cases, n)
        if cases[n] == "capital" and _is_first(text, found, cases, n - 1, is_place):
            cases[n - 1] = "capital"
    _begin_names(text, found, cases)
    pieces, reached = [], 0
    for match, case in zip(found, cases, strict=True):
        pieces += [text[reached : match.start()], _write(text, match, case)]
        reached = match.end()
    return "".join(pieces) + text[reached:]


def _is_surname(
    text: str, found: list[re.Match[str]], cases: list[Case], n: int, determined: set[str]
) -> bool:
    """Whether a word like Morales or Fletcher follows a name and nowhere an article or a number."""
    word = found[n].group()
    if not word.endswith(("S", "ER")) or word.endswith(("NESS", "LESS")) or word in determined:
        return False
    return n > 0 and cases[n - 1] == "capital" and _is_next(text, found[n - 1], found[n])


def _is_first(
    text: str, found: list[re.Match[str]], cases: list[Case], n: int, is_place: Callable[[str], bool]
) -> bool:
    """Whether an ordinary word and the name after it are the name of a place, as in New York."""
    first = found[n].group().lower()
    if (
        cases[n] != "small"
        or len(first) < 3
        or first in _NO_NAME
        or not _is_next(text, found[n], found[n + 1])
    ):
        return False
    return is_place(f"{first} {found[n + 1].group().lower()}")


_NO_NAME = frozenset(
    "and the for from with near that who was were has had his her their its into over after".split()
)
_BRACKETED = re.compile(r"((?:\b[\w'’.-]+\s+){1,8})[(\[]([A-Z][A-Z-]{1,7})[)\]]")


def _acronyms(text: str) -> set[str]:
    """Words in brackets of which the first letter begins a word before; not a speaker's name, "[GARCIA] NO."."""
    return {
        match[2]
        for match in _BRACKETED.finditer(text)
        if match[2].lower() not in ordinary() and any(w[0] == match[2][0] for w in match[1].split())
    }


def _is_next(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether nothing but white space stands between two words."""
    return text[one.end() : other.start()].isspace()


def _case(word: str, bracketed: set[str], after_digit: bool) -> Case:
    """How a word in capitals is usually written."""
    bare = re.sub(r"['’]S?$", "", word)
    small = bare.lower()
    if small in ("st", "nd", "rd", "th") and after_digit:
        return "small"
    if not word.isupper() or len(word.lower()) != len(word):
        return "as it is"  # of İ and ẞ the small letters would not stand where the capital stood
    if bare in bracketed:
        return "upper"
    if len(bare) > 1 and (small in ordinary() or small in _PARTICLES or _parts_are_ordinary(small)):
        return "small"
    if len(bare) == 1:
        return "small" if small == "a" else "upper"
    if len(bare) <= 5 and not _VOWELS & set(bare) and small not in _TITLES:
        return "upper"
    return "made" if _is_made(small) else "capital"


_TITLES = frozenset(("mr", "mrs", "ms", "dr", "msgr", "st", "sr", "jr", "lt", "sgt", "col", "gen", "hq"))


def _parts_are_ordinary(small: str) -> bool:
    parts = re.split(r"['’-]", small)
    return len(parts) > 1 and all(
        part in ordinary() or part in _PREFIXES or len(part) == 1 or _is_made(part) for part in parts
    )


@cache
def _is_made(small: str) -> bool:
    """Whether a word is made from an ordinary one."""
    if len(small) >= 8 and _LONG_ENDINGS.search(small):
        return True
    stems = [small]
    for prefix in _PREFIXES:
        if small.startswith(prefix) and len(small) > len(prefix) + 3:
            stems.append(small[len(prefix) :])
            if small[len(prefix) :] in ordinary():
                return True
    return any(_has_ending(stem) for stem in stems)


def _has_ending(small: str) -> bool:
    for ending in _ENDINGS:
        stem = small[: -len(ending)]
        if not small.endswith(ending) or len(stem) < 3:
            continue
        doubled = stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2] else stem
        if not ordinary().isdisjoint(
            (stem, f"{stem}e", doubled, f"{stem[:-1]}y" if stem[-1] == "i" else stem)
        ):
            return True
    return False


def _spell(text: str, found: list[re.Match[str]], cases: list[Case], known: Spellings) -> None:
    """Write the words of known names as these are written."""
    keys = [re.sub(r"['’]s?$", "", _key(match.group())) for match in found]
    for n, key in enumerate(keys):
        for words, written in known.get(key, ()):
            end = n + len(words)
            if tuple(keys[n:end]) == words and all(
                _is_next(text, found[m - 1], found[m]) for m in range(n + 1, end)
            ):
                for m in range(n, end):
                    if cases[m] != "as it is":
                        cases[m] = written[m - n]
                break


def _define(text: str, found: list[re.Match[str]], cases: list[Case], n: int) -> None:
    """Write with capitals the words before a bracketed acronym that its letters stand for."""
    if cases[n] != "upper" or text[found[n].start() - 1 : found[n].start()] not in ("(", "["):
        return
    letters = [letter for letter in reversed(found[n].group()) if letter.isalpha()]
    spelled: list[int] = []
    m = n - 1
    while m >= 0 and len(spelled) < len(letters) and n - m < 14:
        word = found[m].group()
        if word[0] == letters[len(spelled)]:
            spelled.append(m)
        elif word.lower() not in _SKIPPED:
            break
        m -= 1
    if len(spelled) == len(letters):
        for m in spelled:
            cases[m] = "capital" if cases[m] == "small" else cases[m]


def _begin_names(text: str, found: list[re.Match[str]], cases: list[Case]) -> None:
    """A Spanish article before a name has a capital where it is the first word of the name."""
    for n in range(len(found) - 1):
        if found[n].group().lower() not in _ARTICLES or cases[n + 1] != "capital":
            continue
        inside = n > 0 and _is_next(text, found[n - 1], found[n])
        before = cases[n - 1] if inside else "small"
        is_particle = inside and found[n - 1].group().lower() in ("de", "y")
        if before == "small" and not is_particle and _is_next(text, found[n], found[n + 1]):
            cases[n] = "capital"


def _write(text: str, match: re.Match[str], case: Case) -> str:
    word = match.group()
    if case == "as it is":
        return word
    if case == "upper":
        return re.sub(r"(?<=['’])S$", "s", word)
    if case == "small":
        return word.lower().capitalize() if _begins_sentence(text, match.start()) else word.lower()
    return "-".join(part.capitalize() for part in word.lower().split("-"))


def _begins_sentence(text: str, start: int) -> bool:
    """Whether a sentence begins here: after its end, a blank line, or a remark in brackets that stood there."""
    window = text[max(0, start - 200) : start]
    while window.rstrip().endswith("]") and "[" in window:
        window = window[: window.rindex("[")]
    if not window.strip(" \t\n\"'“‘(["):
        return True
    return bool(re.search(r"(?:[.!?]|\n[ \t]*\n)[\s\"'“‘(\[]*$", window))
