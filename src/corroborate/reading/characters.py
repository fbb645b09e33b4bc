"""Bytes as characters, and characters as one clean text."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

from corroborate.errors import UnreadableDocument

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What pages call Latin-1 or ASCII is Windows-1252 (WHATWG Encoding Standard, "Names and labels").
_MEANT = {"iso8859-1": "cp1252", "latin-1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252"}
_LINE_BREAKS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff\u200b\u2060\u00ad\ufffe\uffff]")
_JOINERS = re.compile("[\u200c-\u200f\u202a-\u202e\u2066-\u2069]")
# Scripts in which joiners and direction marks are part of spelling: right-to-left and Indic.
_NEEDS_JOINERS = re.compile("[\u0590-\u08ff\u0900-\u0dff\ufb1d-\ufdff\ufe70-\ufefc]")
_SPACES = re.compile("[^\\S\n]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A text, the encoding it was read in, and a note where that encoding is a guess."""

    text: str
    encoding: str
    note: str | None = None


def decode(content: bytes, source: str, declared: str | None = None) -> Decoded:
    """The characters of `content`: by byte order mark, declared charset, UTF-8, or the likeliest guess.

    Raises UnreadableDocument where the bytes are no text.
    """
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _with_replacements(content.removeprefix(codecs.BOM_UTF8), encoding, source)
    if unmarked := _unmarked_utf16(content):
        return Decoded(text=content.decode(unmarked), encoding=unmarked)
    if b"\x00" in content:
        at = content.index(b"\x00")
        raise UnreadableDocument(f"{source}: binary data (a NUL byte at {at}), not text: give text or HTML")
    for encoding in filter(None, (_meant(declared), "utf-8")):
        try:
            decoded = Decoded(text=content.decode(encoding), encoding=encoding)
        except UnicodeDecodeError:
            continue
        return _refuse_noise(decoded, source)
    return _refuse_noise(_guessed(content, source), source)


def clean(text: str) -> str:
    """`text` in NFC with plain newlines and single spaces, without control and zero-width characters.

    Joiners and direction marks stay where a right-to-left or Indic script needs them.
    """
    text = _LINE_BREAKS.sub("\n", text)
    text = _CONTROLS.sub("", text)
    if not _NEEDS_JOINERS.search(text):
        text = _JOINERS.sub("", text)
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text))


def _meant(declared: str | None) -> str | None:
    if not declared:
        return None
    try:
        name = codecs.lookup(declared.strip(" \"'")).name
    except (LookupError, ValueError):
        return None
    if name.startswith(("utf-16", "utf-32")) or name in ("utf-7", "idna", "punycode"):
        return None  # no mark and no NUL bytes: it cannot be what it declares, or must not be trusted
    return _MEANT.get(name, name)


def _unmarked_utf16(content: bytes) -> str | None:
    """UTF-16 without a mark shows as NUL in every other byte of western text."""
    head = content[:2000]
    if len(head) < 20 or len(content) % 2:
        return None
    for encoding, zeros, letters in (
        ("utf-16-le", head[1::2], head[::2]),
        ("utf-16-be", head[::2], head[1::2]),
    ):
        if zeros.count(0) > 0.7 * len(zeros) and letters.count(0) == 0:
            try:
                content.decode(encoding)
            except UnicodeDecodeError:
                return None
            return encoding
    return None


def _guessed(content: bytes, source: str) -> Decoded:
    """Neither declared nor UTF-8: UTF-8 with a few broken bytes, or the single-byte code it looks like."""
    rough = content.decode("utf-8", errors="replace")
    multibyte = sum(1 for letter in rough if ord(letter) > 127 and letter != "\ufffd")
    if rough.count("\ufffd") <= multibyte // 10:
        return _with_replacements(content, "utf-8", source)
    from charset_normalizer import from_bytes

    best = from_bytes(content[:200_000]).best()
    for encoding in (best.encoding if best else "cp1252", "cp1252"):
        try:
            text = content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        note = f"not UTF-8: read as {encoding}; if letters look wrong, convert the file to UTF-8"
        return Decoded(text=text, encoding=encoding, note=note)
    return _with_replacements(content, "cp1252", source)


def _with_replacements(content: bytes, encoding: str, source: str) -> Decoded:
    text = content.decode(encoding, errors="replace")
    broken = text.count("\ufffd")
    if broken > len(text) // 4:
        raise UnreadableDocument(f"{source}: binary data or a broken {encoding} text: convert it to UTF-8")
    note = f"{broken} bytes are no valid {encoding} and were replaced" if broken else None
    return Decoded(text=text, encoding=encoding, note=note)


def _refuse_noise(decoded: Decoded, source: str) -> Decoded:
    sample = decoded.text[:20_000]
    if len(_CONTROLS.findall(sample)) > len(sample) // 20:
        raise UnreadableDocument(f"{source}: binary data (control characters), not text: give text or HTML")
    return decoded
