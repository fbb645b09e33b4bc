"""Names of places made comparable: one key for one name, however it is spelt."""

from __future__ import annotations

import re
import unicodedata
import zlib
from functools import lru_cache

_LETTERS = str.maketrans(
    {
        "ø": "o", "ł": "l", "ı": "i", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ə": "a",
        "ŋ": "n", "ħ": "h", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ɣ": "gh", "ʼ": "", "ʻ": "", "ʿ": "", "ʾ": "", "‘": "",
        "’": "", "'": "", "`": "", "´": "", "ʹ": "", "ʺ": "", ".": " ",
    }
)  # fmt: skip
_NO_LETTERS = re.compile(r"[^a-z0-9]+")
_SHORTENED = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
_ARTICLES = frozenset(
    ("al", "el", "as", "ash", "ad", "adh", "an", "ar", "at", "az", "et", "the", "la", "le", "los", "las")
)
DISTRICT = "+"
"""Stands before the keys of second-level divisions, which are only looked for where a text says "county" or the like."""
SHORTEST_SKELETON = 5
"""Letters that a name must have before spelling variants are looked for at all."""

# Applied in this order; each is a habit of transliteration, not a sound law.
_VARIANTS = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"q|ck|kh", "k"),  # Qalat, Kalat, Khalat
        (r"gh|j(?=h)", "g"),  # Ghazni, Gazni
        (r"(?<=[bdpt])h", ""),  # Pathakota, Patakota; Dhadar, Dadar
        (r"sch|sh", "s"),  # Noshki, Nushki
        (r"tch|ch", "c"),
        (r"dj|zh", "j"),  # Djugu, Jugu
        (r"ph", "f"),
        (r"tz|ts", "z"),
        (r"c(?=[aou])", "k"),
        (r"x", "ks"),
        (r"w", "v"),
        (r"ou|oo|o|u", "u"),  # Soorab, Surab, Sorab
        (r"ee|ei|ie|ey|iy|yi|ai|ay|y|e|i", "i"),
        (r"(.)\1+", r"\1"),  # doubled letters
        (r"(?<=[aiu])h\b", ""),  # Hamah, Hama
        (r"i?a\b", "a"),
    )
)


_PLAIN = re.compile(r"[a-z]+(?: [a-z]+)*")


@lru_cache(maxsize=65536)
def key_of(name: str) -> str:
    """The key under which `name` is filed: lower-case ASCII words, "St." written out; "" where none remain."""
    plain = name.casefold()
    if _PLAIN.fullmatch(plain) and plain[:3] not in ("st ", "ste", "mt ", "ft "):
        return plain
    plain = plain.translate(_LETTERS)
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFKD", plain)
        plain = "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_LETTERS)
        if not plain.isascii() and any(c.isalpha() and not c.isascii() for c in plain):
            return ""
    words = _NO_LETTERS.sub(" ", plain).split()
    if len(words) > 1 and words[0] in _SHORTENED:
        words[0] = _SHORTENED[words[0]]
    return " ".join(words)


def skeleton_of(key: str) -> str:
    """What remains of `key` when the habits of transliteration are taken away; "" for names too short.

    Soorab, Surab and Sorab share one skeleton, as do al-Hasakah and Hasaka. It is far too coarse to find a
    place in the world, and serves only within a country or a district that is known already.
    """
    words = key.split()
    if len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    bones = "".join(words)
    if len(bones) < SHORTEST_SKELETON:
        return ""
    for pattern, to in _VARIANTS:
        bones = pattern.sub(to, bones)
    return bones


def mark_of(key: str) -> int:
    """A 32-bit mark of `key`, the same on every machine."""
    return zlib.crc32(key.encode())


def skeleton_mark(country: str, bones: str) -> int:
    """A 32-bit mark of a skeleton within a country, the same on every machine."""
    return zlib.crc32(f"{country} {bones}".encode())
