"""What in the wording of somebody is a name, and which of its words may stand alone for the person later."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise

from corroborate.actors.names import fold
from corroborate.language.lexicon import read_entries

LETTER = r"[\w\u0300-\u036f\u0900-\u0dff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]"
"""What words are made of, vowel signs too, which Python's own class of letters lacks."""
_TOKEN = re.compile(rf"(?!\d){LETTER}(?:{LETTER}|['’-](?={LETTER}))*\.?")
_PIECE = re.compile(rf"{LETTER}+")
_UNPARTED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
"""Scripts that put no blank between words."""
_POSSESSIVE = re.compile(r"['’]s?$")
_MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int

    @property
    def low(self) -> str:
        return _POSSESSIVE.sub("", self.text.casefold().rstrip("."))


@cache
def words_of(kind: str) -> frozenset[str]:
    """The words of a class of personal.yaml."""
    entries = read_entries(files("corroborate.analysis") / "personal.yaml")
    return frozenset(form for each in entries if each.kind == kind for form in each.forms)


@lru_cache(maxsize=16_384)
def names_in(wording: str) -> tuple[str, ...]:
    """The names of people in a wording: "resident Abdul Karim" holds "Abdul Karim", "a Basque farmer" none.

    A name of somebody who holds a public office by the wording ("Minister Abdul Karim") is none to hold back.
    """
    tokens = [_Token(each.group(), *each.span()) for each in _TOKEN.finditer(wording)]
    if len(tokens) > _MOST_WORDS * 4:
        return ()
    loud = wording.isupper()
    found = []
    for begin, end in _runs(tokens, wording, loud):
        begin, end = _trimmed(tokens, begin, end, loud)
        if end > begin and _is_a_persons(tokens, begin, end, wording):
            found.append(_POSSESSIVE.sub("", wording[tokens[begin].start : tokens[end - 1].end]).rstrip("."))
    return tuple(found)


@lru_cache(maxsize=16_384)
def parts_of(name: str) -> tuple[str, ...]:
    """The words of a name that may stand for the person alone: no particle, initial, title or "Jr"."""
    if _UNPARTED.search(name):
        return ()
    found: dict[str, None] = {}
    for token in _TOKEN.findall(name):
        pieces = _PIECE.findall(token)
        whole = token.rstrip(".")
        for piece in (*([whole] if len(pieces) > 1 else []), *pieces):
            if is_capital(piece) and len(piece) > 1 and _is_own(piece.casefold()):
                found[piece] = None
    return tuple(found)


def is_capital(word: str) -> bool:
    """Whether a word is written as names are: with a capital, or in a script that has none."""
    first = next((each for each in word if each.isalpha()), "")
    return bool(first) and (first.isupper() or first.lower() == first.upper())


def is_hesitant(word: str) -> bool:
    """Whether a name is a word as well, so that a capital alone does not show that somebody is meant."""
    low = word.casefold()
    return low in _ordinary() or low in words_of("calendar") or low in words_of("given_and_word")


def is_of_a_people(low: str) -> bool:
    """Whether a word is a country or one of its people ("Afghan", "Japanese")."""
    return fold(low).removesuffix("s") in _peoples()


@cache
def _peoples() -> frozenset[str]:
    from corroborate.actors.nations import nations

    told = (name for each in nations().values() for name in (*each.names, *each.demonyms))
    faiths = "muslim hindu christian jewish jew sikh shia shiite sunni ahmadi catholic orthodox european african asian arab kurdish kurd"
    return frozenset([*(fold(name).removesuffix("s") for name in told), *faiths.split()])


@cache
def _ordinary() -> frozenset[str]:
    from corroborate.language.casing import ordinary

    return ordinary()


def _is_own(low: str) -> bool:
    return not any(low in words_of(kind) for kind in ("particle", "honorific", "suffix"))


def _kind(token: _Token, loud: bool) -> str:
    """name, word (ordinary, with a capital), initial, particle, or "" for whatever is no part of a name."""
    low, text = token.low, token.text
    if low in words_of("particle"):
        return "particle"
    bare = text.rstrip(".")
    if len(bare) == 1 and bare.isupper() and (text.endswith(".") or low != "u"):
        return "initial"
    if not any(is_capital(piece) for piece in _PIECE.findall(text)) or is_of_a_people(low):
        return ""
    if any(
        low in words_of(kind) for kind in ("honorific", "suffix", "public_role", "institution", "nameless")
    ):
        return ""
    if not loud and bare.isupper() and bare.isascii() and len(bare) < 6:
        return ""  # an acronym
    is_word = low in _ordinary() or low in words_of("calling") or low in words_of("calendar")
    return "word" if is_word and low not in words_of("given_and_word") else "name"


def _runs(tokens: Sequence[_Token], wording: str, loud: bool) -> Iterator[tuple[int, int]]:
    """Stretches of tokens that only blanks part and that may all belong to a name."""
    begin = None
    for at, token in enumerate(tokens):
        fits = bool(_kind(token, loud)) or (begin is not None and _is_surname_too(token))
        joined = at > 0 and not wording[tokens[at - 1].end : token.start].strip(" \u00a0-")
        if begin is not None and not (fits and joined):
            yield begin, at
            begin = None
        if begin is None and fits:
            begin = at
    if begin is not None:
        yield begin, len(tokens)


def _is_surname_too(token: _Token) -> bool:
    """After other words of a name an office with a capital belongs to it ("Anna King")."""
    return token.low in words_of("public_role") and token.text[:1].isupper()


def _trimmed(tokens: Sequence[_Token], begin: int, end: int, loud: bool) -> tuple[int, int]:
    """A run without the ordinary words and particles before it, and particles after; empty where no name is left."""
    kinds = [_kind(token, loud) or "word" for token in tokens[begin:end]]
    if "name" not in kinds and not (
        kinds.count("word") > 1 and not loud and _is_title_case(tokens[begin:end])
    ):
        return begin, begin
    first, last = 0, len(kinds)
    if "name" in kinds:
        while kinds[first] == "word" or (kinds[first] == "particle" and "-" not in tokens[begin].text):
            first += 1
    while last > first and kinds[last - 1] in ("particle", "initial"):
        last -= 1
    return begin + first, begin + last


def _is_title_case(tokens: Sequence[_Token]) -> bool:
    """Whether ordinary words are a name after all ("Karim Dad"): one of them is a given name, or none is known."""
    return any(each.low in words_of("given_and_word") for each in tokens)


def _is_a_persons(tokens: Sequence[_Token], begin: int, end: int, wording: str) -> bool:
    before = tokens[begin - 1].low if begin and _is_beside(tokens, begin, wording) else ""
    after = tokens[end].low if end < len(tokens) and _is_beside(tokens, end, wording) else ""
    if before in words_of("whence") or before in words_of("determiner") or after in words_of("institution"):
        return after in words_of("household")
    if _holds_office(tokens, begin, end, wording):
        return False
    if after and tokens[end].text[0].islower() and not _POSSESSIVE.search(tokens[end - 1].text):
        return after in words_of("household") or after in _FOLLOWING
    return True


_FOLLOWING = frozenset(
    "and or who whose with of from in at near aged was were is said told on by to for also".split()
)
"""Words that may follow a name; before any other small one it describes ("a Mardan resident")."""


def _holds_office(tokens: Sequence[_Token], begin: int, end: int, wording: str) -> bool:
    """Whether an office stands before a name ("Minister A"), titles between, or after it ("A, the mayor of B")."""
    at = begin - 1
    while at >= 0 and tokens[at].low in words_of("honorific"):
        at -= 1
    if at >= 0 and tokens[at].low in words_of("public_role") and _is_beside(tokens, at + 1, wording):
        return not tokens[at].text.endswith(("'s", "’s"))
    if end >= len(tokens) or wording[tokens[end - 1].end : tokens[end].start].strip() != ",":
        return False
    near = tokens[end : end + 5]
    office = next((at for at, each in enumerate(near) if each.low in words_of("public_role")), None)
    told = near[: office + 1] if office is not None else []
    joined = all(not wording[one.end : other.start].strip() for one, other in pairwise(told))
    return bool(told) and joined and not any(each.text.endswith(("'s", "’s")) for each in told)


def _is_beside(tokens: Sequence[_Token], at: int, wording: str) -> bool:
    return not wording[tokens[at - 1].end : tokens[at].start].strip()
