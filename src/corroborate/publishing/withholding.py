"""Names of private people found in a text and held back, by the names that are known of them in its document."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Set
from functools import cached_property, lru_cache

from corroborate.analysis.personal import (
    LETTER,
    is_capital,
    is_hesitant,
    names_in,
    parts_of,
    words_of,
)

HELD_BACK = "[name held back]"
PLACE_HELD_BACK = "[place withheld]"
_BEFORE, _AFTER = rf"(?<!{LETTER})", rf"(?!{LETTER})"
_JOINED = r"(?:al|el|ad|ar|as|ash|at|an|az|ul|ud|ur)[-\u2010\u2011]"
_SON_OF = r"(?:abu|abou|umm|bin|ibn|bint|binti|ould)\s+"
_BETWEEN = rf"(?:\s+|-)(?:(?:{_JOINED}|{_SON_OF}|(?:de\s+la|de\s+los|de|del|da|dos|van\s+der|van|von|al|el|ul|y|e)\s+|[A-Z]\.?\s+))*"
_SUFFIX = rf"(?:,?\s+(?:Jr|Sr|II|III|IV){_AFTER}\.?)?"
_LAST_WORD = re.compile(rf"({LETTER}+)\.?[\s]*$")
_NEXT_WORD = re.compile(rf"^[\s]+({LETTER}+)")
_CAPITALS = rf"[^\W\d_a-z]{LETTER}+(?:[\s-]+[^\W\d_a-z]{LETTER}+)*"
_HELD = re.escape(HELD_BACK)
_AGED = r"(?:,?\s*\(?\d{1,3}\)?(?:,|(?=\s)|$))"
_KIN = re.compile(
    rf"(?:{_HELD})[^.!?\[\]]{{0,40}}?\b(?:his|her|their)\s+(?:[\w-]+\s+){{0,3}}?(?:{{kin}})(?:s|ren)?,?\s+({_CAPITALS})".replace(
        "{kin}", "|".join(sorted(map(re.escape, words_of("kin")), key=len, reverse=True))
    )
)
_LISTED = re.compile(
    rf"(?:{_HELD}){_AGED}?,?\s*(?:and|&|,)?\s+({_CAPITALS})(?=,?\s*\(?\d{{1,3}}(?:\)|,|\.|;|\s|$))"
)


class Withholding:
    """Holds back the names of some people in texts.

    `private` are the wordings in which they are named, `places` names to hold back as they are. `public` names stay
    where they stand: parties, places, publishers, holders of offices. Later a word of a name holds for the person too (a family name, a given name),
    with a capital, unless what stands beside it shows that something else is meant.
    """

    def __init__(
        self, private: Iterable[str], public: Iterable[str] = (), places: Iterable[str] = ()
    ) -> None:
        names = {name for wording in private for name in names_in(wording)}
        words = {part for name in names for part in parts_of(name)}
        shown = frozenset(each for each in public if not _tells_of(each, names, words))
        taken = _taken(shown)
        parts = {part for name in names for part in parts_of(name) if _plain(part).casefold() not in taken}
        self._given = _given(names)
        self._forms = names | parts
        self._first = frozenset(_plain(form).casefold().split()[0] for form in self._forms if form.strip())
        self._public = [each for each in shown if len(each) > 2]
        self._places = _either(places)

    @cached_property
    def _found(self) -> re.Pattern[str] | None:
        return _pattern(self._forms)

    @cached_property
    def _shown(self) -> re.Pattern[str] | None:
        return _either(self._public)

    def held(self, text: str) -> str:
        """The text with every name in it held back; ages and whatever else is said stay."""
        return self._without_places(self._without_people(text))

    def _without_places(self, text: str) -> str:
        if self._places is None:
            return text
        made, at = "", 0
        for match in self._places.finditer(_plain(text)):
            made += text[at : match.start()] + PLACE_HELD_BACK
            at = match.end()
        return made + text[at:]

    def _without_people(self, text: str) -> str:
        plain = _plain(text)
        folded = plain.casefold()
        if not any(word in folded for word in self._first):
            return text  # as in most texts: patterns are made for those that need them
        if self._found is None or not self._found.search(plain):
            return text
        shown = [each.span() for each in self._shown.finditer(plain)] if self._shown else []
        is_loud = text.isupper()
        made, at = "", 0
        for match in self._found.finditer(plain):
            begin, end = match.span()
            if any(one < end and begin < other for one, other in shown) or not self._is_meant(
                plain, match, is_loud
            ):
                continue
            made += text[at:begin] + HELD_BACK
            at = end
        made += text[at:]
        return _with_kin(made) if at else text

    def _is_meant(self, text: str, match: re.Match[str], is_loud: bool) -> bool:
        begin, end = match.span()
        said = match.group()
        words = [
            each for each in re.findall(rf"{LETTER}+", said) if each.casefold() not in words_of("particle")
        ]
        if not all(is_capital(word) for word in words):
            return False
        before, after = _neighbours(text, begin, end)
        if before.casefold() in words_of("public_role") or _is_of_an_office(text, begin, before):
            return False
        if before.casefold() in words_of("honorific") or len(words) > 1:
            return True
        if is_capital(after) and after.casefold() in words_of("institution") | words_of("settlement"):
            return False
        if is_capital(after) and said.casefold() in self._given and not is_hesitant(after):
            return False  # a namesake with another family name
        if is_hesitant(said) and (
            is_loud or _begins_sentence(text, begin) or said.casefold() in words_of("calendar")
        ):
            return False
        return not _is_a_place(said, before.casefold(), after.casefold())


def _given(names: Set[str]) -> frozenset[str]:
    """The words that come before others in a name, and are no family name of any."""
    parted = [[_plain(part).casefold() for part in parts_of(name)] for name in names]
    return frozenset(part for each in parted for part in each[:-1]) - {each[-1] for each in parted if each}


def _tells_of(wording: str, names: Set[str], words: Set[str]) -> bool:
    """Whether a wording of somebody public holds a private name ("Karim's brother", a namesake)."""
    people = names_in(wording)
    return any(name in names or (name != wording and words >= set(parts_of(name))) for name in people)


def _plain(text: str) -> str:
    """A text without accents, letter for letter, so that places in it stay where they are."""
    return text if text.isascii() else text.translate(_BARE)


class _Bare(dict[int, int]):
    def __missing__(self, letter: int) -> int:
        parted = unicodedata.normalize("NFD", chr(letter))
        found = ord(parted[0]) if len(parted) > 1 and unicodedata.combining(parted[1]) else letter
        self[letter] = found
        return found


_BARE = _Bare({ord(each): ord("'") for each in "’‘ʼ`´"})


def _taken(public: Iterable[str]) -> frozenset[str]:
    """The words that stand for somebody public or for a place: all of a place's, the last of a person's name."""
    found: set[str] = set()
    for each in public:
        words = re.findall(rf"{LETTER}+", _plain(each).casefold())
        persons = [_plain(name).casefold() for name in names_in(each)]
        lasts = [re.findall(rf"{LETTER}+", name)[-1] for name in persons]
        found.update(lasts if persons and len(words) > 1 else words)
    return frozenset(found)


def _pattern(forms: Iterable[str]) -> re.Pattern[str] | None:
    """Any of the forms, several of them where only blanks and particles lie between, and "Jr" after."""
    ready = sorted({_as_pattern(form) for form in forms}, key=len, reverse=True)
    if not ready:
        return None
    unit = f"(?:{'|'.join(ready)})"
    return re.compile(
        rf"{_BEFORE}(?:(?:[A-Z]\.\s*)+|{_JOINED}|{_SON_OF})*{unit}(?:{_BETWEEN}{unit})*{_SUFFIX}",
        re.IGNORECASE,
    )


def _as_pattern(form: str) -> str:
    plain = _plain(form)
    body = r"\s+".join(re.escape(word) for word in plain.split())
    if "\u0600" <= plain[0] <= "\u06ff":
        return rf"[وفبلك]?{body}{_AFTER}"
    if "\u0400" <= plain[0] <= "\u04ff" and len(plain) > 3:
        return rf"{body}\w{{0,3}}{_AFTER}"  # Slavic names have cases
    if plain[0] >= "\u0e00" and not _parts_words(plain):
        return body
    return body + _AFTER


def _parts_words(form: str) -> bool:
    return bool(parts_of(form))


def _either(names: Iterable[str]) -> re.Pattern[str] | None:
    ready = sorted((re.escape(_plain(name)) for name in names), key=len, reverse=True)
    return re.compile(rf"{_BEFORE}(?:{'|'.join(ready)}){_AFTER}") if ready else None


def _neighbours(text: str, begin: int, end: int) -> tuple[str, str]:
    """The words directly before and after, where only blanks and a stop part them; "" where none is."""
    before, after = (
        _LAST_WORD.search(text[max(0, begin - 40) : begin]),
        _NEXT_WORD.search(text[end : end + 40]),
    )
    return before.group(1) if before else "", after.group(1) if after else ""


def _is_of_an_office(text: str, begin: int, before: str) -> bool:
    """Whether an office stands before a title before the name ("Minister Dr Karim")."""
    if before.casefold() not in words_of("honorific"):
        return False
    told = _LAST_WORD.search(text[:begin].rstrip(" .").removesuffix(before))
    return told is not None and told.group(1).casefold() in words_of("public_role")


def _begins_sentence(text: str, begin: int) -> bool:
    before = text[:begin].rstrip(" \"'“‘«([")
    return not before or before[-1] in ".!?:\n"


def _is_a_place(word: str, before: str, after: str) -> bool:
    """Whether a word stands as places do ("in Mardan", "Mardan district") and a place has that name."""
    if before not in words_of("whereabouts") and after not in words_of("settlement"):
        return False
    return _is_known_place(word)


@lru_cache(maxsize=4096)
def _is_known_place(word: str) -> bool:
    from corroborate.places import open_gazetteer
    from corroborate.places.spelling import key_of

    return bool(open_gazetteer().under(key_of(word)))


def _with_kin(text: str) -> str:
    """A text in which those named beside somebody held back are held back too: kin, and others of a list with ages."""
    for pattern in (_KIN, _LISTED, _KIN):
        text = _again(pattern, text)
    return text


def _again(pattern: re.Pattern[str], text: str) -> str:
    """One after another, for a name held back may begin the next of a list."""
    at = 0
    while found := pattern.search(text, at):
        begin, end = found.span(1)
        if names_in(found.group(1)):
            text = text[:begin] + HELD_BACK + text[end:]
            at = begin
        else:
            at = end
    return text


@lru_cache(maxsize=4096)
def withholding(private: frozenset[str], public: frozenset[str], places: frozenset[str]) -> Withholding:
    """What holds back these names; made once for the texts of a document."""
    return Withholding(private, public, places)
